//! Parts of what is asked for, by which points can be shared out.

use crate::grade::assignment::Check;
use crate::grade::property::{Condition, Outcomes, Property, Refused, Text};

/// A judge's score is in thousandths.
const OF_A_JUDGE: u64 = 1000;

/// Into how many parts a property can hold; 0 for what holds or does not.
pub fn parts(property: &Property) -> u64 {
    let count = match property {
        Property::Uses(names) | Property::Avoids(names) => names.len(),
        Property::Defines(definitions) => definitions.len(),
        Property::Warnings(Refused::These(names)) => names.len(),
        Property::Stdout(text) | Property::Stderr(text) => of_text(text),
        Property::File(files) => files.len(),
        Property::Reaches(Outcomes::These(texts)) => texts.len(),
        Property::Guarded(variables) => variables.len(),
        Property::Ordered(Some(variables)) => variables.len(),
        Property::NotHeldWhile { calls, .. } => calls.len(),
        Property::Judge(_) => return OF_A_JUDGE,
        _ => 0,
    };
    count as u64
}

fn of_text(text: &Text) -> usize {
    let of = |condition: &Condition| match condition {
        Condition::Has(parts)
        | Condition::Lacks(parts)
        | Condition::Lines(parts)
        | Condition::Unordered(parts) => parts.len(),
        _ => 1,
    };
    match text {
        Text::Equal(text) => text.lines().count(),
        Text::With(with) => with.iter().map(of).sum(),
    }
}

/// How much of several properties holds together.
#[derive(Clone, Copy, Default)]
pub struct Share {
    held: u64,
    asked: u64,
    /// Something that is no list does not hold.
    lost: bool,
}

impl Share {
    /// A property that holds, or of which so much does.
    pub fn add(&mut self, property: &Property, held: Option<(u64, u64)>) {
        let whole = parts(property);
        let (holding, of) = match (whole, held) {
            (0, None) => return,
            (0, Some(_)) => return self.lost = true,
            (whole, None) => (whole, whole),
            // In parts of its own, whatever it was counted in.
            (whole, Some((held, of))) => (whole * held / of.max(1), whole),
        };
        (self.held, self.asked) = (self.held + holding, self.asked + of);
    }

    /// Of the whole check.
    pub fn of_check(self, check: &Check) -> (u64, u64) {
        let scored = check
            .properties
            .iter()
            .any(|property| matches!(property, Property::Judge(_)));
        match (check.partial || scored) && !self.lost && self.asked > 0 {
            true => (self.held, self.asked),
            false => (0, 1),
        }
    }
}
