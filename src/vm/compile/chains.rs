//! Chains `a.b[1].c(x).d`: cut at method calls into paths; indices and arguments are evaluated before the walk, as in Rhai.

use super::function::{Builder, Built, Slot};
use crate::builtins;
use crate::lang::hir::tree::{Assign, Chain, Node, Root, Step, StepKind, Var};
use crate::messages::message_id;
use crate::objects::abi::Word;
use crate::objects::code::{Intrinsic, MethodSite, Op, Path, PathRoot, PathStep, Reg};
use rhai::Position;

impl Builder<'_> {
    /// The value at the end of a chain.
    pub fn chain(&mut self, chain: &Chain, to: Reg) -> Built<()> {
        if let [
            Step {
                kind: StepKind::Index(index),
                elvis: false,
                at,
                operator_at,
            },
        ] = chain.steps.as_slice()
            && let Some(object) = self.plain_root(chain)
        {
            if let Some((first, inclusive)) = self.bounds(index)? {
                self.bracket(*operator_at);
                let slice = Op::Slice {
                    to,
                    object,
                    first,
                    inclusive,
                };
                self.emit_at(slice, *at);
                return Ok(());
            }
            let index = self.value(index)?;
            self.bracket(*operator_at);
            self.emit_at(Op::Index { to, object, index }, *at);
            return Ok(());
        }
        if self.slice_of_property(chain, to)? {
            return Ok(());
        }
        if let Some((object, first, second)) = self.item_of_item(chain) {
            let first = self.stable_value(first, &[second])?;
            let second = self.value(second)?;
            let path = self.segment(PathRoot::Register(object), chain, &chain.steps);
            let path = self.path(path)?;
            let at = chain.steps[1].at;
            self.emit_at(
                Op::ItemOfItem {
                    to,
                    object,
                    first,
                    second,
                    path,
                },
                at,
            );
            return Ok(());
        }
        if let Some((step, steps)) = chain.steps.split_last()
            && !chain.steps.iter().any(|step| step.elvis)
            && !steps
                .iter()
                .any(|step| matches!(step.kind, StepKind::Method { .. }))
        {
            return self.single_segment(chain, steps, step, to);
        }
        let mut exits = Vec::new();
        let mut root = self.root(chain)?;
        let mut rest: &[Step] = &chain.steps;
        let result = self.temporary()?;
        while !rest.is_empty() {
            let cut = rest
                .iter()
                .position(|step| matches!(step.kind, StepKind::Method { .. }));
            let (steps, method) = match cut {
                Some(cut) => (&rest[..cut], Some(&rest[cut])),
                None => (rest, None),
            };
            rest = match cut {
                Some(cut) => &rest[cut + 1..],
                None => &[],
            };
            let top = self.top;
            match method {
                Some(step) => {
                    let base = self.method_segment(root, chain, steps, step, result, &mut exits)?;
                    self.take(result, base);
                }
                None => {
                    let first = self.indices(steps)?;
                    let path = self.segment(root, chain, steps);
                    let at = steps.last().map_or(chain.root_at, |step| step.at);
                    let path = self.path(path)?;
                    self.path_point(root, false, at);
                    self.emit_at(
                        Op::GetPath {
                            to: result,
                            first,
                            path,
                        },
                        at,
                    );
                }
            }
            self.top = top;
            root = PathRoot::Register(result);
        }
        self.land_all(exits);
        self.emit(Op::Take { to, from: result });
        Ok(())
    }

    /// `variable.name` and `this.name`, into a register that may be the variable's own. False, and nothing is done, for other chains.
    pub fn attribute(&mut self, chain: &Chain, to: Reg) -> Built<bool> {
        let [
            Step {
                kind: StepKind::Property(_),
                elvis: false,
                at,
                ..
            },
        ] = chain.steps.as_slice()
        else {
            return Ok(false);
        };
        let root = match &chain.root {
            Root::This => self.root(chain)?,
            Root::Var(var) => match self.standing_root(var) {
                Some(root) => root,
                None => return Ok(false),
            },
            Root::Value(_) => return Ok(false),
        };
        let path = self.segment(root, chain, &chain.steps);
        let path = self.path(path)?;
        self.path_point(root, false, *at);
        self.emit_at(Op::GetPath { to, first: 0, path }, *at);
        Ok(true)
    }

    /// A chain without method calls, except perhaps at its end: the commonest. The newest temporary can be where the work is done.
    fn single_segment(&mut self, chain: &Chain, steps: &[Step], last: &Step, to: Reg) -> Built<()> {
        if to as usize + 1 == self.top {
            self.top = to as usize;
        }
        let root = self.root(chain)?;
        if matches!(last.kind, StepKind::Method { .. }) {
            let base = self.method_segment(root, chain, steps, last, to, &mut Vec::new())?;
            self.take(to, base);
            return Ok(());
        }
        let first = self.indices(&chain.steps)?;
        self.temporary()?;
        let path = self.segment(root, chain, &chain.steps);
        let path = self.path(path)?;
        self.path_point(root, false, last.at);
        self.emit_at(Op::GetPath { to, first, path }, last.at);
        Ok(())
    }

    /// The register of a chain's root, if it is a variable of this call only or a temporary.
    fn plain_root(&mut self, chain: &Chain) -> Option<Reg> {
        match &chain.root {
            Root::Var(Var::Local(local)) => match self.slots[*local] {
                Slot::Register(register) => Some(register),
                _ => None,
            },
            _ => None,
        }
    }

    /// `object[first][second]`, where the object is a variable of this call only.
    fn item_of_item<'c>(&mut self, chain: &'c Chain) -> Option<(Reg, &'c Node, &'c Node)> {
        let [
            Step {
                kind: StepKind::Index(first),
                elvis: false,
                ..
            },
            Step {
                kind: StepKind::Index(second),
                elvis: false,
                ..
            },
        ] = chain.steps.as_slice()
        else {
            return None;
        };
        Some((self.plain_root(chain)?, first, second))
    }

    pub fn root(&mut self, chain: &Chain) -> Built<PathRoot> {
        Ok(match &chain.root {
            Root::This => {
                self.check_this(chain.root_at);
                PathRoot::Register(self.this)
            }
            Root::Value(node) => {
                let register = self.temporary()?;
                self.into(node, register)?;
                PathRoot::Register(register)
            }
            Root::Var(var) => match self.standing_root(var) {
                Some(root) => root,
                None => {
                    let to = self.temporary()?;
                    self.fetched_root(var, to, chain.root_at)?
                }
            },
        })
    }

    /// The root for a variable that nothing has to be done for to reach it.
    pub fn standing_root(&self, var: &Var) -> Option<PathRoot> {
        match var {
            Var::Local(local) => match self.slots[*local] {
                Slot::Register(register) => Some(PathRoot::Register(register)),
                Slot::Cell(register) => Some(PathRoot::CellIn(register)),
                Slot::Far(_) | Slot::Undeclared => None,
            },
            Var::Capture(index) => Some(PathRoot::Capture(*index as u16)),
            Var::Global(index) => Some(PathRoot::Global(*index as u16)),
            Var::Named(_) | Var::Qualified(..) => None,
        }
    }

    /// The root for any other variable: its cell, or its value, is put into the register.
    pub fn fetched_root(&mut self, var: &Var, to: Reg, at: Position) -> Built<PathRoot> {
        match var {
            Var::Local(local) if let Slot::Far(index) = self.slots[*local] => {
                self.emit(Op::LoadFar { to, index });
                Ok(PathRoot::CellIn(to))
            }
            Var::Named(name) => {
                let name = self.text(name)?;
                self.emit_at(Op::NamedCell { to, name }, at);
                Ok(PathRoot::CellIn(to))
            }
            _ => {
                self.load(var, to, at)?;
                Ok(PathRoot::Register(to))
            }
        }
    }

    /// Index values of the steps, in consecutive registers.
    pub fn indices(&mut self, steps: &[Step]) -> Built<Reg> {
        let first = self.top as Reg;
        for step in steps {
            if let StepKind::Index(index) = &step.kind {
                let to = self.temporary()?;
                self.into(index, to)?;
            }
        }
        Ok(first)
    }

    pub fn segment(&self, root: PathRoot, chain: &Chain, steps: &[Step]) -> Path {
        let constant = match &chain.root {
            Root::Var(var) if !matches!(root, PathRoot::Register(r) if self.is_temporary(r, var)) => {
                self.is_constant(var)
            }
            _ => false,
        };
        let attribute_of = match (root, steps) {
            (
                PathRoot::Register(register),
                [
                    Step {
                        kind: StepKind::Property(_),
                        ..
                    },
                ],
            ) if !self.options.points => Some(register),
            _ => None,
        };
        Path {
            attribute_of,
            root,
            root_at: chain.root_at,
            constant,
            given: false,
            steps: steps
                .iter()
                .map(|step| match &step.kind {
                    StepKind::Property(name) => PathStep::Property {
                        name: name.clone(),
                        key: name.into(),
                        elvis: step.elvis,
                        at: step.at,
                        known: Default::default(),
                    },
                    StepKind::Index(_) => PathStep::Index {
                        elvis: step.elvis,
                        at: step.at,
                        operator_at: step.operator_at,
                    },
                    StepKind::Method { .. } => unreachable!("segments are cut at methods"),
                })
                .collect(),
        }
    }

    fn is_temporary(&self, register: Reg, var: &Var) -> bool {
        match var {
            Var::Local(local) => self.slots[*local] != Slot::Register(register),
            Var::Qualified(..) => false,
            _ => true,
        }
    }

    /// A scheduling point when the walk starts at a cell.
    pub fn path_point(&mut self, root: PathRoot, write: bool, at: Position) {
        if !matches!(root, PathRoot::Register(_)) {
            self.point(write, at);
        }
    }

    fn method_segment(
        &mut self,
        root: PathRoot,
        chain: &Chain,
        steps: &[Step],
        step: &Step,
        to: Reg,
        exits: &mut Vec<usize>,
    ) -> Built<Reg> {
        let StepKind::Method { name, args } = &step.kind else {
            unreachable!("the caller found a method");
        };
        let base = self.indices(steps)?;
        let indices = self.top - base as usize;
        for argument in args {
            let to = self.temporary()?;
            self.into(argument, to)?;
        }
        if indices + args.len() == 0 {
            self.temporary()?;
        }
        // What stands before a `?.` or `?[` is read once more to see whether it is `()`, which ends the chain; the arguments of this segment
        // have been evaluated, as in Rhai.
        let optional = |(_, step): &(usize, &Step)| step.elvis;
        for (length, step) in steps.iter().chain([step]).enumerate().filter(optional) {
            let segment = self.segment(root, chain, &steps[..length]);
            let path = self.path(segment)?;
            self.emit_at(
                Op::GetPath {
                    to,
                    first: base,
                    path,
                },
                step.at,
            );
            exits.push(self.emit(Op::JumpIfUnit { a: to, target: 0 }));
        }
        let path = self.segment(root, chain, steps);
        let constant = path.constant;
        let scripted = self.function_names.contains(name);
        let is_plain = path.steps.is_empty() && !constant && !scripted;
        self.methods.push(MethodSite {
            name: name.clone(),
            key: name.into(),
            path,
            elvis: step.elvis,
            args: args.len() as u8,
            at: step.at,
            wanted: true,
            native: Default::default(),
            library: Default::default(),
            scripts: Default::default(),
            is_call: name == "call",
            cache: Default::default(),
            intrinsic: Intrinsic::of(name, args.len())
                .filter(|known| !(scripted || constant && known.changes())),
            changes: builtins::may_change_receiver(name),
            scripted,
            word: Word::of(name).filter(|_| is_plain),
        });
        let method = u16::try_from(self.methods.len() - 1)
            .map_err(|_| self.too_large(message_id!("too-large-method-calls")))?;
        self.path_point(root, false, step.at);
        let site = &self.methods[method as usize];
        let op = match (site.intrinsic, site.path.root, &*site.path.steps) {
            (Some(Intrinsic::Push), PathRoot::Register(array), []) => Op::Push {
                base,
                array,
                method,
                wanted: true,
            },
            (Some(Intrinsic::Len), PathRoot::Register(of), []) => Op::Len { base, of, method },
            (Some(_), _, _) => Op::CallIntrinsic { base, method },
            _ => Op::CallMethod { base, method },
        };
        self.emit_at(op, step.at);
        Ok(base)
    }

    /// `chain = value` and `chain op= value`.
    pub fn assign_chain(&mut self, chain: &Chain, assign: &Assign) -> Built<()> {
        let is_method = |step: &Step| matches!(step.kind, StepKind::Method { .. });
        let given = matches!(chain.root, Root::Value(_)) || chain.steps.iter().any(is_method);
        if let Root::Var(var) = &chain.root
            && self.is_constant(var)
            && !given
        {
            let from = self.temporary()?;
            self.into(&assign.value, from)?;
            let name = self.variable_name(var);
            let name = self.text(&name)?;
            self.emit_at(Op::Fail { name }, chain.root_at);
            return Ok(());
        }
        let indices: Vec<&Node> = chain.steps.iter().filter_map(Step::index).collect();
        let value = self.stable_value(&assign.value, &indices)?;
        if assign.operator.is_none()
            && let [
                Step {
                    kind: StepKind::Index(index),
                    elvis: false,
                    at,
                    operator_at,
                },
            ] = chain.steps.as_slice()
            && let Some(object) = self.plain_root(chain)
        {
            let index = self.value(index)?;
            self.bracket(*operator_at);
            self.emit_at(
                Op::SetIndex {
                    object,
                    index,
                    value,
                },
                *at,
            );
            return Ok(());
        }
        if assign.operator.is_none()
            && let Some((object, first, second)) = self.item_of_item(chain)
        {
            let first = self.stable_value(first, &[second])?;
            let second = self.value(second)?;
            let path = self.segment(PathRoot::Register(object), chain, &chain.steps);
            let path = self.path(path)?;
            self.emit_at(
                Op::SetItemOfItem {
                    value,
                    object,
                    first,
                    second,
                    path,
                },
                assign.operator_at,
            );
            return Ok(());
        }
        if let Some(operator) = &assign.operator
            && let [
                Step {
                    kind: StepKind::Index(index),
                    elvis: false,
                    ..
                },
            ] = chain.steps.as_slice()
            && let Some(object) = self.plain_root(chain)
        {
            let index = self.value(index)?;
            let path = self.segment(PathRoot::Register(object), chain, &chain.steps);
            let path = self.path(path)?;
            let op = self.operator(operator)?;
            self.emit_at(
                Op::UpdateItem {
                    value,
                    object,
                    index,
                    op,
                    path,
                },
                assign.operator_at,
            );
            return Ok(());
        }
        let mut root = self.root(chain)?;
        let mut steps: &[Step] = &chain.steps;
        let mut exits = Vec::new();
        // What follows the last method call is assigned to; what comes before gives a temporary.
        if let Some(cut) = steps
            .iter()
            .rposition(|step| matches!(step.kind, StepKind::Method { .. }))
        {
            let result = self.temporary()?;
            let mut from = 0;
            for index in 0..=cut {
                if matches!(steps[index].kind, StepKind::Method { .. }) {
                    let base = self.method_segment(
                        root,
                        chain,
                        &steps[from..index],
                        &steps[index],
                        result,
                        &mut exits,
                    )?;
                    self.take(result, base);
                    root = PathRoot::Register(result);
                    from = index + 1;
                }
            }
            steps = &steps[cut + 1..];
        }
        let first = self.indices(steps)?;
        let segment = self.segment(root, chain, steps);
        let path = self.path(Path { given, ..segment })?;
        self.path_point(root, true, assign.operator_at);
        match &assign.operator {
            None => {
                self.emit_at(Op::SetPath { value, first, path }, assign.operator_at);
            }
            Some(operator) => {
                let op = self.operator(operator)?;
                self.emit_at(
                    Op::UpdatePath {
                        value,
                        first,
                        op,
                        path,
                    },
                    assign.operator_at,
                );
            }
        }
        self.land_all(exits);
        Ok(())
    }
}
