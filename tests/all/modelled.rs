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
