//! One run of one program as a process of its own: its time, its peak memory, what it printed. No statistics of
//! many programs here, but the median of one program's runs.

use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

/// An interpreter, and how to call it.
pub struct Contender {
    /// As shown in the head of the table.
    pub title: String,
    /// Of the scripts that it runs.
    pub extension: &'static str,
    executable: String,
    /// Words between the executable and the script.
    words: &'static [&'static str],
}

/// What one run of a process cost.
pub struct Sample {
    /// From start to end on the wall clock.
    pub wall: Duration,
    /// Time on all cores, the kernel's for this process included.
    pub processor: Duration,
    /// Peak of resident memory in bytes. Linux starts to count before `exec`: never less than the runner's own, 3–4 MB.
    pub peak: u64,
    pub printed: String,
}

impl Contender {
    pub fn ours() -> Contender {
        Contender {
            title: "sandbox".into(),
            extension: "rhai",
            executable: env!("CARGO_BIN_EXE_sandbox").into(),
            words: &["run", "--allow-run"],
        }
    }

    /// The Python that answers to this name, if there is one. It may be a script that looks for the interpreter
    /// and costs 100 ms (pyenv's), so the interpreter is asked where it lives. `-I -S`: without what this machine's
    /// site packages load at each start.
    pub fn python(executable: &str) -> Option<Contender> {
        let question =
            "import sys, platform; print(sys.executable, platform.python_version(), sep='\\n')";
        let answer = answer_of(executable, &["-c", question])?;
        let (executable, version) = answer.trim().split_once('\n')?;
        Some(Contender {
            title: format!("CPython {version}"),
            extension: "py",
            executable: executable.into(),
            words: &["-I", "-S"],
        })
    }

    /// Lua 5.4, if this machine has it.
    pub fn lua() -> Option<Contender> {
        ["lua5.4", "lua"].into_iter().find_map(|executable| {
            let version = answer_of(executable, &["-v"])?;
            let title = version.split("  ").next()?.to_owned();
            Some(Contender {
                title,
                extension: "lua",
                executable: executable.into(),
                words: &[],
            })
        })
    }

    /// Run the script to its end. An error says why there is no time to show.
    #[expect(
        clippy::disallowed_methods,
        reason = "a benchmark measures the machine's own time"
    )]
    pub fn run(&self, script: &Path) -> Result<Sample, String> {
        let start = Instant::now();
        let mut child = Command::new(&self.executable)
            .args(self.words)
            .arg(script)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("`{}` does not start: {error}", self.executable))?;
        let mut printed = String::new();
        let mut stdout = child.stdout.take().expect("stdout was asked for as a pipe");
        let read = stdout.read_to_string(&mut printed);
        let ended = child
            .wait4()
            .map_err(|error| format!("`{}` was lost: {error}", self.executable))?;
        let wall = start.elapsed();
        if !ended.status.success() {
            return Err(format!("{} failed: {}", self.title, ended.status));
        }
        read.map_err(|error| format!("{} printed what is no text: {error}", self.title))?;
        let used = ended.rusage;
        Ok(Sample {
            wall,
            processor: used.utime + used.stime,
            peak: used.maxrss,
            printed,
        })
    }
}

/// What an executable prints for this question; `None` when it cannot be started.
fn answer_of(executable: &str, question: &[&str]) -> Option<String> {
    let output = Command::new(executable)
        .args(question)
        .stdin(Stdio::null())
        .output()
        .ok()?;
    String::from_utf8(output.stdout).ok()
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
