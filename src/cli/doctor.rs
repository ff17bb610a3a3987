//! `sandbox doctor`: which layers of isolation this machine has, tried rather than asked for, and what that means.

use super::MISUSE;
use super::arguments::DoctorWords;
use super::output::{CLOSED_PIPE, Streams};
use crate::diagnostics::render::{Options, render_plain};
use crate::grade::worker::Sealed;
use crate::messages::{Language, Message, MessageId, message, message_id, system_reason};
use crate::process;
use crate::seal::{Layer, Tried, try_layer};
use serde::Serialize;
use std::path::Path;
use std::time::Instant;

/// What was found of one layer.
struct Row {
    layer: &'static str,
    grade: Grade,
    /// What it means.
    means: Message,
    /// Why it is missing, as the system says it.
    reason: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum Grade {
    Pass,
    Caution,
    Fail,
}

impl Grade {
    /// As it is printed, in both languages.
    fn word(self) -> &'static str {
        match self {
            Grade::Pass => "PASS",
            Grade::Caution => "CAUTION",
            Grade::Fail => "FAIL",
        }
    }
}

/// Look, and tell; gives the exit code: 1 if something must not be so.
pub fn doctor(words: &DoctorWords, style: Options, streams: &Streams) -> i32 {
    let program = match std::env::current_exe() {
        Ok(program) => program,
        Err(error) => {
            let wrong = message!("doctor-no-program", reason = system_reason(&error));
            streams.say(&render_plain(&wrong, None, &style));
            return MISUSE;
        }
    };
    let rows = looked_at(&program);
    streams.print(&match words.json {
        true => json(&rows, style.language),
        false => table(&rows, style.language),
    });
    let has_failed = rows.iter().any(|row| row.grade == Grade::Fail);
    match streams.is_closed() {
        true => CLOSED_PIPE,
        false => i32::from(has_failed),
    }
}

fn looked_at(program: &Path) -> Vec<Row> {
    let tried = |layer| try_layer(program, layer);
    let (rlimits, landlock, seccomp) = (
        tried(Layer::Rlimits),
        tried(Layer::Landlock),
        tried(Layer::Seccomp),
    );
    let mut rows = vec![
        row(Layer::Rlimits.name(), &rlimits, Grade::Caution, &RLIMITS),
        row(
            Layer::Landlock.name(),
            &landlock,
            without(&seccomp),
            &LANDLOCK,
        ),
        row(
            Layer::Seccomp.name(),
            &seccomp,
            without(&landlock),
            &SECCOMP,
        ),
    ];
    let kept = match process::keeps_children() {
        Ok(()) => Tried::Holds,
        Err(error) => Tried::Missing(error.to_string()),
    };
    rows.push(row("children", &kept, Grade::Caution, &CHILDREN));
    rows.push(worker(program));
    rows
}

/// Start a worker that has nothing to do, as marking would.
#[expect(clippy::disallowed_methods, reason = "how long the machine takes")]
fn worker(program: &Path) -> Row {
    let mut sealed = Sealed::of(program.to_path_buf());
    let began = Instant::now();
    let started = sealed.try_out();
    let took = began.elapsed().as_secs_f64() * 1000.0;
    let (grade, means, reason) = match started {
        Ok(_) => {
            let took = format!("{took:.1}");
            (Grade::Pass, message!("doctor-worker", took), None)
        }
        Err(lost) => (
            Grade::Fail,
            message!("doctor-worker-missing"),
            Some(lost.what),
        ),
    };
    Row {
        layer: "worker",
        grade,
        means,
        reason,
    }
}

/// How bad it is that one of the kernel's two layers is missing: either keeps a script from the machine's files, and together one is there
/// when the other has a hole.
fn without(other: &Tried) -> Grade {
    match other {
        Tried::Holds => Grade::Caution,
        Tried::Missing(_) => Grade::Fail,
    }
}

/// What is said when a layer holds, and when it is missing.
type Said = [MessageId; 2];

const RLIMITS: Said = [
    message_id!("doctor-rlimits"),
    message_id!("doctor-rlimits-missing"),
];
const LANDLOCK: Said = [
    message_id!("doctor-landlock"),
    message_id!("doctor-landlock-missing"),
];
const SECCOMP: Said = [
    message_id!("doctor-seccomp"),
    message_id!("doctor-seccomp-missing"),
];
const CHILDREN: Said = [
    message_id!("doctor-children"),
    message_id!("doctor-children-missing"),
];

fn row(layer: &'static str, tried: &Tried, without: Grade, said: &Said) -> Row {
    let (grade, said, reason) = match tried {
        Tried::Holds => (Grade::Pass, said[0], None),
        Tried::Missing(reason) => (without, said[1], Some(reason.clone())),
    };
    Row {
        layer,
        grade,
        means: Message::known(said),
        reason,
    }
}

fn table(rows: &[Row], language: Language) -> String {
    let mut text = String::new();
    for row in rows {
        let means = row.means.in_language(language);
        text += &format!("{:<8} {:<9} {means}\n", row.grade.word(), row.layer);
        if let Some(reason) = &row.reason {
            text += &format!("{:<18} ({reason})\n", "");
        }
    }
    // Without the kernel, or without a worker at all.
    let fails = rows.iter().any(|row| row.grade == Grade::Fail);
    let sum = match fails {
        true => message!("doctor-fail"),
        false => message!("doctor-pass"),
    };
    format!("{text}\n{}\n", sum.in_language(language))
}

/// What `--json` prints.
#[derive(Serialize)]
struct Paper<'p> {
    format: &'static str,
    layers: Vec<Entry<'p>>,
}

#[derive(Serialize)]
struct Entry<'p> {
    name: &'static str,
    grade: Grade,
    means: String,
    reason: Option<&'p str>,
}

fn json(rows: &[Row], language: Language) -> String {
    let entries = rows.iter().map(|row| Entry {
        name: row.layer,
        grade: row.grade,
        means: row.means.in_language(language),
        reason: row.reason.as_deref(),
    });
    let paper = Paper {
        format: "sandbox-doctor.v1",
        layers: entries.collect(),
    };
    let text = serde_json::to_string_pretty(&paper).unwrap_or_default();
    text + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_layer_of_the_kernel_is_enough_and_none_is_not() {
        let missing = || Tried::Missing("no such call".to_owned());
        let graded =
            |tried: Tried, other: Tried| row("landlock", &tried, without(&other), &LANDLOCK).grade;
        assert_eq!(graded(Tried::Holds, missing()), Grade::Pass);
        assert_eq!(graded(missing(), Tried::Holds), Grade::Caution);
        assert_eq!(graded(missing(), missing()), Grade::Fail);
    }
}
