//! Proofs: solutions that must get full points, and such that must be refused, `//! refused: sequential`.

use super::mistake::{Mistake, Notes};
use super::model::{Named, Proof};
use super::package::Package;
use crate::check::errors;
use crate::grade::reason::Reason;
use crate::library::LIBRARY;
use crate::messages::{closest, message};
use crate::objects::error::Source;
use std::ops::Range;
use std::sync::Arc;

/// Before the reasons of a wrong solution.
const HEAD: &str = "refused:";

/// Those of `proof/right` that parse, in the order of their names; `solution.rhai` before the others.
pub fn right(package: &Package, notes: &Notes) -> Vec<Proof> {
    let mut found = read(package, "proof/right", notes, |source| {
        if let Some((reasons, at)) = head(source) {
            let hint = message!("assignment-proof-right.hint");
            let title = message!("assignment-proof-right", reasons);
            notes.add(Mistake::at(source, at, title, Some(hint)));
        }
        Some(Vec::new())
    });
    found.sort_by_key(|proof| proof.file.name != "solution.rhai");
    found
}

/// Those of `proof/wrong`.
pub fn wrong(package: &Package, notes: &Notes) -> Vec<Proof> {
    read(package, "proof/wrong", notes, |source| {
        let Some((reasons, at)) = head(source) else {
            let hint = message!("assignment-proof-head.hint");
            let first = source.text.find('\n').unwrap_or(source.text.len());
            let title = message!("assignment-proof-head");
            notes.add(Mistake::at(source, 0..first, title, Some(hint)));
            return None;
        };
        let mut found = Vec::new();
        for name in reasons.split([',', ' ']).filter(|name| !name.is_empty()) {
            match Reason::named(name) {
                Some(reason) => found.push(reason),
                None => {
                    let known = Reason::ALL.iter().map(|reason| reason.name());
                    let hint = closest(name, known).map_or_else(
                        || message!("assignment-no-reason.hint"),
                        |name| message!("did-you-mean", name),
                    );
                    let start = at.start + source.text[at.clone()].find(name).unwrap_or(0);
                    let title = message!("assignment-no-reason", name);
                    let at = start..start + name.len();
                    notes.add(Mistake::at(source, at, title, Some(hint)));
                }
            }
        }
        if found.is_empty() && reasons.trim().is_empty() {
            let hint = message!("assignment-proof-head.hint");
            let title = message!("assignment-proof-head");
            notes.add(Mistake::at(source, at, title, Some(hint)));
        }
        Some(found)
    })
}

/// The scripts of a folder. `heads` gives the reasons, or nothing when they are wrong.
fn read(
    package: &Package,
    folder: &str,
    notes: &Notes,
    heads: impl Fn(&Arc<Source>) -> Option<Vec<Reason>>,
) -> Vec<Proof> {
    let mut found = Vec::new();
    let names: Vec<&str> = package.below(folder).map(|(name, _)| name).collect();
    for name in names.into_iter().filter(|name| name.ends_with(".rhai")) {
        let source = match package.source(&format!("{folder}/{name}")) {
            None => continue,
            Some(Err(mistake)) => {
                notes.add(mistake);
                continue;
            }
            Some(Ok(source)) => source,
        };
        let refused = heads(&source);
        let may_be_broken = refused
            .as_ref()
            .is_none_or(|reasons| reasons.contains(&Reason::Syntax));
        if !may_be_broken {
            for error in errors(&source, LIBRARY) {
                notes.add(Mistake::script(error));
            }
        }
        found.push(Proof {
            file: Named {
                name: name.to_owned(),
                bytes: source.text.clone().into_bytes(),
            },
            refused: refused.unwrap_or_default(),
        });
    }
    found
}

/// What the comment at the head of a script says after `refused:`, and where.
fn head(source: &Source) -> Option<(&str, Range<usize>)> {
    let mut start = 0;
    for line in source.text.split_inclusive('\n') {
        let comment = line.trim_start().strip_prefix("//!");
        let Some(comment) = comment else {
            match line.trim().is_empty() {
                true => {
                    start += line.len();
                    continue;
                }
                false => return None,
            }
        };
        if let Some(reasons) = comment.trim().strip_prefix(HEAD) {
            let begin = start + line.find(HEAD)? + HEAD.len();
            let reasons = reasons.trim();
            let begin = begin + source.text[begin..].find(reasons)?;
            return Some((reasons, begin..begin + reasons.len()));
        }
        start += line.len();
    }
    None
}
