//! What a hint can ask about the place of a mistake: the tokens around it, its line, the bracket it stands in.

use super::cause::Problem;
use super::{Member, Names};
use crate::lang::{Scan, Token, TokenKind};
use crate::messages::Language;
use std::ops::Range;

/// A mistake and what stands around it.
pub struct Look<'a> {
    pub problem: Problem<'a>,
    pub source: &'a str,
    pub scan: &'a Scan,
    pub names: &'a Names,
    /// The language of the reader.
    language: Language,
    /// The byte that the error speaks of.
    pub offset: usize,
    /// The token there, or the next one; the number of tokens at the end of the text.
    pub here: usize,
}

impl<'a> Look<'a> {
    pub fn new(
        problem: Problem<'a>,
        source: &'a str,
        scan: &'a Scan,
        names: &'a Names,
        offset: usize,
        language: Language,
    ) -> Self {
        let here = scan
            .tokens
            .partition_point(|token| token.range.end <= offset);
        let here = here + usize::from(opens_condition(scan, source, here));
        Look {
            problem,
            source,
            scan,
            names,
            language,
            offset,
            here,
        }
    }

    /// How this name of Python is said here, if that is otherwise.
    pub fn saying(&self, name: &str) -> Option<String> {
        self.names.pythons?(name, self.language)
    }

    /// Is it a module of the library?
    pub fn is_module(&self, name: &str) -> bool {
        self.names.modules.iter().any(|module| module == name)
    }

    /// What the library's class of this name has.
    pub fn members(&self, class: &str) -> Vec<Member> {
        let members = self.names.members;
        members.map_or(Vec::new(), |members| members(class))
    }

    pub fn has_member(&self, class: &str, name: &str) -> bool {
        self.members(class).iter().any(|member| member.name == name)
    }

    /// What the library's module of this name has.
    pub fn contents(&self, module: &str) -> Vec<Member> {
        let contents = self.names.contents;
        contents.map_or(Vec::new(), |contents| contents(module))
    }

    /// What the module has under this name.
    pub fn content(&self, module: &str, name: &str) -> Option<Member> {
        let all = self.contents(module);
        all.into_iter().find(|member| member.name == name)
    }

    /// The module that has the name; the one where it can stand alone comes first.
    pub fn home_of(&self, name: &str) -> Option<&'a str> {
        let modules = self.names.modules.iter().map(String::as_str);
        let mut homes: Vec<(bool, &str)> = modules
            .filter_map(|module| Some((!self.content(module, name)?.is_bare, module)))
            .collect();
        homes.sort_by_key(|(is_qualified, _)| *is_qualified);
        homes.first().map(|(_, module)| *module)
    }

    /// How many arguments stand in the brackets that open at this index; none where there are no brackets.
    pub fn count(&self, open: usize) -> usize {
        match (self.at(open), self.closing(open)) {
            ("(", Some(close)) => split(self, &self.tokens()[open + 1..close], ",").len(),
            _ => 0,
        }
    }

    pub fn is_name(&self, index: usize) -> bool {
        (self.tokens().get(index)).is_some_and(|token| token.kind == TokenKind::Word)
    }

    pub fn tokens(&self) -> &'a [Token] {
        &self.scan.tokens
    }

    pub fn token(&self, delta: isize) -> Option<&'a Token> {
        self.tokens().get(self.here.checked_add_signed(delta)?)
    }

    /// The text of the token so many places after the mistake; empty where there is none.
    pub fn near(&self, delta: isize) -> &'a str {
        self.token(delta)
            .map_or("", |token| &self.source[token.range.clone()])
    }

    pub fn word(&self, token: &Token) -> &'a str {
        &self.source[token.range.clone()]
    }

    /// The text of the token with this index; empty where there is none.
    pub fn at(&self, index: usize) -> &'a str {
        self.tokens()
            .get(index)
            .map_or("", |token| self.word(token))
    }

    /// Do these words stand in a row from this index on?
    pub fn reads(&self, index: usize, words: &[&str]) -> bool {
        (words.iter().enumerate()).all(|(next, word)| self.at(index + next) == *word)
    }

    /// Is it a whole number, so many places after the mistake?
    pub fn is_whole(&self, delta: isize) -> bool {
        self.token(delta)
            .is_some_and(|token| token.kind == TokenKind::Number)
            && self.near(delta).chars().all(|digit| digit.is_ascii_digit())
    }

    /// Does the token that many places after the mistake follow the one before it without a space?
    pub fn touches(&self, delta: isize) -> bool {
        match (self.token(delta - 1), self.token(delta)) {
            (Some(before), Some(here)) => before.range.end == here.range.start,
            _ => false,
        }
    }

    /// The class whose braces hold the token with this index: the index of its `class`.
    pub fn class_around(&self, index: usize) -> Option<usize> {
        (0..index).rev().find(|at| {
            let open = (*at..self.tokens().len()).find(|open| self.at(*open) == "{");
            self.at(*at) == "class"
                && open.is_some_and(|open| {
                    open < index && self.closing(open).is_none_or(|close| close > index)
                })
        })
    }

    pub fn is_text(&self, delta: isize) -> bool {
        self.token(delta)
            .is_some_and(|token| token.kind == TokenKind::Text)
    }

    pub fn is_word(&self, delta: isize) -> bool {
        self.token(delta)
            .is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// Does the token before the mistake end on an earlier line (or the text end here)?
    pub fn starts_line(&self) -> bool {
        match (self.token(-1), self.token(0)) {
            (Some(before), Some(here)) => before.line < here.line,
            (_, None) => true,
            (None, _) => false,
        }
    }

    /// Does the token so many places after the mistake begin its line?
    pub fn starts_line_at(&self, delta: isize) -> bool {
        match (self.token(delta - 1), self.token(delta)) {
            (Some(before), Some(here)) => before.line < here.line,
            (None, here) => here.is_some(),
            _ => false,
        }
    }

    /// All tokens on the line of this token.
    pub fn line_of(&self, index: usize) -> &'a [Token] {
        let tokens = self.tokens();
        let Some(token) = tokens.get(index) else {
            return &[];
        };
        let start = tokens.partition_point(|other| other.line < token.line);
        let end = tokens.partition_point(|other| other.line <= token.line);
        &tokens[start..end]
    }

    /// The line of the mistake; at the end of the text, the last line.
    pub fn line(&self) -> &'a [Token] {
        self.line_of(self.here.min(self.tokens().len().saturating_sub(1)))
    }

    /// The line on which the token before the mistake stands.
    pub fn line_before(&self) -> &'a [Token] {
        self.here
            .checked_sub(1)
            .map_or(&[], |index| self.line_of(index))
    }

    pub fn first_word(&self, line: &[Token]) -> &'a str {
        line.first().map_or("", |token| self.word(token))
    }

    /// The tokens of the statement around the mistake, within its line.
    pub fn statement(&self) -> &'a [Token] {
        let line = self.line();
        let ends = |token: &Token| matches!(self.word(token), ";" | "{" | "}");
        let before = line.partition_point(|token| token.range.end <= self.offset);
        let start = line[..before]
            .iter()
            .rposition(ends)
            .map_or(0, |index| index + 1);
        let end = line[before..]
            .iter()
            .position(ends)
            .map_or(line.len(), |index| before + index);
        &line[start..end]
    }

    /// The bracket that is open at the mistake: index of its token.
    pub fn open_bracket(&self) -> Option<usize> {
        let mut closed = 0;
        for index in (0..self.here).rev() {
            match self.word(&self.tokens()[index]) {
                ")" | "]" | "}" => closed += 1,
                "(" | "[" | "{" | "#{" if closed > 0 => closed -= 1,
                "(" | "[" | "{" | "#{" => return Some(index),
                _ => {}
            }
        }
        None
    }

    /// The token that closes the bracket at this index.
    pub fn closing(&self, open: usize) -> Option<usize> {
        closing(self, self.tokens(), open)
    }

    /// Just after the token before the mistake.
    pub fn after_previous(&self) -> Option<Range<usize>> {
        self.token(-1).map(|token| token.range.end..token.range.end)
    }
}

/// Is it a literal that begins a condition? The parser refuses it before it has seen the operator that is wrong.
fn opens_condition(scan: &Scan, source: &str, here: usize) -> bool {
    let word = |index: usize| {
        scan.tokens
            .get(index)
            .map_or("", |token| &source[token.range.clone()])
    };
    let is_literal = (scan.tokens.get(here))
        .is_some_and(|token| matches!(token.kind, TokenKind::Number | TokenKind::Text));
    is_literal
        && here > 0
        && matches!(word(here - 1), "if" | "while")
        && matches!(word(here + 1), "and" | "or" | "not" | "is")
}

/// The index of the token that closes the bracket at `open`.
pub fn closing(look: &Look, tokens: &[Token], open: usize) -> Option<usize> {
    let mut depth = 0;
    for (index, token) in tokens.iter().enumerate().skip(open) {
        match look.word(token) {
            "(" | "[" | "{" | "#{" => depth += 1,
            ")" | "]" | "}" => {
                depth -= 1;
                if depth == 0 {
                    return Some(index);
                }
            }
            _ => {}
        }
    }
    None
}

/// The parts between the commas that stand in no inner bracket, and not between the bars of a closure.
pub fn split<'t>(look: &Look, tokens: &'t [Token], separator: &str) -> Vec<&'t [Token]> {
    let mut parts = Vec::new();
    let mut depth = 0;
    let mut start = 0;
    let mut in_bars = false;
    for (index, token) in tokens.iter().enumerate() {
        let begins = index == start
            || matches!(
                look.word(&tokens[index - 1]),
                "(" | "[" | "," | "=" | ":" | "#{"
            );
        match look.word(token) {
            "|" if in_bars || begins => in_bars = !in_bars,
            "(" | "[" | "{" | "#{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            word if word == separator && depth == 0 && !in_bars => {
                parts.push(&tokens[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    if start < tokens.len() {
        parts.push(&tokens[start..]);
    }
    parts
}

pub fn when(condition: bool) -> Option<()> {
    condition.then_some(())
}

/// The call whose brackets hold the mistake: its name, and the tokens between the brackets.
pub fn call<'a>(look: &Look<'a>) -> Option<(&'a str, usize, usize)> {
    let open = look.open_bracket()?;
    when(look.word(&look.tokens()[open]) == "(")?;
    let name = look.tokens().get(open.checked_sub(1)?)?;
    let close = look.closing(open).unwrap_or(look.tokens().len());
    Some((look.word(name), open, close))
}

pub fn is_definition(look: &Look, open: usize) -> bool {
    open.checked_sub(2)
        .is_some_and(|index| matches!(look.word(&look.tokens()[index]), "fn" | "def"))
}
