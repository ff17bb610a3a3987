//! The prompt as a person meets it, in a pseudo-terminal: what is typed, what the screen shows.

mod arguments;
mod commands;
mod history;
mod limits;
mod stopping;
mod terminal;
mod typing;
mod walk;

use crate::binary::File;
use std::path::PathBuf;
use terminal::{CTRL_C, CTRL_D, CTRL_R, ENTER, RIGHT, TAB, Terminal, UP};

const USUAL: (u16, u16) = (40, 100);

/// A terminal with a prompt, and the folder of its history.
struct Sitting {
    terminal: Terminal,
    _folder: tempfile::TempDir,
    history: PathBuf,
}

fn sit_down(words: &[&str], size: (u16, u16)) -> Sitting {
    sit_down_with(words, size, &[])
}

/// With variables of the environment.
fn sit_down_with(words: &[&str], size: (u16, u16), variables: &[(&str, &str)]) -> Sitting {
    let folder = tempfile::tempdir().expect("a folder for the history");
    let history = folder.path().join("history.txt");
    let mut terminal = Terminal::open(words, size, &history, variables);
    terminal.shows("1>");
    Sitting {
        terminal,
        _folder: folder,
        history,
    }
}

impl Sitting {
    /// What is typed and what the prompt answers, line after line.
    fn dialogue(&mut self, lines: &[(&str, &str)]) {
        for (typed, answer) in lines {
            self.terminal
                .until("a prompt", |screen| prompt_of(screen).is_some());
            let shown = self.terminal.shown();
            let prompt = prompt_of(&shown).unwrap_or_default();
            self.terminal.enter(typed);
            let what = format!("`{answer}` after `{typed}`");
            self.terminal.until(&what, |screen| {
                // The same words may stand further up, behind another number.
                let after = screen.rsplit_once(&format!("{prompt} {typed}\n"));
                after.is_some_and(|(_, after)| after.contains(answer) && prompt_of(after).is_some())
            });
        }
    }

    fn leave(&mut self) {
        self.terminal.press(CTRL_D);
        assert_eq!(self.terminal.exit_code(), 0);
    }
}

/// The prompt in the last row, where nothing has been typed yet: `3>`.
fn prompt_of(screen: &str) -> Option<&str> {
    let row = screen.trim_end().rsplit('\n').next()?;
    let number = row.strip_suffix('>')?;
    let is_number = !number.is_empty() && number.chars().all(|char| char.is_ascii_digit());
    is_number.then_some(row)
}

/// A sitting without colours.
fn dialogue(lines: &[(&str, &str)]) {
    let mut sitting = sit_down(&["--color", "never"], USUAL);
    sitting.dialogue(lines);
    sitting.leave();
}

#[test]
fn values_are_shown_and_errors_leave_the_prompt() {
    dialogue(&[
        ("6 * 7", "42\n"),
        ("_ + 1", "43\n"),
        ("\"a\" + 1", "\"a1\"\n"),
        ("let xs = [1, 2, 3]", "5>"),
        ("xs.map(|x| 2 * x)", "[2, 4, 6]\n"),
        ("print(xs.len())", "3\n"),
        ("lenght(xs)", "Function not found: lenght"),
        ("let y =", "syntax error"),
        ("xs[7]", "error"),
        ("throw \"own\"", "own"),
        ("xs", "[1, 2, 3]\n"),
        ("[0; 3]", "error"),
        ("list[n for n in 0..2000]", "… 1900 more\n]\n"),
        ("_.len()", "2000\n"),
        ("()", ">"),
        ("_", "2000\n"),
        ("class P { init() { this.x = 1; } }", ">"),
        ("P().x", "1\n"),
    ]);
}

#[test]
fn commands_answer_and_unknown_ones_suggest_the_nearest() {
    dialogue(&[
        (":threads", "MainThread"),
        (":thread", "did you mean `:threads`?"),
        ("let lock = Lock()", ">"),
        ("lock.acquire()", "true"),
        (":locks", "MainThread since line"),
        (":type lock", "Lock"),
        (":time 1 + 1", "took"),
        (":vars", "<Lock: locked>"),
        (
            ":doc Lock.acquire",
            "acquire(blocking = true, timeout = -1)",
        ),
        ("help(threading.Event)", "Event("),
        (":kill nobody", "no living thread"),
        (":join", "all threads have ended"),
        ("let q = Queue(3); q.put(1)", ">"),
        (":queues", "1 of 3 items"),
    ]);
}

#[test]
fn a_block_goes_on_until_it_is_closed() {
    let mut sitting = sit_down(&["--color", "never"], USUAL);
    let terminal = &mut sitting.terminal;
    terminal.enter("fn double(n) {");
    terminal.enter("if n > 1 {");
    terminal.enter("return 2 * n;");
    terminal.enter("}");
    terminal.enter("n");
    terminal.enter("}");
    terminal.ends_with("7>");
    terminal.shows("1> fn double(n) {\n    if n > 1 {\n        return 2 * n;\n    }\n    n\n}\n7>");
    terminal.enter("double(21)");
    terminal.shows("42\n8>");
}

#[test]
fn texts_comments_brackets_classes_and_with_go_on_too() {
    let mut sitting = sit_down(&["--color", "never"], USUAL);
    let terminal = &mut sitting.terminal;
    for row in [
        "class Clock : Thread {",
        "run() { // {",
        "/* { one",
        "two */ print(`tick",
        "${[1,",
        "2].len()} tock`); }",
        "}",
    ] {
        terminal.enter(row);
    }
    terminal.ends_with("8>");
    terminal.enter("with Lock() {");
    terminal.enter("let c = Clock(); c.start(); c.join();");
    terminal.enter("}");
    terminal.shows("tick\n2 tock\ntrue\n11>");
    terminal.enter("print(#{");
    terminal.enter("a: 1})");
    terminal.shows("#{\"a\": 1}\n13>");
}

#[test]
fn colours_are_for_those_who_want_them() {
    let mut sitting = sit_down(&[], USUAL);
    let number = "\x1b[36m42\x1b[0m";
    let written =
        |sitting: &Sitting| String::from_utf8_lossy(&sitting.terminal.written).into_owned();
    sitting.dialogue(&[("6 * 7", "42\n")]);
    assert!(written(&sitting).contains(number));
    sitting.terminal.enter("let halfway = 1");
    sitting.terminal.ends_with("3>");
    sitting.terminal.press("let hal");
    // The hint shows the rest, and the arrow takes it.
    sitting.terminal.ends_with("3> let halfway = 1");
    sitting.terminal.press(RIGHT);
    sitting.terminal.press("1");
    sitting.terminal.ends_with("3> let halfway = 11");
    for (words, variables) in [
        (&["--color", "never"][..], &[][..]),
        (&[], &[("NO_COLOR", "1")]),
    ] {
        let mut sitting = sit_down_with(words, USUAL, variables);
        sitting.dialogue(&[("6 * 7", "42\n")]);
        assert!(!written(&sitting).contains("\x1b[36m"));
    }
    let mut sitting = sit_down_with(&["--color", "always"], USUAL, &[("NO_COLOR", "1")]);
    sitting.dialogue(&[("6 * 7", "42\n")]);
    assert!(written(&sitting).contains(number));
}

#[test]
fn the_prompt_speaks_french() {
    let french = [("SANDBOX_LANG", "fr")];
    let mut sitting = sit_down_with(&["--color", "never"], USUAL, &french);
    sitting
        .terminal
        .shows("`:help` pour l'aide, Ctrl-D pour quitter");
    let is_shown = |answer: &str| answer.contains("MainThread  à l'invite");
    sitting.terminal.until_asked(":threads", is_shown);
    sitting.dialogue(&[
        (":help", "Tab complète"),
        (
            "let f = Queue(2); f.put(1); let v = Lock(); v.acquire()",
            "true",
        ),
        (":queues", "1 sur 2 éléments"),
        (":locks", "tenu par MainThread depuis la ligne 1"),
        ("Thread(|| v.acquire(), #{name: \"jaloux\"}).start()", ">"),
        ("while !v.locked() {}", ">"),
        (":kill jalou", "plutôt `jaloux` ?"),
        (":kill jaloux", "jaloux se termine"),
        ("fn attend() { v.acquire() } Thread(attend).start()", ">"),
        (":kill Thread-1", "Thread-1 (attend) se termine"),
        (":join", "tous les threads sont terminés"),
        (":thread", "plutôt `:threads` ?"),
        (
            ":load rien.rhai",
            "erreur : impossible de lire `rien.rhai` : ce fichier n'existe pas",
        ),
        (":time 1 + 1", "durée :"),
        ("1 / 0", "erreur : division par zéro"),
        ("list[n for n in 0..300]", "… encore 200"),
        (":reset", "tout est oublié"),
        (":vars", "rien n'est encore défini"),
    ]);
    sitting.leave();
}

#[test]
fn keys_typed_while_a_line_runs_are_not_lost() {
    let mut sitting = sit_down(&["--color", "never"], USUAL);
    let terminal = &mut sitting.terminal;
    terminal.press("let a = 20\rlet b = 22\ra + b\r");
    terminal.shows("42\n4>");
}

/// The number of the last `tick 7.` on the screen.
fn last_tick(screen: &str) -> usize {
    let number = |row: &str| row.strip_prefix("tick ")?.strip_suffix('.')?.parse().ok();
    screen.lines().filter_map(number).max().unwrap_or_default()
}

#[test]
fn threads_print_above_a_line_that_is_being_typed() {
    let mut sitting = sit_down(&[], USUAL);
    let terminal = &mut sitting.terminal;
    terminal.enter("let gate = Semaphore(0); fn tick() { let n = 0; loop { sleep(0.005); n += 1; print(`tick ${n}.`) } }");
    terminal.ends_with("2>");
    terminal.enter("Thread(tick, #{daemon: true}).start()");
    let mut typed = String::from("3>");
    for (index, key) in "[40, 2].sum() // half".chars().enumerate() {
        // A tick that was seen too late may have left the screen.
        terminal.until("three ticks more", |screen| last_tick(screen) > 3 * index);
        typed.push_str(if index == 0 { " " } else { "" });
        typed.push(key);
        terminal.press(&key.to_string());
        terminal.ends_with(typed.trim_end());
    }
    terminal.press(ENTER);
    terminal.until("the value", |screen| screen.lines().any(|row| row == "42"));
}

#[test]
fn ten_thousand_lines_from_a_thread_do_no_damage() {
    let mut sitting = sit_down(&[], (24, 60));
    let terminal = &mut sitting.terminal;
    terminal.enter("let go_on = Event(); let t = Thread(|| { go_on.wait(); for i in 0..10000 { print(`line ${i}.`) } }); t.start()");
    terminal.ends_with("2>");
    terminal.enter("Timer(0.01, || go_on.set()).start()");
    terminal.press("let kept = \"half");
    terminal.shows("line 9999.");
    terminal.ends_with("3> let kept = \"half");
    terminal.enter(" typed\"; kept");
    terminal.shows("\"half typed\"\n4>");
    let written = String::from_utf8_lossy(&terminal.written).into_owned();
    let mut rest = written.as_str();
    for number in 0..10_000 {
        let line = format!("line {number}.\r\n");
        let (_, after) = rest
            .split_once(&line)
            .unwrap_or_else(|| panic!("`{line}` is missing"));
        rest = after;
    }
}

#[test]
fn an_error_in_a_thread_shows_above_the_prompt() {
    let mut sitting = sit_down(&["--color", "never"], USUAL);
    let terminal = &mut sitting.terminal;
    terminal.enter("let gate = Event()");
    terminal.enter("Thread(|| { gate.wait(); 1 / 0 }).start()");
    terminal.ends_with("3>");
    terminal.enter("Timer(0.001, || gate.set()).start()");
    terminal.press("half");
    terminal.shows("Exception in thread");
    terminal.ends_with("4> half");
}

#[test]
fn ctrl_c_ends_a_line_that_waits_and_gives_the_prompt_back() {
    let mut sitting = sit_down(&["--color", "never"], USUAL);
    let terminal = &mut sitting.terminal;
    terminal.enter("let lock = Lock(); let never = Event()");
    terminal.enter("Thread(|| { lock.acquire(); never.wait(100000) }, #{daemon: true}).start()");
    terminal.enter("while !lock.locked() { sleep(0.001) }");
    terminal.ends_with("4>");
    for (number, line) in (5..).zip(["lock.acquire()", "sleep(100000)", "loop { }", "input()"]) {
        terminal.enter(&format!("print(\"now {number}\"); {line}"));
        terminal.interrupt_after(&format!("now {number}"));
        terminal.shows(&format!("now {number}\n^Cinterrupted\n{number}>").replace("^C", ""));
    }
    terminal.enter("1 + 1");
    terminal.shows("2\n9>");
}

#[test]
fn ctrl_c_at_an_empty_prompt_says_how_to_leave_and_drops_a_half_typed_line() {
    let mut sitting = sit_down(&["--color", "never"], USUAL);
    let terminal = &mut sitting.terminal;
    terminal.press("let half = ");
    terminal.ends_with("1> let half =");
    terminal.press(CTRL_C);
    terminal.ends_with("1>");
    assert!(!terminal.shown().contains("to leave, press"));
    terminal.press(CTRL_C);
    terminal.shows("to leave, press Ctrl-D");
    // Before the prompt is there again, the terminal takes Ctrl-D for itself.
    terminal.ends_with("1>");
    terminal.press(CTRL_D);
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn ctrl_d_asks_once_when_threads_are_alive() {
    let mut sitting = sit_down(&["--color", "never"], USUAL);
    let terminal = &mut sitting.terminal;
    terminal.enter("let never = Event(); Thread(|| never.wait(), #{name: \"patient\"}).start()");
    terminal.ends_with("2>");
    terminal.press(CTRL_D);
    terminal.shows("a thread is still alive: patient");
    terminal.ends_with("2>");
    terminal.press(CTRL_D);
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn exit_leaves_with_its_code() {
    let mut sitting = sit_down(&[], USUAL);
    sitting.terminal.enter("exit(3)");
    assert_eq!(sitting.terminal.exit_code(), 3);
    let mut sitting = sit_down(&[], USUAL);
    sitting.terminal.enter("quit");
    assert_eq!(sitting.terminal.exit_code(), 0);
}

#[test]
fn tab_completes_names_members_modules_and_commands() {
    let mut sitting = sit_down(&["--color", "never"], USUAL);
    let terminal = &mut sitting.terminal;
    terminal.enter("let verrou = Lock(); let point = #{abscisse: 1}");
    terminal.ends_with("2>");
    for (typed, completed) in [
        ("verrou.acq", "verrou.acquire("),
        ("verr", "verrou"),
        ("threading::Barr", "threading::Barrier("),
        ("threading.Barr", "threading::Barrier("),
        ("point.absc", "point.abscisse"),
        (":thr", ":threads"),
        (
            ":load scripts/incremente_w",
            ":load scripts/incremente_with.rhai",
        ),
        (":doc Condition.notify_a", ":doc Condition.notify_all"),
        ("\"a\".capit", "\"a\".capitalize"),
        ("contin", "continue"),
        ("Queue(3).put_n", "Queue(3).put_nowait("),
        ("[1, 2].pus", "[1, 2].push("),
    ] {
        terminal.press(typed);
        terminal.ends_with(&format!("2> {typed}"));
        terminal.press(TAB);
        terminal.until(&format!("`{completed}`"), |screen| {
            let last = screen.trim_end().rsplit('\n').next().unwrap_or_default();
            last.starts_with(&format!("2> {completed}"))
        });
        terminal.press(CTRL_C);
        terminal.ends_with("2>");
    }
}

#[test]
fn two_sessions_share_a_history() {
    let mut first = sit_down(&["--color", "never"], USUAL);
    let mut second = Terminal::open(&["--color", "never"], USUAL, &first.history, &[]);
    second.shows("1>");
    first.terminal.enter("\"of the first\"");
    first.terminal.ends_with("2>");
    second.enter("\"of the second\"");
    second.ends_with("2>");
    second.press(CTRL_D);
    assert_eq!(second.exit_code(), 0);
    first.terminal.press(CTRL_D);
    assert_eq!(first.terminal.exit_code(), 0);
    let mut third = Terminal::open(&["--color", "never"], USUAL, &first.history, &[]);
    third.shows("1>");
    third.press(UP);
    third.ends_with("1> \"of the second\"");
    third.press(UP);
    third.ends_with("1> \"of the first\"");
    third.press(CTRL_C);
    third.ends_with("1>");
    third.press(CTRL_R);
    third.press("second");
    third.shows("\"of the second\"");
}

#[test]
fn a_narrow_terminal_wraps_and_stays_whole() {
    let mut sitting = sit_down(&["--color", "never"], (30, 20));
    let terminal = &mut sitting.terminal;
    terminal.enter("");
    terminal.enter("let gate = Event(); Thread(|| { gate.wait(); print(\"above\") }).start()");
    terminal.ends_with("2>");
    terminal.enter("Timer(0.001, || gate.set()).start()");
    terminal.press("let long = [1, 2, 3, 4, 5, 6]");
    // A line that is drawn again below the print is cut by a new line rather than by the terminal's edge.
    terminal.until("the line below the print", |screen| {
        (screen.replace('\n', "")).contains("above3> let long = [1, 2, 3, 4, 5, 6]")
    });
    terminal.press(ENTER);
    terminal.ends_with("4>");
    terminal.enter("long");
    terminal.shows("[1, 2, 3, 4, 5, 6]\n5>");
}

#[test]
fn a_line_can_ask_for_input() {
    let mut sitting = sit_down(&["--color", "never"], USUAL);
    let terminal = &mut sitting.terminal;
    terminal.enter("let name = input(\"name? \")");
    terminal.ends_with("name?");
    terminal.enter("Ada");
    terminal.ends_with("2>");
    terminal.enter("name + \"!\"");
    terminal.shows("\"Ada!\"\n3>");
}

#[test]
fn a_line_that_can_never_continue_is_reported_and_the_prompt_comes_back() {
    let mut sitting = sit_down(&["--color", "never"], USUAL);
    let terminal = &mut sitting.terminal;
    terminal.enter("let lock = Lock(); lock.acquire(); lock.acquire()");
    terminal.shows("deadlock: 1 thread can never continue");
    terminal.ends_with("2>");
    terminal.enter(":locks");
    terminal.shows("held by MainThread since line 1");
}

#[test]
fn run_with_i_keeps_the_variables_of_the_file() {
    let text = "let kept = 40;\nfn more(n) { kept + n }\nprint(\"loaded\");\n";
    let file = File::new("first.rhai", text);
    let mut sitting = sit_down(&["--color", "never", "run", "-i", file.path()], USUAL);
    let terminal = &mut sitting.terminal;
    terminal.shows("loaded");
    terminal.enter("more(2)");
    terminal.shows("42\n2>");
}

#[test]
fn run_with_i_stays_when_the_file_fails() {
    let file = File::new(
        "first.rhai",
        "let kept = 40;\nlet x = kept / 0;\nlet y = 1;\n",
    );
    let words = ["--color", "never", "run", "-i", file.path(), "5"];
    let mut sitting = sit_down(&words, USUAL);
    sitting.terminal.shows("Division by zero: 40 / 0");
    sitting.dialogue(&[
        ("kept + 2", "42\n"),
        ("argv[1]", "\"5\"\n"),
        ("y", "Variable not found: y"),
    ]);
    sitting.leave();
}

#[test]
fn run_with_i_and_a_dash_is_the_prompt_with_arguments() {
    let mut sitting = sit_down(&["--color", "never", "run", "-i", "-", "a", "b"], USUAL);
    sitting.dialogue(&[("argv", "[\"-\", \"a\", \"b\"]\n")]);
    sitting.leave();
}

#[test]
fn a_seed_makes_a_session_that_repeats_itself() {
    let mut sitting = sit_down(&["--color", "never"], USUAL);
    let terminal = &mut sitting.terminal;
    let mut seen = Vec::new();
    for round in 0..2 {
        terminal.enter(":seed 5");
        terminal.until("a new session", |screen| {
            screen.matches("seed 5:").count() == round + 1
        });
        terminal.ends_with("1>");
        terminal.enter("let log = \"\"; let ts = list[Thread(|| for i in 0..5 { log += n; sleep(0.1) }) for n in [\"a\", \"b\", \"c\"]]");
        terminal.ends_with("2>");
        terminal.enter("for t in ts { t.start() } for t in ts { t.join() } `log: ${log}`");
        terminal.until("the log", |screen| {
            screen.matches("\"log: ").count() == round + 1
        });
        let screen = terminal.shown();
        let row = screen.lines().rfind(|row| row.starts_with("\"log: "));
        seen.push(row.expect("the log is shown").to_string());
    }
    assert_eq!(seen[0], seen[1]);
}

#[test]
fn locks_taken_in_different_orders_are_told_once_after_the_line() {
    let mut sitting = sit_down(&["--color", "never"], USUAL);
    let terminal = &mut sitting.terminal;
    terminal.enter("let a = Lock(); let b = Lock()");
    terminal.enter("let turn = 0");
    terminal.enter("fn take(one, other, mine) { while turn < mine { sleep(0.001); } with one { with other { } } turn += 1; }");
    terminal.enter("fn both() { turn = 0; let ts = [Thread(take, [a, b, 0]), Thread(take, [b, a, 1])]; for t in ts { t.start(); } for t in ts { t.join(); } }");
    terminal.enter("both()");
    terminal.shows("warning: lock order: 2 threads");
    terminal.shows("Thread-2 (take)   takes a while it holds b since line 3   line 3");
    terminal.shows("6>");
    terminal.enter("both(); \"again\"");
    terminal.shows("6> both(); \"again\"\n\"again\"\n7>");
}

#[test]
fn threads_that_wait_for_each_other_are_told_of_while_the_prompt_waits() {
    let mut sitting = sit_down(&["--color", "never"], USUAL);
    let terminal = &mut sitting.terminal;
    terminal.enter("let a = Lock(); let b = Lock(); let both = Barrier(2)");
    terminal.enter("fn take(one, other) { with one { both.wait(); with other { } } }");
    terminal.enter("Thread(take, [a, b]).start(); Thread(take, [b, a]).start()");
    terminal.press("half");
    terminal.shows("2 threads can never continue");
    terminal.shows("only you can wake them");
    terminal.ends_with("4> half");
}
