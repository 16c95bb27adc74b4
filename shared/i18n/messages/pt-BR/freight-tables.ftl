## Freight tables

tables-title = Tabelas de frete
tables-lead = Envie a planilha de uma política de envio. A tabela atual continua valendo até a nova entrar inteira no lugar.
tables-new = Nova tabela
tables-policy = Política de envio
tables-no-policies = Ainda não há políticas de envio. Crie uma pela API.
tables-read-only = Somente quem administra a conta inteira importa tabelas
tables-file = Planilha
tables-file-hint = CSV, XLSX, XLS ou ZIP, até 256 MB
tables-file-missing = Escolha um arquivo
tables-file-large = O arquivo passa de 256 MB
tables-file-empty = O arquivo está vazio
tables-file-kind = Use um arquivo .csv, .xlsx, .xls ou .zip
tables-file-insecure = Abra o console por https, ou neste mesmo computador, para enviar arquivos
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

## Versions of a freight table

versions-title = Versões da tabela de { $policy }
versions-empty = Esta política ainda não tem tabela.
versions-number = Versão { $version }
versions-rows = { $count } linhas
versions-restores = volta à versão { $version }
versions-download = Baixar
versions-compare = Comparar com a atual
versions-restore = Voltar para esta
versions-restore-sure = Voltar { $policy } à versão { $version }? Ela entra no ar como uma versão nova.
versions-restore-yes = Sim, voltar
versions-restored = A versão { $version } voltou ao ar, como versão { $now }
versions-more = Versões mais antigas
diff-title-new = O que muda se esta tabela entrar no ar
diff-title-back = O que muda ao voltar à versão { $version }
diff-first = É a primeira tabela desta política: não há o que comparar.
diff-loading = Comparando as tabelas…
diff-changedPrice =
    { $count ->
        [one] faixa com outro preço
       *[other] faixas com outro preço
    }
diff-changedTime =
    { $count ->
        [one] faixa só com outro prazo
       *[other] faixas só com outro prazo
    }
diff-added =
    { $count ->
        [one] faixa passa a ser atendida
       *[other] faixas passam a ser atendidas
    }
diff-removed =
    { $count ->
        [one] faixa deixa de ser atendida
       *[other] faixas deixam de ser atendidas
    }
diff-changedOther =
    { $count ->
        [one] faixa com outros limites
       *[other] faixas com outros limites
    }
diff-same =
    { $count ->
        [one] faixa igual
       *[other] faixas iguais
    }
diff-mean = Preço, em média
diff-dearer = Maior aumento
diff-cheaper = Maior redução
diff-later = Maior atraso
diff-sooner = Maior ganho de tempo
diff-no-time = sem prazo
diff-not-served = não atende
diff-examples =
    { $count ->
        [one] A mudança
       *[other] As { $count } maiores mudanças
    }
diff-place = Códigos postais
diff-weights = Peso
diff-before = Antes
diff-after = Depois
diff-up-to = até { $weight }
diff-note = Preços de um volume com mercadoria de 100,00, no fim de cada faixa de peso.
