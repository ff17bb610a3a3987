//! What is still open at the end of a text: a comment, a text in backticks, a `${` in one, a text in raw quotes. Rhai's parser takes an open
//! comment for a closed one, and of the others it tells what it misses further on.

/// Something that has a start and no end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unclosed {
    /// The byte where it starts.
    pub start: usize,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// `/* …`; comments stand inside of comments.
    Comment,
    /// `` ` … ``
    Backticks,
    /// `${ …` inside of backticks.
    Interpolation,
    /// `#" …`, with what ends it.
    RawText { end: String },
}

/// What is open at the end of the text. Quotes that are not closed are the parser's to tell.
pub fn unclosed(text: &str) -> Option<Unclosed> {
    // The texts in backticks whose `${` is open: where that starts, and the braces open in it.
    let mut inside: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let found = |what| Some(Unclosed { start: at, what });
        at += match rest.as_bytes() {
            [b'/', b'/', ..] => rest.find('\n').unwrap_or(rest.len()),
            [b'/', b'*', ..] => match comment_length(rest) {
                Some(length) => length,
                None => return found(What::Comment),
            },
            [b'#', ..] => match raw_text(rest) {
                Some((_, Some(length))) => length,
                Some((end, None)) => return found(What::RawText { end }),
                None if rest.starts_with("#{") => {
                    open_brace(&mut inside);
                    2
                }
                // Nothing of Rhai's: the parser stumbles here.
                None => return None,
            },
            [quote @ (b'"' | b'\''), ..] => quoted_length(rest, *quote)?,
            [b'`', ..] => match backticks(&rest[1..]) {
                Part::Ends(length) => 1 + length,
                Part::Opens(length) => {
                    inside.push((at + length - 1, 0));
                    1 + length
                }
                Part::Open => return found(What::Backticks),
            },
            [b'{', ..] => {
                open_brace(&mut inside);
                1
            }
            [b'}', ..] => match inside.last_mut() {
                Some((_, 0)) => {
                    let (start, _) = inside.pop()?;
                    match backticks(&rest[1..]) {
                        Part::Ends(length) => 1 + length,
                        Part::Opens(length) => {
                            inside.push((at + length - 1, 0));
                            1 + length
                        }
                        Part::Open => {
                            let what = What::Backticks;
                            // Its first backtick is further up.
                            return Some(Unclosed {
                                start: text[..start].rfind('`')?,
                                what,
                            });
                        }
                    }
                }
                Some((_, braces)) => {
                    *braces -= 1;
                    1
                }
                None => 1,
            },
            _ => rest.chars().next().map_or(1, char::len_utf8),
        };
    }
    let (start, _) = inside.first()?;
    Some(Unclosed {
        start: *start,
        what: What::Interpolation,
    })
}

fn open_brace(inside: &mut [(usize, usize)]) {
    if let Some((_, braces)) = inside.last_mut() {
        *braces += 1;
    }
}

/// The bytes of the comment at the start, with those in it; none when it has no end.
pub fn comment_length(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    while at + 1 < bytes.len() {
        match &bytes[at..at + 2] {
            b"/*" => depth += 1,
            b"*/" => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// The bytes of the raw text at the start, if there is one with an end.
pub fn raw_text_length(rest: &str) -> Option<usize> {
    raw_text(rest)?.1
}

/// What ends the raw text at the start, and its bytes when it has an end; none when there is no raw text.
fn raw_text(rest: &str) -> Option<(String, Option<usize>)> {
    let marks = rest.bytes().take_while(|byte| *byte == b'#').count();
    let inside = rest[marks..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(marks));
    let length = inside.find(&end).map(|at| marks + 1 + at + end.len());
    Some((end, length))
}

/// The bytes of the text in quotes at the start; none when its line ends before, unless a `\` joins the lines.
fn quoted_length(rest: &str, quote: u8) -> Option<usize> {
    let mut escaped = false;
    for (index, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'\n' => return None,
            byte if byte == quote => return Some(index + 1),
            _ => {}
        }
    }
    None
}

/// How a text in backticks goes on.
enum Part {
    /// To its last backtick.
    Ends(usize),
    /// To a `${`.
    Opens(usize),
    Open,
}

fn backticks(rest: &str) -> Part {
    let bytes = rest.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], bytes.get(at + 1)) {
            // Two stand for one.
            (b'`', Some(b'`')) => at += 2,
            (b'`', _) => return Part::Ends(at + 1),
            (b'$', Some(b'{')) => return Part::Opens(at + 2),
            _ => at += 1,
        }
    }
    Part::Open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_is_found_where_it_starts() {
        for (text, start, what) in [
            ("/* a /* b */ print(1);", 0, What::Comment),
            ("print(1); /*", 10, What::Comment),
            ("a /** doc", 2, What::Comment),
            ("/*/", 0, What::Comment),
            ("let s = `a\nb", 8, What::Backticks),
            ("`a ${ 1 } b", 0, What::Backticks),
            ("`a ${ #{a: 1}", 3, What::Interpolation),
            ("`a ${ `b ${ 1 }`", 3, What::Interpolation),
            ("`a ${ /* } `", 6, What::Comment),
            ("x = ##\"a\"#", 4, What::RawText { end: "\"##".into() }),
        ] {
            assert_eq!(unclosed(text), Some(Unclosed { start, what }), "{text}");
        }
        for text in [
            "",
            "// /*",
            "\"/*\"",
            "'`'",
            "`/*`",
            "`${1}`",
            "`a``b`",
            "`${`${1}`}${2}` /* /* */ */",
            "#\"/* `\"#",
            "\"open",
            "#{a: {}}",
            "\"a\\\"/*\"",
            "/**/",
            "'\\''",
            "\"a\\\nb /*\"",
            "`${ {} }`",
        ] {
            assert_eq!(unclosed(text), None, "{text}");
        }
    }
}
