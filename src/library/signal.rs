//! The names of signals, as Python's `signal` module has them: for `Popen.send_signal` and for messages.

use super::Module;
use super::declare::constants;
use crate::engine::value::Value;
use rustix::process::Signal;

pub const TERM: i32 = Signal::TERM.as_raw();
pub const KILL: i32 = Signal::KILL.as_raw();

pub const MODULE: Module = Module {
    name: "signal",
    doc: "Signals, for `Popen.send_signal`.",
    functions: &[],
    classes: &[],
    constants: constants! {
        /// The terminal is gone.
        SIGHUP = |_| { value(Signal::HUP) }
        /// Ctrl-C.
        SIGINT = |_| { value(Signal::INT) }
        /// Ctrl-\.
        SIGQUIT = |_| { value(Signal::QUIT) }
        /// End at once; no program can refuse.
        SIGKILL = |_| { value(Signal::KILL) }
        /// For the program to give a meaning to.
        SIGUSR1 = |_| { value(Signal::USR1) }
        /// For the program to give a meaning to.
        SIGUSR2 = |_| { value(Signal::USR2) }
        /// Time is up.
        SIGALRM = |_| { value(Signal::ALARM) }
        /// Please end.
        SIGTERM = |_| { value(Signal::TERM) }
        /// Stop until `SIGCONT`; no program can refuse.
        SIGSTOP = |_| { value(Signal::STOP) }
        /// Go on after a stop.
        SIGCONT = |_| { value(Signal::CONT) }
    },
    qualified_only: &[],
};

fn value(signal: Signal) -> Value {
    Value::Int(signal.as_raw().into())
}

/// The name of the signal of this number.
pub fn name_of(number: i32) -> Option<&'static str> {
    let names = [
        (Signal::HUP, "SIGHUP"),
        (Signal::INT, "SIGINT"),
        (Signal::QUIT, "SIGQUIT"),
        (Signal::ILL, "SIGILL"),
        (Signal::TRAP, "SIGTRAP"),
        (Signal::ABORT, "SIGABRT"),
        (Signal::BUS, "SIGBUS"),
        (Signal::FPE, "SIGFPE"),
        (Signal::KILL, "SIGKILL"),
        (Signal::USR1, "SIGUSR1"),
        (Signal::SEGV, "SIGSEGV"),
        (Signal::USR2, "SIGUSR2"),
        (Signal::PIPE, "SIGPIPE"),
        (Signal::ALARM, "SIGALRM"),
        (Signal::TERM, "SIGTERM"),
        (Signal::CHILD, "SIGCHLD"),
        (Signal::CONT, "SIGCONT"),
        (Signal::STOP, "SIGSTOP"),
        (Signal::TSTP, "SIGTSTP"),
        (Signal::TTIN, "SIGTTIN"),
        (Signal::TTOU, "SIGTTOU"),
        (Signal::URG, "SIGURG"),
        (Signal::XCPU, "SIGXCPU"),
        (Signal::XFSZ, "SIGXFSZ"),
        (Signal::VTALARM, "SIGVTALRM"),
        (Signal::PROF, "SIGPROF"),
        (Signal::WINCH, "SIGWINCH"),
        (Signal::IO, "SIGIO"),
        (Signal::SYS, "SIGSYS"),
    ];
    let (_, name) = names
        .into_iter()
        .find(|(signal, _)| signal.as_raw() == number)?;
    Some(name)
}
