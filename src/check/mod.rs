//! Looking at a program without running it: what is wrong in all likelihood, with its place and what to do.
//!
//! ```text
//! program     the tree with its text: what each name stands for, which function calls which
//! walk        every node, and those around it
//! kinds       what a variable holds: a lock, a condition, a thread, a list of them
//! uses        what flows into each variable, and what is done with it
//! locks       which lock is meant where
//! ways        the ways through a function, followed for one lock
//! methods     methods and classes called with a wrong number of arguments, for `unknown`
//! written     what changes while threads run, for who writes an assignment
//! risks       what can fail at run time
//! allow       `// check: allow NAME`
//! ```
//!
//! The other files are passes: each looks for its warnings (`PASSES`) and knows nothing of the others. A pass is silent when it is not
//! sure: a false alarm teaches students to read no warnings.

mod allow;
mod habits;
mod joins;
mod kinds;
mod locks;
mod loop_variables;
mod methods;
mod pools;
mod program;
mod releases;
mod results;
mod risks;
mod slips;
mod starts;
mod traps;
mod unknown;
mod unlocked;
mod uses;
mod variables;
mod waits;
mod walk;
mod ways;
mod written;

pub use written::changed_while_threads_run;

use crate::diagnostics::hints::Names;
use crate::diagnostics::{mistakes, single_mistakes};
use crate::lang::hir::{Environment, lower};
use crate::lang::syntax;
use crate::messages::Message;
use crate::objects::abi::Library;
use crate::objects::error::{Error, ErrorKind, Source};
use crate::runtime::time::Allowance;
use crate::vm::machine::link;
use crate::vm::modules::compile_source;
use program::Program;
use rhai::Position;
use std::ops::Range;
use std::sync::Arc;

/// A pass over a program, and the names of the warnings that it gives.
pub struct Pass {
    pub names: &'static [&'static str],
    look: fn(&Program) -> Vec<Finding>,
}

pub const PASSES: &[Pass] = &[
    Pass {
        names: &["unknown-name", "wrong-arguments"],
        look: unknown::look,
    },
    Pass {
        names: &["unused-variable", "shadowed-variable"],
        look: variables::look,
    },
    Pass {
        names: &[
            "lock-not-released",
            "lock-held-on-error",
            "lock-acquired-twice",
        ],
        look: releases::look,
    },
    Pass {
        names: &["unlocked-read"],
        look: unlocked::look,
    },
    Pass {
        names: &["thread-never-started"],
        look: starts::look,
    },
    Pass {
        names: &[
            "result-not-asked",
            "pool-not-shut-down",
            "waits-in-own-pool",
        ],
        look: pools::look,
    },
    Pass {
        names: &["join-in-start-loop"],
        look: joins::look,
    },
    Pass {
        names: &["read-before-join", "sleep-instead-of-join"],
        look: results::look,
    },
    Pass {
        names: &["wait-without-while", "busy-wait", "condition-not-held"],
        look: waits::look,
    },
    Pass {
        names: &["loop-variable-in-thread"],
        look: loop_variables::look,
    },
    Pass {
        names: &[
            "thread-of-call",
            "thread-arguments",
            "method-not-called",
            "lock-per-thread",
            "integer-division",
        ],
        look: habits::look,
    },
    Pass {
        names: &[
            "pair-in-for",
            "chained-comparison",
            "type-comparison",
            "copied-argument",
            "nothing-kept",
            "escape-in-template",
        ],
        look: traps::look,
    },
    Pass {
        names: &[
            "sign-after-equals",
            "assigned-to-itself",
            "value-in-quotes",
            "function-not-called",
            "power-as-xor",
            "text-not-kept",
        ],
        look: slips::look,
    },
];

/// What the comments that silence warnings are checked for.
const OF_COMMENTS: &str = "unknown-warning";

/// Every name of a warning.
pub fn names() -> impl Iterator<Item = &'static str> {
    PASSES
        .iter()
        .flat_map(|pass| pass.names)
        .copied()
        .chain([OF_COMMENTS])
}

/// Something that is wrong in all likelihood.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The bytes of the source to underline.
    pub at: Range<usize>,
    /// What is wrong: `check-` and the name of the warning.
    pub title: Message,
    /// What to do.
    pub hint: Message,
    /// The error that the run would end with.
    pub foretells: Option<Arc<Error>>,
}

impl Finding {
    fn new(at: Range<usize>, title: Message, hint: Message) -> Finding {
        Finding {
            at,
            title,
            hint,
            foretells: None,
        }
    }

    fn foretelling(mut self, kind: ErrorKind, at: Position) -> Finding {
        self.foretells = Some(Arc::new(Error::language(kind).at(at)));
        self
    }

    /// The name of the warning: `lock-not-released`.
    pub fn name(&self) -> &'static str {
        let id = self.title.id().unwrap_or_default();
        let name = id.strip_prefix("check-").unwrap_or(id);
        name.split_once('.').map_or(name, |(name, _)| name)
    }
}

/// The warnings for a program that can be run, in the order of the text. One that cannot has none.
pub fn warnings(source: &Arc<Source>, names: &Names) -> Vec<Finding> {
    let Ok(ast) = syntax::parse(&source.text) else {
        return Vec::new();
    };
    let Ok(unit) = lower(&ast, &Environment::default()) else {
        return Vec::new();
    };
    let program = Program::new(&unit, source, names);
    let mut found: Vec<Finding> = PASSES
        .iter()
        .flat_map(|pass| (pass.look)(&program))
        .collect();
    allow::silence(&program.scan, source, &mut found);
    found.sort_by_key(|finding| (finding.at.start, finding.at.end, finding.name()));
    // A guard of a `switch` may stand in the tree more than once.
    found.dedup_by_key(|finding| (finding.at.clone(), finding.name()));
    found
}

/// The mistakes that keep a program from being run. A file of Python has one, which says so.
pub fn errors(source: &Arc<Source>, library: &dyn Library) -> Vec<Error> {
    errors_by(source, library, mistakes)
}

/// As [`errors`], where Python has been rewritten as far as that is certain: what is left of it is told one by one.
pub fn errors_left(source: &Arc<Source>, library: &dyn Library) -> Vec<Error> {
    errors_by(source, library, single_mistakes)
}

fn errors_by(
    source: &Arc<Source>,
    library: &dyn Library,
    more: fn(Error, Allowance) -> Vec<Error>,
) -> Vec<Error> {
    let linked = compile_source(source, &Environment::default(), false)
        .map_err(|first| more(first, Allowance::begin(None)))
        .and_then(|code| {
            link(Arc::new(code), library, |_| None, |_| None).map_err(|error| vec![error])
        });
    linked.err().unwrap_or_default()
}
