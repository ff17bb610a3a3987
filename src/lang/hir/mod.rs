//! Rhai's AST → our tree: names become slots, cells, globals and functions.
//!
//! What the tree does not say, because it is a rule for the whole of it:
//! * `Node::at` is the position that Rhai gives to errors of the expression: an operator's, a dot's, a name's.
//! * A `by_name` function names all its variables (`Var::Named`), also those that are globals of the unit, so that what an
//!   `eval` declares shadows them. Its parameters are its first locals, to be entered by name. A closure in it captures `Var::Named`; the captures of a `by_name` closure enter its scope by name.
//!   `Expr::Var(Var::Named)` that finds nothing at run time goes on as `Expr::Unknown`.
//! * `Callee::Variable` is chosen when a variable of the name is in scope and no script function of the name and number of
//!   parameters exists; when it holds no closure, the machine looks for a native of that name.
//! * Every body (`if`, loops, `switch` cases, handlers, functions) is an `Expr::Block`: names declared there end with it.
pub mod tree;

mod chain;
mod closure;
mod dialect;
mod dump;
mod expression;
mod lowering;
#[cfg(test)]
mod nesting;
mod parts;
mod scope;
mod source;
mod statement;
mod switch;
#[cfg(test)]
mod tests;

use crate::lang::syntax::Parsed;
use crate::messages::{Message, message};
use std::fmt;

use rhai::{ImmutableString, Position};

pub use parts::parts;

use tree::Unit;

/// What surrounds the text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Environment<'a> {
    pub mode: Mode,
    /// The session's variables: name, and whether it is constant.
    pub globals: &'a [(ImmutableString, bool)],
    /// The script functions of earlier lines of the session: name and number of parameters.
    pub functions: &'a [(ImmutableString, usize)],
    /// The classes of earlier lines of the session.
    pub classes: &'a [ImmutableString],
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mode {
    /// A script or an imported module: a top-level variable is a global when a function reaches it or the module exports it.
    #[default]
    Script,
    /// A line of the REPL: all top-level variables are globals, for the lines to come.
    Session,
    /// The text of an `eval`: its variables are those of the caller, found by name.
    Eval,
}

/// A mistake that Rhai's parser does not see.
#[derive(Debug, Clone, PartialEq)]
pub struct LowerError {
    pub kind: LowerErrorKind,
    pub at: Position,
}

#[derive(Debug, Clone, PartialEq)]
pub enum LowerErrorKind {
    /// A `fn` or a closure in the text of an `eval`; Rhai's `ParseErrorType::WrongFnDefinition`.
    FunctionInEval,
    ClassInBlock(ImmutableString),
    DuplicateClass(ImmutableString),
    /// Two methods of one name and number of parameters; where the first stands.
    DuplicateMethod {
        class: ImmutableString,
        method: ImmutableString,
        parameters: usize,
        first: Position,
    },
    DuplicateParameter(ImmutableString, ImmutableString),
    /// `switch` cases with several patterns are nested so deeply that nothing would come to an end.
    TooLarge,
    SuperOutsideClass,
    SuperWithoutBase(ImmutableString),
}

impl LowerError {
    /// The watch ended the lowering; nobody will look at this.
    fn ended() -> Self {
        LowerError {
            kind: LowerErrorKind::TooLarge,
            at: Position::NONE,
        }
    }

    /// What is wrong, in words.
    pub fn message(&self) -> Message {
        match &self.kind {
            LowerErrorKind::FunctionInEval => message!("eval-function"),
            LowerErrorKind::ClassInBlock(class) => {
                message!("class-in-block", class = class.as_str())
            }
            LowerErrorKind::DuplicateClass(class) => {
                message!("class-twice", class = class.as_str())
            }
            LowerErrorKind::DuplicateMethod {
                class,
                method,
                parameters,
                first,
            } => message!(
                "method-twice",
                class = class.as_str(),
                method = method.as_str(),
                count = *parameters,
                line = first.line().unwrap_or(0)
            ),
            LowerErrorKind::DuplicateParameter(method, parameter) => {
                let (method, parameter) = (method.as_str(), parameter.as_str());
                message!("parameter-twice", method, parameter)
            }
            LowerErrorKind::TooLarge => message!("switch-too-large"),
            LowerErrorKind::SuperOutsideClass => message!("super-outside"),
            LowerErrorKind::SuperWithoutBase(class) => {
                message!("super-without-base", class = class.as_str())
            }
        }
    }
}

/// In English.
impl fmt::Display for LowerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl std::error::Error for LowerError {}

/// Resolve every name of a parsed text.
///
/// # Errors
/// Mistakes that Rhai's parser cannot see. Names that nothing defines are no such mistake: they fail when they are reached.
pub fn lower(parsed: &Parsed, environment: &Environment) -> Result<Unit, LowerError> {
    let source = source::Source::new(parsed)?;
    lowering::Lowering::new(&source, environment)?.unit(parsed.statements())
}
