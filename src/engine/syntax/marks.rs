//! Which words open the dialect's constructs: decided per place, so that `list` stays a name for variables.
//! Rhai's parser looks one token ahead; whether `list[` starts a comprehension needs more, hence a look at all tokens beforehand.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashSet;

use rhai::{Engine, Position, Token};

use super::keyword;

#[derive(Default)]
struct Marks {
    /// Where a `list` opens a comprehension.
    comprehensions: HashSet<Position>,
    /// Is the next token the first of a statement?
    statement_starts: bool,
}

thread_local! {
    /// The marks of the text that this thread is parsing.
    static MARKS: RefCell<Marks> = RefCell::default();
}

/// Look at a text before it is parsed; gives the text to parse.
pub fn note(source: &str) -> Cow<'_, str> {
    let mut marks = Marks {
        statement_starts: true,
        ..Marks::default()
    };
    if source.contains("list") && source.contains("for") {
        marks.comprehensions = comprehensions(&tokens(source));
    }
    MARKS.set(marks);
    Cow::Borrowed(source)
}

/// The doc comment of the class that has just been read.
pub fn take_class_doc() -> String {
    String::new()
}

pub fn forget() {
    MARKS.take();
}

/// A word where it stands: the opening of a construct, or a name.
pub fn map(token: Token, position: Position) -> Token {
    MARKS.with_borrow_mut(|marks| {
        let starts = std::mem::replace(&mut marks.statement_starts, false);
        match token {
            Token::Identifier(word)
                if word.as_str() == "list" && marks.comprehensions.contains(&position) =>
            {
                Token::Custom(Box::new(keyword::COMPREHENSION.into()))
            }
            Token::Custom(word)
                if !starts && matches!(word.as_str(), keyword::WITH | keyword::CLASS) =>
            {
                Token::Reserved(word)
            }
            _ => token,
        }
    })
}

/// Any other token.
pub fn pass(token: Token) -> Token {
    let starts = matches!(
        token,
        Token::SemiColon
            | Token::LeftBrace
            | Token::RightBrace
            | Token::DoubleArrow
            | Token::Pipe
            | Token::Or
            | Token::Comment(_)
    );
    MARKS.with_borrow_mut(|marks| marks.statement_starts = starts);
    token
}

/// All tokens, also those within interpolated strings.
fn tokens(source: &str) -> Vec<(Token, Position)> {
    let engine = Engine::new_raw();
    let (stream, control) = engine.lex(std::slice::from_ref(&source));
    let mut tokens = Vec::new();
    // The brace depth at which each interpolation that is open began.
    let mut interpolations = Vec::new();
    let mut depth = 0_usize;
    for (token, position) in stream {
        match &token {
            Token::EOF => break,
            Token::InterpolatedString(_) => interpolations.push(depth),
            Token::LeftBrace | Token::MapStart => depth += 1,
            Token::RightBrace => {
                depth = depth.saturating_sub(1);
                if interpolations.last() == Some(&depth) {
                    interpolations.pop();
                    control.borrow_mut().is_within_text = true;
                }
            }
            _ => (),
        }
        tokens.push((token, position));
    }
    tokens
}

/// Where `list` opens a comprehension: a bracket follows, with a `for` between it and its partner, outside of inner brackets.
fn comprehensions(tokens: &[(Token, Position)]) -> HashSet<Position> {
    let mut found = HashSet::new();
    // The open brackets; those of a `list[` carry its place.
    let mut open: Vec<Option<Position>> = Vec::new();
    let mut before = &Token::EOF;
    let mut list = None;
    for (token, position) in tokens {
        let follows_list = list.take();
        match token {
            Token::Identifier(word) if word.as_str() == "list" => {
                list = (!matches!(before, Token::Period | Token::Elvis)).then_some(*position);
            }
            Token::LeftBracket => open.push(follows_list),
            Token::QuestionBracket | Token::LeftParen | Token::LeftBrace | Token::MapStart => {
                open.push(None);
            }
            Token::RightBracket | Token::RightParen | Token::RightBrace => {
                open.pop();
            }
            Token::For => found.extend(open.last().copied().flatten()),
            _ => (),
        }
        before = token;
    }
    found
}
