## Freight tables

tables-title = Tabelas de frete
tables-lead = Envie a planilha de uma política de envio. A tabela atual continua valendo até a nova entrar inteira no lugar.
tables-new = Nova tabela
tables-policy = Política de envio
tables-no-policies = Ainda não há políticas de envio. Crie uma pela API.
tables-file = Planilha
tables-file-hint = CSV, XLSX ou XLS, até 10 MB
tables-file-missing = Escolha um arquivo
tables-file-large = O arquivo passa de 10 MB
tables-file-empty = O arquivo está vazio
tables-file-kind = Use um arquivo .csv, .xlsx ou .xls
tables-dry-run = Só conferir: mostrar os erros e esperar minha decisão
tables-check = Conferir tabela
tables-import = Importar tabela
tables-activate = Colocar no ar
tables-activate-sure = A tabela atual de { $policy } será substituída. Continuar?
tables-activate-yes = Sim, substituir
cancel = Cancelar
tables-sending = Enviando o arquivo…
tables-processing = Conferindo as linhas…
tables-status-awaiting_upload = Aguardando arquivo
tables-status-processing = Em processamento
tables-status-rejected = Recusada
tables-status-checked = Conferida
tables-status-live = No ar
tables-status-replaced = Substituída
tables-status-failed = Falhou
tables-outcome-rejected = Tabela recusada: a atual continua valendo
tables-outcome-checked = Tabela sem erros, pronta para entrar no ar
tables-outcome-live = Tabela no ar
tables-outcome-failed = O arquivo não pôde ser processado
tables-outcome-slow = Ainda em processamento. Você pode sair desta página e voltar depois.
tables-failure-not_uploaded = O arquivo não chegou a tempo. Envie de novo.
tables-failure-content_differs = O arquivo que chegou não é o anunciado. Envie de novo.
tables-failure-policy_gone = A política de envio foi excluída.
tables-failure-gave_up = Não conseguimos ler o arquivo por uma falha nossa. Envie de novo.
tables-rows =
    { $count ->
        [one] 1 linha lida
       *[other] { $count } linhas lidas
    }
tables-errors =
    { $count ->
        [0] nenhum erro
        [one] 1 erro
       *[other] { $count } erros
    }
tables-warnings =
    { $count ->
        [0] nenhum aviso
        [one] 1 aviso
       *[other] { $count } avisos
    }
tables-findings-errors = Erros
tables-findings-warnings = Avisos
tables-findings-first = Os primeiros { $count }. O relatório tem todos.
tables-row = Linha
tables-column = Coluna
tables-value = Valor
tables-finding = O que há
tables-report = Baixar relatório
tables-history = Importações recentes
tables-history-empty = Nenhuma tabela foi enviada ainda.
tables-open = Ver
tables-status = Situação
