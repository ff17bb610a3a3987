//! Rhai's border: its errors and the sentences in them are taken apart here, and written here, and nowhere else.
//!
//! ```text
//! classes     as which of Python's exceptions scripts know an error
//! arithmetic  calculations without a result
//! syntax      what its parser refuses
//! ```

mod arithmetic;
mod classes;
mod syntax;

pub use arithmetic::refused_number;
pub use syntax::{french as syntax_in_french, plain, taken_apart as syntax};

use crate::border::{from_dynamic, to_dynamic};
use crate::messages::{Message, message};
use crate::objects::error::kind::ChangedConstant;
use crate::objects::error::{Change, Error, ErrorKind, Indexed, Kind, UnknownFunction};
use crate::objects::value::Value;
use rhai::{EvalAltResult, Position};

/// Rhai's name for texts where it lists the types of arguments.
const TEXT: &str = "&str | ImmutableString | String";

impl From<Box<EvalAltResult>> for Error {
    /// An error of Rhai's natives; wrappers of function calls are taken off, the innermost place is kept.
    fn from(mut error: Box<EvalAltResult>) -> Self {
        while let EvalAltResult::ErrorInFunctionCall(_, _, inner, _) = *error {
            error = inner;
        }
        let at = error.position();
        Error::new(match *error {
            EvalAltResult::ErrorRuntime(value, _) => Kind::Thrown(from_dynamic(value)),
            other => Kind::Language(taken_apart(other)),
        })
        .at(at)
    }
}

fn taken_apart(error: EvalAltResult) -> ErrorKind {
    use EvalAltResult as E;
    match error {
        E::ErrorVariableNotFound(name, _) => ErrorKind::UnknownVariable(name),
        E::ErrorVariableExists(name, _) => ErrorKind::UnusableVariable { name, exists: true },
        E::ErrorForbiddenVariable(name, _) => ErrorKind::UnusableVariable {
            name,
            exists: false,
        },
        E::ErrorUnboundThis(_) => ErrorKind::UnboundThis,
        E::ErrorFunctionNotFound(signature, _) => unknown_function(&signature),
        E::ErrorDotExpr(sentence, at) => unknown_property(&sentence)
            .unwrap_or_else(|| ErrorKind::Other(E::ErrorDotExpr(sentence, at).into())),
        E::ErrorIndexingType(types, _) => no_index(&types),
        E::ErrorMismatchDataType(wanted, got, _) => ErrorKind::WrongType { wanted, got },
        E::ErrorArrayBounds(length, index, _) => {
            ErrorKind::out_of_bounds(Indexed::Array, length, index)
        }
        E::ErrorStringBounds(length, index, _) => {
            ErrorKind::out_of_bounds(Indexed::Text, length, index)
        }
        E::ErrorBitFieldBounds(length, index, _) => {
            ErrorKind::out_of_bounds(Indexed::Bits, length, index)
        }
        E::ErrorIndexNotFound(index, _) => ErrorKind::UnknownIndex(from_dynamic(index)),
        E::ErrorFor(_) => ErrorKind::NotIterable(String::new()),
        E::ErrorAssignmentToConstant(name, _) => ErrorKind::Constant(name),
        E::ErrorNonPureMethodCallOnConstant(name, _) => ErrorKind::changed_constant(&name),
        E::ErrorArithmetic(sentence, _) => ErrorKind::Arithmetic(arithmetic::taken_apart(sentence)),
        E::ErrorModuleNotFound(name, _) => ErrorKind::UnknownModule(name),
        E::ErrorTooManyModules(_) => ErrorKind::TooManyModules,
        E::ErrorDataTooLarge(what, _) => ErrorKind::TooLarge(what),
        E::ErrorStackOverflow(_) => ErrorKind::CallDepth { natives: 0 },
        E::ErrorParsing(error, _) => ErrorKind::Syntax(syntax(error)),
        other => ErrorKind::Other(other.into()),
    }
}

/// The same as Rhai's error, with its sentences.
pub fn as_rhais(kind: &ErrorKind, at: Position) -> EvalAltResult {
    use EvalAltResult as E;
    match kind {
        ErrorKind::UnknownVariable(name) => E::ErrorVariableNotFound(name.clone(), at),
        ErrorKind::UnusableVariable { name, exists: true } => {
            E::ErrorVariableExists(name.clone(), at)
        }
        ErrorKind::UnusableVariable { name, .. } => E::ErrorForbiddenVariable(name.clone(), at),
        ErrorKind::UnboundThis => E::ErrorUnboundThis(at),
        ErrorKind::UnknownFunction(call) => E::ErrorFunctionNotFound(signature(call), at),
        ErrorKind::NoOrder(items) => E::ErrorFunctionNotFound(no_order(items.as_deref()), at),
        ErrorKind::UnknownProperty {
            name,
            receiver,
            value,
        } => E::ErrorDotExpr(property(name, receiver, value.as_deref()), at),
        ErrorKind::NoIndex {
            receiver,
            index,
            value,
        } => E::ErrorIndexingType(indexing(receiver, index, value.as_deref()), at),
        ErrorKind::WrongType { wanted, got } => {
            E::ErrorMismatchDataType(wanted.clone(), got.clone(), at)
        }
        ErrorKind::OutOfBounds { of, length, index } => match of {
            Indexed::Array => E::ErrorArrayBounds(*length, *index, at),
            Indexed::Text => E::ErrorStringBounds(*length, *index, at),
            Indexed::Bits => E::ErrorBitFieldBounds(*length, *index, at),
        },
        ErrorKind::UnknownIndex(index) => E::ErrorIndexNotFound(to_dynamic(index.clone()), at),
        ErrorKind::NotIterable(_) => E::ErrorFor(at),
        ErrorKind::Constant(name) => E::ErrorAssignmentToConstant(name.clone(), at),
        ErrorKind::ChangedConstant(changed) => {
            E::ErrorNonPureMethodCallOnConstant(changed.by.rhais(), at)
        }
        ErrorKind::Arithmetic(trouble) => E::ErrorArithmetic(arithmetic::sentence(trouble), at),
        ErrorKind::UnknownModule(name) => E::ErrorModuleNotFound(name.clone(), at),
        ErrorKind::TooManyModules => E::ErrorTooManyModules(at),
        ErrorKind::TooLarge(what) => E::ErrorDataTooLarge(what.clone(), at),
        ErrorKind::CallDepth { .. } => E::ErrorStackOverflow(at),
        ErrorKind::Syntax(syntax) => E::ErrorParsing((*syntax.said).clone(), at),
        ErrorKind::Other(error) => {
            let mut text = error.to_string();
            text.truncate(text.rfind(" (line ").unwrap_or(text.len()));
            E::ErrorSystem(String::new(), text.into())
        }
    }
}

/// Rhai's text of the error, without the place.
pub fn words(kind: &ErrorKind) -> String {
    match kind {
        // The commonest in a loop.
        ErrorKind::Arithmetic(arithmetic) => arithmetic::sentence(arithmetic),
        kind => as_rhais(kind, Position::NONE).to_string(),
    }
}

/// Rhai's name of the error, and what it adds to what `catch` binds, as `EvalAltResult::dump_fields`.
pub fn fields(kind: &ErrorKind) -> (String, Vec<(&'static str, Value)>) {
    let one = |name: &'static str, value: Value| vec![(name, value)];
    let text = |text: &String| Value::from(text.as_str());
    let (name, fields) = match kind {
        ErrorKind::UnknownVariable(name) => ("ErrorVariableNotFound", one("variable", text(name))),
        ErrorKind::UnusableVariable { name, exists } => {
            let error = match exists {
                true => "ErrorVariableExists",
                false => "ErrorForbiddenVariable",
            };
            (error, one("variable", text(name)))
        }
        ErrorKind::UnboundThis => ("ErrorUnboundThis", Vec::new()),
        ErrorKind::UnknownFunction(call) => (
            "ErrorFunctionNotFound",
            one("function", text(&signature(call))),
        ),
        ErrorKind::NoOrder(items) => (
            "ErrorFunctionNotFound",
            one("function", text(&no_order(items.as_deref()))),
        ),
        ErrorKind::UnknownProperty {
            name,
            receiver,
            value,
        } => (
            "ErrorDotExpr",
            one(
                "property",
                text(&property(name, receiver, value.as_deref())),
            ),
        ),
        ErrorKind::NoIndex {
            receiver,
            index,
            value,
        } => (
            "ErrorIndexingType",
            one("type", text(&indexing(receiver, index, value.as_deref()))),
        ),
        ErrorKind::WrongType { wanted, got } => (
            "ErrorMismatchDataType",
            vec![("requested", text(wanted)), ("actual", text(got))],
        ),
        ErrorKind::OutOfBounds { of, length, index } => {
            let error = match of {
                Indexed::Array => "ErrorArrayBounds",
                Indexed::Text => "ErrorStringBounds",
                Indexed::Bits => "ErrorBitFieldBounds",
            };
            let length = Value::Int(*length as i64);
            (
                error,
                vec![("length", length), ("index", Value::Int(*index))],
            )
        }
        ErrorKind::UnknownIndex(index) => ("ErrorIndexNotFound", one("index", index.clone())),
        ErrorKind::NotIterable(_) => ("ErrorFor", Vec::new()),
        ErrorKind::Constant(name) => ("ErrorAssignmentToConstant", one("variable", text(name))),
        ErrorKind::ChangedConstant(changed) => (
            "ErrorNonPureMethodCallOnConstant",
            one("function", text(&changed.by.rhais())),
        ),
        ErrorKind::Arithmetic(_) => ("ErrorArithmetic", Vec::new()),
        ErrorKind::UnknownModule(name) => ("ErrorModuleNotFound", one("module", text(name))),
        ErrorKind::TooManyModules => ("ErrorTooManyModules", Vec::new()),
        ErrorKind::TooLarge(what) => ("ErrorDataTooLarge", one("type", text(what))),
        ErrorKind::CallDepth { .. } => ("ErrorStackOverflow", Vec::new()),
        ErrorKind::Syntax(_) => ("ErrorParsing", Vec::new()),
        ErrorKind::Other(error) => {
            let shown = format!("{error:?}");
            let name = shown.split('(').next().unwrap_or_default();
            return (name.to_string(), other_fields(error));
        }
    };
    (name.to_string(), fields)
}

fn other_fields(error: &EvalAltResult) -> Vec<(&'static str, Value)> {
    use EvalAltResult as E;
    match error {
        E::ErrorMismatchOutputType(wanted, got, _) => vec![
            ("requested", Value::from(wanted.as_str())),
            ("actual", Value::from(got.as_str())),
        ],
        E::ErrorPropertyNotFound(name, _) | E::ErrorDataRace(name, _) => {
            vec![("variable", Value::from(name.as_str()))]
        }
        E::ErrorDotExpr(sentence, _) => vec![("property", Value::from(sentence.as_str()))],
        E::ErrorInModule(module, ..) => vec![("module", Value::from(module.as_str()))],
        E::ErrorTerminated(token, _) => vec![("token", from_dynamic(token.clone()))],
        E::ErrorCustomSyntax(_, tokens, _) => {
            let tokens = tokens.iter().map(|token| token.as_str().into()).collect();
            vec![("tokens", Value::array(tokens))]
        }
        _ => Vec::new(),
    }
}

/// Python's exception class for what nothing else asks about.
pub fn python_kind(error: &EvalAltResult) -> &'static str {
    use EvalAltResult as E;
    match error {
        E::ErrorDotExpr(..) | E::ErrorPropertyNotFound(..) => "AttributeError",
        E::ErrorMismatchOutputType(..) => "TypeError",
        E::ErrorInModule(..) => "ImportError",
        _ => "RuntimeError",
    }
}

/// What nothing else asks about, in French.
pub fn french(error: &EvalAltResult) -> Option<Message> {
    use EvalAltResult as E;
    Some(match error {
        E::ErrorPropertyNotFound(name, _) => message!("rhai-property-unknown", name),
        E::ErrorTooManyVariables(_) => message!("rhai-too-many-variables"),
        E::ErrorTerminated(..) => message!("rhai-terminated"),
        E::ErrorDataRace(name, _) => message!("rhai-data-race", name),
        E::LoopBreak(..) => message!("rhai-break-outside"),
        _ => return None,
    })
}

fn unknown_function(signature: &str) -> ErrorKind {
    if let Some(items) = signature.strip_suffix(UNSORTED) {
        let kind = items.strip_prefix(ELEMENTS).filter(|kind| *kind != MIXED);
        return ErrorKind::NoOrder(kind.map(str::to_string));
    }
    let (path, types) = signature.split_once(" (").unwrap_or((signature, ""));
    let types = types.strip_suffix(')').unwrap_or(types);
    let named = |name: &str| match name {
        TEXT => "string".to_string(),
        other => other.to_string(),
    };
    let types = match types {
        "" => Vec::new(),
        _ => types.split(", ").map(named).collect(),
    };
    ErrorKind::UnknownFunction(UnknownFunction::new(path, types))
}

/// `name (types)` as Rhai's error for an unknown function shows a call.
fn signature(call: &UnknownFunction) -> String {
    let types = call.types.iter().map(|name| match name.as_str() {
        "string" => TEXT,
        other => other,
    });
    let types: Vec<&str> = types.collect();
    format!("{} ({})", call.path, types.join(", "))
}

/// What `sort` says in place of a signature: `elements of different types cannot be sorted`.
const ELEMENTS: &str = "elements of ";
const MIXED: &str = "different types";
const UNSORTED: &str = " cannot be sorted";

fn no_order(items: Option<&str>) -> String {
    format!("{ELEMENTS}{}{UNSORTED}", items.unwrap_or(MIXED))
}

fn unknown_property(sentence: &str) -> Option<ErrorKind> {
    let is_known = ["Unknown property '", "No writable property '"]
        .iter()
        .any(|start| sentence.starts_with(start));
    let mut quoted = sentence.split('\'').skip(1).step_by(2).map(str::to_string);
    match (is_known, quoted.next(), quoted.next()) {
        (true, Some(name), Some(receiver)) => Some(ErrorKind::UnknownProperty {
            name,
            receiver,
            value: quoted.next(),
        }),
        _ => None,
    }
}

fn property(name: &str, receiver: &str, value: Option<&str>) -> String {
    match value {
        None => {
            format!("Unknown property '{name}' - a getter is not registered for type '{receiver}'")
        }
        Some(value) => format!(
            "No writable property '{name}' - a setter is not registered for type '{receiver}' to handle '{value}'"
        ),
    }
}

fn no_index(types: &str) -> ErrorKind {
    let (receiver, rest) = types.split_once(" [").unwrap_or((types, ""));
    let (index, value) = match rest.split_once("] = ") {
        Some((index, value)) => (index, Some(value.to_string())),
        None => (rest.strip_suffix(']').unwrap_or(rest), None),
    };
    ErrorKind::NoIndex {
        receiver: receiver.to_string(),
        index: index.to_string(),
        value,
    }
}

/// `receiver [index] = value`, of the types.
pub fn indexing(receiver: &str, index: &str, value: Option<&str>) -> String {
    match (index, value) {
        ("", _) => receiver.to_string(),
        (index, None) => format!("{receiver} [{index}]"),
        (index, Some(value)) => format!("{receiver} [{index}] = {value}"),
    }
}

/// The names of what stands behind `.name` and `[index]`.
const GET: &str = "get$";
const SET: &str = "set$";
const GET_INDEX: &str = "index$get$";
const SET_INDEX: &str = "index$set$";

impl Change {
    /// From Rhai's name of the function.
    fn by(function: &str) -> Change {
        let property = |name: &str, written| Change::Property {
            name: name.to_string(),
            written,
        };
        if let Some(name) = function.strip_prefix(GET) {
            return property(name, false);
        }
        if let Some(name) = function.strip_prefix(SET) {
            return property(name, true);
        }
        match function {
            GET_INDEX => Change::Index { written: false },
            SET_INDEX => Change::Index { written: true },
            name => Change::Method(name.to_string()),
        }
    }

    /// Rhai's name of the function.
    fn rhais(&self) -> String {
        match self {
            Change::Method(name) => name.clone(),
            Change::Property {
                name,
                written: false,
            } => format!("{GET}{name}"),
            Change::Property { name, .. } => format!("{SET}{name}"),
            Change::Index { written: false } => GET_INDEX.to_string(),
            Change::Index { .. } => SET_INDEX.to_string(),
        }
    }
}

impl ErrorKind {
    /// A constant would be changed by this function, as Rhai names it.
    pub fn changed_constant(function: &str) -> ErrorKind {
        ErrorKind::ChangedConstant(ChangedConstant {
            by: Change::by(function),
            variable: None,
        })
    }

    /// Nothing of this name, as Rhai names it, takes arguments of these types.
    pub fn not_found(function: &str, types: Vec<String>) -> ErrorKind {
        let mut types = types.into_iter();
        let mut next = || types.next().unwrap_or_default();
        if let Some(name) = function.strip_prefix(GET) {
            return ErrorKind::UnknownProperty {
                name: name.to_string(),
                receiver: next(),
                value: None,
            };
        }
        if let Some(name) = function.strip_prefix(SET) {
            return ErrorKind::UnknownProperty {
                name: name.to_string(),
                receiver: next(),
                value: Some(next()),
            };
        }
        match function {
            GET_INDEX => ErrorKind::NoIndex {
                receiver: next(),
                index: next(),
                value: None,
            },
            SET_INDEX => ErrorKind::NoIndex {
                receiver: next(),
                index: next(),
                value: Some(next()),
            },
            name => ErrorKind::UnknownFunction(UnknownFunction::new(name, types.collect())),
        }
    }
}

#[cfg(test)]
mod tests;
