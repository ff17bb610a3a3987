//! Locks that threads take in different orders: found in what is known of the orders, and told. Nothing is noted here.

use std::collections::BTreeSet;

use crate::messages::{Language, message, visible};

use super::ObjectId;
use super::cause::order;
use super::orders::{Known, Nesting};
use super::report::{Row, aligned};

/// Threads that each take a lock while they hold another, in orders with which each may come to wait for the next one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Inversion {
    /// Each takes what the next one holds; the last one takes what the first one holds.
    pub steps: Vec<InversionStep>,
}

/// What one thread did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InversionStep {
    /// What tracebacks call the thread.
    pub thread: String,
    /// The lock that it held, and where it had taken it.
    pub outer: String,
    pub outer_line: u32,
    /// The lock that it took then, and where.
    pub inner: String,
    pub inner_line: u32,
}

/// So many inversions are told at once.
const MOST: usize = 10;
/// Longer circles than this are not looked for.
const LONGEST: usize = 32;
/// Steps of the search for circles of more than two locks.
const STEPS: usize = 50_000;

/// Those that were not told before. Inversions at the same lines are one.
pub(super) fn inversions(known: &mut Known) -> Vec<Inversion> {
    let mut search = Search {
        known,
        path: Vec::new(),
        steps: STEPS,
        found: Vec::new(),
        keys: BTreeSet::new(),
    };
    search.pairs();
    let starts: BTreeSet<ObjectId> = known.pairs.keys().map(|(outer, _)| *outer).collect();
    for start in starts {
        search.circles(start, start);
    }
    let (found, keys) = (search.found, search.keys);
    known.told.extend(keys);
    found
}

struct Search<'k> {
    known: &'k Known,
    path: Vec<&'k Nesting>,
    steps: usize,
    found: Vec<Inversion>,
    keys: BTreeSet<Vec<(String, u32, u32)>>,
}

impl<'k> Search<'k> {
    /// Two threads, two locks.
    fn pairs(&mut self) {
        for ((outer, inner), nestings) in &self.known.pairs {
            let Some(others) = self.known.pairs.get(&(*inner, *outer)) else {
                continue;
            };
            if outer > inner || self.is_signal(*outer) || self.is_signal(*inner) {
                continue;
            }
            let both = nestings
                .iter()
                .flat_map(|one| others.iter().map(move |other| (one, other)));
            if let Some((one, other)) = both.clone().find(|(one, other)| one.may_meet(other)) {
                self.path = vec![one, other];
                self.note();
            }
        }
        self.path.clear();
    }

    /// Go on from `at`, the lock that the last thread of the path takes, with locks behind `start`.
    fn circles(&mut self, start: ObjectId, at: ObjectId) {
        let known = self.known;
        let from = (at, ObjectId(0))..=(at, ObjectId(u64::MAX));
        for ((_, inner), nestings) in known.pairs.range(from) {
            if *inner < start || self.is_signal(at) {
                continue;
            }
            for nesting in nestings {
                if self.steps == 0 || self.found.len() >= MOST {
                    return;
                }
                self.steps -= 1;
                if !self.path.iter().all(|other| other.may_meet(nesting)) {
                    continue;
                }
                self.path.push(nesting);
                if *inner == start {
                    self.note();
                } else if self.path.len() < LONGEST {
                    self.circles(start, *inner);
                }
                self.path.pop();
            }
        }
    }

    fn is_signal(&self, lock: ObjectId) -> bool {
        self.known.signals.contains(&lock)
    }

    /// Does a semaphore keep one of them outside?
    fn is_gated(&self) -> bool {
        let Some((first, others)) = self.path.split_first() else {
            return false;
        };
        let mut gates = first.gates().filter(|(gate, _)| !self.is_signal(*gate));
        gates.any(|(gate, all)| {
            let has_it = |one: &&Nesting| one.gates().any(|(other, _)| other == gate);
            all < self.path.len() as u64 && others.iter().all(has_it)
        })
    }

    /// The path is a circle.
    fn note(&mut self) {
        if self.is_gated() {
            return;
        }
        let key: BTreeSet<(String, u32, u32)> = (self.path.iter())
            .map(|one| (self.name(one.outer), one.outer_line, one.inner_line))
            .map(|(name, outer, inner)| match outer {
                // At a prompt and in texts without lines, only the names tell them apart.
                0 => (name, outer, inner),
                _ => (String::new(), outer, inner),
            })
            .collect();
        let key: Vec<_> = key.into_iter().collect();
        if self.found.len() >= MOST || self.known.told.contains(&key) || !self.keys.insert(key) {
            return;
        }
        let step = |nesting: &&Nesting| InversionStep {
            thread: self.thread(nesting),
            outer: self.name(nesting.outer),
            outer_line: nesting.outer_line,
            inner: self.name(nesting.inner),
            inner_line: nesting.inner_line,
        };
        let steps = self.path.iter().map(step).collect();
        self.found.push(Inversion { steps });
    }

    /// The number too, when another thread of the circle has the same name.
    fn thread(&self, nesting: &Nesting) -> String {
        let same = |other: &&&Nesting| other.label == nesting.label;
        match self.path.iter().filter(same).count() {
            1 => nesting.label.clone(),
            _ => format!("{} ({})", nesting.label, nesting.thread),
        }
    }

    /// The number too, when another lock of the circle has the same name.
    fn name(&self, lock: ObjectId) -> String {
        let name = |lock: ObjectId| self.known.names.get(&lock).map_or("", String::as_str);
        let own = name(lock);
        let is_other = |one: &&&Nesting| one.outer != lock && name(one.outer) == own;
        match self.path.iter().any(|one| is_other(&one)) {
            true => format!("{own} #{}", lock.0),
            false => own.to_string(),
        }
    }
}

impl Inversion {
    /// The warning in words: a line for each thread, and what to change.
    pub fn in_language(&self, language: Language) -> String {
        let rows: Vec<Row> = (self.steps.iter())
            .map(|step| {
                let since = match step.outer_line {
                    0 => step.outer.clone(),
                    line => {
                        message!("deadlock-since", what = &step.outer, line).in_language(language)
                    }
                };
                let story = message!("order-takes", inner = &step.inner, outer = since);
                let story = visible(&story.in_language(language));
                (step.thread.clone(), story, step.inner_line)
            })
            .collect();
        let locks: Vec<String> = self.steps.iter().map(|step| step.outer.clone()).collect();
        let title = message!("order-inverted", count = self.steps.len());
        let advice = message!("order-hint", order = order(&locks)).in_language(language);
        let hint = message!("deadlock-hint", advice = visible(&advice));
        format!(
            "{}{}\n  {}",
            title.in_language(language),
            aligned(&rows, language),
            hint.in_language(language)
        )
    }

    /// Does the circle have no lock but these?
    pub fn is_among(&self, locks: &[&str]) -> bool {
        self.steps
            .iter()
            .all(|step| locks.contains(&step.outer.as_str()))
    }
}
