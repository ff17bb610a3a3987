//! `cargo run --example fuzz_minutes -- 10`: ten minutes of mutated and generated programs, on any toolchain.
//! Prints the seed, the number and the text of each program that panics, crashes or hangs.
//!
//! A parent watches a worker, the same executable: the worker says the number of each program before it runs it, so
//! that the parent knows which one was at work when the worker dies or falls silent, and starts another behind it.

#[path = "../../fuzz/src/lib.rs"]
#[allow(dead_code, unused_imports, reason = "tests use the rest")]
mod sandbox_fuzz;
mod supervise;
mod worker;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use sandbox_fuzz::case::{RECIPES, Recipe};
use sandbox_fuzz::series::Series;

/// Run mutated and generated programs under limits and report those that panic, crash or hang.
#[derive(Parser, Clone)]
#[command(name = "cargo run --example fuzz_minutes --")]
pub struct Options {
    /// For how long.
    #[arg(default_value_t = 1.0)]
    minutes: f64,
    /// Another seed gives other programs.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Print and run the program with this number, and no other.
    #[arg(long)]
    only: Option<u64>,
    /// Programs of this recipe only: structured, modules, data, natives, threads, session, typed, imports or classes.
    #[arg(long)]
    recipe: Option<String>,
    /// Run what this file shows, as a finding is printed, on both runtimes, and no other.
    #[arg(long)]
    file: Option<PathBuf>,
    /// A program that takes longer hangs: its own limits should have ended it.
    #[arg(long, default_value_t = 20.0)]
    hang_seconds: f64,
    /// Write each snippet to a file of this folder, for cargo-fuzz to start from, and run nothing.
    #[arg(long)]
    write_seeds: Option<PathBuf>,
    /// Run programs from this number on and say their numbers: what the parent starts.
    #[arg(long, hide = true)]
    work_from: Option<u64>,
}

fn main() -> ExitCode {
    let options = Options::parse();
    if let Some(file) = &options.file {
        return match std::fs::read_to_string(file) {
            Ok(text) => worker::run_file(&text),
            Err(error) => {
                eprintln!("error: `{}` cannot be read: {error}", file.display());
                ExitCode::from(2)
            }
        };
    }
    let recipe = match options.recipe.as_deref().map(recipe_named) {
        None => None,
        Some(Some(recipe)) => Some(recipe),
        Some(None) => {
            eprintln!("error: there is no such recipe: `--help` names them");
            return ExitCode::from(2);
        }
    };
    let source = match Series::open(options.seed, recipe, &["tests/cases/rhai", "fuzz/seeds"]) {
        Ok(source) => source,
        Err(error) => {
            eprintln!("error: the snippets to start from cannot be read: {error}");
            return ExitCode::from(2);
        }
    };
    if let Some(folder) = &options.write_seeds {
        return match worker::write_snippets(&source, folder) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!(
                    "error: the snippets cannot be written to `{}`: {error}",
                    folder.display()
                );
                ExitCode::from(2)
            }
        };
    }
    if let Some(number) = options.only {
        worker::run_one(&source, number)
    } else if let Some(first) = options.work_from {
        worker::run_from(&source, first, options.minutes)
    } else {
        supervise::watch(&source, &options)
    }
}

fn recipe_named(name: &str) -> Option<Recipe> {
    let mut recipes = RECIPES.into_iter();
    recipes.find(|recipe| format!("{recipe:?}").eq_ignore_ascii_case(name))
}
