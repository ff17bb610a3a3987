//! Sources and the trees that they become.

use super::{Environment, lower};
use crate::engine::syntax::parse;

fn tree(source: &str) -> String {
    tree_in(&Environment::default(), source)
}

fn tree_in(environment: &Environment, source: &str) -> String {
    let ast = parse(source).unwrap_or_else(|error| panic!("{error}\n{source}"));
    lower(&ast, environment)
        .unwrap_or_else(|error| panic!("{error}\n{source}"))
        .to_string()
}

#[test]
fn a_local_let_shadows_and_functions_reach_top_level_variables() {
    assert_eq!(
        tree("let c = 0; let n = 3; fn f() { c += 1; let n = 4; n } for i in 0..n { f() }"),
        "global c\n\
         0 main/0 n i: {(let @c 0) (let %0:n 3) (for %1:i in (.. 0 %0:n) {(f=1)})}\n\
         1 named f/0 n: {(+= @c 1) (let %0:n 4) %0:n}\n"
    );
}
