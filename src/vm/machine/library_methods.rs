//! Functions of the library, called as such or as methods of data, `len(name)`, `name.upper()`: a call site that has met one calls it at once,
//! and for the commonest arguments nothing is moved.

use super::texts::asks_for_text;
use super::{Machine, Outcome, quick_paths};
use crate::builtins;
use crate::objects::abi::{Args, Plain};
use crate::objects::code::{First, Linked, MethodSite, NameSite, PathRoot, Reg};
use crate::objects::value::Value;
use std::sync::atomic::Ordering::Relaxed;

impl Machine<'_> {
    /// A method of a text, a number or an array that the library answers. Nothing when anything else may be meant.
    #[inline(never)]
    pub(super) fn known_library_method(
        &mut self,
        linked: &Linked,
        base: Reg,
        site: &MethodSite,
    ) -> Option<Outcome<()>> {
        let native = (*site.library.get()?)?;
        if site.scripted
            || linked.lines.is_some()
            || linked.caller.is_some()
            || self.shared.typed_modules.load(Relaxed)
            || !native.arity.contains(&(site.args as usize + 1))
        {
            return None;
        }
        if let Some(plain) = native.plain
            && let Some(value) = self.plain_method(linked, base, site, plain)
        {
            self.register_mut(base).set(value);
            return Some(Ok(()));
        }
        let receiver = self.data_receiver(linked, base, site)?;
        let first = self.base + base as usize + site.path.indices();
        let given = &mut self.stack[first..first + site.args as usize];
        if asks_for_text(&site.name, &receiver, given)
            || builtins::calling(&receiver, &site.name, given).is_some()
        {
            return None;
        }
        let mut args = Args::new();
        args.push(receiver);
        args.extend(given.iter_mut().map(std::mem::take));
        let answer = self.call_native(native, args, site.at);
        self.answer(base, answer)
    }

    /// What the method gives for the commonest receivers and arguments, which stay where they are.
    #[inline(always)]
    fn plain_method(
        &self,
        linked: &Linked,
        base: Reg,
        site: &MethodSite,
        plain: Plain,
    ) -> Option<Value> {
        let window = &self.stack[self.base..];
        let first = base as usize + site.path.indices();
        let others = &window[first..first + site.args as usize];
        if let (PathRoot::Register(register), []) = (site.path.root, &*site.path.steps) {
            return plain(&window[register as usize], others);
        }
        let reach = &self.reach(linked);
        quick_paths::look(window, reach, base, &site.path, |value: &Value| {
            plain(value, others)
        })
    }

    /// What the function gives for the commonest arguments, which stay where they are.
    #[inline(always)]
    pub(super) fn plain_answer(
        &self,
        linked: &Linked,
        base: Reg,
        count: u8,
        site: &NameSite,
        plain: Plain,
    ) -> Option<Value> {
        if site.place() != 0 || count == 0 {
            return None;
        }
        let window = &self.stack[self.base..];
        let others = &window[base as usize + 1..base as usize + count as usize];
        let (path, first) = match &site.first {
            Some(First::Variable(path)) => match path.root {
                PathRoot::Register(register) => return plain(&window[register as usize], others),
                _ => (path, base),
            },
            Some(First::Part {
                path,
                first,
                evaluated: false,
            }) => (path, *first),
            _ => return plain(&window[base as usize], others),
        };
        let reach = &self.reach(linked);
        quick_paths::look(window, reach, first, path, |value: &Value| {
            plain(value, others)
        })
    }

    /// What the path leads to, if it is data whose methods are functions.
    #[inline(always)]
    fn data_receiver(&self, linked: &Linked, base: Reg, site: &MethodSite) -> Option<Value> {
        let window = &self.stack[self.base..];
        let reach = &self.reach(linked);
        quick_paths::look(window, reach, base, &site.path, |value: &Value| {
            let is_data = matches!(
                value,
                Value::Str(_) | Value::Char(_) | Value::Int(_) | Value::Float(_) | Value::Array(_)
            );
            is_data.then(|| value.copy())
        })
    }
}
