//! What the program says, in both languages: every message that the source uses has its text, every text is used, and what fills
//! them is the same. Reading Rust text is `rust_text`'s.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use sandbox::grade::reason::Reason;
use sandbox::messages::{FILES, Language, Shape, shapes};

use crate::papers::{read, root};
use crate::rust_text::{calls, sources};

/// Files that exist in French only: the English stands beside the code (doc comments), or is Rhai's own.
const FRENCH_ONLY: [&str; 3] = ["command-line-help", "help", "rhai"];

/// Errors that still have a plain English text, by file. A room that is converted leaves this table; none may enter it.
const PLAIN: &[(&str, usize)] = &[];

/// The texts of a language by id.
fn texts(language: Language, wanted: impl Fn(&str) -> bool) -> BTreeMap<String, Shape> {
    let mut found = BTreeMap::new();
    for (_, name, source) in FILES.iter().filter(|(of, ..)| *of == language) {
        let shapes = shapes(source).unwrap_or_else(|errors| panic!("{name}.ftl: {errors:?}"));
        for shape in shapes.into_iter().filter(|_| wanted(name)) {
            let id = shape.id.clone();
            assert!(!shape.is_empty, "`{id}` has an empty text");
            let twice = found.insert(id.clone(), shape);
            assert!(twice.is_none(), "`{id}` is there twice in {language:?}");
        }
    }
    found
}

fn all(language: Language) -> BTreeMap<String, Shape> {
    texts(language, |_| true)
}

/// Each `message!` of the source: file and line, id, names of its arguments.
fn uses() -> Vec<(String, String, BTreeSet<String>)> {
    let mut found = Vec::new();
    for (file, text) in sources("src") {
        let mut found_here = calls(&text, "message!");
        found_here.extend(calls(&text, "message_id!"));
        for (line, arguments) in found_here {
            let Some(id) = arguments.first().filter(|id| id.starts_with('"')) else {
                continue;
            };
            let name = |argument: &String| {
                let (name, _) = argument.split_once('=').unwrap_or((argument, ""));
                name.trim().to_owned()
            };
            let names = arguments[1..].iter().map(name).collect();
            let id = id.trim_matches('"').to_owned();
            found.push((format!("{file}:{line}"), id, names));
        }
    }
    found
}

#[test]
fn every_file_of_texts_is_in_the_program() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/messages");
    for language in [Language::English, Language::French] {
        let folder = root.join(language.code());
        let entries = std::fs::read_dir(&folder).expect("the folder of texts can be listed");
        let there: BTreeSet<String> = entries
            .map(|entry| entry.expect("it can be listed to its end").path())
            .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        let listed = FILES.iter().filter(|(of, ..)| *of == language);
        let listed: BTreeSet<String> = listed.map(|(_, name, _)| name.to_string()).collect();
        assert_eq!(there, listed, "`FILES` in src/messages/check.rs");
    }
}

#[test]
fn both_languages_say_the_same_things_about_the_same_values() {
    let english = all(Language::English);
    let mut french = texts(Language::French, |file| !FRENCH_ONLY.contains(&file));
    // How the pages of Rhai's functions go on stands in Rhai's comments.
    french.retain(|id, _| !(id.starts_with("package-") && id.ends_with(".rest")));
    let ids = |texts: &BTreeMap<String, Shape>| texts.keys().cloned().collect::<BTreeSet<_>>();
    let (mine, theirs) = (ids(&english), ids(&french));
    let only_english: Vec<_> = mine.difference(&theirs).collect();
    let only_french: Vec<_> = theirs.difference(&mine).collect();
    assert!(
        only_english.is_empty() && only_french.is_empty(),
        "only in English: {only_english:?}\nonly in French: {only_french:?}"
    );
    for (id, shape) in &english {
        assert_eq!(shape.places, french[id].places, "what fills `{id}`");
    }
}

#[test]
fn every_message_of_the_source_has_its_texts_and_what_fills_them() {
    let french = all(Language::French);
    let mut wrong = Vec::new();
    for (place, id, names) in uses() {
        match french.get(&id) {
            None => wrong.push(format!("{place}: `{id}` has no text")),
            Some(shape) if shape.places != names => {
                wrong.push(format!(
                    "{place}: `{id}` is filled by {:?}, given {names:?}",
                    shape.places
                ));
            }
            Some(_) => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_text_is_used() {
    let used: BTreeSet<String> = uses().into_iter().map(|(_, id, _)| id).collect();
    let hints: BTreeSet<String> = sandbox::diagnostics::hints::hints()
        .map(|hint| hint.message_id())
        .collect();
    let reasons: BTreeSet<String> = Reason::ALL
        .iter()
        .map(|reason| reason.message().to_owned())
        .collect();
    // Tests in `src/cli` and `src/library`, and `catalogue`, know what uses these.
    let help = [
        "help",
        "clap-heading-",
        "clap-value-",
        "native-",
        "word-",
        "type-",
        "package-",
        "python-",
        "found-by-",
    ];
    let orphans: Vec<String> = all(Language::French)
        .into_keys()
        .filter(|id| !help.iter().any(|family| id.starts_with(family)))
        .filter(|id| !used.contains(id))
        .filter(|id| !reasons.contains(id))
        .filter(|id| !hints.contains(id.split('.').next().unwrap_or_default()))
        .collect();
    assert!(orphans.is_empty(), "texts that nothing shows: {orphans:?}");
}

#[test]
fn every_hint_has_its_texts_and_what_fills_them() {
    for texts in [all(Language::English), all(Language::French)] {
        for hint in sandbox::diagnostics::hints::hints() {
            let id = hint.message_id();
            assert!(texts.contains_key(&id), "`{id}` has no text");
            for id in [id.clone(), format!("{id}.title")] {
                let places = texts.get(&id).into_iter().flat_map(|shape| &shape.places);
                for place in places {
                    assert!(
                        hint.words.contains(&place.as_str()),
                        "`{id}` has a place for `{place}`: its row gives {:?}",
                        hint.words
                    );
                }
            }
        }
    }
}

/// Does the argument hold English words instead of a message? `Message::from(…)` says that they are no English.
fn is_plain(argument: &str) -> bool {
    let says = ["message!(", "Message::"];
    argument.contains('"') && !says.iter().any(|said| argument.contains(said))
}

#[test]
fn no_words_are_chosen_by_language_in_rust() {
    let chosen = ["Language::French => \"", "Language::French => format!"];
    let mut found = Vec::new();
    for (file, text) in sources("src") {
        let rows = text.lines().enumerate();
        let rows = rows.filter(|(_, row)| chosen.iter().any(|words| row.contains(words)));
        found.extend(rows.map(|(index, row)| format!("{file}:{}: {}", index + 1, row.trim())));
    }
    // The room of languages: their names, and their blanks before a colon.
    found.retain(|place| !place.starts_with("src/messages/language.rs"));
    assert!(
        found.is_empty(),
        "words that belong to `data/messages`:\n{}",
        found.join("\n")
    );
}

#[test]
fn errors_speak_both_languages() {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, text) in sources("src") {
        let one = ["value_error", "type_error", "runtime_error", "with_hint"];
        let messages = one
            .iter()
            .flat_map(|name| calls(&text, name))
            .filter_map(|(line, arguments)| Some((line, arguments.into_iter().next()?)));
        let raised = calls(&text, "raised")
            .into_iter()
            .filter_map(|(line, arguments)| Some((line, arguments.into_iter().nth(1)?)));
        for (line, argument) in messages.chain(raised) {
            if is_plain(&argument) {
                let place = format!("{file}:{line}: {argument}");
                found.entry(file.clone()).or_default().push(place);
            }
        }
    }
    let allowed = |file: &str| {
        let row = PLAIN.iter().find(|(name, _)| *name == file);
        row.map_or(0, |(_, count)| *count)
    };
    let more: Vec<String> = found
        .iter()
        .filter(|(file, places)| places.len() > allowed(file))
        .map(|(_, places)| places.join("\n"))
        .collect();
    assert!(
        more.is_empty(),
        "errors with a plain English text in place of a `message!`, in files with more of them than `PLAIN` has:\n{}",
        more.join("\n")
    );
}

/// Texts whose counts are never 0, since there is something to tell of.
const COUNTED_FROM_ONE: [&str; 18] = [
    "deadlock-more",
    "deadlock-others",
    "explore-all-cut",
    "explore-more-lines",
    "explore-more-outcomes",
    "explore-no-bug",
    "explore-partial",
    "explore-proved",
    "explore-rows-left-out",
    "explore-some-cut",
    "model-skipped-more",
    "repl-history-mended",
    "thread-crashed-more",
    "thread-run-arguments",
    "explore-bug",
    "trace-dropped",
    "trace-more-locks",
    "trace-more-threads",
];

/// In French, 0 counts as one: a variant for one that spells it out would say it of nothing, too.
#[test]
fn nothing_is_not_told_as_one_in_french() {
    let mut wrong = BTreeSet::new();
    for (_, name, source) in FILES.iter().filter(|(of, ..)| *of == Language::French) {
        let (mut id, mut has_zero) = ("", false);
        for line in source.lines() {
            if line.starts_with(|letter: char| letter.is_ascii_lowercase()) {
                id = line.split(' ').next().unwrap_or_default();
            }
            has_zero |= line.trim_start().starts_with("[0]");
            if line.ends_with("->") {
                has_zero = false;
            }
            let one = line.trim_start().strip_prefix("[one]");
            if one.is_some_and(|text| !text.contains("{ $")) && !has_zero {
                wrong.insert(format!("{name}: {id}"));
            }
        }
    }
    wrong.retain(|found| {
        !COUNTED_FROM_ONE
            .iter()
            .any(|id| found.ends_with(&format!(": {id}")))
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// One word for one act: what is to be typed is always « tapez ».
#[test]
fn french_says_type_in_one_way() {
    let mut others = Vec::new();
    for file in std::fs::read_dir(root().join("data/messages/fr")).expect("it is there") {
        let path = file.expect("a folder can be listed").path();
        for line in read(&path).lines() {
            let line = line.to_lowercase();
            let is_other = [
                "écrivez `",
                "saisissez",
                "entrez `",
                ": écrire `",
                ", écrire `",
            ];
            if is_other.iter().any(|other| line.contains(other)) {
                others.push(line);
            }
        }
    }
    assert!(others.is_empty(), "{others:#?}");
}
