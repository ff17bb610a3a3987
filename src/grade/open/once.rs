//! One repetition of a run of real threads: a folder that nobody else has, and in it a process below the supervisor of sealed runs.

use crate::grade::job::{Job, RunJob};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, pidfd_open};
use std::fs::{self, File};
use std::io;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

/// How often the length of its output is looked at.
const LOOK: Duration = Duration::from_millis(20);
/// Seconds that a repetition may take, unless the assignment says less.
const SECONDS: u64 = 10;

/// What the process needs of our environment: other texts for messages, and where programs are.
const KEPT: [&str; 3] = ["SANDBOX_MESSAGES", "PATH", crate::seal::DISABLE];

/// The folder of a repetition; it is gone when this is dropped.
pub struct Folder(PathBuf);

impl Folder {
    /// With the scripts and the run's files in it.
    ///
    /// # Errors
    /// What the system says.
    pub fn lay(job: &Job, run: &RunJob) -> io::Result<Folder> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Relaxed);
        let name = format!("sandbox-{}-{number}", std::process::id());
        let folder = Folder(std::env::temp_dir().join(name));
        // A folder that is there already is somebody else's.
        fs::create_dir(&folder.0)?;
        let scripts = job.scripts.iter();
        let scripts = scripts.map(|(name, text)| (name, text.as_bytes()));
        let files = run.files.iter().map(|(name, bytes)| (name, &bytes[..]));
        for (name, bytes) in files.chain(scripts) {
            let path = folder.world().join(name);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(path, bytes)?;
        }
        fs::create_dir_all(folder.world())?;
        fs::write(folder.0.join("input"), &run.stdin)?;
        Ok(folder)
    }

    /// Where the script is run.
    pub fn world(&self) -> PathBuf {
        self.0.join("world")
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What is to be done.
pub struct Repetition<'r> {
    pub program: &'r Path,
    pub is_sealed: bool,
    pub folder: &'r Folder,
    pub job: &'r Job,
    pub run: &'r RunJob,
}

/// How it ended.
pub struct Ended {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
    /// It printed more than it may.
    pub is_flood: bool,
    /// `sandbox-trace.v1`; empty when it did not come to write it.
    pub trace: String,
}

impl Repetition<'_> {
    /// Run it to its end.
    ///
    /// # Errors
    /// It cannot be started.
    pub fn run(&self) -> io::Result<Ended> {
        let (out, errors) = (self.folder.file("stdout"), self.folder.file("stderr"));
        let mut command = Command::new(self.program);
        command
            .arg0("sandbox")
            .args(self.words())
            .env_clear()
            .envs(
                KEPT.iter()
                    .filter_map(|name| Some((name, std::env::var_os(name)?))),
            )
            .envs(&self.run.environment)
            .current_dir(self.folder.world())
            .stdin(File::open(self.folder.file("input"))?)
            .stdout(Stdio::from(File::create(&out)?))
            .stderr(Stdio::from(File::create(&errors)?))
            // Ctrl-C is for the supervisor.
            .process_group(0);
        let mut child = command.spawn()?;
        let is_flood = self.watch(&mut child, &[&out, &errors])?;
        let status = child.wait()?;
        let most = self.run.limits.output;
        Ok(Ended {
            code: status.code(),
            stdout: text(&out, most)?,
            stderr: text(&errors, most)?,
            is_flood,
            trace: fs::read_to_string(self.folder.file("trace.json")).unwrap_or_default(),
        })
    }

    fn words(&self) -> Vec<String> {
        let limits = &self.run.limits;
        let mut words = vec!["run".to_owned(), "--lang=en".to_owned()];
        if self.is_sealed {
            words.push("--sealed".to_owned());
        }
        words.extend([
            format!("--trace={}", self.folder.file("trace.json").display()),
            format!("--max-time={}", limits.virtual_time.min(SECONDS)),
            format!("--max-operations={}", limits.operations),
            format!("--max-memory={}", limits.memory),
            format!("--max-threads={}", limits.threads),
            format!("--max-call-depth={}", limits.call_depth),
            format!("--max-source={}", limits.source),
            "--no-prompt".to_owned(),
            "--allow-read=.".to_owned(),
            "--allow-write=.".to_owned(),
        ]);
        let list = |flag: &str, names: &[String]| {
            let is_some = !names.is_empty();
            is_some.then(|| format!("{flag}={}", names.join(",")))
        };
        let names: Vec<String> = self.run.environment.keys().cloned().collect();
        words.extend(list("--allow-env", &names));
        words.extend(list(
            "--allow-run",
            self.run.programs.as_deref().unwrap_or_default(),
        ));
        words.push(self.job.main.clone());
        words.extend(self.run.arguments.iter().cloned());
        words
    }

    /// Wait for its end; who prints too much is ended. Tells whether that was done.
    fn watch(&self, child: &mut Child, outputs: &[&Path]) -> io::Result<bool> {
        let ended = pidfd_open(Pid::from_child(child), PidfdFlags::empty())?;
        let look = Timespec::try_from(LOOK).unwrap_or_default();
        loop {
            let mut fds = [PollFd::new(&ended, PollFlags::IN)];
            match poll(&mut fds, Some(&look)) {
                Ok(0) | Err(rustix::io::Errno::INTR) => {}
                Ok(_) => return Ok(false),
                Err(error) => return Err(error.into()),
            }
            let long = |path: &&Path| {
                path.metadata()
                    .is_ok_and(|about| about.len() > self.run.limits.output)
            };
            if outputs.iter().any(long) {
                // The keeper below it ends all that it has started.
                child.kill()?;
                return Ok(true);
            }
        }
    }
}

/// What is in a file, as text, and no more than this of it.
fn text(path: &Path, most: u64) -> io::Result<String> {
    use std::io::Read;
    let mut bytes = Vec::new();
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
