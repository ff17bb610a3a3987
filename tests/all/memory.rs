//! The memory of a whole process stays near the limit, whatever a script does: measured from outside. What the scripts
//! print and how they end is asked in `doors`.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use wait4::Wait4;

use crate::apart::apart;
use crate::binary::Run;
use crate::case::{cases, scripts_under};

/// What a process may take beyond the limit: stacks, the program itself, what is counted late.
const BEYOND: u64 = 64 << 20;

/// Threads that take much and give it back, in turns, but for a little at the end of what they took.
const IN_TURNS: &str = "
let lock = Lock();
let kept = [];
fn work(i) {
    with lock {
        let a = [];
        for k in 0..30000 { a.push(`a text of some letters, and more of them than fit inside, number ${k} of ${i}`); }
        kept.push(a.pop());
    }
}
let threads = list[Thread(work, [i]) for i in range(THREADS)];
for t in threads { t.start(); }
for t in threads { t.join(); }
";

/// Threads that take and give back at once.
const AT_ONCE: &str = "
fn work(i) {
    for round in 0..5 {
        let a = [];
        for k in 0..4000 { a.push(`text ${k} of ${i}`); }
    }
}
let threads = list[Thread(work, [i]) for i in range(THREADS)];
for t in threads { t.start(); }
for t in threads { t.join(); }
";

/// Threads that wait deep inside of calls from natives: their stacks have been touched.
const DEEP_STACKS: &str = "
let go = Event();
fn deep(n) { if n == 0 { go.wait(); return 0; } [n].map(|x| deep(x - 1)) }
let threads = list[Thread(deep, [30]) for i in range(10 * THREADS)];
for t in threads { t.start(); }
go.set();
for t in threads { t.join(); }
";

/// Texts that wait in queues.
const QUEUES: &str = "
let q = Queue();
fn work(i) { for k in 0..20000 { q.put(`a text of some letters that waits, number ${k} of ${i}`); } }
let threads = list[Thread(work, [i]) for i in range(THREADS)];
for t in threads { t.start(); }
for t in threads { t.join(); }
";

#[test]
fn a_process_never_takes_much_more_than_its_limit() {
    apart(
        "memory::a_process_never_takes_much_more_than_its_limit",
        || {
            let mut scripts = scripts_under(&cases().join("doors/limits"));
            scripts.retain(|script| script.to_string_lossy().contains("/memory_"));
            assert!(scripts.len() >= 8, "the cases have gone: {scripts:?}");
            for script in scripts {
                check_peak(&script, "64m", &[]);
            }
        },
    );
}

#[test]
fn neither_freed_memory_nor_stacks_go_beyond_the_limit() {
    let mut scripts = Vec::new();
    for (name, text) in [
        ("in_turns", IN_TURNS),
        ("at_once", AT_ONCE),
        ("stacks", DEEP_STACKS),
        ("queues", QUEUES),
    ] {
        for threads in ["16", "64"] {
            scripts.push((
                format!("{name}_{threads}.rhai"),
                text.replace("THREADS", threads),
            ));
        }
    }
    check_peaks(
        "memory::neither_freed_memory_nor_stacks_go_beyond_the_limit",
        scripts,
    );
}

#[test]
fn a_long_script_does_not_go_beyond_the_limit() {
    let text = format!("let x = 1;\n{}", "x = x + 1;\n".repeat(300_000));
    let scripts = vec![("statements.rhai".to_string(), text)];
    check_peaks(
        "memory::a_long_script_does_not_go_beyond_the_limit",
        scripts,
    );
}

#[test]
fn a_long_text_for_eval_does_not_go_beyond_the_limit() {
    let text = "eval(\"let x = 1;\" + \"x = x + 1;\" * 300000)".to_string();
    let scripts = vec![("eval.rhai".to_string(), text)];
    check_peaks(
        "memory::a_long_text_for_eval_does_not_go_beyond_the_limit",
        scripts,
    );
}

/// The peaks of scripts under several limits, for the test with this name.
fn check_peaks(test: &str, scripts: Vec<(String, String)>) {
    apart(test, || {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in &scripts {
            let script = folder.path().join(name);
            std::fs::write(&script, text).expect("the folder can be written");
            // The more threads, the longer it takes.
            let limits: &[&str] = match name.contains("64") {
                true => &["100m"],
                false => &["16m", "100m", "1g"],
            };
            for limit in limits {
                check_peak(&script, limit, &[]);
            }
            if !name.contains("64") {
                check_peak(&script, "100m", &["--seed", "1"]);
            }
        }
    });
}

/// As what is typed into a pipe.
#[test]
fn what_comes_from_standard_input_stays_within_the_limit() {
    apart(
        "memory::what_comes_from_standard_input_stays_within_the_limit",
        || {
            let text = IN_TURNS.replace("THREADS", "16");
            let mut child = sandbox("16m", &[])
                .arg("-")
                .stdin(Stdio::piped())
                .spawn()
                .expect("the binary is built with the tests");
            let mut input = child.stdin.take().expect("a pipe");
            // It may have ended before it has read everything.
            let _ = input.write_all(text.as_bytes());
            drop(input);
            judge(child, "standard input", "16m");
        },
    );
}

/// Sockets whose readers never read: the kernel keeps little for them.
#[test]
fn full_sockets_hold_little() {
    let script = "
let server = socket();
server.bind([\"127.0.0.1\", 0]);
server.listen(32);
let all = [];
for i in 0..32 {
    let c = socket();
    c.connect(server.getsockname());
    all.push(c);
    all.push(server.accept()[0]);
}
let text = \"x\" * 65536;
let sent = 0;
for c in all {
    c.settimeout(0);
    c.setsockopt(SOL_SOCKET, SO_SNDBUF, 100000000);
    try { loop { sent += c.send(text); } } catch (e) { }
}
print(sent < 64 * 1000000);
";
    let output = sandbox("100m", &["--allow-net"])
        .args(["-e", script])
        .ended();
    assert_eq!(output.out, "true\n");
}

fn sandbox(limit: &str, flags: &[&str]) -> Command {
    let mut command = crate::binary::sandbox();
    command
        .args(["run", "--max-memory", limit, "--max-time", "60"])
        .args(flags)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

fn check_peak(script: &Path, limit: &str, flags: &[&str]) {
    let child = sandbox(limit, flags)
        .arg(script)
        .spawn()
        .expect("the binary is built with the tests");
    judge(child, &script.display().to_string(), limit);
}

fn judge(mut child: std::process::Child, what: &str, limit: &str) {
    let ended = child.wait4().expect("the process was started");
    let code = ended.status.code();
    assert!(matches!(code, Some(0 | 4)), "{what} ends with {code:?}");
    let peak = ended.rusage.maxrss;
    assert!(
        peak <= bytes(limit) + BEYOND,
        "{what} takes {peak} bytes of {limit}"
    );
}

fn bytes(limit: &str) -> u64 {
    let (digits, unit) = limit.split_at(limit.len() - 1);
    let number: u64 = digits.parse().expect("a number");
    number << if unit == "g" { 30 } else { 20 }
}
