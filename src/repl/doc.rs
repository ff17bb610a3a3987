//! `:doc NAME` and `help(NAME)`: what the library's declarations, and the comments of the session's functions, say of a name.

use super::commands::COMMANDS;
use super::members::parameters;
use super::paint::{Paint, Role};
use crate::engine::code::Lines;
use crate::engine::natives::{Native, NativeClass};
use crate::engine::value::Value;
use crate::library::{self, Module};
use crate::messages::{Language, message};

/// Looks names up for one session.
pub struct Doc<'a> {
    pub lines: &'a Lines,
    pub language: Language,
    pub paint: Paint,
}

impl Doc<'_> {
    /// What is known of the name, ready to be shown.
    pub fn about(&self, name: &str) -> String {
        let name = name.trim().trim_end_matches("()").replace("::", ".");
        self.of(&name).unwrap_or_else(|| {
            let nearest = nearest(&name).join(", ");
            let unknown = match nearest.is_empty() {
                true => message!("repl-unknown-name", name = &name),
                false => message!("repl-unknown-name-near", name = &name, names = nearest),
            };
            format!("{}\n", unknown.in_language(self.language))
        })
    }

    fn of(&self, name: &str) -> Option<String> {
        if let Some(command) = name.strip_prefix(':') {
            let command = COMMANDS.iter().find(|known| known.name == command)?;
            let title = self.title(&command.spelled(self.language));
            return Some(format!("{title}\n{}\n", command.summary(self.language)));
        }
        match name.split_once('.') {
            Some((owner, member)) => self.member(owner, member),
            None => self.own(name).or_else(|| self.in_library(name)),
        }
    }

    /// A function or class of the session.
    fn own(&self, name: &str) -> Option<String> {
        let functions = self.lines.functions();
        let named = functions
            .iter()
            .map(|(unit, index)| unit.function(*index))
            .filter(|function| function.name == name);
        let pages: Vec<String> = named
            .map(|function| {
                let title = self.title(&format!("fn {name}({})", parameters(function)));
                let doc = function.doc.join("\n");
                format!("{title}\n{doc}\n")
            })
            .collect();
        if !pages.is_empty() {
            return Some(pages.join("\n"));
        }
        let class = self.lines.class(name)?;
        let mut page = self.title(&format!("class {name}")) + "\n";
        for method in class.methods.keys() {
            page += &format!("  {method}\n");
        }
        Some(page)
    }

    fn in_library(&self, name: &str) -> Option<String> {
        if let Some(class) = library::class(name) {
            return Some(self.class(class));
        }
        if let Some(native) = library::function(name) {
            return Some(self.native("", native));
        }
        for module in library::modules() {
            if let Some(constant) = module.constants.iter().find(|known| known.name == name) {
                return Some(format!(
                    "{}\n{}",
                    self.title(name),
                    self.prose(constant.doc)
                ));
            }
        }
        let module = library::modules().iter().find(|module| module.name == name);
        module.map(|module| self.module(module)).or_else(|| {
            let mut pages = Vec::new();
            for class in library::modules().iter().flat_map(|module| module.classes) {
                if let Some(native) = class.methods.iter().find(|native| native.name == name) {
                    pages.push(self.native(&format!("{}.", class.name), native));
                }
            }
            (!pages.is_empty()).then(|| pages.join("\n"))
        })
    }

    fn member(&self, owner: &str, member: &str) -> Option<String> {
        if let Some(module) = library::modules()
            .iter()
            .find(|module| module.name == owner)
        {
            if let Some((class, method)) = member.split_once('.') {
                let class = module.classes.iter().find(|known| known.name == class)?;
                return self.of_class(class, method);
            }
            let mut natives = module.functions();
            if let Some(native) = natives.find(|native| native.name == member) {
                return Some(self.native(&format!("{owner}::"), native));
            }
            if let Some(class) = module.classes.iter().find(|class| class.name == member) {
                return Some(self.class(class));
            }
            let constant = module.constants.iter().find(|known| known.name == member)?;
            return Some(format!(
                "{}\n{}",
                self.title(member),
                self.prose(constant.doc)
            ));
        }
        let class = library::class(owner).or_else(|| {
            let (cell, _) = self.lines.variable(owner)?;
            match cell.load()? {
                Value::Object(object) => object.native_class(),
                _ => None,
            }
        });
        match class {
            Some(class) => self.of_class(class, member),
            None => self.in_library(member),
        }
    }

    fn of_class(&self, class: &NativeClass, member: &str) -> Option<String> {
        let before = format!("{}.", class.name);
        if let Some(native) = class.method(member) {
            return Some(self.native(&before, native));
        }
        let property = class.property(member)?;
        let name = format!("{before}{member}");
        let title = match property.set {
            Some(_) => name,
            None => message!("repl-read-only", name).in_language(self.language),
        };
        let title = self.title(&title);
        Some(format!("{title}\n{}", self.prose(property.doc)))
    }

    fn native(&self, before: &str, native: &Native) -> String {
        let parameters = native.parameters.split_whitespace().collect::<Vec<_>>();
        let title = format!("{before}{}({})", native.name, parameters.join(" "));
        format!("{}\n{}", self.title(&title), self.prose(native.doc))
    }

    fn class(&self, class: &NativeClass) -> String {
        let mut page = match class.constructor {
            Some(native) => self.native("", native),
            None => self.title(class.name) + "\n",
        };
        page += &format!("\n{}", self.prose(class.doc));
        let mut rows = Vec::new();
        for native in class.methods {
            rows.push((format!(".{}(…)", native.name), first_line(native.doc)));
        }
        for property in class.properties {
            rows.push((format!(".{}", property.name), first_line(property.doc)));
        }
        page += &self.list(&rows);
        page
    }

    fn module(&self, module: &Module) -> String {
        let mut page = format!("{}\n{}\n", self.title(module.name), module.doc);
        let mut rows = Vec::new();
        for class in module.classes {
            rows.push((class.name.to_string(), first_line(class.doc)));
        }
        for native in module.functions() {
            rows.push((format!("{}(…)", native.name), first_line(native.doc)));
        }
        for constant in module.constants {
            rows.push((constant.name.to_string(), first_line(constant.doc)));
        }
        page += &self.list(&rows);
        page
    }

    fn list(&self, rows: &[(String, &str)]) -> String {
        let width = rows
            .iter()
            .map(|(name, _)| name.chars().count())
            .max()
            .unwrap_or(0);
        rows.iter()
            .map(|(name, line)| {
                let pad = " ".repeat(width - name.chars().count());
                format!("  {}{pad}  {line}\n", self.paint.role(Role::Object, name))
            })
            .collect()
    }

    fn title(&self, text: &str) -> String {
        self.paint.role(Role::Title, text)
    }

    /// A doc comment for a terminal: its examples indented, without the fences.
    fn prose(&self, doc: &str) -> String {
        let mut page = String::new();
        let mut inside = false;
        for line in doc.trim_end().lines() {
            let line = line.strip_prefix(' ').unwrap_or(line);
            if line.trim_start().starts_with("```") {
                inside = !inside;
                continue;
            }
            match inside {
                true => {
                    page += &format!(
                        "    {}\n",
                        super::highlight::highlight(line, None, self.paint)
                    )
                }
                false => page += &format!("{line}\n"),
            }
        }
        page
    }
}

fn first_line(doc: &str) -> &str {
    doc.trim().lines().next().unwrap_or_default()
}

/// The names that are written most like this one.
fn nearest(name: &str) -> Vec<String> {
    let word = name.rsplit('.').next().unwrap_or(name);
    let mut known: Vec<(f64, String)> = Vec::new();
    let mut look = |shown: String, bare: &str| {
        let likeness = strsim::jaro_winkler(&word.to_lowercase(), &bare.to_lowercase());
        if likeness > 0.88 {
            known.push((likeness, shown));
        }
    };
    for module in library::modules() {
        look(module.name.to_string(), module.name);
        for native in module.functions() {
            look(native.name.to_string(), native.name);
        }
        for class in module.classes {
            look(class.name.to_string(), class.name);
            for native in class.methods {
                look(format!("{}.{}", class.name, native.name), native.name);
            }
        }
    }
    known.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
    known.dedup_by(|one, other| one.1 == other.1);
    known.into_iter().take(3).map(|(_, name)| name).collect()
}
