//! Each operation that makes an array or a map, or lets it grow, asks the table first. Texts and blobs: `tests/cases/library/sizes.rhai`.

use super::*;
use crate::builtins::{binary, method, set_index, set_property, update};
use crate::objects::code::{BinaryOp, SiteCache};
use rhai::Position;

const AT: Position = Position::NONE;

fn call(name: &str, receiver: &Value, args: &[Value]) -> Result<Value, Error> {
    let mut receiver = receiver.clone();
    let mut args = args.to_vec();
    let cache = SiteCache::default();
    method(name, &mut receiver, &mut args, false, &cache, AT)
}

fn refused_as(result: Result<Value, Error>, words: &str, what: &str) {
    let error = match result {
        Ok(_) => panic!("{what} is not refused"),
        Err(error) => format!("{error:?}"),
    };
    assert!(
        error.contains("MemoryError") && error.contains(words),
        "{what}: {error}"
    );
}

#[test]
fn what_is_too_large_is_refused_whatever_the_limit() {
    for (refused, message) in [
        (check_text(BYTES + 1), "longer than 256 MiB"),
        (check_blob(BYTES + 1), "longer than 256 MiB"),
        (check_repeated(BYTES, usize::MAX), "longer than 256 MiB"),
        (check_array(ITEMS + 1), "more than 33554432 items"),
        (check_map(ENTRIES + 1), "entries"),
    ] {
        refused_as(refused.map(|()| Value::Unit), message, message);
    }
    assert!(check_text(BYTES).is_ok() && check_array(ITEMS).is_ok());
    assert!(check_blob(BYTES).is_ok() && check_map(ENTRIES).is_ok());
}

#[test]
fn every_operation_that_lets_an_array_grow_asks_the_table() {
    let half = Value::array(vec![Value::Unit; ITEMS / 2 + 1]);
    let splice = [Value::Int(0), Value::Int(0), half.clone()];
    for (name, args) in [
        ("append", &[half.clone()][..]),
        ("pad", &[Value::Int(ITEMS as i64 + 1), Value::Unit]),
        ("splice", &splice),
    ] {
        refused_as(call(name, &half, args), "items", name);
    }
    refused_as(binary(BinaryOp::Add, "+", &half, &half, AT), "items", "+");
    let mut target = half.clone();
    let added = update(BinaryOp::Add, "+", &mut target, half.clone(), AT);
    refused_as(added.map(|()| Value::Unit), "items", "+=");
    drop((half, splice, target));
    let full = Value::array(vec![Value::Unit; ITEMS]);
    refused_as(call("push", &full, &[Value::Unit]), "items", "push");
    let args = [Value::Int(0), Value::Unit];
    refused_as(call("insert", &full, &args), "items", "insert");
    refused_as(
        binary(BinaryOp::Add, "+", &full, &Value::Int(1), AT),
        "items",
        "+ item",
    );
}

#[test]
fn every_operation_that_lets_a_map_grow_asks_the_table() {
    let entry = |index: usize| (rhai::Identifier::from(format!("k{index}")), Value::Unit);
    let full = Value::Map((0..ENTRIES).map(entry).collect());
    let more = Value::Map(Map::from([("new", Value::Unit)]));
    for (name, args) in [
        ("set", &["new".into(), Value::Unit][..]),
        ("mixin", std::slice::from_ref(&more)),
        ("fill_with", std::slice::from_ref(&more)),
    ] {
        refused_as(call(name, &full, args), "entries", name);
    }
    refused_as(binary(BinaryOp::Add, "+", &full, &more, AT), "entries", "+");
    let changed = |change: &dyn Fn(&mut Value) -> Result<(), Error>| {
        change(&mut full.clone()).map(|()| Value::Unit)
    };
    let add = |map: &mut Value| update(BinaryOp::Add, "+", map, more.clone(), AT);
    refused_as(changed(&add), "entries", "+=");
    let put = |map: &mut Value| set_index(map, &"new".into(), Value::Unit, AT, AT);
    refused_as(changed(&put), "entries", "[…] =");
    let put = |map: &mut Value| set_property(map, &Text::from("new"), Value::Unit, AT);
    refused_as(changed(&put), "entries", ".new =");
    // An entry that is there takes another value.
    let put = |map: &mut Value| set_index(map, &"k1".into(), Value::Int(1), AT, AT);
    assert!(changed(&put).is_ok());
}
