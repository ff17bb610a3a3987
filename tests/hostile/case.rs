//! A case: what lies in its folder, read.
//!
//! ```toml
//! threat = "1"                     # which threats it stands for
//! flags  = ["--max-time", "1"]     # of `sandbox run`; {outside} is a folder that is none of the script's business
//! ways   = ["plain", "sealed"]     # how it is run; this is the default
//! time   = 1.0                     # seconds that it is allowed; two more, and it has hung
//! memory = 64                      # MiB that it is allowed; 64 more, and it has taken too much
//! exit   = 4
//! out    = ["…"]                   # must be printed
//! err    = ["time limit"]          # must be reported
//! lacks  = ["…"]                   # must be neither
//! kill   = "up"                    # when this line has been printed, the run is killed (SIGKILL)
//! writes = ["w/new.txt"]           # files that it may leave in its folder
//! unless = "strace"                # skipped without this program
//! [files]                          # what lies beside the script
//! "w/a.txt" = "text"
//! [links]
//! "w/link" = "{outside}"
//! [without.permissions]            # sealed, with this layer left off: what is different then
//! err = ["Permission denied"]
//! ```
//!
//! A case with `[grade]` is a submission: it is marked between two honest ones by `assignment.toml` beside it, else by the one of all cases.
//!
//! ```toml
//! [grade]
//! words   = ["--only", "out"]      # more words of `sandbox grade`; flags are not used
//! mark    = 0.0                    # what it gets; honest ones get 20, unless nothing is marked
//! reasons = ["wrong-output"]       # each is some check's reason
//! [grade.zips."class/mallory.zip"] # archives: entries, and how many bytes each has
//! "a.rhai" = 100
//! [grade.sparse]                   # files of so many bytes, of which none is written
//! "class/mallory/a.rhai" = 100
//! ```

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use toml_edit::{Document, Item, Table, Value};

#[derive(Clone, Debug)]
pub struct Case {
    pub name: String,
    pub script: PathBuf,
    pub flags: Vec<String>,
    pub ways: Vec<Way>,
    pub files: BTreeMap<String, String>,
    pub links: BTreeMap<String, String>,
    pub writes: Vec<String>,
    pub kill: Option<String>,
    pub unless: Option<String>,
    pub time: f64,
    /// MiB
    pub memory: Option<u64>,
    /// It is a submission.
    pub grade: Option<Grade>,
    expected: Expected,
    without: BTreeMap<String, Expected>,
}

/// How a submission is marked, and what must come of it.
#[derive(Clone, Debug)]
pub struct Grade {
    pub assignment: PathBuf,
    /// The teacher's functions, where there are some.
    pub judge: Option<PathBuf>,
    pub honest: PathBuf,
    pub words: Vec<String>,
    /// None: nothing is marked.
    pub mark: Option<f64>,
    pub reasons: Vec<String>,
    pub zips: BTreeMap<String, BTreeMap<String, u64>>,
    pub sparse: BTreeMap<String, u64>,
    /// Named pipes.
    pub fifos: Vec<String>,
    /// When this file speaks of an honest submission, marking is interrupted (SIGINT).
    pub interrupt: Option<String>,
}

/// How a case is run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Way {
    Plain,
    Sealed,
    /// As a submission.
    Grade,
    /// Sealed, with this layer left off.
    Without(String),
}

impl Way {
    pub fn name(&self) -> String {
        match self {
            Way::Plain => "plain".to_owned(),
            Way::Sealed => "sealed".to_owned(),
            Way::Grade => "grade".to_owned(),
            Way::Without(layer) => format!("sealed without {layer}"),
        }
    }
}

/// What must become of a run.
#[derive(Clone, Default, Debug)]
pub struct Expected {
    pub exit: Option<i64>,
    pub out: Vec<String>,
    pub err: Vec<String>,
    pub lacks: Vec<String>,
}

impl Case {
    pub fn expected(&self, way: &Way) -> &Expected {
        match way {
            Way::Without(layer) => &self.without[layer],
            _ => &self.expected,
        }
    }
}

/// Every folder with a script in it.
pub fn all() -> Vec<Case> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile");
    let entries = std::fs::read_dir(&home).expect("the cases are there");
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders.iter().map(|folder| read(folder)).collect()
}

const KEYS: [&str; 16] = [
    "threat", "flags", "ways", "time", "memory", "exit", "out", "err", "lacks", "kill", "writes",
    "unless", "files", "links", "without", "grade",
];

fn read(folder: &Path) -> Case {
    let name = folder.file_name().expect("a folder has a name");
    let name = name.to_str().expect("a name is text").to_owned();
    let file = folder.join("expect.toml");
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file:?}: {error}"));
    let document = Document::parse(&*text).unwrap_or_else(|error| panic!("{file:?}: {error}"));
    let table = document.as_table();
    for (key, _) in table {
        assert!(KEYS.contains(&key), "{file:?}: unknown key `{key}`");
    }
    assert!(
        table.contains_key("threat"),
        "{file:?}: which threat is it?"
    );
    let expected = expected(table, &Expected::default());
    let without: BTreeMap<String, Expected> = tables(table, "without")
        .map(|(layer, table)| (layer, self::expected(table, &expected)))
        .collect();
    let grade = table.get("grade").and_then(Item::as_table);
    let mut ways: Vec<Way> = match table.get("ways") {
        None if grade.is_some() => vec![Way::Grade],
        None => vec![Way::Plain, Way::Sealed],
        Some(_) => texts(table, "ways")
            .iter()
            .map(|way| self::way(way))
            .collect(),
    };
    ways.extend(without.keys().cloned().map(Way::Without));
    Case {
        script: folder.join("script.rhai"),
        flags: texts(table, "flags"),
        ways,
        files: pairs(table, "files"),
        links: pairs(table, "links"),
        writes: texts(table, "writes"),
        kill: one(table, "kill"),
        unless: one(table, "unless"),
        time: table.get("time").map_or(5.0, number),
        memory: table.get("memory").map(|item| number(item) as u64),
        grade: grade.map(|table| self::grade(table, folder)),
        name,
        expected,
        without,
    }
}

fn grade(table: &Table, folder: &Path) -> Grade {
    const KEYS: [&str; 7] = [
        "words",
        "mark",
        "reasons",
        "zips",
        "sparse",
        "fifos",
        "interrupt",
    ];
    for (key, _) in table {
        assert!(KEYS.contains(&key), "{folder:?}: unknown key `grade.{key}`");
    }
    let home = folder.parent().expect("it lies among the others");
    let own = |name: &str| Some(folder.join(name)).filter(|path| path.exists());
    let sizes = |table: &Table| -> BTreeMap<String, u64> {
        let size = |(name, item): (&str, &Item)| (name.to_owned(), number(item) as u64);
        table.iter().map(size).collect()
    };
    Grade {
        assignment: own("assignment.toml").unwrap_or_else(|| home.join("assignment.toml")),
        judge: own("judge.rhai"),
        honest: own("honest.rhai").unwrap_or_else(|| home.join("honest.rhai")),
        words: texts(table, "words"),
        mark: table.get("mark").map(number),
        reasons: texts(table, "reasons"),
        zips: tables(table, "zips")
            .map(|(name, inner)| (name, sizes(inner)))
            .collect(),
        sparse: table
            .get("sparse")
            .and_then(Item::as_table)
            .map(sizes)
            .unwrap_or_default(),
        fifos: texts(table, "fifos"),
        interrupt: one(table, "interrupt"),
    }
}

fn way(word: &str) -> Way {
    match word {
        "plain" => Way::Plain,
        "sealed" => Way::Sealed,
        other => panic!("there is no way `{other}`"),
    }
}

/// What is not said is as in `others`.
fn expected(table: &Table, others: &Expected) -> Expected {
    let list = |key: &str, other: &Vec<String>| match table.contains_key(key) {
        true => texts(table, key),
        false => other.clone(),
    };
    Expected {
        exit: table.get("exit").and_then(Item::as_integer).or(others.exit),
        out: list("out", &others.out),
        err: list("err", &others.err),
        lacks: list("lacks", &others.lacks),
    }
}

fn number(item: &Item) -> f64 {
    let whole = || item.as_integer().map(|whole| whole as f64);
    item.as_float().or_else(whole).expect("a number")
}

fn one(table: &Table, key: &str) -> Option<String> {
    Some(table.get(key)?.as_str().expect("a text").to_owned())
}

fn texts(table: &Table, key: &str) -> Vec<String> {
    let values = table
        .get(key)
        .and_then(Item::as_array)
        .into_iter()
        .flatten();
    values.map(plain).collect()
}

fn plain(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

fn pairs(table: &Table, key: &str) -> BTreeMap<String, String> {
    let inner = table
        .get(key)
        .and_then(Item::as_table)
        .into_iter()
        .flatten();
    inner
        .map(|(name, item)| (name.to_owned(), item.as_str().expect("a text").to_owned()))
        .collect()
}

fn tables<'t>(table: &'t Table, key: &str) -> impl Iterator<Item = (String, &'t Table)> {
    let inner = table
        .get(key)
        .and_then(Item::as_table)
        .into_iter()
        .flatten();
    inner.map(|(name, item)| (name.to_owned(), item.as_table().expect("a table")))
}
