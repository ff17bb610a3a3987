//! The question about a permission, on the terminal: nobody else writes meanwhile, and what was typed before it is no answer.

use super::output::Streams;
use crate::messages::{Language, Message, message};
use crate::permissions::{Answer, Prompter, Question, visible};
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

    fn say(&self, message: Message) -> String {
        message.in_language(self.language)
    }

    fn text(&self, question: &Question) -> String {
        let denied = question.denied;
        let wanted = denied.wanted();
        let place = message!(
            "prompt-place",
            native = visible(question.native),
            line = question.line.to_string(),
            thread = visible(question.thread)
        );
        let mut lines = vec![
            format!("┏ ⚠  {}", self.say(message!("prompt-requests", wanted))),
            format!("┠─ {}", self.say(place)),
        ];
        for call in question.stack {
            lines.push(format!("┠─   {}", visible(call)));
        }
        if let Some(needs) = denied.needs() {
            lines.push(format!("┠─ {}", self.say(message!("prompt-needs", needs))));
        }
        let flag = denied.flag();
        lines.push(format!("┠─ {}", self.say(message!("prompt-flag", flag))));
        let permission = denied.permission.name();
        lines.push(format!(
            "┗ {} ",
            self.say(message!("prompt-allow", permission))
        ));
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

    fn answer(&self, question: &Question, stopped: &dyn Fn() -> bool, readable: &str) -> Answer {
        // Nobody reads a closed standard error, and then nobody answers either.
        let say = |text: &str| std::io::stderr().write_all(text.as_bytes());
        let value = question.denied.value.as_deref().unwrap_or_default();
        if visible(value).chars().count() > LONGEST {
            let _ = say(&format!(
                "{readable}{}\n",
                self.say(message!("prompt-too-long"))
            ));
            return Answer::No;
        }
        if tcflush(std::io::stdin(), QueueSelector::IFlush).is_err()
            || say(&format!("{readable}{}", self.text(question))).is_err()
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
                    let again = say(&format!("┗ {} ", self.say(message!("prompt-again"))));
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
        let silence = self.streams.hold();
        let answer = self.answer(question, stopped, &silence.readable());
        if !stopped() {
            let wanted = question.denied.wanted();
            let told = match answer {
                Answer::No => format!("❌ {}\n", self.say(message!("prompt-denied", wanted))),
                _ => format!("✅ {}\n", self.say(message!("prompt-granted", wanted))),
            };
            let _ = std::io::stderr().write_all(told.as_bytes());
        }
        answer
    }
}
