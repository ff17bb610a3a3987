//! `print`, `debug`, `input`, and the streams `stdout`, `stderr`, `stdin` as objects.

use crate::library::declare::{about, natives, properties};
use crate::messages::{message, message_id};
use crate::objects::abi::{Call, Host, Native, NativeClass, Shared, check_text};
use crate::objects::error::Error;
use crate::objects::value::{Handle, Map, Object, Text, Value, to_text};
use crate::runtime::{Operation, Pending};
use std::sync::OnceLock;

/// Bytes that most lines have room in.
const LINE: usize = 80;

pub static FUNCTIONS: &[Native] = natives! {
    /// Print the values with a space between them, then a new line.
    ///
    /// A last map with `end`, `sep`, `file` or `flush` in it says what to print after the values (`"\n"`), what between them (`" "`), where (`stdout`,
    /// `stderr` or an open file), and whether to hand it on at once. What one call prints goes out in one piece.
    ///
    /// Python writes `end="\n"` where the map stands: `print("a", end="")` is `print("a", #{end: ""})`.
    ///
    /// ```
    /// print("ping", 1, true);               // prints ping 1 true
    /// print("a", "b", #{sep: "-"});         // prints a-b
    /// print("ping ... ", #{end: ""});
    /// print("pong");                        // prints ping ... pong
    /// ```
    fn print(values...) |call| {
        let options = print_options(call)?;
        let option = |name: &str| options.get(name).filter(|value| !value.is_unit());
        let separator = option("sep").map_or(Ok(" ".into()), |sep| show(call, sep))?;
        let end = option("end").map_or(Ok("\n".into()), |end| show(call, end))?;
        let mut text = String::with_capacity(LINE);
        for index in 0..call.args.len() {
            if index > 0 {
                text.push_str(&separator);
            }
            let value = call.take(index);
            text.push_str(&show(call, &value)?);
        }
        text.push_str(&end);
        match option("file") {
            None => Stream::Output.write(call, &text)?,
            Some(file) => write_to(call, file, &text)?,
        }
        if option("flush").is_some_and(super::super::arguments::is_true) {
            call.host.shared().console.flush()?;
        }
        Ok(Value::Unit)
    }

    /// Print the value as it shows inside an array, after its place in the script: line and column.
    ///
    /// ```
    /// debug("text");   // prints 1:1 | "text"
    /// ```
    fn debug(value = ()) |call| {
        let text = match call.args.first().cloned() {
            Some(value) => call.host.debug_of(&value)?,
            None => String::new(),
        };
        let text = match call.at.is_none() {
            true => format!("{text}\n"),
            false => format!("{:?} | {text}\n", call.at),
        };
        Stream::Output.write(call, &text)?;
        Ok(Value::Unit)
    }

    /// Print `prompt` without a new line, then wait for a line of standard input and give it without its end.
    ///
    /// Fails with `EOFError` at the end of the input.
    ///
    /// ```
    /// let places = int(input("Nbre de places ? "));   // types 4
    /// print(places * 2);                              // prints Nbre de places ? 8
    /// ```
    fn input(prompt = "") |call| {
        if let Some(prompt) = call.optional(0).cloned() {
            let prompt = show(call, &prompt)?;
            Stream::Output.write(call, &prompt)?;
        }
        call.host.shared().console.flush()?;
        let line = read_line(call.host)?;
        if line.is_empty() {
            return Err(Error::raised("EOFError", message!("end-of-input")));
        }
        Ok(line.trim_end_matches('\n').trim_end_matches('\r').into())
    }
};

/// What `print` shows of a value.
pub fn show(call: &mut Call, value: &Value) -> Result<Text, Error> {
    match value {
        Value::Unit
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Float(_)
        | Value::Char(_)
        | Value::Str(_) => Ok(to_text(value)),
        value => call.host.text_of(value),
    }
}

/// Take the map of options off the end of the arguments of `print`, if there is one.
fn print_options(call: &mut Call) -> Result<Map, Error> {
    let known = |map: &Map| {
        !map.is_empty()
            && map
                .keys()
                .all(|key| ["end", "sep", "file", "flush"].contains(&key.as_str()))
    };
    match call.args.last() {
        Some(Value::Map(map)) if known(map) => match call.args.pop() {
            Some(Value::Map(map)) => Ok(map),
            _ => Ok(Map::default()),
        },
        _ => Ok(Map::default()),
    }
}

/// What `print` does with a `file`: one of the streams, or anything else that can be written to.
fn write_to(call: &mut Call, file: &Value, text: &str) -> Result<(), Error> {
    let object = file.as_object();
    if let Some(stream) = object.and_then(Object::downcast::<Stream>) {
        return stream.write(call, text);
    }
    let class = object.and_then(Object::native_class);
    if class.is_none_or(|class| class.method("write").is_none()) {
        return Err(Error::type_error(message!("print-file")));
    }
    let text = [Value::from(text)].into_iter().collect();
    call.host.call_method(file, "write", text)?;
    Ok(())
}

/// The next line of standard input with its end; empty at the end of the input.
fn read_line(host: &dyn Host) -> Result<String, Error> {
    let (console, task) = (&host.shared().console, host.task());
    task.outside(message_id!("wait-input"), || {
        console.read_line(&|| task.must_stop())
    })?
}

/// One of the three streams of the run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    Input,
    Output,
    Error,
}

impl Stream {
    fn name(self) -> &'static str {
        match self {
            Stream::Input => "<stdin>",
            Stream::Output => "<stdout>",
            Stream::Error => "<stderr>",
        }
    }

    /// Write in one piece.
    pub fn write(self, call: &Call, text: &str) -> Result<(), Error> {
        call.task().point(Pending::of(Operation::Output))?;
        call.task().check()?;
        let console = &call.host.shared().console;
        let order = match self {
            Stream::Output => console.write(text)?,
            Stream::Error => console.write_error(text)?,
            Stream::Input => return Err(Error::raised("OSError", message!("stdin-write"))),
        };
        (call.task()).note_output(self == Stream::Error, order, text);
        Ok(())
    }
}

impl Handle for Stream {
    fn class(&self) -> &'static NativeClass {
        &STREAM
    }

    fn describe(&self) -> String {
        format!("<TextStream {}>", self.name())
    }

    fn is_iterable(&self) -> bool {
        *self == Stream::Input
    }

    fn next_item(&self, host: &mut dyn Host) -> Result<Option<Value>, Error> {
        let line = read_line(host)?;
        Ok((!line.is_empty()).then(|| line.into()))
    }
}

/// The stream as scripts have it: the same object each time.
pub fn stream(shared: &Shared, stream: Stream) -> Value {
    #[derive(Default)]
    struct Streams([OnceLock<Object>; 3]);
    let streams = shared.state::<Streams>();
    Value::Object(
        streams.0[stream as usize]
            .get_or_init(|| Object::new(stream))
            .clone(),
    )
}

pub static STREAM: NativeClass = NativeClass {
    name: "TextStream",
    module: "sys",
    doc: about! {
        /// Standard input, output or error: `stdin`, `stdout`, `stderr`. A `for` walks over the lines of `stdin`.
        ///
        /// ```
        /// print(type(stdout), stdout);   // prints TextStream <TextStream <stdout>>
        /// for line in stdin { print(line.strip()); }
        /// // types un
        /// // prints un
        /// ```
    },
    parent: None,
    constructor: None,
    methods: natives! {
        /// Write the text as it is, without a new line; gives its number of characters.
        ///
        /// Python's `sys.stdout.write`: the ends of lines are yours to write.
        ///
        /// ```
        /// stdout.write("ping ... ");
        /// stdout.write("pong\n");     // prints ping ... pong
        /// ```
        fn write(text) |call| {
            let text = call.text(0, "text")?;
            call.handle::<Stream>()?.write(call, &text)?;
            Ok(Value::Int(text.chars().count() as i64))
        }

        /// Hand on what was written so far.
        ///
        /// At the latest it goes out when the script ends, waits for input or starts a program.
        ///
        /// ```
        /// print("Encore ", #{end: ""});
        /// stdout.flush();                  // shows `Encore ` before the wait
        /// sleep(0.01);
        /// print("un peu");                 // prints Encore un peu
        /// ```
        fn flush() |call| {
            if *call.handle::<Stream>()? == Stream::Output {
                call.host.shared().console.flush()?;
            }
            Ok(Value::Unit)
        }

        /// Wait for a line of standard input and give it with its end; an empty text at the end of the input.
        ///
        /// Fails with `OSError` for `stdout` and `stderr`.
        ///
        /// ```
        /// let line = stdin.readline();     // types Ada
        /// print(len(line), line.strip());  // prints 4 Ada
        /// ```
        fn readline() |call| {
            must_be_input(call)?;
            Ok(read_line(call.host)?.into())
        }

        /// Wait for the end of standard input and give all of it.
        ///
        /// Fails with `OSError` for `stdout` and `stderr`.
        ///
        /// ```
        /// let lines = stdin.read().splitlines();
        /// print(len(lines), "lines");      // prints 2 lines
        /// // types un
        /// // types deux
        /// ```
        fn read() |call| {
            must_be_input(call)?;
            let mut text = String::new();
            loop {
                let line = read_line(call.host)?;
                if line.is_empty() {
                    return Ok(text.into());
                }
                check_text(text.len() + line.len())?;
                text.push_str(&line);
            }
        }
    },
    properties: properties! {
        /// `<stdout>`, `<stderr>` or `<stdin>`.
        ///
        /// ```
        /// print(stdout.name, stdin.name);  // prints <stdout> <stdin>
        /// ```
        name get |call| { Ok(call.handle::<Stream>()?.name().into()) }
    },
    blank: None,
};

fn must_be_input(call: &Call) -> Result<(), Error> {
    match call.handle::<Stream>()? {
        Stream::Input => Ok(()),
        _ => Err(Error::raised(
            "OSError",
            message!("stdin-only", name = call.name),
        )),
    }
}
