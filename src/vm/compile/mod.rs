//! Tree → code: a pass or two over each function, registers given out like a stack.
//! What the instructions do is in `machine`; how names were resolved is in `lower`.

mod calls;
mod chains;
mod conditions;
mod flow;
mod function;
mod keeping;
mod literals;
mod loops;
mod moves;
mod operators;
mod scopes;
mod slices;
mod switch;
mod values;
mod variables;

use crate::lang::hir::tree::{FunctionKind, Unit};
use crate::messages::{Message, MessageId, message_id};
use crate::objects::code::{ClassCode, Code, GlobalInfo, verify};
use crate::objects::error::Source;
use function::{Builder, MOST_OF_A_KIND};
use rhai::Position;
use std::collections::HashSet;
use std::sync::Arc;

#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Mark every access to a cell as a scheduling point: code for the controlled runtime.
    pub points: bool,
}

/// What cannot be compiled: a function that is too large for the machine.
#[derive(Debug)]
pub struct TooLarge {
    pub message: Message,
    pub at: Position,
}

/// Compile a unit.
///
/// # Errors
/// `TooLarge` when one expression needs more registers, or one function more constants, than the instruction set can name.
pub fn compile(unit: &Unit, source: Arc<Source>, options: Options) -> Result<Code, TooLarge> {
    check_numbers(unit)?;
    // Methods of classes are none of data.
    let functions = unit.functions.iter();
    let named = functions.filter(|function| function.kind == FunctionKind::Named);
    let names: HashSet<_> = named.map(|function| &function.name).collect();
    let functions = unit
        .functions
        .iter()
        .map(|function| Builder::new(unit, &names, function, options).build())
        .collect::<Result<Vec<_>, _>>()?;
    let globals = unit
        .globals
        .iter()
        .map(|global| GlobalInfo {
            name: global.name.clone(),
            constant: global.constant,
            existing: global.existing,
            exported_as: global.exported_as.clone(),
        })
        .collect();
    let classes = unit
        .classes
        .iter()
        .map(|class| ClassCode {
            name: class.name.clone(),
            base: class.base.clone(),
            methods: class.methods.clone(),
            at: class.at,
        })
        .collect();
    let code = Code {
        functions,
        globals,
        classes,
        source,
    };
    debug_assert_eq!(verify(&code), Ok(()));
    Ok(code)
}

/// Can instructions name all functions, variables and classes of the unit?
fn check_numbers(unit: &Unit) -> Result<(), TooLarge> {
    let too_large = |id: MessageId, at: Position| TooLarge {
        message: Message::known(id),
        at,
    };
    if let Some(function) = unit.functions.get(MOST_OF_A_KIND) {
        return Err(too_large(message_id!("too-large-functions"), function.at));
    }
    if unit.globals.len() > MOST_OF_A_KIND {
        let at = Position::START;
        return Err(too_large(message_id!("too-large-variables"), at));
    }
    Ok(())
}
