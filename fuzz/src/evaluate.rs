//! How one case is run: under limits, on either runtime. What it answers does not matter; that it answers, in time, does.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sandbox::diagnostics::render::{Options as Look, render};
use sandbox::library::LIBRARY;
use sandbox::memory;
use sandbox::messages::Language;
use sandbox::objects::abi::Console;
use sandbox::objects::code::listing;
use sandbox::objects::error::{Error, Source};
use sandbox::permissions::Permissions;
use sandbox::runtime::Stop;
use sandbox::session::{Gone, Interactive, Limits, Options, Runtime, compile, evaluate_in};

use super::case::Case;
use super::measure::longest_of;

/// Operations that a program, or a line, may take.
const OPERATIONS: u64 = 200_000;

/// When a program, or a line, is told to stop, where nobody is in a hurry.
pub const TIME: Duration = Duration::from_millis(500);

/// Bytes that a program may take.
pub const MEMORY: usize = 64 << 20;

/// The controlled runtime, where a finding comes back.
pub const CONTROLLED: Runtime = Runtime::Controlled { seed: 42 };

/// Run a case to its end, show its steps, and put its error into words. Only a panic, a crash or a hang is a finding; every error of the
/// script is welcome. Gives the time of its longest piece, which is the program, a line
/// or the end of a session.
pub fn run(case: &Case, runtime: Runtime, time: Duration) -> Duration {
    let limits = Limits {
        operations: Some(OPERATIONS),
        threads: Some(20),
        sockets: Some(20),
        // What earlier programs leaked (closures that hold themselves) is not this one's.
        memory: Some((memory::in_use() + MEMORY) as u64),
        time: Some(time),
        ..Limits::default()
    };
    let modules = Modules::write(case);
    let folder = modules.as_ref().map(|modules| modules.folder.clone());
    if case.is_session {
        return run_lines(case, folder, runtime, limits);
    }
    let mut evaluation = None;
    let took = longest_of(|| {
        evaluation = Some(evaluate_in(
            folder, &case.text, runtime, limits, LIBRARY, None,
        ));
    });
    let source = Source {
        name: "<fuzz>".into(),
        text: case.text.clone(),
    };
    if let Ok(code) = compile(source, runtime) {
        drop(listing(&code, Language::English));
    }
    if let Some(Err(error)) = evaluation.map(|evaluation| evaluation.result) {
        put_into_words(&error);
    }
    took
}

fn put_into_words(error: &Error) {
    for language in [Language::English, Language::French] {
        let options = Look {
            language,
            ..Look::default()
        };
        drop(render(error, &options));
    }
}

/// Type line after line into a session.
fn run_lines(case: &Case, folder: Option<PathBuf>, runtime: Runtime, limits: Limits) -> Duration {
    let session = Interactive::open(Options {
        source: Source::default(),
        arguments: vec!["<fuzz>".into()],
        runtime,
        limits,
        console: Console::new(Box::new(std::io::sink()), Box::new(std::io::sink())),
        library: LIBRARY,
        folder,
        permissions: Permissions::default(),
        language: Language::English,
    });
    let Ok(session) = session else {
        return Duration::ZERO;
    };
    let mut longest = Duration::ZERO;
    for line in case.text.lines() {
        let source = Source {
            name: "<fuzz>".into(),
            text: line.into(),
        };
        let mut answer = None;
        let took = longest_of(|| answer = Some(session.run(line, source)));
        longest = longest.max(took);
        match answer {
            Some(Ok(answer)) => match answer.result {
                Ok(value) => session.remember(&value),
                Err(error) => put_into_words(&error),
            },
            Some(Err(Gone::Stopped(_))) => break,
            // Whoever listens for panics has heard of it.
            Some(Err(Gone::Panicked(_))) | None => {}
        }
    }
    session.world().stop(Stop::Ended);
    longest.max(longest_of(|| session.close()))
}

/// The modules of a case in a folder of their own, which is gone afterwards.
struct Modules {
    folder: PathBuf,
}

impl Modules {
    fn write(case: &Case) -> Option<Modules> {
        if case.modules.is_empty() {
            return None;
        }
        let name = format!("sandbox-fuzz-{}", std::process::id());
        let modules = Modules {
            folder: std::env::temp_dir().join(name),
        };
        std::fs::create_dir_all(&modules.folder).ok()?;
        for (name, text) in &case.modules {
            let file = Path::new(&modules.folder).join(format!("{name}.rhai"));
            std::fs::write(file, text).ok()?;
        }
        Some(modules)
    }
}

impl Drop for Modules {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
