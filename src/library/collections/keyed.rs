//! Entries by key, in the order in which they came. Nobody waits here.

use super::check_room_for;
use super::key::Key;
use crate::objects::error::Error;
use crate::objects::value::Value;
use std::collections::{BTreeMap, HashMap};

/// Entries of keys and what belongs to each.
#[derive(Clone)]
pub struct Keyed<V> {
    /// The number of each key's entry.
    numbers: HashMap<Key, u64>,
    entries: BTreeMap<u64, (Value, V)>,
    next: u64,
}

impl<V> Default for Keyed<V> {
    fn default() -> Self {
        Keyed {
            numbers: HashMap::new(),
            entries: BTreeMap::new(),
            next: 0,
        }
    }
}

impl<V> Keyed<V> {
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn holds(&self, key: &Key) -> bool {
        self.numbers.contains_key(key)
    }

    pub fn get(&self, key: &Key) -> Option<&V> {
        let number = self.numbers.get(key)?;
        self.entries.get(number).map(|(_, value)| value)
    }

    pub fn get_mut(&mut self, key: &Key) -> Option<&mut V> {
        let number = self.numbers.get(key)?;
        self.entries.get_mut(number).map(|(_, value)| value)
    }

    /// Put an entry; one that is there keeps its place and its key. Gives what belonged to it.
    ///
    /// # Errors
    /// The memory limit, too many entries.
    pub fn put(&mut self, key: Key, name: Value, value: V) -> Result<Option<V>, Error> {
        if let Some(before) = self.get_mut(&key) {
            return Ok(Some(std::mem::replace(before, value)));
        }
        check_room_for(self.len())?;
        self.numbers.insert(key, self.next);
        self.entries.insert(self.next, (name, value));
        self.next += 1;
        Ok(None)
    }

    pub fn remove(&mut self, key: &Key) -> Option<(Value, V)> {
        let number = self.numbers.remove(key)?;
        self.entries.remove(&number)
    }

    /// Take the entry out that came first.
    pub fn take_first(&mut self) -> Option<(Value, V)> {
        let (_, (name, value)) = self.entries.pop_first()?;
        if let Ok(key) = Key::of(&name) {
            self.numbers.remove(&key);
        }
        Some((name, value))
    }

    pub fn entries(&self) -> impl ExactSizeIterator<Item = &(Value, V)> {
        self.entries.values()
    }

    pub fn names(&self) -> impl ExactSizeIterator<Item = &Value> {
        self.entries.values().map(|(name, _)| name)
    }

    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.numbers.keys()
    }
}
