//! The archive for students: what is left out of it.

use super::package;
use sandbox::grade::assignment::{Assignment, Pack};

const TOML: &str = r#"
format = 1
submit = "a.rhai"                 # secret-comment
files  = ["common.txt"]

# secret-comment
[run.public]
args = ["1"]                      # secret-comment
like = "base"

[run.base]
stdin = "public-input"

[run.secret-run]
args = ["secret-argument"]
files = ["secret.txt"]
with = [{ script = "secret.rhai" }]

[[check]]
points = 2
run = ["public"]
sound = true
judge = "shown"

[[check]]
id = "secret-check"
run = "secret-run"
visible = "later"
title = "secret-title"
stdout = "secret-output"
judge = "hidden"

[[check]]
id = "last"
run = "public"
needs = ["secret-check"]
exit = 0

[[check]]
visible = "never"
stderr = "secret-error"
"#;

const JUDGE: &str = "// secret-comment\nfn shown(run) { helper(run) }\nfn helper(run) { true }\n\
                     fn hidden(run) { \"secret-answer\" }\n";

#[test]
fn nothing_of_hidden_checks_is_packed() {
    let files = package(
        TOML,
        &[
            ("judge.rhai", JUDGE),
            ("files/common.txt", "common"),
            ("files/secret.txt", "secret-file"),
            ("with/secret.rhai", "print(\"secret-companion\");"),
            (
                "proof/wrong/a.rhai",
                "//! refused: wrong-output\nprint(\"secret-proof\");",
            ),
            ("statement.fr.md", "Lisez."),
            ("starter/a.rhai", "// À FAIRE"),
        ],
    );
    let (assignment, _) =
        Assignment::of(&files).unwrap_or_else(|wrong| panic!("{}", super::told(&wrong)));
    let pack = Pack::new(&files, &assignment).expect("it can be packed");
    let names: Vec<&str> = pack.files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "assignment.toml",
            "files/common.txt",
            "judge.rhai",
            "starter/a.rhai",
            "statement.fr.md"
        ]
    );
    for (name, bytes) in &pack.files {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("secret"), "{name}:\n{text}");
    }
    let judge = String::from_utf8_lossy(&pack.files["judge.rhai"]);
    assert!(
        judge.contains("fn shown(run)") && judge.contains("fn helper(run)"),
        "{judge}"
    );
    let toml = String::from_utf8_lossy(&pack.files["assignment.toml"]);
    assert!(
        toml.contains("public-input") && toml.contains("[run.base]"),
        "{toml}"
    );
    assert_eq!(pack.left_out, ["secret-check", "check4"]);
}

#[test]
fn a_shown_check_cannot_compare_with_a_solution_that_is_not_packed() {
    let toml = "format = 1\nsubmit = \"a.rhai\"\n[[check]]\nstdout = { same_as = \"solution\" }\n";
    let files = package(toml, &[]);
    let (assignment, _) = Assignment::of(&files).expect("it is right");
    let refused = Pack::new(&files, &assignment).expect_err("it compares");
    assert!(super::told(&[refused]).contains("compares with the solution"));
}
