//! The texts by their ids: those inside the program, parsed when the first of a language is asked for, and a folder's in their place.

use super::check::{FILES, Fault, faults};
use super::language::Language;
use super::{Argument, Message, message, system_reason};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

type Bundle = FluentBundle<FluentResource>;

/// The texts of this process: the program's own, unless a folder was given first.
static TEXTS: OnceLock<Catalogue> = OnceLock::new();

/// Why a folder of texts cannot be used.
#[derive(Debug)]
pub struct Broken {
    pub message: Message,
    pub hint: Option<Message>,
}

/// From now on texts of the folder's `en/*.ftl` and `fr/*.ftl` stand in the place of those of the same id. To be called before the first
/// message is shown.
///
/// # Errors
/// A folder or file that cannot be read, a mistake in a file, an id that the program does not know.
pub fn use_texts_of(folder: &Path) -> Result<(), Broken> {
    let catalogue = Catalogue::with_texts_of(folder)?;
    let _ = TEXTS.set(catalogue);
    Ok(())
}

/// Parse the texts of this language now.
pub fn load(language: Language) {
    text(language, "", &[]);
}

/// The text of this id with its arguments filled in; an attribute's id is `id.attribute`. None when there is no such text.
pub fn text(
    language: Language,
    id: &str,
    arguments: &[(&'static str, Argument)],
) -> Option<String> {
    TEXTS
        .get_or_init(Catalogue::default)
        .text(language, id, arguments)
}

#[derive(Default)]
struct Catalogue {
    english: Texts,
    french: Texts,
}

/// The texts of one language.
#[derive(Default)]
struct Texts {
    /// A teacher's.
    replaced: Option<Bundle>,
    own: OnceLock<Bundle>,
}

impl Catalogue {
    fn with_texts_of(folder: &Path) -> Result<Catalogue, Broken> {
        let mut catalogue = Catalogue::default();
        let mut found = false;
        for language in [Language::English, Language::French] {
            let files = files_of(&folder.join(language.code()))?;
            found |= !files.is_empty();
            let mut replaced = bundle(language);
            for (file, source) in files {
                if let Some(fault) = faults(language, &source).into_iter().next() {
                    return Err(fault_in(&file, fault));
                }
                // Nothing is wrong with it.
                if let Ok(resource) = FluentResource::try_new(source) {
                    replaced.add_resource_overriding(resource);
                }
            }
            catalogue.texts_mut(language).replaced = Some(replaced);
        }
        match found {
            true => Ok(catalogue),
            false => Err(Broken {
                message: message!("texts-none", folder = folder.display().to_string()),
                hint: Some(message!("texts-none.hint")),
            }),
        }
    }

    fn texts(&self, language: Language) -> &Texts {
        match language {
            Language::English => &self.english,
            Language::French => &self.french,
        }
    }

    fn texts_mut(&mut self, language: Language) -> &mut Texts {
        match language {
            Language::English => &mut self.english,
            Language::French => &mut self.french,
        }
    }

    fn text(
        &self,
        language: Language,
        id: &str,
        arguments: &[(&'static str, Argument)],
    ) -> Option<String> {
        let texts = self.texts(language);
        let own = || texts.own.get_or_init(|| own_texts(language));
        let filled = || {
            let mut filled = FluentArgs::with_capacity(arguments.len());
            for (name, argument) in arguments {
                filled.set(*name, self.value(language, argument));
            }
            filled
        };
        let replaced = texts.replaced.as_ref();
        replaced
            .and_then(|bundle| formatted(bundle, id, filled))
            .or_else(|| formatted(own(), id, filled))
    }

    fn value<'a>(&self, language: Language, argument: &'a Argument) -> FluentValue<'a> {
        match argument {
            Argument::Text(text) => FluentValue::from(text.as_str()),
            // Fluent keeps numbers as floats: beyond these they would lose digits.
            Argument::Count(count) if count.unsigned_abs() < 1 << 53 => FluentValue::from(*count),
            Argument::Count(count) => FluentValue::from(count.to_string()),
            Argument::Message(message) => FluentValue::from(
                message.with_texts(|id, arguments| self.text(language, id, arguments)),
            ),
        }
    }
}

fn formatted<'a>(
    bundle: &Bundle,
    id: &str,
    arguments: impl FnOnce() -> FluentArgs<'a>,
) -> Option<String> {
    let (id, attribute) = match id.split_once('.') {
        Some((id, attribute)) => (id, Some(attribute)),
        None => (id, None),
    };
    let message = bundle.get_message(id)?;
    let pattern = match attribute {
        Some(name) => message.get_attribute(name)?.value(),
        None => message.value()?,
    };
    // A place without its argument shows as `{$name}`.
    let mut ignored = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&arguments()), &mut ignored);
    Some(text.into_owned())
}

fn bundle(language: Language) -> Bundle {
    let locale = language.code().parse().expect("`en` and `fr` are locales");
    let mut bundle = Bundle::new_concurrent(vec![locale]);
    // Marks around what is filled in are for texts that mix writing directions.
    bundle.set_use_isolating(false);
    bundle
}

fn own_texts(language: Language) -> Bundle {
    let mut bundle = bundle(language);
    for (_, _, source) in FILES.iter().filter(|(of, ..)| *of == language) {
        // A test parses them all: in a file with a mistake the rest would still be there.
        let resource = FluentResource::try_new(source.to_string()).unwrap_or_else(|(rest, _)| rest);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// The files of texts in a folder, by name, with what stands in them; none when there is no such folder.
fn files_of(folder: &Path) -> Result<Vec<(String, String)>, Broken> {
    let unreadable = |path: &Path, error: std::io::Error| Broken {
        message: message!(
            "texts-unreadable",
            file = path.display().to_string(),
            reason = system_reason(&error)
        ),
        hint: None,
    };
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder).map_err(|error| unreadable(folder, error))?;
    let mut paths: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "ftl"))
        .collect();
    paths.sort();
    let read = |path: std::path::PathBuf| match fs::read_to_string(&path) {
        Ok(text) => Ok((path.display().to_string(), text)),
        Err(error) => Err(unreadable(&path, error)),
    };
    paths.into_iter().map(read).collect()
}

fn fault_in(file: &str, fault: Fault) -> Broken {
    Broken {
        message: message!("texts-broken", file, line = fault.line, what = fault.what),
        hint: fault.hint,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    /// A folder of texts that is gone when the test is over.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str, french: &str) -> Folder {
            let folder =
                std::env::temp_dir().join(format!("sandbox-texts-{}-{name}", std::process::id()));
            fs::create_dir_all(folder.join("fr"))
                .expect("the folder for temporary files can be written");
            fs::write(folder.join("fr/mine.ftl"), french)
                .expect("the folder for temporary files can be written");
            Folder(folder)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn refusal(name: &str, french: &str) -> (String, String) {
        let folder = Folder::new(name, french);
        let broken = Catalogue::with_texts_of(&folder.0)
            .err()
            .expect("the texts are refused");
        let text = broken.message.to_string();
        let text = text
            .rsplit_once("mine.ftl")
            .map_or(text.as_str(), |(_, rest)| rest)
            .to_string();
        (
            text,
            broken.hint.map_or(String::new(), |hint| hint.to_string()),
        )
    }

    #[test]
    fn a_folder_of_texts_replaces_some_and_leaves_the_others() {
        let folder = Folder::new("good", "line = ligne nº { $line }\n");
        let texts = Catalogue::with_texts_of(&folder.0).expect("the texts are good");
        let seven = [("line", Argument::from(7))];
        assert_eq!(
            texts.text(Language::French, "line", &seven).unwrap(),
            "ligne nº 7"
        );
        assert_eq!(
            texts.text(Language::English, "line", &seven).unwrap(),
            "line 7"
        );
        assert_eq!(
            texts.text(Language::French, "error", &[]).unwrap(),
            "erreur"
        );
    }

    #[test]
    fn a_mistake_in_a_folder_of_texts_is_told_with_its_place_and_remedy() {
        assert_eq!(
            refusal("place", "error = erreur\nline = ligne { $ligne }\n"),
            (
                ", line 2: `$ligne` is not known to `line`".into(),
                "it knows $line".into()
            )
        );
        assert_eq!(
            refusal("unknown", "lin = ligne\n"),
            (
                ", line 1: no message has the name `lin`".into(),
                "did you mean `line`?".into()
            )
        );
        let (text, hint) = refusal("syntax", "error = erreur\n\nline = ligne { $line\n");
        assert!(
            text.starts_with(", line 3: this is no text that can be read: "),
            "{text}"
        );
        assert!(hint.starts_with("a text is `name = words`"), "{hint}");
        let missing = Catalogue::with_texts_of(Path::new("/there/is/no/such"))
            .err()
            .unwrap();
        assert!(
            missing
                .message
                .to_string()
                .contains("no texts in `/there/is/no/such`")
        );
    }

    #[test]
    fn counts_choose_words_and_messages_hold_messages() {
        let of = |count: i64| message!("deadlock", count).in_language(Language::French);
        assert_eq!(of(1), "interblocage : 1 thread ne peut plus avancer");
        assert_eq!(of(2), "interblocage : 2 threads ne peuvent plus avancer");
        let waits = message!(
            "deadlock-waits",
            what = message!("wait-join", thread = "T1")
        );
        assert_eq!(waits.in_language(Language::French), "attend la fin de T1");
        assert_eq!(waits.to_string(), "waits for  T1 to finish");
    }

    #[test]
    fn no_digit_of_a_large_number_is_lost() {
        let text = message!("line", line = i64::MAX).to_string();
        assert_eq!(text, "line 9223372036854775807");
    }

    #[test]
    fn what_fills_a_text_is_not_read_as_a_text() {
        let text = message!("did-you-mean", name = "{ $name } \u{1b}[31m");
        assert_eq!(text.to_string(), "did you mean `{ $name } \u{1b}[31m`?");
    }
}
