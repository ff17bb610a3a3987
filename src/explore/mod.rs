//! Looking for the schedules in which a program goes wrong: it is compiled once and run many times, each time in a fresh world with another
//! schedule. What is found is a value; how it is told is `report`'s.
//!
//! ```text
//! subject      the program as it is run again and again
//! expected     what every run shall print
//! facts        what else is known of a run
//! verdict      what a schedule has shown: how it ended, what it printed
//! strategies   who decides the turns: random, pos, pct, urw, hold
//! exhaustive   all schedules that can make a difference
//! portfolio    which strategy decides which schedule
//! knowledge    what the first schedules teach the others
//! measures     what two schedules of their own tell: how much can be done at once, which loops wait by looking (idle)
//! rounds       many schedules at once, with an answer that does not depend on how fast they are
//! sampling     one schedule after the other, for who looks at each by himself
//! search       the whole of it: bounds, evidence, outcomes
//! shrink       the same mistake with as few switches as possible
//! report       what a person reads; json: what a tool reads
//! ```

mod chance;
mod exhaustive;
mod expected;
mod facts;
mod idle;
mod knowledge;
mod measures;
mod portfolio;
pub mod report;
mod rounds;
mod sampling;
mod search;
mod shrink;
mod strategies;
mod subject;
mod verdict;

pub use exhaustive::{Next, Search};
pub use expected::Expected;
pub use facts::Facts;
pub use idle::{IdleLoop, idle_loops};
pub use portfolio::Strategy;
pub use sampling::Sampling;
pub use search::{Budget, Evidence, Exploration, Flow, Follower, Found, Progress, Seen, explore};
pub use shrink::{Counterexample, shrink, shrink_while};
pub use subject::{Asked, Making, Note, Subject, Trial};
pub use verdict::{Bug, BugKind, Cut, Ending, Limit, Outcome};
