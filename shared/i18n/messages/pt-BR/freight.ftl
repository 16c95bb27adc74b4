## Names of the parts that make a freight price

price-flat = Tarifa base
price-weight = Peso
price-value = Valor da mercadoria
price-dock_fee = Taxa da doca
price-additional_percent = Adicional sobre o frete
price-rounding = Arredondamento

## Names of the parts that make a delivery time

time-capacity_wait = Espera pelo próximo dia livre do vendedor
time-lead_time = Prazo do produto
time-warehouse = Preparação no armazém
time-dock = Processamento na doca
time-pickup_wait = Espera pela coleta
time-transit = Transporte
time-closed_days = Dias sem entrega

## Why a delivery option is not offered

drop-policy_inactive = A política de envio está desativada
drop-no_dock = Nenhuma doca entrega mercadorias a esta política
drop-dock_inactive = A doca está desativada
drop-seller_inactive = O vendedor está desativado ou não existe
drop-seller_full = O vendedor não tem capacidade para isso nos próximos dias
drop-other_seller = Nada no carrinho é vendido pelo dono desta doca
drop-sales_channel_not_served = A doca não atende este canal de vendas
drop-no_freight_table = A política não tem tabela de frete
drop-no_pickup_point_near = Nenhum ponto de retirada da política está próximo
drop-no_delivery_window = Não há janela de entrega livre
drop-destination_unknown = O destino não tem código postal
drop-restricted_area = A política não entrega nesta área
drop-postal_code_not_served = Não entrega neste código postal
drop-volume_over_limit = O pacote ultrapassa o volume máximo
drop-weight_over_limit = O pacote pesa mais que o limite
drop-item_too_large = Uma unidade sozinha é maior que o permitido
drop-package_too_large = O pacote empilhado é maior que o permitido
drop-modal_not_carried = Não transporta este tipo de mercadoria
drop-modal_required = Transporta apenas mercadorias especiais
drop-value_below_minimum = O carrinho vale menos que o mínimo
drop-value_above_maximum = O carrinho vale mais que o máximo
drop-not_a_multiple = A quantidade não é múltiplo do que é enviado
drop-outside_business_hours = A transportadora não aceita pedidos neste horário
drop-no_stock_at_dock = Os armazéns desta doca não têm o item
drop-outranked = Uma rota melhor da mesma modalidade foi escolhida
drop-amount_too_large = Um preço ou peso é grande demais
drop-no_working_days = Não há dias úteis próximos

## Por que outro plano de quem entrega o quê foi escolhido

plan-brings_less = Deixa faltar mais do carrinho
plan-to_be_fetched = Algo teria de ser retirado em um ponto de retirada
plan-dearer = Custa mais
plan-later = Chega mais tarde
plan-farther = O caminho até o ponto de retirada é mais longo
plan-made_later = Dá no mesmo que um plano feito antes

## Por que um vendedor não está em nenhum plano

left-out-no_line_in_full = Não tem todas as unidades de nenhuma linha
left-out-not_asked = Outros têm mais, e não se consultam outros além deles
left-out-brings_nothing = Tem as mercadorias, mas nenhuma forma de entregá-las

## O que um carrinho simulado diz das suas linhas

cart-unknown = O item { $id } não foi encontrado ou não está à venda
cart-nowhere = { $name } não pode ser entregue neste endereço
cart-sold-out = { $name } está sem estoque
cart-fewer =
    { $units ->
        [one] Só há uma unidade de { $name }
       *[other] Só há { $units } unidades de { $name }
    }
