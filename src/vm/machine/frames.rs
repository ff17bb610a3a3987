//! The stack of frames: slots that are used again, written field by field.
//!
//! Pushing a frame as one value would store its fields and load them again, wider, in the same breath, for which the processor waits.

use super::{End, Rare};
use crate::objects::value::Closure;

/// What the end of a call has to do.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Whatever the frame asks for.
    #[default]
    Any,
    /// Between functions that need nothing but the numbers of the frame.
    Plain,
    /// As plain, and closures or `this` go back where they were.
    Kept,
}

/// What to go back to when a call ends.
#[derive(Default)]
pub(super) struct Frame {
    pub function: u32,
    pub pc: u32,
    pub base: u32,
    /// Is `this` bound in the call that this frame waits for?
    pub has_this: bool,
    /// `run` was entered from Rust for this call: it ends with it.
    pub boundary: bool,
    pub kind: Kind,
    /// The call makes an instance ready: its result is `this`.
    pub gives_this: bool,
    /// The caller's register whose object is `this` in the call and goes back there at its end, plus one; 0: none.
    pub lent: u16,
    pub closure: Option<std::sync::Arc<Closure>>,
    /// What plain calls between plain functions of one unit do without.
    pub rare: Option<Box<Rare>>,
}

#[derive(Default)]
pub(super) struct Frames {
    slots: Vec<Frame>,
    depth: usize,
}

impl Frames {
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.depth
    }

    #[inline(always)]
    pub fn last(&self) -> Option<&Frame> {
        self.slots.get(self.depth.wrapping_sub(1))
    }

    /// Open frames, the innermost first.
    pub fn open(&self) -> impl Iterator<Item = &Frame> {
        self.slots[..self.depth].iter().rev()
    }

    /// A fresh frame on top that goes back to this place: of a call without anything special, its `closure` and `rare` empty.
    #[inline(always)]
    pub fn push(&mut self, function: usize, pc: usize, base: usize) -> &mut Frame {
        if self.depth == self.slots.len() {
            self.grow();
        }
        self.depth += 1;
        let frame = &mut self.slots[self.depth - 1];
        frame.function = function as u32;
        frame.pc = pc as u32;
        frame.base = base as u32;
        frame.has_this = false;
        frame.boundary = false;
        frame.kind = Kind::Any;
        frame.gives_this = false;
        frame.lent = 0;
        frame
    }

    #[inline(never)]
    fn grow(&mut self) {
        let length = (2 * self.slots.len()).max(8);
        self.slots.resize_with(length, Frame::default);
    }

    /// Take the top frame off, which is a plain one.
    #[inline(always)]
    pub fn pop_plain(&mut self) {
        self.depth -= 1;
    }

    /// Take the top frame off, whose call keeps something; its closure is the caller's to take.
    #[inline(always)]
    pub fn pop_kept(&mut self) -> &mut Option<std::sync::Arc<Closure>> {
        self.depth -= 1;
        &mut self.slots[self.depth].closure
    }

    #[inline(always)]
    pub fn last_mut(&mut self) -> Option<&mut Frame> {
        self.slots.get_mut(self.depth.wrapping_sub(1))
    }

    /// Take the top frame off; its closure and rest are the caller's to take.
    #[inline(always)]
    pub fn pop(&mut self) -> Option<&mut Frame> {
        self.depth = self.depth.checked_sub(1)?;
        self.slots.get_mut(self.depth)
    }
}

impl Frame {
    /// How the call ends.
    pub fn take_rare(&mut self) -> Result<Box<Rare>, End> {
        match self.rare.take() {
            Some(rare) => Ok(rare),
            None if self.boundary => Err(End::Boundary),
            None => Err(End::Plain),
        }
    }
}
