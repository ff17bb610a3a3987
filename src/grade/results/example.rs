//! Counterexamples as results tell them: what it printed is the check's output.

use crate::grade::bilingual::Bilingual;
use crate::grade::job::Counterexample;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[derive(Serialize, Deserialize)]
struct Told {
    schedule: String,
    switches: u64,
    preemptions: u64,
    /// `10/10`
    replayed: String,
    found_at: u64,
    table: Vec<[String; 5]>,
    drawn: Bilingual,
}

pub fn serialize<S: Serializer>(
    example: &Option<Counterexample>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let told = example.as_ref().map(|example| Told {
        schedule: example.schedule.clone(),
        switches: example.switches,
        preemptions: example.preemptions,
        replayed: format!("{}/{}", example.replayed.0, example.replayed.1),
        found_at: example.found_at,
        table: example.table.clone(),
        drawn: example.drawn.clone(),
    });
    told.serialize(serializer)
}

pub fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Counterexample>, D::Error> {
    let told = Option::<Told>::deserialize(deserializer)?;
    Ok(told.map(|told| {
        let count = |text: &str| text.parse().unwrap_or_default();
        let (times, of) = told.replayed.split_once('/').unwrap_or_default();
        Counterexample {
            replayed: (count(times), count(of)),
            schedule: told.schedule,
            switches: told.switches,
            preemptions: told.preemptions,
            found_at: told.found_at,
            table: told.table,
            drawn: told.drawn,
            outcome: None,
        }
    }))
}
