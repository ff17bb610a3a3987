//! The check of compiled code, made in debug builds before it runs: every operand leads to something, and no instruction runs off the end.

use super::{Code, Flow, Function, Op, Operand, PathRoot, Reg};
use crate::objects::value::Value;

/// What is wrong with the code, if anything is.
pub fn verify(code: &Code) -> Result<(), String> {
    for function in &code.functions {
        let place = |what: String| format!("fn {}: {what}", function.name);
        verify_function(code, function).map_err(place)?;
    }
    Ok(())
}

fn verify_function(code: &Code, function: &Function) -> Result<(), String> {
    let length = function.ops.len();
    if function.places.len() != length {
        return Err(format!(
            "{length} instructions have {} places",
            function.places.len()
        ));
    }
    if !matches!(function.ops.last().map(Op::flow), Some(Flow::Leaves)) {
        return Err("the last instruction goes on".to_string());
    }
    for (at, op) in function.ops.iter().enumerate() {
        let mut wrong = None;
        op.operands(|name, operand| {
            if !stands(code, function, op, operand) {
                wrong = Some(name);
            }
        });
        if let Some(name) = wrong {
            return Err(format!("{at}: {op:?}: `{name}` leads nowhere"));
        }
    }
    for handler in &function.handlers {
        let range = handler.start <= handler.end && handler.end as usize <= length;
        if !range || handler.target as usize >= length || !is_register(function, handler.error, 1) {
            return Err(format!("{handler:?} is out of the code"));
        }
    }
    Ok(())
}

/// Are so many registers from this one on registers of the function?
fn is_register(function: &Function, first: Reg, count: usize) -> bool {
    first as usize + count <= function.registers as usize
}

fn stands(code: &Code, function: &Function, op: &Op, operand: Operand) -> bool {
    let length = function.ops.len();
    match operand {
        Operand::Out(register) | Operand::In(register) | Operand::Both(register) => {
            is_register(function, register, 1)
        }
        // The result takes one, also where there is no argument.
        Operand::Base(register) => is_register(function, register, many(code, function, op).max(1)),
        Operand::Bounds(register) => is_register(function, register, 2),
        Operand::State(register) => is_register(function, register, 3),
        Operand::First(register) => is_register(function, register, many(code, function, op)),
        Operand::Target(target) => (target as usize) < length,
        Operand::Cases(table) => function.switches.get(table as usize).is_some_and(|table| {
            let mut targets = table.cases.iter().map(|(_, target)| *target);
            targets.all(|target| (target as usize) < length) && (table.otherwise as usize) < length
        }),
        Operand::Constant(index) | Operand::Text(index) => {
            (index as usize) < function.constants.len()
        }
        Operand::Letter(index) => (index as usize) < function.constants.len(),
        Operand::Template(index) => (index as usize) < function.templates.len(),
        Operand::Capture(index) => (index as usize) < function.captures.len(),
        Operand::Global(index) => (index as usize) < code.globals.len(),
        Operand::Far(index) => index < function.far,
        Operand::Path(index) => {
            function
                .paths
                .get(index as usize)
                .is_some_and(|path| match path.root {
                    PathRoot::Register(register) | PathRoot::CellIn(register) => {
                        is_register(function, register, 1)
                    }
                    PathRoot::Capture(index) => (index as usize) < function.captures.len(),
                    PathRoot::Global(index) => (index as usize) < code.globals.len(),
                })
        }
        Operand::Name(index) => (index as usize) < function.names.len(),
        Operand::Method(index) => (index as usize) < function.methods.len(),
        Operand::Function(index) => (index as usize) < code.functions.len(),
        Operand::Class(index) => (index as usize) < code.classes.len(),
        Operand::Count(_)
        | Operand::Truth(_)
        | Operand::Dots(_)
        | Operand::Form(_)
        | Operand::Small(_)
        | Operand::Whole(_)
        | Operand::Number(_)
        | Operand::Sign(_)
        | Operand::Relation(_) => true,
    }
}

/// How many registers an instruction reads from its first one on.
fn many(code: &Code, function: &Function, op: &Op) -> usize {
    match *op {
        Op::Map { keys, .. } | Op::ExtendMap { keys, .. } => {
            match function.constants.get(keys as usize) {
                Some(Value::Map(keys)) => keys.len(),
                _ => 0,
            }
        }
        Op::Closure {
            function: closure, ..
        } => (code.functions.get(closure as usize)).map_or(0, |closure| closure.captures.len()),
        Op::Call {
            function: callee, ..
        }
        | Op::CallInScope {
            function: callee, ..
        } => (code.functions.get(callee as usize)).map_or(0, |callee| callee.params.into()),
        Op::CallMethod { method, .. } | Op::CallIntrinsic { method, .. } => {
            let site = function.methods.get(method as usize);
            site.map_or(0, |site| site.path.indices() + usize::from(site.args))
        }
        // The function value, and its arguments.
        Op::CallValue { count, .. } => usize::from(count) + 1,
        Op::In { .. } => 2,
        Op::GetPath { path, .. } | Op::SetPath { path, .. } | Op::UpdatePath { path, .. } => {
            let path = function.paths.get(path as usize);
            path.map_or(0, |path| path.indices())
        }
        Op::Array { count, .. }
        | Op::Extend { count, .. }
        | Op::CallName { count, .. }
        | Op::Construct { count, .. }
        | Op::Super { count, .. } => count.into(),
        _ => 0,
    }
}
