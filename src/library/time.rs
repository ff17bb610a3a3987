//! `time`: waiting, clocks and dates, all from the runtime, where time can be virtual.

use super::Module;
use super::declare::{about, natives};
use crate::builtins;
use crate::messages::message;
use crate::objects::abi::{Call, Native};
use crate::objects::error::Error;
use crate::objects::value::Value;
use crate::runtime::time::{BadTime, seconds};
use chrono::format::{Item, StrftimeItems};
use chrono::{DateTime, FixedOffset, Local, Utc};
use std::time::UNIX_EPOCH;

pub const MODULE: Module = Module {
    name: "time",
    doc: about! {
        /// Waiting, clocks and dates. Under `--virtual-time` and `--seed` they tell the run's own time, and dates are in UTC.
        ///
        /// ```
        /// let start = monotonic();
        /// sleep(0.01);
        /// print(monotonic() - start >= 0.01);   // prints true
        /// ```
    },
    functions: &[FUNCTIONS],
    classes: &[],
    constants: &[],
    qualified_only: &[],
};

static FUNCTIONS: &[Native] = natives! {
    /// Wait for `seconds` seconds, an integer or a float; the other threads go on.
    ///
    /// Fails with `ValueError` for a negative number.
    ///
    /// To wait for another thread, use `join`, an `Event` or a `Condition`: how long it takes is not known.
    ///
    /// ```
    /// let start = monotonic();
    /// sleep(0.02);
    /// print(monotonic() - start >= 0.02);   // prints true
    /// ```
    fn sleep(seconds) |call| {
        let duration = seconds(call.float(0, "seconds")?).map_err(|bad| match bad {
            BadTime::Negative => Error::value_error(message!("sleep-negative")),
            bad => Error::value_error(bad.message()),
        })?;
        call.task().sleep(duration)?;
        Ok(Value::Unit)
    }

    /// Give the date and time as seconds since 1 January 1970, a float.
    ///
    /// The clock of the machine can be set back; to measure, use `monotonic`.
    ///
    /// ```
    /// print(time() > 1600000000);           // prints true
    /// ```
    fn time() |call| { Ok(Value::Float(since_epoch(call) as f64 / 1e9)) }

    /// Give the date and time as nanoseconds since 1 January 1970, an integer.
    ///
    /// ```
    /// print(type(time_ns()), time_ns() > 0);   // prints i64 true
    /// ```
    fn time_ns() |call| { Ok(Value::Int(i64::try_from(since_epoch(call)).unwrap_or(i64::MAX))) }

    /// Give the seconds on a clock that only goes forwards: for measuring how long something takes.
    ///
    /// Only differences mean something: its zero is the start of the run.
    ///
    /// ```
    /// let start = monotonic();
    /// let total = sum(range(1000));
    /// print(monotonic() >= start);          // prints true
    /// ```
    fn monotonic() |call| { Ok(Value::Float(call.task().now() as f64 / 1e9)) }

    /// Give the nanoseconds on the clock of `monotonic`, an integer.
    ///
    /// ```
    /// let start = monotonic_ns();
    /// sleep(0.001);
    /// print(monotonic_ns() - start >= 1000000);   // prints true
    /// ```
    fn monotonic_ns() |call| { Ok(Value::Int(call.task().now() as i64)) }

    /// Give the seconds on the clock of `monotonic`; Python's clock for short measurements.
    ///
    /// ```
    /// let start = perf_counter();
    /// let total = sum(range(1000));
    /// print(perf_counter() - start < 10.0);       // prints true
    /// ```
    fn perf_counter() |call| { Ok(Value::Float(call.task().now() as f64 / 1e9)) }

    /// Give the nanoseconds on the clock of `perf_counter`, an integer.
    ///
    /// ```
    /// let start = perf_counter_ns();
    /// print(type(perf_counter_ns() - start));     // prints i64
    /// ```
    fn perf_counter_ns() |call| { Ok(Value::Int(call.task().now() as i64)) }

    /// Give this moment as a timestamp, to measure time from: Rhai's own way.
    ///
    /// ```
    /// let start = timestamp();
    /// sleep(0.01);
    /// print(start.elapsed >= 0.01);  // prints true
    /// ```
    fn timestamp() |call| { Ok(builtins::timestamp(call.task().now())) }

    /// Give the seconds since the timestamp `start`.
    ///
    /// Fails with `TypeError` for what `timestamp` did not give.
    ///
    /// ```
    /// let start = timestamp();
    /// sleep(0.01);
    /// print(elapsed(start) >= 0.01);   // prints true
    /// ```
    fn elapsed(start) |call| {
        let seconds = builtins::elapsed(&call.args[0], call.task().now());
        seconds.unwrap_or_else(|| Err(call.wrong(0, "start", message!("a-timestamp"))))
    }

    /// Give the date and time as a text, as `Sun Nov 22 09:38:51 2026`: now, or `seconds` after 1 January 1970.
    ///
    /// Fails with `ValueError` for a date beyond the calendar's.
    ///
    /// ```
    /// print(ctime(0), len(ctime()));   // prints Thu Jan  1 00:00:00 1970 24
    /// ```
    fn ctime(seconds = ()) |call| {
        let moment = moment(call, 0)?;
        Ok(written(&moment, "%a %b %e %H:%M:%S %Y").into())
    }

    /// Write the date and time as `format` says: `%Y` year, `%m` month, `%d` day, `%H` hour, `%M` minute, `%S` second.
    ///
    /// Of now, or of `seconds` after 1 January 1970. Letters that mean nothing stay as they are.
    ///
    /// Python takes a `struct_time` in place of the seconds; those of `localtime()` and `gmtime()` do not exist here.
    ///
    /// Fails with `ValueError` for a date beyond the calendar's.
    ///
    /// ```
    /// print(strftime("%d/%m/%Y %H:%M", 86400));   // prints 02/01/1970 00:00
    /// print(int(strftime("%Y")) >= 1970);         // prints true
    /// ```
    fn strftime(format, seconds = ()) |call| {
        let format = call.text(0, "format")?;
        let moment = moment(call, 1)?;
        Ok(written(&moment, &format).into())
    }
};

pub(super) fn since_epoch(call: &Call) -> u128 {
    let now = call.task().wall_clock();
    now.duration_since(UNIX_EPOCH)
        .map_or(0, |passed| passed.as_nanos())
}

/// The moment of an optional argument in seconds since 1970, else now: in the machine's time zone, or in UTC when time is virtual.
pub(super) fn moment(call: &Call, index: usize) -> Result<DateTime<FixedOffset>, Error> {
    let date: DateTime<Utc> = match call.optional_float(index, "seconds")? {
        None => return Ok(now(call)),
        Some(seconds) => {
            let whole = seconds.floor();
            let rest = ((seconds - whole) * 1e9) as u32;
            let date = (whole.abs() < 1e15)
                .then(|| DateTime::from_timestamp(whole as i64, rest.min(999_999_999)))
                .flatten();
            date.ok_or_else(|| {
                Error::value_error(message!("seconds-out-of-range", name = call.name))
            })?
        }
    };
    Ok(in_zone(call, date))
}

/// The date and time of now.
pub(super) fn now(call: &Call) -> DateTime<FixedOffset> {
    in_zone(call, call.task().wall_clock().into())
}

fn in_zone(call: &Call, date: DateTime<Utc>) -> DateTime<FixedOffset> {
    match call.task().is_controlled() {
        true => date.fixed_offset(),
        false => date.with_timezone(&Local).fixed_offset(),
    }
}

/// The date in the format; what chrono does not know as a field stays as it is.
pub(super) fn written(moment: &DateTime<FixedOffset>, format: &str) -> String {
    let mut text = String::new();
    let mut rest = format;
    while !rest.is_empty() {
        let length = match rest
            .strip_prefix('%')
            .and_then(|field| field.chars().next())
        {
            Some(letter) => 1 + letter.len_utf8(),
            None => rest
                .char_indices()
                .skip(1)
                .find(|(_, char)| *char == '%')
                .map_or(rest.len(), |(at, _)| at),
        };
        let (piece, after) = rest.split_at(length);
        let items: Vec<Item> = StrftimeItems::new(piece).collect();
        if piece == "%f" {
            text.push_str(&format!("{:06}", moment.timestamp_subsec_micros()));
            rest = after;
            continue;
        }
        match FIELDS.contains(&piece.get(1..).unwrap_or_default())
            && piece.starts_with('%')
            && !items.contains(&Item::Error)
        {
            true => text.push_str(&moment.format_with_items(items.iter()).to_string()),
            false => text.push_str(piece),
        }
        rest = after;
    }
    text
}

/// The letters of Python's `strftime`; chrono knows more of them, and its `%f` is another.
const FIELDS: &[&str] = &[
    "a", "A", "b", "B", "c", "d", "D", "e", "F", "G", "H", "I", "j", "m", "M", "n", "p", "R", "s",
    "S", "t", "T", "u", "U", "V", "w", "W", "x", "X", "y", "Y", "z", "Z", "%",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64, format: &str) -> String {
        written(
            &DateTime::from_timestamp(seconds, 0).unwrap().fixed_offset(),
            format,
        )
    }

    #[test]
    fn dates_are_written_as_python_writes_them() {
        assert_eq!(at(0, "%a %b %e %H:%M:%S %Y"), "Thu Jan  1 00:00:00 1970");
        assert_eq!(
            at(1_795_340_331, "%d/%m/%Y %H:%M:%S"),
            "22/11/2026 09:38:51"
        );
        assert_eq!(
            at(0, "%c|%x|%X|%j|%p|%y"),
            "Thu Jan  1 00:00:00 1970|01/01/70|00:00:00|001|AM|70"
        );
        assert_eq!(at(0, "%"), "%");
        assert_eq!(at(0, "100%% %é %Q é%Hh"), "100% %é %Q é00h");
    }
}
