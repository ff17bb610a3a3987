//! The worker: makes programs from seed and number, runs them, and says which number it is at and which panicked.

use std::io::{Result, Write};
use std::panic;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use sandbox::session::Runtime;

use crate::sandbox_fuzz::case::Case;
use crate::sandbox_fuzz::evaluate::{CONTROLLED, TIME};
use crate::sandbox_fuzz::measure::{LATENESS, excesses};
use crate::sandbox_fuzz::series::Series;

/// Write each snippet to a file of its own.
pub fn write_snippets(series: &Series, folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut numbers = 0..series.snippets.count();
    numbers.try_for_each(|number| {
        let file = folder.join(format!("snippet_{number}"));
        std::fs::write(file, series.snippets.program(series.seed, number))
    })
}

/// What panicked since the last program, in whatever thread, also where it was caught.
static PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn remember_panics() {
    panic::set_hook(Box::new(|panic| {
        PANICS.lock().push(panic.to_string().replace('\n', " "))
    }));
}

/// What is wrong with a case: panics, and limits that it does not keep.
fn findings_of(case: &Case, runtime: Runtime) -> Vec<String> {
    let ended = panic::catch_unwind(|| excesses(case, runtime, TIME, LATENESS));
    let mut findings = std::mem::take(&mut *PANICS.lock());
    match ended {
        Ok(excesses) => findings.extend(excesses),
        Err(_) if findings.is_empty() => findings.push("unwound without a word".into()),
        Err(_) => {}
    }
    findings
}

/// Print a program and run it, for a closer look at a finding.
pub fn run_one(source: &Series, number: u64) -> ExitCode {
    let case = source.case(number);
    println!("{case}\n----");
    remember_panics();
    let findings = findings_of(&case, Series::runtime(number));
    findings.iter().for_each(|finding| println!("{finding}"));
    if findings.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Run the case that a file shows, as a finding is printed, cut by hand.
pub fn run_file(text: &str) -> ExitCode {
    let case = Case::read(text);
    remember_panics();
    for runtime in [CONTROLLED, Runtime::Real] {
        let findings = findings_of(&case, runtime);
        findings.iter().for_each(|finding| println!("{finding}"));
    }
    ExitCode::SUCCESS
}

/// Run one program after the other until the time is over. Each line on stderr begins with the mark, and is either
/// the number of the program that comes next or a finding in the one before; scripts may print what they like on stdout.
#[expect(
    clippy::disallowed_methods,
    reason = "how long to look for findings is a matter of the machine's own time; an allocation can only end the process"
)]
pub fn run_from(source: &Series, first: u64, minutes: f64) -> ExitCode {
    remember_panics();
    sandbox::memory::on_exhaustion(|| std::process::exit(EXHAUSTED));
    let end = Instant::now() + Duration::from_secs_f64(minutes * 60.0);
    let mut say = std::io::stderr();
    for number in first.. {
        let is_heard = writeln!(say, "{MARK}{number}").is_ok();
        if !is_heard || Instant::now() >= end {
            break;
        }
        for finding in findings_of(&source.case(number), Series::runtime(number)) {
            if writeln!(say, "{MARK}finding {finding}").is_err() {
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

/// How a worker ends when a program takes more memory than its limit in one piece, which no error can tell it.
pub const EXHAUSTED: i32 = 4;

/// What the worker's own lines begin with; no script can know it.
pub const MARK: &str = "\u{1}fuzz\u{1} ";
