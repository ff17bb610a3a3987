//! `CompletedProcess`: what `run` gives of a child that has ended.

use super::failure;
use crate::library::declare::{about, natives, properties};
use crate::objects::abi::NativeClass;
use crate::objects::value::{Handle, Value, to_debug};

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
    doc: about! {
        /// A program that has ended: what `run` gives.
        ///
        /// ```
        /// print(run(["true"]));   // prints CompletedProcess(args=["true"], returncode=0)
        /// ```
    },
    parent: None,
    constructor: None,
    methods: natives! {
        /// Fail with `CalledProcess` if the program failed.
        ///
        /// ```
        /// let done = run(["false"]);
        /// try { done.check_returncode(); } catch (e) { print(e.kind, e.returncode); }   // prints CalledProcess 1
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
        ///
        /// ```
        /// print(run(["true"]).args);                                 // prints ["true"]
        /// ```
        args get |call| { Ok(call.handle::<Completed>()?.args.clone()) }
        /// The program's exit code; minus the signal's number when a signal ended it.
        ///
        /// ```
        /// print(run(["true"]).returncode, run(["false"]).returncode);   // prints 0 1
        /// print(run("kill -9 $$", #{shell: true}).returncode);          // prints -9
        /// ```
        returncode get |call| { Ok(Value::Int(call.handle::<Completed>()?.code.into())) }
        /// What it wrote to its standard output, if that was captured: a blob, or a text with `text: true`; else `()`.
        ///
        /// ```
        /// let done = run(["echo", "bonjour"], #{capture_output: true, text: true});
        /// print(done.stdout.strip());                                // prints bonjour
        /// ```
        stdout get |call| { Ok(call.handle::<Completed>()?.output.clone()) }
        /// What it wrote to its standard error, likewise.
        ///
        /// ```
        /// let done = run("echo oh >&2", #{shell: true, capture_output: true, text: true});
        /// print(done.stderr.strip());                                // prints oh
        /// ```
        stderr get |call| { Ok(call.handle::<Completed>()?.errors.clone()) }
    },
    blank: None,
};
