//! What looks like a function and is the machine's own: `eval`'s surroundings, `Fn`, `is_def_var`, `type_of` and the like.
use super::{End, Flow, Machine, Outcome};
use crate::objects::abi::Args;
use crate::objects::code::{NameSite, Reg};
use crate::objects::error::Error;
use crate::objects::value::{Closure, Map, Value, type_name};
use rhai::ImmutableString;
use std::sync::Arc;

impl Machine<'_> {
    /// Words that look like functions and reach into the engine.
    pub(super) fn keyword(
        &mut self,
        base: Reg,
        site: &NameSite,
        args: &Args,
    ) -> Outcome<Option<Flow>> {
        let value = match (site.name.as_str(), args.as_slice()) {
            ("call", [callee, rest @ ..]) => {
                let rest: Args = rest.iter().cloned().collect();
                return match self.call_any(base, callee, rest, End::Plain)? {
                    Some(flow) => Ok(Some(flow)),
                    None => self.call_program(callee, args, site),
                };
            }
            ("curry", [callee, rest @ ..]) if !rest.is_empty() => {
                let Value::Function(closure) = callee else {
                    return Err(Error::wrong_type("Fn", callee));
                };
                let mut curried = (**closure).clone();
                curried.curried.extend(rest.iter().cloned());
                let curried = Arc::new(curried);
                self.shared.cycles.note_closure(&curried);
                Value::Function(curried)
            }
            ("Fn", [name]) => {
                let Value::Str(name) = name else {
                    return Err(Error::wrong_type("string", name));
                };
                self.function_pointer(&name.into())?
            }
            ("is_shared", [value]) => Value::Bool(match value {
                Value::Cell(cell) => cell.is_captured(),
                _ => false,
            }),
            ("is_def_var", [name]) => {
                let Value::Str(name) = name else {
                    return Err(Error::wrong_type("string", name));
                };
                Value::Bool(self.find_named(name).is_some())
            }
            ("is_def_fn", [name, arity]) => self.is_defined(None, name, arity)?,
            ("is_def_fn", [this, name, arity]) => self.is_defined(Some(this), name, arity)?,
            ("get_fn_metadata_list", wanted) => self.metadata(wanted),
            ("type_of", [value]) => Value::string(type_name(value)),
            _ => return Ok(None),
        };
        Ok(Some(Flow::Value(value)))
    }

    /// `Fn("name")`: a function that this unit knows under the name, now or when it is called.
    fn function_pointer(&self, name: &ImmutableString) -> Outcome<Value> {
        let known = self.linked.has_function(name) || self.shared.library.function(name).is_some();
        if !known {
            rhai::FnPtr::new(name.as_str())?;
        }
        let closure = Closure::named_in(&self.linked, name.clone());
        Ok(Value::Function(Arc::new(closure)))
    }

    /// What Rhai tells of the script's functions: name, parameters, access, comments. Filtered by name and number of parameters.
    fn metadata(&self, wanted: &[Value]) -> Value {
        let functions = &self.linked.home().code.functions;
        let list = functions
            .iter()
            .filter(|function| function.is_named)
            .filter(|function| match wanted.first() {
                Some(Value::Str(name)) => function.name.as_str() == name.as_str(),
                _ => true,
            })
            .filter(|function| match wanted.get(1) {
                Some(Value::Int(params)) => i64::from(function.params) == *params,
                _ => true,
            })
            .map(|function| {
                let params = function
                    .register_names
                    .iter()
                    .take(function.params as usize)
                    .map(|named| Value::string(&named.name))
                    .collect();
                let access = if function.private {
                    "private"
                } else {
                    "public"
                };
                let mut entries = Map::from([
                    ("name", Value::string(&function.name)),
                    ("params", Value::array(params)),
                    ("access", Value::from(access)),
                    ("is_anonymous", Value::Bool(false)),
                ]);
                if !function.doc.is_empty() {
                    let comments = function
                        .doc
                        .iter()
                        .map(|line| Value::from(format!("/// {line}")));
                    entries.set("comments", Value::array(comments.collect()));
                }
                if let Some(this_type) = &function.this_type {
                    entries.set("this_type", Value::string(this_type));
                }
                Value::Map(entries)
            })
            .collect();
        Value::array(list)
    }

    fn is_defined(&self, this: Option<&Value>, name: &Value, arity: &Value) -> Outcome<Value> {
        let Value::Str(name) = name else {
            return Err(Error::wrong_type("string", name));
        };
        let Value::Int(arity) = arity else {
            return Err(Error::wrong_type("i64", arity));
        };
        let Ok(arity) = usize::try_from(*arity) else {
            return Ok(Value::Bool(false));
        };
        let found = match this {
            Some(Value::Str(this)) => self.linked.home().code.functions.iter().any(|function| {
                function.is_named
                    && function.name.as_str() == name.as_str()
                    && function.params as usize == arity
                    && function.this_type.as_deref() == Some(this.as_str())
            }),
            Some(other) => return Err(Error::wrong_type("string", other)),
            None => self.linked.find_in(name, arity).is_some(),
        };
        Ok(Value::Bool(found))
    }
}

pub(super) fn is_keyword(name: &str) -> bool {
    matches!(
        name,
        "call"
            | "curry"
            | "Fn"
            | "is_shared"
            | "is_def_var"
            | "is_def_fn"
            | "type_of"
            | "get_fn_metadata_list"
    )
}
