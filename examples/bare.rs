//! The least that a ratatui program can do: one frame with a line of text, then the end at the first
//! key. `benches/measure` holds the wizard's start against it.

use std::io::{self, Read};

use ratatui::widgets::Paragraph;

fn main() -> io::Result<()> {
    let mut terminal = ratatui::try_init()?;
    terminal.draw(|frame| frame.render_widget(Paragraph::new("a bare program"), frame.area()))?;
    let read = io::stdin().read(&mut [0; 16]);
    ratatui::try_restore()?;
    read.map(|_| ())
}
