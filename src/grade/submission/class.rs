//! Students of a class, from what lies in a folder or an archive.

use super::name::{Who, base, is_online_text, who};
use super::pick::{Layout, Picking, is_script};
use super::tree::{Content, Tree};
use super::{HandIn, Roster};
use std::collections::BTreeMap;

/// What one student handed in, by the paths inside of it.
#[derive(Default)]
struct Bundle {
    folder: String,
    tree: Tree,
    layout: Layout,
}

/// Is it what one student handed in, or what many did? It is one student's when the script that is asked for lies at its top, or nothing
/// that could be several students'.
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
    // One script alone is in the folder of its student; with a number in its name it was packed with those of others.
    let scripts = at_top.iter().filter(|path| is_script(path));
    let has_number = at_top.iter().any(|path| !who(path).0.id.is_empty());
    let is_flat = picking.takes_one() && scripts.count() > 1 || has_number;
    match (is_one, has_folders, is_flat) {
        (true, ..) | (false, false, false) => {
            let (who, _) = who(name);
            let who = roster.known(who, name);
            vec![picking.picked(who, name, tree, Layout::Folder)]
        }
        // An archive with one folder in it, which is one student's or the class.
        (false, true, false) if let Some(folder) = only_folder(&tree) => {
            match is_a_student(&folder, &tree) {
                true => bundled(tree, picking, roster),
                false => students(without(tree, &folder), name, picking, roster),
            }
        }
        _ => bundled(tree, picking, roster),
    }
}

/// Is the only folder there a student's, and not the class? Its name says so, or one file is all that it has.
fn is_a_student(folder: &str, tree: &Tree) -> bool {
    let is_alone = tree.files.len() + tree.ignored.len() == 1;
    !who(folder).0.id.is_empty() || is_alone
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
        let (key, name, inside) = placed(&path);
        let bundle = bundles.entry(key).or_default();
        if bundle.folder.is_empty() {
            bundle.folder = name;
        }
        if !path.contains('/') {
            bundle.layout = Layout::Flat;
        }
        bundle.tree.files.insert(inside, content);
    }
    for path in tree.ignored {
        // A file of nobody is no submission.
        if !path.contains('/') && who(&path).0.id.is_empty() {
            continue;
        }
        let (key, name, inside) = placed(&path);
        let bundle = bundles.entry(key).or_default();
        if bundle.folder.is_empty() || is_online_text(&bundle.folder) {
            bundle.folder = name;
        }
        bundle.tree.ignored.push(inside);
    }
    let picked = |((who, _), bundle): ((Who, String), Bundle)| {
        let (name, tree) = (bundle.folder, bundle.tree);
        picking.picked(roster.known(who, &name), &name, tree, bundle.layout)
    };
    bundles.into_iter().map(picked).collect()
}

/// Whose a path is, how that is called, and the path inside of it.
fn placed(path: &str) -> ((Who, String), String, String) {
    let key = |who: Who, name: &str| match who.id.is_empty() {
        // Two folders of the same name are two students only if they are two folders.
        true => (who, name.to_string()),
        false => (who, String::new()),
    };
    if let Some((folder, inside)) = path.split_once('/') {
        let (who, _) = who(folder);
        return (key(who, folder), folder.to_string(), inside.to_string());
    }
    let (owner, rest) = who(path);
    let stem = path.strip_suffix(".rhai").unwrap_or(path);
    match rest.is_empty() {
        false => (key(owner, path), path.to_string(), rest.to_string()),
        true => (key(who(stem).0, path), path.to_string(), path.to_string()),
    }
}

/// One file: it is the program, whatever its name is.
pub fn of_file(name: &str, content: Content, picking: &Picking, roster: &Roster) -> HandIn {
    let (called, (owner, rest)) = (base(name), who(base(name)));
    let who = match rest.is_empty() {
        true => Who {
            student: called.strip_suffix(".rhai").unwrap_or(called).to_string(),
            ..owner
        },
        false => owner,
    };
    let tree = Tree {
        files: [(called.to_string(), content)].into(),
        ignored: Vec::new(),
    };
    HandIn {
        typed: name.to_string(),
        ..picking.picked(roster.known(who, called), called, tree, Layout::Flat)
    }
}
