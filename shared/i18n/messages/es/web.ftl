## The product

loading = Cargando…
optional = opcional
try-again = Reintentar
language = Idioma
theme = Apariencia
theme-system = Tema del sistema
theme-light = Tema claro
theme-dark = Tema oscuro
skip-to-content = Ir al contenido
menu = Menú
nav-label = Áreas
nav-simulator = Simulador de envíos
nav-freight-tables = Tablas de flete
nav-docs = API
sign-out = Salir
lost-title = Esta página no existe
lost-text = La dirección pudo cambiar o el enlace llegó incompleto.
lost-back = Ir al simulador

## What can go wrong

failure-offline = El servidor no responde
failure-offline-detail = Revise su conexión y reintente. No se perdió nada de lo que escribió.
failure-request = Si contacta al soporte, indique el código { $id }.
unreachable-title = No pudimos abrir su cuenta ahora
problem-unexpected = Algo falló de nuestro lado
problem-internal = Algo falló de nuestro lado
problem-wrong_credentials = Correo o contraseña incorrectos
problem-locked_out = Acceso bloqueado por unos minutos
problem-session_ended = Su sesión terminó. Ingrese de nuevo.
problem-invalid_fields = Revise los campos marcados
problem-throttled = Demasiadas solicitudes. Espere un momento.
problem-not_allowed = Su perfil no permite esta acción
rule-unknown = Revise este campo
rule-required = Complete este campo
rule-positive = Escriba un número mayor que cero
rule-money = Escriba un monto como 49,90
rule-cep = Un CEP tiene 8 dígitos
rule-postal_code = Este código postal no es válido en el país elegido
rule-invalid_postal_code = Este código postal no es válido en el país elegido
rule-empty_cart = Agregue al menos un artículo
rule-unknown_sku = Este SKU no está en el registro
rule-unknown_country = País desconocido
rule-currency_mismatch = La moneda no es la de la cuenta
rule-email = Escriba un correo completo, como nombre@empresa.com
rule-name = Use de 1 a 150 caracteres
rule-weak_password = Use de 10 a 200 caracteres, con al menos 5 distintos
rule-currency = La moneda no es la de la cuenta
rule-file_size = El archivo debe tener de 1 byte a 10 MB
rule-country = País desconocido
rule-invalid_id = Use letras, dígitos, - y _, hasta 60
rule-quantity = Escriba de 1 a 1.000.000
rule-weight = Escriba de 1 g a 100 t
rule-price = Escriba un monto desde cero
rule-number_of_items = Un carrito tiene de 1 a 500 artículos
rule-too_short = Demasiado corto
rule-too_long = Demasiado largo

## Sign-in

sign-in-title = Ingresar
sign-in-lead = Use el correo y la contraseña de su empresa en Entrega.
email = Correo electrónico
password = Contraseña
password-show = Mostrar
password-hint = De 10 a 200 caracteres. Una frase funciona bien.
sign-in = Ingresar
sign-in-busy = Ingresando…
sign-in-go = Ir al ingreso
sign-in-email-missing = Escriba su correo
sign-in-password-missing = Escriba la contraseña
sign-in-locked-text = Hubo demasiados intentos seguidos. Su cuenta está segura.
sign-in-locked-wait = Reintente en { $minutes } min { $seconds } s.
forgot-link = Olvidé mi contraseña
forgot-title = Recuperar el acceso
forgot-lead = Le enviaremos un enlace para elegir otra contraseña.
forgot-send = Enviar enlace
forgot-again = Pedir otro enlace
forgot-sent = Revise su correo
forgot-sent-text = Si { $email } tiene acceso a Entrega, el enlace llegará en instantes.
back-to-sign-in = Volver al ingreso
new-password-title = Elija una nueva contraseña
new-password-lead = Se cerrarán las demás sesiones abiertas.
new-password = Nueva contraseña
new-password-save = Guardar contraseña
new-password-done = Contraseña cambiada. Ya puede ingresar.
link-spent = Este enlace ya no es válido
link-spent-text = Ya fue usado o venció.
invitation-title = Aceptar invitación
invitation-lead = { $account } le invitó a Entrega.
invitation-spent-text = Ya fue usada o venció. Pida otra a quien administra la cuenta.
invitation-accept = Crear acceso e ingresar
your-name = Su nombre
name-missing = Escriba su nombre
door-claim = El flete justo y el día justo, desde el carrito.
door-cart = Carrito
door-cart-text = Peso, medidas y existencias de cada artículo
door-price = Precio
door-price-text = Sus tablas de flete, parte por parte
door-promise = Promesa
door-promise-text = Una fecha que cuenta cada espera

## API documentation

docs-title = API de Entrega
docs-lead = Todo lo que hace el producto, al alcance de su código. El documento completo, en OpenAPI 3.1:
docs-contents = Operaciones
docs-search = Buscar operación
docs-found =
    { $count ->
        [0] Ninguna operación
        [one] 1 operación
       *[other] { $count } operaciones
    }
docs-open = No exige credenciales.
docs-parameters = Parámetros
docs-request = Cuerpo de la solicitud
docs-answers = Respuestas

## Pages that explain problem codes

problems-kicker = Código de error
problems-unknown = Código desconocido
problems-unknown-help = Esta versión no explica este código. El campo detail de la respuesta dice qué ocurrió.
problems-docs = Documentación de la API
problem-not_found = No encontrado
help-not_found = No existe, o no pertenece a esta cuenta. Revise el identificador.
problem-no_such_route = Esta dirección no existe
help-no_such_route = Revise la ruta en la documentación de la API.
problem-method_not_allowed = Esta dirección no acepta este método
help-method_not_allowed = El encabezado Allow dice qué métodos acepta.
problem-not_signed_in = Ingrese para continuar
help-not_signed_in = Envíe una clave o un token en el encabezado Authorization, o una clave pública en X-Entrega-Key.
problem-not_bearer = Credencial en formato desconocido
help-not_bearer = Use Authorization: Bearer, seguido de la clave o del token.
problem-invalid_credentials = Credencial rechazada
help-invalid_credentials = La clave o el token es incorrecto, venció o fue revocado.
problem-origin_not_allowed = Origen no autorizado
help-origin_not_allowed = Esta clave pública solo vale en los orígenes registrados en ella.
problem-link_gone = Este enlace ya no es válido
help-link_gone = Ya fue usado o venció. Pida otro.
problem-invalid_json = El cuerpo no es JSON válido
help-invalid_json = El detalle dice la línea y la columna del primer error.
problem-invalid_body = El cuerpo no tiene la forma esperada
help-invalid_body = Un campo es desconocido, falta o tiene otro tipo. La lista errors señala el lugar.
problem-not_json = El cuerpo debe ser JSON
help-not_json = Envíe Content-Type: application/json, en UTF-8.
problem-body_too_large = El cuerpo supera 1 MB
help-body_too_large = Los archivos van a la dirección de envío que el recurso indica.
problem-invalid_limit = Límite de página inválido
help-invalid_limit = limit es un número de 1 a 200.
problem-invalid_cursor = Cursor inválido
help-invalid_cursor = Use el cursor que devolvió esta misma lista, o empiece sin él.
problem-repeated_parameter = Parámetro repetido
help-repeated_parameter = Cada parámetro de la consulta puede aparecer una vez.
problem-if_match_required = Falta el encabezado If-Match
help-if_match_required = Envíe la ETag que leyó por último, para que no se pierda el cambio de nadie.
problem-invalid_if_match = If-Match ilegible
help-invalid_if_match = Envíe una sola ETag, como fue respondida, con las comillas.
problem-changed_since = Alguien lo cambió antes que usted
help-changed_since = Lea de nuevo y aplique su cambio sobre lo que encuentre.
problem-exists_already = Ya existe
help-exists_already = Lea lo que existe y use If-Match para reemplazarlo.
problem-idempotency_key_required = Falta el encabezado Idempotency-Key
help-idempotency_key_required = Envíe un valor único por operación: repetir la solicitud con él no tiene segundo efecto.
problem-invalid_idempotency_key = Idempotency-Key inválida
help-invalid_idempotency_key = Use hasta 255 letras, dígitos y signos visibles. Un UUID sirve.
problem-idempotency_key_reused = Idempotency-Key ya usada en otra solicitud
help-idempotency_key_reused = La misma clave llegó con otro cuerpo. Use una clave nueva.
problem-in_use = En uso
help-in_use = Otro registro depende de este. El detalle dice cuál.
problem-not_checked = Esta tabla aún no fue revisada
help-not_checked = Solo una importación revisada y sin errores puede entrar en vigor.
problem-policy_gone = La política de envío fue eliminada
help-policy_gone = Elija otra política e importe de nuevo.
problem-faces_not_built = Las páginas aún no fueron construidas
help-faces_not_built = Ejecute make faces e inicie de nuevo.
problem-email_taken = Este correo ya tiene acceso
help-email_taken = Cada correo ingresa en una sola cuenta.
problem-already_joined = Esta persona ya aceptó la invitación
help-already_joined = No hay invitación que reenviar.
problem-not_joined = Esta persona aún no aceptó la invitación
help-not_joined = Reenvíe la invitación.
problem-last_manager = La cuenta necesita a alguien que la administre
help-last_manager = Asigne antes el rol a otra persona.
problem-busy = Demasiado a la vez
help-busy = Reintente después del tiempo que indica Retry-After.
help-invalid_fields = La lista errors señala cada campo, con la regla y el valor.
help-internal = Registramos lo ocurrido. Indique el requestId al soporte, si lo necesita.
help-not_allowed = Pida acceso a quien administra la cuenta, o use otra clave.
help-wrong_credentials = Revise ambos. Varios intentos fallidos bloquean el ingreso por unos minutos.
help-locked_out = Retry-After indica cuánto falta.
help-session_ended = El token de renovación venció, se usó dos veces o fue cerrado.
