//! Maps: their entries in the order in which they came, found by hashes, and shown by their keys in order, as Rhai has them.
//! Shared until changed, dropped without recursion.

use super::Value;
use super::collections::note_copy;
use super::dismantle::{Part, dismantle};
use super::key::{Key, Search, Sought};
use hashbrown::HashTable;
use triomphe::Arc;

/// A map of so many entries is searched from its first to its last.
const FEW: usize = 8;

/// A map value: copied on the first change after an assignment.
#[derive(Clone, Default)]
pub struct Map(Arc<Entries>);

/// The entries of a map. A type of its own so that deep data is taken apart step by step when dropped.
#[derive(Clone, Default)]
struct Entries {
    all: Vec<Entry>,
    /// The places of all entries by the hashes of their keys, as soon as there are more than a few; before that it is empty.
    places: HashTable<u32>,
}

#[derive(Clone)]
pub(super) struct Entry {
    key: Key,
    pub(super) value: Value,
}

fn is_in_order(all: &[Entry]) -> bool {
    all.is_sorted_by(|a, b| a.key <= b.key)
}

/// The entries of a map, by their keys in order.
pub struct Iter<'a> {
    all: &'a [Entry],
    /// Their places in this order; none when they stand in it.
    order: std::vec::IntoIter<u32>,
    next: usize,
}

impl<'a> Iterator for Iter<'a> {
    type Item = (&'a Key, &'a Value);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let place = match self.order.next() {
            Some(place) => place as usize,
            None => self.next,
        };
        let entry = self.all.get(place)?;
        self.next += 1;
        Some((&entry.key, &entry.value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.all.len().saturating_sub(self.next);
        (left, Some(left))
    }
}

impl ExactSizeIterator for Iter<'_> {}

/// The entries of a map that is taken apart, by their keys in order.
pub struct InOrder(std::vec::IntoIter<Entry>);

impl Entries {
    #[inline(always)]
    fn find(&self, sought: &Sought) -> Option<usize> {
        if !self.places.is_empty() {
            return self.find_by_hash(sought);
        }
        self.all.iter().position(|entry| sought.is(&entry.key))
    }

    #[inline(always)]
    fn find_by_hash(&self, sought: &Sought) -> Option<usize> {
        let is_it = |place: &u32| sought.is(&self.all[*place as usize].key);
        let place = self.places.find(sought.hash(), is_it)?;
        Some(*place as usize)
    }

    /// Add an entry whose key is not there yet.
    fn push(&mut self, key: Key, value: Value) {
        let place = self.all.len();
        if place < FEW && self.places.is_empty() {
            self.all.push(Entry { key, value });
            return;
        }
        let hash = key.hash();
        self.all.push(Entry { key, value });
        if self.places.is_empty() {
            return self.note_places();
        }
        let all = &self.all;
        let rehash = |place: &u32| all[*place as usize].key.hash();
        self.places.insert_unique(hash, place as u32, rehash);
    }

    fn insert(&mut self, key: Key, value: Value) -> Option<Value> {
        match self.find(&key.sought()) {
            Some(place) => Some(std::mem::replace(&mut self.all[place].value, value)),
            None => {
                self.push(key, value);
                None
            }
        }
    }

    /// Note the places of all entries anew.
    #[cold]
    fn note_places(&mut self) {
        let all = &self.all;
        self.places.clear();
        if all.len() <= FEW {
            return;
        }
        let rehash = |place: &u32| all[*place as usize].key.hash();
        self.places.reserve(all.len(), rehash);
        for (place, entry) in all.iter().enumerate() {
            let hash = entry.key.hash();
            self.places.insert_unique(hash, place as u32, rehash);
        }
    }

    /// Take an entry out; the last comes to its place.
    fn remove(&mut self, place: usize) -> Value {
        if !self.places.is_empty() {
            let last = self.all.len() - 1;
            let gone = self.all[place].key.hash();
            if let Ok(found) = self
                .places
                .find_entry(gone, |other| *other as usize == place)
            {
                found.remove();
            }
            let moved = self.all[last].key.hash();
            if let Some(found) = self.places.find_mut(moved, |other| *other as usize == last) {
                *found = place as u32;
            }
        }
        self.all.swap_remove(place).value
    }

    fn sort(&mut self) {
        if !is_in_order(&self.all) {
            self.all.sort_unstable_by(|a, b| a.key.cmp(&b.key));
            self.note_places();
        }
    }
}

impl Map {
    /// Is it the very same data, not yet copied by a change?
    pub fn is_same(&self, other: &Map) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Is it the very same map, not just an equal one?
    pub fn same(&self, other: &Map) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.0.all.len()
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.0.all.is_empty()
    }

    #[inline]
    pub fn get<K: Search + ?Sized>(&self, key: &K) -> Option<&Value> {
        let place = self.0.find(&key.sought())?;
        Some(&self.0.all[place].value)
    }

    #[inline]
    pub fn contains_key<K: Search + ?Sized>(&self, key: &K) -> bool {
        self.0.find(&key.sought()).is_some()
    }

    /// The value under a key, to be changed. A map that others share is copied only when it has the key.
    #[inline]
    pub fn get_mut<K: Search + ?Sized>(&mut self, key: &K) -> Option<&mut Value> {
        let place = self.0.find(&key.sought())?;
        Some(&mut self.own().all[place].value)
    }

    /// Where the entry of a key is, until the map is changed.
    #[inline]
    pub fn place<K: Search + ?Sized>(&self, key: &K) -> Option<usize> {
        self.0.find(&key.sought())
    }

    /// The value at a place, to be changed.
    #[inline]
    pub fn value_at_mut(&mut self, place: usize) -> &mut Value {
        &mut self.own().all[place].value
    }

    /// Put a value under a key.
    #[inline]
    pub fn set<K: Search + ?Sized>(&mut self, key: &K, value: Value) {
        let place = self.0.find(&key.sought());
        let entries = self.own();
        match place {
            Some(place) => entries.all[place].value = value,
            None => entries.push(key.to_key(), value),
        }
    }

    /// Put a value under a key, and give the one that stood there.
    pub fn insert(&mut self, key: impl Into<Key>, value: Value) -> Option<Value> {
        self.own().insert(key.into(), value)
    }

    pub fn remove<K: Search + ?Sized>(&mut self, key: &K) -> Option<Value> {
        let place = self.0.find(&key.sought())?;
        Some(self.own().remove(place))
    }

    pub fn retain(&mut self, mut keeps: impl FnMut(&Key, &Value) -> bool) {
        let entries = self.own();
        entries.all.retain(|entry| keeps(&entry.key, &entry.value));
        entries.note_places();
    }

    /// Bytes that one more entry would take, when there is no room for it.
    #[inline]
    pub fn growth(&self) -> usize {
        let all = &self.0.all;
        match all.len() == all.capacity() || !self.0.is_unique() {
            true => 2 * all.len() * size_of::<Entry>(),
            false => 0,
        }
    }

    /// A map with the keys of this one, in the order in which they came, and these values.
    pub fn with_values(&self, values: impl Iterator<Item = Value>) -> Map {
        let keys = self.0.all.iter().map(|entry| entry.key.clone());
        Map(Arc::new(Entries {
            all: keys
                .zip(values)
                .map(|(key, value)| Entry { key, value })
                .collect(),
            places: self.0.places.clone(),
        }))
    }

    /// Add the entries of another map, in the order in which they came there.
    pub fn append(&mut self, more: &mut Map) {
        let more = std::mem::take(&mut more.own().all);
        self.extend(more.into_iter().map(|entry| (entry.key, entry.value)));
    }

    /// Sort the entries where nobody else holds the map: looking at them again is cheaper then.
    pub fn put_in_order(&mut self) {
        if let Some(entries) = Arc::get_mut(&mut self.0) {
            entries.sort();
        }
    }

    /// The entries, their keys in order.
    pub fn iter(&self) -> Iter<'_> {
        let all = &self.0.all;
        let mut order = Vec::new();
        if !is_in_order(all) {
            order.extend(0..all.len() as u32);
            order.sort_unstable_by(|a, b| all[*a as usize].key.cmp(&all[*b as usize].key));
        }
        Iter {
            all,
            order: order.into_iter(),
            next: 0,
        }
    }

    /// The entries in no order that a script may see.
    pub fn unordered(&self) -> impl ExactSizeIterator<Item = (&Key, &Value)> {
        let all = self.0.all.iter();
        all.map(|entry| (&entry.key, &entry.value))
    }

    pub(super) fn entries(&self) -> std::slice::Iter<'_, Entry> {
        self.0.all.iter()
    }

    /// Does nobody else hold the data?
    pub(super) fn is_unique(&self) -> bool {
        self.0.is_unique()
    }

    /// Tells its data apart from all other while it lives.
    pub(super) fn address(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }

    /// How many references there are to its data.
    pub(super) fn references(&self) -> usize {
        Arc::count(&self.0)
    }

    /// The keys, in order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &Key> {
        self.iter().map(|(key, _)| key)
    }

    /// The values, in the order of their keys.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &Value> {
        self.iter().map(|(_, value)| value)
    }

    /// The entries alone, to be changed: copied when others hold the map too.
    #[inline(always)]
    fn own(&mut self) -> &mut Entries {
        if !self.0.is_unique() {
            note_copy(4 * self.0.all.len());
        }
        Arc::make_mut(&mut self.0)
    }
}

/// By their keys in order, without a copy when nobody else holds the map.
impl IntoIterator for Map {
    type Item = (Key, Value);
    type IntoIter = InOrder;

    fn into_iter(mut self) -> InOrder {
        let mut all = match Arc::get_mut(&mut self.0) {
            Some(entries) => std::mem::take(&mut entries.all),
            None => self.0.all.clone(),
        };
        if !is_in_order(&all) {
            all.sort_unstable_by(|a, b| a.key.cmp(&b.key));
        }
        InOrder(all.into_iter())
    }
}

impl Iterator for InOrder {
    type Item = (Key, Value);

    fn next(&mut self) -> Option<(Key, Value)> {
        self.0.next().map(|entry| (entry.key, entry.value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<K: Into<Key>> Extend<(K, Value)> for Map {
    fn extend<I: IntoIterator<Item = (K, Value)>>(&mut self, more: I) {
        let entries = self.own();
        for (key, value) in more {
            entries.insert(key.into(), value);
        }
    }
}

impl<K: Into<Key>> FromIterator<(K, Value)> for Map {
    fn from_iter<I: IntoIterator<Item = (K, Value)>>(entries: I) -> Map {
        let mut map = Map::default();
        map.extend(entries);
        map
    }
}

impl<K: Into<Key>, const N: usize> From<[(K, Value); N]> for Map {
    fn from(entries: [(K, Value); N]) -> Map {
        entries.into_iter().collect()
    }
}

impl Drop for Entries {
    fn drop(&mut self) {
        if self.all.iter().any(|entry| entry.value.is_container()) {
            dismantle(Part::Entries(std::mem::take(&mut self.all).into_iter()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// Numbers that look like chance.
    fn next(state: &mut u64) -> u64 {
        *state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        *state >> 33
    }

    #[test]
    fn it_does_what_a_map_in_order_does() {
        let mut state = 1;
        for range in [4, 12, 40, 300] {
            let (mut map, mut model) = (Map::default(), BTreeMap::new());
            for turn in 0..3000 {
                let key = match next(&mut state) % range {
                    odd if odd % 2 == 1 => format!("{odd}"),
                    even => format!("a key that is long enough {even}"),
                };
                match next(&mut state) % 8 {
                    0..3 => {
                        map.set(key.as_str(), Value::Int(turn));
                        model.insert(key, turn);
                    }
                    3 => {
                        let before = map.insert(key.as_str(), Value::Int(turn));
                        assert_eq!(before.is_some(), model.insert(key, turn).is_some());
                    }
                    4..6 => {
                        let gone = map.remove(key.as_str());
                        assert_eq!(gone.is_some(), model.remove(&key).is_some());
                    }
                    6 if turn % 50 == 0 => map.put_in_order(),
                    6 if turn % 31 == 0 => {
                        map.retain(|key, _| !key.as_str().ends_with('3'));
                        model.retain(|key, _| !key.ends_with('3'));
                    }
                    _ => {
                        let there = map
                            .get(key.as_str())
                            .map(|value| matches!(value, Value::Int(_)));
                        assert_eq!(there.is_some(), model.contains_key(&key));
                    }
                }
                assert_eq!(map.len(), model.len());
            }
            let found: Vec<String> = map.keys().map(|key| key.as_str().to_string()).collect();
            assert_eq!(found, model.keys().cloned().collect::<Vec<_>>());
            for (key, value) in &model {
                assert!(matches!(map.get(key.as_str()), Some(Value::Int(int)) if int == value));
            }
        }
    }
}
