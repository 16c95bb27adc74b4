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
destination-point = Coordinates
destination-point-hint = Latitude, longitude: for areas on the map and pickup points by distance
sales-channel = Sales channel
sales-channel-hint = Only docks that ship for it
allocate-sellers = Let sellers who act in the account's name bring what they have
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
ordered = Order placed
comparison = Options side by side
comparison-goods = What travels
comparison-packages = Packages
comparison-from = Leaves from
scale-from = Since the order, { $moment }
legend-prepare = Preparation
legend-wait = Waiting
legend-transit = Journey
shown-as = Show as
shown-together = Side by side
shown-apart = In detail
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
other-version = Compare with another version of the table
other-version-text = The same cart, priced by another version of the freight table. Nothing changes for the store.
other-version-pick = Another version
other-version-compare = Compare
other-version-none = This policy has a single version of its table.
other-version-now = Live (version { $version })
other-version-absent = not offered
other-version-days =
    { $count ->
        [one] { $said } day
       *[other] { $said } days
    }
dropped-title =
    { $count ->
        [one] Why one route was left out
       *[other] Why { $count } routes were left out
    }
dropped-text = Every route considered, and the rule that excluded it.
dropped-policy = Policy { $name }
dropped-warehouse = Warehouse { $name }
dropped-dock = Dock { $name }
dropped-point = Pickup point { $name }
dropped-against = { $own }, winner { $winner }
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
detail-decidedBy = Decided by
detail-nearest = Nearest
detail-lastDay = Last day
detail-blocked = Windows that are blocked
detail-full = Windows that are full
detail-pastCutOff = Windows past their cut-off
detail-at = Order
detail-opens = Takes orders again
detail-warehouses = Warehouses
detail-seller = Seller
detail-packages = Packages
detail-price = Compared price
detail-arrives = Arrival
detail-overhead = Extra time of the dock
detail-priority = Priority of the dock
measure-ids = equal in everything, by id

## Maps

map-open = See on the map
map-close = Close the map
map-loading = Opening the map…
map-failed = The map could not be opened.
map-plain = The streets could not be loaded. The places are where they belong.
map-closer = Closer
map-farther = Farther
map-wheel = Use Ctrl and the mouse wheel to zoom
map-wheel-mac = Use ⌘ and the mouse wheel to zoom
map-fingers = Use two fingers to move the map
windows-title =
    { $count ->
        [one] One delivery window to choose
       *[other] { $count } delivery windows to choose from
    }
window-price = plus { $price }
window-left =
    { $count ->
        [one] one place left
       *[other] { $count } places left
    }
pickup-title =
    { $count ->
        [one] One pickup point
       *[other] { $count } pickup points
    }
pickup-distance = { $distance } away
pickup-map = Map of pickup points
