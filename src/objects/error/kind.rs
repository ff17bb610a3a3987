//! What an error of the language is, in fields: messages, hints, Python's kinds and what scripts catch read them. How Rhai says the same is
//! in `border`.

use crate::objects::value::Value;
use rhai::{EvalAltResult, ParseErrorType};
use std::sync::Arc;

/// An error of the language. Types are named as `type_of` names them.
#[derive(Debug, Clone)]
pub enum ErrorKind {
    UnknownVariable(String),
    /// The name is taken, or no variable may have it.
    UnusableVariable {
        name: String,
        exists: bool,
    },
    UnboundThis,
    UnknownFunction(UnknownFunction),
    /// What `sort` cannot bring into an order: items of this type, or of several.
    NoOrder(Option<String>),
    /// `receiver.name`, or `receiver.name = value`.
    UnknownProperty {
        name: String,
        receiver: String,
        value: Option<String>,
    },
    /// `receiver[index]`, or `receiver[index] = value`.
    NoIndex {
        receiver: String,
        index: String,
        value: Option<String>,
    },
    WrongType {
        wanted: String,
        got: String,
    },
    OutOfBounds {
        of: Indexed,
        length: usize,
        index: i64,
    },
    UnknownIndex(Value),
    /// A `for` over a value of this type.
    NotIterable(String),
    Constant(String),
    ChangedConstant(ChangedConstant),
    Arithmetic(Arithmetic),
    UnknownModule(String),
    TooManyModules,
    TooLarge(String),
    /// Too many calls are open. So many of them are natives that call back, when those are too many; else 0.
    CallDepth {
        natives: usize,
    },
    Syntax(Syntax),
    /// Nothing asks what this is.
    Other(Arc<EvalAltResult>),
}

/// A call of what does not exist: nothing has the name, or takes arguments of these types.
#[derive(Debug, Clone, Default)]
pub struct UnknownFunction {
    /// With the modules before it: `m::f`.
    pub path: String,
    /// The types of the arguments, the receiver's first.
    pub types: Vec<String>,
    /// What the code says of the call; none before the machine has been asked.
    pub site: Option<CallSite>,
}

/// How a function was called, and what else has its name.
#[derive(Debug, Clone)]
pub struct CallSite {
    /// After a dot.
    pub is_method: bool,
    /// The functions of the script with the name.
    pub defined: Vec<Definition>,
}

/// A function of a script.
#[derive(Debug, Clone)]
pub struct Definition {
    pub parameters: usize,
    /// From 1.
    pub line: usize,
}

impl UnknownFunction {
    pub fn new(path: impl Into<String>, types: Vec<String>) -> Self {
        UnknownFunction {
            path: path.into(),
            types,
            site: None,
        }
    }

    /// Without the modules before it.
    pub fn name(&self) -> &str {
        self.path.rsplit("::").next().unwrap_or(&self.path)
    }

    /// After a dot.
    pub fn is_method(&self) -> bool {
        self.site.as_ref().is_some_and(|site| site.is_method)
    }

    /// Is this the type of one of the arguments?
    pub fn takes(&self, kind: &str) -> bool {
        self.types.iter().any(|other| other == kind)
    }

    /// The type of the first argument; empty without one.
    pub fn receiver(&self) -> &str {
        self.types.first().map_or("", String::as_str)
    }

    /// The number of arguments between the brackets.
    pub fn given(&self) -> usize {
        self.types.len() - usize::from(self.is_method() && !self.types.is_empty())
    }

    pub fn defined(&self) -> &[Definition] {
        self.site.as_ref().map_or(&[], |site| &site.defined)
    }
}

/// What an index is out of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Indexed {
    Array,
    Text,
    Bits,
}

/// A constant that a call would have changed.
#[derive(Debug, Clone)]
pub struct ChangedConstant {
    pub by: Change,
    /// Its name, where the code says it.
    pub variable: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    Method(String),
    /// A property, read by what may change its owner, or written.
    Property {
        name: String,
        written: bool,
    },
    Index {
        written: bool,
    },
}

/// A calculation without a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arithmetic {
    pub trouble: Trouble,
    /// In Rhai's words: `Addition overflow`.
    pub doing: String,
    /// `1 + 2`, or the operand.
    pub operation: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    ByZero,
    Remainder,
    Overflow,
    RoundedTooLarge,
    NegativePower,
    ZeroStep,
    LaterThanNow,
    SignOfNan,
    SquareRoot,
    Logarithm,
    Radix,
    Other,
}

impl Arithmetic {
    pub fn new(trouble: Trouble, doing: impl Into<String>, operation: Option<String>) -> Self {
        Arithmetic {
            trouble,
            doing: doing.into(),
            operation,
        }
    }
}

/// A text that the parser refuses.
#[derive(Debug, Clone)]
pub struct Syntax {
    pub mistake: Mistake,
    /// Its words: `border` puts them into both languages.
    pub said: Box<ParseErrorType>,
}

/// What the parser met, as far as it matters which it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mistake {
    /// This token is needed.
    Missing(String),
    /// A word or symbol that the language keeps for itself.
    Reserved(String),
    Unexpected(String),
    OpenText,
    MalformedChar,
    /// `=` in the place of a condition.
    AssignInCondition,
    VariableExpected,
    /// A `for` over a literal of this type.
    NotIterable(&'static str),
    /// A literal of this type in the place of a condition.
    NotBool(&'static str),
    NoBody,
    Constant(String),
    Other,
}

impl ErrorKind {
    pub fn wrong_type(wanted: impl Into<String>, got: impl Into<String>) -> Self {
        ErrorKind::WrongType {
            wanted: wanted.into(),
            got: got.into(),
        }
    }

    pub fn out_of_bounds(of: Indexed, length: usize, index: i64) -> Self {
        ErrorKind::OutOfBounds { of, length, index }
    }

    /// As Rhai: what ends the run, or keeps a text from running, is no business of `catch`.
    pub fn is_catchable(&self) -> bool {
        match self {
            ErrorKind::TooManyModules
            | ErrorKind::TooLarge(_)
            | ErrorKind::CallDepth { .. }
            | ErrorKind::Syntax(_) => false,
            ErrorKind::Other(error) => error.is_catchable(),
            _ => true,
        }
    }
}
