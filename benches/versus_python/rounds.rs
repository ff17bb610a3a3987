//! The rounds of one program: all contenders in turns, so that a disturbance of the machine hits all of them.

use std::path::Path;

use crate::contender::Contender;
use crate::measure::{Clock, Sample, median, run};
use crate::programs::Program;
use crate::targets::Target;

/// How to measure.
pub struct Plan<'a> {
    pub contenders: &'a [Contender],
    pub clock: Clock,
    pub rounds: usize,
    /// Is there a first run that is not counted?
    pub warm_up: bool,
    /// Where the programs may write.
    pub folder: &'a Path,
}

/// The runs of one program by one contender with the same arguments, summed up.
#[derive(Clone, Copy)]
pub struct Cost {
    pub milliseconds: f64,
    /// The largest peak of all runs.
    pub megabytes: f64,
}

/// For each contender, in their order: none if it has no such script, else a cost for each variant of the program.
pub type Costs = Vec<Option<Vec<Cost>>>;

impl Target {
    /// The arguments of each way to run the program: once as it is, or with one thread and with two.
    fn variants(self) -> Vec<Vec<String>> {
        let threads = |count: u32| count.to_string();
        match self {
            Target::Threads(_) => vec![vec![threads(1)], vec![threads(2)]],
            Target::Locks { turns, .. } => [1, 2]
                .map(|count| vec![threads(count), turns.to_string()])
                .into(),
            _ => vec![Vec::new()],
        }
    }
}

impl Plan<'_> {
    /// Run a program in turns. An error says why there is nothing to show.
    pub fn measure(&self, program: &Program) -> Result<Costs, String> {
        let variants = program.target.variants();
        let mut samples: Vec<Vec<Vec<Sample>>> = (self.contenders.iter())
            .map(|_| variants.iter().map(|_| Vec::new()).collect())
            .collect();
        let first = if self.warm_up { 0 } else { 1 };
        for round in first..=self.rounds {
            for (variant, arguments) in variants.iter().enumerate() {
                let ran = self.turn(program, arguments)?;
                for (contender, sample) in ran.into_iter().enumerate() {
                    if let (Some(sample), true) = (sample, round > 0) {
                        samples[contender][variant].push(sample);
                    }
                }
            }
        }
        Ok(samples.iter().map(|runs| self.costs(runs)).collect())
    }

    /// Each contender once; all that have the program must print the same.
    fn turn(&self, program: &Program, arguments: &[String]) -> Result<Vec<Option<Sample>>, String> {
        let mut expected: Option<(&str, String)> = None;
        let mut samples = Vec::new();
        for contender in self.contenders {
            let Some(script) = program.script(contender.extension) else {
                samples.push(None);
                continue;
            };
            let sample = run(contender, &script, arguments, self.folder)?;
            let (first, expected) =
                expected.get_or_insert_with(|| (&contender.title, sample.printed.clone()));
            if sample.printed != *expected {
                let (title, printed) = (&contender.title, start_of(&sample.printed));
                let expected = start_of(expected);
                return Err(format!(
                    "{first} prints {expected:?}, but {title} {printed:?}"
                ));
            }
            samples.push(Some(sample));
        }
        Ok(samples)
    }

    fn costs(&self, variants: &[Vec<Sample>]) -> Option<Vec<Cost>> {
        let cost = |runs: &Vec<Sample>| {
            let times = runs.iter().map(|run| run.milliseconds(self.clock));
            let megabytes = runs.iter().map(|run| run.peak as f64 / 1e6);
            Some(Cost {
                milliseconds: median(times.collect())?,
                megabytes: megabytes.fold(0.0, f64::max),
            })
        };
        variants.iter().map(cost).collect()
    }
}

/// Enough of an output to tell it from another.
fn start_of(printed: &str) -> String {
    printed.chars().take(200).collect()
}
