//! Mistakes of teachers: each is refused with its file, its line and what to write, in both languages.

use super::{in_french, package, right, told};
use sandbox::diagnostics::render::Options;
use sandbox::grade::assignment::{Assignment, MOST};

/// What an assignment needs at least.
const TOP: &str = "format = 1\nsubmit = \"a.rhai\"\n";
/// The same with a check, so that only the top is wrong.
const SOUND: &str = "[[check]]\nsound = true\n";

const OTHERS: &[(&str, &str)] = &[
    ("with/clients.rhai", "print(1);\n"),
    ("with/broken.rhai", "let = 1;\n"),
    (
        "judge.rhai",
        "fn total(run) { true }\nfn deux(a, b) { true }\n",
    ),
];

/// What a teacher writes after the top, the line of the only mistake in it (0: none), and what the report says.
fn cases() -> impl Iterator<Item = (String, usize, Vec<&'static str>)> {
    let cases = include_str!("mistakes.cases").split("=== ").skip(1);
    cases.map(|case| {
        let (head, text) = case.split_once('\n').expect("a head is a line");
        let mut said = head.split(" | ");
        let line = said.next().and_then(|line| line.parse().ok());
        let text = text.lines().filter(|line| !line.starts_with("# "));
        let text: String = text.flat_map(|line| [line, "\n"]).collect();
        (text, line.expect("a head has a line"), said.collect())
    })
}

#[test]
fn every_mistake_is_told_with_its_line_and_what_to_write() {
    let mut failed = Vec::new();
    for (text, line, said) in cases() {
        let toml = format!("{TOP}{text}");
        let Err(mistakes) = Assignment::of(&package(&toml, OTHERS)) else {
            failed.push(format!("not refused:\n{text}"));
            continue;
        };
        let report = told(&mistakes);
        let french = in_french(&mistakes[0]);
        let is_told = mistakes.len() == 1
            && mistakes[0].line() == line
            && said.iter().all(|said| report.contains(said))
            && french.contains("erreur")
            && !french.contains("assignment-")
            && !french.contains("must");
        if !is_told {
            failed.push(format!("{line} {said:?}\n{text}\n{report}{french}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n-----\n"));
    assert!(cases().count() > 100);
}

#[test]
fn what_is_missing_at_the_top_is_told() {
    for (top, said) in [
        ("submit = \"a.rhai\"\n", "`format` is missing"),
        ("format = 2\nsubmit = \"a.rhai\"\n", "format 2 is not known"),
        (
            "format = \"1\"\nsubmit = \"a.rhai\"\n",
            "`format` must be the whole number 1",
        ),
        ("format = 1\n", "`submit` is missing"),
        ("format = 1\nsubmit = []\n", "`submit` is empty"),
        (
            "format = 1\nsubmit = \"a.py\"\n",
            "`a.py` is no name of a script",
        ),
        ("format = 1\nsubmit = \"x/a.rhai\"\n", "without folders"),
        (
            "format = 1\nsubmit = [\"a.rhai\", \"a.rhai\"]\n",
            "there twice",
        ),
    ] {
        let mistakes = Assignment::of(&package(&format!("{top}{SOUND}"), &[])).expect_err(top);
        let report = told(&mistakes);
        assert!(
            mistakes.len() == 1 && report.contains(said),
            "{top}\n{report}"
        );
    }
}

#[test]
fn proofs_say_why_they_are_refused() {
    for (name, text, line, said) in [
        (
            "proof/wrong/a.rhai",
            "print(1);\n",
            1,
            "a wrong solution must say why",
        ),
        (
            "proof/wrong/a.rhai",
            "//! Sans join.\n//! refused: sequentiel\n",
            2,
            "did you mean `sequential`?",
        ),
        (
            "proof/wrong/a.rhai",
            "//! refused:\n",
            1,
            "a wrong solution must say why",
        ),
        (
            "proof/wrong/a.rhai",
            "//! refused: deadlock\nlet =\n",
            2,
            "a.rhai:",
        ),
        (
            "proof/right/b.rhai",
            "//! refused: deadlock\n",
            1,
            "a right solution is not refused",
        ),
        ("proof/right/b.rhai", "let = 1;\n", 1, "b.rhai:1"),
        ("judge.rhai", "fn f(run) { \n", 1, "judge.rhai"),
    ] {
        let toml = format!("{TOP}{SOUND}");
        let mistakes = Assignment::of(&package(&toml, &[(name, text)])).expect_err(text);
        let report = told(&mistakes);
        assert!(report.contains(said), "{text}\n{report}");
        assert_eq!(mistakes[0].line(), line, "{text}\n{report}");
    }
    let broken = [("proof/wrong/a.rhai", "//! refused: syntax\nlet =\n")];
    right(&format!("{TOP}{SOUND}"), &broken);
}

#[test]
fn without_a_solution_nothing_can_be_asked_of_it() {
    for property in [
        "stdout = { same_as = \"solution\" }",
        "outcomes = \"solution\"",
        "reaches = \"solution\"",
        "file = { \"a.txt\" = { same_as = \"solution\" } }",
    ] {
        let toml = format!("{TOP}[[check]]\n{property}\n");
        let mut files = package(&toml, &[]);
        files.files.remove("proof/right/solution.rhai");
        let mistakes = Assignment::of(&files).expect_err(property);
        let report = told(&mistakes);
        assert!(mistakes.len() == 1 && mistakes[0].line() == 4, "{report}");
        assert!(
            report.contains("asks for what the solution gives"),
            "{report}"
        );
        right(&toml, &[]);
    }
}

#[test]
fn all_mistakes_are_told_at_once_but_not_more_than_ten() {
    let many = "[[check]]\nsond = true\nexit = \"x\"\nstdout = 3\n".repeat(8);
    let mistakes = Assignment::of(&package(&format!("{TOP}{many}"), &[])).expect_err("many");
    assert_eq!(mistakes.len(), MOST);
    assert!(mistakes.is_sorted_by_key(|mistake| mistake.line()));
}

#[test]
fn an_inherited_mistake_is_told_once() {
    let text = format!(
        "{TOP}[run.a]\nexplore = 0\n[run.b]\nlike = \"a\"\n[[check]]\nrun = [\"a\", \"b\"]\nsound = true\n"
    );
    let mistakes = Assignment::of(&package(&text, &[])).expect_err("explore");
    assert_eq!(mistakes.len(), 1, "{}", told(&mistakes));
}

#[test]
fn a_run_that_no_check_looks_at_is_a_warning() {
    let text = format!("{TOP}[run.a]\n[run.b]\n{SOUND}");
    let (_, warnings) = right(&text, &[]);
    let report = warnings[0].render_warning(&Options::default());
    assert!(warnings.len() == 1 && warnings[0].line() == 4, "{report}");
    assert!(
        report.starts_with("warning: no check looks at the run `b`"),
        "{report}"
    );
}
