//! Standard input for lines that ask for it (`input()`): read from the terminal while the prompt is closed, given up at Ctrl-C.

use super::screen::Screen;
use crate::objects::abi::Input;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use std::io::{self, Stdin};
use std::time::Duration;

/// How long one look at the terminal, or at the prompt, takes.
const LOOK: Duration = Duration::from_millis(50);

/// The terminal's keyboard as the console of a session reads it.
pub struct Keys {
    stdin: Stdin,
    screen: Screen,
    /// Read already, and not yet asked for.
    ahead: Vec<u8>,
}

impl Input for Keys {
    fn read_line(&mut self, given_up: &dyn Fn() -> bool) -> io::Result<Vec<u8>> {
        loop {
            if let Some(end) = self.ahead.iter().position(|byte| *byte == b'\n') {
                let rest = self.ahead.split_off(end + 1);
                return Ok(std::mem::replace(&mut self.ahead, rest));
            }
            if given_up() {
                return Ok(Vec::new());
            }
            // A thread that reads while the prompt is open waits until a line runs: the keys belong to the prompt.
            if self.screen.is_closed_soon(LOOK) && self.is_ready(LOOK)? {
                // It may have opened meanwhile.
                let screen = self.screen.clone();
                match screen.if_closed(|| self.read_what_is_there()) {
                    Some(Ok(false)) => return Ok(std::mem::take(&mut self.ahead)),
                    Some(Err(error)) => return Err(error),
                    Some(Ok(true)) | None => {}
                }
            }
        }
    }
}

impl Keys {
    pub fn new(screen: Screen) -> Keys {
        Keys {
            stdin: io::stdin(),
            screen,
            ahead: Vec::new(),
        }
    }

    /// Read without waiting; false at Ctrl-D, behind what was typed on its row.
    fn read_what_is_there(&mut self) -> io::Result<bool> {
        if !self.is_ready(Duration::ZERO)? {
            return Ok(true);
        }
        let mut keys = [0; 1024];
        match rustix::io::read(&self.stdin, &mut keys) {
            Ok(count) => {
                self.ahead.extend_from_slice(&keys[..count]);
                Ok(count > 0)
            }
            Err(rustix::io::Errno::INTR) => Ok(true),
            Err(error) => Err(error.into()),
        }
    }

    fn is_ready(&self, within: Duration) -> io::Result<bool> {
        let mut polled = [PollFd::new(&self.stdin, PollFlags::IN)];
        let moment = Timespec {
            tv_sec: 0,
            tv_nsec: within.subsec_nanos().into(),
        };
        match poll(&mut polled, Some(&moment)) {
            Ok(ready) => Ok(ready > 0),
            Err(rustix::io::Errno::INTR) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}
