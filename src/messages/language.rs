//! The language of messages: English or French, and how numbers read in both. What scripts print is never translated.

/// A language that messages exist in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub enum Language {
    #[default]
    English,
    French,
}

impl Language {
    /// `en`, `fr`: as folders of texts and flags name it.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::French => "fr",
        }
    }

    pub fn other(self) -> Language {
        match self {
            Language::English => Language::French,
            Language::French => Language::English,
        }
    }

    /// What stands before a colon.
    pub fn before_colon(self) -> &'static str {
        match self {
            Language::English => "",
            Language::French => " ",
        }
    }

    /// `fr`, `fr_FR.UTF-8`, `en` …; none for a language that messages do not exist in.
    pub fn parse(name: &str) -> Option<Language> {
        let name = name.to_ascii_lowercase();
        match name.split(['_', '.', '@', '-']).next()? {
            "fr" | "french" => Some(Language::French),
            "en" | "english" | "c" | "posix" => Some(Language::English),
            _ => None,
        }
    }

    /// From `SANDBOX_LANG`, `LC_ALL`, `LC_MESSAGES` and `LANG`: the first that is set and not empty decides.
    pub fn from_environment(get: impl Fn(&str) -> Option<String>) -> Language {
        ["SANDBOX_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .filter_map(|name| get(name))
            .find(|value| !value.is_empty())
            .and_then(|value| Language::parse(&value))
            .unwrap_or_default()
    }
}

/// `1 000 000`: digits in groups of three, as both languages read them.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_decides() {
        let ask = |pairs: &'static [(&str, &str)]| {
            Language::from_environment(|name| {
                pairs
                    .iter()
                    .find(|pair| pair.0 == name)
                    .map(|pair| pair.1.to_string())
            })
        };
        assert_eq!(ask(&[]), Language::English);
        assert_eq!(ask(&[("LANG", "fr_FR.UTF-8")]), Language::French);
        assert_eq!(
            ask(&[("LC_ALL", ""), ("LANG", "fr_FR.UTF-8")]),
            Language::French
        );
        assert_eq!(
            ask(&[("LC_ALL", "C"), ("LANG", "fr_FR.UTF-8")]),
            Language::English
        );
        assert_eq!(
            ask(&[("SANDBOX_LANG", "fr"), ("LC_ALL", "C")]),
            Language::French
        );
        assert_eq!(ask(&[("LANG", "de_DE")]), Language::English);
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(19_990), "19 990");
        assert_eq!(grouped(1_000_000), "1 000 000");
    }
}
