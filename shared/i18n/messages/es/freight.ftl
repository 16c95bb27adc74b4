## Names of the parts that make a freight price

price-flat = Tarifa base
price-weight = Peso
price-value = Valor de la mercancía
price-dock_fee = Cargo del muelle
price-additional_percent = Adicional sobre el flete
price-rounding = Redondeo

## Names of the parts that make a delivery time

time-capacity_wait = Espera del próximo día libre del vendedor
time-lead_time = Plazo del producto
time-warehouse = Preparación en el almacén
time-dock = Procesamiento en el muelle
time-pickup_wait = Espera de la recolección
time-transit = Transporte
time-closed_days = Días sin entrega

## Why a delivery option is not offered

drop-policy_inactive = La política de envío está desactivada
drop-no_dock = Ningún muelle entrega mercancías a esta política
drop-dock_inactive = El muelle está desactivado
drop-seller_inactive = El vendedor está desactivado o no existe
drop-seller_full = El vendedor no tiene capacidad para esto en los próximos días
drop-other_seller = Nada del carrito lo vende el dueño de este muelle
drop-sales_channel_not_served = El muelle no atiende este canal de venta
drop-no_freight_table = La política no tiene tabla de fletes
drop-no_pickup_point_near = Ninguno de los puntos de retiro de la política está cerca
drop-no_delivery_window = No hay ventana de entrega libre
drop-destination_unknown = El destino no tiene código postal
drop-restricted_area = La política no entrega en esta zona
drop-postal_code_not_served = No entrega en este código postal
drop-volume_over_limit = El paquete supera el volumen máximo
drop-weight_over_limit = El paquete pesa más que el límite
drop-item_too_large = Una sola unidad es más grande de lo permitido
drop-package_too_large = El paquete apilado es más grande de lo permitido
drop-modal_not_carried = No transporta este tipo de mercancía
drop-modal_required = Solo transporta mercancías especiales
drop-value_below_minimum = El carrito vale menos que el mínimo
drop-value_above_maximum = El carrito vale más que el máximo
drop-not_a_multiple = La cantidad no es múltiplo de lo que se envía
drop-outside_business_hours = El transportista no acepta pedidos a esta hora
drop-no_stock_at_dock = Los almacenes de este muelle no tienen el artículo
drop-outranked = Se eligió una ruta mejor de la misma modalidad
drop-amount_too_large = Un precio o peso es demasiado grande
drop-no_working_days = No hay días hábiles próximos

## Por qué se eligió otro plan de quién entrega qué

plan-brings_less = Deja faltar más del carrito
plan-to_be_fetched = Algo tendría que retirarse en un punto de retiro
plan-dearer = Cuesta más
plan-later = Llega más tarde
plan-farther = El camino hasta el punto de retiro es más largo
plan-made_later = Da lo mismo que un plan hecho antes

## Por qué un vendedor no está en ningún plan

left-out-no_line_in_full = No tiene todas las unidades de ninguna línea
left-out-not_asked = Otros tienen más, y no se consulta a más
left-out-brings_nothing = Tiene las mercancías, pero ninguna forma de entregarlas

## Lo que un carrito simulado dice de sus líneas

cart-unknown = El artículo { $id } no se encontró o no está a la venta
cart-nowhere = { $name } no se puede entregar en esta dirección
cart-sold-out = { $name } está agotado
cart-fewer =
    { $units ->
        [one] Solo hay una unidad de { $name }
       *[other] Solo hay { $units } unidades de { $name }
    }
