//! Methods, and classes, that are called with a number of arguments which none of their forms takes.

use super::Finding;
use super::program::{MethodCall, Place, Program, Thing, method_calls};
use crate::lang::hir::tree::{Call, ClassId};
use crate::messages::message;
use crate::objects::abi::Counts;
use crate::objects::value::INIT;
use rhai::Position;

/// `Class(…)`.
pub fn of_class(program: &Program, class: ClassId, call: &Call, at: Position) -> Option<Finding> {
    let made_by = program.lineage(class).into_iter();
    let mut made_by = made_by.filter(|class| counts_of(program, *class, INIT).next().is_some());
    let name = program.unit.classes[class].name.clone();
    let counts = match made_by.next() {
        Some(own) => counts_of(program, own, INIT).collect(),
        None if has_other_base(program, class) => return None,
        None => vec![0],
    };
    let given = call.args.len();
    (!counts.contains(&given)).then(|| wrong(program, &name, counts, given, at))
}

/// `super.method(…)`.
pub fn of_super(
    program: &Program,
    class: ClassId,
    method: &str,
    given: usize,
    at: Position,
) -> Option<Finding> {
    let base = program.base(class)?;
    if method == INIT || has_other_base(program, base) {
        return None;
    }
    unfitting(program, base, method, given).then(|| {
        let counts = counts_in_line(program, base, method);
        wrong(program, method, counts, given, at)
    })
}

/// `object.method(…)`, where the object is of a class of the script.
pub fn of_calls(program: &Program, place: Place) -> Option<Finding> {
    method_calls(place).find_map(|call| of_call(program, &call))
}

fn of_call(program: &Program, call: &MethodCall) -> Option<Finding> {
    let class = program.class_of_receiver(call)?;
    let (name, given) = (call.name, call.args.len());
    let may_be = |other: &ClassId| program.is_kind_of(*other, class);
    let mut classes = (0..program.unit.classes.len()).filter(may_be);
    let attribute = program.attribute(class, &name.into());
    // An attribute may hold a function.
    let certain = !is_used(program, &attribute)
        && !has_other_base(program, class)
        && classes.all(|class| unfitting(program, class, name, given));
    certain.then(|| {
        let counts = counts_in_line(program, class, name);
        wrong(program, name, counts, given, call.step().at)
    })
}

fn is_used(program: &Program, thing: &Thing) -> bool {
    !program.uses.get(thing).is_empty()
}

/// Does the line have the method, but not for so many arguments?
fn unfitting(program: &Program, class: ClassId, name: &str, given: usize) -> bool {
    let mut counts = counts_in_line(program, class, name).peekable();
    counts.peek().is_some() && counts.all(|count| count != given)
}

fn counts_in_line(program: &Program, class: ClassId, name: &str) -> impl Iterator<Item = usize> {
    let forms: Vec<_> = program.forms(class, name).collect();
    forms.into_iter().map(|form| program.function(form).params)
}

/// Of the methods that the class itself defines.
fn counts_of(program: &Program, class: ClassId, name: &str) -> impl Iterator<Item = usize> {
    let methods = program.unit.classes[class].methods.iter();
    let named = methods.filter(move |(own, _)| own == name);
    named.map(|(_, function)| program.function(*function).params)
}

/// Does the line begin with a class that is not of this script?
fn has_other_base(program: &Program, class: ClassId) -> bool {
    let lineage = program.lineage(class);
    let first = lineage[lineage.len() - 1];
    program.unit.classes[first].base.is_some()
}

/// A call with a number of arguments that nothing of the name takes.
pub fn wrong(
    program: &Program,
    name: &str,
    counts: impl IntoIterator<Item = usize>,
    given: usize,
    at: Position,
) -> Finding {
    let count = Counts::of(counts).in_words();
    let title = message!("check-wrong-arguments", name, count);
    let hint = message!("check-wrong-arguments.hint", count = given);
    Finding::new(program.span(at, at), title, hint)
}
