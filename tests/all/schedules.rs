//! `sandbox run --schedule`: turns that are shown, typed and replayed.

use crate::binary::{File, run};
use crate::explore::LOST;

#[test]
fn a_schedule_is_shown_and_replayed() {
    let file = File::new("lost.rhai", LOST.replace("assert", "print"));
    for seed in ["1", "2", "3", "4", "5", "6"] {
        let told = run(&["run", "--seed", seed, "--show-schedule", file.path()]);
        assert_eq!(told.code, Some(0), "{}", told.err);
        let schedule = told.err.trim_end().strip_prefix("schedule: ");
        let schedule = schedule.unwrap_or_else(|| panic!("{}", told.err));
        for _ in 0..10 {
            let again = run(&[
                "run",
                "--schedule",
                schedule,
                "--show-schedule",
                file.path(),
            ]);
            assert_eq!((again.out, again.err), (told.out.clone(), told.err.clone()));
        }
    }
}

#[test]
fn a_schedule_can_be_typed() {
    let file = File::new("lost.rhai", LOST.replace("assert(n == 2)", "print(n)"));
    let patient = run(&["run", "--schedule", "main", file.path()]);
    assert_eq!((&*patient.out, &*patient.err), ("2\n", ""));
    let told = run(&["run", "--schedule", "main,T1*3,T2,T1", file.path()]);
    assert_eq!((&*told.out, &*told.err), ("1\n", ""));
    let misfit = run(&["run", "--schedule", "main*1,T7*3", file.path()]);
    assert!(
        misfit.err.contains("step 2 is to be taken by T7"),
        "{}",
        misfit.err
    );
    let wrong = run(&["run", "--schedule", "T1*x", file.path()]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.contains("`T1*x` is no turn"), "{}", wrong.err);
}
