//! The question about a permission, on the terminal: nobody else writes meanwhile, and what was typed before it is no answer.

use super::output::Streams;
use crate::engine::error::{Language, Text};
use crate::permissions::{Answer, Permission, Prompter, Question, visible};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{QueueSelector, tcflush};
use std::io::Write;

/// Standard input and standard error, both terminals.
pub struct Terminal {
    streams: Streams,
    language: Language,
}

/// How often a stop of the run is looked for while nobody answers.
const LOOK: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 50_000_000,
};

/// A longer value is refused unasked: its end could scroll the question away.
const LONGEST: usize = 1000;

/// Answers that are none of those asked for, before they count as a no.
const PATIENCE: usize = 5;

impl Terminal {
    pub fn new(streams: Streams, language: Language) -> Self {
        Terminal { streams, language }
    }

    fn pick(&self, en: &'static str, fr: &'static str) -> &'static str {
        Text { en, fr }.get(self.language)
    }

    fn wanted(&self, question: &Question) -> String {
        let denied = question.denied;
        let value = denied.value.as_deref().map(visible);
        match (self.language, value) {
            (Language::English, _) => denied.wanted(),
            (Language::French, Some(value)) => format!("{} « {value} »", verb(denied.permission)),
            (Language::French, None) => verb(denied.permission).to_string(),
        }
    }

    fn text(&self, question: &Question) -> String {
        let wanted = self.wanted(question);
        let (native, thread) = (visible(question.native), visible(question.thread));
        let line = question.line;
        let denied = question.denied;
        let flag = denied.flag();
        let name = denied.permission.name();
        let needs = denied.needs();
        let mut lines = match self.language {
            Language::English => vec![
                format!("┏ ⚠  sandbox requests {wanted}."),
                format!("┠─ Requested by `{native}`, line {line}, in {thread}."),
            ],
            Language::French => vec![
                format!("┏ ⚠  le script demande à {wanted}."),
                format!("┠─ Demandé par `{native}`, ligne {line}, dans {thread}."),
            ],
        };
        for call in question.stack {
            lines.push(format!("┠─   {}", visible(call)));
        }
        match self.language {
            Language::English => {
                if let Some(needs) = needs {
                    lines.push(format!("┠─ The script says it needs: {needs}."));
                }
                lines.push(format!("┠─ Run again with {flag} to bypass this prompt."));
                lines.push(format!(
                    "┗ Allow? [y/n/A] (y = yes, allow; n = no, deny; A = allow all {name} permissions) > "
                ));
            }
            Language::French => {
                if let Some(needs) = needs {
                    lines.push(format!("┠─ Le script dit avoir besoin de : {needs}."));
                }
                lines.push(format!("┠─ Avec {flag}, cette question n'est pas posée."));
                lines.push(format!(
                    "┗ Autoriser ? [o/n/A] (o = oui ; n = non ; A = toujours oui pour {name}) > "
                ));
            }
        }
        lines.join("\n")
    }

    /// The next line that is typed; nothing when the run ends meanwhile, or at the end of the input.
    fn line(&self, stopped: &dyn Fn() -> bool) -> Option<String> {
        let stdin = std::io::stdin();
        let mut line = Vec::new();
        loop {
            if stopped() {
                return None;
            }
            let mut ready = [PollFd::new(&stdin, PollFlags::IN)];
            match poll(&mut ready, Some(&LOOK)) {
                Ok(0) | Err(rustix::io::Errno::INTR) => continue,
                Ok(_) => {}
                Err(_) => return None,
            }
            let mut bytes = [0; 256];
            // Past the buffers of the standard library: what they hold belongs to the script.
            let read = match rustix::io::read(&stdin, &mut bytes) {
                Ok(0) | Err(_) => return None,
                Ok(read) => read,
            };
            line.extend_from_slice(&bytes[..read]);
            if line.iter().any(|byte| matches!(byte, b'\n' | b'\r')) {
                return Some(String::from_utf8_lossy(&line).trim().to_string());
            }
        }
    }

    fn answer(&self, question: &Question, stopped: &dyn Fn() -> bool) -> Answer {
        // Nobody reads a closed standard error, and then nobody answers either.
        let say = |text: &str| std::io::stderr().write_all(text.as_bytes());
        let value = question.denied.value.as_deref().unwrap_or_default();
        if visible(value).chars().count() > LONGEST {
            let _ = say(self.pick(
                "sandbox: refused without asking: the name is too long to be shown\n",
                "sandbox : refusé sans demander : le nom est trop long pour être montré\n",
            ));
            return Answer::No;
        }
        if tcflush(std::io::stdin(), QueueSelector::IFlush).is_err()
            || say(&self.text(question)).is_err()
        {
            return Answer::No;
        }
        for _ in 0..PATIENCE {
            let Some(line) = self.line(stopped) else {
                let _ = say("\n");
                return Answer::No;
            };
            match (line.as_str(), self.language) {
                ("y" | "Y" | "yes", _) | ("o" | "O" | "oui", Language::French) => {
                    return Answer::Yes;
                }
                ("A", _) => return Answer::All,
                ("n" | "N" | "no" | "non" | "", _) => return Answer::No,
                _ => {
                    let again =
                        say(self.pick("┗ Please type y, n or A > ", "┗ Tapez o, n ou A > "));
                    if again.is_err() {
                        return Answer::No;
                    }
                }
            }
        }
        Answer::No
    }
}

impl Prompter for Terminal {
    fn ask(&self, question: &Question, stopped: &dyn Fn() -> bool) -> Answer {
        let _silence = self.streams.hold();
        let answer = self.answer(question, stopped);
        if !stopped() {
            let wanted = self.wanted(question);
            let told = match (answer, self.language) {
                (Answer::No, Language::English) => format!("❌ Denied {wanted}.\n"),
                (Answer::No, Language::French) => format!("❌ Refusé : {wanted}.\n"),
                (_, Language::English) => format!("✅ Granted {wanted}.\n"),
                (_, Language::French) => format!("✅ Autorisé : {wanted}.\n"),
            };
            let _ = std::io::stderr().write_all(told.as_bytes());
        }
        answer
    }
}

fn verb(permission: Permission) -> &'static str {
    match permission {
        Permission::Read => "lire",
        Permission::Write => "écrire",
        Permission::Net => "joindre",
        Permission::Run => "lancer",
        Permission::Env => "lire l'environnement",
        Permission::Import => "importer",
        Permission::All => "tout faire",
    }
}
