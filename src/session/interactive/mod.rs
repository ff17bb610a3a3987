//! A program that is typed line by line: each line is compiled against what the earlier ones defined and runs on the main thread of a
//! world that lives on in between. How lines are read and answers shown is the REPL's.

#[cfg(test)]
mod tests;

use super::play::world_options;
use super::{Options, Runtime};
use crate::catalogue::help_of_script;
use crate::lang::Scan;
use crate::lang::watch::watched;
use crate::memory;
use crate::objects::abi::{Budget, DEFAULT_SOURCE, Shared};
use crate::objects::code::Lines;
use crate::objects::error::{Error, Source};
use crate::objects::value::Value;
use crate::process::Children;
use crate::runtime::{DeadlockReport, NoAnswer, Prompt, Stop, Task, ThreadId, World};
use crate::vm::machine::Machine;
use crate::vm::modules::{ModuleTable, check_size, compile_line};
use parking_lot::Mutex;
use std::sync::Arc;

/// How `_` is called inside: a letter that looks like it, and as wide, so that places in messages are right. Rhai's own `_` is
/// no name of a variable.
const LAST: &str = "ـ";

/// A session: a world, and what its lines have defined.
pub struct Interactive {
    shared: Arc<Shared>,
    lines: Arc<Lines>,
    prompt: Prompt<Result<Value, Error>>,
    /// What the last line's value is shown as, where objects say that themselves.
    told: Arc<Mutex<Option<Value>>>,
}

/// What a line gave.
#[derive(Debug)]
pub struct Answer {
    /// The value of its last expression.
    pub result: Result<Value, Error>,
    /// Who waited for whom, if the line was ended because it could never have continued.
    pub deadlock: Option<DeadlockReport>,
}

/// Why no more lines can be run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Gone {
    /// The world has been stopped.
    Stopped(Option<Stop>),
    /// A mistake of ours; the next line can be run.
    Panicked(String),
}

impl Interactive {
    /// Bring a session to life. The source of the options is not run: it only names the program.
    ///
    /// # Errors
    /// The system has no threads left.
    pub fn open(options: Options) -> std::io::Result<Interactive> {
        if let Some(bytes) = options.limits.memory {
            memory::set_limit(Some(bytes));
        }
        let mut world_options = world_options(options.runtime, &options.limits);
        world_options.prompt = true;
        let world = match options.runtime {
            Runtime::Real => World::real(world_options),
            Runtime::Controlled { .. } => World::controlled(world_options),
        };
        let prompt = Prompt::open(world.clone(), "MainThread")?;
        let mut shared = Shared::new(world, options.console, options.arguments, options.library);
        shared.language = options.language;
        shared.help = help_of_script;
        shared.operations = Budget::new(options.limits.operations);
        let home = options.folder.as_deref().map(crate::permissions::reached);
        options.permissions.set_home(home.clone());
        shared.permissions = Arc::new(options.permissions);
        if let Some(depth) = options.limits.call_depth {
            shared.max_call_depth = depth;
        }
        shared.max_source = options.limits.source.unwrap_or(DEFAULT_SOURCE);
        options.limits.set_counts(&shared);
        *shared.state::<ModuleTable>().root.lock() = home;
        let lines = Arc::new(Lines::default());
        lines.set(LAST, Value::Unit);
        Ok(Interactive {
            shared: Arc::new(shared),
            lines,
            prompt,
            told: Arc::default(),
        })
    }

    /// Run one line, or several, to its end, and give the value of its last expression. A line that fails has changed what it had done
    /// until then, and nothing else. `source` is what messages show, with the same places.
    ///
    /// # Errors
    /// The world has been stopped. Errors of the line are part of the answer.
    pub fn run(&self, text: &str, source: Source) -> Result<Answer, Gone> {
        let (shared, lines) = (self.shared.clone(), self.lines.clone());
        let text = with_last_value(text);
        self.shared.operations.refill();
        let told = self.told.clone();
        let work = move |task: &Task<'_>| {
            let value = run_line(task, &shared, &lines, &text, Arc::new(source), &told);
            let _ = shared.console.flush();
            value
        };
        self.act(work)
    }

    /// What the value of the line that ended last is to be shown as, when that is not the value itself. Once for each line.
    pub fn take_told(&self) -> Option<Value> {
        self.told.lock().take()
    }

    /// Do something on the main thread, as a line would.
    ///
    /// # Errors
    /// As `run`.
    pub fn act(
        &self,
        action: impl FnOnce(&Task<'_>) -> Result<Value, Error> + Send + 'static,
    ) -> Result<Answer, Gone> {
        match self.prompt.run(action) {
            Ok(result) => Ok(Answer {
                result,
                deadlock: self.world().take_line_deadlock(),
            }),
            Err(NoAnswer::Panicked(message)) => Err(Gone::Panicked(message)),
            Err(NoAnswer::Ended) => Err(Gone::Stopped(self.world().stop_reason())),
        }
    }

    /// End the running line, whatever it waits for; the other threads go on.
    pub fn interrupt(&self) {
        self.world().interrupt(ThreadId::MAIN, Stop::Interrupted);
    }

    pub fn world(&self) -> &Arc<World> {
        self.prompt.world()
    }

    pub fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }

    /// What the lines have defined.
    pub fn lines(&self) -> &Lines {
        &self.lines
    }

    /// Make a value the one that `_` means.
    pub fn remember(&self, value: &Value) {
        self.lines.set(LAST, value.clone());
    }

    /// What `_` means now.
    pub fn last_value(&self) -> Option<Value> {
        self.lines.variable(LAST)?.0.load()
    }

    /// Names that the student has given.
    pub fn is_own_name(name: &str) -> bool {
        name != LAST
    }

    /// End: wait for the non-daemon threads, unless the world has been stopped.
    pub fn close(self) {
        let Interactive {
            shared,
            lines,
            prompt,
            told: _,
        } = self;
        shared.library.main_has_ended(&shared);
        let _ = prompt.close();
        lines.clear();
        shared.state::<ModuleTable>().clear();
        let _ = shared.console.flush();
        shared.state::<Children>().end(false);
    }
}

fn run_line(
    task: &Task<'_>,
    shared: &Arc<Shared>,
    lines: &Arc<Lines>,
    text: &str,
    source: Arc<Source>,
    told: &Mutex<Option<Value>>,
) -> Result<Value, Error> {
    told.lock().take();
    check_size(text.len(), shared.max_source)?;
    let points = task.is_controlled();
    let linked = watched(Box::new(task.look()), || {
        compile_line(lines, text, &source, shared.library, points)
    })?;
    let mut machine = Machine::new(task, shared.clone(), linked.clone());
    machine.begin_line();
    let value = machine.run_unit(&linked)?;
    lines.settle(&linked);
    // An object says itself how it shows: as part of the line, which can be ended.
    let shown = machine.told(&value)?;
    *told.lock() = shown;
    Ok(value)
}

/// The text with each `_` that stands for the last value spelled as the variable. In `switch`, `_ =>` stays.
fn with_last_value(text: &str) -> String {
    if !text.contains('_') {
        return text.to_string();
    }
    let scan = Scan::new(text);
    let word = |index: usize| -> Option<&str> { text.get(scan.tokens.get(index)?.range.clone()) };
    let mut out = String::with_capacity(text.len() + 2);
    let mut copied = 0;
    for (index, token) in scan.tokens.iter().enumerate() {
        let is_default = matches!(word(index + 1), Some("=>" | "if"));
        if word(index) != Some("_") || is_default {
            continue;
        }
        out.push_str(&text[copied..token.range.start]);
        out.push_str(LAST);
        copied = token.range.end;
    }
    out.push_str(&text[copied..]);
    out
}
