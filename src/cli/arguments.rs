//! The words of the command line and what they mean. What they do is in the other files of this room.

use super::amounts;
use super::assignment::AssignmentWords;
use super::grade::GradeWords;
use super::model::ModelWords;
use super::permissions::PermissionWords;
use super::trace::TraceWords;
use crate::explore::Strategy;
use crate::messages::{Language, Message, message};
use crate::objects::abi::DEFAULT_SOURCE;
use crate::runtime::{Clock, OnDeadlock, Schedule};
use crate::session::Limits;
use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::time::Duration;

/// What a run may use when nothing else is said: 1 GiB.
const DEFAULT_MEMORY: u64 = 1 << 30;

const EXAMPLES: &str = "\
Examples:
  sandbox                                     type a program line by line
  sandbox --seed 42 --max-memory 64m          the same, with options of `sandbox run`
  sandbox run scripts/ping_pong.rhai 3        run a script; it finds 3 in argv[1]
  sandbox run --seed 42 scripts/incremente_sans_verrou.rhai 100
                                              let a seed decide whose turn it is
  sandbox run --virtual-time scripts/daemon_night.rhai
                                              let sleeps take no time
  sandbox explore scripts/ping_pong.rhai 3    look for a schedule in which it goes wrong
  sandbox check scripts/                      look for mistakes without running anything
  sandbox dis scripts/incremente.rhai         see the steps of each line
  sandbox doc Lock.acquire                    read what a name does
  sandbox -e 'print(6 * 7)'                   run one line
  echo 'print(argv)' | sandbox - a b          run what comes from standard input";

const RUN_EXAMPLES: &str = "\
Options stand before FILE; every word after FILE belongs to the script (argv[1], argv[2] …).
FILE may be - (the script comes from standard input).

Exit codes: 0 all threads ended well, 1 the script or one of its threads failed, 2 misuse,
3 deadlock, 4 a limit or a refused permission ended the run, 130 interrupted; exit(n) in the script wins.

Examples:
  sandbox run scripts/ping_pong.rhai 3
  sandbox run -i scripts/incremente.rhai 1000
  sandbox run --seed 7 --max-operations 1m scripts/ping_pong.rhai 3
  sandbox run --max-time 500ms endless.rhai
  sandbox run --allow-read=foot_2020.txt scripts/joueurs_par_nation_thread.rhai fr";

const EXPLORE_EXAMPLES: &str = "\
A schedule is cut after --points steps, and then counts as neither good nor bad. What is found is shrunk, explained, and
can be replayed: sandbox run --schedule TURNS FILE. Words of the script that begin with - follow a --.

Exit codes: 0 no bug, 1 a bug, 2 misuse, 3 a deadlock, 4 the bounds cut every schedule,
130 interrupted: Ctrl-C ends the exploration with what is known so far.

Examples:
  sandbox explore scripts/ping_pong.rhai 2
  sandbox explore --expect expected.txt scripts/ping_pong.rhai 3
  sandbox explore --strategy pct --schedules 100k --time 60 philosophers.rhai";

const CHECK_EXAMPLES: &str = "\
A comment silences a warning in its line, or in the next when it stands alone:
  // check: allow join-in-start-loop

Exit codes: 0 nothing found, or warnings only; 1 errors, or warnings with --strict; 2 misuse, a missing file.

Examples:
  sandbox check scripts/ping_pong.rhai
  sandbox check --strict submissions/";

const DOC_EXAMPLES: &str = "\
Examples:
  sandbox doc                                 what there is: modules, types, words
  sandbox doc Queue.get Lock                  two pages
  sandbox doc None threading.Thread           how Python's names are said here
  sandbox doc wait                            what speaks of waiting
  sandbox doc --definitions=.rhai             files for an editor";

const DOCTOR_NOTES: &str = "\
Each layer is tried, not asked for: a child puts it in force and sees what is refused then.

Exit codes: 0 submissions can be marked sealed, 1 they cannot (FAIL).";

/// Run Rhai scripts with real threads, to learn, practise and grade concurrent programming.
#[derive(Debug, Parser)]
#[command(name = "sandbox", version, after_help = EXAMPLES)]
pub struct CommandLine {
    #[command(subcommand)]
    pub action: Action,
    #[command(flatten)]
    pub messages: Messages,
}

#[derive(Debug, Subcommand)]
pub enum Action {
    /// Run a script
    Run(Box<RunWords>),
    /// Run a script under many schedules and look for one in which it goes wrong
    Explore(Box<ExploreWords>),
    /// Look for mistakes in scripts without running them
    Check(CheckWords),
    /// Mark submissions of an assignment
    Grade(Box<GradeWords>),
    /// Look at an assignment before students do: what it checks, whether its proofs hold
    Assignment(AssignmentWords),
    /// Show the steps that each line of a script is made of
    Dis(DisWords),
    /// Say what a name does, or find names by a word
    Doc(DocWords),
    /// Say which layers of isolation this machine has for scripts that others wrote
    Doctor(DoctorWords),
}

/// How messages look.
#[derive(Debug, Args)]
pub struct Messages {
    /// Colour messages: on a terminal (auto), always or never
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// Language of messages: fr or en [default: from SANDBOX_LANG, LC_ALL, LC_MESSAGES or LANG]
    #[arg(long, global = true, value_name = "LANG", value_parser = language)]
    pub lang: Option<Language>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Args)]
#[command(after_help = RUN_EXAMPLES, override_usage = "sandbox run [OPTIONS] FILE [ARGUMENT]...")]
pub struct RunWords {
    /// Run one thread at a time, in an order that N determines; time is virtual
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Let sleeps take no time: the same as --seed 0
    #[arg(long)]
    pub virtual_time: bool,
    /// When waits for time end: when nobody can run (virtual), or at any moment, the shortest first (explored)
    #[arg(long, value_name = "WHEN")]
    pub clock: Option<ClockWord>,
    /// Give the threads these turns, as `main*6,T1*2,T2@`; without a number, until the thread waits; @: its time comes
    #[arg(long, value_name = "TURNS", value_parser = schedule)]
    pub schedule: Option<Schedule>,
    /// At the end, say which turns the threads had, for --schedule
    #[arg(long)]
    pub show_schedule: bool,
    /// Find what a run of an assignment finds (arguments, input, files, programs, companions), as marking tells it
    #[arg(
        long,
        value_name = "ASSIGNMENT:RUN",
        requires = "seed",
        conflicts_with_all = ["files", "programs", "with", "interactive", "sealed"]
    )]
    pub as_marked: Option<String>,
    /// What becomes of a deadlock: the run ends (report), or one of the waits fails with an error, and the others go on (throw)
    #[arg(
        long,
        value_name = "HOW",
        default_value = "report",
        conflicts_with = "interactive"
    )]
    pub on_deadlock: DeadlockWord,
    /// Let the kernel allow no more than the permissions do, and nobody survive the run; nothing is asked (Linux)
    #[arg(long, conflicts_with = "interactive")]
    pub sealed: bool,
    /// Is this the process that is sealed?
    #[arg(skip)]
    pub is_inside: bool,
    /// Run CODE instead of a file
    #[arg(short = 'e', value_name = "CODE")]
    pub code: Option<String>,
    /// Stay at the prompt afterwards, with the script's variables
    #[arg(short = 'i', long)]
    pub interactive: bool,
    /// The script, then the words that it finds in argv
    #[arg(
        value_name = "FILE",
        trailing_var_arg = true,
        required_unless_present_any = ["code", "interactive"]
    )]
    pub words: Vec<String>,
    #[command(flatten)]
    pub trace: TraceWords,
    #[command(flatten)]
    pub model: ModelWords,
    #[command(flatten)]
    pub limits: LimitWords,
    #[command(flatten)]
    pub permissions: PermissionWords,
}

#[derive(Debug, Args)]
#[command(after_help = EXPLORE_EXAMPLES)]
pub struct ExploreWords {
    /// How schedules are chosen
    #[arg(long, value_name = "NAME", default_value = "portfolio")]
    pub strategy: Strategy,
    /// Stop after N schedules
    #[arg(long, value_name = "N", value_parser = amounts::count, default_value = "10k")]
    pub schedules: u64,
    /// Stop after so much real time; 0: no limit
    #[arg(long, value_name = "SECONDS", value_parser = amounts::time, default_value = "10")]
    pub time: Option<Duration>,
    /// When waits for time end: when nobody can run (virtual), or at any moment, the shortest first (explored)
    #[arg(long, value_name = "WHEN", default_value = "virtual")]
    pub clock: ClockWord,
    /// Start chance from N: the same seed gives the same report
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
    /// Run N schedules at a time [default: one for each core]
    #[arg(long, value_name = "N", value_parser = jobs)]
    pub jobs: Option<usize>,
    /// Cut a schedule after N steps
    #[arg(long, value_name = "N", value_parser = amounts::count, default_value = "5k")]
    pub points: u64,
    /// What every schedule must print stands in FILE
    #[arg(long, value_name = "FILE")]
    pub expect: Option<String>,
    /// Report in words (text) or for tools (json)
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
    /// The script, then the words that it finds in argv
    #[arg(value_name = "FILE", required = true)]
    pub words: Vec<String>,
    #[command(flatten)]
    pub trace: TraceWords,
    #[command(flatten)]
    pub model: ModelWords,
    #[command(flatten)]
    pub limits: LimitWords,
    #[command(flatten)]
    pub permissions: PermissionWords,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ClockWord {
    Virtual,
    Explored,
}

impl From<ClockWord> for Clock {
    fn from(word: ClockWord) -> Self {
        match word {
            ClockWord::Virtual => Clock::Virtual,
            ClockWord::Explored => Clock::Explored,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DeadlockWord {
    Report,
    Throw,
}

impl From<DeadlockWord> for OnDeadlock {
    fn from(word: DeadlockWord) -> Self {
        match word {
            DeadlockWord::Report => OnDeadlock::Report,
            DeadlockWord::Throw => OnDeadlock::Throw,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
}

impl ValueEnum for Strategy {
    fn value_variants<'a>() -> &'a [Strategy] {
        &Strategy::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Limits (k, m, g: thousands, millions, billions; 0: no limit)")]
pub struct LimitWords {
    /// Stop when all threads together have done N operations
    #[arg(long, value_name = "N", value_parser = amounts::count)]
    pub max_operations: Option<u64>,
    /// Stop when functions have called each other N deep [default: 20k]
    #[arg(long, value_name = "N", value_parser = amounts::depth)]
    pub max_call_depth: Option<usize>,
    /// Stop after so much real time: 10, 10s, 500ms
    #[arg(long, value_name = "SECONDS", value_parser = amounts::time)]
    pub max_time: Option<Duration>,
    /// Refuse to start a thread while N are alive [default: 1k]
    #[arg(long, value_name = "N", value_parser = amounts::count)]
    pub max_threads: Option<u64>,
    /// Refuse to start a program while N children are alive [default: 256]
    #[arg(long, value_name = "N", value_parser = amounts::count)]
    pub max_processes: Option<u64>,
    /// Refuse to open a socket while N are open [default: 256]
    #[arg(long, value_name = "N", value_parser = amounts::count)]
    pub max_sockets: Option<u64>,
    /// Refuse to open a file while N are open [default: 256]
    #[arg(long, value_name = "N", value_parser = amounts::count)]
    pub max_files: Option<u64>,
    /// Refuse a script, a module or an evaluated text of more than SIZE bytes [default: 4m]
    #[arg(long, value_name = "SIZE", value_parser = amounts::size)]
    pub max_source: Option<u64>,
    /// Stop when more than SIZE bytes are in use: 64m, 1g (KiB, MiB, GiB) [default: 1g]
    #[arg(long, value_name = "SIZE", value_parser = amounts::memory)]
    pub max_memory: Option<u64>,
}

/// What may be read of a script, for the commands that run nothing.
#[derive(Debug, Args)]
pub struct SourceWords {
    /// Refuse a script of more than SIZE bytes: 64k, 4m; 0: no limit [default: 4m]
    #[arg(long, value_name = "SIZE", value_parser = amounts::size)]
    pub max_source: Option<u64>,
}

impl SourceWords {
    /// In bytes.
    pub fn most(&self) -> usize {
        self.max_source.map_or(DEFAULT_SOURCE, at_most)
    }
}

#[derive(Debug, Args)]
#[command(after_help = CHECK_EXAMPLES)]
pub struct CheckWords {
    /// Fail (exit code 1) when there are warnings, too
    #[arg(long)]
    pub strict: bool,
    /// Rewrite what is certain, such as Python's `:` blocks, `def` and `#`: show the difference, ask, and keep FILE.old
    #[arg(long)]
    pub fix: bool,
    /// With --fix: rewrite without asking
    #[arg(long, requires = "fix")]
    pub yes: bool,
    /// Scripts, or folders with scripts in them; - for standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<String>,
    #[command(flatten)]
    pub source: SourceWords,
}

#[derive(Debug, Args)]
pub struct DisWords {
    /// The script; - for standard input
    #[arg(value_name = "FILE")]
    pub file: String,
    #[command(flatten)]
    pub source: SourceWords,
}

#[derive(Debug, Args)]
#[command(after_help = DOCTOR_NOTES)]
pub struct DoctorWords {
    /// Write JSON, for tools
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = DOC_EXAMPLES)]
pub struct DocWords {
    /// What to tell about: Lock.acquire, threading, with, None; a word that is no name is searched for
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// Search for WORD, also where it is a name
    #[arg(long, value_name = "WORD", conflicts_with = "definitions")]
    pub search: Option<String>,
    /// Write definitions for editors (.d.rhai): to standard output, or a file per module to FOLDER
    #[arg(
        long,
        value_name = "FOLDER",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "",
        conflicts_with = "names"
    )]
    pub definitions: Option<String>,
}

impl RunWords {
    /// The seed of the controlled runtime; none for the real one.
    pub fn seed(&self) -> Option<u64> {
        let is_played = self.schedule.is_some() || self.show_schedule;
        let is_controlled = self.virtual_time || self.clock.is_some() || is_played;
        self.seed.or(is_controlled.then_some(0))
    }
}

impl LimitWords {
    pub fn limits(&self) -> Limits {
        Limits {
            operations: self.max_operations.filter(|count| *count > 0),
            call_depth: self.max_call_depth,
            time: self.max_time.filter(|time| !time.is_zero()),
            threads: self.max_threads.map(at_most),
            processes: self.max_processes.map(at_most),
            sockets: self.max_sockets.map(at_most),
            files: self.max_files.map(at_most),
            source: self.max_source.map(at_most),
            output: None,
            memory: match self.max_memory {
                Some(0) => None,
                given => Some(given.unwrap_or(DEFAULT_MEMORY)),
            },
        }
    }
}

/// At least one schedule at a time.
fn jobs(text: &str) -> Result<usize, Message> {
    Ok(amounts::count(text)?.clamp(1, 256) as usize)
}

fn schedule(text: &str) -> Result<Schedule, Message> {
    text.parse()
}

fn language(text: &str) -> Result<Language, Message> {
    Language::parse(text).ok_or_else(|| message!("language-unknown"))
}

/// 0 says: as many as there may be.
fn at_most(count: u64) -> usize {
    match count {
        0 => usize::MAX,
        _ => usize::try_from(count).unwrap_or(usize::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::shorthand::tests::run;
    use clap::CommandFactory;

    #[test]
    fn the_words_fit_together() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn virtual_time_alone_takes_seed_0() {
        assert_eq!(run("sandbox run x").seed(), None);
        assert_eq!(run("sandbox run --virtual-time x").seed(), Some(0));
        assert_eq!(run("sandbox run --virtual-time --seed 9 x").seed(), Some(9));
    }

    #[test]
    fn zero_takes_a_limit_away() {
        let limits =
            run("sandbox run --max-operations 0 --max-time 0 --max-threads 0 --max-memory 0 x")
                .limits
                .limits();
        assert_eq!((limits.operations, limits.time), (None, None));
        assert_eq!(limits.memory, None);
        assert_eq!(limits.threads, Some(usize::MAX));
        let limits = run("sandbox run --max-operations 2k --max-time 500ms x")
            .limits
            .limits();
        assert_eq!(limits.memory, Some(1 << 30));
        assert_eq!(limits.operations, Some(2000));
        assert_eq!(limits.time, Some(Duration::from_millis(500)));
    }
}
