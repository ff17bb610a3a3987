//! `sandbox assignment` as a teacher meets it: words, exit codes, both languages.

use crate::binary::{File, Run, run, sandbox_in};
use sandbox::grade::assignment::Assignment;
use std::path::Path;

const COUNTER: &str = "let n = 0;\nlet m = Lock();\nfn f() { with m { n += 1; } }\n\
    let a = Thread(f);\nlet b = Thread(f);\na.start();\nb.start();\na.join();\nb.join();\nprint(n);\n";

const TOML: &str = "format = 1\nsubmit = \"compte.rhai\"\n[[check]]\nid = \"total\"\nsound = true\nstdout = \"2\"\n";

/// A folder with a right and a wrong solution, whose head says `reason`.
fn assignment(reason: &str) -> File {
    let file = File::new("assignment.toml", TOML);
    for folder in ["proof/right", "proof/wrong"] {
        std::fs::create_dir_all(file.folder().join(folder)).expect("a folder can be made");
    }
    let unlocked = COUNTER.replace("with m { n += 1; }", "n += 1;");
    write(file.folder(), "proof/right/solution.rhai", COUNTER);
    write(
        file.folder(),
        "proof/wrong/sans.rhai",
        &format!("//! refused: {reason}\n{unlocked}"),
    );
    file
}

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).expect("a file can be written");
}

#[test]
fn an_assignment_is_shown_in_words() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/assignments/incremente");
    let english = run(&["assignment", "show", folder]);
    assert_eq!((english.code, english.err.as_str()), (Some(0), ""));
    for said in [
        "incremente · Counting with two threads",
        "marks out of 20, rounded to 0.5, at least 0; seed",
        "500 schedules\n  dix ",
        "every schedule ends: no error, no deadlock, no limit reached",
        "standard output: `valeur du compteur 4`",
        "threads alive at once, besides main: 2",
        "a lock guards each access to `compteur`",
        "(students see it after marking)",
        "(advice: no points)",
        "8 checks, at most",
        "proofs: 4 right, 8 wrong",
    ] {
        assert!(english.out.contains(said), "{said}\n{}", english.out);
    }
    let french = run(&["--lang", "fr", "assignment", "show", folder]);
    assert!(
        french.out.contains("tout entrelacement se termine"),
        "{}",
        french.out
    );
    assert!(
        french.out.contains("(conseil : sans points)"),
        "{}",
        french.out
    );
}

#[test]
fn the_reasons_are_listed() {
    let listed = run(&["assignment", "show", "--reasons"]);
    assert_eq!(listed.code, Some(0));
    let first = |line: &str| {
        line.split_whitespace()
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let names: Vec<String> = listed.out.lines().map(first).collect();
    assert!(
        names.contains(&"lost-update".to_owned()) && names.len() > 50,
        "{}",
        listed.out
    );
}

#[test]
fn proofs_that_hold_and_proofs_that_do_not_have_other_exit_codes() {
    let right = assignment("lost-update");
    let folder = right.folder().display().to_string();
    let proved = run(&["assignment", "prove", "--seeds", "2", &folder]);
    assert_eq!(proved.code, Some(0), "{}{}", proved.out, proved.err);
    assert!(
        proved
            .out
            .contains("✓ proof/wrong/sans.rhai: refused (lost-update)"),
        "{}",
        proved.out
    );
    assert!(
        proved.out.ends_with("3 of 3 proofs hold with 2 seeds\n"),
        "{}",
        proved.out
    );
    let other = assignment("deadlock");
    let folder = other.folder().display().to_string();
    let refuted = run(&["assignment", "prove", "--seeds", "1", &folder]);
    assert_eq!(refuted.code, Some(1));
    assert!(
        refuted.out.contains("refused, but not for deadlock"),
        "{}",
        refuted.out
    );
    assert!(
        refuted
            .out
            .contains("total (main) lost-update:4: lost update"),
        "{}",
        refuted.out
    );
    write(
        other.folder(),
        "proof/wrong/sans.rhai",
        &format!("//! refused: deadlock\n{COUNTER}"),
    );
    let accepted = run(&["assignment", "prove", "--seeds", "1", &folder]);
    assert!(
        accepted.out.contains("gets full points"),
        "{}",
        accepted.out
    );
    std::fs::remove_dir_all(other.folder().join("proof/right")).expect("it is gone");
    let none = run(&["assignment", "prove", &folder]);
    assert_eq!(none.code, Some(2));
    assert!(
        none.err.contains("put it into proof/right/"),
        "{}",
        none.err
    );
}

#[test]
fn who_writes_nothing_earns_nothing() {
    let file = assignment("lost-update");
    let toml = |needs: &str| {
        let total = TOML.replace("sound = true\n", "");
        format!("{total}[[check]]\nid = \"end\"\n{needs}sound = true\n")
    };
    write(file.folder(), "assignment.toml", &toml(""));
    let folder = file.folder().display().to_string();
    let proved = run(&["assignment", "prove", "--seeds", "1", &folder]);
    assert_eq!(proved.code, Some(1), "{}", proved.out);
    for line in [
        "✗ an empty file: gets points (seed ",
        ") from check end\n    → write into each of them: needs = \"total\"",
        "2 of 3 proofs hold",
    ] {
        assert!(proved.out.contains(line), "{line}\n{}", proved.out);
    }
    let french = run(&[
        "--lang",
        "fr",
        "assignment",
        "prove",
        "--seeds",
        "1",
        &folder,
    ]);
    assert!(
        french
            .out
            .contains("✗ un fichier vide : obtient des points"),
        "{}",
        french.out
    );
    // The remedy is right, until the starter does too much.
    write(
        file.folder(),
        "assignment.toml",
        &toml("needs = \"total\"\n"),
    );
    let proved = run(&["assignment", "prove", "--seeds", "1", &folder]);
    assert_eq!(proved.code, Some(0), "{}", proved.out);
    assert!(
        proved.out.contains("✓ an empty file: no points\n3 of 3"),
        "{}",
        proved.out
    );
    std::fs::create_dir_all(file.folder().join("starter")).expect("a folder can be made");
    write(file.folder(), "starter/compte.rhai", "print(2);\n");
    let proved = run(&["assignment", "prove", "--seeds", "1", &folder]);
    assert_eq!(proved.code, Some(1), "{}", proved.out);
    for line in [
        "✗ starter/compte.rhai: gets points",
        "from checks total, end",
        "→ add a check",
    ] {
        assert!(proved.out.contains(line), "{line}\n{}", proved.out);
    }
}

#[test]
fn a_broken_assignment_is_refused_by_every_command() {
    let file = File::new(
        "assignment.toml",
        "format = 1\nsubmit = \"a.rhai\"\n[[check]]\nsond = true\n",
    );
    let folder = file.folder().display().to_string();
    for command in ["show", "prove", "mutate", "pack"] {
        let told = run(&["assignment", command, &folder]);
        assert_eq!((told.code, told.out.as_str()), (Some(2), ""), "{command}");
        assert!(
            told.err.contains("did you mean `sound`?"),
            "{command}: {}",
            told.err
        );
        assert!(
            told.err.contains("assignment.toml:4:1"),
            "{command}: {}",
            told.err
        );
    }
}

#[test]
fn an_assignment_is_written_from_a_solution_measured_and_packed() {
    let file = File::new("compte.rhai", COUNTER);
    let run = |words: &[&str]| {
        let mut command = sandbox_in(file.folder());
        command.args(words).ended()
    };
    let made = run(&["assignment", "new", "compte.rhai", "devoir"]);
    assert_eq!(made.code, Some(0), "{}{}", made.out, made.err);
    assert!(
        made.out.contains("devoir: the assignment is written"),
        "{}",
        made.out
    );
    let folder = file.folder().join("devoir");
    let (assignment, warnings) =
        Assignment::read(&folder).unwrap_or_else(|wrong| panic!("{}", super::told(&wrong)));
    assert!(warnings.is_empty() && assignment.checks.len() > 4);
    let toml = std::fs::read_to_string(folder.join("assignment.toml")).expect("it is there");
    for line in [
        "sound = true",
        "stdout = \"2\\n\"",
        "guarded = [\"n\"]",
        "peak = \">= 2\"",
        "no_busy_wait = true",
        "printed_by",
        "id = \"sound\"\nrun = \"main\"\npoints = 1\nneeds = \"output\"\n",
    ] {
        assert!(toml.contains(line), "{line}\n{toml}");
    }
    let again = run(&["assignment", "new", "compte.rhai", "devoir"]);
    assert_eq!(again.code, Some(2));
    assert!(
        again.err.contains("devoir is there already"),
        "{}",
        again.err
    );
    let proved = run(&["assignment", "prove", "--seeds", "2", "devoir"]);
    assert_eq!(proved.code, Some(0), "{}", proved.out);
    let mutated = run(&["assignment", "mutate", "--all", "devoir"]);
    assert!(
        mutated
            .out
            .contains("refused     line 3: without the lock `m`"),
        "{}",
        mutated.out
    );
    let packed = run(&["assignment", "pack", "devoir"]);
    assert_eq!(packed.code, Some(0), "{}", packed.err);
    let shown = run(&["assignment", "show", "compte.zip"]);
    assert_eq!(shown.code, Some(0), "{}", shown.err);
    assert!(
        shown.out.contains("proofs: 0 right, 0 wrong"),
        "{}",
        shown.out
    );
    let itself = run(&["assignment", "pack", "compte.zip"]);
    assert_eq!(itself.code, Some(2));
    assert!(
        itself.err.contains("is the assignment itself"),
        "{}",
        itself.err
    );
}

#[test]
fn a_solution_that_goes_wrong_makes_no_assignment() {
    let file = File::new("a.rhai", "let m = Lock();\nm.acquire();\nm.acquire();\n");
    let mut command = sandbox_in(file.folder());
    let told = command.args(["assignment", "new", "a.rhai"]).ended();
    assert_eq!(told.code, Some(2));
    assert!(
        told.err.contains("has a deadlock in some schedule"),
        "{}",
        told.err
    );
    assert!(!file.folder().join("a").exists());
}

/// `sandbox assignment new a.rhai` and more words, with the script's text; the folder, and what it said.
fn drafted(text: &str, words: &[&str]) -> (File, crate::binary::Ended) {
    let file = File::new("a.rhai", text);
    let mut command = sandbox_in(file.folder());
    let told = command
        .args(["assignment", "new", "a.rhai"])
        .args(words)
        .ended();
    (file, told)
}

fn toml_of(file: &File) -> String {
    std::fs::read_to_string(file.folder().join("a/assignment.toml")).expect("it is written")
}

#[test]
fn a_draft_asks_for_guards_only_of_what_changes_while_threads_run() {
    let text = "let mots = [\"a\", \"b\"];\nconst PAS = [1];\nlet n = 0;\nlet faits = [];\nlet vu = 0;\nlet m = Lock();\n\
        fn prepare() { mots.push(\"c\"); }\n\
        fn f() { with m { n += PAS[0]; faits.push(mots[0]); vu = n; } }\n\
        prepare();\nlet t = [Thread(f), Thread(f)];\nfor one in t { one.start(); }\n\
        with m { vu = 0; }\nfor one in t { one.join(); }\nprint(n, faits.len());\n";
    let (file, told) = drafted(text, &[]);
    assert_eq!(
        (told.code, told.err.as_str()),
        (Some(0), ""),
        "{}",
        told.out
    );
    let toml = toml_of(&file);
    assert!(
        toml.contains("guarded = [\"n\", \"faits\", \"vu\"]\n"),
        "{toml}"
    );
}

#[test]
fn a_race_of_the_solution_is_told_and_never_written_down_as_right() {
    let text = "let n = 0;\nfn f() { n += 1; n += 1; }\nlet a = Thread(f);\nlet b = Thread(f);\n\
        a.start(); b.start(); a.join(); b.join();\nprint(n);\n";
    let (file, told) = drafted(text, &[]);
    assert_eq!(told.code, Some(0), "{}", told.out);
    for said in ["the solution has a data race", "sandbox explore a.rhai"] {
        assert!(told.err.contains(said), "{said}\n{}", told.err);
    }
    assert!(!toml_of(&file).contains("outcomes ="), "{}", toml_of(&file));
    // Who comes first is no race where a lock orders them.
    let ordered = "let n = 0;\nlet m = Lock();\nfn f(k) { with m { n = k; } }\nlet a = Thread(f, [1]);\nlet b = Thread(f, [2]);\n\
        a.start(); b.start(); a.join(); b.join();\nprint(n);\n";
    let (file, told) = drafted(ordered, &[]);
    assert_eq!((told.code, told.err.as_str()), (Some(0), ""));
    assert!(
        toml_of(&file).contains("outcomes = [\"1\\n\", \"2\\n\"]"),
        "{}",
        toml_of(&file)
    );
}

#[test]
fn a_draft_tells_mistakes_where_they_are() {
    let (_, told) = drafted("let f = open(\"data.txt\");\nprint(f.read());\n", &[]);
    assert_eq!(told.code, Some(2));
    for said in [
        "data.txt",
        "a.rhai:1",
        "the solution ends with an error",
        "--file",
    ] {
        assert!(told.err.contains(said), "{said}\n{}", told.err);
    }
    let (_, told) = drafted("print(1);\nlet =\n", &[]);
    assert!(told.err.contains("--> a.rhai:2:"), "{}", told.err);
    let programs = File::new("programs.toml", "[program.ping]\ncasses = 3\n");
    let name = programs
        .folder()
        .join("programs.toml")
        .display()
        .to_string();
    let (file, told) = drafted("print(1);\n", &["--programs", &name]);
    assert_eq!(told.code, Some(2));
    assert!(told.err.contains(&format!("{name}:2: ")), "{}", told.err);
    assert!(!told.err.contains("assignment.toml") && !file.folder().join("a").exists());
}

#[test]
fn a_statement_that_nobody_wrote_is_told_when_it_is_packed() {
    let (file, _) = drafted("print(1);\n", &[]);
    let pack = || {
        let mut command = sandbox_in(file.folder());
        command.args(["assignment", "pack", "a"]).ended()
    };
    let told = pack();
    assert!(
        told.err
            .contains("statement.en.md: nobody has written the statement yet"),
        "{}",
        told.err
    );
    write(
        &file.folder().join("a"),
        "statement.en.md",
        "# A\n\nPrint one.\n",
    );
    assert_eq!((pack().code, pack().err.as_str()), (Some(0), ""));
}

#[test]
fn advice_on_a_mutant_can_be_followed_and_is_not_there_already() {
    let file = assignment("lost-update");
    let toml = "format = 1\nsubmit = \"compte.rhai\"\n[run.main]\n";
    let mutated = |more: &str, check: &str| {
        let text = format!("{toml}{more}[[check]]\nrun = \"{check}\"\nstdout = \"2\"\n");
        write(file.folder(), "assignment.toml", &text);
        let folder = file.folder().display().to_string();
        run(&["assignment", "mutate", &folder]).out
    };
    let out = mutated("", "main");
    let advice = "add a run, [run.any] with like = \"main\" and clock = \"any\", and a check of what it prints with run = \"any\"";
    assert!(
        out.contains(advice) && !out.contains("add to a check: clock"),
        "{out}"
    );
    assert!(out.contains("add to a check: threads = { peak"), "{out}");
    let out = mutated("[run.any]\nlike = \"main\"\nclock = \"any\"\n", "any");
    assert!(!out.contains("clock"), "{out}");
    let peak = "[run.two]\n[[check]]\nthreads = { peak = \">= 1\" }\n";
    let out = mutated(peak, "main");
    assert!(
        out.contains("`threads` is there already") && !out.contains("peak = …"),
        "{out}"
    );
}
