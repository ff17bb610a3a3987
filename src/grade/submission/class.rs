//! Students of a class, from what lies in a folder or an archive.

use super::name::{Who, base, is_online_text, who};
use super::pick::Picking;
use super::tree::{Content, Tree};
use super::{HandIn, Roster};
use std::collections::BTreeMap;

/// What one student handed in, by the paths inside of it.
#[derive(Default)]
struct Bundle {
    folder: String,
    tree: Tree,
}

/// Is it what one student handed in, or what many did? It is one student's when the script that is asked for lies at its top.
pub fn students(tree: Tree, name: &str, picking: &Picking, roster: &Roster) -> Vec<HandIn> {
    if tree.files.is_empty() && tree.ignored.is_empty() {
        return Vec::new();
    }
    let at_top: Vec<&str> = tree
        .files
        .keys()
        .map(String::as_str)
        .filter(|path| !path.contains('/'))
        .collect();
    let has_folders = tree
        .files
        .keys()
        .chain(&tree.ignored)
        .any(|path| path.contains('/'));
    let is_one = at_top.iter().any(|path| picking.is_program(path));
    let is_flat = picking.takes_one() && at_top.iter().any(|path| path.ends_with(".rhai"));
    match (is_one, has_folders, is_flat) {
        (true, ..) | (false, false, false) => {
            let (who, _) = who(name);
            vec![picking.picked(roster.known(who, name), name, tree)]
        }
        // An archive with one folder in it, which is one student's or the class.
        (false, true, false) if only_folder(&tree).is_some() => {
            let folder = only_folder(&tree).unwrap_or_default();
            let is_moodle = !who(&folder).0.id.is_empty();
            match is_moodle {
                true => bundled(tree, picking, roster),
                false => students(without(tree, &folder), name, picking, roster),
            }
        }
        _ => bundled(tree, picking, roster),
    }
}

/// The folder that everything is in.
fn only_folder(tree: &Tree) -> Option<String> {
    let mut folders = tree
        .files
        .keys()
        .chain(&tree.ignored)
        .map(|path| path.split_once('/').map(|(first, _)| first));
    let first = folders.next()??;
    folders
        .all(|other| other == Some(first))
        .then(|| first.to_string())
}

fn without(tree: Tree, folder: &str) -> Tree {
    let shorter = |path: String| path[folder.len() + 1..].to_string();
    Tree {
        files: tree
            .files
            .into_iter()
            .map(|(path, content)| (shorter(path), content))
            .collect(),
        ignored: tree.ignored.into_iter().map(shorter).collect(),
    }
}

/// Each folder a student, and each file that lies beside the folders; what has the same number is the same student's.
fn bundled(tree: Tree, picking: &Picking, roster: &Roster) -> Vec<HandIn> {
    let mut bundles: BTreeMap<(Who, String), Bundle> = BTreeMap::new();
    for (path, content) in tree.files {
        let (key, bundle_name, inside) = placed(&path, picking);
        let bundle = bundles.entry(key).or_default();
        if bundle.folder.is_empty() {
            bundle.folder = bundle_name;
        }
        bundle.tree.files.insert(inside, content);
    }
    for path in tree.ignored {
        // A file of nobody is no submission.
        if !path.contains('/') {
            continue;
        }
        let (key, bundle_name, inside) = placed(&path, picking);
        let bundle = bundles.entry(key).or_default();
        if bundle.folder.is_empty() || is_online_text(&bundle.folder) {
            bundle.folder = bundle_name;
        }
        bundle.tree.ignored.push(inside);
    }
    let picked = |((who, _), bundle): ((Who, String), Bundle)| {
        let name = bundle.folder;
        picking.picked(roster.known(who, &name), &name, bundle.tree)
    };
    bundles.into_iter().map(picked).collect()
}

/// Whose a path is, how that is called, and the path inside of it.
fn placed(path: &str, picking: &Picking) -> ((Who, String), String, String) {
    let key = |who: Who, name: &str| match who.id.is_empty() {
        // Two folders of the same name are two students only if they are two folders.
        true => (who, name.to_string()),
        false => (who, String::new()),
    };
    match path.split_once('/') {
        Some((folder, inside)) => {
            let (who, _) = who(folder);
            (key(who, folder), folder.to_string(), inside.to_string())
        }
        None => {
            let (owner, rest) = who(path);
            let stem = path.strip_suffix(".rhai").unwrap_or(path);
            match (owner.id.is_empty(), rest) {
                (false, rest) if !rest.is_empty() => {
                    (key(owner, path), path.to_string(), rest.to_string())
                }
                // The file of a student is the script, whatever its name is.
                _ => (
                    key(who(stem).0, path),
                    path.to_string(),
                    picking.program().to_string(),
                ),
            }
        }
    }
}

/// One file: it is the program, whatever its name is.
pub fn of_file(name: &str, content: Content, picking: &Picking, roster: &Roster) -> HandIn {
    let (owner, rest) = who(base(name));
    let who = match rest.is_empty() {
        true => Who {
            student: base(name)
                .strip_suffix(".rhai")
                .unwrap_or(base(name))
                .to_string(),
            ..owner
        },
        false => owner,
    };
    let tree = Tree {
        files: [(picking.program().to_string(), content)].into(),
        ignored: Vec::new(),
    };
    let hand_in = picking.picked(roster.known(who, base(name)), base(name), tree);
    let files = hand_in
        .files
        .into_iter()
        .map(|file| crate::grade::results::HandedIn {
            name: base(name).to_string(),
            taken_as: picking.taken_as(name),
            ..file
        });
    HandIn {
        files: files.collect(),
        typed: name.to_string(),
        ..hand_in
    }
}
