//! Python's `subprocess` as scripts see it. Children and pipes are `crate::process`'s; here are names, options, words and docs.
//!
//! ```text
//! options     what a script asks for → what to start
//! start       permission, then the start
//! run         call, run, check_call, check_output
//! popen       Popen
//! completed   CompletedProcess
//! pipe        p.stdin, p.stdout, p.stderr
//! failure     what went wrong, in Python's kinds and words
//! ```

mod completed;
mod failure;
mod options;
mod pipe;
mod popen;
mod run;
mod start;

use super::Module;
use super::declare::constants;
use crate::engine::value::Value;

pub const MODULE: Module = Module {
    name: "subprocess",
    doc: "Start other programs, wait for them, hear what they say. Needs `--allow-run`.",
    functions: &[run::FUNCTIONS],
    classes: &[&popen::POPEN, &completed::COMPLETED, &pipe::PIPE],
    constants: constants! {
        /// For `stdin`, `stdout`, `stderr`: a pipe between the script and the child.
        PIPE = |_| { Value::Int(options::PIPE) }
        /// For `stderr`: to where `stdout` goes.
        STDOUT = |_| { Value::Int(options::STDOUT) }
        /// For `stdin`, `stdout`, `stderr`: nothing to read, what is written is dropped.
        DEVNULL = |_| { Value::Int(options::DEVNULL) }
    },
    qualified_only: &[],
};
