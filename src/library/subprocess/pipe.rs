//! `p.stdin`, `p.stdout`, `p.stderr`: our ends of a child's pipes, used like files.

use super::failure;
use super::options::{Coding, bytes};
use super::run::value_of;
use crate::library::Answer;
use crate::library::declare::{about, natives, properties};
use crate::library::text::Encoding;
use crate::messages::message;
use crate::objects::abi::size::check_item;
use crate::objects::abi::{Call, Host, NativeClass};
use crate::objects::error::Error;
use crate::objects::value::{Handle, Value};
use crate::process::{Amount, Reader, Redirect, Writer};
use crate::runtime::{ObjectId, Operation, Pending, Task};

/// One end.
pub struct PipeHandle {
    end: End,
    /// Reads give strings in this encoding; none for blobs.
    coding: Coding,
}

enum End {
    Reads(Reader),
    Writes(Writer),
}

impl PipeHandle {
    pub fn reading(reader: Reader, coding: Coding) -> Self {
        PipeHandle {
            end: End::Reads(reader),
            coding,
        }
    }

    pub fn writing(writer: Writer, coding: Coding) -> Self {
        PipeHandle {
            end: End::Writes(writer),
            coding,
        }
    }

    pub fn reader(&self) -> Option<&Reader> {
        match &self.end {
            End::Reads(reader) => Some(reader),
            End::Writes(_) => None,
        }
    }

    pub fn writer(&self) -> Option<&Writer> {
        match &self.end {
            End::Reads(_) => None,
            End::Writes(writer) => Some(writer),
        }
    }

    /// Close it; of a modelled pipe, that is a scheduling point.
    ///
    /// # Errors
    /// A stop of the run.
    pub fn close(&self, task: &Task<'_>) -> Result<(), Error> {
        let object = match &self.end {
            End::Reads(reader) => reader.object(),
            End::Writes(writer) => writer.object(),
        };
        if object != ObjectId::NONE {
            task.point(Pending::on(Operation::Send, object))?;
        }
        match &self.end {
            End::Reads(reader) => reader.close(task),
            End::Writes(writer) => writer.close(task),
        }
        Ok(())
    }

    /// The same end, for another child.
    pub fn lend(&self, to_read: bool) -> Result<Redirect, Error> {
        match (&self.end, to_read) {
            (End::Reads(reader), true) => reader.lend(),
            (End::Writes(writer), false) => writer.lend(),
            (End::Reads(_), false) => return Err(not_writable()),
            (End::Writes(_), true) => return Err(not_readable()),
        }
        .map_err(failure::of_process)
    }

    fn to_read(&self) -> Result<&Reader, Error> {
        self.reader().ok_or_else(not_readable)
    }

    fn to_write(&self) -> Result<&Writer, Error> {
        self.writer().ok_or_else(not_writable)
    }

    fn read(&self, task: &Task<'_>, amount: Amount) -> Result<Vec<u8>, Error> {
        let reader = self.to_read()?;
        reader.read(task, amount, None).map_err(failure::of_process)
    }

    /// The next line; none at the end.
    fn next_line(&self, task: &Task<'_>) -> Result<Option<Value>, Error> {
        let line = self.read(task, Amount::Line)?;
        if line.is_empty() {
            return Ok(None);
        }
        value_of(line, self.coding).map(Some)
    }
}

impl Handle for PipeHandle {
    fn class(&self) -> &'static NativeClass {
        &PIPE
    }

    fn describe(&self) -> String {
        match &self.end {
            End::Reads(_) => "<Pipe: from a child>",
            End::Writes(_) => "<Pipe: to a child>",
        }
        .to_owned()
    }

    fn is_iterable(&self) -> bool {
        self.reader().is_some()
    }

    fn next_item(&self, host: &mut dyn Host) -> Result<Option<Value>, Error> {
        self.next_line(host.task())
    }
}

fn not_readable() -> Error {
    Error::raised("OSError", message!("subprocess-not-readable"))
}

fn not_writable() -> Error {
    Error::raised("OSError", message!("subprocess-not-writable"))
}

pub static PIPE: NativeClass = NativeClass {
    name: "Pipe",
    module: "subprocess",
    doc: about! {
        /// The script's end of a pipe to or from a child, used like a file: `p.stdin`, `p.stdout`, `p.stderr` of a `Popen`.
        ///
        /// ```
        /// let p = Popen(["echo", "bonjour"], #{stdout: PIPE, text: true});
        /// for line in p.stdout { print(line.strip()); }   // prints bonjour
        /// p.wait();
        /// ```
    },
    parent: None,
    constructor: None,
    methods: natives! {
        /// Wait for the end of what the child writes and give all of it, or for `n` bytes (characters with `text: true`), fewer only at the end.
        ///
        /// ```
        /// let p = Popen(["echo", "bonjour"], #{stdout: PIPE, text: true});
        /// print(p.stdout.read(3), p.stdout.read().strip());   // prints bon jour
        /// p.wait();
        /// ```
        fn read(n = -1) |call| { read(call) }

        /// Wait for a line and give it with its end; nothing (an empty blob or string) at the end.
        ///
        /// `for line in p.stdout { … }` walks over all lines.
        ///
        /// ```
        /// let p = Popen("echo un; echo deux", #{shell: true, stdout: PIPE, text: true});
        /// print(p.stdout.readline().strip());                 // prints un
        /// for line in p.stdout { print(line.strip()); }       // prints deux
        /// p.wait();
        /// ```
        fn readline() |call| {
            let pipe = call.handle::<PipeHandle>()?;
            value_of(pipe.read(call.task(), Amount::Line)?, pipe.coding)
        }

        /// Wait for the end of what the child writes and give an array of its lines.
        ///
        /// ```
        /// let p = Popen("echo un; echo deux", #{shell: true, stdout: PIPE, text: true});
        /// print(p.stdout.readlines());                        // prints ["un\n", "deux\n"]
        /// p.wait();
        /// ```
        fn readlines() |call| {
            let pipe = call.handle::<PipeHandle>()?;
            let mut lines = Vec::new();
            while let Some(line) = pipe.next_line(call.task())? {
                call.count(lines.len())?;
                check_item(&lines)?;
                lines.push(line);
            }
            Ok(Value::array(lines))
        }

        /// Write a string or a blob to the child, at once; gives its number of characters or bytes.
        ///
        /// Waits while the pipe is full. Fails with `BrokenPipe` when the child reads no more.
        ///
        /// ```
        /// let p = Popen(["cat"], #{stdin: PIPE, stdout: PIPE, text: true});
        /// print(p.stdin.write("bonjour\n"));                  // prints 8
        /// print(p.stdout.readline().strip());                 // prints bonjour
        /// p.stdin.close();
        /// p.wait();
        /// ```
        fn write(data) |call| {
            let pipe = call.handle::<PipeHandle>()?;
            let written = bytes(call.name, "data", &call.args[0], pipe.coding)?;
            pipe.to_write()?.write(call.task(), &written, None).map_err(failure::of_process)?;
            let length = match call.args[0].as_str() {
                Some(text) => text.chars().count(),
                None => written.len(),
            };
            Ok(Value::Int(length as i64))
        }

        /// Do nothing: what is written is handed on at once. For scripts that come from Python.
        ///
        /// ```
        /// let p = Popen(["cat"], #{stdin: PIPE, stdout: PIPE, text: true});
        /// p.stdin.write("ping\n");
        /// p.stdin.flush();
        /// print(p.stdout.readline().strip());                 // prints ping
        /// p.stdin.close();
        /// p.wait();
        /// ```
        fn flush() |call| {
            call.handle::<PipeHandle>()?;
            Ok(Value::Unit)
        }

        /// Close this end: a child that reads finds the end, one that writes a broken pipe; a thread that reads here fails with `ValueError`.
        ///
        /// ```
        /// let p = Popen(["wc", "-l"], #{stdin: PIPE, stdout: PIPE, text: true});
        /// p.stdin.write("un\ndeux\n");
        /// p.stdin.close();                                    // now `wc` finds the end
        /// print(p.stdout.read().strip());                     // prints 2
        /// p.wait();
        /// ```
        fn close() |call| {
            call.handle::<PipeHandle>()?.close(call.task())?;
            Ok(Value::Unit)
        }
    },
    properties: properties! {
        /// Was this end closed?
        ///
        /// ```
        /// let p = Popen(["cat"], #{stdin: PIPE});
        /// print(p.stdin.closed);                              // prints false
        /// p.stdin.close();
        /// print(p.stdin.closed);                              // prints true
        /// p.wait();
        /// ```
        closed get |call| {
            Ok(match &call.handle::<PipeHandle>()?.end {
                End::Reads(reader) => reader.is_closed(),
                End::Writes(writer) => writer.is_closed(),
            }.into())
        }
    },
    blank: None,
};

fn read(call: &Call) -> Answer {
    let pipe = call.handle::<PipeHandle>()?;
    let count = call.int_or(0, "n", -1)?;
    let amount = match usize::try_from(count) {
        Err(_) => Amount::All,
        Ok(count) if matches!(pipe.coding, Some((Encoding::Utf8, _))) => Amount::Characters(count),
        Ok(count) => Amount::Bytes(count),
    };
    value_of(pipe.read(call.task(), amount)?, pipe.coding)
}
