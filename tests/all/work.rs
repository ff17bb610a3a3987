//! Natives count the work they do: none of them runs on for long when the time is up, and `--max-operations` counts what they walk over.

use sandbox::library::LIBRARY;
use sandbox::objects::error::Kind;
use sandbox::runtime::Stop;
use sandbox::session::{Limits, Runtime, evaluate};
use std::time::{Duration, Instant};

/// Data by name.
const DATA: &[(&str, &str)] = &[
    ("a", r#"let a = []; a.pad(200000, 1);"#),
    ("b", r#"let b = []; b.pad(200000, 1);"#),
    ("words", r#"let words = []; words.pad(50000, "word");"#),
    (
        "pairs",
        r#"let pairs = [0, 1, 2, 3]; for i in 0..14 { pairs += pairs; } pairs = pairs.map(|x| [x, "x"]);"#,
    ),
    (
        "shared",
        r#"let shared = [1]; for i in 0..40 { shared = [shared, shared]; }"#,
    ),
    (
        "twin",
        r#"let twin = [1]; for i in 0..40 { twin = [twin, twin]; }"#,
    ),
    (
        "m",
        r#"let m = #{}; for i in 0..20000 { m[`key ${i}`] = i; }"#,
    ),
    (
        "m2",
        r#"let m2 = #{}; for i in 0..20000 { m2[`key ${i}`] = i; }"#,
    ),
    ("text", r#"let text = "abc " * 500000;"#),
    ("same", r#"let same = "a" * 2000000;"#),
    (
        "long",
        r#"let long = []; for i in 0..200 { long.push("a" * 200000 + i % 3); }"#,
    ),
    ("json", r#"let json = "[" + "1," * 50000 + "1]";"#),
];

/// What builds the data that these statements name, then the statements for ever.
fn script(body: &str) -> String {
    let words: Vec<&str> = body.split(|c: char| !c.is_alphanumeric()).collect();
    let named = DATA.iter().filter(|(name, _)| words.contains(name));
    let data: String = named.map(|(_, built)| *built).collect();
    format!("{data}\nloop {{ {body}; }}")
}

/// Each of them for ever. One call takes a few milliseconds at most, and many calls fit between two looks of the machine.
const LOOPS: &[&str] = &[
    "-1 in a",
    "a.contains(-1)",
    "a.index_of(-1)",
    "a.reverse()",
    "a.extract(1)",
    "a + b",
    "let c = a; c += b",
    "let c = a; c[0] = 2",
    "let c = #{x: a}; c.x[0] = 2",
    "let c = a; c.push(1)",
    "let c = a; c.insert(0, 1)",
    "a.sort()",
    "a.order_desc()",
    "a == b",
    "a != b",
    "m == m2",
    "[a, a] == [b, b]",
    "pairs == pairs + []",
    "[3, 4] in pairs",
    "try { shared == twin } catch (e) { }",
    "try { sorted([shared, twin]) } catch (e) { }",
    "try { min(shared, twin) } catch (e) { }",
    "count([shared], twin)",
    "[shared].contains(twin)",
    "to_string(shared)",
    "`${shared}`",
    "shared.to_debug()",
    "a.to_string()",
    "let c = a; c.dedup()",
    "let c = a; c.drain(0..1000)",
    "let c = a; c.retain(0..1000)",
    "let c = a; c.splice(0..1, [2, 3])",
    "let c = a; c.remove(0)",
    "let c = a; c.shift()",
    "let c = a; c.chop(100000)",
    "let c = []; c.pad(100000, 1)",
    "zip(a, b)",
    "enumerate(a)",
    "sum(a)",
    "min(a)",
    "all(a)",
    "any(a.map(|x| false))",
    "sorted(a)",
    "sorted(long)",
    "long.sort()",
    "reversed(a)",
    "list[x for x in a]",
    "sum(0..20000000000)",
    "sorted(0..20000000000)",
    "all(1..20000000000)",
    "max(0..20000000000)",
    "zip(0..20000000000)",
    "enumerate(0..20000000000)",
    "m.keys()",
    "m.values()",
    "m + m2",
    "let c = m; c.mixin(m2)",
    "let c = m; c.x = 1",
    "m.to_json()",
    "parse_json(json)",
    "text.contains(\"abd\")",
    "text.index_of(\"abd\")",
    "text.find(\"abd\")",
    "text.count(\"abd\")",
    "same.contains(\"a\" * 1000 + \"b\")",
    "same == same + \"\"",
    "same < same + \"b\"",
    "text.split(\" \")",
    "text.split()",
    "text.to_upper()",
    "text.upper()",
    "text.strip(\"abc\")",
    "let c = text; c.replace(\"a\", \"aa\")",
    "text.replaced(\"a\", \"aa\")",
    "text.to_chars()",
    "text.len()",
    "text.sub_string(100)",
    "text[-1]",
    "text.splitlines()",
    "text * 3",
    "\"a\" * 1000000",
    "let c = \"\"; c.pad(1000000, \"é\")",
    "\"x\".ljust(1000000)",
    "text.encode()",
    "text.isalpha()",
    "text.to_blob()",
    "\", \".join(words)",
    "join(\", \", words)",
    "format(\"{}\", a)",
    "text.to_string()",
    "`${text}${text}`",
    "text + text",
    "text.title()",
    "list[x for x in 0..20000000000]",
];

/// Enough for the data of one row.
const SOON: Duration = Duration::from_millis(120);
/// The limit is to be kept within 0.1 s; this build of the tests may be slow, and the machine busy.
const LATE: Duration = Duration::from_secs(5);

fn run(script: &str, runtime: Runtime, limits: Limits) -> Stop {
    let evaluation = evaluate(script, runtime, limits, LIBRARY);
    let error = evaluation.result.expect_err(script);
    match error.kind() {
        Kind::Stop(stop) => *stop,
        _ => panic!("{script}: {error:?}"),
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the row is about a time limit")]
fn no_native_runs_on_when_the_time_is_up() {
    let both = [Runtime::Real, Runtime::Controlled { seed: 1 }];
    for (body, runtime) in LOOPS.iter().zip(both.into_iter().cycle()) {
        let script = script(body);
        let start = Instant::now();
        let limits = Limits {
            time: Some(SOON),
            ..Limits::default()
        };
        let stop = run(&script, runtime, limits);
        assert_eq!(stop, Stop::TimeLimit, "{body} {runtime:?}");
        let took = start.elapsed();
        if std::env::var("SHOW").is_ok() {
            eprintln!("{:>6} ms  {body} {runtime:?}", took.as_millis());
        }
        assert!(took < LATE, "{body} {runtime:?}: {took:?}");
    }
}

#[test]
fn operations_count_what_natives_walk_over() {
    for runtime in [Runtime::Real, Runtime::Controlled { seed: 1 }] {
        let ended = |script: &str, operations| {
            let limits = Limits {
                operations: Some(operations),
                ..Limits::default()
            };
            evaluate(script, runtime, limits, LIBRARY).exit_code
        };
        // A range is no walk; small data costs nothing.
        assert_eq!(ended("len(0..20000000000);", 100), 0);
        assert_eq!(
            ended(
                "let a = [1, 2, 3]; for i in 0..1000 { -1 in a; a.reverse(); }",
                1100
            ),
            0
        );
        let walks = "let a = []; a.pad(160000, 1); for i in 0..10 { -1 in a; }";
        assert_eq!(ended(walks, 100_000), 4);
        assert_eq!(ended(walks, 130_000), 0);
    }
}
