//! `sandbox check --fix`: shows what would be rewritten, asks, keeps the file as it was beside the new one.

use super::names;
use super::output::Streams;
use crate::diagnostics::render::{Options, render_plain};
use crate::fix::{notes, rewritten};
use crate::messages::{Message, message, system_reason, visible_lines};
use crate::objects::error::Source;
use similar::{ChangeTag, TextDiff};
use std::fs::{File, OpenOptions, read_to_string};
use std::io::{BufRead, Error, ErrorKind, IsTerminal, Seek, Write};

/// What has become of a file.
pub enum Fixed {
    /// What it holds now.
    Text(Source),
    /// It waits for a yes.
    Waiting,
    /// It could not be written.
    Failed,
}

/// So many copies of the file before are kept.
const MOST_COPIES: usize = 1000;

/// Rewrite what is certain in the file of this source.
pub fn fix(source: Source, yes: bool, out: &Options, style: &Options, streams: &Streams) -> Fixed {
    let file = source.name.clone();
    let say = |message: &Message, hint: Option<&Message>| {
        streams.say(&render_plain(message, hint, style))
    };
    if file == "<stdin>" {
        say(
            &message!("fix-needs-file"),
            Some(&message!("fix-needs-file.hint")),
        );
        return Fixed::Failed;
    }
    // Whoever opens a pipe waits for its other end.
    if std::fs::metadata(&file).is_ok_and(|data| !data.is_file()) {
        say(&message!("fix-no-file", file), None);
        return Fixed::Failed;
    }
    let raw = match read_to_string(&file) {
        Ok(raw) => raw,
        Err(error) => {
            say(
                &message!("file-unreadable", file, reason = system_reason(&error)),
                None,
            );
            return Fixed::Failed;
        }
    };
    let Some(text) = of_file(&raw, &source.text) else {
        let nothing = message!("fix-nothing", file).in_language(out.language);
        streams.print(&format!("{nothing}\n\n"));
        return Fixed::Text(source);
    };
    streams.print(&difference(&file, &raw, &text, out.color));
    tell_notes(&raw, out, streams);
    if !yes && !is_allowed(&file, out, streams) {
        return Fixed::Waiting;
    }
    if read_to_string(&file).is_ok_and(|now| now != raw) {
        say(
            &message!("fix-changed", file),
            Some(&message!("fix-changed.hint")),
        );
        return Fixed::Failed;
    }
    match replace(&file, &raw, &text) {
        Ok(copy) => {
            let done = message!("fix-done", file = file.as_str(), copy).in_language(out.language);
            streams.print(&format!("{done}\n"));
            if of_file(&text, &text).is_some() {
                let more = message!("fix-more", file = file.as_str()).in_language(out.language);
                streams.print(&format!("{more}\n"));
            }
            streams.print("\n");
            let text = match text.strip_prefix("#!") {
                Some(rest) => format!("//{rest}"),
                None => text,
            };
            Fixed::Text(Source { name: file, text })
        }
        Err(error) => {
            say(
                &message!("fix-not-written", file, reason = system_reason(&error)),
                None,
            );
            Fixed::Failed
        }
    }
}

/// The file with what is certain rewritten: with its mark of the byte order, its line ends, and its first line for the shell.
fn of_file(raw: &str, read: &str) -> Option<String> {
    let calls = names().calls.unwrap_or(|_| Vec::new());
    let has_returns = raw.contains("\r\n");
    let unmarked = raw.strip_prefix('\u{feff}').unwrap_or(raw);
    // Of Python, the line for the shell names Python; of a script, it stays.
    let is_script = unmarked.starts_with("#!")
        && !unmarked
            .lines()
            .next()
            .is_some_and(|line| line.contains("python"));
    let text = if is_script { read } else { unmarked };
    let mut new = rewritten(&text.replace("\r\n", "\n"), calls)?;
    if is_script {
        let (first, _) = unmarked.split_once('\n')?;
        let (_, rest) = new.split_once('\n')?;
        new = format!("{}\n{rest}", first.trim_end_matches('\r'));
    }
    if has_returns {
        new = new.replace('\n', "\r\n");
    }
    Some(new)
}

/// What is to be read again, as it means something else here.
fn tell_notes(raw: &str, out: &Options, streams: &Streams) {
    let calls = names().calls.unwrap_or(|_| Vec::new());
    let notes = notes(&raw.replace("\r\n", "\n"), calls);
    if notes.is_empty() {
        return;
    }
    let mut text = message!("fix-notes").in_language(out.language) + "\n";
    for note in notes {
        let line = note.line.to_string();
        let told = message!("fix-note", line, what = note.what).in_language(out.language);
        text += &format!("  {told}\n");
    }
    streams.print(&format!("{text}\n"));
}

/// The lines that change, with three around them.
fn difference(file: &str, old: &str, new: &str, color: bool) -> String {
    let paint = |code: &str, line: &str| match color {
        true => format!("\x1b[{code}m{line}\x1b[0m\n"),
        false => format!("{line}\n"),
    };
    let shown = visible_lines(file);
    let mut out = paint("1", &format!("--- {shown}.old"));
    out += &paint("1", &format!("+++ {shown}"));
    let diff = TextDiff::from_lines(old, new);
    for group in diff.unified_diff().context_radius(3).iter_hunks() {
        out.push_str(&paint("36", &group.header().to_string()));
        for change in group.iter_changes() {
            let line = visible_lines(change.value().trim_end_matches(['\n', '\r']));
            out.push_str(&match change.tag() {
                ChangeTag::Delete => paint("31", &format!("-{line}")),
                ChangeTag::Insert => paint("32", &format!("+{line}")),
                ChangeTag::Equal => format!(" {line}\n"),
            });
        }
    }
    out + "\n"
}

/// Ask on the terminal; without one, say how to allow it.
fn is_allowed(file: &str, out: &Options, streams: &Streams) -> bool {
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        let unasked = message!("fix-unasked", file).in_language(out.language);
        streams.print(&format!("{unasked}\n"));
        return false;
    }
    let question = message!("fix-question", file).in_language(out.language);
    streams.print(&format!("{question} "));
    let mut answer = String::new();
    let read = std::io::stdin().lock().read_line(&mut answer);
    read.is_ok()
        && matches!(
            answer.trim().to_lowercase().as_str(),
            "y" | "yes" | "o" | "oui"
        )
}

/// Write the new text, after a copy of the old one; gives the name of the copy. Where there is no room for it, the old one comes back: it
/// needs none, as the file is not cut before.
fn replace(file: &str, old: &str, new: &str) -> std::io::Result<String> {
    let mut writable = OpenOptions::new().write(true).open(file)?;
    let (mut copy, name) = copy_of(file)?;
    copy.write_all(old.as_bytes())?;
    copy.sync_all()?;
    if let Err(error) = overwrite(&mut writable, new) {
        overwrite(&mut writable, old)?;
        return Err(error);
    }
    Ok(name)
}

fn overwrite(file: &mut File, text: &str) -> std::io::Result<()> {
    file.rewind()?;
    file.write_all(text.as_bytes())?;
    file.set_len(text.len() as u64)?;
    file.sync_all()
}

/// A new file `FILE.old`, or `FILE.old2` where there is one already.
fn copy_of(file: &str) -> std::io::Result<(File, String)> {
    for count in 1..MOST_COPIES {
        let name = match count {
            1 => format!("{file}.old"),
            count => format!("{file}.old{count}"),
        };
        match OpenOptions::new().write(true).create_new(true).open(&name) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            opened => return Ok((opened?, name)),
        }
    }
    Err(Error::from(ErrorKind::AlreadyExists))
}
