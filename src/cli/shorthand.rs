//! Words of a command line as they are typed: what is short for what, and which options a command shares with another.

use super::arguments::{Color, CommandLine, Messages};
use crate::messages::Language;
use clap::{Arg, Command, CommandFactory, ValueEnum};

/// How messages should look, as far as words tell that do not fit together.
pub fn asked(words: &[String]) -> Messages {
    let value = |flag: &str| {
        let place = words.iter().take_while(|word| *word != "--").position(
            |word| matches!(word.strip_prefix(flag), Some(rest) if rest.is_empty() || rest.starts_with('=')),
        )?;
        match words[place].split_once('=') {
            Some((_, value)) => Some(value),
            None => words.get(place + 1).map(String::as_str),
        }
    };
    Messages {
        color: value("--color")
            .and_then(|value| Color::from_str(value, true).ok())
            .unwrap_or(Color::Auto),
        lang: value("--lang").and_then(Language::parse),
    }
}

/// An option of the command, but the code, which ends what stands for the prompt: how many words it takes.
fn option_of(word: &str, command: &Command) -> Option<usize> {
    let (name, has_value) = match word.split_once('=') {
        Some((name, _)) => (name, true),
        None => (word, false),
    };
    let takes_next = |argument: &Arg| {
        let takes = argument.get_action().takes_values();
        takes && !has_value && !argument.is_require_equals_set()
    };
    if let Some(long) = name.strip_prefix("--") {
        let mut arguments = command.get_arguments();
        let found = arguments.find(|argument| argument.get_long() == Some(long))?;
        return Some(1 + usize::from(takes_next(found)));
    }
    let letters = name
        .strip_prefix('-')
        .filter(|letters| !letters.is_empty())?;
    let known = |letter| {
        let mut arguments = command.get_arguments();
        letter != 'e' && arguments.any(|argument| argument.get_short() == Some(letter))
    };
    letters.chars().all(known).then_some(1)
}

/// Where the first word stands that is no option, and where the first option of `sandbox run` before it.
fn first_word(words: &[String], run: &Command) -> (usize, Option<usize>) {
    let (mut place, mut first) = (1, None);
    while let Some(word) = words.get(place) {
        match word.as_str() {
            "--lang" | "--color" => place += 2,
            word if word.starts_with("--lang=") || word.starts_with("--color=") => place += 1,
            word => match option_of(word, run) {
                Some(count) => {
                    first.get_or_insert(place);
                    place += count;
                }
                None => break,
            },
        }
    }
    (place, first)
}

/// `sandbox [OPTION …] -e CODE …` and `sandbox [OPTION …] - …` are short for `sandbox run …`, `sandbox [OPTION …]` alone for `sandbox run -i`.
pub fn expanded(mut words: Vec<String>) -> Vec<String> {
    let line = CommandLine::command();
    let Some(run) = line.find_subcommand("run") else {
        return words;
    };
    let (place, first) = first_word(&words, run);
    match words.get(place).map(String::as_str) {
        Some(word) if word.starts_with("-e") => {
            // The words after the code belong to it.
            let code = if word == "-e" { 2 } else { 1 };
            words.insert((place + code).min(words.len()), "--".to_string());
            words.insert(first.unwrap_or(place), "run".to_string());
        }
        Some("-") => words.insert(first.unwrap_or(place), "run".to_string()),
        Some(_) => {}
        // No command: the prompt.
        None => {
            let place = first.unwrap_or(place).min(words.len());
            let is_said = |word: &String| word == "-i" || word == "--interactive";
            if !words[place..].iter().any(is_said) {
                words.insert(place, "-i".to_string());
            }
            words.insert(place, "run".to_string());
        }
    }
    words
}

/// `sandbox --seed 3 run x.rhai` and `sandbox --seed 3 x.rhai`, as they are to be written.
pub fn with_run_first(words: &[String]) -> Option<String> {
    let line = CommandLine::command();
    let (place, first) = first_word(words, line.find_subcommand("run")?);
    let (options, rest) = (words.get(first?..place)?, words.get(place..)?);
    let rest = match rest.first()?.as_str() {
        "run" => &rest[1..],
        file if std::path::Path::new(file).is_file() => rest,
        _ => return None,
    };
    Some(format!(
        "sandbox run {}",
        [options, rest].concat().join(" ")
    ))
}

/// The options among the words of `sandbox explore` that `sandbox run` has too, but the trace, the seed and the clock, of which a
/// schedule says all that matters: how a run is limited and what it may reach.
pub fn kept_for_run(words: &[String]) -> Vec<String> {
    let line = CommandLine::command();
    let (Some(run), Some(explore)) = (line.find_subcommand("run"), line.find_subcommand("explore"))
    else {
        return Vec::new();
    };
    let mut kept = Vec::new();
    let mut place = 1;
    while let Some(word) = words.get(place).filter(|word| *word != "--") {
        let count = option_of(word, explore).unwrap_or(1);
        let name = word.split('=').next().unwrap_or_default();
        let is_said = ["--seed", "--clock"].contains(&name) || name.starts_with("--trace");
        if option_of(word, run).is_some() && !is_said {
            kept.extend(words.iter().skip(place).take(count).cloned());
        }
        place += count;
    }
    kept
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::cli::arguments::{Action, RunWords};
    use clap::Parser;

    /// The words of a `sandbox run` that a line is short for.
    pub fn run(line: &str) -> RunWords {
        let words = expanded(line.split(' ').map(str::to_string).collect());
        match CommandLine::try_parse_from(words).map(|line| line.action) {
            Ok(Action::Run(words)) => *words,
            other => panic!("`{line}` is no run: {other:?}"),
        }
    }

    #[test]
    fn words_after_the_file_belong_to_the_script() {
        let words = run("sandbox run --seed 3 x.rhai --seed 4 -h -- --lang fr");
        assert_eq!(words.seed(), Some(3));
        assert_eq!(
            words.words,
            ["x.rhai", "--seed", "4", "-h", "--", "--lang", "fr"]
        );
        let words = run("sandbox --lang fr --color=never - a --max-time 1");
        assert_eq!(words.words, ["-", "a", "--max-time", "1"]);
        let words = run("sandbox -e 1+1 -a --seed");
        assert_eq!(words.code.as_deref(), Some("1+1"));
        assert_eq!(words.words, ["-a", "--seed"]);
    }

    #[test]
    fn flags_of_permissions_stand_before_the_code() {
        let words = run("sandbox --lang fr -A --allow-read=a --deny-net -e 1+1 -W");
        assert_eq!(words.code.as_deref(), Some("1+1"));
        assert_eq!(words.words, ["-W"]);
        let words = run("sandbox -RW -N=a:80,b - x");
        assert_eq!(words.words, ["-", "x"]);
    }

    #[test]
    fn options_of_run_stand_for_the_prompt_too() {
        let words = run("sandbox --seed 42 --max-memory=64m -A --max-time 2 --no-prompt");
        assert!(words.interactive && words.words.is_empty());
        assert_eq!(words.seed(), Some(42));
        assert_eq!(words.limits.limits().memory, Some(64 << 20));
        let words = run("sandbox --virtual-time --max-threads 3 -e 1+1");
        assert!(!words.interactive);
        assert_eq!(words.code.as_deref(), Some("1+1"));
        let words = run("sandbox --lang fr --seed 1 -i");
        assert_eq!(words.seed(), Some(1));
        for line in [
            "sandbox --help",
            "sandbox --sed 4",
            "sandbox --seed 3 x.rhai",
            "sandbox -V",
        ] {
            let words = expanded(line.split(' ').map(str::to_string).collect());
            assert!(CommandLine::try_parse_from(words).is_err(), "{line}");
        }
    }

    #[test]
    fn a_replay_keeps_limits_and_permissions() {
        let kept = |line: &str| {
            let words: Vec<String> = line.split(' ').map(str::to_string).collect();
            kept_for_run(&words).join(" ")
        };
        assert_eq!(
            kept(
                "sandbox --lang fr explore --seed 3 -R --allow-net=a --max-memory 64m x.rhai --seed=4 --jobs 2 -- -A"
            ),
            "-R --allow-net=a --max-memory 64m"
        );
    }
}
