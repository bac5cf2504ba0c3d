//! The signals of the operating system.

/// A signal that the loop acts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signal {
    Interrupt,
    Terminate,
    /// End, and be quick about it: what Ctrl-\\ means where it is not a key.
    Quit,
    HangUp,
    #[cfg_attr(windows, expect(dead_code, reason = "no console says it"))]
    Suspend,
    #[cfg_attr(windows, expect(dead_code, reason = "no console says it"))]
    Resume,
}

impl Signals {
    /// The next signal that is another one.
    pub(super) async fn next_but(&mut self, ignored: Signal) -> Signal {
        loop {
            let signal = self.next().await;
            if signal != ignored {
                return signal;
            }
        }
    }

    /// A signal that has come already, but for those to stand still.
    pub(super) async fn arrived(&mut self) -> Option<Signal> {
        // The runtime hands over what the system has told it meanwhile.
        tokio::task::yield_now().await;
        tokio::select! {
            biased;
            signal = self.next_but(Signal::Suspend) => Some(signal),
            () = std::future::ready(()) => None,
        }
    }
}

#[cfg(unix)]
pub(super) use unix::{Resizes, Signals, can_stop, stop, suspend_group};

#[cfg(unix)]
mod unix {
    use std::io;

    use rustix::process;
    use tokio::signal::unix::{Signal as Stream, SignalKind, signal};

    use super::Signal;

    /// The signals of this process, but for those about its window.
    pub(in crate::runtime) struct Signals {
        interrupt: Stream,
        terminate: Stream,
        quit: Stream,
        hang_up: Stream,
        suspend: Stream,
        resume: Stream,
    }

    impl Signals {
        pub(in crate::runtime) fn new() -> io::Result<Self> {
            let raw = |signal: process::Signal| SignalKind::from_raw(signal.as_raw());
            Ok(Self {
                interrupt: signal(SignalKind::interrupt())?,
                terminate: signal(SignalKind::terminate())?,
                quit: signal(SignalKind::quit())?,
                hang_up: signal(SignalKind::hangup())?,
                suspend: signal(raw(process::Signal::TSTP))?,
                resume: signal(raw(process::Signal::CONT))?,
            })
        }

        /// The next signal, of those that have come the one that ends most: a terminal that goes away sends a hang-up
        /// and a resume together, and is not to be taken again. Several of a kind that came together are one.
        pub(in crate::runtime) async fn next(&mut self) -> Signal {
            tokio::select! {
                biased;
                _ = self.terminate.recv() => Signal::Terminate,
                _ = self.quit.recv() => Signal::Quit,
                _ = self.hang_up.recv() => Signal::HangUp,
                _ = self.interrupt.recv() => Signal::Interrupt,
                _ = self.suspend.recv() => Signal::Suspend,
                _ = self.resume.recv() => Signal::Resume,
            }
        }
    }

    /// The window has another size. Apart from the signals that cannot wait: while its corner is dragged, a size
    /// comes with every frame, and keys would never have their turn.
    pub(in crate::runtime) struct Resizes(Stream);

    impl Resizes {
        pub(in crate::runtime) fn new() -> io::Result<Self> {
            signal(SignalKind::window_change()).map(Self)
        }

        /// The next size. Several that came together are one.
        pub(in crate::runtime) async fn next(&mut self) {
            self.0.recv().await;
        }
    }

    /// Whether the program could be continued. The group of a session's leader has no shell beside it in the session
    /// that would (POSIX calls it orphaned, and its members ignore Ctrl-Z unless they handle it): so it is in a
    /// terminal window, a multiplexer's pane, a container or an SSH session that runs this program and nothing else.
    pub(in crate::runtime) fn can_stop() -> bool {
        process::getsid(None).is_ok_and(|session| session != process::getpgrp())
    }

    /// Ctrl-Z: the whole job stands still, as the shell expects; we hear of it as a signal.
    pub(in crate::runtime) fn suspend_group() {
        let _ = process::kill_current_process_group(process::Signal::TSTP);
    }

    /// Stops until the program is continued.
    pub(in crate::runtime) fn stop() {
        let _ = process::kill_process(process::getpid(), process::Signal::STOP);
    }
}

#[cfg(windows)]
pub(super) use windows::{Resizes, Signals, can_stop, stop, suspend_group};

#[cfg(windows)]
mod windows {
    use std::io;

    use tokio::signal::windows::{
        CtrlBreak, CtrlC, CtrlClose, CtrlShutdown, ctrl_break, ctrl_c, ctrl_close, ctrl_shutdown,
    };

    use super::Signal;

    /// Sizes come with no signal here: each frame asks.
    pub(in crate::runtime) struct Resizes;

    impl Resizes {
        pub(in crate::runtime) fn new() -> io::Result<Self> {
            Ok(Self)
        }

        pub(in crate::runtime) async fn next(&mut self) {
            std::future::pending().await
        }
    }

    /// The console's messages to this process.
    pub(in crate::runtime) struct Signals {
        interrupt: CtrlC,
        quit: CtrlBreak,
        hang_up: CtrlClose,
        terminate: CtrlShutdown,
    }

    impl Signals {
        pub(in crate::runtime) fn new() -> io::Result<Self> {
            Ok(Self {
                interrupt: ctrl_c()?,
                quit: ctrl_break()?,
                hang_up: ctrl_close()?,
                terminate: ctrl_shutdown()?,
            })
        }

        /// The next signal, of those that have come the one that ends most. Several of a kind that came together are
        /// one.
        pub(in crate::runtime) async fn next(&mut self) -> Signal {
            tokio::select! {
                biased;
                _ = self.terminate.recv() => Signal::Terminate,
                _ = self.quit.recv() => Signal::Quit,
                _ = self.hang_up.recv() => Signal::HangUp,
                _ = self.interrupt.recv() => Signal::Interrupt,
            }
        }
    }

    /// No program stands still here because its console says so.
    pub(in crate::runtime) fn can_stop() -> bool {
        false
    }

    pub(in crate::runtime) fn suspend_group() {}

    pub(in crate::runtime) fn stop() {}
}
