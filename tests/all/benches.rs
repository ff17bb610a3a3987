//! The programs of the benches still run, and print the same in both languages, with sizes that take no time. Whether they are quick
//! is for `cargo bench` to say.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::binary::{package, sandbox};
use crate::case::scripts_under;

/// The distribution's Python, or else the one on the path; without one, only ours run.
fn python() -> Option<&'static str> {
    let answers = |name: &&str| {
        let asked = Command::new(name).arg("--version").output();
        asked.is_ok_and(|output| output.status.success())
    };
    ["/usr/bin/python3", "python3"].into_iter().find(answers)
}

/// Every program of a folder, with the arguments that make it short.
fn programs(folder: &str) -> Vec<PathBuf> {
    scripts_under(&package().join("benches/programs").join(folder))
}

fn name_of(script: &Path) -> &str {
    let stem = script.file_stem().and_then(|stem| stem.to_str());
    stem.expect("a program has a name")
}

/// What a script prints in `folder`, which it may write to. It must end well and say nothing on stderr.
fn printed(mut command: Command, folder: &Path) -> Result<String, String> {
    let output = command
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| error.to_string())?;
    let Output {
        status,
        stdout,
        stderr,
    } = output;
    match status.success() && stderr.is_empty() {
        true => Ok(String::from_utf8_lossy(&stdout).into_owned()),
        false => Err(format!("{status}: {}", String::from_utf8_lossy(&stderr))),
    }
}

/// Run a program on both sides; what is wrong with it, if anything is.
fn problem(script: &Path, arguments: &[&str]) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let mut ours = sandbox();
    ours.args(["run", "--allow-read", "--allow-write"])
        .arg(script)
        .args(arguments);
    let ours = match printed(ours, folder.path()) {
        Ok(ours) => ours,
        Err(reason) => return Some(reason),
    };
    let twin = script.with_extension("py");
    if !twin.exists() {
        return Some("it has no twin in Python".into());
    }
    let mut theirs = Command::new(python()?);
    theirs.args(["-I", "-S"]).arg(twin).args(arguments);
    match printed(theirs, folder.path()) {
        Ok(theirs) if theirs == ours => None,
        Ok(theirs) => Some(format!("prints\n{ours}but in Python\n{theirs}")),
        Err(reason) => Some(format!("in Python: {reason}")),
    }
}

fn check(folder: &str, least: usize, arguments: impl Fn(&str) -> Vec<&'static str>) {
    let programs = programs(folder);
    assert!(programs.len() >= least, "only {} programs", programs.len());
    let found = programs.iter().filter_map(|script| {
        let name = name_of(script);
        let reason = problem(script, &arguments(name))?;
        Some(format!("{folder}/{name}: {reason}"))
    });
    let found: Vec<String> = found.collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn are_we_fast_yet_gives_its_own_results() {
    check("are_we_fast_yet", 14, |name| match name {
        "cd" => vec!["2"],
        "deltablue" => vec!["5"],
        "havlak" => vec!["0"],
        _ => vec!["1"],
    });
}

#[test]
fn idioms_print_the_same_in_both_languages() {
    check("idioms", 40, |name| match name {
        // A tenth of it are the items of a list, which must not be empty.
        "top_level_loops" => vec!["60"],
        _ => vec!["6"],
    });
}

#[test]
fn threads_print_the_same_with_one_and_with_two() {
    check("threads", 12, |_| vec!["1", "10"]);
    check("threads", 12, |_| vec!["2", "10"]);
}
