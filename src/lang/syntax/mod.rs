//! The dialect's syntax on top of Rhai's: what the parser accepts. What it means is decided in `lower`.

mod called;
mod grammar;
mod marks;
mod pieces;
mod targets;
#[cfg(test)]
mod tests;
mod unclosed;

use std::collections::HashSet;
use std::ops::Deref;
use std::sync::LazyLock;

pub use grammar::class_doc;
use rhai::{AST, Engine, OptimizationLevel, ParseError, Position};
pub use targets::operator_of as assigning_operator;
pub use unclosed::{Unclosed, What, comment_length, raw_text_length, unclosed};

/// How deeply statements and expressions may nest, counted as Rhai counts it: about three per block, two per parenthesis, one per
/// operator. The native stack must hold the parser and every pass over the tree at this depth, in debug builds too.
pub const MAX_DEPTH: usize = 128;

/// The words that open the dialect's constructs, as the parser's custom syntax knows them.
pub mod keyword {
    pub const WITH: &str = "with";
    pub const CLASS: &str = "class";
    pub const SUPER: &str = "super";
    /// `list` stays a name; the token mapper puts this word, which nobody types, in place of a `list` that opens a comprehension.
    pub const COMPREHENSION: &str = "list·comprehension";
    /// Stands for the `(` of a `(value)(…)`.
    pub const VALUE: &str = "value·called";
    /// Stands for the `(` of the arguments behind it.
    pub const ARGUMENTS: &str = "value·arguments";
    /// Stands for a `()` there.
    pub const NO_ARGUMENTS: &str = "value·nothing";
}

static PARSER: LazyLock<Engine> = LazyLock::new(parser);

/// A text that has been parsed.
#[derive(Debug)]
pub struct Parsed {
    ast: AST,
    /// The places of all `?[`: Rhai's tree loses some of them, and moves others.
    pub optional_indices: HashSet<Position>,
}

impl Deref for Parsed {
    type Target = AST;

    fn deref(&self) -> &AST {
        &self.ast
    }
}

/// Parse a script, a module, a line of the REPL or the text of an `eval`.
///
/// # Errors
/// What Rhai's parser says, with a place.
pub fn parse(source: &str) -> Result<Parsed, ParseError> {
    match parse_noted(source, true) {
        // The parser met a `(value)(…)` where no expression may begin: it is to say what it says of parentheses.
        Err(error) if called::is_out_of_place(&error) => parse_noted(source, false),
        result => result,
    }
}

fn parse_noted(source: &str, calls: bool) -> Result<Parsed, ParseError> {
    let text = marks::note(source, calls);
    let result = match pieces::are_wanted(&text) {
        true => match pieces::parse(&PARSER, &text) {
            Some(ast) => Ok(ast),
            // The attempt has used up some of the notes.
            None => PARSER.compile(marks::note(source, calls).as_ref()),
        },
        false => PARSER.compile(text.as_ref()),
    };
    let optional_indices = marks::forget();
    Ok(Parsed {
        ast: result?,
        optional_indices,
    })
}

/// An engine that parses the dialect and runs nothing: it needs no packages, which keeps the start short.
#[must_use]
pub fn parser() -> Engine {
    let mut engine = Engine::new_raw();
    engine.set_optimization_level(OptimizationLevel::None);
    // Interned strings sit behind a lock that gives up after a few tries: a trap between threads.
    engine.set_max_strings_interned(0);
    engine.set_max_expr_depths(MAX_DEPTH, MAX_DEPTH);
    grammar::register(&mut engine);
    #[expect(
        deprecated,
        reason = "volatile rather than deprecated, says its documentation"
    )]
    engine.on_parse_token(|token, position, _| marks::map(token, position));
    engine
}
