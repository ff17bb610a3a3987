//! Amounts as people write them: `10k` operations, `64m` of memory, `500ms`.

use crate::memory::LEAST_LIMIT;
use crate::messages::{Message, message};
use std::time::Duration;

/// A whole number; `k`, `m` and `g` stand for thousands, millions and billions.
pub fn count(text: &str) -> Result<u64, Message> {
    let wrong = || message!("amount-no-number", text);
    let (digits, factor) = match text.to_ascii_lowercase().chars().last() {
        Some('k') => (&text[..text.len() - 1], 1_000),
        Some('m') => (&text[..text.len() - 1], 1_000_000),
        Some('g') => (&text[..text.len() - 1], 1_000_000_000),
        _ => (text, 1),
    };
    let number: u64 = digits.replace('_', "").parse().map_err(|_| wrong())?;
    number.checked_mul(factor).ok_or_else(wrong)
}

/// Bytes of memory; `k`, `m` and `g` stand for KiB, MiB and GiB. 0 is no limit; less than the program itself needs is refused.
pub fn memory(text: &str) -> Result<u64, Message> {
    match size(text)? {
        1..LEAST_LIMIT => Err(message!(
            "amount-little-memory",
            text,
            least = LEAST_LIMIT >> 20
        )),
        bytes => Ok(bytes),
    }
}

/// Bytes of a text, of any number; 0 is no limit.
pub fn size(text: &str) -> Result<u64, Message> {
    let wrong = || message!("amount-no-size", text);
    let (digits, shift) = match text.to_ascii_lowercase().chars().last() {
        Some('k') => (&text[..text.len() - 1], 10),
        Some('m') => (&text[..text.len() - 1], 20),
        Some('g') => (&text[..text.len() - 1], 30),
        _ => (text, 0),
    };
    let number: u64 = digits.replace('_', "").parse().map_err(|_| wrong())?;
    number.checked_mul(1 << shift).ok_or_else(wrong)
}

/// A call depth: at least 1, since endless recursion must end.
pub fn depth(text: &str) -> Result<usize, Message> {
    match usize::try_from(count(text)?) {
        Ok(0) => Err(message!("amount-no-depth")),
        Ok(depth) => Ok(depth),
        Err(_) => Err(message!("amount-too-deep", text)),
    }
}

/// Seconds, or milliseconds with `ms`.
pub fn time(text: &str) -> Result<Duration, Message> {
    let wrong = || message!("amount-no-time", text);
    let lower = text.to_ascii_lowercase();
    let (digits, factor) = match (lower.strip_suffix("ms"), lower.strip_suffix('s')) {
        (Some(digits), _) => (digits, 0.001),
        (None, Some(digits)) => (digits, 1.0),
        (None, None) => (lower.as_str(), 1.0),
    };
    let number: f64 = digits.parse().map_err(|_| wrong())?;
    let seconds = number * factor;
    if seconds > 1e9 {
        return Err(wrong());
    }
    Duration::try_from_secs_f64(seconds).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_have_suffixes() {
        assert_eq!(count("500"), Ok(500));
        assert_eq!(count("10k"), Ok(10_000));
        assert_eq!(count("2M"), Ok(2_000_000));
        assert_eq!(count("1_000"), Ok(1000));
        for wrong in ["", "k", "-1", "1.5k", "é", "99999999999g"] {
            assert!(count(wrong).is_err(), "{wrong}");
        }
        assert!(depth("0").is_err());
    }

    #[test]
    fn sizes_are_bytes() {
        assert_eq!(memory("0"), Ok(0));
        assert_eq!(memory("64m"), Ok(64 << 20));
        assert_eq!(memory("1G"), Ok(1 << 30));
        assert_eq!(memory("20_000k"), Ok(20_000 << 10));
        for wrong in ["", "m", "-1", "1.5g", "1000", "15m", "99999999999g"] {
            assert!(memory(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn times_are_seconds() {
        assert_eq!(time("10"), Ok(Duration::from_secs(10)));
        assert_eq!(time("2.5s"), Ok(Duration::from_millis(2500)));
        assert_eq!(time("500ms"), Ok(Duration::from_millis(500)));
        for wrong in ["", "s", "-1", "nan", "inf", "1h", "1e300"] {
            assert!(time(wrong).is_err(), "{wrong}");
        }
    }
}
