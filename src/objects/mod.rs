//! What a run is made of, as types: values, errors, code, and what a native is. They refer to each other: a value may be a handle of a native
//! class, whose natives take values and give errors; a closure holds code, and code holds values.

pub mod abi;
pub mod code;
pub mod error;
pub mod value;
