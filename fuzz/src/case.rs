//! One thing to run, and the recipes by which such things are made from bytes.

use std::fmt::{self, Display, Formatter};

use arbitrary::{Arbitrary, Unstructured};

use super::grammar::{Program, Writer};

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
}

pub const RECIPES: [Recipe; 6] = [
    Recipe::Structured,
    Recipe::Modules,
    Recipe::Data,
    Recipe::Natives,
    Recipe::Threads,
    Recipe::Session,
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
        let mut bytes = Unstructured::new(bytes);
        if recipe == Recipe::Structured {
            let program = Program::arbitrary(&mut bytes).map(|program| program.text);
            return Case::program(program.unwrap_or_default());
        }
        let mut writer = Writer::new(&mut bytes);
        match recipe {
            Recipe::Structured => unreachable!("made above"),
            Recipe::Modules => writer.with_modules(),
            Recipe::Data => Case::program(writer.data_program()),
            Recipe::Natives => Case::program(writer.natives_program()),
            Recipe::Threads => Case::program(writer.threads_program()),
            Recipe::Session => writer.session(),
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
