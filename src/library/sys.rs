//! `argv`, `exit` and the standard streams. The streams themselves are in `builtins`.

use super::Module;
use super::builtins::{Stream, show, stream};
use super::declare::{about, constants, natives};
use crate::objects::abi::Native;
use crate::objects::value::Value;
use crate::runtime::Stop;

pub const MODULE: Module = Module {
    name: "sys",
    doc: about! {
        /// The script's arguments, its standard streams, its exit code.
        ///
        /// ```
        /// //! bonjour.rhai Ada
        /// print("Bonjour", argv[1]);    // prints Bonjour Ada
        /// ```
    },
    functions: &[FUNCTIONS],
    classes: &[&super::builtins::STREAM],
    constants: constants! {
        /// The script's name as it was given, then its arguments: an array of strings.
        ///
        /// ```
        /// //! ping.rhai localhost google.fr
        /// print(argv[0], len(argv));            // prints ping.rhai 3
        /// for host in argv.extract(1) { print(host); }
        /// // prints localhost
        /// // prints google.fr
        /// ```
        argv = |shared| {
            Value::array(shared.arguments.iter().map(|argument| argument.as_str().into()).collect())
        }
        /// Standard input.
        ///
        /// ```
        /// let name = stdin.readline().strip();   // types Ada
        /// print("Bonjour", name);                // prints Bonjour Ada
        /// ```
        stdin = |shared| { stream(shared, Stream::Input) }
        /// Standard output.
        ///
        /// ```
        /// for i in range(3) { stdout.write("*"); }
        /// stdout.write("\n");                   // prints ***
        /// ```
        stdout = |shared| { stream(shared, Stream::Output) }
        /// Standard error, for messages that are no results.
        ///
        /// What goes there is not in `sandbox run script.rhai > result.txt`.
        ///
        /// ```
        /// print("result");                      // prints result
        /// stderr.write("attention\n");          // warns attention
        /// ```
        stderr = |shared| { stream(shared, Stream::Error) }
        /// The largest integer.
        ///
        /// Python's integers grow beyond it; here a calculation that would is an error.
        ///
        /// ```
        /// print(maxsize);                       // prints 9223372036854775807
        /// try { let n = maxsize + 1; } catch { print("too large"); }   // prints too large
        /// ```
        maxsize = |_| { Value::Int(i64::MAX) }
    },
    qualified_only: &[],
};

static FUNCTIONS: &[Native] = natives! {
    /// End the thread. In the main thread `code` becomes the program's exit code, once the other non-daemon threads have ended.
    ///
    /// A text instead of a number is printed on standard error, and the code is 1. No `catch` stops it; `with` blocks are left. In another thread only
    /// that thread ends and the code is ignored, as Python's `sys.exit`.
    ///
    /// ```
    /// //! ping.rhai
    /// if len(argv) < 2 {
    ///     print("Usage:", argv[0], "host ...");   // prints Usage: ping.rhai host ...
    ///     exit(1);                                // exits 1
    /// }
    /// print("not reached");
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
