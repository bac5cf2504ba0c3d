//! Screens as text, for snapshots: what is written, how each cell looks, and where the cursor is.
//!
//! A text alone cannot show a fault of colour. Looks are one letter a cell, a dot where nothing is special, blank where
//! nothing is written. Roles that look the same share the letter of the first of them:
//! `t` bold (title, strong, selected, key), `d` dim (and borders), `g` good, `q` doubt, `!` bad, `a` accent,
//! `f` border of the focused field, `r` border of the field with the problem, `c` code to be scanned. `?` is a look
//! that no role has.

use std::fmt::Write;

use mxid::field::width;
use mxid::screen::Screen;
use mxid::tui::{Role, Theme, View};
use mxid::wizard::Time;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Style;

pub type Size = (u16, u16);

pub struct Drawn {
    pub buffer: Buffer,
    /// Column and row of the cursor, counted from 0; `None` if it is hidden.
    pub cursor: Option<(u16, u16)>,
}

impl Drawn {
    /// Draws a frame with a view that may have drawn others.
    pub fn new(view: &mut View, screen: &Screen, theme: &Theme, size: Size, now: Time) -> Self {
        let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).expect("a terminal");
        terminal
            .draw(|frame| view.draw(frame, screen, theme, now))
            .expect("a frame");
        let backend = terminal.backend();
        let position = backend.cursor_position();
        Self {
            buffer: backend.buffer().clone(),
            cursor: backend.cursor_visible().then_some((position.x, position.y)),
        }
    }

    /// The lines, without the blanks at their ends.
    pub fn lines(&self) -> Vec<String> {
        self.rows(|cell| cell.symbol().to_owned())
    }

    pub fn text(&self) -> String {
        joined(&self.lines())
    }

    /// A letter a column for the look of it.
    pub fn styles(&self, theme: &Theme) -> String {
        joined(&self.rows(|cell| {
            let letter = letter(cell, theme);
            let blank = letter == '.' && cell.symbol() == " ";
            let letter = if blank { ' ' } else { letter };
            letter.to_string().repeat(columns(cell))
        }))
    }

    /// The text, and under each line that is not plain throughout a line of looks, which begins with `~`.
    pub fn with_looks(&self, theme: &Theme) -> String {
        let mut text = String::new();
        for (line, looks) in self.lines().iter().zip(self.styles(theme).lines()) {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{line}");
            if looks.contains(|look| !matches!(look, '.' | ' ')) {
                let looks = looks.strip_prefix(' ').expect("a margin");
                let _ = writeln!(text, "~{looks}");
            }
        }
        text
    }

    fn rows(&self, show: impl Fn(&Cell) -> String) -> Vec<String> {
        let area = self.buffer.area;
        let row = |y: u16| {
            let mut line = String::new();
            let mut x = 0;
            while x < area.width {
                let cell = &self.buffer[(x, y)];
                line.push_str(&show(cell));
                // The cell behind a wide grapheme is covered by it.
                x += u16::try_from(columns(cell)).expect("a grapheme's width");
            }
            line.trim_end().to_owned()
        };
        (0..area.height).map(row).collect()
    }
}

/// The columns that a cell covers.
pub fn columns(cell: &Cell) -> usize {
    match cell.symbol() {
        // Most are a letter or a blank, and thousands are looked at.
        symbol if symbol.len() == 1 => 1,
        symbol => width(symbol).max(1),
    }
}

fn joined(lines: &[String]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// The letter of a cell's look.
pub fn letter(cell: &Cell, theme: &Theme) -> char {
    let look = |style: Style| {
        let mut cell = Cell::default();
        cell.set_style(style);
        (cell.fg, cell.bg, cell.modifier)
    };
    let known = Role::ALL
        .into_iter()
        .find(|role| look(theme.style(*role)) == (cell.fg, cell.bg, cell.modifier));
    match known {
        Some(Role::Plain) => '.',
        Some(Role::Title | Role::Strong | Role::Selected | Role::Key) => 't',
        Some(Role::Dim | Role::Border) => 'd',
        Some(Role::Good) => 'g',
        Some(Role::Doubt) => 'q',
        Some(Role::Bad) => '!',
        Some(Role::Accent) => 'a',
        Some(Role::BorderFocused) => 'f',
        Some(Role::BorderBad) => 'r',
        Some(Role::Code) => 'c',
        None => '?',
    }
}
