//! The same job gives the same report, byte for byte.

use super::{Wanted, examined, job};
use sandbox::grade::property::Property;

#[test]
fn a_job_gives_the_same_report_each_time() {
    let text = "let n = 0;\nfn f() { for i in 0..3 { n += 1; sleep(random()); } }\nlet a = Thread(f); let b = Thread(f);\na.start(); b.start(); a.join(); b.join();\nprint(n);\n";
    let asked = job(
        text,
        vec![Property::NoError, Property::NoDeadlock, Property::Ends],
    );
    let told = || {
        let mut judge = Wanted::new(&["6\n"]);
        let report = examined(&asked, &mut judge);
        let seen = serde_json::to_string(&judge.seen).expect("it can be written");
        (
            serde_json::to_string(&report).expect("it can be written"),
            seen,
        )
    };
    let first = told();
    assert!(first.0.contains("lost-update"));
    for _ in 0..3 {
        assert_eq!(told(), first);
    }
    // Reports go through pipes and come out as they were.
    let read: sandbox::grade::job::Report = serde_json::from_str(&first.0).expect("it can be read");
    assert_eq!(
        serde_json::to_string(&read).expect("it can be written"),
        first.0
    );
}
