//! The examples in the doc comments of the library: every public name has one, and it does what its comments say, on both runtimes.
//!
//! An example is a script, run by the binary in an empty folder of its own, with all permissions. Comments at the end of a line say what
//! is expected, in the words of who reads the page:
//!
//! ```text
//! //! ping.rhai localhost    first line: the script's name and its arguments; else `exemple.rhai` without any
//! print("ping");             // prints ping      the next line of standard output
//! stderr.write("oh\n");      // warns oh         the next line of standard error
//! let name = input();        // types Ada        the next line of standard input
//! exit(3);                   // exits 3          the exit code; else 0
//! ```
//!
//! Behind the opening fence may stand `real` or `controlled`, for what only that runtime does, and `no_run`.

use std::fs;

use sandbox::library::modules;
use sandbox::library::summary::{Named, names};

use super::binary::{Run, sandbox};

/// Names that have no example, each with its reason.
const WITHOUT: &[(&str, &str)] = &[];

/// Seconds after which an example is taken to hang.
const MAX_TIME: &str = "120";

#[derive(Clone)]
struct Example {
    /// The name that it belongs to, and its number there.
    name: String,
    /// What stands behind the opening fence.
    fence: String,
    source: String,
}

impl Example {
    /// What follows `// word ` at the ends of the lines.
    fn said(&self, word: &str) -> Vec<&str> {
        let mark = format!("// {word}");
        let said = |line| {
            let (_, text) = str::split_once(line, &mark)?;
            Some(text.strip_prefix(' ').unwrap_or(text))
        };
        self.source.lines().filter_map(said).collect()
    }

    /// The script's name and its arguments.
    fn words(&self) -> Vec<&str> {
        let first = self.source.lines().next().unwrap_or_default();
        let words = first.strip_prefix("//! ").unwrap_or("exemple.rhai");
        words.split_whitespace().collect()
    }

    fn runs_on(&self, runtime: &str) -> bool {
        self.fence.is_empty() || self.fence == runtime
    }

    /// What is wrong when it is run with these flags, if anything.
    fn objection(&self, flags: &[&str]) -> Result<(), String> {
        let words = self.words();
        let folder = tempfile::tempdir().expect("the folder for temporary files can be written");
        let folder = folder.path().join("exemples");
        fs::create_dir(&folder).expect("the folder for temporary files can be written");
        fs::write(folder.join(words[0]), &self.source).expect("the folder can be written");
        let typed = self.said("types").into_iter();
        let typed: String = typed.flat_map(|line| [line, "\n"]).collect();
        let run = sandbox()
            .current_dir(folder)
            .args(["run", "-A", "--max-time", MAX_TIME])
            .args(flags)
            .args(&words)
            .env("TZ", "UTC")
            .ended_after(&typed);
        let exits = self.said("exits").first().map_or("0", |code| code);
        let as_expected = run.out.lines().eq(self.said("prints"))
            && run.err.lines().eq(self.said("warns"))
            && run.code.map(|code| code.to_string()).as_deref() == Some(exits);
        match as_expected {
            true => Ok(()),
            false => Err(format!(
                "{flags:?}\n{}\n-- printed:\n{}\n-- standard error:\n{}\n-- exit code {:?}",
                self.source, run.out, run.err, run.code
            )),
        }
    }
}

/// The code blocks of a doc comment.
fn examples_of(named: &Named) -> Vec<Example> {
    let path = named.path.join("::");
    let blocks = named.doc.split("```").skip(1).step_by(2).enumerate();
    let examples = blocks.filter_map(|(index, block)| {
        let (fence, lines) = block.split_once('\n')?;
        let lines = lines.lines();
        let source: Vec<&str> = lines
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .collect();
        Some(Example {
            name: format!("{path}/{}", index + 1),
            fence: fence.trim().to_owned(),
            source: source.join("\n"),
        })
    });
    examples.collect()
}

/// Something to ask, and what is wrong, if anything.
pub type Check = Box<dyn FnOnce() -> Result<(), String> + Send>;

/// Every example on each runtime that it is for: its name, and how it is asked.
pub fn checks() -> Vec<(String, Check)> {
    let ways: [(&str, &[&str]); 3] = [
        ("real", &[]),
        ("controlled", &["--virtual-time"]),
        ("controlled", &["--seed", "7"]),
    ];
    let named = modules().iter().flat_map(names);
    let mut checks: Vec<(String, Check)> = Vec::new();
    for example in named.flat_map(|named| examples_of(&named)) {
        for (runtime, flags) in ways {
            if example.runs_on(runtime) {
                let flags_too = flags.first().unwrap_or(&"").trim_start_matches('-');
                let name = format!("examples/{}/{runtime}/{flags_too}", example.name);
                let example = example.clone();
                let check = Box::new(move || example.objection(flags));
                checks.push((name.trim_end_matches('/').to_string(), check));
            }
        }
    }
    checks
}

#[test]
fn every_name_has_an_example_that_prints() {
    let named: Vec<Named> = modules().iter().flat_map(names).collect();
    let shows = |example: &Example| ["prints", "warns"].map(|word| !example.said(word).is_empty());
    let prints = |example: &Example| example.fence != "no_run" && shows(example).contains(&true);
    let shown: std::collections::BTreeSet<Vec<&str>> = named
        .iter()
        .filter(|named| examples_of(named).iter().any(prints))
        .map(|named| named.path.clone())
        .collect();
    // The constructor of a class shows what it is for.
    let constructor = |path: &[&'static str]| [path, &path[path.len() - 1..]].concat();
    let mut reasons: Vec<&str> = WITHOUT.iter().map(|(name, _)| *name).collect();
    let mut lacking = Vec::new();
    for Named { path, .. } in &named {
        if shown.contains(path) || shown.contains(&constructor(path)) {
            continue;
        }
        let path = path.join("::");
        match reasons.iter().position(|name| *name == path) {
            Some(place) => drop(reasons.swap_remove(place)),
            None => lacking.push(path),
        }
    }
    assert!(
        lacking.is_empty() && reasons.is_empty(),
        "{} names without an example that prints: {lacking:#?}\nreasons for names that have one or are gone: {reasons:?}",
        lacking.len()
    );
}

#[test]
fn an_example_says_what_it_expects() {
    let doc = " Say it.\n\n ```real\n //! ping.rhai a b\n let name = input();   // types Ada\n print(name);  // prints Ada\n if true {\n     print(\" two\\n\");   // prints  two\n }\n // prints\n exit(3);  // exits 3\n ```\n\n ```\n print(1);\n ```\n";
    let named = Named {
        path: vec!["sys", "say"],
        doc,
    };
    let [first, second] = &examples_of(&named)[..] else {
        panic!("there are two examples");
    };
    assert_eq!(first.name, "sys::say/1");
    assert_eq!(first.words(), ["ping.rhai", "a", "b"]);
    assert_eq!(first.said("types"), ["Ada"]);
    assert_eq!(first.said("prints"), ["Ada", " two", ""]);
    assert_eq!(first.said("exits"), ["3"]);
    assert!(first.runs_on("real") && !first.runs_on("controlled"));
    assert!(second.runs_on("real") && second.runs_on("controlled"));
    assert_eq!(second.words(), ["exemple.rhai"]);
    let objection = second.objection(&[]);
    let objection = objection.expect_err("it prints more than it says");
    assert!(objection.contains("-- printed:\n1\n"), "{objection}");
    let shouts = Example {
        source: "stderr.write(\"oh\\n\"); // warns oh\nexit(2);".into(),
        ..examples_of(&named).remove(1)
    };
    let objection = shouts.objection(&[]).expect_err("exit code 2");
    assert!(objection.contains("exit code Some(2)"), "{objection}");
}
