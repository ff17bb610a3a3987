//! The calls that were open when an error happened, as text: innermost first, long recursion folded.

use crate::messages::{Language, Message, grouped, message, visible};
use crate::objects::error::{Frame, Source};

/// A run of equal calls longer than this is folded.
const SAME: usize = 3;
/// Of many different calls so many are shown at the start and at the end.
const FIRST: usize = 8;
const LAST: usize = 4;

/// One line of the trace.
enum Line<'a> {
    Call(&'a Frame),
    More {
        calls: usize,
        function: Option<&'a str>,
    },
}

/// Empty when no call was open. So many calls before the last one have not been kept.
pub fn trace_text(
    trace: &[Frame],
    omitted: usize,
    source: Option<&Source>,
    language: Language,
) -> String {
    if trace.is_empty() {
        return String::new();
    }
    let mut text = message!("trace").in_language(language) + "\n";
    for line in folded(trace, omitted) {
        text.push_str("  ");
        let line = match line {
            Line::Call(frame) => call_message(frame, source),
            Line::More { calls, function } => more_message(calls, function),
        };
        text.push_str(&line.in_language(language));
        text.push('\n');
    }
    text
}

fn folded(trace: &[Frame], omitted: usize) -> Vec<Line<'_>> {
    let (kept, last) = trace.split_at(trace.len() - usize::from(omitted > 0));
    let mut lines = Vec::new();
    let mut rest = kept;
    while let Some(first) = rest.first() {
        let equal = rest
            .iter()
            .take_while(|frame| frame.function == first.function && frame.at == first.at)
            .count();
        lines.push(Line::Call(first));
        if equal > SAME {
            lines.push(Line::More {
                calls: equal - 1,
                function: Some(&first.function),
            });
            rest = &rest[equal..];
        } else {
            rest = &rest[1..];
        }
    }
    if let [last] = last {
        match lines.last_mut() {
            // The calls that were not kept are more of the same.
            Some(Line::More { calls, .. }) => *calls += omitted,
            _ => lines.push(Line::More {
                calls: omitted,
                function: None,
            }),
        }
        lines.push(Line::Call(last));
    }
    if lines.len() > FIRST + LAST + 1 {
        let calls = lines[FIRST..lines.len() - LAST]
            .iter()
            .map(|line| match line {
                Line::Call(_) => 1,
                Line::More { calls, .. } => *calls,
            })
            .sum();
        lines.splice(
            FIRST..lines.len() - LAST,
            [Line::More {
                calls,
                function: None,
            }],
        );
    }
    lines
}

fn call_message(frame: &Frame, source: Option<&Source>) -> Message {
    let function = function_name(&frame.function);
    let caller = frame.source.as_deref();
    let Some(line) = frame.at.line() else {
        return function;
    };
    let place = match caller {
        Some(caller) if source.is_none_or(|source| source.name != caller.name) => {
            Message::from(format!("{}:{line}", visible(&caller.name)))
        }
        _ => message!("line", line),
    };
    let code = caller
        .or(source)
        .and_then(|source| source.text.lines().nth(line - 1));
    match code {
        Some(code) => message!("trace-call", function, place, code = visible(code.trim())),
        None => message!("trace-call-alone", function, place),
    }
}

fn function_name(name: &str) -> Message {
    if name.is_empty() {
        return Message::from("`eval`");
    }
    if name.starts_with("anon$") {
        return message!("trace-closure");
    }
    Message::from(format!("`{}`", visible(name)))
}

fn more_message(calls: usize, function: Option<&str>) -> Message {
    let count = grouped(calls as u64);
    match function.map(function_name) {
        Some(function) => message!("trace-more-of", count, function),
        None => message!("trace-more", count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rhai::Position;
    use std::sync::Arc;

    fn frame(function: &str, line: u16, source: &Arc<Source>) -> Frame {
        Frame {
            function: function.to_string(),
            at: Position::new(line, 5),
            source: Some(source.clone()),
        }
    }

    fn source(name: &str) -> Arc<Source> {
        Arc::new(Source {
            name: name.to_string(),
            text: "fn f(n) {\n    f(n + 1)\n}\nf(0);\n".to_string(),
        })
    }

    #[test]
    fn calls_show_the_line_that_made_them_and_another_file_by_name() {
        let script = source("x.rhai");
        let module = source("outils.rhai");
        let trace = [frame("f", 2, &module), frame("anon$1", 4, &script)];
        assert_eq!(
            trace_text(&trace, 0, Some(&script), Language::English),
            "calls, innermost first:\n  `f` called at outils.rhai:2: f(n + 1)\n  a closure called at line 4: f(0);\n"
        );
        assert_eq!(trace_text(&[], 0, Some(&script), Language::English), "");
    }

    #[test]
    fn long_recursion_is_folded() {
        let script = source("x.rhai");
        let mut trace = vec![frame("f", 2, &script); 19_991];
        trace.push(frame("f", 4, &script));
        assert_eq!(
            trace_text(&trace, 0, Some(&script), Language::French),
            "appels, du plus récent au plus ancien :\n  `f` appelée ligne 2 : f(n + 1)\n  … encore 19 990 appels de `f`\n  `f` appelée ligne 4 : f(0);\n"
        );
    }

    #[test]
    fn calls_that_were_not_kept_are_counted() {
        let script = source("x.rhai");
        let mut trace = vec![frame("f", 2, &script); 63];
        trace.push(frame("f", 4, &script));
        assert_eq!(
            trace_text(&trace, 19_936, Some(&script), Language::English),
            "calls, innermost first:\n  `f` called at line 2: f(n + 1)\n  … 19 998 more calls of `f`\n  `f` called at line 4: f(0);\n"
        );
    }

    #[test]
    fn two_functions_that_call_each_other_are_folded_too() {
        let script = source("x.rhai");
        let trace: Vec<Frame> = (0..1000)
            .map(|index| frame(["pair", "impair"][index % 2], [2, 4][index % 2], &script))
            .collect();
        let text = trace_text(&trace, 0, Some(&script), Language::English);
        assert_eq!(text.lines().count(), 1 + FIRST + 1 + LAST);
        assert!(text.contains("\n  … 988 more calls\n"));
    }
}
