//! Runs that reach nothing of the machine: a marking worker gives up files, sockets and processes before it runs what a student wrote.

use super::Model;
use crate::memory;
use crate::messages::{self, Language};
use crate::objects::abi::Library;

/// Read once what runs read when they first need it: the messages of both languages and the names of the library. From now on the process
/// looks at no file of its own accord either, so that it may lose the right to.
pub fn load(library: &dyn Library) {
    for language in [Language::English, Language::French] {
        messages::load(language);
    }
    library.function("print");
    memory::seal();
}

impl Model {
    /// The same, without anything of the machine: what is not modelled is not there.
    pub(super) fn sealed(self) -> Model {
        Model {
            files: Some(self.files.unwrap_or_default()),
            programs: Some(self.programs.unwrap_or_default()),
            ..self
        }
    }
}
