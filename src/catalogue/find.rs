//! What somebody meant by a name: as scripts write it, as Python writes it, nearly right.

use super::entry::{Entry, Kind};
use super::python::{self, Saying};
use super::{entries, named};

/// What a name means.
#[derive(Debug)]
pub enum Meaning {
    /// One name of ours; other things that have the same name; how Python's name of it is said here, where that differs.
    One {
        entry: &'static Entry,
        others: Vec<&'static Entry>,
        saying: Option<&'static Saying>,
    },
    /// Members of several types, and how the one that Python has is said here, where that differs.
    Several {
        members: Vec<&'static Entry>,
        saying: Option<&'static Saying>,
    },
    /// A name that only Python has.
    Python(&'static Saying),
    Nothing,
}

/// What the name means: `Lock`, `Lock.acquire`, `threading::Lock`, `threading.Thread`, `os.path.join`, `list.append`, `None`.
pub fn find(name: &str) -> Meaning {
    let name = tidy(name);
    let mut found = named(&name);
    if let Some(entry) = found.next() {
        let others = found.collect();
        let saying = python::saying(&name).or_else(|| python::saying(&entry.full_name()));
        return Meaning::One {
            entry,
            others,
            saying,
        };
    }
    if let Some(saying) = python::saying(&name) {
        return said(saying);
    }
    if let Some(entry) = python::renamed(&name).and_then(|ours| first(&ours)) {
        return alone(entry, None);
    }
    if let Some(saying) = python::saying_of_family(&name) {
        return said(saying);
    }
    let members = members_called(&name);
    match members.as_slice() {
        [] => python::saying_of_member(&name).map_or(Meaning::Nothing, said),
        // What Python's lists call so comes first: `extend` is ours for a `deque` alone.
        [only] => match python::saying_of_member(&name).map(said) {
            Some(Meaning::One { entry, saying, .. }) => Meaning::One {
                entry,
                others: vec![only],
                saying,
            },
            _ => alone(only, None),
        },
        _ => Meaning::Several {
            members,
            saying: python::saying_of_member(&name),
        },
    }
}

fn alone(entry: &'static Entry, saying: Option<&'static Saying>) -> Meaning {
    Meaning::One {
        entry,
        others: Vec::new(),
        saying,
    }
}

/// The page of ours that a row of Python's leads to, else the row alone.
fn said(saying: &'static Saying) -> Meaning {
    match saying.instead.and_then(first) {
        Some(entry) => alone(entry, Some(saying)),
        None => Meaning::Python(saying),
    }
}

fn first(name: &str) -> Option<&'static Entry> {
    named(name).next()
}

/// Without what people write around a name.
fn tidy(name: &str) -> String {
    let name = name.trim().trim_matches(['"', '\'', '`']);
    let name = name.strip_suffix("()").unwrap_or(name);
    name.replace("::", ".")
}

/// The members of all types that have this name.
fn members_called(name: &str) -> Vec<&'static Entry> {
    let is_member = |entry: &&Entry| {
        matches!(entry.kind, Kind::Method | Kind::Property) && entry.name() == name
    };
    entries().iter().filter(is_member).collect()
}

/// The names that are written most like this one.
pub fn nearest(name: &str) -> Vec<String> {
    const LIKE: f64 = 0.88;
    const MOST: usize = 3;
    const LONGEST: usize = 64;
    if name.len() > LONGEST {
        return Vec::new();
    }
    let name = tidy(name).to_lowercase();
    let word = name.rsplit('.').next().unwrap_or(&name);
    let likeness = |known: &str| {
        let known = known.to_lowercase();
        let last = known.rsplit('.').next().unwrap_or(&known);
        let alone = strsim::jaro_winkler(word, last);
        match name.contains('.') {
            true => alone.max(strsim::jaro_winkler(&name, &known)),
            false => alone,
        }
    };
    let known = entries().iter().map(Entry::short_name);
    let known = known.chain(python::names().map(str::to_string));
    let mut found: Vec<(f64, String)> = known
        .map(|known| (likeness(&known), known))
        .filter(|(likeness, _)| *likeness > LIKE)
        .collect();
    found.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
    found.dedup_by(|one, other| one.1 == other.1);
    found.into_iter().take(MOST).map(|(_, name)| name).collect()
}
