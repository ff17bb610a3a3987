//! What other programs and people read. All of it is made from results and loses nothing that its reader can show; what students wrote
//! is data in each of them.
//!
//! ```text
//! seen          what a student may see of a check
//! words, plain  sentences around results, and a check as plain text
//! terminal      people at a terminal
//! csv           spreadsheets
//! junit         continuous integration
//! exercism      Exercism's test runners, version 3
//! coderunner    Moodle's CodeRunner: a combinator grader, and the grader of one test
//! platforms     Gradescope, Classroom 50, PrairieLearn, check50
//! html          a page for one submission
//! feedback      pages for a class, packed
//! ```

mod coderunner;
mod csv;
mod exercism;
mod feedback;
pub(super) mod html;
mod junit;
mod plain;
mod platforms;
mod seen;
pub mod terminal;
pub(super) mod words;

pub use feedback::{feedback, pages};
pub use platforms::release_body;
pub use seen::seen;

use super::{Results, file};
use crate::catalogue::Paint;
use crate::grade::submission::HandIn;
use crate::messages::Language;

macro_rules! formats {
    ($($variant:ident = $name:literal,)*) => {
        /// A form of results.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Format {
            $($variant,)*
        }

        impl Format {
            pub const ALL: &'static [Format] = &[$(Format::$variant,)*];

            pub fn name(self) -> &'static str {
                match self {
                    $(Format::$variant => $name,)*
                }
            }
        }
    };
}

formats! {
    Terminal = "terminal",
    Json = "json",
    Csv = "csv",
    Junit = "junit",
    Exercism = "exercism",
    CodeRunner = "coderunner",
    CodeRunnerRow = "coderunner-row",
    Html = "html",
    Gradescope = "gradescope",
    Classroom50 = "classroom50",
    PrairieLearn = "prairielearn",
    Check50 = "check50",
}

impl Format {
    pub fn named(name: &str) -> Option<Format> {
        Self::ALL
            .iter()
            .copied()
            .find(|format| format.name() == name)
    }

    /// Whoever reads it takes another exit code for a failure of the grader.
    pub fn implies_zero(self) -> bool {
        use Format::*;
        matches!(
            self,
            CodeRunner | CodeRunnerRow | Exercism | Gradescope | Classroom50
        )
    }
}

/// How results are written.
#[derive(Clone, Copy)]
pub struct Look {
    pub language: Language,
    pub paint: Paint,
    /// Nothing that depends on the machine or the moment.
    pub stable: bool,
}

/// Results in a form. Those that are about one submission are about the first.
pub fn rendered(format: Format, results: &Results, look: Look, hand_ins: &[HandIn]) -> String {
    let first = results.submissions.first();
    match format {
        Format::Terminal => terminal::terminal(results, look),
        Format::Json => file::to_json(results),
        Format::Csv => csv::csv(results, look.language),
        Format::Junit => junit::junit(results, look.language),
        Format::Exercism => exercism::exercism(first, look.language),
        Format::CodeRunner => coderunner::combinator(first, look.language),
        Format::CodeRunnerRow => coderunner::row(first, look.language),
        Format::Html => feedback::first(results, look, hand_ins),
        Format::Gradescope => platforms::gradescope(first, look.language),
        Format::Classroom50 => platforms::classroom50(first, look),
        Format::PrairieLearn => platforms::prairielearn(first, look.language),
        Format::Check50 => platforms::check50(results, look.language),
    }
}

/// One object of JSON, on lines of its own.
fn json_text(value: &serde_json::Value) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    file::plain(&text)
}
