//! Snippets on which our engine is known to differ from Rhai by mistake, by cause. An entry that no longer
//! differs must go: the list can only get shorter.

/// What is wrong, and the snippets that show it.
pub const OPEN: &[(&str, &[&str])] = &[
    (
        "where `eval` occurs, the constants of the script may be changed: `C.push(1)`, `C[0] = 1`",
        &[
            "variables/let_const/const_changed_by_eval",
            "variables/let_const/const_in_a_script_with_eval",
        ],
    ),
    (
        "a method of the script changes a slice of a string, bits or a char in place: `s[0..2].m()` with `this += …`",
        &[
            "chains/writeback/bits_of_a_number_are_not_written_back",
            "chains/writeback/char_of_a_string_is_written_back",
            "chains/writeback/slice_in_a_map_is_not_written_back",
            "chains/writeback/slice_of_a_string_is_not_written_back",
        ],
    ),
    (
        "`x[0] = 2` for an integer `x`: the place is the bracket, in Rhai the `=`",
        &["errors/kinds/error_map_mismatch"],
    ),
    (
        "a variable as the first argument of a function is read after the others: `max(n, change_n())`",
        &[
            "functions/define/order_in",
            "functions/define/order_method_as_function",
            "functions/define/order_native_function",
            "functions/define/order_script_function",
        ],
    ),
    (
        "arguments and indices of a chain come before its root, unless that is a variable: `f().m(g())`",
        &[
            "chains/writeback/arguments_and_indices_come_before_the_root",
            "chains/writeback/arguments_come_before_the_root",
        ],
    ),
];
