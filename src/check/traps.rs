//! What runs, and does something else than a Python programmer means: pairs in a `for`, chained comparisons, types compared by their
//! Python names, arguments that are copies, results that are nothing, `\n` between backticks.

use super::Finding;
use super::kinds::spawn;
use super::program::{Place, Program, Thing};
use super::uses::{Flow, How};
use crate::builtins::gives_nothing;
use crate::lang::TokenKind;
use crate::lang::hir::tree::{
    Callee, Expr, For, Function, FunctionId, Node, Operator, Root, StepKind,
};
use crate::messages::message;

pub fn look(program: &Program) -> Vec<Finding> {
    let mut findings = Vec::new();
    program.visit(&mut |place, _| {
        findings.extend(pair_in_for(program, place));
        findings.extend(chained_comparison(program, place.node));
        findings.extend(type_name(program, place.node));
        findings.extend(copied_argument(program, place));
        findings.extend(nothing_kept(program, place));
    });
    findings.extend(escapes(program));
    findings
}

/// `for (i, x) in enumerate(v)`, where `i` is the pair and `x` counts.
fn pair_in_for(program: &Program, place: Place) -> Option<Finding> {
    let Expr::For(parts) = &place.node.expr else {
        return None;
    };
    let counter = parts.counter.as_ref()?;
    let pairs = gives_pairs(program, place.function, &parts.iterable)?;
    // Who takes parts of the first one knows that it is the pair.
    let item = program.thing(place.function, &parts.item)?;
    if program.uses.get(&item).iter().any(|it| it.how == How::Part) {
        return None;
    }
    let name = |var| Some(program.name(&program.thing(place.function, var)?));
    let (first, second) = (name(&parts.item)?, name(counter)?);
    let text = &program.source.text;
    let over = program.span_of(&parts.iterable).start..program.offset(parts.body.at);
    let over = text.get(over).unwrap_or_default().trim();
    let inside = over
        .strip_prefix("enumerate(")
        .and_then(|rest| rest.strip_suffix(')'));
    let hint = match inside.filter(|_| pairs == Pairs::Numbered) {
        Some(of) => message!(
            "check-pair-in-for.numbered",
            first = first.as_str(),
            second = second.as_str(),
            of
        ),
        None => message!(
            "check-pair-in-for.hint",
            first = first.as_str(),
            second = second.as_str(),
            over
        ),
    };
    let title = message!(
        "check-pair-in-for",
        first = first.as_str(),
        second = second.as_str()
    );
    Some(Finding::new(
        header(program, place.node, parts),
        title,
        hint,
    ))
}

/// `(i, x)`
fn header(program: &Program, node: &Node, parts: &For) -> std::ops::Range<usize> {
    let start = program.offset(node.at);
    let end = program.offset(parts.iterable.at);
    let text = program.source.text.get(start..end).unwrap_or_default();
    match (text.find('('), text.find(')')) {
        (Some(open), Some(close)) if open < close => start + open..start + close + 1,
        _ => program.span_of(node),
    }
}

/// Where a `for` gets pairs from.
#[derive(PartialEq, Eq)]
enum Pairs {
    /// `enumerate`
    Numbered,
    Other,
}

fn gives_pairs(program: &Program, function: FunctionId, node: &Node) -> Option<Pairs> {
    let is_pair = |node: &Node| matches!(&node.expr, Expr::Array(items) if items.len() > 1);
    match &node.expr {
        Expr::Call(call) => match &call.callee {
            Callee::Named(name) if name == "enumerate" && call.args.len() == 1 => {
                Some(Pairs::Numbered)
            }
            Callee::Named(name) if name == "zip" => Some(Pairs::Other),
            _ => None,
        },
        Expr::Array(items) if !items.is_empty() && items.iter().all(is_pair) => Some(Pairs::Other),
        Expr::Var(var) => {
            let thing = program.thing(function, var)?;
            let [Flow::Value(place)] = program.kinds.flows(&thing) else {
                return None;
            };
            match &place.node.expr {
                Expr::Array(_) | Expr::Call(_) => {
                    gives_pairs(program, place.function, place.node).map(|_| Pairs::Other)
                }
                _ => None,
            }
        }
        _ => None,
    }
}

fn is_order(operator: &Operator) -> bool {
    matches!(operator.name.as_str(), "<" | "<=" | ">" | ">=")
}

/// `1 < x < 10`: the first comparison gives a truth value, which is compared with a number.
fn chained_comparison(program: &Program, node: &Node) -> Option<Finding> {
    let Expr::Binary(operator, left, right) = &node.expr else {
        return None;
    };
    let Expr::Binary(inner, low, _) = &left.expr else {
        return None;
    };
    // Of a longer chain, the first two are told.
    let is_longer = matches!(&low.expr, Expr::Binary(first, ..) if is_order(first));
    if !is_order(operator) || !is_order(inner) || is_longer {
        return None;
    }
    let text = &program.source.text;
    let [first, second] = [inner, operator].map(|operator| program.offset(operator.at));
    let start = program.span_of(low).start.min(first);
    let end = end_of_operand(program, program.span_of(right).start);
    let low = text.get(start..first)?.trim();
    let middle = text.get(first + inner.name.len()..second)?.trim();
    let high = text.get(second + operator.name.len()..end)?.trim();
    // Brackets around the first comparison say that it is meant.
    let depth = |text: &str, bracket: char| text.matches(bracket).count();
    if depth(middle, '(') != depth(middle, ')') {
        return None;
    }
    let code = format!(
        "{low} {} {middle} && {middle} {} {high}",
        inner.name, operator.name
    );
    let title = message!("check-chained-comparison", written = &text[start..end]);
    let hint = message!("check-chained-comparison.hint", code);
    Some(Finding::new(start..end, title, hint))
}

/// Where the operand that begins at this byte ends: before the next operator, bracket or block that is not its own.
fn end_of_operand(program: &Program, start: usize) -> usize {
    let tokens = &program.scan.tokens;
    let from = tokens.partition_point(|token| token.range.start < start);
    let mut depth = 0;
    let mut end = start;
    for token in &tokens[from..] {
        match &program.source.text[token.range.clone()] {
            "(" | "[" => depth += 1,
            ")" | "]" if depth > 0 => depth -= 1,
            _ if depth > 0 => {}
            "." | "::" | "?." | "+" | "-" | "*" | "/" | "%" | "**" => {}
            _ if token.kind == TokenKind::Word || token.kind == TokenKind::Number => {}
            _ => break,
        }
        end = token.range.end;
    }
    end
}

/// How `type` calls what Python has a class for.
const TYPES: &[(&str, &str)] = &[
    ("int", "i64"),
    ("float", "f64"),
    ("str", "string"),
    ("bool", "bool"),
    ("list", "array"),
    ("dict", "map"),
];

/// `type(x) == int`
fn type_name(program: &Program, node: &Node) -> Option<Finding> {
    let Expr::Binary(operator, left, right) = &node.expr else {
        return None;
    };
    if !matches!(operator.name.as_str(), "==" | "!=") {
        return None;
    }
    let asks = |node: &Node| match &node.expr {
        Expr::Call(call) => {
            matches!(&call.callee, Callee::Named(name) if name == "type" || name == "type_of")
        }
        _ => false,
    };
    let right = match (asks(left), asks(right)) {
        (true, false) => right,
        (false, true) => left,
        _ => return None,
    };
    let (name, is_text) = match &right.expr {
        Expr::Unknown(name) | Expr::FunctionValue(name) => (name, false),
        Expr::Str(text) => (text, true),
        _ => return None,
    };
    let (python, ours) = TYPES.iter().find(|(python, _)| python == name)?;
    // A class of the script may have the name.
    if is_text && (python == ours || program.unit.classes.iter().any(|class| class.name == *name)) {
        return None;
    }
    let at = program.span_of(right);
    let title = match is_text {
        true => message!("check-type-comparison.text", name = *python),
        false => message!("check-type-comparison", name = *python),
    };
    Some(Finding::new(
        at,
        title,
        message!("check-type-comparison.hint", name = *ours),
    ))
}

/// `let w = v.sort();`
fn nothing_kept(program: &Program, place: Place) -> Option<Finding> {
    let Expr::Let { var, value, .. } = &place.node.expr else {
        return None;
    };
    let Expr::Chain(chain) = &value.expr else {
        return None;
    };
    let (Root::Var(root), [step]) = (&chain.root, chain.steps.as_slice()) else {
        return None;
    };
    let StepKind::Method {
        name: method, args, ..
    } = &step.kind
    else {
        return None;
    };
    let is_list = |node: &Node| matches!(node.expr, Expr::Array(_) | Expr::Comprehension { .. });
    let list = program.thing(place.function, root)?;
    let flows = program.kinds.flows(&list);
    let is_own = |function: &Function| function.name == *method;
    let certain = gives_nothing(method)
        && is_always(flows, is_list)
        && !program.unit.functions.iter().any(is_own);
    certain.then(|| {
        let kept = program.name(&program.thing(place.function, var).unwrap_or(list.clone()));
        let name = program.name(&list);
        let at = program.span_of(value);
        let arguments = if args.is_empty() { "" } else { "…" };
        let code = format!("let {kept} = {name}; {kept}.{method}({arguments});");
        Finding::new(
            at,
            message!(
                "check-nothing-kept",
                method = method.as_str(),
                name = name.as_str(),
                kept = kept.as_str()
            ),
            message!("check-nothing-kept.hint", code, kept = kept.as_str()),
        )
    })
}

/// Is every value of the variable such a one? That something is pushed says nothing alone: an object may have a `push`.
fn is_always(flows: &[Flow], is_it: impl Fn(&Node) -> bool) -> bool {
    let is = |flow: &Flow| match flow {
        Flow::Value(place) => is_it(place.node),
        Flow::Pushed(_) => true,
        Flow::ElementOf(_) | Flow::Unknown => false,
    };
    flows.iter().all(is) && flows.iter().any(|flow| matches!(flow, Flow::Value(_)))
}

/// A list or map that a function gets, and changes: what it has is a copy.
fn copied_argument(program: &Program, place: Place) -> Option<Finding> {
    let started = spawn(program, place)?;
    let function = started.target?;
    let values = started.arguments?;
    let target = program.function(function);
    (values.iter().enumerate().take(target.params)).find_map(|(index, value)| {
        let Expr::Var(var) = &value.expr else {
            return None;
        };
        let thing = program.thing(place.function, var)?;
        let is_data = |node: &Node| matches!(node.expr, Expr::Array(_) | Expr::Map(_));
        let flows = program.kinds.flows(&thing);
        let parameter = Thing::Local(function, index);
        let uses = program.uses.get(&parameter);
        // What is read or taken out may be of use in the function itself.
        let adds = |how| match how {
            How::Method(name) => matches!(name, "push" | "append" | "insert" | "set"),
            how => how == How::SetPart,
        };
        let only_adds = !uses.is_empty() && uses.iter().all(|it| adds(it.how));
        let certain = is_always(flows, is_data) && only_adds;
        certain.then(|| {
            let name = program.name(&thing);
            let parameter = program.name(&parameter);
            let title = match target.name.starts_with("anon$") {
                true => message!("check-copied-argument.closure", name = name.as_str()),
                false => message!(
                    "check-copied-argument",
                    function = target.name.as_str(),
                    name = name.as_str()
                ),
            };
            let hint = match thing {
                Thing::Global(_) => message!(
                    "check-copied-argument.hint",
                    parameter = parameter.as_str(),
                    name = name.as_str()
                ),
                _ => message!("check-copied-argument.local", name = name.as_str()),
            };
            Finding::new(program.span_of(value), title, hint)
        })
    })
}

/// `\n` at the end of a text between backticks stays as it is written.
fn escapes(program: &Program) -> Vec<Finding> {
    let text = &program.source.text;
    let templates = program.scan.tokens.iter().filter(|token| {
        token.kind == TokenKind::Text && text[token.range.clone()].starts_with('`')
    });
    templates
        .filter_map(|token| {
            // In the middle it may be meant for who reads the text, as in JSON.
            let inside = text[token.range.clone()].strip_suffix('`')?;
            let is_escape = inside.ends_with("\\n") || inside.ends_with("\\t");
            if !is_escape || inside.ends_with("\\\\n") {
                return None;
            }
            let end = token.range.end - 1;
            let at = end - 2..end;
            let code = &text[at.clone()];
            Some(Finding::new(
                at.clone(),
                message!("check-escape-in-template", code),
                message!("check-escape-in-template.hint", code),
            ))
        })
        .collect()
}
