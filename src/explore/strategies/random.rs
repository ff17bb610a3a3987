//! Everybody is as likely as any other, at every choice.

use super::Chooser;
use crate::explore::chance::Chance;
use crate::runtime::Candidate;

pub struct Uniform(pub Chance);

impl Chooser for Uniform {
    fn choose(&mut self, among: &[Candidate]) -> usize {
        self.0.place(among.len())
    }
}
