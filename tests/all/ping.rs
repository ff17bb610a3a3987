//! The course's ping scripts, with the `ping` of `tests/programs` in front of PATH: it says by the host's name who lives, and keeps a log.
//! Where a real ping is installed, one test asks it for 127.0.0.1.

use std::fs::{File, OpenOptions};
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::binary::{Ended, Run, package, sandbox_in, search_path};

const HOSTS: [&str; 5] = [
    "turlututu",
    "google.fr",
    "fou.iutrs.unistra.fr",
    "taratata",
    "localhost",
];
const VERDICTS: [&str; 5] = [
    "turlututu : INCONNU",
    "google.fr : VIVANT",
    "fou.iutrs.unistra.fr : DEFAILLANT ?",
    "taratata : INCONNU",
    "localhost : VIVANT",
];
const SEQUENTIAL: [&str; 2] = ["no_thread_ping_call", "no_thread_ping_popen"];
const THREADED: [&str; 3] = ["threaded_ping", "threaded_ping_verrou", "threaded_ping2"];
/// Ways to run a script: real threads, and some schedules.
const WAYS: [&[&str]; 5] = [
    &[],
    &["--seed", "1"],
    &["--seed", "2"],
    &["--seed", "3"],
    &["--seed", "4"],
];

fn sandbox(flags: &[&str], name: &str, hosts: &[&str]) -> Command {
    let mut command = sandbox_in(package());
    command.args(["run", "--max-time", "120"]).args(flags);
    command.arg(format!("scripts/{name}.rhai")).args(hosts);
    command
}

/// A folder for the log and the gate of the false ping; gone when the test is over.
struct Watch(TempDir);

impl Watch {
    fn new() -> Self {
        Watch(tempfile::tempdir().expect("the folder for temporary files can be written"))
    }

    fn folder(&self) -> &Path {
        self.0.path()
    }

    /// A new gate, held open, so that nobody waits for the other side to open it.
    fn gate(&self) -> File {
        let gate = self.folder().join("gate");
        let _ = std::fs::remove_file(&gate);
        let made = Command::new("mkfifo").arg(&gate).status();
        assert!(
            made.is_ok_and(|status| status.success()),
            "there is `mkfifo`"
        );
        let opened = OpenOptions::new().read(true).write(true).open(&gate);
        opened.expect("the pipe was just made")
    }

    /// `sandbox run FLAGS scripts/NAME.rhai` for all hosts, with the false ping; nobody ends before `together` have started.
    fn run(&self, flags: &[&str], name: &str, together: usize) -> Ended {
        let _ = std::fs::remove_file(self.folder().join("log"));
        let _gate = self.gate();
        let flags = [&["--allow-run=ping", "--allow-env=FAKE_PING_*"], flags].concat();
        let mut command = sandbox(&flags, name, &HOSTS);
        let (ours, others) = (package().join("tests/programs"), search_path());
        let folders = std::iter::once(ours).chain(std::env::split_paths(&others));
        let path = std::env::join_paths(folders).expect("no colon in the package's path");
        command
            .env("PATH", path)
            .env("FAKE_PING_FOLDER", self.folder());
        if together > 1 {
            command.env("FAKE_PING_TOGETHER", together.to_string());
        }
        command.ended()
    }

    fn log(&self) -> Vec<String> {
        let log = std::fs::read_to_string(self.folder().join("log")).expect("the false ping ran");
        log.lines().map(str::to_owned).collect()
    }
}

/// The lines that the script itself printed.
fn of_script(out: &str) -> Vec<&str> {
    let own = |line: &&str| line.starts_with("****") || line.contains(" : ");
    out.lines().filter(own).collect()
}

/// The verdicts, in the order of their blocks; each between two lines of stars.
fn verdicts(out: &str, stars: usize) -> Result<Vec<&str>, String> {
    let stars = "*".repeat(stars);
    let lines = of_script(out);
    let blocks = lines.chunks(3).map(|block| match block {
        [before, verdict, after] if *before == stars && *after == stars => Ok(*verdict),
        other => Err(format!("no block: {other:?} in\n{out}")),
    });
    blocks.collect()
}

fn sorted<'l>(lines: impl IntoIterator<Item = &'l str>) -> Vec<&'l str> {
    let mut lines: Vec<&str> = lines.into_iter().collect();
    lines.sort_unstable();
    lines
}

#[test]
fn without_a_host_they_say_how_to_use_them() {
    for name in SEQUENTIAL.into_iter().chain(THREADED) {
        for flags in WAYS.into_iter().take(2) {
            let told = sandbox(flags, name, &[]).ended();
            let usage = format!("Usage: {name}.rhai host ...\n");
            assert_eq!((told.code, &*told.out, told.err), (Some(1), "", usage));
        }
    }
}

#[test]
fn one_after_the_other_gives_verdicts_in_the_order_of_the_hosts() {
    let watch = Watch::new();
    for name in SEQUENTIAL {
        for flags in WAYS.into_iter().take(2) {
            let done = watch.run(flags, name, 1);
            assert_eq!(done.code, Some(0), "{name}: {}", done.err);
            assert_eq!(
                verdicts(&done.out, 40).expect("blocks are whole"),
                VERDICTS,
                "{name}"
            );
            // What ping says of a host comes before the verdict on it.
            let place = |text: &str| done.out.find(text).expect("it is there");
            assert!(place("64 bytes from google.fr") < place("google.fr : VIVANT"));
            assert!(place("google.fr : VIVANT") < place("PING localhost"));
            assert_eq!(
                done.err,
                "ping: unknown host turlututu\nping: unknown host taratata\n"
            );
            let one_at_a_time: Vec<String> = HOSTS
                .iter()
                .flat_map(|host| [format!("start {host}"), format!("end {host}")])
                .collect();
            assert_eq!(watch.log(), one_at_a_time, "{name}");
        }
    }
}

#[test]
fn with_threads_all_hosts_are_asked_at_the_same_time() {
    let watch = Watch::new();
    for name in THREADED {
        for flags in WAYS {
            let done = watch.run(flags, name, HOSTS.len());
            assert_eq!(done.code, Some(0), "{name} {flags:?}: {}", done.err);
            let log = watch.log();
            let (starts, ends) = log.split_at(HOSTS.len());
            assert!(
                starts.iter().all(|line| line.starts_with("start ")),
                "{log:?}"
            );
            assert_eq!(ends.len(), HOSTS.len(), "{log:?}");
            let stars = of_script(&done.out)
                .iter()
                .filter(|line| line.starts_with('*'))
                .count();
            assert_eq!(stars, 2 * HOSTS.len());
            let printed = of_script(&done.out)
                .into_iter()
                .filter(|line| line.contains(" : "));
            assert_eq!(sorted(printed), sorted(VERDICTS), "{name} {flags:?}");
        }
    }
}

#[test]
fn with_the_lock_and_after_the_joins_blocks_stay_whole() {
    let watch = Watch::new();
    for name in ["threaded_ping_verrou", "threaded_ping2"] {
        for seed in 0..10 {
            let seed = seed.to_string();
            for flags in [&["--seed", &seed][..], &[]] {
                let done = watch.run(flags, name, HOSTS.len());
                let verdicts =
                    verdicts(&done.out, 20).unwrap_or_else(|wrong| panic!("{name}: {wrong}"));
                assert_eq!(sorted(verdicts), sorted(VERDICTS), "{name} {flags:?}");
            }
        }
    }
}

#[test]
fn a_real_ping_reaches_this_machine() {
    let installed = Command::new("ping").args(["-w1", "127.0.0.1"]).output();
    match installed {
        Ok(output) if output.status.success() => {}
        _ => {
            println!("skipped: no `ping` on this machine that reaches 127.0.0.1");
            return;
        }
    }
    let flags = ["--allow-run=ping"];
    let done = sandbox(&flags, "no_thread_ping_call", &["127.0.0.1"]).ended();
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert_eq!(
        verdicts(&done.out, 40).expect("a block"),
        ["127.0.0.1 : VIVANT"]
    );
    assert!(done.out.contains("127.0.0.1"), "{}", done.out);
}
