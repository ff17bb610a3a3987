//! A rough cut of Rhai text into tokens, good enough to mutate at; whatever it reads comes out again unchanged when joined.

/// Cut a text into tokens. Blank space and comments are tokens of their own, so that joining gives the text back.
pub fn tokens(source: &str) -> Vec<&str> {
    let mut rest = source;
    let mut tokens = Vec::new();
    while !rest.is_empty() {
        let (token, after) = rest.split_at(length_of_token(rest));
        tokens.push(token);
        rest = after;
    }
    tokens
}

/// Is this a token that means something: no blank space, no comment?
pub fn is_meaningful(token: &str) -> bool {
    !token.trim().is_empty() && !token.starts_with("//") && !token.starts_with("/*")
}

/// The kinds of words that can often stand for each other.
#[derive(PartialEq)]
pub enum Kind {
    Name,
    Number,
    Quoted,
    Operator,
    Bracket,
    Other,
}

pub fn kind_of(token: &str) -> Kind {
    match token.chars().next() {
        Some(first) if first.is_alphabetic() || first == '_' => Kind::Name,
        Some(first) if first.is_ascii_digit() => Kind::Number,
        Some('"' | '\'' | '`') => Kind::Quoted,
        Some('(' | ')' | '[' | ']' | '{' | '}' | ';' | ',') => Kind::Bracket,
        Some(_) if OPERATORS.contains(&token) || "+-*/%<>=!&|^".contains(token) => Kind::Operator,
        _ => Kind::Other,
    }
}

const OPERATORS: &[&str] = &[
    "<<=", ">>=", "**=", "..=", "===", "!==", "#{", "::", "=>", "==", "!=", "<=", ">=", "&&", "||",
    "??", "?.", "?[", "**", "<<", ">>", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "..", "->",
    "()",
];

fn length_of_token(rest: &str) -> usize {
    let first = rest
        .chars()
        .next()
        .expect("the caller has checked that text is left");
    let run = |belongs: fn(char) -> bool| {
        rest.find(|character| !belongs(character))
            .unwrap_or(rest.len())
    };
    if first.is_whitespace() {
        return run(char::is_whitespace);
    }
    if first.is_alphabetic() || first == '_' {
        return run(|character| character.is_alphanumeric() || character == '_');
    }
    if first.is_ascii_digit() {
        return run(|character| character.is_ascii_alphanumeric() || character == '_');
    }
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return rest.find("*/").map_or(rest.len(), |end| end + 2);
    }
    if let '"' | '\'' | '`' = first {
        return length_of_quoted(rest, first);
    }
    let operator = OPERATORS
        .iter()
        .find(|operator| rest.starts_with(**operator));
    operator.map_or(first.len_utf8(), |operator| operator.len())
}

/// From a quotation mark to the next one that no backslash stands before; a lone mark is a token by itself.
fn length_of_quoted(rest: &str, mark: char) -> usize {
    let mut is_escaped = false;
    for (position, character) in rest.char_indices().skip(1) {
        if character == mark && !is_escaped {
            return position + mark.len_utf8();
        }
        is_escaped = character == '\\' && !is_escaped;
    }
    mark.len_utf8()
}
