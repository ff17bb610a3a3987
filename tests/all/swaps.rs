//! Races that a script starts by itself: threads swap a folder and a link to the outside while others work in it. Nothing outside is
//! touched, read or told of. `SANDBOX_SWAPS` says how many milliseconds each race lasts.

use crate::binary::{Ended, Run, sandbox_in};
use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use tempfile::TempDir;

fn milliseconds() -> u64 {
    let asked = std::env::var("SANDBOX_SWAPS").ok();
    asked.and_then(|text| text.parse().ok()).unwrap_or(250)
}

/// An allowed folder `w` with the folder `w/d`, and the link `w/l` to a folder beside it with a secret.
struct Ground {
    folder: TempDir,
}

impl Ground {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test can be made");
        let path = folder.path();
        for name in ["w", "w/d", "outside", "outside/full"] {
            fs::create_dir(path.join(name)).expect("the folder can be written");
        }
        for name in [
            "outside/secret.txt",
            "outside/full/deep.txt",
            "outside/m.rhai",
        ] {
            fs::write(path.join(name), "print(\"secret\");").expect("the folder can be written");
        }
        symlink(path.join("outside"), path.join("w/l")).expect("a link can be made");
        Ground { folder }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// All that is outside, with what is in it.
    fn outside(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![self.path().join("outside")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("nobody took it away") {
                let path = entry.expect("it can be read").path();
                let text = match path.is_dir() {
                    true => {
                        folders.push(path.clone());
                        "folder".to_string()
                    }
                    false => fs::read_to_string(&path).unwrap_or_default(),
                };
                found.push(format!("{} {text}", path.display()));
            }
        }
        found.sort();
        found
    }

    /// Two threads swap `w/d` and `w/l` while two others do `work`, with what they hear in `note`.
    fn race(&self, flags: &[&str], work: &str) -> Ended {
        let script = format!(
            r#"
            let end_at = time::time() + {seconds};
            let over = Event();
            fn swap() {{
                while time::time() < end_at {{
                    try {{ os::rename("w/d", "w/t"); }} catch {{}}
                    try {{ os::rename("w/l", "w/d"); }} catch {{}}
                    try {{ os::rename("w/d", "w/l"); }} catch {{}}
                    try {{ os::rename("w/t", "w/d"); }} catch {{}}
                }}
            }}
            fn note(text) {{ print("LEAK", text); }}
            fn work(n) {{
                while time::time() < end_at {{ {work} }}
            }}
            let threads = [Thread(swap), Thread(swap), Thread(work, [1]), Thread(work, [2])];
            for t in threads {{ t.start(); }}
            for t in threads {{ t.join(); }}
            print("done");
            "#,
            seconds = milliseconds() as f64 / 1000.0,
        );
        fs::write(self.path().join("w/race.rhai"), script).expect("the folder can be written");
        let mut command = sandbox_in(self.path());
        command
            .args(["run", "--max-time", "60"])
            .args(flags)
            .arg("w/race.rhai");
        command.ended()
    }
}

/// Nothing outside has changed, nothing was told, and the race ran to its end.
fn stays_inside(what: &str, work: &str) {
    let ground = Ground::new();
    let before = ground.outside();
    let run = ground.race(&["-R=w", "-W=w"], work);
    assert_eq!(run.out, "done\n", "{what}: {}", run.err);
    assert_eq!(ground.outside(), before, "{what}");
}

#[test]
fn nothing_is_moved_out_or_in() {
    stays_inside(
        "moved out",
        r#"try { os::rename("w/d/secret.txt", `w/stolen${n}`); note("moved"); } catch (e) { }"#,
    );
    stays_inside(
        "a folder moved out",
        r#"try { os::rename("w/d/full", `w/stolen${n}`); note("moved"); } catch (e) { }"#,
    );
    stays_inside(
        "moved in",
        r#"try { open(`w/mine${n}`, "w").close(); os::rename(`w/mine${n}`, "w/d/in.txt"); } catch (e) { }"#,
    );
}

#[test]
fn nothing_is_removed_or_made() {
    stays_inside(
        "removed",
        r#"try { os::remove("w/d/secret.txt"); note("removed"); } catch (e) { }"#,
    );
    stays_inside(
        "folders",
        r#"try { mkdir(`w/d/new${n}`); } catch (e) { } try { rmdir(`w/d/new${n}`); } catch (e) { }"#,
    );
    stays_inside(
        "written",
        r#"try { open(`w/d/new${n}`, "w").write("x"); } catch (e) { } try { open("w/d/secret.txt", "r+").write("x"); } catch (e) { }"#,
    );
}

#[test]
fn nothing_is_read_listed_or_looked_at() {
    stays_inside(
        "read",
        r#"try { note(open("w/d/secret.txt").read()); } catch (e) { }"#,
    );
    stays_inside(
        "listed",
        r#"try { for name in listdir("w/d") { note(name); } } catch (e) { }"#,
    );
    stays_inside(
        "looked at",
        r#"
        try { if exists("w/d/secret.txt") { note("exists"); } } catch (e) { }
        try { if isdir("w/d/full") { note("folder"); } } catch (e) { }
        try { if isfile("w/d/secret.txt") { note("file"); } } catch (e) { }
        try { note(getsize("w/d/secret.txt")); } catch (e) { }
        "#,
    );
}

#[test]
fn no_module_is_loaded_from_outside() {
    let ground = Ground::new();
    let work = r#"try { import "d/m" as m; note("loaded"); } catch (e) { }"#;
    let run = ground.race(&["-R=w", "-W=w"], work);
    assert_eq!(run.out, "done\n", "{}", run.err);
}

#[test]
fn no_socket_outside_is_reached_or_made() {
    let ground = Ground::new();
    let listener = UnixListener::bind(ground.path().join("outside/s")).expect("a socket is made");
    listener.set_nonblocking(true).expect("it can be set");
    let before = ground.outside();
    let run = ground.race(
        &["-R=w", "-W=w"],
        r#"
        try { let s = socket(AF_UNIX, SOCK_STREAM); s.settimeout(0.01); s.connect("w/d/s"); note("connected"); } catch (e) { }
        try { let s = socket(AF_UNIX, SOCK_STREAM); s.bind(`w/d/b${n}`); s.close(); os::remove(`w/d/b${n}`); } catch (e) { }
        "#,
    );
    assert_eq!(run.out, "done\n", "{}", run.err);
    assert!(listener.accept().is_err(), "somebody has connected");
    assert_eq!(ground.outside(), before);
}

#[test]
fn no_program_is_started_from_outside() {
    use std::os::unix::fs::PermissionsExt;
    let ground = Ground::new();
    for (folder, says) in [("w/d", "inside"), ("outside", "LEAK")] {
        let program = ground.path().join(folder).join("tool");
        fs::write(&program, format!("#!/bin/sh\necho {says}\n")).expect("it can be written");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("it is ours");
    }
    let work = r#"try { call(["w/d/tool"]); note("ran"); } catch (e) { }"#;
    let flags = ["-R=w", "-W=w", "--allow-run=w/d/tool"];
    let run = ground.race(&flags, work);
    assert_eq!(run.out, "done\n", "{}", run.err);
}
