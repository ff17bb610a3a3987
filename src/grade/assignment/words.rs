//! What a check asks for, in words: its title when the teacher gives none, and what `sandbox assignment show` prints.

use crate::grade::bilingual::Bilingual;
use crate::grade::property::{
    Condition, Definition, Number, Outcomes, Property, Refused, Text, Writer,
};
use crate::messages::{Message, message, visible};

/// All properties in words, as one line.
pub fn title(properties: &[Property]) -> Bilingual {
    let described: Vec<Bilingual> = describe(properties).iter().map(Bilingual::from).collect();
    let said = |own: fn(&Bilingual) -> &str, between| {
        let parts: Vec<&str> = described.iter().map(own).collect();
        parts.join(between)
    };
    Bilingual {
        en: said(|one| &one.en, "; "),
        fr: said(|one| &one.fr, " ; "),
    }
}

/// A sentence for each property; one for the four of `sound`.
pub fn describe(properties: &[Property]) -> Vec<Message> {
    let sound = [
        Property::NoError,
        Property::NoDeadlock,
        Property::Ends,
        Property::WithinLimits,
    ];
    let is_sound = sound.iter().all(|part| properties.contains(part));
    let mut found = Vec::new();
    for property in properties {
        match property {
            Property::NoError if is_sound => found.push(message!("assignment-says-sound")),
            part if is_sound && sound.contains(part) => {}
            property => sentences(property, &mut found),
        }
    }
    found
}

fn sentences(property: &Property, found: &mut Vec<Message>) {
    let one = match property {
        Property::Stdout(text) => return of_text(&message!("assignment-stdout"), text, found),
        Property::Stderr(text) => return of_text(&message!("assignment-stderr"), text, found),
        Property::File(files) => {
            for (name, text) in files {
                of_text(&message!("assignment-file-says", name), text, found);
            }
            return;
        }
        Property::Threads {
            started,
            daemon,
            peak,
        } => {
            if let Some(number) = started {
                found.push(message!("assignment-says-started", number = said(*number)));
            }
            if let Some(number) = daemon {
                found.push(message!("assignment-says-daemon", number = said(*number)));
            }
            if let Some(number) = peak {
                found.push(message!("assignment-says-peak", number = said(*number)));
            }
            return;
        }
        Property::AtOnce { call, most, least } => {
            if let Some(most) = most {
                found.push(message!("assignment-says-at-once-most", call, most = *most));
            }
            if let Some(least) = least {
                found.push(message!(
                    "assignment-says-at-once-least",
                    call,
                    least = *least
                ));
            }
            return;
        }
        Property::Inside {
            functions,
            most,
            reaches,
            excludes,
        } => {
            let functions = list(functions);
            if let Some(most) = most {
                found.push(message!(
                    "assignment-says-inside-most",
                    functions = &functions,
                    most = *most
                ));
            }
            if let Some(reaches) = reaches {
                found.push(message!(
                    "assignment-says-inside-reaches",
                    functions = &functions,
                    reaches = *reaches
                ));
            }
            if !excludes.is_empty() {
                let others = list(excludes);
                found.push(message!(
                    "assignment-says-inside-excludes",
                    functions = &functions,
                    others
                ));
            }
            return;
        }
        property => sentence(property),
    };
    found.push(one);
}

/// Of the properties that one sentence says.
fn sentence(property: &Property) -> Message {
    match property {
        Property::Uses(names) => message!("assignment-says-uses", names = list(names)),
        Property::Avoids(names) => message!("assignment-says-avoids", names = list(names)),
        Property::Defines(definitions) => {
            let names: Vec<String> = definitions.iter().map(defined).collect();
            message!("assignment-says-defines", names = list(&names))
        }
        Property::Warnings(Refused::All) => message!("assignment-says-warnings-none"),
        Property::Warnings(Refused::These(names)) => {
            message!("assignment-says-warnings", names = list(names))
        }
        Property::NoError => message!("assignment-says-no-error"),
        Property::NoDeadlock => message!("assignment-says-no-deadlock"),
        Property::Ends => message!("assignment-says-ends"),
        Property::WithinLimits => message!("assignment-says-within-limits"),
        Property::Exit(code) => message!("assignment-says-exit", code = code.to_string()),
        Property::LeftRunning(count) => message!("assignment-says-left-running", count = *count),
        Property::Blocks(blocks) => message!("assignment-says-blocks", blocks = list(blocks)),
        Property::Alternates { pieces, .. } => {
            message!("assignment-says-alternates", pieces = list(pieces))
        }
        Property::PrintedBy { lines, thread } => match thread {
            Writer::Main => message!("assignment-says-printed-by-main", lines = quoted(lines)),
            Writer::Different => {
                message!(
                    "assignment-says-printed-by-different",
                    lines = quoted(lines)
                )
            }
            Writer::Named(thread) => {
                message!("assignment-says-printed-by", lines = quoted(lines), thread)
            }
        },
        Property::Outcomes(outcomes) => match outcomes {
            Outcomes::OfTheSolution => message!("assignment-says-outcomes-solution"),
            Outcomes::These(texts) => message!("assignment-says-outcomes", count = texts.len()),
        },
        Property::Reaches(outcomes) => match outcomes {
            Outcomes::OfTheSolution => message!("assignment-says-reaches-solution"),
            Outcomes::These(texts) => message!("assignment-says-reaches", count = texts.len()),
        },
        Property::OneOutcome => message!("assignment-says-one-outcome"),
        Property::Duration(number) => message!("assignment-says-duration", number = said(*number)),
        Property::Calls { program, count } => {
            message!("assignment-says-calls", program, number = said(*count))
        }
        Property::Parallelism(number) => {
            message!("assignment-says-parallelism", number = said(*number))
        }
        Property::Guarded(cells) => guarded(cells),
        Property::Ordered(None) => message!("assignment-says-ordered-all"),
        Property::Ordered(Some(names)) => message!("assignment-says-ordered", names = list(names)),
        Property::Invariant { expression, free } => match free {
            None => message!("assignment-says-invariant", expression),
            Some(lock) => message!("assignment-says-invariant-free", expression, lock),
        },
        Property::OrderOfLocks => message!("assignment-says-order-of-locks"),
        Property::Released => message!("assignment-says-released"),
        Property::NotHeldWhile { calls, lock } => match lock {
            None => message!("assignment-says-not-held", calls = list(calls)),
            Some(lock) => message!("assignment-says-not-held-lock", lock, calls = list(calls)),
        },
        Property::NoBusyWait => message!("assignment-says-no-busy-wait"),
        Property::Fair {
            function,
            overtaken,
        } => message!("assignment-says-fair", function, overtaken = *overtaken),
        Property::WokenForNothing(number) => {
            message!("assignment-says-woken", number = said(*number))
        }
        Property::Judge(name) => message!("assignment-says-judge", name),
        // Said by `sentences`.
        Property::Stdout(_)
        | Property::Stderr(_)
        | Property::File(_)
        | Property::Threads { .. }
        | Property::AtOnce { .. }
        | Property::Inside { .. } => Message::from(""),
    }
}

fn guarded(cells: &[(String, Option<String>)]) -> Message {
    let named: Vec<String> = (cells.iter())
        .filter_map(|(name, lock)| Some(format!("{name} ({})", lock.as_ref()?)))
        .collect();
    let names: Vec<String> = cells.iter().map(|(name, _)| name.clone()).collect();
    match named.is_empty() {
        true => message!("assignment-says-guarded", names = list(&names)),
        false => message!("assignment-says-guarded-by", names = list(&named)),
    }
}

/// A sentence for each condition on a text.
fn of_text(what: &Message, text: &Text, found: &mut Vec<Message>) {
    let conditions = match text {
        Text::Equal(text) if text.is_empty() => {
            return found.push(message!("assignment-says-empty", what));
        }
        Text::Equal(text) => {
            return found.push(message!("assignment-says-equal", what, text = quoted(text)));
        }
        Text::With(conditions) => conditions,
    };
    found.extend(conditions.iter().map(|condition| match condition {
        Condition::Has(texts) => message!("assignment-says-has", what, texts = list(texts)),
        Condition::Lacks(texts) => message!("assignment-says-lacks", what, texts = list(texts)),
        Condition::Lines(lines) => message!("assignment-says-lines", what, count = lines.len()),
        Condition::Unordered(lines) => {
            message!("assignment-says-unordered", what, count = lines.len())
        }
        Condition::Regex(regex) => message!("assignment-says-regex", what, regex = quoted(regex)),
        Condition::Count { regex, times } => message!(
            "assignment-says-count",
            what,
            regex = quoted(regex),
            number = said(*times)
        ),
        Condition::SameAsSolution => message!("assignment-says-same", what),
    }));
}

/// A number in words: `at least 5`.
pub fn said(number: Number) -> Message {
    let text = |value: f64| value.to_string();
    match number {
        Number::Exactly(value) => Message::from(text(value)),
        Number::AtLeast(least) => message!("assignment-at-least", least = text(least)),
        Number::AtMost(most) => message!("assignment-at-most", most = text(most)),
        Number::Between(least, most) => {
            message!("assignment-between", least = text(least), most = text(most))
        }
    }
}

fn defined(definition: &Definition) -> String {
    match definition {
        Definition::Function { name, parameters } => format!("{name}/{parameters}"),
        Definition::Class { name, base: None } => format!("class {name}"),
        Definition::Class {
            name,
            base: Some(base),
        } => format!("class {name} : {base}"),
    }
}

/// Quoted and cut: a long text is in the file.
fn quoted(text: &str) -> String {
    const MOST: usize = 60;
    let text = text.strip_suffix('\n').unwrap_or(text).replace('\n', "⏎");
    let short: String = text.chars().take(MOST).collect();
    let dots = if short.len() < text.len() { "…" } else { "" };
    format!("`{}{dots}`", visible(&short))
}

fn list<T: AsRef<str>>(texts: &[T]) -> String {
    const MOST: usize = 8;
    let mut shown: Vec<String> = texts
        .iter()
        .take(MOST)
        .map(|text| quoted(text.as_ref()))
        .collect();
    if texts.len() > MOST {
        shown.push("…".to_owned());
    }
    shown.join(", ")
}
