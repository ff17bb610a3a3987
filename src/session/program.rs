//! A program that is compiled once, for one run or for thousands.

use super::{Limits, Runtime, compile};
use crate::lang::watch::watched;
use crate::memory;
use crate::objects::abi::{DEFAULT_SOURCE, Library};
use crate::objects::code::{Code, Linked};
use crate::objects::error::{Error, Source};
use crate::permissions::{Need, stated};
use crate::runtime::time::Allowance;
use crate::vm::machine::link;
use crate::vm::modules::{check_size, compile_watched};
use std::sync::Arc;

/// Compiled code, and what its text says of itself. Clones are the same program.
#[derive(Clone)]
pub struct Program {
    code: Arc<Code>,
    pub(super) needs: Arc<Vec<Need>>,
    pub(super) library: &'static dyn Library,
    pub(super) runtime: Runtime,
}

impl Program {
    /// Compile within the limits of source and time.
    ///
    /// # Errors
    /// Mistakes of syntax.
    pub fn new(
        source: Source,
        runtime: Runtime,
        library: &'static dyn Library,
        limits: &Limits,
        time: Allowance,
    ) -> Result<Program, Error> {
        // Compiling counts as well; the runs of the program find the limit set.
        if let Some(bytes) = limits.memory {
            memory::set_limit(Some(bytes));
        }
        check_size(source.text.len(), limits.source.unwrap_or(DEFAULT_SOURCE))?;
        let needs = stated(&source.text);
        let code = watched(Box::new(move || time.check()), || compile(source, runtime))?;
        Ok(Program {
            code: Arc::new(code),
            needs: Arc::new(needs),
            library,
            runtime,
        })
    }

    /// Compile for the controlled runtime, without limits; the entries and exits of these functions are noted.
    ///
    /// # Errors
    /// Mistakes of syntax.
    pub fn watching(
        source: Source,
        seed: u64,
        library: &'static dyn Library,
        functions: &[String],
    ) -> Result<Program, Error> {
        let needs = stated(&source.text);
        let code = compile_watched(&Arc::new(source), functions)?;
        Ok(Program {
            code: Arc::new(code),
            needs: Arc::new(needs),
            library,
            runtime: Runtime::Controlled { seed },
        })
    }

    /// The program with variables of its own.
    ///
    /// # Errors
    /// Classes whose base is unknown.
    pub(super) fn link(&self) -> Result<Arc<Linked>, Error> {
        link(self.code.clone(), self.library, |_| None, |_| None)
    }

    /// What its runs find by name.
    pub fn library(&self) -> &'static dyn Library {
        self.library
    }

    /// The text that it was compiled from.
    pub fn source(&self) -> &Arc<Source> {
        &self.code.source
    }
}
