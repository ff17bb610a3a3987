//! What a program did, in words that two engines can be compared by: not how it was run.

use std::fmt;

use rhai::{Dynamic, EvalAltResult, ParseError};

/// Everything of a run that a script's author can notice.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The lines that `print` and `debug` wrote, in order.
    pub printed: Vec<String>,
    /// `type_of` and the debug text of the value, or how it failed.
    pub result: Result<(String, String), Failure>,
}

/// How a program failed: the kind of error and the line it points at.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    /// The variant of `EvalAltResult`, with the thrown value or the variant of the parse error.
    pub kind: String,
    /// The line of the innermost error, from 1.
    pub line: Option<usize>,
}

impl Outcome {
    /// `output` is all that the program printed; closures' names lose their random part.
    pub fn new(output: &str, result: Result<(String, String), Failure>) -> Self {
        Self {
            printed: output.lines().map(without_hashes).collect(),
            result,
        }
    }

    /// The same lines and value, or kind of error and line; where this one names no line, any will do.
    pub fn agrees_with(&self, other: &Self) -> bool {
        let result = match (&self.result, &other.result) {
            (Err(ours), Err(theirs)) if ours.line.is_none() => ours.kind == theirs.kind,
            (ours, theirs) => ours == theirs,
        };
        result && self.printed == other.printed
    }

    /// Whether the engine stopped at a limit of its own: that says nothing about the program.
    pub fn gave_up(&self) -> bool {
        let limits = ["ErrorDataTooLarge", "ErrorTooManyOperations"];
        self.result
            .as_ref()
            .is_err_and(|failure| limits.contains(&failure.kind.as_str()))
    }
}

impl Failure {
    /// Name the innermost error and its line.
    pub fn from_rhai(error: &EvalAltResult) -> Self {
        let error = error.unwrap_inner();
        let kind = match error {
            EvalAltResult::ErrorRuntime(value, _) => format!("ErrorRuntime({})", describe(value)),
            EvalAltResult::ErrorParsing(kind, _) => format!("ErrorParsing({})", variant(kind)),
            other => variant(other),
        };
        Self {
            kind,
            line: error.position().line(),
        }
    }

    /// Name a parse error and its line.
    pub fn from_parse(error: &ParseError) -> Self {
        Self {
            kind: format!("ErrorParsing({})", variant(error.err_type())),
            line: error.position().line(),
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.printed {
            writeln!(f, "      prints {line:?}")?;
        }
        match &self.result {
            Ok((type_name, text)) => write!(f, "      gives {type_name} {text}"),
            Err(Failure {
                kind,
                line: Some(line),
            }) => write!(f, "      fails {kind} in line {line}"),
            Err(Failure { kind, line: None }) => write!(f, "      fails {kind} in no line"),
        }
    }
}

/// The debug text of a value that is the same for shared and unshared values and for any closure.
pub fn describe(value: &Dynamic) -> String {
    if let Some(items) = value.read_lock::<rhai::Array>() {
        return format!(
            "[{}]",
            items.iter().map(describe).collect::<Vec<_>>().join(", ")
        );
    }
    if let Some(items) = value.read_lock::<rhai::Map>() {
        let entries = items
            .iter()
            .map(|(name, item)| format!("{name:?}: {}", describe(item)));
        return format!("#{{{}}}", entries.collect::<Vec<_>>().join(", "));
    }
    if let Some(function) = value.read_lock::<rhai::FnPtr>() {
        return format!("Fn({})", without_hashes(function.fn_name()));
    }
    format!("{:?}", value.flatten_clone())
}

/// The first word of a debug text: the name of an enum's variant.
fn variant(value: &impl fmt::Debug) -> String {
    let text = format!("{value:?}");
    text.chars().take_while(|c| c.is_alphanumeric()).collect()
}

/// Closures are named `anon$` and a number that differs from run to run: drop the number.
fn without_hashes(text: &str) -> String {
    let mut parts = text.split("anon$");
    let mut kept = parts.next().unwrap_or_default().to_string();
    for part in parts {
        kept.push_str("anon$");
        kept.push_str(part.trim_start_matches(|c: char| c.is_ascii_hexdigit()));
    }
    kept
}
