## The product

loading = Loading…
optional = optional
try-again = Try again
language = Language
theme = Appearance
theme-system = System theme
theme-light = Light theme
theme-dark = Dark theme
skip-to-content = Skip to content
menu = Menu
nav-label = Areas
nav-simulator = Shipping simulator
nav-freight-tables = Freight tables
nav-docs = API
sign-out = Sign out
lost-title = There is no such page
lost-text = The address may have changed, or the link arrived cut short.
lost-back = Go to the simulator

## What can go wrong

failure-offline = The server does not answer
failure-offline-detail = Check your connection and try again. Nothing you typed is lost.
failure-request = If you contact support, quote { $id }.
unreachable-title = Your account cannot be opened right now
problem-unexpected = Something went wrong on our side
problem-internal = Something went wrong on our side
problem-wrong_credentials = Wrong e-mail or password
problem-locked_out = Sign-in is locked for a few minutes
problem-session_ended = Your session has ended. Sign in again.
problem-invalid_fields = Check the marked fields
problem-throttled = Too many requests. Wait a moment.
problem-not_allowed = Your role does not allow this
rule-unknown = Check this field
rule-required = Fill in this field
rule-positive = Enter a number above zero
rule-money = Enter an amount such as 49.90
rule-cep = A CEP has 8 digits
rule-postal_code = This postal code is not valid in the chosen country
rule-invalid_postal_code = This postal code is not valid in the chosen country
rule-empty_cart = Add at least one item
rule-unknown_sku = This SKU is not in the register
rule-unknown_country = Unknown country
rule-currency_mismatch = The currency is not the account's
rule-email = Enter a complete e-mail, such as name@company.com
rule-name = Use 1 to 150 characters
rule-weak_password = Use 10 to 200 characters, at least 5 of them different
rule-currency = The currency is not the account's
rule-file_size = The file has to be between 1 byte and 10 MB
rule-country = Unknown country
rule-invalid_id = Use letters, digits, - and _, up to 60
rule-quantity = Enter 1 to 1,000,000
rule-weight = Enter 1 g to 100 t
rule-price = Enter an amount from zero up
rule-number_of_items = A cart has 1 to 500 items
rule-too_short = Too short
rule-too_long = Too long

## Sign-in

sign-in-title = Sign in
sign-in-lead = Use the e-mail and password of your company's Entrega account.
email = E-mail
password = Password
password-show = Show
password-hint = 10 to 200 characters. A phrase works well.
sign-in = Sign in
sign-in-busy = Signing in…
sign-in-go = Go to sign-in
sign-in-email-missing = Enter your e-mail
sign-in-password-missing = Enter the password
sign-in-locked-text = There were too many attempts in a row. Your account is safe.
sign-in-locked-wait = Try again in { $minutes } min { $seconds } s.
forgot-link = I forgot my password
forgot-title = Recover access
forgot-lead = We will send you a link to choose another password.
forgot-send = Send link
forgot-again = Ask for another link
forgot-sent = Check your e-mail
forgot-sent-text = If { $email } has access to Entrega, the link will arrive shortly.
back-to-sign-in = Back to sign-in
new-password-title = Choose a new password
new-password-lead = Other open sessions will be ended.
new-password = New password
new-password-save = Save password
new-password-done = Password changed. You can sign in now.
link-spent = This link is no longer valid
link-spent-text = It was used already, or it has expired.
invitation-title = Accept invitation
invitation-lead = { $account } invited you to Entrega.
invitation-spent-text = It was used already, or it has expired. Ask your account's administrator for another one.
invitation-accept = Create access and sign in
your-name = Your name
name-missing = Enter your name
door-claim = The right price and the right day, from the cart on.
door-cart = Cart
door-cart-text = Weight, size and stock of every item
door-price = Price
door-price-text = Your freight tables, part by part
door-promise = Promise
door-promise-text = A date that counts every wait

## API documentation

docs-title = Entrega API
docs-lead = Everything the product does, within reach of your code. The whole document, in OpenAPI 3.1:
docs-contents = Operations
docs-search = Find an operation
docs-found =
    { $count ->
        [0] No operations
        [one] 1 operation
       *[other] { $count } operations
    }
docs-open = Needs no credentials.
docs-parameters = Parameters
docs-request = Request body
docs-answers = Answers

## Pages that explain problem codes

problems-kicker = Error code
problems-unknown = Unknown code
problems-unknown-help = This version does not explain this code. The field detail of the answer says what happened.
problems-docs = API documentation
problem-not_found = Not found
help-not_found = It does not exist, or it does not belong to this account. Check the identifier.
problem-no_such_route = There is no such address
help-no_such_route = Check the path in the API documentation.
problem-method_not_allowed = This address does not take this method
help-method_not_allowed = The header Allow says which methods it takes.
problem-not_signed_in = Sign in to continue
help-not_signed_in = Send a key or a token in the header Authorization, or a publishable key in X-Entrega-Key.
problem-not_bearer = Credentials of an unknown form
help-not_bearer = Use Authorization: Bearer, followed by the key or the token.
problem-invalid_credentials = Credentials refused
help-invalid_credentials = The key or token is wrong, has expired or was revoked.
problem-origin_not_allowed = Origin not allowed
help-origin_not_allowed = This publishable key works only from the origins registered with it.
problem-link_gone = This link is no longer valid
help-link_gone = It was used already, or it has expired. Ask for another one.
problem-invalid_json = The body is not valid JSON
help-invalid_json = The detail names the line and column of the first error.
problem-invalid_body = The body does not have the expected shape
help-invalid_body = A field is unknown, missing or of another type. The list errors points at the place.
problem-not_json = The body has to be JSON
help-not_json = Send Content-Type: application/json, in UTF-8.
problem-body_too_large = The body is over 1 MB
help-body_too_large = Files go to the upload address that their resource gives.
problem-invalid_limit = Invalid page limit
help-invalid_limit = limit is a number from 1 to 200.
problem-invalid_cursor = Invalid cursor
help-invalid_cursor = Use the cursor that this very list gave, or start without one.
problem-repeated_parameter = Repeated parameter
help-repeated_parameter = Each query parameter may appear once.
problem-if_match_required = If-Match is missing
help-if_match_required = Send the ETag that you last read, so that nobody's change is lost.
problem-invalid_if_match = Unreadable If-Match
help-invalid_if_match = Send a single ETag as it was answered, quotes included.
problem-changed_since = Somebody changed this before you
help-changed_since = Read it again, and apply your change to what you find.
problem-exists_already = It exists already
help-exists_already = Read what exists, and use If-Match to replace it.
problem-idempotency_key_required = Idempotency-Key is missing
help-idempotency_key_required = Send a value that is unique to the operation: a repeat with it has no second effect.
problem-invalid_idempotency_key = Invalid Idempotency-Key
help-invalid_idempotency_key = Use up to 255 visible characters. A UUID will do.
problem-idempotency_key_reused = Idempotency-Key used for another request
help-idempotency_key_reused = The same key came with another body. Use a new key.
problem-in_use = In use
help-in_use = Another record depends on this one. The detail says which.
problem-not_checked = This table has not been checked yet
help-not_checked = Only an import that was checked and has no errors can go live.
problem-policy_gone = The shipping policy has been deleted
help-policy_gone = Choose another policy and import again.
problem-faces_not_built = The web faces have not been built
help-faces_not_built = Run make faces and start again.
problem-email_taken = This e-mail has access already
help-email_taken = Each e-mail signs in to one account only.
problem-already_joined = This person has already joined
help-already_joined = There is no invitation to send again.
problem-not_joined = This person has not joined yet
help-not_joined = Send the invitation again.
problem-last_manager = The account needs somebody to manage it
help-last_manager = Give the role to somebody else first.
problem-busy = Too much at once
help-busy = Try again after the time that Retry-After gives.
help-invalid_fields = The list errors points at each field, with the rule and the value.
help-internal = It has been recorded. Quote the requestId to support, if you need to.
help-not_allowed = Ask a manager of the account for access, or use another key.
help-wrong_credentials = Check both. Several wrong attempts lock sign-in for a few minutes.
help-locked_out = Retry-After says how long it takes.
help-session_ended = The refresh token has expired, was used twice or was ended.
