//! Classes whose base is in a module: `class Circle : shapes::Shape`. They are made when the module is there.

use super::link::{Base, SEPARATOR, base_unknown, make_class, native_base};
use super::{Machine, Outcome};
use crate::messages::message;
use crate::objects::code::Linked;
use crate::objects::error::{Error, ErrorKind};
use crate::objects::value::Class;
use rhai::ImmutableString;
use std::sync::Arc;

impl Machine<'_> {
    /// The definition of a class of the running unit is reached.
    pub(super) fn define_class(&mut self, index: u16) -> Outcome<()> {
        self.make_late_class(index as usize).map(drop)
    }

    /// A class of the running unit that could not be made before.
    pub(super) fn make_late_class(&mut self, index: usize) -> Outcome<Arc<Class>> {
        let linked = self.linked.clone();
        if let Some(class) = linked.classes[index].get() {
            return Ok(class.clone());
        }
        let code = &linked.code.classes[index];
        let name = code.base.clone().unwrap_or_default();
        let earlier = &linked.code.classes[..index];
        let base = match name.rsplit_once(SEPARATOR) {
            Some((module, class)) => self.base_in_module(index, module, class)?,
            None => match earlier.iter().rposition(|known| known.name == name) {
                Some(parent) => Base::Script(self.make_late_class(parent)?),
                None => return Err(base_unknown(code)),
            },
        };
        let class = make_class(&linked, index, base);
        if let Some(lines) = &linked.lines {
            lines.define_classes(&linked);
        }
        Ok(class)
    }

    fn base_in_module(&mut self, index: usize, module: &str, name: &str) -> Outcome<Base> {
        let linked = self.linked.clone();
        let code = &linked.code.classes[index];
        let namespace: Vec<ImmutableString> =
            module.split(SEPARATOR).map(ImmutableString::from).collect();
        match self.find_module(&namespace) {
            Some(unit) => {
                let parent = unit.class(name).ok_or_else(|| {
                    let unknown = message!("base-not-in-module", module, base = name);
                    Error::raised("NameError", unknown)
                        .with_hint(message!("base-not-in-module.hint", module))
                        .at(code.at)
                })?;
                Ok(Base::Script(parent))
            }
            None if self.shared.library.has_module(module) => {
                native_base(self.shared.library, code)
            }
            None => Err(Error::language(ErrorKind::UnknownModule(module.to_string())).at(code.at)),
        }
    }

    /// The class that a name means in a unit.
    pub(super) fn class_named(
        &mut self,
        linked: &Arc<Linked>,
        name: &str,
    ) -> Outcome<Option<Arc<Class>>> {
        if let Some(class) = linked.find_class(name) {
            return Ok(Some(class));
        }
        if !Arc::ptr_eq(linked, &self.linked) {
            return Ok(None);
        }
        let classes = &linked.code.classes;
        let late = classes.iter().position(|class| class.name == name);
        late.map(|index| self.make_late_class(index)).transpose()
    }
}
