//! The instruction set: each instruction with its operands, where it goes on, and its line in the listing. What reads this table: the
//! listing (`dis_steps`), the check of compiled code (`verify`), the landing of jumps, the place of a call's result.
//!
//! A call's registers are numbered from 0: parameters first, then `this`, then locals, then temporaries.

use super::instructions::{Flow, Operand, instructions, kind};
use super::operands::{BinaryOp, RangeForm, Reg, Test};
use crate::messages::{MessageId, message_id};

instructions! {
    // Values.
    Unit { to: Out } Next "set" "{to} = ()";
    Bool { to: Out, value: Truth } Next "set" "{to} = {value}";
    Int { to: Out, value: Whole } Next "set" "{to} = {value}";
    Const { to: Out, index: Constant } Next "set" "{to} = {index}";
    /// An array of constants.
    ConstArray { to: Out, index: Constant } Next "set" "{to} = {index}";
    /// Copy a variable.
    Move { to: Out, from: In } Next "copy" "{to} = {from}";
    /// Move a temporary out of its register.
    Take { to: Out, from: In } Next "move" "{to} = {from}";

    // Variables in cells.
    /// Make a fresh cell around a value.
    NewCell { to: Out, from: In } Next "share" "{to} = {from}" message_id!("dis-share");
    LoadCell { to: Out, cell: In } Next "load" "{to} = {cell}" message_id!("dis-read-captured");
    StoreCell { cell: In, from: In } Next "store" "{cell} = {from}" message_id!("dis-write");
    LoadCapture { to: Out, index: Capture } Next "load" "{to} = {index}" message_id!("dis-read-captured");
    StoreCapture { index: Capture, from: In } Next "store" "{index} = {from}" message_id!("dis-write");
    LoadGlobal { to: Out, index: Global } Next "load" "{to} = {index}" message_id!("dis-read-shared");
    StoreGlobal { index: Global, from: In } Next "store" "{index} = {from}" message_id!("dis-write");
    DeclareGlobal { index: Global, from: In } Next "declare" "{index} = {from}" message_id!("dis-declare");
    /// Locals beyond the registers.
    LoadFar { to: Out, index: Far } Next "load" "{to} = far {index}";
    StoreFar { index: Far, from: In } Next "store" "far {index} = {from}";
    /// The cell itself, for closures and paths.
    CaptureCell { to: Out, index: Capture } Next "cell" "{to} = {index}" message_id!("dis-cell");
    GlobalCell { to: Out, index: Global } Next "cell" "{to} = {index}" message_id!("dis-cell");
    NamedCell { to: Out, name: Text } Next "cell" "{to} = {name}" message_id!("dis-cell");
    /// Variables found by name (`eval`).
    LoadNamed { to: Out, name: Text } Next "load" "{to} = {name}";
    StoreNamed { name: Text, from: In } Next "store" "{name} = {from}";
    DeclareNamed { name: Text, from: In, constant: Truth } Next "declare" "{name} = {from}";
    /// Remember, and go back to, how many named variables and imports of blocks there are.
    MarkNamed { to: Out } Next "mark" "{to}";
    RewindNamed { mark: In } Next "rewind" "{mark}";
    /// A variable or constant of an imported module, or a native's constant: a name site.
    LoadOuter { to: Out, name: Name } Next "load" "{to} = {name}";
    /// Tell a handle the name of the variable it was first bound to.
    Name { object: In, name: Text } Next "name" "{object}: `{name}`" message_id!("dis-name");
    /// Scheduling point before an access to a shared cell; only in code for the controlled runtime. The kind says read or write.
    Point { write: Truth } Next "point" "" message_id!("dis-point");

    // Arithmetic: integers and floats here, all else by Rhai's operators.
    Add { to: Out, a: In, b: In } Next "add" "{to} = {a} + {b}";
    Sub { to: Out, a: In, b: In } Next "subtract" "{to} = {a} - {b}";
    Mul { to: Out, a: In, b: In } Next "multiply" "{to} = {a} * {b}";
    Div { to: Out, a: In, b: In } Next "divide" "{to} = {a} / {b}";
    Rem { to: Out, a: In, b: In } Next "remain" "{to} = {a} % {b}";
    AddInt { to: Out, a: In, value: Small } Next "add" "{to} = {a} + {value}";
    SubInt { to: Out, a: In, value: Small } Next "subtract" "{to} = {a} - {value}";
    MulInt { to: Out, a: In, value: Small } Next "multiply" "{to} = {a} * {value}";
    DivInt { to: Out, a: In, value: Small } Next "divide" "{to} = {a} / {value}";
    RemInt { to: Out, a: In, value: Small } Next "remain" "{to} = {a} % {value}";
    /// `to += value`, `to -= value`.
    Increment { to: Both, value: Small } Next "add" "{to} = {to} + {value}";
    Decrement { to: Both, value: Small } Next "subtract" "{to} = {to} - {value}";
    /// Any other operator, or one that is not known here.
    Binary { to: Out, a: In, b: In, op: Sign } Next "compute" "{to} = {a} {op} {b}";
    /// `to += b`.
    AddTo { to: Both, b: In } Next "add" "{to} = {to} + {b}";
    /// `to = to op b`, by the operator's assigning form where the type has one.
    Update { to: Both, b: In, op: Sign } Next "compute" "{to} = {to} {op} {b}";
    /// `path += value` in place when an array, map or blob stands there: then jump. Numbers fall through to load, add, store, and so do
    /// texts in code for the controlled runtime.
    UpdateInPlace { value: In, path: Path, target: Target } Next "grow" "{path} += {value} → {target}" message_id!("dis-grow");
    Compare { to: Out, a: In, b: In, test: Relation } Next "compare" "{to} = {a} {test} {b}";
    Negate { to: Out, a: In } Next "negate" "{to} = -{a}";
    Not { to: Out, a: In } Next "not" "{to} = !{a}";
    /// Other unary operators: a name site.
    Unary { to: Out, a: In, name: Name } Next "compute" "{to} = {name}{a}";

    // Jumps.
    Jump { target: Target } Leaves "jump" "→ {target}";
    /// A jump backwards: counts operations, and looks for a stop.
    Loop { target: Target } Leaves "loop" "→ {target}" message_id!("dis-back");
    /// The end of a `while`: back to the body when the condition holds.
    LoopIfLess { a: In, b: In, target: Target } Next "loop" "{a} < {b} → {target}" message_id!("dis-back");
    LoopIfLessEqual { a: In, b: In, target: Target } Next "loop" "{a} <= {b} → {target}" message_id!("dis-back");
    LoopIfLessInt { a: In, value: Small, target: Target } Next "loop" "{a} < {value} → {target}" message_id!("dis-back");
    LoopIfLessEqualInt { a: In, value: Small, target: Target } Next "loop" "{a} <= {value} → {target}" message_id!("dis-back");
    LoopIfGreaterInt { a: In, value: Small, target: Target } Next "loop" "{a} > {value} → {target}" message_id!("dis-back");
    JumpIf { a: In, target: Target } Next "if" "{a} → {target}";
    JumpIfNot { a: In, target: Target } Next "unless" "{a} → {target}";
    JumpIfUnit { a: In, target: Target } Next "if" "{a} == () → {target}";
    JumpIfNotUnit { a: In, target: Target } Next "if" "{a} != () → {target}";
    JumpUnlessLess { a: In, b: In, target: Target } Next "unless" "{a} < {b} → {target}";
    JumpUnlessLessEqual { a: In, b: In, target: Target } Next "unless" "{a} <= {b} → {target}";
    JumpUnlessGreater { a: In, b: In, target: Target } Next "unless" "{a} > {b} → {target}";
    JumpUnlessGreaterEqual { a: In, b: In, target: Target } Next "unless" "{a} >= {b} → {target}";
    JumpUnlessEqual { a: In, b: In, target: Target } Next "unless" "{a} == {b} → {target}";
    JumpUnlessNotEqual { a: In, b: In, target: Target } Next "unless" "{a} != {b} → {target}";
    JumpUnlessLessInt { a: In, value: Small, target: Target } Next "unless" "{a} < {value} → {target}";
    JumpUnlessLessEqualInt { a: In, value: Small, target: Target } Next "unless" "{a} <= {value} → {target}";
    JumpUnlessGreaterInt { a: In, value: Small, target: Target } Next "unless" "{a} > {value} → {target}";
    JumpUnlessGreaterEqualInt { a: In, value: Small, target: Target } Next "unless" "{a} >= {value} → {target}";
    JumpUnlessEqualInt { a: In, value: Small, target: Target } Next "unless" "{a} == {value} → {target}";
    JumpUnlessNotEqualInt { a: In, value: Small, target: Target } Next "unless" "{a} != {value} → {target}";
    Switch { a: In, table: Cases, from: Number } Leaves "switch" "{a}: {cases}";
    /// Not `bool`: the error of a condition.
    CheckBool { a: In } Next "check" "{a}" message_id!("dis-check-bool");

    // Loops over something.
    /// Make an iterator of the value.
    Iterate { to: Out, from: In } Next "iterate" "{to} = {from}" message_id!("dis-iterate");
    /// The next item, and jump back to the body; falls through at the end. Counts as a jump backwards.
    Next { iterator: In, item: Out, target: Target } Next "next" "{item} = {iterator} → {target}" message_id!("dis-next");
    /// The second variable of `for (a, b) in …`: what belongs to a key; of the pairs that `takes_apart` expects, the second, and `item` gets the
    /// first; else how many items came before.
    Second { to: Out, item: Both, iterator: In, count: In, takes_apart: Truth } Next "second" "{to} = {iterator}, {item}, {count}" message_id!("dis-second");
    /// A range of integers without an iterator: `state` holds the start and `state + 1` the end; `state + 2` gets the item.
    RangeStart { state: State, form: Form, target: Target } Next "range" "{state+2} = {state}{form}{state+1} → {target}" message_id!("dis-range-start");
    /// Advance, put the item, and jump back to the body; falls through at the end. Counts as a jump backwards.
    RangeNext { state: State, target: Target } Next "next" "{state+2} → {target}" message_id!("dis-range-next");
    /// As `RangeStart`, for `range(start, end, step)`: `state + 1` is not reached.
    StepStart { state: State, step: In, target: Target } Next "range" "{state+2} = range({state}, {state+1}, {step}) → {target}" message_id!("dis-range-start");
    /// As `RangeNext`.
    StepNext { state: State, step: In, target: Target } Next "next" "{state+2} + {step} → {target}" message_id!("dis-range-next");

    // Data.
    /// An array from consecutive registers.
    Array { to: Out, first: First, count: Count } Next "array" "{to} = [{list}]";
    /// Append consecutive registers to the array.
    Extend { array: Both, first: First, count: Count } Next "extend" "{array} += [{list}]";
    /// The constant is a map of the keys, in the order of the registers.
    Map { to: Out, first: First, keys: Constant } Next "map" "{to} = #{entries}";
    ExtendMap { map: Both, first: First, keys: Constant } Next "extend" "{map} += #{entries}";
    /// The text of a template.
    Interpolate { to: Out, template: Template } Next "join" "{to} = `{template}`";
    /// Append to an array that a comprehension builds.
    Append { array: Both, value: In } Next "append" "{array} += [{value}]";
    Index { to: Out, object: In, index: In } Next "get" "{to} = {object}[{index}]";
    /// `object[a..b]` where the object is a variable of this call only: the bounds stand in `first` and behind it.
    Slice { to: Out, object: In, first: Bounds, inclusive: Dots } Next "get" "{to} = {object}[{first}{inclusive}{first+1}]";
    /// `object[index] = value` where the object is a variable of this call only.
    SetIndex { object: Both, index: In, value: In } Next "put" "{object}[{index}] = {value}";
    /// `object[first][second]` where the object is a variable of this call only. The path tells the places of the indices.
    ItemOfItem { to: Out, object: In, first: In, second: In, path: Path } Next "get" "{to} = {object}[{first}][{second}]";
    SetItemOfItem { value: In, object: Both, first: In, second: In, path: Path } Next "put" "{object}[{first}][{second}] = {value}";
    /// `object[index] op= value` where the object is a variable of this call only.
    UpdateItem { value: In, object: Both, index: In, op: Sign, path: Path } Next "update" "{object}[{index}] {op}= {value}";
    /// The value at the end of a path; indices from `first` on.
    GetPath { to: Out, first: First, path: Path } Next "get" "{to} = {path}";
    /// `variable.name == ()`: no copy, and so no count of references, is made to find out.
    IsUnit { to: Out, path: Path } Next "test" "{to} = {path} == ()";
    SetPath { value: In, first: First, path: Path } Next "put" "{path} = {value}" message_id!("dis-put-path");
    /// `path op= value`, in one step under the cell for data.
    UpdatePath { value: In, first: First, op: Sign, path: Path } Next "update" "{path} {op}= {value}" message_id!("dis-update-path");

    // Calls. Arguments from `base` on; the result replaces the first of them.
    Call { base: Base, function: Function } Next "call" "{base} = {call}";
    /// `f!(…)`: a function whose free names are the caller's variables.
    CallInScope { base: Base, function: Function } Next "call" "{base} = {call}";
    /// By name: natives, functions of modules, keywords.
    CallName { base: Base, count: Count, name: Name } Next "call" "{base} = {call}";
    /// `contains(container, item)`, which `item in container` stands for: the call by name, with the item in any register.
    In { base: Base, item: In, name: Name } Next "call" "{base} = {call}";
    /// The function value stands in `base`, the arguments follow.
    CallValue { base: Base, count: Count, name: Name } Next "call" "{base} = {call}";
    /// A method on a path: indices from `base` on, then the arguments.
    CallMethod { base: Base, method: Method } Next "call" "{base} = {method}";
    /// `push`, `pop` or `len` on any other path.
    CallIntrinsic { base: Base, method: Method } Next "call" "{base} = {method}";
    /// `array.push(value)` and `value.len()` where a variable of this call only stands before the dot.
    Push { base: Base, array: Both, method: Method, wanted: Truth } Next "call" "{base} = {method}";
    Len { base: Base, of: In, method: Method } Next "call" "{base} = {method}";
    /// `Class(args)`.
    Construct { base: Base, count: Count, class: Class } Next "call" "{base} = {class}({list})";
    /// The definition of a class whose base is in a module: that must be there now.
    DefineClass { class: Class } Next "define" "{class}";
    /// `super.name(args)`; `this` is the instance.
    Super { base: Base, count: Count, class: Class, name: Letter } Next "call" "{base} = super.{name}({list})";
    /// A closure: its captured cells stand in registers from `first` on.
    Closure { to: Out, first: First, function: Function } Next "closure" "{closure}";
    Return { from: In } Leaves "return" "{from}";
    ReturnUnit Leaves "return" "()";

    // Errors.
    Throw { from: In } Leaves "throw" "{from}";
    /// Go on with the error that the handler whose register this is has caught.
    Rethrow { error: In } Leaves "rethrow" "" message_id!("dis-rethrow");
    /// The handler is done: forget the error that it caught.
    EndCatch Next "caught" "" message_id!("dis-caught");
    /// `this` is used: is it bound?
    CheckThis Next "check" "this";
    /// `with`: enter and leave the subject.
    Enter { subject: Base } Next "enter" "{subject}" message_id!("dis-enter");
    Leave { subject: In } Next "leave" "{subject}" message_id!("dis-leave");
    /// `eval(text)` in a function whose variables are found by name.
    Eval { base: Base, top: Truth } Next "eval" "{base}";
    /// `import path`: the alias is a name site (empty: none). At the top level, outside of all blocks, for all code of the unit.
    Import { path: In, name: Name, top: Truth } Next "import" "{name} = {path}";
    /// An assignment to the constant of this name: known when compiling, raised when it runs.
    Fail { name: Text } Leaves "fail" "{name}" message_id!("dis-constant");
}
