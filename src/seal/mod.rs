//! Sealing this process before it runs what others wrote: what a mistake of the interpreter could still be used for is what the kernel
//! leaves. Needs no privilege, no namespace and no container. Linux only; elsewhere every layer is missing, and says so.
//!
//! ```text
//! Layer    what can be in force, each by itself
//! Reach    what the process may still do: nothing but compute and answer, or what permissions grant
//! enter    put the layers in force, for the rest of this process's life
//! process  limits of the system, no new privileges, death with the parent
//! files    Landlock: which files can be reached
//! calls    seccomp: which system calls can be made
//! trial    whether a layer holds on this machine, by trying it in a child
//! ```

#[cfg(target_os = "linux")]
mod calls;
#[cfg_attr(not(target_os = "linux"), path = "files_elsewhere.rs")]
mod files;
#[cfg_attr(not(target_os = "linux"), path = "process_elsewhere.rs")]
mod process;
mod trial;

pub use files::Files;
pub use process::{close_the_inherited, die_with_parent};
pub use trial::{Tried, WORD as TRIAL, be_tried, try_layer};

use crate::messages::{Message, message};
use serde::{Deserialize, Serialize};

/// Names layers, with commas, that builds for tests leave off: to show that the others hold alone.
pub const DISABLE: &str = "SANDBOX_TEST_DISABLE";

/// One layer of isolation.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Layer {
    /// Limits of the system, no new privileges, death with the parent.
    Rlimits,
    Landlock,
    Seccomp,
}

impl Layer {
    /// In the order in which they are put in force: the last forbids what the others need.
    pub const ALL: [Layer; 3] = [Layer::Rlimits, Layer::Landlock, Layer::Seccomp];

    /// As flags and results name it.
    pub fn name(self) -> &'static str {
        match self {
            Layer::Rlimits => "rlimits",
            Layer::Landlock => "landlock",
            Layer::Seccomp => "seccomp",
        }
    }

    pub fn named(name: &str) -> Option<Layer> {
        Self::ALL.into_iter().find(|layer| layer.name() == name)
    }

    /// Is it left off, to see what the others do? Never in a release.
    fn is_disabled(self) -> bool {
        is_disabled(self.name())
    }
}

/// Does `SANDBOX_TEST_DISABLE` name it? Never in a release.
pub fn is_disabled(name: &str) -> bool {
    cfg!(debug_assertions)
        && std::env::var(DISABLE).is_ok_and(|list| list.split(',').any(|word| word == name))
}

/// What a sealed process can still do.
#[derive(Clone, Debug)]
pub enum Reach {
    /// Compute, read standard input, and write to standard output and error. The process has one thread, and never another.
    Nothing {
        /// So many seconds of the processor, as a last resort.
        processor: u64,
    },
    /// What the permissions of a run grant.
    Granted(Granted),
}

/// What the permissions of a run grant.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Granted {
    pub files: Files,
    /// May it start programs?
    pub programs: bool,
    /// May it open sockets of the internet's families?
    pub network: bool,
}

/// Which layers are in force.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Sealing {
    pub in_force: Vec<Layer>,
    /// With why, as the system says it.
    pub missing: Vec<(Layer, String)>,
}

/// A layer that was asked for and is not in force.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Required {
    pub layer: String,
    pub reason: String,
}

impl Sealing {
    /// Are these in force? The first that is not; a name that no layer has is never in force.
    ///
    /// # Errors
    /// The layer that is missing.
    pub fn requires(&self, names: &[String]) -> Result<(), Required> {
        let is_missing = |name: &&String| {
            !Layer::named(name).is_some_and(|layer| self.in_force.contains(&layer))
        };
        let Some(name) = names.iter().find(is_missing) else {
            return Ok(());
        };
        let reason = self.missing.iter();
        let reason = reason.filter(|(layer, _)| layer.name() == name);
        Err(Required {
            layer: name.clone(),
            reason: reason.map(|(_, reason)| reason.clone()).collect(),
        })
    }
}

impl Required {
    pub fn message(&self) -> Message {
        match self.reason.is_empty() {
            true => message!("seal-required", layer = &self.layer),
            false => message!(
                "seal-required-because",
                layer = &self.layer,
                reason = &self.reason
            ),
        }
    }
}

/// Seal this process: what it can do from now on is `reach`, and there is no way back. To be called before the first thread is started, and
/// before anything of a script is read.
///
/// A layer that the system does not have is missing in the answer; who cannot do without it says so (`Sealing::requires`).
pub fn enter(reach: &Reach) -> Sealing {
    let mut sealing = Sealing::default();
    for layer in Layer::ALL {
        let entered = match layer.is_disabled() {
            true => Err(DISABLE.to_owned()),
            false => enter_layer(layer, reach),
        };
        match entered {
            Ok(()) => sealing.in_force.push(layer),
            Err(reason) => sealing.missing.push((layer, reason)),
        }
    }
    sealing
}

#[cfg(target_os = "linux")]
fn enter_layer(layer: Layer, reach: &Reach) -> Result<(), String> {
    match layer {
        Layer::Rlimits => process::limit(reach),
        Layer::Landlock => files::restrict(match reach {
            Reach::Nothing { .. } => None,
            Reach::Granted(granted) => Some(&granted.files),
        }),
        Layer::Seccomp => calls::restrict(reach),
    }
}

#[cfg(not(target_os = "linux"))]
fn enter_layer(_: Layer, _: &Reach) -> Result<(), String> {
    Err(std::env::consts::OS.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_required_layer_that_is_missing_or_unknown_is_named() {
        let sealing = Sealing {
            in_force: vec![Layer::Seccomp],
            missing: vec![(Layer::Landlock, "no such call".to_owned())],
        };
        let asked = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(ToString::to_string).collect();
            sealing
                .requires(&names)
                .map_err(|missing| (missing.layer, missing.reason))
        };
        assert_eq!(asked(&["seccomp"]), Ok(()));
        let landlock = ("landlock".to_owned(), "no such call".to_owned());
        assert_eq!(asked(&["seccomp", "landlock"]), Err(landlock));
        assert_eq!(
            asked(&["cgroup"]),
            Err(("cgroup".to_owned(), String::new()))
        );
    }

    #[test]
    fn layers_are_found_by_their_names() {
        for layer in Layer::ALL {
            assert_eq!(Layer::named(layer.name()), Some(layer));
        }
        assert_eq!(Layer::named("Seccomp"), None);
    }
}
