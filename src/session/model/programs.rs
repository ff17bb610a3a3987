//! Tables of modelled programs, as people write them in TOML:
//!
//! ```toml
//! [program.ping]
//! cases = [
//!   { last = "mort*", exit = 1, takes = 3, stdout = "PING {last}\n" },
//! ]
//! otherwise = { exit = 2, stderr = "usage: ping host\n" }
//! ```

use super::Mistake;
use crate::messages::{Message, closest, message};
use crate::process::model::{Answer, Case, Pattern, Program, Programs, Template};
use std::ops::Range;
use std::time::Duration;
use toml_edit::{Document, Item, TableLike, Value};

const OF_PROGRAM: &[&str] = &["cases", "otherwise"];
const OF_ANSWER: &[&str] = &["exit", "takes", "stdout", "stderr", "lines_every", "echo"];
const OF_CASE: &[&str] = &[
    "first",
    "last",
    "args",
    "stdin",
    "exit",
    "takes",
    "stdout",
    "stderr",
    "lines_every",
    "echo",
];

/// The longest time that a program may take, in virtual seconds: as long as a run may take.
const LONGEST: f64 = 1e6;

/// The programs of a file in which nothing else stands.
///
/// # Errors
/// What is wrong, and in which line.
pub fn read_programs(text: &str) -> Result<Programs, Mistake> {
    let document = Document::parse(text).map_err(|error| Mistake {
        line: line_of(text, error.span()),
        message: message!("model-toml", reason = error.message()),
        hint: None,
    })?;
    let reader = Reader { text };
    let root = document.as_table();
    reader.check_keys(root, &["program"], "")?;
    match root.get("program") {
        None => Ok(Programs::default()),
        Some(programs) => programs_in(text, programs),
    }
}

/// The programs of the table `program` of a file that has this text.
///
/// # Errors
/// What is wrong, and in which line.
pub fn programs_in(text: &str, item: &Item) -> Result<Programs, Mistake> {
    let reader = Reader { text };
    let table = item.as_table_like();
    let table = table.ok_or_else(|| reader.wrong(item, "program", message!("model-a-table")))?;
    let mut programs = Vec::new();
    for (name, item) in table.iter() {
        let wants = message!("model-a-table");
        let program = (item.as_table_like()).ok_or_else(|| reader.wrong(item, name, wants))?;
        if name.is_empty() || name.contains(['/', '\0']) {
            return Err(reader.mistake(
                reader.key(table, name),
                message!("model-program-name", name),
            ));
        }
        programs.push((name.to_owned(), reader.program(name, program)?));
    }
    Ok(Programs::new(programs))
}

/// The line of a place in a text.
fn line_of(text: &str, span: Option<Range<usize>>) -> usize {
    let before = span.and_then(|span| text.get(..span.start));
    before.map_or(0, |before| before.matches('\n').count() + 1)
}

struct Reader<'t> {
    text: &'t str,
}

impl Reader<'_> {
    fn mistake(&self, at: Option<Range<usize>>, message: Message) -> Mistake {
        Mistake {
            line: line_of(self.text, at),
            message,
            hint: None,
        }
    }

    fn wrong(&self, item: &Item, key: &str, wanted: Message) -> Mistake {
        let given = item.type_name();
        self.mistake(item.span(), message!("model-wrong", key, wanted, given))
    }

    fn key(&self, table: &dyn TableLike, name: &str) -> Option<Range<usize>> {
        let key = table.key(name).and_then(|key| key.span());
        key.or_else(|| table.get(name)?.span())
    }

    /// All keys are known.
    fn check_keys(
        &self,
        table: &dyn TableLike,
        known: &[&str],
        owner: &str,
    ) -> Result<(), Mistake> {
        let Some((name, _)) = table.iter().find(|(name, _)| !known.contains(name)) else {
            return Ok(());
        };
        let message = match owner {
            "" => message!("model-key-top", name),
            owner => message!("model-key", name, owner),
        };
        let near = closest(name, known.iter().copied());
        Err(Mistake {
            hint: Some(match near {
                Some(name) => message!("did-you-mean", name),
                None => message!("model-keys", known = known.join(", ")),
            }),
            ..self.mistake(self.key(table, name), message)
        })
    }

    fn program(&self, name: &str, table: &dyn TableLike) -> Result<Program, Mistake> {
        self.check_keys(table, OF_PROGRAM, &format!("program.{name}"))?;
        let mut program = Program::default();
        if let Some(cases) = table.get("cases") {
            for case in self.tables(cases)? {
                self.check_keys(case, OF_CASE, "cases")?;
                program.cases.push(Case {
                    first: self.pattern(case, "first")?,
                    last: self.pattern(case, "last")?,
                    args: self.patterns(case, "args")?,
                    stdin: self.pattern(case, "stdin")?,
                    answer: self.answer(case)?,
                });
            }
        }
        if let Some(item) = table.get("otherwise") {
            let wants = message!("model-a-table");
            let otherwise = item.as_table_like();
            let otherwise = otherwise.ok_or_else(|| self.wrong(item, "otherwise", wants))?;
            self.check_keys(otherwise, OF_ANSWER, "otherwise")?;
            program.otherwise = Some(self.answer(otherwise)?);
        }
        Ok(program)
    }

    /// `cases = [{ … }]` and `[[program.NAME.cases]]`.
    fn tables<'i>(&self, item: &'i Item) -> Result<Vec<&'i dyn TableLike>, Mistake> {
        let wrong = || self.wrong(item, "cases", message!("model-tables"));
        if let Some(tables) = item.as_array_of_tables() {
            return Ok(tables.iter().map(|table| table as &dyn TableLike).collect());
        }
        let array = item.as_array().ok_or_else(wrong)?;
        let table = |value: &'i Value| {
            let table = value.as_inline_table().ok_or_else(wrong)?;
            Ok(table as &dyn TableLike)
        };
        array.iter().map(table).collect()
    }

    fn answer(&self, table: &dyn TableLike) -> Result<Answer, Mistake> {
        Ok(Answer {
            exit: self.exit(table)?,
            takes: self.seconds(table, "takes")?.unwrap_or_default(),
            stdout: Template(self.text(table, "stdout")?.unwrap_or_default()),
            stderr: Template(self.text(table, "stderr")?.unwrap_or_default()),
            lines_every: self.seconds(table, "lines_every")?,
            echo: match table.get("echo") {
                None => false,
                Some(item) => (item.as_bool())
                    .ok_or_else(|| self.wrong(item, "echo", message!("model-a-bool")))?,
            },
        })
    }

    fn exit(&self, table: &dyn TableLike) -> Result<i32, Mistake> {
        let Some(item) = table.get("exit") else {
            return Ok(0);
        };
        let code = item.as_integer().filter(|code| (-64..256).contains(code));
        let code = code.and_then(|code| i32::try_from(code).ok());
        code.ok_or_else(|| self.wrong(item, "exit", message!("model-an-exit")))
    }

    fn seconds(&self, table: &dyn TableLike, key: &str) -> Result<Option<Duration>, Mistake> {
        let Some(item) = table.get(key) else {
            return Ok(None);
        };
        let seconds = match item.as_integer() {
            Some(whole) => Some(whole as f64),
            None => item.as_float(),
        };
        let seconds = seconds.filter(|seconds| (0.0..=LONGEST).contains(seconds));
        match seconds {
            Some(seconds) => Ok(Some(Duration::from_secs_f64(seconds))),
            None => Err(self.wrong(item, key, message!("model-seconds"))),
        }
    }

    fn text(&self, table: &dyn TableLike, key: &str) -> Result<Option<String>, Mistake> {
        match table.get(key) {
            None => Ok(None),
            Some(item) => match item.as_str() {
                Some(text) => Ok(Some(text.to_owned())),
                None => Err(self.wrong(item, key, message!("model-a-text"))),
            },
        }
    }

    fn pattern(&self, table: &dyn TableLike, key: &str) -> Result<Option<Pattern>, Mistake> {
        let text = self.text(table, key)?;
        Ok(text.map(|text| Pattern::new(&text)))
    }

    fn patterns(&self, table: &dyn TableLike, key: &str) -> Result<Option<Vec<Pattern>>, Mistake> {
        let Some(item) = table.get(key) else {
            return Ok(None);
        };
        let wrong = || self.wrong(item, key, message!("model-texts"));
        let array = item.as_array().ok_or_else(wrong)?;
        let pattern = |value: &Value| value.as_str().map(Pattern::new).ok_or_else(wrong);
        array
            .iter()
            .map(pattern)
            .collect::<Result<_, _>>()
            .map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Language;

    #[test]
    fn a_table_is_read_as_it_is_written() {
        let text = r#"
            [program.ping]
            cases = [
              { last = "mort*", exit = 1, takes = 3, stdout = "PING {last}\n" },
              { args = ["-w*", "*"], takes = 0.5, lines_every = 1, echo = true },
            ]
            otherwise = { exit = -15, stderr = "usage\n" }
            [program.true]
            [[program.wc.cases]]
            stdin = "a*"
            stdout = "{stdin}"
        "#;
        let programs = read_programs(text).expect("nothing is wrong");
        assert_eq!(programs.names().collect::<Vec<_>>(), ["ping", "true", "wc"]);
        let (_, ping) = programs.find("/bin/ping").expect("it is there");
        assert_eq!(ping.cases[0].answer.takes, Duration::from_secs(3));
        assert_eq!(
            ping.cases[1].answer.lines_every,
            Some(Duration::from_secs(1))
        );
        assert_eq!(ping.otherwise.as_ref().map(|answer| answer.exit), Some(-15));
        assert!(programs.find("pong").is_none());
        assert!(
            read_programs("")
                .expect("nothing is wrong")
                .names()
                .next()
                .is_none()
        );
    }

    #[test]
    fn mistakes_name_the_line_and_what_was_meant() {
        for (text, line, said) in [
            (
                "[program.ping]\ncase = []",
                2,
                "unknown key `case` in `program.ping`",
            ),
            ("[programm.ping]", 1, "unknown key `programm`"),
            (
                "\n[program.ping]\ncases = [\n  { lsat = \"a\" },\n]",
                4,
                "unknown key `lsat` in `cases`",
            ),
            (
                "[program.p]\notherwise = { exit = 300 }",
                2,
                "`exit` must be",
            ),
            (
                "[program.p]\notherwise = { takes = -1 }",
                2,
                "`takes` must be",
            ),
            (
                "[program.p]\notherwise = { takes = nan }",
                2,
                "`takes` must be",
            ),
            (
                "[program.p]\notherwise = { stdout = 1 }",
                2,
                "`stdout` must be",
            ),
            (
                "[program.p]\ncases = [{ args = \"-w\" }]",
                2,
                "`args` must be",
            ),
            ("[program.p]\ncases = 3", 2, "`cases` must be"),
            ("[program]\np = 3", 2, "`p` must be"),
            ("program = 3", 1, "`program` must be"),
            ("[program.\"/bin/ls\"]", 1, "`/bin/ls`"),
            ("[program.p\n", 1, "no TOML"),
            ("a = 1\na = 2", 2, "no TOML"),
        ] {
            let mistake = read_programs(text).expect_err(text);
            assert_eq!(mistake.line, line, "{text}: {mistake:?}");
            let message = mistake.message.in_language(Language::English);
            assert!(message.contains(said), "{text}: {message}");
        }
    }
}
