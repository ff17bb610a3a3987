//! Running a case in one way, and what is wrong with what came of it.

use super::case::{Case, Way};
use super::{marked, watch};
use crate::shared::binary::{BINARY, without_preferences};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Beyond the time and the memory that a case is allowed.
const SECONDS: f64 = 2.0;
const MIB: u64 = 64;

/// What nobody may find, and where it lies.
const SECRET: &str = "the treasure is under the oak";

/// What a run gave.
struct Ended {
    code: i64,
    seconds: f64,
    /// MiB
    peak: u64,
    left: usize,
    out: String,
    err: String,
}

/// Run the case; a machine that was busy with something else gets a second and a third try.
pub fn check(case: &Case, way: &Way) -> Result<(), String> {
    if let Some(program) = &case.unless
        && !has(program)
    {
        println!("{}: skipped, there is no `{program}`", case.name);
        return Ok(());
    }
    let mut late = String::new();
    for _ in 0..3 {
        let folder = tempfile::tempdir().expect("the folder for temporary files can be written");
        let world = World::lay(folder.path(), case);
        let ended = world.run(case, way);
        let mut wrong = complaints(case, way, &ended, &world);
        if let Some(grade) = &case.grade {
            wrong.extend(marked::complaints(grade, &world.case));
        }
        if !wrong.is_empty() {
            return Err(format!(
                "{}\n-- exit code {}, {:.2} s, {} MiB\n-- standard output:\n{}\n-- standard error:\n{}",
                wrong.join("\n"),
                ended.code,
                ended.seconds,
                ended.peak,
                head(&ended.out),
                head(&ended.err),
            ));
        }
        if ended.seconds <= case.time + SECONDS {
            return Ok(());
        }
        late = format!("it took {:.1} s of {} s", ended.seconds, case.time);
    }
    Err(late)
}

fn head(text: &str) -> String {
    text.chars().take(2000).collect()
}

fn has(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).exists())
}

/// The script's folder, and one that is none of its business.
struct World {
    case: PathBuf,
    outside: PathBuf,
    before: BTreeSet<PathBuf>,
}

impl World {
    fn lay(folder: &Path, case: &Case) -> World {
        let world = World {
            case: folder.join("case"),
            outside: folder.join("outside"),
            before: BTreeSet::new(),
        };
        let write = |path: &Path, text: &str| {
            let folder = path.parent().expect("it lies in a folder");
            std::fs::create_dir_all(folder).expect("it can be made");
            std::fs::write(path, text).expect("it can be written");
        };
        write(&world.outside.join("secret.txt"), SECRET);
        write(&world.outside.join("module.rhai"), "const SECRET = 42;");
        let script = std::fs::read_to_string(&case.script).expect("a script");
        match &case.grade {
            None => write(&world.case.join("script.rhai"), &world.filled(&script)),
            Some(grade) => marked::lay(grade, &world.case, &world.filled(&script)),
        }
        for (name, text) in &case.files {
            write(&world.case.join(name), &world.filled(text));
        }
        for (name, target) in &case.links {
            let link = world.case.join(name);
            std::fs::create_dir_all(link.parent().expect("in a folder")).expect("it can be made");
            let target = world.filled(target);
            std::os::unix::fs::symlink(target, link).expect("a link can be made");
        }
        World {
            before: files(folder),
            ..world
        }
    }

    fn filled(&self, text: &str) -> String {
        text.replace("{outside}", &self.outside.to_string_lossy())
            .replace("{case}", &self.case.to_string_lossy())
    }

    fn run(&self, case: &Case, way: &Way) -> Ended {
        let tests = std::env::current_exe().expect("the tests have a file");
        let mut command = without_preferences(Command::new(tests));
        command
            .args([watch::WORD, case.kill.as_deref().unwrap_or_default()])
            .arg(
                case.grade
                    .as_ref()
                    .and_then(|grade| grade.interrupt.as_deref())
                    .unwrap_or_default(),
            )
            .arg(BINARY);
        match &case.grade {
            Some(grade) => _ = command.args(marked::words(grade)),
            None => {
                command.args(["run", "--lang", "en"]);
                if *way != Way::Plain {
                    command.arg("--sealed");
                }
                command.args(case.flags.iter().map(|flag| self.filled(flag)));
                command.arg("script.rhai");
            }
        }
        command.current_dir(&self.case);
        command.env("SECRET", SECRET);
        if let Way::Without(layer) = way {
            command.env("SANDBOX_TEST_DISABLE", layer);
        }
        let output = command.stdin(Stdio::null()).output();
        let output = output.expect("the watcher can be started");
        let out = String::from_utf8_lossy(&output.stdout).into_owned();
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        let (err, last) = err.rsplit_once(watch::MARK).unwrap_or((&err, ""));
        let numbers: Vec<f64> = last
            .split_whitespace()
            .filter_map(|word| word.parse().ok())
            .collect();
        let [code, seconds, peak, left] = numbers[..] else {
            panic!("the watcher is lost: {err}{last}");
        };
        Ended {
            code: code as i64,
            seconds,
            peak: peak as u64,
            left: left as usize,
            out,
            err: err.to_owned(),
        }
    }
}

/// Every file and folder below, with the length of files.
fn files(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    let mut work = vec![folder.to_path_buf()];
    while let Some(folder) = work.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() && !path.is_symlink() {
                work.push(path.clone());
            }
            found.insert(path);
        }
    }
    found
}

fn complaints(case: &Case, way: &Way, ended: &Ended, world: &World) -> Vec<String> {
    let expected = case.expected(way);
    let mut wrong = Vec::new();
    if let Some(exit) = expected.exit
        && exit != ended.code
    {
        wrong.push(format!("exit code {}, not {exit}", ended.code));
    }
    let missing = |texts: &[String], given: &str, where_: &str, wrong: &mut Vec<String>| {
        for text in texts {
            let text = world.filled(text);
            if !given.contains(&text) {
                wrong.push(format!("not {where_}: {text}"));
            }
        }
    };
    missing(&expected.out, &ended.out, "printed", &mut wrong);
    missing(&expected.err, &ended.err, "reported", &mut wrong);
    for text in expected.lacks.iter().map(String::as_str).chain([SECRET]) {
        if ended.out.contains(text) || ended.err.contains(text) {
            wrong.push(format!("told, and must not be: {text}"));
        }
    }
    if ended.left > 0 {
        wrong.push(format!("{} processes are left behind", ended.left));
    }
    if let Some(memory) = case.memory
        && ended.peak > memory + MIB
    {
        wrong.push(format!("{} MiB of {memory} MiB", ended.peak));
    }
    wrong.extend(changed(case, world));
    wrong
}

/// Files that came or went, and what was written over.
fn changed(case: &Case, world: &World) -> Vec<String> {
    let folder = world.case.parent().expect("both lie in one");
    let after = files(folder);
    let may: Vec<PathBuf> = case
        .writes
        .iter()
        .map(|name| world.case.join(name))
        .chain(case.grade.iter().map(|_| world.case.join(marked::RESULTS)))
        .collect();
    let mut wrong = Vec::new();
    for path in after.symmetric_difference(&world.before) {
        if !may.contains(path) {
            wrong.push(format!("came or went: {}", path.display()));
        }
    }
    let secret = std::fs::read_to_string(world.outside.join("secret.txt"));
    if secret.ok().as_deref() != Some(SECRET) {
        wrong.push("the secret was written over".to_owned());
    }
    wrong
}
