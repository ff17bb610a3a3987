//! `datetime`: a day and a time of day.

use super::date::{Day, day_of, in_range};
use super::delta::Delta;
use crate::library::declare::{native, natives, properties};
use crate::library::time::written;
use crate::messages::message;
use crate::objects::abi::{Call, NativeClass};
use crate::objects::code::BinaryOp;
use crate::objects::error::Error;
use crate::objects::value::{Handle, Object, Value};
use chrono::{Datelike, Local, NaiveDateTime, NaiveTime, TimeZone, Timelike};
use std::cmp::Ordering;

/// A day and a time of day, to the microsecond.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub NaiveDateTime);

impl Moment {
    pub fn value(self) -> Value {
        Value::Object(Object::new(self))
    }

    fn text(&self, between: char) -> String {
        let micros = self.0.and_utc().timestamp_subsec_micros();
        let fraction = match micros {
            0 => String::new(),
            micros => format!(".{micros:06}"),
        };
        let (date, time) = (self.0.format("%Y-%m-%d"), self.0.format("%H:%M:%S"));
        format!("{date}{between}{time}{fraction}")
    }
}

impl Handle for Moment {
    fn class(&self) -> &'static NativeClass {
        &DATETIME
    }

    fn describe(&self) -> String {
        self.text(' ')
    }

    fn order(&self, other: &Object) -> Option<Ordering> {
        Some(self.cmp(other.downcast::<Moment>()?))
    }

    fn operate(&self, op: BinaryOp, other: &Value) -> Option<Result<Value, Error>> {
        let other = other.as_object()?;
        if let (BinaryOp::Sub, Some(Moment(other))) = (op, other.downcast::<Moment>()) {
            return Some(Ok(Delta(self.0 - *other).value()));
        }
        let Delta(delta) = other.downcast::<Delta>()?;
        let moved = match op {
            BinaryOp::Add => self.0.checked_add_signed(*delta),
            BinaryOp::Sub => self.0.checked_sub_signed(*delta),
            _ => return None,
        };
        let checked = in_range(moved.map(|moment| moment.date()));
        Some(checked.map(|_| Moment(moved.unwrap_or_default()).value()))
    }
}

pub static DATETIME: NativeClass = NativeClass {
    name: "datetime",
    module: "datetime",
    doc: "A day and a time of day. `-` between two gives a `timedelta`, `+` and `-` move one by it; they compare.",
    parent: None,
    constructor: Some(&native! {
        /// Make a moment from a year, a month, a day and, if wanted, a time of day.
        ///
        /// Fails with `ValueError` when there is no such moment.
        ///
        /// There are no time zones: the moment is that of the machine's clock, under virtual time that of UTC.
        ///
        /// The time of day: `hour` 0 to 23, `minute` and `second` 0 to 59, `microsecond` 0 to 999999.
        ///
        /// ```
        /// let debut = datetime(2026, 11, 22, 9, 38, 51);
        /// print(debut, debut.hour);         // prints 2026-11-22 09:38:51 9
        /// print(debut.isoformat());         // prints 2026-11-22T09:38:51
        /// ```
        fn datetime(year, month, day, hour = 0, minute = 0, second = 0, microsecond = 0) |call| {
            let date = day_of(call.int(0, "year")?, call.int(1, "month")?, call.int(2, "day")?)?;
            let part = |index, name: &str, most| {
                let value = call.int_or(index, name, 0)?;
                match (0..=most).contains(&value) {
                    true => Ok(value as u32),
                    false => Err(Error::value_error(message!("date-part", part = name, most = most.to_string(), value = value.to_string()))),
                }
            };
            let (hour, minute, second) = (part(3, "hour", 23)?, part(4, "minute", 59)?, part(5, "second", 59)?);
            let micro = part(6, "microsecond", 999_999)?;
            let time = NaiveTime::from_hms_micro_opt(hour, minute, second, micro);
            Ok(Moment(date.and_time(time.unwrap_or_default())).value())
        }
    }),
    methods: natives! {
        /// Write the moment as `format` says: `%d/%m/%Y %H:%M`. The letters are those of `time::strftime`, and `%f` for microseconds.
        ///
        /// ```
        /// print(datetime(2026, 11, 22, 9, 38).strftime("%d/%m/%Y %Hh%M"));   // prints 22/11/2026 09h38
        /// ```
        fn strftime(format) |call| {
            let format = call.text(0, "format")?;
            Ok(written(&moment(call)?.and_utc().fixed_offset(), &format).into())
        }

        /// Give the moment as `2026-11-22T09:38:51`.
        ///
        /// ```
        /// print(datetime(2026, 11, 22, 9, 38, 51).isoformat());   // prints 2026-11-22T09:38:51
        /// ```
        fn isoformat() |call| { Ok(Moment(moment(call)?).text('T').into()) }

        /// Give its day.
        ///
        /// ```
        /// print(datetime(2026, 11, 22, 9, 38).date());      // prints 2026-11-22
        /// ```
        fn date() |call| { Ok(Day(moment(call)?.date()).value()) }

        /// Give the day of the week: 0 is Monday.
        ///
        /// ```
        /// print(datetime(2026, 11, 23, 9, 0).weekday());    // prints 0
        /// ```
        fn weekday() |call| { Ok(Value::Int(i64::from(moment(call)?.weekday().num_days_from_monday()))) }

        /// Give the seconds since 1 January 1970, a float.
        ///
        /// ```
        /// let a = datetime(2026, 11, 22, 9, 0);
        /// let b = datetime(2026, 11, 22, 10, 0);
        /// print(b.timestamp() - a.timestamp());             // prints 3600.0
        /// ```
        fn timestamp() |call| {
            let moment = moment(call)?;
            let seconds = match call.task().is_controlled() {
                true => moment.and_utc().timestamp_micros(),
                false => match Local.from_local_datetime(&moment).earliest() {
                    Some(moment) => moment.timestamp_micros(),
                    None => moment.and_utc().timestamp_micros(),
                },
            };
            Ok(Value::Float(seconds as f64 / 1e6))
        }
    },
    properties: properties! {
        /// The year.
        ///
        /// ```
        /// print(datetime(2026, 11, 22, 9, 38).year);        // prints 2026
        /// ```
        year get |call| { Ok(Value::Int(i64::from(moment(call)?.year()))) }
        /// The month, from 1.
        ///
        /// ```
        /// print(datetime(2026, 11, 22, 9, 38).month);       // prints 11
        /// ```
        month get |call| { Ok(Value::Int(i64::from(moment(call)?.month()))) }
        /// The day of the month, from 1.
        ///
        /// ```
        /// print(datetime(2026, 11, 22, 9, 38).day);         // prints 22
        /// ```
        day get |call| { Ok(Value::Int(i64::from(moment(call)?.day()))) }
        /// The hour, 0 to 23.
        ///
        /// ```
        /// print(datetime(2026, 11, 22, 9, 38).hour);        // prints 9
        /// ```
        hour get |call| { Ok(Value::Int(i64::from(moment(call)?.hour()))) }
        /// The minute, 0 to 59.
        ///
        /// ```
        /// print(datetime(2026, 11, 22, 9, 38).minute);      // prints 38
        /// ```
        minute get |call| { Ok(Value::Int(i64::from(moment(call)?.minute()))) }
        /// The second, 0 to 59.
        ///
        /// ```
        /// print(datetime(2026, 11, 22, 9, 38, 51).second);  // prints 51
        /// ```
        second get |call| { Ok(Value::Int(i64::from(moment(call)?.second()))) }
        /// The microsecond, 0 to 999999.
        ///
        /// ```
        /// let precise = datetime(2026, 11, 22, 9, 38, 51, 250);
        /// print(precise, precise.microsecond);              // prints 2026-11-22 09:38:51.000250 250
        /// ```
        microsecond get |call| {
            Ok(Value::Int(i64::from(moment(call)?.and_utc().timestamp_subsec_micros())))
        }
    },
    blank: None,
};

fn moment(call: &Call) -> Result<NaiveDateTime, Error> {
    Ok(call.handle::<Moment>()?.0)
}
