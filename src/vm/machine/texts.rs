//! The text of values as scripts see it: an instance whose class has a method `to_string` (inside other values also `to_debug`) says it
//! itself. Walking through the value is `value::display`'s; here its methods are run.

use super::{Machine, Outcome};
use crate::messages::message;
use crate::objects::abi::{NativeClass, meter};
use crate::objects::code::BinaryOp;
use crate::objects::error::{Error, Kind};
use crate::objects::value::{Handle, Map, Object, Teller, Text, Value, told_debug, told_text};

/// Values inside so many others take the native stack of one more call.
const LEVELS_OF_A_CALL: usize = 12;

/// Writing a byte of such a text takes as long as moving so many.
const COST: usize = 4;

/// Of larger data it is taken for granted that it holds objects with a text: asking would cost more than it saves.
const MOST: usize = 10_000;

/// Deeper data is not looked into for the prompt, which shows less.
const DEEPEST: usize = 50;

/// In the place of an object, what it says of itself.
struct Told(Text);

static TOLD: NativeClass = NativeClass {
    name: "object",
    module: "",
    doc: "",
    parent: None,
    constructor: None,
    methods: &[],
    properties: &[],
    blank: None,
};

impl Handle for Told {
    fn class(&self) -> &'static NativeClass {
        &TOLD
    }

    fn describe(&self) -> String {
        self.0.to_string()
    }
}

/// What the text of a value is for.
#[derive(Clone, Copy)]
enum Wanted {
    /// `print` shows it.
    Text,
    /// It shows inside arrays and maps.
    Debug,
}

/// Asks the objects' methods, and counts the items as work.
struct Asker<'m, 't>(&'m mut Machine<'t>, Wanted);

impl Teller for Asker<'_, '_> {
    fn tell(&mut self, object: &Object, level: usize) -> Result<Option<Text>, Error> {
        self.0.tell(object, level, self.1)
    }

    fn step(&mut self, items: usize) -> Result<(), Error> {
        meter::step(items)
    }
}

impl Machine<'_> {
    /// What `print` shows.
    pub(super) fn text_of_value(&mut self, value: &Value) -> Outcome<Text> {
        let text = told_text(value, &mut Asker(self, Wanted::Text))?;
        meter::walk_bytes(COST * text.len())?;
        Ok(text)
    }

    /// What shows inside arrays.
    pub(super) fn debug_of_value(&mut self, value: &Value) -> Outcome<String> {
        let text = told_debug(value, &mut Asker(self, Wanted::Debug))?;
        meter::walk_bytes(COST * text.len())?;
        Ok(text)
    }

    /// The text that the object's class gives it, if it does.
    fn tell(&mut self, object: &Object, level: usize, wanted: Wanted) -> Outcome<Option<Text>> {
        let methods: &[&str] = match wanted {
            Wanted::Text if level == 0 => &["to_string"],
            _ => &["to_debug", "to_string"],
        };
        let found = object.as_instance().and_then(|instance| {
            let class = &instance.class;
            methods
                .iter()
                .find_map(|name| Some((*name, class.find(name, 0)?)))
        });
        let Some((name, (class, function))) = found else {
            return Ok(None);
        };
        let unit = self.unit_of(class)?;
        let this = Some(Value::Object(object.clone()));
        let levels = level / LEVELS_OF_A_CALL;
        self.native_depth += levels;
        let text = self.call_function_of(&unit, function, None, &mut [], this);
        self.native_depth -= levels;
        match text?.0 {
            Value::Str(text) => Ok(Some(text)),
            other => Err(Error::type_error(message!(
                "to-string-kind",
                class = class.name.as_str(),
                name,
                kind = crate::objects::value::type_name(&other)
            ))
            .with_hint(message!("to-string-kind.hint", name))),
        }
    }

    /// `a + b` where one side is a text, and the other has a text of its own.
    pub(super) fn joined_with_told(
        &mut self,
        op: BinaryOp,
        a: &Value,
        b: &Value,
    ) -> Option<Outcome<Value>> {
        let joined = match (a, b) {
            _ if op != BinaryOp::Add => return None,
            (Value::Str(_) | Value::Char(_), _) if tells(b) => {
                let text = self.text_of_value(b);
                text.map(|text| (a.clone(), Value::Str(text)))
            }
            (_, Value::Str(_)) if tells(a) => {
                let text = self.text_of_value(a);
                text.map(|text| (Value::Str(text), b.clone()))
            }
            _ => return None,
        };
        Some(joined.and_then(|(a, b)| self.apply(op, &a, &b)))
    }

    /// `value.to_string()`, `value.to_debug()` of data with objects inside that tell their text; of a text that such a value is appended
    /// to, the argument becomes its text.
    pub(super) fn told_method(
        &mut self,
        name: &str,
        receiver: &Value,
        args: &mut [Value],
    ) -> Option<Outcome<Value>> {
        if !asks_for_text(name, receiver, args) {
            return None;
        }
        match (name, receiver, args) {
            ("to_string", _, []) => Some(self.text_of_value(receiver).map(Value::Str)),
            ("to_debug", _, []) => Some(self.debug_of_value(receiver).map(Value::string)),
            (_, _, args) => {
                for arg in args {
                    match self.text_of_value(arg) {
                        Ok(text) => *arg = Value::Str(text),
                        Err(error) => return Some(Err(error)),
                    }
                }
                None
            }
        }
    }

    /// The value as it is to be shown by who can run nothing: with what objects say of themselves in their place. Nothing when none does.
    ///
    /// # Errors
    /// Those of the objects' `to_string`.
    pub fn told(&mut self, value: &Value) -> Outcome<Option<Value>> {
        match tells(value) {
            true => self.with_told(value, 0, &mut MOST.clone()).map(Some),
            false => Ok(None),
        }
    }

    fn with_told(&mut self, value: &Value, level: usize, left: &mut usize) -> Outcome<Value> {
        if *left == 0 || level > DEEPEST {
            return Ok(value.clone());
        }
        *left -= 1;
        Ok(match value {
            Value::Object(object) => match self.tell(object, level.max(1), Wanted::Debug)? {
                Some(text) => Value::Object(Object::new(Told(text))),
                None => value.clone(),
            },
            Value::Array(array) => {
                let mut items = Vec::with_capacity(array.len());
                for item in array.iter() {
                    items.push(self.with_told(item, level + 1, left)?);
                }
                Value::array(items)
            }
            Value::Map(map) => {
                let mut entries = Map::default();
                for (key, item) in map.iter() {
                    entries.set(key, self.with_told(item, level + 1, left)?);
                }
                Value::Map(entries)
            }
            _ => value.clone(),
        })
    }

    /// What a thrown object says of itself, for the report of an error that nobody has caught: nobody can ask it later.
    pub(super) fn tell_thrown(&mut self, error: &mut Error) {
        let Kind::Thrown(value) = error.kind() else {
            return;
        };
        let value = value.clone();
        // Its own failure would hide the error that is being told.
        if let Ok(told @ Some(_)) = self.told(&value) {
            error.body_mut().told = told;
        }
    }
}

/// Does the method give the text of something that tells its own?
pub(super) fn asks_for_text(name: &str, receiver: &Value, args: &[Value]) -> bool {
    match receiver {
        Value::Array(_) | Value::Map(_) | Value::Object(_) => {
            args.is_empty() && matches!(name, "to_string" | "to_debug") && tells(receiver)
        }
        Value::Str(_) => matches!(name, "append" | "+" | "+=") && args.iter().any(tells),
        _ => false,
    }
}

/// Is it, or may it hold, an instance that says itself how it shows?
pub(super) fn tells(value: &Value) -> bool {
    fn look(value: &Value, left: &mut usize) -> bool {
        if *left == 0 {
            return true;
        }
        *left -= 1;
        match value {
            Value::Object(object) => object.as_instance().is_some_and(|instance| {
                let class = &instance.class;
                class.has("to_string") || class.has("to_debug")
            }),
            Value::Array(array) => array.iter().any(|item| look(item, left)),
            Value::Map(map) => map.unordered().any(|(_, item)| look(item, left)),
            Value::Cell(cell) => cell.load().is_some_and(|value| look(&value, left)),
            _ => false,
        }
    }
    look(value, &mut MOST.clone())
}
