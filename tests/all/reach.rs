//! What scripts reach outside of the run, through the binary: files with and without permission, links that lead elsewhere, the audit.

use std::path::Path;
use tempfile::TempDir;

use crate::binary::{Ended, Run, sandbox_in};

fn run(folder: &Path, flags: &[&str], script: &str) -> Ended {
    std::fs::write(folder.join("script.rhai"), script).expect("the script can be written");
    let mut command = sandbox_in(folder);
    command.args(["run", "--max-time", "120"]).args(flags);
    command.arg("script.rhai").ended()
}

/// Run with all permissions in a new folder, on both runtimes; the output must be the lines.
fn prints(script: &str, lines: &[&str]) {
    for runtime in [&[][..], &["--seed", "3"]] {
        let folder = folder();
        let flags: Vec<&str> = [&["--allow-read=.", "--allow-write=."], runtime].concat();
        let done = run(folder.path(), &flags, script);
        assert_eq!(done.out.lines().collect::<Vec<_>>(), lines, "{}", done.err);
        assert_eq!(done.code, Some(0), "{}", done.err);
    }
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder for the test can be made")
}

#[test]
fn a_file_is_written_and_read_by_lines() {
    prints(
        r#"
        let f = open("a.txt", "w");
        print(f, f.name, f.mode, f.closed);
        print(f.write("éa\n"));
        f.writelines(["b\r\n", "c"]);
        f.close();
        f.close();
        print(f.closed);
        for line in open("a.txt") { print(debug_text(line)); }
        let f = open("a.txt");
        print(debug_text(f.read(1)), debug_text(f.readline()), f.tell());
        print(f.readlines());
        print(debug_text(f.read()), debug_text(f.readline()));
        f.seek(0);
        print(debug_text(f.read(4)));
        with f { print(f.readline().strip()); }
        print(f.closed, getsize("a.txt"));
        fn debug_text(text) { [text].to_string() }
        "#,
        &[
            "<File name='a.txt' mode='w'> a.txt w false",
            "3",
            "true",
            r#"["éa\n"]"#,
            r#"["b\n"]"#,
            r#"["c"]"#,
            r#"["é"] ["a\n"] 4"#,
            r#"["b\n", "c"]"#,
            r#"[""] [""]"#,
            r#"["éa\nb"]"#,
            "",
            "true 8",
        ],
    );
}

#[test]
fn bytes_appending_updating_and_making() {
    prints(
        r#"
        let f = open("a", "wb");
        f.write("été".encode());
        f.close();
        print(open("a", "rb").read(), open("a", "rb").read(2).len());
        let f = open("a", "a+");
        f.write("!");
        f.seek(0);
        print(f.read());
        let f = open("a", "r+");
        f.seek(2);
        f.write("T");
        print(f.tell(), f.truncate(), open("a").read());
        try { open("a", "x") } catch (e) { print(e.kind, e.errno) }
        open("b", "x").close();
        print(isfile("b"), isdir("."), exists("c"), listdir("."));
        mkdir("d");
        os::rename("b", "d/b");
        print(listdir("d"));
        os::remove("d/b");
        rmdir("d");
        print(exists("d"));
        print("print", 1, #{file: open("p", "w"), sep: "-"});
        print(open("p").read().strip());
        "#,
        &[
            "[c3a974c3a9] 2",
            "été!",
            "3 3 éT",
            "FileExists 17",
            "true true false [\"a\", \"b\", \"script.rhai\"]",
            "[\"b\"]",
            "false",
            "print-1",
        ],
    );
}

#[test]
fn mistakes_with_files_name_the_path_and_the_remedy() {
    prints(
        r#"
        fn try_it(f) { try { f.call(); print("no error"); } catch (e) { print(e); } }
        mkdir("folder");
        let w = open("a", "w");
        try_it(|| open("missing.txt"));
        try_it(|| open("folder"));
        try_it(|| open("folder", "w"));
        try_it(|| open("a/b"));
        try_it(|| w.read());
        try_it(|| w.write(3));
        try_it(|| w.write("x".encode()));
        try_it(|| open("a").write("x"));
        try_it(|| open("a", "wb").write("x"));
        w.close();
        try_it(|| w.write("x"));
        try_it(|| { let f = open("a"); f.close(); f.readline() });
        let b = open("bad", "wb");
        b.write("abc\n".encode());
        b.write("\xe9t".encode("latin-1"));
        b.close();
        let bad = open("bad");
        print(bad.readline().strip());
        try_it(|| bad.readline());
        try_it(|| open("bad").read());
        print(open("bad", "rb").read().decode("latin-1").strip());
        try_it(|| open("a").seek(-1));
        try_it(|| open("a").seek(1, 2));
        try_it(|| rmdir("nothing"));
        "#,
        &[
            "NotFound: no such file or folder `missing.txt`",
            "IsADirectory: this is a folder, not a file: `folder`",
            "IsADirectory: this is a folder, not a file: `folder`",
            "NotADirectory: a part of the path is a file, not a folder: `a/b`",
            "UnsupportedOperation: `a` was opened with mode \"w\", not for reading",
            "TypeError: `a` takes text, not `i64`",
            "TypeError: `a` takes text, not `blob`",
            "UnsupportedOperation: `a` was opened with mode \"r\", not for writing",
            "TypeError: `a` takes bytes, not `string`",
            "Closed: `a` has been closed",
            "Closed: `a` has been closed",
            "abc",
            "ValueError: `bad` is not UTF-8 text: byte 0xe9 at position 4",
            "ValueError: `bad` is not UTF-8 text: byte 0xe9 at position 4",
            "abc",
            "ét",
            "ValueError: negative seek position -1",
            "UnsupportedOperation: in a text, `seek` counts from the start only",
            "NotFound: no such file or folder `nothing`",
        ],
    );
}

#[test]
fn threads_share_a_file_line_by_line() {
    prints(
        r#"
        let out = open("a", "w");
        let writers = list[Thread(|n| { for i in 0..200 { out.write(`${n} ${i}` + "\n"); } }, [n]) for n in 0..4];
        for t in writers { t.start(); }
        for t in writers { t.join(); }
        let input = open("a");
        let seen = 0;
        let lock = Lock();
        fn reader() { for line in input { let parts = line.split(); if parts.len() == 2 { with lock { seen += 1; } } } }
        let readers = list[Thread(reader) for n in 0..4];
        for t in readers { t.start(); }
        for t in readers { t.join(); }
        print(seen);
        "#,
        &["800"],
    );
}

#[test]
fn without_a_flag_a_refusal_ends_the_run_with_4_and_the_flag_to_add() {
    let folder = folder();
    let script = "//! allow-read: foot_2020.txt\nlet f = open(\"foot_2020.txt\");\n";
    let done = run(folder.path(), &[], script);
    assert_eq!(done.code, Some(4));
    for part in [
        "NotCapable: Requires read access to \"foot_2020.txt\", run again with the --allow-read flag",
        "`--allow-read=foot_2020.txt`",
        "the script says it needs: read foot_2020.txt",
        "script.rhai:2:",
    ] {
        assert!(done.err.contains(part), "no `{part}` in:\n{}", done.err);
    }
    let caught = "try { open(\"x\"); } catch (e) { print(e.kind); }";
    assert_eq!(run(folder.path(), &[], caught).code, Some(0));
    let rethrown = "try { open(\"x\"); } catch (e) { throw e; }";
    assert_eq!(run(folder.path(), &[], rethrown).code, Some(4));
    let with_another = "let t = Thread(|| { let x = 1 / 0; }); t.start(); t.join(); Thread(|| open(\"x\")).start();";
    assert_eq!(run(folder.path(), &[], with_another).code, Some(1));
}

#[test]
fn nothing_outside_of_what_was_allowed_is_reached_by_links_or_dots() {
    let (inside, outside) = (folder(), folder());
    std::fs::write(outside.path().join("key"), "secret").unwrap();
    std::os::unix::fs::symlink(outside.path(), inside.path().join("link")).unwrap();
    std::os::unix::fs::symlink("/proc/self/environ", inside.path().join("environ")).unwrap();
    std::os::unix::fs::symlink("/proc/self/environ", inside.path().join("environ.rhai")).unwrap();
    let elsewhere = outside
        .path()
        .file_name()
        .unwrap()
        .to_string_lossy()
        .into_owned();
    let script = r#"
        for path in ["link/key", "../OUTSIDE/key", "environ", "/proc/self/environ", "/proc/self/root/etc/passwd", "/proc/self/cwd/../OUTSIDE/key"] {
            try { print(open(path).read()); } catch (e) { print(e.kind); }
            try { open(path, "w"); } catch (e) { print(e.kind); }
            try { import path as m; } catch (e) { print(e.kind); }
        }
    "#
    .replace("OUTSIDE", &elsewhere);
    let done = run(
        inside.path(),
        &["--allow-read=.", "--allow-write=.", "--allow-import=."],
        &script,
    );
    assert_eq!(done.out, "NotCapable\n".repeat(18), "{}", done.err);
    assert_eq!(
        std::fs::read_to_string(outside.path().join("key")).unwrap(),
        "secret"
    );
}

#[test]
fn a_file_that_is_open_elsewhere_is_not_reached_through_its_descriptor() {
    let (inside, outside) = (folder(), folder());
    let key = outside.path().join("key");
    std::fs::write(&key, "secret").unwrap();
    std::fs::write(
        inside.path().join("script.rhai"),
        r#"for n in 0..9 { try { print(open(`/proc/self/fd/${n}`).read()); } catch (e) { if e.kind != "NotCapable" { print(e); } } }"#,
    )
    .unwrap();
    let mut command = sandbox_in(inside.path());
    command.args(["run", "--allow-read=.", "script.rhai"]);
    command.stdin(std::fs::File::open(&key).unwrap());
    let done = command.ended();
    assert!(!done.out.contains("secret"), "{}", done.out);
}

#[test]
fn deny_beats_allow_and_lists_have_commas() {
    let folder = folder();
    std::fs::write(folder.path().join("a,b.txt"), "1").unwrap();
    std::fs::write(folder.path().join("c.txt"), "2").unwrap();
    let script = r#"for f in ["a,b.txt", "c.txt"] { try { print(open(f).read()); } catch (e) { print(e); } }"#;
    let refused = "NotCapable: Requires read access to \"c.txt\", which --deny-read forbids";
    for flags in [
        &["--allow-read=a,,b.txt,c.txt", "--deny-read=c.txt"][..],
        &["-R", "--deny-read=c.txt"],
        &["-R=.", "--deny-read=./c.txt"],
        &["-A", "--deny-read=c.txt"],
    ] {
        let done = run(folder.path(), flags, script);
        assert_eq!(
            done.out.lines().collect::<Vec<_>>(),
            ["1", refused],
            "{flags:?}"
        );
    }
    let wrong = run(folder.path(), &["--allow-net=http://x"], script);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.contains("`http://x` is no host"), "{}", wrong.err);
}

#[test]
fn environment_variables_are_read_with_permission_only() {
    let folder = folder();
    let mut command = sandbox_in(folder.path());
    command.env("APP_NAME", "demo").env("SECRET", "x");
    command.args([
        "-E=APP_*",
        "-e",
        r#"print(getenv("APP_NAME"), getenv("APP_NONE", 3)); print(getenv("SECRET"))"#,
    ]);
    let done = command.ended();
    assert_eq!(
        (done.out.as_str(), done.code),
        ("demo 3\n", Some(4)),
        "{}",
        done.err
    );
}

#[test]
fn each_decision_is_audited_with_its_stack() {
    let folder = folder();
    std::fs::write(
        folder.path().join("script.rhai"),
        "fn f() {\n    open(\"x\")\n}\ntry { f(); } catch (e) {}\ntry { open(\"audit.jsonl\", \"w\") } catch (e) { print(e.kind); }\n",
    )
    .unwrap();
    let mut command = sandbox_in(folder.path());
    command
        .args(["run", "-W", "script.rhai"])
        .env("SANDBOX_AUDIT_PERMISSIONS", "audit.jsonl")
        .env("SANDBOX_TRACE_PERMISSIONS", "1");
    let done = command.ended();
    assert_eq!(done.out, "NotCapable\n", "{}", done.err);
    let text = std::fs::read_to_string(folder.path().join("audit.jsonl")).unwrap();
    let lines: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert_eq!(lines[0]["permission"], "read");
    assert_eq!(lines[0]["value"], "x");
    assert_eq!(lines[0]["thread"], "MainThread");
    assert_eq!(lines[0]["allowed"], false);
    assert_eq!(lines[0]["stack"][0], "f (script.rhai:2)");
    assert_eq!(lines[0]["stack"][1], "script.rhai:4");
}
