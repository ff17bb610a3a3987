//! The names of signals, as Python's `signal` module has them: for `Popen.send_signal` and for messages.

use super::Module;
use super::declare::{about, constants};
use crate::objects::value::Value;
use rustix::process::Signal;

pub const TERM: i32 = Signal::TERM.as_raw();
pub const KILL: i32 = Signal::KILL.as_raw();

pub const MODULE: Module = Module {
    name: "signal",
    doc: about! {
        /// Signals, for `Popen.send_signal`.
        ///
        /// ```
        /// let p = Popen(["sleep", "60"]);
        /// p.send_signal(SIGTERM);
        /// print(p.wait() == -SIGTERM);                  // prints true
        /// ```
    },
    functions: &[],
    classes: &[],
    constants: constants! {
        /// The terminal is gone.
        ///
        /// ```
        /// print(SIGHUP);                        // prints 1
        /// ```
        SIGHUP = |_| { value(Signal::HUP) }
        /// Ctrl-C.
        ///
        /// ```
        /// let p = Popen(["sleep", "60"]);
        /// p.send_signal(SIGINT);
        /// print(p.wait());                      // prints -2
        /// ```
        SIGINT = |_| { value(Signal::INT) }
        /// Ctrl-\.
        ///
        /// ```
        /// print(SIGQUIT);                       // prints 3
        /// ```
        SIGQUIT = |_| { value(Signal::QUIT) }
        /// End at once; no program can refuse.
        ///
        /// ```
        /// let p = Popen("trap '' TERM; echo ready; while true; do sleep 1; done", #{shell: true, stdout: PIPE});
        /// p.stdout.readline();                  // from here on it ignores SIGTERM
        /// p.send_signal(SIGKILL);
        /// print(p.wait());                      // prints -9
        /// ```
        SIGKILL = |_| { value(Signal::KILL) }
        /// For the program to give a meaning to.
        ///
        /// ```
        /// let p = Popen("trap 'echo signal; exit 0' USR1; echo ready; while true; do sleep 0.01; done", #{shell: true, stdout: PIPE, text: true});
        /// p.stdout.readline();
        /// p.send_signal(SIGUSR1);
        /// print(p.stdout.read().strip());       // prints signal
        /// p.wait();
        /// ```
        SIGUSR1 = |_| { value(Signal::USR1) }
        /// For the program to give a meaning to.
        ///
        /// ```
        /// let p = Popen(["sleep", "60"]);
        /// p.send_signal(SIGUSR2);
        /// print(p.wait() == -SIGUSR2);          // prints true
        /// ```
        SIGUSR2 = |_| { value(Signal::USR2) }
        /// Time is up.
        ///
        /// ```
        /// print(run("kill -ALRM $$", #{shell: true}).returncode);   // prints -14
        /// ```
        SIGALRM = |_| { value(Signal::ALARM) }
        /// Please end.
        ///
        /// ```
        /// let p = Popen("trap 'echo bye; exit 0' TERM; echo ready; while true; do sleep 0.01; done", #{shell: true, stdout: PIPE, text: true});
        /// p.stdout.readline();
        /// p.send_signal(SIGTERM);
        /// print(p.stdout.read().strip(), p.wait());   // prints bye 0
        /// ```
        SIGTERM = |_| { value(Signal::TERM) }
        /// Stop until `SIGCONT`; no program can refuse.
        ///
        /// ```
        /// let p = Popen(["cat"], #{stdin: PIPE});
        /// p.send_signal(SIGSTOP);
        /// p.stdin.close();
        /// try { p.wait(0.05); } catch (e) { print(e.kind); }   // prints TimeoutExpired
        /// p.send_signal(SIGCONT);
        /// print(p.wait());                                     // prints 0
        /// ```
        SIGSTOP = |_| { value(Signal::STOP) }
        /// Go on after a stop.
        ///
        /// ```
        /// let p = Popen(["sleep", "60"]);
        /// p.send_signal(SIGSTOP);
        /// p.send_signal(SIGCONT);
        /// p.terminate();
        /// print(p.wait() == -SIGTERM);          // prints true
        /// ```
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
