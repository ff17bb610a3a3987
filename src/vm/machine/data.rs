//! Building data, walking over it, choosing by it: the steps that are not operators.
use super::texts::tells;
use super::{Flow, Machine, Outcome};
use crate::builtins;
use crate::objects::code::{BinaryOp, Piece, Reg, SwitchPattern, SwitchTable};
use crate::objects::value;
use crate::objects::value::{Cell, Map, Value, equal};

impl Machine<'_> {
    pub(super) fn new_cell(&mut self, to: Reg, from: Reg) -> Outcome<()> {
        let value = std::mem::take(self.register_mut(from));
        *self.register_mut(to) = Value::Cell(triomphe::Arc::new(Cell::new(value)));
        Ok(())
    }

    pub(super) fn store_far(&mut self, index: u16, from: Reg) -> Outcome<()> {
        let Value::Cell(cell) = std::mem::take(self.register_mut(from)) else {
            return Ok(());
        };
        let index = index as usize;
        while self.far.len() <= index {
            self.far.push(triomphe::Arc::new(Cell::unset()));
        }
        self.far[index] = cell;
        Ok(())
    }

    /// The instruction to go to.
    pub(super) fn switch(&mut self, a: Reg, table: u16, from: u16) -> usize {
        let table = &self.linked.function(self.function).switches[table as usize];
        choose(table, self.register(a), from)
    }

    pub(super) fn iterate(&mut self, from: Reg) -> Outcome<Value> {
        let value = match std::mem::take(self.register_mut(from)) {
            Value::Cell(cell) => cell.load().unwrap_or_default(),
            value => value,
        };
        if let Value::Object(object) = &value
            && let Some(iteration) = object.handle().and_then(|handle| handle.walk())
        {
            return Ok(Value::Iterator(Box::new(iteration)));
        }
        // An object gives its items one by one, when they are asked for.
        if matches!(&value, Value::Object(object) if object.as_iterable().is_some()) {
            return Ok(value);
        }
        let iteration = value::iterate(value, self.at())?;
        Ok(Value::Iterator(Box::new(iteration)))
    }

    /// The second variable of a `for`: see `Op::Second`.
    #[inline(never)]
    pub(super) fn second(&mut self, to: Reg, item: Reg, from: (Reg, Reg), takes_apart: bool) {
        let (iterator, count) = from;
        if let Value::Iterator(walk) = self.register(iterator)
            && let Some(value) = walk.companion()
        {
            let value = value.clone();
            return self.put(to, value);
        }
        if takes_apart
            && let Value::Array(pair) = self.register(item)
            && let [first, second] = &pair[..]
        {
            let (first, second) = (first.clone(), second.clone());
            self.put(item, first);
            return self.put(to, second);
        }
        let count = self.register(count).clone();
        self.put(to, count);
    }

    /// The next item of a `for` over an object.
    #[inline(never)]
    pub(super) fn next_of_object(&mut self, iterator: Reg) -> Outcome<Option<Value>> {
        let Value::Object(object) = self.register(iterator) else {
            return Ok(None);
        };
        let object = object.clone();
        self.before_native(self.at());
        match object.as_iterable() {
            Some(handle) => handle.next_item(self),
            None => Ok(None),
        }
    }

    pub(super) fn extend(&mut self, array: Reg, first: Reg, count: u8) -> Outcome<()> {
        let items = self.take_args(first as usize, count);
        if let Value::Array(array) = self.register_mut(array) {
            array.items_mut().extend(items);
        }
        Ok(())
    }

    /// A map literal, or the first piece of a long one: the keys stand in a map of constants, in the order in which they are written.
    pub(super) fn map(&mut self, first: Reg, keys: u16) -> Outcome<Value> {
        let Value::Map(keys) = &self.linked.function(self.function).constants[keys as usize] else {
            return Ok(Value::Map(Map::default()));
        };
        let first = self.base + first as usize;
        let values = self.stack[first..].iter_mut().map(std::mem::take);
        Ok(Value::Map(keys.with_values(values)))
    }

    pub(super) fn extend_map(&mut self, map: Reg, first: Reg, keys: u16) -> Outcome<()> {
        let Value::Map(mut entries) = self.map(first, keys)? else {
            return Ok(());
        };
        if let Value::Map(map) = self.register_mut(map) {
            map.append(&mut entries);
        }
        Ok(())
    }

    pub(super) fn interpolate(&mut self, template: &[Piece]) -> Outcome<Value> {
        let is_told = |piece: &Piece| match piece {
            Piece::Text(_) => false,
            Piece::Register(register) => match self.register(*register) {
                value @ (Value::Object(_) | Value::Array(_) | Value::Map(_)) => tells(value),
                _ => false,
            },
        };
        if template.iter().any(is_told) {
            return self.interpolate_told(template);
        }
        let parts = template.iter().map(|piece| match piece {
            Piece::Text(text) => text,
            Piece::Register(register) => self.register(*register),
        });
        match builtins::interpolate(parts) {
            Ok(text) => Ok(Value::Str(text)),
            Err(error) => Err(error.at(self.at())),
        }
    }

    /// Some of the parts say their text themselves.
    #[inline(never)]
    fn interpolate_told(&mut self, template: &[Piece]) -> Outcome<Value> {
        let mut texts = Vec::with_capacity(template.len());
        for piece in template {
            texts.push(match piece {
                Piece::Text(text) => text.clone(),
                Piece::Register(register) => {
                    let value = self.register(*register).clone();
                    Value::Str(self.text_of_value(&value)?)
                }
            });
        }
        match builtins::interpolate(&texts) {
            Ok(text) => Ok(Value::Str(text)),
            Err(error) => Err(error.at(self.at())),
        }
    }

    pub(super) fn index(&mut self, object: Reg, index: Reg) -> Outcome<Flow> {
        let at = self.at();
        if let Value::Object(receiver) = self.register(object) {
            let receiver = receiver.clone();
            let index = self.register(index).clone();
            return self.object_index(&receiver, &index).map(Flow::Value);
        }
        let bracket = self.bracket().unwrap_or(at);
        builtins::get_index(self.register(object), self.register(index), at, bracket)
            .map(Flow::Value)
    }

    pub(super) fn slice(&mut self, object: Reg, first: Reg, inclusive: bool) -> Outcome<Flow> {
        let op = match inclusive {
            true => BinaryOp::RangeInclusive,
            false => BinaryOp::Range,
        };
        let range = self.apply(op, self.register(first), self.register(first + 1))?;
        *self.register_mut(first) = range;
        self.index(object, first)
    }

    pub(super) fn set_index(&mut self, object: Reg, index: Reg, value: Reg) -> Outcome<()> {
        let at = self.at();
        let index = self.register(index).clone();
        let value = self.register(value).clone();
        if let Value::Object(receiver) = self.register(object) {
            let receiver = receiver.clone();
            return self.object_set_index(&receiver, &index, value);
        }
        let bracket = self.bracket().unwrap_or(at);
        builtins::set_index(self.register_mut(object), &index, value, at, bracket)
    }
}

/// The instruction of the first case, from that number on, that the value matches.
#[inline(never)]
pub(super) fn choose(table: &SwitchTable, value: &Value, from: u16) -> usize {
    if let (Some(ints), Value::Int(int), 0) = (&table.ints, value, from) {
        let case = ints.binary_search_by_key(int, |(int, _)| *int);
        return case.map_or(table.otherwise, |case| ints[case].1) as usize;
    }
    let mut cases = table.cases[from as usize..].iter();
    let case = cases.find(|(pattern, _)| matches_pattern(pattern, value));
    case.map_or(table.otherwise, |(_, target)| *target) as usize
}

fn matches_pattern(pattern: &SwitchPattern, value: &Value) -> bool {
    match pattern {
        SwitchPattern::Value(wanted) => match (wanted, value) {
            // The kinds must agree: Rhai compares hashes of values.
            (Value::Int(_), Value::Float(_)) | (Value::Float(_), Value::Int(_)) => false,
            (Value::Char(_), Value::Str(_)) | (Value::Str(_), Value::Char(_)) => false,
            (Value::Str(wanted), Value::Str(text)) => wanted.as_str() == text.as_str(),
            _ => equal(wanted, value),
        },
        SwitchPattern::Range(start, end, inclusive) => match value {
            Value::Int(int) => int >= start && (int < end || (*inclusive && int == end)),
            Value::Float(float) => {
                *float >= *start as f64
                    && (*float < *end as f64 || (*inclusive && *float == *end as f64))
            }
            _ => false,
        },
    }
}
