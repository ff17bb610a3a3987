//! What a script asked for outside of itself and a modelled run does not have: files, programs, hosts. For who tells it afterwards.

use crate::objects::abi::Call;
use parking_lot::Mutex;

/// So many are remembered.
const MOST: usize = 16;

/// What a run did not have, the first of it: the name, and the line at which it was asked for.
#[derive(Default)]
pub struct Missed(Mutex<Vec<(String, u32)>>);

impl Missed {
    pub fn all(&self) -> Vec<(String, u32)> {
        self.0.lock().clone()
    }
}

/// The call has asked for something of this name that is not there.
pub fn miss(call: &Call, name: &str) {
    let missed = call.host.shared().state::<Missed>();
    let entry = (name.to_owned(), call.task().line());
    let mut all = missed.0.lock();
    if all.len() < MOST && !all.contains(&entry) {
        all.push(entry);
    }
}
