//! Where the objects and the closures of a run are noted, so that a look at them all can find them. Noting keeps nothing alive, and what
//! is freed by its count takes itself out.

use parking_lot::Mutex;
use std::cell::Cell;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, Weak};

/// Threads note what they make apart from each other, as far as there are so many lists.
const LISTS: u32 = 8;

/// Where one thing is noted, and whether its maker is done with it.
#[derive(Default)]
pub struct Place(AtomicU32);

/// The bit of things that are settled.
const SETTLED: u32 = 1 << 31;
/// The bit of things that are noted, or will be in a moment. Below it, one more than the place, or 0.
const NOTED: u32 = 1 << 30;

impl Place {
    #[inline(always)]
    pub fn is_noted(&self) -> bool {
        self.0.load(Relaxed) & NOTED != 0
    }

    /// Claim to be the one who notes the thing.
    fn claim(&self) -> bool {
        self.0.fetch_or(NOTED, Relaxed) & NOTED == 0
    }

    /// Its number among all places of its kind, if it has one.
    fn number(&self) -> Option<u32> {
        (self.0.load(Relaxed) & (NOTED - 1)).checked_sub(1)
    }

    fn set(&self, number: u32) {
        self.0.fetch_or(number + 1, Relaxed);
    }

    #[inline(always)]
    pub fn is_settled(&self) -> bool {
        self.0.load(Relaxed) & SETTLED != 0
    }

    #[inline(always)]
    pub fn settle(&self) {
        self.0.fetch_or(SETTLED, Relaxed);
    }
}

/// A copy is another thing, which is not noted yet.
impl Clone for Place {
    fn clone(&self) -> Self {
        Place::default()
    }
}

/// All living things of one kind.
pub(super) struct Places<T>([List<T>; LISTS as usize]);

/// One list, on cache lines of its own.
#[repr(align(128))]
struct List<T>(Mutex<Noted<T>>);

struct Noted<T> {
    all: Vec<Weak<T>>,
    /// Places that nothing stands in.
    free: Vec<u32>,
    /// How many things have been noted since this was last asked.
    made: usize,
}

thread_local! {
    /// The list of this OS thread.
    static LIST: Cell<u32> = const { Cell::new(u32::MAX) };
}

#[inline(always)]
fn own_list() -> u32 {
    match LIST.get() {
        u32::MAX => next_list(),
        list => list,
    }
}

#[cold]
fn next_list() -> u32 {
    static LAST: AtomicU32 = AtomicU32::new(0);
    let list = LAST.fetch_add(1, Relaxed) % LISTS;
    LIST.set(list);
    list
}

impl<T> Default for Places<T> {
    fn default() -> Self {
        let noted = || Noted {
            all: Vec::new(),
            free: Vec::new(),
            made: 0,
        };
        Places(std::array::from_fn(|_| List(Mutex::new(noted()))))
    }
}

impl<T> Places<T> {
    /// Note a thing, unless somebody has done so.
    pub fn add(&self, thing: &Arc<T>, place: &Place) {
        if !place.claim() {
            return;
        }
        let list = own_list();
        let weak = Arc::downgrade(thing);
        let mut noted = self.0[list as usize].0.lock();
        noted.made += 1;
        let at = match noted.free.pop() {
            Some(at) => {
                // What stood there has been taken out.
                std::mem::forget(std::mem::replace(&mut noted.all[at as usize], weak));
                at
            }
            None => {
                noted.all.push(weak);
                (noted.all.len() - 1) as u32
            }
        };
        drop(noted);
        place.set(at * LISTS + list);
    }

    /// Take out a thing that is being freed.
    #[inline]
    pub fn remove(&self, place: &Place) {
        let Some(number) = place.number() else {
            return;
        };
        let at = number / LISTS;
        let mut noted = self.0[(number % LISTS) as usize].0.lock();
        let weak = std::mem::take(&mut noted.all[at as usize]);
        noted.free.push(at);
        drop(noted);
        drop(weak);
    }

    /// How many things have been noted since the last look at them.
    pub fn made(&self) -> usize {
        self.0.iter().map(|list| list.0.lock().made).sum()
    }

    /// All things, each at the number of its place: `number` tells it.
    pub fn all(&self) -> (Vec<Option<Arc<T>>>, Numbers) {
        let mut things = Vec::new();
        let mut starts = [0; LISTS as usize];
        for (list, start) in self.0.iter().zip(&mut starts) {
            let mut noted = list.0.lock();
            *start = things.len();
            noted.made = 0;
            things.extend(noted.all.iter().map(Weak::upgrade));
        }
        (things, Numbers(starts))
    }
}

/// Where the things of each list stand among all.
pub(super) struct Numbers([usize; LISTS as usize]);

impl Numbers {
    /// Where the thing of this place stands among all, if it was noted.
    #[inline]
    pub fn of(&self, place: &Place) -> Option<usize> {
        let number = place.number()?;
        Some(self.0[(number % LISTS) as usize] + (number / LISTS) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_noted_is_found_and_keeps_nothing_alive() {
        let places = Places::default();
        let (one, two) = (Arc::new(1), Arc::new(2));
        let (at_one, at_two) = (Place::default(), Place::default());
        places.add(&one, &at_one);
        places.add(&two, &at_two);
        assert_eq!((places.made(), Arc::strong_count(&one)), (2, 1));
        let (all, numbers) = places.all();
        let found = numbers.of(&at_two).and_then(|at| all[at].clone());
        assert_eq!(found, Some(two));
        assert_eq!(places.made(), 0);
    }

    #[test]
    fn a_place_is_used_again() {
        let places = Places::default();
        for turn in 0..1000 {
            let (thing, place) = (Arc::new(turn), Place::default());
            places.add(&thing, &place);
            place.settle();
            assert!(place.is_settled() && place.clone().number().is_none());
            places.add(&thing, &place);
            places.remove(&place);
        }
        assert_eq!(places.all().0.len(), 1);
    }
}
