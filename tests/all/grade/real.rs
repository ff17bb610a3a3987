//! Runs on real threads: the machine's own loopback, its own programs, its own clock.

use crate::binary::{Ended, Run, sandbox_in};
use serde_json::Value;
use std::path::Path;

const ASSIGNMENT: &str = r#"format = 1
submit = "s.rhai"
[run.vrai]
args = ["salut"]
runtime = "real"
times = 3
flaky = "accepted"
programs = ["echo"]
files = [{ "mots.txt" = "un deux\n" }]
[[check]]
id = "sound"
points = 2
sound = true
exit = 0
left_running = 0
[[check]]
id = "out"
points = 4
stdout = "salut\nun deux\nsalut\n"
printed_by = { lines = "deux", thread = "main" }
file = { "copie.txt" = "un deux\n" }
[[check]]
id = "threads"
points = 4
threads = { started = 1, peak = 1 }
duration = "<= 9"
calls = { program = "echo", count = 1 }
"#;

/// A server on a real port, a program of the machine, files of a folder of its own.
const RIGHT: &str = r#"let server = socket(AF_INET, SOCK_STREAM);
server.bind(["127.0.0.1", 0]);
server.listen(1);
let t = Thread(|| {
    let conn = server.accept()[0];
    conn.sendall(conn.recv(100));
    conn.close();
});
t.start();
let client = create_connection(server.getsockname());
client.sendall(argv[1]);
print(client.recv(100).decode());
t.join();
let mots = open("mots.txt").read();
open("copie.txt", "w").write(mots);
print(mots.strip());
print(check_output(["echo", argv[1]], #{text: true}).strip());
"#;

fn class(script: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    write("tp/assignment.toml", ASSIGNMENT);
    write("tp/proof/right/s.rhai", RIGHT);
    write("s.rhai", script);
    folder
}

fn graded(folder: &Path) -> Ended {
    let mut command = sandbox_in(folder);
    command
        .args(["grade", "-f", "json", "tp", "s.rhai"])
        .ended()
}

/// The note, and each check's reason.
fn marks(script: &str) -> (f64, Vec<String>, Value) {
    let ended = graded(class(script).path());
    let results: Value = serde_json::from_str(&ended.out).unwrap_or_else(|_| panic!("{ended:?}"));
    let submission = results["submissions"][0].clone();
    let checks = submission["checks"].as_array().cloned().unwrap_or_default();
    let reasons = checks
        .iter()
        .map(|check| check["reason"].as_str().unwrap_or_default().to_owned());
    let note = submission["note"].as_f64().expect("a note");
    (note, reasons.collect(), submission)
}

#[test]
fn real_sockets_programs_and_files_are_marked() {
    let (note, reasons, submission) = marks(RIGHT);
    assert_eq!(note, 10.0, "{submission:#}");
    assert_eq!(reasons, ["", "", "", ""]);
    let evidence = &submission["checks"][1]["evidence"];
    assert_eq!(
        (evidence["kind"].as_str(), evidence["schedules"].as_u64()),
        (Some("sampled"), Some(3))
    );
}

#[test]
fn what_real_threads_do_wrong_has_its_reason() {
    let without_thread =
        "print(\"salut\\nun deux\\nsalut\");\nopen(\"copie.txt\", \"w\").write(\"un deux\\n\");\n";
    assert_eq!(marks(without_thread).1, ["", "", "", "wrong-thread-count"]);
    let (_, reasons, submission) = marks("print(\"salut\");\nthrow \"non\";\n");
    assert_eq!(reasons[1], "runtime-error", "{submission:#}");
    let place = &submission["checks"][1]["place"];
    assert_eq!(
        (&place["file"], &place["line"], &place["text"]),
        (&"s.rhai".into(), &2.into(), &"throw \"non\";".into())
    );
    // Nobody can make it come again.
    assert_eq!(submission["checks"][1]["replay"], Value::Null);
    assert_eq!(
        marks("let q = Queue();\nlet t = Thread(|| { q.get(); });\nt.start();\nt.join();\n").1[1],
        "deadlock"
    );
    assert_eq!(
        marks("let t = Thread(|| { throw \"non\"; });\nt.start();\nt.join();\n").1[1],
        "thread-error"
    );
    assert_eq!(
        marks("loop { print(\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"); }\n").1[1],
        "output-limit"
    );
    assert_eq!(marks("let x = ;\n").1[0], "syntax");
}

#[test]
fn outside_of_its_folder_and_other_programs_are_refused() {
    for script in [
        "print(open(\"/etc/hostname\").read());\n",
        "call([\"true\"]);\n",
        "print(os::getenv(\"PATH\"));\n",
    ] {
        let (note, reasons, submission) = marks(script);
        assert_eq!(
            (note, reasons[1].as_str()),
            (0.0, "runtime-error"),
            "{submission:#}"
        );
        let message = submission["checks"][1]["message"]["en"]
            .as_str()
            .expect("a message");
        assert!(message.contains("access"), "{message}");
    }
}

#[test]
fn what_needs_the_controlled_runtime_is_refused_with_its_line() {
    let told = |before: &str, after: &str, text: &str| {
        let folder = class(RIGHT);
        let toml = ASSIGNMENT.replace(before, after);
        assert_ne!(toml, ASSIGNMENT);
        std::fs::write(folder.path().join("tp/assignment.toml"), &toml).expect("a file");
        let ended = graded(folder.path());
        assert_eq!(ended.code, Some(2), "{after}: {ended:?}");
        let line = 1 + toml
            .lines()
            .position(|line| after.lines().any(|new| new == line) && !ASSIGNMENT.contains(line))
            .expect("it is there");
        let place = format!("tp/assignment.toml:{line}:");
        assert!(
            ended.err.contains(text) && ended.err.contains(&place),
            "{place}: {}",
            ended.err
        );
    };
    told(
        "times = 3",
        "times = 3\nexplore = 5",
        "`explore` needs the controlled runtime",
    );
    told(
        "times = 3",
        "times = 3\nclock = \"any\"",
        "`clock` needs the controlled runtime",
    );
    told(
        "left_running = 0",
        "order_of_locks = true",
        "`order_of_locks` cannot be judged on real threads",
    );
    told(
        "left_running = 0",
        "proof = true",
        "`proof` cannot be judged on real threads",
    );
    let folder = class(RIGHT);
    let toml = ASSIGNMENT.replace("flaky = \"accepted\"\n", "");
    std::fs::write(folder.path().join("tp/assignment.toml"), toml).expect("a file");
    assert!(graded(folder.path()).err.contains("would depend on luck"));
}
