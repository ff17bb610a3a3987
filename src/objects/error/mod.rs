//! What goes wrong while a script runs: kinds, the place, the script's own call trace. Rendering is in `diagnostics`.

pub(crate) mod kind;
pub(crate) mod refused;

pub use kind::{
    Arithmetic, CallSite, Change, Definition, ErrorKind, Indexed, Mistake, Syntax, Trouble,
    UnknownFunction,
};
pub use refused::NOT_CAPABLE;

use crate::messages::Message;
use crate::objects::value::{Value, type_name};
use crate::runtime::Stop;
use rhai::Position;
use std::sync::Arc;

/// A text that scripts come from, for excerpts in messages.
#[derive(Debug, Default, Clone)]
pub struct Source {
    /// The path as given, `<eval>`, `<stdin>` …
    pub name: String,
    pub text: String,
}

/// A run-time error on its way up.
#[derive(Debug, Clone)]
pub struct Error(Box<Body>);

#[derive(Debug, Clone)]
pub struct Body {
    pub kind: Kind,
    pub at: Position,
    /// The text that `at` speaks of.
    pub source: Option<Arc<Source>>,
    /// The calls that were open, innermost first.
    pub trace: Vec<Frame>,
    /// A mistake of syntax in the text of an `eval` or in a module: the script that runs can catch it.
    pub from_other_text: bool,
    /// Calls left out of the trace before its last entry.
    pub omitted: usize,
    /// The thrown value as it is to be shown, with what its objects say of themselves: known once nobody has caught it.
    pub told: Option<Value>,
    /// What to say in place of the parser's words, and what to do.
    pub instead: Option<(Message, Message)>,
}

/// A call that was open when the error happened.
#[derive(Debug, Clone)]
pub struct Frame {
    pub function: String,
    /// Where the call stands in the caller.
    pub at: Position,
    pub source: Option<Arc<Source>>,
}

#[derive(Debug, Clone)]
pub enum Kind {
    /// An error of the language.
    Language(ErrorKind),
    /// `throw value`.
    Thrown(Value),
    /// An error of our natives, told apart by `kind` as Python's exceptions are by class.
    Raised(Raised),
    /// The run (or this thread) must end; scripts cannot catch it.
    Stop(Stop),
}

/// An error of a native: `kind` is one of the names of the catalogue (`ValueError`, `Empty`, `TimedOut` …).
#[derive(Debug, Clone)]
pub struct Raised {
    pub kind: &'static str,
    pub message: Message,
    /// What to do about it.
    pub hint: Option<Message>,
    /// Further fields that a script can read (`returncode`, `errno`).
    pub fields: Vec<(&'static str, Value)>,
}

impl Error {
    pub fn new(kind: Kind) -> Self {
        Error(Box::new(Body {
            kind,
            at: Position::NONE,
            source: None,
            trace: Vec::new(),
            omitted: 0,
            told: None,
            from_other_text: false,
            instead: None,
        }))
    }

    /// An error of a native: `kind` as Python's exception class.
    pub fn raised(kind: &'static str, message: impl Into<Message>) -> Self {
        Error::new(Kind::Raised(Raised {
            kind,
            message: message.into(),
            hint: None,
            fields: Vec::new(),
        }))
    }

    pub fn value_error(message: impl Into<Message>) -> Self {
        Error::raised("ValueError", message)
    }

    pub fn type_error(message: impl Into<Message>) -> Self {
        Error::raised("TypeError", message)
    }

    pub fn runtime_error(message: impl Into<Message>) -> Self {
        Error::raised("RuntimeError", message)
    }

    /// Arithmetic that has no result: overflow, division by zero.
    #[cold]
    pub fn arithmetic(
        trouble: Trouble,
        doing: impl Into<String>,
        operation: Option<String>,
    ) -> Self {
        let arithmetic = Arithmetic::new(trouble, doing, operation);
        Error::language(ErrorKind::Arithmetic(arithmetic))
    }

    #[cold]
    pub fn language(kind: ErrorKind) -> Self {
        Error::new(Kind::Language(kind))
    }

    /// A value of one type was wanted, and one of another is there.
    #[cold]
    pub fn wrong_type(wanted: &str, got: &Value) -> Self {
        Error::language(ErrorKind::wrong_type(wanted, type_name(got)))
    }

    pub fn with_hint(mut self, hint: impl Into<Message>) -> Self {
        if let Kind::Raised(raised) = &mut self.0.kind {
            raised.hint = Some(hint.into());
        }
        self
    }

    pub fn with_field(mut self, name: &'static str, value: Value) -> Self {
        if let Kind::Raised(raised) = &mut self.0.kind {
            raised.fields.push((name, value));
        }
        self
    }

    /// Fill in the place unless the error already has one.
    pub fn at(mut self, at: Position) -> Self {
        if self.0.at.is_none() {
            self.0.at = at;
        }
        self
    }

    /// Fill in the text unless the error already has one.
    pub fn within(mut self, source: &Arc<Source>) -> Self {
        self.0.source.get_or_insert_with(|| source.clone());
        self
    }

    pub fn is_catchable(&self) -> bool {
        match &self.0.kind {
            Kind::Stop(_) => false,
            _ if self.0.from_other_text => true,
            Kind::Language(kind) => kind.is_catchable(),
            _ => true,
        }
    }

    /// Does it end the thread without any more of the script's code? Only what the script asks for itself, `exit`, lets classes of its own
    /// leave their `with` blocks.
    pub fn ends_script(&self) -> bool {
        match &self.0.kind {
            Kind::Stop(Stop::Exit(_)) => false,
            Kind::Stop(_) => true,
            _ => self.is_call_depth(),
        }
    }

    /// Too many calls were open.
    pub fn is_call_depth(&self) -> bool {
        matches!(self.as_language(), Some(ErrorKind::CallDepth { .. }))
    }

    /// What it is, for an error of the language.
    pub fn as_language(&self) -> Option<&ErrorKind> {
        match &self.0.kind {
            Kind::Language(kind) => Some(kind),
            _ => None,
        }
    }

    /// Did the parser refuse a text?
    pub fn is_syntax(&self) -> bool {
        match &self.0.kind {
            Kind::Language(kind) => matches!(kind, ErrorKind::Syntax(_)),
            Kind::Raised(raised) => raised.kind == "SyntaxError",
            _ => false,
        }
    }

    /// Does it say that nothing of this name takes the arguments?
    pub fn is_unknown_function(&self, name: &str) -> bool {
        matches!(self.as_language(), Some(ErrorKind::UnknownFunction(call)) if call.path == name)
    }

    pub fn kind(&self) -> &Kind {
        &self.0.kind
    }

    pub fn body(&self) -> &Body {
        &self.0
    }

    pub fn body_mut(&mut self) -> &mut Body {
        &mut self.0
    }
}

impl From<Stop> for Error {
    fn from(stop: Stop) -> Self {
        if stop == Stop::DeadlockHere {
            return Error::raised("Deadlock", crate::messages::message!("deadlock-here"));
        }
        Error::new(Kind::Stop(stop))
    }
}
