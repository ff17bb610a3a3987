//! The words of an error of the language: Rhai's own in English, ours in French (`data/messages/fr/rhai.ftl`).

use crate::engine::value::{Value, to_text};
use crate::messages::{Language, Message, message};
use rhai::{EvalAltResult, LexError, ParseErrorType};

/// What the parser says, without the place.
pub fn parse_message(error: &ParseErrorType, language: Language) -> String {
    match language {
        Language::English => None,
        Language::French => parse_message_in_french(error),
    }
    .map_or_else(
        || plain(error.to_string()),
        |said| said.in_language(language),
    )
}

/// What the run says, without the place.
pub fn run_message(error: &EvalAltResult, language: Language) -> String {
    match language {
        Language::English => None,
        Language::French => run_message_in_french(error),
    }
    .map_or_else(
        || plain(without_place(error)),
        |said| said.in_language(language),
    )
}

/// What a script that catches the error reads: Rhai's own text in English, without the place.
pub fn caught_message(error: &EvalAltResult, language: Language) -> String {
    match language {
        Language::English => None,
        Language::French => run_message_in_french(error),
    }
    .map_or_else(|| without_place(error), |said| said.in_language(language))
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

/// Rhai's text of the error; it ends by ` (line 1, position 2)`.
fn without_place(error: &EvalAltResult) -> String {
    let text = error.to_string();
    match text.rfind(" (line ") {
        Some(start) if text.ends_with(')') && text[start..].contains(", position ") => {
            text[..start].to_string()
        }
        _ => text,
    }
}

/// Rhai's names of types, as scripts know them.
fn plain(text: impl AsRef<str>) -> String {
    text.as_ref()
        .replace("&str | ImmutableString | String", "string")
        .replace("&str | ImmutableString", "string")
        .replace("ImmutableString | String", "string")
        .replace("ImmutableString", "string")
}

fn run_message_in_french(error: &EvalAltResult) -> Option<Message> {
    use EvalAltResult as E;
    Some(match error {
        E::ErrorVariableNotFound(name, _) => message!("rhai-variable-unknown", name),
        E::ErrorVariableExists(name, _) => message!("rhai-variable-exists", name),
        E::ErrorForbiddenVariable(name, _) => message!("rhai-variable-forbidden", name),
        E::ErrorFunctionNotFound(signature, _) => {
            message!("rhai-function-unknown", signature = plain(signature))
        }
        E::ErrorModuleNotFound(name, _) => message!("rhai-module-unknown", name),
        E::ErrorPropertyNotFound(name, _) => message!("rhai-property-unknown", name),
        E::ErrorIndexNotFound(index, _) => {
            message!("rhai-index-unknown", index = index.to_string())
        }
        E::ErrorMismatchDataType(wanted, actual, _)
        | E::ErrorMismatchOutputType(wanted, actual, _) => {
            let (wanted, actual) = (plain(wanted), plain(actual));
            match (wanted.is_empty(), actual.is_empty()) {
                (false, false) => message!("rhai-type-wrong", actual, wanted),
                (false, true) => message!("rhai-type-wanted", wanted),
                (true, _) => message!("rhai-type-wrong-alone", actual),
            }
        }
        E::ErrorIndexingType(name, _) => message!("rhai-no-index", name = plain(name)),
        E::ErrorArrayBounds(count, index, _) => {
            message!("rhai-array-bounds", index = *index, count = *count)
        }
        E::ErrorStringBounds(count, index, _) => {
            message!("rhai-text-bounds", index = *index, count = *count)
        }
        E::ErrorBitFieldBounds(count, index, _) => {
            message!("rhai-bit-bounds", index = *index, count = *count)
        }
        E::ErrorFor(_) => message!("rhai-not-iterable"),
        E::ErrorAssignmentToConstant(name, _) => message!("rhai-constant", name),
        E::ErrorNonPureMethodCallOnConstant(name, _) => match name.split_once('$') {
            // `get$x`, `set$x`, `index$get$`: Rhai's names of what stands behind `.x` and `[…]`.
            Some(("get" | "set", property)) => {
                message!("rhai-constant-property", name = property)
            }
            Some(("index", _)) => message!("rhai-constant-index"),
            _ => message!("rhai-constant-method", name),
        },
        E::ErrorDotExpr(text, _) => {
            let mut quoted = text.split('\'').skip(1).step_by(2);
            match (quoted.next(), quoted.next()) {
                (Some(name), Some(of)) => message!("rhai-property-unknown-of", name, of),
                _ => return None,
            }
        }
        E::ErrorUnboundThis(_) => message!("rhai-this-unbound"),
        E::ErrorArithmetic(text, _) => arithmetic_in_french(text),
        E::ErrorDataTooLarge(name, _) => message!("rhai-too-large", name),
        E::ErrorTooManyVariables(_) => message!("rhai-too-many-variables"),
        E::ErrorTooManyModules(_) => message!("rhai-too-many-modules"),
        E::ErrorTerminated(..) => message!("rhai-terminated"),
        E::ErrorDataRace(name, _) => message!("rhai-data-race", name),
        E::LoopBreak(..) => message!("rhai-break-outside"),
        _ => return None,
    })
}

fn arithmetic_in_french(text: &str) -> Message {
    match text {
        "division by zero" => return message!("rhai-by-zero-alone"),
        "integer overflow" | "the quotient is too large for an integer" => {
            return message!("rhai-overflow-alone");
        }
        "the rounded number is too large for an integer" => {
            return message!("rhai-rounded-too-large");
        }
        "step value cannot be zero" => return message!("rhai-step-zero"),
        "Time-stamp is later than now" => return message!("rhai-timestamp-later"),
        "Sign of NaN is undefined" => return message!("rhai-sign-of-nan"),
        _ => {}
    }
    match text.split_once(": ") {
        Some(("Division by zero", what)) => message!("rhai-by-zero", what),
        Some(("Modulo division by zero or overflow", what)) => message!("rhai-remainder", what),
        Some(("Integer raised to a negative power", what)) => message!("rhai-negative-power", what),
        Some((_, what)) if text.contains("overflow") || text.contains("too large") => {
            message!("rhai-overflow", what)
        }
        Some(("Invalid radix", what)) => message!("rhai-radix", radix = what.trim_matches('\'')),
        _ => match text.rsplit_once(" of ") {
            Some(("Error taking the square root", x)) => message!("rhai-square-root", x),
            Some(("Error taking the log" | "Error taking the natural log", x)) => {
                message!("rhai-logarithm", x)
            }
            _ => message!("rhai-arithmetic", text),
        },
    }
}

fn parse_message_in_french(error: &ParseErrorType) -> Option<Message> {
    use ParseErrorType as P;
    Some(match error {
        P::MissingToken(token, _) => message!("rhai-token-missing", token),
        P::MissingSymbol(_) => message!("rhai-symbol-missing"),
        P::UnexpectedEOF => message!("rhai-incomplete"),
        P::UnknownOperator(symbol) => message!("rhai-operator-unknown", symbol),
        P::Reserved(word) => message!("rhai-reserved", word),
        P::ExprExpected(_) => message!("rhai-expression-missing"),
        P::VariableExpected => message!("rhai-variable-missing"),
        P::PropertyExpected => message!("rhai-property-missing"),
        P::FnMissingName => message!("rhai-function-name-missing"),
        P::FnMissingParams(name) => message!("rhai-parameters-missing", name),
        P::FnMissingBody(name) if name.is_empty() => message!("rhai-closure-body-missing"),
        P::FnMissingBody(name) => message!("rhai-body-missing", name),
        P::FnDuplicatedParam(name, parameter) => message!("rhai-parameter-twice", name, parameter),
        P::FnDuplicatedDefinition(name, count) => {
            message!("rhai-function-exists", name, count = *count)
        }
        P::WrongFnDefinition => message!("rhai-function-inside"),
        P::WrongExport => message!("rhai-export-inside"),
        P::WrongDocComment => message!("rhai-doc-comment"),
        P::AssignmentToConstant(name) => message!("rhai-constant", name),
        P::AssignmentToInvalidLHS(_) => message!("rhai-assignment"),
        P::DuplicatedProperty(name) => message!("rhai-property-twice", name),
        P::DuplicatedVariable(name) => message!("rhai-variable-twice", name),
        P::VariableExists(name) => message!("rhai-variable-exists", name),
        P::VariableUndefined(name) => message!("rhai-variable-unknown", name),
        P::ForbiddenVariable(name) => message!("rhai-variable-forbidden", name),
        P::ModuleUndefined(name) => message!("rhai-module-unknown", name),
        P::MismatchedType(wanted, actual) => {
            message!(
                "rhai-type-wrong",
                actual = plain(actual),
                wanted = plain(wanted)
            )
        }
        P::MalformedIndexExpr(_) => message!("rhai-index-malformed"),
        P::MalformedCapture(_) => message!("rhai-capture-malformed"),
        P::WrongSwitchIntegerCase => message!("rhai-switch-number"),
        P::WrongSwitchDefaultCase => message!("rhai-switch-default"),
        P::WrongSwitchCaseCondition => message!("rhai-switch-condition"),
        P::LoopBreak => message!("rhai-break-outside"),
        P::ExprTooDeep => message!("rhai-too-deep"),
        P::TooManyFunctions => message!("rhai-too-many-functions"),
        P::LiteralTooLarge(..) => message!("rhai-literal-too-large"),
        P::BadInput(LexError::UnexpectedInput(text)) => message!("rhai-unexpected", text),
        P::BadInput(LexError::UnterminatedString) => message!("rhai-text-open"),
        P::BadInput(LexError::MalformedNumber(text)) => message!("rhai-number", text),
        P::BadInput(LexError::MalformedChar(text)) => message!("rhai-char", text),
        P::BadInput(LexError::MalformedIdentifier(text)) => message!("rhai-name", text),
        P::BadInput(LexError::MalformedEscapeSequence(text)) => message!("rhai-escape", text),
        P::BadInput(LexError::ImproperSymbol(symbol, reason)) => {
            our_syntax(reason).unwrap_or_else(|| message!("rhai-symbol", symbol))
        }
        _ => return None,
    })
}

/// The message that `engine::syntax` gave the parser in English.
fn our_syntax(reason: &str) -> Option<Message> {
    [
        message!("syntax-base-class"),
        message!("syntax-method-fn"),
        message!("syntax-attribute"),
        message!("syntax-super"),
    ]
    .into_iter()
    .find(|message| message.to_string() == reason)
}
