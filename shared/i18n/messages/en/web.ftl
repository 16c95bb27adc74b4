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

## Shipping simulator

simulator-title = Shipping simulator
simulator-lead = Build a cart and see what your store would offer, and why.
cart-title = Cart
line-legend = Item { $number }
line-sku = Product
line-free = Item code
line-free-hint = Stock is looked up by this code.
line-known = { $weight }, { $length } × { $width } × { $height }
line-remove = Remove item { $number }
sku-placeholder = Name or code
sku-list = Products
sku-empty = The SKU register is empty.
sku-none = Nothing found for “{ $text }”.
sku-more = There are more products: type the exact code.
sku-failed = The register could not be read. Type the SKU code.
quantity = Quantity
unit-price = Unit price
weight-grams = Weight (g)
length-cm = Length (cm)
width-cm = Width (cm)
height-cm = Height (cm)
add-sku = Product from the register
add-free = Item by weight and size
destination-title = Destination
country = Country
cep = CEP
postal-code = Postal code
calculate = Calculate shipping
calculating = Calculating…
fields-to-mend =
    { $count ->
        [one] One field needs your attention.
       *[other] { $count } fields need your attention.
    }
results-title = Delivery options
results-empty = Options appear here
results-empty-text = Choose items and a destination. Each option shows its price and promised date, with the parts that make both.
results-count =
    { $count ->
        [0] No delivery options
        [one] 1 delivery option
       *[other] { $count } delivery options
    }
results-to = To { $place }. Valid until { $until }.
results-zone = Dates and times in: { $zone }
results-outdated = The cart has changed. Calculate again to see current options.
order-by = Order by
order-price = Price
order-date = Date
partial-title = Not everything can be delivered: shipping counts what can
partial-partly_available = { $name }: { $available } of { $requested } in stock
partial-without_stock = { $name }: out of stock
partial-cannot_be_delivered = { $name }: nothing brings this item to the destination
incomplete = Brings a part only
none-title = No option reaches this destination
none-text = See below why each route was left out.
quote-id = Quote
cheapest = Cheapest
fastest = Fastest
by-time = by { $time }, in { $estimate }
estimate-bd =
    { $count ->
        [one] 1 business day
       *[other] { $count } business days
    }
estimate-d =
    { $count ->
        [one] 1 day
       *[other] { $count } days
    }
estimate-h =
    { $count ->
        [one] 1 hour
       *[other] { $count } hours
    }
estimate-m =
    { $count ->
        [one] 1 minute
       *[other] { $count } minutes
    }
details = Details
price-parts = What makes the price
price-total = Total
time-parts = What makes the date
until = until { $moment }
promised = Promised delivery
business-days-note = Counted in business days: weekends and holidays do not count.
packages =
    { $count ->
        [one] One package
       *[other] { $count } packages
    }
package-item = { $quantity } × { $name }
package-weights = Real weight { $real }, cubic { $cubic }, charged { $charged }
dropped-title =
    { $count ->
        [one] Why one option was left out
       *[other] Why { $count } options were left out
    }
dropped-text = Every route considered, and the rule that excluded it.
detail-weight = Weight
detail-limit = Limit
detail-minimum = Minimum
detail-maximum = Maximum
detail-volume = Volume
detail-value = Value
detail-modal = Cargo type
detail-sku = SKU
detail-postalCode = Postal code
detail-channel = Sales channel
detail-units = Units
detail-measure = Measure
detail-policy = Policy
detail-dock = Dock
measure-largest_measure = longest side
measure-measure_sum = sum of sides
detail-quantity = Quantity
detail-multiple = Multiple

## Freight tables

tables-title = Freight tables
tables-lead = Upload the spreadsheet of a shipping policy. The present table keeps serving until the new one takes its place as a whole.
tables-new = New table
tables-policy = Shipping policy
tables-no-policies = There are no shipping policies yet. Create one through the API.
tables-file = Spreadsheet
tables-file-hint = CSV, XLSX or XLS, up to 10 MB
tables-file-missing = Choose a file
tables-file-large = The file is over 10 MB
tables-file-empty = The file is empty
tables-file-kind = Use a .csv, .xlsx or .xls file
tables-dry-run = Check only: show errors and wait for my decision
tables-check = Check table
tables-import = Import table
tables-activate = Make live
tables-activate-sure = The present table of { $policy } will be replaced. Continue?
tables-activate-yes = Yes, replace it
cancel = Cancel
tables-sending = Sending the file…
tables-processing = Checking the rows…
tables-status-awaiting_upload = Waiting for the file
tables-status-processing = Processing
tables-status-rejected = Rejected
tables-status-checked = Checked
tables-status-live = Live
tables-status-replaced = Replaced
tables-status-failed = Failed
tables-outcome-rejected = Table rejected: the present one keeps serving
tables-outcome-checked = No errors: the table is ready to go live
tables-outcome-live = The table is live
tables-outcome-failed = The file could not be processed
tables-outcome-slow = Still processing. You can leave this page and come back later.
tables-failure-not_uploaded = The file did not arrive in time. Send it again.
tables-failure-content_differs = The file that arrived is not the one announced. Send it again.
tables-failure-policy_gone = The shipping policy has been deleted.
tables-failure-gave_up = We could not read the file through a fault of ours. Send it again.
tables-rows =
    { $count ->
        [one] 1 row read
       *[other] { $count } rows read
    }
tables-errors =
    { $count ->
        [0] no errors
        [one] 1 error
       *[other] { $count } errors
    }
tables-warnings =
    { $count ->
        [0] no warnings
        [one] 1 warning
       *[other] { $count } warnings
    }
tables-findings-errors = Errors
tables-findings-warnings = Warnings
tables-findings-first = The first { $count }. The report has all of them.
tables-row = Row
tables-column = Column
tables-value = Value
tables-finding = Finding
tables-report = Download report
tables-history = Recent imports
tables-history-empty = No table has been uploaded yet.
tables-open = View
tables-status = Status

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
