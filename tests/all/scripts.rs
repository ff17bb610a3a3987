//! The course's scripts print what the course says, on both runtimes. The door is the one people use: `sandbox run`.

use std::process::Command;

/// What a run left behind.
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

/// `sandbox run FLAGS scripts/NAME.rhai ARGUMENTS`, from the package's folder.
fn run(flags: &[&str], name: &str, arguments: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_sandbox"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .arg("run")
        .args(flags)
        .arg(format!("scripts/{name}.rhai"))
        .args(arguments)
        .output()
        .expect("the binary was built for this test");
    Run {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).expect("scripts print UTF-8"),
        err: String::from_utf8(output.stderr).expect("messages are UTF-8"),
    }
}

/// The output of a run that must end well and say nothing on stderr.
fn output(flags: &[&str], name: &str, arguments: &[&str]) -> String {
    let run = run(flags, name, arguments);
    assert_eq!(
        (run.code, run.err.as_str()),
        (Some(0), ""),
        "{name}: {}",
        run.out
    );
    run.out
}

/// The number that the `incremente` scripts print.
fn counted(flags: &[&str], name: &str, n: &str) -> u64 {
    let out = output(flags, name, &[n]);
    let number = out
        .strip_prefix("valeur du compteur ")
        .and_then(|rest| rest.strip_suffix('\n'));
    number
        .and_then(|number| number.parse().ok())
        .unwrap_or_else(|| panic!("{name} printed {out:?}"))
}

#[test]
fn with_the_lock_no_update_is_lost() {
    for name in ["incremente", "incremente_with"] {
        assert_eq!(
            counted(&[], name, "20000"),
            40_000,
            "{name} on real threads"
        );
        assert_eq!(
            counted(&["--seed", "7"], name, "300"),
            600,
            "{name} on seed 7"
        );
    }
}

#[test]
fn without_the_lock_every_seed_loses_updates() {
    for seed in 0..25 {
        let count = counted(
            &["--seed", &seed.to_string()],
            "incremente_sans_verrou",
            "100",
        );
        assert!((2..200).contains(&count), "seed {seed} counts {count}");
    }
}

#[test]
fn ping_and_pong_alternate_strictly() {
    let three = "ping ... pong\nping ... pong\nping ... pong\n\nFin de partie !\n";
    assert_eq!(output(&[], "ping_pong", &["3"]), three, "on real threads");
    for seed in ["0", "1", "2", "3", "4"] {
        assert_eq!(
            output(&["--seed", seed], "ping_pong", &["3"]),
            three,
            "on seed {seed}"
        );
    }
    let hundred = format!("{}\nFin de partie !\n", "ping ... pong\n".repeat(100));
    assert_eq!(output(&["--virtual-time"], "ping_pong", &[]), hundred);
}

#[test]
fn the_daemon_does_not_live_to_say_goodbye() {
    let expected = "daemon is starting\nnon daemon is starting\nnon daemon is exiting\n";
    assert_eq!(output(&[], "daemon_vs_non_daemon", &[]), expected);
    assert_eq!(
        output(&["--seed", "3"], "daemon_vs_non_daemon", &[]),
        expected
    );
}

#[test]
fn the_night_has_three_cycles_and_a_tick_a_second() {
    let mut night = "Endormissement\n".to_owned();
    for cycle in 1..=3 {
        night += &format!("Cycle {cycle}\n");
        for phase in [
            "de sommeil léger",
            "de sommeil lent profond",
            "de sommeil paradoxal",
            "intermédiaire",
        ] {
            night += &format!("phase {phase}\n");
        }
    }
    night += "DRINGGG ! Reveil\n";
    for name in [
        "daemon_night",
        "daemon_night_class",
        "other_daemon_night_class",
        "other_daemon_night_class1",
    ] {
        let out = output(&["--virtual-time"], name, &[]);
        let (ticks, phases): (Vec<&str>, Vec<&str>) = out
            .split_inclusive('\n')
            .partition(|line| line.starts_with("zzzzzzzzzz.....\t\t"));
        assert_eq!(phases.concat(), night, "{name}");
        assert!(
            (25..=27).contains(&ticks.len()),
            "{name} ticks {} times",
            ticks.len()
        );
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    for (name, arguments) in [
        ("incremente_sans_verrou", &["100"][..]),
        ("ping_pong", &["5"]),
        ("daemon_night_class", &[]),
    ] {
        let first = output(&["--seed", "42"], name, arguments);
        for _ in 0..5 {
            assert_eq!(output(&["--seed", "42"], name, arguments), first, "{name}");
        }
    }
}

#[test]
fn threads_that_a_deadlock_ends_do_nothing_more() {
    let code = "let a = Lock(); let b = Lock(); let both = Barrier(2);
        let one = Thread(|| { with a { both.wait(); with b { print(1); } } });
        let two = Thread(|| { with b { both.wait(); with a { print(2); } } });
        one.start(); two.start(); one.join(); two.join(); print(3);";
    for flags in [&[][..], &["--seed", "1"]] {
        for _ in 0..10 {
            let output = Command::new(env!("CARGO_BIN_EXE_sandbox"))
                .arg("run")
                .args(flags)
                .args(["-e", code])
                .output()
                .expect("the binary was built for this test");
            assert_eq!(output.status.code(), Some(3), "{flags:?}");
            assert_eq!(String::from_utf8_lossy(&output.stdout), "", "{flags:?}");
        }
    }
}
