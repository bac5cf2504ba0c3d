# What reads otherwise in plain mode, where there are words instead of keys, lines instead of places, and nothing
# counts: each message here stands for the one of the same id in mxid.ftl, with no other arguments.

server-practise = No server in mind? “{ word-practise }” uses a built-in one to practise on.
did-you-mean = Did you mean { $meant }?
action-pass-phrase = Pick random words for me
email-error-how = Type it again.
country-placeholder = a name, a code like DE, or +49
country-count = { "" }
country-none-how = Type its name, a code like DE, or +49.
number-error-how = Type it again.
username-error-how = Use lowercase letters, digits and . _ = - / + only. Type it again.
password-mismatch-how = Type the password again, twice.
not-utf8-how = Type it again with other letters, or set the terminal to UTF-8.
rule-kept = { $rule }: met
rule-open = { $rule }: missing
logout-title-open = Your other sessions
logout-none-how = Type the number of your choice.
token-error-how = Check it and type it again, or ask for another.
code-wrong-how = Use the code from the newest message, or ask for another message with “{ word-again }”.
not-again-how = We are still waiting for the previous message. “{ word-again }” asks again.
message-expired-how = “{ word-again }” asks for a new one.
address-in-use-how = “{ word-instead }” resets its password, or type another.
address-unknown-how = Check the spelling: it must be on the account and verified. “{ word-instead }” creates an account.
address-denied-how = Type another.
address-invalid-how = Type it again.
medium-unsupported-how = Choose another way by its number.
undelivered-how = Nothing was lost. Press Enter to ask again; “{ word-back }” leads to another address.
destination-rejected-how = “{ word-back }” leads to another country or another kind of contact.
refused-how = Press Enter to try again; “{ word-back }” leads back to your entries.
server-full-how = Its administrators can change that; “{ word-back }” leads to another server.
sign-in-name-how = Type a Matrix ID, a user name or the email address on the account.
sign-in-other-server-how = “{ word-back }” leads to the server, or type another name.
sign-in-password-how = Type it, then press Enter.
sign-in-refused-how = Type the password again; “{ word-previous }” leads to the name.
sign-in-account-how = The server's administrators can say why. “{ word-previous }” leads to the name, “{ word-back }” to the previous page.
address-in-use-how-add = It can be on one account only. Type another.
verify-asked = { "" }
verify-asked-looked = { "" }
browser-looked = { "" }
action-account-page = Show a link instead
notice-password-replaced = Your password was replaced by the words.
notice-no-browser = No browser could be opened here. Open the link on any device.
notice-no-browser-here = No browser could be opened. Open the link on this computer.
help-number = Type the number as you would dial it at home, or with + and the country code. The review shows exactly which number gets the text.
help-verify-code = The code in the message proves that the number is yours. It may take a minute to arrive. Press Enter without a code to check whether the link in the message was opened.
done-iamb-ready = { "" }
