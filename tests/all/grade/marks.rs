//! From checks to marks.

use super::fake::{
    Fake, Given, assignment, check, early, failure, hand_in, marked, outcome, points, run,
};
use sandbox::grade::assignment::Explore;
use sandbox::grade::bilingual::Bilingual;
use sandbox::grade::job::{Clock, Ended, Failure, Outcome, Place};
use sandbox::grade::property::{Condition, Property, Text};
use sandbox::grade::reason::Reason;
use sandbox::grade::results::{Status, Submission, Verdict};

fn prints(text: &str) -> Property {
    Property::Stdout(Text::Equal(text.into()))
}

fn ids(submission: &Submission) -> Vec<(&str, Verdict)> {
    submission
        .checks
        .iter()
        .map(|check| (check.id.as_str(), check.verdict))
        .collect()
}

#[test]
fn penalties_bonus_advice_and_rounding() {
    let mut bonus = check("bonus", 2.0, vec![prints("a")]);
    bonus.bonus = true;
    let checks = || {
        vec![
            check("right", 2.0, vec![prints("a")]),
            check("wrong", 1.0, vec![prints("b")]),
            check("penalty", -0.5, vec![prints("b")]),
            check("advice", 0.0, vec![prints("b")]),
        ]
    };
    let submission = marked(&assignment(checks()), &mut Fake::of(vec![outcome("a")]));
    assert_eq!(
        (submission.points, submission.total, submission.note),
        (points(1.5), points(3.0), points(10.0))
    );
    let mut with_bonus = assignment([checks(), vec![bonus.clone()]].concat());
    let submission = marked(&with_bonus, &mut Fake::of(vec![outcome("a")]));
    // 3.5 of 3 points are more than all.
    assert_eq!(
        (submission.points, submission.note),
        (points(3.5), points(20.0))
    );
    with_bonus.checks[5].cap = false;
    with_bonus.round = points(0.5);
    let submission = marked(&with_bonus, &mut Fake::of(vec![outcome("a")]));
    assert_eq!(submission.note, points(23.5));
    let mut low = assignment(vec![
        check("penalty", -9.0, vec![prints("b")]),
        check("x", 1.0, vec![prints("b")]),
    ]);
    low.minimum = points(3.0);
    assert_eq!(
        marked(&low, &mut Fake::of(vec![outcome("a")])).note,
        points(3.0)
    );
}

#[test]
fn what_needs_a_check_that_did_not_pass_is_skipped() {
    let mut last = check("last", 1.0, vec![prints("a")]);
    last.needs = vec!["middle".into()];
    let mut middle = check("middle", 1.0, vec![prints("a")]);
    middle.needs = vec!["first".into()];
    // In an order in which those that are needed come later.
    let submission = marked(
        &assignment(vec![last, middle, check("first", 1.0, vec![prints("b")])]),
        &mut Fake::of(vec![outcome("a")]),
    );
    use Verdict::*;
    assert_eq!(
        ids(&submission),
        [
            ("syntax", Pass),
            ("last", Skipped),
            ("middle", Skipped),
            ("first", Fail)
        ]
    );
    assert!(
        submission.checks[2]
            .message
            .en
            .contains("“first” did not pass")
    );
}

#[test]
fn a_script_that_does_not_parse_gets_the_least() {
    let mut it = check("it", 1.0, vec![prints("a")]);
    it.needs = vec!["syntax".into()];
    let mut assignment = assignment(vec![it]);
    assignment.minimum = points(1.0);
    let broken = Failure {
        arguments: [("error".to_string(), "boom".to_string())].into(),
        ..failure(Some(Reason::Syntax))
    };
    let mut fake = Fake {
        broken: vec![broken],
        ..Fake::default()
    };
    let submission = marked(&assignment, &mut fake);
    assert_eq!(
        ids(&submission),
        [("syntax", Verdict::Error), ("it", Verdict::Skipped)]
    );
    assert_eq!(
        (submission.note, submission.status),
        (points(1.0), Status::Marked)
    );
    assert_eq!(
        submission.checks[0].message.en,
        "the script does not parse: boom"
    );
}

#[test]
fn parts_of_a_list_give_parts_of_the_points() {
    let lines = Condition::Unordered(vec!["a".into(), "b".into(), "c".into(), "d".into()]);
    let mut it = check("it", 3.0, vec![Property::Stdout(Text::With(vec![lines]))]);
    it.partial = true;
    let both = |outcomes| marked(&assignment(vec![it.clone()]), &mut Fake::of(outcomes)).points;
    assert_eq!(both(vec![outcome("a\nb\nc\nx\n")]), points(2.25));
    // The worst schedule counts.
    assert_eq!(both(vec![outcome("a\nb\nc"), outcome("d")]), points(0.75));
    // Something that is no list does not hold.
    it.properties.insert(0, Property::Exit(1));
    assert_eq!(
        marked(
            &assignment(vec![it]),
            &mut Fake::of(vec![outcome("a\nb\nc")])
        )
        .points,
        points(0.0)
    );
}

#[test]
fn a_proof_that_was_asked_for_and_is_none_is_for_a_person() {
    let mut it = check("it", 2.0, vec![prints("a")]);
    it.proof = true;
    let asked = assignment(vec![it]);
    let submission = marked(&asked, &mut Fake::of(vec![outcome("a")]));
    assert_eq!(
        (submission.checks[1].verdict, submission.status),
        (Verdict::Inconclusive, Status::Review)
    );
    assert_eq!(submission.note, points(20.0));
    let mut all = assignment(vec![check("it", 2.0, vec![prints("a")])]);
    all.runs[0].explore = Explore::All;
    let mut fake = Fake::of(vec![outcome("a")]);
    assert_eq!(
        marked(&all, &mut fake).checks[1].verdict,
        Verdict::Inconclusive
    );
    assert!(fake.jobs[0].runs[0].exhaustive);
    fake.runs
        .get_mut(&("main".into(), false))
        .expect("it is there")
        .proved = true;
    assert_eq!(marked(&all, &mut fake).checks[1].verdict, Verdict::Pass);
}

#[test]
fn the_name_of_what_a_schedule_shows_comes_first() {
    let assignment = assignment(vec![check(
        "it",
        1.0,
        vec![Property::NoDeadlock, prints("a")],
    )]);
    let deadlock = Failure {
        arguments: [
            ("kind", "circle"),
            ("count", "2"),
            ("others", "1"),
            ("a", "T1, T2"),
            ("b", "main"),
        ]
        .map(|(name, value)| (name.to_string(), value.to_string()))
        .into(),
        place: Some(Place {
            file: "a.rhai".into(),
            line: 2,
            column: 1,
            text: "print(a);".into(),
        }),
        ..failure(Some(Reason::Deadlock))
    };
    let mut fake = Fake::of(vec![outcome("a")]).with_fact(Property::NoDeadlock, deadlock.clone());
    let result = marked(&assignment, &mut fake).checks[1].clone();
    assert_eq!(result.reason, Some(Reason::Deadlock));
    assert_eq!(
        result.message.fr,
        "interblocage : 2 threads s'attendent pour toujours (T1, T2) ; main n'attend que pour cette raison"
    );
    // A check that asks only for the output says why there is none.
    let only = super::fake::assignment(vec![check("it", 1.0, vec![prints("a")])]);
    let stuck = Outcome {
        ended: Ended::Deadlock,
        ..outcome("")
    };
    let mut fake = Fake::of(vec![outcome("a"), stuck]).with_fact(Property::NoDeadlock, deadlock);
    let result = marked(&only, &mut fake).checks[1].clone();
    assert_eq!(result.reason, Some(Reason::Deadlock));
    assert!(
        result.message.en.ends_with("; nothing was printed"),
        "{}",
        result.message.en
    );
}

#[test]
fn a_schedule_that_was_cut_is_never_a_pass() {
    let endless = Outcome {
        ended: Ended::Endless,
        ..outcome("a")
    };
    let told = Failure {
        arguments: [
            ("seconds".to_string(), "10000".to_string()),
            ("thread".to_string(), "T1".to_string()),
        ]
        .into(),
        ..failure(Some(Reason::Endless))
    };
    let assignment = assignment(vec![check("it", 1.0, vec![prints("a")])]);
    let mut fake = Fake::of(vec![outcome("a"), endless]).with_fact(Property::Ends, told);
    let result = marked(&assignment, &mut fake).checks[1].clone();
    assert_eq!(
        (result.verdict, result.reason),
        (Verdict::Fail, Some(Reason::Endless))
    );
    assert!(
        result
            .message
            .en
            .starts_with("after 10000 virtual seconds thread T1"),
        "{}",
        result.message.en
    );
}

#[test]
fn what_holds_of_schedules_that_were_all_cut_is_no_pass() {
    let told = Failure {
        arguments: [("limit".to_string(), "50000000".to_string())].into(),
        ..failure(Some(Reason::OperationLimit))
    };
    let assignment = assignment(vec![check("it", 1.0, vec![Property::NoBusyWait])]);
    let mut fake = Fake::of(Vec::new()).with_fact(Property::WithinLimits, told);
    let given = fake.runs.values_mut().next().expect("a run");
    given.cut = true;
    let result = marked(&assignment, &mut fake).checks[1].clone();
    assert_eq!(
        (result.verdict, result.reason),
        (Verdict::Error, Some(Reason::OperationLimit))
    );
    // Some of them came to their end: then they tell.
    fake.runs.values_mut().next().expect("a run").cut = false;
    assert_eq!(
        marked(&assignment, &mut fake).checks[1].verdict,
        Verdict::Pass
    );
}

#[test]
fn a_limit_is_an_error_and_what_is_lost_does_not_stop_the_rest() {
    let mut second = check("second", 1.0, vec![prints("a")]);
    second.runs = vec![1];
    let mut third = check("third", 1.0, vec![Property::NoError]);
    third.runs = vec![2];
    let mut assignment = assignment(vec![check("first", 1.0, vec![prints("a")]), second, third]);
    assignment.runs.extend([run("two"), run("three")]);
    let fake = || {
        let mut fake = Fake::of(vec![outcome("a")]);
        for name in ["two", "three"] {
            let given = Given {
                outcomes: vec![outcome("a")],
                ..Given::default()
            };
            fake.runs.insert((name.into(), false), given);
        }
        fake
    };
    let mut crashing = Fake {
        losses: vec![("two".into(), Reason::Crash)],
        ..fake()
    };
    let submission = marked(&assignment, &mut crashing);
    use Verdict::*;
    assert_eq!(
        ids(&submission),
        [
            ("syntax", Pass),
            ("first", Pass),
            ("second", Error),
            ("third", Pass)
        ]
    );
    assert_eq!(
        (submission.status, submission.spent.worker_restarts),
        (Status::Review, 1)
    );
    assert!(submission.checks[2].message.en.contains("signal 9"));
    // A machine that is too slow is asked once more.
    let mut slow = Fake {
        losses: vec![("two".into(), Reason::Machine)],
        ..fake()
    };
    assert_eq!(marked(&assignment, &mut slow).checks[2].verdict, Pass);
    let twice = vec![
        ("two".into(), Reason::Machine),
        ("two".into(), Reason::Machine),
    ];
    let mut slow = Fake {
        losses: twice,
        ..fake()
    };
    let submission = marked(&assignment, &mut slow);
    assert_eq!(
        (submission.checks[2].verdict, submission.status),
        (Inconclusive, Status::Review)
    );
    assert_eq!(submission.note, points(20.0));
    let mut full = Fake {
        losses: vec![("two".into(), Reason::MemoryLimit)],
        ..fake()
    };
    let submission = marked(&assignment, &mut full);
    assert_eq!(
        (submission.checks[2].verdict, submission.status),
        (Error, Status::Marked)
    );
}

#[test]
fn what_holds_only_while_a_sleep_lasts_is_told_so() {
    let mut assignment = assignment(vec![check("it", 1.0, vec![Property::NoError, prints("a")])]);
    assignment.runs[0].clock = Clock::Any;
    let given = |text: &str| Given {
        outcomes: vec![outcome(text)],
        ..Given::default()
    };
    let mut fake = Fake::default();
    fake.runs.insert(("main".into(), true), given("b"));
    fake.runs.insert(("main".into(), false), given("a"));
    let result = marked(&assignment, &mut fake).checks[1].clone();
    assert_eq!(result.reason, Some(Reason::SleepAsSynchronisation));
    assert_eq!(result.place.map(|place| place.line), Some(7));
    assert!(
        result
            .message
            .fr
            .starts_with("juste seulement parce que `sleep`, ligne 7")
    );
    // What is wrong anyway is no matter of sleeping, and what is right is not run twice.
    fake.runs.insert(("main".into(), false), given("b"));
    assert_eq!(
        marked(&assignment, &mut fake).checks[1].reason,
        Some(Reason::WrongOutput)
    );
    fake.runs.insert(("main".into(), true), given("a"));
    fake.jobs.clear();
    assert_eq!(
        marked(&assignment, &mut fake).checks[1].verdict,
        Verdict::Pass
    );
    assert_eq!(fake.jobs.len(), 1);
    assert!(early().schedule.contains('@'));
}

#[test]
fn hints_are_ours_then_the_teachers() {
    let mut it = check("it", 1.0, vec![Property::NoError]);
    it.hint = Some(Bilingual {
        en: "theirs".into(),
        fr: "la leur".into(),
    });
    let place = Place {
        file: "a.rhai".into(),
        line: 1,
        column: 1,
        text: String::new(),
    };
    let failed = Failure {
        place: Some(place.clone()),
        ..failure(Some(Reason::RuntimeError))
    };
    let mut fake = Fake::of(vec![outcome("a")]).with_fact(Property::NoError, failed);
    fake.runs
        .get_mut(&("main".into(), false))
        .expect("it is there")
        .refused = vec![("ping6".into(), place)];
    let result = marked(&assignment(vec![it]), &mut fake).checks[1].clone();
    assert_eq!(result.reason, Some(Reason::Refused));
    assert!(
        result
            .message
            .en
            .starts_with("`ping6` is not available in marking; ")
    );
    assert_eq!(result.hint.map(|hint| hint.fr), Some("la leur".into()));
    assert_eq!(hand_in("x").main, "a.rhai");
}
