//! The checks of an assignment: `[[check]]`.

use super::context::Context;
use super::model::{Check, Visible};
use super::properties;
use super::runs::{Read, is_name};
use super::table::{Entry, Table};
use super::{agree, words};
use crate::grade::bilingual::Bilingual;
use crate::grade::mark::solution::is_compared;
use crate::grade::points::Points;
use crate::messages::{closest, message};
use toml_edit::Value;

const KEYS: &[&str] = &[
    "id", "title", "run", "points", "bonus", "cap", "needs", "visible", "hint", "partial", "of",
    "proof",
];

/// The check that exists always.
pub const SYNTAX: &str = "syntax";

/// More points than a check can have.
const MOST_POINTS: f64 = 1e6;

/// In the order of the text, `syntax` first.
pub fn read(top: &Table, context: &Context, runs: &[Read], has_right: bool) -> Vec<Check> {
    let mut found = vec![syntax()];
    let Some(entry) = top.get("check") else {
        let hint = message!("assignment-no-checks.hint");
        top.notes
            .wrong(None, message!("assignment-no-checks"), Some(hint));
        return found;
    };
    let Some(entries) = entry.list(message!("assignment-some-checks")) else {
        return found;
    };
    if entries.is_empty() {
        let hint = message!("assignment-no-checks.hint");
        entry.wrong(message!("assignment-no-checks"), Some(hint));
    }
    let mut tables = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let Some(table) = entry.table("check") else {
            continue;
        };
        let known: Vec<&str> = KEYS.iter().copied().chain(properties::keys()).collect();
        table.check_keys(&known);
        let id = id(&table, index, &found);
        let reading = Reading {
            table: &table,
            context,
            runs,
        };
        let check = reading.check(id);
        for key in table.entries().filter(|_| !has_right) {
            if check.properties.iter().any(is_compared) && wants(&key) {
                context.check_solution(&key, has_right);
            }
        }
        agree::check(&table, &check, runs);
        found.push(check);
        tables.push(table);
    }
    agree::needs(&tables, &found[1..]);
    points(top, &found, &entry);
    found
}

/// Does the value speak of the solution?
fn wants(entry: &Entry) -> bool {
    let is_property = properties::keys().any(|key| key == entry.key);
    let text = entry
        .given
        .value()
        .map(Value::to_string)
        .unwrap_or_default();
    is_property && text.contains(&format!("\"{}\"", super::texts::SOLUTION))
}

fn syntax() -> Check {
    Check {
        id: SYNTAX.to_owned(),
        title: Bilingual::from(&message!("assignment-title-syntax")),
        runs: Vec::new(),
        points: Points::default(),
        bonus: false,
        cap: true,
        needs: Vec::new(),
        visible: Visible::Always,
        hint: None,
        partial: false,
        of: None,
        proof: false,
        properties: Vec::new(),
    }
}

fn id(table: &Table, index: usize, others: &[Check]) -> String {
    let Some(entry) = table.get("id") else {
        return format!("check{}", index + 1);
    };
    let id = entry
        .text()
        .unwrap_or_else(|| format!("check{}", index + 1));
    if id == SYNTAX {
        entry.wrong(message!("assignment-id-syntax"), None);
    } else if !is_name(&id) {
        entry.wrong(message!("assignment-id", id = &id), None);
    } else if others.iter().any(|other| other.id == id) {
        entry.wrong(message!("assignment-id-twice", id = &id), None);
    }
    id
}

/// Something must be worth points.
fn points(top: &Table, checks: &[Check], entry: &Entry) {
    let counts = |check: &Check| check.points > Points::default() && !check.bonus;
    if checks.len() > 1 && !checks.iter().any(counts) {
        let hint = message!("assignment-points-zero.hint");
        let title = message!("assignment-points-zero");
        top.notes.wrong(entry.at.clone(), title, Some(hint));
    }
}

struct Reading<'t, 'd> {
    table: &'t Table<'d>,
    context: &'t Context,
    runs: &'t [Read],
}

impl Reading<'_, '_> {
    fn check(&self, id: String) -> Check {
        let flag = |key| self.table.get(key).and_then(|entry| entry.boolean());
        let properties = properties::read(self.table, self.context);
        // A key that nobody knows was meant to be a property, and has been told.
        let is_known =
            |key: &str| KEYS.contains(&key) || properties::keys().any(|other| other == key);
        let has_unknown = self.table.entries().any(|entry| !is_known(&entry.key));
        if !has_unknown && !properties::keys().any(|key| self.table.has(key)) {
            let title = message!("assignment-no-property", id = &id);
            let hint = message!("assignment-no-property.hint");
            self.table
                .notes
                .wrong(self.table.at.clone(), title, Some(hint));
        }
        let title = self.table.get("title").and_then(|entry| entry.bilingual());
        let runs = self.runs();
        Check {
            title: title.unwrap_or_else(|| words::title(&properties)),
            points: self.points(),
            bonus: flag("bonus").unwrap_or(false),
            cap: flag("cap").unwrap_or(true),
            needs: self.needs(),
            visible: self.visible(),
            hint: self.table.get("hint").and_then(|entry| entry.bilingual()),
            partial: flag("partial").unwrap_or(false),
            of: self.of(&runs),
            proof: flag("proof").unwrap_or(false),
            id,
            runs,
            properties,
        }
    }

    fn runs(&self) -> Vec<usize> {
        let Some(entry) = self.table.get("run") else {
            return vec![0];
        };
        let names = self.runs.iter().map(|read| read.run.name.as_str());
        let mut found = Vec::new();
        for one in entry.some_texts().unwrap_or_default() {
            let name = one.as_str().unwrap_or_default();
            match self.runs.iter().position(|read| read.run.name == name) {
                Some(place) if !found.contains(&place) => found.push(place),
                Some(_) => {}
                None => {
                    let hint = closest(name, names.clone()).map_or_else(
                        || {
                            message!(
                                "model-keys",
                                known = names.clone().collect::<Vec<_>>().join(", ")
                            )
                        },
                        |name| message!("did-you-mean", name),
                    );
                    one.wrong(message!("assignment-no-run", name), Some(hint));
                }
            }
        }
        match found.is_empty() {
            true => vec![0],
            false => found,
        }
    }

    fn points(&self) -> Points {
        let Some(entry) = self.table.get("points") else {
            return Points::ONE;
        };
        let number = entry.number().unwrap_or(1.0);
        if number.abs() > MOST_POINTS {
            entry.wrong(message!("assignment-points-many"), None);
        }
        Points::of(number).unwrap_or(Points::ONE)
    }

    fn needs(&self) -> Vec<String> {
        let mut needs = vec![SYNTAX.to_owned()];
        let given = self
            .table
            .get("needs")
            .and_then(|entry| match entry.as_str() {
                Some(one) => Some(vec![one.to_owned()]),
                None => entry.strings(),
            });
        for id in given.unwrap_or_default() {
            if !needs.contains(&id) {
                needs.push(id);
            }
        }
        needs
    }

    fn visible(&self) -> Visible {
        let entry = self.table.get("visible");
        match entry.and_then(|entry| entry.word(&["always", "later", "never"])) {
            Some("later") => Visible::Later,
            Some("never") => Visible::Never,
            _ => Visible::Always,
        }
    }

    /// A companion that is there in each of the runs.
    fn of(&self, runs: &[usize]) -> Option<String> {
        let entry = self.table.get("of")?;
        let name = entry.text()?;
        for run in runs.iter().filter_map(|run| self.runs.get(*run)) {
            let names = run.run.companions.iter().map(|other| other.name.as_str());
            if !names.clone().any(|other| other == name) {
                let hint = closest(&name, names.clone()).map(|name| message!("did-you-mean", name));
                let run = &run.run.name;
                entry.wrong(message!("assignment-no-companion", name = &name, run), hint);
                break;
            }
        }
        Some(name)
    }
}
