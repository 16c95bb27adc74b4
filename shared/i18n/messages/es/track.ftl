# La página de quien espera.
track-contact = ¿Dudas? Hable con { $brand }:
track-site = Sitio web
track-language = Idioma

track-status-active = { $kind ->
    [collection] Estamos preparando su recolección
    [attendance] Estamos preparando su visita
   *[delivery] Estamos preparando su pedido
}
track-status-routed = { $kind ->
    [collection] Su recolección está programada
    [attendance] Su visita está programada
   *[delivery] Su entrega está programada
}
track-status-under-way = { $kind ->
    [collection] Vamos a recoger
    [attendance] Vamos en camino
   *[delivery] Su pedido va en camino
}
track-status-arrived = El repartidor ha llegado
track-status-paused = { $kind ->
    [collection] Su recolección está en pausa
    [attendance] Su visita está en pausa
   *[delivery] Su entrega está en pausa
}
track-status-done = { $kind ->
    [collection] Recogido
    [attendance] Visita realizada
   *[delivery] Entregado
}
track-status-failed = { $kind ->
    [collection] No pudimos recoger
    [attendance] No pudimos atenderle
   *[delivery] No pudimos entregar
}
track-status-returned = Volvió al remitente
track-status-cancelled-by-office = Cancelado por la tienda
track-status-cancelled-by-recipient = Cancelado por usted

track-when-day = Previsto para el { $day }.
track-when-until = Llega hasta el { $day }.
track-when-open = Le avisaremos en cuanto haya una fecha.

track-bar-received = Recibido
track-bar-planned = Programado
track-bar-on-the-way = En camino
track-bar-done = { $kind ->
    [collection] Recogido
    [attendance] Realizada
   *[delivery] Entregado
}

track-history = Lo que ha pasado
track-step-created = Pedido recibido
track-step-planned = Entró en la ruta de un repartidor
track-step-cancelled = Cancelado
track-step-returned = Devuelto al remitente
track-step-again = Habrá otro intento
track-step-started = { $kind ->
    [collection] Salió a recoger
    [attendance] Salió a la visita
   *[delivery] Salió a reparto
}
track-step-arrived = El repartidor llegó a la dirección
track-step-done = { $kind ->
    [collection] Recogido
    [attendance] Visita realizada
   *[delivery] Entregado
}
track-step-failed = Intento sin éxito

track-driver = Quién viene
track-vehicle-truck = Camión
track-vehicle-van = Furgoneta
track-vehicle-car = Auto
track-vehicle-motorcycle = Moto
track-vehicle-bicycle = Bicicleta

track-facts = { $kind ->
    [collection] Su recolección
    [attendance] Su visita
   *[delivery] Su entrega
}
track-fact-code = Código
track-fact-order = Pedido
track-fact-to = Para
track-fact-place = Dirección
track-fact-packages = Bultos
track-packages = { $count ->
    [one] 1 bulto
   *[other] { $count } bultos
}
track-siblings = Del mismo pedido

track-eta = Llega entre las { $from } y las { $to }.
track-eta-day = Llega entre las { $from } y las { $to } del { $day }.
track-eta-before = { $count ->
    [one] Falta 1 parada antes de la suya.
   *[other] Faltan { $count } paradas antes de la suya.
}
track-eta-not-dispatched = La hora prevista aparecerá aquí cuando salga el repartidor.
track-eta-driver-paused = El repartidor dejó esta parada para más tarde. La hora prevista volverá cuando la retome.
track-eta-no-coordinates = Aún sin hora prevista: no encontramos esta dirección en el mapa.
track-eta-position-unknown = El repartidor ya salió. La hora prevista aparecerá en cuanto recibamos su posición.
track-eta-position-stale = No tenemos señal del repartidor. La hora prevista volverá en cuanto se conecte.
track-eta-too-far-ahead = Todavía falta bastante para su turno. La hora prevista aparecerá más cerca del momento.

track-map = Ver en el mapa
track-map-title = Dónde está el repartidor
track-map-driver = El repartidor
track-map-here = Usted
track-map-exact = { $driver } está a { $distance } de aquí en línea recta.
track-map-roughly = { $driver } está a unos { $distance } de aquí en línea recta.
track-map-about = Por ahora mostramos solo la zona. El lugar exacto aparece cuando su parada está entre las próximas.
track-map-sketch = Dibujo sin calles, con el norte hacia arriba.
track-map-nothing = Ahora no hay nada que ver en el mapa. Aparece mientras el repartidor está en camino.
track-map-back = Volver

track-evidence = Comprobantes
track-proof-photo = Foto
track-proof-signature = Firma
track-proof-receiver = Recibido por
track-proof-download = Descargar
track-proof-hidden = La firma y el nombre de quien recibió aparecen cuando confirme en este dispositivo que es usted.
track-known-summary = Confirmar que es usted
track-send-device = Confirmar

track-ask-phone = Últimos 4 dígitos de su teléfono
track-ask-postal = Su código postal
track-ask-why = Así sabemos que es usted. Lo preguntamos una vez en este dispositivo.

track-tell = Instrucciones para el repartidor
track-instructions = Lo que el repartidor debe saber
track-instructions-example = Timbre 12, portón azul
track-safe-place = Dónde dejarlo si no hay nadie
track-safe-place-example = Portería, vecino del 11
track-send-instructions = Guardar instrucciones

track-when-window = Programado para el { $day }, { $hours }.
track-hours = de { $from } a { $to }
track-shift-morning = mañana
track-shift-afternoon = tarde
track-shift-night = noche
track-window = ¿Cuándo le viene bien?
track-choose = Elegir día y horario
track-move = Cambiar día u horario
track-window-later = Otros días
track-window-over = Otro día u horario
track-window-none = No hay ningún horario libre por ahora. Vuelva a mirar más tarde o hable con la tienda.
track-send-window = Confirmar

track-messages = Mensajes
track-messages-no = Usted recibe mensajes de { $brand } sobre esta entrega.
track-messages-yes = Los mensajes de { $brand } están suspendidos.
track-messages-sms-no = Usted recibe SMS de { $brand } sobre esta entrega.
track-messages-sms-yes = Los SMS de { $brand } están suspendidos.
track-messages-mail-no = Usted recibe correos de { $brand } sobre esta entrega.
track-messages-mail-yes = Los correos de { $brand } están suspendidos.
track-send-messages = Confirmar

track-rate = ¿Cómo fue?
track-rate-stars = Su nota
track-rate-scale = De 1, mala, a 5, excelente
track-rate-comment = ¿Quiere contar más? (opcional)
track-send-rating = Enviar valoración
track-rated = Su valoración
track-stars = Nota { $count } de 5

track-told-known = Listo, este dispositivo ya es conocido.
track-told-noted = Anotado. El repartidor verá sus instrucciones.
track-told-rated = Gracias por su valoración.
track-told-booked = De acuerdo. Su entrega está programada.
track-told-full = Ese horario se acaba de ocupar. Elija otro.
track-told-too-late = Ese horario ya no se puede elegir. Elija otro.
track-told-moved-enough = Esta entrega ya se cambió el máximo de veces. Hable con la tienda.
track-told-no-other-day = Ya lo intentamos el máximo de veces. Hable con la tienda para acordarlo.
track-told-goes-back = No habrá otro intento: el pedido vuelve al remitente. Si aún lo necesita, hable con la tienda.
track-told-under-way = El repartidor ya va en camino: no se puede cambiar.
track-told-stopped = Listo, no enviaremos más mensajes.
track-told-started = Listo, volverá a recibir mensajes.
track-told-wrong-digits = Los dígitos no coinciden. Revise e inténtelo de nuevo.
track-told-locked = Hubo demasiadas respuestas erróneas. Inténtelo de nuevo en una hora.
track-told-ended = Esto ya terminó y no se puede cambiar.
track-told-rated-already = Ya lo valoró. Gracias.
track-told-no-address = No incluya direcciones web en las instrucciones.
track-told-not-taken = No se pudo aceptar lo enviado. Revise e inténtelo de nuevo.

track-wrong-unknown-title = Enlace no encontrado
track-wrong-unknown-text = Este enlace no abre ninguna entrega.
track-wrong-unknown-do = Las mayúsculas y minúsculas importan: abra el enlace desde el mensaje que recibió. Si no funciona, pida uno nuevo a la tienda.
track-wrong-broken-title = Enlace incompleto
track-wrong-broken-text = Parece que falta una parte del enlace.
track-wrong-broken-do = Abra el enlace desde el mensaje que recibió, o cópielo entero.
track-wrong-ended-title = Este enlace terminó
track-wrong-ended-text = La entrega acabó hace tiempo, o el enlace fue cambiado por otro.
track-wrong-ended-do = Use el enlace del mensaje más reciente, o pida uno nuevo a la tienda.
track-wrong-slower-title = Demasiados intentos
track-wrong-slower-text = Desde su red se abrieron muchos enlaces que no existen.
track-wrong-slower-do = Espere diez minutos y abra el enlace desde el mensaje.
track-wrong-outdated-title = La página cambió
track-wrong-outdated-text = Lo que envió viene de una página antigua.
track-wrong-outdated-do = Vuelva, actualice la página e inténtelo de nuevo.
track-wrong-ours-title = Algo salió mal de nuestro lado
track-wrong-ours-text = No podemos mostrar la página ahora.
track-wrong-ours-do = Inténtelo de nuevo en un minuto.
track-wrong-not-taken-title = No se pudo aceptar
track-wrong-not-taken-text = Lo enviado no viene de un formulario de esta página.
track-wrong-not-taken-do = Abra el enlace del mensaje e inténtelo de nuevo.
