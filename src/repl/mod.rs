//! The prompt: a program typed line by line, with real threads that go on in between.
//!
//! ```text
//! commands    what was typed: code, a :command, a habit from Python
//! acts        what the :commands do
//! run         running a line, showing what it gave; Ctrl-C
//! screen      what threads print, above the line being typed
//! keyboard    input() in a line
//! question    the question about a permission, when it is its turn
//! saved       the file that :save writes
//! history     the file of what was typed
//! helper      what rustyline asks: complete, members, unfinished
//! show        values, laid out and coloured
//! tables      :threads, :locks, :queues
//! doc         :doc NAME
//! ```

mod acts;
mod commands;
mod complete;
mod doc;
mod helper;
mod history;
mod keyboard;
mod members;
pub mod pager;
mod question;
mod run;
mod saved;
mod screen;
mod show;
mod source;
mod tables;
mod unfinished;

use crate::border::Reports;
use crate::catalogue;
use crate::catalogue::{Paint, Role};
use crate::diagnostics::render::Options as Style;
use crate::messages::{Language, Message, message, visible_lines};
use crate::objects::error::Source;
use crate::permissions::{Permissions, Prompter};
use crate::session::Limits;
use commands::{Typed, understand};
pub use complete::{Candidate, Completion, complete};
use helper::{Asked, Assistant, ClosingBracket, Current, NextRow};
use run::Interrupter;
use rustyline::config::{BellStyle, ColorMode, CompletionType};
use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{Config, Editor, Event, EventHandler, KeyCode, KeyEvent, Modifiers};
use screen::Screen;
use std::cell::Cell;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

/// What a prompt is opened with.
pub struct Options {
    /// How messages are written.
    pub style: Style,
    /// Colours on standard output.
    pub color: bool,
    pub limits: Limits,
    /// A controlled session.
    pub seed: Option<u64>,
    /// The script's name as given, then its arguments.
    pub arguments: Vec<String>,
    /// The folder that `import` stays inside of.
    pub folder: Option<PathBuf>,
    /// What each session may reach; who asks a person is handed through the function, to wait for its turn.
    pub permissions: Box<dyn Fn(&Turns) -> Permissions>,
    /// The script of a file, or why it cannot be read and what to do.
    pub read: Box<ReadScript>,
    /// A script to run first, whose variables stay.
    pub script: Option<Source>,
    /// Where typed lines are kept; none: nowhere.
    pub history: Option<PathBuf>,
}

/// Reads the script of this name.
pub type ReadScript = dyn Fn(&str) -> Result<Source, Unreadable> + Send + Sync;

/// Why a script cannot be read: the message, and what to do.
pub type Unreadable = (Message, Option<Message>);

/// Makes a prompter wait until the terminal is free.
pub type Turns = dyn Fn(Arc<dyn Prompter>) -> Arc<dyn Prompter>;

/// The file in the user's data folder that keeps what was typed; `SANDBOX_HISTORY` names another one, or none when it is empty.
pub fn history_file() -> Option<PathBuf> {
    match std::env::var_os("SANDBOX_HISTORY") {
        Some(file) if file.is_empty() => None,
        Some(file) => Some(file.into()),
        None => Some(dirs::data_dir()?.join("sandbox").join("history.txt")),
    }
}

/// Lines of the history that are kept.
const MOST_HISTORY: usize = 10_000;

/// Read lines and run them until somebody leaves; gives the exit code.
pub fn open(options: Options) -> i32 {
    match Repl::new(options) {
        Ok(mut repl) => repl.serve(),
        Err(error) => {
            let mut screen = Screen::new(Box::new(std::io::stderr()));
            let _ = std::io::Write::write_all(&mut screen, format!("{error}\n").as_bytes());
            1
        }
    }
}

/// One sitting at the prompt.
struct Repl {
    options: Options,
    language: Language,
    paint: Paint,
    screen: Screen,
    editor: Editor<Assistant, FileHistory>,
    current: Current,
    interrupter: Interrupter,
    /// Everything typed so far, as one script: what messages show.
    text: String,
    /// The rows of it.
    rows: usize,
    /// The lines that worked, for `:save`.
    worked: Vec<String>,
    /// For `:edit`.
    last_typed: String,
    was_empty: Rc<Cell<bool>>,
    /// Somebody wants to leave while threads are alive, and was told.
    asked_to_leave: bool,
    /// So it was at the line before this one.
    asked_before: bool,
    /// What there is to say about the history.
    of_history: Option<Message>,
    /// It cannot be written, and that was told.
    history_is_lost: bool,
}

/// Does the line go on with an `if` that has been run already?
fn is_else(code: &str) -> bool {
    let code = code.trim_start();
    let rest = code.strip_prefix("else");
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// What comes after a line.
enum Next {
    Prompt,
    Leave(i32),
}

impl Repl {
    fn new(options: Options) -> rustyline::Result<Repl> {
        let config = Config::builder()
            .max_history_size(MOST_HISTORY)?
            .history_ignore_dups(true)?
            .completion_type(CompletionType::List)
            // No question in English: `helper` shows what the window holds.
            .completion_prompt_limit(usize::MAX)
            .bell_style(BellStyle::None)
            // Also without colours: painting the prompt is how the lines of threads come above it.
            .color_mode(ColorMode::Forced)
            .tab_stop(4)
            .build();
        let mut editor = Editor::with_config(config)?;
        let screen = Screen::new(Box::new(std::io::stdout()));
        let paint = Paint::new(options.color);
        let language = options.style.language;
        let current = Current::default();
        let was_empty = Rc::new(Cell::new(true));
        let asked = Asked::default();
        editor.set_helper(Some(Assistant {
            current: current.clone(),
            screen: screen.clone(),
            paint,
            was_empty: was_empty.clone(),
            leaving: Cell::new(false),
            asked: asked.clone(),
            language,
        }));
        let key = |code| Event::from(KeyEvent(code, Modifiers::NONE));
        editor.bind_sequence(
            key(KeyCode::Enter),
            EventHandler::Conditional(Box::new(NextRow)),
        );
        for bracket in ['}', ')', ']'] {
            let asked = asked.clone();
            editor.bind_sequence(
                key(KeyCode::Char(bracket)),
                EventHandler::Conditional(Box::new(ClosingBracket { bracket, asked })),
            );
        }
        let file = options.history.as_ref();
        let of_history = file.and_then(|file| history::load(&mut editor, file));
        let mut repl = Repl {
            interrupter: Interrupter::new(screen.clone(), language),
            language,
            paint,
            screen,
            editor,
            current,
            text: String::new(),
            rows: 0,
            worked: Vec::new(),
            last_typed: String::new(),
            was_empty,
            asked_to_leave: false,
            asked_before: false,
            of_history,
            history_is_lost: false,
            options,
        };
        repl.begin_session()?;
        repl.keep_painting();
        Ok(repl)
    }

    /// Threads print above the prompt from now on. The same thread reads what the first Tab needs.
    #[expect(
        clippy::disallowed_methods,
        reason = "the terminal's own thread, which runs no script"
    )]
    fn keep_painting(&mut self) {
        let Ok(printer) = self.editor.create_external_printer() else {
            return;
        };
        let screen = self.screen.clone();
        let started = std::thread::Builder::new()
            .name("painter of the prompt".to_string())
            .spawn(move || screen.keep_painting(printer));
        let prepared = std::thread::Builder::new()
            .name("first completion".to_string())
            .spawn(catalogue::prepare);
        // Without them, lines of threads wait for the next key, and the first Tab takes longer.
        drop((started, prepared));
    }

    fn serve(&mut self) -> i32 {
        let greeting = message!("repl-greeting", version = env!("CARGO_PKG_VERSION"));
        self.say(&self.paint.role(Role::Dim, &self.put(&greeting)));
        if let Some(of_history) = self.of_history.take() {
            self.tell(of_history);
        }
        let mut next = match self.options.script.take() {
            Some(script) => self.run_file(script),
            None => Next::Prompt,
        };
        loop {
            if let Next::Leave(code) = next {
                self.end_session();
                self.screen.end();
                return code;
            }
            next = self.read_and_act();
        }
    }

    fn read_and_act(&mut self) -> Next {
        let number = self.rows + 1;
        let prompt = format!("{number}> ");
        let styled = self.paint.role(Role::Prompt, &prompt);
        self.was_empty.set(true);
        if let Some(rest) = self.session().shared().state::<Reports>().rest() {
            self.say(&rest);
        }
        self.screen.open();
        let read = self.editor.readline(&(prompt, styled));
        self.screen.close();
        self.asked_before = std::mem::take(&mut self.asked_to_leave);
        match read {
            Ok(typed) => self.act_on(&typed),
            Err(ReadlineError::Interrupted) => {
                if self.was_empty.get() {
                    self.tell(message!("repl-how-to-leave"));
                }
                Next::Prompt
            }
            Err(ReadlineError::Eof) => self.leave(0),
            // A byte that is no text: the line is lost, the session is not.
            Err(ReadlineError::Io(error)) if error.kind() == ErrorKind::InvalidData => {
                self.tell(message!("repl-not-text"));
                Next::Prompt
            }
            Err(error) => {
                self.say(&error.to_string());
                Next::Leave(1)
            }
        }
    }

    /// Add to the history what was typed; what cannot be kept is told once.
    fn keep(&mut self, typed: &str) {
        let _ = self.editor.add_history_entry(typed);
        let Some(file) = self.options.history.clone() else {
            return;
        };
        if let Err(error) = self.editor.append_history(&file)
            && !std::mem::replace(&mut self.history_is_lost, true)
        {
            let error = match error {
                ReadlineError::Io(error) => error,
                other => std::io::Error::other(other.to_string()),
            };
            self.tell(history::untold(&file, &error));
        }
    }

    fn act_on(&mut self, typed: &str) -> Next {
        let pasted = commands::without_prompts(typed);
        let typed = pasted.as_deref().unwrap_or(typed);
        if !typed.trim().is_empty() {
            self.keep(typed.trim_end());
        }
        match understand(typed, |name| self.is_own(name)) {
            Typed::Nothing => Next::Prompt,
            Typed::Code(code) if is_else(code) => {
                self.tell(message!("repl-else"));
                Next::Prompt
            }
            Typed::Code(code) => self.run_typed(code),
            Typed::Unknown(name) => {
                self.tell(match commands::nearest(name) {
                    Some(near) => message!("repl-unknown-command-near", name, near),
                    None => message!("repl-unknown-command-listed", name),
                });
                Next::Prompt
            }
            Typed::Command { name: "quit", .. } => self.leave(0),
            Typed::Command { name, rest } => self.command(name, rest),
        }
    }

    /// The message in the language of the prompt.
    fn put(&self, message: &Message) -> String {
        message.in_language(self.language)
    }

    fn tell(&self, message: Message) {
        self.say(&visible_lines(&self.put(&message)));
    }

    fn say(&self, text: &str) {
        self.screen
            .say(&format!("{}\n", text.trim_end_matches('\n')));
    }
}
