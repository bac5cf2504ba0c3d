# What reads otherwise in plain mode, where there are words instead of keys, lines instead of places, and nothing
# counts: each message here stands for the one of the same id in mxid.ftl, with no other arguments.

server-practise = No server in mind? “{ word-practise }” takes a built-in one to try things on.
did-you-mean = Did you mean { $meant }?
action-pass-phrase = Pick random words for me
email-error-how = Type it once more.
country-placeholder = a name, a code like DE, or +49
country-count = { "" }
country-none-how = Type its name, a code like DE, or +49.
number-error-how = Type it once more.
username-error-how = Small letters, digits and . _ = - / + are fine. Type it once more.
password-mismatch-how = Type the password again, and then once more.
not-utf8-how = Type it again with other letters, or set the terminal to UTF-8.
rule-kept = { $rule }: kept
rule-open = { $rule }: needed
logout-title-open = Your other sessions
logout-none-how = Type the number of one.
token-error-how = Check it and type it once more, or ask for another.
code-wrong-how = Check the newest message and type the code once more, or ask for another with “{ word-again }”.
not-again-how = The message before it is still waited for. “{ word-again }” asks again.
message-expired-how = “{ word-again }” asks for a new one.
address-in-use-how = “{ word-instead }” resets its password, or type another.
address-unknown-how = Check the spelling: it must be on the account and verified. “{ word-instead }” creates an account.
address-denied-how = Type another.
address-invalid-how = Type it once more.
medium-unsupported-how = Choose another way by its number.
undelivered-how = Nothing was lost. Enter asks again, or “{ word-back }” leads to another address.
destination-rejected-how = “{ word-back }” leads to another country or another kind of contact.
refused-how = Enter tries again; “{ word-back }” leads to what you may want to change.
server-full-how = Its people can change that; “{ word-back }” leads to another server.
sign-in-name-how = Type a Matrix ID, a user name or the email address on the account.
sign-in-other-server-how = “{ word-back }” leads to the server, or type another name.
sign-in-password-how = Type it, then press Enter.
sign-in-refused-how = Type the password again; “{ word-previous }” leads to the name.
sign-in-account-how = The server's people can say why. “{ word-previous }” leads to the name, “{ word-back }” to the page before.
address-in-use-how-add = It can be on one account only. Type another.
verify-asked = { "" }
verify-asked-looked = { "" }
browser-looked = { "" }
action-account-page = Show a link instead
notice-password-replaced = The words replaced your password.
notice-no-browser = No browser could be started here. Open the link on any device.
notice-no-browser-here = No browser could be started. Open the link on this computer.
help-number = Type the number as you would dial it at home, or with + and the country code. The review shows exactly which number will be texted.
help-verify-code = The code in the message proves that the number is yours. It may take a minute. Enter without a code looks whether the link in the message was opened.
done-iamb-ready = { "" }
