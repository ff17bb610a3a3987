//! Which of Rhai's functions change their first argument in place, by name: the compiler hands those the place itself.

/// Of arrays, blobs, maps, texts and numbers. Sorted, for the search.
const CHANGING: &[&str] = &[
    "append",
    "chop",
    "clear",
    "crop",
    "dedup",
    "drain",
    "fill_with",
    "for_each",
    "insert",
    "make_lower",
    "make_upper",
    "mixin",
    "order",
    "order_desc",
    "pad",
    "pop",
    "push",
    "remove",
    "replace",
    "retain",
    "reverse",
    "set",
    "set_bit",
    "set_bits",
    "shift",
    "sort",
    "sort_by",
    "sort_desc",
    "splice",
    "split",
    "trim",
    "truncate",
    "write_ascii",
    "write_be",
    "write_le",
    "write_utf8",
];

/// May a function of this name change its first argument, for a type of Rhai's own?
pub fn may_change(name: &str) -> bool {
    CHANGING.binary_search(&name).is_ok()
}

/// May a method of this name change the data before its dot? `take` leaves nothing there.
pub fn may_change_receiver(name: &str) -> bool {
    may_change(name) || name == "take"
}

/// Does a function of this name only look at its first argument, so that it can do so where that stands? `len` does too, but
/// of a part it is asked by value: to fetch that takes less than the general way to the place.
pub fn only_looks(name: &str) -> bool {
    name == "contains"
}

#[cfg(test)]
mod tests {
    use super::super::rhai_functions;
    use super::*;

    #[test]
    fn every_name_is_one_of_rhai_s_functions_and_the_list_is_sorted() {
        assert!(CHANGING.is_sorted());
        for name in CHANGING {
            let is_known = |(known, _): (&str, usize)| known == *name;
            assert!(rhai_functions().any(is_known), "{name}");
        }
    }
}
