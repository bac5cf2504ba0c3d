# French, which says « vous ». A no-break space stands before : ; ? and within « ». Words and manner:
# assets/locales/README.md.

minutes = { $count } min
hours = { $count } h
# One thing after another in a list, and one sentence after another in a line.
list-next = { $list }, { $next }
sentence-next = { $before } { $next }

## The way

page-goal = Début
page-server = Serveur
page-contact = Contact
page-phone = Téléphone
page-email = E-mail
page-account = Compte
page-token = Invitation
page-terms = Conditions
page-review = Résumé
page-password = Mot de passe
page-browser = Navigateur
page-verify = Vérifier
page-done = Terminé

## Keys, as the footer names them

key-continue = continuer
key-do = ok
key-submit = envoyer
key-agree = accepter
key-toggle = oui ou non
key-back = retour
key-choose = choisir
key-next = suivant
key-send-again = renvoyer
key-change = changer d’adresse
key-reveal = afficher
key-hide = masquer
key-practise = s’exercer
key-pass-phrase = phrase
key-take = prendre
key-copy = copier
key-open = ouvrir
key-qr = code QR
key-message = ouvrir le message
key-follow = ouvrir le lien
key-confirm = appuyer sur le bouton
key-close = fermer
key-help = aide
key-details = détails
key-leave = quitter
key-leave-now = quitter maintenant
key-stay = rester
key-reset-instead = refaire son mot de passe
key-sign-up-instead = créer un compte

## What would you like to do?

goal-title = Que souhaitez-vous faire ?
goal-sign-up = Créer un compte
goal-sign-up-note = un nouvel identifiant Matrix
goal-sign-up-short = créer un compte
goal-resume-sign-up = Reprendre le compte ({ $server })
goal-resume-reset = Reprendre le mot de passe ({ $server })
goal-resume-add = Reprendre le contact ({ $server })
goal-resume-note = il y a { $age }
goal-resume-note-about = { $about } · il y a { $age }
goal-reset = Réinitialiser un mot de passe oublié
goal-reset-note = avec l’e-mail de votre compte
goal-reset-short = réinitialiser un mot de passe

## Server

server-title-sign-up = Où votre compte va-t-il vivre ?
server-title-reset = Où se trouve votre compte ?
server-label = Serveur d’accueil
server-placeholder = example.org
server-usual = Vient de votre fichier de configuration. Vous pouvez le changer ici.
server-practise = Pas de serveur en tête ? Ctrl-P permet de s’exercer sur celui qui est intégré.
server-found = Trouvé : { $host }
server-found-practice = Le serveur d’exercice intégré, sur cet ordinateur seulement
offer-open = Les inscriptions sont ouvertes.
offer-neither = Ni adresse e-mail ni numéro de téléphone n’est demandé.
offer-both-required = Une adresse e-mail et un numéro de téléphone sont nécessaires.
offer-email-required = Une adresse e-mail est nécessaire.
offer-phone-required = Un numéro de téléphone est nécessaire.
offer-email-optional = L’adresse e-mail est facultative.
offer-phone-optional = Le numéro de téléphone est facultatif.
offer-email-required-phone-optional = L’adresse e-mail est nécessaire, le numéro de téléphone facultatif.
offer-phone-required-email-optional = Le numéro de téléphone est nécessaire, l’adresse e-mail facultative.
offer-both-optional = L’adresse e-mail et le numéro de téléphone sont facultatifs.
offer-one-required = Une adresse e-mail ou un numéro de téléphone est nécessaire.
offer-token = Il vous faut un jeton d’inscription, une invitation des responsables du serveur.
offer-terms = { $count ->
    [one] Un document à accepter.
   *[other] { $count } documents à accepter.
}
offer-closed = Les inscriptions sont fermées sur ce serveur.
offer-browser = Les comptes de ce serveur se créent et se récupèrent dans le navigateur.
offer-none = Ce serveur ne crée pas de comptes.
offer-web-too = On peut aussi créer un compte dans le navigateur.
offer-browser-step = L’inscription passe par une étape dans un navigateur.
offer-no-passwords = Ce serveur n’utilise pas de mots de passe.
offer-no-way = Ce serveur n’offre aucune voie que ce programme puisse suivre.

character-space = un espace
look-alike = « { $character } » est une lettre { $script } qui ressemble seulement à « { $like } ».
look-alike-other = « { $character } » ressemble seulement à « { $like } ».
script-cyrillic = cyrillique
script-greek = grecque
script-armenian = arménienne
script-full-width = à pleine chasse

server-empty = Aucun serveur n’a été nommé.
server-character = Un nom de serveur ne peut pas contenir { $character }.
server-port = Le port après les deux-points n’est pas un nombre de 1 à 65535.
server-malformed = Cela ne ressemble pas à un nom de serveur.
server-plain-http = Le http simple enverrait votre mot de passe sans protection.
server-url-extra = L’adresse d’un serveur n’a ni nom d’utilisateur, ni point d’interrogation, ni dièse.
server-url-malformed = Cela ne ressemble pas à une adresse web.
server-error-how = Saisissez un nom comme example.org, ou l’adresse https complète du serveur.

well-known-status = { $server } répond HTTP { $status } là où il devrait nommer son serveur Matrix.
well-known-empty = { $server } ne répond rien là où il devrait nommer son serveur Matrix.
well-known-not-json = { $server } répond quelque chose d’illisible là où il devrait nommer son serveur Matrix (ce n’est pas du JSON).
well-known-too-large = { $server } répond beaucoup trop là où il devrait nommer son serveur Matrix.
well-known-no-url = { $server } a un fichier sur Matrix, mais il ne nomme aucun serveur (m.homeserver).
well-known-unusable = { $server } nomme un serveur Matrix dont l’adresse est inutilisable.
well-known-how = Ses responsables peuvent y remédier. D’ici là, collez l’adresse https complète du serveur Matrix ; Enter réessaie.
well-known-none = { $server } ne dit pas où est son serveur Matrix, et n’en est pas un.
redirect-loop = { $server } nous fait tourner en rond au lieu de nommer son serveur Matrix.
redirect-too-many = { $server } nous renvoie d’un endroit à l’autre ; après cinq, nous avons arrêté.
redirect-insecure = { $server } nous renvoie vers une adresse non sûre (sans https) ; rien n’y a été demandé.
redirect-nowhere = { $server } nous renvoie ailleurs sans dire où.
redirect-unreachable-how = { $server } nous y renvoie. Ses responsables peuvent y remédier ; d’ici là, collez l’adresse https complète du serveur Matrix.
elsewhere-how = { $server } dit que son serveur Matrix est là. Enter réessaie, ou collez une autre adresse https si vous en connaissez une meilleure.
not-matrix = Quelque chose répond à { $server }, mais ce n’est pas un serveur Matrix.
discovery-how = Vérifiez l’orthographe, ou collez l’adresse https complète du serveur. Enter réessaie.
dns-how = Vérifiez l’orthographe, ou collez l’adresse https complète du serveur.

network-dns = Aucun serveur Matrix ne répond à { $server } : ce nom n’a pas d’adresse (DNS).
network-refused = Rien ne répond à { $server } : la connexion a été refusée.
network-timeout = { $server } n’a pas répondu à temps.
network-broken = La connexion à { $server } s’est interrompue.
proxy-unreachable = Le proxy lui-même ne répond pas.
proxy-credentials = Le proxy veut un nom d’utilisateur et un mot de passe, ou n’accepte pas ceux qu’il a reçus.
proxy-refused = Le proxy n’a pas voulu ou pas pu nous relier à { $server }.
tls-expired = Le certificat de { $server } a expiré : impossible de savoir qui répond.
tls-not-yet-valid = Le certificat de { $server } n’est pas encore valable ; une horloge est peut-être fausse.
tls-wrong-host = Le certificat de { $server } est au nom d’un autre.
tls-unknown-issuer = Le certificat de { $server } n’est signé par personne à qui cet ordinateur fasse confiance.
tls-other = Aucune connexion sûre à { $server } n’a pu être établie (TLS).
tls-how = Rien n’a été envoyé. Vérifiez le nom et l’horloge de cet ordinateur, ou demandez aux responsables du serveur.
tls-issuer-how = Rien n’a été envoyé. Si votre réseau ou le serveur a ses propres certificats, recommencez avec --ca-file ; sinon, demandez aux responsables du serveur.
proxy-how = Enter réessaie. Le proxy est donné par --proxy, HTTPS_PROXY ou ALL_PROXY : corrigez-le là et recommencez.
proxy-credentials-how = Mettez-les dans HTTPS_PROXY, comme http://name:password@proxy.example.org:3128, et recommencez.
try-again-how = Tout ce que vous avez saisi est encore là. Appuyez sur Enter pour réessayer.

## Contact

contact-title-sign-up = Comment le serveur peut-il vous joindre ?
contact-title-reset = Comment le serveur vous connaît-il ?
contact-lead-sign-up = Par e-mail, on revient après un oubli du mot de passe ; par téléphone, sur peu de serveurs.
contact-refused = impossible ici
contact-lead-reset = Il doit déjà être lié à votre compte, et vérifié.
contact-phone = Numéro de téléphone
contact-phone-note = code par SMS
contact-phone-reset-note = rare ; nous essayons
contact-email = Adresse e-mail
contact-email-note = lien par e-mail
contact-both = Téléphone et adresse e-mail
contact-both-note = les deux sont vérifiés
contact-none = Ni l’un ni l’autre
contact-none-note = aucun retour sans mot de passe
contact-required = nécessaire
contact-no-phone = Ce serveur ne prend pas de numéros de téléphone.
contact-no-email = Ce serveur ne prend pas d’adresses e-mail.
contact-one-needed = Ce serveur veut un contact ; on ne peut pas s’en passer ici.

email-title-sign-up = Quelle est votre adresse e-mail ?
email-title-reset = Quelle adresse e-mail est liée à votre compte ?
email-placeholder = vous@example.org
email-will = Nous demanderons un e-mail pour { $address }
did-you-mean = Vouliez-vous dire { $meant } ? F3 le prend.
email-spelling = Écrivez-la comme lors de l’ajout : certains serveurs distinguent les majuscules.
email-practice = Le serveur d’exercice a un compte avec { $address }.
nothing-sent-yet = Rien n’est envoyé avant que vous ayez vu le résumé.

email-empty = Aucune adresse n’a été saisie.
email-no-name = Une adresse a un nom avant son @.
email-no-domain = Une adresse a un domaine après son @.
email-two-ats = Une adresse n’a qu’un seul @.
email-character = Une adresse e-mail ne peut pas contenir { $character } à cet endroit.
email-domain = La partie après le @ n’est pas complète.
email-domain-malformed = La partie après le @ ne peut pas être un domaine.
email-local = Il n’y a pas de point après le @. Enter continue quand même.
email-too-long = L’adresse est plus longue que ce que les serveurs acceptent.
email-error-how = Corrigez-la ci-dessus, puis appuyez sur Enter.

## Country and number

country-title = De quel pays est le numéro ?
country-placeholder = un nom, un code comme FR, ou +33
country-count = { $shown } sur { $all } · saisissez un nom, un code comme FR, ou +33
country-no-match = Aucun pays ne correspond. Essayez une autre orthographe.
country-by-zone = d’après votre fuseau horaire
country-by-locale = d’après votre langue
country-by-both = d’après fuseau et langue
country-none = Aucun pays n’est encore choisi.
country-none-how = Saisissez quelques lettres de son nom, ou choisissez avec les flèches ; Enter continue.

number-title = Quel est votre numéro de téléphone ?
number-label = { $country } (+{ $dial })
number-placeholder = comme { $example }
number-will = Le SMS ira au { $number }
number-landline = Cela ressemble à un poste fixe ; les SMS n’arriveront peut-être pas. Enter continue.
number-service = Cela ressemble à un numéro de service ; les SMS n’arriveront peut-être pas. Enter continue.
number-short = { $missing ->
    [one] Il semble manquer un chiffre. Enter continue quand même.
   *[other] Il semble manquer { $missing } chiffres. Enter continue quand même.
}
number-long = Cela semble trop long. Enter continue quand même.
number-plus-missing = S’il commence par l’indicatif du pays, mettez un + devant. Enter continue tel quel.
number-unassigned = Nos tables ne connaissent pas ce numéro, mais elles sont peut-être anciennes. Enter continue.

number-empty = Aucun numéro n’a été saisi.
number-too-short = { $missing ->
    [one] Encore un chiffre.
   *[other] Encore { $missing } chiffres.
}
number-too-short-for = Encore trop court pour être un numéro.
number-too-long = Trop long pour ce pays : { $country }
number-letter = Un numéro de téléphone n’a pas de lettres.
number-extension = On ne peut pas envoyer de SMS à un poste interne.
number-plus = Le + se place au début.
number-sign = Un numéro de téléphone ne peut pas contenir { $character }.
number-control = Un numéro de téléphone ne peut pas contenir de caractères de contrôle.
number-calling-code = Aucun pays n’a cet indicatif après le +.
number-error-how = Corrigez-le ci-dessus, puis appuyez sur Enter.

## Name and password

account-title = Choisissez votre nom et votre mot de passe
username-label = Nom d’utilisateur
username-hint = Minuscules, chiffres et . _ = - / + forment un nom.
username-will = Vous serez { $id }
username-will-on = Vous serez { $id } sur { $host }
username-empty = Aucun nom d’utilisateur n’a été saisi.
username-character = Un nom d’utilisateur ne peut pas contenir { $character }.
username-too-long = Le nom d’utilisateur est trop long.
username-error-how = Les minuscules, les chiffres et . _ = - / + conviennent. Corrigez-le ci-dessus ; Enter continue.
name-taken = Ce nom est pris sur ce serveur.
name-refused = Ce serveur n’autorise pas ce nom.
name-reserved = Ce nom est réservé sur ce serveur.
name-how = Choisissez-en un autre ; tout le reste demeure.

password-label = Mot de passe
password-again-label = Le même, encore une fois
password-reveal = ctrl-t l’affiche
password-hide = ctrl-t le masque
password-same = ✓ Les deux concordent
password-host = Votre mot de passe ira à { $host }.
password-empty = Aucun mot de passe n’a été saisi.
password-too-short = Un mot de passe doit avoir au moins { $least } caractères.
password-too-long = Un mot de passe a au plus 512 octets.
password-rule = Les règles du serveur en demandent plus au mot de passe : { $rule }.
password-refused = Le serveur trouve ce mot de passe trop faible.
password-refused-rule = Le serveur trouve ce mot de passe trop faible : { $rule }.
password-error-how = Choisissez-en un autre ; quelques mots sans rapport en font un bon.
password-mismatch = Les deux mots de passe diffèrent.
password-mismatch-how = Saisissez-le encore une fois ; ctrl-t affiche ce que vous avez saisi.
not-utf8 = Votre terminal a envoyé un caractère qui n’est pas en UTF-8 : ce champ a été vidé et ne prend rien.
not-utf8-how = Appuyez sur Ctrl-U et recommencez avec d’autres lettres, ou réglez le terminal sur UTF-8.

rule-kept = ✓ { $rule }
rule-open = ○ { $rule }
rule-length = au moins { $least } caractères
rule-longer = plus de caractères
rule-digit = un chiffre
rule-symbol = un symbole
rule-lowercase = une minuscule
rule-uppercase = une majuscule
rule-uncommon = pas un mot de passe courant

strength-pending = Sa force s’affiche dès que vous faites une pause.
strength-very-weak = Très faible : deviné aussitôt
strength-very-weak-because = Très faible : { $why }
strength-weak = Faible : deviné en quelques heures
strength-weak-because = Faible : { $why }
strength-fair = Moyen : trop lent à deviner par le réseau
strength-strong = Fort : des années pour le deviner
strength-very-strong = Très fort : des siècles pour le deviner
weakness-common = beaucoup de gens l’ont
weakness-near-common = proche d’un mot de passe que beaucoup ont
weakness-word = presque seulement un mot
weakness-name = presque seulement un nom
weakness-personal = il contient votre nom, adresse ou serveur
weakness-keys = des touches voisines du clavier
weakness-repeats = toujours la même chose
weakness-sequence = des lettres ou des chiffres à la suite
weakness-date = une date ou une année
weakness-short = trop court
pass-phrase-hint = Long vaut mieux que rusé : plusieurs mots au hasard tiennent le mieux.
pass-phrase-made = Tirée au hasard : { $bits } bits. Notez-la avant de continuer.

new-password-title = Choisissez votre nouveau mot de passe
new-password-lead-mail = Un e-mail part vers { $address }, si cette adresse est valable ici.
new-password-lead-text = Un SMS part vers { $address }, si ce numéro est valable ici.
logout-title = Vos autres sessions
logout-title-open = Vos autres sessions : choisissez avec ↑↓
logout-keep = Les laisser connectées
logout-keep-note = un simple oubli
logout-all = Les déconnecter toutes
logout-all-note = un autre y est peut-être
logout-all-loses = Les messages chiffrés que seules ces sessions peuvent lire seront perdus.
logout-none = Vous n’avez pas dit ce que deviennent vos autres sessions.
logout-none-how = Choisissez avec les flèches ; Enter continue.

## Invitation and terms

token-title = Quel est votre jeton d’inscription ?
token-lead = Ce serveur est sur invitation. Ses responsables donnent des jetons à qui ils invitent.
token-label = Jeton d’inscription
token-note = Il n’est consommé qu’à la création du compte.
token-empty = Aucun jeton n’a été saisi.
token-too-long = Un jeton a au plus 64 caractères.
token-character = Un jeton ne peut pas contenir { $character }.
token-refused = Le serveur ne prend pas ce jeton : il est faux, consommé ou trop ancien.
token-error-how = Vérifiez et corrigez-le ci-dessus, ou demandez-en un autre ; Enter continue.

terms-title = Acceptez-vous ?
terms-lead = { $count ->
    [one] Ce serveur a un document à accepter. Lisez-le à son adresse.
   *[other] Ce serveur a { $count } documents à accepter. Lisez chacun à son adresse.
}
terms-name = { $name } { $version }
terms-open = Tout n’est pas encore accepté.
terms-open-how = Enter les accepte l’un après l’autre.

## Review

review-title = Tout est correct ?
review-server = Serveur
review-server-host = { $server } ({ $host })
review-server-practice = { $server } (exercice)
review-id = Identifiant Matrix
review-id-on = { $id } sur { $host }
review-phone = Téléphone
review-phone-value = { $number }, { $country }
review-email = E-mail
review-contact = Contact
review-no-contact = aucun : un mot de passe oublié ne pourra pas être réinitialisé
review-token = Invitation
review-token-given = un jeton d’inscription, consommé par cette inscription
review-agreed = Accepté
review-next-text = Ensuite : un SMS avec un code part vers ce numéro. Après cela, aucune session ne reste ouverte sur cet ordinateur.
review-next-mail = Ensuite : un e-mail avec un lien part vers cette adresse. Après cela, aucune session ne reste ouverte sur cet ordinateur.
review-next-both = Ensuite : un SMS avec un code, puis un e-mail avec un lien. Après cela, aucune session ne reste ouverte sur cet ordinateur.
review-doubt = La dernière étape est peut-être déjà faite : sa réponse s’est perdue. Continuer interroge le serveur.
review-next-asked = Le message a déjà été demandé ; continuer n’en envoie pas d’autre.
review-next-none = Ensuite : le compte est créé. Aucune session ne reste ouverte sur cet ordinateur.
review-next-reset-mail = Ensuite : un e-mail part vers cette adresse. Pendant ce temps, vous choisissez le nouveau mot de passe.
review-next-reset-text = Ensuite : un SMS part vers ce numéro. Pendant ce temps, vous choisissez le nouveau mot de passe.

action-create = Créer le compte
action-go-on = Continuer
action-send-code = Envoyer le code
action-send-mail = Envoyer l’e-mail
action-change-address = Changer l’adresse
action-change-number = Changer le numéro
action-change-account = Changer le nom ou le mot de passe
action-look = Vérifier maintenant
action-send-again = Renvoyer
action-in = dans
action-other-address = Utiliser une autre adresse
action-other-number = Utiliser un autre numéro
action-use-phone = Utiliser plutôt un numéro de téléphone
action-use-email = Utiliser plutôt une adresse e-mail
action-use-none = Continuer sans contact
action-other-server = Choisir un autre serveur
action-pass-phrase = Choisir des mots au hasard pour moi (F5)
action-take = Prendre { $meant }
action-copy = Copier l’identifiant Matrix
action-copy-link = Copier le lien
action-open-link = L’ouvrir ici
action-qr = Afficher un code QR
action-reset-instead = Réinitialiser plutôt son mot de passe
action-sign-up-instead = Créer plutôt un compte
action-finish = Terminer
action-check-password = S’assurer : se connecter une fois, puis se déconnecter
action-leave = Quitter

## Verify

verify-code-title = Saisissez le code envoyé par SMS au { $address }
verify-link-title = Ouvrez le lien de votre e-mail
verify-link-title-text = Ouvrez le lien du SMS
verify-link-lead = En route vers { $address }, si c’est valable ici. Ouvrez le lien sur n’importe quel appareil ; cette page continue d’elle-même.
verify-asked = Demandé il y a { $ago } · message { $number }
verify-asked-looked = Demandé il y a { $ago } · message { $number } · vérifié il y a { $looked }
verify-earlier-code = Le code d’un message précédent fonctionne peut-être encore.
verify-earlier-link = Le lien d’un message précédent fonctionne peut-être encore.
verify-link-hint-sign-up = Rien ? Voyez les indésirables. Certains serveurs se taisent quand une adresse est déjà prise.
verify-link-hint-text = Rien ? Certains serveurs se taisent quand un numéro est déjà pris.
verify-link-hint-reset = Rien ? Voyez les indésirables. L’e-mail peut aussi dire qu’aucun compte n’a cette adresse. Certains liens mènent à une page avec un bouton : appuyez dessus.

code-none = Aucun code n’a été saisi, et aucun lien n’a encore servi.
code-none-how = Saisissez le code du message, puis appuyez sur Enter.
code-wrong = Le serveur n’a pas accepté { $code }.
code-wrong-how = Regardez le message le plus récent et saisissez son code, ou demandez-en un autre avec Ctrl-R.
code-elsewhere = Ce serveur veut que le code soit envoyé à un autre hôte : { $host }.
code-elsewhere-how = Si vous avez confiance en cet hôte, appuyez sur Enter pour y envoyer le code.
code-elsewhere-far-how = Il ne fait pas partie de { $server } : qui le gère peut utiliser votre code. N’appuyez sur Enter pour y envoyer le code que si vous êtes sûr de cet hôte.
code-address-bad = Le serveur veut que le code soit envoyé à une adresse qui n’est pas sûre.
code-address-bad-how = Rien n’a été envoyé. Essayez un autre contact, ou prévenez les responsables du serveur.
codes-too-many = Le serveur a refusé cinq codes ; ce message ne sert plus à rien.
message-expired = Ce message est trop ancien, ou le serveur ne le connaît plus.
message-expired-how = Appuyez sur Ctrl-R pour en avoir un nouveau.

email-in-use = Un compte avec cette adresse e-mail existe déjà ici.
number-in-use = Un compte avec ce numéro de téléphone existe déjà ici.
address-in-use-how = Ctrl-X réinitialise plutôt son mot de passe, ou saisissez autre chose ci-dessus.
email-unknown = Aucun compte ici n’a cette adresse e-mail.
number-unknown = Aucun compte ici n’a ce numéro de téléphone.
address-unknown-how = Vérifiez l’orthographe : elle doit être liée au compte et vérifiée. Ctrl-X crée plutôt un compte.
email-denied = Ce serveur n’accepte pas cette adresse e-mail.
number-denied = Ce serveur n’accepte pas ce numéro de téléphone.
address-denied-how = Saisissez autre chose ci-dessus ; Enter continue.
email-invalid = Le serveur n’arrive pas à lire cette adresse e-mail.
number-invalid = Le serveur n’arrive pas à lire ce numéro de téléphone.
address-invalid-how = Corrigez ci-dessus ; Enter continue.
email-unsupported = Ce serveur ne peut pas le faire par e-mail.
number-unsupported = Ce serveur ne peut pas le faire par téléphone.
needs-identity-server = Ce serveur ne peut pas vérifier lui-même et enverrait votre contact à un tiers.
medium-unsupported-how = Choisissez un autre moyen avec les flèches ; Enter continue.
mail-undelivered = Le serveur n’a pas pu envoyer l’e-mail.
text-undelivered = Le serveur n’a pas pu envoyer le SMS.
not-again-how = Le message d’avant est encore attendu. Appuyez sur Ctrl-R pour redemander.
undelivered-how = Rien n’est perdu. Enter redemande, ou Esc revient à une autre adresse.
destination-rejected = Ce serveur n’envoie pas de SMS vers ce pays.
destination-rejected-how = Esc revient à un autre pays ou à un autre type de contact.

limited = { $server } nous demande d’attendre { $wait } avant la prochaine requête.
limited-how = Le temps passe tout seul, puis la requête est répétée une fois.
server-failed = { $server } a une panne de son côté.
server-refused = { $server } a refusé.
refused-how = Enter réessaie ; Esc revient pour changer quelque chose.
server-circling = { $server } revient sans cesse sur ce qu’il avait accepté.
server-circling-how = Plus rien n’est envoyé tout seul. Appuyez sur Enter pour réessayer ; si cela continue, prévenez les administrateurs du serveur.
server-full = Ce serveur ne prend plus de comptes.
server-full-how = Ses responsables peuvent y remédier ; Esc revient à un autre serveur.
answer-unreadable = { $server } a envoyé une réponse illisible.
answer-too-large = { $server } a envoyé une réponse beaucoup trop grande.
answer-redirect = { $server } nous a renvoyés ailleurs, et le suivre pourrait dévoiler vos données.
answer-lost = La réponse à la dernière étape s’est perdue : elle est peut-être déjà faite.
answer-lost-how-sign-up = Appuyez sur Enter pour redemander, ou essayez de vous connecter avec votre nom et votre mot de passe.
answer-lost-how-reset = Appuyez sur Enter pour redemander, ou essayez de vous connecter avec le nouveau mot de passe.
practice-not-built = Ce programme a été construit sans serveur d’exercice.
practice-cannot-listen = Le serveur d’exercice n’a pas pu démarrer sur cet ordinateur.

## A step in the browser

browser-title = Une étape demande un navigateur
browser-lead = { $server } demande { $stage }. Ouvrez ce lien sur n’importe quel appareil :
browser-looked = Vérifié il y a { $looked }
browser-hint = Terminez-la là-bas ; cette page continue d’elle-même. Gardez le lien pour vous : il vaut pour ce que vous faites ici.
qr-title = Scannez ceci avec un autre appareil
qr-no-room = Cette fenêtre est trop petite pour le code. Agrandissez-la, ou copiez le lien :
qr-too-long = Le lien est trop long pour un code. Copiez-le plutôt :

## A sign-up in the browser

web-title = { $server } crée les comptes dans le navigateur
web-offer = Il utilise OAuth 2.0 : aucun programme n’a le droit de demander votre mot de passe ici, et c’est bien ainsi. Deux façons de continuer :
web-offer-too = Là-bas, sa propre page d’inscription est la seule voie vers un nouveau compte. Deux façons de continuer :
web-offer-elsewhere = La page d’inscription est sur { $host }. Elle s’ouvre dans un navigateur de cet ordinateur ; ce programme attend, puis affiche votre nouvel identifiant Matrix.
web-offer-hint = La page d’inscription s’ouvre dans un navigateur de cet ordinateur. Ce programme attend, puis affiche votre nouvel identifiant Matrix.
action-open-sign-up = Ouvrir la page d’inscription
action-account-page = Afficher plutôt un lien et un code QR
action-open-again = Ouvrir à nouveau la page
web-waiting-title = Créez votre compte dans le navigateur
web-waiting = La page d’inscription de { $server } s’ouvre dans un navigateur de cet ordinateur.
web-waiting-hint = Terminez là-bas : cette page continue d’elle-même. Voici son lien, qui ne marche que sur cet ordinateur :
web-cannot-listen = Cet ordinateur ne laisse pas le programme attendre le navigateur : la page d’inscription ne pourrait pas nous répondre.
web-client-refused = { $server } ne laisse pas ce programme ouvrir sa page d’inscription.
web-by-link-how = Ouvrez plutôt le lien de cette page dans un navigateur.
web-no-link-how = Choisissez un autre serveur, ou demandez à ceux qui gèrent celui-ci.
web-denied = Le navigateur est revenu sans compte.
web-denied-how = Appuyez sur Enter pour rouvrir la page d’inscription.
web-refused = La page d’inscription de { $server } a renvoyé le navigateur sans compte.
web-unknown = Vous avez terminé la page d’inscription, mais { $server } ne dit pas quel est votre identifiant Matrix.
web-unknown-how = Le compte existe sans doute : connectez-vous avec le nom que vous y avez choisi.
done-web-closing = La session qui a demandé votre identifiant Matrix se ferme.
done-web-open = Une session qui a demandé votre identifiant Matrix n’a pas pu être fermée : déconnectez « mxid » dans les réglages de votre compte.
status-opening-sign-up = Préparation de la page d’inscription
status-asking-id = Demande de votre identifiant Matrix
notice-no-browser-here = Aucun navigateur n’a pu démarrer. Copiez le lien et ouvrez-le sur cet ordinateur.
help-web = Ce serveur veut que les comptes se créent sur sa propre page. Elle s’ouvre ici dans un navigateur et répond à ce programme, qui affiche votre nouvel identifiant Matrix et ne garde rien. Sur un ordinateur sans navigateur, prenez le lien.
callback-taken = Vous pouvez fermer cette page. Le terminal montre le résultat.
callback-other = Il n’y a rien ici.
farewell-web-sign-up = Les comptes s’y créent dans un navigateur : { $url }
farewell-web-add = Les contacts s’y ajoutent dans un navigateur, avec les détails de votre compte : { $url }
farewell-web-reset = Les mots de passe s’y réinitialisent dans un navigateur, sous « mot de passe oublié » : { $url }

## What is under way

status-looking-up = Recherche de { $server }
status-starting-practice = Démarrage du serveur d’exercice
status-checking-name = Le nom est-il libre ?
status-checking-token = Vérification du jeton
status-asking = Demande du message
status-checking-code = Vérification du code
status-looking = Le lien a-t-il été ouvert ?
status-looking-done = Est-ce fait ?
status-finishing = Dernière étape en cours
status-talking = Échange avec le serveur
status-look-again = Le serveur n’a pas répondu. Nouvelle vérification dans { $wait }.
status-look-limited = Le serveur nous demande d’attendre. Nouvelle vérification dans { $wait }.
status-look-again-doubt = C’est peut-être déjà fait ; cette page vérifie à nouveau dans { $wait }.
status-repeat = Pas encore de réponse utilisable. Nouvel essai dans { $wait } ; rien n’est envoyé deux fois.

notice-country = Le numéro commence par l’indicatif d’un autre pays : désormais { $country }.
notice-paste-cut = Le texte collé était trop long ; sa fin a été laissée de côté.
notice-paste-cleaned = Certains caractères du texte collé ont été laissés de côté.
notice-paste-refused = Le texte collé contient un saut de ligne ou un caractère de contrôle : rien n’en a été pris.
notice-password-replaced = Les mots ont remplacé votre mot de passe. Ctrl-_ le rétablit.
notice-copied = Copié, si votre terminal le permet.
notice-opened = Un navigateur a été prié d’ouvrir le lien.
notice-no-browser = Aucun navigateur n’a pu démarrer ici. Copiez le lien, ou appuyez sur q pour un code QR.
notice-new-link = Le serveur a oublié ce qui a été fait dans le navigateur. Ce lien est nouveau : refaites-le une fois.
notice-not-done-yet = Le serveur ne sait pas encore que c’est fait.
notice-back-waits = Retour dès que la réponse est là : c’est peut-être un succès.
notice-too-soon = Vous pourrez redemander dans { $wait }.
notice-look-too-soon = Vérifier plus tôt ne ferait qu’allonger l’attente.
notice-sent-again = Un autre message a été demandé.
notice-in-use = Un autre mxid travaille à celui-là. Continuez là-bas, ou choisissez autre chose.
notice-gone = Il ne reste rien de celui-là à reprendre. Choisissez autre chose.
notice-taken-up = Vous revoilà où vous étiez. Mots de passe et jetons ne sont jamais enregistrés : saisissez les vôtres à nouveau.
notice-not-kept = Impossible d’enregistrer ceci : { $why }. Continuez normalement, mais « mxid resume » ne le retrouvera pas.
notice-kept-stale = Ce qui est enregistré est périmé et ne peut pas être effacé : { $why }. Ne le reprenez pas plus tard.
notice-not-yet = Pas encore ouvert. Cette page continue de vérifier.

cause-code = { $code } · HTTP { $status }
cause-status = HTTP { $status }

## Done

done-created-title = Votre compte est prêt
done-phone = Le téléphone { $number } est vérifié. Peu de serveurs réinitialisent un mot de passe par ce moyen.
done-email = L’e-mail { $address } est vérifié et permet de le récupérer.
done-no-contact = Aucun contact n’y est lié : gardez bien le mot de passe.
done-another = Un compte { $name } a peut-être été créé avant : la réponse qui le dirait s’est perdue.
done-no-session = Aucune session n’est restée ouverte.
done-session-closed = Le serveur a ouvert une session sans qu’on le demande ; elle est refermée.
done-session-open = Le serveur a ouvert une session sans qu’on le demande ; elle se ferme.
done-session-left-open = Une session n’a pas pu être fermée. Déconnectez-la dans un client, dans la liste de vos sessions.
done-next = Ensuite
done-iamb = { $entries } sous { $heading }, puis iamb -P { $name }
done-iamb-ready = iamb -P { $name }
done-gomuks = connectez-vous avec { $id }
done-gomuks-at = connectez-vous avec { $id } sur { $base }
done-backup = Première connexion : activez la sauvegarde des clés, sinon les messages chiffrés se perdent avec l’appareil.
action-add-profile = Ajouter un profil iamb à { $path }
profile-added = Le profil { $name } est dans { $path }.
profile-exists = { $path } a déjà un profil { $name }. Il reste tel quel.
profile-old-format = iamb y utilise encore config.json, que { $path } cacherait. Rien n’a été écrit.
profile-inline-table = { $path } a ses profils entre accolades : ajoutez-y celui-ci à la main. Rien n’a été ajouté.
profile-unreadable = { $path } n’est pas écrit comme iamb le lit. Rien n’a été ajouté.
profile-unwritable = { $path } ne peut pas être écrit. Rien n’a été ajouté.
done-approval-title = Votre compte attend une approbation
done-approval = { $server } a créé { $name } ; ses responsables approuvent les nouveaux comptes avant qu’ils servent.
done-probably-title = Votre compte est sans doute prêt
done-probably = La dernière réponse de { $server } s’est perdue, et le nom { $name } est pris depuis. C’est très probablement votre nouveau compte.
done-probably-check = Une connexion avec votre nom et votre mot de passe le dira avec certitude.
done-password-earlier = Son mot de passe est celui d’avant l’interruption, ou celui que vous venez de saisir. S’ils peuvent différer, assurez-vous-en.
done-password-asking = Connexion avec le mot de passe.
done-password-right = Le mot de passe fonctionne.
done-password-wrong = Ce que vous venez de saisir ne fonctionne pas : le mot de passe est celui d’avant l’interruption.
done-password-wrong-probably = Le serveur ne prend pas ce mot de passe pour ce nom : vous en aviez saisi un autre avant, ou le compte est à quelqu’un d’autre.
done-password-reset = Une réinitialisation par votre adresse e-mail en fixe un nouveau.
done-password-use = Utilisez celui-là : sans adresse e-mail, pas de réinitialisation.
done-password-unanswered = Le serveur n’a pas dit si le mot de passe fonctionne. Réessayez, ou connectez-vous avec un client.
done-reset-title = Votre mot de passe est changé
done-reset = Le nouveau mot de passe fonctionne désormais sur { $server }.
done-reset-earlier = { $server } l’a changé, maintenant ou avant l’interruption.
done-signed-out = Toutes les autres sessions ont été déconnectées.
done-still-in = Vos autres sessions restent connectées.
done-reset-advice = Si quelqu’un d’autre a pu entrer, passez vos sessions en revue et renouvelez votre clé de récupération.

## It cannot go on here

stop-closed-title = Les inscriptions y sont fermées
stop-closed = { $server } ne crée pas de nouveaux comptes en ce moment. Ses responsables savent peut-être quand cela changera ; un autre serveur est peut-être ouvert.
stop-no-registration = { $server } n’a aucun moyen de créer un compte.
stop-ask = Vous pouvez demander à { $contacts }.
stop-ask-page = Ses responsables disent sur cette page comment les joindre :
stop-server-says = Le serveur dit : « { $text } »
stop-browser-title-sign-up = Les comptes s’y créent dans le navigateur
stop-browser-title-reset = Les mots de passe s’y réinitialisent dans le navigateur
stop-browser = { $server } utilise OAuth 2.0 : aucun programme n’a le droit de demander votre mot de passe ici, et c’est bien ainsi.
stop-browser-link-sign-up = Créez le compte dans un navigateur, sur n’importe quel appareil : ouvrez cette page, et choisissez « créer un compte » là où l’on se connecte.
stop-browser-link-reset = Ouvrez cette page dans un navigateur, sur n’importe quel appareil, et choisissez « mot de passe oublié » là où l’on se connecte.
stop-browser-link-account = Cette page montre le compte, sur n’importe quel appareil, une fois que vous y êtes connecté.
stop-browser-no-link = Le serveur ne dit pas où. Son site web le dit peut-être, ou ceux qui le gèrent.
stop-stages-title = Une étape ne peut pas se faire ici
stop-stages = { $server } demande { $stages }, ce que seul un navigateur peut faire, et n’a pas de page pour cela. On ne peut pas finir dans un terminal. Un autre client saura peut-être.
stop-no-passwords-title = Il n’y a pas de mots de passe là-bas
stop-no-passwords = { $server } connecte les gens autrement, par exemple par le compte d’une entreprise. Il n’y a pas de mot de passe à réinitialiser.
stop-no-reset-title = Cela ne peut pas y être réinitialisé
stop-no-reset-any = { $server } ne réinitialise de mots de passe ni par e-mail ni par téléphone. Ses responsables peuvent peut-être aider.
stop-no-reset-mail = { $server } ne réinitialise pas de mots de passe par e-mail. Ses responsables peuvent peut-être aider.
stop-no-reset-text = { $server } ne réinitialise pas de mots de passe par téléphone. Essayez l’adresse e-mail de votre compte.
stop-no-way-title = Il n’y a pas d’entrée
stop-no-way = { $server } n’accepte aucune inscription avec ce qui a été donné ici.
stage-recaptcha = un captcha (reCAPTCHA)
stage-sso = une connexion dans le navigateur
stage-terms = l’acceptation de ses conditions
stage-other = « { $name } »

## Adding a contact

page-sign-in = Connexion

goal-add = Ajouter un contact
goal-add-note = à votre compte
goal-add-short = ajouter un contact

sign-in-title = Connectez-vous à votre compte
sign-in-lead = Le temps de cette opération seulement : la session est refermée à la fin.
sign-in-name-label = Identifiant Matrix, nom d’utilisateur ou e-mail
sign-in-name-placeholder = @vous:{ $server }
sign-in-practice = Le serveur d’exercice a un compte { $name } avec le mot de passe { $password }.
sign-in-name-empty = Aucun nom n’a été saisi.
sign-in-name-character = Un nom ne peut pas contenir { $character }.
sign-in-name-too-long = Le nom est plus long qu’un identifiant Matrix ne peut l’être.
sign-in-name-how = Saisissez un identifiant Matrix, un nom d’utilisateur ou l’e-mail du compte ; Enter continue.
sign-in-other-server = Cet identifiant Matrix est de { $server }, pas de ce serveur.
sign-in-other-server-how = Esc revient pour choisir ce serveur-là, ou saisissez un autre nom ci-dessus.
sign-in-password-how = Saisissez-le ci-dessus, puis appuyez sur Enter.
sign-in-refused = Le serveur n’accepte pas ce nom avec ce mot de passe.
sign-in-refused-how = Vérifiez les deux, ctrl-t affiche le mot de passe ; Enter réessaie.
sign-in-deactivated = Ce compte a été désactivé et ne peut plus servir.
sign-in-locked = Ce compte est verrouillé pour le moment.
sign-in-suspended = Ce compte est suspendu pour le moment.
sign-in-account-how = Les responsables du serveur peuvent dire pourquoi. Saisissez un autre nom ci-dessus, ou appuyez sur Esc.
sign-in-ended = Le serveur a mis fin à la session qu’il fallait.
sign-in-ended-how = Tout ce que vous avez saisi est encore là. Appuyez sur Enter pour vous reconnecter.

contact-title-add = Que souhaitez-vous ajouter ?
contact-lead-add = Par e-mail, on revient après un oubli du mot de passe ; par téléphone, sur peu de serveurs.
contact-have = Déjà liés à votre compte : { $list }
email-title-add = Quelle adresse e-mail souhaitez-vous ajouter ?
email-on-account = Cette adresse e-mail est déjà liée à votre compte.
number-on-account = Ce numéro de téléphone est déjà lié à votre compte.
address-in-use-how-add = Un seul compte peut l’avoir. Saisissez autre chose ci-dessus ; Enter continue.

review-next-add-mail = Ensuite : un e-mail avec un lien part vers cette adresse. À la fin, la session sur cet ordinateur est fermée.
review-next-add-text = Ensuite : un SMS avec un code part vers ce numéro. À la fin, la session sur cet ordinateur est fermée.

status-signing-in = Connexion en cours
status-looking-at-account = Lecture de ce qui est lié à votre compte

answer-lost-how-add = Appuyez sur Enter pour redemander, ou regardez dans un client s’il est lié à votre compte.
not-added = La réponse du serveur s’est perdue, et rien n’a été ajouté à votre compte.

done-added-title-email = L’adresse e-mail est liée à votre compte
done-added-title-phone = Le numéro de téléphone est lié à votre compte
session-closed = La session qu’il fallait pour cela est refermée.
session-closing = La session qu’il fallait pour cela se ferme.
session-left-open = Une session « mxid » n’a pas pu être fermée. Déconnectez-la dans un client, dans la liste de vos sessions.

stop-browser-title-add = Les contacts s’y changent dans le navigateur
stop-browser-link-add = Ouvrez cette page dans un navigateur, sur n’importe quel appareil, et cherchez vos coordonnées.
stop-no-passwords-add = { $server } ne connecte personne par mot de passe ; sans lui, aucun contact ne peut être ajouté d’ici.
stop-no-changes-title = Les contacts ne peuvent pas y être changés
stop-no-changes = { $server } ne laisse pas un compte recevoir une autre adresse e-mail ou un autre numéro. Ses responsables le peuvent peut-être.

help-sign-in = Ajouter un contact demande votre mot de passe, car un contact permet d’entrer dans votre compte. Ce mot de passe ne va qu’au serveur d’accueil. La session est refermée quoi qu’il arrive.

farewell-added = { $contact } est désormais lié à { $id }
farewell-doubt-contact = Le contact a peut-être été ajouté : regardez dans un client pour en être sûr.
farewell-no-contact = Aucun contact n’a été ajouté.
farewell-session-unnamed = Une session est peut-être encore ouverte : déconnectez-la dans un client, dans la liste de vos sessions.
farewell-session-open = Une session « mxid » est peut-être encore ouverte : déconnectez-la dans un client.

## Leaving, help, details

leave-title = Quitter maintenant ?
leave-lead = Ce que vous avez saisi serait perdu.
leave-lead-kept = Vous pouvez reprendre avec « mxid resume » pendant un jour ; seuls les mots de passe, les codes et les jetons sont à ressaisir.
leave-nothing-sent = Aucun message n’a été envoyé, et rien n’a été créé.
leave-doubt = La dernière étape est peut-être déjà faite : connectez-vous dans un client pour en être sûr.
leave-sent = Un message a été demandé. Rien n’est créé ni changé tant que vous ne terminez pas ici.

help-title = Aide
help-key-enter = Enter
help-enter = continue, ou fait ce qui est marqué
help-key-esc = Esc
help-esc = revient d’une page ; rien de saisi n’est perdu
help-key-tab = Tab
help-tab = au champ suivant, Maj-Tab au précédent
help-key-arrows = ↑ ↓
help-arrows = choisir
help-key-toggle = Espace
help-key-details = F2, Ctrl-O
help-details = ce qui a été demandé au serveur
help-key-redraw = Ctrl-L
help-redraw = redessine tout
help-key-leave = Ctrl-C
help-leave = quitte ; prévient d’abord en cas de perte
help-key-take = F3
help-key-practise = Ctrl-P
help-key-switch = Ctrl-X
help-key-copy = Ctrl-Y
help-copy = copie le lien
help-copy-id = copie l’identifiant Matrix
help-key-qr = q
help-qr = affiche le lien en code QR
help-key-open = o
help-open = ouvre le lien ici dans un navigateur
help-key-reveal = Ctrl-T
help-key-pass-phrase = F5
help-key-undo = Ctrl-_
help-reveal = affiche ou masque le mot de passe
help-pass-phrase = remplit une phrase de mots au hasard
help-undo = annule une modification ; Alt-/ la refait
help-key-again = Ctrl-R
help-again = demande un autre message
help-key-change = F4
help-key-message = Ctrl-N
help-message = ouvre le dernier message d’exercice

help-goal = Ce programme vous donne un compte sur un serveur d’accueil Matrix, ou vous fait revenir dans celui dont vous avez oublié le mot de passe. Un navigateur n’est nécessaire que là où un serveur l’exige.
help-server = Un serveur d’accueil est l’endroit où vit votre compte, comme un fournisseur d’e-mail. Saisissez son nom ; il est cherché dès que vous faites une pause. Votre identifiant Matrix se terminera par lui.
help-contact = Un contact vérifié est le seul moyen de réinitialiser un mot de passe oublié. Les responsables du serveur le voient, pas les autres utilisateurs.
help-country = Les numéros se lisent comme on les compose dans ce pays. Saisissez quelques lettres de son nom, son code à deux lettres ou son indicatif.
help-number = Saisissez le numéro comme vous le composeriez chez vous, ou avec + et l’indicatif. La ligne sous le champ montre exactement où ira le SMS.
help-address = Le serveur envoie un lien à cette adresse.
help-account = Le nom devient votre identifiant Matrix et ne peut plus changer. Le mot de passe ne va qu’au serveur d’accueil et n’est pas gardé ici.
help-token = Certains serveurs n’admettent que ceux qui ont un jeton. Demandez à qui vous a invité.
help-terms = Chaque document s’accepte séparément. Les adresses s’ouvrent dans n’importe quel navigateur.
help-review = C’est tout ce qui va se passer. Si vous continuez, un message est demandé au serveur, sauf si c’est déjà fait.
help-new-password = Le nouveau mot de passe est fixé dès que le lien de l’e-mail est ouvert. Déconnecter les autres sessions est juste quand quelqu’un d’autre est peut-être entré ; cela peut rendre illisibles d’anciens messages chiffrés.
help-browser = Le serveur veut ce que seule une page web peut montrer, comme un captcha. Ouvrez le lien sur n’importe quel appareil, terminez là-bas et revenez : cette page continue d’elle-même.
help-verify = Le message prouve que l’adresse est à vous. Il peut prendre une minute. Redemander en envoie un autre ; demander une fois en envoie un seul, si mauvais que soit le réseau.
help-verify-code = Le code du message prouve que le numéro est à vous. Il peut prendre une minute. Un code de six chiffres est vérifié dès qu’il est complet, tout autre avec Enter. Enter sans code regarde si le lien du message a été ouvert.
help-done = C’est fait. Rien de secret ne reste sur cet ordinateur.
help-stopped = Ce serveur ne peut pas le faire, et cette page dit pourquoi. Tout ce que vous avez saisi est gardé pour un autre serveur.

details-title = Détails
details-base = Adresse du serveur
details-version = Version la plus récente
details-attempt = Message
details-requests = Requêtes, la plus récente d’abord
details-none = Rien n’a encore été demandé à un serveur.
details-waiting = en attente
details-answered = répondu · { $ms } ms
details-failed = { $why } · { $ms } ms
details-dropped = plus nécessaire
details-dns = aucune adresse
details-refused = connexion refusée
details-timeout = pas de réponse à temps
details-tls = échec TLS
details-proxy = échec du proxy
details-broken = connexion rompue
details-unreadable = réponse illisible

## Practice

strip-title = serveur d’exercice : rien ne quitte cet ordinateur
strip-empty = Pas encore de messages : ce que ce serveur envoie apparaît ici.
strip-open = ctrl-n l’ouvre
strip-sms = SMS au { $to }
strip-mail = E-mail à { $to }
message-sms-title = SMS au { $to }
message-mail-title = E-mail à { $to }
message-lead = C’est la boîte d’exercice. Avec un vrai serveur, ce serait sur votre téléphone ou dans votre messagerie.
message-confirm = Enter appuie sur le bouton de cette page.

## Probe: what a server offers

probe-base = Adresse
probe-software = Logiciel
probe-versions = Versions de Matrix
probe-newest = { $count ->
    [one] { $version }
   *[other] { $version }, la plus récente de { $count }
}
probe-old = { $count ->
    [one] une, et ancienne
   *[other] { $count }, toutes anciennes
}
quoted = « { $text } »
probe-none = aucune
probe-sign-up = Inscription
probe-open = ouverte
probe-open-browser = ouverte, dans le navigateur
probe-closed = fermée
probe-absent = il n’y en a pas
probe-no-way = aucune voie n’est indiquée
probe-email = Adresse e-mail
probe-phone = Numéro de téléphone
probe-required = nécessaire
probe-optional = possible
probe-not-taken = pas possible
probe-token = Jeton d’inscription
probe-needed = nécessaire
probe-not-needed = pas nécessaire
probe-browser = Étapes dans un navigateur
probe-documents = À accepter
probe-reset-email = Réinitialisation par e-mail
probe-reset-phone = Réinitialisation par téléphone
probe-offered = proposée
probe-unlikely = peu probable
probe-no = non
probe-oauth = OAuth 2.0
probe-oauth-alone = crée et récupère tous les comptes
probe-oauth-beside = à côté des mots de passe
probe-account-page = Page du compte
probe-password = Règles du mot de passe

name-value = { $name } : { $value }
probe-flow-sign-up = Inscription
probe-flow-reset = Réinitialisation
probe-flow-add = Ajout d’un contact
probe-sign-up-token = Ouverte avec un jeton d’inscription, une invitation de ses responsables.
probe-sign-up-step = Ouverte, avec une étape dans un navigateur.
probe-sign-up-both = Ouverte, avec un jeton d’inscription et une étape dans un navigateur.
probe-sign-up-browser = Les comptes de ce serveur se créent dans le navigateur.
probe-reset-works = Ce serveur peut vous envoyer un lien pour cela.
probe-reset-untold = La réinitialisation par e-mail est indiquée ; seul un essai dira si un e-mail arrive.
probe-reset-by-phone = Ce serveur indique une réinitialisation par téléphone.
probe-reset-unlikely = Elle est indiquée, mais rien d’autre ici ne parle d’e-mail : peu probable.
probe-reset-none = Ce serveur ne réinitialise de mots de passe ni par e-mail ni par téléphone.
probe-add-email = Une adresse e-mail peut sans doute être ajoutée ; une connexion le dirait.
probe-add-phone = Un numéro de téléphone peut sans doute être ajouté ; une connexion le dirait.
probe-add-both = Les deux peuvent sans doute être ajoutés ; une connexion le dirait.
probe-add-untold = Seule une connexion dirait si ce serveur en prend.
probe-add-browser = Les contacts d’un compte se gèrent dans le navigateur.
probe-add-no-passwords = Ce serveur n’utilise pas de mots de passe : ce programme ne peut pas se connecter.

probe-spelling-how = Vérifiez l’orthographe, ou donnez l’adresse https complète du serveur.
probe-proxy-how = Vérifiez l’adresse du proxy, puis réessayez.
probe-later-how = Réessayez plus tard, ou demandez aux responsables du serveur.

## Left on the normal screen

farewell-created = Votre identifiant Matrix est { $id }
farewell-iamb = Votre client est prêt : iamb -P { $name }
farewell-iamb-late = Écrire { $path } a pris trop de temps : regardez si le profil { $name } s’y trouve.
farewell-practice = Pour l’exercice seulement : le serveur et le compte disparaissent avec ce programme.
farewell-web-waiting = Rien n’a été créé jusqu’ici. Terminez dans le navigateur, et le compte existera quand même : connectez-vous avec le nom que vous y avez choisi.
farewell-base = Serveur d’accueil : { $url }
farewell-approval = { $name } a été créé sur { $server } et attend une approbation.
farewell-probably = { $name } a sans doute été créé sur { $server } ; connectez-vous pour en être sûr.
farewell-reset = Le mot de passe a été changé sur { $server }.
farewell-doubt-account = Le compte a peut-être été créé : connectez-vous pour en être sûr.
farewell-doubt-reset = Le mot de passe a peut-être été changé : connectez-vous pour en être sûr.
farewell-no-account = Aucun compte n’a été créé.
farewell-no-reset = Aucun mot de passe n’a été changé.
farewell-sent = Un message a été demandé ; on peut l’ignorer.
farewell-again = Relancez mxid pour recommencer.

too-small = Cette fenêtre est trop petite. Agrandissez-la pour continuer.

## An unfinished flow, before the wizard begins and after it has ended

farewell-kept = Ce que vous avez saisi est gardé un jour, sans les mots de passe. Reprenez avec « mxid resume », ou effacez avec « mxid forget ».
farewell-log = Le journal a des lacunes : toutes les requêtes n’ont pas pu être écrites dans son fichier.
farewell-not-kept = Ce que vous avez saisi n’a pas pu être gardé : { $why }.
farewell-not-kept-in = Ce que vous avez saisi n’a pas pu être gardé dans { $path } : { $why }.
farewell-stale = Ce qui en était enregistré dans { $path } est périmé et n’a pas pu être effacé : { $why }. Ne le reprenez pas ; « mxid forget » tente de l’effacer.
farewell-not-removed = Ce qui en était gardé n’a pas pu être effacé de { $path } : { $why }. « mxid forget » réessaie.
keep-in-use = un autre mxid l’utilise
keep-too-large = c’est trop grand
keep-no-folder = votre système ne nomme aucun dossier personnel pour cela
disk-full = il n’y a plus de place
disk-not-allowed = vous n’avez pas le droit d’y écrire ou d’y lire
disk-no-folder = un fichier est à la place d’un dossier
disk-slow = le disque a mis trop de temps
disk-other = le système n’a pas pu
resume-none = Il n’y a rien d’inachevé à reprendre.
resume-expired = Ce qui était inachevé avait plus d’un jour et a été effacé.
resume-in-use = Un autre mxid y travaille. Continuez là-bas, ou terminez d’abord celui-là.
resume-id-server = Ce qui est inachevé sur { $server } nomme le serveur d’identité { $host }, dont le jeton n’est pas gardé : donnez de nouveau --id-server et --id-access-token-file.
resume-other-id-server = Ce qui est inachevé sur { $server } ne nomme pas ce serveur d’identité : omettez --id-server et --id-access-token-file.
saved-refused = Non lu, car { $why } : { $path }
saved-aside = Non lu, car { $why }. Il est mis de côté : { $path }
saved-damaged = le fichier est abîmé
saved-format = une autre version de mxid l’a écrit
saved-no-file = ce n’est pas un fichier ordinaire
saved-owner = il appartient à un autre utilisateur
saved-exposed = d’autres utilisateurs peuvent le lire ou le changer
saved-future = il vient du futur, et l’horloge de cet ordinateur est peut-être fausse
saved-folder = Impossible de chercher ce qui est inachevé dans { $path } : { $why }.
saved-no-folder = Impossible de chercher ce qui est inachevé : votre système ne nomme aucun dossier personnel.
forget-sign-up = un compte sur { $server }
forget-reset = un nouveau mot de passe sur { $server }
forget-add = un contact sur { $server }
forget-one = Effacé : { $what }.
forget-one-about = Effacé : { $what } ({ $about }).
forget-other-versions = { $count ->
    [one] Effacé : un fichier d’une autre version de mxid.
   *[other] Effacés : { $count } fichiers d’autres versions de mxid.
}
forget-others = { $count ->
    [one] Effacé : un fichier inutilisable.
   *[other] Effacés : { $count } fichiers inutilisables.
}
forget-none = Il n’y a rien d’inachevé à effacer.
forget-in-use = { $count ->
    [one] Un seul reste : un autre mxid y travaille.
   *[other] { $count } restent : d’autres mxid y travaillent.
}
forget-stays = Non effacé, car { $why } : { $path }

## Plain mode: the words that are typed, what they do, and the prompts. Each word is one word.

word-continue = continuer
word-back = retour
word-stay = rester
word-leave = quitter
word-again = renvoyer
word-change = changer
word-instead = plutôt
word-take = prendre
word-phrase = phrase
word-practise = exercice
word-open = ouvrir
word-message = message
word-help = aide
word-details = détails
word-repeat = répéter
word-next = suivant
word-previous = précédent
word-more = plus

word-does-continue = continue ; une ligne vide aussi
word-does-repeat = relit cette page
word-does-next = à la question suivante de cette page
word-does-previous = à la question d’avant
word-does-more = montre d’autres choix

plain-begins = Mode ligne : saisissez chaque réponse et appuyez sur Enter. « { $help } » donne les mots possibles, « { $leave } » y met fin.
plain-step = Étape { $at } sur { $all } : { $name }
plain-warning = Attention : { $text }
plain-problem = Problème : { $text }
plain-agreed = accepté
plain-not-agreed = non accepté
plain-more = { $shown } sur { $all }. « { $more } » en montre d’autres.
plain-now = Possible maintenant : { $label }
plain-nothing = Cela ne fait rien ici. « { $help } » dit ce qui fait quelque chose.
plain-too-long = Cette ligne est trop longue pour une réponse et n’a pas été prise : saisissez-en une plus courte.
plain-not-text = Cette ligne n’est pas en UTF-8 et n’a pas été prise : saisissez-la encore une fois.
plain-literal = Pour donner un de ces mots comme réponse, mettez = devant.
plain-sms = SMS au { $to } : { $text }
plain-mail = E-mail à { $to } : { $text }
plain-mail-link = « { $open } » suit son lien : { $link }
plain-input-ended = Il n’y a plus de réponses. Cela continue tout seul ; Ctrl-C y met fin.
plain-answers-short = Il n’y a plus de réponses, et ce n’est pas terminé.
plain-answer = Réponse
plain-ask = { $label } :
plain-ask-like = { $label } ({ $example }) :
plain-ask-kept = { $label } (Enter garde { $value }) :
plain-ask-secret = { $label } (invisible à la saisie) :
plain-ask-secret-kept = { $label } (invisible à la saisie ; Enter garde ce que vous avez saisi) :
plain-ask-code = Le code :
plain-ask-number = Numéro :
plain-ask-number-or = Numéro, ou Enter pour { $number }, { $label } :
plain-ask-country = Pays, ou un numéro de la liste :
plain-ask-country-or = Pays, un numéro de la liste, ou Enter pour { $label } :
plain-ask-agree = Enter accepte { $label } :
plain-ask-leave = « { $leave } » ou « { $stay } » :
plain-ask-enter = Enter continue :
