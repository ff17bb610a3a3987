//! Functions of `judge.rhai`.

use super::fake::{Fake, assignment, check, judge_file, marked, marked_by, outcome, points};
use sandbox::grade::assignment::Assignment;
use sandbox::grade::judge::{JudgeScript, Mistake};
use sandbox::grade::property::Property;
use sandbox::grade::reason::Reason;
use sandbox::grade::results::{CheckResult, Verdict};
use sandbox::messages::Language;

fn judged_by(text: &str) -> Assignment {
    let mut assignment = assignment(vec![check("it", 4.0, vec![Property::Judge("j".into())])]);
    assignment.judge = judge_file(text);
    assignment
}

fn result(text: &str, stdout: &str) -> CheckResult {
    marked(&judged_by(text), &mut Fake::of(vec![outcome(stdout)])).checks[1].clone()
}

#[test]
fn a_function_of_the_teacher_sees_an_outcome_and_says_why_not() {
    let total = "fn j(run) {\n    let total = 0;\n    for ligne in run.stdout.split(\"\\n\") {\n        if ligne.starts_with(\"Livraison de \") { total += int(ligne.split(\" \")[2]); }\n    }\n    if total == 300 { true } else { `le serveur livre ${total}` }\n}";
    assert_eq!(
        result(total, "Livraison de 100 à x\nLivraison de 200").verdict,
        Verdict::Pass
    );
    let wrong = result(total, "Livraison de 330 à \"\\${x}\u{1}\"`\n");
    assert_eq!(
        (wrong.verdict, wrong.reason),
        (Verdict::Fail, Some(Reason::Judge))
    );
    assert_eq!(
        (wrong.message.fr.as_str(), wrong.points),
        ("le serveur livre 330", points(0.0))
    );
    assert_eq!(result("fn j(run) { run.exit == 0 && run.verdict == \"ended\" && run.run == \"main\" && run.duration == 1.5 }", "").verdict, Verdict::Pass);
    let part = result(
        "fn j(run) { #{ ok: false, message: \"half\", line: 2, score: 0.5 } }",
        "",
    );
    assert_eq!(
        (part.points, part.place.map(|place| place.text)),
        (points(2.0), Some("print(a);".into()))
    );
    assert_eq!(
        result("fn j(run) { false }", "").message.en,
        "the judge function `j` says no"
    );
}

/// What is wrong with the function.
fn mistake(text: &str) -> Mistake {
    let assignment = judged_by(text);
    let mut caller = JudgeScript::new(&assignment, Language::English);
    marked_by(
        &assignment,
        &mut Fake::of(vec![outcome("x"), outcome("y")]),
        &mut caller,
    );
    caller.into_mistake().expect("something is wrong with it")
}

#[test]
fn a_mistake_in_it_is_the_teachers_with_its_line() {
    let line = |mistake: Mistake| match mistake {
        Mistake::Error(error) => error.body().at.line(),
        Mistake::Answer(message) => panic!("no error: {message}"),
    };
    assert_eq!(
        line(mistake("fn j(run) {\n    run.nothing.split(\"\")\n}")),
        Some(2)
    );
    assert_eq!(line(mistake("fn j(run) {\n    loop {\n    }\n}")), Some(2));
    assert_eq!(
        line(mistake("fn j(run) {\n    open(\"/etc/passwd\").read()\n}")),
        Some(2)
    );
    for text in [
        "fn j(run) { 3 }",
        "fn j(run) { exit(0) }",
        "fn j(run) { #{ okay: true } }",
    ] {
        let Mistake::Answer(message) = mistake(text) else {
            panic!("`{text}` is an answer");
        };
        assert!(message.to_string().contains("`j`"));
    }
}
