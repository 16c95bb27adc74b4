## Shipping simulator

simulator-title = Simulador de envíos
simulator-lead = Arme un carrito y vea qué ofrecería su tienda, y por qué.
cart-title = Carrito
line-legend = Artículo { $number }
line-sku = Producto
line-free = Código del artículo
line-free-hint = Sin código, solo cuentan el peso y las medidas.
line-known = { $weight }, { $length } × { $width } × { $height }
line-more = Más sobre este artículo
line-modal = Tipo de carga
line-modal-known = Como en el registro: { $modal }
line-modal-none = Carga común
line-seller = Vendedor
line-seller-own = La propia cuenta
line-assume = Considerar que hay existencias
modal-CHEMICALS = Productos químicos
modal-ELECTRONICS = Electrónicos
modal-FURNITURE = Muebles
modal-GLASS = Vidrio
modal-LIQUID = Líquidos
modal-MATTRESSES = Colchones
modal-REFRIGERATED = Refrigerados
modal-TIRES = Neumáticos
modal-WHITE_GOODS = Línea blanca
modal-FIREARMS = Armas de fuego
line-remove = Quitar artículo { $number }
sku-placeholder = Nombre o código
sku-list = Productos
sku-empty = El registro de SKU está vacío.
sku-none = Nada encontrado para “{ $text }”.
sku-more = Hay más productos: escriba el código exacto.
sku-failed = No se pudo leer el registro. Escriba el código del SKU.
quantity = Cantidad
unit-price = Precio unitario
weight-grams = Peso (g)
length-cm = Largo (cm)
width-cm = Ancho (cm)
height-cm = Alto (cm)
add-sku = Producto del registro
add-free = Artículo con peso y medidas
destination-title = Destino
country = País
cep = CEP
postal-code = Código postal
destination-point = Coordenadas
destination-point-hint = Latitud, longitud: para áreas en el mapa y puntos de retiro por distancia
sales-channel = Canal de venta
sales-channel-hint = Solo muelles que despachan para él
allocate-sellers = Repartir entre la cuenta y los vendedores que entregan en su nombre
calculate = Calcular envío
calculating = Calculando…
fields-to-mend =
    { $count ->
        [one] Hay un campo por corregir.
       *[other] Hay { $count } campos por corregir.
    }
results-title = Opciones de envío
results-empty = Las opciones aparecen aquí
results-empty-text = Elija los artículos y el destino. Cada opción muestra el precio y la fecha prometida, con las partes que forman ambos.
results-count =
    { $count ->
        [0] Ninguna opción de envío
        [one] 1 opción de envío
       *[other] { $count } opciones de envío
    }
results-to = Para { $place }. Cotización guardada hasta { $until }.
results-to-none = Para { $place }.
results-zone = Fechas y horas en: { $zone }
results-outdated = El carrito cambió. Calcule de nuevo para ver las opciones actuales.
order-by = Ordenar por
order-price = Precio
order-date = Fecha
partial-title = No todo se puede entregar: el envío considera lo que sí
partial-partly_available = { $name }: { $available } de { $requested } en existencia
partial-without_stock = { $name }: sin existencias
partial-cannot_be_delivered = { $name }: nada lleva este artículo al destino
incomplete = Lleva solo una parte
none-title = Ninguna opción lleva este carrito al destino
none-text = Vea abajo por qué cada ruta quedó fuera.
none-stock-title = Sin existencias para este carrito
none-stock-text = Ningún almacén tiene estos artículos. Marque “Considerar que hay existencias” en el artículo para ver los precios de todos modos.
quote-id = Cotización
cheapest = Más barata
fastest = Más rápida
by-time = hasta las { $time }, en { $estimate }
estimate-bd =
    { $count ->
        [one] 1 día hábil
       *[other] { $count } días hábiles
    }
estimate-d =
    { $count ->
        [one] 1 día
       *[other] { $count } días
    }
estimate-h =
    { $count ->
        [one] 1 hora
       *[other] { $count } horas
    }
estimate-m =
    { $count ->
        [one] 1 minuto
       *[other] { $count } minutos
    }
details = Detalles
ordered = Pedido hecho
comparison = Opciones lado a lado
comparison-goods = Lo que viaja
comparison-packages = Bultos
comparison-from = Sale de
scale-from = Desde el pedido, { $moment }
legend-prepare = Preparación
legend-wait = Espera
legend-transit = Transporte
shown-as = Mostrar como
shown-together = Lado a lado
shown-apart = En detalle
price-parts = Qué forma el precio
price-total = Total
time-parts = Qué forma la fecha
until = hasta { $moment }
promised = Entrega prometida
promised-earliest = Puede entregarse
business-days-note = Contado en los días en que trabaja el transportista.
packages =
    { $count ->
        [one] Un bulto
       *[other] { $count } bultos
    }
package-item = { $quantity } × { $name }
package-weights = Peso real { $real }, volumétrico { $cubic }, cobrado { $charged }
package-weights-plain = Peso real { $real }, cobrado { $charged }
package-number = Bulto { $number } de { $count }
package-last = el último en llegar
other-version = Comparar con otra versión de la tabla
other-version-text = El mismo carrito, con el precio de otra versión de la tabla de flete. Nada cambia para la tienda.
other-version-pick = Otra versión
other-version-compare = Comparar
other-version-none = Esta política tiene una sola versión de tabla.
other-version-now = En uso (versión { $version })
other-version-absent = no ofrece
other-version-days =
    { $count ->
        [one] { $said } día
       *[other] { $said } días
    }
dropped-title =
    { $count ->
        [one] Por qué una ruta quedó fuera
       *[other] Por qué { $count } rutas quedaron fuera
    }
dropped-text = Cada ruta considerada y la regla que la excluyó.
dropped-policy = Política { $name }
dropped-warehouse = Almacén { $name }
dropped-dock = Muelle { $name }
dropped-point = Punto de retiro { $name }
dropped-item = Artículo { $number }, { $name }
dropped-against = { $own } (en la elegida: { $winner })
dropped-winner = muelle { $dock }
dropped-winner-policy = política { $policy }, muelle { $dock }
dropped-by-code = Por el código postal: sin coordenadas del destino no se sabe la distancia
detail-winner = Ruta elegida
detail-search = Búsqueda
detail-cart = Valor del carrito
detail-message = Aviso
detail-weight = Peso
detail-limit = Límite
detail-minimum = Mínimo
detail-maximum = Máximo
detail-volume = Volumen
detail-value = Valor
detail-modal = Tipo de carga
detail-sku = SKU
detail-postalCode = Código postal
detail-channel = Canal de venta
detail-units = Unidades
detail-measure = Medida
detail-policy = Política
detail-dock = Muelle
measure-largest_measure = lado mayor
measure-measure_sum = suma de los lados
detail-quantity = Cantidad
detail-multiple = Múltiplo
detail-decidedBy = Lo que decidió
detail-nearest = Más cercano
detail-lastDay = Último día
detail-blocked = Franjas bloqueadas
detail-full = Franjas llenas
detail-pastCutOff = Franjas fuera de plazo
detail-at = Hora del pedido
detail-opens = Vuelve a aceptar pedidos
detail-warehouses = Almacenes
detail-seller = Vendedor
detail-packages = Bultos
detail-price = Precio comparado
detail-arrives = Llegada
detail-overhead = Tiempo extra del muelle
detail-priority = Prioridad del muelle
measure-ids = iguales en todo, por id

## Who brings what of a cart

plans-title = Quién lleva cada artículo
plans-text = Los planes que se compararon, en el orden en que se hicieron. Gana el que lleva más, luego el de menor precio, luego el que llega antes.
plan-number = Plan { $number }
plan-chosen = Elegido
plan-account = La propia cuenta
plan-prefers-price = busca el menor precio
plan-prefers-time = busca el menor plazo
plan-open = Nadie tiene por completo: { $items }
plan-arrives = llega { $when }
plan-nothing = no lleva nada
plan-missing =
    { $count ->
        [one] Un artículo no va completo
       *[other] { $count } artículos no van completos
    }
plan-fetched = Una parte se retira en un punto
plan-sellers = Vendedores considerados
plan-seller-lines =
    { $count ->
        [0] no tiene ningún artículo completo
        [one] tiene un artículo completo
       *[other] tiene { $count } artículos completos
    }
plan-more-sellers =
    { $count ->
        [one] Y un vendedor más.
       *[other] Y { $count } vendedores más.
    }
detail-missing = Artículos que faltan
detail-distance = Distancia

## Maps

map-open = Ver en el mapa
map-close = Cerrar el mapa
map-loading = Abriendo el mapa…
map-failed = No se pudo abrir el mapa.
map-plain = No se pudieron cargar las calles. Los lugares están en el punto correcto.
map-closer = Acercar
map-farther = Alejar
map-wheel = Usa Ctrl y la rueda del ratón para acercar
map-wheel-mac = Usa ⌘ y la rueda del ratón para acercar
map-fingers = Usa dos dedos para mover el mapa
windows-title =
    { $count ->
        [one] Una franja de entrega para elegir
       *[other] { $count } franjas de entrega para elegir
    }
windows-first =
    { $count ->
        [one] la única franja
       *[other] la primera de { $count } franjas
    }
windows-extra = más { $price } por la franja
window-price = más { $price }
window-left =
    { $count ->
        [one] queda un lugar
       *[other] quedan { $count } lugares
    }
pickup-title =
    { $count ->
        [one] Un punto de retiro
       *[other] { $count } puntos de retiro
    }
pickup-distance = a { $distance }
pickup-map = Mapa de los puntos de retiro
