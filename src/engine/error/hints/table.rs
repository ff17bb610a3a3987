//! The known mistakes, in the order in which they are tried; the first that fits is shown. When a row applies is told in
//! the file that it names, what is said in `data/messages/{en,fr}/hints.ftl`.

use super::look::Look;
use super::{
    Found, Hint, blocks, blocks_out_of_place, calls, characters, expressions, modules, objects,
    running, statements, syntax, texts, variables,
};

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
    row("look_alike", &["shown", "code"], characters::look_alike),
    row("documentation", &["code"], characters::documentation),
    row("spread", &["code"], blocks_out_of_place::spread),
    row("nameless", &[], blocks_out_of_place::nameless),
    row("number_key", &["code"], blocks_out_of_place::number_key),
    row(
        "method_word",
        &["word", "code"],
        blocks_out_of_place::method_word,
    ),
    row("comment", &["code"], texts::comment),
    row("single_quotes", &["code"], texts::single_quotes),
    row("comprehension", &["code"], expressions::comprehension),
    row("lambda", &["code"], expressions::lambda),
    row("formatted_text", &["code"], texts::formatted_text),
    row("bytes", &["code"], texts::bytes),
    row("raw_text", &["prefix", "code"], texts::raw_text),
    row("any_number", &[], blocks::any_number),
    row("function", &["word", "code"], blocks::function),
    row("import", &[], blocks::import),
    row("class", &["code"], blocks::class),
    row("else_if", &["code"], blocks::else_if),
    row(
        "word_operator",
        &["word", "ours", "code"],
        expressions::word_operator,
    ),
    row("except", &["code"], blocks::except),
    row("finally", &[], blocks::finally),
    row("block_on_one_line", &["code"], blocks::block_on_one_line),
    row("block", &["code"], blocks::block),
    row("thread_keywords", &["code"], statements::thread_keywords),
    row("print_keywords", &["option"], statements::print_keywords),
    row("keywords", &["code"], statements::keywords),
    row("keyword_order", &[], statements::keyword_order),
    row("tuple", &["code"], expressions::tuple),
    row(
        "several_variables",
        &["code"],
        expressions::several_variables,
    ),
    row("slice", &["array", "text"], expressions::slice),
    row("dictionary", &["code"], expressions::dictionary),
    row(
        "conditional_value",
        &["code"],
        expressions::conditional_value,
    ),
    row("delete_item", &["code"], statements::delete_item),
    row("delete_variable", &[], statements::delete_variable),
    row("global", &["word", "name"], statements::global),
    row("raise", &["code"], statements::raise),
    row("assert", &["code"], statements::assert),
    row("help_of_name", &["code"], statements::help_of_name),
    row("print_as_value", &[], statements::print_as_value),
    row("print", &["code"], statements::print),
    row("with_as", &["first", "second"], blocks::with_as),
    row("two_loop_variables", &["code"], blocks::two_loop_variables),
];

/// Broken syntax.
const SYNTAX: &[Hint] = &[
    row("comma_in_number", &["code"], characters::comma_in_number),
    row("spaced_number", &["code"], characters::spaced_number),
    row(
        "brace_before_function",
        &["line"],
        blocks_out_of_place::brace_before_function,
    ),
    row(
        "inner_function",
        &["name", "code"],
        blocks_out_of_place::inner_function,
    ),
    row(
        "brace_before_else",
        &["line"],
        blocks_out_of_place::brace_before_else,
    ),
    row("try_else", &[], blocks_out_of_place::try_else),
    row("case", &["word"], blocks_out_of_place::case),
    row("increment", &["operator", "code"], syntax::increment),
    row("open_text", &["quote"], syntax::open_text),
    row("assign_in_condition", &[], syntax::assign_in_condition),
    row(
        "default_value",
        &["function", "parameter"],
        syntax::default_value,
    ),
    row("type_after_name", &["part"], syntax::type_after_name),
    row("type_before_name", &["code"], syntax::type_before_name),
    row("loop_in", &[], syntax::loop_in),
    row("null", &["word"], syntax::null),
    row("var", &[], syntax::var),
    row("match", &[], syntax::match_word),
    row("decorator", &[], syntax::decorator),
    row("new", &["code"], syntax::new),
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
    row("catch_name", &["code"], syntax::catch_name),
    row("extends", &["word", "code"], syntax::extends),
    row("missing_block", &["word"], syntax::missing_block),
    row("constant", &["name"], syntax::constant),
];

/// Mistakes that show when the script runs.
const RUNNING: &[Hint] = &[
    row(
        "start_gives_nothing",
        &["name", "code"],
        objects::start_gives_nothing,
    ),
    row(
        "class_not_called",
        &["name", "class", "code"],
        objects::class_not_called,
    ),
    row("method_of_each", &["code"], objects::method_of_each),
    row("init_name", &["class"], objects::init_name),
    row("self_parameter", &[], objects::self_parameter),
    row("attribute", &["name"], objects::attribute),
    row("own_method", &["code"], objects::own_method),
    row(
        "attribute_of_itself",
        &["name"],
        objects::attribute_of_itself,
    ),
    row("main_guard", &[], objects::main_guard),
    row("script_argument", &[], objects::script_argument),
    row("repeated_list", &["code"], objects::repeated_list),
    row("items", &["code"], objects::items),
    row("to_char", &["code"], objects::to_char),
    row("list_slice", &["code"], objects::list_slice),
    row("number_as_key", &["code"], objects::number_as_key),
    row("module_name", &[], modules::import),
    row("module_dot", &["python", "code"], modules::module_dot),
    row("decimal_comma", &["code"], characters::decimal_comma),
    row("absent_module", &["name"], modules::absent_module),
    row("kept_nothing", &["name", "method"], objects::kept_nothing),
    row("empty_map", &[], running::empty_map),
    row(
        "constant_name",
        &["python", "ours"],
        variables::constant_name,
    ),
    row("self", &["code"], variables::self_name),
    row("pass", &[], variables::pass),
    row("out_of_sight", &["name", "line"], variables::out_of_sight),
    row("similar_variable", &["name"], variables::similar_variable),
    row("declare", &["name", "code"], variables::declare),
    row("declare_first", &["name"], variables::declare_first),
    row("capital", &["name"], variables::capital),
    row(
        "argument_count",
        &["name", "parameters", "line", "given"],
        calls::argument_count,
    ),
    row("trim", &["method", "remedy"], calls::trim),
    row("gives_nothing", &["method", "remedy"], calls::gives_nothing),
    row("length_of_number", &[], calls::length_of_number),
    row("python_method", &["python", "ours"], calls::python_method),
    row("python_member", &["saying"], calls::python_member),
    row("range_of_floats", &[], running::range_of_floats),
    row("inside", &["type"], running::inside),
    row(
        "precedence",
        &["comparison", "operator", "code"],
        running::precedence,
    ),
    row("missing_entry", &["code"], running::missing_entry),
    row(
        "nothing_in_operator",
        &["operator"],
        running::nothing_in_operator,
    ),
    row("percent_format", &["code"], running::percent_format),
    row("text_in_operator", &["operator"], running::text_in_operator),
    row("python_name", &["saying"], calls::python_name),
    row("similar_function", &["name"], calls::similar_function),
    row("similar_property", &["name"], calls::similar_property),
    row("similar_module", &["name"], modules::similar_module),
    row("bounds", &["last"], running::bounds),
    row("recursion", &[], running::recursion),
    row("letter", &["code"], running::letter),
    row("condition", &["code"], running::condition),
    row("overflow", &[], running::overflow),
    row("constant_variable", &["name"], running::constant),
    row("unbound_this", &[], running::unbound_this),
];
