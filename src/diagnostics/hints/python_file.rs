//! Is a whole text Python? Then one answer serves better than an error for each line.

use crate::lang::{Scan, Token, TokenKind, position_of};
use crate::messages::{Message, MessageId, message, message_id};
use crate::objects::error::{Error, Source};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A text that is Python, not the dialect.
#[derive(Debug, PartialEq, Eq)]
pub struct PythonFile {
    /// The byte of the first sign.
    pub at: usize,
    /// What differs of all that occurs in it.
    rows: Vec<MessageId>,
}

impl PythonFile {
    /// The one error in place of all others: what it is, what differs, and the command that rewrites it.
    #[must_use]
    pub fn error(&self, source: &Arc<Source>) -> Error {
        let mut hint = match source.name.starts_with('<') {
            true => message!("python-file-fix", file = "FILE"),
            false => message!("python-file-fix", file = source.name.as_str()),
        };
        for row in self.rows.iter().rev() {
            hint = message!("python-file-rows", row = Message::known(row), rest = hint);
        }
        let mut error = Error::raised("SyntaxError", message!("python-file"))
            .at(position_of(&source.text, self.at))
            .within(source);
        error.body_mut().instead = Some((message!("python-file"), hint));
        error
    }
}

/// What shows Python, the surest first: these and no others make a text Python, as far as the dialect has nothing like them.
const STRONG: &[&str] = &[
    "function", "class", "block", "import", "elif", "except", "main",
];

/// What each sign is told by, in the order in which they are told.
const ROWS: &[(&str, MessageId)] = &[
    ("block", message_id!("python-file-block")),
    ("function", message_id!("python-file-function")),
    ("class", message_id!("python-file-class")),
    ("elif", message_id!("python-file-elif")),
    ("except", message_id!("python-file-except")),
    ("main", message_id!("python-file-main")),
    ("import", message_id!("python-file-import")),
    ("keywords", message_id!("python-file-keywords")),
    ("variable", message_id!("python-file-variable")),
    ("comment", message_id!("python-file-comment")),
    ("self", message_id!("python-file-self")),
    ("constant", message_id!("python-file-constant")),
    ("operator", message_id!("python-file-operator")),
    ("text", message_id!("python-file-text")),
];

const BLOCKS: &[&str] = &["if", "for", "while", "with", "try", "else", "finally"];

/// Shorter texts are answered line by line.
const LINES: usize = 3;

/// So many rows are told.
const TOLD: usize = 7;

/// What the text is, when several signs together leave no doubt.
#[must_use]
pub fn python_file(source: &str) -> Option<PythonFile> {
    let scan = Scan::new(source);
    let mut signs: BTreeSet<&str> = BTreeSet::new();
    let mut at = None;
    let (mut lines, mut ended, mut braces) = (0, 0, 0);
    let mut rest = &scan.tokens[..];
    while let Some(first) = rest.first() {
        let length = rest.partition_point(|token| token.line == first.line);
        let (line, behind) = rest.split_at(length);
        rest = behind;
        lines += 1;
        let word = |token: &Token| &source[token.range.clone()];
        let last = line.last().map_or("", word);
        ended += usize::from(last == ";");
        braces += usize::from(last == "{" || word(first) == "}");
        for sign in signs_of(line, source) {
            if STRONG.contains(&sign) {
                at.get_or_insert(first.range.start);
            }
            signs.insert(sign);
        }
    }
    for comment in &scan.comments {
        if source[comment.range.clone()].starts_with('#') {
            signs.insert("comment");
        }
    }
    if lines > ended {
        signs.insert("variable");
    }
    let strong = STRONG.iter().filter(|sign| signs.contains(*sign)).count();
    let is_flat = lines >= LINES && braces == 0 && ended == 0 && is_flat(&scan, source);
    if is_flat {
        at.get_or_insert(0);
        signs.insert("variable");
    }
    let is_python = is_flat
        || lines >= LINES
            && braces == 0
            && ended * 3 <= lines
            && (strong >= 2 || strong == 1 && (signs.len() >= 4 || ended == 0));
    let rows = ROWS.iter().filter(|(sign, _)| signs.contains(sign));
    is_python.then(|| PythonFile {
        at: at.unwrap_or_default(),
        rows: rows.map(|(_, id)| *id).take(TOLD).collect(),
    })
}

/// Is each line a statement of Python without a block: an assignment, or a call? At least one variable begins without `let`.
fn is_flat(scan: &Scan, source: &str) -> bool {
    let word = |token: &Token| &source[token.range.clone()];
    let mut given = 0;
    let mut rest = &scan.tokens[..];
    let mut depth = 0_i32;
    while let Some(first) = rest.first() {
        let length = rest.partition_point(|token| token.line == first.line);
        let (line, behind) = rest.split_at(length);
        rest = behind;
        let goes_on = depth > 0;
        for token in line {
            match word(token) {
                "(" | "[" => depth += 1,
                ")" | "]" => depth -= 1,
                // Our own words, and blocks.
                "{" | "}" | "#{" | ";" | "let" | "const" | "fn" | "loop" | "switch" => {
                    return false;
                }
                _ => {}
            }
        }
        if goes_on {
            continue;
        }
        let second = line.get(1).map_or("", word);
        if first.kind != TokenKind::Word {
            return false;
        }
        match second {
            "=" | "," => given += 1,
            "(" | "." | "[" | "+=" | "-=" | "*=" => {}
            _ => return false,
        }
    }
    given > 0
}

/// What a line shows.
fn signs_of(line: &[Token], source: &str) -> Vec<&'static str> {
    let word = |index: usize| {
        line.get(index)
            .map_or("", |token| &source[token.range.clone()])
    };
    let words = || (0..line.len()).map(word);
    let ends_in_colon = word(line.len() - 1) == ":";
    let mut signs = Vec::new();
    match word(0) {
        "def" if ends_in_colon => signs.push("function"),
        "class" if ends_in_colon => signs.push("class"),
        "elif" => signs.push("elif"),
        "except" => signs.push("except"),
        "if" if word(1) == "__name__" => signs.push("main"),
        first if ends_in_colon && BLOCKS.contains(&first) => signs.push("block"),
        "from" if words().any(|word| word == "import") => signs.push("import"),
        "import" if line.get(1).is_some_and(|name| name.kind == TokenKind::Word) => {
            signs.push("import")
        }
        _ => {}
    }
    for (index, token) in line.iter().enumerate() {
        let is_prefix = line.get(index + 1).is_some_and(|next| {
            next.kind == TokenKind::Text && next.range.start == token.range.end
        });
        match word(index) {
            "self" | "__init__" => signs.push("self"),
            "True" | "False" | "None" => signs.push("constant"),
            "and" | "or" | "not" => signs.push("operator"),
            "f" if is_prefix => signs.push("text"),
            "target" | "args" if word(index + 1) == "=" => signs.push("keywords"),
            _ => {}
        }
    }
    signs
}
