//! Why a check does not hold, put together from what the runs and the outcomes say.

use super::plan::{about, place_of};
use super::runs::{Reports, RunResult};
use crate::grade::assignment::Check;
use crate::grade::bilingual::Bilingual;
use crate::grade::job::{Counterexample, Ended, Evidence, Failure, Place, RunJob, RunReport};
use crate::grade::outcomes::{Breach, Conditions, shown};
use crate::grade::property::{Judged, Property};
use crate::grade::reason::Reason;
use crate::grade::said::sentence;
use crate::grade::submission::HandIn;
use crate::messages::message;

/// A property that does not hold.
#[derive(Clone, Debug)]
pub struct Finding {
    pub run: Option<usize>,
    pub reason: Reason,
    pub message: Bilingual,
    pub hint: Option<Bilingual>,
    pub place: Option<Place>,
    pub expected: Option<String>,
    pub given: Option<String>,
    pub counterexample: Option<Counterexample>,
    pub held: (u64, u64),
}

impl Finding {
    pub fn plain(reason: Reason, message: Bilingual) -> Finding {
        Finding {
            run: None,
            reason,
            message,
            hint: None,
            place: None,
            expected: None,
            given: None,
            counterexample: None,
            held: (0, 1),
        }
    }

    /// How much of it holds, in millionths.
    pub fn share(&self) -> u128 {
        u128::from(self.held.0) * 1_000_000 / u128::from(self.held.1.max(1))
    }

    /// What the one who looked has found.
    pub fn of_failure(failure: &Failure) -> Finding {
        let reason = failure.reason.unwrap_or(Reason::Crash);
        Finding {
            hint: failure.hint.clone(),
            place: failure.place.clone(),
            counterexample: failure.counterexample.clone(),
            held: failure.held.unwrap_or((0, 1)),
            expected: failure.arguments.get("expected").cloned(),
            given: failure.arguments.get("given").cloned(),
            ..Finding::plain(reason, sentence(reason, &failure.arguments))
        }
    }
}

/// Where answers are looked for.
pub struct Looking<'m> {
    pub hand_in: &'m HandIn,
    pub conditions: &'m Conditions,
    pub reports: &'m Reports,
}

impl Looking<'_> {
    /// What a property of a check in a run has against it.
    pub fn finding(
        &self,
        check: (usize, &Check),
        property: (usize, &Property),
        run: usize,
    ) -> Option<Finding> {
        let (job, result) = self.reports.of(run)?;
        let report = match result {
            RunResult::Told(report) => report,
            RunResult::Lost { reason, what } => return Some(lost(*reason, what, run)),
        };
        let found = match property.1.judged() {
            Judged::ByOutcomes => self.of_outcomes(check, property.0, run, (job, report)),
            Judged::ByFacts => fact(job, report, property.1, check.1).map(Finding::of_failure),
            Judged::ByTheText => None,
        };
        let found = found.or_else(|| never_ended(report).map(Finding::of_failure));
        found.map(|found| {
            refused(
                Finding {
                    run: Some(run),
                    ..found
                },
                report,
            )
        })
    }

    fn of_outcomes(
        &self,
        check: (usize, &Check),
        property: usize,
        run: usize,
        (job, report): (&RunJob, &RunReport),
    ) -> Option<Finding> {
        let number = self.conditions.number(run, check.0, property)?;
        let worst = self.conditions.breach(run, number)?;
        let failure = report.outcomes.iter().find(|(place, _)| *place == number);
        let failure = failure.map(|(_, failure)| failure);
        let shortest =
            failure.and_then(|failure| failure.counterexample.as_ref()?.outcome.as_ref());
        // What is told is what the counterexample shows.
        let told = shortest.and_then(|outcome| self.conditions.breach_by(run, number, outcome));
        let breach = told.unwrap_or_else(|| worst.clone());
        let place = breach.line.map(|line| self.place(line));
        let own = Finding {
            place,
            expected: breach.expected.clone(),
            given: breach.given.clone(),
            counterexample: failure.and_then(|failure| failure.counterexample.clone()),
            held: worst.held,
            ..Finding::plain(breach.reason, Bilingual::from(&breach.message))
        };
        let pattern = failure.filter(|failure| failure.reason.is_some());
        let cause = cause(&breach, check.1.of.as_deref(), job, report);
        Some(match pattern.or(cause) {
            None => own,
            Some(why) => explained(own, why, &breach),
        })
    }

    /// A line of the program.
    fn place(&self, line: u32) -> Place {
        let text = self.hand_in.scripts.get(&self.hand_in.main);
        let text = text.and_then(|text| text.lines().nth((line as usize).checked_sub(1)?));
        Place {
            file: self.hand_in.main.clone(),
            line,
            column: 0,
            text: text.unwrap_or_default().trim().to_string(),
        }
    }
}

fn fact<'r>(
    job: &RunJob,
    report: &'r RunReport,
    property: &Property,
    check: &Check,
) -> Option<&'r Failure> {
    let place = place_of(job, property, check.of.as_deref())?;
    report
        .facts
        .iter()
        .find(|(other, _)| *other == place)
        .map(|(_, failure)| failure)
}

/// Every schedule was cut: then nothing is known of what seems to hold, and this is why.
fn never_ended(report: &RunReport) -> Option<&Failure> {
    let Evidence::Sampled { schedules, cut, .. } = report.evidence else {
        return None;
    };
    let cuts = |reason: Reason| reason == Reason::Endless || is_limit(reason);
    let mut failures = report.facts.iter().map(|(_, failure)| failure);
    let first = failures.find(|failure| failure.reason.is_some_and(cuts));
    first.filter(|_| cut > 0 && cut >= schedules)
}

/// What ended the program before its output was whole.
fn cause<'r>(
    breach: &Breach,
    of: Option<&str>,
    job: &RunJob,
    report: &'r RunReport,
) -> Option<&'r Failure> {
    use Reason::*;
    let explains = |reason: Reason| match breach.because {
        Some(Ended::Error) => matches!(reason, RuntimeError | ThreadError),
        Some(Ended::Deadlock) => matches!(reason, Deadlock | StuckThread | LockOrder),
        Some(Ended::Endless) => reason == Endless,
        Some(Ended::Limit) => is_limit(reason),
        Some(Ended::Ended) | None => false,
    };
    let mut facts = report
        .facts
        .iter()
        .filter(|(place, _)| about(job, *place) == of);
    let found = facts.find(|(_, failure)| failure.reason.is_some_and(explains));
    found.map(|(_, failure)| failure)
}

/// The name of what its schedule shows, or of what ended it, then the sentence of the property.
fn explained(own: Finding, why: &Failure, breach: &Breach) -> Finding {
    let first = Finding::of_failure(why);
    let says_all = matches!(breach.because, Some(Ended::Endless | Ended::Limit));
    Finding {
        message: match says_all {
            true => first.message,
            false => first.message.followed_by(&own.message),
        },
        reason: first.reason,
        hint: first.hint.or(own.hint),
        place: first.place.or(own.place),
        counterexample: own.counterexample.or(first.counterexample),
        ..own
    }
}

/// A limit of the submission's.
pub fn is_limit(reason: Reason) -> bool {
    use Reason::*;
    matches!(
        reason,
        OperationLimit
            | MemoryLimit
            | OutputLimit
            | ThreadLimit
            | DepthLimit
            | FileLimit
            | SocketLimit
    )
}

fn lost(reason: Reason, what: &str, run: usize) -> Finding {
    let arguments = [("what", what), ("limit", what)]
        .map(|(name, value)| (name.to_string(), value.to_string()));
    let said = match reason {
        // Nobody is left who could say which thread it was, and when.
        Reason::Endless => Bilingual::from(&message!("grade-used-up")),
        reason => sentence(reason, &arguments.into()),
    };
    Finding {
        run: Some(run),
        ..Finding::plain(reason, said)
    }
}

/// What marking does not have may be why a program fails.
fn refused(found: Finding, report: &RunReport) -> Finding {
    let Some((what, place)) = report.refused.first() else {
        return found;
    };
    let told = message!("grade-refused", what = shown(what));
    let same_line = found
        .place
        .as_ref()
        .is_some_and(|own| own.line == place.line && own.file == place.file);
    match found.reason {
        Reason::RuntimeError | Reason::ThreadError if same_line => Finding {
            reason: Reason::Refused,
            message: Bilingual::from(&told).followed_by(&found.message),
            ..found
        },
        Reason::RuntimeError
        | Reason::ThreadError
        | Reason::WrongOutput
        | Reason::NoOutput
        | Reason::WrongExitCode
            if found.hint.is_none() =>
        {
            let hint = message!("marks-refused", what = shown(what), line = place.line);
            Finding {
                hint: Some(Bilingual::from(&hint)),
                ..found
            }
        }
        _ => found,
    }
}
