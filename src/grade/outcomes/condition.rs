//! One property that outcomes decide, ready to be asked.

use super::breach::{Breach, shown};
use super::pieces;
use super::text::{self, Wanted, Whose, normalised};
use crate::grade::job::{Ended, Outcome};
use crate::grade::property::{Outcomes, Property, Text, Writer};
use crate::grade::reason::Reason;
use crate::messages::message;
use regex::Regex;
use std::collections::BTreeSet;

/// What outcomes are asked.
#[derive(Clone, Debug)]
pub(super) enum Asked {
    Exit(i64),
    Text(Stream, Wanted),
    Files(Vec<(String, Wanted)>),
    Blocks(Vec<Regex>),
    Alternates(Vec<String>, Option<String>),
    PrintedBy(Regex, Writer),
    OneOf(Vec<Wanted>),
    /// Each in some schedule: those that were seen.
    Reaches(Vec<Wanted>, Vec<bool>),
    /// Outputs that were seen; the first one is the one to which all are compared.
    Same(Option<String>, BTreeSet<String>),
    Judge(String),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Stream {
    Out,
    Error,
}

/// A property of which outcomes decide.
///
/// # Errors
/// An expression that does not compile.
pub(super) fn asked(
    property: &Property,
    solution: &[String],
) -> Result<Option<Asked>, regex::Error> {
    let wanted = |text: &Text| Wanted::new(text, solution);
    let these = |outcomes: &Outcomes| -> Result<Vec<Wanted>, regex::Error> {
        match outcomes {
            Outcomes::These(texts) => texts.iter().map(wanted).collect(),
            Outcomes::OfTheSolution => {
                let equal = |text: &String| {
                    Wanted::Equal(text::lines(text).into_iter().map(str::to_string).collect())
                };
                Ok(solution.iter().map(equal).collect())
            }
        }
    };
    Ok(Some(match property {
        Property::Exit(code) => Asked::Exit(*code),
        Property::Stdout(text) => Asked::Text(Stream::Out, wanted(text)?),
        Property::Stderr(text) => Asked::Text(Stream::Error, wanted(text)?),
        Property::File(files) => {
            let file = |(name, text): &(String, Text)| Ok((name.clone(), wanted(text)?));
            Asked::Files(files.iter().map(file).collect::<Result<_, _>>()?)
        }
        Property::Blocks(blocks) => {
            let blocks = blocks.iter().map(|block| text::compiled_block(block));
            Asked::Blocks(blocks.collect::<Result<_, _>>()?)
        }
        Property::Alternates { pieces, then } => Asked::Alternates(pieces.clone(), then.clone()),
        Property::PrintedBy { lines, thread } => {
            Asked::PrintedBy(text::compiled(lines)?, thread.clone())
        }
        Property::Outcomes(outcomes) => Asked::OneOf(these(outcomes)?),
        Property::Reaches(outcomes) => {
            let wanted = these(outcomes)?;
            let seen = vec![false; wanted.len()];
            Asked::Reaches(wanted, seen)
        }
        Property::OneOutcome => Asked::Same(None, BTreeSet::new()),
        Property::Judge(function) => Asked::Judge(function.clone()),
        _ => return Ok(None),
    }))
}

impl Asked {
    /// Does the property want to know who printed what?
    pub(super) fn needs_pieces(&self) -> bool {
        matches!(
            self,
            Asked::Blocks(_) | Asked::PrintedBy(..) | Asked::Judge(_)
        )
    }

    /// What an outcome has against it; an outcome that some schedule must have is noted. Judges are asked elsewhere.
    pub(super) fn breach(&mut self, outcome: &Outcome) -> Option<Breach> {
        if matches!(outcome.ended, Ended::Endless | Ended::Limit) {
            return match self {
                Asked::Reaches(..) => None,
                _ => Some(cut(outcome.ended)),
            };
        }
        let breach = self.of_whole(outcome)?;
        let because = Some(outcome.ended).filter(|end| *end != Ended::Ended);
        Some(Breach { because, ..breach })
    }

    /// The same for an outcome that is no part of one.
    fn of_whole(&mut self, outcome: &Outcome) -> Option<Breach> {
        match self {
            Asked::Exit(code) => (i64::from(outcome.exit) != *code).then(|| {
                let message = message!(
                    "grade-wrong-exit-code",
                    given = outcome.exit,
                    expected = *code
                );
                Breach::new(Reason::WrongExitCode, message)
                    .between(code.to_string(), outcome.exit.to_string())
            }),
            Asked::Text(Stream::Out, wanted) => {
                let breach = wanted.breach(&outcome.stdout, &pieces::standard_output())?;
                let line = breach
                    .output_line
                    .and_then(|line| pieces::script_line(outcome, line));
                Some(Breach { line, ..breach })
            }
            Asked::Text(Stream::Error, wanted) => {
                let name = message!("marks-stderr");
                let reason = Reason::WrongOutput;
                // That standard error is empty says nothing of the output.
                let whose = Whose { name, reason };
                let breach = wanted.breach(&outcome.stderr, &whose)?;
                let nothing = breach.reason == Reason::NoOutput;
                let message = if nothing {
                    message!("marks-no-stderr")
                } else {
                    breach.message
                };
                Some(Breach {
                    message,
                    reason,
                    ..breach
                })
            }
            Asked::Files(files) => of_files(files, outcome),
            Asked::Blocks(blocks) => pieces::blocks(blocks, outcome),
            Asked::Alternates(turns, then) => pieces::alternates(turns, then.as_deref(), outcome),
            Asked::PrintedBy(lines, writer) => pieces::printed_by(lines, writer, outcome),
            Asked::OneOf(wanted) => {
                let fits =
                    |wanted: &Wanted| wanted.fits(&outcome.stdout, &pieces::standard_output());
                (!wanted.iter().any(fits)).then(|| {
                    let message = match outcome.stdout.is_empty() {
                        true => message!("marks-outcome-nothing"),
                        false => message!(
                            "grade-wrong-outcome",
                            given = shown(outcome.stdout.trim_end())
                        ),
                    };
                    let breach = Breach::new(Reason::WrongOutcome, message);
                    Breach {
                        given: Some(outcome.stdout.clone()),
                        ..breach
                    }
                })
            }
            Asked::Reaches(wanted, seen) => {
                for (wanted, seen) in wanted.iter().zip(seen) {
                    *seen |= wanted.fits(&outcome.stdout, &pieces::standard_output());
                }
                None
            }
            Asked::Same(first, all) => {
                let text = normalised(&outcome.stdout);
                all.insert(text.clone());
                let first = first.get_or_insert_with(|| text.clone());
                (*first != text).then(|| {
                    let message = message!("grade-outcome-varies", count = all.len().max(2));
                    Breach::new(Reason::OutcomeVaries, message).between(first.clone(), text)
                })
            }
            Asked::Judge(_) => None,
        }
    }

    /// Once all schedules were seen: what none of them had, and how many of all some had.
    pub(super) fn never_seen(&self) -> Option<Breach> {
        let Asked::Reaches(wanted, seen) = self else {
            return None;
        };
        let missing = seen.iter().position(|seen| !seen)?;
        let what = told(&wanted[missing]);
        let message = message!("grade-too-strict", what = shown(&what));
        let breach = Breach::new(Reason::TooStrict, message);
        let held = seen.iter().filter(|seen| **seen).count();
        let breach = Breach {
            expected: Some(what),
            ..breach
        };
        Some(breach.holding(held as u64, seen.len() as u64))
    }

    /// Nothing that comes can change the answer.
    pub(super) fn is_decided(&self, worst: Option<&Breach>) -> bool {
        match self {
            Asked::Reaches(_, seen) => seen.iter().all(|seen| *seen),
            _ => worst.is_some_and(|breach| breach.held.0 == 0),
        }
    }
}

/// A text that is asked for, in words.
fn told(wanted: &Wanted) -> String {
    match wanted {
        Wanted::Equal(lines) => lines.join("\n"),
        Wanted::OneOf(texts) => texts
            .first()
            .map(|lines| lines.join("\n"))
            .unwrap_or_default(),
        Wanted::All(wishes) => {
            let one = |wish: &text::Wish| match wish {
                text::Wish::Has(parts) | text::Wish::Unordered(parts) => parts.join(" … "),
                text::Wish::Lacks(parts) => format!("≠ {}", parts.join(", ")),
                text::Wish::Matches(regex) => regex.to_string(),
                text::Wish::Count(regex, times) => format!("{} × {regex}", text::number(*times)),
                text::Wish::Text(wanted) => told(wanted),
            };
            wishes.iter().map(one).collect::<Vec<_>>().join(" … ")
        }
    }
}

fn of_files(files: &[(String, Wanted)], outcome: &Outcome) -> Option<Breach> {
    let (mut first, mut held) = (None, 0);
    for (name, wanted) in files {
        let breach = match outcome.files.get(name) {
            None => {
                let message = message!("marks-no-file", file = shown(name));
                Some(Breach::new(Reason::WrongFile, message))
            }
            Some(text) => {
                let whose = Whose {
                    name: message!("marks-file", file = shown(name)),
                    reason: Reason::WrongFile,
                };
                wanted.breach(text, &whose)
            }
        };
        held += u64::from(breach.is_none());
        first = first.or(breach);
    }
    first.map(|breach| breach.holding(held, files.len() as u64))
}

/// It never came to its end: what ended it is a property of its own, which says more.
pub(super) fn cut(end: Ended) -> Breach {
    let reason = match end {
        Ended::Limit => Reason::OperationLimit,
        _ => Reason::Endless,
    };
    Breach {
        because: Some(end),
        ..Breach::new(reason, message!("marks-ends-wrong"))
    }
}
