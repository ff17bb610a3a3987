//! The report of a deadlock in the language of messages.

use crate::engine::error::Language;
use crate::runtime::{DeadlockReport, Stuck};

pub fn deadlock_text(report: &DeadlockReport, language: Language) -> String {
    match language {
        Language::English => format!("{report}\n"),
        Language::French => french(report),
    }
}

fn french(report: &DeadlockReport) -> String {
    let mut text = match report.threads.len() {
        1 => "interblocage : 1 thread ne peut plus avancer\n".to_string(),
        count => format!("interblocage : {count} threads ne peuvent plus avancer\n"),
    };
    let rows: Vec<(String, String, u32)> = report
        .threads
        .iter()
        .map(|row| {
            (
                format!("{} ({})", row.thread, row.name),
                story(row),
                row.line,
            )
        })
        .collect();
    let width = |column: fn(&(String, String, u32)) -> &str| {
        let lengths = rows.iter().map(|row| column(row).chars().count());
        lengths.max().unwrap_or(0)
    };
    let (labels, stories) = (width(|row| &row.0), width(|row| &row.1));
    for (label, story, line) in &rows {
        text += &match line {
            0 => format!("  {label:labels$}   {story}\n"),
            line => format!("  {label:labels$}   {story:stories$}   ligne {line}\n"),
        };
    }
    text
}

fn story(row: &Stuck) -> String {
    let mut story = String::new();
    for (place, held) in row.holds.iter().enumerate() {
        story += if place == 0 { "tient " } else { " et " };
        story += &held.what;
        if held.line > 0 {
            story += &format!(" depuis la ligne {}", held.line);
        }
    }
    if !story.is_empty() {
        story += ", ";
    }
    story += &match row.waits_for.strip_suffix(" to finish") {
        Some(thread) => format!("attend la fin de {thread}"),
        None => format!("attend {}", row.waits_for),
    };
    match row.held_by {
        Some(holder) if holder == row.thread => story += ", qu'il tient lui-même",
        Some(holder) => story += &format!(", tenu par {holder}"),
        None => {}
    }
    story
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::{Held, ThreadId};

    #[test]
    fn the_french_table_says_who_waits_for_whom() {
        let report = DeadlockReport {
            threads: vec![
                Stuck {
                    thread: ThreadId(0),
                    name: "MainThread".into(),
                    line: 22,
                    waits_for: "T1 to finish".to_string(),
                    held_by: None,
                    holds: Vec::new(),
                },
                Stuck {
                    thread: ThreadId(1),
                    name: "gauche".into(),
                    line: 11,
                    waits_for: "fourchette[1]".to_string(),
                    held_by: Some(ThreadId(1)),
                    holds: vec![Held {
                        what: "fourchette[1]".to_string(),
                        line: 10,
                    }],
                },
            ],
        };
        assert_eq!(
            deadlock_text(&report, Language::French),
            "\
interblocage : 2 threads ne peuvent plus avancer
  main (MainThread)   attend la fin de T1                                                                  ligne 22
  T1 (gauche)         tient fourchette[1] depuis la ligne 10, attend fourchette[1], qu'il tient lui-même   ligne 11
"
        );
    }
}
