//! A frame taken apart: what stands around the page on every page, and the page.
//!
//! The surroundings are the drawing of a screen that has nothing on its page, so that no test knows where things
//! lie.

use mxid::screen::{Block, Screen};
use mxid::text::Text;
use mxid::tui::{Theme, View};
use mxid::wizard::Time;
use ratatui::buffer::Buffer;

use super::support::{Drawn, columns};

/// The lines around the page, without the blanks at their ends.
pub struct Around {
    pub header: String,
    /// The steps, a line each.
    pub rail: Vec<String>,
    /// The lines of the practice server, with the rule in which they begin.
    pub strip: Vec<String>,
    pub footer: String,
    buffer: Buffer,
}

impl Around {
    /// Of a screen that was drawn.
    pub fn new(screen: &Screen, drawn: &Drawn, now: Time) -> Self {
        let around = match has_code(screen, drawn) {
            true => around_a_code(drawn),
            false => around_nothing(screen, drawn, now),
        };
        let is_rule = |line: &String| line.chars().all(|c| c == '─');
        let lines = around.lines().into_iter();
        let lines = lines.map(|line| line.trim().to_owned());
        let mut lines: Vec<String> = lines.filter(|line| !is_rule(line)).collect();
        let footer = lines.pop().unwrap_or_default();
        let header = lines.drain(..lines.len().min(1)).collect();
        let strip = lines.iter().position(|line| line.starts_with("── "));
        let strip = lines.split_off(strip.unwrap_or(lines.len()));
        Self {
            header,
            rail: lines,
            strip,
            footer,
            buffer: around.buffer,
        }
    }
}

pub struct Page {
    /// Its lines from its corner on, without the blanks at their ends and the empty lines under them.
    pub lines: Vec<String>,
    /// Column and row of that corner.
    pub corner: (usize, usize),
    /// Column and row of the cursor, counted from the corner; `None` if it is hidden.
    pub cursor: Option<(usize, usize)>,
    /// Where the page covers what stands around it.
    pub covered: Vec<(u16, u16)>,
}

impl Page {
    pub fn new(drawn: &Drawn, around: &Around) -> Self {
        let area = drawn.buffer.area;
        let (mut lines, mut covered) = (Vec::new(), Vec::new());
        for y in 0..area.height {
            let (mut line, mut x) = (String::new(), 0);
            while x < area.width {
                let cell = &drawn.buffer[(x, y)];
                match around.buffer[(x, y)].symbol() {
                    " " => line.push_str(cell.symbol()),
                    around => {
                        line.extend(std::iter::repeat_n(' ', columns(cell)));
                        covered.extend((around != cell.symbol()).then_some((x, y)));
                    }
                }
                x += u16::try_from(columns(cell)).expect("a grapheme's width");
            }
            lines.push(line.trim_end().to_owned());
        }
        let blanks = |line: &String| line.len() - line.trim_start().len();
        let written = lines.iter().filter(|line| !line.is_empty());
        let left = written.map(blanks).min().unwrap_or(0);
        let top = lines.iter().take_while(|line| line.is_empty()).count();
        lines.drain(..top);
        while lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        for line in &mut lines {
            line.drain(..left.min(line.len()));
        }
        let from_corner = |(x, y): (u16, u16)| {
            let column = usize::from(x).checked_sub(left)?;
            Some((column, usize::from(y).checked_sub(top)?))
        };
        Self {
            lines,
            corner: (left, top),
            cursor: drawn.cursor.and_then(from_corner),
            covered,
        }
    }
}

/// Whether a frame has a code to be scanned, which takes the place of what stands around a page.
pub fn has_code(screen: &Screen, drawn: &Drawn) -> bool {
    let is_code = |block: &Block| matches!(block, Block::Qr(_));
    screen.blocks.iter().any(is_code) && drawn.text().contains('█')
}

fn around_nothing(screen: &Screen, drawn: &Drawn, now: Time) -> Drawn {
    let empty = Screen {
        title: Text::default(),
        lead: Vec::new(),
        blocks: Vec::new(),
        status: None,
        problem: None,
        notice: None,
        // A list of countries is long, and copied for nothing.
        rail: screen.rail.clone(),
        task: screen.task.clone(),
        server: screen.server.clone(),
        keys: screen.keys.clone(),
        strip: screen.strip.clone(),
        units: screen.units.clone(),
        asks_to_leave: screen.asks_to_leave,
    };
    let size = (drawn.buffer.area.width, drawn.buffer.area.height);
    Drawn::new(&mut View::default(), &empty, &Theme::colour(), size, now)
}

/// The first line and the last one.
fn around_a_code(drawn: &Drawn) -> Drawn {
    let mut buffer = Buffer::empty(drawn.buffer.area);
    for y in [0, buffer.area.height - 1] {
        for x in 0..buffer.area.width {
            buffer[(x, y)] = drawn.buffer[(x, y)].clone();
        }
    }
    Drawn {
        buffer,
        cursor: None,
    }
}
