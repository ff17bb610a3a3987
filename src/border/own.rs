//! What our values mean to Rhai's functions: text and equality of objects, and iterators of ours in place of Rhai's, which cannot be walked
//! from outside.

use super::convert::to_dynamic;
use crate::border::errors;
use crate::objects::error::Error;
use crate::objects::value::{Iteration, Opaque, Value, equal, to_debug, to_text};
use rhai::{Dynamic, Engine, EvalAltResult, ImmutableString, Position};
use std::ops::{Range, RangeInclusive};

type Made = Result<Dynamic, Box<EvalAltResult>>;

/// Register functions for values that Rhai does not know, and our iterators.
pub(crate) fn register_own(engine: &mut Engine) {
    engine.register_type_with_name::<Opaque>("object");
    engine.register_fn("to_json", super::json::to_json);
    engine.register_fn("to_string", |value: &mut Opaque| {
        ImmutableString::from(to_text(&value.0))
    });
    engine.register_fn("to_debug", |value: &mut Opaque| to_debug(&value.0));
    engine.register_fn("==", |a: &mut Opaque, b: Opaque| equal(&a.0, &b.0));
    engine.register_fn("!=", |a: &mut Opaque, b: Opaque| !equal(&a.0, &b.0));
    register_chars(engine);
    register_bits(engine);
    register_steps(engine);
}

fn register_chars(engine: &mut Engine) {
    let chars = |text: ImmutableString| walk(Iteration::chars(text.into(), 0, i64::MAX));
    engine.register_fn("chars", chars);
    engine.register_fn("get$chars", chars);
    engine.register_fn("chars", |text: ImmutableString, start: i64| {
        walk(Iteration::chars(text.into(), start, i64::MAX))
    });
    engine.register_fn("chars", |text: ImmutableString, start: i64, length: i64| {
        walk(Iteration::chars(text.into(), start, length))
    });
    engine.register_fn("chars", |text: ImmutableString, range: Range<i64>| {
        let (start, length) = span(range.start, range.end);
        walk(Iteration::chars(text.into(), start, length))
    });
    engine.register_fn(
        "chars",
        |text: ImmutableString, range: RangeInclusive<i64>| {
            let (start, length) = inclusive_span(*range.start(), *range.end());
            walk(Iteration::chars(text.into(), start, length))
        },
    );
}

fn register_bits(engine: &mut Engine) {
    let bits = |value: i64| raise(Iteration::bits(value, 0, i64::MAX));
    engine.register_fn("bits", bits);
    engine.register_fn("get$bits", bits);
    engine.register_fn("bits", |value: i64, start: i64| {
        raise(Iteration::bits(value, start, i64::MAX))
    });
    engine.register_fn("bits", |value: i64, start: i64, length: i64| {
        raise(Iteration::bits(value, start, length))
    });
    engine.register_fn("bits", |value: i64, range: Range<i64>| {
        let (start, length) = span(range.start, range.end);
        raise(Iteration::bits(value, start, length))
    });
    engine.register_fn("bits", |value: i64, range: RangeInclusive<i64>| {
        let (start, length) = inclusive_span(*range.start(), *range.end());
        raise(Iteration::bits(value, start, length))
    });
}

fn register_steps(engine: &mut Engine) {
    engine.register_fn("range", |start: i64, end: i64, step: i64| {
        raise(Iteration::steps(start, end, step))
    });
    engine.register_fn("range", |range: Range<i64>, step: i64| {
        raise(Iteration::steps(range.start, range.end, step))
    });
    engine.register_fn("range", |start: f64, end: f64, step: f64| {
        raise(Iteration::float_steps(start, end, step))
    });
}

/// Start and length of an exclusive range, as Rhai's functions on strings and bits take it.
fn span(start: i64, end: i64) -> (i64, i64) {
    let start = start.max(0);
    (start, end.max(start) - start)
}

fn inclusive_span(start: i64, end: i64) -> (i64, i64) {
    let start = start.max(0);
    let end = end.max(start - 1).min(i64::MAX - 1);
    (start, end - start + 1)
}

fn walk(iteration: Iteration) -> Dynamic {
    to_dynamic(Value::Iterator(Box::new(iteration)))
}

fn raise(iteration: Result<Iteration, Error>) -> Made {
    match iteration {
        Ok(iteration) => Ok(walk(iteration)),
        Err(error) => Err(match error.as_language() {
            Some(kind) => errors::as_rhais(kind, Position::NONE).into(),
            None => EvalAltResult::ErrorArithmetic("no iterator".into(), Position::NONE).into(),
        }),
    }
}
