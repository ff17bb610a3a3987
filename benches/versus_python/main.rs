//! `cargo bench`: our programs against the same programs in CPython (and Lua, where it is installed). The command
//! line lives here; the programs, their targets, the runs and the tables in the files beside.
//!
//! Each program runs as a process of its own, so start-up and compilation count on both sides; the programs are
//! long enough for that to weigh little. Runs are interleaved (ours, theirs, ours, theirs, …) so that a disturbance of
//! the machine hits both; the median of the rounds is shown, after one warm-up run; every run must print the same
//! on both sides. There is no verdict on speed in the tests: this is the only place with a clock.

mod contender;
mod measure;
mod programs;
mod rounds;
mod table;
mod targets;
mod verdict;

use std::process::ExitCode;

use clap::Parser;

use contender::Contender;
use measure::Clock;
use programs::Program;
use rounds::Plan;
use targets::GROUPS;
use verdict::Row;

/// Time the programs of `benches/programs` in `sandbox` and in CPython.
#[derive(Parser)]
#[command(name = "cargo bench --bench versus_python --")]
struct Options {
    /// Only these groups (course, are_we_fast_yet, idioms, threads), or programs whose name contains one of these words.
    filters: Vec<String>,
    /// How often each program is timed [default: 5, with `--quick` 1].
    #[arg(long)]
    rounds: Option<usize>,
    /// Compare processor time, not wall time: for a busy machine.
    #[arg(long)]
    processor: bool,
    /// One round without warm-up, compared by user time: a first impression on a busy machine.
    #[arg(long)]
    quick: bool,
    /// The Python to compare with [default: /usr/bin/python3, else the one on the path].
    #[arg(long)]
    python: Option<String>,
    /// The program to measure instead of the one that was built with this.
    #[arg(long, default_value = env!("CARGO_BIN_EXE_sandbox"))]
    sandbox: String,
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
    let Some(python) = Contender::python(options.python.as_deref()) else {
        let asked = options.python.as_deref().unwrap_or("python3");
        eprintln!("error: `{asked}` cannot be started, and these timings are ratios to it");
        eprintln!(
            "hint: install Python 3, or name another with `cargo bench -- --python /path/to/python3`"
        );
        return ExitCode::from(2);
    };
    let asked = programs::asked_for(&options.filters);
    if asked.is_empty() {
        let groups: Vec<&str> = GROUPS.iter().map(|group| group.name).collect();
        eprintln!(
            "error: no program is named like that\nhint: the groups are {}",
            groups.join(", ")
        );
        return ExitCode::from(2);
    }
    let mut contenders = vec![Contender::ours(&options.sandbox), python];
    contenders.extend(Contender::lua());
    compare(&contenders, &asked, &options)
}

fn compare(contenders: &[Contender], asked: &[Program], options: &Options) -> ExitCode {
    let folder = tempfile::tempdir().expect("a folder for what programs write can be made");
    let plan = Plan {
        contenders,
        clock: options.clock(),
        rounds: options.rounds(),
        warm_up: !options.quick,
        folder: folder.path(),
    };
    let conditions = conditions(&plan);
    let mut rows = Vec::new();
    for (number, program) in asked.iter().enumerate() {
        eprintln!("[{}/{}] {}", number + 1, asked.len(), program.full_name());
        let costs = plan.measure(program);
        rows.push(Row { program, costs });
    }
    println!("{conditions}");
    let failed = rows.iter().any(|row| row.costs.is_err());
    let titles: Vec<&str> = contenders.iter().map(|it| it.title.as_str()).collect();
    for group in GROUPS {
        let (of_group, others): (Vec<Row>, Vec<Row>) = rows
            .into_iter()
            .partition(|row| row.program.group.name == group.name);
        if !of_group.is_empty() {
            table::print(group, &titles, &of_group, plan.clock);
        }
        rows = others;
    }
    match failed {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    }
}

impl Options {
    fn clock(&self) -> Clock {
        match (self.quick, self.processor) {
            (true, _) => Clock::User,
            (false, true) => Clock::Processor,
            (false, false) => Clock::Wall,
        }
    }

    fn rounds(&self) -> usize {
        let usual = if self.quick { 1 } else { 5 };
        self.rounds.unwrap_or(usual).max(1)
    }
}

/// Under which conditions the table was measured; read before the first run, for the runs are load themselves.
fn conditions(plan: &Plan) -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let clock = match plan.clock {
        Clock::Wall => "wall time",
        Clock::Processor => "processor time",
        Clock::User => "user time",
    };
    let rounds = plan.rounds;
    let busy = load()
        .filter(|&load| load > 0.5)
        .map(|load| format!("; the machine was busy before: load {load}"));
    let busy = busy.unwrap_or_default();
    let remarks = plan.contenders.iter().filter_map(|it| it.remark.as_deref());
    let mut lines = vec![format!(
        "{clock} of whole processes, median of {rounds} interleaved rounds, {cores} cores{busy}"
    )];
    lines.extend(remarks.map(str::to_owned));
    lines.join("\n")
}

/// How many processes wanted to run in the last minute, where the system tells.
fn load() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/loadavg").ok()?;
    text.split_whitespace().next()?.parse().ok()
}
