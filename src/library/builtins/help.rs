//! `help`: what is known of a name. Who knows it is the catalogue, a floor above; the run hands it in.

use super::console::Stream;
use crate::library::declare::natives;
use crate::objects::abi::{Native, Topic};
use crate::objects::code::Linked;
use crate::objects::value::{FunctionTarget, Object, ObjectKind, Value, type_name};
use std::sync::Arc;

pub static FUNCTIONS: &[Native] = natives! {
    /// Print what is known of a name: how it is called, what it does, an example.
    ///
    /// The name is written as a text, `help("Queue.get")`; a class, a function or any value may stand without quotes. Names of Python are
    /// answered with how they are said here: `help("None")`, `help("threading.Thread")`. Without a name it shows what there is.
    ///
    /// ```no_run
    /// help("Queue.get");
    /// help(Lock);
    /// ```
    ///
    /// A function `help` of the script takes its place:
    ///
    /// ```
    /// fn help(name) { `no help for ${name}` }
    /// print(help("Queue"));      // prints no help for Queue
    /// ```
    fn help(name = ()) |call| {
        let topic = match topic(call.args.first().unwrap_or(&Value::Unit)) {
            Topic::Name(name) => match call.host.functions_named(&name) {
                own if own.is_empty() => Topic::Name(name),
                own => Topic::Functions(own),
            },
            other => other,
        };
        let shared = call.host.shared();
        let text = (shared.help)(&topic, shared.language);
        Stream::Output.write(call, &text)?;
        Ok(Value::Unit)
    }
};

/// What is asked about with a value.
fn topic(value: &Value) -> Topic {
    let name = match value {
        Value::Unit => String::new(),
        Value::Str(name) => name.to_string(),
        Value::Int(_) | Value::Float(_) => "number".to_string(),
        Value::Function(closure) => match &closure.target {
            FunctionTarget::Script { unit, function } => {
                return Topic::Functions(vec![(unit.clone(), *function)]);
            }
            FunctionTarget::Method(object) if !own_forms(object, &closure.name).is_empty() => {
                return Topic::Functions(own_forms(object, &closure.name));
            }
            FunctionTarget::Method(object) => format!("{}.{}", class_of(object), closure.name),
            FunctionTarget::Named(home) => {
                let named = home
                    .as_ref()
                    .map(|unit| unit.functions_named(&closure.name));
                match named {
                    Some(functions) if !functions.is_empty() => return Topic::Functions(functions),
                    _ => closure.name.to_string(),
                }
            }
        },
        Value::Object(object) => match object.kind() {
            ObjectKind::Class(class) => return Topic::Class(class.clone()),
            ObjectKind::Instance(instance) => return Topic::Class(instance.class.clone()),
            ObjectKind::Native(_) => class_of(object),
        },
        value => type_name(value),
    };
    Topic::Name(name)
}

/// The forms of a method of the script's class.
fn own_forms(object: &Object, name: &str) -> Vec<(Arc<Linked>, usize)> {
    let class = match object.kind() {
        ObjectKind::Instance(instance) => &instance.class,
        ObjectKind::Class(class) => class,
        ObjectKind::Native(_) => return Vec::new(),
    };
    let forms = class.counts(name).into_iter();
    let forms = forms.filter_map(|count| class.find(name, count));
    forms
        .filter_map(|(owner, function)| Some((owner.unit.upgrade()?, function)))
        .collect()
}

/// `threading.Lock`
fn class_of(object: &Object) -> String {
    match object.native_class() {
        Some(class) => format!("{}.{}", class.module, class.name),
        None => type_name(&Value::Object(object.clone())),
    }
}
