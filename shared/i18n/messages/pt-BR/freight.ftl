## Names of the parts that make a freight price

price-flat = Tarifa base
price-weight = Peso
price-value = Valor da mercadoria
price-dock_fee = Taxa da doca
price-additional_percent = Adicional sobre o frete
price-rounding = Arredondamento

## Names of the parts that make a delivery time

time-lead_time = Prazo do produto
time-warehouse = Preparação no armazém
time-dock = Processamento na doca
time-pickup_wait = Espera pela coleta
time-transit = Transporte
time-closed_days = Dias sem entrega

## Why a delivery option is not offered

drop-inactive = A política de envio está desativada
drop-no_stock = O armazém não tem as unidades pedidas
drop-sales_channel = Não atende este canal de vendas
drop-country_not_served = Não entrega neste país
drop-postal_code_not_served = Não entrega neste código postal
drop-restricted_area = O endereço fica em uma área restrita
drop-no_weight_band = Nenhuma faixa de peso serve para este pacote
drop-weight_over_limit = O pacote pesa mais que o limite
drop-weight_under_limit = O pacote pesa menos que o mínimo
drop-volume_over_limit = O pacote ocupa mais que o volume máximo
drop-dimension_over_limit = Um item é maior que o permitido
drop-dimensions_sum_over_limit = A soma das medidas passa do limite
drop-value_out_of_range = O valor da mercadoria está fora da faixa aceita
drop-modal = Não transporta este tipo de mercadoria
drop-business_hours = Fora do horário de atendimento
drop-no_window = Não há janela de entrega disponível
drop-outranked = Outra política da mesma modalidade é melhor
