//! `NAME??`: how a function or class of the session was written, found in the texts that were run.

use crate::lang::{Scan, TokenKind};

/// The latest text of each form of a function (one for each number of parameters), or of the class, of this name.
pub fn source_of(name: &str, texts: &[String]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for text in texts.iter().rev() {
        for definition in definitions(name, text).into_iter().rev() {
            let is_newer = |known: &String| head(known) == head(&definition);
            if !found.iter().any(is_newer) {
                found.push(definition);
            }
        }
    }
    found.reverse();
    found
}

/// The definitions of the name in one text, from `fn` or `class` to the closing brace, with the comments right above.
fn definitions(name: &str, text: &str) -> Vec<String> {
    let scan = Scan::new(text);
    let word = |at: usize| {
        let token = scan.tokens.get(at)?;
        (token.kind != TokenKind::Text).then(|| &text[token.range.clone()])
    };
    let mut found = Vec::new();
    for at in 0..scan.tokens.len() {
        let opens = matches!(word(at), Some("fn" | "class"));
        if !opens || word(at + 1) != Some(name) {
            continue;
        }
        let mut depth = 0;
        for end in at..scan.tokens.len() {
            match word(end) {
                Some("{" | "#{") => depth += 1,
                Some("}") => depth -= 1,
                _ => continue,
            }
            if depth == 0 {
                let begin = beginning(text, scan.tokens[at].range.start);
                found.push(text[begin..scan.tokens[end].range.end].to_string());
                break;
            }
        }
    }
    found
}

/// Where the definition begins whose first word stands at `at`: its doc comments belong to it.
fn beginning(text: &str, at: usize) -> usize {
    let row = |end: usize| text[..end].rfind('\n').map_or(0, |newline| newline + 1);
    let mut begin = at;
    let mut above = row(at);
    while above > 0 {
        let start = row(above - 1);
        if !text[start..above].trim_start().starts_with("///") {
            break;
        }
        (begin, above) = (start, start);
    }
    begin
}

/// The definition up to its block, and how many parameters it names.
fn head(definition: &str) -> (bool, usize) {
    let code = definition
        .lines()
        .skip_while(|line| line.trim_start().starts_with("///"));
    let code: Vec<&str> = code.collect();
    let code = code.join("\n");
    let end = code.find('{').unwrap_or(code.len());
    let parameters = code[..end].split_once('(').map_or("", |(_, rest)| rest);
    let count = parameters.split(')').next().unwrap_or_default();
    let count = count
        .split(',')
        .filter(|one| !one.trim().is_empty())
        .count();
    (code.trim_start().starts_with("class"), count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_form_is_shown_with_its_comment() {
        let texts = [
            "fn f(a) { 1 }\nfn f(a, b) { #{c: a + b} }",
            "let x = 1;\n/// Doubles.\nfn f(a) {\n    \"}\" + 2 * a\n}",
            "class C { init() { } }",
        ]
        .map(String::from);
        assert_eq!(
            source_of("f", &texts),
            [
                "fn f(a, b) { #{c: a + b} }",
                "/// Doubles.\nfn f(a) {\n    \"}\" + 2 * a\n}"
            ]
        );
        assert_eq!(source_of("C", &texts), ["class C { init() { } }"]);
        assert!(source_of("g", &texts).is_empty());
    }
}
