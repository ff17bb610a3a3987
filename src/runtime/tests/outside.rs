//! Waiting for descriptors, on both vehicles: readiness, permits, deadlines and stops end the wait; others run meanwhile.

use std::io::{Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;

use super::*;

fn pair() -> (UnixStream, UnixStream) {
    let (near, far) = UnixStream::pair().expect("descriptors are left");
    near.set_nonblocking(true).expect("a socket can do that");
    (near, far)
}

fn readable(task: &Task<'_>, stream: &UnixStream, deadline: Option<Nanos>) -> Result<Ready, Stop> {
    task.wait_ready("a socket", stream.as_fd(), Interest::Readable, deadline)
}

#[test]
fn what_another_thread_writes_is_waited_for() {
    let story = |task: &Task<'_>| {
        let (mut near, mut far) = pair();
        let writer = start(task, false, move |task| {
            for _ in 0..20 {
                task.yield_now().unwrap();
            }
            far.write_all(b"x").unwrap();
            // Keeps the connection open until it has been read.
            task.park(Wait::External("the end"), None).unwrap();
        });
        while near.read(&mut [0; 8]).is_err() {
            assert_eq!(readable(task, &near, None), Ok(Ready::Ready));
        }
        task.wake(&writer);
    };
    on_both(story, |outcome| {
        assert_eq!((outcome.stopped, outcome.panics), (None, vec![]))
    });
}

#[test]
fn what_is_ready_already_ends_the_wait_at_once() {
    let story = |task: &Task<'_>| {
        let (near, mut far) = pair();
        let write = task.wait_ready("a socket", near.as_fd(), Interest::Writable, None);
        far.write_all(b"x").unwrap();
        let read = readable(task, &near, None);
        drop(far);
        let (other, _far) = pair();
        let either = [
            Source::new(other.as_fd(), Interest::Readable),
            Source::new(near.as_fd(), Interest::Readable),
        ];
        (write, read, task.wait_any_ready("sockets", &either, None))
    };
    on_both(story, |outcome| {
        let ready = Ok(Ready::Ready);
        assert_eq!(outcome.value, Some((ready, ready, ready)));
    });
}

#[test]
fn a_permit_ends_the_wait_also_when_it_was_given_before() {
    let story = |task: &Task<'_>| {
        let (near, _far) = pair();
        task.wake(task.thread());
        assert_eq!(readable(task, &near, None), Ok(Ready::Woken));
        for _ in 0..20 {
            let me = task.thread().clone();
            let waker = start(task, false, move |task| task.wake(&me));
            assert_eq!(readable(task, &near, None), Ok(Ready::Woken));
            task.join(&waker, None).unwrap();
        }
        // The last join may have left one permit; no more are left over.
        let soon = task.deadline(Duration::from_millis(1));
        match readable(task, &near, Some(soon)) {
            Ok(Ready::Woken) => readable(task, &near, Some(soon)),
            answer => answer,
        }
    };
    on_both(story, |outcome| {
        assert_eq!(outcome.value, Some(Ok(Ready::TimedOut)))
    });
}

#[test]
fn a_deadline_ends_the_wait_and_not_before_its_time() {
    let story = |task: &Task<'_>| {
        let (near, _far) = pair();
        let deadline = task.deadline(Duration::from_millis(5));
        let answer = readable(task, &near, Some(deadline));
        (
            answer,
            task.now() >= deadline,
            readable(task, &near, Some(deadline)),
        )
    };
    on_both(story, |outcome| {
        let late = Ok(Ready::TimedOut);
        assert_eq!(outcome.value, Some((late, true, late)));
    });
}

#[test]
fn a_stop_ends_the_wait_wherever_it_comes_from() {
    let story = |task: &Task<'_>| {
        let (near, _far) = pair();
        start(task, false, |task| task.world().stop(Stop::OperationLimit));
        (readable(task, &near, None), readable(task, &near, None))
    };
    let stopped = Err(Stop::OperationLimit);
    on_both(story, |outcome| {
        assert_eq!(outcome.value, Some((stopped, stopped)));
    });
    for world in [World::real(seeded(0)), World::controlled(seeded(0))] {
        let (inside, outside) = std::sync::mpsc::channel();
        let other = world.clone();
        let stopper = std::thread::spawn(move || {
            let () = outside.recv().unwrap();
            other.stop(Stop::Interrupted);
        });
        let outcome = world.run_main("MainThread", move |task| {
            let (near, _far) = pair();
            inside.send(()).unwrap();
            readable(task, &near, None)
        });
        stopper.join().unwrap();
        assert_eq!(outcome.value, Some(Err(Stop::Interrupted)));
    }
}

#[test]
fn the_time_limit_and_the_end_of_the_run_end_the_wait() {
    let limited = || Options {
        time_limit: Some(Duration::from_millis(5)),
        ..seeded(0)
    };
    for world in [World::real(limited()), World::controlled(limited())] {
        let outcome = world.run_main("MainThread", |task| {
            let (near, _far) = pair();
            readable(task, &near, None)
        });
        ended_by_time(outcome);
    }
    let story = |task: &Task<'_>| {
        let (near, far) = pair();
        let heard = Arc::new(Mutex::new(None));
        let inside = heard.clone();
        start(task, true, move |task| {
            *inside.lock() = Some(readable(task, &near, None));
        });
        // Whether the daemon has begun to wait by now or not, it ends.
        (heard, far)
    };
    on_both(story, |outcome| {
        assert_eq!(outcome.stopped, None);
        let (heard, _far) = outcome.value.unwrap();
        let heard = *heard.lock();
        assert!(matches!(heard, None | Some(Err(Stop::Ended))), "{heard:?}");
    });
}

#[test]
fn who_waits_for_a_descriptor_is_never_in_a_deadlock() {
    let story = |task: &Task<'_>| {
        let (near, far) = pair();
        let main = task.thread().clone();
        // Everybody waits: one for a socket, the other for the first. A third party ends it.
        start(task, false, move |task| {
            assert_eq!(readable(task, &near, None), Ok(Ready::Ready));
            task.wake(&main);
        });
        let peer = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(30));
            drop(far);
        });
        let answer = task.park(nothing(task), None);
        peer.join().unwrap();
        answer
    };
    for world in [World::real(seeded(0)), World::controlled(seeded(0))] {
        let outcome = world.run_main("MainThread", story);
        assert_eq!(
            (outcome.value, outcome.stopped),
            (Some(Ok(Wake::Woken)), None)
        );
    }
}

#[test]
fn virtual_time_goes_on_while_somebody_waits_for_a_descriptor() {
    let outcome = World::controlled(seeded(0)).run_main("MainThread", |task| {
        let (near, mut far) = pair();
        start(task, true, move |task| {
            loop {
                task.sleep(Duration::from_millis(2)).unwrap();
                far.write_all(b"tick").unwrap();
            }
        });
        // Interrupted again and again, the later deadline comes all the same.
        let deadline = task.deadline(Duration::from_millis(15));
        let mut ticks = 0;
        while readable(task, &near, Some(deadline)) == Ok(Ready::Ready) {
            ticks += 1;
            while (&near).read(&mut [0; 64]).is_ok() {}
        }
        ticks
    });
    assert!(outcome.value.unwrap() >= 3);
}

#[test]
fn a_busy_world_looks_at_its_descriptors_too() {
    let outcome = World::controlled(seeded(0)).run_main("MainThread", |task| {
        let done = Arc::new(AtomicUsize::new(0));
        let (inside, (near, mut far)) = (done.clone(), pair());
        start(task, false, move |task| {
            assert_eq!(readable(task, &near, None), Ok(Ready::Ready));
            inside.store(1, SeqCst);
        });
        for _ in 0..50 {
            task.yield_now().unwrap();
        }
        far.write_all(b"x").unwrap();
        while done.load(SeqCst) == 0 {
            task.point(Pending::of(Operation::Read)).unwrap();
        }
    });
    assert_eq!((outcome.value, outcome.stopped), (Some(()), None));
}
