//! A probe carried out: the clock and the network around [`probe::Probe`], and its report on
//! standard output.

use std::collections::VecDeque;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use crossterm::style::ContentStyle;
use ratatui::backend::IntoCrossterm as _;
use tokio::sync::mpsc;
use zeroize::Zeroizing;

use super::effects::Effects;
use super::inbox::Inbox;
use super::{End, ProbeOptions, person};
use crate::domain::Password;
use crate::probe::{self, Line, Probe, Report, Tone, Trouble};
use crate::text::Texts;
use crate::tui::{Role, Theme};
use crate::wizard::{Effect, Event, Seed, Time};

/// How long a probe may take: several answers that come at the last moment, and no more.
const LIMIT: Duration = Duration::from_secs(60);

/// Looks at a server and prints what it offers: [`End::Done`] when it was understood, else
/// [`End::NotDone`], with the reason on standard error, and with `json` on standard output too.
///
/// # Errors
/// When standard output or the event loop cannot be used.
pub fn probe(options: ProbeOptions) -> io::Result<End> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let (json, settings) = (options.json, &options.settings);
    let theme = settings.theme.unwrap_or_else(person::theme);
    let texts = Texts::of(settings.locale.language());
    let found = runtime.block_on(look(options, LIMIT, &texts))?;
    runtime.shutdown_background();
    let mut out = io::stdout().lock();
    let printed = match &found {
        Ok(report) if json => print_json(&mut out, report),
        Ok(report) => print_table(&mut out, report, &theme, &texts),
        Err(trouble) => {
            if json {
                print_json(&mut out, trouble)?;
            }
            for line in trouble.lines() {
                let _ = writeln!(io::stderr(), "{line}");
            }
            Ok(())
        }
    };
    match printed.and_then(|()| out.flush()) {
        // The reader closed the pipe: it has read enough.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error),
        _ => {}
    }
    Ok(match found {
        Ok(_) => End::Done,
        Err(_) => End::NotDone,
    })
}

/// Looks at a server, for at most `limit`. To be run on a tokio runtime with its network and timers
/// on.
///
/// # Errors
/// The outer one when the operating system gives no randomness; the inner one says why the server was
/// not understood.
pub async fn look(
    options: ProbeOptions,
    limit: Duration,
    texts: &Texts,
) -> io::Result<Result<Report, Trouble>> {
    let begun = Instant::now();
    let now = || Time(begun.elapsed());
    let settings = options.settings;
    let mut inbox = Inbox::new(&settings);
    let (sender, mut finished) = mpsc::unbounded_channel();
    let mut effects = Effects::new(settings.client, settings.log, sender);
    let config = probe::Config {
        target: options.target,
        locale: settings.locale,
        limit,
        throwaway: throwaway()?,
    };
    let seed = Seed::from_os().map_err(io::Error::other)?;
    let (mut probe, todo) = Probe::begin(config, &seed, now());
    let mut todo = VecDeque::from(todo);
    loop {
        while let Some(effect) = todo.pop_front() {
            match effect {
                Effect::Call {
                    id,
                    base,
                    api,
                    request,
                } => effects.call(id, base, api, request, std::future::ready(())),
                Effect::StartPractice { id } => inbox.start(id),
                Effect::Abort(id) => effects.abort(id),
                // A probe asks for nothing else.
                _ => {}
            }
        }
        if probe.is_over() {
            return Ok(probe.finish(now(), texts));
        }
        let due = tokio::time::sleep_until((begun + probe.next_deadline().0).into());
        let next = tokio::select! {
            Some(Event::Answer(id, answer)) = finished.recv() => probe.answer(now(), id, answer),
            Some(Event::Answer(id, answer)) = inbox.next() => probe.answer(now(), id, answer),
            () = due => probe.deadline(now()),
        };
        todo.extend(next);
    }
}

fn throwaway() -> io::Result<Password> {
    let mut bytes = Zeroizing::new([0; 32]);
    getrandom::fill(bytes.as_mut()).map_err(io::Error::other)?;
    Ok(Password::from_random(&bytes))
}

fn print_json(out: &mut impl Write, value: &impl serde::Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}

fn print_table(
    out: &mut impl Write,
    report: &Report,
    theme: &Theme,
    texts: &Texts,
) -> io::Result<()> {
    let plain = Theme::monochrome();
    // The theme has heard of NO_COLOR already, and what it says counts.
    crossterm::style::force_color_output(true);
    let is_painted = io::stdout().is_terminal() && !person::terminal_is_dumb() && *theme != plain;
    for line in probe::lines(report, texts) {
        match is_painted {
            true => writeln!(out, "{}", painted(&line, theme))?,
            false => writeln!(out, "{}", line.plain())?,
        }
    }
    Ok(())
}

/// A line as the theme has it.
fn painted(line: &Line, theme: &Theme) -> String {
    let paint = |(tone, text): &(Tone, String)| {
        let style = theme.style(match tone {
            Tone::Plain => Role::Plain,
            Tone::Strong => Role::Strong,
            Tone::Dim => Role::Dim,
            Tone::Good => Role::Good,
            Tone::Doubt => Role::Doubt,
            Tone::Bad => Role::Bad,
        });
        let style: ContentStyle = style.into_crossterm();
        style.apply(text).to_string()
    };
    line.0.iter().map(paint).collect()
}
