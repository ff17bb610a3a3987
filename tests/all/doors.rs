//! Cases through the door that people use: the binary runs every `tests/cases/doors/**/*.rhai`, and its output,
//! errors and exit code are compared with what the file itself says. A new file is a new test.
//!
//! ```text
//! //! script: scripts/ping_pong.rhai   run this file of the house in place of the case
//! //! args: 3 four                     arguments of the script
//! //! flags: --max-operations 1000     flags of `sandbox run`
//! //! input: Ada                       a line of standard input
//! //! runtimes: real, controlled       the default is both
//! //! exit: 1                          the default is 0
//! //! stderr contains: line 3          the default is that nothing is written there
//! //> the next line of standard output
//! //? a line of standard output, in any order with its neighbours of this kind
//! ```

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::binary::{BINARY, package, without_preferences};
use crate::corpus::{cases, scripts_under};

/// Seeds that a case is run with under the controlled runtime.
const SEEDS: [u64; 3] = [1, 7, 42];
/// Seconds after which a case is taken to hang.
const MAX_TIME: &str = "120";

/// What a case file says about itself.
#[derive(Debug, Default, PartialEq)]
struct Case {
    script: Option<String>,
    args: Vec<String>,
    flags: Vec<String>,
    input: String,
    runtimes: Vec<String>,
    exit: i32,
    stderr: Vec<String>,
    /// The expected output: lines in order, or a group of lines in any order.
    output: Vec<Expected>,
}

#[derive(Debug, PartialEq)]
enum Expected {
    Line(String),
    AnyOrder(Vec<String>),
}

/// What a run did.
struct Run {
    output: String,
    errors: String,
    code: Option<i32>,
}

impl Case {
    fn parse(text: &str) -> Result<Self, String> {
        let mut case = Self::default();
        for line in text.lines() {
            if let Some(expected) = line.trim_start().strip_prefix("//>") {
                case.output.push(Expected::Line(one_space_less(expected)));
            } else if let Some(expected) = line.trim_start().strip_prefix("//?") {
                match case.output.last_mut() {
                    Some(Expected::AnyOrder(lines)) => lines.push(one_space_less(expected)),
                    _ => case
                        .output
                        .push(Expected::AnyOrder(vec![one_space_less(expected)])),
                }
            } else if let Some(directive) = line.strip_prefix("//! ") {
                case.direct(directive)?;
            }
        }
        if case.runtimes.is_empty() {
            case.runtimes = vec!["real".into(), "controlled".into()];
        }
        Ok(case)
    }

    fn direct(&mut self, directive: &str) -> Result<(), String> {
        let (name, value) = directive.split_once(':').unwrap_or((directive, ""));
        let value = value.trim();
        let words = || value.split_whitespace().map(String::from);
        match name.trim() {
            "script" => self.script = Some(value.into()),
            "args" => self.args.extend(words()),
            "flags" => self.flags.extend(words()),
            "input" => self.input += &format!("{value}\n"),
            "runtimes" => self.runtimes = value.split(',').map(|name| name.trim().into()).collect(),
            "exit" => {
                self.exit = value
                    .parse()
                    .map_err(|_| format!("`{value}` is no exit code"))?
            }
            "stderr contains" => self.stderr.push(value.into()),
            // What the script says it needs, which the binary reads itself.
            name if name.starts_with("allow-") => {}
            other => return Err(format!("`//! {other}:` is not known to the runner")),
        }
        for runtime in &self.runtimes {
            if !["real", "controlled"].contains(&runtime.as_str()) {
                return Err(format!("`{runtime}` is no runtime"));
            }
        }
        Ok(())
    }

    /// What is wrong with a run.
    fn complaints(&self, run: &Run) -> Vec<String> {
        let mut complaints = Vec::new();
        if run.code != Some(self.exit) {
            complaints.push(format!("exit code {:?}, expected {}", run.code, self.exit));
        }
        for text in self
            .stderr
            .iter()
            .filter(|text| !run.errors.contains(text.as_str()))
        {
            complaints.push(format!("standard error has no `{text}`"));
        }
        if self.stderr.is_empty() && self.exit == 0 && !run.errors.is_empty() {
            complaints.push("standard error is not empty".into());
        }
        complaints.extend(self.wrong_output(&run.output));
        complaints
    }

    fn wrong_output(&self, output: &str) -> Option<String> {
        let mut found = output.lines();
        for expected in &self.output {
            let (expected, found) = match expected {
                Expected::Line(line) => (vec![line.as_str()], found.by_ref().take(1).collect()),
                Expected::AnyOrder(lines) => {
                    let mut expected: Vec<_> = lines.iter().map(String::as_str).collect();
                    let mut found: Vec<_> = found.by_ref().take(lines.len()).collect();
                    expected.sort_unstable();
                    found.sort_unstable();
                    (expected, found)
                }
            };
            if expected != found {
                return Some(format!("printed {found:?}, expected {expected:?}"));
            }
        }
        let more: Vec<_> = found.collect();
        (!more.is_empty()).then(|| format!("printed {more:?}, expected the end"))
    }
}

/// The text after `//>`, without the space that separates it.
fn one_space_less(text: &str) -> String {
    text.strip_prefix(' ').unwrap_or(text).to_string()
}

/// Run a file with `sandbox run`.
fn run(file: &Path, case: &Case, seed: Option<u64>) -> Run {
    // Another build of the binary, the released one say, can be put to the same test.
    let binary = std::env::var("SANDBOX_BINARY").unwrap_or_else(|_| BINARY.to_string());
    let mut command = without_preferences(Command::new(binary));
    command
        .current_dir(package())
        .arg("run")
        .args(["--max-time", MAX_TIME]);
    if let Some(seed) = seed {
        command.args(["--seed", &seed.to_string()]);
    }
    let script = case
        .script
        .as_ref()
        .map_or(file.to_path_buf(), PathBuf::from);
    command.args(&case.flags).arg(script).args(&case.args);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the binary is built with the tests");
    let mut input = child.stdin.take().expect("standard input is a pipe");
    // A script that does not read its input may be gone already.
    let _ = input.write_all(case.input.as_bytes());
    drop(input);
    let done = child.wait_with_output().expect("the binary was started");
    Run {
        output: String::from_utf8_lossy(&done.stdout).into_owned(),
        errors: String::from_utf8_lossy(&done.stderr).into_owned(),
        code: done.status.code(),
    }
}

/// Run one case under all its runtimes; what went wrong first.
fn check(file: &Path) -> Option<String> {
    let text = fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let case = match Case::parse(&text) {
        Ok(case) => case,
        Err(mistake) => return Some(mistake),
    };
    let seeds = SEEDS.map(Some);
    let ways = case
        .runtimes
        .iter()
        .flat_map(|runtime| match runtime.as_str() {
            "real" => &[None],
            _ => &seeds[..],
        });
    for &seed in ways {
        let run = run(file, &case, seed);
        let complaints = case.complaints(&run);
        if !complaints.is_empty() {
            let way = seed.map_or("the real runtime".into(), |seed| format!("--seed {seed}"));
            let (output, errors) = (&run.output, &run.errors);
            let complaints = complaints.join("\n");
            return Some(format!(
                "{way}: {complaints}\nstdout:\n{output}\nstderr:\n{errors}"
            ));
        }
    }
    None
}

#[test]
fn every_case_does_what_it_says() {
    let filter = std::env::var("SANDBOX_CASE").unwrap_or_default();
    let root = cases().join("doors");
    let mut files = scripts_under(&root);
    files.retain(|file| file.to_string_lossy().contains(&filter));
    let mut failures = Vec::new();
    for file in &files {
        let name = file
            .strip_prefix(&root)
            .expect("found under the root")
            .with_extension("");
        if let Some(wrong) = check(file) {
            failures.push(format!("== {}\n{wrong}", name.display()));
        }
    }
    assert!(
        failures.is_empty(),
        "{}\n{} of {} cases failed",
        failures.join("\n"),
        failures.len(),
        files.len(),
    );
}

#[test]
fn a_case_says_what_it_expects() {
    let text = "//! args: 3 four\n//! exit: 1\n//! stderr contains: line 2\n//! runtimes: real\n\
                print(1);\n//> 1\n//? b\n//? a\n//>  two spaces\n//>\n";
    let case = Case::parse(text).expect("the case is well formed");
    assert_eq!(case.args, ["3", "four"]);
    assert_eq!(
        (case.exit, case.runtimes.len(), case.output.len()),
        (1, 1, 4)
    );
    let run = |output: &str, errors: &str, code| Run {
        output: output.into(),
        errors: errors.into(),
        code: Some(code),
    };
    let good = run("1\na\nb\n two spaces\n\n", "error in line 2", 1);
    assert!(
        case.complaints(&good).is_empty(),
        "{:?}",
        case.complaints(&good)
    );
    for bad in [
        run("1\na\nb\n two spaces\n\n", "error in line 2", 0),
        run("1\na\nb\n two spaces\n\n", "error in line 3", 1),
        run("1\na\na\n two spaces\n\n", "error in line 2", 1),
        run("1\na\nb\n two spaces\n", "error in line 2", 1),
        run("1\na\nb\n two spaces\n\nmore\n", "error in line 2", 1),
        run("2\na\nb\n two spaces\n\n", "error in line 2", 1),
    ] {
        assert_eq!(case.complaints(&bad).len(), 1);
    }
    assert!(Case::parse("//! runtimes: imaginary").is_err());
    assert!(Case::parse("//! exit: soon").is_err());
    assert!(Case::parse("//! unknown: thing").is_err());
    let silent = Case::parse("").expect("an empty case is well formed");
    assert_eq!(
        silent.complaints(&run("", "warning", 0)),
        ["standard error is not empty"]
    );
}
