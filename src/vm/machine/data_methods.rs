//! Methods of data: Rhai's and the library's functions on arrays, maps, texts, numbers.
use super::places::{changes_constant, same_data};
use super::walk::Action;
use super::{Flow, Machine, Outcome};
use crate::builtins;
use crate::objects::abi::Call;
use crate::objects::code::{MethodSite, Reg};
use crate::objects::error::{Error, ErrorKind, Kind};
use crate::objects::value::Value;

impl Machine<'_> {
    /// Functions on the language's own types: those that call back work on a copy, all others in place.
    pub(super) fn data_method(
        &mut self,
        first_arg: usize,
        site: &MethodSite,
        indices: &[Value],
        receiver: Value,
    ) -> Outcome<Flow> {
        let mut args = self.take_args(first_arg, site.args);
        if let Some(told) = self.told_method(&site.name, &receiver, &mut args) {
            return told.map(Flow::Value);
        }
        if let Some(calling) = builtins::calling(&receiver, &site.name, &args) {
            let constant = self.is_constant(&site.path);
            if constant && builtins::changes_receiver(&receiver, &site.name, &args) {
                return Err(changes_constant(&site.name, site.at));
            }
            let mut copy = receiver.clone();
            let result = calling(self, &mut copy, args, site.at);
            if !same_data(&receiver, &copy) {
                drop(receiver);
                if constant {
                    return Err(changes_constant(&site.name, site.at));
                }
                let mut changed = Some(copy);
                self.walk_path(
                    &site.path,
                    indices,
                    Action::Place {
                        act: &mut |place| {
                            if let Some(changed) = changed.take() {
                                *place = changed;
                            }
                            Ok(Value::Unit)
                        },
                        changes: true,
                    },
                )?;
            }
            return result.map(Flow::Value);
        }
        let from_library = site
            .library
            .get_or_init(|| self.library_first(&site.name, args.len() + 1));
        if let Some(native) = from_library {
            args.insert(0, receiver);
            native.check_arity(args.len())?;
            self.before_native(site.at);
            return (native.run)(&mut Call {
                host: self,
                receiver: None,
                args,
                at: site.at,
                name: native.name,
            })
            .map(Flow::Value);
        }
        drop(receiver);
        let constant = self.is_constant(&site.path);
        let result = self.walk_path(
            &site.path,
            indices,
            Action::Place {
                act: &mut |place| {
                    builtins::method(&site.name, place, &mut args, constant, &site.cache, site.at)
                },
                changes: site.changes,
            },
        );
        match result {
            Ok(value) => Ok(Flow::Value(value)),
            Err(error) => {
                let receiver = self.walk_path(&site.path, indices, Action::Get)?;
                args.insert(0, receiver);
                self.library_instead(error, &site.name, args, site.at)
            }
        }
    }

    /// `this` has changed: put it back where the method call took it from.
    pub(super) fn write_back(&mut self, base: Reg, method: u16, this: Value) -> Outcome<()> {
        let linked = self.linked.clone();
        let site = &linked.function(self.function).methods[method as usize];
        let indices = self.indices(&site.path, base);
        if self.is_constant(&site.path) {
            let before = self.walk_path(&site.path, &indices, Action::Get)?;
            if crate::objects::value::equal(&before, &this) {
                return Ok(());
            }
            let constant = ErrorKind::Constant(self.root_name(site.path.root));
            return Err(Error::language(constant).at(site.at));
        }
        match self.walk_path(&site.path, &indices, Action::Return(this)) {
            Err(error) if matches!(error.kind(), Kind::Stop(_)) => Err(error),
            _ => Ok(()),
        }
    }
}
