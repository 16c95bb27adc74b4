## The storefront widget <entrega-quote>

widget-form = Calcular envío y plazo
widget-cep = Envío y plazo para el CEP
widget-postal-code = Envío y plazo para el código postal
widget-calculate = Calcular
widget-find-cep = No sé mi CEP
widget-loading = Calculando el envío…
widget-options = Opciones de entrega
widget-found =
    { $count ->
        [one] Una opción de entrega, por { $price }.
       *[other] { $count } opciones de entrega, desde { $price }.
    }
widget-free = Gratis
widget-by-day = hasta el { $day }
widget-by-tomorrow = hasta mañana
widget-by-today = hoy, hasta las { $time }
widget-from-day = a partir del { $day }
widget-from-tomorrow = a partir de mañana
widget-from-today = a partir de hoy
widget-at-point = retíralo en { $place }
widget-windows =
    { $count ->
        [one] con cita, una franja
       *[other] con cita, { $count } franjas
    }
widget-time = Cuándo entregamos
widget-cheapest = Más barata
widget-fastest = Más rápida
widget-incomplete = Lleva solo parte del pedido
widget-some-missing = No todo está disponible: el envío es de lo que podemos entregar.
widget-none = Todavía no entregamos en esta dirección.
widget-no-stock = Sin existencias por ahora.
widget-nothing = No hay productos para calcular el envío.
widget-code-short = Un CEP tiene 8 dígitos.
widget-code-missing = Indica dónde quieres recibirlo.
widget-code-unknown = Revisa este código: no es una dirección que exista.
widget-offline = No tienes conexión. Calculamos en cuanto vuelva.
widget-failed = No pudimos calcular el envío ahora.
widget-crowded =
    { $seconds ->
        [one] Mucha gente está calculando. Lo intentamos de nuevo en 1 segundo.
       *[other] Mucha gente está calculando. Lo intentamos de nuevo en { $seconds } segundos.
    }
widget-unavailable = El envío no se puede calcular en esta página.
widget-retry = Intentar de nuevo
