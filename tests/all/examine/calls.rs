//! How often programs are started, and how many calls last at once.

use super::{fails_in, holds_in, job};
use sandbox::grade::job::Job;
use sandbox::grade::property::{Number, Property};

const PINGS: &str = "let ts = [];\nfn sonde(h) {\n    call([\"ping\", h]);\n}\nfor h in [\"a\", \"b\", \"c\"] {\n    let t = Thread(sonde, [h]);\n    t.start();\n    ts.push(t);\n}\nfor t in ts { t.join(); }\n";

fn pings(text: &str, property: Property) -> Job {
    let mut asked = job(text, vec![property]);
    asked.programs = "[program.ping]\ncases = [{ takes = 3 }]\n".into();
    asked
}

fn calls(count: Number) -> Property {
    Property::Calls {
        program: "ping".into(),
        count,
    }
}

fn at_once(call: &str, most: Option<u64>, least: Option<u64>) -> Property {
    Property::AtOnce {
        call: call.into(),
        most,
        least,
    }
}

#[test]
fn programs_are_counted_as_often_as_they_are_started() {
    holds_in(&pings(PINGS, calls(Number::Exactly(3.0))));
    let failure = fails_in(&pings(PINGS, calls(Number::AtLeast(4.0))), "wrong-calls", 3);
    assert_eq!(
        (
            failure.arguments["given"].as_str(),
            failure.arguments["expected"].as_str()
        ),
        ("3", "≥ 4")
    );
    // One that is not there is not started.
    let missing = PINGS.replace(
        "call([\"ping\", h]);",
        "try { call([\"pong\", h]); } catch {} call([\"ping\", h]);",
    );
    holds_in(&pings(&missing, calls(Number::Exactly(3.0))));
}

#[test]
fn children_that_last_at_once_are_told_from_those_one_after_the_other() {
    holds_in(&pings(PINGS, at_once("ping", Some(3), Some(3))));
    let failure = fails_in(
        &pings(PINGS, at_once("ping", Some(2), None)),
        "too-many-inside",
        3,
    );
    assert_eq!(failure.arguments["given"], "3");
    let one_by_one = PINGS.replace("t.start();", "t.start(); t.join();");
    let failure = fails_in(
        &pings(&one_by_one, at_once("ping", None, Some(2))),
        "sequential",
        3,
    );
    assert_eq!(failure.arguments["given"], "1");
    // A semaphore lets two in: never more, and sometimes as many.
    let two = format!(
        "let places = Semaphore(2);\n{}",
        PINGS.replace(
            "call([\"ping\", h]);",
            "places.acquire(); call([\"ping\", h]); places.release();"
        )
    );
    holds_in(&pings(&two, at_once("ping", Some(2), Some(2))));
}

#[test]
fn sleeps_that_last_at_once_are_counted_likewise() {
    let sleeps = PINGS.replace("call([\"ping\", h])", "sleep(1)");
    holds_in(&job(&sleeps, vec![at_once("sleep", Some(3), Some(3))]));
    fails_in(
        &job(&sleeps, vec![at_once("sleep", Some(2), None)]),
        "too-many-inside",
        3,
    );
    let locked = format!(
        "let m = Lock();\n{}",
        sleeps.replace("sleep(1);", "m.acquire(); sleep(1); m.release();")
    );
    fails_in(
        &job(&locked, vec![at_once("sleep", None, Some(2))]),
        "sequential",
        4,
    );
}
