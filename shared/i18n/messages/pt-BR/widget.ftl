## The storefront widget <entrega-quote>

widget-form = Calcular frete e prazo
widget-cep = Frete e prazo para o CEP
widget-postal-code = Frete e prazo para o código postal
widget-calculate = Calcular
widget-find-cep = Não sei meu CEP
widget-loading = Calculando o frete…
widget-options = Opções de entrega
widget-found =
    { $count ->
        [one] Uma opção de entrega, por { $price }.
       *[other] { $count } opções de entrega, a partir de { $price }.
    }
widget-free = Grátis
widget-by-day = até { $day }
widget-by-tomorrow = até amanhã
widget-by-today = hoje, até { $time }
widget-from-day = a partir de { $day }
widget-from-tomorrow = a partir de amanhã
widget-from-today = a partir de hoje
widget-at-point = retire em { $place }
widget-windows =
    { $count ->
        [one] com hora marcada, uma janela
       *[other] com hora marcada, { $count } janelas
    }
widget-time = Quando entregamos
widget-cheapest = Mais barata
widget-fastest = Mais rápida
widget-incomplete = Leva só parte do pedido
widget-some-missing = Nem tudo está disponível: o frete é do que podemos entregar.
widget-none = Ainda não entregamos neste endereço.
widget-no-stock = Sem estoque no momento.
widget-nothing = Não há produtos para calcular o frete.
widget-code-short = Um CEP tem 8 dígitos.
widget-code-missing = Informe onde quer receber.
widget-code-unknown = Confira este código: não é um endereço que exista.
widget-offline = Você está sem conexão. Calculamos assim que ela voltar.
widget-failed = Não conseguimos calcular o frete agora.
widget-crowded =
    { $seconds ->
        [one] Muita gente calculando agora. Tentamos de novo em 1 segundo.
       *[other] Muita gente calculando agora. Tentamos de novo em { $seconds } segundos.
    }
widget-unavailable = O frete não pode ser calculado nesta página.
widget-retry = Tentar de novo
