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
partial-title = Not enough stock: shipping was calculated with what there is
partial-item = { $name }: { $available } of { $requested } available
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
detail-salesChannel = Sales channel
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
