## Names of the parts that make a freight price

price-flat = Base rate
price-weight = Weight
price-value = Value of the goods
price-dock_fee = Dock fee
price-additional_percent = Additional on the freight
price-rounding = Rounding

## Names of the parts that make a delivery time

time-capacity_wait = Waiting for the seller's next free day
time-lead_time = Product lead time
time-warehouse = Preparation at the warehouse
time-dock = Processing at the dock
time-pickup_wait = Waiting for pickup
time-transit = Transport
time-closed_days = Days without delivery

## Why a delivery option is not offered

drop-policy_inactive = The shipping policy is switched off
drop-no_dock = No dock hands goods to this policy
drop-dock_inactive = The dock is switched off
drop-seller_inactive = The seller is switched off or not known
drop-seller_full = The seller has no room for it in its next days
drop-other_seller = Nothing in the cart is sold by the owner of this dock
drop-sales_channel_not_served = The dock does not ship for this sales channel
drop-no_freight_table = The policy has no freight table
drop-no_pickup_point_near = None of the policy's pickup points is near
drop-no_delivery_window = There is no delivery window free
drop-destination_unknown = The destination has no postal code
drop-restricted_area = The policy does not deliver to this area
drop-postal_code_not_served = Does not deliver to this postal code
drop-volume_over_limit = The package takes more than the largest volume
drop-weight_over_limit = The package weighs more than the limit
drop-item_too_large = One unit alone is larger than allowed
drop-package_too_large = The stacked package is larger than allowed
drop-modal_not_carried = Does not carry this kind of goods
drop-modal_required = Carries special goods only
drop-value_below_minimum = The cart is worth less than the minimum
drop-value_above_maximum = The cart is worth more than the maximum
drop-not_a_multiple = The number of units is not a multiple of what is shipped
drop-outside_business_hours = The carrier takes no orders at this hour
drop-no_stock_at_dock = The warehouses of this dock have none of it
drop-outranked = A better route of the same method was taken
drop-amount_too_large = A price or a weight is too large
drop-no_working_days = There are no working days within reach

## Why another plan of who brings what was taken

plan-brings_less = It leaves more of the cart
plan-to_be_fetched = Something would have to be fetched at a pickup point
plan-dearer = It costs more
plan-later = It arrives later
plan-farther = The way to the pickup point is longer
plan-made_later = It comes to the same as a plan that was made before it

## Why a seller is in no plan

left-out-no_line_in_full = Has all units of no line
left-out-not_asked = Others have more, and no further ones are asked
left-out-brings_nothing = Has goods, but no way to bring them

## What a simulated cart says of its lines

cart-unknown = Item { $id } was not found or is not for sale
cart-nowhere = { $name } cannot be delivered to this address
cart-sold-out = { $name } is out of stock
cart-fewer =
    { $units ->
        [one] Only one unit of { $name } is available
       *[other] Only { $units } units of { $name } are available
    }
