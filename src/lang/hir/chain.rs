//! Property, index and method chains, which Rhai nests to the right, laid out flat.

use rhai::{ASTFlags, BinaryExpr, Expr as Source, ImmutableString, Position};

use super::LowerError;
use super::lowering::{Lowering, Named};
use super::statement::node;
use super::tree::{Chain, Expr, Root, Step, StepKind};

impl Lowering<'_> {
    pub fn chain(&mut self, source: &Source) -> Result<Chain, LowerError> {
        let (BinaryExpr { lhs, .. }, ..) = link(source).expect("a chain");
        let root = self.root(lhs)?;
        let mut steps = Vec::new();
        let mut rest = source;
        loop {
            let (parts, flags, operator_at) = link(rest).expect("a chain");
            // A broken chain ends here: what follows belongs to the index expression.
            let next = match flags.contains(ASTFlags::BREAK) {
                true => None,
                false => link(&parts.rhs),
            };
            let part = next.map_or(&parts.rhs, |(next, ..)| &next.lhs);
            let (kind, at) = match rest {
                Source::Dot(..) => self.dot(part)?,
                _ => (
                    StepKind::Index(self.expression(part)?),
                    part.start_position(),
                ),
            };
            let elvis = match kind {
                StepKind::Index(_) => self.source.optional_indices.contains(&operator_at),
                _ => flags.contains(ASTFlags::NEGATED),
            };
            steps.push(Step {
                kind,
                elvis,
                at,
                operator_at,
            });
            if next.is_none() {
                break;
            }
            rest = &parts.rhs;
        }
        Ok(Chain {
            root,
            root_at: lhs.start_position(),
            steps,
        })
    }

    fn root(&mut self, source: &Source) -> Result<Root, LowerError> {
        match source {
            Source::ThisPtr(_) => {
                self.mention_this();
                Ok(Root::This)
            }
            Source::Variable(variable, ..) if !variable.2.is_empty() => {
                Ok(Root::Var(self.qualified(&variable.2, &variable.1)))
            }
            Source::Variable(variable, _, at) => Ok(self.root_name(&variable.1, *at)),
            source => Ok(Root::Value(Box::new(self.expression(source)?))),
        }
    }

    fn root_name(&mut self, name: &ImmutableString, at: Position) -> Root {
        let expr = match self.named(name) {
            Named::Variable(var) => return Root::Var(var),
            Named::Function => Expr::FunctionValue(name.clone()),
            Named::Class(class) => Expr::ClassValue(class),
            Named::Nothing => match self.unknown(name) {
                Expr::Var(var) => return Root::Var(var),
                expr => expr,
            },
        };
        Root::Value(Box::new(node(expr, at)))
    }

    fn dot(&mut self, part: &Source) -> Result<(StepKind, Position), LowerError> {
        match part {
            Source::Property(property, at) => Ok((StepKind::Property(property.2.clone()), *at)),
            Source::MethodCall(call, at) => {
                let args = self.expressions(&call.args)?;
                Ok((
                    StepKind::Method {
                        name: call.name.clone(),
                        args,
                    },
                    *at,
                ))
            }
            _ => unreachable!("after a dot comes a property or a method"),
        }
    }
}

fn link(source: &Source) -> Option<(&BinaryExpr, ASTFlags, Position)> {
    match source {
        Source::Index(parts, flags, at) | Source::Dot(parts, flags, at) => {
            Some((parts, *flags, *at))
        }
        _ => None,
    }
}
