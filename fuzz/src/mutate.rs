//! New programs from old ones: tokens deleted, doubled, swapped, replaced by those of other snippets. One seed and one
//! number give one program, so that a finding needs no more than the two to come back.

use std::path::Path;

use rand::seq::IndexedRandom;
use rand::{Rng, RngCore, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::tokens::{is_meaningful, kind_of, tokens};

/// Numbers at the edges of what a number can be, and words that change what a program is.
const EDGES: &[&str] = &[
    "0",
    "1",
    "-1",
    "2",
    "63",
    "64",
    "255",
    "256",
    "65536",
    "4294967296",
    "9223372036854775807",
    "(-9223372036854775807 - 1)",
    "0.0",
    "-0.0",
    "1e308",
    "5e-324",
    "0x7fffffffffffffff",
    "''",
    "\"\"",
    "\"é🙂\"",
    "()",
    "[]",
    "#{}",
    "this",
    "return",
    "break",
    "continue",
    "throw",
    "true",
    "|x| x",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ";",
    "with",
    "class",
    "super",
    "list",
    "Lock()",
    "Thread",
    "eval",
    "Fn",
    "call",
    "curry",
    "global::",
    "::",
];

/// Snippets to start from, each as its tokens.
pub struct Snippets {
    snippets: Vec<Vec<String>>,
}

impl Snippets {
    /// Read every `.rhai` file below the folders. A line `//// name` begins the next snippet of a file.
    pub fn read(folders: &[std::path::PathBuf]) -> std::io::Result<Snippets> {
        let mut files = Vec::new();
        for folder in folders {
            collect_scripts(folder, &mut files)?;
        }
        files.sort();
        let mut snippets = Vec::new();
        for file in files {
            let text = std::fs::read_to_string(file)?;
            for snippet in cut(&text) {
                snippets.push(tokens(&snippet).into_iter().map(str::to_owned).collect());
            }
        }
        if snippets.is_empty() {
            return Err(std::io::Error::other("there is none"));
        }
        Ok(Snippets { snippets })
    }

    pub fn count(&self) -> u64 {
        self.snippets.len() as u64
    }

    /// The program with this number in the series of this seed: the first ones are the snippets themselves.
    pub fn program(&self, seed: u64, number: u64) -> String {
        if let Some(snippet) = usize::try_from(number)
            .ok()
            .and_then(|number| self.snippets.get(number))
        {
            return snippet.concat();
        }
        let mut chance = chance(seed, number);
        let mut program = self.any_snippet(&mut chance).to_vec();
        let rounds = 1 + chance.random_range(0..2) * chance.random_range(0..4);
        for _ in 0..rounds {
            self.mutate(&mut program, &mut chance);
        }
        program.concat()
    }

    fn any_snippet(&self, chance: &mut impl Rng) -> &[String] {
        self.snippets
            .choose(chance)
            .expect("`read` refuses to find none")
    }

    fn any_token(&self, chance: &mut impl Rng) -> String {
        if chance.random_ratio(1, 4) {
            return format!(" {} ", EDGES.choose(chance).expect("there are edges"));
        }
        let snippet = self.any_snippet(chance);
        snippet.choose(chance).cloned().unwrap_or_default()
    }

    /// A token of the same kind from anywhere; the token itself when chance finds none.
    fn token_like(&self, token: &str, chance: &mut impl Rng) -> String {
        let tries = (0..30).map(|_| self.any_snippet(chance).choose(chance));
        let found = tries
            .flatten()
            .find(|other| kind_of(other) == kind_of(token));
        found.map_or(token, String::as_str).to_owned()
    }

    fn mutate(&self, program: &mut Vec<String>, chance: &mut impl Rng) {
        let meaningful: Vec<usize> = (0..program.len())
            .filter(|&place| is_meaningful(&program[place]))
            .collect();
        let (Some(&place), Some(&other)) = (meaningful.choose(chance), meaningful.choose(chance))
        else {
            program.push(self.any_token(chance));
            return;
        };
        match chance.random_range(0..14) {
            0 => drop(program.remove(place)),
            1 => program.insert(place, program[other].clone()),
            2 => program.swap(place, other),
            3 => program[place] = program[other].clone(),
            4 => program[place] = self.any_token(chance),
            5 => program.insert(place, self.any_token(chance)),
            6 => {
                drop(program.drain(place.min(other)..=place.max(other).min(place.min(other) + 12)))
            }
            // Most changes keep the kind of word, so that the program has a chance to parse.
            7..=12 => program[place] = self.token_like(&program[place], chance),
            _ => {
                let donor = self.any_snippet(chance);
                let start = chance.random_range(0..=donor.len());
                let end = (start + chance.random_range(1..30)).min(donor.len());
                program.splice(place..place, donor[start..end].iter().cloned());
            }
        }
    }
}

/// The stream of chance that belongs to one program of a series.
fn chance(seed: u64, number: u64) -> ChaCha8Rng {
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    chance.set_stream(number);
    chance
}

/// Bytes for a tape, two to a choice: some hundreds, the same for the same seed and number.
pub fn bytes(seed: u64, number: u64) -> Vec<u8> {
    let mut chance = chance(seed, number);
    let mut bytes = vec![0; chance.random_range(32..1600)];
    chance.fill_bytes(&mut bytes);
    bytes
}

fn collect_scripts(folder: &Path, files: &mut Vec<std::path::PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect_scripts(&path, files)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "rhai")
        {
            files.push(path);
        }
    }
    Ok(())
}

fn cut(text: &str) -> Vec<String> {
    let mut snippets = vec![String::new()];
    for line in text.lines() {
        if line.starts_with("////") {
            snippets.push(String::new());
        } else if let Some(snippet) = snippets.last_mut() {
            snippet.push_str(line);
            snippet.push('\n');
        }
    }
    snippets.retain(|snippet| !snippet.trim().is_empty());
    snippets
}
