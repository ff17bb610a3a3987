//! Sheets as text: cells that keep how they were written.

/// A cell: what it says, and how it stands in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    pub value: String,
    pub raw: String,
}

/// What separates cells: whichever the first row has most of.
pub fn separator(text: &str) -> char {
    let first = text.lines().next().unwrap_or_default();
    let count = |separator: &char| first.matches(*separator).count();
    // Of equals, the last is taken: a comma.
    [';', '\t', ',']
        .into_iter()
        .max_by_key(count)
        .unwrap_or(',')
}

/// The rows of a text; line ends inside of quotes belong to cells. Empty rows are left out.
pub fn rows(text: &str, separator: char) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    let mut row: Vec<Cell> = Vec::new();
    let mut raw = String::new();
    let mut is_quoted = false;
    for letter in text.chars() {
        match letter {
            '"' => {
                is_quoted = !is_quoted;
                raw.push(letter);
            }
            _ if letter == separator && !is_quoted => row.push(cell(std::mem::take(&mut raw))),
            '\n' if !is_quoted => {
                row.push(cell(
                    std::mem::take(&mut raw).trim_end_matches('\r').to_string(),
                ));
                rows.push(std::mem::take(&mut row));
            }
            _ => raw.push(letter),
        }
    }
    if !raw.is_empty() || !row.is_empty() {
        row.push(cell(raw.trim_end_matches('\r').to_string()));
        rows.push(row);
    }
    rows.retain(|row| row.len() > 1 || !row[0].raw.is_empty());
    rows
}

fn cell(raw: String) -> Cell {
    let inner = raw
        .trim()
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    Cell {
        value: inner.map_or_else(|| raw.clone(), |inner| inner.replace("\"\"", "\"")),
        raw,
    }
}

/// A text as a cell. What a spreadsheet would take for a formula is none any more.
pub fn quoted(text: &str, separator: char) -> String {
    let begins =
        text.trim_start().starts_with(['=', '+', '-', '@']) || text.starts_with(['\t', '\r']);
    let is_number = text.replace(',', ".").parse::<f64>().is_ok();
    let text = match begins && !is_number {
        true => format!("'{text}"),
        false => text.to_string(),
    };
    enclosed(&text, separator)
}

/// A text as a cell, with quotes around it where it needs them.
pub fn enclosed(text: &str, separator: char) -> String {
    match text.contains(['"', '\n', '\r', separator]) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_as_they_were_written() {
        let text = "a;\"b;\"\"c\"\"\nd\";\r\n\"x\";1,5;z";
        let rows = rows(text, separator("a;b"));
        let values = |row: &[Cell]| {
            row.iter()
                .map(|cell| cell.value.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(values(&rows[0]), ["a", "b;\"c\"\nd", ""]);
        assert_eq!(values(&rows[1]), ["x", "1,5", "z"]);
        assert_eq!(rows[1][0].raw, "\"x\"");
        assert_eq!(separator("a,b\n;;;"), ',');
    }

    #[test]
    fn formulas_are_texts() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("@x;", "\"'@x;\""),
            (" -x", "' -x"),
            ("-0.5", "-0.5"),
            ("-0,5", "-0,5"),
            ("a\"b", "\"a\"\"b\""),
            ("=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0"),
        ] {
            assert_eq!(quoted(text, ';'), cell);
        }
    }
}
