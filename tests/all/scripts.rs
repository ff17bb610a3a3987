//! The course's scripts print what the course says, on both runtimes. The door is the one people use: `sandbox run`.

use crate::binary::{Ended, Run, package, sandbox_in};

/// Seeds on which the invariants of a script are checked, besides one run on real threads.
const SEEDS: std::ops::Range<u32> = 0..20;

/// `sandbox run FLAGS scripts/NAME.rhai ARGUMENTS`, from the package's folder.
fn run(flags: &[&str], name: &str, arguments: &[&str]) -> Ended {
    run_with_input(flags, name, arguments, "")
}

fn run_with_input(flags: &[&str], name: &str, arguments: &[&str], input: &str) -> Ended {
    let mut command = sandbox_in(package());
    command.arg("run").args(flags);
    command.arg(format!("scripts/{name}.rhai")).args(arguments);
    command.ended_after(input)
}

/// The output of a run that must end well and say nothing on stderr.
fn output(flags: &[&str], name: &str, arguments: &[&str]) -> String {
    ended_well(name, run(flags, name, arguments))
}

fn ended_well(name: &str, run: Ended) -> String {
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

/// Check the lines of a script's output on real threads and on many seeds. The real run has small numbers to last less than a second or two.
fn on_many_seeds(name: &str, arguments: &[&str], input: &str, check: impl Fn(&[&str]) -> bool) {
    let seeds = SEEDS.map(|seed| vec!["--seed".to_owned(), seed.to_string()]);
    for flags in std::iter::once(Vec::new()).chain(seeds) {
        let words: Vec<&str> = flags.iter().map(String::as_str).collect();
        let out = ended_well(name, run_with_input(&words, name, arguments, input));
        let lines: Vec<&str> = out.lines().collect();
        assert!(check(&lines), "{name} {flags:?} printed\n{out}");
    }
}

#[test]
fn semaphores_and_conditions_alternate_as_strictly() {
    for name in ["ping_pong_sem", "ping_pong_cond"] {
        let expected = ["ping ... pong"; 5];
        on_many_seeds(name, &["5"], "", |lines| {
            lines[..5] == expected && lines[5..] == ["", "Fin de partie !"]
        });
    }
}

#[test]
fn the_igloo_bar_never_holds_more_than_its_seats() {
    for seats in 1..=3 {
        let input = format!("{seats}\n");
        on_many_seeds("igloo_bar", &["6"], &input, |lines| {
            let counts: Vec<u32> = lines
                .iter()
                .filter_map(|line| line.split_once("compteur = ")?.1.parse().ok())
                .collect();
            let goodbye = format!(
                "Fermeture : 0 client(s) dans le bar, jamais plus de {seats} à la fois : true"
            );
            counts.len() == 12
                && counts.iter().all(|&count| count <= seats)
                && lines.last() == Some(&goodbye.as_str())
        });
    }
}

#[test]
fn what_is_produced_is_consumed() {
    on_many_seeds("producteur_consommateur", &[], "", |lines| {
        let received = |line: &&&str| line.contains(" reçoit ");
        let mut articles: Vec<u32> = lines
            .iter()
            .filter(received)
            .filter_map(|line| line.rsplit(' ').next()?.parse().ok())
            .collect();
        articles.sort_unstable();
        let expected: Vec<u32> = (1..=3)
            .flat_map(|producer| (1..=5).map(move |article| 100 * producer + article))
            .collect();
        articles == expected
            && lines.contains(&"produit : 3045, consommé : 3045")
            && lines.last() == Some(&"jamais plus de 3 articles dans la file : true")
    });
}

#[test]
fn readers_see_whole_texts_and_writers_get_their_turn() {
    on_many_seeds("lecteurs_redacteurs", &["3", "2"], "", |lines| {
        let of = |word: &str| lines.iter().filter(|line| line.contains(word)).count();
        (of("lit : "), of("écrit : "), of("incohérent")) == (9, 6, 0)
            && lines.last() == Some(&"Fin")
    });
}

#[test]
fn philosophers_all_eat_and_neighbours_never_at_once() {
    for n in ["2", "3", "5"] {
        on_many_seeds("philosophes", &[n], "", |lines| {
            let n: usize = n.parse().unwrap_or_default();
            let meals = vec!["3"; n].join(", ");
            lines.len() == 3 * n + 2
                && lines[3 * n] == format!("repas : [{meals}]")
                && lines[3 * n + 1] == "voisins qui ont mangé en même temps : 0"
        });
    }
}

#[test]
fn runners_wait_for_each_other() {
    on_many_seeds("barriere", &["4"], "", |lines| {
        let stages = lines[..15].chunks(5).zip(1..);
        lines.len() == 16
            && stages.into_iter().all(|(stage, number)| {
                let finished = format!("finit l'étape {number}");
                stage[..4].iter().all(|line| line.ends_with(&finished))
                    && stage[4] == format!("--- fin de l'étape {number}")
            })
    });
}

#[test]
fn the_barber_s_clients_are_all_served_or_leave() {
    on_many_seeds("barbier", &["10", "2"], "", |lines| {
        let of = |word: &str| lines.iter().filter(|line| line.ends_with(word)).count();
        let (served, left) = (of("est coiffé"), of("plus de chaise"));
        served + left == 10
            && of("attend") == served
            && lines
                .contains(&format!("coiffés : {served}, repartis : {left}, total : 10").as_str())
            && lines.last() == Some(&"jamais plus de 2 clients assis : true")
    });
}

/// `joueurs_par_nation_thread` in a folder of the package, with the permission that it asks for.
fn players(flags: &[&str], folder: &str, arguments: &[&str]) -> Ended {
    let script = package().join("scripts/joueurs_par_nation_thread.rhai");
    let mut command = sandbox_in(&package().join(folder));
    command.arg("run").args(flags).arg(script).args(arguments);
    command.ended()
}

const MAY_READ: &str = "--allow-read=foot_2020.txt";

#[test]
fn the_players_of_a_nation_come_in_the_file_s_order_with_their_age() {
    let file = include_str!("../../data/foot_2020.txt");
    for seed in ["0", "1", "2"] {
        for (nation, more) in [("fr", &[][..]), ("br", &["x", "y"]), ("zz", &[])] {
            let arguments = [&[nation], more].concat();
            let run = players(&["--seed", seed, MAY_READ], "data", &arguments);
            let expected: String = file
                .lines()
                .map(|line| line.split(':').collect::<Vec<_>>())
                .filter(|fields| fields[4] == nation)
                // A controlled run begins on the first of January 2026.
                .map(|fields| {
                    let born: u32 = fields[3].parse().expect("a year");
                    format!("{}, {}, {}\n", fields[0], fields[1], 2026 - born)
                })
                .collect();
            assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
            assert_eq!(run.out, expected, "{nation} on seed {seed}");
        }
    }
    let run = players(&[MAY_READ], "data", &["ma"]);
    let names: Vec<_> = run
        .out
        .lines()
        .filter_map(|line| line.split(',').next())
        .collect();
    assert_eq!(names, ["Hakimi", "Ziyech"], "{}", run.err);
}

#[test]
fn the_players_need_a_nation_a_file_and_the_permission_to_read_it() {
    for flags in [&[MAY_READ][..], &[MAY_READ, "--seed", "1"]] {
        let run = players(flags, "data", &[]);
        let usage = "Usage: joueurs_par_nation_thread.rhai nation\n";
        assert_eq!(
            (run.code, run.out.as_str(), run.err.as_str()),
            (Some(1), "", usage)
        );
        let run = players(flags, "tests", &["fr"]);
        let missing = "foot_2020.txt : Pb ouverture\n";
        assert_eq!(
            (run.code, run.out.as_str(), run.err.as_str()),
            (Some(1), "", missing)
        );
    }
    let run = players(&[], "data", &["fr"]);
    assert_eq!((run.code, run.out.as_str()), (Some(4), ""));
    let hint = "add `--allow-read=foot_2020.txt` before the script's name";
    assert!(run.err.contains(hint), "{}", run.err);
}

#[test]
fn the_file_of_players_is_as_the_course_says() {
    let file = include_str!("../../data/foot_2020.txt");
    let mut names = std::collections::HashSet::new();
    for line in file.lines() {
        let [name, club, post, born, nation] = line.split(':').collect::<Vec<_>>()[..] else {
            panic!("five fields: {line}");
        };
        assert!(!club.is_empty() && names.insert(name), "{line}");
        assert!(["g", "d", "md", "mo", "a"].contains(&post), "{line}");
        assert!(
            born.parse()
                .is_ok_and(|year: u32| (1975..2005).contains(&year)),
            "{line}"
        );
        assert!(
            nation.len() == 2 && nation.chars().all(|c| c.is_ascii_lowercase()),
            "{line}"
        );
    }
    assert!(names.len() >= 60);
}

#[test]
fn the_daemon_does_not_live_to_say_goodbye() {
    let expected = "daemon is starting\nnon daemon is starting\nnon daemon is exiting\n";
    // With real threads the daemon may be late, on a busy machine also too late to say anything.
    let real = output(&[], "daemon_vs_non_daemon", &[]);
    let (of_daemon, others): (Vec<&str>, Vec<&str>) =
        real.lines().partition(|line| line.starts_with("daemon "));
    assert_eq!(others, ["non daemon is starting", "non daemon is exiting"]);
    assert!(
        matches!(of_daemon[..], [] | ["daemon is starting"]),
        "{real}"
    );
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
        ("producteur_consommateur", &[]),
        ("philosophes", &["4"]),
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
            let mut command = sandbox_in(package());
            let ended = command.arg("run").args(flags).args(["-e", code]).ended();
            assert_eq!((ended.code, &*ended.out), (Some(3), ""), "{flags:?}");
        }
    }
}

#[test]
fn a_limit_of_time_ends_every_wait_at_a_queue() {
    let code = "let empty = Queue(); let full = Queue(1); full.put(1);
        for wait in [|| empty.get(), || full.put(2), || full.join(), || { for item in empty { } }] {
            Thread(wait).start();
        }
        loop { sleep(0.01); }";
    let words = ["run", "--max-time", "300ms", "-e", code];
    let ended = sandbox_in(package()).args(words).ended();
    assert_eq!((ended.code, &*ended.out), (Some(4), ""));
}
