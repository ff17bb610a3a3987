//! The archive for students: statement, starter, the checks that are always shown, and what these need. Nothing of the others is in it: no
//! title, no run, no function, no file, no comment; and no proof.

use super::mistake::Mistake;
use super::model::{Assignment, Named, Visible};
use super::package::{MAIN, Package};
use crate::grade::mark::solution::is_compared;
use crate::grade::mutants::functions;
use crate::grade::property::Property;
use crate::messages::message;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, Value, value};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What students get.
#[derive(Debug)]
pub struct Pack {
    pub files: BTreeMap<String, Vec<u8>>,
    /// Ids of the checks that are left out.
    pub left_out: Vec<String>,
}

impl Pack {
    /// # Errors
    /// A check that is always shown compares with the solution, which students do not get.
    pub fn new(package: &Package, assignment: &Assignment) -> Result<Pack, Mistake> {
        let shown = || {
            assignment
                .checks
                .iter()
                .filter(|check| check.visible == Visible::Always)
        };
        if let Some(check) = shown().find(|check| check.properties.iter().any(is_compared)) {
            let hint = message!("pack-compared.hint");
            return Err(Mistake::plain(
                message!("pack-compared", id = &check.id),
                Some(hint),
            ));
        }
        let hidden = assignment
            .checks
            .iter()
            .filter(|check| check.visible != Visible::Always);
        let left_out: Vec<String> = hidden.map(|check| check.id.clone()).collect();
        let runs: BTreeSet<usize> = shown()
            .flat_map(|check| check.runs.iter().copied())
            .collect();
        let text = package.source(MAIN).and_then(Result::ok);
        let text = text.map_or_else(String::new, |source| source.text.clone());
        let mut files = BTreeMap::new();
        let kept = Keeping {
            assignment,
            runs: &runs,
            left_out: &left_out,
        };
        files.insert(MAIN.to_owned(), kept.toml(&text).into_bytes());
        for run in runs.iter().map(|run| &assignment.runs[*run]) {
            for companion in &run.companions {
                let script = &companion.script;
                files.insert(format!("with/{}", script.name), script.bytes.clone());
            }
            for (name, bytes) in &run.files {
                let name = format!("files/{name}");
                // What stands in assignment.toml needs no file.
                if package.files.get(&name) == Some(bytes) {
                    files.insert(name, bytes.clone());
                }
            }
        }
        let wanted = shown()
            .flat_map(|check| &check.properties)
            .filter_map(|property| match property {
                Property::Judge(name) => Some(name.clone()),
                _ => None,
            });
        if let Some(Named { name, bytes }) = &assignment.judge {
            let text = String::from_utf8_lossy(bytes);
            let kept = functions(&text, wanted.collect());
            if !kept.is_empty() {
                files.insert(name.clone(), kept.into_bytes());
            }
        }
        for file in &assignment.statements {
            files.insert(file.name.clone(), file.bytes.clone());
        }
        for file in &assignment.starter {
            files.insert(format!("starter/{}", file.name), file.bytes.clone());
        }
        for (name, bytes) in package.below("messages") {
            files.insert(format!("messages/{name}"), bytes.to_vec());
        }
        Ok(Pack { files, left_out })
    }

    /// The same bytes each time.
    ///
    /// # Errors
    /// What cannot be packed.
    pub fn archive(&self) -> Result<Vec<u8>, zip::result::ZipError> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for (name, bytes) in &self.files {
            writer.start_file(name.as_str(), options)?;
            writer.write_all(bytes)?;
        }
        Ok(writer.finish()?.into_inner())
    }
}

/// What is kept of `assignment.toml`.
struct Keeping<'k> {
    assignment: &'k Assignment,
    runs: &'k BTreeSet<usize>,
    left_out: &'k [String],
}

impl Keeping<'_> {
    fn toml(&self, text: &str) -> String {
        // It was read before.
        let Ok(mut document) = text.parse::<DocumentMut>() else {
            return String::new();
        };
        let top = document.as_table_mut();
        bare(top);
        // Names of the archive do not change results.
        top.insert("id", value(self.assignment.id.as_str()));
        let seed = i64::try_from(self.assignment.seed).unwrap_or_default();
        top.insert("seed", value(seed));
        let named = top.get("run").is_some();
        self.keep_runs(top);
        self.keep_checks(top, named);
        document.set_trailing("");
        document.to_string()
    }

    /// Those that shown checks look at, and those that these are like.
    fn keep_runs(&self, top: &mut Table) {
        let Some(runs) = top.get_mut("run").and_then(Item::as_table_like_mut) else {
            return;
        };
        let mut kept: Vec<String> = self
            .runs
            .iter()
            .map(|run| self.assignment.runs[*run].name.clone())
            .collect();
        let mut place = 0;
        while place < kept.len() {
            let like = runs
                .get(&kept[place])
                .and_then(|run| run.get("like")?.as_str());
            if let Some(like) = like.filter(|like| !kept.iter().any(|name| name == like)) {
                let like = like.to_owned();
                kept.push(like);
            }
            place += 1;
        }
        let says = |name: &str| runs.get(name).is_some_and(|run| run.get("files").is_some());
        let like = |name: &str| Some(runs.get(name)?.get("like")?.as_str()?.to_owned());
        let has_own = |name: &String| {
            let chain = std::iter::successors(Some(name.clone()), |name| like(name));
            chain.take(kept.len()).any(|name| says(&name))
        };
        let all_have = kept.iter().all(has_own);
        let gone: Vec<String> = (runs.iter())
            .map(|(name, _)| name.to_owned())
            .filter(|name| !kept.contains(name))
            .collect();
        for name in gone {
            runs.remove(&name);
        }
        if all_have {
            top.remove("files");
        }
    }

    fn keep_checks(&self, top: &mut Table, named: bool) {
        // A check without `run` looks at the first, which may be gone.
        let first = self.assignment.runs.first().map(|run| run.name.clone());
        let first = first.filter(|_| named).unwrap_or_default();
        let mut ids = self
            .assignment
            .checks
            .iter()
            .skip(1)
            .map(|check| check.id.clone());
        let mut keep = |check: &mut dyn toml_edit::TableLike| {
            let id = ids.next().unwrap_or_default();
            if self.left_out.contains(&id) {
                return false;
            }
            // Its number may change.
            if check.get("id").is_none() {
                check.insert("id", value(id));
            }
            if check.get("run").is_none() && !first.is_empty() {
                check.insert("run", value(first.as_str()));
            }
            if let Some(needs) = check.get_mut("needs").and_then(Item::as_array_mut) {
                let is_left_out = |value: &Value| {
                    value
                        .as_str()
                        .is_some_and(|id| self.left_out.iter().any(|other| other == id))
                };
                needs.retain(|value| !is_left_out(value));
            }
            true
        };
        match top.get_mut("check") {
            Some(Item::ArrayOfTables(tables)) => {
                let mut kept = ArrayOfTables::new();
                for table in tables.iter() {
                    let mut table = table.clone();
                    if keep(&mut table) {
                        kept.push(table);
                    }
                }
                *tables = kept;
            }
            Some(Item::Value(Value::Array(array))) => keep_values(array, &mut keep),
            _ => {}
        }
    }
}

fn keep_values(array: &mut Array, keep: &mut dyn FnMut(&mut dyn toml_edit::TableLike) -> bool) {
    let mut kept = Array::new();
    for value in array.iter() {
        let mut value = value.clone();
        if let Some(table) = value.as_inline_table_mut()
            && keep(table)
        {
            kept.push(value);
        }
    }
    *array = kept;
}

/// Without comments: they are the teacher's.
fn bare(table: &mut Table) {
    table.decor_mut().clear();
    for (mut key, item) in table.iter_mut() {
        key.leaf_decor_mut().clear();
        key.dotted_decor_mut().clear();
        match item {
            Item::Table(table) => bare(table),
            Item::ArrayOfTables(tables) => tables.iter_mut().for_each(bare),
            Item::Value(value) => bare_value(value),
            Item::None => {}
        }
    }
}

fn bare_value(value: &mut Value) {
    value.decor_mut().clear();
    match value {
        Value::Array(array) => {
            array.iter_mut().for_each(bare_value);
            array.fmt();
        }
        Value::InlineTable(table) => {
            table.iter_mut().for_each(|(_, value)| bare_value(value));
            table.fmt();
        }
        _ => {}
    }
}
