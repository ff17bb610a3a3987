//! Blocks while they are typed, mended and pasted: rows, closing brackets, parameters.

use super::terminal::{CTRL_C, ENTER, TAB, UP};
use super::{USUAL, sit_down, sit_down_with};

#[test]
fn blocks_are_typed_and_mended_row_by_row() {
    let mut sitting = sit_down(&["--color", "never"], USUAL);
    let terminal = &mut sitting.terminal;
    for row in ["fn f() {", "if true {", "1"] {
        terminal.enter(row);
    }
    // The brace goes back to where its block began.
    terminal.enter("}");
    terminal.enter("}");
    terminal.shows("    if true {\n        1\n    }\n}\n6>");
    // Enter in the middle of a block that was fetched makes a row; at its end it runs the block.
    terminal.press(UP);
    terminal.press("\x1b[A\x1b[A\x1b[A\x1b[F");
    terminal.press(ENTER);
    terminal.press("2 +");
    terminal.shows("if true {\n        2 +\n        1");
    terminal.press("\x1b[B\x1b[B\x1b[B\x1b[F");
    terminal.press(ENTER);
    sitting.dialogue(&[("f()", "3\n")]);
    sitting.leave();
}

#[test]
fn closing_brackets_stand_below_what_they_close() {
    let mut sitting = sit_down(&["--color", "never"], USUAL);
    let terminal = &mut sitting.terminal;
    for row in ["let t = Thread(|| {", "let xs = [", "1,", "];", "})"] {
        terminal.enter(row);
    }
    terminal.shows("{\n    let xs = [\n        1,\n    ];\n})\n6>");
    // Blanks of a text stay.
    terminal.enter("let braces = `{");
    terminal.enter("    }`");
    terminal.ends_with("8>");
    sitting.dialogue(&[("braces.len()", "7\n")]);
    sitting.leave();
}

#[test]
fn a_bracket_after_tab_is_typed_and_not_completed() {
    let mut sitting = sit_down(&["--color", "never"], USUAL);
    let terminal = &mut sitting.terminal;
    terminal.enter("fn f() {");
    terminal.press(TAB);
    terminal.enter("}");
    terminal.ends_with("3>");
    sitting.dialogue(&[("let x = (1 + 2) * 3; x", "9\n"), ("f() == ()", "true")]);
    sitting.leave();
}

#[test]
fn a_pasted_block_keeps_its_braces() {
    const BLOCK: &str = "fn f(a) {\n    if a {\n        1\n    } else {\n        2\n    }\n}";
    let mut sitting = sit_down(&["--color", "never"], USUAL);
    // A terminal that knows about pasting: as it is.
    let terminal = &mut sitting.terminal;
    terminal.press(&format!("\x1b[200~{BLOCK}\x1b[201~"));
    terminal.press(ENTER);
    terminal.shows(&format!("1> {BLOCK}\n8>"));
    sitting.dialogue(&[("f(true) + 10 * f(false)", "21\n")]);
    // Another one sends keys.
    let terminal = &mut sitting.terminal;
    terminal.enter(&BLOCK.replace('\n', ENTER));
    terminal.ends_with("16>");
    sitting.dialogue(&[("f(true) + 10 * f(false)", "21\n")]);
    sitting.leave();
}

#[test]
fn the_parameters_stand_behind_the_bracket() {
    let mut sitting = sit_down(&["--color", "always"], USUAL);
    sitting.dialogue(&[
        ("fn add(left, right) { left + right }", ">"),
        ("let q = Queue()", ">"),
    ]);
    let terminal = &mut sitting.terminal;
    for (typed, shown) in [
        ("add(", "add(   add(left, right)"),
        ("1, ", "add(1,    add(left, right)"),
        ("q.put(", "q.put(   put(item"),
    ] {
        terminal.press(typed);
        terminal.shows(shown);
    }
    terminal.press("2)) ");
    terminal.until("no signature behind the call", |screen| {
        screen.trim_end().ends_with("))")
    });
    terminal.press(CTRL_C);
    terminal.ends_with("3>");
    sitting.leave();
}

#[test]
fn candidates_that_do_not_fit_are_counted_in_the_session_s_language() {
    let language = [("SANDBOX_LANG", "fr")];
    let mut sitting = sit_down_with(&["--color", "never"], (12, 60), &language);
    sitting.dialogue(&[("let text = \"\"", ">")]);
    let terminal = &mut sitting.terminal;
    terminal.press("text.");
    terminal.press(TAB);
    terminal.press(TAB);
    terminal.shows("… encore ");
    terminal.ends_with("2> text.");
    terminal.press(CTRL_C);
    terminal.ends_with("2>");
    sitting.leave();
}
