//! Rules are about paths, so what they name stays where it is: renaming and removing cannot get around them. What refusals tell, and
//! what children are given.

use crate::binary::{Ended, Run, sandbox_in};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use tempfile::TempDir;

/// `w` with `pub`, `priv/secret` and `d/deny/key`; `l` leads to what is there, `n` to what is not.
fn ground() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test can be made");
    let path = folder.path();
    for name in ["w", "w/pub", "w/priv", "w/d", "w/d/deny", "out", "w/empty"] {
        fs::create_dir(path.join(name)).expect("the folder can be written");
    }
    for name in [
        "w/pub/a",
        "w/priv/secret",
        "w/d/deny/key",
        "out/there",
        "out/there.rhai",
    ] {
        fs::write(path.join(name), "18").expect("the folder can be written");
    }
    symlink(path.join("out/there"), path.join("w/pub/l")).expect("a link can be made");
    symlink(path.join("out/none"), path.join("w/pub/n")).expect("a link can be made");
    symlink(path.join("out/there.rhai"), path.join("w/pub/l.rhai")).expect("a link can be made");
    symlink(path.join("out/none.rhai"), path.join("w/pub/n.rhai")).expect("a link can be made");
    folder
}

const TELL: &str =
    "fn told(work) { try { print(work.call()); } catch (e) { print(e.kind, e.message); } }\n";

fn run_with(folder: &Path, flags: &[&str], script: &str, set: &[(&str, &str)]) -> Ended {
    fs::write(folder.join("script.rhai"), format!("{TELL}{script}")).expect("it can be written");
    let mut command = sandbox_in(folder);
    command.args(["run", "--max-time", "20"]).args(flags);
    command.arg("script.rhai").envs(set.iter().copied());
    command.ended()
}

fn lines(folder: &Path, flags: &[&str], script: &str) -> Vec<String> {
    let run = run_with(folder, flags, script, &[]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    run.out.lines().map(str::to_string).collect()
}

#[test]
fn renaming_reads_what_it_moves() {
    let folder = ground();
    let script = r#"told(|| os::rename("w/priv/secret", "w/pub/b")); told(|| os::rename("w/priv", "w/pub/b"));
        told(|| os::rename("w/pub/a", "w/pub/b")); print(exists("w/pub/b"));"#;
    let refused = |path: &str| {
        format!(
            "NotCapable Requires read access to \"{path}\", run again with the --allow-read flag"
        )
    };
    assert_eq!(
        lines(folder.path(), &["-R=w/pub", "-W=w"], script),
        [&refused("w/priv/secret"), &refused("w/priv"), "", "true"]
    );
}

#[test]
fn what_a_rule_names_stays_and_so_do_the_folders_above_it() {
    for deny in [
        "--deny-read=w/d/deny",
        "--deny-write=w/d/deny",
        "--deny-import=w/d/deny",
    ] {
        let folder = ground();
        let script = r#"
            told(|| os::rename("w/d/deny", "w/pub/b"));
            told(|| os::rename("w/d", "w/pub/b"));
            told(|| os::rename("w/pub/../d", "w/pub/b"));
            told(|| os::rename("w/empty", "w/d"));
            told(|| rmdir("w/d"));
            told(|| rmdir("w/d/deny"));
        "#;
        let told = lines(folder.path(), &["-R=w", "-W=w", deny], script);
        assert_eq!(told.len(), 6, "{told:?}");
        assert!(
            told.iter().all(|line| line.starts_with("NotCapable ")),
            "{deny}: {told:?}"
        );
        assert!(folder.path().join("w/d/deny/key").exists(), "{deny}");
    }
}

#[test]
fn the_audit_stays_with_its_folder() {
    for flags in [&["-R=.", "-W=."][..], &["-A"]] {
        let folder = ground();
        let script = r#"
            told(|| os::rename("w/d", "w/e"));
            told(|| os::rename("w/d/audit", "w/e"));
            told(|| os::remove("w/d/audit"));
            told(|| os::rename("w/pub/a", "w/d/audit"));
            told(|| os::rename("w", "v"));
        "#;
        let audit = [("SANDBOX_AUDIT_PERMISSIONS", "w/d/audit")];
        let run = run_with(folder.path(), flags, script, &audit);
        let told: Vec<&str> = run.out.lines().collect();
        assert_eq!(told.len(), 5, "{}", run.err);
        assert!(
            told.iter().all(|line| line.starts_with("NotCapable ")),
            "{told:?}"
        );
        assert!(folder.path().join("w/d/audit").exists());
    }
}

#[test]
fn the_script_s_folder_stays_while_its_modules_count() {
    let folder = ground();
    let script =
        "told(|| os::rename(\"../w\", \"../v\")); told(|| os::rename(\"../d\", \"../e\"));";
    fs::write(
        folder.path().join("w/script.rhai"),
        format!("{TELL}{script}"),
    )
    .expect("it is ours");
    fs::create_dir(folder.path().join("d")).expect("the folder can be written");
    let mut command = sandbox_in(&folder.path().join("w"));
    command.args(["run", "-R=..", "-W=..", "script.rhai"]);
    let run = command.ended();
    let told: Vec<&str> = run.out.lines().collect();
    assert!(told[0].starts_with("NotCapable "), "{told:?} {}", run.err);
    assert_eq!(told[1], "", "{told:?}");
}

#[test]
fn refusals_tell_neither_where_links_lead_nor_whether_something_is_there() {
    let folder = ground();
    let here = folder.path().canonicalize().expect("it is there");
    let out = here.join("out");
    let deny = format!("--deny-read={}", out.display());
    let ways = [
        "open(PATH).read()",
        "open(PATH, \"w\")",
        "exists(PATH)",
        "getsize(PATH)",
        "listdir(PATH)",
        "os::rename(PATH + \"/x\", \"w/pub/y\")",
        "os::remove(PATH + \"/x\")",
        "mkdir(PATH + \"/x\")",
        "call([PATH])",
        "call([PATH], #{cwd: \"w\"})",
        "call([\"true\"], #{cwd: PATH})",
        "socket(AF_UNIX, SOCK_STREAM).connect(PATH)",
        "socket(AF_UNIX, SOCK_STREAM).bind(PATH + \"/x\")",
    ];
    for flags in [
        &["-R=w/pub", "-W=w/pub", "--allow-run=true"][..],
        &["-R=w/pub", "-W=w/pub", "--allow-run=true", &deny],
    ] {
        for (there, missing) in [("w/pub/l", "w/pub/n"), ("out/there", "out/none")] {
            let told = |path: &str| {
                let tell = |way: &str| format!("told(|| {});\n", way.replace("PATH", "PATH()"));
                let tells: String = ways.into_iter().map(tell).collect();
                lines(
                    folder.path(),
                    flags,
                    &format!("fn PATH() {{ \"{path}\" }}\n{tells}"),
                )
            };
            let (one, other) = (told(there), told(missing));
            assert_eq!(
                (one.len(), other.len()),
                (ways.len(), ways.len()),
                "{one:?}"
            );
            for ((way, one), other) in ways.iter().zip(&one).zip(&other) {
                assert!(one.starts_with("NotCapable "), "{way} {there}: {one:?}");
                assert_eq!(*one, other.replace(missing, there), "{way}");
                let tells = there == "w/pub/l" && one.contains("out");
                assert!(!tells, "{way}: {one:?}");
            }
        }
    }
}

#[test]
fn dots_behind_a_link_tell_as_little_as_behind_a_folder() {
    let folder = ground();
    symlink("/etc", folder.path().join("w/priv/link")).expect("a link can be made");
    fs::create_dir(folder.path().join("w/priv/plain")).expect("a folder can be made");
    for action in ["exists(PATH)", "open(PATH)", "mkdir(PATH)"] {
        let told = |name: &str| {
            let action = action.replace("PATH", &format!("\"w/priv/{name}/../y\""));
            lines(
                folder.path(),
                &["-R=w/pub", "-W=w/pub"],
                &format!("told(|| {action});"),
            )
        };
        assert_eq!(told("link"), told("plain"), "{action}");
        assert_eq!(told("link"), told("nothing"), "{action}");
    }
}

#[test]
fn imports_tell_as_little() {
    let folder = ground();
    let told = |path: &str| {
        let script = format!("{TELL}told(|| {{ import \"{path}\" as m; }});");
        fs::write(folder.path().join("w/script.rhai"), script).expect("it can be written");
        let mut command = sandbox_in(&folder.path().join("w"));
        command.args(["run", "-R=.", "script.rhai"]);
        command.ended().out
    };
    for (there, missing) in [("pub/l", "pub/n"), ("../out/there", "../out/none")] {
        let (one, other) = (told(there), told(missing));
        assert!(
            one.starts_with("NotCapable Requires import access"),
            "{one}"
        );
        let end = |path: &str| format!("{}.rhai", path.rsplit('/').next().unwrap_or_default());
        assert_eq!(one, other.replace(&end(missing), &end(there)));
        assert!(there != "pub/l" || !one.contains("out"), "{one}");
    }
}

#[test]
fn a_file_is_opened_for_both_only_where_both_are_allowed() {
    let folder = ground();
    let script = "told(|| open(\"w/priv/secret\", \"r+\").read()); told(|| open(\"w/pub/a\", \"r+\").read());";
    let told = lines(folder.path(), &["-R=w/pub", "-W=w"], script);
    assert!(told[0].starts_with("NotCapable Requires read"), "{told:?}");
    assert_eq!(told[1], "18");
}

#[test]
fn a_link_to_a_denied_program_is_that_program() {
    let folder = ground();
    let program = "/bin/sh";
    symlink(program, folder.path().join("w/mine")).expect("a link can be made");
    let script = "told(|| call([\"w/mine\", \"-c\", \"exit 3\"]));";
    let told = lines(folder.path(), &["--allow-run", "--deny-run=sh"], script);
    assert!(told[0].starts_with("NotCapable "), "{told:?}");
}

#[test]
fn a_link_on_the_way_to_a_program_is_not_the_script_s_to_change() {
    let folder = ground();
    symlink("/bin/true", folder.path().join("w/hop")).expect("a link can be made");
    symlink(folder.path().join("w/hop"), folder.path().join("tool")).expect("a link can be made");
    let told = lines(
        folder.path(),
        &["-R=w", "-W=w", "--allow-run=./tool"],
        "told(|| call([\"./tool\"]));",
    );
    assert!(
        told[0].contains("lies where the script may write"),
        "{told:?}"
    );
}

#[test]
fn children_get_what_the_list_says_and_nothing_that_may_not_be_read() {
    let folder = ground();
    let set = [
        ("HOME", "/home/x"),
        ("LANG", "C"),
        ("LC_ALL", "C"),
        ("TZ", "UTC"),
        ("TERM", "dumb"),
        ("SECRET", "18"),
        ("APP_A", "1"),
        ("APP_B", "2"),
        ("LD_LIBRARY_PATH", "/nowhere"),
    ];
    let script = r#"
        let names = check_output(["env"], #{text: true}).split("\n").filter(|line| line != "").map(|line| line.split("=")[0]);
        names.retain(|name| name != "PATH" && name != "_" && name != "PWD" && name != "SHLVL");
        print(sorted(names).join(" "));
    "#;
    for (flags, names) in [
        (&["--allow-run=env"][..], "HOME LANG LC_ALL TERM TZ"),
        (&["--allow-run"], "HOME LANG LC_ALL TERM TZ"),
        (
            &["--allow-run=env", "--deny-env=HOME"],
            "LANG LC_ALL TERM TZ",
        ),
        (
            &["--allow-run=env", "--allow-env=APP_*", "--deny-env=APP_B"],
            "APP_A HOME LANG LC_ALL TERM TZ",
        ),
        (
            &["--allow-run=env", "--allow-env=LD_LIBRARY_PATH"],
            "HOME LANG LC_ALL LD_LIBRARY_PATH TERM TZ",
        ),
    ] {
        let run = run_with(folder.path(), flags, script, &set);
        assert_eq!(run.out.trim(), names, "{flags:?} {}", run.err);
    }
}

#[test]
fn a_program_that_is_allowed_by_name_gets_no_variable_without_permission() {
    let folder = ground();
    let script = r#"
        for name in ["GCONV_PATH", "LD_PRELOAD", "PATH", "HOME", "PYTHONPATH", "BASH_ENV", "LOCPATH", "X"] {
            let env = #{}; env[name] = "/nowhere";
            told(|| call(["true"], #{env: env}));
        }
        told(|| call(["true"], #{env: #{LANG: "C"}}));
        told(|| call(["true"], #{env: #{LANG: "/nowhere"}}));
    "#;
    let told = lines(folder.path(), &["--allow-run=true"], script);
    let refused: Vec<bool> = told
        .iter()
        .map(|line| line.starts_with("NotCapable "))
        .collect();
    let expected = [true, true, true, true, true, true, true, true, false, true];
    assert_eq!(refused, expected, "{told:?}");
    let named = ["--allow-run=true", "--allow-env=X,GCONV_PATH"];
    let told = lines(folder.path(), &named, script);
    assert_eq!((&*told[0], &*told[7]), ("0", "0"), "{told:?}");
    assert!(told[1].starts_with("NotCapable "), "{told:?}");
}

#[test]
fn children_inherit_no_descriptor_but_their_three_streams() {
    let folder = ground();
    let script = r#"
        let file = open("w/pub/a");
        let server = create_server(["localhost", 0]);
        let pair = socketpair();
        let beside = Popen(["sleep", "20"], #{stdin: PIPE, stdout: PIPE});
        print(check_output(["ls", "/proc/self/fd"], #{text: true}).split());
    "#;
    let audit = [("SANDBOX_AUDIT_PERMISSIONS", "audit")];
    let flags = ["-R=w", "--allow-run=ls,sleep"];
    let run = run_with(folder.path(), &flags, script, &audit);
    // The fourth is the one that `ls` reads the folder by.
    assert_eq!(run.out, "[\"0\", \"1\", \"2\", \"3\"]\n", "{}", run.err);
}

#[test]
fn a_socket_without_an_address_listens_on_the_own_machine_only() {
    let folder = ground();
    let script = r#"
        told(|| { let s = socket(); s.listen(); s.getsockname()[0] });
        told(|| { let s = socket(AF_INET6); s.listen(); s.getsockname()[0] });
        let to = socket(AF_INET, SOCK_DGRAM); told(|| { to.bind(["localhost", 0]); "bound" });
        told(|| { let s = socket(AF_INET, SOCK_DGRAM); s.sendto("x", ["127.0.0.1", 9]); s.getsockname()[0] });
        told(|| { let s = socket(AF_INET, SOCK_DGRAM); s.connect(["127.0.0.1", 9]); s.getsockname()[0] });
        told(|| { let s = socket(AF_INET, SOCK_DGRAM); try { s.connect(["127.255.255.255", 9]); } catch {} s.getsockname()[0] });
        told(|| { let s = socket(AF_INET, SOCK_DGRAM); try { s.send("x"); } catch {} s.getsockname()[0] });
        told(|| { let s = socket(AF_INET, SOCK_DGRAM); let n = s.detach(); let s = socket(AF_INET, SOCK_DGRAM, 0, n); try { s.send("x"); } catch {} s.getsockname()[0] });
        told(|| { let s = socket(AF_INET, SOCK_DGRAM); let f = s.makefile("rw"); try { f.write("x"); f.flush(); } catch {} s.getsockname()[0] });
        told(|| { socket().bind(["", 0]); "bound" });
        told(|| { socket().bind(["0.0.0.0", 0]); "bound" });
        told(|| { socket(AF_INET6).bind(["::", 0]); "bound" });
        told(|| { create_server(["", 0]); "bound" });
        told(|| { create_server(["::", 0], #{family: AF_INET6}); "bound" });
    "#;
    let shape = |line: &String| {
        let refused = line.starts_with("NotCapable ");
        if refused {
            "refused".to_string()
        } else {
            line.clone()
        }
    };
    let all = |flags: &[&str]| -> Vec<String> {
        lines(folder.path(), flags, script)
            .iter()
            .map(shape)
            .collect()
    };
    let home = "127.0.0.1";
    let refused = "refused";
    assert_eq!(
        all(&[]),
        [
            home, "::1", "bound", home, home, home, home, home, home, refused, refused, refused,
            refused, refused
        ]
    );
    let closed = all(&["--deny-net"]);
    let (told, unspecified) = (&closed[..], "0.0.0.0");
    assert!(
        told.iter()
            .all(|line| line == refused || line == unspecified),
        "{told:?}"
    );
    assert_eq!(
        told.iter().filter(|line| *line == unspecified).count(),
        3,
        "{told:?}"
    );
    let open = all(&["--allow-net"]);
    assert_eq!(open[0], unspecified, "{open:?}");
    assert_eq!(open[3], unspecified, "{open:?}");
    assert_eq!(open[9..], ["bound"; 5], "{open:?}");
    let flag = all(&["--allow-net=0.0.0.0"]);
    assert_eq!(
        (&*flag[0], &*flag[9], &*flag[10]),
        (unspecified, "bound", "bound"),
        "{flag:?}"
    );
    // In the modelled network there are no other addresses, but the permission is the same.
    let modelled = all(&["--seed", "1", "--deny-net"]);
    assert_eq!(modelled[0], refused, "{modelled:?}");
    assert_eq!(all(&["--seed", "1"])[0], home);
}

#[test]
fn all_addresses_reach_the_own_machine_where_it_is_denied() {
    let folder = ground();
    let script = "told(|| socket().connect([\"0.0.0.0\", 9])); told(|| socket().connect([\"127.0.0.1\", 9]));";
    for deny in ["--deny-net=localhost", "--deny-net=127.0.0.1"] {
        let told = lines(folder.path(), &["--allow-net", deny], script);
        assert!(
            told.iter().all(|line| line.starts_with("NotCapable ")),
            "{told:?}"
        );
    }
}

#[test]
fn unix_sockets_keep_the_names_they_were_given() {
    let folder = ground();
    let script = r#"
        let server = socket(AF_UNIX, SOCK_STREAM);
        server.bind("w/pub/s");
        server.listen();
        let client = socket(AF_UNIX, SOCK_STREAM);
        client.connect("w/pub/s");
        let conn = server.accept()[0];
        let end = |path| path.split("/").last();
        for path in [server.getsockname(), client.getpeername(), conn.getsockname()] { print(path.split("/")[-1], path.startswith("/proc")); }
        server.close();
        print(client.getpeername().split("/")[-1], conn.getsockname().split("/")[-1]);
        let a = socket(AF_UNIX, SOCK_DGRAM); a.bind("w/pub/a1");
        let b = socket(AF_UNIX, SOCK_DGRAM); b.bind("w/pub/b1");
        a.sendto("hello", "w/pub/b1");
        let got = b.recvfrom(10);
        b.sendto("back", got[1]);
        print(got[1].split("/")[-1], a.recv(10).decode());
    "#;
    assert_eq!(
        lines(folder.path(), &["-R=w/pub", "-W=w/pub"], script),
        ["s false", "s false", "s false", "s s", "a1 back"]
    );
}
