//! The case files under `tests/cases`: one format, read here. What a case is compared with is its folder's: `tests/runner/main.rs`.
//!
//! A file holds cases; the line `//// NAME` opens each, and a file without one is a case of the file's name. Behind the name may stand
//! `exits 3`, the exit code; `real` or `controlled`, where only that runtime makes sense; and, as the last, `differs: REASON`, where ours
//! does on purpose what plain Rhai does not.
//!
//! ```text
//! print(1); //> 1                      the next line of standard output
//! //? a                                a line of standard output, in any order with its neighbours of this kind
//! stderr.write("x\n"); //2> x          a line of standard error, in order; `…` stands for any text
//! print(7 / 2); //~ NAME, NAME         warnings of this line
//! //= gives i64 42                     all that ours does, where it differs from Rhai
//! //! args: 3 four                     for the binary: arguments of the script
//! //! flags: --max-operations 1000     flags of `sandbox run`
//! //! script: scripts/ping_pong.rhai   run this file of the house in place of the case
//! //! input: Ada                       a line of standard input
//! //! runtimes: real, controlled       the default is both
//! //! exit: 1                          the default is 0
//! //! stderr contains: line 3          the default is that nothing is written there
//! ```

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::binary::{Ended, package};

/// One program and what is expected of it.
#[derive(Debug, Clone, Default)]
pub struct Case {
    /// Folder, file and heading: `threading/locks/taken_twice`.
    pub name: String,
    /// From the package's folder.
    pub file: String,
    /// The file's line before the first of the source.
    pub line: usize,
    pub source: String,
    pub script: Option<String>,
    pub args: Vec<String>,
    pub flags: Vec<String>,
    pub input: String,
    pub exit: i32,
    /// The only runtime that it is for.
    pub runtime: Option<&'static str>,
    /// Why ours differs from Rhai.
    pub differs: Option<String>,
    /// All that ours does.
    pub story: Option<String>,
    output: Vec<Expected>,
    errors: Vec<Expected>,
    contained: Vec<Expected>,
    /// The line in the source, from 1, and the name.
    pub warnings: BTreeSet<(usize, String)>,
}

/// A line that is expected, and the line of the file that says so.
#[derive(Debug, Clone)]
struct Expected {
    at: usize,
    text: String,
    in_any_order: bool,
}

/// What is wrong, and the line of the file that says otherwise.
pub type Complaint = (usize, String);

/// The folder of all cases.
pub fn cases() -> PathBuf {
    package().join("tests/cases")
}

/// Every `.rhai` file under `folder`, in the order of their names.
pub fn scripts_under(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            found.extend(scripts_under(&path));
        } else if path.extension().is_some_and(|end| end == "rhai") {
            found.push(path);
        }
    }
    found
}

/// The cases of a folder of `tests/cases`. What lies in a folder `modules` of the imports is there to be imported.
pub fn under(folder: &str) -> Vec<Case> {
    let mut files = scripts_under(&cases().join(folder));
    files.retain(|file| !file.starts_with(cases().join("imports/modules")));
    files.iter().flat_map(|file| read(file)).collect()
}

/// The cases that are compared with Rhai.
pub fn snippets() -> Vec<Case> {
    under("rhai")
}

/// The cases of a file.
pub fn read(file: &Path) -> Vec<Case> {
    let text = fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let name = file
        .strip_prefix(cases())
        .unwrap_or(file)
        .with_extension("");
    let short = file.strip_prefix(package()).unwrap_or(file);
    parse(&name.to_string_lossy(), &short.to_string_lossy(), &text)
        .unwrap_or_else(|wrong| panic!("{}:{wrong}", file.display()))
}

/// The cases of a text that stands in the file `file` and is called `name`.
pub fn parse(name: &str, file: &str, text: &str) -> Result<Vec<Case>, String> {
    let is_one = !text.lines().any(|line| line.starts_with("//// "));
    let mut found = Vec::new();
    if is_one {
        found.push(Case::new(name.to_string(), file, 0));
    }
    for (index, line) in text.lines().enumerate() {
        let at = index + 1;
        let wrong = |wrong: String| format!("{at}: {wrong}");
        if let Some(heading) = line.strip_prefix("//// ") {
            let mut case = Case::new(String::new(), file, at);
            let heading = case.heading(heading).map_err(wrong)?;
            case.name = format!("{name}/{heading}");
            found.push(case);
        } else if let Some(case) = found.last_mut() {
            case.take(at, line, is_one).map_err(wrong)?;
        }
    }
    Ok(found)
}

impl Case {
    fn new(name: String, file: &str, line: usize) -> Self {
        Case {
            name,
            file: file.to_string(),
            line,
            ..Case::default()
        }
    }

    /// Read what stands behind the name, which is given back.
    fn heading<'a>(&mut self, heading: &'a str) -> Result<&'a str, String> {
        let mut name = heading.trim();
        if let Some((before, reason)) = name.split_once(" differs: ") {
            (name, self.differs) = (before, Some(reason.to_string()));
        }
        while let Some((before, last)) = name.rsplit_once(' ') {
            let code = before.strip_suffix(" exits").zip(last.parse().ok());
            match (last, code) {
                (_, Some((before, code))) => (name, self.exit) = (before, code),
                ("real", _) => (name, self.runtime) = (before, Some("real")),
                ("controlled", _) => (name, self.runtime) = (before, Some("controlled")),
                _ => break,
            }
        }
        Ok(name)
    }

    /// Read one line.
    fn take(&mut self, at: usize, line: &str, is_one: bool) -> Result<(), String> {
        let expected = |text: &str| Expected {
            at,
            text: text.to_string(),
            in_any_order: false,
        };
        if let Some(story) = line.strip_prefix("//= ") {
            self.story = Some(story.to_string());
            return Ok(());
        }
        self.source.push_str(line);
        self.source.push('\n');
        if let Some(text) = line.trim_start().strip_prefix("//?") {
            self.output.push(Expected {
                in_any_order: true,
                ..expected(text.strip_prefix(' ').unwrap_or(text))
            });
        } else if let Some((_, text)) = line.split_once("//> ") {
            self.output.push(expected(text));
        } else if line.ends_with("//>") {
            self.output.push(expected(""));
        } else if let Some((_, text)) = line.split_once("//2> ") {
            self.errors.push(expected(text));
        } else if let Some((_, names)) = line.split_once("//~ ") {
            let names = names.split(", ");
            self.warnings
                .extend(names.map(|name| (at - self.line, name.to_string())));
        } else if is_one && let Some(directive) = line.strip_prefix("//! ") {
            self.direct(directive, expected(""))?;
        }
        Ok(())
    }

    fn direct(&mut self, directive: &str, expected: Expected) -> Result<(), String> {
        let (name, value) = directive.split_once(':').unwrap_or((directive, ""));
        let value = value.trim();
        let words = || value.split_whitespace().map(String::from);
        match (name.trim(), value) {
            ("script", _) => self.script = Some(value.into()),
            ("args", _) => self.args.extend(words()),
            ("flags", _) => self.flags.extend(words()),
            ("input", _) => self.input += &format!("{value}\n"),
            ("runtimes", "real, controlled") => self.runtime = None,
            ("runtimes", "real") => self.runtime = Some("real"),
            ("runtimes", "controlled") => self.runtime = Some("controlled"),
            ("runtimes", _) => return Err(format!("`{value}` is no runtime")),
            ("exit", _) => {
                let code = value.parse();
                self.exit = code.map_err(|_| format!("`{value}` is no exit code"))?;
            }
            ("stderr contains", _) => self.contained.push(Expected {
                text: value.into(),
                ..expected
            }),
            // What the script says it needs, which the binary reads itself.
            (name, _) if name.starts_with("allow-") => {}
            (other, _) => return Err(format!("`//! {other}:` is not known")),
        }
        Ok(())
    }

    pub fn runs_on(&self, runtime: &str) -> bool {
        self.runtime.is_none_or(|only| only == runtime)
    }

    /// What is wrong with a run.
    pub fn complaints(&self, run: &Ended) -> Vec<Complaint> {
        let mut complaints = Vec::new();
        if run.code != Some(self.exit) {
            let wrong = format!(
                "expected: exit code {}\n  got:      {:?}",
                self.exit, run.code
            );
            complaints.push((self.line, wrong));
        }
        complaints.extend(self.wrong_output(&run.out));
        let mut lines = run.err.lines();
        for Expected { at, text, .. } in &self.errors {
            if !lines.by_ref().any(|line| fits(text, line)) {
                complaints.push((*at, format!("expected on standard error: {text:?}")));
            }
        }
        for Expected { at, text, .. } in &self.contained {
            if !run.err.contains(text) {
                complaints.push((*at, format!("expected within standard error: {text:?}")));
            }
        }
        let is_silent = self.errors.is_empty() && self.contained.is_empty() && self.exit == 0;
        if is_silent && !run.err.is_empty() {
            complaints.push((self.line, "expected: nothing on standard error".into()));
        }
        complaints
    }

    fn wrong_output(&self, output: &str) -> Option<Complaint> {
        let mut found = output.lines();
        let together = |a: &Expected, b: &Expected| a.in_any_order && b.in_any_order;
        for group in self.output.chunk_by(together) {
            let mut expected: Vec<&str> = group.iter().map(|line| &*line.text).collect();
            let mut got: Vec<&str> = found.by_ref().take(group.len()).collect();
            expected.sort_unstable();
            got.sort_unstable();
            if expected != got {
                let wrong = format!("expected: {expected:?}\n  got:      {got:?}");
                return Some((group[0].at, wrong));
            }
        }
        let more: Vec<&str> = found.collect();
        let end = self.line + self.source.lines().count();
        (!more.is_empty()).then(|| (end, format!("expected: the end\n  got:      {more:?}")))
    }
}

fn fits(wanted: &str, line: &str) -> bool {
    match wanted.split_once('…') {
        Some((start, end)) => line.starts_with(start) && line[start.len()..].ends_with(end),
        None => wanted == line,
    }
}

#[test]
fn every_case_has_a_name_and_a_program_of_its_own() {
    let mut names = std::collections::HashSet::new();
    let mut sources = std::collections::HashMap::new();
    let mut count = |folder: &str, least: usize| {
        let found = under(folder);
        assert!(
            found.len() >= least,
            "{folder} has shrunk to {}",
            found.len()
        );
        for Case { name, source, .. } in found {
            assert!(
                names.insert(name.clone()),
                "`{name}` is the name of two cases"
            );
            let may_be_empty = folder == "doors";
            assert!(
                may_be_empty || !source.trim().is_empty(),
                "`{name}` is empty"
            );
            let is_word = |name: &str| folder == "check" || !name.contains(' ');
            assert!(is_word(&name), "what does `{name}` mean?");
            if folder == "rhai"
                && let Some(other) = sources.insert(source.trim().to_string(), name.clone())
            {
                panic!("`{name}` and `{other}` are the same program");
            }
        }
    };
    let least = [
        ("rhai", 1700),
        ("imports", 75),
        ("threading", 120),
        ("library", 125),
    ];
    let more = [
        ("socket", 55),
        ("modules", 45),
        ("check", 265),
        ("doors", 95),
    ];
    for (folder, least) in least.into_iter().chain(more) {
        count(folder, least);
    }
}

#[test]
fn a_case_says_what_it_expects() {
    let one = |text: &str| parse("doors/x", "x.rhai", text).map(|mut cases| cases.remove(0));
    let text = "//! args: 3 four\n//! exit: 1\n//! stderr contains: line 2\n//! runtimes: real\n\
                print(1);\n//> 1\n//? b\n//? a\n//>  two spaces\n//>\n";
    let case = one(text).expect("the case is well formed");
    assert_eq!(case.args, ["3", "four"]);
    assert_eq!((case.exit, case.output.len()), (1, 5));
    assert!(case.runs_on("real") && !case.runs_on("controlled"));
    let run = |out: &str, err: &str, code| Ended {
        out: out.into(),
        err: err.into(),
        code: Some(code),
    };
    let good = case.complaints(&run("1\na\nb\n two spaces\n\n", "error in line 2", 1));
    assert!(good.is_empty(), "{good:?}");
    for (at, bad) in [
        (0, run("1\na\nb\n two spaces\n\n", "error in line 2", 0)),
        (3, run("1\na\nb\n two spaces\n\n", "error in line 3", 1)),
        (7, run("1\na\na\n two spaces\n\n", "error in line 2", 1)),
        (10, run("1\na\nb\n two spaces\n", "error in line 2", 1)),
        (
            10,
            run("1\na\nb\n two spaces\n\nmore\n", "error in line 2", 1),
        ),
        (6, run("2\na\nb\n two spaces\n\n", "error in line 2", 1)),
    ] {
        let complaints = case.complaints(&bad);
        assert_eq!(
            (complaints.len(), complaints[0].0),
            (1, at),
            "{complaints:?}"
        );
    }
    for wrong in ["runtimes: imaginary", "exit: soon", "unknown: thing"] {
        assert!(one(&format!("//! {wrong}")).is_err());
    }
    let silent = one("1;").expect("a case may expect nothing");
    assert_eq!(silent.complaints(&run("", "warning", 0)).len(), 1);
    let text =
        "//// a real exits 3\n1; //2> b…d\n//// b differs: why\n2; //~ c, d\n//= gives i64 2\n";
    let [a, b] = &parse("x", "x.rhai", text).expect("two cases")[..] else {
        panic!("there are two cases");
    };
    assert_eq!((&*a.name, a.exit, a.runtime), ("x/a", 3, Some("real")));
    assert!(a.complaints(&run("", "a\nbcd", 3)).is_empty());
    assert_eq!(a.complaints(&run("", "bc", 3))[0].0, 2);
    assert_eq!((&*b.name, b.differs.as_deref()), ("x/b", Some("why")));
    assert_eq!(
        (b.warnings.len(), b.story.as_deref()),
        (2, Some("gives i64 2"))
    );
}
