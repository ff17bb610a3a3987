//! Reading tables of TOML: every key known, every value of its type, every mistake with its place.

use super::mistake::Notes;
use crate::grade::bilingual::Bilingual;
use crate::messages::{Message, closest, message};
use std::ops::Range;
use toml_edit::{ArrayOfTables, Item, TableLike, Value};

/// A table, and what people call it: `run.cinq`, `check`.
#[derive(Clone)]
pub struct Table<'d> {
    pub notes: &'d Notes,
    pub table: &'d dyn TableLike,
    owner: String,
    /// Where it is, for what is missing in it.
    pub at: Option<Range<usize>>,
}

/// A value, its key, and the place to show when it is wrong.
#[derive(Clone)]
pub struct Entry<'d> {
    pub notes: &'d Notes,
    pub key: String,
    pub given: Given<'d>,
    pub at: Option<Range<usize>>,
}

/// What may stand behind a key or in a list.
#[derive(Clone, Copy)]
pub enum Given<'d> {
    Value(&'d Value),
    Table(&'d toml_edit::Table),
    Tables(&'d ArrayOfTables),
}

impl<'d> Given<'d> {
    fn of(item: &'d Item) -> Option<Given<'d>> {
        match item {
            Item::None => None,
            Item::Value(value) => Some(Given::Value(value)),
            Item::Table(table) => Some(Given::Table(table)),
            Item::ArrayOfTables(tables) => Some(Given::Tables(tables)),
        }
    }

    fn span(self) -> Option<Range<usize>> {
        match self {
            Given::Value(value) => value.span(),
            Given::Table(table) => table.span(),
            Given::Tables(tables) => tables.span(),
        }
    }

    pub fn value(self) -> Option<&'d Value> {
        match self {
            Given::Value(value) => Some(value),
            _ => None,
        }
    }

    pub fn is_table(self) -> bool {
        self.table().is_some()
    }

    fn table(self) -> Option<&'d dyn TableLike> {
        match self {
            Given::Value(value) => Some(value.as_inline_table()?),
            Given::Table(table) => Some(table),
            Given::Tables(_) => None,
        }
    }

    fn kind(self) -> Message {
        match self {
            Given::Value(Value::String(_)) => message!("assignment-given-text"),
            Given::Value(Value::Integer(_)) => message!("assignment-given-integer"),
            Given::Value(Value::Float(_)) => message!("assignment-given-number"),
            Given::Value(Value::Boolean(_)) => message!("assignment-given-bool"),
            Given::Value(Value::Datetime(_)) => message!("assignment-given-date"),
            Given::Value(Value::Array(_)) | Given::Tables(_) => message!("assignment-given-list"),
            Given::Value(Value::InlineTable(_)) | Given::Table(_) => {
                message!("assignment-given-table")
            }
        }
    }
}

impl<'d> Table<'d> {
    pub fn new(
        notes: &'d Notes,
        table: &'d dyn TableLike,
        owner: impl Into<String>,
        at: Option<Range<usize>>,
    ) -> Table<'d> {
        Table {
            notes,
            table,
            owner: owner.into(),
            at,
        }
    }

    /// Write down the keys that are not known.
    pub fn check_keys(&self, known: &[&str]) {
        for (name, _) in self.table.iter().filter(|(name, _)| !known.contains(name)) {
            let title = match self.owner.as_str() {
                "" => message!("model-key-top", name),
                owner => message!("model-key", name, owner),
            };
            let hint = match closest(name, known.iter().copied()) {
                Some(near) => message!("did-you-mean", name = near),
                None => message!("model-keys", known = known.join(", ")),
            };
            self.notes.wrong(self.key_at(name), title, Some(hint));
        }
    }

    pub fn key_at(&self, name: &str) -> Option<Range<usize>> {
        let key = self.table.key(name).and_then(|key| key.span());
        key.or_else(|| self.table.get(name)?.span())
    }

    pub fn has(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(|item| !item.is_none())
    }

    pub fn get(&self, key: &str) -> Option<Entry<'d>> {
        let given = Given::of(self.table.get(key)?)?;
        // Of `[run.x]` the whole table is its place; the key says it better.
        let at = match given {
            Given::Value(value) => value.span().or_else(|| self.key_at(key)),
            _ => self.key_at(key),
        };
        Some(Entry {
            notes: self.notes,
            key: key.to_owned(),
            given,
            at,
        })
    }

    /// Every key with its value, in the order of the text.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'d>> + '_ {
        let keys: Vec<&str> = self.table.iter().map(|(key, _)| key).collect();
        keys.into_iter().filter_map(|key| self.get(key))
    }

    /// A key that must be there.
    pub fn required(&self, key: &str) -> Option<Entry<'d>> {
        let found = self.get(key);
        if found.is_none() {
            let title = match self.owner.as_str() {
                "" => message!("assignment-key-missing-top", key),
                owner => message!("assignment-key-missing", key, owner),
            };
            self.notes.wrong(self.at.clone(), title, None);
        }
        found
    }
}

impl<'d> Entry<'d> {
    /// Write down what is wrong here.
    pub fn wrong(&self, title: Message, hint: Option<Message>) {
        self.notes.wrong(self.at.clone(), title, hint);
    }

    /// Write down that something else is wanted; gives nothing, for the caller to go on with.
    pub fn unlike<T>(&self, wanted: Message) -> Option<T> {
        let given = self.given.kind();
        self.wrong(
            message!("model-wrong", key = &self.key, wanted, given),
            None,
        );
        None
    }

    pub fn as_str(&self) -> Option<&'d str> {
        self.given.value()?.as_str()
    }

    pub fn text(&self) -> Option<String> {
        match self.as_str() {
            Some(text) => Some(text.to_owned()),
            None => self.unlike(message!("model-a-text")),
        }
    }

    pub fn boolean(&self) -> Option<bool> {
        match self.given.value().and_then(Value::as_bool) {
            Some(value) => Some(value),
            None => self.unlike(message!("model-a-bool")),
        }
    }

    /// Whole or with a point; never NaN.
    pub fn number(&self) -> Option<f64> {
        let value = self.given.value();
        let whole = value.and_then(Value::as_integer).map(|whole| whole as f64);
        let number = whole.or_else(|| value?.as_float());
        match number.filter(|number| number.is_finite()) {
            Some(number) => Some(number),
            None => self.unlike(message!("assignment-a-number")),
        }
    }

    /// A whole number that is not below `least`.
    pub fn whole(&self, least: i64) -> Option<i64> {
        match self.given.value().and_then(Value::as_integer) {
            Some(number) if number >= least => Some(number),
            Some(number) => {
                let wanted = message!("assignment-a-whole", least);
                self.wrong(
                    message!(
                        "model-wrong",
                        key = &self.key,
                        wanted,
                        given = number.to_string()
                    ),
                    None,
                );
                None
            }
            None => self.unlike(message!("assignment-a-whole", least)),
        }
    }

    pub fn count(&self, least: u32) -> Option<u64> {
        self.whole(i64::from(least))?.try_into().ok()
    }

    /// The elements of a list, each with its place.
    pub fn list(&self, wanted: Message) -> Option<Vec<Entry<'d>>> {
        let entry = |given: Given<'d>| Entry {
            notes: self.notes,
            key: self.key.clone(),
            given,
            at: given.span().or_else(|| self.at.clone()),
        };
        match self.given {
            Given::Value(Value::Array(array)) => Some(
                array
                    .iter()
                    .map(|value| entry(Given::Value(value)))
                    .collect(),
            ),
            Given::Tables(tables) => Some(
                tables
                    .iter()
                    .map(|table| entry(Given::Table(table)))
                    .collect(),
            ),
            _ => self.unlike(wanted),
        }
    }

    /// A list of texts with their places.
    pub fn texts(&self) -> Option<Vec<Entry<'d>>> {
        let list = self.list(message!("model-texts"))?;
        let all = list.iter().map(Entry::text).collect::<Option<Vec<_>>>();
        all.map(|_| list)
    }

    pub fn strings(&self) -> Option<Vec<String>> {
        let texts = self.texts()?;
        Some(texts.iter().filter_map(Entry::text).collect())
    }

    /// A list with something in it, or one text alone.
    pub fn some_texts(&self) -> Option<Vec<Entry<'d>>> {
        if self.as_str().is_some() {
            return Some(vec![self.clone()]);
        }
        let texts = self.texts()?;
        if texts.is_empty() {
            self.wrong(message!("assignment-empty-list", key = &self.key), None);
            return None;
        }
        Some(texts)
    }

    pub fn some_strings(&self) -> Option<Vec<String>> {
        let texts = self.some_texts()?;
        Some(texts.iter().filter_map(Entry::text).collect())
    }

    /// A table, with the name by which mistakes in it call it.
    pub fn table(&self, owner: impl Into<String>) -> Option<Table<'d>> {
        match self.given.table() {
            Some(table) => Some(Table::new(self.notes, table, owner, self.at.clone())),
            None => self.unlike(message!("model-a-table")),
        }
    }

    /// One of some words.
    pub fn word<'w>(&self, known: &[&'w str]) -> Option<&'w str> {
        let found = self
            .as_str()
            .and_then(|text| known.iter().find(|word| **word == text));
        if let Some(word) = found {
            return Some(word);
        }
        let quoted: Vec<String> = known.iter().map(|word| format!("\"{word}\"")).collect();
        let wanted = message!("assignment-one-of", known = quoted.join(", "));
        match self.as_str() {
            None => self.unlike(wanted),
            Some(text) => {
                let hint = closest(text, known.iter().copied());
                let hint = hint.map(|name| message!("did-you-mean", name));
                let given = format!("\"{text}\"");
                self.wrong(
                    message!("model-wrong", key = &self.key, wanted, given),
                    hint,
                );
                None
            }
        }
    }

    /// One text, or `{ fr, en }`.
    pub fn bilingual(&self) -> Option<Bilingual> {
        if let Some(text) = self.as_str() {
            return Some(Bilingual::same(text));
        }
        if !self.given.is_table() {
            return self.unlike(message!("assignment-a-bilingual"));
        }
        let table = self.table(self.key.clone())?;
        table.check_keys(&["fr", "en"]);
        let text = |key| table.get(key)?.text();
        match (text("en"), text("fr")) {
            (Some(en), Some(fr)) => Some(Bilingual { en, fr }),
            (Some(text), None) | (None, Some(text)) => Some(Bilingual::same(text)),
            (None, None) => None,
        }
    }

    /// A number of things, or a text such as `"50m"` for millions.
    pub fn amount(&self, reading: fn(&str) -> Result<u64, Message>) -> Option<u64> {
        let Some(text) = self.as_str() else {
            return match self.given.value().and_then(Value::as_integer) {
                Some(_) => self.count(1),
                None => self.unlike(message!("assignment-an-amount")),
            };
        };
        match reading(text) {
            Ok(0) => {
                let wanted = message!("assignment-an-amount");
                let given = format!("\"{text}\"");
                self.wrong(
                    message!("model-wrong", key = &self.key, wanted, given),
                    None,
                );
                None
            }
            Ok(amount) => Some(amount),
            Err(message) => {
                self.wrong(message, None);
                None
            }
        }
    }
}
