//! What Python's `threading` lets a program change about all threads: what happens to an uncaught error. And the names of Python's that a
//! script can do without, each with what to use instead.

use crate::border::{catch_value, caught};
use crate::library::arguments::check_call_back;
use crate::library::declare::natives;
use crate::messages::message;
use crate::objects::abi::{Host, Native};
use crate::objects::error::Error;
use crate::objects::value::{Map, Object, Value};
use parking_lot::Mutex;

/// The function that is told uncaught errors of threads, if the script has set one.
#[derive(Default)]
struct Hook(Mutex<Option<Value>>);

/// Tell the script's hook of an uncaught error. Nothing when there is no hook; the hook's own error when it fails.
pub fn tell(host: &mut dyn Host, thread: &Object, error: &Error) -> Option<Result<(), Error>> {
    let hook = host.shared().state::<Hook>();
    let function = hook.0.lock().clone()?;
    let value = catch_value(error, host.shared().language);
    let kind = match &value {
        Value::Map(map) => map.get("kind").cloned().unwrap_or_default(),
        value => caught(value).map_or(Value::Unit, |raised| raised.kind.into()),
    };
    let fields = [
        ("exc_type", kind),
        ("exc_value", value),
        ("thread", Value::Object(thread.clone())),
    ];
    let args = std::iter::once(Value::Map(Map::from(fields)));
    Some(host.call(&function, args.collect()).map(drop))
}

pub static FUNCTIONS: &[Native] = natives! {
    /// Have `hook` called for each uncaught error of a thread, in place of showing it; `()` has errors shown again.
    ///
    /// The hook runs on the thread that failed and gets a map: `exc_type` (the error's kind, `()` for a value that the script threw), `exc_value` (what
    /// `catch` would bind) and `thread`. The exit code still tells that a thread failed. Python writes `threading.excepthook = hook`. Raises `TypeError`
    /// for what is no function.
    ///
    /// ```
    /// excepthook(|failed| print(failed.thread.name, "failed:", failed.exc_value));
    /// let t = Thread(|| throw "oh", [], #{name: "T"});
    /// t.start();
    /// t.join();                          // prints T failed: oh
    /// exit(0);
    /// ```
    fn excepthook(hook) |call| {
        let hook = call.take(0);
        let hook = match hook {
            Value::Unit => None,
            Value::Function(_) => {
                check_call_back(&*call.host, &hook, 1)?;
                Some(hook)
            }
            other => {
                call.args = [other].into_iter().collect();
                return Err(call.wrong(0, "hook", "a function or ()"));
            }
        };
        *call.host.shared().state::<Hook>().0.lock() = hook;
        Ok(Value::Unit)
    }

    /// Give 0: the stacks of threads have the size they need, whatever a script does.
    ///
    /// How deep functions may call each other is `sandbox run --max-call-depth N`. Raises `ValueError` for any other size, as Python does
    /// where the size cannot be changed.
    ///
    /// ```
    /// print(stack_size());            // prints 0
    /// ```
    fn stack_size(size = 0) |call| {
        match call.int_or(0, "size", 0)? {
            0 => Ok(Value::Int(0)),
            _ => Err(Error::value_error(message!("stack-size-fixed"))
                .with_hint(message!("stack-size-fixed.hint"))),
        }
    }

    /// Refuse: there are no trace functions. Raises `RuntimeError`, which says what shows how threads run.
    ///
    /// ```
    /// try { threading::settrace(|| ()); } catch (e) { print(e.kind); }     // prints RuntimeError
    /// ```
    fn settrace(function) |call| { Err(no_trace(call.name)) }

    /// Refuse: there are no profile functions. Raises `RuntimeError`, which says what shows how threads run.
    ///
    /// ```
    /// try { threading::setprofile(|| ()); } catch (e) { print(e.kind); }   // prints RuntimeError
    /// ```
    fn setprofile(function) |call| { Err(no_trace(call.name)) }
};

fn no_trace(name: &str) -> Error {
    Error::runtime_error(message!("no-trace-functions", name))
        .with_hint(message!("no-trace-functions.hint"))
}
