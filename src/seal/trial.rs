//! Does a layer hold on this machine? Some systems let a process put one in force and then do not keep it, so a child tries, and only what it
//! sees refused counts.

use super::{Layer, Reach, enter_layer};
use rustix::fs::{Mode, OFlags, open};
use rustix::io::Errno;
use std::path::Path;
use std::process::{Command, Stdio};

/// The word that makes of this program one that tries a layer; the layer's name is the next word.
pub const WORD: &str = "__try_layer";

/// What came of trying.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Tried {
    Holds,
    /// Why not, as the system says it.
    Missing(String),
}

/// Try a layer in a child of `program`, this program's file.
pub fn try_layer(program: &Path, layer: Layer) -> Tried {
    if layer.is_disabled() {
        return Tried::Missing(super::DISABLE.to_owned());
    }
    let child = Command::new(program)
        .args([WORD, layer.name()])
        .env_clear()
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output();
    match child {
        Ok(child) if child.status.success() => Tried::Holds,
        Ok(child) => {
            let said = String::from_utf8_lossy(&child.stdout);
            Tried::Missing(match said.trim() {
                "" => child.status.to_string(),
                said => said.to_owned(),
            })
        }
        Err(error) => Tried::Missing(error.to_string()),
    }
}

/// In the child: put the layer in force and see what is refused then.
///
/// # Errors
/// Why it does not hold.
pub fn be_tried(name: &str) -> Result<(), String> {
    let layer = Layer::named(name).ok_or_else(|| name.to_owned())?;
    look_at_root().map_err(|error| error.to_string())?;
    enter_layer(layer, &Reach::Nothing { processor: 10 })?;
    let seen = match layer {
        Layer::Rlimits => (0..64).try_for_each(|_| look_at_root().map(std::mem::forget)),
        _ => look_at_root().map(drop),
    };
    let expected = match layer {
        Layer::Rlimits => Errno::MFILE,
        Layer::Landlock => Errno::ACCESS,
        Layer::Seccomp => Errno::PERM,
    };
    match seen {
        Err(error) if error == expected => Ok(()),
        Err(error) => Err(error.to_string()),
        Ok(()) => Err("open(\"/\") is not refused".to_owned()),
    }
}

/// Anybody can, unless a layer forbids it.
fn look_at_root() -> Result<rustix::fd::OwnedFd, Errno> {
    open("/", OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty())
}
