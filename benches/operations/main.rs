//! `cargo bench --bench operations`: what each operation that people write costs in instructions, ours and CPython's.
//!
//! An operation is measured in a loop, less the empty loop, by callgrind: the numbers are the same on a busy machine,
//! and small differences count. What the columns mean for whole programs is for `versus_python` to say.

mod count;
mod operations;
mod place;

use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use clap::Parser;
use parking_lot::Mutex;

use count::{Counter, Interpreter, valgrind_is_there};
use operations::{OPERATIONS, Operation};
use place::Place;

/// Count the instructions of single operations, in `sandbox` and in CPython.
#[derive(Parser)]
#[command(name = "cargo bench --bench operations --")]
struct Options {
    /// Only the operations whose name or place contains one of these words.
    filters: Vec<String>,
    /// How often the loop turns.
    #[arg(long, default_value_t = 5_000)]
    turns: usize,
    /// Count ours only: half the time.
    #[arg(long)]
    without_python: bool,
    /// The program to count instead of the one that was built with this.
    #[arg(long, default_value = env!("CARGO_BIN_EXE_sandbox"))]
    sandbox: String,
    /// Cargo passes this flag to benchmarks.
    #[arg(long, hide = true)]
    bench: bool,
}

/// An operation in one place, and what it took.
struct Row {
    operation: &'static Operation,
    place: Place,
    ours: Result<f64, String>,
    python: Option<Result<f64, String>>,
}

fn main() -> ExitCode {
    let options = Options::parse();
    if !options.bench {
        println!("counts are not tests: use `cargo bench --bench operations`");
        return ExitCode::SUCCESS;
    }
    if !valgrind_is_there() {
        println!("operations: nothing is counted, for `valgrind` is missing; install it");
        return ExitCode::SUCCESS;
    }
    let python = match options.without_python {
        true => None,
        false => Interpreter::python().map(Counter::new),
    };
    let asked = asked_for(&options.filters);
    let ours = Counter::new(Interpreter::Sandbox(options.sandbox));
    let rows = measure(&asked, &ours, python.as_ref(), options.turns);
    print(&rows);
    match rows.iter().any(|row| row.ours.is_err()) {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    }
}

fn asked_for(filters: &[String]) -> Vec<(&'static Operation, Place)> {
    let all = OPERATIONS.iter();
    let placed = all.flat_map(|it| it.places.iter().map(move |&place| (it, place)));
    let is_meant = |(operation, place): &(&Operation, Place)| {
        let name = format!("{} {}", operation.name, place.name());
        filters.is_empty() || filters.iter().any(|filter| name.contains(filter.as_str()))
    };
    placed.filter(is_meant).collect()
}

/// Count everything, on all cores: callgrind's numbers do not depend on who else runs.
#[expect(clippy::disallowed_methods, reason = "benches know no runtime")]
fn measure(
    asked: &[(&'static Operation, Place)],
    ours: &Counter,
    python: Option<&Counter>,
    turns: usize,
) -> Vec<Row> {
    let next = AtomicUsize::new(0);
    let rows: Mutex<Vec<(usize, Row)>> = Mutex::new(Vec::new());
    let work = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(&(operation, place)) = asked.get(number) else {
                break;
            };
            let row = Row {
                operation,
                place,
                ours: ours.per_turn(&operation.rhai, place, turns),
                python: python.map(|it| it.per_turn(&operation.python, place, turns)),
            };
            let mut rows = rows.lock();
            rows.push((number, row));
            let (done, all) = (rows.len(), asked.len());
            eprintln!("[{done}/{all}] {}, {}", operation.name, place.name());
        }
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(work);
        }
    });
    let mut rows = rows.into_inner();
    rows.sort_by_key(|(number, _)| *number);
    rows.into_iter().map(|(_, row)| row).collect()
}

fn print(rows: &[Row]) {
    println!("instructions per operation: its loop less the empty loop\n");
    let width = rows
        .iter()
        .map(|row| row.operation.name.chars().count())
        .max();
    let width = width.unwrap_or(0);
    let title = "operation";
    println!("| {title:<width$} | where     |    ours |   reach | CPython | ratio |");
    println!(
        "|-{}-|-----------|--------:|--------:|--------:|------:|",
        "-".repeat(width)
    );
    for row in rows {
        let name = row.operation.name;
        let place = row.place.name();
        let reach = row
            .operation
            .reach
            .map(|it| it.to_string())
            .unwrap_or_default();
        let (python, ratio) = match (&row.ours, &row.python) {
            (Ok(ours), Some(Ok(python))) => (
                format!("{python:.0}"),
                format!("{:.2}", python / ours.max(1.0)),
            ),
            _ => Default::default(),
        };
        let ours = match &row.ours {
            Ok(ours) => format!("{ours:.0}"),
            Err(_) => "failed".into(),
        };
        println!(
            "| {name:<width$} | {place:<9} | {ours:>7} | {reach:>7} | {python:>7} | {ratio:>5} |"
        );
    }
    let failures = rows.iter().flat_map(|row| {
        let ours = row.ours.as_ref().err();
        let python = row.python.as_ref().and_then(|it| it.as_ref().err());
        let name = row.operation.name;
        ours.into_iter()
            .chain(python)
            .map(move |reason| (name, reason))
    });
    for (name, reason) in failures {
        println!("{name}: {reason}");
    }
}
