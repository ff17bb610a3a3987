//! The known mistakes, in the order in which they are tried; the first that fits is shown. When a row applies is told in
//! `hints::{habits, syntax, running}`, what is said in `data/messages/{en,fr}/hints.ftl`.

use super::look::Look;
use super::{Found, Hint, habits, running, syntax};

/// All rows, in the order in which they are tried.
pub fn hints() -> impl Iterator<Item = &'static Hint> {
    [HABITS, SYNTAX, RUNNING].into_iter().flatten()
}

const fn row(
    id: &'static str,
    words: &'static [&'static str],
    when: fn(&Look) -> Option<Found>,
) -> Hint {
    Hint { id, words, when }
}

/// What Python programmers type.
const HABITS: &[Hint] = &[
    row("comment", &["code"], habits::comment),
    row("single_quotes", &["code"], habits::single_quotes),
    row("comprehension", &["code"], habits::comprehension),
    row("lambda", &["code"], habits::lambda),
    row("formatted_text", &["code"], habits::formatted_text),
    row("bytes", &["code"], habits::bytes),
    row("raw_text", &["prefix", "code"], habits::raw_text),
    row("function", &["word", "code"], habits::function),
    row("import", &[], habits::import),
    row("class", &["code"], habits::class),
    row("else_if", &["code"], habits::else_if),
    row(
        "word_operator",
        &["word", "ours", "code"],
        habits::word_operator,
    ),
    row("except", &["code"], habits::except),
    row("finally", &[], habits::finally),
    row("block_on_one_line", &["code"], habits::block_on_one_line),
    row("block", &["code"], habits::block),
    row("thread_keywords", &["code"], habits::thread_keywords),
    row("print_keywords", &["option"], habits::print_keywords),
    row("keywords", &["code"], habits::keywords),
    row("tuple", &["code"], habits::tuple),
    row("several_variables", &["code"], habits::several_variables),
    row("slice", &["array", "text"], habits::slice),
    row("dictionary", &["code"], habits::dictionary),
    row("conditional_value", &["code"], habits::conditional_value),
    row("delete_item", &["code"], habits::delete_item),
    row("delete_variable", &[], habits::delete_variable),
    row("global", &["word", "name"], habits::global),
    row("raise", &["code"], habits::raise),
    row("assert", &["code"], habits::assert),
    row("help_of_name", &["code"], habits::help_of_name),
    row("print_as_value", &[], habits::print_as_value),
    row("print", &["code"], habits::print),
    row("with_as", &["first", "second"], habits::with_as),
    row("two_loop_variables", &["code"], habits::two_loop_variables),
];

/// Broken syntax.
const SYNTAX: &[Hint] = &[
    row("increment", &["operator", "code"], syntax::increment),
    row("open_text", &["quote"], syntax::open_text),
    row("assign_in_condition", &[], syntax::assign_in_condition),
    row(
        "default_value",
        &["function", "parameter"],
        syntax::default_value,
    ),
    row("type_after_name", &["code"], syntax::type_after_name),
    row("type_before_name", &["code"], syntax::type_before_name),
    row("loop_in", &[], syntax::loop_in),
    row("null", &["word"], syntax::null),
    row("var", &[], syntax::var),
    row("match", &[], syntax::match_word),
    row("decorator", &[], syntax::decorator),
    row("reserved_name", &["word", "other"], syntax::reserved_name),
    row("quotient", &["code"], syntax::quotient),
    row(
        "loop_over_a_number",
        &["number"],
        syntax::loop_over_a_number,
    ),
    row("nothing_to_close", &["bracket"], syntax::nothing_to_close),
    row("floor_division", &["code"], syntax::floor_division),
    row("not_closed", &["open", "close", "line"], syntax::not_closed),
    row("missing_comma", &[], syntax::missing_comma),
    row("missing_semicolon", &[], syntax::missing_semicolon),
    row("keyword_slip", &["word", "keyword"], syntax::keyword_slip),
    row(
        "two_statements",
        &["first", "second"],
        syntax::two_statements,
    ),
    row("missing_block", &["word"], syntax::missing_block),
    row("constant", &["name"], syntax::constant),
];

/// Mistakes that show when the script runs.
const RUNNING: &[Hint] = &[
    row("module_name", &[], running::import),
    row("module_dot", &["python", "code"], running::module_dot),
    row("absent_module", &["name"], running::absent_module),
    row("empty_map", &[], running::empty_map),
    row("constant_name", &["python", "ours"], running::constant_name),
    row("self", &["code"], running::self_name),
    row("pass", &[], running::pass),
    row("out_of_sight", &["name", "line"], running::out_of_sight),
    row("similar_variable", &["name"], running::similar_variable),
    row("declare", &["name", "code"], running::declare),
    row("declare_first", &["name"], running::declare_first),
    row("capital", &["name"], running::capital),
    row(
        "argument_count",
        &["name", "parameters", "line", "given"],
        running::argument_count,
    ),
    row("trim", &["method", "remedy"], running::trim),
    row(
        "gives_nothing",
        &["method", "remedy"],
        running::gives_nothing,
    ),
    row("length_of_number", &[], running::length_of_number),
    row("python_method", &["python", "ours"], running::python_method),
    row("python_member", &["saying"], running::python_member),
    row("range_of_floats", &[], running::range_of_floats),
    row("inside", &["type"], running::inside),
    row(
        "nothing_in_operator",
        &["operator"],
        running::nothing_in_operator,
    ),
    row("percent_format", &["code"], running::percent_format),
    row("text_in_operator", &["operator"], running::text_in_operator),
    row("python_name", &["saying"], running::python_name),
    row("similar_function", &["name"], running::similar_function),
    row("similar_property", &["name"], running::similar_property),
    row("similar_module", &["name"], running::similar_module),
    row("bounds", &["last"], running::bounds),
    row("recursion", &[], running::recursion),
    row("condition", &["code"], running::condition),
    row("overflow", &[], running::overflow),
    row("loop_over_value", &[], running::loop_over_value),
    row("constant_variable", &["name"], running::constant),
    row("unbound_this", &[], running::unbound_this),
];
