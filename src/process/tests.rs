//! Children on both runtimes: pipes, ends, signals, and that nobody is left behind.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

#[cfg(target_os = "linux")]
use rustix::process::{Pid, PidfdFlags, pidfd_open};
#[cfg(target_os = "linux")]
use std::os::fd::AsFd;

use super::command::Started;
use super::*;
#[cfg(target_os = "linux")]
use crate::runtime::{Interest, Ready};
use crate::runtime::{Options, Task, World};

/// Run `story` as the main thread of a real world and of a few controlled ones.
fn on_both(story: impl Fn(&Task<'_>, &Children) + Send + Sync + 'static) {
    let story = Arc::new(story);
    for seed in [None, Some(0), Some(1)] {
        let inside = story.clone();
        let options = Options {
            seed,
            ..Options::default()
        };
        let world = match seed {
            None => World::real(options),
            Some(_) => World::controlled(options),
        };
        let children = Arc::new(Children::default());
        let of_story = children.clone();
        let outcome = world.run_main("MainThread", move |task| inside(task, &of_story));
        children.end(false);
        assert_eq!(outcome.panics, []);
        assert!(outcome.value.is_some());
    }
}

fn shell(text: &str) -> Command {
    Command {
        program: "/bin/sh".into(),
        words: ["sh", "-c", text].map(Into::into).into(),
        folder: None,
        environment: None,
        input: Redirect::Pipe,
        output: Redirect::Pipe,
        errors: Redirect::Pipe,
    }
}

fn start(children: &Children, text: &str) -> Started {
    children.start(shell(text)).expect("there is a shell")
}

fn heard(started: &Started, task: &Task<'_>, input: Vec<u8>) -> (i32, Vec<u8>, Vec<u8>) {
    let (output, errors) = (started.output.as_ref(), started.errors.as_ref());
    let readers: Vec<&Reader> = output.into_iter().chain(errors).collect();
    let code = Exchange::default()
        .run(
            task,
            &started.child,
            started.input.as_ref(),
            &readers,
            Some(input),
            None,
        )
        .expect("the child ends");
    let unread = |reader: Option<&Reader>| reader.map(Reader::take_unread).unwrap_or_default();
    (code, unread(output), unread(errors))
}

#[test]
fn megabytes_on_all_three_pipes_stop_nobody() {
    on_both(|task, children| {
        let started = start(children, "head -c 3000000 /dev/zero >&2; cat");
        let input = vec![b'x'; 2_000_000];
        let (code, output, errors) = heard(&started, task, input.clone());
        assert_eq!((code, output == input, errors.len()), (0, true, 3_000_000));
    });
}

#[test]
fn a_child_that_reads_nothing_is_heard_all_the_same() {
    on_both(|task, children| {
        let started = start(children, "exec <&-; echo heard");
        let (code, output, _) = heard(&started, task, vec![b'x'; 1_000_000]);
        assert_eq!((code, output), (0, b"heard\n".to_vec()));
    });
}

#[test]
fn exit_codes_and_signals_are_told_as_python_tells_them() {
    on_both(|task, children| {
        let failed = start(children, "exit 3");
        assert_eq!(failed.child.wait(task, None).unwrap(), 3);
        let killed = start(children, "read line");
        assert_eq!(killed.child.poll().unwrap(), None);
        killed.child.signal(15).unwrap();
        assert_eq!(killed.child.wait(task, None).unwrap(), -15);
        killed.child.signal(9).unwrap();
        assert_eq!(killed.child.code(), Some(-15));
        let bad = start(children, "read line");
        assert!(bad.child.signal(999).is_err());
        bad.child.signal(0).unwrap();
    });
}

#[test]
fn two_threads_wait_for_one_child_and_both_learn_its_code() {
    on_both(|task, children| {
        let started = start(children, "read line; exit 5");
        let child = started.child.clone();
        let body = move |task: &Task<'_>| assert_eq!(child.wait(task, None).unwrap(), 5);
        let other = task
            .world()
            .spawn(task, "other", false, Box::new(body))
            .unwrap();
        started.input.as_ref().unwrap().close(task);
        assert_eq!(started.child.wait(task, None).unwrap(), 5);
        task.join(&other, None).unwrap();
    });
}

#[test]
fn lines_and_characters_come_whole_in_whatever_pieces_they_were_written() {
    on_both(|task, children| {
        let text =
            r#"printf 'un\nd'; read go; printf 'eux\n\303'; read go; printf '\251t\303\251 reste'"#;
        let Started { input, output, .. } = start(children, text);
        let (input, output) = (input.unwrap(), output.unwrap());
        let read = |amount| String::from_utf8(output.read(task, amount, None).unwrap()).unwrap();
        assert_eq!(read(Amount::Line), "un\n");
        let soon = Some(task.deadline(Duration::from_millis(1)));
        assert!(matches!(
            output.read(task, Amount::Line, soon),
            Err(Error::TimedOut)
        ));
        input.write(task, b"\n", None).unwrap();
        assert_eq!(read(Amount::Line), "deux\n");
        input.write(task, b"\n", None).unwrap();
        assert_eq!(read(Amount::Characters(3)), "été");
        assert_eq!(read(Amount::Bytes(2)), " r");
        assert_eq!(read(Amount::All), "este");
        assert_eq!(read(Amount::Line), "");
    });
}

#[test]
fn a_close_by_another_thread_ends_a_read() {
    on_both(|task, children| {
        let Started { input, output, .. } = start(children, "cat");
        let output = Arc::new(output.unwrap());
        let reads = output.clone();
        let body = move |task: &Task<'_>| {
            assert!(matches!(
                reads.read(task, Amount::Line, None),
                Err(Error::Closed)
            ));
        };
        let other = task
            .world()
            .spawn(task, "other", false, Box::new(body))
            .unwrap();
        task.yield_now().unwrap();
        output.close(task);
        task.join(&other, None).unwrap();
        drop(input);
    });
}

#[test]
fn a_full_pipe_lets_the_writer_wait_and_a_closed_one_breaks() {
    on_both(|task, children| {
        let Started { input, child, .. } = start(children, "exec sleep 100");
        let input = input.unwrap();
        let soon = Some(task.deadline(Duration::from_millis(1)));
        let written = input.write(task, &vec![b'x'; 1_000_000], soon);
        assert!(matches!(written, Err(Error::TimedOut)));
        child.signal(9).unwrap();
        child.wait(task, None).unwrap();
        let broken = input.write(task, b"more", None);
        assert!(
            matches!(broken, Err(Error::System(error)) if error.kind() == std::io::ErrorKind::BrokenPipe)
        );
    });
}

#[cfg(target_os = "linux")]
#[test]
fn what_a_child_started_ends_with_it() {
    on_both(|task, children| {
        let started = start(children, "sleep 1000 & echo $!; wait");
        let output = started.output.as_ref().unwrap();
        let line = output.read(task, Amount::Line, None).unwrap();
        let grandchild: i32 = String::from_utf8(line).unwrap().trim().parse().unwrap();
        let grandchild = Pid::from_raw(grandchild).unwrap();
        let end = pidfd_open(grandchild, PidfdFlags::empty()).unwrap();
        started.child.kill_family();
        assert_eq!(started.child.wait(task, None).unwrap(), -9);
        // Readable once the process is gone.
        let gone = task.wait_ready("its end", end.as_fd(), Interest::Readable, None);
        assert_eq!(gone, Ok(Ready::Ready));
    });
}

#[test]
fn the_end_of_a_run_ends_all_its_children() {
    let children = Children::default();
    let mut started: Vec<Started> = (0..5).map(|_| start(&children, "read line")).collect();
    started.push(start(
        &children,
        "trap '' TERM; echo ready; while :; do read line || sleep 1; done",
    ));
    let codes = |started: &[Started]| -> Vec<Option<i32>> {
        started
            .iter()
            .map(|one| one.child.poll().unwrap())
            .collect()
    };
    let world = World::real(Options::default());
    let ready = started[5].output.take().unwrap();
    world.run_main("MainThread", move |task| {
        ready.read(task, Amount::Line, None).unwrap()
    });
    assert_eq!(codes(&started), [None; 6]);
    children.end(false);
    let mut ended = vec![Some(-15); 5];
    ended.push(Some(-9));
    assert_eq!(codes(&started), ended);
    children.end(false);
}

#[test]
fn so_many_children_and_no_more() {
    on_both(|task, children| {
        children.set_limit(2);
        let one = start(children, "read line");
        let _two = start(children, "read line");
        assert!(matches!(
            children.start(shell("exit")),
            Err(Error::TooMany(2))
        ));
        one.child.signal(9).unwrap();
        one.child.wait(task, None).unwrap();
        let _three = start(children, "read line");
    });
}

#[test]
fn without_a_descriptor_for_processes_a_thread_watches() {
    let children = Children::default();
    let started = start(&children, "read line");
    let end = notice::watched(started.child.real().expect("it is a real one").raw_pid()).unwrap();
    let world = World::real(Options::default());
    world.run_main("MainThread", move |task| {
        let soon = Some(task.deadline(Duration::from_millis(1)));
        use crate::runtime::{Interest, Ready};
        use std::os::fd::AsFd;
        let wait = |deadline| task.wait_ready("test", end.as_fd(), Interest::Readable, deadline);
        assert_eq!(wait(soon), Ok(Ready::TimedOut));
        started.input.as_ref().unwrap().close(task);
        assert_eq!(wait(None), Ok(Ready::Ready));
        assert_eq!(started.child.wait(task, None).unwrap(), 1);
    });
}

#[test]
fn programs_are_found_as_the_shell_finds_them() {
    let root = Path::new("/");
    let find = |name: &str, path: &str| find_program(name.as_ref(), Some(path.as_ref()), root);
    assert_eq!(find("sh", "/nowhere:/bin").unwrap(), Path::new("/bin/sh"));
    assert_eq!(find("bin/sh", "").unwrap(), Path::new("/bin/sh"));
    let kind = |name: &str, path: &str| find(name, path).unwrap_err().kind();
    assert_eq!(
        kind("no-such-program", "/bin"),
        std::io::ErrorKind::NotFound
    );
    assert_eq!(kind("", "/bin"), std::io::ErrorKind::NotFound);
    assert_eq!(kind("passwd", "/etc"), std::io::ErrorKind::PermissionDenied);
    assert_eq!(kind("/etc", "/bin"), std::io::ErrorKind::PermissionDenied);
}
