//! Time as the runtime counts it, and the only conversion from a script's seconds.

use super::Stop;
use crate::messages::{Message, message};
use std::time::{Duration, Instant};

/// Time since the start of the world, in nanoseconds (584 years fit).
pub type Nanos = u64;

/// Longest wait that can be asked for, in seconds: Python's `threading.TIMEOUT_MAX` on 64-bit Linux.
pub const LONGEST: f64 = 9_223_372_036.0;

/// What is left of a span of wall time that has begun: for work before there is a world, which keeps the time of a run.
#[derive(Clone, Copy, Debug)]
pub struct Allowance {
    begun: Instant,
    span: Option<Duration>,
}

impl Allowance {
    /// Begin now; without a span it never ends.
    pub fn begin(span: Option<Duration>) -> Self {
        Allowance {
            begun: Instant::now(),
            span,
        }
    }

    /// What is left, if it ever ends.
    pub fn left(&self) -> Option<Duration> {
        Some(self.span?.saturating_sub(self.begun.elapsed()))
    }

    /// At most so long from now on.
    pub fn at_most(&self, span: Duration) -> Self {
        Allowance::begin(Some(self.left().map_or(span, |left| left.min(span))))
    }

    /// Is nothing left? A `TimeLimit` then.
    pub fn check(&self) -> Result<(), Stop> {
        match self.left() {
            Some(Duration::ZERO) => Err(Stop::TimeLimit),
            _ => Ok(()),
        }
    }
}

/// Why a number of seconds is no duration, in Python's words. A `ValueError` for scripts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BadTime {
    NotANumber,
    TooLarge,
    Negative,
}

impl BadTime {
    /// What is wrong with it, in words.
    pub fn message(self) -> Message {
        match self {
            BadTime::NotANumber => message!("time-nan"),
            BadTime::TooLarge => message!("time-too-large"),
            BadTime::Negative => message!("time-negative"),
        }
    }
}

/// In English.
impl std::fmt::Display for BadTime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.message().fmt(f)
    }
}

/// Convert a script's seconds, rounding up to whole nanoseconds so that no wait is shorter than asked for.
pub fn seconds(value: f64) -> Result<Duration, BadTime> {
    if value.is_nan() {
        return Err(BadTime::NotANumber);
    }
    if value < 0.0 {
        return Err(BadTime::Negative);
    }
    if value > LONGEST {
        return Err(BadTime::TooLarge);
    }
    let whole = value.trunc();
    let rest = ((value - whole) * 1e9).ceil() as u64;
    Ok(Duration::from_secs(whole as u64) + Duration::from_nanos(rest))
}

/// As `seconds`, for the waits of Python that take a negative timeout for "do not wait".
pub fn seconds_or_none_left(value: f64) -> Result<Duration, BadTime> {
    if value < 0.0 {
        Ok(Duration::ZERO)
    } else {
        seconds(value)
    }
}

/// `duration` in nanoseconds, clamped.
pub fn nanos(duration: Duration) -> Nanos {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_become_durations() {
        assert_eq!(seconds(1.5), Ok(Duration::from_millis(1500)));
        assert_eq!(seconds(0.0), Ok(Duration::ZERO));
        assert_eq!(seconds(0.1), Ok(Duration::from_millis(100)));
        assert_eq!(seconds(1e-12), Ok(Duration::from_nanos(1)));
        assert_eq!(seconds_or_none_left(-3.0), Ok(Duration::ZERO));
    }

    #[test]
    fn what_is_no_duration_says_why() {
        assert_eq!(seconds(f64::NAN), Err(BadTime::NotANumber));
        assert_eq!(seconds(f64::INFINITY), Err(BadTime::TooLarge));
        assert_eq!(seconds(1e10), Err(BadTime::TooLarge));
        assert_eq!(seconds(-0.5), Err(BadTime::Negative));
        assert_eq!(seconds_or_none_left(f64::NAN), Err(BadTime::NotANumber));
    }
}
