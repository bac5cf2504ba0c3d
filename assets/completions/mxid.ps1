
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
            [CompletionResult]::new('--dialect', '--dialect', [CompletionResultType]::ParameterName, 'Speak like this homeserver while practising')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Homeserver: a name like example.org, a Matrix ID on it, or its https address')
            [CompletionResult]::new('--email', '--email', [CompletionResultType]::ParameterName, 'Email address to verify')
            [CompletionResult]::new('--phone', '--phone', [CompletionResultType]::ParameterName, 'Phone number to verify, as you dial it or with + and the country code')
            [CompletionResult]::new('--country', '--country', [CompletionResultType]::ParameterName, 'Country that the number is dialled from: two letters, like DE')
            [CompletionResult]::new('--username', '--username', [CompletionResultType]::ParameterName, 'User name of the new account; with add-contact, who signs in: a user name, Matrix ID or email address')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificate authorities in this PEM file too')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for every server but those on this computer: http, https, socks5 or socks5h. One with a password goes into HTTPS_PROXY or ALL_PROXY')
            [CompletionResult]::new('--next-link', '--next-link', [CompletionResultType]::ParameterName, 'Where the browser goes after the link of a message was opened')
            [CompletionResult]::new('--id-server', '--id-server', [CompletionResultType]::ParameterName, 'Identity server to name to the homeserver (deprecated; lets a third party see your address)')
            [CompletionResult]::new('--id-access-token-file', '--id-access-token-file', [CompletionResultType]::ParameterName, 'File with the access token of that identity server')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'Write requests and their outcome to this file, without anything secret; only you can read it')
            [CompletionResult]::new('--ui', '--ui', [CompletionResultType]::ParameterName, 'Draw on the whole terminal, or say everything in lines: for screen readers, and for scripts, whose answers are read from a pipe. Without it: plain where TERM is dumb or ACCESSIBLE is set, else tui')
            [CompletionResult]::new('--theme', '--theme', [CompletionResultType]::ParameterName, 'Colours, or none')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language: en, de, fr, es, pt-BR, uk, ja or zh-Hans; without it, that of the configuration, else of the system')
            [CompletionResult]::new('--practice', '--practice', [CompletionResultType]::ParameterName, 'Use the built-in practice homeserver: nothing leaves this computer')
            [CompletionResult]::new('--no-resume', '--no-resume', [CompletionResultType]::ParameterName, 'Keep everything in memory: what is unfinished is neither saved nor offered')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('sign-up', 'sign-up', [CompletionResultType]::ParameterValue, 'Create an account')
            [CompletionResult]::new('reset-password', 'reset-password', [CompletionResultType]::ParameterValue, 'Reset a forgotten password')
            [CompletionResult]::new('add-contact', 'add-contact', [CompletionResultType]::ParameterValue, 'Add an email address or phone number to an account you have')
            [CompletionResult]::new('resume', 'resume', [CompletionResultType]::ParameterValue, 'Go on with what is unfinished, where it ended; asks with which, if there are several')
            [CompletionResult]::new('forget', 'forget', [CompletionResultType]::ParameterValue, 'Remove everything unfinished and name it, but for what another mxid is at work on')
            [CompletionResult]::new('probe', 'probe', [CompletionResultType]::ParameterValue, 'Show what a server offers, without a message to anybody')
            [CompletionResult]::new('practice', 'practice', [CompletionResultType]::ParameterValue, 'Run the practice homeserver by itself, and print each message that it would send')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print what a shell needs to complete mxid''s commands and flags')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual: mxid man | man -l -')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mxid;sign-up' {
            [CompletionResult]::new('--dialect', '--dialect', [CompletionResultType]::ParameterName, 'Speak like this homeserver while practising')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Homeserver: a name like example.org, a Matrix ID on it, or its https address')
            [CompletionResult]::new('--email', '--email', [CompletionResultType]::ParameterName, 'Email address to verify')
            [CompletionResult]::new('--phone', '--phone', [CompletionResultType]::ParameterName, 'Phone number to verify, as you dial it or with + and the country code')
            [CompletionResult]::new('--country', '--country', [CompletionResultType]::ParameterName, 'Country that the number is dialled from: two letters, like DE')
            [CompletionResult]::new('--username', '--username', [CompletionResultType]::ParameterName, 'User name of the new account; with add-contact, who signs in: a user name, Matrix ID or email address')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificate authorities in this PEM file too')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for every server but those on this computer: http, https, socks5 or socks5h. One with a password goes into HTTPS_PROXY or ALL_PROXY')
            [CompletionResult]::new('--next-link', '--next-link', [CompletionResultType]::ParameterName, 'Where the browser goes after the link of a message was opened')
            [CompletionResult]::new('--id-server', '--id-server', [CompletionResultType]::ParameterName, 'Identity server to name to the homeserver (deprecated; lets a third party see your address)')
            [CompletionResult]::new('--id-access-token-file', '--id-access-token-file', [CompletionResultType]::ParameterName, 'File with the access token of that identity server')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'Write requests and their outcome to this file, without anything secret; only you can read it')
            [CompletionResult]::new('--ui', '--ui', [CompletionResultType]::ParameterName, 'Draw on the whole terminal, or say everything in lines: for screen readers, and for scripts, whose answers are read from a pipe. Without it: plain where TERM is dumb or ACCESSIBLE is set, else tui')
            [CompletionResult]::new('--theme', '--theme', [CompletionResultType]::ParameterName, 'Colours, or none')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language: en, de, fr, es, pt-BR, uk, ja or zh-Hans; without it, that of the configuration, else of the system')
            [CompletionResult]::new('--practice', '--practice', [CompletionResultType]::ParameterName, 'Use the built-in practice homeserver: nothing leaves this computer')
            [CompletionResult]::new('--no-resume', '--no-resume', [CompletionResultType]::ParameterName, 'Keep everything in memory: what is unfinished is neither saved nor offered')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mxid;reset-password' {
            [CompletionResult]::new('--dialect', '--dialect', [CompletionResultType]::ParameterName, 'Speak like this homeserver while practising')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Homeserver: a name like example.org, a Matrix ID on it, or its https address')
            [CompletionResult]::new('--email', '--email', [CompletionResultType]::ParameterName, 'Email address to verify')
            [CompletionResult]::new('--phone', '--phone', [CompletionResultType]::ParameterName, 'Phone number to verify, as you dial it or with + and the country code')
            [CompletionResult]::new('--country', '--country', [CompletionResultType]::ParameterName, 'Country that the number is dialled from: two letters, like DE')
            [CompletionResult]::new('--username', '--username', [CompletionResultType]::ParameterName, 'User name of the new account; with add-contact, who signs in: a user name, Matrix ID or email address')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificate authorities in this PEM file too')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for every server but those on this computer: http, https, socks5 or socks5h. One with a password goes into HTTPS_PROXY or ALL_PROXY')
            [CompletionResult]::new('--next-link', '--next-link', [CompletionResultType]::ParameterName, 'Where the browser goes after the link of a message was opened')
            [CompletionResult]::new('--id-server', '--id-server', [CompletionResultType]::ParameterName, 'Identity server to name to the homeserver (deprecated; lets a third party see your address)')
            [CompletionResult]::new('--id-access-token-file', '--id-access-token-file', [CompletionResultType]::ParameterName, 'File with the access token of that identity server')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'Write requests and their outcome to this file, without anything secret; only you can read it')
            [CompletionResult]::new('--ui', '--ui', [CompletionResultType]::ParameterName, 'Draw on the whole terminal, or say everything in lines: for screen readers, and for scripts, whose answers are read from a pipe. Without it: plain where TERM is dumb or ACCESSIBLE is set, else tui')
            [CompletionResult]::new('--theme', '--theme', [CompletionResultType]::ParameterName, 'Colours, or none')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language: en, de, fr, es, pt-BR, uk, ja or zh-Hans; without it, that of the configuration, else of the system')
            [CompletionResult]::new('--practice', '--practice', [CompletionResultType]::ParameterName, 'Use the built-in practice homeserver: nothing leaves this computer')
            [CompletionResult]::new('--no-resume', '--no-resume', [CompletionResultType]::ParameterName, 'Keep everything in memory: what is unfinished is neither saved nor offered')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mxid;add-contact' {
            [CompletionResult]::new('--dialect', '--dialect', [CompletionResultType]::ParameterName, 'Speak like this homeserver while practising')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Homeserver: a name like example.org, a Matrix ID on it, or its https address')
            [CompletionResult]::new('--email', '--email', [CompletionResultType]::ParameterName, 'Email address to verify')
            [CompletionResult]::new('--phone', '--phone', [CompletionResultType]::ParameterName, 'Phone number to verify, as you dial it or with + and the country code')
            [CompletionResult]::new('--country', '--country', [CompletionResultType]::ParameterName, 'Country that the number is dialled from: two letters, like DE')
            [CompletionResult]::new('--username', '--username', [CompletionResultType]::ParameterName, 'User name of the new account; with add-contact, who signs in: a user name, Matrix ID or email address')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificate authorities in this PEM file too')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for every server but those on this computer: http, https, socks5 or socks5h. One with a password goes into HTTPS_PROXY or ALL_PROXY')
            [CompletionResult]::new('--next-link', '--next-link', [CompletionResultType]::ParameterName, 'Where the browser goes after the link of a message was opened')
            [CompletionResult]::new('--id-server', '--id-server', [CompletionResultType]::ParameterName, 'Identity server to name to the homeserver (deprecated; lets a third party see your address)')
            [CompletionResult]::new('--id-access-token-file', '--id-access-token-file', [CompletionResultType]::ParameterName, 'File with the access token of that identity server')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'Write requests and their outcome to this file, without anything secret; only you can read it')
            [CompletionResult]::new('--ui', '--ui', [CompletionResultType]::ParameterName, 'Draw on the whole terminal, or say everything in lines: for screen readers, and for scripts, whose answers are read from a pipe. Without it: plain where TERM is dumb or ACCESSIBLE is set, else tui')
            [CompletionResult]::new('--theme', '--theme', [CompletionResultType]::ParameterName, 'Colours, or none')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language: en, de, fr, es, pt-BR, uk, ja or zh-Hans; without it, that of the configuration, else of the system')
            [CompletionResult]::new('--practice', '--practice', [CompletionResultType]::ParameterName, 'Use the built-in practice homeserver: nothing leaves this computer')
            [CompletionResult]::new('--no-resume', '--no-resume', [CompletionResultType]::ParameterName, 'Keep everything in memory: what is unfinished is neither saved nor offered')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mxid;resume' {
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificate authorities in this PEM file too')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for every server but those on this computer: http, https, socks5 or socks5h. One with a password goes into HTTPS_PROXY or ALL_PROXY')
            [CompletionResult]::new('--next-link', '--next-link', [CompletionResultType]::ParameterName, 'Where the browser goes after the link of a message was opened')
            [CompletionResult]::new('--id-server', '--id-server', [CompletionResultType]::ParameterName, 'Identity server to name to the homeserver (deprecated; lets a third party see your address)')
            [CompletionResult]::new('--id-access-token-file', '--id-access-token-file', [CompletionResultType]::ParameterName, 'File with the access token of that identity server')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'Write requests and their outcome to this file, without anything secret; only you can read it')
            [CompletionResult]::new('--ui', '--ui', [CompletionResultType]::ParameterName, 'Draw on the whole terminal, or say everything in lines: for screen readers, and for scripts, whose answers are read from a pipe. Without it: plain where TERM is dumb or ACCESSIBLE is set, else tui')
            [CompletionResult]::new('--theme', '--theme', [CompletionResultType]::ParameterName, 'Colours, or none')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language: en, de, fr, es, pt-BR, uk, ja or zh-Hans; without it, that of the configuration, else of the system')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mxid;forget' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language: en, de, fr, es, pt-BR, uk, ja or zh-Hans; without it, that of the configuration, else of the system')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mxid;probe' {
            [CompletionResult]::new('--dialect', '--dialect', [CompletionResultType]::ParameterName, 'Speak like this homeserver while practising')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Homeserver: a name like example.org, a Matrix ID on it, or its https address')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificate authorities in this PEM file too')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for every server but those on this computer: http, https, socks5 or socks5h. One with a password goes into HTTPS_PROXY or ALL_PROXY')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'Write requests and their outcome to this file, without anything secret; only you can read it')
            [CompletionResult]::new('--theme', '--theme', [CompletionResultType]::ParameterName, 'Colours, or none')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language: en, de, fr, es, pt-BR, uk, ja or zh-Hans; without it, that of the configuration, else of the system')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON for programs')
            [CompletionResult]::new('--practice', '--practice', [CompletionResultType]::ParameterName, 'Use the built-in practice homeserver: nothing leaves this computer')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mxid;practice' {
            [CompletionResult]::new('--listen', '--listen', [CompletionResultType]::ParameterName, 'Where to listen: a loopback address and a port, 0 for any free one')
            [CompletionResult]::new('--dialect', '--dialect', [CompletionResultType]::ParameterName, 'Speak like this homeserver while practising')
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
            [CompletionResult]::new('resume', 'resume', [CompletionResultType]::ParameterValue, 'Go on with what is unfinished, where it ended; asks with which, if there are several')
            [CompletionResult]::new('forget', 'forget', [CompletionResultType]::ParameterValue, 'Remove everything unfinished and name it, but for what another mxid is at work on')
            [CompletionResult]::new('probe', 'probe', [CompletionResultType]::ParameterValue, 'Show what a server offers, without a message to anybody')
            [CompletionResult]::new('practice', 'practice', [CompletionResultType]::ParameterValue, 'Run the practice homeserver by itself, and print each message that it would send')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print what a shell needs to complete mxid''s commands and flags')
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
