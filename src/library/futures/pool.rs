//! `ThreadPoolExecutor`: a few threads that do many tasks.

use super::handle::{FutureHandle, tell};
use super::results::Results;
use super::waiting::deadline;
use super::worker::{Job, Workshop, broken};
use crate::library::Answer;
use crate::library::arguments::{check_call_back, check_options};
use crate::library::declare::{native, natives};
use crate::library::threading::{ThreadHandle, check_target, start_own, task_name};
use crate::messages::message;
use crate::objects::abi::{Call, NativeClass, Shared};
use crate::objects::error::Error;
use crate::objects::value::{Contents, Handle, Map, Object, Value};
use crate::runtime::World;
use crate::sync::Crew;
use parking_lot::Mutex;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::SeqCst};
use std::sync::{Arc, Weak};

/// The pools of a run.
#[derive(Default)]
struct Pools {
    all: Mutex<Vec<Weak<Workshop>>>,
    /// How many default prefixes have been given.
    named: AtomicU64,
    /// The main thread has ended.
    is_over: AtomicBool,
}

/// Let the pools of a run come to their end, as Python does when its main thread has ended: the tasks that stand in line are done, and no
/// more are taken.
pub fn close_all(shared: &Shared) {
    let pools = shared.state::<Pools>();
    pools.is_over.store(true, SeqCst);
    let all = std::mem::take(&mut *pools.all.lock());
    for workshop in all.iter().filter_map(Weak::upgrade) {
        workshop.crew.close_for_good(&shared.world);
    }
}

/// A pool in the hands of a script. When nobody holds it any more, its workers end after the last task.
struct PoolHandle {
    workshop: Arc<Workshop>,
    /// What the names of its threads begin with.
    prefix: String,
    threads: Mutex<Vec<Object>>,
    world: Arc<World>,
}

impl Drop for PoolHandle {
    fn drop(&mut self) {
        self.workshop.crew.close_for_good(&self.world);
    }
}

/// Workers of a pool that does not say how many, in a controlled run: the same on every machine.
const CONTROLLED_WORKERS: usize = 8;
/// As in Python: so many more than there are processors, and so many at most.
const MORE_WORKERS: usize = 4;
const MOST_WORKERS: usize = 32;

fn default_workers(world: &World) -> usize {
    if world.is_controlled() {
        return CONTROLLED_WORKERS;
    }
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    (processors + MORE_WORKERS).min(MOST_WORKERS)
}

fn new(call: &mut Call) -> Answer {
    let mut options = Map::default();
    if matches!(call.args.last(), Some(Value::Map(_)))
        && let Some(Value::Map(map)) = call.args.pop()
    {
        const KNOWN: &[&str] = &[
            "max_workers",
            "thread_name_prefix",
            "initializer",
            "initargs",
        ];
        check_options(&map, "ThreadPoolExecutor", KNOWN)?;
        options = map;
    }
    let option = |name: &str| options.get(name).filter(|value| !value.is_unit()).cloned();
    if call.args.is_empty() {
        call.args.extend(option("max_workers"));
    }
    let shared = call.host.shared().clone();
    let most = match call.optional(0) {
        None => default_workers(&shared.world),
        Some(_) => match usize::try_from(call.int(0, "max_workers")?) {
            Ok(most) if most > 0 => most,
            _ => return Err(Error::value_error(message!("pool-workers"))),
        },
    };
    let pools = shared.state::<Pools>();
    let prefix = match option("thread_name_prefix") {
        Some(prefix) => call.host.text_of(&prefix)?.to_string(),
        None => format!("ThreadPoolExecutor-{}", pools.named.fetch_add(1, SeqCst)),
    };
    let initargs = match option("initargs") {
        None => Vec::new(),
        Some(Value::Array(args)) => args.into_items(),
        Some(_) => return Err(Error::type_error(message!("pool-initargs"))),
    };
    let initializer = option("initializer");
    if let Some(initializer) = &initializer {
        check_target(initializer, false)?;
        check_call_back(&*call.host, initializer, initargs.len())?;
    }
    let workshop = Arc::new(Workshop {
        crew: Crew::new(&shared.world, "ThreadPoolExecutor", most),
        initializer: initializer.map(|initializer| (initializer, initargs)),
        is_broken: AtomicBool::new(false),
    });
    let mut all = pools.all.lock();
    if all.len().is_power_of_two() {
        all.retain(|workshop| workshop.strong_count() > 0);
    }
    all.push(Arc::downgrade(&workshop));
    drop(all);
    let object = Object::new(PoolHandle {
        workshop,
        prefix,
        threads: Mutex::default(),
        world: shared.world.clone(),
    });
    shared.cycles.note_handle(&object);
    Ok(Value::Object(object))
}

impl PoolHandle {
    /// Put a task into the line, and start a worker for it if there is none.
    fn submit(&self, call: &mut Call, target: Value, args: Vec<Value>) -> Result<Object, Error> {
        let shared = call.host.shared().clone();
        if self.workshop.is_broken.load(SeqCst) {
            return Err(broken());
        }
        let name: Arc<str> = task_name(&target).as_str().into();
        let place = self.workshop.crew.place(name);
        let future = Object::new(FutureHandle::of_task(&shared.world, place));
        shared.cycles.note_handle(&future);
        let job = Job {
            future: future.clone(),
            target,
            args,
            at: call.at,
        };
        match self.workshop.crew.put(call.task(), job)? {
            Ok(None) => {}
            Ok(Some(number)) => self.start_worker(call, number)?,
            Err(job) => {
                drop(job);
                return Err(match shared.state::<Pools>().is_over.load(SeqCst) {
                    true => Error::runtime_error(message!("pool-over")),
                    false => Error::runtime_error(message!("pool-shut-down"))
                        .with_hint(message!("pool-shut-down.hint")),
                });
            }
        }
        Ok(future)
    }

    fn start_worker(&self, call: &mut Call, number: usize) -> Result<(), Error> {
        let workshop = self.workshop.clone();
        let name = format!("{}_{number}", self.prefix);
        let started = start_own(call, name, move |host| workshop.work(host));
        match started {
            Ok(thread) => {
                self.threads.lock().push(thread);
                Ok(())
            }
            Err(error) => {
                for job in self.workshop.crew.not_started() {
                    if let Some(handle) = job.future.downcast::<FutureHandle>() {
                        let (_, callbacks) = handle.future.cancel(call.task())?;
                        tell(call.host, &job.future, callbacks)?;
                    }
                }
                Err(error)
            }
        }
    }

    fn shut_down(&self, call: &mut Call, waits: bool, cancels: bool) -> Result<(), Error> {
        for job in self.workshop.crew.close(call.task(), cancels)? {
            if let Some(handle) = job.future.downcast::<FutureHandle>() {
                let (_, callbacks) = handle.future.cancel(call.task())?;
                tell(call.host, &job.future, callbacks)?;
            }
        }
        if !waits {
            return Ok(());
        }
        let threads = self.threads.lock().clone();
        for thread in &threads {
            let handle = thread.downcast::<ThreadHandle>();
            let Some(record) = handle.and_then(ThreadHandle::record) else {
                continue;
            };
            if record.id() == call.host.task().id() {
                return Err(Error::runtime_error(message!("pool-shut-down-inside"))
                    .with_hint(message!("pool-shut-down-inside.hint")));
            }
            call.task().join(&record, None)?;
        }
        Ok(())
    }
}

fn submit(call: &mut Call) -> Answer {
    let target = call.take(0);
    let args: Vec<Value> = call.args.drain(1..).collect();
    check_task(call, &target, args.len())?;
    let pool = call.handle::<PoolHandle>()?;
    Ok(Value::Object(pool.submit(call, target, args)?))
}

/// Can the function be called with so many arguments?
fn check_task(call: &Call, target: &Value, given: usize) -> Result<(), Error> {
    let name = call.name;
    check_target(target, false).map_err(|_| {
        let kind = crate::objects::value::type_name(target);
        let error = Error::type_error(message!("pool-target", name, kind));
        match target {
            Value::Str(text) => {
                let function = text.as_str();
                error.with_hint(message!("pool-target-text.hint", name, function))
            }
            _ => error.with_hint(message!("pool-target.hint", name)),
        }
    })?;
    check_call_back(&*call.host, target, given).map_err(|error| match name {
        "map" => error.with_hint(message!("pool-iterables.hint")),
        _ => error.with_hint(message!("pool-arguments.hint")),
    })
}

fn map(call: &mut Call) -> Answer {
    let mut timeout = None;
    if call.args.len() > 2
        && let Some(Value::Map(options)) = call.args.last()
    {
        check_options(options, "map", &["timeout", "chunksize"])?;
        let given = options.get("timeout").cloned().unwrap_or_default();
        let last = call.args.len() - 1;
        call.args[last] = given;
        timeout = call.optional_float(last, "timeout")?;
        call.args.pop();
    }
    let deadline = deadline(call, timeout)?;
    let target = call.take(0);
    check_task(call, &target, call.args.len() - 1)?;
    let mut columns = Vec::new();
    for index in 1..call.args.len() {
        columns.push(call.items(index)?);
    }
    let pool = call.handle::<PoolHandle>()?;
    let mut futures = VecDeque::new();
    loop {
        call.count(futures.len())?;
        let row: Option<Result<Vec<Value>, Error>> =
            columns.iter_mut().map(Iterator::next).collect();
        match row {
            Some(row) => futures.push_back(pool.submit(call, target.clone(), row?)?),
            None => break,
        }
    }
    let results = Object::new(Results::new(futures, deadline, call.at));
    call.host.shared().cycles.note_handle(&results);
    Ok(Value::Object(results))
}

impl Contents for PoolHandle {
    fn each(&self, look: &mut dyn FnMut(&Value)) -> bool {
        self.workshop.crew.look(&mut |job| {
            look(&job.target);
            job.args.iter().for_each(&mut *look);
            look(&Value::Object(job.future.clone()));
        })
    }

    fn let_go(&self) {
        self.workshop.crew.abandon();
    }
}

impl Handle for PoolHandle {
    fn class(&self) -> &'static NativeClass {
        &POOL
    }

    fn name_it(&self, name: &str) {
        self.workshop.crew.identity().set_name(name);
    }

    /// `<ThreadPoolExecutor pool: 2 of 4 threads, 3 tasks in line>`
    fn describe(&self) -> String {
        let (tasks, threads, is_closed) = self.workshop.crew.glance();
        let mut text = "<ThreadPoolExecutor".to_string();
        if let Some(name) = self.workshop.crew.identity().name() {
            text += &format!(" {name}");
        }
        let tasks_are = if tasks == 1 { "task" } else { "tasks" };
        let most = self.workshop.crew.most();
        text += &format!(": {threads} of {most} threads, {tasks} {tasks_are} in line");
        if is_closed {
            text += ", shut down";
        }
        text + ">"
    }

    fn contents(&self) -> Option<&dyn Contents> {
        Some(self)
    }
}

pub static POOL: NativeClass = NativeClass {
    name: "ThreadPoolExecutor",
    module: "concurrent_futures",
    doc: "A pool: at most so many threads, which do the tasks that are handed to it, one after the other.",
    parent: None,
    constructor: Some(&native! {
        /// Make a pool of at most `max_workers` threads; they start as tasks come. Without a number, four more than there are processors.
        ///
        /// `options` may have `thread_name_prefix` (else `ThreadPoolExecutor-0`: the threads are `ThreadPoolExecutor-0_0`, `ThreadPoolExecutor-0_1`, …),
        /// `initializer`, a function that each thread calls first, and `initargs`, an array of its arguments. When the initializer fails, all tasks fail with
        /// `BrokenThreadPool`. `with pool { … }` calls `shutdown()` at the end; a pool that is forgotten ends with the program. Fails with `ValueError`
        /// unless `max_workers` is at least 1.
        ///
        /// Python writes `ThreadPoolExecutor(max_workers=4)`. Under `--seed` and `--virtual-time` a pool without a number has 8 threads.
        ///
        /// ```
        /// let pool = ThreadPoolExecutor(3, #{thread_name_prefix: "cook"});
        /// with pool {
        ///     print(pool.submit(|| current_thread().name).result());   // prints cook_0
        /// }
        /// ```
        fn ThreadPoolExecutor(max_workers = (), options = #{}) |call| { new(call) }
    }),
    methods: natives! {
        /// Hand over a task: a worker calls `function` with the arguments as soon as one is free. Gives its future at once.
        ///
        /// Fails with `RuntimeError` after `shutdown()`, with `TypeError` for what cannot be called so.
        ///
        /// ```
        /// let pool = ThreadPoolExecutor(2);
        /// fn add(a, b) { a + b }
        /// let sum = pool.submit(add, 18, 24);
        /// print(sum.result());                       // prints 42
        /// pool.shutdown();
        /// ```
        fn submit(function, arguments...) |call| { submit(call) }

        /// Hand over a task for each item; gives the results for a `for`, in the order of the items.
        ///
        /// All tasks are handed over at once; a result is waited for when the loop asks for it, and the error of a task is raised there. With several arrays the function
        /// gets one item of each, until the shortest ends. A map at the end may have `timeout`, in seconds for all of them: then the loop fails with `TimedOut`.
        ///
        /// `pool.map(f, items, #{timeout: 3})` is Python's `pool.map(f, items, timeout=3)`.
        ///
        /// ```
        /// let pool = ThreadPoolExecutor(2);
        /// for n in pool.map(|a, b| a * b, [1, 2, 3], [10, 20, 30]) { print(n); }
        /// pool.shutdown();
        /// // prints 10
        /// // prints 40
        /// // prints 90
        /// ```
        fn map(function, iterables...) |call| { map(call) }

        /// Take no more tasks, and wait until all are done.
        ///
        /// With `wait = false` it does not wait; with `cancel_futures = true` tasks that have not begun are cancelled. `with pool { … }` calls it at the end.
        /// Fails with `RuntimeError` in a task of this pool, which cannot wait for itself.
        ///
        /// ```
        /// let pool = ThreadPoolExecutor(2);
        /// pool.submit(|| print("done"));
        /// pool.shutdown();                           // prints done
        /// try { pool.submit(|| 1); } catch (e) { print(e.kind); }   // prints RuntimeError
        /// ```
        fn shutdown(wait = true, cancel_futures = false) |call| {
            let (waits, cancels) = (call.truth_or(0, true), call.truth_or(1, false));
            call.handle::<PoolHandle>()?.shut_down(call, waits, cancels)?;
            Ok(Value::Unit)
        }

        /// What `with pool { … }` calls first: nothing is to be done.
        ///
        /// ```
        /// let pool = ThreadPoolExecutor(2);
        /// with pool { pool.submit(|| print("in the pool")); }   // prints in the pool
        /// ```
        fn enter() |call| {
            call.handle::<PoolHandle>()?;
            Ok(Value::Unit)
        }

        /// What `with pool { … }` calls at the end: `shutdown()`.
        ///
        /// ```
        /// let pool = ThreadPoolExecutor(2);
        /// pool.submit(|| print("done"));
        /// pool.leave();                              // prints done
        /// ```
        fn leave() |call| {
            call.handle::<PoolHandle>()?.shut_down(call, true, false)?;
            Ok(Value::Unit)
        }
    },
    properties: &[],
    blank: None,
};
