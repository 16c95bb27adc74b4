## The storefront widget <entrega-quote>

widget-form = Delivery price and date
widget-cep = Delivery to CEP
widget-postal-code = Delivery to postal code
widget-calculate = Calculate
widget-find-cep = I don’t know my CEP
widget-loading = Calculating delivery…
widget-options = Delivery options
widget-found =
    { $count ->
        [one] One delivery option, for { $price }.
       *[other] { $count } delivery options, from { $price }.
    }
widget-free = Free
widget-by-day = by { $day }
widget-by-tomorrow = by tomorrow
widget-by-today = today, by { $time }
widget-from-day = from { $day }
widget-from-tomorrow = from tomorrow
widget-from-today = from today
widget-at-point = pick up at { $place }
widget-windows =
    { $count ->
        [one] by appointment, one window
       *[other] by appointment, { $count } windows
    }
widget-time = When we deliver
widget-cheapest = Cheapest
widget-fastest = Fastest
widget-incomplete = Brings only part of the order
widget-some-missing = Not everything is available: this is for what we can deliver.
widget-none = We do not deliver to this address yet.
widget-no-stock = Out of stock at the moment.
widget-nothing = There is nothing to calculate delivery for.
widget-code-short = A CEP has 8 digits.
widget-code-missing = Tell us where it should go.
widget-code-unknown = Check this code: there is no such address.
widget-offline = You are offline. We calculate as soon as you are back.
widget-failed = We could not calculate delivery just now.
widget-crowded =
    { $seconds ->
        [one] Many people are calculating. We try again in 1 second.
       *[other] Many people are calculating. We try again in { $seconds } seconds.
    }
widget-unavailable = Delivery cannot be calculated on this page.
widget-retry = Try again
