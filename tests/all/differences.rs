//! Every deliberate difference from plain Rhai: the dialect of design.md §3, a row each with its reason.

use crate::differential::ours_or_panic;
use crate::oracle::{Oracle, on_a_deep_stack};
use crate::outcome::Outcome;

/// A program that means something else than in plain Rhai.
struct Difference {
    name: &'static str,
    reason: &'static str,
    source: &'static str,
    /// What ours does, as `story` tells it.
    ours: &'static str,
}

const DIFFERENCES: &[Difference] = &[
    Difference {
        name: "a_comment_that_is_not_closed_is_an_error",
        reason: "it would hide the rest of the program, and nothing would run",
        source: "1;\n/* a /* b */ 2",
        ours: "fails ErrorParsing(BadInput) in line 2",
    },
    Difference {
        name: "functions_read_globals",
        reason: "every script of the course shares globals between threads",
        source: "let x = 41;\nfn f() { x + 1 }\nf()",
        ours: "gives i64 42",
    },
    Difference {
        name: "a_tag_is_refused_rather_than_lost",
        reason: "values of 16 bytes have no room for Rhai's tag",
        source: "let x = 41;\nx.tag = 5;\nx.tag",
        ours: "fails RuntimeError in line 2",
    },
    Difference {
        name: "functions_assign_globals",
        reason: "every script of the course shares globals between threads",
        source: "let n = 0;\nfn f() { n += 1; n = n * 10; }\nf(); f();\nn",
        ours: "gives i64 110",
    },
    Difference {
        name: "functions_change_globals_in_place",
        reason: "a list that threads fill is a global",
        source: "let a = [];\nfn add(x) { a.push(x); a[0] += 1; }\nadd(1); add(5);\na",
        ours: "gives array [3, 5]",
    },
    Difference {
        name: "functions_see_globals_defined_before_the_call",
        reason: "the call decides, as in Python, not the place of the definition",
        source: "fn f() { late }\nlet late = 7;\nf()",
        ours: "gives i64 7",
    },
    Difference {
        name: "functions_see_global_constants",
        reason: "rhai asks for `global::N`",
        source: "const N = 5;\nfn f() { N * 2 }\nf()",
        ours: "gives i64 10",
    },
    Difference {
        name: "closures_stored_in_globals_see_globals",
        reason: "a function that returns a closure may speak of globals",
        source: "let n = 1;\nfn make() { || { n += 1; n } }\nlet f = make();\nf.call(); f.call()",
        ours: "gives i64 3",
    },
    Difference {
        name: "print_of_many_values",
        reason: "Python's `print(a, b)`",
        source: "print(1, \"a\", 2.5, [1]);",
        ours: "prints \"1 a 2.5 [1]\"; gives () ()",
    },
    Difference {
        name: "text_times_number",
        reason: "Python's `\"*\" * 20`",
        source: "\"ab\" * 3",
        ours: "gives string \"ababab\"",
    },
    Difference {
        name: "text_times_zero",
        reason: "Python's `\"*\" * 0`",
        source: "let s = \"ab\";\ns * 0",
        ours: "gives string \"\"",
    },
    Difference {
        name: "int_of_text",
        reason: "Python's `int(\"3\")`",
        source: "int(\"3\") + int(\"-4\")",
        ours: "gives i64 -1",
    },
    Difference {
        name: "float_of_text",
        reason: "Python's `float(\"3.5\")`",
        source: "float(\"3.5\") + float(1)",
        ours: "gives f64 4.5",
    },
    Difference {
        name: "str_of_number",
        reason: "Python's `str(x)`",
        source: "str(3) + str(1.5) + str(true)",
        ours: "gives string \"31.5true\"",
    },
    Difference {
        name: "sum_of_array",
        reason: "Python's `sum(xs)`",
        source: "sum([1, 2, 3])",
        ours: "gives i64 6",
    },
    Difference {
        name: "enumerate_of_array",
        reason: "Python's `enumerate(xs)`",
        source: "let out = [];\nfor p in enumerate([\"a\", \"b\"]) { out.push(p); }\nout",
        ours: "gives array [[0, \"a\"], [1, \"b\"]]",
    },
    Difference {
        name: "zip_of_two",
        reason: "Python's `zip(xs, ys)`",
        source: "let out = [];\nfor p in zip([1, 2], [\"a\", \"b\"]) { out.push(p); }\nout",
        ours: "gives array [[1, \"a\"], [2, \"b\"]]",
    },
    Difference {
        name: "strip_returns_text",
        reason: "Python's `s.strip()`: Rhai's `trim` changes in place and gives ()",
        source: "\"  a \".strip()",
        ours: "gives string \"a\"",
    },
    Difference {
        name: "format_with_width",
        reason: "Python's `\"{0:2d}\".format(n)`, which the course's scripts print",
        source: "format(\"{0:2d}|{1}\", 5, \"x\")",
        ours: "gives string \" 5|x\"",
    },
    Difference {
        name: "closure_in_a_variable_is_called",
        reason: "Python's `f(4)`",
        source: "let f = |x| x * 2;\nf(4)",
        ours: "gives i64 8",
    },
    Difference {
        name: "closure_in_a_parameter_is_called",
        reason: "Python's `f(4)`",
        source: "fn twice(f, x) { f(f(x)) }\ntwice(|n| n + 1, 5)",
        ours: "gives i64 7",
    },
    Difference {
        name: "list_comprehension",
        reason: "the course teaches comprehensions",
        source: "let v = [1, 5, 7];\nlist[3 * x for x in v if x > 3]",
        ours: "gives array [15, 21]",
    },
    Difference {
        name: "list_comprehension_with_two_loops",
        reason: "the course teaches comprehensions",
        source: "list[[x, y] for x in 1..4 for y in x..4 if x != y]",
        ours: "gives array [[1, 2], [1, 3], [2, 3]]",
    },
    Difference {
        name: "class_with_method",
        reason: "the course teaches classes",
        source: "class Point {\n init(x, y) { this.x = x; this.y = y; }\n sum() { this.x + this.y }\n}\nlet p = Point(1, 2);\np.sum()",
        ours: "gives i64 3",
    },
    Difference {
        name: "class_instance_is_a_reference",
        reason: "objects that threads share are references, as in Python",
        source: "class Box { init(v) { this.v = v; } }\nlet a = Box(1);\nlet b = a;\nb.v = 9;\na.v",
        ours: "gives i64 9",
    },
    Difference {
        name: "class_inherits",
        reason: "the course teaches inheritance",
        source: "class A { init(n) { this.n = n; } name() { \"A\" + this.n } }\nclass B : A { init(n) { super.init(n + 1); } name() { \"B\" + super.name() } }\nB(1).name()",
        ours: "gives string \"BA2\"",
    },
    Difference {
        name: "with_releases_a_lock",
        reason: "the course's `with lock:`",
        source: "let lock = Lock();\nlet inside = false;\nwith lock { inside = lock.locked(); }\nlet after = [inside, lock.locked()];\nafter",
        ours: "gives array [true, false]",
    },
    Difference {
        name: "a_captured_first_argument_is_changed",
        reason: "a native in function style changes its first argument wherever that stands; Rhai forgets the change, silently",
        source: "let a = [1];\nlet f = || a;\npush(a, 2);\na",
        ours: "gives array [1, 2]",
    },
    Difference {
        name: "a_global_first_argument_is_changed",
        reason: "a native in function style changes its first argument wherever that stands",
        source: "let a = [1];\nfn grow() { push(a, 2); }\ngrow();\na",
        ours: "gives array [1, 2]",
    },
    Difference {
        name: "a_part_of_data_as_first_argument_is_changed",
        reason: "a native in function style changes its first argument wherever that stands; Rhai changes a copy, silently",
        source: "let a = [[1]];\nlet m = #{k: [1], l: #{k: [1]}};\npush(a[0], 3);\npush(m.k, 3);\npush(m[\"k\"], 4);\npush(m.l.k, 5);\n[a, m]",
        ours: "gives array [[[1, 3]], #{\"k\": [1, 3, 4], \"l\": #{\"k\": [1, 5]}}]",
    },
    Difference {
        name: "a_constant_first_argument_is_not_changed",
        reason: "a constant is never changed without a word; Rhai changes a copy",
        source: "const A = [1];\npush(A, 2);\nA",
        ours: "fails ErrorNonPureMethodCallOnConstant in line 2",
    },
    Difference {
        name: "a_failed_update_adds_no_key",
        reason: "what fails leaves a map as it was; Rhai adds the key with ()",
        source: "let m = #{};\ntry { m.b += 1; } catch {}\nm",
        ours: "gives map #{}",
    },
    Difference {
        name: "an_optional_index_ends_the_chain",
        reason: "`?[` ends the whole chain as `?.` does; Rhai forgets it when more follows",
        source: "let u = ();\nu?[0].foo()",
        ours: "gives () ()",
    },
    Difference {
        name: "class_is_a_keyword",
        reason: "carries `class A { … }`",
        source: "let class = 1;\nclass",
        ours: "fails ErrorParsing(Reserved) in line 1",
    },
];

/// Snippets of the corpus that mean something else in ours, by reason.
pub const SNIPPETS: &[(&str, &[&str])] = &[
    (
        "a top-level variable that functions see is reached by closures without a capture: `is_shared` tells captures",
        &["operators/kinds/is_shared_of_mentioned_and_captured"],
    ),
    (
        "ranges with steps, characters and bits are equal when they give the same; Rhai has no `==` for them",
        &[
            "operators/kinds/step_range_equals_itself",
            "operators/kinds/step_ranges_equal",
            "operators/kinds/step_ranges_differ",
            "operators/kinds/step_range_not_itself",
            "operators/kinds/step_range_of_floats",
            "operators/kinds/step_range_down",
            "operators/kinds/step_range_in_array",
            "operators/kinds/step_ranges_in_arrays",
            "operators/kinds/step_ranges_in_maps",
            "operators/kinds/characters_equal_themselves",
            "operators/kinds/bits_equal_themselves",
        ],
    ),
    (
        "JSON shows a range or a moment as `print` does, not by the name of a type of Rust",
        &[
            "operators/kinds/json_of_range",
            "operators/kinds/json_of_inclusive_range",
            "operators/kinds/json_of_step_range",
            "operators/kinds/json_of_characters",
            "operators/kinds/json_of_timestamp",
        ],
    ),
    (
        "a comment that is not closed would hide the rest of the program",
        &["errors/parse_statements/unterminated_comment"],
    ),
    (
        "values of 16 bytes have no room for Rhai's tag",
        &[
            "chains/writeback/tag_functions",
            "chains/writeback/tag_on_element",
            "chains/writeback/tag_on_property",
            "chains/writeback/tag_property",
        ],
    ),
    (
        "`exit(code)` ends all threads with an exit code, as Python's",
        &[
            "core/types/exit_in_function",
            "core/types/exit_in_loop",
            "core/types/exit_nothing",
            "core/types/exit_value",
            "errors/catch/exit_is_not_caught",
        ],
    ),
    (
        "`sleep` of a negative time is a mistake, as in Python",
        &["core/types/sleep_nothing"],
    ),
    (
        "`int`, `round`, `min`, `max` are Python's: `int(2.5)` is 2, `round(2.5)` is 2.0, `max` takes all that compares",
        &[
            "packages/math/max_of_bools_is_an_error",
            "packages/math/min_max_string_char_is_an_error",
            "packages/math/rounding",
            "packages/math/rounding_methods_and_properties",
        ],
    ),
    (
        "a caught error names what went wrong and where it did, also when functions are between: \
         Rhai says `ErrorInFunctionCall` and the line of the call",
        &[
            "errors/kinds/error_map_in_function",
            "errors/kinds/error_map_this",
            "eval/eval/runtime_error_inside",
        ],
    ),
    (
        "a constant is never changed without a word: not one of its bits, not by a method, where the call is the place",
        &[
            "variables/let_const/const_int_set_bit",
            "variables/let_const/const_as_this",
            "variables/let_const/const_this_assign",
            "core/types/take_const",
        ],
    ),
    (
        "a chain goes from left to right, as in Python: `accept().send(input())` accepts first, where Rhai evaluates all arguments first",
        &[
            "chains/writeback/arguments_and_indices_come_before_the_root",
            "chains/writeback/arguments_come_before_the_root",
        ],
    ),
    (
        "what a call gives can be an object, so that its parts can be assigned to; where it is data, that is an error when it runs",
        &[
            "chains/writeback/assign_to_method_result",
            "chains/writeback/chain_through_closure_result",
        ],
    ),
    (
        "`?[` ends the whole chain as `?.` does: Rhai's parser forgets it when more follows",
        &["names/chains/elvis_then_index"],
    ),
    (
        "a value that a place cannot take is shown at the place (`x[0]`); Rhai shows the `=`",
        &["errors/kinds/error_map_mismatch"],
    ),
    (
        "a caught error of the language has a `kind`, Python's name for it, beside Rhai's fields",
        &["errors/kinds/error_map_fields"],
    ),
    (
        "words that Rhai keeps for a later day are names: `let thread = Thread(f)`, `let shared = 0`",
        &["errors/parse_statements/reserved_words_as_statement"],
    ),
    (
        "`x !in a` evaluates `x` before it reads `a`, as `x in a` does: it is always the opposite",
        &["functions/define/order_in"],
    ),
    (
        "too deep a recursion is reported where it happened, not at the first call",
        &[
            "functions/recursion/endless",
            "functions/recursion/endless_is_not_caught",
        ],
    ),
];

/// An outcome in one line.
fn story(outcome: &Outcome) -> String {
    outcome
        .to_string()
        .lines()
        .map(str::trim)
        .collect::<Vec<_>>()
        .join("; ")
}

#[test]
fn every_difference_is_as_the_table_says() {
    let wrong = on_a_deep_stack(|| {
        let oracle = Oracle::new();
        let mut wrong = Vec::new();
        for Difference {
            name,
            reason,
            source,
            ours: expected,
        } in DIFFERENCES
        {
            let rhai = story(&oracle.evaluate(source));
            if rhai == *expected {
                wrong.push(format!(
                    "{name}: plain Rhai does the same: {rhai}\n{source}"
                ));
            }
            let found = story(&ours_or_panic(source));
            if found != *expected {
                wrong.push(format!(
                    "{name} ({reason})\n{source}\n  expected: {expected}\n  ours:     {found}"
                ));
            }
        }
        wrong
    });
    assert!(
        wrong.is_empty(),
        "{}\n{} differences",
        wrong.join("\n\n"),
        wrong.len()
    );
}
