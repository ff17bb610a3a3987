//! What a student may see of a check.

use crate::grade::assignment::Visible;
use crate::grade::bilingual::Bilingual;
use crate::grade::results::CheckResult;
use crate::messages::message;

/// The check as a student reads it: of one that is never shown, only that it is there, its points and whether it passed.
pub fn seen(check: &CheckResult) -> CheckResult {
    if check.visible != Visible::Never {
        return check.clone();
    }
    CheckResult {
        id: check.id.clone(),
        title: Bilingual::from(&message!("marks-hidden-check")),
        visible: check.visible,
        run: String::new(),
        verdict: check.verdict,
        reason: None,
        points: check.points,
        max: check.max,
        bonus: check.bonus,
        message: Bilingual::default(),
        hint: None,
        place: None,
        expected: None,
        given: None,
        evidence: check.evidence,
        counterexample: None,
        replay: None,
        output: None,
    }
}
