//! Literals that loops use: kept in registers all through a call, rather than loaded on each turn. What is kept of each pass; `keeping` decides.

use crate::objects::code::Reg;
use crate::objects::value::Value;

/// The literals of one function that its loops use as operands. A function is compiled twice when it has some.
pub(super) enum Literals {
    /// The first pass: what the second shall keep.
    Noting(Vec<Value>),
    /// The second pass: the values, and the first of their registers once they are loaded.
    Keeping(Vec<Value>, Option<Reg>),
}

impl Default for Literals {
    fn default() -> Self {
        Literals::Noting(Vec::new())
    }
}

impl Literals {
    /// What a second pass shall keep; none when there is nothing to keep, or when this was the second.
    pub fn to_keep(&self) -> Option<Literals> {
        match self {
            Literals::Noting(values) if !values.is_empty() => {
                Some(Literals::Keeping(values.clone(), None))
            }
            _ => None,
        }
    }

    /// How many are kept.
    pub fn kept(&self) -> u8 {
        match self {
            Literals::Noting(_) => 0,
            Literals::Keeping(values, _) => values.len() as u8,
        }
    }
}
