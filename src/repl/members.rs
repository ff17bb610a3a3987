//! What can follow a dot after a value: methods and properties by its type. Choosing among them is in `complete`.

use crate::catalogue::{Entry, Kind, entries, members_of_type, parameters};
use crate::library;
use crate::objects::abi::NativeClass;
use crate::objects::code::Lines;
use crate::objects::value::{Class, INIT, ObjectKind, Value, type_name};
use std::sync::Arc;

/// One name that can be completed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Member {
    pub name: String,
    /// The parameters, of what can be called.
    pub parameters: Option<String>,
}

impl Member {
    pub fn value(name: impl Into<String>) -> Member {
        Member {
            name: name.into(),
            parameters: None,
        }
    }

    /// A name of the catalogue; of several ways to call it, the longest.
    pub fn of(entry: &Entry) -> Member {
        match entry.calls.last() {
            Some(parameters) => Member::function(entry.name(), parameters),
            None => Member::value(entry.name()),
        }
    }

    pub fn function(name: impl Into<String>, parameters: &str) -> Member {
        let parameters = parameters.split_whitespace().collect::<Vec<_>>().join(" ");
        Member {
            name: name.into(),
            parameters: Some(parameters),
        }
    }
}

/// What can follow a dot after the value.
pub fn members_of(value: &Value, lines: &Lines) -> Vec<Member> {
    let mut members = Vec::new();
    match value {
        Value::Object(object) => {
            if let ObjectKind::Instance(instance) = object.kind() {
                let names = instance.names();
                members.extend(names.into_iter().map(Member::value));
                of_class(&instance.class, &mut members);
            }
            of_natives(object.native_class(), &mut members);
        }
        Value::Map(map) => {
            members.extend(map.keys().map(|key| Member::value(key.as_str())));
        }
        Value::Function(_) => members.push(Member::function("call", "arguments...")),
        _ => {}
    }
    let of = type_name(value);
    members.extend(members_of_type(&of).map(Member::of));
    for (unit, function) in lines.functions() {
        let function = unit.function(function);
        if function.this_type.as_deref() == Some(of.as_str()) {
            members.push(Member::function(function.name.as_str(), ""));
        }
    }
    tidy(members)
}

/// What can follow a dot after an object of the class, if there is a class of this name.
pub fn members_of_class(name: &str, lines: &Lines) -> Option<Vec<Member>> {
    let mut members = Vec::new();
    match lines.class(name) {
        Some(class) => {
            of_class(&class, &mut members);
            of_natives(class.native_base, &mut members);
        }
        None => of_natives(Some(library::class(name)?), &mut members),
    }
    Some(tidy(members))
}

fn of_natives(class: Option<&'static NativeClass>, members: &mut Vec<Member>) {
    let mut class = class;
    while let Some(native) = class {
        of_native(native, members);
        class = native.parent;
    }
}

fn of_class(class: &Arc<Class>, members: &mut Vec<Member>) {
    let mut class = Some(class);
    while let Some(own) = class {
        let unit = own.unit.upgrade();
        for (name, forms) in own.methods.iter().filter(|(name, _)| *name != INIT) {
            // Of several forms, the longest.
            let longest = forms.iter().max_by_key(|form| form.params);
            let form = unit.as_ref().zip(longest);
            let parameters = form.map(|(unit, form)| parameters(unit.function(form.function)));
            members.push(Member::function(
                name.as_str(),
                &parameters.unwrap_or_default(),
            ));
        }
        class = own.base.as_ref();
    }
}

fn of_native(class: &NativeClass, members: &mut Vec<Member>) {
    let methods = class.methods.iter();
    members.extend(methods.map(|native| Member::function(native.name, native.parameters)));
    let properties = class.properties.iter();
    members.extend(properties.map(|property| Member::value(property.name)));
}

/// Every method and property that any type has: for a receiver that is not known.
pub fn all_members() -> Vec<Member> {
    let is_member = |entry: &&Entry| {
        let is_text = entry.kind == Kind::Function && entry.owner() == Some("str");
        is_text || matches!(entry.kind, Kind::Method | Kind::Property)
    };
    tidy(entries().iter().filter(is_member).map(Member::of).collect())
}

/// What a module of the library has.
pub fn members_of_module(name: &str) -> Vec<Member> {
    let is_inside = |entry: &&Entry| entry.path.len() == 2 && entry.path[0] == name;
    tidy(entries().iter().filter(is_inside).map(Member::of).collect())
}

/// In the order of their names, each name once.
pub fn tidy(mut members: Vec<Member>) -> Vec<Member> {
    members.sort();
    members.dedup_by(|one, other| one.name == other.name);
    members
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_has_its_methods() {
        let lines = Lines::default();
        let names = |value: Value| -> Vec<String> {
            let members = members_of(&value, &lines).into_iter();
            members.map(|member| member.name).collect()
        };
        let array = names(Value::array(Vec::new()));
        for name in ["push", "len", "map", "sort"] {
            assert!(array.iter().any(|other| other == name), "{name}: {array:?}");
        }
        let text = names(Value::from("a"));
        for name in ["strip", "len", "upper", "contains"] {
            assert!(text.iter().any(|other| other == name), "{name}: {text:?}");
        }
        assert!(!text.iter().any(|name| name == "push_all"));
        assert!(
            members_of_module("threading")
                .iter()
                .any(|member| member.name == "Lock")
        );
        assert!(all_members().iter().any(|member| member.name == "acquire"));
    }
}
