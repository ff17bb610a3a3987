//! When a hint about Python's way of writing applies, and the words that fill it. The texts are in `table`.

use super::Found;
use super::look::{Look, Problem, call, is_definition, lexical, missing, parse, split, when};
use super::rewrite::{
    array_of, block_line, double_quoted, lambda_text, prefixed, rhai, thread_call,
};
use crate::engine::error::scan::{Token, TokenKind};
use rhai::LexError;

const BLOCKS: &[&str] = &[
    "if", "elif", "else", "for", "while", "loop", "try", "except", "finally", "with", "class",
    "def", "match", "switch", "do",
];

/// The line as the dialect writes it, ended as it must be.
fn corrected(look: &Look, line: &[Token]) -> String {
    let first = look.first_word(line);
    let ends_in_colon = line.iter().any(|token| look.word(token) == ":");
    if BLOCKS.contains(&first) && ends_in_colon {
        return block_line(look, line);
    }
    let text = rhai(look, line);
    if text.ends_with([';', '{', '}']) {
        text
    } else {
        text + ";"
    }
}

pub fn comment(look: &Look) -> Option<Found> {
    parse(look)?;
    let rest = look.source.get(look.offset..)?.strip_prefix('#')?;
    let line = rest.lines().next().unwrap_or("");
    Some(Found::words([format!("// {}", line.trim())]))
}

pub fn single_quotes(look: &Look) -> Option<Found> {
    when(matches!(
        lexical(look)?,
        LexError::MalformedChar(_) | LexError::UnterminatedString
    ))?;
    let text = look.near(0);
    when(text.starts_with('\''))?;
    Some(Found::words([double_quoted(text)]))
}

pub fn function(look: &Look) -> Option<Found> {
    parse(look)?;
    let line = look.line();
    let word = look.first_word(line);
    when(matches!(word, "def" | "function" | "func" | "fun"))?;
    when(line.get(1).is_some_and(|name| look.word(name) != "="))?;
    Some(Found::words([word.to_string(), block_line(look, line)]).spanning(&line[..1]))
}

pub fn lambda(look: &Look) -> Option<Found> {
    parse(look)?;
    let line = look.line();
    let start = line
        .iter()
        .position(|token| look.word(token) == "lambda" && token.range.start <= look.offset)?;
    Some(Found::words([lambda_text(look, &line[start..])]).spanning(&line[start..start + 1]))
}

pub fn import(look: &Look) -> Option<Found> {
    parse(look)?;
    let line =
        [look.line(), look.line_before()]
            .into_iter()
            .find(|line| match look.first_word(line) {
                "from" => true,
                "import" => line
                    .get(1)
                    .is_some_and(|name| !look.word(name).starts_with(['"', '`'])),
                _ => false,
            })?;
    Some(Found::words([]).spanning(line))
}

pub fn else_if(look: &Look) -> Option<Found> {
    parse(look)?;
    when(
        [look.near(0), look.near(-1)]
            .iter()
            .any(|word| matches!(*word, "elif" | "elsif" | "elseif")),
    )?;
    let statement = look.statement();
    let start = statement
        .iter()
        .position(|token| matches!(look.word(token), "elif" | "elsif" | "elseif"))?;
    let end = statement
        .iter()
        .position(|token| look.word(token) == ":")
        .unwrap_or(statement.len());
    Some(
        Found::words([format!("}} {} {{", rhai(look, &statement[start..end]))])
            .spanning(&statement[start..start + 1]),
    )
}

pub fn except(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == "except")?;
    let line = look.line();
    let name = line
        .iter()
        .position(|token| look.word(token) == "as")
        .and_then(|index| line.get(index + 1));
    Some(Found::words([match name {
        Some(name) => format!("}} catch ({}) {{", look.word(name)),
        None => "} catch (e) {".to_string(),
    }]))
}

pub fn finally(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == "finally" || look.near(-1) == "finally")?;
    Some(Found::words([]))
}

pub fn class(look: &Look) -> Option<Found> {
    parse(look)?;
    let line = look.line();
    when(look.first_word(line) == "class")?;
    when(
        line.iter()
            .any(|token| matches!(look.word(token), "(" | ":"))
            && !line.iter().any(|token| look.word(token) == "{"),
    )?;
    Some(Found::words([block_line(look, line)]))
}

pub fn block(look: &Look) -> Option<Found> {
    python_block(look)
}

/// `if x: print(x)`.
pub fn block_on_one_line(look: &Look) -> Option<Found> {
    let found = python_block(look)?;
    when(found.words[0].ends_with('}'))?;
    Some(found)
}

fn python_block(look: &Look) -> Option<Found> {
    parse(look)?;
    let colon = if look.near(0) == ":" {
        0
    } else {
        when(look.near(1) == ":" && matches!(look.near(0), "else" | "try"))?;
        1
    };
    let line = look.line();
    let begins = line
        .iter()
        .position(|token| BLOCKS.contains(&look.word(token)))?;
    when(line[..begins].iter().all(|token| look.word(token) == "}"))?;
    let text = block_line(look, &line[begins..]);
    let brace = if begins > 0 { "} " } else { "" };
    let colon = look.token(colon)?;
    Some(Found::words([format!("{brace}{text}")]).at(colon.range.clone()))
}

pub fn word_operator(look: &Look) -> Option<Found> {
    parse(look)?;
    let (delta, word) = [(0, look.near(0)), (-1, look.near(-1))]
        .into_iter()
        .find(|(_, word)| matches!(*word, "and" | "or" | "not" | "is"))?;
    let following = look.near(delta + 1);
    let (word, ours) = match (word, following) {
        ("is", "not") => ("is not", "!="),
        ("is", _) => ("is", "=="),
        ("not", "in") => ("not in", "!in"),
        ("not", _) if look.near(delta - 1) == "is" => ("is not", "!="),
        ("not", _) => ("not", "!"),
        ("and", _) => ("and", "&&"),
        _ => ("or", "||"),
    };
    let token = look.token(delta)?;
    let line = look.line_of(look.here.checked_add_signed(delta)?);
    Some(
        Found::words([word.to_string(), ours.to_string(), corrected(look, line)])
            .at(token.range.clone()),
    )
}

/// The letter before a text: `f"…"`.
fn text_prefix<'a>(look: &Look<'a>, accepted: &str) -> Option<(&'a str, &'a str)> {
    parse(look)?;
    when(look.is_text(0) && look.is_word(-1))?;
    when(look.token(-1)?.range.end == look.token(0)?.range.start)?;
    let prefix = look.near(-1);
    when(prefix.len() == 1 && accepted.contains(&prefix.to_ascii_lowercase()))?;
    Some((prefix, look.near(0)))
}

pub fn formatted_text(look: &Look) -> Option<Found> {
    let (prefix, text) = text_prefix(look, "f")?;
    Some(Found::words([prefixed(prefix, text)]).at(prefix_range(look)?))
}

pub fn bytes(look: &Look) -> Option<Found> {
    let (prefix, text) = text_prefix(look, "b")?;
    Some(Found::words([prefixed(prefix, text)]).at(prefix_range(look)?))
}

pub fn raw_text(look: &Look) -> Option<Found> {
    let (prefix, text) = text_prefix(look, "ru")?;
    Some(Found::words([prefix.to_string(), prefixed(prefix, text)]).at(prefix_range(look)?))
}

fn prefix_range(look: &Look) -> Option<std::ops::Range<usize>> {
    Some(look.token(-1)?.range.start..look.token(0)?.range.end)
}

pub fn comprehension(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == "for")?;
    let open = look.open_bracket()?;
    when(matches!(look.word(&look.tokens()[open]), "[" | "("))?;
    let close = look.closing(open).unwrap_or(look.tokens().len());
    let inside = rhai(look, &look.tokens()[open + 1..close]);
    let end = look.tokens().get(close).or(look.tokens().last())?;
    Some(
        Found::words([format!("list[{inside}]")])
            .at(look.tokens()[open].range.start..end.range.end),
    )
}

pub fn thread_keywords(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == "=")?;
    let (name, open, close) = call(look)?;
    when(name == "Thread")?;
    Some(Found::words([thread_call(
        look,
        &look.tokens()[open + 1..close],
    )]))
}

pub fn print_keywords(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == "=" && call(look)?.0 == "print")?;
    when(matches!(look.near(-1), "end" | "sep" | "flush" | "file"))?;
    Some(Found::words([look.near(-1).to_string()]))
}

pub fn keywords(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == "=")?;
    let (name, open, close) = call(look)?;
    when(!is_definition(look, open))?;
    let values: Vec<String> = split(look, &look.tokens()[open + 1..close], ",")
        .into_iter()
        .map(|part| match part.get(1) {
            Some(token) if look.word(token) == "=" => rhai(look, &part[2..]),
            _ => rhai(look, part),
        })
        .collect();
    Some(Found::words([format!("{name}({})", values.join(", "))]))
}

pub fn tuple(look: &Look) -> Option<Found> {
    missing(look, &[")"])?;
    when(look.near(0) == ",")?;
    let open = look.open_bracket()?;
    when(look.word(&look.tokens()[open]) == "(")?;
    let close = look.closing(open)?;
    Some(
        Found::words([array_of(look, &look.tokens()[open..=close])])
            .at(look.tokens()[open].range.start..look.tokens()[close].range.end),
    )
}

pub fn several_variables(look: &Look) -> Option<Found> {
    missing(look, &[";"])?;
    when(look.near(0) == ",")?;
    let mut statement = look.statement();
    let declares = look.first_word(statement) == "let";
    if declares {
        statement = &statement[1..];
    }
    let equals = statement.iter().position(|token| look.word(token) == "=")?;
    let part = |tokens: &[Token]| -> Vec<String> {
        split(look, tokens, ",")
            .into_iter()
            .map(|part| rhai(look, part))
            .collect()
    };
    let names = part(&statement[..equals]);
    let values = part(&statement[equals + 1..]);
    let word = if declares { "let " } else { "" };
    let text = match (&names[..], &values[..]) {
        ([a, b], [c, d]) if a == d && b == c => format!("let t = {a}; {a} = {b}; {b} = t;"),
        _ if names.len() == values.len() => {
            let lines: Vec<String> = names
                .iter()
                .zip(&values)
                .map(|(name, value)| format!("{word}{name} = {value};"))
                .collect();
            lines.join(" ")
        }
        (_, [value]) => {
            let lines: Vec<String> = names
                .iter()
                .enumerate()
                .map(|(index, name)| format!("{word}{name} = t[{index}];"))
                .collect();
            format!("let t = {value}; {}", lines.join(" "))
        }
        _ => return None,
    };
    Some(Found::words([text]))
}

pub fn slice(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == ":")?;
    let open = look.open_bracket()?;
    when(look.word(&look.tokens()[open]) == "[" && open > 0)?;
    let close = look.closing(open)?;
    let name = look.word(&look.tokens()[open - 1]);
    let start = rhai(look, &look.tokens()[open + 1..look.here]);
    let end = rhai(look, &look.tokens()[look.here + 1..close]);
    let start = if start.is_empty() { "0" } else { &start };
    let (array, text) = if end.is_empty() {
        (
            format!("{name}.extract({start})"),
            format!("{name}.sub_string({start})"),
        )
    } else {
        (
            format!("{name}.extract({start}..{end})"),
            format!("{name}[{start}..{end}]"),
        )
    };
    Some(Found::words([array, text]))
}

pub fn dictionary(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == ":" && look.near(-2) == "{")?;
    let open = look.here - 2;
    let close = look.closing(open)?;
    Some(
        Found::words([format!("#{}", rhai(look, &look.tokens()[open..=close]))])
            .at(look.tokens()[open].range.clone()),
    )
}

pub fn conditional_value(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == "?" || look.near(0) == "if" && !look.starts_line())?;
    let statement = look.statement();
    let here = statement
        .iter()
        .position(|token| token.range.start >= look.offset)?;
    let other = statement
        .iter()
        .position(|token| matches!(look.word(token), "else" | ":"))?;
    let start = statement[..here]
        .iter()
        .rposition(|token| matches!(look.word(token), "=" | "return" | "(" | ","))
        .map_or(0, |index| index + 1);
    when(start < here && here < other && other + 1 < statement.len())?;
    let first = rhai(look, &statement[start..here]);
    let second = rhai(look, &statement[here + 1..other]);
    let third = rhai(look, &statement[other + 1..]);
    let (condition, value) = if look.near(0) == "?" {
        (first, second)
    } else {
        (second, first)
    };
    let before = rhai(look, &statement[..start]);
    let text = format!("{before} if {condition} {{ {value} }} else {{ {third} }};");
    Some(Found::words([text.trim().to_string()]))
}

pub fn delete_item(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(-1) == "del" && look.near(1) == "[")?;
    let close = look.closing(look.here + 1)?;
    let index = rhai(look, &look.tokens()[look.here + 2..close]);
    Some(
        Found::words([format!("{}.remove({index});", look.near(0))])
            .at(look.token(-1)?.range.clone()),
    )
}

pub fn delete_variable(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(-1) == "del")?;
    Some(Found::words([]).at(look.token(-1)?.range.clone()))
}

pub fn global(look: &Look) -> Option<Found> {
    parse(look)?;
    when(matches!(look.near(-1), "global" | "nonlocal"))?;
    Some(
        Found::words([look.near(-1).to_string(), look.near(0).to_string()])
            .at(look.token(-1)?.range.clone()),
    )
}

pub fn raise(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(-1) == "raise")?;
    let value = if look.near(1) == "(" {
        let close = look.closing(look.here + 1)?;
        rhai(look, &look.tokens()[look.here + 2..close])
    } else {
        rhai(look, &look.tokens()[look.here..=look.here])
    };
    let value = if value.is_empty() {
        format!("\"{}\"", look.near(0))
    } else {
        value
    };
    Some(Found::words([format!("throw {value};")]).at(look.token(-1)?.range.clone()))
}

pub fn assert(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(-1) == "assert")?;
    let statement = look.statement();
    let parts = split(look, statement.get(1..)?, ",");
    let condition = rhai(look, parts.first()?);
    let message = parts
        .get(1)
        .map_or("\"…\"".to_string(), |part| rhai(look, part));
    Some(
        Found::words([format!("if !({condition}) {{ throw {message}; }}")])
            .at(look.token(-1)?.range.clone()),
    )
}

pub fn print(look: &Look) -> Option<Found> {
    parse(look)?;
    let start = if look.near(0) == "print" && look.near(1) != "(" {
        look.here + 1
    } else {
        when(look.near(-1) == "print")?;
        look.here
    };
    let end = look.tokens()[start..]
        .iter()
        .position(|token| look.word(token) == ";" || token.line > look.tokens()[start - 1].line)
        .map_or(look.tokens().len(), |length| start + length);
    let print = &look.tokens()[start - 1];
    Some(
        Found::words([format!(
            "print({});",
            rhai(look, &look.tokens()[start..end])
        )])
        .at(print.range.clone()),
    )
}

/// `help(Thread.join)`, `help(with)`: a name that is no value, to be asked about as a text.
pub fn help_of_name(look: &Look) -> Option<Found> {
    let line = look.line();
    let help = line.windows(2).position(|pair| {
        look.word(&pair[0]) == "help"
            && look.word(&pair[1]) == "("
            && pair[0].range.end <= look.offset
    })?;
    let asked = &line[help + 2..];
    let length = asked.iter().position(|token| look.word(token) == ")");
    let asked = &asked[..length.unwrap_or(asked.len())];
    let is_of_name =
        |token: &Token| token.kind == TokenKind::Word || matches!(look.word(token), "." | "::");
    when(!asked.is_empty() && asked.iter().all(is_of_name))?;
    let name: String = asked.iter().map(|token| look.word(token)).collect();
    let is_known = match look.problem {
        Problem::Parse(_) => true,
        Problem::Run(_) => asked.len() > 1 || look.saying(&name).is_some(),
        Problem::Raised(_) => false,
    };
    when(is_known && asked.first()?.range.start <= look.offset)?;
    Some(Found::words([format!("help(\"{name}\")")]).spanning(asked))
}

/// `Thread(print, ["a"])`: the one function whose bare name is no value.
pub fn print_as_value(look: &Look) -> Option<Found> {
    parse(look)?;
    let print = match look.near(0) {
        "print" => look.here,
        _ => look.here.checked_sub(1)?,
    };
    let word = |index: usize| {
        look.tokens()
            .get(index)
            .map_or("", |token| look.word(token))
    };
    when(word(print) == "print" && matches!(word(print + 1), "," | ")" | ";" | "]"))?;
    when(matches!(word(print.checked_sub(1)?), "(" | "," | "=" | "["))?;
    Some(Found::words([]).at(look.tokens()[print].range.clone()))
}

/// `with lock as l {`.
pub fn with_as(look: &Look) -> Option<Found> {
    when(look.near(0) == "as" && look.is_word(1))?;
    let line = look.line();
    let with = line.iter().position(|token| look.word(token) == "with")?;
    let here = line
        .iter()
        .position(|token| token.range == look.tokens()[look.here].range)?;
    when(with < here)?;
    let subject = rhai(look, &line[with + 1..here]);
    let name = look.near(1);
    Some(
        Found::words([
            format!("let {name} = {subject};"),
            format!("with {name} {{"),
        ])
        .at(look.tokens()[look.here].range.clone()),
    )
}

pub fn two_loop_variables(look: &Look) -> Option<Found> {
    missing(look, &["in"])?;
    when(look.near(0) == "," && look.near(2) == "in")?;
    let (first, second) = (look.near(-1), look.near(1));
    let line = look.line();
    let over = line.iter().position(|token| look.word(token) == "in")? + 1;
    let end = line[over..]
        .iter()
        .position(|token| matches!(look.word(token), ":" | "{"))
        .map_or(line.len(), |length| over + length);
    let iterable = &line[over..end];
    let text = rhai(look, iterable);
    Some(Found::words([
        match text
            .strip_prefix("enumerate(")
            .and_then(|rest| rest.strip_suffix(')'))
        {
            Some(inside) => format!("for ({second}, {first}) in {inside} {{"),
            None => match text.strip_suffix(".items()") {
                Some(map) => {
                    format!("for {first} in {map}.keys() {{ let {second} = {map}[{first}];")
                }
                None => {
                    format!("for pair in {text} {{ let {first} = pair[0]; let {second} = pair[1];")
                }
            },
        },
    ]))
}
