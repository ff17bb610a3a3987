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
    let line = open_line(look)?;
    when(indentation(look, look.here)? <= indentation(look, look.open_bracket()?)?)?;
    Some(Found::words([line.to_string()]))
}

/// The parameters of the function whose name has this index.
fn parameters(look: &Look, name: usize) -> Option<String> {
    let close = look.closing(name + 1)?;
    Some(rhai(look, &look.tokens()[name + 2..close]))
}

/// `fn init(n)`, `def init(self, n)` in a class.
pub fn method_word(look: &Look) -> Option<Found> {
    parse(look)?;
    let is_word = |index: usize| matches!(look.at(index), "fn" | "def" | "function");
    let word = [look.here, look.here.checked_sub(1)?]
        .into_iter()
        .find(|index| is_word(*index))?;
    look.class_around(word)?;
    when(look.at(word + 2) == "(")?;
    let name = match look.at(word + 1) {
        "__init__" => "init",
        name => name,
    };
    let parameters = parameters(look, word + 1)?;
    let own = parameters
        .split(',')
        .map(str::trim)
        .filter(|name| *name != "this");
    let own: Vec<&str> = own.collect();
    let code = format!("{name}({}) {{", own.join(", "));
    Some(Found::words([look.at(word).to_string(), code]).at(look.tokens()[word].range.clone()))
}

/// A function inside a block.
pub fn inner_function(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == "fn" && look.is_word(1) && look.near(2) == "(")?;
    open_line(look)?;
    let parameters = parameters(look, look.here + 1)?;
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
    Some(Found::words([look.near(0).to_string()]))
}

/// `f(*args)`
pub fn spread(look: &Look) -> Option<Found> {
    parse(look)?;
    // The scan may take the bracket and the star for one sign.
    let (open, list) = match look.near(0) {
        "(*" | "(**" => (look.here, look.here + 1),
        "(" if look.near(1).starts_with('*') => (look.here, look.here + 2),
        star if star.starts_with('*') && look.near(-1) == "(" => (look.here - 1, look.here + 1),
        _ => return None,
    };
    let name = look.at(open.checked_sub(1)?);
    let is_definition = open >= 2 && matches!(look.at(open - 2), "fn" | "def");
    when(!is_definition && look.at(list + 1) == ")")?;
    let list = look.at(list);
    Some(Found::words([format!("{name}({list}[0], {list}[1])")]))
}

/// `_` in the place of a name.
pub fn nameless(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == "_" && look.near(1) != "=>")?;
    Some(Found::words([]))
}

/// `#{1: "un"}`
pub fn number_key(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.is_whole(0) && look.near(1) == ":")?;
    when(look.at(look.open_bracket()?) == "#{")?;
    Some(Found::words([format!("\"{}\":", look.near(0))]))
}
