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
use super::declare::about;

pub const DATETIME: Module = Module {
    name: "datetime",
    doc: about! {
        /// Dates and times: `datetime::now()`, `date(2026, 11, 22)`, differences in days.
        ///
        /// ```
        /// let birth = date(1992, 2, 5);
        /// print(birth.strftime("%d/%m/%Y"), (date(1992, 3, 1) - birth).days);   // prints 05/02/1992 25
        /// ```
    },
    functions: &[now::MOMENTS],
    classes: &[&date::DATE, &moment::DATETIME, &delta::TIMEDELTA],
    constants: &[],
    qualified_only: &["now", "today", "fromisoformat", "fromtimestamp", "strptime"],
};

pub const DATE: Module = Module {
    name: "date",
    doc: about! {
        /// Days: `date::today()`.
        ///
        /// ```
        /// print(date::today() >= date(1970, 1, 1));     // prints true
        /// ```
    },
    functions: &[now::DAYS],
    classes: &[],
    constants: &[],
    qualified_only: &["today", "fromisoformat", "fromtimestamp"],
};
