//! Running a line: Ctrl-C while it runs, what it gave or why it failed, and the beginning and end of sessions.

use super::keyboard::Keys;
use super::question::Turn;
use super::screen::{Said, Screen};
use super::show::Show;
use super::{Next, Repl};
use crate::border::Reports;
use crate::diagnostics::render::render;
use crate::diagnostics::{Reporting, mistakes};
use crate::lang::hir::Environment;
use crate::library::LIBRARY;
use crate::messages::{Language, message};
use crate::objects::abi::Console;
use crate::objects::error::{Error, Kind, Source};
use crate::objects::value::Value;
use crate::permissions::Prompter;
use crate::runtime::time::Allowance;
use crate::runtime::{Stop, ThreadId, World};
use crate::session::{Answer, Gone, Interactive, Options, Runtime};
use crate::vm::modules::compile_source;
use parking_lot::Mutex;
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

/// What the texts of a session are called in messages.
const NAME: &str = "<session>";

/// Threads that are named when somebody leaves.
const MOST_NAMED: usize = 10;

/// A place in a script is a number of at most sixteen bits.
const MOST_ROWS: usize = 60_000;

/// Ends the running line at Ctrl-C.
#[derive(Clone)]
pub struct Interrupter(Arc<Inner>);

struct Inner {
    /// The world whose line runs.
    running: Mutex<Option<Arc<World>>>,
    presses: AtomicUsize,
    /// How the terminal was before the prompt read its keys.
    terminal: Option<Termios>,
    screen: Screen,
    language: Language,
}

impl Interrupter {
    /// From now on Ctrl-C ends the line that runs; the third one, of a line that cannot be ended, the program.
    pub fn new(screen: Screen, language: Language) -> Interrupter {
        let interrupter = Interrupter(Arc::new(Inner {
            running: Mutex::new(None),
            presses: AtomicUsize::new(0),
            terminal: tcgetattr(std::io::stdin()).ok(),
            screen,
            language,
        }));
        // Without it Ctrl-C ends the program, as the system has it.
        if let Ok(signals) = Signals::new([SIGINT, SIGTERM, SIGHUP]) {
            interrupter.clone().listen(signals);
        }
        interrupter
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "who hears signals belongs to no session's runtime"
    )]
    fn listen(self, mut signals: Signals) {
        // Without a thread to hear them, signals are lost; the prompt reads its keys all the same.
        let _ = std::thread::Builder::new()
            .name("signals".to_owned())
            .spawn(move || signals.forever().for_each(|signal| self.hear(signal)));
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the system wants the end, or a line does not end by itself any more"
    )]
    fn hear(&self, signal: i32) {
        let Some(world) = self.0.running.lock().clone() else {
            // While the prompt reads keys, Ctrl-C is one of them. This one was meant for a line that has ended before it was heard, as
            // when the line waited for a child, which the terminal interrupts too.
            if signal == SIGINT {
                return;
            }
            if let (Ok(now), Some(before)) = (tcgetattr(std::io::stdin()), &self.0.terminal)
                && !now.local_modes.contains(LocalModes::ICANON)
            {
                let _ = tcsetattr(std::io::stdin(), OptionalActions::Now, before);
                std::process::exit(143);
            }
            return;
        };
        world.interrupt(ThreadId::MAIN, Stop::Interrupted);
        match self.0.presses.fetch_add(1, SeqCst) {
            0 => {}
            1 => {
                let text = message!("repl-still-waits").in_language(self.0.language);
                self.0.screen.say(&format!("{text}\n"));
            }
            _ => std::process::exit(130),
        }
    }

    fn begin(&self, world: &Arc<World>) {
        self.0.presses.store(0, SeqCst);
        *self.0.running.lock() = Some(world.clone());
    }

    fn end(&self) {
        *self.0.running.lock() = None;
    }
}

impl Repl {
    /// A new, empty session.
    pub(super) fn begin_session(&mut self) -> std::io::Result<()> {
        let console = Console::new(Box::new(self.screen.clone()), Box::new(self.screen.clone()))
            .with_reports(Box::new(Said(self.screen.clone())))
            .with_input(Box::new(Keys::new(self.screen.clone())));
        let session = Interactive::open(Options {
            language: self.language,
            source: Source::default(),
            arguments: self.options.arguments.clone(),
            runtime: match self.options.seed {
                Some(seed) => Runtime::Controlled { seed },
                None => Runtime::Real,
            },
            limits: self.options.limits,
            console,
            library: LIBRARY,
            folder: self.options.folder.clone(),
            permissions: (self.options.permissions)(&self.turns()),
        })?;
        let (screen, language) = (self.screen.clone(), self.language);
        session.world().on_knot(move |report| {
            let table = report.in_language(language);
            let remedy = message!("repl-knot").in_language(language);
            screen.say(&format!("{table}\n{remedy}\n"));
        });
        let reporting = Reporting::new(self.options.style.clone());
        session.shared().state::<Reports>().set(Arc::new(reporting));
        *self.current.borrow_mut() = Some(Arc::new(session));
        self.text.clear();
        self.rows = 0;
        self.worked.clear();
        Ok(())
    }

    /// Questions wait until the prompt is closed.
    fn turns(&self) -> impl Fn(Arc<dyn Prompter>) -> Arc<dyn Prompter> + use<> {
        let (screen, language) = (self.screen.clone(), self.language);
        move |asks| {
            Arc::new(Turn {
                asks,
                screen: screen.clone(),
                language,
            })
        }
    }

    /// End the session with all its threads.
    pub(super) fn end_session(&mut self) {
        let session = self.current.borrow_mut().take();
        if let Some(session) = session.and_then(Arc::into_inner) {
            session.world().stop(Stop::Ended);
            session.close();
        }
    }

    pub(super) fn session(&self) -> Arc<Interactive> {
        let current = self.current.borrow();
        current
            .clone()
            .expect("a session begins before the first prompt and ends after the last")
    }

    /// Has the session a variable, function or class of this name?
    pub(super) fn is_own(&self, name: &str) -> bool {
        let session = self.session();
        let lines = session.lines();
        lines.variable(name).is_some() || lines.has_function(name) || lines.class(name).is_some()
    }

    /// Leave, unless non-daemon threads are alive and this was not said yet.
    pub(super) fn leave(&mut self, code: i32) -> Next {
        let threads = self.session().world().threads();
        let alive: Vec<String> = threads
            .iter()
            .filter(|thread| thread.id() != ThreadId::MAIN && !thread.is_daemon())
            .map(|thread| thread.label())
            .collect();
        if alive.is_empty() || self.asked_before {
            return Next::Leave(code);
        }
        self.asked_to_leave = true;
        let count = alive.len();
        let mut names = alive;
        if count > MOST_NAMED {
            names.truncate(MOST_NAMED);
            names.push("…".to_string());
        }
        self.tell(message!(
            "repl-still-alive",
            count,
            names = names.join(", ")
        ));
        Next::Prompt
    }

    /// Run what was typed, and show its value.
    pub(super) fn run_typed(&mut self, code: &str) -> Next {
        let answer = self.answer(code);
        if let Some(value) = value_of(&answer) {
            self.show(value);
        }
        self.after(answer)
    }

    /// What to do after a line that was run.
    pub(super) fn after(&mut self, answer: Option<Answer>) -> Next {
        match answer.map(|answer| answer.result) {
            Some(Err(error)) => match error.kind() {
                Kind::Stop(Stop::Exit(code)) => self.leave(*code),
                _ => Next::Prompt,
            },
            Some(Ok(_)) => Next::Prompt,
            None => Next::Leave(1),
        }
    }

    /// Run a text as the next rows of the session; errors are told. None when the session has ended.
    pub(super) fn answer(&mut self, code: &str) -> Option<Answer> {
        if self.rows > MOST_ROWS {
            self.text.clear();
            self.rows = 0;
        }
        self.last_typed = code.to_string();
        let placed = "\n".repeat(self.rows) + code;
        let shown = format!("{}{code}\n", self.text);
        let source = Source {
            name: NAME.to_string(),
            text: shown.clone(),
        };
        let answer = self.run(&placed, source);
        let rows = code.split('\n').count();
        self.rows += rows;
        match is_misspelled(&answer) {
            // Rows that mean nothing would confuse the hints of later ones.
            true => self.text += &"\n".repeat(rows),
            false => self.text = shown,
        }
        if value_of(&answer).is_some() {
            self.worked.push(code.trim_end().to_string());
        }
        answer
    }

    /// Run the latest line once more, as the same rows of the session.
    pub(super) fn answer_again(&mut self) -> Option<Answer> {
        let code = self.last_typed.clone();
        let above = self.rows - code.split('\n').count();
        let source = Source {
            name: NAME.to_string(),
            text: self.text.clone(),
        };
        self.run(&format!("{}{code}", "\n".repeat(above)), source)
    }

    /// Run the text of a file; its places are its own.
    pub(super) fn run_file(&mut self, script: Source) -> Next {
        let text = script.text.clone();
        let answer = self.run(&text, script);
        if value_of(&answer).is_some() {
            self.worked.push(text.trim_end().to_string());
        }
        self.after(answer)
    }

    /// Let `argv` be this file and these words.
    pub(super) fn set_arguments(&mut self, file: &str, words: &[String]) {
        let escaped = |text: &str| text.replace('\\', r"\\").replace('"', "\\\"");
        let words = words.iter().map(String::as_str);
        let texts = std::iter::once(file).chain(words);
        let quoted: Vec<String> = texts.map(|text| format!("\"{}\"", escaped(text))).collect();
        let text = format!("let argv = [{}];", quoted.join(", "));
        let source = Source {
            name: NAME.to_string(),
            text: text.clone(),
        };
        self.run(&text, source);
    }

    fn run(&mut self, text: &str, source: Source) -> Option<Answer> {
        let session = self.session();
        self.interrupter.begin(session.world());
        let answer = session.run(text, source);
        self.finish(answer)
    }

    /// Wait for the non-daemon threads, as a line would.
    pub(super) fn join_all(&mut self) -> Option<Answer> {
        let session = self.session();
        self.interrupter.begin(session.world());
        let answer = session.act(|task| {
            for thread in task.world().threads() {
                if thread.id() != task.id() && !thread.is_daemon() {
                    task.join(&thread, None)?;
                }
            }
            Ok(Value::Unit)
        });
        self.finish(answer)
    }

    fn finish(&mut self, answer: Result<Answer, Gone>) -> Option<Answer> {
        self.interrupter.end();
        match answer {
            Ok(answer) => {
                self.tell_failure(&answer);
                self.tell_inversions(&answer);
                Some(answer)
            }
            Err(Gone::Panicked(message)) => {
                self.tell(message!("repl-internal-error", what = message));
                Some(Answer {
                    result: Ok(Value::Unit),
                    deadlock: None,
                })
            }
            Err(Gone::Stopped(_)) => None,
        }
    }

    /// Say which locks threads have taken in different orders since the last line.
    fn tell_inversions(&self, answer: &Answer) {
        let world = self.session().world().clone();
        for inversion in world.take_inversions(answer.deadlock.as_ref()) {
            self.say(&inversion.in_language(self.language));
        }
    }

    /// Say why a line failed.
    fn tell_failure(&self, answer: &Answer) {
        let Err(error) = &answer.result else {
            return;
        };
        match (error.kind(), &answer.deadlock) {
            (Kind::Stop(Stop::Exit(_)), _) => {}
            (Kind::Stop(Stop::Interrupted), _) => self.tell(message!("interrupted")),
            (Kind::Stop(Stop::Deadlock), Some(report)) => {
                self.say(&report.in_language(self.language));
                self.tell(message!("repl-deadlock-goes-on"));
            }
            (kind, _) => {
                self.screen.say(&self.told(error));
                if matches!(kind, Kind::Stop(Stop::MemoryLimit)) {
                    self.tell(message!("repl-memory-kept"));
                }
            }
        }
    }

    /// The report of an error; of a file that cannot be parsed, of all mistakes in it.
    fn told(&self, error: &Error) -> String {
        /// More would be waited for.
        const LONGEST: Duration = Duration::from_secs(2);
        let style = &self.options.style;
        let source = error.body().source.as_ref();
        // Rows that are typed have names in angle brackets.
        let file = source.filter(|source| error.is_syntax() && !source.name.starts_with('<'));
        let first =
            file.and_then(|file| compile_source(file, &Environment::default(), false).err());
        match first {
            Some(first) => {
                let all = mistakes(first, Allowance::begin(Some(LONGEST)));
                let reports: Vec<String> = all.iter().map(|error| render(error, style)).collect();
                reports.join("\n")
            }
            None => render(error, style),
        }
    }

    /// The columns of the terminal.
    pub(super) fn width(&mut self) -> usize {
        let dimensions = self.editor.dimensions();
        dimensions.map_or(80, |(columns, _)| columns.into())
    }

    /// Show a value, unless it is `()`, and make it the one that `_` means.
    pub(super) fn show(&mut self, value: &Value) {
        if value.is_unit() {
            return;
        }
        self.session().remember(value);
        let told = self.session().take_told();
        let value = told.as_ref().unwrap_or(value);
        let width = self.width();
        let show = Show {
            paint: self.paint,
            width,
            language: self.language,
        };
        self.say(&show.show(value));
    }
}

/// What the line gave, if it ended well.
pub(super) fn value_of(answer: &Option<Answer>) -> Option<&Value> {
    answer.as_ref()?.result.as_ref().ok()
}

/// Did the parser refuse the text?
fn is_misspelled(answer: &Option<Answer>) -> bool {
    let error: Option<&Error> = answer
        .as_ref()
        .and_then(|answer| answer.result.as_ref().err());
    error.is_some_and(Error::is_syntax)
}
