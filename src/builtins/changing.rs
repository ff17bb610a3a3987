//! Which of Rhai's functions change their first argument in place, by name: the compiler hands those the place itself.

/// What a function gives beside the change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gives {
    /// `()`, of whatever type its first argument is.
    Nothing,
    /// What it took out, for some type at least.
    Value,
}

/// Of arrays, blobs, maps, texts and numbers. Sorted, for the search.
const CHANGING: &[(&str, Gives)] = &[
    ("append", Gives::Nothing),
    ("chop", Gives::Nothing),
    ("clear", Gives::Nothing),
    ("crop", Gives::Nothing),
    ("dedup", Gives::Nothing),
    ("drain", Gives::Value),
    ("fill_with", Gives::Nothing),
    ("for_each", Gives::Nothing),
    ("insert", Gives::Nothing),
    ("make_lower", Gives::Nothing),
    ("make_upper", Gives::Nothing),
    ("mixin", Gives::Nothing),
    ("order", Gives::Value),
    ("order_desc", Gives::Value),
    ("pad", Gives::Nothing),
    ("pop", Gives::Value),
    ("push", Gives::Nothing),
    ("remove", Gives::Value),
    ("replace", Gives::Nothing),
    ("retain", Gives::Value),
    ("reverse", Gives::Nothing),
    ("set", Gives::Nothing),
    ("set_bit", Gives::Nothing),
    ("set_bits", Gives::Nothing),
    ("shift", Gives::Value),
    ("sort", Gives::Nothing),
    ("sort_by", Gives::Nothing),
    ("sort_desc", Gives::Nothing),
    ("splice", Gives::Nothing),
    ("split", Gives::Value),
    ("trim", Gives::Nothing),
    ("truncate", Gives::Nothing),
    ("write_ascii", Gives::Nothing),
    ("write_be", Gives::Nothing),
    ("write_le", Gives::Nothing),
    ("write_utf8", Gives::Nothing),
];

fn row(name: &str) -> Option<Gives> {
    let found = CHANGING.binary_search_by(|(known, _)| known.cmp(&name));
    found.ok().map(|at| CHANGING[at].1)
}

/// Does the method give pairs, as its name says? `for (key, value) in m.items()` takes them apart, as in Python.
pub fn gives_pairs(name: &str) -> bool {
    matches!(name, "items" | "most_common")
}

/// Does a function of this name change its first argument, and give nothing?
pub fn gives_nothing(name: &str) -> bool {
    row(name) == Some(Gives::Nothing)
}

/// May a function of this name change its first argument, for a type of Rhai's own?
pub fn may_change(name: &str) -> bool {
    row(name).is_some()
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
    use super::*;
    use crate::border::rhai_functions;
    use rhai::Engine;

    #[test]
    fn every_name_is_one_of_rhai_s_functions_and_the_list_is_sorted() {
        assert!(CHANGING.is_sorted_by_key(|(name, _)| name));
        for (name, _) in CHANGING {
            let is_known = |(known, _): (&str, usize)| known == *name;
            assert!(rhai_functions().any(is_known), "{name}");
        }
    }

    #[test]
    fn who_gives_nothing_gives_nothing_in_rhai_s_own_lists() {
        let signatures = Engine::new().gen_fn_signatures(true);
        for (name, gives) in CHANGING {
            let own = signatures.iter().filter(|signature| {
                signature
                    .strip_prefix(name)
                    .is_some_and(|rest| rest.starts_with('('))
            });
            let giving: Vec<&String> = own
                .filter(|signature| {
                    signature.rsplit_once("->").is_some_and(|(_, gives)| {
                        !matches!(gives.trim(), "()" | "Result<(), Box<EvalAltResult>>")
                    })
                })
                .collect();
            assert_eq!(
                *gives == Gives::Nothing,
                giving.is_empty(),
                "{name}: {giving:?}"
            );
        }
    }
}
