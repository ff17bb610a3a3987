//! How a thread starts, what it runs, and what happens when that ends.

use super::handle::{ThreadHandle, Work};
use super::local::forget_thread;
use super::registry::Registry;
use super::{failure, timer};
use crate::engine::error::Error;
use crate::engine::natives::{Call, Host};
use crate::engine::value::{Object, Value};
use crate::library::Answer;
use crate::messages::message;
use crate::runtime::{Operation, Pending};
use rhai::Position;

/// `thread.start()`.
pub fn start(call: &mut Call) -> Answer {
    let handle = call.handle::<ThreadHandle>()?;
    let Some(object) = call.receiver.cloned() else {
        return Err(Error::type_error(message!("start-thread")));
    };
    handle.begin_start()?;
    let (name, daemon, at) = (handle.name(), handle.is_daemon(), call.at);
    let registry = call.host.shared().state::<Registry>();
    let started = match call.task().point(Pending::of(Operation::Spawn)) {
        Ok(()) => {
            let (inside, living) = (object.clone(), registry.clone());
            let body = Box::new(move |host: &mut dyn Host| live(host, inside, &living, at));
            call.host.spawn(name, daemon, body)
        }
        Err(stop) => Err(stop.into()),
    };
    let record = started.inspect_err(|_| handle.undo_start())?;
    handle.set_started(&record, || registry.add(record.id(), &object));
    Ok(Value::Unit)
}

/// The life of a thread, on the thread itself. It was started at this place.
fn live(host: &mut dyn Host, object: Object, registry: &Registry, at: Position) {
    let Some(handle) = object.downcast::<ThreadHandle>() else {
        return;
    };
    let record = host.task().thread().clone();
    handle.set_started(&record, || registry.add(record.id(), &object));
    let overridden = object
        .as_instance()
        .is_some_and(|instance| instance.class.find("run").is_some());
    let result = match overridden {
        true => host.call_method(&Value::Object(object.clone()), "run", Default::default()),
        false => base_run(host, handle),
    };
    if let Err(error) = result {
        // What fails before the script's code runs has no place of its own.
        let error = error.at(at).within(&host.source());
        failure::note(host, &object, &handle.name(), &error);
    }
    drop(handle.take_work());
    forget_thread(host);
    handle.set_finished(&record, || registry.remove(record.id()));
}

/// What `Thread.run` and `Timer.run` do: call the target with its arguments.
pub fn base_run(host: &mut dyn Host, handle: &ThreadHandle) -> Answer {
    if let Some(alarm) = &handle.alarm {
        return timer::run(host, alarm, handle);
    }
    let Work { target, args } = handle.take_work();
    if !target.is_unit() {
        check_arguments(host, &target, args.len())?;
        host.call(&target, args.into_iter().collect())?;
    }
    Ok(Value::Unit)
}

/// Does the target take so many arguments, as far as that is known before the call?
fn check_arguments(host: &dyn Host, target: &Value, given: usize) -> Result<(), Error> {
    let Some(wanted) = host.arity_of(target).filter(|wanted| *wanted != given) else {
        return Ok(());
    };
    let name = match target {
        Value::Function(closure) if !closure.is_anonymous() => closure.name.to_string(),
        _ => "|…|".to_string(),
    };
    let known = Error::type_error(message!("thread-argument-count", name, wanted, given));
    Err(match wanted {
        0 => known,
        _ => known.with_hint(message!("thread-argument-count.hint")),
    })
}
