//! `timedelta`: the time between two days or moments.

use super::date::Day;
use super::moment::Moment;
use crate::library::declare::{native, natives, properties};
use crate::messages::message;
use crate::objects::abi::{Call, NativeClass};
use crate::objects::code::BinaryOp;
use crate::objects::error::Error;
use crate::objects::value::{Handle, Object, Value};
use chrono::TimeDelta;
use std::cmp::Ordering;

/// A span of time, to the microsecond.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Delta(pub TimeDelta);

impl Delta {
    pub fn value(self) -> Value {
        Value::Object(Object::new(self))
    }

    /// Whole days, then the seconds and microseconds of the day that is left: only the days can be negative, as in Python.
    fn parts(self) -> (i64, i64, i64) {
        let micros = i64::from(self.0.subsec_nanos() / 1000) + self.0.num_seconds() * 1_000_000;
        let (days, rest) = (micros.div_euclid(DAY), micros.rem_euclid(DAY));
        (days, rest / 1_000_000, rest % 1_000_000)
    }
}

/// Microseconds of a day.
const DAY: i64 = 86_400 * 1_000_000;

/// Python's limit, in days.
const MOST_DAYS: i64 = 999_999_999;

fn checked(micros: f64) -> Result<Value, Error> {
    let too_large = || {
        Error::raised(
            "OverflowError",
            message!("date-delta", days = MOST_DAYS.to_string()),
        )
    };
    // What fits into chrono's own count of microseconds is less than Python's most.
    match micros.is_finite() && micros.abs() < i64::MAX as f64 {
        true => Ok(Delta(TimeDelta::microseconds(micros.round() as i64)).value()),
        false => Err(too_large()),
    }
}

impl Handle for Delta {
    fn class(&self) -> &'static NativeClass {
        &TIMEDELTA
    }

    fn describe(&self) -> String {
        let (days, seconds, micros) = self.parts();
        let days = match days {
            0 => String::new(),
            1 | -1 => format!("{days} day, "),
            days => format!("{days} days, "),
        };
        let fraction = match micros {
            0 => String::new(),
            micros => format!(".{micros:06}"),
        };
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        format!("{days}{hours}:{minutes:02}:{:02}{fraction}", seconds % 60)
    }

    fn order(&self, other: &Object) -> Option<Ordering> {
        Some(self.cmp(other.downcast::<Delta>()?))
    }

    fn operate(&self, op: BinaryOp, other: &Value) -> Option<Result<Value, Error>> {
        let micros = self.0.num_microseconds()? as f64;
        match (op, other) {
            (BinaryOp::Mul, Value::Int(times)) => Some(checked(micros * *times as f64)),
            (BinaryOp::Mul, Value::Float(times)) => Some(checked(micros * times)),
            (BinaryOp::Div, Value::Int(parts)) if *parts != 0 => {
                Some(checked(micros / *parts as f64))
            }
            (BinaryOp::Add | BinaryOp::Sub, Value::Object(other)) => {
                if let Some(Delta(other)) = other.downcast::<Delta>() {
                    let other = other.num_microseconds()? as f64;
                    let sign = if op == BinaryOp::Add { 1.0 } else { -1.0 };
                    return Some(checked(micros + sign * other));
                }
                let own = Delta(self.0).value();
                match op == BinaryOp::Add {
                    true => other
                        .downcast::<Day>()
                        .and_then(|day| day.operate(op, &own))
                        .or_else(|| other.downcast::<Moment>()?.operate(op, &own)),
                    false => None,
                }
            }
            _ => None,
        }
    }
}

pub static TIMEDELTA: NativeClass = NativeClass {
    name: "timedelta",
    module: "datetime",
    doc: "The time between two days or moments. It adds to them and to others of its kind; `*` and `/` take a number.",
    parent: None,
    constructor: Some(&native! {
        /// Make a span of time; every part is a number, in Python's order.
        ///
        /// Python also takes the parts by name, `timedelta(hours=2)`; here write `timedelta(0, 2 * 3600)`. Fails with `OverflowError` beyond 999999999 days.
        ///
        /// ```
        /// print(date(2026, 11, 22) + timedelta(10));       // prints 2026-12-02
        /// print(timedelta(1, 90).total_seconds());         // prints 86490.0
        /// ```
        fn timedelta(days = 0, seconds = 0, microseconds = 0, milliseconds = 0, minutes = 0, hours = 0, weeks = 0) |call| {
            const PARTS: [(&str, f64); 7] = [
                ("days", 86_400e6),
                ("seconds", 1e6),
                ("microseconds", 1.0),
                ("milliseconds", 1e3),
                ("minutes", 60e6),
                ("hours", 3_600e6),
                ("weeks", 604_800e6),
            ];
            let mut micros = 0.0;
            for (index, (name, size)) in PARTS.into_iter().enumerate() {
                micros += call.optional_float(index, name)?.unwrap_or(0.0) * size;
            }
            checked(micros)
        }
    }),
    methods: natives! {
        /// Give the whole span in seconds, a float.
        ///
        /// ```
        /// let course = datetime(2026, 1, 1, 12, 0) - datetime(2026, 1, 1, 10, 30);
        /// print(course, course.total_seconds());            // prints 1:30:00 5400.0
        /// ```
        fn total_seconds() |call| {
            let (days, seconds, micros) = delta(call)?.parts();
            Ok(Value::Float((days * DAY + seconds * 1_000_000 + micros) as f64 / 1e6))
        }
    },
    properties: properties! {
        /// The whole days.
        ///
        /// ```
        /// print((date(2026, 12, 25) - date(2026, 11, 22)).days);   // prints 33
        /// ```
        days get |call| { Ok(Value::Int(delta(call)?.parts().0)) }
        /// The seconds of the day that is left, 0 to 86399.
        ///
        /// For all of it use `total_seconds()`: the days are not counted here.
        ///
        /// ```
        /// print(timedelta(2, 90).seconds);                  // prints 90
        /// ```
        seconds get |call| { Ok(Value::Int(delta(call)?.parts().1)) }
        /// The microseconds of the second that is left.
        ///
        /// ```
        /// print(timedelta(0, 1.5).microseconds);            // prints 500000
        /// ```
        microseconds get |call| { Ok(Value::Int(delta(call)?.parts().2)) }
    },
    blank: None,
};

fn delta(call: &Call) -> Result<Delta, Error> {
    Ok(*call.handle::<Delta>()?)
}
