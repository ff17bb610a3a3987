//! What follows from the events of a run, for who draws no picture of it.

use super::causes::causes;
use super::held::{Held, held};
use super::kinds::{Kind, State, kinds, state_of_wait};
use crate::runtime::{Event, Recording};

/// One entry for each event, and the locks that were held.
pub struct Events {
    pub kinds: Vec<Kind>,
    /// The event that made it possible.
    pub causes: Vec<Option<usize>>,
    pub held: Vec<Held>,
}

impl Events {
    pub fn of(recording: &Recording) -> Events {
        let kinds = kinds(recording);
        Events {
            causes: causes(recording, &kinds),
            held: held(recording, &kinds),
            kinds,
        }
    }

    /// What a thread is doing while it waits.
    pub fn state_of_wait(recording: &Recording, wait: &Event) -> State {
        state_of_wait(recording, wait)
    }
}
