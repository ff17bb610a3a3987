//! Statements → nodes.

use rhai::{
    ASTFlags, BinaryExpr, Expr as SourceExpr, ImmutableString, OpAssignment, Position, Stmt,
};

use super::LowerError;
use super::lowering::Lowering;
use super::tree::{Assign, Expr, For, Node, Operator, Target, Try, Var};
use crate::lang::watch;

pub fn node(expr: Expr, at: Position) -> Node {
    Node { expr, at }
}

impl Lowering<'_> {
    /// Statements in the scope that is open.
    pub fn statements(&mut self, statements: &[Stmt]) -> Result<Vec<Node>, LowerError> {
        let mut nodes = Vec::with_capacity(statements.len());
        for statement in statements {
            if !watch::goes_on() {
                return Err(LowerError::ended());
            }
            nodes.push(self.statement(statement)?);
        }
        Ok(nodes)
    }

    /// Statements in a scope of their own.
    pub fn block(&mut self, statements: &[Stmt], at: Position) -> Result<Node, LowerError> {
        self.builder().enter();
        let nodes = self.statements(statements);
        self.builder().leave();
        Ok(node(Expr::Block(nodes?), at))
    }

    fn statement(&mut self, statement: &Stmt) -> Result<Node, LowerError> {
        let at = statement.position();
        let expr = match statement {
            Stmt::Noop(_) => Expr::Unit,
            Stmt::Expr(expr) => return self.expression(expr),
            Stmt::FnCall(call, at) => self.call(call, *at)?,
            Stmt::Block(block) => return self.block(block.statements(), at),
            Stmt::If(flow, _) => {
                let condition = self.expression(&flow.expr)?;
                let body = self.block(flow.body.statements(), flow.body.position())?;
                let branch = match flow.branch.is_empty() {
                    true => None,
                    false => Some(self.block(flow.branch.statements(), flow.branch.position())?),
                };
                Expr::If(Box::new((condition, body, branch)))
            }
            Stmt::Switch(switch, _) => self.switch(&switch.0, &switch.1)?,
            Stmt::While(flow, _) => {
                let endless = matches!(
                    flow.expr,
                    SourceExpr::Unit(_) | SourceExpr::BoolConstant(true, _)
                );
                let condition = match endless {
                    true => None,
                    false => Some(self.expression(&flow.expr)?),
                };
                let body = self.block(flow.body.statements(), flow.body.position())?;
                match condition {
                    None => Expr::Loop(Box::new(body)),
                    Some(condition) => Expr::While(Box::new((condition, body))),
                }
            }
            Stmt::Do(flow, flags, _) => Expr::DoWhile {
                body: Box::new(self.block(flow.body.statements(), flow.body.position())?),
                condition: Box::new(self.expression(&flow.expr)?),
                until: flags.contains(ASTFlags::NEGATED),
            },
            Stmt::For(parts, _) => {
                let (item, counter, flow) = &**parts;
                let iterable = self.expression(&flow.expr)?;
                self.builder().enter();
                let counter = counter
                    .as_ref()
                    .map(|name| self.builder().declare(&name.name, false));
                let item = self.builder().declare(&item.name, false);
                let body = self.block(flow.body.statements(), flow.body.position());
                self.builder().leave();
                Expr::For(Box::new(For {
                    item,
                    counter,
                    iterable,
                    body: body?,
                }))
            }
            Stmt::Var(definition, flags, _) => {
                let (name, value, _) = &**definition;
                let constant = flags.contains(ASTFlags::CONSTANT);
                let value = Box::new(self.expression(value)?);
                Expr::Let {
                    var: self.declare(&name.name, constant),
                    constant,
                    value,
                }
            }
            Stmt::Assignment(assignment) => {
                let (operator, BinaryExpr { lhs, rhs }) = &**assignment;
                self.assignment(operator, lhs, rhs)?
            }
            Stmt::TryCatch(flow, _) => {
                let body = self.block(flow.body.statements(), flow.body.position())?;
                self.builder().enter();
                let error = match &flow.expr {
                    SourceExpr::Variable(variable, ..) => {
                        Some(self.builder().declare(&variable.1, false))
                    }
                    _ => None,
                };
                let handler = self.block(flow.branch.statements(), flow.branch.position());
                self.builder().leave();
                Expr::Try(Box::new(Try {
                    body,
                    error,
                    handler: handler?,
                }))
            }
            Stmt::BreakLoop(value, flags, _) if flags.contains(ASTFlags::BREAK) => {
                Expr::Break(self.optional(value.as_deref())?)
            }
            Stmt::BreakLoop(..) => Expr::Continue,
            Stmt::Return(value, flags, _) if flags.contains(ASTFlags::BREAK) => {
                Expr::Throw(self.optional(value.as_deref())?)
            }
            Stmt::Return(value, ..) => Expr::Return(self.optional(value.as_deref())?),
            Stmt::Import(import, _) => {
                let (path, alias) = &**import;
                let path = Box::new(self.expression(path)?);
                let alias = (!alias.name.is_empty()).then(|| alias.name.clone());
                let top = self.is_top_level();
                self.builder().imports |= !top;
                Expr::Import { path, alias }
            }
            Stmt::Export(names, _) => {
                let name = &names.0;
                match self.variable(&name.name) {
                    Some(_) => Expr::Export,
                    None => return Ok(node(Expr::Unknown(name.name.clone()), name.pos)),
                }
            }
            // Closures find what they capture by themselves.
            Stmt::Share(_) => Expr::Unit,
            _ => unreachable!("rhai 1.27 has no other statement"),
        };
        Ok(node(expr, at))
    }

    fn optional(&mut self, value: Option<&SourceExpr>) -> Result<Option<Box<Node>>, LowerError> {
        value
            .map(|value| self.expression(value).map(Box::new))
            .transpose()
    }

    fn assignment(
        &mut self,
        operator: &OpAssignment,
        target: &SourceExpr,
        value: &SourceExpr,
    ) -> Result<Expr, LowerError> {
        let operator_at = operator.position();
        let value = self.expression(value)?;
        let target = match target {
            SourceExpr::ThisPtr(at) => {
                self.mention_this();
                Target::This(*at)
            }
            SourceExpr::Variable(variable, _, at) if variable.2.is_empty() => {
                Target::Var(self.assigned(&variable.1), *at)
            }
            SourceExpr::Variable(variable, ..) => {
                let var = self.qualified(&variable.2, &variable.1);
                Target::Var(var, target.start_position())
            }
            chain => Target::Chain(self.chain(chain)?),
        };
        let operator = operator
            .get_op_assignment_info()
            .map(|(.., name)| Operator {
                name: name.into(),
                at: operator_at,
            });
        Ok(Expr::Assign(Box::new(Assign {
            target,
            operator,
            value,
            operator_at,
        })))
    }

    fn assigned(&mut self, name: &ImmutableString) -> Var {
        self.variable(name)
            .unwrap_or_else(|| Var::Named(name.clone()))
    }
}
