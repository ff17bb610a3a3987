//! What a script asks for, understood: the command, its options, what to do with the child. Nothing is started here.

use super::pipe::PipeHandle;
use crate::library::arguments::{check_options, is_true};
use crate::library::builtins::Stream;
use crate::library::files::FileHandle;
use crate::library::text::{Encoding, Faults};
use crate::messages::{Message, message};
use crate::objects::abi::Call;
use crate::objects::error::Error;
use crate::objects::value::{Key, Map, Value, type_name};
use crate::process::{Own, Redirect};
use crate::runtime::{Task, time};
use rhai::Blob;
use std::ffi::OsString;
use std::path::PathBuf;

// As Python's.
pub const PIPE: i64 = -1;
pub const STDOUT: i64 = -2;
pub const DEVNULL: i64 = -3;

/// How what a child says becomes text; none when it stays bytes.
pub type Coding = Option<(Encoding, Faults)>;

/// What a script asks for.
pub struct Wanted {
    /// The command as it was given, for messages and `args`.
    pub args: Value,
    pub words: Words,
    pub folder: Option<PathBuf>,
    pub environment: Option<Vec<(OsString, OsString)>>,
    pub input: Redirect,
    pub output: Redirect,
    pub errors: Redirect,
    /// What a child says and is told is text in this encoding; none for bytes.
    pub coding: Coding,
    /// What to write to the child's standard input.
    pub sent: Option<Vec<u8>>,
    /// Seconds, as given.
    pub timeout: Option<Value>,
    /// Fail when the child does.
    pub check: bool,
}

/// The command.
pub enum Words {
    /// A program and its arguments.
    Program(Vec<String>),
    /// A text that is the name of a program.
    Name(String),
    /// A line for the shell.
    Shell(String),
}

/// Options of every function here.
macro_rules! options {
    ($($more:literal),*) => {
        &["stdin", "stdout", "stderr", "cwd", "env", "shell", "text", "universal_newlines", "encoding", "errors", $($more),*]
    };
}

pub const OF_POPEN: &[&str] = options!();
pub const OF_CALL: &[&str] = options!("timeout");
pub const OF_RUN: &[&str] = options!("timeout", "input", "capture_output", "check");
pub const OF_OUTPUT: &[&str] = &["encoding", "errors"];
pub const OF_CHECK_OUTPUT: &[&str] = options!("timeout", "input");

impl Wanted {
    /// Understand `name(args, options)`.
    ///
    /// # Errors
    /// `TypeError` and `ValueError`, which name the option.
    pub fn understand(call: &mut Call, known: &'static [&'static str]) -> Result<Wanted, Error> {
        let options = match call.optional(1) {
            None => Map::default(),
            Some(Value::Map(map)) => {
                check_options(map, call.name, known)?;
                map.clone()
            }
            Some(_) => {
                let error = call.wrong(1, "options", message!("a-map"));
                return Err(error.with_hint(message!("subprocess-one-array")));
            }
        };
        let args = call.take(0);
        let options = Options {
            owner: call.name,
            map: options,
            task: call.task(),
        };
        let shell = options.truth("shell");
        let mut wanted = Wanted {
            words: words(call.name, &args, shell)?,
            args,
            folder: options.text("cwd")?.map(PathBuf::from),
            environment: options.environment()?,
            input: options.redirect("stdin")?,
            output: options.redirect("stdout")?,
            errors: options.redirect("stderr")?,
            coding: options.coding()?,
            sent: None,
            timeout: options.timeout()?,
            check: options.truth("check"),
        };
        if let Some(input) = options.get("input") {
            if options.get("stdin").is_some() {
                return Err(Error::value_error(message!("subprocess-input-twice")));
            }
            wanted.sent = Some(bytes(call.name, "input", input, wanted.coding)?);
            wanted.input = Redirect::Pipe;
        }
        if options.truth("capture_output") {
            if options.get("stdout").is_some() || options.get("stderr").is_some() {
                return Err(Error::value_error(message!("subprocess-captured")));
            }
            (wanted.output, wanted.errors) = (Redirect::Pipe, Redirect::Pipe);
        }
        Ok(wanted)
    }
}

fn words(owner: &str, args: &Value, shell: bool) -> Result<Words, Error> {
    let words = match args {
        Value::Str(line) if shell => Words::Shell(line.to_string()),
        Value::Str(name) => Words::Name(name.to_string()),
        Value::Array(_) if shell => {
            return Err(Error::type_error(message!("subprocess-shell-array", owner)));
        }
        Value::Array(items) => {
            let words: Result<Vec<String>, Error> = items
                .iter()
                .enumerate()
                .map(|(index, item)| match item {
                    Value::Str(word) => Ok(word.to_string()),
                    Value::Char(char) => Ok(char.to_string()),
                    other => Err(not_a_word(owner, index, other)),
                })
                .collect();
            Words::Program(words?)
        }
        other => {
            let given = type_name(other);
            return Err(Error::type_error(message!(
                "subprocess-command",
                owner,
                given
            )));
        }
    };
    let all = match &words {
        Words::Program(words) => &words[..],
        Words::Name(word) | Words::Shell(word) => std::slice::from_ref(word),
    };
    if all.is_empty() {
        return Err(Error::value_error(message!("subprocess-no-words", owner))
            .with_hint(message!("subprocess-no-words.hint")));
    }
    if all.iter().any(|word| word.contains('\0')) {
        return Err(zero_byte());
    }
    Ok(words)
}

fn not_a_word(owner: &str, index: usize, item: &Value) -> Error {
    let (index, given) = (index.to_string(), type_name(item));
    let error = Error::type_error(message!("subprocess-word", owner, index, given));
    match item {
        Value::Int(_) | Value::Float(_) => error.with_hint(message!("subprocess-word.hint")),
        _ => error,
    }
}

/// What a script sends to a child.
pub fn bytes(
    owner: &str,
    parameter: &str,
    value: &Value,
    coding: Coding,
) -> Result<Vec<u8>, Error> {
    let encoding = coding.map_or(Encoding::Utf8, |(encoding, _)| encoding);
    match value {
        Value::Str(text) => return encoding.encode(text),
        Value::Char(char) => return encoding.encode(char.encode_utf8(&mut [0; 4])),
        Value::Foreign(dynamic) => {
            if let Some(blob) = dynamic.read_lock::<Blob>() {
                return Ok(blob.clone());
            }
        }
        _ => {}
    }
    let wanted = message!("a-string-or-blob");
    Err(wrong(owner, parameter, wanted, value))
}

/// The error of an argument or an option that is not what is wanted.
fn wrong(name: &str, parameter: &str, wanted: Message, given: &Value) -> Error {
    let given = type_name(given);
    Error::type_error(message!("argument-wrong", name, parameter, wanted, given))
}

fn zero_byte() -> Error {
    Error::value_error(message!("subprocess-zero-byte"))
}

/// The map of options of one call.
struct Options<'c> {
    owner: &'static str,
    map: Map,
    task: &'c Task<'c>,
}

impl Options<'_> {
    fn get(&self, name: &str) -> Option<&Value> {
        self.map.get(name).filter(|value| !value.is_unit())
    }

    fn truth(&self, name: &str) -> bool {
        self.get(name).is_some_and(is_true)
    }

    fn wrong(&self, name: &str, wanted: Message, given: &Value) -> Error {
        wrong(self.owner, name, wanted, given)
    }

    fn text(&self, name: &str) -> Result<Option<String>, Error> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Str(text)) if text.contains('\0') => Err(zero_byte()),
            Some(Value::Str(text)) => Ok(Some(text.to_string())),
            Some(other) => Err(self.wrong(name, message!("a-string"), other)),
        }
    }

    /// As in Python, each of `text`, `encoding` and `errors` asks for text.
    fn coding(&self) -> Result<Coding, Error> {
        let encoding = self.text("encoding")?.map(|name| Encoding::named(&name));
        let faults = self.text("errors")?.map(|name| Faults::named(&name));
        let (encoding, faults) = (encoding.transpose()?, faults.transpose()?);
        let is_text = self.truth("text") || self.truth("universal_newlines");
        if !is_text && encoding.is_none() && faults.is_none() {
            return Ok(None);
        }
        let encoding = encoding.unwrap_or(Encoding::Utf8);
        Ok(Some((encoding, faults.unwrap_or(Faults::Strict))))
    }

    fn timeout(&self) -> Result<Option<Value>, Error> {
        let Some(value) = self.get("timeout") else {
            return Ok(None);
        };
        let wrong = || self.wrong("timeout", message!("subprocess-seconds"), value);
        seconds(value).ok_or_else(wrong)??;
        Ok(Some(value.clone()))
    }

    fn environment(&self) -> Result<Option<Vec<(OsString, OsString)>>, Error> {
        let map = match self.get("env") {
            None => return Ok(None),
            Some(Value::Map(map)) => map,
            Some(other) => return Err(self.wrong("env", message!("subprocess-env"), other)),
        };
        let variable = |(name, value): (&Key, &Value)| {
            let Value::Str(value) = value else {
                let (name, given) = (name.as_str(), type_name(value));
                return Err(Error::type_error(message!(
                    "subprocess-variable",
                    name,
                    given
                )));
            };
            if name.is_empty() || name.contains(['=', '\0']) || value.contains('\0') {
                let name = name.escape_debug().to_string();
                return Err(Error::value_error(message!(
                    "subprocess-variable-name",
                    name
                )));
            }
            Ok((name.as_str().into(), value.as_str().into()))
        };
        map.iter().map(variable).collect::<Result<_, _>>().map(Some)
    }

    fn redirect(&self, name: &str) -> Result<Redirect, Error> {
        let Some(value) = self.get(name) else {
            return Ok(Redirect::Inherit);
        };
        match value {
            Value::Int(PIPE) => Ok(Redirect::Pipe),
            Value::Int(DEVNULL) => Ok(Redirect::Null),
            Value::Int(STDOUT) if name == "stderr" => Ok(Redirect::ToOutput),
            Value::Int(STDOUT) => {
                let owner = self.owner;
                Err(Error::value_error(message!(
                    "subprocess-stdout",
                    owner,
                    name
                )))
            }
            value => (self.lent(value, name == "stdin"))
                .unwrap_or_else(|| Err(self.wrong(name, message!("subprocess-redirect"), value))),
        }
    }

    /// The same file, for a child; none for what is no file.
    fn lent(&self, value: &Value, to_read: bool) -> Option<Result<Redirect, Error>> {
        let object = value.as_object()?;
        if let Some(file) = object.downcast::<FileHandle>() {
            return Some(file.lend(self.task, to_read));
        }
        if let Some(pipe) = object.downcast::<PipeHandle>() {
            return Some(pipe.lend(to_read));
        }
        Some(Ok(Redirect::Own(match object.downcast::<Stream>()? {
            Stream::Input => Own::Input,
            Stream::Output => Own::Output,
            Stream::Error => Own::Errors,
        })))
    }
}

/// What a number of seconds is as a time; none for what is no number.
pub fn seconds(value: &Value) -> Option<Result<std::time::Duration, Error>> {
    let seconds = match value {
        Value::Int(int) => *int as f64,
        Value::Float(float) => *float,
        _ => return None,
    };
    Some(time::seconds_or_none_left(seconds).map_err(|bad| Error::value_error(bad.message())))
}
