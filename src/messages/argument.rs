//! What fills a text: a word, a count, another message.

use super::Message;

/// What fills a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    Text(String),
    /// A number that texts may choose words by: `1 thread`, `2 threads`.
    Count(i64),
    /// A message inside a message, put into words with it.
    Message(Box<Message>),
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Argument::Text(text)
    }
}

impl From<&String> for Argument {
    fn from(text: &String) -> Self {
        Argument::Text(text.clone())
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Argument::Text(text.to_string())
    }
}

impl From<char> for Argument {
    fn from(char: char) -> Self {
        Argument::Text(char.to_string())
    }
}

impl From<f64> for Argument {
    fn from(number: f64) -> Self {
        Argument::Text(number.to_string())
    }
}

impl From<&Message> for Argument {
    fn from(message: &Message) -> Self {
        Argument::from(message.clone())
    }
}

impl From<Message> for Argument {
    fn from(message: Message) -> Self {
        Argument::Message(Box::new(message))
    }
}

macro_rules! counts {
    ($($kind:ty)*) => {
        $(impl From<$kind> for Argument {
            fn from(count: $kind) -> Self {
                i64::try_from(count).map_or_else(|_| Argument::Text(count.to_string()), Argument::Count)
            }
        })*
    };
}

counts!(i32 i64 u8 u16 u32 u64 usize);
