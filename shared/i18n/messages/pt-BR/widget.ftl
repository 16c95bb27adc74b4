## The storefront widget <entrega-quote>

form = Calcular frete e prazo
cep = Frete e prazo para o CEP
postal-code = Frete e prazo para o código postal
calculate = Calcular
find-cep = Não sei meu CEP
loading = Calculando o frete…
options = Opções de entrega
found =
    { $count ->
        [one] Uma opção de entrega, por { $price }.
       *[other] { $count } opções de entrega, a partir de { $price }.
    }
free = Grátis
by-day = até { $day }
by-tomorrow = até amanhã
by-today = hoje, até { $time }
at-point = retire em { $place }
cheapest = Mais barata
fastest = Mais rápida
incomplete = Leva só parte do pedido
some-missing = Nem tudo está disponível: o frete é do que podemos entregar.
none = Ainda não entregamos neste endereço.
no-stock = Sem estoque no momento.
nothing = Não há produtos para calcular o frete.
code-short = Um CEP tem 8 dígitos.
code-missing = Informe onde quer receber.
code-unknown = Confira este código: não é um endereço que exista.
offline = Você está sem conexão. Calculamos assim que ela voltar.
failed = Não conseguimos calcular o frete agora.
crowded =
    { $seconds ->
        [one] Muita gente calculando agora. Tentamos de novo em 1 segundo.
       *[other] Muita gente calculando agora. Tentamos de novo em { $seconds } segundos.
    }
unavailable = O frete não pode ser calculado nesta página.
retry = Tentar de novo
