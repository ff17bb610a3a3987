//! Which words open the dialect's constructs, place by place, so that as few words as possible are lost as names.
//! Rhai's parser looks one token ahead; where more is needed, all tokens are looked at before it starts.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use rhai::{Engine, Position, Token};

use super::called::{self, Called};
use super::keyword;
use super::targets::Chains;
use crate::lang::watch;

#[derive(Default)]
struct Marks {
    /// Where a `list` opens a comprehension.
    comprehensions: HashSet<Position>,
    /// The doc comments of the classes whose `class` stands at a place.
    docs: HashMap<Position, String>,
    /// The doc comment of the class whose header is being read.
    class_doc: String,
    expected: Expected,
    /// Where a `?[` stands.
    optional_indices: HashSet<Position>,
    chains: Chains,
    /// The parentheses of `(value)(…)`.
    called: Called,
}

/// What the token before lets expect.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Expected {
    /// The start of a statement.
    #[default]
    Statement,
    /// The name of a variable that is declared.
    Name,
    /// What follows a dot.
    Property,
    /// A name in a module.
    Member,
    /// The name of a function that is defined.
    Function,
    Other,
}

thread_local! {
    /// The marks of the text that this thread is parsing.
    static MARKS: RefCell<Marks> = RefCell::default();
}

/// Look at a text before it is parsed; gives the text to parse, in which every token keeps its place. May it call values in
/// parentheses?
pub fn note(source: &str, calls: bool) -> Cow<'_, str> {
    let lists = source.contains("list") && source.contains("for");
    let blocks = source.contains(keyword::CLASS) || source.contains(keyword::WITH);
    let mut marks = Marks::default();
    let mut text = Cow::Borrowed(source);
    let calls = calls && called::may_occur(source);
    if lists || blocks || calls {
        let tokens = tokens(source);
        if calls {
            marks.called = called::find(&tokens);
        }
        marks.comprehensions = comprehensions(&tokens);
        let edits = Edits {
            plain: class_comments(&tokens, &mut marks.docs),
            ends: open_ends(&tokens),
        };
        if !edits.plain.is_empty() || !edits.ends.is_empty() {
            text = Cow::Owned(edits.apply(source));
        }
    }
    MARKS.set(marks);
    text
}

/// Forget the text; gives the places of its `?[`.
pub fn forget() -> HashSet<Position> {
    MARKS.take().optional_indices
}

/// The doc comment of the class whose `class` has just been read.
pub fn take_class_doc() -> String {
    MARKS.with_borrow_mut(|marks| std::mem::take(&mut marks.class_doc))
}

/// Words that Rhai keeps for a later day and that a script may use as names: a student writes `let thread = Thread(f)`. The others
/// that Rhai keeps are other languages' constructs (`match`, `async`, `null` …): the error for them says what to write instead.
const FREE: &[&str] = &[
    "default",
    "go",
    "module",
    "package",
    "protected",
    "public",
    "shared",
    "spawn",
    "static",
    "sync",
    "thread",
];

/// Every token on its way to the parser: a word becomes the opening of a construct, or a reserved name.
pub fn map(token: Token, position: Position) -> Token {
    if !watch::goes_on() {
        // Any other token would let the parser read on.
        return Token::EOF;
    }
    MARKS.with_borrow_mut(|marks| {
        let expected = std::mem::replace(&mut marks.expected, after(&token));
        if let Some(assignment) = marks.chains.next(&token, expected == Expected::Statement) {
            return assignment;
        }
        if let Some(word) = marks.called.get(&position) {
            return Token::Custom(Box::new((*word).into()));
        }
        match token {
            Token::QuestionBracket => {
                marks.optional_indices.insert(position);
                token
            }
            Token::Identifier(word)
                if word.as_str() == "list" && marks.comprehensions.contains(&position) =>
            {
                Token::Custom(Box::new(keyword::COMPREHENSION.into()))
            }
            Token::Custom(word) => {
                let opens = match word.as_str() {
                    keyword::SUPER => !is_named(expected),
                    _ => expected == Expected::Statement,
                };
                if word.as_str() == keyword::CLASS {
                    marks.class_doc = marks.docs.remove(&position).unwrap_or_default();
                }
                if opens {
                    Token::Custom(word)
                } else {
                    Token::Reserved(word)
                }
            }
            // Python's `subprocess::call`, `logging::debug` and `logger.debug`: Rhai keeps the words for itself, but means nothing by them there.
            Token::Reserved(word)
                if matches!(
                    (word.as_str(), expected),
                    ("call", Expected::Member) | ("debug", Expected::Member | Expected::Property)
                ) =>
            {
                Token::Identifier(word)
            }
            // Rhai itself has no functions of these names, whatever the token.
            Token::Reserved(word)
                if expected != Expected::Function && FREE.contains(&word.as_str()) =>
            {
                Token::Identifier(word)
            }
            token => token,
        }
    })
}

/// Does a name stand here, whatever else the word may mean?
fn is_named(expected: Expected) -> bool {
    matches!(
        expected,
        Expected::Name | Expected::Property | Expected::Function
    )
}

fn after(token: &Token) -> Expected {
    match token {
        Token::SemiColon
        | Token::LeftBrace
        | Token::RightBrace
        | Token::DoubleArrow
        | Token::Pipe
        | Token::Or
        | Token::Comment(_) => Expected::Statement,
        Token::Let | Token::Const | Token::For => Expected::Name,
        Token::Period | Token::Elvis => Expected::Property,
        Token::Fn => Expected::Function,
        Token::DoubleColon => Expected::Member,
        _ => Expected::Other,
    }
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
            _ if !watch::goes_on() => break,
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
                list = (!is_named(after(before))).then_some(*position);
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

/// Rhai wants a function after a doc comment. Those before a `class` are noted here, with the places of their lines.
fn class_comments(
    tokens: &[(Token, Position)],
    docs: &mut HashMap<Position, String>,
) -> HashSet<Position> {
    let mut places = HashSet::new();
    let mut run: Vec<(&str, Position)> = Vec::new();
    for (token, position) in tokens {
        match token {
            Token::Comment(text) => run.push((text.as_str(), *position)),
            Token::Identifier(word) if word.as_str() == keyword::CLASS && !run.is_empty() => {
                let lines: Vec<_> = run.iter().map(|(text, _)| *text).collect();
                docs.insert(*position, lines.join("\n"));
                places.extend(run.drain(..).map(|(_, place)| place));
            }
            _ => run.clear(),
        }
    }
    places
}

/// The `}` of each `with` and `class` statement that the parser would read on from: to Rhai they are expressions, and a line that
/// starts with `[`, `(`, `-` or `|` would go on with them.
fn open_ends(tokens: &[(Token, Position)]) -> HashSet<Position> {
    let block_ends = block_ends(tokens);
    let mut ends = HashSet::new();
    let mut before = &Token::SemiColon;
    for (index, (token, _)) in tokens.iter().enumerate() {
        let opens = matches!(token, Token::Identifier(word) | Token::Reserved(word)
            if matches!(word.as_str(), keyword::WITH | keyword::CLASS));
        if opens
            && after(before) == Expected::Statement
            && let Some(end) = block_ends[index]
            && let [(_, end), (next, place), ..] = &tokens[end..]
            && place.line() > end.line()
            && continues(next)
        {
            ends.insert(*end);
        }
        before = token;
    }
    ends
}

/// Can the token both go on with an expression and start a statement?
fn continues(token: &Token) -> bool {
    matches!(
        token,
        Token::LeftBracket
            | Token::LeftParen
            | Token::Unit
            | Token::Minus
            | Token::UnaryMinus
            | Token::Plus
            | Token::UnaryPlus
            | Token::Or
            | Token::Pipe
    )
}

/// For each token, the index of the `}` that closes the first block of a statement that would begin with it. Looked up from the end,
/// so that each token is looked at once.
fn block_ends(tokens: &[(Token, Position)]) -> Vec<Option<usize>> {
    let mut ends = vec![None; tokens.len() + 1];
    // The brackets that close here and are not opened yet.
    let mut closing = Vec::new();
    for (index, (token, _)) in tokens.iter().enumerate().rev() {
        ends[index] = match token {
            Token::RightParen | Token::RightBracket | Token::RightBrace => {
                closing.push(index);
                None
            }
            Token::LeftBrace
            | Token::MapStart
            | Token::LeftParen
            | Token::LeftBracket
            | Token::QuestionBracket => closing.pop().and_then(|end| match tokens[end].0 {
                Token::RightBrace => Some(end),
                _ => ends[end + 1],
            }),
            Token::SemiColon => None,
            _ => ends[index + 1],
        };
    }
    ends
}

/// Changes to the text, none of which moves a token.
struct Edits {
    /// Doc comments that become plain comments of the same length.
    plain: HashSet<Position>,
    /// The last `}` of lines, that a `;` must follow.
    ends: HashSet<Position>,
}

impl Edits {
    fn apply(&self, source: &str) -> String {
        let mut text = String::with_capacity(source.len() + self.ends.len());
        for (row, line) in source.split_inclusive('\n').enumerate() {
            let mut characters = line.chars().enumerate();
            while let Some((column, character)) = characters.next() {
                text.push(character);
                let place = u16::try_from(row + 1)
                    .ok()
                    .zip(u16::try_from(column + 1).ok())
                    .map(|(row, column)| Position::new(row, column));
                let Some(place) = place else {
                    continue;
                };
                if self.plain.contains(&place) {
                    text.extend(characters.next().map(|(_, second)| second));
                    text.extend(characters.next().map(|_| ' '));
                } else if self.ends.contains(&place) {
                    text.push(';');
                }
            }
        }
        text
    }
}
