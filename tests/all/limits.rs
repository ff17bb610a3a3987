//! What ends a run reaches it also inside natives that call back: time, Ctrl-C. Limits that a case file can set are in
//! `tests/cases/doors/limits`.

use crate::binary::{Run, command, interrupted};

/// Natives that call the script back, each of them for ever.
const CALLS_BACK: &[&str] = &[
    "[3, 1, 2].sort(|a, b| work());",
    "[3, 1, 2].map(|x| work());",
    "[3, 1, 2].reduce(|sum, x| work());",
    "#{a: 1}.filter(|k, v| work());",
    "sorted([3, 1, 2], work);",
    "[1].for_each(|| [1].map(|x| work()));",
    "let t = Thread(|| [1, 2].filter(|x| work()));\nt.start(); t.join();",
];

#[test]
fn the_time_limit_reaches_call_backs() {
    for call in CALLS_BACK {
        for runtime in [&[][..], &["--seed", "1"]] {
            let script = format!("fn work(x) {{ loop {{ }} }}\nfn work() {{ loop {{ }} }}\n{call}");
            let mut words = vec!["run", "--max-time", "100ms"];
            words.extend(runtime);
            words.extend(["-e", &script]);
            let ended = command(&words).ended();
            let said = ended.err;
            assert_eq!(ended.code, Some(4), "{call}\n{said}");
            assert!(
                said.starts_with("error: time limit reached"),
                "{call}\n{said}"
            );
        }
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_reaches_call_backs() {
    for call in CALLS_BACK {
        let body = "stderr.write(\"ready\\n\"); loop { }";
        let script = format!("fn work(x) {{ {body} }}\nfn work() {{ {body} }}\n{call}");
        let told = interrupted(&mut command(&["run", "-e", &script]), "ready");
        let rest = told.err;
        assert_eq!(told.code, Some(130), "{call}\n{rest}");
        assert!(rest.contains("error: interrupted"), "{call}\n{rest}");
    }
}

/// What compiling takes counts, of a script and of the text of an `eval`: Rhai's parser takes long for so many closures in one block.
#[test]
fn the_time_limit_reaches_the_parser() {
    let part = "if true { let a = [|x| x + 1, |y| y + 2, |z| z * 2, |w| w * w]; a[0].call(1); } ";
    let script = format!("fn f() {{ {} }}", part.repeat(20_000));
    let evaluated =
        format!("let part = \"{part}\"; eval(\"let v = 1; {{ \" + part * 20000 + \" }}\");");
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [("script.rhai", script), ("eval.rhai", evaluated)] {
        let file = folder.path().join(name);
        std::fs::write(&file, text).expect("the folder can be written");
        for runtime in [&[][..], &["--seed", "1"]] {
            let mut words = vec!["run", "--max-time", "300ms"];
            words.extend(runtime);
            let ended = command(&words).arg(&file).ended();
            let said = ended.err;
            assert_eq!(ended.code, Some(4), "{name}\n{said}");
            assert!(said.starts_with("error: time limit reached"), "{said}");
        }
    }
}
