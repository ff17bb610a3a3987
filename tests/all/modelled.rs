//! The modelled world through the door: tables of programs, for `sandbox explore` and for controlled runs.

use crate::binary::{File, Run, command, package, run, sandbox_in};

/// The commands of the table of outcomes that replay one each, as words after `sandbox`.
pub fn replays(report: &str) -> Vec<Vec<String>> {
    let commands = report
        .lines()
        .filter_map(|line| line.trim().strip_prefix("replay: sandbox "));
    let words = |command: &str| command.split(' ').map(str::to_owned).collect();
    commands.map(words).collect()
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
    let replay = |words: Vec<String>| {
        let ended = sandbox_in(package()).args(words).ended();
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
    let words = replays(&report)
        .into_iter()
        .next()
        .expect("there are several outcomes");
    let once = || sandbox_in(package()).args(&words).ended();
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
    let made = std::process::Command::new("mkfifo")
        .arg(path("pipe"))
        .status();
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
