//! What can be seen of a schedule from outside: of the submission, and of each companion.

use super::scene::{Scene, Whose};
use crate::explore::{BugKind, Ending};
use crate::grade::job::{Ended, Line, Outcome, ThreadFact};
use crate::runtime::{Detail, EventKind, Life, Operation, Stop, ThreadId, time};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Equal for schedules with the same outcome.
pub fn key(scene: &Scene) -> u64 {
    let (trial, facts) = (scene.trial, &scene.trial.facts);
    let mut hasher = DefaultHasher::new();
    trial.outcome.hash(&mut hasher);
    (facts.exit, trial.played.time, &facts.stdout).hash(&mut hasher);
    (&facts.companions, &facts.files).hash(&mut hasher);
    for life in facts.lives.iter().filter(|life| !life.apart) {
        (&life.name, life.daemon, life.ended.is_some(), life.joined).hash(&mut hasher);
    }
    if scene.run.pieces {
        for line in lines(scene, Whose::Submission) {
            (line.text, line.thread, line.line, line.time.to_bits()).hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// All of it.
pub fn outcome(scene: &Scene) -> Outcome {
    let facts = &scene.trial.facts;
    let files = facts.files.iter();
    let files = files.map(|(name, bytes)| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        (name.clone(), text)
    });
    let files: BTreeMap<String, String> = files.collect();
    let companions = scene.run.companions.iter().zip(&facts.companions);
    let companions = companions.map(|(companion, (stdout, stderr))| {
        let whose = Whose::Companion(&companion.name);
        let seen = of_one(scene, whose, stdout, stderr);
        (companion.name.clone(), seen)
    });
    Outcome {
        companions: companions.collect(),
        files,
        ..of_one(
            scene,
            Whose::Submission,
            &facts.stdout,
            &scene.trial.outcome.stderr,
        )
    }
}

/// Without files and companions.
fn of_one(scene: &Scene, whose: Whose, stdout: &str, stderr: &str) -> Outcome {
    Outcome {
        ended: ended(scene, whose),
        exit: exit(scene, whose),
        stdout: stdout.to_owned(),
        stderr: stderr.to_owned(),
        files: BTreeMap::new(),
        duration: seconds(scene.trial.played.time),
        lines: match scene.run.pieces {
            true => lines(scene, whose),
            false => Vec::new(),
        },
        threads: threads(scene, whose),
        companions: BTreeMap::new(),
    }
}

/// Virtual seconds.
pub fn seconds(time: time::Nanos) -> f64 {
    time as f64 / 1e9
}

/// Did one of its threads end by an error that nobody caught?
pub fn has_failed(scene: &Scene, whose: Whose) -> bool {
    let facts = &scene.trial.facts;
    let main = whose == Whose::Submission && facts.error.is_some();
    main || (facts.failed.iter()).any(|failed| scene.belongs(&failed.label, whose))
}

fn is_stuck(scene: &Scene, whose: Whose) -> bool {
    let rows = scene.trial.facts.deadlock.iter();
    let mut rows = rows.flat_map(|report| &report.threads);
    rows.any(|row| scene.belongs(&row.label, whose))
}

fn ended(scene: &Scene, whose: Whose) -> Ended {
    if has_failed(scene, whose) {
        return Ended::Error;
    }
    match &scene.trial.outcome.ending {
        Ending::Bug(bug) if bug.kind == BugKind::NeverEnds => Ended::Endless,
        Ending::Bug(bug) if bug.kind == BugKind::Deadlock && is_stuck(scene, whose) => {
            Ended::Deadlock
        }
        Ending::Cut(crate::explore::Cut::Steps) => Ended::Endless,
        Ending::Cut(_) => Ended::Limit,
        Ending::Ended(_) | Ending::Bug(_) | Ending::Refused(_) => Ended::Ended,
    }
}

/// As the command line would give it, if the others of the same world were not there.
fn exit(scene: &Scene, whose: Whose) -> i32 {
    let facts = &scene.trial.facts;
    match (facts.stopped, ended(scene, whose)) {
        (Some(Stop::Exit(code)), _) if whose == Whose::Submission => code,
        (_, Ended::Deadlock) => 3,
        (_, Ended::Endless | Ended::Limit) => 4,
        (_, Ended::Error) => match whose {
            Whose::Submission => facts.exit.max(1),
            Whose::Companion(_) => 1,
        },
        (Some(Stop::Deadlock) | None, Ended::Ended) if whose == Whose::Submission => {
            // What is told of companions is not the submission's.
            match facts.failed.is_empty() && facts.stopped.is_none() {
                true => facts.exit,
                false => 0,
            }
        }
        (_, Ended::Ended) => 0,
    }
}

fn lines(scene: &Scene, whose: Whose) -> Vec<Line> {
    let Some(recording) = &scene.trial.recording else {
        return Vec::new();
    };
    let pieces = recording.events.iter().filter_map(|event| {
        let is_output = event.kind == EventKind::Did(Operation::Output);
        let text = event.value.as_ref()?;
        let name = recording.threads.get(&event.thread)?;
        let is_own = match whose {
            Whose::Submission => scene.owner(name).is_none(),
            Whose::Companion(_) => scene.belongs(name, whose),
        };
        (is_output && is_own && event.detail != Detail::ErrorStream).then(|| Line {
            text: text.clone(),
            thread: name.clone(),
            number: event.thread.0,
            line: event.line,
            time: seconds(event.time),
        })
    });
    pieces.collect()
}

fn threads(scene: &Scene, whose: Whose) -> Vec<ThreadFact> {
    let lives = scene.trial.facts.lives.iter();
    let is_main = |life: &Life| match whose {
        Whose::Submission => life.thread == ThreadId::MAIN,
        Whose::Companion(name) => life.name == format!("{name}/MainThread"),
    };
    let own = lives.filter(|life| is_main(life) || !life.apart && scene.belongs(&life.name, whose));
    own.map(|life| ThreadFact {
        name: life.name.clone(),
        daemon: life.daemon,
        started: true,
        ended: life.ended.is_some(),
        joined: life.joined,
    })
    .collect()
}
