//! The modelled world through the door: tables of programs, for `sandbox explore` and for controlled runs.

use std::process::Command;

use crate::binary::{
    BINARY, Ended, File, Run, command, package, run, sandbox_in, without_preferences,
};

/// The commands of a report that replay a schedule each, as a person types them, but for where the binary is.
fn replays(report: &str) -> Vec<String> {
    let commands = report
        .lines()
        .filter_map(|line| line.trim().strip_prefix("replay: "));
    commands
        .map(|command| command.replacen("sandbox", BINARY, 1))
        .collect()
}

/// What comes of a line that a person types, in the package's folder.
fn typed(line: &str) -> Ended {
    let mut shell = without_preferences(Command::new("sh"));
    shell.current_dir(package()).args(["-c", line]).ended()
}

/// What `sandbox explore` with these words says, in the package's folder.
fn explored(words: &[&str]) -> String {
    let bounds = ["explore", "--time", "0", "--schedules", "300"];
    let ended = sandbox_in(package()).args(bounds).args(words).ended();
    assert_eq!((ended.code, &*ended.err), (Some(0), ""), "{}", ended.out);
    ended.out
}

/// Do the blocks of the script stand whole in what was printed?
fn has_whole_blocks(printed: &str) -> bool {
    let stars = "*".repeat(20);
    let own = |line: &&str| line.starts_with('*') || line.contains(" : ");
    let lines: Vec<&str> = printed.lines().filter(own).collect();
    let is_block = |lines: &[&str]| matches!(lines, [before, verdict, after] if *before == stars && *after == stars && verdict.contains(" : "));
    lines.chunks(3).all(is_block)
}

/// What each outcome of a report printed, by its replay.
fn outcomes(report: &str) -> Vec<String> {
    let replay = |command: String| {
        let ended = typed(&command);
        assert_eq!(ended.code, Some(0), "{}", ended.err);
        ended.out
    };
    replays(report).into_iter().map(replay).collect()
}

#[test]
fn without_its_lock_threaded_ping_interleaves_and_with_it_not() {
    let table = ["--programs", "data/ping.toml"];
    let hosts = ["bon1", "mort1"];
    let of = |script: &str| explored(&[&table[..], &[script], &hosts].concat());
    let unlocked = outcomes(&of("scripts/threaded_ping.rhai"));
    assert!(unlocked.iter().any(|printed| !has_whole_blocks(printed)));
    for script in [
        "scripts/threaded_ping_verrou.rhai",
        "scripts/threaded_ping2.rhai",
    ] {
        let printed = outcomes(&of(script));
        assert!(printed.len() > 1, "the order of the hosts differs");
        assert!(
            printed.iter().all(|printed| has_whole_blocks(printed)),
            "{printed:?}"
        );
    }
}

#[test]
fn a_schedule_with_children_replays_each_time() {
    let report = explored(&[
        "--programs",
        "data/ping.toml",
        "scripts/threaded_ping.rhai",
        "bon",
        "mort",
        "inconnu",
    ]);
    let commands = replays(&report);
    let once = || typed(&commands[0]);
    let first = once();
    for _ in 1..10 {
        let again = once();
        assert_eq!((&again.out, &again.err), (&first.out, &first.err));
    }
}

#[test]
fn exhaustive_search_proves_what_modelled_children_print() {
    let script = File::new(
        "one.rhai",
        "let l = Lock();
let n = 0;
fn ask(host) {
    if call([\"ping\", host], #{stderr: DEVNULL}) == 2 { with l { n += 1; } }
}
let t = Thread(ask, [\"inconnu1\"]);
t.start();
ask(\"inconnu2\");
t.join();
assert(n == 2);
",
    );
    let table = package().join("data/ping.toml");
    let table = table.to_str().expect("the path is text");
    let told = run(&[
        "explore",
        "--strategy",
        "exhaustive",
        "--programs",
        table,
        script.path(),
    ]);
    assert_eq!(told.code, Some(0), "{}", told.err);
    assert!(told.out.contains("no bug in all "), "{}", told.out);
    // Real ones are refused, with the line.
    let told = run(&["explore", "--strategy", "exhaustive", script.path()]);
    assert_eq!(told.code, Some(2), "{}", told.out);
    assert!(
        told.err.contains("Requires run access to \"ping\""),
        "{}",
        told.err
    );
}

#[test]
fn a_race_for_the_end_of_a_child_is_found() {
    let script = File::new(
        "race.rhai",
        "let p = Popen([\"ping\", \"-w3\", \"bon\"], #{stdout: DEVNULL});
sleep(3);
assert(p.poll() == 0);
",
    );
    let table = package().join("data/ping.toml");
    let told = run(&[
        "explore",
        "--programs",
        table.to_str().expect("text"),
        script.path(),
    ]);
    assert_eq!(told.code, Some(1), "{}", told.err);
    assert!(told.out.contains("reproduced 10/10"), "{}", told.out);
}

#[test]
fn tables_that_are_wrong_are_told_with_file_line_and_remedy() {
    let script = File::new("x.rhai", "print(1);");
    for (text, said) in [
        (
            "[program.ping]\ncase = []\n",
            ".toml:2: unknown key `case` in `program.ping`\nhint: did you mean `cases`?",
        ),
        (
            "[programs.ping]\n",
            ".toml:1: unknown key `programs`\nhint: did you mean `program`?",
        ),
        ("[program.ping\n", ".toml:1: this is no TOML"),
    ] {
        let table = File::new("t.toml", text);
        for words in [&["explore"][..], &["run", "--seed", "1"]] {
            let told = command(words)
                .args(["--programs", table.path(), script.path()])
                .ended();
            assert_eq!((told.code, &*told.out), (Some(2), ""), "{text}");
            assert!(told.err.contains(said), "{text}: {}", told.err);
        }
    }
    let told = run(&["explore", "--programs", "no-such.toml", script.path()]);
    assert_eq!(told.code, Some(2));
    assert!(told.err.contains("no-such.toml"), "{}", told.err);
}

#[test]
fn real_threads_have_the_real_outside() {
    let table = File::new("t.toml", "[program.true]\n");
    let script = File::new("x.rhai", "print(call([\"true\"]));");
    let told = run(&["run", "--programs", table.path(), script.path()]);
    assert_eq!((told.code, &*told.out), (Some(2), ""));
    assert!(
        told.err.contains("sandbox run --seed 0 --programs"),
        "{}",
        told.err
    );
    for controlled in ["--seed=4", "--virtual-time", "--schedule=main"] {
        let told = run(&["run", controlled, "--programs", table.path(), script.path()]);
        assert_eq!((told.code, &*told.out), (Some(0), "0\n"), "{}", told.err);
    }
}

#[test]
fn players_by_nation_are_explored_with_their_file_in_memory() {
    let told = explored(&[
        "--files",
        "data",
        "scripts/joueurs_par_nation_thread.rhai",
        "it",
    ]);
    assert!(
        told.starts_with("no bug in 300 sampled schedules"),
        "{told}"
    );
    // Virtual time is a date of its own, so the ages are the same each year: one output.
    assert!(!told.contains("different things"), "{told}");
    let folder = tempfile::tempdir().expect("the folder for temporary files can be written");
    let script = package().join("scripts/joueurs_par_nation_thread.rhai");
    let words = ["run", "--seed", "3", "--files"];
    let run = |files: &std::path::Path| {
        sandbox_in(folder.path())
            .args(words)
            .arg(files)
            .arg(&script)
            .arg("it")
            .ended()
    };
    let (found, absent) = (run(&package().join("data")), run(folder.path()));
    assert_eq!(found.code, Some(0), "{}", found.err);
    assert!(found.out.lines().count() > 1, "{}", found.out);
    assert_eq!(
        (absent.code, &*absent.err),
        (Some(1), "foot_2020.txt : Pb ouverture\n")
    );
}

#[test]
fn a_check_of_a_file_before_it_is_made_is_caught() {
    let folder = tempfile::tempdir().expect("the folder for temporary files can be written");
    let script = File::new(
        "once.rhai",
        "let made = 0;
let l = Lock();
fn make() {
    if !exists(\"once.txt\") {
        let f = open(\"once.txt\", \"w\");
        f.close();
        with l { made += 1; }
    }
}
let a = Thread(make);
a.start();
make();
a.join();
assert(made == 1);
",
    );
    let files = folder.path().to_str().expect("the path is text");
    let told = run(&["explore", "--files", files, script.path()]);
    assert_eq!(told.code, Some(1), "{}", told.err);
    assert!(told.out.contains("reproduced 10/10"), "{}", told.out);
    // Each run found the folder as it was, and nothing reached it.
    assert_eq!(
        std::fs::read_dir(folder.path())
            .expect("it is there")
            .count(),
        0
    );
    let right = std::fs::read_to_string(script.path()).expect("it is there");
    let right = right.replace(
        "open(\"once.txt\", \"w\");",
        "(); try { f = open(\"once.txt\", \"x\"); } catch { return; }",
    );
    let right = File::new("once.rhai", right);
    let told = run(&[
        "explore",
        "--strategy",
        "exhaustive",
        "--files",
        files,
        right.path(),
    ]);
    assert!(
        told.out.starts_with("no bug in all "),
        "{} {}",
        told.out,
        told.err
    );
}

#[test]
fn folders_that_make_no_files_are_told() {
    let script = File::new("x.rhai", "print(listdir());");
    let folder = tempfile::tempdir().expect("the folder for temporary files can be written");
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("a.txt"), "a").expect("it can be written");
    std::os::unix::fs::symlink("a.txt", path("link")).expect("it can be made");
    let made = Command::new("mkfifo").arg(path("pipe")).status();
    assert!(made.is_ok_and(|status| status.success()));
    let of = |files: &std::path::Path| {
        command(&["run", "--seed", "1", "--files"])
            .arg(files)
            .arg(script.path())
            .ended()
    };
    let told = of(folder.path());
    assert_eq!(
        (told.code, &*told.out),
        (Some(0), "[\"a.txt\"]\n"),
        "{}",
        told.err
    );
    assert!(
        told.err.contains("left out of --files, for it is a link: "),
        "{}",
        told.err
    );
    assert!(
        told.err
            .contains("left out of --files, for it is no file: "),
        "{}",
        told.err
    );
    for name in ["a.txt", "none"] {
        let told = of(&path(name));
        assert_eq!((told.code, &*told.out), (Some(2), ""), "{name}");
        assert!(told.err.contains(name), "{}", told.err);
    }
    std::fs::create_dir(path("many")).expect("it can be made");
    for number in 0..1001 {
        std::fs::write(path(&format!("many/{number}")), "").expect("it can be written");
    }
    let told = of(folder.path());
    assert_eq!(told.code, Some(2));
    assert!(
        told.err.contains("more than 1000 files and folders"),
        "{}",
        told.err
    );
    let told = run(&["run", "--files", "tests", script.path()]);
    assert!(
        told.err.contains("sandbox run --seed 0 --files"),
        "{}",
        told.err
    );
}

const CLIENTS: &str = "listening:50007 tests/modelled/clients.rhai 50007 2 2";

#[test]
fn a_server_that_looks_at_its_stock_outside_of_the_lock_oversells() {
    let words = [
        "explore",
        "--with",
        CLIENTS,
        "tests/modelled/oversells.rhai",
        "50007",
        "2",
    ];
    let told = sandbox_in(package()).args(words).ended();
    assert_eq!(told.code, Some(1), "{}", told.err);
    assert!(told.out.starts_with("bug after "), "{}", told.out);
    assert!(
        told.out
            .contains("assertion failed at tests/modelled/oversells.rhai:"),
        "{}",
        told.out
    );
    assert!(told.out.contains("reproduced 10/10"), "{}", told.out);
    // The line that can be typed, after a restart.
    let replay = &replays(&told.out)[0];
    for _ in 0..10 {
        let again = typed(replay);
        assert_eq!(again.code, Some(1), "{replay}: {}", again.err);
        assert!(again.err.contains("AssertionError"), "{}", again.err);
        assert!(
            again.out.contains("[clients] servis : 2 bouteilles : 4"),
            "{}",
            again.out
        );
    }
    let right = std::fs::read_to_string(package().join("tests/modelled/oversells.rhai"))
        .expect("it is there");
    let right = right.replace(
        "        with lock { stock -= wanted; }\n",
        "        stock -= wanted;\n",
    );
    let right = right.replace(
        "    if wanted <= stock {",
        "    lock.acquire();\n    if wanted <= stock {",
    );
    let right = right.replace(
        "    conn.close();",
        "    lock.release();\n    conn.close();",
    );
    let right = File::new("right.rhai", right);
    let told = explored(&["--with", CLIENTS, right.path(), "50007", "2"]);
    assert!(
        told.starts_with("no bug in 300 sampled schedules"),
        "{told}"
    );
}

#[test]
fn the_wine_server_of_the_course_serves_the_client_of_the_course() {
    // Of one client the server does not sell out: it is the one that is cut.
    let server = "endless scripts/wine_bottles_th_server.rhai 50007 0.5";
    let report = explored(&[
        "--with",
        server,
        "scripts/wine_bottles_client.rhai",
        "50007",
    ]);
    let served = |printed: &String| printed.contains("bouteille(s) recue(s)");
    let early = |printed: &String| printed.contains("Serveur non disponible");
    let printed = outcomes(&report);
    assert!(
        printed.iter().any(served) && printed.iter().any(early),
        "{printed:?}"
    );
    assert!(
        printed
            .iter()
            .any(|printed| printed.contains("[wine_bottles_th_server] Serveur démarré"))
    );
    // All of its stock.
    let client = "listening:50007 scripts/wine_bottles_client.rhai 50007";
    let clients: Vec<&str> = std::iter::repeat_n(["--with", client], 12)
        .flatten()
        .collect();
    let words = [
        &[
            "explore",
            "--time",
            "0",
            "--schedules",
            "40",
            "--points",
            "20k",
        ][..],
        &clients,
        &["scripts/wine_bottles_th_server.rhai", "50007", "0"],
    ]
    .concat();
    let told = sandbox_in(package()).args(words).ended();
    assert_eq!(told.code, Some(0), "{}{}", told.out, told.err);
    assert!(
        told.out.starts_with("no bug in 40 sampled schedules"),
        "{}",
        told.out
    );
}

#[test]
fn what_happens_to_a_companion_is_told_under_its_name() {
    let main = File::new(
        "main.rhai",
        "print(\"main\", threading::enumerate().len());",
    );
    let of = |text: &str, before: &str| {
        let companion = File::new("guest.rhai", text);
        let with = format!("{before}{} a 'b c'", companion.path());
        command(&["run", "--seed", "1", "--with", &with, main.path()]).ended()
    };
    let told = of(
        "print(argv.extract(1), current_thread().name); stderr.write(\"e\\n\"); exit(3);",
        "",
    );
    assert_eq!(told.code, Some(0), "{}", told.err);
    assert!(
        told.out.contains("[guest] [\"a\", \"b c\"] MainThread\n"),
        "{}",
        told.out
    );
    assert!(told.out.contains("main 1\n"), "{}", told.out);
    assert_eq!(told.err, "[guest] e\n");
    let told = of("throw \"oh\";", "");
    assert_eq!(told.code, Some(1));
    assert!(
        told.err.contains("guest/MainThread") && told.err.contains("guest.rhai:1:"),
        "{}",
        told.err
    );
    let told = of(
        "fn f() { throw \"oh\"; }\nlet t = Thread(f); t.start(); t.join();",
        "at:2 ",
    );
    // Nobody waits for what has not begun when the program has ended.
    assert_eq!((told.code, &*told.err), (Some(0), ""));
    let told = of("let l = Lock(); l.acquire(); l.acquire();", "");
    assert_eq!(told.code, Some(3), "{}", told.err);
    assert!(told.err.contains("guest/MainThread"), "{}", told.err);
    let stuck = File::new(
        "stuck.rhai",
        "let l = Lock();\nl.acquire();\nl.acquire();\n",
    );
    let told = run(&["explore", "--with", stuck.path(), main.path()]);
    assert_eq!(told.code, Some(3), "{}", told.err);
    assert!(told.out.contains("stuck.rhai:3"), "{}", told.out);
    let told = of("let l = Lock(); l.acquire(); l.acquire();", "endless ");
    assert_eq!((told.code, &*told.err), (Some(0), ""));
    let told = of("print(1);", "listening:50007 ");
    assert_eq!(
        (told.code, &*told.out),
        (Some(1), "main 1\n"),
        "{}",
        told.err
    );
}

#[test]
fn words_of_with_that_do_not_fit_are_told() {
    let main = File::new("main.rhai", "print(1);");
    for (with, said) in [
        ("", "there is no script"),
        ("listening:50007", "there is no script"),
        ("listening:0 x.rhai", "names no port"),
        ("listening:http x.rhai", "names no port"),
        ("at:soon x.rhai", "soon"),
        ("x.rhai 'a", "a quote is not closed"),
        ("no-such.rhai", "no-such.rhai"),
    ] {
        for words in [&["explore"][..], &["run", "--seed", "1"]] {
            let told = command(words).args(["--with", with, main.path()]).ended();
            assert_eq!(
                (told.code, &*told.out),
                (Some(2), ""),
                "{with}: {}",
                told.err
            );
            assert!(told.err.contains(said), "{with}: {}", told.err);
        }
    }
    let broken = File::new("broken.rhai", "let = 3;");
    let told = run(&["explore", "--with", broken.path(), main.path()]);
    assert_eq!(told.code, Some(1));
    assert!(told.err.contains("broken.rhai:1:"), "{}", told.err);
    let told = run(&["run", "--with", main.path(), main.path()]);
    assert_eq!(told.code, Some(2));
    assert!(
        told.err.contains("sandbox run --seed 0 --with"),
        "{}",
        told.err
    );
}

#[test]
fn exhaustive_search_sees_what_signals_and_closed_pipes_change() {
    let table = package().join("tests/modelled/programs.toml");
    let table = table.to_str().expect("the path is text");
    for text in [
        // The child may have ended before it is killed.
        "let p = Popen([\"true\"]);\np.kill();\nassert(p.wait() == -9);\n",
        "let p = Popen([\"true\"]);\np.kill();\nassert(p.wait() == 0);\n",
        // It may write before or after the pipe is closed.
        "let p = Popen([\"cat\"], #{stdin: PIPE, stdout: PIPE});
let t = Thread(|| p.stdout.close());
t.start();
p.stdin.write(\"a\");
p.stdin.close();
t.join();
assert(p.wait() == 0);
",
        // Another thread may have found the exit code, or not.
        "let p = Popen([\"true\"]);\nlet t = Thread(|| p.wait());\nt.start();\nlet code = p.returncode;\nt.join();\nassert(code == ());\n",
        "let p = Popen([\"true\"]);\nlet t = Thread(|| p.wait());\nt.start();\nlet code = p.returncode;\nt.join();\nassert(code == 0);\n",
    ] {
        let script = File::new("x.rhai", text);
        let told = run(&[
            "explore",
            "--strategy",
            "exhaustive",
            "--programs",
            table,
            script.path(),
        ]);
        assert_eq!(told.code, Some(1), "{text}{}", told.out);
    }
}

/// A mistyped port must not pass for a program without bugs.
#[test]
fn a_companion_that_never_began_is_an_error() {
    let script = File::new("alone.rhai", "print(1);");
    let clients = CLIENTS.replace("50007 tests", "6001 tests");
    for words in [
        &["run", "--seed", "1"][..],
        &["explore", "--schedules", "20"],
    ] {
        let all = [words, &["--with", &clients, script.path()]].concat();
        let told = run(&all);
        assert_eq!(told.code, Some(1), "{}{}", told.out, told.err);
        let text = format!("{}{}", told.out, told.err);
        assert!(
            text.contains("`clients` never began: nobody has listened on port 6001"),
            "{text}"
        );
    }
}
