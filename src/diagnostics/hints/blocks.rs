//! Python's way of writing blocks: `def`, `elif`, `try`, a colon at the end.

use super::Found;
use super::collections::walks_in_pairs;
use super::look::{Look, when};
use super::problem::{missing, parse};
use super::rewrite::{block_line, rhai};
use crate::lang::{Token, TokenKind};

const BLOCKS: &[&str] = &[
    "if", "elif", "else", "for", "while", "loop", "try", "except", "finally", "with", "class",
    "def", "fn", "match", "switch", "do",
];

/// The line as the dialect writes it, ended as it must be.
pub fn corrected(look: &Look, line: &[Token]) -> String {
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

/// `def f(*args)`
pub fn any_number(look: &Look) -> Option<Found> {
    parse(look)?;
    let line = look.line();
    when(matches!(look.first_word(line), "def" | "fn"))?;
    let star = line.windows(2).find(|pair| {
        let (before, star) = (look.word(&pair[0]), look.word(&pair[1]));
        matches!(before, "(" | ",") && star.starts_with('*') || before.starts_with("(*")
    })?;
    let star = if look.word(&star[0]).starts_with("(*") {
        &star[..1]
    } else {
        &star[1..]
    };
    Some(Found::words([]).spanning(star))
}

pub fn function(look: &Look) -> Option<Found> {
    parse(look)?;
    let line = look.line();
    let word = look.first_word(line);
    when(matches!(word, "def" | "function" | "func" | "fun"))?;
    when(line.get(1).is_some_and(|name| look.word(name) != "="))?;
    Some(Found::words([word.to_string(), block_line(look, line)]).spanning(&line[..1]))
}

pub fn import(look: &Look) -> Option<Found> {
    parse(look)?;
    if look.source[look.offset.min(look.source.len())..].starts_with("#include") {
        return Some(Found::words([]).at(look.offset..look.offset + "#include".len()));
    }
    let line =
        [look.line(), look.line_before()]
            .into_iter()
            .find(|line| match look.first_word(line) {
                "from" => true,
                "use" | "using" | "package" | "include" | "require" => line
                    .get(1)
                    .is_some_and(|name| matches!(name.kind, TokenKind::Word | TokenKind::Text)),
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
    let first = statement[start].range.start;
    let before = look
        .tokens()
        .partition_point(|token| token.range.start < first);
    let before = before.checked_sub(1)?;
    let brace = match look.at(before) {
        // On a line of its own.
        "}" if look.tokens()[before].line < statement[start].line => "",
        "}" => "} ",
        _ => {
            look.open_bracket()?;
            "} "
        }
    };
    let word = look.word(&statement[start]).to_string();
    Some(
        Found::words([
            word,
            format!("{brace}{} {{", rhai(look, &statement[start..end])),
        ])
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
            None => match walks_in_pairs(look, iterable) || is_map(look, &text) {
                true => format!("for ({first}, {second}) in {text} {{"),
                false => {
                    format!("for pair in {text} {{ let {first} = pair[0]; let {second} = pair[1];")
                }
            },
        },
    ]))
}

/// Is the variable declared as a map?
fn is_map(look: &Look, name: &str) -> bool {
    (0..look.tokens().len()).any(|at| look.reads(at, &["let", name, "=", "#{"]))
}
