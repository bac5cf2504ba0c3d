//! Waiting for a descriptor.

use std::io;

/// Waits until there is something to read, or room to write. Reading and writing wait by themselves, unless another
/// program set `O_NONBLOCK` on a descriptor.
pub(super) fn wait_for(
    descriptor: impl std::os::fd::AsFd,
    what: rustix::event::PollFlags,
) -> io::Result<()> {
    let mut polled = [rustix::event::PollFd::new(&descriptor, what)];
    match rustix::event::poll(&mut polled, None) {
        Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
        Err(fault) => Err(fault.into()),
    }
}
