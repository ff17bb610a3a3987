//! What is to be run for an assignment's checks, and where the answers will be.

use crate::grade::assignment::{Assignment, Check, Companion, Explore, Main, Run};
use crate::grade::job::{Clock, CompanionJob, Job, RunJob};
use crate::grade::outcomes::Conditions;
use crate::grade::property::{Judged, Property};
use crate::grade::submission::HandIn;

/// Executions that an exhaustive search may take.
pub const MOST_EXECUTIONS: u64 = 20_000;

/// What explains an output that is wrong because the program did not come to its end.
const ENDS: [Property; 4] = [
    Property::NoError,
    Property::NoDeadlock,
    Property::Ends,
    Property::WithinLimits,
];

/// What is to be run.
pub struct Plan {
    pub job: Job,
    /// Which run of the assignment each run of the job is.
    pub places: Vec<usize>,
}

impl Plan {
    /// These runs of an assignment, for a submission.
    pub fn new(
        assignment: &Assignment,
        runs: &[usize],
        hand_in: &HandIn,
        conditions: &Conditions,
        seed: u64,
    ) -> Plan {
        let job = |run: &usize| run_job(assignment, *run, conditions);
        Plan {
            job: Job {
                main: hand_in.main.clone(),
                scripts: hand_in.scripts.clone(),
                seed,
                start_time: assignment.start_time,
                programs: assignment.programs.clone(),
                runs: runs.iter().map(job).collect(),
            },
            places: runs.to_vec(),
        }
    }

    /// The same with waits for time that end when nobody can run.
    pub fn with_virtual_clock(mut self) -> Plan {
        for run in &mut self.job.runs {
            run.clock = Clock::Virtual;
        }
        self
    }

    /// Without the runs before this one.
    pub fn from(&self, first: usize) -> Plan {
        let mut job = self.job.clone();
        job.runs.drain(..first);
        Plan {
            job,
            places: self.places[first..].to_vec(),
        }
    }
}

/// The runs that checks look at, in their order.
pub fn used(assignment: &Assignment) -> Vec<usize> {
    let needs_it = |check: &Check, run: usize| {
        let looks = |property: &Property| property.judged() != Judged::ByTheText;
        check.runs.contains(&run) && check.properties.iter().any(looks)
    };
    (0..assignment.runs.len())
        .filter(|run| assignment.checks.iter().any(|check| needs_it(check, *run)))
        .collect()
}

/// Where the answer to a property is among the facts of a run, of the submission or of a companion.
pub fn place_of(job: &RunJob, property: &Property, of: Option<&str>) -> Option<usize> {
    let is_it = |place: &usize| job.properties[*place] == *property && about(job, *place) == of;
    (0..job.properties.len()).find(is_it)
}

/// The companion that a property is about.
pub fn about(job: &RunJob, place: usize) -> Option<&str> {
    let found = job.of.iter().find(|(other, _)| *other == place);
    found.map(|(_, name)| name.as_str())
}

fn run_job(assignment: &Assignment, number: usize, conditions: &Conditions) -> RunJob {
    let run: &Run = &assignment.runs[number];
    let (schedules, exhaustive) = match run.explore {
        Explore::Schedules(count) => (count, false),
        Explore::All => (MOST_EXECUTIONS, true),
    };
    let properties = properties(assignment, number, conditions);
    let about = |(place, (_, of)): (usize, &(_, Option<String>))| Some((place, of.clone()?));
    RunJob {
        of: properties.iter().enumerate().filter_map(about).collect(),
        properties: properties
            .into_iter()
            .map(|(property, _)| property)
            .collect(),
        name: run.name.clone(),
        arguments: run.arguments.clone(),
        stdin: run.stdin.clone(),
        files: run.files.clone(),
        programs: run.programs.clone(),
        environment: run.environment.clone(),
        companions: run.companions.iter().map(companion).collect(),
        schedules,
        exhaustive,
        clock: run.clock,
        is_called: run.main == Main::Call,
        limits: run.limits.clone(),
        real: run.real,
        pieces: conditions.needs_pieces(number),
    }
}

fn companion(companion: &Companion) -> CompanionJob {
    CompanionJob {
        name: companion.name.clone(),
        script: companion.script.name.clone(),
        // The assignment was read: its scripts are text.
        text: String::from_utf8_lossy(&companion.script.bytes).into_owned(),
        arguments: companion.arguments.clone(),
        start: companion.start.clone(),
        ends: companion.ends,
    }
}

/// Each once, with the companion that it is about.
fn properties(
    assignment: &Assignment,
    run: usize,
    conditions: &Conditions,
) -> Vec<(Property, Option<String>)> {
    let mut found: Vec<(Property, Option<String>)> = Vec::new();
    let checks = assignment
        .checks
        .iter()
        .filter(|check| check.runs.contains(&run));
    let wanted = checks.flat_map(|check| {
        let by_facts = check
            .properties
            .iter()
            .filter(|property| property.judged() == Judged::ByFacts);
        by_facts.map(|property| (property.clone(), check.of.clone()))
    });
    // Of the submission always: what holds of schedules that were cut says nothing.
    let explained = conditions.companions(run).into_iter().chain([None]);
    let explaining = explained.flat_map(|of| {
        ENDS.iter()
            .map(move |property| (property.clone(), of.clone()))
    });
    for property in wanted.chain(explaining) {
        if !found.contains(&property) {
            found.push(property);
        }
    }
    found
}
