//! The catalogue leaves nothing out: every name has a page in both languages and is found by help, search, completion and editors; every
//! public name of Python is answered; every example runs. Those of the library are run by `examples`.

mod doors;

use std::collections::BTreeSet;

use sandbox::catalogue::{
    Entry, Kind, Look, Meaning, definitions, entries, examples, find, help, merged_definitions,
    paragraphs, python, search_page,
};
use sandbox::library::LIBRARY;
use sandbox::messages::{FILES, Language, shapes};
use sandbox::session::{Limits, Runtime, evaluate};

const LANGUAGES: [Language; 2] = [Language::English, Language::French];

/// The ids of all texts of these files.
fn ids(language: Language, files: &[&str]) -> BTreeSet<String> {
    let wanted = |of: &Language, name: &&str| *of == language && files.contains(name);
    let files = FILES.iter().filter(|(of, name, _)| wanted(of, name));
    let shapes = files.flat_map(|(.., source)| shapes(source).expect("the file can be read"));
    shapes.map(|shape| shape.id).collect()
}

#[test]
fn every_name_has_a_page_in_both_languages() {
    let mut wrong = Vec::new();
    for entry in entries() {
        for language in LANGUAGES {
            for name in [entry.short_name(), entry.full_name()] {
                match help(&name, Look::plain(language)) {
                    Ok(page) if is_page_of(&page, entry, language) => {}
                    Ok(page) => wrong.push(format!("`{name}` shows\n{page}")),
                    Err(unknown) => wrong.push(format!("`{name}`: {}", unknown.text)),
                }
            }
        }
        if entry.translated(Language::French).is_none() {
            wrong.push(format!("no French text `{}`", entry.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Each paragraph of the English page has its own in French, about as long, and no page shows an English one in French.
#[test]
fn every_page_is_in_french_to_its_end() {
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut wrong = Vec::new();
    for entry in entries() {
        let english = paragraphs(&entry.doc);
        let french = entry.translated_doc(Language::French).unwrap_or_default();
        let french = paragraphs(&french);
        let id = &entry.id;
        if english.len() != french.len() {
            wrong.push(format!(
                "`{id}` has {} paragraphs in English and {} in French:\n  {}",
                english.len(),
                french.len(),
                english.join("\n  ")
            ));
            continue;
        }
        let page = help(&entry.full_name(), Look::plain(Language::French)).unwrap_or_default();
        let page = squeezed(&page);
        for (mine, theirs) in english.iter().zip(&french) {
            let (long, short) = (mine.chars().count(), theirs.chars().count());
            // Both languages may have a list of names that are code.
            let has_words = mine
                .split('`')
                .step_by(2)
                .any(|part| part.contains(char::is_alphabetic));
            if has_words && (mine == theirs || page.contains(&squeezed(mine))) {
                wrong.push(format!("`{id}` says in English: {mine}"));
            }
            if short * 10 < long * 6 {
                wrong.push(format!("`{id}` leaves something out: {mine}\n  {theirs}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// How it is written, what it does, and no line too wide for a screen.
fn is_page_of(page: &str, entry: &Entry, language: Language) -> bool {
    let spelling = &entry.spellings()[0];
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let begins = [spelling.clone(), format!("class {spelling}")]
        .iter()
        .any(|title| words(page).starts_with(&**title));
    let says = words(page).contains(&words(&entry.summary(language)));
    let is_wide = |line: &&str| line.chars().count() > 100 && !line.starts_with("    ");
    begins && says && page.lines().filter(is_wide).count() == 0
}

#[test]
fn every_text_about_a_name_belongs_to_one() {
    let theirs = entries().iter().map(|entry| entry.id.clone());
    let mut known: BTreeSet<String> = theirs.filter(|id| !id.starts_with("native-")).collect();
    known.extend(python::sayings().map(python::Saying::message_id));
    let meant: BTreeSet<String> = entries()
        .iter()
        .map(|entry| format!("found-by-{}", entry.id))
        .collect();
    for language in LANGUAGES {
        let there = ids(language, &["words", "packages", "python"]);
        let there: BTreeSet<String> = there
            .into_iter()
            .filter(|id| !id.contains('.') && !meant.contains(id))
            .collect();
        let missing: Vec<_> = known.difference(&there).collect();
        let left_over: Vec<_> = there.difference(&known).collect();
        assert!(
            missing.is_empty() && left_over.is_empty(),
            "{language:?} lacks {missing:?}\nand has for nobody {left_over:?}"
        );
    }
}

/// Python's names: how they are written from the module on.
fn names_of_python() -> impl Iterator<Item = String> {
    let lines = include_str!("python.txt").lines();
    let lines = lines.filter(|line| !line.starts_with('#'));
    let families = lines.filter_map(|line| line.split_once(": "));
    families.flat_map(|(family, names)| {
        names.split(' ').map(move |name| match family {
            "keywords" | "builtins" => name.to_string(),
            _ => format!("{family}.{name}"),
        })
    })
}

#[test]
fn every_public_name_of_python_is_answered() {
    let unknown: Vec<String> = names_of_python()
        .filter(|name| matches!(find(name), Meaning::Nothing | Meaning::Several { .. }))
        .collect();
    assert!(unknown.is_empty(), "nothing is said about {unknown:?}");
    assert!(names_of_python().count() > 900);
}

#[test]
fn what_is_said_of_a_name_of_python_speaks_of_names_that_are_here() {
    let mut wrong = Vec::new();
    for saying in python::sayings() {
        for name in saying.ours() {
            if !matches!(find(name), Meaning::One { .. }) {
                wrong.push(format!("{}: `{name}`", saying.id));
            }
        }
        for name in saying.names().filter(|name| !name.ends_with('*')) {
            let same = matches!(find(name), Meaning::One { saying: Some(of), .. } if of.id == saying.id)
                || matches!(find(name), Meaning::Python(of) if of.id == saying.id);
            if !same {
                wrong.push(format!(
                    "{}: `{name}` is answered by something else",
                    saying.id
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_that_are_the_same_lead_to_their_own_page() {
    for (name, ours) in [
        ("threading.Lock", "threading.Lock"),
        ("threading::Lock", "threading.Lock"),
        ("Lock()", "threading.Lock"),
        ("lock.acquire", "threading.Lock.acquire"),
        ("LifoQueue.get", "queue.Queue.get"),
        ("queue.get", "queue.Queue.get"),
        ("os.path.join", "os_path.join"),
        ("math.sqrt", "number.sqrt"),
        ("str.split", "string.split"),
        ("list.append", "array.push"),
        ("extend", "array.append"),
        ("dict.keys", "map.keys"),
        ("task_done", "queue.Queue.task_done"),
        ("sys.stdout.write", "sys.TextStream.write"),
        ("builtins.print", "builtins.print"),
    ] {
        let found = match find(name) {
            Meaning::One { entry, .. } => entry.full_name(),
            other => panic!("`{name}`: {other:?}"),
        };
        assert_eq!(found, ours, "`{name}`");
    }
}

#[test]
fn examples_of_words_and_types_do_what_they_say() {
    let is_library = |entry: &&Entry| entry.id.starts_with("native-");
    let mut objections = Vec::new();
    for entry in entries().iter().filter(|entry| !is_library(entry)) {
        let examples = examples(&entry.doc);
        let code: String = examples.iter().map(|example| &*example.code).collect();
        let needs_another_script = ["import", "as"].contains(&&*entry.full_name());
        if entry.kind != Kind::Type
            && !code.contains("// prints")
            && !needs_another_script
            && entry.name() != "export"
        {
            objections.push(format!(
                "`{}` has no example that prints",
                entry.full_name()
            ));
        }
        if needs_another_script {
            continue;
        }
        for example in examples {
            let given = evaluate(&example.code, Runtime::Real, Limits::default(), LIBRARY);
            let expected = example
                .code
                .lines()
                .filter_map(|line| line.split_once("// prints "));
            let expected: Vec<&str> = expected.map(|(_, text)| text.trim_end()).collect();
            let printed: Vec<&str> = given.output.lines().collect();
            if given.result.is_err() || printed != expected {
                objections.push(format!(
                    "== {}\n{}-- printed {printed:?} {:?}",
                    entry.full_name(),
                    example.code,
                    given.result
                ));
            }
        }
    }
    assert!(objections.is_empty(), "{}", objections.join("\n"));
}

#[test]
fn editors_find_every_name_of_the_library() {
    let files = definitions();
    let text_of = |name: &str| {
        let file = files
            .iter()
            .find(|(file, _)| *file == format!("{name}.d.rhai"));
        file.map(|(_, text)| text.as_str()).unwrap_or_default()
    };
    let (bare, merged) = (text_of("sandbox"), merged_definitions());
    let mut missing = Vec::new();
    for entry in entries()
        .iter()
        .filter(|entry| entry.id.starts_with("native-"))
    {
        let name = entry.name();
        let defined = |text: &str| {
            [
                format!("fn {name}("),
                format!("fn get {name}("),
                format!("const {name}:"),
            ]
            .iter()
            .any(|start| text.lines().any(|line| line.starts_with(&**start)))
        };
        let is_there = match (entry.kind, &*entry.path) {
            (Kind::Module, _) => text_of(name).starts_with(&format!("module {name};\n")),
            // An object that no script makes: its methods are there.
            (Kind::Class, _) if entry.calls.is_empty() => true,
            (Kind::Method | Kind::Property, _) => defined(bare),
            (_, path) => defined(text_of(&path[0])) && (!entry.is_bare || defined(bare)),
        };
        if !is_there || (entry.kind != Kind::Module && !entry.calls.is_empty() && !defined(&merged))
        {
            missing.push(entry.full_name());
        }
    }
    assert!(missing.is_empty(), "no definition of {missing:?}");
}

/// Rhai writes such files and does not read them: every line is one of the forms that it writes, and what is named can be named.
#[test]
fn definitions_are_written_as_rhai_writes_them() {
    let engine = rhai::Engine::new_raw();
    for (file, text) in definitions() {
        if file.starts_with("__") {
            continue;
        }
        let mut lines = text.lines();
        let head = lines.next().unwrap_or_default();
        assert!(
            head.starts_with("module ") && head.ends_with(';'),
            "{file}: {head}"
        );
        for line in lines.filter(|line| !line.is_empty() && !line.starts_with("///")) {
            let code = match line.strip_prefix("const ") {
                Some(rest) => rest
                    .strip_suffix(": ?;")
                    .map(|name| format!("const {name} = 0;")),
                None => function_of(line),
            };
            let code = code.unwrap_or_else(|| panic!("{file}: what is `{line}`?"));
            // Names that Rhai itself keeps are ours all the same.
            if let Err(error) = engine.compile(&code) {
                let is_kept = error.to_string().contains("reserved");
                assert!(is_kept, "{file}: `{line}` is read as `{code}`: {error}");
            }
        }
    }
}

/// The definition of `fn get name(lock: Lock, other: ?) -> ?;` as Rhai reads functions.
fn function_of(line: &str) -> Option<String> {
    let (head, result) = line
        .strip_prefix("fn ")?
        .strip_suffix(';')?
        .rsplit_once(") -> ")?;
    let (name, parameters) = head.split_once('(')?;
    let name = name.trim_start_matches("get ").trim_start_matches("set ");
    let is_type =
        |text: &str| text == "?" || text == "()" || text.chars().all(char::is_alphanumeric);
    let names = parameters
        .split(", ")
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (name, of) = part.split_once(": ")?;
            is_type(of).then(|| name.trim_start_matches("...").to_string())
        });
    let names = names.collect::<Option<Vec<String>>>()?;
    is_type(result).then(|| format!("fn {name}({}) {{}}", names.join(", ")))
}

#[test]
fn a_word_of_either_language_finds_what_speaks_of_it() {
    for language in LANGUAGES {
        for (word, names) in [
            ("attendre", ["Lock.acquire", "Thread.join", "Event.wait"]),
            ("wait", ["Lock.acquire", "Thread.join", "Event.wait"]),
            ("verrou", ["Lock", "RLock", "Lock.acquire"]),
            ("barrier", ["Barrier", "Barrier.wait", "Barrier.abort"]),
        ] {
            let page = search_page(word, Look::plain(language))
                .unwrap_or_else(|unknown| panic!("{}", unknown.text));
            for name in names {
                let is_listed = page
                    .lines()
                    .any(|line| line.split_whitespace().next() == Some(name));
                assert!(
                    is_listed,
                    "{language:?} `{word}` does not find {name}:\n{page}"
                );
            }
        }
    }
}

#[test]
fn words_of_the_course_lead_to_the_page_of_what_they_mean() {
    for (language, word, title) in [
        (Language::French, "mutex", "class Lock()"),
        (Language::English, "mutex", "class Lock()"),
        (Language::French, "relâcher", "Lock.release()"),
        (Language::French, "sentinelle", "class Queue("),
        (Language::French, "file", "class Queue("),
        (Language::English, "file", "class File"),
        (Language::French, "File", "class File"),
        (Language::French, "producteur", "class Queue("),
        (Language::French, "tranche", "array"),
        (Language::French, "héritage", "class"),
        (Language::English, "héritage", "class"),
        (Language::French, "inheritance", "class"),
        (Language::French, "verrou mortel", "Lock.acquire("),
        (Language::French, "mise à jour perdue", "class Lock()"),
        (Language::French, "attente active", "class Condition("),
        (Language::French, "code de retour", "call("),
        (Language::French, "tuer", "Popen.kill()"),
        (Language::French, "chaîne", "string"),
        (Language::French, "constructeur", "this"),
        (Language::French, "tuples", "array"),
        (Language::English, "exit status", "call("),
        (Language::English, "lost updates", "class Lock()"),
        (Language::French, "interblocage", "Lock.acquire("),
        (Language::English, "deadlock", "Lock.acquire("),
        (Language::French, "section critique", "class Lock()"),
        (Language::French, "démon", "Thread.daemon"),
        (Language::French, "fil", "class Thread("),
        (Language::French, "fils d'exécution", "class Thread("),
    ] {
        let page = help(word, Look::plain(language)).unwrap_or_else(|unknown| unknown.text);
        assert!(page.starts_with(title), "{language:?} `{word}`:\n{page}");
        let listed = search_page(word, Look::plain(language));
        assert!(listed.is_ok(), "{language:?}: a search for `{word}`");
    }
}
