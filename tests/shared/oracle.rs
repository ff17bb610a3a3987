//! The oracle: plain Rhai's own evaluator, with the optimiser off.

use std::sync::Arc;

use parking_lot::Mutex;
use rhai::{Dynamic, Engine, OptimizationLevel};

use super::outcome::{Failure, Outcome, describe};

/// Calls that the oracle nests before it says `ErrorStackOverflow`.
pub const MAX_CALL_DEPTH: usize = 64;
/// Operations after which a program is taken to be endless.
pub const MAX_OPERATIONS: u64 = 2_000_000;
/// Rhai's evaluator recurses on the native stack: threads that run it need this many bytes.
pub const STACK_BYTES: usize = 512 << 20;

/// What a caught error calls the program.
pub const SOURCE_NAME: &str = "<test>";

/// A Rhai engine that remembers what its scripts print.
pub struct Oracle {
    pub engine: Engine,
    printed: Arc<Mutex<String>>,
}

impl Oracle {
    pub fn new() -> Self {
        let printed = Arc::new(Mutex::new(String::new()));
        let mut engine = Engine::new();
        engine
            .set_optimization_level(OptimizationLevel::None)
            .set_max_call_levels(MAX_CALL_DEPTH)
            .set_max_operations(MAX_OPERATIONS)
            .set_max_expr_depths(256, 256);
        let output = printed.clone();
        engine.on_print(move |text| *output.lock() += &format!("{text}\n"));
        let output = printed.clone();
        engine.on_debug(move |text, _, at| *output.lock() += &format!("{at:?} | {text}\n"));
        Self { engine, printed }
    }

    /// An oracle that gives up early on data that double in every turn of a loop.
    pub fn with_small_data() -> Self {
        let mut oracle = Self::new();
        oracle
            .engine
            .set_max_operations(50_000)
            .set_max_array_size(300)
            .set_max_string_size(3_000)
            .set_max_map_size(100);
        oracle
    }

    /// Compile and run `source` in an empty scope.
    pub fn evaluate(&self, source: &str) -> Outcome {
        let mut ast = match self.engine.compile(source) {
            Ok(ast) => ast,
            Err(error) => return Outcome::new("", Err(Failure::from_parse(&error))),
        };
        ast.set_source(SOURCE_NAME);
        self.printed.lock().clear();
        let result = self.engine.eval_ast::<Dynamic>(&ast);
        let printed = std::mem::take(&mut *self.printed.lock());
        let type_of = |value: &Dynamic| self.engine.map_type_name(value.type_name()).to_string();
        Outcome::new(
            &printed,
            match result {
                Ok(value) => Ok((type_of(&value), describe(&value))),
                Err(error) => Err(Failure::from_rhai(&error)),
            },
        )
    }
}

/// Of two imports under one name, Rhai's parser means the older one as long as both stand in one text. Once an `eval` has defined a variable,
/// names are searched for when they are used, and the latest import counts, as it always does with us.
pub const LATEST_IMPORT: &str = "eval(\"let latest_import = 0;\"); ";

/// Run `work` on a thread with a stack deep enough for Rhai's evaluator.
#[expect(
    clippy::disallowed_methods,
    reason = "the oracle is not a script thread of ours"
)]
pub fn on_a_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let deep = std::thread::Builder::new().stack_size(STACK_BYTES);
    std::thread::scope(|scope| {
        let thread = deep.spawn_scoped(scope, work);
        match thread.expect("the machine can start a thread").join() {
            Ok(answer) => answer,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}
