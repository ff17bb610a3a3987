//! The calls that were open when an error happened, as text: innermost first, long recursion folded.

use super::language::{Language, grouped};
use super::render::visible;
use super::{Frame, Source};

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
    let mut text = String::from(match language {
        Language::English => "calls, innermost first:\n",
        Language::French => "appels, du plus récent au plus ancien :\n",
    });
    for line in folded(trace, omitted) {
        text.push_str("  ");
        text.push_str(&match line {
            Line::Call(frame) => call_text(frame, source, language),
            Line::More { calls, function } => more_text(calls, function, language),
        });
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

fn call_text(frame: &Frame, source: Option<&Source>, language: Language) -> String {
    let name = visible(&function_name(&frame.function, language));
    let caller = frame.source.as_deref();
    let at = match (frame.at.line(), caller) {
        (None, _) => return name,
        (Some(line), Some(caller)) if source.is_none_or(|source| source.name != caller.name) => {
            format!("{}:{line}", visible(&caller.name))
        }
        (Some(line), _) => match language {
            Language::English => format!("line {line}"),
            Language::French => format!("ligne {line}"),
        },
    };
    let called = match language {
        Language::English => "called at",
        Language::French => "appelée",
    };
    let code = caller
        .or(source)
        .zip(frame.at.line())
        .and_then(|(source, line)| source.text.lines().nth(line - 1))
        .map_or(String::new(), |code| format!(": {}", visible(code.trim())));
    format!("{name} {called} {at}{code}")
}

fn function_name(name: &str, language: Language) -> String {
    if name.is_empty() {
        return "`eval`".to_string();
    }
    if name.starts_with("anon$") {
        return match language {
            Language::English => "a closure".to_string(),
            Language::French => "une fermeture".to_string(),
        };
    }
    format!("`{name}`")
}

fn more_text(calls: usize, function: Option<&str>, language: Language) -> String {
    let count = grouped(calls as u64);
    let of = function.map(|name| visible(&function_name(name, language)));
    match (language, of) {
        (Language::English, Some(of)) => format!("… {count} more calls of {of}"),
        (Language::English, None) => format!("… {count} more calls"),
        (Language::French, Some(of)) => format!("… encore {count} appels de {of}"),
        (Language::French, None) => format!("… encore {count} appels"),
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
            "appels, du plus récent au plus ancien :\n  `f` appelée ligne 2: f(n + 1)\n  … encore 19 990 appels de `f`\n  `f` appelée ligne 4: f(0);\n"
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
