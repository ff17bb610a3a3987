//! The corpus leaves nothing out: no function of Rhai's standard packages, no kind of syntax.
//!
//! What a snippet uses is read off its compiled tree, and counts only when the snippet ran well.

use std::collections::{BTreeSet, HashSet};

use rhai::{AST, ASTNode, Expr, FnCallExpr, Stmt};

use crate::case::{Case, snippets};
use crate::oracle::{Oracle, on_a_deep_stack};

/// Functions that the parser knows as keywords, and so no package lists.
const KEYWORDS: [(&str, usize); 12] = [
    ("type_of", 1),
    ("eval", 1),
    ("Fn", 1),
    ("call", 1),
    ("call", 2),
    ("call", 3),
    ("curry", 2),
    ("is_def_fn", 2),
    ("is_def_fn", 3),
    ("is_def_var", 1),
    ("is_shared", 1),
    ("contains", 2),
];

/// Every kind of statement and expression that the parser makes of plain Rhai (`Noop` it drops).
const SYNTAX: &str = "If Switch While Do For Var Assignment FnCall Block TryCatch Expr \
    BreakLoop Return Import Export Share BoolConstant IntegerConstant FloatConstant CharConstant \
    StringConstant InterpolatedString Array Map Unit Variable ThisPtr Property MethodCall Stmt \
    Dot Index And Or Coalesce DynamicConstant";

/// A function as a script calls it: its name and how many arguments, the receiver included.
type Called = (String, usize);

#[test]
fn every_standard_function_has_a_case() {
    let missing = on_a_deep_stack(|| {
        let oracle = Oracle::new();
        let mut called = HashSet::new();
        for Case { source, .. } in snippets() {
            let Ok(ast) = oracle.engine.compile(&source) else {
                continue;
            };
            if oracle.evaluate(&source).result.is_ok() {
                called.extend(calls_of_natives(&ast));
            }
        }
        standard_functions(&oracle)
            .into_iter()
            .filter(|function| !called.contains(function))
            .map(|(name, arity)| format!("{name}/{arity}"))
            .collect::<Vec<_>>()
    });
    assert!(
        missing.is_empty(),
        "{} standard functions without a snippet under tests/cases/rhai: {}",
        missing.len(),
        missing.join(" "),
    );
}

#[test]
fn every_kind_of_syntax_has_a_case() {
    let seen = on_a_deep_stack(|| {
        let oracle = Oracle::new();
        let mut seen = HashSet::new();
        for Case { source, .. } in snippets() {
            let Ok(ast) = oracle.engine.compile(&source) else {
                continue;
            };
            ast.walk(&mut |path: &[ASTNode]| {
                seen.insert(kind_of(path.last().expect("a walk stands on a node")));
                true
            });
        }
        seen
    });
    let missing: Vec<_> = SYNTAX
        .split_whitespace()
        .filter(|kind| !seen.contains(*kind))
        .collect();
    assert!(
        missing.is_empty(),
        "no snippet under tests/cases/rhai has {}",
        missing.join(", ")
    );
}

/// What the standard packages say that they offer.
fn standard_functions(oracle: &Oracle) -> BTreeSet<Called> {
    let listed = oracle.engine.collect_fn_metadata(
        None,
        |info| Some((info.metadata.name.to_string(), info.metadata.num_params)),
        true,
    );
    let keywords = KEYWORDS
        .iter()
        .map(|(name, arity)| (name.to_string(), *arity));
    listed.into_iter().chain(keywords).collect()
}

/// Every call that is not one of the script's own functions.
fn calls_of_natives(ast: &AST) -> HashSet<Called> {
    let mut called = HashSet::new();
    ast.walk(&mut |path: &[ASTNode]| {
        match path.last().expect("a walk stands on a node") {
            ASTNode::Expr(Expr::FnCall(call, _)) | ASTNode::Stmt(Stmt::FnCall(call, _)) => {
                called.insert(called_as(call, 0));
            }
            ASTNode::Expr(Expr::MethodCall(call, _)) => {
                called.insert(called_as(call, 1));
            }
            ASTNode::Expr(Expr::Property(property, _)) => {
                called.insert((format!("get${}", property.2), 1));
                if path
                    .iter()
                    .any(|node| matches!(node, ASTNode::Stmt(Stmt::Assignment(_))))
                {
                    called.insert((format!("set${}", property.2), 2));
                }
            }
            ASTNode::Stmt(Stmt::Assignment(assignment)) => {
                if let Some((.., op_assign, _, op)) = assignment.0.get_op_assignment_info() {
                    called.insert((op_assign.to_string(), 2));
                    called.insert((op.to_string(), 2));
                }
            }
            _ => {}
        }
        true
    });
    let own: HashSet<_> = ast
        .iter_functions()
        .map(|function| function.name.to_string())
        .collect();
    called.retain(|(name, _)| !own.contains(name));
    called
}

fn called_as(call: &FnCallExpr, receivers: usize) -> Called {
    (call.name.to_string(), call.args.len() + receivers)
}

/// The name of a node's variant: the first word of its debug text is not always it.
fn kind_of(node: &ASTNode) -> &'static str {
    match node {
        ASTNode::Stmt(statement) => match statement {
            Stmt::Noop(..) => "Noop",
            Stmt::If(..) => "If",
            Stmt::Switch(..) => "Switch",
            Stmt::While(..) => "While",
            Stmt::Do(..) => "Do",
            Stmt::For(..) => "For",
            Stmt::Var(..) => "Var",
            Stmt::Assignment(..) => "Assignment",
            Stmt::FnCall(..) => "FnCall",
            Stmt::Block(..) => "Block",
            Stmt::TryCatch(..) => "TryCatch",
            Stmt::Expr(..) => "Expr",
            Stmt::BreakLoop(..) => "BreakLoop",
            Stmt::Return(..) => "Return",
            Stmt::Import(..) => "Import",
            Stmt::Export(..) => "Export",
            Stmt::Share(..) => "Share",
            _ => "a new statement",
        },
        ASTNode::Expr(expression) => match expression {
            Expr::DynamicConstant(..) => "DynamicConstant",
            Expr::BoolConstant(..) => "BoolConstant",
            Expr::IntegerConstant(..) => "IntegerConstant",
            Expr::FloatConstant(..) => "FloatConstant",
            Expr::CharConstant(..) => "CharConstant",
            Expr::StringConstant(..) => "StringConstant",
            Expr::InterpolatedString(..) => "InterpolatedString",
            Expr::Array(..) => "Array",
            Expr::Map(..) => "Map",
            Expr::Unit(..) => "Unit",
            Expr::Variable(..) => "Variable",
            Expr::ThisPtr(..) => "ThisPtr",
            Expr::Property(..) => "Property",
            Expr::MethodCall(..) => "MethodCall",
            Expr::Stmt(..) => "Stmt",
            Expr::FnCall(..) => "FnCall",
            Expr::Dot(..) => "Dot",
            Expr::Index(..) => "Index",
            Expr::And(..) => "And",
            Expr::Or(..) => "Or",
            Expr::Coalesce(..) => "Coalesce",
            _ => "a new expression",
        },
        _ => "a new node",
    }
}
