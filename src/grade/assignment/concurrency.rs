//! The properties of concurrency, each read from its key.

use super::context::Context;
use super::table::{Entry, Table};
use super::texts::{Kind, number};
use crate::grade::property::{Number, Property};
use crate::messages::message;

pub fn threads(entry: &Entry) -> Option<Property> {
    let table = entry.table("threads")?;
    table.check_keys(&["started", "daemon", "peak"]);
    let part = |key| optional(&table, key, |entry| number(entry, Kind::Whole));
    let (started, daemon, peak) = (part("started")?, part("daemon")?, part("peak")?);
    if started.is_none() && daemon.is_none() && peak.is_none() {
        entry.wrong(message!("assignment-empty-table", key = "threads"), None);
        return None;
    }
    Some(Property::Threads {
        started,
        daemon,
        peak,
    })
}

/// The value of a key that need not be there; nothing when it is there and wrong.
fn optional<'d, T>(
    table: &Table<'d>,
    key: &str,
    reading: impl Fn(&Entry<'d>) -> Option<T>,
) -> Option<Option<T>> {
    match table.get(key) {
        None => Some(None),
        Some(entry) => reading(&entry).map(Some),
    }
}

pub fn calls(entry: &Entry, context: &Context) -> Option<Property> {
    let table = entry.table("calls")?;
    table.check_keys(&["program", "count"]);
    let program = table.required("program");
    let count = table
        .required("count")
        .and_then(|count| number(&count, Kind::Whole));
    let program = program?;
    let name = program.text()?;
    context.check_program(&program, &name);
    Some(Property::Calls {
        program: name,
        count: count?,
    })
}

pub fn at_once(entry: &Entry, context: &Context) -> Option<Property> {
    let table = entry.table("at_once")?;
    table.check_keys(&["call", "most", "least"]);
    let call = table.required("call");
    let (most, least) = (
        optional(&table, "most", |entry| entry.count(0))?,
        optional(&table, "least", |entry| entry.count(0))?,
    );
    let call = call?;
    let name = call.text()?;
    if !context.programs.contains(&name) {
        context.check_call(&call, &name);
    }
    is_range(entry, "most, least", most, least)?;
    Some(Property::AtOnce {
        call: name,
        most,
        least,
    })
}

/// Something is said, and both can hold.
fn is_range(entry: &Entry, keys: &str, most: Option<u64>, least: Option<u64>) -> Option<()> {
    match (most, least) {
        (None, None) => {
            let title = message!("assignment-one-key", key = &entry.key, keys);
            entry.wrong(title, None);
            None
        }
        (Some(most), Some(least)) if least > most => {
            entry.wrong(message!("assignment-number-empty", key = &entry.key), None);
            None
        }
        _ => Some(()),
    }
}

pub fn inside(entry: &Entry, context: &Context) -> Option<Property> {
    let table = entry.table("inside")?;
    table.check_keys(&["function", "most", "reaches", "excludes"]);
    let functions = |entry: &Entry| {
        let names = entry.some_texts()?;
        for name in &names {
            context.check_function(name, name.as_str().unwrap_or_default());
        }
        Some(names.iter().filter_map(Entry::text).collect::<Vec<_>>())
    };
    let inside = table
        .required("function")
        .and_then(|entry| functions(&entry));
    let most = optional(&table, "most", |entry| entry.count(0))?;
    let reaches = optional(&table, "reaches", |entry| entry.count(1))?;
    let excludes = optional(&table, "excludes", functions)?.unwrap_or_default();
    if excludes.is_empty() {
        is_range(entry, "most, reaches, excludes", most, reaches)?;
    }
    Some(Property::Inside {
        functions: inside?,
        most,
        reaches,
        excludes,
    })
}

/// A ratio of two counts: no program gives an exact one.
pub fn parallelism(entry: &Entry) -> Option<Property> {
    match number(entry, Kind::Any)? {
        Number::Exactly(value) => {
            let hint = message!("assignment-parallelism.hint", value = value.to_string());
            entry.wrong(message!("assignment-parallelism"), Some(hint));
            None
        }
        number => Some(Property::Parallelism(number)),
    }
}

fn cells(list: &[Entry], context: &Context) -> Vec<String> {
    let cell = |entry: &Entry| {
        let name = entry.text()?;
        context.check_cell(entry, &name);
        Some(name)
    };
    list.iter().filter_map(cell).collect()
}

pub fn guarded(entry: &Entry, context: &Context) -> Option<Property> {
    if !entry.given.is_table() {
        let names = cells(&entry.some_texts()?, context);
        return Some(Property::Guarded(
            names.into_iter().map(|name| (name, None)).collect(),
        ));
    }
    let mut found = Vec::new();
    for lock in entry.table("guarded")?.entries() {
        let name = lock.text()?;
        context.check_cell(&lock, &lock.key);
        context.check_cell(&lock, &name);
        found.push((lock.key.clone(), Some(name)));
    }
    if found.is_empty() {
        entry.wrong(message!("assignment-empty-table", key = "guarded"), None);
        return None;
    }
    Some(Property::Guarded(found))
}

pub fn ordered(entry: &Entry, context: &Context) -> Option<Property> {
    if entry.as_str() == Some("all") {
        return Some(Property::Ordered(None));
    }
    Some(Property::Ordered(Some(cells(
        &entry.some_texts()?,
        context,
    ))))
}

pub fn invariant(entry: &Entry, context: &Context) -> Option<Property> {
    let (expression, free) = match entry.given.is_table() {
        true => {
            let table = entry.table("invariant")?;
            table.check_keys(&["expr", "free"]);
            (table.required("expr")?, table.get("free"))
        }
        false => (entry.clone(), None),
    };
    let text = expression.text()?;
    super::invariant::check(&expression, &text, context);
    let free = match free {
        None => None,
        Some(lock) => {
            let name = lock.text()?;
            context.check_cell(&lock, &name);
            Some(name)
        }
    };
    Some(Property::Invariant {
        expression: text,
        free,
    })
}

pub fn not_held_while(entry: &Entry, context: &Context) -> Option<Property> {
    let (calls, lock) = match entry.given.is_table() {
        true => {
            let table = entry.table("not_held_while")?;
            table.check_keys(&["lock", "calls"]);
            (table.required("calls")?, table.get("lock"))
        }
        false => (entry.clone(), None),
    };
    let calls = calls.some_texts()?;
    for call in &calls {
        context.check_call(call, call.as_str().unwrap_or_default());
    }
    let lock = match lock {
        None => None,
        Some(lock) => {
            let name = lock.text()?;
            context.check_cell(&lock, &name);
            Some(name)
        }
    };
    Some(Property::NotHeldWhile {
        calls: calls.iter().filter_map(Entry::text).collect(),
        lock,
    })
}

pub fn fair(entry: &Entry, context: &Context) -> Option<Property> {
    let table = entry.table("fair")?;
    table.check_keys(&["function", "overtaken"]);
    let function = table.required("function");
    let overtaken = table.required("overtaken").and_then(|entry| entry.count(0));
    let function = function?;
    let name = function.text()?;
    context.check_function(&function, &name);
    Some(Property::Fair {
        function: name,
        overtaken: overtaken?,
    })
}
