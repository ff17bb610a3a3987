//! `argv`, `exit` and the standard streams. The streams themselves are in `builtins`.

use super::Module;
use super::builtins::{Stream, show, stream};
use super::declare::{constants, natives};
use crate::engine::natives::Native;
use crate::engine::value::Value;
use crate::runtime::Stop;

pub const MODULE: Module = Module {
    name: "sys",
    doc: "The script's arguments, its standard streams, its exit code.",
    functions: &[FUNCTIONS],
    classes: &[&super::builtins::STREAM],
    constants: constants! {
        /// The script's name as it was given, then its arguments: an array of strings.
        argv = |shared| {
            Value::array(shared.arguments.iter().map(|argument| argument.as_str().into()).collect())
        }
        /// Standard input.
        stdin = |shared| { stream(shared, Stream::Input) }
        /// Standard output.
        stdout = |shared| { stream(shared, Stream::Output) }
        /// Standard error, for messages that are no results.
        stderr = |shared| { stream(shared, Stream::Error) }
        /// The largest integer.
        maxsize = |_| { Value::Int(i64::MAX) }
    },
    qualified_only: &[],
};

static FUNCTIONS: &[Native] = natives! {
    /// End the thread. In the main thread `code` becomes the program's exit code, once the other non-daemon threads have ended.
    ///
    /// A text instead of a number is printed on standard error, and the code is 1. No `catch` stops it; `with` blocks are left.
    /// In another thread only that thread ends and the code is ignored, as Python's `sys.exit`.
    ///
    /// ```no_run
    /// if argv.len() < 2 {
    ///     stderr.write("Usage: " + basename(argv[0]) + " host ...\n");
    ///     exit(1);
    /// }
    /// ```
    fn exit(code = 0) |call| {
        let code = match call.optional(0).cloned() {
            None => 0,
            Some(Value::Int(code)) => (code & 0xff) as i32,
            Some(Value::Bool(failed)) => i32::from(failed),
            Some(message) => {
                let message = show(call, &message)?;
                Stream::Error.write(call, &format!("{message}\n"))?;
                1
            }
        };
        Err(Stop::Exit(code).into())
    }
};
