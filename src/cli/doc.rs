//! `sandbox doc`: what the names do that a script can use, a search among them, and definitions for editors.

use super::MISUSE;
use super::arguments::DocWords;
use super::output::{CLOSED_PIPE, Streams};
use crate::catalogue::{
    Look, Unknown, definitions, help, is_term, merged_definitions, search_page,
};
use crate::diagnostics::render::{Options, render_plain};
use crate::messages::{Language, Message, message, system_reason};
use crate::repl::pager;
use std::path::Path;

/// Print what was asked for; gives the exit code.
pub fn doc(words: &DocWords, look: Look, style: &Options, streams: &Streams) -> i32 {
    let code = match (&words.definitions, &words.search) {
        (Some(folder), _) if folder.is_empty() => {
            streams.print(&merged_definitions());
            0
        }
        (Some(folder), _) => match write_definitions(Path::new(folder)) {
            Ok(text) => {
                streams.print(&(text.in_language(look.language) + "\n"));
                0
            }
            Err(text) => {
                streams.say(&render_plain(&text, None, style));
                MISUSE
            }
        },
        (None, Some(word)) => {
            let mut all = vec![word.as_str()];
            all.extend(words.names.iter().map(String::as_str));
            show([search_page(&all.join(" "), look)], look.language, streams)
        }
        (None, None) if words.names.is_empty() => show([help("", look)], look.language, streams),
        // `verrou mortel` is one term, `Lock Queue` are two names.
        (None, None) if is_term(&words.names.join(" "), look.language) => {
            show([help(&words.names.join(" "), look)], look.language, streams)
        }
        (None, None) => {
            let pages = words.names.iter().map(|name| help(name, look));
            show(pages, look.language, streams)
        }
    };
    match streams.is_closed() {
        true => CLOSED_PIPE,
        false => code,
    }
}

/// Show the pages with a line between them; what is not known is told.
fn show(
    pages: impl IntoIterator<Item = Result<String, Unknown>>,
    language: Language,
    streams: &Streams,
) -> i32 {
    let mut code = 0;
    let mut known = Vec::new();
    for page in pages {
        match page {
            Ok(page) => known.push(page),
            Err(unknown) => {
                streams.say(&unknown.text);
                code = 1;
            }
        }
    }
    pager::show(&known.join("\n"), language, &|text| streams.print(text));
    code
}

/// One file for each module in the folder.
fn write_definitions(folder: &Path) -> Result<Message, Message> {
    let place = folder.display().to_string();
    let failed = |error: std::io::Error| {
        let reason = system_reason(&error);
        message!("definitions-unwritable", place = &*place, reason)
    };
    std::fs::create_dir_all(folder).map_err(failed)?;
    let files = definitions();
    for (name, text) in &files {
        std::fs::write(folder.join(name), text).map_err(failed)?;
    }
    Ok(message!(
        "definitions-written",
        count = files.len(),
        place = &*place
    ))
}
