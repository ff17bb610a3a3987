//! `Logger`, and the functions that write to the root logger.

use super::output::{
    CRITICAL, Config, DEBUG, ERROR, INFO, Logging, Said, WARNING, level_of, open_file, write,
};
use super::record::check_format;
use crate::library::Answer;
use crate::library::arguments::{check_options, is_true};
use crate::library::declare::{natives, properties};
use crate::messages::message;
use crate::objects::abi::{Call, Native, NativeClass};
use crate::objects::error::Error;
use crate::objects::value::{Handle, Map, Object, Value, type_name};

/// A logger in the hands of a script; "" is the root.
struct Logger(String);

impl Handle for Logger {
    fn class(&self) -> &'static NativeClass {
        &LOGGER
    }

    fn describe(&self) -> String {
        match self.0.as_str() {
            "" => "<RootLogger root>".to_string(),
            name => format!("<Logger {name}>"),
        }
    }
}

/// Write a line of the logger that the method was called on, or of the root.
fn log(call: &mut Call, level: i64, first: usize, tells_error: bool) -> Answer {
    let name = match call.receiver.and_then(|object| object.downcast::<Logger>()) {
        Some(logger) => logger.0.clone(),
        None => {
            // As in Python, the functions of the module configure what nobody has configured.
            let logging = call.host.shared().state::<Logging>();
            logging.0.lock().config.get_or_insert_default();
            String::new()
        }
    };
    let mut values: Vec<Value> = call.args.drain(first..).collect();
    let tells_error = match values.split_last() {
        Some((Value::Map(map), before)) if !before.is_empty() && is_options(map) => {
            let tells = is_asked_for(map, call)?;
            values.pop();
            tells
        }
        _ => tells_error,
    };
    let (text, values) = values.split_first().unwrap_or((&Value::Unit, &[]));
    let said = Said {
        level,
        text,
        values,
        tells_error,
    };
    write(call, &name, &said)?;
    Ok(Value::Unit)
}

/// What Python takes by name behind the values of a line.
const OPTIONS: &[&str] = &["exc_info", "stack_info", "stacklevel", "extra"];

fn is_options(map: &Map) -> bool {
    let mut names = map.keys();
    !map.is_empty() && names.all(|name| OPTIONS.contains(&name.as_str()))
}

/// Shall a line with these options tell of the error that was caught?
fn is_asked_for(options: &Map, call: &Call) -> Result<bool, Error> {
    check_options(options, call.name, &OPTIONS[..1])?;
    Ok(options.get(OPTIONS[0]).is_some_and(is_true))
}

fn log_at(call: &mut Call) -> Answer {
    let level = level_of(call, "level", &call.args[0])?;
    log(call, level, 1, false)
}

fn configure(call: &mut Call) -> Answer {
    const KNOWN: &[&str] = &[
        "level", "format", "filename", "filemode", "datefmt", "force", "encoding", "stream",
        "style", "handlers", "errors",
    ];
    let options = call.options(0, "basicConfig", KNOWN)?;
    let option = |name: &str| options.get(name).filter(|value| !value.is_unit()).cloned();
    let logging = call.host.shared().state::<Logging>();
    let is_forced = option("force").is_some_and(|force| is_true(&force));
    check_kept(&option)?;
    // As in Python, only the first call counts.
    if logging.0.lock().config.is_some() && !is_forced {
        return Ok(Value::Unit);
    }
    let level = match option("level") {
        Some(level) => Some(level_of(call, "level", &level)?),
        None => None,
    };
    let text = |name: &str| match option(name) {
        None => Ok(None),
        Some(Value::Str(text)) => Ok(Some(text.to_string())),
        Some(_) => Err(Error::type_error(message!("logging-text", name))),
    };
    let mut config = Config {
        date: text("datefmt")?,
        ..Config::default()
    };
    if let Some(format) = text("format")? {
        check_format(&format)?;
        config.format = format;
    }
    config.file = match (option("filename"), option("stream")) {
        (None, stream) => stream,
        (Some(path), _) => {
            let mode = option("filemode").unwrap_or_else(|| "a".into());
            Some(open_file(call, path, mode)?)
        }
    };
    let mut state = logging.0.lock();
    state.config = Some(config);
    if let Some(level) = level {
        state.levels.insert(String::new(), level);
    }
    Ok(Value::Unit)
}

/// Refuse what Python has and we have not, rather than do without it silently.
fn check_kept(option: &dyn Fn(&str) -> Option<Value>) -> Result<(), Error> {
    if option("handlers").is_some() {
        let error = Error::value_error(message!("logging-handlers"));
        return Err(error.with_hint(message!("logging-handlers.hint")));
    }
    if option("filename").is_some() && option("stream").is_some() {
        return Err(Error::value_error(message!("logging-stream-and-file")));
    }
    if let Some(stream) = option("stream")
        && !matches!(stream, Value::Object(_))
    {
        let error = Error::type_error(message!("logging-stream", kind = type_name(&stream)));
        return Err(error.with_hint(message!("logging-stream.hint")));
    }
    let only = |name: &'static str, allowed: &[&str]| match option(name) {
        Some(Value::Str(text)) if allowed.contains(&text.to_lowercase().as_str()) => Ok(()),
        None => Ok(()),
        Some(given) => {
            let given = crate::objects::value::to_debug(&given);
            let only = format!("\"{}\"", allowed[0]);
            Err(Error::value_error(message!(
                "logging-only",
                name,
                given,
                only
            )))
        }
    };
    only("style", &["%"])?;
    only("encoding", &["utf-8", "utf8"])?;
    only("errors", &["strict", "backslashreplace"])
}

fn logger(call: &mut Call) -> Answer {
    let name = match call.optional_text(0, "name")? {
        Some(name) if name.as_str() != "root" => name.to_string(),
        _ => String::new(),
    };
    Ok(logger_named(call, name))
}

fn logger_named(call: &Call, name: String) -> Value {
    let logging = call.host.shared().state::<Logging>();
    let mut state = logging.0.lock();
    let object = state
        .loggers
        .entry(name.clone())
        .or_insert_with(|| Object::new(Logger(name)));
    Value::Object(object.clone())
}

/// The level from which on it writes.
fn level(call: &Call) -> Result<i64, Error> {
    let logger = call.handle::<Logger>()?;
    Ok((call.host.shared().state::<Logging>())
        .0
        .lock()
        .level(&logger.0))
}

pub static FUNCTIONS: &[Native] = natives! {
    /// Say how lines look, where they go, and from which level on they are written. The first call counts, as in Python.
    ///
    /// `options` may have `level` (a number or its name; else `WARNING`), `format` (else `"%(levelname)s:%(name)s:%(message)s"`), `datefmt` (as for
    /// `strftime`), `filename` with `filemode` (`"a"`; it needs `--allow-write`) or `stream` (`stdout`, an open file), and `force: true`. A format may name `asctime`,
    /// `levelname`, `levelno`, `message`, `name`, `threadName`, `thread`, `funcName`, `lineno`, `filename`, `pathname`, `module`, `msecs`, `created`, `relativeCreated`,
    /// `process`, `processName`. Fails with `ValueError` for a format without a field, or with another one. Under `--seed` and `--virtual-time` the time is the run's own.
    ///
    /// Python writes `logging.basicConfig(level=logging.INFO, format="…")`.
    ///
    /// ```
    /// basicConfig(#{level: "DEBUG", format: "%(levelname)-8s %(name)s: %(message)s"});
    /// logging::getLogger("bank").debug("%s gives %.2f", "Ada", 2.5);
    /// // warns DEBUG    bank: Ada gives 2.50
    /// ```
    fn basicConfig(options = #{}) |call| { configure(call) }

    /// Give the logger of this name, the same each time; without a name the root, which stands above all others.
    ///
    /// A logger `a.b` stands below `a`: it writes from the level of that on, unless it has its own.
    ///
    /// ```
    /// print(getLogger("bank") == getLogger("bank"), getLogger("bank").name);   // prints true bank
    /// ```
    fn getLogger(name = ()) |call| { logger(call) }

    /// Give the name of a level, or the level of a name.
    ///
    /// ```
    /// print(logging::getLevelName(20), logging::getLevelName(21));   // prints INFO Level 21
    /// print(logging::getLevelName("ERROR"));                         // prints 40
    /// ```
    fn getLevelName(level) |call| {
        let logging = call.host.shared().state::<Logging>();
        let state = logging.0.lock();
        Ok(match &call.args[0] {
            Value::Str(name) => match state.level_named(name.as_str()) {
                Some(level) => Value::Int(level),
                None => Value::string(format!("Level {name}")),
            },
            _ => Value::string(state.name_of(call.int(0, "level")?)),
        })
    }

    /// Give a level a name, which lines say from then on.
    ///
    /// ```
    /// basicConfig();
    /// addLevelName(35, "NOTICE");
    /// logging::log(35, "closed today");
    /// // warns NOTICE:root:closed today
    /// ```
    fn addLevelName(level, level_name) |call| {
        let (level, name) = (call.int(0, "level")?, call.text(1, "level_name")?.to_string());
        let logging = call.host.shared().state::<Logging>();
        logging.0.lock().names.insert(level, name);
        Ok(Value::Unit)
    }

    /// Write no line up to this level any more, whoever writes it; `disable(logging::NOTSET)` undoes it.
    ///
    /// ```
    /// basicConfig(#{level: "DEBUG"});
    /// logging::disable(logging::INFO);
    /// logging::info("not shown");
    /// logging::warning("shown");
    /// // warns WARNING:root:shown
    /// ```
    fn disable(level = logging::CRITICAL) |call| {
        let level = match call.optional(0) {
            Some(level) => level_of(call, "level", level)?,
            None => CRITICAL,
        };
        let logging = call.host.shared().state::<Logging>();
        logging.0.lock().disabled = level;
        Ok(Value::Unit)
    }

    /// Write a line of the level `DEBUG`: what only helps to find mistakes.
    ///
    /// The values fill the fields of the message, `%s`, `%d`, `%.2f`, as in Python. Fails with `TypeError` when there are too few or too many.
    ///
    /// ```
    /// basicConfig(#{level: "DEBUG"});
    /// logging::debug("%d bottles", 3);
    /// // warns DEBUG:root:3 bottles
    /// ```
    fn debug(message, values...) |call| { log(call, DEBUG, 0, false) }

    /// Write a line of the level `INFO`: what goes as it shall.
    ///
    /// ```
    /// basicConfig(#{level: logging::INFO});
    /// logging::info("%d of %d", 1, 3);
    /// // warns INFO:root:1 of 3
    /// ```
    fn info(message, values...) |call| { log(call, INFO, 0, false) }

    /// Write a line of the level `WARNING`: what may become a problem.
    ///
    /// ```
    /// logging::warning("little room");
    /// // warns WARNING:root:little room
    /// ```
    fn warning(message, values...) |call| { log(call, WARNING, 0, false) }

    /// Write a line of the level `ERROR`: what went wrong.
    ///
    /// ```
    /// logging::error("no answer from %s", "h1");
    /// // warns ERROR:root:no answer from h1
    /// ```
    fn error(message, values...) |call| { log(call, ERROR, 0, false) }

    /// Write a line of the level `CRITICAL`: what ends a program.
    ///
    /// ```
    /// logging::critical("out of paper");
    /// // warns CRITICAL:root:out of paper
    /// ```
    fn critical(message, values...) |call| { log(call, CRITICAL, 0, false) }

    /// Write a line of the level `ERROR`, and below it the error that was caught, with the calls that were open.
    ///
    /// Outside of a `catch` there is no error to tell of, and it writes the line alone; Python adds `NoneType: None` there. A map `#{exc_info: true}` behind the
    /// values of another function does the same.
    ///
    /// ```
    /// try { throw "oh"; } catch { logging::exception("%d lines lost", 3); }
    /// // warns ERROR:root:3 lines lost
    /// // warns thrown: oh, line 1
    /// ```
    fn exception(message, values...) |call| { log(call, ERROR, 0, true) }

    /// Write a line of this level, a number or its name.
    ///
    /// ```
    /// logging::log(35, "between the levels");
    /// // warns Level 35:root:between the levels
    /// ```
    fn log(level, message, values...) |call| { log_at(call) }
};

pub static LOGGER: NativeClass = NativeClass {
    name: "Logger",
    module: "logging",
    doc: "Who writes lines, under a name; `getLogger` gives it.\n\n```\nbasicConfig();\ngetLogger(\"bank\").warning(\"closed\");\n// warns WARNING:bank:closed\n```",
    parent: None,
    constructor: None,
    methods: natives! {
        /// Write a line of the level `DEBUG`. The values fill the `%` fields of the message.
        ///
        /// ```
        /// let bank = getLogger("bank");
        /// bank.debug("not shown: the level is WARNING");
        /// basicConfig(#{level: "DEBUG"});
        /// bank.debug("%s pays", "Ada");
        /// // warns DEBUG:bank:Ada pays
        /// ```
        fn debug(message, values...) |call| { log(call, DEBUG, 0, false) }

        /// Write a line of the level `INFO`.
        ///
        /// ```
        /// let bank = getLogger("bank");
        /// basicConfig();
        /// bank.setLevel("INFO");
        /// bank.info("open");
        /// // warns INFO:bank:open
        /// ```
        fn info(message, values...) |call| { log(call, INFO, 0, false) }

        /// Write a line of the level `WARNING`.
        ///
        /// ```
        /// basicConfig();
        /// getLogger("bank").warning("%d left", 5);
        /// // warns WARNING:bank:5 left
        /// ```
        fn warning(message, values...) |call| { log(call, WARNING, 0, false) }

        /// Write a line of the level `ERROR`.
        ///
        /// ```
        /// basicConfig();
        /// getLogger("bank").error("closed");
        /// // warns ERROR:bank:closed
        /// ```
        fn error(message, values...) |call| { log(call, ERROR, 0, false) }

        /// Write a line of the level `CRITICAL`.
        ///
        /// ```
        /// basicConfig();
        /// getLogger("bank").critical("closed");
        /// // warns CRITICAL:bank:closed
        /// ```
        fn critical(message, values...) |call| { log(call, CRITICAL, 0, false) }

        /// Write a line of the level `ERROR`, and below it the error that was caught.
        ///
        /// ```
        /// basicConfig();
        /// try { throw "oh"; } catch { getLogger("bank").exception("failed"); }
        /// // warns ERROR:bank:failed
        /// // warns thrown: oh, line 2
        /// ```
        fn exception(message, values...) |call| { log(call, ERROR, 0, true) }

        /// Write a line of this level, a number or its name.
        ///
        /// ```
        /// basicConfig();
        /// getLogger("bank").log("ERROR", "closed");
        /// // warns ERROR:bank:closed
        /// ```
        fn log(level, message, values...) |call| { log_at(call) }

        /// Write from this level on, a number or its name; 0 for what the logger above it says.
        ///
        /// ```
        /// let bank = getLogger("bank");
        /// bank.setLevel("INFO");
        /// print(bank.level, bank.getEffectiveLevel());   // prints 20 20
        /// ```
        fn setLevel(level) |call| {
            let level = level_of(call, "level", &call.args[0])?;
            let logger = call.handle::<Logger>()?;
            let logging = call.host.shared().state::<Logging>();
            logging.0.lock().levels.insert(logger.0.clone(), level);
            Ok(Value::Unit)
        }

        /// Give the level from which on it writes: its own, or that of the next logger above it.
        ///
        /// ```
        /// print(getLogger("a.b").getEffectiveLevel());   // prints 30
        /// ```
        fn getEffectiveLevel() |call| { Ok(Value::Int(level(call)?)) }

        /// Tell whether it writes lines of this level.
        ///
        /// ```
        /// print(getLogger("bank").isEnabledFor(logging::INFO));   // prints false
        /// ```
        fn isEnabledFor(level) |call| {
            let asked = level_of(call, "level", &call.args[0])?;
            let logger = call.handle::<Logger>()?;
            let logging = call.host.shared().state::<Logging>();
            let is_enabled = logging.0.lock().is_written(&logger.0, asked);
            Ok(is_enabled.into())
        }

        /// Give the logger below this one that has this name there: `a.b` for `b` below `a`.
        ///
        /// ```
        /// print(getLogger("bank").getChild("loans").name);   // prints bank.loans
        /// ```
        fn getChild(suffix) |call| {
            let suffix = call.text(0, "suffix")?.to_string();
            let above = call.handle::<Logger>()?;
            let name = match above.0.as_str() {
                "" => suffix,
                above => format!("{above}.{suffix}"),
            };
            Ok(logger_named(call, name))
        }
    },
    properties: properties! {
        /// Its name; `root` for the one above all others.
        ///
        /// ```
        /// print(getLogger().name, getLogger("a.b").name);   // prints root a.b
        /// ```
        name get |call| {
            let logger = call.handle::<Logger>()?;
            Ok(match logger.0.as_str() {
                "" => "root".into(),
                name => name.into(),
            })
        }

        /// The level that was set for it; 0 when none was.
        ///
        /// ```
        /// print(getLogger("new").level);              // prints 0
        /// ```
        level get |call| {
            let logger = call.handle::<Logger>()?;
            let logging = call.host.shared().state::<Logging>();
            let level = logging.0.lock().levels.get(&logger.0).copied();
            Ok(Value::Int(level.unwrap_or(0)))
        }
    },
    blank: None,
};
