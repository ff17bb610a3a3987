//! `sandbox check`: mistakes and warnings of scripts, without running them.

use super::arguments::CheckWords;
use super::fix::{self, Fixed};
use super::output::{CLOSED_PIPE, Streams};
use super::script::{self, Unreadable};
use super::{MISUSE, names};
use crate::check::{errors, errors_left, warnings};
use crate::diagnostics::render::{Options, Warning, render, render_plain, render_warning};
use crate::library::LIBRARY;
use crate::messages::{Message, message};
use crate::objects::abi::Library;
use crate::objects::error::{Error, Source};
use std::fs::read_dir;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What was found so far.
#[derive(Default)]
struct Count {
    files: usize,
    /// With something in them.
    with_findings: usize,
    errors: usize,
    warnings: usize,
    /// Files that could not be read, or not be written.
    unreadable: usize,
    /// Files that nobody has allowed to be rewritten.
    waiting: usize,
}

/// Look at each of the files; gives the exit code. `out` is how reports look, `style` how misuse does.
pub fn check(words: &CheckWords, mut out: Options, style: &Options, streams: &Streams) -> i32 {
    out.names = names;
    let mut count = Count::default();
    for word in &words.files {
        for file in scripts(word) {
            let read = file.and_then(|file| script::read(&file, words.source.most()));
            match read {
                Ok(script) if words.fix => {
                    match fix::fix(script.source, words.yes, &out, style, streams) {
                        Fixed::Text(source) => look(source, errors_left, &out, streams, &mut count),
                        Fixed::Waiting => count.waiting += 1,
                        Fixed::Failed => count.unreadable += 1,
                    }
                }
                Ok(script) => look(script.source, errors, &out, streams, &mut count),
                Err(unreadable) => {
                    count.unreadable += 1;
                    streams.say(&render_plain(
                        &unreadable.message,
                        unreadable.hint.as_ref(),
                        style,
                    ));
                }
            }
        }
    }
    if count.files > 0 {
        streams.print(&(summary(&count).in_language(out.language) + "\n"));
    }
    match count {
        _ if streams.is_closed() => CLOSED_PIPE,
        Count {
            unreadable: 1.., ..
        } => MISUSE,
        Count { errors: 1.., .. } | Count { waiting: 1.., .. } => 1,
        Count { warnings: 1.., .. } if words.strict => 1,
        _ => 0,
    }
}

/// The mistakes that a way of looking finds in a program.
type Errors = fn(&Arc<Source>, &dyn Library) -> Vec<Error>;

fn look(source: Source, errors: Errors, out: &Options, streams: &Streams, count: &mut Count) {
    let source = Arc::new(source);
    let errors = errors(&source, LIBRARY);
    for error in &errors {
        streams.print(&(render(error, out) + "\n"));
    }
    let warnings = match errors.is_empty() {
        true => warnings(&source, names()),
        false => Vec::new(),
    };
    for found in &warnings {
        let warning = Warning {
            name: found.name(),
            title: &found.title,
            hint: &found.hint,
            source: &source,
            at: found.at.clone(),
            foretells: found.foretells.as_deref(),
        };
        streams.print(&(render_warning(warning, out) + "\n"));
    }
    count.files += 1;
    count.with_findings += usize::from(!errors.is_empty() || !warnings.is_empty());
    count.errors += errors.len();
    count.warnings += warnings.len();
}

fn summary(count: &Count) -> Message {
    let errors = message!("check-errors", count = count.errors);
    let warnings = message!("check-warnings", count = count.warnings);
    let what = match (count.errors, count.warnings) {
        (0, 0) => return message!("check-nothing", files = count.files),
        (_, 0) => errors,
        (0, _) => warnings,
        _ => message!("check-both", errors, warnings),
    };
    message!("check-found", what, files = count.with_findings)
}

/// The files that a word stands for: itself, or the scripts below a folder, in the order of their names.
fn scripts(word: &str) -> Vec<Result<String, Unreadable>> {
    let path = Path::new(word);
    if word == "-" || !path.is_dir() {
        return vec![Ok(word.to_string())];
    }
    let mut found = Vec::new();
    walk(path, &mut found);
    if found.is_empty() {
        return vec![Err(Unreadable {
            message: message!("check-no-scripts", folder = word),
            hint: Some(message!("check-no-scripts.hint")),
            is_too_large: false,
        })];
    }
    found
        .iter()
        .map(|path| Ok(path.display().to_string()))
        .collect()
}

/// Hidden folders and links to folders are left alone.
fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = read_dir(folder) else {
        return;
    };
    let mut entries: Vec<_> = entries.flatten().collect();
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && !is_hidden {
            walk(&path, found);
        } else if !is_folder && path.extension().is_some_and(|end| end == "rhai") {
            found.push(path);
        }
    }
}
