//! `// check: allow NAME, NAME`: silences warnings in its line, or in the next when it stands alone.

use super::{Finding, names};
use crate::lang::Scan;
use crate::messages::{closest, message};
use crate::objects::error::Source;
use std::ops::Range;

const OPENING: &str = "check: allow";

/// Take away what the comments allow; tell of names that no warning has.
pub fn silence(scan: &Scan, source: &Source, found: &mut Vec<Finding>) {
    let text = &source.text;
    let mut wrong = Vec::new();
    for comment in &scan.comments {
        let written = &text[comment.range.clone()];
        let words = written.trim_start_matches('/').trim();
        let Some(rest) = words.strip_prefix(OPENING) else {
            continue;
        };
        // A second comment may follow in the same line.
        let list = rest.split("//").next().unwrap_or(rest);
        let start_of_line = text[..comment.range.start]
            .rfind('\n')
            .map_or(0, |at| at + 1);
        let stands_alone = text[start_of_line..comment.range.start].trim().is_empty();
        let line = comment.line + usize::from(stands_alone);
        for name in list
            .split([',', ' '])
            .map(str::trim)
            .filter(|name| !name.is_empty())
        {
            if names().any(|known| known == name) {
                found.retain(|finding| {
                    finding.name() != name || line_of(text, finding.at.start) != line
                });
            } else {
                wrong.push(unknown(comment.range.clone(), written, name));
            }
        }
    }
    found.extend(wrong);
}

fn unknown(comment: Range<usize>, written: &str, name: &str) -> Finding {
    let start = comment.start + written.find(name).unwrap_or_default();
    let hint = match closest(name, names()) {
        Some(name) => message!("did-you-mean", name),
        None => message!("check-unknown-warning.hint"),
    };
    Finding::new(
        start..start + name.len(),
        message!("check-unknown-warning", name),
        hint,
    )
}

/// From 0.
fn line_of(text: &str, offset: usize) -> usize {
    text[..offset].matches('\n').count()
}
