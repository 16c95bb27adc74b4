## Freight tables

tables-title = Tablas de flete
tables-lead = Envíe la planilla de una política de envío. La tabla actual sigue vigente hasta que la nueva entra completa en su lugar.
tables-new = Nueva tabla
tables-policy = Política de envío
tables-no-policies = Aún no hay políticas de envío. Cree una por la API.
tables-read-only = Solo quien administra toda la cuenta importa tablas
tables-file = Planilla
tables-file-hint = CSV, XLSX, XLS o ZIP, hasta 256 MB
tables-file-missing = Elija un archivo
tables-file-large = El archivo supera 256 MB
tables-file-empty = El archivo está vacío
tables-file-kind = Use un archivo .csv, .xlsx, .xls o .zip
tables-file-insecure = Abra la consola por https, o en este mismo equipo, para enviar archivos
tables-dry-run = Solo revisar: mostrar los errores y esperar mi decisión
tables-check = Revisar tabla
tables-import = Importar tabla
tables-activate = Poner en vigor
tables-activate-sure = Se reemplazará la tabla actual de { $policy }. ¿Continuar?
tables-activate-yes = Sí, reemplazar
cancel = Cancelar
tables-sending = Enviando el archivo…
tables-processing = Revisando las filas…
tables-status-awaiting_upload = Esperando archivo
tables-status-processing = En proceso
tables-status-rejected = Rechazada
tables-status-checked = Revisada
tables-status-live = En vigor
tables-status-replaced = Reemplazada
tables-status-failed = Falló
tables-outcome-rejected = Tabla rechazada: la actual sigue vigente
tables-outcome-checked = Tabla sin errores, lista para entrar en vigor
tables-outcome-live = Tabla en vigor
tables-outcome-failed = No se pudo procesar el archivo
tables-outcome-slow = Aún en proceso. Puede salir de esta página y volver luego.
tables-failure-not_uploaded = El archivo no llegó a tiempo. Envíelo de nuevo.
tables-failure-content_differs = El archivo que llegó no es el anunciado. Envíelo de nuevo.
tables-failure-policy_gone = La política de envío fue eliminada.
tables-failure-gave_up = No pudimos leer el archivo por una falla nuestra. Envíelo de nuevo.
tables-rows =
    { $count ->
        [one] 1 fila leída
       *[other] { $count } filas leídas
    }
tables-errors =
    { $count ->
        [0] ningún error
        [one] 1 error
       *[other] { $count } errores
    }
tables-warnings =
    { $count ->
        [0] ningún aviso
        [one] 1 aviso
       *[other] { $count } avisos
    }
tables-findings-errors = Errores
tables-findings-warnings = Avisos
tables-findings-first = Los primeros { $count }. El informe los tiene todos.
tables-row = Fila
tables-column = Columna
tables-value = Valor
tables-finding = Qué ocurre
tables-report = Descargar informe
tables-history = Importaciones recientes
tables-history-empty = Aún no se envió ninguna tabla.
tables-open = Ver
tables-status = Estado

## Versions of a freight table

versions-title = Versiones de la tabla de { $policy }
versions-empty = Esta política todavía no tiene tabla.
versions-number = Versión { $version }
versions-rows = { $count } filas
versions-restores = vuelve a la versión { $version }
versions-download = Descargar
versions-compare = Comparar con la actual
versions-restore = Volver a esta
versions-restore-sure = ¿Volver { $policy } a la versión { $version }? Entra en uso como una versión nueva.
versions-restore-yes = Sí, volver
versions-restored = La versión { $version } está otra vez en uso, como versión { $now }
versions-more = Versiones más antiguas
diff-title-new = Qué cambia si esta tabla entra en uso
diff-title-back = Qué cambia al volver a la versión { $version }
diff-first = Es la primera tabla de esta política: no hay con qué comparar.
diff-loading = Comparando las tablas…
diff-changedPrice =
    { $count ->
        [one] rango con otro precio
       *[other] rangos con otro precio
    }
diff-changedTime =
    { $count ->
        [one] rango solo con otro plazo
       *[other] rangos solo con otro plazo
    }
diff-added =
    { $count ->
        [one] rango pasa a atenderse
       *[other] rangos pasan a atenderse
    }
diff-removed =
    { $count ->
        [one] rango deja de atenderse
       *[other] rangos dejan de atenderse
    }
diff-changedOther =
    { $count ->
        [one] rango con otros límites
       *[other] rangos con otros límites
    }
diff-same =
    { $count ->
        [one] rango igual
       *[other] rangos iguales
    }
diff-mean = Precio, en promedio
diff-dearer = Mayor aumento
diff-cheaper = Mayor rebaja
diff-later = Mayor demora
diff-sooner = Mayor ahorro de tiempo
diff-no-time = sin plazo
diff-not-served = no atiende
diff-examples =
    { $count ->
        [one] El cambio
       *[other] Los { $count } mayores cambios
    }
diff-place = Códigos postales
diff-weights = Peso
diff-before = Antes
diff-after = Después
diff-up-to = hasta { $weight }
diff-note = Precios de un bulto con mercancía de 100,00, al final de cada rango de peso.
