//! The rules as a run meets them: requests of a thread, with flags and answers as a person would give them.

use super::*;
use crate::runtime::{Options, Stop, World};
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What `body` gives on the main thread of a world.
fn on_a_thread<R: Send + 'static>(body: impl FnOnce(&Asker) -> R + Send + 'static) -> R {
    let world = World::real(Options::default());
    let ended = world.run_main("MainThread", move |task| {
        body(&Asker {
            task,
            native: "test",
            stack: &|| vec!["f (x.rhai:3)".to_string()],
        })
    });
    ended.value.expect("the body ends")
}

fn listed(words: &str) -> Listed {
    match words {
        "" => Listed::Nothing,
        "*" => Listed::Everything,
        words => Listed::from_values(&[words.to_string()]),
    }
}

fn words(allow: &str, deny: &str) -> Words {
    Words {
        allow: listed(allow),
        deny: listed(deny),
    }
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder for the test can be made")
}

fn text(result: Result<impl Sized, Refused>) -> String {
    match result {
        Ok(_) => "allowed".to_string(),
        Err(Refused::Denied(denied)) => denied.message().to_string(),
        Err(Refused::Stopped(stop)) => format!("{stop:?}"),
    }
}

fn is_allowed(result: &Result<impl Sized, Refused>) -> bool {
    result.is_ok()
}

#[test]
fn reading_is_refused_in_denos_words_unless_a_flag_names_the_folder() {
    let here = folder();
    let inside = here.path().join("a/b.txt");
    let outside = here.path().with_extension("neighbour");
    let flags = Flags {
        read: words(&here.path().to_string_lossy(), ""),
        ..Flags::default()
    };
    on_a_thread(move |asker| {
        let permissions = Permissions::new(&flags).unwrap();
        assert!(is_allowed(&permissions.check_read(asker, &inside)));
        assert!(!is_allowed(&permissions.check_read(asker, &outside)));
        assert!(!is_allowed(&permissions.check_write(asker, &inside)));
        assert_eq!(
            text(permissions.check_read(asker, Path::new("/etc/passwd"))),
            "Requires read access to \"/etc/passwd\", run again with the --allow-read flag"
        );
    });
}

#[test]
fn deny_beats_allow_and_even_allow_all() {
    on_a_thread(|asker| {
        let permissions = Permissions::new(&Flags {
            all: true,
            read: words("", "/etc"),
            ..Flags::default()
        })
        .unwrap();
        assert!(is_allowed(
            &permissions.check_read(asker, Path::new("/usr"))
        ));
        assert_eq!(
            text(permissions.check_read(asker, Path::new("/usr/../etc/passwd"))),
            "Requires read access to \"/etc/passwd\", which --deny-read forbids"
        );
    });
}

#[test]
fn links_and_dots_are_judged_by_where_they_lead() {
    let (allowed, secret) = (folder(), folder());
    std::fs::write(secret.path().join("key"), "secret").unwrap();
    let link = allowed.path().join("link");
    std::os::unix::fs::symlink(secret.path(), &link).unwrap();
    let dangling = allowed.path().join("dangling");
    std::os::unix::fs::symlink(secret.path().join("new"), &dangling).unwrap();
    let flags = Flags {
        read: words(&allowed.path().to_string_lossy(), ""),
        write: words(&allowed.path().to_string_lossy(), ""),
        ..Flags::default()
    };
    let secret_name = secret.path().file_name().unwrap().to_owned();
    let up = allowed.path().join("..").join(secret_name).join("key");
    on_a_thread(move |asker| {
        let permissions = Permissions::new(&flags).unwrap();
        for path in [link.join("key"), up, link.join("../../etc/passwd")] {
            assert!(
                !is_allowed(&permissions.check_read(asker, &path)),
                "{path:?}"
            );
        }
        assert!(!is_allowed(&permissions.check_write(asker, &dangling)));
        let make = Access {
            write: true,
            create: true,
            ..Access::default()
        };
        assert!(permissions.open(asker, &dangling, make).is_err());
        assert!(!secret.path().join("new").exists());
    });
}

#[test]
fn opening_follows_no_link_that_came_after_the_check() {
    let here = folder();
    let (file, secret) = (here.path().join("file"), here.path().join("secret"));
    std::fs::write(&secret, "secret").unwrap();
    let checked = here.path().canonicalize().unwrap().join("file");
    std::os::unix::fs::symlink(&secret, &file).unwrap();
    let read = Access {
        read: true,
        ..Access::default()
    };
    assert!(open_reached(&checked, read).is_err());
    let folder_link = here.path().join("folder");
    std::os::unix::fs::symlink(here.path(), &folder_link).unwrap();
    let through = here.path().canonicalize().unwrap().join("folder/secret");
    assert!(open_reached(&through, read).is_err());
}

#[test]
fn proc_sys_and_dev_take_allow_all() {
    on_a_thread(|asker| {
        let flags = Flags {
            read: words("*", ""),
            ..Flags::default()
        };
        let permissions = Permissions::new(&flags).unwrap();
        for path in [
            "/proc/self/environ",
            "/proc/self/fdinfo/0",
            "/sys/kernel",
            "/dev/mem",
        ] {
            let reached = text(permissions.check_read(asker, Path::new(path)));
            assert!(
                reached.starts_with("Requires all access to"),
                "{path}: {reached}"
            );
        }
        assert!(is_allowed(
            &permissions.check_read(asker, Path::new("/dev/null"))
        ));
        let all = Permissions::all();
        assert!(is_allowed(
            &all.check_read(asker, Path::new("/proc/self/environ"))
        ));
    });
}

#[test]
fn a_way_through_proc_is_judged_by_where_it_leads_and_told_as_it_was_typed() {
    on_a_thread(|asker| {
        let permissions = Permissions::default();
        let typed = Path::new("/proc/self/root/etc/passwd");
        let refused = text(permissions.check_read(asker, typed));
        assert!(
            refused.contains("read access to \"/proc/self/root/etc/passwd\""),
            "{refused}"
        );
        let allowed = Permissions::new(&Flags {
            read: words("/etc/passwd", ""),
            ..Flags::default()
        });
        assert!(is_allowed(&allowed.unwrap().check_read(asker, typed)));
    });
}

fn addresses(texts: &[&str]) -> Vec<IpAddr> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

#[test]
fn the_own_machine_can_be_reached_until_it_is_denied() {
    on_a_thread(|asker| {
        let open = Permissions::default();
        let closed = Permissions::new(&Flags {
            net: words("", "*"),
            ..Flags::default()
        })
        .unwrap();
        for address in ["127.0.0.1", "127.3.2.1", "::1", "::ffff:127.0.0.1"] {
            let there = addresses(&[address]);
            assert!(is_allowed(&open.check_net(
                asker,
                "localhost",
                Some(80),
                &there
            )));
            assert!(!is_allowed(&closed.check_net(
                asker,
                "localhost",
                Some(80),
                &there
            )));
        }
        for address in [
            "0.0.0.0",
            "::",
            "192.0.2.1",
            "::ffff:192.0.2.1",
            "169.254.169.254",
        ] {
            let there = addresses(&["127.0.0.1", address]);
            let answer = open.check_net(asker, "localhost", Some(80), &there);
            assert!(!is_allowed(&answer), "{address}");
        }
        let answer = open.check_net(asker, "example.com", Some(80), &addresses(&["192.0.2.1"]));
        assert_eq!(
            text(answer),
            "Requires net access to \"example.com:80\", run again with the --allow-net flag"
        );
    });
}

#[test]
fn an_address_is_the_same_in_every_spelling() {
    on_a_thread(|asker| {
        let permissions = Permissions::new(&Flags {
            net: words("*", "127.0.0.1,10.0.0.1:80,evil.example"),
            ..Flags::default()
        })
        .unwrap();
        let may = |host: &str, port, to: &[&str]| {
            is_allowed(&permissions.check_net(asker, host, Some(port), &addresses(to)))
        };
        assert!(!may("0x7f000001", 80, &["127.0.0.1"]));
        assert!(!may("[::ffff:127.0.0.1]", 80, &["::ffff:127.0.0.1"]));
        assert!(!may("friendly.example", 80, &["192.0.2.1", "127.0.0.1"]));
        assert!(!may("EVIL.example.", 80, &["192.0.2.1"]));
        assert!(!may("10.0.0.1", 80, &["10.0.0.1"]));
        assert!(may("10.0.0.1", 81, &["10.0.0.1"]));
        assert!(may("::1", 80, &["::1"]));
    });
}

#[test]
fn a_host_is_granted_by_name_or_by_every_address() {
    on_a_thread(|asker| {
        let permissions = Permissions::new(&Flags {
            net: words("example.com:443,192.0.2.1,[2001:db8::1]:80", ""),
            ..Flags::default()
        })
        .unwrap();
        let may = |host: &str, port, to: &[&str]| {
            is_allowed(&permissions.check_net(asker, host, Some(port), &addresses(to)))
        };
        assert!(may("Example.com", 443, &["198.51.100.7"]));
        assert!(!may("example.com", 80, &["198.51.100.7"]));
        assert!(may("other.example", 80, &["192.0.2.1"]));
        assert!(may("other.example", 80, &["192.0.2.1", "2001:db8::1"]));
        assert!(!may("other.example", 81, &["192.0.2.1", "2001:db8::1"]));
        let looked_up = |host: &str| is_allowed(&permissions.check_lookup(asker, host, Some(80)));
        assert!(looked_up("example.com"));
        assert!(looked_up("localhost"));
        assert!(looked_up("0x7f.1"));
        assert!(!looked_up("secret-word.attacker.example"));
        assert!(
            Permissions::new(&Flags {
                net: words("http://x", ""),
                ..Flags::default()
            })
            .is_err()
        );
    });
}

fn program(folder: &Path, name: &str) -> PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let file = folder.join(name);
    std::fs::write(&file, "#!/bin/sh\n").unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
    file
}

#[test]
fn a_program_is_allowed_by_name_and_started_by_path() {
    on_a_thread(|asker| {
        let permissions = Permissions::new(&Flags {
            run: words("sh,no-such-program", ""),
            ..Flags::default()
        })
        .unwrap();
        let path = permissions.check_run(asker, "sh").unwrap();
        assert!(path.is_absolute() && path.ends_with("sh"), "{path:?}");
        assert!(is_allowed(
            &permissions.check_run(asker, &path.to_string_lossy())
        ));
        let missing = permissions.check_run(asker, "no-such-program").unwrap();
        assert_eq!(missing, Path::new("no-such-program"));
        assert!(permissions.runs_only_some());
        assert_eq!(
            text(permissions.check_run(asker, "ls")),
            "Requires run access to \"ls\", run again with the --allow-run flag"
        );
    });
}

#[test]
fn a_program_that_the_script_could_replace_is_not_run() {
    let here = folder();
    let tool = program(here.path(), "tool");
    let flags = |run: &str| Flags {
        run: words(run, ""),
        write: words(&here.path().to_string_lossy(), ""),
        ..Flags::default()
    };
    let (by_name, all) = (flags(&tool.to_string_lossy()), flags("*"));
    on_a_thread(move |asker| {
        let name = tool.to_string_lossy();
        let refused = Permissions::new(&by_name).unwrap().check_run(asker, &name);
        assert!(text(refused).contains("lies where the script may write"));
        assert!(is_allowed(
            &Permissions::new(&all).unwrap().check_run(asker, &name)
        ));
    });
}

#[test]
fn variables_are_granted_by_name_or_beginning() {
    on_a_thread(|asker| {
        let permissions = Permissions::new(&Flags {
            env: words("HOME,APP_*", "APP_KEY"),
            ..Flags::default()
        })
        .unwrap();
        let may = |name| is_allowed(&permissions.check_env(asker, name));
        assert!(may("HOME") && may("APP_NAME"));
        assert!(!may("APP_KEY") && !may("HOMES") && !may("SECRET"));
        assert_eq!(
            text(Permissions::default().check_whole_env(asker)),
            "Requires env access, run again with the --allow-env flag"
        );
    });
}

/// Gives the same answer to every question and counts them.
struct Always(Answer, AtomicUsize);

impl Prompter for Always {
    fn ask(&self, _: &Question, _: &dyn Fn() -> bool) -> Answer {
        self.1.fetch_add(1, Ordering::SeqCst);
        self.0
    }
}

#[test]
fn an_answer_counts_for_the_rest_of_the_run() {
    for (answer, first, other) in [
        (Answer::Yes, true, true),
        (Answer::No, false, false),
        (Answer::All, true, true),
    ] {
        let person = Arc::new(Always(answer, AtomicUsize::new(0)));
        let asked = person.clone();
        on_a_thread(move |asker| {
            let permissions = Permissions::default().with_prompter(person);
            for _ in 0..3 {
                assert_eq!(is_allowed(&permissions.check_env(asker, "A")), first);
            }
            assert_eq!(is_allowed(&permissions.check_env(asker, "B")), other);
        });
        let questions = if answer == Answer::All { 1 } else { 2 };
        assert_eq!(asked.1.load(Ordering::SeqCst), questions, "{answer:?}");
    }
}

#[test]
fn threads_that_need_the_same_wait_for_one_answer() {
    let person = Arc::new(Always(Answer::Yes, AtomicUsize::new(0)));
    let permissions = Arc::new(Permissions::default().with_prompter(person.clone()));
    let world = World::real(Options::default());
    let inside = world.clone();
    let ended = world.run_main("MainThread", move |task| {
        let threads: Vec<_> = (0..8)
            .map(|number| {
                let permissions = permissions.clone();
                let body = Box::new(move |task: &crate::runtime::Task<'_>| {
                    let asker = Asker {
                        task,
                        native: "call",
                        stack: &Vec::new,
                    };
                    permissions.check_run(&asker, "sh").expect("it was granted");
                });
                let name = format!("Thread-{number}");
                inside.spawn(task, &name, false, body).unwrap()
            })
            .collect();
        for thread in threads {
            task.join(&thread, None).unwrap();
        }
    });
    assert!(ended.panics.is_empty() && ended.deadlock.is_none());
    assert_eq!(person.1.load(Ordering::SeqCst), 1);
}

/// Answers when the run is stopped.
struct Patient(AtomicBool);

impl Prompter for Patient {
    fn ask(&self, _: &Question, stopped: &dyn Fn() -> bool) -> Answer {
        self.0.store(true, Ordering::SeqCst);
        while !stopped() {
            std::thread::yield_now();
        }
        Answer::Yes
    }
}

#[test]
fn nobody_is_stuck_while_a_question_waits_and_a_stop_ends_it() {
    let person = Arc::new(Patient(AtomicBool::new(false)));
    let permissions = Permissions::default().with_prompter(person.clone());
    let world = World::real(Options::default());
    let inside = world.clone();
    let ended = world.run_main("MainThread", move |task| {
        let body = Box::new(move |task: &crate::runtime::Task<'_>| {
            let asker = Asker {
                task,
                native: "call",
                stack: &Vec::new,
            };
            let answer = permissions.check_env(&asker, "A");
            assert!(matches!(answer, Err(Refused::Stopped(Stop::Interrupted))));
        });
        let thread = inside.spawn(task, "asks", false, body).unwrap();
        // Others go on meanwhile.
        while !person.0.load(Ordering::SeqCst) {
            task.yield_now().unwrap();
        }
        inside.stop(Stop::Interrupted);
        let _ = task.join(&thread, None);
    });
    assert_eq!(ended.stopped, Some(Stop::Interrupted));
    assert!(ended.panics.is_empty(), "{:?}", ended.panics);
}

#[test]
fn each_decision_is_a_line_of_the_audit_that_no_script_can_write() {
    let here = folder();
    let file = here.path().join("audit.jsonl");
    let audit = Audit::open(&file).unwrap();
    let permissions = Permissions::all().with_audit(audit).with_trace(true);
    let target = file.clone();
    on_a_thread(move |asker| {
        assert!(is_allowed(&permissions.check_env(asker, "A\"\n")));
        assert!(!is_allowed(&permissions.check_write(asker, &target)));
    });
    let text = std::fs::read_to_string(&file).unwrap();
    let lines: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["v"], 1);
    assert_eq!(lines[0]["permission"], "env");
    assert_eq!(lines[0]["value"], "A\"\n");
    assert_eq!(lines[0]["thread"], "MainThread");
    assert_eq!(lines[0]["allowed"], true);
    assert_eq!(lines[0]["stack"][0], "f (x.rhai:3)");
    assert!(lines[0]["datetime"].as_str().unwrap().ends_with('Z'));
    assert_eq!(lines[1]["allowed"], false);
}

#[test]
fn the_remedy_is_a_flag_that_can_be_pasted() {
    let flag = |permission, value: &str| {
        let denied = Denied {
            permission,
            value: Some(value.to_string()),
            leads_to: None,
            reason: Reason::NotGranted,
            needs: stated("//! allow-run: ping"),
            opens_to_all: false,
        };
        assert!(
            denied
                .hint()
                .unwrap()
                .to_string()
                .ends_with("the script says it needs: run ping")
        );
        denied.flag()
    };
    assert_eq!(flag(Permission::Run, "ping"), "--allow-run=ping");
    assert_eq!(flag(Permission::Read, "a,b.txt"), "--allow-read=a,,b.txt");
    assert_eq!(
        flag(Permission::Read, "l'été 1"),
        r"'--allow-read=l'\''été 1'"
    );
    assert_eq!(flag(Permission::Net, "[::1]:80"), "'--allow-net=[::1]:80'");
    assert_eq!(
        flag(Permission::Read, "\u{1b}[2J"),
        r"'--allow-read=\u{1b}[2J'"
    );
}
