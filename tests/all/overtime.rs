//! A run that is told to stop ends in time wherever it is: in a write into a full pipe, in a call of the system, in a long native.

use crate::cli::command;
use std::process::{Child, ExitStatus, Stdio};
use std::time::{Duration, Instant};

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

#[expect(clippy::disallowed_methods, reason = "looks at a program from outside")]
fn ends_soon(mut child: Child, what: &str) -> ExitStatus {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("the child is ours") {
            return status;
        }
        if start.elapsed() > SOON {
            let _ = child.kill();
            let _ = child.wait();
            panic!("does not end: {what}");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn start(flags: &[&str], script: &str, fifo: &str) -> Child {
    let mut words = vec!["run", "--allow-run", "--allow-read", "--allow-write"];
    words.extend(flags);
    words.extend(["-e", script, fifo]);
    command(&words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts")
}

fn with_fifo(test: impl Fn(&str)) {
    let folder = tempfile::tempdir().expect("there is room");
    let fifo = folder.path().join("fifo");
    let made = std::process::Command::new("mkfifo").arg(&fifo).status();
    assert!(made.expect("mkfifo is there").success());
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
        for (script, signal) in SCRIPTS.iter().zip(["-TERM", "-INT"].iter().cycle()) {
            for runtime in RUNTIMES {
                let what = format!("{script} {runtime:?} {signal}");
                let child = start(runtime, script, fifo);
                #[expect(clippy::disallowed_methods, reason = "lets a program get somewhere")]
                std::thread::sleep(Duration::from_millis(250));
                let sent = std::process::Command::new("kill")
                    .args([*signal, &child.id().to_string()])
                    .status();
                assert!(sent.expect("kill is there").success(), "{what}");
                let status = ends_soon(child, &what);
                assert_eq!(status.code(), Some(130), "{what}");
            }
        }
    });
}
