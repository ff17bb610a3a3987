//! Hints about blocks that stand where they cannot: a function inside another, an `else` that has lost its `}`, `switch` as other
//! languages write it.

use super::Found;
use super::look::{Look, when};
use super::problem::parse;
use super::rewrite::rhai;

/// The line, counted from 1, of the block that is open at the mistake.
fn open_line(look: &Look) -> Option<usize> {
    let open = look.open_bracket()?;
    let token = &look.tokens()[open];
    when(look.word(token) == "{")?;
    Some(token.line + 1)
}

/// How far the first word of a token's line is indented.
fn indentation(look: &Look, index: usize) -> Option<usize> {
    let first = look.line_of(index).first()?;
    let start = look.source[..first.range.start].rfind('\n');
    Some(first.range.start - start.map_or(0, |at| at + 1))
}

/// `fn` at the margin while a block is open: its `}` is missing.
pub fn brace_before_function(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == "fn" && look.starts_line())?;
    let open = look.open_bracket()?;
    let line = open_line(look)?;
    when(indentation(look, look.here)? <= indentation(look, open)?)?;
    Some(Found::words([line.to_string()]))
}

/// A function inside a block.
pub fn inner_function(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == "fn" && look.is_word(1) && look.near(2) == "(")?;
    open_line(look)?;
    let close = look.closing(look.here + 2)?;
    let parameters = rhai(look, &look.tokens()[look.here + 3..close]);
    let code = format!("let {} = |{parameters}| {{ … }};", look.near(1));
    Some(Found::words([look.near(1).to_string(), code]))
}

/// `else` where the block before it is still open.
pub fn brace_before_else(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == "else" && look.near(-1) != "}")?;
    Some(Found::words([open_line(look)?.to_string()]))
}

/// `try … catch … else …`
pub fn try_else(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == "else" && look.near(-1) == "}")?;
    let tokens = look.tokens();
    let close = look.here - 1;
    let open = (0..close)
        .rev()
        .find(|at| look.word(&tokens[*at]) == "{" && look.closing(*at) == Some(close))?;
    let before = tokens[..open].iter().rev().take(4);
    when(before.into_iter().any(|token| look.word(token) == "catch"))?;
    Some(Found::words([]))
}

/// `case 1:` in a `switch`.
pub fn case(look: &Look) -> Option<Found> {
    parse(look)?;
    when(matches!(look.near(0), "case" | "default"))?;
    Some(Found::words([]))
}

/// `3 not in v` where a condition is wanted.
pub fn not_in(look: &Look) -> Option<Found> {
    parse(look)?;
    let line = look.line();
    let at = line
        .windows(2)
        .position(|pair| look.word(&pair[0]) == "not" && look.word(&pair[1]) == "in")?;
    let end = line.iter().position(|token| look.word(token) == "{");
    let end = end.filter(|end| *end > at).unwrap_or(line.len());
    let start = line[..at]
        .iter()
        .rposition(|token| matches!(look.word(token), ";" | "{" | "}"))
        .map_or(0, |before| before + 1);
    let range = line[at].range.start..line[at + 1].range.end;
    Some(Found::words([rhai(look, &line[start..end])]).at(range))
}

/// `f(*args)`
pub fn spread(look: &Look) -> Option<Found> {
    parse(look)?;
    let rest = look.source.get(look.offset..)?;
    when(rest.starts_with("(*") || rest.starts_with("(**"))?;
    let name = look.token(-1).map_or("f", |token| look.word(token));
    let list = rest.trim_start_matches(['(', '*']);
    let end = list
        .find(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .unwrap_or(list.len());
    let list = &list[..end];
    when(!list.is_empty())?;
    Some(Found::words([format!("{name}({list}[0], {list}[1])")]))
}

/// `for _ in …`
pub fn nameless_loop(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(-1) == "for" && look.near(0) == "_" && look.near(1) == "in")?;
    Some(Found::words([]))
}
