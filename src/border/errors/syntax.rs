//! What Rhai's parser refuses, and its words for that in French.

use crate::messages::{Message, message};
use crate::objects::error::{Mistake, Syntax};
use rhai::{LexError, ParseErrorType};

/// The type that Rhai names by these words in place of something to walk over.
const ITERABLE: &str = "an iterable value";
/// … and of a condition.
const BOOLEAN: &str = "a boolean expression";
const LITERALS: &[(&str, &str)] = &[
    ("()", "()"),
    ("a boolean", "bool"),
    ("a boolean expression", "bool"),
    ("a string", "string"),
    ("an array", "array"),
    ("a number", "i64"),
    ("a floating-point number", "f64"),
    ("a character", "char"),
    ("an object map", "map"),
];

pub fn taken_apart(error: ParseErrorType) -> Syntax {
    Syntax {
        mistake: mistake(&error),
        said: Box::new(error),
    }
}

/// The type that Rhai's parser calls by these words.
fn kind(words: &str) -> Option<&'static str> {
    let (_, kind) = LITERALS.iter().find(|(known, _)| *known == words)?;
    Some(kind)
}

fn mistake(error: &ParseErrorType) -> Mistake {
    use ParseErrorType as P;
    match error {
        P::MissingToken(token, _) => Mistake::Missing(token.clone()),
        P::Reserved(word) => Mistake::Reserved(word.clone()),
        P::VariableExpected => Mistake::VariableExpected,
        P::FnMissingBody(_) => Mistake::NoBody,
        P::AssignmentToConstant(name) => Mistake::Constant(name.clone()),
        P::MismatchedType(wanted, literal) if wanted == ITERABLE => {
            kind(literal).map_or(Mistake::Other, Mistake::NotIterable)
        }
        P::MismatchedType(wanted, literal) if wanted == BOOLEAN => {
            kind(literal).map_or(Mistake::Other, Mistake::NotBool)
        }
        P::BadInput(LexError::UnterminatedString) => Mistake::OpenText,
        P::BadInput(LexError::MalformedChar(_)) => Mistake::MalformedChar,
        P::BadInput(LexError::UnexpectedInput(symbol)) => Mistake::Unexpected(symbol.clone()),
        P::BadInput(LexError::ImproperSymbol(symbol, _)) if symbol == "=" => {
            Mistake::AssignInCondition
        }
        _ => Mistake::Other,
    }
}

/// None where only Rhai has words.
pub fn french(error: &ParseErrorType) -> Option<Message> {
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
                actual = kind(actual).map_or_else(|| plain(actual), str::to_string),
                wanted = kind(wanted).map_or_else(|| plain(wanted), str::to_string)
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

/// The message that `lang::syntax` gave the parser in English.
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

/// Rhai's names of types, as scripts know them.
pub fn plain(text: impl AsRef<str>) -> String {
    text.as_ref()
        .replace("&str | ImmutableString | String", "string")
        .replace("&str | ImmutableString", "string")
        .replace("ImmutableString | String", "string")
        .replace("ImmutableString", "string")
}
