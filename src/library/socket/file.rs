//! The file that `makefile()` makes of a connection: lines to read, texts to write.

use super::data::{blob, bytes};
use crate::library::Answer;
use crate::library::declare::{about, natives, properties};
use crate::messages::{Message, message};
use crate::net::{Flags, Socket};
use crate::objects::abi::size::check_item;
use crate::objects::abi::{Call, Host, NativeClass};
use crate::objects::error::Error;
use crate::objects::value::{Handle, Object, Value};
use crate::runtime::Task;
use parking_lot::Mutex;

/// A file over a socket of its own for the same connection.
struct SocketFile {
    socket: Socket,
    /// Received and not read yet.
    buffer: Mutex<Vec<u8>>,
    reads: bool,
    writes: bool,
    is_binary: bool,
}

/// Bytes asked for at once.
const CHUNK: usize = 8192;

pub fn make(call: &mut Call) -> Answer {
    let mode = call.optional_text(0, "mode")?.unwrap_or_else(|| "r".into());
    if mode.is_empty() || mode.chars().any(|letter| !"rwb".contains(letter)) {
        return Err(
            Error::value_error(message!("makefile-mode", mode = mode.as_str()))
                .with_hint(message!("makefile-mode.hint")),
        );
    }
    let writes = mode.contains('w');
    let file = SocketFile {
        socket: call.handle::<Socket>()?.share("makefile")?,
        buffer: Mutex::default(),
        reads: mode.contains('r') || !writes,
        writes,
        is_binary: mode.contains('b'),
    };
    Ok(Value::Object(Object::new(file)))
}

impl Handle for SocketFile {
    fn class(&self) -> &'static NativeClass {
        &SOCKET_FILE
    }

    fn is_iterable(&self) -> bool {
        true
    }

    fn next_item(&self, host: &mut dyn Host) -> Result<Option<Value>, Error> {
        let line = self.line(host.task())?;
        if line.is_empty() {
            return Ok(None);
        }
        self.value(line).map(Some)
    }
}

impl SocketFile {
    fn must(&self, can: bool, what: Message) -> Result<(), Error> {
        match can {
            true => Ok(()),
            false => Err(Error::value_error(message!("makefile-closed-for", what))
                .with_hint(message!("makefile-closed-for.hint"))),
        }
    }

    /// What was read, as a blob or a text.
    fn value(&self, bytes: Vec<u8>) -> Answer {
        if self.is_binary {
            return Ok(blob(bytes));
        }
        String::from_utf8(bytes).map(Value::from).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            Error::value_error(message!("received-not-text", at))
                .with_hint(message!("received-not-text.hint"))
        })
    }

    /// Receive more. False at the end of the stream.
    fn fill(&self, task: &Task<'_>) -> Result<bool, Error> {
        let more = self.socket.receive(task, CHUNK, Flags::default())?;
        self.buffer.lock().extend_from_slice(&more);
        Ok(!more.is_empty())
    }

    /// Wait until `length` tells how much of the buffer is wanted, or the stream ends; take that much.
    fn take(
        &self,
        task: &Task<'_>,
        length: impl Fn(&[u8]) -> Option<usize>,
    ) -> Result<Vec<u8>, Error> {
        self.must(self.reads, message!("for-reading"))?;
        loop {
            let wanted = length(&self.buffer.lock());
            if let Some(length) = wanted {
                return Ok(self.buffer.lock().drain(..length).collect());
            }
            if !self.fill(task)? {
                return Ok(std::mem::take(&mut *self.buffer.lock()));
            }
        }
    }

    fn line(&self, task: &Task<'_>) -> Result<Vec<u8>, Error> {
        self.take(task, |buffer| {
            buffer
                .iter()
                .position(|byte| *byte == b'\n')
                .map(|at| at + 1)
        })
    }

    /// Bytes of a binary file, characters of another.
    fn read(&self, task: &Task<'_>, amount: usize) -> Result<Vec<u8>, Error> {
        self.take(task, |buffer| match self.is_binary {
            true => (buffer.len() >= amount).then_some(amount),
            false => end_of_characters(buffer, amount),
        })
    }
}

/// Where so many characters end, if they are all there.
fn end_of_characters(buffer: &[u8], amount: usize) -> Option<usize> {
    let begins = |byte: &u8| *byte & 0xc0 != 0x80;
    let mut starts = (0..buffer.len()).filter(|at| begins(&buffer[*at]));
    match starts.nth(amount) {
        Some(end) => Some(end),
        None => {
            let whole = std::str::from_utf8(buffer).ok()?;
            (whole.chars().count() == amount).then_some(buffer.len())
        }
    }
}

pub static SOCKET_FILE: NativeClass = NativeClass {
    name: "SocketFile",
    module: "socket",
    doc: about! {
        /// A connection as a file, made by `makefile()`: `for` walks over its lines.
        ///
        /// ```
        /// let pair = socketpair();
        /// pair[0].sendall("un\ndeux\n");
        /// pair[0].close();
        /// for line in pair[1].makefile() { print(line.strip()); }
        /// // prints un
        /// // prints deux
        /// ```
    },
    parent: None,
    constructor: None,
    methods: natives! {
        /// Read `n` characters (bytes of a binary file), or all until the other side closes.
        ///
        /// Fails with `ValueError` for bytes that are no UTF-8 text.
        ///
        /// ```
        /// let pair = socketpair();
        /// pair[0].sendall("bonjour");
        /// let file = pair[1].makefile();
        /// print(file.read(3));                          // prints bon
        /// pair[0].close();
        /// print(file.read());                           // prints jour
        /// ```
        fn read(n = -1) |call| {
            let file = call.handle::<SocketFile>()?;
            let amount = usize::try_from(call.int_or(0, "n", -1)?).unwrap_or(usize::MAX);
            file.value(file.read(call.task(), amount)?)
        }

        /// Read a line with its end; empty when the other side has closed.
        ///
        /// ```
        /// let pair = socketpair();
        /// pair[0].sendall("2 bouteilles\n");
        /// print(pair[1].makefile().readline().strip());   // prints 2 bouteilles
        /// ```
        fn readline() |call| {
            let file = call.handle::<SocketFile>()?;
            file.value(file.line(call.task())?)
        }

        /// Read all lines, until the other side closes.
        ///
        /// ```
        /// let pair = socketpair();
        /// pair[0].sendall("un\ndeux\n");
        /// pair[0].close();
        /// print(pair[1].makefile().readlines());        // prints ["un\n", "deux\n"]
        /// ```
        fn readlines() |call| {
            let file = call.handle::<SocketFile>()?;
            let mut lines = Vec::new();
            loop {
                let line = file.line(call.task())?;
                if line.is_empty() {
                    return Ok(Value::array(lines));
                }
                call.count(lines.len())?;
                check_item(&lines)?;
                lines.push(file.value(line)?);
            }
        }

        /// Send a text or a blob; gives its number of characters or bytes.
        ///
        /// Python keeps what is written until `flush` or `close`; here it goes out at once.
        ///
        /// ```
        /// let pair = socketpair();
        /// print(pair[0].makefile("w").write("été\n"));  // prints 4
        /// print(pair[1].makefile().readline().strip()); // prints été
        /// ```
        fn write(data) |call| {
            let file = call.handle::<SocketFile>()?;
            file.must(file.writes, message!("for-writing"))?;
            let data = bytes(call, 0, "data")?;
            file.socket.send_all(call.task(), &data)?;
            let characters = std::str::from_utf8(&data).map_or(data.len(), |text| text.chars().count());
            Ok(Value::Int(if file.is_binary { data.len() } else { characters } as i64))
        }

        /// Nothing is left to do: what was written has gone out already.
        ///
        /// ```
        /// let pair = socketpair();
        /// let file = pair[0].makefile("w");
        /// file.write("un");
        /// file.flush();
        /// print(pair[1].recv_text(2));                  // prints un
        /// ```
        fn flush() |call| {
            call.handle::<SocketFile>()?;
            Ok(Value::Unit)
        }

        /// Close the file; the connection too, if its socket is closed.
        ///
        /// ```
        /// let pair = socketpair();
        /// let file = pair[0].makefile("w");
        /// pair[0].close();
        /// file.write("fin");
        /// file.close();
        /// print(pair[1].makefile().read());             // prints fin
        /// ```
        fn close() |call| {
            call.handle::<SocketFile>()?.socket.close(call.task())?;
            Ok(Value::Unit)
        }
    },
    properties: properties! {
        /// Is the file closed?
        ///
        /// ```
        /// let file = socketpair()[0].makefile();
        /// print(file.closed);                           // prints false
        /// file.close();
        /// print(file.closed);                           // prints true
        /// ```
        closed get |call| { Ok(call.handle::<SocketFile>()?.socket.is_closed().into()) }
    },
    blank: None,
};
