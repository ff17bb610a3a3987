//! `Event`.

use super::old::old_spelling;
use crate::engine::natives::NativeClass;
use crate::engine::value::{Handle, Object, Value};
use crate::library::declare::{native, natives};
use crate::sync::Event;

impl Handle for Event {
    fn class(&self) -> &'static NativeClass {
        &EVENT
    }

    fn name_it(&self, name: &str) {
        self.identity().set_name(name);
    }
}

pub static EVENT: NativeClass = NativeClass {
    name: "Event",
    module: "threading",
    doc: "A flag that threads wait for: one sets it, all who wait go on.",
    parent: None,
    constructor: Some(&native! {
        /// Make an event whose flag is not set.
        ///
        /// ```
        /// let green = Event();
        /// let t = Thread(|| { green.wait(); print("gone"); });
        /// t.start();
        /// green.set();
        /// t.join();                                  // prints gone
        /// ```
        fn Event() |call| { Ok(Value::Object(Object::new(Event::new(&call.host.shared().world)))) }
    }),
    methods: natives! {
        /// Set the flag; all threads that wait for it go on.
        fn set() |call| {
            call.handle::<Event>()?.set(call.task())?;
            Ok(Value::Unit)
        }

        /// Clear the flag: threads that come now wait for the next `set()`.
        fn clear() |call| {
            call.handle::<Event>()?.clear(call.task())?;
            Ok(Value::Unit)
        }

        /// Tell whether the flag is set.
        fn is_set() |call| { Ok(call.handle::<Event>()?.is_set(call.task())?.into()) }

        /// Old spelling of `is_set()`.
        fn isSet() |call| {
            old_spelling(call, "is_set()")?;
            Ok(call.handle::<Event>()?.is_set(call.task())?.into())
        }

        /// Wait until the flag is set, at most `timeout` seconds; tells whether it is.
        fn wait(timeout = ()) |call| {
            let timeout = call.optional_float(0, "timeout")?;
            Ok(call.handle::<Event>()?.wait(call.task(), timeout)?.into())
        }
    },
    properties: &[],
    blank: None,
};
