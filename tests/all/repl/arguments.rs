//! Natives in function style at the prompt: variables of earlier and of later lines are changed in place.

use super::{USUAL, sit_down};

#[test]
fn natives_change_variables_of_other_lines() {
    let mut sitting = sit_down(&[], USUAL);
    sitting.dialogue(&[
        ("let a = [1];", ""),
        ("push(a, 2);", ""),
        ("a", "[1, 2]"),
        ("fn grow() { push(a, 3); push(late, 3); late.push(4); }", ""),
        ("let f = || a;", ""),
        ("let late = [];", ""),
        ("grow();", ""),
        ("[a, late]", "[[1, 2, 3], [3, 4]]"),
        (
            "call(Fn(\"push\"), a, 4); eval(\"push(a, 5)\"); a",
            "[1, 2, 3, 4, 5]",
        ),
        ("const C = [1];", ""),
        ("push(C, 2)", "constant"),
        ("C", "[1]"),
        ("let m = #{};", ""),
        ("m.b.to_string();", ""),
        ("m", "#{}"),
    ]);
    sitting.leave();
}
