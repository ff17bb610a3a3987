//! What is wrong with an assignment: said with its file, its line and what to write.

use crate::diagnostics::render::{Options, render, render_at, render_plain};
use crate::messages::Message;
use crate::objects::error::{Error, Source};
use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

/// So many are told; what comes after them follows from them as likely as not.
pub const MOST: usize = 10;

/// One mistake, or one warning.
#[derive(Clone, Debug)]
pub struct Mistake {
    what: What,
    place: Option<(Arc<Source>, Range<usize>)>,
}

/// Something that keeps nobody from marking.
pub type Warning = Mistake;

#[derive(Clone, Debug)]
enum What {
    Said(Message, Option<Message>),
    /// A script that does not parse.
    Script(Arc<Error>),
}

impl Mistake {
    /// Of no place in a text.
    pub fn plain(title: Message, hint: Option<Message>) -> Mistake {
        Mistake {
            what: What::Said(title, hint),
            place: None,
        }
    }

    /// At these bytes of a text.
    pub fn at(
        source: &Arc<Source>,
        at: Range<usize>,
        title: Message,
        hint: Option<Message>,
    ) -> Mistake {
        Mistake {
            what: What::Said(title, hint),
            place: Some((source.clone(), at)),
        }
    }

    pub fn script(error: Error) -> Mistake {
        let source = error.body().source.clone();
        let at = source.as_ref().and_then(|source| {
            let at = crate::lang::offset_of(&source.text, error.body().at)?;
            Some((source.clone(), at..at))
        });
        Mistake {
            what: What::Script(Arc::new(error)),
            place: at,
        }
    }

    /// What it is, without its place.
    pub fn title(&self) -> Option<&Message> {
        match &self.what {
            What::Said(title, _) => Some(title),
            What::Script(_) => None,
        }
    }

    pub fn hint(&self) -> Option<&Message> {
        match &self.what {
            What::Said(_, hint) => hint.as_ref(),
            What::Script(_) => None,
        }
    }

    /// The file that it is in, as people know it.
    pub fn file(&self) -> Option<&str> {
        self.place.as_ref().map(|(source, _)| source.name.as_str())
    }

    /// From 1; 0 when it concerns no line.
    pub fn line(&self) -> usize {
        self.place.as_ref().map_or(0, |(source, at)| {
            let before = source.text.get(..at.start).unwrap_or(&source.text);
            1 + before.matches('\n').count()
        })
    }

    /// `error: …` with the excerpt.
    pub fn render(&self, options: &Options) -> String {
        match (&self.what, &self.place) {
            (What::Script(error), _) => render(error, options),
            (What::Said(title, hint), Some((source, at))) => {
                render_at(title, hint.as_ref(), source, at.clone(), false, options)
            }
            (What::Said(title, hint), None) => render_plain(title, hint.as_ref(), options),
        }
    }

    /// The same as `warning: …`.
    pub fn render_warning(&self, options: &Options) -> String {
        match (&self.what, &self.place) {
            (What::Said(title, hint), Some((source, at))) => {
                render_at(title, hint.as_ref(), source, at.clone(), true, options)
            }
            _ => self.render(options),
        }
    }

    fn is_same_as(&self, other: &Mistake) -> bool {
        let at = |mistake: &Mistake| mistake.place.as_ref().map(|(_, at)| at.clone());
        self.title() == other.title() && self.file() == other.file() && at(self) == at(other)
    }
}

/// Where mistakes are written down while a text is read.
pub struct Notes {
    /// The text of `assignment.toml`.
    pub source: Arc<Source>,
    mistakes: RefCell<Vec<Mistake>>,
    warnings: RefCell<Vec<Warning>>,
}

impl Notes {
    pub fn new(source: Arc<Source>) -> Notes {
        Notes {
            source,
            mistakes: RefCell::default(),
            warnings: RefCell::default(),
        }
    }

    /// A mistake in the text; without a place, of the whole.
    pub fn wrong(&self, at: Option<Range<usize>>, title: Message, hint: Option<Message>) {
        self.add(self.place(at, title, hint));
    }

    pub fn warn(&self, at: Option<Range<usize>>, title: Message, hint: Option<Message>) {
        let warning = self.place(at, title, hint);
        self.warnings.borrow_mut().push(warning);
    }

    /// What was inherited is told once.
    pub fn add(&self, mistake: Mistake) {
        let mut mistakes = self.mistakes.borrow_mut();
        if !mistakes.iter().any(|other| other.is_same_as(&mistake)) {
            mistakes.push(mistake);
        }
    }

    fn place(&self, at: Option<Range<usize>>, title: Message, hint: Option<Message>) -> Mistake {
        match at {
            Some(at) => Mistake::at(&self.source, at, title, hint),
            None => Mistake::plain(title, hint),
        }
    }

    /// The warnings, if there is no mistake; else the first mistakes in the order of the text.
    ///
    /// # Errors
    /// The mistakes.
    pub fn result(self) -> Result<Vec<Warning>, Vec<Mistake>> {
        let mut mistakes = self.mistakes.into_inner();
        if mistakes.is_empty() {
            return Ok(self.warnings.into_inner());
        }
        let text = &self.source.name;
        mistakes.sort_by_key(|mistake| (mistake.file() != Some(text), mistake.line()));
        mistakes.truncate(MOST);
        Err(mistakes)
    }
}
