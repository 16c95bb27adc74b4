## Shipping simulator

simulator-title = Simulador de frete
simulator-lead = Monte um carrinho e veja o que a sua loja ofereceria, e por quê.
cart-title = Carrinho
line-legend = Item { $number }
line-sku = Produto
line-free = Código do item
line-free-hint = O estoque é procurado por este código.
line-known = { $weight }, { $length } × { $width } × { $height }
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
allocate-sellers = Deixar que os vendedores que atuam em nome da conta entreguem o que têm
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
results-to = Para { $place }. Válidas até { $until }.
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
none-title = Nenhuma opção chega a este destino
none-text = Veja abaixo por que cada rota ficou de fora.
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
business-days-note = Contado em dias úteis: fins de semana e feriados não contam.
packages =
    { $count ->
        [one] Um volume
       *[other] { $count } volumes
    }
package-item = { $quantity } × { $name }
package-weights = Peso real { $real }, cubado { $cubic }, cobrado { $charged }
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
dropped-warehouse = Depósito { $name }
dropped-dock = Doca { $name }
dropped-point = Ponto de retirada { $name }
dropped-against = { $own }, vencedora { $winner }
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
detail-decidedBy = Decidiu
detail-nearest = Mais próximo
detail-lastDay = Último dia
detail-blocked = Janelas bloqueadas
detail-full = Janelas cheias
detail-pastCutOff = Janelas fora do prazo
detail-at = Pedido
detail-opens = Volta a aceitar pedidos
detail-warehouses = Estoques
detail-seller = Vendedor
detail-packages = Volumes
detail-price = Preço comparado
detail-arrives = Chegada
detail-overhead = Tempo extra da doca
detail-priority = Prioridade da doca
measure-ids = iguais em tudo, pelo id

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
