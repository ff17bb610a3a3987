//! `cargo bench`: our programs against the same programs in CPython (and Lua, where it is installed). The command
//! line and the rounds live here; the programs, a run and the table in the files beside.
//!
//! Each program runs as a process of its own, so start-up and compilation count on both sides; the programs are
//! long enough for that to weigh little. Runs are interleaved (ours, theirs, ours, theirs, …) so that a disturbance of
//! the machine hits both; the median of the rounds is shown, after one warm-up run that also checks that both
//! print the same. There is no verdict on speed in the tests: this is the only place with a clock.

mod measure;
mod programs;
mod table;

use std::process::ExitCode;

use clap::Parser;

use measure::{Contender, Sample};
use programs::{PROGRAMS, Program};
use table::{Clock, Cost, Row};

/// Time the programs of `benches/programs` in `sandbox` and in CPython.
#[derive(Parser)]
#[command(name = "cargo bench --")]
struct Options {
    /// Only the programs whose name contains one of these words.
    filters: Vec<String>,
    /// How often each program is timed.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Compare processor time, not wall time: for programs with one thread on a busy machine.
    #[arg(long)]
    processor: bool,
    /// The Python to compare with.
    #[arg(long, default_value = "python3")]
    python: String,
    /// Cargo passes this flag to benchmarks.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> ExitCode {
    let options = Options::parse();
    if !options.bench {
        println!("timings are not tests: use `cargo bench`");
        return ExitCode::SUCCESS;
    }
    let Some(python) = Contender::python(&options.python) else {
        eprintln!(
            "error: `{}` cannot be started, and these timings are ratios to it",
            options.python
        );
        eprintln!(
            "hint: install Python 3, or name another with `cargo bench -- --python /path/to/python3`"
        );
        return ExitCode::from(2);
    };
    let asked: Vec<&Program> = PROGRAMS
        .iter()
        .filter(|program| program.is_asked_for(&options.filters))
        .collect();
    if asked.is_empty() {
        let names: Vec<&str> = PROGRAMS.iter().map(|program| program.name).collect();
        eprintln!(
            "error: no program is named like that\nhint: there are {}",
            names.join(", ")
        );
        return ExitCode::from(2);
    }
    let mut contenders = vec![Contender::ours(), python];
    contenders.extend(Contender::lua());
    compare(&contenders, &asked, &options)
}

fn compare(contenders: &[Contender], asked: &[&Program], options: &Options) -> ExitCode {
    let clock = if options.processor {
        Clock::Processor
    } else {
        Clock::Wall
    };
    let conditions = conditions(options);
    let mut rows = Vec::new();
    for (number, program) in asked.iter().enumerate() {
        eprintln!("[{}/{}] {}", number + 1, asked.len(), program.name);
        let samples = rounds(contenders, program, options.rounds);
        let costs = samples.map(|runs| runs.iter().map(|runs| Cost::of(runs, clock)).collect());
        rows.push(Row { program, costs });
    }
    println!("{conditions}");
    let titles: Vec<&str> = contenders
        .iter()
        .map(|contender| contender.title.as_str())
        .collect();
    table::print(&titles, &rows);
    if rows.iter().any(|row| row.costs.is_err()) {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// Run a program in turns: for each contender the samples of all rounds, none if it has no such script.
fn rounds(
    contenders: &[Contender],
    program: &Program,
    rounds: usize,
) -> Result<Vec<Vec<Sample>>, String> {
    let mut samples: Vec<Vec<Sample>> = contenders.iter().map(|_| Vec::new()).collect();
    let mut expected: Option<(&str, String)> = None;
    for round in 0..=rounds {
        for (contender, samples) in contenders.iter().zip(&mut samples) {
            let Some(script) = program.script(contender.extension) else {
                continue;
            };
            let sample = contender.run(&script)?;
            let (first, expected) =
                expected.get_or_insert_with(|| (&contender.title, sample.printed.clone()));
            if sample.printed != *expected {
                let (title, printed) = (&contender.title, &sample.printed);
                return Err(format!(
                    "{first} prints {expected:?}, but {title} {printed:?}"
                ));
            }
            let is_warm_up = round == 0;
            if !is_warm_up {
                samples.push(sample);
            }
        }
    }
    Ok(samples)
}

/// Under which conditions the table was measured; read before the first run, for the runs are load themselves.
fn conditions(options: &Options) -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let clock = if options.processor {
        "processor time"
    } else {
        "wall time"
    };
    let rounds = options.rounds;
    let busy = load()
        .filter(|&load| load > 0.5)
        .map(|load| format!("; the machine was busy before: load {load}"));
    format!(
        "{clock} of whole processes, median of {rounds} interleaved rounds, {cores} cores{}\n",
        busy.unwrap_or_default()
    )
}

/// How many processes wanted to run in the last minute, where the system tells.
fn load() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/loadavg").ok()?;
    text.split_whitespace().next()?.parse().ok()
}
