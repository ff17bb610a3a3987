//! The assignments that come with the program: complete, and proved. `SANDBOX_PROOF_SEEDS=20` proves all of them, with as many seeds;
//! without it those that spin are left out.

use sandbox::grade::assignment::{Assignment, Pack, Package, Visible};
use sandbox::grade::examine::InProcess;
use sandbox::grade::prove::{Proved, Proving, Refuted};
use sandbox::grade::reason::Reason;
use sandbox::messages::Language;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use super::told;

fn folder(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join("data/assignments").join(name)
}

fn read(name: &str) -> Assignment {
    let (assignment, warnings) = Assignment::read(&folder(name))
        .unwrap_or_else(|mistakes| panic!("{name}:\n{}", told(&mistakes)));
    assert!(warnings.is_empty(), "{name}:\n{}", told(&warnings));
    assignment
}

/// How many seeds are tried, if somebody says so.
fn seeds() -> Option<u64> {
    std::env::var("SANDBOX_PROOF_SEEDS").ok()?.parse().ok()
}

fn proves(name: &str) {
    let mut assignment = read(name);
    assert!(
        assignment.right.len() >= 3,
        "{name}: the solution and two others"
    );
    assert!(assignment.wrong.len() >= 3, "{name}: three wrong solutions");
    if seeds().is_none() {
        // What spins takes each schedule to its bound: as long as all the others together.
        assignment
            .wrong
            .retain(|proof| !proof.refused.contains(&Reason::BusyWait));
    }
    let proving = Proving {
        assignment: &assignment,
        jobs: 1,
        language: Language::English,
        interrupted: &AtomicBool::new(false),
        examiner: &|| Box::new(InProcess::default()),
    };
    let mut failed = Vec::new();
    for number in 0..seeds().unwrap_or(1) {
        let proved = proving.prove(assignment.seed + number);
        let proved = proved.unwrap_or_else(|stopped| panic!("{name}: {stopped:?}"));
        failed.extend(
            proved
                .iter()
                .filter_map(|proved| failure(&assignment, proved)),
        );
    }
    assert!(failed.is_empty(), "{name}:\n{}", failed.join("\n"));
}

fn failure(assignment: &Assignment, proved: &Proved) -> Option<String> {
    let proof = proved.tried.proof(assignment);
    let file = proof.map_or_else(
        || format!("{:?}", proved.tried),
        |proof| proof.file.name.clone(),
    );
    let why = match proved.refuted.as_ref()? {
        Refuted::Accepted => "full points".to_owned(),
        Refuted::Loses(lacking) | Refuted::Otherwise(lacking) => format!("{lacking:#?}"),
        Refuted::Earns { checks, .. } => format!("points from {}", checks.join(", ")),
    };
    Some(format!("{file} (seed {}): {why}", proved.seed))
}

macro_rules! shipped {
    ($($name:ident)+) => {
        /// Every one has its test.
        const NAMES: &[&str] = &[$(stringify!($name)),+];

        $(#[test]
        fn $name() {
            proves(stringify!($name));
        })+
    };
}

shipped! {
    daemon_night_class
    daemon_vs_non_daemon
    incremente
    joueurs_par_nation_thread
    ping_pong
    threaded_ping2
    threaded_ping_verrou
    wine_bottles_th_server
}

#[test]
fn every_shipped_assignment_is_proved_and_complete() {
    let mut there: Vec<String> = std::fs::read_dir(folder(""))
        .expect("the folder can be listed")
        .map(|entry| {
            entry
                .expect("to its end")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    there.sort();
    assert_eq!(there, NAMES);
    for name in NAMES {
        let assignment = read(name);
        assert_eq!(assignment.statements.len(), 2, "{name}");
        let program = &assignment.submit[0];
        let starter = assignment.starter.iter().find(|file| file.name == *program);
        let text = String::from_utf8_lossy(&starter.expect("a starter").bytes).into_owned();
        assert!(text.contains("À FAIRE"), "{name}");
        sandbox::lang::syntax::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[test]
fn what_students_get_says_nothing_of_what_is_hidden() {
    for name in NAMES {
        let package = Package::read(&folder(name)).expect("it was read before");
        let assignment = read(name);
        let pack = Pack::new(&package, &assignment).expect("nothing is compared");
        let files = &pack.files;
        assert!(
            !files.keys().any(|file| file.starts_with("proof/")),
            "{name}"
        );
        let all: String = files
            .values()
            .map(|bytes| String::from_utf8_lossy(bytes))
            .collect();
        for check in assignment
            .checks
            .iter()
            .filter(|check| check.visible != Visible::Always)
        {
            assert!(
                !all.contains(&format!("\"{}\"", check.id)),
                "{name}: {}",
                check.id
            );
        }
        let archive = pack.archive().expect("it can be packed");
        assert_eq!(archive, pack.archive().expect("again"), "{name}");
        let public = Package {
            files: files.clone(),
            ..package.clone()
        };
        let (public, _) =
            Assignment::of(&public).unwrap_or_else(|wrong| panic!("{name}:\n{}", told(&wrong)));
        let shown = assignment
            .checks
            .iter()
            .filter(|check| check.visible == Visible::Always);
        let shown: Vec<_> = shown
            .map(|check| (&check.id, &check.properties, check.points))
            .collect();
        let given: Vec<_> = public
            .checks
            .iter()
            .map(|check| (&check.id, &check.properties, check.points))
            .collect();
        assert_eq!(given, shown, "{name}");
        assert_eq!((public.seed, &public.id), (assignment.seed, &assignment.id));
        for check in &public.checks {
            let own = assignment.checks.iter().find(|other| other.id == check.id);
            let names = |of: &Assignment, runs: &[usize]| -> Vec<String> {
                runs.iter().map(|run| of.runs[*run].name.clone()).collect()
            };
            let own = own.expect("it is one of them");
            assert_eq!(names(&public, &check.runs), names(&assignment, &own.runs));
        }
    }
}
