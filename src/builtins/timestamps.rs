//! Timestamps: Rhai's `timestamp()`, `elapsed` and their arithmetic, on the clock of the run, so that they follow virtual time.

use crate::messages::message;
use crate::objects::abi::{Call, NativeClass, Property};
use crate::objects::code::BinaryOp;
use crate::objects::error::{Error, Trouble};
use crate::objects::value::{Handle, Object, Value};
use crate::runtime::Nanos;
use std::cmp::Ordering;

const SECOND: i128 = 1_000_000_000;

/// A moment in nanoseconds since the start of the run; before it when negative.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Timestamp(i128);

impl Handle for Timestamp {
    fn class(&self) -> &'static NativeClass {
        &CLASS
    }

    fn describe(&self) -> String {
        "<timestamp>".to_string()
    }
}

static CLASS: NativeClass = NativeClass {
    name: "timestamp",
    module: "",
    doc: "A moment, to measure time from. The difference of two is in seconds; seconds can be added and taken off.",
    constructor: None,
    methods: &[crate::objects::abi::Native {
        name: "elapsed",
        parameters: "",
        arity: 0..=0,
        doc: "Give the seconds since the timestamp.",
        run: elapsed_of_receiver,
        alone: None,
        plain: None,
    }],
    properties: &[Property {
        name: "elapsed",
        doc: "The seconds since the timestamp.",
        get: elapsed_of_receiver,
        set: None,
    }],
    parent: None,
    blank: None,
};

fn elapsed_of_receiver(call: &mut Call) -> Result<Value, Error> {
    let moment = call.receiver.and_then(Object::downcast::<Timestamp>);
    match moment {
        Some(moment) => since(*moment, call.host.task().now()),
        None => Err(Error::type_error(message!("not-a-timestamp"))),
    }
}

fn since(moment: Timestamp, now: Nanos) -> Result<Value, Error> {
    let passed = i128::from(now) - moment.0;
    if passed < 0 {
        let doing = "Time-stamp is later than now";
        return Err(Error::arithmetic(Trouble::LaterThanNow, doing, None));
    }
    Ok(seconds(passed))
}

fn seconds(nanos: i128) -> Value {
    Value::Float(nanos as f64 / SECOND as f64)
}

/// The timestamp of a moment of the run.
pub fn timestamp(now: Nanos) -> Value {
    Value::Object(Object::new(Timestamp(i128::from(now))))
}

/// Seconds from the timestamp to now; nothing for a value of another type. Error: the timestamp is later than now.
pub fn elapsed(value: &Value, now: Nanos) -> Option<Result<Value, Error>> {
    Some(since(moment(value)?, now))
}

fn moment(value: &Value) -> Option<Timestamp> {
    value.as_object()?.downcast::<Timestamp>().copied()
}

/// Which of two timestamps is earlier; nothing for other values.
pub(crate) fn order(a: &Value, b: &Value) -> Option<Ordering> {
    Some(moment(a)?.cmp(&moment(b)?))
}

/// `a op b` where `a` is a timestamp; nothing when the operator does not take the values.
pub(crate) fn operate(op: BinaryOp, a: &Value, b: &Value) -> Option<Result<Value, Error>> {
    let start = moment(a)?;
    let (sign, verb, doing) = match op {
        BinaryOp::Add => (1, "add", "adding"),
        BinaryOp::Sub => {
            if let Some(other) = moment(b) {
                return Some(Ok(seconds(start.0 - other.0)));
            }
            (-1, "subtract", "subtracting")
        }
        _ => return None,
    };
    let change = match b {
        Value::Int(seconds) => i128::from(*seconds) * SECOND,
        Value::Float(seconds) if seconds.abs() > i64::MAX as f64 => {
            return Some(Err(Error::arithmetic(
                Trouble::Overflow,
                format!("Integer overflow for timestamp {verb}"),
                Some(seconds.to_string()),
            )));
        }
        // To the millisecond, as Rhai counts.
        Value::Float(seconds) => (seconds * 1000.0) as i128 * 1_000_000,
        _ => return None,
    };
    let moved = start.0 + sign * change;
    if moved.abs() > i128::from(i64::MAX) * SECOND {
        return Some(Err(Error::arithmetic(
            Trouble::Overflow,
            format!("Timestamp overflow when {doing} {b:?} second(s)"),
            None,
        )));
    }
    Some(Ok(Value::Object(Object::new(Timestamp(moved)))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtins::{binary, update};
    use crate::objects::value::{to_text, type_name};
    use rhai::Position;

    fn calculate(op: BinaryOp, a: &Value, b: &Value) -> Value {
        binary(op, "", a, b, Position::NONE).unwrap()
    }

    #[test]
    fn timestamps_follow_the_clock_that_they_are_given() {
        let start = timestamp(1_000_000_000);
        let seconds = elapsed(&start, 3_500_000_000).unwrap().unwrap();
        assert!(matches!(seconds, Value::Float(passed) if passed == 2.5));
        assert!(elapsed(&start, 0).unwrap().is_err());
        assert!(elapsed(&Value::Int(1), 0).is_none());
        assert_eq!(type_name(&start), "timestamp");
        assert_eq!(to_text(&start).as_str(), "<timestamp>");
    }

    #[test]
    fn their_arithmetic_is_in_seconds() {
        let (start, end) = (timestamp(0), timestamp(2_000_000_000));
        let passed = calculate(BinaryOp::Sub, &end, &start);
        assert!(matches!(passed, Value::Float(seconds) if seconds == 2.0));
        let mut moved = start.clone();
        let at = Position::NONE;
        update(BinaryOp::Add, "", &mut moved, Value::Float(2.5), at).unwrap();
        update(BinaryOp::Sub, "", &mut moved, Value::Float(0.5), at).unwrap();
        for (op, expected) in [
            (BinaryOp::Equal, true),
            (BinaryOp::NotEqual, false),
            (BinaryOp::LessEqual, true),
            (BinaryOp::Less, false),
        ] {
            let found = calculate(op, &moved, &end);
            assert!(matches!(found, Value::Bool(truth) if truth == expected));
        }
        assert!(binary(BinaryOp::Mul, "", &start, &end, at).is_err());
        let far = Value::Int(i64::MAX);
        assert!(binary(BinaryOp::Add, "", &end, &far, at).is_err());
    }
}
