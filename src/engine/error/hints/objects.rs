//! Hints about classes, and about values that are not what their names say: a class that was not called, a list of threads, the `()` that
//! `start()` gives.

use super::Found;
use super::look::{Look, when};
use super::problem::{raised_any, run, unknown_function, unknown_variable};
use super::rewrite::rhai;
use crate::engine::error::scan::{Token, TokenKind};
use crate::engine::error::{ErrorKind, Indexed};

/// The variable before the dot of the method at the mistake.
fn receiver<'a>(look: &Look<'a>) -> Option<&'a str> {
    when(look.near(-1) == "." && look.is_word(-2) && look.near(-3) != ".")?;
    Some(look.near(-2))
}

/// What `let name = …;` gives the variable: the tokens after the `=`, without the `;`.
fn first_value<'a>(look: &Look<'a>, name: &str) -> Option<&'a [Token]> {
    let tokens = look.tokens();
    let word = |index: usize| tokens.get(index).map_or("", |token| look.word(token));
    let start = (0..tokens.len())
        .find(|index| word(*index) == "let" && word(index + 1) == name && word(index + 2) == "=")?
        + 3;
    let length = tokens[start..]
        .iter()
        .position(|token| look.word(token) == ";")?;
    Some(&tokens[start..start + length])
}

/// `let t = Thread(f).start();`: `t` is `()`.
pub fn start_gives_nothing(look: &Look) -> Option<Found> {
    let name = receiver(look)?;
    let nothing = unknown_function(look).is_some_and(|call| call.receiver() == "()");
    when(nothing || raised_any(look).is_some())?;
    let value = first_value(look, name)?;
    let (made, call) = value.split_at(value.len().checked_sub(4)?);
    let call: Vec<&str> = call.iter().map(|token| look.word(token)).collect();
    when(call == [".", "start", "(", ")"] && !made.is_empty())?;
    let code = format!("let {name} = {}; {name}.start();", rhai(look, made));
    Some(Found::words([name.to_string(), code]))
}

/// `let lock = Lock;`: the class itself.
pub fn class_not_called(look: &Look) -> Option<Found> {
    when(unknown_function(look)?.receiver() == "Fn")?;
    let name = receiver(look)?;
    let [class] = first_value(look, name)? else {
        return None;
    };
    let class = look.word(class);
    when(class.starts_with(char::is_uppercase))?;
    Some(Found::words([
        name.to_string(),
        class.to_string(),
        format!("let {name} = {class}();"),
    ]))
}

/// `datetime.now()`
pub fn class_dot(look: &Look) -> Option<Found> {
    when(unknown_function(look)?.receiver() == "Fn")?;
    let name = receiver(look)?;
    when(matches!(name, "datetime" | "date" | "timedelta"))?;
    let method = look.near(0);
    Some(Found::words([
        format!("{name}.{method}"),
        format!("{name}::{method}"),
    ]))
}

/// What threads, locks and queues can do, and lists of them cannot.
const OF_ONE: &[&str] = &[
    "start",
    "join",
    "acquire",
    "release",
    "is_alive",
    "set",
    "wait",
    "notify",
    "notify_all",
    "get",
    "put",
    "task_done",
    "close",
    "shutdown",
];

/// `threads.start()` of a list.
pub fn method_of_each(look: &Look) -> Option<Found> {
    let call = unknown_function(look)?;
    when(call.receiver() == "array" && OF_ONE.contains(&call.name()))?;
    let name = receiver(look)?;
    let close = look.closing(look.here + 1)?;
    let arguments = &look.tokens()[look.here..=close];
    let item = if name == "t" { "item" } else { "t" };
    let code = format!(
        "for {item} in {name} {{ {item}.{}; }}",
        rhai(look, arguments)
    );
    Some(Found::words([code]))
}

/// The class that the mistake calls, when its text holds these words in a row.
fn class_with<'a>(look: &Look<'a>, wanted: &[&str]) -> Option<&'a str> {
    let tokens = look.tokens();
    let word = |index: usize| tokens.get(index).map_or("", |token| look.word(token));
    let name = look.near(0);
    let class = (0..tokens.len()).find(|at| word(*at) == "class" && word(at + 1) == name)?;
    let open = (class..tokens.len()).find(|at| word(*at) == "{")?;
    let close = look.closing(open)?;
    (open..close)
        .any(|at| (wanted.iter().enumerate()).all(|(next, wanted)| word(at + next) == *wanted))
        .then_some(name)
}

/// `__init__(i) { … }` in a class.
pub fn init_name(look: &Look) -> Option<Found> {
    raised_any(look)?;
    let class = class_with(look, &["__init__", "("])?;
    Some(Found::words([class.to_string()]))
}

/// `init(self, n)`
pub fn self_parameter(look: &Look) -> Option<Found> {
    raised_any(look)?;
    class_with(look, &["init", "(", "self"])?;
    Some(Found::words([]))
}

/// A bare name that is an attribute of the object.
pub fn attribute(look: &Look) -> Option<Found> {
    let name = unknown_variable(look)?;
    when(look.near(0) == name && look.near(-1) != "." && look.near(1) != "(")?;
    let tokens = look.tokens();
    let word = |index: usize| tokens.get(index).map_or("", |token| look.word(token));
    let known = (0..tokens.len())
        .any(|at| word(at) == "this" && word(at + 1) == "." && word(at + 2) == name);
    let before = &tokens[..look.here];
    let class = before
        .iter()
        .rposition(|token| look.word(token) == "class")?;
    let open = (class..tokens.len()).find(|at| word(*at) == "{")?;
    when(known && look.closing(open)? > look.here)?;
    Some(Found::words([name.to_string()]))
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

/// `[0] * n`
pub fn repeated_list(look: &Look) -> Option<Found> {
    let call = unknown_function(look)?;
    when(call.name() == "*" && call.types == ["array", "i64"])?;
    let operator = (look.here..look.tokens().len())
        .take(3)
        .find(|at| look.word(&look.tokens()[*at]) == "*")
        .or_else(|| {
            let line = look.line();
            let star = line.iter().find(|token| look.word(token) == "*")?;
            look.tokens()
                .iter()
                .position(|token| token.range == star.range)
        })?;
    let tokens = look.tokens();
    let count = tokens.get(operator + 1)?;
    let open = (0..operator)
        .rev()
        .find(|at| look.word(&tokens[*at]) == "[");
    let code = match open {
        Some(open)
            if look.closing(open) == Some(operator - 1)
                && matches!(count.kind, TokenKind::Word | TokenKind::Number)
                && tokens
                    .get(operator + 2)
                    .is_none_or(|next| matches!(look.word(next), ";" | ")" | "," | "]")) =>
        {
            let item = rhai(look, &tokens[open + 1..operator - 1]);
            format!("list[{item} for i in range(0, {})]", look.word(count))
        }
        _ => "list[0 for i in range(0, n)]".to_string(),
    };
    Some(Found::words([code]))
}

/// `d.items()`
pub fn items(look: &Look) -> Option<Found> {
    let call = unknown_function(look)?;
    when(call.name() == "items" && call.receiver() == "map")?;
    let name = receiver(look)?;
    let code = format!("for k in {name}.keys() {{ let v = {name}[k]; … }}");
    Some(Found::words([code]))
}

/// `n.to_char()`
pub fn to_char(look: &Look) -> Option<Found> {
    let call = unknown_function(look)?;
    when(matches!(call.name(), "to_char" | "fromCharCode") && call.receiver() == "i64")?;
    let code = match look.near(-1) == "." && look.near(-3) != "." && look.near(-2) != ")" {
        true => format!("chr({})", look.near(-2)),
        false => "chr(n)".to_string(),
    };
    Some(Found::words([code]))
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
