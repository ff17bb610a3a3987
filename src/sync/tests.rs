//! What the primitives promise together: deadlocks are told with names and lines, stops reach every wait.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use super::testing::{join_all, start};
use super::*;
use crate::runtime::{Options, Outcome, Stop, Task, Thread, ThreadId, World};

fn seeded(seed: u64) -> Options {
    Options {
        seed: Some(seed),
        ..Options::default()
    }
}

fn on_both<R: Send + 'static>(
    story: impl Fn(&Task<'_>) -> R + Send + Sync + 'static,
    check: impl Fn(Outcome<R>),
) {
    let story = Arc::new(story);
    let controlled = (0..50).map(|seed| World::controlled(seeded(seed)));
    for world in std::iter::once(World::real(seeded(0))).chain(controlled) {
        let story = story.clone();
        let outcome = world.run_main("MainThread", move |task| story(task));
        assert_eq!(outcome.panics, []);
        check(outcome);
    }
}

/// A thread that takes `first`, waits until all in `ready` did, and takes `second`.
fn grab(
    task: &Task<'_>,
    name: &str,
    line: u32,
    locks: (Lock, Lock),
    ready: &Arc<AtomicUsize>,
) -> Arc<Thread> {
    let ready = ready.clone();
    let body = move |task: &Task<'_>| {
        task.set_line(line);
        locks.0.acquire(task).unwrap();
        ready.fetch_add(1, SeqCst);
        while ready.load(SeqCst) < 2 {
            task.yield_now().unwrap();
        }
        task.set_line(line + 1);
        assert_eq!(locks.1.acquire(task), Err(Stop::Deadlock));
    };
    task.world()
        .spawn(task, name, false, Box::new(body))
        .unwrap()
}

#[test]
fn two_locks_in_opposite_order_are_a_deadlock_told_with_names_and_lines() {
    let story = |task: &Task<'_>| {
        let (a, b) = (Lock::new(task.world()), Lock::new(task.world()));
        a.identity().set_name("fork[0]");
        b.identity().set_name("fork[1]");
        b.identity().set_name("only the first name counts");
        let ready = Arc::new(AtomicUsize::new(0));
        let left = grab(task, "Thread-1 (left)", 10, (a.clone(), b.clone()), &ready);
        grab(task, "right", 15, (b, a), &ready);
        task.set_line(22);
        task.join(&left, None)
    };
    on_both(story, |outcome| {
        assert_eq!(outcome.stopped, Some(Stop::Deadlock));
        assert_eq!(outcome.value, Some(Err(Stop::Deadlock)));
        let expected = "\
deadlock: 3 threads can never continue
  MainThread        waits for  Thread-1 (left) to finish                                       line 22
  Thread-1 (left)   holds fork[0] since line 10, waits for  fork[1]  held by right             line 11
  right             holds fork[1] since line 15, waits for  fork[0]  held by Thread-1 (left)   line 16
  hint: each thread holds a lock that another one waits for: take the locks in the same order everywhere, for example always `fork[0]` before `fork[1]`";
        assert_eq!(outcome.deadlock.unwrap().to_string(), expected);
    });
}

#[test]
fn taking_a_lock_twice_is_a_deadlock_with_oneself() {
    let story = |task: &Task<'_>| {
        let lock = Lock::new(task.world());
        task.set_line(1);
        lock.acquire(task).unwrap();
        task.set_line(2);
        lock.acquire(task)
    };
    on_both(story, |outcome| {
        assert_eq!(outcome.value, Some(Err(Stop::Deadlock)));
        let stuck = outcome.deadlock.unwrap();
        let holder = stuck.threads[0]
            .held_by
            .as_ref()
            .map(|holder| holder.thread);
        assert_eq!(holder, Some(ThreadId::MAIN));
        assert_eq!(
            stuck.to_string(),
            "deadlock: 1 thread can never continue\n  \
             MainThread   holds Lock #1 since line 1, waits for  Lock #1  held by itself   line 2\n  \
             hint: the thread that takes `Lock #1` holds it already: release it first, or make it an `RLock()`, which its holder may take again"
        );
    });
}

#[test]
fn a_wait_that_nobody_can_end_is_a_deadlock() {
    type Story = fn(&Task<'_>) -> Result<bool, Error>;
    let waits: [Story; 4] = [
        |task| Event::new(task.world()).wait(task, None),
        |task| Semaphore::new(task.world(), 0)?.acquire_with(task, true, None),
        |task| {
            let condition = Condition::new(task.world());
            condition.acquire(task)?;
            condition.wait(task, None)
        },
        |task| {
            Barrier::new(task.world(), 2)?
                .wait(task, None, || Ok(()))
                .map(|_| true)
        },
    ];
    for (wait, what) in waits
        .into_iter()
        .zip(["Event", "Semaphore", "Condition", "Barrier"])
    {
        on_both(wait, |outcome| {
            assert_eq!(outcome.value, Some(Err(Error::Stop(Stop::Deadlock))));
            assert!(
                outcome.deadlock.unwrap().threads[0]
                    .waits_for
                    .to_string()
                    .starts_with(what)
            );
        });
    }
}

#[test]
fn who_was_notified_waits_for_the_lock() {
    let story = |task: &Task<'_>| {
        let condition = Condition::new(task.world());
        condition.identity().set_name("ready");
        let (inside, waits) = (condition.clone(), Arc::new(AtomicUsize::new(0)));
        let its_waits = waits.clone();
        let thread = start(task, move |task| {
            inside.acquire(task).unwrap();
            its_waits.store(1, SeqCst);
            assert_eq!(inside.wait(task, None), Err(Error::Stop(Stop::Deadlock)));
        });
        while waits.load(SeqCst) == 0 {
            task.yield_now().unwrap();
        }
        condition.acquire(task).unwrap();
        condition.notify(task, 1).unwrap();
        task.join(&thread, None)
    };
    on_both(story, |outcome| {
        assert_eq!(outcome.value, Some(Err(Stop::Deadlock)));
        assert_eq!(
            outcome.deadlock.unwrap().threads[1].waits_for.to_string(),
            "RLock #1"
        );
    });
}

#[test]
fn a_wait_with_a_deadline_is_no_deadlock() {
    let story = |task: &Task<'_>| {
        let lock = Lock::new(task.world());
        lock.acquire(task)?;
        let (inside, thread_lock) = (task.thread().clone(), lock.clone());
        let thread = start(task, move |task| {
            assert_eq!(
                task.join(
                    &inside,
                    Some(task.deadline(std::time::Duration::from_millis(2)))
                ),
                Ok(false)
            );
            thread_lock.release(task).unwrap();
        });
        lock.acquire(task)?;
        join_all(task, [thread]);
        Ok::<_, Error>(())
    };
    on_both(story, |outcome| {
        assert_eq!((outcome.value, outcome.stopped), (Some(Ok(())), None))
    });
}

#[test]
fn daemons_that_wait_for_a_primitive_end_with_the_run() {
    let story = |task: &Task<'_>| {
        let world = task.world();
        let (lock, event) = (Lock::new(world), Event::new(world));
        let semaphore = Semaphore::new(world, 0).unwrap();
        lock.acquire(task).unwrap();
        let waiting = Arc::new(AtomicUsize::new(0));
        type Story = Box<dyn FnOnce(&Task<'_>) -> Result<(), Error> + Send>;
        let daemon = |wait: Story| {
            let waiting = waiting.clone();
            let body = move |task: &Task<'_>| {
                waiting.fetch_add(1, SeqCst);
                assert_eq!(wait(task), Err(Error::Stop(Stop::Ended)));
            };
            world.spawn(task, "daemon", true, Box::new(body)).unwrap();
        };
        daemon(Box::new(move |task| Ok(lock.acquire(task)?)));
        daemon(Box::new(move |task| event.wait(task, Some(1e6)).map(drop)));
        daemon(Box::new(move |task| Ok(semaphore.acquire(task)?)));
        while waiting.load(SeqCst) < 3 {
            task.yield_now().unwrap();
        }
    };
    on_both(story, |outcome| {
        assert_eq!((outcome.value, outcome.stopped), (Some(()), None))
    });
}

#[test]
fn the_course_loses_updates_without_the_lock_on_every_seed() {
    for seed in 0..100 {
        let outcome = World::controlled(seeded(seed)).run_main("MainThread", |task| {
            let counter = Arc::new(AtomicUsize::new(0));
            let threads: Vec<_> = (0..2)
                .map(|_| {
                    let counter = counter.clone();
                    start(task, move |task| {
                        use crate::runtime::{Operation, Pending};
                        for _ in 0..100 {
                            task.point(Pending::of(Operation::Read)).unwrap();
                            let seen = counter.load(SeqCst);
                            task.point(Pending::of(Operation::Write)).unwrap();
                            counter.store(seen + 1, SeqCst);
                        }
                    })
                })
                .collect();
            join_all(task, threads);
            counter.load(SeqCst)
        });
        assert!(outcome.value.unwrap() < 200);
    }
}

/// Somewhat random small numbers, the same in every run.
fn numbers(seed: u64) -> impl Iterator<Item = u64> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state >> 40
    })
}

#[test]
fn giving_up_and_being_notified_at_the_same_moment_loses_nobody() {
    let story = |task: &Task<'_>| {
        let (producers, each) = (3, if task.is_controlled() { 20 } else { 2000 });
        let condition = Condition::over_lock(task.world(), Lock::new(task.world()));
        let stock = Arc::new(AtomicUsize::new(0));
        let taken = Arc::new(AtomicUsize::new(0));
        let mut threads = Vec::new();
        for number in 0..producers {
            let (its_condition, its_stock) = (condition.clone(), stock.clone());
            threads.push(start(task, move |task| {
                for _ in 0..each {
                    its_condition.acquire(task).unwrap();
                    its_stock.fetch_add(1, SeqCst);
                    its_condition.notify(task, 1).unwrap();
                    its_condition.release(task).unwrap();
                }
            }));
            let (condition, stock, taken) = (condition.clone(), stock.clone(), taken.clone());
            threads.push(start(task, move |task| {
                let mut timeouts = numbers(number).map(|n| (n % 40) as f64 * 1e-6);
                for _ in 0..each {
                    condition.acquire(task).unwrap();
                    while stock.load(SeqCst) == 0 {
                        // Timeouts of some microseconds fall into the notifications; every fourth wait has none.
                        let timeout = timeouts.next().filter(|&timeout| timeout > 1e-5);
                        condition.wait(task, timeout).unwrap();
                    }
                    stock.fetch_sub(1, SeqCst);
                    taken.fetch_add(1, SeqCst);
                    condition.release(task).unwrap();
                }
            }));
        }
        join_all(task, threads);
        (
            stock.load(SeqCst),
            taken.load(SeqCst) == producers as usize * each,
        )
    };
    on_both(story, |outcome| {
        assert_eq!(outcome.stopped, None);
        assert_eq!(outcome.value, Some((0, true)));
    });
}

#[test]
fn locks_with_timeouts_under_load_lose_nobody() {
    let story = |task: &Task<'_>| {
        let each = if task.is_controlled() { 50 } else { 5000 };
        let lock = Lock::new(task.world());
        let (inside, gained) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let threads: Vec<_> = (0..4)
            .map(|number| {
                let (lock, inside, gained) = (lock.clone(), inside.clone(), gained.clone());
                start(task, move |task| {
                    for n in numbers(number + 1).take(each) {
                        let timeout = (n % 3 > 0).then_some((n % 30) as f64 * 1e-6);
                        if lock.acquire_with(task, true, timeout).unwrap() {
                            assert_eq!(inside.fetch_add(1, SeqCst), 0);
                            gained.fetch_add(1, SeqCst);
                            if n % 5 == 0 {
                                task.yield_now().unwrap();
                            }
                            inside.fetch_sub(1, SeqCst);
                            lock.release(task).unwrap();
                        }
                    }
                })
            })
            .collect();
        join_all(task, threads);
        (lock.locked(task), gained.load(SeqCst) > each)
    };
    on_both(story, |outcome| {
        assert_eq!(outcome.stopped, None);
        assert_eq!(outcome.value, Some((Ok(false), true)));
    });
}

#[test]
fn who_found_the_lock_taken_again_and_again_gets_it_handed_over() {
    let outcome = World::real(seeded(0)).run_main("MainThread", |task| {
        let lock = Lock::new(task.world());
        let done = Arc::new(AtomicUsize::new(0));
        let (its_lock, its_done) = (lock.clone(), done.clone());
        let greedy = start(task, move |task| {
            while its_done.load(SeqCst) == 0 {
                its_lock.acquire(task).unwrap();
                its_lock.release(task).unwrap();
            }
        });
        for _ in 0..200 {
            lock.acquire(task).unwrap();
            lock.release(task).unwrap();
        }
        done.store(1, SeqCst);
        join_all(task, [greedy]);
    });
    assert_eq!((outcome.value, outcome.stopped), (Some(()), None));
}
