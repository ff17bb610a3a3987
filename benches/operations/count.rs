//! How many instructions a script takes, as callgrind counts them: the same on a busy machine as on a quiet one.

use std::collections::HashMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use parking_lot::Mutex;
use tempfile::TempDir;

use crate::place::{Code, Place};

/// An interpreter whose instructions are counted.
pub enum Interpreter {
    Sandbox(String),
    Python(String),
}

/// Turns after which a loop has settled: every call site has seen its types.
const WARM_UP: usize = 200;

/// Is valgrind there?
pub fn valgrind_is_there() -> bool {
    let version = Command::new("valgrind")
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    version.is_ok_and(|status| status.success())
}

impl Interpreter {
    /// The distribution's Python, or else the one on the path. What is on the path may be a script that starts the
    /// interpreter, so it is asked where that lives.
    pub fn python() -> Option<Interpreter> {
        let where_it_lives = "import sys; print(sys.executable)";
        ["/usr/bin/python3", "python3"].iter().find_map(|name| {
            let answer = Command::new(name).args(["-c", where_it_lives]).output();
            let text = String::from_utf8(answer.ok()?.stdout).ok()?;
            let executable = text.trim();
            (!executable.is_empty()).then(|| Interpreter::Python(executable.to_owned()))
        })
    }

    fn program(&self, code: &Code, place: Place, turns: usize) -> String {
        match self {
            Interpreter::Sandbox(_) => code.rhai(place, turns),
            Interpreter::Python(_) => code.python(place, turns),
        }
    }

    /// All instructions of one run.
    fn count(&self, text: &str, script: &Path) -> Result<u64, String> {
        std::fs::write(script, text).map_err(|error| format!("no script: {error}"))?;
        let mut command = Command::new("valgrind");
        command
            .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
            // The order of Python's sets and maps, and with it what a look-up costs, would differ from run to run.
            .env("PYTHONHASHSEED", "0");
        match self {
            Interpreter::Sandbox(executable) => command.args([executable, "run"]),
            Interpreter::Python(executable) => command.args([executable, "-I", "-S"]),
        };
        let output = command
            .arg(script)
            .stdin(Stdio::null())
            .output()
            .map_err(|error| format!("valgrind does not start: {error}"))?;
        let said = String::from_utf8_lossy(&output.stderr);
        if !output.status.success() {
            let own = said.lines().filter(|line| !line.starts_with("=="));
            let own: Vec<&str> = own.collect();
            return Err(own.join(" "));
        }
        collected(&said).ok_or_else(|| "valgrind did not say what it collected".to_owned())
    }
}

/// Counts of one interpreter. Operations share the empty loops, and in Python a closure and a method run the code of
/// a function; what has been counted is not counted again.
pub struct Counter {
    interpreter: Interpreter,
    known: Mutex<HashMap<String, u64>>,
    folder: TempDir,
}

impl Counter {
    pub fn new(interpreter: Interpreter) -> Counter {
        Counter {
            interpreter,
            known: Mutex::default(),
            folder: tempfile::tempdir().expect("a folder for scripts can be made"),
        }
    }

    /// Instructions of one turn of the loop with the operation, less those of the empty loop in the same place.
    pub fn per_turn(&self, code: &Code, place: Place, turns: usize) -> Result<f64, String> {
        let with_operation = self.slope(code, place, turns)?;
        Ok(with_operation - self.slope(&Code::NOTHING, place, turns)?)
    }

    /// Instructions of one turn: what a long loop takes more than a short one. So nothing counts that happens once:
    /// the start, what stands before the loop, what a first turn prepares for all others.
    fn slope(&self, code: &Code, place: Place, turns: usize) -> Result<f64, String> {
        let count = |turns| self.count(self.interpreter.program(code, place, turns));
        let long = count(WARM_UP + turns)?;
        let short = count(WARM_UP)?;
        Ok((long as f64 - short as f64) / turns as f64)
    }

    fn count(&self, program: String) -> Result<u64, String> {
        let (count, number) = {
            let known = self.known.lock();
            (known.get(&program).copied(), known.len())
        };
        if let Some(count) = count {
            return Ok(count);
        }
        let script = self
            .folder
            .path()
            .join(format!("{number}-{:?}", thread::current().id()));
        let count = self.interpreter.count(&program, &script)?;
        self.known.lock().insert(program, count);
        Ok(count)
    }
}

/// The number in callgrind's line `==123== Collected : 456`.
fn collected(said: &str) -> Option<u64> {
    let line = said.lines().find(|line| line.contains("Collected :"))?;
    line.rsplit(':').next()?.trim().parse().ok()
}
