//! What our values mean to Rhai's functions: text and equality of objects, iterators of our own in place of Rhai's.

use super::convert::Opaque;
use rhai::Engine;

/// Register functions for values that Rhai does not know, and our iterators.
pub(super) fn register_own(engine: &mut Engine) {
    engine.register_type_with_name::<Opaque>("object");
    engine.register_fn("to_string", |value: &mut Opaque| {
        crate::engine::value::to_text(&value.0)
    });
    engine.register_fn("to_debug", |value: &mut Opaque| {
        crate::engine::value::to_debug(&value.0)
    });
    engine.register_fn("==", |a: &mut Opaque, b: Opaque| {
        crate::engine::value::equal(&a.0, &b.0)
    });
    engine.register_fn("!=", |a: &mut Opaque, b: Opaque| {
        !crate::engine::value::equal(&a.0, &b.0)
    });
}
