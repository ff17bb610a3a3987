//! What both vehicles promise: waiting, waking, ending, stopping, time. Primitives are tested a floor above.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use parking_lot::Mutex;

use super::*;

mod outside;

const SEEDS: u64 = 30;

fn seeded(seed: u64) -> Options {
    Options {
        seed: Some(seed),
        ..Options::default()
    }
}

/// Run `story` on a real world and on controlled ones and look at each outcome.
fn on_both<R: Send + 'static>(
    story: impl Fn(&Task<'_>) -> R + Send + Sync + 'static,
    check: impl Fn(Outcome<R>),
) {
    let story = Arc::new(story);
    let controlled = (0..SEEDS).map(|seed| World::controlled(seeded(seed)));
    for world in std::iter::once(World::real(seeded(0))).chain(controlled) {
        let story = story.clone();
        check(world.run_main("MainThread", move |task| story(task)));
    }
}

fn start(
    task: &Task<'_>,
    daemon: bool,
    body: impl FnOnce(&Task<'_>) + Send + 'static,
) -> Arc<Thread> {
    task.world()
        .spawn(task, "worker", daemon, Box::new(body))
        .expect("few threads")
}

/// Something to wait for that nobody holds.
struct Nothing(Identity);

impl Resource for Nothing {
    fn identity(&self) -> &Identity {
        &self.0
    }
}

fn nothing(task: &Task<'_>) -> Wait {
    Wait::Resource(Arc::new(Nothing(task.world().new_identity("Nothing"))))
}

#[test]
fn main_gives_its_value_and_the_run_waits_for_the_others() {
    let ended = Arc::new(AtomicUsize::new(0));
    let inside = ended.clone();
    let story = move |task: &Task<'_>| {
        inside.store(0, SeqCst);
        for _ in 0..3 {
            let ended = inside.clone();
            start(task, false, move |task| {
                task.sleep(Duration::from_millis(1)).unwrap();
                ended.fetch_add(1, SeqCst);
            });
        }
        7
    };
    on_both(story, |outcome| {
        assert_eq!(
            (outcome.value, outcome.stopped, outcome.threads),
            (Some(7), None, 4)
        );
        assert_eq!(ended.load(SeqCst), 3);
    });
}

#[test]
fn a_permit_given_before_the_park_is_kept() {
    let story = |task: &Task<'_>| {
        task.world().unpark(task.id());
        task.wake(task.thread());
        let first = task.park(nothing(task), None);
        let second = task.park(nothing(task), Some(task.deadline(Duration::from_millis(1))));
        (first, second)
    };
    on_both(story, |outcome| {
        assert_eq!(outcome.value, Some((Ok(Wake::Woken), Ok(Wake::TimedOut))));
    });
}

#[test]
fn a_join_says_whether_the_thread_ended() {
    let story = |task: &Task<'_>| {
        let sleeper = start(task, false, |task| {
            task.park(nothing(task), None).unwrap();
        });
        let early = task
            .join(&sleeper, Some(task.deadline(Duration::from_millis(1))))
            .unwrap();
        task.wake(&sleeper);
        let late = task.join(&sleeper, None).unwrap();
        (early, late, sleeper.is_alive())
    };
    on_both(story, |outcome| {
        assert_eq!(outcome.value, Some((false, true, false)))
    });
}

#[test]
fn daemons_end_with_the_run_also_when_they_wait_or_spin() {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let inside = heard.clone();
    let story = move |task: &Task<'_>| {
        let (parked, spinning, asleep) = (inside.clone(), inside.clone(), inside.clone());
        let ready = Arc::new(AtomicUsize::new(0));
        let (ready_1, ready_2, ready_3) = (ready.clone(), ready.clone(), ready.clone());
        start(task, true, move |task| {
            ready_1.fetch_add(1, SeqCst);
            let stop = task.park(nothing(task), None).unwrap_err();
            parked.lock().push(stop);
        });
        start(task, true, move |task| {
            ready_2.fetch_add(1, SeqCst);
            while task.tick().is_ok() {}
            spinning.lock().push(task.check().unwrap_err());
        });
        start(task, true, move |task| {
            ready_3.fetch_add(1, SeqCst);
            let stop = task.sleep(Duration::from_secs(3600)).unwrap_err();
            asleep.lock().push(stop);
        });
        while ready.load(SeqCst) < 3 {
            task.yield_now().unwrap();
        }
    };
    on_both(story, |outcome| {
        assert_eq!(outcome.stopped, None);
        assert_eq!(std::mem::take(&mut *heard.lock()), [Stop::Ended; 3]);
    });
}

#[test]
fn a_stop_reaches_every_thread_and_the_first_reason_counts() {
    let story = |task: &Task<'_>| {
        for _ in 0..5 {
            start(task, false, |task| {
                let answer = task.park(nothing(task), None);
                assert_eq!(answer, Err(Stop::Interrupted));
                assert_eq!(task.sleep(Duration::from_secs(60)), Err(Stop::Interrupted));
            });
        }
        task.world().stop(Stop::Interrupted);
        task.world().stop(Stop::TimeLimit);
        let refused = task
            .world()
            .spawn(task, "late", false, Box::new(|_| ()))
            .err();
        (task.check(), refused)
    };
    on_both(story, |outcome| {
        assert_eq!(outcome.panics, []);
        assert_eq!(outcome.stopped, Some(Stop::Interrupted));
        let (check, refused) = outcome.value.unwrap();
        assert_eq!(check, Err(Stop::Interrupted));
        assert_eq!(refused, Some(SpawnError::Stopped(Stop::Interrupted)));
    });
}

#[test]
fn who_joins_a_thread_that_a_stop_ended_hears_of_the_stop() {
    let story = |task: &Task<'_>| {
        let stopper = start(task, false, |task| task.world().stop(Stop::OperationLimit));
        (task.join(&stopper, None), task.join(&stopper, None))
    };
    for _ in 0..100 {
        on_both(story, |outcome| {
            let stopped = Err(Stop::OperationLimit);
            assert_eq!(outcome.value, Some((stopped, stopped)));
        });
    }
}

#[test]
fn a_stop_from_outside_of_the_world_ends_a_wait() {
    for world in [World::real(seeded(0)), World::controlled(seeded(0))] {
        let (inside, outside) = std::sync::mpsc::channel();
        let other = world.clone();
        let stopper = std::thread::spawn(move || {
            let () = outside.recv().unwrap();
            other.stop(Stop::Interrupted);
        });
        let outcome = world.run_main("MainThread", move |task| {
            inside.send(()).unwrap();
            task.park(Wait::External("a socket"), None)
        });
        stopper.join().unwrap();
        assert_eq!(outcome.value, Some(Err(Stop::Interrupted)));
    }
}

#[test]
fn somebody_outside_can_wake_who_waits_for_the_outside() {
    for world in [World::real(seeded(0)), World::controlled(seeded(0))] {
        let (inside, outside) = std::sync::mpsc::channel();
        let other = world.clone();
        let waker = std::thread::spawn(move || other.unpark(outside.recv().unwrap()));
        let outcome = world.run_main("MainThread", move |task| {
            inside.send(task.id()).unwrap();
            task.park(Wait::External("a socket"), None)
        });
        waker.join().unwrap();
        assert_eq!(outcome.value, Some(Ok(Wake::Woken)));
    }
}

/// On a busy machine the time may be over before the main thread has begun.
fn ended_by_time(outcome: Outcome<Result<impl Sized, Stop>>) {
    assert_eq!(outcome.panics, []);
    assert_eq!(outcome.stopped, Some(Stop::TimeLimit));
    let heard = outcome.value.map(|answer| answer.err());
    assert!(
        matches!(heard, None | Some(Some(Stop::TimeLimit))),
        "{heard:?}"
    );
}

#[test]
fn the_time_limit_ends_waits_and_loops() {
    let limited = || Options {
        time_limit: Some(Duration::from_millis(5)),
        ..seeded(0)
    };
    for world in [World::real(limited()), World::controlled(limited())] {
        let outcome = world.run_main("MainThread", |task| {
            // Refused when the time is over already.
            let spin = |task: &Task<'_>| while task.tick().is_ok() {};
            let _ = task.world().spawn(task, "spins", false, Box::new(spin));
            task.park(Wait::External("a socket"), None)
        });
        ended_by_time(outcome);
    }
}

#[test]
fn who_is_left_in_a_call_outside_does_not_keep_the_run() {
    let (release, released) = std::sync::mpsc::channel::<()>();
    let outcome = World::real(seeded(0)).run_main("MainThread", move |task| {
        let (there, is_there) = std::sync::mpsc::channel();
        start(task, true, move |task| {
            let _ = task.outside("input", || {
                there.send(()).unwrap();
                let _ = released.recv();
            });
        });
        is_there.recv().unwrap();
    });
    assert_eq!((outcome.value, outcome.stopped), (Some(()), None));
    drop(release);
}

#[test]
fn a_panic_is_told_and_the_others_go_on() {
    let story = |task: &Task<'_>| {
        let bad = start(task, false, |_| std::panic::panic_any("a bug of ours"));
        task.join(&bad, None)
    };
    on_both(story, |outcome| {
        assert_eq!(outcome.value, Some(Ok(true)));
        let message = "a bug of ours".to_owned();
        assert_eq!(
            outcome.panics,
            [Panicked {
                thread: ThreadId(1),
                name: "worker".into(),
                message
            }]
        );
    });
}

#[test]
fn a_panic_of_main_leaves_no_value() {
    let story = |_: &Task<'_>| -> u8 { std::panic::panic_any("a bug of ours".to_owned()) };
    on_both(story, |outcome| {
        assert_eq!(outcome.value, None);
        assert_eq!(outcome.panics[0].message, "a bug of ours");
    });
}

#[test]
fn nobody_left_to_wake_the_others_is_a_deadlock() {
    let story = |task: &Task<'_>| {
        task.set_line(3);
        let other = start(task, false, |task| {
            task.set_line(8);
            assert_eq!(task.park(nothing(task), None), Err(Stop::Deadlock));
        });
        other.set_name("waiter");
        task.join(&other, None)
    };
    on_both(story, |outcome| {
        assert_eq!(outcome.panics, []);
        assert_eq!(outcome.stopped, Some(Stop::Deadlock));
        assert_eq!(outcome.value, Some(Err(Stop::Deadlock)));
        let expected = "\
deadlock: 2 threads can never continue
  MainThread   waits for  waiter to finish   line 3
  waiter       waits for  Nothing #1         line 8";
        assert_eq!(outcome.deadlock.unwrap().to_string(), expected);
    });
}

#[test]
fn threads_that_join_each_other_are_a_deadlock() {
    let story = |task: &Task<'_>| {
        let main = task.thread().clone();
        let other = start(task, false, move |task| {
            assert_eq!(task.join(&main, None), Err(Stop::Deadlock));
        });
        task.join(&other, None)
    };
    on_both(story, |outcome| {
        assert_eq!(outcome.value, Some(Err(Stop::Deadlock)));
        assert_eq!(outcome.deadlock.unwrap().threads.len(), 2);
    });
}

#[test]
fn who_waits_for_time_or_for_the_outside_is_not_stuck() {
    let story = |task: &Task<'_>| {
        let main = task.thread().clone();
        start(task, false, move |task| {
            task.sleep(Duration::from_millis(2)).unwrap();
            task.wake(&main);
        });
        task.park(nothing(task), None)
    };
    on_both(story, |outcome| {
        assert_eq!(outcome.value, Some(Ok(Wake::Woken)))
    });
}

#[test]
fn many_hand_overs_raise_no_false_alarm() {
    let story = |task: &Task<'_>| {
        let rounds = if task.is_controlled() { 100 } else { 20_000 };
        let turn = Arc::new(AtomicUsize::new(0));
        let play = move |task: &Task<'_>, me: usize, other: &Thread, turn: &AtomicUsize| {
            for _ in 0..rounds {
                while turn.load(SeqCst) != me {
                    task.park(nothing(task), None).unwrap();
                }
                turn.store(1 - me, SeqCst);
                task.wake(other);
            }
        };
        let (main, its_turn) = (task.thread().clone(), turn.clone());
        let other = start(task, false, move |task| play(task, 1, &main, &its_turn));
        play(task, 0, &other, &turn);
        task.join(&other, None)
    };
    on_both(story, |outcome| {
        assert_eq!(outcome.stopped, None);
        assert_eq!(outcome.value, Some(Ok(true)));
    });
}

#[test]
fn a_thousand_threads_live_at_once_and_no_more() {
    let story = |task: &Task<'_>| {
        let threads: Vec<_> = (0..1000)
            .map(|_| start(task, false, |task| _ = task.park(nothing(task), None)))
            .collect();
        let refused = task
            .world()
            .spawn(task, "one more", false, Box::new(|_| ()))
            .err()
            .unwrap();
        for thread in &threads {
            task.wake(thread);
        }
        for thread in threads {
            task.join(&thread, None).unwrap();
        }
        refused.to_string()
    };
    for world in [World::real(seeded(0)), World::controlled(seeded(0))] {
        let outcome = world.run_main("MainThread", story);
        assert_eq!(
            outcome.value.as_deref(),
            Some("thread limit (1000) reached")
        );
        assert_eq!((outcome.stopped, outcome.threads), (None, 1001));
    }
}

#[test]
fn virtual_time_jumps_to_the_nearest_deadline_when_nobody_can_run() {
    for seed in 0..SEEDS {
        let outcome = World::controlled(seeded(seed)).run_main("MainThread", |task| {
            let order = Arc::new(Mutex::new(Vec::new()));
            for hours in [3, 1, 2] {
                let order = order.clone();
                start(task, false, move |task| {
                    task.sleep(Duration::from_secs(hours * 3600)).unwrap();
                    order.lock().push((hours, task.now()));
                });
            }
            task.sleep(Duration::from_secs(5 * 3600)).unwrap();
            (order.lock().clone(), task.now(), task.wall_clock())
        });
        let (order, end, date) = outcome.value.unwrap();
        let hour = 3600 * 1_000_000_000;
        assert_eq!(order, [(1, hour), (2, 2 * hour), (3, 3 * hour)]);
        assert_eq!(end, 5 * hour);
        let since_1970 = date
            .duration_since(std::time::SystemTime::UNIX_EPOCH)
            .unwrap();
        assert_eq!(since_1970.as_secs(), 1_767_225_600 + 5 * 3600);
    }
}

#[test]
fn busy_waiting_ends_under_virtual_time() {
    let outcome = World::controlled(seeded(1)).run_main("MainThread", |task| {
        let flag = Arc::new(AtomicUsize::new(0));
        let other = flag.clone();
        start(task, false, move |task| {
            task.sleep(Duration::from_secs(9)).unwrap();
            other.store(1, SeqCst);
        });
        while flag.load(SeqCst) == 0 {
            task.point(Pending::of(Operation::Read)).unwrap();
        }
        let end = task.now() + 2_000_000_000;
        while task.now() < end {}
        task.now()
    });
    assert!(outcome.value.unwrap() >= 11_000_000_000);
}

#[test]
fn the_same_seed_gives_the_same_run() {
    let run = |seed| {
        let options = Options {
            trace: true,
            ..seeded(seed)
        };
        let outcome = World::controlled(options).run_main("MainThread", |task| {
            let threads: Vec<_> = (0..4)
                .map(|number| {
                    start(task, false, move |task| {
                        for _ in 0..5 {
                            task.point(Pending::of(Operation::Output)).unwrap();
                            task.sleep(Duration::from_millis(
                                task.world().random_below(3) + number,
                            ))
                            .unwrap();
                        }
                    })
                })
                .collect();
            for thread in threads {
                task.join(&thread, None).unwrap();
            }
            (task.now(), task.world().random())
        });
        (outcome.value, outcome.trace)
    };
    let first = run(42);
    assert!(first.1.len() > 40);
    for _ in 0..100 {
        assert_eq!(run(42), first);
    }
    assert!((0..5).any(|seed| run(seed).1 != first.1));
}

#[test]
fn a_policy_of_ones_own_sees_what_comes_next() {
    /// Runs the youngest thread until it waits, and notes what it could choose from.
    struct Youngest(Arc<Mutex<Vec<Vec<Candidate>>>>);
    impl Policy for Youngest {
        fn next(&mut self, runnable: &[Candidate], _current: Option<ThreadId>) -> ThreadId {
            self.0.lock().push(runnable.to_vec());
            runnable[runnable.len() - 1].thread
        }
    }
    let seen = Arc::new(Mutex::new(Vec::new()));
    let world = World::controlled_by(seeded(0), Box::new(Youngest(seen.clone())));
    let outcome = world.run_main("MainThread", |task| {
        start(task, false, |_| ());
        task.set_line(4);
        task.point(Pending::on(Operation::Write, ObjectId(9)))
            .unwrap();
    });
    assert_eq!(outcome.stopped, None);
    let main = Pending {
        operation: Operation::Write,
        object: ObjectId(9),
        also: ObjectId::NONE,
        line: 4,
        quiet: false,
        waits: false,
        state: 0,
    };
    let choice = [
        Candidate {
            thread: ThreadId(0),
            pending: main,
        },
        Candidate {
            thread: ThreadId(1),
            pending: Pending::of(Operation::Start),
        },
    ];
    assert_eq!(*seen.lock(), [choice]);
}
