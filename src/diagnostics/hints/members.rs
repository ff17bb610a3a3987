//! Hints about methods and attributes that a value does not have: the call as it is written here, with its own receiver and arguments.

use super::Found;
use super::cause::Problem;
use super::look::{Look, split, when};
use super::problem::{raised_any, run, unknown_function, unknown_property};
use super::rewrite::rhai;
use crate::lang::TokenKind;
use crate::messages::Argument;
use crate::objects::error::ErrorKind;
use std::ops::Range;

/// A call after a dot, as the script has it.
pub struct Call {
    pub receiver: String,
    pub arguments: Vec<String>,
    /// From the receiver to the closing bracket, or to the name where there are no brackets.
    pub range: Range<usize>,
}

/// The index of the first token of the chain that ends with the token at `last`: `a.b[1].c()`.
pub fn chain_start(look: &Look, last: usize) -> Option<usize> {
    let mut at = last;
    loop {
        match look.at(at) {
            ")" | "]" => {
                at = (0..at).rev().find(|open| {
                    matches!(look.at(*open), "(" | "[" | "?[") && look.closing(*open) == Some(at)
                })?;
                let before = at.checked_sub(1).map_or("", |before| look.at(before));
                let is_call = before.ends_with(|letter: char| {
                    letter.is_alphanumeric() || "_)]\"'`".contains(letter)
                }) && !matches!(
                    before,
                    "if" | "while" | "in" | "return" | "switch" | "throw"
                );
                if !is_call {
                    break;
                }
                at -= 1;
                continue;
            }
            _ => when(look.tokens().get(at)?.kind != TokenKind::Symbol)?,
        }
        match at.checked_sub(1).map(|before| look.at(before)) {
            Some("." | "?." | "::") => at = at.checked_sub(2)?,
            _ => break,
        }
    }
    Some(at)
}

/// The index of the last token of the chain that begins at `first`: a value, and the calls and indices behind it.
pub fn chain_end(look: &Look, first: usize) -> Option<usize> {
    let mut at = match look.at(first) {
        "(" | "[" | "#{" => look.closing(first)?,
        _ => {
            when(look.tokens().get(first)?.kind != TokenKind::Symbol)?;
            first
        }
    };
    loop {
        at = match look.at(at + 1) {
            "." | "::" | "?." => at + 2,
            "(" | "[" => look.closing(at + 1)?,
            _ => return (at < look.tokens().len()).then_some(at),
        };
    }
}

/// The method call whose name is at the mistake.
pub fn method_call(look: &Look) -> Option<Call> {
    let name = match look.near(0) {
        "." => look.here + 1,
        _ => look.here,
    };
    when(matches!(look.at(name.checked_sub(1)?), "." | "?."))?;
    let start = chain_start(look, name.checked_sub(2)?)?;
    let receiver = rhai(look, &look.tokens()[start..name - 1]);
    let open = name + 1;
    let (arguments, last) = match look.at(open) {
        "(" => {
            let close = look.closing(open)?;
            let parts = split(look, &look.tokens()[open + 1..close], ",");
            (
                parts.into_iter().map(|part| rhai(look, part)).collect(),
                close,
            )
        }
        _ => (Vec::new(), name),
    };
    let range = look.tokens()[start].range.start..look.tokens().get(last)?.range.end;
    Some(Call {
        receiver,
        arguments,
        range,
    })
}

/// Other languages' names of methods, and how they are written here: `@` is the receiver, `$1` … the arguments, `$` all of them.
const METHODS: &[(&str, &str)] = &[
    ("append", "@.push($)"),
    ("add", "@.push($)"),
    ("push_back", "@.push($)"),
    ("upper", "@.to_upper()"),
    ("toUpperCase", "@.to_upper()"),
    ("lower", "@.to_lower()"),
    ("toLowerCase", "@.to_lower()"),
    ("startswith", "@.starts_with($)"),
    ("startsWith", "@.starts_with($)"),
    ("endswith", "@.ends_with($)"),
    ("endsWith", "@.ends_with($)"),
    ("find", "@.index_of($)"),
    ("index", "@.index_of($)"),
    ("indexOf", "@.index_of($)"),
    ("update", "@.mixin($)"),
    ("isdigit", "@.to_chars().all(|c| c >= '0' && c <= '9')"),
    ("extend", "@.append($)"),
    ("addAll", "@.append($)"),
    ("copy", "@.extract(0)"),
    ("lstrip", "@.strip()"),
    ("rstrip", "@.strip()"),
    ("length", "@.len()"),
    ("size", "@.len()"),
    ("count", "@.len()"),
    ("run_forever", "@.run()"),
    ("toString", "@.to_string()"),
    ("charAt", "@[$1]"),
    ("substring", "@[$1..$2]"),
    ("equals", "@ == $1"),
    ("toInt", "int(@)"),
    ("to_i", "int(@)"),
    ("intValue", "int(@)"),
    ("toFloat", "float(@)"),
    ("to_f", "float(@)"),
    ("parse", "int(@)"),
    ("isEmpty", "@.is_empty()"),
    ("empty", "@.is_empty()"),
    ("forEach", "@.for_each($)"),
    ("get", "@[$1] ?? $2"),
    ("getOrDefault", "@[$1] ?? $2"),
    ("setdefault", "@[$1] ?? $2"),
    ("has_key", "$1 in @"),
    ("containsKey", "$1 in @"),
    ("hasOwnProperty", "$1 in @"),
    ("put", "@[$1] = $2"),
    ("sorted", "sorted(@)"),
    ("entries", "@.items()"),
    ("entrySet", "@.items()"),
    ("iteritems", "@.items()"),
    ("keySet", "@.keys()"),
    ("popleft", "@.shift()"),
    ("unwrap", "@"),
    ("clone", "@"),
    ("max", "max(@)"),
    ("min", "min(@)"),
    ("sum", "sum(@)"),
];

/// The code of a row with the receiver and the arguments filled in; nothing where the row takes another number of them.
pub fn filled(code: &str, receiver: &str, arguments: &[String]) -> Option<String> {
    let wanted = ["$1", "$2"]
        .iter()
        .filter(|mark| code.contains(*mark))
        .count();
    when(code.contains("$)") || wanted == arguments.len())?;
    let mut code = code.replace("$)", &format!("{})", arguments.join(", ")));
    for (index, argument) in arguments.iter().enumerate() {
        code = code.replace(&format!("${}", index + 1), argument);
    }
    Some(code.replace('@', receiver))
}

/// `xs.append(3)`, `s.length`, `s.equals(t)`
pub fn other_method(look: &Look) -> Option<Found> {
    let name = match unknown_property(look) {
        Some((name, _)) => name,
        None => {
            let call = unknown_function(look)?;
            when(call.is_method())?;
            call.name()
        }
    };
    let (_, code) = METHODS.iter().find(|(other, _)| *other == name)?;
    let call = method_call(look)?;
    let code = filled(code, &call.receiver, &call.arguments)?;
    Some(Found::words([name.to_string(), code]))
}

/// Other languages' names of functions; `$` are the arguments.
const FUNCTIONS: &[(&str, &str)] = &[
    ("parseInt", "int($)"),
    ("Number", "int($)"),
    ("Integer", "int($)"),
    ("intval", "int($)"),
    ("atoi", "int($)"),
    ("parseFloat", "float($)"),
    ("atof", "float($)"),
    ("double", "float($)"),
    ("String", "str($)"),
    ("string", "str($)"),
    ("strlen", "len($)"),
    ("length", "len($)"),
    ("size", "len($)"),
    ("sizeof", "len($)"),
    ("typeof", "type_of($)"),
    ("Mutex", "Lock($)"),
    ("ReentrantLock", "RLock($)"),
    ("Pool", "ThreadPoolExecutor($)"),
    ("ThreadPool", "ThreadPoolExecutor($)"),
    ("newFixedThreadPool", "ThreadPoolExecutor($)"),
    ("newCachedThreadPool", "ThreadPoolExecutor($)"),
    ("ProcessPoolExecutor", "ThreadPoolExecutor($)"),
    ("Process", "Thread($)"),
    ("Set", "set($)"),
    ("HashSet", "set($)"),
    ("TreeSet", "set($)"),
    ("Deque", "deque($)"),
    ("ArrayDeque", "deque($)"),
    ("VecDeque", "deque($)"),
    ("DefaultDict", "defaultdict($)"),
    ("BlockingQueue", "Queue($)"),
    ("LinkedBlockingQueue", "Queue($)"),
    ("ArrayBlockingQueue", "Queue($)"),
    ("Channel", "Queue($)"),
    ("CyclicBarrier", "Barrier($)"),
    ("rand", "random::random()"),
    ("random", "random::random()"),
    ("randint", "random::randint($)"),
    ("spawn", "Thread($)"),
    ("readline", "input($)"),
    ("prompt", "input($)"),
    ("raw_input", "input($)"),
    ("scanf", "input()"),
    ("die", "exit(1)"),
];

/// `parseInt("3")`, `Mutex()`
pub fn other_function_name(look: &Look) -> Option<Found> {
    let call = unknown_function(look)?;
    when(!call.is_method() && look.near(0) == call.name())?;
    let code = other_function(look, look.here)?;
    Some(Found::words([call.name().to_string(), code]))
}

/// The call whose name has this index, as it is written here, where other languages have the name.
pub fn other_function(look: &Look, at: usize) -> Option<String> {
    let (_, code) = FUNCTIONS.iter().find(|(other, _)| *other == look.at(at))?;
    when(look.at(at + 1) == "(")?;
    let close = look.closing(at + 1)?;
    let arguments = rhai(look, &look.tokens()[at + 2..close]);
    Some(code.replace('$', &arguments))
}

/// The class and the name of a method that the object does not have.
pub fn missing_method<'a>(look: &Look<'a>) -> Option<(&'a str, &'a str)> {
    let Problem::Raised(message) = look.problem else {
        return None;
    };
    when(message.id() == Some("method-unknown"))?;
    let text = |name: &str| match message.argument(name)? {
        Argument::Text(text) => Some(text.as_str()),
        _ => None,
    };
    Some((text("class")?, text("name")?))
}

/// `s.connect("localhost", 80)`: an address is a pair.
pub fn address(look: &Look) -> Option<Found> {
    when(raised_any(look).is_some_and(|id| id.starts_with("arity")))?;
    when(matches!(look.near(0), "connect" | "bind" | "connect_ex"))?;
    let call = method_call(look)?;
    let [host, port] = &call.arguments[..] else {
        return None;
    };
    Some(Found::words([format!(
        "{}.{}([{host}, {port}])",
        call.receiver,
        look.near(0)
    )]))
}

/// `t.stop()`: no thread is ended by another.
pub fn stop_of_thread(look: &Look) -> Option<Found> {
    let (class, name) = missing_method(look)?;
    let derives = |at: usize| look.reads(at, &["class", class, ":", "Thread"]);
    when(class == "Thread" || (0..look.tokens().len()).any(derives))?;
    when(matches!(
        name,
        "stop" | "kill" | "interrupt" | "cancel" | "terminate" | "exit" | "suspend"
    ))?;
    Some(Found::words([name.to_string()]))
}

/// `a.next.value` where `a.next` is `()`.
pub fn nothing_before_dot(look: &Look) -> Option<Found> {
    let name = match unknown_property(look) {
        Some((name, kind)) => (kind == "()").then_some(name)?,
        None => {
            let call = unknown_function(look)?;
            when(call.is_method() && call.receiver() == "()")?;
            call.name()
        }
    };
    let call = method_call(look)?;
    let code = format!("if {} != () {{ … }}", call.receiver);
    Some(Found::words([name.to_string(), call.receiver, code]))
}

/// `list.x += 1`: each item has it.
pub fn attribute_of_each(look: &Look) -> Option<Found> {
    let (name, kind) = unknown_property(look)?;
    when(kind == "array")?;
    let call = method_call(look)?;
    let statement = look.statement();
    let begins = statement
        .first()
        .is_some_and(|first| first.range.start == call.range.start);
    let place = statement
        .iter()
        .position(|token| token.range.end >= call.range.end)?;
    let behind = statement.get(place + 1..).unwrap_or_default();
    let assigns = behind
        .first()
        .is_some_and(|token| look.word(token).ends_with('=') && look.word(token) != "==");
    let item = if call.receiver == "x" || name == "x" {
        "item"
    } else {
        "x"
    };
    let code = match begins && assigns {
        true => format!(
            "for {item} in {} {{ {item}.{name} {}; }}",
            call.receiver,
            rhai(look, behind)
        ),
        false => format!("{}.map(|{item}| {item}.{name})", call.receiver),
    };
    Some(Found::words([name.to_string(), code]))
}

/// `n.x` of a number: neither an object nor a map.
pub fn no_attributes(look: &Look) -> Option<Found> {
    let (name, kind) = unknown_property(look)?;
    when(matches!(kind, "i64" | "f64" | "bool" | "char" | "string"))?;
    let receiver = method_call(look).map_or("…".to_string(), |call| call.receiver);
    Some(Found::words([receiver, kind.to_string(), name.to_string()]))
}

/// `A.count`, which `init` gives to each object.
pub fn attribute_of_class(look: &Look) -> Option<Found> {
    let Problem::Raised(message) = look.problem else {
        return None;
    };
    when(message.id() == Some("attribute-unknown"))?;
    let name = match look.near(0) {
        "." => look.here + 1,
        _ => look.here,
    };
    let class = look.at(name.checked_sub(2)?);
    when(look.at(name - 1) == "." && class.starts_with(char::is_uppercase))?;
    let at = (0..look.tokens().len()).find(|at| look.reads(*at, &["class", class]))?;
    let attribute = look.at(name);
    let open = (at..look.tokens().len()).find(|at| look.at(*at) == "{")?;
    let close = look.closing(open)?;
    when((open..close).any(|at| look.reads(at, &["this", ".", attribute])))?;
    let init = (open..close).find(|at| look.reads(*at, &["init", "("]));
    let takes_none = init.is_none_or(|init| look.at(init + 2) == ")");
    let arguments = if takes_none { "" } else { "…" };
    Some(Found::words([
        attribute.to_string(),
        class.to_string(),
        format!("{class}({arguments}).{attribute}"),
    ]))
}

/// `xs + 3` of an array.
pub fn item_added(look: &Look) -> Option<Found> {
    let call = unknown_function(look)?;
    when(call.name() == "+" && call.types.len() == 2 && call.receiver() == "array")?;
    let line = look.line();
    let plus = line
        .iter()
        .position(|token| token.range.start >= look.offset && look.word(token) == "+")?;
    let item = line.get(plus + 1)?;
    let list = look.here.checked_sub(1)?;
    let start = chain_start(look, list)?;
    when(
        item.kind != TokenKind::Symbol
            && line
                .get(plus + 2)
                .is_none_or(|next| !matches!(look.word(next), "." | "(" | "[" | "*" | "/")),
    )?;
    let list = rhai(look, &look.tokens()[start..=list]);
    Some(Found::words([format!("{list} + [{}]", look.word(item))]))
}

/// `"5" * "4"`: both are texts.
pub fn texts_in_operator(look: &Look) -> Option<Found> {
    let call = unknown_function(look)?;
    when(matches!(call.name(), "-" | "*" | "/" | "%" | "**"))?;
    when(!call.types.is_empty() && call.types.iter().all(|kind| kind == "string"))?;
    let side = |delta: isize| {
        let token = look.token(delta)?;
        let next = look.near(delta + 1);
        when(
            token.kind != TokenKind::Symbol
                && !matches!(next, "(" | "[" | ".")
                && look.near(delta - 1) != ".",
        )?;
        Some(format!("int({})", look.word(token)))
    };
    let code = match call.types.len() {
        1 => format!("-{}", side(1)?),
        _ => format!("{} {} {}", side(-1)?, call.name(), side(1)?),
    };
    Some(Found::words([call.name().to_string(), code]))
}

/// `xs["0"]`, `xs[1.0]`
pub fn index_of_other_type(look: &Look) -> Option<Found> {
    let ErrorKind::WrongType { wanted, got } = run(look)? else {
        return None;
    };
    when(wanted == "i64" && matches!(got.as_str(), "string" | "f64" | "char"))?;
    let open = match look.near(0) {
        "[" => look.here,
        _ => look.open_bracket()?,
    };
    when(look.at(open) == "[" && open > 0)?;
    let close = look.closing(open)?;
    let index = rhai(look, &look.tokens()[open + 1..close]);
    let whole = index
        .strip_suffix(".0")
        .or_else(|| index.strip_prefix('"')?.strip_suffix('"'));
    let is_whole =
        |text: &&str| !text.is_empty() && text.chars().all(|digit| digit.is_ascii_digit());
    let index = match whole.filter(is_whole) {
        Some(whole) => whole.to_string(),
        None => format!("int({index})"),
    };
    Some(Found::words([format!("{}[{index}]", look.at(open - 1))]))
}
