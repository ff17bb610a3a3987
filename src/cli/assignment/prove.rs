//! The right and wrong solutions of an assignment, marked with several seeds.

use super::words::ProveWords;
use crate::cli::explore::{cores, interruption};
use crate::cli::output::{CLOSED_PIPE, Streams};
use crate::cli::{INTERRUPTED, MISUSE};
use crate::diagnostics::render::{Options as Style, render_plain};
use crate::grade::assignment::{Assignment, Proof};
use crate::grade::class::Mistake;
use crate::grade::examine::InProcess;
use crate::grade::prove::{Lacking, Proved, Proving, Refuted, Stopped};
use crate::messages::{Language, message, visible};
use std::sync::atomic::Ordering::SeqCst;

/// Prove it; gives the exit code.
pub fn prove(words: &ProveWords, style: &Style, streams: &Streams) -> i32 {
    let assignment = match super::read(&words.assignment, style, streams) {
        Ok(assignment) => assignment,
        Err(code) => return code,
    };
    if assignment.right.is_empty() {
        let hint = message!("assignment-prove-none.hint");
        let none = message!("assignment-prove-none");
        streams.say(&render_plain(&none, Some(&hint), style));
        return MISUSE;
    }
    let interrupted = interruption();
    let proving = Proving {
        assignment: &assignment,
        jobs: words.jobs.unwrap_or_else(cores),
        language: style.language,
        interrupted: &interrupted,
        examiner: &|| Box::new(InProcess::default()),
    };
    let mut proved = Vec::new();
    for number in 0..words.seeds {
        match proving.prove(assignment.seed.wrapping_add(number)) {
            Ok(found) => proved.extend(found),
            Err(stopped) => return stop(&stopped, style, streams),
        }
        if interrupted.load(SeqCst) {
            return stop(&Stopped::Interrupted, style, streams);
        }
    }
    streams.print(&told(&assignment, &proved, words.seeds, style.language));
    let holds = proved.iter().all(|proved| proved.refuted.is_none());
    match streams.is_closed() {
        true => CLOSED_PIPE,
        false => i32::from(!holds),
    }
}

/// Say why nothing is proved; gives the exit code.
pub fn stop(stopped: &Stopped, style: &Style, streams: &Streams) -> i32 {
    let (message, hint) = match stopped {
        Stopped::Interrupted => {
            streams.say(&render_plain(
                &message!("assignment-interrupted"),
                None,
                style,
            ));
            return INTERRUPTED;
        }
        Stopped::Mistake(Mistake::Judge(mistake)) => match mistake.told() {
            Ok((said, hint)) => (said, Some(hint)),
            Err(report) => {
                streams.say(report);
                return MISUSE;
            }
        },
        Stopped::Mistake(Mistake::Expression(id, error)) => (
            message!(
                "assignment-prove-expression",
                id,
                reason = error.to_string()
            ),
            None,
        ),
        Stopped::Lost(lost) => (message!("assignment-prove-lost", what = &lost.what), None),
        Stopped::NotExhaustive(run) => (
            message!("assignment-not-exhaustive", run),
            Some(message!("assignment-not-exhaustive.hint")),
        ),
    };
    streams.say(&render_plain(&message, hint.as_ref(), style));
    MISUSE
}

/// A line for each solution, then what is wrong with it, then how many hold.
fn told(assignment: &Assignment, proved: &[Proved], seeds: u64, language: Language) -> String {
    let mut text = String::new();
    let mut held = 0;
    for is_right in [true, false] {
        let proofs = if is_right {
            &assignment.right
        } else {
            &assignment.wrong
        };
        for (place, proof) in proofs.iter().enumerate() {
            let mine = |proved: &&Proved| proved.is_right == is_right && proved.place == place;
            let refuted: Vec<&Proved> = proved
                .iter()
                .filter(mine)
                .filter(|proved| proved.refuted.is_some())
                .collect();
            held += usize::from(refuted.is_empty());
            text += &line(proof, is_right, &refuted, seeds, language);
        }
    }
    let all = assignment.right.len() + assignment.wrong.len();
    let summary = message!("assignment-prove-summary", held, all, seeds);
    text += &summary.in_language(language);
    text + "\n"
}

fn line(
    proof: &Proof,
    is_right: bool,
    refuted: &[&Proved],
    seeds: u64,
    language: Language,
) -> String {
    let folder = if is_right { "right" } else { "wrong" };
    let file = visible(&format!("proof/{folder}/{}", proof.file.name));
    let names = proof.refused.iter().map(|reason| reason.name());
    let reasons = names.collect::<Vec<_>>().join(", ");
    let Some((first, why)) = refuted
        .first()
        .and_then(|first| Some((first, first.refuted.as_ref()?)))
    else {
        let message = match is_right {
            true => message!("assignment-prove-right", file),
            false => message!("assignment-prove-wrong", file, reasons),
        };
        return message.in_language(language) + "\n";
    };
    let (count, seed) = (refuted.len(), first.seed.to_string());
    let (message, lacking): (_, &[Lacking]) = match why {
        Refuted::Loses(lacking) => (
            message!("assignment-prove-loses", file, count, seeds, seed),
            lacking,
        ),
        Refuted::Accepted => (
            message!("assignment-prove-accepted", file, count, seeds, seed),
            &[],
        ),
        Refuted::Otherwise(lacking) => (
            message!(
                "assignment-prove-otherwise",
                file,
                count,
                seeds,
                seed,
                reasons
            ),
            lacking,
        ),
    };
    let mut text = message.in_language(language) + "\n";
    for found in lacking {
        let reason = found.reason.map_or("", |reason| reason.name());
        let line = match found.line {
            0 => String::new(),
            line => format!(":{line}"),
        };
        let (check, run) = (visible(&found.check), visible(&found.run));
        let said = visible(found.message.in_language(language));
        text += &format!("    {check} ({run}) {reason}{line}: {said}\n");
    }
    text
}
