## Short messages to recipients: one segment each, with a link and usual names

notice-before_planning = { $ShipperName }: pronto programaremos su entrega. Elija el mejor horario: { $Link }
notice-before_planning-choices = { $ShipperName }: elija cuándo recibir. Responda { $Choices } o { $Link }
notice-not_scheduled = { $ShipperName }: ¿cuándo podemos entregar? Elija aquí: { $Link }
notice-not_scheduled-choices = { $ShipperName }: ¿cuándo entregamos? Responda { $Choices } o { $Link }
notice-long_route_started = { $ShipperName }: su entrega salió y llega a más tardar el { $ItinerantDate }. Sígala: { $Link }
notice-route_started-standard = { $ShipperName }: su entrega salió. Hora prevista: { $HEC }. Sígala: { $Link }
notice-route_started-period = { $ShipperName }: su entrega salió y llega { $Period }. Sígala: { $Link }
notice-route_started-interval = { $ShipperName }: su entrega salió y llega { $Interval }. Sígala: { $Link }
notice-route_started-up_to = { $ShipperName }: su entrega salió y llega antes de las { $UpTo }. Sígala: { $Link }
notice-route_started-out = { $ShipperName }: su entrega salió. Sígala: { $Link }
notice-route_started-hec = { $ShipperName }: su entrega salió y llega hacia las { $HEC }. Sígala: { $Link }
notice-delivery_started-standard = { $ShipperName }: el repartidor va en camino. Hora prevista: { $HEC }. Sígalo: { $Link }
notice-delivery_started-period = { $ShipperName }: el repartidor va en camino y llega { $Period }. Sígalo: { $Link }
notice-delivery_started-interval = { $ShipperName }: el repartidor va en camino y llega { $Interval }. { $Link }
notice-delivery_started-up_to = { $ShipperName }: el repartidor va en camino y llega antes de las { $UpTo }. { $Link }
notice-delivery_started-out = { $ShipperName }: el repartidor va en camino. Sígalo: { $Link }
notice-delivery_started-hec = { $ShipperName }: el repartidor va en camino y llega hacia las { $HEC }. { $Link }
notice-delivered = { $ShipperName }: ¡entregado! Vea el comprobante y califíquenos: { $Link }
notice-not_delivered = { $ShipperName }: no pudimos entregar. { $NonDeliveryReason } Vea qué sigue: { $Link }
notice-not_delivered-choices = { $ShipperName }: no entregamos. { $NonDeliveryReason } Responda { $Choices } o { $Link }
notice-late = { $ShipperName }: disculpe, su entrega se retrasa. Vea la nueva hora prevista: { $Link }
notice-reply_understood = { $ShipperName }: anotado, ¡gracias! Siga su entrega: { $Link }
notice-reply_passed_on = { $ShipperName }: recibimos su mensaje y le responderemos. Siga su entrega: { $Link }
notice-reply_not_understood = { $ShipperName }: no entendimos su respuesta. Elija aquí: { $Link }
notice-reply_not_understood-choices = { $ShipperName }: no entendimos. Responda { $Choices } o { $Link }
notice-reply_not_understood-help = { $ShipperName }: para no recibir más SMS, responda BAJA. Vea y cambie su entrega: { $Link }
notice-reply_not_understood-help-choices = { $ShipperName }: para salir, BAJA. Responda { $Choices } o { $Link }
notice-reply_not_understood-not_home = { $ShipperName }: ¿cuándo podemos entregar? Elija aquí: { $Link }
notice-reply_not_understood-not_home-choices = { $ShipperName }: ¿cuándo puede recibir? Responda { $Choices } o { $Link }
notice-reply_not_understood-other_day = { $ShipperName }: ¿qué día prefiere? Elija aquí: { $Link }
notice-reply_not_understood-other_day-choices = { $ShipperName }: ¿qué día prefiere? Responda { $Choices } o { $Link }
notice-reply_not_understood-window_gone = { $ShipperName }: ese horario ya no está libre. Elija otro: { $Link }
notice-reply_not_understood-window_gone-choices = { $ShipperName }: horario agotado. Responda { $Choices } o { $Link }
notice-rescheduled = { $ShipperName }: su entrega es el { $DeliveryDay } { $Period }. Sígala: { $Link }
notice-unscheduled = { $ShipperName }: se canceló el horario de su entrega. Elija otro: { $Link }
notice-unscheduled-choices = { $ShipperName }: horario cancelado. Responda { $Choices } o { $Link }
notice-cancelled = { $ShipperName }: su entrega fue cancelada. Detalles: { $Link }
notice-stopped = { $ShipperName }: no recibirá más mensajes. Para volver a recibirlos, responda ALTA.
notice-restarted = { $ShipperName }: volverá a recibir mensajes. Para no recibirlos, responda BAJA.
notice-answered = { $ShipperName }: tenemos una respuesta para usted.

## Subjects of the same as e-mails

notice-before_planning-subject = Elija cuándo recibir
notice-not_scheduled-subject = ¿Cuándo podemos entregar?
notice-long_route_started-subject = Su entrega salió
notice-route_started-subject = Su entrega salió
notice-delivery_started-subject = El repartidor va en camino
notice-delivered-subject = Entregado
notice-not_delivered-subject = No pudimos entregar
notice-late-subject = Su entrega se retrasa
notice-reply_understood-subject = Recibimos su respuesta
notice-reply_passed_on-subject = Recibimos su mensaje
notice-reply_not_understood-subject = No entendimos su respuesta
notice-reply_not_understood-help-subject = Cómo cambiar su entrega
notice-reply_not_understood-not_home-subject = ¿Cuándo podemos entregar?
notice-reply_not_understood-other_day-subject = ¿Qué día prefiere?
notice-reply_not_understood-window_gone-subject = Ese horario ya no está libre
notice-rescheduled-subject = Su entrega tiene fecha
notice-unscheduled-subject = Se canceló el horario de su entrega
notice-cancelled-subject = Su entrega fue cancelada
notice-stopped-subject = No recibirá más mensajes
notice-restarted-subject = Volverá a recibir mensajes
notice-answered-subject = Tenemos una respuesta para usted

## Words within them

period-morning = por la mañana
period-afternoon = por la tarde
period-night = por la noche
choice-morning = mañana
choice-afternoon = tarde
choice-night = noche
interval-between = entre las { $from } y las { $to }

## Around them in e-mails

letter-greeting = ¡Hola, { $name }!
letter-follow = Seguir la entrega
letter-choose = Elegir en la página
letter-offered = Puede elegir:
letter-why = Recibe este correo porque { $brand } tiene una entrega para usted.
letter-unsubscribe = No recibir más correos como este
letter-entry = Entrega de { $brand }

## Delivery slips and labels

slip-title = Comprobante de entrega
slip-packages = Bultos
slip-order = Pedido
slip-invoice = Factura
slip-weight = Peso
slip-description = Descripción
slip-receiver = Recibido por
slip-document = Documento
slip-when = Fecha y hora
slip-signature = Firma
