//! The words of an error: Rhai's own in English, ours in French.

use super::language::Language;
use crate::engine::value::{Value, to_text};
use rhai::{EvalAltResult, LexError, ParseErrorType};

/// What the parser says, without the place.
pub fn parse_message(error: &ParseErrorType, language: Language) -> String {
    match language {
        Language::English => plain(error.to_string()),
        Language::French => parse_message_in_french(error).unwrap_or_else(|| error.to_string()),
    }
}

/// What the run says, without the place.
pub fn run_message(error: &EvalAltResult, language: Language) -> String {
    match language {
        Language::English => None,
        Language::French => run_message_in_french(error),
    }
    .unwrap_or_else(|| plain(without_place(error.to_string())))
}

/// What the script threw; an error caught and thrown again reads as it did.
pub fn thrown_message(value: &Value, language: Language) -> String {
    if let Value::Map(map) = value {
        let field = |wanted: &str| {
            map.iter()
                .find(|(name, _)| name.as_str() == wanted)
                .map(|(_, value)| to_text(value).to_string())
        };
        if let (Some(kind), Some(message)) = (field("kind"), field("message")) {
            return format!("{kind}: {message}");
        }
    }
    let text = to_text(value);
    match language {
        Language::English if text.is_empty() => "uncaught `throw`".to_string(),
        Language::English => format!("uncaught `throw`: {text}"),
        Language::French if text.is_empty() => "`throw` non rattrapé".to_string(),
        Language::French => format!("`throw` non rattrapé : {text}"),
    }
}

/// Rhai ends its messages by ` (line 1, position 2)`.
fn without_place(text: String) -> String {
    match text.rfind(" (line ") {
        Some(start) if text.ends_with(')') && text[start..].contains(", position ") => {
            text[..start].to_string()
        }
        _ => text,
    }
}

/// Rhai's names of types, as scripts know them.
fn plain(text: String) -> String {
    text.replace("&str | ImmutableString | String", "string")
        .replace("&str | ImmutableString", "string")
        .replace("ImmutableString | String", "string")
        .replace("ImmutableString", "string")
}

fn run_message_in_french(error: &EvalAltResult) -> Option<String> {
    use EvalAltResult as E;
    let elements = |count: usize, what: &str| match count {
        0 => format!("il n'y a aucun {what}"),
        1 => format!("il n'y a qu'un {what}"),
        _ => format!("il n'y a que {count} {what}s"),
    };
    Some(match error {
        E::ErrorVariableNotFound(name, _) => format!("variable inconnue : {name}"),
        E::ErrorFunctionNotFound(signature, _) => plain(format!("fonction inconnue : {signature}")),
        E::ErrorModuleNotFound(name, _) => format!("module inconnu : {name}"),
        E::ErrorPropertyNotFound(name, _) => format!("propriété inconnue : {name}"),
        E::ErrorIndexNotFound(index, _) => format!("indice inconnu : {index}"),
        E::ErrorMismatchDataType(wanted, actual, _)
        | E::ErrorMismatchOutputType(wanted, actual, _) => {
            plain(format!("type incorrect : {actual} au lieu de {wanted}"))
        }
        E::ErrorIndexingType(name, _) => plain(format!("ce type n'a pas d'indices : {name}")),
        E::ErrorArrayBounds(count, index, _) => format!(
            "indice {index} hors du tableau : {}",
            elements(*count, "élément")
        ),
        E::ErrorStringBounds(count, index, _) => format!(
            "indice {index} hors du texte : {}",
            elements(*count, "caractère")
        ),
        E::ErrorFor(_) => "`for` ne peut pas parcourir cette valeur".to_string(),
        E::ErrorAssignmentToConstant(name, _) => {
            format!("la constante {name} ne peut pas changer")
        }
        E::ErrorNonPureMethodCallOnConstant(name, _) => {
            format!("`{name}` changerait une constante")
        }
        E::ErrorDotExpr(text, _) => {
            let mut quoted = text.split('\'').skip(1).step_by(2);
            match (quoted.next(), quoted.next()) {
                (Some(name), Some(of)) => format!("propriété inconnue : {name} ({of})"),
                _ => return None,
            }
        }
        E::ErrorUnboundThis(_) => "`this` ne désigne rien ici".to_string(),
        E::ErrorArithmetic(text, _) => match text.split_once(": ") {
            Some(("Division by zero", what)) => format!("division par zéro : {what}"),
            Some(("Modulo division by zero or overflow", what)) => {
                format!("reste d'une division par zéro : {what}")
            }
            Some((english, what)) if english.contains("overflow") => {
                format!("résultat trop grand : {what}")
            }
            _ => format!("calcul impossible : {text}"),
        },
        E::ErrorDataTooLarge(name, _) => format!("donnée trop grande : {name}"),
        E::ErrorTooManyVariables(_) => "trop de variables".to_string(),
        E::ErrorTooManyModules(_) => "trop de modules".to_string(),
        E::ErrorTerminated(..) => "le script a été arrêté".to_string(),
        _ => return None,
    })
}

fn parse_message_in_french(error: &ParseErrorType) -> Option<String> {
    use ParseErrorType as P;
    Some(match error {
        P::MissingToken(token, _) => format!("`{token}` est attendu ici"),
        P::UnexpectedEOF => "le script est incomplet".to_string(),
        P::UnknownOperator(symbol) => format!("opérateur inconnu : {symbol}"),
        P::Reserved(word) => format!("`{word}` est réservé par le langage"),
        P::ExprExpected(_) => "une expression est attendue ici".to_string(),
        P::VariableExpected => "un nom de variable est attendu ici".to_string(),
        P::PropertyExpected => "un nom de propriété est attendu ici".to_string(),
        P::FnMissingName => "il manque le nom de la fonction".to_string(),
        P::FnMissingParams(name) => format!("il manque les paramètres de la fonction {name}"),
        P::FnMissingBody(name) => format!("il manque le bloc de la fonction {name}"),
        P::FnDuplicatedParam(name, parameter) => {
            format!("la fonction {name} a deux paramètres {parameter}")
        }
        P::FnDuplicatedDefinition(name, count) => {
            format!("la fonction {name} existe déjà avec {count} paramètre(s)")
        }
        P::WrongFnDefinition => {
            "une fonction se définit au premier niveau du script, hors de tout bloc".to_string()
        }
        P::AssignmentToConstant(name) => format!("la constante {name} ne peut pas changer"),
        P::AssignmentToInvalidLHS(_) => "on ne peut pas affecter cette expression".to_string(),
        P::DuplicatedProperty(name) => format!("la propriété {name} est donnée deux fois"),
        P::LoopBreak => "`break` n'a de sens que dans une boucle".to_string(),
        P::ExprTooDeep => "cette expression est trop imbriquée".to_string(),
        P::BadInput(LexError::UnexpectedInput(text)) => format!("`{text}` est inattendu ici"),
        P::BadInput(LexError::UnterminatedString) => "ce texte n'est pas fermé".to_string(),
        P::BadInput(LexError::MalformedNumber(text)) => format!("nombre mal écrit : {text}"),
        P::BadInput(LexError::MalformedChar(text)) => format!("caractère mal écrit : {text}"),
        P::BadInput(LexError::MalformedEscapeSequence(text)) => {
            format!("séquence d'échappement inconnue : {text}")
        }
        _ => return None,
    })
}
