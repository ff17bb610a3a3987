//! The list of programs, with what each one has to reach; how they are measured lives in `measure.rs`.

use std::path::{Path, PathBuf};

/// What a program has to reach, on two free cores.
#[derive(Clone, Copy)]
pub enum Target {
    /// CPython's time divided by ours is at least this much.
    Faster(f64),
    /// Our peak memory in megabytes stays below `megabytes` and, if given, our time below `milliseconds`.
    Within {
        milliseconds: Option<f64>,
        megabytes: f64,
    },
    /// Twice the work of `yardstick` on two threads: at least `factor` times one thread's throughput.
    Scales {
        yardstick: &'static str,
        factor: f64,
    },
    /// Measured for others to be compared with.
    Yardstick,
}

pub struct Program {
    /// Name of the script in `benches/programs`, without its extension.
    pub name: &'static str,
    pub target: Target,
    /// Counts in the geometric mean that has a target of its own.
    pub in_mean: bool,
}

/// The geometric mean of the programs that count must reach this ratio.
pub const MEAN_TARGET: f64 = 3.0;

const fn single(name: &'static str) -> Program {
    Program {
        name,
        target: Target::Faster(1.5),
        in_mean: true,
    }
}

const fn faster(name: &'static str, factor: f64) -> Program {
    Program {
        name,
        target: Target::Faster(factor),
        in_mean: false,
    }
}

const fn other(name: &'static str, target: Target) -> Program {
    Program {
        name,
        target,
        in_mean: false,
    }
}

pub const PROGRAMS: &[Program] = &[
    single("loop"),
    single("lock_loop"),
    single("fib"),
    single("sieve"),
    single("mandelbrot"),
    faster("strings", 1.5),
    faster("arrays", 1.5),
    faster("callbacks", 1.5),
    faster("incremente", 12.0),
    faster("start_join", 5.0),
    faster("children", 1.2),
    faster("hand_over", 3.0),
    faster("condition", 3.0),
    faster("queue_many", 5.0),
    faster("queue_one", 3.0),
    faster("connections", 2.0),
    other("private_one", Target::Yardstick),
    other(
        "private_two",
        Target::Scales {
            yardstick: "private_one",
            factor: 1.9,
        },
    ),
    other(
        "empty",
        Target::Within {
            milliseconds: Some(10.0),
            megabytes: 16.0,
        },
    ),
    other(
        "thousand_threads",
        Target::Within {
            milliseconds: None,
            megabytes: 100.0,
        },
    ),
];

impl Program {
    /// The script in the language that has this extension, if it was written in it.
    pub fn script(&self, extension: &str) -> Option<PathBuf> {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/benches/programs"));
        let script = folder.join(self.name).with_extension(extension);
        script.exists().then_some(script)
    }

    /// Is this program asked for? A filter is a whole name, or else a part of names; no filter asks for all.
    /// A yardstick is asked for with what it measures.
    pub fn is_asked_for(&self, filters: &[String]) -> bool {
        let measures_this = |program: &&Program| match program.target {
            Target::Scales { yardstick, .. } => yardstick == self.name,
            _ => false,
        };
        let measured = PROGRAMS
            .iter()
            .find(measures_this)
            .map(|program| program.name);
        let is_meant = |filter: &String| {
            let is_whole_name = PROGRAMS.iter().any(|program| program.name == filter);
            let mut names = measured.into_iter().chain([self.name]);
            names.any(|name| {
                if is_whole_name {
                    name == filter
                } else {
                    name.contains(filter.as_str())
                }
            })
        };
        filters.is_empty() || filters.iter().any(is_meant)
    }
}
