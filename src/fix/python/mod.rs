//! A text of Python in the words of the dialect, as far as that is certain.
//!
//! ```text
//! lines        tokens, logical lines        tree         statements and their blocks
//! names        what names stand for         scopes       where `let` stands
//! expression   operators                    atoms        names, numbers, brackets
//! calls        calls that differ            texts        texts in quotes
//! simple       statements without a block   blocks       `if`, `for`, `while`, `with`, `try`
//! definitions  functions, classes           writer       all of it
//! notes        what means something else here
//! ```

mod atoms;
mod blocks;
mod calls;
mod definitions;
mod expression;
mod lines;
mod names;
mod notes;
mod scopes;
mod simple;
mod texts;
mod tree;
mod writer;

use crate::lang::{offset_of, syntax};
use names::Names;
pub use notes::{Note, notes};
use std::collections::BTreeSet;
use std::ops::Range;
use tree::Tree;
use writer::Writer;

/// What is meant is not certain, or cannot be said here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsure;

/// The text in the dialect; parts that are not certain stay as they are. Nothing when no line can be read, or none is certain. `calls` gives
/// the parameters of what the library has under a name.
#[must_use]
pub fn rewritten(source: &str, calls: fn(&str) -> Vec<String>) -> Option<String> {
    let lines = lines::lines(source)?;
    let names = Names::of(source, &lines, calls);
    let tree = || Tree {
        source,
        lines: &lines,
    };
    let nodes = tree().nodes()?;
    // The statements of the top level that are left as a whole: what was written for them does not parse.
    let mut whole: BTreeSet<usize> = BTreeSet::new();
    loop {
        let declared = scopes::declared(&tree(), &nodes);
        let mut writer = Writer::new(tree(), &names, declared);
        let mut parts: Vec<(Range<usize>, usize)> = Vec::new();
        let mut at = 0;
        while at < nodes.len() {
            let start = writer.out.len();
            let count = match whole.contains(&at) {
                true => {
                    writer.leave(&nodes[at]);
                    1
                }
                false => writer.top(&nodes, at),
            };
            parts.push((start..writer.out.len(), at));
            at += count;
        }
        let Some(offset) = stumbles(&writer.out, &writer.left) else {
            let is_changed = writer.out.trim_end() != source.trim_end();
            return is_changed.then_some(writer.out);
        };
        let part = parts
            .iter()
            .find(|(range, _)| range.contains(&offset))
            .or(parts.last())?;
        if !whole.insert(part.1) {
            return None;
        }
    }
}

/// Where the parser stumbles over what was written; what was left as it was is not looked at.
fn stumbles(text: &str, left: &[Range<usize>]) -> Option<usize> {
    let mut written = text.as_bytes().to_vec();
    for range in left {
        for byte in &mut written[range.clone()] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    }
    let written = String::from_utf8(written).ok()?;
    let error = syntax::parse(&written).err()?;
    Some(offset_of(text, error.1).unwrap_or(text.len().saturating_sub(1)))
}
