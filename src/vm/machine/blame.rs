//! What the running code says of an error that begins in it: how the function that is missing was called, and which constant would have
//! changed.

use super::Machine;
use crate::objects::code::{First, Function, Op, Path};
use crate::objects::error::{CallSite, Definition, Error, ErrorKind, Kind, UnknownFunction};
use crate::objects::value::{Value, type_name};

impl Machine<'_> {
    /// Fill in what the instruction at `at` knows.
    pub(super) fn describe(&self, error: &mut Error, at: usize) {
        let Kind::Language(kind) = &mut error.body_mut().kind else {
            return;
        };
        match kind {
            ErrorKind::UnknownFunction(call) if call.site.is_none() => {
                call.site = Some(self.call_site(call, at));
            }
            ErrorKind::ChangedConstant(changed) if changed.variable.is_none() => {
                let path = path_at(self.linked.function(self.function), at);
                let name = path.map(|path| self.root_name(path.root));
                changed.variable = name.filter(|name| !name.is_empty());
            }
            _ => {}
        }
    }

    fn call_site(&self, call: &UnknownFunction, at: usize) -> CallSite {
        let function = self.linked.function(self.function);
        // A native may be given the name of a function, and call that.
        let is_method = match function.ops.get(at) {
            Some(
                Op::CallMethod { method, .. }
                | Op::CallIntrinsic { method, .. }
                | Op::Push { method, .. }
                | Op::Len { method, .. },
            ) => function.methods[*method as usize].name == call.path.as_str(),
            _ => false,
        };
        let own = self.linked.functions_named(&call.path);
        CallSite {
            is_method,
            defined: defined(own.iter().map(|(unit, index)| unit.function(*index))),
        }
    }
}

/// The functions have another number of parameters: to Rhai, what is called is another function, which does not exist.
pub(super) fn wrong_arguments<'f>(
    path: &str,
    args: &[Value],
    own: impl IntoIterator<Item = &'f Function>,
) -> Error {
    let mut call = UnknownFunction::new(path, args.iter().map(type_name).collect());
    call.site = Some(CallSite {
        is_method: false,
        defined: defined(own),
    });
    Error::language(ErrorKind::UnknownFunction(call))
}

/// The functions that a call by name alone can mean.
fn defined<'f>(functions: impl IntoIterator<Item = &'f Function>) -> Vec<Definition> {
    let of_all = functions.into_iter();
    of_all
        .filter(|function| function.this_type.is_none())
        .map(|function| Definition {
            parameters: function.params as usize,
            line: function.at.line().unwrap_or(0),
        })
        .collect()
}

/// What the instruction reads from and may change.
fn path_at(function: &Function, at: usize) -> Option<&Path> {
    match *function.ops.get(at)? {
        Op::CallMethod { method, .. } | Op::CallIntrinsic { method, .. } => {
            Some(&function.methods[method as usize].path)
        }
        Op::CallName { name, .. } | Op::In { name, .. } => {
            match function.names[name as usize].first.as_ref()? {
                First::Variable(path) | First::Part { path, .. } => Some(path),
                First::Constant => None,
            }
        }
        Op::SetPath { path, .. }
        | Op::UpdatePath { path, .. }
        | Op::SetItemOfItem { path, .. }
        | Op::UpdateItem { path, .. } => Some(&function.paths[path as usize]),
        _ => None,
    }
}
