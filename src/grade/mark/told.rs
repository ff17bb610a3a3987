//! The result of each check, from why it does not hold, and of the submission.

use super::finding::{Finding, is_limit};
use super::runs::{Reports, RunResult};
use super::{Marking, SYNTAX, total};
use crate::grade::assignment::{Check, Explore, Main};
use crate::grade::bilingual::Bilingual;
use crate::grade::job::{Counterexample, Evidence};
use crate::grade::property::{Judged, Property};
use crate::grade::reason::Reason;
use crate::grade::results::{CheckResult, Output, Spent, Status, Submission, Verdict};
use crate::grade::submission::HandIn;
use crate::messages::{Language, message};

/// A submission, and what came of its runs.
#[derive(Clone, Copy)]
struct Of<'s> {
    hand_in: &'s HandIn,
    reports: &'s Reports,
}

impl Marking<'_> {
    /// `extra`: what was run besides, to find out why.
    pub(super) fn submission(
        &self,
        hand_in: &HandIn,
        reports: &Reports,
        extra: &Reports,
        mut findings: Vec<Option<Finding>>,
    ) -> Submission {
        let checks = &self.assignment.checks;
        if let Some(syntax) = checks.iter().position(|check| check.id == SYNTAX) {
            let broken = not_run(hand_in, reports);
            findings[syntax] = broken.or(findings[syntax].take());
        }
        let mut results: Vec<Option<CheckResult>> = vec![None; checks.len()];
        let of = Of { hand_in, reports };
        for place in 0..checks.len() {
            self.tell(place, &mut findings, of, &mut results);
        }
        let results: Vec<CheckResult> = results.into_iter().flatten().collect();
        let (points, total, note) = total::sums(self.assignment, &results);
        let (cost, more) = (reports.cost(), extra.cost());
        Submission {
            student: hand_in.student.clone(),
            id: hand_in.id.clone(),
            folder: hand_in.folder.clone(),
            files: hand_in.files.clone(),
            ignored: hand_in.ignored.clone(),
            same_as: None,
            status: status(hand_in, &results),
            note,
            points,
            total,
            checks: results,
            verified: Vec::new(),
            spent: Spent {
                schedules: cost.schedules + more.schedules,
                operations: cost.operations + more.operations,
                points: cost.points + more.points,
                wall_ms: None,
                worker_restarts: reports.restarts + extra.restarts,
            },
        }
    }

    /// The result of a check, after those that it needs; the assignment was read: no check needs itself.
    fn tell(
        &self,
        place: usize,
        findings: &mut [Option<Finding>],
        of: Of,
        results: &mut [Option<CheckResult>],
    ) {
        if results[place].is_some() {
            return;
        }
        let checks = &self.assignment.checks;
        let check = &checks[place];
        for id in &check.needs {
            let Some(needed) = checks
                .iter()
                .position(|other| other.id == *id && other.id != check.id)
            else {
                continue;
            };
            self.tell(needed, findings, of, results);
            let passed = |result: &CheckResult| {
                matches!(result.verdict, Verdict::Pass | Verdict::Inconclusive)
            };
            if !results[needed].as_ref().is_some_and(passed) {
                results[place] = Some(self.skipped(check, &checks[needed]));
                return;
            }
        }
        results[place] = Some(match findings[place].take() {
            Some(found) => self.failed(check, found, of),
            None => self.held(check, of.reports),
        });
    }

    fn held(&self, check: &Check, reports: &Reports) -> CheckResult {
        let evidence = evidence(check, None, reports);
        let all = |run: &usize| self.assignment.runs[*run].explore == Explore::All;
        let wants_proof = check.proof || check.runs.iter().any(all);
        let (verdict, message) =
            match wants_proof && matches!(evidence, Some(Evidence::Sampled { .. })) {
                true => (
                    Verdict::Inconclusive,
                    Bilingual::from(&message!("marks-not-proved")),
                ),
                false => (Verdict::Pass, Bilingual::default()),
            };
        CheckResult {
            message,
            evidence,
            ..self.blank(check, verdict)
        }
    }

    fn failed(&self, check: &Check, found: Finding, of: Of) -> CheckResult {
        let verdict = match found.reason {
            Reason::Machine => Verdict::Inconclusive,
            Reason::Syntax | Reason::MissingFile | Reason::Crash => Verdict::Error,
            reason if is_limit(reason) => Verdict::Error,
            _ => Verdict::Fail,
        };
        let output = found
            .counterexample
            .as_ref()
            .and_then(|example| example.outcome.as_ref());
        let replay = found.counterexample.as_ref().zip(found.run);
        CheckResult {
            reason: Some(found.reason),
            run: self.run_names(check, found.run),
            points: total::points(check, verdict, found.held),
            hint: both(found.hint.clone(), check.hint.clone()),
            evidence: evidence(check, found.run, of.reports),
            output: output.map(|outcome| told_output(&outcome.stdout, &outcome.stderr)),
            replay: replay
                .and_then(|(example, run)| self.replay(run, example, found.reason, of.hand_in)),
            message: found.message,
            place: found.place,
            expected: found.expected,
            given: found.given,
            counterexample: found.counterexample,
            ..self.blank(check, verdict)
        }
    }

    fn skipped(&self, check: &Check, needed: &Check) -> CheckResult {
        let message = |title: &str| message!("marks-skipped", title = title);
        CheckResult {
            message: Bilingual {
                en: message(&needed.title.en).in_language(Language::English),
                fr: message(&needed.title.fr).in_language(Language::French),
            },
            ..self.blank(check, Verdict::Skipped)
        }
    }

    fn blank(&self, check: &Check, verdict: Verdict) -> CheckResult {
        CheckResult {
            id: check.id.clone(),
            title: check.title.clone(),
            visible: check.visible,
            run: self.run_names(check, None),
            verdict,
            reason: None,
            points: total::points(check, verdict, (0, 1)),
            max: total::most(check),
            bonus: check.bonus,
            message: Bilingual::default(),
            hint: None,
            place: None,
            expected: None,
            given: None,
            evidence: None,
            counterexample: None,
            replay: None,
            output: None,
        }
    }

    fn run_names(&self, check: &Check, run: Option<usize>) -> String {
        let name = |run: &usize| {
            self.assignment
                .runs
                .get(*run)
                .map_or("", |run| run.name.as_str())
        };
        match run {
            Some(run) => name(&run).to_string(),
            None => check.runs.iter().map(name).collect::<Vec<_>>().join(", "),
        }
    }

    /// The command that shows a schedule again; none when nobody can, on real threads.
    fn replay(
        &self,
        run: usize,
        example: &Counterexample,
        reason: Reason,
        hand_in: &HandIn,
    ) -> Option<String> {
        let run = &self.assignment.runs[run];
        let has_programs = !self.assignment.programs.is_empty()
            && run
                .programs
                .as_ref()
                .is_none_or(|programs| !programs.is_empty());
        let has_more = has_programs
            || !run.files.is_empty()
            || !run.companions.is_empty()
            || !run.stdin.is_empty()
            || !run.environment.is_empty()
            || run.main == Main::Call;
        if run.real.is_some() {
            return None;
        }
        let named = format!("{}:{}", self.assignment.typed, run.name);
        let seed = self.seed.to_string();
        let program = hand_in.typed.as_str();
        let operations = run.limits.operations.to_string();
        let mut words = vec!["sandbox", "run", "--seed", &seed];
        if has_more {
            words.extend(["--as-marked", &named]);
        }
        if reason == Reason::Endless || is_limit(reason) {
            // Without it, it would run for ever.
            words.extend(["--max-operations", &operations]);
        }
        if example.outcome.is_none() && !shows_by_itself(reason) {
            words.extend(["--trace", "-"]);
        }
        words.extend(["--schedule", &example.schedule]);
        let decoded = decoded(hand_in)?;
        words.push(if decoded.is_some() { "-" } else { program });
        // Those of the run are among what it finds.
        let arguments = run.arguments.iter().filter(|_| !has_more);
        let words = words.into_iter().chain(arguments.map(String::as_str));
        let command = words.map(typed).collect::<Vec<_>>().join(" ");
        Some(match decoded {
            Some(encoding) => {
                format!(
                    "iconv -f {} -t UTF-8 {} | {command}",
                    typed(&encoding),
                    typed(program)
                )
            }
            None => command,
        })
    }
}

/// Does an ordinary run of the schedule say what is wrong? Of other facts, a drawing of it shows who runs when and holds what.
fn shows_by_itself(reason: Reason) -> bool {
    use Reason::*;
    let is_told = matches!(
        reason,
        RuntimeError | ThreadError | Deadlock | Endless | LockOrder | SleepAsSynchronisation
    );
    is_told || is_limit(reason)
}

/// The encoding that the program has to be read in, if `run` cannot read it as it is; none when that is true of scripts that it imports.
fn decoded(hand_in: &HandIn) -> Option<Option<String>> {
    let is_script = |name: &str| name.to_lowercase().ends_with(".rhai");
    let mut foreign = (hand_in.files.iter()).filter(|file| {
        is_script(&file.name) && file.encoding != "utf-8" && file.encoding != "binary"
    });
    match (foreign.next(), hand_in.scripts.len()) {
        (None, _) => Some(None),
        (Some(file), 1) => Some(Some(file.encoding.to_uppercase())),
        (Some(_), _) => None,
    }
}

/// A word as a shell reads it again.
fn typed(word: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "-_./:=,+@%".contains(letter);
    match !word.is_empty() && word.chars().all(is_plain) {
        true => word.to_string(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}

/// Our hint, then the teacher's.
fn both(ours: Option<Bilingual>, theirs: Option<Bilingual>) -> Option<Bilingual> {
    match (ours, theirs) {
        (Some(ours), Some(theirs)) => Some(Bilingual {
            en: format!("{}\n{}", ours.en, theirs.en),
            fr: format!("{}\n{}", ours.fr, theirs.fr),
        }),
        (ours, theirs) => ours.or(theirs),
    }
}

fn status(hand_in: &HandIn, results: &[CheckResult]) -> Status {
    let needs_person = |result: &CheckResult| {
        let failed = matches!(result.reason, Some(Reason::Crash | Reason::Machine));
        failed || result.verdict == Verdict::Inconclusive
    };
    let problem = hand_in.problem.as_ref().map(|problem| problem.reason);
    match results.iter().any(needs_person) {
        _ if problem == Some(Reason::MissingFile) => Status::Empty,
        true => Status::Review,
        false => Status::Marked,
    }
}

/// Why nothing was run.
fn not_run(hand_in: &HandIn, reports: &Reports) -> Option<Finding> {
    let problem = hand_in.problem.as_ref().map(|problem| Finding {
        hint: problem.hint.clone(),
        ..Finding::plain(problem.reason, problem.message.clone())
    });
    problem.or_else(|| reports.broken.first().map(Finding::of_failure))
}

/// How hard was it looked? Of several runs, the one of which least is known, or the one that failed.
fn evidence(check: &Check, run: Option<usize>, reports: &Reports) -> Option<Evidence> {
    let looks = |property: &Property| property.judged() != Judged::ByTheText;
    if !check.properties.iter().any(looks) {
        return None;
    }
    let of = |run: &usize| match reports.of(*run)?.1 {
        RunResult::Told(report) => Some(report.evidence),
        RunResult::Lost { .. } => None,
    };
    let known = |evidence: &Evidence| match evidence {
        Evidence::Sampled { schedules, .. } => (0, *schedules),
        Evidence::Proved { executions } => (1, *executions),
    };
    match run {
        Some(run) => of(&run),
        None => check.runs.iter().filter_map(of).min_by_key(known),
    }
}

/// So many bytes of an output are kept from its beginning and from its end.
const KEPT: usize = 2_000;

fn told_output(stdout: &str, stderr: &str) -> Output {
    let (stdout, out) = ends(stdout);
    let (stderr, error) = ends(stderr);
    Output {
        stdout,
        stderr,
        truncated: out || error,
    }
}

/// The beginning and the end of a long text.
fn ends(text: &str) -> (String, bool) {
    if text.len() <= 2 * KEPT {
        return (text.to_string(), false);
    }
    let boundary = |place: &usize| text.is_char_boundary(*place);
    let first = (0..=KEPT).rev().find(boundary).unwrap_or_default();
    let last = (text.len() - KEPT..).find(boundary).unwrap_or(text.len());
    (format!("{}\n…\n{}", &text[..first], &text[last..]), true)
}
