//! This program once more, below a keeper of its own: whatever ends this process, `kill -9` too, the other one is ended with all that
//! it has started.

use std::ffi::OsString;
use std::io;
use std::os::fd::AsFd;
use std::process::ExitStatus;
use std::sync::Arc;
use std::time::Duration;

use rustix::process::Signal;

use super::children::wait_for_all;
use super::keeper::{Keeper, Kept, Start, Unstarted, keep_children};

/// The other process.
pub struct Again {
    keeper: Arc<Keeper>,
    kept: Kept,
}

impl Again {
    /// Start it with these words after its name, with the streams, the folder and the process group of this one. None where there are no
    /// keepers.
    ///
    /// # Errors
    /// What the system says.
    pub fn start(
        words: Vec<OsString>,
        environment: Vec<(OsString, OsString)>,
    ) -> io::Result<Option<Again>> {
        keep_children();
        let Some(keeper) = Keeper::start() else {
            return Ok(None);
        };
        let start = Start {
            program: "/proc/self/exe".into(),
            words: [OsString::from("sandbox")]
                .into_iter()
                .chain(words)
                .collect(),
            folder: None,
            environment,
            group: 0,
        };
        let streams = [
            io::stdin().as_fd().try_clone_to_owned()?,
            io::stdout().as_fd().try_clone_to_owned()?,
            io::stderr().as_fd().try_clone_to_owned()?,
        ];
        match keeper.begin(start, &streams) {
            Ok(kept) => Ok(Some(Again { keeper, kept })),
            Err(Unstarted::System(error)) => Err(error),
            Err(Unstarted::Lost) => Ok(None),
        }
    }

    /// The number of the process.
    pub fn pid(&self) -> u32 {
        self.kept.pid.as_raw_nonzero().get().unsigned_abs()
    }

    /// Wait for its end, not longer than `time`.
    ///
    /// # Errors
    /// What the system says.
    pub fn wait(&self, time: Duration) -> io::Result<Option<ExitStatus>> {
        wait_for_all(vec![self.kept.process.as_fd()], time);
        self.kept.status()
    }

    /// Never another process, since it is held.
    pub fn signal(&self, signal: Signal) {
        #[cfg(target_os = "linux")]
        // Who has ended needs no signal.
        let _ = rustix::process::pidfd_send_signal(&self.kept.process, signal);
        #[cfg(not(target_os = "linux"))]
        let _ = signal;
    }

    /// End whoever is left of it.
    pub fn end(self) {
        self.keeper.close();
    }
}
