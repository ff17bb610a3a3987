//! Functions of `judge.rhai`.

use super::fake::{Fake, assignment, check, judge_file, marked, marked_by, outcome, points};
use crate::binary::BINARY;
use sandbox::diagnostics::render::Options;
use sandbox::grade::assignment::Assignment;
use sandbox::grade::judge::{Calls, Functions, JudgeScript, Mistake, Script};
use sandbox::grade::property::Property;
use sandbox::grade::reason::Reason;
use sandbox::grade::results::{CheckResult, Verdict};
use sandbox::grade::worker::{Sealed, SealedFunctions};
use std::path::PathBuf;

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

/// What is wrong with the function, in this process and in a sealed one.
fn mistake(text: &str) -> Mistake {
    let assignment = judged_by(text);
    let by = |calls: Box<dyn Calls>| {
        let mut caller = JudgeScript::new(&assignment, calls);
        let outcomes = vec![outcome("x"), outcome("y")];
        marked_by(&assignment, &mut Fake::of(outcomes), &mut caller);
        caller.into_mistake().expect("something is wrong with it")
    };
    let script = || Script::of(&assignment, &Options::default());
    let mistake = by(Box::new(Functions::new(script())));
    let sealed = by(Box::new(SealedFunctions::new(sealed(), script())));
    assert_eq!(mistake, sealed);
    mistake
}

fn sealed() -> Sealed {
    Sealed::of(PathBuf::from(BINARY))
}

#[test]
fn a_mistake_in_it_is_the_teachers_with_its_line() {
    for text in [
        "fn j(run) {\n    run.nothing.split(\"\")\n}",
        "fn j(run) {\n    loop {\n    }\n}",
        "fn j(run) {\n    open(\"/etc/passwd\").read()\n}",
        "fn j(run) {\n    j(run)\n}",
        "fn j(run) {\n    call([\"rm\", \"-rf\", \"/\"])\n}",
    ] {
        match mistake(text) {
            Mistake::Error(report) => assert!(report.contains("judge.rhai:2"), "{report}"),
            other => panic!("`{text}`: {other:?}"),
        }
    }
    for text in ["fn j(run) { 3 }", "fn j(run) { #{ okay: true } }"] {
        let wrong = mistake(text);
        assert!(matches!(wrong, Mistake::Answer { .. }), "{wrong:?}");
        let (message, _) = wrong.told().expect("it is no report");
        assert!(message.to_string().contains("`j`"));
    }
    let wrong = mistake("fn j(run) { exit(0) }");
    assert_eq!(
        wrong,
        Mistake::Ended {
            function: "j".into()
        }
    );
}

#[test]
fn a_function_that_takes_memory_is_ended_where_nothing_else_runs() {
    let assignment = judged_by("fn j(run) {\n    let a = []; loop { a.push(\"x\" * 1000000); }\n}");
    let script = Script::of(&assignment, &Options::default());
    let mut functions = SealedFunctions::new(sealed(), script);
    let wrong = functions.call("j", "{}\n").expect_err("it takes too much");
    let Mistake::Error(report) = &wrong else {
        panic!("{wrong:?}");
    };
    assert!(report.contains("more than 64 MiB"), "{report}");
    assert!(report.contains("judge.rhai:2"), "{report}");
    // The worker lives, and its next call has its own memory.
    assert_eq!(functions.call("j", "{}\n"), Err(wrong));
}

#[test]
fn a_sealed_function_sees_what_one_in_this_process_sees() {
    let text = "let calls = 0;\nfn j(run) { calls += 1; if run.stdout == \"right\" { calls == 1 } else { `${run.exit} ${run.stdout}` } }";
    let assignment = judged_by(text);
    let script = Script::of(&assignment, &Options::default());
    let mut functions = SealedFunctions::new(sealed(), script);
    let mut told = Vec::new();
    for stdout in ["right", "wrong \u{1b}[31m\n", "right"] {
        let mut caller = Functions::new(Script::of(&assignment, &Options::default()));
        let input = format!("{}\n", serde_json::json!({ "stdout": stdout, "exit": 0 }));
        let said = functions.call("j", &input);
        assert_eq!(said, caller.call("j", &input));
        told.push(said.expect("it answers").score);
    }
    assert_eq!(told, [points(1.0), points(0.0), points(1.0)]);
}

#[test]
fn who_runs_them_is_lost_twice_before_it_is_told() {
    let assignment = judged_by("fn j(run) { true }");
    let script = Script::of(&assignment, &Options::default());
    let mut functions = SealedFunctions::new(Sealed::of(PathBuf::from("/bin/false")), script);
    let lost = functions.call("j", "{}\n").expect_err("it is no worker");
    assert!(
        matches!(&lost, Mistake::Lost(what) if what.contains("exit code 1")),
        "{lost:?}"
    );
}
