//! Calls of Python: arguments with names, and functions and methods that are called otherwise here.

use super::Unsure;
use super::expression::{Reader, Value, level};
use super::names::{Holds, Names};
use super::texts::percent_form;

/// An argument: the blanks before it, its name if it has one, its value.
struct Argument {
    gap: String,
    key: Option<String>,
    value: Value,
}

/// The arguments from the `(` on.
struct Arguments {
    all: Vec<Argument>,
    /// The blanks before the `)`.
    end: String,
}

impl Arguments {
    fn read(reader: &mut Reader) -> Result<Arguments, Unsure> {
        reader.expect("(")?;
        let mut all = Vec::new();
        loop {
            let gap = reader.gap();
            if reader.take(")") {
                return Ok(Arguments { all, end: gap });
            }
            let key = (reader.word(1) == "=").then(|| reader.step().to_string());
            if key.is_some() {
                reader.step();
            }
            let mut value = reader.value()?;
            if reader.word(0) == "for" {
                value = Value::atom(reader.clauses(&value)?);
            }
            // What is shown of an error is its message.
            if reader.names.is_caught(&value.text) {
                value = Value::atom(format!("{}.message", value.text));
            }
            all.push(Argument { gap, key, value });
            let end = reader.gap();
            if reader.take(")") {
                return Ok(Arguments { all, end });
            }
            reader.expect(",")?;
        }
    }

    fn has_keys(&self) -> bool {
        self.all.iter().any(|argument| argument.key.is_some())
    }

    /// Take the argument of this name out.
    fn take(&mut self, key: &str) -> Option<Value> {
        let at = self
            .all
            .iter()
            .position(|argument| argument.key.as_deref() == Some(key))?;
        Some(self.all.remove(at).value)
    }

    fn positional(&self) -> impl Iterator<Item = &Value> {
        self.all
            .iter()
            .filter(|argument| argument.key.is_none())
            .map(|argument| &argument.value)
    }

    /// All that have a name, as a map.
    fn options(&self) -> Option<String> {
        let named = self
            .all
            .iter()
            .filter_map(|argument| Some((argument.key.as_ref()?, &argument.value)));
        let pairs: Vec<String> = named
            .map(|(key, value)| format!("{key}: {}", value.text))
            .collect();
        (!pairs.is_empty()).then(|| format!("#{{{}}}", pairs.join(", ")))
    }

    /// As they were written.
    fn text(&self) -> String {
        let texts: Vec<String> = self
            .all
            .iter()
            .map(|argument| format!("{}{}", argument.gap, argument.value.text))
            .collect();
        format!("({}{})", texts.join(","), self.end)
    }

    /// In the order of these parameters, `a, b = 1`.
    fn in_order(&self, parameters: &str) -> Option<String> {
        let parameters: Vec<(&str, Option<&str>)> = (parameters.split(','))
            .map(|parameter| match parameter.split_once('=') {
                Some((name, default)) => (name.trim(), Some(default.trim())),
                None => (parameter.trim(), None),
            })
            .collect();
        let mut values = vec![None; parameters.len()];
        for (place, argument) in self.all.iter().enumerate() {
            let place = match &argument.key {
                Some(key) => parameters.iter().position(|(name, _)| name == key)?,
                None => place,
            };
            let value = values.get_mut(place)?;
            if value.replace(argument.value.text.as_str()).is_some() {
                return None;
            }
        }
        let last = values.iter().rposition(Option::is_some)?;
        let all = values.iter().zip(&parameters).take(last + 1);
        let all: Option<Vec<&str>> = all
            .map(|(value, (_, default))| value.or(*default))
            .collect();
        Some(all?.join(", "))
    }
}

/// A call of `callee`, which Python calls `python` where it is a plain name.
pub fn call(reader: &mut Reader, callee: &str, python: Option<&str>) -> Result<Value, Unsure> {
    let mut arguments = Arguments::read(reader)?;
    let names = reader.names;
    let python = python.unwrap_or_default();
    let is_own = names.parameters.contains_key(python);
    let text = match python {
        _ if is_own => own(callee, python, &arguments, names)?,
        "Thread" | "Timer" => thread(callee, &mut arguments)?,
        "isinstance" => is_instance(&arguments)?,
        "list" if arguments.all.len() == 1 => {
            format!("list[item for item in {}]", arguments.all[0].value.text)
        }
        "list" => "[]".to_string(),
        "dict" if arguments.all.is_empty() => "#{}".to_string(),
        "map" | "filter" => {
            let mut values = arguments.positional();
            let (function, of) = (values.next().ok_or(Unsure)?, values.next().ok_or(Unsure)?);
            format!("{}.{python}({})", of.at_least(level::ATOM), function.text)
        }
        "defaultdict" => {
            let makes = |value: &Value| match value.text.as_str() {
                "list" => "|| []".to_string(),
                "dict" => "|| #{}".to_string(),
                text => text.to_string(),
            };
            let values: Vec<String> = arguments.positional().map(makes).collect();
            if arguments.has_keys() {
                return Err(Unsure);
            }
            format!("{callee}({})", values.join(", "))
        }
        "tuple" | "dict" | "bytes" | "bytearray" | "type" | "iter" | "next" | "getattr"
        | "setattr" | "vars" | "globals" | "locals" | "exec" | "frozenset" | "hash" | "id" => {
            return Err(Unsure);
        }
        "open" => {
            let is_dropped = |key: &str| matches!(key, "encoding" | "errors" | "newline");
            arguments
                .all
                .retain(|argument| !argument.key.as_deref().is_some_and(is_dropped));
            with_names(callee, python, &arguments, names)?
        }
        _ => with_names(callee, python, &arguments, names)?,
    };
    let mut value = Value::atom(text);
    value.holds = match python {
        "input" | "str" | "repr" | "chr" => Holds::Text,
        "list" | "sorted" | "map" | "filter" => Holds::Array,
        "set" | "deque" | "Counter" | "defaultdict" => Holds::Handle,
        _ => Holds::Other,
    };
    Ok(value)
}

/// Calls with names in the order of the library's parameters, or with a map of options where it takes one.
fn with_names(
    callee: &str,
    name: &str,
    arguments: &Arguments,
    names: &Names,
) -> Result<String, Unsure> {
    if !arguments.has_keys() {
        return Ok(format!("{callee}{}", arguments.text()));
    }
    let signatures = (names.calls)(name);
    let mut ordered: Vec<String> = signatures
        .iter()
        .filter_map(|parameters| arguments.in_order(parameters))
        .collect();
    ordered.dedup();
    if let [values] = &ordered[..] {
        return Ok(format!("{callee}({values})"));
    }
    // `max(xs, key=len)`: one more map at the end.
    let is_key = |argument: &Argument| {
        let key = argument.key.as_deref();
        key.is_none_or(|key| matches!(key, "key" | "default"))
    };
    let takes_options = name == "print"
        || arguments.all.iter().all(is_key)
            && signatures
                .iter()
                .any(|parameters| parameters.ends_with("values..."))
        || signatures
            .iter()
            .any(|parameters| parameters.contains("options"));
    let options = arguments
        .options()
        .filter(|_| takes_options && ordered.is_empty())
        .ok_or(Unsure)?;
    let values: Vec<&str> = arguments
        .positional()
        .map(|value| value.text.as_str())
        .collect();
    let all: Vec<&str> = values.into_iter().chain([options.as_str()]).collect();
    Ok(format!("{callee}({})", all.join(", ")))
}

/// A function or class of the text.
fn own(callee: &str, name: &str, arguments: &Arguments, names: &Names) -> Result<String, Unsure> {
    if !arguments.has_keys() {
        return Ok(format!("{callee}{}", arguments.text()));
    }
    let parameters = names.parameters.get(name).ok_or(Unsure)?;
    let values = arguments.in_order(&parameters.join(",")).ok_or(Unsure)?;
    Ok(format!("{callee}({values})"))
}

/// `Thread(target=f, args=(a,), name="x")` → `Thread(f, [a], #{name: "x"})`
fn thread(callee: &str, arguments: &mut Arguments) -> Result<String, Unsure> {
    if !arguments.has_keys() && callee.ends_with("Thread") {
        // Python's first parameter is a group that must be `None`.
        return match arguments.all.is_empty() {
            true => Ok(format!("{callee}()")),
            false => Err(Unsure),
        };
    }
    arguments.take("group");
    let function = arguments
        .take("target")
        .or_else(|| arguments.take("function"));
    let values = arguments.take("args").map(|value| match value.items {
        Some(items) => format!("[{}]", items.join(", ")),
        None => value.text,
    });
    if arguments
        .all
        .iter()
        .any(|argument| argument.key.as_deref() == Some("kwargs"))
    {
        return Err(Unsure);
    }
    let options = arguments.options();
    let mut all: Vec<String> = arguments
        .positional()
        .map(|value| value.text.clone())
        .collect();
    match function {
        Some(function) => all.push(function.text),
        None if callee.ends_with("Thread") => return Err(Unsure),
        None => {}
    }
    if values.is_some() || options.is_some() {
        all.push(values.unwrap_or_else(|| "[]".to_string()));
    }
    all.extend(options);
    Ok(format!("{callee}({})", all.join(", ")))
}

fn is_instance(arguments: &Arguments) -> Result<String, Unsure> {
    let values: Vec<&Value> = arguments.positional().collect();
    let [value, class] = values[..] else {
        return Err(Unsure);
    };
    let kind = kind_of(&class.text).ok_or(Unsure)?;
    Ok(format!("(type_of({}) == \"{kind}\")", value.text))
}

/// The name here of one of Python's types.
fn kind_of(python: &str) -> Option<&'static str> {
    Some(match python {
        "int" => "i64",
        "float" => "f64",
        "str" => "string",
        "bool" => "bool",
        "list" | "tuple" => "array",
        "dict" => "map",
        _ => return None,
    })
}

/// The right side of `type_of(x) == int`.
pub fn type_name(left: &Value, right: &Value) -> Option<String> {
    let kind = kind_of(&right.text).filter(|_| left.text.starts_with("type_of("))?;
    Some(format!("\"{kind}\""))
}

/// `receiver.name(…)`, from the `(` on.
pub fn method(
    reader: &mut Reader,
    receiver: &str,
    dot: &str,
    name: &str,
    of: &Value,
) -> Result<Value, Unsure> {
    let names = reader.names;
    if name == "__init__" {
        return base_init(reader, receiver);
    }
    let mut arguments = Arguments::read(reader)?;
    let is_own = names.methods.contains(name);
    let count = arguments.all.len();
    let is_list = of.holds != Holds::Map;
    let ours = match (name, count) {
        _ if is_own || of.holds == Holds::Handle => name,
        // It may be a deque, which keeps Python's name.
        ("append", 1)
            if of.holds != Holds::Array
                && !receiver.ends_with(']')
                && names.has_handles("append") =>
        {
            return Err(Unsure);
        }
        ("append", 1) => "push",
        ("extend", 1) => "append",
        ("index", 1) if of.holds != Holds::Array => "index_of",
        ("replace", 2) => "replaced",
        ("pop", 1) if is_list && arguments.all[0].value.text == "0" => {
            return Ok(Value::atom(format!("{receiver}{dot}.shift()")));
        }
        ("pop", 1) => "remove",
        ("remove", 1) if of.holds == Holds::Array => {
            let value = &arguments.all[0].value.text;
            return Ok(Value::atom(format!(
                "{receiver}{dot}.remove({receiver}.index_of({value}))"
            )));
        }
        ("isAlive" | "getName", 0) => {
            let text = if name == "getName" {
                ".name"
            } else {
                ".is_alive()"
            };
            return Ok(Value::atom(format!("{receiver}{dot}{text}")));
        }
        ("notifyAll", 0) => "notify_all",
        ("sort", 0) | ("copy", 0) => name,
        ("sort" | "remove" | "title" | "fromkeys" | "popitem", _) => {
            return Err(Unsure);
        }
        (name, _) => name,
    };
    // A text's own name for its coding is not needed.
    if matches!(name, "encode" | "decode") {
        arguments
            .all
            .retain(|argument| !argument.value.text.to_lowercase().contains("utf"));
    }
    let callee = format!("{receiver}{dot}.{ours}");
    let text = match is_own && arguments.has_keys() {
        true => return Err(Unsure),
        false => with_names(&callee, ours, &arguments, names)?,
    };
    let mut value = Value::atom(text);
    value.holds = match ours {
        "strip" | "upper" | "lower" | "decode" | "replaced" | "join" | "readline" | "format" => {
            Holds::Text
        }
        "split" | "readlines" | "splitlines" => Holds::Array,
        _ => Holds::Other,
    };
    Ok(value)
}

/// `Thread.__init__(self, …)` → `super.init(…)`
fn base_init(reader: &mut Reader, base: &str) -> Result<Value, Unsure> {
    let names = reader.names;
    let known = names
        .bases
        .values()
        .any(|of| of == base || of.rsplit('.').next() == Some(base));
    let mut arguments = Arguments::read(reader)?;
    let this = arguments
        .all
        .first()
        .is_some_and(|first| first.key.is_none() && first.value.text == "this");
    if !known || !this {
        return Err(Unsure);
    }
    arguments.all.remove(0);
    super_with("init", &arguments)
}

/// `super().name(…)`, behind the `super`.
pub fn super_call(reader: &mut Reader) -> Result<Value, Unsure> {
    Arguments::read(reader)?;
    reader.expect(".")?;
    let name = match reader.step() {
        "__init__" => "init",
        name => name,
    };
    let arguments = Arguments::read(reader)?;
    super_with(name, &arguments)
}

fn super_with(name: &str, arguments: &Arguments) -> Result<Value, Unsure> {
    let values: Vec<&str> = arguments
        .positional()
        .map(|value| value.text.as_str())
        .collect();
    let options = arguments.options();
    let is_of_thread =
        |key: &Option<String>| matches!(key.as_deref(), None | Some("name" | "daemon"));
    if !arguments
        .all
        .iter()
        .all(|argument| is_of_thread(&argument.key))
    {
        return Err(Unsure);
    }
    let all: Vec<&str> = values.into_iter().chain(options.as_deref()).collect();
    Ok(Value::atom(format!("super.{name}({})", all.join(", "))))
}

/// The one argument of a call, given by its place.
fn only_argument(reader: &mut Reader) -> Result<Value, Unsure> {
    let mut arguments = Arguments::read(reader)?.all;
    match (arguments.pop(), arguments.is_empty()) {
        (
            Some(Argument {
                key: None, value, ..
            }),
            true,
        ) => Ok(value),
        _ => Err(Unsure),
    }
}

/// `math.sqrt(x)`: a method of floats.
pub fn math(reader: &mut Reader, name: &str) -> Result<Value, Unsure> {
    let value = only_argument(reader)?;
    let of = format!("float({})", value.text);
    Ok(Value::atom(match name {
        "sqrt" | "sin" | "cos" | "tan" | "exp" | "ln" => format!("{of}.{name}()"),
        "log" => format!("{of}.ln()"),
        "floor" => format!("int({of}.floor())"),
        "ceil" => format!("int({of}.ceiling())"),
        "fabs" => format!("abs({of})"),
        _ => return Err(Unsure),
    }))
}

/// `json.dumps(x)`, `json.loads(text)`
pub fn of_json(reader: &mut Reader, dotted: &str) -> Result<Option<Value>, Unsure> {
    if !matches!(dotted, "json.dumps" | "json.loads") {
        return Ok(None);
    }
    let value = only_argument(reader)?;
    Ok(Some(Value::atom(match dotted {
        "json.dumps" => format!("{}.to_json()", value.at_least(level::ATOM)),
        _ => format!("parse_json({})", value.text),
    })))
}

/// `a * b`, `a / b`, `a // b`, `a % b`: on numbers, texts, arrays.
pub fn product(
    left: &Value,
    operator: &str,
    right: &Value,
    before: &str,
    behind: &str,
) -> Result<Value, Unsure> {
    let is_float = |value: &Value| {
        value.text.starts_with("float(")
            || value
                .text
                .starts_with(|letter: char| letter.is_ascii_digit())
                && value.text.contains('.')
    };
    let (from, to) = (
        left.at_least(level::PRODUCT),
        right.at_least(level::PRODUCT + 1),
    );
    let text = match operator {
        "*" => format!("{from}{before}*{behind}{to}"),
        "%" if left.holds == Holds::Text => return percent(left, right),
        // Between whole numbers `/` drops the rest, as `//` does.
        "//" if is_float(left) || is_float(right) => return Err(Unsure),
        // … but Python rounds down.
        "//" if left.text.starts_with('-') || right.text.starts_with('-') => {
            format!("int((float({}) / {to}).floor())", left.text)
        }
        "//" => format!("{from}{before}/{behind}{to}"),
        "/" if !is_float(left) && !is_float(right) => {
            format!("float({}){before}/{behind}{to}", left.text)
        }
        operator => format!("{from}{before}{operator}{behind}{to}"),
    };
    let mut value = Value::new(text, level::PRODUCT);
    value.holds = left.holds;
    Ok(value)
}

/// `"%d" % x`
fn percent(left: &Value, right: &Value) -> Result<Value, Unsure> {
    if !left.text.starts_with('"') {
        return Err(Unsure);
    }
    let (form, count) = percent_form(&left.text)?;
    let values = right
        .items
        .clone()
        .unwrap_or_else(|| vec![right.text.clone()]);
    if values.len() != count {
        return Err(Unsure);
    }
    let mut value = Value::atom(format!("format({form}, {})", values.join(", ")));
    value.holds = Holds::Text;
    Ok(value)
}
