//! The walks in the book's chapter on the prompt, played again: what the book shows is what the screen shows.

use super::{USUAL, sit_down_with};
use std::path::Path;

/// One entry of a walk: the rows as the screen shows them, which are typed without their indentation, and the answer.
struct Step {
    rows: Vec<String>,
    answer: String,
}

/// The steps of the first block of text under the heading. Rows of one entry but its first are indented or a closing brace.
fn walk(chapter: &str, heading: &str) -> Vec<Step> {
    let (_, rest) = chapter.split_once(heading).expect("the heading is there");
    let (_, rest) = rest.split_once("```text\n").expect("a block is there");
    let (block, _) = rest.split_once("```").expect("it has an end");
    let mut steps: Vec<Step> = Vec::new();
    for row in block.lines() {
        let typed = row
            .split_once("> ")
            .filter(|(number, _)| number.parse::<usize>().is_ok());
        match (typed, steps.last_mut()) {
            (Some((_, typed)), _) => steps.push(Step {
                rows: vec![typed.to_string()],
                answer: String::new(),
            }),
            (None, Some(step))
                if step.answer.is_empty() && (row.starts_with("    ") || row == "}") =>
            {
                step.rows.push(row.to_string());
            }
            (None, Some(step)) => step.answer += &format!("{row}\n"),
            // The greeting, which has the version in it.
            (None, None) => {}
        }
    }
    steps
}

/// The words, without how far they are apart and how many seconds something took.
fn words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_time =
        |index: usize| words[index].parse::<f64>().is_ok() && words.get(index + 1) == Some(&"s");
    let shown = words.iter().enumerate();
    let shown: Vec<&str> = shown
        .map(|(index, word)| if is_time(index) { "…" } else { word })
        .collect();
    shown.join(" ")
}

fn play(heading: &str, language: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("book")
        .join(language);
    let file = folder.join("the-prompt.md");
    let chapter = std::fs::read_to_string(file).expect("the chapter can be read");
    let mut sitting = sit_down_with(&["--color", "never"], USUAL, &[("SANDBOX_LANG", language)]);
    let terminal = &mut sitting.terminal;
    let steps = walk(&chapter, heading);
    assert!(steps.len() > 10, "the walk under `{heading}` is short");
    for Step { rows, answer } in steps {
        let is_right = |shown: &str| {
            let shown = shown.trim_end();
            let answered = shown.rsplit_once('\n').map_or("", |(rows, _)| rows);
            words(answered) == words(&answer)
        };
        if rows[0].starts_with(':') {
            // What threads do takes a moment to become what the book shows.
            terminal.until_asked(&rows[0], is_right);
            continue;
        }
        for row in &rows {
            terminal.enter(row.trim());
        }
        let last = match &rows[..] {
            [row] => format!("> {row}\n"),
            rows => format!("\n{}\n", rows[rows.len() - 1]),
        };
        terminal.until(&format!("`{answer}` after {rows:?}"), |screen| {
            let after = screen.rsplit_once(&last);
            after.is_some_and(|(_, after)| after.trim_end().ends_with('>') && is_right(after))
        });
    }
    sitting.leave();
}

#[test]
fn the_walk_in_the_book_is_what_the_screen_shows() {
    play("## A walk", "en");
}

#[test]
fn la_visite_du_livre_est_ce_que_montre_l_ecran() {
    play("## Une visite", "fr");
}
