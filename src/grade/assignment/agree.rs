//! What contradicts itself in an assignment although each word of it is right.

use super::model::Check;
use super::properties;
use super::runs::Read;
use super::table::Table;
use crate::grade::job::Clock;
use crate::grade::mark::parts;
use crate::grade::points::Points;
use crate::grade::property::{Judged, Property};
use crate::messages::{closest, message};

/// Properties about a companion: only what comes out of it.
fn is_of_companion(property: &Property) -> bool {
    property.judged() == Judged::ByOutcomes
        || matches!(
            property,
            Property::NoError | Property::NoDeadlock | Property::Ends | Property::WithinLimits
        )
}

/// Can real threads be asked for this?
fn is_for_real(property: &Property) -> bool {
    match property {
        Property::Outcomes(_) | Property::Reaches(_) => false,
        Property::NoError
        | Property::NoDeadlock
        | Property::Ends
        | Property::WithinLimits
        | Property::LeftRunning(_)
        | Property::Threads { .. }
        | Property::Duration(_)
        | Property::Calls { .. } => true,
        property => property.judged() != Judged::ByFacts,
    }
}

/// A check and its runs.
pub fn check(table: &Table, check: &Check, runs: &[Read]) {
    let its_runs = || check.runs.iter().filter_map(|run| runs.get(*run));
    for &(key, _) in properties::PROPERTIES {
        let Some(property) = of_key(key, check) else {
            continue;
        };
        let at = || table.key_at(key).or_else(|| table.key_at("sound"));
        if let Some(run) = its_runs().find(|read| read.run.clock == Clock::Any)
            && matches!(property, Property::Duration(_))
        {
            let title = message!("assignment-duration-any", run = &run.run.name);
            table
                .notes
                .wrong(at(), title, Some(message!("assignment-duration-any.hint")));
        }
        if let Some(run) = its_runs().find(|read| read.run.real.is_some())
            && !is_for_real(property)
        {
            let title = message!("assignment-real", key, run = &run.run.name);
            table
                .notes
                .wrong(at(), title, Some(message!("assignment-real.hint")));
        }
        if check.of.is_some() && !is_of_companion(property) {
            let hint = message!("assignment-of.hint");
            table
                .notes
                .wrong(at(), message!("assignment-of", key), Some(hint));
        }
    }
    if check.points != Points::default()
        && let Some(run) = its_runs().find(|read| read.run.real.is_some() && !read.flaky)
    {
        let at = table.key_at("points").or_else(|| table.at.clone());
        let title = message!("assignment-real-points", run = &run.run.name);
        table
            .notes
            .wrong(at, title, Some(message!("assignment-real-points.hint")));
    }
    if check.proof
        && let Some(run) = its_runs().find(|read| read.run.real.is_some())
    {
        let title = message!("assignment-real", key = "proof", run = &run.run.name);
        let hint = message!("assignment-real.hint");
        table.notes.wrong(table.key_at("proof"), title, Some(hint));
    }
    if check.partial && check.properties.iter().all(|property| parts(property) == 0) {
        let hint = message!("assignment-partial.hint");
        let at = table.key_at("partial");
        table
            .notes
            .wrong(at, message!("assignment-partial"), Some(hint));
    }
    if check.bonus && check.points < Points::default() {
        table
            .notes
            .wrong(table.key_at("bonus"), message!("assignment-bonus"), None);
    }
}

/// The property that a key has given.
fn of_key<'c>(key: &str, check: &'c Check) -> Option<&'c Property> {
    check
        .properties
        .iter()
        .find(|property| property.key() == key)
}

/// What checks need is there, and no two need each other.
pub fn needs(tables: &[Table], checks: &[Check]) {
    let ids = || checks.iter().map(|check| check.id.as_str());
    let find = |id: &str| checks.iter().position(|check| check.id == id);
    // Of a circle its first check is told.
    let mut told: Vec<usize> = Vec::new();
    for (place, (table, check)) in tables.iter().zip(checks).enumerate() {
        let at = || table.key_at("needs");
        for id in check.needs.iter().filter(|id| *id != super::checks::SYNTAX) {
            if find(id).is_none() {
                let hint = closest(id, ids()).map_or_else(
                    || message!("model-keys", known = ids().collect::<Vec<_>>().join(", ")),
                    |name| message!("did-you-mean", name),
                );
                table
                    .notes
                    .wrong(at(), message!("assignment-no-need", id), Some(hint));
            }
        }
        let mut seen = Vec::new();
        let mut open = if told.contains(&place) {
            Vec::new()
        } else {
            vec![check]
        };
        while let Some(next) = open.pop() {
            let needs = next.needs.iter().filter(|id| *id != super::checks::SYNTAX);
            for other in needs.filter_map(|id| find(id)) {
                if checks[other].id == check.id {
                    let hint = message!("assignment-needs-circle.hint");
                    let title = message!("assignment-needs-circle", id = &check.id);
                    table.notes.wrong(at(), title, Some(hint));
                    told.append(&mut seen);
                    open.clear();
                    break;
                }
                if !seen.contains(&other) {
                    seen.push(other);
                    open.push(&checks[other]);
                }
            }
        }
    }
}

/// A run that no check uses is not run.
pub fn unused_runs(top: &Table, runs: &[Read], checks: &[Check]) {
    let Some(table) = top.get("run").and_then(|entry| entry.table("run")) else {
        return;
    };
    for (place, read) in runs.iter().enumerate() {
        if !checks.iter().any(|check| check.runs.contains(&place)) {
            let name = &read.run.name;
            let hint = message!("assignment-run-unused.hint", name);
            let title = message!("assignment-run-unused", name);
            top.notes.warn(table.key_at(name), title, Some(hint));
        }
    }
}
