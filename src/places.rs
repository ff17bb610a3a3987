//! Places for what may be open only so many times at once: files, sockets. What takes a place is not known here.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

/// Places when nothing else was said.
const USUAL: usize = 256;

/// The places of one run, shared by all its threads. Clones are the same places.
#[derive(Clone)]
pub struct Places(Arc<Inner>);

struct Inner {
    limit: AtomicUsize,
    taken: AtomicUsize,
}

/// One place, given back when it is dropped.
pub struct Place(Arc<Inner>);

/// All places are taken: so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Full(pub usize);

impl Default for Places {
    fn default() -> Self {
        Places(Arc::new(Inner {
            limit: AtomicUsize::new(USUAL),
            taken: AtomicUsize::new(0),
        }))
    }
}

impl Places {
    /// Let at most so many be taken at once; those that are taken stay.
    pub fn set_limit(&self, limit: usize) {
        self.0.limit.store(limit, SeqCst);
    }

    /// Take a place.
    ///
    /// # Errors
    /// There is none left.
    pub fn take(&self) -> Result<Place, Full> {
        let limit = self.0.limit.load(SeqCst);
        let another = |taken| (taken < limit).then_some(taken + 1);
        match self.0.taken.fetch_update(SeqCst, SeqCst, another) {
            Ok(_) => Ok(Place(self.0.clone())),
            Err(_) => Err(Full(limit)),
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.taken.fetch_sub(1, SeqCst);
    }
}

/// The places of a run's open files.
#[derive(Clone, Default)]
pub struct FilePlaces(pub Places);

/// The places of a run's sockets.
#[derive(Clone, Default)]
pub struct SocketPlaces(pub Places);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_that_is_given_back_can_be_taken_again() {
        let places = Places::default();
        places.set_limit(2);
        let one = places.take();
        let other = places.clone().take();
        assert!(one.is_ok() && other.is_ok());
        assert_eq!(places.take().err(), Some(Full(2)));
        drop(one);
        assert!(places.take().is_ok());
    }
}
