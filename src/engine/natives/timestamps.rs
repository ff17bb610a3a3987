//! Rhai's `timestamp()` and `elapsed` on the clock of the run, so that they follow virtual time; all other functions of timestamps are Rhai's.

use super::Native;
use crate::engine::error::Error;
use crate::engine::value::Value;
use crate::runtime::Nanos;
use rhai::Dynamic;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// Timestamps are this moment plus the time of the run. A day in hand keeps what scripts subtract on the positive side.
static START: LazyLock<Instant> = LazyLock::new(|| {
    #[expect(
        clippy::disallowed_methods,
        reason = "Rhai's timestamps are instants; the clock that moves them is the runtime's"
    )]
    let now = Instant::now();
    now + Duration::from_secs(86_400)
});

/// `timestamp()`.
pub static TIMESTAMP: Native = Native {
    name: "timestamp",
    parameters: "",
    arity: 0..=0,
    doc: "This moment, to measure time from: `elapsed(start)`, or the difference of two timestamps, in seconds.",
    run: |call| Ok(timestamp(call.host.task().now())),
};

/// `elapsed(timestamp)`, `timestamp.elapsed()`.
pub static ELAPSED: Native = Native {
    name: "elapsed",
    parameters: "timestamp",
    arity: 1..=1,
    doc: "Seconds since the timestamp. Error: it is later than now.",
    run: |call| {
        let now = call.host.task().now();
        match call.args.first().map(|value| elapsed(value, now)) {
            Some(Some(seconds)) => seconds,
            _ => Err(Error::type_error("`elapsed` takes a timestamp")
                .with_hint("`let start = timestamp();` makes one")),
        }
    },
};

/// The timestamp of a moment of the run.
pub fn timestamp(now: Nanos) -> Value {
    Value::foreign(Dynamic::from(*START + Duration::from_nanos(now)))
}

/// Seconds from the timestamp to now; nothing for a value of another type. Error: the timestamp is later than now.
pub fn elapsed(value: &Value, now: Nanos) -> Option<Result<Value, Error>> {
    let Value::Foreign(dynamic) = value else {
        return None;
    };
    let moment = *dynamic.read_lock::<Instant>()?;
    let now = *START + Duration::from_nanos(now);
    Some(match now.checked_duration_since(moment) {
        Some(passed) => Ok(Value::Float(passed.as_secs_f64())),
        None => Err(Error::arithmetic("Time-stamp is later than now")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::code::BinaryOp;
    use crate::engine::natives::{binary, update};
    use rhai::Position;

    #[test]
    fn timestamps_follow_the_clock_that_they_are_given() {
        let start = timestamp(1_000_000_000);
        let seconds = elapsed(&start, 3_500_000_000).unwrap().unwrap();
        assert!(matches!(seconds, Value::Float(passed) if passed == 2.5));
        assert!(elapsed(&start, 0).unwrap().is_err());
        assert!(elapsed(&Value::Int(1), 0).is_none());
    }

    #[test]
    fn rhais_arithmetic_works_on_them() {
        let (start, end) = (timestamp(0), timestamp(2_000_000_000));
        let passed = binary(BinaryOp::Sub, "", &end, &start, Position::NONE).unwrap();
        assert!(matches!(passed, Value::Float(seconds) if seconds == 2.0));
        let mut moved = start;
        update(BinaryOp::Add, "", &mut moved, Value::Int(2), Position::NONE).unwrap();
        let same = binary(BinaryOp::Equal, "", &moved, &end, Position::NONE).unwrap();
        assert!(matches!(same, Value::Bool(true)));
    }
}
