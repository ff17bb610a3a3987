//! The check of compiled code, made in debug builds before it runs: every operand leads to something, and no instruction runs off the end.

use super::{Code, Flow, Function, Op, Operand, PathRoot, Reg};

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
        Operand::Out(register)
        | Operand::In(register)
        | Operand::Both(register)
        | Operand::Base(register) => is_register(function, register, 1),
        Operand::Bounds(register) => is_register(function, register, 2),
        Operand::State(register) => is_register(function, register, 3),
        Operand::First(register) => is_register(function, register, many(function, op)),
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
fn many(function: &Function, op: &Op) -> usize {
    let mut count = 0;
    op.operands(|_, operand| match operand {
        Operand::Count(number) => count = number.into(),
        Operand::Path(index) => {
            let path = function.paths.get(index as usize);
            count = path.map_or(0, |path| path.indices());
        }
        _ => {}
    });
    count
}
