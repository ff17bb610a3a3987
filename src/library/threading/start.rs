//! How a thread starts, what it runs, and what happens when that ends.

use super::handle::{ThreadHandle, Work};
use super::local::forget_thread;
use super::registry::Registry;
use super::{failure, timer};
use crate::library::Answer;
use crate::library::arguments::check_call_back;
use crate::messages::message;
use crate::objects::abi::{Call, Counts, Host};
use crate::objects::error::Error;
use crate::objects::value::{Object, Value};
use rhai::Position;

/// `thread.start()`.
pub fn start(call: &mut Call) -> Answer {
    let handle = call.handle::<ThreadHandle>()?;
    let Some(object) = call.receiver.cloned() else {
        return Err(Error::type_error(message!("start-thread")));
    };
    let inside = object.clone();
    spawn(call, handle, &object, move |host| run(host, &inside))?;
    Ok(Value::Unit)
}

/// Start a thread that does the library's own work: a worker of a pool. It is an object as all threads of the script are.
pub fn start_own(
    call: &mut Call,
    name: String,
    work: impl FnOnce(&mut dyn Host) -> Result<(), Error> + Send + 'static,
) -> Result<Object, Error> {
    let object = Object::new(ThreadHandle::named(name));
    let handle = object.downcast::<ThreadHandle>();
    let handle = handle.expect("it has just been made of one");
    spawn(call, handle, &object, work)?;
    Ok(object)
}

fn spawn(
    call: &mut Call,
    handle: &ThreadHandle,
    object: &Object,
    work: impl FnOnce(&mut dyn Host) -> Result<(), Error> + Send + 'static,
) -> Result<(), Error> {
    handle.begin_start()?;
    let (name, daemon, at) = (handle.name(), handle.is_daemon(), call.at);
    let registry = call.host.shared().state::<Registry>();
    let (inside, living) = (object.clone(), registry.clone());
    let body = Box::new(move |host: &mut dyn Host| live(host, inside, &living, at, work));
    let started = call.host.spawn(name, daemon, body);
    let record = started.inspect_err(|_| handle.undo_start())?;
    handle.set_started(&record, || registry.add(record.id(), object));
    Ok(())
}

/// The life of a thread, on the thread itself. It was started at this place.
fn live(
    host: &mut dyn Host,
    object: Object,
    registry: &Registry,
    at: Position,
    work: impl FnOnce(&mut dyn Host) -> Result<(), Error>,
) {
    let Some(handle) = object.downcast::<ThreadHandle>() else {
        return;
    };
    let record = host.task().thread().clone();
    handle.set_started(&record, || registry.add(record.id(), &object));
    if let Err(error) = work(host) {
        // What fails before the script's code runs has no place of its own.
        let error = error.at(at).within(&host.source());
        failure::note(host, &object, &handle.name(), error);
    }
    drop(handle.take_work());
    forget_thread(host);
    handle.set_finished(&record, || registry.remove(record.id()));
}

/// What the thread was started for: its own `run`, or its target.
fn run(host: &mut dyn Host, object: &Object) -> Result<(), Error> {
    let overridden = object
        .as_instance()
        .is_some_and(|instance| instance.class.find("run", 0).is_some());
    match (overridden, object.downcast::<ThreadHandle>()) {
        (true, _) => host
            .call_method(&Value::Object(object.clone()), "run", Default::default())
            .map(drop),
        (false, Some(handle)) => base_run(host, handle).map(drop),
        (false, None) => Ok(()),
    }
}

/// What `Thread.run` and `Timer.run` do: call the target with its arguments.
pub fn base_run(host: &mut dyn Host, handle: &ThreadHandle) -> Answer {
    if let Some(alarm) = &handle.alarm {
        return timer::run(host, alarm, handle);
    }
    let Work { target, args } = handle.take_work();
    if !target.is_unit() {
        host.call(&target, args.into_iter().collect())?;
    }
    Ok(Value::Unit)
}

/// Does the target take so many arguments, as far as that is known before the call?
pub fn check_arguments(host: &dyn Host, target: &Value, given: usize) -> Result<(), Error> {
    let known = check_call_back(host, target, given);
    let takes_some = host
        .counts_of(target)
        .is_some_and(|counts| counts.only() != Some(0));
    known.map_err(|error| match takes_some {
        true => error.with_hint(message!("thread-argument-count.hint")),
        false => error,
    })
}

/// A thread calls `run` without arguments: a class that has one, but none that can be called so, makes no thread.
pub fn check_run(object: &Object) -> Result<(), Error> {
    let Some(instance) = object.as_instance() else {
        return Ok(());
    };
    let counts = instance.class.counts("run");
    if counts.is_empty() || counts.contains(&0) {
        return Ok(());
    }
    let wanted = Counts::of(counts).in_words();
    let class = instance.class.name.as_str();
    Err(
        Error::type_error(message!("thread-run-arguments", class, wanted))
            .with_hint(message!("thread-run-arguments.hint")),
    )
}
