//! Nothing that can be written is too deep for the native stack.

use super::{Environment, LowerErrorKind, lower};
use crate::lang::syntax::{MAX_DEPTH, parse};

/// Every way to nest that the grammar has.
fn nested(depth: usize) -> Vec<String> {
    let nest = |open: &str, core: &str, close: &str| {
        format!("{}{core}{}", open.repeat(depth), close.repeat(depth))
    };
    vec![
        nest("(", "1", ")"),
        nest("(", "f", ")(1)"),
        nest("([f][0])(", "1", ")"),
        nest("", "([f][0])", "(1)"),
        nest("{", "1", "}"),
        nest("[", "1", "]"),
        nest("#{a:", "1", "}"),
        nest("|| ", "1", ""),
        nest("|x| { x + ", "1", "}"),
        nest("!", "x", ""),
        nest("- ", "x", ""),
        nest("1 + ", "1", ""),
        nest("1 ** ", "1", ""),
        nest("1 + (", "1", ")"),
        nest("if x { 1 } else ", "{ 2 }", ""),
        nest("if x {", "2", "}"),
        nest("a[", "0", "]"),
        nest("f(", "0", ")"),
        nest("a.", "b", ""),
        nest("a", "", ".f(1)"),
        nest("a", "", "[1]"),
        nest("switch x { 1 | 2 => ", "0", "}"),
        nest("switch x { 1 | 2 if switch x { _ => ", "0", "} => 0 }"),
        nest("`${", "1", "}`"),
        nest("with a {", "1", "}"),
        nest("list[", "x", " for x in y]"),
        nest("list[x for x in ", "y", "]"),
        nest("try {", "1", "} catch (e) { }"),
        nest("for x in y {", "1", "}"),
        nest("while true {", "1", "}"),
        nest("let x = do {", "1", "} while true;"),
        nest("x && (", "x", ")"),
        nest("x ?? (", "x", ")"),
        format!("fn f() {{ {} }}", nest("{", "1", "}")),
        format!("class A {{ f() {{ {} }} }}", nest("{", "1", "}")),
        format!("let y = 1; {}", nest("|x| { let z = x + y; ", "1", "}")),
        nest("/*", "", "*/"),
    ]
}

#[test]
fn deep_sources_are_parsed_or_refused_and_never_overflow_the_stack() {
    for depth in [
        MAX_DEPTH / 8,
        MAX_DEPTH / 4,
        MAX_DEPTH / 2,
        MAX_DEPTH - 4,
        2_000,
    ] {
        for source in nested(depth) {
            match parse(&source) {
                Ok(ast) => match lower(&ast, &Environment::default()) {
                    Ok(unit) => assert!(!unit.to_string().is_empty()),
                    Err(error) => assert_eq!(error.kind, LowerErrorKind::TooLarge, "{source}"),
                },
                Err(error) => assert!(depth > MAX_DEPTH / 8, "{error}\n{source}"),
            }
        }
    }
}
