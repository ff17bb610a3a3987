//! What the `:commands` do.

use super::commands::COMMANDS;
use super::doc::Doc;
use super::members::parameters;
use super::messages::summary;
use super::paint::Role;
use super::tables::{Tables, label};
use super::{Next, Repl};
use crate::engine::error::{Source, closest};
use crate::engine::value::type_name;
use crate::runtime::{Stop, ThreadId};
use crate::session::Interactive;
use std::path::Path;
use std::process::Command as Program;

/// Variables that `:vars` shows.
const MOST_VARIABLES: usize = 200;

impl Repl {
    pub(super) fn command(&mut self, name: &str, rest: &str) -> Next {
        match name {
            "help" => self.help(),
            "doc" => self.doc(rest),
            "vars" => self.vars(),
            "type" => return self.type_of(rest),
            "time" => return self.time(rest),
            "threads" => self
                .screen
                .say(&self.tables().threads(self.session().world())),
            "locks" => self.resources(|kind| !kind.ends_with("Queue"), self.messages.no_locks()),
            "queues" => self.resources(|kind| kind.ends_with("Queue"), self.messages.no_queues()),
            "join" => {
                let answer = self.join_all();
                if answer.as_ref().is_some_and(|answer| answer.result.is_ok()) {
                    self.say(self.messages.all_ended());
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
                return self.reset(self.options.seed, self.messages.reset_done().to_string());
            }
            _ => self.say(self.messages.type_help()),
        }
        Next::Prompt
    }

    fn tables(&self) -> Tables {
        Tables {
            messages: self.messages,
            paint: self.paint,
        }
    }

    fn help(&self) {
        let width = COMMANDS
            .iter()
            .map(|command| command.spelled().len())
            .max()
            .unwrap_or(0);
        let mut text = String::new();
        for command in COMMANDS {
            let spelled = command.spelled();
            let pad = " ".repeat(width - spelled.len());
            let name = self.paint.role(Role::Command, &spelled);
            text += &format!(
                "  {name}{pad}  {}\n",
                summary(command.name, self.messages.0)
            );
        }
        self.say(&format!("{text}{}", self.messages.help_more()));
    }

    fn doc(&self, name: &str) {
        if name.is_empty() {
            return self.say(self.messages.type_help());
        }
        let session = self.session();
        let doc = Doc {
            lines: session.lines(),
            messages: self.messages,
            paint: self.paint,
        };
        self.say(&doc.about(name));
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
            return self.say(self.messages.no_variables());
        }
        let titles = [
            self.messages.column_name(),
            self.messages.column_type(),
            self.messages.column_value(),
        ];
        self.screen.say(&self.tables().table(&titles, &rows));
        if left > 0 {
            self.say(&format!("… {}", self.messages.more(left)));
        }
    }

    fn type_of(&mut self, code: &str) -> Next {
        if code.is_empty() {
            self.say(self.messages.wants_code());
            return Next::Prompt;
        }
        let answer = self.answer(code);
        if let Some(Ok(value)) = answer.as_ref().map(|answer| &answer.result) {
            self.say(&type_name(value));
        }
        self.after(answer)
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "what the student waits for, whatever time the session has"
    )]
    fn time(&mut self, code: &str) -> Next {
        if code.is_empty() {
            self.say(self.messages.wants_code());
            return Next::Prompt;
        }
        let start = std::time::Instant::now();
        let answer = self.answer(code);
        let took = start.elapsed();
        if let Some(Ok(value)) = answer.as_ref().map(|answer| &answer.result) {
            self.show(value);
        }
        self.say(&self.messages.took(took.as_secs_f64()));
        self.after(answer)
    }

    fn resources(&self, wanted: impl Fn(&str) -> bool, none: &str) {
        let table = self.tables().resources(self.session().world(), wanted);
        match table {
            Some(table) => self.screen.say(&table),
            None => self.say(none),
        }
    }

    fn kill(&self, name: &str) {
        if name.is_empty() {
            return self.say(self.messages.wants_name());
        }
        let session = self.session();
        let threads = session.world().threads();
        let found = threads
            .iter()
            .find(|thread| label(thread) == name || thread.id().to_string() == name);
        match found {
            Some(thread) if thread.id() == ThreadId::MAIN => self.say(self.messages.not_main()),
            Some(thread) => {
                session.world().interrupt(thread.id(), Stop::Interrupted);
                self.say(&self.messages.killed(&label(thread)));
            }
            None => {
                let names: Vec<String> =
                    threads.iter().skip(1).map(|thread| label(thread)).collect();
                let nearest = closest(name, names.iter().map(String::as_str));
                self.say(&self.messages.unknown_thread(name, nearest));
            }
        }
    }

    fn seed(&mut self, word: &str) -> Next {
        if matches!(word, "off" | "no" | "non") {
            return self.reset(None, self.messages.real_again().to_string());
        }
        match word.parse() {
            Ok(seed) => self.reset(Some(seed), self.messages.controlled(seed)),
            Err(_) => {
                self.say(self.messages.wants_seed());
                Next::Prompt
            }
        }
    }

    fn reset(&mut self, seed: Option<u64>, said: String) -> Next {
        self.end_session();
        self.options.seed = seed;
        if let Err(error) = self.begin_session() {
            self.say(&error.to_string());
            return Next::Leave(1);
        }
        self.say(&said);
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
            return self.say(self.messages.no_scripts());
        }
        self.screen.say(&self.tables().table(&["", ""], &rows));
    }

    fn load(&mut self, file: &str) -> Next {
        if file.is_empty() {
            self.say(self.messages.wants_file());
            return Next::Prompt;
        }
        match std::fs::read_to_string(file) {
            Ok(text) => self.run_file(Source {
                name: file.to_string(),
                text: match text.strip_prefix("#!") {
                    Some(rest) => format!("// {rest}"),
                    None => text,
                },
            }),
            Err(error) => {
                self.say(&self.messages.file_trouble(file, &error));
                Next::Prompt
            }
        }
    }

    fn save(&self, file: &str, over: bool) {
        if file.is_empty() {
            return self.say(self.messages.wants_file());
        }
        if self.worked.is_empty() {
            return self.say(self.messages.nothing_to_save());
        }
        if !over && Path::new(file).exists() {
            return self.say(&self.messages.exists(file));
        }
        let mut text = String::new();
        for line in &self.worked {
            text += line;
            if !line.ends_with([';', '}']) {
                text.push(';');
            }
            text.push('\n');
        }
        match std::fs::write(file, &text) {
            Ok(()) => self.say(&self.messages.saved(file, text.lines().count())),
            Err(error) => self.say(&self.messages.file_trouble(file, &error)),
        }
    }

    /// Write a text in the student's editor, beginning with the last line, and run it.
    fn edit(&mut self) -> Next {
        let variable = |name| {
            std::env::var(name)
                .ok()
                .filter(|value: &String| !value.is_empty())
        };
        let Some(editor) = variable("VISUAL").or_else(|| variable("EDITOR")) else {
            self.say(self.messages.no_editor());
            return Next::Prompt;
        };
        let file = std::env::temp_dir().join(format!("sandbox-{}.rhai", std::process::id()));
        let shown = file.display().to_string();
        let edited = std::fs::write(&file, &self.last_typed)
            .and_then(|()| {
                let mut words = editor.split_whitespace();
                let program = words.next().unwrap_or_default();
                Program::new(program).args(words).arg(&file).status()
            })
            .and_then(|_| std::fs::read_to_string(&file));
        let _ = std::fs::remove_file(&file);
        match edited {
            Ok(text) if text.trim().is_empty() => Next::Prompt,
            Ok(text) => {
                self.say(text.trim_end());
                let _ = self.editor.add_history_entry(text.trim_end());
                self.run_typed(text.trim_end())
            }
            Err(error) => {
                self.say(&self.messages.file_trouble(&shown, &error));
                Next::Prompt
            }
        }
    }
}

/// The value on a short line.
fn short(value: &crate::engine::value::Value) -> String {
    const WIDEST: usize = 50;
    let text = crate::engine::value::to_debug(value);
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
