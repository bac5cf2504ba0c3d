# Portuguese as it is written in Brazil, which says “você”. Words and manner: assets/locales/README.md.

minutes = { $count } min
hours = { $count } h
# One thing after another in a list, and one sentence after another in a line.
list-next = { $list }, { $next }
sentence-next = { $before } { $next }

## The way

page-goal = Início
page-server = Servidor
page-contact = Contato
page-phone = Telefone
page-email = E-mail
page-account = Conta
page-token = Convite
page-terms = Termos
page-review = Revisão
page-password = Senha
page-browser = Navegador
page-verify = Verificar
page-done = Pronto

## Keys, as the footer names them

key-continue = seguir
key-do = ok
key-submit = enviar
key-agree = concordar
key-toggle = sim ou não
key-back = voltar
key-choose = escolher
key-next = próximo
key-send-again = reenviar
key-change = mudar endereço
key-reveal = mostrar
key-hide = ocultar
key-practise = praticar
key-pass-phrase = frase
key-take = usar
key-copy = copiar
key-open = abrir
key-qr = QR
key-message = abrir mensagem
key-follow = abrir o link
key-confirm = apertar o botão
key-close = fechar
key-help = ajuda
key-details = detalhes
key-leave = sair
key-leave-now = sair agora
key-stay = ficar
key-reset-instead = redefinir a senha dela
key-sign-up-instead = criar uma conta

## What would you like to do?

goal-title = O que você quer fazer?
goal-sign-up = Criar uma conta
goal-sign-up-note = um novo ID Matrix
goal-sign-up-short = criar uma conta
goal-resume-sign-up = Continuar com a conta em { $server }
goal-resume-reset = Continuar com a senha em { $server }
goal-resume-add = Continuar com o contato em { $server }
goal-resume-note = há { $age }
goal-resume-note-about = { $about } · há { $age }
goal-reset = Redefinir uma senha esquecida
goal-reset-note = com o e-mail da sua conta
goal-reset-short = redefinir a senha

## Server

server-title-sign-up = Onde vai morar a sua conta?
server-title-reset = Onde está a sua conta?
server-label = Servidor local
server-placeholder = example.org
server-usual = Do seu arquivo de configuração. Você pode mudar aqui.
server-practise = Nenhum servidor em mente? Ctrl-P pratica em um embutido.
server-found = Encontrado em { $host }
server-found-practice = O servidor de prática embutido, só neste computador
offer-open = O cadastro está aberto.
offer-neither = Não se pede e-mail nem número de telefone.
offer-both-required = É preciso um e-mail e um número de telefone.
offer-email-required = É preciso um e-mail.
offer-phone-required = É preciso um número de telefone.
offer-email-optional = O e-mail é opcional.
offer-phone-optional = O número de telefone é opcional.
offer-email-required-phone-optional = É preciso um e-mail; o número de telefone é opcional.
offer-phone-required-email-optional = É preciso um número de telefone; o e-mail é opcional.
offer-both-optional = O e-mail e o número de telefone são opcionais.
offer-one-required = É preciso um e-mail ou um número de telefone.
offer-token = Você precisa de um token de registro, um convite de quem cuida do servidor.
offer-terms = { $count ->
    [one] Um documento para concordar.
   *[other] { $count } documentos para concordar.
}
offer-closed = O cadastro está fechado neste servidor.
offer-browser = As contas deste servidor são criadas e recuperadas no navegador.
offer-none = Este servidor não cria contas.
offer-web-too = Também dá para criar contas no navegador.
offer-browser-step = O cadastro tem um passo em um navegador.
offer-no-passwords = Este servidor não usa senhas.
offer-no-way = Este servidor não oferece um caminho que este programa possa seguir.

character-space = um espaço
look-alike = “{ $character }” é uma letra { $script } que só se parece com “{ $like }”.
look-alike-other = “{ $character }” só se parece com “{ $like }”.
script-cyrillic = cirílica
script-greek = grega
script-armenian = armênia
script-full-width = de largura total

server-empty = Nenhum servidor foi informado.
server-character = Um nome de servidor não pode conter { $character }.
server-port = A porta depois dos dois-pontos não é um número de 1 a 65535.
server-malformed = Isso não parece um nome de servidor.
server-plain-http = O http simples enviaria sua senha sem proteção.
server-url-extra = O endereço de um servidor não tem nome de usuário, ponto de interrogação nem cerquilha.
server-url-malformed = Isso não parece um endereço da web.
server-error-how = Digite um nome como example.org, ou o endereço https completo do servidor.

well-known-status = { $server } responde HTTP { $status } onde deveria dizer qual é o servidor Matrix.
well-known-empty = { $server } não responde nada onde deveria dizer qual é o servidor Matrix.
well-known-not-json = { $server } responde algo ilegível onde deveria dizer qual é o servidor Matrix (não é JSON).
well-known-too-large = { $server } responde demais onde deveria dizer qual é o servidor Matrix.
well-known-no-url = { $server } tem um arquivo sobre Matrix, mas ele não diz qual é o servidor (m.homeserver).
well-known-unusable = { $server } indica um servidor Matrix cujo endereço não pode ser usado.
well-known-how = Quem cuida dele pode consertar. Até lá, cole o endereço https completo do servidor Matrix; Enter tenta de novo.
well-known-none = { $server } não diz onde está o servidor Matrix, e ele mesmo não é um.
redirect-loop = { $server } nos faz andar em círculos em vez de dizer qual é o servidor Matrix.
redirect-too-many = { $server } nos manda de um lugar para outro; depois de cinco, paramos.
redirect-insecure = { $server } nos manda a um endereço que não é seguro (sem https), então nada foi perguntado lá.
redirect-nowhere = { $server } nos manda a outro lugar sem dizer qual.
redirect-unreachable-how = { $server } nos manda para lá. Quem cuida dele pode consertar; até lá, cole o endereço https completo do servidor Matrix.
elsewhere-how = { $server } diz que o servidor Matrix está lá. Enter tenta de novo, ou cole outro endereço https se souber de um melhor.
not-matrix = Algo responde em { $server }, mas não é um servidor Matrix.
discovery-how = Confira a grafia, ou cole o endereço https completo do servidor. Enter tenta de novo.
dns-how = Confira a grafia, ou cole o endereço https completo do servidor.

network-dns = Nenhum servidor Matrix responde em { $server }: o nome não tem endereço (DNS).
network-refused = Nada responde em { $server }: a conexão foi recusada.
network-timeout = { $server } não respondeu a tempo.
network-broken = A conexão com { $server } caiu.
proxy-unreachable = O próprio proxy não responde.
proxy-credentials = O proxy quer um nome de usuário e uma senha, ou não aceita os que recebeu.
proxy-refused = O proxy não quis ou não pôde nos conectar a { $server }.
tls-expired = O certificado de { $server } expirou, então não dá para saber quem responde.
tls-not-yet-valid = O certificado de { $server } ainda não é válido; algum relógio pode estar errado.
tls-wrong-host = O certificado em { $server } é de outro nome.
tls-unknown-issuer = O certificado de { $server } não é assinado por ninguém em quem este computador confie.
tls-other = Não foi possível fazer uma conexão segura com { $server } (TLS).
tls-how = Nada foi enviado. Confira o nome e o relógio deste computador, ou pergunte a quem cuida do servidor.
tls-issuer-how = Nada foi enviado. Se a sua rede ou o servidor tem certificados próprios, comece de novo com --ca-file; senão, pergunte a quem cuida do servidor.
proxy-how = Enter tenta de novo. O proxy é indicado por --proxy, HTTPS_PROXY ou ALL_PROXY: corrija ali e comece de novo.
proxy-credentials-how = Coloque-os em HTTPS_PROXY, como http://name:password@proxy.example.org:3128, e comece de novo.
try-again-how = Tudo o que você digitou continua aqui. Pressione Enter para tentar de novo.

## Contact

contact-title-sign-up = Como o servidor pode falar com você?
contact-title-reset = Por qual contato o servidor conhece você?
contact-lead-sign-up = Com e-mail você volta se esquecer a senha; com telefone, em poucos servidores.
contact-refused = aqui não
contact-lead-reset = Ele já precisa estar na sua conta e verificado.
contact-phone = Número de telefone
contact-phone-note = um código por SMS
contact-phone-reset-note = poucos conseguem; tentamos
contact-email = Endereço de e-mail
contact-email-note = um e-mail com link
contact-both = Telefone e e-mail
contact-both-note = os dois são verificados
contact-none = Nenhum
contact-none-note = sem volta se esquecer a senha
contact-required = necessário
contact-no-phone = Este servidor não aceita números de telefone.
contact-no-email = Este servidor não aceita e-mails.
contact-one-needed = Este servidor quer um contato; não dá para seguir sem.

email-title-sign-up = Qual é o seu e-mail?
email-title-reset = Qual e-mail está na sua conta?
email-placeholder = voce@example.org
email-will = Vamos pedir um e-mail para { $address }
did-you-mean = Você quis dizer { $meant }? F3 usa isso.
email-spelling = Escreva como ao adicionar: alguns servidores diferenciam maiúsculas.
email-practice = O servidor de prática tem uma conta com { $address }.
nothing-sent-yet = Nada é enviado antes de você ver a revisão.

email-empty = Nenhum endereço foi digitado.
email-no-name = Um endereço tem um nome antes do @.
email-no-domain = Um endereço tem um domínio depois do @.
email-two-ats = Um endereço tem só um @.
email-character = Um e-mail não pode conter { $character } ali.
email-domain = A parte depois do @ não está completa.
email-domain-malformed = A parte depois do @ não pode ser um domínio.
email-local = Não há nenhum ponto depois do @. Enter segue mesmo assim.
email-too-long = O endereço é mais longo do que os servidores de e-mail aceitam.
email-error-how = Corrija acima e pressione Enter.

## Country and number

country-title = De qual país é o número?
country-placeholder = um nome, um código como BR, ou +55
country-count = { $shown } de { $all } · digite um nome, um código como BR, ou +55
country-no-match = Nenhum país corresponde. Tente outra grafia.
country-by-zone = pelo seu fuso horário
country-by-locale = pelas suas configurações de idioma
country-by-both = pelo seu fuso horário e idioma
country-none = Nenhum país foi escolhido ainda.
country-none-how = Digite algumas letras do nome, ou escolha com as setas; Enter segue.

number-title = Qual é o seu número de telefone?
number-label = { $country } (+{ $dial })
number-placeholder = como { $example }
number-will = O SMS vai para { $number }
number-landline = Parece um telefone fixo; SMS podem não chegar. Enter segue.
number-service = Parece um número de serviço; SMS podem não chegar. Enter segue.
number-short = { $missing ->
    [one] Parece faltar um dígito. Enter segue mesmo assim.
   *[other] Parecem faltar { $missing } dígitos. Enter segue mesmo assim.
}
number-long = Parece longo demais. Enter segue mesmo assim.
number-plus-missing = Se ele começa com o código do país, ponha um + na frente. Enter segue como está.
number-unassigned = Nossas tabelas não conhecem este número, e podem ser antigas. Enter segue.

number-empty = Nenhum número foi digitado.
number-too-short = { $missing ->
    [one] Mais um dígito.
   *[other] Mais { $missing } dígitos.
}
number-too-short-for = Ainda é curto demais para ser um número.
number-too-long = Longo demais para este país: { $country }
number-letter = Um número de telefone não tem letras.
number-extension = Não dá para enviar SMS a um ramal.
number-plus = O + fica no começo.
number-sign = Um número de telefone não pode conter { $character }.
number-control = Um número de telefone não pode conter caracteres de controle.
number-calling-code = Nenhum país tem esse código depois do +.
number-error-how = Corrija acima e pressione Enter.

## Name and password

account-title = Escolha seu nome e sua senha
username-label = Nome de usuário
username-hint = Um nome leva minúsculas, dígitos e . _ = - / +
username-will = Você será { $id }
username-will-on = Você será { $id } em { $host }
username-empty = Nenhum nome de usuário foi digitado.
username-character = Um nome de usuário não pode conter { $character }.
username-too-long = O nome de usuário é longo demais.
username-error-how = Valem minúsculas, dígitos e . _ = - / +. Corrija acima; Enter segue.
name-taken = Esse nome já está em uso neste servidor.
name-refused = Este servidor não permite esse nome.
name-reserved = Esse nome é reservado neste servidor.
name-how = Escolha outro; o resto fica como está.

password-label = Senha
password-again-label = A mesma, mais uma vez
password-reveal = ctrl-t mostra
password-hide = ctrl-t oculta
password-same = ✓ As duas são iguais
password-host = Sua senha vai para { $host }.
password-empty = Nenhuma senha foi digitada.
password-too-short = Uma senha precisa de pelo menos { $least } caracteres.
password-too-long = Uma senha pode ter no máximo 512 bytes.
password-rule = As regras do servidor pedem mais da senha: { $rule }.
password-refused = O servidor acha esta senha fraca demais.
password-refused-rule = O servidor acha esta senha fraca demais: { $rule }.
password-error-how = Escolha outra; algumas palavras sem relação fazem uma boa.
password-mismatch = As duas senhas são diferentes.
password-mismatch-how = Digite mais uma vez; ctrl-t mostra o que você digitou.
not-utf8 = Seu terminal enviou um caractere que não é UTF-8, por isso este campo foi esvaziado e não recebe nada.
not-utf8-how = Pressione Ctrl-U e digite de novo com outras letras, ou configure o terminal para UTF-8.

rule-kept = ✓ { $rule }
rule-open = ○ { $rule }
rule-length = pelo menos { $least } caracteres
rule-longer = mais caracteres
rule-digit = um dígito
rule-symbol = um símbolo
rule-lowercase = uma minúscula
rule-uppercase = uma maiúscula
rule-uncommon = que não seja comum

strength-pending = A força aparece quando você faz uma pausa.
strength-very-weak = Muito fraca: adivinhada na hora
strength-very-weak-because = Muito fraca: { $why }
strength-weak = Fraca: adivinhada em horas
strength-weak-because = Fraca: { $why }
strength-fair = Razoável: lenta de adivinhar pela rede
strength-strong = Forte: leva anos para adivinhar
strength-very-strong = Muito forte: leva séculos para adivinhar
weakness-common = muita gente tem
weakness-near-common = é parecida com uma que muita gente tem
weakness-word = quase só uma palavra
weakness-name = quase só um nome
weakness-personal = contém seu nome, endereço ou servidor
weakness-keys = teclas vizinhas do teclado
weakness-repeats = a mesma coisa repetida
weakness-sequence = letras ou dígitos em ordem
weakness-date = uma data ou um ano
weakness-short = curta demais
pass-phrase-hint = Melhor longa que complicada: várias palavras ao acaso resistem mais.
pass-phrase-made = Feita ao acaso: { $bits } bits. Anote antes de seguir.

new-password-title = Escolha sua nova senha
new-password-lead-mail = Um e-mail está a caminho de { $address }, se esse endereço vale aqui.
new-password-lead-text = Um SMS está a caminho de { $address }, se esse número vale aqui.
logout-title = Suas outras sessões
logout-title-open = Suas outras sessões: escolha com ↑↓
logout-keep = Deixá-las conectadas
logout-keep-note = você só esqueceu a senha
logout-all = Desconectar todas
logout-all-note = pode haver outra pessoa nelas
logout-all-loses = Mensagens criptografadas que só essas sessões conseguem ler se perdem.
logout-none = Você não disse o que acontece com suas outras sessões.
logout-none-how = Escolha com as setas; Enter segue.

## Invitation and terms

token-title = Qual é o seu token de registro?
token-lead = Este servidor é por convite. Quem cuida dele dá tokens às pessoas que convida.
token-label = Token de registro
token-note = Ele só é gasto quando a conta é criada.
token-empty = Nenhum token foi digitado.
token-too-long = Um token tem no máximo 64 caracteres.
token-character = Um token não pode conter { $character }.
token-refused = O servidor não aceita este token: está errado, gasto ou velho demais.
token-error-how = Confira e corrija acima, ou peça outro; Enter segue.

terms-title = Você concorda?
terms-lead = { $count ->
    [one] Este servidor tem um documento para concordar. Leia-o no endereço dele.
   *[other] Este servidor tem { $count } documentos para concordar. Leia cada um no endereço dele.
}
terms-name = { $name } { $version }
terms-open = Ainda não concordou com tudo.
terms-open-how = Enter concorda com um depois do outro.

## Review

review-title = Está tudo certo?
review-server = Servidor
review-server-host = { $server } ({ $host })
review-server-practice = { $server } (prática)
review-id = ID Matrix
review-id-on = { $id } em { $host }
review-phone = Telefone
review-phone-value = { $number }, { $country }
review-email = E-mail
review-contact = Contato
review-no-contact = nenhum: uma senha esquecida não poderá ser redefinida
review-token = Convite
review-token-given = um token de registro, gasto por este cadastro
review-agreed = De acordo
review-next-text = A seguir: um SMS com um código vai para este número. Depois nenhuma sessão fica aberta neste computador.
review-next-mail = A seguir: um e-mail com um link vai para este endereço. Depois nenhuma sessão fica aberta neste computador.
review-next-both = A seguir: um SMS com um código e depois um e-mail com um link. No fim nenhuma sessão fica aberta neste computador.
review-doubt = O último passo talvez já esteja feito: a resposta se perdeu. Seguir pergunta ao servidor.
review-next-asked = A mensagem já foi pedida; seguir não envia outra.
review-next-none = A seguir: a conta é criada. Nenhuma sessão fica aberta neste computador.
review-next-reset-mail = A seguir: um e-mail vai para este endereço. Enquanto ele viaja, você escolhe a nova senha.
review-next-reset-text = A seguir: um SMS vai para este número. Enquanto ele viaja, você escolhe a nova senha.

action-create = Criar a conta
action-go-on = Seguir
action-send-code = Enviar o código
action-send-mail = Enviar o e-mail
action-change-address = Mudar o endereço
action-change-number = Mudar o número
action-change-account = Mudar o nome ou a senha
action-look = Olhar agora
action-send-again = Enviar de novo
action-in = em
action-other-address = Usar outro endereço
action-other-number = Usar outro número
action-use-phone = Usar um número de telefone
action-use-email = Usar um e-mail
action-use-none = Seguir sem contato
action-other-server = Escolher outro servidor
action-pass-phrase = Escolher palavras ao acaso para mim (F5)
action-take = Usar { $meant }
action-copy = Copiar o ID Matrix
action-copy-link = Copiar o link
action-open-link = Abrir aqui
action-qr = Mostrar um código QR
action-reset-instead = Redefinir a senha dela
action-sign-up-instead = Criar uma conta em vez disso
action-finish = Concluir
action-check-password = Ter certeza: entrar uma vez e sair de novo
action-leave = Sair

## Verify

verify-code-title = Digite o código que foi por SMS para { $address }
verify-link-title = Abra o link no seu e-mail
verify-link-title-text = Abra o link no SMS
verify-link-lead = A caminho de { $address }, se isso vale aqui. Abra o link em qualquer aparelho; esta página segue sozinha.
verify-asked = Pedido há { $ago } · mensagem { $number }
verify-asked-looked = Pedido há { $ago } · mensagem { $number } · visto há { $looked }
verify-earlier-code = O código de uma mensagem anterior talvez ainda funcione.
verify-earlier-link = O link de uma mensagem anterior talvez ainda funcione.
verify-link-hint-sign-up = Não chegou? Olhe no spam. Alguns servidores ficam calados quando um endereço já está em uso.
verify-link-hint-text = Não chegou? Alguns servidores ficam calados quando um número já está em uso.
verify-link-hint-reset = Não chegou? Olhe no spam. O e-mail também pode dizer que nenhuma conta tem este endereço. Alguns links levam a uma página com um botão: aperte-o.

code-none = Nenhum código foi digitado, e nenhum link foi usado ainda.
code-none-how = Digite o código da mensagem e pressione Enter.
code-wrong = O servidor não aceitou { $code }.
code-wrong-how = Veja a mensagem mais recente e digite o código dela, ou peça outro com Ctrl-R.
code-elsewhere = Este servidor quer que o código seja enviado a outro host: { $host }.
code-elsewhere-how = Se você confia nesse host, pressione Enter para enviar o código a ele.
code-elsewhere-far-how = Ele não faz parte de { $server }: quem cuida dele pode usar seu código. Só pressione Enter para enviar o código se tiver certeza desse host.
code-address-bad = O servidor quer que o código seja enviado a um endereço que não é seguro.
code-address-bad-how = Nada foi enviado. Tente outro contato, ou avise quem cuida do servidor.
codes-too-many = O servidor recusou cinco códigos, então esta mensagem não serve mais.
message-expired = Essa mensagem é velha demais, ou o servidor não a conhece mais.
message-expired-how = Pressione Ctrl-R para pedir uma nova.

email-in-use = Já existe aqui uma conta com este e-mail.
number-in-use = Já existe aqui uma conta com este número de telefone.
address-in-use-how = Ctrl-X redefine a senha dela, ou digite outro acima.
email-unknown = Nenhuma conta daqui tem este e-mail.
number-unknown = Nenhuma conta daqui tem este número de telefone.
address-unknown-how = Confira a grafia: ele precisa estar na conta e verificado. Ctrl-X cria uma conta em vez disso.
email-denied = Este servidor não aceita este e-mail.
number-denied = Este servidor não aceita este número de telefone.
address-denied-how = Digite outro acima; Enter segue.
email-invalid = O servidor não consegue ler este e-mail.
number-invalid = O servidor não consegue ler este número de telefone.
address-invalid-how = Corrija acima; Enter segue.
email-unsupported = Este servidor não consegue fazer isso por e-mail.
number-unsupported = Este servidor não consegue fazer isso por telefone.
needs-identity-server = Este servidor não consegue verificar sozinho e enviaria seu contato a terceiros.
medium-unsupported-how = Escolha outro modo com as setas; Enter segue.
mail-undelivered = O servidor não conseguiu enviar o e-mail.
text-undelivered = O servidor não conseguiu enviar o SMS.
not-again-how = A mensagem anterior ainda é esperada. Pressione Ctrl-R para pedir de novo.
undelivered-how = Nada se perdeu. Enter pede de novo, ou Esc volta para outro endereço.
destination-rejected = Este servidor não envia SMS para esse país.
destination-rejected-how = Esc volta para outro país ou outro tipo de contato.

limited = { $server } pede que esperemos { $wait } antes do próximo pedido.
limited-how = A contagem corre sozinha, e então o pedido é repetido uma vez.
server-failed = { $server } tem uma falha própria.
server-refused = { $server } recusou.
refused-how = Enter tenta de novo; Esc volta para mudar algo.
server-circling = { $server } volta atrás repetidamente no que já tinha aceitado.
server-circling-how = Nada mais é enviado sozinho. Pressione Enter para tentar de novo; se continuar assim, avise quem administra o servidor.
server-full = Este servidor não aceita mais contas.
server-full-how = Quem cuida dele pode mudar isso; Esc volta para outro servidor.
answer-unreadable = { $server } enviou uma resposta que não dá para ler.
answer-too-large = { $server } enviou uma resposta grande demais.
answer-redirect = { $server } nos mandou a outro lugar, e seguir isso poderia vazar seus dados.
answer-lost = A resposta ao último passo se perdeu, então ele talvez já esteja feito.
answer-lost-how-sign-up = Pressione Enter para perguntar de novo, ou tente entrar com seu nome e sua senha.
answer-lost-how-reset = Pressione Enter para perguntar de novo, ou tente entrar com a nova senha.
practice-not-built = Este programa foi compilado sem servidor de prática.
practice-cannot-listen = O servidor de prática não conseguiu iniciar neste computador.

## A step in the browser

browser-title = Um passo precisa de um navegador
browser-lead = { $server } pede { $stage }. Abra este link em qualquer aparelho:
browser-looked = Visto há { $looked }
browser-hint = Termine lá; esta página segue sozinha. Guarde o link para você: ele vale pelo que você está fazendo aqui.
qr-title = Escaneie isto com outro aparelho
qr-no-room = Esta janela é pequena demais para o código. Aumente-a, ou copie o link:
qr-too-long = O link é longo demais para um código. Copie-o:

## A sign-up in the browser

web-title = { $server } cria contas no navegador
web-offer = Ele usa OAuth 2.0, então nenhum programa pode pedir sua senha aqui. É assim que deve ser; há dois modos de seguir:
web-offer-too = Lá, a página de cadastro dele é o único caminho para uma conta nova. Há dois modos de seguir:
web-offer-elsewhere = A página de cadastro fica em { $host }. Ela abre em um navegador neste computador; este programa espera e mostra seu novo ID Matrix.
web-offer-hint = A página de cadastro abre em um navegador neste computador. Este programa espera e mostra seu novo ID Matrix.
action-open-sign-up = Abrir a página de cadastro
action-account-page = Mostrar um link e um código QR
action-open-again = Abrir a página de novo
web-waiting-title = Crie sua conta no navegador
web-waiting = A página de cadastro de { $server } abre em um navegador neste computador.
web-waiting-hint = Termine lá: esta página segue sozinha. Este é o link dela, que só funciona neste computador:
web-cannot-listen = Este computador não deixa o programa esperar pelo navegador, então a página de cadastro não poderia responder.
web-client-refused = { $server } não deixa este programa abrir a página de cadastro.
web-by-link-how = Abra em um navegador o link desta página.
web-no-link-how = Escolha outro servidor, ou pergunte a quem cuida deste.
web-denied = O navegador voltou sem uma conta.
web-denied-how = Pressione Enter para abrir a página de cadastro de novo.
web-refused = A página de cadastro de { $server } devolveu o navegador sem uma conta.
web-unknown = Você terminou a página de cadastro, mas { $server } não diz qual é o seu ID Matrix.
web-unknown-how = A conta provavelmente existe: entre com o nome que você escolheu lá.
done-web-closing = A sessão que perguntou seu ID Matrix está sendo encerrada.
done-web-open = Uma sessão que perguntou seu ID Matrix não pôde ser encerrada: desconecte “mxid” nas configurações da sua conta.
status-opening-sign-up = Preparando a página de cadastro
status-asking-id = Perguntando seu ID Matrix
notice-no-browser-here = Nenhum navegador pôde ser aberto. Copie o link e abra-o neste computador.
help-web = Este servidor quer que as contas sejam criadas na página dele. A página abre aqui em um navegador e responde a este programa, que mostra seu novo ID Matrix e não guarda nada. Em um computador sem navegador, use o link.
callback-taken = Você pode fechar esta página. O terminal mostra como foi.
callback-other = Não há nada aqui.
farewell-web-sign-up = Lá as contas são criadas em um navegador: { $url }
farewell-web-add = Lá os contatos são adicionados em um navegador, com os dados da sua conta: { $url }
farewell-web-reset = Lá as senhas são redefinidas em um navegador, em “esqueci a senha”: { $url }

## What is under way

status-looking-up = Procurando { $server }
status-starting-practice = Iniciando o servidor de prática
status-checking-name = Perguntando se o nome está livre
status-checking-token = Conferindo o token
status-asking = Pedindo a mensagem
status-checking-code = Conferindo o código
status-looking = Olhando se o link foi aberto
status-looking-done = Olhando se está feito
status-finishing = Concluindo
status-talking = Falando com o servidor
status-look-again = O servidor não respondeu. Olhamos de novo em { $wait }.
status-look-limited = O servidor pede que esperemos. Olhamos de novo em { $wait }.
status-look-again-doubt = Talvez já esteja feito; esta página olha de novo em { $wait }.
status-repeat = Ainda sem resposta útil. Nova tentativa em { $wait }; nada é enviado duas vezes.

notice-country = O número começa com o código de outro país: agora { $country }.
notice-paste-cut = O texto colado era longo demais; o fim ficou de fora.
notice-paste-cleaned = Alguns caracteres do texto colado ficaram de fora.
notice-paste-refused = O texto colado contém uma quebra de linha ou um caractere de controle, por isso nada foi usado.
notice-password-replaced = As palavras substituíram sua senha. Ctrl-_ a traz de volta.
notice-copied = Copiado, se o seu terminal permite.
notice-opened = Foi pedido a um navegador que abra o link.
notice-no-browser = Nenhum navegador pôde ser aberto aqui. Copie o link, ou pressione q para um código QR.
notice-new-link = O servidor esqueceu o que foi feito no navegador. Este link é novo: faça mais uma vez.
notice-not-done-yet = O servidor ainda não sabe que está feito.
notice-back-waits = Voltamos assim que a resposta chegar: pode ter dado certo.
notice-too-soon = Você pode pedir de novo em { $wait }.
notice-look-too-soon = Olhar antes só aumentaria a espera.
notice-sent-again = Outra mensagem foi pedida.
notice-in-use = Outro mxid está trabalhando nisso. Continue lá, ou escolha outra coisa.
notice-gone = Não sobrou nada disso para continuar. Escolha outra coisa.
notice-taken-up = De volta onde você parou. Senhas e tokens nunca são salvos: digite os seus mais uma vez.
notice-not-kept = Isto não pode ser salvo: { $why }. Continue normalmente, mas “mxid resume” não vai encontrá-lo.
notice-kept-stale = O que foi salvo está desatualizado e não pode ser apagado: { $why }. Não o retome depois.
notice-not-yet = Ainda não foi aberto. Esta página continua olhando.

cause-code = { $code } · HTTP { $status }
cause-status = HTTP { $status }

## Done

done-created-title = Sua conta está pronta
done-phone = O telefone { $number } está verificado. Poucos servidores redefinem uma senha por ele.
done-email = O e-mail { $address } está verificado e pode recuperá-la.
done-no-contact = Nenhum contato está nela: guarde bem a senha.
done-another = Uma conta { $name } talvez tenha sido criada antes: a resposta que diria isso se perdeu.
done-no-session = Nenhuma sessão ficou aberta.
done-session-closed = O servidor abriu uma sessão sem que fosse pedida; ela já foi encerrada.
done-session-open = O servidor abriu uma sessão sem que fosse pedida; ela está sendo encerrada.
done-session-left-open = Uma sessão não pôde ser encerrada. Desconecte-a em um cliente, na lista das suas sessões.
done-next = A seguir
done-iamb = { $entries } em { $heading }, e depois iamb -P { $name }
done-iamb-ready = iamb -P { $name }
done-gomuks = entre com { $id }
done-gomuks-at = entre com { $id } em { $base }
done-backup = Primeiro login: configure o backup de chaves, ou as mensagens criptografadas se perdem com o aparelho.
action-add-profile = Adicionar um perfil do iamb a { $path }
profile-added = O perfil { $name } está em { $path }.
profile-exists = { $path } já tem um perfil { $name }. Ele fica como está.
profile-old-format = O iamb ainda usa config.json ali, que { $path } esconderia. Nada foi escrito.
profile-inline-table = { $path } tem seus perfis entre chaves: adicione este ali à mão. Nada foi adicionado.
profile-unreadable = { $path } não está escrito como o iamb lê. Nada foi adicionado.
profile-unwritable = { $path } não pode ser escrito. Nada foi adicionado.
done-approval-title = Sua conta espera aprovação
done-approval = { $server } criou { $name }, e quem cuida dele aprova as contas novas antes que possam ser usadas.
done-probably-title = Sua conta provavelmente está pronta
done-probably = A última resposta de { $server } se perdeu, e o nome { $name } está em uso desde então. É bem provável que seja a sua conta nova.
done-probably-check = Entrar com seu nome e sua senha diz com certeza.
done-password-earlier = A senha é a de antes da interrupção, ou a que você acabou de digitar. Se podem ser diferentes, tenha certeza.
done-password-asking = Entrando com a senha.
done-password-right = A senha funciona.
done-password-wrong = O que você acabou de digitar não funciona: a senha é a de antes da interrupção.
done-password-wrong-probably = O servidor não aceita esta senha para esse nome: é uma que você digitou antes, ou a conta é de outra pessoa.
done-password-reset = Redefinir pelo seu e-mail põe uma nova.
done-password-use = Use essa: sem e-mail não há como redefinir.
done-password-unanswered = O servidor não disse se a senha funciona. Tente de novo, ou entre com um cliente.
done-reset-title = Sua senha mudou
done-reset = A nova senha funciona em { $server } de agora em diante.
done-reset-earlier = { $server } mudou a senha, agora ou antes da interrupção.
done-signed-out = Todas as outras sessões foram desconectadas.
done-still-in = Suas outras sessões continuam conectadas.
done-reset-advice = Se outra pessoa pode ter entrado, revise suas sessões e renove sua chave de recuperação.

## It cannot go on here

stop-closed-title = O cadastro lá está fechado
stop-closed = { $server } não cria contas novas no momento. Quem cuida dele talvez saiba quando isso muda; outro servidor pode estar aberto.
stop-no-registration = { $server } não tem como criar uma conta.
stop-ask = Você pode perguntar a { $contacts }.
stop-ask-page = Quem cuida dele diz nesta página como entrar em contato:
stop-server-says = O servidor diz: “{ $text }”
stop-browser-title-sign-up = Lá as contas são criadas no navegador
stop-browser-title-reset = Lá as senhas são redefinidas no navegador
stop-browser = { $server } usa OAuth 2.0, então nenhum programa pode pedir sua senha aqui. É assim que deve ser.
stop-browser-link-sign-up = Crie a conta em um navegador, em qualquer aparelho: abra esta página e escolha “criar conta” onde você entraria.
stop-browser-link-reset = Abra esta página em um navegador, em qualquer aparelho, e escolha “esqueci a senha” onde você entraria.
stop-browser-link-account = Esta página mostra a conta, em qualquer aparelho, depois que você entra lá.
stop-browser-no-link = O servidor não diz onde. O site dele talvez diga, ou quem cuida dele.
stop-stages-title = Um passo de lá não pode ser feito aqui
stop-stages = { $server } pede { $stages }, que só um navegador pode fazer, e não tem página para isso. Não dá para terminar em um terminal. Outro cliente talvez saiba como.
stop-no-passwords-title = Lá não há senhas
stop-no-passwords = { $server } deixa as pessoas entrarem de outro modo, por exemplo pela conta de uma empresa. Não há senha para redefinir.
stop-no-reset-title = Lá isso não pode ser redefinido
stop-no-reset-any = { $server } não redefine senhas por e-mail nem por telefone. Quem cuida dele talvez possa ajudar.
stop-no-reset-mail = { $server } não redefine senhas por e-mail. Quem cuida dele talvez possa ajudar.
stop-no-reset-text = { $server } não redefine senhas por telefone. Tente o e-mail da sua conta.
stop-no-way-title = Não há como entrar
stop-no-way = { $server } não aceita um cadastro com o que foi dado aqui.
stage-recaptcha = um captcha (reCAPTCHA)
stage-sso = um login pelo navegador
stage-terms = concordância com os termos
stage-other = “{ $name }”

## Adding a contact

page-sign-in = Entrar

goal-add = Adicionar um contato
goal-add-note = à sua conta
goal-add-short = adicionar um contato

sign-in-title = Entre na sua conta
sign-in-lead = Só enquanto isto durar: no fim a sessão é encerrada.
sign-in-name-label = ID Matrix, nome de usuário ou e-mail
sign-in-name-placeholder = @voce:{ $server }
sign-in-practice = O servidor de prática tem uma conta { $name } com a senha { $password }.
sign-in-name-empty = Nenhum nome foi digitado.
sign-in-name-character = Um nome não pode conter { $character }.
sign-in-name-too-long = O nome é mais longo do que um ID Matrix pode ser.
sign-in-name-how = Digite um ID Matrix, um nome de usuário ou o e-mail da conta; Enter segue.
sign-in-other-server = Esse ID Matrix é de { $server }, não deste servidor.
sign-in-other-server-how = Esc volta para escolher aquele servidor, ou digite outro nome acima.
sign-in-password-how = Digite-a acima e pressione Enter.
sign-in-refused = O servidor não aceita este nome com esta senha.
sign-in-refused-how = Confira os dois, ctrl-t mostra a senha; Enter tenta de novo.
sign-in-deactivated = Esta conta foi desativada e não pode mais ser usada.
sign-in-locked = Esta conta está bloqueada no momento.
sign-in-suspended = Esta conta está suspensa no momento.
sign-in-account-how = Quem cuida do servidor pode dizer por quê. Digite outro nome acima, ou pressione Esc.
sign-in-ended = O servidor encerrou a sessão que era necessária.
sign-in-ended-how = Tudo o que você digitou continua aqui. Pressione Enter para entrar de novo.

contact-title-add = O que você quer adicionar?
contact-lead-add = Com e-mail você volta se esquecer a senha; com telefone, em poucos servidores.
contact-have = Já na sua conta: { $list }
email-title-add = Qual e-mail você quer adicionar?
email-on-account = Este e-mail já está na sua conta.
number-on-account = Este número de telefone já está na sua conta.
address-in-use-how-add = Ele só pode estar em uma conta. Digite outro acima; Enter segue.

review-next-add-mail = A seguir: um e-mail com um link vai para este endereço. No fim a sessão neste computador é encerrada.
review-next-add-text = A seguir: um SMS com um código vai para este número. No fim a sessão neste computador é encerrada.

status-signing-in = Entrando
status-looking-at-account = Olhando o que há na sua conta

answer-lost-how-add = Pressione Enter para perguntar de novo, ou veja em um cliente se está na sua conta.
not-added = A resposta do servidor se perdeu, e nada foi adicionado à sua conta.

done-added-title-email = O e-mail está na sua conta
done-added-title-phone = O número de telefone está na sua conta
session-closed = A sessão que isto exigia já foi encerrada.
session-closing = A sessão que isto exigia está sendo encerrada.
session-left-open = Uma sessão chamada “mxid” não pôde ser encerrada. Desconecte-a em um cliente, na lista das suas sessões.

stop-browser-title-add = Lá os contatos são alterados no navegador
stop-browser-link-add = Abra esta página em um navegador, em qualquer aparelho, e procure seus dados de contato.
stop-no-passwords-add = { $server } não deixa ninguém entrar com senha, e sem ela não dá para adicionar um contato daqui.
stop-no-changes-title = Lá os contatos não podem ser alterados
stop-no-changes = { $server } não deixa uma conta receber outro e-mail ou número de telefone. Quem cuida dele talvez possa adicionar.

help-sign-in = Adicionar um contato exige sua senha, porque com ele se pode entrar na sua conta. Ela só vai ao servidor local. A sessão é encerrada aconteça o que acontecer.

farewell-added = { $contact } foi adicionado a { $id }
farewell-doubt-contact = O contato talvez tenha sido adicionado: veja em um cliente para ter certeza.
farewell-no-contact = Nenhum contato foi adicionado.
farewell-session-unnamed = Uma sessão talvez ainda esteja aberta: desconecte-a em um cliente, na lista das suas sessões.
farewell-session-open = Uma sessão chamada “mxid” talvez ainda esteja aberta: desconecte-a em um cliente.

## Leaving, help, details

leave-title = Sair agora?
leave-lead = O que você digitou se perderia.
leave-lead-kept = Você pode continuar com “mxid resume” por um dia; só senhas, códigos e tokens precisam ser digitados de novo.
leave-nothing-sent = Nenhuma mensagem foi enviada, e nada foi criado.
leave-doubt = O último passo talvez já esteja feito: entre em um cliente para ter certeza.
leave-sent = Uma mensagem foi pedida. Nada é criado nem mudado se você não terminar aqui.

help-title = Ajuda
help-key-enter = Enter
help-enter = segue, ou faz o que está marcado
help-key-esc = Esc
help-esc = volta uma página; nada do que digitou se perde
help-key-tab = Tab
help-tab = ao próximo campo; Shift-Tab, ao anterior
help-key-arrows = ↑ ↓
help-arrows = escolher
help-key-toggle = Espaço
help-key-details = F2, Ctrl-O
help-details = o que já foi perguntado ao servidor
help-key-redraw = Ctrl-L
help-redraw = desenha tudo de novo
help-key-leave = Ctrl-C
help-leave = sai; pergunta antes se algo se perderia
help-key-take = F3
help-key-practise = Ctrl-P
help-key-switch = Ctrl-X
help-key-copy = Ctrl-Y
help-copy = copia o link
help-copy-id = copia o ID Matrix
help-key-qr = q
help-qr = mostra o link como código QR
help-key-open = o
help-open = abre o link em um navegador aqui
help-key-reveal = Ctrl-T
help-key-pass-phrase = F5
help-key-undo = Ctrl-_
help-reveal = mostra ou oculta a senha
help-pass-phrase = preenche uma frase de palavras ao acaso
help-undo = desfaz uma edição; Alt-/ refaz
help-key-again = Ctrl-R
help-again = pede outra mensagem
help-key-change = F4
help-key-message = Ctrl-N
help-message = abre a mensagem de prática mais recente

help-goal = Este programa consegue para você uma conta em um servidor local Matrix, ou leva você de volta a uma cuja senha esqueceu. Só é preciso navegador onde um servidor exige um.
help-server = Um servidor local é onde sua conta mora, como um provedor de e-mail. Digite o nome dele; ele é procurado assim que você faz uma pausa. Seu ID Matrix vai terminar com ele.
help-contact = Um contato verificado é o único modo de redefinir uma senha esquecida. Quem cuida do servidor pode vê-lo; outros usuários não.
help-country = Os números são lidos como se disca neste país. Digite algumas letras do nome, o código de duas letras ou o código de discagem.
help-number = Digite o número como discaria em casa, ou com + e o código do país. A linha abaixo do campo mostra exatamente para qual número vai o SMS.
help-address = O servidor envia um link para este endereço.
help-account = O nome vira seu ID Matrix e não pode mudar depois. A senha só vai ao servidor local e não é guardada aqui.
help-token = Alguns servidores só deixam entrar quem tem um token. Pergunte a quem convidou você.
help-terms = Concorda-se com cada documento em separado. Os endereços abrem em qualquer navegador.
help-review = Isto é tudo o que vai acontecer. Se você seguir, uma mensagem é pedida ao servidor, a não ser que já tenha sido.
help-new-password = A nova senha vale assim que o link do e-mail é aberto. Desconectar as outras sessões é o certo se outra pessoa pode estar nelas; isso pode tornar ilegíveis mensagens criptografadas antigas.
help-browser = O servidor quer algo que só uma página da web pode mostrar, como um captcha. Abra o link em qualquer aparelho, termine lá e volte: esta página segue sozinha.
help-verify = A mensagem prova que o endereço é seu. Pode levar um minuto. Pedir de novo envia outra; pedir uma vez envia uma só, por pior que seja a rede.
help-verify-code = O código da mensagem prova que o número é seu. Ela pode levar um minuto. Um código de seis dígitos é verificado assim que fica completo; qualquer outro, com Enter. Enter sem código verifica se o link da mensagem foi aberto.
help-done = Está feito. Nada secreto ficou neste computador.
help-stopped = Este servidor não consegue fazer isso, e esta página diz por quê. Tudo o que você digitou fica guardado para outro servidor.

details-title = Detalhes
details-base = Endereço do servidor
details-version = Versão mais nova
details-attempt = Mensagem
details-requests = Pedidos, o mais recente primeiro
details-none = Nada foi perguntado a nenhum servidor ainda.
details-waiting = esperando
details-answered = respondido · { $ms } ms
details-failed = { $why } · { $ms } ms
details-dropped = não é mais necessário
details-dns = sem endereço
details-refused = conexão recusada
details-timeout = sem resposta a tempo
details-tls = falha de TLS
details-proxy = falha do proxy
details-broken = a conexão caiu
details-unreadable = resposta ilegível

## Practice

strip-title = servidor de prática: nada sai deste computador
strip-empty = Nenhuma mensagem ainda: o que este servidor envia aparece aqui.
strip-open = ctrl-n abre
strip-sms = SMS para { $to }
strip-mail = E-mail para { $to }
message-sms-title = SMS para { $to }
message-mail-title = E-mail para { $to }
message-lead = Esta é a caixa de entrada de prática. Em um servidor de verdade, estaria no seu telefone ou no seu e-mail.
message-confirm = Enter aperta o botão desta página.

## Probe: what a server offers

probe-base = Endereço
probe-software = Programa
probe-versions = Versões do Matrix
probe-newest = { $count ->
    [one] { $version }
   *[other] { $version }, a mais nova de { $count }
}
probe-old = { $count ->
    [one] uma, e antiga
   *[other] { $count }, todas antigas
}
quoted = “{ $text }”
probe-none = nenhum
probe-sign-up = Cadastro
probe-open = aberto
probe-open-browser = aberto, no navegador
probe-closed = fechado
probe-absent = não há
probe-no-way = nenhum caminho é indicado
probe-email = Endereço de e-mail
probe-phone = Número de telefone
probe-required = necessário
probe-optional = opcional
probe-not-taken = não aceita
probe-token = Token de registro
probe-needed = é preciso
probe-not-needed = não é preciso
probe-browser = Passos em um navegador
probe-documents = Para concordar
probe-reset-email = Redefinir por e-mail
probe-reset-phone = Redefinir por telefone
probe-offered = oferece
probe-unlikely = pouco provável
probe-no = não
probe-oauth = OAuth 2.0
probe-oauth-alone = cria e recupera todas as contas
probe-oauth-beside = ao lado das senhas
probe-account-page = Página da conta
probe-password = Regras da senha

name-value = { $name }: { $value }
probe-flow-sign-up = Cadastrar
probe-flow-reset = Redefinir
probe-flow-add = Adicionar um contato
probe-sign-up-token = Aberto com um token de registro, um convite de quem cuida dele.
probe-sign-up-step = Aberto, com um passo em um navegador.
probe-sign-up-both = Aberto, com um token de registro e um passo em um navegador.
probe-sign-up-browser = As contas deste servidor são criadas no navegador.
probe-reset-works = Este servidor pode enviar a você um link para isso.
probe-reset-untold = Redefinir por e-mail está indicado; se um e-mail chega, só pedindo para ver.
probe-reset-by-phone = Este servidor indica que se pode redefinir por telefone.
probe-reset-unlikely = Está indicado, mas nada mais aqui fala de e-mail: é pouco provável.
probe-reset-none = Este servidor não redefine senhas por e-mail nem por telefone.
probe-add-email = Um e-mail provavelmente pode ser adicionado; um login mostraria.
probe-add-phone = Um número de telefone provavelmente pode ser adicionado; um login mostraria.
probe-add-both = Os dois provavelmente podem ser adicionados; um login mostraria.
probe-add-untold = Só um login mostraria se este servidor aceita algum.
probe-add-browser = Os contatos de uma conta são administrados no navegador.
probe-add-no-passwords = Este servidor não usa senhas, então este programa não consegue entrar.

probe-spelling-how = Confira a grafia, ou informe o endereço https completo do servidor.
probe-proxy-how = Confira o endereço do proxy e tente de novo.
probe-later-how = Tente mais tarde, ou pergunte a quem cuida do servidor.

## Left on the normal screen

farewell-created = Seu ID Matrix é { $id }
farewell-iamb = Seu cliente está pronto: iamb -P { $name }
farewell-iamb-late = Escrever { $path } demorou demais: veja se o perfil { $name } está lá.
farewell-practice = Só para praticar: o servidor e a conta somem com este programa.
farewell-web-waiting = Nada foi criado até agora. Termine no navegador, e a conta vai existir mesmo assim: entre com o nome que você escolheu lá.
farewell-base = Servidor local: { $url }
farewell-approval = { $name } foi criado em { $server } e espera aprovação.
farewell-probably = { $name } provavelmente foi criado em { $server }; entre para ter certeza.
farewell-reset = A senha foi mudada em { $server }.
farewell-doubt-account = A conta talvez tenha sido criada: entre para ter certeza.
farewell-doubt-reset = A senha talvez tenha mudado: entre para ter certeza.
farewell-no-account = Nenhuma conta foi criada.
farewell-no-reset = Nenhuma senha foi mudada.
farewell-sent = Uma mensagem foi pedida; pode ser ignorada.
farewell-again = Execute mxid de novo para recomeçar.

too-small = Esta janela é pequena demais. Aumente-a para seguir.

## An unfinished flow, before the wizard begins and after it has ended

farewell-kept = O que você digitou fica guardado por um dia, sem senhas. Continue com “mxid resume”, ou apague com “mxid forget”.
farewell-log = O registro tem lacunas: nem todo pedido pôde ser escrito no arquivo.
farewell-not-kept = O que você digitou não pôde ser guardado: { $why }.
farewell-not-kept-in = O que você digitou não pôde ser guardado em { $path }: { $why }.
farewell-stale = O que foi salvo em { $path } está desatualizado e não pôde ser apagado: { $why }. Não o retome; “mxid forget” tenta apagá-lo.
farewell-not-removed = O que foi guardado não pôde ser apagado de { $path }: { $why }. “mxid forget” tenta de novo.
keep-in-use = outro mxid está com ele
keep-too-large = é grande demais
keep-no-folder = seu sistema não indica uma pasta pessoal para isso
disk-full = não há mais espaço
disk-not-allowed = você não pode escrever nem ler ali
disk-no-folder = há um arquivo no lugar de uma pasta
disk-slow = o disco demorou demais
disk-other = o sistema não conseguiu
resume-none = Não há nada inacabado para continuar.
resume-expired = O que estava inacabado tinha mais de um dia e foi apagado.
resume-in-use = Outro mxid está trabalhando nisso. Continue lá, ou encerre aquele primeiro.
resume-id-server = O que está inacabado em { $server } indica o servidor de identidade { $host }, cujo token não é guardado: informe --id-server e --id-access-token-file de novo.
resume-other-id-server = O que está inacabado em { $server } não indica esse servidor de identidade: deixe --id-server e --id-access-token-file de fora.
saved-refused = Não foi lido, porque { $why }: { $path }
saved-aside = Não foi lido, porque { $why }. Foi posto de lado como { $path }
saved-damaged = o arquivo está danificado
saved-format = outra versão do mxid o escreveu
saved-no-file = não é um arquivo comum
saved-owner = pertence a outro usuário
saved-exposed = outros usuários podem lê-lo ou mudá-lo
saved-future = vem do futuro, e o relógio deste computador pode estar errado
saved-folder = Não dá para procurar o que está inacabado em { $path }: { $why }.
saved-no-folder = Não dá para procurar o que está inacabado: seu sistema não indica uma pasta pessoal.
forget-sign-up = uma conta em { $server }
forget-reset = uma nova senha em { $server }
forget-add = um contato em { $server }
forget-one = Apagado: { $what }.
forget-one-about = Apagado: { $what } ({ $about }).
forget-other-versions = { $count ->
    [one] Apagado: um arquivo de outra versão do mxid.
   *[other] Apagados: { $count } arquivos de outras versões do mxid.
}
forget-others = { $count ->
    [one] Apagado: um arquivo que não podia ser usado.
   *[other] Apagados: { $count } arquivos que não podiam ser usados.
}
forget-none = Não há nada inacabado para apagar.
forget-in-use = { $count ->
    [one] Um fica: outro mxid está trabalhando nele.
   *[other] { $count } ficam: outros mxid estão trabalhando neles.
}
forget-stays = Não foi apagado, porque { $why }: { $path }

## Plain mode: the words that are typed, what they do, and the prompts. Each word is one word.

word-continue = seguir
word-back = voltar
word-stay = ficar
word-leave = sair
word-again = reenviar
word-change = mudar
word-instead = troca
word-take = usar
word-phrase = frase
word-practise = praticar
word-open = abrir
word-message = mensagem
word-help = ajuda
word-details = detalhes
word-repeat = repetir
word-next = próxima
word-previous = anterior
word-more = mais

word-does-continue = segue; uma linha vazia também
word-does-repeat = lê esta página de novo
word-does-next = à próxima pergunta desta página
word-does-previous = à pergunta anterior
word-does-more = lista mais opções

plain-begins = Modo de linhas: digite cada resposta e pressione Enter. “{ $help }” lista as palavras que valem, “{ $leave }” encerra.
plain-step = Passo { $at } de { $all }: { $name }
plain-warning = Aviso: { $text }
plain-problem = Problema: { $text }
plain-agreed = aceito
plain-not-agreed = não aceito
plain-more = { $shown } de { $all }. “{ $more }” lista mais.
plain-now = Já é possível: { $label }
plain-nothing = Isso não faz nada aqui. “{ $help }” lista o que faz.
plain-too-long = Essa linha é longa demais para uma resposta e não foi aceita: digite uma mais curta.
plain-not-text = Essa linha não está em UTF-8 e não foi aceita: digite de novo.
plain-literal = Para dar uma destas palavras como resposta, ponha = na frente.
plain-sms = SMS para { $to }: { $text }
plain-mail = E-mail para { $to }: { $text }
plain-mail-link = “{ $open }” segue o link: { $link }
plain-input-ended = Não há mais respostas. Isto segue sozinho; Ctrl-C encerra.
plain-answers-short = Não há mais respostas, e isto não está terminado.
plain-answer = Resposta
plain-ask = { $label }:
plain-ask-like = { $label } ({ $example }):
plain-ask-kept = { $label } (Enter mantém { $value }):
plain-ask-secret = { $label } (não aparece ao digitar):
plain-ask-secret-kept = { $label } (não aparece ao digitar; Enter mantém o que você digitou):
plain-ask-code = Código:
plain-ask-number = Número:
plain-ask-number-or = Número, ou Enter para { $number }, { $label }:
plain-ask-country = País, ou um número da lista:
plain-ask-country-or = País, um número da lista, ou Enter para { $label }:
plain-ask-agree = Enter concorda com { $label }:
plain-ask-leave = “{ $leave }” ou “{ $stay }”:
plain-ask-enter = Enter segue:
