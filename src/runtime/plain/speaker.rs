//! What is written, line by line; a prompt stands at the end of it until it is answered or something else is said.

use std::io::{self, IsTerminal, Write};

use crate::plain::Prompt;
use crate::runtime::echo;

/// Standard output, and whether the person sees what they type.
pub(super) struct Speaker {
    /// Whether a person types, and not a pipe.
    terminal: bool,
    /// The prompt that stands at the end of what was said.
    prompted: Option<Prompt>,
}

impl Default for Speaker {
    fn default() -> Self {
        Self {
            terminal: io::stdin().is_terminal(),
            prompted: None,
        }
    }
}

impl Speaker {
    /// Whether a person types, and not a pipe.
    pub(super) fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Says lines, each on one of its own.
    pub(super) fn print(&mut self, lines: &[String]) -> io::Result<()> {
        if lines.is_empty() {
            return Ok(());
        }
        self.break_off()?;
        let mut out = io::stdout().lock();
        for line in lines {
            writeln!(out, "{}", steady(line))?;
        }
        out.flush()
    }

    /// Asks, unless the question stands there already.
    pub(super) fn prompt(&mut self, prompt: Prompt) -> io::Result<()> {
        if self.prompted.as_ref() == Some(&prompt) {
            return Ok(());
        }
        self.break_off()?;
        echo::show(!prompt.secret)?;
        let mut out = io::stdout().lock();
        let text = steady(&prompt.text);
        match self.terminal {
            true => write!(out, "{text} ")?,
            // Nobody's Enter ends the line.
            false => writeln!(out, "{text}")?,
        }
        out.flush()?;
        self.prompted = Some(prompt);
        Ok(())
    }

    /// The prompt was answered, and its line ended. After a secret nothing typed is shown before the next question:
    /// that may ask for one too, and who types ahead does not wait for it.
    pub(super) fn answered(&mut self) {
        self.prompted = None;
    }

    /// Nothing more is asked. What fails here cannot be helped any more.
    pub(super) fn end(&mut self) {
        let _ = self.break_off();
        echo::restore();
    }

    /// Ends the line of a prompt that nobody answered.
    fn break_off(&mut self) -> io::Result<()> {
        match self.prompted.take() {
            Some(_) if self.terminal => writeln!(io::stdout()),
            _ => Ok(()),
        }
    }
}

/// A line without anything that would steer a terminal. What servers say was cleaned long before.
fn steady(line: &str) -> String {
    line.chars().filter(|c| !c.is_control()).collect()
}
