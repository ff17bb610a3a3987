//! The words of an error of the language: Rhai's own in English, ours in French (`data/messages/fr/rhai.ftl`).

use crate::border::errors;
use crate::border::errors::plain;
use crate::messages::{Language, Message, message};
use crate::objects::error::{Arithmetic, Change, ErrorKind, Indexed, Syntax, Trouble};
use crate::objects::value::{Value, to_text};

/// What the parser says, without the place.
pub fn parse_message(syntax: &Syntax, language: Language) -> String {
    match language {
        Language::English => None,
        Language::French => errors::syntax_in_french(&syntax.said),
    }
    .map_or_else(
        || plain(syntax.said.to_string()),
        |said| said.in_language(language),
    )
}

/// What the run says, without the place.
pub fn run_message(kind: &ErrorKind, language: Language) -> String {
    plain(caught_message(kind, language))
}

/// What a script that catches the error reads: Rhai's own text in English, without the place.
pub fn caught_message(kind: &ErrorKind, language: Language) -> String {
    match language {
        Language::English => None,
        Language::French => in_french(kind),
    }
    .map_or_else(|| errors::words(kind), |said| said.in_language(language))
}

/// What the script threw; an error caught and thrown again reads as it did.
pub fn thrown_message(value: &Value, language: Language) -> String {
    if let Value::Map(map) = value {
        let field = |wanted: &str| map.get(wanted).map(|value| to_text(value).to_string());
        if let (Some(kind), Some(message)) = (field("kind"), field("message")) {
            return format!("{kind}: {message}");
        }
    }
    let text = to_text(value);
    match text.is_empty() {
        true => message!("uncaught-nothing"),
        false => message!("uncaught", text = text.as_str()),
    }
    .in_language(language)
}

fn in_french(kind: &ErrorKind) -> Option<Message> {
    Some(match kind {
        ErrorKind::UnknownVariable(name) => message!("rhai-variable-unknown", name),
        ErrorKind::UnusableVariable { name, exists: true } => {
            message!("rhai-variable-exists", name)
        }
        ErrorKind::UnusableVariable { name, .. } => message!("rhai-variable-forbidden", name),
        ErrorKind::UnboundThis => message!("rhai-this-unbound"),
        ErrorKind::UnknownFunction(call) => {
            let signature = format!("{} ({})", call.path, call.types.join(", "));
            message!("rhai-function-unknown", signature)
        }
        ErrorKind::NoOrder(None) => message!("rhai-no-order"),
        ErrorKind::NoOrder(Some(kind)) => message!("rhai-no-order-of", kind),
        ErrorKind::UnknownProperty { name, receiver, .. } => {
            message!("rhai-property-unknown-of", name, of = receiver)
        }
        ErrorKind::NoIndex {
            receiver,
            index,
            value,
        } => {
            let name = errors::indexing(receiver, index, value.as_deref());
            message!("rhai-no-index", name)
        }
        ErrorKind::WrongType { wanted, got } => match (wanted.is_empty(), got.is_empty()) {
            (false, false) => {
                message!(
                    "rhai-type-wrong",
                    actual = plain(got),
                    wanted = plain(wanted)
                )
            }
            (false, true) => message!("rhai-type-wanted", wanted = plain(wanted)),
            (true, _) => message!("rhai-type-wrong-alone", actual = plain(got)),
        },
        ErrorKind::OutOfBounds { of, length, index } => {
            let (count, index) = (*length, *index);
            match of {
                Indexed::Array => message!("rhai-array-bounds", index, count),
                Indexed::Text => message!("rhai-text-bounds", index, count),
                Indexed::Bits => message!("rhai-bit-bounds", index, count),
            }
        }
        ErrorKind::UnknownIndex(index) => {
            message!("rhai-index-unknown", index = to_text(index).as_str())
        }
        ErrorKind::NotIterable(_) => message!("rhai-not-iterable"),
        ErrorKind::Constant(name) => message!("rhai-constant", name),
        ErrorKind::ChangedConstant(changed) => match &changed.by {
            Change::Method(name) => message!("rhai-constant-method", name),
            Change::Property { name, .. } => message!("rhai-constant-property", name),
            Change::Index { .. } => message!("rhai-constant-index"),
        },
        ErrorKind::Arithmetic(arithmetic) => arithmetic_in_french(arithmetic),
        ErrorKind::UnknownModule(name) => message!("rhai-module-unknown", name),
        ErrorKind::TooManyModules => message!("rhai-too-many-modules"),
        ErrorKind::TooLarge(name) => message!("rhai-too-large", name),
        ErrorKind::CallDepth { .. } => return None,
        ErrorKind::Syntax(syntax) => return errors::syntax_in_french(&syntax.said),
        ErrorKind::Other(error) => return errors::french(error),
    })
}

fn arithmetic_in_french(arithmetic: &Arithmetic) -> Message {
    if let Some((text, is_integer)) = errors::refused_number(arithmetic) {
        return match (arithmetic.trouble, is_integer) {
            (Trouble::Overflow, _) => message!("rhai-overflow", what = text),
            (_, true) => message!("rhai-not-an-integer", text),
            (_, false) => message!("rhai-not-a-float", text),
        };
    }
    let Some(what) = &arithmetic.operation else {
        return match arithmetic.trouble {
            Trouble::ByZero => message!("rhai-by-zero-alone"),
            Trouble::Overflow => message!("rhai-overflow-alone"),
            Trouble::RoundedTooLarge => message!("rhai-rounded-too-large"),
            Trouble::ZeroStep => message!("rhai-step-zero"),
            Trouble::LaterThanNow => message!("rhai-timestamp-later"),
            Trouble::SignOfNan => message!("rhai-sign-of-nan"),
            _ => message!("rhai-arithmetic", text = &arithmetic.doing),
        };
    };
    match arithmetic.trouble {
        Trouble::ByZero => message!("rhai-by-zero", what),
        Trouble::Remainder => message!("rhai-remainder", what),
        Trouble::NegativePower => message!("rhai-negative-power", what),
        Trouble::Overflow => message!("rhai-overflow", what),
        Trouble::Radix => message!("rhai-radix", radix = what.trim_matches('\'')),
        Trouble::SquareRoot => message!("rhai-square-root", x = what),
        Trouble::Logarithm => message!("rhai-logarithm", x = what),
        _ => message!("rhai-arithmetic", text = &arithmetic.doing),
    }
}
