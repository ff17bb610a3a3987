//! `sandbox explore` on small programs with a known verdict, `tests/checking/*.rhai`: the mistakes are found, told and replayed, and what is
//! right is not accused. `SANDBOX_SEEDS=20` runs them on as many seeds.

use std::path::PathBuf;

use crate::binary::{Ended, Run, command, package, sandbox_in};

/// A program, and what is to be said of it.
struct Program {
    path: PathBuf,
    name: String,
    /// One of these, or `no bug`.
    verdicts: Vec<String>,
    /// How its mistake is explained, when it must be explained so.
    pattern: Option<String>,
}

impl Program {
    fn is_right(&self) -> bool {
        self.verdicts == ["no bug"]
    }

    /// So many schedules of it, without a limit of time.
    fn explored(&self, schedules: u32, seed: u64, options: &[&str]) -> Ended {
        let path = self.path.to_str().expect("the path is text");
        let (schedules, seed) = (schedules.to_string(), seed.to_string());
        let bounds = [
            "explore",
            "--time",
            "0",
            "--schedules",
            &schedules,
            "--seed",
            &seed,
        ];
        command(&[&bounds, options, &[path]].concat()).ended()
    }
}

fn programs() -> Vec<Program> {
    let folder = package().join("tests/checking");
    let entries = std::fs::read_dir(folder).expect("the folder can be listed");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let program = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).expect("it is text");
        let first = text.lines().next().unwrap_or_default();
        let verdicts = first.strip_prefix("//! verdict: ");
        let verdicts = verdicts.unwrap_or_else(|| panic!("{path:?} has no verdict"));
        Program {
            name: path.file_stem().unwrap().to_string_lossy().into_owned(),
            verdicts: verdicts.split(" | ").map(str::to_owned).collect(),
            pattern: text
                .lines()
                .find_map(|line| line.strip_prefix("//! pattern: "))
                .map(str::to_owned),
            path,
        }
    };
    paths.into_iter().map(program).collect()
}

fn seeds() -> u64 {
    let seeds = std::env::var("SANDBOX_SEEDS").ok();
    seeds.and_then(|count| count.parse().ok()).unwrap_or(2)
}

#[test]
fn there_are_many_programs_of_both_kinds() {
    let programs = programs();
    assert!(programs.len() >= 60);
    assert!(programs.iter().filter(|program| program.is_right()).count() >= 20);
}

#[test]
fn mistakes_are_found_by_the_default_command_within_500_schedules() {
    for program in programs().iter().filter(|program| !program.is_right()) {
        for seed in 0..seeds() {
            let path = program.path.to_str().expect("the path is text");
            let told = program.explored(500, seed, &[]);
            let first = told.out.lines().next().unwrap_or_default();
            let kind = program.verdicts.iter().find(|kind| {
                first.starts_with("bug after ") && first.contains(&format!("): {kind} at {path}:"))
            });
            let Some(kind) = kind else {
                panic!("{}, seed {seed}:\n{}{}", program.name, told.out, told.err);
            };
            let code = if kind == "deadlock" { 3 } else { 1 };
            assert_eq!(told.code, Some(code), "{}", program.name);
            assert!(told.out.contains("reproduced 10/10"), "{}", told.out);
        }
    }
}

#[test]
fn mistakes_are_explained_by_what_they_are() {
    for program in programs() {
        let Some(pattern) = &program.pattern else {
            continue;
        };
        for seed in 0..seeds() {
            let told = program.explored(500, seed, &["--format", "json"]);
            let report: serde_json::Value = serde_json::from_str(&told.out).expect("it is JSON");
            let named = report["bug"]["pattern"]["name"].as_str();
            assert_eq!(
                named,
                Some(&**pattern),
                "{}, seed {seed}: {}",
                program.name,
                told.out
            );
        }
    }
}

#[test]
fn what_is_right_is_not_accused() {
    for program in programs().iter().filter(|program| program.is_right()) {
        for seed in 0..seeds() {
            let told = program.explored(300, seed, &[]);
            let is_passed = told.out.starts_with("no bug in ");
            assert!(
                is_passed && told.code == Some(0),
                "{}: {}{}",
                program.name,
                told.out,
                told.err
            );
        }
    }
}

#[test]
fn what_is_found_is_replayed_after_a_restart() {
    let name = |program: &&Program| {
        [
            "account_without_lock",
            "philosophers_3_left_first",
            "signal_missed",
            "two_stage",
        ]
        .contains(&&*program.name)
    };
    for program in programs().iter().filter(name) {
        let folder = program.path.parent().expect("it lies in a folder");
        let file = format!("{}.rhai", program.name);
        let told = sandbox_in(folder).args(["explore", &file]).ended();
        let replay = told
            .out
            .lines()
            .find_map(|line| line.strip_prefix("replay: sandbox "));
        let words: Vec<&str> = replay.expect("it tells how to replay").split(' ').collect();
        let first = sandbox_in(folder).args(&words).ended();
        assert_eq!(first.code, told.code, "{words:?}\n{}", first.err);
        assert!(!first.err.contains("does not fit"), "{}", first.err);
        for _ in 1..10 {
            let again = sandbox_in(folder).args(&words).ended();
            assert_eq!(
                (again.code, &again.out, &again.err),
                (first.code, &first.out, &first.err)
            );
        }
    }
}
