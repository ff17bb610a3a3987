//! Entries that speak of a word: in their names, their sentences in both languages, their docs.

use super::entries;
use super::entry::{Entry, Kind};
use super::prose::{Block, blocks, first_sentence};
use super::synonyms::{folded, meant};
use crate::messages::Language;

/// How much it counts where a word is found.
const SAME_NAME: u32 = 120;
const BEGINS_NAME: u32 = 60;
const IN_NAME: u32 = 40;
const OPENS_SENTENCE: u32 = 40;
const IN_SENTENCE: u32 = 25;
const IN_OTHER_LANGUAGE: u32 = 20;
const IN_DOC: u32 = 6;
/// What the course is about comes first among equals.
const OF_THE_COURSE: (u32, [&str; 4]) = (4, ["threading", "queue", "socket", "subprocess"]);

/// What speaks of all the words, the best first.
pub fn search(words: &str, language: Language) -> Vec<&'static Entry> {
    // A word of signs alone has nothing to be looked for by.
    let stems: Vec<Stem> = (words.split_whitespace().map(Stem::of))
        .filter(|stem| !stem.stem.is_empty())
        .collect();
    if stems.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(u32, &Entry)> = entries()
        .iter()
        .filter_map(|entry| {
            let scores = stems.iter().map(|stem| score(entry, stem, language));
            let scores: Vec<u32> = scores.collect();
            let is_found = scores.iter().all(|score| *score > 0);
            is_found.then(|| (scores.iter().sum(), entry))
        })
        .collect();
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    let mut best: Vec<&Entry> = Vec::new();
    let meant = [language, language.other()].map(|of| meant(words, of));
    let spoken_of = found.into_iter().map(|(_, entry)| entry);
    for entry in meant.into_iter().flatten().chain(spoken_of) {
        if !best.iter().any(|other| std::ptr::eq(*other, entry)) {
            best.push(entry);
        }
    }
    best
}

fn score(entry: &Entry, stem: &Stem, language: Language) -> u32 {
    let name = folded(entry.name());
    let mut score = match () {
        () if name == stem.word => SAME_NAME,
        () if name.starts_with(&stem.stem) => BEGINS_NAME,
        () if name.contains(&stem.stem) && stem.stem.len() > 2 => IN_NAME,
        () => 0,
    };
    let english = first_sentence(&entry.doc);
    let french = entry.translated(Language::French).unwrap_or_default();
    let (mine, other) = match language {
        Language::English => (english, french),
        Language::French => (french, english),
    };
    score += match stem.place_in(&mine) {
        Some(0) => OPENS_SENTENCE,
        Some(_) => IN_SENTENCE,
        None => 0,
    };
    score += match stem.place_in(&other) {
        Some(0) => IN_OTHER_LANGUAGE + 5,
        Some(_) => IN_OTHER_LANGUAGE,
        None => 0,
    };
    let (more, modules) = OF_THE_COURSE;
    if score > 0 && modules.contains(&&*entry.path[0]) {
        score += more;
    }
    if score == 0 && entry.kind != Kind::Module {
        let says = |block: &Block| match block {
            Block::Paragraph(text) | Block::Item(text) => stem.place_in(text).is_some(),
            _ => false,
        };
        let translated = entry.translated_doc(Language::French).unwrap_or_default();
        let docs = [&entry.doc, &translated];
        if docs.iter().any(|doc| blocks(doc).iter().any(says)) {
            score = IN_DOC;
        }
    }
    score
}

/// A word, and what its other forms begin with.
struct Stem {
    word: String,
    stem: String,
}

impl Stem {
    fn of(word: &str) -> Stem {
        // What verbs and plurals end in: attendre, attend; locks, lock.
        const ENDINGS: [&str; 10] = ["ing", "ent", "er", "re", "ir", "es", "ed", "ez", "s", "e"];
        const SHORTEST: usize = 4;
        let word = folded(word.trim_matches(|char: char| !char.is_alphanumeric() && char != '_'));
        let stem = ENDINGS.iter().find_map(|ending| {
            let stem = word.strip_suffix(ending)?;
            (stem.chars().count() >= SHORTEST).then(|| stem.to_string())
        });
        Stem {
            stem: stem.unwrap_or_else(|| word.clone()),
            word,
        }
    }

    /// The number of the first word of the text that is a form of it.
    fn place_in(&self, text: &str) -> Option<usize> {
        let text = folded(text);
        let mut words = text.split(|char: char| !char.is_alphanumeric() && char != '_');
        words.position(|word| match self.word.chars().count() {
            0 => false,
            1..=2 => word == self.word,
            _ => word.starts_with(&self.stem),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_both_languages_and_all_forms() {
        for language in [Language::English, Language::French] {
            for word in ["attendre", "wait", "Waiting", "attend"] {
                let found: Vec<String> = search(word, language)
                    .iter()
                    .map(|entry| entry.full_name())
                    .collect();
                for name in [
                    "threading.Lock.acquire",
                    "threading.Thread.join",
                    "threading.Event.wait",
                ] {
                    assert!(
                        found.iter().any(|other| other == name),
                        "{word} finds no {name}: {found:?}"
                    );
                }
            }
        }
        assert!(search("", Language::English).is_empty());
        assert!(search("xyzzy", Language::English).is_empty());
        let found = search("acquire", Language::English);
        assert_eq!(found[0].name(), "acquire");
    }
}
