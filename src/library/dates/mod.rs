//! Dates as Python's `datetime` has them, in the machine's time zone; under a controlled run they tell the run's own time, in UTC.
//!
//! ```text
//! date       date: a day
//! moment     datetime: a day and a time of day
//! delta      timedelta: the time between two of them
//! now        date::today, datetime::now, strptime: days and moments from the clock and from texts
//! ```

mod date;
mod delta;
mod moment;
mod now;

use super::Module;

pub const DATETIME: Module = Module {
    name: "datetime",
    doc: "Dates and times: `datetime::now()`, `date(2026, 11, 22)`, differences in days.",
    functions: &[now::MOMENTS],
    classes: &[&date::DATE, &moment::DATETIME, &delta::TIMEDELTA],
    constants: &[],
    qualified_only: &["now", "today", "fromisoformat", "fromtimestamp", "strptime"],
};

pub const DATE: Module = Module {
    name: "date",
    doc: "Days: `date::today()`.",
    functions: &[now::DAYS],
    classes: &[],
    constants: &[],
    qualified_only: &["today", "fromisoformat", "fromtimestamp"],
};
