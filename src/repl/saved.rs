//! The file that `:save` writes: the lines that worked, as one script.

use crate::lang::Scan;
use crate::lang::syntax::{comment_length, parse};

/// The lines one after the other, each ended as a statement: the `;` stands behind its last word, before a comment.
pub fn script_of(lines: &[String]) -> String {
    let mut text = String::new();
    for line in lines {
        let end = end_of(line);
        text += &line[..end];
        if end > 0 && !ends_by_itself(&line[..end]) {
            text.push(';');
        }
        text += &line[end..];
        text.push('\n');
    }
    text
}

/// Does a statement that follows need nothing before it?
fn ends_by_itself(line: &str) -> bool {
    let is_block = || line.ends_with('}') && parse(&format!("{line}\nlet x = 0;")).is_ok();
    line.ends_with(';') || is_block()
}

/// The byte after the last token that is no comment; 0 when there is none.
fn end_of(line: &str) -> usize {
    let scan = Scan::new(line);
    let Some(last) = scan.tokens.last() else {
        return 0;
    };
    // What looks like a comment of Python's is none.
    let rest = &line[last.range.end..];
    match only_comments(rest) {
        true => last.range.end,
        false => line.trim_end().len(),
    }
}

/// Is there nothing but comments and blanks?
fn only_comments(rest: &str) -> bool {
    let rest = rest.trim_start();
    if rest.is_empty() {
        return true;
    }
    if rest.starts_with("//") {
        return rest
            .find('\n')
            .is_none_or(|end| only_comments(&rest[end..]));
    }
    rest.starts_with("/*") && comment_length(rest).is_some_and(|end| only_comments(&rest[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_line_by_line_is_one_script() {
        let lines = [
            "let a = 1 // premier",
            "let b = 2; // second",
            "let c = 3 /* third */",
            "let d = 4 /* a /* b */ c */ // d",
            "// a remark",
            "/* a remark */",
            "let m = #{a: 1}",
            "let n = #{ // names\n  b: 2 }",
            "let f = |x| { x + 1 }",
            "let g = |x| x // closure",
            "fn h(x) { x } // function",
            "/// Says x.\nfn i(x) { x }",
            "class P { init() { this.x = 1; } } // class",
            "if a == 1 { b = 3 } else { b = 4 }",
            "while a < 0 { a += 1 } // loop",
            "with Lock() { a = 2 }",
            "let url = \"http://x.fr\"",
            "let t = \"a // b\" // c",
            "let s = `a // ${a} /* */`",
            "let r = #\"a \"// b\"#",
            "let r2 = #\"a\"# // raw",
            "print(a)   ",
            "a += 1",
            "switch a { 1 => 2, _ => 3 }",
            "const K = 5 // five",
            "import \"m\" as m // module",
            "[1, 2].map(|x| x) //!",
            "let x = 1; let y = 2",
            "-1",
            "(a)",
            "let q = { 3 } //",
        ];
        let lines: Vec<String> = lines.iter().map(|line| line.to_string()).collect();
        let script = script_of(&lines);
        if let Err(error) = parse(&script) {
            panic!("{error}\n{script}");
        }
        for (first, second) in lines
            .iter()
            .flat_map(|first| lines.iter().map(move |second| (first, second)))
        {
            if first.starts_with("fn") && first == second {
                continue;
            }
            let script = script_of(&[first.clone(), second.clone()]);
            let names_twice = |error: &rhai::ParseError| error.to_string().contains("already");
            if let Err(error) = parse(&script)
                && !names_twice(&error)
            {
                panic!("{error}\n{script}");
            }
        }
        assert_eq!(script_of(&lines[..1]), "let a = 1; // premier\n");
    }
}
