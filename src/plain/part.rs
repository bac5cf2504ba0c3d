//! A screen in parts, each of which is said whole, and none twice.

use std::ops::Range;
use std::time::Duration;

use super::ask::{actions, are_numbered, ask};
use super::read::works;
use super::words;
use crate::screen::{
    ActionItem, Block, Check, Choices, Command, FieldId, Mark, ProblemView, Row, Screen, Time,
};
use crate::t;
use crate::text::{Piece, Text, Texts, Timed, Units};

/// The key of a pass phrase that was made here: what is remembered of what was said is not to hold a password.
const MADE: &str = "\0made";

/// How long something stays part of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stay {
    /// As long as it stands on the page.
    Page,
    /// Until the list is another, or more of it is listed.
    List,
    /// Until the user does something.
    Act,
    /// The same, and not again with its page: the result of the last word.
    Notice,
    /// Until the user tries again what it stands in the way of.
    Try,
    /// Until another one is made, on whatever page: a pass phrase.
    Made,
}

/// A part that is said in one go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Tells it from others: its words without its times, which continue running.
    pub(super) key: String,
    pub(super) lines: Vec<String>,
    pub(super) stay: Stay,
    /// Whether it is said now, and not when what it belongs to is asked for.
    pub(super) due: bool,
    /// The field over it, of which it tells something if it is a remark.
    pub(super) field: Option<FieldId>,
    /// Something to look at twice.
    pub(super) doubt: bool,
    /// Which way it stands, where it can be turned: then it is said again.
    pub(super) stands: bool,
}

/// The clock that texts are read by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock<'a> {
    now: Duration,
    units: &'a Units,
    texts: &'a Texts,
}

impl<'a> Clock<'a> {
    pub(super) fn of(screen: &'a Screen, now: Time, texts: &'a Texts) -> Self {
        Self {
            now: now.0,
            units: &screen.units,
            texts,
        }
    }

    pub(super) fn read(self, text: &Text) -> String {
        let things = text.things();
        let read = things.map(|thing| thing.read(self.now, self.units));
        self.texts.list(read)
    }
}

/// A text without the times in it.
pub(super) fn timeless(text: &Text) -> String {
    let word = |piece: &Piece| match piece {
        Piece::Plain(text) | Piece::Strong(text) | Piece::Dim(text) => text.clone(),
        Piece::Time(_) | Piece::Apart => String::new(),
    };
    text.0.iter().map(word).collect()
}

impl Part {
    fn new(text: &Text, clock: Clock<'_>) -> Self {
        Self {
            key: timeless(text),
            ..Self::lines(vec![clock.read(text)])
        }
    }

    fn lines(lines: Vec<String>) -> Self {
        Self {
            key: lines.join("\n"),
            lines,
            stay: Stay::Page,
            due: true,
            field: None,
            doubt: false,
            stands: true,
        }
    }
}

/// The key of a problem.
pub(super) fn problem_key(problem: &ProblemView) -> String {
    format!("{}\n{}", timeless(&problem.what), timeless(&problem.how))
}

/// The page below its title, with what is not due yet. Of a list the entries in `listed` are said.
pub(super) fn parts(
    screen: &Screen,
    listed: Range<usize>,
    clock: Clock<'_>,
    texts: &Texts,
) -> Vec<Part> {
    // The result of the last word or answer comes first.
    let notice = screen.notice.iter();
    let notice = notice.map(|n| Part {
        stay: Stay::Notice,
        ..Part::new(n, clock)
    });
    let mut parts: Vec<Part> = notice.collect();
    parts.extend(screen.lead.iter().map(|text| Part::new(text, clock)));
    // A list is said when it is asked for, with what stands over it.
    let is_later =
        |block: Option<&Block>| matches!(block, Some(Block::Choices(list)) if !list.focused);
    // So is what is known of a field below the one that is asked for.
    let (mut field, mut is_asked, mut is_below) = (None, false, false);
    for (at, block) in screen.blocks.iter().enumerate() {
        if let Block::Field(next) = block {
            field = Some(next.id);
            is_below = is_asked;
            is_asked |= next.focused;
        }
        let is_due = match block {
            Block::Remark(..) => !is_below,
            Block::Heading(_) => !is_later(screen.blocks.get(at + 1)),
            block => !is_later(Some(block)),
        };
        let of_block = said_of(block, screen, listed.clone(), clock, texts);
        parts.extend(of_block.into_iter().map(|part| Part {
            due: part.due && is_due,
            field,
            ..part
        }));
    }
    parts.extend(screen.problem.iter().map(|p| problem(p, clock, texts)));
    parts.retain(|part| !part.key.is_empty());
    parts
}

/// The spoken form of a block.
fn said_of(
    block: &Block,
    screen: &Screen,
    listed: Range<usize>,
    clock: Clock<'_>,
    texts: &Texts,
) -> Vec<Part> {
    match block {
        Block::Choices(list) => vec![choices(list, listed, clock, texts)],
        Block::Checks(checks) => {
            let checks = checks.iter().enumerate();
            checks.map(|(at, c)| check(at, c, texts)).collect()
        }
        Block::Actions(items) => acts(items, screen, clock, texts),
        Block::Table(rows) => {
            let line = |row: &Row| {
                let (name, value) = (row.name.as_str(), clock.read(&row.value));
                t!(texts, "name-value", name = name, value = value)
            };
            // Nothing is said of a name alone.
            let lines = rows.iter().filter(|row| !row.value.is_empty()).map(line);
            lines.map(|line| Part::lines(vec![line])).collect()
        }
        Block::Remark(mark, text) => vec![remark(*mark, text, clock, texts)],
        Block::Paragraph(text) => vec![Part::new(text, clock)],
        Block::Alone(text) | Block::Heading(text) => vec![Part::lines(vec![text.clone()])],
        // A generated pass phrase is read out: the user has not typed it.
        Block::Field(field) if field.made => vec![Part {
            key: MADE.to_owned(),
            stay: Stay::Made,
            ..Part::lines(vec![field.text.clone()])
        }],
        // The prompt asks for these, and the others would be noise.
        Block::Field(_) | Block::Code(_) | Block::Qr(_) | Block::Gap => Vec::new(),
    }
}

/// The status, as a part.
pub(super) fn status(screen: &Screen, clock: Clock<'_>) -> Option<Part> {
    let status = screen.status.as_ref()?;
    Some(Part {
        stay: Stay::Act,
        ..Part::new(&status.text, clock)
    })
}

fn remark(mark: Mark, text: &Text, clock: Clock<'_>, texts: &Texts) -> Part {
    let part = Part::new(text, clock);
    let said = clock.read(text);
    match mark {
        _ if part.key.is_empty() => part,
        Mark::Doubt => Part {
            lines: vec![t!(texts, "plain-warning", text = said)],
            doubt: true,
            ..part
        },
        Mark::Bad => Part {
            lines: vec![t!(texts, "plain-problem", text = said)],
            ..part
        },
        Mark::Good | Mark::Working | Mark::Open | Mark::None => part,
    }
}

fn choices(list: &Choices, listed: Range<usize>, clock: Clock<'_>, texts: &Texts) -> Part {
    if list.items.is_empty() {
        return Part {
            stay: Stay::List,
            ..Part::lines(vec![list.empty.clone()])
        };
    }
    let end = listed.end.min(list.items.len());
    let mut key = String::new();
    let mut lines = Vec::new();
    for (at, item) in list.items.iter().enumerate().take(end).skip(listed.start) {
        let number = at + 1;
        let line = |note: String| {
            let aside = match item.code.as_str() {
                "" => item.aside.clone(),
                code => format!("{code} {}", item.aside),
            };
            let parts = [item.label.clone(), aside, note];
            let said: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            format!("{number}. {}", texts.list(said))
        };
        key = format!("{key}\n{}", line(timeless(&item.note)));
        lines.push(line(clock.read(&item.note)));
    }
    if end < list.items.len() {
        let more = words::word(Command::PageDown, texts).unwrap_or_default();
        let all = list.items.len();
        lines.push(t!(texts, "plain-more", shown = end, all = all, more = more));
    }
    Part {
        key,
        stay: Stay::List,
        ..Part::lines(lines)
    }
}

fn check(at: usize, check: &Check, texts: &Texts) -> Part {
    let line = format!("{}. {} {}", at + 1, check.label, check.link);
    let state = match check.agreed {
        true => t!(texts, "plain-agreed"),
        false => t!(texts, "plain-not-agreed"),
    };
    Part {
        lines: vec![texts.list([line.clone(), state])],
        stands: check.agreed,
        ..Part::lines(vec![line])
    }
}

/// The possible acts: by number, or by word where numbers are answers.
fn acts(items: &[ActionItem], screen: &Screen, clock: Clock<'_>, texts: &Texts) -> Vec<Part> {
    let numbered = are_numbered(&ask(screen));
    let mut parts = Vec::new();
    for (at, item) in actions(screen).enumerate() {
        if !items.contains(item) {
            continue;
        }
        let command = Command::Act(item.act);
        let label = item.label.as_str();
        let line = match numbered {
            true => format!("{}. {label}", at + 1),
            false => match words::word(command, texts) {
                Some(word) => {
                    let word = t!(texts, "quoted", text = word);
                    t!(texts, "name-value", name = word, value = label)
                }
                None => continue,
            },
        };
        let said = match item.at.filter(|at| is_ahead(*at, clock.now)) {
            Some(at) => {
                let wait = at.format(clock.now, clock.units);
                texts.list([line.clone(), format!("{} {wait}", item.at_label)])
            }
            None => line.clone(),
        };
        parts.push(Part {
            lines: vec![said],
            due: numbered || works(command, screen, false),
            ..Part::lines(vec![line])
        });
    }
    parts
}

/// Whether a time is still to come.
pub(super) fn is_ahead(at: Timed, now: Duration) -> bool {
    matches!(at, Timed::Until(at) if at > now)
}

fn problem(problem: &ProblemView, clock: Clock<'_>, texts: &Texts) -> Part {
    let what = clock.read(&problem.what);
    let mut lines = vec![
        t!(texts, "plain-problem", text = what),
        clock.read(&problem.how),
    ];
    lines.extend(problem.code.clone());
    let quote = problem.quote.as_deref();
    lines.extend(quote.map(|quote| t!(texts, "stop-server-says", text = quote)));
    lines.retain(|line| !line.is_empty());
    Part {
        key: problem_key(problem),
        stay: Stay::Try,
        ..Part::lines(lines)
    }
}
