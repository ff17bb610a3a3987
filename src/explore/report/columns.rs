//! The steps of a schedule as a table: one column for each thread, with the lines of the script and what they read and wrote.

use crate::messages::{Language, Message, message, visible};
use crate::objects::error::Source;
use crate::runtime::{Detail, Event, EventKind, FIRED, ObjectId, Operation, Recording, ThreadId};

/// More rows than this are folded.
const MOST: usize = 25;
/// Of one turn of a thread, so many rows are shown before and after those that are left out.
const SHOWN: usize = 2;
/// Of more than so many things that a thread did at one line, so many are shown before and after those that are left out.
const MOST_PARTS: usize = 16;
const PARTS_SHOWN: usize = 6;
/// Width of all columns together.
const WIDTH: usize = 96;
/// More threads than this are told apart by their names before each row, in one column.
const MOST_COLUMNS: usize = 4;

/// What one thread did at one line.
struct Row {
    thread: ThreadId,
    line: u32,
    parts: Vec<String>,
    /// Rows that stand for this one when it says how many were left out.
    left_out: usize,
}

/// The table in words.
pub fn table<'s>(
    recording: &Recording,
    source_of: &dyn Fn(&str) -> &'s Source,
    language: Language,
) -> String {
    let rows = folded(rows(recording, language));
    let mut threads: Vec<ThreadId> = rows.iter().map(|row| row.thread).collect();
    threads.sort_unstable();
    threads.dedup();
    if threads.is_empty() {
        return String::new();
    }
    let full = |thread: &ThreadId| recording.threads.get(thread).map_or("", String::as_str);
    let text_of = |thread: &ThreadId| source_of(full(thread)).text.lines().collect();
    let texts: Vec<Vec<&str>> = threads.iter().map(text_of).collect();
    let name = |thread: &ThreadId| heading(*thread, full(thread));
    let is_list = threads.len() > MOST_COLUMNS;
    let widest = threads
        .iter()
        .map(|thread| name(thread).chars().count() + 2);
    let names = widest.max().unwrap_or_default().min(20);
    let width = match is_list {
        true => WIDTH - names,
        false => (WIDTH / threads.len()).clamp(20, 44),
    };
    let mut text = String::new();
    if !is_list {
        let headings = threads.iter().map(|thread| padded(&name(thread), width));
        let headings: String = headings.collect();
        text = format!("    {}\n", headings.trim_end());
    }
    for (number, row) in rows.iter().enumerate() {
        let place = threads.iter().position(|thread| *thread == row.thread);
        let before = match is_list {
            true => padded(&name(&row.thread), names),
            false => " ".repeat(place.unwrap_or_default() * width),
        };
        if row.left_out > 0 {
            let more = message!("explore-rows-left-out", count = row.left_out);
            text += &format!("    {before}{}\n", more.in_language(language));
            continue;
        }
        let lines = &texts[place.unwrap_or_default()];
        let code = lines.get((row.line as usize).wrapping_sub(1));
        let code = code.map_or("", |code| code.trim());
        let code = format!("{}: {}", row.line, visible(code));
        let said = without_middle_parts(&row.parts, language).join(", ");
        let number = number + 1;
        let together = code.chars().count() + said.chars().count() + 4 <= width;
        if together || said.is_empty() {
            text += format!("{number:3} {before}{code}  {said}").trim_end();
        } else {
            let code = cut(&code, width.saturating_sub(1));
            let below = " ".repeat(before.chars().count());
            text += &format!("{number:3} {before}{code}\n    {below}     {said}");
        }
        text.push('\n');
    }
    text
}

/// What the whole report calls a thread: as schedules do, and its function.
pub fn heading(thread: ThreadId, name: &str) -> String {
    let default = format!("Thread-{}", thread.0);
    match name.strip_prefix(&default) {
        Some(target) => format!("{thread}{target}"),
        None if thread == ThreadId::MAIN => thread.to_string(),
        None => format!("{thread} ({})", visible(name)),
    }
}

fn padded(text: &str, width: usize) -> String {
    let text = cut(text, width.saturating_sub(1));
    let blanks = width.saturating_sub(text.chars().count());
    text + " ".repeat(blanks).as_str()
}

fn cut(text: &str, width: usize) -> String {
    match text.char_indices().nth(width) {
        Some(_) => {
            text.chars()
                .take(width.saturating_sub(1))
                .collect::<String>()
                + "…"
        }
        None => text.to_string(),
    }
}

/// What one thread did at one line.
pub struct Step {
    pub thread: ThreadId,
    pub line: u32,
    /// In words.
    pub said: Vec<String>,
}

/// All steps of a schedule that a table tells of, none left out, from the first start of a thread on.
pub fn steps(recording: &Recording, language: Language) -> Vec<Step> {
    let step = |row: Row| Step {
        thread: row.thread,
        line: row.line,
        said: row.parts,
    };
    rows(recording, language).into_iter().map(step).collect()
}

/// The rows, from the first start of a thread on.
fn rows(recording: &Recording, language: Language) -> Vec<Row> {
    let starts = |event: &Event| event.kind == EventKind::Did(Operation::Spawn);
    let first = recording.events.iter().position(starts).unwrap_or_default();
    let mut rows: Vec<Row> = Vec::new();
    let events = &recording.events[first..];
    for (place, event) in events.iter().enumerate() {
        let own = |other: &&Event| other.thread == event.thread;
        let next = events[place + 1..].iter().find(own);
        let waits = next.is_some_and(|next| next.kind == EventKind::Wait);
        let before = events[..place].iter().rfind(own).map(|event| event.kind);
        let Some(said) = said(event, recording, waits, before) else {
            continue;
        };
        let said = said.in_language(language);
        match rows.last_mut() {
            Some(row) if (row.thread, row.line) == (event.thread, event.line) => {
                if row.parts.last() != Some(&said) {
                    row.parts.push(said);
                }
            }
            _ => rows.push(Row {
                thread: event.thread,
                line: event.line,
                parts: vec![said],
                left_out: 0,
            }),
        }
    }
    rows
}

/// What an event says in a row; nothing for those that tell nothing.
fn said(
    event: &Event,
    recording: &Recording,
    waits: bool,
    before: Option<EventKind>,
) -> Option<Message> {
    let name = || visible(&recording.name(event.object));
    let value = || visible(event.value.as_deref().unwrap_or_default().trim_end());
    Some(match event.kind {
        EventKind::Did(operation) => match operation {
            Operation::Read if event.object.is_cell() => {
                let kept = event.value.as_deref().is_some_and(is_handle);
                if kept {
                    return None;
                }
                message!("explore-reads", name = name(), value = value())
            }
            Operation::Write if event.object.is_cell() => match event.value {
                Some(_) => message!("explore-writes", name = name(), value = value()),
                None => message!("explore-changes", name = name()),
            },
            Operation::Acquire if waits => message!("explore-wants", name = name()),
            Operation::Acquire => message!("explore-takes", name = name()),
            Operation::Release => message!("explore-lets-go", name = name()),
            Operation::Wait => message!("explore-waits-signal", name = name()),
            Operation::Notify => message!("explore-signals", name = name()),
            Operation::Send if name().is_empty() => message!("explore-sends"),
            Operation::Receive if name().is_empty() => message!("explore-receives"),
            Operation::Send => message!("explore-puts", name = name()),
            Operation::Receive => message!("explore-gets", name = name()),
            Operation::Sleep => message!("explore-sleeps"),
            Operation::Output => message!("explore-prints", value = value()),
            Operation::Spawn => match event.detail {
                Detail::Thread(_) => message!("explore-starts", thread = value()),
                _ => message!("explore-starts-program"),
            },
            Operation::Join => message!("explore-joins", thread = value()),
            _ => return None,
        },
        EventKind::Wait if before == Some(EventKind::Did(Operation::Acquire)) => return None,
        EventKind::Wait => message!("explore-has-to-wait"),
        EventKind::Wake if event.object != ObjectId::NONE => {
            match recording.objects.get(&event.object)?.kind {
                "Lock" | "RLock" | "Semaphore" | "BoundedSemaphore" => {
                    message!("explore-takes", name = name())
                }
                _ => return None,
            }
        }
        EventKind::Deadline if event.value.as_deref() == Some(FIRED) => {
            message!("explore-time-comes")
        }
        EventKind::Error => message!("explore-fails", value = value()),
        EventKind::Enter | EventKind::Leave => return None,
        EventKind::Begin | EventKind::Wake | EventKind::Deadline | EventKind::End => return None,
    })
}

/// Is it an object, as values show it? That a lock is read out of its variable says nothing.
pub(super) fn is_handle(value: &str) -> bool {
    value.starts_with('<') || value.starts_with("Fn")
}

/// Long turns without their middle, and then, if there are too many, the last rows.
fn folded(rows: Vec<Row>) -> Vec<Row> {
    if rows.len() <= MOST {
        return rows;
    }
    let mut turns: Vec<Vec<Row>> = Vec::new();
    for row in rows {
        match turns.last_mut() {
            Some(turn) if turn[0].thread == row.thread => turn.push(row),
            _ => turns.push(vec![row]),
        }
    }
    let mut shown: Vec<Row> = turns.into_iter().flat_map(without_middle).collect();
    if shown.len() > MOST {
        let left_out = shown.len() - MOST + 1;
        let mut rest = shown.split_off(left_out);
        rest.insert(
            0,
            Row {
                thread: rest[0].thread,
                line: 0,
                parts: Vec::new(),
                left_out,
            },
        );
        return rest;
    }
    shown
}

/// What a thread did at one line, without the middle of a long loop.
fn without_middle_parts(parts: &[String], language: Language) -> Vec<String> {
    if parts.len() <= MOST_PARTS {
        return parts.to_vec();
    }
    let (first, last) = (&parts[..PARTS_SHOWN], &parts[parts.len() - PARTS_SHOWN..]);
    let left_out = parts.len() - 2 * PARTS_SHOWN;
    let more = message!("explore-parts-left-out", count = left_out).in_language(language);
    [first, &[more], last].concat()
}

fn without_middle(mut turn: Vec<Row>) -> Vec<Row> {
    if turn.len() <= 2 * SHOWN + 1 {
        return turn;
    }
    let end = turn.split_off(turn.len() - SHOWN);
    let left_out = turn.len() - SHOWN;
    turn.truncate(SHOWN);
    let thread = turn[0].thread;
    turn.push(Row {
        thread,
        line: 0,
        parts: Vec::new(),
        left_out,
    });
    turn.extend(end);
    turn
}
