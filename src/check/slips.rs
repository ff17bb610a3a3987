//! Slips that show in the text alone: `x =+ 1`, `n = n;`, `"${x}"`, `2^3`, a function that is named and not called, a text that is changed and
//! not kept.

use super::Finding;
use super::program::{Place, Program};
use super::uses::Flow;
use crate::lang::hir::tree::{Expr, Node, Root, StepKind};
use crate::lang::{Token, TokenKind};
use crate::messages::message;
use std::collections::HashSet;

pub fn look(program: &Program) -> Vec<Finding> {
    let mut findings = Vec::new();
    let text = Words::of(program);
    for at in 0..program.scan.tokens.len() {
        findings.extend(sign_after_equals(&text, at));
        findings.extend(assigned_to_itself(&text, at));
        findings.extend(value_in_quotes(&text, at));
        findings.extend(function_named(&text, at));
    }
    program.visit(&mut |place, around| {
        findings.extend(power(program, place.node));
        findings.extend(text_not_kept(program, place, around));
    });
    findings
}

/// The tokens of the script by their words.
struct Words<'p, 'a> {
    program: &'p Program<'a>,
    /// What `let` and `const` declare.
    declared: HashSet<&'p str>,
    /// That, and what stands where parameters and variables of loops do.
    variables: HashSet<&'p str>,
}

impl<'p, 'a> Words<'p, 'a> {
    fn of(program: &'p Program<'a>) -> Self {
        let mut words = Words {
            program,
            declared: HashSet::new(),
            variables: HashSet::new(),
        };
        let names = (1..program.scan.tokens.len()).filter(|at| words.is_word(*at));
        let named: Vec<(&str, &str)> = names.map(|at| (words.at(at - 1), words.at(at))).collect();
        for (before, name) in named {
            if matches!(before, "let" | "const") {
                words.declared.insert(name);
            }
            if matches!(before, "let" | "const" | "for" | "(" | ",") {
                words.variables.insert(name);
            }
        }
        words
    }

    fn token(&self, at: usize) -> Option<&'p Token> {
        self.program.scan.tokens.get(at)
    }

    fn at(&self, at: usize) -> &'p str {
        let text = &self.program.source.text;
        self.token(at)
            .map_or("", |token| &text[token.range.clone()])
    }

    fn is_word(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// Does the token begin a statement? `{` may begin a map as well, but then no name and `=` follow.
    fn begins_statement(&self, at: usize) -> bool {
        at == 0 || matches!(self.at(at - 1), ";" | "{" | "}")
    }

    /// Does it stand between the braces of a class?
    fn is_in_class(&self, at: usize) -> bool {
        let class = (0..at).rev().find(|class| self.at(*class) == "class");
        let depth = |class: usize| {
            (class..at).fold(0, |depth, at| match self.at(at) {
                "{" | "#{" => depth + 1,
                "}" => depth - 1,
                _ => depth,
            })
        };
        class.is_some_and(|class| depth(class) > 0)
    }

    /// Does the next token follow without a space?
    fn touch(&self, at: usize) -> bool {
        match (self.token(at), self.token(at + 1)) {
            (Some(first), Some(second)) => first.range.end == second.range.start,
            _ => false,
        }
    }
}

/// `x =+ 1`, where the sign belongs to the number.
fn sign_after_equals(words: &Words, at: usize) -> Option<Finding> {
    let sign = words.at(at + 1);
    let stands_apart = !words.touch(at + 1);
    let is_slip = words.at(at) == "="
        && matches!(sign, "+" | "-")
        && words.touch(at)
        && (sign == "+" || stands_apart)
        && at > 0
        && !words.touch(at - 1);
    let name = at.checked_sub(1).filter(|name| words.is_word(*name))?;
    let declares = name > 0 && matches!(words.at(name - 1), "let" | "const");
    (is_slip && !declares).then(|| {
        let name = words.at(name);
        let span = words
            .token(at)
            .map_or(0..0, |token| token.range.start..token.range.end + 1);
        Finding::new(
            span,
            message!("check-sign-after-equals", sign),
            message!("check-sign-after-equals.hint", name, sign),
        )
    })
}

/// `n = n;`
fn assigned_to_itself(words: &Words, at: usize) -> Option<Finding> {
    let name = words.at(at);
    let is_it = words.is_word(at)
        && words.begins_statement(at)
        && words.at(at + 1) == "="
        && words.at(at + 2) == name
        && matches!(words.at(at + 3), ";" | "}");
    let range = words.token(at)?.range.start..words.token(at + 2)?.range.end;
    is_it.then(|| {
        // In a method, the object was meant.
        let in_class = words.is_in_class(at);
        let title = message!("check-assigned-to-itself", name);
        let hint = match in_class {
            true => message!("check-assigned-to-itself.object", name),
            false => message!("check-assigned-to-itself.hint"),
        };
        Finding::new(range, title, hint)
    })
}

/// `"x is ${x}"`: values stand between backticks alone.
fn value_in_quotes(words: &Words, at: usize) -> Option<Finding> {
    let token = words.token(at)?;
    let inside = words.at(at).strip_prefix('"')?.strip_suffix('"')?;
    let start = inside.find("${")?;
    let name = &inside[start + 2..start + inside[start..].find('}')?];
    let is_variable = words.variables.contains(name);
    let is_plain = !inside.contains('`') && !inside.contains('\\');
    (is_variable && is_plain).then(|| {
        let code = format!("`{inside}`");
        Finding::new(
            token.range.clone(),
            message!("check-value-in-quotes", name),
            message!("check-value-in-quotes.hint", code),
        )
    })
}

/// `main;`, `exit`: a function that is named where it was to be called.
fn function_named(words: &Words, at: usize) -> Option<Finding> {
    let program = words.program;
    let name = words.at(at);
    let ends = match words.at(at + 1) {
        ";" => true,
        // The last line of the script, whose value nobody reads.
        "" => true,
        _ => false,
    };
    let stands_alone = words.is_word(at) && words.begins_statement(at) && ends;
    let is_own = || {
        let mut functions = program.unit.functions.iter();
        functions.any(|function| function.name == name)
    };
    let is_ours = matches!(name, "exit" | "quit" | "help" | "input" | "print");
    let is_variable = words.declared.contains(name);
    (stands_alone && (is_ours || is_own()) && !is_variable).then(|| {
        Finding::new(
            words.token(at).map_or(0..0, |token| token.range.clone()),
            message!("check-function-not-called", name),
            message!("check-function-not-called.hint", name),
        )
    })
}

/// `2^3`: with 2 or 10 before it, a power was meant.
fn power(program: &Program, node: &Node) -> Option<Finding> {
    let Expr::Binary(operator, left, right) = &node.expr else {
        return None;
    };
    let (Expr::Int(base @ (2 | 10)), Expr::Int(exponent)) = (&left.expr, &right.expr) else {
        return None;
    };
    (operator.name == "^" && *exponent > 0).then(|| {
        let value = (base ^ exponent).to_string();
        let (base, exponent) = (base.to_string(), exponent.to_string());
        Finding::new(
            program.span(left.at, right.at),
            message!(
                "check-power-as-xor",
                base = &base,
                exponent = &exponent,
                value
            ),
            message!("check-power-as-xor.hint", base, exponent),
        )
    })
}

/// Methods of texts that give another text.
const GIVING: &[&str] = &["to_upper", "to_lower", "strip", "split", "sub_string"];

/// `s.to_upper();`
fn text_not_kept<'a>(program: &Program<'a>, place: Place<'a>, around: &[&Node]) -> Option<Finding> {
    let Expr::Chain(chain) = &place.node.expr else {
        return None;
    };
    let Some(Expr::Block(statements)) = around.last().map(|node| &node.expr) else {
        return None;
    };
    let is_value = statements
        .last()
        .is_some_and(|last| std::ptr::eq(last, place.node));
    let (Root::Var(root), [step]) = (&chain.root, chain.steps.as_slice()) else {
        return None;
    };
    let StepKind::Method { name: method, .. } = &step.kind else {
        return None;
    };
    let text = program.thing(place.function, root)?;
    let flows = program.kinds.flows(&text);
    let is_text = |flow: &Flow| matches!(flow, Flow::Value(place) if matches!(place.node.expr, Expr::Str(_) | Expr::Interpolate(_)));
    let is_ours = GIVING.contains(&method.as_str());
    (is_ours && !is_value && !flows.is_empty() && flows.iter().all(is_text)).then(|| {
        let name = program.name(&text);
        let at = program.span_of(place.node);
        let end = function_call_end(program, at.start);
        let written = program.source.text[at.start..end].to_string();
        let title = message!(
            "check-text-not-kept",
            method = method.as_str(),
            name = name.as_str()
        );
        Finding::new(
            at,
            title,
            message!(
                "check-text-not-kept.hint",
                code = format!("{name} = {written};")
            ),
        )
    })
}

/// The end of the statement that begins at this byte.
fn function_call_end(program: &Program, start: usize) -> usize {
    let text = &program.source.text;
    let tokens = program.scan.tokens.iter();
    let end = tokens
        .filter(|token| token.range.start >= start)
        .find(|token| matches!(&text[token.range.clone()], ";" | "}"));
    end.map_or(text.len(), |token| token.range.start)
}
