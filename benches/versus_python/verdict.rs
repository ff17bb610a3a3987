//! What a program reached of its target: from costs to numbers and words; nothing is measured or printed here.

use crate::measure::Clock;
use crate::programs::Program;
use crate::rounds::{Cost, Costs};
use crate::targets::Target;

/// One program, and what each contender needed: ours first, CPython second.
pub struct Row<'a> {
    pub program: &'a Program,
    pub costs: Result<Costs, String>,
}

/// What was measured against a target, the target in words, and whether it was reached.
pub struct Verdict {
    pub measured: String,
    pub target: String,
    pub reached: Option<bool>,
}

impl Row<'_> {
    /// What a contender needed for the program's first variant (one thread).
    pub fn cost(&self, contender: usize) -> Option<Cost> {
        self.variant(contender, 0)
    }

    pub fn variant(&self, contender: usize, variant: usize) -> Option<Cost> {
        let costs = self.costs.as_ref().ok()?.get(contender)?.as_ref()?;
        costs.get(variant).copied()
    }

    /// The other contender's time divided by ours.
    pub fn ratio(&self, contender: usize) -> Option<f64> {
        Some(self.cost(contender)?.milliseconds / self.cost(0)?.milliseconds)
    }

    /// The throughput of two threads, measured by that of one. On the processor's clock the time of two threads is
    /// that of both together.
    pub fn throughput(&self, contender: usize, clock: Clock) -> Option<f64> {
        let one = self.variant(contender, 0)?.milliseconds;
        let two = self.variant(contender, 1)?.milliseconds;
        let threads = if clock == Clock::Wall { 1.0 } else { 2.0 };
        Some(2.0 * one / (two / threads))
    }

    pub fn verdict(&self, rows: &[Row], clock: Clock) -> Verdict {
        match self.program.target {
            Target::Faster(factor) => at_least(self.ratio(1), factor, "×", format!("≥ {factor} ×")),
            Target::Yardstick => Verdict {
                measured: shown(self.ratio(1), "×"),
                target: String::new(),
                reached: None,
            },
            Target::Within {
                milliseconds,
                megabytes,
            } => self.within(milliseconds, megabytes),
            Target::Scales { yardstick, factor } => {
                let one = rows
                    .iter()
                    .find(|row| row.program.name == yardstick)
                    .and_then(|row| row.cost(0));
                let throughput = one
                    .zip(self.cost(0))
                    .map(|(one, two)| 2.0 * one.milliseconds / two.milliseconds);
                at_least(
                    throughput,
                    factor,
                    "× one thread",
                    format!("≥ {factor} × one thread"),
                )
            }
            Target::Threads(factor) => at_least(
                self.throughput(0, clock),
                factor,
                "× one thread",
                format!("≥ {factor} × one thread"),
            ),
            Target::Locks { turns, one, two } => self.locks(turns, one, two),
        }
    }

    fn within(&self, milliseconds: Option<f64>, megabytes: f64) -> Verdict {
        let limits = milliseconds
            .map(|limit| format!("≤ {limit} ms, "))
            .unwrap_or_default();
        let reached = self.cost(0).map(|cost| {
            let in_time = milliseconds.is_none_or(|limit| cost.milliseconds <= limit);
            in_time && cost.megabytes <= megabytes
        });
        Verdict {
            measured: shown(self.ratio(1), "×"),
            target: format!("{limits}≤ {megabytes} MB"),
            reached,
        }
    }

    /// Nanoseconds for one turn, on whichever clock: with two threads each takes its turns while the other does.
    fn locks(&self, turns: u32, one: f64, two: f64) -> Verdict {
        let nanoseconds = |variant: usize| {
            let turns = f64::from(turns) * (variant + 1) as f64;
            Some(self.variant(0, variant)?.milliseconds * 1e6 / turns)
        };
        let both = nanoseconds(0).zip(nanoseconds(1));
        Verdict {
            measured: both
                .map(|(one, two)| format!("{one:.0} ns, {two:.0} ns"))
                .unwrap_or_default(),
            target: format!("≤ {one} ns, by two ≤ {two} ns"),
            reached: both
                .map(|(measured_one, measured_two)| measured_one <= one && measured_two <= two),
        }
    }
}

fn at_least(measured: Option<f64>, factor: f64, unit: &str, target: String) -> Verdict {
    Verdict {
        measured: shown(measured, unit),
        target,
        reached: measured.map(|measured| measured >= factor),
    }
}

fn shown(factor: Option<f64>, unit: &str) -> String {
    factor
        .map(|factor| format!("{factor:.2} {unit}"))
        .unwrap_or_default()
}
