//! Cells by one thread and by several.

use super::*;
use crate::objects::value::Closure;

#[test]
fn a_cell_takes_values_of_every_kind_in_turn() {
    let cell = Cell::new(Value::Int(1));
    for value in [
        Value::Float(2.5),
        Value::Unit,
        Value::Bool(true),
        Value::string("text"),
        Value::Int(7),
        Value::array(vec![Value::Int(1)]),
    ] {
        cell.store(value.clone());
        assert_eq!(format!("{:?}", cell.load().unwrap()), format!("{value:?}"));
    }
}

fn items(cell: &Cell) -> usize {
    let length = |value: &Value| matches!(value, Value::Array(items) if !items.is_empty());
    assert_eq!(cell.look_at_data(length), Some(true));
    match cell.load() {
        Some(Value::Array(items)) => items.len(),
        other => panic!("{other:?}"),
    }
}

fn push(cell: &Cell) {
    let pushed = cell.update_data(|value| match value {
        Value::Array(items) => items.items_mut().push(Value::Unit),
        other => panic!("{other:?}"),
    });
    assert_eq!(pushed, Some(()));
}

#[test]
fn data_that_is_only_read_is_opened_once_and_each_change_is_seen() {
    share_cells();
    let kind = Cell::kind;
    let global = |value| {
        let cell = Cell::global();
        cell.declare(value);
        cell
    };
    let cell = global(Value::array(vec![Value::Int(1)]));
    for length in 1..4 {
        for _ in 0..200 {
            assert_eq!(items(&cell), length);
        }
        assert_eq!(kind(&cell) == OPEN, length == 1);
        push(&cell);
        assert_eq!(kind(&cell), HEAP);
    }
    let cell = global(Value::string("a text that stands on the heap"));
    (0..200).for_each(|_| drop(cell.load()));
    assert_eq!(kind(&cell), OPEN);
    cell.store(Value::Int(5));
    assert!(matches!(cell.load(), Some(Value::Int(5))));
    cell.store(Value::array(vec![Value::Unit]));
    cell.update(|value| *value = Value::Bool(true));
    assert!(matches!(cell.load(), Some(Value::Bool(true))));
    // What holds more than data is never kept, nor is what an attribute or a capture holds.
    let function = Closure::named("f".into());
    let function = Value::Function(std::sync::Arc::new(function));
    let rows = |value| Value::array(vec![Value::array(vec![value])]);
    for cell in [global(rows(function)), Cell::new(rows(Value::Unit))] {
        (0..200).for_each(|_| drop(cell.load()));
        assert_eq!(kind(&cell), HEAP);
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "cells know no runtime")]
fn readers_of_opened_data_see_changes_in_their_order() {
    share_cells();
    for _ in 0..50 {
        let cell = Cell::global();
        cell.declare(Value::array(vec![Value::Unit]));
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    let mut last = 1;
                    while last < 4 {
                        let now = items(&cell);
                        assert!(now >= last, "{now} after {last}");
                        last = now;
                    }
                });
            }
            for done in 1..4 {
                (0..300).for_each(|_| assert_eq!(items(&cell), done));
                push(&cell);
                assert_eq!(items(&cell), done + 1);
            }
        });
    }
}

#[test]
fn an_unset_cell_has_no_value() {
    assert!(Cell::unset().load().is_none());
}

#[test]
#[expect(clippy::disallowed_methods, reason = "cells know no runtime")]
fn racing_writers_of_different_kinds_never_show_a_third_value() {
    share_cells();
    let cell = Cell::new(Value::Int(7));
    std::thread::scope(|scope| {
        for value in [Value::Int(7), Value::Float(1.5), Value::Bool(true)] {
            let cell = &cell;
            scope.spawn(move || {
                for _ in 0..20_000 {
                    cell.store(value.clone());
                }
            });
        }
        for _ in 0..20_000 {
            let seen = cell.load().unwrap();
            assert!(
                matches!(seen, Value::Int(7) | Value::Bool(true))
                    || matches!(seen, Value::Float(f) if f == 1.5),
                "{seen:?}"
            );
        }
    });
}

#[test]
#[expect(clippy::disallowed_methods, reason = "cells know no runtime")]
fn pushes_from_two_threads_lose_nothing_and_copy_nothing() {
    share_cells();
    let cell = Cell::new(Value::array(Vec::new()));
    let moves = AtomicU64::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                for i in 0..150_000 {
                    cell.update(|value| match value {
                        Value::Array(array) => {
                            let before = array.as_ptr();
                            array.items_mut().push(Value::Int(i));
                            moves.fetch_add(u64::from(array.as_ptr() != before), SeqCst);
                        }
                        other => panic!("{other:?}"),
                    });
                }
            });
        }
    });
    assert!(matches!(cell.load(), Some(Value::Array(array)) if array.len() == 300_000));
    // It doubles when it is full, and stays where it is for all other pushes.
    assert!(moves.load(SeqCst) <= 20, "{moves:?} moves");
}

#[test]
fn a_cell_takes_few_bytes() {
    assert_eq!(size_of::<Cell>(), 48);
}

fn named(name: &str) -> Value {
    Value::Function(std::sync::Arc::new(Closure::named(name.into())))
}

#[test]
fn a_word_that_several_threads_can_see_serves_values_of_one_kind() {
    share_cells();
    let cell = Cell::new(Value::Char('a'));
    cell.store(Value::Char('é'));
    assert_eq!((cell.kind(), cell.word.load(SeqCst)), (CHAR, 233));
    for value in [
        Value::string("text"),
        Value::Int(7),
        Value::Char('b'),
        Value::Unit,
        Value::Float(0.5),
        Value::Bool(true),
    ] {
        let is_unit = value.is_unit();
        cell.store(value.clone());
        assert_eq!(format!("{:?}", cell.load().unwrap()), format!("{value:?}"));
        assert_eq!(cell.kind(), if is_unit { UNIT } else { HEAP });
        assert_eq!(
            cell.is_number(),
            matches!(value, Value::Int(_) | Value::Float(_))
        );
        // What is not data is left alone by who looks for data.
        assert_eq!(cell.look_at_data(|_| ()).is_some(), value.is_heap());
        assert_eq!(cell.update_data(|_| ()).is_some(), value.is_heap());
    }
    // A late writer has looked at the kind long ago.
    cell.word.store(1, SeqCst);
    assert!(matches!(cell.load(), Some(Value::Bool(true))));
}

#[test]
fn a_first_handle_that_is_often_read_is_read_without_the_lock() {
    let cell = Cell::new(named("f"));
    let is = |name: &str| matches!(cell.load(), Some(Value::Function(f)) if f.name == name);
    assert!(cell.is_first_handle() && cell.fixed().is_none());
    assert!((0..20).all(|_| is("f")));
    assert!(cell.is_first_handle() && cell.fixed().is_some());
    // Changed where it stands, or assigned: from then on it is a value as any other.
    cell.update(|value| *value = named("g"));
    assert!((0..20).all(|_| is("g")));
    assert!(!cell.is_first_handle() && cell.fixed().is_none());
    let other = Cell::new(named("f"));
    other.update(|value| *value = named("h"));
    assert!(!other.is_first_handle());
    other.store(named("i"));
    let held = |cell: &Cell| {
        let mut count = 0;
        assert!(cell.each_held(|_| count += 1));
        count
    };
    assert_eq!((held(&cell), held(&other)), (2, 1));
}
