//! Tab: what could stand at the cursor, by what stands before it.

use super::commands::COMMANDS;
use super::members::{Member, all_members, members_of, members_of_class, members_of_module, tidy};
use crate::catalogue::{Kind, entries, parameters};
use crate::lang::{Scan, TokenKind};
use crate::library;
use crate::objects::code::Lines;
use crate::objects::value::{ObjectKind, Value};
use crate::session::Interactive;
use std::path::{MAIN_SEPARATOR, Path};

/// Where the replaced text begins, and what can replace it.
#[derive(Debug, PartialEq, Eq, Default)]
pub struct Completion {
    pub start: usize,
    pub candidates: Vec<Candidate>,
}

/// One thing that could stand at the cursor.
#[derive(Debug, PartialEq, Eq, Clone)]
pub struct Candidate {
    pub shown: String,
    pub text: String,
}

impl Candidate {
    fn of(member: &Member, before: &str) -> Candidate {
        match &member.parameters {
            None => Candidate {
                shown: member.name.clone(),
                text: format!("{before}{}", member.name),
            },
            Some(parameters) => Candidate {
                shown: format!("{}({parameters})", member.name),
                text: format!(
                    "{before}{}{}",
                    member.name,
                    if parameters.is_empty() { "()" } else { "(" }
                ),
            },
        }
    }

    fn word(text: impl Into<String>) -> Candidate {
        let text = text.into();
        Candidate {
            shown: text.clone(),
            text,
        }
    }
}

/// What could stand at byte `cursor` of the text.
pub fn complete(text: &str, cursor: usize, session: &Interactive) -> Completion {
    let before = &text[..cursor];
    if before.starts_with(':') {
        return in_command(before, session);
    }
    in_code(before, session)
}

/// How the function is called whose arguments the text ends in: `put(item, block = true, timeout = ())`.
pub fn signature(text: &str, session: &Interactive) -> Option<String> {
    let scan = Scan::new(text);
    let mut open = Vec::new();
    for (at, token) in scan.tokens.iter().enumerate() {
        match &text[token.range.clone()] {
            _ if token.kind != TokenKind::Symbol => {}
            "(" | "[" | "{" | "#{" | "?[" => open.push(at),
            ")" | "]" | "}" => drop(open.pop()),
            _ => {}
        }
    }
    let at = *open.last()?;
    let bracket = &text[scan.tokens[at].range.clone()];
    let name = scan.tokens[at.checked_sub(1)?].clone();
    if bracket != "(" || name.kind != TokenKind::Word {
        return None;
    }
    let called = format!("{}(", &text[name.range.clone()]);
    let found = complete(text, name.range.end, session).candidates;
    let shown = found.into_iter().map(|candidate| candidate.shown);
    shown.into_iter().find(|shown| shown.starts_with(&called))
}

fn in_command(before: &str, session: &Interactive) -> Completion {
    let Some((command, rest)) = before.split_once(char::is_whitespace) else {
        let names = COMMANDS.iter().map(|command| format!(":{}", command.name));
        return Completion {
            start: 0,
            candidates: names
                .filter(|name| name.starts_with(before))
                .map(Candidate::word)
                .collect(),
        };
    };
    let start = before.len() - rest.len();
    match command {
        ":load" | ":save" | ":save!" => files(rest, start),
        ":kill" => Completion {
            start,
            candidates: session
                .world()
                .threads()
                .iter()
                .skip(1)
                .map(|thread| thread.name().to_string())
                .filter(|name| name.starts_with(rest))
                .map(Candidate::word)
                .collect(),
        },
        ":help" => Completion::default(),
        _ => {
            let mut completion = in_code(rest, session);
            completion.start += start;
            completion
        }
    }
}

/// Names of files and folders that begin so.
fn files(begun: &str, start: usize) -> Completion {
    let (folder, name) = match begun.rfind(MAIN_SEPARATOR) {
        Some(at) => begun.split_at(at + 1),
        None => ("", begun),
    };
    let listed = std::fs::read_dir(if folder.is_empty() {
        Path::new(".")
    } else {
        Path::new(folder)
    });
    let mut names: Vec<String> = listed
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let mut found = entry.file_name().into_string().ok()?;
            if entry.path().is_dir() {
                found.push(MAIN_SEPARATOR);
            }
            let hidden = found.starts_with('.') && !name.starts_with('.');
            (found.starts_with(name) && !hidden).then_some(found)
        })
        .collect();
    names.sort_unstable();
    Completion {
        start: start + folder.len(),
        candidates: names.into_iter().map(Candidate::word).collect(),
    }
}

fn in_code(before: &str, session: &Interactive) -> Completion {
    let scan = Scan::new(before);
    let inside_comment = scan
        .comments
        .last()
        .is_some_and(|token| token.range.end == before.len());
    let last = scan
        .tokens
        .last()
        .filter(|token| token.range.end == before.len());
    if inside_comment
        || last.is_some_and(|token| matches!(token.kind, TokenKind::Text | TokenKind::Number))
    {
        return Completion::default();
    }
    let word = match last {
        Some(token) if token.kind == TokenKind::Word => &before[token.range.clone()],
        _ => "",
    };
    let start = before.len() - word.len();
    let lead = &before[..start];
    if let Some(lead) = lead.strip_suffix("::") {
        let module = last_word(lead);
        return among(members_of_module(module), word, "", start);
    }
    if let Some(receiver) = lead.strip_suffix("?.").or(lead.strip_suffix('.')) {
        return after_dot(receiver, lead.len() - receiver.len(), word, start, session);
    }
    if word.is_empty() {
        let row = before.rsplit('\n').next().unwrap_or_default();
        let indents = row.trim().is_empty();
        return Completion {
            start,
            candidates: if indents {
                vec![Candidate::word("    ")]
            } else {
                Vec::new()
            },
        };
    }
    names(word, start, session.lines())
}

/// The members of the receiver that ends the text, as far as it is a variable, an attribute of one, or a text or array as written.
fn after_dot(
    receiver: &str,
    dot: usize,
    word: &str,
    start: usize,
    session: &Interactive,
) -> Completion {
    if receiver.ends_with('"') || receiver.ends_with('`') {
        return among(
            members_of(&Value::from(""), session.lines()),
            word,
            "",
            start,
        );
    }
    if let Some(value) = value_of(receiver, session) {
        return among(members_of(&value, session.lines()), word, "", start);
    }
    if let Some(members) =
        constructed(receiver).and_then(|class| members_of_class(class, session.lines()))
    {
        return among(members, word, "", start);
    }
    let name = last_word(receiver);
    let stands_alone = receiver.len() == name.len()
        || !receiver[..receiver.len() - name.len()].ends_with(['.', ')', ']']);
    // As in Python: the dot after a module becomes what it is here.
    if stands_alone && library::modules().iter().any(|module| module.name == name) {
        return among(members_of_module(name), word, "::", start - dot);
    }
    if receiver.ends_with(']') && array_literal(receiver) {
        return among(
            members_of(&Value::array(Vec::new()), session.lines()),
            word,
            "",
            start,
        );
    }
    if word.is_empty() && !receiver.ends_with([')', ']']) {
        return Completion::default();
    }
    among(all_members(), word, "", start)
}

fn array_literal(receiver: &str) -> bool {
    receiver.starts_with('[') || receiver.contains([' ', '(', '='])
}

/// The name of what is called by the call that ends the text: `Queue` of `Queue(3)`.
fn constructed(receiver: &str) -> Option<&str> {
    let scan = Scan::new(receiver);
    let mut open = 0;
    for (index, token) in scan.tokens.iter().enumerate().rev() {
        match &receiver[token.range.clone()] {
            ")" | "]" | "}" => open += 1,
            "(" | "[" | "?[" | "{" | "#{" => open -= 1,
            _ => {}
        }
        if open == 0 {
            let name = scan.tokens[..index].last()?;
            let touches = name.range.end == token.range.start;
            return (touches && name.kind == TokenKind::Word)
                .then(|| &receiver[name.range.clone()]);
        }
    }
    None
}

fn last_word(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, char)| char.is_alphanumeric() || *char == '_')
        .last()
        .map_or(text.len(), |(index, _)| index);
    &text[start..]
}

/// The value of `a.b.c` that ends the text: nothing is run for it.
fn value_of(text: &str, session: &Interactive) -> Option<Value> {
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, char)| char.is_alphanumeric() || matches!(char, '_' | '.'))
        .last()
        .map_or(text.len(), |(index, _)| index);
    if text[..start].ends_with([')', ']', '"', '`', ':']) {
        return None;
    }
    let mut names = text[start..].split('.');
    let first = names.next()?;
    let mut value = match session.lines().variable(first) {
        Some((cell, _)) => cell.load()?,
        None if first == "_" => session.last_value()?,
        None => library::constant(session.shared(), first)?,
    };
    for name in names {
        value = match &value {
            Value::Map(map) => map.get(name)?.clone(),
            Value::Object(object) => match object.kind() {
                ObjectKind::Instance(instance) => instance.attribute(name)?.load()?,
                _ => return None,
            },
            _ => return None,
        };
    }
    Some(value)
}

fn among(members: Vec<Member>, word: &str, before: &str, start: usize) -> Completion {
    let fitting = members
        .iter()
        .filter(|member| member.name.starts_with(word));
    Completion {
        start,
        candidates: fitting
            .map(|member| Candidate::of(member, before))
            .collect(),
    }
}

/// Variables, functions, classes, modules, words.
fn names(word: &str, start: usize, lines: &Lines) -> Completion {
    let mut members: Vec<Member> = lines
        .variables_that(|name| name.starts_with(word) && Interactive::is_own_name(name))
        .into_iter()
        .map(|(name, _)| Member::value(name.as_str()))
        .collect();
    for (unit, index) in lines.functions() {
        let function = unit.function(index);
        if function.name.starts_with(word) {
            members.push(Member::function(
                function.name.as_str(),
                &parameters(function),
            ));
        }
    }
    let classes = lines.classes().into_iter();
    members.extend(
        classes
            .filter(|class| class.name.starts_with(word))
            .map(|class| Member::function(class.name.as_str(), "…")),
    );
    let known = entries()
        .iter()
        .filter(|entry| entry.name().starts_with(word));
    members.extend(known.filter_map(|entry| match entry.kind {
        Kind::Module => Some(Member::value(format!("{}::", entry.name()))),
        // Texts have them after a dot; types are no values.
        Kind::Type => None,
        Kind::Function if entry.owner() == Some("str") => None,
        _ => entry.is_bare.then(|| Member::of(entry)),
    }));
    among(tidy(members), word, "", start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::LIBRARY;
    use crate::objects::abi::Console;
    use crate::session::{Options, Runtime};

    fn session() -> Interactive {
        let nowhere = || Box::new(std::io::sink());
        Interactive::open(Options {
            source: Default::default(),
            arguments: Vec::new(),
            runtime: Runtime::Controlled { seed: 0 },
            limits: Default::default(),
            console: Console::new(nowhere(), nowhere()),
            library: LIBRARY,
            folder: None,
            permissions: Default::default(),
            language: Default::default(),
        })
        .expect("there is a thread for it")
    }

    #[test]
    fn every_name_of_the_catalogue_is_completed_where_it_can_stand() {
        let session = session();
        let is_offered = |typed: &str, wanted: &str| {
            let completion = complete(typed, typed.len(), &session);
            let texts = completion
                .candidates
                .iter()
                .map(|candidate| &candidate.text);
            let mut ends = texts.map(|text| format!("{}{text}", &typed[..completion.start]));
            ends.any(|text| text.trim_end_matches("()").trim_end_matches(['(', ':']) == wanted)
        };
        let mut missing = Vec::new();
        for entry in entries() {
            let (name, owner) = (entry.name(), entry.owner().unwrap_or_default());
            let before = match (entry.kind, owner) {
                (Kind::Type, _) => continue,
                (Kind::Module, _) => String::new(),
                (Kind::Method | Kind::Property, _) => "unknown.".to_string(),
                (_, "str") => "\"a\".".to_string(),
                _ if entry.is_bare => String::new(),
                _ => format!("{owner}::"),
            };
            let mut places = vec![before];
            if entry.path.len() == 2 && entry.id.starts_with("native-") {
                places.push(format!("{owner}::"));
            }
            for before in places {
                let typed = format!("{before}{}", &name[..1]);
                if !is_offered(&typed, &format!("{before}{name}")) {
                    missing.push(format!("{before}{name}"));
                }
            }
        }
        assert!(missing.is_empty(), "Tab does not offer {missing:?}");
        session.close();
    }
}
