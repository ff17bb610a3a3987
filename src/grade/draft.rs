//! An assignment written from what a solution does: candidates for checks are marked by the solution itself, and those that hold are written
//! down, ready to be kept or deleted.

use super::assignment::{Assignment, MAIN, Mistake, Package};
use super::job::{Ended, Outcome};
use super::mark::outcomes::{Seen, seen};
use super::outline::Outline;
use super::points::Points;
use super::prove::{Lacking, Proving, Stopped, gate, lacking};
use super::results::{CheckResult, Verdict};
use super::submission::HandIn;
use crate::check::changed_while_threads_run;
use crate::grade::job::Examiner;
use crate::messages::{Language, message};
use crate::objects::error::Source;
use serde_json::Value as JsonValue;
use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

/// A solution, and how it is run.
pub struct Solution<'s> {
    /// The name under which students hand it in.
    pub name: &'s str,
    pub id: &'s str,
    pub text: &'s str,
    pub arguments: &'s [String],
    pub stdin: &'s str,
    /// Tables of fake programs, as TOML.
    pub programs: &'s str,
    pub files: &'s BTreeMap<String, Vec<u8>>,
}

/// Why there is no assignment.
#[derive(Debug)]
pub enum Failed {
    Mistakes(Vec<Mistake>),
    Stopped(Stopped),
    /// The solution itself goes wrong, and what marking says of it.
    Unsound(Ended, Option<Lacking>),
}

/// What was written.
pub struct Drafted {
    pub package: Package,
    /// What the solution prints depends on a race of its own: no check asks for it.
    pub has_race: bool,
}

/// Who looks.
pub struct Drafting<'d> {
    pub jobs: usize,
    pub language: Language,
    pub interrupted: &'d AtomicBool,
    pub examiner: &'d (dyn Fn() -> Box<dyn Examiner> + Sync),
}

/// Waits that a lock should not be held in.
const WAITS: &[&str] = &["sleep", "call", "recv", "accept", "join"];

/// A check that may be written: its id, its lines, the run that it looks at.
struct Candidate {
    group: &'static str,
    run: &'static str,
    line: String,
}

impl Candidate {
    /// Does it list what the solution prints in one schedule or another?
    fn is_of_outcomes(&self) -> bool {
        self.line.starts_with(OUTCOMES)
    }
}

const ORDERED: &str = "ordered = \"all\"";
const OUTCOMES: &str = "outcomes = ";

/// Checks that give points for nothing, and the one that a program must pass first.
#[derive(Default)]
struct Needing {
    free: Vec<String>,
    gate: Option<String>,
}

impl Drafting<'_> {
    /// The files of an assignment.
    ///
    /// # Errors
    /// The solution cannot be run, or goes wrong.
    pub fn draft(&self, solution: &Solution) -> Result<Drafted, Failed> {
        let base = head(solution, self.language) + runs(solution).as_str();
        let first = self.assignment(&base, "[[check]]\nsound = true\n", solution)?;
        let hand_in = HandIn::of_text(&first, solution.text.to_owned());
        let mut examiner = (self.examiner)();
        let seen = seen(&first, &hand_in, first.seed, examiner.as_mut());
        let seen = seen.map_err(|lost| Failed::Stopped(Stopped::Lost(lost)))?;
        let Some(seen) = seen.into_iter().next() else {
            return Err(Failed::Unsound(Ended::Error, None));
        };
        let wrong = seen
            .outcomes
            .iter()
            .find(|outcome| outcome.ended != Ended::Ended);
        if let Some(outcome) = wrong {
            let marked = self.proving(&first).mark(&[hand_in], first.seed);
            let marked = marked.map_err(Failed::Stopped)?;
            let why = marked
                .first()
                .and_then(|marked| lacking(marked).into_iter().next());
            return Err(Failed::Unsound(outcome.ended, why));
        }
        let outline = Outline::of(solution.text).unwrap_or_default();
        let candidates = candidates(solution, &seen, &outline, &programs_of(solution));
        let text: String = (candidates.iter())
            .map(|candidate| {
                format!(
                    "[[check]]\nrun = \"{}\"\n{}\n",
                    candidate.run, candidate.line
                )
            })
            .collect();
        let marked = self.marked(&base, &text, solution)?;
        let tried: Vec<(Candidate, bool)> = candidates.into_iter().zip(marked).collect();
        let is_ordered = (tried.iter()).any(|(candidate, held)| *held && candidate.line == ORDERED);
        let has_race = !is_ordered && !prints_the_same(&seen.outcomes);
        // What depends on a race is no example of what is right.
        let is_right = |candidate: &Candidate| !has_race || !candidate.is_of_outcomes();
        let held = tried.into_iter().filter(|(_, held)| *held);
        let held = held.map(|(candidate, _)| candidate);
        let held: Vec<Candidate> = held.filter(is_right).collect();
        let needing = self.needing(&base, &held, solution)?;
        let parts = [
            base,
            checks(&held, &needing, self.language),
            advice(&outline, self.language),
        ];
        let toml = parts.concat();
        Ok(Drafted {
            package: package(&toml, solution),
            has_race,
        })
    }

    /// Checks that an empty file would pass, and the one that they need therefore.
    fn needing(&self, base: &str, held: &[Candidate], of: &Solution) -> Result<Needing, Failed> {
        let text = checks(held, &Needing::default(), self.language);
        let assignment = self.assignment(base, &text, of)?;
        let empty = HandIn::of_text(&assignment, String::new());
        let marked = self.proving(&assignment).mark(&[empty], assignment.seed);
        let marked = marked.map_err(Failed::Stopped)?;
        let gives = |check: &&CheckResult| check.points > Points::default();
        let free = marked
            .iter()
            .flat_map(|marked| marked.checks.iter().filter(gives));
        Ok(Needing {
            free: free.map(|check| check.id.clone()).collect(),
            gate: marked.first().and_then(gate),
        })
    }

    fn proving<'p>(&'p self, assignment: &'p Assignment) -> Proving<'p> {
        Proving {
            assignment,
            jobs: self.jobs,
            language: self.language,
            interrupted: self.interrupted,
            examiner: self.examiner,
        }
    }

    fn assignment(&self, base: &str, checks: &str, of: &Solution) -> Result<Assignment, Failed> {
        let package = package(&format!("{base}{checks}"), of);
        let read = Assignment::of(&package).map_err(Failed::Mistakes)?;
        Ok(read.0)
    }

    /// For each check, does it hold for the solution?
    fn marked(&self, base: &str, checks: &str, of: &Solution) -> Result<Vec<bool>, Failed> {
        let assignment = self.assignment(base, checks, of)?;
        let hand_in = HandIn::of_text(&assignment, of.text.to_owned());
        let marked = self
            .proving(&assignment)
            .mark(&[hand_in], assignment.seed)
            .map_err(Failed::Stopped)?;
        let checks = marked
            .iter()
            .flat_map(|marked| marked.checks.iter().skip(1));
        Ok(checks.map(|check| check.verdict == Verdict::Pass).collect())
    }
}

fn package(toml: &str, solution: &Solution) -> Package {
    let mut files = BTreeMap::new();
    files.insert(MAIN.to_owned(), toml.as_bytes().to_vec());
    let text = solution.text.as_bytes().to_vec();
    files.insert("proof/right/solution.rhai".to_owned(), text);
    for (name, bytes) in solution.files {
        files.insert(format!("files/{name}"), bytes.clone());
    }
    Package {
        label: solution.id.to_owned(),
        name: solution.id.to_owned(),
        files,
    }
}

/// A text in quotes, in one line: what JSON escapes, TOML does too.
fn quoted(text: &str) -> String {
    JsonValue::from(text)
        .to_string()
        .replace('\u{7f}', "\\u007f")
}

fn head(solution: &Solution, language: Language) -> String {
    let comment = message!("draft-head").in_language(language);
    let mut text = format!(
        "# {comment}\nformat = 1\nid     = {}\nsubmit = {}\nout_of = 20\nround  = 0.5\n",
        quoted(solution.id),
        quoted(solution.name)
    );
    if !solution.programs.trim().is_empty() {
        text += &format!("\n{}\n", solution.programs.trim());
    }
    text
}

fn runs(solution: &Solution) -> String {
    let arguments: Vec<String> = solution.arguments.iter().map(|word| quoted(word)).collect();
    let mut text = format!("\n[run.main]\nargs = [{}]\n", arguments.join(", "));
    if !solution.stdin.is_empty() {
        text += &format!("stdin = {}\n", quoted(solution.stdin));
    }
    // A student may sleep where the solution waits: here time passes at any moment.
    text + "\n[run.any]\nlike  = \"main\"\nclock = \"any\"\n\n"
}

fn programs_of(solution: &Solution) -> Vec<String> {
    let read = crate::session::read_programs(solution.programs);
    read.map_or_else(
        |_| Vec::new(),
        |programs| programs.names().map(str::to_owned).collect(),
    )
}

fn candidates(
    solution: &Solution,
    seen: &Seen,
    outline: &Outline,
    programs: &[String],
) -> Vec<Candidate> {
    let outcomes = &seen.outcomes;
    let mut found = Vec::new();
    let mut add = |group, run, line: String| found.push(Candidate { group, run, line });
    add("sound", "main", "sound = true".to_owned());
    if let Some(exit) = same(outcomes, |outcome| outcome.exit) {
        add("sound", "main", format!("exit = {exit}"));
    }
    let output = output(seen);
    if let Some(line) = &output {
        add("output", "main", line.clone());
    }
    if let Some(stderr) = same(outcomes, |outcome| outcome.stderr.clone())
        && !stderr.is_empty()
    {
        add("output", "main", format!("stderr = {}", quoted(&stderr)));
    }
    threads(outcomes, &mut add);
    let longest = outcomes
        .iter()
        .map(|outcome| outcome.duration)
        .fold(0.0, f64::max);
    if longest > 0.0 {
        let longest = (longest * 100.0).ceil() / 100.0;
        add("threads", "main", format!("duration = \"<= {longest}\""));
    }
    for program in programs {
        let most = solution.arguments.len().clamp(1, 16);
        for count in (1..=most).rev() {
            add(
                "threads",
                "main",
                format!(
                    "calls = {{ program = {}, count = {count} }}",
                    quoted(program)
                ),
            );
            add(
                "threads",
                "main",
                format!(
                    "at_once = {{ call = {}, least = {count} }}",
                    quoted(program)
                ),
            );
        }
    }
    for name in guards(solution, outline) {
        add("locks", "main", format!("guarded = [{}]", quoted(&name)));
    }
    add("locks", "main", ORDERED.to_owned());
    add("locks", "main", "released = true".to_owned());
    add("locks", "main", "order_of_locks = true".to_owned());
    let used = super::occurrences::Occurrences::of(solution.text);
    let waits: Vec<String> = WAITS
        .iter()
        .filter(|name| used.find(name).is_some())
        .map(|name| quoted(name))
        .collect();
    if !waits.is_empty() {
        add(
            "locks",
            "main",
            format!("not_held_while = [{}]", waits.join(", ")),
        );
    }
    add("waiting", "main", "no_busy_wait = true".to_owned());
    add("waiting", "main", "left_running = 0".to_owned());
    add("time", "any", "sound = true".to_owned());
    if let Some(line) = output {
        add("time", "any", line);
    }
    found
}

/// Variables of the top level that must be guarded: a constant, or what is set before the first thread starts, needs no lock.
fn guards(solution: &Solution, outline: &Outline) -> Vec<String> {
    let source = Source {
        name: solution.name.to_owned(),
        text: solution.text.to_owned(),
    };
    let mut changed = changed_while_threads_run(&source);
    changed.retain(|name| outline.variables.contains(name));
    changed
}

/// How many threads are started, are daemons, are alive at once.
fn threads(outcomes: &[Outcome], add: &mut dyn FnMut(&'static str, &'static str, String)) {
    let count = |daemon: bool| {
        same(outcomes, |outcome| {
            let threads = outcome.threads.iter().filter(|thread| thread.started);
            threads.filter(|thread| !daemon || thread.daemon).count()
        })
    };
    let (Some(all), Some(daemons)) = (count(false), count(true)) else {
        return;
    };
    // Whether main is among them is left to the one who marks.
    for started in [all, all.saturating_sub(1)] {
        add(
            "threads",
            "main",
            format!("threads = {{ started = {started}, daemon = {daemons} }}"),
        );
    }
    for peak in (2..=all.min(64)).rev() {
        add(
            "threads",
            "main",
            format!("threads = {{ peak = \">= {peak}\" }}"),
        );
    }
    let by_main = |outcome: &Outcome| outcome.lines.iter().all(|line| line.number == 0);
    if all > 1
        && outcomes.iter().all(by_main)
        && outcomes.iter().any(|outcome| !outcome.lines.is_empty())
    {
        add(
            "output",
            "main",
            "printed_by = { lines = '.', thread = \"main\" }".to_owned(),
        );
    }
}

/// What all outcomes have in common.
fn same<T: PartialEq>(outcomes: &[Outcome], of: impl Fn(&Outcome) -> T) -> Option<T> {
    let mut all = outcomes.iter().map(of);
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// What is printed: always the same, the same lines in any order, or one of a few texts.
fn output(seen: &Seen) -> Option<String> {
    /// More would not be read.
    const MOST: usize = 8;
    let outcomes = &seen.outcomes;
    if let Some(text) = same(outcomes, |outcome| outcome.stdout.clone()) {
        return Some(format!("stdout = {}", quoted(&text)));
    }
    if let Some(lines) = same(outcomes, sorted) {
        let lines: Vec<String> = lines.iter().map(|line| quoted(line)).collect();
        return Some(format!("stdout = {{ unordered = [{}] }}", lines.join(", ")));
    }
    let mut texts: Vec<&str> = outcomes
        .iter()
        .map(|outcome| outcome.stdout.as_str())
        .collect();
    texts.sort_unstable();
    texts.dedup();
    let texts: Vec<String> = texts.into_iter().map(quoted).collect();
    let is_known = seen.is_proved && texts.len() <= MOST;
    is_known.then(|| format!("{OUTCOMES}[{}]", texts.join(", ")))
}

fn sorted(outcome: &Outcome) -> Vec<String> {
    let mut lines: Vec<String> = outcome.stdout.lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

/// But for the order of lines.
fn prints_the_same(outcomes: &[Outcome]) -> bool {
    same(outcomes, sorted).is_some()
}

/// A check for each group, worth the same.
fn checks(held: &[Candidate], needing: &Needing, language: Language) -> String {
    let groups = ["sound", "output", "threads", "locks", "waiting", "time"];
    let mut text = String::new();
    for group in groups {
        let mine: Vec<&Candidate> = held.iter().filter(|held| held.group == group).collect();
        let Some(first) = mine.first() else { continue };
        let said = match group {
            "sound" => message!("draft-sound"),
            "output" => message!("draft-output"),
            "threads" => message!("draft-threads"),
            "locks" => message!("draft-locks"),
            "waiting" => message!("draft-waiting"),
            _ => message!("draft-time"),
        };
        text += &format!(
            "# {}\n[[check]]\nid = \"{group}\"\nrun = \"{}\"\npoints = 1\n",
            said.in_language(language),
            first.run
        );
        if let Some(gate) = &needing.gate
            && needing.free.iter().any(|free| free == group)
        {
            text += &format!("needs = {}\n", quoted(gate));
        }
        text += &lines(&mine);
        text.push('\n');
    }
    text
}

/// One line for each key: of several counts the first, which says most; lists of names become one.
fn lines(mine: &[&Candidate]) -> String {
    let mut found: Vec<(String, String)> = Vec::new();
    for candidate in mine {
        let (key, value) = candidate.line.split_once(" = ").unwrap_or_default();
        match found.iter_mut().find(|(other, _)| other == key) {
            None => found.push((key.to_owned(), value.to_owned())),
            Some((_, list)) if key == "guarded" => {
                let name = value.trim_matches(['[', ']']);
                *list = format!("{}, {name}]", list.trim_end_matches(']'));
            }
            // `{ started = …, daemon = … }` and `{ peak = … }`.
            Some((_, table))
                if key == "threads" && !table.contains("peak") && value.contains("peak") =>
            {
                let more = value.trim_matches(['{', '}']).trim();
                *table = format!("{}, {more} }}", table.trim_end_matches('}').trim());
            }
            Some(_) => {}
        }
    }
    found
        .iter()
        .map(|(key, value)| format!("{key} = {value}\n"))
        .collect()
}

/// What the solution is made of, as comments: behaviour should decide, not which construct is used.
fn advice(outline: &Outline, language: Language) -> String {
    let functions = outline
        .functions
        .iter()
        .map(|(name, count)| format!("{name}/{count}"));
    let classes = outline.classes.iter().map(|class| match &class.base {
        Some(base) => format!("{} : {base}", class.name),
        None => class.name.clone(),
    });
    let names: Vec<String> = functions.chain(classes).map(|name| quoted(&name)).collect();
    if names.is_empty() {
        return String::new();
    }
    let said = message!("draft-defines").in_language(language);
    format!(
        "# {said}\n# [[check]]\n# defines = [{}]\n",
        names.join(", ")
    )
}
