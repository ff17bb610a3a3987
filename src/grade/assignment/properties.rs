//! The properties of a check, each read from its key.

use super::concurrency::{
    at_once, calls, fair, guarded, inside, invariant, not_held_while, ordered, parallelism, threads,
};
use super::context::Context;
use super::table::{Entry, Table};
use super::texts::{Kind, block, number, outcomes, regex, text};
use crate::check;
use crate::grade::property::{Definition, Property, Refused, Writer};
use crate::messages::{closest, message};

/// Reads one key; nothing when it is wrong, which has been written down.
type Reading = fn(&Entry, &Context) -> Option<Property>;

/// The keys in the order in which the properties of a check are judged.
pub const PROPERTIES: &[(&str, Reading)] = &[
    ("uses", |entry, _| entry.some_strings().map(Property::Uses)),
    ("avoids", |entry, _| {
        entry.some_strings().map(Property::Avoids)
    }),
    ("defines", |entry, _| defines(entry)),
    ("warnings", |entry, _| warnings(entry)),
    // `sound` stands for these four, see `read`.
    ("no_error", |entry, _| yes(entry, Property::NoError)),
    ("no_deadlock", |entry, _| yes(entry, Property::NoDeadlock)),
    ("ends", |entry, _| yes(entry, Property::Ends)),
    ("within_limits", |entry, _| {
        yes(entry, Property::WithinLimits)
    }),
    ("exit", |entry, _| entry.whole(i64::MIN).map(Property::Exit)),
    ("left_running", |entry, _| {
        entry.count(0).map(Property::LeftRunning)
    }),
    ("stdout", |entry, _| text(entry).map(Property::Stdout)),
    ("stderr", |entry, _| text(entry).map(Property::Stderr)),
    ("file", |entry, _| file(entry)),
    ("blocks", |entry, _| {
        let blocks = entry.some_texts()?;
        let blocks: Vec<_> = blocks.iter().map(block).collect();
        Some(Property::Blocks(blocks.into_iter().collect::<Option<_>>()?))
    }),
    ("alternates", |entry, _| alternates(entry)),
    ("printed_by", |entry, _| printed_by(entry)),
    ("outcomes", |entry, _| {
        outcomes(entry).map(Property::Outcomes)
    }),
    ("reaches", |entry, _| outcomes(entry).map(Property::Reaches)),
    ("one_outcome", |entry, _| yes(entry, Property::OneOutcome)),
    ("threads", |entry, _| threads(entry)),
    ("duration", |entry, _| {
        number(entry, Kind::Any).map(Property::Duration)
    }),
    ("calls", calls),
    ("at_once", at_once),
    ("inside", inside),
    ("parallelism", |entry, _| parallelism(entry)),
    ("guarded", guarded),
    ("ordered", ordered),
    ("invariant", invariant),
    ("order_of_locks", |entry, _| {
        yes(entry, Property::OrderOfLocks)
    }),
    ("released", |entry, _| yes(entry, Property::Released)),
    ("not_held_while", not_held_while),
    ("no_busy_wait", |entry, _| yes(entry, Property::NoBusyWait)),
    ("fair", fair),
    ("woken_for_nothing", |entry, _| {
        number(entry, Kind::Whole).map(Property::WokenForNothing)
    }),
    ("judge", |entry, context| {
        let name = entry.text()?;
        context.check_judge(entry, &name);
        Some(Property::Judge(name))
    }),
];

/// The conjunction of four others.
const SOUND: &str = "sound";

/// All keys of properties.
pub fn keys() -> impl Iterator<Item = &'static str> {
    PROPERTIES.iter().map(|(key, _)| *key).chain([SOUND])
}

/// The properties of a check, in their order.
pub fn read(check: &Table, context: &Context) -> Vec<Property> {
    let is_sound = check
        .get(SOUND)
        .is_some_and(|entry| yes(&entry, Property::NoError).is_some());
    let of_sound = ["no_error", "no_deadlock", "ends", "within_limits"];
    let mut found = Vec::new();
    for (key, reading) in PROPERTIES {
        let given = check.get(key).and_then(|entry| reading(&entry, context));
        let implied = || match *key {
            "no_error" => Some(Property::NoError),
            "no_deadlock" => Some(Property::NoDeadlock),
            "ends" => Some(Property::Ends),
            "within_limits" => Some(Property::WithinLimits),
            _ => None,
        };
        let wanted = is_sound && of_sound.contains(key);
        found.extend(given.or_else(|| if wanted { implied() } else { None }));
    }
    found
}

/// `true`; to ask for the contrary means nothing.
fn yes(entry: &Entry, property: Property) -> Option<Property> {
    if entry.boolean()? {
        return Some(property);
    }
    entry.wrong(message!("assignment-false", key = &entry.key), None);
    None
}

fn is_name(text: &str) -> bool {
    let mut chars = text.chars();
    chars
        .next()
        .is_some_and(|first| first.is_alphabetic() || first == '_')
        && chars.all(|char| char.is_alphanumeric() || char == '_')
}

fn defines(entry: &Entry) -> Option<Property> {
    let one = |entry: &Entry| {
        let text = entry.text()?;
        let definition = if let Some((name, parameters)) = text.split_once('/') {
            let parameters = parameters.trim().parse().ok().filter(|count| *count <= 100);
            let name = name.trim();
            let is_right = name.split('.').all(is_name) && name.split('.').count() <= 2;
            parameters
                .filter(|_| is_right)
                .map(|parameters| Definition::Function {
                    name: name.to_owned(),
                    parameters,
                })
        } else {
            let (name, base) = match text.split_once(':') {
                Some((name, base)) => (name.trim(), Some(base.trim())),
                None => (text.trim(), None),
            };
            (is_name(name) && base.is_none_or(is_name)).then(|| Definition::Class {
                name: name.to_owned(),
                base: base.map(str::to_owned),
            })
        };
        if definition.is_none() {
            let hint = message!("assignment-definition.hint");
            entry.wrong(message!("assignment-definition", text), Some(hint));
        }
        definition
    };
    let list: Vec<_> = entry.some_texts()?.iter().map(one).collect();
    Some(Property::Defines(list.into_iter().collect::<Option<_>>()?))
}

fn warnings(entry: &Entry) -> Option<Property> {
    if entry.as_str() == Some("none") {
        return Some(Property::Warnings(Refused::All));
    }
    let list = entry.some_texts()?;
    for one in &list {
        let name = one.as_str().unwrap_or_default();
        if !check::names().any(|known| known == name) {
            let near = closest(name, check::names());
            let hint = near.map(|name| message!("did-you-mean", name));
            one.wrong(message!("assignment-no-warning", name), hint);
        }
    }
    let names = list.iter().filter_map(Entry::text).collect();
    Some(Property::Warnings(Refused::These(names)))
}

fn file(entry: &Entry) -> Option<Property> {
    let table = entry.table("file")?;
    let files: Vec<_> = table
        .entries()
        .map(|file| Some((file.key.clone(), text(&file)?)))
        .collect();
    if files.is_empty() {
        entry.wrong(message!("assignment-empty-table", key = "file"), None);
        return None;
    }
    Some(Property::File(files.into_iter().collect::<Option<_>>()?))
}

fn alternates(entry: &Entry) -> Option<Property> {
    let (pieces, then) = match entry.given.is_table() {
        true => {
            let table = entry.table("alternates")?;
            table.check_keys(&["pieces", "then"]);
            let pieces = table.required("pieces")?.some_texts()?;
            let then = match table.get("then") {
                Some(then) => Some(then.text()?),
                None => None,
            };
            (pieces, then)
        }
        false => (entry.some_texts()?, None),
    };
    let texts: Vec<String> = pieces.iter().filter_map(Entry::text).collect();
    if let Some(at) = texts.iter().position(String::is_empty) {
        pieces[at].wrong(message!("assignment-empty-piece"), None);
        return None;
    }
    Some(Property::Alternates {
        pieces: texts,
        then,
    })
}

fn printed_by(entry: &Entry) -> Option<Property> {
    let table = entry.table("printed_by")?;
    table.check_keys(&["lines", "thread"]);
    let lines = table.required("lines").and_then(|lines| regex(&lines));
    let thread = table.required("thread").and_then(|thread| thread.text());
    Some(Property::PrintedBy {
        lines: lines?,
        thread: match thread? {
            thread if thread == "main" => Writer::Main,
            thread if thread == "different" => Writer::Different,
            thread => Writer::Named(thread),
        },
    })
}
