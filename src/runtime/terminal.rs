//! The terminal: set up in one place, and restored by one guard on every way out.

use std::cell::Cell;
use std::io::{self, BufWriter, Stdout, Write};
use std::mem::ManuallyDrop;
use std::rc::Rc;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{SetCursorStyle, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::{ResetColor, force_color_output};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::Frame;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::{Position, Rect};

use super::{End, keeper};
use crate::t;
use crate::text::Texts;

/// Whether the terminal is ours at the moment: the guard and the panic hook both look, and
/// whoever comes first restores it.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The exit status of a program that panicked, as Rust has it.
const PANICKED: i32 = 101;

/// The terminal while the wizard has it. Dropping it gives it back.
pub(super) struct Terminal {
    /// Never dropped: that would write what is still buffered, and complain on a terminal that is
    /// gone. The guard has put everything right before.
    inner: ManuallyDrop<ratatui::Terminal<CrosstermBackend<FrameWriter>>>,
    /// Set while a frame is under way.
    held: Rc<Cell<bool>>,
}

impl Terminal {
    /// Takes the terminal.
    pub(super) fn take(texts: &Texts) -> io::Result<Self> {
        restore_on_panic(leave, texts);
        // Whether there are colours is the theme's business alone; left to itself, crossterm obeys NO_COLOR too.
        force_color_output(true);
        enter()?;
        let held = Rc::<Cell<bool>>::default();
        let out = FrameWriter {
            out: BufWriter::with_capacity(64 * 1024, io::stdout()),
            held: Rc::clone(&held),
        };
        let inner = ratatui::Terminal::new(CrosstermBackend::new(out)).inspect_err(|_| leave())?;
        Ok(Self {
            inner: ManuallyDrop::new(inner),
            held,
        })
    }

    /// Draws a frame; only what differs from the one before is written.
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.held.set(true);
        queue!(self.inner.backend_mut(), BeginSynchronizedUpdate)?;
        self.inner.draw(draw)?;
        queue!(self.inner.backend_mut(), EndSynchronizedUpdate)?;
        self.held.set(false);
        self.inner.backend_mut().flush()
    }

    /// Forgets what is on the screen, so that the next frame is drawn whole.
    pub(super) fn forget(&mut self) -> io::Result<()> {
        // The empty screen is never seen: it goes out with the next frame.
        self.held.set(true);
        queue!(self.inner.backend_mut(), BeginSynchronizedUpdate)?;
        // Not `clear`, which asks the terminal where its cursor is: the answer would come as typed
        // bytes, or never.
        let size = self.inner.size()?;
        self.inner.resize(Rect::from((Position::ORIGIN, size)))
    }

    /// Gives the terminal back for a while.
    pub(super) fn give_back(&mut self) {
        leave();
    }

    /// Takes it again.
    pub(super) fn take_again(&mut self) -> io::Result<()> {
        enter()?;
        self.forget()
    }

    /// Puts text into the terminal's clipboard (OSC 52): works over SSH too, where the terminal
    /// allows it.
    pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
        use base64::Engine as _;
        let text = base64::engine::general_purpose::STANDARD.encode(text);
        let backend = self.inner.backend_mut();
        write!(backend, "\x1b]52;c;{text}\x07")?;
        backend.flush()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        leave();
    }
}

/// Standard output, in writes of a whole frame: no half-drawn page is ever seen, even by a terminal that
/// knows no synchronised updates. ratatui flushes in the middle of one.
struct FrameWriter {
    out: BufWriter<Stdout>,
    held: Rc<Cell<bool>>,
}

impl Write for FrameWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.held.get() {
            true => Ok(()),
            false => self.out.flush(),
        }
    }
}

fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste).inspect_err(|_| leave())
}

/// Restores the terminal, if it is ours. What fails here cannot be helped any more.
fn leave() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = execute!(
            io::stdout(),
            EndSynchronizedUpdate,
            DisableBracketedPaste,
            ResetColor,
            SetCursorStyle::DefaultUserShape,
            LeaveAlternateScreen,
            Show
        );
        let _ = disable_raw_mode();
    }
}

/// An end by an error that says that the terminal is gone is a hang-up.
pub(super) fn hung_up(end: io::Result<End>) -> io::Result<End> {
    match end {
        Err(error) if is_gone(&error) => Ok(End::HungUp),
        end => end,
    }
}

/// Whether an error says that nobody is there any more: the terminal does not exist, for instance because its window
/// was closed, or the other end of a pipe is.
fn is_gone(error: &io::Error) -> bool {
    #[cfg(unix)]
    if error.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error()) {
        return true;
    }
    error.kind() == io::ErrorKind::BrokenPipe
}

/// A panic of the loop's thread is reported on the normal screen, after the terminal is restored, and
/// ends the program: a task that is caught by its executor would leave a loop without a terminal. One
/// on another thread is a computation that broke down, and the loop has an answer for that.
pub(super) fn restore_on_panic(restore: fn(), texts: &Texts) {
    let kept = t!(texts, "farewell-kept");
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let report = std::panic::take_hook();
        let of_the_loop = std::thread::current().id();
        std::panic::set_hook(Box::new(move |info| {
            if std::thread::current().id() == of_the_loop {
                restore();
                report(info);
                if keeper::is_on_disk() {
                    let _ = writeln!(io::stderr(), "{kept}");
                }
                std::process::exit(PANICKED);
            }
        }));
    });
}
