//! What the command line grants and refuses, as it was typed.

/// The words behind a flag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Listed {
    /// The flag was not given.
    #[default]
    Nothing,
    /// `--allow-read=a,b`
    Only(Vec<String>),
    /// `--allow-read`
    Everything,
}

impl Listed {
    /// From the values of a flag that may be given several times; an empty value stands for everything.
    pub fn from_values(values: &[String]) -> Listed {
        let mut words = Vec::new();
        for value in values {
            match value.as_str() {
                "" => return Listed::Everything,
                value => words.extend(split(value)),
            }
        }
        match words.is_empty() {
            true => Listed::Nothing,
            false => Listed::Only(words),
        }
    }
}

/// The parts between commas; two commas stand for one that belongs to a part.
fn split(list: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut chars = list.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            ',' if chars.next_if_eq(&',').is_some() => push(&mut parts, ','),
            ',' => parts.push(String::new()),
            char => push(&mut parts, char),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn push(parts: &mut [String], char: char) {
    if let Some(part) = parts.last_mut() {
        part.push(char);
    }
}

/// One permission's two flags.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    pub allow: Listed,
    pub deny: Listed,
}

/// All flags of permissions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Flags {
    /// `--allow-all`; a `--deny-…` still refuses.
    pub all: bool,
    pub read: Words,
    pub write: Words,
    pub net: Words,
    pub run: Words,
    pub env: Words,
    pub import: Words,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_parted_at_single_commas() {
        let of = |values: &[&str]| {
            let values: Vec<String> = values.iter().map(|value| value.to_string()).collect();
            Listed::from_values(&values)
        };
        let only =
            |words: &[&str]| Listed::Only(words.iter().map(|word| word.to_string()).collect());
        assert_eq!(of(&[]), Listed::Nothing);
        assert_eq!(of(&["a,b", "c"]), only(&["a", "b", "c"]));
        assert_eq!(of(&["a,,b,c"]), only(&["a,b", "c"]));
        assert_eq!(of(&["a,,,b"]), only(&["a,", "b"]));
        assert_eq!(of(&["a", ""]), Listed::Everything);
        assert_eq!(of(&[","]), Listed::Nothing);
    }
}
