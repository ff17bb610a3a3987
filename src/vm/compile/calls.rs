//! Calls: of script functions, classes, natives by name, values.

use super::function::{Builder, Built, Slot};
use super::values::is_still;
use crate::builtins;
use crate::lang::hir::tree::{Call, Callee, Chain, Expr, Node, Root, Step, Var};
use crate::messages::message_id;
use crate::objects::code::{First, Op, Path, PathRoot, Reg};
use rhai::{ImmutableString, Position};

impl Builder<'_> {
    /// A call whose result goes to a register. The newest temporary can itself be where the arguments begin.
    pub fn call(&mut self, call: &Call, to: Reg, at: Position) -> Built<()> {
        if to as usize + 1 == self.top {
            self.top = to as usize;
        }
        if call.args.len() > 200 {
            return Err(self.too_large(message_id!("too-large-call-arguments")));
        }
        match &call.callee {
            Callee::Script(function) => {
                let base = self.arguments(&call.args)?;
                self.emit_at(
                    Op::Call {
                        base,
                        function: *function as u16,
                    },
                    at,
                );
                self.take(to, base);
            }
            Callee::ScriptInScope(function) => {
                let base = self.arguments(&call.args)?;
                self.emit_at(
                    Op::CallInScope {
                        base,
                        function: *function as u16,
                    },
                    at,
                );
                self.take(to, base);
            }
            Callee::Class(class) => {
                let base = self.arguments(&call.args)?;
                self.emit_at(
                    Op::Construct {
                        base,
                        count: call.args.len() as u8,
                        class: *class as u16,
                    },
                    at,
                );
                self.take(to, base);
            }
            Callee::Variable(var) => {
                let base = self.temporary()?;
                self.load(var, base, at)?;
                for argument in &call.args {
                    let to = self.temporary()?;
                    self.into(argument, to)?;
                }
                let name = self.variable_name(var);
                self.call_value(&name, base, call.args.len(), to, at)?;
            }
            Callee::Value => {
                let Some((function, args)) = call.args.split_first() else {
                    return Ok(());
                };
                let base = self.temporary()?;
                self.into(function, base)?;
                for argument in args {
                    let to = self.temporary()?;
                    self.into(argument, to)?;
                }
                self.call_value(&ImmutableString::new(), base, args.len(), to, at)?;
            }
            Callee::Named(name) if name == "eval" && call.args.len() == 1 => {
                let base = self.arguments(&call.args)?;
                let top = self.is_outermost();
                self.emit_at(Op::Eval { base, top }, at);
                self.take(to, base);
            }
            Callee::Named(name) if name == "is_shared" && call.args.len() == 1 => {
                self.is_shared(&call.args[0], to, at)?;
            }
            Callee::Named(name) => self.call_name(name, &[], &call.args, to, at)?,
            Callee::Qualified(namespace, name) => {
                self.call_name(name, namespace, &call.args, to, at)?;
            }
        }
        Ok(())
    }

    /// Move a result to where it is wanted.
    pub fn take(&mut self, to: Reg, from: Reg) {
        if to != from {
            self.emit(Op::Take { to, from });
        }
    }

    /// Arguments in consecutive registers; there is always one, for the result.
    fn arguments(&mut self, args: &[Node]) -> Built<Reg> {
        let base = self.top as Reg;
        let late = is_read_last(args);
        for (index, argument) in args.iter().enumerate() {
            let to = self.temporary()?;
            if !(late && index == 0) {
                self.into(argument, to)?;
            }
        }
        if late {
            self.into(&args[0], base)?;
        }
        if args.is_empty() {
            self.temporary()?;
        }
        Ok(base)
    }

    fn call_value(
        &mut self,
        name: &ImmutableString,
        base: Reg,
        count: usize,
        to: Reg,
        at: Position,
    ) -> Built<()> {
        let name = self.name_site(name, &[], None, at)?;
        self.emit_at(
            Op::CallValue {
                base,
                count: count as u8,
                name,
            },
            at,
        );
        self.take(to, base);
        Ok(())
    }

    /// A call of something found by name when it runs. Where its first argument stands goes along: natives change it there.
    fn call_name(
        &mut self,
        name: &ImmutableString,
        namespace: &[ImmutableString],
        args: &[Node],
        to: Reg,
        at: Position,
    ) -> Built<()> {
        let site = self.name_site(name, namespace, None, at)?;
        let place = self.names[site as usize].place();
        let handed_on = place == 1;
        let may_change = handed_on || builtins::may_change(name);
        let part = match args.get(place).map(|node| &node.expr) {
            Some(Expr::Chain(chain)) if may_change || builtins::only_looks(name) => {
                let mut others = args.iter().enumerate().filter(|(index, _)| *index != place);
                let evaluated = !others.all(|(_, node)| is_still(node));
                match evaluated && !may_change {
                    true => None,
                    false => self.part(chain, evaluated)?,
                }
            }
            _ => None,
        };
        let base = self.top as Reg;
        // What is looked for stays where it is.
        let item = match (name.as_str(), namespace, args) {
            ("contains", [], [_, item]) => {
                let standing = self.plain(item).or_else(|| self.literal(item));
                Some(standing.unwrap_or(base + 1))
            }
            _ => None,
        };
        let kept = match item {
            Some(_) => self.literal(&args[0]),
            None => None,
        };
        for (index, argument) in args.iter().enumerate() {
            let to = self.temporary()?;
            match &part {
                Some(First::Part {
                    path,
                    first,
                    evaluated,
                }) if index == place => {
                    if *evaluated {
                        let (path, first) = (self.path(path.clone())?, *first);
                        self.emit_at(Op::GetPath { to, first, path }, argument.at);
                    }
                }
                _ if index == place && matches!(argument.expr, Expr::Var(_) | Expr::This) => {}
                _ if index == place && kept.is_some() => {}
                _ if index == 1 && item.is_some_and(|item| item != to) => {}
                _ => self.into(argument, to)?,
            }
        }
        let first = match (args.get(place), part) {
            (_, None) if kept.is_some() => {
                kept.map(|register| variable(PathRoot::Register(register), args[0].at, true))
            }
            (_, Some(part)) => {
                if let First::Part { path, .. } = &part {
                    self.path_point(path.root, may_change, at);
                }
                Some(part)
            }
            (Some(node), None) => self.first(node, base + place as Reg)?,
            (None, None) => None,
        };
        self.names[site as usize].first = first;
        if args.is_empty() {
            self.temporary()?;
        }
        let call = match item {
            Some(item) => Op::In {
                base,
                item,
                name: site,
            },
            None => Op::CallName {
                base,
                count: args.len() as u8,
                name: site,
            },
        };
        self.emit_at(call, at);
        self.take(to, base);
        Ok(())
    }

    /// The place of a variable among the arguments. Where it stands elsewhere, its register among the arguments is empty.
    fn first(&mut self, node: &Node, to: Reg) -> Built<Option<First>> {
        let (root, constant) = match &node.expr {
            Expr::This => {
                self.check_this(node.at);
                (PathRoot::Register(self.this), false)
            }
            Expr::Var(var) => match self.standing_root(var) {
                Some(root) => (root, self.is_constant(var)),
                None => match self.fetched_root(var, to, node.at)? {
                    root @ PathRoot::CellIn(_) => (root, self.is_constant(var)),
                    _ => return Ok(matches!(var, Var::Qualified(..)).then_some(First::Constant)),
                },
            },
            _ => return Ok(None),
        };
        // What a temporary has left in a register is overwritten, or passed over.
        if !matches!(root, PathRoot::Register(_)) && root != PathRoot::CellIn(to) {
            self.emit(Op::Unit { to });
        }
        self.path_point(root, false, node.at);
        Ok(Some(variable(root, node.at, constant)))
    }

    /// `a.b[1]` as a place that a native may change: the values of its indices are put into registers.
    fn part(&mut self, chain: &Chain, evaluated: bool) -> Built<Option<First>> {
        if matches!(chain.root, Root::Var(Var::Qualified(..)))
            || !chain.steps.iter().all(Step::leads_to_part)
        {
            return Ok(None);
        }
        let root = self.root(chain)?;
        let first = self.indices(&chain.steps)?;
        let path = self.segment(root, chain, &chain.steps);
        Ok(Some(First::Part {
            path,
            first,
            evaluated,
        }))
    }

    /// `is_shared(x)` looks at the variable itself.
    fn is_shared(&mut self, node: &Node, to: Reg, at: Position) -> Built<()> {
        let base = self.temporary()?;
        match &node.expr {
            Expr::Var(var) if !matches!(var, Var::Local(local) if matches!(self.slots[*local], Slot::Register(_))) =>
            {
                self.load_cell(var, base, at)?;
            }
            _ => self.into(node, base)?,
        }
        let name = self.name_site(&"is_shared".into(), &[], None, at)?;
        self.emit_at(
            Op::CallName {
                base,
                count: 1,
                name,
            },
            at,
        );
        self.take(to, base);
        Ok(())
    }

    pub fn super_call(
        &mut self,
        class: usize,
        method: &ImmutableString,
        args: &[Node],
        to: Reg,
        at: Position,
    ) -> Built<()> {
        let base = self.arguments(args)?;
        let name = self.text(method)?;
        let name =
            u8::try_from(name).map_err(|_| self.too_large(message_id!("too-large-method")))?;
        self.emit_at(
            Op::Super {
                base,
                count: args.len() as u8,
                class: class as u16,
                name,
            },
            at,
        );
        self.take(to, base);
        Ok(())
    }
}

/// As in Rhai, a variable that stands first is read after the other arguments have been evaluated, which may change it: `max(n, up())`.
fn is_read_last(args: &[Node]) -> bool {
    let Some((first, others)) = args.split_first() else {
        return false;
    };
    let is_variable = matches!(&first.expr, Expr::Var(var) if !matches!(var, Var::Qualified(..)));
    is_variable && others.iter().any(|node| !is_still(node))
}

/// A variable as the place of an argument.
fn variable(root: PathRoot, root_at: Position, constant: bool) -> First {
    First::Variable(Path {
        root,
        root_at,
        constant,
        given: false,
        attribute_of: None,
        steps: Box::default(),
    })
}
