## Shipping simulator

simulator-title = Shipping simulator
simulator-lead = Build a cart and see what your store would offer, and why.
cart-title = Cart
line-legend = Item { $number }
line-sku = Product
line-free = Item code
line-free-hint = Without a code, only weight and size count.
line-known = { $weight }, { $length } × { $width } × { $height }
line-more = More about this item
line-modal = Cargo type
line-modal-known = As in the register: { $modal }
line-modal-none = General cargo
line-seller = Seller
line-seller-own = The account itself
line-assume = Assume it is in stock
modal-CHEMICALS = Chemicals
modal-ELECTRONICS = Electronics
modal-FURNITURE = Furniture
modal-GLASS = Glass
modal-LIQUID = Liquids
modal-MATTRESSES = Mattresses
modal-REFRIGERATED = Refrigerated
modal-TIRES = Tires
modal-WHITE_GOODS = Large appliances
modal-FIREARMS = Firearms
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
allocate-sellers = Share it out among the account and the sellers who deliver in its name
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
results-to = To { $place }. Quote kept until { $until }.
results-to-none = To { $place }.
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
none-title = No option takes this cart to the destination
none-text = See below why each route was left out.
none-stock-title = Nothing in stock for this cart
none-stock-text = No warehouse has these items. Tick “Assume it is in stock” at the item to see prices all the same.
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
promised-earliest = Can be delivered
business-days-note = Counted in days on which the carrier works.
packages =
    { $count ->
        [one] One package
       *[other] { $count } packages
    }
package-item = { $quantity } × { $name }
package-weights = Real weight { $real }, cubic { $cubic }, charged { $charged }
package-weights-plain = Real weight { $real }, charged { $charged }
package-number = Package { $number } of { $count }
package-last = the last to arrive
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
dropped-item = Item { $number }, { $name }
dropped-against = { $own } (taken: { $winner })
dropped-winner = dock { $dock }
dropped-winner-policy = policy { $policy }, dock { $dock }
dropped-by-code = By the postal code: without the destination’s coordinates nobody knows the distance
detail-winner = Route taken
detail-search = Search
detail-cart = Value of the cart
detail-message = Notice
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
detail-decidedBy = What decided
detail-nearest = Nearest
detail-lastDay = Last day
detail-blocked = Windows that are blocked
detail-full = Windows that are full
detail-pastCutOff = Windows past their cut-off
detail-at = Time of the order
detail-opens = Takes orders again
detail-warehouses = Warehouses
detail-seller = Seller
detail-packages = Packages
detail-price = Compared price
detail-arrives = Arrival
detail-overhead = Extra time of the dock
detail-priority = Priority of the dock
measure-ids = equal in everything, by id

## Who brings what of a cart

plans-title = Who brings each item
plans-text = The plans that were compared, in the order in which they were made. What brings most wins, then the lowest price, then the earliest arrival.
plan-number = Plan { $number }
plan-chosen = Chosen
plan-account = The account itself
plan-prefers-price = looks for the lowest price
plan-prefers-time = looks for the shortest time
plan-open = Nobody has all of: { $items }
plan-arrives = arrives { $when }
plan-nothing = brings nothing
plan-missing =
    { $count ->
        [one] One item is not brought whole
       *[other] { $count } items are not brought whole
    }
plan-fetched = Part of it is to be fetched at a pickup point
plan-sellers = Sellers considered
plan-seller-lines =
    { $count ->
        [0] has no item in full
        [one] has one item in full
       *[other] has { $count } items in full
    }
plan-more-sellers =
    { $count ->
        [one] And one more seller.
       *[other] And { $count } more sellers.
    }
detail-missing = Items missing
detail-distance = Distance

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
windows-first =
    { $count ->
        [one] the only window
       *[other] the first of { $count } windows
    }
windows-extra = plus { $price } for the window
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
