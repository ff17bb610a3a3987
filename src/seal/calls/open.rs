//! A run with permissions: it has threads, files and sockets, and perhaps children; what no run needs is refused, also to its children.

use super::{Filter, Rules, always, has_all, has_none, is_not, when};
use crate::seal::Granted;
use libc::*;
use seccompiler::SeccompAction;

/// Looking into other processes, changing the machine, and ways around what was checked.
const REFUSED: &[i64] = &[
    SYS_ptrace,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_process_madvise,
    SYS_pidfd_getfd,
    SYS_kcmp,
    SYS_io_uring_setup,
    SYS_io_uring_enter,
    SYS_io_uring_register,
    SYS_keyctl,
    SYS_add_key,
    SYS_request_key,
    SYS_bpf,
    SYS_perf_event_open,
    SYS_userfaultfd,
    SYS_mount,
    SYS_umount2,
    SYS_pivot_root,
    SYS_move_mount,
    SYS_open_tree,
    SYS_fsopen,
    SYS_fsmount,
    SYS_fsconfig,
    SYS_fspick,
    SYS_mount_setattr,
    SYS_chroot,
    SYS_unshare,
    SYS_setns,
    SYS_open_by_handle_at,
    SYS_name_to_handle_at,
    SYS_init_module,
    SYS_finit_module,
    SYS_delete_module,
    SYS_kexec_load,
    #[cfg(not(target_arch = "aarch64"))]
    SYS_kexec_file_load,
    SYS_reboot,
    SYS_swapon,
    SYS_swapoff,
    SYS_acct,
    SYS_quotactl,
    SYS_syslog,
    SYS_settimeofday,
    SYS_clock_settime,
    SYS_clock_adjtime,
    SYS_adjtimex,
    SYS_sethostname,
    SYS_setdomainname,
    SYS_personality,
    SYS_fanotify_init,
    SYS_lookup_dcookie,
    SYS_nfsservctl,
    SYS_mknodat,
    #[cfg(target_arch = "x86_64")]
    SYS_mknod,
    #[cfg(target_arch = "x86_64")]
    SYS_iopl,
    #[cfg(target_arch = "x86_64")]
    SYS_ioperm,
    #[cfg(target_arch = "x86_64")]
    SYS_modify_ldt,
];

/// Namespaces of one's own, in which more of the kernel can be reached.
const NAMESPACES: &[i32] = &[
    CLONE_NEWNS,
    CLONE_NEWUTS,
    CLONE_NEWIPC,
    CLONE_NEWUSER,
    CLONE_NEWPID,
    CLONE_NEWNET,
    CLONE_NEWCGROUP,
];

/// The families of sockets that there are for scripts, and that looking up names takes.
const FAMILIES: &[i32] = &[AF_UNIX, AF_INET, AF_INET6, AF_NETLINK];

pub fn filters(granted: &Granted) -> Result<Vec<Filter>, seccompiler::Error> {
    let mut refused = always(REFUSED);
    let mut clone = Vec::new();
    for namespace in NAMESPACES {
        clone.push(when([has_all(0, *namespace as u64)])?);
    }
    if !granted.programs {
        // Threads share all with their process; a process would not.
        clone.push(when([has_none(0, CLONE_THREAD as u64)])?);
        refused.extend(always(PROGRAMS));
    }
    refused.insert(SYS_clone, clone);
    let is_other = FAMILIES.iter().map(|family| is_not(0, *family as u64));
    let mut socket = vec![when(is_other)?];
    if !granted.network {
        for family in [AF_INET, AF_INET6] {
            socket.push(when([super::is(0, family as u64)])?);
        }
    }
    refused.insert(SYS_socket, socket);
    Ok(vec![
        // What it asks for lies in memory, where no filter sees it: the C library then takes `clone`.
        Filter {
            rules: both(always(&[SYS_clone3])),
            matched: SeccompAction::Errno(ENOSYS as u32),
            otherwise: SeccompAction::Allow,
        },
        Filter {
            rules: both(refused),
            matched: SeccompAction::Errno(EPERM as u32),
            otherwise: SeccompAction::Allow,
        },
    ])
}

/// Other programs, and other processes.
const PROGRAMS: &[i64] = &[
    SYS_execve,
    SYS_execveat,
    #[cfg(target_arch = "x86_64")]
    SYS_fork,
    #[cfg(target_arch = "x86_64")]
    SYS_vfork,
];

/// On x86-64 each call has a second number, which some kernels take: what is not refused there is allowed.
fn both(mut rules: Rules) -> Rules {
    #[cfg(target_arch = "x86_64")]
    {
        const SECOND: i64 = 0x4000_0000;
        let again: Rules = rules
            .iter()
            .map(|(call, rules)| (call | SECOND, rules.clone()))
            .collect();
        rules.extend(again);
        // `rt_sigaction` and what follows it there has numbers of its own: execve, ptrace, process_vm_*, kexec_load, execveat.
        for (own, plain) in [
            (520, SYS_execve),
            (521, SYS_ptrace),
            (528, SYS_kexec_load),
            (539, SYS_process_vm_readv),
            (540, SYS_process_vm_writev),
            (545, SYS_execveat),
        ] {
            if let Some(same) = rules.get(&plain).cloned() {
                rules.insert(own | SECOND, same);
            }
        }
    }
    rules
}
