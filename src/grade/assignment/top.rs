//! What stands at the top of `assignment.toml`, and the whole assignment.

use super::context::Context;
use super::mistake::{Mistake, Notes};
use super::model::{Assignment, Check, Named};
use super::package::{MAIN, Package};
use super::runs::{Common, Read};
use super::table::Table;
use super::{Warning, agree, checks, limits, programs, proofs, runs};
use crate::check::errors;
use crate::grade::bilingual::Bilingual;
use crate::grade::job::Limits;
use crate::grade::outline::Outline;
use crate::grade::points::Points;
use crate::library::LIBRARY;
use crate::messages::message;
use crate::objects::error::Source;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use toml_edit::{Datetime, Document, Value};

const KEYS: &[&str] = &[
    "format",
    "id",
    "title",
    "submit",
    "extra",
    "out_of",
    "round",
    "minimum",
    "seed",
    "start_time",
    "files",
    "program",
    "run",
    "check",
    "limits",
];

/// The only format that there is.
const FORMAT: i64 = 1;

/// Functions for what TOML cannot say.
const JUDGE: &str = "judge.rhai";

/// # Errors
/// The mistakes.
pub fn read(package: &Package) -> Result<(Assignment, Vec<Warning>), Vec<Mistake>> {
    let source = match package.source(MAIN) {
        Some(source) => source.map_err(|mistake| vec![mistake])?,
        None => {
            let none = message!("assignment-none", folder = &package.label);
            return Err(vec![Mistake::plain(
                none,
                Some(message!("assignment-none.hint")),
            )]);
        }
    };
    let document = Document::parse(source.text.as_str()).map_err(|error| {
        let at = error.span().unwrap_or(0..0);
        let reason = error.message().lines().next().unwrap_or_default();
        // `\d` in double quotes is the usual one.
        let is_escape = error.message().contains("escape");
        let hint = is_escape.then(|| message!("assignment-escape.hint"));
        vec![Mistake::at(
            &source,
            at,
            message!("model-toml", reason),
            hint,
        )]
    })?;
    let notes = Notes::new(source.clone());
    let top = Table::new(&notes, document.as_table(), "", None);
    let found = assignment(&top, package);
    let warnings = notes.result()?;
    // Without a mistake nothing is missing.
    found
        .map(|assignment| (assignment, warnings))
        .ok_or_else(Vec::new)
}

fn assignment(top: &Table, package: &Package) -> Option<Assignment> {
    top.check_keys(KEYS);
    format(top);
    let id = id(top, package);
    let seed = match top.get("seed") {
        None => Some(seed_of(&id)),
        Some(entry) => entry.count(0),
    };
    let (names, programs) = programs::read(top);
    let right = proofs::right(package, top.notes);
    let wrong = proofs::wrong(package, top.notes);
    let judge = judge(package, top.notes);
    let text = |file: &Named| String::from_utf8_lossy(&file.bytes).into_owned();
    let mut context = Context {
        programs: names.clone(),
        solution: right
            .first()
            .and_then(|proof| Outline::of(&text(&proof.file))),
        judge: judge.as_ref().and_then(|file| Outline::of(&text(file))),
    };
    let common = Common {
        package,
        files: match top.get("files") {
            Some(entry) => runs::files(&entry, package),
            None => (package.below("files"))
                .map(|(name, bytes)| (name.to_owned(), bytes.to_vec()))
                .collect(),
        },
        limits: match top.get("limits") {
            None => Limits::default(),
            Some(entry) => limits::read(&entry, &Limits::default()),
        },
        programs: &names,
    };
    let submit = submit(top);
    let runs: Vec<Read> = runs::read(top, &common);
    // Those of the machine are there without being described.
    let real = runs.iter().filter(|read| read.run.real.is_some());
    let theirs = real.filter_map(|read| read.run.programs.clone());
    context.programs.extend(theirs.flatten());
    let checks = checks::read(top, &context, &runs, !right.is_empty());
    agree::unused_runs(top, &runs, &checks);
    let marks = Marks::read(top, &checks);
    let starter = named(package, "starter");
    let statements = ["statement.en.md", "statement.fr.md"].into_iter();
    let statement = |name: &str| {
        let bytes = package.files.get(name)?.clone();
        let name = name.to_owned();
        Some(Named { name, bytes })
    };
    Some(Assignment {
        title: match top.get("title") {
            Some(entry) => entry.bilingual()?,
            None => Bilingual::same(&id),
        },
        extra: match top.get("extra") {
            Some(entry) => entry.strings()?,
            None => vec!["*.rhai".to_owned()],
        },
        start_time: start_time(top)?,
        digest: digest(package, &id),
        typed: package.label.clone(),
        id,
        submit: submit?,
        out_of: marks.out_of,
        round: marks.round,
        minimum: marks.minimum,
        seed: seed?,
        programs,
        runs: runs.into_iter().map(|read| read.run).collect(),
        checks,
        judge,
        right,
        wrong,
        statements: statements.filter_map(statement).collect(),
        starter,
    })
}

fn named(package: &Package, folder: &str) -> Vec<Named> {
    let file = |(name, bytes): (&str, &[u8])| Named {
        name: name.to_owned(),
        bytes: bytes.to_vec(),
    };
    package.below(folder).map(file).collect()
}

fn format(top: &Table) {
    let Some(entry) = top.get("format") else {
        let hint = message!("assignment-no-format.hint");
        top.notes
            .wrong(None, message!("assignment-no-format"), Some(hint));
        return;
    };
    let Some(format) = entry.given.value().and_then(Value::as_integer) else {
        return entry
            .unlike::<()>(message!("assignment-a-format"))
            .unwrap_or_default();
    };
    if format != FORMAT {
        let title = message!("assignment-format", format = format.to_string());
        entry.wrong(title, Some(message!("assignment-no-format.hint")));
    }
}

/// A name for files and spreadsheets; of the folder's name what may stand in one.
fn id(top: &Table, package: &Package) -> String {
    let is_fit = |char: char| char.is_alphanumeric() || "-_.".contains(char);
    if let Some(entry) = top.get("id")
        && let Some(id) = entry.text()
    {
        if id.is_empty() || id.starts_with('.') || !id.chars().all(is_fit) {
            entry.wrong(message!("assignment-id", id = &id), None);
        }
        return id;
    }
    let fit = |char| if is_fit(char) { char } else { '-' };
    let id: String = package.name.chars().map(fit).collect();
    match id.trim_matches(['.', '-']) {
        "" => "assignment".to_owned(),
        id => id.to_owned(),
    }
}

/// The same for the same id, on every machine; short enough to be typed.
fn seed_of(id: &str) -> u64 {
    let digest = Sha256::digest(id.as_bytes());
    u64::from(u16::from_le_bytes([digest[0], digest[1]]))
}

/// One script or several: names without folders.
fn submit(top: &Table) -> Option<Vec<String>> {
    let Some(entry) = top.get("submit") else {
        let hint = message!("assignment-no-submit.hint");
        top.notes
            .wrong(None, message!("assignment-no-submit"), Some(hint));
        return None;
    };
    let mut found: Vec<String> = Vec::new();
    for one in entry.some_texts()? {
        let name = one.text()?;
        let stem = name.strip_suffix(".rhai").unwrap_or_default();
        if stem.is_empty() || name.starts_with('.') || name.contains(['/', '\\', '\0']) {
            one.wrong(message!("assignment-submit", name = &name), None);
        } else if found.contains(&name) {
            one.wrong(message!("assignment-submit-twice", name = &name), None);
        }
        found.push(name);
    }
    Some(found)
}

fn start_time(top: &Table) -> Option<NaiveDateTime> {
    let Some(entry) = top.get("start_time") else {
        return NaiveDate::from_ymd_opt(2026, 1, 1)?.and_hms_opt(0, 0, 0);
    };
    let wanted = || message!("assignment-a-date");
    let given = match entry.given.value() {
        Some(Value::Datetime(date)) => date_of(date.value()),
        Some(Value::String(text)) => text.value().parse().ok().and_then(|date| date_of(&date)),
        _ => None,
    };
    given.or_else(|| entry.unlike(wanted()))
}

/// A local date, with a time of day or at midnight.
fn date_of(given: &Datetime) -> Option<NaiveDateTime> {
    let (Some(date), None) = (given.date, given.offset) else {
        return None;
    };
    let (month, day) = (u32::from(date.month), u32::from(date.day));
    let date = NaiveDate::from_ymd_opt(i32::from(date.year), month, day)?;
    let time = match given.time {
        None => NaiveTime::default(),
        Some(time) => {
            let (hour, minute) = (u32::from(time.hour), u32::from(time.minute));
            let second = time.second.unwrap_or_default();
            NaiveTime::from_hms_opt(hour, minute, u32::from(second))?
        }
    };
    // What scripts make of it is a number of seconds since 1970.
    let is_plausible = (1970..10_000).contains(&chrono::Datelike::year(&date));
    is_plausible.then(|| date.and_time(time))
}

/// How points become a mark.
struct Marks {
    out_of: Points,
    round: Points,
    minimum: Points,
}

impl Marks {
    fn read(top: &Table, checks: &[Check]) -> Marks {
        let number = |key: &str, fits: fn(f64) -> bool| {
            let entry = top.get(key)?;
            let number = entry.number()?;
            let points = Points::of(number).filter(|_| fits(number));
            if points.is_none() {
                entry.wrong(message!("assignment-marks", key), None);
            }
            points
        };
        let counts = |check: &&Check| check.points > Points::default() && !check.bonus;
        let total = checks.iter().filter(counts).map(|check| check.points).sum();
        let out_of = number("out_of", |value| value >= 0.001).unwrap_or(total);
        let round = number("round", |value| value >= 0.001).unwrap_or(Points(10));
        let minimum = number("minimum", |value| value >= 0.0).unwrap_or_default();
        if minimum > out_of
            && let Some(entry) = top.get("minimum")
        {
            entry.wrong(
                message!("assignment-minimum", out_of = out_of.to_string()),
                None,
            );
        }
        Marks {
            out_of,
            round,
            minimum,
        }
    }
}

/// `judge.rhai`, if it is there and parses.
fn judge(package: &Package, notes: &Notes) -> Option<Named> {
    let source: Arc<Source> = match package.source(JUDGE)? {
        Ok(source) => source,
        Err(mistake) => {
            notes.add(mistake);
            return None;
        }
    };
    for error in errors(&source, LIBRARY) {
        notes.add(Mistake::script(error));
    }
    Some(Named {
        name: JUDGE.to_owned(),
        bytes: source.text.clone().into_bytes(),
    })
}

/// `sha256:…` of the id and of all files but what students read and start from.
fn digest(package: &Package, id: &str) -> String {
    let mut digest = Sha256::new();
    let mut part = |bytes: &[u8]| {
        digest.update((bytes.len() as u64).to_le_bytes());
        digest.update(bytes);
    };
    part(id.as_bytes());
    for (name, bytes) in &package.files {
        let decides = name == MAIN
            || name == JUDGE
            || ["files/", "with/", "proof/right/"]
                .iter()
                .any(|folder| name.starts_with(folder));
        if decides {
            part(name.as_bytes());
            part(bytes);
        }
    }
    let hex: String = digest
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("sha256:{hex}")
}
