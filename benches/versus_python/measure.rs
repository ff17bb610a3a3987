//! One run of one program as a process of its own: its time, its peak memory, what it printed. No statistics of
//! many programs here, but the median of one program's runs.

use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

use crate::contender::Contender;

/// Which clock the table shows.
#[derive(Clone, Copy, PartialEq)]
pub enum Clock {
    Wall,
    /// Time on all cores, the kernel's for the process included.
    Processor,
    /// Time on all cores in the program's own code: what a busy machine disturbs least.
    User,
}

/// What one run of a process cost.
pub struct Sample {
    /// From start to end on the wall clock.
    wall: Duration,
    user: Duration,
    system: Duration,
    /// Peak of resident memory in bytes. Linux starts to count before `exec`: never less than the runner's own, 3–4 MB.
    pub peak: u64,
    pub printed: String,
}

impl Sample {
    pub fn milliseconds(&self, clock: Clock) -> f64 {
        let time = match clock {
            Clock::Wall => self.wall,
            Clock::Processor => self.user + self.system,
            Clock::User => self.user,
        };
        time.as_secs_f64() * 1e3
    }
}

/// Run the script in `folder` to its end. An error says why there is no time to show.
#[expect(
    clippy::disallowed_methods,
    reason = "a benchmark measures the machine's own time"
)]
pub fn run(
    contender: &Contender,
    script: &Path,
    arguments: &[String],
    folder: &Path,
) -> Result<Sample, String> {
    let start = Instant::now();
    let mut child = Command::new(&contender.executable)
        .args(contender.words)
        .arg(script)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("`{}` does not start: {error}", contender.executable))?;
    let mut printed = String::new();
    let mut stdout = child.stdout.take().expect("stdout was asked for as a pipe");
    let read = stdout.read_to_string(&mut printed);
    let ended = child
        .wait4()
        .map_err(|error| format!("`{}` was lost: {error}", contender.executable))?;
    let wall = start.elapsed();
    if !ended.status.success() {
        return Err(format!("{} failed: {}", contender.title, ended.status));
    }
    read.map_err(|error| format!("{} printed what is no text: {error}", contender.title))?;
    Ok(Sample {
        wall,
        user: ended.rusage.utime,
        system: ended.rusage.stime,
        peak: ended.rusage.maxrss,
        printed,
    })
}

/// The middle of some values, or the mean of the two middle ones; `None` without values.
pub fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let upper = values.len() / 2;
    match values.len() {
        0 => None,
        length if length % 2 == 1 => Some(values[upper]),
        _ => Some(f64::midpoint(values[upper - 1], values[upper])),
    }
}
