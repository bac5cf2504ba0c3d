//! Terminal bytes, read by a thread of their own so that the loop never blocks on them.

use std::io;
use std::time::Instant;

use tokio::sync::mpsc;
use zeroize::{Zeroize, Zeroizing};

use super::terminal;

/// How many reads may wait for the loop; a flood waits in the terminal then.
const WAITING: usize = 64;

/// Bytes from the terminal. Keys may spell a password, so they are wiped.
pub(super) enum Bytes {
    /// Bytes, as they came, and when. The loop may come to them late, and how long the terminal was silent
    /// between two reads tells the Esc key from the beginning of another.
    Some(Zeroizing<Vec<u8>>, Instant),
    /// Nothing more is to come.
    End,
    /// The terminal is gone. It may still answer other questions than a read, for an instant.
    Gone,
}

/// Starts to read standard input. The thread ends with the process: a read cannot be called off,
/// and while the process is suspended it stands still like everything else.
pub(super) fn start() -> io::Result<mpsc::Receiver<Bytes>> {
    let (sender, receiver) = mpsc::channel(WAITING);
    std::thread::Builder::new()
        .name("input".into())
        .spawn(move || {
            let mut buffer = Zeroizing::new([0; 4096]);
            loop {
                let read = match read(buffer.as_mut()) {
                    Err(error) if terminal::is_gone(&error) => Bytes::Gone,
                    Ok(0) | Err(_) => Bytes::End,
                    Ok(n) => Bytes::Some(Zeroizing::new(buffer[..n].to_vec()), Instant::now()),
                };
                buffer.zeroize();
                let ended = !matches!(read, Bytes::Some(..));
                if sender.blocking_send(read).is_err() || ended {
                    return;
                }
            }
        })?;
    Ok(receiver)
}

/// Reads some bytes, past std's buffer: that is never wiped. Another program that shares the terminal may have set
/// `O_NONBLOCK`, which then stays as it is.
#[cfg(unix)]
fn read(buffer: &mut [u8]) -> io::Result<usize> {
    use rustix::{event::PollFlags, io::Errno};

    loop {
        match rustix::io::read(io::stdin(), &mut *buffer) {
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => super::descriptor::wait_for(io::stdin(), PollFlags::IN)?,
            read => return Ok(read?),
        }
    }
}

/// Reads some bytes: std alone understands a console.
#[cfg(not(unix))]
fn read(buffer: &mut [u8]) -> io::Result<usize> {
    use std::io::Read;

    let mut stdin = io::stdin().lock();
    loop {
        match stdin.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => return read,
        }
    }
}

/// Whether the terminal has sent bytes that are not read yet: then it is not silent, only we are late.
pub(super) fn is_waiting() -> bool {
    #[cfg(unix)]
    return rustix::io::ioctl_fionread(io::stdin()).is_ok_and(|bytes| bytes > 0);
    #[cfg(not(unix))]
    return false;
}
