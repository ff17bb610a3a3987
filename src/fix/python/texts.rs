//! Python's texts in quotes as the dialect writes them.

use super::Unsure;
use super::expression::translated;
use super::names::Names;

/// A text with the letters before it: `"…"`, or a text in backticks where values stand in it or where it has several lines.
pub fn text(written: &str, names: &Names) -> Result<String, Unsure> {
    let quotes = written.find(['"', '\'']).ok_or(Unsure)?;
    let (prefix, quoted) = written.split_at(quotes);
    let prefix = prefix.to_ascii_lowercase();
    let marks = if quoted.len() >= 6 && (quoted.starts_with("\"\"\"") || quoted.starts_with("'''"))
    {
        3
    } else {
        1
    };
    let inside = &quoted[marks..quoted.len() - marks];
    if prefix.contains('f') {
        return formatted(inside, prefix.contains('r'), names);
    }
    if prefix.contains('r') {
        return Ok(format!(
            "\"{}\"",
            inside.replace('\\', "\\\\").replace('"', "\\\"")
        ));
    }
    if inside.contains('\n') && !inside.contains(['`', '\\']) && !inside.contains("${") {
        // A line feed behind the first backtick is no part of the text.
        let feed = if inside.starts_with('\n') { "\n" } else { "" };
        return Ok(format!("`{feed}{inside}`"));
    }
    Ok(format!("\"{}\"", requoted(inside)?))
}

/// The inside of a text between double quotes.
fn requoted(inside: &str) -> Result<String, Unsure> {
    let mut out = String::new();
    let mut letters = inside.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            '\\' => match letters.next().ok_or(Unsure)? {
                '\'' => out.push('\''),
                escape @ ('n' | 't' | 'r' | '\\' | '"' | 'x' | 'u' | 'U') => {
                    out.push('\\');
                    out.push(escape);
                }
                'a' => out.push_str("\\x07"),
                '\n' => {}
                '0' => out.push_str("\\x00"),
                _ => return Err(Unsure),
            },
            letter => out.push(letter),
        }
    }
    Ok(out)
}

/// `f"{x:.2f}"`: between backticks, where a `\` stands for itself.
fn formatted(inside: &str, is_raw: bool, names: &Names) -> Result<String, Unsure> {
    let mut out = String::from("`");
    let mut rest = inside;
    while let Some(letter) = rest.chars().next() {
        let length = match letter {
            '{' | '}' if rest[1..].starts_with(letter) => {
                out.push(letter);
                2
            }
            '{' => {
                let end = closing(rest).ok_or(Unsure)?;
                out.push_str(&value(&rest[1..end], names)?);
                end + 1
            }
            '`' => {
                out.push_str("``");
                1
            }
            '$' if rest[1..].starts_with('{') => return Err(Unsure),
            '\\' if !is_raw => {
                let written = match rest[1..].chars().next() {
                    Some('n') => "\n",
                    Some('t') => "\t",
                    Some('\\') => "\\",
                    Some('"') => "\"",
                    Some('\'') => "'",
                    _ => return Err(Unsure),
                };
                // A line feed at the start would be left out.
                match (written, out.as_str()) {
                    ("\n", "`") => out.push_str("${\"\\n\"}"),
                    ("\n", _) => out.push_str("${\"\\n\"}"),
                    ("\t", _) => out.push_str("${\"\\t\"}"),
                    _ => out.push_str(written),
                }
                2
            }
            letter => {
                out.push(letter);
                letter.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    out.push('`');
    Ok(out)
}

/// Where the value that begins with `{` ends.
fn closing(rest: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quote = None;
    for (index, letter) in rest.char_indices() {
        match (letter, quote) {
            (letter, Some(open)) if letter == open => quote = None,
            (_, Some(_)) => {}
            ('"' | '\'', None) => quote = Some(letter),
            ('{' | '[' | '(', None) => depth += 1,
            ('}' | ']' | ')', None) => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(index);
                }
            }
            _ => {}
        }
    }
    None
}

/// `x`, `x:5.2f`, `x=`
fn value(written: &str, names: &Names) -> Result<String, Unsure> {
    let (code, form) = match written.rsplit_once(':') {
        Some((code, form)) if is_form(form) && !code.trim().is_empty() => (code, Some(form)),
        _ => (written, None),
    };
    if code.contains('!') || form.is_some_and(|form| form.contains(['{', '!'])) {
        return Err(Unsure);
    }
    let (code, label) = match code.trim_end().strip_suffix('=') {
        Some(code) if !code.ends_with(['=', '!', '<', '>']) => (code, format!("{}=", code.trim())),
        _ => (code, String::new()),
    };
    let code = translated(code.trim(), names)?;
    Ok(match form {
        Some(form) => format!("{label}${{format(\"{{:{form}}}\", {code})}}"),
        None => format!("{label}${{{code}}}"),
    })
}

/// Is it how a value is to look: `>10`, `05.2f`?
fn is_form(form: &str) -> bool {
    let is_of_form =
        |letter: char| letter.is_ascii_digit() || "<>^+-.,_ =*sdfxXobeEgG%n".contains(letter);
    form.chars().all(is_of_form)
}

/// The text of `"…%d…" % values`, as `format` wants it, and how many values it shows. The text is in double quotes already.
pub fn percent_form(text: &str) -> Result<(String, usize), Unsure> {
    let mut out = String::new();
    let mut count = 0;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '{' | '}' => {
                out.push(letter);
                out.push(letter);
            }
            '%' if letters.peek() == Some(&'%') => {
                letters.next();
                out.push('%');
            }
            '%' => {
                let mut form = String::new();
                let end = loop {
                    match letters.next().ok_or(Unsure)? {
                        letter if letter.is_ascii_digit() || matches!(letter, '.' | '+' | ' ') => {
                            form.push(letter)
                        }
                        '-' => form.insert(0, '<'),
                        letter => break letter,
                    }
                };
                let kind = match end {
                    's' => "",
                    'd' | 'i' | 'u' => "d",
                    'f' | 'F' => "f",
                    'x' => "x",
                    'g' => "g",
                    _ => return Err(Unsure),
                };
                // Python puts `%5s` to the right, a text in `{:5}` to the left.
                if end == 's' && !form.is_empty() && !form.starts_with('<') {
                    form.insert(0, '>');
                }
                match format!("{form}{kind}") {
                    form if form.is_empty() => out.push_str(&format!("{{{count}}}")),
                    form => out.push_str(&format!("{{{count}:{form}}}")),
                }
                count += 1;
            }
            letter => out.push(letter),
        }
    }
    Ok((out, count))
}
