//! The words of `sandbox grade`.

use crate::cli::amounts;
use crate::grade::results::formats::Format;
use crate::messages::{Message, closest, message};
use clap::Args;

const EXAMPLES: &str = "\
ASSIGNMENT is a folder with assignment.toml, or a zip of one. SUBMISSION is a script, a student's folder, a folder of
folders (a class), a zip that the learning management system gives, or - (standard input).

Exit codes: 0 everything marked, every check passed; 1 everything marked, some check failed; 2 misuse, or a mistake in
the assignment: nothing was marked; 3 something needs a person; 130 interrupted: what was marked is in the results.

Examples:
  sandbox grade tp3.zip my_script.rhai
  sandbox grade tp3/ submissions/
  sandbox grade -f json=results.json -f csv=marks.csv tp3/ submissions.zip
  sandbox grade --resume results.json -f json=results.json tp3/ submissions/
  sandbox grade --moodle sheet.csv --feedback feedback.zip tp3/ submissions.zip";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct GradeWords {
    /// Write results as FORMAT, or FORMAT=FILE into a file: terminal, json, csv, junit, exercism, coderunner, coderunner-row, html, gradescope, classroom50, prairielearn, check50 [default: terminal on a terminal, else json]
    #[arg(short, long, value_name = "FORMAT", value_parser = destination)]
    pub format: Vec<Destination>,
    /// Fill in Moodle's grading worksheet; writes SHEET.graded.csv
    #[arg(long, value_name = "SHEET")]
    pub moodle: Option<String>,
    /// Write a page for each student into an archive, named as Moodle takes them back
    #[arg(long, value_name = "ZIP")]
    pub feedback: Option<String>,
    /// Find students' names in a sheet: number or folder, then the name
    #[arg(long, value_name = "SHEET")]
    pub roster: Option<String>,
    /// Judge these checks only
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub only: Vec<String>,
    /// Leave these checks out
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub skip: Vec<String>,
    /// Mark N submissions at a time [default: one for each core]
    #[arg(long, value_name = "N", value_parser = jobs)]
    pub jobs: Option<usize>,
    /// Another seed than the assignment's
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Mark again with N other seeds; a mark that changes needs a person
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true, default_missing_value = "3", value_parser = amounts::count)]
    pub verify: Option<u64>,
    /// Keep the results of unchanged submissions
    #[arg(long, value_name = "FILE")]
    pub resume: Option<String>,
    /// As students see it: only the checks that are always shown
    #[arg(long)]
    pub public: bool,
    /// Leave out what depends on the machine
    #[arg(long)]
    pub stable: bool,
    /// End with 0 although checks failed
    #[arg(long)]
    pub exit_zero: bool,
    /// Mark nothing when a layer of isolation is missing: seccomp, landlock, rlimits
    #[arg(
        long,
        value_name = "LAYER",
        value_delimiter = ',',
        conflicts_with = "no_isolation"
    )]
    pub require: Vec<String>,
    /// Run submissions in this process, for debugging
    #[arg(long)]
    pub no_isolation: bool,
    /// The folder with assignment.toml, or a zip of it
    #[arg(value_name = "ASSIGNMENT")]
    pub assignment: String,
    /// What was handed in
    #[arg(value_name = "SUBMISSION", required = true)]
    pub submissions: Vec<String>,
}

/// A format, and the file that it goes to; none is standard output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    pub format: Format,
    pub file: Option<String>,
}

fn destination(text: &str) -> Result<Destination, Message> {
    let (name, file) = match text.split_once('=') {
        Some((name, file)) => (
            name,
            Some(file.to_string()).filter(|file| !file.is_empty() && file != "-"),
        ),
        None => (text, None),
    };
    let names = || Format::ALL.iter().map(|format| format.name());
    match Format::named(name) {
        Some(format) => Ok(Destination { format, file }),
        None => Err(match closest(name, names()) {
            Some(name) => message!("marks-format-near", given = text, name),
            None => message!(
                "marks-format",
                given = text,
                names = names().collect::<Vec<_>>().join(", ")
            ),
        }),
    }
}

fn jobs(text: &str) -> Result<usize, Message> {
    Ok(amounts::count(text)?.clamp(1, 256) as usize)
}
