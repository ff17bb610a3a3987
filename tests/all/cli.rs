//! The command line as a newcomer meets it: words, messages, exit codes. What scripts compute is asked elsewhere.

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use crate::binary::{File, Run, command, interrupt, interrupted, run};

#[test]
fn a_script_finds_its_words_untouched() {
    let file = File::new("mots.rhai", "print(argv[1], argv[2], argv.len());");
    let told = run(&["run", "--max-time", "60", file.path(), "--seed", "-h"]);
    assert_eq!(
        (told.code, &*told.out, &*told.err),
        (Some(0), "--seed -h 3\n", "")
    );
    let told = run(&["-e", "print(argv[0], argv[1]);", "--lang"]);
    assert_eq!((told.code, &*told.out), (Some(0), "-e --lang\n"));
}

#[test]
fn a_script_comes_from_standard_input() {
    for words in [&["-", "a"][..], &["run", "-", "a"]] {
        let told = command(words).ended_after("print(argv[0], argv[1]); x");
        assert_eq!(told.out, "- a\n");
        assert!(told.err.contains("--> <stdin>:1:26\n"));
    }
}

#[test]
fn misuse_ends_with_2_and_says_what_to_type() {
    let known = File::new("ping_pong.rhai", "print(1);");
    let near = known.folder().join("ping_pon.rhai");
    let near = near.to_str().expect("the path is text");
    let folder = known.folder().to_str().expect("the path is text");
    let bytes = File::new("latin1.rhai", b"let a = 1;\nlet s = \"\xe9\";");
    let cases: &[(&[&str], &str)] = &[
        (&["run"], "Usage: sandbox run [OPTIONS] FILE [ARGUMENT]..."),
        (
            &["run", "--sed", "3", "x"],
            "a similar argument exists: '--seed'",
        ),
        (
            &["run", "--max-operations", "many", "x"],
            "`many` is no number: write 500, 10k or 2m",
        ),
        (
            &["run", "--max-time", "1h", "x"],
            "`1h` is no time: write 10, 2.5s or 500ms",
        ),
        (
            &["run", "--max-call-depth", "0", "x"],
            "the call depth needs a limit",
        ),
        (
            &["run", "--lang", "de", "x"],
            "messages exist in `fr` and `en`",
        ),
        (&["run", near], "ping_pong.rhai`?\n"),
        (&["run", folder], "`: it is a folder\n"),
        (&["dis", folder], "`: it is a folder\n"),
        (
            &["run", bytes.path()],
            "`: line 2 is not UTF-8 text\nhint: save the file as UTF-8\n",
        ),
        (
            &[known.path()],
            "hint: to run the script, type `sandbox run ",
        ),
        (
            &["--seed", "3", known.path(), "2"],
            "hint: to run the script, type `sandbox run --seed 3 ",
        ),
        (
            &["--seed", "3", "run", "x"],
            "hint: to run the script, type `sandbox run --seed 3 x`\n",
        ),
    ];
    for (words, message) in cases {
        let told = run(words);
        assert_eq!((told.code, &*told.out), (Some(2), ""), "{words:?}");
        assert!(told.err.contains(message), "{words:?} gives\n{}", told.err);
    }
}

#[test]
fn help_is_for_newcomers() {
    for words in [&["--help"][..], &["-h"]] {
        let told = run(words);
        assert_eq!((told.code, &*told.err), (Some(0), ""));
        assert!(told.out.contains("sandbox run scripts/ping_pong.rhai 3"));
    }
    let told = run(&["run", "--help"]);
    assert!(told.out.contains("Options stand before FILE"));
}

#[test]
fn exit_codes_tell_the_outcome() {
    let cases = [
        ("print(1);", 0),
        ("throw 1;", 1),
        ("let x = ;", 1),
        ("let t = Thread(|| throw 1); t.start(); t.join();", 1),
        ("let l = Lock(); l.acquire(); l.acquire();", 3),
        ("fn f(n) { f(n + 1) } f(0);", 4),
        ("exit(7);", 7),
        (
            "let t = Thread(|| throw 1); t.start(); t.join(); exit(0);",
            0,
        ),
    ];
    for (script, code) in cases {
        for words in [&["run", "--seed", "1", "-e", script][..], &["-e", script]] {
            let told = run(words);
            assert_eq!(told.code, Some(code), "`{script}` says\n{}", told.err);
        }
    }
}

#[test]
fn an_error_shows_its_place_its_calls_and_a_hint() {
    let file = File::new(
        "moyenne.rhai",
        "fn moyenne(v) {\n    sum(v) / v.len()\n}\nprint(\"avant\");\nprint(moyenne([]));\n",
    );
    let told = run(&["run", file.path()]);
    let name = file.path();
    assert_eq!((told.code, &*told.out), (Some(1), "avant\n"));
    assert_eq!(
        told.err,
        format!(
            "error: Division by zero: 0 / 0\n --> {name}:2:12\n  |\n2 |     sum(v) / v.len()\n  |            ^\n  |\n  \
             = hint: look first whether the divisor is zero: `if v.len() != 0 {{ … }}`\n\
             calls, innermost first:\n  `moyenne` called at line 5: print(moyenne([]));\n"
        )
    );
    let told = run(&["run", "--lang", "fr", "-e", "x = 5"]);
    assert_eq!(
        told.err,
        "erreur : variable inconnue : x\n --> <code>:1:1\n  |\n1 | x = 5\n  | ^\n  |\n  \
         = conseil : la première fois, déclarez la variable : tapez `let x = 5;`\n"
    );
}

#[test]
fn habits_from_python_meet_a_hint_in_the_running_program() {
    let cases = [
        ("import threading;", "remove this line"),
        ("let verrou = lock();", "capitals matter: type `Lock`"),
        ("let l = Lock(); l.aquire();", "did you mean `acquire`?"),
        ("let l = threading.Lock();", "type `threading::Lock`"),
        ("time.sleep(1);", "type `time::sleep`"),
        ("let n = \" x \".trim().len();", "type `strip()`"),
        ("fn f() { } Thread(target=f);", "type `Thread(f)`"),
        ("let x = None;", "Python's `None` is `()` here"),
        (
            "let n = 5; print(n.len());",
            "for its digits, `str(n).len()`",
        ),
        ("prnt(1);", "did you mean `print`?"),
    ];
    for (script, hint) in cases {
        let told = run(&["-e", script]);
        assert!(told.err.contains(hint), "`{script}` gets\n{}", told.err);
    }
    // What Python programmers type and what works here as it is.
    let told = run(&[
        "-e",
        "let f = |x| 3 * x; print(f(4), \"*\" * 3, int(\"3\"), len([1]));",
    ]);
    assert_eq!((&*told.out, &*told.err), ("12 *** 3 1\n", ""));
}

#[test]
fn a_crashed_thread_is_named_and_the_others_go_on() {
    let script = "fn perdu() {\n    throw \"perdu\";\n}\nlet t = Thread(perdu);\nt.start();\nt.join();\nprint(\"suite\");";
    let told = run(&["-e", script]);
    assert_eq!((told.code, &*told.out), (Some(1), "suite\n"));
    assert_eq!(
        told.err,
        "Exception in thread Thread-1 (perdu):\nerror: uncaught `throw`: perdu\n --> <code>:2:5\n  |\n\
         2 |     throw \"perdu\";\n  |     ^^^^^\n"
    );
}

#[test]
fn limits_name_themselves_and_the_line_of_the_main_thread() {
    let cases: &[(&[&str], &str, &str)] = &[
        (
            &["--max-operations", "10k"],
            "let n = 0;\nloop {\n    try { n += 1; } catch { }\n}",
            "error: operation limit reached: the script has run 10 000 operations (--max-operations)\n --> <code>:",
        ),
        (
            &["--max-time", "500ms"],
            // Wherever in its line the main thread is by then, on a busy machine.
            "fn spin() {\n    loop { }\n}\nlet t = Thread(spin); t.start(); t.join();",
            "error: time limit reached: the script has run for 0.5 s (--max-time)\n --> <code>:4:",
        ),
        (
            &["--max-call-depth", "100"],
            "fn f(n) { f(n + 1) }\nf(0);",
            "error: call depth limit reached: 100 calls are open (--max-call-depth)\n --> <code>:1:",
        ),
    ];
    for (flags, script, message) in cases {
        let mut words = vec!["run"];
        words.extend(*flags);
        words.extend(["-e", script]);
        let told = run(&words);
        assert_eq!(told.code, Some(4), "{}", told.err);
        assert!(told.err.starts_with(message), "{}", told.err);
    }
}

#[test]
fn endless_recursion_is_told_in_a_few_lines() {
    let told = run(&["-e", "fn f(n) {\n    f(n + 1)\n}\nf(0);"]);
    assert_eq!(told.code, Some(4));
    assert!(
        told.err
            .contains("a function that calls itself needs a case in which it does not")
    );
    assert!(told.err.contains("more calls of `f`\n"), "{}", told.err);
    assert!(told.err.ends_with("`f` called at line 4: f(0);\n"));
    assert!(told.err.lines().count() < 15);
}

#[test]
fn endless_recursion_in_a_thread_ends_the_run_and_shows_the_main_thread() {
    let script = "fn f(n) {\n    f(n + 1)\n}\nlet t = Thread(f, [0]);\nt.start();\nloop { }";
    let told = run(&["run", "--max-call-depth", "500", "-e", script]);
    assert_eq!((told.code, &*told.out), (Some(4), ""));
    let limit =
        "error: call depth limit reached: 500 calls are open (--max-call-depth)\n --> <code>";
    assert!(
        told.err
            .starts_with(&format!("Exception in thread Thread-1 (f):\n{limit}:2:5\n"))
    );
    // How deep calls were in the thread says nothing of the main thread.
    let stop = "error: call depth limit reached in a thread: the run ends\n --> <code>:6:1\n";
    assert!(told.err.contains(stop), "{}", told.err);
}

#[test]
fn a_script_reads_what_is_typed() {
    let script = "let nom = input(\"nom ? \"); print(\"bonjour\", nom);";
    let told = command(&["-e", script]).ended_after("Zoé\n");
    assert_eq!(told.out, "nom ? bonjour Zoé\n");
}

#[test]
fn a_deadlock_is_a_table_in_the_language_of_messages() {
    let script = "let verrou = Lock();\nverrou.acquire();\nverrou.acquire();";
    let told = run(&["-e", script]);
    assert_eq!(told.code, Some(3));
    assert!(
        told.err
            .starts_with("deadlock: 1 thread can never continue\n")
    );
    let told = run(&["run", "--lang", "fr", "-e", script]);
    assert!(
        told.err
            .starts_with("interblocage : 1 thread ne peut plus avancer\n")
    );
    assert!(told.err.contains("attend verrou"), "{}", told.err);
}

#[test]
fn nobody_reading_is_no_error() {
    for script in [
        "loop { print(\"encore\"); }",
        "let t = Thread(|| { loop { print(\"encore\"); } }); t.start(); t.join();",
    ] {
        let mut child = command(&["-e", script]).started();
        let out = child.stdout.take().expect("standard output is a pipe");
        let mut line = String::new();
        let mut reader = BufReader::new(out);
        reader.read_line(&mut line).expect("a line comes");
        drop(reader);
        let told = child.wait_with_output().expect("the program ends");
        assert_eq!(line, "encore\n");
        assert_eq!(told.status.code(), Some(141));
        assert_eq!(String::from_utf8_lossy(&told.stderr), "");
    }
}

#[test]
fn output_and_messages_keep_their_order() {
    let script = "print(1);\nstderr.write(\"deux\\n\");\nprint(3);\nthrow 4;";
    let file = File::new("ordre.rhai", script);
    let log = file.folder().join("tout.txt");
    let both = std::fs::File::create(&log).expect("the folder can be written");
    let status = command(&["run", file.path()])
        .stdout(both.try_clone().expect("a file can be shared"))
        .stderr(both)
        .status()
        .expect("the program starts");
    assert_eq!(status.code(), Some(1));
    let text = std::fs::read_to_string(&log).expect("the file was written");
    assert!(
        text.starts_with("1\ndeux\n3\nerror: uncaught `throw`: 4\n"),
        "{text}"
    );
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_the_run_and_shows_where_it_was() {
    let script = "print(\"avant\");\nfn f() {\n    stderr.write(\"pret\\n\"); loop { }\n}\nf();";
    for runtime in [&["run"][..], &["run", "--seed", "1"]] {
        let mut words = runtime.to_vec();
        words.extend(["-e", script]);
        let told = interrupted(&mut command(&words), "pret");
        assert_eq!((told.code, &*told.out), (Some(130), "avant\n"));
        let rest = told.err;
        assert!(
            rest.starts_with("error: interrupted\n --> <code>:3:"),
            "{rest}"
        );
        assert!(rest.ends_with("  `f` called at line 5: f();\n"), "{rest}");
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_script_that_waits_for_input() {
    let script = "let n = 1;\nlet nom = input(\"nom ? \");";
    let mut child = command(&["-e", script]).stdin(Stdio::piped()).started();
    let input = child.stdin.take().expect("standard input is a pipe");
    let mut prompt = [0; 6];
    let out = child.stdout.as_mut().expect("standard output is a pipe");
    out.read_exact(&mut prompt).expect("the prompt comes");
    interrupt(&child);
    let told = child.wait_with_output().expect("the program ends");
    drop(input);
    assert_eq!(told.status.code(), Some(130));
    let message = String::from_utf8_lossy(&told.stderr);
    assert!(
        message.starts_with("error: interrupted\n --> <code>:2:"),
        "{message}"
    );
}

#[test]
fn colour_is_for_terminals_and_for_who_asks() {
    assert!(!run(&["-e", "throw 1;"]).err.contains('\x1b'));
    assert!(
        run(&["run", "--color", "always", "-e", "throw 1;"])
            .err
            .contains("\x1b[")
    );
    // A script cannot drive the terminal through its messages.
    let told = run(&["-e", "throw \"\\x1b[2J\";"]);
    assert!(told.err.contains("\\u{1b}[2J"), "{}", told.err);
}

#[test]
fn dis_shows_that_an_increment_is_three_steps() {
    let file = File::new(
        "incremente.rhai",
        "let compteur = 0;\nfn incremente() {\n    compteur += 1;\n}\nincremente();\n",
    );
    let told = run(&["dis", file.path()]);
    assert_eq!((told.code, &*told.err), (Some(0), ""));
    let steps: Vec<&str> = told
        .out
        .lines()
        .skip_while(|line| !line.contains("| ") || !line.contains("compteur += 1;"))
        .skip(1)
        .take(3)
        .map(str::trim)
        .collect();
    let words = |line: &str| {
        line.split_whitespace()
            .skip(1)
            .take(6)
            .collect::<Vec<_>>()
            .join(" ")
    };
    let temporary = steps[0]
        .split_whitespace()
        .nth(2)
        .expect("a step has words");
    assert_eq!(
        steps.iter().map(|line| words(line)).collect::<Vec<_>>(),
        [
            format!("load {temporary} = compteur read a"),
            format!("add {temporary} = {temporary} + 1"),
            format!("store compteur = {temporary} write it"),
        ]
    );
    let french = run(&["dis", "--lang", "fr", file.path()]);
    assert!(french.out.contains("Comment lire ceci"));
}

#[test]
fn help_and_misuse_are_told_in_french() {
    let told = run(&["run", "--help", "--lang", "fr"]);
    assert_eq!((told.code, &*told.err), (Some(0), ""));
    for line in [
        "Lance un script\n",
        "\nUtilisation : sandbox run [OPTIONS] FICHIER [ARGUMENT]...\n",
        "\nArguments :\n  [FICHIER]...  Le script, puis les mots qu'il trouve dans argv\n",
        "\nOptions :\n",
        "  -h, --help ",
        "[par défaut : auto] [valeurs : auto, always, never]\n",
        "\nExemples :\n",
    ] {
        assert!(told.out.contains(line), "no `{line}` in\n{}", told.out);
    }
    for english in ["Usage", "Print", "default", "Commands", "Examples"] {
        assert!(!told.out.contains(english), "`{english}` in\n{}", told.out);
    }
    for (words, text) in [
        (&["rnu"][..], "erreur : la commande `rnu` n'existe pas\n"),
        (
            &["run", "--sed", "3", "x"],
            "erreur : l'argument `--sed` est inattendu\nconseil : vouliez-vous dire `--seed` ?\n\nUtilisation : sandbox run [OPTIONS] FICHIER",
        ),
        (
            &["run", "--max-time", "x", "y"],
            "`x` n'est pas une durée : tapez 10, 2.5s ou 500ms\n",
        ),
        (&["run"], "erreur : il manque `<FICHIER>...`\n"),
        (
            &["run", "--seed"],
            "erreur : il manque une valeur à `--seed <N>`\n",
        ),
        (
            &["run", "--color", "mauve", "x"],
            "conseil : les valeurs possibles sont auto, always, never\n",
        ),
    ] {
        let mut french = command(words);
        french.env("SANDBOX_LANG", "fr");
        let told = french.ended();
        assert_eq!((told.code, &*told.out), (Some(2), ""), "{words:?}");
        assert!(
            told.err.contains(text),
            "{words:?}: no `{text}` in\n{}",
            told.err
        );
    }
}

#[test]
fn texts_of_a_folder_take_the_place_of_the_programs_own() {
    let file = File::new("a.ftl", "");
    let folder = file.folder();
    std::fs::create_dir_all(folder.join("en")).expect("the folder can be written");
    let told = |text: &str| {
        std::fs::write(folder.join("en/mine.ftl"), text).expect("the folder can be written");
        let mut with_texts = command(&["run", "nothing.rhai"]);
        with_texts.env("SANDBOX_MESSAGES", folder);
        with_texts.ended()
    };
    let replaced = told("error = oh dear\nfile-missing = I cannot find it\n");
    assert_eq!(
        (replaced.code, &*replaced.err),
        (
            Some(2),
            "oh dear: cannot read `nothing.rhai`: I cannot find it\n"
        )
    );
    let broken = told("file-missing = there is no { $thing }\n");
    assert_eq!(broken.code, Some(2));
    assert!(
        broken.err.ends_with(
            "mine.ftl, line 1: `$thing` is not known to `file-missing`\nhint: nothing is filled into this text\n"
        ),
        "{}",
        broken.err
    );
}

#[test]
fn a_script_reads_messages_in_the_language_of_the_run() {
    let script = "try { [1][4] } catch (e) { print(e.message) }";
    let english = run(&["-e", script]);
    assert_eq!(
        english.out,
        "Array index 4 out of bounds: only 1 element in array\n"
    );
    let french = run(&["--lang", "fr", "-e", script]);
    assert_eq!(
        french.out,
        "indice 4 hors du tableau : il n'y a qu'un élément\n"
    );
}
