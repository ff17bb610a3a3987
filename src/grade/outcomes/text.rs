//! Texts against what they must be: line ends are the same, blanks at the ends of lines and the last newline do not count.

use super::breach::{Breach, shown};
use crate::grade::property::{Condition, Number, Text};
use crate::grade::reason::Reason;
use crate::messages::{Argument, Message, message};
use regex::{Regex, RegexBuilder};
use std::collections::BTreeMap;

/// What a compiled expression may take, in bytes: far more than a person writes.
const LARGEST: usize = 1 << 20;

/// A teacher's expression: `^` and `$` are at lines.
///
/// # Errors
/// It does not compile.
pub fn compiled(pattern: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(pattern)
        .multi_line(true)
        .size_limit(LARGEST)
        .build()
}

/// The lines of a text as they are compared.
pub fn lines(text: &str) -> Vec<&str> {
    let ends: &[char] = &[' ', '\t', '\r'];
    let mut lines: Vec<&str> = text
        .split('\n')
        .map(|line| line.trim_end_matches(ends))
        .collect();
    lines.pop_if(|last| last.is_empty());
    lines
}

/// The text as it is compared.
pub fn normalised(text: &str) -> String {
    lines(text).join("\n")
}

/// A teacher's expression of a block of lines: at the start of a text, up to a newline and with it.
///
/// # Errors
/// It does not compile.
pub fn compiled_block(pattern: &str) -> Result<Regex, regex::Error> {
    compiled(pattern)?;
    compiled(&format!(r"\A(?:{pattern})\n"))
}

/// Whose text it is.
#[derive(Clone, Debug)]
pub struct Whose {
    /// For sentences: "the output", "file `a`".
    pub name: Message,
    pub reason: Reason,
}

impl Whose {
    /// From line `n` on it is another.
    fn differs(&self, n: usize, given: &str, expected: &str) -> Message {
        let (given, expected) = (shown(given), shown(expected));
        match (self.reason, self.name.argument("file")) {
            (Reason::WrongFile, Some(Argument::Text(file))) => {
                message!("grade-wrong-file", file, n)
            }
            _ if self.name.id() == Some("marks-stdout") => {
                message!("grade-wrong-output", n, given, expected)
            }
            _ => message!(
                "marks-output-differs",
                what = &self.name,
                n,
                given,
                expected
            ),
        }
    }
}

/// What a text must be, ready to be compared.
#[derive(Clone, Debug)]
pub enum Wanted {
    Equal(Vec<String>),
    /// Any of these, each as lines.
    OneOf(Vec<Vec<String>>),
    All(Vec<Wish>),
}

#[derive(Clone, Debug)]
pub enum Wish {
    Has(Vec<String>),
    Lacks(Vec<String>),
    Unordered(Vec<String>),
    Matches(Regex),
    Count(Regex, Number),
    Text(Wanted),
}

impl Wanted {
    /// `solution`: what the solution prints, one text an outcome.
    ///
    /// # Errors
    /// An expression that does not compile.
    pub fn new(text: &Text, solution: &[String]) -> Result<Wanted, regex::Error> {
        let with = match text {
            Text::Equal(text) => return Ok(Wanted::Equal(owned(text))),
            Text::With(with) => with,
        };
        let wish = |condition: &Condition| {
            Ok(match condition {
                Condition::Has(parts) => Wish::Has(all(parts)),
                Condition::Lacks(parts) => Wish::Lacks(all(parts)),
                Condition::Lines(wanted) => Wish::Text(Wanted::Equal(owned(&wanted.join("\n")))),
                Condition::Unordered(wanted) => Wish::Unordered(owned(&wanted.join("\n"))),
                Condition::Regex(pattern) => Wish::Matches(compiled(pattern)?),
                Condition::Count { regex, times } => Wish::Count(compiled(regex)?, *times),
                Condition::SameAsSolution => Wish::Text(Wanted::OneOf(
                    solution.iter().map(|text| owned(text)).collect(),
                )),
            })
        };
        Ok(Wanted::All(
            with.iter().map(wish).collect::<Result<_, _>>()?,
        ))
    }

    pub fn fits(&self, given: &str, whose: &Whose) -> bool {
        self.breach(given, whose).is_none()
    }

    /// What is wrong with the text.
    pub fn breach(&self, given: &str, whose: &Whose) -> Option<Breach> {
        let given_lines = lines(given);
        match self {
            Wanted::Equal(wanted) => different(wanted, &given_lines, whose),
            Wanted::OneOf(texts) => {
                let breaches = texts
                    .iter()
                    .map(|text| different(text, &given_lines, whose));
                // The text that agrees for longest is what was meant.
                let breaches: Option<Vec<Breach>> = breaches.collect();
                breaches?
                    .into_iter()
                    .rev()
                    .max_by_key(|breach| breach.output_line)
            }
            Wanted::All(wishes) => {
                let text = given_lines.join("\n");
                let mut first = None;
                let (mut held, mut asked) = (0, 0);
                for wish in wishes {
                    let breach = wish.breach(given, &text, whose);
                    let (holding, of) = breach
                        .as_ref()
                        .map_or_else(|| wish.whole(), |breach| breach.held);
                    (held, asked) = (held + holding, asked + of);
                    first = first.or(breach);
                }
                first.map(|breach| breach.holding(held, asked))
            }
        }
    }
}

impl Wish {
    /// As many parts as it has.
    fn whole(&self) -> (u64, u64) {
        let parts = match self {
            Wish::Has(parts) | Wish::Lacks(parts) | Wish::Unordered(parts) => parts.len(),
            Wish::Text(Wanted::Equal(lines)) => lines.len(),
            _ => 1,
        };
        (parts as u64, parts as u64)
    }

    /// `text` is `given` with its lines made the same.
    fn breach(&self, given: &str, text: &str, whose: &Whose) -> Option<Breach> {
        let what = || whose.name.clone();
        match self {
            Wish::Text(wanted) => wanted.breach(given, whose),
            Wish::Has(parts) => has(parts, text, whose),
            Wish::Lacks(parts) => {
                let found: Vec<_> = parts
                    .iter()
                    .filter_map(|part| Some((part, text.find(part.as_str())?)))
                    .collect();
                let (part, place) = *found.iter().min_by_key(|(_, place)| *place)?;
                let line = 1 + text[..place].matches('\n').count();
                let message = message!(
                    "marks-output-lacks",
                    what = what(),
                    n = line,
                    part = shown(part)
                );
                let breach = Breach::new(whose.reason, message).at_output_line(line);
                let given = text.lines().nth(line - 1).unwrap_or_default().to_string();
                let breach = Breach {
                    given: Some(given),
                    ..breach
                };
                Some(breach.holding((parts.len() - found.len()) as u64, parts.len() as u64))
            }
            Wish::Unordered(wanted) => unordered(wanted, given, whose),
            Wish::Matches(regex) => (!regex.is_match(text)).then(|| {
                let message = message!(
                    "marks-output-regex",
                    what = what(),
                    regex = shown(regex.as_str())
                );
                or_nothing(
                    text,
                    whose,
                    Breach::new(whose.reason, message).between(regex.as_str(), text),
                )
            }),
            Wish::Count(regex, times) => {
                let found = text.lines().filter(|line| regex.is_match(line)).count();
                (!times.holds(found as f64)).then(|| {
                    let message = message!(
                        "marks-output-count",
                        what = what(),
                        regex = shown(regex.as_str()),
                        given = found,
                        expected = number(*times)
                    );
                    or_nothing(
                        text,
                        whose,
                        Breach::new(whose.reason, message)
                            .between(number(*times), found.to_string()),
                    )
                })
            }
        }
    }
}

/// As a teacher writes it.
pub fn number(number: Number) -> String {
    match number {
        Number::Exactly(value) => value.to_string(),
        Number::AtLeast(least) => format!(">= {least}"),
        Number::AtMost(most) => format!("<= {most}"),
        Number::Between(least, most) => format!("{least}..{most}"),
    }
}

fn owned(text: &str) -> Vec<String> {
    lines(text).into_iter().map(str::to_string).collect()
}

/// Parts of a text: only their line ends and the blanks at the ends of their inner lines are made the same.
fn all(parts: &[String]) -> Vec<String> {
    let ends: &[char] = &[' ', '\t', '\r'];
    let part = |part: &String| {
        let mut lines: Vec<&str> = part.split('\n').collect();
        let last = lines.len() - 1;
        for line in &mut lines[..last] {
            *line = line.trim_end_matches(ends);
        }
        lines.join("\n")
    };
    parts.iter().map(part).collect()
}

/// The first line that differs.
fn different(wanted: &[String], given: &[&str], whose: &Whose) -> Option<Breach> {
    if wanted.iter().eq(given.iter()) {
        return None;
    }
    let pairs = || wanted.iter().zip(given);
    let same = pairs()
        .take_while(|(wanted, given)| wanted == given)
        .count();
    let line = same + 1;
    let what = || whose.name.clone();
    let reason = whose.reason;
    let breach = match (wanted.get(same), given.get(same)) {
        (Some(wanted), Some(given)) => {
            Breach::new(reason, whose.differs(line, given, wanted)).between(wanted, *given)
        }
        (Some(wanted), None) => or_nothing(
            &given.join("\n"),
            whose,
            Breach::new(
                reason,
                message!(
                    "marks-output-ends",
                    what = what(),
                    n = line,
                    expected = shown(wanted)
                ),
            )
            .between(wanted, ""),
        ),
        (None, given) => {
            let given = given.copied().unwrap_or_default();
            let message = message!(
                "marks-output-more",
                what = what(),
                n = line,
                given = shown(given)
            );
            Breach::new(reason, message).between("", given)
        }
    };
    let held = pairs().filter(|(wanted, given)| wanted == given).count();
    let asked = wanted.len().max(given.len());
    Some(
        breach
            .at_output_line(line)
            .holding(held as u64, asked as u64),
    )
}

fn has(parts: &[String], text: &str, whose: &Whose) -> Option<Breach> {
    let (mut rest, mut held, mut missing) = (0, 0, None);
    for part in parts {
        match text[rest..].find(part.as_str()) {
            Some(place) => (rest, held) = (rest + place + part.len(), held + 1),
            None => _ = missing.get_or_insert(part),
        }
    }
    let missing = missing?;
    let what = whose.name.clone();
    let message = match text.contains(missing.as_str()) {
        true => message!("marks-output-later", what, part = shown(missing)),
        false => message!("marks-output-has", what, part = shown(missing)),
    };
    let breach = Breach::new(whose.reason, message).between(missing, text);
    Some(or_nothing(text, whose, breach).holding(held, parts.len() as u64))
}

fn unordered(wanted: &[String], text: &str, whose: &Whose) -> Option<Breach> {
    let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
    for line in wanted {
        *counts.entry(line).or_default() += 1;
    }
    let given = lines(text);
    for line in &given {
        *counts.entry(line).or_default() -= 1;
    }
    let what = || whose.name.clone();
    let missing = wanted.iter().find(|line| counts[line.as_str()] > 0);
    let more = given.iter().position(|line| counts[line] < 0);
    let missed: i64 = counts.values().filter(|count| **count > 0).sum();
    let held = wanted.len() as u64 - missed.unsigned_abs();
    let breach = match (missing, more) {
        (None, None) => return None,
        (Some(line), _) => {
            let message = message!(
                "marks-output-missing",
                what = what(),
                expected = shown(line)
            );
            or_nothing(
                text,
                whose,
                Breach::new(whose.reason, message).between(line, text),
            )
        }
        (None, Some(place)) => {
            let line = given[place];
            let message = message!("marks-output-too-often", what = what(), given = shown(line));
            Breach::new(whose.reason, message)
                .between("", line)
                .at_output_line(place + 1)
        }
    };
    Some(breach.holding(held, wanted.len() as u64))
}

/// That nothing was printed says it better.
fn or_nothing(text: &str, whose: &Whose, breach: Breach) -> Breach {
    match text.is_empty() && whose.reason == Reason::WrongOutput {
        false => breach,
        true => Breach {
            reason: Reason::NoOutput,
            message: message!("grade-no-output"),
            ..breach
        },
    }
}
