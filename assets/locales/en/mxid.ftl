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
key-do = select
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
goal-resume-sign-up = Continue creating your account on { $server }
goal-resume-reset = Continue resetting your password on { $server }
goal-resume-add = Continue adding a contact on { $server }
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
offer-neither = No email address or phone number is needed.
offer-both-required = An email address and a phone number are required.
offer-email-required = An email address is required.
offer-phone-required = A phone number is required.
offer-email-optional = An email address is optional.
offer-phone-optional = A phone number is optional.
offer-email-required-phone-optional = An email address is required, a phone number is optional.
offer-phone-required-email-optional = A phone number is required, an email address is optional.
offer-both-optional = Email address and phone number are optional.
offer-one-required = An email address or a phone number is required.
offer-token = You need a registration token from the server's administrators.
offer-terms = { $count ->
    [one] There is one document to agree to.
   *[other] There are { $count } documents to agree to.
}
offer-closed = Sign-up is closed on this server.
offer-browser = This server creates and recovers accounts in the browser.
offer-none = This server creates no accounts.
offer-web-too = You can also create an account in the browser.
offer-browser-step = Sign-up needs a step in a web browser.
offer-no-passwords = This server does not use passwords.
offer-no-way = This server offers no sign-up that works from this program.

character-space = a space
look-alike = “{ $character }” is a { $script } letter that only looks like “{ $like }”.
look-alike-other = “{ $character }” only looks like “{ $like }”.
script-cyrillic = Cyrillic
script-greek = Greek
script-armenian = Armenian
script-full-width = full-width

server-empty = Type a server name.
server-character = A server name can't contain { $character }.
server-port = The port after the colon must be a number from 1 to 65535.
server-malformed = This doesn't look like a server name.
server-plain-http = Plain http would send your password unencrypted.
server-url-extra = A server's address has no user name, question mark or hash.
server-url-malformed = This doesn't look like a web address.
server-error-how = Type a name like example.org, or the server's full https address.

well-known-status = { $server } answered HTTP { $status } when asked for its Matrix server.
well-known-empty = { $server } sent an empty answer when asked for its Matrix server.
well-known-not-json = { $server } sent an unreadable answer when asked for its Matrix server (not JSON).
well-known-too-large = { $server } sent far too much data when asked for its Matrix server.
well-known-no-url = { $server } has a Matrix file, but the file names no server (m.homeserver).
well-known-unusable = { $server } names a Matrix server whose address can't be used.
well-known-how = Its administrators can fix this. Until then, paste the full https address of the Matrix server, or press Enter to try again.
well-known-none = { $server } is not a Matrix server and does not name one.
redirect-loop = { $server } redirects in a circle instead of naming its Matrix server.
redirect-too-many = { $server } redirected us more than five times, so we stopped.
redirect-insecure = { $server } redirects to an address that is not secure (not https), so we did not follow it.
redirect-nowhere = { $server } redirects us without saying where.
redirect-unreachable-how = { $server } redirects there. Its administrators can fix this; until then, paste the full https address of the Matrix server.
elsewhere-how = { $server } names this as its Matrix server. Press Enter to try again, or paste another https address if you know a better one.
not-matrix = { $server } answers, but it is not a Matrix server.
discovery-how = Check the spelling, or paste the server's full https address. Press Enter to try again.
dns-how = Check the spelling, or paste the server's full https address.

network-dns = { $server } has no address (DNS), so no Matrix server can be reached.
network-refused = { $server } refused the connection.
network-timeout = { $server } did not answer in time.
network-broken = The connection to { $server } was lost.
proxy-unreachable = The proxy does not answer.
proxy-credentials = The proxy needs a user name and a password, or rejected the ones it got.
proxy-refused = The proxy did not connect us to { $server }.
tls-expired = The certificate of { $server } has expired, so its identity can't be checked.
tls-not-yet-valid = The certificate of { $server } is not valid yet. A clock may be wrong.
tls-wrong-host = The certificate at { $server } is for another name.
tls-unknown-issuer = The certificate of { $server } isn't signed by an authority that this computer trusts.
tls-other = No secure connection to { $server } could be made (TLS).
tls-how = Nothing was sent. Check the name and this computer's clock, or ask the server's administrators.
tls-issuer-how = Nothing was sent. If your network or the server uses its own certificates, start again with --ca-file; otherwise ask the server's administrators.
proxy-how = Press Enter to try again. The proxy comes from --proxy, HTTPS_PROXY or ALL_PROXY: correct it there and start again.
proxy-credentials-how = Put them in HTTPS_PROXY, like http://name:password@proxy.example.org:3128, and start again.
try-again-how = Everything you typed is still here. Press Enter to try again.

## Contact

contact-title-sign-up = How can the server reach you?
contact-title-reset = Which contact is on your account?
contact-lead-sign-up = With an email address you can reset a forgotten password. Few servers do this by phone.
contact-refused = not on this server
contact-lead-reset = It must already be on your account, and verified.
contact-phone = Phone number
contact-phone-note = a code by text message
contact-phone-reset-note = few servers can do this
contact-email = Email address
contact-email-note = a mail with a link
contact-both = Phone number and email address
contact-both-note = both are verified
contact-none = Neither
contact-none-note = you can't reset a forgotten password
contact-required = required
contact-no-phone = This server does not take phone numbers.
contact-no-email = This server does not take email addresses.
contact-one-needed = This server requires a contact.

email-title-sign-up = What is your email address?
email-title-reset = Which email address is on your account?
email-placeholder = you@example.org
email-will = We will send a mail to { $address }
did-you-mean = Did you mean { $meant }? Press F3 to use it.
email-spelling = Spell it as you did when you added it: some servers distinguish capital letters.
email-practice = The practice server has an account with { $address }.
nothing-sent-yet = Nothing is sent before the review page.

email-empty = Type an email address.
email-no-name = An email address needs a name before the @.
email-no-domain = An email address needs a domain after the @.
email-two-ats = An email address has only one @.
email-character = An email address can't contain { $character } here.
email-domain = The part after the @ is incomplete.
email-domain-malformed = The part after the @ is not a valid domain.
email-local = There is no dot after the @. If that is right, press Enter.
email-too-long = The address is longer than mail servers accept.
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
country-none-how = Type a few letters of its name, or choose with the arrow keys. Then press Enter.

number-title = What is your phone number?
number-label = { $country } (+{ $dial })
number-placeholder = like { $example }
number-will = We will text { $number }
number-landline = This looks like a landline, which may not receive texts. If it is right, press Enter.
number-service = This looks like a service number, which may not receive texts. If it is right, press Enter.
number-short = { $missing ->
    [one] A digit seems to be missing. If the number is right, press Enter.
   *[other] { $missing } digits seem to be missing. If the number is right, press Enter.
}
number-long = This seems too long. If it is right, press Enter.
number-plus-missing = If it starts with its country code, put a + in front. Otherwise, press Enter.
number-unassigned = We don't recognise this number. If it is right, press Enter.

number-empty = Type a phone number.
number-too-short = { $missing ->
    [one] One digit is missing.
   *[other] { $missing } digits are missing.
}
number-too-short-for = This is too short for a phone number.
number-too-long = This is too long for { $country }.
number-letter = A phone number has no letters.
number-extension = A text message can't be sent to an extension.
number-plus = The + belongs at the beginning.
number-sign = A phone number can't contain { $character }.
number-control = A phone number can't contain control characters.
number-calling-code = No country has this code after the +.
number-error-how = Correct it above, then press Enter.

## Name and password

account-title = Choose your name and password
username-label = User name
username-hint = Lowercase letters, digits and . _ = - / +
username-will = You will be { $id }
username-will-on = You will be { $id } on { $host }
username-empty = Type a user name.
username-character = A user name can't contain { $character }.
username-too-long = The user name is too long.
username-error-how = Use lowercase letters, digits and . _ = - / + only. Correct it above, then press Enter.
name-taken = This name is taken on this server.
name-refused = This server does not allow this name.
name-reserved = This name is reserved on this server.
name-how = Choose another. Everything else stays as it is.

password-label = Password
password-again-label = Repeat password
password-reveal = ctrl-t shows it
password-hide = ctrl-t hides it
password-same = ✓ Passwords match
password-host = Your password goes to { $host }.
password-empty = Type a password.
password-too-short = A password needs at least { $least } characters.
password-too-long = A password can have at most 512 bytes.
password-rule = This server also requires: { $rule }.
password-refused = The server rejected this password as too weak.
password-refused-rule = The server rejected this password as too weak: { $rule }.
password-error-how = Choose another. A few unrelated words make a good one.
password-mismatch = The passwords don't match.
password-mismatch-how = Type it again; ctrl-t shows what you typed.
not-utf8 = Your terminal sent a character that is not UTF-8. This field was emptied and is locked.
not-utf8-how = Press Ctrl-U to type again with other characters, or set the terminal to UTF-8.

rule-kept = ✓ { $rule }
rule-open = ○ { $rule }
rule-length = at least { $least } characters
rule-longer = more characters
rule-digit = a digit
rule-symbol = a symbol
rule-lowercase = a lowercase letter
rule-uppercase = an uppercase letter
rule-uncommon = not a common password

strength-pending = Pause to see how strong it is.
strength-very-weak = Very weak: can be guessed at once
strength-very-weak-because = Very weak: { $why }
strength-weak = Weak: can be guessed in hours
strength-weak-because = Weak: { $why }
strength-fair = Fair: safe from guessing over the network
strength-strong = Strong: takes years to guess
strength-very-strong = Very strong: takes centuries to guess
weakness-common = a very common password
weakness-near-common = close to a very common password
weakness-word = mostly one word
weakness-name = mostly a name
weakness-personal = contains your name, address or server
weakness-keys = neighbouring keys
weakness-repeats = repeats itself
weakness-sequence = letters or digits in sequence
weakness-date = a date or a year
weakness-short = too short
pass-phrase-hint = Longer is stronger: a few random words work best.
pass-phrase-made = Random ({ $bits } bits). Write it down before you continue.

new-password-title = Choose your new password
new-password-lead-mail = If an account here uses { $address }, a mail is on its way.
new-password-lead-text = If an account here uses { $address }, a text is on its way.
logout-title = Your other sessions
logout-title-open = Your other sessions: choose with ↑↓
logout-keep = Leave them signed in
logout-keep-note = you only forgot your password
logout-all = Sign them all out
logout-all-note = someone else may be in
logout-all-loses = Encrypted messages that only these sessions can read are lost.
logout-none = Choose what happens to your other sessions.
logout-none-how = Choose with the arrow keys, then press Enter.

## Invitation and terms

token-title = What is your registration token?
token-lead = This server is invitation-only. Its administrators hand out tokens.
token-label = Registration token
token-note = It isn't used up until the account is created.
token-empty = Type the token.
token-too-long = A token has at most 64 characters.
token-character = A token can't contain { $character }.
token-refused = This token is not valid: it is wrong, already used or expired.
token-error-how = Correct it above, then press Enter; or ask for another.

terms-title = Do you agree?
terms-lead = { $count ->
    [one] This server has a document to agree to. Read it at its address.
   *[other] This server has { $count } documents to agree to. Read each at its address.
}
terms-name = { $name } { $version }
terms-open = Agree to every document first.
terms-open-how = Press Enter to agree to them one by one.

## Review

review-title = Check your details
review-server = Server
review-server-host = { $server } ({ $host })
review-server-practice = { $server } (practice)
review-id = Matrix ID
review-id-on = { $id } on { $host }
review-phone = Phone
review-phone-value = { $number }, { $country }
review-email = Email
review-contact = Contact
review-no-contact = none: you can't reset a forgotten password
review-token = Invitation
review-token-given = a registration token
review-agreed = Agreed
review-next-text = Next: a text message with a code is sent to this number. You won't stay signed in on this computer.
review-next-mail = Next: a mail with a link is sent to this address. You won't stay signed in on this computer.
review-next-both = Next: a text message with a code, then a mail with a link. You won't stay signed in on this computer.
review-doubt = The last step may already be done: its answer was lost. Continue to ask the server.
review-next-asked = The message has been sent. Continuing won't send another.
review-next-none = Next: the account is created. You won't stay signed in on this computer.
review-next-reset-mail = Next: a mail is sent to this address. Meanwhile, you choose the new password.
review-next-reset-text = Next: a text message is sent to this number. Meanwhile, you choose the new password.

action-create = Create the account
action-go-on = Continue
action-send-code = Send the code
action-send-mail = Send the mail
action-change-address = Change the address
action-change-number = Change the number
action-change-account = Change name or password
action-look = Check now
action-send-again = Send again
action-in = in
action-other-address = Use another address
action-other-number = Use another number
action-use-phone = Use a phone number instead
action-use-email = Use an email address instead
action-use-none = Continue without a contact
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
action-check-password = Check the password: sign in and out once
action-leave = Leave

## Verify

verify-code-title = Enter the code we texted to { $address }
verify-link-title = Open the link in your mail
verify-link-title-text = Open the link in the text message
verify-link-lead = We asked the server for a message to { $address }. Open the link on any device. This page continues by itself.
verify-asked = Sent { $ago } ago · message { $number }
verify-asked-looked = Sent { $ago } ago · message { $number } · checked { $looked } ago
verify-earlier-code = The code from an earlier message may still work.
verify-earlier-link = The link from an earlier message may still work.
verify-link-hint-sign-up = Nothing arrived? Check your spam folder. Some servers send nothing if an address is already in use.
verify-link-hint-text = Nothing arrived? Some servers send nothing if a number is already in use.
verify-link-hint-reset = Nothing arrived? Check your spam folder. The mail may also say that no account has this address. If the link leads to a page with a button, press it.

code-none = Type the code, or open the link first.
code-none-how = Type the code from the message, then press Enter.
code-wrong = { $code } is not the right code.
code-wrong-how = Use the code from the newest message, or press Ctrl-R for another message.
code-elsewhere = This server wants the code sent to another host: { $host }.
code-elsewhere-how = If you trust that host, press Enter to send the code there.
code-elsewhere-far-how = It is not part of { $server }, and its operator could use your code. Press Enter to send the code there only if you trust that host.
code-address-bad = The server wants the code sent to an address that is not secure.
code-address-bad-how = Nothing was sent. Use another contact, or tell the server's administrators.
codes-too-many = Five codes were wrong, so this message no longer works.
message-expired = This message has expired, or the server no longer knows it.
message-expired-how = Press Ctrl-R for a new one.

email-in-use = An account here already has this email address.
number-in-use = An account here already has this phone number.
address-in-use-how = Press Ctrl-X to reset its password instead, or type another above.
email-unknown = No account here has this email address.
number-unknown = No account here has this phone number.
address-unknown-how = Check the spelling: it must be on the account and verified. Press Ctrl-X to create an account instead.
email-denied = This server does not accept this email address.
number-denied = This server does not accept this phone number.
address-denied-how = Type another above, then press Enter.
email-invalid = The server can't read this email address.
number-invalid = The server can't read this phone number.
address-invalid-how = Correct it above, then press Enter.
email-unsupported = This server can't do this by email.
number-unsupported = This server can't do this by phone.
needs-identity-server = This server can't verify addresses itself. It would send yours to a third party.
medium-unsupported-how = Choose another way with the arrow keys, then press Enter.
mail-undelivered = The server couldn't send the mail.
text-undelivered = The server couldn't send the text message.
not-again-how = We are still waiting for the previous message. Press Ctrl-R to ask again.
undelivered-how = Nothing was lost. Press Enter to ask again, or Esc to use another address.
destination-rejected = This server sends no texts to this country.
destination-rejected-how = Press Esc to use another country or another kind of contact.

limited = { $server } asks us to wait { $wait } before the next request.
limited-how = When the countdown ends, the request is sent once more.
server-failed = { $server } has an internal error.
server-refused = { $server } refused this.
refused-how = Press Enter to try again, or Esc to change something.
server-circling = { $server } keeps undoing steps that it already accepted.
server-circling-how = We have stopped asking. Press Enter to try again. If it happens again, tell the server's administrators.
server-full = This server accepts no more accounts.
server-full-how = Its administrators can change that. Press Esc to choose another server.
answer-unreadable = { $server } sent an answer that we can't read.
answer-too-large = { $server } sent an answer that is far too large.
answer-redirect = { $server } redirected us, and following that could leak your data.
answer-lost = The answer to the last step was lost, so it may already be done.
answer-lost-how-sign-up = Press Enter to ask again, or try to log in with your name and password.
answer-lost-how-reset = Press Enter to ask again, or try to log in with the new password.
practice-not-built = This build has no practice server.
practice-cannot-listen = The practice server couldn't start on this computer.

## A step in the browser

browser-title = One step needs a web browser
browser-lead = { $server } asks for { $stage }. Open this link on any device:
browser-looked = Checked { $looked } ago
browser-hint = Finish it there; this page continues by itself. Keep this link private: it belongs to what you are doing here.
qr-title = Scan this with another device
qr-no-room = This window is too small for the QR code. Make it larger, or copy the link:
qr-too-long = The link is too long for a QR code. Copy it instead:

## A sign-up in the browser

web-title = { $server } creates accounts in the browser
web-offer = It uses OAuth 2.0: you enter your password only on the server's own page. You can continue in two ways:
web-offer-too = Its own sign-up page is the only way to create an account. You can continue in two ways:
web-offer-elsewhere = The sign-up page is at { $host }. It opens in a browser on this computer. This program waits, then shows your new Matrix ID.
web-offer-hint = The sign-up page opens in a browser on this computer. This program waits, then shows your new Matrix ID.
action-open-sign-up = Open the sign-up page
action-account-page = Show a link and a QR code instead
action-open-again = Open the page again
web-waiting-title = Create your account in the browser
web-waiting = The sign-up page of { $server } is opening in a browser on this computer.
web-waiting-hint = Finish there; this page continues by itself. This link works on this computer only:
web-cannot-listen = This computer does not let the program listen for the browser, so the sign-up page couldn't report back.
web-client-refused = { $server } does not let this program open its sign-up page.
web-by-link-how = Open the link on this page in a browser instead.
web-no-link-how = Choose another server, or ask this server's administrators.
web-denied = The browser came back without an account.
web-denied-how = Press Enter to open the sign-up page again.
web-refused = The sign-up page of { $server } sent the browser back without an account.
web-unknown = You finished the sign-up page, but { $server } did not tell us your Matrix ID.
web-unknown-how = The account probably exists: log in with the name that you chose in the browser.
done-web-closing = We are closing the session that asked for your Matrix ID.
done-web-open = The session that asked for your Matrix ID is still open: sign “mxid” out in your account settings.
status-opening-sign-up = Preparing the sign-up page
status-asking-id = Asking for your Matrix ID
notice-no-browser-here = No browser could be opened. Copy the link and open it on this computer.
help-web = This server creates accounts on its own page. The page opens in a browser here and reports back to this program, which shows your new Matrix ID and keeps nothing. If this computer has no browser, use the link.
callback-taken = All done. You can close this page and go back to your terminal.
callback-other = There is nothing here.
farewell-web-sign-up = Create your account in a browser: { $url }
farewell-web-add = Add contacts in a browser, in your account's settings: { $url }
farewell-web-reset = Reset your password in a browser, at “forgot password”: { $url }

## What is under way

status-looking-up = Looking for { $server }
status-starting-practice = Starting the practice server
status-checking-name = Checking whether the name is free
status-checking-token = Checking the token
status-asking = Requesting the message
status-checking-code = Checking the code
status-looking = Checking whether the link was opened
status-looking-done = Checking whether it is done
status-finishing = Finishing
status-talking = Talking to the server
status-look-again = The server did not answer. Checking again in { $wait }.
status-look-limited = The server asks us to wait. Checking again in { $wait }.
status-look-again-doubt = It may already be done. Checking again in { $wait }.
status-repeat = No usable answer yet. Trying again in { $wait }; nothing is sent twice.

notice-country = The number starts with another country's code, so the country is now { $country }.
notice-paste-cut = The pasted text was too long, so its end was cut off.
notice-paste-cleaned = Some characters of the pasted text were left out.
notice-paste-refused = The pasted text contains a line break or a control character, so it was not inserted.
notice-password-replaced = Your password was replaced by the words. Press Ctrl-_ to bring it back.
notice-copied = Copied, if your terminal allows it.
notice-opened = We asked a browser to open the link.
notice-no-browser = No browser could be opened here. Copy the link, or press q for a QR code.
notice-new-link = The server forgot what you did in the browser. Do it again with this new link.
notice-not-done-yet = The server says that it is not done yet.
notice-back-waits = Going back once the answer arrives: it may be good news.
notice-too-soon = You can ask again in { $wait }.
notice-look-too-soon = Checking earlier would only make the wait longer.
notice-sent-again = Sent again.
notice-in-use = Another mxid is working on this one. Continue there, or choose something else.
notice-gone = That one can no longer be resumed. Choose something else.
notice-taken-up = You are back where you stopped. Passwords and tokens are never saved: type yours again.
notice-not-kept = This can't be saved: { $why }. You can continue, but “mxid resume” won't find it.
notice-kept-stale = An outdated saved file can't be removed: { $why }. Do not resume it later.
notice-not-yet = Not opened yet. We keep checking.

cause-code = { $code } · HTTP { $status }
cause-status = HTTP { $status }

## Done

done-created-title = Your account is ready
done-phone = Phone { $number } is verified. Most servers can't reset a password by phone.
done-email = Email { $address } is verified. You can reset your password with it.
done-no-contact = No contact was added: keep the password safe.
done-another = An account { $name } may have been created earlier: the answer was lost.
done-no-session = You are not signed in on this computer.
done-session-closed = The server signed you in unasked; you have been signed out again.
done-session-open = The server signed you in unasked; you are being signed out.
done-session-left-open = You could not be signed out. Sign this session out in a client, in the list of your sessions.
done-next = Next
done-iamb = { $entries } under { $heading }, then iamb -P { $name }
done-iamb-ready = iamb -P { $name }
done-gomuks = log in with { $id }
done-gomuks-at = log in with { $id } at { $base }
done-backup = First login: set up key backup, or you lose encrypted messages if you lose the device.
action-add-profile = Add an iamb profile to { $path }
profile-added = The profile { $name } is in { $path }.
profile-exists = { $path } already has a profile { $name }. It was not changed.
profile-old-format = iamb still uses config.json there, and { $path } would replace it. Nothing was written.
profile-inline-table = { $path } lists its profiles in braces: add this one by hand. Nothing was added.
profile-unreadable = { $path } is not in iamb's format. Nothing was added.
profile-unwritable = { $path } can't be written. Nothing was added.
done-approval-title = Your account is waiting for approval
done-approval = { $server } created { $name }. Its administrators approve new accounts before they can be used.
done-probably-title = Your account is probably ready
done-probably = The last answer of { $server } was lost, and the name { $name } is now taken. It is probably your new account.
done-probably-check = To be sure, sign in with your name and password.
done-password-earlier = Its password is the one from before the interruption, or the one you typed just now. If they may differ, check it.
done-password-asking = Signing in with the password.
done-password-right = The password works.
done-password-wrong = The password that you typed just now does not work. The account has the one from before the interruption.
done-password-wrong-probably = The server rejects this password for this name. Either you typed another one before, or the account is not yours.
done-password-reset = You can reset it with your email address.
done-password-use = Use that one: without an email address, it can't be reset.
done-password-unanswered = The server did not say whether the password works. Try again, or sign in with a client.
done-reset-title = Your password is changed
done-reset = The new password now works on { $server }.
done-reset-earlier = { $server } changed it, now or before the interruption.
done-signed-out = Every other session was signed out.
done-still-in = Your other sessions stay signed in.
done-reset-advice = If somebody else may have had access, check your sessions and renew your recovery key.

## It cannot go on here

stop-closed-title = Sign-up is closed on this server
stop-closed = { $server } creates no new accounts at the moment. Its administrators may know when that changes; another server may be open.
stop-no-registration = { $server } offers no way to create an account.
stop-ask = You can ask { $contacts }.
stop-ask-page = This page says how to reach its administrators:
stop-server-says = The server says: “{ $text }”
stop-browser-title-sign-up = This server creates accounts in the browser
stop-browser-title-reset = This server resets passwords in the browser
stop-browser = { $server } uses OAuth 2.0: you enter your password only on the server's own page.
stop-browser-link-sign-up = Create the account in a browser, on any device: open this page and choose “Create account” on the login page.
stop-browser-link-reset = Open this page in a browser, on any device, and choose “Forgot password” on the login page.
stop-browser-link-account = This page shows your account, on any device, once you are logged in.
stop-browser-no-link = The server does not say where. Its web site or its administrators may.
stop-stages-title = One step can't be done here
stop-stages = { $server } asks for { $stages }. Only a browser can do this, and the server has no page for it. Another client may help.
stop-no-passwords-title = This server does not use passwords
stop-no-passwords = { $server } signs people in another way, for example with a company login. There is no password to reset.
stop-no-reset-title = This server can't reset your password this way
stop-no-reset-any = { $server } resets no passwords by email or phone. Its administrators may be able to help.
stop-no-reset-mail = { $server } resets no passwords by email. Its administrators may be able to help.
stop-no-reset-text = { $server } resets no passwords by phone. Try the email address on your account.
stop-no-way-title = There is no way in
stop-no-way = { $server } does not accept a sign-up with these details.
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
sign-in-lead = Just for this: you will be signed out at the end.
sign-in-name-label = Matrix ID, user name or email address
sign-in-name-placeholder = @you:{ $server }
sign-in-practice = The practice server has an account { $name } with the password { $password }.
sign-in-name-empty = Type your name.
sign-in-name-character = A name can't contain { $character }.
sign-in-name-too-long = The name is longer than a Matrix ID can be.
sign-in-name-how = Type a Matrix ID, a user name or the email address on the account, then press Enter.
sign-in-other-server = This Matrix ID belongs to { $server }, not to this server.
sign-in-other-server-how = Press Esc to choose that server, or type another name above.
sign-in-password-how = Type it above, then press Enter.
sign-in-refused = The name or the password is wrong.
sign-in-refused-how = Check both; ctrl-t shows the password. Press Enter to try again.
sign-in-deactivated = This account was deactivated and can no longer be used.
sign-in-locked = This account is locked at the moment.
sign-in-suspended = This account is suspended at the moment.
sign-in-account-how = The server's administrators can say why. Type another name above, or press Esc.
sign-in-ended = The server has ended this session.
sign-in-ended-how = Everything you typed is still here. Press Enter to sign in again.

contact-title-add = What would you like to add?
contact-lead-add = With an email address you can reset a forgotten password. Few servers do this by phone.
contact-have = Already on your account: { $list }
email-title-add = Which email address would you like to add?
email-on-account = This email address is already on your account.
number-on-account = This phone number is already on your account.
address-in-use-how-add = It can be on one account only. Type another above, then press Enter.

review-next-add-mail = Next: a mail with a link is sent to this address. You will be signed out at the end.
review-next-add-text = Next: a text message with a code is sent to this number. You will be signed out at the end.

status-signing-in = Signing in
status-looking-at-account = Checking your account

answer-lost-how-add = Press Enter to ask again, or check your account in a client.
not-added = The server's answer was lost, and nothing was added to your account.

done-added-title-email = The email address is on your account
done-added-title-phone = The phone number is on your account
session-closed = You have been signed out again.
session-closing = You are being signed out.
session-left-open = A session called “mxid” could not be closed. Sign it out in a client, in the list of your sessions.

stop-browser-title-add = This server manages contacts in the browser
stop-browser-link-add = Open this page in a browser, on any device, and look for your contact details.
stop-no-passwords-add = { $server } does not use passwords, so no contact can be added from here.
stop-no-changes-title = This server does not let you change contacts
stop-no-changes = { $server } does not let an account add an email address or phone number. Its administrators may be able to add it.

help-sign-in = Adding a contact needs your password, because a contact can be used to get into your account. The password goes to the homeserver only. You are signed out again in any case.

farewell-added = { $contact } was added to { $id }
farewell-doubt-contact = The contact may have been added: check in a client.
farewell-no-contact = No contact was added.
farewell-session-unnamed = A session may still be open: sign it out in a client, in the list of your sessions.
farewell-session-open = A session called “mxid” may still be open: sign it out in a client.

## Leaving, help, details

leave-title = Leave now?
leave-lead = Your entries will be lost.
leave-lead-kept = You can continue with “mxid resume” within a day. Only passwords, codes and tokens must be typed again.
leave-nothing-sent = No message was sent, and nothing was created.
leave-doubt = The last step may already be done: log in with a client to be sure.
leave-sent = A message is on its way. Nothing is created or changed unless you finish here.

help-title = Help
help-key-enter = Enter
help-enter = continues, or does the marked action
help-key-esc = Esc
help-esc = goes back one page; your entries are kept
help-key-tab = Tab
help-tab = to the next field or action, Shift-Tab back
help-key-arrows = ↑ ↓
help-arrows = choose
help-key-toggle = Space
help-key-details = F2, Ctrl-O
help-details = shows the requests to the server so far
help-key-redraw = Ctrl-L
help-redraw = redraws the screen
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
help-undo = undoes an edit; Alt-/ redoes it
help-key-again = Ctrl-R
help-again = asks for another message
help-key-change = F4
help-key-message = Ctrl-N
help-message = opens the newest practice message

help-goal = This program creates an account on a Matrix homeserver, or gets you back into one if you forgot its password. It needs a browser only if the server insists on one.
help-server = Your account lives on a homeserver, like a mailbox at a mail provider. Type its name; the program looks it up as soon as you pause. Your Matrix ID will end with it.
help-contact = A verified contact is the only way to reset a forgotten password. The server's administrators can see it; other users cannot.
help-country = Numbers are read as they are dialled in this country. Type a few letters of its name, its two-letter code, or its dial code.
help-number = Type the number as you would dial it at home, or with + and the country code. The line under the field shows exactly which number gets the text.
help-address = The server mails a link to this address.
help-account = The name becomes your Matrix ID and can't be changed later. The password goes to the homeserver only, and is not saved here.
help-token = Some servers require a token to sign up. Ask the person who invited you.
help-terms = You agree to each document separately. You can open the addresses in any browser.
help-review = This lists everything that will happen. When you continue, the server is asked for one message, unless it already sent one.
help-new-password = The new password is set as soon as you open the link in the mail. Sign other sessions out if someone else may have access; old encrypted messages can become unreadable.
help-browser = The server requires a step that only a web page can show, such as a captcha. Open the link on any device, finish there, and come back: this page continues by itself.
help-verify = The message proves that the address is yours. It may take a minute to arrive. You get exactly one message each time you ask.
help-verify-code = The code in the message proves that the number is yours. It may take a minute to arrive. A six-digit code is checked as soon as you finish typing it, any other when you press Enter. Press Enter without a code to check whether the link in the message was opened.
help-done = You are done. Nothing secret is left on this computer.
help-stopped = This server can't do it, and this page says why. Your entries are kept for another server.

details-title = Details
details-base = Address of the server
details-version = Newest version it supports
details-attempt = Message
details-requests = Requests, the newest first
details-none = Nothing was sent to any server yet.
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
message-confirm = Press Enter to press the button on this page.

## Probe: what a server offers

probe-base = Address
probe-software = Software
probe-versions = Matrix versions
probe-newest = { $count ->
    [one] { $version }
   *[other] { $version }, the newest of { $count }
}
probe-old = { $count ->
    [one] one, and it is old
   *[other] { $count }, all of them old
}
quoted = “{ $text }”
probe-none = none
probe-sign-up = Sign-up
probe-open = open
probe-open-browser = open, in the browser
probe-closed = closed
probe-absent = none
probe-no-way = no way to sign up is listed
probe-email = Email address
probe-phone = Phone number
probe-required = required
probe-optional = optional
probe-not-taken = not accepted
probe-token = Registration token
probe-needed = needed
probe-not-needed = not needed
probe-browser = Steps in a browser
probe-documents = Documents to agree to
probe-reset-email = Reset by email
probe-reset-phone = Reset by phone
probe-offered = offered
probe-unlikely = unlikely
probe-no = no
probe-oauth = OAuth 2.0
probe-oauth-alone = creates and recovers all accounts
probe-oauth-beside = in addition to passwords
probe-account-page = Account page
probe-password = Password rules

name-value = { $name }: { $value }
probe-flow-sign-up = Sign up
probe-flow-reset = Reset
probe-flow-add = Add a contact
probe-sign-up-token = Open, with a registration token from its administrators.
probe-sign-up-step = Open, with a step in a web browser.
probe-sign-up-both = Open, with a registration token and a step in a web browser.
probe-sign-up-browser = This server creates accounts in the browser.
probe-reset-works = This server can mail you a link.
probe-reset-untold = It is listed; only asking would tell whether it works.
probe-reset-by-phone = This server lists a reset by phone.
probe-reset-unlikely = It is listed, but nothing else here mentions mail, so it is unlikely.
probe-reset-none = This server resets no passwords by email or phone.
probe-add-email = You can probably add an email address; sign in to be sure.
probe-add-phone = You can probably add a phone number; sign in to be sure.
probe-add-both = You can probably add both; sign in to be sure.
probe-add-untold = Sign in to find out whether you can add one.
probe-add-browser = This server manages contacts in the browser.
probe-add-no-passwords = This server does not use passwords, so this program can't log in.

probe-spelling-how = Check the spelling, or use the server's full https address.
probe-proxy-how = Check the proxy's address, then try again.
probe-later-how = Try again later, or ask the server's administrators.

## Left on the normal screen

farewell-created = Your Matrix ID is { $id }
farewell-iamb = Your client is ready: iamb -P { $name }
farewell-iamb-late = Writing { $path } took too long: check whether it has the profile { $name }.
farewell-practice = This was practice: the server and the account are gone now.
farewell-web-waiting = Nothing was created so far. If you finish in the browser, log in with the name that you chose there.
farewell-base = Homeserver: { $url }
farewell-approval = { $name } on { $server } was created and waits for approval.
farewell-probably = { $name } on { $server } was probably created; log in to be sure.
farewell-reset = The password was changed on { $server }.
farewell-doubt-account = The account may have been created: log in to be sure.
farewell-doubt-reset = The password may have been changed: log in to be sure.
farewell-no-account = No account was created.
farewell-no-reset = No password was changed.
farewell-sent = A message is on its way; you can ignore it.
farewell-again = Run mxid again to start over.

too-small = This window is too small. Make it larger to continue.

## An unfinished flow, before the wizard begins and after it has ended

farewell-kept = Your entries are kept for a day, without passwords. Continue with “mxid resume”, or delete them with “mxid forget”.
farewell-log = The log is incomplete: some requests could not be written to it.
farewell-not-kept = Your entries could not be saved: { $why }.
farewell-not-kept-in = Your entries could not be saved in { $path }: { $why }.
farewell-stale = The saved file in { $path } is outdated and could not be removed: { $why }. Do not resume it; “mxid forget” tries to remove it.
farewell-not-removed = The saved file in { $path } could not be removed: { $why }. “mxid forget” tries again.
keep-in-use = another mxid is using it
keep-too-large = it is too large
keep-no-folder = your system names no home folder for it
disk-full = there is no space left
disk-not-allowed = you are not allowed to read or write there
disk-no-folder = a file has the name of the folder
disk-slow = the disk took too long
disk-other = the system could not do it
resume-none = There is nothing to resume.
resume-expired = The unfinished task was more than a day old and has been deleted.
resume-in-use = Another mxid is working on it. Continue there, or end that one first.
resume-id-server = The unfinished task on { $server } uses the identity server { $host }, whose token is never saved: give --id-server and --id-access-token-file again.
resume-other-id-server = The unfinished task on { $server } does not use that identity server: leave out --id-server and --id-access-token-file.
saved-refused = Not read, because { $why }: { $path }
saved-aside = Not read, because { $why }. It was moved to { $path }
saved-damaged = the file is damaged
saved-format = another version of mxid wrote it
saved-no-file = it is not a regular file
saved-owner = it belongs to another user
saved-exposed = other users can read or change it
saved-future = it is dated in the future, and this computer's clock may be wrong
saved-folder = Can't look for unfinished tasks in { $path }: { $why }.
saved-no-folder = Can't look for unfinished tasks: your system names no home folder.
forget-sign-up = an account on { $server }
forget-reset = a new password on { $server }
forget-add = a contact on { $server }
forget-one = Deleted: { $what }.
forget-one-about = Deleted: { $what } ({ $about }).
forget-other-versions = { $count ->
    [one] Deleted: one file of another version of mxid.
   *[other] Deleted: { $count } files of other versions of mxid.
}
forget-others = { $count ->
    [one] Deleted: one unusable file.
   *[other] Deleted: { $count } unusable files.
}
forget-none = There is nothing unfinished to delete.
forget-in-use = { $count ->
    [one] One is kept: another mxid is working on it.
   *[other] { $count } are kept: other mxids are working on them.
}
forget-stays = Not deleted, because { $why }: { $path }

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

word-does-continue = continues; so does an empty line
word-does-repeat = reads this page again
word-does-next = goes to the next question on this page
word-does-previous = goes to the previous question
word-does-more = lists more of the choices

plain-begins = Plain mode: type each answer and press Enter. “{ $help }” lists the words that work, “{ $leave }” ends it.
plain-step = Step { $at } of { $all }: { $name }
plain-warning = Warning: { $text }
plain-problem = Problem: { $text }
plain-agreed = agreed
plain-not-agreed = not agreed
plain-more = { $shown } of { $all }. “{ $more }” lists more.
plain-now = Now possible: { $label }
plain-nothing = That is not an option here. “{ $help }” lists the options.
plain-too-long = This line is too long and was ignored: type a shorter one.
plain-not-text = This line is not in UTF-8 and was ignored: type it again.
plain-literal = To use one of these words as an answer, put = in front of it.
plain-sms = Text message to { $to }: { $text }
plain-mail = Mail to { $to }: { $text }
plain-mail-link = “{ $open }” opens its link: { $link }
plain-input-ended = There are no more answers. The program continues by itself; Ctrl-C ends it.
plain-answers-short = There are no more answers, but the task is not finished.
plain-answer = Answer
plain-ask = { $label }:
plain-ask-like = { $label } ({ $example }):
plain-ask-kept = { $label } (Enter keeps { $value }):
plain-ask-secret = { $label } (not shown as you type):
plain-ask-secret-kept = { $label } (not shown as you type; Enter keeps what you typed):
plain-ask-code = Code:
plain-ask-number = Number:
plain-ask-number-or = Number, or Enter for { $number }, { $label }:
plain-ask-country = Country, or a number from the list:
plain-ask-country-or = Country, a number from the list, or Enter for { $label }:
plain-ask-agree = Press Enter to agree to { $label }:
plain-ask-leave = “{ $leave }” or “{ $stay }”:
plain-ask-enter = Press Enter to continue:
