//! Colours on a terminal, or none. What is coloured is decided where it is written.

/// What a piece of text is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    Prompt,
    Keyword,
    Number,
    Text,
    Comment,
    Object,
    Command,
    Bracket,
    Dim,
    Title,
}

/// Colours text, if the terminal shall have colours.
#[derive(Clone, Copy, Debug)]
pub struct Paint {
    color: bool,
}

impl Paint {
    pub fn new(color: bool) -> Paint {
        Paint { color }
    }

    pub fn is_on(self) -> bool {
        self.color
    }

    pub fn role(self, role: Role, text: &str) -> String {
        if !self.color {
            return text.to_string();
        }
        let code = match role {
            Role::Prompt => "1;32",
            Role::Keyword => "35",
            Role::Number => "36",
            Role::Text => "32",
            Role::Comment | Role::Dim => "90",
            Role::Object => "33",
            Role::Command => "1;33",
            Role::Bracket => "1;4",
            Role::Title => "1",
        };
        format!("\x1b[{code}m{text}\x1b[0m")
    }
}
