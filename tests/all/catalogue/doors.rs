//! Help through the doors: `sandbox doc`, and `help` in scripts.

use std::io::{BufRead, BufReader};

use crate::binary::{Run, command};

/// The program with these words in this language: exit code, output, messages.
fn run(language: &str, words: &[&str]) -> (Option<i32>, String, String) {
    let ended = command(words).env("SANDBOX_LANG", language).ended();
    (ended.code, ended.out, ended.err)
}

#[test]
fn a_page_is_shown_in_the_language_asked_for() {
    for (language, parts) in [
        (
            "en",
            [
                "Queue.get(block = true, timeout = ())\nmethod of Queue\n",
                "Example:\n    ",
            ],
        ),
        (
            "fr",
            [
                "Queue.get(block = true, timeout = ())\nméthode de Queue\n",
                "Exemple :\n    ",
            ],
        ),
    ] {
        let (code, page, told) = run(language, &["doc", "Queue.get"]);
        assert_eq!((code, &*told), (Some(0), ""));
        for part in parts {
            assert!(page.contains(part), "{language}: no {part:?} in\n{page}");
        }
        assert_eq!(page.contains("Fails with"), language == "en");
        assert_eq!(page.contains("échoue alors par"), language == "fr");
        for script in ["help(\"Queue.get\")", "let q = Queue(); help(q.get)"] {
            let (code, printed, told) = run(language, &["-e", script]);
            assert_eq!((code, &*printed, &*told), (Some(0), &*page, ""), "{script}");
        }
    }
}

#[test]
fn scripts_ask_about_classes_values_and_their_own() {
    for (script, first) in [
        ("help(Queue)", "class Queue(maxsize = 0)"),
        ("help(Lock())", "class Lock()"),
        (
            "help(\"threading.Thread\")",
            "class Thread(target = (), args = [], options = #{})",
        ),
        ("help(\"None\")", "None"),
        ("help([1])", "array"),
        ("help()", "Modules:"),
        (
            "/// Twice.\nfn double(n) { 2 * n }\nhelp(double)",
            "fn double(n)",
        ),
        (
            "class Chat : Thread { init(nom) { } }\nhelp(Chat)",
            "class Chat : Thread",
        ),
        (
            "fn help(x) { print(\"mine\", x) }\nhelp(\"Queue\")",
            "mine Queue",
        ),
    ] {
        let (code, page, told) = run("en", &["-e", script]);
        assert_eq!((code, &*told), (Some(0), ""), "{script}");
        assert_eq!(page.lines().next(), Some(first), "{script}");
    }
}

#[test]
fn several_names_are_several_pages_and_none_is_the_overview() {
    let (code, pages, _) = run("en", &["doc", "sleep", "None"]);
    assert_eq!(code, Some(0));
    assert!(
        pages.starts_with("sleep(seconds)\n") && pages.contains("\n\nNone\na name of Python\n")
    );
    let (code, page, _) = run("fr", &["doc", "verrou", "mortel"]);
    assert!(
        code == Some(0) && page.starts_with("Lock.acquire("),
        "{page}"
    );
    let (code, overview, _) = run("fr", &["doc"]);
    assert_eq!(code, Some(0));
    for part in ["Modules :\n", "  threading", "Types :\n", "  array", "with"] {
        assert!(overview.contains(part), "{overview}");
    }
}

#[test]
fn a_name_that_nobody_knows_fails_and_suggests_others() {
    let (code, page, told) = run("en", &["doc", "acquir_e"]);
    assert_eq!((code, &*page), (Some(1), ""));
    assert!(told.contains("did you mean `"), "{told}");
    let (code, page, told) = run("fr", &["doc", "zzzz", "Lock"]);
    assert_eq!(code, Some(1));
    assert!(page.starts_with("class Lock()"));
    assert!(told.starts_with("rien n'est connu de `zzzz`"), "{told}");
    let (code, page, _) = run("en", &["doc", "--search", "with"]);
    assert_eq!(code, Some(0));
    assert!(page.contains("names speak of `with`:"), "{page}");
}

#[test]
fn a_page_is_plain_in_a_pipe_and_may_be_left_early() {
    let (_, page, _) = run("en", &["doc", "threading"]);
    assert!(!page.contains('\x1b'));
    let (_, page, _) = run("en", &["doc", "threading", "--color", "always"]);
    assert!(page.contains('\x1b'));
    let mut child = command(&["doc", "--definitions"]).started();
    let mut first = String::new();
    let out = child.stdout.take().expect("standard output is a pipe");
    let mut reader = BufReader::with_capacity(16, out);
    reader.read_line(&mut first).expect("the program writes");
    drop(reader);
    let ended = child.wait_with_output().expect("the program ends");
    assert_eq!(first, "module static;\n");
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
    assert_eq!(ended.status.code(), Some(141));
}

#[test]
fn definitions_go_to_a_folder_file_by_file() {
    let folder = tempfile::tempdir().expect("the folder for temporary files can be written");
    let place = folder.path().join("definitions");
    let flag = format!("--definitions={}", place.display());
    let (code, told, _) = run("en", &["doc", &flag]);
    assert_eq!(code, Some(0));
    assert!(told.contains("files in `"), "{told}");
    let text = std::fs::read_to_string(place.join("threading.d.rhai")).expect("it was written");
    assert!(text.starts_with("module threading;\n"));
    let (code, _, told) = run("fr", &["doc", "--definitions=/dev/null/x"]);
    assert_eq!(code, Some(2));
    assert!(
        told.contains("impossible d'écrire dans `/dev/null/x`"),
        "{told}"
    );
}
