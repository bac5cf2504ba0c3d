
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'mxid' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'mxid'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'mxid' {
            [CompletionResult]::new('--dialect', '--dialect', [CompletionResultType]::ParameterName, 'Make the practice homeserver behave like this one')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Homeserver: a name like example.org, a Matrix ID on it, or its https address')
            [CompletionResult]::new('--email', '--email', [CompletionResultType]::ParameterName, 'Email address to verify')
            [CompletionResult]::new('--phone', '--phone', [CompletionResultType]::ParameterName, 'Phone number to verify, as you dial it or with + and the country code')
            [CompletionResult]::new('--country', '--country', [CompletionResultType]::ParameterName, 'Country where you would dial the number: two letters, like DE')
            [CompletionResult]::new('--username', '--username', [CompletionResultType]::ParameterName, 'User name of the new account; with add-contact, your login: a user name, Matrix ID or email address')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Also trust the certificate authorities in this PEM file')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for every server except those on this computer: http, https, socks5 or socks5h. If it has a password, use HTTPS_PROXY or ALL_PROXY instead')
            [CompletionResult]::new('--next-link', '--next-link', [CompletionResultType]::ParameterName, 'Where the server sends your browser after you opened the link of a message')
            [CompletionResult]::new('--id-server', '--id-server', [CompletionResultType]::ParameterName, 'Identity server to name to the homeserver (deprecated: shows your address to a third party)')
            [CompletionResult]::new('--id-access-token-file', '--id-access-token-file', [CompletionResultType]::ParameterName, 'File with the access token for that identity server')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'Write each request and its outcome to this file, without secrets; only you can read it')
            [CompletionResult]::new('--ui', '--ui', [CompletionResultType]::ParameterName, 'tui draws on the whole terminal; plain works in lines, for screen readers, and for scripts that pipe answers in. Default: plain if TERM is dumb or ACCESSIBLE is set, else tui')
            [CompletionResult]::new('--theme', '--theme', [CompletionResultType]::ParameterName, 'Colours, or none')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language: en, de, fr, es, pt-BR, uk, ja or zh-Hans; default: the configuration''s, else the system''s')
            [CompletionResult]::new('--practice', '--practice', [CompletionResultType]::ParameterName, 'Use the built-in practice homeserver: nothing leaves this computer')
            [CompletionResult]::new('--no-resume', '--no-resume', [CompletionResultType]::ParameterName, 'Keep everything in memory: neither save unfinished tasks nor offer saved ones')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('sign-up', 'sign-up', [CompletionResultType]::ParameterValue, 'Create an account')
            [CompletionResult]::new('reset-password', 'reset-password', [CompletionResultType]::ParameterValue, 'Reset a forgotten password')
            [CompletionResult]::new('add-contact', 'add-contact', [CompletionResultType]::ParameterValue, 'Add an email address or phone number to an account you have')
            [CompletionResult]::new('resume', 'resume', [CompletionResultType]::ParameterValue, 'Continue an unfinished task where it stopped; asks which one if there are several')
            [CompletionResult]::new('forget', 'forget', [CompletionResultType]::ParameterValue, 'Remove every unfinished task and name each, except those that another mxid is working on')
            [CompletionResult]::new('probe', 'probe', [CompletionResultType]::ParameterValue, 'Show what a server offers, without sending anybody a message')
            [CompletionResult]::new('practice', 'practice', [CompletionResultType]::ParameterValue, 'Run the practice homeserver by itself, and print each message that it would send')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print completions for a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual: mxid man | man -l -')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mxid;sign-up' {
            [CompletionResult]::new('--dialect', '--dialect', [CompletionResultType]::ParameterName, 'Make the practice homeserver behave like this one')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Homeserver: a name like example.org, a Matrix ID on it, or its https address')
            [CompletionResult]::new('--email', '--email', [CompletionResultType]::ParameterName, 'Email address to verify')
            [CompletionResult]::new('--phone', '--phone', [CompletionResultType]::ParameterName, 'Phone number to verify, as you dial it or with + and the country code')
            [CompletionResult]::new('--country', '--country', [CompletionResultType]::ParameterName, 'Country where you would dial the number: two letters, like DE')
            [CompletionResult]::new('--username', '--username', [CompletionResultType]::ParameterName, 'User name of the new account; with add-contact, your login: a user name, Matrix ID or email address')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Also trust the certificate authorities in this PEM file')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for every server except those on this computer: http, https, socks5 or socks5h. If it has a password, use HTTPS_PROXY or ALL_PROXY instead')
            [CompletionResult]::new('--next-link', '--next-link', [CompletionResultType]::ParameterName, 'Where the server sends your browser after you opened the link of a message')
            [CompletionResult]::new('--id-server', '--id-server', [CompletionResultType]::ParameterName, 'Identity server to name to the homeserver (deprecated: shows your address to a third party)')
            [CompletionResult]::new('--id-access-token-file', '--id-access-token-file', [CompletionResultType]::ParameterName, 'File with the access token for that identity server')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'Write each request and its outcome to this file, without secrets; only you can read it')
            [CompletionResult]::new('--ui', '--ui', [CompletionResultType]::ParameterName, 'tui draws on the whole terminal; plain works in lines, for screen readers, and for scripts that pipe answers in. Default: plain if TERM is dumb or ACCESSIBLE is set, else tui')
            [CompletionResult]::new('--theme', '--theme', [CompletionResultType]::ParameterName, 'Colours, or none')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language: en, de, fr, es, pt-BR, uk, ja or zh-Hans; default: the configuration''s, else the system''s')
            [CompletionResult]::new('--practice', '--practice', [CompletionResultType]::ParameterName, 'Use the built-in practice homeserver: nothing leaves this computer')
            [CompletionResult]::new('--no-resume', '--no-resume', [CompletionResultType]::ParameterName, 'Keep everything in memory: neither save unfinished tasks nor offer saved ones')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mxid;reset-password' {
            [CompletionResult]::new('--dialect', '--dialect', [CompletionResultType]::ParameterName, 'Make the practice homeserver behave like this one')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Homeserver: a name like example.org, a Matrix ID on it, or its https address')
            [CompletionResult]::new('--email', '--email', [CompletionResultType]::ParameterName, 'Email address to verify')
            [CompletionResult]::new('--phone', '--phone', [CompletionResultType]::ParameterName, 'Phone number to verify, as you dial it or with + and the country code')
            [CompletionResult]::new('--country', '--country', [CompletionResultType]::ParameterName, 'Country where you would dial the number: two letters, like DE')
            [CompletionResult]::new('--username', '--username', [CompletionResultType]::ParameterName, 'User name of the new account; with add-contact, your login: a user name, Matrix ID or email address')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Also trust the certificate authorities in this PEM file')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for every server except those on this computer: http, https, socks5 or socks5h. If it has a password, use HTTPS_PROXY or ALL_PROXY instead')
            [CompletionResult]::new('--next-link', '--next-link', [CompletionResultType]::ParameterName, 'Where the server sends your browser after you opened the link of a message')
            [CompletionResult]::new('--id-server', '--id-server', [CompletionResultType]::ParameterName, 'Identity server to name to the homeserver (deprecated: shows your address to a third party)')
            [CompletionResult]::new('--id-access-token-file', '--id-access-token-file', [CompletionResultType]::ParameterName, 'File with the access token for that identity server')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'Write each request and its outcome to this file, without secrets; only you can read it')
            [CompletionResult]::new('--ui', '--ui', [CompletionResultType]::ParameterName, 'tui draws on the whole terminal; plain works in lines, for screen readers, and for scripts that pipe answers in. Default: plain if TERM is dumb or ACCESSIBLE is set, else tui')
            [CompletionResult]::new('--theme', '--theme', [CompletionResultType]::ParameterName, 'Colours, or none')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language: en, de, fr, es, pt-BR, uk, ja or zh-Hans; default: the configuration''s, else the system''s')
            [CompletionResult]::new('--practice', '--practice', [CompletionResultType]::ParameterName, 'Use the built-in practice homeserver: nothing leaves this computer')
            [CompletionResult]::new('--no-resume', '--no-resume', [CompletionResultType]::ParameterName, 'Keep everything in memory: neither save unfinished tasks nor offer saved ones')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mxid;add-contact' {
            [CompletionResult]::new('--dialect', '--dialect', [CompletionResultType]::ParameterName, 'Make the practice homeserver behave like this one')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Homeserver: a name like example.org, a Matrix ID on it, or its https address')
            [CompletionResult]::new('--email', '--email', [CompletionResultType]::ParameterName, 'Email address to verify')
            [CompletionResult]::new('--phone', '--phone', [CompletionResultType]::ParameterName, 'Phone number to verify, as you dial it or with + and the country code')
            [CompletionResult]::new('--country', '--country', [CompletionResultType]::ParameterName, 'Country where you would dial the number: two letters, like DE')
            [CompletionResult]::new('--username', '--username', [CompletionResultType]::ParameterName, 'User name of the new account; with add-contact, your login: a user name, Matrix ID or email address')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Also trust the certificate authorities in this PEM file')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for every server except those on this computer: http, https, socks5 or socks5h. If it has a password, use HTTPS_PROXY or ALL_PROXY instead')
            [CompletionResult]::new('--next-link', '--next-link', [CompletionResultType]::ParameterName, 'Where the server sends your browser after you opened the link of a message')
            [CompletionResult]::new('--id-server', '--id-server', [CompletionResultType]::ParameterName, 'Identity server to name to the homeserver (deprecated: shows your address to a third party)')
            [CompletionResult]::new('--id-access-token-file', '--id-access-token-file', [CompletionResultType]::ParameterName, 'File with the access token for that identity server')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'Write each request and its outcome to this file, without secrets; only you can read it')
            [CompletionResult]::new('--ui', '--ui', [CompletionResultType]::ParameterName, 'tui draws on the whole terminal; plain works in lines, for screen readers, and for scripts that pipe answers in. Default: plain if TERM is dumb or ACCESSIBLE is set, else tui')
            [CompletionResult]::new('--theme', '--theme', [CompletionResultType]::ParameterName, 'Colours, or none')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language: en, de, fr, es, pt-BR, uk, ja or zh-Hans; default: the configuration''s, else the system''s')
            [CompletionResult]::new('--practice', '--practice', [CompletionResultType]::ParameterName, 'Use the built-in practice homeserver: nothing leaves this computer')
            [CompletionResult]::new('--no-resume', '--no-resume', [CompletionResultType]::ParameterName, 'Keep everything in memory: neither save unfinished tasks nor offer saved ones')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mxid;resume' {
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Also trust the certificate authorities in this PEM file')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for every server except those on this computer: http, https, socks5 or socks5h. If it has a password, use HTTPS_PROXY or ALL_PROXY instead')
            [CompletionResult]::new('--next-link', '--next-link', [CompletionResultType]::ParameterName, 'Where the server sends your browser after you opened the link of a message')
            [CompletionResult]::new('--id-server', '--id-server', [CompletionResultType]::ParameterName, 'Identity server to name to the homeserver (deprecated: shows your address to a third party)')
            [CompletionResult]::new('--id-access-token-file', '--id-access-token-file', [CompletionResultType]::ParameterName, 'File with the access token for that identity server')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'Write each request and its outcome to this file, without secrets; only you can read it')
            [CompletionResult]::new('--ui', '--ui', [CompletionResultType]::ParameterName, 'tui draws on the whole terminal; plain works in lines, for screen readers, and for scripts that pipe answers in. Default: plain if TERM is dumb or ACCESSIBLE is set, else tui')
            [CompletionResult]::new('--theme', '--theme', [CompletionResultType]::ParameterName, 'Colours, or none')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language: en, de, fr, es, pt-BR, uk, ja or zh-Hans; default: the configuration''s, else the system''s')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mxid;forget' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language: en, de, fr, es, pt-BR, uk, ja or zh-Hans; default: the configuration''s, else the system''s')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mxid;probe' {
            [CompletionResult]::new('--dialect', '--dialect', [CompletionResultType]::ParameterName, 'Make the practice homeserver behave like this one')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Homeserver: a name like example.org, a Matrix ID on it, or its https address')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Also trust the certificate authorities in this PEM file')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for every server except those on this computer: http, https, socks5 or socks5h. If it has a password, use HTTPS_PROXY or ALL_PROXY instead')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'Write each request and its outcome to this file, without secrets; only you can read it')
            [CompletionResult]::new('--theme', '--theme', [CompletionResultType]::ParameterName, 'Colours, or none')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language: en, de, fr, es, pt-BR, uk, ja or zh-Hans; default: the configuration''s, else the system''s')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for programs')
            [CompletionResult]::new('--practice', '--practice', [CompletionResultType]::ParameterName, 'Use the built-in practice homeserver: nothing leaves this computer')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mxid;practice' {
            [CompletionResult]::new('--listen', '--listen', [CompletionResultType]::ParameterName, 'Where to listen: a loopback address and a port, 0 for any free one')
            [CompletionResult]::new('--dialect', '--dialect', [CompletionResultType]::ParameterName, 'Make the practice homeserver behave like this one')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mxid;completions' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mxid;man' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mxid;help' {
            [CompletionResult]::new('sign-up', 'sign-up', [CompletionResultType]::ParameterValue, 'Create an account')
            [CompletionResult]::new('reset-password', 'reset-password', [CompletionResultType]::ParameterValue, 'Reset a forgotten password')
            [CompletionResult]::new('add-contact', 'add-contact', [CompletionResultType]::ParameterValue, 'Add an email address or phone number to an account you have')
            [CompletionResult]::new('resume', 'resume', [CompletionResultType]::ParameterValue, 'Continue an unfinished task where it stopped; asks which one if there are several')
            [CompletionResult]::new('forget', 'forget', [CompletionResultType]::ParameterValue, 'Remove every unfinished task and name each, except those that another mxid is working on')
            [CompletionResult]::new('probe', 'probe', [CompletionResultType]::ParameterValue, 'Show what a server offers, without sending anybody a message')
            [CompletionResult]::new('practice', 'practice', [CompletionResultType]::ParameterValue, 'Run the practice homeserver by itself, and print each message that it would send')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print completions for a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual: mxid man | man -l -')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mxid;help;sign-up' {
            break
        }
        'mxid;help;reset-password' {
            break
        }
        'mxid;help;add-contact' {
            break
        }
        'mxid;help;resume' {
            break
        }
        'mxid;help;forget' {
            break
        }
        'mxid;help;probe' {
            break
        }
        'mxid;help;practice' {
            break
        }
        'mxid;help;completions' {
            break
        }
        'mxid;help;man' {
            break
        }
        'mxid;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
