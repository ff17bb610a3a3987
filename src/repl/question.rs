//! The question about a permission in a session: not while the prompt reads the keys, and nobody prints meanwhile. What is asked, and how, is
//! the command line's.

use super::screen::Screen;
use crate::messages::{Language, message, visible};
use crate::permissions::{Answer, Prompter, Question};
use std::sync::Arc;
use std::time::Duration;

/// How often the end of the prompt, or of the run, is looked for.
const LOOK: Duration = Duration::from_millis(50);

/// Asks when the terminal is free.
pub struct Turn {
    pub asks: Arc<dyn Prompter>,
    pub screen: Screen,
    pub language: Language,
}

impl Prompter for Turn {
    fn ask(&self, question: &Question, stopped: &dyn Fn() -> bool) -> Answer {
        if !self.screen.is_closed_soon(Duration::ZERO) {
            let asks = message!("repl-wants-permission", thread = visible(question.thread));
            let text = asks.in_language(self.language);
            self.screen.say(&format!("{text}\n"));
        }
        while !self.screen.is_closed_soon(LOOK) {
            if stopped() {
                return Answer::No;
            }
        }
        let _silence = self.screen.silence();
        self.screen.fresh_line();
        self.asks.ask(question, stopped)
    }
}
