//! Terminal bytes, read by a thread of their own so that the loop never blocks on them.

use std::io::Read;
use std::time::Instant;

use tokio::sync::mpsc;
use zeroize::Zeroizing;

/// How many reads may wait for the loop; a flood waits in the terminal then.
const WAITING: usize = 64;

/// What came from the terminal. Keys may spell a password, so bytes are wiped.
pub(super) enum Bytes {
    /// Bytes, as they came, and when. The loop may come to them late, and how long the terminal was silent
    /// between two reads tells the Esc key from the beginning of another.
    Some(Zeroizing<Vec<u8>>, Instant),
    /// The terminal went away.
    End,
}

/// Starts to read standard input. The thread ends with the process: a read cannot be called off,
/// and while the process is suspended it stands still like everything else.
pub(super) fn start() -> std::io::Result<mpsc::Receiver<Bytes>> {
    let (sender, receiver) = mpsc::channel(WAITING);
    std::thread::Builder::new()
        .name("input".into())
        .spawn(move || {
            let mut stdin = std::io::stdin().lock();
            let mut buffer = Zeroizing::new([0; 4096]);
            loop {
                let read = match stdin.read(buffer.as_mut()) {
                    Ok(0) => Bytes::End,
                    Ok(n) => Bytes::Some(Zeroizing::new(buffer[..n].to_vec()), Instant::now()),
                    Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                    Err(_) => Bytes::End,
                };
                let ended = matches!(read, Bytes::End);
                if sender.blocking_send(read).is_err() || ended {
                    return;
                }
            }
        })?;
    Ok(receiver)
}

/// Whether the terminal has sent bytes that are not read yet: then it is not silent, only we are late.
pub(super) fn is_waiting() -> bool {
    #[cfg(unix)]
    return rustix::io::ioctl_fionread(std::io::stdin()).is_ok_and(|bytes| bytes > 0);
    #[cfg(not(unix))]
    return false;
}
