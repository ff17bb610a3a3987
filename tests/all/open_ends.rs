//! Comments and texts that are not closed: an error at their start, wherever the text comes from, and nothing runs.

use crate::binary::{File, Run, command, run};

const COMMENT: &str = "syntax error: this comment is not closed";
const TEXT: &str = "syntax error: this text is not closed";
const BRACE: &str = "syntax error: this `${` is not closed";

/// Script, the error, line and column.
const OPEN: &[(&str, &str, &str)] = &[
    ("/* a /* b */ print(1);", COMMENT, "1:1"),
    ("print(1);\n  /*", COMMENT, "2:3"),
    ("/** Says one.\nfn one() { 1 }", COMMENT, "1:1"),
    ("print(1);\nfn f() { /* }\nf();", COMMENT, "2:10"),
    ("print(`é ${ 1 /* } b`);", COMMENT, "1:15"),
    ("print(`a\nb);", TEXT, "1:7"),
    ("print(`a ${ 1 } b);", TEXT, "1:7"),
    ("print(`a ${ 1 + 2", BRACE, "1:10"),
    ("print(`a ${ `b ${ 1 }` ", BRACE, "1:10"),
    ("print(#\"a\");", TEXT, "1:7"),
    ("print(\"a);", TEXT, "1:7"),
    ("print(`a ${ \"b }`);", TEXT, "1:13"),
];

#[test]
fn what_is_not_closed_is_an_error_at_its_start() {
    for (script, message, place) in OPEN {
        let file = File::new("open.rhai", script);
        for words in [&["run"][..], &["run", "--seed", "1"], &["check"], &["dis"]] {
            let told = run(&[words, &[file.path()]].concat());
            let text = format!("{}{}", told.out, told.err);
            assert_eq!(told.code, Some(1), "{words:?} {script}\n{text}");
            assert!(text.starts_with(message), "{words:?} {script}\n{text}");
            assert!(
                text.contains(&format!("open.rhai:{place}\n")),
                "{words:?} {script}\n{text}"
            );
            assert_eq!(text.matches("syntax error").count(), 1, "{script}\n{text}");
        }
    }
}

#[test]
fn a_module_says_so_too() {
    let module = File::new("open_module.rhai", "fn f() { 1 }\n/* a /* b */");
    let script = module.folder().join("script.rhai");
    std::fs::write(&script, "import \"open_module\" as m;\nprint(m::f());").expect("a script");
    let told = run(&["run", script.to_str().expect("text")]);
    assert_eq!((told.code, &*told.out), (Some(1), ""));
    assert!(
        told.err.starts_with(COMMENT) && told.err.contains("open_module.rhai:2:1"),
        "{}",
        told.err
    );
}

#[test]
fn a_mistake_before_it_is_told_first_and_french_says_it_too() {
    let told = run(&["-e", "let a = ; /* x"]);
    assert!(
        told.err
            .starts_with("syntax error: a value is missing after `=`"),
        "{}",
        told.err
    );
    let mut french = command(&["-e", "/* x"]);
    let text = french.env("SANDBOX_LANG", "fr").ended().err;
    assert!(
        text.starts_with("erreur de syntaxe : ce commentaire n'est pas fermé"),
        "{text}"
    );
}
