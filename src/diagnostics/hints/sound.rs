//! Does what a hint proposes parse? A line to type that is no code is worse than none.

use crate::lang::syntax;

/// What may stand around a part of a program: `@` is the part.
const AROUND: &[&str] = &[
    "@",
    "@;",
    "@ }",
    "@ } }",
    "if true { } @ }",
    "if true { } @",
    "try { } @ }",
    "try { } @",
    "if true { @ }",
    "try { @ }",
    "fn f() { @ }",
    "class C { @ }",
    "class C { @ } }",
    "#{ @ 0 }",
    "switch 0 { @ }",
];

/// Is it code, or the beginning of a block, perhaps with parts left open (`…`)?
pub fn is_sound(code: &str) -> bool {
    let code = code.replace('…', "0");
    let parses = |around: &&str| syntax::parse(&around.replace('@', &code)).is_ok();
    AROUND.iter().any(parses)
}
