//! Functions with callbacks against Rhai's own, on a host that lets Rhai run the callbacks.

use super::*;
use crate::border::{from_dynamic, to_dynamic};
use crate::builtins::oracle::{engine, expected, literal, report, show};
use crate::objects::abi::Shared;
use crate::objects::error::Source;
use crate::objects::value::Closure;
use crate::runtime::{Task, Thread};
use rhai::{Dynamic, Engine, Scope};
use std::sync::Arc;

/// Functions that the scripts of these tests define.
const PRELUDE: &str = "fn double(x) { x * 2 } fn bump() { this += 1; this } fn add(x, y) { x + y } \
    fn less(x, y) { x < y } fn is_big(x) { x > 2 } fn at(x, i) { [x, i] } fn same(x, y) { x == y } fn fail(x) { throw x }";

/// Runs function values whose name is their source text.
struct RhaiHost(Engine);

impl RhaiHost {
    fn run(&self, call: &str, args: Args, this: Value) -> Result<(Value, Value), Error> {
        let mut scope = Scope::new();
        let names: Vec<String> = (0..args.len()).map(|index| format!("a{index}")).collect();
        for (name, arg) in names.iter().zip(args) {
            scope.push_dynamic(name.clone(), to_dynamic(arg));
        }
        scope.push_dynamic("receiver", to_dynamic(this));
        let list = names.join(", ");
        let call = call.replace("LIST", &list).replace(", )", ")");
        let result = self
            .0
            .eval_with_scope::<Dynamic>(&mut scope, &format!("{PRELUDE} {call}"))?;
        let this = scope.get_value::<Dynamic>("receiver").unwrap_or_default();
        Ok((from_dynamic(result), from_dynamic(this)))
    }
}

fn source(function: &Value) -> &str {
    match function {
        Value::Function(closure) => &closure.name,
        _ => "",
    }
}

impl Host for RhaiHost {
    fn call_with(&mut self, function: &Value, args: &mut [Value]) -> Result<Value, Error> {
        let args = args.iter_mut().map(std::mem::take).collect();
        let call = match source(function) {
            closure if closure.starts_with('|') => format!("let f = {closure}; f.call(LIST)"),
            name => format!("{name}(LIST)"),
        };
        self.run(&call, args, Value::Unit).map(|(result, _)| result)
    }

    fn call_with_this(
        &mut self,
        function: &Value,
        this: Value,
        args: Args,
    ) -> Result<(Value, Value), Error> {
        let call = match source(function) {
            closure if closure.starts_with('|') => {
                format!("let f = {closure}; receiver.call(f, LIST)")
            }
            name => format!("receiver.{name}(LIST)"),
        };
        self.run(&call, args, this)
    }

    fn arity_of(&self, function: &Value) -> Option<usize> {
        let parameters = source(function).strip_prefix('|')?.split('|').next()?;
        Some(
            parameters
                .split(',')
                .filter(|name| !name.trim().is_empty())
                .count(),
        )
    }

    fn source(&self) -> Arc<Source> {
        unreachable!("no function of arrays asks for the script's text")
    }

    fn call_method(&mut self, _: &Value, name: &str, _: Args) -> Result<Value, Error> {
        unreachable!("no function of arrays calls the method `{name}`")
    }

    fn task(&self) -> &Task<'_> {
        unreachable!("no function of arrays asks for the thread")
    }

    fn shared(&self) -> &std::sync::Arc<Shared> {
        unreachable!("no function of arrays asks for the run")
    }

    fn spawn(
        &mut self,
        name: String,
        _: bool,
        _: Box<dyn FnOnce(&mut dyn Host) + Send>,
    ) -> Result<std::sync::Arc<Thread>, Error> {
        unreachable!("no function of arrays starts the thread `{name}`")
    }
}

const ARRAYS: &[&str] = &[
    "[]",
    "[1]",
    "[3, 1, 2]",
    "[1, 1, 2, 3, 3, 3, 1]",
    "[5, 4, 3, 2, 1, 9, 8, 7, 6, 0, 12, 11, 10, 15, 14, 13, 20, 19, 2]",
    "[2.5, 1.5]",
];

const MAPS: &[&str] = &["#{}", "#{a: 1}", "#{a: 1, b: 3, c: 2}"];

/// Name and arguments; a callback is a closure, or `Fn(name)`, or a name in quotes.
const CALLS: &[(&str, &[&str])] = &[
    ("for_each", &["|| this += 1"]),
    ("for_each", &["|i| this += i"]),
    ("for_each", &["Fn(\"bump\")"]),
    ("for_each", &["|i, j| i"]),
    ("map", &["|x| x * 2"]),
    ("map", &["|x, i| [x, i]"]),
    ("map", &["|| this * 2"]),
    ("map", &["|| { this += 1; this }"]),
    ("map", &["|x, y, z| x"]),
    ("map", &["Fn(\"double\")"]),
    ("map", &["Fn(\"bump\")"]),
    ("map", &["Fn(\"at\")"]),
    ("map", &["Fn(\"missing\")"]),
    ("map", &["Fn(\"to_string\")"]),
    ("map", &["\"double\""]),
    ("map", &["\"not a name\""]),
    ("map", &["\"let\""]),
    ("map", &["|x| throw x"]),
    ("map", &["5"]),
    ("filter", &["|x| x > 2"]),
    ("filter", &["|x, i| i % 2 == 0"]),
    ("filter", &["|| this > 1"]),
    ("filter", &["|| { this += 1; this > 2 }"]),
    ("filter", &["|x| 5"]),
    ("filter", &["\"is_big\""]),
    ("index_of", &["|x| x == 2"]),
    ("index_of", &["|x| x == 3", "2"]),
    ("index_of", &["|x| x == 3", "-2"]),
    ("index_of", &["|| this == 3", "0"]),
    ("index_of", &["\"is_big\""]),
    ("index_of", &["\"is_big\"", "2"]),
    ("index_of", &["\"missing\""]),
    ("index_of", &["\"no name\"", "1"]),
    ("find", &["|x| x > 1"]),
    ("find", &["|x| x > 1", "2"]),
    ("find", &["|x| x > 100"]),
    ("find_map", &["|x| if x > 1 { x * 10 }"]),
    ("find_map", &["|x, i| if i > 1 { x * 10 }", "-2"]),
    ("some", &["|x| x > 2"]),
    ("some", &["\"is_big\""]),
    ("all", &["|x| x > 0"]),
    ("all", &["\"is_big\""]),
    ("reduce", &["|sum, x| (sum ?? 0) + x"]),
    ("reduce", &["|sum, x| sum + x", "100"]),
    ("reduce", &["|sum, x, i| sum + x * i", "100"]),
    ("reduce", &["|sum| sum + this", "100"]),
    ("reduce", &["\"add\"", "7"]),
    ("reduce", &["Fn(\"add\")", "7"]),
    ("reduce_rev", &["|text, x| `${text}${x}`", "\"\""]),
    ("reduce_rev", &["|text, x, i| `${text}${x}@${i} `", "\"\""]),
    ("zip", &["[10, 20]", "|x, y| x + y"]),
    ("zip", &["[10, 20, 30, 40]", "|x, y, i| [x, y, i]"]),
    ("zip", &["[10, 20]", "Fn(\"add\")"]),
    ("drain", &["|x| x > 2"]),
    ("drain", &["|x, i| i == 1"]),
    ("drain", &["|| { this += 1; this > 3 }"]),
    ("drain", &["\"is_big\""]),
    ("retain", &["|x| x > 2"]),
    ("retain", &["|x, i| i == 1"]),
    ("retain", &["\"is_big\""]),
    ("dedup", &["|x, y| x == y"]),
    ("dedup", &["|x, y| y > x"]),
    ("dedup", &["\"same\""]),
    ("sort", &["|x, y| x - y"]),
    ("sort", &["|x, y| x > y"]),
    ("sort", &["|x, y| y - x"]),
    ("sort", &["|x, y| x % 3 - y % 3"]),
    ("sort", &["|x| x"]),
    ("sort", &["|x, y| throw \"no order\""]),
    ("sort", &["|x, y| ()"]),
    ("dedup", &["|x, y| throw x"]),
    ("sort", &["\"less\""]),
    ("sort_by", &["|x, y| y - x"]),
    ("order", &["|x, y| y - x"]),
    ("order_by", &["Fn(\"less\")"]),
];

const MAP_CALLS: &[(&str, &[&str])] = &[
    ("map", &["|k, v| `${k}${v}`"]),
    ("map", &["|k| `${k}${this}`"]),
    ("map", &["|k| { this += 1; k }"]),
    ("map", &["|| this"]),
    ("filter", &["|k, v| v > 1"]),
    ("filter", &["|k| this > 1"]),
    ("drain", &["|k, v| k == \"a\""]),
    ("drain", &["|k, v| throw k"]),
    ("retain", &["|k, v| v > 1"]),
    ("retain", &["|k| { this += 10; k == \"b\" }"]),
];

fn argument(engine: &Engine, text: &str) -> Value {
    let function = |name: &str| Value::Function(std::sync::Arc::new(Closure::named(name.into())));
    if text.starts_with('|') {
        return function(text);
    }
    match text.strip_prefix("Fn(\"") {
        Some(name) => function(name.trim_end_matches("\")")),
        None => literal(engine, text),
    }
}

fn shown(text: String) -> String {
    // Only the name of a closure differs: Rhai numbers its own.
    match (text.contains("anon$"), text.contains("Function not found")) {
        (_, true) => "Function not found".to_string(),
        _ => text,
    }
}

fn check(receivers: &[&str], calls: &[(&str, &[&str])]) {
    let engine = engine();
    let mut differences = Vec::new();
    for receiver in receivers {
        for (name, args) in calls {
            let list = args.join(", ");
            let script =
                format!("{PRELUDE} let a = {receiver}; let result = a.{name}({list}); [result, a]");
            let mut value = literal(&engine, receiver);
            let values: Args = args.iter().map(|text| argument(&engine, text)).collect();
            let mut host = RhaiHost(engine_of_tests());
            let found = match calling(&value, name, &values) {
                Some(run) => run(&mut host, &mut value, values, Position::NONE),
                None => {
                    let mut values = values;
                    crate::builtins::method(
                        name,
                        &mut value,
                        &mut values,
                        false,
                        &crate::objects::code::SiteCache::default(),
                        Position::NONE,
                    )
                }
            };
            let found = shown(show(
                found.map(|result| Value::array(vec![result, value.clone()])),
            ));
            let wanted = shown(expected(&engine, &script));
            if found != wanted {
                differences.push(format!(
                    "{receiver}.{name}({list})\n    Rhai: {wanted}\n    ours: {found}"
                ));
            }
        }
    }
    report(differences, receivers.len() * calls.len());
}

fn engine_of_tests() -> Engine {
    crate::builtins::oracle::engine()
}

#[test]
fn functions_of_arrays_call_back_as_rhais_do() {
    check(ARRAYS, CALLS);
}

#[test]
fn functions_of_maps_call_back_as_rhais_do() {
    check(MAPS, MAP_CALLS);
}

#[test]
fn constants_are_refused_where_rhai_refuses_them() {
    let engine = engine();
    let mut differences = Vec::new();
    for (receiver, calls) in [("[3, 1, 2]", CALLS), ("#{a: 1}", MAP_CALLS)] {
        for (name, args) in calls {
            let values: Vec<Value> = args.iter().map(|text| argument(&engine, text)).collect();
            let value = literal(&engine, receiver);
            if calling(&value, name, &values).is_none() {
                continue;
            }
            let script = format!(
                "{PRELUDE} const A = {receiver}; A.{name}({})",
                args.join(", ")
            );
            let refused = expected(&engine, &script).contains("cannot be called on constant");
            if refused != changes_receiver(&value, name, &values) {
                differences.push(script);
            }
        }
    }
    report(differences, CALLS.len() + MAP_CALLS.len());
}

#[test]
fn a_comparer_without_an_order_still_ends() {
    let engine = engine();
    let items = format!("{:?}", (0..40).collect::<Vec<i64>>());
    for comparer in ["|x, y| true", "|x, y| 1", "|x, y| -1"] {
        let mut value = literal(&engine, &items);
        let values = Args::from_iter([argument(&engine, comparer)]);
        let run = calling(&value, "sort", &values).unwrap();
        let mut host = RhaiHost(engine_of_tests());
        run(&mut host, &mut value, values, Position::NONE).unwrap();
        assert!(matches!(value, Value::Array(array) if array.len() == 40));
    }
}
