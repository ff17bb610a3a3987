//! The file object. Several threads may use one: each operation is indivisible, and who comes first is served first or not, as with a lock.

use super::failure::failure;
use super::mode::Mode;
use super::modelled::lent_to_child;
use super::stream::{ReadError, Stream};
use crate::files::Lent;
use crate::files::model::Disk;
use crate::library::declare::{about, natives, properties};
use crate::messages::{message, message_id};
use crate::objects::abi::size::check_item;
use crate::objects::abi::{Call, Host, NativeClass};
use crate::objects::error::Error;
use crate::objects::value::{Handle, Text, Value, type_name};
use crate::places::Place;
use crate::process::Redirect;
use crate::runtime::{Identity, ObjectId, Operation, Pending, Task, World};
use parking_lot::Mutex;
use rhai::{Blob, Dynamic};
use std::io::SeekFrom;

/// The kind of an operation that the mode does not allow.
const UNSUPPORTED: &str = "UnsupportedOperation";

/// An open file in the hands of a script.
pub struct FileHandle {
    /// None: it has been closed.
    opened: Mutex<Option<Opened>>,
    identity: Identity,
    path: String,
    mode: Mode,
    /// A file on a disk; reading from a pipe may take for ever.
    regular: bool,
    /// What policies take an operation to concern: the file, or the modelled disk.
    object: ObjectId,
}

/// What is given back when the file is closed.
pub struct Opened {
    pub stream: Stream,
    pub _place: Place,
}

impl FileHandle {
    /// A file of the system, or of this modelled disk.
    pub fn new(
        opened: Opened,
        path: &str,
        mode: Mode,
        regular: bool,
        disk: Option<&Disk>,
        world: &World,
    ) -> Self {
        let identity = world.new_identity("File");
        FileHandle {
            opened: Mutex::new(Some(opened)),
            object: disk.map_or(identity.id(), Disk::object),
            identity,
            path: path.to_string(),
            mode,
            regular,
        }
    }

    /// Do something with the open file, in one step as other threads see it.
    fn operate<R: Send>(
        &self,
        task: &Task,
        operation: Operation,
        act: impl FnOnce(&mut Stream) -> R + Send,
    ) -> Result<R, Error> {
        task.point(Pending::on(operation, self.object))?;
        task.check()?;
        let act = || {
            let mut opened = self.opened.lock();
            opened.as_mut().map(|opened| act(&mut opened.stream))
        };
        let done = match self.regular {
            true => act(),
            false => task.outside(message_id!("wait-file"), act)?,
        };
        done.ok_or_else(|| {
            Error::raised("Closed", message!("files-closed", path = &self.path))
                .with_hint(message!("files-closed.hint"))
        })
    }

    /// The same open file, for a child to read from or write into.
    pub fn lend(&self, task: &Task, to_read: bool) -> Result<Redirect, Error> {
        match to_read {
            true if !self.mode.reads() => return Err(self.not_readable()),
            false if !self.mode.writes() => return Err(self.not_writable()),
            _ => {}
        }
        let lent = self.operate(task, Operation::Inspect, Stream::lend)?;
        Ok(match lent.map_err(|error| failure(&error, &self.path))? {
            Lent::System(descriptor) => Redirect::File(descriptor),
            Lent::Modelled(file) => Redirect::Modelled(lent_to_child(file, self.object, to_read)),
        })
    }

    fn read_with(
        &self,
        task: &Task,
        read: impl FnOnce(&mut Stream) -> Result<Vec<u8>, ReadError> + Send,
    ) -> Result<Value, Error> {
        if !self.mode.reads() {
            return Err(self.not_readable());
        }
        let bytes = self
            .operate(task, Operation::Receive, read)?
            .map_err(|error| self.read_error(error))?;
        Ok(self.value(bytes))
    }

    fn value(&self, bytes: Vec<u8>) -> Value {
        match self.mode.binary {
            true => Value::foreign(Dynamic::from_blob(bytes)),
            // The stream has checked it.
            false => match String::from_utf8(bytes) {
                Ok(text) => text.into(),
                Err(error) => String::from_utf8_lossy(error.as_bytes())
                    .into_owned()
                    .into(),
            },
        }
    }

    fn read_error(&self, error: ReadError) -> Error {
        let path = &self.path;
        match error {
            ReadError::System(error) => failure(&error, path),
            ReadError::NotText { byte, at } => {
                let byte = format!("{byte:02x}");
                let message = match at.map(|at| at.to_string()) {
                    Some(position) => message!("files-not-text.at", path, byte, position),
                    None => message!("files-not-text", path, byte),
                };
                Error::value_error(message).with_hint(message!("files-not-text.hint"))
            }
            ReadError::TooLong => Error::raised("MemoryError", message!("files-too-long", path))
                .with_hint(message!("files-too-long.hint")),
        }
    }

    fn not_readable(&self) -> Error {
        let (path, mode) = (&self.path, self.mode.text());
        Error::raised(UNSUPPORTED, message!("files-not-readable", path, mode))
            .with_hint(message!("files-not-readable.hint"))
    }

    fn not_writable(&self) -> Error {
        let (path, mode) = (&self.path, self.mode.text());
        Error::raised(UNSUPPORTED, message!("files-not-writable", path, mode))
            .with_hint(message!("files-not-writable.hint"))
    }

    /// The next line with its end; nothing at the end of the file.
    fn line(&self, task: &Task) -> Result<Option<Value>, Error> {
        let line = match self.mode.binary {
            false if self.mode.reads() => self
                .operate(task, Operation::Receive, |stream| {
                    stream.text_line(|line| Text::from(line))
                })?
                .map(Value::Str)
                .map_err(|error| self.read_error(error))?,
            _ => self.read_with(task, Stream::line)?,
        };
        let is_end = match &line {
            Value::Str(text) => text.is_empty(),
            Value::Foreign(bytes) => bytes.read_lock::<Blob>().is_none_or(|blob| blob.is_empty()),
            _ => true,
        };
        Ok((!is_end).then_some(line))
    }

    /// The bytes that a value means for this file, and how many characters or bytes they are.
    fn bytes(&self, value: &Value) -> Result<(Vec<u8>, i64), Error> {
        let mut bytes = Vec::new();
        let count = self.add_bytes(&mut bytes, value)?;
        Ok((bytes, count))
    }

    /// Add the bytes that a value means for this file, and give how many characters or bytes they are.
    fn add_bytes(&self, all: &mut Vec<u8>, value: &Value) -> Result<i64, Error> {
        let wrong = || {
            let (path, given) = (&self.path, type_name(value));
            match self.mode.binary {
                true => Error::type_error(message!("files-wants-bytes", path, given))
                    .with_hint(message!("files-wants-bytes.hint")),
                false => Error::type_error(message!("files-wants-text", path, given))
                    .with_hint(message!("files-wants-text.hint")),
            }
        };
        match (value, self.mode.binary) {
            (Value::Str(text), false) => {
                all.extend_from_slice(text.as_bytes());
                Ok(text.length() as i64)
            }
            (Value::Char(char), false) => {
                all.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
                Ok(1)
            }
            (Value::Foreign(bytes), true) => {
                let blob = bytes.read_lock::<Blob>().ok_or_else(wrong)?;
                all.extend_from_slice(&blob);
                Ok(blob.len() as i64)
            }
            _ => Err(wrong()),
        }
    }

    fn write(&self, task: &Task, bytes: Vec<u8>) -> Result<(), Error> {
        if !self.mode.writes() {
            return Err(self.not_writable());
        }
        self.operate(task, Operation::Send, |stream| stream.write(&bytes))?
            .map_err(|error| failure(&error, &self.path))
    }

    fn is_closed(&self) -> bool {
        self.opened.lock().is_none()
    }
}

impl Handle for FileHandle {
    fn class(&self) -> &'static NativeClass {
        &FILE
    }

    fn name_it(&self, name: &str) {
        self.identity.set_name(name);
    }

    fn describe(&self) -> String {
        format!("<File name='{}' mode='{}'>", self.path, self.mode.text())
    }

    fn is_iterable(&self) -> bool {
        true
    }

    fn next_item(&self, host: &mut dyn Host) -> Result<Option<Value>, Error> {
        self.line(host.task())
    }
}

pub static FILE: NativeClass = NativeClass {
    name: "File",
    module: "io",
    doc: about! {
        /// An open file (fichier), as `open` gives it. A `for` walks over its lines. Threads may share it: each operation is indivisible.
        ///
        /// ```
        /// let notes = open("notes.txt", "w");
        /// with notes { print("un", #{file: notes}); }
        /// for line in open("notes.txt") { print(line.strip()); }   // prints un
        /// ```
    },
    parent: None,
    constructor: None,
    methods: natives! {
        /// Give the rest of the file, or at most `size` characters of it (bytes with mode `b`); empty at the end.
        ///
        /// Fails with `ValueError` for bytes that are no UTF-8 text, `UnsupportedOperation` when it was not opened for reading.
        ///
        /// ```
        /// let notes = open("notes.txt", "w+");
        /// notes.write("une note");
        /// notes.seek(0);
        /// print(notes.read(3), notes.read(), len(notes.read()));   // prints une  note 0
        /// ```
        fn read(size = -1) |call| {
            let size = usize::try_from(call.int_or(0, "size", -1)?).ok();
            let file = call.handle::<FileHandle>()?;
            file.read_with(call.task(), |stream| stream.read(size))
        }

        /// Give the next line with its end; an empty text at the end of the file.
        ///
        /// Fails with `ValueError` for bytes that are no UTF-8 text.
        ///
        /// ```
        /// let notes = open("notes.txt", "w+");
        /// notes.write("un\ndeux\n");
        /// notes.seek(0);
        /// let line = notes.readline();
        /// while line != "" {
        ///     print(line.strip());
        ///     line = notes.readline();
        /// }
        /// // prints un
        /// // prints deux
        /// ```
        fn readline() |call| {
            let file = call.handle::<FileHandle>()?;
            file.read_with(call.task(), Stream::line)
        }

        /// Give the lines that are left in an array, each with its end.
        ///
        /// ```
        /// let notes = open("notes.txt", "w+");
        /// notes.write("un\ndeux");
        /// notes.seek(0);
        /// print(notes.readlines());            // prints ["un\n", "deux"]
        /// ```
        fn readlines() |call| {
            let file = call.handle::<FileHandle>()?;
            let mut lines = Vec::new();
            while let Some(line) = file.line(call.task())? {
                call.count(lines.len())?;
                check_item(&lines)?;
                lines.push(line);
            }
            Ok(Value::array(lines))
        }

        /// Write a text (a blob with mode `b`) and give how many characters (bytes) it has. No new line is added.
        ///
        /// Fails with `UnsupportedOperation` when it was opened for reading only, with `TypeError` for what is no text: `str(n)` makes one.
        ///
        /// ```
        /// let results = open("resultats.txt", "w");
        /// with results { print(results.write("localhost : VIVANT\n")); }   // prints 19
        /// print(open("resultats.txt").read().strip());                     // prints localhost : VIVANT
        /// ```
        fn write(text) |call| {
            let file = call.handle::<FileHandle>()?;
            let (bytes, count) = file.bytes(&call.args[0])?;
            file.write(call.task(), bytes)?;
            Ok(Value::Int(count))
        }

        /// Write the texts of an array (or of what a `for` can walk over) one after the other, as they are, in one piece.
        ///
        /// Fails as `write`.
        ///
        /// ```
        /// let notes = open("notes.txt", "w");
        /// notes.writelines(["un\n", "deux\n"]);
        /// print(open("notes.txt").readlines().len());   // prints 2
        /// ```
        fn writelines(lines) |call| {
            let file = call.handle::<FileHandle>()?;
            let mut all = Vec::new();
            for line in call.all_items(0)? {
                file.add_bytes(&mut all, &line)?;
            }
            file.write(call.task(), all)?;
            Ok(Value::Unit)
        }

        /// Close the file; closing it again does nothing.
        ///
        /// What is done with it afterwards fails with `Closed`. `with file { … }` closes it too.
        ///
        /// ```
        /// let notes = open("notes.txt", "w");
        /// notes.close();
        /// try { notes.write("encore"); } catch (e) { print(e.kind); }   // prints Closed
        /// ```
        fn close() |call| {
            let file = call.handle::<FileHandle>()?;
            call.task().point(Pending::on(Operation::Release, file.identity.id()))?;
            let closed = file.opened.lock().take();
            drop(closed);
            Ok(Value::Unit)
        }

        /// Hand on what was written: it has gone out already.
        ///
        /// Python keeps what is written until `flush` or `close`; here nothing is kept.
        ///
        /// ```
        /// let notes = open("notes.txt", "w");
        /// notes.write("un");
        /// notes.flush();
        /// print(open("notes.txt").read());     // prints un
        /// ```
        fn flush() |call| {
            let file = call.handle::<FileHandle>()?;
            file.operate(call.task(), Operation::Inspect, |_| ())?;
            Ok(Value::Unit)
        }

        /// Go to the byte `offset` from the start (`whence` 0), from here (1) or from the end (2); gives the new place.
        ///
        /// Fails with `UnsupportedOperation` for an `offset` other than 0 from here or from the end of a text file.
        ///
        /// With `ValueError` for a place before the start.
        ///
        /// ```
        /// let notes = open("notes.txt", "w+");
        /// notes.write("0123456789");
        /// print(notes.seek(4), notes.read(2)); // prints 4 45
        /// ```
        fn seek(offset, whence = 0) |call| {
            let file = call.handle::<FileHandle>()?;
            let (offset, whence) = (call.int(0, "offset")?, call.int_or(1, "whence", 0)?);
            if !file.mode.binary && whence != 0 && offset != 0 {
                return Err(Error::raised(UNSUPPORTED, message!("files-seek-text"))
                    .with_hint(message!("files-seek-text.hint")));
            }
            let to = match whence {
                0 => SeekFrom::Start(u64::try_from(offset).map_err(|_| {
                    Error::value_error(message!("files-seek-negative", offset = offset.to_string()))
                })?),
                1 => SeekFrom::Current(offset),
                2 => SeekFrom::End(offset),
                other => return Err(Error::value_error(message!("files-whence", whence = other.to_string()))),
            };
            let place = file.operate(call.task(), Operation::Inspect, |stream| stream.seek(to))?;
            place.map(|place| Value::Int(place as i64)).map_err(|error| failure(&error, &file.path))
        }

        /// Give the place in the file: how many bytes lie before it.
        ///
        /// ```
        /// let notes = open("notes.txt", "w");
        /// notes.write("été");
        /// print(notes.tell());                 // prints 5
        /// ```
        fn tell() |call| {
            let file = call.handle::<FileHandle>()?;
            let place = file.operate(call.task(), Operation::Inspect, Stream::tell)?;
            place.map(|place| Value::Int(place as i64)).map_err(|error| failure(&error, &file.path))
        }

        /// Cut the file off at `size` bytes, or here; gives the new size.
        ///
        /// Fails with `ValueError` for a negative size, with `UnsupportedOperation` when it was not opened for writing.
        ///
        /// ```
        /// let notes = open("notes.txt", "w+");
        /// notes.write("0123456789");
        /// print(notes.truncate(4));            // prints 4
        /// notes.seek(0);
        /// print(notes.read());                 // prints 0123
        /// ```
        fn truncate(size = ()) |call| {
            let file = call.handle::<FileHandle>()?;
            let size = call.optional(0).map(|_| call.int(0, "size")).transpose()?;
            let size = size.map(u64::try_from).transpose().map_err(|_| Error::value_error(message!("files-negative-size")))?;
            if !file.mode.writes() {
                return Err(file.not_writable());
            }
            let size = file.operate(call.task(), Operation::Send, |stream| stream.truncate(size))?;
            size.map(|size| Value::Int(size as i64)).map_err(|error| failure(&error, &file.path))
        }

        /// Tell whether the mode lets it be read.
        ///
        /// ```
        /// let notes = open("notes.txt", "w");
        /// print(notes.readable());             // prints false
        /// ```
        fn readable() |call| { Ok(call.handle::<FileHandle>()?.mode.reads().into()) }

        /// Tell whether the mode lets it be written.
        ///
        /// ```
        /// let notes = open("notes.txt", "w");
        /// print(notes.writable());             // prints true
        /// ```
        fn writable() |call| { Ok(call.handle::<FileHandle>()?.mode.writes().into()) }
    },
    properties: properties! {
        /// The path as it was given to `open`.
        ///
        /// ```
        /// print(open("notes.txt", "w").name);  // prints notes.txt
        /// ```
        name get |call| { Ok(file(call)?.path.as_str().into()) }
        /// The mode, as `open` takes it.
        ///
        /// ```
        /// print(open("notes.txt", "w").mode);  // prints w
        /// ```
        mode get |call| { Ok(file(call)?.mode.text().into()) }
        /// Has it been closed?
        ///
        /// ```
        /// let notes = open("notes.txt", "w");
        /// print(notes.closed);                 // prints false
        /// with notes { notes.write("un"); }
        /// print(notes.closed);                 // prints true
        /// ```
        closed get |call| { Ok(file(call)?.is_closed().into()) }
    },
    blank: None,
};

fn file<'m>(call: &Call<'m>) -> Result<&'m FileHandle, Error> {
    call.handle::<FileHandle>()
}
