## E-mails to the people who sign in

invitation-subject = { $account } convidou você para a Entrega
invitation-heading = Olá, { $name }!
invitation-body = { $account } convidou você para acompanhar entregas e fretes na Entrega. Para começar, escolha sua senha.
invitation-button = Escolher minha senha

password-reset-subject = Nova senha para a Entrega
password-reset-heading = Olá, { $name }!
password-reset-body = Recebemos um pedido de nova senha para a sua conta em { $account }. Sua senha atual continua valendo até você escolher outra.
password-reset-button = Escolher nova senha

webhook-off-subject = { $account }: um webhook foi desativado
webhook-off-heading = Olá, { $name }!
webhook-off-gone = O sistema em { $receiver } respondeu que não recebe mais eventos de { $account } (410). Nada mais é enviado a ele.
webhook-off-failing = O sistema em { $receiver } não recebe eventos de { $account } há mais de três dias, embora tenhamos tentado várias vezes. Nada mais é enviado a ele.
webhook-off-button = Abrir a Entrega
webhook-off-kept = Nenhum evento se perde: o sistema pode ler em /v1/events o que não recebeu, por 30 dias.
webhook-off-on-again = Quando o sistema voltar a receber eventos, ative o webhook de novo.

mail-valid-for =
    Este link funciona uma vez e vale por { $hours ->
        [one] { $hours } hora.
       *[other] { $hours } horas.
    }
mail-valid-for-days =
    Este link funciona uma vez e vale por { $days ->
        [one] { $days } dia.
       *[other] { $days } dias.
    }
mail-not-asked = Se você não esperava esta mensagem, é só ignorá-la: nada muda.
mail-link-help = Se o botão não abrir, copie este endereço no navegador:
