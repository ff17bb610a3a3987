//! What a certain mistake of syntax should read, as changes of the text: for finding the mistakes behind it, and for `check --fix`. A row without
//! an arm here leaves more than one thing that may be meant.

use super::cause::Problem;
use super::declarations::whole_statement;
use super::look::Look;
use super::rewrite::documented;
use super::{Found, Names, characters, find};
use crate::lang::{Scan, Token};
use crate::messages::Language;
use crate::objects::error::{ErrorKind, Syntax};
use std::ops::Range;

/// A change of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that are replaced.
    pub range: Range<usize>,
    pub text: String,
}

fn edit(range: Range<usize>, text: impl Into<String>) -> Edit {
    Edit {
        range,
        text: text.into(),
    }
}

/// The changes that mend the mistake at this byte, in the order of the text; nothing when what was meant is not certain.
#[must_use]
pub fn repair(syntax: &Syntax, source: &str, offset: usize) -> Option<Vec<Edit>> {
    let scan = Scan::new(source);
    let names = Names::default();
    let problem = Problem::Parse(syntax);
    let look = Look::new(problem, source, &scan, &names, offset, Language::English);
    let (hint, found) = find(&look)?;
    let mut edits = edits(hint.id, &look, &found)?;
    edits.sort_by_key(|edit| edit.range.start);
    let is_apart = |pair: &[Edit]| pair[0].range.end <= pair[1].range.start;
    edits.windows(2).all(is_apart).then_some(edits)
}

/// As [`repair`], of an error that may be another one.
#[must_use]
pub fn repair_error(kind: &ErrorKind, source: &str, offset: usize) -> Option<Vec<Edit>> {
    match kind {
        ErrorKind::Syntax(syntax) => repair(syntax, source, offset),
        _ => None,
    }
}

fn edits(id: &str, look: &Look, found: &Found) -> Option<Vec<Edit>> {
    let here = || Some(look.token(0)?.range.clone());
    let place = || found.at.clone().or_else(here);
    let code = || Some(found.words.last()?.clone());
    let one = |range: Option<Range<usize>>, text: &str| Some(vec![edit(range?, text)]);
    match id {
        "look_alike" => {
            let alike = characters::alike_of_line(look).into_iter();
            Some(alike.map(|(range, typed)| edit(range, typed)).collect())
        }
        "comment" => one(Some(look.offset..look.offset + 1), "//"),
        "single_quotes" | "bytes" | "raw_text" | "formatted_text" | "comprehension" | "tuple"
        | "spaced_number" | "comma_in_number" => one(place(), &code()?),
        "word_operator" => {
            let word = look
                .tokens()
                .iter()
                .position(|token| Some(&token.range) == found.at.as_ref())?;
            let line = look.line_of(word);
            match line.last().map(|last| look.word(last)) {
                Some(":") => block(id, look, &code()?),
                _ => one(spanned(line), &code()?),
            }
        }
        "else_if" => one(place(), "else if"),
        "block" | "function" | "class" | "method_word" => block(id, look, &code()?),
        "missing_semicolon" => {
            let end = look.token(-1)?.range.end;
            one(Some(end..end), ";")
        }
        "missing_block" => {
            let code = code()?;
            let line = look.line();
            let here = line.partition_point(|token| token.range.end <= look.offset);
            let ends = |token: &Token| matches!(look.word(token), ";" | "{" | "}");
            let start = line[..here].iter().rposition(ends).map_or(0, |at| at + 1);
            let is_whole = code.ends_with('}') && !look.starts_line();
            one(spanned(&line[start..]).filter(|_| is_whole), &code)
        }
        "arrow_member" => {
            let arrow = place()?;
            one(Some(arrow), ".")
        }
        "increment" => increment(look),
        "assign_in_condition" => one(here().filter(|_| look.near(0) == "="), "=="),
        "null" => one(here(), "()"),
        "other_variable" | "taken_apart" | "not_declared" | "chained_assignment" => {
            let statement = whole_statement(look);
            let range = spanned(look.tokens().get(statement)?)?;
            one(Some(range), code()?.trim_end_matches(';'))
        }
        "other_class" | "other_function" | "short_function" | "counted_loop" | "other_loop" => {
            head(look, &code()?)
        }
        "method_without_brackets" => one(place(), code()?.trim_end_matches(" {")),
        "equals_in_map" => {
            let open = look.open_bracket()?;
            let close = look.closing(open)?;
            one(spanned(look.tokens().get(open..=close)?), &code()?)
        }
        "base_call" | "made_by_new" | "cast" => one(place(), &code()?),
        "new" if look.near(-1) != "throw" && look.near(2) == "(" => one(
            Some(look.token(0)?.range.start..look.token(1)?.range.start),
            "",
        ),
        "catch_name" => one(place(), code()?.trim_end_matches(" {")),
        "extends" => one(here(), ":"),
        // The line from `class` to its brace.
        "base_in_brackets" => {
            let line = look.line();
            let word = |word: &str| line.iter().position(|token| look.word(token) == word);
            let (class, brace) = (word("class")?, word("{")?);
            one(spanned(line.get(class..=brace)?), &code()?)
        }
        "other_operator" => one(place(), found.words.get(1)?),
        "thread_keywords" | "keywords" | "print_keywords" => {
            let (_, open, close) = super::look::call(look)?;
            let name = open.checked_sub(1)?;
            let range = look.tokens()[name].range.start..look.tokens().get(close)?.range.end;
            one(Some(range), &code()?)
        }
        "print" => {
            let print = look
                .tokens()
                .iter()
                .position(|token| Some(&token.range) == found.at.as_ref())?;
            let line = look.line_of(print);
            let rest = line.get(
                line.iter()
                    .position(|token| token.range == look.tokens()[print].range)?..,
            )?;
            one(spanned(rest), &code()?)
        }
        "global" | "delete_variable" | "import" => {
            one(spanned(look.line_of(look.here.checked_sub(1)?)), "")
                .filter(|_| id != "import" || place().is_some())
        }
        "documentation" => {
            let start = place()?.start;
            let text = look
                .tokens()
                .iter()
                .find(|token| token.range.start == start)?;
            one(Some(text.range.clone()), &documented(look.word(text))?)
        }
        "raise" | "delete_item" => one(spanned(look.line_of(look.here)), &code()?),
        _ => None,
    }
}

fn spanned(line: &[Token]) -> Option<Range<usize>> {
    Some(line.first()?.range.start..line.last()?.range.end)
}

/// From the word that begins the line's statement to its brace; to the end of the line where it has none.
fn head(look: &Look, code: &str) -> Option<Vec<Edit>> {
    let line = look.line();
    let here = line.partition_point(|token| token.range.end <= look.offset);
    let begins = |at: &usize| *at == 0 || matches!(look.word(&line[*at - 1]), "{" | "}");
    let start = (0..line.len().min(here + 1)).rev().find(begins)?;
    let brace = line[start..]
        .iter()
        .position(|token| look.word(token) == "{");
    let end = brace.map_or(line.len(), |length| start + length + 1);
    let line = &line[start..end];
    let ends_alike = look.word(line.last()?) == "{" && code.ends_with('{');
    let is_whole = code.ends_with('}') && look.word(line.last()?) != "{";
    (ends_alike || is_whole).then(|| Some(vec![edit(spanned(line)?, code)]))?
}

/// `i++;` and `++i;` where they are statements of their own.
fn increment(look: &Look) -> Option<Vec<Edit>> {
    let sign = if look.near(0) == "++" { "+=" } else { "-=" };
    let operator = look.token(0)?.range.clone();
    if matches!(look.near(1), ";" | "}")
        || look
            .token(1)
            .is_none_or(|next| next.line > look.token(0).map_or(0, |token| token.line))
    {
        return Some(vec![edit(operator, format!(" {sign} 1"))]);
    }
    let stands_alone = look.starts_line() && look.is_word(1) && look.near(2) == ";";
    let name = look.token(1)?.range.clone();
    stands_alone.then(|| {
        vec![
            edit(operator, ""),
            edit(name.end..name.end, format!(" {sign} 1")),
        ]
    })
}

/// A block that begins with `:` and whose lines are indented.
fn block(id: &str, look: &Look, code: &str) -> Option<Vec<Edit>> {
    let line = look.line();
    let range = spanned(line)?;
    let count = |symbol: &str| {
        line.iter()
            .filter(|token| look.word(token) == symbol)
            .count()
    };
    if count("(") != count(")") {
        return None;
    }
    let head = match (id, look.word(line.last()?)) {
        ("block", ":") => edit(line.last()?.range.clone(), " {"),
        ("block", _) => return None,
        (_, "{") => return Some(vec![edit(range, code)]),
        (_, ":") => edit(range, code),
        _ => return None,
    };
    let depth = indentation(look.source, line.first()?.range.start);
    let behind = look
        .tokens()
        .partition_point(|token| token.line <= line[0].line);
    let mut last = None;
    let mut index = behind;
    while let Some(token) = look.tokens().get(index) {
        let whole = look.line_of(index);
        if indentation(look.source, token.range.start) <= depth {
            break;
        }
        index += whole.len();
        last = whole.last();
    }
    let end = last?.range.end;
    Some(vec![head, edit(end..end, " }")])
}

/// The column of the first letter of the line that holds this byte; tabs count as to the next eighth.
fn indentation(source: &str, at: usize) -> usize {
    let start = source[..at].rfind('\n').map_or(0, |end| end + 1);
    let blanks = source[start..]
        .chars()
        .take_while(|letter| matches!(letter, ' ' | '\t'));
    blanks.fold(0, |column, letter| match letter {
        '\t' => column / 8 * 8 + 8,
        _ => column + 1,
    })
}
