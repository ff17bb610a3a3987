//! What a right assignment is read as.

use super::right;
use sandbox::grade::assignment::{Explore, Main, Visible};
use sandbox::grade::job::{Clock, Start};
use sandbox::grade::points::Points;
use sandbox::grade::property::{Condition, Number, Outcomes, Property, Refused, Text, Writer};

const PING: &str = include_str!("ping.toml");

#[test]
fn the_smallest_useful_file_has_a_default_for_everything_else() {
    let text = "format = 1\nsubmit = \"incremente.rhai\"\n[run.deux]\nargs = [\"2\"]\n\
                [[check]]\npoints = 2\nsound = true\n[[check]]\npoints = 3\nstdout = \"valeur du compteur 4\\n\"\n";
    let (found, warnings) = right(text, &[("files/a.txt", "x")]);
    assert!(warnings.is_empty());
    assert_eq!(
        (found.id.as_str(), &found.title.fr),
        ("devoir", &"devoir".to_owned())
    );
    assert_eq!(
        (found.out_of, found.round, found.minimum),
        (Points(5000), Points(10), Points(0))
    );
    assert_eq!(found.extra, ["*.rhai"]);
    assert_eq!(found.start_time.to_string(), "2026-01-01 00:00:00");
    assert_eq!(found.runs.len(), 1);
    let run = &found.runs[0];
    assert_eq!(
        (run.name.as_str(), &run.arguments[..]),
        ("deux", &["2".to_owned()][..])
    );
    assert_eq!(
        (run.explore, run.clock, run.main),
        (Explore::Schedules(500), Clock::Virtual, Main::Script)
    );
    assert_eq!(
        (run.limits.operations, run.limits.memory),
        (50_000_000, 128 << 20)
    );
    assert_eq!(run.files["a.txt"], b"x");
    let ids: Vec<&str> = found.checks.iter().map(|check| check.id.as_str()).collect();
    assert_eq!(ids, ["syntax", "check1", "check2"]);
    let sound = &found.checks[1];
    assert_eq!(
        sound.properties,
        [
            Property::NoError,
            Property::NoDeadlock,
            Property::Ends,
            Property::WithinLimits
        ]
    );
    assert_eq!(
        (&sound.needs[..], &sound.runs[..]),
        (&["syntax".to_owned()][..], &[0][..])
    );
    assert_eq!(sound.visible, Visible::Always);
    assert!(sound.title.fr.contains("interblocage") && sound.title.en.contains("deadlock"));
    assert!(found.digest.starts_with("sha256:") && found.digest.len() == 7 + 64);
}

#[test]
fn the_assignment_of_the_manual_is_read_whole() {
    let (found, warnings) = right(PING, &[]);
    assert!(warnings.is_empty());
    assert_eq!((found.out_of, found.round), (Points(20_000), Points(500)));
    assert!(found.programs.contains("[program.ping]") && !found.programs.contains("[[check]]"));
    sandbox::session::read_programs(&found.programs).expect("programs alone are right");
    let like = &found.runs[3];
    assert_eq!(
        (like.name.as_str(), like.clock),
        ("sans_montre", Clock::Any)
    );
    assert_eq!(like.arguments, found.runs[1].arguments);
    let together = found
        .checks
        .iter()
        .find(|check| check.id == "together")
        .expect("it is there");
    assert_eq!(together.needs, ["syntax", "verdicts"]);
    assert_eq!(
        together.properties[0],
        Property::Threads {
            started: Some(Number::Exactly(5.0)),
            daemon: None,
            peak: Some(Number::Exactly(5.0)),
        }
    );
    assert_eq!(
        together.properties[1],
        Property::Duration(Number::AtMost(3.1))
    );
    assert!(
        matches!(&together.properties[2], Property::AtOnce { call, least: Some(3), .. } if call == "ping")
    );
    assert!(
        together
            .hint
            .as_ref()
            .is_some_and(|hint| hint.fr.starts_with("Démarrer"))
    );
    let main = found
        .checks
        .iter()
        .find(|check| check.id == "by-main")
        .expect("it is there");
    assert!(matches!(
        &main.properties[0],
        Property::PrintedBy {
            thread: Writer::Main,
            ..
        }
    ));
    assert_eq!(
        found.checks.last().map(|check| check.points),
        Some(Points(0))
    );
    assert!(
        found
            .checks
            .iter()
            .any(|check| check.properties == [Property::Warnings(Refused::All)])
    );
}

#[test]
fn companions_files_and_limits_are_those_of_the_run() {
    let text = "format = 1\nsubmit = \"serveur.rhai\"\nstart_time = 2025-03-01T08:30:00\n[limits]\npoints = \"20k\"\n\
        [run.a]\nfiles = [{ \"notes.txt\" = \"texte\" }, \"a.txt\"]\nlimits = { operations = \"1m\" }\nenv = { LANG = \"fr\" }\nstdin = \"3\\n\"\n\
        with = [\n  { script = \"clients.rhai\", args = [\"12\"], start = \"listening:50007\" },\n\
        { script = \"clients.rhai\", start = 1.5, ends = false },\n]\n\
        explore = \"all\"\n[[check]]\nof = \"clients-2\"\nproof = true\nexit = 0\npoints = 0.5\nvisible = \"never\"\n";
    let others = [
        ("with/clients.rhai", "print(1);"),
        ("files/a.txt", "x"),
        ("files/b.txt", "y"),
    ];
    let (found, _) = right(text, &others);
    let run = &found.runs[0];
    assert_eq!(run.files.keys().collect::<Vec<_>>(), ["a.txt", "notes.txt"]);
    assert_eq!(
        (run.limits.operations, run.limits.points),
        (1_000_000, 20_000)
    );
    assert_eq!((run.explore, run.stdin.as_str()), (Explore::All, "3\n"));
    assert_eq!(run.environment["LANG"], "fr");
    let names: Vec<&str> = run
        .companions
        .iter()
        .map(|other| other.name.as_str())
        .collect();
    assert_eq!(names, ["clients", "clients-2"]);
    assert_eq!(run.companions[0].start, Start::Listening(50007));
    assert_eq!(
        (&run.companions[1].start, run.companions[1].ends),
        (&Start::At(1500), false)
    );
    let check = &found.checks[1];
    assert_eq!(
        (check.of.as_deref(), check.proof, check.points),
        (Some("clients-2"), true, Points(500))
    );
    assert_eq!(found.start_time.to_string(), "2025-03-01 08:30:00");
}

#[test]
fn numbers_and_texts_are_written_in_several_ways() {
    let number = |text: &str| {
        let toml = format!("format = 1\nsubmit = \"a.rhai\"\n[[check]]\nduration = {text}\n");
        match right(&toml, &[]).0.checks.remove(1).properties.remove(0) {
            Property::Duration(number) => number,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(number("9"), Number::Exactly(9.0));
    assert_eq!(number("\"9.0\""), Number::Exactly(9.0));
    assert_eq!(number("\">= 2\""), Number::AtLeast(2.0));
    assert_eq!(number("\"≤3.5\""), Number::AtMost(3.5));
    assert_eq!(number("\"2..4\""), Number::Between(2.0, 4.0));
    assert_eq!(number("\"± 1 of 26\""), Number::Between(25.0, 27.0));
    let text = "format = 1\nsubmit = \"a.rhai\"\n[[check]]\npartial = true\n\
                stdout = { lacks = \"-\", has = [\"a\", \"b\"], count = '^x', times = \">= 2\" }\n\
                outcomes = [\"1\\n\", { regex = '^2$' }]\nreaches = \"solution\"\n";
    let (found, _) = right(text, &[]);
    let properties = &found.checks[1].properties;
    let Property::Stdout(Text::With(conditions)) = &properties[0] else {
        panic!("{properties:?}")
    };
    assert_eq!(conditions[0], Condition::Lacks(vec!["-".to_owned()]));
    assert!(matches!(
        &conditions[2],
        Condition::Count {
            times: Number::AtLeast(_),
            ..
        }
    ));
    assert!(
        matches!(&properties[1], Property::Outcomes(Outcomes::These(texts)) if texts.len() == 2)
    );
    assert_eq!(properties[2], Property::Reaches(Outcomes::OfTheSolution));
}

#[test]
fn the_digest_changes_with_what_decides_a_mark_and_with_nothing_else() {
    let toml = "format = 1\nsubmit = \"a.rhai\"\n[[check]]\nsound = true\n";
    let digest = |toml: &str, others: &[(&str, &str)]| right(toml, others).0.digest;
    let alone = digest(toml, &[]);
    assert_eq!(
        alone,
        digest(
            toml,
            &[("statement.fr.md", "Lisez."), ("starter/a.rhai", "//")]
        )
    );
    assert_ne!(
        alone,
        digest(&toml.replace("true\n", "true\npoints = 2\n"), &[])
    );
    assert_ne!(alone, digest(toml, &[("files/a.txt", "x")]));
    assert_ne!(alone, digest(toml, &[("judge.rhai", "fn f(run) { true }")]));
}
