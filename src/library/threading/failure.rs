//! What an uncaught error in a thread does: it is counted, and shown on standard error or told the script's hook; the other threads go on.

use super::hooks;
use crate::border::{Failures, Reports, Summary};
use crate::objects::abi::Host;
use crate::objects::error::{Error, Kind};
use crate::objects::value::Object;
use crate::runtime::Stop;

/// Show and count the error that ended a thread. A stop of the run, and the thread's own `exit`, are no failures; a limit that ended
/// only this thread of a session is one.
pub fn note(host: &mut dyn Host, thread: &Object, name: &str, mut error: Error) {
    match error.kind() {
        Kind::Stop(Stop::MemoryLimit | Stop::OperationLimit)
            if host.shared().world.serves_prompt() =>
        {
            return show(host, name, &error);
        }
        Kind::Stop(_) => return,
        // Whatever fails while the run is being stopped fails because of that.
        _ if host.shared().world.is_stopped() => return,
        _ => {}
    }
    let line = error.body().at.line().unwrap_or(0) as u32;
    let task = host.task();
    task.world().note_failure(task.thread(), line);
    let language = host.shared().language;
    (host.shared().state::<Failures>()).add(&error, host.task().thread(), language);
    host.task()
        .note_error(|| Summary::of(&error, language).text);
    match hooks::tell(host, thread, &error) {
        Some(Ok(())) => {}
        // A stop has its own words.
        Some(Err(failure)) if matches!(failure.kind(), Kind::Stop(_)) => {}
        Some(Err(mut failure)) => {
            host.tell_thrown(&mut failure);
            show(host, name, &failure);
        }
        None => {
            host.tell_thrown(&mut error);
            show(host, name, &error);
        }
    }
    if error.is_call_depth() {
        host.shared().world.reach_limit(Stop::CallDepthLimit);
    }
}

/// Show and count an error that ends no thread: that of a call-back which nobody waits for.
pub fn tell_failure(host: &mut dyn Host, mut error: Error) {
    let language = host.shared().language;
    (host.shared().state::<Failures>()).add(&error, host.task().thread(), language);
    host.tell_thrown(&mut error);
    let name = host.task().thread().label();
    show(host, &name, &error);
}

fn show(host: &dyn Host, thread: &str, error: &Error) {
    let shared = host.shared();
    let reports = shared.state::<Reports>();
    let Some(text) = reports.of_thread(error, thread, shared.world.now()) else {
        return;
    };
    // Standard error may be closed; the exit code tells then.
    let _ = shared.console.flush();
    let _ = shared.console.report(&text);
}
