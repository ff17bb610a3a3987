//! Helpers of the primitives' tests: one story, told on every runtime.

use std::sync::Arc;

use crate::runtime::{Options, Outcome, Task, Thread, World};

/// Seeds that the controlled runtime tries.
const SEEDS: u64 = 50;

/// Run `story` as the main thread of a real world and of controlled worlds. It must end by itself and without a panic.
pub(super) fn on_both(story: impl Fn(&Task<'_>) + Send + Sync + 'static) {
    let story = Arc::new(story);
    let inside = story.clone();
    ended_well(World::real(Options::default()).run_main("MainThread", move |task| inside(task)));
    for seed in 0..SEEDS {
        let inside = story.clone();
        let options = Options {
            seed: Some(seed),
            ..Options::default()
        };
        ended_well(World::controlled(options).run_main("MainThread", move |task| inside(task)));
    }
}

fn ended_well(outcome: Outcome<()>) {
    assert_eq!(outcome.stopped, None);
    assert_eq!(outcome.panics, []);
    assert!(outcome.value.is_some());
}

/// Start a thread of the story.
pub(super) fn start(task: &Task<'_>, body: impl FnOnce(&Task<'_>) + Send + 'static) -> Arc<Thread> {
    task.world()
        .spawn(task, "worker", false, Box::new(body))
        .expect("few threads")
}

/// Wait until all of `threads` have ended.
pub(super) fn join_all(task: &Task<'_>, threads: impl IntoIterator<Item = Arc<Thread>>) {
    for thread in threads {
        assert!(task.join(&thread, None).expect("nobody stops the run"));
    }
}
