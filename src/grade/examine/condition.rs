//! What can be asked of a schedule. A property is made of one or several conditions; it holds when all of them do.

use super::conditions::{calls, cells, counts, ending, invariant, locks, sections, signals};
use super::reading::calls_of;
use super::scene::{Scene, Whose};
use crate::explore::Note;
use crate::grade::bilingual::Bilingual;
use crate::grade::job::Place;
use crate::grade::property::{Number, Property};
use crate::grade::reason::Reason;
use crate::grade::said::french;
use crate::messages::{Message, message};
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
    Calls {
        program: String,
        count: Number,
    },
    AtMostAtOnce {
        call: String,
        most: u64,
    },
    AtLeastAtOnce {
        call: String,
        least: u64,
    },
    OrderOfLocks,
    Released,
    NotHeldWhile {
        call: String,
        lock: Option<String>,
    },
    Guarded {
        name: String,
        lock: Option<String>,
    },
    Ordered {
        name: Option<String>,
    },
    InsideAtMost {
        functions: Vec<String>,
        most: u64,
    },
    InsideReaches {
        functions: Vec<String>,
        wanted: u64,
    },
    InsideExcludes {
        functions: Vec<String>,
        excluded: String,
    },
    Fair {
        function: String,
        overtaken: u64,
    },
    WokenForNothing(Number),
    Parallelism(Number),
    NoBusyWait,
    Invariant {
        expression: String,
        free: Option<String>,
    },
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

/// What to change, as far as the reason tells.
fn hint(reason: Reason) -> Option<Message> {
    Some(match reason {
        Reason::Sequential => message!("grade-sequential.hint"),
        Reason::HeldWhileWaiting => message!("grade-held-while-waiting.hint"),
        Reason::LockLeftHeld => message!("grade-lock-left-held.hint"),
        Reason::LockOrder => message!("grade-lock-order.hint"),
        Reason::ThreadLeft => message!("grade-thread-left.hint"),
        Reason::UnorderedAccess => message!("grade-unordered-access.hint"),
        Reason::ReadBeforeEnd => message!("grade-read-before-end.hint"),
        _ => return None,
    })
}

impl Finding {
    pub fn new(reason: Reason) -> Finding {
        Finding {
            reason,
            arguments: BTreeMap::new(),
            place: None,
            hint: hint(reason).as_ref().map(Bilingual::from),
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
            Property::Calls { program, count } => vec![Condition::Calls {
                program: program.clone(),
                count: *count,
            }],
            Property::AtOnce { call, most, least } => {
                let most = most.map(|most| Condition::AtMostAtOnce {
                    call: call.clone(),
                    most,
                });
                let least = least.map(|least| Condition::AtLeastAtOnce {
                    call: call.clone(),
                    least,
                });
                most.into_iter().chain(least).collect()
            }
            Property::OrderOfLocks => vec![Condition::OrderOfLocks],
            Property::Released => vec![Condition::Released],
            Property::NotHeldWhile { calls, lock } => {
                let one = |call: &String| Condition::NotHeldWhile {
                    call: call.clone(),
                    lock: lock.clone(),
                };
                calls.iter().map(one).collect()
            }
            Property::Guarded(names) => {
                let one = |(name, lock): &(String, Option<String>)| Condition::Guarded {
                    name: name.clone(),
                    lock: lock.clone(),
                };
                names.iter().map(one).collect()
            }
            Property::Ordered(None) => vec![Condition::Ordered { name: None }],
            Property::Ordered(Some(names)) => {
                let one = |name: &String| Condition::Ordered {
                    name: Some(name.clone()),
                };
                names.iter().map(one).collect()
            }
            Property::Inside {
                functions,
                most,
                reaches,
                excludes,
            } => {
                let most = most.map(|most| Condition::InsideAtMost {
                    functions: functions.clone(),
                    most,
                });
                let reaches = reaches.map(|wanted| Condition::InsideReaches {
                    functions: functions.clone(),
                    wanted,
                });
                let excludes = excludes.iter().map(|excluded| Condition::InsideExcludes {
                    functions: functions.clone(),
                    excluded: excluded.clone(),
                });
                most.into_iter().chain(reaches).chain(excludes).collect()
            }
            Property::Fair {
                function,
                overtaken,
            } => vec![Condition::Fair {
                function: function.clone(),
                overtaken: *overtaken,
            }],
            Property::Invariant { expression, free } => vec![Condition::Invariant {
                expression: expression.clone(),
                free: free.clone(),
            }],
            Property::Parallelism(number) => vec![Condition::Parallelism(*number)],
            Property::NoBusyWait => vec![Condition::NoBusyWait],
            Property::WokenForNothing(number) => vec![Condition::WokenForNothing(*number)],
            _ => Vec::new(),
        }
    }

    /// Is the property a list, of which a part can hold?
    pub fn is_list(property: &Property) -> bool {
        matches!(
            property,
            Property::Guarded(_) | Property::Ordered(Some(_)) | Property::NotHeldWhile { .. }
        )
    }

    /// Is it enough that one schedule shows it?
    pub fn is_for_one(&self) -> bool {
        matches!(self, Condition::Peak(_) | Condition::AtLeastAtOnce { .. })
    }

    /// Is it judged in one schedule of its own?
    pub fn has_own_schedule(&self) -> bool {
        matches!(self, Condition::Parallelism(_) | Condition::NoBusyWait)
    }

    /// What must be noted of a schedule for it.
    pub fn note(&self) -> Note {
        match self {
            Condition::AtMostAtOnce { call, .. } | Condition::AtLeastAtOnce { call, .. } => {
                match calls_of(call) {
                    Some(_) => Note::Outline,
                    None => Note::Nothing,
                }
            }
            Condition::Released
            | Condition::NotHeldWhile { .. }
            | Condition::Guarded { .. }
            | Condition::Ordered { .. }
            | Condition::InsideAtMost { .. }
            | Condition::InsideReaches { .. }
            | Condition::InsideExcludes { .. }
            | Condition::Fair { .. }
            | Condition::WokenForNothing(_) => Note::Outline,
            Condition::Invariant { .. } => Note::Events,
            _ => Note::Nothing,
        }
    }

    /// Does it ask how threads wait?
    pub fn looks_at_waits(&self) -> bool {
        match self {
            Condition::AtMostAtOnce { call, .. } | Condition::AtLeastAtOnce { call, .. } => {
                calls_of(call).is_some()
            }
            Condition::NotHeldWhile { .. } => true,
            _ => false,
        }
    }

    /// Can the schedule be shown as a case of a mistake that has a name, which then is the reason?
    pub fn may_have_pattern(&self) -> bool {
        matches!(self, Condition::NoError | Condition::Invariant { .. })
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
            Condition::Calls { program, count } => calls::calls(scene, whose, program, *count),
            Condition::AtMostAtOnce { call, most } => calls::at_most(scene, whose, call, *most),
            Condition::AtLeastAtOnce { call, least } => calls::at_least(scene, whose, call, *least),
            Condition::OrderOfLocks => locks::order_of_locks(scene, whose),
            Condition::Released => locks::released(scene, whose),
            Condition::NotHeldWhile { call, lock } => {
                locks::not_held_while(scene, whose, call, lock.as_deref())
            }
            Condition::Guarded { name, lock } => {
                cells::guarded(scene, whose, name, lock.as_deref())
            }
            Condition::Ordered { name } => cells::ordered(scene, whose, name.as_deref()),
            Condition::InsideAtMost { functions, most } => {
                sections::at_most(scene, whose, functions, *most)
            }
            Condition::InsideReaches { functions, wanted } => {
                sections::reaches(scene, whose, functions, *wanted)
            }
            Condition::InsideExcludes {
                functions,
                excluded,
            } => sections::excludes(scene, whose, functions, excluded),
            Condition::Fair {
                function,
                overtaken,
            } => sections::fair(scene, whose, function, *overtaken),
            Condition::Invariant { expression, free } => {
                invariant::invariant(scene, expression, free.as_deref())
            }
            // They have schedules of their own.
            Condition::Parallelism(_) | Condition::NoBusyWait => Judged::Holds,
            Condition::WokenForNothing(number) => signals::woken_for_nothing(scene, whose, *number),
        }
    }
}
