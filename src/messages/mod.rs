//! What the program says to people, in English and in French. The texts are in `data/messages`; this room finds and fills them, and
//! knows nothing of scripts.
//!
//! ```text
//! language    English or French, from a flag or the environment
//! argument    what fills a text
//! catalogue   the texts, parsed when the first is asked for, and a teacher's own in their place
//! similar     the known name closest to a misspelt one
//! system      what the system says about files
//! visible     texts that others wrote, so that they cannot drive a terminal or forge a report
//! check       what is wrong with a file of texts
//! ```
//!
//! A message is made where something happens and put into words where it is shown:
//!
//! ```text
//! Error::value_error(message!("random-empty-range", first = a, last = b))
//! ```
//!
//! with one line in `data/messages/en` and one in `data/messages/fr`:
//!
//! ```text
//! random-empty-range = empty range in randint({ $first }, { $last })
//! random-empty-range = intervalle vide dans randint({ $first }, { $last })
//! ```

mod argument;
mod catalogue;
mod check;
mod language;
mod similar;
mod system;
mod visible;

pub use argument::Argument;
pub use catalogue::{Broken, load, text, use_texts_of};
pub use check::{FILES, Shape, shapes};
pub use language::{Language, grouped};
pub use similar::closest;
pub use system::system_reason;
pub use visible::{CLEAR_BELOW, READABLE, deceives, drives_terminal, visible, visible_lines};

use std::fmt;

/// What the program has to say: known by an id, or a text that somebody else wrote (the system, the script).
#[derive(Clone, PartialEq, Eq)]
pub struct Message(Words);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Words {
    Known {
        id: &'static str,
        arguments: Vec<(&'static str, Argument)>,
    },
    Plain(String),
}

impl Message {
    /// The message of this id. `message!` is the usual way to write it.
    pub const fn known(id: &'static str) -> Message {
        Message(Words::Known {
            id,
            arguments: Vec::new(),
        })
    }

    /// The same message with one more argument.
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Message {
        if let Words::Known { arguments, .. } = &mut self.0 {
            arguments.push((name, value.into()));
        }
        self
    }

    /// None for the words of others.
    pub fn id(&self) -> Option<&'static str> {
        match &self.0 {
            Words::Known { id, .. } => Some(id),
            Words::Plain(_) => None,
        }
    }

    /// What fills the place of this name.
    pub fn argument(&self, name: &str) -> Option<&Argument> {
        match &self.0 {
            Words::Known { arguments, .. } => {
                let found = arguments.iter().find(|(other, _)| *other == name);
                found.map(|(_, argument)| argument)
            }
            Words::Plain(_) => None,
        }
    }

    /// Put into words.
    pub fn in_language(&self, language: Language) -> String {
        self.with_texts(|id, arguments| text(language, id, arguments))
    }

    /// Put into the words of these texts.
    fn with_texts(
        &self,
        text: impl Fn(&str, &[(&'static str, Argument)]) -> Option<String>,
    ) -> String {
        match &self.0 {
            // An id without a text shows as itself: the tests see to it that there is none.
            Words::Known { id, arguments } => text(id, arguments).unwrap_or_else(|| id.to_string()),
            Words::Plain(text) => text.clone(),
        }
    }
}

/// In English, quoted.
impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.to_string())
    }
}

/// In English.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_language(Language::English))
    }
}

impl std::error::Error for Message {}

impl From<String> for Message {
    fn from(text: String) -> Self {
        Message(Words::Plain(text))
    }
}

impl From<&Message> for Message {
    fn from(message: &Message) -> Self {
        message.clone()
    }
}

impl From<&str> for Message {
    fn from(text: &str) -> Self {
        Message::from(text.to_string())
    }
}

/// A message by its id, with what fills its text: `message!("lock-not-held", name = lock, line)`, where `line` alone is `line = line`.
///
/// The id, also of a text's attribute (`"lock-not-held.hint"`), stands in the files of both languages, with the same arguments: a test reads both.
macro_rules! message {
    ($id:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        $crate::messages::Message::known($id)
            $(.with(stringify!($name), $crate::messages::message!(@ $name $(= $value)?)))*
    };
    (@ $name:ident = $value:expr) => { $value };
    (@ $name:ident) => { $name };
}

pub(crate) use message;

/// The id of a message that is filled by nothing, where only the id can be kept.
pub type MessageId = &'static str;

/// An id for `Message::known`, seen by the test that reads both languages.
macro_rules! message_id {
    ($id:literal) => {
        $id
    };
}

pub(crate) use message_id;
