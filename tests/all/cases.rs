//! Scripts with the lines they print, under `tests/cases/threading`, `library`, `socket` and `modules`, run on both runtimes.
//!
//! A file holds several cases; the line `//// name` opens each. Behind the name may stand what the run ends with: `exits 3`; and
//! where it makes sense: `real` or `controlled`. In a case, `//> text` anywhere in a line is a line of standard output that is expected,
//! in order; `//2> text` likewise of standard error, where `…` stands for any text.

use crate::corpus;
use sandbox::library::LIBRARY;
use sandbox::session::{Evaluation, Limits, Runtime, evaluate_in};
use std::path::{Path, PathBuf};
use std::time::Duration;

#[derive(Debug, Default, PartialEq)]
struct Case {
    name: String,
    source: String,
    output: Vec<String>,
    errors: Vec<String>,
    exit_code: i32,
    runtimes: Vec<Runtime>,
}

const CONTROLLED: [Runtime; 3] = [
    Runtime::Controlled { seed: 0 },
    Runtime::Controlled { seed: 1 },
    Runtime::Controlled { seed: 2 },
];

fn cases(folder: &str) -> Vec<Case> {
    let folder = corpus::cases().join(folder);
    corpus::scripts_under(&folder)
        .iter()
        .flat_map(|path| read(path))
        .collect()
}

fn read(path: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let file = path
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let mut cases: Vec<Case> = Vec::new();
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("//// ") {
            cases.push(heading_of(&file, heading));
        } else if let Some(case) = cases.last_mut() {
            case.source.push_str(line);
            case.source.push('\n');
            if let Some((_, expected)) = line.split_once("//> ") {
                case.output.push(expected.to_string());
            } else if line.ends_with("//>") {
                case.output.push(String::new());
            } else if let Some((_, expected)) = line.split_once("//2> ") {
                case.errors.push(expected.to_string());
            }
        }
    }
    cases
}

fn heading_of(file: &str, heading: &str) -> Case {
    let mut words = heading.split_whitespace();
    let mut case = Case {
        name: format!("{file}/{}", words.next().unwrap_or_default()),
        ..Case::default()
    };
    case.runtimes.push(Runtime::Real);
    case.runtimes.extend(CONTROLLED);
    while let Some(word) = words.next() {
        match word {
            "exits" => {
                case.exit_code = words
                    .next()
                    .and_then(|code| code.parse().ok())
                    .expect("a number")
            }
            "real" => case.runtimes = vec![Runtime::Real],
            "controlled" => case.runtimes = CONTROLLED.to_vec(),
            other => panic!("{}: what does `{other}` mean?", case.name),
        }
    }
    case
}

/// Where `import` finds modules.
fn modules() -> PathBuf {
    corpus::cases().join("imports/modules")
}

/// What is wrong, if anything.
fn objection(case: &Case, runtime: Runtime) -> Option<String> {
    let limits = Limits {
        time: Some(Duration::from_secs(60)),
        ..Limits::default()
    };
    let Evaluation {
        output,
        errors,
        result,
        exit_code,
    } = evaluate_in(Some(modules()), &case.source, runtime, limits, LIBRARY);
    let output: Vec<&str> = output.lines().collect();
    let error_lines: Vec<&str> = errors.lines().collect();
    let as_expected = output == case.output
        && exit_code == case.exit_code
        && (case.errors.is_empty() && (errors.is_empty() || case.exit_code != 0)
            || fits(&case.errors, &error_lines));
    (!as_expected).then(|| {
        format!(
            "== {} ({runtime:?})\nexpected: {:#?}\nprinted:  {output:#?}\nerrors expected: {:#?}\nerrors:\n{errors}\nexit code {exit_code}, expected {}\nresult: {result:?}\n",
            case.name, case.output, case.errors, case.exit_code
        )
    })
}

/// Are the expected lines among the lines, in this order?
fn fits(expected: &[String], lines: &[&str]) -> bool {
    let mut lines = lines.iter();
    expected
        .iter()
        .all(|wanted| lines.by_ref().any(|line| fits_line(wanted, line)))
}

fn fits_line(wanted: &str, line: &str) -> bool {
    match wanted.split_once('…') {
        Some((start, end)) => line
            .strip_prefix(start)
            .is_some_and(|rest| rest.ends_with(end)),
        None => wanted == line,
    }
}

fn run_all(folder: &str) {
    let filter = std::env::var("SANDBOX_CASE").unwrap_or_default();
    let cases = cases(folder);
    assert!(cases.len() > 10, "only {} cases in {folder}", cases.len());
    let chosen = cases.iter().filter(|case| case.name.contains(&filter));
    let objections: Vec<String> = chosen
        .filter_map(|case| {
            case.runtimes
                .iter()
                .find_map(|runtime| objection(case, *runtime))
        })
        .collect();
    assert!(
        objections.is_empty(),
        "{}\n{} cases differ",
        objections.join("\n"),
        objections.len()
    );
}

#[test]
fn threads_do_what_the_cases_say() {
    run_all("threading");
}

#[test]
fn sockets_do_what_the_cases_say() {
    run_all("socket");
}

#[test]
fn modules_do_what_the_cases_say() {
    run_all("modules");
}

#[test]
fn built_ins_do_what_the_cases_say() {
    run_all("library");
}
