//! The floors of the house, read from the imports: who may look at whom. Reading Rust text is `rust_text`'s.

use std::collections::BTreeSet;
use std::path::Path;

use crate::rust_text::{self, Import};

/// The rooms under `src/` and their floors, lowest first: a room imports only from floors below it.
const FLOORS: [(&str, &[&str]); 15] = [
    ("0", &["messages", "memory", "places", "held"]),
    ("1", &["runtime", "seal"]),
    ("2", &["sync", "permissions", "net", "process", "files"]),
    ("3", &["lang"]),
    ("4", &["objects"]),
    ("5", &["border"]),
    ("6", &["builtins"]),
    ("7", &["vm"]),
    ("8", &["library"]),
    ("9", &["catalogue"]),
    ("10", &["session"]),
    ("11", &["diagnostics"]),
    (
        "12",
        &["check", "repl", "course", "explore", "timeline", "fix"],
    ),
    ("13", &["grade"]),
    ("14", &["cli", "main"]),
];

/// Of rooms that hold others: these in the order in which they build on each other, lowest first; rooms of one row know each other.
const INNER: &[(&str, Table)] = &[
    (
        "lang",
        &[
            ("watch", &["watch"]),
            ("syntax", &["syntax"]),
            ("scan", &["scan"]),
            ("hir", &["hir"]),
        ],
    ),
    (
        "objects",
        &[(
            "value, error, code, abi",
            &["value", "error", "code", "abi"],
        )],
    ),
    (
        "vm",
        &[
            ("compile", &["compile"]),
            ("machine, modules", &["machine", "modules"]),
        ],
    ),
];

/// Rows of rooms, lowest first, each with its name.
type Table<'t> = &'t [(&'static str, &'t [&'static str])];

/// How high a room lies in `table`, with the floor's name.
fn height(table: Table, room: &str) -> Option<(usize, &'static str)> {
    let is_here = |(_, rooms): &(&str, &[&str])| rooms.contains(&room);
    table.iter().position(is_here).map(|at| (at, table[at].0))
}

/// Why `import` is not allowed, or nothing when it is.
fn objection(import: &Import, floors: Table, inner: &[(&str, Table)]) -> Option<String> {
    let (from, to) = (&import.module, &import.path);
    let (from_room, to_room) = (from.first()?, to.first()?);
    if from_room != to_room {
        let (low, low_name) = height(floors, to_room)?;
        let (high, high_name) = height(floors, from_room)?;
        return (low >= high).then(|| {
            format!(
                "`{from_room}` is on floor {high_name}, `{to_room}` on floor {low_name}: \
                 a room imports only from floors below it; pass what it needs in"
            )
        });
    }
    let (from_inner, to_inner) = (from.get(1)?, to.get(1)?);
    let (_, table) = inner.iter().find(|(room, _)| room == from_room)?;
    if from_inner == to_inner {
        return None;
    }
    let (low, _) = height(table, to_inner)?;
    let (high, _) = height(table, from_inner)?;
    (low > high).then(|| {
        let order: Vec<&str> = table.iter().map(|(name, _)| *name).collect();
        format!(
            "inside `{from_room}`, `{from_inner}` comes before `{to_inner}`: \
             its rooms build on each other in the order {}",
            order.join(" → ")
        )
    })
}

/// One line for each import that is not allowed.
fn objections(imports: &[Import], floors: Table, inner: &[(&str, Table)]) -> Vec<String> {
    imports
        .iter()
        .filter_map(|import| {
            let reason = objection(import, floors, inner)?;
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
    // A test may look at what it is compared with, wherever that is.
    let code = rust_text::code(&rust_text::sources("src"));
    let imports: Vec<Import> = code
        .iter()
        .flat_map(|(file, text)| rust_text::imports(file, text))
        .collect();
    let found = objections(&imports, &FLOORS, INNER);
    assert!(
        found.is_empty(),
        "imports that look up or sideways:\n{}",
        found.join("\n")
    );
}

#[test]
fn every_room_has_its_floor_in_the_table() {
    let inner = INNER
        .iter()
        .map(|(room, table)| (format!("src/{room}"), *table));
    let all = inner.chain([("src".to_owned(), &FLOORS[..])]);
    for (folder, table) in all {
        let rooms = rooms_in(&folder);
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

/// A house of three floors, of which the second has rooms inside.
const SMALL: Table = &[("0", &["cellar"]), ("1", &["ground"]), ("2", &["attic"])];
const SMALL_INNER: &[(&str, Table)] =
    &[("ground", &[("hall", &["hall"]), ("kitchen", &["kitchen"])])];

#[test]
fn a_look_upstairs_is_named_with_file_line_and_rule() {
    let text = "//! Doc.\nuse crate::cellar::Wine;\nuse crate::{attic::trunk::Hat, ground};\n";
    let imports = rust_text::imports("src/ground/hall.rs", &rust_text::bare(text));
    let found = objections(&imports, SMALL, SMALL_INNER);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found[0]
            .starts_with("src/ground/hall.rs:3: `crate::attic::trunk::Hat`: `ground` is on floor 1, `attic` on floor 2"),
        "{found:#?}"
    );
}

#[test]
fn a_look_ahead_inside_a_room_is_named_too() {
    let text = "use super::super::kitchen::Stove;\nuse super::coat::Hook;\n";
    let imports = rust_text::imports("src/ground/hall/door.rs", text);
    let found = objections(&imports, SMALL, SMALL_INNER);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].contains("src/ground/hall/door.rs:1: `crate::ground::kitchen::Stove`"));
    assert!(found[0].contains("`hall` comes before `kitchen`"));
}
