//! The command: words typed → action → exit code.

use sandbox::engine::error::Source;
use sandbox::engine::natives::{Console, NoLibrary};
use sandbox::session::{Limits, Options, Runtime, exit_code, run};

fn main() {
    let mut words = std::env::args().skip(2);
    let Some(file) = words.next() else { return };
    let text = std::fs::read_to_string(&file).unwrap_or_default();
    let outcome = run(Options {
        source: Source {
            name: file.clone(),
            text,
        },
        arguments: std::iter::once(file).chain(words).collect(),
        runtime: Runtime::Real,
        limits: Limits::default(),
        console: Console::process(),
        library: &NoLibrary,
        folder: Some(".".into()),
    });
    match outcome {
        Ok(outcome) => {
            if let Some(error) = &outcome.error {
                eprintln!("{error:?}");
            }
            println!("{:?}", outcome.value);
            std::process::exit(exit_code(&outcome));
        }
        Err(error) => eprintln!("{error:?}"),
    }
}
