//! Did you mean …? The known name closest to a misspelt one.

/// Nobody misspells a longer name; the work for one grows with the product of both lengths.
const LONGEST: usize = 64;

/// The known name that a reader would take for the misspelt one: the same but for capitals, else few letters away.
pub fn closest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().take(LONGEST + 1).count();
    if length > LONGEST {
        return None;
    }
    let allowed = match length {
        0..=2 => 0,
        3..=5 => 1,
        6..=8 => 2,
        _ => 3,
    };
    known
        .filter(|other| *other != name && other.len() <= 4 * LONGEST)
        .filter_map(|other| {
            let distance = if other.to_lowercase() == name.to_lowercase() {
                0
            } else {
                strsim::damerau_levenshtein(name, other)
            };
            (distance <= allowed && distance * 2 < length.max(1)).then_some((distance, other))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, other)| other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_recognised() {
        let known = ["acquire", "release", "Lock", "compteur", "n", "len"];
        let ask = |name| closest(name, known.into_iter());
        assert_eq!(ask("acquier"), Some("acquire"));
        assert_eq!(ask("aquire"), Some("acquire"));
        assert_eq!(ask("lock"), Some("Lock"));
        assert_eq!(ask("compteru"), Some("compteur"));
        assert_eq!(ask("x"), None);
        assert_eq!(ask("N"), Some("n"));
        assert_eq!(ask("total"), None);
        assert_eq!(ask("len"), None);
        assert_eq!(
            closest("lenn", [&*"x".repeat(100_000), "len"].into_iter()),
            Some("len")
        );
        assert_eq!(closest(&"x".repeat(100_000), known.into_iter()), None);
    }
}
