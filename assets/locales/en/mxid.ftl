# Every sentence that a person reads in the wizard.
#
# Plain words, second person, no exclamation marks, no blame. A problem says what happened; its
# "…-how" says what to do about it and names the key.

minutes = { $count } min
hours = { $count } h
# One thing after another in a list, and one sentence after another in a line.
list-next = { $list }, { $next }
sentence-next = { $before } { $next }

## The way

page-goal = Start
page-server = Server
page-contact = Contact
page-phone = Phone
page-email = Email
page-account = Account
page-token = Invitation
page-terms = Terms
page-review = Review
page-password = Password
page-browser = Browser
page-verify = Verify
page-done = Done

## Keys, as the footer names them

key-continue = continue
key-do = do this
key-submit = submit
key-agree = agree
key-toggle = agree or not
key-back = back
key-choose = choose
key-next = next
key-send-again = send again
key-change = change address
key-reveal = show password
key-hide = hide password
key-practise = practise
key-pass-phrase = pass phrase
key-take = take it
key-copy = copy
key-open = open
key-qr = QR code
key-message = open message
key-follow = open the link
key-confirm = press the button
key-close = close
key-help = help
key-details = details
key-leave = leave
key-leave-now = leave now
key-stay = stay
key-reset-instead = reset its password instead
key-sign-up-instead = create an account instead

## What would you like to do?

goal-title = What would you like to do?
goal-sign-up = Create an account
goal-sign-up-note = a new Matrix ID
goal-sign-up-short = create an account
goal-resume-sign-up = Go on with the account at { $server }
goal-resume-reset = Go on with the password at { $server }
goal-resume-add = Go on with the contact at { $server }
goal-resume-note = { $age } ago
goal-resume-note-about = { $about } · { $age } ago
goal-reset = Reset a forgotten password
goal-reset-note = with the email on your account
goal-reset-short = reset a password

## Server

server-title-sign-up = Where will your account live?
server-title-reset = Where does your account live?
server-label = Homeserver
server-placeholder = example.org
server-usual = From your configuration file. You can change it here.
server-practise = No server in mind? Ctrl-P practises on a built-in one.
server-found = Found at { $host }
server-found-practice = The built-in practice server, on this computer only
offer-open = Sign-up is open.
offer-neither = No email address or phone number is asked for.
offer-both-required = An email address and a phone number are required.
offer-email-required = An email address is required.
offer-phone-required = A phone number is required.
offer-email-optional = An email address is optional.
offer-phone-optional = A phone number is optional.
offer-email-required-phone-optional = An email address is required, a phone number is optional.
offer-phone-required-email-optional = A phone number is required, an email address is optional.
offer-both-optional = Email address and phone number are optional.
offer-one-required = An email address or a phone number is required.
offer-token = You need a registration token, an invitation from the server's people.
offer-terms = { $count ->
    [one] One document to agree to.
   *[other] { $count } documents to agree to.
}
offer-closed = Sign-up is closed on this server.
offer-browser = Accounts of this server are made and recovered in the browser.
offer-none = This server makes no accounts.
offer-web-too = Accounts can be made in the browser, too.
offer-browser-step = Sign-up needs a step in a web browser.
offer-no-passwords = This server does not use passwords.
offer-no-way = This server offers no way that this program can go.

character-space = a space
look-alike = “{ $character }” is a { $script } letter that only looks like “{ $like }”.
look-alike-other = “{ $character }” only looks like “{ $like }”.
script-cyrillic = Cyrillic
script-greek = Greek
script-armenian = Armenian
script-full-width = full-width

server-empty = No server was named.
server-character = A server name cannot contain { $character }.
server-port = The port after the colon is not a number from 1 to 65535.
server-malformed = That does not look like a server name.
server-plain-http = Plain http would send your password unprotected.
server-url-extra = A server's address has no user name, question mark or hash.
server-url-malformed = That does not look like a web address.
server-error-how = Type a name like example.org, or the server's full https address.

well-known-status = { $server } answers HTTP { $status } where it should name its Matrix server.
well-known-empty = { $server } answers with nothing where it should name its Matrix server.
well-known-not-json = { $server } answers with something unreadable where it should name its Matrix server (it is not JSON).
well-known-too-large = { $server } answers with far too much where it should name its Matrix server.
well-known-no-url = { $server } has a file about Matrix, but the file names no server (m.homeserver).
well-known-unusable = { $server } names a Matrix server whose address cannot be used.
well-known-how = Its people can mend that. Until then, paste the full https address of the Matrix server; Enter tries again.
well-known-none = { $server } does not say where its Matrix server is, and is none itself.
redirect-loop = { $server } sends us round in a circle instead of naming its Matrix server.
redirect-too-many = { $server } sends us on from one place to the next, and after five we stopped.
redirect-insecure = { $server } sends us to an address that is not safe (not https), so nothing was asked there.
redirect-nowhere = { $server } sends us elsewhere without saying where.
redirect-unreachable-how = { $server } sends us there. Its people can mend that; until then, paste the full https address of the Matrix server.
elsewhere-how = { $server } says that its Matrix server is there. Enter tries again, or paste another https address if you know a better one.
not-matrix = Something answers at { $server }, but it is not a Matrix server.
discovery-how = Check the spelling, or paste the server's full https address. Enter tries again.
dns-how = Check the spelling, or paste the server's full https address.

network-dns = No Matrix server answers at { $server }: the name has no address (DNS).
network-refused = Nothing answers at { $server }: the connection was refused.
network-timeout = { $server } did not answer in time.
network-broken = The connection to { $server } broke off.
proxy-unreachable = The proxy itself does not answer.
proxy-credentials = The proxy wants a user name and a password, or does not take those it got.
proxy-refused = The proxy would not, or could not, connect us to { $server }.
tls-expired = The certificate of { $server } has expired, so nobody can tell who answers.
tls-not-yet-valid = The certificate of { $server } is not valid yet; a clock may be wrong.
tls-wrong-host = The certificate at { $server } is for another name.
tls-unknown-issuer = The certificate of { $server } is signed by nobody this computer trusts.
tls-other = No safe connection to { $server } could be made (TLS).
tls-how = Nothing was sent. Check the name and this computer's clock, or ask the server's people.
tls-issuer-how = Nothing was sent. If your network or the server has certificates of its own, start again with --ca-file; else ask the server's people.
proxy-how = Enter tries again. The proxy is named by --proxy, or by HTTPS_PROXY or ALL_PROXY: correct it there and start again.
proxy-credentials-how = Put them into HTTPS_PROXY, like http://name:password@proxy.example.org:3128, and start again.
try-again-how = Everything you typed is still here. Press Enter to try again.

## Contact

contact-title-sign-up = How can the server reach you?
contact-title-reset = What does the server know you by?
contact-lead-sign-up = By email you get back in when the password is forgotten; by phone at few servers.
contact-refused = not at this server
contact-lead-reset = It must be on your account already, and verified.
contact-phone = Phone number
contact-phone-note = a code by text message
contact-phone-reset-note = few servers can do this; we try
contact-email = Email address
contact-email-note = a mail with a link
contact-both = Phone number and email address
contact-both-note = both are verified
contact-none = Neither
contact-none-note = no way back if you forget the password
contact-required = required
contact-no-phone = This server does not take phone numbers.
contact-no-email = This server does not take email addresses.
contact-one-needed = This server wants a contact; going without is not offered.

email-title-sign-up = What is your email address?
email-title-reset = Which email address is on your account?
email-placeholder = you@example.org
email-will = We will ask for a mail to { $address }
did-you-mean = Did you mean { $meant }? F3 takes it.
email-spelling = Spell it as you did when you added it: some servers tell capitals apart.
email-practice = The practice server has an account with { $address }.
nothing-sent-yet = Nothing is sent before you have seen the review page.

email-empty = No address was typed.
email-no-name = An address has a name before its @.
email-no-domain = An address has a domain after its @.
email-two-ats = An address has only one @.
email-character = An email address cannot contain { $character } there.
email-domain = The part after the @ is not complete.
email-domain-malformed = The part after the @ cannot be a domain.
email-local = There is no dot after the @. Enter goes on all the same.
email-too-long = The address is longer than mail servers take.
email-error-how = Correct it above, then press Enter.

## Country and number

country-title = Which country is the number from?
country-placeholder = type a name, a code like DE, or +49
country-count = { $shown } of { $all } · type a name, a code like DE, or +49
country-no-match = No country matches. Try another spelling.
country-by-zone = from your time zone
country-by-locale = from your language settings
country-by-both = from your time zone and language
country-none = No country is chosen yet.
country-none-how = Type a few letters of its name, or choose with the arrow keys; Enter goes on.

number-title = What is your phone number?
number-label = { $country } (+{ $dial })
number-placeholder = like { $example }
number-will = We will text { $number }
number-landline = This looks like a landline; texts may not arrive. Enter goes on.
number-service = This looks like a service number; texts may not arrive. Enter goes on.
number-short = { $missing ->
    [one] A digit seems to be missing. Enter goes on all the same.
   *[other] { $missing } digits seem to be missing. Enter goes on all the same.
}
number-long = This seems too long. Enter goes on all the same.
number-plus-missing = If it begins with its country code, put a + in front. Enter goes on as it is.
number-unassigned = Our tables do not know this number, and they may be old. Enter goes on.

number-empty = No number was typed.
number-too-short = { $missing ->
    [one] One more digit.
   *[other] { $missing } more digits.
}
number-too-short-for = Too short to be a number yet.
number-too-long = Too long for { $country }.
number-letter = A phone number has no letters.
number-extension = A text message cannot be sent to an extension.
number-plus = A + belongs at the beginning.
number-sign = A phone number cannot contain { $character }.
number-control = A phone number cannot contain control characters.
number-calling-code = No country has that code after the +.
number-error-how = Correct it above, then press Enter.

## Name and password

account-title = Choose your name and password
username-label = User name
username-hint = Small letters, digits and . _ = - / + make up a name.
username-will = You will be { $id }
username-will-on = You will be { $id } on { $host }
username-empty = No user name was typed.
username-character = A user name cannot contain { $character }.
username-too-long = The user name is too long.
username-error-how = Small letters, digits and . _ = - / + are fine. Correct it above; Enter goes on.
name-taken = That name is taken on this server.
name-refused = This server does not allow that name.
name-reserved = That name is reserved on this server.
name-how = Choose another; everything else stays as it is.

password-label = Password
password-again-label = The same once more
password-reveal = ctrl-t shows it
password-hide = ctrl-t hides it
password-same = ✓ Both are the same
password-host = Your password goes to { $host }.
password-empty = No password was typed.
password-too-short = A password needs at least { $least } characters.
password-too-long = A password can have at most 512 bytes.
password-rule = The server's rules want more of the password: { $rule }.
password-refused = The server finds this password too weak.
password-refused-rule = The server finds this password too weak: { $rule }.
password-error-how = Choose another; a few unrelated words make a good one.
password-mismatch = The two passwords differ.
password-mismatch-how = Type it once more; ctrl-t shows what you typed.
not-utf8 = Your terminal sent a character that is not UTF-8, so this field was emptied and takes nothing.
not-utf8-how = Press Ctrl-U and type it again with other letters, or set the terminal to UTF-8.

rule-kept = ✓ { $rule }
rule-open = ○ { $rule }
rule-length = at least { $least } characters
rule-longer = more characters
rule-digit = a digit
rule-symbol = a symbol
rule-lowercase = a small letter
rule-uppercase = a capital letter
rule-uncommon = not a common password

strength-pending = How strong it is shows when you pause.
strength-very-weak = Very weak: guessed at once
strength-very-weak-because = Very weak: { $why }
strength-weak = Weak: guessed in hours
strength-weak-because = Weak: { $why }
strength-fair = Fair: too slow to guess over the network
strength-strong = Strong: takes years to guess
strength-very-strong = Very strong: takes centuries to guess
weakness-common = many people have it
weakness-near-common = it is close to one that many people have
weakness-word = mostly one word
weakness-name = mostly a name
weakness-personal = it holds your name, address or server
weakness-keys = neighbours on the keyboard
weakness-repeats = the same again and again
weakness-sequence = letters or digits in their order
weakness-date = a date or a year
weakness-short = too short
pass-phrase-hint = Long beats tricky: several random words hold best.
pass-phrase-made = Made by chance: { $bits } bits. Write it down before going on.

new-password-title = Choose your new password
new-password-lead-mail = A mail is on its way to { $address }, if that address can be used here.
new-password-lead-text = A text is on its way to { $address }, if that number can be used here.
logout-title = Your other sessions
logout-title-open = Your other sessions: choose with ↑↓
logout-keep = Leave them signed in
logout-keep-note = you only forgot it
logout-all = Sign them all out
logout-all-note = someone else may be in
logout-all-loses = Encrypted messages that only those sessions can read are lost.
logout-none = You have not said what happens to your other sessions.
logout-none-how = Choose with the arrow keys; Enter goes on.

## Invitation and terms

token-title = What is your registration token?
token-lead = This server is by invitation. Its people give tokens to those they invite.
token-label = Registration token
token-note = It is used up only when the account is made.
token-empty = No token was typed.
token-too-long = A token has at most 64 characters.
token-character = A token cannot contain { $character }.
token-refused = The server does not take this token: it is wrong, used up or too old.
token-error-how = Check it and correct it above, or ask for another; Enter goes on.

terms-title = Do you agree?
terms-lead = { $count ->
    [one] This server has a document to agree to. Read it at its address.
   *[other] This server has { $count } documents to agree to. Read each at its address.
}
terms-name = { $name } { $version }
terms-open = Not everything is agreed to yet.
terms-open-how = Enter agrees to one after the other.

## Review

review-title = Everything right?
review-server = Server
review-server-host = { $server } ({ $host })
review-server-practice = { $server } (practice)
review-id = Matrix ID
review-id-on = { $id } on { $host }
review-phone = Phone
review-phone-value = { $number }, { $country }
review-email = Email
review-contact = Contact
review-no-contact = none: a forgotten password cannot be reset
review-token = Invitation
review-token-given = a registration token, used up by this sign-up
review-agreed = Agreed
review-next-text = Next: one text message with a code goes to this number. Afterwards no session stays open on this computer.
review-next-mail = Next: one mail with a link goes to this address. Afterwards no session stays open on this computer.
review-next-both = Next: one text message with a code, then one mail with a link. Afterwards no session stays open on this computer.
review-doubt = The last step may have been done already: its answer was lost. Going on asks the server.
review-next-asked = The message was asked for already; going on sends no other.
review-next-none = Next: the account is made. No session stays open on this computer.
review-next-reset-mail = Next: one mail goes to this address. While it travels you choose the new password.
review-next-reset-text = Next: one text message goes to this number. While it travels you choose the new password.

action-create = Create the account
action-go-on = Continue
action-send-code = Send the code
action-send-mail = Send the mail
action-change-address = Change the address
action-change-number = Change the number
action-change-account = Change name or password
action-look = Look now
action-send-again = Send again
action-in = in
action-other-address = Use another address
action-other-number = Use another number
action-use-phone = Use a phone number instead
action-use-email = Use an email address instead
action-use-none = Go without a contact
action-other-server = Choose another server
action-pass-phrase = Pick random words for me (F5)
action-take = Take { $meant }
action-copy = Copy the Matrix ID
action-copy-link = Copy the link
action-open-link = Open it here
action-qr = Show a QR code
action-reset-instead = Reset its password instead
action-sign-up-instead = Create an account instead
action-finish = Finish
action-check-password = Make sure: sign in once, and out again
action-leave = Leave

## Verify

verify-code-title = Enter the code we texted to { $address }
verify-link-title = Open the link in your mail
verify-link-title-text = Open the link in the text message
verify-link-lead = On its way to { $address }, if that can be used here. Open the link on any device; this page goes on by itself.
verify-asked = Asked for { $ago } ago · message { $number }
verify-asked-looked = Asked for { $ago } ago · message { $number } · last look { $looked } ago
verify-earlier-code = The code of an earlier message may still work.
verify-earlier-link = The link of an earlier message may still work.
verify-link-hint-sign-up = Not there? Look in spam. Some servers stay silent when an address is already in use.
verify-link-hint-text = Not there? Some servers stay silent when a number is already in use.
verify-link-hint-reset = Not there? Look in spam. The mail may also say that no account has this address. Some links lead to a page with a button: press it.

code-none = No code was typed, and no link was used yet.
code-none-how = Type the code from the message, then press Enter.
code-wrong = The server did not accept { $code }.
code-wrong-how = Check the newest message and type its code, or ask for another with Ctrl-R.
code-elsewhere = This server wants the code sent to another host: { $host }.
code-elsewhere-how = If you trust that host, press Enter to send the code there.
code-elsewhere-far-how = It is not part of { $server }: whoever runs it can use your code. Press Enter to send the code there only if you are sure of that host.
code-address-bad = The server wants the code sent to an address that is not safe.
code-address-bad-how = Nothing was sent. Try another contact, or tell the server's people.
codes-too-many = The server refused five codes, so this message is of no more use.
message-expired = That message is too old, or the server no longer knows it.
message-expired-how = Press Ctrl-R for a new one.

email-in-use = An account with this email address exists here already.
number-in-use = An account with this phone number exists here already.
address-in-use-how = Ctrl-X resets its password instead, or type another above.
email-unknown = No account here has this email address.
number-unknown = No account here has this phone number.
address-unknown-how = Check the spelling: it must be on the account and verified. Ctrl-X creates an account instead.
email-denied = This server does not accept this email address.
number-denied = This server does not accept this phone number.
address-denied-how = Type another above; Enter goes on.
email-invalid = The server cannot read this email address.
number-invalid = The server cannot read this phone number.
address-invalid-how = Correct it above; Enter goes on.
email-unsupported = This server cannot do this by email.
number-unsupported = This server cannot do this by phone.
needs-identity-server = This server cannot verify addresses itself and would send yours to a third party.
medium-unsupported-how = Choose another way with the arrow keys; Enter goes on.
mail-undelivered = The server could not send the mail.
text-undelivered = The server could not send the text message.
not-again-how = The message before it is still waited for. Press Ctrl-R to ask again.
undelivered-how = Nothing was lost. Enter asks again, or Esc goes back to another address.
destination-rejected = This server sends no texts to that country.
destination-rejected-how = Esc goes back to another country or another kind of contact.

limited = { $server } asks us to wait { $wait } before the next request.
limited-how = The countdown runs by itself, and then the request is repeated once.
server-failed = { $server } has a fault of its own.
server-refused = { $server } refused.
refused-how = Enter tries again; Esc goes back to change something.
server-circling = { $server } keeps taking back what it has accepted.
server-circling-how = Nothing more is sent by itself. Press Enter to try again; if it stays like this, tell the server's administrators.
server-full = This server takes no more accounts.
server-full-how = Its people can change that; Esc goes back to another server.
answer-unreadable = { $server } sent an answer that cannot be read.
answer-too-large = { $server } sent an answer that is far too large.
answer-redirect = { $server } sent us elsewhere, and following that could leak your data.
answer-lost = The answer to the last step was lost, so it may be done already.
answer-lost-how-sign-up = Press Enter to ask once more, or try to log in with your name and password.
answer-lost-how-reset = Press Enter to ask once more, or try to log in with the new password.
practice-not-built = This build has no practice server.
practice-cannot-listen = The practice server could not start on this computer.

## A step in the browser

browser-title = One step needs a web browser
browser-lead = { $server } asks for { $stage }. Open this link on any device:
browser-looked = Last look { $looked } ago
browser-hint = Finish it there; this page goes on by itself. Keep the link to yourself: it stands for what you are doing here.
qr-title = Scan this with another device
qr-no-room = This window is too small for the code. Make it larger, or copy the link:
qr-too-long = The link is too long for a code. Copy it instead:

## A sign-up in the browser

web-title = { $server } makes accounts in the browser
web-offer = It uses OAuth 2.0, so no program may ask for your password here. That is how it should be; two ways to go on:
web-offer-too = Its own sign-up page is the only way to a new account there. Two ways to go on:
web-offer-elsewhere = The sign-up page is at { $host }. It opens in a browser on this computer; this program waits meanwhile, and shows your new Matrix ID.
web-offer-hint = The sign-up page opens in a browser on this computer. This program waits meanwhile, and shows your new Matrix ID.
action-open-sign-up = Open the sign-up page
action-account-page = Show a link and a QR code instead
action-open-again = Open the page again
web-waiting-title = Make your account in the browser
web-waiting = The sign-up page of { $server } opens in a browser on this computer.
web-waiting-hint = Finish it there: this page goes on by itself. This is its link, which works on this computer alone:
web-cannot-listen = This computer does not let the program listen for the browser, so the sign-up page could not report back.
web-client-refused = { $server } does not let this program open its sign-up page.
web-by-link-how = Open the link on this page in a browser instead.
web-no-link-how = Choose another server, or ask the people who run this one.
web-denied = The browser came back without an account.
web-denied-how = Press Enter to open the sign-up page again.
web-refused = The sign-up page of { $server } sent the browser back without an account.
web-unknown = You were through with the sign-up page, but { $server } does not say what your Matrix ID is.
web-unknown-how = The account probably exists: log in with the name that you chose there.
done-web-closing = The session that asked for your Matrix ID is being closed.
done-web-open = A session that asked for your Matrix ID could not be closed: sign “mxid” out in your account settings.
status-opening-sign-up = Getting the sign-up page ready
status-asking-id = Asking for your Matrix ID
notice-no-browser-here = No browser could be started. Copy the link and open it on this computer.
help-web = This server wants accounts to be made on its own page. The page opens in a browser here and reports back to this program, which shows your new Matrix ID and keeps nothing. On a computer without a browser, take the link.
callback-taken = You can close this page. The terminal shows how it went.
callback-other = There is nothing here.
farewell-web-sign-up = Accounts are made in a browser there: { $url }
farewell-web-add = Contacts are added in a browser there, with your account's details: { $url }
farewell-web-reset = Passwords are reset in a browser there, behind “forgot password”: { $url }

## What is under way

status-looking-up = Looking for { $server }
status-starting-practice = Starting the practice server
status-checking-name = Asking whether the name is free
status-checking-token = Checking the token
status-asking = Asking for the message
status-checking-code = Checking the code
status-looking = Looking whether the link was opened
status-looking-done = Looking whether it is done
status-finishing = Finishing
status-talking = Talking to the server
status-look-again = The server did not answer. Looking again in { $wait }.
status-look-limited = The server asks us to wait. Looking again in { $wait }.
status-look-again-doubt = It may be done already; this page goes on looking, again in { $wait }.
status-repeat = No usable answer yet. Trying again in { $wait }; nothing is sent twice.

notice-country = The number begins with another country's code: now { $country }.
notice-paste-cut = The pasted text was too long; its end was left out.
notice-paste-cleaned = Some characters of the pasted text were left out.
notice-paste-refused = The pasted text holds a line break or a control character, so nothing of it was taken.
notice-password-replaced = The words replaced your password. Ctrl-_ brings it back.
notice-copied = Copied, if your terminal allows it.
notice-opened = A browser was asked to open the link.
notice-no-browser = No browser could be started here. Copy the link, or press q for a QR code.
notice-new-link = The server forgot what was done in the browser. This link is a new one: do it once more.
notice-not-done-yet = The server does not know yet that it is done.
notice-back-waits = Going back as soon as the answer is in: it may be success.
notice-too-soon = You can ask again in { $wait }.
notice-look-too-soon = Looking before that would only make the wait longer.
notice-sent-again = Another message was asked for.
notice-in-use = Another mxid is at work on that one. Go on there, or choose something else.
notice-gone = Nothing is left of that one to go on with. Choose something else.
notice-taken-up = Back where you stopped. Passwords and tokens are never saved: type yours once more.
notice-not-kept = This cannot be saved: { $why }. Go on as usual, but “mxid resume” will not find it.
notice-kept-stale = What was saved is out of date and cannot be removed: { $why }. Do not resume it later.
notice-not-yet = Not opened yet. This page goes on looking.

cause-code = { $code } · HTTP { $status }
cause-status = HTTP { $status }

## Done

done-created-title = Your account is ready
done-phone = Phone { $number } is verified. Few servers reset a password by it.
done-email = Email { $address } is verified and can recover it.
done-no-contact = No contact is on it: keep the password safe.
done-another = An account { $name } may have been made before: the answer that would tell was lost.
done-no-session = No session was left open.
done-session-closed = The server opened a session unasked; it was closed again.
done-session-open = The server opened a session unasked; it is being closed.
done-session-left-open = A session could not be closed. Sign it out in a client, in the list of your sessions.
done-next = Next
done-iamb = { $entries } under { $heading }, then iamb -P { $name }
done-iamb-ready = iamb -P { $name }
done-gomuks = log in with { $id }
done-gomuks-at = log in with { $id } at { $base }
done-backup = First login: set up key backup, or encrypted messages are lost with the device.
action-add-profile = Add an iamb profile to { $path }
profile-added = The profile { $name } is in { $path }.
profile-exists = { $path } has a profile { $name } already. It stays as it is.
profile-old-format = iamb still uses config.json there, which { $path } would hide. Nothing was written.
profile-inline-table = { $path } has its profiles in braces: add this one there by hand. Nothing was added.
profile-unreadable = { $path } is not written as iamb reads it. Nothing was added.
profile-unwritable = { $path } cannot be written. Nothing was added.
done-approval-title = Your account waits for approval
done-approval = { $server } made { $name }, and its people approve new accounts before they can be used.
done-probably-title = Your account is probably ready
done-probably = The last answer of { $server } was lost, and the name { $name } is taken since. Most likely that is your new account.
done-probably-check = Signing in with your name and password tells for sure.
done-password-earlier = Its password is the one from before the interruption, or the one you typed just now. If they may differ, make sure.
done-password-asking = Signing in with the password.
done-password-right = The password works.
done-password-wrong = What you typed just now does not work: the password is the one from before the interruption.
done-password-wrong-probably = The server does not take this password for that name: it is one that you typed before, or the account is somebody else's.
done-password-reset = A reset by your email address sets a new one.
done-password-use = Use that one: without an email address there is no reset.
done-password-unanswered = The server did not say whether the password works. Try again, or sign in with a client.
done-reset-title = Your password is changed
done-reset = The new password works on { $server } from now on.
done-reset-earlier = { $server } changed it, now or before the interruption.
done-signed-out = Every other session was signed out.
done-still-in = Your other sessions stay signed in.
done-reset-advice = If somebody else may have been in, look through your sessions and renew your recovery key.

## It cannot go on here

stop-closed-title = Sign-up is closed there
stop-closed = { $server } makes no new accounts at the moment. Its people may know when that changes; another server may be open.
stop-no-registration = { $server } has no way to make an account.
stop-ask = You can ask { $contacts }.
stop-ask-page = Its people say on this page how to reach them:
stop-server-says = The server says: “{ $text }”
stop-browser-title-sign-up = Accounts are made in the browser there
stop-browser-title-reset = Passwords are reset in the browser there
stop-browser = { $server } uses OAuth 2.0, so no program may ask for your password here. That is how it should be.
stop-browser-link-sign-up = Make the account in a browser, on any device: open this page, and choose “create account” where you would log in.
stop-browser-link-reset = Open this page in a browser, on any device, and choose “forgot password” where you would log in.
stop-browser-link-account = This page shows the account, on any device, once you are logged in there.
stop-browser-no-link = The server does not say where. Its web site may, or the people who run it.
stop-stages-title = One step there cannot be done here
stop-stages = { $server } asks for { $stages }, which only a browser can do, and it has no page for that. This cannot be finished from a terminal. Another client may know how.
stop-no-passwords-title = There are no passwords there
stop-no-passwords = { $server } signs people in another way, for instance through a company's login. There is no password to reset.
stop-no-reset-title = This cannot be reset there
stop-no-reset-any = { $server } resets no passwords by email or phone. Its people may be able to help.
stop-no-reset-mail = { $server } resets no passwords by email. Its people may be able to help.
stop-no-reset-text = { $server } resets no passwords by phone. Try the email address on your account.
stop-no-way-title = There is no way in
stop-no-way = { $server } takes no sign-up with what was given here.
stage-recaptcha = a captcha (reCAPTCHA)
stage-sso = a login in the browser
stage-terms = agreement to its terms
stage-other = “{ $name }”

## Adding a contact

page-sign-in = Sign in

goal-add = Add an email address or phone number
goal-add-note = to an account you have
goal-add-short = add a contact

sign-in-title = Sign in to your account
sign-in-lead = Only for as long as this takes: the session is closed again at the end.
sign-in-name-label = Matrix ID, user name or email address
sign-in-name-placeholder = @you:{ $server }
sign-in-practice = The practice server has an account { $name } with the password { $password }.
sign-in-name-empty = No name was typed.
sign-in-name-character = A name cannot contain { $character }.
sign-in-name-too-long = The name is longer than a Matrix ID can be.
sign-in-name-how = Type a Matrix ID, a user name or the email address on the account; Enter goes on.
sign-in-other-server = That Matrix ID is one of { $server }, not of this server.
sign-in-other-server-how = Esc goes back to choose that server, or type another name above.
sign-in-password-how = Type it above, then press Enter.
sign-in-refused = The server does not accept this name with this password.
sign-in-refused-how = Check both, ctrl-t shows the password; Enter tries again.
sign-in-deactivated = This account was deactivated, and cannot be used any more.
sign-in-locked = This account is locked at the moment.
sign-in-suspended = This account is suspended at the moment.
sign-in-account-how = The server's people can say why. Type another name above, or press Esc.
sign-in-ended = The server has ended the session that was needed.
sign-in-ended-how = Everything you typed is still here. Press Enter to sign in again.

contact-title-add = What would you like to add?
contact-lead-add = By email you get back in when the password is forgotten; by phone at few servers.
contact-have = On your account already: { $list }
email-title-add = Which email address would you like to add?
email-on-account = This email address is on your account already.
number-on-account = This phone number is on your account already.
address-in-use-how-add = It can be on one account only. Type another above; Enter goes on.

review-next-add-mail = Next: one mail with a link goes to this address. At the end the session on this computer is closed.
review-next-add-text = Next: one text message with a code goes to this number. At the end the session on this computer is closed.

status-signing-in = Signing in
status-looking-at-account = Looking what is on your account

answer-lost-how-add = Press Enter to ask once more, or look in a client whether it is on your account.
not-added = The server's answer was lost, and nothing was added to your account.

done-added-title-email = The email address is on your account
done-added-title-phone = The phone number is on your account
session-closed = The session that this needed is closed again.
session-closing = The session that this needed is being closed.
session-left-open = A session called “mxid” could not be closed. Sign it out in a client, in the list of your sessions.

stop-browser-title-add = Contacts are changed in the browser there
stop-browser-link-add = Open this page in a browser, on any device, and look for your contact details.
stop-no-passwords-add = { $server } lets nobody sign in with a password, and without one no contact can be added from here.
stop-no-changes-title = Contacts cannot be changed there
stop-no-changes = { $server } does not let an account get another email address or phone number. Its people may be able to add it.

help-sign-in = Adding a contact needs your password, because it can be used to get into your account. It goes to the homeserver only. The session is closed again whatever happens.

farewell-added = { $contact } was added to { $id }
farewell-doubt-contact = The contact may have been added: look in a client to make sure.
farewell-no-contact = No contact was added.
farewell-session-unnamed = A session may still be open: sign it out in a client, in the list of your sessions.
farewell-session-open = A session called “mxid” may still be open: sign it out in a client.

## Leaving, help, details

leave-title = Leave now?
leave-lead = What you typed would be lost.
leave-lead-kept = You can go on with “mxid resume” for a day; only passwords, codes and tokens have to be typed again.
leave-nothing-sent = No message was sent, and nothing was created.
leave-doubt = The last step may have been done already: log in in a client to make sure.
leave-sent = A message was asked for. Nothing is created or changed unless you finish here.

help-title = Help
help-key-enter = Enter
help-enter = goes on, or does what is marked
help-key-esc = Esc
help-esc = goes back one page; nothing you typed is lost
help-key-tab = Tab
help-tab = to the next field or action, Shift-Tab back
help-key-arrows = ↑ ↓
help-arrows = choose
help-key-toggle = Space
help-key-details = F2, Ctrl-O
help-details = what was asked of the server so far
help-key-redraw = Ctrl-L
help-redraw = draws everything anew
help-key-leave = Ctrl-C
help-leave = leaves; asks first if anything would be lost
help-key-take = F3
help-key-practise = Ctrl-P
help-key-switch = Ctrl-X
help-key-copy = Ctrl-Y
help-copy = copies the link
help-copy-id = copies the Matrix ID
help-key-qr = q
help-qr = shows the link as a QR code
help-key-open = o
help-open = opens the link in a browser here
help-key-reveal = Ctrl-T
help-key-pass-phrase = F5
help-key-undo = Ctrl-_
help-reveal = shows or hides the password
help-pass-phrase = fills in a pass phrase of random words
help-undo = takes an edit back; Alt-/ makes it once more
help-key-again = Ctrl-R
help-again = asks for another message
help-key-change = F4
help-key-message = Ctrl-N
help-message = opens the newest practice message

help-goal = This program gets you an account on a Matrix homeserver, or back into one whose password you forgot. A browser is needed only where a server insists on one.
help-server = A homeserver is where your account lives, like a mail provider. Type its name; it is looked up as soon as you pause. Your Matrix ID will end in it.
help-contact = A verified contact is the only way to reset a forgotten password. The server's people can see it; other users cannot.
help-country = Numbers are read as they are dialled in this country. Type a few letters of its name, its two-letter code, or its dial code.
help-number = Type the number as you would dial it at home, or with + and the country code. The line under the field shows exactly which number will be texted.
help-address = The server mails a link to this address.
help-account = The name becomes your Matrix ID and cannot be changed later. The password goes to the homeserver only, and is not kept here.
help-token = Some servers let in only people with a token. Ask whoever invited you.
help-terms = Each document is agreed to by itself. The addresses can be opened in any browser.
help-review = This is all that will happen. When you go on, the server is asked for one message, unless it was asked for already.
help-new-password = The new password is set as soon as the link in the mail was opened. Signing other sessions out is right when someone else may be in; it can make old encrypted messages unreadable.
help-browser = The server wants something that only a web page can show, such as a captcha. Open the link on any device, finish it there, and come back: this page goes on by itself.
help-verify = The message proves that the address is yours. It may take a minute. Asking again sends another message; asking once sends one, however bad the network is.
help-verify-code = The code in the message proves that the number is yours. It may take a minute. A code of six digits is checked as soon as it is complete, any other when you press Enter. Enter without a code looks whether the link in the message was opened.
help-done = It is done. Nothing secret is left on this computer.
help-stopped = This server cannot do it, and this page says why. Everything you typed is kept for another server.

details-title = Details
details-base = Address of the server
details-version = Newest version it speaks
details-attempt = Message
details-requests = Requests, the newest first
details-none = Nothing was asked of any server yet.
details-waiting = waiting
details-answered = answered · { $ms } ms
details-failed = { $why } · { $ms } ms
details-dropped = no longer needed
details-dns = no address
details-refused = connection refused
details-timeout = no answer in time
details-tls = TLS failed
details-proxy = proxy failed
details-broken = connection broke
details-unreadable = unreadable answer

## Practice

strip-title = practice server: nothing leaves this computer
strip-empty = No messages yet: what this server sends appears here.
strip-open = ctrl-n opens it
strip-sms = SMS to { $to }
strip-mail = Mail to { $to }
message-sms-title = Text message to { $to }
message-mail-title = Mail to { $to }
message-lead = This is the practice inbox. On a real server it would be on your phone or in your mail.
message-confirm = Enter presses the button of this page.

## Probe: what a server offers

probe-base = Address
probe-software = Software
probe-versions = Matrix versions
probe-newest = { $count ->
    [one] { $version }
   *[other] { $version }, the newest of { $count }
}
probe-old = { $count ->
    [one] one, and an old one
   *[other] { $count }, all of them old
}
quoted = “{ $text }”
probe-none = none
probe-sign-up = Sign-up
probe-open = open
probe-open-browser = open, in the browser
probe-closed = closed
probe-absent = there is none
probe-no-way = no way in is listed
probe-email = Email address
probe-phone = Phone number
probe-required = required
probe-optional = optional
probe-not-taken = not taken
probe-token = Registration token
probe-needed = needed
probe-not-needed = not needed
probe-browser = Steps in a browser
probe-documents = To agree to
probe-reset-email = Reset by email
probe-reset-phone = Reset by phone
probe-offered = offered
probe-unlikely = unlikely
probe-no = no
probe-oauth = OAuth 2.0
probe-oauth-alone = makes and recovers all accounts
probe-oauth-beside = beside passwords
probe-account-page = Account page
probe-password = Password rules

name-value = { $name }: { $value }
probe-flow-sign-up = Sign up
probe-flow-reset = Reset
probe-flow-add = Add a contact
probe-sign-up-token = Open with a registration token, an invitation from its people.
probe-sign-up-step = Open, with a step in a web browser.
probe-sign-up-both = Open, with a registration token and a step in a web browser.
probe-sign-up-browser = Accounts of this server are made in the browser.
probe-reset-works = This server can mail you a link for it.
probe-reset-untold = A reset by email is listed; whether a mail comes shows only by asking.
probe-reset-by-phone = This server lists a reset by phone.
probe-reset-unlikely = It is listed, but nothing else here speaks of mail: it is unlikely.
probe-reset-none = This server resets no passwords by email or phone.
probe-add-email = An email address can probably be added; a login would show.
probe-add-phone = A phone number can probably be added; a login would show.
probe-add-both = Both kinds can probably be added; a login would show.
probe-add-untold = Only a login would show whether this server takes any.
probe-add-browser = The contacts of an account are managed in the browser.
probe-add-no-passwords = This server does not use passwords, so this program cannot log in.

probe-spelling-how = Check the spelling, or name the server's full https address.
probe-proxy-how = Check the proxy's address, then try again.
probe-later-how = Try again later, or ask the server's people.

## Left on the normal screen

farewell-created = Your Matrix ID is { $id }
farewell-iamb = Your client is ready: iamb -P { $name }
farewell-iamb-late = Writing { $path } took too long: look there whether the profile { $name } was added.
farewell-practice = Only for practice: the server and the account are gone with this program.
farewell-web-waiting = Nothing was created so far. Finish in the browser, and the account exists all the same: log in with the name that you chose there.
farewell-base = Homeserver: { $url }
farewell-approval = { $name } on { $server } was made and waits for approval.
farewell-probably = { $name } on { $server } was probably made; log in to make sure.
farewell-reset = The password was changed on { $server }.
farewell-doubt-account = The account may have been created: log in to make sure.
farewell-doubt-reset = The password may have been changed: log in to make sure.
farewell-no-account = No account was created.
farewell-no-reset = No password was changed.
farewell-sent = A message was asked for; it can be ignored.
farewell-again = Run mxid again to start over.

too-small = This window is too small. Make it larger to go on.

## An unfinished flow, before the wizard begins and after it has ended

farewell-kept = What you typed is kept for a day, without passwords. Go on with “mxid resume”, or remove it with “mxid forget”.
farewell-log = The log has gaps: not every request could be written to its file.
farewell-not-kept = What you typed could not be kept: { $why }.
farewell-not-kept-in = What you typed could not be kept in { $path }: { $why }.
farewell-stale = What was saved of it in { $path } is out of date and could not be removed: { $why }. Do not resume it; “mxid forget” tries to remove it.
farewell-not-removed = What was kept of it could not be removed from { $path }: { $why }. “mxid forget” tries again.
keep-in-use = another mxid has it
keep-too-large = it is too large
keep-no-folder = your system names no home folder to keep it in
disk-full = there is no space left
disk-not-allowed = you are not allowed to write or read there
disk-no-folder = a file is in the place of a folder
disk-slow = the disk took too long
disk-other = the system could not do it
resume-none = There is nothing unfinished to go on with.
resume-expired = What was unfinished was older than a day and is removed.
resume-in-use = Another mxid is at work on it. Go on there, or end that one first.
resume-id-server = What is unfinished on { $server } names the identity server { $host }, whose token is not kept: give --id-server and --id-access-token-file again.
resume-other-id-server = What is unfinished on { $server } does not name that identity server: leave --id-server and --id-access-token-file out.
saved-refused = Not read, because { $why }: { $path }
saved-aside = Not read, because { $why }. It is kept aside as { $path }
saved-damaged = the file is damaged
saved-format = another version of mxid wrote it
saved-no-file = it is no plain file
saved-owner = it belongs to another user
saved-exposed = other users can read or change it
saved-future = it is from the future and this computer's clock may be wrong
saved-folder = Unfinished flows cannot be looked for in { $path }: { $why }.
saved-no-folder = Unfinished flows cannot be looked for: your system names no home folder.
forget-sign-up = an account on { $server }
forget-reset = a new password on { $server }
forget-add = a contact on { $server }
forget-one = Removed: { $what }.
forget-one-about = Removed: { $what } ({ $about }).
forget-other-versions = { $count ->
    [one] Removed: one file of another version of mxid.
   *[other] Removed: { $count } files of other versions of mxid.
}
forget-others = { $count ->
    [one] Removed: one file that could not be used.
   *[other] Removed: { $count } files that could not be used.
}
forget-none = There is nothing unfinished to remove.
forget-in-use = { $count ->
    [one] One stays: another mxid is at work on it.
   *[other] { $count } stay: another mxid is at work on each.
}
forget-stays = Not removed, because { $why }: { $path }

## Plain mode: the words that are typed, what they do, and the prompts. Each word is one word.

word-continue = continue
word-back = back
word-stay = stay
word-leave = leave
word-again = again
word-change = change
word-instead = instead
word-take = take
word-phrase = phrase
word-practise = practise
word-open = open
word-message = message
word-help = help
word-details = details
word-repeat = repeat
word-next = next
word-previous = previous
word-more = more

word-does-continue = goes on; so does an empty line
word-does-repeat = reads this page once more
word-does-next = to the next question of this page
word-does-previous = to the question before
word-does-more = lists more of the choices

plain-begins = Plain mode: type each answer and press Enter. “{ $help }” lists the words that work, “{ $leave }” ends it.
plain-step = Step { $at } of { $all }: { $name }
plain-warning = Warning: { $text }
plain-problem = Problem: { $text }
plain-agreed = agreed
plain-not-agreed = not agreed
plain-more = { $shown } of { $all }. “{ $more }” lists more.
plain-now = Possible now: { $label }
plain-nothing = That does nothing here. “{ $help }” lists what does.
plain-too-long = That line is too long for an answer and was not taken: type a shorter one.
plain-not-text = That line is not in UTF-8 and was not taken: type it once more.
plain-literal = To type a word of these as an answer, put = in front of it.
plain-sms = Text message to { $to }: { $text }
plain-mail = Mail to { $to }: { $text }
plain-mail-link = “{ $open }” follows its link: { $link }
plain-input-ended = There are no more answers. This goes on by itself; Ctrl-C ends it.
plain-answers-short = There are no more answers, and this is not finished.
plain-answer = Answer
plain-ask = { $label }:
plain-ask-like = { $label } ({ $example }):
plain-ask-kept = { $label } (Enter keeps { $value }):
plain-ask-secret = { $label } (not shown as you type):
plain-ask-secret-kept = { $label } (not shown as you type; Enter keeps what you typed):
plain-ask-code = Code:
plain-ask-number = Number:
plain-ask-number-or = Number, or Enter for { $number }, { $label }:
plain-ask-country = Country, or a number of the list:
plain-ask-country-or = Country, a number of the list, or Enter for { $label }:
plain-ask-agree = Enter agrees to { $label }:
plain-ask-leave = “{ $leave }” or “{ $stay }”:
plain-ask-enter = Enter goes on:
