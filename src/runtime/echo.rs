//! Whether the terminal shows the typed text: not while a password is asked for, and again on every way out.

#[cfg(unix)]
pub(super) use unix::{is_there, restore, show};

#[cfg(unix)]
mod unix {
    use std::io::{self, stdin};
    use std::sync::{Mutex, PoisonError};

    use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

    /// The terminal's modes as they were found, while they are others.
    static FOUND: Mutex<Option<Termios>> = Mutex::new(None);

    /// Shows the typed text, or no longer. Does nothing where standard input is no terminal.
    pub(in crate::runtime) fn show(shown: bool) -> io::Result<()> {
        if shown {
            restore();
            return Ok(());
        }
        let mut found = FOUND.lock().unwrap_or_else(PoisonError::into_inner);
        if found.is_some() || !rustix::termios::isatty(stdin()) {
            return Ok(());
        }
        let modes = tcgetattr(stdin())?;
        let mut silent = modes.clone();
        silent.local_modes -= LocalModes::ECHO;
        // The end of the line is no secret, and the next line begins on a new one.
        silent.local_modes |= LocalModes::ECHONL | LocalModes::ICANON;
        *found = Some(modes);
        // Input that was typed ahead is kept, since it was meant for this. A terminal that does not read is not waited
        // for.
        tcsetattr(stdin(), OptionalActions::Now, &silent)?;
        Ok(())
    }

    /// Restores the modes. A failure here cannot be helped any more.
    pub(in crate::runtime) fn restore() {
        let found = FOUND.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(modes) = found {
            let _ = tcsetattr(stdin(), OptionalActions::Now, &modes);
        }
    }

    /// Whether there is still a terminal at standard input.
    pub(in crate::runtime) fn is_there() -> bool {
        tcgetattr(stdin()).is_ok()
    }
}

#[cfg(not(unix))]
pub(super) use elsewhere::{is_there, restore, show};

/// Nothing is known here that would hide the typed text without taking lines apart.
#[cfg(not(unix))]
mod elsewhere {
    use std::io::{self, IsTerminal};

    pub(in crate::runtime) fn show(_: bool) -> io::Result<()> {
        Ok(())
    }

    pub(in crate::runtime) fn restore() {}

    pub(in crate::runtime) fn is_there() -> bool {
        io::stdin().is_terminal()
    }
}
