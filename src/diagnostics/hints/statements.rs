//! Python's statements, and calls with names before their arguments.

use super::Found;
use super::cause::Problem;
use super::look::{Look, call, is_definition, split, when};
use super::problem::parse;
use super::rewrite::{rhai, thread_call};
use crate::lang::{Token, TokenKind};

pub fn thread_keywords(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == "=")?;
    let (name, open, close) = call(look)?;
    when(name == "Thread")?;
    Some(Found::words([thread_call(
        look,
        &look.tokens()[open + 1..close],
    )?]))
}

/// `q.get(timeout=2)`: the values in the order of the parameters, if all that may be meant have one.
pub fn keywords(look: &Look) -> Option<Found> {
    let (name, arguments) = named_arguments(look)?;
    let own = own_parameters(look, name).into_iter();
    let all = own.chain(look.names.calls.map_or(Vec::new(), |calls| calls(name)));
    let mut codes: Vec<String> = all
        .filter_map(|parameters| in_order(&arguments, &parameters))
        .map(|values| format!("{name}({values})"))
        .collect();
    codes.dedup();
    match codes.len() {
        0 => Some(Found::words([with_options(look, name, &arguments)?])),
        1 => Some(Found::words([codes.remove(0)])),
        _ => None,
    }
}

/// `sorted(v, reverse=True)`: what has a name stands in a map, if the library's function takes one.
fn with_options(look: &Look, name: &str, arguments: &[NamedArgument]) -> Option<String> {
    let takes_map = |parameters: &String| parameters.contains("options = #{}");
    // `max(values...)`: one more map at the end.
    let is_key = |(key, _): &NamedArgument| key.is_none_or(|key| matches!(key, "key" | "default"));
    let takes_key =
        |parameters: &String| parameters.ends_with("values...") && arguments.iter().all(is_key);
    when((look.names.calls?(name).iter()).any(|one| takes_map(one) || takes_key(one)))?;
    let values = arguments
        .iter()
        .filter(|(key, _)| key.is_none())
        .map(|(_, value)| value.clone());
    let named = arguments
        .iter()
        .filter_map(|(key, value)| Some(format!("{}: {value}", (*key)?)));
    let named: Vec<String> = named.collect();
    let all: Vec<String> = values
        .chain([format!("#{{{}}}", named.join(", "))])
        .collect();
    Some(format!("{name}({})", all.join(", ")))
}

/// The same, where it is not known which parameters are meant.
pub fn keyword_order(look: &Look) -> Option<Found> {
    named_arguments(look)?;
    Some(Found::words([]))
}

/// An argument, with its name if it has one.
type NamedArgument<'a> = (Option<&'a str>, String);

/// The call around `name = value`, and its arguments.
fn named_arguments<'a>(look: &Look<'a>) -> Option<(&'a str, Vec<NamedArgument<'a>>)> {
    parse(look)?;
    when(look.near(0) == "=")?;
    let (name, open, close) = call(look)?;
    when(!is_definition(look, open) && !matches!(name, "if" | "while"))?;
    let arguments = split(look, &look.tokens()[open + 1..close], ",").into_iter();
    let argument = |part: &[Token]| match part {
        [key, equals, value @ ..] if look.word(equals) == "=" => {
            (Some(look.word(key)), rhai(look, value))
        }
        value => (None, rhai(look, value)),
    };
    Some((name, arguments.map(argument).collect()))
}

/// The parameters of the functions of this name that the text defines.
fn own_parameters(look: &Look, name: &str) -> Vec<String> {
    let defined = (0..look.tokens().len()).filter(|at| look.reads(*at, &["fn", name, "("]));
    let inside = |at: usize| Some(rhai(look, &look.tokens()[at + 3..look.closing(at + 2)?]));
    defined.filter_map(inside).collect()
}

/// The values as these parameters take them; defaults stand for those that are passed over.
fn in_order(arguments: &[NamedArgument], parameters: &str) -> Option<String> {
    let parameters: Vec<(&str, Option<&str>)> = (parameters.split(',').map(str::trim))
        .map(|parameter| match parameter.split_once('=') {
            Some((name, default)) => (name.trim(), Some(default.trim())),
            None => (parameter, None),
        })
        .collect();
    let mut values: Vec<Option<&str>> = vec![None; parameters.len()];
    let mut last = 0;
    for (place, (key, value)) in arguments.iter().enumerate() {
        let place = match key {
            Some(key) => parameters.iter().position(|(name, _)| name == key)?,
            None => place,
        };
        when(values.get(place)?.is_none())?;
        values[place] = Some(value);
        last = last.max(place);
    }
    let all = values.iter().zip(&parameters).take(last + 1);
    let all: Option<Vec<&str>> = all
        .map(|(value, (_, default))| value.or(*default))
        .collect();
    Some(all?.join(", "))
}

pub fn delete_item(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(-1) == "del" && look.near(1) == "[")?;
    let close = look.closing(look.here + 1)?;
    let index = rhai(look, &look.tokens()[look.here + 2..close]);
    Some(
        Found::words([format!("{}.remove({index});", look.near(0))])
            .at(look.token(-1)?.range.clone()),
    )
}

pub fn delete_variable(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(-1) == "del")?;
    Some(Found::words([]).at(look.token(-1)?.range.clone()))
}

pub fn global(look: &Look) -> Option<Found> {
    parse(look)?;
    when(matches!(look.near(-1), "global" | "nonlocal"))?;
    Some(
        Found::words([look.near(-1).to_string(), look.near(0).to_string()])
            .at(look.token(-1)?.range.clone()),
    )
}

pub fn raise(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(-1) == "raise")?;
    let class = look.near(0);
    let value = if look.near(1) == "(" {
        let close = look.closing(look.here + 1)?;
        rhai(look, &look.tokens()[look.here + 2..close])
    } else if class.starts_with(char::is_uppercase) {
        String::new()
    } else {
        rhai(look, &look.tokens()[look.here..=look.here])
    };
    let code = match (value.as_str(), class) {
        ("", class) if class.ends_with("Error") => {
            format!("throw #{{kind: \"{class}\", message: \"\"}};")
        }
        ("", class) => format!("throw \"{class}\";"),
        (value, class) if class.ends_with("Error") => {
            format!("throw #{{kind: \"{class}\", message: {value}}};")
        }
        (value, _) => format!("throw {value};"),
    };
    Some(Found::words([code]).at(look.token(-1)?.range.clone()))
}

pub fn assert(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(-1) == "assert")?;
    let statement = look.statement();
    let parts = split(look, statement.get(1..)?, ",");
    let condition = rhai(look, parts.first()?);
    let message = parts
        .get(1)
        .map_or("\"…\"".to_string(), |part| rhai(look, part));
    Some(
        Found::words([format!("if !({condition}) {{ throw {message}; }}")])
            .at(look.token(-1)?.range.clone()),
    )
}

pub fn print(look: &Look) -> Option<Found> {
    parse(look)?;
    let start = if look.near(0) == "print" && look.near(1) != "(" {
        look.here + 1
    } else {
        when(look.near(-1) == "print")?;
        look.here
    };
    let end = look.tokens()[start..]
        .iter()
        .position(|token| look.word(token) == ";" || token.line > look.tokens()[start - 1].line)
        .map_or(look.tokens().len(), |length| start + length);
    let print = &look.tokens()[start - 1];
    Some(
        Found::words([format!(
            "print({});",
            rhai(look, &look.tokens()[start..end])
        )])
        .at(print.range.clone()),
    )
}

/// `help(Thread.join)`, `help(with)`: a name that is no value, to be asked about as a text.
pub fn help_of_name(look: &Look) -> Option<Found> {
    let line = look.line();
    let help = line.windows(2).position(|pair| {
        look.word(&pair[0]) == "help"
            && look.word(&pair[1]) == "("
            && pair[0].range.end <= look.offset
    })?;
    let asked = &line[help + 2..];
    let length = asked.iter().position(|token| look.word(token) == ")");
    let asked = &asked[..length.unwrap_or(asked.len())];
    let is_of_name =
        |token: &Token| token.kind == TokenKind::Word || matches!(look.word(token), "." | "::");
    when(!asked.is_empty() && asked.iter().all(is_of_name))?;
    let name: String = asked.iter().map(|token| look.word(token)).collect();
    let is_known = match look.problem {
        Problem::Parse(_) => true,
        Problem::Run(_) => asked.len() > 1 || look.saying(&name).is_some(),
        Problem::Raised(_) => false,
    };
    when(is_known && asked.first()?.range.start <= look.offset)?;
    Some(Found::words([format!("help(\"{name}\")")]).spanning(asked))
}

/// Functions that the parser knows as words: their bare names are no values.
const WORDS: &[&str] = &[
    "print",
    "debug",
    "type_of",
    "eval",
    "is_shared",
    "is_def_var",
    "is_def_fn",
    "call",
    "curry",
];

/// `Thread(print, ["a"])`: a function whose bare name is no value.
pub fn print_as_value(look: &Look) -> Option<Found> {
    parse(look)?;
    let name = match WORDS.contains(&look.near(0)) {
        true => look.here,
        false => look.here.checked_sub(1)?,
    };
    let word = look.at(name);
    when(WORDS.contains(&word) && matches!(look.at(name + 1), "," | ")" | ";" | "]"))?;
    when(matches!(
        look.at(name.checked_sub(1)?),
        "(" | "," | "=" | "["
    ))?;
    // A variable of this name is another mistake.
    let declares = |at: usize| look.reads(at, &["let", word]) || look.reads(at, &["fn", word]);
    when(!(0..look.tokens().len()).any(declares))?;
    Some(Found::words([word.to_string()]).at(look.tokens()[name].range.clone()))
}
