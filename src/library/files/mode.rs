//! How a file is opened: the modes of `open`.

use crate::files::model::How;
use crate::messages::message;
use crate::objects::error::Error;
use crate::permissions::Access;

/// How a file is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mode {
    main: Main,
    pub binary: bool,
    plus: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Main {
    Read,
    Write,
    Append,
    Create,
}

impl Mode {
    pub fn parse(text: &str) -> Result<Mode, Error> {
        let mut main = None;
        let (mut binary, mut words, mut plus) = (false, false, false);
        let wrong = || {
            Error::value_error(message!("files-mode", mode = text))
                .with_hint(message!("files-mode.hint"))
        };
        for char in text.chars() {
            let seen = match char {
                'b' => std::mem::replace(&mut binary, true),
                't' => std::mem::replace(&mut words, true),
                '+' => std::mem::replace(&mut plus, true),
                'r' => main.replace(Main::Read).is_some(),
                'w' => main.replace(Main::Write).is_some(),
                'a' => main.replace(Main::Append).is_some(),
                'x' => main.replace(Main::Create).is_some(),
                _ => true,
            };
            if seen {
                return Err(wrong());
            }
        }
        match main {
            Some(main) if !(binary && words) => Ok(Mode { main, binary, plus }),
            _ => Err(wrong()),
        }
    }

    pub fn reads(self) -> bool {
        self.plus || self.main == Main::Read
    }

    pub fn writes(self) -> bool {
        self.plus || self.main != Main::Read
    }

    /// As it is written.
    pub fn text(self) -> String {
        let main = match self.main {
            Main::Read => "r",
            Main::Write => "w",
            Main::Append => "a",
            Main::Create => "x",
        };
        let (plus, binary) = (
            if self.plus { "+" } else { "" },
            if self.binary { "b" } else { "" },
        );
        format!("{main}{binary}{plus}")
    }

    pub(super) fn how(self) -> How {
        let Access {
            read,
            write,
            append,
            truncate,
            create,
            create_new,
        } = self.access();
        How {
            read,
            write,
            append,
            truncate,
            create,
            create_new,
        }
    }

    pub fn access(self) -> Access {
        Access {
            read: self.reads(),
            write: self.writes(),
            append: self.main == Main::Append,
            truncate: self.main == Main::Write,
            create: matches!(self.main, Main::Write | Main::Append),
            create_new: self.main == Main::Create,
        }
    }
}
