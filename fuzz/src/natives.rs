//! Programs that call the natives of the catalogue: every function, class, method and property that a script can name, with values of
//! every kind in every place. The names are read from the catalogue, so that none is missed.

use std::sync::LazyLock;

use sandbox::catalogue::{Entry, Kind, entries};

use super::grammar::Writer;
use super::values::PRELUDE;

/// All that can be named in an expression.
static NATIVES: LazyLock<Vec<&'static Entry>> = LazyLock::new(|| {
    let is_native = |entry: &&Entry| {
        matches!(
            entry.kind,
            Kind::Function | Kind::Class | Kind::Method | Kind::Property | Kind::Constant
        )
    };
    entries().iter().filter(is_native).collect()
});

/// How many natives there are.
pub fn count() -> usize {
    NATIVES.len()
}

impl Writer {
    /// Some calls, each of which may fail by itself.
    pub fn natives_program(&mut self) -> String {
        let mut text = PRELUDE.to_owned();
        for _ in 0..2 + self.choice(6) {
            let call = self.native_call();
            text += &match self.choice(8) {
                0 => format!("try {{ print({call}); }} catch (e) {{ print(e); }}\n"),
                1 => format!("try {{ with {call} {{ let z = 1; }} }} catch {{ }}\n"),
                2 => format!("try {{ for z in {call} {{ n_times += 1; }} }} catch {{ }}\n"),
                3 => {
                    let parameters = self.one_of(&["", "x", "x, y"]);
                    format!(
                        "try {{ let t = Thread(|{parameters}| {call}); t.start(); t.join(1); }} catch {{ }}\n"
                    )
                }
                4 => format!("try {{ eval({call:?}); }} catch (e) {{ print(e.kind); }}\n"),
                _ => format!("try {{ let v = {call}; v == v; }} catch {{ }}\n"),
            };
        }
        text + "print(xs, m, s, bytes);\n"
    }

    /// One native, called as it is written, in function style, or by its name.
    fn native_call(&mut self) -> String {
        // Two bytes: there are more natives than one can count to.
        let entry = NATIVES[self.choice(count())];
        let (name, before) = (entry.name(), self.before(entry));
        let Some(parameters) = self.parameters(entry) else {
            return format!("{before}{name}");
        };
        let arguments = self.values(parameters);
        match self.choice(12) {
            0 if entry.kind == Kind::Method => {
                let receiver = self.value();
                let comma = if arguments.is_empty() { "" } else { ", " };
                format!("{name}({receiver}{comma}{arguments})")
            }
            1 => {
                let receiver = self.value();
                format!("({receiver}).{name}({arguments})")
            }
            2 => format!("Fn({name:?}).call({arguments})"),
            3 => format!("xs.map(Fn({name:?}))"),
            4 => format!("{before}{name}"),
            5 => format!("[{before}{name}({arguments}), {before}{name}({arguments})]"),
            _ => format!("{before}{name}({arguments})"),
        }
    }

    /// How many arguments: as many as it takes, and now and then one more or less. None for what is not called.
    fn parameters(&mut self, entry: &Entry) -> Option<usize> {
        if entry.calls.is_empty() && !matches!(entry.kind, Kind::Method | Kind::Function) {
            return None;
        }
        let ways = entry.calls.len().max(1);
        let way = entry.calls.get(self.choice(ways));
        let listed = way.map_or(0, |way| match way.trim() {
            "" => 0,
            parameters => parameters.split(',').count(),
        });
        Some(match self.choice(8) {
            0 => listed + 1,
            1 => listed.saturating_sub(1),
            2 => self.choice(listed + 1),
            _ => listed,
        })
    }

    /// What stands before the name: its module, or a value that has it.
    fn before(&mut self, entry: &Entry) -> String {
        match entry.kind {
            Kind::Method | Kind::Property => {
                let owner = entry.owner().unwrap_or_default();
                let receiver = RECEIVERS.iter().find(|(name, _)| *name == owner);
                match (receiver, self.choice(6)) {
                    (Some((_, values)), 1..) => format!("({}).", self.one_of(values)),
                    _ => format!("({}).", self.value()),
                }
            }
            // What texts can do is written behind a text.
            _ if entry.before.ends_with('.') => format!("({}).", self.one_of(TEXTS)),
            _ if entry.before.is_empty() && !entry.is_bare => {
                format!("{}::", entry.owner().unwrap_or_default())
            }
            _ => entry.before.clone(),
        }
    }
}

const TEXTS: &[&str] = &["s", "\"\"", "long", "\"a,b\"", "\"{0} {x}\""];

/// Values that have the methods of a class or type.
const RECEIVERS: &[(&str, &[&str])] = &[
    (
        "array",
        &["xs", "many", "[]", "shared", "[[1], [2]]", "deep"],
    ),
    ("string", &["s", "long", "\"\"", "\"12\""]),
    ("str", &["s", "long", "\"\""]),
    ("map", &["m", "#{}", "#{x: m}"]),
    ("blob", &["bytes", "blob()", "blob(100000, 7)"]),
    ("char", &["'é'", "'a'"]),
    (
        "number",
        &["1", "-1", "1.5", "9223372036854775807", "(0.0 / 0.0)"],
    ),
    ("range", &["0..3", "0..20000000000", "1..=2"]),
    ("bool", &["true"]),
    ("Fn", &["f1", "|x| x", "Fn(\"push\")", "made.twice"]),
    ("timestamp", &["timestamp()"]),
    ("any", &["xs", "m", "made", "lock", "()", "shared"]),
    ("Lock", &["lock", "Lock()"]),
    ("RLock", &["rlock"]),
    ("Condition", &["condition", "Condition(lock)"]),
    ("Semaphore", &["semaphore", "Semaphore(0)"]),
    ("BoundedSemaphore", &["BoundedSemaphore(1)"]),
    ("Event", &["event"]),
    ("Barrier", &["barrier", "Barrier(2)"]),
    ("Thread", &["thread", "Thread(f1, [1])", "current_thread()"]),
    ("Timer", &["timer", "Timer(0.001, f1, [1])"]),
    ("local", &["own"]),
    ("Queue", &["queue", "Queue()"]),
    ("LifoQueue", &["stack"]),
    ("PriorityQueue", &["PriorityQueue()"]),
    ("SimpleQueue", &["SimpleQueue()"]),
    (
        "socket",
        &[
            "socket()",
            "socketpair()[0]",
            "create_server([\"localhost\", 0])",
        ],
    ),
    ("date", &["date(2024, 2, 29)"]),
    ("datetime", &["datetime(2024, 2, 29)"]),
    ("timedelta", &["timedelta(1)"]),
];
