## The storefront widget <entrega-quote>

form = Calcular envío y plazo
cep = Envío y plazo para el CEP
postal-code = Envío y plazo para el código postal
calculate = Calcular
find-cep = No sé mi CEP
loading = Calculando el envío…
options = Opciones de entrega
found =
    { $count ->
        [one] Una opción de entrega, por { $price }.
       *[other] { $count } opciones de entrega, desde { $price }.
    }
free = Gratis
by-day = hasta el { $day }
by-tomorrow = hasta mañana
by-today = hoy, hasta las { $time }
at-point = retíralo en { $place }
cheapest = Más barata
fastest = Más rápida
incomplete = Lleva solo parte del pedido
some-missing = No todo está disponible: el envío es de lo que podemos entregar.
none = Todavía no entregamos en esta dirección.
no-stock = Sin existencias por ahora.
nothing = No hay productos para calcular el envío.
code-short = Un CEP tiene 8 dígitos.
code-missing = Indica dónde quieres recibirlo.
code-unknown = Revisa este código: no es una dirección que exista.
offline = No tienes conexión. Calculamos en cuanto vuelva.
failed = No pudimos calcular el envío ahora.
crowded =
    { $seconds ->
        [one] Mucha gente está calculando. Lo intentamos de nuevo en 1 segundo.
       *[other] Mucha gente está calculando. Lo intentamos de nuevo en { $seconds } segundos.
    }
unavailable = El envío no se puede calcular en esta página.
retry = Intentar de nuevo
