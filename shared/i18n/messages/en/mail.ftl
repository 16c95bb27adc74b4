## E-mails to the people who sign in

invitation-subject = { $account } invites you to Entrega
invitation-heading = Hello, { $name }!
invitation-body = { $account } invites you to follow deliveries and freight on Entrega. To begin, choose your password.
invitation-button = Choose my password

password-reset-subject = A new password for Entrega
password-reset-heading = Hello, { $name }!
password-reset-body = We received a request for a new password for your account at { $account }. Your current password keeps working until you choose another.
password-reset-button = Choose a new password

webhook-off-subject = { $account }: a webhook was switched off
webhook-off-heading = Hello, { $name }!
webhook-off-gone = The system at { $receiver } answered that it takes no more events of { $account } (410). Nothing more is sent to it.
webhook-off-failing = The system at { $receiver } has not taken events of { $account } for more than three days, though we tried again and again. Nothing more is sent to it.
webhook-off-button = Open Entrega
webhook-off-kept = No event is lost: the system can read at /v1/events what it has missed, for 30 days.
webhook-off-on-again = When the system takes events again, make the webhook active again.

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
