//! What submissions do that nobody asked for: every one gets a report, in bounded time, and none ends the examiner.

use super::{Nobody, companion, examined, fails_in, job, looked_at};
use sandbox::grade::property::{Number, Property};

fn all() -> Vec<Property> {
    let names = || vec!["n".to_owned()];
    vec![
        Property::NoError,
        Property::NoDeadlock,
        Property::Ends,
        Property::WithinLimits,
        Property::LeftRunning(0),
        Property::Threads {
            started: Some(Number::AtLeast(0.0)),
            daemon: None,
            peak: Some(Number::AtLeast(0.0)),
        },
        Property::Duration(Number::AtLeast(0.0)),
        Property::AtOnce {
            call: "sleep".into(),
            most: Some(1000),
            least: Some(0),
        },
        Property::Inside {
            functions: names(),
            most: Some(1000),
            reaches: Some(0),
            excludes: Vec::new(),
        },
        Property::Parallelism(Number::AtLeast(0.0)),
        Property::Guarded(vec![("n".into(), None), ("n".into(), Some("m".into()))]),
        Property::Ordered(None),
        Property::Invariant {
            expression: "n >= ".into(),
            free: Some("m".into()),
        },
        Property::OrderOfLocks,
        Property::Released,
        Property::NotHeldWhile {
            calls: vec!["sleep".into(), "nothing".into()],
            lock: None,
        },
        Property::NoBusyWait,
        Property::Fair {
            function: "n".into(),
            overtaken: 0,
        },
        Property::WokenForNothing(Number::AtMost(1000.0)),
    ]
}

#[test]
fn every_submission_gets_a_report() {
    for text in [
        "",
        "\u{feff}",
        "exit(3);",
        "fn n() { exit(2); } let t = Thread(n); t.start(); t.join();",
        "fn n(k) { let t = Thread(n, [k]); t.start(); let u = Thread(n, [k]); u.start(); } n(0);",
        "fn n() { n(); } let t = Thread(n); t.start(); t.join();",
        "fn n() { loop { print(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"); } } let t = Thread(n); t.start();",
        "let n = input();",
        "eval(\"let n = 1; n\");",
        "let m = Lock(); fn n() { m.acquire(); m.acquire(); } let t = Thread(n); t.start();",
        "fn n() { throw #{a: [1, 2]}; } for i in 0..40 { Thread(n).start(); }",
        "import \"submission\" as s; fn n() { 1 }",
        "let n = 0; fn f() { loop { n += 1; } } let t = Thread(f); t.start(); let u = Thread(f); u.start();",
    ] {
        let mut asked = job(text, all());
        asked.runs[0].schedules = 3;
        asked.runs[0].limits.operations = 20_000;
        asked.runs[0].limits.points = 1_000;
        let report = examined(&asked, &mut Nobody);
        assert!(report.broken.len() + report.runs.len() == 1, "{text}");
        for (_, failure) in report.runs.iter().flat_map(|run| &run.facts) {
            let said = failure.sentence().expect("it has a reason");
            assert!(!said.fr.is_empty() && !said.fr.contains("{$"), "{said:?}");
        }
    }
}

#[test]
fn a_job_that_lacks_something_is_told_as_broken() {
    let mut missing = job("print(1);", all());
    missing.main = "autre.rhai".into();
    assert!(examined(&missing, &mut Nobody).broken.is_empty());
    let nested = format!("let a = {};", "(".repeat(20_000));
    assert_eq!(examined(&job(&nested, all()), &mut Nobody).broken.len(), 1);
    let mut strange = job("print(1);", all());
    strange.runs[0].companions = vec![companion("client", "let a = ;")];
    let report = examined(&strange, &mut Nobody);
    assert_eq!(
        report.broken[0]
            .place
            .as_ref()
            .map(|place| place.file.as_str()),
        Some("client.rhai")
    );
}

#[test]
fn what_is_not_there_is_told_with_its_line() {
    let text = "print(1);\ntry { open(\"/etc/passwd\"); } catch { }\ntry { call([\"rm\", \"-rf\", \"/\"]); } catch { }\n";
    let report = looked_at(&job(text, vec![Property::NoError]), &mut Nobody);
    let refused: Vec<(&str, u32)> = (report.refused.iter())
        .map(|(name, place)| (name.as_str(), place.line))
        .collect();
    assert_eq!(refused, [("/etc/passwd", 2), ("rm", 3)]);
    fails_in(
        &job(
            "create_connection([\"example.org\", 80]);\n",
            vec![Property::NoError],
        ),
        "refused",
        1,
    );
}
