//! Snippets on which our engine is known to differ from Rhai by mistake, by cause. An entry that no longer
//! differs must go: the list can only get shorter.

/// What is wrong, and the snippets that show it.
pub const OPEN: &[(&str, &[&str])] = &[
    (
        "a step for a range, `range(0..10, 4)`, is not found",
        &["iterators/ranges/range_step_of_range"],
    ),
    (
        "`this` as the value of a method empties the receiver: `fn f() { this.x = 1; this }`",
        &[
            "functions/methods/method_returns_this_changed_copy",
            "functions/methods/arguments_evaluated_before_this",
        ],
    ),
    (
        "an error of syntax in `eval` cannot be caught",
        &[
            "errors/kinds/error_in_eval_caught",
            "eval/eval/parse_error_is_catchable",
        ],
    ),
    (
        "a constant passed as `this` may be changed, or is silently left alone",
        &[
            "variables/let_const/const_as_this",
            "variables/let_const/const_this_assign",
        ],
    ),
    (
        "floats in `if a == b` (a fused compare and jump) are compared otherwise than in `a == b`: 0.0 and NaN",
        &["operators/arithmetic/float_equality_in_conditions"],
    ),
    ("`x.type_of()` is not found", &["core/types/type_of_method"]),
    (
        "`get_fn_metadata_list` does not list the script's functions",
        &["core/types/function_metadata"],
    ),
    (
        "`continue` in a `do` goes to the condition; Rhai starts the body again",
        &[
            "control/do/do_continue_skips_the_condition",
            "control/do/do_continue_skips_the_until_condition",
        ],
    ),
    (
        "arguments after `?.` are not evaluated when the receiver is (); Rhai evaluates them",
        &["chains/optional/elvis_side_effects_skipped"],
    ),
    (
        "`Fn` takes any text as a name",
        &[
            "closures/pointers/call_operator_by_name",
            "closures/pointers/fn_pointer_bad_name",
        ],
    ),
    (
        "the place of an indexing error is the index, in Rhai the bracket",
        &[
            "errors/kinds/error_map_indexing_type",
            "errors/kinds/error_map_mismatch",
        ],
    ),
    (
        "a bit of a constant: Rhai lets `N[3] = true` pass without effect",
        &["variables/let_const/const_int_set_bit"],
    ),
];
