//! What an assignment runs and checks, in words.

use super::words::ShowWords;
use crate::cli::output::{CLOSED_PIPE, Streams};
use crate::diagnostics::render::Options as Style;
use crate::grade::assignment::{Assignment, Check, Explore, Main, Run, Visible, describe};
use crate::grade::job::{Clock, Start};
use crate::grade::points::Points;
use crate::grade::reason::Reason;
use crate::messages::{Language, Message, grouped, message, visible};

/// Print it; gives the exit code.
pub fn show(words: &ShowWords, style: &Style, streams: &Streams) -> i32 {
    let language = style.language;
    let text = match &words.assignment {
        None => reasons(language),
        Some(name) => match super::read(name, style, streams) {
            Err(code) => return code,
            Ok(assignment) => {
                let list = if words.reasons {
                    reasons(language)
                } else {
                    String::new()
                };
                told(&assignment, language) + list.as_str()
            }
        },
    };
    streams.print(&text);
    if streams.is_closed() { CLOSED_PIPE } else { 0 }
}

/// Every reason with the beginning of its sentence.
fn reasons(language: Language) -> String {
    let row = |reason: &Reason| {
        let sentence = crate::grade::said::sentence(*reason, &std::collections::BTreeMap::new());
        [
            reason.name().to_owned(),
            sentence.in_language(language).to_owned(),
        ]
    };
    table(&Reason::ALL.iter().map(row).collect::<Vec<_>>())
}

fn told(assignment: &Assignment, language: Language) -> String {
    let say = |message: Message| message.in_language(language);
    let title = assignment.title.in_language(language);
    let mut text = format!("{} · {}\n", visible(&assignment.id), visible(title));
    let files = assignment
        .submit
        .iter()
        .map(|file| visible(file))
        .collect::<Vec<_>>()
        .join(", ");
    text += &say(message!("assignment-show-submit", files));
    text.push('\n');
    let marks = message!(
        "assignment-show-marks",
        out_of = assignment.out_of.to_string(),
        round = assignment.round.to_string(),
        minimum = assignment.minimum.to_string(),
        seed = assignment.seed.to_string()
    );
    text += &say(marks);
    text += &format!("\n\n{}\n", say(message!("assignment-show-runs")));
    let runs = assignment
        .runs
        .iter()
        .map(|run| run_row(run, language))
        .collect::<Vec<_>>();
    text += &table(&runs);
    text += &format!("\n{}\n", say(message!("assignment-show-checks")));
    text += &table(&checks(assignment, language));
    text.push('\n');
    text += &say(summary(assignment));
    text.push('\n');
    text
}

/// Name, how it is run, how many schedules.
fn run_row(run: &Run, language: Language) -> [String; 3] {
    let say = |message: Message| message.in_language(language);
    let mut parts = vec![match run.arguments.is_empty() {
        true => say(message!("assignment-show-no-arguments")),
        false => run
            .arguments
            .iter()
            .map(|word| visible(word))
            .collect::<Vec<_>>()
            .join(" "),
    }];
    if !run.stdin.is_empty() {
        let input = visible(run.stdin.trim_end());
        parts.push(say(message!("assignment-show-stdin", input)));
    }
    for companion in &run.companions {
        let script = visible(&companion.script.name);
        let words = [script]
            .into_iter()
            .chain(companion.arguments.iter().map(|word| visible(word)));
        let words = words.collect::<Vec<_>>().join(" ");
        parts.push(say(match &companion.start {
            Start::With => message!("assignment-show-with", words),
            Start::Listening(port) => {
                message!("assignment-show-with-port", words, port = port.to_string())
            }
            Start::At(millis) => {
                let seconds = (*millis as f64 / 1000.0).to_string();
                message!("assignment-show-with-at", words, seconds)
            }
        }));
    }
    if run.main == Main::Call {
        parts.push(say(message!("assignment-show-call")));
    }
    if run.clock == Clock::Any {
        parts.push(say(message!("assignment-show-any")));
    }
    if let Some(times) = run.real {
        parts.push(say(message!("assignment-show-real", times)));
    }
    let schedules = match run.explore {
        _ if run.real.is_some() => String::new(),
        Explore::All => say(message!("assignment-show-all")),
        Explore::Schedules(count) => say(message!(
            "assignment-show-schedules",
            count,
            grouped = grouped(count)
        )),
    };
    [visible(&run.name), parts.join(" · "), schedules]
}

/// Id, points, run, what is checked: a row for each condition.
fn checks(assignment: &Assignment, language: Language) -> Vec<[String; 4]> {
    let mut rows = Vec::new();
    for check in &assignment.checks {
        let mut said: Vec<String> = match check.properties.is_empty() {
            true => vec![check.title.in_language(language).to_owned()],
            false => (describe(&check.properties).iter())
                .map(|message| message.in_language(language))
                .collect(),
        };
        said.extend(
            notes(check)
                .iter()
                .map(|note| format!("({})", note.in_language(language))),
        );
        let run = |place: &usize| assignment.runs[*place].name.clone();
        let runs = check.runs.iter().map(run).collect::<Vec<_>>().join(", ");
        let mut lines = said.into_iter();
        let first = lines.next().unwrap_or_default();
        rows.push([
            visible(&check.id),
            check.points.to_string(),
            visible(&runs),
            visible(&first),
        ]);
        rows.extend(
            lines.map(|line| [String::new(), String::new(), String::new(), visible(&line)]),
        );
    }
    rows
}

fn notes(check: &Check) -> Vec<Message> {
    let mut found = Vec::new();
    if let Some(name) = &check.of {
        found.push(message!("assignment-show-of", name = visible(name)));
    }
    if check.proof {
        found.push(message!("assignment-show-proof"));
    }
    if check.partial {
        found.push(message!("assignment-show-partial"));
    }
    if check.bonus {
        found.push(message!("assignment-show-bonus"));
    }
    if check.points < Points::default() {
        found.push(message!("assignment-show-penalty"));
    } else if check.points == Points::default() && !check.properties.is_empty() {
        found.push(message!("assignment-show-advice"));
    }
    match check.visible {
        Visible::Always => {}
        Visible::Later => found.push(message!("assignment-show-later")),
        Visible::Never => found.push(message!("assignment-show-never")),
    }
    let needs: Vec<String> = check.needs.iter().skip(1).map(|id| visible(id)).collect();
    if !needs.is_empty() {
        found.push(message!("assignment-show-needs", ids = needs.join(", ")));
    }
    found
}

fn summary(assignment: &Assignment) -> Message {
    let count = |run: &Run| match (run.real, run.explore) {
        (Some(times), _) => u64::from(times),
        (None, Explore::Schedules(count)) => count,
        (None, Explore::All) => crate::grade::mark::MOST_EXECUTIONS,
    };
    let most: u64 = assignment.runs.iter().map(count).sum();
    message!(
        "assignment-show-summary",
        checks = assignment.checks.len() - 1,
        schedules = most.to_string(),
        right = assignment.right.len(),
        wrong = assignment.wrong.len()
    )
}

/// Columns, two blanks between them.
fn table<const N: usize>(rows: &[[String; N]]) -> String {
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells.max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..N).map(width).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::from("  ");
        for (cell, width) in row.iter().zip(&widths) {
            line += &format!("{cell:<width$}  ");
        }
        text += line.trim_end();
        text.push('\n');
    }
    text
}
