# German, which says „du“. Words and manner: assets/locales/README.md.

minutes = { $count } min
hours = { $count } Std.
# One thing after another in a list, and one sentence after another in a line.
list-next = { $list }, { $next }
sentence-next = { $before } { $next }

## The way

page-goal = Beginn
page-server = Server
page-contact = Kontakt
page-phone = Telefon
page-email = E-Mail
page-account = Konto
page-token = Einladung
page-terms = Bedingungen
page-review = Überblick
page-password = Passwort
page-browser = Browser
page-verify = Bestätigen
page-done = Fertig

## Keys, as the footer names them

key-continue = weiter
key-do = ok
key-submit = absenden
key-agree = zustimmen
key-toggle = ja oder nein
key-back = zurück
key-choose = wählen
key-next = nächstes
key-send-again = neu senden
key-change = Adresse ändern
key-reveal = zeigen
key-hide = verbergen
key-practise = üben
key-pass-phrase = Passphrase
key-take = übernehmen
key-copy = kopieren
key-open = öffnen
key-qr = QR
key-message = Nachricht öffnen
key-follow = Link öffnen
key-confirm = Knopf drücken
key-close = schließen
key-help = Hilfe
key-details = Details
key-leave = beenden
key-leave-now = jetzt beenden
key-stay = bleiben
key-reset-instead = sein Passwort zurücksetzen
key-sign-up-instead = ein Konto erstellen

## What would you like to do?

goal-title = Was möchtest du tun?
goal-sign-up = Ein Konto erstellen
goal-sign-up-note = eine neue Matrix-ID
goal-sign-up-short = Konto erstellen
goal-resume-sign-up = Weiter am Konto auf { $server }
goal-resume-reset = Weiter am Passwort auf { $server }
goal-resume-add = Weiter am Kontakt auf { $server }
goal-resume-note = vor { $age }
goal-resume-note-about = { $about } · vor { $age }
goal-reset = Passwort zurücksetzen
goal-reset-note = mit der E-Mail deines Kontos
goal-reset-short = Passwort zurücksetzen

## Server

server-title-sign-up = Wo soll dein Konto zu Hause sein?
server-title-reset = Wo ist dein Konto zu Hause?
server-label = Heimserver
server-placeholder = example.org
server-usual = Aus deiner Konfigurationsdatei. Du kannst ihn hier ändern.
server-practise = Noch kein Server im Sinn? Mit Ctrl-P übst du auf einem eingebauten.
server-found = Gefunden: { $host }
server-found-practice = Der eingebaute Übungsserver, nur auf diesem Computer
offer-open = Die Registrierung ist offen.
offer-neither = Weder E-Mail-Adresse noch Telefonnummer wird verlangt.
offer-both-required = Eine E-Mail-Adresse und eine Telefonnummer sind nötig.
offer-email-required = Eine E-Mail-Adresse ist nötig.
offer-phone-required = Eine Telefonnummer ist nötig.
offer-email-optional = Eine E-Mail-Adresse ist möglich, aber nicht nötig.
offer-phone-optional = Eine Telefonnummer ist möglich, aber nicht nötig.
offer-email-required-phone-optional = Eine E-Mail-Adresse ist nötig, eine Telefonnummer möglich.
offer-phone-required-email-optional = Eine Telefonnummer ist nötig, eine E-Mail-Adresse möglich.
offer-both-optional = E-Mail-Adresse und Telefonnummer sind möglich, aber nicht nötig.
offer-one-required = Eine E-Mail-Adresse oder eine Telefonnummer ist nötig.
offer-token = Du brauchst ein Registrierungstoken, eine Einladung des Betreibers.
offer-terms = { $count ->
    [one] Einem Dokument ist zuzustimmen.
   *[other] { $count } Dokumenten ist zuzustimmen.
}
offer-closed = Dieser Server nimmt keine Registrierungen an.
offer-browser = Konten dieses Servers werden im Browser erstellt und wiederhergestellt.
offer-none = Dieser Server vergibt keine Konten.
offer-web-too = Konten lassen sich auch im Browser erstellen.
offer-browser-step = Zur Registrierung gehört ein Schritt im Browser.
offer-no-passwords = Dieser Server verwendet keine Passwörter.
offer-no-way = Dieser Server bietet keinen Weg, den dieses Programm gehen kann.

character-space = ein Leerzeichen
look-alike = „{ $character }“ ist ein { $script } Buchstabe, der nur wie „{ $like }“ aussieht.
look-alike-other = „{ $character }“ sieht nur aus wie „{ $like }“.
script-cyrillic = kyrillischer
script-greek = griechischer
script-armenian = armenischer
script-full-width = vollbreiter

server-empty = Es wurde kein Server genannt.
server-character = Ein Servername darf dieses Zeichen nicht enthalten: { $character }
server-port = Der Port nach dem Doppelpunkt ist keine Zahl von 1 bis 65535.
server-malformed = Das sieht nicht wie ein Servername aus.
server-plain-http = Einfaches http würde dein Passwort ungeschützt senden.
server-url-extra = Die Adresse eines Servers hat keinen Benutzernamen, kein Fragezeichen und keine Raute.
server-url-malformed = Das sieht nicht wie eine Webadresse aus.
server-error-how = Gib einen Namen wie example.org oder die volle https-Adresse des Servers ein.

well-known-status = { $server } antwortet mit HTTP { $status }, statt seinen Matrix-Server zu nennen.
well-known-empty = { $server } schickt eine leere Antwort, statt seinen Matrix-Server zu nennen.
well-known-not-json = { $server } schickt etwas Unlesbares, statt seinen Matrix-Server zu nennen (es ist kein JSON).
well-known-too-large = { $server } schickt viel zu viel, statt seinen Matrix-Server zu nennen.
well-known-no-url = { $server } hat eine Datei über Matrix, aber sie nennt keinen Server (m.homeserver).
well-known-unusable = { $server } nennt einen Matrix-Server, dessen Adresse unbrauchbar ist.
well-known-how = Das kann der Betreiber des Servers beheben. Bis dahin füge die volle https-Adresse des Matrix-Servers ein; Enter versucht es noch einmal.
well-known-none = { $server } sagt nicht, wo sein Matrix-Server ist, und ist selbst keiner.
redirect-loop = { $server } schickt uns im Kreis herum, statt seinen Matrix-Server zu nennen.
redirect-too-many = { $server } schickt uns von einem Ort zum nächsten; nach dem fünften war Schluss.
redirect-insecure = { $server } schickt uns zu einer unsicheren Adresse (kein https). Dort wurde nicht gefragt.
redirect-nowhere = { $server } schickt uns weiter, ohne zu sagen, wohin.
redirect-unreachable-how = { $server } schickt uns dorthin. Das kann der Betreiber des Servers beheben; bis dahin füge die volle https-Adresse des Matrix-Servers ein.
elsewhere-how = { $server } sagt, dass dort sein Matrix-Server ist. Enter versucht es noch einmal; wenn du eine bessere https-Adresse kennst, füge sie ein.
not-matrix = Bei { $server } antwortet etwas, aber es ist kein Matrix-Server.
discovery-how = Prüfe die Schreibweise oder füge die volle https-Adresse des Servers ein. Enter versucht es noch einmal.
dns-how = Prüfe die Schreibweise oder füge die volle https-Adresse des Servers ein.

network-dns = Unter { $server } antwortet kein Matrix-Server: Der Name hat keine Adresse (DNS).
network-refused = Unter { $server } antwortet nichts: Die Verbindung wurde abgelehnt.
network-timeout = { $server } hat nicht rechtzeitig geantwortet.
network-broken = Die Verbindung zu { $server } ist abgebrochen.
proxy-unreachable = Der Proxy selbst antwortet nicht.
proxy-credentials = Der Proxy will Benutzernamen und Passwort oder nimmt die nicht an, die er bekam.
proxy-refused = Der Proxy wollte oder konnte uns nicht mit { $server } verbinden.
tls-expired = Das Zertifikat von { $server } ist abgelaufen; niemand kann sagen, wer da antwortet.
tls-not-yet-valid = Das Zertifikat von { $server } gilt noch nicht; vielleicht geht eine Uhr falsch.
tls-wrong-host = Das Zertifikat bei { $server } gilt für einen anderen Namen.
tls-unknown-issuer = Das Zertifikat von { $server } hat niemand unterschrieben, dem dieser Computer vertraut.
tls-other = Mit { $server } kam keine sichere Verbindung zustande (TLS).
tls-how = Es wurde nichts gesendet. Prüfe den Namen und die Uhr dieses Computers oder frag den Betreiber des Servers.
tls-issuer-how = Es wurde nichts gesendet. Wenn dein Netz oder der Server eigene Zertifikate hat, beginne noch einmal mit --ca-file; sonst frag den Betreiber des Servers.
proxy-how = Enter versucht es noch einmal. Den Proxy nennt --proxy, HTTPS_PROXY oder ALL_PROXY: Berichtige ihn dort und beginne noch einmal.
proxy-credentials-how = Trag sie in HTTPS_PROXY ein, etwa als http://name:password@proxy.example.org:3128, und beginne noch einmal.
try-again-how = Alles, was du eingegeben hast, ist noch da. Enter versucht es noch einmal.

## Contact

contact-title-sign-up = Wie kann der Server dich erreichen?
contact-title-reset = Woran erkennt der Server dich?
contact-lead-sign-up = Mit E-Mail kommst du nach einem vergessenen Passwort wieder hinein, per Telefon nur bei wenigen Servern.
contact-refused = hier nicht möglich
contact-lead-reset = Es muss schon zu deinem Konto gehören und bestätigt sein.
contact-phone = Telefonnummer
contact-phone-note = Code per SMS
contact-phone-reset-note = können wenige; wir versuchen es
contact-email = E-Mail-Adresse
contact-email-note = Mail mit Link
contact-both = Telefonnummer und E-Mail-Adresse
contact-both-note = beide werden bestätigt
contact-none = Keines von beiden
contact-none-note = ohne Passwort kein Weg zurück
contact-required = nötig
contact-no-phone = Dieser Server nimmt keine Telefonnummern.
contact-no-email = Dieser Server nimmt keine E-Mail-Adressen.
contact-one-needed = Dieser Server will einen Kontakt; ohne geht es hier nicht.

email-title-sign-up = Wie lautet deine E-Mail-Adresse?
email-title-reset = Welche E-Mail-Adresse hat dein Konto?
email-placeholder = du@example.org
email-will = Wir schicken eine Mail an { $address }
did-you-mean = Meintest du { $meant }? F3 übernimmt es.
email-spelling = Schreib sie wie beim Hinzufügen: Manche Server unterscheiden Groß- und Kleinschreibung.
email-practice = Beim Übungsserver hat ein Konto die Adresse { $address }.
nothing-sent-yet = Nichts wird gesendet, bevor du den Überblick gesehen hast.

email-empty = Es wurde keine Adresse eingegeben.
email-no-name = Vor dem @ einer Adresse steht ein Name.
email-no-domain = Hinter dem @ einer Adresse steht eine Domain.
email-two-ats = Eine Adresse hat nur ein @.
email-character = An dieser Stelle darf eine E-Mail-Adresse dieses Zeichen nicht enthalten: { $character }
email-domain = Der Teil hinter dem @ ist nicht vollständig.
email-domain-malformed = Der Teil hinter dem @ kann keine Domain sein.
email-local = Hinter dem @ steht kein Punkt. Enter geht trotzdem weiter.
email-too-long = Die Adresse ist länger, als Mailserver erlauben.
email-error-how = Berichtige sie oben und drück Enter.

## Country and number

country-title = Aus welchem Land ist die Nummer?
country-placeholder = ein Name, ein Kürzel wie DE oder +49
country-count = { $shown } von { $all } · tipp einen Namen, ein Kürzel wie DE oder +49
country-no-match = Kein Land passt. Versuch eine andere Schreibweise.
country-by-zone = nach deiner Zeitzone
country-by-locale = nach deinen Spracheinstellungen
country-by-both = nach Zeitzone und Sprache
country-none = Es ist noch kein Land gewählt.
country-none-how = Tipp ein paar Buchstaben oder wähl mit den Pfeiltasten; Enter geht weiter.

number-title = Wie lautet deine Telefonnummer?
number-label = { $country } (+{ $dial })
number-placeholder = wie { $example }
number-will = Die SMS geht an { $number }
number-landline = Das sieht nach Festnetz aus; SMS kommen dort vielleicht nicht an. Enter geht weiter.
number-service = Das sieht nach einer Servicenummer aus; SMS kommen dort vielleicht nicht an. Enter geht weiter.
number-short = { $missing ->
    [one] Eine Ziffer scheint zu fehlen. Enter geht trotzdem weiter.
   *[other] { $missing } Ziffern scheinen zu fehlen. Enter geht trotzdem weiter.
}
number-long = Das scheint zu lang zu sein. Enter geht trotzdem weiter.
number-plus-missing = Beginnt sie mit der Landesvorwahl, setz ein + davor. Enter geht so weiter, wie sie ist.
number-unassigned = Unsere Tabellen kennen diese Nummer nicht, sind aber vielleicht veraltet. Enter geht weiter.

number-empty = Es wurde keine Nummer eingegeben.
number-too-short = { $missing ->
    [one] Noch eine Ziffer.
   *[other] Noch { $missing } Ziffern.
}
number-too-short-for = Für eine Nummer noch zu kurz.
number-too-long = Zu lang für dieses Land: { $country }
number-letter = Eine Telefonnummer hat keine Buchstaben.
number-extension = An eine Durchwahl lässt sich keine SMS senden.
number-plus = Ein + gehört an den Anfang.
number-sign = Eine Telefonnummer darf dieses Zeichen nicht enthalten: { $character }
number-control = Eine Telefonnummer darf keine Steuerzeichen enthalten.
number-calling-code = Kein Land hat diese Vorwahl nach dem +.
number-error-how = Berichtige sie oben und drück Enter.

## Name and password

account-title = Wähl deinen Namen und dein Passwort
username-label = Benutzername
username-hint = Erlaubt sind Kleinbuchstaben, Ziffern und . _ = - / +
username-will = Deine Matrix-ID: { $id }
username-will-on = Deine Matrix-ID: { $id } auf { $host }
username-empty = Es wurde kein Benutzername eingegeben.
username-character = Ein Benutzername darf dieses Zeichen nicht enthalten: { $character }
username-too-long = Der Benutzername ist zu lang.
username-error-how = Erlaubt sind Kleinbuchstaben, Ziffern und . _ = - / +. Berichtige ihn oben; Enter geht weiter.
name-taken = Dieser Name ist auf diesem Server vergeben.
name-refused = Dieser Server lässt diesen Namen nicht zu.
name-reserved = Dieser Name ist auf diesem Server reserviert.
name-how = Wähl einen anderen; alles Übrige bleibt, wie es ist.

password-label = Passwort
password-again-label = Passwort wiederholen
password-reveal = ctrl-t zeigt es
password-hide = ctrl-t verbirgt es
password-same = ✓ Beide sind gleich
password-host = Dein Passwort geht an { $host }.
password-empty = Es wurde kein Passwort eingegeben.
password-too-short = Ein Passwort braucht mindestens { $least } Zeichen.
password-too-long = Ein Passwort kann höchstens 512 Bytes haben.
password-rule = Die Regeln des Servers verlangen mehr vom Passwort: { $rule }.
password-refused = Der Server findet dieses Passwort zu schwach.
password-refused-rule = Der Server findet dieses Passwort zu schwach: { $rule }.
password-error-how = Wähl ein anderes; ein paar Wörter ohne Zusammenhang ergeben ein gutes.
password-mismatch = Die beiden Passwörter sind verschieden.
password-mismatch-how = Gib es noch einmal ein; ctrl-t zeigt, was du eingegeben hast.
not-utf8 = Dein Terminal hat ein Zeichen gesendet, das kein UTF-8 ist. Deshalb ist dieses Feld leer und nimmt nichts an.
not-utf8-how = Drück Ctrl-U und gib es mit anderen Buchstaben neu ein, oder stell das Terminal auf UTF-8.

rule-kept = ✓ { $rule }
rule-open = ○ { $rule }
rule-length = mindestens { $least } Zeichen
rule-longer = mehr Zeichen
rule-digit = eine Ziffer
rule-symbol = ein Sonderzeichen
rule-lowercase = ein Kleinbuchstabe
rule-uppercase = ein Großbuchstabe
rule-uncommon = kein gängiges Passwort

strength-pending = Wie stark es ist, siehst du, wenn du innehältst.
strength-very-weak = Sehr schwach: sofort erraten
strength-very-weak-because = Sehr schwach: { $why }
strength-weak = Schwach: in Stunden erraten
strength-weak-because = Schwach: { $why }
strength-fair = Mittel: übers Netz zu langsam zu erraten
strength-strong = Stark: zu erraten dauert Jahre
strength-very-strong = Sehr stark: zu erraten dauert Jahrhunderte
weakness-common = ein sehr häufiges Passwort
weakness-near-common = nah an einem, das viele haben
weakness-word = fast nur ein Wort
weakness-name = fast nur ein Name
weakness-personal = dein Name, deine Adresse oder dein Server steckt darin
weakness-keys = Nachbarn auf der Tastatur
weakness-repeats = immer wieder dasselbe
weakness-sequence = Buchstaben oder Ziffern der Reihe nach
weakness-date = ein Datum oder ein Jahr
weakness-short = zu kurz
pass-phrase-hint = Länger ist stärker: Mehrere Zufallswörter sind am besten.
pass-phrase-made = Zufällig gewählt ({ $bits } Bit). Schreib die Wörter auf, bevor du weitergehst.

new-password-title = Wähl dein neues Passwort
new-password-lead-mail = Wenn ein Konto hier { $address } verwendet, ist eine Mail unterwegs.
new-password-lead-text = Wenn ein Konto hier { $address } verwendet, ist eine SMS unterwegs.
logout-title = Deine anderen Sitzungen
logout-title-open = Deine anderen Sitzungen: wähl mit ↑↓
logout-keep = Angemeldet lassen
logout-keep-note = du hast es nur vergessen
logout-all = Alle abmelden
logout-all-note = vielleicht ist jemand anderes drin
logout-all-loses = Verschlüsselte Nachrichten, die nur diese Sitzungen lesen können, gehen verloren.
logout-none = Du hast noch nicht gesagt, was mit deinen anderen Sitzungen geschieht.
logout-none-how = Wähl mit den Pfeiltasten; Enter geht weiter.

## Invitation and terms

token-title = Wie lautet dein Registrierungstoken?
token-lead = Auf diesen Server kommt man mit Einladung. Der Betreiber gibt Tokens an alle, die er einlädt.
token-label = Registrierungstoken
token-note = Es wird erst verbraucht, wenn das Konto entsteht.
token-empty = Es wurde kein Token eingegeben.
token-too-long = Ein Token hat höchstens 64 Zeichen.
token-character = Ein Token darf dieses Zeichen nicht enthalten: { $character }
token-refused = Der Server nimmt dieses Token nicht: Es ist falsch, verbraucht oder zu alt.
token-error-how = Prüfe und berichtige es oben oder bitte um ein anderes; Enter geht weiter.

terms-title = Stimmst du zu?
terms-lead = { $count ->
    [one] Dieser Server hat ein Dokument, dem zuzustimmen ist. Lies es unter seiner Adresse.
   *[other] Dieser Server hat { $count } Dokumente, denen zuzustimmen ist. Lies jedes unter seiner Adresse.
}
terms-name = { $name } { $version }
terms-open = Noch ist nicht allem zugestimmt.
terms-open-how = Enter stimmt einem nach dem anderen zu.

## Review

review-title = Stimmt alles?
review-server = Server
review-server-host = { $server } ({ $host })
review-server-practice = { $server } (Übung)
review-id = Matrix-ID
review-id-on = { $id } auf { $host }
review-phone = Telefon
review-phone-value = { $number }, { $country }
review-email = E-Mail
review-contact = Kontakt
review-no-contact = keiner: ein vergessenes Passwort lässt sich nicht zurücksetzen
review-token = Einladung
review-token-given = ein Registrierungstoken, das hiermit verbraucht wird
review-agreed = Zugestimmt
review-next-text = Jetzt: Eine SMS mit einem Code geht an diese Nummer. Danach bleibt auf diesem Computer keine Sitzung offen.
review-next-mail = Jetzt: Eine Mail mit einem Link geht an diese Adresse. Danach bleibt auf diesem Computer keine Sitzung offen.
review-next-both = Jetzt: Eine SMS mit einem Code, dann eine Mail mit einem Link. Danach bleibt auf diesem Computer keine Sitzung offen.
review-doubt = Der letzte Schritt ist vielleicht schon getan: Seine Antwort ging verloren. Weiter fragt den Server.
review-next-asked = Um die Nachricht wurde schon gebeten; weiter sendet keine zweite.
review-next-none = Jetzt: Das Konto wird erstellt. Auf diesem Computer bleibt keine Sitzung offen.
review-next-reset-mail = Jetzt: Eine Mail geht an diese Adresse. Während sie unterwegs ist, wählst du das neue Passwort.
review-next-reset-text = Jetzt: Eine SMS geht an diese Nummer. Während sie unterwegs ist, wählst du das neue Passwort.

action-create = Das Konto erstellen
action-go-on = Weiter
action-send-code = Den Code anfordern
action-send-mail = Die Mail anfordern
action-change-address = Die Adresse ändern
action-change-number = Die Nummer ändern
action-change-account = Namen oder Passwort ändern
action-look = Jetzt nachsehen
action-send-again = Noch eine anfordern
action-in = in
action-other-address = Eine andere Adresse verwenden
action-other-number = Eine andere Nummer verwenden
action-use-phone = Stattdessen eine Telefonnummer verwenden
action-use-email = Stattdessen eine E-Mail-Adresse verwenden
action-use-none = Ohne Kontakt weitergehen
action-other-server = Einen anderen Server wählen
action-pass-phrase = Zufallswörter für mich wählen (F5)
action-take = { $meant } übernehmen
action-copy = Die Matrix-ID kopieren
action-copy-link = Den Link kopieren
action-open-link = Hier öffnen
action-qr = Einen QR-Code zeigen
action-reset-instead = Stattdessen sein Passwort zurücksetzen
action-sign-up-instead = Stattdessen ein Konto erstellen
action-finish = Beenden
action-check-password = Sichergehen: einmal anmelden und wieder abmelden
action-leave = Beenden

## Verify

verify-code-title = Gib den Code aus der SMS an { $address } ein
verify-link-title = Öffne den Link in deiner Mail
verify-link-title-text = Öffne den Link in der SMS
verify-link-lead = Eine Nachricht an { $address } ist angefordert. Öffne den Link auf irgendeinem Gerät; diese Seite geht von selbst weiter.
verify-asked = Angefordert vor { $ago } · Nachricht { $number }
verify-asked-looked = Angefordert vor { $ago } · Nachricht { $number } · geprüft vor { $looked }
verify-earlier-code = Der Code einer früheren Nachricht gilt vielleicht noch.
verify-earlier-link = Der Link einer früheren Nachricht gilt vielleicht noch.
verify-link-hint-sign-up = Nicht da? Sieh im Spam nach. Manche Server schweigen, wenn eine Adresse schon vergeben ist.
verify-link-hint-text = Nicht da? Manche Server schweigen, wenn eine Nummer schon vergeben ist.
verify-link-hint-reset = Nicht da? Sieh im Spam nach. Die Mail kann auch sagen, dass kein Konto diese Adresse hat. Manche Links führen zu einer Seite mit einem Knopf: Drück ihn.

code-none = Es wurde kein Code eingegeben und noch kein Link benutzt.
code-none-how = Gib den Code aus der Nachricht ein und drück Enter.
code-wrong = Der Server hat { $code } nicht angenommen.
code-wrong-how = Sieh in die neueste Nachricht und gib ihren Code ein, oder fordere mit Ctrl-R einen neuen an.
code-elsewhere = Dieser Server will den Code an einen anderen Host gesendet haben: { $host }.
code-elsewhere-how = Wenn du diesem Host vertraust, drück Enter, um den Code dorthin zu senden.
code-elsewhere-far-how = Er gehört nicht zu { $server }: Wer ihn betreibt, kann deinen Code benutzen. Drück nur dann Enter, um den Code dorthin zu senden, wenn du dir des Hosts sicher bist.
code-address-bad = Der Server will den Code an eine unsichere Adresse gesendet haben.
code-address-bad-how = Es wurde nichts gesendet. Versuch einen anderen Kontakt oder sag es dem Betreiber.
codes-too-many = Der Server hat fünf Codes abgelehnt; diese Nachricht nützt nichts mehr.
message-expired = Diese Nachricht ist zu alt, oder der Server kennt sie nicht mehr.
message-expired-how = Mit Ctrl-R forderst du eine neue an.

email-in-use = Ein Konto mit dieser E-Mail-Adresse gibt es hier schon.
number-in-use = Ein Konto mit dieser Telefonnummer gibt es hier schon.
address-in-use-how = Ctrl-X setzt stattdessen sein Passwort zurück; oder gib oben etwas anderes ein.
email-unknown = Kein Konto hier hat diese E-Mail-Adresse.
number-unknown = Kein Konto hier hat diese Telefonnummer.
address-unknown-how = Prüfe die Schreibweise: Sie muss zum Konto gehören und bestätigt sein. Ctrl-X erstellt stattdessen ein Konto.
email-denied = Dieser Server lässt diese E-Mail-Adresse nicht zu.
number-denied = Dieser Server lässt diese Telefonnummer nicht zu.
address-denied-how = Gib oben etwas anderes ein; Enter geht weiter.
email-invalid = Der Server kann diese E-Mail-Adresse nicht lesen.
number-invalid = Der Server kann diese Telefonnummer nicht lesen.
address-invalid-how = Berichtige sie oben; Enter geht weiter.
email-unsupported = Per E-Mail kann dieser Server das nicht.
number-unsupported = Per Telefon kann dieser Server das nicht.
needs-identity-server = Dieser Server kann Adressen nicht selbst bestätigen und würde deine an Dritte weitergeben.
medium-unsupported-how = Wähl mit den Pfeiltasten einen anderen Weg; Enter geht weiter.
mail-undelivered = Der Server konnte die Mail nicht senden.
text-undelivered = Der Server konnte die SMS nicht senden.
not-again-how = Auf die Nachricht davor wird noch gewartet. Drück Ctrl-R, um noch eine anzufordern.
undelivered-how = Verloren ist nichts. Enter bittet noch einmal darum, oder Esc geht zurück zu einer anderen Adresse.
destination-rejected = Dieser Server sendet keine SMS in dieses Land.
destination-rejected-how = Esc geht zurück, zu einem anderen Land oder einer anderen Art von Kontakt.

limited = { $server } bittet uns, vor der nächsten Anfrage { $wait } zu warten.
limited-how = Die Zeit läuft von selbst ab; dann wird die Anfrage einmal wiederholt.
server-failed = { $server } hat selbst einen Fehler.
server-refused = { $server } hat abgelehnt.
refused-how = Enter versucht es noch einmal; Esc geht zurück, um etwas zu ändern.
server-circling = { $server } nimmt immer wieder zurück, was schon angenommen war.
server-circling-how = Von selbst wird nichts mehr gesendet. Enter versucht es noch einmal; bleibt es so, sag es dem Betreiber des Servers.
server-full = Dieser Server nimmt keine weiteren Konten auf.
server-full-how = Das kann der Betreiber ändern; Esc geht zurück zu einem anderen.
answer-unreadable = { $server } hat eine unlesbare Antwort geschickt.
answer-too-large = { $server } hat eine viel zu große Antwort geschickt.
answer-redirect = { $server } hat uns weitergeschickt; dem zu folgen, könnte deine Daten preisgeben.
answer-lost = Die Antwort auf den letzten Schritt ging verloren; er ist also vielleicht getan.
answer-lost-how-sign-up = Drück Enter, um noch einmal zu fragen, oder versuch, dich mit Namen und Passwort anzumelden.
answer-lost-how-reset = Drück Enter, um noch einmal zu fragen, oder versuch, dich mit dem neuen Passwort anzumelden.
practice-not-built = Dieses Programm wurde ohne Übungsserver gebaut.
practice-cannot-listen = Der Übungsserver konnte auf diesem Computer nicht starten.

## A step in the browser

browser-title = Ein Schritt braucht einen Browser
browser-lead = { $server } verlangt etwas: { $stage }. Öffne diesen Link auf irgendeinem Gerät:
browser-looked = Zuletzt nachgesehen vor { $looked }
browser-hint = Mach es dort fertig; diese Seite geht von selbst weiter. Behalte den Link für dich: Er steht für das, was du hier tust.
qr-title = Lies das mit einem anderen Gerät ein
qr-no-room = Dieses Fenster ist zu klein für den Code. Mach es größer oder kopiere den Link:
qr-too-long = Der Link ist zu lang für einen Code. Kopiere ihn stattdessen:

## A sign-up in the browser

web-title = { $server } erstellt Konten im Browser
web-offer = Er nutzt OAuth 2.0; darum darf hier kein Programm nach deinem Passwort fragen. Das ist gut so. Zwei Wege gehen weiter:
web-offer-too = Zu einem neuen Konto führt dort nur die eigene Registrierungsseite. Zwei Wege gehen weiter:
web-offer-elsewhere = Die Registrierungsseite ist bei { $host }. Sie öffnet sich im Browser auf diesem Computer; dieses Programm wartet solange und zeigt dann deine neue Matrix-ID.
web-offer-hint = Die Registrierungsseite öffnet sich im Browser auf diesem Computer. Dieses Programm wartet solange und zeigt dann deine neue Matrix-ID.
action-open-sign-up = Die Registrierungsseite öffnen
action-account-page = Stattdessen Link und QR-Code zeigen
action-open-again = Die Seite noch einmal öffnen
web-waiting-title = Erstell dein Konto im Browser
web-waiting = Die Registrierungsseite von { $server } öffnet sich im Browser auf diesem Computer.
web-waiting-hint = Mach es dort fertig: Diese Seite geht von selbst weiter. Das ist ihr Link, der nur auf diesem Computer gilt:
web-cannot-listen = Dieser Computer lässt das Programm nicht auf den Browser warten; die Registrierungsseite könnte sich nicht zurückmelden.
web-client-refused = { $server } lässt dieses Programm seine Registrierungsseite nicht öffnen.
web-by-link-how = Öffne stattdessen den Link auf dieser Seite in einem Browser.
web-no-link-how = Wähl einen anderen Server oder frag den Betreiber von diesem.
web-denied = Der Browser kam ohne Konto zurück.
web-denied-how = Drück Enter, um die Registrierungsseite noch einmal zu öffnen.
web-refused = Die Registrierungsseite von { $server } schickte den Browser ohne Konto zurück.
web-unknown = Du warst mit der Registrierungsseite fertig, aber { $server } sagt nicht, wie deine Matrix-ID lautet.
web-unknown-how = Das Konto gibt es wahrscheinlich: Melde dich mit dem Namen an, den du dort gewählt hast.
done-web-closing = Die Sitzung, die nach deiner Matrix-ID gefragt hat, wird geschlossen.
done-web-open = Eine Sitzung, die nach deiner Matrix-ID gefragt hat, ließ sich nicht schließen: Melde „mxid“ in deinen Kontoeinstellungen ab.
status-opening-sign-up = Die Registrierungsseite wird vorbereitet
status-asking-id = Deine Matrix-ID wird erfragt
notice-no-browser-here = Es ließ sich kein Browser starten. Kopiere den Link und öffne ihn auf diesem Computer.
help-web = Dieser Server will, dass Konten auf seiner eigenen Seite entstehen. Sie öffnet sich hier im Browser und meldet sich bei diesem Programm zurück, das deine neue Matrix-ID zeigt und nichts behält. Auf einem Computer ohne Browser nimm den Link.
callback-taken = Du kannst diese Seite schließen. Im Terminal steht, wie es ausging.
callback-other = Hier gibt es nichts.
farewell-web-sign-up = Konten werden dort im Browser erstellt: { $url }
farewell-web-add = Kontakte kommen dort im Browser hinzu, bei den Angaben zu deinem Konto: { $url }
farewell-web-reset = Passwörter werden dort im Browser zurückgesetzt, hinter „Passwort vergessen“: { $url }

## What is under way

status-looking-up = { $server } wird gesucht
status-starting-practice = Der Übungsserver startet
status-checking-name = Ist der Name noch frei?
status-checking-token = Das Token wird geprüft
status-asking = Die Nachricht wird angefordert
status-checking-code = Der Code wird geprüft
status-looking = Wurde der Link schon geöffnet?
status-looking-done = Ist es schon fertig?
status-finishing = Wird abgeschlossen
status-talking = Im Gespräch mit dem Server
status-look-again = Der Server hat nicht geantwortet. Nächster Blick in { $wait }.
status-look-limited = Der Server bittet uns zu warten. Nächster Blick in { $wait }.
status-look-again-doubt = Vielleicht ist es schon getan; diese Seite sieht weiter nach, wieder in { $wait }.
status-repeat = Noch keine brauchbare Antwort. Nächster Versuch in { $wait }; nichts wird doppelt gesendet.

notice-country = Die Nummer beginnt mit der Vorwahl eines anderen Landes: jetzt { $country }.
notice-paste-cut = Der eingefügte Text war zu lang; sein Ende fehlt.
notice-paste-cleaned = Einige Zeichen des eingefügten Textes wurden weggelassen.
notice-paste-refused = Der eingefügte Text enthält einen Zeilenumbruch oder ein Steuerzeichen, deshalb wurde nichts übernommen.
notice-password-replaced = Die Wörter haben dein Passwort ersetzt. Ctrl-_ holt es zurück.
notice-copied = Kopiert, wenn dein Terminal es erlaubt.
notice-opened = Ein Browser wurde gebeten, den Link zu öffnen.
notice-no-browser = Hier ließ sich kein Browser starten. Kopiere den Link oder drück q für einen QR-Code.
notice-new-link = Der Server hat vergessen, was im Browser getan wurde. Dieser Link ist neu: Mach es noch einmal.
notice-not-done-yet = Der Server weiß noch nicht, dass es getan ist.
notice-back-waits = Es geht zurück, sobald die Antwort da ist: Vielleicht hat es geklappt.
notice-too-soon = In { $wait } kannst du wieder fragen.
notice-look-too-soon = Früher nachzusehen würde das Warten nur verlängern.
notice-sent-again = Eine weitere Nachricht wurde angefordert.
notice-in-use = Daran arbeitet ein anderes mxid. Mach dort weiter oder wähl etwas anderes.
notice-gone = Davon ist nichts mehr da, womit es weitergehen könnte. Wähl etwas anderes.
notice-taken-up = Wieder da, wo du aufgehört hast. Passwörter und Tokens werden nie gespeichert: Gib deine noch einmal ein.
notice-not-kept = Das lässt sich nicht speichern: { $why }. Mach weiter wie sonst, aber „mxid resume“ wird es nicht finden.
notice-kept-stale = Das Gespeicherte ist veraltet und lässt sich nicht entfernen: { $why }. Nimm es später nicht wieder auf.
notice-not-yet = Noch nicht geöffnet. Diese Seite sieht weiter nach.

cause-code = { $code } · HTTP { $status }
cause-status = HTTP { $status }

## Done

done-created-title = Dein Konto ist bereit
done-phone = Telefon { $number } ist bestätigt. Damit setzen nur wenige Server ein Passwort zurück.
done-email = E-Mail { $address } ist bestätigt; damit kannst du dein Passwort zurücksetzen.
done-no-contact = Kein Kontakt gehört dazu: Bewahre das Passwort gut auf.
done-another = Ein Konto { $name } entstand vielleicht schon vorher: Die Antwort, die das sagt, ging verloren.
done-no-session = Keine Sitzung blieb offen.
done-session-closed = Der Server öffnete ungefragt eine Sitzung; sie ist wieder geschlossen.
done-session-open = Der Server öffnete ungefragt eine Sitzung; sie wird gerade geschlossen.
done-session-left-open = Eine Sitzung ließ sich nicht schließen. Melde sie in einem Client ab, in der Liste deiner Sitzungen.
done-next = Wie weiter
done-iamb = { $entries } unter { $heading }, dann iamb -P { $name }
done-iamb-ready = iamb -P { $name }
done-gomuks = melde dich als { $id } an
done-gomuks-at = melde dich als { $id } bei { $base } an
done-backup = Beim ersten Anmelden: Schlüsselsicherung einrichten, sonst gehen verschlüsselte Nachrichten mit dem Gerät verloren.
action-add-profile = Ein iamb-Profil in { $path } anlegen
profile-added = Das Profil { $name } steht in { $path }.
profile-exists = { $path } hat schon ein Profil { $name }. Es bleibt, wie es ist.
profile-old-format = iamb nutzt dort noch config.json, das { $path } verdecken würde. Es wurde nichts geschrieben.
profile-inline-table = { $path } hat die Profile in geschweiften Klammern: Füg dieses dort von Hand ein. Es wurde nichts hinzugefügt.
profile-unreadable = { $path } ist nicht so geschrieben, wie iamb es liest. Es wurde nichts hinzugefügt.
profile-unwritable = { $path } lässt sich nicht schreiben. Es wurde nichts hinzugefügt.
done-approval-title = Dein Konto wartet auf Freigabe
done-approval = { $server } hat { $name } erstellt; der Betreiber gibt neue Konten frei, bevor sie benutzbar sind.
done-probably-title = Dein Konto ist wahrscheinlich bereit
done-probably = Die letzte Antwort von { $server } ging verloren, und der Name { $name } ist seitdem vergeben. Höchstwahrscheinlich ist das dein neues Konto.
done-probably-check = Eine Anmeldung mit Namen und Passwort sagt es sicher.
done-password-earlier = Sein Passwort ist das von vor der Unterbrechung oder das eben eingegebene. Wenn sie sich unterscheiden könnten, geh sicher.
done-password-asking = Anmeldung mit dem Passwort.
done-password-right = Das Passwort gilt.
done-password-wrong = Das eben Eingegebene gilt nicht: Das Passwort ist das von vor der Unterbrechung.
done-password-wrong-probably = Der Server nimmt dieses Passwort für diesen Namen nicht: Es ist eines, das du früher eingegeben hast, oder das Konto gehört jemand anderem.
done-password-reset = Ein Zurücksetzen per E-Mail setzt ein neues.
done-password-use = Nimm jenes: Ohne E-Mail-Adresse gibt es kein Zurücksetzen.
done-password-unanswered = Der Server hat nicht gesagt, ob das Passwort gilt. Versuch es noch einmal oder in einem Client.
done-reset-title = Dein Passwort ist geändert
done-reset = Auf { $server } gilt ab jetzt das neue Passwort.
done-reset-earlier = { $server } hat es geändert, jetzt oder vor der Unterbrechung.
done-signed-out = Alle anderen Sitzungen wurden abgemeldet.
done-still-in = Deine anderen Sitzungen bleiben angemeldet.
done-reset-advice = War vielleicht jemand anderes drin, sieh deine Sitzungen durch und erneuere den Wiederherstellungsschlüssel.

## It cannot go on here

stop-closed-title = Dort ist die Registrierung geschlossen
stop-closed = { $server } vergibt zurzeit keine neuen Konten. Der Betreiber weiß vielleicht, wann sich das ändert; ein anderer Server ist vielleicht offen.
stop-no-registration = { $server } hat keinen Weg, ein Konto zu erstellen.
stop-ask = Fragen kannst du { $contacts }.
stop-ask-page = Auf dieser Seite steht, wie man den Betreiber erreicht:
stop-server-says = Der Server sagt: „{ $text }“
stop-browser-title-sign-up = Konten werden dort im Browser erstellt
stop-browser-title-reset = Passwörter werden dort im Browser zurückgesetzt
stop-browser = { $server } nutzt OAuth 2.0; darum darf hier kein Programm nach deinem Passwort fragen. Das ist gut so.
stop-browser-link-sign-up = Erstell das Konto in einem Browser, auf irgendeinem Gerät: Öffne diese Seite und wähl „Konto erstellen“, wo du dich anmelden würdest.
stop-browser-link-reset = Öffne diese Seite in einem Browser, auf irgendeinem Gerät, und wähl „Passwort vergessen“, wo du dich anmelden würdest.
stop-browser-link-account = Diese Seite zeigt das Konto, auf irgendeinem Gerät, sobald du dort angemeldet bist.
stop-browser-no-link = Der Server sagt nicht, wo. Seine Website oder der Betreiber weiß es vielleicht.
stop-stages-title = Ein Schritt dort geht hier nicht
stop-stages = { $server } verlangt etwas, das nur ein Browser kann ({ $stages }), und hat keine Seite dafür. Im Terminal lässt sich das nicht abschließen. Ein anderer Client weiß vielleicht, wie.
stop-no-passwords-title = Dort gibt es keine Passwörter
stop-no-passwords = { $server } meldet Leute anders an, etwa über die Anmeldung einer Firma. Es gibt kein Passwort, das sich zurücksetzen ließe.
stop-no-reset-title = Dort lässt sich das nicht zurücksetzen
stop-no-reset-any = { $server } setzt Passwörter weder per E-Mail noch per Telefon zurück. Vielleicht hilft der Betreiber.
stop-no-reset-mail = { $server } setzt keine Passwörter per E-Mail zurück. Vielleicht hilft der Betreiber.
stop-no-reset-text = { $server } setzt keine Passwörter per Telefon zurück. Versuch es mit der E-Mail-Adresse deines Kontos.
stop-no-way-title = Es führt kein Weg hinein
stop-no-way = { $server } nimmt mit dem, was hier angegeben ist, keine Registrierung an.
stage-recaptcha = ein Captcha (reCAPTCHA)
stage-sso = eine Anmeldung im Browser
stage-terms = Zustimmung zu seinen Bedingungen
stage-other = „{ $name }“

## Adding a contact

page-sign-in = Anmelden

goal-add = Kontakt hinzufügen
goal-add-note = zu deinem Konto
goal-add-short = Kontakt hinzufügen

sign-in-title = Melde dich bei deinem Konto an
sign-in-lead = Nur so lange, wie das hier dauert: Am Ende wird die Sitzung wieder geschlossen.
sign-in-name-label = Matrix-ID, Benutzername oder E-Mail-Adresse
sign-in-name-placeholder = @du:{ $server }
sign-in-practice = Beim Übungsserver gibt es das Konto { $name } mit dem Passwort { $password }.
sign-in-name-empty = Es wurde kein Name eingegeben.
sign-in-name-character = Ein Name darf dieses Zeichen nicht enthalten: { $character }
sign-in-name-too-long = Der Name ist länger, als eine Matrix-ID sein kann.
sign-in-name-how = Gib eine Matrix-ID, einen Benutzernamen oder die E-Mail-Adresse des Kontos ein; Enter geht weiter.
sign-in-other-server = Diese Matrix-ID gehört zu { $server }, nicht zu diesem Server.
sign-in-other-server-how = Esc geht zurück, um jenen Server zu wählen; oder gib oben einen anderen Namen ein.
sign-in-password-how = Gib es oben ein und drück Enter.
sign-in-refused = Der Server nimmt diesen Namen mit diesem Passwort nicht an.
sign-in-refused-how = Prüfe beides, ctrl-t zeigt das Passwort; Enter versucht es noch einmal.
sign-in-deactivated = Dieses Konto wurde deaktiviert und ist nicht mehr benutzbar.
sign-in-locked = Dieses Konto ist zurzeit gesperrt.
sign-in-suspended = Dieses Konto ist zurzeit stillgelegt.
sign-in-account-how = Der Betreiber des Servers kann sagen, warum. Gib oben einen anderen Namen ein oder drück Esc.
sign-in-ended = Der Server hat die Sitzung beendet, die gebraucht wurde.
sign-in-ended-how = Alles, was du eingegeben hast, ist noch da. Drück Enter, um dich wieder anzumelden.

contact-title-add = Was möchtest du hinzufügen?
contact-lead-add = Mit E-Mail kommst du nach einem vergessenen Passwort wieder hinein, per Telefon nur bei wenigen Servern.
contact-have = Schon bei deinem Konto: { $list }
email-title-add = Welche E-Mail-Adresse möchtest du hinzufügen?
email-on-account = Diese E-Mail-Adresse gehört schon zu deinem Konto.
number-on-account = Diese Telefonnummer gehört schon zu deinem Konto.
address-in-use-how-add = Sie kann nur zu einem Konto gehören. Gib oben etwas anderes ein; Enter geht weiter.

review-next-add-mail = Jetzt: Eine Mail mit einem Link geht an diese Adresse. Am Ende wird die Sitzung auf diesem Computer geschlossen.
review-next-add-text = Jetzt: Eine SMS mit einem Code geht an diese Nummer. Am Ende wird die Sitzung auf diesem Computer geschlossen.

status-signing-in = Du wirst angemeldet
status-looking-at-account = Was gehört schon zu deinem Konto?

answer-lost-how-add = Drück Enter, um noch einmal zu fragen, oder sieh in einem Client nach, ob es bei deinem Konto ist.
not-added = Die Antwort des Servers ging verloren, und bei deinem Konto kam nichts hinzu.

done-added-title-email = Die E-Mail-Adresse gehört zu deinem Konto
done-added-title-phone = Die Telefonnummer gehört zu deinem Konto
session-closed = Die Sitzung, die das brauchte, ist wieder geschlossen.
session-closing = Die Sitzung, die das brauchte, wird gerade geschlossen.
session-left-open = Eine Sitzung „mxid“ blieb offen. Melde sie in einem Client ab, in der Liste deiner Sitzungen.

stop-browser-title-add = Kontakte werden dort im Browser geändert
stop-browser-link-add = Öffne diese Seite in einem Browser, auf irgendeinem Gerät, und such nach deinen Kontaktdaten.
stop-no-passwords-add = { $server } lässt niemanden mit Passwort ein; ohne kann von hier kein Kontakt hinzukommen.
stop-no-changes-title = Kontakte lassen sich dort nicht ändern
stop-no-changes = { $server } lässt einem Konto keine andere E-Mail-Adresse oder Telefonnummer geben. Vielleicht kann es der Betreiber.

help-sign-in = Für einen neuen Kontakt braucht es dein Passwort, denn mit ihm kommt man in dein Konto. Es geht nur an den Heimserver. Die Sitzung wird wieder geschlossen, was auch geschieht.

farewell-added = { $contact } gehört jetzt zu { $id }
farewell-doubt-contact = Der Kontakt kam vielleicht hinzu: Sieh in einem Client nach, um sicher zu sein.
farewell-no-contact = Es kam kein Kontakt hinzu.
farewell-session-unnamed = Eine Sitzung ist vielleicht noch offen: Melde sie in einem Client ab, in der Liste deiner Sitzungen.
farewell-session-open = Eine Sitzung namens „mxid“ ist vielleicht noch offen: Melde sie in einem Client ab.

## Leaving, help, details

leave-title = Jetzt beenden?
leave-lead = Was du eingegeben hast, ginge verloren.
leave-lead-kept = Mit „mxid resume“ kannst du einen Tag lang weitermachen; nur Passwörter, Codes und Tokens gibst du noch einmal ein.
leave-nothing-sent = Es wurde keine Nachricht gesendet und nichts erstellt.
leave-doubt = Der letzte Schritt ist vielleicht schon getan: Melde dich in einem Client an, um sicher zu sein.
leave-sent = Eine Nachricht wurde angefordert. Nichts wird erstellt oder geändert, solange du es hier nicht abschließt.

help-title = Hilfe
help-key-enter = Enter
help-enter = geht weiter oder tut, was markiert ist
help-key-esc = Esc
help-esc = geht eine Seite zurück; nichts Eingegebenes geht verloren
help-key-tab = Tab
help-tab = zum nächsten Feld oder Befehl, Umschalt-Tab zurück
help-key-arrows = ↑ ↓
help-arrows = wählen
help-key-toggle = Leertaste
help-key-details = F2, Ctrl-O
help-details = was der Server bisher gefragt wurde
help-key-redraw = Ctrl-L
help-redraw = zeichnet alles neu
help-key-leave = Ctrl-C
help-leave = beendet; fragt vorher, wenn etwas verloren ginge
help-key-take = F3
help-key-practise = Ctrl-P
help-key-switch = Ctrl-X
help-key-copy = Ctrl-Y
help-copy = kopiert den Link
help-copy-id = kopiert die Matrix-ID
help-key-qr = q
help-qr = zeigt den Link als QR-Code
help-key-open = o
help-open = öffnet den Link hier im Browser
help-key-reveal = Ctrl-T
help-key-pass-phrase = F5
help-key-undo = Ctrl-_
help-reveal = zeigt oder verbirgt das Passwort
help-pass-phrase = trägt eine Passphrase aus Zufallswörtern ein
help-undo = nimmt eine Änderung zurück; Alt-/ macht sie wieder
help-key-again = Ctrl-R
help-again = fordert eine weitere Nachricht an
help-key-change = F4
help-key-message = Ctrl-N
help-message = öffnet die neueste Übungsnachricht

help-goal = Mit diesem Programm bekommst du ein Konto auf einem Matrix-Heimserver oder kommst wieder in eines hinein, dessen Passwort du vergessen hast. Einen Browser braucht es nur, wo ein Server darauf besteht.
help-server = Auf einem Heimserver liegt dein Konto, wie bei einem Mailanbieter. Gib seinen Namen ein; er wird gesucht, sobald du innehältst. Deine Matrix-ID endet darauf.
help-contact = Nur mit einem bestätigten Kontakt lässt sich ein vergessenes Passwort zurücksetzen. Der Betreiber des Servers kann ihn sehen, andere Benutzer nicht.
help-country = Nummern werden gelesen, wie man sie in diesem Land wählt. Tipp ein paar Buchstaben des Namens, das Kürzel aus zwei Buchstaben oder die Vorwahl.
help-number = Gib die Nummer ein, wie du sie zu Hause wählst, oder mit + und Landesvorwahl. Unter dem Feld steht genau, an welche Nummer die SMS geht.
help-address = Der Server schickt einen Link an diese Adresse.
help-account = Der Name wird zu deiner Matrix-ID und lässt sich später nicht ändern. Das Passwort geht nur an den Heimserver und wird hier nicht behalten.
help-token = Manche Server lassen nur Leute mit einem Token ein. Frag, wer dich eingeladen hat.
help-terms = Jedem Dokument wird einzeln zugestimmt. Die Adressen lassen sich in jedem Browser öffnen.
help-review = Mehr als das geschieht nicht. Gehst du weiter, wird der Server um eine Nachricht gebeten, falls das nicht schon geschehen ist.
help-new-password = Das neue Passwort gilt, sobald der Link in der Mail geöffnet wurde. Andere Sitzungen abzumelden ist richtig, wenn vielleicht jemand anderes drin ist; alte verschlüsselte Nachrichten können dadurch unlesbar werden.
help-browser = Der Server will etwas, das nur eine Webseite zeigen kann, etwa ein Captcha. Öffne den Link auf irgendeinem Gerät, mach es dort fertig und komm zurück: Diese Seite geht von selbst weiter.
help-verify = Die Nachricht beweist, dass die Adresse dir gehört. Sie kann eine Minute brauchen. Noch einmal anfordern sendet eine weitere; einmal anfordern sendet eine, so schlecht das Netz auch ist.
help-verify-code = Der Code in der Nachricht beweist, dass die Nummer dir gehört. Sie kann eine Minute brauchen. Ein Code aus sechs Ziffern wird geprüft, sobald er vollständig ist, jeder andere mit Enter. Enter ohne Code sieht nach, ob der Link in der Nachricht geöffnet wurde.
help-done = Es ist getan. Auf diesem Computer bleibt nichts Geheimes zurück.
help-stopped = Dieser Server kann es nicht, und diese Seite sagt, warum. Alles Eingegebene bleibt für einen anderen Server da.

details-title = Details
details-base = Adresse des Servers
details-version = Neueste Version, die er spricht
details-attempt = Nachricht
details-requests = Anfragen, die neueste zuerst
details-none = Noch wurde kein Server etwas gefragt.
details-waiting = wartet
details-answered = beantwortet · { $ms } ms
details-failed = { $why } · { $ms } ms
details-dropped = nicht mehr gebraucht
details-dns = keine Adresse
details-refused = Verbindung abgelehnt
details-timeout = keine Antwort in der Zeit
details-tls = TLS misslungen
details-proxy = Proxy misslungen
details-broken = Verbindung abgebrochen
details-unreadable = unlesbare Antwort

## Practice

strip-title = Übungsserver: nichts verlässt diesen Computer
strip-empty = Noch keine Nachrichten: Was dieser Server sendet, erscheint hier.
strip-open = ctrl-n öffnet sie
strip-sms = SMS an { $to }
strip-mail = Mail an { $to }
message-sms-title = SMS an { $to }
message-mail-title = Mail an { $to }
message-lead = Das ist der Übungs-Posteingang. Bei einem echten Server wäre es auf deinem Telefon oder in deiner Mail.
message-confirm = Enter drückt den Knopf dieser Seite.

## Probe: what a server offers

probe-base = Adresse
probe-software = Software
probe-versions = Matrix-Versionen
probe-newest = { $count ->
    [one] { $version }
   *[other] { $version }, die neueste von { $count }
}
probe-old = { $count ->
    [one] eine, und eine alte
   *[other] { $count }, alle alt
}
quoted = „{ $text }“
probe-none = keine
probe-sign-up = Registrierung
probe-open = offen
probe-open-browser = offen, im Browser
probe-closed = geschlossen
probe-absent = gibt es nicht
probe-no-way = kein Weg hinein ist genannt
probe-email = E-Mail-Adresse
probe-phone = Telefonnummer
probe-required = nötig
probe-optional = möglich
probe-not-taken = nicht möglich
probe-token = Registrierungstoken
probe-needed = nötig
probe-not-needed = nicht nötig
probe-browser = Schritte im Browser
probe-documents = Zuzustimmen
probe-reset-email = Zurücksetzen per E-Mail
probe-reset-phone = Zurücksetzen per Telefon
probe-offered = wird angeboten
probe-unlikely = unwahrscheinlich
probe-no = nein
probe-oauth = OAuth 2.0
probe-oauth-alone = erstellt alle Konten und stellt sie wieder her
probe-oauth-beside = neben Passwörtern
probe-account-page = Kontoseite
probe-password = Passwortregeln

name-value = { $name }: { $value }
probe-flow-sign-up = Registrieren
probe-flow-reset = Zurücksetzen
probe-flow-add = Kontakt hinzufügen
probe-sign-up-token = Offen mit Registrierungstoken, einer Einladung des Betreibers.
probe-sign-up-step = Offen, mit einem Schritt im Browser.
probe-sign-up-both = Offen, mit Registrierungstoken und einem Schritt im Browser.
probe-sign-up-browser = Konten dieses Servers werden im Browser erstellt.
probe-reset-works = Dieser Server kann dir einen Link dafür mailen.
probe-reset-untold = Zurücksetzen per E-Mail ist genannt; ob eine Mail kommt, zeigt nur der Versuch.
probe-reset-by-phone = Dieser Server nennt das Zurücksetzen per Telefon.
probe-reset-unlikely = Genannt ist es, aber sonst spricht hier nichts von Mail: unwahrscheinlich.
probe-reset-none = Dieser Server setzt keine Passwörter per E-Mail oder Telefon zurück.
probe-add-email = Eine E-Mail-Adresse lässt sich wohl hinzufügen; sicher zeigt es eine Anmeldung.
probe-add-phone = Eine Telefonnummer lässt sich wohl hinzufügen; sicher zeigt es eine Anmeldung.
probe-add-both = Beides lässt sich wohl hinzufügen; sicher zeigt es eine Anmeldung.
probe-add-untold = Nur eine Anmeldung würde zeigen, ob dieser Server etwas davon nimmt.
probe-add-browser = Die Kontakte eines Kontos werden im Browser verwaltet.
probe-add-no-passwords = Dieser Server verwendet keine Passwörter; dieses Programm kann sich nicht anmelden.

probe-spelling-how = Prüfe die Schreibweise oder nenne die volle https-Adresse des Servers.
probe-proxy-how = Prüfe die Adresse des Proxys und versuch es noch einmal.
probe-later-how = Versuch es später noch einmal oder frag den Betreiber des Servers.

## Left on the normal screen

farewell-created = Deine Matrix-ID ist { $id }
farewell-iamb = Dein Client ist bereit: iamb -P { $name }
farewell-iamb-late = { $path } zu schreiben dauerte zu lange: Sieh nach, ob das Profil { $name } darin steht.
farewell-practice = Nur zum Üben: Server und Konto verschwinden mit diesem Programm.
farewell-web-waiting = Bis jetzt ist nichts entstanden. Mach es im Browser fertig, dann gibt es das Konto trotzdem: Melde dich mit dem Namen an, den du dort gewählt hast.
farewell-base = Heimserver: { $url }
farewell-approval = { $name } wurde auf { $server } erstellt und wartet auf Freigabe.
farewell-probably = { $name } wurde wahrscheinlich auf { $server } erstellt; melde dich an, um sicher zu sein.
farewell-reset = Das Passwort auf { $server } wurde geändert.
farewell-doubt-account = Das Konto ist vielleicht entstanden: Melde dich an, um sicher zu sein.
farewell-doubt-reset = Das Passwort ist vielleicht geändert: Melde dich an, um sicher zu sein.
farewell-no-account = Es wurde kein Konto erstellt.
farewell-no-reset = Es wurde kein Passwort geändert.
farewell-sent = Eine Nachricht wurde angefordert; du kannst sie ignorieren.
farewell-again = Mit mxid beginnst du von vorn.

too-small = Dieses Fenster ist zu klein. Mach es größer, um weiterzukommen.

## An unfinished flow, before the wizard begins and after it has ended

farewell-kept = Was du eingegeben hast, bleibt einen Tag lang, ohne Passwörter. Weiter geht es mit „mxid resume“, weg damit mit „mxid forget“.
farewell-log = Das Protokoll hat Lücken: Nicht jede Anfrage ließ sich in die Datei schreiben.
farewell-not-kept = Was du eingegeben hast, ließ sich nicht aufheben: { $why }.
farewell-not-kept-in = Was du eingegeben hast, ließ sich nicht in { $path } aufheben: { $why }.
farewell-stale = Was davon in { $path } gespeichert war, ist veraltet und ließ sich nicht entfernen: { $why }. Nimm es nicht wieder auf; „mxid forget“ versucht, es zu entfernen.
farewell-not-removed = Was davon aufgehoben war, ließ sich nicht aus { $path } entfernen: { $why }. „mxid forget“ versucht es noch einmal.
keep-in-use = ein anderes mxid hat es
keep-too-large = es ist zu groß
keep-no-folder = dein System nennt kein persönliches Verzeichnis dafür
disk-full = es ist kein Platz mehr
disk-not-allowed = du darfst dort nicht lesen oder schreiben
disk-no-folder = wo ein Ordner sein sollte, ist eine Datei
disk-slow = der Datenträger brauchte zu lange
disk-other = das System konnte es nicht
resume-none = Es gibt nichts Unfertiges, womit es weitergehen könnte.
resume-expired = Was unfertig war, war älter als einen Tag und ist entfernt.
resume-in-use = Ein anderes mxid arbeitet daran. Mach dort weiter oder beende jenes zuerst.
resume-id-server = Was auf { $server } unfertig ist, nennt den Identitätsserver { $host }, dessen Token nicht aufgehoben wird: Gib --id-server und --id-access-token-file noch einmal an.
resume-other-id-server = Was auf { $server } unfertig ist, nennt diesen Identitätsserver nicht: Lass --id-server und --id-access-token-file weg.
saved-refused = Nicht gelesen, denn { $why }: { $path }
saved-aside = Nicht gelesen, denn { $why }. Es liegt beiseite als { $path }
saved-damaged = die Datei ist beschädigt
saved-format = eine andere Version von mxid hat sie geschrieben
saved-no-file = es ist keine gewöhnliche Datei
saved-owner = sie gehört einem anderen Benutzer
saved-exposed = andere Benutzer können sie lesen oder ändern
saved-future = sie kommt aus der Zukunft, und vielleicht geht die Uhr dieses Computers falsch
saved-folder = Nach Unfertigem lässt sich in { $path } nicht suchen: { $why }.
saved-no-folder = Nach Unfertigem lässt sich nicht suchen: Dein System nennt kein persönliches Verzeichnis.
forget-sign-up = ein Konto auf { $server }
forget-reset = ein neues Passwort auf { $server }
forget-add = ein Kontakt auf { $server }
forget-one = Entfernt: { $what }.
forget-one-about = Entfernt: { $what } ({ $about }).
forget-other-versions = { $count ->
    [one] Entfernt: eine Datei einer anderen Version von mxid.
   *[other] Entfernt: { $count } Dateien anderer Versionen von mxid.
}
forget-others = { $count ->
    [one] Entfernt: eine unbrauchbare Datei.
   *[other] Entfernt: { $count } unbrauchbare Dateien.
}
forget-none = Es gibt nichts Unfertiges zu entfernen.
forget-in-use = { $count ->
    [one] Eines bleibt: Ein anderes mxid arbeitet daran.
   *[other] { $count } bleiben: Andere mxid arbeiten daran.
}
forget-stays = Nicht entfernt, denn { $why }: { $path }

## Plain mode: the words that are typed, what they do, and the prompts. Each word is one word.

word-continue = weiter
word-back = zurück
word-stay = bleiben
word-leave = beenden
word-again = nochmal
word-change = ändern
word-instead = stattdessen
word-take = übernehmen
word-phrase = passphrase
word-practise = üben
word-open = öffnen
word-message = nachricht
word-help = hilfe
word-details = details
word-repeat = wiederholen
word-next = nächste
word-previous = vorige
word-more = mehr

word-does-continue = geht weiter; eine leere Zeile auch
word-does-repeat = liest diese Seite noch einmal vor
word-does-next = zur nächsten Frage dieser Seite
word-does-previous = zur Frage davor
word-does-more = nennt mehr von der Auswahl

plain-begins = Zeilenmodus: Tipp jede Antwort und drück Enter. „{ $help }“ nennt die Wörter, die gelten, „{ $leave }“ beendet ihn.
plain-step = Schritt { $at } von { $all }: { $name }
plain-warning = Achtung: { $text }
plain-problem = Problem: { $text }
plain-agreed = zugestimmt
plain-not-agreed = nicht zugestimmt
plain-more = { $shown } von { $all }. „{ $more }“ nennt mehr.
plain-now = Jetzt möglich: { $label }
plain-nothing = Das bewirkt hier nichts. „{ $help }“ nennt, was etwas bewirkt.
plain-too-long = Diese Zeile ist zu lang für eine Antwort und wurde nicht übernommen: Gib eine kürzere ein.
plain-not-text = Diese Zeile ist nicht in UTF-8 und wurde nicht übernommen: Gib sie noch einmal ein.
plain-literal = Um eines dieser Wörter als Antwort einzugeben, setz = davor.
plain-sms = SMS an { $to }: { $text }
plain-mail = Mail an { $to }: { $text }
plain-mail-link = „{ $open }“ folgt ihrem Link: { $link }
plain-input-ended = Es kommen keine Antworten mehr. Das hier geht von selbst weiter; Ctrl-C beendet es.
plain-answers-short = Es kommen keine Antworten mehr, und das hier ist nicht fertig.
plain-answer = Antwort
plain-ask = { $label }:
plain-ask-like = { $label } ({ $example }):
plain-ask-kept = { $label } (Enter behält { $value }):
plain-ask-secret = { $label } (beim Tippen nicht zu sehen):
plain-ask-secret-kept = { $label } (beim Tippen nicht zu sehen; Enter behält, was du eingegeben hast):
plain-ask-code = Code:
plain-ask-number = Nummer:
plain-ask-number-or = Nummer, oder Enter für { $number }, { $label }:
plain-ask-country = Land, oder eine Nummer der Liste:
plain-ask-country-or = Land, eine Nummer der Liste, oder Enter für { $label }:
plain-ask-agree = Enter stimmt zu: { $label }:
plain-ask-leave = „{ $leave }“ oder „{ $stay }“:
plain-ask-enter = Enter geht weiter:
