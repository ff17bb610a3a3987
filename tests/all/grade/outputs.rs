//! Properties of what is printed: what holds, what does not and why, and what only nearly does not.

use super::fake::{Fake, assignment, check, marked, outcome, pieces};
use sandbox::grade::job::Outcome;
use sandbox::grade::property::{Condition, Number, Outcomes, Property, Text, Writer};
use sandbox::grade::reason::Reason;
use sandbox::grade::results::{CheckResult, Verdict};

/// What a check of one property gives for a program with these outcomes.
fn result(property: Property, outcomes: Vec<Outcome>) -> CheckResult {
    let assignment = assignment(vec![check("it", 3.0, vec![property])]);
    let submission = marked(&assignment, &mut Fake::of(outcomes));
    submission.checks[1].clone()
}

fn passes(property: Property, outcomes: Vec<Outcome>) {
    let result = result(property.clone(), outcomes);
    assert_eq!(
        result.verdict,
        Verdict::Pass,
        "{property:?}: {}",
        result.message.en
    );
}

/// It fails for this reason, and the sentence has these words.
fn fails(property: Property, outcomes: Vec<Outcome>, reason: Reason, words: &str) {
    let result = result(property.clone(), outcomes);
    assert_eq!(result.verdict, Verdict::Fail, "{property:?}");
    assert_eq!(
        result.reason,
        Some(reason),
        "{property:?}: {}",
        result.message.en
    );
    assert!(
        result.message.en.contains(words),
        "{property:?}: {}",
        result.message.en
    );
    assert!(!result.message.fr.is_empty());
}

fn equal(text: &str) -> Text {
    Text::Equal(text.into())
}

fn with(condition: Condition) -> Property {
    Property::Stdout(Text::With(vec![condition]))
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| text.to_string()).collect()
}

fn one(text: &str) -> Vec<Outcome> {
    vec![outcome(text)]
}

#[test]
fn line_ends_blanks_at_ends_and_the_last_newline_do_not_count() {
    for given in ["a\nb\n", "a\nb", "a\r\nb\r\n", "a  \nb\t\n"] {
        passes(Property::Stdout(equal("a\nb\n")), one(given));
    }
    passes(Property::Stdout(equal("")), one(""));
    for (given, words) in [
        ("a\nc\n", "line 2 on: `c` where `b`"),
        (" a\nb\n", "line 1 on: ` a` where `a`"),
        ("a\n", "ends before line 2, where `b`"),
        ("a\nb\n\n", "line 3 is ``"),
        ("a\nb\nc", "line 3 is `c`"),
    ] {
        fails(
            Property::Stdout(equal("a\nb\n")),
            one(given),
            Reason::WrongOutput,
            words,
        );
    }
    fails(
        Property::Stdout(equal("a")),
        one(""),
        Reason::NoOutput,
        "nothing was printed",
    );
    fails(
        Property::Stdout(equal("")),
        one("a"),
        Reason::WrongOutput,
        "line 1 is `a`",
    );
}

#[test]
fn every_schedule_must_print_it() {
    let fair = || vec![outcome("a"), outcome("a"), outcome("b")];
    fails(
        Property::Stdout(equal("a")),
        fair(),
        Reason::WrongOutput,
        "`b` where `a`",
    );
    fails(
        Property::OneOutcome,
        fair(),
        Reason::OutcomeVaries,
        "2 different",
    );
    passes(Property::OneOutcome, vec![outcome("a\n"), outcome("a")]);
}

#[test]
fn tables_of_conditions() {
    let has = || with(Condition::Has(texts(&["a", "b"])));
    passes(has(), one("xa--by"));
    fails(
        has(),
        one("ba"),
        Reason::WrongOutput,
        "not after what should come before",
    );
    fails(
        has(),
        one("a"),
        Reason::WrongOutput,
        "`b` is expected and does not occur",
    );
    let lacks = || with(Condition::Lacks(texts(&["stock : -"])));
    passes(lacks(), one("stock : 3\n"));
    passes(lacks(), one(""));
    fails(
        lacks(),
        one("ok\nstock : -3\n"),
        Reason::WrongOutput,
        "does at line 2",
    );
    passes(with(Condition::Lines(texts(&["a", "b"]))), one("a\nb\n"));
    fails(
        with(Condition::Lines(texts(&["a", "b"]))),
        one("b\na\n"),
        Reason::WrongOutput,
        "line 1",
    );
    let unordered = || with(Condition::Unordered(texts(&["a", "b", "a"])));
    passes(unordered(), one("b\na\na\n"));
    fails(
        unordered(),
        one("a\nb\n"),
        Reason::WrongOutput,
        "lacks the line `a`",
    );
    fails(
        unordered(),
        one("a\nb\na\nc"),
        Reason::WrongOutput,
        "has the line `c`",
    );
    fails(
        unordered(),
        one("a\nb\na\na"),
        Reason::WrongOutput,
        "has the line `a`",
    );
    let regex = || with(Condition::Regex("^servis : 8$".into()));
    passes(regex(), one("x\nservis : 8  \ny"));
    fails(
        regex(),
        one("servis : 88"),
        Reason::WrongOutput,
        "^servis : 8$",
    );
    let count = |times| {
        with(Condition::Count {
            regex: "^a".into(),
            times,
        })
    };
    passes(count(Number::Exactly(2.0)), one("ab\nb\nac\n"));
    passes(count(Number::Exactly(0.0)), one(""));
    fails(
        count(Number::AtLeast(3.0)),
        one("ab\nac"),
        Reason::WrongOutput,
        "2, expected >= 3",
    );
    passes(
        with(Condition::SameAsSolution),
        vec![outcome("a"), outcome("b")],
    );
    fails(
        with(Condition::SameAsSolution),
        one("c"),
        Reason::WrongOutput,
        "`c` where `a`",
    );
}

#[test]
fn exit_stderr_and_files() {
    let exits = |exit| {
        vec![Outcome {
            exit,
            ..outcome("")
        }]
    };
    passes(Property::Exit(1), exits(1));
    fails(
        Property::Exit(0),
        exits(2),
        Reason::WrongExitCode,
        "exit code 2, expected 0",
    );
    let says = |stderr: &str| {
        vec![Outcome {
            stderr: stderr.into(),
            ..outcome("x")
        }]
    };
    passes(Property::Stderr(equal("usage")), says("usage\n"));
    fails(
        Property::Stderr(equal("usage")),
        says("bad\n"),
        Reason::WrongOutput,
        "standard error differs from line 1",
    );
    fails(
        Property::Stderr(equal("usage")),
        says(""),
        Reason::WrongOutput,
        "standard error",
    );
    let writes = |text: &str| {
        let files = [("a.txt".to_string(), text.to_string())].into();
        vec![Outcome {
            files,
            ..outcome("")
        }]
    };
    let file = |name: &str| Property::File(vec![(name.into(), equal("1\n2\n"))]);
    passes(file("a.txt"), writes("1\n2"));
    fails(
        file("a.txt"),
        writes("1\n3"),
        Reason::WrongFile,
        "file `a.txt` differs from line 2 on",
    );
    fails(
        file("b.txt"),
        writes("1"),
        Reason::WrongFile,
        "file `b.txt` was not written",
    );
}

#[test]
fn blocks_are_whole_and_of_one_thread() {
    let blocks = || Property::Blocks(texts(&[r"<\d\n-\n>", "fin"]));
    passes(
        blocks(),
        vec![pieces(&[
            (1, "<1\n"),
            (1, "-\n>\n"),
            (2, "<2\n-\n"),
            (2, ">\n"),
            (0, "fin\n"),
        ])],
    );
    fails(
        blocks(),
        vec![pieces(&[
            (1, "<1\n"),
            (2, "<2\n"),
            (1, "-\n>\n"),
            (2, "-\n>\n"),
        ])],
        Reason::TornOutput,
        "thread Thread-2 printed between two lines of thread Thread-1",
    );
    // The text is right by chance, and another thread wrote a line of it.
    fails(
        blocks(),
        vec![pieces(&[(1, "<1\n"), (2, "-\n"), (1, ">\n")])],
        Reason::TornOutput,
        "Thread-2",
    );
    // A line in two pieces, with another thread's between.
    fails(
        blocks(),
        vec![pieces(&[(1, "<"), (2, "1\n"), (1, "-\n>\n")])],
        Reason::TornOutput,
        "Thread-2",
    );
    fails(
        blocks(),
        vec![pieces(&[(1, "<1\n"), (1, "-\n")])],
        Reason::TornOutput,
        "from line 1 on",
    );
    fails(blocks(), one(""), Reason::NoOutput, "nothing");
}

#[test]
fn pieces_alternate() {
    let ping = |then: Option<&str>| Property::Alternates {
        pieces: texts(&["ping ... ", "pong\n"]),
        then: then.map(str::to_string),
    };
    passes(ping(None), one("ping ... pong\nping ... pong\n"));
    passes(ping(None), one("ping ... pong"));
    passes(ping(Some("\nFin !\n")), one("ping ... pong\n\nFin !"));
    fails(
        ping(None),
        one("ping ... ping ... "),
        Reason::WrongOrder,
        "piece 2 is `ping ... `, it is the turn of `pong\\n`",
    );
    fails(
        ping(None),
        one("pong\n"),
        Reason::WrongOrder,
        "piece 1 is `pong\\n`",
    );
    fails(
        ping(Some("Fin")),
        one("ping ... pong\n"),
        Reason::WrongOrder,
        "piece 3",
    );
    fails(ping(None), one(""), Reason::NoOutput, "nothing");
}

#[test]
fn who_prints_lines() {
    let by = |thread| Property::PrintedBy {
        lines: "^v".into(),
        thread,
    };
    passes(
        by(Writer::Main),
        vec![pieces(&[(0, "v1\n"), (3, "other\n")])],
    );
    fails(
        by(Writer::Main),
        vec![pieces(&[(0, "v1\n"), (3, "v2\n")])],
        Reason::WrongThread,
        "thread Thread-3, not by the main",
    );
    passes(
        by(Writer::Different),
        vec![pieces(&[(1, "v1\n"), (2, "v2\n")])],
    );
    fails(
        by(Writer::Different),
        vec![pieces(&[(1, "v1\n"), (2, "v2\n"), (1, "v3\n")])],
        Reason::WrongThread,
        "another thread each time",
    );
    passes(
        by(Writer::Named("Thread-4".into())),
        vec![pieces(&[(4, "v\n")])],
    );
    fails(
        by(Writer::Main),
        vec![pieces(&[(0, "x\n")])],
        Reason::WrongOutput,
        "no line",
    );
    // A name is the script's to choose.
    let mut forged = pieces(&[(3, "v\n")]);
    forged.lines[0].thread = "MainThread".into();
    fails(
        by(Writer::Main),
        vec![forged],
        Reason::WrongThread,
        "MainThread",
    );
}

#[test]
fn outcomes_that_may_and_that_must_be() {
    let these = || Outcomes::These(vec![equal("1"), equal("2")]);
    passes(
        Property::Outcomes(these()),
        vec![outcome("1"), outcome("2\n")],
    );
    fails(
        Property::Outcomes(these()),
        vec![outcome("1"), outcome("3")],
        Reason::WrongOutcome,
        "`3`",
    );
    passes(
        Property::Reaches(these()),
        vec![outcome("2"), outcome("1"), outcome("7")],
    );
    fails(
        Property::Reaches(these()),
        vec![outcome("1")],
        Reason::TooStrict,
        "`2` can never happen",
    );
    passes(
        Property::Outcomes(Outcomes::OfTheSolution),
        vec![outcome("b")],
    );
    fails(
        Property::Reaches(Outcomes::OfTheSolution),
        vec![outcome("b")],
        Reason::TooStrict,
        "`a`",
    );
}
