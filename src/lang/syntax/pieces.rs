//! Large texts are parsed piece by piece. For each variable that it meets, Rhai's parser goes through all functions, closures and
//! variables that the text has had so far, and for each parameter through the others: its time grows with the square of the text.
//!
//! A text is cut after statements and functions of the top level. Each piece is parsed behind as many empty lines as stand before it, so
//! that places are right; what is parsed does not depend on other pieces, since `lower` resolves all names. When anything is amiss,
//! the text is parsed as a whole.

use rhai::{AST, Engine};
use std::collections::HashSet;
use std::ops::Range;

/// Smaller texts are parsed as a whole.
const LARGE: usize = 64 << 10;

/// Bytes of a piece, about.
const PIECE: usize = 8 << 10;

/// Places end at this line, and this column.
const LAST_PLACE: usize = u16::MAX as usize + 1;

/// Is the text large enough?
pub fn are_wanted(text: &str) -> bool {
    text.len() >= LARGE
}

/// The tree of a text; nothing when it cannot be parsed this way. A cut in the wrong place, within a text or
/// comment, leaves pieces that the parser refuses.
pub fn parse(engine: &Engine, text: &str) -> Option<AST> {
    let mut pieces = pieces(text)?.into_iter();
    let mut before = Before::default();
    let mut whole = before.parse(engine, &text[pieces.next()?])?;
    let mut signatures = HashSet::new();
    note_functions(&whole, &mut signatures)?;
    for piece in pieces {
        let piece = before.parse(engine, &text[piece])?;
        note_functions(&piece, &mut signatures)?;
        whole.combine(piece);
    }
    Some(whole)
}

/// How far the pieces before one reach: counted on from piece to piece, as the text may have many.
#[derive(Default)]
struct Before {
    lines: usize,
    /// Characters of the last line.
    column: usize,
}

impl Before {
    fn parse(&mut self, engine: &Engine, piece: &str) -> Option<AST> {
        let mut padded = "\n".repeat(self.lines.min(LAST_PLACE));
        padded.push_str(&" ".repeat(self.column.min(LAST_PLACE)));
        padded.push_str(piece);
        self.lines += memchr::memchr_iter(b'\n', piece.as_bytes()).count();
        self.column = match piece.rsplit_once('\n') {
            Some((_, rest)) => rest.chars().count(),
            None => self.column + piece.chars().count(),
        };
        engine.compile(padded).ok()
    }
}

/// Nothing when a function of the piece has been defined before, which the parser refuses.
fn note_functions(piece: &AST, known: &mut HashSet<String>) -> Option<()> {
    for function in piece.iter_fn_def() {
        let name = &function.name;
        // Closures that are written the same are the same.
        if !name.starts_with("anon$") {
            let this = function.this_type.as_deref().unwrap_or_default();
            let signature = format!("{this}.{name}/{}", function.params.len());
            known.insert(signature).then_some(())?;
        }
    }
    Some(())
}

/// Where the text is cut.
fn pieces(text: &str) -> Option<Vec<Range<usize>>> {
    let bytes = text.as_bytes();
    let mut pieces = Vec::new();
    let (mut start, mut at, mut depth) = (0, 0, 0_usize);
    // A block of the top level has ended, and only blanks and comments followed.
    let mut end_of_block = None;
    while let Some(byte) = bytes.get(at) {
        let length = blank_length(&bytes[at..]);
        if length > 0 {
            at += length;
            continue;
        }
        let end = match end_of_block.take() {
            Some(end) if begins_definition(&bytes[at..]) => Some(end),
            _ if *byte == b';' => Some(at + 1),
            _ => None,
        };
        if let Some(end) = end.filter(|end| depth == 0 && end - start >= PIECE) {
            pieces.push(start..end);
            start = end;
        }
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if *byte == b'}' && depth == 0 {
            end_of_block = Some(at + 1);
        }
        at += text_length(&bytes[at..]);
    }
    if depth > 0 {
        return None;
    }
    pieces.push(start..text.len());
    Some(pieces)
}

/// How long the white space or comment is that begins here.
fn blank_length(rest: &[u8]) -> usize {
    match rest {
        [b'/', b'/', ..] => rest
            .iter()
            .position(|byte| *byte == b'\n')
            .unwrap_or(rest.len()),
        [b'/', b'*', ..] => {
            let end = rest.windows(2).position(|pair| pair == b"*/");
            end.map_or(rest.len(), |end| end + 2)
        }
        [byte, ..] => usize::from(byte.is_ascii_whitespace()),
        [] => 0,
    }
}

/// How long the text in quotes is that begins here; 1 for all else.
fn text_length(rest: &[u8]) -> usize {
    let Some(quote @ (b'"' | b'\'' | b'`')) = rest.first() else {
        return 1;
    };
    let mut at = 1;
    while let Some(byte) = rest.get(at) {
        match byte {
            b'\\' if *quote != b'`' => at += 1,
            byte if byte == quote => break,
            _ => {}
        }
        at += 1;
    }
    (at + 1).min(rest.len())
}

fn begins_definition(rest: &[u8]) -> bool {
    let words: [&[u8]; 3] = [b"fn ", b"private ", b"class "];
    words.iter().any(|word| rest.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::super::parser;
    use rhai::{AST, Position};

    /// A text of every kind of statement, many times over.
    fn text() -> String {
        let mut text = String::from("let total = 0;\n");
        for i in 0..1500 {
            text += &format!(
                "/// Adds {i}.\nfn f{i}(x) {{ x + {i} }}\nlet v{i} = |x| x + total; // a comment; with {{ and \"\n\
                 class C{i} {{ m(a) {{ a; {i} }} }}\nif v{i}.call(1) == {i} {{ total += f{i}(v{i}.call(2)); }} else {{ total = #{{a: 1}}.a; }}\n"
            );
        }
        text
    }

    #[test]
    fn pieces_give_what_the_whole_gives() {
        let engine = parser();
        let text = text();
        super::super::marks::note(&text, true);
        let whole = engine.compile(&text).expect("the text is right");
        super::super::marks::note(&text, true);
        let pieces = super::parse(&engine, &text).expect("the text can be cut");
        assert!(super::pieces(&text).is_some_and(|pieces| pieces.len() > 10));
        assert_eq!(places(&pieces), places(&whole));
    }

    /// Where each statement and function stands.
    fn places(ast: &AST) -> (Vec<Position>, Vec<(String, Position)>) {
        let statements = ast
            .statements()
            .iter()
            .map(|statement| statement.position());
        let functions = ast.iter_fn_def().map(|function| {
            let at = function.body.start_position();
            (function.name.to_string(), at)
        });
        let mut functions: Vec<_> = functions.collect();
        functions.sort();
        (statements.collect(), functions)
    }

    #[test]
    fn what_is_wrong_is_left_to_the_parser() {
        let engine = parser();
        let (text, twice) = (text(), "fn f0(x) { 2 }");
        for wrong in [
            &*(text.clone() + twice),
            &*(text.clone() + "let = 1;"),
            &*(text + "{"),
        ] {
            assert!(super::parse(&engine, wrong).is_none());
        }
    }
}
