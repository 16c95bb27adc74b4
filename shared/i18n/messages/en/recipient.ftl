## Short messages to recipients: one segment each, with a link and usual names

notice-before_planning = { $ShipperName }: we are about to plan your delivery. Choose a time: { $Link }
notice-before_planning-choices = { $ShipperName }: choose your delivery time. Reply { $Choices } or { $Link }
notice-not_scheduled = { $ShipperName }: when can we deliver? Choose here: { $Link }
notice-not_scheduled-choices = { $ShipperName }: when can we deliver? Reply { $Choices } or { $Link }
notice-long_route_started = { $ShipperName }: your delivery has left and arrives by { $ItinerantDate }. Follow it: { $Link }
notice-route_started-standard = { $ShipperName }: your delivery has left. Expected at { $HEC }. Follow it: { $Link }
notice-route_started-period = { $ShipperName }: your delivery has left and should arrive { $Period }. Follow it: { $Link }
notice-route_started-interval = { $ShipperName }: your delivery has left and should arrive { $Interval }. Follow it: { $Link }
notice-route_started-up_to = { $ShipperName }: your delivery has left and should arrive by { $UpTo }. Follow it: { $Link }
notice-route_started-out = { $ShipperName }: your delivery has left. Follow it: { $Link }
notice-route_started-hec = { $ShipperName }: your delivery has left and should arrive at { $HEC }. Follow it: { $Link }
notice-delivery_started-standard = { $ShipperName }: your driver is on the way. Expected at { $HEC }. Follow: { $Link }
notice-delivery_started-period = { $ShipperName }: your driver is on the way and should arrive { $Period }. Follow: { $Link }
notice-delivery_started-interval = { $ShipperName }: your driver is on the way and should arrive { $Interval }. { $Link }
notice-delivery_started-up_to = { $ShipperName }: your driver is on the way and should arrive by { $UpTo }. { $Link }
notice-delivery_started-out = { $ShipperName }: your driver is on the way. Follow: { $Link }
notice-delivery_started-hec = { $ShipperName }: your driver is on the way and should arrive at { $HEC }. { $Link }
notice-delivered = { $ShipperName }: delivered! See the proof and rate us: { $Link }
notice-not_delivered = { $ShipperName }: we could not deliver. { $NonDeliveryReason } What happens next: { $Link }
notice-not_delivered-choices = { $ShipperName }: not delivered. { $NonDeliveryReason } Reply { $Choices } or { $Link }
notice-late = { $ShipperName }: sorry, your delivery is running late. See the new time: { $Link }
notice-reply_understood = { $ShipperName }: noted, thank you! Follow your delivery: { $Link }
notice-reply_passed_on = { $ShipperName }: we got your message and will answer it. Follow your delivery: { $Link }
notice-reply_not_understood = { $ShipperName }: sorry, we did not understand. Choose here: { $Link }
notice-reply_not_understood-choices = { $ShipperName }: we did not understand. Reply { $Choices } or { $Link }
notice-reply_not_understood-help = { $ShipperName }: to get no more SMS, reply STOP. See and change your delivery: { $Link }
notice-reply_not_understood-help-choices = { $ShipperName }: to stop, STOP. Reply { $Choices } or { $Link }
notice-reply_not_understood-not_home = { $ShipperName }: when can we deliver? Choose here: { $Link }
notice-reply_not_understood-not_home-choices = { $ShipperName }: when will you be in? Reply { $Choices } or { $Link }
notice-reply_not_understood-other_day = { $ShipperName }: which day suits you? Choose here: { $Link }
notice-reply_not_understood-other_day-choices = { $ShipperName }: which day suits you? Reply { $Choices } or { $Link }
notice-reply_not_understood-window_gone = { $ShipperName }: that time is no longer free. Choose another one: { $Link }
notice-reply_not_understood-window_gone-choices = { $ShipperName }: that time is gone. Reply { $Choices } or { $Link }
notice-rescheduled = { $ShipperName }: your delivery is set for { $DeliveryDay } { $Period }. Follow it: { $Link }
notice-unscheduled = { $ShipperName }: your delivery time was cancelled. Choose another one: { $Link }
notice-unscheduled-choices = { $ShipperName }: your delivery time was cancelled. Reply { $Choices } or { $Link }
notice-cancelled = { $ShipperName }: your delivery was cancelled. Details: { $Link }
notice-stopped = { $ShipperName }: you will get no more messages. To start them again, reply START.
notice-restarted = { $ShipperName }: you will get messages again. To stop them, reply STOP.
notice-answered = { $ShipperName }: we have an answer for you.

## Subjects of the same as e-mails

notice-before_planning-subject = Choose when to receive it
notice-not_scheduled-subject = When can we deliver?
notice-long_route_started-subject = Your delivery has left
notice-route_started-subject = Your delivery has left
notice-delivery_started-subject = Your driver is on the way
notice-delivered-subject = Delivered
notice-not_delivered-subject = We could not deliver
notice-late-subject = Your delivery is running late
notice-reply_understood-subject = We got your reply
notice-reply_passed_on-subject = We got your message
notice-reply_not_understood-subject = We did not understand your reply
notice-reply_not_understood-help-subject = How to change your delivery
notice-reply_not_understood-not_home-subject = When can we deliver?
notice-reply_not_understood-other_day-subject = Which day suits you?
notice-reply_not_understood-window_gone-subject = That time is no longer free
notice-rescheduled-subject = Your delivery has a date
notice-unscheduled-subject = Your delivery time was cancelled
notice-cancelled-subject = Your delivery was cancelled
notice-stopped-subject = You will get no more messages
notice-restarted-subject = You will get messages again
notice-answered-subject = We have an answer for you

## Words within them

period-morning = in the morning
period-afternoon = in the afternoon
period-night = in the evening
choice-morning = AM
choice-afternoon = PM
choice-night = evening
interval-between = between { $from } and { $to }

## Around them in e-mails

letter-greeting = Hello, { $name }!
letter-follow = Follow the delivery
letter-choose = Choose on the page
letter-offered = You can choose:
letter-why = You are getting this e-mail because { $brand } has a delivery for you.
letter-unsubscribe = Stop these e-mails
letter-entry = Delivery from { $brand }

## Delivery slips and labels

slip-title = Delivery slip
slip-packages = Packages
slip-order = Order
slip-invoice = Invoice
slip-weight = Weight
slip-description = Description
slip-receiver = Received by
slip-document = Document
slip-when = Date and time
slip-signature = Signature
