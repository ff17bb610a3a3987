//! A process that marks: it computes, takes memory, looks at the clock, and answers on the descriptors that it has.

use super::{Filter, Rules, always, has_none, is, when};
use libc::*;
use seccompiler::SeccompAction;

/// Nothing in the interpreter asks for these: who does has taken it over.
const DEADLY: &[i64] = &[
    SYS_execve,
    SYS_execveat,
    #[cfg(target_arch = "x86_64")]
    SYS_fork,
    #[cfg(target_arch = "x86_64")]
    SYS_vfork,
    SYS_clone,
    SYS_clone3,
    SYS_ptrace,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_socket,
    SYS_socketpair,
    SYS_connect,
    SYS_bind,
    SYS_open_by_handle_at,
    SYS_mount,
    SYS_unshare,
    SYS_setns,
    SYS_bpf,
    SYS_perf_event_open,
    SYS_userfaultfd,
    SYS_keyctl,
    SYS_io_uring_setup,
    SYS_io_uring_enter,
    SYS_io_uring_register,
    SYS_kexec_load,
    #[cfg(not(target_arch = "aarch64"))]
    SYS_kexec_file_load,
];

/// Whatever they are asked for. The other calls of a process that marks are in `with_arguments`.
const ALLOWED: &[i64] = &[
    SYS_close,
    SYS_munmap,
    SYS_mremap,
    SYS_madvise,
    SYS_brk,
    SYS_futex,
    SYS_sigaltstack,
    SYS_rt_sigreturn,
    SYS_rt_sigprocmask,
    SYS_sched_yield,
    SYS_clock_gettime,
    SYS_clock_nanosleep,
    SYS_getrandom,
    SYS_getpid,
    SYS_gettid,
    SYS_exit,
    SYS_exit_group,
    SYS_restart_syscall,
];

/// Two filters, of which the harder answer counts: what is deadly, and what is allowed. The rest is refused (`EPERM`): the C library looks at
/// `/proc` and `/etc` in harmless moments.
pub fn filters() -> Result<Vec<Filter>, seccompiler::Error> {
    let mut allowed = always(ALLOWED);
    allowed.extend(with_arguments()?);
    Ok(vec![
        Filter {
            rules: always(DEADLY),
            matched: SeccompAction::KillProcess,
            otherwise: SeccompAction::Allow,
        },
        Filter {
            rules: allowed,
            matched: SeccompAction::Allow,
            otherwise: SeccompAction::Errno(EPERM as u32),
        },
    ])
}

fn with_arguments() -> Result<Rules, seccompiler::Error> {
    let own = u64::from(std::process::id());
    let no_code = || when([has_none(2, PROT_EXEC as u64)]);
    Ok(Rules::from([
        (SYS_read, vec![when([is(0, 0)])?]),
        (SYS_write, vec![when([is(0, 1)])?, when([is(0, 2)])?]),
        (SYS_mmap, vec![no_code()?]),
        (SYS_mprotect, vec![no_code()?]),
        // `abort`.
        (SYS_tgkill, vec![when([is(0, own)])?]),
        // What Rust does when a stack has overflowed: without it the fault would come again for ever. Not seen in a run that is well.
        (
            SYS_rt_sigaction,
            vec![
                when([is(0, SIGSEGV as u64)])?,
                when([is(0, SIGBUS as u64)])?,
            ],
        ),
    ]))
}
