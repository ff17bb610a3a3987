//! `call`, `run`, `check_call`, `check_output`: start a child and wait for its end.

use super::completed::Completed;
use super::failure;
use super::options::{Coding, OF_CALL, OF_CHECK_OUTPUT, OF_OUTPUT, OF_RUN, Wanted, seconds};
use super::start::start;
use crate::library::declare::natives;
use crate::messages::message;
use crate::objects::abi::{Call, Native};
use crate::objects::error::Error;
use crate::objects::value::{Object, Value};
use crate::process;
use crate::process::{Children, Exchange, Reader, Redirect, Started};
use crate::runtime::Stop;
use rhai::Dynamic;

pub static FUNCTIONS: &[Native] = natives! {
    /// Run a program and wait for its end; gives its exit code, or minus the number of the signal that ended it.
    ///
    /// `args` is an array: the program, then its arguments. It uses the script's standard input, output and error, unless the options say otherwise:
    /// `stdin`, `stdout`, `stderr` (`DEVNULL`, an open file, `PIPE`; `STDOUT` for `stderr`), `cwd` (its folder), `env` (a map: all its variables),
    /// `timeout` (seconds), `encoding` and `errors` (see `run`). With `shell: true`, `args` is a line for the shell. Fails with `NotFound` or `PermissionDenied` when it cannot be started,
    /// with `TimeoutExpired` when it takes too long (it is ended then, and what it started), with `NotCapable` without `--allow-run`.
    ///
    /// Python writes the options by name: `call(args, stdout=DEVNULL)`.
    ///
    /// ```
    /// print(call(["echo", "bonjour"]));
    /// // prints bonjour
    /// // prints 0
    /// print(call("exit 3", #{shell: true}));         // prints 3
    /// try { call(["no-such-program"]); } catch (e) { print(e.kind); }   // prints NotFound
    /// ```
    fn call(args, options = #{}) |call| {
        let wanted = Wanted::understand(call, OF_CALL)?;
        Ok(Value::Int(to_the_end(call, wanted)?.code.into()))
    }

    /// Run a program as `call`, and fail with `CalledProcess` if its exit code is not 0.
    ///
    /// The error has the fields `returncode` and `cmd`.
    ///
    /// `args` and options as for `call`.
    ///
    /// ```
    /// check_call(["mkdir", "resultats"]);
    /// print(isdir("resultats"));                     // prints true
    /// try { check_call(["false"]); } catch (e) { print(e.kind, e.returncode); }   // prints CalledProcess 1
    /// ```
    fn check_call(args, options = #{}) |call| {
        let wanted = Wanted { check: true, ..Wanted::understand(call, OF_CALL)? };
        Ok(Value::Int(to_the_end(call, wanted)?.code.into()))
    }

    /// Run a program and give what it writes to its standard output; fails with `CalledProcess` if its exit code is not 0.
    ///
    /// A blob, or a string with `text: true`. Options as for `call`, and `input`: a string or blob for its standard input.
    ///
    /// Fails with `ValueError` for an option `stdout`.
    ///
    /// ```
    /// print(check_output(["echo", "bonjour"], #{text: true}).strip());   // prints bonjour
    /// print(check_output(["wc", "-c"], #{input: "12345", text: true}).strip());   // prints 5
    /// ```
    fn check_output(args, options = #{}) |call| {
        let mut wanted = Wanted::understand(call, OF_CHECK_OUTPUT)?;
        if !matches!(wanted.output, Redirect::Inherit) {
            return Err(Error::value_error(message!("subprocess-output-twice")));
        }
        wanted.output = Redirect::Pipe;
        wanted.check = true;
        Ok(to_the_end(call, wanted)?.output)
    }

    /// Run a program and wait for its end; gives an object with `returncode`, `stdout`, `stderr`, `args`.
    ///
    /// Options as for `call`, and: `capture_output: true` (keep what it writes), `text: true` (as strings, not blobs), `input` (a string or blob for its
    /// standard input), `check: true` (fail with `CalledProcess` if its exit code is not 0). `encoding` (`"utf-8"`, `"ascii"`, `"latin-1"`) and `errors`
    /// (`"strict"`, `"replace"`, `"ignore"`) ask for strings too, and say how.
    ///
    /// ```
    /// let done = run(["sort"], #{input: "poire\nbanane\n", capture_output: true, text: true});
    /// print(done.returncode, done.stdout.splitlines());   // prints 0 ["banane", "poire"]
    /// try { run(["sleep", "60"], #{timeout: 0.05}); } catch (e) { print(e.kind); }   // prints TimeoutExpired
    /// ```
    fn run(args, options = #{}) |call| {
        let wanted = Wanted::understand(call, OF_RUN)?;
        Ok(Value::Object(Object::new(to_the_end(call, wanted)?)))
    }

    /// Run a line for the shell and give all that it writes, to standard output and error, as a text without its last line break.
    ///
    /// Its exit code does not matter. `options` may have `encoding` and `errors`, as for `run`. Needs `--allow-run=sh`.
    ///
    /// ```
    /// print(getoutput("echo un; echo deux >&2"));
    /// // prints un
    /// // prints deux
    /// ```
    fn getoutput(cmd, options = #{}) |call| { Ok(shell_output(call)?.1) }

    /// As `getoutput`, with the exit code before it: `[code, output]`.
    ///
    /// The code is minus the number of the signal that ended the shell, if one did. Python gives a tuple.
    ///
    /// ```
    /// print(getstatusoutput("echo bonjour; exit 3"));   // prints [3, "bonjour"]
    /// ```
    fn getstatusoutput(cmd, options = #{}) |call| {
        let (code, output) = shell_output(call)?;
        Ok(Value::array(vec![code, output]))
    }
};

/// Run a line for the shell: its exit code, and what it has written.
fn shell_output(call: &mut Call) -> Result<(Value, Value), Error> {
    call.text(0, "cmd")?;
    let mut options = call.options(1, call.name, OF_OUTPUT)?;
    options.set("shell", Value::Bool(true));
    options.set("text", Value::Bool(true));
    let line = call.take(0);
    call.args = [line, Value::Map(options)].into_iter().collect();
    let mut wanted = Wanted::understand(call, OF_RUN)?;
    (wanted.output, wanted.errors) = (Redirect::Pipe, Redirect::ToOutput);
    let done = to_the_end(call, wanted)?;
    let output = match done.output {
        Value::Str(text) => Value::from(text.strip_suffix('\n').unwrap_or(&text)),
        other => other,
    };
    Ok((Value::Int(done.code.into()), output))
}

/// Start the child, feed it, hear it, wait for its end. Whatever goes wrong, it is not left behind.
fn to_the_end(call: &Call, mut wanted: Wanted) -> Result<Completed, Error> {
    let running = start(call, &mut wanted)?;
    let task = call.task();
    let timeout = wanted.timeout.as_ref().and_then(seconds).transpose()?;
    let deadline = timeout.map(|timeout| task.deadline(timeout));
    let Started {
        child,
        input,
        output,
        errors,
    } = &running;
    let readers: Vec<&Reader> = output.iter().chain(errors).collect();
    let sent = wanted.sent.take();
    let ended = Exchange::default().run(task, child, input.as_ref(), &readers, sent, deadline);
    let ended = match ended {
        // This thread can wait no longer: the run ends, or a line that was typed.
        Err(process::Error::Stop(stop)) => {
            let children = call.host.shared().state::<Children>();
            children.end_one(child, stop == Stop::Interrupted);
            return Err(stop.into());
        }
        Err(error) => {
            child.kill_family();
            child.wait(task, None).map_err(failure::of_process)?;
            Err(error)
        }
        Ok(code) => Ok(code),
    };
    let heard = |reader: &Option<Reader>| match reader {
        Some(reader) => value_of(reader.take_unread(), wanted.coding),
        None => Ok(Value::Unit),
    };
    match (ended, &wanted.timeout) {
        (Ok(code), _) => {
            let (output, errors) = (heard(output)?, heard(errors)?);
            if wanted.check && code != 0 {
                return Err(failure::failed(&wanted.args, code, output, errors));
            }
            Ok(Completed {
                args: wanted.args,
                code,
                output,
                errors,
            })
        }
        (Err(process::Error::TimedOut), Some(timeout)) => {
            let so_far = |reader| heard(reader).unwrap_or_default();
            Err(failure::timed_out(
                &wanted.args,
                timeout,
                so_far(output),
                so_far(errors),
            ))
        }
        (Err(error), _) => Err(failure::of_process(error)),
    }
}

/// What a child said, as its text or its bytes.
pub fn value_of(bytes: Vec<u8>, coding: Coding) -> Result<Value, Error> {
    match coding {
        Some((encoding, faults)) => failure::text_of(bytes, encoding, faults),
        None => Ok(Value::foreign(Dynamic::from_blob(bytes))),
    }
}
