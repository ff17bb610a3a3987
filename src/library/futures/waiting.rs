//! Waiting for several futures: `as_completed`, `wait`.

use super::handle::{FutureHandle, Given};
use super::results::Completed;
use crate::library::Answer;
use crate::library::declare::natives;
use crate::messages::message;
use crate::objects::abi::{Call, Native};
use crate::objects::error::Error;
use crate::objects::value::{Map, Object, Value, type_name};
use crate::runtime::{Nanos, time};
use crate::sync::{Ended, Future, Watch};
use std::collections::HashSet;

pub const FIRST_COMPLETED: &str = "FIRST_COMPLETED";
pub const FIRST_EXCEPTION: &str = "FIRST_EXCEPTION";
pub const ALL_COMPLETED: &str = "ALL_COMPLETED";

/// The futures of the first argument, each once.
fn futures(call: &mut Call) -> Result<Vec<Object>, Error> {
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for item in call.all_items(0)? {
        match &item {
            Value::Object(object) if object.downcast::<FutureHandle>().is_some() => {
                if seen.insert(object.address()) {
                    found.push(object.clone());
                }
            }
            other => {
                let kind = type_name(other);
                let error = Error::type_error(message!("futures-wanted", name = call.name, kind));
                return Err(error.with_hint(message!("futures-wanted.hint")));
            }
        }
    }
    Ok(found)
}

fn of(object: &Object) -> Option<Future<Given, Value>> {
    Some(object.downcast::<FutureHandle>()?.future.clone())
}

/// The moment until which an argument lets wait.
pub fn deadline(call: &Call, timeout: Option<f64>) -> Result<Option<Nanos>, Error> {
    let timeout = timeout.map(time::seconds_or_none_left).transpose();
    let timeout = timeout.map_err(|bad| Error::value_error(bad.message()))?;
    Ok(timeout.map(|timeout| call.task().deadline(timeout)))
}

fn as_completed(call: &mut Call) -> Answer {
    let timeout = call.optional_float(1, "timeout")?;
    let deadline = deadline(call, timeout)?;
    let futures = futures(call)?;
    let watched: Vec<_> = futures.iter().filter_map(of).collect();
    let watch = Watch::over(call.task(), &watched)?;
    let object = Object::new(Completed::new(watch, futures, deadline));
    call.host.shared().cycles.note_handle(&object);
    Ok(Value::Object(object))
}

fn wait(call: &mut Call) -> Answer {
    let timeout = call.optional_float(1, "timeout")?;
    let until = call.optional_text(2, "return_when")?;
    let until = until.as_ref().map_or(ALL_COMPLETED, |text| text.as_str());
    if ![FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED].contains(&until) {
        let error = Error::value_error(message!("wait-return-when", given = until));
        return Err(error.with_hint(message!("wait-return-when.hint")));
    }
    let deadline = deadline(call, timeout)?;
    let futures = futures(call)?;
    let watched: Vec<_> = futures.iter().filter_map(of).collect();
    let watch = Watch::over(call.task(), &watched)?;
    let mut ended = vec![false; futures.len()];
    // Those that have ended already are all among the done, as in Python, whatever ends the wait.
    let mut is_enough = false;
    while watch.left() > 0 {
        let until_then = match is_enough {
            true => Some(0),
            false => deadline,
        };
        let Some(number) = watch.next(call.task(), until_then)? else {
            break;
        };
        ended[number] = true;
        is_enough |= match until {
            FIRST_COMPLETED => true,
            FIRST_EXCEPTION => has_failed(&watched[number], call)?,
            _ => false,
        };
    }
    let (done, not_done): (Vec<_>, Vec<_>) = (futures.into_iter().zip(ended))
        .map(|(object, ended)| (Value::Object(object), ended))
        .partition(|(_, ended)| *ended);
    let values = |pairs: Vec<(Value, bool)>| {
        Value::array(pairs.into_iter().map(|(value, _)| value).collect())
    };
    let fields = [("done", values(done)), ("not_done", values(not_done))];
    Ok(Value::Map(Map::from(fields)))
}

/// As in Python, a future that was cancelled is none that has failed.
fn has_failed(future: &Future<Given, Value>, call: &Call) -> Result<bool, Error> {
    let ended = future.wait(call.task(), Some(0.0))?;
    Ok(matches!(ended, Some(Ended::Done(Err(_)))))
}

pub static FUNCTIONS: &[Native] = natives! {
    /// Give the futures one after the other for a `for`, each when it has ended: the quickest first.
    ///
    /// `futures` is an array, or what else a `for` can walk over. The wait for all of them lasts at most `timeout` seconds: then the loop fails with
    /// `TimedOut`. A future that is there twice comes once.
    ///
    /// ```
    /// let pool = ThreadPoolExecutor(2);
    /// fn nap(seconds) { sleep(seconds); seconds }
    /// let futures = [pool.submit(nap, 0.2), pool.submit(nap, 0.01)];
    /// for future in as_completed(futures) { print(future.result()); }
    /// pool.shutdown();
    /// // prints 0.01
    /// // prints 0.2
    /// ```
    fn as_completed(futures, timeout = ()) |call| { as_completed(call) }

    /// Wait for futures; gives a map of two arrays: those that have ended are `done`, the others `not_done`.
    ///
    /// `return_when` says what is waited for: `ALL_COMPLETED`, `FIRST_COMPLETED` or `FIRST_EXCEPTION`, the first one that fails. When `timeout` seconds have
    /// passed it gives what there is: that is no error. Fails with `TypeError` for what is no future.
    ///
    /// ```
    /// let pool = ThreadPoolExecutor(2);
    /// let stop = Event();
    /// let quick = pool.submit(|| 1);
    /// let slow = pool.submit(|| stop.wait());
    /// let first = concurrent_futures::wait([quick, slow], 60, FIRST_COMPLETED);
    /// print(len(first.done), len(first.not_done));      // prints 1 1
    /// stop.set();
    /// pool.shutdown();
    /// ```
    fn wait(futures, timeout = (), return_when = ALL_COMPLETED) |call| { wait(call) }
};
