//! A text in English and French.

use crate::messages::{Language, Message};
use serde::{Deserialize, Serialize};

/// Both are the same when a teacher wrote only one.
#[derive(Clone, Default, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Bilingual {
    pub en: String,
    pub fr: String,
}

impl Bilingual {
    /// One text for both.
    pub fn same(text: impl Into<String>) -> Bilingual {
        let text = text.into();
        Bilingual {
            en: text.clone(),
            fr: text,
        }
    }

    /// One sentence, then another.
    pub fn followed_by(&self, next: &Bilingual) -> Bilingual {
        Bilingual {
            en: format!("{}; {}", self.en, next.en),
            fr: format!("{} ; {}", self.fr, next.fr),
        }
    }

    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::French => &self.fr,
        }
    }
}

impl From<&Message> for Bilingual {
    fn from(message: &Message) -> Bilingual {
        Bilingual {
            en: message.in_language(Language::English),
            fr: message.in_language(Language::French),
        }
    }
}
