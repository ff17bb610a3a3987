//! The floors of the house, read from the imports: who may look at whom. Reading Rust text is `rust_text`'s.

use std::collections::BTreeSet;
use std::path::Path;

use crate::rust_text::{self, Import};

/// The rooms under `src/` and their floors, lowest first: a room imports only from floors below it.
const FLOORS: [(&str, &[&str]); 9] = [
    ("0", &["messages", "memory", "places", "held"]),
    ("1", &["runtime"]),
    ("2", &["sync", "permissions", "net", "process", "files"]),
    ("3", &["engine"]),
    ("4", &["library", "fix"]),
    ("5", &["catalogue"]),
    ("6", &["session"]),
    (
        "7",
        &["check", "repl", "course", "grade", "explore", "timeline"],
    ),
    ("8", &["cli", "main"]),
];

/// The rooms under `src/engine/` in the order in which they build on each other, lowest first; rooms of one row know each other.
const ENGINE: [(&str, &[&str]); 6] = [
    ("watch", &["watch"]),
    ("syntax", &["syntax"]),
    (
        "value, error, code, natives",
        &["value", "error", "code", "natives"],
    ),
    ("lower", &["lower"]),
    ("compile", &["compile"]),
    ("machine, modules", &["machine", "modules"]),
];

/// How high a room lies in `table`, with the floor's name.
fn height(table: &[(&'static str, &[&str])], room: &str) -> Option<(usize, &'static str)> {
    let is_here = |(_, rooms): &(&str, &[&str])| rooms.contains(&room);
    table.iter().position(is_here).map(|at| (at, table[at].0))
}

/// Why `import` is not allowed, or nothing when it is.
fn objection(import: &Import) -> Option<String> {
    let (from, to) = (&import.module, &import.path);
    let (from_room, to_room) = (from.first()?, to.first()?);
    if from_room != to_room {
        let (low, low_name) = height(&FLOORS, to_room)?;
        let (high, high_name) = height(&FLOORS, from_room)?;
        return (low >= high).then(|| {
            format!(
                "`{from_room}` is on floor {high_name}, `{to_room}` on floor {low_name}: \
                 a room imports only from floors below it; pass what it needs in"
            )
        });
    }
    let (from_inner, to_inner) = (from.get(1)?, to.get(1)?);
    if from_room != "engine" || from_inner == to_inner {
        return None;
    }
    let (low, _) = height(&ENGINE, to_inner)?;
    let (high, _) = height(&ENGINE, from_inner)?;
    (low > high).then(|| {
        format!(
            "inside the engine, `{from_inner}` comes before `{to_inner}`: \
             its rooms build on each other in the order {}",
            ENGINE.map(|(name, _)| name).join(" → ")
        )
    })
}

/// One line for each import that is not allowed.
fn objections(imports: &[Import]) -> Vec<String> {
    imports
        .iter()
        .filter_map(|import| {
            let reason = objection(import)?;
            let path = import.path.join("::");
            Some(format!(
                "{}:{}: `crate::{path}`: {reason}",
                import.file, import.line
            ))
        })
        .collect()
}

#[test]
fn every_room_imports_only_from_floors_below_it() {
    let sources = rust_text::sources("src");
    let imports: Vec<Import> = sources
        .iter()
        .flat_map(|(file, text)| rust_text::imports(file, &rust_text::bare(text)))
        .collect();
    let found = objections(&imports);
    assert!(
        found.is_empty(),
        "imports that look up or sideways:\n{}",
        found.join("\n")
    );
}

#[test]
fn every_room_has_its_floor_in_the_table() {
    for (folder, table) in [("src", &FLOORS[..]), ("src/engine", &ENGINE[..])] {
        let rooms = rooms_in(folder);
        let homeless: Vec<_> = rooms
            .iter()
            .filter(|room| height(table, room).is_none())
            .collect();
        assert!(
            homeless.is_empty(),
            "rooms of `{folder}/` without a floor in the table: {homeless:?}"
        );
    }
}

/// The modules that lie directly in `folder`: `lib.rs` and `mod.rs` are maps, not rooms.
fn rooms_in(folder: &str) -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    std::fs::read_dir(&root)
        .unwrap_or_else(|error| panic!("cannot list `{folder}`: {error}"))
        .map(|entry| entry.expect("a folder can be listed to its end").path())
        .filter(|path| path.is_dir() || path.extension().is_some_and(|end| end == "rs"))
        .map(|path| {
            path.file_stem()
                .expect("a file has a name")
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| name != "lib" && name != "mod")
        .collect()
}

#[test]
fn a_look_upstairs_is_named_with_file_line_and_rule() {
    let text = "//! Doc.\nuse crate::runtime::Wake;\nuse crate::{engine::value::Value, net};\n";
    let found = objections(&rust_text::imports(
        "src/sync/lock.rs",
        &rust_text::bare(text),
    ));
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(
        found[0]
            .starts_with("src/sync/lock.rs:3: `crate::engine::value::Value`: `sync` is on floor 2")
    );
    assert!(
        found[1].starts_with(
            "src/sync/lock.rs:3: `crate::net`: `sync` is on floor 2, `net` on floor 2"
        )
    );
}

#[test]
fn a_look_ahead_inside_the_engine_is_named_too() {
    let text = "use super::super::machine::Machine;\nuse super::tree::Tree;\n";
    let found = objections(&rust_text::imports("src/engine/lower/walk.rs", text));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].contains("src/engine/lower/walk.rs:1: `crate::engine::machine::Machine`"));
    assert!(found[0].contains("`lower` comes before `machine`"));
}
