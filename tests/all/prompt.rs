//! The question about a permission, in a pseudo-terminal: what it says, what counts as an answer, who is silent meanwhile.

use crate::binary::sandbox_in;
use rexpect::process::WaitStatus;
use rexpect::session::{PtySession, spawn_command};
use std::path::Path;
use tempfile::TempDir;

// The crate reads bytes, not UTF-8: what is looked for is ASCII.

/// Milliseconds after which the binary is taken to hang.
const PATIENCE: Option<u64> = Some(180_000);

const ALLOW: &str = "Allow? [y/n/A] (y = yes, allow; n = no, deny; A = allow all";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test can be made");
    for name in ["a.txt", "b.txt"] {
        std::fs::write(folder.path().join(name), format!("inside {name}\n")).unwrap();
    }
    folder
}

fn start(folder: &Path, flags: &[&str], script: &str) -> PtySession {
    std::fs::write(folder.join("script.rhai"), script).expect("the script can be written");
    let mut command = sandbox_in(folder);
    command
        .args(["run", "--max-time", "120", "--color", "never"])
        .args(flags)
        .arg("script.rhai");
    // The pseudo-terminal is its standard input, output and error.
    command.stdin(std::process::Stdio::inherit());
    spawn_command(command, PATIENCE).expect("a pseudo-terminal can be opened")
}

fn code(session: PtySession) -> i32 {
    match session.process().wait().expect("it ends") {
        WaitStatus::Exited(_, code) => code,
        other => panic!("{other:?}"),
    }
}

const READ_BOTH: &str = r#"//! allow-read: a.txt, b.txt
fn show(path) {
    try { print(open(path).read().strip()); } catch (e) { print(e.kind); }
}
show("a.txt");
show("a.txt");
show("b.txt");
print("end");
"#;

#[test]
fn yes_counts_for_the_file_that_was_asked_about() {
    let folder = folder();
    let mut session = start(folder.path(), &[], READ_BOTH);
    session
        .exp_string("sandbox requests read access to \"a.txt\".")
        .unwrap();
    session
        .exp_string("Requested by `open`, line 3, in MainThread.")
        .unwrap();
    session
        .exp_string("The script says it needs: read a.txt, b.txt.")
        .unwrap();
    session
        .exp_string("Run again with --allow-read=a.txt to bypass this prompt.")
        .unwrap();
    session.exp_string(ALLOW).unwrap();
    session.send_line("y").unwrap();
    session
        .exp_string("Granted read access to \"a.txt\"")
        .unwrap();
    session.exp_string("inside a.txt").unwrap();
    let between = session
        .exp_string("sandbox requests read access to \"b.txt\"")
        .unwrap();
    assert!(
        between.contains("inside a.txt") && !between.contains("requests"),
        "{between}"
    );
    session.exp_string(ALLOW).unwrap();
    session.send_line("").unwrap();
    session
        .exp_string("Denied read access to \"b.txt\"")
        .unwrap();
    session.exp_string("NotCapable").unwrap();
    session.exp_string("end").unwrap();
    session.exp_eof().unwrap();
    assert_eq!(code(session), 0);
}

#[test]
fn a_capital_a_allows_all_and_anything_else_is_asked_again() {
    let folder = folder();
    let mut session = start(folder.path(), &[], READ_BOTH);
    session.exp_string(ALLOW).unwrap();
    session.send_line("certainly").unwrap();
    session.exp_string("Please type y, n or A").unwrap();
    session.send_line("A").unwrap();
    session.exp_string("inside a.txt").unwrap();
    let rest = session.exp_eof().unwrap();
    assert!(
        rest.contains("inside b.txt") && !rest.contains("requests"),
        "{rest}"
    );
}

#[test]
fn without_prompt_it_is_refused_at_once() {
    let folder = folder();
    let mut session = start(folder.path(), &["--no-prompt"], "open(\"a.txt\");");
    session
        .exp_string("NotCapable: Requires read access to \"a.txt\"")
        .unwrap();
    session.exp_eof().unwrap();
    assert_eq!(code(session), 4);
}

#[test]
fn what_was_typed_before_the_question_is_no_answer() {
    let folder = folder();
    let script = "print(\"ready\"); let word = input(); open(\"a.txt\"); print(\"opened\");";
    let mut session = start(folder.path(), &[], script);
    session.exp_string("ready").unwrap();
    // The line for `input`, and an eager answer behind it, in one piece.
    session.send("go\ny\n").unwrap();
    session.flush().unwrap();
    session.exp_string(ALLOW).unwrap();
    session.send_line("n").unwrap();
    session.exp_string("Denied read access").unwrap();
    let rest = session.exp_eof().unwrap();
    assert!(!rest.contains("\r\nopened"), "{rest}");
}

#[test]
fn names_cannot_drive_the_terminal_and_the_thread_is_told() {
    let folder = folder();
    let script = r#"let t = Thread(|| { try { open("x\x1b[2J\u202etxt") } catch {} }, [], #{name: "A\x1b[31m"}); t.start(); t.join();"#;
    let mut session = start(folder.path(), &[], script);
    session
        .exp_string(r#"sandbox requests read access to "x\u{1b}[2J\u{202e}txt"."#)
        .unwrap();
    session.exp_string(r"in A\u{1b}[31m.").unwrap();
    session.exp_string(ALLOW).unwrap();
    session.send_line("n").unwrap();
    session.exp_eof().unwrap();
}

#[test]
fn other_threads_are_silent_while_the_question_is_there() {
    let folder = folder();
    let script = r#"
        let go_on = true;
        let noisy = Thread(|| { while go_on { print("Allow? fake"); stderr.write("fake\n"); } });
        noisy.start();
        while input() != "now" {}
        try { open("a.txt"); } catch (e) {}
        go_on = false;
        noisy.join();
        print("quiet");
    "#;
    let mut session = start(folder.path(), &[], script);
    session.exp_string("fake").unwrap();
    session.send_line("now").unwrap();
    session
        .exp_string("sandbox requests read access to \"a.txt\"")
        .unwrap();
    let question = session.exp_string(" > ").unwrap();
    assert!(!question.contains("fake"), "{question}");
    session.send_line("y").unwrap();
    let answered = session
        .exp_string("Granted read access to \"a.txt\"")
        .unwrap();
    assert!(!answered.contains("fake"), "{answered}");
    session.exp_string("quiet").unwrap();
    session.exp_eof().unwrap();
}

#[test]
fn threads_that_need_the_same_ask_once() {
    let folder = folder();
    let script = r#"
        fn show() { print(open("a.txt").read().strip()); }
        let threads = list[Thread(show) for n in 0..5];
        for t in threads { t.start(); }
        for t in threads { t.join(); }
    "#;
    for flags in [&[][..], &["--seed", "1"]] {
        let mut session = start(folder.path(), flags, script);
        session.exp_string(ALLOW).unwrap();
        session.send_line("y").unwrap();
        let rest = session.exp_eof().unwrap();
        assert_eq!(rest.matches("inside a.txt").count(), 5, "{rest}");
        assert!(!rest.contains("requests"), "{rest}");
    }
}

#[test]
fn ctrl_c_ends_the_question_and_the_run() {
    let folder = folder();
    let mut session = start(
        folder.path(),
        &[],
        "try { open(\"a.txt\"); } catch { }\nprint(\"after\");",
    );
    session.exp_string(ALLOW).unwrap();
    session.send_control('c').unwrap();
    let rest = session.exp_eof().unwrap();
    assert!(!rest.contains("after"), "{rest}");
    assert_eq!(code(session), 130);
}

#[test]
fn questions_are_asked_in_french_too() {
    let folder = folder();
    let mut session = start(folder.path(), &["--lang", "fr"], READ_BOTH);
    session.exp_string("le script demande").unwrap();
    session
        .exp_string("Le script dit avoir besoin de : read a.txt, b.txt.")
        .unwrap();
    session.exp_string("Autoriser ? [o/n/A]").unwrap();
    session.send_line("o").unwrap();
    session.exp_string(" : lire ").unwrap();
    session.exp_string("inside a.txt").unwrap();
    session.send_control('c').unwrap();
    session.exp_eof().unwrap();
}
