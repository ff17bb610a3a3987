//! From what checks gave to points and a mark.

use crate::grade::assignment::{Assignment, Check};
use crate::grade::points::Points;
use crate::grade::results::{CheckResult, Verdict};

/// What a check gives when so much of it holds.
pub fn points(check: &Check, verdict: Verdict, held: (u64, u64)) -> Points {
    let is_penalty = check.points < Points(0);
    match verdict {
        Verdict::Pass | Verdict::Inconclusive if is_penalty => Points(0),
        Verdict::Pass | Verdict::Inconclusive => check.points,
        Verdict::Skipped => Points(0),
        Verdict::Fail | Verdict::Error if is_penalty => check.points,
        Verdict::Error => Points(0),
        Verdict::Fail => check
            .points
            .scaled(Points(held.0 as i64), Points(held.1 as i64)),
    }
}

/// The most that a check can give.
pub fn most(check: &Check) -> Points {
    check.points.max(Points(0))
}

/// Of all checks: points, their total, the mark.
pub fn sums(assignment: &Assignment, results: &[CheckResult]) -> (Points, Points, Points) {
    let total: Points = (assignment.checks.iter())
        .filter(|check| !check.bonus)
        .map(most)
        .sum();
    let points: Points = results.iter().map(|result| result.points).sum();
    (points, total, mark(assignment, results, points, total))
}

fn mark(assignment: &Assignment, results: &[CheckResult], points: Points, total: Points) -> Points {
    let parsed = results
        .iter()
        .all(|result| result.id != "syntax" || result.verdict == Verdict::Pass);
    if !parsed {
        return assignment.minimum;
    }
    // What may go above the highest mark.
    let free: Points = (assignment.checks.iter().zip(results))
        .filter(|(check, _)| check.bonus && !check.cap)
        .map(|(_, result)| result.points.max(Points(0)))
        .sum();
    let highest = assignment.out_of + assignment.out_of.scaled(free, total);
    let mark = assignment.out_of.scaled_to(points, total, assignment.round);
    // A step that does not divide the highest mark may round above it.
    mark.max(assignment.minimum).min(highest)
}
