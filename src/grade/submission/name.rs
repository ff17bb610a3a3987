//! Names: of students in the folders of a learning management system, and of files as students call them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Who handed something in.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Who {
    pub student: String,
    /// Empty when there is none.
    pub id: String,
}

/// What Moodle puts behind the name and the number of a student, before the name of the kind of submission.
const MOODLE: &str = "_assignsubmission_";

/// `NAME_123456_assignsubmission_file_`, and what follows it when files lie flat; else the name itself.
pub fn who(name: &str) -> (Who, &str) {
    let other = || {
        let student = name.nfc().collect();
        (
            Who {
                student,
                id: String::new(),
            },
            "",
        )
    };
    let Some((before, after)) = name.split_once(MOODLE) else {
        return other();
    };
    let Some((student, id)) = before.rsplit_once('_') else {
        return other();
    };
    if student.is_empty() || id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_digit()) {
        return other();
    }
    let rest = after.split_once('_').map_or("", |(_, rest)| rest);
    let who = Who {
        student: student.nfc().collect(),
        id: id.to_string(),
    };
    (who, rest)
}

/// Is it a folder of what students typed into a page, which holds no files?
pub fn is_online_text(name: &str) -> bool {
    name.contains("_assignsubmission_onlinetext")
}

/// What file systems and archives put beside the files of people.
pub fn is_junk(path: &str) -> bool {
    let mut parts = path.split('/');
    parts.any(|part| {
        matches!(
            part,
            "__MACOSX" | ".DS_Store" | "Thumbs.db" | "desktop.ini" | ".git"
        ) || part.starts_with("~$")
            || part.starts_with("._")
            || part.starts_with(".~lock.")
    })
}

/// The last part of a path.
pub fn base(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Is it the same name without case, accents, blanks, and what copies and versions add?
pub fn is_like(given: &str, wanted: &str) -> bool {
    plain(given) == plain(wanted)
}

/// The name without what does not tell names apart.
fn plain(name: &str) -> String {
    let (stem, end) = name.rsplit_once('.').unwrap_or((name, ""));
    let letters = |text: &str| -> String {
        let letters = text.nfd().filter(|letter| !is_combining_mark(*letter));
        letters.flat_map(char::to_lowercase).collect()
    };
    let (mut stem, end) = (letters(stem), letters(end));
    while let Some(shorter) = without_copy(&stem) {
        stem = shorter;
    }
    stem.retain(|letter| !letter.is_whitespace() && !matches!(letter, '_' | '-'));
    format!("{stem}.{}", end.trim())
}

/// Without one ` (1)`, `_v2`, ` - copie` at its end.
fn without_copy(stem: &str) -> Option<String> {
    let stem = stem.trim_end();
    let shorter = if let Some((before, inside)) = stem
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('))
    {
        let is_count = !inside.is_empty() && inside.bytes().all(|byte| byte.is_ascii_digit());
        (is_count || ["copie", "copy"].contains(&inside)).then_some(before)
    } else {
        let digits = stem.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let version = digits
            .strip_suffix('v')
            .filter(|_| digits.len() < stem.len());
        let version = version.and_then(|before| before.strip_suffix(['_', '-', ' ', '.']));
        let copy = ["copie", "copy"]
            .iter()
            .find_map(|word| stem.strip_suffix(word)?.strip_suffix(['-', '_', ' ']));
        version.or(copy)
    }?;
    let shorter = shorter.trim_end_matches([' ', '-', '_']);
    (!shorter.is_empty()).then(|| shorter.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_students_give_are_known_again() {
        for given in [
            "serveur.rhai",
            "Serveur.RHAI",
            "serveur (1).rhai",
            "serveur(12).rhai",
            "serveur_v2.rhai",
            "serveur - Copie.rhai",
            "serveur (copie).rhai",
            "serveur_v2 (1).rhai",
            " serveur .rhai",
        ] {
            assert!(is_like(given, "serveur.rhai"), "{given}");
        }
        // As macOS writes it: the letter, then its accent.
        assert!(is_like("e\u{301}te\u{301}.rhai", "été.rhai"));
        assert!(is_like("threadedping2.rhai", "threaded_ping2.rhai"));
        for given in [
            "serveur2.rhai",
            "client.rhai",
            "serveur.txt",
            "serveur",
            "v2.rhai",
        ] {
            assert!(!is_like(given, "serveur.rhai"), "{given}");
        }
        assert!(
            !is_like("ping1.rhai", "ping2.rhai")
                && !is_like("threaded_ping.rhai", "threaded_ping2.rhai")
        );
    }

    #[test]
    fn folders_of_moodle_are_taken_apart() {
        let (amelie, rest) = who("DUPONT Ame\u{301}lie_123456_assignsubmission_file_");
        assert_eq!(
            (amelie.student.as_str(), amelie.id.as_str(), rest),
            ("DUPONT Amélie", "123456", "")
        );
        let (_, rest) = who("LE_GALL Yann_7_assignsubmission_file_serveur_v2.rhai");
        assert_eq!(rest, "serveur_v2.rhai");
        assert_eq!(
            who("LE_GALL Yann_7_assignsubmission_file_").0.student,
            "LE_GALL Yann"
        );
        for name in [
            "DUPONT",
            "_1_assignsubmission_file_",
            "x_assignsubmission_file_",
        ] {
            assert_eq!(
                who(name).0,
                Who {
                    student: name.into(),
                    id: String::new()
                }
            );
        }
    }
}
