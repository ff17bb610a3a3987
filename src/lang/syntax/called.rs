//! Calls of what parentheses give: `(this.f)(1)`, `(|x| x + 1)(2)`, `(make())(1)(2)`. Rhai's parser takes no `(` behind a `)`; one that
//! follows directly begins arguments here. All tokens are looked at before, as the first parenthesis must open the construct.
//!
//! A mere name in parentheses, `(f)(1)`, is to Rhai the name, and the call one by name: that is left to it.

use std::collections::HashMap;

use rhai::{ParseError, ParseErrorType, Position, Token};

use super::keyword;

/// The words that stand for parentheses, by their places.
pub type Called = HashMap<Position, &'static str>;

/// Most texts have no such call, and need not be looked at token by token.
pub fn may_occur(source: &str) -> bool {
    source.contains(")(")
}

/// Has the parser met a word of such a call where it expects something else?
pub fn is_out_of_place(error: &ParseError) -> bool {
    let words = [keyword::VALUE, keyword::ARGUMENTS, keyword::NO_ARGUMENTS];
    matches!(error.err_type(), ParseErrorType::Reserved(word) if words.contains(&word.as_str()))
}

/// An open bracket: whether what it encloses may be called.
#[derive(Clone, Copy)]
enum Open {
    /// `(value)`, at this place; is it a mere name?
    Value(Position, bool),
    /// The arguments of a call of a value.
    Arguments,
    Other,
}

pub fn find(tokens: &[(Token, Position)]) -> Called {
    let mut called = Called::new();
    let mut open = Vec::new();
    // What the token before has closed, and the place directly behind it.
    let mut closed: Option<(Open, Position)> = None;
    for (index, (token, at)) in tokens.iter().enumerate() {
        let before = closed.take().filter(|(_, behind)| behind == at);
        if !is_of_name(token)
            && let Some(Open::Value(_, name)) = open.last_mut()
        {
            *name = false;
        }
        match token {
            Token::LeftParen | Token::Unit => {
                let callee = before.map(|(callee, _)| callee);
                if let Some(Open::Value(place, _)) = callee {
                    called.insert(place, keyword::VALUE);
                }
                let calls = callee.is_some();
                match (calls, token) {
                    (true, Token::Unit) => {
                        called.insert(*at, keyword::NO_ARGUMENTS);
                        closed = behind(*at, 2).map(|behind| (Open::Arguments, behind));
                    }
                    (true, _) => {
                        called.insert(*at, keyword::ARGUMENTS);
                        open.push(Open::Arguments);
                    }
                    (false, Token::Unit) => (),
                    (false, _) if begins_value(&tokens[..index]) => {
                        open.push(Open::Value(*at, true));
                    }
                    (false, _) => open.push(Open::Other),
                }
            }
            Token::LeftBracket | Token::QuestionBracket | Token::LeftBrace | Token::MapStart => {
                open.push(Open::Other);
            }
            Token::RightParen => {
                let ended = open.pop();
                let is_name = matches!(ended, Some(Open::Value(_, true)));
                if !is_name && let Some(Open::Value(_, name)) = open.last_mut() {
                    *name = false;
                }
                closed = match ended {
                    Some(callee @ (Open::Value(_, false) | Open::Arguments)) => {
                        behind(*at, 1).map(|behind| (callee, behind))
                    }
                    _ => None,
                };
            }
            Token::RightBracket | Token::RightBrace => {
                open.pop();
            }
            _ => (),
        }
    }
    called
}

/// The place so many columns on.
fn behind(at: Position, columns: u16) -> Option<Position> {
    let column = u16::try_from(at.position()?).ok()?;
    let line = u16::try_from(at.line()?).ok()?;
    Some(Position::new(line, column.checked_add(columns)?))
}

/// Does an expression begin behind these tokens? What keywords such as `if` have in parentheses is left to them.
fn begins_value(before: &[(Token, Position)]) -> bool {
    match before {
        [.., (name, _), (Token::Bang, _)] if is_name(name) => false,
        [.., (token, _)] => match token {
            Token::If | Token::While | Token::Until | Token::LexError(_) => false,
            Token::RightBrace | Token::DoubleArrow | Token::Break | Token::Comment(_) => true,
            token => token.is_next_unary() || token.is_op_assignment(),
        },
        [] => true,
    }
}

/// Can the token be part of `((a::b))`?
fn is_of_name(token: &Token) -> bool {
    match token {
        Token::Reserved(word) => word.as_str() != "this",
        Token::Identifier(_) | Token::DoubleColon | Token::LeftParen | Token::RightParen => true,
        _ => false,
    }
}

fn is_name(token: &Token) -> bool {
    matches!(token, Token::Identifier(_) | Token::Reserved(_))
}
