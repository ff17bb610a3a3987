//! Slips within a statement that are not a habit from another language alone: a value that is missing, a call without brackets, `=` in a map.

use super::Found;
use super::cause::Problem;
use super::declarations::whole_statement;
use super::declared::{functions, variables};
use super::look::{Look, split, when};
use super::problem::{missing, parse, run, unknown_function, unknown_variable};
use super::rewrite::rhai;
use crate::lang::{Token, TokenKind};
use crate::objects::error::{ErrorKind, Mistake, Trouble};

const OPERATORS: &[&str] = &[
    "+", "-", "*", "/", "%", "**", "==", "!=", "<", ">", "<=", ">=", "&&", "||", "=", "+=", "-=",
    "*=", "/=", "in", "??",
];

/// `x > 1 && < 5`
pub fn half_comparison(look: &Look) -> Option<Found> {
    parse(look)?;
    when(
        matches!(look.near(0), "<" | ">" | "<=" | ">=" | "==" | "!=")
            && matches!(look.near(-1), "&&" | "||" | "and" | "or"),
    )?;
    let line = look.line();
    let here = line.partition_point(|token| token.range.end <= look.offset);
    let compares =
        |token: &Token| matches!(look.word(token), "<" | ">" | "<=" | ">=" | "==" | "!=");
    let first = line[..here].iter().rposition(compares)?;
    let begin = line[..first].iter().rposition(|token| {
        matches!(
            look.word(token),
            "if" | "while" | "(" | "=" | "&&" | "||" | "return" | "{" | ";"
        )
    });
    let begin = begin.map_or(0, |at| at + 1);
    let left = rhai(look, &line[begin..first]);
    when(!left.is_empty())?;
    let end = line[here..]
        .iter()
        .position(|token| matches!(look.word(token), "{" | ";" | "&&" | "||" | ":" | ")"))
        .map_or(line.len(), |length| here + length);
    let before = rhai(look, &line[begin..here]);
    Some(Found::words([format!(
        "{before} {left} {}",
        rhai(look, &line[here..end])
    )]))
}

/// `print(1 + );`
pub fn missing_value(look: &Look) -> Option<Found> {
    parse(look)?;
    when(
        matches!(look.near(0), ")" | "]" | "}" | ";" | "," | "{" | "")
            && OPERATORS.contains(&look.near(-1)),
    )?;
    Some(Found::words([look.near(-1).to_string()]))
}

/// `sleep 1;`
pub fn call_without_brackets(look: &Look) -> Option<Found> {
    missing(look, &[";"])?;
    when(look.is_word(-1) && look.starts_line_at(-1) && !look.starts_line())?;
    let name = look.near(-1);
    let is_known = look.names.functions.iter().any(|known| known == name)
        || functions(look).iter().any(|(known, ..)| *known == name);
    when(is_known && look.near(0) != "=" && look.near(1) != "=")?;
    let statement = &look.tokens()[whole_statement(look)];
    let start = statement.partition_point(|token| token.range.end <= look.offset);
    Some(Found::words([
        name.to_string(),
        format!("{name}({});", rhai(look, &statement[start..])),
    ]))
}

/// `#{a = 1}`
pub fn equals_in_map(look: &Look) -> Option<Found> {
    missing(look, &[":"])?;
    when(look.near(0) == "=")?;
    let open = look.open_bracket()?;
    when(look.at(open) == "#{")?;
    let close = look.closing(open)?;
    let parts = split(look, &look.tokens()[open + 1..close], ",")
        .into_iter()
        .map(|part| match part {
            [key, equals, value @ ..] if look.word(equals) == "=" => {
                format!("{}: {}", look.word(key), rhai(look, value))
            }
            part => rhai(look, part),
        });
    let parts: Vec<String> = parts.collect();
    Some(Found::words([format!("#{{{}}}", parts.join(", "))]))
}

/// `catch Exception e {`, `catch (Exception e) {`, `catch (e: Error) {`, `catch e {`
pub fn caught_name(look: &Look) -> Option<Found> {
    parse(look)?;
    let line = look.line();
    let here = line.partition_point(|token| token.range.end <= look.offset);
    let catch = (0..line.len().min(here + 1))
        .rev()
        .find(|at| look.word(&line[*at]) == "catch")?;
    let end = line[catch..]
        .iter()
        .position(|token| look.word(token) == "{")
        .map_or(line.len(), |length| catch + length);
    when(here <= end)?;
    let inside = &line[catch + 1..end];
    when(inside.len() > 1 || look.first_word(inside) != "(" && inside.len() == 1)?;
    let words: Vec<&str> = inside
        .iter()
        .map(|token| look.word(token))
        .filter(|word| !matches!(*word, "(" | ")"))
        .collect();
    let at = |word: &str| words.iter().position(|other| *other == word);
    let name = match (at("as"), at(":")) {
        (Some(at), _) => words.get(at + 1)?,
        (_, Some(at)) => words.get(at.checked_sub(1)?)?,
        _ => words.last()?,
    };
    // `catch ValueError {` has the class alone.
    let name = match name.starts_with(char::is_uppercase) {
        true => "e",
        false => name,
    };
    Some(Found::words([format!("catch ({name}) {{")]).spanning(&line[catch..end]))
}

/// `try { … }` alone.
pub fn catch_missing(look: &Look) -> Option<Found> {
    missing(look, &["catch"])?;
    let close = look.here.checked_sub(1)?;
    when(look.at(close) == "}")?;
    Some(Found::words([]).at(look.tokens()[close].range.clone()))
}

/// `super(3)`, `super().__init__(3)`
pub fn base_call(look: &Look) -> Option<Found> {
    parse(look)?;
    let line = look.line();
    let here = line.partition_point(|token| token.range.end <= look.offset);
    let base = (0..line.len().min(here + 1))
        .rev()
        .find(|at| look.word(&line[*at]) == "super")?;
    when(
        line.get(base + 1)
            .is_some_and(|open| look.word(open) == "("),
    )?;
    let close = super::look::closing(look, line, base + 1)?;
    let word = |at: usize| line.get(at).map_or("", |token| look.word(token));
    let (name, open) = match (word(close + 1), word(close + 3)) {
        (".", "(") => (word(close + 2), close + 3),
        _ => ("init", base + 1),
    };
    let name = if name == "__init__" { "init" } else { name };
    let end = super::look::closing(look, line, open)?;
    let arguments = rhai(look, &line[open + 1..end]);
    Some(Found::words([format!("super.{name}({arguments})")]).spanning(&line[base..=end]))
}

/// `break` outside of a loop.
pub fn loop_word_outside(look: &Look) -> Option<Found> {
    let Problem::Parse(syntax) = look.problem else {
        return None;
    };
    when(matches!(*syntax.said, rhai::ParseErrorType::LoopBreak))?;
    Some(Found::words([look.near(0).to_string()]))
}

/// `yield 3`, `goto end`
pub fn absent_word(look: &Look) -> Option<Found> {
    when(
        matches!(parse(look)?, Mistake::Reserved(word) if matches!(word.as_str(), "yield" | "goto")),
    )?;
    when(!matches!(
        look.near(-1),
        "let" | "const" | "fn" | "for" | "."
    ))?;
    Some(Found::words([look.near(0).to_string()]))
}

/// `yield` on its own: its values go into a list or a queue.
pub fn yielded(look: &Look) -> Option<Found> {
    let found = absent_word(look)?;
    when(found.words[0] == "yield")?;
    let statement = &look.tokens()[whole_statement(look)];
    let value = rhai(look, statement.get(1..)?);
    let value = if value.is_empty() {
        "x".to_string()
    } else {
        value
    };
    Some(Found::words([
        format!("values.push({value});"),
        format!("queue.put({value});"),
    ]))
}

/// `Thread.new(f)`, `Thread::new(f)`
pub fn made_by_new(look: &Look) -> Option<Found> {
    when(matches!(parse(look)?, Mistake::Reserved(word) if word == "new"))?;
    when(matches!(look.near(-1), "." | "::") && look.is_word(-2) && look.near(1) == "(")?;
    let close = look.closing(look.here + 1)?;
    let arguments = rhai(look, &look.tokens()[look.here + 2..close]);
    let range = look.token(-2)?.range.start..look.tokens()[close].range.end;
    Some(Found::words([format!("{}({arguments})", look.near(-2))]).at(range))
}

/// `[...a, 2]`, `f(...xs)`
pub fn spread_dots(look: &Look) -> Option<Found> {
    when(matches!(parse(look)?, Mistake::Reserved(word) if word == "..."))?;
    Some(Found::words([]))
}

/// `typeof x`
pub fn type_of_word(look: &Look) -> Option<Found> {
    parse(look)?;
    when(matches!(look.near(-1), "typeof" | "sizeof"))?;
    let ours = if look.near(-1) == "typeof" {
        "type_of"
    } else {
        "len"
    };
    Some(
        Found::words([
            look.near(-1).to_string(),
            format!("{ours}({})", look.near(0)),
        ])
        .at(look.token(-1)?.range.clone()),
    )
}

/// `(int) x`
pub fn cast(look: &Look) -> Option<Found> {
    missing(look, &[";", ",", ")"])?;
    when(look.near(-1) == ")" && look.near(-3) == "(")?;
    let ours = match look.near(-2) {
        "int" | "long" | "Integer" => "int",
        "float" | "double" => "float",
        "str" | "string" | "String" => "str",
        _ => return None,
    };
    let token = look.token(0)?;
    when(token.kind != TokenKind::Symbol)?;
    Some(
        Found::words([format!("{ours}({})", look.word(token))])
            .at(look.token(-3)?.range.start..token.range.end),
    )
}

/// `3 = x;`, `f(1) = 3;`
pub fn no_place(look: &Look) -> Option<Found> {
    let Problem::Parse(syntax) = look.problem else {
        return None;
    };
    let is_literal = look
        .token(0)
        .is_some_and(|token| matches!(token.kind, TokenKind::Number | TokenKind::Text));
    let is_assigned = matches!(
        *syntax.said,
        rhai::ParseErrorType::AssignmentToInvalidLHS(_)
    );
    when(is_assigned || is_literal && matches!(syntax.mistake, Mistake::Constant(_)))?;
    Some(Found::words([]))
}

/// `.5`
pub fn number_from_point(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == "." && look.is_whole(1) && look.touches(1))?;
    let range = look.token(0)?.range.start..look.token(1)?.range.end;
    Some(Found::words([format!("0.{}", look.near(1))]).at(range))
}

/// `"\q"`
pub fn unknown_escape(look: &Look) -> Option<Found> {
    let Problem::Parse(syntax) = look.problem else {
        return None;
    };
    let rhai::ParseErrorType::BadInput(rhai::LexError::MalformedEscapeSequence(escape)) =
        &*syntax.said
    else {
        return None;
    };
    Some(Found::words([format!("\\{escape}")]))
}

/// `-- words`, as other languages begin a comment.
pub fn other_comment(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == "--" && look.starts_line_at(0))?;
    let line = look.source[look.offset..].lines().next()?;
    // `--i` is another mistake.
    when(line.starts_with("-- ") || line.starts_with("---"))?;
    Some(Found::words([format!(
        "// {}",
        line.trim_start_matches('-').trim()
    )]))
}

/// `|x| => x`
pub fn arrow_of_closure(look: &Look) -> Option<Found> {
    parse(look)?;
    when(matches!(look.near(0), "=>" | "->") && matches!(look.near(-1), "|" | "||"))?;
    let line = look.line();
    let here = line.partition_point(|token| token.range.end <= look.offset);
    let begin = match look.near(-1) {
        "||" => here - 1,
        _ => line[..here - 1]
            .iter()
            .rposition(|token| look.word(token) == "|")?,
    };
    let end = line[here..]
        .iter()
        .position(|token| matches!(look.word(token), ";" | ")" | ","))
        .map_or(line.len(), |length| here + length);
    let code = format!(
        "{} {}",
        rhai(look, &line[begin..here]),
        rhai(look, line.get(here + 1..end)?)
    );
    Some(Found::words([code]))
}

/// `else x == 3 {`
pub fn else_with_condition(look: &Look) -> Option<Found> {
    missing(look, &["{"])?;
    let line = look.line();
    let here = line.partition_point(|token| token.range.end <= look.offset);
    let start = here.checked_sub(1)?;
    when(look.near(-1) == "else" && look.word(&line[start]) == "else")?;
    let brace = line[here..]
        .iter()
        .position(|token| look.word(token) == "{")?;
    let condition = rhai(look, &line[here..here + brace]);
    Some(Found::words([format!("else if {condition} {{")]))
}

/// `switch x { 1: … }`
pub fn colon_of_case(look: &Look) -> Option<Found> {
    missing(look, &["=>"])?;
    when(look.near(0) == ":")?;
    Some(Found::words([format!("{} => …,", look.near(-1))]))
}

/// A division by nothing, a power that is no integer.
pub fn impossible_division(look: &Look) -> Option<Found> {
    let ErrorKind::Arithmetic(arithmetic) = run(look)? else {
        return None;
    };
    when(matches!(
        arithmetic.trouble,
        Trouble::ByZero | Trouble::Remainder
    ))?;
    let sign = match look.near(0) {
        "/" | "%" | "/=" | "%=" => look.here,
        _ => look.here + 1,
    };
    when(matches!(look.at(sign), "/" | "%" | "/=" | "%="))?;
    // A name and what is taken of it; anything else may be long, or hold more than the divisor.
    let mut end = sign + 2;
    while let Some(open) = look.tokens().get(end) {
        end = match look.word(open) {
            "." | "::" => end + 2,
            "(" | "[" => look.closing(end)? + 1,
            _ => break,
        };
    }
    when(look.tokens().get(sign + 1)?.kind == TokenKind::Word)?;
    let divisor = rhai(look, look.tokens().get(sign + 1..end)?);
    Some(Found::words([format!("if {divisor} != 0 {{ … }}")]))
}

/// A name that nothing has, and nothing else is known of.
pub fn unknown_name(look: &Look) -> Option<Found> {
    let name = unknown_variable(look)?;
    when(look.near(0) == name && look.near(1) != "::")?;
    // A variable of another script, or a text without its quotes.
    when(variables(look).iter().all(|(other, _)| *other != name))?;
    let is_name = name
        .chars()
        .all(|letter| letter.is_alphanumeric() || letter == '_');
    when(is_name)?;
    Some(Found::words([name.to_string(), format!("let {name} = 0;")]))
}

/// A function that nothing defines.
pub fn undefined_function(look: &Look) -> Option<Found> {
    let call = unknown_function(look)?;
    let name = call.name();
    when(
        !call.is_method()
            && look.near(0) == name
            && look.near(1) == "("
            && !call.path.contains("::"),
    )?;
    when(functions(look).iter().all(|(other, ..)| *other != name))?;
    let names = ["a", "b", "c", "d", "e", "f"];
    let names = names.get(..call.types.len())?.join(", ");
    let code = match name.starts_with(char::is_uppercase) {
        true => format!("class {name} {{ init({names}) {{ … }} }}"),
        false => format!("fn {name}({names}) {{ … }}"),
    };
    Some(Found::words([name.to_string(), code]))
}

/// A method that values of this type do not have.
pub fn undefined_method(look: &Look) -> Option<Found> {
    let call = unknown_function(look)?;
    let kind = call.receiver();
    when(call.is_method() && matches!(kind, "string" | "array" | "map" | "blob"))?;
    Some(Found::words([kind.to_string()]))
}
