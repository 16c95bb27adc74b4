## E-mails to the people who sign in

invitation-subject = { $account } invites you to Entrega
invitation-heading = Hello, { $name }!
invitation-body = { $account } invites you to follow deliveries and freight on Entrega. To begin, choose your password.
invitation-button = Choose my password

password-reset-subject = A new password for Entrega
password-reset-heading = Hello, { $name }!
password-reset-body = We received a request for a new password for your account at { $account }. Your current password keeps working until you choose another.
password-reset-button = Choose a new password

mail-valid-for =
    This link works once and is valid for { $hours ->
        [one] { $hours } hour.
       *[other] { $hours } hours.
    }
mail-valid-for-days =
    This link works once and is valid for { $days ->
        [one] { $days } day.
       *[other] { $days } days.
    }
mail-not-asked = If you did not expect this message, simply ignore it: nothing changes.
mail-link-help = If the button does not open, copy this address into your browser:
