//! Arrays and maps: shared until changed, dropped without recursion.

use super::Value;
use super::dismantle::{Part, dismantle};
use rhai::Identifier;
use std::collections::BTreeMap;
use std::ops::Deref;
use triomphe::Arc;

/// The items of an array. A type of its own so that deep data is taken apart step by step when dropped.
#[derive(Clone, Default)]
pub(super) struct Items(Vec<Value>);

#[derive(Clone, Default)]
pub(super) struct Entries(BTreeMap<Identifier, Value>);

/// An array value: copied on the first change after an assignment.
#[derive(Clone, Default)]
pub struct Array(Arc<Items>);

/// A map value with its keys in order: copied on the first change after an assignment.
#[derive(Clone, Default)]
pub struct Map(Arc<Entries>);

impl Array {
    pub fn new(items: Vec<Value>) -> Self {
        Array(Arc::new(Items(items)))
    }

    /// Is it the very same data, not yet copied by a change?
    pub fn is_same(&self, other: &Array) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
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

impl Map {
    pub fn new(entries: BTreeMap<Identifier, Value>) -> Self {
        Map(Arc::new(Entries(entries)))
    }

    /// Is it the very same data, not yet copied by a change?
    pub fn is_same(&self, other: &Map) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    pub fn entries_mut(&mut self) -> &mut BTreeMap<Identifier, Value> {
        if !self.0.is_unique() {
            note_copy(4 * self.0.0.len());
        }
        &mut Arc::make_mut(&mut self.0).0
    }

    /// Is it the very same map, not just an equal one?
    pub fn same(&self, other: &Map) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    pub fn into_entries(mut self) -> BTreeMap<Identifier, Value> {
        match Arc::get_mut(&mut self.0) {
            Some(entries) => std::mem::take(&mut entries.0),
            None => self.0.0.clone(),
        }
    }
}

impl Deref for Map {
    type Target = BTreeMap<Identifier, Value>;

    #[inline(always)]
    fn deref(&self) -> &BTreeMap<Identifier, Value> {
        &self.0.0
    }
}

/// Data that others hold too is copied for a change.
#[cold]
fn note_copy(items: usize) {
    crate::engine::natives::meter::owe(items);
}

impl Drop for Items {
    fn drop(&mut self) {
        if self.0.iter().any(Value::is_container) {
            dismantle(Part::Values(std::mem::take(&mut self.0).into_iter()));
        }
    }
}

impl Drop for Entries {
    fn drop(&mut self) {
        if self.0.values().any(Value::is_container) {
            dismantle(Part::Entries(std::mem::take(&mut self.0).into_iter()));
        }
    }
}
