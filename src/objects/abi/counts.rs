//! How many arguments something takes: one number, several, or a range.

use crate::messages::{Argument, Message, message};
use std::ops::RangeInclusive;

/// Numbers of arguments, the least first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts(Vec<RangeInclusive<usize>>);

impl Counts {
    /// As many as one of these ranges allows.
    pub fn new(ranges: impl IntoIterator<Item = RangeInclusive<usize>>) -> Counts {
        let mut ranges: Vec<_> = ranges.into_iter().collect();
        ranges.sort_by_key(|range| (*range.start(), *range.end()));
        ranges.dedup();
        Counts(ranges)
    }

    pub fn of(counts: impl IntoIterator<Item = usize>) -> Counts {
        Counts::new(counts.into_iter().map(|count| count..=count))
    }

    pub fn contains(&self, count: usize) -> bool {
        self.0.iter().any(|range| range.contains(&count))
    }

    /// The one number, if there is no other.
    pub fn only(&self) -> Option<usize> {
        match self.0.as_slice() {
            [range] if range.start() == range.end() => Some(*range.start()),
            _ => None,
        }
    }

    /// What is left to give when so many arguments are there already.
    pub fn after(self, given: usize) -> Counts {
        let left = self.0.into_iter().filter(|range| *range.end() >= given);
        Counts::new(left.map(|range| range.start().saturating_sub(given)..=range.end() - given))
    }

    /// What a text says: the number itself, so that words can agree with it, or `1 or 2`.
    pub fn in_words(&self) -> Argument {
        match self.only() {
            Some(count) => Argument::from(count),
            None => Argument::from(self.listed()),
        }
    }

    fn listed(&self) -> Message {
        let texts: Vec<String> = self.0.iter().map(text).collect();
        match texts.split_last() {
            Some((last, [])) => Message::from(last.as_str()),
            Some((last, others)) => message!("counts-or", first = others.join(", "), last),
            None => Message::from("0"),
        }
    }
}

fn text(range: &RangeInclusive<usize>) -> String {
    match (*range.start(), *range.end()) {
        (least, most) if least == most => least.to_string(),
        (least, usize::MAX) => format!("{least}…"),
        (least, most) => format!("{least}–{most}"),
    }
}
