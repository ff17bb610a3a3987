//! Marking submissions by what they do in every schedule: `sandbox grade`.
//!
//! ```text
//! points       marks as exact decimals
//! bilingual    a text in English and French
//! outline      what a script defines; occurrences: what it uses
//! property     what a check asks for
//! source       properties that are judged by the text
//! reason       why a check does not hold: a fixed list
//! said         a reason in words
//! assignment   the teacher's folder: read, refused with a place when it is wrong
//! job          what is asked of the one who runs a submission, and what comes back: plain data that goes through a pipe
//! examine      running a submission: schedules, facts, properties of concurrency, counterexamples
//! worker       the same in a sealed process, and its supervisor
//! open         runs on real threads, repeated
//! submission   what students hand in: folders, archives, encodings
//! outcomes     what schedules print, write and end with, against what is expected
//! judge        functions of the teacher, called with outcomes
//! mark         from an assignment and a submission to marks
//! class        many submissions at once
//! mutants      wrong solutions made from a right one
//! draft        an assignment from what a solution does
//! prove        an assignment's right and wrong solutions, marked
//! results      what is known of a class, and its formats
//! ```

pub mod assignment;
pub mod bilingual;
pub mod class;
pub mod draft;
pub mod examine;
pub mod job;
pub mod judge;
pub mod mark;
pub mod mutants;
mod occurrences;
pub mod open;
pub mod outcomes;
pub mod outline;
pub mod points;
pub mod property;
pub mod prove;
pub mod reason;
pub mod results;
pub mod said;
pub mod source;
pub mod submission;
pub mod worker;
