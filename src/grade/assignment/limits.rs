//! Bounds of a schedule: `[limits]`, and `limits = { … }` of a run.

use super::table::Entry;
use crate::grade::job::Limits;
use crate::messages::Message;
use crate::session::amounts;

/// A key, how its amount is written, and the most that it may be.
type Bound = (&'static str, fn(&str) -> Result<u64, Message>, u64);

const BOUNDS: &[Bound] = &[
    ("operations", amounts::count, 1_000_000_000_000),
    ("points", amounts::count, 100_000_000),
    ("virtual_time", amounts::count, 1_000_000),
    ("memory", amounts::memory, 16 << 30),
    ("output", amounts::size, 64 << 20),
    ("threads", amounts::count, 10_000),
    ("call_depth", amounts::count, 100_000),
    ("source", amounts::size, 16 << 20),
];

/// What the table says, and `others` for what it leaves out. What is wrong is written down.
pub fn read(entry: &Entry, others: &Limits) -> Limits {
    let mut limits = others.clone();
    let Some(table) = entry.table("limits") else {
        return limits;
    };
    let keys: Vec<&str> = BOUNDS.iter().map(|(key, ..)| *key).collect();
    table.check_keys(&keys);
    for &(key, reading, most) in BOUNDS {
        let Some(entry) = table.get(key) else {
            continue;
        };
        let Some(amount) = entry.amount(reading) else {
            continue;
        };
        if amount > most {
            let most = most.to_string();
            entry.wrong(
                crate::messages::message!("assignment-limit-large", key, most),
                None,
            );
            continue;
        }
        let place = match key {
            "operations" => &mut limits.operations,
            "points" => &mut limits.points,
            "virtual_time" => &mut limits.virtual_time,
            "memory" => &mut limits.memory,
            "output" => &mut limits.output,
            "threads" => &mut limits.threads,
            "call_depth" => &mut limits.call_depth,
            _ => &mut limits.source,
        };
        *place = amount;
    }
    limits
}
