//! The shape of the dialect's constructs, told to Rhai's parser token by token.
//!
//! | construct | tokens and parts |
//! |---|---|
//! | `with` | `with $expr$ $block$` |
//! | `class` | `class $ident$ [: $ident$ [:: $ident$] …] { $token$(doc)* $ident$ ( $ident$, … ) $func$ … }` |
//! | `super` | `super . $ident$ ( $expr$, … )` |
//! | comprehension | `list [ $expr$ for $ident$ in $expr$ [for … | if $expr$] … ]` |
//! | call of a value | `( $expr$ ) ( $expr$, … ) [( $expr$, … )] …` |
//!
//! `()` is one token. A method body is a `$func$`, so that `this` and `return` mean what they mean in functions.

use rhai::{
    Array, Dynamic, Engine, EvalAltResult, ImmutableString, LexError, ParseError, ParseErrorType,
    Position, is_valid_identifier,
};

use super::{keyword, marks, targets};
use crate::messages::{Message, message};

type Next = Result<Option<ImmutableString>, ParseError>;

/// Where the parser is in a construct; travels between two tokens in the construct's state, beside the doc comment of a class.
type Phase = i64;

/// The token or part that comes next, and the phase after it; no token where only what follows tells that the construct has ended.
type Step = Result<(&'static str, Phase), ParseErrorType>;

const START: Phase = 0;
const END: Phase = -1;

/// The doc comment of a class, from its construct's state.
pub fn class_doc(state: &Dynamic) -> String {
    let state = state.read_lock::<Array>();
    state
        .and_then(|state| state.get(1)?.clone().into_string().ok())
        .unwrap_or_default()
}

pub fn register(engine: &mut Engine) {
    construct(engine, keyword::WITH, with);
    construct(engine, keyword::CLASS, class);
    construct(engine, keyword::SUPER, super_call);
    construct(engine, keyword::COMPREHENSION, comprehension);
    construct(engine, keyword::VALUE, value_call);
    for operator in targets::operators() {
        engine
            .register_custom_operator(&operator, LOOSEST)
            .expect("no word or symbol of Rhai's has the mark");
    }
}

/// The precedence of an operator that all others bind tighter than: Rhai starts an expression at 1.
const LOOSEST: u8 = 2;

fn construct(engine: &mut Engine, word: &'static str, next: fn(Phase, &str) -> Step) {
    // Once by the plain way, which makes the word a keyword, and once more for the look-ahead.
    engine.disable_symbol(word);
    engine
        .register_custom_syntax([word], false, |_, _| Ok(Dynamic::UNIT))
        .expect("the word is an identifier");
    let parse = move |read: &[ImmutableString], ahead: &str, state: &mut Dynamic| -> Next {
        if read.len() == 1 {
            let doc = if word == keyword::CLASS {
                marks::take_class_doc()
            } else {
                String::new()
            };
            *state = Dynamic::from_array(vec![Dynamic::from_int(START), doc.into()]);
        }
        let mut state = state
            .write_lock::<Array>()
            .expect("the state is set at the first token");
        let phase = state[0].as_int().expect("the phase is an integer");
        if phase == END {
            return Ok(None);
        }
        let (token, phase) =
            next(phase, ahead).map_err(|kind| ParseError(Box::new(kind), Position::NONE))?;
        state[0] = phase.into();
        Ok((!token.is_empty()).then(|| token.into()))
    };
    let run = |_: &mut rhai::EvalContext, _: &[rhai::Expression], _: &Dynamic| {
        Err(Box::<EvalAltResult>::from(
            "the parser's engine runs nothing",
        ))
    };
    engine.register_custom_syntax_with_state_raw(word, parse, false, run);
}

fn with(phase: Phase, _: &str) -> Step {
    Ok(match phase {
        START => ("$expr$", 1),
        _ => ("$block$", END),
    })
}

fn class(phase: Phase, ahead: &str) -> Step {
    const NAMED: Phase = 1;
    const BASE: Phase = 2;
    const DERIVED: Phase = 3;
    const MEMBER: Phase = 4;
    const METHOD: Phase = 5;
    const PARAMETER: Phase = 6;
    const SEPARATOR: Phase = 7;
    const BODY: Phase = 8;
    Ok(match (phase, ahead) {
        (START, _) => ("$ident$", NAMED),
        (NAMED, ":") => (":", BASE),
        (NAMED, "(") => {
            return wrong(ahead, message!("syntax-base-class"));
        }
        (DERIVED, "::") => ("::", BASE),
        (NAMED | DERIVED, "{") => ("{", MEMBER),
        (NAMED | DERIVED, _) => return missing("{", "to start the methods of this class"),
        (BASE, _) => ("$ident$", DERIVED),
        (MEMBER, "}") => ("}", END),
        (MEMBER, doc) if doc.starts_with("///") || doc.starts_with("/**") => ("$token$", MEMBER),
        (MEMBER, "fn" | "private") => {
            return wrong(ahead, message!("syntax-method-fn"));
        }
        (MEMBER, "let" | "const") => {
            return wrong(ahead, message!("syntax-attribute"));
        }
        (MEMBER, name) if is_valid_identifier(name) => ("$ident$", METHOD),
        (MEMBER, _) => {
            return missing("}", "to end this class, or a method such as `run() { … }`");
        }
        (METHOD, "()") => ("()", BODY),
        (METHOD, "(") => ("(", PARAMETER),
        (METHOD, _) => return missing("(", "to start the parameters of this method"),
        (PARAMETER | SEPARATOR, ")") => (")", BODY),
        (PARAMETER, _) => ("$ident$", SEPARATOR),
        (SEPARATOR, ",") => (",", PARAMETER),
        (SEPARATOR, _) => return missing(")", "to close the parameters of this method"),
        (_, "{") => ("$func$", MEMBER),
        _ => return missing("{", "to start the body of this method"),
    })
}

fn super_call(phase: Phase, ahead: &str) -> Step {
    const DOT: Phase = 1;
    const METHOD: Phase = 2;
    const ARGUMENT: Phase = 3;
    const SEPARATOR: Phase = 4;
    Ok(match (phase, ahead) {
        (START, ".") => (".", DOT),
        (START, _) => {
            return wrong("super", message!("syntax-super"));
        }
        (DOT, _) => ("$ident$", METHOD),
        (METHOD, "()") => ("()", END),
        (METHOD, "(") => ("(", ARGUMENT),
        (METHOD, _) => {
            return missing(
                "(",
                "to call this method: attributes are reached through `this`",
            );
        }
        (ARGUMENT | SEPARATOR, ")") => (")", END),
        (ARGUMENT, _) => ("$expr$", SEPARATOR),
        (_, ",") => (",", ARGUMENT),
        _ => return missing(")", "to close the arguments of this method call"),
    })
}

fn comprehension(phase: Phase, ahead: &str) -> Step {
    const ITEM: Phase = 1;
    const FIRST: Phase = 2;
    const CLAUSE: Phase = 3;
    const NAME: Phase = 4;
    const IN: Phase = 5;
    const ITERABLE: Phase = 6;
    const CONDITION: Phase = 7;
    Ok(match (phase, ahead) {
        (START, _) => ("[", ITEM),
        (ITEM, _) => ("$expr$", FIRST),
        (FIRST | CLAUSE, "for") => ("for", NAME),
        (FIRST, _) => return missing("for", "after the item of this list comprehension"),
        (CLAUSE, "if") => ("if", CONDITION),
        (CLAUSE, "]") => ("]", END),
        (CLAUSE, _) => return missing("]", "to end this list comprehension"),
        (NAME, _) => ("$ident$", IN),
        (IN, _) => ("in", ITERABLE),
        _ => ("$expr$", CLAUSE),
    })
}

fn value_call(phase: Phase, ahead: &str) -> Step {
    const VALUE: Phase = 1;
    const CALLED: Phase = 2;
    const FIRST: Phase = 3;
    const ARGUMENT: Phase = 4;
    const SEPARATOR: Phase = 5;
    Ok(match (phase, ahead) {
        (START, _) => ("$expr$", VALUE),
        (VALUE, ")") => (")", CALLED),
        (VALUE, _) => return missing(")", "for a matching ( in this expression"),
        (CALLED, keyword::NO_ARGUMENTS) => (keyword::NO_ARGUMENTS, CALLED),
        (CALLED, keyword::ARGUMENTS) => (keyword::ARGUMENTS, FIRST),
        (FIRST | ARGUMENT | SEPARATOR, ")") => (")", CALLED),
        (FIRST | ARGUMENT, _) => ("$expr$", SEPARATOR),
        (SEPARATOR, ",") => (",", ARGUMENT),
        (SEPARATOR, _) => return missing(")", "to close the arguments of this call"),
        _ => return Ok(("", END)),
    })
}

fn missing<T>(token: &str, reason: &str) -> Result<T, ParseErrorType> {
    Err(ParseErrorType::MissingToken(token.into(), reason.into()))
}

fn wrong<T>(symbol: &str, reason: Message) -> Result<T, ParseErrorType> {
    Err(ParseErrorType::BadInput(LexError::ImproperSymbol(
        symbol.into(),
        // The parser's errors hold texts; `objects::error` finds the message again.
        reason.to_string(),
    )))
}
