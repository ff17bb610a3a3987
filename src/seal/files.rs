//! Landlock: which files this process can reach, whoever asks for them.

use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, Compatible, PathBeneath, PathFd, Ruleset,
    RulesetAttr, RulesetCreated, RulesetCreatedAttr, RulesetStatus, Scope,
};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// The newest that this was written for; kernels that know less enforce what they know.
const KNOWN: ABI = ABI::V9;

/// What can be reached. Names that nothing has are left out: nothing can be reached by them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Files {
    /// Files, and folders with all that is below them.
    pub read: Vec<PathBuf>,
    pub write: Vec<PathBuf>,
    /// Programs, and folders of programs and libraries. What is to be started must be readable too.
    pub execute: Vec<PathBuf>,
}

/// None: not one file, no TCP, no signals and no abstract sockets outside.
pub fn restrict(files: Option<&Files>) -> Result<(), String> {
    restricted(files).map_err(|error| chain(&error))?
}

fn restricted(files: Option<&Files>) -> Result<Result<(), String>, landlock::RulesetError> {
    let mut rules = Ruleset::default()
        .set_compatibility(landlock::CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(KNOWN))?
        .scope(Scope::from_all(KNOWN))?;
    // Which hosts are meant is not Landlock's to say; a process without permissions needs none.
    if files.is_none() {
        rules = rules.handle_access(AccessNet::from_all(KNOWN))?;
    }
    let mut rules = rules.create()?;
    if let Some(files) = files {
        let read = AccessFs::ReadFile | AccessFs::ReadDir;
        // A program that the script writes is not one that it may run.
        let write = AccessFs::from_write(KNOWN) & !(AccessFs::MakeChar | AccessFs::MakeBlock);
        rules = add(rules, &files.read, read)?;
        rules = add(rules, &files.write, write)?;
        // A file that is still to be made is made in its folder.
        let absent = files.write.iter().filter(|path| !path.exists());
        let folders: Vec<PathBuf> = absent
            .filter_map(|path| Some(path.parent()?.to_path_buf()))
            .collect();
        let make = AccessFs::MakeReg | AccessFs::WriteFile | AccessFs::Truncate;
        rules = add(rules, &folders, make)?;
        rules = add(rules, &files.execute, AccessFs::Execute.into())?;
    }
    let status = rules.restrict_self()?;
    Ok(match status.ruleset {
        RulesetStatus::NotEnforced => Err(format!("{:?}", status.landlock)),
        _ => Ok(()),
    })
}

fn add(
    mut rules: RulesetCreated,
    paths: &[PathBuf],
    access: BitFlags<AccessFs>,
) -> Result<RulesetCreated, landlock::RulesetError> {
    for path in paths {
        let Ok(is_folder) = path.metadata().map(|about| about.is_dir()) else {
            continue;
        };
        let Ok(place) = PathFd::new(path) else {
            continue;
        };
        let access = match is_folder {
            true => access,
            false => access & AccessFs::from_file(KNOWN),
        };
        rules = rules.add_rule(PathBeneath::new(place, access))?;
    }
    Ok(rules)
}

/// An error with those that it comes from.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut inner = error.source();
    while let Some(error) = inner {
        text = format!("{text}: {error}");
        inner = error.source();
    }
    text
}
