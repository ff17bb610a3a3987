//! The items of a queue and which of them comes out next: first in, last in, or smallest. Nobody waits here.

use std::cmp::Ordering;
use std::collections::VecDeque;

use super::Item;

/// Which item comes out next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Discipline {
    /// The one that was put first.
    Fifo,
    /// The one that was put last.
    Lifo,
    /// The smallest; among equals the one that was put first.
    Priority,
}

/// A chunk with more items than this is cut in two.
const CHUNK: usize = 512;

pub(super) struct Store<T> {
    discipline: Discipline,
    /// All items, in the order in which they come out; of a stack, the other way round. No chunk is empty. Only a priority queue has more than one.
    ///
    /// Sorted when they come in, and not half sorted as a heap: two items that cannot be compared meet at the put, which is where the mistake is.
    chunks: VecDeque<VecDeque<T>>,
    length: usize,
    /// Counts what was put and taken.
    version: u64,
}

impl<T: Item> Store<T> {
    pub fn new(discipline: Discipline) -> Self {
        Store {
            discipline,
            chunks: VecDeque::new(),
            length: 0,
            version: 0,
        }
    }

    #[inline]
    pub fn len(&self) -> usize {
        self.length
    }

    pub fn items(&self) -> impl Iterator<Item = &T> {
        self.chunks.iter().flatten()
    }

    /// Put an item to its place. An error of the comparison leaves everything as it was.
    #[inline]
    pub fn insert(&mut self, item: T) -> Result<(), T::Disorder> {
        if self.discipline == Discipline::Priority && self.length > 0 {
            self.insert_sorted(item)?;
        } else {
            match self.chunks.back_mut() {
                Some(chunk) => chunk.push_back(item),
                None => self.chunks.push_back(VecDeque::from([item])),
            }
        }
        self.length += 1;
        self.version += 1;
        Ok(())
    }

    /// Differs when the items may.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Put an item where so many stand before it.
    pub fn insert_at(&mut self, place: usize, item: T) {
        let (mut chunk_at, mut at) = (0, place);
        while chunk_at + 1 < self.chunks.len() && at > self.chunks[chunk_at].len() {
            at -= self.chunks[chunk_at].len();
            chunk_at += 1;
        }
        match self.chunks.get_mut(chunk_at) {
            Some(chunk) => chunk.insert(at, item),
            None => self.chunks.push_back(VecDeque::from([item])),
        }
        self.length += 1;
        self.version += 1;
        self.divide(chunk_at);
    }

    /// Cut a chunk in two that has become long.
    fn divide(&mut self, chunk_at: usize) {
        let chunk = &mut self.chunks[chunk_at];
        if chunk.len() > CHUNK {
            let upper = chunk.split_off(CHUNK / 2);
            self.chunks.insert(chunk_at + 1, upper);
        }
    }

    fn insert_sorted(&mut self, item: T) -> Result<(), T::Disorder> {
        // Behind all that are not greater, so that equals keep their order.
        let goes_before = |other: &T| item.order(other).map(Ordering::is_lt);
        let chunk_at = partition(self.chunks.len(), |at| match self.chunks[at].back() {
            Some(last) => goes_before(last),
            None => Ok(false),
        })?
        .min(self.chunks.len() - 1);
        let chunk = &mut self.chunks[chunk_at];
        let at = partition(chunk.len(), |at| goes_before(&chunk[at]))?;
        chunk.insert(at, item);
        self.divide(chunk_at);
        Ok(())
    }

    /// Take the next item out.
    #[inline]
    pub fn take(&mut self) -> Option<T> {
        let chunk = self.chunks.front_mut()?;
        let item = match self.discipline {
            Discipline::Lifo => chunk.pop_back(),
            Discipline::Fifo | Discipline::Priority => chunk.pop_front(),
        };
        // The last chunk stays, to be filled again without asking for memory.
        if chunk.is_empty() && self.chunks.len() > 1 {
            self.chunks.pop_front();
        }
        self.length -= usize::from(item.is_some());
        self.version += 1;
        item
    }

    /// Put an item that was taken to where it comes out next.
    pub fn put_back(&mut self, item: T) {
        if self.chunks.is_empty() {
            self.chunks.push_back(VecDeque::new());
        }
        let (chunk, at) = match self.discipline {
            Discipline::Lifo => (0, self.length),
            Discipline::Fifo => (0, 0),
            Discipline::Priority => self.place_before_equals(&item),
        };
        self.chunks[chunk].insert(at, item);
        self.length += 1;
        self.version += 1;
    }

    /// Where an item that had its place among the others stands: smaller ones may have come meanwhile.
    fn place_before_equals(&self, item: &T) -> (usize, usize) {
        let stands_behind = |other: &T| item.order(other).is_ok_and(Ordering::is_gt);
        let ends_before = |chunk: &VecDeque<T>| chunk.back().is_some_and(stands_behind);
        let chunk = self
            .chunks
            .partition_point(ends_before)
            .min(self.chunks.len() - 1);
        (chunk, self.chunks[chunk].partition_point(stands_behind))
    }

    /// Take all items out, in no particular order.
    pub fn drain(&mut self) -> impl Iterator<Item = T> + use<T> {
        self.length = 0;
        self.version += 1;
        std::mem::take(&mut self.chunks).into_iter().flatten()
    }
}

/// The first of `0..length` for which `is_after` is true, when it is false before and true from there on.
pub fn partition<E>(
    length: usize,
    mut is_after: impl FnMut(usize) -> Result<bool, E>,
) -> Result<usize, E> {
    let (mut low, mut high) = (0, length);
    while low < high {
        let middle = low + (high - low) / 2;
        if is_after(middle)? {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(low)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A rank and what it says; ranks below zero cannot be compared.
    #[derive(Clone, Copy, PartialEq, Debug)]
    struct Ranked(i64, i64);

    impl Item for Ranked {
        type Disorder = &'static str;

        fn order(&self, other: &Self) -> Result<Ordering, &'static str> {
            if self.0 < 0 || other.0 < 0 {
                return Err("no order");
            }
            Ok(self.0.cmp(&other.0))
        }
    }

    fn all(store: &mut Store<Ranked>) -> Vec<Ranked> {
        std::iter::from_fn(|| store.take()).collect()
    }

    fn filled(discipline: Discipline, items: impl IntoIterator<Item = Ranked>) -> Store<Ranked> {
        let mut store = Store::new(discipline);
        for item in items {
            store.insert(item).expect("these have an order");
        }
        store
    }

    #[test]
    fn items_come_out_in_the_order_of_the_queue() {
        let items = [Ranked(2, 0), Ranked(3, 1), Ranked(1, 2)];
        let mut fifo = filled(Discipline::Fifo, items);
        assert_eq!(all(&mut fifo), items);
        let mut lifo = filled(Discipline::Lifo, items);
        assert_eq!(all(&mut lifo), [items[2], items[1], items[0]]);
        let mut priority = filled(Discipline::Priority, items);
        assert_eq!(all(&mut priority), [items[2], items[0], items[1]]);
        assert_eq!(priority.len(), 0);
    }

    #[test]
    fn many_items_come_out_sorted_and_equals_as_they_were_put() {
        let mut items: Vec<Ranked> = (0..5000).map(|n| Ranked(n * 7919 % 100, n)).collect();
        let mut store = filled(Discipline::Priority, items.clone());
        assert!(store.chunks.len() > 1);
        assert_eq!(store.len(), 5000);
        items.sort_by_key(|item| item.0);
        assert_eq!(all(&mut store), items);
    }

    #[test]
    fn an_item_without_an_order_is_refused_and_nothing_is_lost() {
        let mut store = filled(Discipline::Priority, [Ranked(1, 0)]);
        assert_eq!(store.insert(Ranked(-1, 0)), Err("no order"));
        assert_eq!(store.len(), 1);
        assert_eq!(all(&mut store), [Ranked(1, 0)]);
        assert_eq!(store.insert(Ranked(-1, 0)), Ok(()));
    }

    #[test]
    fn an_item_that_is_put_back_comes_out_next() {
        let items = [Ranked(2, 0), Ranked(2, 1), Ranked(2, 2)];
        for discipline in [Discipline::Fifo, Discipline::Lifo, Discipline::Priority] {
            let mut store = filled(discipline, items);
            let first = store.take().expect("there are three");
            store.put_back(first);
            assert_eq!((store.len(), store.take()), (3, Some(first)));
            while store.take().is_some() {}
            store.put_back(first);
            assert_eq!(all(&mut store), [first]);
        }
        let mut store = filled(Discipline::Priority, items);
        let first = store.take().expect("there are three");
        store.insert(Ranked(1, 3)).expect("these have an order");
        store.put_back(first);
        assert_eq!(
            all(&mut store),
            [Ranked(1, 3), items[0], items[1], items[2]]
        );
    }

    #[test]
    fn a_drained_store_is_empty_and_can_be_filled_again() {
        let mut store = filled(Discipline::Fifo, [Ranked(1, 0), Ranked(2, 0)]);
        assert_eq!(store.drain().count(), 2);
        assert_eq!((store.len(), store.take()), (0, None));
        store.insert(Ranked(3, 0)).expect("a queue takes all");
        assert_eq!(store.take(), Some(Ranked(3, 0)));
    }
}
