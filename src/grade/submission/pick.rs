//! The files that count, among those that a student handed in.

use super::name::{Who, base, is_like};
use super::text::decoded;
use super::tree::{Content, Tree};
use super::{HandIn, Problem};
use crate::grade::assignment::Assignment;
use crate::grade::bilingual::Bilingual;
use crate::grade::reason::Reason;
use crate::grade::results::HandedIn;
use crate::messages::{message, visible};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use wildmatch::WildMatch;

/// So many names are listed when the right one is missing.
const LISTED: usize = 8;

type Files = BTreeMap<String, Content>;

/// How what a student handed in lies there.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Layout {
    /// In a folder of the student's, where the name tells which file counts.
    #[default]
    Folder,
    /// Beside those of others, or named by itself: the file is the program, whatever its name is.
    Flat,
}

/// What an assignment asks for.
pub struct Picking<'a> {
    submit: &'a [String],
    extra: Vec<WildMatch>,
    most: u64,
}

impl<'a> Picking<'a> {
    pub fn new(assignment: &'a Assignment) -> Picking<'a> {
        let most = assignment.runs.iter().map(|run| run.limits.source).max();
        Picking {
            submit: &assignment.submit,
            extra: assignment
                .extra
                .iter()
                .map(|glob| WildMatch::new(glob))
                .collect(),
            most: most.unwrap_or(256 << 10),
        }
    }

    /// The name of the script that is run.
    pub fn program(&self) -> &str {
        self.submit.first().map_or("script.rhai", String::as_str)
    }

    pub fn takes_one(&self) -> bool {
        self.submit.len() == 1
    }

    /// No file that is larger counts.
    pub fn most(&self) -> u64 {
        self.most
    }

    pub fn is_program(&self, path: &str) -> bool {
        is_like(path, base(self.program()))
    }

    /// May a file of this name count, or hold some that do?
    pub fn is_wanted(&self, path: &str) -> bool {
        is_script(path)
            || super::tree::is_archive(path)
            || self
                .submit
                .iter()
                .any(|name| is_like(base(path), base(name)))
    }

    /// Read what a student handed in.
    pub fn picked(&self, who: Who, folder: &str, mut tree: Tree, layout: Layout) -> HandIn {
        let mut hand_in = HandIn {
            student: who.student,
            id: who.id,
            folder: folder.to_string(),
            files: Vec::new(),
            ignored: tree.ignored.clone(),
            main: self.program().to_string(),
            typed: self.program().to_string(),
            scripts: BTreeMap::new(),
            problem: None,
        };
        let mut rest = std::mem::take(&mut tree.files);
        for wanted in self.submit {
            match self.found(wanted, layout, &rest) {
                Some(path) => {
                    if wanted == self.program() {
                        hand_in.typed = path.clone();
                    }
                    let content = rest.remove(&path).unwrap_or(Content::Large(0));
                    self.take(&mut hand_in, wanted, &path, content);
                }
                None => {
                    let there = rest.keys().chain(&tree.ignored).map(String::as_str);
                    let missing = missing(base(wanted), there);
                    hand_in.problem.get_or_insert(missing);
                }
            }
        }
        for (path, content) in rest {
            let kept = self
                .extra
                .iter()
                .any(|glob| glob.matches(&path) || glob.matches(base(&path)));
            // Another copy of what was taken is no further file.
            let is_copy = self
                .submit
                .iter()
                .any(|name| is_like(base(&path), base(name)));
            // What is too long to be read spoils nothing that can be.
            let is_read = matches!(content, Content::Bytes(_));
            match kept && is_read && path.ends_with(".rhai") && !is_copy {
                true => self.take(&mut hand_in, base(&path), &path, content),
                false => hand_in.ignored.push(path),
            }
        }
        for file in &mut hand_in.files {
            let name = base(&file.name);
            let is_asked = file.taken_as.is_some()
                || (self.submit.iter()).any(|wanted| is_like(name, base(wanted)));
            file.unasked = !is_asked && !is_imported(name, &hand_in.scripts);
        }
        hand_in.ignored.retain(|path| !path.is_empty());
        hand_in.ignored.sort();
        hand_in
    }

    /// The file of this name, wherever it lies; else the only one that is nearly called so; else the only one, where files lie flat.
    fn found(&self, wanted: &str, layout: Layout, files: &Files) -> Option<String> {
        if files.contains_key(wanted) {
            return Some(wanted.to_string());
        }
        let named = |is_it: &dyn Fn(&str) -> bool| {
            let found: Vec<&String> = files.keys().filter(|path| is_it(base(path))).collect();
            match found[..] {
                [only] => Some(only.clone()),
                _ => None,
            }
        };
        let is_flat = self.takes_one() && layout == Layout::Flat;
        named(&|name| name == base(wanted))
            .or_else(|| named(&|name| is_like(name, base(wanted))))
            .or_else(|| named(&|_| is_flat))
    }

    /// Read one file; what cannot be read is why nothing can be run.
    fn take(&self, hand_in: &mut HandIn, name: &str, path: &str, content: Content) {
        let bytes = match content {
            Content::Bytes(bytes) => bytes,
            Content::Large(bytes) => {
                let message = message!("marks-source-long", bytes, most = self.most);
                hand_in.problem.get_or_insert(syntax(name, &message));
                return;
            }
        };
        let read = decoded(&bytes, self.most);
        hand_in.files.push(HandedIn {
            name: path.to_string(),
            digest: format!("sha256:{:x}", Sha256::digest(&bytes)),
            bytes: bytes.len() as u64,
            taken_as: taken_as(path, name),
            unasked: false,
            encoding: read
                .as_ref()
                .map_or("binary".to_string(), |read| read.encoding.clone()),
        });
        match read {
            Ok(read) => _ = hand_in.scripts.insert(name.to_string(), read.text),
            Err(wrong) => _ = hand_in.problem.get_or_insert(syntax(name, &wrong)),
        }
    }
}

/// Does some script speak of it as `import` does?
fn is_imported(name: &str, scripts: &BTreeMap<String, String>) -> bool {
    let stem = name.strip_suffix(".rhai").unwrap_or(name);
    let said = [name, stem].map(|name| format!("{name}\""));
    let mut texts = scripts.values();
    texts.any(|text| said.iter().any(|said| text.contains(said)))
}

fn taken_as(path: &str, name: &str) -> Option<String> {
    (base(path) != base(name)).then(|| name.to_string())
}

fn syntax(name: &str, wrong: &crate::messages::Message) -> Problem {
    let message = message!("marks-source", file = visible(name), wrong);
    Problem {
        reason: Reason::Syntax,
        message: Bilingual::from(&message),
        hint: None,
    }
}

fn missing<'p>(wanted: &str, there: impl Iterator<Item = &'p str>) -> Problem {
    let there: Vec<&str> = there.filter(|path| !path.is_empty()).collect();
    let names: Vec<String> = there.iter().copied().take(LISTED).map(visible).collect();
    let (names, file) = (names.join(", "), visible(wanted));
    let hint = match there.iter().any(|path| is_script(path)) {
        _ if there.is_empty() => message!("marks-nothing-there"),
        true => message!("marks-scripts-there", names, file = &file),
        false => message!("marks-others-there", names, file = &file),
    };
    Problem {
        reason: Reason::MissingFile,
        message: Bilingual::from(&message!("grade-missing-file", file)),
        hint: Some(Bilingual::from(&hint)),
    }
}

/// Is it called as scripts are?
pub fn is_script(path: &str) -> bool {
    path.len() > 5 && path.to_lowercase().ends_with(".rhai")
}
