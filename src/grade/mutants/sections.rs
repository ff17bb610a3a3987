//! Mutants of critical sections: without a lock, with another, shorter, longer, cut in two.

use super::tree::{Block, Statement};
use super::{Edit, Making, MethodCall, short};
use crate::messages::message;
use std::ops::Range;

const GUARDED: &str = "guarded = [ … ]";
const SOUND: &str = "sound = true";
const HELD: &str = "not_held_while = [ … ]";

/// `with lock { … }`, or what stands between an `acquire` and its `release` in one block.
struct Section<'t> {
    lock: Range<usize>,
    /// Bytes of the whole.
    range: Range<usize>,
    inside: &'t [Statement],
    kind: Kind<'t>,
    /// Its places in the block around it.
    first: usize,
    last: usize,
}

enum Kind<'t> {
    With(&'t Block),
    Between {
        acquire: &'t Statement,
        release: &'t Statement,
    },
}

pub fn make(making: &mut Making) {
    let locks = locks(making.text);
    for statements in making.blocks() {
        let sections = sections(making.text, statements);
        for section in &sections {
            without(making, section);
            moved(making, section, statements);
            cut(making, section);
            other_lock(making, section, &locks);
            read_before(making, section);
        }
        for statement in statements {
            release(making, statement);
        }
        swapped(making, statements);
    }
    lock_per_call(making, &locks);
}

/// Names of variables that are locks.
fn locks(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for made in [
        "= Lock(",
        "= RLock(",
        "= threading::Lock(",
        "= Semaphore(1)",
    ] {
        for (at, _) in text.match_indices(made) {
            let name = text[..at].trim_end();
            let start = name
                .rfind(|char: char| !(char.is_alphanumeric() || "_.".contains(char)))
                .map_or(0, |at| {
                    at + name[at..].chars().next().map_or(1, char::len_utf8)
                });
            let name = &name[start..];
            if !name.is_empty() && !found.iter().any(|other| other == name) {
                found.push(name.to_owned());
            }
        }
    }
    found
}

fn sections<'t>(text: &'t str, statements: &'t [Statement]) -> Vec<Section<'t>> {
    let mut found = Vec::new();
    for (place, statement) in statements.iter().enumerate() {
        let said = &text[statement.range.clone()];
        if let (Some(rest), [block]) = (said.strip_prefix("with "), statement.blocks.as_slice()) {
            let start = statement.range.start + "with ".len();
            let lock = rest[..block.range.start - start].trim();
            found.push(Section {
                lock: start..start + lock.len(),
                range: statement.range.clone(),
                inside: &block.statements,
                kind: Kind::With(block),
                first: place,
                last: place,
            });
        }
        let Some(call) = MethodCall::of(said).filter(|call| call.method == "acquire") else {
            continue;
        };
        let releases = |other: &Statement| {
            MethodCall::of(&text[other.range.clone()])
                .is_some_and(|other| other.method == "release" && other.receiver == call.receiver)
        };
        if let Some(length) = statements[place + 1..].iter().position(releases) {
            let last = place + 1 + length;
            found.push(Section {
                lock: statement.range.start..statement.range.start + call.receiver.len(),
                range: statement.range.start..statements[last].range.end,
                inside: &statements[place + 1..last],
                kind: Kind::Between {
                    acquire: statement,
                    release: &statements[last],
                },
                first: place,
                last,
            });
        }
    }
    found
}

fn without(making: &mut Making, section: &Section) {
    let lock = making.text[section.lock.clone()].to_owned();
    let edits: Vec<Edit> = match section.kind {
        Kind::With(block) => vec![(section.range.start..block.range.start, String::new())],
        Kind::Between { acquire, release } => vec![
            (acquire.range.clone(), String::new()),
            (release.range.clone(), String::new()),
        ],
    };
    making.add(
        section.range.start,
        edits,
        message!("mutant-without-lock", lock),
        GUARDED,
    );
}

/// Its first statement before it, its last one behind it, those around it in it.
fn moved(making: &mut Making, section: &Section, around: &[Statement]) {
    let text = making.text;
    let of = |statement: &Statement| text[statement.range.clone()].to_owned();
    let lock = || text[section.lock.clone()].to_owned();
    let at = section.range.start;
    let (begin, end) = match section.kind {
        Kind::With(block) => (block.range.start + 1, block.range.end - 1),
        Kind::Between { acquire, release } => (acquire.range.end, release.range.start),
    };
    if let (Some(first), 2..) = (section.inside.first(), section.inside.len()) {
        let edits = vec![
            (at..at, of(first) + " "),
            (first.range.clone(), String::new()),
        ];
        let what = message!("mutant-later", lock = lock(), code = short(&of(first)));
        making.add(at, edits, what, GUARDED);
    }
    if let (Some(last), 2..) = (section.inside.last(), section.inside.len()) {
        let behind = section.range.end;
        let edits = vec![
            (last.range.clone(), String::new()),
            (behind..behind, format!(" {}", of(last))),
        ];
        let what = message!("mutant-earlier", lock = lock(), code = short(&of(last)));
        making.add(at, edits, what, GUARDED);
    }
    if let Some(before) = section.first.checked_sub(1).map(|place| &around[place])
        && is_movable(&of(before))
    {
        let edits = vec![
            (before.range.clone(), String::new()),
            (begin..begin, format!(" {} ", of(before))),
        ];
        let what = message!("mutant-wider", lock = lock(), code = short(&of(before)));
        making.add(at, edits, what, HELD);
    }
    if let Some(after) = around.get(section.last + 1)
        && is_movable(&of(after))
    {
        let edits = vec![
            (end..end, format!(" {} ", of(after))),
            (after.range.clone(), String::new()),
        ];
        let what = message!("mutant-wider", lock = lock(), code = short(&of(after)));
        making.add(at, edits, what, HELD);
    }
}

/// What declares must stay where those see it who use it; what defines stays anyway.
fn is_movable(statement: &str) -> bool {
    !["let ", "const ", "fn ", "class ", "import ", "private "]
        .iter()
        .any(|word| statement.starts_with(word))
}

fn cut(making: &mut Making, section: &Section) {
    let text = making.text;
    let lock = text[section.lock.clone()].to_owned();
    for pair in section.inside.windows(2) {
        if text[pair[0].range.clone()].starts_with("let ") {
            continue;
        }
        let between = pair[0].range.end;
        let with = match section.kind {
            Kind::With(_) => format!(" }} with {lock} {{ "),
            Kind::Between { .. } => format!(" {lock}.release(); {lock}.acquire(); "),
        };
        let code = short(&text[pair[1].range.clone()]);
        let what = message!("mutant-cut", lock = &lock, code);
        making.add(
            pair[0].range.start,
            vec![(between..between, with)],
            what,
            GUARDED,
        );
    }
}

fn other_lock(making: &mut Making, section: &Section, locks: &[String]) {
    let lock = making.text[section.lock.clone()].to_owned();
    for other in locks.iter().filter(|other| **other != lock) {
        let mut edits = vec![(section.lock.clone(), other.clone())];
        if let Kind::Between { release, .. } = section.kind {
            let start = release.range.start;
            edits.push((start..start + lock.len(), other.clone()));
        }
        let what = message!("mutant-other-lock", lock = &lock, other);
        making.add(section.range.start, edits, what, GUARDED);
    }
}

/// `x += 1` of which the reading is before the section.
fn read_before(making: &mut Making, section: &Section) {
    for statement in section.inside {
        let said = making.of(statement);
        let Some((target, rest)) = said.split_once("= ") else {
            continue;
        };
        let Some(operator) = target
            .trim_end()
            .chars()
            .last()
            .filter(|last| "+-*".contains(*last))
        else {
            continue;
        };
        let target = target.trim_end().trim_end_matches(operator).trim_end();
        let is_name = |char: char| char.is_alphanumeric() || "_.".contains(char);
        if target.is_empty() || !target.chars().all(is_name) {
            continue;
        }
        let at = section.range.start;
        let value = rest.trim_end_matches(';').trim();
        let edits = vec![
            (at..at, format!("let read_before = {target}; ")),
            (
                statement.range.clone(),
                format!("{target} = read_before {operator} {value};"),
            ),
        ];
        let what = message!("mutant-read-before", name = target);
        making.add(statement.range.start, edits, what, GUARDED);
    }
}

fn release(making: &mut Making, statement: &Statement) {
    let said = making.of(statement);
    if MethodCall::of(said).is_some_and(|call| call.method == "release") {
        let what = message!("mutant-removed", code = short(said));
        making.add(
            statement.range.start,
            vec![(statement.range.clone(), String::new())],
            what,
            SOUND,
        );
    }
}

/// Two locks in the other order.
fn swapped(making: &mut Making, statements: &[Statement]) {
    for pair in statements.windows(2) {
        let (first, second) = (making.of(&pair[0]), making.of(&pair[1]));
        let is_acquire =
            |said: &str| MethodCall::of(said).is_some_and(|call| call.method == "acquire");
        if is_acquire(first) && is_acquire(second) && first != second {
            let edits = vec![
                (pair[0].range.clone(), second.to_owned()),
                (pair[1].range.clone(), first.to_owned()),
            ];
            let what = message!(
                "mutant-swapped",
                first = short(first),
                second = short(second)
            );
            making.add(pair[0].range.start, edits, what, "order_of_locks = true");
        }
    }
    for section in sections(making.text, statements) {
        let inner = sections(making.text, section.inside);
        if let (Kind::With(_), Some(inner)) = (&section.kind, inner.first())
            && matches!(inner.kind, Kind::With(_))
        {
            let (one, other) = (section.lock.clone(), inner.lock.clone());
            let (first, second) = (&making.text[one.clone()], &making.text[other.clone()]);
            let what = message!("mutant-swapped", first, second);
            let edits = vec![(one, second.to_owned()), (other, first.to_owned())];
            making.add(section.range.start, edits, what, "order_of_locks = true");
        }
    }
}

/// A lock of its own for each call of a function that uses a common one.
fn lock_per_call(making: &mut Making, locks: &[String]) {
    let text = making.text;
    for statement in making.statements {
        let said = making.of(statement);
        let ([block], true) = (statement.blocks.as_slice(), said.starts_with("fn ")) else {
            continue;
        };
        let body = &text[block.range.clone()];
        for lock in locks.iter().filter(|lock| !lock.contains('.')) {
            let uses = [format!("with {lock} "), format!("{lock}.acquire(")];
            if uses.iter().any(|used| body.contains(used)) {
                let at = block.range.start + 1;
                let edits = vec![(at..at, format!(" let {lock} = Lock();"))];
                let what = message!("mutant-lock-per-call", lock);
                making.add(statement.range.start, edits, what, GUARDED);
            }
        }
    }
}
