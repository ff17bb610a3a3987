//! `sandbox grade`: submissions of an assignment, marked.
//!
//! ```text
//! words     the words of the command
//! writing   where results go
//! ```

mod words;
mod writing;

pub use words::GradeWords;

use super::output::{CLOSED_PIPE, Streams};
use super::{INTERRUPTED, MISUSE};
use crate::catalogue::Paint;
use crate::diagnostics::render::{Options as Style, render_plain};
use crate::grade::assignment::{Assignment, Visible};
use crate::grade::class::{Class, Mistake, needs_person};
use crate::grade::examine::InProcess;
use crate::grade::job::Examiner;
use crate::grade::judge::{Calls, Functions, Script};
use crate::grade::mark::{SYNTAX, solution};
use crate::grade::open::Open;
use crate::grade::points::Points;
use crate::grade::results::formats::{Format, Look};
use crate::grade::results::{Machine, Marked, Results, Submission, Tool, Verdict, file};
use crate::grade::source;
use crate::grade::submission::{HandIn, Roster, read};
use crate::grade::worker::{Sealed, SealedFunctions};
use crate::messages::{Message, closest, message, system_reason};
use sha2::{Digest, Sha256};
use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use words::Destination;
use writing::Writing;

/// Somebody must look.
const PERSON: i32 = 3;

/// Mark what the words name; gives the exit code.
pub fn grade(words: &mut GradeWords, color: bool, style: Style, streams: &Streams) -> i32 {
    if words.format.is_empty() {
        let format = match std::io::stdout().is_terminal() {
            true => Format::Terminal,
            false => Format::Json,
        };
        words.format.push(Destination { format, file: None });
    }
    match graded(words, color, &style, streams) {
        _ if streams.is_closed() => CLOSED_PIPE,
        Ok(code) | Err(code) => code,
    }
}

fn graded(words: &GradeWords, color: bool, style: &Style, streams: &Streams) -> Result<i32, i32> {
    let refuse = |message: &Message, hint: Option<&Message>| {
        streams.say(&render_plain(message, hint, style));
        MISUSE
    };
    let to_output: Vec<&Destination> = words
        .format
        .iter()
        .filter(|format| format.file.is_none())
        .collect();
    if let [first, second, ..] = to_output[..] {
        let (first, second) = (first.format.name(), second.format.name());
        return Err(refuse(
            &message!("marks-two-outputs", first, second),
            Some(&message!("marks-two-outputs.hint", second)),
        ));
    }
    let assignment = assignment(words, style, streams)?;
    let roster = roster(words).map_err(|wrong| refuse(&wrong, None))?;
    let mut hand_ins = Vec::new();
    for name in &words.submissions {
        let read = read(name, &assignment, &roster).map_err(|wrong| refuse(&wrong, None))?;
        if read.is_empty() {
            return Err(refuse(&message!("marks-no-submission", file = name), None));
        }
        hand_ins.extend(read);
    }
    let interrupted = interruption();
    let machine = machine(words, &interrupted).map_err(|wrong| {
        refuse(&wrong, Some(&message!("marks-no-worker.hint")));
        PERSON
    })?;
    let seed = words.seed.unwrap_or(assignment.seed);
    let mut results = Results {
        tool: tool(),
        assignment: Marked {
            id: assignment.id.clone(),
            title: assignment.title.clone(),
            digest: assignment.digest.clone(),
            seed,
            out_of: assignment.out_of,
        },
        machine: machine.filter(|_| !words.stable),
        submissions: Vec::new(),
        left: hand_ins.len(),
    };
    let done = match &words.resume {
        None => vec![None; hand_ins.len()],
        Some(file) => kept(file, &results, &hand_ins).map_err(|wrong| refuse(&wrong, None))?,
    };
    let look = Look {
        language: style.language,
        paint: Paint::new(color),
        stable: words.stable,
    };
    let mut writing = Writing::new(words, look, &hand_ins)
        .map_err(|(wrong, hint)| refuse(&wrong, hint.as_ref()))?;
    writing.write(&results);
    if writing.failed.is_some() {
        writing.tell(style, streams);
        return Err(PERSON);
    }
    let sealed = || {
        let sealed = Sealed::default().requiring(&words.require);
        sealed.until(interrupted.clone())
    };
    let make = |words: &GradeWords| -> Box<dyn Examiner> {
        let open = Open::new(!words.no_isolation).until(interrupted.clone());
        Box::new(match words.no_isolation {
            true => open.beside(InProcess::default()),
            false => open.beside(sealed()),
        })
    };
    let judge = || -> Box<dyn Calls> {
        let script = Script::of(&assignment, style);
        match words.no_isolation {
            true => Box::new(Functions::new(script)),
            false => Box::new(SealedFunctions::new(sealed(), script)),
        }
    };
    let printed = solution::printed(&assignment, seed, make(words).as_mut());
    let printed = printed.map_err(|lost| {
        refuse(&message!("marks-solution-lost", what = lost.what), None);
        PERSON
    })?;
    let verify: Vec<u64> = (1..=words.verify.unwrap_or(0))
        .map(|more| seed.wrapping_add(more.wrapping_mul(0x9E37_79B9)))
        .collect();
    let class = Class {
        assignment: &assignment,
        seed,
        verify: &verify,
        jobs: words
            .jobs
            .unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from)),
        stable: words.stable,
        interrupted: &interrupted,
        examiner: &|| make(words),
        judge: &judge,
        solution: &|run| {
            printed
                .get(&run)
                .map_or_else(Vec::new, |printed| printed.texts.clone())
        },
        text: &|property, hand_in| source::judge(property, &hand_in.main, &hand_in.scripts),
    };
    let shows_progress = std::io::stderr().is_terminal() && hand_ins.len() > 1;
    let marked = class.mark(&hand_ins, done, &mut |place, so_far| {
        let all = so_far.len();
        let done = so_far.iter().flatten().count();
        // Each copy takes as long as there are submissions.
        if writing.is_due(done) {
            results.submissions = so_far.iter().flatten().cloned().collect();
            results.left = all - done;
            writing.write(&results);
        }
        if shows_progress {
            let student = crate::messages::visible(&hand_ins[place].student);
            let line = message!("marks-progress", done, all, student);
            streams.say(&format!("\r\u{1b}[K{}", line.in_language(style.language)));
        }
    });
    if shows_progress {
        streams.say("\r\u{1b}[K");
    }
    let marked = match marked {
        Ok(marked) => marked,
        Err(mistake) => {
            tell_mistake(&mistake, style, streams);
            return Err(MISUSE);
        }
    };
    results.submissions = marked.into_iter().flatten().collect();
    results.left = hand_ins.len() - results.submissions.len();
    writing.write_last(&results);
    writing.print(&results, streams);
    writing.tell(style, streams);
    let is_interrupted = interrupted.load(SeqCst);
    if is_interrupted {
        let left = results.left;
        streams.say(&render_plain(
            &message!("marks-interrupted", left),
            None,
            style,
        ));
    }
    Ok(match () {
        _ if is_interrupted => INTERRUPTED,
        _ if writing.failed.is_some() => PERSON,
        _ if words.exit_zero
            || words
                .format
                .iter()
                .any(|destination| destination.format.implies_zero()) =>
        {
            0
        }
        _ if results.submissions.iter().any(needs_person) => PERSON,
        _ if results.submissions.iter().all(has_passed) => 0,
        _ => 1,
    })
}

/// Did every check pass that counts?
fn has_passed(submission: &Submission) -> bool {
    let counts = |points: Points| points != Points(0);
    let mut checks = submission.checks.iter();
    checks.all(|check| match check.verdict {
        Verdict::Pass | Verdict::Inconclusive => true,
        _ => !counts(check.max) && !counts(check.points) && check.id != SYNTAX,
    })
}

/// Read the assignment, with the checks that are asked for; gives the exit code when something is wrong with it.
fn assignment(words: &GradeWords, style: &Style, streams: &Streams) -> Result<Assignment, i32> {
    let mut assignment = super::assignment::read(&words.assignment, style, streams)?;
    let known = |id: &String| assignment.checks.iter().any(|check| check.id == *id);
    if let Some(id) = words.only.iter().chain(&words.skip).find(|id| !known(id)) {
        let names = assignment.checks.iter().map(|check| check.id.as_str());
        let hint = closest(id, names).map(|name| message!("did-you-mean", name));
        streams.say(&render_plain(
            &message!("marks-no-check", id),
            hint.as_ref(),
            style,
        ));
        return Err(MISUSE);
    }
    let is_wanted = |id: &str, visible: Visible| {
        let said = words.only.is_empty() || words.only.iter().any(|only| only == id);
        let skipped = words.skip.iter().any(|skip| skip == id);
        id == SYNTAX || said && !skipped && (!words.public || visible == Visible::Always)
    };
    let all = assignment.checks.len();
    assignment
        .checks
        .retain(|check| is_wanted(&check.id, check.visible));
    if assignment.checks.len() < all {
        // Marks by other checks are other marks.
        let ids: Vec<&str> = assignment
            .checks
            .iter()
            .map(|check| check.id.as_str())
            .collect();
        let text = format!("{} {}", assignment.digest, ids.join(","));
        assignment.digest = format!("sha256:{:x}", Sha256::digest(text.as_bytes()));
    }
    Ok(assignment)
}

fn roster(words: &GradeWords) -> Result<Roster, Message> {
    let Some(name) = &words.roster else {
        return Ok(Roster::default());
    };
    let bytes = std::fs::read(name);
    let bytes = bytes.map_err(|error| {
        message!(
            "marks-unreadable",
            file = name,
            reason = system_reason(&error)
        )
    })?;
    Ok(Roster::read(&String::from_utf8_lossy(&bytes)))
}

/// Which layers of isolation there will be.
///
/// # Errors
/// One that is required is missing, or a worker does not start.
fn machine(words: &GradeWords, interrupted: &Arc<AtomicBool>) -> Result<Option<Machine>, Message> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    if words.no_isolation {
        return Ok(Some(Machine {
            layers: Vec::new(),
            missing: vec!["no-isolation".to_string()],
            cores,
        }));
    }
    let mut sealed = Sealed::default()
        .requiring(&words.require)
        .until(interrupted.clone());
    let sealing = sealed
        .try_out()
        .map_err(|lost| message!("marks-no-worker", what = lost.what))?;
    Ok(Some(Machine {
        layers: sealing
            .in_force
            .iter()
            .map(|layer| layer.name().to_string())
            .collect(),
        missing: sealing
            .missing
            .iter()
            .map(|(layer, _)| layer.name().to_string())
            .collect(),
        cores,
    }))
}

fn tool() -> Tool {
    Tool {
        name: env!("CARGO_PKG_NAME").to_string(),
        version: env!("CARGO_PKG_VERSION").to_string(),
        engine: "rhai 1.27.0".to_string(),
    }
}

/// Earlier results of the same bytes by the same tool, assignment and seed.
fn kept(
    name: &str,
    now: &Results,
    hand_ins: &[HandIn],
) -> Result<Vec<Option<Submission>>, Message> {
    let text = match std::fs::read_to_string(name) {
        Ok(text) => text,
        // The first time there is nothing to go on with.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Ok(vec![None; hand_ins.len()]);
        }
        Err(error) => {
            return Err(message!(
                "marks-unreadable",
                file = name,
                reason = system_reason(&error)
            ));
        }
    };
    let before = file::from_json(&text, name)?;
    if before.tool != now.tool
        || before.assignment.digest != now.assignment.digest
        || before.assignment.seed != now.assignment.seed
    {
        return Ok(vec![None; hand_ins.len()]);
    }
    let same = |hand_in: &HandIn| {
        let is_it = |submission: &&Submission| {
            let whose = (&submission.student, &submission.id, &submission.folder);
            let is_whole = !needs_person(submission);
            is_whole
                && whose == (&hand_in.student, &hand_in.id, &hand_in.folder)
                && submission.files == hand_in.files
                && submission.ignored == hand_in.ignored
        };
        before.submissions.iter().find(is_it).cloned()
    };
    Ok(hand_ins.iter().map(same).collect())
}

fn tell_mistake(mistake: &Mistake, style: &Style, streams: &Streams) {
    let text = match mistake {
        Mistake::Judge(mistake) => match mistake.told() {
            Ok((said, hint)) => render_plain(&said, Some(&hint), style),
            Err(report) => report.to_owned(),
        },
        Mistake::Expression(check, error) => {
            let error = error.to_string();
            render_plain(&message!("marks-expression", check, error), None, style)
        }
    };
    streams.say(&text);
}

/// Set by Ctrl-C, which ends marking with what is marked so far; a second one ends the program.
#[expect(
    clippy::disallowed_methods,
    reason = "who asks twice waits for no results"
)]
fn interruption() -> Arc<AtomicBool> {
    let interrupted = Arc::new(AtomicBool::new(false));
    let set = interrupted.clone();
    // Without a handler, Ctrl-C ends the program at once, as it does anyway.
    let _ = ctrlc::set_handler(move || {
        if set.swap(true, SeqCst) {
            std::process::exit(INTERRUPTED);
        }
    });
    interrupted
}
