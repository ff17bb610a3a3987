//! What can follow a dot after a value: methods and properties by its type. Choosing among them is in `complete`.

use crate::engine::code::Lines;
use crate::engine::natives::NativeClass;
use crate::engine::value::{Class, ObjectKind, Value, type_name};
use crate::library;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

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

    pub fn function(name: impl Into<String>, parameters: &str) -> Member {
        let parameters = parameters.split_whitespace().collect::<Vec<_>>().join(" ");
        Member {
            name: name.into(),
            parameters: Some(parameters),
        }
    }
}

/// The methods of Rhai's own types, by the name of the type.
type DataMethods = BTreeMap<String, Vec<Member>>;

static DATA: LazyLock<DataMethods> = LazyLock::new(|| {
    let mut methods = DataMethods::new();
    for signature in rhai::Engine::new().gen_fn_signatures(true) {
        if let Some((of, member)) = method_of_signature(&signature) {
            let list = methods.entry(of).or_default();
            if !list.iter().any(|other| other.name == member.name) {
                list.push(member);
            }
        }
    }
    for module in library::modules()
        .iter()
        .filter(|module| module.name == "str")
    {
        let list = methods.entry("string".to_string()).or_default();
        for native in module.functions() {
            let rest = native
                .parameters
                .split_once(',')
                .map_or("", |(_, rest)| rest);
            list.retain(|other| other.name != native.name);
            list.push(Member::function(native.name, rest));
        }
    }
    methods
});

/// Read the signatures now, so that the first Tab need not.
pub fn prepare() {
    LazyLock::force(&DATA);
}

/// `push(array: &mut Array, item: ?) -> ()` → the type of the first parameter, and the method.
fn method_of_signature(signature: &str) -> Option<(String, Member)> {
    let (name, rest) = signature.split_once('(')?;
    let is_name = name.starts_with(|char: char| char.is_alphabetic())
        && name
            .chars()
            .all(|char| char.is_alphanumeric() || char == '_');
    if !is_name {
        return None;
    }
    let parameters = rest.rsplit_once(')').map_or(rest, |(inside, _)| inside);
    let (first, rest) = parameters.split_once(',').unwrap_or((parameters, ""));
    let (_, first) = first.split_once(':')?;
    let of = match first
        .trim()
        .trim_start_matches("&mut ")
        .trim_start_matches('&')
    {
        "Array" | "array" | "Vec<Dynamic>" => "array",
        "Map" | "map" => "map",
        "str" | "string" | "String" | "ImmutableString" => "string",
        "INT" | "i64" => "i64",
        "FLOAT" | "f64" => "f64",
        "char" => "char",
        "bool" => "bool",
        "FnPtr" | "Fn" => "Fn",
        "Blob" | "blob" => "blob",
        "Instant" | "timestamp" => "timestamp",
        _ => return None,
    };
    let names: Vec<&str> = rest
        .split(',')
        .filter_map(|parameter| Some(parameter.split(':').next()?.trim()))
        .filter(|name| !name.is_empty())
        .collect();
    Some((of.to_string(), Member::function(name, &names.join(", "))))
}

/// What can follow a dot after the value.
pub fn members_of(value: &Value, lines: &Lines) -> Vec<Member> {
    let mut members = Vec::new();
    match value {
        Value::Object(object) => {
            if let ObjectKind::Instance(instance) = object.kind() {
                let names = instance.attributes.names();
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
    members.extend(DATA.get(&of).into_iter().flatten().cloned());
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
        for (name, function) in own.methods.iter().filter(|(name, _)| *name != "init") {
            let parameters = unit
                .as_ref()
                .map(|unit| parameters(unit.function(*function)));
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

/// The parameters of a script's function, as it names them.
pub fn parameters(function: &crate::engine::code::Function) -> String {
    let names = function
        .register_names
        .iter()
        .take(function.params as usize);
    names
        .map(|named| named.name.as_str())
        .collect::<Vec<_>>()
        .join(", ")
}

/// Every method and property that any type has: for a receiver that is not known.
pub fn all_members() -> Vec<Member> {
    let mut members = Vec::new();
    for module in library::modules() {
        for class in module.classes {
            of_native(class, &mut members);
        }
    }
    members.extend(DATA.values().flatten().cloned());
    tidy(members)
}

/// What a module of the library has.
pub fn members_of_module(name: &str) -> Vec<Member> {
    let mut members = Vec::new();
    for module in library::modules()
        .iter()
        .filter(|module| module.name == name)
    {
        members.extend(
            module
                .functions()
                .map(|native| Member::function(native.name, native.parameters)),
        );
        members.extend(module.classes.iter().map(|class| match class.constructor {
            Some(native) => Member::function(class.name, native.parameters),
            None => Member::value(class.name),
        }));
        members.extend(
            module
                .constants
                .iter()
                .map(|constant| Member::value(constant.name)),
        );
    }
    tidy(members)
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
