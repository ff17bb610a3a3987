//! What the `:commands` do, as a person sees it.

use super::{USUAL, dialogue, sit_down, sit_down_with};

#[test]
fn a_session_is_saved_forgotten_and_loaded() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("kept.rhai").display().to_string();
    let (save, over) = (format!(":save {file}"), format!(":save! {file}"));
    let load = format!(":load {file}");
    let mut sitting = sit_down(&["--color", "never"], (60, 200));
    sitting.dialogue(&[
        (":save", "say which file"),
        (&save, "there is nothing to save yet"),
        ("let x = 6", ">"),
        ("1 / 0", "Division by zero"),
        (":time let y = 7", "took"),
        (":type fn sum() { x + y }", "()"),
        (&save, "kept.rhai`: 3 lines"),
        (&save, "exists already; `:save! "),
        ("let z = x * y", ">"),
        (&over, "kept.rhai`: 4 lines"),
        (":reset", "everything is forgotten"),
        ("x", "Variable not found: x"),
        (":vars", "nothing is defined yet"),
        (&load, ">"),
        ("[x, y, z, sum()]", "[6, 7, 42, 13]\n"),
    ]);
    sitting.leave();
    let saved = std::fs::read_to_string(&file).expect("it was saved");
    assert_eq!(
        saved,
        "let x = 6;\nlet y = 7;\nfn sum() { x + y }\nlet z = x * y;\n"
    );
}

#[test]
fn objects_say_how_they_show_and_a_text_that_waits_for_ever_ends_the_line() {
    dialogue(&[
        ("class P { to_string() { \"it is me\" } }", ">"),
        ("let p = P(); p", "it is me"),
        ("[p, #{a: p}]", "[it is me, #{a: it is me}]"),
        (":vars", "<P object>"),
        (
            "let lock = Lock(); lock.acquire(); class W { to_string() { lock.acquire(); \"w\" } }",
            ">",
        ),
        ("let w = W(); w", "deadlock"),
        (
            "class N { to_string() { 5 } } N()",
            "must give a text, not `i64`",
        ),
        ("class C { go(x) { 1 } go(x, y) { 2 } } help(C)", "go(x, y)"),
        ("help(C().go)", "fn go(x, y)"),
        ("6 * 7", "42"),
    ]);
}

#[test]
fn files_that_cannot_be_used_are_told_of() {
    let folder = tempfile::tempdir().expect("a folder");
    let bytes = folder.path().join("bytes.rhai");
    std::fs::write(&bytes, b"print(1);\n\xff").expect("it can be written");
    let load = format!(":load {}", bytes.display());
    dialogue(&[
        (":load", "say which file"),
        (
            ":load nothing.rhai",
            "cannot read `nothing.rhai`: there is no such file",
        ),
        (":load scripts", "cannot read `scripts`: it is a folder"),
        (&load, "line 2 is not UTF-8 text"),
        (":load -", "there is no such file"),
        ("let x = 1", ">"),
        (
            ":save nowhere/x",
            "cannot use `nowhere/x`: there is no such file or folder",
        ),
        (":save src", "`src` exists already"),
    ]);
}

#[test]
fn the_last_line_is_taken_to_an_editor() {
    let with = |editor: &str, lines: &[(&str, &str)]| {
        // Without a name, one that is installed would be taken.
        let path = std::env::var("PATH").unwrap_or_default();
        let path = if editor.is_empty() {
            "/"
        } else {
            path.as_str()
        };
        let variables = [("EDITOR", editor), ("VISUAL", ""), ("PATH", path)];
        let mut sitting = sit_down_with(&["--color", "never"], USUAL, &variables);
        sitting.dialogue(lines);
        sitting.leave();
    };
    with(
        "tests/programs/editor --wait",
        &[("1 + 1", "2\n"), (":edit", "41 + 1\n// by hand\n42\n")],
    );
    with("", &[(":edit", "set the variable EDITOR")]);
    with("false", &[("3", "3\n"), (":edit", ">"), ("_", "3\n")]);
    with(
        "no-such-editor",
        &[(
            ":edit",
            "cannot use `no-such-editor`: there is no such file",
        )],
    );
}

#[test]
fn commands_want_what_belongs_to_them() {
    dialogue(&[
        (":type", "an expression must follow"),
        (":time", "an expression must follow"),
        (":kill", "say which: `:kill NAME`"),
        (":kill MainThread", "`:quit` leaves"),
        (":seed", "say which number"),
        (":seed many", "say which number"),
        (":seed 7", "seed 7: threads take turns"),
        (":seed off", "real threads again"),
        (":doc", "`:doc NAME` for a name"),
        (":locks", "nothing that threads could wait for"),
        (":queues", "there is no queue"),
        (":scripts", "scripts/ping_pong.rhai"),
        (":helpme", "did you mean `:help`?"),
        (":x", "`:help` lists them"),
        (":", "`:help` lists them"),
        (":type 1.5", "f64"),
        (":time 6 * 7", "42\ntook"),
    ]);
}

#[test]
fn what_is_saved_is_a_script_that_loads() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("saved.rhai");
    let file = file.to_str().expect("text");
    let (save, load) = (format!(":save {file}"), format!(":load {file}"));
    dialogue(&[
        ("let a = 1 // premier", ">"),
        ("let m = #{b: 2}", ">"),
        ("let t = \"a // b\" /* c */", ">"),
        ("/* remark */", ">"),
        ("let = 3", "error"),
        ("fn f(x) { x + a } // f", ">"),
        ("let g = |x| { x } // g", ">"),
        (&save, "saved"),
        (":reset", ">"),
        (&load, ">"),
        (
            "`${a} ${m.b} ${t} ${f(1)} ${g.call(3)}`",
            "\"1 2 a // b 2 3\"\n",
        ),
    ]);
}

#[test]
fn what_python_s_prompt_knows_is_understood() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("given.rhai");
    std::fs::write(&file, "print(argv.len(), argv[1]);\n").expect("it can be written");
    let load = format!(":load {} \"three words\" 4", file.display());
    dialogue(&[
        ("fn sum(a, b) { a + b }", ">"),
        ("fn sum(a) { a }", ">"),
        ("sum??", "fn sum(a, b) { a + b }\n\nfn sum(a) { a }\n"),
        ("len??", "len("),
        ("dir()", "sum(a, b)"),
        ("vars()", "sum(a, b)"),
        (">>> 40 + 2", "42\n"),
        ("else { 2 }", "the row of the closing brace"),
        (":time 5x sum(1, 2)", "5 times: "),
        ("let n = 0", ">"),
        (":time 7x n += 1", "7 times: "),
        ("n", "7\n"),
        (&load, "3 three words\n"),
        ("fn dir() { \"mine\" } dir()", "mine"),
    ]);
}
