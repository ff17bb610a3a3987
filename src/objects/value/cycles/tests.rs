//! Looks at handles that hold each other. Objects and closures are asked of whole scripts, in `tests/all/cycles.rs`.

use super::super::{Cell, Handle, Map, Object, Value};
use super::{Contents, Cycles, is_settled};
use crate::objects::abi::NativeClass;
use parking_lot::Mutex;

static CLASS: NativeClass = NativeClass {
    name: "Holder",
    module: "",
    doc: "",
    parent: None,
    constructor: None,
    methods: &[],
    properties: &[],
    blank: None,
};

#[derive(Default)]
struct Holder(Mutex<Value>);

impl Handle for Holder {
    fn class(&self) -> &'static NativeClass {
        &CLASS
    }

    fn contents(&self) -> Option<&dyn Contents> {
        Some(self)
    }
}

impl Contents for Holder {
    fn each(&self, look: &mut dyn FnMut(&Value)) -> bool {
        self.0.try_lock().inspect(|held| look(held)).is_some()
    }

    fn let_go(&self) {
        let held = std::mem::take(&mut *self.0.lock());
        drop(held);
    }
}

fn holder(cycles: &Cycles) -> Object {
    let object = Object::new(Holder::default());
    cycles.note_handle(&object);
    object
}

fn put(into: &Object, value: Value) {
    let held = into.downcast::<Holder>().expect("a holder");
    *held.0.lock() = value;
}

/// How many things only cycles keep.
fn found(cycles: &Cycles) -> Option<usize> {
    cycles.look(&|| true).map(|(garbage, _)| {
        let found = garbage.count();
        garbage.free();
        found
    })
}

#[test]
fn what_is_held_from_elsewhere_lives_with_all_that_it_leads_to() {
    let cycles = Cycles::default();
    let (one, two) = (holder(&cycles), holder(&cycles));
    put(&one, Value::array(vec![Value::Object(two.clone())]));
    put(
        &two,
        Value::Map(Map::from([("back", Value::Object(one.clone()))])),
    );
    drop(one);
    assert_eq!(found(&cycles), Some(0));
    drop(two);
    assert_eq!(found(&cycles), Some(2));
    assert_eq!(found(&cycles), Some(0));
}

#[test]
fn data_that_several_hold_is_counted_once_for_each() {
    let cycles = Cycles::default();
    let (one, two) = (holder(&cycles), holder(&cycles));
    let both = Value::array(vec![Value::Object(one.clone()), Value::Object(two.clone())]);
    put(&one, both.clone());
    put(
        &two,
        Value::Cell(triomphe::Arc::new(Cell::new(both.clone()))),
    );
    drop((one, two));
    assert_eq!(found(&cycles), Some(0), "`both` is a variable");
    drop(both);
    // The two, the array and the cell.
    assert_eq!(found(&cycles), Some(4));
}

#[test]
fn a_look_gives_up_where_somebody_changes_something() {
    let cycles = Cycles::default();
    let one = holder(&cycles);
    put(&one, Value::Object(one.clone()));
    let guard = one.downcast::<Holder>().expect("a holder").0.lock();
    assert_eq!(found(&cycles), None);
    drop(guard);
    assert!(cycles.look(&|| false).is_none(), "it was told to stop");
    drop(one);
    assert_eq!(found(&cycles), Some(1));
}

#[test]
fn deep_data_is_looked_into_without_recursion() {
    let cycles = Cycles::default();
    let one = holder(&cycles);
    let mut deep = Value::Object(one.clone());
    for _ in 0..1_000_000 {
        deep = Value::array(vec![deep]);
    }
    put(&one, deep);
    drop(one);
    assert_eq!(found(&cycles), Some(1));
}

#[test]
fn only_what_is_complete_may_be_held_for_good() {
    assert!(is_settled(&Value::Object(Object::new(Holder::default()))));
    assert!(!is_settled(&Value::array(Vec::new())));
}
