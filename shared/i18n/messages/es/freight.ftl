## Names of the parts that make a freight price

price-flat = Tarifa base
price-weight = Peso
price-value = Valor de la mercancía
price-dock_fee = Cargo del muelle
price-additional_percent = Adicional sobre el flete
price-rounding = Redondeo

## Names of the parts that make a delivery time

time-lead_time = Plazo del producto
time-warehouse = Preparación en el almacén
time-dock = Procesamiento en el muelle
time-pickup_wait = Espera de la recolección
time-transit = Transporte
time-closed_days = Días sin entrega

## Why a delivery option is not offered

drop-inactive = La política de envío está desactivada
drop-no_stock = El almacén no tiene las unidades pedidas
drop-sales_channel = No atiende este canal de ventas
drop-country_not_served = No entrega en este país
drop-postal_code_not_served = No entrega en este código postal
drop-restricted_area = La dirección está en una zona restringida
drop-no_weight_band = Ningún rango de peso sirve para este paquete
drop-weight_over_limit = El paquete pesa más que el límite
drop-weight_under_limit = El paquete pesa menos que el mínimo
drop-volume_over_limit = El paquete ocupa más que el volumen máximo
drop-dimension_over_limit = Un artículo es más grande de lo permitido
drop-dimensions_sum_over_limit = La suma de las medidas supera el límite
drop-value_out_of_range = El valor de la mercancía está fuera del rango aceptado
drop-modal = No transporta este tipo de mercancía
drop-business_hours = Fuera del horario de atención
drop-no_window = No hay ventana de entrega disponible
drop-outranked = Otra política de la misma modalidad es mejor
