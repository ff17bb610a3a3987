//! Loops over ranges: of integers, which need no iterator, and of whatever else has one.

use super::{End, Machine, Outcome};
use crate::objects::abi::Args;
use crate::objects::code::{BinaryOp, RangeForm, Reg};
use crate::objects::value;
use crate::objects::value::Value;
use rhai::ImmutableString;

impl Machine<'_> {
    /// Begin a walk over a range of integers, or of anything else that has one. False when it is empty.
    pub(super) fn range_start(&mut self, state: Reg, form: RangeForm) -> Outcome<bool> {
        let (&Value::Int(start), &Value::Int(end)) =
            (self.register(state), self.register(state + 1))
        else {
            return self.range_items(state, form, None);
        };
        if form.is_call() && (self.linked.lines.is_some() || self.linked.caller.is_some()) {
            return self.range_items(state, form, None);
        }
        // The end register holds the last item.
        match form.last(end) {
            Some(last) if start <= last => {
                self.put(state + 1, Value::Int(last));
                self.put(state + 2, Value::Int(start));
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    pub(super) fn range_next(&mut self, state: Reg) -> Outcome<bool> {
        match (self.register(state), self.register(state + 1)) {
            (&Value::Int(now), &Value::Int(last)) if now < last => {
                self.put(state, Value::Int(now + 1));
                self.put(state + 2, Value::Int(now + 1));
                Ok(true)
            }
            (Value::Iterator(_), _) => match self.next_item(state)? {
                Some(item) => {
                    self.put(state + 2, item);
                    Ok(true)
                }
                None => Ok(false),
            },
            _ => Ok(false),
        }
    }

    /// Begin a walk in steps, over integers or anything else that has one. False when it is empty.
    pub(super) fn step_start(&mut self, state: Reg, step: Reg) -> Outcome<bool> {
        let state_is = [state, state + 1, step].map(|register| self.register(register));
        match state_is {
            [&Value::Int(start), &Value::Int(end), &Value::Int(by)]
                if by != 0 && self.linked.lines.is_none() && self.linked.caller.is_none() =>
            {
                self.put(state + 2, Value::Int(start));
                Ok(value::stepped(start, end, by))
            }
            _ => self.range_items(state, RangeForm::Called, Some(step)),
        }
    }

    pub(super) fn step_next(&mut self, state: Reg, step: Reg) -> Outcome<bool> {
        let state_is = [state, state + 1, step].map(|register| self.register(register));
        if let [&Value::Int(now), &Value::Int(end), &Value::Int(by)] = state_is {
            let following = now.wrapping_add(by);
            self.put(state, Value::Int(following));
            self.put(state + 2, Value::Int(following));
            return Ok(value::stepped(following, end, by));
        }
        self.range_next(state)
    }

    pub(super) fn next_item(&mut self, iterator: Reg) -> Outcome<Option<Value>> {
        match self.register_mut(iterator) {
            Value::Iterator(iteration) => iteration.next().transpose(),
            Value::Object(_) => self.next_of_object(iterator),
            _ => Ok(None),
        }
    }

    /// A range whose bounds are no integers, or that somebody else may give: the items come from an iterator, if there is one. False when
    /// there are none.
    fn range_items(&mut self, state: Reg, form: RangeForm, step: Option<Reg>) -> Outcome<bool> {
        let at = self.at();
        let start = std::mem::take(self.register_mut(state));
        let end = std::mem::take(self.register_mut(state + 1));
        let items = match form {
            RangeForm::Open => self.apply(BinaryOp::Range, &start, &end)?,
            RangeForm::Closed => self.apply(BinaryOp::RangeInclusive, &start, &end)?,
            RangeForm::Called => {
                let step = step.map(|step| self.register(step).clone());
                self.called_range([start, end].into_iter().chain(step).collect())?
            }
            RangeForm::CalledTo => self.called_range([end].into_iter().collect())?,
        };
        let mut iteration = value::iterate(items, at)?;
        match iteration.next() {
            Some(item) => {
                *self.register_mut(state + 2) = item?;
                *self.register_mut(state) = Value::Iterator(Box::new(iteration));
                Ok(true)
            }
            None => Ok(false),
        }
    }

    /// What a call of `range` gives. In a session, and in the text of an `eval`, a function or a variable of the script may have the name.
    fn called_range(&mut self, mut args: Args) -> Outcome<Value> {
        self.check_native_depth()?;
        let linked = self.linked.clone();
        let base = linked.function(self.function).registers as Reg;
        let name = ImmutableString::from("range");
        let variable = match &linked.caller {
            Some(_) => self.find_named(&name),
            None => self.late_variable(&name),
        };
        let flow = match variable.and_then(|(cell, _)| cell.load()) {
            Some(callee @ Value::Function(_)) if linked.find_in(&name, args.len()).is_none() => {
                self.call_function_value(base, &callee, args, End::Boundary)?
            }
            _ => self.call_by_name(&linked, base, &name, &mut args, End::Boundary)?,
        };
        self.finish_call(flow)
    }
}
