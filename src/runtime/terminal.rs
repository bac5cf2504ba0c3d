//! The terminal: set up in one place, and restored on every way out.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::{process, thread};

use crossterm::cursor::{SetCursorStyle, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::queue;
use crossterm::style::{ResetColor, force_color_output};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, TerminalOptions, Viewport};

use super::output::{self, Output};
use super::{End, keeper, window};
use crate::t;
use crate::text::Texts;

/// Whether the terminal is ours at the moment: the loop and the panic hook both look, and
/// the first one restores it.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The exit status of a program that panicked, as Rust has it.
const PANICKED: i32 = 101;

/// The terminal while the wizard has it.
pub(super) struct Terminal {
    inner: Inner,
    /// The bytes that `inner` writes.
    frame: Collected,
    output: Output,
    /// The next frame is drawn whole.
    forgotten: bool,
}

impl Terminal {
    pub(super) fn take(output: &Output, texts: &Texts) -> io::Result<Self> {
        let restored = output.clone();
        restore_on_panic(move || leave(&restored), output, texts);
        // Whether there are colours is the theme's business alone; left to itself, crossterm obeys NO_COLOR too.
        force_color_output(true);
        let frame = Collected::default();
        let inner = inner(&frame, window::area())?;
        enter(output)?;
        Ok(Self {
            inner,
            frame,
            output: output.clone(),
            forgotten: false,
        })
    }

    /// Draws a frame; only what differs from the one before is written. All of it is handed over at once: no half-drawn
    /// page is ever seen, even by a terminal that knows no synchronised updates.
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        queue!(self.frame, BeginSynchronizedUpdate)?;
        let whole = window::area();
        if std::mem::take(&mut self.forgotten) || whole != self.inner.get_frame().area() {
            // Not `clear`, which asks the terminal where its cursor is: the answer would come as typed
            // bytes, or never. Nor `resize`, which asks how large it is, and may hear another size.
            self.inner = inner(&self.frame, whole)?;
            queue!(self.frame, Clear(ClearType::All))?;
        }
        self.inner.draw(draw)?;
        queue!(self.frame, EndSynchronizedUpdate)?;
        self.output.push(self.frame.0.take());
        Ok(())
    }

    /// Forgets what is on the screen, so that the next frame is drawn whole.
    pub(super) fn forget(&mut self) {
        self.forgotten = true;
    }

    /// Gives the terminal back: its modes at once, its screen when it reads on.
    pub(super) fn give_back(&mut self) {
        leave(&self.output);
    }

    pub(super) fn take_again(&mut self) -> io::Result<()> {
        self.forget();
        enter(&self.output)
    }

    /// Puts text into the terminal's clipboard (OSC 52): works over SSH too, where the terminal
    /// allows it.
    pub(super) fn copy(&mut self, text: &str) {
        use base64::Engine as _;
        let text = base64::engine::general_purpose::STANDARD.encode(text);
        self.output
            .push(format!("\x1b]52;c;{text}\x07").into_bytes());
    }
}

/// ratatui's terminal, told how large it is.
type Inner = ratatui::Terminal<CrosstermBackend<Collected>>;

/// One with nothing drawn yet.
fn inner(frame: &Collected, area: Rect) -> io::Result<Inner> {
    let viewport = Viewport::Fixed(area);
    let backend = CrosstermBackend::new(frame.clone());
    ratatui::Terminal::with_options(backend, TerminalOptions { viewport })
}

/// The bytes of a frame, until it is whole. ratatui flushes in the middle of one.
#[derive(Clone, Default)]
struct Collected(Rc<RefCell<Vec<u8>>>);

impl Write for Collected {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn enter(output: &Output) -> io::Result<()> {
    let mut bytes = Vec::new();
    // A terminal without an alternate screen still shows what was there, and the first frame leaves blank cells out.
    queue!(
        bytes,
        EnterAlternateScreen,
        Clear(ClearType::All),
        EnableBracketedPaste
    )?;
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    output.push(bytes);
    Ok(())
}

/// Restores the terminal, if it is ours. A failure here cannot be helped any more.
fn leave(output: &Output) {
    if TAKEN.swap(false, Ordering::SeqCst) {
        // They wait for nothing that is still to be written.
        let _ = disable_raw_mode();
        let mut bytes = Vec::new();
        let _ = queue!(
            bytes,
            EndSynchronizedUpdate,
            DisableBracketedPaste,
            ResetColor,
            SetCursorStyle::DefaultUserShape,
            LeaveAlternateScreen,
            Show
        );
        output.push(bytes);
    }
}

/// An end by an error that says that the terminal is gone is a hang-up.
pub(super) fn hung_up(end: io::Result<End>) -> io::Result<End> {
    match end {
        Err(error) if is_gone(&error) => Ok(End::HungUp),
        end => end,
    }
}

/// Whether an error means that the terminal is gone, for instance because its window
/// was closed, or the other end of a pipe is.
pub(super) fn is_gone(error: &io::Error) -> bool {
    #[cfg(unix)]
    if error.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error()) {
        return true;
    }
    error.kind() == io::ErrorKind::BrokenPipe
}

/// A panic of the loop's thread is reported on the normal screen, after the terminal is restored, and
/// ends the program: a task that is caught by its executor would leave a loop without a terminal. One
/// on another thread is a computation that broke down, and the loop has an answer for that.
pub(super) fn restore_on_panic(
    restore: impl Fn() + Send + Sync + 'static,
    output: &Output,
    texts: &Texts,
) {
    let kept = t!(texts, "farewell-kept");
    let output = output.clone();
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let report = std::panic::take_hook();
        let of_the_loop = thread::current().id();
        std::panic::set_hook(Box::new(move |info| {
            if thread::current().id() == of_the_loop {
                restore();
                output.block(output::PATIENCE);
                // A terminal that does not read takes no report either.
                let _ = thread::Builder::new().spawn(|| {
                    thread::sleep(output::PATIENCE);
                    process::exit(PANICKED)
                });
                report(info);
                if keeper::is_on_disk() {
                    let _ = writeln!(io::stderr(), "{kept}");
                }
                process::exit(PANICKED);
            }
        }));
    });
}
