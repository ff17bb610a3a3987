//! `sandbox dis`: the steps of each line of a script.

use super::arguments::DisWords;
use super::output::{CLOSED_PIPE, Streams};
use super::{MISUSE, broken, names, script};
use crate::diagnostics::render::{Options, render_plain};
use crate::objects::code::listing;
use crate::runtime::time::Allowance;
use crate::session::{Runtime, compile};

/// Print the listing; gives the exit code.
pub fn dis(words: &DisWords, mut style: Options, streams: &Streams) -> i32 {
    style.names = names;
    let script = match script::read(&words.file, words.source.most()) {
        Ok(script) => script,
        Err(unreadable) => {
            let hint = unreadable.hint.as_ref();
            streams.say(&render_plain(&unreadable.message, hint, &style));
            return MISUSE;
        }
    };
    match compile(script.source, Runtime::Real) {
        Ok(code) => {
            streams.print(&listing(&code, style.language));
            match streams.is_closed() {
                true => CLOSED_PIPE,
                false => 0,
            }
        }
        Err(error) => broken(error, Allowance::begin(None), &style, streams),
    }
}
