//! A line of Python in the words of the dialect, for hints that say what to type. Only what beginners write; no promise beyond.

use super::declared::variables;
use super::look::{Look, closing, split, when};
use crate::lang::{Token, TokenKind};

/// The tokens as the dialect writes them.
pub fn rhai(look: &Look, tokens: &[Token]) -> String {
    rhai_with(look, tokens, &|_, _| None)
}

/// As [`rhai`], with other words for those that `said` knows; it gets each with its index.
pub fn rhai_with(
    look: &Look,
    tokens: &[Token],
    said: &dyn Fn(&str, usize) -> Option<&'static str>,
) -> String {
    let mut out = String::new();
    let mut index = 0;
    let mut end = tokens.first().map_or(0, |token| token.range.start);
    while let Some(token) = tokens.get(index) {
        let gap = &look.source[end..token.range.start];
        if gap.contains('\n') || gap.contains("//") {
            out.push(' ');
        } else {
            out.push_str(gap);
        }
        let next = |delta: usize| {
            tokens
                .get(index + delta)
                .map_or("", |token| look.word(token))
        };
        let (text, used) = match look.word(token) {
            "not" if next(1) == "in" => ("!in".to_string(), 2),
            "is" if next(1) == "not" => ("!=".to_string(), 2),
            "not" => negation(look, &tokens[index..]),
            "lambda" => lambda(look, &tokens[index..]),
            word if token.kind == TokenKind::Word
                && matches!(word, "f" | "F" | "b" | "B" | "r" | "R" | "u" | "U")
                && tokens.get(index + 1).is_some_and(|text| {
                    text.kind == TokenKind::Text && text.range.start == token.range.end
                }) =>
            {
                (prefixed(word, next(1)), 2)
            }
            // `logging.INFO`: what is named with a capital is no attribute of a variable.
            word if look.is_module(word)
                && next(1) == "."
                && (next(2).starts_with(char::is_uppercase)
                    || look.content(word, next(2)).is_some()
                        && variables(look).iter().all(|(name, _)| *name != word))
                && (index == 0 || look.word(&tokens[index - 1]) != ".") =>
            {
                (format!("{word}::{}", next(2)), 3)
            }
            // `new C()`: an object is made without it.
            "new" if next(2) == "(" => (String::new(), 1),
            word if token.kind == TokenKind::Text => (double_quoted(word), 1),
            word => match said(word, index) {
                Some(ours) => (ours.to_string(), 1),
                None => (single(word).to_string(), 1),
            },
        };
        if text.is_empty() && out.ends_with(' ') {
            out.pop();
        }
        out.push_str(&text);
        index += used;
        end = match (text.is_empty(), tokens.get(index)) {
            // One blank stays between what stands around a word that goes.
            (true, Some(next)) if out.is_empty() => next.range.start,
            _ => tokens[index - 1].range.end,
        };
    }
    out.trim().to_string()
}

fn single(word: &str) -> &str {
    match word {
        "and" => "&&",
        "or" => "||",
        "is" => "==",
        "True" => "true",
        "False" => "false",
        "None" => "()",
        "elif" | "elsif" | "elseif" => "else if",
        "def" => "fn",
        "self" => "this",
        "__init__" => "init",
        "raise" => "throw",
        "pass" => "",
        word => word,
    }
}

/// `not x` → `!x`; with a comparison behind it, `!(x == 1)`.
fn negation(look: &Look, tokens: &[Token]) -> (String, usize) {
    let mut depth = 0;
    let mut end = 1;
    for token in &tokens[1..] {
        match look.word(token) {
            "(" | "[" | "#{" => depth += 1,
            ")" | "]" | "}" if depth == 0 => break,
            ")" | "]" | "}" => depth -= 1,
            "and" | "or" | ":" | "{" | ";" | "," if depth == 0 => break,
            _ => {}
        }
        end += 1;
    }
    let inside = &tokens[1..end];
    let compares = inside.iter().any(|token| {
        matches!(
            look.word(token),
            "==" | "!=" | "<" | ">" | "<=" | ">=" | "in" | "is"
        )
    });
    let operand = rhai(look, inside);
    if compares {
        (format!("!({operand})"), end)
    } else {
        (format!("!{operand}"), end)
    }
}

/// The `lambda` that the tokens start with, as a closure.
pub fn lambda_text(look: &Look, tokens: &[Token]) -> String {
    lambda(look, tokens).0
}

/// `lambda x: 3*x` → `|x| 3*x`.
fn lambda(look: &Look, tokens: &[Token]) -> (String, usize) {
    let Some(colon) = tokens.iter().position(|token| look.word(token) == ":") else {
        return ("lambda".to_string(), 1);
    };
    let mut depth = 0;
    let mut end = colon + 1;
    for token in &tokens[colon + 1..] {
        match look.word(token) {
            "(" | "[" | "#{" => depth += 1,
            ")" | "]" | "}" if depth == 0 => break,
            ")" | "]" | "}" => depth -= 1,
            ";" | "," if depth == 0 => break,
            _ => {}
        }
        end += 1;
    }
    let names = rhai(look, &tokens[1..colon]);
    let body = rhai(look, &tokens[colon + 1..end]);
    (format!("|{names}| {body}"), end)
}

/// `f"{x}"` → `` `${x}` ``; other prefixes fall away.
pub fn prefixed(prefix: &str, text: &str) -> String {
    let quotes = if text.starts_with("\"\"\"") || text.starts_with("'''") {
        3
    } else {
        1
    };
    let inside = text
        .get(quotes..text.len().saturating_sub(quotes).max(quotes))
        .unwrap_or("");
    if !prefix.eq_ignore_ascii_case("f") {
        return format!("\"{inside}\"");
    }
    let mut out = String::from("`");
    let mut rest = inside;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let Some(close) = rest[open..].find('}') else {
            rest = &rest[open..];
            break;
        };
        let value = &rest[open + 1..open + close];
        out.push_str("${");
        out.push_str(
            value
                .split(':')
                .next()
                .unwrap_or(value)
                .trim_end_matches('='),
        );
        out.push('}');
        rest = &rest[open + close + 1..];
    }
    out.push_str(rest);
    out.push('`');
    out
}

/// A text in single quotes, in double ones; one character stays.
pub fn double_quoted(text: &str) -> String {
    if let Some(inside) = (text.strip_prefix("'''")).and_then(|text| text.strip_suffix("'''")) {
        return format!("\"{}\"", inside.replace('"', "\\\""));
    }
    let Some(inside) = text.strip_prefix('\'') else {
        return text.to_string();
    };
    let closed = inside.strip_suffix('\'').unwrap_or(inside);
    if closed.chars().count() == 1 && inside != closed {
        return text.to_string();
    }
    format!("\"{}\"", closed.replace('"', "\\\""))
}

/// The line of a block as Python begins it, with a brace in the place of the colon; what follows the colon stands in the block.
pub fn block_line(look: &Look, line: &[Token]) -> String {
    let colon = line
        .iter()
        .enumerate()
        .rev()
        .find(|(index, token)| {
            look.word(token) == ":" && split(look, &line[..*index], ":").len() <= 1
        })
        .map_or(line.len(), |(index, _)| index);
    let head = head(look, &line[..colon]);
    let body = line.get(colon + 1..).map_or(String::new(), |body| {
        if body.is_empty() {
            String::new()
        } else {
            format!(" {} }}", rhai(look, body))
        }
    });
    match body.as_str() {
        "  }" => format!("{head} {{ }}"),
        _ => format!("{head} {{{body}"),
    }
}

/// `def f(self, a=1) -> int` → `fn f(a)`, `class A(B)` → `class A : B`, `except E as e` → `catch (e)`, all else word by word.
fn head(look: &Look, tokens: &[Token]) -> String {
    let word = |index: usize| tokens.get(index).map_or("", |token| look.word(token));
    match word(0) {
        "def" | "function" | "func" | "fun" => {
            let name = match word(1) {
                "__init__" => "init",
                name => name,
            };
            format!("fn {name}({})", parameters(look, tokens).join(", "))
        }
        "class" if word(2) == "(" && !matches!(word(3), "" | ")" | "object") => {
            format!("class {} : {}", word(1), word(3))
        }
        "class" => format!("class {}", word(1)),
        "except" => match tokens.iter().position(|token| look.word(token) == "as") {
            Some(index) => format!("catch ({})", word(index + 1)),
            None => "catch".to_string(),
        },
        _ => rhai(look, tokens),
    }
}

fn parameters(look: &Look, tokens: &[Token]) -> Vec<String> {
    let Some(open) = tokens.iter().position(|token| look.word(token) == "(") else {
        return Vec::new();
    };
    let close = closing(look, tokens, open).unwrap_or(tokens.len());
    split(look, &tokens[open + 1..close], ",")
        .into_iter()
        .filter_map(|part| part.first())
        .map(|token| look.word(token).to_string())
        .filter(|name| name != "self")
        .collect()
}

/// The arguments of a call with Python's keywords, in the dialect's way: positions, then a map of options for `Thread`.
pub fn thread_call(look: &Look, arguments: &[Token]) -> Option<String> {
    let mut target = None;
    let mut values = None;
    let mut options = Vec::new();
    let mut own = Vec::new();
    for part in split(look, arguments, ",") {
        let key = part.first().map_or("", |token| look.word(token));
        if part.get(1).is_some_and(|token| look.word(token) == "=") {
            let value = rhai(look, &part[2..]);
            match key {
                "target" => target = Some(value),
                "args" => values = Some(array_of(look, &part[2..])),
                "name" | "daemon" | "group" => options.push(format!("{key}: {value}")),
                // What is meant for the function itself.
                _ => own.push((Some(key), value)),
            }
        } else if target.is_none() {
            target = Some(rhai(look, part));
        } else if values.is_none() {
            values = Some(array_of(look, part));
        } else {
            own.push((None, rhai(look, part)));
        }
    }
    if !own.is_empty() {
        when(values.is_none())?;
        let all: Option<Vec<String>> = in_order_of(look, target.as_deref()?, &own);
        values = Some(format!("[{}]", all?.join(", ")));
    }
    let mut arguments = vec![target.unwrap_or_else(|| "f".to_string())];
    if values.is_some() || !options.is_empty() {
        arguments.push(values.unwrap_or_else(|| "[]".to_string()));
    }
    if !options.is_empty() {
        arguments.push(format!("#{{{}}}", options.join(", ")));
    }
    Some(format!("Thread({})", arguments.join(", ")))
}

/// The values in the order of the parameters of the function of this name; as they stand where none has a name.
fn in_order_of(
    look: &Look,
    function: &str,
    values: &[(Option<&str>, String)],
) -> Option<Vec<String>> {
    if values.iter().all(|(key, _)| key.is_none()) {
        return Some(values.iter().map(|(_, value)| value.clone()).collect());
    }
    let at = (0..look.tokens().len()).find(|at| look.reads(*at, &["fn", function, "("]));
    let Some(at) = at else {
        // One value has but one place.
        return (values.len() == 1).then(|| vec![values[0].1.clone()]);
    };
    let close = look.closing(at + 2)?;
    let parameters = split(look, &look.tokens()[at + 3..close], ",");
    let value = |(place, parameter): (usize, &&[Token])| {
        let name = look.word(parameter.first()?);
        let named = values.iter().find(|(key, _)| *key == Some(name));
        let placed = values.get(place).filter(|(key, _)| key.is_none());
        Some(named.or(placed)?.1.clone())
    };
    when(parameters.len() == values.len())?;
    parameters.iter().enumerate().map(value).collect()
}

/// `(a, b)` and `(a,)` → `[a, b]`, `[a]`.
pub fn array_of(look: &Look, tokens: &[Token]) -> String {
    let first = tokens.first().map_or("", |token| look.word(token));
    if first != "(" {
        return rhai(look, tokens);
    }
    let inside = &tokens[1..closing(look, tokens, 0).unwrap_or(tokens.len())];
    let items: Vec<String> = split(look, inside, ",")
        .into_iter()
        .map(|part| rhai(look, part))
        .collect();
    format!("[{}]", items.join(", "))
}

/// A text between three quotes as the comment that it stands for, each line with its own `//`.
pub fn documented(text: &str) -> Option<String> {
    let inside = ["\"\"\"", "'''"]
        .iter()
        .find_map(|quotes| text.strip_prefix(quotes)?.strip_suffix(quotes))?;
    let lines = inside.lines().enumerate().map(|(index, line)| {
        let words = line.trim();
        let blanks = match index {
            0 => "",
            _ => &line[..line.len() - line.trim_start().len()],
        };
        format!("{blanks}// {words}").trim_end().to_string()
    });
    Some(lines.collect::<Vec<_>>().join("\n"))
}
