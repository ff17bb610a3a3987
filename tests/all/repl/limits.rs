//! Limits at the prompt: they end a line, or a thread, and never the session.

use super::{USUAL, sit_down};

#[test]
fn a_line_that_eats_memory_ends_and_the_variables_stay() {
    let mut sitting = sit_down(&["--color", "never", "--max-memory", "64m"], USUAL);
    sitting.dialogue(&[
        ("let kept = 42; let eaten = []", ">"),
        (
            "loop { eaten.push(\"x\" * 100000) }",
            "memory limit reached: the script uses more than 64 MiB",
        ),
        ("kept", "42\n"),
        ("let text = \"x\"; loop { text += text }", "memory limit reached"),
        ("eaten = (); text = (); list[n for n in 0..1000].len()", "1000\n"),
        (
            "try { let all = []; loop { all.push(\"y\" * 100000) } } catch { print(\"caught\") }",
            "`:reset` gives back all\n",
        ),
        (
            "let t = Thread(|| { let all = []; loop { all.push(\"y\" * 100000) } }); t.start(); t.join()",
            "Exception in thread Thread-1 (closure):\nerror: memory limit reached",
        ),
        ("kept + 1", "43\n"),
    ]);
    assert!(!sitting.terminal.shown().contains("\ncaught"));
    sitting.leave();
}

#[test]
fn time_counts_for_each_line() {
    for seed in [&[][..], &["--seed", "1"]] {
        let words = [&["--color", "never", "--max-time", "300ms"], seed].concat();
        let mut sitting = sit_down(&words, USUAL);
        let limit = "time limit reached: the script has run for 0.3 s (--max-time)";
        sitting.dialogue(&[
            ("let n = 0; loop { n += 1 }", limit),
            ("n > 0", "true\n"),
            ("while true {}", limit),
            ("with Lock() { input() }", limit),
            ("1 + 1", "2\n"),
        ]);
        sitting.leave();
    }
}

#[test]
fn operations_count_for_each_line_and_threads_for_all() {
    let words = [
        "--color",
        "never",
        "--max-operations",
        "50k",
        "--max-threads",
        "2",
    ];
    let mut sitting = sit_down(&words, USUAL);
    let limit = "operation limit reached: the script has run 50 000 operations";
    sitting.dialogue(&[
        ("let n = 0; loop { n += 1 }", limit),
        ("for i in 0..1000 { n += 1 }", ">"),
        ("loop { n += 1 }", limit),
        (
            "let gate = Event(); let wait = || gate.wait(); fn start(f) { Thread(f).start() }",
            ">",
        ),
        ("start(wait); start(wait)", ">"),
        (
            "let kind = (); try { start(wait) } catch (e) { kind = e.kind } kind",
            "\"RuntimeError\"\n",
        ),
        ("gate.set()", ">"),
        (":join", "all threads have ended"),
        ("fn deep(n) { deep(n + 1) }", ">"),
        ("deep(1)", "error: "),
        ("1 + 1", "2\n"),
    ]);
    sitting.leave();
}

#[test]
fn permissions_are_given_by_flags_and_asked_for_at_the_prompt() {
    let words = ["--color", "never", "--no-prompt", "--allow-read=Cargo.toml"];
    let mut sitting = sit_down(&words, USUAL);
    sitting.dialogue(&[
        ("open(\"Cargo.toml\").readline().strip()", "\"[package]\"\n"),
        (
            "open(\"README.md\")",
            "NotCapable: Requires read access to \"README.md\"",
        ),
        ("call([\"true\"])", "NotCapable"),
    ]);
    sitting.leave();
}
