//! The four classes of Python's `queue`: names, arguments and docs of what scripts call.

use super::handle::{QueueHandle, patience};
use crate::library::declare::{native, natives, properties};
use crate::objects::abi::{Native, NativeClass};
use crate::objects::value::Value;
use crate::sync::{Discipline, Patience};

pub static QUEUE: NativeClass = NativeClass {
    name: "Queue",
    module: "queue",
    doc: "A queue (file) between threads: what is put first comes out first. Any value goes in; `()` is what most programs put last, to say that nothing more comes. \
          `for item in q` takes items until the queue is shut down.",
    parent: None,
    constructor: Some(&native! {
        /// Make an empty queue for at most `maxsize` items; 0 or less is any number.
        ///
        /// Python's items are shared between the threads; here an array or a map arrives as it was when it was put.
        ///
        /// ```
        /// let fifo = Queue();
        /// let reader = Thread(|| {
        ///     let item = fifo.get();
        ///     while item != () { print(item); item = fifo.get(); }
        /// });
        /// reader.start();
        /// fifo.put("un"); fifo.put("deux"); fifo.put(());
        /// reader.join();
        /// // prints un
        /// // prints deux
        /// ```
        fn Queue(maxsize = 0) |call| {
            let maxsize = call.int_or(0, "maxsize", 0)?;
            QueueHandle::make(call, &QUEUE, Discipline::Fifo, maxsize)
        }
    }),
    methods: natives! {
        /// Put an item, after waiting for room if the queue is full.
        ///
        /// With `block = false` do not wait; with a `timeout` wait at most so many seconds: then it fails with `Full`. Threads that wait get room in the
        /// order in which they came. Fails with `ShutDown` after `shutdown()`, with `ValueError` for a negative timeout.
        ///
        /// Python's `put(item, timeout=2)` is `put(item, true, 2)`.
        ///
        /// ```
        /// let one = Queue(1);
        /// one.put("a");
        /// try { one.put("b", true, 0.01); } catch (e) { print(e); }   // prints Full: `one` is full
        /// ```
        fn put(item, block = true, timeout = ()) |call| {
            let patience = patience(call, 1)?;
            call.handle::<QueueHandle>()?.put(call, patience)
        }

        /// Take the next item, after waiting for one if the queue is empty: a blocking read.
        ///
        /// With `block = false` do not wait; with a `timeout` wait at most so many seconds: then it fails with `Empty`. Threads that wait get items in the
        /// order in which they came. Fails with `ShutDown` when the queue is empty and was shut down, with `ValueError` for a negative timeout.
        ///
        /// Python's `get(timeout=2)` is `get(true, 2)`.
        ///
        /// ```
        /// let fifo = Queue();
        /// fifo.put([1, "un"]);
        /// print(fifo.get());                                     // prints [1, "un"]
        /// try { fifo.get(true, 0.01); } catch (e) { print(e); }  // prints Empty: `fifo` is empty
        /// ```
        fn get(block = true, timeout = ()) |call| {
            let patience = match call.args.is_empty() {
                true => Patience::Forever,
                false => patience(call, 0)?,
            };
            call.handle::<QueueHandle>()?.get(call, patience)
        }

        /// Put an item without waiting: `put(item, false)`.
        ///
        /// Fails with `Full` if there is no room.
        ///
        /// ```
        /// let one = Queue(1);
        /// one.put_nowait("a");
        /// try { one.put_nowait("b"); } catch (e) { print(e.kind); }   // prints Full
        /// ```
        fn put_nowait(item) |call| { call.handle::<QueueHandle>()?.put(call, Patience::AtOnce) }

        /// Take the next item without waiting: `get(false)`.
        ///
        /// Fails with `Empty` if there is none.
        ///
        /// ```
        /// let fifo = Queue();
        /// fifo.put("a");
        /// print(fifo.get_nowait());                                  // prints a
        /// try { fifo.get_nowait(); } catch (e) { print(e.kind); }    // prints Empty
        /// ```
        fn get_nowait() |call| { call.handle::<QueueHandle>()?.get(call, Patience::AtOnce) }

        /// Tell how many items there are now; another thread may change that at once.
        ///
        /// ```
        /// let fifo = Queue();
        /// fifo.put("a"); fifo.put("b");
        /// print(fifo.qsize());                       // prints 2
        /// ```
        fn qsize() |call| { Ok(Value::Int(call.handle::<QueueHandle>()?.queue.len(call.task())? as i64)) }

        /// Tell whether there is no item now; another thread may change that at once.
        ///
        /// ```
        /// let fifo = Queue();
        /// print(fifo.empty());                       // prints true
        /// fifo.put("a");
        /// print(fifo.empty());                       // prints false
        /// ```
        fn empty() |call| { Ok(call.handle::<QueueHandle>()?.queue.is_empty(call.task())?.into()) }

        /// Tell whether there are `maxsize` items now; another thread may change that at once.
        ///
        /// A queue without a `maxsize` is never full.
        ///
        /// ```
        /// let two = Queue(2);
        /// two.put("a"); two.put("b");
        /// print(two.full());                         // prints true
        /// ```
        fn full() |call| { Ok(call.handle::<QueueHandle>()?.queue.is_full(call.task())?.into()) }

        /// Say that an item that was got is dealt with; `join()` counts on it.
        ///
        /// Fails with `ValueError` if it is called more often than items were put.
        ///
        /// ```
        /// let work = Queue();
        /// work.put("job");
        /// work.get();
        /// work.task_done();
        /// work.join();
        /// print("nothing left");                     // prints nothing left
        /// try { work.task_done(); } catch (e) { print(e.kind); }   // prints ValueError
        /// ```
        fn task_done() |call| {
            call.handle::<QueueHandle>()?.queue.task_done(call.task())?;
            Ok(Value::Unit)
        }

        /// Wait until `task_done()` was called for every item that was put.
        ///
        /// ```
        /// let work = Queue();
        /// let worker = Thread(|| { for job in work { print("job", job); work.task_done(); } });
        /// worker.start();
        /// work.put(1); work.put(2);
        /// work.join();
        /// print("all done");
        /// work.shutdown();
        /// // prints job 1
        /// // prints job 2
        /// // prints all done
        /// ```
        fn join() |call| {
            call.handle::<QueueHandle>()?.queue.join(call.task())?;
            Ok(Value::Unit)
        }

        /// Close the queue: `put` fails with `ShutDown` from now on, `get` too once the queue is empty, and `for item in q` ends.
        ///
        /// With `immediate = true` what is still in the queue is thrown away. Threads that wait are woken. As in Python 3.13.
        ///
        /// ```
        /// let q = Queue();
        /// q.put("last"); q.shutdown();
        /// for item in q { print(item); }                        // prints last
        /// try { q.put(1); } catch (e) { print(e); }             // prints ShutDown: `q` has been shut down
        /// ```
        fn shutdown(immediate = false) |call| {
            let immediate = call.truth_or(0, false);
            call.handle::<QueueHandle>()?.queue.shut_down(call.task(), immediate)?;
            Ok(Value::Unit)
        }
    },
    properties: properties! {
        /// How many items fit into the queue; 0 is any number.
        ///
        /// ```
        /// print(Queue(5).maxsize, Queue().maxsize);  // prints 5 0
        /// ```
        maxsize get |call| {
            let bound = call.handle::<QueueHandle>()?.queue.bound();
            Ok(Value::Int(bound.map_or(0, |bound| bound as i64)))
        }
    },
    blank: None,
};

pub static LIFO_QUEUE: NativeClass = NativeClass {
    name: "LifoQueue",
    module: "queue",
    doc: "A stack (pile) between threads: what was put last comes out first.",
    parent: Some(&QUEUE),
    constructor: Some(&native! {
        /// Make an empty stack for at most `maxsize` items; 0 or less is any number.
        ///
        /// ```
        /// let pile = LifoQueue();
        /// pile.put(1); pile.put(2);
        /// print(pile.get());              // prints 2
        /// ```
        fn LifoQueue(maxsize = 0) |call| {
            let maxsize = call.int_or(0, "maxsize", 0)?;
            QueueHandle::make(call, &LIFO_QUEUE, Discipline::Lifo, maxsize)
        }
    }),
    methods: &[],
    properties: &[],
    blank: None,
};

pub static PRIORITY_QUEUE: NativeClass = NativeClass {
    name: "PriorityQueue",
    module: "queue",
    doc: "A queue between threads from which the smallest item comes out first; among equals the one that was put first. Items are mostly `[priority, value]`: \
          arrays are compared item by item. An item that cannot be compared with those that are there is refused by `put` with `TypeError`.",
    parent: Some(&QUEUE),
    constructor: Some(&native! {
        /// Make an empty priority queue for at most `maxsize` items; 0 or less is any number.
        ///
        /// ```
        /// let tasks = PriorityQueue();
        /// tasks.put([2, "dormir"]);
        /// tasks.put([1, "manger"]);
        /// print(tasks.get());             // prints [1, "manger"]
        /// ```
        fn PriorityQueue(maxsize = 0) |call| {
            let maxsize = call.int_or(0, "maxsize", 0)?;
            QueueHandle::make(call, &PRIORITY_QUEUE, Discipline::Priority, maxsize)
        }
    }),
    methods: &[],
    properties: &[],
    blank: None,
};

pub static SIMPLE_QUEUE: NativeClass = NativeClass {
    name: "SimpleQueue",
    module: "queue",
    doc: "A queue between threads that is never full and counts no tasks: what is put first comes out first.",
    parent: None,
    constructor: Some(&native! {
        /// Make an empty simple queue.
        ///
        /// ```
        /// let q = SimpleQueue();
        /// q.put("un");
        /// print(q.get(), q.empty());      // prints un true
        /// ```
        fn SimpleQueue() |call| { QueueHandle::make(call, &SIMPLE_QUEUE, Discipline::Fifo, 0) }
    }),
    methods: SIMPLE,
    properties: &[],
    blank: None,
};

static SIMPLE: &[Native] = natives! {
    /// Put an item; there is always room, so `block` and `timeout` change nothing.
    ///
    /// ```
    /// let q = SimpleQueue();
    /// q.put("un"); q.put("deux");
    /// print(q.get(), q.get());                   // prints un deux
    /// ```
    fn put(item, block = true, timeout = ()) |call| {
        patience(call, 1)?;
        call.handle::<QueueHandle>()?.put(call, Patience::AtOnce)
    }

    /// Take the next item, after waiting for one if the queue is empty.
    ///
    /// With `block = false` do not wait; with a `timeout` wait at most so many seconds: then it fails with `Empty`.
    ///
    /// ```
    /// let q = SimpleQueue();
    /// let t = Thread(|| q.put("enfin"));
    /// t.start();
    /// print(q.get());                            // prints enfin
    /// try { q.get(true, 0.01); } catch (e) { print(e.kind); }   // prints Empty
    /// ```
    fn get(block = true, timeout = ()) |call| {
        let patience = patience(call, 0)?;
        call.handle::<QueueHandle>()?.get(call, patience)
    }

    /// Put an item: the same as `put(item)`.
    ///
    /// ```
    /// let q = SimpleQueue();
    /// q.put_nowait(18);
    /// print(q.get());                            // prints 18
    /// ```
    fn put_nowait(item) |call| { call.handle::<QueueHandle>()?.put(call, Patience::AtOnce) }

    /// Take the next item without waiting: `get(false)`.
    ///
    /// Fails with `Empty` if there is none.
    ///
    /// ```
    /// let q = SimpleQueue();
    /// try { q.get_nowait(); } catch (e) { print(e.kind); }   // prints Empty
    /// ```
    fn get_nowait() |call| { call.handle::<QueueHandle>()?.get(call, Patience::AtOnce) }

    /// Tell how many items there are now; another thread may change that at once.
    ///
    /// ```
    /// let q = SimpleQueue();
    /// q.put("un");
    /// print(q.qsize());                          // prints 1
    /// ```
    fn qsize() |call| { Ok(Value::Int(call.handle::<QueueHandle>()?.queue.len(call.task())? as i64)) }

    /// Tell whether there is no item now; another thread may change that at once.
    ///
    /// ```
    /// print(SimpleQueue().empty());              // prints true
    /// ```
    fn empty() |call| { Ok(call.handle::<QueueHandle>()?.queue.is_empty(call.task())?.into()) }
};
