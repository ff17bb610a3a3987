//! A sealed run asks the system for nothing but memory, as a marking worker must that has given up everything else: seen by strace.

use std::path::Path;
use std::process::Command;

use sandbox::explore::{Budget, Ending, Evidence, Strategy, explore};

use crate::binary::{File, Run, sandbox_in};
use crate::explore::subject;

/// System calls that a sealed worker is allowed, and `write`, by which it tells where it stands.
const ALLOWED: [&str; 22] = [
    "read",
    "write",
    "close",
    "mmap",
    "munmap",
    "mprotect",
    "mremap",
    "madvise",
    "brk",
    "futex",
    "sigaltstack",
    "rt_sigreturn",
    "rt_sigprocmask",
    "sched_yield",
    "clock_gettime",
    "clock_nanosleep",
    "getrandom",
    "getpid",
    "gettid",
    "tgkill",
    "exit",
    "exit_group",
];

const BEGINS: &str = "sealed from here";
const ENDS: &str = "sealed to here";

/// All that reaches outside in a run of its own, and what takes much memory or stack.
const SCRIPT: &str = r#"
let order = []; let q = Queue(2); let gate = Barrier(2);
fn work(i) { gate.wait(); for j in 0..3 { q.put(i * 10 + j); } }
fn deep(n) { if n == 0 { 0 } else { [n].map(|x| deep(n - 1))[0] } }
fn nested(n) { let v = 1; for i in 0..n { v = [v]; } v }
fn refused(f) { try { f.call(); } catch { return "refused"; } "reached" }
fn serve(listener) { let c = listener.accept()[0]; c.sendall(c.recv(10)); c.close(); }
let threads = [Thread(work, [1]), Thread(work, [2])];
for t in threads { t.start(); }
let got = list[q.get() for i in 0..6];
for t in threads { t.join(); }
print(got.len(), deep(40), `${nested(90)}`.len(), eval("((((1 + 1))))"));
let listener = socket::create_server(["localhost", 0]);
let t = Thread(serve, [listener]); t.start();
let c = socket::create_connection(["localhost", listener.getsockname()[1]]);
c.sendall("hello"); print(c.recv(10)); c.close(); t.join();
sleep(0.5);
print(refused(|| open("/etc/passwd")), refused(|| open("notes.txt", "w").write("x")));
print(refused(|| call(["ls"])), refused(|| socket::gethostbyname("example.com")));
print(refused(|| eval("import \"other\" as o; 1")), socket::gethostname());
print(time() > 0.0, ctime().len() > 0, random() < 1.0, refused(|| input()));
let big = []; big.pad(300000, "text"); print(big.len());
let slow = Thread(|| { throw "no"; }); slow.start(); slow.join();
"#;

/// The child of the test below: what is traced.
#[test]
fn inside() {
    if std::env::var_os("SANDBOX_TEST_SEALED").is_none() {
        return;
    }
    let subject = subject(SCRIPT).sealed();
    eprintln!("{BEGINS}");
    let budget = Budget {
        strategy: Strategy::Portfolio,
        seed: 1,
        schedules: 30,
        jobs: 1,
        goes_on: true,
        given_up: &|| false,
    };
    let found = explore(&subject, &budget, &mut ());
    let patient = subject.run_patiently(&Default::default()).0;
    eprintln!("{ENDS}");
    println!("{:?} {:?}", found.evidence, patient.outcome);
    assert!(matches!(found.evidence, Evidence::Sampled { .. }));
    assert!(matches!(patient.outcome.ending, Ending::Bug(_)));
}

#[test]
fn a_sealed_run_asks_the_system_for_memory_alone() {
    let trace = tempfile::NamedTempFile::new().expect("a temporary file");
    let words = ["-f", "-q", "-o"];
    let me = std::env::current_exe().expect("the test has a path");
    let told = Command::new("strace")
        .args(words)
        .arg(trace.path())
        .arg(me)
        .args([
            "--exact",
            "sealed::inside",
            "--nocapture",
            "--test-threads=1",
        ])
        .env("SANDBOX_TEST_SEALED", "1")
        .output();
    let Ok(told) = told else {
        println!("not looked at: there is no strace here");
        return;
    };
    let out = String::from_utf8_lossy(&told.stdout);
    let err = String::from_utf8_lossy(&told.stderr);
    if err.contains("ptrace") {
        println!("not looked at: strace may not trace here");
        return;
    }
    assert!(told.status.success(), "{out}{err}");
    assert!(out.contains("6 0 181 2"), "{out}");
    // Files in memory can be written; programs, other hosts and modules of the disk are not there.
    let found = "refused reached\\nrefused refused\\nrefused sandbox\\ntrue true true refused";
    assert!(out.contains(found), "{out}");
    let calls = calls_between(trace.path());
    let others: Vec<&String> = calls
        .iter()
        .filter(|call| !ALLOWED.contains(&name(call)))
        .collect();
    assert!(others.is_empty(), "{others:#?}");
    assert!(!calls.is_empty(), "strace has seen the run");
}

/// The lines of the trace between the two marks.
fn calls_between(file: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(file).expect("strace has written it");
    let lines = text.lines().skip_while(|line| !line.contains(BEGINS));
    let lines = lines.skip(1).take_while(|line| !line.contains(ENDS));
    lines.map(str::to_owned).collect()
}

/// `1234  mmap(NULL, …` is `mmap`.
fn name(line: &str) -> &str {
    let call = line.split_whitespace().nth(1).unwrap_or_default();
    call.split('(').next().unwrap_or_default()
}

#[test]
fn what_the_kernel_cannot_deny_to_programs_is_refused_before_the_script_runs() {
    let file = File::new("a.rhai", "print(\"ran\");\n");
    let folder = file.folder().canonicalize().expect("it is there");
    for name in ["data/public", "data/secret", "out"] {
        std::fs::create_dir_all(folder.join(name)).expect("a folder can be made");
    }
    // The script's own folder is always read.
    let script = folder.join("script");
    std::fs::create_dir_all(&script).expect("a folder can be made");
    std::fs::write(script.join("a.rhai"), "print(\"ran\");\n").expect("a file");
    let run = |flags: &[&str]| {
        let mut command = sandbox_in(&folder);
        let command = command.args(["run", "--sealed"]).args(flags);
        command.arg("script/a.rhai").ended()
    };
    for (flags, path, root) in [
        (
            &[
                "--allow-run",
                "--allow-read=data",
                "--deny-read=data/secret",
            ][..],
            "data/secret",
            "data",
        ),
        (
            &["--allow-run=cat", "--deny-read=script/key"],
            "script/key",
            "script",
        ),
        (
            &["--allow-run", "--allow-write=out", "--deny-write=out/kept"],
            "out/kept",
            "out",
        ),
        (
            &[
                "--allow-run",
                "--allow-write=out/new",
                "--deny-write=out/kept",
            ],
            "out/kept",
            "out",
        ),
    ] {
        let told = run(flags);
        assert_eq!((told.code, told.out.as_str()), (Some(2), ""), "{flags:?}");
        let told = told.err;
        let (path, root) = (folder.join(path), folder.join(root));
        let said = [
            format!("={} cannot be kept from the programs", path.display()),
            format!("they may use all of {}", root.display()),
            "allow only folders that do not hold it".to_owned(),
        ];
        for said in said {
            assert!(told.contains(&said), "{said}\n{told}");
        }
    }
    // It holds where no program is started, where nothing around it is allowed, and where all that is allowed is denied.
    for flags in [
        &["--allow-read=data", "--deny-read=data/secret"][..],
        &[
            "--allow-run",
            "--allow-read=data/public",
            "--deny-read=data/secret",
        ],
        &[
            "--allow-run",
            "--allow-read=data/secret",
            "--deny-read=data",
        ],
    ] {
        let ran = run(flags);
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (Some(0), "ran\n"),
            "{flags:?}: {}",
            ran.err
        );
    }
}
