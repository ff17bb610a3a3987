//! The tests that are written in Rust: each module is one way of asking whether `sandbox` does what it promises. Those that are case files
//! are run by `tests/runner`.

mod apart;
mod assignments;
mod benches;
mod beside;
mod book;
mod catalogue;
mod check;
mod check_command;
mod checking;
mod children;
mod cli;
mod clock;
mod coverage;
mod cycles;
mod examine;
mod exhaustive;
mod exhaustive_generated;
mod explore;
mod fix;
mod fixed;
mod floors;
mod followed;
mod fuzzed;
mod generated;
mod generated_classes;
mod generated_modules;
mod grade;
mod hints;
mod house;
mod imports;
mod limits;
mod listing;
mod measures;
mod memory;
mod messages;
mod mistakes;
mod modelled;
mod open_ends;
mod overtime;
mod pager;
mod pairs;
mod papers;
mod ping;
mod prompt;
mod reach;
mod reference;
mod repl;
mod rights;
mod rings;
mod rust_text;
mod same_bytes;
#[path = "../../fuzz/src/lib.rs"]
#[allow(dead_code, reason = "the fuzz targets use the rest")]
mod sandbox_fuzz;
mod schedules;
mod scripts;
mod sealed;
#[path = "../shared/mod.rs"]
#[allow(dead_code, reason = "the other executable uses the rest")]
mod shared;
mod sockets;
mod stops;
mod swaps;
mod terminal;
mod trace;
mod walks;
mod wine;
mod work;
mod worker;

use shared::{binary, case, differential, oracle, ours, outcome};
