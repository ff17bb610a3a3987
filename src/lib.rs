//! `sandbox` runs Rhai scripts with real threads, to learn, practise and grade concurrent programming.
//!
//! The map of the house, from the street up. A room looks only at floors below its own; `tests/all/floors.rs` sees to it.
//!
//! ```text
//! 14  cli         words typed → action → exit code
//! 13  grade       marking submissions by what they do in every schedule
//! 12  check       looking at a program without running it: mistakes, and what is wrong in all likelihood
//!     explore     a program under many schedules: looking for the one in which it goes wrong
//!     repl        the prompt: type a program line by line, and watch its threads
//! 11  diagnostics errors as people read them: excerpt, hint, trace
//! 10  session     one program, one run, one outcome
//! 9   catalogue   every name a script can use, with its doc and examples, read from one source
//! 8   library     what scripts see: threading, time, random, the console
//!     fix         rewriting what is certain: Python in a script as the dialect writes it
//! 7   vm          hir → code → running machine
//! 6   builtins    operators, functions and methods of the language's own types
//! 5   border      Rhai's packages, its values and its errors
//! 4   objects     values, errors, code, and what a native is, as types
//! 3   lang        what the parser accepts, and what it means: syntax, hir
//! 2   sync        locks, conditions, barriers in plain Rust, knowing no script
//!     permissions what a run may reach outside of itself: files, network, programs, environment
//!     net         sockets in plain Rust: the system's, and modelled ones for controlled runs
//!     process     children and their pipes, likewise
//!     files       open files and folders, likewise
//! 1   runtime     who runs, who waits, what time it is: real/ and controlled/
//!     seal        what the kernel leaves to a process that runs what others wrote
//! 0   messages    what is said to people, in English and French
//! 0   memory      how much is in use, and the limit on it
//! 0   places      how many files and sockets may be open at once
//! 0   held        paths reached without following a link
//! ```
//!
//! To come: `course` on floor 12.

pub mod border;
pub mod builtins;
pub mod catalogue;
pub mod check;
pub mod cli;
pub mod diagnostics;
pub mod explore;
pub mod files;
pub mod fix;
pub mod grade;
pub mod held;
pub mod lang;
pub mod library;
pub mod memory;
pub mod messages;
pub mod net;
pub mod objects;
pub mod permissions;
pub mod places;
pub mod process;
pub mod repl;
pub mod runtime;
pub mod seal;
pub mod session;
pub mod sync;
pub mod timeline;
pub mod vm;
