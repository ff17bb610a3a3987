//! One text, parsed, compiled and run under limits. What it answers does not matter; that it answers does.

/// Run a text to its end. Only a panic, a crash or a hang is a finding; every error of the script is welcome.
pub fn evaluate(source: &str) {
    let mut engine = rhai::Engine::new();
    engine.set_max_operations(100_000).set_max_call_levels(32);
    engine
        .set_max_string_size(100_000)
        .set_max_array_size(10_000)
        .set_max_map_size(10_000);
    drop(engine.eval::<rhai::Dynamic>(source));
}
