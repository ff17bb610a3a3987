//! Standard input for lines that ask for it (`input()`): read from the terminal while the prompt is closed, given up at Ctrl-C.

use super::screen::Screen;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use std::io::{self, BufRead, BufReader, Read, Stdin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::time::Duration;

/// How long one look at the terminal, or at the prompt, takes.
const LOOK: Duration = Duration::from_millis(50);

/// Ends what reads: Ctrl-C.
#[derive(Clone, Default)]
pub struct GiveUp(Arc<AtomicBool>);

impl GiveUp {
    pub fn set(&self, given_up: bool) {
        self.0.store(given_up, SeqCst);
    }

    pub fn is_set(&self) -> bool {
        self.0.load(SeqCst)
    }
}

struct Keys {
    stdin: Stdin,
    screen: Screen,
    give_up: GiveUp,
}

/// The terminal's keyboard as the console of a session reads it.
pub fn keyboard(screen: Screen, give_up: GiveUp) -> Box<dyn BufRead + Send> {
    Box::new(BufReader::new(Keys {
        stdin: io::stdin(),
        screen,
        give_up,
    }))
}

impl Read for Keys {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.give_up.is_set() {
                return Err(io::Error::other("the line was interrupted"));
            }
            // A thread that reads while the prompt is open waits until a line runs: the keys belong to the prompt.
            if self.screen.is_closed_soon(LOOK) && self.is_ready()? {
                return rustix::io::read(&self.stdin, &mut *buffer).map_err(io::Error::from);
            }
        }
    }
}

impl Keys {
    fn is_ready(&self) -> io::Result<bool> {
        let mut polled = [PollFd::new(&self.stdin, PollFlags::IN)];
        let moment = Timespec {
            tv_sec: 0,
            tv_nsec: LOOK.subsec_nanos().into(),
        };
        match poll(&mut polled, Some(&moment)) {
            Ok(ready) => Ok(ready > 0),
            Err(rustix::io::Errno::INTR) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}
