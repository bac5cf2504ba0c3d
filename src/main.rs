//! The `mxid` program: arguments in, exit status out.

#[cfg(feature = "practice")]
use std::io::Write;
use std::process::ExitCode;

use mxid::cli::{Arguments, Command, ProbeArguments};
#[cfg(feature = "practice")]
use mxid::practice::{Message, MessageKind};
use mxid::runtime::{self, End};
use mxid::store::Store;

/// Wrong usage, as clap reports it too.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let arguments = Arguments::read();
    #[cfg(feature = "practice")]
    if let Some(Command::Practice { listen }) = arguments.command {
        return practice(listen, arguments.answers.dialect.unwrap_or_default());
    }
    if let Some(Command::Probe(asked)) = &arguments.command {
        let asked = asked.clone();
        return probe(arguments, asked);
    }
    if let Err(usage) = arguments.check_unfinished() {
        usage.exit();
    }
    if let Some(Command::Forget) = arguments.command {
        return ended(runtime::forget(Store::of_the_person().as_ref()));
    }
    let options = match arguments.into_options() {
        Ok(options) => options,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::from(USAGE);
        }
    };
    if options.extras.identity.is_some() {
        eprintln!(
            "warning: --id-server lets a third party see the address; most servers ignore it"
        );
    }
    match runtime::run(options) {
        Ok(end) => {
            if end == End::NoTerminal {
                eprintln!(
                    "mxid needs a terminal: run it in one, with standard input and output not \
                     redirected; or give --ui plain, which takes answers from a pipe, too"
                );
            }
            ExitCode::from(end.status())
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn probe(arguments: Arguments, asked: ProbeArguments) -> ExitCode {
    if let Err(usage) = arguments.check_probe(&asked) {
        usage.exit();
    }
    let options = match arguments.into_probe(asked) {
        Ok(options) => options,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::from(USAGE);
        }
    };
    ended(runtime::probe(options))
}

/// The exit status of what has said by itself how it ended.
fn ended(end: std::io::Result<End>) -> ExitCode {
    match end {
        Ok(end) => ExitCode::from(end.status()),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(feature = "practice")]
fn practice(listen: std::net::SocketAddr, dialect: mxid::practice::Dialect) -> ExitCode {
    let ready = |url: &str| {
        println!("Practice homeserver, speaking like {dialect}, at {url} (Ctrl-C ends it)");
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
        let _ = writeln!(std::io::stdout(), "{kind} to {}:{what}", message.to);
    };
    match runtime::serve_practice(listen, dialect, ready, sent) {
        Ok(end) => ExitCode::from(end.status()),
        Err(error) => {
            eprintln!("error: --listen {listen}: {error}");
            ExitCode::from(USAGE)
        }
    }
}
