//! Children: programs of the machine that a run starts, feeds, hears and ends. Knows no script and asks no permission.
//!
//! ```text
//! Command    what to start: program, arguments, folder, environment, where its three streams go
//! Children   all children of one run: starts them, counts them, ends them with the run
//! Child      one of them, from its start until its exit code is known; `real` is the system's
//! Reader     our end of a pipe that a child writes into: bytes, lines, text
//! Writer     our end of a pipe that a child reads from
//! Channel    what the bytes of a pipe go through: a descriptor, or an end of a modelled pipe
//! model      children that live in the process, for controlled runs: what a table says of them, no program of the machine
//! Again      this program once more, below a keeper of its own
//! Exchange   feeding and hearing a child at once, so that no full pipe stops both
//! ```
//!
//! Whatever waits here waits through the runtime (`Task::wait_any_ready`): a stop, a deadline or a close by another thread ends it.
//!
//! How a run leaves nobody behind: `Children::end` is called when it is over. Whatever else ends it, `kill -9` too, its keeper ends the
//! children and theirs: a process of its own that starts them, so that all who descend from them stay below it (Linux). Children stay
//! in the process group of the run, as Python's do, so that a Ctrl-C in the terminal reaches them and they can read from it.

mod again;
mod channel;
mod child;
mod children;
mod command;
mod error;
mod exchange;
#[cfg_attr(not(target_os = "linux"), path = "family_elsewhere.rs")]
mod family;
#[cfg_attr(not(target_os = "linux"), path = "keeper_elsewhere.rs")]
mod keeper;
#[cfg(target_os = "linux")]
mod keeping;
pub mod model;
mod notice;
mod pipe;
mod real;
#[cfg(test)]
mod tests;
#[cfg(target_os = "linux")]
mod wire;

pub use again::Again;
pub use child::Child;
pub use children::{Children, adopt_orphans};
pub use command::{Command, Own, Redirect, Started, find_program};
pub use error::Error;
pub use exchange::Exchange;
pub use keeper::{WORD as KEEPER, keep, keep_children, keeps_children};
pub use pipe::{Amount, Reader, Writer};
