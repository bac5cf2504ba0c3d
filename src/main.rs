//! The `mxid` program: arguments in, exit status out.

use std::fmt::Display;
use std::io::{self, ErrorKind, IsTerminal, Write, stderr, stdin, stdout};
use std::process::ExitCode;

use mxid::cli::{Arguments, Command, Defaults, MANUAL};
#[cfg(feature = "practice")]
use mxid::practice::{Message, MessageKind};
use mxid::runtime::{self, End};
use mxid::store::Store;

fn main() -> ExitCode {
    let end = run(Arguments::read()).unwrap_or_else(|end| end);
    ExitCode::from(end.status())
}

/// Carries out the command. An error is an end that was already explained to the user.
fn run(arguments: Arguments) -> Result<End, End> {
    match &arguments.command {
        #[cfg(feature = "practice")]
        Some(Command::Practice { listen }) => {
            return practice(*listen, arguments.answers.dialect.unwrap_or_default());
        }
        Some(Command::Forget) => {
            // Unfinished tasks can be removed even if the configuration is invalid.
            let configured = Defaults::read().ok().and_then(|read| read.language);
            let locale = arguments.appearance.locale(configured);
            return runtime::forget(Store::of_the_person().as_ref(), &locale).map_err(failure);
        }
        Some(Command::Completions { shell }) => return print(shell.completions()),
        Some(Command::Man) => return print(MANUAL),
        _ => {}
    }
    let defaults = Defaults::read().map_err(usage)?;
    if let Some(Command::Probe(asked)) = &arguments.command {
        let asked = asked.clone();
        if let Err(error) = arguments.check_probe(&asked, &defaults) {
            error.exit();
        }
        let options = arguments.into_probe(asked, defaults).map_err(usage)?;
        return runtime::probe(options).map_err(failure);
    }
    let options = arguments.into_options(defaults).map_err(usage)?;
    if options.wizard.extras.identity.is_some() {
        complain("warning: --id-server lets a third party see the address; most servers ignore it");
    }
    let end = runtime::run(options).map_err(failure)?;
    if end == End::NoTerminal {
        complain(no_terminal());
    }
    Ok(end)
}

/// Writes to standard error. A closed one is ignored.
fn complain(what: impl Display) {
    let _ = writeln!(stderr(), "{what}");
}

/// Reports wrong usage, with the exit status that clap uses for it.
fn usage(error: impl Display) -> End {
    complain(format_args!("error: {error}"));
    End::Usage
}

fn failure(error: io::Error) -> End {
    complain(format_args!("error: {error}"));
    End::NotDone
}

/// Why the wanted face cannot use this terminal.
fn no_terminal() -> &'static str {
    if stdin().is_terminal() && stdout().is_terminal() {
        "mxid can't draw in this terminal, because TERM is dumb. Leave out --ui tui to use plain lines"
    } else {
        "mxid needs a terminal, with standard input and output not redirected; or use --ui plain, which also takes \
         answers from a pipe"
    }
}

/// Prints a file. A reader that closes the pipe early is no error.
fn print(text: &str) -> Result<End, End> {
    let mut out = stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(failure(error)),
        _ => Ok(End::Done),
    }
}

#[cfg(feature = "practice")]
fn practice(listen: std::net::SocketAddr, dialect: mxid::practice::Dialect) -> Result<End, End> {
    let ready = |url: &str| {
        // A closed output does not stop the server.
        let _ = writeln!(
            stdout(),
            "Practice homeserver, speaking like {dialect}, at {url} (Ctrl-C ends it)"
        );
    };
    let sent = |message: &Message| {
        let kind = match message.kind {
            MessageKind::Sms => "sms",
            MessageKind::Mail => "mail",
        };
        let code = message.code.iter().map(|code| format!(" code {code}"));
        let link = message
            .link
            .iter()
            .map(|link| format!(" link {}", link.url()));
        let what: String = code.chain(link).collect();
        // A closed output is no error: the outbox has the messages, too.
        let _ = writeln!(stdout(), "{kind} to {}:{what}", message.to);
    };
    runtime::serve_practice(listen, dialect, ready, sent)
        .map_err(|error| usage(format_args!("--listen {listen}: {error}")))
}
