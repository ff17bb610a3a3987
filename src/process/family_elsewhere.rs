//! As `family`, where no `/proc` tells who descends from whom: nobody is found.

use std::os::fd::BorrowedFd;

use rustix::process::Pid;

/// There is none.
pub enum Relative {}

impl Relative {
    pub fn terminate(&self) {
        match *self {}
    }

    pub fn kill(&self) {
        match *self {}
    }

    pub fn end(&self) -> BorrowedFd<'_> {
        match *self {}
    }

    pub fn reap(&self) {
        match *self {}
    }
}

pub fn below(_: &[Pid], _: &[Pid]) -> Vec<Relative> {
    Vec::new()
}

pub fn is_childless(_: Pid, _: Option<Pid>) -> bool {
    true
}

pub fn own_children() -> Vec<Pid> {
    Vec::new()
}

pub fn hold_own(_: Pid) -> Option<Relative> {
    None
}
