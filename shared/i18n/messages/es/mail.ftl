## E-mails to the people who sign in

invitation-subject = { $account } le invita a Entrega
invitation-heading = ¡Hola, { $name }!
invitation-body = { $account } le invita a seguir entregas y fletes en Entrega. Para empezar, elija su contraseña.
invitation-button = Elegir mi contraseña

password-reset-subject = Nueva contraseña para Entrega
password-reset-heading = ¡Hola, { $name }!
password-reset-body = Recibimos una solicitud de nueva contraseña para su cuenta en { $account }. Su contraseña actual sigue siendo válida hasta que elija otra.
password-reset-button = Elegir nueva contraseña

webhook-off-subject = { $account }: se desactivó un webhook
webhook-off-heading = ¡Hola, { $name }!
webhook-off-gone = El sistema en { $receiver } respondió que ya no recibe eventos de { $account } (410). No se le envía nada más.
webhook-off-failing = El sistema en { $receiver } no recibe eventos de { $account } desde hace más de tres días, aunque lo intentamos una y otra vez. No se le envía nada más.
webhook-off-button = Abrir Entrega
webhook-off-kept = Ningún evento se pierde: el sistema puede leer en /v1/events lo que no recibió, durante 30 días.
webhook-off-on-again = Cuando el sistema vuelva a recibir eventos, active el webhook de nuevo.

mail-valid-for =
    Este enlace funciona una vez y vale por { $hours ->
        [one] { $hours } hora.
       *[other] { $hours } horas.
    }
mail-valid-for-days =
    Este enlace funciona una vez y vale por { $days ->
        [one] { $days } día.
       *[other] { $days } días.
    }
mail-not-asked = Si no esperaba este mensaje, puede ignorarlo: nada cambia.
mail-link-help = Si el botón no se abre, copie esta dirección en el navegador:
