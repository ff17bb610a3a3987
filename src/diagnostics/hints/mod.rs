//! Hints for known mistakes: which habit a mistake comes from, and what to type instead. One row of data each (`table`).
//!
//! ```text
//! table        the rows, in the order in which they are tried
//! look         what stands around the mistake          problem      what went wrong (cause)
//! blocks       def, elif, try, a colon at the end      modules      import, names of modules
//! expressions  lambda, tuples, slices                  variables    names that no variable has
//! statements   del, raise, print without brackets      calls        unknown functions and methods
//! texts        comments, f"…"                          running      operators, limits, wrong kinds
//! syntax       broken syntax of our own language       rewrite      what to type instead
//! characters   “…”, 5 000 000, 0,5                     walks        a `for` over what has no items
//! sound        does a proposal parse?
//! objects      classes, lists of threads, `()`         blocks_out_of_place  inner functions, lost braces
//! declarations  `int x = 3`, `void f() {`              loops        `for (i = 0; …)`, `for x of xs`
//! french       `si`, `afficher`                        slips        values and brackets that are missing
//! members      methods and attributes that a value does not have
//! handles      those that a lock, queue, pool, set … does not have     meanings  other languages' names for them
//! foreign      habits from other languages, slips
//! collections  sets, dictionaries, counters as Python writes them   arguments    methods not called, keys
//! symbols      `√4`, `i <- xs`                         declared     what the text declares
//! repair       the changes that mend a certain one     python_file  is the whole text Python?
//! ```

mod arguments;
mod blocks;
mod blocks_out_of_place;
mod calls;
mod cause;
mod characters;
mod collections;
mod declarations;
mod declared;
mod expressions;
mod foreign;
mod french;
mod handles;
mod look;
mod loops;
mod meanings;
mod members;
mod modules;
mod objects;
mod problem;
mod python_file;
mod repair;
mod rewrite;
mod running;
mod slips;
mod sound;
mod statements;
mod symbols;
mod syntax;
mod table;
mod texts;
mod variables;
mod walks;

pub use crate::messages::closest;
pub use cause::Problem;
pub use python_file::{PythonFile, python_file};
pub use repair::{Edit, repair, repair_error};
pub use table::hints;
pub use walks::walk;

use crate::lang::{Scan, Token};
use crate::messages::{Argument, Language, text};
use look::Look;
use sound::is_sound;
use std::ops::Range;

/// A known mistake. What is said about it is the message `hint-` and its id; where the parser's own words would mislead a beginner,
/// the attribute `title` says what is wrong.
pub struct Hint {
    pub id: &'static str,
    /// The names, for the texts, of the words found at the place of the mistake.
    pub words: &'static [&'static str],
    when: fn(&Look) -> Option<Found>,
}

impl Hint {
    /// The id of its message.
    pub fn message_id(&self) -> String {
        format!("hint-{}", self.id.replace('_', "-"))
    }
}

/// What a row found: the words that fill its text, and a better place than the parser's.
#[derive(Debug, Default)]
struct Found {
    words: Vec<String>,
    at: Option<Range<usize>>,
}

impl Found {
    fn words<const N: usize>(words: [String; N]) -> Found {
        Found {
            words: words.into(),
            at: None,
        }
    }

    fn at(mut self, range: Range<usize>) -> Found {
        self.at = Some(range);
        self
    }

    fn spanning(mut self, tokens: &[Token]) -> Found {
        if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
            self.at = Some(first.range.start..last.range.end);
        }
        self
    }
}

/// Names that scripts can use, for *did you mean*; those of the script itself are found in its text.
#[derive(Debug, Clone, Default)]
pub struct Names {
    pub functions: Vec<String>,
    pub methods: Vec<String>,
    /// The modules, as namespaces: `threading` of `threading::Lock`.
    pub modules: Vec<String>,
    /// What the module of this name has.
    pub contents: Option<fn(&str) -> Vec<Member>>,
    /// What the class of this name has, and its parent.
    pub members: Option<fn(&str) -> Vec<Member>>,
    /// The parameters of each way to call a function, method or class of this name: `item, block = true, timeout = ()`.
    pub calls: Option<fn(&str) -> Vec<String>>,
    /// How a name of Python, `dir` or `list.extend`, is said here, if that is otherwise.
    pub pythons: Option<fn(&str, Language) -> Option<String>>,
}

/// What a module or a class has.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    pub name: &'static str,
    /// The parameters of each way to call it; none for an attribute or a constant.
    pub calls: &'static [String],
    /// Can it stand without its module?
    pub is_bare: bool,
}

impl Member {
    /// Does it take so many arguments, at least one of its ways?
    fn takes(&self, count: usize) -> bool {
        self.calls.iter().any(|parameters| {
            let all: Vec<&str> = parameters
                .split(", ")
                .filter(|one| !one.is_empty())
                .collect();
            let is_needed = |one: &&&str| !one.contains('=') && !one.ends_with("...");
            let needed = all.iter().filter(is_needed).count();
            let most = match all.last() {
                Some(last) if last.ends_with("...") => usize::MAX,
                _ => all.len(),
            };
            (needed..=most).contains(&count)
        })
    }
}

/// A hint with its words filled in.
#[derive(Debug, PartialEq, Eq)]
pub struct Advice {
    pub id: &'static str,
    pub title: Option<String>,
    pub text: String,
    /// The bytes to underline, where that is not what the error speaks of.
    pub at: Option<Range<usize>>,
}

/// The first row that fits, and what it found.
fn find(look: &Look) -> Option<(&'static Hint, Found)> {
    hints().find_map(|hint| {
        let found = (hint.when)(look)?;
        let code = hint.words.iter().position(|word| *word == "code");
        code.is_none_or(|code| is_sound(&found.words[code]))
            .then_some((hint, found))
    })
}

/// What is said by the first row that fits.
pub fn advise(
    problem: Problem,
    source: &str,
    scan: &Scan,
    offset: usize,
    names: &Names,
    language: Language,
) -> Option<Advice> {
    let look = Look::new(problem, source, scan, names, offset, language);
    let (hint, found) = find(&look)?;
    let words = found.words.iter().map(|word| Argument::from(word.as_str()));
    let words: Vec<_> = hint.words.iter().copied().zip(words).collect();
    let id = hint.message_id();
    Some(Advice {
        id: hint.id,
        title: text(language, &format!("{id}.title"), &words),
        // A test sees to it that there is one.
        text: text(language, &id, &words).unwrap_or(id),
        at: found.at,
    })
}
