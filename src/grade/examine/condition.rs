//! What can be asked of a schedule. A property is made of one or several conditions; it holds when all of them do.

use super::conditions::{counts, ending};
use super::scene::{Scene, Whose};
use crate::grade::bilingual::Bilingual;
use crate::grade::job::Place;
use crate::grade::property::{Number, Property};
use crate::grade::reason::Reason;
use crate::grade::said::french;
use crate::messages::Message;
use std::collections::BTreeMap;

/// Something that is asked of each schedule, or of one of them.
#[derive(Clone, PartialEq, Debug)]
pub enum Condition {
    NoError,
    NoDeadlock,
    Ends,
    WithinLimits,
    LeftRunning(u64),
    Started(Number),
    Daemon(Number),
    Peak(Number),
    Duration(Number),
}

/// What a schedule says of a condition.
pub enum Judged {
    Holds,
    /// It does not hold. Of those of which one schedule must show it: how near this one comes to it.
    Fails(Box<Finding>, f64),
}

/// Why a condition does not hold.
#[derive(Clone)]
pub struct Finding {
    pub reason: Reason,
    pub arguments: BTreeMap<String, String>,
    pub place: Option<Place>,
    pub hint: Option<Bilingual>,
}

impl Finding {
    pub fn new(reason: Reason) -> Finding {
        Finding {
            reason,
            arguments: BTreeMap::new(),
            place: None,
            hint: None,
        }
    }

    /// What fills the place of this name in the reason's sentence.
    pub fn with(mut self, name: &str, value: impl ToString) -> Finding {
        self.arguments.insert(name.to_owned(), value.to_string());
        self
    }

    /// The same, put into words in both languages.
    pub fn with_words(self, name: &str, words: &Message) -> Finding {
        let words = Bilingual::from(words);
        self.with(name, &words.en).with(&french(name), &words.fr)
    }

    pub fn at(mut self, place: Place) -> Finding {
        if place.line > 0 {
            self.place = Some(place);
        }
        self
    }

    pub fn fails(self) -> Judged {
        Judged::Fails(Box::new(self), 0.0)
    }

    pub fn comes_near(self, measure: f64) -> Judged {
        Judged::Fails(Box::new(self), measure)
    }
}

impl Condition {
    /// What a property that is judged by facts asks for.
    pub fn all_of(property: &Property) -> Vec<Condition> {
        match property {
            Property::NoError => vec![Condition::NoError],
            Property::NoDeadlock => vec![Condition::NoDeadlock],
            Property::Ends => vec![Condition::Ends],
            Property::WithinLimits => vec![Condition::WithinLimits],
            Property::LeftRunning(most) => vec![Condition::LeftRunning(*most)],
            Property::Threads {
                started,
                daemon,
                peak,
            } => {
                let started = started.map(Condition::Started);
                let daemon = daemon.map(Condition::Daemon);
                let peak = peak.map(Condition::Peak);
                [started, daemon, peak].into_iter().flatten().collect()
            }
            Property::Duration(number) => vec![Condition::Duration(*number)],
            _ => Vec::new(),
        }
    }

    /// Is it enough that one schedule shows it?
    pub fn is_for_one(&self) -> bool {
        matches!(self, Condition::Peak(_))
    }

    /// Must events be noted for it?
    pub fn needs_events(&self) -> bool {
        false
    }

    /// Can the schedule be shown as a case of a mistake that has a name, which then is the reason?
    pub fn may_have_pattern(&self) -> bool {
        matches!(self, Condition::NoError)
    }

    pub fn judge(&self, scene: &Scene, whose: Whose) -> Judged {
        match self {
            Condition::NoError => ending::no_error(scene, whose),
            Condition::NoDeadlock => ending::no_deadlock(scene, whose),
            Condition::Ends => ending::ends(scene),
            Condition::WithinLimits => ending::within_limits(scene),
            Condition::LeftRunning(most) => ending::left_running(scene, whose, *most),
            Condition::Started(number) => counts::started(scene, whose, *number),
            Condition::Daemon(number) => counts::daemons(scene, whose, *number),
            Condition::Peak(number) => counts::peak(scene, whose, *number),
            Condition::Duration(number) => counts::duration(scene, *number),
        }
    }
}
