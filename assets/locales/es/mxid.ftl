# Spanish, which says «tú». Words and manner: assets/locales/README.md.

minutes = { $count } min
hours = { $count } h
# One thing after another in a list, and one sentence after another in a line.
list-next = { $list }, { $next }
sentence-next = { $before } { $next }

## The way

page-goal = Inicio
page-server = Servidor
page-contact = Contacto
page-phone = Teléfono
page-email = Correo
page-account = Cuenta
page-token = Invitación
page-terms = Condiciones
page-review = Resumen
page-password = Contraseña
page-browser = Navegador
page-verify = Verificar
page-done = Listo

## Keys, as the footer names them

key-continue = seguir
key-do = ok
key-submit = enviar
key-agree = aceptar
key-toggle = sí o no
key-back = atrás
key-choose = elegir
key-next = siguiente
key-send-again = reenviar
key-change = cambiar dirección
key-reveal = mostrar
key-hide = ocultar
key-practise = practicar
key-pass-phrase = frase
key-take = usarla
key-copy = copiar
key-open = abrir
key-qr = QR
key-message = abrir el mensaje
key-follow = abrir el enlace
key-confirm = pulsar el botón
key-close = cerrar
key-help = ayuda
key-details = detalles
key-leave = salir
key-leave-now = salir ya
key-stay = quedarse
key-reset-instead = restablecer su contraseña
key-sign-up-instead = crear una cuenta

## What would you like to do?

goal-title = ¿Qué quieres hacer?
goal-sign-up = Crear una cuenta
goal-sign-up-note = un nuevo ID de Matrix
goal-sign-up-short = crear una cuenta
goal-resume-sign-up = Retomar la cuenta en { $server }
goal-resume-reset = Retomar la contraseña en { $server }
goal-resume-add = Retomar el contacto en { $server }
goal-resume-note = hace { $age }
goal-resume-note-about = { $about } · hace { $age }
goal-reset = Restablecer una contraseña olvidada
goal-reset-note = con el correo de tu cuenta
goal-reset-short = restablecer la contraseña

## Server

server-title-sign-up = ¿Dónde vivirá tu cuenta?
server-title-reset = ¿Dónde está tu cuenta?
server-label = Servidor base
server-placeholder = example.org
server-usual = De tu archivo de configuración. Puedes cambiarlo aquí.
server-practise = ¿No tienes un servidor en mente? Ctrl-P practica con uno incorporado.
server-found = Encontrado en { $host }
server-found-practice = El servidor de práctica incorporado, solo en este ordenador
offer-open = El registro está abierto.
offer-neither = No se pide ni correo electrónico ni número de teléfono.
offer-both-required = Hacen falta un correo electrónico y un número de teléfono.
offer-email-required = Hace falta un correo electrónico.
offer-phone-required = Hace falta un número de teléfono.
offer-email-optional = El correo electrónico es opcional.
offer-phone-optional = El número de teléfono es opcional.
offer-email-required-phone-optional = Hace falta un correo electrónico; el número de teléfono es opcional.
offer-phone-required-email-optional = Hace falta un número de teléfono; el correo electrónico es opcional.
offer-both-optional = El correo electrónico y el número de teléfono son opcionales.
offer-one-required = Hace falta un correo electrónico o un número de teléfono.
offer-token = Necesitas un token de registro, una invitación de quienes llevan el servidor.
offer-terms = { $count ->
    [one] Hay que aceptar un documento.
   *[other] Hay que aceptar { $count } documentos.
}
offer-closed = El registro está cerrado en este servidor.
offer-browser = Las cuentas de este servidor se crean y se recuperan en el navegador.
offer-none = Este servidor no crea cuentas.
offer-web-too = También se pueden crear cuentas en el navegador.
offer-browser-step = El registro incluye un paso en un navegador web.
offer-no-passwords = Este servidor no usa contraseñas.
offer-no-way = Este servidor no ofrece ningún camino que este programa pueda seguir.

character-space = un espacio
look-alike = «{ $character }» es una letra { $script } que solo se parece a «{ $like }».
look-alike-other = «{ $character }» solo se parece a «{ $like }».
script-cyrillic = cirílica
script-greek = griega
script-armenian = armenia
script-full-width = de ancho completo

server-empty = No se ha indicado ningún servidor.
server-character = Un nombre de servidor no puede contener { $character }.
server-port = El puerto tras los dos puntos no es un número del 1 al 65535.
server-malformed = Eso no parece un nombre de servidor.
server-plain-http = El http simple enviaría tu contraseña sin protección.
server-url-extra = La dirección de un servidor no lleva nombre de usuario, signo de interrogación ni almohadilla.
server-url-malformed = Eso no parece una dirección web.
server-error-how = Escribe un nombre como example.org, o la dirección https completa del servidor.

well-known-status = { $server } responde HTTP { $status } donde debería nombrar su servidor de Matrix.
well-known-empty = { $server } no responde nada donde debería nombrar su servidor de Matrix.
well-known-not-json = { $server } responde algo ilegible donde debería nombrar su servidor de Matrix (no es JSON).
well-known-too-large = { $server } responde demasiado donde debería nombrar su servidor de Matrix.
well-known-no-url = { $server } tiene un archivo sobre Matrix, pero no nombra ningún servidor (m.homeserver).
well-known-unusable = { $server } nombra un servidor de Matrix cuya dirección no se puede usar.
well-known-how = Quienes lo llevan pueden arreglarlo. Hasta entonces, pega la dirección https completa del servidor de Matrix; Enter lo intenta de nuevo.
well-known-none = { $server } no dice dónde está su servidor de Matrix, y no lo es él mismo.
redirect-loop = { $server } nos hace dar vueltas en vez de nombrar su servidor de Matrix.
redirect-too-many = { $server } nos manda de un sitio a otro; al quinto paramos.
redirect-insecure = { $server } nos manda a una dirección que no es segura (sin https), así que allí no se preguntó nada.
redirect-nowhere = { $server } nos manda a otro sitio sin decir a cuál.
redirect-unreachable-how = { $server } nos manda allí. Quienes lo llevan pueden arreglarlo; hasta entonces, pega la dirección https completa del servidor de Matrix.
elsewhere-how = { $server } dice que su servidor de Matrix está allí. Enter lo intenta de nuevo, o pega otra dirección https si conoces una mejor.
not-matrix = Algo responde en { $server }, pero no es un servidor de Matrix.
discovery-how = Revisa cómo está escrito, o pega la dirección https completa del servidor. Enter lo intenta de nuevo.
dns-how = Revisa cómo está escrito, o pega la dirección https completa del servidor.

network-dns = Ningún servidor de Matrix responde en { $server }: el nombre no tiene dirección (DNS).
network-refused = Nada responde en { $server }: la conexión fue rechazada.
network-timeout = { $server } no respondió a tiempo.
network-broken = La conexión con { $server } se cortó.
proxy-unreachable = El propio proxy no responde.
proxy-credentials = El proxy quiere un nombre de usuario y una contraseña, o no acepta los que recibió.
proxy-refused = El proxy no quiso o no pudo conectarnos con { $server }.
tls-expired = El certificado de { $server } ha caducado: no se puede saber quién responde.
tls-not-yet-valid = El certificado de { $server } aún no es válido; quizá un reloj va mal.
tls-wrong-host = El certificado de { $server } es de otro nombre.
tls-unknown-issuer = El certificado de { $server } no lo firma nadie en quien este ordenador confíe.
tls-other = No se pudo establecer una conexión segura con { $server } (TLS).
tls-how = No se ha enviado nada. Revisa el nombre y el reloj de este ordenador, o pregunta a quienes llevan el servidor.
tls-issuer-how = No se ha enviado nada. Si tu red o el servidor tienen certificados propios, empieza de nuevo con --ca-file; si no, pregunta a quienes llevan el servidor.
proxy-how = Enter lo intenta de nuevo. El proxy lo indica --proxy, HTTPS_PROXY o ALL_PROXY: corrígelo ahí y empieza de nuevo.
proxy-credentials-how = Ponlos en HTTPS_PROXY, como http://name:password@proxy.example.org:3128, y empieza de nuevo.
try-again-how = Todo lo que escribiste sigue aquí. Pulsa Enter para intentarlo de nuevo.

## Contact

contact-title-sign-up = ¿Cómo puede localizarte el servidor?
contact-title-reset = ¿Por qué dato te conoce el servidor?
contact-lead-sign-up = Con correo puedes volver si olvidas la contraseña; con teléfono, en pocos servidores.
contact-refused = aquí no
contact-lead-reset = Tiene que estar ya en tu cuenta y verificado.
contact-phone = Número de teléfono
contact-phone-note = un código por SMS
contact-phone-reset-note = es raro; lo intentamos
contact-email = Correo electrónico
contact-email-note = un enlace por correo
contact-both = Teléfono y correo electrónico
contact-both-note = se verifican los dos
contact-none = Ninguno
contact-none-note = sin vuelta si la olvidas
contact-required = necesario
contact-no-phone = Este servidor no admite números de teléfono.
contact-no-email = Este servidor no admite correos electrónicos.
contact-one-needed = Este servidor quiere un contacto; no se puede seguir sin él.

email-title-sign-up = ¿Cuál es tu correo electrónico?
email-title-reset = ¿Qué correo electrónico tiene tu cuenta?
email-placeholder = tu@example.org
email-will = Pediremos un correo para { $address }
did-you-mean = ¿Querías decir { $meant }? F3 lo usa.
email-spelling = Escríbelo como al añadirlo: algunos servidores distinguen las mayúsculas.
email-practice = El servidor de práctica tiene una cuenta con { $address }.
nothing-sent-yet = No se envía nada antes de que veas el resumen.

email-empty = No se ha escrito ninguna dirección.
email-no-name = Una dirección tiene un nombre antes de la @.
email-no-domain = Una dirección tiene un dominio después de la @.
email-two-ats = Una dirección tiene una sola @.
email-character = Un correo electrónico no puede contener { $character } ahí.
email-domain = La parte después de la @ no está completa.
email-domain-malformed = La parte después de la @ no puede ser un dominio.
email-local = No hay ningún punto después de la @. Enter sigue de todos modos.
email-too-long = La dirección es más larga de lo que admiten los servidores de correo.
email-error-how = Corrígela arriba y pulsa Enter.

## Country and number

country-title = ¿De qué país es el número?
country-placeholder = un nombre, un código como ES, o +34
country-count = { $shown } de { $all } · escribe un nombre, un código como ES, o +34
country-no-match = Ningún país coincide. Prueba a escribirlo de otro modo.
country-by-zone = según tu zona horaria
country-by-locale = según tu idioma
country-by-both = según tu zona horaria y tu idioma
country-none = Aún no has elegido país.
country-none-how = Escribe unas letras de su nombre, o elige con las flechas; Enter sigue.

number-title = ¿Cuál es tu número de teléfono?
number-label = { $country } (+{ $dial })
number-placeholder = como { $example }
number-will = El SMS irá al { $number }
number-landline = Parece un teléfono fijo; quizá no lleguen los SMS. Enter sigue.
number-service = Parece un número de servicio; quizá no lleguen los SMS. Enter sigue.
number-short = { $missing ->
    [one] Parece que falta una cifra. Enter sigue de todos modos.
   *[other] Parece que faltan { $missing } cifras. Enter sigue de todos modos.
}
number-long = Parece demasiado largo. Enter sigue de todos modos.
number-plus-missing = Si empieza por el prefijo del país, pon un + delante. Enter sigue tal como está.
number-unassigned = Nuestras tablas no conocen este número, y pueden ser antiguas. Enter sigue.

number-empty = No se ha escrito ningún número.
number-too-short = { $missing ->
    [one] Una cifra más.
   *[other] { $missing } cifras más.
}
number-too-short-for = Aún es demasiado corto para ser un número.
number-too-long = Demasiado largo para este país: { $country }
number-letter = Un número de teléfono no tiene letras.
number-extension = No se puede enviar un SMS a una extensión.
number-plus = El + va al principio.
number-sign = Un número de teléfono no puede contener { $character }.
number-control = Un número de teléfono no puede contener caracteres de control.
number-calling-code = Ningún país tiene ese prefijo tras el +.
number-error-how = Corrígelo arriba y pulsa Enter.

## Name and password

account-title = Elige tu nombre y tu contraseña
username-label = Nombre de usuario
username-hint = Un nombre lleva minúsculas, cifras y . _ = - / +
username-will = Serás { $id }
username-will-on = Serás { $id } en { $host }
username-empty = No se ha escrito ningún nombre de usuario.
username-character = Un nombre de usuario no puede contener { $character }.
username-too-long = El nombre de usuario es demasiado largo.
username-error-how = Valen minúsculas, cifras y . _ = - / +. Corrígelo arriba; Enter sigue.
name-taken = Ese nombre está ocupado en este servidor.
name-refused = Este servidor no permite ese nombre.
name-reserved = Ese nombre está reservado en este servidor.
name-how = Elige otro; todo lo demás se queda como está.

password-label = Contraseña
password-again-label = La misma otra vez
password-reveal = ctrl-t la muestra
password-hide = ctrl-t la oculta
password-same = ✓ Las dos son iguales
password-host = Tu contraseña va a { $host }.
password-empty = No se ha escrito ninguna contraseña.
password-too-short = Una contraseña necesita al menos { $least } caracteres.
password-too-long = Una contraseña puede tener como mucho 512 bytes.
password-rule = Las reglas del servidor piden más a la contraseña: { $rule }.
password-refused = El servidor considera débil esta contraseña.
password-refused-rule = El servidor considera débil esta contraseña: { $rule }.
password-error-how = Elige otra; unas cuantas palabras sin relación hacen una buena.
password-mismatch = Las dos contraseñas son distintas.
password-mismatch-how = Escríbela otra vez; ctrl-t muestra lo que escribiste.
not-utf8 = Tu terminal envió un carácter que no es UTF-8, así que este campo se vació y no toma nada.
not-utf8-how = Pulsa Ctrl-U y escríbelo de nuevo con otras letras, o pon la terminal en UTF-8.

rule-kept = ✓ { $rule }
rule-open = ○ { $rule }
rule-length = al menos { $least } caracteres
rule-longer = más caracteres
rule-digit = una cifra
rule-symbol = un símbolo
rule-lowercase = una minúscula
rule-uppercase = una mayúscula
rule-uncommon = que no sea común

strength-pending = Su fuerza se ve cuando haces una pausa.
strength-very-weak = Muy débil: se adivina al momento
strength-very-weak-because = Muy débil: { $why }
strength-weak = Débil: se adivina en horas
strength-weak-because = Débil: { $why }
strength-fair = Aceptable: lenta de adivinar por la red
strength-strong = Fuerte: se tarda años en adivinarla
strength-very-strong = Muy fuerte: se tarda siglos en adivinarla
weakness-common = la tiene mucha gente
weakness-near-common = cerca de una que tiene mucha gente
weakness-word = casi solo una palabra
weakness-name = casi solo un nombre
weakness-personal = lleva tu nombre, dirección o servidor
weakness-keys = teclas vecinas del teclado
weakness-repeats = lo mismo una y otra vez
weakness-sequence = letras o cifras en orden
weakness-date = una fecha o un año
weakness-short = demasiado corta
pass-phrase-hint = Mejor larga que rebuscada: varias palabras al azar resisten más.
pass-phrase-made = Hecha al azar: { $bits } bits. Apúntala antes de seguir.

new-password-title = Elige tu nueva contraseña
new-password-lead-mail = Un correo va de camino a { $address }, si esa dirección vale aquí.
new-password-lead-text = Un SMS va de camino al { $address }, si ese número vale aquí.
logout-title = Tus otras sesiones
logout-title-open = Tus otras sesiones: elige con ↑↓
logout-keep = Dejarlas abiertas
logout-keep-note = solo la olvidaste
logout-all = Cerrarlas todas
logout-all-note = quizá hay alguien más dentro
logout-all-loses = Los mensajes cifrados que solo esas sesiones pueden leer se pierden.
logout-none = No has dicho qué pasa con tus otras sesiones.
logout-none-how = Elige con las flechas; Enter sigue.

## Invitation and terms

token-title = ¿Cuál es tu token de registro?
token-lead = Este servidor es por invitación. Quienes lo llevan dan tokens a quienes invitan.
token-label = Token de registro
token-note = Solo se gasta cuando se crea la cuenta.
token-empty = No se ha escrito ningún token.
token-too-long = Un token tiene como mucho 64 caracteres.
token-character = Un token no puede contener { $character }.
token-refused = El servidor no acepta este token: es erróneo, está gastado o es demasiado viejo.
token-error-how = Revísalo y corrígelo arriba, o pide otro; Enter sigue.

terms-title = ¿Estás de acuerdo?
terms-lead = { $count ->
    [one] Este servidor tiene un documento que aceptar. Léelo en su dirección.
   *[other] Este servidor tiene { $count } documentos que aceptar. Lee cada uno en su dirección.
}
terms-name = { $name } { $version }
terms-open = Aún no has aceptado todo.
terms-open-how = Enter los acepta uno tras otro.

## Review

review-title = ¿Está todo bien?
review-server = Servidor
review-server-host = { $server } ({ $host })
review-server-practice = { $server } (práctica)
review-id = ID de Matrix
review-id-on = { $id } en { $host }
review-phone = Teléfono
review-phone-value = { $number }, { $country }
review-email = Correo
review-contact = Contacto
review-no-contact = ninguno: una contraseña olvidada no se podrá restablecer
review-token = Invitación
review-token-given = un token de registro, que este registro gasta
review-agreed = Aceptado
review-next-text = Ahora: un SMS con un código va a este número. Después no queda ninguna sesión abierta en este ordenador.
review-next-mail = Ahora: un correo con un enlace va a esta dirección. Después no queda ninguna sesión abierta en este ordenador.
review-next-both = Ahora: un SMS con un código y después un correo con un enlace. Al final no queda ninguna sesión abierta en este ordenador.
review-doubt = Puede que el último paso ya esté hecho: su respuesta se perdió. Seguir pregunta al servidor.
review-next-asked = El mensaje ya se pidió; seguir no envía otro.
review-next-none = Ahora: se crea la cuenta. No queda ninguna sesión abierta en este ordenador.
review-next-reset-mail = Ahora: un correo va a esta dirección. Mientras llega, eliges la nueva contraseña.
review-next-reset-text = Ahora: un SMS va a este número. Mientras llega, eliges la nueva contraseña.

action-create = Crear la cuenta
action-go-on = Seguir
action-send-code = Enviar el código
action-send-mail = Enviar el correo
action-change-address = Cambiar la dirección
action-change-number = Cambiar el número
action-change-account = Cambiar el nombre o la contraseña
action-look = Mirar ahora
action-send-again = Enviar otro
action-in = en
action-other-address = Usar otra dirección
action-other-number = Usar otro número
action-use-phone = Usar un número de teléfono
action-use-email = Usar un correo electrónico
action-use-none = Seguir sin contacto
action-other-server = Elegir otro servidor
action-pass-phrase = Elegir palabras al azar por mí (F5)
action-take = Usar { $meant }
action-copy = Copiar el ID de Matrix
action-copy-link = Copiar el enlace
action-open-link = Abrirlo aquí
action-qr = Mostrar un código QR
action-reset-instead = Restablecer su contraseña
action-sign-up-instead = Crear una cuenta en su lugar
action-finish = Terminar
action-check-password = Asegurarse: iniciar sesión una vez y cerrarla
action-leave = Salir

## Verify

verify-code-title = Escribe el código del SMS enviado al { $address }
verify-link-title = Abre el enlace de tu correo
verify-link-title-text = Abre el enlace del SMS
verify-link-lead = De camino a { $address }, si vale aquí. Abre el enlace en cualquier dispositivo; esta página sigue sola.
verify-asked = Pedido hace { $ago } · mensaje { $number }
verify-asked-looked = Pedido hace { $ago } · mensaje { $number } · mirado hace { $looked }
verify-earlier-code = Puede que el código de un mensaje anterior aún sirva.
verify-earlier-link = Puede que el enlace de un mensaje anterior aún sirva.
verify-link-hint-sign-up = ¿No llega? Mira en el correo no deseado. Algunos servidores callan si una dirección ya está en uso.
verify-link-hint-text = ¿No llega? Algunos servidores callan si un número ya está en uso.
verify-link-hint-reset = ¿No llega? Mira en el correo no deseado. El correo también puede decir que ninguna cuenta tiene esta dirección. Algunos enlaces llevan a una página con un botón: púlsalo.

code-none = No se ha escrito ningún código, y aún no se ha usado ningún enlace.
code-none-how = Escribe el código del mensaje y pulsa Enter.
code-wrong = El servidor no aceptó { $code }.
code-wrong-how = Mira el mensaje más reciente y escribe su código, o pide otro con Ctrl-R.
code-elsewhere = Este servidor quiere que el código se envíe a otro host: { $host }.
code-elsewhere-how = Si confías en ese host, pulsa Enter para enviarle el código.
code-elsewhere-far-how = No es parte de { $server }: quien lo lleve puede usar tu código. Pulsa Enter para enviarlo allí solo si te fías de ese host.
code-address-bad = El servidor quiere que el código se envíe a una dirección que no es segura.
code-address-bad-how = No se ha enviado nada. Prueba otro contacto, o avisa a quienes llevan el servidor.
codes-too-many = El servidor rechazó cinco códigos; este mensaje ya no sirve.
message-expired = Ese mensaje es demasiado viejo, o el servidor ya no lo conoce.
message-expired-how = Pulsa Ctrl-R para pedir otro.

email-in-use = Aquí ya existe una cuenta con este correo electrónico.
number-in-use = Aquí ya existe una cuenta con este número de teléfono.
address-in-use-how = Ctrl-X restablece su contraseña, o escribe otro arriba.
email-unknown = Ninguna cuenta de aquí tiene este correo electrónico.
number-unknown = Ninguna cuenta de aquí tiene este número de teléfono.
address-unknown-how = Revisa cómo está escrito: debe estar en la cuenta y verificado. Ctrl-X crea una cuenta en su lugar.
email-denied = Este servidor no admite este correo electrónico.
number-denied = Este servidor no admite este número de teléfono.
address-denied-how = Escribe otro arriba; Enter sigue.
email-invalid = El servidor no puede leer este correo electrónico.
number-invalid = El servidor no puede leer este número de teléfono.
address-invalid-how = Corrígelo arriba; Enter sigue.
email-unsupported = Este servidor no puede hacerlo por correo.
number-unsupported = Este servidor no puede hacerlo por teléfono.
needs-identity-server = Este servidor no puede verificar por sí mismo y enviaría tu contacto a un tercero.
medium-unsupported-how = Elige otro modo con las flechas; Enter sigue.
mail-undelivered = El servidor no pudo enviar el correo.
text-undelivered = El servidor no pudo enviar el SMS.
not-again-how = Aún se espera el mensaje anterior. Pulsa Ctrl-R para pedirlo otra vez.
undelivered-how = No se ha perdido nada. Enter lo pide de nuevo, o Esc vuelve a otra dirección.
destination-rejected = Este servidor no envía SMS a ese país.
destination-rejected-how = Esc vuelve a otro país u otro tipo de contacto.

limited = { $server } nos pide esperar { $wait } antes de la próxima petición.
limited-how = El tiempo corre solo, y entonces la petición se repite una vez.
server-failed = { $server } tiene un fallo propio.
server-refused = { $server } lo rechazó.
refused-how = Enter lo intenta de nuevo; Esc vuelve para cambiar algo.
server-circling = { $server } retira una y otra vez lo que ya había aceptado.
server-circling-how = No se envía nada más por sí solo. Pulsa Enter para intentarlo de nuevo; si sigue así, avisa a quien administra el servidor.
server-full = Este servidor no admite más cuentas.
server-full-how = Quienes lo llevan pueden cambiarlo; Esc vuelve a otro servidor.
answer-unreadable = { $server } envió una respuesta que no se puede leer.
answer-too-large = { $server } envió una respuesta demasiado grande.
answer-redirect = { $server } nos mandó a otro sitio, y seguirlo podría revelar tus datos.
answer-lost = La respuesta al último paso se perdió, así que puede que ya esté hecho.
answer-lost-how-sign-up = Pulsa Enter para preguntar otra vez, o intenta iniciar sesión con tu nombre y tu contraseña.
answer-lost-how-reset = Pulsa Enter para preguntar otra vez, o intenta iniciar sesión con la nueva contraseña.
practice-not-built = Este programa se compiló sin servidor de práctica.
practice-cannot-listen = El servidor de práctica no pudo arrancar en este ordenador.

## A step in the browser

browser-title = Un paso necesita un navegador web
browser-lead = { $server } pide { $stage }. Abre este enlace en cualquier dispositivo:
browser-looked = Mirado hace { $looked }
browser-hint = Termínalo allí; esta página sigue sola. Guárdate el enlace: vale por lo que estás haciendo aquí.
qr-title = Escanea esto con otro dispositivo
qr-no-room = Esta ventana es demasiado pequeña para el código. Agrándala, o copia el enlace:
qr-too-long = El enlace es demasiado largo para un código. Cópialo:

## A sign-up in the browser

web-title = { $server } crea las cuentas en el navegador
web-offer = Usa OAuth 2.0, así que ningún programa puede pedirte aquí la contraseña. Así debe ser; hay dos maneras de seguir:
web-offer-too = Allí, su propia página de registro es el único camino a una cuenta nueva. Hay dos maneras de seguir:
web-offer-elsewhere = La página de registro está en { $host }. Se abre en un navegador de este ordenador; este programa espera y muestra tu nuevo ID de Matrix.
web-offer-hint = La página de registro se abre en un navegador de este ordenador. Este programa espera y muestra tu nuevo ID de Matrix.
action-open-sign-up = Abrir la página de registro
action-account-page = Mostrar un enlace y un código QR
action-open-again = Abrir la página otra vez
web-waiting-title = Crea tu cuenta en el navegador
web-waiting = La página de registro de { $server } se abre en un navegador de este ordenador.
web-waiting-hint = Termínalo allí: esta página sigue sola. Este es su enlace, que solo vale en este ordenador:
web-cannot-listen = Este ordenador no deja que el programa espere al navegador, así que la página de registro no podría responder.
web-client-refused = { $server } no deja que este programa abra su página de registro.
web-by-link-how = Abre en un navegador el enlace de esta página.
web-no-link-how = Elige otro servidor, o pregunta a quienes llevan este.
web-denied = El navegador volvió sin una cuenta.
web-denied-how = Pulsa Enter para abrir la página de registro otra vez.
web-refused = La página de registro de { $server } devolvió el navegador sin una cuenta.
web-unknown = Terminaste la página de registro, pero { $server } no dice cuál es tu ID de Matrix.
web-unknown-how = Probablemente la cuenta existe: inicia sesión con el nombre que elegiste allí.
done-web-closing = Se está cerrando la sesión que pidió tu ID de Matrix.
done-web-open = No se pudo cerrar una sesión que pidió tu ID de Matrix: cierra «mxid» en los ajustes de tu cuenta.
status-opening-sign-up = Preparando la página de registro
status-asking-id = Preguntando tu ID de Matrix
notice-no-browser-here = No se pudo abrir ningún navegador. Copia el enlace y ábrelo en este ordenador.
help-web = Este servidor quiere que las cuentas se creen en su propia página. La página se abre aquí en un navegador y responde a este programa, que muestra tu nuevo ID de Matrix y no guarda nada. En un ordenador sin navegador, usa el enlace.
callback-taken = Puedes cerrar esta página. El terminal muestra cómo fue.
callback-other = Aquí no hay nada.
farewell-web-sign-up = Allí las cuentas se crean en un navegador: { $url }
farewell-web-add = Allí los contactos se añaden en un navegador, con los datos de tu cuenta: { $url }
farewell-web-reset = Allí las contraseñas se restablecen en un navegador, tras «olvidé mi contraseña»: { $url }

## What is under way

status-looking-up = Buscando { $server }
status-starting-practice = Arrancando el servidor de práctica
status-checking-name = Preguntando si el nombre está libre
status-checking-token = Comprobando el token
status-asking = Pidiendo el mensaje
status-checking-code = Comprobando el código
status-looking = Mirando si se abrió el enlace
status-looking-done = Mirando si está hecho
status-finishing = Terminando
status-talking = Hablando con el servidor
status-look-again = El servidor no respondió. Miramos otra vez en { $wait }.
status-look-limited = El servidor nos pide esperar. Miramos otra vez en { $wait }.
status-look-again-doubt = Puede que ya esté hecho; esta página vuelve a mirar en { $wait }.
status-repeat = Aún no hay respuesta útil. Nuevo intento en { $wait }; nada se envía dos veces.

notice-country = El número empieza por el prefijo de otro país: ahora { $country }.
notice-paste-cut = El texto pegado era demasiado largo; se dejó fuera el final.
notice-paste-cleaned = Se dejaron fuera algunos caracteres del texto pegado.
notice-paste-refused = El texto pegado contiene un salto de línea o un carácter de control, así que no se tomó nada.
notice-password-replaced = Las palabras sustituyeron tu contraseña. Ctrl-_ la recupera.
notice-copied = Copiado, si tu terminal lo permite.
notice-opened = Se pidió a un navegador que abra el enlace.
notice-no-browser = Aquí no se pudo abrir ningún navegador. Copia el enlace, o pulsa q para ver un código QR.
notice-new-link = El servidor olvidó lo que se hizo en el navegador. Este enlace es nuevo: hazlo una vez más.
notice-not-done-yet = El servidor aún no sabe que está hecho.
notice-back-waits = Volvemos en cuanto llegue la respuesta: puede ser un éxito.
notice-too-soon = Puedes pedirlo de nuevo en { $wait }.
notice-look-too-soon = Mirar antes solo alargaría la espera.
notice-sent-again = Se ha pedido otro mensaje.
notice-in-use = Otro mxid está trabajando en eso. Sigue allí, o elige otra cosa.
notice-gone = De eso no queda nada con lo que seguir. Elige otra cosa.
notice-taken-up = De vuelta donde lo dejaste. Las contraseñas y los tokens nunca se guardan: escribe los tuyos otra vez.
notice-not-kept = Esto no se puede guardar: { $why }. Sigue como siempre, pero «mxid resume» no lo encontrará.
notice-kept-stale = Lo guardado está anticuado y no se puede borrar: { $why }. No lo retomes después.
notice-not-yet = Aún no se ha abierto. Esta página sigue mirando.

cause-code = { $code } · HTTP { $status }
cause-status = HTTP { $status }

## Done

done-created-title = Tu cuenta está lista
done-phone = El teléfono { $number } está verificado. Pocos servidores restablecen con él una contraseña.
done-email = El correo { $address } está verificado y sirve para recuperarla.
done-no-contact = No tiene ningún contacto: guarda bien la contraseña.
done-another = Puede que antes se creara una cuenta { $name }: la respuesta que lo diría se perdió.
done-no-session = No quedó ninguna sesión abierta.
done-session-closed = El servidor abrió una sesión sin que se pidiera; ya está cerrada.
done-session-open = El servidor abrió una sesión sin que se pidiera; se está cerrando.
done-session-left-open = No se pudo cerrar una sesión. Ciérrala en un cliente, en la lista de tus sesiones.
done-next = Ahora
done-iamb = { $entries } en { $heading }, y luego iamb -P { $name }
done-iamb-ready = iamb -P { $name }
done-gomuks = inicia sesión con { $id }
done-gomuks-at = inicia sesión con { $id } en { $base }
done-backup = Primer inicio de sesión: activa la copia de seguridad de claves, o los mensajes cifrados se pierden con el dispositivo.
action-add-profile = Añadir un perfil de iamb a { $path }
profile-added = El perfil { $name } está en { $path }.
profile-exists = { $path } ya tiene un perfil { $name }. Se queda como está.
profile-old-format = iamb aún usa allí config.json, que { $path } ocultaría. No se escribió nada.
profile-inline-table = { $path } tiene sus perfiles entre llaves: añade este ahí a mano. No se añadió nada.
profile-unreadable = { $path } no está escrito como lo lee iamb. No se añadió nada.
profile-unwritable = { $path } no se puede escribir. No se añadió nada.
done-approval-title = Tu cuenta espera aprobación
done-approval = { $server } creó { $name }, y quienes lo llevan aprueban las cuentas nuevas antes de que se puedan usar.
done-probably-title = Tu cuenta está probablemente lista
done-probably = La última respuesta de { $server } se perdió, y el nombre { $name } está ocupado desde entonces. Lo más probable es que sea tu cuenta nueva.
done-probably-check = Iniciar sesión con tu nombre y tu contraseña lo dirá con certeza.
done-password-earlier = Su contraseña es la de antes de la interrupción, o la que acabas de escribir. Si pueden ser distintas, asegúrate.
done-password-asking = Iniciando sesión con la contraseña.
done-password-right = La contraseña funciona.
done-password-wrong = Lo que acabas de escribir no funciona: la contraseña es la de antes de la interrupción.
done-password-wrong-probably = El servidor no acepta esta contraseña para ese nombre: es una que escribiste antes, o la cuenta es de otra persona.
done-password-reset = Restablecerla con tu correo electrónico pone una nueva.
done-password-use = Usa esa: sin correo electrónico no se puede restablecer.
done-password-unanswered = El servidor no dijo si la contraseña funciona. Inténtalo de nuevo, o inicia sesión con un cliente.
done-reset-title = Tu contraseña ha cambiado
done-reset = Desde ahora la nueva contraseña funciona en { $server }.
done-reset-earlier = { $server } la cambió, ahora o antes de la interrupción.
done-signed-out = Se cerraron todas las demás sesiones.
done-still-in = Tus otras sesiones siguen abiertas.
done-reset-advice = Si alguien más pudo entrar, repasa tus sesiones y renueva tu clave de recuperación.

## It cannot go on here

stop-closed-title = Allí el registro está cerrado
stop-closed = { $server } no crea cuentas nuevas por ahora. Quienes lo llevan quizá sepan cuándo cambiará; puede que otro servidor esté abierto.
stop-no-registration = { $server } no tiene modo de crear una cuenta.
stop-ask = Puedes preguntar a { $contacts }.
stop-ask-page = Quienes lo llevan dicen en esta página cómo contactarles:
stop-server-says = El servidor dice: «{ $text }»
stop-browser-title-sign-up = Allí las cuentas se crean en el navegador
stop-browser-title-reset = Allí las contraseñas se restablecen en el navegador
stop-browser = { $server } usa OAuth 2.0, así que ningún programa puede pedirte aquí la contraseña. Así debe ser.
stop-browser-link-sign-up = Crea la cuenta en un navegador, en cualquier dispositivo: abre esta página y elige «crear una cuenta» donde iniciarías sesión.
stop-browser-link-reset = Abre esta página en un navegador, en cualquier dispositivo, y elige «olvidé mi contraseña» donde iniciarías sesión.
stop-browser-link-account = Esta página muestra la cuenta, en cualquier dispositivo, una vez que inicies sesión allí.
stop-browser-no-link = El servidor no dice dónde. Quizá lo diga su sitio web, o quienes lo llevan.
stop-stages-title = Hay un paso que no se puede hacer aquí
stop-stages = { $server } pide { $stages }, que solo un navegador puede hacer, y no tiene página para ello. Esto no se puede terminar en un terminal. Quizá otro cliente sepa cómo.
stop-no-passwords-title = Allí no hay contraseñas
stop-no-passwords = { $server } da acceso de otra manera, por ejemplo con la cuenta de una empresa. No hay contraseña que restablecer.
stop-no-reset-title = Allí no se puede restablecer
stop-no-reset-any = { $server } no restablece contraseñas por correo ni por teléfono. Quizá quienes lo llevan puedan ayudar.
stop-no-reset-mail = { $server } no restablece contraseñas por correo. Quizá quienes lo llevan puedan ayudar.
stop-no-reset-text = { $server } no restablece contraseñas por teléfono. Prueba con el correo electrónico de tu cuenta.
stop-no-way-title = No hay forma de entrar
stop-no-way = { $server } no acepta ningún registro con lo que se ha dado aquí.
stage-recaptcha = un captcha (reCAPTCHA)
stage-sso = un inicio de sesión en el navegador
stage-terms = aceptar sus condiciones
stage-other = «{ $name }»

## Adding a contact

page-sign-in = Entrar

goal-add = Añadir un contacto
goal-add-note = a tu cuenta
goal-add-short = añadir un contacto

sign-in-title = Inicia sesión en tu cuenta
sign-in-lead = Solo mientras dure esto: al final la sesión se cierra.
sign-in-name-label = ID de Matrix, nombre de usuario o correo
sign-in-name-placeholder = @tu:{ $server }
sign-in-practice = El servidor de práctica tiene una cuenta { $name } con la contraseña { $password }.
sign-in-name-empty = No se ha escrito ningún nombre.
sign-in-name-character = Un nombre no puede contener { $character }.
sign-in-name-too-long = El nombre es más largo de lo que puede ser un ID de Matrix.
sign-in-name-how = Escribe un ID de Matrix, un nombre de usuario o el correo de la cuenta; Enter sigue.
sign-in-other-server = Ese ID de Matrix es de { $server }, no de este servidor.
sign-in-other-server-how = Esc vuelve para elegir aquel servidor, o escribe otro nombre arriba.
sign-in-password-how = Escríbela arriba y pulsa Enter.
sign-in-refused = El servidor no acepta este nombre con esta contraseña.
sign-in-refused-how = Revisa ambos, ctrl-t muestra la contraseña; Enter lo intenta de nuevo.
sign-in-deactivated = Esta cuenta se desactivó y ya no se puede usar.
sign-in-locked = Esta cuenta está bloqueada por ahora.
sign-in-suspended = Esta cuenta está suspendida por ahora.
sign-in-account-how = Quienes llevan el servidor pueden decir por qué. Escribe otro nombre arriba, o pulsa Esc.
sign-in-ended = El servidor cerró la sesión que hacía falta.
sign-in-ended-how = Todo lo que escribiste sigue aquí. Pulsa Enter para iniciar sesión de nuevo.

contact-title-add = ¿Qué quieres añadir?
contact-lead-add = Con correo puedes volver si olvidas la contraseña; con teléfono, en pocos servidores.
contact-have = Ya en tu cuenta: { $list }
email-title-add = ¿Qué correo electrónico quieres añadir?
email-on-account = Este correo electrónico ya está en tu cuenta.
number-on-account = Este número de teléfono ya está en tu cuenta.
address-in-use-how-add = Solo puede estar en una cuenta. Escribe otro arriba; Enter sigue.

review-next-add-mail = Ahora: un correo con un enlace va a esta dirección. Al final se cierra la sesión en este ordenador.
review-next-add-text = Ahora: un SMS con un código va a este número. Al final se cierra la sesión en este ordenador.

status-signing-in = Iniciando sesión
status-looking-at-account = Mirando qué hay en tu cuenta

answer-lost-how-add = Pulsa Enter para preguntar otra vez, o mira en un cliente si está en tu cuenta.
not-added = La respuesta del servidor se perdió, y no se añadió nada a tu cuenta.

done-added-title-email = El correo electrónico está en tu cuenta
done-added-title-phone = El número de teléfono está en tu cuenta
session-closed = La sesión que hacía falta ya está cerrada.
session-closing = La sesión que hacía falta se está cerrando.
session-left-open = No se pudo cerrar una sesión llamada «mxid». Ciérrala en un cliente, en la lista de tus sesiones.

stop-browser-title-add = Allí los contactos se cambian en el navegador
stop-browser-link-add = Abre esta página en un navegador, en cualquier dispositivo, y busca tus datos de contacto.
stop-no-passwords-add = { $server } no deja iniciar sesión con contraseña, y sin ella no se puede añadir un contacto desde aquí.
stop-no-changes-title = Allí los contactos no se pueden cambiar
stop-no-changes = { $server } no deja que una cuenta reciba otro correo o número de teléfono. Quizá quienes lo llevan puedan añadirlo.

help-sign-in = Añadir un contacto requiere tu contraseña, porque con él se puede entrar en tu cuenta. La contraseña solo va al servidor base. La sesión se cierra pase lo que pase.

farewell-added = { $contact } se añadió a { $id }
farewell-doubt-contact = Puede que el contacto se haya añadido: míralo en un cliente para estar seguro.
farewell-no-contact = No se añadió ningún contacto.
farewell-session-unnamed = Puede que quede una sesión abierta: ciérrala en un cliente, en la lista de tus sesiones.
farewell-session-open = Puede que quede abierta una sesión llamada «mxid»: ciérrala en un cliente.

## Leaving, help, details

leave-title = ¿Salir ahora?
leave-lead = Lo que escribiste se perdería.
leave-lead-kept = Puedes seguir con «mxid resume» durante un día; solo hay que volver a escribir contraseñas, códigos y tokens.
leave-nothing-sent = No se envió ningún mensaje ni se creó nada.
leave-doubt = Puede que el último paso ya esté hecho: inicia sesión en un cliente para estar seguro.
leave-sent = Se pidió un mensaje. No se crea ni se cambia nada si no terminas aquí.

help-title = Ayuda
help-key-enter = Enter
help-enter = sigue, o hace lo que está marcado
help-key-esc = Esc
help-esc = vuelve una página; nada de lo escrito se pierde
help-key-tab = Tab
help-tab = al siguiente campo; Mayús-Tab, al anterior
help-key-arrows = ↑ ↓
help-arrows = elegir
help-key-toggle = Espacio
help-key-details = F2, Ctrl-O
help-details = lo que se ha preguntado al servidor
help-key-redraw = Ctrl-L
help-redraw = dibuja todo de nuevo
help-key-leave = Ctrl-C
help-leave = sale; pregunta antes si se perdería algo
help-key-take = F3
help-key-practise = Ctrl-P
help-key-switch = Ctrl-X
help-key-copy = Ctrl-Y
help-copy = copia el enlace
help-copy-id = copia el ID de Matrix
help-key-qr = q
help-qr = muestra el enlace como código QR
help-key-open = o
help-open = abre el enlace aquí en un navegador
help-key-reveal = Ctrl-T
help-key-pass-phrase = F5
help-key-undo = Ctrl-_
help-reveal = muestra u oculta la contraseña
help-pass-phrase = pone una frase de palabras al azar
help-undo = deshace un cambio; Alt-/ lo rehace
help-key-again = Ctrl-R
help-again = pide otro mensaje
help-key-change = F4
help-key-message = Ctrl-N
help-message = abre el último mensaje de práctica

help-goal = Este programa te consigue una cuenta en un servidor base de Matrix, o te devuelve a una cuya contraseña olvidaste. Solo hace falta navegador donde un servidor lo exige.
help-server = Un servidor base es donde vive tu cuenta, como un proveedor de correo. Escribe su nombre; se busca en cuanto haces una pausa. Tu ID de Matrix terminará con él.
help-contact = Un contacto verificado es el único modo de restablecer una contraseña olvidada. Quienes llevan el servidor lo ven; los demás usuarios no.
help-country = Los números se leen como se marcan en este país. Escribe unas letras de su nombre, su código de dos letras o su prefijo.
help-number = Escribe el número como lo marcarías en casa, o con + y el prefijo del país. La línea bajo el campo muestra exactamente a qué número irá el SMS.
help-address = El servidor envía un enlace a esta dirección.
help-account = El nombre será tu ID de Matrix y no se puede cambiar después. La contraseña solo va al servidor base y no se guarda aquí.
help-token = Algunos servidores solo dejan entrar con un token. Pregunta a quien te invitó.
help-terms = Cada documento se acepta por separado. Las direcciones se abren en cualquier navegador.
help-review = Esto es todo lo que va a pasar. Si sigues, se pide un mensaje al servidor, salvo que ya se haya pedido.
help-new-password = La nueva contraseña queda puesta en cuanto se abre el enlace del correo. Cerrar las otras sesiones es lo correcto si alguien más puede estar dentro; puede volver ilegibles mensajes cifrados antiguos.
help-browser = El servidor quiere algo que solo una página web puede mostrar, como un captcha. Abre el enlace en cualquier dispositivo, termínalo allí y vuelve: esta página sigue sola.
help-verify = El mensaje demuestra que la dirección es tuya. Puede tardar un minuto. Pedirlo otra vez envía otro; pedirlo una vez envía uno, por mala que sea la red.
help-verify-code = El código del mensaje demuestra que el número es tuyo. Puede tardar un minuto. Un código de seis cifras se comprueba en cuanto está completo; cualquier otro, al pulsar Enter. Enter sin código mira si se abrió el enlace del mensaje.
help-done = Está hecho. En este ordenador no queda nada secreto.
help-stopped = Este servidor no puede hacerlo, y esta página dice por qué. Todo lo que escribiste se guarda para otro servidor.

details-title = Detalles
details-base = Dirección del servidor
details-version = Versión más nueva
details-attempt = Mensaje
details-requests = Peticiones, la más reciente primero
details-none = Aún no se ha preguntado nada a ningún servidor.
details-waiting = esperando
details-answered = respondida · { $ms } ms
details-failed = { $why } · { $ms } ms
details-dropped = ya no hace falta
details-dns = sin dirección
details-refused = conexión rechazada
details-timeout = sin respuesta a tiempo
details-tls = falló TLS
details-proxy = falló el proxy
details-broken = se cortó la conexión
details-unreadable = respuesta ilegible

## Practice

strip-title = servidor de práctica: nada sale de este ordenador
strip-empty = Aún no hay mensajes: aquí aparece lo que envía este servidor.
strip-open = ctrl-n lo abre
strip-sms = SMS al { $to }
strip-mail = Correo a { $to }
message-sms-title = SMS al { $to }
message-mail-title = Correo a { $to }
message-lead = Esta es la bandeja de práctica. En un servidor real estaría en tu teléfono o en tu correo.
message-confirm = Enter pulsa el botón de esta página.

## Probe: what a server offers

probe-base = Dirección
probe-software = Programa
probe-versions = Versiones de Matrix
probe-newest = { $count ->
    [one] { $version }
   *[other] { $version }, la más nueva de { $count }
}
probe-old = { $count ->
    [one] una, y antigua
   *[other] { $count }, todas antiguas
}
quoted = «{ $text }»
probe-none = ninguno
probe-sign-up = Registro
probe-open = abierto
probe-open-browser = abierto, en el navegador
probe-closed = cerrado
probe-absent = no hay
probe-no-way = no indica ningún camino
probe-email = Correo electrónico
probe-phone = Número de teléfono
probe-required = necesario
probe-optional = opcional
probe-not-taken = no se admite
probe-token = Token de registro
probe-needed = hace falta
probe-not-needed = no hace falta
probe-browser = Pasos en un navegador
probe-documents = Hay que aceptar
probe-reset-email = Restablecer por correo
probe-reset-phone = Restablecer por teléfono
probe-offered = se ofrece
probe-unlikely = poco probable
probe-no = no se ofrece
probe-oauth = OAuth 2.0
probe-oauth-alone = crea y recupera todas las cuentas
probe-oauth-beside = junto a las contraseñas
probe-account-page = Página de la cuenta
probe-password = Reglas de contraseña

name-value = { $name }: { $value }
probe-flow-sign-up = Registrarse
probe-flow-reset = Restablecer
probe-flow-add = Añadir un contacto
probe-sign-up-token = Abierto con un token de registro, una invitación de quienes lo llevan.
probe-sign-up-step = Abierto, con un paso en un navegador web.
probe-sign-up-both = Abierto, con un token de registro y un paso en un navegador web.
probe-sign-up-browser = Las cuentas de este servidor se crean en el navegador.
probe-reset-works = Este servidor puede enviarte un enlace por correo para ello.
probe-reset-untold = Indica que se puede por correo; si llega uno, solo se ve al pedirlo.
probe-reset-by-phone = Este servidor indica que se puede por teléfono.
probe-reset-unlikely = Está indicado, pero nada más aquí habla de correo: es poco probable.
probe-reset-none = Este servidor no restablece contraseñas por correo ni por teléfono.
probe-add-email = Probablemente se puede añadir un correo; iniciar sesión lo diría.
probe-add-phone = Probablemente se puede añadir un número; iniciar sesión lo diría.
probe-add-both = Probablemente se pueden añadir ambos; iniciar sesión lo diría.
probe-add-untold = Solo iniciar sesión diría si este servidor admite alguno.
probe-add-browser = Los contactos de una cuenta se gestionan en el navegador.
probe-add-no-passwords = Este servidor no usa contraseñas, así que este programa no puede iniciar sesión.

probe-spelling-how = Revisa cómo está escrito, o da la dirección https completa del servidor.
probe-proxy-how = Revisa la dirección del proxy e inténtalo de nuevo.
probe-later-how = Inténtalo más tarde, o pregunta a quienes llevan el servidor.

## Left on the normal screen

farewell-created = Tu ID de Matrix es { $id }
farewell-iamb = Tu cliente está listo: iamb -P { $name }
farewell-iamb-late = Escribir { $path } tardó demasiado: mira si el perfil { $name } está ahí.
farewell-practice = Solo para practicar: el servidor y la cuenta desaparecen con este programa.
farewell-web-waiting = Hasta ahora no se creó nada. Termina en el navegador y la cuenta existirá igualmente: inicia sesión con el nombre que elegiste allí.
farewell-base = Servidor base: { $url }
farewell-approval = { $name } se creó en { $server } y espera aprobación.
farewell-probably = { $name } probablemente se creó en { $server }; inicia sesión para estar seguro.
farewell-reset = La contraseña se cambió en { $server }.
farewell-doubt-account = Puede que la cuenta se haya creado: inicia sesión para estar seguro.
farewell-doubt-reset = Puede que la contraseña haya cambiado: inicia sesión para estar seguro.
farewell-no-account = No se creó ninguna cuenta.
farewell-no-reset = No se cambió ninguna contraseña.
farewell-sent = Se pidió un mensaje; se puede ignorar.
farewell-again = Ejecuta mxid otra vez para empezar de nuevo.

too-small = Esta ventana es demasiado pequeña. Agrándala para seguir.

## An unfinished flow, before the wizard begins and after it has ended

farewell-kept = Lo que escribiste se guarda un día, sin contraseñas. Sigue con «mxid resume», o bórralo con «mxid forget».
farewell-log = El registro tiene huecos: no todas las peticiones se pudieron escribir en su archivo.
farewell-not-kept = Lo que escribiste no se pudo guardar: { $why }.
farewell-not-kept-in = Lo que escribiste no se pudo guardar en { $path }: { $why }.
farewell-stale = Lo guardado en { $path } está anticuado y no se pudo borrar: { $why }. No lo retomes; «mxid forget» intenta borrarlo.
farewell-not-removed = Lo guardado no se pudo borrar de { $path }: { $why }. «mxid forget» lo intenta de nuevo.
keep-in-use = otro mxid lo tiene
keep-too-large = es demasiado grande
keep-no-folder = tu sistema no indica ninguna carpeta personal para ello
disk-full = no queda espacio
disk-not-allowed = no tienes permiso para escribir o leer ahí
disk-no-folder = hay un archivo en el lugar de una carpeta
disk-slow = el disco tardó demasiado
disk-other = el sistema no pudo hacerlo
resume-none = No hay nada sin terminar con lo que seguir.
resume-expired = Lo que quedó sin terminar tenía más de un día y se ha borrado.
resume-in-use = Otro mxid está trabajando en ello. Sigue allí, o termina antes con aquel.
resume-id-server = Lo que quedó sin terminar en { $server } nombra el servidor de identidad { $host }, cuyo token no se guarda: da de nuevo --id-server y --id-access-token-file.
resume-other-id-server = Lo que quedó sin terminar en { $server } no nombra ese servidor de identidad: omite --id-server y --id-access-token-file.
saved-refused = No se leyó, porque { $why }: { $path }
saved-aside = No se leyó, porque { $why }. Se apartó como { $path }
saved-damaged = el archivo está dañado
saved-format = lo escribió otra versión de mxid
saved-no-file = no es un archivo normal
saved-owner = es de otro usuario
saved-exposed = otros usuarios pueden leerlo o cambiarlo
saved-future = viene del futuro, y el reloj de este ordenador puede ir mal
saved-folder = No se puede buscar lo que quedó sin terminar en { $path }: { $why }.
saved-no-folder = No se puede buscar lo que quedó sin terminar: tu sistema no indica ninguna carpeta personal.
forget-sign-up = una cuenta en { $server }
forget-reset = una nueva contraseña en { $server }
forget-add = un contacto en { $server }
forget-one = Borrado: { $what }.
forget-one-about = Borrado: { $what } ({ $about }).
forget-other-versions = { $count ->
    [one] Borrado: un archivo de otra versión de mxid.
   *[other] Borrados: { $count } archivos de otras versiones de mxid.
}
forget-others = { $count ->
    [one] Borrado: un archivo que no se podía usar.
   *[other] Borrados: { $count } archivos que no se podían usar.
}
forget-none = No hay nada sin terminar que borrar.
forget-in-use = { $count ->
    [one] Uno se queda: otro mxid está trabajando en él.
   *[other] { $count } se quedan: otros mxid están trabajando en ellos.
}
forget-stays = No se borró, porque { $why }: { $path }

## Plain mode: the words that are typed, what they do, and the prompts. Each word is one word.

word-continue = seguir
word-back = atrás
word-stay = quedarse
word-leave = salir
word-again = reenviar
word-change = cambiar
word-instead = alternativa
word-take = usar
word-phrase = frase
word-practise = practicar
word-open = abrir
word-message = mensaje
word-help = ayuda
word-details = detalles
word-repeat = repetir
word-next = siguiente
word-previous = anterior
word-more = más

word-does-continue = sigue; una línea vacía también
word-does-repeat = lee esta página otra vez
word-does-next = a la siguiente pregunta de esta página
word-does-previous = a la pregunta anterior
word-does-more = enumera más opciones

plain-begins = Modo de líneas: escribe cada respuesta y pulsa Enter. «{ $help }» enumera las palabras que valen, «{ $leave }» lo termina.
plain-step = Paso { $at } de { $all }: { $name }
plain-warning = Aviso: { $text }
plain-problem = Problema: { $text }
plain-agreed = aceptado
plain-not-agreed = no aceptado
plain-more = { $shown } de { $all }. «{ $more }» enumera más.
plain-now = Ya se puede: { $label }
plain-nothing = Eso no hace nada aquí. «{ $help }» dice qué sí lo hace.
plain-too-long = Esa línea es demasiado larga para una respuesta y no se ha tomado: escribe una más corta.
plain-not-text = Esa línea no está en UTF-8 y no se ha tomado: escríbela otra vez.
plain-literal = Para dar una de estas palabras como respuesta, pon = delante.
plain-sms = SMS al { $to }: { $text }
plain-mail = Correo a { $to }: { $text }
plain-mail-link = «{ $open }» sigue su enlace: { $link }
plain-input-ended = No hay más respuestas. Esto sigue solo; Ctrl-C lo termina.
plain-answers-short = No hay más respuestas, y esto no está terminado.
plain-answer = Respuesta
plain-ask = { $label }:
plain-ask-like = { $label } ({ $example }):
plain-ask-kept = { $label } (Enter conserva { $value }):
plain-ask-secret = { $label } (no se ve al escribir):
plain-ask-secret-kept = { $label } (no se ve al escribir; Enter conserva lo que escribiste):
plain-ask-code = Código:
plain-ask-number = Número:
plain-ask-number-or = Número, o Enter para { $number }, { $label }:
plain-ask-country = País, o un número de la lista:
plain-ask-country-or = País, un número de la lista, o Enter para { $label }:
plain-ask-agree = Enter acepta { $label }:
plain-ask-leave = «{ $leave }» o «{ $stay }»:
plain-ask-enter = Enter sigue:
