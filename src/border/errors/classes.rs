//! Which of Python's exception classes errors of the language belong to: also those that only Rhai knows.

use super::python_kind;
use crate::border::is_rhai_name;
use crate::objects::error::{ErrorKind, Trouble, UnknownFunction};

impl ErrorKind {
    /// Which of Python's exception classes it belongs to: what a script reads in `error.kind`.
    ///
    /// | kind | when |
    /// |---|---|
    /// | `ZeroDivisionError`, `OverflowError`, `ValueError` | arithmetic: by zero, out of range, a text that is no number |
    /// | `NameError` | no variable or function has the name |
    /// | `AttributeError` | the value has no such property or method |
    /// | `IndexError`, `KeyError` | an index out of bounds, a missing key where one is needed |
    /// | `TypeError` | a value of the wrong type, a constant that would change |
    /// | `ModuleNotFoundError`, `ImportError`, `SyntaxError` | `import` and `eval` |
    /// | `MemoryError`, `RecursionError`, `RuntimeError` | too large, too deep, the rest |
    pub fn python(&self) -> &'static str {
        match self {
            ErrorKind::Arithmetic(arithmetic) => match arithmetic.trouble {
                Trouble::ByZero | Trouble::Remainder => "ZeroDivisionError",
                Trouble::Overflow | Trouble::RoundedTooLarge => "OverflowError",
                _ => "ValueError",
            },
            ErrorKind::UnknownVariable(_)
            | ErrorKind::UnusableVariable { .. }
            | ErrorKind::UnboundThis => "NameError",
            ErrorKind::UnknownFunction(call) if call.is_method() => "AttributeError",
            ErrorKind::UnknownFunction(call) => match call.is_defined() {
                true => "TypeError",
                false => "NameError",
            },
            ErrorKind::UnknownProperty { .. } => "AttributeError",
            ErrorKind::OutOfBounds { .. } => "IndexError",
            ErrorKind::UnknownIndex(_) => "KeyError",
            ErrorKind::NoOrder(_)
            | ErrorKind::NoIndex { .. }
            | ErrorKind::WrongType { .. }
            | ErrorKind::NotIterable(_)
            | ErrorKind::Constant(_)
            | ErrorKind::ChangedConstant(_) => "TypeError",
            ErrorKind::UnknownModule(_) => "ModuleNotFoundError",
            ErrorKind::Syntax(_) => "SyntaxError",
            ErrorKind::TooLarge(_) => "MemoryError",
            ErrorKind::CallDepth { .. } => "RecursionError",
            ErrorKind::TooManyModules => "RuntimeError",
            ErrorKind::Other(error) => python_kind(error),
        }
    }
}

impl UnknownFunction {
    /// Does the script or the language have a function of the name, for other arguments?
    pub fn is_defined(&self) -> bool {
        !self.defined().is_empty() || is_rhai_name(&self.path)
    }
}
