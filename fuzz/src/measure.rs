//! What a run took of the machine, and what is said of one that took more than its limits allow.

use std::time::{Duration, Instant};

use sandbox::session::Runtime;

use super::case::Case;
use super::evaluate::{MEMORY, run};

/// How late after its limit of time a run may end.
pub const LATENESS: Duration = Duration::from_secs(1);

/// What the process may grow by beyond the limit of memory: stacks, the program itself, what is counted late.
const BEYOND: usize = 64 << 20;

/// How often a run that ended late is tried: other programs of a busy machine are late for another reason.
const TRIES: usize = 3;

/// How long it took.
#[expect(
    clippy::disallowed_methods,
    reason = "limits are held against the machine's own time"
)]
pub fn longest_of(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// What is wrong with how a case keeps its limits, after running it for so long and waiting so much longer.
pub fn excesses(case: &Case, runtime: Runtime, time: Duration, lateness: Duration) -> Vec<String> {
    let before = Peak::reset();
    let mut took = run(case, runtime, time);
    let mut excesses = Vec::new();
    if let Some(grown) = before.and_then(|before| before.grown())
        && grown > MEMORY + BEYOND
    {
        let (grown, limit) = (grown >> 20, MEMORY >> 20);
        excesses.push(format!(
            "memory: takes {grown} MiB, {limit} are allowed ({runtime:?})"
        ));
    }
    for _ in 1..TRIES {
        if took > time + lateness {
            took = took.min(run(case, runtime, time));
        }
    }
    if took > time + lateness {
        excesses.push(format!(
            "late: ends after {took:.1?}, {time:?} are allowed ({runtime:?})"
        ));
    }
    excesses
}

/// The memory of the process when a run began. Only Linux tells.
struct Peak {
    before: usize,
}

impl Peak {
    fn reset() -> Option<Peak> {
        // The system forgets the highest mark.
        std::fs::write("/proc/self/clear_refs", "5").ok()?;
        let before = of_status("VmRSS:")?;
        Some(Peak { before })
    }

    /// By how many bytes the highest mark is above the beginning.
    fn grown(&self) -> Option<usize> {
        Some(of_status("VmHWM:")?.saturating_sub(self.before))
    }
}

fn of_status(name: &str) -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    let kilobytes: usize = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes << 10)
}
