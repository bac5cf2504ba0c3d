//! The text that was said, and the new parts of a screen.

use std::collections::HashMap;
use std::time::Duration;

use super::ask::{self, Ask, actions};
use super::part::{self, Clock, Part, Stay, is_ahead, parts, status, timeless};
use super::prompt::{self, Prompt};
use super::read::{self, Doing};
use super::words;
use crate::screen::{Act, FieldId, Screen, StepState, Time};
use crate::t;
use crate::text::{Texts, Timed};

/// A status is only worth a line if it takes longer.
const PATIENCE: Duration = Duration::from_secs(1);

/// The face in lines: remembers what it said.
#[derive(Debug, Default)]
pub struct Face {
    /// The page that the rest is about.
    page: Option<String>,
    /// The parts that were said and still stand there, by key.
    said: HashMap<String, Said>,
    /// The parts that were said since the user did something, or tried again.
    passing: HashMap<String, Stay>,
    /// The entries of the list.
    list: String,
    /// The text that was said last, by key.
    heard: String,
    /// How many entries of it were listed.
    listed: usize,
    /// The acts that were announced for later, and their times.
    later: Vec<(String, Duration)>,
    /// That it is all practice.
    practice: bool,
    /// That the pass phrase was told that was made last.
    phrase: bool,
}

/// The memory of a part that was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Said {
    stands: bool,
    /// The field of whose text it is a doubt.
    doubt: Option<FieldId>,
}

impl Face {
    /// The first line of all: that the mode is on.
    #[must_use]
    pub fn begin(texts: &Texts) -> String {
        let word = |act: Act| words::word(act, texts).unwrap_or_default();
        let (help, leave) = (word(Act::Help), word(Act::Leave));
        t!(texts, "plain-begins", help = help, leave = leave)
    }

    /// The lines that are new since the last screen; an empty one stands before a new page.
    pub fn news(&mut self, screen: &Screen, now: Time, texts: &Texts) -> Vec<String> {
        let clock = Clock::of(screen, now, texts);
        let mut lines = Vec::new();
        if let Some(strip) = &screen.strip
            && !std::mem::replace(&mut self.practice, true)
        {
            lines.push(strip.title.clone());
        }
        let page = timeless(&screen.title);
        let is_new = self.page.as_ref() != Some(&page);
        if is_new && is_fleeting(screen, now) {
            return lines;
        }
        if is_new {
            // Only the same page is said again after it was forgotten.
            let passing = match self.page.is_none() {
                true => std::mem::take(&mut self.passing),
                false => HashMap::new(),
            };
            *self = Self {
                page: Some(page),
                passing,
                ..self.over()
            };
            lines.push(String::new());
            let is_over = matches!(ask::ask(screen), Ask::Leave | Ask::Enter);
            lines.extend(step(screen, texts).filter(|_| !is_over));
            lines.push(clock.read(&screen.title));
        }
        self.turn_list(screen);
        // A problem that went away comes back as another one.
        let problem = screen.problem.as_ref().map(part::problem_key);
        let is_there = |key: &String| problem.as_ref() == Some(key);
        self.passing
            .retain(|key, stay| *stay != Stay::Try || is_there(key));
        let mut parts = self.parts(screen, now, texts);
        // A part that is back is news, unless it was only hidden by a status.
        if !is_at_work(screen) {
            let is_there = |key: &String| parts.iter().any(|part| part.key == *key);
            self.said.retain(|key, _| is_there(key));
        }
        parts.retain(|part| self.is_news(part));
        for part in parts {
            lines.extend(part.lines);
            match part.stay {
                Stay::Page => {
                    let said = Said {
                        stands: part.stands,
                        doubt: part.field.filter(|_| part.doubt),
                    };
                    self.said.insert(part.key, said);
                }
                Stay::Act | Stay::Notice | Stay::Try => {
                    self.passing.insert(part.key, part.stay);
                }
                Stay::List => self.heard = part.key,
                Stay::Made => self.phrase = true,
            }
        }
        lines.extend(self.possible(screen, now, texts));
        lines
    }

    /// When there is something to say although nothing happens.
    #[must_use]
    pub fn next_change(&self, screen: &Screen, now: Time) -> Option<Time> {
        let slow = screen.status.as_ref().filter(|status| status.spins);
        let slow = slow.map(|status| status.since + PATIENCE);
        let later = self.later.iter().map(|(_, at)| Time(*at));
        slow.into_iter().chain(later).filter(|at| *at > now).min()
    }

    /// Whether a screen has a doubt that was not said yet: to be thought about before continuing.
    #[must_use]
    pub fn has_doubt(&self, screen: &Screen, now: Time, texts: &Texts) -> bool {
        let parts = self.parts(screen, now, texts);
        parts.iter().any(|part| part.doubt && self.is_news(part))
    }

    #[must_use]
    pub fn prompt(&self, screen: &Screen, texts: &Texts) -> Prompt {
        prompt::prompt(&ask::ask(screen), screen, texts)
    }

    /// The meaning of a line as an answer to that; without its end.
    #[must_use]
    pub fn read(&self, line: &str, screen: &Screen, texts: &Texts) -> Doing {
        read::read(line, screen, self.listed, texts)
    }

    /// The user did something: its result is said although it was before.
    pub fn acted(&mut self) {
        self.passing.retain(|_, stay| *stay == Stay::Try);
    }

    /// The user tried to continue: what stands in the way then is said although it was before.
    pub fn tried(&mut self) {
        self.passing.clear();
    }

    /// Another text is in a field: a doubt of it is said although the one before had the same.
    pub fn refilled(&mut self, field: FieldId) {
        self.said.retain(|_, said| said.doubt != Some(field));
    }

    /// A pass phrase is made: it is told, although one may have been before.
    pub fn makes_pass_phrase(&mut self) {
        self.phrase = false;
    }

    /// A face for another page, or for what lies over the page of this one.
    #[must_use]
    pub fn over(&self) -> Self {
        Self {
            practice: self.practice,
            phrase: self.phrase,
            ..Self::default()
        }
    }

    /// The next screen is said whole, but for the result of the word before.
    pub fn forget(&mut self) {
        self.page = None;
        self.passing.retain(|_, stay| *stay == Stay::Notice);
    }

    /// More of the list is listed with the next screen.
    pub fn list_more(&mut self, screen: &Screen) {
        let window = ask::list(screen).map_or(0, |list| list.window);
        self.listed += window;
    }

    /// Begins a list that is another one than before.
    fn turn_list(&mut self, screen: &Screen) {
        let Some(list) = ask::list(screen) else {
            return;
        };
        let labels: Vec<&str> = list.items.iter().map(|item| item.label.as_str()).collect();
        let labels = labels.join("\n");
        if self.list != labels || self.listed == 0 {
            self.heard.clear();
            self.list = labels;
            self.listed = list.window.min(list.items.len()).max(1);
        }
    }

    /// Whether a part was not said.
    fn is_news(&self, part: &Part) -> bool {
        let is_unsaid = match part.stay {
            Stay::Page => self.said.get(&part.key).map(|said| said.stands) != Some(part.stands),
            Stay::Act | Stay::Notice | Stay::Try => !self.passing.contains_key(&part.key),
            Stay::List => self.heard != part.key,
            Stay::Made => !self.phrase,
        };
        part.due && is_unsaid
    }

    /// Everything that there is to say.
    fn parts(&self, screen: &Screen, now: Time, texts: &Texts) -> Vec<Part> {
        let clock = Clock::of(screen, now, texts);
        let window = ask::list(screen).map_or(0, |list| list.window);
        let listed = self.listed.saturating_sub(window)..self.listed;
        let mut parts = parts(screen, listed, clock, texts);
        parts.extend(status(screen, clock).filter(|_| !is_fleeting(screen, now)));
        parts
    }

    /// The announced acts that have become possible.
    fn possible(&mut self, screen: &Screen, now: Time, texts: &Texts) -> Vec<String> {
        let mut lines = Vec::new();
        for item in actions(screen) {
            let known = self.later.len();
            self.later.retain(|(name, _)| *name != item.label);
            match item.at {
                Some(Timed::Until(at)) if is_ahead(Timed::Until(at), now.0) => {
                    self.later.push((item.label.clone(), at));
                }
                _ if self.later.len() < known => {
                    let label = item.label.as_str();
                    lines.push(t!(texts, "plain-now", label = label));
                }
                _ => {}
            }
        }
        lines
    }
}

/// Whether something is under way.
fn is_at_work(screen: &Screen) -> bool {
    screen.status.as_ref().is_some_and(|status| status.spins)
}

/// Whether something is under way that may be over in a moment, and another page there.
fn is_fleeting(screen: &Screen, now: Time) -> bool {
    let status = screen.status.as_ref().filter(|status| status.spins);
    status.is_some_and(|status| now < status.since + PATIENCE)
}

/// Where the user is on the way.
fn step(screen: &Screen, texts: &Texts) -> Option<String> {
    let here = |step: &crate::screen::Step| step.state == StepState::Here;
    let at = screen.rail.iter().position(here)?;
    let (number, all) = (at + 1, screen.rail.len());
    let name = screen.rail[at].label.as_str();
    Some(t!(texts, "plain-step", at = number, all = all, name = name))
}
