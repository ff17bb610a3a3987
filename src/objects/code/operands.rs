//! What instructions are made of besides indices: registers, operators, comparisons, how a range is written.

/// A register of the running call.
pub type Reg = u8;

/// How a range is written that a loop walks over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum RangeForm {
    /// `a..b`
    Open,
    /// `a..=b`
    Closed,
    /// `range(a, b)`
    Called,
    /// `range(b)`: from 0.
    CalledTo,
}

impl RangeForm {
    /// The last number before, or at, the end that is written.
    #[inline(always)]
    pub fn last(self, end: i64) -> Option<i64> {
        match self {
            RangeForm::Closed => Some(end),
            _ => end.checked_sub(1),
        }
    }

    /// Is it a call, which somebody else may answer?
    #[inline(always)]
    pub fn is_call(self) -> bool {
        matches!(self, RangeForm::Called | RangeForm::CalledTo)
    }
}

/// Operators, of instructions that carry out any of them.
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

/// The operator that is written like this.
pub fn operator_of(name: &str) -> BinaryOp {
    const ALL: [BinaryOp; 21] = [
        BinaryOp::Add,
        BinaryOp::Sub,
        BinaryOp::Mul,
        BinaryOp::Div,
        BinaryOp::Rem,
        BinaryOp::Power,
        BinaryOp::ShiftLeft,
        BinaryOp::ShiftRight,
        BinaryOp::And,
        BinaryOp::Or,
        BinaryOp::Xor,
        BinaryOp::Equal,
        BinaryOp::NotEqual,
        BinaryOp::Less,
        BinaryOp::LessEqual,
        BinaryOp::Greater,
        BinaryOp::GreaterEqual,
        BinaryOp::Range,
        BinaryOp::RangeInclusive,
        BinaryOp::In,
        BinaryOp::NotIn,
    ];
    ALL.into_iter()
        .find(|op| operator_name(*op) == name)
        .unwrap_or(BinaryOp::Named(0))
}

/// How a script writes the operator.
pub fn operator_name(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => "*",
        BinaryOp::Div => "/",
        BinaryOp::Rem => "%",
        BinaryOp::Power => "**",
        BinaryOp::ShiftLeft => "<<",
        BinaryOp::ShiftRight => ">>",
        BinaryOp::And => "&",
        BinaryOp::Or => "|",
        BinaryOp::Xor => "^",
        BinaryOp::Equal => "==",
        BinaryOp::NotEqual => "!=",
        BinaryOp::Less => "<",
        BinaryOp::LessEqual => "<=",
        BinaryOp::Greater => ">",
        BinaryOp::GreaterEqual => ">=",
        BinaryOp::Range => "..",
        BinaryOp::RangeInclusive => "..=",
        BinaryOp::In => "in",
        BinaryOp::NotIn => "!in",
        BinaryOp::Named(_) => "",
    }
}
