//! Sentences around results, which all readers share.

use crate::grade::job::{Counterexample, Evidence, Place};
use crate::grade::points::Points;
use crate::grade::results::{CheckResult, Status, Submission, Verdict};
use crate::messages::{Language, Message, grouped, message, visible, visible_lines};

/// A number as the language writes it.
pub fn number(points: Points, language: Language) -> String {
    let text = points.to_string();
    match language {
        Language::French => text.replace('.', ","),
        Language::English => text,
    }
}

/// Before each check.
pub fn sign(check: &CheckResult) -> &'static str {
    match check.verdict {
        Verdict::Pass => "✓",
        Verdict::Fail => "✗",
        Verdict::Error => "!",
        Verdict::Skipped => "–",
        Verdict::Inconclusive => "?",
    }
}

/// `2/3`; of a penalty, what it costs; of advice nothing.
pub fn points(check: &CheckResult, language: Language) -> String {
    let number = |points| number(points, language);
    match (check.max.0, check.points.0) {
        (0, 0) => String::new(),
        (0, _) => number(check.points),
        _ => format!("{}/{}", number(check.points), number(check.max)),
    }
}

/// What is said of a whole submission besides its mark.
pub fn status(status: Status) -> Option<Message> {
    match status {
        Status::Marked => None,
        Status::Empty => Some(message!("marks-status-empty")),
        Status::Review => Some(message!("marks-status-review")),
    }
}

/// How hard it was looked.
pub fn evidence(evidence: Evidence) -> Message {
    match evidence {
        Evidence::Proved { executions } => message!(
            "marks-proved",
            count = executions,
            number = grouped(executions)
        ),
        Evidence::Sampled {
            schedules, cut: 0, ..
        } => {
            message!(
                "marks-sampled",
                count = schedules,
                number = grouped(schedules)
            )
        }
        Evidence::Sampled { schedules, cut, .. } => {
            message!(
                "marks-sampled-cut",
                count = schedules,
                number = grouped(schedules),
                cut = grouped(cut)
            )
        }
    }
}

/// Wider lines of a drawn schedule are cut.
const WIDEST: usize = 200;

/// The schedule as columns.
pub fn drawn(example: &Counterexample, language: Language) -> String {
    let drawn = visible_lines(example.drawn.in_language(language).trim_end());
    let line = |line: &str| match line.char_indices().nth(WIDEST) {
        Some((end, _)) => format!("{}…\n", &line[..end]),
        None => format!("{line}\n"),
    };
    let drawn: String = drawn.lines().map(line).collect();
    drawn.trim_end().to_string()
}

/// How short the schedule is, which it was, how often it came again.
pub fn found(example: &Counterexample, of: Option<Evidence>) -> Message {
    let (times, replays) = example.replayed;
    let replayed = format!("{times}/{replays}");
    let looked = match of {
        Some(Evidence::Sampled { schedules, .. }) => schedules,
        Some(Evidence::Proved { executions }) => executions,
        None => 0,
    };
    let (switches, at) = (example.switches, grouped(example.found_at));
    match looked.max(example.found_at) {
        of if replays == 0 => message!("marks-found-real", at, of = grouped(of)),
        1 => message!("marks-found-only", switches, replayed),
        of => message!("marks-found", switches, at, of = grouped(of), replayed),
    }
}

/// `line 41`, with the file where it is not the program.
pub fn place(place: &Place, program: &str, language: Language) -> String {
    let line = message!("marks-line", line = place.line).in_language(language);
    match place.file == program || place.file.is_empty() {
        true => line,
        false => format!("{}, {line}", visible(&place.file)),
    }
}

/// Which file was taken for which, and which were not looked at.
pub fn files(submission: &Submission) -> Vec<Message> {
    // Where files lie flat, each is called as its student is.
    let is_named = |name: &str| name.strip_suffix(".rhai").unwrap_or(name) == submission.student;
    let renamed = (submission.files.iter()).filter(|file| !is_named(&file.name));
    let taken = renamed.filter_map(|file| {
        let wanted = visible(file.taken_as.as_ref()?);
        Some(message!("marks-taken", file = visible(&file.name), wanted))
    });
    let unasked = submission.files.iter().filter(|file| file.unasked);
    let names: Vec<String> = unasked.map(|file| visible(&file.name)).collect();
    let unasked = (!names.is_empty()).then(|| message!("marks-unasked", names = names.join(", ")));
    let names: Vec<String> = submission
        .ignored
        .iter()
        .map(|name| visible(name))
        .collect();
    let ignored = (!names.is_empty()).then(|| message!("marks-ignored", names = names.join(", ")));
    taken.chain(unasked).chain(ignored).collect()
}
