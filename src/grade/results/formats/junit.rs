//! JUnit's XML, for continuous integration: a suite a student.

use super::plain;
use crate::grade::results::{CheckResult, Results, Verdict};
use crate::messages::{Language, visible};
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

/// What does not hold is a failure; what could not be judged, or needs a person, an error.
pub fn junit(results: &Results, language: Language) -> String {
    let mut report = Report::new(visible(&results.assignment.id));
    for submission in &results.submissions {
        let name = if submission.student.is_empty() {
            &submission.folder
        } else {
            &submission.student
        };
        let mut suite = TestSuite::new(visible(name));
        for check in &submission.checks {
            let mut case = TestCase::new(
                visible(check.title.in_language(language)),
                status(check, language),
            );
            case.set_classname(visible(&check.id));
            suite.add_test_case(case);
        }
        report.add_test_suite(suite);
    }
    // Nothing in it is without a form.
    report.to_string().unwrap_or_default()
}

fn status(check: &CheckResult, language: Language) -> TestCaseStatus {
    let kind = match check.verdict {
        Verdict::Pass => return TestCaseStatus::success(),
        Verdict::Skipped => {
            let mut status = TestCaseStatus::skipped();
            status.set_message(plain::sentence(check, language));
            return status;
        }
        Verdict::Fail => NonSuccessKind::Failure,
        Verdict::Error | Verdict::Inconclusive => NonSuccessKind::Error,
    };
    let mut status = TestCaseStatus::non_success(kind);
    status.set_type(check.reason.map_or("inconclusive", |reason| reason.name()));
    status.set_message(plain::sentence(check, language));
    status.set_description(plain::whole(check, language));
    status
}
