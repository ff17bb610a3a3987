//! The trace event format of Chrome, which ui.perfetto.dev opens: spans that nest, arrows from causes to effects, counters.
//! <https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU>

use std::collections::HashMap;
use std::io::{Result, Write};

use serde_json::{Value, json};

use super::kinds::{Kind, State};
use super::trace::{Axis, Trace};
use crate::messages::visible;
use crate::runtime::{ObjectId, ThreadId};

/// The program; companions will be others.
const PROGRAM: u32 = 1;
/// Lanes of locks come after those of threads.
const LOCKS: u64 = 10_000;

struct Writer<'w> {
    trace: &'w Trace,
    axis: Axis,
    out: &'w mut dyn Write,
    is_first: bool,
}

/// Write the trace.
///
/// # Errors
/// What the writer says.
pub fn write_chrome(trace: &Trace, axis: Axis, out: &mut dyn Write) -> Result<()> {
    let about = &trace.about;
    let other = json!({
        "program": about.source.name,
        "args": about.arguments,
        "seed": about.seed,
        "schedule": about.schedule,
        "clock": if about.is_controlled { "virtual" } else { "real" },
        "axis": if axis == Axis::Steps { "steps" } else { "time" },
        "dropped": trace.recording.dropped,
    });
    write!(
        out,
        "{{\"displayTimeUnit\": \"ms\",\n\"otherData\": {other},\n\"traceEvents\": ["
    )?;
    let mut writer = Writer {
        trace,
        axis,
        out,
        is_first: true,
    };
    writer.names()?;
    writer.spans()?;
    writer.locks()?;
    writer.flows()?;
    writer.counters()?;
    writer.instants()?;
    writeln!(out, "\n]}}")
}

impl Writer<'_> {
    fn put(&mut self, event: Value) -> Result<()> {
        let comma = if std::mem::take(&mut self.is_first) {
            ""
        } else {
            ","
        };
        self.out.write_all(comma.as_bytes())?;
        self.out.write_all(b"\n")?;
        Ok(serde_json::to_writer(&mut *self.out, &event)?)
    }

    /// In microseconds. On the axis of steps, `halves` of a step further.
    fn moment(&self, time: u64, step: usize, halves: u8) -> f64 {
        match self.axis {
            Axis::Time => time as f64 / 1000.0,
            Axis::Steps => step as f64 + f64::from(halves) / 2.0,
        }
    }

    /// The moment of an event: in the middle of its step.
    fn at(&self, event: usize) -> f64 {
        self.moment(self.trace.recording.events[event].time, event, 1)
    }

    fn names(&mut self) -> Result<()> {
        let name = |what: &str, tid: u64, args: Value| json!({"ph": "M", "name": what, "pid": PROGRAM, "tid": tid, "ts": 0, "args": args});
        let program = visible(&self.trace.about.source.name);
        self.put(name("process_name", 0, json!({ "name": program })))?;
        for lane in &self.trace.lanes {
            let tid = u64::from(lane.id.0);
            self.put(name(
                "thread_name",
                tid,
                json!({ "name": visible(&lane.name) }),
            ))?;
            self.put(name("thread_sort_index", tid, json!({ "sort_index": tid })))?;
        }
        let mut locks: Vec<ObjectId> = self.trace.held.iter().map(|held| held.lock).collect();
        locks.sort_unstable();
        locks.dedup();
        for lock in locks {
            let tid = LOCKS + lock.0;
            let title = visible(&self.trace.recording.name(lock));
            self.put(name("thread_name", tid, json!({ "name": title })))?;
            self.put(name("thread_sort_index", tid, json!({ "sort_index": tid })))?;
        }
        Ok(())
    }

    fn complete(
        &mut self,
        name: &str,
        what: (&str, u64),
        from: f64,
        to: f64,
        args: Value,
    ) -> Result<()> {
        let (category, tid) = what;
        self.put(json!({
            "ph": "X", "name": name, "cat": category, "pid": PROGRAM, "tid": tid,
            "ts": from, "dur": rounded(to - from), "args": args,
        }))
    }

    /// The life of each thread, and in it what it did.
    fn spans(&mut self) -> Result<()> {
        let trace = self.trace;
        for lane in &trace.lanes {
            let (from, to) = (
                self.moment(lane.from, lane.first, 0),
                self.moment(lane.to, lane.last, 2),
            );
            let args = json!({ "end": lane.end, "daemon": lane.daemon, "line": lane.line });
            let name = visible(&lane.name);
            self.complete(&name, ("thread", lane.id.0.into()), from, to, args)?;
        }
        for span in &trace.spans {
            // An event belongs to the thread that runs: its step is not waited in.
            let runs = span.state == State::Run;
            let from = self.moment(span.from, span.first, if runs { 0 } else { 2 });
            let to = self.moment(span.to, span.last, if runs { 2 } else { 0 });
            let object = trace.recording.name(span.object);
            let name = match object.as_str() {
                "" => span.state.name().to_owned(),
                object => format!("{} {}", span.state.name(), visible(object)),
            };
            let args = json!({
                "line": span.line,
                "text": trace.text_of_line(span.line),
                "object": (!object.is_empty()).then_some(object),
                "holder": self.holder(span.first, span.object),
            });
            self.complete(
                &name,
                (span.state.name(), span.thread.0.into()),
                from,
                to.max(from),
                args,
            )?;
        }
        Ok(())
    }

    /// Who holds a lock when an event waits for it.
    fn holder(&self, at: usize, lock: ObjectId) -> Option<String> {
        if !self.trace.is_lock(lock) {
            return None;
        }
        let before = self.trace.held.partition_point(|held| held.first < at);
        let mut held = self.trace.held[..before].iter().rev().take(1000);
        let held = held.find(|held| held.lock == lock && held.last.is_none_or(|last| last > at))?;
        Some(self.name_of(held.thread))
    }

    fn name_of(&self, thread: ThreadId) -> String {
        let name = self.trace.recording.threads.get(&thread);
        name.map_or_else(|| thread.to_string(), |name| visible(name))
    }

    fn locks(&mut self) -> Result<()> {
        let trace = self.trace;
        // What was left out may make two holdings of a lock overlap.
        let mut free: HashMap<ObjectId, f64> = HashMap::new();
        let end = trace.recording.events.len().saturating_sub(1);
        for held in &trace.held {
            let last = held.last.unwrap_or(end);
            let from = self
                .at(held.first)
                .max(free.get(&held.lock).copied().unwrap_or(0.0));
            let to = self.at(last).max(from);
            free.insert(held.lock, to);
            let (first, last) = (
                &trace.recording.events[held.first],
                &trace.recording.events[last],
            );
            let args = json!({
                "line": first.line, "text": trace.text_of_line(first.line), "released": last.line,
            });
            let name = self.name_of(held.thread);
            self.complete(&name, ("held", LOCKS + held.lock.0), from, to, args)?;
        }
        Ok(())
    }

    fn flows(&mut self) -> Result<()> {
        let trace = self.trace;
        for (at, cause) in trace.causes.iter().enumerate() {
            let Some(cause) = *cause else {
                continue;
            };
            let (from, to) = (&trace.recording.events[cause], &trace.recording.events[at]);
            let name = format!("{} → {}", trace.kinds[cause].name(), trace.kinds[at].name());
            self.put(json!({
                "ph": "s", "id": at, "name": name, "cat": "cause", "pid": PROGRAM, "tid": from.thread.0,
                "ts": self.at(cause),
            }))?;
            self.put(json!({
                "ph": "f", "bp": "e", "id": at, "name": name, "cat": "cause", "pid": PROGRAM, "tid": to.thread.0,
                "ts": self.at(at),
            }))?;
        }
        Ok(())
    }

    /// Numbers in shared variables, lengths of queues.
    fn counters(&mut self) -> Result<()> {
        let trace = self.trace;
        let mut lengths: HashMap<ObjectId, i64> = HashMap::new();
        for (at, event) in trace.recording.events.iter().enumerate() {
            let value = match trace.kinds[at] {
                Kind::Write | Kind::Read => {
                    let value = event
                        .value
                        .as_deref()
                        .and_then(|value| value.parse::<f64>().ok());
                    value.filter(|value| value.is_finite())
                }
                // What was there before is not known once something has been left out.
                Kind::Put | Kind::Get
                    if trace.is_queue(event.object) && trace.recording.dropped == 0 =>
                {
                    let length = lengths.entry(event.object).or_default();
                    *length += if trace.kinds[at] == Kind::Put { 1 } else { -1 };
                    // Of real threads, a put may be noted a moment after the get that it made possible.
                    Some((*length).max(0) as f64)
                }
                _ => None,
            };
            let Some(value) = value.filter(|_| event.object != ObjectId::NONE) else {
                continue;
            };
            self.put(json!({
                "ph": "C", "name": visible(&trace.recording.name(event.object)), "pid": PROGRAM, "tid": event.thread.0,
                "ts": self.at(at), "args": { "value": value },
            }))?;
        }
        Ok(())
    }

    fn instants(&mut self) -> Result<()> {
        let trace = self.trace;
        for (at, event) in trace.recording.events.iter().enumerate() {
            let kind = trace.kinds[at];
            if !matches!(
                kind,
                Kind::Output | Kind::Error | Kind::Spawn | Kind::ChildExit
            ) {
                continue;
            }
            self.put(json!({
                "ph": "i", "s": "t", "name": kind.name(), "pid": PROGRAM, "tid": event.thread.0,
                "ts": self.at(at), "args": { "text": event.value, "line": event.line },
            }))?;
        }
        Ok(())
    }
}

/// Without the noise of the last bits.
fn rounded(span: f64) -> f64 {
    (span * 1000.0).round() / 1000.0
}
