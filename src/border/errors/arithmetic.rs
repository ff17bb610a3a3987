//! Rhai's sentences about calculations.

use crate::objects::error::{Arithmetic, Trouble};

/// Sentences that name no operation.
const ALONE: &[(&str, Trouble)] = &[
    ("division by zero", Trouble::ByZero),
    ("integer overflow", Trouble::Overflow),
    ("step value cannot be zero", Trouble::ZeroStep),
    ("Time-stamp is later than now", Trouble::LaterThanNow),
    ("Sign of NaN is undefined", Trouble::SignOfNan),
];

/// What stands before the colon or the `of`.
const OPERATIONS: &[(&str, Trouble)] = &[
    ("Division by zero", Trouble::ByZero),
    ("Modulo division by zero or overflow", Trouble::Remainder),
    ("Integer raised to a negative power", Trouble::NegativePower),
    ("Invalid radix", Trouble::Radix),
    ("Error taking the square root", Trouble::SquareRoot),
    ("Error taking the log", Trouble::Logarithm),
    ("Error taking the natural log", Trouble::Logarithm),
];

pub fn taken_apart(sentence: String) -> Arithmetic {
    let known = |table: &[(&str, Trouble)], doing: &str| {
        let found = table.iter().find(|(other, _)| *other == doing);
        found.map(|(_, trouble)| *trouble)
    };
    if let Some(trouble) = known(ALONE, &sentence) {
        return Arithmetic::new(trouble, sentence, None);
    }
    for between in [": ", " of "] {
        if let Some((doing, operation)) = sentence.split_once(between)
            && let Some(trouble) = known(OPERATIONS, doing)
        {
            // The remainder of the smallest number by -1 has no room either.
            let trouble = match trouble {
                Trouble::Remainder if !operation.ends_with("% 0") => Trouble::Overflow,
                trouble => trouble,
            };
            return Arithmetic::new(trouble, doing, Some(operation.to_string()));
        }
    }
    let trouble = match sentence.contains("overflow") || sentence.contains("too large") {
        true => Trouble::Overflow,
        false => Trouble::Other,
    };
    match sentence.split_once(": ") {
        Some((doing, operation)) if trouble == Trouble::Overflow => {
            Arithmetic::new(trouble, doing, Some(operation.to_string()))
        }
        _ => Arithmetic::new(trouble, sentence, None),
    }
}

pub fn sentence(arithmetic: &Arithmetic) -> String {
    let doing = &arithmetic.doing;
    match (&arithmetic.operation, arithmetic.trouble) {
        (None, _) => doing.clone(),
        (Some(operation), Trouble::SquareRoot | Trouble::Logarithm) => {
            format!("{doing} of {operation}")
        }
        (Some(operation), _) => format!("{doing}: {operation}"),
    }
}

/// The text that `parse_int` or `parse_float` refused, and whether an integer was wanted.
pub fn refused_number(arithmetic: &Arithmetic) -> Option<(&str, bool)> {
    const WANTED: [(&str, bool); 2] = [
        ("Error parsing integer number '", true),
        ("Error parsing floating-point number '", false),
    ];
    WANTED.iter().find_map(|(start, is_integer)| {
        let rest = arithmetic.doing.strip_prefix(start)?;
        // The reason follows, if it is not the operation.
        let (text, _) = rest.rsplit_once('\'')?;
        Some((text, *is_integer))
    })
}
