//! An assignment from a solution: measured, and written with what holds for it.

use super::mutate::measured;
use super::prove::stop;
use super::words::NewWords;
use crate::cli::explore::{cores, interruption};
use crate::cli::model::programs as read_model_programs;
use crate::cli::output::{CLOSED_PIPE, Streams};
use crate::cli::{MISUSE, script};
use crate::diagnostics::render::{Options as Style, render, render_plain, render_plain_warning};
use crate::grade::assignment::{Assignment, Package};
use crate::grade::draft::{Drafting, Failed, Solution};
use crate::grade::examine::InProcess;
use crate::grade::job::Ended;
use crate::grade::mutants::Fate;
use crate::grade::open::Open;
use crate::library::LIBRARY;
use crate::messages::{Message, message, system_reason, visible, visible_lines};
use crate::objects::abi::DEFAULT_SOURCE;
use crate::process::model::shell;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// Write it; gives the exit code.
pub fn new(words: &NewWords, style: &Style, streams: &Streams) -> i32 {
    let refuse = |message: &Message, hint: Option<&Message>| {
        streams.say(&render_plain(message, hint, style));
        MISUSE
    };
    let read = match script::read(&words.solution, DEFAULT_SOURCE) {
        Ok(read) => read,
        Err(unreadable) => return refuse(&unreadable.message, unreadable.hint.as_ref()),
    };
    let path = Path::new(&words.solution);
    let name = path
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let Some(stem) = name.strip_suffix(".rhai").filter(|stem| !stem.is_empty()) else {
        let file = visible(&words.solution);
        return refuse(
            &message!("draft-no-script", file),
            Some(&message!("draft-no-script.hint")),
        );
    };
    let folder = words.folder.clone().unwrap_or_else(|| stem.to_owned());
    if Path::new(&folder).symlink_metadata().is_ok() {
        let hint = message!("draft-there.hint");
        return refuse(
            &message!("draft-there", folder = visible(&folder)),
            Some(&hint),
        );
    }
    let errors = crate::check::errors(&Arc::new(read.source.clone()), LIBRARY);
    if !errors.is_empty() {
        let reports: Vec<String> = errors.iter().map(|error| render(error, style)).collect();
        streams.say(&reports.join("\n"));
        return MISUSE;
    }
    let arguments = match shell::words(words.args.as_deref().unwrap_or_default()) {
        Ok(arguments) => arguments,
        Err(_) => return refuse(&message!("draft-quote"), None),
    };
    let text_of = |file: &Option<String>| match file {
        None => Ok(String::new()),
        Some(file) => fs::read_to_string(file)
            .map_err(|error| message!("file-unreadable", file, reason = system_reason(&error))),
    };
    let (stdin, programs) = match (text_of(&words.stdin), text_of(&words.programs)) {
        (Ok(stdin), Ok(programs)) => (stdin, programs),
        (Err(wrong), _) | (_, Err(wrong)) => return refuse(&wrong, None),
    };
    // Told with their own file and line: the assignment is not written yet.
    if let Some(file) = &words.programs
        && let Err(wrong) = read_model_programs(file)
    {
        return wrong.tell(style, streams);
    }
    let mut files = BTreeMap::new();
    for file in &words.file {
        let name = Path::new(file).file_name();
        let name = name.map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        match fs::read(file) {
            Ok(bytes) => _ = files.insert(name, bytes),
            Err(error) => {
                let wrong = message!("file-unreadable", file, reason = system_reason(&error));
                return refuse(&wrong, None);
            }
        }
    }
    let id: String = stem
        .chars()
        .map(|char| {
            if char.is_alphanumeric() || "-_.".contains(char) {
                char
            } else {
                '-'
            }
        })
        .collect();
    let solution = Solution {
        name: &name,
        id: &id,
        text: &read.source.text,
        arguments: &arguments,
        stdin: &stdin,
        programs: &programs,
        files: &files,
    };
    let interrupted = interruption();
    let drafting = Drafting {
        jobs: cores(),
        language: style.language,
        interrupted: &interrupted,
        examiner: &|| Box::new(Open::new(true).beside(InProcess::default())),
    };
    let drafted = match drafting.draft(&solution) {
        Ok(drafted) => drafted,
        Err(Failed::Stopped(stopped)) => return stop(&stopped, style, streams),
        Err(Failed::Unsound(ended, why)) => {
            if let Some(why) = &why {
                let place = match why.line {
                    0 => visible(&words.solution),
                    line => format!("{}:{line}", visible(&words.solution)),
                };
                let said = visible_lines(why.message.in_language(style.language));
                let colon = style.language.before_colon();
                streams.say(&format!("{place}{colon}: {said}\n"));
            }
            let hint = message!("draft-unsound.hint", file = visible(&words.solution));
            return refuse(&unsound(ended), Some(&hint));
        }
        Err(Failed::Mistakes(mistakes)) => {
            let reports: Vec<String> = mistakes
                .iter()
                .map(|mistake| mistake.render(style))
                .collect();
            streams.say(&reports.join("\n"));
            return MISUSE;
        }
    };
    let package = drafted.package;
    if let Err(error) = written(&package, Path::new(&folder), &name, style) {
        let wrong = message!(
            "file-unreadable",
            file = visible(&folder),
            reason = system_reason(&error)
        );
        return refuse(&wrong, None);
    }
    let told = message!("draft-written", folder = visible(&folder));
    streams.print(&(told.in_language(style.language) + "\n"));
    if drafted.has_race {
        let hint = message!("draft-race.hint", file = visible(&words.solution));
        streams.say(&render_plain_warning(
            &message!("draft-race"),
            Some(&hint),
            style,
        ));
    }
    let Ok((assignment, _)) = Assignment::of(&package) else {
        return MISUSE;
    };
    match measured(&assignment, cores(), style.language, &interrupted) {
        Err(stopped) => return stop(&stopped, style, streams),
        Ok(measured) => {
            let said = message!(
                "draft-mutants",
                count = measured.mutants.len() - measured.count(Fate::Equivalent),
                refused = measured.count(Fate::Refused),
                folder = visible(&folder)
            );
            streams.print(&(said.in_language(style.language) + "\n"));
        }
    }
    if streams.is_closed() { CLOSED_PIPE } else { 0 }
}

fn unsound(ended: Ended) -> Message {
    match ended {
        Ended::Deadlock => message!("draft-deadlock"),
        Ended::Endless => message!("draft-endless"),
        Ended::Limit => message!("draft-limit"),
        Ended::Error | Ended::Ended => message!("draft-error"),
    }
}

/// The files of the assignment, and those that its author fills in.
fn written(package: &Package, folder: &Path, name: &str, style: &Style) -> io::Result<()> {
    let said = |message: Message| message.in_language(style.language);
    let statement = format!(
        "# {}\n\n{}\n",
        package.name,
        said(message!("draft-statement"))
    );
    let file = format!("statement.{}.md", style.language.code());
    let starter = format!("//! {name}\n\n// {}\n", said(message!("draft-starter")));
    let more = [
        (file, statement.into_bytes()),
        (format!("starter/{name}"), starter.into_bytes()),
    ];
    let files = package
        .files
        .iter()
        .map(|(name, bytes)| (name.clone(), bytes.clone()));
    for (name, bytes) in files.chain(more) {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, bytes)?;
    }
    fs::create_dir_all(folder.join("proof/wrong"))
}
