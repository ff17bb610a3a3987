//! The instruction set. A call's registers are numbered from 0: parameters first, then `this`, then locals, then temporaries.

/// A register of the running call.
pub type Reg = u8;

/// One step of the machine, in 8 bytes. `to` is where the result goes.
#[rustfmt::skip]
#[derive(Debug, Clone, Copy)]
pub enum Op {
    // Values.
    Unit { to: Reg },
    Bool { to: Reg, value: bool },
    Int { to: Reg, value: i32 },
    Const { to: Reg, index: u16 },
    /// Copy a variable.
    Move { to: Reg, from: Reg },
    /// Move a temporary out of its register.
    Take { to: Reg, from: Reg },

    // Variables in cells.
    /// Make a fresh cell around a value.
    NewCell { to: Reg, from: Reg },
    LoadCell { to: Reg, cell: Reg },
    StoreCell { cell: Reg, from: Reg },
    LoadCapture { to: Reg, index: u16 },
    StoreCapture { index: u16, from: Reg },
    LoadGlobal { to: Reg, index: u16 },
    StoreGlobal { index: u16, from: Reg },
    DeclareGlobal { index: u16, from: Reg },
    /// Locals beyond the registers.
    LoadFar { to: Reg, index: u16 },
    StoreFar { index: u16, from: Reg },
    /// The cell itself, for closures and paths.
    CaptureCell { to: Reg, index: u16 },
    GlobalCell { to: Reg, index: u16 },
    NamedCell { to: Reg, name: u16 },
    /// Variables found by name (`eval`).
    LoadNamed { to: Reg, name: u16 },
    StoreNamed { name: u16, from: Reg },
    DeclareNamed { name: u16, from: Reg, constant: bool },
    /// Remember, and go back to, how many named variables and imports of blocks there are.
    MarkNamed { to: Reg },
    RewindNamed { mark: Reg },
    /// A variable or constant of an imported module, or a native's constant: a name site.
    LoadOuter { to: Reg, name: u16 },
    /// Tell a handle the name of the variable it was first bound to.
    Name { object: Reg, name: u16 },
    /// Scheduling point before an access to a shared cell; only in code for the controlled runtime. The kind says read or write.
    Point { write: bool },

    // Arithmetic: integers and floats here, all else by Rhai's operators.
    Add { to: Reg, a: Reg, b: Reg },
    Sub { to: Reg, a: Reg, b: Reg },
    Mul { to: Reg, a: Reg, b: Reg },
    Div { to: Reg, a: Reg, b: Reg },
    Rem { to: Reg, a: Reg, b: Reg },
    AddInt { to: Reg, a: Reg, value: i16 },
    SubInt { to: Reg, a: Reg, value: i16 },
    MulInt { to: Reg, a: Reg, value: i16 },
    DivInt { to: Reg, a: Reg, value: i16 },
    RemInt { to: Reg, a: Reg, value: i16 },
    /// `to += value`, `to -= value`.
    Increment { to: Reg, value: i16 },
    Decrement { to: Reg, value: i16 },
    /// Any other operator, or one that is not known here.
    Binary { to: Reg, a: Reg, b: Reg, op: BinaryOp },
    /// `to += b`.
    AddTo { to: Reg, b: Reg },
    /// `to = to op b`, by the operator's assigning form where the type has one.
    Update { to: Reg, b: Reg, op: BinaryOp },
    /// `path += value` in place when an array, map or blob stands there: then jump. Numbers fall through to load, add, store, and so do
    /// texts in code for the controlled runtime.
    UpdateInPlace { value: Reg, path: u16, target: u32 },
    Compare { to: Reg, a: Reg, b: Reg, test: Test },
    Negate { to: Reg, a: Reg },
    Not { to: Reg, a: Reg },
    /// Other unary operators: a name site.
    Unary { to: Reg, a: Reg, name: u16 },

    // Jumps.
    Jump { target: u32 },
    /// A jump backwards: counts operations, and looks for a stop.
    Loop { target: u32 },
    /// The end of a `while`: back to the body when the condition holds.
    LoopIfLess { a: Reg, b: Reg, target: u32 },
    LoopIfLessEqual { a: Reg, b: Reg, target: u32 },
    LoopIfLessInt { a: Reg, value: i16, target: u32 },
    LoopIfLessEqualInt { a: Reg, value: i16, target: u32 },
    LoopIfGreaterInt { a: Reg, value: i16, target: u32 },
    JumpIf { a: Reg, target: u32 },
    JumpIfNot { a: Reg, target: u32 },
    JumpIfUnit { a: Reg, target: u32 },
    JumpIfNotUnit { a: Reg, target: u32 },
    JumpUnlessLess { a: Reg, b: Reg, target: u32 },
    JumpUnlessLessEqual { a: Reg, b: Reg, target: u32 },
    JumpUnlessGreater { a: Reg, b: Reg, target: u32 },
    JumpUnlessGreaterEqual { a: Reg, b: Reg, target: u32 },
    JumpUnlessEqual { a: Reg, b: Reg, target: u32 },
    JumpUnlessNotEqual { a: Reg, b: Reg, target: u32 },
    JumpUnlessLessInt { a: Reg, value: i16, target: u32 },
    JumpUnlessLessEqualInt { a: Reg, value: i16, target: u32 },
    JumpUnlessGreaterInt { a: Reg, value: i16, target: u32 },
    JumpUnlessGreaterEqualInt { a: Reg, value: i16, target: u32 },
    JumpUnlessEqualInt { a: Reg, value: i16, target: u32 },
    JumpUnlessNotEqualInt { a: Reg, value: i16, target: u32 },
    Switch { a: Reg, table: u16, from: u16 },
    /// Not `bool`: the error of a condition.
    CheckBool { a: Reg },

    // Loops over something.
    /// Make an iterator of the value; with the counter flag, the counter register follows the item register.
    Iterate { to: Reg, from: Reg },
    /// The next item, and jump back to the body; falls through at the end. Counts as a jump backwards.
    Next { iterator: Reg, item: Reg, target: u32 },
    /// A range of integers without an iterator: `state` holds the start and `state + 1` the end; `state + 2` gets the item.
    RangeStart { state: Reg, inclusive: bool, target: u32 },
    /// Advance, put the item, and jump back to the body; falls through at the end. Counts as a jump backwards.
    RangeNext { state: Reg, target: u32 },

    // Data.
    /// An array or a string or a map from consecutive registers.
    Array { to: Reg, first: Reg, count: u8 },
    /// Append consecutive registers to the array.
    Extend { array: Reg, first: Reg, count: u8 },
    /// The constant is an array of the keys.
    Map { to: Reg, first: Reg, keys: u16 },
    ExtendMap { map: Reg, first: Reg, keys: u16 },
    /// The text of a template.
    Interpolate { to: Reg, template: u16 },
    /// Append to an array that a comprehension builds.
    Append { array: Reg, value: Reg },
    Index { to: Reg, object: Reg, index: Reg },
    /// `object[index] = value` where the object is a variable of this call only.
    SetIndex { object: Reg, index: Reg, value: Reg },
    /// `object[first][second]` where the object is a variable of this call only. The path tells the places of the indices.
    ItemOfItem { to: Reg, object: Reg, first: Reg, second: Reg, path: u16 },
    SetItemOfItem { value: Reg, object: Reg, first: Reg, second: Reg, path: u16 },
    /// `object[index] op= value` where the object is a variable of this call only.
    UpdateItem { value: Reg, object: Reg, index: Reg, op: BinaryOp, path: u16 },
    /// The value at the end of a path; indices from `first` on.
    GetPath { to: Reg, first: Reg, path: u16 },
    SetPath { value: Reg, first: Reg, path: u16 },
    /// `path op= value`, in one step under the cell for data.
    UpdatePath { value: Reg, first: Reg, op: BinaryOp, path: u16 },

    // Calls. Arguments from `base` on; the result replaces the first of them.
    Call { base: Reg, function: u16 },
    /// `f!(…)`: a function whose free names are the caller's variables.
    CallInScope { base: Reg, function: u16 },
    /// By name: natives, functions of modules, keywords.
    CallName { base: Reg, count: u8, name: u16 },
    /// The function value stands in `base`, the arguments follow.
    CallValue { base: Reg, count: u8, name: u16 },
    /// A method on a path: indices from `base` on, then the arguments.
    CallMethod { base: Reg, method: u16 },
    /// `push`, `pop` or `len` on any other path.
    CallIntrinsic { base: Reg, method: u16 },
    /// `array.push(value)` and `value.len()` where a variable of this call only stands before the dot.
    Push { base: Reg, array: Reg, method: u16, wanted: bool },
    Len { base: Reg, of: Reg, method: u16 },
    /// `Class(args)`.
    Construct { base: Reg, count: u8, class: u16 },
    /// The definition of a class whose base is in a module: that must be there now.
    DefineClass { class: u16 },
    /// `super.name(args)`; `this` is the instance.
    Super { base: Reg, count: u8, class: u16, name: u8 },
    /// A closure: its captured cells are listed in the constant array.
    Closure { to: Reg, first: Reg, function: u16 },
    Return { from: Reg },
    ReturnUnit,

    // Errors.
    Throw { from: Reg },
    /// Go on with the error that the handler whose register this is has caught.
    Rethrow { error: Reg },
    /// The handler is done: forget the error that it caught.
    EndCatch,
    /// `this` is used: is it bound?
    CheckThis,
    /// `with`: enter and leave the subject.
    Enter { subject: Reg },
    Leave { subject: Reg },
    /// `eval(text)` in a function whose variables are found by name.
    Eval { base: Reg, top: bool },
    /// `import path`: the alias is a name site (empty: none). At the top level, outside of all blocks, for all code of the unit.
    Import { path: Reg, name: u16, top: bool },
    /// An assignment to the constant of this name: known when compiling, raised when it runs.
    Fail { name: u16 },
}

/// Operators that are not instructions of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    Power,
    ShiftLeft,
    ShiftRight,
    And,
    Or,
    Xor,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Range,
    RangeInclusive,
    In,
    NotIn,
    /// `&` and `|` of truth values are `And` and `Or`; this is an operator that Rhai knows and we do not: by name.
    Named(u8),
}

/// Comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Test {
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Equal,
    NotEqual,
}

impl Test {
    /// As a script writes it.
    pub fn sign(self) -> &'static str {
        match self {
            Test::Less => "<",
            Test::LessEqual => "<=",
            Test::Greater => ">",
            Test::GreaterEqual => ">=",
            Test::Equal => "==",
            Test::NotEqual => "!=",
        }
    }
}
