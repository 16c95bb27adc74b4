## Short messages to recipients: one segment each, with a link and usual names

notice-before_planning = { $ShipperName }: sua entrega será planejada. Escolha o melhor horário: { $Link }
notice-before_planning-choices = { $ShipperName }: escolha quando receber. Responda { $Choices } ou { $Link }
notice-not_scheduled = { $ShipperName }: quando podemos entregar? Escolha aqui: { $Link }
notice-not_scheduled-choices = { $ShipperName }: quando entregar? Responda { $Choices } ou { $Link }
notice-long_route_started = { $ShipperName }: sua entrega saiu e chega até { $ItinerantDate }. Acompanhe: { $Link }
notice-route_started-standard = { $ShipperName }: sua entrega saiu. Previsão: { $HEC }. Acompanhe: { $Link }
notice-route_started-period = { $ShipperName }: sua entrega saiu e chega { $Period }. Acompanhe: { $Link }
notice-route_started-interval = { $ShipperName }: sua entrega saiu e chega { $Interval }. Acompanhe: { $Link }
notice-route_started-up_to = { $ShipperName }: sua entrega saiu e chega até { $UpTo }. Acompanhe: { $Link }
notice-route_started-out = { $ShipperName }: sua entrega saiu. Acompanhe: { $Link }
notice-route_started-hec = { $ShipperName }: sua entrega saiu e deve chegar às { $HEC }. Acompanhe: { $Link }
notice-delivery_started-standard = { $ShipperName }: o entregador está a caminho. Previsão: { $HEC }. Acompanhe: { $Link }
notice-delivery_started-period = { $ShipperName }: o entregador está a caminho e chega { $Period }. Acompanhe: { $Link }
notice-delivery_started-interval = { $ShipperName }: o entregador está a caminho e chega { $Interval }. { $Link }
notice-delivery_started-up_to = { $ShipperName }: o entregador está a caminho e chega até { $UpTo }. { $Link }
notice-delivery_started-out = { $ShipperName }: o entregador está a caminho. Acompanhe: { $Link }
notice-delivery_started-hec = { $ShipperName }: o entregador está a caminho e deve chegar às { $HEC }. { $Link }
notice-delivered = { $ShipperName }: entregue! Veja o comprovante e avalie: { $Link }
notice-not_delivered = { $ShipperName }: não conseguimos entregar. { $NonDeliveryReason } Veja o que vem agora: { $Link }
notice-not_delivered-choices = { $ShipperName }: não entregamos. { $NonDeliveryReason } Responda { $Choices } ou { $Link }
notice-late = { $ShipperName }: desculpe, sua entrega vai atrasar. Veja a nova previsão: { $Link }
notice-reply_understood = { $ShipperName }: anotado, obrigado! Acompanhe: { $Link }
notice-reply_passed_on = { $ShipperName }: recebemos sua mensagem e vamos responder. Acompanhe: { $Link }
notice-reply_not_understood = { $ShipperName }: não entendemos sua resposta. Escolha aqui: { $Link }
notice-reply_not_understood-choices = { $ShipperName }: não entendemos. Responda { $Choices } ou { $Link }
notice-reply_not_understood-help = { $ShipperName }: para não receber mais SMS, responda PARAR. Veja e mude sua entrega: { $Link }
notice-reply_not_understood-help-choices = { $ShipperName }: para sair, PARAR. Responda { $Choices } ou { $Link }
notice-reply_not_understood-not_home = { $ShipperName }: quando podemos entregar? Escolha aqui: { $Link }
notice-reply_not_understood-not_home-choices = { $ShipperName }: quando pode receber? Responda { $Choices } ou { $Link }
notice-reply_not_understood-other_day = { $ShipperName }: qual dia prefere? Escolha aqui: { $Link }
notice-reply_not_understood-other_day-choices = { $ShipperName }: qual dia prefere? Responda { $Choices } ou { $Link }
notice-reply_not_understood-window_gone = { $ShipperName }: esse horário não está mais livre. Escolha outro: { $Link }
notice-reply_not_understood-window_gone-choices = { $ShipperName }: horário esgotado. Responda { $Choices } ou { $Link }
notice-rescheduled = { $ShipperName }: sua entrega está marcada para { $DeliveryDay } { $Period }. Acompanhe: { $Link }
notice-unscheduled = { $ShipperName }: o horário da sua entrega foi desmarcado. Escolha outro: { $Link }
notice-unscheduled-choices = { $ShipperName }: horário desmarcado. Responda { $Choices } ou { $Link }
notice-cancelled = { $ShipperName }: sua entrega foi cancelada. Detalhes: { $Link }
notice-stopped = { $ShipperName }: você não receberá mais mensagens. Para voltar a receber, responda VOLTAR.
notice-restarted = { $ShipperName }: você voltará a receber mensagens. Para parar, responda PARAR.
notice-answered = { $ShipperName }: temos uma resposta para você.

## Subjects of the same as e-mails

notice-before_planning-subject = Escolha quando receber
notice-not_scheduled-subject = Quando podemos entregar?
notice-long_route_started-subject = Sua entrega saiu
notice-route_started-subject = Sua entrega saiu
notice-delivery_started-subject = O entregador está a caminho
notice-delivered-subject = Entregue
notice-not_delivered-subject = Não conseguimos entregar
notice-late-subject = Sua entrega vai atrasar
notice-reply_understood-subject = Recebemos sua resposta
notice-reply_passed_on-subject = Recebemos sua mensagem
notice-reply_not_understood-subject = Não entendemos sua resposta
notice-reply_not_understood-help-subject = Como mudar sua entrega
notice-reply_not_understood-not_home-subject = Quando podemos entregar?
notice-reply_not_understood-other_day-subject = Qual dia você prefere?
notice-reply_not_understood-window_gone-subject = Esse horário não está mais livre
notice-rescheduled-subject = Sua entrega tem data marcada
notice-unscheduled-subject = O horário da sua entrega foi desmarcado
notice-cancelled-subject = Sua entrega foi cancelada
notice-stopped-subject = Você não receberá mais mensagens
notice-restarted-subject = Você voltará a receber mensagens
notice-answered-subject = Temos uma resposta para você

## Words within them

period-morning = de manhã
period-afternoon = à tarde
period-night = à noite
choice-morning = manhã
choice-afternoon = tarde
choice-night = noite
interval-between = entre { $from } e { $to }

## Around them in e-mails

letter-greeting = Olá, { $name }!
letter-follow = Acompanhar a entrega
letter-choose = Escolher na página
letter-offered = Você pode escolher:
letter-why = Você recebe este e-mail porque { $brand } tem uma entrega para você.
letter-unsubscribe = Não receber mais estes e-mails
letter-entry = Entrega de { $brand }

## Delivery slips and labels

slip-title = Comprovante de entrega
slip-packages = Volumes
slip-order = Pedido
slip-invoice = Nota fiscal
slip-weight = Peso
slip-description = Descrição
slip-receiver = Recebido por
slip-document = Documento
slip-when = Data e hora
slip-signature = Assinatura
