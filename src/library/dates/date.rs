//! `date`: a day of the calendar.

use super::delta::Delta;
use crate::library::declare::{native, natives, properties};
use crate::library::time::written;
use crate::messages::message;
use crate::objects::abi::{Call, NativeClass};
use crate::objects::code::BinaryOp;
use crate::objects::error::Error;
use crate::objects::value::{Handle, Object, Value};
use chrono::{Datelike, NaiveDate, NaiveTime};
use std::cmp::Ordering;

/// A day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub NaiveDate);

impl Day {
    pub fn value(self) -> Value {
        Value::Object(Object::new(self))
    }
}

/// The day of a year, a month and a day of it.
///
/// # Errors
/// `ValueError` in Python's words.
pub fn day_of(year: i64, month: i64, day: i64) -> Result<NaiveDate, Error> {
    if !(1..=9999).contains(&year) {
        return Err(Error::value_error(message!(
            "date-year",
            year = year.to_string()
        )));
    }
    if !(1..=12).contains(&month) {
        return Err(Error::value_error(message!(
            "date-month",
            month = month.to_string()
        )));
    }
    let day = u32::try_from(day).ok();
    let found = day.and_then(|day| NaiveDate::from_ymd_opt(year as i32, month as u32, day));
    found.ok_or_else(|| Error::value_error(message!("date-day")))
}

/// A date that a calculation gives.
pub fn in_range(date: Option<NaiveDate>) -> Result<NaiveDate, Error> {
    date.filter(|date| (1..=9999).contains(&date.year()))
        .ok_or_else(|| Error::raised("OverflowError", message!("date-range")))
}

impl Handle for Day {
    fn class(&self) -> &'static NativeClass {
        &DATE
    }

    fn describe(&self) -> String {
        self.0.format("%Y-%m-%d").to_string()
    }

    fn order(&self, other: &Object) -> Option<Ordering> {
        Some(self.cmp(other.downcast::<Day>()?))
    }

    fn operate(&self, op: BinaryOp, other: &Value) -> Option<Result<Value, Error>> {
        let other = other.as_object()?;
        if let (BinaryOp::Sub, Some(Day(other))) = (op, other.downcast::<Day>()) {
            return Some(Ok(Delta(self.0 - *other).value()));
        }
        let Delta(delta) = other.downcast::<Delta>()?;
        let days = chrono::TimeDelta::days(delta.num_seconds().div_euclid(86_400));
        let moved = match op {
            BinaryOp::Add => self.0.checked_add_signed(days),
            BinaryOp::Sub => self.0.checked_sub_signed(days),
            _ => return None,
        };
        Some(in_range(moved).map(|date| Day(date).value()))
    }
}

pub static DATE: NativeClass = NativeClass {
    name: "date",
    module: "datetime",
    doc: "A day. `-` between two days gives a `timedelta`, `+` and `-` move a day by one; days compare.",
    parent: None,
    constructor: Some(&native! {
        /// Make the day of a year, a month (1 to 12) and a day of the month.
        ///
        /// Fails with `ValueError` when there is no such day.
        ///
        /// A text shows it as `2026-11-22`. Years go from 1 to 9999.
        ///
        /// ```
        /// let naissance = date(1992, 2, 5);
        /// print(naissance, naissance.year);                 // prints 1992-02-05 1992
        /// print((date(2020, 3, 1) - date(2020, 2, 1)).days); // prints 29
        /// ```
        fn date(year, month, day) |call| {
            let date = day_of(call.int(0, "year")?, call.int(1, "month")?, call.int(2, "day")?)?;
            Ok(Day(date).value())
        }
    }),
    methods: natives! {
        /// Write the day as `format` says: `%d/%m/%Y`. The letters are those of `time::strftime`.
        ///
        /// ```
        /// print(date(2026, 11, 22).strftime("%d/%m/%y"));   // prints 22/11/26
        /// ```
        fn strftime(format) |call| {
            let format = call.text(0, "format")?;
            let midnight = day(call)?.and_time(NaiveTime::MIN).and_utc().fixed_offset();
            Ok(written(&midnight, &format).into())
        }

        /// Give the day as `2026-11-22`.
        ///
        /// ```
        /// print("Le " + date(2026, 11, 22).isoformat());    // prints Le 2026-11-22
        /// ```
        fn isoformat() |call| { Ok(Day(day(call)?).describe().into()) }

        /// Give the day of the week: 0 is Monday.
        ///
        /// ```
        /// print(date(2026, 11, 22).weekday());              // prints 6
        /// ```
        fn weekday() |call| { Ok(Value::Int(i64::from(day(call)?.weekday().num_days_from_monday()))) }

        /// Give the day of the week: 1 is Monday.
        ///
        /// ```
        /// print(date(2026, 11, 22).isoweekday());           // prints 7
        /// ```
        fn isoweekday() |call| { Ok(Value::Int(i64::from(day(call)?.weekday().number_from_monday()))) }
    },
    properties: properties! {
        /// The year.
        ///
        /// ```
        /// print(date(1992, 2, 5).year);      // prints 1992
        /// ```
        year get |call| { Ok(Value::Int(i64::from(day(call)?.year()))) }
        /// The month, from 1.
        ///
        /// ```
        /// print(date(1992, 2, 5).month);     // prints 2
        /// ```
        month get |call| { Ok(Value::Int(i64::from(day(call)?.month()))) }
        /// The day of the month, from 1.
        ///
        /// ```
        /// print(date(1992, 2, 5).day);       // prints 5
        /// ```
        day get |call| { Ok(Value::Int(i64::from(day(call)?.day()))) }
    },
    blank: None,
};

fn day(call: &Call) -> Result<NaiveDate, Error> {
    Ok(call.handle::<Day>()?.0)
}
