//! What the `:commands` do.

use super::commands::COMMANDS;
use super::doc::doc;
use super::run::value_of;
use super::saved::script_of;
use super::source::source_of;
use super::tables::Tables;
use super::{Next, Repl, pager};
use crate::catalogue::{Look, Role, highlight, parameters};
use crate::diagnostics::render::render_plain;
use crate::messages::{Message, closest, message, system_reason};
use crate::objects::value::type_name;
use crate::permissions::{Access, open_reached, reached};
use crate::runtime::{Stop, Thread, ThreadId};
use crate::session::Interactive;
use std::io::Write;
use std::path::Path;
use std::process::Command as Program;
use std::sync::Arc;

/// Variables that `:vars` shows.
const MOST_VARIABLES: usize = 200;

impl Repl {
    pub(super) fn command(&mut self, name: &str, rest: &str) -> Next {
        match name {
            "help" => self.help(),
            "doc" => self.doc(rest),
            "vars" => self.vars(),
            "source" => self.source(rest),
            "type" => return self.type_of(rest),
            "time" => return self.time(rest),
            "threads" => self
                .screen
                .say(&self.tables().threads(self.session().world())),
            "locks" => self.resources(|kind| !kind.ends_with("Queue"), message!("repl-no-locks")),
            "queues" => self.resources(|kind| kind.ends_with("Queue"), message!("repl-no-queues")),
            "join" => {
                let answer = self.join_all();
                if answer.as_ref().is_some_and(|answer| answer.result.is_ok()) {
                    self.tell(message!("repl-all-ended"));
                }
                return self.after(answer);
            }
            "kill" => self.kill(rest),
            "seed" => return self.seed(rest),
            "scripts" => self.scripts(),
            "load" => return self.load(rest),
            "save" => self.save(rest, false),
            "save!" => self.save(rest, true),
            "edit" => return self.edit(),
            "reset" => {
                return self.reset(self.options.seed, message!("repl-reset"));
            }
            _ => self.tell(message!("repl-type-help")),
        }
        Next::Prompt
    }

    fn tables(&self) -> Tables {
        Tables {
            language: self.language,
            paint: self.paint,
        }
    }

    fn help(&self) {
        let spelled = COMMANDS
            .iter()
            .map(|command| command.spelled(self.language));
        let spelled: Vec<String> = spelled.collect();
        let widths = spelled.iter().map(|spelled| spelled.chars().count());
        let width = widths.max().unwrap_or(0);
        let mut text = String::new();
        for (command, spelled) in COMMANDS.iter().zip(spelled) {
            let pad = " ".repeat(width - spelled.chars().count());
            let name = self.paint.role(Role::Command, &spelled);
            let summary = command.summary(self.language);
            text += &format!("  {name}{pad}  {summary}\n");
        }
        self.say(&format!("{text}{}", self.put(&message!("repl-help-more"))));
    }

    fn doc(&mut self, name: &str) {
        if name.is_empty() {
            return self.tell(message!("repl-type-help"));
        }
        let look = Look::new(self.language, self.paint, self.width());
        let page = doc(name, self.session().lines(), look);
        let page = format!("{}\n", page.trim_end_matches('\n'));
        pager::show(&page, self.language, &|text| self.screen.say(text));
    }

    fn vars(&self) {
        let session = self.session();
        let lines = session.lines();
        let mut rows = Vec::new();
        let mut variables = lines.variables_that(Interactive::is_own_name);
        variables.sort();
        let left = variables.len().saturating_sub(MOST_VARIABLES);
        for (name, constant) in variables.into_iter().take(MOST_VARIABLES) {
            let Some(value) = lines.variable(&name).and_then(|(cell, _)| cell.load()) else {
                continue;
            };
            let name = if constant {
                format!("const {name}")
            } else {
                name.to_string()
            };
            rows.push(vec![name, type_name(&value), short(&value)]);
        }
        for (unit, index) in lines.functions() {
            let function = unit.function(index);
            let name = format!("{}({})", function.name, parameters(function));
            rows.push(vec![name, "fn".to_string(), String::new()]);
        }
        for class in lines.classes() {
            let methods: Vec<&str> = class.methods.keys().map(|name| name.as_str()).collect();
            rows.push(vec![
                class.name.to_string(),
                "class".to_string(),
                methods.join(", "),
            ]);
        }
        if rows.is_empty() {
            return self.tell(message!("repl-no-variables"));
        }
        let titles = [
            message!("repl-column-name"),
            message!("repl-column-type"),
            message!("repl-column-value"),
        ];
        self.screen.say(&self.tables().table(&titles, &rows));
        if left > 0 {
            self.tell(message!("repl-more", count = left));
        }
    }

    /// How a function or class of the session was written; of other names, the page.
    fn source(&mut self, name: &str) {
        let found = source_of(name, &self.worked);
        if found.is_empty() {
            return self.doc(name);
        }
        let shown: Vec<String> = found
            .iter()
            .map(|text| highlight(text, None, self.paint))
            .collect();
        self.say(&shown.join("\n\n"));
    }

    fn type_of(&mut self, code: &str) -> Next {
        if code.is_empty() {
            self.tell(message!("repl-wants-code"));
            return Next::Prompt;
        }
        let answer = self.answer(code);
        if let Some(value) = value_of(&answer) {
            self.say(&type_name(value));
        }
        self.after(answer)
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "what the student waits for, whatever time the session has"
    )]
    fn time(&mut self, words: &str) -> Next {
        let (times, code) = repetitions(words);
        if code.is_empty() {
            self.tell(message!("repl-wants-code"));
            return Next::Prompt;
        }
        let mut took = Vec::new();
        let answer = loop {
            let start = std::time::Instant::now();
            let answer = match took.is_empty() {
                true => self.answer(code),
                false => self.answer_again(),
            };
            took.push(start.elapsed());
            if took.len() >= times || value_of(&answer).is_none() {
                break answer;
            }
        };
        if let Some(value) = value_of(&answer) {
            self.show(value);
        }
        took.sort();
        let [least, median, most] = [0, took.len() / 2, took.len() - 1].map(|at| took[at]);
        self.tell(match took.len() {
            1 => message!("repl-took", time = duration(median)),
            count => message!(
                "repl-took-often",
                count,
                least = duration(least),
                median = duration(median),
                most = duration(most)
            ),
        });
        self.after(answer)
    }

    fn resources(&self, wanted: impl Fn(&str) -> bool, none: Message) {
        let table = self.tables().resources(self.session().world(), wanted);
        match table {
            Some(table) => self.screen.say(&table),
            None => self.tell(none),
        }
    }

    fn kill(&self, name: &str) {
        if name.is_empty() {
            return self.tell(message!("repl-wants-name"));
        }
        let session = self.session();
        let threads = session.world().threads();
        let is_named = |thread: &Arc<Thread>| {
            let label = thread.label();
            // `Thread-1` does for `Thread-1 (work)`.
            let short = label.split(" (").next();
            label == name || short == Some(name) || thread.id().to_string() == name
        };
        let found = threads.iter().find(|thread| is_named(thread));
        match found {
            Some(thread) if thread.id() == ThreadId::MAIN => self.tell(message!("repl-not-main")),
            Some(thread) => {
                session.world().interrupt(thread.id(), Stop::Interrupted);
                self.tell(message!("repl-killed", name = thread.label()));
            }
            None => {
                let names: Vec<String> = threads
                    .iter()
                    .skip(1)
                    .map(|thread| thread.label())
                    .collect();
                match closest(name, names.iter().map(String::as_str)) {
                    Some(near) => self.tell(message!("repl-unknown-thread-near", name, near)),
                    None => self.tell(message!("repl-unknown-thread", name)),
                }
            }
        }
    }

    fn seed(&mut self, word: &str) -> Next {
        if matches!(word, "off" | "no" | "non") {
            return self.reset(None, message!("repl-real-again"));
        }
        match word.parse() {
            Ok(seed) => self.reset(
                Some(seed),
                message!("repl-controlled", seed = seed.to_string()),
            ),
            Err(_) => {
                self.tell(message!("repl-wants-seed"));
                Next::Prompt
            }
        }
    }

    fn reset(&mut self, seed: Option<u64>, said: Message) -> Next {
        self.end_session();
        self.options.seed = seed;
        if let Err(error) = self.begin_session() {
            self.say(&error.to_string());
            return Next::Leave(1);
        }
        self.tell(said);
        Next::Prompt
    }

    fn scripts(&self) {
        let mut rows = Vec::new();
        for entry in std::fs::read_dir("scripts").into_iter().flatten().flatten() {
            let path = entry.path();
            if path
                .extension()
                .is_some_and(|extension| extension == "rhai")
            {
                let text = std::fs::read_to_string(&path).unwrap_or_default();
                rows.push(vec![path.display().to_string(), first_sentence(&text)]);
            }
        }
        rows.sort();
        if rows.is_empty() {
            return self.tell(message!("repl-no-scripts"));
        }
        self.screen.say(&self.tables().list(&rows));
    }

    /// Run a file; words after its name are what it finds in `argv`.
    fn load(&mut self, words: &str) -> Next {
        let mut rest = match Path::new(words).exists() {
            true => vec![words.to_string()],
            false => words_of(words),
        };
        if rest.is_empty() {
            self.tell(message!("repl-wants-file"));
            return Next::Prompt;
        }
        let file = &rest.remove(0);
        match (self.options.read)(file) {
            Ok(script) => {
                if !rest.is_empty() || self.is_own("argv") {
                    self.set_arguments(file, &rest);
                }
                self.run_file(script)
            }
            Err((message, hint)) => {
                let text = render_plain(&message, hint.as_ref(), &self.options.style);
                self.screen.say(&text);
                Next::Prompt
            }
        }
    }

    /// The system refuses a file or program.
    fn file_trouble(&self, name: &str, error: &std::io::Error) {
        let reason = match error.kind() {
            std::io::ErrorKind::NotFound => message!("repl-not-there"),
            _ => system_reason(error),
        };
        self.tell(message!("repl-file-trouble", name, reason));
    }

    fn save(&self, file: &str, over: bool) {
        if file.is_empty() {
            return self.tell(message!("repl-wants-file"));
        }
        if self.worked.is_empty() {
            return self.tell(message!("repl-nothing-to-save"));
        }
        let text = script_of(&self.worked);
        // A thread could make the file while it is looked for, or put a link in its place.
        let kind = Access {
            write: true,
            create: over,
            truncate: over,
            create_new: !over,
            ..Access::default()
        };
        let opened = open_reached(&reached(Path::new(file)), kind);
        match opened.and_then(|mut opened| opened.write_all(text.as_bytes())) {
            Ok(()) => self.tell(message!("repl-saved", file, count = text.lines().count())),
            Err(error) if !over && error.kind() == std::io::ErrorKind::AlreadyExists => {
                self.tell(message!("repl-file-exists", file));
            }
            Err(error) => self.file_trouble(file, &error),
        }
    }

    /// Write a text in the student's editor, beginning with the last line, and run it.
    fn edit(&mut self) -> Next {
        let variable = |name| {
            std::env::var(name)
                .ok()
                .filter(|value: &String| !value.is_empty())
        };
        let named = variable("VISUAL").or_else(|| variable("EDITOR"));
        let Some(editor) = named.or_else(installed_editor) else {
            self.tell(message!("repl-no-editor"));
            return Next::Prompt;
        };
        let Some(file) = (0..1000).find_map(|number| {
            let name = format!("sandbox-{}-{number}.rhai", std::process::id());
            let file = reached(&std::env::temp_dir()).join(name);
            let new = Access {
                write: true,
                create_new: true,
                ..Access::default()
            };
            // Never what somebody else has put there.
            open_reached(&file, new).ok().map(|_| file)
        }) else {
            let folder = std::env::temp_dir().display().to_string();
            self.file_trouble(&folder, &std::io::ErrorKind::PermissionDenied.into());
            return Next::Prompt;
        };
        let edited = self.edited(&editor, &file);
        let _ = std::fs::remove_file(&file);
        match edited {
            Ok(text) if text.trim().is_empty() => Next::Prompt,
            Ok(text) => {
                self.say(text.trim_end());
                let _ = self.editor.add_history_entry(text.trim_end());
                self.run_typed(text.trim_end())
            }
            Err((name, error)) => {
                self.file_trouble(&name, &error);
                Next::Prompt
            }
        }
    }

    /// The text that somebody has made of the last line in an editor; none when the editor failed. Threads are silent meanwhile.
    fn edited(&self, editor: &str, file: &Path) -> Result<String, (String, std::io::Error)> {
        let of_file = |error| (file.display().to_string(), error);
        std::fs::write(file, format!("{}\n", self.last_typed)).map_err(of_file)?;
        let mut words = editor.split_whitespace();
        let program = words.next().unwrap_or_default();
        let silence = self.screen.silence();
        let status = Program::new(program).args(words).arg(file).status();
        drop(silence);
        match status {
            Ok(status) if status.success() => std::fs::read_to_string(file).map_err(of_file),
            Ok(_) => Ok(String::new()),
            Err(error) => Err((program.to_string(), error)),
        }
    }
}

/// `20x f()`: so often, and what.
fn repetitions(words: &str) -> (usize, &str) {
    const MOST: usize = 10_000;
    let (first, code) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
    let digits = first.strip_suffix(['x', '×']).unwrap_or_default();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return (1, words);
    }
    let times = digits.parse().unwrap_or(MOST).clamp(1, MOST);
    (times, code.trim_start())
}

/// The words of a command; blanks between quotes belong to the word.
fn words_of(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let quoted = rest[first.len_utf8()..].split_once(first);
        let (word, after) = match quoted {
            Some(found) if matches!(first, '"' | '\'') => found,
            _ => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        words.push(word.to_string());
        rest = after.trim_start();
    }
    words
}

/// An editor that most people can leave, where none is named.
fn installed_editor() -> Option<String> {
    const EDITORS: [&str; 4] = ["nano", "micro", "vim", "vi"];
    let path = std::env::var_os("PATH")?;
    let folders: Vec<_> = std::env::split_paths(&path).collect();
    let is_there = |name: &str| folders.iter().any(|folder| folder.join(name).is_file());
    let found = EDITORS.into_iter().find(|name| is_there(name));
    found.map(str::to_string)
}

/// `1.500 ms`
fn duration(time: std::time::Duration) -> String {
    let (number, unit) = match time.as_secs_f64() {
        seconds if seconds < 1e-3 => (seconds * 1e6, "µs"),
        seconds if seconds < 1.0 => (seconds * 1e3, "ms"),
        seconds => (seconds, "s"),
    };
    format!("{number:.3} {unit}")
}

/// The value on a short line.
fn short(value: &crate::objects::value::Value) -> String {
    const WIDEST: usize = 50;
    let text = crate::objects::value::to_debug(value);
    match text.char_indices().nth(WIDEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// What a script's opening comment says first.
fn first_sentence(text: &str) -> String {
    text.lines()
        .map(|line| line.trim_start_matches(['/', '!', ' ']).trim())
        .find(|line| !line.is_empty() && !line.ends_with(".rhai"))
        .unwrap_or_default()
        .to_string()
}
