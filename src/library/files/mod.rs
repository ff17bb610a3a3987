//! Files as Python has them: `open`, file objects, `os.path` and a little of `os`. Whether a script may is decided in `crate::permissions`.
//!
//! ```text
//! open       the native `open`
//! mode       how a file is opened
//! file       the file object: its methods, one thread at a time
//! stream     reading ahead, lines and positions; knows no script
//! modelled   the disk in memory of a controlled run
//! failure    what the system says, as errors that scripts tell apart
//! paths      os_path: basename, isfile, join …
//! folders    os: listdir, mkdir, remove, getenv …
//! ```

mod failure;
mod file;
mod folders;
mod mode;
mod modelled;
mod open;
mod paths;
mod stream;

use super::Module;
use super::declare::about;
pub use file::FileHandle;

pub const IO: Module = Module {
    name: "io",
    doc: about! {
        /// Files: `open` and what it gives.
        ///
        /// ```
        /// let notes = open("notes.txt", "w");
        /// with notes { notes.write("un\ndeux\n"); }
        /// print(open("notes.txt").readlines().len());   // prints 2
        /// ```
    },
    functions: &[open::FUNCTIONS],
    classes: &[&file::FILE],
    constants: &[],
    qualified_only: &[],
};

pub const OS_PATH: Module = Module {
    name: "os_path",
    doc: about! {
        /// Paths, as Python's `os.path`. What looks at the disk needs the permission to read there.
        ///
        /// ```
        /// let path = os_path::join("data", "notes.txt");
        /// print(path, basename(path), exists(path));    // prints data/notes.txt notes.txt false
        /// ```
    },
    functions: &[paths::FUNCTIONS],
    classes: &[],
    constants: &[],
    qualified_only: &["join"],
};

pub const OS: Module = Module {
    name: "os",
    doc: about! {
        /// Folders and the environment, as Python's `os`. Each needs its permission.
        ///
        /// ```
        /// mkdir("photos");
        /// print(isdir("photos"), listdir("photos"));    // prints true []
        /// ```
    },
    functions: &[folders::FUNCTIONS],
    classes: &[],
    constants: &[],
    qualified_only: &["remove", "rename"],
};
