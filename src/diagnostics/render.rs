//! The one renderer of messages: errors of the parser and of the run, crashed threads, limits. Where they are printed is told elsewhere.

use super::hints::{Advice, Names, Problem, advise, walk};
use super::trace::trace_text;
use crate::border::headline;
use crate::border::headline::{Limits, Words, heading};
use crate::lang::scan::span_at;
use crate::lang::{Scan, offset_of};
use crate::messages::{Language, Message, message, visible, visible_lines};
use crate::objects::error::{Error, ErrorKind, Kind, Source};
use crate::runtime::Stop;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use rhai::Position;
use std::ops::Range;

/// How messages are written, and what they may refer to.
#[derive(Debug, Clone)]
pub struct Options {
    /// With the terminal's colours.
    pub color: bool,
    pub language: Language,
    /// For *did you mean*; asked for when a message needs them.
    pub names: fn() -> &'static Names,
    pub limits: Limits,
}

impl Default for Options {
    fn default() -> Self {
        static NONE: Names = Names {
            functions: Vec::new(),
            methods: Vec::new(),
            modules: Vec::new(),
            contents: None,
            members: None,
            calls: None,
            pythons: None,
        };
        Options {
            color: false,
            language: Language::default(),
            names: || &NONE,
            limits: Limits::default(),
        }
    }
}

impl Options {
    fn say(&self, message: &Message) -> String {
        message.in_language(self.language)
    }

    /// For the first line of a report.
    pub fn words(&self) -> Words<'_> {
        Words {
            language: self.language,
            limits: &self.limits,
        }
    }

    /// A word that a colon follows.
    fn label(&self, word: &str) -> String {
        format!("{word}{}", self.language.before_colon())
    }
}

/// An error of the run: its message, place, hint, and the calls that were open.
pub fn render(error: &Error, options: &Options) -> String {
    let body = error.body();
    let (name, title) = heading(error, &options.words());
    let source = body.source.as_deref();
    let (problem, own_hint) = match (&body.kind, error.as_raised()) {
        (Kind::Language(ErrorKind::CallDepth { natives: 1.. }), _) => (
            None,
            Some(options.say(&message!("limit-native-depth.hint"))),
        ),
        (Kind::Language(kind), _) => (Some(Problem::from(kind)), None),
        (_, Some(raised)) => {
            let hint = raised.hint.as_ref().map(|hint| options.say(hint));
            (Some(Problem::Raised(&raised.message)), hint)
        }
        (_, None) => (None, None),
    };
    let mut report = Report {
        level: Level::ERROR,
        name,
        title,
        source,
        at: body.at,
        hint: own_hint,
        span: None,
    };
    if let Some((title, hint)) = &body.instead {
        report.title = options.say(title);
        report.hint = Some(options.say(hint));
        return report.render(options);
    }
    report.take_advice(problem, options);
    let mut text = report.render(options);
    text.push_str(&trace_text(
        &body.trace,
        body.omitted,
        source,
        options.language,
    ));
    text
}

/// The report of an error that nobody caught in a thread other than the main one.
pub fn render_thread(report: &str, thread: &str, options: &Options) -> String {
    let thread = visible(thread);
    let intro = options.say(&message!("thread-crashed", thread));
    format!("{intro}\n{report}")
}

/// Why the run was ended, naming the limit and its flag.
pub fn stop_message(stop: &Stop, options: &Options) -> Message {
    headline::stop_message(stop, &options.limits)
}

/// What is wrong in all likelihood: `warning[name]: …`.
pub struct Warning<'a> {
    pub name: &'a str,
    pub title: &'a Message,
    pub hint: &'a Message,
    pub source: &'a Source,
    /// The bytes of the source to underline.
    pub at: Range<usize>,
    /// The error that the run would end with: a hint that is known for it stands in the place of the other.
    pub foretells: Option<&'a Error>,
}

pub fn render_warning(warning: Warning, options: &Options) -> String {
    let word = options.say(&message!("warning"));
    let mut report = Report {
        level: Level::WARNING,
        name: options.label(&format!("{word}[{}]", warning.name)),
        title: options.say(warning.title),
        source: Some(warning.source),
        at: (warning.foretells).map_or(Position::NONE, |error| error.body().at),
        hint: Some(options.say(warning.hint)),
        span: Some(warning.at),
    };
    let foretold = warning.foretells.and_then(Error::as_language);
    report.take_advice(foretold.map(Problem::from), options);
    report.render(options)
}

/// A message without a place: `error: …`.
pub fn render_plain(title: &Message, hint: Option<&Message>, options: &Options) -> String {
    Report {
        level: Level::ERROR,
        name: options.label(&options.say(&message!("error"))),
        title: options.say(title),
        source: None,
        at: Position::NONE,
        hint: hint.map(|hint| options.say(hint)),
        span: None,
    }
    .render(options)
}

/// As [`render_plain`], of something that is no error: `warning: …`.
pub fn render_plain_warning(title: &Message, hint: Option<&Message>, options: &Options) -> String {
    Report {
        level: Level::WARNING,
        name: options.label(&options.say(&message!("warning"))),
        title: options.say(title),
        source: None,
        at: Position::NONE,
        hint: hint.map(|hint| options.say(hint)),
        span: None,
    }
    .render(options)
}

/// A message with a place in any text: `error: …`, or `warning: …`.
pub fn render_at(
    title: &Message,
    hint: Option<&Message>,
    source: &Source,
    at: Range<usize>,
    is_warning: bool,
    options: &Options,
) -> String {
    let (level, word) = match is_warning {
        true => (Level::WARNING, message!("warning")),
        false => (Level::ERROR, message!("error")),
    };
    Report {
        level,
        name: options.label(&options.say(&word)),
        title: options.say(title),
        source: Some(source),
        at: Position::NONE,
        hint: hint.map(|hint| options.say(hint)),
        span: Some(at),
    }
    .render(options)
}

/// Everything that a report consists of but the trace.
struct Report<'a> {
    /// How loud it is.
    level: Level<'a>,
    name: String,
    title: String,
    source: Option<&'a Source>,
    at: Position,
    hint: Option<String>,
    /// What to underline, when a hint knows better than `at`.
    span: Option<Range<usize>>,
}

impl Report<'_> {
    fn take_advice(&mut self, problem: Option<Problem>, options: &Options) {
        let (Some(problem), Some(source)) = (problem, self.source) else {
            return;
        };
        let offset = offset_of(&source.text, self.at).unwrap_or(source.text.len());
        if let Some(kind) = problem.walked() {
            self.hint = Some(options.say(&walk(kind, &source.text, offset)));
            return;
        }
        let scan = Scan::new(&source.text);
        let advice = advise(
            problem,
            &source.text,
            &scan,
            offset,
            (options.names)(),
            options.language,
        );
        if let Some(Advice {
            title, text, at, ..
        }) = advice
        {
            self.title = title.unwrap_or_else(|| std::mem::take(&mut self.title));
            self.hint = Some(text);
            self.span = at.or(self.span.take());
        }
    }

    fn render(&self, options: &Options) -> String {
        let title = visible_lines(&self.title);
        let hint = self.hint.as_deref().map(visible_lines);
        let path = self.source.map(|source| visible(&source.name));
        let level = Level::HELP.with_name(options.label(&options.say(&message!("hint"))));
        let group = self
            .level
            .clone()
            .with_name(self.name.as_str())
            .primary_title(title.as_str())
            .elements(None::<annotate_snippets::Message>);
        let renderer = match options.color {
            true => Renderer::styled(),
            false => Renderer::plain(),
        };
        let reports = match (self.source, self.place()) {
            (Some(source), Some(span)) => {
                let excerpt = Snippet::source(source.text.as_str())
                    .path(path.as_deref())
                    .annotation(AnnotationKind::Primary.span(span));
                let hint = hint.as_deref().map(|hint| level.message(hint));
                vec![group.element(excerpt).elements(hint)]
            }
            _ => {
                let hint = hint.as_deref().map(|hint| level.primary_title(hint));
                let hint = hint.map(|hint| hint.elements(None::<annotate_snippets::Message>));
                [group].into_iter().chain(hint).collect()
            }
        };
        reports
            .into_iter()
            .map(|report| renderer.render(&[report]) + "\n")
            .collect()
    }

    /// What to underline.
    fn place(&self) -> Option<Range<usize>> {
        let text = &self.source?.text;
        if text.is_empty() {
            return None;
        }
        let spoken_of = || Some(span_at(text, &Scan::new(text), offset_of(text, self.at)?));
        self.span.clone().or_else(spoken_of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::objects::error::Frame;
    use crate::objects::value::Value;
    use std::sync::Arc;
    use std::time::Duration;

    fn at(error: Error, line: u16, column: u16) -> Error {
        let source = Arc::new(Source {
            name: "x.rhai".to_string(),
            text: "fn rendre(verrou) {\n    verrou.release();\n}\nrendre(verrou);\n".to_string(),
        });
        error.at(Position::new(line, column)).within(&source)
    }

    fn french() -> Options {
        Options {
            language: Language::French,
            ..Options::default()
        }
    }

    #[test]
    fn an_error_of_a_native_shows_its_kind_its_hint_and_the_calls() {
        let raised = Error::runtime_error("this thread does not hold the lock");
        let mut error = at(raised.with_hint("acquire it first"), 2, 12);
        let source = error.body().source.clone();
        error.body_mut().trace.push(Frame {
            function: "rendre".to_string(),
            at: Position::new(4, 1),
            source,
        });
        let text = "\
RuntimeError: this thread does not hold the lock
 --> x.rhai:2:12
  |
2 |     verrou.release();
  |            ^^^^^^^
  |
  = hint: acquire it first
calls, innermost first:
  `rendre` called at line 4: rendre(verrou);
";
        assert_eq!(render(&error, &Options::default()), text);
        assert_eq!(
            render_thread(text, "Thread-1 (rendre)", &Options::default()),
            format!("Exception in thread Thread-1 (rendre):\n{text}")
        );
        assert!(
            render_thread(&render(&error, &french()), "T", &french())
                .starts_with("Exception dans le thread T :\n")
        );
    }

    #[test]
    fn limits_name_themselves_and_their_flag() {
        let mut options = french();
        options.limits.operations = Some(1_000_000);
        options.limits.time = Some(Duration::from_millis(1500));
        options.limits.call_depth = Some(100);
        let text = |stop: Stop| render(&at(Error::from(stop), 4, 1), &options);
        assert!(text(Stop::OperationLimit).starts_with(
            "erreur : limite d'opérations atteinte : le script a fait 1 000 000 opérations (--max-operations)\n --> x.rhai:4:1\n"
        ));
        options.language = Language::English;
        let text = |stop: Stop| render(&at(Error::from(stop), 4, 1), &options);
        assert!(
            text(Stop::TimeLimit).starts_with(
                "error: time limit reached: the script has run for 1.5 s (--max-time)\n"
            )
        );
        let deep = Error::language(ErrorKind::CallDepth { natives: 0 });
        assert!(render(&at(deep, 4, 1), &options).starts_with(
            "error: call depth limit reached: 100 calls are open (--max-call-depth)\n"
        ));
    }

    #[test]
    fn of_a_long_text_the_beginning_is_shown() {
        let long = Error::new(Kind::Thrown(Value::string("é".repeat(1 << 20))));
        let told = render(&long, &Options::default());
        assert!(told.contains("é…") && told.len() < 30_000, "{}", told.len());
    }

    #[test]
    fn what_a_script_throws_cannot_drive_the_terminal() {
        let error = Error::new(Kind::Thrown(Value::string("\x1b[31mrouge\u{202e}")));
        assert_eq!(
            render(&error, &Options::default()),
            "error: uncaught `throw`: \\u{1b}[31mrouge\\u{202e}\n"
        );
    }

    #[test]
    fn colour_is_asked_for() {
        let options = Options {
            color: true,
            ..Options::default()
        };
        let error = at(Error::value_error("trop"), 4, 1);
        assert!(render(&error, &options).contains("\x1b["));
        assert!(!render(&error, &Options::default()).contains("\x1b["));
    }

    #[test]
    fn a_place_beyond_the_text_or_an_empty_text_is_no_trouble() {
        for (text, line) in [
            ("", 1),
            ("let x", 1),
            ("let x\n", 2),
            ("a\r\nb\té", 2),
            ("x", 9),
        ] {
            for column in [1, 3, 6, 400] {
                let source = Arc::new(Source {
                    name: "x".to_string(),
                    text: text.to_string(),
                });
                let error = Error::value_error("trop")
                    .at(Position::new(line, column))
                    .within(&source);
                assert!(render(&error, &Options::default()).starts_with("ValueError: trop\n"));
            }
        }
    }
}
