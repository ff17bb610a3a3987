//! Operators on all pairs of types.

use super::*;
use crate::objects::code::{BinaryOp, Test, operator_name};
use crate::objects::value::Value;
use rhai::Position;

const OPERATORS: &[BinaryOp] = &[
    BinaryOp::Add,
    BinaryOp::Sub,
    BinaryOp::Mul,
    BinaryOp::Div,
    BinaryOp::Rem,
    BinaryOp::Power,
    BinaryOp::ShiftLeft,
    BinaryOp::ShiftRight,
    BinaryOp::And,
    BinaryOp::Or,
    BinaryOp::Xor,
    BinaryOp::Equal,
    BinaryOp::NotEqual,
    BinaryOp::Less,
    BinaryOp::LessEqual,
    BinaryOp::Greater,
    BinaryOp::GreaterEqual,
    BinaryOp::Range,
    BinaryOp::RangeInclusive,
    BinaryOp::In,
];

/// The dialect's own: `text * n`, `array * n`.
fn is_repetition(op: BinaryOp, a: &Value, b: &Value) -> bool {
    op == BinaryOp::Mul
        && matches!(
            (a, b),
            (Value::Str(_) | Value::Array(_), Value::Int(_))
                | (Value::Int(_), Value::Str(_) | Value::Array(_))
        )
}

#[test]
fn operators_on_all_pairs_of_types_are_rhais() {
    let engine = engine();
    let mut differences = Vec::new();
    let mut cases = 0;
    for op in OPERATORS {
        for a in LITERALS {
            for b in LITERALS {
                let (x, y) = (literal(&engine, a), literal(&engine, b));
                if is_repetition(*op, &x, &y) {
                    continue;
                }
                let script = format!("let a = {a}; let b = {b}; a {} b", operator_name(*op));
                let found = show(binary(*op, "", &x, &y, Position::NONE));
                compare_case(&mut differences, &script, expected(&engine, &script), found);
                cases += 1;
            }
        }
    }
    report(differences, cases);
}

#[test]
fn assigning_operators_on_all_pairs_of_types_are_rhais() {
    let engine = engine();
    let mut differences = Vec::new();
    let mut cases = 0;
    for op in &OPERATORS[..11] {
        for a in LITERALS {
            for b in LITERALS {
                let (mut x, y) = (literal(&engine, a), literal(&engine, b));
                if is_repetition(*op, &x, &y) {
                    continue;
                }
                let script = format!("let a = {a}; let b = {b}; a {}= b; a", operator_name(*op));
                let found = update(*op, "", &mut x, y, Position::NONE).map(|()| x);
                compare_case(
                    &mut differences,
                    &script,
                    expected(&engine, &script),
                    show(found),
                );
                cases += 1;
            }
        }
    }
    report(differences, cases);
}

#[test]
fn operators_before_their_operand_are_rhais() {
    let engine = engine();
    let mut differences = Vec::new();
    for a in LITERALS {
        for (operator, found) in [
            ("-", negate(&literal(&engine, a), Position::NONE)),
            ("!", not(&literal(&engine, a), Position::NONE)),
            ("+", unary("+", literal(&engine, a), Position::NONE)),
        ] {
            let script = format!("let a = {a}; {operator}a");
            compare_case(
                &mut differences,
                &script,
                expected(&engine, &script),
                show(found),
            );
        }
    }
    report(differences, LITERALS.len());
}

#[test]
fn comparisons_and_binary_agree() {
    let engine = engine();
    for a in LITERALS {
        for b in LITERALS {
            let (a, b) = (literal(&engine, a), literal(&engine, b));
            assert_eq!(
                show(compare(Test::Less, &a, &b, Position::NONE)),
                show(binary(BinaryOp::Less, "", &a, &b, Position::NONE))
            );
        }
    }
}
