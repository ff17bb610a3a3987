//! One thing to run, and the recipes by which such things are made from bytes.

use std::fmt::{self, Display, Formatter};

use super::grammar::Writer;
use super::tape::Tape;
use super::{classes, typed};

/// A program with its modules, or the lines of a session.
#[derive(Debug, Default, Clone)]
pub struct Case {
    /// The program; of a session, all its lines.
    pub text: String,
    /// Names and texts of modules beside it.
    pub modules: Vec<(&'static str, String)>,
    /// Each line is typed at a prompt.
    pub is_session: bool,
}

/// What kind of thing is to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recipe {
    /// Statements and expressions of all kinds: `grammar.rs`.
    Structured,
    /// A program with one or two modules: `modules.rs`.
    Modules,
    /// Much data: shared arrays, huge ranges, large texts: `data.rs`.
    Data,
    /// Every native of the catalogue with values of every kind: `natives.rs`.
    Natives,
    /// Threads with locks, conditions and queues: `threads.rs`.
    Threads,
    /// The lines of a session: `session.rs`.
    Session,
    /// What is compared with Rhai in `tests/all/generated.rs`: `typed`.
    Typed,
    /// What is compared with Rhai in `tests/all/generated_modules.rs`: `typed/imports.rs`.
    Imports,
    /// What is compared with a model in `tests/all/generated_classes.rs`: `classes`.
    Classes,
}

pub const RECIPES: [Recipe; 9] = [
    Recipe::Structured,
    Recipe::Modules,
    Recipe::Data,
    Recipe::Natives,
    Recipe::Threads,
    Recipe::Session,
    Recipe::Typed,
    Recipe::Imports,
    Recipe::Classes,
];

impl Case {
    /// The case that was shown like this.
    pub fn read(text: &str) -> Case {
        let mut case = Case::default();
        let mut module = None;
        for line in text.lines() {
            match line.strip_prefix("//// ") {
                Some("one.rhai") => module = Some("one"),
                Some("two.rhai") => module = Some("two"),
                Some(mark) => {
                    module = None;
                    case.is_session = mark == LINES;
                }
                None => case.take(module, line),
            }
        }
        case
    }

    fn take(&mut self, module: Option<&'static str>, line: &str) {
        let text = match module {
            None => &mut self.text,
            Some(name) => {
                if self.modules.last().is_none_or(|(last, _)| *last != name) {
                    self.modules.push((name, String::new()));
                }
                let (_, text) = self.modules.last_mut().expect("it was just pushed");
                text
            }
        };
        text.push_str(line);
        text.push('\n');
    }

    /// A program without modules.
    pub fn program(text: String) -> Case {
        Case {
            text,
            ..Case::default()
        }
    }

    /// What the recipe makes of the bytes.
    pub fn cook(recipe: Recipe, bytes: &[u8]) -> Case {
        let tape = Tape::of_bytes(bytes);
        match recipe {
            Recipe::Typed => return Case::program(typed::program(tape).ours),
            Recipe::Imports => return typed::imports::program(tape).into(),
            Recipe::Classes => {
                let program = classes::program(tape);
                return Case::program(program.map_or(String::new(), |program| program.source));
            }
            _ => {}
        }
        let mut writer = Writer::new(tape);
        match recipe {
            Recipe::Modules => writer.with_modules(),
            Recipe::Data => Case::program(writer.data_program()),
            Recipe::Natives => Case::program(writer.natives_program()),
            Recipe::Threads => Case::program(writer.threads_program()),
            Recipe::Session => writer.session(),
            _ => Case::program(writer.program()),
        }
    }
}

impl From<typed::imports::Program> for Case {
    fn from(program: typed::imports::Program) -> Case {
        Case {
            text: program.script,
            modules: program.modules.into(),
            is_session: false,
        }
    }
}

/// What stands above the lines of a session.
const LINES: &str = "typed line by line";

/// As it can be read, cut and run again: each module behind a line with its file's name.
impl Display for Case {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (name, text) in &self.modules {
            writeln!(f, "//// {name}.rhai\n{}", text.trim_end())?;
        }
        if self.is_session {
            writeln!(f, "//// {LINES}")?;
        } else if !self.modules.is_empty() {
            writeln!(f, "//// main.rhai")?;
        }
        f.write_str(&self.text)
    }
}
