//! What the queues promise on both runtimes: order among items and among those who wait, nothing lost, everybody woken.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use super::super::testing::{join_all, on_both, start};
use super::*;
use crate::runtime::{Options, Thread, World};

impl Item for usize {
    type Disorder = ();

    fn order(&self, other: &Self) -> Result<Ordering, ()> {
        // Odd and even numbers have no order.
        (self % 2 == other % 2).then(|| self.cmp(other)).ok_or(())
    }
}

fn queue(task: &Task<'_>, discipline: Discipline, bound: usize) -> Queue<usize> {
    Queue::new(
        task.world(),
        "Queue",
        discipline,
        Some(bound).filter(|&bound| bound > 0),
    )
}

fn fifo(task: &Task<'_>, bound: usize) -> Queue<usize> {
    queue(task, Discipline::Fifo, bound)
}

fn until(task: &Task<'_>, done: impl Fn() -> bool) {
    while !done() {
        task.yield_now().unwrap();
    }
}

fn put(task: &Task<'_>, queue: &Queue<usize>, item: usize) {
    assert_eq!(queue.put(task, item, Patience::Forever), Ok(()));
}

fn refused(result: Result<(), Refusal<()>>) -> Error {
    match result {
        Err(Refusal::Error(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_put_is_got_once_and_in_its_order() {
    for bound in [0, 1, 3] {
        on_both(move |task| {
            let each = if task.is_controlled() { 30 } else { 3000 };
            let queue = fifo(task, bound);
            let got = Arc::new(Mutex::new(Vec::new()));
            let mut threads = Vec::new();
            for producer in 0..3 {
                let queue = queue.clone();
                threads.push(start(task, move |task| {
                    for number in 0..each {
                        put(task, &queue, producer * each + number);
                    }
                }));
            }
            for _ in 0..3 {
                let (queue, got) = (queue.clone(), got.clone());
                threads.push(start(task, move |task| {
                    let mut own = Vec::new();
                    for _ in 0..each {
                        own.push(queue.get(task, Patience::Forever).unwrap());
                    }
                    got.lock().push(own);
                }));
            }
            join_all(task, threads);
            let got = std::mem::take(&mut *got.lock());
            for own in &got {
                for producer in 0..3 {
                    let its: Vec<_> = own
                        .iter()
                        .filter(|&&item| item / each == producer)
                        .collect();
                    assert!(its.is_sorted(), "items of one producer stay in order");
                }
            }
            let mut all = got.concat();
            all.sort_unstable();
            assert_eq!(all, (0..3 * each).collect::<Vec<_>>());
            assert_eq!(queue.len(task), Ok(0));
        });
    }
}

/// Threads that wait in the order of their numbers.
fn line_up(
    task: &Task<'_>,
    waiting: impl Fn() -> usize,
    body: impl Fn(&Task<'_>, usize) + Clone + Send + 'static,
) -> Vec<Arc<Thread>> {
    (0..4)
        .map(|number| {
            let body = body.clone();
            let thread = start(task, move |task| body(task, number));
            until(task, || waiting() > number);
            thread
        })
        .collect()
}

#[test]
fn who_waits_first_gets_the_first_item() {
    on_both(|task| {
        let queue = fifo(task, 0);
        let got = Arc::new(Mutex::new(Vec::new()));
        let (inside, its_got) = (queue.clone(), got.clone());
        let threads = line_up(
            task,
            || queue.0.state.lock().getters.len(),
            move |task, number| {
                let item = inside.get(task, Patience::Forever).unwrap();
                its_got.lock().push((number, item));
            },
        );
        for item in 0..4 {
            put(task, &queue, item);
        }
        join_all(task, threads);
        got.lock().sort_unstable();
        assert_eq!(*got.lock(), [(0, 0), (1, 1), (2, 2), (3, 3)]);
    });
}

#[test]
fn who_waits_first_for_room_puts_first() {
    on_both(|task| {
        let queue = fifo(task, 1);
        put(task, &queue, 9);
        let inside = queue.clone();
        let threads = line_up(
            task,
            || queue.0.state.lock().putters.len(),
            move |task, number| put(task, &inside, number),
        );
        assert_eq!(
            queue.len(task),
            Ok(1),
            "an item that waits for room is not in"
        );
        let got: Vec<_> = (0..5)
            .map(|_| queue.get(task, Patience::AtOnce).unwrap())
            .collect();
        join_all(task, threads);
        assert_eq!(got, [9, 0, 1, 2, 3]);
    });
}

#[test]
fn stacks_and_priority_queues_give_their_own_next_item() {
    on_both(|task| {
        for (discipline, expected) in [
            (Discipline::Fifo, [4, 2, 6]),
            (Discipline::Lifo, [6, 2, 4]),
            (Discipline::Priority, [2, 4, 6]),
        ] {
            let queue = queue(task, discipline, 0);
            for item in [4, 2, 6] {
                put(task, &queue, item);
            }
            assert_eq!(
                expected.map(|_| queue.get(task, Patience::AtOnce).unwrap()),
                expected
            );
        }
    });
}

#[test]
fn an_item_without_an_order_is_refused_at_its_put_even_when_it_had_to_wait() {
    on_both(|task| {
        let queue = queue(task, Discipline::Priority, 2);
        put(task, &queue, 2);
        assert_eq!(
            queue.put(task, 1, Patience::Forever),
            Err(Refusal::Disorder(()))
        );
        put(task, &queue, 6);
        let inside = queue.clone();
        let odd = start(task, move |task| {
            assert_eq!(
                inside.put(task, 1, Patience::Forever),
                Err(Refusal::Disorder(()))
            );
        });
        until(task, || queue.0.state.lock().putters.len() == 1);
        let inside = queue.clone();
        let even = start(task, move |task| put(task, &inside, 4));
        until(task, || queue.0.state.lock().putters.len() == 2);
        let got = [(); 3].map(|()| queue.get(task, Patience::Forever).unwrap());
        join_all(task, [odd, even]);
        assert_eq!(got, [2, 4, 6]);
    });
}

#[test]
fn who_gives_up_neither_puts_nor_takes() {
    on_both(|task| {
        let queue = fifo(task, 1);
        for patience in [
            Patience::AtOnce,
            Patience::Within(0.001),
            Patience::Within(0.0),
        ] {
            assert_eq!(queue.get(task, patience), Err(EMPTY));
        }
        put(task, &queue, 1);
        for patience in [
            Patience::AtOnce,
            Patience::Within(0.001),
            Patience::Within(0.0),
        ] {
            assert_eq!(refused(queue.put(task, 2, patience)), FULL);
        }
        assert_eq!((queue.len(task), queue.is_full(task)), (Ok(1), Ok(true)));
        assert_eq!(queue.get(task, Patience::Within(1.0)), Ok(1));
        assert_eq!(
            (queue.is_empty(task), queue.is_full(task)),
            (Ok(true), Ok(false))
        );
    });
}

#[test]
fn bad_times_have_pythons_words() {
    on_both(|task| {
        let queue = fifo(task, 1);
        put(task, &queue, 1);
        let negative = "'timeout' must be a non-negative number";
        let error = queue.get(task, Patience::Within(-1.0)).unwrap_err();
        assert_eq!(
            (error.kind(), error.to_string().as_str()),
            (Some(ErrorKind::ValueError), negative)
        );
        assert_eq!(refused(queue.put(task, 1, Patience::Within(-0.5))), error);
        assert!(queue.get(task, Patience::Within(f64::NAN)).is_err());
        assert_eq!(queue.get(task, Patience::of(false, Some(-1.0))), Ok(1));
        let unbounded = fifo(task, 0);
        assert_eq!(unbounded.put(task, 1, Patience::Within(-1.0)), Ok(()));
    });
}

#[test]
fn join_waits_until_all_is_done() {
    on_both(|task| {
        let queue = fifo(task, 0);
        assert_eq!(queue.join(task), Ok(()));
        let done = Arc::new(AtomicUsize::new(0));
        for item in 0..5 {
            put(task, &queue, item);
        }
        let (inside, its_done) = (queue.clone(), done.clone());
        let worker = start(task, move |task| {
            for _ in 0..5 {
                inside.get(task, Patience::Forever).unwrap();
                its_done.fetch_add(1, SeqCst);
                inside.task_done(task).unwrap();
            }
        });
        assert_eq!(queue.join(task), Ok(()));
        assert_eq!(done.load(SeqCst), 5);
        join_all(task, [worker]);
        let error = queue.task_done(task).unwrap_err();
        assert_eq!(error.to_string(), "task_done() called too many times");
    });
}

#[test]
fn after_a_shutdown_what_is_there_can_be_got_and_then_no_more() {
    on_both(|task| {
        let queue = fifo(task, 0);
        put(task, &queue, 1);
        queue.shut_down(task, false).unwrap();
        assert_eq!(refused(queue.put(task, 2, Patience::Forever)), SHUT_DOWN);
        assert_eq!(queue.get(task, Patience::Forever), Ok(1));
        for patience in [Patience::Forever, Patience::AtOnce, Patience::Within(1.0)] {
            assert_eq!(queue.get(task, patience), Err(SHUT_DOWN));
        }
    });
}

#[test]
fn a_shutdown_wakes_all_who_wait() {
    on_both(|task| {
        let (empty, full) = (fifo(task, 0), fifo(task, 1));
        put(task, &full, 1);
        put(task, &empty, 1);
        assert_eq!(empty.get(task, Patience::AtOnce), Ok(1));
        let (getter, putter, joiner) = (empty.clone(), full.clone(), full.clone());
        let threads = [
            start(task, move |task| {
                assert_eq!(getter.get(task, Patience::Forever), Err(SHUT_DOWN))
            }),
            start(task, move |task| {
                assert_eq!(refused(putter.put(task, 2, Patience::Forever)), SHUT_DOWN)
            }),
            start(task, move |task| assert_eq!(joiner.join(task), Ok(()))),
        ];
        until(task, || empty.0.state.lock().getters.len() == 1);
        until(task, || full.0.state.lock().putters.len() == 1);
        empty.shut_down(task, false).unwrap();
        full.shut_down(task, true).unwrap();
        assert_eq!(
            full.len(task),
            Ok(0),
            "an immediate shutdown throws away what is there"
        );
        join_all(task, threads);
    });
}

#[test]
fn giving_up_and_being_served_at_the_same_moment_loses_nothing() {
    on_both(|task| {
        let each = if task.is_controlled() { 20 } else { 2000 };
        let queue = fifo(task, 2);
        let (put_in, got) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let mut threads = Vec::new();
        for number in 0..2 {
            // Waits of some microseconds end just when they are served.
            let wait = move |turn: usize| Patience::Within((turn * 7 % 30 + number) as f64 * 1e-6);
            let (inside, put_in) = (queue.clone(), put_in.clone());
            threads.push(start(task, move |task| {
                for turn in 0..each {
                    let put = inside.put(task, turn, wait(turn));
                    put_in.fetch_add(usize::from(put.is_ok()), SeqCst);
                }
            }));
            let (inside, got) = (queue.clone(), got.clone());
            threads.push(start(task, move |task| {
                for turn in 0..each {
                    let item = inside.get(task, wait(turn + 3));
                    got.fetch_add(usize::from(item.is_ok()), SeqCst);
                }
            }));
        }
        join_all(task, threads);
        let left = queue.len(task).unwrap();
        assert_eq!(put_in.load(SeqCst), got.load(SeqCst) + left);
    });
}

#[test]
fn a_deadlock_tells_which_queue_is_empty_full_or_not_done() {
    let story = |task: &Task<'_>| {
        let (jobs, answers) = (fifo(task, 0), fifo(task, 1));
        jobs.identity().set_name("jobs");
        put(task, &answers, 1);
        let (its_jobs, its_answers) = (jobs.clone(), answers.clone());
        let body = move |task: &Task<'_>| {
            task.set_line(7);
            assert!(its_jobs.get(task, Patience::Forever).is_err());
        };
        task.world()
            .spawn(task, "getter", false, Box::new(body))
            .unwrap();
        start(task, move |task| {
            assert!(its_answers.put(task, 2, Patience::Forever).is_err());
        });
        assert!(answers.join(task).is_err());
    };
    for world in [
        World::real(Options::default()),
        World::controlled(Options::default()),
    ] {
        let outcome = world.run_main("MainThread", move |task| story(task));
        assert_eq!(outcome.panics, []);
        let report = outcome.deadlock.unwrap().to_string();
        let expected = "\
deadlock: 3 threads can never continue
  MainThread   waits for  Queue #2 (1 not done)
  getter       waits for  queue \"jobs\" (empty)    line 7
  worker       waits for  Queue #2 (full)
  hint: `join()` of a queue waits until `task_done()` was called once for each item of `Queue #2`: call it after each `get()`";
        assert_eq!(report, expected);
    }
}
