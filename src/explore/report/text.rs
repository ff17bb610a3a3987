//! The report in words.

use super::columns::{heading, table};
use super::pattern::find;
use crate::explore::search::{Evidence, Exploration, Found, Seen};
use crate::explore::shrink::{Counterexample, REPLAYS};
use crate::explore::verdict::{Bug, BugKind, Cut, Limit};
use crate::messages::{Language, Message, grouped, message, visible, visible_lines};
use crate::objects::error::Source;

/// What a report needs to know besides what was found.
pub struct Telling<'a> {
    pub language: Language,
    pub source: &'a Source,
    /// What a thread of this name runs.
    pub source_of: &'a dyn Fn(&str) -> &'a Source,
    /// `portfolio`, `pos` …
    pub strategy: &'a str,
    pub seed: u64,
    /// Why there were fewer schedules than asked for: `interrupted`, `time`.
    pub stopped: Option<&'static str>,
    /// The command that replays a schedule, up to the schedule, and what follows it.
    pub command: (String, String),
}

/// Outputs of a table that are shown.
const MOST_OUTCOMES: usize = 8;
/// Lines of an output that are shown there.
const MOST_LINES: usize = 6;

/// The verdict of an exploration without a mistake, with the table of outcomes when there are several.
pub fn verdict(exploration: &Exploration, telling: &Telling) -> String {
    let say = |message: Message| message.in_language(telling.language);
    let mut text = match exploration.evidence {
        Evidence::Proved { executions } => say(message!(
            "explore-proved",
            count = executions,
            number = grouped(executions)
        )),
        Evidence::Partial { ended: 0, .. }
        | Evidence::Sampled {
            ended: 0, cut: 1.., ..
        } => {
            let cut = message!(
                "explore-all-cut",
                count = exploration.schedules,
                number = grouped(exploration.schedules)
            );
            let advice = match exploration.cut {
                Some(Cut::Limit(Limit::Time)) => message!("explore-cut-by-time"),
                _ => message!("explore-all-cut.hint"),
            };
            let hint = message!("explore-hint", hint = advice);
            format!("{}\n{}", say(cut), say(hint))
        }
        Evidence::Partial { ended, cut } => {
            let partial = say(message!(
                "explore-partial",
                count = ended,
                number = ended.to_string()
            ));
            with_cuts(partial, cut, telling)
        }
        Evidence::Sampled {
            ended,
            distinct,
            cut,
        } => {
            let sampled = say(message!(
                "explore-no-bug",
                count = ended,
                number = ended.to_string(),
                distinct = grouped(distinct),
                strategy = telling.strategy,
                seed = telling.seed.to_string()
            ));
            with_cuts(sampled, cut, telling)
        }
    };
    text.push('\n');
    text += &measures(exploration, telling);
    if exploration.outcomes.len() > 1 {
        text += &outcomes(&exploration.outcomes, telling);
    }
    text
}

/// What the two schedules tell that are measured rather than searched.
fn measures(exploration: &Exploration, telling: &Telling) -> String {
    let decimal = |number: String| match telling.language {
        Language::English => number,
        Language::French => number.replace('.', ","),
    };
    let mut lines = Vec::new();
    if let Some(work) = exploration.work {
        lines.push(message!(
            "explore-parallelism",
            parallelism = decimal(format!("{:.2}", work.parallelism())),
            total = grouped(work.total),
            span = grouped(work.span)
        ));
    }
    for idle in &exploration.idle {
        let thread = idle.thread.to_string();
        let (line, turns) = (idle.line, grouped(idle.turns as u64));
        let what = idle.looks_at.join(", ");
        lines.push(match idle.every {
            None => message!("explore-spins", thread, line, turns, what),
            Some(every) => {
                let seconds = decimal((every as f64 / 1e9).to_string());
                message!("explore-polls", thread, line, turns, what, seconds)
            }
        });
    }
    let say = |message: Message| message.in_language(telling.language) + "\n";
    lines.into_iter().map(say).collect()
}

/// Of schedules that were cut, nothing is known: that is said too.
fn with_cuts(text: String, cut: u64, telling: &Telling) -> String {
    match cut {
        0 => text,
        _ => {
            let more = message!("explore-some-cut", count = cut, number = grouped(cut));
            format!("{text}\n{}", more.in_language(telling.language))
        }
    }
}

/// How often which output came.
fn outcomes(seen: &[Seen], telling: &Telling) -> String {
    let say = |message: Message| message.in_language(telling.language);
    let mut text = format!(
        "\n{}\n",
        say(message!("explore-outcomes", count = seen.len()))
    );
    let width = seen.iter().map(|seen| seen.count.to_string().len()).max();
    let width = width.unwrap_or_default();
    for one in seen.iter().take(MOST_OUTCOMES) {
        let lines: Vec<&str> = one.stdout.lines().collect();
        let shown = lines.iter().take(MOST_LINES);
        for (place, line) in shown.enumerate() {
            let count = match place {
                0 => one.count.to_string(),
                _ => String::new(),
            };
            text += &format!("  {count:>width$}  {}\n", visible(line));
        }
        if lines.is_empty() {
            let nothing = say(message!("explore-nothing-printed"));
            text += &format!("  {:>width$}  {nothing}\n", one.count);
        }
        if lines.len() > MOST_LINES {
            let more = say(message!(
                "explore-more-lines",
                count = lines.len() - MOST_LINES
            ));
            text += &format!("  {:>width$}  {more}\n", "");
        }
        if one.exit != 0 {
            let exit = say(message!("explore-exit", code = one.exit.to_string()));
            text += &format!("  {:>width$}  {exit}\n", "");
        }
        let replay = say(message!(
            "explore-replay",
            command = telling.replay(&one.schedule.to_string())
        ));
        text += &format!("  {:>width$}  {replay}\n", "");
    }
    if seen.len() > MOST_OUTCOMES {
        let more = message!("explore-more-outcomes", count = seen.len() - MOST_OUTCOMES);
        text += &format!("  {}\n", say(more));
    }
    text
}

impl Telling<'_> {
    fn replay(&self, schedule: &str) -> String {
        let (before, after) = &self.command;
        match schedule.is_empty() {
            true => format!("{before}--schedule '' {after}"),
            false => format!("{before}--schedule {schedule} {after}"),
        }
    }

    /// The command that replays a counterexample.
    pub fn replay_of(&self, example: &Counterexample) -> String {
        self.replay(&example.schedule.to_string())
    }

    fn say(&self, message: &Message) -> String {
        message.in_language(self.language)
    }

    /// The first line of a finding.
    pub fn headline(&self, found: &Found, bug: &Bug) -> String {
        let kind = match bug.kind {
            BugKind::Deadlock => message!("explore-kind-deadlock"),
            BugKind::AssertionFailed => message!("explore-kind-assertion"),
            BugKind::Error => message!("explore-kind-error"),
            BugKind::NeverEnds => message!("explore-kind-endless"),
        };
        let line = self.say(&message!(
            "explore-bug",
            count = found.after,
            number = found.after.to_string(),
            strategy = self.strategy,
            seed = self.seed.to_string(),
            kind,
            place = format!("{}:{}", bug.file, bug.line)
        ));
        match self.code(bug) {
            Some(code) => format!("{line}  `{code}`"),
            None => line,
        }
    }

    /// The line of the script that the mistake is at.
    fn code(&self, bug: &Bug) -> Option<String> {
        let is_here = bug.file == self.source.name;
        let line = self.source.text.lines().nth(bug.line.checked_sub(1)?)?;
        is_here.then(|| visible(line.trim()))
    }

    /// All of a finding.
    pub fn finding(&self, found: &Found, example: &Counterexample) -> String {
        let bug = &example.bug;
        let mut text = self.headline(found, bug) + "\n";
        if !bug.text.is_empty() {
            text += &format!("{}\n", visible_lines(&bug.text));
        }
        let pattern = find(example, self.source);
        if let Some(pattern) = &pattern {
            text += &format!("{}\n", self.say(&pattern.told));
        }
        let steps = table(&example.recording, self.source_of, self.language);
        if !steps.is_empty() {
            text += &format!("\n{steps}");
        }
        // Only the events tell of a signal that came too early; all else the table of the deadlock knows better, with names.
        let deadlock = bug.deadlock.as_ref();
        let hint = pattern.as_ref().filter(|pattern| {
            let caused = deadlock.is_some_and(|report| report.cause.is_some());
            let knows_more = ["missed-signal", "one-signal-for-many"].contains(&pattern.name)
                || pattern.name.ends_with("-as-synchronisation");
            !caused || knows_more
        });
        if let Some(deadlock) = deadlock {
            let table = match hint {
                Some(_) => deadlock.named(&heading).table(self.language),
                None => deadlock.named(&heading).in_language(self.language),
            };
            text += &format!("\n{table}\n");
        }
        let played = &example.played;
        text += &format!(
            "\n{}\n{}\n",
            self.say(&message!(
                "explore-switches",
                switches = played.switches,
                preemptions = played.preemptions,
                replayed = example.replayed,
                of = REPLAYS
            )),
            self.say(&message!(
                "explore-replay",
                command = self.replay_of(example)
            )),
        );
        if let Some(pattern) = hint {
            text += &format!(
                "{}\n",
                self.say(&message!("explore-hint", hint = pattern.hint.clone()))
            );
        }
        text
    }
}
