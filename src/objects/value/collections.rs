//! Arrays: shared until changed, dropped without recursion.

use super::Value;
use super::dismantle::{Part, dismantle};
use std::ops::Deref;
use triomphe::Arc;

/// The items of an array. A type of its own so that deep data is taken apart step by step when dropped.
#[derive(Clone, Default)]
pub(super) struct Items(Vec<Value>);

/// An array value: copied on the first change after an assignment.
#[derive(Clone, Default)]
pub struct Array(Arc<Items>);

impl Array {
    pub fn new(items: Vec<Value>) -> Self {
        Array(Arc::new(Items(items)))
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
    pub fn items_mut(&mut self) -> &mut Vec<Value> {
        if !self.0.is_unique() {
            note_copy(self.0.0.len());
        }
        &mut Arc::make_mut(&mut self.0).0
    }

    /// The items, when nobody else holds the array: what changes them copies nothing.
    #[inline(always)]
    pub fn own_items(&mut self) -> Option<&mut Vec<Value>> {
        Arc::get_mut(&mut self.0).map(|items| &mut items.0)
    }

    /// Is it the very same array, not just an equal one?
    pub fn same(&self, other: &Array) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// The items, without a copy when nobody else holds the array.
    pub fn into_items(mut self) -> Vec<Value> {
        match Arc::get_mut(&mut self.0) {
            Some(items) => std::mem::take(&mut items.0),
            None => self.0.0.clone(),
        }
    }
}

impl Deref for Array {
    type Target = Vec<Value>;

    #[inline(always)]
    fn deref(&self) -> &Vec<Value> {
        &self.0.0
    }
}

/// Data that others hold too is copied for a change.
#[cold]
pub(super) fn note_copy(items: usize) {
    super::work::owe(items);
}

impl Drop for Items {
    fn drop(&mut self) {
        if self.0.iter().any(Value::is_container) {
            dismantle(Part::Values(std::mem::take(&mut self.0).into_iter()));
        }
    }
}
