//! What the prompt keeps of earlier sessions, and what costs it nothing of this one.

use super::{CTRL_D, ENTER, Terminal, UP, USUAL, sit_down};

#[test]
fn a_broken_byte_in_the_history_costs_no_line() {
    let folder = tempfile::tempdir().expect("a folder for the history");
    let history = folder.path().join("history.txt");
    std::fs::write(&history, b"#V2\nprint(1)\nprint(\"\xff\")\nprint(3)\n").expect("a history");
    let mut terminal = Terminal::open(&["--color", "never"], USUAL, &history, &[]);
    terminal.shows("the history");
    terminal.shows("1>");
    terminal.press(UP);
    terminal.shows("1> print(3)");
    terminal.press(ENTER);
    terminal.shows("3\n2>");
    terminal.press(UP);
    terminal.press(UP);
    terminal.press(UP);
    terminal.shows("2> print(1)");
    terminal.press(ENTER);
    terminal.shows("1\n3>");
    terminal.press(CTRL_D);
    assert_eq!(terminal.exit_code(), 0);
    let kept = std::fs::read_to_string(&history).expect("the history is text");
    assert!(
        kept.contains("print(1)\nprint(\"\u{fffd}\")\nprint(3)\n"),
        "{kept}"
    );
}

#[test]
fn a_history_that_cannot_be_written_is_told_once() {
    let folder = tempfile::tempdir().expect("a folder");
    // A folder where the file should be.
    let mut terminal = Terminal::open(&["--color", "never"], USUAL, folder.path(), &[]);
    terminal.shows("is not kept in");
    terminal.shows("1>");
    terminal.enter("6 * 7");
    terminal.shows("42\n2>");
    terminal.enter("6 * 8");
    terminal.shows("48\n3>");
    assert!(terminal.shown().matches("is not kept in").count() <= 2);
    terminal.press(CTRL_D);
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn a_byte_that_is_no_text_costs_no_session() {
    let mut sitting = sit_down(&["--color", "never"], USUAL);
    let terminal = &mut sitting.terminal;
    terminal.enter("let kept = 42");
    terminal.ends_with("2>");
    terminal.press_bytes(b"print(\xff\xfe)");
    terminal.shows("not UTF-8 text");
    terminal.press("\x15");
    terminal.press(ENTER);
    terminal.enter("kept");
    terminal.shows("42\n");
}
