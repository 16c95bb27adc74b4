## The product

loading = Carregando…
optional = opcional
try-again = Tentar de novo
language = Idioma
theme = Aparência
theme-system = Tema do sistema
theme-light = Tema claro
theme-dark = Tema escuro
skip-to-content = Ir para o conteúdo
menu = Menu
nav-label = Áreas
nav-simulator = Simulador de frete
nav-freight-tables = Tabelas de frete
nav-docs = API
sign-out = Sair
lost-title = Esta página não existe
lost-text = O endereço pode ter mudado, ou o link veio incompleto.
lost-back = Ir para o simulador

## What can go wrong

failure-offline = Sem resposta do servidor
failure-offline-detail = Confira sua conexão e tente de novo. Nada do que você digitou se perdeu.
failure-request = Ao falar com o suporte, informe o código { $id }.
unreachable-title = Não foi possível abrir sua conta agora
problem-unexpected = Algo deu errado do nosso lado
problem-internal = Algo deu errado do nosso lado
problem-wrong_credentials = E-mail ou senha incorretos
problem-locked_out = Acesso bloqueado por alguns minutos
problem-session_ended = Sua sessão terminou. Entre de novo.
problem-invalid_fields = Confira os campos marcados
problem-throttled = Muitas solicitações. Aguarde um instante.
problem-not_allowed = Seu perfil não permite esta ação
rule-unknown = Confira este campo
rule-required = Preencha este campo
rule-positive = Informe um número maior que zero
rule-money = Informe um valor como 49,90
rule-cep = Um CEP tem 8 dígitos
rule-postal_code = Este código postal não é válido no país escolhido
rule-invalid_postal_code = Este código postal não é válido no país escolhido
rule-empty_cart = Inclua ao menos um item
rule-unknown_sku = Este SKU não está no cadastro
rule-unknown_country = País desconhecido
rule-currency_mismatch = A moeda não é a da conta
rule-email = Informe um e-mail completo, como nome@empresa.com
rule-name = Use de 1 a 150 caracteres
rule-weak_password = Use de 10 a 200 caracteres, com ao menos 5 diferentes
rule-currency = A moeda não é a da conta
rule-file_size = O arquivo deve ter de 1 byte a 10 MB
rule-country = País desconhecido
rule-invalid_id = Use letras, dígitos, - e _, até 60
rule-quantity = Informe de 1 a 1.000.000
rule-weight = Informe de 1 g a 100 t
rule-price = Informe um valor a partir de zero
rule-number_of_items = Um carrinho tem de 1 a 500 itens
rule-too_short = Muito curto
rule-too_long = Muito longo

## Sign-in

sign-in-title = Entrar
sign-in-lead = Use o e-mail e a senha da sua empresa no Entrega.
email = E-mail
password = Senha
password-show = Mostrar
password-hint = De 10 a 200 caracteres. Uma frase serve bem.
sign-in = Entrar
sign-in-busy = Entrando…
sign-in-go = Ir para a entrada
sign-in-email-missing = Informe seu e-mail
sign-in-password-missing = Informe a senha
sign-in-locked-text = Foram muitas tentativas seguidas. Sua conta está segura.
sign-in-locked-wait = Tente de novo em { $minutes } min { $seconds } s.
forgot-link = Esqueci minha senha
forgot-title = Recuperar acesso
forgot-lead = Enviaremos um link para você escolher outra senha.
forgot-send = Enviar link
forgot-again = Pedir outro link
forgot-sent = Confira seu e-mail
forgot-sent-text = Se { $email } tiver acesso ao Entrega, o link chegará em instantes.
back-to-sign-in = Voltar para a entrada
new-password-title = Escolha uma nova senha
new-password-lead = As outras sessões abertas serão encerradas.
new-password = Nova senha
new-password-save = Salvar senha
new-password-done = Senha alterada. Você já pode entrar.
link-spent = Este link não vale mais
link-spent-text = Ele já foi usado ou passou do prazo.
invitation-title = Aceitar convite
invitation-lead = { $account } convidou você para o Entrega.
invitation-spent-text = Ele já foi usado ou passou do prazo. Peça outro a quem administra a conta.
invitation-accept = Criar acesso e entrar
your-name = Seu nome
name-missing = Informe seu nome
door-claim = O frete certo e o dia certo, já no carrinho.
door-cart = Carrinho
door-cart-text = Peso, medidas e estoque de cada item
door-price = Preço
door-price-text = Suas tabelas de frete, parte por parte
door-promise = Promessa
door-promise-text = Uma data que leva em conta cada espera

## API documentation

docs-title = API do Entrega
docs-lead = Tudo o que o produto faz, ao alcance do seu código. O documento completo, em OpenAPI 3.1:
docs-contents = Operações
docs-search = Procurar operação
docs-found =
    { $count ->
        [0] Nenhuma operação
        [one] 1 operação
       *[other] { $count } operações
    }
docs-open = Não exige credencial.
docs-parameters = Parâmetros
docs-request = Corpo da requisição
docs-answers = Respostas

## Pages that explain problem codes

problems-kicker = Código de erro
problems-unknown = Código desconhecido
problems-unknown-help = Esta versão não explica este código. O campo detail da resposta diz o que houve.
problems-docs = Documentação da API
problem-not_found = Não encontrado
help-not_found = Não existe, ou não pertence a esta conta. Confira o identificador.
problem-no_such_route = Este endereço não existe
help-no_such_route = Confira o caminho na documentação da API.
problem-method_not_allowed = Este endereço não aceita este método
help-method_not_allowed = O cabeçalho Allow diz quais métodos ele aceita.
problem-not_signed_in = Entre para continuar
help-not_signed_in = Envie uma chave ou um token no cabeçalho Authorization, ou uma chave pública em X-Entrega-Key.
problem-not_bearer = Credencial em formato desconhecido
help-not_bearer = Use Authorization: Bearer, seguido da chave ou do token.
problem-invalid_credentials = Credencial recusada
help-invalid_credentials = A chave ou o token está errado, venceu ou foi revogado.
problem-origin_not_allowed = Origem não autorizada
help-origin_not_allowed = Esta chave pública só vale nas origens cadastradas nela.
problem-link_gone = Este link não vale mais
help-link_gone = Ele já foi usado ou passou do prazo. Peça outro.
problem-invalid_json = O corpo não é JSON válido
help-invalid_json = O detalhe diz a linha e a coluna do primeiro erro.
problem-invalid_body = O corpo não tem a forma esperada
help-invalid_body = Um campo é desconhecido, falta ou tem outro tipo. A lista errors aponta o lugar.
problem-not_json = O corpo deve ser JSON
help-not_json = Envie Content-Type: application/json, em UTF-8.
problem-body_too_large = O corpo passa de 1 MB
help-body_too_large = Arquivos vão para o endereço de envio que o recurso informa.
problem-invalid_limit = Limite de página inválido
help-invalid_limit = limit é um número de 1 a 200.
problem-invalid_cursor = Cursor inválido
help-invalid_cursor = Use o cursor que esta mesma lista devolveu, ou comece sem ele.
problem-repeated_parameter = Parâmetro repetido
help-repeated_parameter = Cada parâmetro da consulta pode aparecer uma vez.
problem-if_match_required = Falta o cabeçalho If-Match
help-if_match_required = Envie a ETag que você leu por último, para que a mudança de ninguém se perca.
problem-invalid_if_match = If-Match ilegível
help-invalid_if_match = Envie uma única ETag, como foi respondida, com as aspas.
problem-changed_since = Alguém mudou isto antes de você
help-changed_since = Leia de novo e aplique sua mudança sobre o que encontrar.
problem-exists_already = Já existe
help-exists_already = Leia o que existe e use If-Match para substituir.
problem-idempotency_key_required = Falta o cabeçalho Idempotency-Key
help-idempotency_key_required = Envie um valor único por operação: repetir o pedido com ele não tem segundo efeito.
problem-invalid_idempotency_key = Idempotency-Key inválida
help-invalid_idempotency_key = Use até 255 letras, dígitos e sinais visíveis. Um UUID serve.
problem-idempotency_key_reused = Idempotency-Key já usada em outro pedido
help-idempotency_key_reused = A mesma chave veio com outro corpo. Use uma chave nova.
problem-in_use = Em uso
help-in_use = Outro registro depende deste. O detalhe diz qual.
problem-not_checked = Esta tabela ainda não foi conferida
help-not_checked = Só uma importação conferida e sem erros pode entrar no ar.
problem-policy_gone = A política de envio foi excluída
help-policy_gone = Escolha outra política e importe de novo.
problem-faces_not_built = As páginas ainda não foram construídas
help-faces_not_built = Rode make faces e inicie de novo.
problem-email_taken = Este e-mail já tem acesso
help-email_taken = Cada e-mail entra em uma única conta.
problem-already_joined = Esta pessoa já aceitou o convite
help-already_joined = Não há convite a reenviar.
problem-not_joined = Esta pessoa ainda não aceitou o convite
help-not_joined = Reenvie o convite.
problem-last_manager = A conta precisa de alguém que a administre
help-last_manager = Dê o papel a outra pessoa antes.
problem-busy = Muita coisa ao mesmo tempo
help-busy = Tente de novo depois do tempo que Retry-After informa.
help-invalid_fields = A lista errors aponta cada campo, com a regra e o valor.
help-internal = Registramos o ocorrido. Informe o requestId ao suporte, se precisar.
help-not_allowed = Peça acesso a quem administra a conta, ou use outra chave.
help-wrong_credentials = Confira os dois. Várias tentativas erradas bloqueiam a entrada por alguns minutos.
help-locked_out = Retry-After informa quanto falta.
help-session_ended = O token de renovação venceu, foi usado duas vezes ou foi encerrado.
