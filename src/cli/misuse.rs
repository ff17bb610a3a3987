//! Words that do not fit, and help that was asked for: told by `clap` in English, re-told here in French.

use super::arguments::CommandLine;
use super::output::Streams;
use super::shorthand::{asked, with_run_first};
use super::{MISUSE, french, has_color};
use crate::diagnostics::render::{Options, render_plain};
use crate::messages::{Language, Message, message};
use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::error::Error;
use std::io::IsTerminal;

/// Show the help, or why the words do not fit; gives the exit code.
pub fn tell(error: clap::Error, words: &[String], style: &Options, streams: &Streams) -> i32 {
    let error = match style.language {
        Language::English => error,
        // The same again, now with the help in French.
        Language::French => {
            match french::command(CommandLine::command()).try_get_matches_from(words) {
                Err(error) => error,
                Ok(_) => error,
            }
        }
    };
    match error.kind() {
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            streams.print(&error.render().to_string());
            return 0;
        }
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let text = error.render();
            let has_color = has_color(&asked(words), std::io::stdout().is_terminal());
            streams.print(&match has_color {
                true => text.ansi().to_string(),
                false => text.to_string(),
            });
            return 0;
        }
        _ => {}
    }
    let hint = script_in_place_of_a_command(&error, words);
    match style.language {
        Language::English => {
            let text = error.render();
            streams.say(&match style.color {
                true => text.ansi().to_string(),
                false => text.to_string(),
            });
            if let Some(hint) = hint {
                streams.say(&format!("\nhint: {hint}\n"));
            }
        }
        Language::French => {
            let hint = hint.or_else(|| suggestion(&error));
            let mut text = render_plain(&told(&error), hint.as_ref(), style);
            if let Some(usage) = usage(&error) {
                let usage = message!("clap-usage", usage);
                text += &format!("\n{}\n", usage.in_language(Language::French));
            }
            text += &format!(
                "\n{}\n",
                message!("clap-more").in_language(Language::French)
            );
            streams.say(&text);
        }
    }
    MISUSE
}

/// A script, or options of its run, where a command should stand.
fn script_in_place_of_a_command(error: &clap::Error, words: &[String]) -> Option<Message> {
    let command = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let word = context(error, ContextKind::InvalidSubcommand)?;
            let is_script = std::path::Path::new(&word).is_file();
            is_script.then(|| format!("sandbox run {word}"))
        }
        ErrorKind::UnknownArgument => with_run_first(words),
        _ => None,
    };
    command.map(|command| message!("run-the-script", command))
}

/// What is wrong, in French.
fn told(error: &clap::Error) -> Message {
    let part = |kind| context(error, kind).unwrap_or_default();
    let argument = part(ContextKind::InvalidArg);
    let value = part(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => message!("clap-unknown-argument", argument),
        ErrorKind::InvalidSubcommand => {
            message!(
                "clap-unknown-command",
                command = part(ContextKind::InvalidSubcommand)
            )
        }
        ErrorKind::InvalidValue if value.is_empty() => message!("clap-no-value", argument),
        ErrorKind::InvalidValue => message!("clap-wrong-value", argument, value),
        ErrorKind::ValueValidation => match error.source().and_then(|source| source.downcast_ref())
        {
            Some(reason) => {
                message!(
                    "clap-refused-value",
                    argument,
                    value,
                    reason = Message::clone(reason)
                )
            }
            None => message!("clap-wrong-value", argument, value),
        },
        ErrorKind::MissingRequiredArgument => message!("clap-argument-missing", argument),
        ErrorKind::MissingSubcommand => message!("clap-command-missing"),
        ErrorKind::ArgumentConflict => {
            let other = part(ContextKind::PriorArg);
            match other == argument || other.is_empty() {
                true => message!("clap-twice", argument),
                false => message!("clap-conflict", argument, other),
            }
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            message!("clap-too-many-values", argument)
        }
        ErrorKind::TooFewValues => message!("clap-no-value", argument),
        ErrorKind::NoEquals => message!("clap-no-equals", argument),
        // Words that are not text are told before `clap` sees them; the others do not occur.
        _ => Message::from(error.kind().to_string()),
    }
}

/// The word that was probably meant, or those that are accepted.
fn suggestion(error: &clap::Error) -> Option<Message> {
    let near = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ];
    if let Some(name) = near.into_iter().find_map(|kind| context(error, kind)) {
        return Some(message!("did-you-mean", name));
    }
    let values = context(error, ContextKind::ValidValue).filter(|values| !values.is_empty())?;
    Some(message!("clap-values", values))
}

fn context(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(", ")),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        ContextValue::StyledStrs(texts) => {
            let texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
            Some(texts.join(", "))
        }
        _ => None,
    }
}

/// How the command is used, without the English word before it.
fn usage(error: &clap::Error) -> Option<String> {
    let usage = context(error, ContextKind::Usage)?;
    Some(usage.trim_start_matches("Usage:").trim().to_string())
}
