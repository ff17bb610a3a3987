//! Modules: loading them, and under which names code sees them. What the top level imports is there for all code of its unit; what a
//! block imports is there until the block ends, for the thread that runs it, the functions that it calls and the threads that it starts.
//! As in Rhai, the import that was made last counts, also for a function that was defined before. A closure that is called later still finds
//! what its block had imported, unless there is something else under the name.

use super::{Machine, Outcome, Rare};
use crate::objects::code::{Function, Import, Linked, Reg};
use crate::objects::error::Error;
use crate::objects::value::Value;
use crate::permissions::Asker;
use crate::vm::modules;
use rhai::ImmutableString;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

impl Machine<'_> {
    /// `import path as alias`.
    pub(super) fn import(&mut self, path: Reg, name: u16, top: bool) -> Outcome<()> {
        let linked = self.linked.clone();
        let site = &linked.function(self.function).names[name as usize];
        let path = match self.register(path) {
            Value::Str(path) => path.clone(),
            other => return Err(Error::wrong_type("string", other)),
        };
        let module = self.load_module(&linked, &path)?;
        let alias = site.name.clone();
        match top && linked.caller.is_none() {
            true => linked.add_import(alias, module),
            false => self.imports.push(Import {
                owner: linked.owner(),
                alias,
                module,
            }),
        }
        Ok(())
    }

    fn load_module(&mut self, linked: &Arc<Linked>, path: &str) -> Outcome<Arc<Linked>> {
        self.task.set_line(self.line().unwrap_or(0) as u32);
        let asker = Asker {
            task: self.task,
            native: "import",
            stack: &|| self.calls_as_text(),
        };
        match modules::load(&asker, &self.shared, linked, path)? {
            modules::Loaded::Ready(module) => Ok(module),
            modules::Loaded::New(module) => {
                let typed = |function: &Function| function.this_type.is_some();
                if module.code.functions.iter().any(typed) {
                    self.shared.typed_modules.store(true, Relaxed);
                }
                if let Err(error) = self.call_function_of(&module, 0, None, &mut [], None) {
                    modules::abandon(self.task, &self.shared, &module);
                    return Err(error);
                }
                modules::finish(self.task, &self.shared, &module);
                Ok(module)
            }
        }
    }

    /// The module that `a::b` names in the running code.
    pub(super) fn find_module(&self, namespace: &[ImmutableString]) -> Option<Arc<Linked>> {
        let (first, inner) = namespace.split_first()?;
        let module = self.block_import(first);
        let module = module
            .or_else(|| self.linked.home().imported(first))
            .or_else(|| self.kept_import(first))?;
        inner
            .iter()
            .try_fold(module, |module, name| module.imported(name))
    }

    /// The function to run as a method of a value of this type, called in a unit: its own for the type, one of a module for the type,
    /// its own for any.
    pub(super) fn find_method(
        &self,
        linked: &Arc<Linked>,
        name: &str,
        arity: usize,
        type_name: &str,
    ) -> Option<(Arc<Linked>, usize)> {
        let own = linked.find_method_in(name, arity, type_name);
        let is_typed =
            |(unit, function): &(Arc<Linked>, usize)| unit.function(*function).this_type.is_some();
        if own.as_ref().is_some_and(is_typed) || !self.shared.typed_modules.load(Relaxed) {
            return own;
        }
        let owner = linked.owner();
        let of_blocks = self.imports.iter().rev();
        let mut of_blocks = of_blocks.filter(|import| import.owner == owner);
        of_blocks
            .find_map(|import| import.module.typed_method(name, arity, type_name))
            .or_else(|| linked.home().imported_method(name, arity, type_name))
            .or(own)
            .or_else(|| {
                let kept = self.closure.as_ref()?.imports.as_ref()?;
                let mut latest = kept.iter().rev();
                latest.find_map(|import| import.module.typed_method(name, arity, type_name))
            })
    }

    fn block_import(&self, alias: &str) -> Option<Arc<Linked>> {
        if self.imports.is_empty() {
            return None;
        }
        let owner = self.linked.owner();
        let mut latest = self.imports.iter().rev();
        let found = latest.find(|import| import.owner == owner && import.alias == alias);
        found.map(|import| import.module.clone())
    }

    /// What was there under the name when the running closure was made.
    fn kept_import(&self, alias: &str) -> Option<Arc<Linked>> {
        let kept = self.closure.as_ref()?.imports.as_ref()?;
        let mut latest = kept.iter().rev();
        let found = latest.find(|import| import.alias == alias);
        found.map(|import| import.module.clone())
    }

    /// What blocks around a closure that is being made have imported: the closure finds it when it is called after they have ended.
    pub(super) fn imports_to_keep(&self) -> Option<Arc<Vec<Import>>> {
        let kept = self
            .closure
            .as_ref()
            .and_then(|closure| closure.imports.as_ref());
        if self.imports.is_empty() {
            return kept.cloned();
        }
        let owner = self.linked.owner();
        let own = self.imports.iter().filter(|import| import.owner == owner);
        let all: Vec<Import> = kept
            .into_iter()
            .flat_map(|kept| kept.iter())
            .chain(own)
            .cloned()
            .collect();
        (!all.is_empty()).then(|| Arc::new(all))
    }

    /// Forget what blocks have imported since there were so many.
    #[inline]
    pub(super) fn rewind_imports(&mut self, length: usize) {
        self.imports.truncate(length);
    }

    /// The text of an `eval` has run: what it has defined stays as long as the block that the `eval` stands in, at the top level for all
    /// code.
    pub(super) fn keep_definitions(&mut self, rare: &Rare) {
        if !self.linked.at_top {
            return;
        }
        let home = self.linked.home().clone();
        for import in self.imports.drain(rare.imports_length..) {
            home.add_import(import.alias, import.module);
        }
        for named in &self.named[rare.named_length..] {
            if let Some(lines) = &home.lines {
                lines.define_variable(&named.name, &named.cell, named.constant);
            } else if named.constant {
                let mut evaluated = home.evaluated.write();
                evaluated.insert(named.name.clone(), named.cell.clone());
            }
        }
    }
}
