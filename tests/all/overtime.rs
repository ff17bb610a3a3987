//! A run that is told to stop ends in time wherever it is: in a write into a full pipe, in a call of the system, in a long native.

use crate::binary::{Run, command};
use rustix::fs::{CWD, FileType, Mode, mknodat};
use rustix::process::{Pid, Signal, kill_process};
use std::io::Read;
use std::process::{Child, ExitStatus, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

/// Far more than the 0.2 s that are promised, for machines under load; and far less than what the scripts take.
const SOON: Duration = Duration::from_secs(8);

const SCRIPTS: &[&str] = &[
    // Standard output is a pipe that nobody reads.
    "loop { print(\"y\" * 60); }",
    "loop { stderr.write(\"y\" * 60); }",
    "for i in 0..3000 { print(\"y\" * 60); }",
    "Thread(|| { loop { print(\"y\" * 60); } }).start(); loop { print(\"y\" * 60); }",
    "open(argv[1]);",
    "open(argv[1], \"w\");",
    "Thread(|| open(argv[1])).start();",
    "input();",
    "Thread(|| input()).start(); loop { }",
    "call([\"sleep\", \"60\"]);",
    "with Popen([\"sleep\", \"60\"]) { }",
    "let a = []; a.pad(300000, 1); loop { if -1 in a { } }",
    "let a = []; a.pad(300000, 1); let t = Thread(|| { loop { if -1 in a { } } }); t.start(); t.join();",
    "let a = [1]; for i in 0..40 { a = [a, a]; } sorted([a, a]);",
    "len(0..20000000000); loop { }",
];

#[expect(clippy::disallowed_methods, reason = "watches a program from outside")]
fn ends_soon(mut child: Child, what: &str) -> ExitStatus {
    let pid = Pid::from_child(&child);
    let (ended, hears) = channel();
    let watch = std::thread::spawn(move || {
        let late = hears.recv_timeout(SOON).is_err();
        if late {
            let _ = kill_process(pid, Signal::KILL);
        }
        late
    });
    // Waiting would close it, and who reads from it hear of the end.
    let _input = child.stdin.take();
    let status = child.wait().expect("the child is ours");
    let _ = ended.send(());
    let late = watch.join().expect("it only waits");
    assert!(!late, "does not end: {what}");
    status
}

fn start(flags: &[&str], script: &str, fifo: &str) -> Child {
    let mut words = vec!["run", "--allow-run", "--allow-read", "--allow-write"];
    words.extend(flags);
    words.extend(["-e", script, fifo]);
    command(&words).stdin(Stdio::piped()).started()
}

fn with_fifo(test: impl Fn(&str)) {
    let folder = tempfile::tempdir().expect("there is room");
    let fifo = folder.path().join("fifo");
    let made = mknodat(CWD, &fifo, FileType::Fifo, Mode::RWXU, 0);
    made.expect("the folder can be written");
    test(&fifo.to_string_lossy());
}

const RUNTIMES: [&[&str]; 2] = [&[], &["--seed", "1"]];

#[test]
fn the_time_limit_ends_a_run_wherever_it_is() {
    with_fifo(|fifo| {
        for script in SCRIPTS {
            for runtime in RUNTIMES {
                let flags = [runtime, &["--max-time", "150ms"]].concat();
                let what = format!("{script} {runtime:?}");
                let status = ends_soon(start(&flags, script, fifo), &what);
                assert_eq!(status.code(), Some(4), "{what}");
            }
        }
    });
}

#[test]
fn one_signal_ends_a_run_wherever_it_is() {
    with_fifo(|fifo| {
        for (script, signal) in SCRIPTS
            .iter()
            .zip([Signal::TERM, Signal::INT].into_iter().cycle())
        {
            for runtime in RUNTIMES {
                let what = format!("{script} {runtime:?} {signal:?}");
                let script = format!("print(\"ready\", #{{flush: true}}); {script}");
                let mut child = start(runtime, &script, fifo);
                // One byte of the line; the rest stays in the pipe that nobody reads.
                let out = child.stdout.as_mut().expect("a pipe");
                out.read_exact(&mut [0]).expect("it says that it is ready");
                kill_process(Pid::from_child(&child), signal).expect("it has not been waited for");
                let status = ends_soon(child, &what);
                assert_eq!(status.code(), Some(130), "{what}");
            }
        }
    });
}
