//! Futures, crews and watches on both runtimes.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use super::*;
use crate::runtime::{Task, Thread};
use crate::sync::testing::{join_all, on_both, start};

type Plain = Future<usize, usize>;

fn future(task: &Task<'_>) -> Plain {
    Future::new(task.world(), None)
}

#[test]
fn whoever_waits_gets_the_result_however_late_it_comes() {
    on_both(|task| {
        let one = future(task);
        let inside = one.clone();
        let waiter = start(task, move |task| {
            assert_eq!(inside.wait(task, None), Ok(Some(Ended::Done(7))));
        });
        assert_eq!(one.begin(task), Ok(true));
        assert_eq!(one.step(task), Ok(Step::Running(task.id())));
        assert_eq!(one.cancel(task), Ok((false, Vec::new())));
        assert_eq!(one.finish(task, 7), Ok(Vec::new()));
        join_all(task, [waiter]);
        assert_eq!(one.wait(task, Some(0.0)), Ok(Some(Ended::Done(7))));
        assert!(one.finish(task, 8).is_err());
        assert!(one.begin(task).is_err());
    });
}

#[test]
fn time_runs_out_and_a_bad_time_is_refused() {
    on_both(|task| {
        let one = future(task);
        for timeout in [0.001, 0.0, -1.0] {
            assert_eq!(one.wait(task, Some(timeout)), Ok(None));
        }
        assert!(one.wait(task, Some(f64::NAN)).is_err());
    });
}

#[test]
fn each_callback_is_handed_out_once() {
    on_both(|task| {
        let one = future(task);
        assert_eq!(one.call_back(task, 1), Ok(None));
        assert_eq!(one.call_back(task, 2), Ok(None));
        assert_eq!(one.cancel(task), Ok((true, vec![1, 2])));
        assert_eq!(one.cancel(task), Ok((true, Vec::new())));
        assert_eq!(one.call_back(task, 3), Ok(Some(3)));
        assert_eq!(one.begin(task), Ok(false));
    });
}

#[test]
fn a_watch_gives_each_future_once_in_the_order_of_their_ends() {
    on_both(|task| {
        let all: Vec<Plain> = (0..4).map(|_| future(task)).collect();
        all[2].finish(task, 2).unwrap();
        let watch = Watch::over(task, &all).unwrap();
        let inside = all.clone();
        let thread = start(task, move |task| {
            for number in [3, 0, 1] {
                inside[number].finish(task, number).unwrap();
            }
        });
        let seen: Vec<usize> =
            std::iter::from_fn(|| watch.next(task, None).expect("nobody stops the run")).collect();
        assert_eq!(seen, [2, 3, 0, 1]);
        assert_eq!(watch.left(), 0);
        join_all(task, [thread]);
        let pending = [future(task)];
        let watch = Watch::over(task, &pending).unwrap();
        let soon = Some(task.deadline(std::time::Duration::from_millis(1)));
        assert_eq!(watch.next(task, soon), Ok(None));
        assert_eq!(watch.left(), 1);
    });
}

/// Start the worker that `put` asked for; it adds up its tasks.
fn put(
    task: &Task<'_>,
    crew: &Crew<usize>,
    sum: &Arc<AtomicUsize>,
    job: usize,
) -> Option<Arc<Thread>> {
    let number = crew.put(task, job).unwrap().expect("the crew is open")?;
    assert!(number < crew.most());
    let (inside, sum) = (crew.clone(), sum.clone());
    Some(start(task, move |task| {
        inside.enlist(task);
        while let Some(job) = inside.take(task).unwrap() {
            sum.fetch_add(job, SeqCst);
        }
    }))
}

#[test]
fn no_more_workers_than_asked_for_do_all_tasks_and_end() {
    on_both(|task| {
        let crew = Crew::new(task.world(), "Crew", 3);
        let sum = Arc::new(AtomicUsize::new(0));
        let workers: Vec<_> = (1..=20)
            .filter_map(|job| put(task, &crew, &sum, job))
            .collect();
        assert!((1..=3).contains(&workers.len()));
        assert_eq!(crew.close(task, false), Ok(Vec::new()));
        assert_eq!(crew.put(task, 99), Ok(Err(99)));
        join_all(task, workers);
        assert_eq!(sum.load(SeqCst), 210);
    });
}

#[test]
fn idle_workers_end_when_nobody_can_put_a_task_any_more() {
    on_both(|task| {
        let crew = Crew::new(task.world(), "Crew", 2);
        let sum = Arc::new(AtomicUsize::new(0));
        let workers: Vec<_> = (1..=2)
            .filter_map(|job| put(task, &crew, &sum, job))
            .collect();
        while sum.load(SeqCst) < 3 {
            task.yield_now().unwrap();
        }
        crew.close_for_good(task.world());
        join_all(task, workers);
    });
}

#[test]
fn a_closed_line_gives_its_tasks_back_when_asked() {
    on_both(|task| {
        let crew = Crew::new(task.world(), "Crew", 1);
        assert_eq!(crew.put(task, 1), Ok(Ok(Some(0))));
        assert_eq!(crew.put(task, 2), Ok(Ok(None)));
        assert_eq!(crew.not_started(), [1, 2]);
        assert_eq!(crew.put(task, 3), Ok(Ok(Some(0))));
        assert_eq!(crew.close(task, true), Ok(vec![3]));
        assert_eq!(crew.take(task), Ok(None));
    });
}
