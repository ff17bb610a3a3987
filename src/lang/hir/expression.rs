//! Expressions → nodes.

use rhai::{Expr as Source, FnCallExpr, ImmutableString, Namespace, Position};

use super::lowering::{Lowering, Named};
use super::statement::node;
use super::tree::{Assign, Call, Callee, Expr, Node, Operator, Target, Var};
use super::{LowerError, LowerErrorKind, Mode};
use crate::lang::syntax::assigning_operator;

/// The operators that Rhai parses as calls of `contains`.
const CONTAINS: &str = "contains";

/// A guard is lowered for each pattern of its case. Guards in guards multiply, and this keeps them from exploding.
const MAX_REPEATED: usize = 100_000;

impl Lowering<'_> {
    pub fn expression(&mut self, source: &Source) -> Result<Node, LowerError> {
        if self.repeating > 0 {
            self.repeated += 1;
            if self.repeated > MAX_REPEATED {
                let at = source.position();
                return Err(LowerError {
                    kind: LowerErrorKind::TooLarge,
                    at,
                });
            }
        }
        let expr = match source {
            Source::Unit(_) => Expr::Unit,
            Source::BoolConstant(value, _) => Expr::Bool(*value),
            Source::IntegerConstant(value, _) => Expr::Int(*value),
            Source::FloatConstant(value, _) => Expr::Float(**value),
            Source::CharConstant(value, _) => Expr::Char(*value),
            Source::StringConstant(value, _) => Expr::Str(value.clone()),
            Source::DynamicConstant(value, _) => match self.closure(source)? {
                Some(closure) => closure,
                None => Expr::Constant((**value).clone()),
            },
            Source::InterpolatedString(segments, _) => {
                Expr::Interpolate(self.expressions(segments)?)
            }
            Source::Array(items, _) => Expr::Array(self.expressions(items)?),
            Source::Map(map, _) => {
                let mut entries = Vec::with_capacity(map.0.len());
                for (name, value) in &map.0 {
                    entries.push((name.name.clone(), self.expression(value)?));
                }
                Expr::Map(entries)
            }
            Source::Variable(variable, ..) if !variable.2.is_empty() => {
                let var = self.qualified(&variable.2, &variable.1);
                return Ok(node(Expr::Var(var), source.start_position()));
            }
            Source::Variable(variable, ..) => self.name(&variable.1),
            Source::ThisPtr(_) => {
                self.mention_this();
                Expr::This
            }
            Source::Stmt(block) => match self.closure(source)? {
                Some(closure) => closure,
                None => return self.block(block.statements(), block.position()),
            },
            Source::FnCall(call, at) => self.call(call, *at)?,
            Source::Index(..) | Source::Dot(..) => Expr::Chain(Box::new(self.chain(source)?)),
            Source::And(operands, _) => Expr::And(self.expressions(operands)?),
            Source::Or(operands, _) => Expr::Or(self.expressions(operands)?),
            Source::Coalesce(operands, _) => Expr::Coalesce(self.expressions(operands)?),
            Source::Custom(custom, at) => self.custom(custom, *at)?,
            Source::Property(..) | Source::MethodCall(..) => {
                unreachable!("properties and methods only occur in chains")
            }
            _ => unreachable!("rhai 1.27 has no other expression"),
        };
        Ok(node(expr, source.position()))
    }

    pub fn expressions(&mut self, sources: &[Source]) -> Result<Vec<Node>, LowerError> {
        let mut nodes = Vec::with_capacity(sources.len());
        for source in sources {
            nodes.push(self.expression(source)?);
        }
        Ok(nodes)
    }

    fn name(&mut self, name: &ImmutableString) -> Expr {
        match self.named(name) {
            Named::Variable(var) => Expr::Var(var),
            Named::Function => Expr::FunctionValue(name.clone()),
            Named::Class(class) => Expr::ClassValue(class),
            Named::Nothing => self.unknown(name),
        }
    }

    /// A name that nothing has yet. A later line of a session may declare a variable of that name, which functions then change in place.
    pub fn unknown(&self, name: &ImmutableString) -> Expr {
        match self.environment.mode {
            Mode::Session => Expr::Var(Var::Named(name.clone())),
            Mode::Script | Mode::Eval => Expr::Unknown(name.clone()),
        }
    }

    /// `a::b::name`; `global::name` is a variable of the top level.
    pub fn qualified(&mut self, namespace: &Namespace, name: &ImmutableString) -> Var {
        let path = path(namespace);
        if let [root] = path.as_slice()
            && root == "global"
            && let Some(var) = self.top_level_variable(name)
        {
            return var;
        }
        Var::Qualified(path, name.clone())
    }

    pub fn call(&mut self, call: &FnCallExpr, at: Position) -> Result<Expr, LowerError> {
        if let Some(operator) = assigning_operator(&call.name) {
            return self.assignment_to_result(operator, call, at);
        }
        if call.is_operator_call() && call.name != CONTAINS {
            return self.operator(call, at);
        }
        if call.is_qualified() {
            let callee = Callee::Qualified(path(&call.namespace), call.name.clone());
            return Ok(Expr::Call(Box::new(Call {
                callee,
                args: self.expressions(&call.args)?,
            })));
        }
        if !self.builder().by_name
            && call.name == "is_def_var"
            && let [Source::StringConstant(name, _)] = call.args.as_slice()
        {
            return Ok(Expr::Bool(self.is_defined(name)));
        }
        let callee = self.callee(call);
        Ok(Expr::Call(Box::new(Call {
            callee,
            args: self.expressions(&call.args)?,
        })))
    }

    /// `c.output().mark = 1`.
    fn assignment_to_result(
        &mut self,
        operator: Option<&str>,
        call: &FnCallExpr,
        operator_at: Position,
    ) -> Result<Expr, LowerError> {
        let [target, value] = call.args.as_slice() else {
            unreachable!("an assignment has two sides");
        };
        let value = self.expression(value)?;
        let operator = operator.map(|name| Operator {
            name: name.into(),
            at: operator_at,
        });
        Ok(Expr::Assign(Box::new(Assign {
            target: Target::Chain(self.chain(target)?),
            operator,
            value,
            operator_at,
        })))
    }

    fn operator(&mut self, call: &FnCallExpr, at: Position) -> Result<Expr, LowerError> {
        let operator = Operator {
            name: call.name.clone(),
            at,
        };
        match call.args.as_slice() {
            [operand] => Ok(Expr::Unary(operator, Box::new(self.expression(operand)?))),
            [left, right] => {
                let left = Box::new(self.expression(left)?);
                let right = Box::new(self.expression(right)?);
                Ok(Expr::Binary(operator, left, right))
            }
            _ => unreachable!("operators have one or two operands"),
        }
    }

    fn callee(&mut self, call: &FnCallExpr) -> Callee {
        let name = &call.name;
        let arguments = call.args.len();
        if let Some(function) = self.script_function(name, arguments) {
            // In a session a later line may define it again.
            if self.is_found_late(function) && !call.capture_parent_scope {
                return Callee::Named(name.clone());
            }
            return match call.capture_parent_scope {
                true => Callee::ScriptInScope(function),
                false => Callee::Script(function),
            };
        }
        if self.session_function(name, arguments) {
            return Callee::Named(name.clone());
        }
        if let Some(var) = self.variable(name) {
            return Callee::Variable(var);
        }
        match self.class_ids.get(name) {
            Some(&class) if self.environment.mode != Mode::Session => Callee::Class(class),
            _ => Callee::Named(name.clone()),
        }
    }
}

fn path(namespace: &Namespace) -> Vec<ImmutableString> {
    namespace
        .path
        .iter()
        .map(|part| part.name.clone())
        .collect()
}
