//! `random`: numbers and choices from the run's stream of chance, which a seed replays.

use super::Module;
use super::declare::{about, natives};
use crate::messages::message;
use crate::objects::abi::{Call, Native};
use crate::objects::error::Error;
use crate::objects::value::Value;
use crate::runtime::{Operation, Pending};

pub const MODULE: Module = Module {
    name: "random",
    doc: about! {
        /// Random numbers and choices. With `--seed` a run draws the same ones each time.
        ///
        /// ```
        /// let dice = list[randint(1, 6) for i in range(5)];
        /// print(len(dice), max(dice) <= 6);     // prints 5 true
        /// ```
    },
    functions: &[FUNCTIONS],
    classes: &[],
    constants: &[],
    qualified_only: &[],
};

static FUNCTIONS: &[Native] = natives! {
    /// Give a random float from 0.0 up to 1.0, which is left out.
    ///
    /// ```
    /// let x = random();
    /// print(0.0 <= x && x < 1.0);      // prints true
    /// ```
    fn random() |call| {
        call.task().point(Pending::of(Operation::Chance))?;
        Ok(Value::Float(call.host.shared().world.random()))
    }

    /// Give a random integer from `a` to `b`, both included.
    ///
    /// Fails with `ValueError` if `a` is greater than `b`.
    ///
    /// ```
    /// let dice = randint(1, 6);
    /// print(1 <= dice && dice <= 6);   // prints true
    /// print(randint(3, 3));            // prints 3
    /// ```
    fn randint(a, b) |call| {
        let (a, b) = (call.int(0, "a")?, call.int(1, "b")?);
        if a > b {
            return Err(Error::value_error(message!("randint-empty", a, b))
                .with_hint(message!("randint-empty.hint")));
        }
        let offset = below(call, b.wrapping_sub(a) as u64)?;
        Ok(Value::Int(a.wrapping_add(offset as i64)))
    }

    /// Give a random integer from `start` up to `stop`, which is left out, in steps of `step`; with one argument from 0 up to it.
    ///
    /// Fails with `ValueError` if there is none.
    ///
    /// ```
    /// print(randrange(0, 10, 2) % 2);      // prints 0
    /// print(randrange(5) in 0..5);         // prints true
    /// ```
    fn randrange(start, stop = (), step = 1) |call| {
        let first = call.int(0, "start")?;
        let (start, stop) = match call.optional(1) {
            None => (0, first),
            Some(_) => (first, call.int(1, "stop")?),
        };
        let step = call.int_or(2, "step", 1)?;
        if step == 0 {
            return Err(Error::value_error(message!("randrange-step")));
        }
        let width = i128::from(stop) - i128::from(start);
        let step = i128::from(step);
        let count = (width + step - step.signum()) / step;
        if count <= 0 {
            return Err(Error::value_error(message!("randrange-empty", start, stop)));
        }
        let drawn = below(call, (count - 1) as u64)?;
        Ok(Value::Int((i128::from(start) + step * i128::from(drawn)) as i64))
    }

    /// Give a random float between `a` and `b`.
    ///
    /// ```
    /// let delay = uniform(0.5, 2.0);
    /// print(0.5 <= delay && delay <= 2.0);   // prints true
    /// ```
    fn uniform(a, b) |call| {
        let (a, b) = (call.float(0, "a")?, call.float(1, "b")?);
        call.task().point(Pending::of(Operation::Chance))?;
        Ok(Value::Float(a + (b - a) * call.host.shared().world.random()))
    }

    /// Give one of the items.
    ///
    /// Fails with `IndexError` if there is none.
    ///
    /// ```
    /// let player = choice(["ping", "pong"]);
    /// print(player in ["ping", "pong"]);   // prints true
    /// ```
    fn choice(items) |call| {
        let mut items = call.all_items(0)?;
        if items.is_empty() {
            return Err(Error::raised("IndexError", message!("choice-empty")));
        }
        let drawn = below(call, items.len() as u64 - 1)?;
        Ok(items.swap_remove(drawn as usize))
    }

    /// Give the items in random order, in a new array.
    ///
    /// Python's `shuffle` changes its list and gives nothing; an array is handed over as a copy, so: `list = shuffle(list);`.
    ///
    /// ```
    /// let cards = shuffle([1, 2, 3]);
    /// print(len(cards), sorted(cards));    // prints 3 [1, 2, 3]
    /// ```
    fn shuffle(items) |call| {
        let items = call.all_items(0)?;
        let count = items.len();
        drawn(call, items, count)
    }

    /// Give `count` of the items, each at most once, in random order.
    ///
    /// Fails with `ValueError` if there are fewer.
    ///
    /// ```
    /// let winners = sample(range(1, 50), 6);
    /// print(len(winners), max(winners) < 50);   // prints 6 true
    /// ```
    fn sample(items, count) |call| {
        let count = call.int(1, "count")?;
        let items = call.all_items(0)?;
        match usize::try_from(count) {
            Ok(count) if count <= items.len() => drawn(call, items, count),
            _ => Err(Error::value_error(message!("sample-size"))),
        }
    }

    /// Start the random numbers again: the same seed gives the same numbers.
    ///
    /// `number` may be an integer, a float or a text; without one the clock gives it.
    ///
    /// ```
    /// seed(42);
    /// let first = randint(1, 1000000);
    /// seed(42);
    /// print(randint(1, 1000000) == first);   // prints true
    /// ```
    fn seed(number = ()) |call| {
        let number = match call.optional(0) {
            None => call.task().now(),
            Some(Value::Int(number)) => *number as u64,
            Some(Value::Float(number)) => number.to_bits(),
            Some(_) => fnv(call.text(0, "number")?.as_bytes()),
        };
        call.task().point(Pending::of(Operation::Chance))?;
        call.host.shared().world.seed(number);
        Ok(Value::Unit)
    }
};

/// Uniform from 0 to `last`, both included.
fn below(call: &Call, last: u64) -> Result<u64, Error> {
    call.task().point(Pending::of(Operation::Chance))?;
    let world = &call.host.shared().world;
    Ok(match last.checked_add(1) {
        Some(bound) => world.random_below(bound),
        None => world.random_below(1 << 32) << 32 | world.random_below(1 << 32),
    })
}

/// The first `count` places of the items in random order (Fisher and Yates).
fn drawn(call: &Call, mut items: Vec<Value>, count: usize) -> Result<Value, Error> {
    for place in 0..count.min(items.len()) {
        call.count(place)?;
        let other = place + below(call, (items.len() - 1 - place) as u64)? as usize;
        items.swap(place, other);
    }
    items.truncate(count);
    Ok(Value::array(items))
}

/// A number for a text (Fowler, Noll and Vo's hash), the same on every machine.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
