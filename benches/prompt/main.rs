//! The prompt against its goals: how soon it is there, how soon Tab answers among many variables, how soon a flood from a thread has
//! passed above a line that is being typed, and whether it was whole. `cargo bench --bench prompt`.

#![expect(
    clippy::disallowed_methods,
    reason = "what a person waits for, on the machine's clock"
)]

mod terminal;

use sandbox::library::LIBRARY;
use sandbox::messages::Language;
use sandbox::objects::abi::Console;
use sandbox::objects::error::Source;
use sandbox::permissions::Permissions;
use sandbox::repl::complete;
use sandbox::session::{Interactive, Limits, Options, Runtime};
use std::time::{Duration, Instant};
use terminal::Terminal;

/// How often the prompt is started.
const STARTS: usize = 21;
/// How often Tab is pressed.
const TABS: usize = 101;
const VARIABLES: usize = 10_000;
const LINES: usize = 10_000;

fn main() {
    println!("{:<58} {:>10} {:>10}", "", "median", "goal");
    let starts = (0..STARTS).map(|_| start_to_prompt());
    row(
        "start to prompt, in a pseudo-terminal",
        median(starts),
        Some(30),
    );
    let session = session_of_many_variables();
    for (typed, found) in [
        ("nom_9", 1_111),
        ("nom_", VARIABLES),
        ("nom_99.", 0),
        ("thr", 2),
    ] {
        let presses = (0..TABS).map(|_| tab(&session, typed, found));
        let what = format!("Tab after `{typed}` among {VARIABLES} variables");
        row(&what, median(presses), Some(10));
    }
    session.close();
    let passed = flood_above_a_half_typed_line();
    let what = format!("{LINES} lines of a thread above a half-typed line, all whole");
    row(&what, passed, None);
}

/// One row of the table; the goal is in milliseconds.
fn row(what: &str, took: Duration, goal: Option<u64>) {
    let goal = goal.map_or(String::new(), |goal| {
        let verdict = if took <= Duration::from_millis(goal) {
            ""
        } else {
            " !"
        };
        format!("≤ {goal} ms{verdict}")
    });
    let took = format!("{:.2} ms", took.as_secs_f64() * 1e3);
    println!("{what:<58} {took:>10} {goal:>10}");
}

fn median(times: impl Iterator<Item = Duration>) -> Duration {
    let mut times: Vec<Duration> = times.collect();
    times.sort();
    times[times.len() / 2]
}

fn start_to_prompt() -> Duration {
    let start = Instant::now();
    let mut terminal = Terminal::open();
    terminal.until(|screen| screen.contains("1>"));
    start.elapsed()
}

fn session_of_many_variables() -> Interactive {
    let session = Interactive::open(Options {
        source: Source::default(),
        arguments: vec![String::new()],
        runtime: Runtime::Real,
        limits: Limits::default(),
        console: Console::new(Box::new(std::io::sink()), Box::new(std::io::sink())),
        library: LIBRARY,
        folder: None,
        permissions: Permissions::default(),
        language: Language::English,
    })
    .expect("the system has a thread left");
    let text: String = (0..VARIABLES)
        .map(|number| format!("let nom_{number} = {number};\n"))
        .collect();
    let answer = session.run(&text, Source::default());
    answer
        .expect("the session lives")
        .result
        .expect("variables can be declared");
    session
}

/// What a Tab costs; so many things fit.
fn tab(session: &Interactive, typed: &str, found: usize) -> Duration {
    let start = Instant::now();
    let completion = complete(typed, typed.len(), session);
    let took = start.elapsed();
    assert!(
        completion.candidates.len() >= found,
        "`{typed}` has {} completions",
        completion.candidates.len()
    );
    took
}

fn flood_above_a_half_typed_line() -> Duration {
    let mut terminal = Terminal::open();
    terminal.until(|screen| screen.contains("1>"));
    let flood = format!(
        "let go_on = Event(); Thread(|| {{ go_on.wait(); for i in 0..{LINES} {{ print(`line ${{i}}.`) }} }}).start()\r"
    );
    terminal.press(&flood);
    terminal.until(|screen| screen.contains("2>"));
    terminal.press("Timer(0.05, || go_on.set()).start()\r");
    terminal.until(|screen| screen.contains("3>"));
    terminal.press("let kept = \"half");
    // On the screen it may have passed between two looks.
    terminal.until_written("line 0.");
    let start = Instant::now();
    let last = format!("line {}.", LINES - 1);
    terminal.until(|screen| screen.contains(&last) && screen.ends_with("3> let kept = \"half"));
    let took = start.elapsed();
    let written = terminal.written();
    let mut rest = written.as_str();
    for number in 0..LINES {
        let line = format!("line {number}.\r\n");
        let (_, after) = rest
            .split_once(&line)
            .unwrap_or_else(|| panic!("`{line}` is missing"));
        rest = after;
    }
    took
}
