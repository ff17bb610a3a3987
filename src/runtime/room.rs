//! How much native stack the running thread has left. Natives that call back into the script nest on it, so that before each call back the
//! engine asks whether there is room for what may come until the next one. A controlled thread has a small stack, of which thousands fit
//! into an address space, and gets another piece where a chain of calls outgrows it; a real thread has one piece, and the chain ends there.

use std::cell::Cell;

use super::controlled::Stacks;
use super::options::Options;

/// Where the running thread's piece of stack ends.
pub(super) struct Room {
    /// The lowest address of the piece that may be used.
    end: Cell<usize>,
    /// Below this, what may come until the next look does not fit any more.
    floor: Cell<usize>,
    reserve: usize,
    /// Where more pieces come from, and their size.
    more: Option<(Stacks, usize)>,
}

/// There is no room on the stack, and no more stack to be had.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoRoom;

/// About where the stack of the caller stands.
#[inline(always)]
pub(super) fn here() -> usize {
    let mark = 0_u8;
    std::ptr::from_ref(&mark).addr()
}

impl Room {
    /// Of a piece that ends there and is all that the thread gets.
    pub fn fixed(end: usize, options: &Options) -> Self {
        Room {
            end: Cell::new(end),
            floor: Cell::new(end + options.stack_reserve),
            reserve: options.stack_reserve,
            more: None,
        }
    }

    /// Of a piece that ends there; more are made like the first one of a thread.
    pub fn growing(end: usize, options: &Options) -> Self {
        Room {
            more: Some((options.stacks.clone(), options.thread_stack)),
            ..Room::fixed(end, options)
        }
    }

    #[inline(always)]
    pub fn is_short(&self) -> bool {
        here() < self.floor.get()
    }

    /// Call on another piece of stack, of at least so many bytes.
    fn elsewhere<R>(&self, size: usize, call: impl FnOnce() -> R) -> Result<R, NoRoom> {
        let Some((stacks, least)) = &self.more else {
            return Err(NoRoom);
        };
        let mut stack = stacks.take(size.max(*least)).map_err(|_| NoRoom)?;
        let _back = Piece {
            room: self,
            was: (self.end.get(), self.floor.get()),
        };
        self.end.set(stack.end());
        self.floor.set(stack.end() + self.reserve);
        let answer = stack.carry(call);
        stacks.give_back(stack);
        Ok(answer)
    }

    /// Call where there is room until the next look: here, or on another piece of stack.
    pub fn make<R>(&self, call: impl FnOnce() -> R) -> Result<R, NoRoom> {
        match self.is_short() {
            true => self.elsewhere(0, call),
            false => Ok(call()),
        }
    }

    /// Call where so many bytes are left.
    pub fn make_of<R>(&self, bytes: usize, call: impl FnOnce() -> R) -> Result<R, NoRoom> {
        match here().saturating_sub(self.end.get()) < bytes {
            true if self.more.is_some() => self.elsewhere(bytes, call),
            _ => Ok(call()),
        }
    }
}

/// While it lives, another piece of stack is used; a panic leaves it too.
struct Piece<'a> {
    room: &'a Room,
    was: (usize, usize),
}

impl Drop for Piece<'_> {
    fn drop(&mut self) {
        self.room.end.set(self.was.0);
        self.room.floor.set(self.was.1);
    }
}
