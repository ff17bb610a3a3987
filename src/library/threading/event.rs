//! `Event`.

use super::old::old_spelling;
use crate::library::declare::{native, natives};
use crate::objects::abi::NativeClass;
use crate::objects::value::{Handle, Object, Value};
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
        /// It stays set until `clear()`: who comes later does not wait.
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
        ///
        /// ```
        /// let ready = Event();
        /// ready.set();
        /// print(ready.is_set());                     // prints true
        /// ```
        fn set() |call| {
            call.handle::<Event>()?.set(call.task())?;
            Ok(Value::Unit)
        }

        /// Clear the flag: threads that come now wait for the next `set()`.
        ///
        /// ```
        /// let ready = Event();
        /// ready.set();
        /// ready.clear();
        /// print(ready.wait(0.01));                   // prints false
        /// ```
        fn clear() |call| {
            call.handle::<Event>()?.clear(call.task())?;
            Ok(Value::Unit)
        }

        /// Tell whether the flag is set.
        ///
        /// ```
        /// let ready = Event();
        /// print(ready.is_set());                     // prints false
        /// ```
        fn is_set() |call| { Ok(call.handle::<Event>()?.is_set(call.task())?.into()) }

        /// Old spelling of `is_set()`.
        ///
        /// ```
        /// print(Event().isSet());                    // prints false
        /// // warns hint: line 1: `isSet` is an old spelling; write `is_set()`
        /// ```
        fn isSet() |call| {
            old_spelling(call, "is_set()")?;
            Ok(call.handle::<Event>()?.is_set(call.task())?.into())
        }

        /// Wait until the flag is set, at most `timeout` seconds; tells whether it is.
        ///
        /// Without `timeout`, or with `()`, it waits as long as it takes; with a negative one not at all.
        ///
        /// ```
        /// let dinner = Event();
        /// let cook = Thread(|| { sleep(0.01); dinner.set(); });
        /// cook.start();
        /// print(dinner.wait(5), dinner.wait());      // prints true true
        /// ```
        fn wait(timeout = ()) |call| {
            let timeout = call.optional_float(0, "timeout")?;
            Ok(call.handle::<Event>()?.wait(call.task(), timeout)?.into())
        }
    },
    properties: &[],
    blank: None,
};
