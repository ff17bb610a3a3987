//! Habits from languages other than Python, and slips of the fingers: `===`, `:=`, `=>`, `console.log`, one bracket too many.

use super::Found;
use super::look::{Look, split, when};
use super::problem::{parse, run, unknown_function, unknown_variable};
use super::rewrite::rhai;
use crate::lang::TokenKind;
use crate::objects::error::{ErrorKind, Mistake};

/// `===`, `!==`, `<>`, `=>`, `=<`, `:=`: the operators that are meant.
const OPERATORS: &[(&str, &str)] = &[
    ("===", "=="),
    ("!==", "!="),
    ("<>", "!="),
    ("=>", ">="),
    ("=<", "<="),
    (":=", "="),
];

/// An operator of another language, or one turned round; those that compare stand in a condition.
pub fn other_operator(look: &Look) -> Option<Found> {
    parse(look)?;
    let line = look.line();
    let here = line.partition_point(|token| token.range.end <= look.offset);
    let in_condition = matches!(look.first_word(look.statement()), "if" | "while" | "until")
        || line
            .iter()
            .any(|token| matches!(look.word(token), "if" | "while"));
    // `=<` are two tokens.
    let written = |at: usize| {
        let (first, second) = (line.get(at)?, line.get(at + 1));
        let pair = second.filter(|second| second.range.start == first.range.end);
        let pair = pair.map(|second| (format!("{}{}", look.word(first), look.word(second)), 2));
        let one = (look.word(first).to_string(), 1);
        let known = |written: &str| OPERATORS.iter().find(|(other, _)| *other == written);
        let (written, count) = [pair, Some(one)]
            .into_iter()
            .flatten()
            .find(|(written, _)| known(written).is_some())?;
        Some((at, count, known(&written)?.1, written))
    };
    let (at, count, ours, written) = [Some(here), here.checked_sub(1), here.checked_sub(2)]
        .into_iter()
        .flatten()
        .find_map(written)?;
    when(in_condition || !matches!(written.as_str(), "=>" | "=<"))?;
    let mut code = rhai(look, &line[..at]);
    code = format!("{code} {ours} {}", rhai(look, &line[at + count..]));
    Some(
        Found::words([written, ours.to_string(), code])
            .at(line[at].range.start..line[at + count - 1].range.end),
    )
}

/// `x => x + 1`, `(a, b) => a`, `fn(x) { x }` as values.
pub fn function_value(look: &Look) -> Option<Found> {
    parse(look)?;
    let line = look.line();
    if let Some(arrow) = line.iter().position(|token| look.word(token) == "=>") {
        when(!look.source.contains("switch"))?;
        let start = match look.word(line.get(arrow.checked_sub(1)?)?) {
            ")" => line[..arrow]
                .iter()
                .rposition(|token| look.word(token) == "(")?,
            _ => arrow - 1,
        };
        let names: Vec<String> = split(look, &line[start..arrow], ",")
            .iter()
            .map(|part| rhai(look, part))
            .collect();
        let names = names.join(", ").replace(['(', ')'], "");
        let end = line
            .iter()
            .rposition(|token| look.word(token) == ";")
            .unwrap_or(line.len());
        let code = format!("|{names}| {}", rhai(look, line.get(arrow + 1..end)?));
        return Some(Found::words([code]).at(line[start].range.start..line[arrow].range.end));
    }
    when(look.near(0) == "fn" && look.near(1) == "(" && matches!(look.near(-1), "=" | "(" | ","))?;
    let close = look.closing(look.here + 1)?;
    let names = rhai(look, &look.tokens()[look.here + 2..close]);
    Some(Found::words([format!("|{names}| {{ … }}")]).at(look.token(0)?.range.clone()))
}

/// A name that cannot be one: a word of the language, with a digit first, with a `-`.
pub fn no_name(look: &Look) -> Option<Found> {
    let declares = |delta: isize| matches!(look.near(delta), "let" | "const" | "fn" | "for");
    let dashed = look.near(0) == "-" && look.is_word(1) && declares(-2) && look.near(2) == "=";
    if dashed {
        parse(look)?;
        let name = format!("{}_{}", look.near(-1), look.near(1));
        return Some(Found::words([
            format!("{}-{}", look.near(-1), look.near(1)),
            name,
        ]));
    }
    when(*parse(look)? == Mistake::VariableExpected && declares(-1))?;
    let word = look.near(0);
    let other = match look.token(0)?.kind {
        TokenKind::Number => {
            let name: String = word.chars().skip_while(char::is_ascii_digit).collect();
            when(!name.is_empty())?;
            let digits = word.len() - name.len();
            format!("{name}{}", &word[..digits])
        }
        TokenKind::Word => format!("{word}_"),
        _ => return None,
    };
    Some(Found::words([word.to_string(), other]))
}

/// `print(1));`
pub fn bracket_too_many(look: &Look) -> Option<Found> {
    when(matches!(parse(look)?, Mistake::Missing(token) if token == ";"))?;
    when(
        matches!(look.near(0), ")" | "]")
            && look.open_bracket().is_none_or(|open| look.at(open) == "{"),
    )?;
    Some(Found::words([look.near(0).to_string()]))
}

/// An `else` without an `if` before it.
pub fn lonely_else(look: &Look) -> Option<Found> {
    when(
        matches!(parse(look)?, Mistake::Unexpected(word) if word == "else")
            || matches!(look.near(0), "else" | "catch"),
    )?;
    parse(look)?;
    when(matches!(look.near(0), "else" | "catch") && matches!(look.near(-1), "" | ";"))?;
    let first = if look.near(0) == "else" { "if" } else { "try" };
    Some(Found::words([look.near(0).to_string(), first.to_string()]))
}

/// `console.log("x")`, `echo "x"`
pub fn other_print(look: &Look) -> Option<Found> {
    const OBJECTS: &[&str] = &["console", "System", "std", "Console", "fmt"];
    if let Some(name) = unknown_variable(look) {
        when(OBJECTS.contains(&name))?;
    } else if parse(look).is_some() {
        when(matches!(look.near(-1), "echo" | "puts" | "say" | "cout") && look.starts_line_at(-1))?;
        let line = look.line();
        let value = rhai(look, line.get(1..)?);
        let value = value.trim_end_matches(';');
        return Some(Found::words([
            look.near(-1).to_string(),
            format!("print({value});"),
        ]));
    } else {
        let call = unknown_function(look)?;
        when(matches!(
            call.name(),
            "printf" | "println" | "puts" | "echo" | "write" | "log"
        ))?;
    }
    let line = look.line();
    let open = line.iter().position(|token| look.word(token) == "(")?;
    let first = look.first_word(line).to_string();
    Some(Found::words([
        first,
        format!("print{}", rhai(look, &line[open..])),
    ]))
}

/// `unless`, `repeat`, `foreach`, `then`: words of other languages.
pub fn other_word(look: &Look) -> Option<Found> {
    parse(look)?;
    let word = [look.near(-1), look.near(0)]
        .into_iter()
        .find(|word| matches!(*word, "unless" | "repeat" | "foreach" | "then"))?;
    let line = look.line();
    let at = line.iter().position(|token| look.word(token) == word)?;
    let block = line
        .iter()
        .position(|token| look.word(token) == "{")
        .unwrap_or(line.len());
    let code = match word {
        "unless" => format!("if !({}) {{", rhai(look, line.get(at + 1..block)?)),
        "repeat" => "loop {".to_string(),
        "foreach" => format!("for {} {{", rhai(look, line.get(at + 1..block)?)),
        _ => format!("{} {{", rhai(look, &line[..at])),
    };
    Some(Found::words([word.to_string(), code]).at(line[at].range.clone()))
}

/// `await f()`, `async fn`, `yield x`
pub fn asynchronous(look: &Look) -> Option<Found> {
    when(
        matches!(parse(look)?, Mistake::Reserved(word) if matches!(word.as_str(), "async" | "await")),
    )?;
    let line = look.line();
    let at = line
        .iter()
        .position(|token| look.word(token) == look.near(0))?;
    let rest = rhai(look, line.get(at + 1..)?);
    when(!rest.is_empty())?;
    Some(Found::words([look.near(0).to_string(), rest]))
}

/// `"a" . "b"`, `"a" ++ "b"`
pub fn joined_texts(look: &Look) -> Option<Found> {
    parse(look)?;
    let (text, operator, value) = match (look.near(0), look.near(-1)) {
        ("++", _) if look.is_text(-1) => (-1, 0, 1),
        (_, "." | "++") if look.is_text(-2) => (-2, -1, 0),
        _ => return None,
    };
    when(!look.near(value).is_empty() && !look.near(operator).is_empty())?;
    let code = format!("{} + {}", look.near(text), look.near(value));
    Some(Found::words([code]))
}

/// `v[::-1]`
pub fn reversed_slice(look: &Look) -> Option<Found> {
    parse(look)?;
    let open = look.open_bracket()?;
    when(look.reads(open, &["[", "::", "-", "1", "]"]))?;
    let name = look.at(open.checked_sub(1)?);
    Some(
        Found::words([format!("reversed({name})")])
            .at(look.tokens()[open].range.start..look.tokens()[open + 4].range.end),
    )
}

/// `v[0][1] = 3`, where `v[0]` is a number.
pub fn items_of_number(look: &Look) -> Option<Found> {
    let is_bit = matches!(run(look)?, ErrorKind::WrongType { wanted, got } if wanted == "bool" && got != "bool");
    let line = look.line();
    let close = line.iter().position(|token| look.word(token) == "]")?;
    let indexed_twice = line
        .get(close + 1)
        .is_some_and(|token| look.word(token) == "[");
    when(is_bit && indexed_twice)?;
    let start = line[..close]
        .iter()
        .rposition(|token| look.word(token) == "[")?;
    let begin = start.checked_sub(1)?;
    let item = rhai(look, &line[begin..=close]);
    let equals = line.iter().position(|token| look.word(token) == "=")?;
    let end = line
        .iter()
        .position(|token| token.range.start > line[equals].range.start && look.word(token) == ";")
        .unwrap_or(line.len());
    let value = rhai(look, &line[equals + 1..end]);
    Some(Found::words([item.clone(), format!("{item} = {value};")]))
}

/// `class A(Base) {`
pub fn base_in_brackets(look: &Look) -> Option<Found> {
    parse(look)?;
    let line = look.line();
    let class = line.iter().position(|token| look.word(token) == "class")?;
    let word = |at: usize| line.get(at).map_or("", |token| look.word(token));
    when(word(class + 2) == "(" && line.iter().any(|token| look.word(token) == "{"))?;
    when(look.near(0) == "(" || look.near(-1) == word(class + 1))?;
    let code = match word(class + 3) {
        ")" => format!("class {} {{", word(class + 1)),
        base => format!("class {} : {base} {{", word(class + 1)),
    };
    Some(Found::words([code]))
}

/// `print("a", end="")`: the options stand in a map.
pub fn print_keywords(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == "=")?;
    let (name, open, close) = super::look::call(look)?;
    when(name == "print" && matches!(look.near(-1), "end" | "sep" | "flush" | "file"))?;
    let (mut values, mut options) = (Vec::new(), Vec::new());
    for part in split(look, &look.tokens()[open + 1..close], ",") {
        match part {
            [key, equals, value @ ..] if look.word(equals) == "=" => {
                let value = rhai(look, value).replace("sys.", "");
                options.push(format!("{}: {value}", look.word(key)));
            }
            value => values.push(rhai(look, value)),
        }
    }
    values.push(format!("#{{{}}}", options.join(", ")));
    Some(Found::words([format!("print({})", values.join(", "))]))
}
