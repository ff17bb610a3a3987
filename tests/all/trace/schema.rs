//! Is a JSON text what a schema describes? Of JSON Schema what `data/schemas` use; a word that is not known is a mistake.

use serde_json::Value;

/// Why `value` is not what `schema` describes, one reason a place.
pub fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    check(schema, schema, value, "$", &mut faults);
    faults
}

/// `root` holds the definitions.
fn check(root: &Value, schema: &Value, value: &Value, place: &str, faults: &mut Vec<String>) {
    if schema == &Value::Bool(false) {
        faults.push(format!("{place}: nothing may stand here"));
        return;
    }
    let schema = schema.as_object().expect("a schema is an object");
    for (word, wanted) in schema {
        let fits = match word.as_str() {
            "$schema" | "title" | "description" | "$defs" => true,
            "$ref" => {
                let path = wanted.as_str().and_then(|path| path.strip_prefix('#'));
                let inner = path.and_then(|path| root.pointer(path));
                check(root, inner.expect("a definition"), value, place, faults);
                true
            }
            "anyOf" => wanted.as_array().expect("a list").iter().any(|inner| {
                let mut wrong = Vec::new();
                check(root, inner, value, place, &mut wrong);
                wrong.is_empty()
            }),
            "type" => match wanted {
                Value::Array(types) => types.iter().any(|one| is_of(one, value)),
                one => is_of(one, value),
            },
            "const" => value == wanted,
            "enum" => wanted.as_array().expect("a list").contains(value),
            "minimum" => value
                .as_i64()
                .is_none_or(|number| number >= wanted.as_i64().expect("a number")),
            "minItems" => value
                .as_array()
                .is_none_or(|list| list.len() as u64 >= wanted.as_u64().expect("a number")),
            "pattern" => {
                assert_eq!(wanted, "^sha256:[0-9a-f]{64}$", "no other pattern is known");
                let digits = value.as_str().and_then(|text| text.strip_prefix("sha256:"));
                digits.is_some_and(|digits| {
                    digits.len() == 64 && digits.chars().all(|c| c.is_ascii_hexdigit())
                })
            }
            "required" => {
                let names = wanted.as_array().expect("a list");
                let has = |name: &Value| value.get(name.as_str().expect("a name")).is_some();
                value.is_null() || names.iter().all(has)
            }
            "properties" => {
                for (name, inner) in wanted.as_object().expect("an object") {
                    if let Some(value) = value.get(name) {
                        check(root, inner, value, &format!("{place}.{name}"), faults);
                    }
                }
                true
            }
            "additionalProperties" => {
                let known = schema["properties"].as_object().expect("an object");
                value
                    .as_object()
                    .is_none_or(|value| value.keys().all(|name| known.contains_key(name)))
            }
            "prefixItems" => {
                let places = wanted
                    .as_array()
                    .expect("a list")
                    .iter()
                    .zip(value.as_array().into_iter().flatten());
                for (number, (inner, value)) in places.enumerate() {
                    check(root, inner, value, &format!("{place}[{number}]"), faults);
                }
                true
            }
            "items" => {
                let before = schema
                    .get("prefixItems")
                    .map_or(0, |before| before.as_array().expect("a list").len());
                let rest = value
                    .as_array()
                    .into_iter()
                    .flatten()
                    .enumerate()
                    .skip(before);
                for (number, value) in rest {
                    check(root, wanted, value, &format!("{place}[{number}]"), faults);
                }
                true
            }
            other => panic!("`{other}` is not known here"),
        };
        if !fits {
            faults.push(format!("{place}: {value} does not fit `{word}: {wanted}`"));
        }
    }
}

fn is_of(name: &Value, value: &Value) -> bool {
    match name.as_str().expect("the name of a type") {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("`{other}` is no type"),
    }
}

#[test]
fn what_does_not_fit_is_named() {
    let schema = serde_json::json!({
        "type": "object", "additionalProperties": false, "required": ["a"],
        "properties": {"a": {"type": "array", "prefixItems": [{"enum": ["x"]}], "items": false}}
    });
    let fits = |value| faults(&schema, &value);
    assert!(fits(serde_json::json!({"a": ["x"]})).is_empty());
    for wrong in [
        serde_json::json!({}),
        serde_json::json!([]),
        serde_json::json!({"a": ["y"]}),
        serde_json::json!({"a": ["x", 1]}),
        serde_json::json!({"a": [], "b": 1}),
    ] {
        assert!(!fits(wrong.clone()).is_empty(), "{wrong}");
    }
}
