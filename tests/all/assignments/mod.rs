//! Assignments: what is read of one, and every mistake that a teacher can make.

mod command;
mod mistakes;
mod mutants;
mod packages;
mod packs;
mod read;
mod shipped;

use sandbox::diagnostics::render::Options;
use sandbox::grade::assignment::{Assignment, Mistake, Package, Warning};
use sandbox::messages::Language;

/// A solution with a function, a variable, a lock and a class.
const SOLUTION: &str = "let compteur = 0;\nlet mutex = Lock();\nfn incremente() { with mutex { compteur += 1; } }\n\
                        class Compte { init() { this.solde = 0; } depose(x) { this.solde += x; } }\n\
                        let t = Thread(incremente); t.start(); t.join(); print(compteur);\n";

/// The files of an assignment, in memory.
fn package(toml: &str, others: &[(&str, &str)]) -> Package {
    let files = [
        ("assignment.toml", toml),
        ("proof/right/solution.rhai", SOLUTION),
    ];
    let files = files.iter().chain(others);
    Package {
        label: "devoir".to_owned(),
        name: "devoir".to_owned(),
        files: files
            .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
            .collect(),
    }
}

fn right(toml: &str, others: &[(&str, &str)]) -> (Assignment, Vec<Warning>) {
    Assignment::of(&package(toml, others)).unwrap_or_else(|mistakes| panic!("{}", told(&mistakes)))
}

fn told(mistakes: &[Mistake]) -> String {
    let options = Options::default();
    mistakes
        .iter()
        .map(|mistake| mistake.render(&options))
        .collect()
}

fn in_french(mistake: &Mistake) -> String {
    mistake.render(&Options {
        language: Language::French,
        ..Options::default()
    })
}
