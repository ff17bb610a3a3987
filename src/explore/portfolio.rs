//! Which strategy decides which schedule.

use super::chance::Chance;
use super::knowledge::Knowledge;
use super::strategies::{Hold, Pct, Pos, Sampler, Uniform, Urw};
use crate::runtime::{Balanced, Patient, Policy};

/// How schedules are chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Strategy {
    /// The others in turn: none of them wins everywhere.
    Portfolio,
    Random,
    Pos,
    Pct,
    Urw,
    /// All schedules, without those that cannot make a difference.
    Exhaustive,
    /// One schedule: each thread runs until it waits.
    Patient,
    /// One schedule: who has done least goes next.
    Balanced,
}

/// One strategy of the portfolio.
#[derive(Clone, Copy)]
enum Part {
    Random,
    Pos,
    Pct(u64),
    Urw,
    Hold,
}

const ROTATION: [Part; 12] = [
    Part::Random,
    Part::Hold,
    Part::Pos,
    Part::Urw,
    Part::Pct(2),
    Part::Hold,
    Part::Pos,
    Part::Pct(3),
    Part::Urw,
    Part::Hold,
    Part::Pct(4),
    Part::Pct(5),
];

impl Strategy {
    pub const ALL: [Strategy; 8] = [
        Strategy::Portfolio,
        Strategy::Random,
        Strategy::Pos,
        Strategy::Pct,
        Strategy::Urw,
        Strategy::Exhaustive,
        Strategy::Patient,
        Strategy::Balanced,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Strategy::Portfolio => "portfolio",
            Strategy::Random => "random",
            Strategy::Pos => "pos",
            Strategy::Pct => "pct",
            Strategy::Urw => "urw",
            Strategy::Exhaustive => "exhaustive",
            Strategy::Patient => "patient",
            Strategy::Balanced => "balanced",
        }
    }

    /// How many schedules there are of it at most.
    pub(super) fn most_schedules(self) -> u64 {
        match self {
            Strategy::Patient | Strategy::Balanced => 1,
            _ => u64::MAX,
        }
    }

    /// The policy of schedule number `index`; the first one is the patient one, whatever the strategy.
    pub(super) fn policy(self, seed: u64, index: u64, knowledge: &Knowledge) -> Box<dyn Policy> {
        if self == Strategy::Balanced {
            return Box::new(Balanced::new().0);
        }
        if index == 0 {
            return Box::new(Patient::default());
        }
        let chance = Chance::new(seed, index);
        let part = match self {
            Strategy::Portfolio | Strategy::Exhaustive | Strategy::Patient | Strategy::Balanced => {
                ROTATION[(index - 1) as usize % ROTATION.len()]
            }
            Strategy::Random => Part::Random,
            Strategy::Pos => Part::Pos,
            Strategy::Pct => Part::Pct(2 + index % 4),
            Strategy::Urw => Part::Urw,
        };
        part.policy(chance, knowledge)
    }
}

impl Part {
    fn policy(self, mut chance: Chance, knowledge: &Knowledge) -> Box<dyn Policy> {
        match self {
            Part::Random => Box::new(Sampler::new(Uniform(chance))),
            Part::Pos => Box::new(Sampler::new(Pos::new(chance))),
            Part::Pct(depth) => Box::new(Sampler::new(Pct::new(
                chance,
                depth,
                knowledge.counts.choices,
            ))),
            Part::Urw => Box::new(Sampler::new(Urw::new(chance, knowledge.counts.clone()))),
            Part::Hold if knowledge.sites.is_empty() => Part::Pos.policy(chance, knowledge),
            Part::Hold => {
                let count = 1 + chance.place(2.min(knowledge.sites.len()));
                let sites = (0..count)
                    .map(|_| knowledge.sites[chance.place(knowledge.sites.len())])
                    .collect();
                Box::new(Sampler::new(Hold::new(chance, sites)))
            }
        }
    }
}
