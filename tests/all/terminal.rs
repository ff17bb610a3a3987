//! What comes out of the program, where it comes out: to a device that takes nothing, and to a terminal that a script has driven before. Names and
//! texts of a script neither drive the terminal nor look like lines of a report.

use crate::binary::{Ended, File, Run, command, run};
use rexpect::session::spawn_command;
use sandbox::messages::{CLEAR_BELOW, READABLE};
use std::fs::OpenOptions;
use std::process::{Command, Stdio};

/// A run whose standard output cannot be written.
fn to_full_device(mut command: Command) -> (Option<i32>, String) {
    let full = OpenOptions::new().write(true).open("/dev/full");
    let output = command
        .stdout(full.expect("Linux has such a device"))
        .output()
        .expect("the program starts");
    let ended = Ended::from(output);
    (ended.code, ended.err)
}

const LOST: &str = "error: what was printed is lost: cannot write to standard output: no space is left on the device\n";

#[test]
fn output_that_is_lost_is_an_error_whatever_prints_it() {
    let script = File::new("full.rhai", "print(1);");
    let empty = File::new("empty.rhai", "let x = 1; x");
    let ways: &[&[&str]] = &[
        &["--help"],
        &["--version"],
        &["help", "run"],
        &["doc"],
        &["doc", "Lock"],
        &["doc", "--search", "with"],
        &["doc", "--definitions="],
        &["check", script.path()],
        &["dis", script.path()],
        &["-e", "6 * 7"],
        &["run", script.path()],
        &["run", "--seed", "1", script.path()],
        &["-e", "stdout.write(\"x\");"],
        &["-e", "print(\"x\", #{end: \"\"});"],
        &["-e", "debug(1);"],
        &["-e", "help(\"Lock\");"],
        &["-e", "let t = Thread(|| print(1)); t.start(); t.join();"],
        &["-e", "Thread(|| print(1), #{daemon: false}).start();"],
        &["-e", "print(1); exit(0);"],
        &["-e", "try { print(1); stdout.flush(); } catch { }"],
    ];
    for words in ways {
        assert_eq!(
            to_full_device(command(words)),
            (Some(1), LOST.into()),
            "{words:?}"
        );
    }
    assert_eq!(
        to_full_device(command(&["run", empty.path()])),
        (Some(0), String::new())
    );
    let (code, errors) = to_full_device(command(&["-e", "print(1); exit(7);"]));
    assert_eq!((code, &*errors), (Some(7), LOST));
    let mut french = command(&["-e", "print(1);"]);
    french.env("SANDBOX_LANG", "fr");
    let (code, errors) = to_full_device(french);
    assert_eq!(code, Some(1));
    assert!(errors.contains("il n'y a plus de place"), "{errors}");
}

#[test]
fn a_script_learns_that_its_output_cannot_be_written() {
    let long = "for i in 0..20_000 { print(\"xxxxxxxxxx\"); }";
    let (code, errors) = to_full_device(command(&["-e", long]));
    assert_eq!(code, Some(1));
    assert_eq!(errors.matches("rror").count(), 1, "{errors}");
    assert!(
        errors.starts_with("OSError: cannot write to stdout"),
        "{errors}"
    );
    let caught = "try { print(1); stdout.flush(); } catch (e) { stderr.write(e.kind + \"\\n\"); }";
    let (code, errors) = to_full_device(command(&["-e", caught]));
    assert_eq!((code, &*errors), (Some(1), &*format!("OSError\n{LOST}")));
    // The script's own error is told all the same.
    let (code, errors) = to_full_device(command(&["-e", "print(1); throw \"own\";"]));
    assert_eq!(code, Some(1));
    assert!(errors.contains("own") && errors.ends_with(LOST), "{errors}");
    let in_thread = "print(1); Thread(|| throw \"own\").start();";
    let (code, errors) = to_full_device(command(&["-e", in_thread]));
    assert_eq!(code, Some(1));
    assert!(errors.contains("own") && errors.ends_with(LOST), "{errors}");
}

#[test]
fn a_closed_pipe_is_a_quiet_end() {
    let mut child = command(&["-e", "loop { print(1); }"]).started();
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    let ended = Ended::from(output);
    assert_eq!((ended.code, &*ended.err), (Some(141), ""));
}

/// A name that would draw a line of its own, hide it, and turn the direction of reading.
const FORGED: &str = r#""a\nerror: forged\x1b[8m\r\u202e\u200b""#;

#[test]
fn names_and_texts_cannot_forge_or_hide_lines_of_reports() {
    let scripts = [
        "let l = Lock(); l.acquire(); let t = Thread(|| l.acquire(), #{name: NAME}); t.start(); t.join();",
        "let t = Thread(|| throw 1, #{name: NAME}); t.start();",
        "throw NAME;",
        "let t = Thread(|| throw NAME); t.start();",
        "let m = #{}; m[NAME] = 1; throw m;",
        "throw #{kind: NAME, message: NAME};",
        "#{}.call(NAME);",
        "Fn(NAME).call(1);",
        "open(NAME);",
        "import NAME as m;",
        "int(NAME);",
        "eval(NAME);",
        "getattr(1, NAME);",
        "call([NAME]);",
        "socket().connect(NAME, 80);",
    ];
    for script in scripts {
        for flags in [&["run"][..], &["run", "--seed", "1"]] {
            let file = File::new("forged.rhai", script.replace("NAME", FORGED));
            let told = run(&[flags, &["--allow-read=nowhere", file.path()]].concat());
            assert_ne!(told.code, Some(0), "{script}");
            let lines: Vec<&str> = told.err.lines().collect();
            let is_forged = |line: &&&str| line.starts_with("error: forged");
            assert_eq!(lines.iter().find(is_forged), None, "{script}\n{}", told.err);
            let is_raw = |char: char| matches!(char, '\x1b' | '\r' | '\u{202e}' | '\u{200b}');
            assert!(!told.err.contains(is_raw), "{script}\n{:?}", told.err);
        }
    }
}

#[test]
fn names_of_files_cannot_forge_lines_either() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a\nerror: forged\x1b[8m.rhai");
    std::fs::write(&path, "let x = ;").expect("a file of this name");
    let path = path.to_str().expect("text");
    let missing = format!("{path}.not");
    for words in [
        &["run", path][..],
        &["check", path],
        &["dis", path],
        &["run", &missing],
        &["check", &missing],
        &["check", folder.path().to_str().expect("text")],
    ] {
        let told = run(words);
        let all = format!("{}{}", told.out, told.err);
        assert!(!all.contains('\x1b'), "{words:?}\n{all:?}");
        assert!(
            !all.lines().any(|line| line.starts_with("error: forged")),
            "{words:?}\n{all}"
        );
    }
}

/// In a pseudo-terminal: what the program writes until the end.
fn on_terminal(script: &str, words: &[&str], answer: Option<&str>) -> String {
    let mut command = command(words);
    command
        .args(["--color", "never", "-e", script])
        .env("TERM", "xterm")
        .stdin(Stdio::inherit());
    let mut session = spawn_command(command, Some(60_000)).expect("a pseudo-terminal");
    let before = match answer {
        Some(answer) => {
            let asked = session.exp_string("Allow? ").expect("a question");
            session.send_line(answer).expect("somebody reads");
            asked
        }
        None => String::new(),
    };
    let after = session.exp_eof().expect("the end");
    format!("{before}{after}")
}

#[test]
fn a_question_is_asked_on_a_terminal_in_order() {
    // Invisible, with a hidden cursor, in one row only, in letters that draw lines, in a title that never ends.
    for drawn in [
        "\\x1b[8m",
        "\\x1b[?25l",
        "\\x1b[1;1r",
        "\\x1b(0",
        "\\x1b]0;",
        "half a line",
        "",
    ] {
        let script =
            format!("stdout.write(\"{drawn}\"); try {{ open(\"Cargo.toml\") }} catch {{ }}");
        let shown = on_terminal(&script, &[], Some("n"));
        let (before, _) = shown.split_once("sandbox requests").expect("a question");
        let in_order = |line: &str| before.contains(&format!("{READABLE}{line}{CLEAR_BELOW}"));
        assert!(in_order("") || in_order("\r\n"), "{before:?}");
        assert!(drawn.is_empty() || in_order("\r\n"), "{before:?}");
    }
}

#[test]
fn a_report_is_shown_on_a_terminal_in_order() {
    let shown = on_terminal("print(\"\\x1b[8mhidden\"); throw 1;", &[], None);
    let (before, _) = shown.split_once("error:").expect("a report");
    assert!(before.contains(READABLE), "{before:?}");
    // In a line of its own, and with nothing more where the script only printed.
    let shown = on_terminal("print(\"«é»\", #{end: \"\"}); throw 1;", &[], None);
    // The bytes of the text come as letters of their own.
    assert!(shown.contains("\r\nerror:"), "{shown:?}");
    assert!(!shown.contains('\x1b'), "{shown:?}");
    let shown = on_terminal("print(1); Thread(|| throw 1).start();", &[], None);
    assert!(shown.starts_with("1\r\nException in thread"), "{shown:?}");
    assert!(!shown.contains('\x1b'), "{shown:?}");
}
