//! What `map` and `as_completed` give: results and futures one after the other, as a `for` asks for them.

use super::handle::FutureHandle;
use crate::messages::message;
use crate::objects::abi::{Call, Host, NativeClass};
use crate::objects::error::Error;
use crate::objects::value::{Contents, Handle, Object, Value};
use crate::runtime::Nanos;
use crate::sync::Watch;
use parking_lot::Mutex;
use rhai::Position;
use std::collections::VecDeque;

/// The results of `map`, in the order of the items.
pub struct Results {
    futures: Mutex<VecDeque<Object>>,
    deadline: Option<Nanos>,
    /// Where `map` was called.
    at: Position,
}

static RESULTS: NativeClass = NativeClass {
    name: "ResultIterator",
    module: "concurrent_futures",
    doc: "",
    parent: None,
    constructor: None,
    methods: &[],
    properties: &[],
    blank: None,
};

impl Results {
    pub fn new(futures: VecDeque<Object>, deadline: Option<Nanos>, at: Position) -> Self {
        Results {
            futures: Mutex::new(futures),
            deadline,
            at,
        }
    }

    /// As in Python, nobody will ask for the rest once one has failed.
    fn cancel_rest(&self, host: &mut dyn Host) -> Result<(), Error> {
        let rest = std::mem::take(&mut *self.futures.lock());
        for object in rest {
            if let Some(handle) = object.downcast::<FutureHandle>() {
                let (_, callbacks) = handle.future.cancel(host.task())?;
                super::handle::tell(host, &object, callbacks)?;
            }
        }
        Ok(())
    }
}

/// The seconds that are left until the deadline.
fn left(deadline: Option<Nanos>, host: &dyn Host) -> Option<f64> {
    let now = host.task().world().now();
    deadline.map(|deadline| deadline.saturating_sub(now) as f64 / 1e9)
}

impl Handle for Results {
    fn class(&self) -> &'static NativeClass {
        &RESULTS
    }

    fn describe(&self) -> String {
        format!("<results of map: {} to come>", self.futures.lock().len())
    }

    fn contents(&self) -> Option<&dyn Contents> {
        Some(self)
    }

    fn is_iterable(&self) -> bool {
        true
    }

    fn next_item(&self, host: &mut dyn Host) -> Result<Option<Value>, Error> {
        let Some(object) = self.futures.lock().pop_front() else {
            return Ok(None);
        };
        let Some(handle) = object.downcast::<FutureHandle>() else {
            return Ok(None);
        };
        let timeout = left(self.deadline, host);
        let call = Call {
            host,
            receiver: None,
            args: Default::default(),
            at: self.at,
            name: "map",
        };
        match handle.result(&call, timeout) {
            Ok(value) => Ok(Some(value)),
            Err(error) => {
                if error.is_catchable() {
                    self.cancel_rest(host)?;
                }
                Err(error)
            }
        }
    }
}

impl Contents for Results {
    fn each(&self, look: &mut dyn FnMut(&Value)) -> bool {
        let Some(futures) = self.futures.try_lock() else {
            return false;
        };
        for future in futures.iter() {
            look(&Value::Object(future.clone()));
        }
        true
    }

    fn let_go(&self) {
        let futures = std::mem::take(&mut *self.futures.lock());
        drop(futures);
    }
}

/// Futures in the order in which they end.
pub struct Completed {
    watch: Watch,
    futures: Mutex<Vec<Option<Object>>>,
    deadline: Option<Nanos>,
}

static COMPLETED: NativeClass = NativeClass {
    name: "CompletedIterator",
    module: "concurrent_futures",
    doc: "",
    parent: None,
    constructor: None,
    methods: &[],
    properties: &[],
    blank: None,
};

impl Completed {
    pub fn new(watch: Watch, futures: Vec<Object>, deadline: Option<Nanos>) -> Self {
        Completed {
            watch,
            futures: Mutex::new(futures.into_iter().map(Some).collect()),
            deadline,
        }
    }
}

impl Handle for Completed {
    fn class(&self) -> &'static NativeClass {
        &COMPLETED
    }

    fn describe(&self) -> String {
        format!("<futures as they end: {} to come>", self.watch.left())
    }

    fn contents(&self) -> Option<&dyn Contents> {
        Some(self)
    }

    fn is_iterable(&self) -> bool {
        true
    }

    fn next_item(&self, host: &mut dyn Host) -> Result<Option<Value>, Error> {
        if let Some(number) = self.watch.next(host.task(), self.deadline)? {
            let future = self.futures.lock()[number].take();
            return Ok(future.map(Value::Object));
        }
        let (left, all) = (self.watch.left(), self.futures.lock().len());
        match left {
            0 => Ok(None),
            _ => Err(
                Error::raised("TimedOut", message!("futures-unfinished", left, all))
                    .with_hint(message!("future-timed-out.hint")),
            ),
        }
    }
}

impl Contents for Completed {
    fn each(&self, look: &mut dyn FnMut(&Value)) -> bool {
        let Some(futures) = self.futures.try_lock() else {
            return false;
        };
        for future in futures.iter().flatten() {
            look(&Value::Object(future.clone()));
        }
        true
    }

    fn let_go(&self) {
        let futures = std::mem::take(&mut *self.futures.lock());
        drop(futures);
    }
}
