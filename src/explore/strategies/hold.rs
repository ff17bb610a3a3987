//! Holding threads back where it may matter: at a few lines that were seen before (the second lock of two, the write after a read, a
//! wait), a thread waits until the others can go no further. Lock-order cycles and lost updates between many threads need just that.

use super::Chooser;
use crate::explore::chance::Chance;
use crate::explore::knowledge::Site;
use crate::runtime::Candidate;

pub struct Hold {
    chance: Chance,
    sites: Vec<Site>,
    /// How likely a thread is held at a site. All of them: the others get as far as they can before the first goes on. Or nearly all: some
    /// mistakes need one that goes through.
    percent: u64,
    /// Of those who are not held, does the one that ran go on?
    patient: bool,
    /// By number of the thread: is it held, at this step of its own?
    held: Vec<Held>,
    last: Option<u32>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Held {
    #[default]
    Undecided,
    Yes,
    No,
}

impl Hold {
    pub fn new(mut chance: Chance, sites: Vec<Site>) -> Self {
        Hold {
            patient: chance.percent(50),
            percent: if chance.percent(50) { 100 } else { 90 },
            chance,
            sites,
            held: Vec::new(),
            last: None,
        }
    }

    fn is_held(&mut self, candidate: &Candidate) -> bool {
        let thread = candidate.thread.0 as usize;
        if thread >= self.held.len() {
            self.held.resize(thread + 1, Held::Undecided);
        }
        if self.held[thread] == Held::Undecided {
            let is_at_site = self.sites.contains(&Site::of(&candidate.pending));
            self.held[thread] = match is_at_site && self.chance.percent(self.percent) {
                true => Held::Yes,
                false => Held::No,
            };
        }
        self.held[thread] == Held::Yes
    }
}

impl Chooser for Hold {
    fn choose(&mut self, among: &[Candidate]) -> usize {
        let free: Vec<usize> = (0..among.len())
            .filter(|place| !self.is_held(&among[*place]))
            .collect();
        if free.is_empty() {
            return self.chance.place(among.len());
        }
        let last = free
            .iter()
            .find(|place| Some(among[**place].thread.0) == self.last);
        match last {
            Some(place) if self.patient => *place,
            _ => free[self.chance.place(free.len())],
        }
    }

    fn took(&mut self, step: &Candidate) {
        if let Some(held) = self.held.get_mut(step.thread.0 as usize) {
            *held = Held::Undecided;
        }
        self.last = Some(step.thread.0);
    }
}
