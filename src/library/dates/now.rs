//! Days and moments from the clock and from texts: `date::today()`, `datetime::now()`, `datetime::strptime(…)`.

use super::date::Day;
use super::moment::Moment;
use crate::library::declare::natives;
use crate::library::time;
use crate::messages::message;
use crate::objects::abi::{Call, Native};
use crate::objects::error::Error;
use chrono::format::{Parsed, StrftimeItems, parse};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

pub static DAYS: &[Native] = natives! {
    /// Give the day of today.
    ///
    /// ```
    /// let birth = date(1992, 2, 5);
    /// print(date::today().year - birth.year >= 0);   // prints true
    /// ```
    fn today() |call| { Ok(Day(time::now(call).date_naive()).value()) }

    /// Give the day that a text like `2026-11-22` means.
    ///
    /// Fails with `ValueError` for any other text.
    ///
    /// ```
    /// print(date::fromisoformat("2026-11-22").month);   // prints 11
    /// ```
    fn fromisoformat(text) |call| {
        let text = call.text(0, "text")?;
        let day = NaiveDate::parse_from_str(&text, "%Y-%m-%d");
        day.map(|day| Day(day).value()).map_err(|_| not_iso(&text))
    }

    /// Give the day of a number of seconds after 1 January 1970.
    ///
    /// Fails with `ValueError` for a date beyond the calendar's.
    ///
    /// ```
    /// print(date::fromtimestamp(86400));     // prints 1970-01-02
    /// ```
    fn fromtimestamp(seconds) |call| { Ok(Day(time::moment(call, 0)?.date_naive()).value()) }
};

pub static MOMENTS: &[Native] = natives! {
    /// Give the moment of now, to the microsecond.
    ///
    /// ```
    /// let now = datetime::now();
    /// print(now.year >= 1970, now.hour < 24);   // prints true true
    /// ```
    fn now() |call| { Ok(now(call)) }

    /// Give the moment of now: the same as `now`.
    ///
    /// ```
    /// print(datetime::today() <= datetime::now());   // prints true
    /// ```
    fn today() |call| { Ok(now(call)) }

    /// Give the moment that a text like `2026-11-22T09:38:51` means.
    ///
    /// A space may stand for the `T`, and the seconds, or the whole time of day, may be left out. Fails with `ValueError` for any other text.
    ///
    /// ```
    /// print(datetime::fromisoformat("2026-11-22T09:38:51").hour);   // prints 9
    /// ```
    fn fromisoformat(text) |call| {
        let text = call.text(0, "text")?;
        let forms = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"];
        let moment = forms.iter().find_map(|form| NaiveDateTime::parse_from_str(&text, form).ok());
        let day = || NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok();
        let moment = moment.or_else(|| Some(day()?.and_time(NaiveTime::MIN)));
        moment.map(|moment| Moment(moment).value()).ok_or_else(|| not_iso(&text))
    }

    /// Give the moment of a number of seconds after 1 January 1970.
    ///
    /// Fails with `ValueError` for a date beyond the calendar's.
    ///
    /// ```
    /// print(datetime::fromtimestamp(90));    // prints 1970-01-01 00:01:30
    /// ```
    fn fromtimestamp(seconds) |call| { Ok(Moment(time::moment(call, 0)?.naive_local()).value()) }

    /// Give the moment that a text means which is written as `format` says.
    ///
    /// Fails with `ValueError` when it is not written so.
    ///
    /// What the format does not name is 1 January 1900, midnight.
    ///
    /// ```
    /// print(datetime::strptime("05/02/1992", "%d/%m/%Y"));   // prints 1992-02-05 00:00:00
    /// ```
    fn strptime(text, format) |call| {
        let (text, format) = (call.text(0, "text")?, call.text(1, "format")?);
        let wrong = || Error::value_error(message!("date-format", text = text.as_str(), format = format.as_str()));
        let mut parsed = Parsed::new();
        parse(&mut parsed, &text, StrftimeItems::new(&format)).map_err(|_| wrong())?;
        // Python takes 1 January 1900, midnight, for what the format does not name.
        if parsed.year().is_none() && parsed.year_mod_100().is_none() {
            parsed.set_year(1900).map_err(|_| wrong())?;
        }
        if parsed.ordinal().is_none() {
            if parsed.month().is_none() {
                parsed.set_month(1).map_err(|_| wrong())?;
            }
            if parsed.day().is_none() {
                parsed.set_day(1).map_err(|_| wrong())?;
            }
        }
        let time = match parsed.hour_div_12().is_none() && parsed.hour_mod_12().is_none() {
            true => NaiveTime::MIN,
            false => {
                if parsed.minute().is_none() {
                    parsed.set_minute(0).map_err(|_| wrong())?;
                }
                parsed.to_naive_time().map_err(|_| wrong())?
            }
        };
        let day = parsed.to_naive_date().map_err(|_| wrong())?;
        Ok(Moment(day.and_time(time)).value())
    }
};

fn now(call: &Call) -> crate::objects::value::Value {
    let now = time::now(call).naive_local();
    let micros =
        chrono::TimeDelta::nanoseconds(i64::from(now.and_utc().timestamp_subsec_nanos() % 1000));
    Moment(now - micros).value()
}

fn not_iso(text: &str) -> Error {
    Error::value_error(message!("date-iso", text)).with_hint(message!("date-iso.hint"))
}
