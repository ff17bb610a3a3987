//! The right and wrong solutions of an assignment, marked with several seeds.

use super::words::ProveWords;
use crate::cli::explore::{cores, interruption};
use crate::cli::output::{CLOSED_PIPE, Streams};
use crate::cli::{INTERRUPTED, MISUSE};
use crate::diagnostics::render::{Options as Style, render_plain};
use crate::grade::assignment::Assignment;
use crate::grade::class::Mistake;
use crate::grade::examine::InProcess;
use crate::grade::open::Open;
use crate::grade::prove::{Lacking, Proved, Proving, Refuted, Stopped, Tried};
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
        examiner: &|| Box::new(Open::new(true).beside(InProcess::default())),
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
    let all = Tried::all(assignment);
    for tried in &all {
        let mine = proved.iter().filter(|proved| proved.tried == *tried);
        let refuted: Vec<&Proved> = mine.filter(|proved| proved.refuted.is_some()).collect();
        held += usize::from(refuted.is_empty());
        text += &line(assignment, *tried, &refuted, seeds, language);
    }
    let all = all.len();
    let summary = message!("assignment-prove-summary", held, all, seeds);
    text += &summary.in_language(language);
    text + "\n"
}

fn line(
    assignment: &Assignment,
    tried: Tried,
    refuted: &[&Proved],
    seeds: u64,
    language: Language,
) -> String {
    let file = match tried {
        Tried::Empty => message!("assignment-prove-empty").in_language(language),
        Tried::Starter => visible(&format!(
            "starter/{}",
            assignment.submit.first().map_or("", String::as_str)
        )),
        Tried::Right(_) | Tried::Wrong(_) => {
            let folder = match tried {
                Tried::Right(_) => "right",
                _ => "wrong",
            };
            let name = tried
                .proof(assignment)
                .map_or("", |proof| proof.file.name.as_str());
            visible(&format!("proof/{folder}/{name}"))
        }
    };
    let refused = tried
        .proof(assignment)
        .map_or(&[][..], |proof| &proof.refused);
    let names = refused.iter().map(|reason| reason.name());
    let reasons = names.collect::<Vec<_>>().join(", ");
    let Some((first, why)) = refuted
        .first()
        .and_then(|first| Some((first, first.refuted.as_ref()?)))
    else {
        let message = match tried {
            Tried::Right(_) => message!("assignment-prove-right", file),
            Tried::Wrong(_) => message!("assignment-prove-wrong", file, reasons),
            Tried::Empty | Tried::Starter => message!("assignment-prove-nothing", file),
        };
        return message.in_language(language) + "\n";
    };
    let (count, seed) = (refuted.len(), first.seed.to_string());
    let (message, more) = match why {
        Refuted::Loses(found) => (
            message!("assignment-prove-loses", file, count, seeds, seed),
            lacking(found, language),
        ),
        Refuted::Accepted => (
            message!("assignment-prove-accepted", file, count, seeds, seed),
            String::new(),
        ),
        Refuted::Otherwise(found) => (
            message!(
                "assignment-prove-otherwise",
                file,
                count,
                seeds,
                seed,
                reasons
            ),
            lacking(found, language),
        ),
        Refuted::Earns { checks, gate } => {
            let many = checks.len();
            let checks = visible(&checks.join(", "));
            (
                message!(
                    "assignment-prove-earns",
                    file,
                    count,
                    seeds,
                    seed,
                    checks,
                    many
                ),
                remedy(gate.as_deref(), language),
            )
        }
    };
    message.in_language(language) + "\n" + more.as_str()
}

/// What to write into checks that give points for nothing.
fn remedy(gate: Option<&str>, language: Language) -> String {
    let message = match gate {
        Some(gate) => message!("assignment-prove-earns-needs", gate = visible(gate)),
        None => message!("assignment-prove-earns-add"),
    };
    format!("    → {}\n", message.in_language(language))
}

/// A line for each check that does not hold.
fn lacking(found: &[Lacking], language: Language) -> String {
    let mut text = String::new();
    for found in found {
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
