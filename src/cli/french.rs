//! The help of the command line in French. Its English is the doc comments of `arguments`; the French stands in
//! `data/messages/fr/command-line-help.ftl`: `help-run` for a command, `help-run--seed` for its option.

use crate::messages::{Language, Message, message, text};
use clap::{Arg, Command};

/// Everything before the options; `clap` would say `Usage:`.
const TEMPLATE: &str = "{before-help}{about-with-newline}\n{usage}\n\n{all-args}{after-help}";

/// The command and all below it, with their help in French.
pub fn command(mut command: Command) -> Command {
    // Now `clap`'s own words (`--help`, the command `help`) are there too.
    command.build();
    translated(command, "help")
}

fn translated(command: Command, id: &str) -> Command {
    let about = french(id);
    let after = french(&format!("{id}.after"));
    let usage = french(&format!("{id}.usage"));
    let usage_line = said(&message!("clap-usage", usage = "{usage}"));
    let mut command = command
        .help_template(TEMPLATE.replace("{usage}", &usage_line))
        .subcommand_help_heading(before_colon(said(&message!("clap-commands"))))
        .subcommand_value_name(said(&message!("clap-command-name")));
    if let Some(about) = about {
        command = command.about(about).long_about(None::<&str>);
    }
    if let Some(after) = after {
        command = command.after_help(after);
    }
    if let Some(usage) = usage {
        command = command.override_usage(usage);
    }
    command = command.mut_args(|arg| {
        let help = ids_of(id, &arg).iter().find_map(|id| french(id));
        worded(arg, help)
    });
    let names: Vec<String> = command
        .get_subcommands()
        .map(|command| command.get_name().to_string())
        .collect();
    for name in names {
        let id = format!("{id}-{name}");
        command = command.mut_subcommand(&name, |command| translated(command, &id));
    }
    command
}

/// The ids of an option's help: the command's own, else the one that all share (`--color`, `--help`).
fn ids_of(command: &str, arg: &Arg) -> [String; 2] {
    let name = arg.get_id().as_str().replace('_', "-");
    [format!("{command}--{name}"), format!("help--{name}")]
}

fn worded(mut arg: Arg, help: Option<String>) -> Arg {
    let heading = match arg.get_help_heading() {
        // `Limits (k, m …)` has the id `clap-heading-limits`.
        Some(heading) => {
            let word = heading.split(' ').next().unwrap_or_default();
            french(&format!("clap-heading-{}", word.to_lowercase()))
        }
        None if arg.is_positional() => french("clap-heading-arguments"),
        None => french("clap-heading-options"),
    };
    if let Some(heading) = heading {
        arg = arg.help_heading(before_colon(heading));
    }
    let names: Option<Vec<String>> = arg
        .get_value_names()
        .map(|names| names.iter().map(|name| value_name(name)).collect());
    if let Some(names) = names {
        arg = arg.value_names(names);
    }
    let Some(mut help) = help else {
        return arg;
    };
    let takes_values = arg.get_num_args().is_some_and(|count| count.takes_values());
    let defaults: Vec<_> = arg
        .get_default_values()
        .iter()
        .map(|value| value.to_string_lossy())
        .collect();
    if takes_values && !defaults.is_empty() {
        let values = defaults.join(", ");
        help += &format!(" {}", said(&message!("clap-default", values)));
    }
    let values = arg.get_possible_values();
    let values: Vec<&str> = values.iter().map(|value| value.get_name()).collect();
    if takes_values && !values.is_empty() {
        let values = values.join(", ");
        help += &format!(" {}", said(&message!("clap-possible", values)));
    }
    arg.help(help)
        .long_help(None::<&str>)
        .hide_default_value(true)
        .hide_possible_values(true)
}

/// `PATH,…` is the text of `clap-value-path`, with its signs.
fn value_name(name: &str) -> String {
    let word = name
        .split(|char: char| !char.is_alphabetic())
        .next()
        .unwrap_or_default();
    match french(&format!("clap-value-{}", word.to_lowercase())) {
        Some(french) => french + &name[word.len()..],
        None => name.to_string(),
    }
}

/// `clap` sets the colon.
fn before_colon(heading: String) -> String {
    heading + Language::French.before_colon()
}

fn said(message: &Message) -> String {
    message.in_language(Language::French)
}

fn french(id: &str) -> Option<String> {
    text(Language::French, id, &[])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::arguments::CommandLine;
    use crate::messages::{FILES, shapes};
    use clap::CommandFactory;
    use std::collections::BTreeSet;

    /// The ids that a command's help asks for: those that it needs, and those that may be there.
    #[derive(Default)]
    struct Asked {
        missing: Vec<String>,
        known: BTreeSet<String>,
    }

    impl Asked {
        /// One of these is needed.
        fn one_of(&mut self, ids: &[String]) {
            if ids.iter().all(|id| french(id).is_none()) {
                self.missing.push(ids[0].clone());
            }
            self.known.extend(ids.iter().cloned());
        }

        fn command(&mut self, command: &Command, id: &str) {
            self.one_of(&[id.to_string()]);
            self.known.insert(format!("{id}.usage"));
            self.known.insert(format!("{id}.after"));
            if command.get_after_help().is_some() {
                self.one_of(&[format!("{id}.after")]);
            }
            for arg in command.get_arguments() {
                if arg.get_help().is_some() {
                    self.one_of(&ids_of(id, arg));
                }
                if let Some(heading) = arg.get_help_heading() {
                    let word = heading.split(' ').next().unwrap_or_default();
                    self.one_of(&[format!("clap-heading-{}", word.to_lowercase())]);
                }
                for name in arg.get_value_names().unwrap_or_default() {
                    let word = name.split(|char: char| !char.is_alphabetic()).next();
                    let word = word.unwrap_or_default().to_lowercase();
                    self.known.insert(format!("clap-value-{word}"));
                }
            }
            for inner in command.get_subcommands() {
                // What stands below the command `help` repeats the others.
                match inner.get_name() {
                    "help" => self.one_of(&[format!("{id}-help")]),
                    name => self.command(inner, &format!("{id}-{name}")),
                }
            }
        }
    }

    #[test]
    fn all_help_of_the_command_line_is_there_in_french_and_no_more() {
        let mut english = CommandLine::command();
        english.build();
        let mut asked = Asked::default();
        asked.command(&english, "help");
        for part in ["arguments", "options"] {
            asked.known.insert(format!("clap-heading-{part}"));
        }
        let missing = &asked.missing;
        assert!(
            missing.is_empty(),
            "command-line-help.ftl lacks {missing:?}"
        );
        let (_, _, source) = FILES
            .iter()
            .find(|(_, name, _)| *name == "command-line-help")
            .expect("the file is in the program");
        let shapes = shapes(source).expect("the file can be read");
        // The others are found by their `message!`.
        let families = ["help", "clap-heading-", "clap-value-"];
        let orphans: Vec<_> = shapes
            .into_iter()
            .map(|shape| shape.id)
            .filter(|id| families.iter().any(|family| id.starts_with(family)))
            .filter(|id| !asked.known.contains(id))
            .collect();
        assert!(
            orphans.is_empty(),
            "command-line-help.ftl: nothing shows {orphans:?}"
        );
        command(CommandLine::command()).debug_assert();
    }
}
