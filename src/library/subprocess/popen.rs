//! `Popen`: a child that runs while the script goes on.

use super::failure;
use super::options::{Coding, OF_POPEN, Wanted, bytes, seconds};
use super::pipe::PipeHandle;
use super::run::value_of;
use super::start::start;
use crate::library::declare::{native, natives, properties};
use crate::library::{Answer, signal};
use crate::messages::message;
use crate::objects::abi::{Call, NativeClass};
use crate::objects::error::Error;
use crate::objects::value::{Handle, Object, Value, to_debug};
use crate::process;
use crate::process::{Child, Exchange, Reader};
use crate::runtime::{Nanos, Operation, Pending};

/// A child in the hands of a script.
pub struct Popen {
    args: Value,
    child: Child,
    input: Option<Object>,
    output: Option<Object>,
    errors: Option<Object>,
    coding: Coding,
    exchange: Exchange,
}

impl Handle for Popen {
    fn class(&self) -> &'static NativeClass {
        &POPEN
    }

    fn describe(&self) -> String {
        let code = code_value(self.child.code());
        format!(
            "<Popen: returncode: {} args: {}>",
            to_debug(&code),
            to_debug(&self.args)
        )
    }
}

pub static POPEN: NativeClass = NativeClass {
    name: "Popen",
    module: "subprocess",
    doc: "A program that runs beside the script. What is still running when the script is over is ended.",
    parent: None,
    constructor: Some(&native! {
        /// Start a program and go on at once, while it runs.
        ///
        /// `args` and options as for `call`, without `timeout`. With `stdin`, `stdout` or `stderr` set to `PIPE`, the script writes to it and reads from it
        /// through `p.stdin`, `p.stdout`, `p.stderr`, or all at once by `communicate`. `with p { … }` closes the pipes and waits for its end.
        ///
        /// Fails with `NotFound` or `PermissionDenied` when it cannot be started, with `NotCapable` without `--allow-run`.
        ///
        /// ```
        /// let echo = Popen(["echo", "bonjour"], #{stdout: PIPE, text: true});
        /// for line in echo.stdout { print(line.strip()); }   // prints bonjour
        /// print(echo.wait());                                // prints 0
        /// ```
        fn Popen(args, options = #{}) |call| { popen(call) }
    }),
    methods: natives! {
        /// Tell the exit code if the program has ended, else `()`; does not wait.
        ///
        /// ```
        /// let p = Popen(["cat"], #{stdin: PIPE});
        /// print(p.poll() == ());                             // prints true
        /// p.stdin.close();
        /// p.wait();
        /// print(p.poll());                                   // prints 0
        /// ```
        fn poll() |call| {
            let popen = call.handle::<Popen>()?;
            call.task().point(Pending::of(Operation::Inspect))?;
            Ok(code_value(popen.child.poll().map_err(failure::of_process)?))
        }

        /// Wait for the end of the program, at most `timeout` seconds; gives its exit code, or minus the number of the signal that ended it.
        ///
        /// Fails with `TimeoutExpired`; the program goes on then. If it writes much to a pipe that nobody reads, it never ends: use `communicate`.
        ///
        /// ```
        /// let p = Popen(["sleep", "60"]);
        /// try { p.wait(0.05); } catch (e) { print(e.kind); } // prints TimeoutExpired
        /// p.kill();
        /// print(p.wait());                                   // prints -9
        /// ```
        fn wait(timeout = ()) |call| {
            let popen = call.handle::<Popen>()?;
            let deadline = deadline(call, 0)?;
            let code = popen.child.wait(call.task(), deadline);
            code.map(|code| Value::Int(code.into())).map_err(|error| popen.failure(error, call, 0))
        }

        /// Write `input` to the program, read all that it says, wait for its end; gives `[stdout, stderr]`, with `()` for what is no pipe.
        ///
        /// Reads and writes at the same time, so it never gets stuck. Fails with `TimeoutExpired` after `timeout` seconds: the program goes on, nothing is
        /// lost, and `communicate` can be called again.
        ///
        /// ```
        /// let wc = Popen(["wc", "-l"], #{stdin: PIPE, stdout: PIPE, text: true});
        /// let heard = wc.communicate("un\ndeux\n");
        /// print(heard[0].strip(), wc.returncode);            // prints 2 0
        /// ```
        fn communicate(input = (), timeout = ()) |call| { communicate(call) }

        /// Ask the program to end: send it `SIGTERM`. Does nothing when it has ended.
        ///
        /// ```
        /// let p = Popen(["sleep", "60"]);
        /// p.terminate();
        /// print(p.wait() == -SIGTERM);                       // prints true
        /// ```
        fn terminate() |call| { send(call, signal::TERM) }

        /// End the program at once: send it `SIGKILL`. Does nothing when it has ended.
        ///
        /// ```
        /// let p = Popen(["sleep", "60"]);
        /// p.kill();
        /// print(p.wait() == -SIGKILL);                       // prints true
        /// ```
        fn kill() |call| { send(call, signal::KILL) }

        /// Send the program a signal: `SIGINT`, `SIGSTOP`, `SIGCONT` … Does nothing when it has ended.
        ///
        /// Fails with `ValueError` for a number that is no signal.
        ///
        /// ```
        /// let p = Popen(["sleep", "60"]);
        /// p.send_signal(SIGINT);
        /// print(p.wait() == -SIGINT);                        // prints true
        /// ```
        fn send_signal(signal) |call| {
            let number = call.int(0, "signal")?;
            match i32::try_from(number) {
                Ok(number) if number == 0 || signal::name_of(number).is_some() => send(call, number),
                _ => Err(Error::value_error(message!("subprocess-signal", number))
                    .with_hint(message!("subprocess-signal.hint"))),
            }
        }

        /// Go into a `with` block: `with p { … }` calls it.
        ///
        /// ```
        /// let p = Popen(["true"]);
        /// with p { print("it runs"); }                       // prints it runs
        /// print(p.returncode);                               // prints 0
        /// ```
        fn enter() |call| {
            call.handle::<Popen>()?;
            Ok(Value::Unit)
        }

        /// Leave a `with` block: close the pipes, wait for the end of the program.
        ///
        /// `with p { … }` calls it, also when an error leaves the block.
        ///
        /// ```
        /// let p = Popen(["cat"], #{stdin: PIPE});
        /// with p { p.stdin.write("un\n"); }                  // prints un
        /// print(p.stdin.closed, p.returncode);               // prints true 0
        /// ```
        fn leave() |call| {
            let popen = call.handle::<Popen>()?;
            for pipe in popen.pipes() {
                pipe.close(call.task())?;
            }
            popen.child.wait(call.task(), None).map_err(failure::of_process)?;
            Ok(Value::Unit)
        }
    },
    properties: properties! {
        /// The number that the operating system knows it by.
        ///
        /// ```
        /// let p = Popen(["true"]);
        /// print(p.pid > 1);                                  // prints true
        /// p.wait();
        /// ```
        pid get |call| { Ok(Value::Int(call.handle::<Popen>()?.child.pid().into())) }
        /// The exit code as `poll` or `wait` found it; `()` before.
        ///
        /// Minus the number of the signal that ended it.
        ///
        /// ```
        /// let p = Popen("exit 3", #{shell: true});
        /// print(p.returncode == ());                         // prints true
        /// p.wait();
        /// print(p.returncode);                               // prints 3
        /// ```
        returncode get |call| {
            let child = &call.handle::<Popen>()?.child;
            // Another thread may be about to find it.
            if child.is_modelled() {
                call.task().point(Pending::of(Operation::Inspect))?;
            }
            Ok(code_value(child.code()))
        }
        /// The command as it was given.
        ///
        /// ```
        /// let p = Popen(["true"]);
        /// print(p.args);                                     // prints ["true"]
        /// p.wait();
        /// ```
        args get |call| { Ok(call.handle::<Popen>()?.args.clone()) }
        /// Where the script writes what the program reads, with `stdin: PIPE`; else `()`.
        ///
        /// ```
        /// let p = Popen(["cat"], #{stdin: PIPE});
        /// p.stdin.write("bonjour\n");                        // prints bonjour
        /// p.stdin.close();
        /// p.wait();
        /// ```
        stdin get |call| { Ok(object_value(&call.handle::<Popen>()?.input)) }
        /// Where the script reads what the program writes, with `stdout: PIPE`; else `()`.
        ///
        /// ```
        /// let p = Popen(["echo", "bonjour"], #{stdout: PIPE, text: true});
        /// print(p.stdout.readline().strip(), p.stdin == ()); // prints bonjour true
        /// p.wait();
        /// ```
        stdout get |call| { Ok(object_value(&call.handle::<Popen>()?.output)) }
        /// Where the script reads what the program writes to its standard error, with `stderr: PIPE`; else `()`.
        ///
        /// ```
        /// let p = Popen("echo oh >&2", #{shell: true, stderr: PIPE, text: true});
        /// print(p.stderr.read().strip());                    // prints oh
        /// p.wait();
        /// ```
        stderr get |call| { Ok(object_value(&call.handle::<Popen>()?.errors)) }
    },
    blank: None,
};

fn code_value(code: Option<i32>) -> Value {
    code.map_or(Value::Unit, |code| Value::Int(code.into()))
}

fn object_value(object: &Option<Object>) -> Value {
    object.clone().map_or(Value::Unit, Value::Object)
}

fn popen(call: &mut Call) -> Answer {
    let mut wanted = Wanted::understand(call, OF_POPEN)?;
    let running = start(call, &mut wanted)?;
    let coding = wanted.coding;
    let reading = |reader| Object::new(PipeHandle::reading(reader, coding));
    let writing = |writer| Object::new(PipeHandle::writing(writer, coding));
    Ok(Value::Object(Object::new(Popen {
        args: wanted.args,
        child: running.child,
        input: running.input.map(writing),
        output: running.output.map(reading),
        errors: running.errors.map(reading),
        coding,
        exchange: Exchange::default(),
    })))
}

fn send(call: &Call, number: i32) -> Answer {
    let popen = call.handle::<Popen>()?;
    // A modelled child may die of it without another step of its own, so this concerns everybody.
    let operation = match popen.child.is_modelled() {
        true => Operation::Send,
        false => Operation::Notify,
    };
    call.task().point(Pending::of(operation))?;
    popen.child.signal(number).map_err(failure::of_process)?;
    Ok(Value::Unit)
}

/// The deadline that the argument, a number of seconds, means.
fn deadline(call: &Call, index: usize) -> Result<Option<Nanos>, Error> {
    let Some(value) = call.optional(index) else {
        return Ok(None);
    };
    let timeout =
        seconds(value).ok_or_else(|| call.wrong(index, "timeout", message!("a-number")))??;
    Ok(Some(call.task().deadline(timeout)))
}

impl Popen {
    fn pipes(&self) -> impl Iterator<Item = &PipeHandle> {
        let objects = [&self.output, &self.errors, &self.input];
        objects.into_iter().flatten().filter_map(Object::downcast)
    }

    fn reader<'a>(&self, pipe: &'a Option<Object>) -> Option<&'a Reader> {
        pipe.as_ref()?.downcast::<PipeHandle>()?.reader()
    }

    /// What went wrong while waiting; `timeout` is the argument that says how long.
    fn failure(&self, error: process::Error, call: &Call, timeout: usize) -> Error {
        let process::Error::TimedOut = error else {
            return failure::of_process(error);
        };
        let so_far = |pipe| match self.reader(pipe) {
            Some(reader) => value_of(reader.unread(), self.coding).unwrap_or_default(),
            None => Value::Unit,
        };
        let timeout = call.args.get(timeout).cloned().unwrap_or_default();
        failure::timed_out(
            &self.args,
            &timeout,
            so_far(&self.output),
            so_far(&self.errors),
        )
    }
}

fn communicate(call: &mut Call) -> Answer {
    let popen = call.handle::<Popen>()?;
    let deadline = deadline(call, 1)?;
    let writer = popen
        .input
        .as_ref()
        .and_then(|pipe| pipe.downcast::<PipeHandle>()?.writer());
    let input = call
        .optional(0)
        .map(|input| bytes(call.name, "input", input, popen.coding))
        .transpose()?;
    if input.is_some() {
        if writer.is_none() {
            return Err(Error::value_error(message!("subprocess-no-input"))
                .with_hint(message!("subprocess-no-input.hint")));
        }
        if popen.exchange.has_begun() {
            return Err(Error::value_error(message!("subprocess-input-late")));
        }
        if writer.is_some_and(|writer| writer.is_closed()) {
            return Err(failure::of_process(process::Error::Closed));
        }
    }
    let readers = [popen.reader(&popen.output), popen.reader(&popen.errors)];
    let there: Vec<&Reader> = readers.into_iter().flatten().collect();
    let ended = popen
        .exchange
        .run(call.task(), &popen.child, writer, &there, input, deadline);
    ended.map_err(|error| popen.failure(error, call, 1))?;
    let heard = readers.map(|reader| match reader {
        Some(reader) => {
            let bytes = reader.take_unread();
            reader.close(call.task());
            value_of(bytes, popen.coding)
        }
        None => Ok(Value::Unit),
    });
    let [output, errors] = heard;
    Ok(Value::array(vec![output?, errors?]))
}
