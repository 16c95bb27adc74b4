## Shipping simulator

simulator-title = Simulador de frete
simulator-lead = Monte um carrinho e veja o que a sua loja ofereceria, e por quê.
cart-title = Carrinho
line-legend = Item { $number }
line-sku = Produto
line-free = Código do item
line-free-hint = Sem código, valem só o peso e as medidas.
line-known = { $weight }, { $length } × { $width } × { $height }
line-more = Mais sobre este item
line-modal = Tipo de carga
line-modal-known = Como no cadastro: { $modal }
line-modal-none = Carga comum
line-seller = Vendedor
line-seller-own = A própria conta
line-assume = Considerar que há estoque
modal-CHEMICALS = Produtos químicos
modal-ELECTRONICS = Eletrônicos
modal-FURNITURE = Móveis
modal-GLASS = Vidro
modal-LIQUID = Líquidos
modal-MATTRESSES = Colchões
modal-REFRIGERATED = Refrigerados
modal-TIRES = Pneus
modal-WHITE_GOODS = Linha branca
modal-FIREARMS = Armas de fogo
line-remove = Remover item { $number }
sku-placeholder = Nome ou código
sku-list = Produtos
sku-empty = O cadastro de SKUs está vazio.
sku-none = Nada encontrado para “{ $text }”.
sku-more = Há mais produtos: digite o código exato.
sku-failed = O cadastro não pôde ser lido. Digite o código do SKU.
quantity = Quantidade
unit-price = Preço unitário
weight-grams = Peso (g)
length-cm = Compr. (cm)
width-cm = Larg. (cm)
height-cm = Alt. (cm)
add-sku = Produto do cadastro
add-free = Item com peso e medidas
destination-title = Destino
country = País
cep = CEP
postal-code = Código postal
destination-point = Coordenadas
destination-point-hint = Latitude, longitude: para áreas no mapa e pontos de retirada por distância
sales-channel = Canal de venda
sales-channel-hint = Só docas que despacham para ele
allocate-sellers = Repartir entre a conta e os vendedores que entregam em nome dela
calculate = Calcular frete
calculating = Calculando…
fields-to-mend =
    { $count ->
        [one] Há um campo para corrigir.
       *[other] Há { $count } campos para corrigir.
    }
results-title = Opções de entrega
results-empty = As opções aparecem aqui
results-empty-text = Escolha os itens e o destino. Cada opção mostra o preço e a data prometida, com as partes que formam os dois.
results-count =
    { $count ->
        [0] Nenhuma opção de entrega
        [one] 1 opção de entrega
       *[other] { $count } opções de entrega
    }
results-to = Para { $place }. Cotação guardada até { $until }.
results-to-none = Para { $place }.
results-zone = Datas e horas em: { $zone }
results-outdated = O carrinho mudou. Calcule de novo para ver as opções atuais.
order-by = Ordenar por
order-price = Preço
order-date = Data
partial-title = Nem tudo pode ser entregue: o frete considera o que pode
partial-partly_available = { $name }: { $available } de { $requested } em estoque
partial-without_stock = { $name }: sem estoque
partial-cannot_be_delivered = { $name }: nada leva este item até o destino
incomplete = Leva só parte
none-title = Nenhuma opção leva este carrinho até o destino
none-text = Veja abaixo por que cada rota ficou de fora.
none-stock-title = Sem estoque para este carrinho
none-stock-text = Nenhum armazém tem estes itens. Marque “Considerar que há estoque” no item para ver os preços mesmo assim.
quote-id = Cotação
cheapest = Mais barata
fastest = Mais rápida
by-time = até { $time }, em { $estimate }
estimate-bd =
    { $count ->
        [one] 1 dia útil
       *[other] { $count } dias úteis
    }
estimate-d =
    { $count ->
        [one] 1 dia
       *[other] { $count } dias
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
details = Detalhes
ordered = Pedido feito
comparison = Opções lado a lado
comparison-goods = O que viaja
comparison-packages = Volumes
comparison-from = Sai de
scale-from = Desde o pedido, { $moment }
legend-prepare = Preparação
legend-wait = Espera
legend-transit = Transporte
shown-as = Mostrar como
shown-together = Lado a lado
shown-apart = Em detalhe
price-parts = O que forma o preço
price-total = Total
time-parts = O que forma a data
until = até { $moment }
promised = Entrega prometida
promised-earliest = Pode ser entregue
business-days-note = Contado nos dias em que a transportadora trabalha.
packages =
    { $count ->
        [one] Um volume
       *[other] { $count } volumes
    }
package-item = { $quantity } × { $name }
package-weights = Peso real { $real }, cubado { $cubic }, cobrado { $charged }
package-weights-plain = Peso real { $real }, cobrado { $charged }
package-number = Volume { $number } de { $count }
package-last = o último a chegar
other-version = Comparar com outra versão da tabela
other-version-text = O mesmo carrinho, com o preço de outra versão da tabela de frete. Nada muda para a loja.
other-version-pick = Outra versão
other-version-compare = Comparar
other-version-none = Esta política tem uma só versão de tabela.
other-version-now = No ar (versão { $version })
other-version-absent = não oferece
other-version-days =
    { $count ->
        [one] { $said } dia
       *[other] { $said } dias
    }
dropped-title =
    { $count ->
        [one] Por que uma rota ficou de fora
       *[other] Por que { $count } rotas ficaram de fora
    }
dropped-text = Cada rota considerada e a regra que a excluiu.
dropped-policy = Política { $name }
dropped-warehouse = Armazém { $name }
dropped-dock = Doca { $name }
dropped-point = Ponto de retirada { $name }
dropped-item = Item { $number }, { $name }
dropped-against = { $own } (na escolhida: { $winner })
dropped-winner = doca { $dock }
dropped-winner-policy = política { $policy }, doca { $dock }
dropped-by-code = Pelo código postal: sem coordenadas do destino não se sabe a distância
detail-winner = Rota escolhida
detail-search = Busca
detail-cart = Valor do carrinho
detail-message = Aviso
detail-weight = Peso
detail-limit = Limite
detail-minimum = Mínimo
detail-maximum = Máximo
detail-volume = Volume
detail-value = Valor
detail-modal = Tipo de carga
detail-sku = SKU
detail-postalCode = Código postal
detail-channel = Canal de venda
detail-units = Unidades
detail-measure = Medida
detail-policy = Política
detail-dock = Doca
measure-largest_measure = maior lado
measure-measure_sum = soma dos lados
detail-quantity = Quantidade
detail-multiple = Múltiplo
detail-decidedBy = O que decidiu
detail-nearest = Mais próximo
detail-lastDay = Último dia
detail-blocked = Janelas bloqueadas
detail-full = Janelas cheias
detail-pastCutOff = Janelas fora do prazo
detail-at = Hora do pedido
detail-opens = Volta a aceitar pedidos
detail-warehouses = Armazéns
detail-seller = Vendedor
detail-packages = Volumes
detail-price = Preço comparado
detail-arrives = Chegada
detail-overhead = Tempo extra da doca
detail-priority = Prioridade da doca
measure-ids = iguais em tudo, pelo id

## Who brings what of a cart

plans-title = Quem leva cada item
plans-text = Os planos que foram comparados, na ordem em que foram feitos. Vence o que leva mais, depois o de menor preço, depois o que chega antes.
plan-number = Plano { $number }
plan-chosen = Escolhido
plan-account = A própria conta
plan-prefers-price = procura o menor preço
plan-prefers-time = procura o menor prazo
plan-open = Ninguém tem por inteiro: { $items }
plan-arrives = chega { $when }
plan-nothing = não leva nada
plan-missing =
    { $count ->
        [one] Um item não vai por inteiro
       *[other] { $count } itens não vão por inteiro
    }
plan-fetched = Parte é para retirar em um ponto
plan-sellers = Vendedores considerados
plan-seller-lines =
    { $count ->
        [0] não tem nenhum item por inteiro
        [one] tem um item por inteiro
       *[other] tem { $count } itens por inteiro
    }
plan-more-sellers =
    { $count ->
        [one] E mais um vendedor.
       *[other] E mais { $count } vendedores.
    }
detail-missing = Itens que faltam
detail-distance = Distância

## Maps

map-open = Ver no mapa
map-close = Fechar o mapa
map-loading = Abrindo o mapa…
map-failed = O mapa não pôde ser aberto.
map-plain = As ruas não puderam ser carregadas. Os lugares estão no ponto certo.
map-closer = Aproximar
map-farther = Afastar
map-wheel = Use Ctrl e a roda do mouse para aproximar
map-wheel-mac = Use ⌘ e a roda do mouse para aproximar
map-fingers = Use dois dedos para mover o mapa
windows-title =
    { $count ->
        [one] Uma janela de entrega para escolher
       *[other] { $count } janelas de entrega para escolher
    }
windows-first =
    { $count ->
        [one] a única janela
       *[other] a primeira de { $count } janelas
    }
windows-extra = mais { $price } pela janela
window-price = mais { $price }
window-left =
    { $count ->
        [one] resta uma vaga
       *[other] restam { $count } vagas
    }
pickup-title =
    { $count ->
        [one] Um ponto de retirada
       *[other] { $count } pontos de retirada
    }
pickup-distance = a { $distance }
pickup-map = Mapa dos pontos de retirada
