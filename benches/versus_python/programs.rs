//! The programs, found by walking `benches/programs`: a folder is a group, a file's name the program's. What they have
//! to reach stands in `targets.rs`; how they are measured in `measure.rs`.

use std::path::{Path, PathBuf};

use crate::targets::{Group, Target};

/// A script, with its twins in other languages.
pub struct Program {
    pub group: &'static Group,
    /// Name of the scripts in the group's folder, without their extension.
    pub name: String,
    pub target: Target,
}

/// Where the groups' folders are.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/programs")
}

/// Every program of every group, in the order of the groups and of their names.
pub fn programs() -> Vec<Program> {
    let groups = crate::targets::GROUPS.iter();
    groups.flat_map(programs_of).collect()
}

fn programs_of(group: &'static Group) -> Vec<Program> {
    let folder = root().join(group.folder);
    let entries = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{} cannot be read: {error}", folder.display()));
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let scripts = paths.filter(|path| path.extension().is_some_and(|it| it == "rhai"));
    let mut names: Vec<String> = scripts
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    let program = |name: String| Program {
        group,
        target: group.target(&name),
        name,
    };
    names.into_iter().map(program).collect()
}

impl Program {
    /// The script in the language that has this extension, if it was written in it.
    pub fn script(&self, extension: &str) -> Option<PathBuf> {
        let folder = root().join(self.group.folder);
        let script = folder.join(&self.name).with_extension(extension);
        script.exists().then_some(script)
    }

    /// `group/name`, which filters are looked for in.
    pub fn full_name(&self) -> String {
        format!("{}/{}", self.group.name, self.name)
    }
}

/// The programs that the filters ask for. A filter is the name of a group, or a program's whole name, or else a part of
/// names; no filter asks for all. A yardstick is asked for with what it measures.
pub fn asked_for(filters: &[String]) -> Vec<Program> {
    let all = programs();
    let is_whole = |filter: &String| {
        let named = |program: &Program| program.group.name == filter || program.name == *filter;
        all.iter().any(named)
    };
    let is_meant = |program: &Program| {
        filters.iter().any(|filter| match is_whole(filter) {
            true => program.group.name == filter || program.name == *filter,
            false => program.full_name().contains(filter.as_str()),
        })
    };
    let meant: Vec<bool> = all
        .iter()
        .map(|it| filters.is_empty() || is_meant(it))
        .collect();
    let measured = all.iter().zip(&meant).filter(|(_, meant)| **meant);
    let yardsticks: Vec<&str> = measured
        .filter_map(|(program, _)| match program.target {
            Target::Scales { yardstick, .. } => Some(yardstick),
            _ => None,
        })
        .collect();
    let keep: Vec<bool> = all
        .iter()
        .zip(meant)
        .map(|(program, meant)| meant || yardsticks.contains(&program.name.as_str()))
        .collect();
    let kept = all.into_iter().zip(keep).filter(|(_, keep)| *keep);
    kept.map(|(program, _)| program).collect()
}
