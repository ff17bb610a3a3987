//! Source texts become units: compiling, the text of `eval`, `import` with a resolver that stays inside the script's folder.

mod resolver;
mod sections;
mod stored;

pub use resolver::{Loaded, ModuleTable, abandon, finish, load};
pub use stored::Modules;

use crate::border::errors;
use crate::lang::hir::tree::Unit;
use crate::lang::hir::{Environment, LowerError, LowerErrorKind, Mode};
use crate::lang::syntax::What;
use crate::lang::{hir, offset_of, position_of, syntax};
use crate::messages::{Message, grouped, message};
use crate::objects::abi::{Library, NoLibrary};
use crate::objects::code::{Code, Lines, Linked};
use crate::objects::error::{Error, ErrorKind, Source};
use crate::objects::value::Value;
use crate::vm::compile;
use crate::vm::compile::Options;
use crate::vm::machine::{link_eval, link_line};
use rhai::{ImmutableString, LexError, ParseError, ParseErrorType};
use std::sync::Arc;

/// The name of texts that `eval` runs.
const EVAL: &str = "<eval>";

/// Refuse a text that is larger than the run allows (`--max-source`): what Rhai's parser does with one takes more than linear time.
///
/// # Errors
/// A `SyntaxError`.
pub fn check_size(bytes: usize, most: usize) -> Result<(), Error> {
    match bytes > most {
        true => Err(Error::raised("SyntaxError", too_large(most))
            .with_hint(message!("source-too-large.hint"))),
        false => Ok(()),
    }
}

/// What is said of a text that is larger than so many bytes.
pub fn too_large(most: usize) -> Message {
    message!("source-too-large", size = grouped((most >> 10) as u64))
}

/// Compile a source text.
///
/// # Errors
/// Mistakes of syntax, with their place.
pub fn compile_source(
    source: &Arc<Source>,
    environment: &Environment,
    points: bool,
) -> Result<Code, Error> {
    compile_text(&source.text, source, environment, points)
}

/// Native stack that is enough for compiling, in bytes: texts nest as deeply as `syntax::MAX_DEPTH`, and those measured took a quarter of this.
pub const COMPILING: usize = if cfg!(debug_assertions) {
    8 << 20
} else {
    1 << 20
};

/// Compile a script for the controlled runtime, in which the entries and exits of these functions are noted: `f`, `Class.method`.
///
/// # Errors
/// Mistakes of syntax.
pub fn compile_watched(source: &Arc<Source>, functions: &[String]) -> Result<Code, Error> {
    let mut unit = lowered(&source.text, source, &Environment::default())?;
    sections::watch(&mut unit, functions);
    compiled(&unit, source, true)
}

/// Compile a text that messages show as `source`, with the same places.
fn compile_text(
    text: &str,
    source: &Arc<Source>,
    environment: &Environment,
    points: bool,
) -> Result<Code, Error> {
    compiled(&lowered(text, source, environment)?, source, points)
}

fn compiled(unit: &Unit, source: &Arc<Source>, points: bool) -> Result<Code, Error> {
    compile::compile(unit, source.clone(), Options { points }).map_err(|error| {
        Error::raised("SyntaxError", error.message)
            .at(error.at)
            .within(source)
    })
}

/// The tree of a text.
pub(crate) fn lowered(
    text: &str,
    source: &Arc<Source>,
    environment: &Environment,
) -> Result<Unit, Error> {
    let parsed = syntax::parse(text);
    if let Some(error) = unclosed(text, parsed.as_ref().err()) {
        return Err(error.within(source));
    }
    let ast = parsed.map_err(|error| parse_error(error).within(source))?;
    let mut unit =
        hir::lower(&ast, environment).map_err(|error| lower_error(&error).within(source))?;
    unit.name_closures(text);
    Ok(unit)
}

/// What the text leaves open, unless the parser stumbles before that.
fn unclosed(text: &str, refused: Option<&ParseError>) -> Option<Error> {
    if refused.is_none() && !text.contains("/*") {
        return None;
    }
    let found = syntax::unclosed(text)?;
    let stumbles_before = refused
        .and_then(|error| offset_of(text, error.1))
        .is_some_and(|offset| offset < found.start);
    if stumbles_before {
        return None;
    }
    let (message, hint) = match found.what {
        What::Comment => (message!("comment-open"), message!("comment-open.hint")),
        What::Backticks => (message!("text-open"), message!("text-open.backticks")),
        What::Interpolation => (
            message!("interpolation-open"),
            message!("interpolation-open.hint"),
        ),
        What::RawText { end } => (message!("text-open"), message!("text-open.raw", end)),
    };
    let at = position_of(text, found.start);
    let mut error = parse_error(LexError::UnterminatedString.into_err(at));
    error.body_mut().instead = Some((message, hint));
    Some(error)
}

fn parse_error(error: ParseError) -> Error {
    let at = error.1;
    Error::language(ErrorKind::Syntax(errors::syntax(*error.0))).at(at)
}

fn lower_error(error: &LowerError) -> Error {
    match error.kind {
        LowerErrorKind::FunctionInEval => Error::language(ErrorKind::Syntax(errors::syntax(
            ParseErrorType::WrongFnDefinition,
        ))),
        LowerErrorKind::DuplicateMethod { .. } => {
            Error::raised("SyntaxError", error.message()).with_hint(message!("method-twice.hint"))
        }
        _ => Error::raised("SyntaxError", error.message()),
    }
    .at(error.at)
}

/// Compile the text of an `eval` that stands in a unit: its functions, classes and modules are the unit's. `at_top`: the `eval` stands
/// outside of all blocks, so that what the text defines is the top level's.
///
/// # Errors
/// Mistakes of syntax.
pub fn compile_eval(
    caller: &Arc<Linked>,
    text: &ImmutableString,
    at_top: bool,
    points: bool,
) -> Result<Arc<Linked>, Error> {
    let source = Arc::new(Source {
        name: EVAL.into(),
        text: text.to_string(),
    });
    let home = caller.home();
    let globals = home.code.globals.iter();
    let globals: Vec<_> = globals
        .map(|global| (global.name.clone(), global.constant))
        .collect();
    let functions = home.code.functions.iter();
    let functions: Vec<_> = functions
        .filter(|function| function.is_named)
        .map(|function| (function.name.clone(), function.params as usize))
        .collect();
    let classes = home.code.classes.iter();
    let classes: Vec<_> = classes.map(|class| class.name.clone()).collect();
    let environment = Environment {
        mode: Mode::Eval,
        globals: &globals,
        functions: &functions,
        classes: &classes,
    };
    let code = Arc::new(compile_source(&source, &environment, points)?);
    link_eval(code, &NoLibrary, caller, at_top)
}

/// Compile a line of a session: it knows what the lines before have defined, and its own functions and classes are there for all.
/// `text` is what messages show as `source`, with the same places.
///
/// # Errors
/// Mistakes of syntax, and classes whose base is unknown; then nothing has changed.
pub fn compile_line(
    lines: &Arc<Lines>,
    text: &str,
    source: &Arc<Source>,
    library: &dyn Library,
    points: bool,
) -> Result<Arc<Linked>, Error> {
    let globals = lines.variables();
    let functions: Vec<(ImmutableString, usize)> = lines
        .functions()
        .iter()
        .map(|(unit, function)| {
            let function = unit.function(*function);
            (function.name.clone(), function.params as usize)
        })
        .collect();
    let classes: Vec<ImmutableString> = lines
        .classes()
        .iter()
        .map(|class| class.name.clone())
        .collect();
    let environment = Environment {
        mode: Mode::Session,
        globals: &globals,
        functions: &functions,
        classes: &classes,
    };
    let code = Arc::new(compile_text(text, source, &environment, points)?);
    let linked = link_line(code, library, lines)?;
    lines.define(&linked);
    Ok(linked)
}

/// The value of a variable that the module exports.
pub fn exported(unit: &Linked, name: &str) -> Option<Value> {
    let index = unit
        .code
        .globals
        .iter()
        .position(|global| global.exported_as.iter().any(|alias| alias == name))?;
    unit.globals[index].load()
}
