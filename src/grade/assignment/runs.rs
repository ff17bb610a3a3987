//! The runs of an assignment: `[run.NAME]`.

use super::model::{Companion, Explore, Main, Named, Run};
use super::package::Package;
use super::table::{Entry, Table};
use super::{companions, limits};
use crate::grade::job::{Clock, Limits};
use crate::messages::{closest, message};
use std::collections::BTreeMap;
use toml_edit::Value;

const KEYS: &[&str] = &[
    "args", "stdin", "files", "programs", "env", "with", "explore", "clock", "main", "like",
    "runtime", "times", "flaky", "limits",
];

/// Runs on real threads are repeated so often when nothing is said.
const TIMES: u32 = 20;
/// The most schedules of a run.
const MOST_SCHEDULES: i64 = 1_000_000;
/// Schedules when nothing is said.
const SCHEDULES: u64 = 500;

/// What runs have in common.
pub struct Common<'c> {
    pub package: &'c Package,
    pub files: BTreeMap<String, Vec<u8>>,
    pub limits: Limits,
    pub programs: &'c [String],
}

/// A run and what the checks are told of it.
pub struct Read {
    pub run: Run,
    /// Are points by real threads insisted on?
    pub flaky: bool,
}

/// All runs in the order of the text; one with defaults when there is none.
pub fn read(top: &Table, common: &Common) -> Vec<Read> {
    let tables = match top.get("run") {
        None => Vec::new(),
        Some(entry) => match entry.table("run") {
            None => return Vec::new(),
            Some(table) => table
                .entries()
                .filter_map(|run| Some((run.key.clone(), run.table(format!("run.{}", run.key))?)))
                .collect(),
        },
    };
    let tables: Vec<(String, Table)> = tables;
    if tables.is_empty() {
        return vec![Layers(Vec::new()).read("main", common)];
    }
    let names = tables
        .iter()
        .map(|(name, _)| name.as_str())
        .collect::<Vec<_>>();
    let mut found = Vec::new();
    for (name, table) in &tables {
        table.check_keys(KEYS);
        if !is_name(name) {
            table.notes.wrong(
                table.at.clone(),
                message!("assignment-run-name", name),
                None,
            );
        }
        let mut layers = vec![table];
        let mut seen = vec![name.as_str()];
        while let Some(like) = layers[layers.len() - 1].get("like") {
            let Some(other) = like.text() else { break };
            if seen.contains(&other.as_str()) {
                // Told once: by the first run of the circle.
                let place = |name: &str| names.iter().position(|other| *other == name);
                let first = seen.iter().filter_map(|name| place(name)).min();
                if other == *name && first == place(name) {
                    like.wrong(message!("assignment-like-circle", name = other), None);
                }
                break;
            }
            let Some((other, table)) = tables.iter().find(|(name, _)| *name == other) else {
                let hint = closest(&other, names.iter().copied());
                let hint = hint.map_or_else(
                    || message!("model-keys", known = names.join(", ")),
                    |name| message!("did-you-mean", name),
                );
                like.wrong(message!("assignment-no-run", name = other), Some(hint));
                break;
            };
            seen.push(other);
            layers.push(table);
        }
        found.push(Layers(layers).read(name, common));
    }
    found
}

/// Letters, digits, `-` and `_`: names go into commands and files.
pub fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|char| char.is_alphanumeric() || "-_".contains(char))
}

/// A run's own table, then the one that it is like, and so on.
struct Layers<'t, 'd>(Vec<&'t Table<'d>>);

impl<'d> Layers<'_, 'd> {
    fn get(&self, key: &str) -> Option<Entry<'d>> {
        self.0.iter().find_map(|table| table.get(key))
    }

    fn read(&self, name: &str, common: &Common) -> Read {
        let strings = |key| self.get(key).and_then(|entry| entry.strings());
        let main = self
            .get("main")
            .and_then(|entry| entry.word(&["script", "call"]));
        let main = match main {
            Some("call") => Main::Call,
            _ => Main::Script,
        };
        let companions = match self.get("with") {
            None => Vec::new(),
            Some(entry) => companions::read(&entry, common.package),
        };
        if main == Main::Call
            && companions.is_empty()
            && let Some(entry) = self.get("main")
        {
            let hint = message!("assignment-call-alone.hint");
            entry.wrong(message!("assignment-call-alone"), Some(hint));
        }
        let (real, flaky) = self.real(name);
        let run = Run {
            name: name.to_owned(),
            arguments: strings("args").unwrap_or_default(),
            stdin: self
                .get("stdin")
                .and_then(|entry| entry.text())
                .unwrap_or_default(),
            files: self.files(common),
            programs: match real {
                // Those of the machine.
                Some(_) => strings("programs"),
                None => self.programs(common),
            },
            environment: self.environment(),
            companions,
            explore: self.explore(),
            clock: match self
                .get("clock")
                .and_then(|entry| entry.word(&["virtual", "any"]))
            {
                Some("any") => Clock::Any,
                _ => Clock::Virtual,
            },
            main,
            limits: match self.get("limits") {
                None => common.limits.clone(),
                Some(entry) => limits::read(&entry, &common.limits),
            },
            real,
        };
        Read { run, flaky }
    }

    fn explore(&self) -> Explore {
        let Some(entry) = self.get("explore") else {
            return Explore::Schedules(SCHEDULES);
        };
        let is_whole = entry.given.value().is_some_and(Value::is_integer);
        if !is_whole {
            return match entry.as_str() {
                Some("all") => Explore::All,
                _ => (entry.unlike(message!("assignment-an-explore")))
                    .unwrap_or(Explore::Schedules(SCHEDULES)),
            };
        }
        match entry.whole(1) {
            Some(number) if number > MOST_SCHEDULES => {
                entry.wrong(
                    message!("assignment-explore-large", most = MOST_SCHEDULES),
                    None,
                );
                Explore::Schedules(SCHEDULES)
            }
            Some(number) => Explore::Schedules(number.unsigned_abs()),
            None => Explore::Schedules(SCHEDULES),
        }
    }

    fn real(&self, run: &str) -> (Option<u32>, bool) {
        let runtime = self.get("runtime");
        let is_real = runtime.and_then(|entry| entry.word(&["controlled", "real"])) == Some("real");
        let times = self.get("times").and_then(|entry| {
            let times = entry.count(1)?;
            if times > 1000 {
                entry.wrong(message!("assignment-explore-large", most = 1000), None);
            }
            u32::try_from(times).ok()
        });
        let flaky = self
            .get("flaky")
            .and_then(|entry| entry.word(&["accepted"]));
        if !is_real {
            for entry in ["times", "flaky"]
                .into_iter()
                .filter_map(|key| self.get(key))
            {
                entry.wrong(message!("assignment-only-real", key = &entry.key), None);
            }
            return (None, false);
        }
        for entry in ["explore", "clock", "main", "with"]
            .into_iter()
            .filter_map(|key| self.get(key))
        {
            let key = &entry.key;
            let hint = message!("assignment-only-controlled.hint", key);
            entry.wrong(message!("assignment-only-controlled", key, run), Some(hint));
        }
        (Some(times.unwrap_or(TIMES)), flaky.is_some())
    }

    /// A list of names and of tables with the text, or one such table.
    fn files(&self, common: &Common) -> BTreeMap<String, Vec<u8>> {
        match self.get("files") {
            None => common.files.clone(),
            Some(entry) => files(&entry, common.package),
        }
    }

    fn programs(&self, common: &Common) -> Option<Vec<String>> {
        let list = self.get("programs")?.texts()?;
        for one in &list {
            let name = one.as_str().unwrap_or_default();
            if !common.programs.iter().any(|program| program == name) {
                let near = closest(name, common.programs.iter().map(String::as_str));
                let hint = near.map_or_else(
                    || message!("assignment-no-program.hint", name),
                    |name| message!("did-you-mean", name),
                );
                one.wrong(message!("assignment-no-program", name), Some(hint));
            }
        }
        Some(list.iter().filter_map(Entry::text).collect())
    }

    fn environment(&self) -> BTreeMap<String, String> {
        let table = self.get("env").and_then(|entry| entry.table("env"));
        let Some(table) = table else {
            return BTreeMap::new();
        };
        let pair = |entry: Entry| Some((entry.key.clone(), entry.text()?));
        table.entries().filter_map(pair).collect()
    }
}

/// The files that a key `files` asks for.
pub fn files(entry: &Entry, package: &Package) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut inline = |entry: &Entry| {
        let Some(table) = entry.table("files") else {
            return;
        };
        for file in table.entries() {
            if !is_file_name(&file.key) {
                file.wrong(message!("assignment-file-name", name = &file.key), None);
            } else if let Some(text) = file.text() {
                found.insert(file.key.clone(), text.into_bytes());
            }
        }
    };
    if entry.given.is_table() {
        inline(entry);
        return found;
    }
    let mut named = Vec::new();
    for one in entry
        .list(message!("assignment-some-files"))
        .unwrap_or_default()
    {
        match one.given.is_table() {
            true => inline(&one),
            false => named.push(one),
        }
    }
    for one in named {
        let Some(name) = one.text() else { continue };
        if let Some(Named { name, bytes }) = file(&one, &name, "files", package) {
            found.insert(name, bytes);
        }
    }
    found
}

/// A file of one of the assignment's folders; when it is not there, that is written down.
pub fn file(entry: &Entry, name: &str, folder: &str, package: &Package) -> Option<Named> {
    if let Some(bytes) = package.files.get(&format!("{folder}/{name}")) {
        return Some(Named {
            name: name.to_owned(),
            bytes: bytes.clone(),
        });
    }
    let there: Vec<&str> = package.below(folder).map(|(name, _)| name).collect();
    let hint = match closest(name, there.iter().copied()) {
        Some(near) => message!("did-you-mean", name = near),
        None => message!("assignment-no-file.hint", folder, name),
    };
    entry.wrong(
        message!("assignment-no-file", file = format!("{folder}/{name}")),
        Some(hint),
    );
    None
}

/// Relative, and inside of the current folder.
fn is_file_name(name: &str) -> bool {
    !name.contains('\0') && name.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

impl Companion {
    /// Names as the command line gives them: the script's, told apart when it is there twice.
    pub fn name_of(script: &str, others: &[Companion]) -> String {
        let file = script.rsplit('/').next().unwrap_or(script);
        let stem = file.strip_suffix(".rhai").unwrap_or(file);
        let same = |other: &&Companion| other.script.name == script;
        match others.iter().filter(same).count() {
            0 => stem.to_owned(),
            count => format!("{stem}-{}", count + 1),
        }
    }
}
