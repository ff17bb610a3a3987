//! Cases that this process runs, on real threads and under some seeds.

use std::sync::Arc;
use std::time::Duration;

use sandbox::diagnostics::Reporting;
use sandbox::diagnostics::render::Options;
use sandbox::library::LIBRARY;
use sandbox::session::{Limits, Runtime, evaluate_in};

use crate::shared::binary::Ended;
use crate::shared::case::{Case, cases};

const WAYS: [(&str, Runtime); 4] = [
    ("real", Runtime::Real),
    ("controlled", Runtime::Controlled { seed: 0 }),
    ("controlled", Runtime::Controlled { seed: 1 }),
    ("controlled", Runtime::Controlled { seed: 2 }),
];

/// What is wrong, if anything.
pub fn check(case: &Case) -> Result<(), String> {
    for (_, runtime) in WAYS.into_iter().filter(|(name, _)| case.runs_on(name)) {
        let limits = Limits {
            time: Some(Duration::from_secs(60)),
            ..Limits::default()
        };
        let modules = Some(cases().join("imports/modules"));
        let reporter = Arc::new(Reporting::new(Options::default()));
        let done = evaluate_in(
            modules,
            &case.source,
            runtime,
            limits,
            LIBRARY,
            Some(reporter),
        );
        let ended = Ended {
            code: Some(done.exit_code),
            out: done.output,
            err: done.errors,
        };
        crate::compare(case, &format!("{runtime:?}"), &ended)?;
    }
    Ok(())
}
