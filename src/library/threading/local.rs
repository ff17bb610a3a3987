//! `local()`: an object whose attributes each thread has for itself.

use crate::library::declare::native;
use crate::objects::abi::{Host, NativeClass};
use crate::objects::value::{Contents, Handle, Object, Value};
use crate::runtime::ThreadId;
use parking_lot::Mutex;
use rhai::ImmutableString;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Weak};

type Attributes = BTreeMap<ImmutableString, Value>;

/// The attributes, thread by thread.
#[derive(Default)]
struct Storage(Mutex<HashMap<ThreadId, Attributes>>);

struct Local(Arc<Storage>);

/// All objects of this kind in a run, so that an ending thread can take its attributes along.
#[derive(Default)]
struct Locals(Mutex<Vec<Weak<Storage>>>);

impl Contents for Local {
    fn each(&self, look: &mut dyn FnMut(&Value)) -> bool {
        let Some(threads) = self.0.0.try_lock() else {
            return false;
        };
        threads.values().flat_map(Attributes::values).for_each(look);
        true
    }

    fn let_go(&self) {
        let threads = std::mem::take(&mut *self.0.0.lock());
        drop(threads);
    }
}

impl Handle for Local {
    fn class(&self) -> &'static NativeClass {
        &LOCAL
    }

    fn contents(&self) -> Option<&dyn Contents> {
        Some(self)
    }

    fn attribute(&self, host: &dyn Host, name: &str) -> Option<Value> {
        self.0.0.lock().get(&host.task().id())?.get(name).cloned()
    }

    fn set_attribute(&self, host: &dyn Host, name: &ImmutableString, value: Value) -> bool {
        let mut threads = self.0.0.lock();
        let own = threads.entry(host.task().id()).or_default();
        let before = own.insert(name.clone(), value);
        drop(threads);
        drop(before);
        true
    }
}

/// The running thread ends: its attributes go.
pub fn forget_thread(host: &dyn Host) {
    let id = host.task().id();
    let locals = host.shared().state::<Locals>();
    let living: Vec<_> = {
        let mut locals = locals.0.lock();
        locals.retain(|storage| storage.strong_count() > 0);
        locals.iter().filter_map(Weak::upgrade).collect()
    };
    for storage in living {
        let attributes = storage.0.lock().remove(&id);
        drop(attributes);
    }
}

pub static LOCAL: NativeClass = NativeClass {
    name: "local",
    module: "threading",
    doc: "An object whose attributes each thread has for itself.",
    parent: None,
    constructor: Some(&native! {
        /// Make an object whose attributes each thread has for itself: what one sets, no other sees.
        ///
        /// Reading an attribute that the thread has not set fails with `AttributeError`. What a thread set is gone when it ends.
        ///
        /// ```
        /// let mine = local();
        /// mine.x = 1;
        /// let t = Thread(|| { mine.x = 2; });
        /// t.start();
        /// t.join();
        /// print(mine.x);                             // prints 1
        /// ```
        fn local() |call| {
            let storage = Arc::<Storage>::default();
            let locals = call.host.shared().state::<Locals>();
            locals.0.lock().push(Arc::downgrade(&storage));
            let object = Object::new(Local(storage));
            call.host.shared().cycles.note_handle(&object);
            Ok(Value::Object(object))
        }
    }),
    methods: &[],
    properties: &[],
    blank: None,
};
