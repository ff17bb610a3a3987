//! What the names of a Python text stand for: modules and what is imported of them, functions and classes of its own, what a variable holds.

use super::lines::{Kind, Line};
use crate::diagnostics::hints::Member;
use crate::diagnostics::known_names;
use crate::lang::syntax;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// What a variable holds wherever it is assigned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    Array,
    Text,
    Map,
    Bool,
    /// An object of the library: a set, a deque, a queue …
    Handle,
    Other,
}

/// Modules that have another name here, or none of their own.
const MODULES: &[(&str, &str)] = &[
    ("os.path", "os_path"),
    ("concurrent", "concurrent"),
    ("concurrent.futures", "concurrent_futures"),
    ("datetime.datetime", "datetime"),
    ("math", "math"),
    ("json", "json"),
];

/// The name here of one of Python's modules that scripts have.
fn module(python: &str) -> Option<&str> {
    let renamed = MODULES.iter().find(|(name, _)| *name == python);
    let same = || known_names().modules.iter().find(|name| *name == python);
    renamed
        .map(|(_, ours)| *ours)
        .or_else(|| Some(same()?.as_str()))
}

/// What the library's module of this name has under the other.
fn member(module: &str, name: &str) -> Option<Member> {
    let members = known_names().contents?(module);
    members.into_iter().find(|member| member.name == name)
}

/// Words of the language that are called like functions.
const CALLED: &[&str] = &["print", "debug", "eval", "type_of"];

/// All that is known of the names of a text.
pub struct Names {
    /// Names that an `import` gives, and the dotted names of Python that they stand for.
    imported: BTreeMap<String, String>,
    /// The parameters of each function, by its name; those of `init`, by the name of the class.
    pub parameters: BTreeMap<String, Vec<String>>,
    /// The bases of the classes, as they are written here.
    pub bases: BTreeMap<String, String>,
    /// The names of methods.
    pub methods: BTreeSet<String>,
    /// Every word that is given a value somewhere.
    pub assigned: BTreeSet<String>,
    pub holds: BTreeMap<String, Holds>,
    /// What errors are called: `except ValueError as e`.
    caught: BTreeSet<String>,
    /// What the object is called in the method that is being read.
    pub this: RefCell<Option<String>>,
    /// The parameters of each way to call a function or method of the library.
    pub calls: fn(&str) -> Vec<String>,
}

impl Names {
    pub fn of(source: &str, lines: &[Line], calls: fn(&str) -> Vec<String>) -> Names {
        let mut names = Names {
            imported: BTreeMap::new(),
            parameters: BTreeMap::new(),
            bases: BTreeMap::new(),
            methods: BTreeSet::new(),
            assigned: BTreeSet::new(),
            holds: BTreeMap::new(),
            caught: BTreeSet::new(),
            this: RefCell::default(),
            calls,
        };
        // Classes that are open, by their columns.
        let mut classes: Vec<(usize, String)> = Vec::new();
        for line in lines.iter().filter(|line| !line.tokens.is_empty()) {
            classes.retain(|(column, _)| *column < line.indent);
            let words: Vec<&str> = line
                .tokens
                .iter()
                .map(|token| &source[token.range.clone()])
                .collect();
            match words[..] {
                ["import", ..] | ["from", ..] => names.import(&words),
                ["class", name, ..] => {
                    names.assigned.insert(name.to_string());
                    let base = words.iter().skip(3).take_while(|word| **word != ")");
                    names
                        .bases
                        .insert(name.to_string(), base.copied().collect());
                    classes.push((line.indent, name.to_string()));
                }
                ["def", name, ..] => {
                    let mut parameters = parameters(&words);
                    if let Some((_, class)) = classes.last() {
                        names.methods.insert(name.to_string());
                        parameters.drain(..parameters.len().min(1));
                        if name == "__init__" {
                            names.parameters.insert(class.clone(), parameters);
                        }
                    } else {
                        names.assigned.insert(name.to_string());
                        names.parameters.insert(name.to_string(), parameters);
                    }
                }
                [name, "=", ..] if line.tokens[0].kind == Kind::Word => {
                    names.assigned.insert(name.to_string());
                    names.note(
                        name,
                        &words[2..],
                        line.tokens[2..].first().map(|token| token.kind),
                    );
                }
                // Attributes are known by their names, whosever they are.
                [_, ".", name, "=", ..] if line.tokens.len() > 4 => {
                    names.note(&format!(".{name}"), &words[4..], Some(line.tokens[4].kind))
                }
                [name, ..] if line.tokens[0].kind == Kind::Word && words.contains(&"=") => {
                    names.assigned.insert(name.to_string());
                }
                _ => {}
            }
            if let ["except", .., "as", name, ":"] = words[..] {
                names.caught.insert(name.to_string());
            }
            // What a loop or `with` names may be anything.
            for pair in words.windows(2) {
                if matches!(pair[0], "for" | "as") {
                    names.assigned.insert(pair[1].to_string());
                    names.holds.insert(pair[1].to_string(), Holds::Other);
                }
            }
        }
        names
    }

    fn import(&mut self, words: &[&str]) {
        let from = words[0] == "from";
        let end = words.iter().position(|word| *word == "import").unwrap_or(0);
        let module = if from {
            words[1..end.max(1)].concat()
        } else {
            String::new()
        };
        for part in words[end + 1..].split(|word| *word == ",") {
            let part: Vec<&str> = part
                .iter()
                .copied()
                .filter(|word| !matches!(*word, "(" | ")"))
                .collect();
            let alias = part.iter().position(|word| *word == "as");
            let name = part[..alias.unwrap_or(part.len())].concat();
            if name.is_empty() || name == "*" {
                continue;
            }
            let known = match alias.and_then(|at| part.get(at + 1)) {
                Some(alias) => alias.to_string(),
                None if from => name.clone(),
                // `import os.path` gives the name `os`.
                None => name.split('.').next().unwrap_or_default().to_string(),
            };
            let meant = match (from, alias) {
                (true, _) => format!("{module}.{name}"),
                (false, Some(_)) => name,
                (false, None) => known.clone(),
            };
            self.imported.insert(known, meant);
        }
    }

    /// Note what a variable is given; what is given different things holds anything.
    fn note(&mut self, name: &str, value: &[&str], kind: Option<Kind>) {
        let last = value.len().checked_sub(3).map(|at| value[at]);
        // `deque()`, `collections.deque()`
        let made = value
            .iter()
            .position(|word| *word == "(")
            .and_then(|open| value.get(open.checked_sub(1)?));
        let is_path = value
            .iter()
            .take_while(|word| **word != "(")
            .enumerate()
            .all(|(at, word)| (at % 2 == 1) == (*word == "."));
        let is_made =
            is_path && made.is_some_and(|class| is_class(class)) && value.last() == Some(&")");
        let holds = match (kind, value.first().copied().unwrap_or_default()) {
            (Some(Kind::Text), _) if value.len() == 1 => Holds::Text,
            (_, "[") => Holds::Array,
            (_, "{") if value.get(2) == Some(&":") || value.len() == 2 => Holds::Map,
            (_, "{") => Holds::Handle,
            (_, "True" | "False") if value.len() == 1 => Holds::Bool,
            _ if is_made => Holds::Handle,
            (_, "input") => Holds::Text,
            (_, "sys") if value == ["sys", ".", "argv"] => Holds::Array,
            _ if last == Some("split")
                || value.get(value.len().saturating_sub(4)) == Some(&"split") =>
            {
                Holds::Array
            }
            _ if matches!(
                last,
                Some("strip" | "decode" | "readline" | "upper" | "lower")
            ) =>
            {
                Holds::Text
            }
            _ => Holds::Other,
        };
        let held = self.holds.entry(name.to_string()).or_insert(holds);
        if *held != holds {
            *held = Holds::Other;
        }
    }

    /// Is it the name of an error, and of nothing else?
    pub fn is_caught(&self, name: &str) -> bool {
        self.caught.contains(name)
            && !self
                .parameters
                .values()
                .flatten()
                .any(|other| other == name)
    }

    /// What the variable holds, if that is certain.
    pub fn holds(&self, name: &str) -> Holds {
        match self.python(name).as_deref() {
            Some("sys.argv") => Holds::Array,
            _ => self.holds.get(name).copied().unwrap_or(Holds::Other),
        }
    }

    /// Does the text import a class that has a method of this name?
    pub fn has_handles(&self, method: &str) -> bool {
        let classes = self
            .imported
            .values()
            .filter_map(|dotted| dotted.rsplit('.').next());
        let mut classes = classes.chain(
            ["deque"]
                .into_iter()
                .filter(|_| self.imported.contains_key("collections")),
        );
        classes.any(|class| has_method(class, method))
    }

    /// The dotted name of Python that an imported name stands for.
    pub fn python(&self, name: &str) -> Option<String> {
        self.imported.get(name).cloned()
    }

    /// Is it a module of Python's?
    pub fn is_module(&self, dotted: &str) -> bool {
        module(dotted).is_some()
    }

    /// A dotted name of Python, `threading.Thread`, as scripts write it.
    pub fn ours(&self, dotted: &str) -> Option<String> {
        let (module, name) = dotted.rsplit_once('.')?;
        let name = match dotted {
            "threading.currentThread" => "current_thread",
            "threading.activeCount" => "active_count",
            "datetime.datetime" | "datetime.date" => return Some("datetime".to_string()),
            "math.pi" => return Some("PI()".to_string()),
            _ => name,
        };
        let here = self::module(module)?;
        let ours = member(here, name)?;
        match module {
            "math" | "json" => None,
            _ if ours.is_bare && !self.assigned.contains(name) => Some(name.to_string()),
            _ => Some(format!("{here}::{name}")),
        }
    }

    /// A name of the text's own as it can be written here.
    pub fn own(&self, name: &str) -> String {
        if self.this.borrow().as_deref() == Some(name) {
            return "this".to_string();
        }
        let is_name = CALLED.contains(&name) || syntax::parse(&format!("let {name} = 0;")).is_ok();
        match is_name {
            true => name.to_string(),
            false => format!("{name}_"),
        }
    }
}

fn has_method(class: &str, name: &str) -> bool {
    let members = known_names()
        .members
        .map_or(Vec::new(), |members| members(class));
    members.iter().any(|member| member.name == name)
}

/// Is it a class of the library, of sets or queues …? Its objects keep their own methods.
fn is_class(name: &str) -> bool {
    (known_names().members).is_some_and(|members| !members(name).is_empty())
}

/// The names of the parameters in a `def`.
fn parameters(words: &[&str]) -> Vec<String> {
    let mut depth = 0_usize;
    let mut names = Vec::new();
    let mut expects = false;
    for word in &words[2..] {
        match *word {
            "(" | "[" | "{" => {
                depth += 1;
                expects = depth == 1;
                continue;
            }
            ")" | "]" | "}" => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            "," if depth == 1 => {
                expects = true;
                continue;
            }
            word if expects => names.push(word.to_string()),
            _ => {}
        }
        expects = false;
    }
    names
}
