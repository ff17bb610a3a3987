//! Hints about classes, and about values that are not what their names say: a class that was not called, a list of threads, the `()` that
//! `start()` gives.

use super::Found;
use super::cause::Problem;
use super::look::{Look, split, when};
use super::problem::{
    raised, raised_any, run, unknown_function, unknown_property, unknown_variable,
};
use super::rewrite::rhai;
use crate::builtins::gives_nothing;
use crate::lang::{Token, TokenKind};
use crate::messages::Argument;
use crate::objects::error::{ErrorKind, Indexed};
use std::ops::Range;

/// The variable before the dot of the method at the mistake.
fn receiver<'a>(look: &Look<'a>) -> Option<&'a str> {
    when(look.near(-1) == "." && look.is_word(-2) && look.near(-3) != ".")?;
    Some(look.near(-2))
}

/// What the last `let name = …;` before the mistake gives the variable: the tokens after the `=`, without the `;`.
pub fn first_value<'a>(look: &Look<'a>, name: &str) -> Option<&'a [Token]> {
    let tokens = look.tokens();
    let declares =
        |at: &usize| matches!(look.at(*at), "let" | "const") && look.reads(*at + 1, &[name, "="]);
    let start = (0..look.here).rev().find(declares)? + 3;
    let length = tokens[start..]
        .iter()
        .position(|token| look.word(token) == ";")?;
    Some(&tokens[start..start + length])
}

/// Was a function called with a wrong number of arguments?
fn is_arity(look: &Look) -> bool {
    raised_any(look).is_some_and(|id| id.starts_with("arity"))
}

/// `let t = Thread(f).start();`: `t` is `()`.
pub fn start_gives_nothing(look: &Look) -> Option<Found> {
    let name = receiver(look)?;
    // The `join` of texts takes any value before its dot.
    let nothing = unknown_function(look).is_some_and(|call| call.receiver() == "()");
    when(nothing || is_arity(look))?;
    let value = first_value(look, name)?;
    let (made, call) = value.split_at(value.len().checked_sub(4)?);
    let call: Vec<&str> = call.iter().map(|token| look.word(token)).collect();
    when(call == [".", "start", "(", ")"] && !made.is_empty())?;
    let code = format!("let {name} = {}; {name}.start();", rhai(look, made));
    Some(Found::words([name.to_string(), code]))
}

/// `let lock = Lock;`: the class itself.
pub fn class_not_called(look: &Look) -> Option<Found> {
    let alone = raised_any(look) == Some("class-method-alone");
    let kind = match (unknown_function(look), unknown_property(look), raised(look)) {
        _ if alone || attribute_missing(look) == Some("class") => "class",
        (Some(call), ..) => call.receiver(),
        (_, Some((_, receiver)), _) => receiver,
        (.., Some((_, kind))) => kind,
        _ => return None,
    };
    when(matches!(kind, "Fn" | "class"))?;
    let name = receiver(look).unwrap_or_else(|| look.near(0));
    let value = first_value(look, name)?;
    let class = look.word(value.last()?);
    let is_named = value.len() == 1 || look.word(&value[value.len() - 2]) == "::";
    when(is_named && class.starts_with(char::is_uppercase))?;
    let made = rhai(look, value);
    Some(Found::words([
        name.to_string(),
        class.to_string(),
        format!("let {name} = {made}();"),
    ]))
}

/// What threads and locks can do, and lists of them cannot. What queues and files can is left out: the list may have been meant for one.
const OF_ONE: &[&str] = &[
    "start",
    "join",
    "acquire",
    "release",
    "is_alive",
    "wait",
    "notify",
    "notify_all",
];

/// `threads.start()` of a list.
pub fn method_of_each(look: &Look) -> Option<Found> {
    let call = unknown_function(look)?;
    let gives = matches!(call.name(), "result" | "exception" | "done");
    when(call.receiver() == "array" && (gives || OF_ONE.contains(&call.name())))?;
    let name = receiver(look)?;
    if gives {
        let code = format!("list[f.{}() for f in {name}]", call.name());
        when(look.near(1) == "(" && look.near(2) == ")" && name != "f")?;
        return Some(Found::words([code]));
    }
    let close = look.closing(look.here + 1)?;
    let arguments = &look.tokens()[look.here..=close];
    let item = if name == "t" { "item" } else { "t" };
    let code = format!(
        "for {item} in {name} {{ {item}.{}; }}",
        rhai(look, arguments)
    );
    Some(Found::words([code]))
}

/// The braces of the class of this name.
fn braces(look: &Look, class: &str) -> Option<Range<usize>> {
    let all = 0..look.tokens().len();
    let at = all.clone().find(|at| look.reads(*at, &["class", class]))?;
    let open = (at..all.end).find(|at| look.at(*at) == "{")?;
    Some(open..look.closing(open)?)
}

/// `__init__(i) { … }` in a class.
pub fn init_name(look: &Look) -> Option<Found> {
    raised_any(look)?;
    let class = look.near(0);
    let named = |at: usize| {
        let other = [
            "__init__",
            "constructor",
            "__construct",
            "initialize",
            class,
        ];
        other
            .into_iter()
            .find(|other| look.reads(at, &[other, "("]))
    };
    let name = braces(look, class)?.skip(1).find_map(named)?;
    Some(Found::words([class.to_string(), name.to_string()]))
}

/// `init(self, n)`, `get(self)`
pub fn self_parameter(look: &Look) -> Option<Found> {
    raised_any(look)?;
    let name = look.near(0);
    let takes_self = |at: usize, method: &str| look.reads(at, &[method, "(", "self"]);
    when(match braces(look, name) {
        Some(mut class) => class.any(|at| takes_self(at, "init")),
        None => look.near(-1) == "." && (0..look.tokens().len()).any(|at| takes_self(at, name)),
    })?;
    Some(Found::words([]))
}

/// A bare name that is an attribute of the object.
pub fn attribute(look: &Look) -> Option<Found> {
    let name = unknown_variable(look)?;
    // The error may speak of the operator.
    let place = match look.near(0) == name {
        true => look.here,
        false => look.here.checked_sub(1)?,
    };
    when(look.at(place) == name && look.at(place + 1) != "(")?;
    when(place == 0 || look.at(place - 1) != ".")?;
    let mut all = 0..look.tokens().len();
    when(all.any(|at| look.reads(at, &["this", ".", name])))?;
    look.class_around(place)?;
    Some(Found::words([name.to_string()]).at(look.tokens()[place].range.clone()))
}

/// A method of the object, called as a function.
pub fn own_method(look: &Look) -> Option<Found> {
    let call = unknown_function(look)?;
    let name = call.name();
    when(look.near(0) == name && look.near(-1) != "." && look.near(1) == "(")?;
    let class = look.class_around(look.here)?;
    let open = (class..look.here).find(|at| look.at(*at) == "{")?;
    let mut inside = open..look.closing(open)?;
    let defines = |at: usize| {
        look.reads(at, &[name, "("])
            && at != look.here
            && (look.closing(at + 1)).is_some_and(|close| look.at(close + 1) == "{")
    };
    when(inside.any(defines))?;
    let close = look.closing(look.here + 1)?;
    let arguments = rhai(look, &look.tokens()[look.here..=close]);
    Some(Found::words([format!("this.{arguments}")]))
}

/// `Thread.__init__(this)`: the constructor of the base class.
pub fn base_constructor(look: &Look) -> Option<Found> {
    when(unknown_function(look).is_some() || raised_any(look).is_some())?;
    when(look.near(0) == "__init__" && look.near(-1) == "." && look.near(1) == "(")?;
    look.class_around(look.here)?;
    let open = look.here + 1;
    let close = look.closing(open)?;
    let arguments = split(look, &look.tokens()[open + 1..close], ",").into_iter();
    let arguments = arguments.map(|part| rhai(look, part));
    let arguments: Vec<String> = arguments.filter(|part| part != "this").collect();
    let range = look.token(-2)?.range.start..look.tokens()[close].range.end;
    Some(Found::words([format!("super.init({})", arguments.join(", "))]).at(range))
}

/// `Thread(run)` in a class: the method of the object is meant.
pub fn method_given(look: &Look) -> Option<Found> {
    let at = match unknown_variable(look) {
        Some(_) => look.here.checked_sub(2)?,
        None => raised_any(look).map(|_| look.here)?,
    };
    let (name, behind) = (look.at(at + 2), look.at(at + 3));
    when(look.reads(at, &["Thread", "("]) && matches!(behind, ")" | ","))?;
    let class = look.class_around(at)?;
    let open = (class..at).find(|open| look.at(*open) == "{")?;
    let mut inside = open..look.closing(open)?;
    let defines = |at: usize| {
        look.reads(at, &[name, "("])
            && look
                .closing(at + 1)
                .is_some_and(|close| look.at(close + 1) == "{")
    };
    when(inside.any(defines))?;
    let close = look.closing(at + 1)?;
    let rest = rhai(look, &look.tokens()[at + 3..close]);
    let range = look.tokens()[at].range.start..look.tokens()[close].range.end;
    Some(Found::words([format!("Thread(this.{name}{rest})")]).at(range))
}

/// The class of the object that does not have the attribute.
fn attribute_missing<'a>(look: &Look<'a>) -> Option<&'a str> {
    match look.problem {
        Problem::Raised(message) if message.id() == Some("attribute-unknown") => {
            match message.argument("class")? {
                Argument::Text(class) => Some(class),
                _ => None,
            }
        }
        _ => None,
    }
}

/// `init(n) { n = n; }`: the parameter gets its own value, and the object nothing.
pub fn attribute_of_itself(look: &Look) -> Option<Found> {
    attribute_missing(look)?;
    let name = look.near(0);
    let tokens = 0..look.tokens().len();
    let itself =
        |at: &usize| look.reads(*at, &[name, "=", name, ";"]) && look.at(at.wrapping_sub(1)) != ".";
    let at = tokens.clone().find(itself)?;
    look.class_around(at)?;
    Some(Found::words([name.to_string()]))
}

/// `let w = v.sort(); w[0]`: what `sort` gives is nothing.
pub fn kept_nothing(look: &Look) -> Option<Found> {
    let ErrorKind::NoIndex { receiver, .. } = run(look)? else {
        return None;
    };
    let name = look.here.checked_sub(1)?;
    let name = if look.near(0) == "[" {
        look.at(name)
    } else {
        look.near(0)
    };
    let value = first_value(look, name)?;
    let open = value.iter().rposition(|token| look.word(token) == "(")?;
    let method = look.word(value.get(open.checked_sub(1)?)?);
    let after_dot = open > 1 && look.word(&value[open - 2]) == ".";
    when(receiver == "()" && after_dot && gives_nothing(method))?;
    Some(Found::words([name.to_string(), method.to_string()]))
}

/// `if __name__ == "__main__"`
pub fn main_guard(look: &Look) -> Option<Found> {
    when(unknown_variable(look)? == "__name__")?;
    Some(Found::words([]))
}

/// `argv[1]` where none was given.
pub fn script_argument(look: &Look) -> Option<Found> {
    when(matches!(run(look)?, ErrorKind::OutOfBounds { of, .. } if *of != Indexed::Bits))?;
    let is_argv = |delta: isize| look.near(delta) == "argv" && look.near(delta + 1) == "[";
    when([-2, -1, 0].into_iter().any(is_argv))?;
    Some(Found::words([]))
}

/// `n.to_char()`
pub fn to_char(look: &Look) -> Option<Found> {
    let call = unknown_function(look)?;
    when(matches!(call.name(), "to_char" | "fromCharCode") && call.receiver() == "i64")?;
    let value = match receiver(look) {
        Some(name) => name,
        None if look.is_whole(-2) => look.near(-2),
        None => "n",
    };
    Some(Found::words([format!("chr({value})")]))
}

/// The indexing around the mistake: what is indexed, and by what.
fn indexing<'a>(look: &Look<'a>) -> Option<(&'a str, String)> {
    let tokens = look.tokens();
    let open = match look.near(0) == "[" {
        true => look.here,
        false => look.open_bracket()?,
    };
    when(look.word(&tokens[open]) == "[")?;
    let name = tokens.get(open.checked_sub(1)?)?;
    when(name.kind == TokenKind::Word)?;
    let close = look.closing(open)?;
    Some((look.word(name), rhai(look, &tokens[open + 1..close])))
}

/// `xs[0..2]`
pub fn list_slice(look: &Look) -> Option<Found> {
    let ErrorKind::WrongType { wanted, got } = run(look)? else {
        return None;
    };
    when(wanted == "i64" && got.contains("ange"))?;
    let code = match indexing(look) {
        Some((name, range)) => format!("{name}.extract({range})"),
        None => "xs.extract(0..2)".to_string(),
    };
    Some(Found::words([code]))
}

/// `m[1]` of a map.
pub fn number_as_key(look: &Look) -> Option<Found> {
    let ErrorKind::WrongType { wanted, got } = run(look)? else {
        return None;
    };
    when(wanted == "string" && matches!(got.as_str(), "i64" | "f64" | "bool" | "char"))?;
    let (name, key) = indexing(look)?;
    let code = match key.chars().all(|digit| digit.is_ascii_digit()) {
        true => format!("{name}[\"{key}\"]"),
        false => format!("{name}[str({key})]"),
    };
    Some(Found::words([code]))
}
