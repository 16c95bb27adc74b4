# The page of whoever waits.
track-contact = Questions? Talk to { $brand }:
track-site = Website
track-language = Language

track-status-active = { $kind ->
    [collection] We are preparing your collection
    [attendance] We are preparing your visit
   *[delivery] We are preparing your order
}
track-status-routed = { $kind ->
    [collection] Your collection is scheduled
    [attendance] Your visit is scheduled
   *[delivery] Your delivery is scheduled
}
track-status-under-way = { $kind ->
    [collection] We are coming to collect
    [attendance] We are on our way
   *[delivery] Your order is on its way
}
track-status-arrived = The driver is there
track-status-paused = { $kind ->
    [collection] Your collection is paused
    [attendance] Your visit is paused
   *[delivery] Your delivery is paused
}
track-status-done = { $kind ->
    [collection] Collected
    [attendance] Visit done
   *[delivery] Delivered
}
track-status-failed = { $kind ->
    [collection] We could not collect
    [attendance] We could not visit
   *[delivery] We could not deliver
}
track-status-returned = Back with the sender
track-status-cancelled-by-office = Cancelled by the shop
track-status-cancelled-by-recipient = Cancelled by you

track-when-day = Expected on { $day }.
track-when-until = Arrives by { $day }.
track-when-open = We will tell you as soon as there is a date.

track-bar-received = Received
track-bar-planned = Scheduled
track-bar-on-the-way = On the way
track-bar-done = { $kind ->
    [collection] Collected
    [attendance] Done
   *[delivery] Delivered
}

track-history = What has happened
track-step-created = Order received
track-step-planned = Put on a driver's route
track-step-cancelled = Cancelled
track-step-returned = Returned to the sender
track-step-again = There will be another attempt
track-step-started = { $kind ->
    [collection] Out for collection
    [attendance] On the way to you
   *[delivery] Out for delivery
}
track-step-arrived = The driver reached the address
track-step-done = { $kind ->
    [collection] Collected
    [attendance] Visit done
   *[delivery] Delivered
}
track-step-failed = Attempt without success

track-driver = Who is coming
track-vehicle-truck = Truck
track-vehicle-van = Van
track-vehicle-car = Car
track-vehicle-motorcycle = Motorcycle
track-vehicle-bicycle = Bicycle

track-facts = { $kind ->
    [collection] Your collection
    [attendance] Your visit
   *[delivery] Your delivery
}
track-fact-code = Code
track-fact-order = Order
track-fact-to = For
track-fact-place = Address
track-fact-packages = Packages
track-packages = { $count ->
    [one] 1 package
   *[other] { $count } packages
}
track-siblings = From the same order

track-eta = Arrives between { $from } and { $to }.
track-eta-day = Arrives between { $from } and { $to } on { $day }.
track-eta-before = { $count ->
    [one] 1 stop before yours.
   *[other] { $count } stops before yours.
}
track-eta-not-dispatched = The expected time appears here once the driver sets out.
track-eta-driver-paused = The driver put this stop off. The expected time comes back when the driver takes it up again.
track-eta-no-coordinates = No expected time yet: this address could not be found on the map.
track-eta-position-unknown = The driver has set out. The expected time appears as soon as we know where the driver is.
track-eta-position-stale = We have no signal from the driver. The expected time comes back with the signal.
track-eta-too-far-ahead = It will take quite a while yet. The expected time appears when it is nearer.

track-map = See it on the map
track-map-title = Where the driver is
track-map-driver = The driver
track-map-here = You
track-map-exact = { $driver } is { $distance } from here as the crow flies.
track-map-roughly = { $driver } is about { $distance } from here as the crow flies.
track-map-about = For now we show the area only. The exact place appears when your stop is among the next ones.
track-map-sketch = A sketch without streets, north is up.
track-map-nothing = There is nothing to see on the map right now. It appears while the driver is on the way.
track-map-back = Back

track-evidence = Proof
track-proof-photo = Photo
track-proof-signature = Signature
track-proof-receiver = Received by
track-proof-download = Download
track-proof-hidden = The signature and the name of who received it appear once you confirm on this device that it is you.
track-known-summary = Confirm that it is you
track-send-device = Confirm

track-ask-phone = Last 4 digits of your phone
track-ask-postal = Your postal code
track-ask-why = So that we know it is you. We ask once on this device.

track-tell = Instructions for the driver
track-instructions = What the driver should know
track-instructions-example = Doorbell 12, blue gate
track-safe-place = Where to leave it if nobody is in
track-safe-place-example = Front desk, neighbour at 11
track-send-instructions = Save instructions

track-when-window = Booked for { $day }, { $hours }.
track-hours = { $from } to { $to }
track-shift-morning = morning
track-shift-afternoon = afternoon
track-shift-night = evening
track-window = When suits you?
track-choose = Choose a day and time
track-move = Change day or time
track-window-later = Other days
track-window-over = Another day or time
track-window-none = There is no free time right now. Look again later, or talk to the shop.
track-send-window = Confirm

track-messages = Messages
track-messages-no = You get messages from { $brand } about this delivery.
track-messages-yes = Messages from { $brand } are stopped.
track-messages-sms-no = You get SMS from { $brand } about this delivery.
track-messages-sms-yes = SMS from { $brand } are stopped.
track-messages-mail-no = You get e-mail from { $brand } about this delivery.
track-messages-mail-yes = E-mail from { $brand } is stopped.
track-send-messages = Confirm

track-rate = How was it?
track-rate-stars = Your rating
track-rate-scale = From 1, poor, to 5, great
track-rate-comment = Anything to add? (optional)
track-send-rating = Send rating
track-rated = Your rating
track-stars = Rated { $count } of 5

track-told-known = Done, we know this device now.
track-told-noted = Noted. The driver will see your instructions.
track-told-rated = Thank you for your rating.
track-told-booked = Done. Your delivery is booked.
track-told-full = That time was just taken. Choose another one.
track-told-too-late = That time can no longer be chosen. Choose another one.
track-told-moved-enough = This delivery was moved as often as it can be. Talk to the shop.
track-told-no-other-day = We have tried as often as we can. Talk to the shop to arrange it.
track-told-goes-back = There will be no other attempt: the order goes back to the sender. If you still need it, talk to the shop.
track-told-under-way = The driver is on the way already: it can no longer be moved.
track-told-stopped = Done, we will send no more messages.
track-told-started = Done, you will get messages again.
track-told-wrong-digits = Those digits do not match. Check them and try again.
track-told-locked = There were too many wrong answers. Try again in an hour.
track-told-ended = This is over and can no longer be changed.
track-told-rated-already = You have rated it already. Thank you.
track-told-no-address = Please leave web addresses out of the instructions.
track-told-not-taken = What was sent could not be accepted. Check it and try again.

track-wrong-unknown-title = Link not found
track-wrong-unknown-text = This link opens no delivery.
track-wrong-unknown-do = Capital and small letters matter: open the link straight from the message you received. If that does not help, ask the shop for a new one.
track-wrong-broken-title = Incomplete link
track-wrong-broken-text = It seems that a piece of the link is missing.
track-wrong-broken-do = Open the link straight from the message you received, or copy all of it.
track-wrong-ended-title = This link has ended
track-wrong-ended-text = The delivery was over some time ago, or the link was replaced by another one.
track-wrong-ended-do = Use the link in the latest message, or ask the shop for a new one.
track-wrong-slower-title = Too many attempts
track-wrong-slower-text = Many links that do not exist were opened from your network.
track-wrong-slower-do = Wait ten minutes and open the link straight from the message.
track-wrong-outdated-title = The page has changed
track-wrong-outdated-text = What you sent came from an older page.
track-wrong-outdated-do = Go back, reload the page and try again.
track-wrong-ours-title = Something went wrong on our side
track-wrong-ours-text = We cannot show the page right now.
track-wrong-ours-do = Try again in a minute.
track-wrong-not-taken-title = This could not be accepted
track-wrong-not-taken-text = What was sent did not come from a form of this page.
track-wrong-not-taken-do = Open the link from the message and try again.
