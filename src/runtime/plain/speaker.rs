//! The output, line by line; a prompt stands at its end until it is answered or something else is said.

use std::io::{self, IsTerminal};

use crate::plain::Prompt;
use crate::runtime::echo;
use crate::runtime::output::Output;

/// Standard output, and whether the user sees what they type.
pub(super) struct Speaker {
    output: Output,
    /// Whether a user types, and not a pipe.
    terminal: bool,
    /// The prompt that stands at the end of what was said.
    prompted: Option<Prompt>,
}

impl Speaker {
    /// A speaker that has said nothing yet.
    pub(super) fn new(output: Output) -> Self {
        Self {
            output,
            terminal: io::stdin().is_terminal(),
            prompted: None,
        }
    }

    /// Whether a user types, and not a pipe.
    pub(super) fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Says lines, each on one of its own.
    pub(super) fn print(&mut self, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        self.break_off();
        self.write(lines.iter().map(|line| steady(line) + "\n").collect());
    }

    /// Asks, unless the question stands there already.
    pub(super) fn prompt(&mut self, prompt: Prompt) -> io::Result<()> {
        if self.prompted.as_ref() == Some(&prompt) {
            return Ok(());
        }
        self.break_off();
        echo::show(!prompt.secret)?;
        // In a pipe, no Enter ends the line.
        let end = if self.terminal { " " } else { "\n" };
        self.write(steady(&prompt.text) + end);
        self.prompted = Some(prompt);
        Ok(())
    }

    /// The prompt was answered, and its line ended. After a secret nothing typed is shown before the next question:
    /// that may ask for one too, and a user who types ahead does not wait for it.
    pub(super) fn answered(&mut self) {
        self.prompted = None;
    }

    /// There are no more questions. A failure here cannot be helped any more.
    pub(super) fn end(&mut self) {
        self.break_off();
        echo::restore();
    }

    /// Ends the line of an unanswered prompt.
    fn break_off(&mut self) {
        if self.prompted.take().is_some() && self.terminal {
            self.write("\n".to_owned());
        }
    }

    fn write(&self, text: String) {
        self.output.push(text.into_bytes());
    }
}

/// A line without anything that would steer a terminal. Texts of servers were cleaned long before.
fn steady(line: &str) -> String {
    line.chars().filter(|c| !c.is_control()).collect()
}
