//! Arrays: shared until changed, dropped without recursion.

use super::Value;
use super::dismantle::{Part, dismantle};
use std::ops::Deref;
use triomphe::Arc;

/// The items of an array. A type of its own so that deep data is taken apart step by step when dropped.
#[derive(Default)]
pub(super) struct Items {
    all: Vec<Value>,
    /// So many have been taken from the front, and left `()` there. They are cleared away when they are the greater part: a queue, which
    /// grows at one end and is taken from at the other, moves each of its items but a few times.
    taken: usize,
}

impl Items {
    #[inline(always)]
    fn left(&self) -> &[Value] {
        self.all.get(self.taken..).unwrap_or_default()
    }

    #[inline(always)]
    fn get(&self, index: usize) -> Option<&Value> {
        match self.taken {
            0 => self.all.get(index),
            _ => self.left().get(index),
        }
    }

    /// All that there is.
    #[inline(always)]
    fn whole(&mut self) -> &mut Vec<Value> {
        if self.taken > 0 {
            self.clear_away();
        }
        &mut self.all
    }

    #[cold]
    #[inline(never)]
    fn clear_away(&mut self) {
        self.all.drain(..self.taken);
        self.taken = 0;
    }

    fn take_first(&mut self) -> Option<Value> {
        let first = self.all.get_mut(self.taken)?;
        let first = std::mem::take(first);
        self.taken += 1;
        if self.taken * 2 > self.all.len() {
            self.clear_away();
        }
        Some(first)
    }

    fn take_last(&mut self) -> Option<Value> {
        match self.all.len() > self.taken {
            true => self.all.pop(),
            false => None,
        }
    }
}

impl Clone for Items {
    fn clone(&self) -> Self {
        Items::from(self.left().to_vec())
    }
}

impl From<Vec<Value>> for Items {
    fn from(all: Vec<Value>) -> Self {
        Items { all, taken: 0 }
    }
}

/// An array value: copied on the first change after an assignment.
#[derive(Clone, Default)]
pub struct Array(Arc<Items>);

impl Array {
    pub fn new(items: Vec<Value>) -> Self {
        Array(Arc::new(Items::from(items)))
    }

    /// Is it the very same data, not yet copied by a change?
    pub fn is_same(&self, other: &Array) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Tells its data apart from all other while it lives.
    pub(super) fn address(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }

    /// How many references there are to its data.
    pub(super) fn references(&self) -> usize {
        Arc::count(&self.0)
    }

    /// Does nobody else hold the data, so that a change copies nothing?
    #[inline(always)]
    pub fn is_unique(&self) -> bool {
        self.0.is_unique()
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.0.all.len() - self.0.taken
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The item at this place, if there are so many.
    #[inline(always)]
    pub fn item(&self, index: usize) -> Option<&Value> {
        self.0.get(index)
    }

    #[inline(always)]
    fn items_to_change(&mut self) -> &mut Items {
        if !self.0.is_unique() {
            note_copy(self.len());
        }
        Arc::make_mut(&mut self.0)
    }

    #[inline(always)]
    pub fn items_mut(&mut self) -> &mut Vec<Value> {
        self.items_to_change().whole()
    }

    /// The items, when nobody else holds the array: what changes them copies nothing.
    #[inline(always)]
    pub fn own_items(&mut self) -> Option<&mut Vec<Value>> {
        Arc::get_mut(&mut self.0).map(Items::whole)
    }

    /// Does one more item need a larger piece of memory?
    pub fn is_full(&self) -> bool {
        self.0.all.len() == self.0.all.capacity()
    }

    /// Append what stands there, when nobody else holds the array and there is room; a number may stay behind. False when nothing was done.
    #[inline(always)]
    pub fn push_from(&mut self, item: &mut Value) -> bool {
        match Arc::get_mut(&mut self.0) {
            Some(items) if items.all.len() < items.all.capacity() => {
                items.all.push(item.transfer());
                true
            }
            _ => false,
        }
    }

    pub fn push(&mut self, item: Value) {
        self.items_to_change().all.push(item);
    }

    /// Take the last item.
    #[inline]
    pub fn pop(&mut self) -> Option<Value> {
        self.items_to_change().take_last()
    }

    /// Take the first item.
    pub fn shift(&mut self) -> Option<Value> {
        self.items_to_change().take_first()
    }

    /// Is it the very same array, not just an equal one?
    pub fn same(&self, other: &Array) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// The items, without a copy when nobody else holds the array.
    pub fn into_items(mut self) -> Vec<Value> {
        match self.own_items() {
            Some(items) => std::mem::take(items),
            None => self.to_vec(),
        }
    }
}

impl Deref for Array {
    type Target = [Value];

    #[inline(always)]
    fn deref(&self) -> &[Value] {
        self.0.left()
    }
}

/// Data that others hold too is copied for a change.
#[cold]
pub(super) fn note_copy(items: usize) {
    super::work::owe(items);
}

impl Drop for Items {
    fn drop(&mut self) {
        if self.all.iter().any(Value::is_container) {
            dismantle(Part::Values(std::mem::take(&mut self.all).into_iter()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ints(array: &Array) -> Vec<i64> {
        let int = |value: &Value| match value {
            Value::Int(int) => *int,
            other => panic!("{other:?}"),
        };
        array.iter().map(int).collect()
    }

    #[test]
    fn a_queue_keeps_its_order_and_little_room() {
        let mut queue = Array::default();
        let (mut next, mut first) = (0, 0);
        for round in 0..1000 {
            for _ in 0..round % 7 {
                let mut item = Value::Int(next);
                if !queue.push_from(&mut item) {
                    queue.push(item);
                }
                next += 1;
            }
            for _ in 0..round % 6 {
                match queue.shift() {
                    Some(Value::Int(int)) => assert_eq!(int, first),
                    Some(other) => panic!("{other:?}"),
                    None => continue,
                }
                first += 1;
            }
            assert_eq!(ints(&queue), (first..next).collect::<Vec<_>>());
            assert_eq!(queue.len(), (next - first) as usize);
            assert!(queue.0.taken <= queue.len());
        }
        let index = queue.len() - 1;
        assert!(matches!(queue.item(index), Some(Value::Int(int)) if *int == next - 1));
        assert!(queue.item(index + 1).is_none() && queue.item(usize::MAX).is_none());
    }

    #[test]
    fn what_was_taken_from_the_front_stays_gone() {
        let mut array = Array::new((0..10).map(Value::Int).collect());
        assert!(matches!(array.shift(), Some(Value::Int(0))));
        let copy = array.clone();
        assert!(matches!(array.shift(), Some(Value::Int(1))));
        assert_eq!((ints(&array)[0], ints(&copy)[0]), (2, 1));
        array.items_mut().insert(0, Value::Int(7));
        assert_eq!(ints(&array), [7, 2, 3, 4, 5, 6, 7, 8, 9]);
        assert_eq!(copy.into_items().len(), 9);
        let mut short = Array::new(vec![Value::Int(1), Value::Int(2), Value::Int(3)]);
        short.shift();
        assert!(matches!(short.pop(), Some(Value::Int(3))));
        assert!(matches!(short.pop(), Some(Value::Int(2))));
        assert!(short.pop().is_none() && short.shift().is_none());
    }
}
