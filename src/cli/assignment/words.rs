//! The words of `sandbox assignment`.

use crate::messages::Message;
use crate::session::amounts;
use clap::{Args, Subcommand};

const EXAMPLES: &str = "\
An assignment is a folder with assignment.toml, or a zip of one.

Examples:
  sandbox assignment new --args 3 ping_pong.rhai
                                              an assignment, with checks that the solution passes
  sandbox assignment show tp3/                what is run and what is checked, in words
  sandbox assignment prove tp3/               are right solutions accepted, and wrong ones refused?
  sandbox assignment mutate tp3/              which mistakes would the checks not see?
  sandbox assignment pack tp3/ -o tp3.zip     what students get: no proofs, no hidden checks";

const PROVE_EXAMPLES: &str = "\
Right solutions lie in proof/right/, wrong ones in proof/wrong/; these begin with //! refused: REASON.

Exit codes: 0 every proof holds, 1 one does not, 2 misuse or a mistake in the assignment, 130 interrupted.";

const MUTATE_EXAMPLES: &str = "\
The solution is proof/right/solution.rhai, or the first script there. What does the same as the solution in every schedule
is equivalent, and no mistake.

Exit codes: 0 no mutant passes, 1 one does, 2 misuse or a mistake in the assignment, 130 interrupted.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, disable_help_subcommand = true)]
pub struct AssignmentWords {
    #[command(subcommand)]
    pub action: AssignmentAction,
}

#[derive(Debug, Subcommand)]
pub enum AssignmentAction {
    /// Write an assignment from what a solution does
    New(NewWords),
    /// Say what is run and what is checked
    Show(ShowWords),
    /// Mark the right and the wrong solutions of an assignment
    Prove(ProveWords),
    /// Make wrong solutions from the right one, and tell which would get full points
    Mutate(MutateWords),
    /// Make the archive for students: without proofs and hidden checks
    Pack(PackWords),
}

#[derive(Debug, Args)]
pub struct NewWords {
    /// A script that is right: students hand in one of the same name
    #[arg(value_name = "SOLUTION")]
    pub solution: String,
    /// Where to write [default: the script's name without .rhai]
    #[arg(value_name = "FOLDER")]
    pub folder: Option<String>,
    /// What the script finds in argv, as one word: '2 fr'
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    pub args: Option<String>,
    /// What the script reads stands in FILE
    #[arg(long, value_name = "FILE")]
    pub stdin: Option<String>,
    /// Start no real program: those that the script starts are described in FILE (TOML)
    #[arg(long, value_name = "FILE")]
    pub programs: Option<String>,
    /// Give the script this file; as often as there are files
    #[arg(long, value_name = "FILE")]
    pub file: Vec<String>,
}

#[derive(Debug, Args)]
pub struct ShowWords {
    /// The folder with assignment.toml, or a zip of it
    #[arg(value_name = "ASSIGNMENT", required_unless_present = "reasons")]
    pub assignment: Option<String>,
    /// List the reasons that a check can give for not holding
    #[arg(long)]
    pub reasons: bool,
}

#[derive(Debug, Args)]
#[command(after_help = PROVE_EXAMPLES)]
pub struct ProveWords {
    /// The folder with assignment.toml, or a zip of it
    #[arg(value_name = "ASSIGNMENT")]
    pub assignment: String,
    /// Mark with N seeds
    #[arg(long, value_name = "N", value_parser = seeds, default_value = "20")]
    pub seeds: u64,
    /// Mark N solutions at a time [default: one for each core]
    #[arg(long, value_name = "N", value_parser = jobs)]
    pub jobs: Option<usize>,
}

#[derive(Debug, Args)]
#[command(after_help = MUTATE_EXAMPLES)]
pub struct MutateWords {
    /// The folder with assignment.toml, or a zip of it
    #[arg(value_name = "ASSIGNMENT")]
    pub assignment: String,
    /// List the refused ones too
    #[arg(long)]
    pub all: bool,
    /// Mark N mutants at a time [default: one for each core]
    #[arg(long, value_name = "N", value_parser = jobs)]
    pub jobs: Option<usize>,
}

#[derive(Debug, Args)]
pub struct PackWords {
    /// The folder with assignment.toml, or a zip of it
    #[arg(value_name = "ASSIGNMENT")]
    pub assignment: String,
    /// Write to ZIP [default: the assignment's id with .zip, here]
    #[arg(short, long, value_name = "ZIP")]
    pub output: Option<String>,
}

/// At least one.
fn seeds(text: &str) -> Result<u64, Message> {
    Ok(amounts::count(text)?.clamp(1, 1_000_000))
}

fn jobs(text: &str) -> Result<usize, Message> {
    Ok(amounts::count(text)?.clamp(1, 256) as usize)
}
