## The storefront widget <entrega-quote>

form = Delivery price and date
cep = Delivery to CEP
postal-code = Delivery to postal code
calculate = Calculate
find-cep = I don’t know my CEP
loading = Calculating delivery…
options = Delivery options
found =
    { $count ->
        [one] One delivery option, for { $price }.
       *[other] { $count } delivery options, from { $price }.
    }
free = Free
by-day = by { $day }
by-tomorrow = by tomorrow
by-today = today, by { $time }
at-point = pick up at { $place }
cheapest = Cheapest
fastest = Fastest
incomplete = Brings only part of the order
some-missing = Not everything is available: this is for what we can deliver.
none = We do not deliver to this address yet.
no-stock = Out of stock at the moment.
nothing = There is nothing to calculate delivery for.
code-short = A CEP has 8 digits.
code-missing = Tell us where it should go.
code-unknown = Check this code: there is no such address.
offline = You are offline. We calculate as soon as you are back.
failed = We could not calculate delivery just now.
crowded =
    { $seconds ->
        [one] Many people are calculating. We try again in 1 second.
       *[other] Many people are calculating. We try again in { $seconds } seconds.
    }
unavailable = Delivery cannot be calculated on this page.
retry = Try again
