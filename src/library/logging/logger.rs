//! `Logger`, and the functions that write to the root logger.

use super::output::{
    CRITICAL, Config, DEBUG, ERROR, INFO, Logging, WARNING, level_name, level_of, open_file, write,
};
use crate::library::Answer;
use crate::library::declare::{natives, properties};
use crate::messages::message;
use crate::objects::abi::{Call, Native, NativeClass};
use crate::objects::error::Error;
use crate::objects::value::{Handle, Object, Value};

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
fn log(call: &mut Call, level: i64, first: usize) -> Answer {
    let name = match call.receiver.and_then(|object| object.downcast::<Logger>()) {
        Some(logger) => logger.0.clone(),
        None => {
            // As in Python, the functions of the module configure what nobody has configured.
            let logging = call.host.shared().state::<Logging>();
            logging.0.lock().config.get_or_insert_default();
            String::new()
        }
    };
    let values: Vec<Value> = call.args.drain(first..).collect();
    let (text, values) = values.split_first().unwrap_or((&Value::Unit, &[]));
    write(call, &name, level, text, values)?;
    Ok(Value::Unit)
}

fn log_at(call: &mut Call) -> Answer {
    let level = level_of(call, "level", &call.args[0])?;
    log(call, level, 1)
}

fn configure(call: &mut Call) -> Answer {
    const KNOWN: &[&str] = &[
        "level", "format", "filename", "filemode", "datefmt", "force", "encoding", "stream",
    ];
    let options = call.options(0, "basicConfig", KNOWN)?;
    let option = |name: &str| options.get(name).filter(|value| !value.is_unit()).cloned();
    let logging = call.host.shared().state::<Logging>();
    let is_forced = option("force").is_some_and(|force| crate::library::arguments::is_true(&force));
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
        config.format = format;
    }
    if let Some(path) = option("filename") {
        let mode = option("filemode").unwrap_or_else(|| "a".into());
        config.file = Some(open_file(call, path, mode)?);
    }
    let mut state = logging.0.lock();
    state.config = Some(config);
    if let Some(level) = level {
        state.levels.insert(String::new(), level);
    }
    Ok(Value::Unit)
}

fn logger(call: &mut Call) -> Answer {
    let name = match call.optional_text(0, "name")? {
        Some(name) if name.as_str() != "root" => name.to_string(),
        _ => String::new(),
    };
    let logging = call.host.shared().state::<Logging>();
    let mut state = logging.0.lock();
    let object = state
        .loggers
        .entry(name.clone())
        .or_insert_with(|| Object::new(Logger(name)));
    Ok(Value::Object(object.clone()))
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
    /// `strftime`), `filename` with `filemode` (`"a"`; it needs `--allow-write`), and `force: true`. A format may name `asctime`, `levelname`, `message`, `name`,
    /// `threadName`, `thread`, `lineno`, `filename`, `module`, `msecs`, `created`, `relativeCreated`, `levelno`. Under `--seed` and `--virtual-time` the time is the run's own.
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

    /// Give the name of a level.
    ///
    /// ```
    /// print(logging::getLevelName(20), logging::getLevelName(21));   // prints INFO Level 21
    /// ```
    fn getLevelName(level) |call| { Ok(level_name(call.int(0, "level")?).into()) }

    /// Write a line of the level `DEBUG`: what only helps to find mistakes.
    ///
    /// The values fill the fields of the message, `%s`, `%d`, `%.2f`, as in Python. Fails with `TypeError` when there are too few or too many.
    ///
    /// ```
    /// basicConfig(#{level: "DEBUG"});
    /// logging::debug("%d bottles", 3);
    /// // warns DEBUG:root:3 bottles
    /// ```
    fn debug(message, values...) |call| { log(call, DEBUG, 0) }

    /// Write a line of the level `INFO`: what goes as it shall.
    ///
    /// ```
    /// basicConfig(#{level: logging::INFO});
    /// logging::info("%d of %d", 1, 3);
    /// // warns INFO:root:1 of 3
    /// ```
    fn info(message, values...) |call| { log(call, INFO, 0) }

    /// Write a line of the level `WARNING`: what may become a problem.
    ///
    /// ```
    /// logging::warning("little room");
    /// // warns WARNING:root:little room
    /// ```
    fn warning(message, values...) |call| { log(call, WARNING, 0) }

    /// Write a line of the level `ERROR`: what went wrong.
    ///
    /// ```
    /// logging::error("no answer from %s", "h1");
    /// // warns ERROR:root:no answer from h1
    /// ```
    fn error(message, values...) |call| { log(call, ERROR, 0) }

    /// Write a line of the level `CRITICAL`: what ends a program.
    ///
    /// ```
    /// logging::critical("out of paper");
    /// // warns CRITICAL:root:out of paper
    /// ```
    fn critical(message, values...) |call| { log(call, CRITICAL, 0) }

    /// Write a line of the level `ERROR`, in a `catch`. Python adds the calls that were open; here the caught error goes among the values.
    ///
    /// ```
    /// try { [1][5]; } catch (e) { logging::exception("no item: %s", e.kind); }
    /// // warns ERROR:root:no item: IndexError
    /// ```
    fn exception(message, values...) |call| { log(call, ERROR, 0) }

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
        fn debug(message, values...) |call| { log(call, DEBUG, 0) }

        /// Write a line of the level `INFO`.
        ///
        /// ```
        /// let bank = getLogger("bank");
        /// basicConfig();
        /// bank.setLevel("INFO");
        /// bank.info("open");
        /// // warns INFO:bank:open
        /// ```
        fn info(message, values...) |call| { log(call, INFO, 0) }

        /// Write a line of the level `WARNING`.
        ///
        /// ```
        /// basicConfig();
        /// getLogger("bank").warning("%d left", 5);
        /// // warns WARNING:bank:5 left
        /// ```
        fn warning(message, values...) |call| { log(call, WARNING, 0) }

        /// Write a line of the level `ERROR`.
        ///
        /// ```
        /// basicConfig();
        /// getLogger("bank").error("closed");
        /// // warns ERROR:bank:closed
        /// ```
        fn error(message, values...) |call| { log(call, ERROR, 0) }

        /// Write a line of the level `CRITICAL`.
        ///
        /// ```
        /// basicConfig();
        /// getLogger("bank").critical("closed");
        /// // warns CRITICAL:bank:closed
        /// ```
        fn critical(message, values...) |call| { log(call, CRITICAL, 0) }

        /// Write a line of the level `ERROR`, in a `catch`.
        ///
        /// ```
        /// basicConfig();
        /// try { throw "oh"; } catch (e) { getLogger("bank").exception("failed: %s", e); }
        /// // warns ERROR:bank:failed: oh
        /// ```
        fn exception(message, values...) |call| { log(call, ERROR, 0) }

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
            Ok((asked >= level(call)?).into())
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
