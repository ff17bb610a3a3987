//! Operators, functions and methods of the language's own types. What scripts find beyond them is in `library`.

pub(crate) mod arrays;
pub(crate) mod calling;
pub(crate) mod changing;
pub(crate) mod characters;
pub(crate) mod containing;
pub(crate) mod equality;
pub(crate) mod growing;
pub(crate) mod index;
pub(crate) mod interpolate;
pub(crate) mod maps;
pub(crate) mod methods;
pub(crate) mod numbers;
pub(crate) mod operators;
#[cfg(test)]
pub(crate) mod oracle;
pub(crate) mod searching;
pub(crate) mod short_texts;
pub(crate) mod slices;
pub(crate) mod sorting;
pub(crate) mod strings;
pub(crate) mod sums;
pub(crate) mod timestamps;

pub use calling::{
    Calling, by_method, calling, calling_word, changes_receiver, compare_by_method, is_calling,
    may_call_back, results,
};
pub use changing::{gives_nothing, gives_pairs, may_change, may_change_receiver, only_looks};
pub use containing::is_in;
pub use equality::{compare, known_order, known_test, same_item};
pub use growing::write_sum;
pub use index::{
    entry, entry_mut, get_index, get_property, gives_copies, item, item_mut, set_index,
    set_property,
};
pub use interpolate::{drafted, interpolate};
pub use methods::{known_method, known_of_number, look, method};
pub use operators::{binary, compare_floats, negate, not, unary, update, update_number};
pub use searching::{find, has_char, replace};
pub use short_texts::of_short_text;
pub use slices::{part_of_text, slice_of_text};
pub use sorting::{in_order, sort_numbers, sure_in_order, try_in_order};
pub use strings::check_replaced;
pub use sums::joined;
pub use timestamps::{elapsed, timestamp};
