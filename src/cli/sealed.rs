//! `sandbox run --sealed`: a supervisor that runs no script, and below it the run, which seals itself before the first line of the script.
//!
//! ```text
//! supervisor    sandbox run --sealed …        looks at the clock and at the run's memory; the run's exit code is its own
//!   keeper      a process between the two     ends all that is below it when the supervisor is gone, by kill -9 too
//!     run       sandbox __sealed run …        limits, Landlock, seccomp; then the script
//! ```

use super::arguments::RunWords;
use super::output::Streams;
use super::{LIMIT, MISUSE};
use crate::diagnostics::render::{Options as Style, render_plain, render_plain_warning};
use crate::memory;
use crate::messages::{Message, message, system_reason, visible};
use crate::permissions::{Permissions, reached};
use crate::process::Again;
use crate::seal::{self, Layer, Reach};
use rustix::process::Signal;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use std::ffi::OsString;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::ExitStatus;
use std::time::{Duration, Instant};

/// The word that makes of this program the run that seals itself.
pub const WORD: &str = "__sealed";

/// How often the supervisor looks.
const LOOK: Duration = Duration::from_millis(20);
/// Beyond the run's own limits: then it does not keep them any more.
const LATE: Duration = Duration::from_secs(1);
const LARGE: u64 = 60 << 20;
/// Ctrl-C in a terminal reaches the run too; from elsewhere it is handed on.
const OWN_END: Duration = Duration::from_millis(250);

/// Variables that are for `sandbox` itself.
const OURS: [&str; 7] = [
    "NO_COLOR",
    "LANGUAGE",
    "COLUMNS",
    "LINES",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "RUST_BACKTRACE",
];

/// Run what the words say below this process; gives its exit code.
pub fn supervise(words: &RunWords, style: &Style, streams: &Streams) -> i32 {
    let permissions = match words.permissions.unasked() {
        Ok(permissions) => permissions,
        Err(wrong) => return refused(&wrong, None, style, streams),
    };
    let is_kept = |(name, _): &(OsString, OsString)| {
        name.to_str().is_some_and(|name| {
            name.starts_with("SANDBOX_") || OURS.contains(&name) || permissions.keeps_variable(name)
        })
    };
    let environment = std::env::vars_os().filter(is_kept).collect();
    let mut words_below = vec![OsString::from(WORD)];
    words_below.extend(std::env::args_os().skip(1));
    // From now on a signal is for the run first.
    let signals = Signals::new([SIGINT, SIGTERM, SIGHUP]);
    let run = match Again::start(words_below, environment) {
        Ok(Some(run)) => run,
        Ok(None) => return refused(&message!("sealed-alone"), None, style, streams),
        Err(error) => {
            let reason = system_reason(&error);
            return refused(&message!("sealed-unstarted", reason), None, style, streams);
        }
    };
    let mut signals = match signals {
        Ok(signals) => signals,
        Err(error) => {
            run.end();
            let reason = system_reason(&error);
            return refused(&message!("sealed-unstarted", reason), None, style, streams);
        }
    };
    let ended = watch(&run, words, &mut signals);
    run.end();
    match ended {
        Ended::Itself(status) => code(status, style, streams),
        Ended::Late => over(&message!("sealed-late"), style, streams),
        Ended::Large => over(&message!("sealed-large"), style, streams),
        Ended::Lost => over(&message!("sealed-lost"), style, streams),
    }
}

/// How the run ended.
enum Ended {
    Itself(ExitStatus),
    /// By the supervisor: it did not keep its time, or its memory.
    Late,
    Large,
    /// Nobody knows.
    Lost,
}

#[expect(
    clippy::disallowed_methods,
    reason = "looks at the run from outside, by the machine's clock"
)]
fn watch(run: &Again, words: &RunWords, signals: &mut Signals) -> Ended {
    let limits = words.limits.limits();
    let end = limits
        .time
        .and_then(|time| Instant::now().checked_add(time + LATE));
    let most = limits.memory.map(|bytes| bytes.saturating_add(LARGE));
    let mut pressed = None;
    loop {
        match run.wait(LOOK) {
            Ok(Some(status)) => return Ended::Itself(status),
            Ok(None) => {}
            Err(_) => return Ended::Lost,
        }
        for signal in signals.pending() {
            match signal {
                SIGINT => pressed = pressed.or(Some(Instant::now())),
                _ => run.signal(Signal::TERM),
            }
        }
        if pressed.is_some_and(|at: Instant| at.elapsed() >= OWN_END) {
            pressed = None;
            run.signal(Signal::INT);
        }
        if end.is_some_and(|end| Instant::now() >= end) {
            run.signal(Signal::KILL);
            return Ended::Late;
        }
        let resident = memory::resident(run.pid());
        if most.is_some_and(|most| resident.is_some_and(|bytes| bytes > most)) {
            run.signal(Signal::KILL);
            return Ended::Large;
        }
    }
}

fn code(status: ExitStatus, style: &Style, streams: &Streams) -> i32 {
    match (status.code(), status.signal()) {
        (Some(code), _) => code,
        (None, signal) => {
            let signal = signal.unwrap_or_default();
            let said = message!("sealed-crashed", signal = signal.to_string());
            streams.say(&render_plain(&said, None, style));
            128 + signal
        }
    }
}

fn over(why: &Message, style: &Style, streams: &Streams) -> i32 {
    streams.say(&render_plain(why, None, style));
    LIMIT
}

fn refused(why: &Message, hint: Option<&Message>, style: &Style, streams: &Streams) -> i32 {
    streams.say(&render_plain(why, hint, style));
    MISUSE
}

/// In the run: seal this process, so that the kernel allows what `permissions` grant and nothing else. Gives them back.
///
/// # Errors
/// The exit code, where neither layer of the kernel is there.
pub fn enter(
    permissions: Permissions,
    folder: Option<&Path>,
    style: &Style,
    streams: &Streams,
) -> Result<Permissions, i32> {
    // Its parent is the keeper, which ends it too: this is for when the keeper is ended.
    let _ = seal::die_with_parent(None);
    let granted = permissions.granted(folder.map(reached));
    if let Some(unkept) = permissions.unkept(&granted) {
        let shown = |path: &Path| visible(&path.display().to_string());
        let said = message!(
            "sealed-deny",
            flag = unkept.flag,
            path = shown(&unkept.path),
            folder = shown(&unkept.folder)
        );
        let hint = message!("sealed-deny.hint");
        return Err(refused(&said, Some(&hint), style, streams));
    }
    let sealing = seal::enter(&Reach::Granted(granted));
    let kernel = [Layer::Landlock, Layer::Seccomp];
    if !kernel.iter().any(|layer| sealing.in_force.contains(layer)) {
        return Err(refused(
            &message!("sealed-by-nothing"),
            None,
            style,
            streams,
        ));
    }
    for (layer, reason) in &sealing.missing {
        let said = message!("sealed-without", layer = layer.name(), reason);
        streams.say(&render_plain_warning(&said, None, style));
    }
    Ok(match seal::is_disabled("permissions") {
        true => Permissions::all(),
        false => permissions,
    })
}
