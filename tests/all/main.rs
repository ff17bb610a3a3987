//! The one test binary: each module is one way of asking whether `sandbox` does what it promises.

mod cases;
mod cli;
mod corpus;
mod coverage;
mod differences;
mod differential;
mod doors;
mod floors;
mod generated;
mod grammar;
mod house;
mod listing;
mod messages;
mod open;
mod oracle;
mod ours;
mod outcome;
mod papers;
mod prompt;
mod reach;
mod reference;
mod rust_text;
mod scripts;
mod sockets;
mod wine;
