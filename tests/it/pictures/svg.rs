//! A frame as SVG.
//!
//! Every word is placed by itself and stretched to its columns, so that the picture keeps to the grid whatever font
//! there is. Lines and boxes are drawn as lines: fonts leave gaps between their characters for them.

use std::fmt::Write;

use mxid::field::width;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use crate::screens::support::Drawn;

/// The size of a cell, and the room around the frame.
const COLUMN: f32 = 8.5;
const ROW: f32 = 19.0;
const MARGIN: f32 = 14.0;

/// The colours of somebody's terminal.
pub struct Palette {
    ground: &'static str,
    edge: &'static str,
    text: &'static str,
    dim: &'static str,
    red: &'static str,
    green: &'static str,
    magenta: &'static str,
    cyan: &'static str,
}

impl Palette {
    pub const DARK: Self = Self {
        ground: "#161b22",
        edge: "#30363d",
        text: "#e6edf3",
        dim: "#8b949e",
        red: "#ff7b72",
        green: "#56d364",
        magenta: "#d2a8ff",
        cyan: "#56d4dd",
    };
    pub const LIGHT: Self = Self {
        ground: "#ffffff",
        edge: "#d0d7de",
        text: "#1f2328",
        dim: "#656d76",
        red: "#cf222e",
        green: "#1a7f37",
        magenta: "#8250df",
        cyan: "#0e7490",
    };

    fn colour(&self, cell: &Cell) -> &'static str {
        match cell.fg {
            Color::Red => self.red,
            Color::Green => self.green,
            Color::Magenta => self.magenta,
            Color::Cyan => self.cyan,
            _ if cell.modifier.contains(Modifier::DIM) => self.dim,
            _ => self.text,
        }
    }
}

/// The picture of a frame; `seen` is its text for who cannot see it.
pub fn picture(drawn: &Drawn, palette: &Palette, seen: &str) -> String {
    let area = drawn.buffer.area;
    let (columns, rows) = (f32::from(area.width), f32::from(area.height));
    let (wide, high) = (columns * COLUMN + 2.0 * MARGIN, rows * ROW + 2.0 * MARGIN);
    let Palette { ground, edge, .. } = palette;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" height=\"{high}\" \
         role=\"img\">\n<title>{}</title>\n\
         <rect x=\"0.5\" y=\"0.5\" width=\"{}\" height=\"{}\" rx=\"8\" fill=\"{ground}\" stroke=\"{edge}\"/>\n\
         <g font-family=\"ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace\" \
         font-size=\"14\" stroke-width=\"1\" fill=\"none\">\n",
        escaped(seen),
        wide - 1.0,
        high - 1.0,
    );
    for y in 0..area.height {
        row(&mut svg, drawn, palette, y);
    }
    if let Some((x, y)) = drawn.cursor {
        let (x, y) = (left(x), top(y) + 1.0);
        let text = palette.text;
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(
            svg,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{COLUMN}\" height=\"{}\" fill=\"{text}\" fill-opacity=\"0.45\"/>",
            ROW - 2.0
        );
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

fn row(svg: &mut String, drawn: &Drawn, palette: &Palette, y: u16) {
    let looks = |cell: &Cell| (palette.colour(cell), cell.modifier.contains(Modifier::BOLD));
    let end = drawn.buffer.area.width;
    let mut x = 0;
    while x < end {
        let cell = &drawn.buffer[(x, y)];
        let look = looks(cell);
        let same = |at: u16| looks(&drawn.buffer[(at, y)]) == look;
        if let Some(strokes) = strokes(cell.symbol()) {
            // A rule is one line.
            let is_same = |at: &u16| drawn.buffer[(*at, y)].symbol() == "─" && same(*at);
            let last = match cell.symbol() {
                "─" => (x..end).take_while(is_same).last().unwrap_or(x),
                _ => x,
            };
            draw(svg, strokes, (x, last, y), look.0);
            x = last + 1;
            continue;
        }
        if cell.symbol() == " " {
            x += 1;
            continue;
        }
        let mut word = String::new();
        let begin = x;
        while x < end {
            let cell = &drawn.buffer[(x, y)];
            let is_word = cell.symbol() != " " && strokes(cell.symbol()).is_none() && same(x);
            if !is_word {
                break;
            }
            word.push_str(cell.symbol());
            x += u16::try_from(width(cell.symbol()).max(1)).expect("a grapheme's width");
        }
        let weight = if look.1 { " font-weight=\"700\"" } else { "" };
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{}\"{weight}>{}</text>",
            left(begin),
            top(y) + ROW * 0.72,
            f32::from(x - begin) * COLUMN,
            look.0,
            escaped(&word)
        );
    }
}

/// Which ways a character for boxes goes from the middle of its cell: left, right, up, down.
fn strokes(symbol: &str) -> Option<[bool; 4]> {
    Some(match symbol {
        "─" => [true, true, false, false],
        "│" => [false, false, true, true],
        "┌" | "╭" => [false, true, false, true],
        "┐" | "╮" => [true, false, false, true],
        "└" | "╰" => [false, true, true, false],
        "┘" | "╯" => [true, false, true, false],
        _ => return None,
    })
}

fn draw(svg: &mut String, strokes: [bool; 4], (x, last, y): (u16, u16, u16), colour: &str) {
    let (middle, centre) = (left(x) + COLUMN / 2.0, top(y) + ROW / 2.0);
    let mut path = String::new();
    let [to_left, to_right, up, down] = strokes;
    if to_left || to_right {
        let from = if to_left { left(x) } else { middle };
        let to = if to_right { left(last + 1) } else { middle };
        let _ = write!(path, "M{from} {centre}H{to}");
    }
    if up || down {
        let from = if up { top(y) } else { centre };
        let to = if down { top(y + 1) } else { centre };
        let _ = write!(path, "M{middle} {from}V{to}");
    }
    let _ = writeln!(svg, "<path d=\"{path}\" stroke=\"{colour}\"/>");
}

fn left(x: u16) -> f32 {
    MARGIN + f32::from(x) * COLUMN
}

fn top(y: u16) -> f32 {
    MARGIN + f32::from(y) * ROW
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
