//! How the run ended: errors, deadlocks, limits, threads that were left running.

use super::super::condition::{Finding, Judged};
use super::super::outcome::seconds;
use super::super::scene::{Scene, Whose};
use crate::border::Summary;
use crate::explore::{BugKind, Cut, Ending, Limit};
use crate::grade::reason::Reason;
use crate::grade::said::french;
use crate::messages::message;
use crate::runtime::{DeadlockReport, Life, Operation, Stop, Stuck, ThreadId};

/// No uncaught error in any thread.
pub fn no_error(scene: &Scene, whose: Whose) -> Judged {
    let facts = &scene.trial.facts;
    let failed = (facts.failed.iter()).find(|failed| scene.belongs(&failed.label, whose));
    if let Some(failed) = failed {
        let thread = scene.called(failed.thread);
        let finding = of_error(scene, &failed.error, Reason::ThreadError, &failed.label);
        return finding.with("thread", thread).fails();
    }
    match &facts.error {
        Some(error) if whose == Whose::Submission => {
            of_error(scene, error, Reason::RuntimeError, "").fails()
        }
        _ => Judged::Holds,
    }
}

fn of_error(scene: &Scene, error: &Summary, usual: Reason, thread: &str) -> Finding {
    let [english, in_french] = &error.texts;
    let file = match error.file.is_empty() {
        true => scene.file_of(thread),
        false => &error.file,
    };
    let place = scene.place(file, error.line as u32);
    let finding = match limit_of(scene, error) {
        Some((reason, limit)) => Finding::new(reason).with("limit", limit),
        None if error.is_refusal => Finding::new(Reason::Refused).with("what", english),
        None => Finding::new(usual),
    };
    finding
        .with("error", english)
        .with(&french("error"), in_french)
        .at(place)
}

/// The limit that an error tells of.
fn limit_of(scene: &Scene, error: &Summary) -> Option<(Reason, u64)> {
    let limits = &scene.run.limits;
    Some(match error.id? {
        "spawn-limit" => (Reason::ThreadLimit, limits.threads),
        "files-limit" => (Reason::FileLimit, 256),
        "net-limit" => (Reason::SocketLimit, 256),
        _ => return None,
    })
}

/// Nobody waits for ever. When all that is left waits, it is a deadlock; a companion that is not served is stuck.
pub fn no_deadlock(scene: &Scene, whose: Whose) -> Judged {
    let Some(report) = &scene.trial.facts.deadlock else {
        return no_stuck_thread(scene, whose);
    };
    let own: Vec<&Stuck> = (report.threads.iter())
        .filter(|row| scene.belongs(&row.label, whose))
        .collect();
    let Some(row) = shown(&own) else {
        return Judged::Holds;
    };
    let file = scene.file_of(&row.label);
    let place = scene.place(file, row.line);
    let finding = match whose {
        Whose::Submission => of_deadlock(scene, report, row),
        Whose::Companion(_) => Finding::new(Reason::StuckThread)
            .with("thread", scene.called(row.thread))
            .with_words("what", &row.waits_for),
    };
    let hint = report.cause.as_ref().map(|cause| (&cause.hint()).into());
    Finding { hint, ..finding }.at(place).fails()
}

/// Who waits for each other, and who merely waits because of that.
fn of_deadlock(scene: &Scene, report: &DeadlockReport, row: &Stuck) -> Finding {
    const NAMED: usize = 4;
    let circle = report.circle();
    let waiting = report.threads.iter().filter(|stuck| stuck.joins.is_none());
    let (kind, inside) = match circle.is_empty() {
        true => ("nobody", waiting.map(|stuck| stuck.thread).collect()),
        false => ("circle", circle),
    };
    let others: Vec<ThreadId> = (report.threads.iter().map(|stuck| stuck.thread))
        .filter(|thread| !inside.contains(thread))
        .collect();
    let names = |threads: &[ThreadId]| {
        let named = threads.iter().take(NAMED).map(|one| scene.called(*one));
        let more = (threads.len() > NAMED).then(|| "…".to_owned());
        named.chain(more).collect::<Vec<_>>().join(", ")
    };
    // Alone, it is the one that is told.
    let thread = match inside[..] {
        [only] => only,
        _ => row.thread,
    };
    Finding::new(Reason::Deadlock)
        .with("kind", kind)
        .with("count", inside.len())
        .with("others", others.len())
        .with("a", names(&inside))
        .with("b", names(&others))
        .with("thread", scene.called(thread))
}

/// While the others went on, some threads could not: each waits for what one that has ended holds, or for another one that cannot go on.
fn no_stuck_thread(scene: &Scene, whose: Whose) -> Judged {
    let lives = &scene.trial.facts.lives;
    let has_ended = |thread: ThreadId| lives[thread.0 as usize].ended.is_some();
    let waits = |life: &&Life| life.cut.as_ref().and_then(|cut| cut.whom);
    let mut stuck: Vec<&Life> = lives.iter().filter(|life| waits(life).is_some()).collect();
    loop {
        let before = stuck.len();
        let among: Vec<ThreadId> = stuck.iter().map(|life| life.thread).collect();
        // Who waits for the end of a thread that has ended goes on.
        let joins = |life: &Life| {
            let cut = life.cut.as_ref();
            cut.and_then(|cut| cut.waits) == Some("Thread")
        };
        let goes_nowhere = |life: &&Life| {
            let left = |whom| has_ended(whom) && !joins(life);
            waits(life).is_some_and(|whom| left(whom) || among.contains(&whom))
        };
        stuck.retain(goes_nowhere);
        if stuck.len() == before {
            break;
        }
    }
    let own = |life: &&&Life| !life.apart && scene.belongs(&life.name, whose);
    let Some((life, cut)) =
        (stuck.iter().find(own)).and_then(|life| Some((life, life.cut.as_ref()?)))
    else {
        return Judged::Holds;
    };
    let file = scene.file_of(&life.name);
    Finding::new(Reason::StuckThread)
        .with("thread", scene.called(life.thread))
        .with("what", cut.waits.unwrap_or_default())
        .at(scene.place(file, cut.line))
        .fails()
}

/// The thread that explains most: one that waits for what another one holds, else one that waits for no thread's end.
fn shown<'r>(own: &[&'r Stuck]) -> Option<&'r Stuck> {
    let mut held = own.iter().filter(|row| row.held_by.is_some());
    let mut others = own.iter().filter(|row| row.joins.is_none());
    held.next()
        .or_else(|| others.next())
        .or_else(|| own.first())
        .copied()
}

/// It comes to an end, within the points and the virtual time.
pub fn ends(scene: &Scene) -> Judged {
    let trial = scene.trial;
    let last = trial.played.last;
    let (thread, line) = match &trial.outcome.ending {
        Ending::Bug(bug) if bug.kind == BugKind::NeverEnds => (bug.thread, bug.line as u32),
        Ending::Cut(Cut::Steps) => {
            last.map_or((ThreadId::MAIN, 0), |step| (step.thread, step.pending.line))
        }
        // A loop without a step that others could see.
        Ending::Cut(Cut::Limit(Limit::Operations))
            if trial.facts.stopped == Some(Stop::OperationLimit) =>
        {
            return within_limits(scene);
        }
        _ => return Judged::Holds,
    };
    let label = trial.facts.lives.get(thread.0 as usize);
    let file = scene.file_of(label.map_or("", |life| life.name.as_str()));
    Finding::new(Reason::Endless)
        .with("seconds", rounded(seconds(trial.played.time)))
        .with("thread", scene.called(thread))
        .at(scene.place(file, line))
        .fails()
}

/// At most a thousandth of a second.
pub fn rounded(seconds: f64) -> f64 {
    (seconds * 1000.0).round() / 1000.0
}

/// No limit has ended it.
pub fn within_limits(scene: &Scene) -> Judged {
    let (facts, limits) = (&scene.trial.facts, &scene.run.limits);
    let size = |bytes: u64| match bytes >> 20 {
        0 => message!("grade-kibibytes", size = bytes.div_ceil(1 << 10)),
        size => message!("grade-mebibytes", size),
    };
    let line = scene.trial.played.last.map_or(0, |step| step.pending.line);
    let at = scene.place(&scene.job.main, line);
    let finding = match facts.stopped {
        Some(Stop::OperationLimit) => {
            Finding::new(Reason::OperationLimit).with("limit", limits.operations)
        }
        Some(Stop::MemoryLimit) => {
            Finding::new(Reason::MemoryLimit).with_words("limit", &size(limits.memory))
        }
        Some(Stop::OutputLimit) => {
            Finding::new(Reason::OutputLimit).with_words("limit", &size(limits.output))
        }
        Some(Stop::CallDepthLimit) => {
            let mut errors = all_errors(scene);
            let line = errors.next().map_or(0, |error| error.line as u32);
            return Finding::new(Reason::DepthLimit)
                .with("limit", limits.call_depth)
                .at(scene.place(&scene.job.main, line))
                .fails();
        }
        _ => {
            let mut errors = all_errors(scene);
            let Some((error, (reason, limit))) =
                errors.find_map(|error| Some((error, limit_of(scene, error)?)))
            else {
                return Judged::Holds;
            };
            let place = scene.place(&error.file, error.line as u32);
            return Finding::new(reason).with("limit", limit).at(place).fails();
        }
    };
    finding.at(at).fails()
}

fn all_errors<'s>(scene: &'s Scene) -> impl Iterator<Item = &'s Summary> {
    let facts = &scene.trial.facts;
    let failed = facts.failed.iter().map(|failed| &failed.error);
    failed.chain(&facts.error)
}

/// At most so many threads are cut by the end of the run in the middle of work. A daemon that waits for more work was not.
pub fn left_running(scene: &Scene, whose: Whose, most: u64) -> Judged {
    const IDLE: [&str; 4] = ["sleep", "Condition", "Event", "socket"];
    let left = scene.lives(whose).filter(|life| {
        let Some(cut) = &life.cut else {
            return false;
        };
        let waits = cut.waits.unwrap_or_default();
        let asks = matches!(cut.next, Some(Operation::Receive | Operation::Wait));
        let is_idle = asks
            || IDLE.contains(&waits)
            || waits.ends_with("Queue")
            || waits.starts_with("wait-connection")
            || waits.starts_with("wait-data");
        life.ended.is_none() && !(life.daemon && is_idle)
    });
    let left: Vec<_> = left.collect();
    if scene.trial.facts.deadlock.is_some() || left.len() as u64 <= most {
        return Judged::Holds;
    }
    let line = left[0].cut.as_ref().map_or(0, |cut| cut.line);
    let at = match line {
        0 => left[0].line,
        line => line,
    };
    Finding::new(Reason::ThreadLeft)
        .with("thread", scene.called(left[0].thread))
        .at(scene.place(scene.file_of(&left[0].name), at))
        .fails()
}
