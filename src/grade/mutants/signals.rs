//! Mutants of waiting: for a condition, for an end, for what another thread sends.

use super::tree::Statement;
use super::{Making, MethodCall, short};
use crate::messages::message;

const SOUND: &str = "sound = true";
const SPIN: &str = "no_busy_wait = true";
const PEAK: &str = "threads = { peak = … }";
const STARTED: &str = "threads = { started = … }";
const ORDERED: &str = "ordered = \"all\"";

/// What wakes or ends others: without it they wait for ever.
const SIGNALS: &[&str] = &[
    "notify",
    "notify_all",
    "notifyAll",
    "set",
    "put",
    "shutdown",
    "task_done",
    "close",
];

pub fn make(making: &mut Making) {
    for statements in making.blocks() {
        for (place, statement) in statements.iter().enumerate() {
            waits(making, statement);
            let said = making.of(statement);
            unnamed(making, statement);
            let Some(call) = MethodCall::of(said) else {
                continue;
            };
            match call.method {
                "notify_all" | "notifyAll" => fewer(making, statement, call.method),
                "join" if !call.arguments.contains('"') => joins(making, statement),
                "start" => starts(making, statements, place),
                _ => {}
            }
            if SIGNALS.contains(&call.method) {
                let what = message!("mutant-removed", code = short(said));
                let range = statement.range.clone();
                making.add(range.start, vec![(range, String::new())], what, SOUND);
            }
        }
    }
}

/// `while busy { condition.wait(); }`
fn waits(making: &mut Making, statement: &Statement) {
    let said = making.of(statement);
    let ([block], true) = (statement.blocks.as_slice(), said.starts_with("while ")) else {
        return;
    };
    let [inner] = block.statements.as_slice() else {
        return;
    };
    let wait = making.of(inner);
    let Some(call) = MethodCall::of(wait).filter(|call| call.method == "wait") else {
        return;
    };
    let start = statement.range.start;
    let edits = vec![(start..start + "while".len(), "if".to_owned())];
    making.add(
        start,
        edits,
        message!("mutant-while-if", code = short(said)),
        SOUND,
    );
    let looks = format!("{0}.release(); {0}.acquire();", call.receiver);
    let edits = vec![(inner.range.clone(), looks)];
    making.add(
        start,
        edits,
        message!("mutant-looks", code = short(wait)),
        SPIN,
    );
}

fn fewer(making: &mut Making, statement: &Statement, method: &str) {
    let said = making.of(statement);
    let one = said.replacen(&format!(".{method}("), ".notify(", 1);
    let edits = vec![(statement.range.clone(), one)];
    making.add(
        statement.range.start,
        edits,
        message!("mutant-notify", code = short(said)),
        SOUND,
    );
}

fn joins(making: &mut Making, statement: &Statement) {
    let said = making.of(statement);
    let range = statement.range.clone();
    let edits = vec![(range.clone(), String::new())];
    making.add(
        range.start,
        edits,
        message!("mutant-removed", code = short(said)),
        ORDERED,
    );
    let edits = vec![(range.clone(), "sleep(1);".to_owned())];
    making.add(
        range.start,
        edits,
        message!("mutant-sleep", code = short(said)),
        "clock = \"any\"",
    );
}

/// `Thread(f, [i]).start();`: a thread that has no name is not started, called, or waited for at once.
fn unnamed(making: &mut Making, statement: &Statement) {
    let said = making.of(statement);
    let end = said.trim_end_matches(';').trim_end();
    let Some(thread) = end.strip_suffix(".start()").map(str::trim_end) else {
        return;
    };
    let class = thread.split('(').next().unwrap_or_default();
    let is_class = class.starts_with(char::is_uppercase)
        && class
            .chars()
            .all(|char| char.is_alphanumeric() || char == '_');
    if !is_class || !thread.ends_with(')') {
        return;
    }
    let range = statement.range.clone();
    let code = short(said);
    let at_once = format!("{{ let started = {thread}; started.start(); started.join(); }}");
    for (with, what, remedy) in [
        (
            String::new(),
            message!("mutant-removed", code = &code),
            STARTED,
        ),
        (
            format!("{thread}.run();"),
            message!("mutant-called", code = &code),
            STARTED,
        ),
        (at_once, message!("mutant-join-at-once", code = &code), PEAK),
    ] {
        making.add(range.start, vec![(range.clone(), with)], what, remedy);
    }
}

/// Who is started is waited for at once, or not started at all but called.
fn starts(making: &mut Making, statements: &[Statement], place: usize) {
    let statement = &statements[place];
    let said = making.of(statement);
    let Some(call) = MethodCall::of(said) else {
        return;
    };
    let end = statement.range.end;
    let is_variable = call
        .receiver
        .chars()
        .all(|char| char.is_alphanumeric() || char == '_');
    if is_variable {
        let edits = vec![(end..end, format!(" {}.join();", call.receiver))];
        let what = message!("mutant-join-at-once", code = short(said));
        making.add(statement.range.start, edits, what, PEAK);
    }
    let called = said.replacen(".start(", ".run(", 1);
    let edits = vec![(statement.range.clone(), called)];
    let what = message!("mutant-called", code = short(said));
    making.add(statement.range.start, edits, what, STARTED);
}
