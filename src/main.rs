//! The `mxid` program: arguments in, exit status out.

use std::fmt::Display;
use std::io::{ErrorKind, IsTerminal, Write, stderr, stdin, stdout};
use std::process::ExitCode;

use mxid::cli::{Arguments, Command, Defaults, MANUAL, ProbeArguments};
#[cfg(feature = "practice")]
use mxid::practice::{Message, MessageKind};
use mxid::runtime::{self, End};
use mxid::store::Store;

fn main() -> ExitCode {
    let arguments = Arguments::read();
    #[cfg(feature = "practice")]
    if let Some(Command::Practice { listen }) = arguments.command {
        return practice(listen, arguments.answers.dialect.unwrap_or_default());
    }
    match arguments.command {
        Some(Command::Forget) => {
            // Whatever is wrong with the configuration, what is unfinished can be removed.
            let configured = Defaults::read().ok().and_then(|read| read.language);
            let locale = arguments.appearance.locale(configured);
            return ended(runtime::forget(Store::of_the_person().as_ref(), &locale));
        }
        Some(Command::Completions { shell }) => return print(shell.completions()),
        Some(Command::Man) => return print(MANUAL),
        _ => {}
    }
    let defaults = match Defaults::read() {
        Ok(defaults) => defaults,
        Err(error) => return wrong_usage(error),
    };
    if let Some(Command::Probe(asked)) = &arguments.command {
        let asked = asked.clone();
        return probe(arguments, asked, defaults);
    }
    let options = match arguments.into_options(defaults) {
        Ok(options) => options,
        Err(error) => return wrong_usage(error),
    };
    if options.extras.identity.is_some() {
        complain("warning: --id-server lets a third party see the address; most servers ignore it");
    }
    match runtime::run(options) {
        Ok(end) => {
            if end == End::NoTerminal {
                complain(no_terminal());
            }
            ExitCode::from(end.status())
        }
        Err(error) => {
            complain(format_args!("error: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// Says what is wrong, if anybody listens.
fn complain(what: impl Display) {
    let _ = writeln!(stderr(), "{what}");
}

/// Says what is wrong with what was asked for, and ends as clap does then.
fn wrong_usage(error: impl Display) -> ExitCode {
    complain(format_args!("error: {error}"));
    ExitCode::from(End::Usage.status())
}

/// What a terminal is missing for the face that is wanted.
fn no_terminal() -> &'static str {
    if stdin().is_terminal() && stdout().is_terminal() {
        "mxid cannot draw in this terminal, where TERM is dumb: leave --ui tui out, and it speaks in lines"
    } else {
        "mxid needs a terminal: run it in one, with standard input and output not redirected; or give --ui plain, \
         which takes answers from a pipe, too"
    }
}

/// Prints a file. Who reads only its beginning has seen what they wanted.
fn print(text: &str) -> ExitCode {
    let mut out = stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            complain(format_args!("error: {error}"));
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

fn probe(arguments: Arguments, asked: ProbeArguments, defaults: Defaults) -> ExitCode {
    if let Err(usage) = arguments.check_probe(&asked, &defaults) {
        usage.exit();
    }
    let options = match arguments.into_probe(asked, defaults) {
        Ok(options) => options,
        Err(error) => return wrong_usage(error),
    };
    ended(runtime::probe(options))
}

/// The exit status of what has said by itself how it ended.
fn ended(end: std::io::Result<End>) -> ExitCode {
    match end {
        Ok(end) => ExitCode::from(end.status()),
        Err(error) => {
            complain(format_args!("error: {error}"));
            ExitCode::FAILURE
        }
    }
}

#[cfg(feature = "practice")]
fn practice(listen: std::net::SocketAddr, dialect: mxid::practice::Dialect) -> ExitCode {
    let ready = |url: &str| {
        // Whoever chose the port needs no line about it.
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
        // The messages are in the outbox too: whoever reads only the first line loses nothing.
        let _ = writeln!(stdout(), "{kind} to {}:{what}", message.to);
    };
    match runtime::serve_practice(listen, dialect, ready, sent) {
        Ok(end) => ExitCode::from(end.status()),
        Err(error) => wrong_usage(format_args!("--listen {listen}: {error}")),
    }
}
