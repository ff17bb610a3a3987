//! Properties that are judged by the text of a submission: which constructs it uses, what it defines, what `sandbox check` says of it. All
//! is found in the parsed tree, so that comments and texts do not count.

use super::job::{Failure, Place};
use super::occurrences::{Occurrence, Occurrences};
use super::outline::Outline;
use super::property::{Definition, Property, Refused};
use super::reason::Reason;
use super::said::french;
use crate::check::{Finding, warnings};
use crate::diagnostics::known_names;
use crate::lang::position_of;
use crate::messages::Language;
use crate::objects::error::Source;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a property has against these scripts, of which `main` is the program; nothing for properties that are judged otherwise.
pub fn judge(
    property: &Property,
    main: &str,
    scripts: &BTreeMap<String, String>,
) -> Option<Failure> {
    match property {
        Property::Uses(names) => uses(names, scripts),
        Property::Avoids(names) => avoids(names, main, scripts),
        Property::Defines(definitions) => defines(definitions, scripts),
        Property::Warnings(refused) => warned(refused, main, scripts),
        _ => None,
    }
}

fn uses(names: &[String], scripts: &BTreeMap<String, String>) -> Option<Failure> {
    let used: Vec<Occurrences> = scripts.values().map(|text| Occurrences::of(text)).collect();
    let missing = |name: &&String| !used.iter().any(|used| used.find(name).is_some());
    let missing: Vec<&String> = names.iter().filter(missing).collect();
    let first = missing.first()?;
    let held = names.len() - missing.len();
    Some(failure(
        Reason::MissingConstruct,
        first,
        None,
        (held, names.len()),
    ))
}

fn avoids(names: &[String], main: &str, scripts: &BTreeMap<String, String>) -> Option<Failure> {
    let mut first = None;
    let mut found = 0;
    for name in names {
        // The program before what it imports.
        let mut files: Vec<(&String, &String)> = scripts.iter().collect();
        files.sort_by_key(|(file, _)| *file != main);
        let place = files.into_iter().find_map(|(file, text)| {
            let used = Occurrences::of(text);
            // A text that is run, or a name that is put together, may be anything.
            let hidden = || used.hidden().map(|at| ("eval", at));
            let found = used.find(name).map(|at| (name.as_str(), at));
            let (what, at) = found.or_else(hidden)?;
            Some((what, place(file, text, at)))
        });
        if let Some(place) = place {
            found += 1;
            first = first.or(Some(place));
        }
    }
    let (what, place) = first?;
    let held = (names.len() - found, names.len());
    Some(failure(Reason::ForbiddenConstruct, what, Some(place), held))
}

fn defines(definitions: &[Definition], scripts: &BTreeMap<String, String>) -> Option<Failure> {
    let outlines: Vec<Outline> = scripts
        .values()
        .filter_map(|text| Outline::of(text))
        .collect();
    let missing = |wanted: &&Definition| !outlines.iter().any(|outline| has(outline, wanted));
    let missing: Vec<&Definition> = definitions.iter().filter(missing).collect();
    let what = match missing.first()? {
        Definition::Function { name, parameters } => format!("fn {name}/{parameters}"),
        Definition::Class { name, base: None } => format!("class {name}"),
        Definition::Class {
            name,
            base: Some(base),
        } => format!("class {name} : {base}"),
    };
    let held = (definitions.len() - missing.len(), definitions.len());
    Some(failure(Reason::MissingConstruct, &what, None, held))
}

fn has(outline: &Outline, wanted: &Definition) -> bool {
    match wanted {
        Definition::Function { name, parameters } => match name.split_once('.') {
            Some((of, method)) => outline.classes.iter().any(|class| {
                let is_it = |(name, count): &(String, usize)| name == method && count == parameters;
                class.name == of && class.methods.iter().any(is_it)
            }),
            None => outline.functions.contains(&(name.clone(), *parameters)),
        },
        Definition::Class { name, base } => outline
            .classes
            .iter()
            .any(|class| class.name == *name && (base.is_none() || base == &class.base)),
    }
}

fn warned(refused: &Refused, main: &str, scripts: &BTreeMap<String, String>) -> Option<Failure> {
    let is_meant = |finding: &Finding| match refused {
        Refused::All => true,
        Refused::These(names) => names.iter().any(|name| name == finding.name()),
    };
    let mut files: Vec<(&String, &String)> = scripts.iter().collect();
    files.sort_by_key(|(file, _)| *file != main);
    let mut found = Vec::new();
    for (file, text) in files {
        let source = Arc::new(Source {
            name: file.clone(),
            text: text.clone(),
        });
        let warnings = warnings(&source, known_names())
            .into_iter()
            .filter(is_meant);
        found.extend(warnings.map(|finding| (file, text, finding)));
    }
    let (file, text, first) = found.first()?;
    let held = match refused {
        Refused::All => (0, 1),
        Refused::These(names) => {
            let is_given = |name: &&String| found.iter().any(|(.., other)| other.name() == **name);
            (
                names.iter().filter(|name| !is_given(name)).count(),
                names.len(),
            )
        }
    };
    let at = first.at.start;
    let mut failure = failure(Reason::Warning, "", Some(place(file, text, at)), held);
    let said = |language| first.title.in_language(language);
    let (en, fr) = (said(Language::English), said(Language::French));
    failure.arguments.insert("text".to_owned(), en);
    failure.arguments.insert(french("text"), fr);
    failure.hint = Some((&first.hint).into());
    Some(failure)
}

fn failure(reason: Reason, what: &str, place: Option<Place>, held: (usize, usize)) -> Failure {
    let what = ("what".to_owned(), what.to_owned());
    Failure {
        reason: Some(reason),
        arguments: [what]
            .into_iter()
            .filter(|(_, what)| !what.is_empty())
            .collect(),
        hint: None,
        place,
        held: Some((held.0 as u64, held.1 as u64)),
        counterexample: None,
    }
}

/// The place of a byte, with its line.
fn place(file: &str, text: &str, at: Occurrence) -> Place {
    let before = &text[..at.min(text.len())];
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let position = position_of(text, at.min(text.len()));
    let number = |value: Option<usize>| value.and_then(|value| u32::try_from(value).ok());
    Place {
        file: file.to_owned(),
        line: number(position.line()).unwrap_or(0),
        column: number(position.position()).unwrap_or(0),
        text: text[start..]
            .lines()
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(property: &Property, text: &str) -> Option<(Reason, String, u32)> {
        let scripts = [("a.rhai".to_owned(), text.to_owned())].into();
        let failure = judge(property, "a.rhai", &scripts)?;
        let what = failure.arguments.get("what").cloned().unwrap_or_default();
        Some((
            failure.reason?,
            what,
            failure.place.map_or(0, |place| place.line),
        ))
    }

    fn names(list: &[&str]) -> Vec<String> {
        list.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn what_is_used_is_found_in_code_alone() {
        let text = "// Queue\nlet m = Lock(); let s = \"sleep\";\nfn f() { with m { print(`${sum([1])}`); } }\n\
                    class A : Thread { run() { for i in range(0, 2) { m.acquire(); m.release(); } } }\n\
                    let l = list[x for x in [1]]; m.locked;\n";
        for name in [
            "Lock",
            "with",
            "class",
            "list[",
            "Lock.acquire",
            "Thread",
            "for",
            "sum",
            "print",
            "range",
            "locked",
            "fn",
        ] {
            assert_eq!(
                judged(&Property::Uses(names(&[name])), text),
                None,
                "{name}"
            );
        }
        for name in [
            "Queue",
            "sleep",
            "while",
            "Lock.wait",
            "Queue.acquire",
            "loop",
            "switch",
        ] {
            let missing = (Reason::MissingConstruct, name.to_owned(), 0);
            assert_eq!(judged(&Property::Uses(names(&[name])), text), Some(missing));
            assert_eq!(
                judged(&Property::Avoids(names(&[name])), text),
                None,
                "{name}"
            );
        }
        let with = (Reason::ForbiddenConstruct, "with".to_owned(), 3);
        assert_eq!(
            judged(&Property::Avoids(names(&["Queue", "with"])), text),
            Some(with)
        );
    }

    #[test]
    fn nothing_forbidden_hides_behind_another_name() {
        let sleep = Property::Avoids(names(&["sleep"]));
        for text in [
            "sleep(1);",
            "time::sleep(1);",
            "let f = sleep; f(1);",
            "let f = Fn(\"sleep\"); f.call(1);",
            "let f = Fn(\"sle\" + \"ep\"); f.call(1);",
            "eval(\"sle\" + \"ep(1)\");",
            "[1].for_each(sleep);",
            "`${sleep(1)}`;",
            "let f = || { sleep(1) };",
            "import \"time\" as t; t::sleep(1);",
        ] {
            let found = judged(&sleep, text);
            assert!(
                found.is_some_and(|(reason, _, line)| {
                    reason == Reason::ForbiddenConstruct && line == 1
                }),
                "{text}"
            );
        }
        for text in [
            "fn sleeper() {} sleeper();",
            "print(\"sleep\");",
            "/* sleep(1) */ let x = 1;",
        ] {
            assert_eq!(judged(&sleep, text), None, "{text}");
        }
    }

    #[test]
    fn definitions_have_their_parameters_and_bases() {
        let text =
            "fn writer(a, b) { a }\nclass Clock : Thread { init(x) { this.x = x; } run() { } }\n";
        let wanted = |name: &str, parameters| Definition::Function {
            name: name.to_owned(),
            parameters,
        };
        let class = |base: Option<&str>| Definition::Class {
            name: "Clock".to_owned(),
            base: base.map(str::to_owned),
        };
        let given = [
            wanted("writer", 2),
            wanted("Clock.run", 0),
            class(None),
            class(Some("Thread")),
        ];
        assert_eq!(judged(&Property::Defines(given.to_vec()), text), None);
        for missing in [
            wanted("writer", 1),
            wanted("reader", 0),
            class(Some("Lock")),
        ] {
            let failed = judged(&Property::Defines(vec![missing]), text);
            assert!(failed.is_some_and(|(reason, ..)| reason == Reason::MissingConstruct));
        }
    }

    #[test]
    fn warnings_are_refused_by_name_or_all() {
        let text = "let t = Thread(|| 1);\nprint(1);\n";
        let (reason, _, line) = judged(&Property::Warnings(Refused::All), text).expect("a warning");
        assert_eq!((reason, line), (Reason::Warning, 1));
        let other = Property::Warnings(Refused::These(names(&["busy-wait"])));
        assert_eq!(judged(&other, text), None);
        let this = Property::Warnings(Refused::These(names(&["thread-never-started"])));
        assert!(judged(&this, text).is_some());
    }
}
