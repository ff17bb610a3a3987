//! What a function of the teacher's gives, as a score and a text.

use crate::grade::outcomes::Said;
use crate::grade::points::Points;
use crate::objects::value::{Map, Value};

/// `true`, `false`, a text, or `#{ ok, message, line, score }`.
pub fn said(value: &Value) -> Option<Said> {
    let (no, yes) = (Points(0), Points::ONE);
    match value {
        Value::Bool(ok) => Some(Said {
            score: if *ok { yes } else { no },
            message: None,
            line: None,
        }),
        Value::Str(text) => Some(Said {
            score: no,
            message: Some(text.to_string()),
            line: None,
        }),
        Value::Map(map) => of_map(map),
        _ => None,
    }
}

fn of_map(map: &Map) -> Option<Said> {
    let known = ["ok", "message", "line", "score"];
    if map.keys().any(|key| !known.contains(&key.text().as_str())) {
        return None;
    }
    let score = match (map.get("score"), map.get("ok")) {
        (Some(Value::Float(score)), _) => Points::of(score.clamp(0.0, 1.0))?,
        (Some(Value::Int(score)), _) => Points(1000 * (*score).clamp(0, 1)),
        (Some(_), _) => return None,
        (None, Some(Value::Bool(ok))) => Points(if *ok { 1000 } else { 0 }),
        (None, _) => return None,
    };
    // What is not right is not right, whatever its score.
    let score = match map.get("ok") {
        Some(Value::Bool(false)) => score.min(Points(999)),
        _ => score,
    };
    Some(Said {
        score,
        message: match map.get("message") {
            Some(Value::Str(text)) => Some(text.to_string()),
            None => None,
            Some(_) => return None,
        },
        line: match map.get("line") {
            Some(Value::Int(line)) => u32::try_from(*line).ok().filter(|line| *line > 0),
            None => None,
            Some(_) => return None,
        },
    })
}
