//! A native's loop over items that calls a function of the script for each. Between two calls it only keeps the result and gives the next
//! arguments, so that the machine can go from one call to the next without coming back to the native.

use super::answers::{is_no_answer, is_true, is_unchanged};
use super::sorter::Sorter;
use crate::objects::error::Error;
use crate::objects::value::{Array, Value};

/// Arguments that a call of such a function has at most; `this` stands after them where a call is put together outside of the registers.
pub const MOST_ARGUMENTS: usize = 3;

/// Where the arguments of each call go.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// How many there are.
    pub count: u8,
    /// Is the item `this`?
    pub binds_this: bool,
    pub item: Option<u8>,
    pub index: Option<u8>,
}

impl Form {
    /// Of a function that is found by name in the call.
    pub const UNKNOWN: Form = Form {
        count: 0,
        binds_this: false,
        item: None,
        index: None,
    };

    /// With so many arguments before them: the item, or the item as `this`, and the index.
    pub fn after(args: u8, binds_this: bool, item: Option<u8>, index: bool) -> Form {
        let count = args + u8::from(item.is_some());
        Form {
            count: count + u8::from(index),
            binds_this,
            item,
            index: index.then_some(count),
        }
    }

    /// Of a function that takes `count` arguments, for a loop that has `args` of its own before the item at `place`: the item is `this`
    /// where the function has no parameter for it, and where no place is given.
    pub fn of_count(count: usize, args: u8, place: Option<u8>) -> Form {
        let args_alone = count == usize::from(args);
        match place {
            _ if args_alone => Form::after(args, true, None, false),
            Some(_) => Form::after(args, false, place, count != usize::from(args) + 1),
            None => Form::after(args, true, None, true),
        }
    }

    /// Of a comparer.
    pub const PAIR: Form = Form {
        count: 2,
        ..Form::UNKNOWN
    };
}

/// What is done with the results.
pub enum Visit {
    Nothing,
    Map(Vec<Value>),
    /// Keep the items for which the result is true.
    Filter(Vec<Value>),
    /// Take out the items for which the truth of the result is `removed`.
    Separate {
        removed: bool,
        taken: Vec<Value>,
        kept: Vec<Value>,
    },
    /// The result so far is the first argument of the next call.
    Fold(Value),
    /// The first item for which the result is true, or is not, ends the loop.
    Until(bool),
    /// The first result that is not `()` ends the loop.
    UntilSome(Value),
    /// The calls compare.
    Sort(Box<Sorter>),
}

/// One such loop.
pub struct Each {
    items: Array,
    /// The array that the loop walks over, in which items change that the function has changed as `this`.
    pub receiver: Array,
    /// The place of the item that is being asked about.
    pub at: usize,
    /// So many items are left, with that one.
    left: usize,
    backwards: bool,
    form: Form,
    pub visit: Visit,
    /// Has `Until` or `UntilSome` found what it looked for?
    pub has_found: bool,
    /// Has the last result been kept, with no call to follow?
    pub is_over: bool,
}

impl Each {
    /// A loop over the items from `start` on.
    pub fn new(receiver: Array, start: usize, form: Form, visit: Visit) -> Self {
        Each {
            left: receiver.len().saturating_sub(start),
            items: receiver.clone(),
            receiver,
            at: start,
            backwards: false,
            form,
            visit,
            has_found: false,
            is_over: false,
        }
    }

    /// From the last item to the first.
    pub fn go_backwards(&mut self) {
        self.at = self.left.saturating_sub(1);
        self.backwards = true;
    }

    pub fn form(&self) -> Form {
        self.form
    }

    /// The item of the next call.
    pub fn item(&self) -> Option<&Value> {
        (self.left > 0).then(|| &self.items[self.at])
    }

    /// The items that have not been asked about, and the one that is.
    pub fn rest(&self) -> &[Value] {
        self.items.get(self.at..).unwrap_or_default()
    }

    /// Put the arguments of the next call into the registers, and `this`, where that is the item, into the one of that number. False when
    /// there is no next call.
    #[inline]
    pub fn put(&mut self, registers: &mut [Value], this: usize) -> bool {
        match &mut self.visit {
            Visit::Sort(sorter) => return sorter.put(registers),
            _ if self.left == 0 => return false,
            Visit::Fold(result) => registers[0].take_from(result),
            _ => {}
        }
        let item = &self.items[self.at];
        if let Some(place) = self.form.item {
            registers[usize::from(place)].set_copy(item);
        }
        if self.form.binds_this {
            registers[this].set_copy(item);
        }
        if let Some(place) = self.form.index {
            registers[usize::from(place)].set_int(self.at as i64);
        }
        true
    }

    /// Keep what a call has given, and what the item has become as `this`. False when no call shall follow.
    #[inline]
    pub fn visit(&mut self, result: &mut Value, this: Option<Value>) -> bool {
        let was_bound = this.is_some();
        if let Some(this) = this {
            self.write_back(this);
        }
        match &mut self.visit {
            Visit::Nothing => {}
            Visit::Map(mapped) => mapped.push(result.transfer()),
            Visit::Filter(kept) => {
                if is_true(result) {
                    kept.push(match was_bound {
                        true => self.receiver[self.at].clone(),
                        false => self.items[self.at].clone(),
                    });
                }
            }
            Visit::Separate {
                removed,
                taken,
                kept,
            } => {
                let item = match was_bound {
                    true => self.receiver[self.at].clone(),
                    false => self.items[self.at].clone(),
                };
                match is_true(result) == *removed {
                    true => taken.push(item),
                    false => kept.push(item),
                }
            }
            Visit::Fold(so_far) => so_far.take_from(result),
            Visit::Until(wanted) => {
                if is_true(result) == *wanted {
                    self.has_found = true;
                    return false;
                }
            }
            Visit::UntilSome(found) => {
                if !result.is_unit() {
                    *found = result.transfer();
                    self.has_found = true;
                    return false;
                }
            }
            Visit::Sort(sorter) => {
                sorter.answer(result);
                return true;
            }
        }
        self.left -= 1;
        self.at = match self.backwards {
            true => self.at.saturating_sub(1),
            false => self.at + 1,
        };
        true
    }

    fn write_back(&mut self, this: Value) {
        if !is_unchanged(&self.items[self.at], &this)
            && let Some(item) = self.receiver.items_mut().get_mut(self.at)
        {
            *item = this;
        }
    }

    /// Does the loop go on after this error of a call?
    pub fn forgives(&mut self, error: &Error) -> bool {
        match &mut self.visit {
            Visit::Sort(sorter) if is_no_answer(error) => {
                sorter.answer(&Value::Unit);
                true
            }
            _ => false,
        }
    }
}
