//! Python's `logging`: lines with a level, a name and a time, each written in one piece, so that those of two threads never mix.
//!
//! ```text
//! percent   fields as `%(name)-8s` and `%.2f`
//! record    a line: its fields
//! output    where lines go, from which level on, and how they look
//! logger    Logger, and the functions of the root logger
//! ```

mod logger;
mod output;
mod percent;
mod record;

use super::Module;
use super::declare::{about, constants};
use crate::objects::value::Value;

pub const MODULE: Module = Module {
    name: "logging",
    doc: about! {
        /// Lines for who looks into a program: each with a level, the name of who writes it, and a time. They go to standard error, or into a file.
        ///
        /// ```
        /// logging::basicConfig(#{level: logging::INFO, format: "%(levelname)s %(threadName)s %(message)s"});
        /// logging::info("%d tasks", 3);
        /// logging::debug("not shown");
        /// // warns INFO MainThread 3 tasks
        /// ```
    },
    functions: &[logger::FUNCTIONS],
    classes: &[&logger::LOGGER],
    constants: constants! {
        /// No level: of a logger that has none of its own, of `disable` all lines are written again. 0.
        ///
        /// ```
        /// print(logging::NOTSET);                     // prints 0
        /// ```
        NOTSET = |_| { Value::Int(0) }
        /// The level of what only helps to find mistakes: 10.
        ///
        /// ```
        /// print(logging::DEBUG);                      // prints 10
        /// ```
        DEBUG = |_| { Value::Int(output::DEBUG) }
        /// The level of what goes as it shall: 20.
        ///
        /// ```
        /// print(logging::INFO);                       // prints 20
        /// ```
        INFO = |_| { Value::Int(output::INFO) }
        /// The level of what may become a problem: 30. From here on lines are written if nothing else is said.
        ///
        /// ```
        /// print(logging::WARNING);                    // prints 30
        /// ```
        WARNING = |_| { Value::Int(output::WARNING) }
        /// The level of what went wrong: 40.
        ///
        /// ```
        /// print(logging::ERROR);                      // prints 40
        /// ```
        ERROR = |_| { Value::Int(output::ERROR) }
        /// The level of what ends a program: 50.
        ///
        /// ```
        /// print(logging::CRITICAL);                   // prints 50
        /// ```
        CRITICAL = |_| { Value::Int(output::CRITICAL) }
    },
    qualified_only: &[
        "debug",
        "info",
        "warning",
        "error",
        "critical",
        "exception",
        "log",
        "disable",
        "NOTSET",
        "DEBUG",
        "INFO",
        "WARNING",
        "ERROR",
        "CRITICAL",
        "getLevelName",
    ],
};
