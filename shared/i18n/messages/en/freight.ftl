## Names of the parts that make a freight price

price-flat = Base rate
price-weight = Weight
price-value = Value of the goods
price-dock_fee = Dock fee
price-additional_percent = Additional on the freight
price-rounding = Rounding

## Names of the parts that make a delivery time

time-lead_time = Product lead time
time-warehouse = Preparation at the warehouse
time-dock = Processing at the dock
time-pickup_wait = Waiting for pickup
time-transit = Transport
time-closed_days = Days without delivery

## Why a delivery option is not offered

drop-inactive = The shipping policy is switched off
drop-no_stock = The warehouse does not have the units asked for
drop-sales_channel = Does not serve this sales channel
drop-country_not_served = Does not deliver to this country
drop-postal_code_not_served = Does not deliver to this postal code
drop-restricted_area = The address lies in a restricted area
drop-no_weight_band = No weight band fits this package
drop-weight_over_limit = The package weighs more than the limit
drop-weight_under_limit = The package weighs less than the minimum
drop-volume_over_limit = The package takes more than the largest volume
drop-dimension_over_limit = An item is larger than allowed
drop-dimensions_sum_over_limit = The measures add up to more than the limit
drop-value_out_of_range = The value of the goods is outside the accepted range
drop-modal = Does not carry this kind of goods
drop-business_hours = Outside business hours
drop-no_window = There is no delivery window available
drop-outranked = Another policy of the same method is better
