//! A job's scripts, compiled once, and the world in which a run finds them: nothing of the machine is in it.

use crate::border::Summary;
use crate::explore::{Asked, Making, Subject};
use crate::files::model::Image;
use crate::grade::job::{Clock, CompanionJob, Failure, Job, Place, RunJob, Start};
use crate::grade::property::Property;
use crate::grade::reason::Reason;
use crate::grade::said::french;
use crate::library::WITH_SECTIONS;
use crate::messages::{Language, message};
use crate::objects::error::{Error, Source};
use crate::permissions::{Flags, Listed, Permissions, Words};
use crate::process::model::Programs;
use crate::runtime;
use crate::session::{Begins, Companion, Limits, Model, Program, read_programs};
use crate::vm::modules::Modules;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

/// What companions import to call the submission.
const SUBMISSION: &str = "submission";

/// The submission, compiled.
pub struct Scripts {
    main: Program,
    /// A script that does nothing: the program when companions call the submission.
    nothing: Program,
    modules: Arc<Modules>,
}

fn program(name: &str, text: &str, job: &Job, watched: &[String]) -> Result<Program, Error> {
    let source = Source {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    Program::watching(source, job.seed, WITH_SECTIONS, watched)
}

/// The functions whose entries and exits some property asks for.
fn watched(job: &Job) -> Vec<String> {
    let properties = job.runs.iter().flat_map(|run| &run.properties);
    let mut names: Vec<String> = properties
        .flat_map(|property| match property {
            Property::Inside {
                functions,
                excludes,
                ..
            } => functions.iter().chain(excludes).cloned().collect(),
            Property::Fair { function, .. } => vec![function.clone()],
            _ => Vec::new(),
        })
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

impl Scripts {
    /// # Errors
    /// The script does not parse.
    pub fn compiled(job: &Job) -> Result<Scripts, Box<Failure>> {
        let text = job.scripts.get(&job.main).map_or("", String::as_str);
        let watched = watched(job);
        let program = |name, text| program(name, text, job, &watched);
        let main = program(&job.main, text).map_err(|error| broken(&error, job))?;
        let nothing = program("", "").map_err(|error| broken(&error, job))?;
        let files = job.scripts.clone();
        let modules = Modules::new(files, Some((SUBMISSION, job.main.as_str())));
        Ok(Scripts {
            main,
            nothing,
            modules: Arc::new(modules.watching(watched)),
        })
    }

    /// What a run is made with.
    ///
    /// # Errors
    /// A companion does not parse.
    pub fn making(
        &self,
        job: &Job,
        run: &RunJob,
        limits_memory: bool,
    ) -> Result<Making, Box<Failure>> {
        let companions = run.companions.iter();
        let companions = companions.map(|companion| self::companion(companion, job));
        let companions: Result<Vec<Companion>, Error> = companions.collect();
        let start = job.start_time.and_utc().timestamp();
        let input: Arc<[u8]> = run.stdin.as_bytes().into();
        Ok(Making {
            arguments: words(&job.main, &run.arguments),
            limits: limits(run, limits_memory),
            folder: None,
            permissions: Arc::new(permissions()),
            language: Language::English,
            model: Model {
                files: Some(files(run)),
                programs: Some(programs(job, run)),
                modules: Some(self.modules.clone()),
                variables: Some(run.environment.clone()),
                start: Some(Duration::from_secs(start.try_into().unwrap_or_default())),
                companions: companions.map_err(|error| broken(&error, job))?,
            },
            clock: match run.clock {
                Clock::Virtual => runtime::Clock::Virtual,
                Clock::Any => runtime::Clock::Explored,
            },
            max_time: Some(Duration::from_secs(run.limits.virtual_time)),
            asked: Asked {
                facts: true,
                orders: run.properties.contains(&Property::OrderOfLocks),
                values: (run.properties.iter())
                    .any(|property| matches!(property, Property::Invariant { .. })),
            },
            input: Arc::new(move || input.clone()),
        })
    }

    /// The subject of a run's exploration.
    ///
    /// # Errors
    /// The script cannot be started.
    pub(super) fn subject(
        &self,
        job: &Job,
        run: &RunJob,
        limits_memory: bool,
    ) -> Result<Subject, Box<Failure>> {
        let making = self.making(job, run, limits_memory)?;
        let program = match run.is_called {
            true => &self.nothing,
            false => &self.main,
        };
        let subject = Subject::new(program.clone(), making, None, run.limits.points);
        subject.map_err(|error| broken(&error, job))
    }
}

/// The modelled network has no other machines: listening for all of them reaches nobody. Whatever else takes a permission is refused.
fn permissions() -> Permissions {
    let everywhere = ["0.0.0.0", "[::]"].map(str::to_owned);
    let flags = Flags {
        net: Words {
            allow: Listed::Only(everywhere.into()),
            ..Words::default()
        },
        ..Flags::default()
    };
    Permissions::new(&flags).unwrap_or_default()
}

fn words(script: &str, arguments: &[String]) -> Vec<String> {
    [script]
        .into_iter()
        .map(str::to_owned)
        .chain(arguments.iter().cloned())
        .collect()
}

fn limits(run: &RunJob, limits_memory: bool) -> Limits {
    let asked = &run.limits;
    let size = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
    Limits {
        operations: Some(asked.operations),
        call_depth: Some(size(asked.call_depth)),
        threads: Some(size(asked.threads)),
        source: Some(size(asked.source)),
        output: Some(asked.output),
        memory: limits_memory.then_some(asked.memory),
        ..Limits::default()
    }
}

fn files(run: &RunJob) -> Image {
    run.files
        .iter()
        .map(|(name, bytes)| (name.clone(), bytes.clone()))
        .collect()
}

/// Who reads the assignment has read the table before: what cannot be read of it is not there.
fn programs(job: &Job, run: &RunJob) -> Programs {
    let all = read_programs(&job.programs).unwrap_or_default();
    match &run.programs {
        None => all,
        Some(names) => all.only(|name| names.iter().any(|other| other == name)),
    }
}

fn companion(companion: &CompanionJob, job: &Job) -> Result<Companion, Error> {
    Ok(Companion {
        name: companion.name.clone(),
        program: program(&companion.script, &companion.text, job, &[])?,
        arguments: words(&companion.script, &companion.arguments),
        folder: None,
        begins: match companion.start {
            Start::With => Begins::AtOnce,
            Start::Listening(port) => Begins::Listening(port),
            Start::At(milliseconds) => Begins::At(Duration::from_millis(milliseconds)),
        },
        ends: companion.ends,
    })
}

/// What a syntax error says, without that it is one.
fn without_kind(text: &str, language: Language) -> String {
    let kind = message!("syntax-error").in_language(language);
    match text.strip_prefix(&kind) {
        Some(rest) => rest
            .trim_start_matches(|letter: char| letter == ':' || letter.is_whitespace())
            .to_owned(),
        None => text.to_owned(),
    }
}

/// The script does not parse, or cannot be started.
fn broken(error: &Error, job: &Job) -> Box<Failure> {
    let summary = Summary::of(error, Language::English);
    let [english, in_french] = summary.texts;
    // The sentence says already that it does not parse.
    let english = without_kind(&english, Language::English);
    let in_french = without_kind(&in_french, Language::French);
    let at = error.body().at;
    let file = match summary.file.is_empty() {
        true => job.main.clone(),
        false => summary.file,
    };
    let text = job.scripts.get(&file).map_or("", String::as_str);
    let line = summary.line as u32;
    Box::new(Failure {
        reason: Some(Reason::Syntax),
        arguments: BTreeMap::from([("error".to_owned(), english), (french("error"), in_french)]),
        hint: None,
        place: Some(Place {
            text: text_of(text, line).to_owned(),
            file,
            line,
            column: at.position().unwrap_or_default() as u32,
        }),
        held: None,
        counterexample: None,
    })
}

/// A line of a script, without its indentation.
pub fn text_of(text: &str, line: u32) -> &str {
    let line = (line as usize).checked_sub(1);
    let line = line.and_then(|line| text.lines().nth(line));
    line.unwrap_or_default().trim()
}
