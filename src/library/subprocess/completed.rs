//! `CompletedProcess`: what `run` gives of a child that has ended.

use super::failure;
use crate::engine::natives::NativeClass;
use crate::engine::value::{Handle, Value, to_debug};
use crate::library::declare::{natives, properties};

/// A child that has ended, and what it said.
pub struct Completed {
    pub args: Value,
    pub code: i32,
    pub output: Value,
    pub errors: Value,
}

impl Handle for Completed {
    fn class(&self) -> &'static NativeClass {
        &COMPLETED
    }

    fn describe(&self) -> String {
        let mut text = format!(
            "CompletedProcess(args={}, returncode={}",
            to_debug(&self.args),
            self.code
        );
        for (name, value) in [("stdout", &self.output), ("stderr", &self.errors)] {
            if !value.is_unit() {
                text += &format!(", {name}={}", to_debug(value));
            }
        }
        text + ")"
    }
}

pub static COMPLETED: NativeClass = NativeClass {
    name: "CompletedProcess",
    module: "subprocess",
    doc: "A program that has ended: what `run` gives.",
    parent: None,
    constructor: None,
    methods: natives! {
        /// Fail with `CalledProcess` if the program failed.
        ///
        /// ```no_run
        /// run(["false"]).check_returncode();
        /// ```
        fn check_returncode() |call| {
            let done = call.handle::<Completed>()?;
            match done.code {
                0 => Ok(Value::Unit),
                code => Err(failure::failed(&done.args, code, done.output.clone(), done.errors.clone())),
            }
        }
    },
    properties: properties! {
        /// The command as it was given.
        args get |call| { Ok(call.handle::<Completed>()?.args.clone()) }
        /// The program's exit code; minus the signal's number when a signal ended it.
        returncode get |call| { Ok(Value::Int(call.handle::<Completed>()?.code.into())) }
        /// What it wrote to its standard output, if that was captured: a blob, or a text with `text: true`; else `()`.
        stdout get |call| { Ok(call.handle::<Completed>()?.output.clone()) }
        /// What it wrote to its standard error, likewise.
        stderr get |call| { Ok(call.handle::<Completed>()?.errors.clone()) }
    },
    blank: None,
};
