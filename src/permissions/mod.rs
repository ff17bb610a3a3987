//! What a run may reach outside of itself: files, network, programs, environment, modules. One type decides, everybody asks it.
//!
//! ```text
//! flags       what the command line grants and refuses
//! rule        allow and deny, and how both are asked
//! files       paths: where they really lead, opening what was checked
//! network     hosts and addresses
//! programs    programs, found once
//! variables   names of environment variables
//! decision    one request from the question to the answer: rules, prompt, audit
//! prompt      what is asked of a person, and by whom
//! needs       what a script says it needs; never a grant
//! denied      the refusal, its words and its remedy
//! audit       one line of JSON for each decision
//! kernel      what all of it comes to for a layer of the kernel
//! ```
//!
//! The words and the flags are Deno's. Two things differ: the own machine (loopback) can be reached without a flag, since
//! sockets are what the course teaches, and a script may read modules in its own folder.

mod audit;
mod decision;
mod denied;
mod files;
mod flags;
mod kernel;
mod needs;
mod network;
mod programs;
mod prompt;
mod rule;
#[cfg(test)]
mod tests;
mod variables;

pub use audit::Audit;
pub use decision::Asker;
pub use denied::{Denied, Reason, Refused};
pub use files::{Access, OpenError, open_reached, reached};
pub use flags::{Flags, Listed, Words};
pub use needs::{Need, stated, visible};
pub use network::loopback;
pub use prompt::{Answer, Prompter, Question};

use crate::messages::Message;
use decision::State;
use parking_lot::Mutex;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Something a script can be allowed to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Permission {
    Read,
    Write,
    Net,
    Run,
    Env,
    Import,
    /// Everything: what lies in `/proc`, `/sys` and `/dev` takes `--allow-all`.
    All,
}

impl Permission {
    /// Those that are granted one by one.
    pub const EACH: [Permission; 6] = [
        Permission::Read,
        Permission::Write,
        Permission::Net,
        Permission::Run,
        Permission::Env,
        Permission::Import,
    ];

    /// The name in flags, messages and audits.
    pub fn name(self) -> &'static str {
        match self {
            Permission::Read => "read",
            Permission::Write => "write",
            Permission::Net => "net",
            Permission::Run => "run",
            Permission::Env => "env",
            Permission::Import => "import",
            Permission::All => "all",
        }
    }
}

/// What one run may reach. Without flags: the own machine's network, and modules in the script's folder.
pub struct Permissions {
    state: Mutex<State>,
    /// One question at a time.
    asking: Mutex<()>,
    prompter: Option<Arc<dyn Prompter>>,
    audit: Option<Audit>,
    needs: Vec<Need>,
    /// Tell the script's open calls in questions and in the audit.
    trace: bool,
    /// Where programs are looked for.
    path: Option<std::ffi::OsString>,
}

impl Default for Permissions {
    fn default() -> Self {
        Permissions::of(State::default())
    }
}

impl Permissions {
    /// What the flags say. Paths are made absolute and programs are looked for in `PATH` now.
    ///
    /// # Errors
    /// What is wrong with a flag's value, in words.
    pub fn new(flags: &Flags) -> Result<Self, Message> {
        let path = std::env::var_os("PATH");
        let state = State::new(flags, path.as_deref())?;
        Ok(Permissions {
            path,
            ..Permissions::of(state)
        })
    }

    /// Everything is allowed: `--allow-all`.
    pub fn all() -> Self {
        Permissions::of(State::everything())
    }

    fn of(state: State) -> Self {
        Permissions {
            state: Mutex::new(state),
            asking: Mutex::new(()),
            prompter: None,
            audit: None,
            needs: Vec::new(),
            trace: false,
            path: std::env::var_os("PATH"),
        }
    }

    /// Ask there what no flag has decided. Without a prompter that is refused.
    pub fn with_prompter(self, prompter: Arc<dyn Prompter>) -> Self {
        Permissions {
            prompter: Some(prompter),
            ..self
        }
    }

    /// Write down each decision.
    pub fn with_audit(self, audit: Audit) -> Self {
        self.state.lock().protect(audit.path());
        Permissions {
            audit: Some(audit),
            ..self
        }
    }

    /// Let no script write there, nor move it: what the prompt keeps for the person.
    pub fn with_kept(self, path: &Path) -> Self {
        self.state.lock().protect(path);
        self
    }

    /// The script's folder, as `reached` gives it: its modules may be loaded, so it is not to be moved.
    pub fn set_home(&self, home: Option<PathBuf>) {
        self.state.lock().home = home;
    }

    /// Tell the script's open calls too, in questions and in the audit (`SANDBOX_TRACE_PERMISSIONS`).
    pub fn with_trace(self, trace: bool) -> Self {
        Permissions { trace, ..self }
    }

    /// Quote in questions and refusals what the script says it needs. It grants nothing.
    pub fn with_needs(self, needs: Vec<Need>) -> Self {
        Permissions { needs, ..self }
    }
}
