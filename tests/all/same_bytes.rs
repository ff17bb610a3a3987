//! Same seed, same bytes: every program of the test cases and of the course prints the same in two processes, which have other hash keys,
//! addresses, process ids, ports and times; and in two sessions of one process.

use crate::case::{scripts_under, under};
use sandbox::library::LIBRARY;
use sandbox::objects::value::to_debug;
use sandbox::session::{Limits, Runtime, evaluate};
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Set in the process that runs the programs.
const INSIDE: &str = "SANDBOX_SAME_BYTES";

/// Cases whose subject is the world outside: what they print is not the seed's.
const OUTSIDE: &[&str] = &[];

/// Programs that show what is named, ordered or numbered by the run.
const SHOWN: &[&str] = &[
    "print(|x| x);",
    "let f = |x| x; let g = |x| x + 1; print([f, g, |y| x]); let x = 1; print(|| x);",
    "let m = #{}; for f in [|x| x, |x| 2 * x, |x| 3 * x, |x, y| x] { m[f.to_string()] = 1; } print(m); print(m.keys());",
    "let m = #{}; m[Fn(\"a\").name] = 1; m[(|x| x).name] = 2; print(m.to_json());",
    "print(#{f: |x| x, g: [|x| x]}.to_json());",
    "class P { init() { } m() { 1 } } print(P(), P().m, [P()], P);",
    "print(Lock(), Queue(), Event(), Thread(|| 1), Semaphore(2), Barrier(2), Condition(), local());",
    "let t = Thread(|| print(current_thread().name)); t.start(); t.join(); print(t);",
    "print(random(), randint(1, 100), timestamp(), time(), datetime::now(), date::today());",
    "let xs = [3, 1, 2]; shuffle(xs); print(xs, choice(xs));",
    "for i in 0..5 { Thread(|| { sleep(random()); print(current_thread().name, time()); }).start(); }",
    "let n = 0; for i in 0..5 { Thread(|| { for j in 0..20 { n += 1; } }).start(); } print(n);",
    "let s = socket(); s.bind([\"127.0.0.1\", 0]); print(s.getsockname());",
    "try { [1][5]; } catch (e) { print(e); debug(e); }",
    "try { throw |x| x; } catch (e) { print(e); }",
    "print(get_fn_metadata_list()); fn f(a) { a } fn g() { }",
    "let f = |x| x; print(f == f, f.name, type_of(f)); print(eval(\"1 + 1\"));",
    "throw |x| x;",
    "let l = Lock(); l.acquire(); l.acquire();",
    "lenght(1);",
    "let valeur = 1; let valuer = 2; print(valeu);",
];

fn told(name: &str, source: &str, seed: u64) -> String {
    let limits = Limits {
        operations: Some(2_000_000),
        ..Limits::default()
    };
    let told = evaluate(source, Runtime::Controlled { seed }, limits, LIBRARY);
    let result = match &told.result {
        Ok(value) => to_debug(value),
        Err(error) => format!("{:?} at {:?}", error.kind(), error.body().at),
    };
    format!(
        "== {name} {}\n{}\n{}\n{result}\n",
        told.exit_code, told.output, told.errors
    )
}

/// Every program with its name.
fn programs() -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = SHOWN
        .iter()
        .map(|source| (source.to_string(), source.to_string()))
        .collect();
    for folder in ["rhai", "threading", "library", "socket", "check"] {
        found.extend(under(folder).into_iter().map(|it| (it.name, it.source)));
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for path in scripts_under(&root.join("scripts")) {
        let text = fs::read_to_string(&path).expect("a script can be read");
        found.push((path.display().to_string(), text));
    }
    found.retain(|(name, _)| !OUTSIDE.iter().any(|outside| name.contains(outside)));
    found
}

/// What all programs print, in a process of its own.
fn another_process() -> Child {
    Command::new(std::env::current_exe().expect("this program"))
        .args([
            "same_bytes::what_all_programs_print",
            "--exact",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(INSIDE, "1")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts")
}

fn output_of(child: Child) -> String {
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{}", output.status);
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn what_all_programs_print() {
    if std::env::var_os(INSIDE).is_none() {
        return;
    }
    crate::oracle::on_a_deep_stack(|| {
        for (name, source) in programs() {
            print!("{}", told(&name, &source, 7));
        }
    });
}

/// The first program whose text differs.
fn difference<'a>(one: &'a str, other: &'a str) -> Option<(&'a str, &'a str)> {
    let mut pairs = one.split("\n== ").zip(other.split("\n== "));
    // The last part ends with the time that the test took.
    let is_end = |text: &str| text.contains("test result: ok");
    pairs.find(|(one, other)| one != other && !is_end(one))
}

#[test]
#[expect(clippy::disallowed_methods, reason = "both processes are read at once")]
fn a_seed_gives_the_same_bytes_in_every_process() {
    // Both at once; what one prints is read while the other goes on.
    let (one, other) = (another_process(), another_process());
    let reader = std::thread::spawn(move || output_of(one));
    let (other, one) = (output_of(other), reader.join().expect("it was read"));
    assert!(one.matches("\n== ").count() > 1500, "too few programs");
    if let Some((one, other)) = difference(&one, &other) {
        panic!("differs between two processes:\n{one}\n-- and --\n{other}");
    }
}

#[test]
fn a_seed_gives_the_same_bytes_twice_in_a_process() {
    for source in SHOWN {
        for seed in [0, 1, 42] {
            assert_eq!(
                told(source, source, seed),
                told(source, source, seed),
                "{source}"
            );
        }
    }
}
