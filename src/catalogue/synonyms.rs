//! The words of lectures for what scripts name otherwise: `found-by-` and the id of an entry in `data/messages/*/words.ftl`, with commas
//! between them. `mutex` means `Lock`, `file` in French `Queue`.

use super::entries;
use super::entry::Entry;
use crate::messages::{Language, text};

/// Where the words of an entry stand.
const FAMILY: &str = "found-by-";

/// The entries that these words mean in the language, in the order of the catalogue.
pub fn meant(words: &str, language: Language) -> Vec<&'static Entry> {
    let wanted = singular(words);
    let is_meant = |entry: &&Entry| {
        let synonyms = text(language, &format!("{FAMILY}{}", entry.id), &[]);
        synonyms.is_some_and(|all| all.split(',').any(|one| singular(one) == wanted))
    };
    entries().iter().filter(is_meant).collect()
}

/// Are these words a term of lectures, in either language?
pub fn is_term(words: &str, language: Language) -> bool {
    [language, language.other()]
        .iter()
        .any(|of| !meant(words, *of).is_empty())
}

/// In lower case, without accents, without the `s` of plurals.
fn singular(words: &str) -> String {
    let words = folded(words);
    let words = words.split_whitespace();
    let words: Vec<&str> = words.map(|word| word.trim_end_matches('s')).collect();
    words.join(" ")
}

/// In lower case, without accents.
pub(super) fn folded(text: &str) -> String {
    let plain = |char: char| match char {
        'à' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        other => other,
    };
    text.to_lowercase()
        .replace('œ', "oe")
        .chars()
        .map(plain)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_lectures_mean_names_of_ours() {
        for (language, word, name) in [
            (Language::French, "mutex", "threading.Lock"),
            (Language::English, "mutex", "threading.Lock"),
            (Language::French, "file", "queue.Queue"),
            (Language::French, "Héritage", "class"),
            (
                Language::French,
                "verrous mortels",
                "threading.Lock.acquire",
            ),
        ] {
            let found = meant(word, language);
            let first = found.first().map(|entry| entry.full_name());
            assert_eq!(first.as_deref(), Some(name), "{word}");
        }
        assert!(meant("", Language::French).is_empty());
        assert!(meant("file", Language::English).is_empty());
    }
}
