//! A schedule as a value: which thread took how many steps, in turns. Written as people type it: `main*6,T1*2,T2@,T2*3`, where `T2@` says that
//! the time comes that the second thread waits for.

use std::fmt;
use std::str::FromStr;

use crate::messages::{Message, message};

use super::{Candidate, Nanos, Operation, ThreadId};

/// Turns, one after the other. What it does not say is decided as by `Patient`: each thread runs until it waits.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Schedule(Vec<Turn>);

/// Some steps of one thread. A step is what a thread does from one scheduling point to the next.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Turn {
    pub thread: ThreadId,
    /// None: until it waits or has ended.
    pub steps: Option<u32>,
    /// The time comes that it waits for, although others can run: one step, the first one after the wait.
    pub fires: bool,
}

impl Schedule {
    pub fn new(turns: Vec<Turn>) -> Self {
        Schedule(turns)
    }

    pub fn turns(&self) -> &[Turn] {
        &self.0
    }

    /// Does the time of a wait come in it while others can run?
    pub fn fires(&self) -> bool {
        self.0.iter().any(|turn| turn.fires)
    }

    /// One more step of this thread; it `fires` when it is the one by which the time of its wait comes.
    pub fn push(&mut self, thread: ThreadId, fires: bool) {
        match self.0.last_mut() {
            Some(Turn {
                thread: last,
                steps: Some(steps),
                fires: false,
            }) if *last == thread && !fires => *steps = steps.saturating_add(1),
            _ => self.0.push(Turn {
                thread,
                steps: Some(1),
                fires,
            }),
        }
    }
}

impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, turn) in self.0.iter().enumerate() {
            let comma = if place > 0 { "," } else { "" };
            match turn.steps {
                _ if turn.fires => write!(f, "{comma}{}@", turn.thread)?,
                Some(steps) => write!(f, "{comma}{}*{steps}", turn.thread)?,
                None => write!(f, "{comma}{}", turn.thread)?,
            }
        }
        Ok(())
    }
}

impl FromStr for Schedule {
    type Err = Message;

    /// An empty text is the schedule that says nothing.
    fn from_str(text: &str) -> Result<Self, Message> {
        let turns = text.split(',').map(str::trim);
        let turns = turns.filter(|turn| !turn.is_empty() || text.contains(','));
        turns.map(turn).collect::<Result<_, _>>().map(Schedule)
    }
}

fn turn(text: &str) -> Result<Turn, Message> {
    let wrong = || message!("schedule-turn", text);
    let (text, fires) = match text.strip_suffix('@') {
        Some(thread) => (thread, true),
        None => (text, false),
    };
    if fires && text.contains('*') {
        return Err(wrong());
    }
    let (thread, steps) = match text.split_once('*') {
        Some((thread, steps)) => {
            let steps: u32 = steps.trim().parse().map_err(|_| wrong())?;
            (thread.trim(), Some(steps).filter(|steps| *steps > 0))
        }
        None => (text, None),
    };
    if text.contains('*') && steps.is_none() {
        return Err(wrong());
    }
    let number = match thread {
        "main" => 0,
        _ => thread
            .strip_prefix(['T', 't'])
            .and_then(|number| number.parse().ok())
            .ok_or_else(wrong)?,
    };
    Ok(Turn {
        thread: ThreadId(number),
        steps: if fires { Some(1) } else { steps },
        fires,
    })
}

/// What was played, and how.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Played {
    pub schedule: Schedule,
    pub steps: u64,
    /// Steps for which there was a choice.
    pub choices: u64,
    /// Steps that another thread took than the one before.
    pub switches: u32,
    /// Switches away from a thread that could have gone on.
    pub preemptions: u32,
    /// Steps by which the time of a wait came while others could run.
    pub fires: u32,
    /// The last steps, as far as they only look: they change nothing that another thread could see.
    pub looks: u64,
    /// Did the end of the run cut other threads in what they did: daemons, or those that an `exit` of another one ended?
    pub cuts_others: bool,
    /// What the virtual clock said at the end.
    pub time: Nanos,
    /// The last step.
    pub last: Option<Candidate>,
    /// Equal for runs that did the same in the same order; different, but for one in a great many, for others.
    pub timeline: u64,
}

impl Played {
    /// Note a step of one of so many threads that could take it; `last` took the one before, and could have taken this one too.
    pub(super) fn step(
        &mut self,
        step: &Candidate,
        last: Option<ThreadId>,
        last_can_run: bool,
        can_run: usize,
    ) {
        let Candidate { thread, pending } = step;
        self.steps += 1;
        self.choices += u64::from(can_run > 1);
        if last.is_some_and(|last| last != *thread) {
            self.switches += 1;
            self.preemptions += u32::from(last_can_run);
        }
        self.looks = match pending.operation.only_looks() {
            true => self.looks + 1,
            false => 0,
        };
        let word = u64::from(thread.0) << 40 | u64::from(pending.line) << 8;
        let word = word | pending.operation as u64;
        self.timeline = (self.timeline.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
        self.last = Some(*step);
        let fires = pending.operation == Operation::Timeout;
        self.fires += u32::from(fires);
        self.schedule.push(*thread, fires);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schedule_is_read_as_it_is_written() {
        for text in [
            "",
            "main*6,T1*2,T2*3",
            "T1",
            "main*1,T1,T12*40",
            "T1@,main@,main*2",
        ] {
            let schedule: Schedule = text.parse().unwrap();
            assert_eq!(schedule.to_string(), text);
        }
        assert_eq!(
            " main*1 , t1 ".parse::<Schedule>().unwrap().to_string(),
            "main*1,T1"
        );
        for text in [
            "T", "T1*", "T1*0", "T1@*2", "T1*2@", "@", "T1@@", "T1*x", "x*3", "T1,", ",", "T1*-1",
            "1*2",
        ] {
            assert!(text.parse::<Schedule>().is_err(), "{text}");
        }
    }

    #[test]
    fn steps_of_one_thread_are_one_turn() {
        let mut schedule = Schedule::default();
        for thread in [0, 0, 1, 0, 2, 2] {
            schedule.push(ThreadId(thread), false);
        }
        assert_eq!(schedule.to_string(), "main*2,T1*1,main*1,T2*2");
        schedule.push(ThreadId(2), true);
        schedule.push(ThreadId(2), false);
        assert_eq!(schedule.to_string(), "main*2,T1*1,main*1,T2*2,T2@,T2*1");
        assert!(schedule.fires());
    }
}
