//! A table of 80 columns for a terminal: a lane for each thread and each lock.

use super::kinds::State;
use super::spans::Span;
use super::trace::{Axis, Lane, Trace};
use crate::messages::{Language, Message, grouped, message, visible};
use crate::runtime::{Nanos, ObjectId};

const WIDTH: usize = 80;
/// Names are cut.
const LONGEST_NAME: usize = 24;
/// More lanes of threads, or of locks, are counted.
const MOST_LANES: usize = 40;
/// Columns from one number of the axis to the next, at least.
const TICK: usize = 11;
/// In a shorter run the steps say more than the time.
const SHORT: Nanos = 1_000_000;

/// A step has parts, so that a short run can be drawn wider than it is.
const STEP: u64 = 1000;

const RUNS: char = '█';
const WAITS: char = '─';
const READY: char = '·';
const HELD: char = '▌';

/// How positions become columns.
struct Scale {
    axis: Axis,
    /// Where the first column begins, and how much of the axis all columns are.
    from: u64,
    length: u64,
    columns: usize,
}

impl Scale {
    fn column(&self, position: u64) -> usize {
        let place = u128::from(position.saturating_sub(self.from)) * self.columns as u128;
        let column = (place / u128::from(self.length)) as usize;
        column.min(self.columns - 1)
    }

    /// Where a column begins.
    fn start(&self, column: usize) -> u64 {
        let place = u128::from(self.length) * column as u128;
        self.from + place.div_ceil(self.columns as u128) as u64
    }

    /// What a span covers: a run its last event too, a wait what lies between its events.
    fn of(&self, span: &Span) -> (u64, u64) {
        let (first, last) = (span.first as u64, span.last as u64);
        match (self.axis, span.state) {
            (Axis::Time, _) => (span.from, span.to),
            (Axis::Steps, State::Run) => (first * STEP, (last + 1) * STEP),
            (Axis::Steps, _) => ((first + 1) * STEP, last * STEP),
        }
    }
}

/// The table; the axis that says more, if none is asked for.
pub fn table(trace: &Trace, axis: Option<Axis>) -> String {
    let language = trace.about.language;
    let events = &trace.recording.events;
    let (Some(first), Some(last)) = (events.first(), events.last()) else {
        return message!("trace-empty").in_language(language) + "\n";
    };
    let (from, to) = (first.time, trace.recording.end.max(last.time));
    let axis = axis.unwrap_or(match to - from >= SHORT {
        true => Axis::Time,
        false => Axis::Steps,
    });
    let (lanes, threads_left) = shown(&trace.lanes, MOST_LANES);
    let locks = locks(trace);
    let (locks, locks_left) = shown(&locks, MOST_LANES);
    let names: Vec<String> = lanes.iter().map(|lane| visible(&lane.name)).collect();
    let titles: Vec<String> = locks
        .iter()
        .map(|lock| visible(&trace.recording.name(*lock)))
        .collect();
    let longest = names.iter().chain(&titles).map(|name| name.chars().count());
    let label = longest.max().unwrap_or(0).min(LONGEST_NAME);
    let (from, length) = match axis {
        Axis::Time => (from, to - from),
        Axis::Steps => (0, events.len() as u64 * STEP),
    };
    let scale = Scale {
        axis,
        from,
        length: length.max(1),
        columns: WIDTH - label - 1,
    };
    let mut rows = vec![format!("{:label$} {}", "", ticks(&scale, language))];
    for (lane, name) in lanes.iter().zip(&names) {
        rows.push(row(name, label, &thread(trace, lane, &scale)));
    }
    rows.extend(more("trace-more-threads", threads_left, language));
    for (lock, title) in locks.iter().zip(&titles) {
        rows.push(row(title, label, &holdings(trace, *lock, &scale)));
    }
    rows.extend(more("trace-more-locks", locks_left, language));
    rows.push(message!("trace-legend").in_language(language));
    if trace.recording.dropped > 0 {
        let count = trace.recording.dropped;
        let left_out = message!("trace-dropped", count, number = grouped(count as u64));
        rows.push(left_out.in_language(language));
    }
    rows.iter()
        .map(|row| row.trim_end().to_owned() + "\n")
        .collect()
}

/// The first of them, and how many there are besides.
fn shown<T>(all: &[T], most: usize) -> (&[T], usize) {
    let shown = all.len().min(most);
    (&all[..shown], all.len() - shown)
}

fn more(what: &'static str, count: usize, language: Language) -> Option<String> {
    let message = match what {
        "trace-more-threads" => message!("trace-more-threads", count),
        _ => message!("trace-more-locks", count),
    };
    (count > 0).then(|| message.in_language(language))
}

fn row(name: &str, width: usize, cells: &[char]) -> String {
    let name: String = match name.chars().count() > width {
        true => name.chars().take(width - 1).chain(['…']).collect(),
        false => name.to_owned(),
    };
    let cells: String = cells.iter().collect();
    format!("{name:width$} {cells}")
}

/// Locks that somebody held, in the order of their numbers.
fn locks(trace: &Trace) -> Vec<ObjectId> {
    let mut locks: Vec<ObjectId> = trace.held.iter().map(|held| held.lock).collect();
    locks.sort_unstable();
    locks.dedup();
    locks
}

/// The numbers of the axis: round ones, and not too many.
fn ticks(scale: &Scale, language: Language) -> String {
    let unit = if scale.axis == Axis::Steps { STEP } else { 1 };
    let least = scale.length as f64 * TICK as f64 / scale.columns as f64;
    let least = least.max(unit as f64);
    let magnitude = 10f64.powf(least.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].map(|factor| factor * magnitude);
    let step = step
        .into_iter()
        .find(|step| *step >= least)
        .unwrap_or(least) as u64;
    let mut text = String::new();
    let mut at = 0;
    while at < scale.length {
        let column = scale.column(scale.from + at);
        let gap = column.saturating_sub(text.chars().count());
        text += &" ".repeat(gap);
        let number = match scale.axis {
            Axis::Time => duration(at, step, language),
            Axis::Steps => (at / STEP).to_string(),
        };
        if column + number.chars().count() <= scale.columns {
            text += &number;
        }
        at += step.max(1);
    }
    text
}

/// In the unit in which the steps of the axis are whole numbers, or nearly so.
fn duration(nanos: Nanos, step: Nanos, language: Language) -> String {
    let (unit, name) = match step {
        100_000_000.. => (1_000_000_000, "s"),
        100_000.. => (1_000_000, "ms"),
        _ => (1_000, "µs"),
    };
    let digits = usize::from(!step.is_multiple_of(unit));
    let number = format!("{:.digits$} {name}", nanos as f64 / unit as f64);
    match language {
        Language::English => number,
        Language::French => number.replace('.', ","),
    }
}

/// How much of a column a lane spends how, and in which span it waits longest.
#[derive(Clone, Copy, Default)]
struct Share {
    runs: u64,
    waits: u64,
    ready: u64,
    /// It runs there, be it for no time at all.
    is_active: bool,
    longest: u64,
    span: usize,
}

fn thread(trace: &Trace, lane: &Lane, scale: &Scale) -> Vec<char> {
    let mut shares = vec![Share::default(); scale.columns];
    for (place, span) in trace.spans.iter().enumerate() {
        if span.thread == lane.id {
            spend(&mut shares, span, place, scale);
        }
    }
    // In virtual time a thread runs in no time at all. One that does so in most columns spends its time waiting all the same.
    let active = shares.iter().filter(|share| share.is_active).count();
    let lived = scale.column(lane.to) - scale.column(lane.from) + 1;
    let counts_any =
        trace.about.is_controlled && scale.axis == Axis::Time && 2 * active <= lived.max(8);
    let mut cells: Vec<char> = shares
        .iter()
        .map(|share| match share {
            share if counts_any && share.is_active => RUNS,
            share if share.runs + share.waits + share.ready == 0 => match share.is_active {
                true => RUNS,
                false => ' ',
            },
            share if share.runs >= share.waits.max(share.ready) => RUNS,
            share if share.waits >= share.ready => WAITS,
            _ => READY,
        })
        .collect();
    let (first, last) = match scale.axis {
        Axis::Time => (lane.from, lane.to),
        Axis::Steps => (lane.first as u64 * STEP, (lane.last as u64 + 1) * STEP - 1),
    };
    if scale.axis == Axis::Steps && !lane.has_events {
        return cells;
    }
    cells[scale.column(first)] = RUNS;
    if lane.end != "cut" {
        cells[scale.column(last)] = RUNS;
    }
    name_waits(trace, &shares, &mut cells);
    name_last_wait(trace, lane, scale, &mut cells);
    cells
}

/// Whoever is left waiting when the run is over may have come there in its last moment: what it waits for then is what explains the end.
fn name_last_wait(trace: &Trace, lane: &Lane, scale: &Scale, cells: &mut [char]) {
    let is_last = |span: &&Span| span.thread == lane.id && span.last == lane.last;
    let mut waits = (trace.spans.iter())
        .filter(is_last)
        .filter(|span| !matches!(span.state, State::Run | State::Ready));
    let is_left = lane.has_events && lane.end == "cut" && scale.axis == Axis::Time;
    let Some(span) = waits.next().filter(|_| is_left) else {
        return;
    };
    let word = state(span.state).in_language(trace.about.language);
    let letters = word.chars().count();
    let end = scale.column(lane.to) + 1;
    let first = scale.column(lane.from) + 1;
    if end - scale.column(span.from) <= letters && end > first + letters + 1 {
        cells[end - letters - 1] = RUNS;
        for (cell, letter) in cells[end - letters..end].iter_mut().zip(word.chars()) {
            *cell = letter;
        }
    }
}

fn spend(shares: &mut [Share], span: &Span, place: usize, scale: &Scale) {
    let (from, to) = scale.of(span);
    let (first, last) = (scale.column(from), scale.column(to));
    if span.state == State::Run {
        shares[first].is_active = true;
    }
    for (column, share) in shares.iter_mut().enumerate().take(last + 1).skip(first) {
        let begin = scale.start(column).max(from);
        let end = scale.start(column + 1).min(to);
        let part = end.saturating_sub(begin);
        match span.state {
            State::Run => share.runs += part,
            State::Ready => share.ready += part,
            _ => {
                share.waits += part;
                if part > share.longest {
                    (share.longest, share.span) = (part, place);
                }
            }
        }
    }
}

/// Write into each wait what for, where there is room.
fn name_waits(trace: &Trace, shares: &[Share], cells: &mut [char]) {
    let mut column = 0;
    while column < cells.len() {
        let span = shares[column].span;
        let same = |at: &usize| cells[*at] == WAITS && shares[*at].span == span;
        let length = (column..cells.len()).take_while(same).count();
        if length > 0 {
            let word = state(trace.spans[span].state).in_language(trace.about.language);
            if word.chars().count() < length {
                for (cell, letter) in cells[column..].iter_mut().zip(word.chars()) {
                    *cell = letter;
                }
            }
        }
        column += length.max(1);
    }
}

fn holdings(trace: &Trace, lock: ObjectId, scale: &Scale) -> Vec<char> {
    let mut cells = vec![' '; scale.columns];
    let events = &trace.recording.events;
    for held in trace.held.iter().filter(|held| held.lock == lock) {
        let last = held.last.unwrap_or(events.len() - 1);
        let (from, to) = match scale.axis {
            Axis::Time => (events[held.first].time, events[last].time),
            Axis::Steps => (held.first as u64 * STEP, last as u64 * STEP),
        };
        cells[scale.column(from)..=scale.column(to)].fill(HELD);
    }
    cells
}

fn state(state: State) -> Message {
    match state {
        State::Run => message!("trace-state-run"),
        State::Ready => message!("trace-state-ready"),
        State::Lock => message!("trace-state-lock"),
        State::Queue => message!("trace-state-queue"),
        State::Condition => message!("trace-state-condition"),
        State::Semaphore => message!("trace-state-semaphore"),
        State::Barrier => message!("trace-state-barrier"),
        State::Event => message!("trace-state-event"),
        State::Join => message!("trace-state-join"),
        State::Sleep => message!("trace-state-sleep"),
        State::Socket => message!("trace-state-socket"),
        State::Child => message!("trace-state-child"),
        State::Input => message!("trace-state-input"),
        State::File => message!("trace-state-file"),
        State::Other => message!("trace-state-other"),
    }
}
