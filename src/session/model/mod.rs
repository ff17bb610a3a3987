//! What a controlled run has in place of the world outside: its programs and files. A run that is given none of it reaches the real ones.
//!
//! ```text
//! companions other programs in the same world
//! programs   tables of modelled programs, read from TOML
//! ```

mod companions;
mod programs;

pub use companions::{Begins, Companion};
pub use programs::{programs_in, read_programs};

use crate::files::Files;
use crate::files::model::{Disk, Image};
use crate::library::Variables;
use crate::messages::Message;
use crate::objects::abi::Shared;
use crate::process::Children;
use crate::process::model::Programs;
use crate::vm::modules::{ModuleTable, Modules};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

/// What stands for the outside of a controlled run.
#[derive(Clone, Default)]
pub struct Model {
    /// The only files that there are, anew for each run; none: the disk's.
    pub files: Option<Image>,
    /// The only programs that there are; none: the machine's.
    pub programs: Option<Programs>,
    /// The only modules that scripts can import; none: those of the disk.
    pub modules: Option<Arc<Modules>>,
    /// The only environment variables; none: the machine's.
    pub variables: Option<BTreeMap<String, String>>,
    /// What the virtual clock says at the start, since 1970.
    pub start: Option<Duration>,
    /// Programs that run beside the one that is asked for.
    pub companions: Vec<Companion>,
}

/// What is wrong in a file that describes the outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// From 1; 0 when it concerns no line.
    pub line: usize,
    pub message: Message,
    pub hint: Option<Message>,
}

impl Model {
    /// Give the run what it has of it.
    pub(super) fn furnish(&self, shared: &Shared) {
        if let Some(image) = &self.files {
            let disk = Disk::new(&shared.world, image.clone());
            shared.state::<Files>().set_disk(disk);
        }
        if let Some(programs) = &self.programs {
            shared.state::<Children>().set_programs(programs.clone());
        }
        if let Some(variables) = &self.variables {
            shared.state::<Variables>().set(variables.clone());
        }
        if let Some(modules) = &self.modules {
            shared.state::<ModuleTable>().set_modules(modules.clone());
        }
    }
}
