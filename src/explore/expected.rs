//! What every run shall print, and what a run has printed in its place.

use crate::messages::{Language, message};

/// What every run shall print.
#[derive(Clone, Debug)]
pub struct Expected {
    /// The file that says so.
    pub file: String,
    pub text: String,
}

impl Expected {
    /// What is wrong with this output, if anything is: the line in the file, and what to say of it.
    pub fn refuse(&self, printed: &str, language: Language) -> Option<(usize, String)> {
        let (mut wanted, mut got) = (self.text.trim_end().lines(), printed.trim_end().lines());
        let mut line = 0;
        loop {
            line += 1;
            let (want, have) = (wanted.next(), got.next());
            match (want.map(str::trim_end), have.map(str::trim_end)) {
                (None, None) => return None,
                (want, have) if want == have => {}
                (want, have) => {
                    let said = match (want, have) {
                        (Some(wanted), Some(printed)) => {
                            message!("explore-expected", wanted, printed)
                        }
                        (Some(wanted), None) => message!("explore-expected-more", wanted),
                        (None, have) => {
                            message!("explore-expected-end", printed = have.unwrap_or_default())
                        }
                    };
                    return Some((line, said.in_language(language)));
                }
            }
        }
    }
}
