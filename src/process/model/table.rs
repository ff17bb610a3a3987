//! What modelled programs do: for each a list of cases, of which the first that fits answers.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use wildmatch::WildMatch;

/// The programs that there are, by name. Clones are the same.
#[derive(Clone, Debug, Default)]
pub struct Programs(Arc<BTreeMap<String, Arc<Program>>>);

impl Programs {
    pub fn new(programs: impl IntoIterator<Item = (String, Program)>) -> Self {
        let shared = |(name, program)| (name, Arc::new(program));
        Programs(Arc::new(programs.into_iter().map(shared).collect()))
    }

    /// The program of this name, or at this path: `ping`, `/bin/ping`.
    pub fn find(&self, name: &str) -> Option<(&str, &Arc<Program>)> {
        let name = name.rsplit('/').next().unwrap_or_default();
        let (name, program) = self.0.get_key_value(name)?;
        Some((name, program))
    }

    /// Those of them whose names are wanted.
    pub fn only(&self, wanted: impl Fn(&str) -> bool) -> Programs {
        let some = self.0.iter().filter(|(name, _)| wanted(name));
        Programs(Arc::new(
            some.map(|(name, program)| (name.clone(), program.clone()))
                .collect(),
        ))
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// One program.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// The first whose patterns fit answers.
    pub cases: Vec<Case>,
    /// What answers when none fits.
    pub otherwise: Option<Answer>,
}

/// Patterns, all of which must fit, and the answer.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// Of the first argument.
    pub first: Option<Pattern>,
    /// Of the last argument.
    pub last: Option<Pattern>,
    /// Of all arguments: as many, each fits.
    pub args: Option<Vec<Pattern>>,
    /// Of all that comes from standard input.
    pub stdin: Option<Pattern>,
    pub answer: Answer,
}

/// A text with `*` for any characters and `?` for one.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern(WildMatch);

impl Pattern {
    pub fn new(text: &str) -> Self {
        Pattern(WildMatch::new(text))
    }

    pub fn fits(&self, text: &str) -> bool {
        self.0.matches(text)
    }
}

/// What a program does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Its exit code; minus the number of the signal that it dies of.
    pub exit: i32,
    /// From its start to its end, in virtual time.
    pub takes: Duration,
    pub stdout: Template,
    pub stderr: Template,
    /// Between two lines of `stdout`, the first of which comes at once; without it they all do.
    pub lines_every: Option<Duration>,
    /// Write to standard output what comes from standard input, as it comes.
    pub echo: bool,
}

/// A text in which `{1}` … `{n}` stand for arguments, `{last}` for the last one, `{stdin}` for what comes from standard input. Other braces
/// stand for themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template(pub String);

impl Template {
    pub fn wants_input(&self) -> bool {
        self.0.contains("{stdin}")
    }

    /// The text with everything in its place; an argument that was not given is empty.
    pub fn filled(&self, arguments: &[String], input: &str) -> String {
        let mut text = String::with_capacity(self.0.len());
        let mut rest = self.0.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let filled = after.split_once('}').and_then(|(name, after)| {
                let argument = |index: Option<usize>| {
                    let argument = index.and_then(|index| arguments.get(index));
                    argument.map_or("", String::as_str)
                };
                let value = match name {
                    "stdin" => input,
                    "last" => argument(arguments.len().checked_sub(1)),
                    _ if name.bytes().all(|byte| byte.is_ascii_digit()) => {
                        argument(name.parse::<usize>().ok()?.checked_sub(1))
                    }
                    _ => return None,
                };
                Some((value, after))
            });
            rest = match filled {
                Some((value, after)) => {
                    text.push_str(value);
                    after
                }
                None => {
                    text.push('{');
                    after
                }
            };
        }
        text + rest
    }
}

impl Case {
    /// Do the patterns of arguments fit?
    pub fn takes(&self, arguments: &[String]) -> bool {
        let fits = |pattern: &Option<Pattern>, argument: Option<&String>| match pattern {
            None => true,
            Some(pattern) => argument.is_some_and(|argument| pattern.fits(argument)),
        };
        let all = |patterns: &Vec<Pattern>| {
            let mut pairs = patterns.iter().zip(arguments);
            patterns.len() == arguments.len()
                && pairs.all(|(pattern, argument)| pattern.fits(argument))
        };
        fits(&self.first, arguments.first())
            && fits(&self.last, arguments.last())
            && self.args.as_ref().is_none_or(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn a_template_takes_arguments_and_leaves_other_braces() {
        let filled =
            |template: &str| Template(template.to_owned()).filled(&words(&["-w3", "bon"]), "18\n");
        assert_eq!(filled("{1} {2} {last} {stdin}{3}."), "-w3 bon bon 18\n.");
        assert_eq!(filled("{\"a\": {1}} {} {0} {x"), "{\"a\": -w3} {}  {x");
        assert_eq!(Template("{last}".into()).filled(&[], ""), "");
    }

    #[test]
    fn all_patterns_of_a_case_must_fit() {
        let case = Case {
            first: Some(Pattern::new("-w*")),
            last: Some(Pattern::new("bon?")),
            ..Case::default()
        };
        assert!(case.takes(&words(&["-w3", "bon1"])));
        assert!(!case.takes(&words(&["-w3", "bon"])));
        assert!(!case.takes(&words(&["bon1"])));
        assert!(!case.takes(&[]));
        let case = Case {
            args: Some(vec![Pattern::new("-w*"), Pattern::new("*")]),
            ..Case::default()
        };
        assert!(case.takes(&words(&["-w3", "x"])));
        assert!(!case.takes(&words(&["-w3", "x", "y"])));
        assert!(Case::default().takes(&words(&["x"])));
    }
}
