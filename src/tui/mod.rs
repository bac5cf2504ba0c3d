//! The terminal face: draws a [`Screen`] with ratatui, and turns keys into commands.
//!
//! ```text
//!   mxid · create an account                      example.org    header
//!  ──────────────────────────────────────────────────────────    rule
//!
//!    ✓ Server        Where can you be reached?                   rail │ content: title
//!    ● Phone                                                          │   lead
//!    ○ Account       Germany (+49)                                    │   blocks     (widgets)
//!    ○ Verify        ┌─────────────────────────────────────┐          │
//!    ○ Done          │ 01512 3456789                       │          │
//!                    └─────────────────────────────────────┘          │
//!                    ✓ We will text  +49 1512 3456789                 │
//!                                                                     │
//!                    ! Too long for Germany                           │   status area
//!
//!  ── practice server: nothing leaves this computer ─────────    strip
//!   SMS to +1 201-555-0123   Your code is …   ctrl-n opens it
//!  ──────────────────────────────────────────────────────────    rule
//!   enter continue   esc back   f1 help                          footer
//! ```
//!
//! `layout` says where these lie, from the size alone. `page` fits the content into its rows. `widgets` turn a block
//! into rows of styled text, and rows are drawn last: nothing measures the terminal but `layout`, and nothing knows a
//! colour but `theme`. [`keys`] is the one table of keys, for the footer as for the event loop; [`input`] reads them
//! from bytes.

mod footer;
mod header;
pub mod input;
pub mod keys;
mod layout;
mod page;
mod qr;
mod rail;
mod row;
mod spinner;
mod strip;
mod theme;
mod widgets;
mod wrap;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::screen::Time;
use crate::screen::{Command, Screen};
use crate::text::Text;
use layout::{Parts, Regions};
use page::{Page, Place, Setting, Turning};
use qr::Placed;
use row::Row;
use spinner::Spinner;
pub use theme::{Role, Theme};
use wrap::Clock;

/// The state of the face alone.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// Nothing moves by itself: the spinner rests.
    pub still: bool,
    /// The sentence for a terminal that is too small for a page.
    pub too_small: String,
    /// The title of the page that the place belongs to.
    title: Text,
    place: Place,
    spinner: Spinner,
    turning: Turning,
    /// The rows that were in sight of those that scroll.
    window: usize,
}

impl View {
    /// Draws a screen, and puts the cursor at the caret; without a focused field there is none.
    pub fn draw(&mut self, frame: &mut Frame<'_>, screen: &Screen, theme: &Theme, now: Time) {
        if self.title != screen.title {
            self.title.clone_from(&screen.title);
            self.place = Place::default();
            self.spinner = Spinner::default();
        }
        self.spinner.look_at(screen, now);
        let clock = Clock {
            now: now.0,
            units: &screen.units,
        };
        let mut canvas = Canvas {
            buffer: frame.buffer_mut(),
            theme,
            caret: None,
        };
        let parts = Parts {
            rail: rail::columns(&screen.rail),
            strip: strip::height(screen.strip.as_ref()),
        };
        match layout::regions(canvas.buffer.area, parts) {
            Some(_) if let Some(placed) = qr::placed(screen, canvas.buffer.area) => {
                canvas.qr(&placed, screen, clock);
            }
            Some(regions) => {
                canvas.surroundings(screen, regions, clock);
                let setting = Setting {
                    columns: usize::from(regions.content.width),
                    height: usize::from(regions.content.height),
                    tall: regions.tall,
                    under_way: self.spinner.under_way(screen, now, self.still),
                    clock,
                };
                let page = page::set(screen, setting, self.place);
                canvas.page(&page, regions);
                self.place = page.place;
                self.turning = page.turning;
                self.window = page.window.map_or(0, |rows| rows.len());
            }
            None => canvas.apology(&self.too_small),
        }
        if let Some(caret) = canvas.caret {
            frame.set_cursor_position(caret);
        }
    }

    /// When the face next looks different although nothing happens; what the screen itself says is
    /// [`Screen::next_change`].
    pub fn next_frame(&self, screen: &Screen, now: Time) -> Option<Time> {
        self.spinner.next_frame(screen, now, self.still)
    }

    /// Moves a page that is longer than the terminal: by page keys away from what has the focus, until that changes,
    /// and by arrows where nothing can have it. `false` if there is nothing to move, so that another part takes the
    /// command.
    pub fn turn(&mut self, command: Command) -> bool {
        let by_page = matches!(command, Command::PageUp | Command::PageDown);
        let by_row = matches!(command, Command::Up | Command::Down);
        match self.turning {
            Turning::Pages(anchor) if by_page => self.place.left = Some(anchor),
            Turning::Rows if by_page || by_row => {}
            _ => return false,
        }
        let rows = match by_page {
            true => self.window.saturating_sub(1).max(1),
            false => 1,
        };
        // The next frame brings it back from beyond the end.
        self.place.scroll = match command {
            Command::Up | Command::PageUp => self.place.scroll.saturating_sub(rows),
            _ => self.place.scroll.saturating_add(rows),
        };
        true
    }
}

struct Canvas<'a> {
    buffer: &'a mut Buffer,
    theme: &'a Theme,
    caret: Option<Position>,
}

impl Canvas<'_> {
    fn surroundings(&mut self, screen: &Screen, regions: Regions, clock: Clock<'_>) {
        let columns = |area: Rect| usize::from(area.width);
        let with_rail = regions.rail.is_none();
        let header = header::row(screen, with_rail, columns(regions.header));
        self.rows(&[header], regions.header);
        let footer = footer::row(screen, regions.tall, columns(regions.footer));
        self.rows(&[footer], regions.footer);
        for rule in regions.rules.into_iter().flatten() {
            let line = Row::default().ruled(columns(rule), Role::Border);
            self.rows(&[line], rule);
        }
        if let Some(area) = regions.rail {
            let rail = rail::rows(&screen.rail, columns(area), usize::from(area.height));
            self.rows(&rail, area);
        }
        if let Some(strip) = &screen.strip {
            let area = regions.strip;
            let strip = strip::rows(strip, columns(area), usize::from(area.height), clock);
            self.rows(&strip, area);
        }
    }

    fn page(&mut self, page: &Page, regions: Regions) {
        self.rows(&page.rows, regions.content);
        let Some(window) = &page.window else {
            return;
        };
        let ends = [
            (page.more.0, "↑", window.start),
            (page.more.1, "↓", window.end.saturating_sub(1)),
        ];
        for (_, arrow, row) in ends.into_iter().filter(|(more, ..)| *more) {
            let row = u16::try_from(row).unwrap_or(u16::MAX);
            let area = Rect {
                x: regions.more,
                y: regions.content.y.saturating_add(row),
                width: 1,
                height: 1,
            };
            self.rows(&[Row::of(arrow, Role::Dim)], area);
        }
    }

    /// A code that has the terminal to itself, but for the lines that there is room for.
    fn qr(&mut self, placed: &Placed, screen: &Screen, clock: Clock<'_>) {
        let columns = |area: Rect| usize::from(area.width);
        self.rows(&placed.rows, placed.code);
        if let Some(area) = placed.header {
            self.rows(&[header::row(screen, false, columns(area))], area);
        }
        if let Some(area) = placed.title {
            let title = wrap::line(&screen.title, Role::Title, clock);
            self.rows(&[title.cut(columns(area))], area);
        }
        if let (Some(area), Some(strip)) = (placed.strip, &screen.strip) {
            self.rows(&[strip::title(&strip.title, columns(area))], area);
        }
        let keys = footer::row(screen, true, columns(placed.footer));
        self.rows(&[keys], placed.footer);
    }

    /// Says that there is no room for more, in the middle of what there is.
    fn apology(&mut self, sentence: &str) {
        let area = self.buffer.area;
        let rows = wrap::whole(sentence, Role::Plain, usize::from(area.width));
        let above = usize::from(area.height).saturating_sub(rows.len()) / 2;
        let mut padded = vec![Row::default(); above];
        padded.extend(rows);
        self.rows(&padded, area);
    }

    /// Draws rows from the top of an area, as many as it holds.
    fn rows(&mut self, rows: &[Row], area: Rect) {
        for (row, line) in rows.iter().zip(area.rows()) {
            let caret = row.draw(line, self.buffer, self.theme);
            self.caret = self.caret.or(caret);
        }
    }
}
