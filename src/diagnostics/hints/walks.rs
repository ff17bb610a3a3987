//! What to type in place of a `for` over something that has no items: the loop as it stands in the script, mended.

use crate::lang::{Scan, Token, TokenKind};
use crate::messages::{Message, message};

/// Longer expressions are not repeated.
const LONGEST: usize = 60;

/// `for name in code {` as the script has it.
#[derive(Debug, PartialEq)]
struct Loop<'a> {
    name: &'a str,
    /// Of `for (name, counter)`.
    counter: Option<&'a str>,
    code: &'a str,
    /// One word, or a chain.
    is_simple: bool,
    /// ` {`; nothing in a comprehension.
    opens: &'static str,
}

/// What to do about a `for` over a value of this type, which stands at this byte.
pub fn walk(kind: &str, source: &str, offset: usize) -> Message {
    let found = loop_at(source, offset);
    let found = found.as_ref();
    let name = found.map_or("x", |found| found.name);
    let code = found.map_or("…", |found| found.code);
    let opens = found.map_or(" {", |found| found.opens);
    let simple = match found {
        Some(found) if !found.is_simple => format!("({code})"),
        _ => code.to_string(),
    };
    match kind {
        // One that stands in the head itself; others are walked.
        "map" => {
            let pairs = found.and_then(|found| found.counter);
            let (names, method) = match pairs {
                Some(value) => (format!("({name}, {value})"), "items"),
                None => (name.to_string(), "keys"),
            };
            message!("for-over-map", names, code = simple, method, opens)
        }
        "i64" => message!("for-over-number", name, end = simple, opens),
        "f64" => message!("for-over-number", name, end = format!("int({code})"), opens),
        "char" => message!("for-over-number.char", name, code = simple, opens),
        "()" => message!("for-over-nothing", code),
        "Fn" => match found.is_some_and(|found| found.is_simple) {
            true => message!("for-over-function", name, code, opens),
            false => message!("for-over-other", kind),
        },
        kind => message!("for-over-other", kind),
    }
}

fn loop_at(source: &str, offset: usize) -> Option<Loop<'_>> {
    let scan = Scan::new(source);
    let tokens = &scan.tokens;
    let word = |index: usize| {
        tokens
            .get(index)
            .map_or("", |token| &source[token.range.clone()])
    };
    let here = tokens.partition_point(|token| token.range.end <= offset);
    let mut start = here.checked_sub(1)?;
    while word(start) != "in" {
        // The error may speak of a later step of the expression, but of this loop.
        if matches!(word(start), "for" | "{" | "}" | ";") {
            return None;
        }
        start = start.checked_sub(1)?;
    }
    let (name, counter) = match (
        start.checked_sub(2).map(word)?,
        start.checked_sub(5).map(word),
    ) {
        ("for", _) => (word(start - 1), None),
        (_, Some("(")) if word(start - 1) == ")" => (word(start - 4), Some(word(start - 2))),
        _ => return None,
    };
    let end = end_of(tokens, &word, start + 1)?;
    let first = tokens.get(start + 1)?;
    let last = tokens.get(end.checked_sub(1)?)?;
    let code = source.get(first.range.start..last.range.end)?;
    let is_simple = is_chain(&tokens[start + 1..end], source);
    (code.len() <= LONGEST && !code.contains('\n')).then_some(Loop {
        name,
        counter,
        code,
        is_simple,
        opens: if word(end) == "{" { " {" } else { "" },
    })
}

/// The token after the expression: the block's brace, or what goes on with the comprehension.
fn end_of<'a>(tokens: &[Token], word: &impl Fn(usize) -> &'a str, from: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for index in from..tokens.len() {
        match word(index) {
            "{" | "if" | "for" | "]" if depth == 0 => return Some(index),
            "(" | "[" | "?[" | "#{" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

/// Words, calls and indices, with nothing between them that binds less than a `.`.
fn is_chain(tokens: &[Token], source: &str) -> bool {
    let mut depth = 0_usize;
    tokens.iter().all(|token| {
        let word = &source[token.range.clone()];
        match word {
            "(" | "[" | "?[" | "#{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        let binds = matches!(
            word,
            "." | "?." | "::" | "(" | ")" | "[" | "?[" | "]" | "#{" | "}"
        );
        depth > 0 || binds || token.kind != TokenKind::Symbol
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint(kind: &str, source: &str, place: &str) -> String {
        walk(kind, source, source.find(place).expect("the place")).to_string()
    }

    #[test]
    fn the_loop_is_told_as_it_should_stand() {
        for (kind, source, place, wanted) in [
            ("map", "for k in m { }", "m {", "`for k in m.keys() {`"),
            (
                "map",
                "for (k, v) in a.m { }",
                "a.m",
                "`for (k, v) in a.m.items() {`",
            ),
            (
                "map",
                "list[k for k in m if k]",
                "m if",
                "`for k in m.keys()`",
            ),
            (
                "map",
                "for k in a + b { }",
                "a +",
                "`for k in (a + b).keys() {`",
            ),
            (
                "map",
                "for k in #{a: 1} { }",
                "#{",
                "`for k in #{a: 1}.keys() {`",
            ),
            (
                "map",
                "for k in f(x)[1] { }",
                "f(",
                "`for k in f(x)[1].keys() {`",
            ),
            ("i64", "for i in n { }", "n {", "`for i in 0..n {`"),
            (
                "i64",
                "for i in n + 1 { }",
                "n +",
                "`for i in 0..(n + 1) {`",
            ),
            (
                "f64",
                "for i in x / 2 { }",
                "x /",
                "`for i in 0..int(x / 2) {`",
            ),
            ("Fn", "for i in f { }", "f {", "`for i in f() {`"),
            ("Lock", "for i in l { }", "l {", "this is `Lock`"),
        ] {
            let hint = hint(kind, source, place);
            assert!(hint.contains(wanted), "{source}\n{hint}");
        }
    }
}
