//! When a hint about broken syntax applies, and the words that fill it. Habits from Python are in `habits`, the texts in `table`.

use super::Found;
use super::look::{Look, call, is_definition, when};
use super::members::other_function;
use super::problem::{missing, parse};
use super::rewrite::rhai;
use crate::lang::{Token, TokenKind};
use crate::messages::closest;
use crate::objects::error::Mistake;

pub fn increment(look: &Look) -> Option<Found> {
    parse(look)?;
    let operator = match look.near(0) {
        "++" => "+=",
        "--" => "-=",
        _ => return None,
    };
    // `-- words`, as other languages begin a comment.
    let (before, rest) = look.source.split_at_checked(look.offset)?;
    let line = before.rsplit('\n').next()?;
    when(!(rest.starts_with("-- ") && line.trim().is_empty()))?;
    let name = if look.starts_line() || !(look.is_word(-1) || look.near(-1) == "]") {
        look.near(1).to_string()
    } else {
        // All that stands before: `this.n`, `rows[i].n`.
        let begins = |token: &Token| matches!(look.word(token), ";" | "{" | "}" | "=" | "(" | ",");
        let line = look.line();
        let here = line.partition_point(|token| token.range.end <= look.offset);
        let start = line[..here].iter().rposition(begins);
        rhai(look, &line[start.map_or(0, |start| start + 1)..here])
    };
    when(!name.is_empty())?;
    Some(Found::words([
        look.near(0).to_string(),
        format!("{name} {operator} 1;"),
    ]))
}

pub fn open_text(look: &Look) -> Option<Found> {
    when(*parse(look)? == Mistake::OpenText)?;
    Some(Found::words([look
        .source
        .get(look.offset..)?
        .chars()
        .take(1)
        .collect()]))
}

pub fn assign_in_condition(look: &Look) -> Option<Found> {
    let in_brackets = look.near(0) == "=" && matches!(call(look), Some(("if" | "while", ..)));
    when(*parse(look)? == Mistake::AssignInCondition || in_brackets)?;
    Some(Found::words([]))
}

pub fn default_value(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == "=")?;
    let (name, open, _) = call(look)?;
    when(is_definition(look, open))?;
    Some(Found::words([name.to_string(), look.near(-1).to_string()]))
}

pub fn type_after_name(look: &Look) -> Option<Found> {
    parse(look)?;
    when(matches!(look.near(0), ":" | "->"))?;
    let in_let = matches!(look.near(-2), "let" | "const");
    let in_parameters = call(look).is_some_and(|(_, open, _)| is_definition(look, open));
    let of_function = look.near(0) == "->" && look.near(-1) == ")";
    when(in_let || in_parameters || of_function)?;
    // `List<Integer>`
    let mut end = look.here + 1;
    let mut depth = 0_usize;
    while let word @ ("<" | ">" | ">>" | "[" | "]" | ",") = look.at(end + 1)
        && (depth > 0 || matches!(word, "<" | "["))
    {
        match word {
            "<" | "[" => depth += 1,
            ">>" => depth = depth.saturating_sub(2),
            "," => {}
            _ => depth -= 1,
        }
        end += 1;
        if depth > 0 && look.is_name(end + 1) {
            end += 1;
        }
    }
    let (first, last) = (look.token(0)?, look.tokens().get(end)?);
    Some(Found::words([look.source
        [first.range.start..last.range.end]
        .to_string()]))
}

pub fn loop_in(look: &Look) -> Option<Found> {
    let counts =
        *parse(look)? == Mistake::VariableExpected && look.first_word(look.line()) == "for";
    when(counts || missing(look, &["in"]).is_some())?;
    Some(Found::words([]))
}

fn reserved<'a>(look: &Look<'a>) -> Option<&'a str> {
    match parse(look)? {
        Mistake::Reserved(word) => Some(word),
        _ => None,
    }
}

pub fn null(look: &Look) -> Option<Found> {
    let word = reserved(look)?;
    when(matches!(word, "null" | "nil" | "void" | "undefined"))?;
    Some(Found::words([word.to_string()]))
}

pub fn match_word(look: &Look) -> Option<Found> {
    when(matches!(reserved(look)?, "match" | "case"))?;
    Some(Found::words([]))
}

pub fn decorator(look: &Look) -> Option<Found> {
    when(reserved(look)? == "@")?;
    Some(Found::words([]))
}

/// `new C(1)`
pub fn new(look: &Look) -> Option<Found> {
    when(reserved(look)? == "new" && look.is_word(1))?;
    if look.near(2) != "(" {
        return Some(Found::words([format!("{}()", look.near(1))]));
    }
    let close = look.closing(look.here + 2)?;
    if look.near(-1) == "throw" {
        // There are no classes of errors: a text will do.
        let value = rhai(look, &look.tokens()[look.here + 3..close]);
        when(!value.is_empty())?;
        return Some(Found::words([format!("throw {value};")]));
    }
    if let Some(code) = other_function(look, look.here + 1) {
        return Some(Found::words([code]));
    }
    let made = &look.tokens()[look.here + 1..=close];
    Some(Found::words([rhai(look, made)]))
}

/// `class B extends A {`, `class B(A) {`
pub fn extends(look: &Look) -> Option<Found> {
    missing(look, &["{"])?;
    let name = look.here.checked_sub(1)?;
    when(look.at(name.checked_sub(1)?) == "class")?;
    let base = match look.near(0) {
        "extends" | "inherits" | "implements" | "<" | "from" if look.is_word(1) => look.near(1),
        _ => return None,
    };
    let code = format!("class {} : {base} {{", look.at(name));
    Some(Found::words([look.near(0).to_string(), code]))
}

pub fn reserved_name(look: &Look) -> Option<Found> {
    let word = reserved(look)?;
    when(
        word.chars()
            .all(|letter| letter.is_alphanumeric() || letter == '_'),
    )?;
    let declares = matches!(
        look.near(-1),
        "let" | "const" | "fn" | "for" | "class" | "|"
    );
    let is_name = declares
        || matches!(
            look.near(1),
            "=" | "," | ")" | "]" | ";" | "(" | "." | "+" | "-" | "*" | "/" | "in"
        );
    when(is_name)?;
    Some(Found::words([word.to_string(), format!("{word}_")]))
}

/// `7 // 2` is `7` and a comment here.
pub fn quotient(look: &Look) -> Option<Found> {
    missing(look, &[";"])?;
    let before = look.token(-1)?;
    let comment =
        look.scan.comments.iter().find(|comment| {
            comment.line == before.line && comment.range.start >= before.range.end
        })?;
    let body = look
        .source
        .get(comment.range.clone())?
        .strip_prefix("//")?
        .trim();
    let operand = body.trim_end_matches(';').trim();
    let is_number = operand.chars().all(|char| char.is_ascii_digit());
    let is_operand = operand
        .chars()
        .all(|char| char.is_alphanumeric() || "_.()[]".contains(char));
    when(!operand.is_empty() && (is_number || is_operand && body.ends_with(';')))?;
    Some(
        Found::words([format!("{} / {operand}", look.near(-1))])
            .at(comment.range.start..comment.range.start + 2),
    )
}

pub fn loop_over_a_number(look: &Look) -> Option<Found> {
    when(*parse(look)? == Mistake::NotIterable("i64") && look.near(-1) == "in")?;
    Some(Found::words([look.near(0).to_string()]))
}

pub fn nothing_to_close(look: &Look) -> Option<Found> {
    match parse(look)? {
        Mistake::Unexpected(symbol) if matches!(symbol.as_str(), ")" | "]" | "}") => {
            when(look.open_bracket().is_none())?;
            Some(Found::words([symbol.clone()]))
        }
        _ => None,
    }
}

/// `print(10 // 4)`: what follows is a comment, and the bracket stays open.
pub fn floor_division(look: &Look) -> Option<Found> {
    missing(look, &["}", ")", "]", ","])?;
    let before = look.token(-1)?;
    let rest = look.source[before.range.end..].lines().next()?;
    let divisor = rest.trim_start().strip_prefix("//")?;
    let number: String = (divisor.trim_start().chars())
        .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
        .collect();
    let is_operand = matches!(before.kind, TokenKind::Word | TokenKind::Number)
        || matches!(look.word(before), ")" | "]");
    when(is_operand && !number.is_empty() && look.open_bracket().is_some())?;
    let start = before.range.end + rest.len() - rest.trim_start().len();
    Some(Found::words([format!("{} / {number}", look.word(before))]).at(start..start + 2))
}

/// `-7 // 2`: Python rounds down, where `/` drops the rest.
pub fn floor_of_negative(look: &Look) -> Option<Found> {
    let found = floor_division(look)?;
    when(look.near(-2) == "-" && matches!(look.near(-3), "" | "(" | "[" | "," | "=" | ";"))?;
    let (value, number) = found.words[0].split_once(" / ")?;
    when(!number.contains(|letter: char| !letter.is_ascii_digit()))?;
    let code = format!("int((-{value} / {number}.0).floor())");
    Some(Found::words([code]).at(found.at?))
}

pub fn not_closed(look: &Look) -> Option<Found> {
    missing(look, &["}", ")", "]", ","])?;
    when(look.starts_line() || matches!(look.near(0), ";" | "}" | "{" | ")" | "]"))?;
    let open = &look.tokens()[look.open_bracket()?];
    let bracket = look.word(open);
    let close = match bracket {
        "(" => ")",
        "[" => "]",
        _ => "}",
    };
    Some(
        Found::words([
            bracket.to_string(),
            close.to_string(),
            (open.line + 1).to_string(),
        ])
        .at(open.range.clone()),
    )
}

pub fn missing_comma(look: &Look) -> Option<Found> {
    missing(look, &[","])?;
    Some(Found {
        at: look.after_previous(),
        ..Found::words([])
    })
}

pub fn missing_semicolon(look: &Look) -> Option<Found> {
    missing(look, &[";"])?;
    // Within a token, as in `9x`, the line before is not to blame.
    let begins = look
        .token(0)
        .is_none_or(|token| token.range.start >= look.offset);
    when(look.starts_line() && begins)?;
    Some(Found {
        at: look.after_previous(),
        ..Found::words([])
    })
}

/// Words that begin a statement, and what other languages write for them.
const KEYWORDS: &[(&str, &str)] = &[
    ("break", "break"),
    ("class", "class"),
    ("const", "const"),
    ("continue", "continue"),
    ("fn", "fn"),
    ("for", "for"),
    ("fun", "fn"),
    ("func", "fn"),
    ("function", "fn"),
    ("if", "if"),
    ("import", "import"),
    ("let", "let"),
    ("loop", "loop"),
    ("private", "private"),
    ("return", "return"),
    ("switch", "switch"),
    ("throw", "throw"),
    ("try", "try"),
    ("while", "while"),
    ("with", "with"),
];

/// `retrun 3`.
pub fn keyword_slip(look: &Look) -> Option<Found> {
    missing(look, &[";"])?;
    let typed = look.token(-1).filter(|_| look.is_word(-1))?;
    let word = look.word(typed);
    let begins = match look.token(-2) {
        None => true,
        Some(before) => matches!(look.word(before), ";" | "{" | "}") || before.line < typed.line,
    };
    when(begins)?;
    let known = KEYWORDS.iter().map(|(known, _)| *known);
    let near = match known.clone().find(|known| *known == word) {
        Some(same) => same,
        None => closest(word, known)?,
    };
    let (_, keyword) = KEYWORDS.iter().find(|(known, _)| *known == near)?;
    when(*keyword != word)?;
    Some(Found::words([word.to_string(), keyword.to_string()]).at(typed.range.clone()))
}

pub fn two_statements(look: &Look) -> Option<Found> {
    missing(look, &[";"])?;
    Some(Found::words([
        look.near(-1).to_string(),
        look.near(0).to_string(),
    ]))
}

pub fn missing_block(look: &Look) -> Option<Found> {
    when(*parse(look)? == Mistake::NoBody || missing(look, &["{"]).is_some())?;
    let starts_line = look.starts_line();
    let line = match starts_line {
        true => look.line_before(),
        false => look.line(),
    };
    let here = line.partition_point(|token| token.range.end <= look.offset);
    let here = if starts_line { line.len() } else { here };
    let ends = |token: &Token| matches!(look.word(token), ";" | "{" | "}");
    let start = line[..here].iter().rposition(ends).map_or(0, |at| at + 1);
    let head = &line[start..here];
    let body = rhai(look, &line[here..]);
    let head_text = rhai(look, head);
    when(!head_text.is_empty())?;
    let code = match body.as_str() {
        "" => format!("{head_text} {{"),
        body if body.ends_with('{') => return None,
        body => format!("{head_text} {{ {body} }}"),
    };
    let at = if starts_line {
        look.after_previous()
    } else {
        None
    };
    Some(Found {
        at,
        ..Found::words([look.first_word(head).to_string(), code])
    })
}

pub fn constant(look: &Look) -> Option<Found> {
    match parse(look)? {
        Mistake::Constant(name) => Some(Found::words([name.clone()])),
        _ => None,
    }
}
