//! Points and marks: thousandths, so that adding and rounding are exact and the same everywhere.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// Thousandths of a point.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Points(pub i64);

impl Points {
    pub const ONE: Points = Points(1000);

    /// The nearest number of thousandths; none for what is no number or too large.
    pub fn of(value: f64) -> Option<Points> {
        let thousandths = (value * 1000.0).round();
        (thousandths.abs() < 1e15).then_some(Points(thousandths as i64))
    }

    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// `self × part / whole`, rounded half up to a thousandth; nothing when there is no whole.
    pub fn scaled(self, part: Points, whole: Points) -> Points {
        match whole.0 {
            0 => Points(0),
            whole => Points(half_up(
                i128::from(self.0) * i128::from(part.0),
                i128::from(whole),
            )),
        }
    }

    /// `self × part / whole` as a multiple of `step`, rounded once, half up.
    pub fn scaled_to(self, part: Points, whole: Points, step: Points) -> Points {
        match (whole.0, step.0) {
            (0, _) => Points(0),
            (_, ..=0) => self.scaled(part, whole),
            (whole, step) => {
                let product = i128::from(self.0) * i128::from(part.0);
                Points(half_up(product, i128::from(whole) * i128::from(step)) * step)
            }
        }
    }

    /// The nearest multiple of `step`, half up; itself when there is no step.
    pub fn rounded(self, step: Points) -> Points {
        match step.0 {
            ..=0 => self,
            step => Points(half_up(i128::from(self.0), i128::from(step)) * step),
        }
    }
}

/// The quotient, rounded half up.
fn half_up(dividend: i128, divisor: i128) -> i64 {
    let (dividend, divisor) = match divisor < 0 {
        true => (-dividend, -divisor),
        false => (dividend, divisor),
    };
    (2 * dividend + divisor).div_euclid(2 * divisor) as i64
}

impl std::ops::Add for Points {
    type Output = Points;

    fn add(self, other: Points) -> Points {
        Points(self.0 + other.0)
    }
}

impl std::iter::Sum for Points {
    fn sum<I: Iterator<Item = Points>>(points: I) -> Points {
        points.fold(Points::default(), |sum, points| sum + points)
    }
}

/// `2.5`, `3`, `-0.25`.
impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.abs() / 1000, self.0.abs() % 1000);
        match format!("{part:03}").trim_end_matches('0') {
            "" => write!(f, "{sign}{whole}"),
            part => write!(f, "{sign}{whole}.{part}"),
        }
    }
}

/// A number: `10.5`, `3`.
impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 % 1000 {
            0 => serializer.serialize_i64(self.0 / 1000),
            _ => serializer.serialize_f64(self.as_f64()),
        }
    }
}

impl<'de> Deserialize<'de> for Points {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = f64::deserialize(deserializer)?;
        Points::of(value).ok_or_else(|| serde::de::Error::custom("no number of points"))
    }
}

#[cfg(test)]
mod tests {
    use super::Points;

    #[test]
    fn rounding_is_half_up_and_exact() {
        let of = |value| Points::of(value).expect("a number");
        assert_eq!(of(10.25).rounded(of(0.5)), of(10.5));
        assert_eq!(of(10.249).rounded(of(0.5)), of(10.0));
        assert_eq!(of(-0.25).rounded(of(0.5)), of(0.0));
        assert_eq!(of(20.0).scaled(of(1.0), of(3.0)), of(6.667));
        // Rounded to a thousandth first, it would be 10.25 and then 10.5.
        let almost = of(20.0).scaled_to(Points(512_499), Points(1_000_000), of(0.5));
        assert_eq!(almost, of(10.0));
        assert_eq!(of(20.0).scaled_to(of(2.0), of(3.0), of(0.01)), of(13.33));
        assert_eq!(of(1.10).to_string(), "1.1");
        assert_eq!(of(-0.05).to_string(), "-0.05");
    }
}
