//! What an uncaught error in a thread does: it is shown on standard error and counted; the other threads go on.

use crate::engine::error::{Error, Kind, Reports};
use crate::engine::natives::{Failures, Host};
use crate::runtime::Stop;

/// Show and count the error that ended a thread. A stop of the run, and the thread's own `exit`, are no failures.
pub fn note(host: &dyn Host, thread: &str, error: &Error) {
    if matches!(error.kind(), Kind::Stop(_)) {
        return;
    }
    let shared = host.shared();
    shared.state::<Failures>().add(error);
    let text = shared.state::<Reports>().of_thread(error, thread);
    // Standard error may be closed; the exit code tells then.
    let _ = shared
        .console
        .flush()
        .and_then(|()| shared.console.write_error(&text));
    if error.is_call_depth() && !shared.world.serves_prompt() {
        // A limit ends the whole run.
        shared.world.stop(Stop::CallDepthLimit);
    }
}
