//! The time line of a run: who did what when, and because of what. Made of what the runtime has noted, in one form for both runtimes,
//! `sandbox-trace.v1` (`data/schemas/trace.v1.json`), which the other forms are made of.
//!
//! ```text
//! kinds    what each event is called, once it is known whether what was asked for was to be had
//! causes   the event that made another one possible, where the runtime did not have to know it
//! spans    what each thread was doing from when to when
//! held     which thread held which lock from when to when
//! events   what follows from the events, for who draws no picture
//! trace    all of it
//! json     sandbox-trace.v1
//! chrome   what Perfetto and chrome://tracing open
//! text     a table of 80 columns
//! ```

mod causes;
mod chrome;
mod events;
mod held;
mod json;
mod kinds;
mod spans;
mod text;
mod trace;

pub use chrome::write_chrome;
pub use events::Events;
pub use held::Held;
pub use json::write_json;
pub use kinds::{Kind, State};
pub use spans::Span;
pub use text::table;
pub use trace::{About, Axis, Finding, Lane, Trace};
