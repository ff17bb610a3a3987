//! Children that live in the process: programs that a table describes, for controlled runs. Nothing of the machine is started.
//!
//! ```text
//! Programs   the programs that there are, and what each answers to which arguments
//! Modelled   what to start, and how it is started
//! Process    one of them that runs: a thread of the controlled world, which writes, takes its time and ends
//! Pipe       between the run and a process, or between two of them: two ends, as many bytes as Linux keeps
//! Stream     where a process reads from and writes to: a pipe, the run's own streams, a file
//! shell      the few lines for a shell that are understood
//! ```
//!
//! As of real children: a signal ends a process at its next step, whoever writes to a closed pipe dies of SIGPIPE, a full pipe blocks. Start,
//! each line of output and the end are scheduling points, and time is the run's.

mod answer;
mod command;
mod pipe;
mod process;
pub mod shell;
mod stream;
mod table;

pub use command::{Modelled, Streams};
pub use pipe::{ReadEnd, WriteEnd};
pub(super) use pipe::{pipe, wait_any};
pub use process::Process;
pub(super) use process::Start;
pub use stream::{Input, Nowhere, Output, Stream};
pub use table::{Answer, Case, Pattern, Program, Programs, Template};
