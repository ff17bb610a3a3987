//! What natives read their arguments with: optional ones, numbers, texts, maps of options. Each mistake names the parameter.

use crate::messages::{Message, closest, message};
use crate::objects::abi::{Call, Host, meter};
use crate::objects::error::Error;
use crate::objects::value::{Handle, Map, ObjectKind, Text, Value, type_name};
use crate::runtime::Task;

impl<'m> Call<'m> {
    /// The running thread, which now knows the line of the call: for natives that wait or switch.
    pub fn task(&self) -> &Task<'_> {
        let task = self.host.task();
        if let Some(line) = self.at.line() {
            task.set_line(line as u32);
        }
        task
    }

    /// The argument, if it is there and not `()`.
    pub fn optional(&self, index: usize) -> Option<&Value> {
        self.args.get(index).filter(|value| !value.is_unit())
    }

    /// Move the argument out; `()` when it is not there.
    pub fn take(&mut self, index: usize) -> Value {
        self.args
            .get_mut(index)
            .map(std::mem::take)
            .unwrap_or_default()
    }

    /// The error of an argument that is not what `parameter` wants.
    pub fn wrong(&self, index: usize, parameter: &str, wanted: impl Into<Message>) -> Error {
        let given = self
            .args
            .get(index)
            .map_or_else(|| "()".to_string(), type_name);
        Error::type_error(message!(
            "argument-wrong",
            name = self.name,
            parameter,
            wanted = wanted.into(),
            given
        ))
    }

    /// An integer.
    pub fn int(&self, index: usize, parameter: &str) -> Result<i64, Error> {
        match self.args.get(index) {
            Some(Value::Int(int)) => Ok(*int),
            Some(Value::Bool(truth)) => Ok(i64::from(*truth)),
            _ => Err(self.wrong(index, parameter, message!("an-integer"))),
        }
    }

    pub fn int_or(&self, index: usize, parameter: &str, default: i64) -> Result<i64, Error> {
        self.optional(index)
            .map_or(Ok(default), |_| self.int(index, parameter))
    }

    /// A number of either kind.
    pub fn float(&self, index: usize, parameter: &str) -> Result<f64, Error> {
        match self.args.get(index) {
            Some(Value::Int(int)) => Ok(*int as f64),
            Some(Value::Float(float)) => Ok(*float),
            Some(Value::Bool(truth)) => Ok(f64::from(u8::from(*truth))),
            _ => Err(self.wrong(index, parameter, message!("a-number"))),
        }
    }

    /// A number, or nothing when it is not given or `()`.
    pub fn optional_float(&self, index: usize, parameter: &str) -> Result<Option<f64>, Error> {
        self.optional(index)
            .map(|_| self.float(index, parameter))
            .transpose()
    }

    /// A truth value, as an `if` of Python would see it.
    pub fn truth_or(&self, index: usize, default: bool) -> bool {
        self.optional(index).map_or(default, is_true)
    }

    /// A text; a character is one.
    pub fn text(&self, index: usize, parameter: &str) -> Result<Text, Error> {
        match self.args.get(index) {
            Some(Value::Str(text)) => {
                // What asks for a text goes through it.
                meter::walk_bytes(4 * text.len())?;
                Ok(text.clone())
            }
            Some(Value::Char(char)) => Ok(Text::from(*char)),
            _ => Err(self.wrong(index, parameter, message!("a-string"))),
        }
    }

    pub fn optional_text(&self, index: usize, parameter: &str) -> Result<Option<Text>, Error> {
        self.optional(index)
            .map(|_| self.text(index, parameter))
            .transpose()
    }

    /// The items of an array, or none when it is not given or `()`.
    pub fn optional_array(&mut self, index: usize, parameter: &str) -> Result<Vec<Value>, Error> {
        match self.take(index) {
            Value::Unit => Ok(Vec::new()),
            Value::Array(array) => {
                meter::walk(array.len())?;
                Ok(array.into_items())
            }
            other => {
                self.args[index] = other;
                Err(self.wrong(index, parameter, message!("an-array")))
            }
        }
    }

    /// The map of options at the end of a call; none of its names may be unknown to `owner`.
    pub fn options(
        &self,
        index: usize,
        owner: &str,
        known: &'static [&'static str],
    ) -> Result<Map, Error> {
        match self.optional(index) {
            None => Ok(Map::default()),
            Some(Value::Map(map)) => {
                check_options(map, owner, known)?;
                Ok(map.clone())
            }
            Some(_) => Err(self.wrong(index, "options", message!("a-map"))),
        }
    }

    /// The handle that the method was called on.
    pub fn handle<T: Handle>(&self) -> Result<&'m T, Error> {
        self.receiver
            .and_then(|object| object.downcast::<T>())
            .ok_or_else(|| Error::type_error(message!("argument-receiver", name = self.name)))
    }
}

/// Refuse options that `owner` does not know.
pub fn check_options(map: &Map, owner: &str, known: &'static [&'static str]) -> Result<(), Error> {
    let Some(unknown) = map.keys().find(|name| !known.contains(&name.as_str())) else {
        return Ok(());
    };
    let remedy = match closest(unknown, known.iter().copied()) {
        Some(name) => message!("did-you-mean", name),
        None => message!("option-names", names = list(known)),
    };
    Err(Error::type_error(message!(
        "option-unknown",
        name = unknown.as_str(),
        owner,
        remedy
    )))
}

/// Does a function that will be called later take so many arguments, as far as that is known now?
///
/// # Errors
/// `TypeError` when it does not.
pub fn check_call_back(host: &dyn Host, function: &Value, given: usize) -> Result<(), Error> {
    let counts = host.counts_of(function);
    let Some(counts) = counts.filter(|counts| !counts.contains(given)) else {
        return Ok(());
    };
    let name = match function {
        Value::Function(closure) if closure.is_anonymous() => "|…|".to_string(),
        Value::Function(closure) => closure.name.to_string(),
        Value::Object(object) => match object.kind() {
            ObjectKind::Class(class) => class.name.to_string(),
            _ => object.class_name(),
        },
        _ => type_name(function),
    };
    let wanted = counts.in_words();
    Err(Error::type_error(message!(
        "thread-argument-count",
        name,
        wanted,
        given
    )))
}

fn list(names: &[&str]) -> Message {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => Message::from(last.as_str()),
        Some((last, others)) => message!("names-and", first = others.join(", "), last),
        None => message!("names-none"),
    }
}

/// Would an `if` of Python take the value for true?
pub fn is_true(value: &Value) -> bool {
    match value {
        Value::Unit => false,
        Value::Bool(truth) => *truth,
        Value::Int(int) => *int != 0,
        Value::Float(float) => *float != 0.0,
        Value::Str(text) => !text.is_empty(),
        Value::Array(array) => !array.is_empty(),
        Value::Map(map) => !map.is_empty(),
        Value::Foreign(dynamic) => match dynamic.read_lock::<rhai::Blob>() {
            Some(blob) => !blob.is_empty(),
            None => true,
        },
        Value::Object(object) => {
            let length = object.handle().and_then(|handle| handle.length());
            length != Some(0)
        }
        _ => true,
    }
}
