//! The worker: makes programs from seed and number, runs them, and says which number it is at and which panicked.

use std::io::{Result, Write};
use std::panic;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use arbitrary::{Arbitrary, Unstructured};
use parking_lot::Mutex;

use crate::sandbox_fuzz::evaluate::evaluate;
use crate::sandbox_fuzz::grammar::Program;
use crate::sandbox_fuzz::mutate::{Snippets, bytes};

/// Where the programs of one seed come from.
pub struct Source {
    snippets: Snippets,
    seed: u64,
}

impl Source {
    pub fn open(seed: u64) -> Result<Source> {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let snippets = Snippets::read(&[
            &package.join("tests/cases/rhai"),
            &package.join("fuzz/seeds"),
        ])?;
        Ok(Source { snippets, seed })
    }

    /// Write each snippet to a file of its own.
    pub fn write_snippets(&self, folder: &Path) -> Result<()> {
        std::fs::create_dir_all(folder)?;
        let mut numbers = 0..self.snippets.count();
        numbers.try_for_each(|number| {
            let file = folder.join(format!("snippet_{number}"));
            std::fs::write(file, self.snippets.program(self.seed, number))
        })
    }

    /// The snippets as they are, then in turns a mutated one and one from the grammar.
    pub fn program(&self, number: u64) -> String {
        let is_from_grammar = number >= self.snippets.count() && number % 2 == 1;
        if !is_from_grammar {
            return self.snippets.program(self.seed, number);
        }
        let bytes = bytes(self.seed, number);
        let program = Program::arbitrary(&mut Unstructured::new(&bytes));
        program.map(|program| program.text).unwrap_or_default()
    }
}

/// What panicked since the last program, in whatever thread, also where it was caught.
static PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn remember_panics() {
    panic::set_hook(Box::new(|panic| {
        PANICS.lock().push(panic.to_string().replace('\n', " "))
    }));
}

fn panics_of(program: &str) -> Vec<String> {
    let ended = panic::catch_unwind(|| evaluate(program));
    let mut panics = std::mem::take(&mut *PANICS.lock());
    if ended.is_err() && panics.is_empty() {
        panics.push("unwound without a word".into());
    }
    panics
}

/// Print a program and run it, for a closer look at a finding.
pub fn run_one(source: &Source, number: u64) -> ExitCode {
    let program = source.program(number);
    println!("{program}\n----");
    remember_panics();
    let panics = panics_of(&program);
    panics.iter().for_each(|panic| println!("{panic}"));
    if panics.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Run one program after the other until the time is over. Each line on stderr begins with the mark, and is either
/// the number of the program that comes next or a panic of the one before; scripts may print what they like on stdout.
#[expect(
    clippy::disallowed_methods,
    reason = "how long to look for findings is a matter of the machine's own time; an allocation can only end the process"
)]
pub fn run_from(source: &Source, first: u64, minutes: f64) -> ExitCode {
    remember_panics();
    sandbox::memory::on_exhaustion(|| std::process::exit(EXHAUSTED));
    let end = Instant::now() + Duration::from_secs_f64(minutes * 60.0);
    let mut say = std::io::stderr();
    for number in first.. {
        let is_heard = writeln!(say, "{MARK}{number}").is_ok();
        if !is_heard || Instant::now() >= end {
            break;
        }
        for panic in panics_of(&source.program(number)) {
            if writeln!(say, "{MARK}panic {panic}").is_err() {
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
