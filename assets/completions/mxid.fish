# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_mxid_global_optspecs
    string join \n practice dialect= server= email= phone= country= username= ca-file= proxy= next-link= id-server= id-access-token-file= no-resume log= ui= theme= lang= h/help V/version
end

function __fish_mxid_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_mxid_global_optspecs) -- $cmd 2>/dev/null
    or argparse -s (__fish_mxid_global_optspecs) -- $cmd[1..-2] 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_mxid_using_subcommand
    set -l cmd (__fish_mxid_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c mxid -n "__fish_mxid_needs_command" -l dialect -d 'Make the practice homeserver behave like this one' -r -f -a "synapse\t''
continuwuity\t''
tuwunel\t''
dendrite\t''
conduit\t''
mas\t''"
complete -c mxid -n "__fish_mxid_needs_command" -l server -d 'Homeserver: a name like example.org, a Matrix ID on it, or its https address' -r -f -a "(__fish_print_hostnames)"
complete -c mxid -n "__fish_mxid_needs_command" -l email -d 'Email address to verify' -r -f
complete -c mxid -n "__fish_mxid_needs_command" -l phone -d 'Phone number to verify, as you dial it or with + and the country code' -r -f
complete -c mxid -n "__fish_mxid_needs_command" -l country -d 'Country where you would dial the number: two letters, like DE' -r -f
complete -c mxid -n "__fish_mxid_needs_command" -l username -d 'User name of the new account; with add-contact, your login: a user name, Matrix ID or email address' -r -f
complete -c mxid -n "__fish_mxid_needs_command" -l ca-file -d 'Also trust the certificate authorities in this PEM file' -r -F
complete -c mxid -n "__fish_mxid_needs_command" -l proxy -d 'Proxy for every server except those on this computer: http, https, socks5 or socks5h. If it has a password, use HTTPS_PROXY or ALL_PROXY instead' -r -f
complete -c mxid -n "__fish_mxid_needs_command" -l next-link -d 'Where the server sends your browser after you opened the link of a message' -r -f
complete -c mxid -n "__fish_mxid_needs_command" -l id-server -d 'Identity server to name to the homeserver (deprecated: shows your address to a third party)' -r -f -a "(__fish_print_hostnames)"
complete -c mxid -n "__fish_mxid_needs_command" -l id-access-token-file -d 'File with the access token for that identity server' -r -F
complete -c mxid -n "__fish_mxid_needs_command" -l log -d 'Write each request and its outcome to this file, without secrets; only you can read it' -r -F
complete -c mxid -n "__fish_mxid_needs_command" -l ui -d 'tui draws on the whole terminal; plain works in lines, for screen readers, and for scripts that pipe answers in. Default: plain if TERM is dumb or ACCESSIBLE is set, else tui' -r -f -a "tui\t''
plain\t''"
complete -c mxid -n "__fish_mxid_needs_command" -l theme -d 'Colours, or none' -r -f -a "auto\t'Colours, unless NO_COLOR or TERM says no'
colour\t'The terminal\'s own colours'
mono\t'Bold and dim only'"
complete -c mxid -n "__fish_mxid_needs_command" -l lang -d 'Language: en, de, fr, es, pt-BR, uk, ja or zh-Hans; default: the configuration\'s, else the system\'s' -r -f -a "en\t''
de\t''
fr\t''
es\t''
pt-BR\t''
uk\t''
ja\t''
zh-Hans\t''"
complete -c mxid -n "__fish_mxid_needs_command" -l practice -d 'Use the built-in practice homeserver: nothing leaves this computer'
complete -c mxid -n "__fish_mxid_needs_command" -l no-resume -d 'Keep everything in memory: neither save unfinished tasks nor offer saved ones'
complete -c mxid -n "__fish_mxid_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mxid -n "__fish_mxid_needs_command" -s V -l version -d 'Print version'
complete -c mxid -n "__fish_mxid_needs_command" -f -a "sign-up" -d 'Create an account'
complete -c mxid -n "__fish_mxid_needs_command" -f -a "reset-password" -d 'Reset a forgotten password'
complete -c mxid -n "__fish_mxid_needs_command" -f -a "add-contact" -d 'Add an email address or phone number to an account you have'
complete -c mxid -n "__fish_mxid_needs_command" -f -a "resume" -d 'Continue an unfinished task where it stopped; asks which one if there are several'
complete -c mxid -n "__fish_mxid_needs_command" -f -a "forget" -d 'Remove every unfinished task and name each, except those that another mxid is working on'
complete -c mxid -n "__fish_mxid_needs_command" -f -a "probe" -d 'Show what a server offers, without sending anybody a message'
complete -c mxid -n "__fish_mxid_needs_command" -f -a "practice" -d 'Run the practice homeserver by itself, and print each message that it would send'
complete -c mxid -n "__fish_mxid_needs_command" -f -a "completions" -d 'Print completions for a shell'
complete -c mxid -n "__fish_mxid_needs_command" -f -a "man" -d 'Print the manual: mxid man | man -l -'
complete -c mxid -n "__fish_mxid_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mxid -n "__fish_mxid_using_subcommand sign-up" -l dialect -d 'Make the practice homeserver behave like this one' -r -f -a "synapse\t''
continuwuity\t''
tuwunel\t''
dendrite\t''
conduit\t''
mas\t''"
complete -c mxid -n "__fish_mxid_using_subcommand sign-up" -l server -d 'Homeserver: a name like example.org, a Matrix ID on it, or its https address' -r -f -a "(__fish_print_hostnames)"
complete -c mxid -n "__fish_mxid_using_subcommand sign-up" -l email -d 'Email address to verify' -r -f
complete -c mxid -n "__fish_mxid_using_subcommand sign-up" -l phone -d 'Phone number to verify, as you dial it or with + and the country code' -r -f
complete -c mxid -n "__fish_mxid_using_subcommand sign-up" -l country -d 'Country where you would dial the number: two letters, like DE' -r -f
complete -c mxid -n "__fish_mxid_using_subcommand sign-up" -l username -d 'User name of the new account; with add-contact, your login: a user name, Matrix ID or email address' -r -f
complete -c mxid -n "__fish_mxid_using_subcommand sign-up" -l ca-file -d 'Also trust the certificate authorities in this PEM file' -r -F
complete -c mxid -n "__fish_mxid_using_subcommand sign-up" -l proxy -d 'Proxy for every server except those on this computer: http, https, socks5 or socks5h. If it has a password, use HTTPS_PROXY or ALL_PROXY instead' -r -f
complete -c mxid -n "__fish_mxid_using_subcommand sign-up" -l next-link -d 'Where the server sends your browser after you opened the link of a message' -r -f
complete -c mxid -n "__fish_mxid_using_subcommand sign-up" -l id-server -d 'Identity server to name to the homeserver (deprecated: shows your address to a third party)' -r -f -a "(__fish_print_hostnames)"
complete -c mxid -n "__fish_mxid_using_subcommand sign-up" -l id-access-token-file -d 'File with the access token for that identity server' -r -F
complete -c mxid -n "__fish_mxid_using_subcommand sign-up" -l log -d 'Write each request and its outcome to this file, without secrets; only you can read it' -r -F
complete -c mxid -n "__fish_mxid_using_subcommand sign-up" -l ui -d 'tui draws on the whole terminal; plain works in lines, for screen readers, and for scripts that pipe answers in. Default: plain if TERM is dumb or ACCESSIBLE is set, else tui' -r -f -a "tui\t''
plain\t''"
complete -c mxid -n "__fish_mxid_using_subcommand sign-up" -l theme -d 'Colours, or none' -r -f -a "auto\t'Colours, unless NO_COLOR or TERM says no'
colour\t'The terminal\'s own colours'
mono\t'Bold and dim only'"
complete -c mxid -n "__fish_mxid_using_subcommand sign-up" -l lang -d 'Language: en, de, fr, es, pt-BR, uk, ja or zh-Hans; default: the configuration\'s, else the system\'s' -r -f -a "en\t''
de\t''
fr\t''
es\t''
pt-BR\t''
uk\t''
ja\t''
zh-Hans\t''"
complete -c mxid -n "__fish_mxid_using_subcommand sign-up" -l practice -d 'Use the built-in practice homeserver: nothing leaves this computer'
complete -c mxid -n "__fish_mxid_using_subcommand sign-up" -l no-resume -d 'Keep everything in memory: neither save unfinished tasks nor offer saved ones'
complete -c mxid -n "__fish_mxid_using_subcommand sign-up" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mxid -n "__fish_mxid_using_subcommand reset-password" -l dialect -d 'Make the practice homeserver behave like this one' -r -f -a "synapse\t''
continuwuity\t''
tuwunel\t''
dendrite\t''
conduit\t''
mas\t''"
complete -c mxid -n "__fish_mxid_using_subcommand reset-password" -l server -d 'Homeserver: a name like example.org, a Matrix ID on it, or its https address' -r -f -a "(__fish_print_hostnames)"
complete -c mxid -n "__fish_mxid_using_subcommand reset-password" -l email -d 'Email address to verify' -r -f
complete -c mxid -n "__fish_mxid_using_subcommand reset-password" -l phone -d 'Phone number to verify, as you dial it or with + and the country code' -r -f
complete -c mxid -n "__fish_mxid_using_subcommand reset-password" -l country -d 'Country where you would dial the number: two letters, like DE' -r -f
complete -c mxid -n "__fish_mxid_using_subcommand reset-password" -l username -d 'User name of the new account; with add-contact, your login: a user name, Matrix ID or email address' -r -f
complete -c mxid -n "__fish_mxid_using_subcommand reset-password" -l ca-file -d 'Also trust the certificate authorities in this PEM file' -r -F
complete -c mxid -n "__fish_mxid_using_subcommand reset-password" -l proxy -d 'Proxy for every server except those on this computer: http, https, socks5 or socks5h. If it has a password, use HTTPS_PROXY or ALL_PROXY instead' -r -f
complete -c mxid -n "__fish_mxid_using_subcommand reset-password" -l next-link -d 'Where the server sends your browser after you opened the link of a message' -r -f
complete -c mxid -n "__fish_mxid_using_subcommand reset-password" -l id-server -d 'Identity server to name to the homeserver (deprecated: shows your address to a third party)' -r -f -a "(__fish_print_hostnames)"
complete -c mxid -n "__fish_mxid_using_subcommand reset-password" -l id-access-token-file -d 'File with the access token for that identity server' -r -F
complete -c mxid -n "__fish_mxid_using_subcommand reset-password" -l log -d 'Write each request and its outcome to this file, without secrets; only you can read it' -r -F
complete -c mxid -n "__fish_mxid_using_subcommand reset-password" -l ui -d 'tui draws on the whole terminal; plain works in lines, for screen readers, and for scripts that pipe answers in. Default: plain if TERM is dumb or ACCESSIBLE is set, else tui' -r -f -a "tui\t''
plain\t''"
complete -c mxid -n "__fish_mxid_using_subcommand reset-password" -l theme -d 'Colours, or none' -r -f -a "auto\t'Colours, unless NO_COLOR or TERM says no'
colour\t'The terminal\'s own colours'
mono\t'Bold and dim only'"
complete -c mxid -n "__fish_mxid_using_subcommand reset-password" -l lang -d 'Language: en, de, fr, es, pt-BR, uk, ja or zh-Hans; default: the configuration\'s, else the system\'s' -r -f -a "en\t''
de\t''
fr\t''
es\t''
pt-BR\t''
uk\t''
ja\t''
zh-Hans\t''"
complete -c mxid -n "__fish_mxid_using_subcommand reset-password" -l practice -d 'Use the built-in practice homeserver: nothing leaves this computer'
complete -c mxid -n "__fish_mxid_using_subcommand reset-password" -l no-resume -d 'Keep everything in memory: neither save unfinished tasks nor offer saved ones'
complete -c mxid -n "__fish_mxid_using_subcommand reset-password" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mxid -n "__fish_mxid_using_subcommand add-contact" -l dialect -d 'Make the practice homeserver behave like this one' -r -f -a "synapse\t''
continuwuity\t''
tuwunel\t''
dendrite\t''
conduit\t''
mas\t''"
complete -c mxid -n "__fish_mxid_using_subcommand add-contact" -l server -d 'Homeserver: a name like example.org, a Matrix ID on it, or its https address' -r -f -a "(__fish_print_hostnames)"
complete -c mxid -n "__fish_mxid_using_subcommand add-contact" -l email -d 'Email address to verify' -r -f
complete -c mxid -n "__fish_mxid_using_subcommand add-contact" -l phone -d 'Phone number to verify, as you dial it or with + and the country code' -r -f
complete -c mxid -n "__fish_mxid_using_subcommand add-contact" -l country -d 'Country where you would dial the number: two letters, like DE' -r -f
complete -c mxid -n "__fish_mxid_using_subcommand add-contact" -l username -d 'User name of the new account; with add-contact, your login: a user name, Matrix ID or email address' -r -f
complete -c mxid -n "__fish_mxid_using_subcommand add-contact" -l ca-file -d 'Also trust the certificate authorities in this PEM file' -r -F
complete -c mxid -n "__fish_mxid_using_subcommand add-contact" -l proxy -d 'Proxy for every server except those on this computer: http, https, socks5 or socks5h. If it has a password, use HTTPS_PROXY or ALL_PROXY instead' -r -f
complete -c mxid -n "__fish_mxid_using_subcommand add-contact" -l next-link -d 'Where the server sends your browser after you opened the link of a message' -r -f
complete -c mxid -n "__fish_mxid_using_subcommand add-contact" -l id-server -d 'Identity server to name to the homeserver (deprecated: shows your address to a third party)' -r -f -a "(__fish_print_hostnames)"
complete -c mxid -n "__fish_mxid_using_subcommand add-contact" -l id-access-token-file -d 'File with the access token for that identity server' -r -F
complete -c mxid -n "__fish_mxid_using_subcommand add-contact" -l log -d 'Write each request and its outcome to this file, without secrets; only you can read it' -r -F
complete -c mxid -n "__fish_mxid_using_subcommand add-contact" -l ui -d 'tui draws on the whole terminal; plain works in lines, for screen readers, and for scripts that pipe answers in. Default: plain if TERM is dumb or ACCESSIBLE is set, else tui' -r -f -a "tui\t''
plain\t''"
complete -c mxid -n "__fish_mxid_using_subcommand add-contact" -l theme -d 'Colours, or none' -r -f -a "auto\t'Colours, unless NO_COLOR or TERM says no'
colour\t'The terminal\'s own colours'
mono\t'Bold and dim only'"
complete -c mxid -n "__fish_mxid_using_subcommand add-contact" -l lang -d 'Language: en, de, fr, es, pt-BR, uk, ja or zh-Hans; default: the configuration\'s, else the system\'s' -r -f -a "en\t''
de\t''
fr\t''
es\t''
pt-BR\t''
uk\t''
ja\t''
zh-Hans\t''"
complete -c mxid -n "__fish_mxid_using_subcommand add-contact" -l practice -d 'Use the built-in practice homeserver: nothing leaves this computer'
complete -c mxid -n "__fish_mxid_using_subcommand add-contact" -l no-resume -d 'Keep everything in memory: neither save unfinished tasks nor offer saved ones'
complete -c mxid -n "__fish_mxid_using_subcommand add-contact" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mxid -n "__fish_mxid_using_subcommand resume" -l ca-file -d 'Also trust the certificate authorities in this PEM file' -r -F
complete -c mxid -n "__fish_mxid_using_subcommand resume" -l proxy -d 'Proxy for every server except those on this computer: http, https, socks5 or socks5h. If it has a password, use HTTPS_PROXY or ALL_PROXY instead' -r -f
complete -c mxid -n "__fish_mxid_using_subcommand resume" -l next-link -d 'Where the server sends your browser after you opened the link of a message' -r -f
complete -c mxid -n "__fish_mxid_using_subcommand resume" -l id-server -d 'Identity server to name to the homeserver (deprecated: shows your address to a third party)' -r -f -a "(__fish_print_hostnames)"
complete -c mxid -n "__fish_mxid_using_subcommand resume" -l id-access-token-file -d 'File with the access token for that identity server' -r -F
complete -c mxid -n "__fish_mxid_using_subcommand resume" -l log -d 'Write each request and its outcome to this file, without secrets; only you can read it' -r -F
complete -c mxid -n "__fish_mxid_using_subcommand resume" -l ui -d 'tui draws on the whole terminal; plain works in lines, for screen readers, and for scripts that pipe answers in. Default: plain if TERM is dumb or ACCESSIBLE is set, else tui' -r -f -a "tui\t''
plain\t''"
complete -c mxid -n "__fish_mxid_using_subcommand resume" -l theme -d 'Colours, or none' -r -f -a "auto\t'Colours, unless NO_COLOR or TERM says no'
colour\t'The terminal\'s own colours'
mono\t'Bold and dim only'"
complete -c mxid -n "__fish_mxid_using_subcommand resume" -l lang -d 'Language: en, de, fr, es, pt-BR, uk, ja or zh-Hans; default: the configuration\'s, else the system\'s' -r -f -a "en\t''
de\t''
fr\t''
es\t''
pt-BR\t''
uk\t''
ja\t''
zh-Hans\t''"
complete -c mxid -n "__fish_mxid_using_subcommand resume" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mxid -n "__fish_mxid_using_subcommand forget" -l lang -d 'Language: en, de, fr, es, pt-BR, uk, ja or zh-Hans; default: the configuration\'s, else the system\'s' -r -f -a "en\t''
de\t''
fr\t''
es\t''
pt-BR\t''
uk\t''
ja\t''
zh-Hans\t''"
complete -c mxid -n "__fish_mxid_using_subcommand forget" -s h -l help -d 'Print help'
complete -c mxid -n "__fish_mxid_using_subcommand probe" -l dialect -d 'Make the practice homeserver behave like this one' -r -f -a "synapse\t''
continuwuity\t''
tuwunel\t''
dendrite\t''
conduit\t''
mas\t''"
complete -c mxid -n "__fish_mxid_using_subcommand probe" -l server -d 'Homeserver: a name like example.org, a Matrix ID on it, or its https address' -r -f -a "(__fish_print_hostnames)"
complete -c mxid -n "__fish_mxid_using_subcommand probe" -l ca-file -d 'Also trust the certificate authorities in this PEM file' -r -F
complete -c mxid -n "__fish_mxid_using_subcommand probe" -l proxy -d 'Proxy for every server except those on this computer: http, https, socks5 or socks5h. If it has a password, use HTTPS_PROXY or ALL_PROXY instead' -r -f
complete -c mxid -n "__fish_mxid_using_subcommand probe" -l log -d 'Write each request and its outcome to this file, without secrets; only you can read it' -r -F
complete -c mxid -n "__fish_mxid_using_subcommand probe" -l theme -d 'Colours, or none' -r -f -a "auto\t'Colours, unless NO_COLOR or TERM says no'
colour\t'The terminal\'s own colours'
mono\t'Bold and dim only'"
complete -c mxid -n "__fish_mxid_using_subcommand probe" -l lang -d 'Language: en, de, fr, es, pt-BR, uk, ja or zh-Hans; default: the configuration\'s, else the system\'s' -r -f -a "en\t''
de\t''
fr\t''
es\t''
pt-BR\t''
uk\t''
ja\t''
zh-Hans\t''"
complete -c mxid -n "__fish_mxid_using_subcommand probe" -l json -d 'Print JSON for programs'
complete -c mxid -n "__fish_mxid_using_subcommand probe" -l practice -d 'Use the built-in practice homeserver: nothing leaves this computer'
complete -c mxid -n "__fish_mxid_using_subcommand probe" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mxid -n "__fish_mxid_using_subcommand practice" -l listen -d 'Where to listen: a loopback address and a port, 0 for any free one' -r -f
complete -c mxid -n "__fish_mxid_using_subcommand practice" -l dialect -d 'Make the practice homeserver behave like this one' -r -f -a "synapse\t''
continuwuity\t''
tuwunel\t''
dendrite\t''
conduit\t''
mas\t''"
complete -c mxid -n "__fish_mxid_using_subcommand practice" -s h -l help -d 'Print help'
complete -c mxid -n "__fish_mxid_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mxid -n "__fish_mxid_using_subcommand man" -s h -l help -d 'Print help'
complete -c mxid -n "__fish_mxid_using_subcommand help; and not __fish_seen_subcommand_from sign-up reset-password add-contact resume forget probe practice completions man help" -f -a "sign-up" -d 'Create an account'
complete -c mxid -n "__fish_mxid_using_subcommand help; and not __fish_seen_subcommand_from sign-up reset-password add-contact resume forget probe practice completions man help" -f -a "reset-password" -d 'Reset a forgotten password'
complete -c mxid -n "__fish_mxid_using_subcommand help; and not __fish_seen_subcommand_from sign-up reset-password add-contact resume forget probe practice completions man help" -f -a "add-contact" -d 'Add an email address or phone number to an account you have'
complete -c mxid -n "__fish_mxid_using_subcommand help; and not __fish_seen_subcommand_from sign-up reset-password add-contact resume forget probe practice completions man help" -f -a "resume" -d 'Continue an unfinished task where it stopped; asks which one if there are several'
complete -c mxid -n "__fish_mxid_using_subcommand help; and not __fish_seen_subcommand_from sign-up reset-password add-contact resume forget probe practice completions man help" -f -a "forget" -d 'Remove every unfinished task and name each, except those that another mxid is working on'
complete -c mxid -n "__fish_mxid_using_subcommand help; and not __fish_seen_subcommand_from sign-up reset-password add-contact resume forget probe practice completions man help" -f -a "probe" -d 'Show what a server offers, without sending anybody a message'
complete -c mxid -n "__fish_mxid_using_subcommand help; and not __fish_seen_subcommand_from sign-up reset-password add-contact resume forget probe practice completions man help" -f -a "practice" -d 'Run the practice homeserver by itself, and print each message that it would send'
complete -c mxid -n "__fish_mxid_using_subcommand help; and not __fish_seen_subcommand_from sign-up reset-password add-contact resume forget probe practice completions man help" -f -a "completions" -d 'Print completions for a shell'
complete -c mxid -n "__fish_mxid_using_subcommand help; and not __fish_seen_subcommand_from sign-up reset-password add-contact resume forget probe practice completions man help" -f -a "man" -d 'Print the manual: mxid man | man -l -'
complete -c mxid -n "__fish_mxid_using_subcommand help; and not __fish_seen_subcommand_from sign-up reset-password add-contact resume forget probe practice completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mxid -n "__fish_mxid_using_subcommand completions" -f -a "bash zsh fish powershell"
complete -c mxid -f
complete -c mxid -n "__fish_mxid_using_subcommand probe" -a "(__fish_print_hostnames)"
