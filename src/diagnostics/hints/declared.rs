//! The names that the text declares: variables, functions, classes.

use super::look::{Look, split};
use crate::lang::TokenKind;

/// The variables that the text declares: name and line (from 1).
pub fn variables<'a>(look: &Look<'a>) -> Vec<(&'a str, usize)> {
    let tokens = look.tokens();
    let word = |index: usize| tokens.get(index).map_or("", |token| look.word(token));
    let mut found = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let mut add = |at: usize| {
            if tokens
                .get(at)
                .is_some_and(|token| token.kind == TokenKind::Word)
            {
                found.push((word(at), token.line + 1));
            }
        };
        match look.word(token) {
            "let" | "const" => add(index + 1),
            "for" if word(index + 1) == "(" => {
                add(index + 2);
                add(index + 4);
            }
            "for" => add(index + 1),
            "catch" if word(index + 1) == "(" => add(index + 2),
            "fn" => {
                let inside = tokens[index..]
                    .iter()
                    .skip_while(|token| look.word(token) != "(")
                    .take_while(|token| look.word(token) != ")");
                for parameter in inside.filter(|token| token.kind == TokenKind::Word) {
                    found.push((look.word(parameter), parameter.line + 1));
                }
            }
            _ => {}
        }
    }
    found
}

/// The functions and classes that the text defines: name, number of parameters (none: a class), line.
pub fn functions<'a>(look: &Look<'a>) -> Vec<(&'a str, Option<usize>, usize)> {
    let tokens = look.tokens();
    let word = |index: usize| tokens.get(index).map_or("", |token| look.word(token));
    let mut found = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match look.word(token) {
            "fn" if word(index + 2) == "(" => {
                let Some(close) = look.closing(index + 2) else {
                    continue;
                };
                let parameters = split(look, &tokens[index + 3..close], ",").len();
                found.push((word(index + 1), Some(parameters), token.line + 1));
            }
            "class" => found.push((word(index + 1), None, token.line + 1)),
            _ => {}
        }
    }
    found
}
