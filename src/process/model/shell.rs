//! Lines for a shell, as far as a modelled run has one: a program, its words, and where its streams lead.

/// What a line asks for.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The program, then its arguments.
    pub words: Vec<String>,
    /// `< /dev/null`, `> /dev/null`, `2> /dev/null`.
    pub no_input: bool,
    pub no_output: bool,
    pub no_errors: bool,
    /// `2>&1`.
    pub errors_to_output: bool,
}

/// Why a line is not understood: what stands in it.
#[derive(Debug, PartialEq, Eq)]
pub struct Strange(pub String);

/// A piece of a line.
enum Piece {
    Word(String),
    /// `>`, `2>`, `<` …
    Redirect(String),
}

/// What the shell does by itself, unlike starting a program.
const OWN_WORDS: [&str; 19] = [
    ".", ":", "[", "alias", "cd", "echo", "eval", "exec", "exit", "export", "for", "if", "kill",
    "read", "set", "trap", "ulimit", "wait", "while",
];

/// Is it a word that the shell does itself? A table may still have a program of this name.
pub fn is_own(word: &str) -> bool {
    OWN_WORDS.contains(&word)
}

/// Words with blanks between them; `'…'` and `"…"` hold a word together, `\` takes what follows as it is.
///
/// # Errors
/// A quote that is not closed.
pub fn words(text: &str) -> Result<Vec<String>, Strange> {
    let mut words = Vec::new();
    for piece in pieces(text, false)? {
        if let Piece::Word(word) = piece {
            words.push(word);
        }
    }
    Ok(words)
}

impl Line {
    /// Understand `program arguments > /dev/null 2>&1` and the like.
    ///
    /// # Errors
    /// All else that a shell knows: pipes, lists, variables, patterns, files.
    pub fn of(text: &str) -> Result<Line, Strange> {
        let mut line = Line::default();
        let mut pieces = pieces(text.trim(), true)?.into_iter();
        while let Some(piece) = pieces.next() {
            let redirect = match piece {
                Piece::Word(word) => {
                    line.words.push(word);
                    continue;
                }
                Piece::Redirect(redirect) => redirect,
            };
            let target = match pieces.next() {
                Some(Piece::Word(word)) => word,
                _ => return Err(Strange(redirect)),
            };
            match (redirect.as_str(), target.as_str()) {
                ("<", "/dev/null") => line.no_input = true,
                // `2>&1 > /dev/null` sends the errors to where the output led before.
                (">" | "1>", "/dev/null") if !line.errors_to_output => line.no_output = true,
                ("2>", "/dev/null") => (line.no_errors, line.errors_to_output) = (true, false),
                ("2>&", "1") => (line.errors_to_output, line.no_errors) = (true, false),
                _ => return Err(Strange(format!("{redirect} {target}"))),
            }
        }
        match line.words.first() {
            // `NAME=value program`.
            Some(first) if first.contains('=') => Err(Strange(first.clone())),
            Some(_) => Ok(line),
            None => Err(Strange(text.trim().to_owned())),
        }
    }
}

/// Take a text apart; as a shell does, or without any character that means something but quotes.
fn pieces(text: &str, is_shell: bool) -> Result<Vec<Piece>, Strange> {
    let mut pieces = Vec::new();
    let mut word: Option<String> = None;
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            ' ' | '\t' => pieces.extend(word.take().map(Piece::Word)),
            '\'' => {
                let word = word.get_or_insert_default();
                loop {
                    match chars.next() {
                        Some('\'') => break,
                        Some(char) => word.push(char),
                        None => return Err(Strange("'".to_owned())),
                    }
                }
            }
            '"' => {
                let word = word.get_or_insert_default();
                loop {
                    match chars.next() {
                        Some('"') => break,
                        Some(char @ ('$' | '`')) if is_shell => {
                            return Err(Strange(char.to_string()));
                        }
                        Some('\\') if chars.peek().is_some_and(|next| "\"\\$`".contains(*next)) => {
                            word.extend(chars.next());
                        }
                        Some(char) => word.push(char),
                        None => return Err(Strange("\"".to_owned())),
                    }
                }
            }
            '\\' => match chars.next() {
                Some(next) => word.get_or_insert_default().push(next),
                None => return Err(Strange("\\".to_owned())),
            },
            '<' | '>' if is_shell => {
                // A digit right before it is the number of the stream.
                let number = match word.take() {
                    Some(digit) if digit == "1" || digit == "2" => digit,
                    other => {
                        pieces.extend(other.map(Piece::Word));
                        String::new()
                    }
                };
                let mut redirect = format!("{number}{char}");
                while let Some(next) = chars.next_if(|next| "<>&|".contains(*next)) {
                    redirect.push(next);
                }
                pieces.push(Piece::Redirect(redirect));
            }
            '|' | '&' | ';' | '$' | '`' | '(' | ')' | '*' | '?' | '[' | ']' | '{' | '}' | '~'
            | '#' | '!' | '\n'
                if is_shell =>
            {
                return Err(Strange(char.to_string()));
            }
            char => word.get_or_insert_default().push(char),
        }
    }
    pieces.extend(word.map(Piece::Word));
    Ok(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_and_where_its_streams_lead() {
        let line = Line::of("ping -w3 'la machine' \"b\" > /dev/null 2>&1").expect("it is known");
        assert_eq!(line.words, ["ping", "-w3", "la machine", "b"]);
        assert!(line.no_output && line.errors_to_output && !line.no_errors && !line.no_input);
        let line = Line::of("ping x 2>/dev/null </dev/null >/dev/null").expect("it is known");
        assert!(line.no_output && line.no_errors && line.no_input);
        assert_eq!(
            Line::of("echo 2").map(|line| line.words),
            Ok(vec!["echo".into(), "2".into()])
        );
    }

    #[test]
    fn all_else_is_strange() {
        for (text, what) in [
            ("ls | wc", "|"),
            ("a; b", ";"),
            ("a && b", "&"),
            ("echo $HOME", "$"),
            ("echo \"$HOME\"", "$"),
            ("ls *.txt", "*"),
            ("ls > out.txt", "> out.txt"),
            ("ls >> /dev/null", ">> /dev/null"),
            ("ls 2>&1 > /dev/null", "> /dev/null"),
            ("echo 'x", "'"),
            ("A=1 ls", "A=1"),
            ("ls >", ">"),
            ("  ", ""),
        ] {
            assert_eq!(Line::of(text), Err(Strange(what.to_owned())), "{text}");
        }
    }

    #[test]
    fn words_keep_what_means_something_to_a_shell() {
        let all = words("clients.rhai 12 'a b' $x *.txt a\\ b").expect("quotes are closed");
        assert_eq!(all, ["clients.rhai", "12", "a b", "$x", "*.txt", "a b"]);
        assert!(words("a 'b").is_err());
    }
}
