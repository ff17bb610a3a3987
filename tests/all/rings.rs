//! Rings of files: those that lead back to themselves by their imports, so that none of them can be read, moved or tested without the others.
//! The layering (`floors`) is about folders; this is about the files in them. Reading Rust text is `rust_text`'s.
//!
//! An import counts for the file in which the name is defined, however many `pub use` hand it on. A `mod.rs` may call the files that it
//! declares: that is what it is for. Tests do not count.

use std::collections::{BTreeMap, BTreeSet};

use crate::rust_text::{self, Import};

/// The rings that may stay, each with its reason. A ring that grows by a file must be looked at again: break it, or say here why not.
const EXCUSED: &[(&[&str], &str)] = &[
    (
        &["grade::assignment::agree", "grade::assignment::checks"],
        "to cut: what checks say is held against runs, and both read the same tables",
    ),
    (
        &["grade::assignment::companions", "grade::assignment::runs"],
        "to cut: a run names companions, which are read by the keys of runs",
    ),
    (
        &[
            "grade::examine::condition",
            "grade::examine::conditions::calls",
            "grade::examine::conditions::cells",
            "grade::examine::conditions::counts",
            "grade::examine::conditions::ending",
            "grade::examine::conditions::invariant",
            "grade::examine::conditions::locks",
            "grade::examine::conditions::sections",
            "grade::examine::conditions::signals",
            "grade::examine::outcome",
            "grade::examine::reading::waits",
            "grade::examine::scene",
        ],
        "to cut: a condition is one of many, which share its findings and the scene that they are judged in",
    ),
    (
        &["grade::examine::example", "grade::examine::looking"],
        "to cut: an example is looked for as schedules are, and kept with what was found",
    ),
    (
        &["grade::worker::pipe", "grade::worker::sealed"],
        "to cut: a worker is its pipe and its end, of which each tells the other",
    ),
    (
        &[
            "library::collections::counter",
            "library::collections::dict",
        ],
        "to cut: a counter is a dictionary, whose methods give counters",
    ),
    (
        &["library::futures::future", "library::futures::handle"],
        "to cut: a future is a handle, whose class is that of futures",
    ),
    (
        &["library::queue::classes", "library::queue::handle"],
        "to cut: queues are ordered by what their classes say, and classes are those of queues",
    ),
    (
        &["sync::futures::future", "sync::futures::watch"],
        "to cut: who watches a future is told by it",
    ),
    (
        &["explore::facts", "explore::subject"],
        "to cut: a trial carries the facts of a run, which are read off it",
    ),
    (
        &["runtime::cause", "runtime::report"],
        "a report is told by its causes, and a cause is read off the report",
    ),
    (
        &["runtime::inversion", "runtime::orders"],
        "to cut: the orders in which locks are taken, and what is inverted in them",
    ),
    (
        &["process::model::answer", "process::model::process"],
        "a modelled process plays answers, which start modelled processes",
    ),
    (
        &["cli::arguments", "cli::model"],
        "to cut: words of one command that another takes too",
    ),
    (
        &["vm::machine::calls", "vm::machine::objects"],
        "to cut: the end of a call settles the instance that it has made",
    ),
    (
        &[
            "runtime::real::log",
            "runtime::real::merge",
            "runtime::real::recorder",
        ],
        "to cut: a record is written, kept and merged in three files",
    ),
    (
        &["check::kinds", "check::program", "check::uses"],
        "what is found out about a program is kept in it, and found by passes over it",
    ),
    (
        &[
            "library::dates::date",
            "library::dates::delta",
            "library::dates::moment",
        ],
        "one arithmetic: a date less a date is a delta, and a date and a delta are a date",
    ),
    (
        &[
            "net::attempt",
            "net::endpoint",
            "net::model",
            "net::network",
            "net::real",
            "net::select",
            "net::socket",
        ],
        "a socket is tried again by its attempts, and closed by the network that it belongs to",
    ),
    (
        &[
            "net::model::connection",
            "net::model::datagram",
            "net::model::table",
        ],
        "the table of endpoints holds connections, which find their other end in the table",
    ),
    (
        &[
            "runtime::events",
            "runtime::names",
            "runtime::thread",
            "runtime::wait",
        ],
        "a thread waits, and a wait wakes its thread",
    ),
    (
        &[
            "objects::abi::cycles",
            "objects::abi::library",
            "objects::abi::meter",
            "objects::abi::shared",
        ],
        "all parts of the state that the threads of a run share, which each of them asks for the others",
    ),
    (
        &[
            "fix::python::atoms",
            "fix::python::calls",
            "fix::python::expression",
            "fix::python::texts",
        ],
        "to cut: expressions of Python hold each other, and so do their readers",
    ),
    (
        &[
            "permissions::decision",
            "permissions::files",
            "permissions::network",
            "permissions::programs",
            "permissions::variables",
        ],
        "the state of the permissions holds patterns of each sort, which decide by that state",
    ),
    (
        &[
            "library::threading::handle",
            "library::threading::registry",
            "library::threading::start",
            "library::threading::thread",
            "library::threading::timer",
        ],
        "a handle of a thread is in the registry, which starts and joins handles",
    ),
    (
        &[
            "library::subprocess::completed",
            "library::subprocess::failure",
            "library::subprocess::modelled",
            "library::subprocess::options",
            "library::subprocess::pipe",
            "library::subprocess::run",
            "library::subprocess::start",
        ],
        "what `run` gives, its options and its failures refer to each other",
    ),
    (
        &[
            "process::channel",
            "process::child",
            "process::children",
            "process::command",
            "process::keeper",
            "process::model::command",
            "process::model::pipe",
            "process::pipe",
            "process::real",
        ],
        "a child and its pipes are real or modelled: what is common knows both, and both what is common",
    ),
    (
        &[
            "runtime::controlled",
            "runtime::controlled::scheduler",
            "runtime::knot",
            "runtime::look",
            "runtime::options",
            "runtime::outcome",
            "runtime::pause",
            "runtime::real",
            "runtime::real::workers",
            "runtime::room",
            "runtime::roster",
            "runtime::task",
            "runtime::vehicle",
            "runtime::world",
        ],
        "a run knows its two ways to run threads, and these the run",
    ),
    (
        &[
            "objects::abi",
            "objects::code",
            "objects::code::lines",
            "objects::code::linked",
            "objects::code::site",
            "objects::error",
            "objects::value::cell",
            "objects::value::class",
            "objects::value::closure",
            "objects::value::collections",
            "objects::value::cycles",
            "objects::value::dismantle",
            "objects::value::display",
            "objects::value::equality",
            "objects::value::iterate",
            "objects::value::map",
            "objects::value::object",
        ],
        "all parts of the state that the threads of a run share, which each of them asks for the others",
    ),
];

/// The words before the names of items.
const ITEMS: &[&str] = &[
    "fn",
    "struct",
    "enum",
    "trait",
    "type",
    "const",
    "static",
    "union",
    "mut",
    "macro_rules",
];

/// One file, as its imports are followed.
struct File {
    items: BTreeSet<String>,
    imports: Vec<Import>,
}

/// Each module that is a file of its own, without tests.
struct Tree(BTreeMap<Vec<String>, File>);

impl Tree {
    fn new(sources: &[(String, String)]) -> Self {
        let code = rust_text::code(sources);
        let files = code.iter().map(|(file, text)| {
            // `macro_rules! name`
            let items = rust_text::declared(&text.replace("macro_rules!", "macro_rules"), ITEMS);
            let imports = rust_text::imports(file, text);
            (rust_text::module_of(file), File { items, imports })
        });
        Tree(files.collect())
    }

    /// The file in which the name at the end of `path` is defined.
    fn home(&self, path: &[String], seen: &mut BTreeSet<Vec<String>>) -> Option<&[String]> {
        let files = (0..=path.len()).rev();
        let (end, (module, file)) = files
            .filter_map(|end| Some((end, self.0.get_key_value(&path[..end])?)))
            .next()?;
        let here = Some(module.as_slice());
        let Some(name) = path.get(end) else {
            return here;
        };
        if !seen.insert(path.to_vec()) {
            return here;
        }
        let named = file.imports.iter().find(|import| import.name == *name);
        let rest = &path[end + 1..];
        if let Some(import) = named.filter(|import| import.path != path) {
            return self.home(&[&import.path, rest].concat(), seen).or(here);
        }
        if file.items.contains(name) {
            return here;
        }
        let all = file.imports.iter().filter(|import| import.name == "*");
        let mut homes = all.filter_map(|import| {
            let whole = &import.path[..import.path.len() - 1];
            let home = self.home(&[whole, &path[end..]].concat(), seen)?;
            self.0[home].items.contains(name).then_some(home)
        });
        homes.next().or(here)
    }

    /// Which files each file needs, by their names as in Rust, with one import as the proof.
    fn needs(&self) -> BTreeMap<String, BTreeMap<String, String>> {
        let mut needs: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for (module, file) in &self.0 {
            let needed = needs.entry(module.join("::")).or_default();
            for import in file.imports.iter().filter(|import| !import.is_handed_on) {
                let Some(home) = self.home(&import.path, &mut BTreeSet::new()) else {
                    continue;
                };
                if !home.starts_with(module) {
                    let proof = format!("{}:{}: {}", import.file, import.line, import.name);
                    needed.entry(home.join("::")).or_insert(proof);
                }
            }
        }
        needs
    }
}

/// The greatest sets of files of which each leads to each other one.
fn rings(needs: &BTreeMap<String, BTreeMap<String, String>>) -> Vec<BTreeSet<&str>> {
    let reached: BTreeMap<&str, BTreeSet<&str>> = needs
        .keys()
        .map(|file| (file.as_str(), reached_from(needs, file)))
        .collect();
    let mut rings = BTreeSet::new();
    for (file, others) in &reached {
        if others.contains(file) {
            let back = |other: &&&str| reached.get(**other).is_some_and(|all| all.contains(file));
            rings.insert(others.iter().filter(back).copied().collect());
        }
    }
    rings.into_iter().collect()
}

/// The files that `file` needs, and those that these need, and so on.
fn reached_from<'a>(
    needs: &'a BTreeMap<String, BTreeMap<String, String>>,
    file: &str,
) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = vec![file];
    while let Some(file) = open.pop() {
        for other in needs.get(file).into_iter().flat_map(BTreeMap::keys) {
            if reached.insert(other.as_str()) {
                open.push(other);
            }
        }
    }
    reached
}

/// The imports that close the ring.
fn proofs(
    needs: &BTreeMap<String, BTreeMap<String, String>>,
    ring: &BTreeSet<&str>,
) -> Vec<String> {
    let within = |file: &&str| {
        let needed = needs[*file].iter();
        let inside = needed.filter(|(other, _)| ring.contains(other.as_str()));
        inside.map(|(_, proof)| proof.clone()).collect::<Vec<_>>()
    };
    ring.iter().flat_map(within).collect()
}

/// What the list of excuses does not allow, and what it allows in vain.
fn objections(
    needs: &BTreeMap<String, BTreeMap<String, String>>,
    excused: &[(&[&str], &str)],
) -> Vec<String> {
    let excused = excused.iter().map(|(files, _)| files.iter().copied());
    let excused: BTreeSet<BTreeSet<&str>> = excused.map(Iterator::collect).collect();
    let found: BTreeSet<BTreeSet<&str>> = rings(needs).into_iter().collect();
    let is_new = |ring: &&BTreeSet<&str>| !excused.iter().any(|excuse| ring.is_subset(excuse));
    let new = found.iter().filter(is_new).map(|ring| {
        let proofs = proofs(needs, ring).join("\n    ");
        format!("a ring of files: {ring:?}\n    {proofs}")
    });
    let is_gone = |excuse: &&BTreeSet<&str>| !found.iter().any(|ring| ring.is_subset(excuse));
    let gone = excused
        .iter()
        .filter(is_gone)
        .map(|ring| format!("an excuse for what is no ring (any more): {ring:?}"));
    new.chain(gone).collect()
}

#[test]
fn files_need_each_other_in_one_direction() {
    let tree = Tree::new(&rust_text::sources("src"));
    let found = objections(&tree.needs(), EXCUSED);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_ring_is_found_through_what_hands_its_names_on() {
    let sources = [
        ("src/lib.rs", "mod a;\nmod b;"),
        (
            "src/a/mod.rs",
            "mod one;\npub use one::One;\nfn f() { one::run() }",
        ),
        (
            "src/a/one.rs",
            "use crate::b::Two;\npub struct One;\nmod tests { }",
        ),
        (
            "src/b.rs",
            "use crate::a::One as First;\npub struct Two(First);\n#[cfg(test)]\nmod tests { use crate::c::X; }",
        ),
    ];
    let sources = sources.map(|(file, text)| (file.to_owned(), text.to_owned()));
    let needs = Tree::new(&sources).needs();
    assert_eq!(rings(&needs), [BTreeSet::from(["a::one", "b"])]);
    let found = objections(&needs, &[(&["a", "b"], "")]);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[0].contains("src/a/one.rs:1: Two"), "{found:#?}");
    assert!(found[1].starts_with("an excuse for what is no ring"));
    assert!(objections(&needs, &[(&["a::one", "b"], "")]).is_empty());
}
