//! For any text of a server, anywhere: the terminal gets the bytes that the program means, and each text
//! stays in its place.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::num::NonZeroU16;
use std::rc::Rc;

use mxid::domain::{CleanText, is_hidden};
use mxid::field::width;
use mxid::protocol::{Callback, Request};
use mxid::screen::{Screen, Surroundings, describe};
use mxid::text::Texts;
use mxid::tui::{Theme, View};
use mxid::wizard::{Act, Choose, Config, Event, FieldId, PageId, Time};
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::chance::Chance;
use super::hostile;
use crate::machine::play::Play;
use crate::machine::{answers::PASSWORD, web};
use crate::screens::support::Size;

/// Which endpoint refuses, in the server's words; none: the server serves as far as it goes.
const REFUSING: [&str; 9] = [
    "",
    "/versions",
    "/login",
    "/register",
    "/register/available",
    "/register/email/requestToken",
    "/account/password",
    "/account/3pid",
    "/.well-known/matrix/client",
];

/// Where the terminal's bytes go.
#[derive(Clone, Default)]
struct Wire(Rc<RefCell<Vec<u8>>>);

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The bytes that draw a screen, by the backend of the program, and the picture that they are meant to draw.
fn bytes(screen: &Screen, (columns, rows): Size, now: Time) -> (Vec<u8>, Buffer) {
    let wire = Wire::default();
    let viewport = Viewport::Fixed(Rect::new(0, 0, columns, rows));
    let backend = CrosstermBackend::new(wire.clone());
    let mut terminal =
        Terminal::with_options(backend, TerminalOptions { viewport }).expect("a terminal");
    let mut view = View::default();
    let frame = terminal.draw(|frame| view.draw(frame, screen, &Theme::colour(), now));
    let meant = frame.expect("a frame").buffer.clone();
    (wire.0.take(), meant)
}

/// The text among the bytes, or what the program never means: a control character, a sequence that is neither a place
/// nor a colour nor the cursor, a character that hides.
fn text_of(bytes: &[u8]) -> Result<String, String> {
    let all = std::str::from_utf8(bytes).map_err(|why| why.to_string())?;
    let mut text = String::new();
    let mut rest = all;
    while let Some(c) = rest.chars().next() {
        if let Some(sequence) = rest.strip_prefix("\u{1b}[") {
            let is_final = |c: char| ('@'..='~').contains(&c);
            let end = sequence.find(is_final).ok_or("an open sequence")?;
            let (parameters, after) = sequence.split_at(end);
            let known = match &after[..1] {
                "H" | "m" => parameters.bytes().all(|b| b.is_ascii_digit() || b == b';'),
                "h" | "l" => parameters == "?25",
                _ => false,
            };
            if !known {
                return Err(format!("the sequence {:?}", &sequence[..=end]));
            }
            rest = &after[1..];
            continue;
        }
        if c.is_control() || is_hidden(c) || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..) {
            return Err(format!("the character {c:?}"));
        }
        text.push(c);
        rest = &rest[c.len_utf8()..];
    }
    Ok(text)
}

/// Draws a screen and looks at what reaches the terminal, and at what a terminal makes of that.
fn check(screen: &Screen, size: Size, now: Time, from: &str) {
    let (sent, meant) = bytes(screen, size, now);
    if let Err(what) = text_of(&sent) {
        panic!("{what} reaches the terminal from {from:?}");
    }
    let cells = |count: u16| NonZeroU16::new(count).expect("a size");
    // The parser of these tests has no picture of U+FFFD.
    let drawable = |text: &str| text.replace(char::REPLACEMENT_CHARACTER, "?");
    let sent = drawable(&String::from_utf8_lossy(&sent));
    let mut terminal = vt100::Parser::new(cells(size.1), cells(size.0), 0);
    terminal.process(sent.as_bytes());
    // A letter for each cell: how many of its marks are drawn is the terminal's affair.
    let letter = |text: &str| text.chars().next().unwrap_or(' ');
    for y in 0..size.1 {
        // A wide grapheme covers the cells behind its first.
        let mut covered = 0;
        for x in 0..size.0 {
            let symbol = meant[(x, y)].symbol();
            if covered > 0 {
                covered -= 1;
                continue;
            }
            covered = width(symbol).saturating_sub(1);
            let cell = terminal.screen().cell(y, x).expect("a cell of the screen");
            let (shown, meant) = (letter(cell.contents()), letter(&drawable(symbol)));
            assert_eq!(
                shown, meant,
                "row {y}, column {x} of {size:?} with {from:?}"
            );
        }
    }
}

/// A user and a server that continue until neither knows how.
struct Visit {
    play: Play,
    seen: Vec<(Screen, Time)>,
}

impl Visit {
    fn of(task: usize) -> Self {
        let mut play = Play::with(Config {
            browser: true,
            ..Config::default()
        });
        play.event(Event::Choose(Choose::Index(task)));
        play.server("example.org");
        Self {
            play,
            seen: Vec::new(),
        }
    }

    fn look(&mut self, texts: &Texts) {
        let screen = describe(&self.play.wizard, &Surroundings::default(), texts);
        if self.seen.last().is_none_or(|(last, _)| *last != screen) {
            self.seen.push((screen, self.play.now));
        }
    }

    /// Answers everything that is asked.
    async fn answer(&mut self, text: &str, refuses: &str) {
        while let Some(endpoint) = self.play.awaited().first().copied() {
            let asked = |(_, request): &&(Time, Request)| request.endpoint() == endpoint;
            let request = self
                .play
                .requests
                .iter()
                .rfind(asked)
                .map(|(_, r)| r.clone());
            let request = request.expect("it was asked");
            let answer = hostile::answer(&request, text, refuses).await;
            self.play.answer(endpoint, answer);
        }
    }

    /// The user's act on this page.
    fn act(&mut self) {
        let play = &mut self.play;
        let fields: &[(FieldId, &str)] = match play.page() {
            PageId::SignIn => &[
                (FieldId::SignInName, "robin"),
                (FieldId::SignInPassword, PASSWORD),
            ],
            PageId::Address => &[(FieldId::Email, "robin@example.net")],
            PageId::Account | PageId::NewPassword => &[
                (FieldId::Username, "robin"),
                (FieldId::Password, PASSWORD),
                (FieldId::PasswordAgain, PASSWORD),
            ],
            PageId::Verify => &[(FieldId::Code, "417203")],
            _ => &[],
        };
        for (field, text) in fields {
            play.fill(*field, text);
        }
        play.enter();
    }

    async fn go(mut self, text: &str, refuses: &str) -> Vec<(Screen, Time)> {
        let texts = Texts::english();
        for _ in 0..14 {
            self.answer(text, refuses).await;
            self.look(&texts);
            if matches!(
                self.play.page(),
                PageId::Done | PageId::Stopped | PageId::Web
            ) {
                break;
            }
            self.act();
        }
        for over in [Event::Act(Act::Details), Event::Act(Act::ShowQr)] {
            self.play.event(over);
            self.look(&texts);
            self.play.back();
        }
        self.seen
    }
}

/// The browser's parameters when the server refused there.
fn web_refusal(text: &str) -> Vec<(Screen, Time)> {
    let query: String = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("error", text)
        .append_pair("error_description", text)
        .append_pair("state", "right")
        .finish();
    let brought = Callback::read(&format!("/callback?{query}"), &"right".into());
    let mut play = web::sent();
    if let Some(brought) = brought {
        play.browser_brings(brought);
    }
    vec![(
        describe(&play.wizard, &Surroundings::default(), &Texts::english()),
        play.now,
    )]
}

#[tokio::test]
async fn no_text_of_a_server_steers_the_terminal_or_leaves_its_place() {
    let mut chance = Chance::new(12);
    let mut pages = BTreeSet::new();
    for (at, text) in hostile::texts(&mut chance).iter().enumerate() {
        // Each text meets a whole sign-up, and the other flows and the refusals by turns.
        let mut seen = web_refusal(text);
        seen.extend(Visit::of(0).go(text, REFUSING[0]).await);
        let refuses = REFUSING[(at / 3) % REFUSING.len()];
        seen.extend(Visit::of(at % 3).go(text, refuses).await);
        for (number, (screen, now)) in seen.iter().enumerate() {
            pages.insert(format!("{:?}", screen.title));
            let sizes: [Size; 4] = [(80, 24), (40, 12), (80, 24), (120, 40)];
            check(screen, sizes[(at + number) % 4], *now, text);
        }
    }
    assert!(pages.len() > 18, "only {pages:#?}");
}

#[test]
fn what_the_program_never_means_is_found() {
    for bad in [
        "\u{1b}[2J",
        "\u{1b}]0;x\u{7}",
        "a\nb",
        "\u{9b}m",
        "a\u{202e}",
        "\u{1b}[?1049l",
    ] {
        assert!(text_of(bad.as_bytes()).is_err(), "{bad:?}");
    }
    assert_eq!(
        text_of("\u{1b}[1;2H\u{1b}[38;5;1mü".as_bytes()),
        Ok("ü".into())
    );
}

#[test]
fn a_cleaned_text_is_clean_for_good_and_on_one_line() {
    for text in hostile::texts(&mut Chance::new(13)) {
        let clean = CleanText::new(&text);
        assert!(CleanText::is_clean(clean.as_str()), "{text:?}");
        assert!(text_of(clean.as_str().as_bytes()).is_ok(), "{text:?}");
        assert!(mxid::field::width(clean.as_str()) <= 2 * (CleanText::MAX_CHARS + 1));
    }
}
