//! Who printed what: standard output as lines, each with the threads that wrote it.

use super::breach::{Breach, shown};
use super::text::{Whose, lines};
use crate::grade::job::Outcome;
use crate::grade::property::Writer;
use crate::grade::reason::Reason;
use crate::messages::{Message, message};
use regex::Regex;
use std::collections::BTreeMap;

/// A line of standard output.
#[derive(Debug)]
struct Printed {
    text: String,
    /// Number and name of those who wrote it, in order, each turn once; none when nobody noted it.
    by: Vec<(u32, String)>,
    /// Of the script, where its first piece was printed.
    line: u32,
}

/// The lines of an outcome. Without its pieces nobody is known to have written them.
fn printed(outcome: &Outcome) -> Vec<Printed> {
    let mut found: Vec<Printed> = Vec::new();
    let mut open = false;
    for piece in &outcome.lines {
        for part in piece.text.split_inclusive('\n') {
            if !open {
                found.push(Printed {
                    text: String::new(),
                    by: Vec::new(),
                    line: piece.line,
                });
            }
            let Some(last) = found.last_mut() else {
                continue;
            };
            last.text.push_str(part);
            if last
                .by
                .last()
                .is_none_or(|(number, _)| *number != piece.number)
            {
                last.by.push((piece.number, piece.thread.clone()));
            }
            open = !part.ends_with('\n');
        }
    }
    if found.is_empty() {
        let unknown = |text: &str| Printed {
            text: text.to_string(),
            by: Vec::new(),
            line: 0,
        };
        return lines(&outcome.stdout).into_iter().map(unknown).collect();
    }
    for line in &mut found {
        line.text = lines(&line.text).join("");
    }
    found
}

/// Where in the script a line of the output was printed.
pub fn script_line(outcome: &Outcome, output_line: usize) -> Option<u32> {
    let printed = printed(outcome);
    let line = printed.get(output_line.checked_sub(1)?)?.line;
    (line > 0).then_some(line)
}

/// Standard output is a sequence of blocks, each written by one thread without another's line between. `blocks` match at the start of a
/// text and take the newline after their last line with them.
pub fn blocks(blocks: &[Regex], outcome: &Outcome) -> Option<Breach> {
    let printed = printed(outcome);
    if printed.is_empty() {
        return Some(Breach::new(Reason::NoOutput, message!("grade-no-output")));
    }
    let text = joined(printed.iter());
    let (mut at, mut place) = (0, 0);
    while at < printed.len() {
        let Some(length) = block_at(blocks, &text[place..]) else {
            return Some(broken_block(blocks, &printed, at));
        };
        let block = &printed[at..at + length];
        place += block.iter().map(|line| line.text.len() + 1).sum::<usize>();
        let writers = block.iter().flat_map(|line| &line.by);
        if let Some((first, second)) = two_of(writers) {
            return Some(torn(&first, &second, at + 1, &printed));
        }
        at += length;
    }
    None
}

fn joined<'p>(printed: impl Iterator<Item = &'p Printed>) -> String {
    printed.map(|line| line.text.clone() + "\n").collect()
}

/// How many lines the block has that begins this text.
fn block_at(blocks: &[Regex], text: &str) -> Option<usize> {
    let found = blocks.iter().find_map(|block| block.find(text));
    // An empty block would never end.
    found
        .filter(|found| !found.is_empty())
        .map(|found| found.as_str().matches('\n').count())
}

/// No block begins at this line: is one torn, or is there none?
fn broken_block(blocks: &[Regex], printed: &[Printed], at: usize) -> Breach {
    let rest = &printed[at..];
    if let Some((first, second)) = two_of(rest[0].by.iter()) {
        return torn(&first, &second, at + 1, printed);
    }
    let writer = rest[0].by.first();
    let own = rest.iter().filter(|line| line.by.first() == writer);
    let other = rest.iter().position(|line| line.by.first() != writer);
    match (writer, other, block_at(blocks, &joined(own))) {
        (Some(first), Some(place), Some(_)) => {
            let second = rest[place].by.first().unwrap_or(first);
            torn(first, second, at + place + 1, printed)
        }
        _ => {
            let given = &rest[0].text;
            let message = message!("marks-no-block", n = at + 1, given = shown(given));
            let breach = Breach::new(Reason::TornOutput, message).at_output_line(at + 1);
            Breach {
                given: Some(given.clone()),
                ..breach
            }
        }
    }
}

/// The first two that are different.
fn two_of<'w>(
    writers: impl Iterator<Item = &'w (u32, String)>,
) -> Option<((u32, String), (u32, String))> {
    let mut writers = writers.peekable();
    let first = (*writers.peek()?).clone();
    let second = writers.find(|writer| writer.0 != first.0)?;
    Some((first, second.clone()))
}

fn torn(a: &(u32, String), b: &(u32, String), line: usize, printed: &[Printed]) -> Breach {
    let message = message!("grade-torn-output", a = shown(&a.1), b = shown(&b.1));
    let breach = Breach::new(Reason::TornOutput, message).at_output_line(line);
    let script = printed
        .get(line - 1)
        .map(|line| line.line)
        .filter(|line| *line > 0);
    Breach {
        line: script,
        ..breach
    }
}

/// Lines that match are printed by whom they should, and there is such a line.
pub fn printed_by(lines: &Regex, writer: &Writer, outcome: &Outcome) -> Option<Breach> {
    let printed = printed(outcome);
    let matching: Vec<&Printed> = printed
        .iter()
        .filter(|line| lines.is_match(&line.text))
        .collect();
    if printed.is_empty() {
        return Some(Breach::new(Reason::NoOutput, message!("grade-no-output")));
    }
    if matching.is_empty() {
        let message = message!("marks-no-line", regex = shown(lines.as_str()));
        return Some(Breach::new(Reason::WrongOutput, message));
    }
    let mut before: BTreeMap<u32, &str> = BTreeMap::new();
    let wrong = |line: &Printed, given: &str, expected: Message| {
        let given = message!("marks-thread-named", name = shown(given));
        let message = message!("grade-wrong-thread", given, expected);
        let breach = Breach::new(Reason::WrongThread, message);
        let breach = Breach {
            given: Some(line.text.clone()),
            ..breach
        };
        let script = Some(line.line).filter(|line| *line > 0);
        Some(Breach {
            line: script,
            ..breach
        })
    };
    for line in matching {
        for (number, name) in &line.by {
            let fits = match writer {
                Writer::Main => *number == 0,
                Writer::Named(wanted) => name == wanted,
                Writer::Different => before.insert(*number, &line.text).is_none(),
            };
            if !fits {
                let expected = match writer {
                    Writer::Main => message!("marks-thread-main"),
                    Writer::Named(wanted) => message!("marks-thread-named", name = shown(wanted)),
                    Writer::Different => message!("marks-thread-another"),
                };
                return wrong(line, name, expected);
            }
        }
    }
    None
}

/// Standard output is these pieces in turn, up to what may stand at the end.
pub fn alternates(pieces: &[String], then: Option<&str>, outcome: &Outcome) -> Option<Breach> {
    let text = outcome.stdout.replace("\r\n", "\n");
    if text.is_empty() {
        return Some(Breach::new(Reason::NoOutput, message!("grade-no-output")));
    }
    let is_over = |rest: &str| {
        let then = then.unwrap_or_default();
        rest.trim_end_matches('\n') == then.trim_end_matches('\n')
    };
    let mut rest = text.as_str();
    for (place, piece) in pieces.iter().cycle().enumerate() {
        if place > 0 && is_over(rest) {
            return None;
        }
        // A piece that ends a line may lack the newline at the very end.
        let last = rest == piece.trim_end_matches('\n') && piece.ends_with('\n') && then.is_none();
        match rest.strip_prefix(piece.as_str()) {
            Some(after) if !piece.is_empty() => rest = after,
            _ if last => return None,
            _ => {
                let other = pieces.iter().find(|other| rest.starts_with(other.as_str()));
                let given =
                    other.map_or_else(|| rest.lines().next().unwrap_or_default(), String::as_str);
                let message = message!(
                    "grade-wrong-order",
                    n = place + 1,
                    given = shown(given),
                    expected = shown(piece)
                );
                let read = text.len() - rest.len();
                let line = 1 + text[..read].matches('\n').count();
                let breach = Breach::new(Reason::WrongOrder, message);
                return Some(breach.between(piece, given).at_output_line(line));
            }
        }
    }
    None
}

/// Standard output, for sentences.
pub fn standard_output() -> Whose {
    Whose {
        name: message!("marks-stdout"),
        reason: Reason::WrongOutput,
    }
}
