//! Python's `subprocess` as scripts see it. Children and pipes are `crate::process`'s; here are names, options, words and docs.
//!
//! ```text
//! options     what a script asks for → what to start
//! start       permission, then the start
//! modelled    the start of a modelled program
//! run         call, run, check_call, check_output
//! popen       Popen
//! completed   CompletedProcess
//! pipe        p.stdin, p.stdout, p.stderr
//! failure     what went wrong, in Python's kinds and words
//! ```

mod completed;
mod failure;
mod modelled;
mod options;
mod pipe;
mod popen;
mod run;
mod start;

use super::Module;
use super::declare::{about, constants};
use crate::objects::value::Value;

pub const MODULE: Module = Module {
    name: "subprocess",
    doc: about! {
        /// Start other programs, wait for them, hear what they say. Needs `--allow-run`.
        ///
        /// ```
        /// print(call(["true"]), call(["false"]));       // prints 0 1
        /// print(check_output(["echo", "bonjour"], #{text: true}).strip());   // prints bonjour
        /// ```
    },
    functions: &[run::FUNCTIONS],
    classes: &[&popen::POPEN, &completed::COMPLETED, &pipe::PIPE],
    constants: constants! {
        /// For `stdin`, `stdout`, `stderr`: a pipe between the script and the child.
        ///
        /// ```
        /// let p = Popen(["echo", "bonjour"], #{stdout: PIPE, text: true});
        /// print(p.stdout.read().strip());           // prints bonjour
        /// p.wait();
        /// ```
        PIPE = |_| { Value::Int(options::PIPE) }
        /// For `stderr`: to where `stdout` goes.
        ///
        /// ```
        /// let both = run("echo un; echo deux >&2", #{shell: true, stdout: PIPE, stderr: STDOUT, text: true});
        /// print(both.stdout.splitlines());          // prints ["un", "deux"]
        /// ```
        STDOUT = |_| { Value::Int(options::STDOUT) }
        /// For `stdin`, `stdout`, `stderr`: nothing to read, what is written is dropped.
        ///
        /// ```
        /// print(call(["echo", "bonjour"], #{stdout: DEVNULL}));   // prints 0
        /// ```
        DEVNULL = |_| { Value::Int(options::DEVNULL) }
    },
    qualified_only: &[],
};
