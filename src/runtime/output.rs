//! Standard output, written by a thread of its own: the loop never waits for a terminal that does not read.
//!
//! Whole buffers are handed over, and written in that order, each with one call where the terminal takes it. The loop
//! sees to it that few of them wait: before [`Output::is_free`] it hands nothing more over, unless a run ends or stands
//! still.

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use tokio::sync::Notify;
use zeroize::Zeroizing;

/// The longest wait for a terminal before the program ends or stands still.
pub(super) const PATIENCE: Duration = Duration::from_secs(1);

/// By then it is written, if the terminal is read.
pub(super) const MOMENT: Duration = Duration::from_millis(200);

/// Standard output, for everything that the loop writes.
#[derive(Clone)]
pub(super) struct Output(Arc<Shared>);

/// The part that the loop and the writing thread share.
#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    /// Rings for threads: there is something to write, or nothing any more.
    changed: Condvar,
    /// Rings for the loop: nothing is to be written any more.
    settled: Notify,
}

#[derive(Default)]
struct State {
    /// A frame can hold a password that is shown, so each is wiped.
    waiting: VecDeque<Zeroizing<Vec<u8>>>,
    /// The thread is at a buffer that waits no longer.
    writing: bool,
    /// Why nothing can be written any more.
    fault: Option<io::Error>,
}

impl State {
    fn is_settled(&self) -> bool {
        self.fault.is_some() || (self.waiting.is_empty() && !self.writing)
    }
}

impl Output {
    /// Starts the thread. It ends with the process: a write cannot be called off.
    pub(super) fn start() -> io::Result<Self> {
        let output = Self(Arc::default());
        let writer = output.clone();
        thread::Builder::new()
            .name("output".into())
            .spawn(move || writer.write_on())?;
        Ok(output)
    }

    /// Hands bytes over. Nothing is kept for a terminal that is known to be gone.
    pub(super) fn push(&self, bytes: Vec<u8>) {
        let mut state = self.lock();
        if state.fault.is_none() {
            state.waiting.push_back(Zeroizing::new(bytes));
            self.0.changed.notify_all();
        }
    }

    /// Whether everything that was handed over is written.
    pub(super) fn is_free(&self) -> bool {
        let state = self.lock();
        state.is_settled() && state.fault.is_none()
    }

    /// Waits until the thread has written everything again. It never returns while nothing is handed over.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) async fn written(&self) -> io::Result<()> {
        self.fault()?;
        self.0.settled.notified().await;
        self.fault()
    }

    /// Waits until everything is written, or has waited for so long.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) async fn drain(&self, patience: Duration) -> io::Result<()> {
        let all = async {
            while !self.is_free() {
                self.written().await?;
            }
            Ok(())
        };
        tokio::time::timeout(patience, all).await.unwrap_or(Ok(()))
    }

    /// The same for a thread that panics, and has no loop any more.
    pub(super) fn block(&self, patience: Duration) {
        let (changed, state) = (&self.0.changed, self.lock());
        drop(changed.wait_timeout_while(state, patience, |state| !state.is_settled()));
    }

    fn fault(&self) -> io::Result<()> {
        match &self.lock().fault {
            Some(fault) => Err(fault
                .raw_os_error()
                .map_or_else(|| fault.kind().into(), io::Error::from_raw_os_error)),
            None => Ok(()),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        let state = self.0.state.lock();
        state.unwrap_or_else(PoisonError::into_inner)
    }

    fn write_on(&self) {
        let mut state = self.lock();
        loop {
            let more = (self.0.changed).wait_while(state, |state| state.waiting.is_empty());
            state = more.unwrap_or_else(PoisonError::into_inner);
            while let Some(bytes) = state.waiting.pop_front() {
                state.writing = true;
                drop(state);
                let written = write(&bytes);
                state = self.lock();
                state.writing = false;
                if let Err(fault) = written {
                    state.waiting.clear();
                    state.fault = Some(fault);
                }
            }
            self.0.changed.notify_all();
            self.0.settled.notify_one();
        }
    }
}

/// Writes all of it, past std's buffer: that would cut a frame into pieces. Another program that shares the terminal
/// may have set `O_NONBLOCK`, which then stays as it is.
#[cfg(unix)]
fn write(mut bytes: &[u8]) -> io::Result<()> {
    use rustix::{event::PollFlags, io::Errno};

    while !bytes.is_empty() {
        match rustix::io::write(io::stdout(), bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = &bytes[written..],
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => super::descriptor::wait_for(io::stdout(), PollFlags::OUT)?,
            Err(fault) => return Err(fault.into()),
        }
    }
    Ok(())
}

/// Writes all of it: std alone speaks to a console.
#[cfg(not(unix))]
fn write(bytes: &[u8]) -> io::Result<()> {
    use std::io::Write;

    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}
