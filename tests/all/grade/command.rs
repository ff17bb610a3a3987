//! `sandbox grade` as teachers and students type it.

use crate::binary::{Ended, Run, package, sandbox_in};
use crate::trace::schema::faults;
use serde_json::Value;
use std::path::Path;
use std::process::Command;

const COUNTER: &str = "data/assignments/incremente";

fn grade(words: &[&str]) -> Command {
    let mut command = sandbox_in(package());
    command.arg("grade").args(words);
    command
}

fn graded(words: &[&str]) -> Ended {
    grade(words).ended()
}

/// A class of twenty made from the proofs of an assignment: a folder each.
fn class(folder: &Path) {
    let proofs = |which: &str| {
        let folder = package().join(COUNTER).join("proof").join(which);
        let mut paths: Vec<_> = std::fs::read_dir(folder)
            .expect("proofs")
            .map(|entry| entry.expect("a proof").path())
            .collect();
        // Looping until every schedule is cut takes long without optimisation.
        paths.retain(|path: &std::path::PathBuf| !path.ends_with("attente_active.rhai"));
        paths.sort();
        paths
    };
    let all: Vec<_> = proofs("right").into_iter().chain(proofs("wrong")).collect();
    for number in 0..20 {
        let student = folder.join(format!(
            "ÉTUDIANT {number:02}_{number}_assignsubmission_file_"
        ));
        std::fs::create_dir_all(&student).expect("a folder");
        // No two are the same, so that each is marked.
        let text = std::fs::read_to_string(&all[number % all.len()]).expect("a script");
        std::fs::write(
            student.join("incremente.rhai"),
            format!("{text}\n// {number}\n"),
        )
        .expect("a file");
    }
}

fn path(folder: &tempfile::TempDir, name: &str) -> String {
    folder.path().join(name).to_str().expect("text").to_string()
}

#[test]
fn a_right_solution_gets_everything_and_a_wrong_one_its_reason() {
    let right = graded(&[
        "--no-isolation",
        "--lang",
        "fr",
        "-f",
        "terminal",
        COUNTER,
        &format!("{COUNTER}/proof/right/solution.rhai"),
    ]);
    assert_eq!(right.code, Some(0), "{}{}", right.out, right.err);
    assert!(right.out.contains("note : 20/20"), "{}", right.out);
    let wrong = graded(&[
        "--no-isolation",
        "--lang",
        "fr",
        "-f",
        "terminal",
        COUNTER,
        &format!("{COUNTER}/proof/wrong/sans_verrou.rhai"),
    ]);
    assert_eq!(wrong.code, Some(1), "{}{}", wrong.out, wrong.err);
    for words in [
        "✗ 0/5",
        "mise à jour perdue",
        "rejoué 10/10",
        "à rejouer : sandbox run --seed",
        "conseil : ",
    ] {
        assert!(wrong.out.contains(words), "no `{words}` in\n{}", wrong.out);
    }
}

#[test]
fn the_same_class_gets_the_same_bytes_however_many_are_marked_at_a_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let students = folder.path().join("class");
    class(&students);
    let students = students.to_str().expect("text");
    let results = |jobs: &str, name: &str| {
        let (json, csv, zip) = (
            path(&folder, &format!("{name}.json")),
            path(&folder, &format!("{name}.csv")),
            path(&folder, &format!("{name}.zip")),
        );
        let ended = graded(&[
            "--no-isolation",
            "--stable",
            "--jobs",
            jobs,
            "-f",
            &format!("json={json}"),
            "-f",
            &format!("csv={csv}"),
            "--feedback",
            &zip,
            COUNTER,
            students,
        ]);
        assert_eq!(ended.code, Some(1), "{}", ended.err);
        [json, csv, zip].map(|file| std::fs::read(file).expect("it was written"))
    };
    let first = results("1", "one");
    // A release is looked at a hundred times: `SANDBOX_REPETITIONS=100 cargo test --release the_same_class`.
    let asked = std::env::var("SANDBOX_REPETITIONS").ok();
    let repetitions = asked.and_then(|asked| asked.parse().ok()).unwrap_or(1);
    for (jobs, number) in ["3", "8", "1", "2"].iter().cycle().zip(0..repetitions) {
        let name = format!("again-{number}");
        assert!(
            first == results(jobs, &name),
            "other results in repetition {number} with {jobs} jobs"
        );
    }
    let value: Value = serde_json::from_slice(&first[0]).expect("JSON");
    let schema: Value = serde_json::from_str(include_str!("../../../data/schemas/results.v1.json"))
        .expect("a schema");
    let wrong = faults(&schema, &value);
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(
        (
            value["left"].as_u64(),
            value["submissions"].as_array().map(Vec::len)
        ),
        (Some(0), Some(20))
    );
    // Going on with what is there marks nothing again, and one that has changed.
    let json = path(&folder, "one.json");
    std::fs::write(
        Path::new(students).join("ÉTUDIANT 03_3_assignsubmission_file_/incremente.rhai"),
        "print(1);",
    )
    .expect("a file");
    let again = graded(&[
        "--no-isolation",
        "--stable",
        "--resume",
        &json,
        "-f",
        "json",
        COUNTER,
        students,
    ]);
    let again: Value = serde_json::from_str(&again.out).expect("JSON");
    let (before, after) = (
        value["submissions"].as_array().expect("a list"),
        again["submissions"].as_array().expect("a list"),
    );
    let changed: Vec<usize> = (0..20)
        .filter(|place| before[*place] != after[*place])
        .collect();
    assert_eq!(changed, [3]);
}

#[test]
fn results_are_whole_whenever_marking_is_ended() {
    let folder = tempfile::tempdir().expect("a folder");
    let students = folder.path().join("class");
    class(&students);
    let json = path(&folder, "results.json");
    for enough in [0, 1, 4, 9] {
        let _ = std::fs::remove_file(&json);
        let students = students.to_str().expect("text");
        let mut child = grade(&[
            "--no-isolation",
            "--stable",
            "-f",
            &format!("json={json}"),
            COUNTER,
            students,
        ])
        .started();
        loop {
            let is_over = child.try_wait().expect("it is a child").is_some();
            if let Ok(text) = std::fs::read_to_string(&json) {
                let value: Value =
                    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
                let marked = value["submissions"].as_array().map_or(0, Vec::len) as u64;
                assert_eq!(value["left"].as_u64().map(|left| left + marked), Some(20));
                if marked >= enough {
                    break;
                }
            }
            assert!(!is_over, "it ended without results");
            std::thread::yield_now();
        }
        // As `kill -9` does.
        let _ = child.kill();
        let _ = child.wait();
        let text = std::fs::read_to_string(&json).expect("it was there");
        assert!(serde_json::from_str::<Value>(&text).is_ok(), "{text}");
    }
}

#[test]
fn what_cannot_be_marked_is_told_before_anything_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = format!("{COUNTER}/proof/right/solution.rhai");
    let told = |words: &[&str], code: i32, text: &str| {
        let ended = graded(words);
        assert_eq!(
            ended.code,
            Some(code),
            "{words:?}: {}{}",
            ended.out,
            ended.err
        );
        assert!(ended.err.contains(text), "{words:?}: {}", ended.err);
    };
    told(&[COUNTER, "nowhere.rhai"], 2, "nowhere.rhai cannot be read");
    told(&["nowhere", &script], 2, "nowhere");
    told(&["-f", "jsn", COUNTER, &script], 2, "did you mean `json`?");
    told(
        &["-f", "json", "-f", "csv", COUNTER, &script],
        2,
        "cannot both go to standard output",
    );
    told(
        &["--only", "totl", COUNTER, &script],
        2,
        "did you mean `total`?",
    );
    told(
        &[
            "--no-isolation",
            "-f",
            "json=/proc/x/y.json",
            COUNTER,
            &script,
        ],
        3,
        "cannot be written",
    );
    told(
        &[COUNTER, folder.path().to_str().expect("text")],
        2,
        "nothing is handed in",
    );
    told(
        &["--moodle", &script, COUNTER, &script],
        2,
        "no grading worksheet",
    );
}

#[test]
fn standard_input_other_checks_and_coderunner() {
    let text =
        std::fs::read_to_string(package().join(COUNTER).join("proof/wrong/sans_verrou.rhai"))
            .expect("a script");
    let ended = grade(&[
        "--no-isolation",
        "--lang",
        "fr",
        "-f",
        "coderunner",
        COUNTER,
        "-",
    ])
    .ended_after(&text);
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    let value: Value = serde_json::from_str(&ended.out).expect("one object");
    assert!(
        value["fraction"]
            .as_f64()
            .is_some_and(|fraction| fraction < 1.0)
    );
    assert!(
        value["prologuehtml"]
            .as_str()
            .is_some_and(|html| html.contains("mise à jour perdue"))
    );
    let only = grade(&["--no-isolation", "--only", "two-threads", COUNTER, "-"]).ended_after(&text);
    assert_eq!(only.code, Some(0), "{}", only.out);
    let public: Value = serde_json::from_str(
        &grade(&["--no-isolation", "--public", COUNTER, "-"])
            .ended_after(&text)
            .out,
    )
    .expect("JSON");
    assert!(
        public["submissions"][0]["checks"]
            .as_array()
            .expect("a list")
            .iter()
            .all(|check| check["visible"] == "always")
    );
}

#[test]
fn another_name_counts_for_a_file_by_itself_and_not_in_a_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = std::fs::read(package().join(COUNTER).join("proof/right/solution.rhai"));
    let text = text.expect("a script");
    for file in [
        "alice/essai.rhai",
        "bob/un.rhai",
        "bob/deux.rhai",
        "carl/incremente.rhai",
        "carl/brouillon.rhai",
        "dora/Incremente (1).rhai",
    ] {
        let path = folder.path().join("rendus").join(file);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        std::fs::write(path, &text).expect("a file");
    }
    let told = |name: &str| {
        let name = path(&folder, name);
        graded(&["--no-isolation", "-f", "terminal", COUNTER, &name]).out
    };
    let missing = "nothing was handed in under the expected name; missing-file; beside the program, not judged: ";
    let taken = "Incremente (1).rhai was marked as `incremente.rhai`";
    let class = told("rendus");
    for line in [
        format!("     0  alice  {missing}essai.rhai\n"),
        format!("     0  bob    {missing}deux.rhai, un.rhai\n"),
        format!("    20  dora   {taken}\n"),
        "    20  carl   beside the program, not judged: brouillon.rhai\n".to_owned(),
    ] {
        assert!(class.contains(&line), "{line}\n{class}");
    }
    let (folder_of_alice, one) = (told("rendus/alice"), told("rendus/alice/essai.rhai"));
    let hint = "handed in: essai.rhai; the script counts under the name `incremente.rhai`: rename it, or mark the file by itself: sandbox grade ASSIGNMENT FILE";
    assert!(folder_of_alice.contains(hint), "{folder_of_alice}");
    assert!(one.contains("mark: 20/20"), "{one}");
}

/// What the replay commands of these results print, run as they are told.
fn replayed(folder: &Path, results: &Value) -> Vec<(String, String)> {
    let checks = results["submissions"][0]["checks"].as_array();
    let told = checks.expect("checks").iter().filter_map(|check| {
        let command = check["replay"].as_str()?;
        let binary = sandbox_in(folder).get_program().to_os_string();
        let binary = binary.to_str().expect("text").to_owned();
        let run = Command::new("sh")
            .args([
                "-c",
                &command.replace("sandbox run", &format!("'{binary}' run --lang en")),
            ])
            .current_dir(folder)
            .output()
            .expect("a shell");
        let said = [run.stdout, run.stderr].concat();
        let reason = check["reason"].as_str().unwrap_or_default();
        Some((
            reason.to_owned(),
            String::from_utf8_lossy(&said).into_owned(),
        ))
    });
    told.collect()
}

#[test]
fn replay_commands_show_what_is_claimed() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    };
    write(
        "tp/assignment.toml",
        b"format = 1\nsubmit = \"s.rhai\"\n[[check]]\npoints = 1\nno_deadlock = true\n[[check]]\npoints = 1\norder_of_locks = true\n[[check]]\npoints = 1\nordered = \"all\"\n",
    );
    write("tp/proof/right/s.rhai", b"print(1);\n");
    let text = "// un \u{e9}t\u{e9}\nlet locks = [Lock(), Lock()]; let n = 0;\nlet t = Thread(|| { with locks[0] { n += 1; with locks[1] { } } });\nt.start();\nwith locks[1] { n += 1; with locks[0] { } }\nt.join();\n";
    let latin: Vec<u8> = text.chars().map(|letter| letter as u8).collect();
    write("utf8.rhai", text.as_bytes());
    write("latin.rhai", &latin);
    for script in ["utf8.rhai", "latin.rhai"] {
        let mut command = sandbox_in(folder.path());
        let ended = command
            .args(["grade", "--no-isolation", "-f", "json", "tp", script])
            .ended();
        let results: Value = serde_json::from_str(&ended.out).expect("results");
        let replayed = replayed(folder.path(), &results);
        assert_eq!(replayed.len(), 3, "{}", ended.out);
        let said = |reason: &str| {
            let found = replayed.iter().find(|(other, _)| other == reason);
            &found.expect("it was replayed").1
        };
        assert!(said("deadlock").contains("deadlock: 2 threads can never continue"));
        // The locks have the same numbers there.
        let order = &results["submissions"][0]["checks"];
        let order = order.as_array().expect("checks").iter();
        let order = order.clone().find(|check| check["reason"] == "lock-order");
        let order = order.expect("it is told")["message"]["en"].to_string();
        assert!(
            order.contains("`Lock #1`") && order.contains("`Lock #2`"),
            "{order}"
        );
        assert!(said("lock-order").contains("takes Lock #2 while it holds Lock #1"));
        assert!(said("unordered-access").contains("lock is held"));
    }
}

#[test]
fn replay_commands_find_files_programs_input_and_companions_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    write(
        "tp/assignment.toml",
        r#"format = 1
submit = "s.rhai"
start_time = 2030-05-06T07:08:09
[program.ping]
cases = [{ exit = 0, takes = 1, stdout = "ping {last}\n" }]
[run.monde]
args = ["deux mots", "x"]
stdin = "ligne\n"
env = { QUI = "moi" }
files = [{ "mots.txt" = "un deux" }]
with = [{ script = "client.rhai", args = ["7"], start = "listening:50007" }]
[run.module]
main = "call"
with = [{ script = "deux.rhai" }]
[[check]]
id = "deadlock"
run = "monde"
points = 1
no_deadlock = true
[[check]]
id = "out"
run = "monde"
points = 1
stdout = "rien\n"
[[check]]
id = "called"
run = "module"
of = "deux"
points = 1
stdout = "2\n"
"#,
    );
    write(
        "tp/with/client.rhai",
        "let s = create_connection([\"localhost\", 50007]);\ns.sendall(argv[1]);\ns.close();\n",
    );
    write(
        "tp/with/deux.rhai",
        "import \"submission\" as s;\nlet c = s::Compte();\nlet ts = list[Thread(|| c.plus()) for i in range(0, 2)];\nfor t in ts { t.start(); }\nfor t in ts { t.join(); }\nprint(c.n);\n",
    );
    let server = r#"class Compte { init() { this.n = 0; } plus() { this.n += 1; } }
fn main() {
    let s = socket(AF_INET, SOCK_STREAM);
    s.bind(["", 50007]);
    s.listen(1);
    let recu = s.accept()[0].recv(10).decode();
    print(argv[1], input(), os::getenv("QUI"), open("mots.txt").read(), recu, check_output(["ping", "a"], #{text: true}).strip(), time::ctime());
    let locks = [Lock(), Lock()];
    let t = Thread(|| { with locks[0] { with locks[1] { } } });
    t.start();
    with locks[1] { with locks[0] { } }
    t.join();
}
if argv.len() > 2 { main(); }
"#;
    write("tp/proof/right/s.rhai", server);
    write("s.rhai", server);
    let ended = sandbox_in(folder.path())
        .args(["grade", "--no-isolation", "-f", "json", "tp", "s.rhai"])
        .ended();
    let results: Value = serde_json::from_str(&ended.out).unwrap_or_else(|_| panic!("{ended:?}"));
    let replayed = replayed(folder.path(), &results);
    assert_eq!(replayed.len(), 3, "{}", ended.out);
    let found = "deux mots ligne moi un deux 7 ping a Mon May  6 07:08:10 2030\n";
    let said = |reason: &str| {
        let all = replayed.iter().filter(|(other, _)| other == reason);
        all.map(|(_, said)| said.as_str()).collect::<Vec<_>>()
    };
    assert!(
        said("deadlock")
            .iter()
            .any(|said| said.contains("deadlock: 2 threads")),
        "{replayed:?}"
    );
    assert!(
        said("deadlock").iter().all(|said| said.contains(found)),
        "{replayed:?}"
    );
    assert!(
        said("lost-update").iter().any(|said| said.contains("1\n")),
        "{replayed:?}"
    );
}
