//! Mutants of counts and flags: semaphores, barriers, queues, daemons; and threads that are calls.

use super::Making;
use crate::lang::{Scan, TokenKind};
use crate::messages::message;

pub fn make(making: &mut Making) {
    let text = making.text;
    let scan = Scan::new(text);
    let tokens = &scan.tokens;
    let word = |at: usize| {
        let token = tokens.get(at).filter(|token| token.kind != TokenKind::Text);
        token.map_or("", |token| &text[token.range.clone()])
    };
    for at in 0..tokens.len() {
        let start = tokens[at].range.start;
        if let ("Semaphore" | "BoundedSemaphore" | "Barrier" | "Queue", "(") =
            (word(at), word(at + 1))
        {
            let Some(close) = closing(&word, at + 1, tokens.len()) else {
                continue;
            };
            let inside = tokens[at + 1].range.end..tokens[close].range.start;
            let given = text[inside.clone()].trim();
            if given.is_empty() {
                continue;
            }
            let code = &text[start..tokens[close].range.end];
            if word(at) == "Queue" {
                let what = message!("mutant-unbounded", code);
                making.add(start, vec![(inside, String::new())], what, "inside = { … }");
                continue;
            }
            for (by, remedy) in [
                (1, "inside = { function = \"…\", most = … }"),
                (-1, "inside = { function = \"…\", reaches = … }"),
            ] {
                let changed = match given.parse::<i64>() {
                    Ok(0) if by < 0 => continue,
                    Ok(number) => (number + by).to_string(),
                    Err(_) if by > 0 => format!("({given}) + 1"),
                    Err(_) => format!("({given}) - 1"),
                };
                let what = message!("mutant-count", code, changed = &changed);
                making.add(start, vec![(inside.clone(), changed)], what, remedy);
            }
        }
        if word(at) == "daemon" && matches!(word(at + 1), "=" | ":") {
            let flipped = match word(at + 2) {
                "true" => "false",
                "false" => "true",
                _ => continue,
            };
            let value = tokens[at + 2].range.clone();
            let what = message!("mutant-daemon", flipped);
            making.add(
                start,
                vec![(value, flipped.to_owned())],
                what,
                "threads = { daemon = … }",
            );
        }
    }
}

/// The token that closes what is opened at `open`.
fn closing<'t>(word: &dyn Fn(usize) -> &'t str, open: usize, end: usize) -> Option<usize> {
    let mut depth = 0;
    for at in open..end {
        match word(at) {
            "(" | "[" | "#{" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}
