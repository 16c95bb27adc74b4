# A página de quem espera.
track-contact = Dúvidas? Fale com { $brand }:
track-site = Site
track-language = Idioma

track-status-active = { $kind ->
    [collection] Sua coleta está sendo preparada
    [attendance] Seu atendimento está sendo preparado
   *[delivery] Seu pedido está sendo preparado
}
track-status-routed = { $kind ->
    [collection] Sua coleta está programada
    [attendance] Seu atendimento está programado
   *[delivery] Sua entrega está programada
}
track-status-under-way = { $kind ->
    [collection] Estamos indo buscar
    [attendance] Estamos a caminho
   *[delivery] Seu pedido está a caminho
}
track-status-arrived = O entregador chegou
track-status-paused = { $kind ->
    [collection] Sua coleta está em pausa
    [attendance] Seu atendimento está em pausa
   *[delivery] Sua entrega está em pausa
}
track-status-done = { $kind ->
    [collection] Coletado
    [attendance] Atendimento realizado
   *[delivery] Entregue
}
track-status-failed = { $kind ->
    [collection] Não conseguimos coletar
    [attendance] Não conseguimos atender
   *[delivery] Não conseguimos entregar
}
track-status-returned = Voltou para o remetente
track-status-cancelled-by-office = Cancelado pela loja
track-status-cancelled-by-recipient = Cancelado por você

track-when-day = Previsto para { $day }.
track-when-until = Chega até { $day }.
track-when-open = Avisaremos assim que houver uma data.

track-bar-received = Recebido
track-bar-planned = Programado
track-bar-on-the-way = A caminho
track-bar-done = { $kind ->
    [collection] Coletado
    [attendance] Realizado
   *[delivery] Entregue
}

track-history = O que já aconteceu
track-step-created = Pedido recebido
track-step-planned = Entrou na rota de um entregador
track-step-cancelled = Cancelado
track-step-returned = Devolvido ao remetente
track-step-again = Haverá uma nova tentativa
track-step-started = { $kind ->
    [collection] Saiu para a coleta
    [attendance] Saiu para o atendimento
   *[delivery] Saiu para entrega
}
track-step-arrived = O entregador chegou ao endereço
track-step-done = { $kind ->
    [collection] Coletado
    [attendance] Atendimento realizado
   *[delivery] Entregue
}
track-step-failed = Tentativa sem sucesso

track-driver = Quem vem
track-vehicle-truck = Caminhão
track-vehicle-van = Furgão
track-vehicle-car = Carro
track-vehicle-motorcycle = Moto
track-vehicle-bicycle = Bicicleta

track-facts = { $kind ->
    [collection] Sua coleta
    [attendance] Seu atendimento
   *[delivery] Sua entrega
}
track-fact-code = Código
track-fact-order = Pedido
track-fact-to = Para
track-fact-place = Endereço
track-fact-packages = Volumes
track-packages = { $count ->
    [one] 1 volume
   *[other] { $count } volumes
}
track-siblings = Do mesmo pedido

track-eta = Chega entre { $from } e { $to }.
track-eta-day = Chega entre { $from } e { $to } de { $day }.
track-eta-before = { $count ->
    [one] Falta 1 parada antes da sua.
   *[other] Faltam { $count } paradas antes da sua.
}
track-eta-not-dispatched = O horário previsto aparece aqui quando o entregador sair.
track-eta-driver-paused = O entregador deixou esta parada para depois. O horário previsto volta quando ele retomar.
track-eta-no-coordinates = Ainda sem horário previsto: não encontramos este endereço no mapa.
track-eta-position-unknown = O entregador saiu. O horário previsto aparece assim que recebermos a posição dele.
track-eta-position-stale = Estamos sem sinal do entregador. O horário previsto volta assim que ele se conectar.
track-eta-too-far-ahead = Ainda falta bastante para a sua vez. O horário previsto aparece mais perto da hora.

track-map = Ver no mapa
track-map-title = Onde está o entregador
track-map-driver = O entregador
track-map-here = Você
track-map-exact = { $driver } está a { $distance } daqui em linha reta.
track-map-roughly = { $driver } está a cerca de { $distance } daqui em linha reta.
track-map-about = Por enquanto mostramos só a região. O lugar exato aparece quando a sua parada estiver entre as próximas.
track-map-sketch = Desenho sem ruas, com o norte para cima.
track-map-nothing = Não há nada para ver no mapa agora. Ele aparece enquanto o entregador está a caminho.
track-map-back = Voltar

track-evidence = Comprovantes
track-proof-photo = Foto
track-proof-signature = Assinatura
track-proof-receiver = Recebido por
track-proof-download = Baixar
track-proof-hidden = A assinatura e o nome de quem recebeu aparecem depois que você confirmar que é você neste aparelho.
track-known-summary = Confirmar que é você
track-send-device = Confirmar

track-ask-phone = Últimos 4 dígitos do seu telefone
track-ask-postal = Seu CEP
track-ask-why = Assim sabemos que é você. Perguntamos uma vez neste aparelho.

track-tell = Instruções para o entregador
track-instructions = O que o entregador precisa saber
track-instructions-example = Interfone 12, portão azul
track-safe-place = Onde pode deixar se não houver ninguém
track-safe-place-example = Portaria, vizinho do 11
track-send-instructions = Salvar instruções

track-when-window = Agendado para { $day }, { $hours }.
track-hours = das { $from } às { $to }
track-shift-morning = manhã
track-shift-afternoon = tarde
track-shift-night = noite
track-window = Quando fica bom para você?
track-choose = Escolher dia e horário
track-move = Mudar dia ou horário
track-window-later = Outros dias
track-window-over = Outro dia ou horário
track-window-none = Não há horário livre no momento. Volte a olhar mais tarde ou fale com a loja.
track-send-window = Confirmar

track-messages = Mensagens
track-messages-no = Você recebe mensagens de { $brand } sobre esta entrega.
track-messages-yes = As mensagens de { $brand } estão suspensas.
track-messages-sms-no = Você recebe SMS de { $brand } sobre esta entrega.
track-messages-sms-yes = Os SMS de { $brand } estão suspensos.
track-messages-mail-no = Você recebe e-mails de { $brand } sobre esta entrega.
track-messages-mail-yes = Os e-mails de { $brand } estão suspensos.
track-send-messages = Confirmar

track-rate = Como foi?
track-rate-stars = Sua nota
track-rate-scale = De 1, ruim, a 5, ótimo
track-rate-comment = Quer contar mais? (opcional)
track-send-rating = Enviar avaliação
track-rated = Sua avaliação
track-stars = Nota { $count } de 5

track-told-known = Pronto, este aparelho já é conhecido.
track-told-noted = Anotado. O entregador verá suas instruções.
track-told-rated = Obrigado pela sua avaliação.
track-told-booked = Combinado. Sua entrega está agendada.
track-told-full = Esse horário acabou de ser ocupado. Escolha outro.
track-told-too-late = Esse horário não pode mais ser escolhido. Escolha outro.
track-told-moved-enough = Esta entrega já foi remarcada o máximo de vezes. Fale com a loja.
track-told-no-other-day = Já tentamos o máximo de vezes. Fale com a loja para combinar.
track-told-goes-back = Não haverá outra tentativa: o pedido volta ao remetente. Se ainda precisar dele, fale com a loja.
track-told-under-way = O entregador já está a caminho: não dá mais para remarcar.
track-told-stopped = Pronto, não enviaremos mais mensagens.
track-told-started = Pronto, você voltará a receber mensagens.
track-told-wrong-digits = Os dígitos não conferem. Verifique e tente de novo.
track-told-locked = Foram muitas respostas erradas. Tente de novo em uma hora.
track-told-ended = Isto já foi encerrado e não pode mais ser alterado.
track-told-rated-already = Você já avaliou. Obrigado.
track-told-no-address = Não inclua endereços de sites nas instruções.
track-told-not-taken = Não foi possível aceitar o que foi enviado. Confira e tente de novo.

track-wrong-unknown-title = Link não encontrado
track-wrong-unknown-text = Este link não abre nenhuma entrega.
track-wrong-unknown-do = Maiúsculas e minúsculas fazem diferença: abra o link direto da mensagem que recebeu. Se não funcionar, peça um novo à loja.
track-wrong-broken-title = Link incompleto
track-wrong-broken-text = Parece que falta um pedaço do link.
track-wrong-broken-do = Abra o link direto da mensagem que recebeu, ou copie-o inteiro.
track-wrong-ended-title = Este link terminou
track-wrong-ended-text = A entrega acabou há algum tempo, ou o link foi trocado por outro.
track-wrong-ended-do = Use o link da mensagem mais recente, ou peça um novo à loja.
track-wrong-slower-title = Muitas tentativas
track-wrong-slower-text = Muitos links que não existem foram abertos a partir da sua rede.
track-wrong-slower-do = Espere dez minutos e abra o link direto da mensagem.
track-wrong-outdated-title = A página mudou
track-wrong-outdated-text = O que você enviou veio de uma página antiga.
track-wrong-outdated-do = Volte, atualize a página e tente de novo.
track-wrong-ours-title = Algo deu errado do nosso lado
track-wrong-ours-text = Não conseguimos mostrar a página agora.
track-wrong-ours-do = Tente de novo em um minuto.
track-wrong-not-taken-title = Não foi possível aceitar
track-wrong-not-taken-text = O que foi enviado não veio de um formulário desta página.
track-wrong-not-taken-do = Abra o link da mensagem e tente de novo.
