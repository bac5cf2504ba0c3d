//! What the operating system says.

/// A signal that the loop acts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signal {
    /// The window has another size.
    Resize,
    /// Somebody else than the keyboard interrupts.
    Interrupt,
    /// End.
    Terminate,
    /// The terminal is gone.
    HangUp,
    /// Stand still.
    Suspend,
    /// Go on after standing still.
    Resume,
}

#[cfg(unix)]
pub(super) use unix::{Signals, stop, suspend_group};

#[cfg(unix)]
mod unix {
    use std::io;

    use rustix::process;
    use tokio::signal::unix::{Signal as Stream, SignalKind, signal};

    use super::Signal;

    /// The signals of this process.
    pub(in crate::runtime) struct Signals {
        resize: Stream,
        interrupt: Stream,
        terminate: Stream,
        hang_up: Stream,
        suspend: Stream,
        resume: Stream,
    }

    impl Signals {
        pub(in crate::runtime) fn new() -> io::Result<Self> {
            let raw = |signal: process::Signal| SignalKind::from_raw(signal.as_raw());
            Ok(Self {
                resize: signal(SignalKind::window_change())?,
                interrupt: signal(SignalKind::interrupt())?,
                terminate: signal(SignalKind::terminate())?,
                hang_up: signal(SignalKind::hangup())?,
                suspend: signal(raw(process::Signal::TSTP))?,
                resume: signal(raw(process::Signal::CONT))?,
            })
        }

        /// The next signal. Several of a kind that came together are one.
        pub(in crate::runtime) async fn next(&mut self) -> Signal {
            tokio::select! {
                _ = self.terminate.recv() => Signal::Terminate,
                _ = self.hang_up.recv() => Signal::HangUp,
                _ = self.interrupt.recv() => Signal::Interrupt,
                _ = self.suspend.recv() => Signal::Suspend,
                _ = self.resume.recv() => Signal::Resume,
                _ = self.resize.recv() => Signal::Resize,
            }
        }
    }

    /// Ctrl-Z: the whole job stands still, as the shell expects; we hear of it as a signal.
    pub(in crate::runtime) fn suspend_group() {
        let _ = process::kill_current_process_group(process::Signal::TSTP);
    }

    /// Stands still until somebody continues us.
    pub(in crate::runtime) fn stop() {
        let _ = process::kill_process(process::getpid(), process::Signal::STOP);
    }
}

#[cfg(not(unix))]
pub(super) use elsewhere::{Signals, stop, suspend_group};

#[cfg(not(unix))]
mod elsewhere {
    use super::Signal;

    /// The only signal there is here: an interrupt.
    pub(in crate::runtime) struct Signals;

    impl Signals {
        pub(in crate::runtime) fn new() -> std::io::Result<Self> {
            Ok(Self)
        }

        pub(in crate::runtime) async fn next(&mut self) -> Signal {
            match tokio::signal::ctrl_c().await {
                Ok(()) => Signal::Interrupt,
                Err(_) => std::future::pending().await,
            }
        }
    }

    pub(in crate::runtime) fn suspend_group() {}

    pub(in crate::runtime) fn stop() {}
}
