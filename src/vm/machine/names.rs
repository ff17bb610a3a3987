//! Calls by name: keywords, modules, the library, Rhai's packages.

use super::blame::wrong_arguments;
use super::calls::Entry;
use super::keywords::is_keyword;
use super::texts::asks_for_text;
use super::walk::Action;
use super::{End, Flow, Machine, Outcome};
use crate::messages::message;
use crate::objects::abi::{Args, Call, Native};
use crate::objects::code::{First, Linked, NameSite, Reg, SiteCache};
use crate::objects::error::{Error, ErrorKind};
use crate::objects::value::Value;
use crate::vm::modules;
use crate::{border, builtins};
use rhai::{ImmutableString, Position};
use std::sync::Arc;

impl Machine<'_> {
    pub(super) fn call_name(&mut self, base: Reg, count: u8, name: u16) -> Outcome<Flow> {
        let linked = self.linked.clone();
        let site = &linked.function(self.function).names[name as usize];
        if let Some(Some(native)) = site.native.get()
            && linked.lines.is_none()
        {
            let args = self.site_args(base, count, site)?;
            return self.call_native(native, args, site.at).map(Flow::Value);
        }
        self.call_name_slow(&linked, base, count, site)
    }

    /// The arguments; a variable whose place is known is read now.
    pub(super) fn site_args(&mut self, base: Reg, count: u8, site: &NameSite) -> Outcome<Args> {
        let value = match &site.first {
            Some(First::Variable(path)) => self.variable(path.root)?,
            Some(First::Part {
                path,
                first,
                evaluated: false,
            }) => {
                let indices = self.indices(path, *first);
                self.walk_path(path, &indices, Action::Get)?
            }
            _ => return Ok(self.take_args(base as usize, count)),
        };
        let mut args = self.take_args(base as usize, count);
        args[site.place()] = value;
        Ok(args)
    }

    pub(super) fn call_native(
        &mut self,
        native: &'static Native,
        args: Args,
        at: Position,
    ) -> Outcome<Value> {
        native.check_arity(args.len())?;
        self.before_native(at);
        (native.run)(&mut Call {
            host: self,
            receiver: None,
            args,
            at,
            name: native.name,
        })
    }

    #[inline(never)]
    fn call_name_slow(
        &mut self,
        linked: &Arc<Linked>,
        base: Reg,
        count: u8,
        site: &NameSite,
    ) -> Outcome<Flow> {
        if !site.namespace.is_empty() {
            let args = self.site_args(base, count, site)?;
            return self.call_qualified(base, args, site);
        }
        if is_keyword(&site.name) {
            if let Some(name) = self.handed_on(base, count, site) {
                return self.call_first(base, count, site, &name);
            }
            let args = self.site_args(base, count, site)?;
            if let Some(flow) = self.keyword(base, site, &args)? {
                return Ok(flow);
            }
            return self.call_data(&site.name, &mut { args }, &site.cache, site.at);
        }
        // The compiler knows the functions of the unit itself, but not those of a session's later lines, nor what surrounds an `eval`.
        if (linked.lines.is_some() || linked.caller.is_some())
            && let Some((unit, function)) = linked.find_in(&site.name, count as usize)
        {
            let mut args = self.site_args(base, count, site)?;
            self.enter_call(base, Entry::of(&unit, function, &mut args))?;
            return Ok(Flow::Entered);
        }
        if linked.lines.is_some()
            && let Some(class) = self.class_named(linked, &site.name)?
        {
            let args = self.site_args(base, count, site)?;
            return self.construct(base, &class, args, End::Plain);
        }
        // The text of an `eval` may call what a variable of its caller holds.
        let variable = match &linked.caller {
            Some(_) => self.find_named(&site.name),
            None => self.late_variable(&site.name),
        };
        if let Some((cell, _)) = variable
            && let Some(callee @ Value::Function(_)) = cell.load()
        {
            let args = self.site_args(base, count, site)?;
            if let Some(flow) = self.call_any(base, &callee, args, End::Plain)? {
                return Ok(flow);
            }
        }
        let native = site
            .native
            .get_or_init(|| self.library_first(&site.name, count as usize));
        if let Some(native) = native {
            let args = self.site_args(base, count, site)?;
            return self.call_native(native, args, site.at).map(Flow::Value);
        }
        self.call_first(base, count, site, &site.name)
    }

    /// The library's function, where it comes before Rhai's own of that name.
    pub(super) fn library_first(&self, name: &str, arity: usize) -> Option<&'static Native> {
        let library = self.shared.library;
        let native = library.function(name)?;
        let rhais = !library.replaces(name) && library.shares(name);
        (!rhais || !border::has_rhai(name, arity)).then_some(native)
    }

    /// Rhai has a function of that name, but none for these types: the library may.
    pub(super) fn library_instead(
        &mut self,
        error: Error,
        name: &ImmutableString,
        args: Args,
        at: Position,
    ) -> Outcome<Flow> {
        let missing = error.is_unknown_function(name);
        if missing
            && let [Value::Object(container), item] = &args[..]
            && name == "contains"
            && (container.handle()).is_some_and(|handle| handle.holds(item).is_some())
        {
            // `item in container` of sets and the like: their class answers, at a point where others may come between.
            let rest = [item.clone()].into_iter().collect();
            let container = args[0].clone();
            return self.call_method_of(&container, name, rest).map(Flow::Value);
        }
        match self.shared.library.function(name) {
            Some(native) if missing && native.arity.contains(&args.len()) => {
                self.call_native(native, args, at).map(Flow::Value)
            }
            _ => Err(error),
        }
    }

    /// A function of Rhai's packages, or one that calls back, with the first argument as receiver.
    pub(super) fn call_data(
        &mut self,
        name: &ImmutableString,
        args: &mut Args,
        cache: &SiteCache,
        at: Position,
    ) -> Outcome<Flow> {
        let result = match args.split_first_mut() {
            None => border::call_rhai(name, &mut [], false, false, cache, at),
            Some((receiver, rest)) if asks_for_text(name, receiver, rest) => {
                match self.told_method(name, receiver, rest) {
                    Some(told) => told,
                    None => builtins::method(name, receiver, rest, false, cache, at),
                }
            }
            Some((receiver, rest)) => match builtins::calling(receiver, name, rest) {
                Some(calling) => {
                    let rest = rest.iter().cloned().collect();
                    calling(self, receiver, rest, at)
                }
                None => builtins::method(name, receiver, rest, false, cache, at),
            },
        };
        match result {
            Ok(value) => Ok(Flow::Value(value)),
            Err(error) => self.library_instead(error, name, std::mem::take(args), at),
        }
    }

    /// Call whatever the name stands for in a unit, from a function value or a closure variable.
    pub(super) fn call_by_name(
        &mut self,
        linked: &Arc<Linked>,
        base: Reg,
        name: &ImmutableString,
        args: &mut Args,
        end: End,
    ) -> Outcome<Flow> {
        let at = self.place(self.pc.saturating_sub(1));
        if let Some((unit, function)) = linked.find_in(name, args.len()) {
            self.enter_call(base, Entry::of(&unit, function, args).ending(end))?;
            return Ok(Flow::Entered);
        }
        if let Some(class) = self.class_named(linked, name)? {
            let args = std::mem::take(args);
            return self.construct(base, &class, args, end);
        }
        self.call_native_by_name(name, args, at)
    }

    /// Call the native of that name: what it has made of its first argument stands there afterwards, if it is one of Rhai's.
    pub(super) fn call_native_by_name(
        &mut self,
        name: &ImmutableString,
        args: &mut Args,
        at: Position,
    ) -> Outcome<Flow> {
        if let Some(native) = self.library_first(name, args.len()) {
            let args = std::mem::take(args);
            return self.call_native(native, args, at).map(Flow::Value);
        }
        if let [a, b] = args.as_slice()
            && !name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        {
            return builtins::binary(crate::objects::code::operator_of(name), name, a, b, at)
                .map(Flow::Value);
        }
        let cache = SiteCache::default();
        self.call_data(name, args, &cache, at)
    }

    fn call_qualified(&mut self, base: Reg, mut args: Args, site: &NameSite) -> Outcome<Flow> {
        if let Some(unit) = self.find_module(&site.namespace) {
            if let Some(function) = unit.find(&site.name, args.len())
                && !unit.function(function).private
            {
                self.enter_call(base, Entry::of(&unit, function, &mut args))?;
                return Ok(Flow::Entered);
            }
            if let Some(class) = unit.class(&site.name) {
                return self.construct(base, &class, args, End::Plain);
            }
            if let Some(callee) = modules::exported(&unit, &site.name)
                && let Some(flow) = self.call_any(base, &callee, args.clone(), End::Plain)?
            {
                return Ok(flow);
            }
            let name = format!("{}::{}", site.namespace.join("::"), site.name);
            let own = unit.functions_named(&site.name);
            let own = own.iter().map(|(unit, index)| unit.function(*index));
            let own = own.filter(|function| !function.private);
            return Err(wrong_arguments(&name, &args, own).at(site.at));
        }
        if let [module] = site.namespace.as_slice() {
            let library = self.shared.library;
            if let Some(native) = library.qualified(module, &site.name) {
                return self.call_native(native, args, site.at).map(Flow::Value);
            }
            if library.has_module(module) {
                return Err(Error::raised(
                    "AttributeError",
                    message!(
                        "module-function",
                        module = module.as_str(),
                        name = site.name.as_str()
                    ),
                ));
            }
        }
        Err(Error::language(ErrorKind::UnknownModule(
            site.namespace.join("::"),
        )))
    }

    /// `call(["ls", "-l"])`: what is called is no function, but the library's `call` may take it.
    pub(super) fn call_program(
        &mut self,
        callee: &Value,
        args: &Args,
        site: &NameSite,
    ) -> Outcome<Option<Flow>> {
        match self.shared.library.function("call") {
            Some(native) if matches!(callee, Value::Array(_) | Value::Str(_)) => {
                let value = self.call_native(native, args.clone(), site.at)?;
                Ok(Some(Flow::Value(value)))
            }
            _ => Err(Error::wrong_type("Fn", callee)),
        }
    }
}
