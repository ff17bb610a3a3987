//! What holds only as long as waits last as long as they say.

use super::finding::Finding;
use crate::grade::bilingual::Bilingual;
use crate::grade::job::{Counterexample, Place};
use crate::grade::reason::Reason;
use crate::messages::{Language, message};

/// It does not hold when the time of a wait may come at any moment, and holds otherwise.
pub fn by_sleeping(found: Finding) -> Finding {
    if found.reason == Reason::SleepAsSynchronisation {
        return found;
    }
    let place = found
        .counterexample
        .as_ref()
        .and_then(|example| deadline(example, &found));
    let told = match &place {
        None => message!("marks-sleep-unknown"),
        Some(place) => message!("grade-sleep-as-synchronisation", line = place.line),
    };
    Finding {
        reason: Reason::SleepAsSynchronisation,
        message: Bilingual::from(&told).followed_by(&found.message),
        place: place.or(found.place),
        ..found
    }
}

/// Where the wait stands whose time came early.
fn deadline(example: &Counterexample, found: &Finding) -> Option<Place> {
    let fired = message!("explore-time-comes");
    let said = [Language::English, Language::French].map(|language| fired.in_language(language));
    let is_it = |row: &&[String; 5]| said.iter().any(|said| row[3].contains(said.as_str()));
    let row = example.table.iter().find(is_it)?;
    Some(Place {
        file: found
            .place
            .as_ref()
            .map(|place| place.file.clone())
            .unwrap_or_default(),
        line: row[1].parse().ok()?,
        column: 0,
        text: row[2].clone(),
    })
}
