//! What `sandbox check` finds in a program.

use std::collections::BTreeSet;
use std::sync::Arc;

use sandbox::check::warnings;
use sandbox::objects::error::Source;

pub fn source(name: &str, text: &str) -> Arc<Source> {
    Arc::new(Source {
        name: name.to_owned(),
        text: text.to_owned(),
    })
}

/// Line (from 1) and name of each warning.
pub fn found(source: &Arc<Source>) -> BTreeSet<(usize, String)> {
    let line = |offset: usize| 1 + source.text[..offset].matches('\n').count();
    // What scripts can call, as the command knows it.
    let found = warnings(source, sandbox::cli::names()).into_iter();
    found
        .map(|warning| (line(warning.at.start), warning.name().to_owned()))
        .collect()
}
