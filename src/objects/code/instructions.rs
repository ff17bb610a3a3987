//! What the table of instructions in `op` is made of: kinds of operands, where an instruction goes on, and the macro that turns the rows
//! into the type and what is asked of it.

use super::operands::{BinaryOp, RangeForm, Reg, Test};

/// An operand with its kind. Indices lead into the tables of the function or of its unit.
#[derive(Debug, Clone, Copy)]
pub enum Operand {
    /// A register that is written, read, or both.
    Out(Reg),
    In(Reg),
    Both(Reg),
    /// The first of several registers that are read.
    First(Reg),
    /// The first register of a call's arguments; the result replaces it.
    Base(Reg),
    /// The first of the three registers of a loop over a range.
    State(Reg),
    /// The first of two registers: from where to where.
    Bounds(Reg),
    Count(u8),
    Truth(bool),
    /// Is the end of the range part of it?
    Dots(bool),
    /// How the range is written.
    Form(RangeForm),
    Small(i16),
    Whole(i32),
    Number(u16),
    Sign(BinaryOp),
    Relation(Test),
    Target(u32),
    Constant(u16),
    /// A constant that is a text.
    Text(u16),
    /// As `Text`, among the first constants.
    Letter(u8),
    Template(u16),
    Cases(u16),
    Capture(u16),
    Global(u16),
    Far(u16),
    Path(u16),
    Name(u16),
    Method(u16),
    Function(u16),
    Class(u16),
}

/// Where the machine goes after an instruction, besides its targets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    Next,
    /// Never to the next one.
    Leaves,
}

/// The type of an operand inside an instruction.
macro_rules! kind {
    (Out) => {
        Reg
    };
    (In) => {
        Reg
    };
    (Both) => {
        Reg
    };
    (First) => {
        Reg
    };
    (Base) => {
        Reg
    };
    (State) => {
        Reg
    };
    (Bounds) => {
        Reg
    };
    (Count) => {
        u8
    };
    (Letter) => {
        u8
    };
    (Truth) => {
        bool
    };
    (Dots) => {
        bool
    };
    (Form) => {
        RangeForm
    };
    (Small) => {
        i16
    };
    (Whole) => {
        i32
    };
    (Sign) => {
        BinaryOp
    };
    (Relation) => {
        Test
    };
    (Target) => {
        u32
    };
    ($index:ident) => {
        u16
    };
    (@target Target $field:ident) => {
        return Some($field)
    };
    (@target $other:ident $field:ident) => {
        let _ = $field;
    };
}

/// Rows `Name { operand: Kind, … } Flow "word" "line of the listing" why;`
macro_rules! instructions {
    ($(
        $(#[$doc:meta])*
        $name:ident $({ $($field:ident : $kind:ident),* })? $flow:ident $word:literal $line:literal $($why:expr)?;
    )*) => {
        /// One step of the machine, in 8 bytes. `to` is where the result goes.
        #[derive(Debug, Clone, Copy)]
        pub enum Op {
            $( $(#[$doc])* $name $({ $($field: kind!($kind)),* })?, )*
        }

        impl Op {
            /// The operands in their order, each with its name.
            pub fn operands(&self, mut visit: impl FnMut(&'static str, Operand)) {
                match *self {
                    $( Op::$name $({ $($field),* })? => { $( $( visit(stringify!($field), Operand::$kind($field)); )* )? } )*
                }
                let _ = &mut visit;
            }

            /// The register that gets the result, of an instruction that makes a call.
            pub fn result(&self) -> Option<Reg> {
                let mut result = None;
                self.operands(|_, operand| {
                    if let Operand::Base(register) = operand {
                        result = Some(register);
                    }
                });
                result
            }

            /// The instruction that a jump leads to, to be set.
            pub fn target_mut(&mut self) -> Option<&mut u32> {
                match self {
                    $( Op::$name $({ $($field),* })? => { $( $( kind!(@target $kind $field); )* )? } )*
                }
                None
            }

            pub fn flow(&self) -> Flow {
                match self {
                    $( Op::$name { .. } => Flow::$flow, )*
                }
            }

            /// The word and the line of the listing, with the names of operands in braces, and why the instruction is there.
            pub fn words(&self) -> (&'static str, &'static str, Option<MessageId>) {
                match self {
                    $( Op::$name { .. } => ($word, $line, [$($why)?].first().copied()), )*
                }
            }
        }
    };
}

pub(super) use {instructions, kind};
