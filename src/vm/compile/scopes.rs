//! What is watched while it runs, `try` and `with`, and how it is left early.

use super::function::{Builder, Built, Scope, Slot, Watched};
use crate::lang::hir::tree::{Node, Try, Var};
use crate::objects::code::{HandlerKind, Op, Reg};

impl Builder<'_> {
    pub fn try_catch(&mut self, parts: &Try, to: Option<Reg>) -> Built<()> {
        let top = self.top;
        let error = self.temporary()?;
        let mark = self.mark()?;
        let open = self.here();
        let guarded = std::mem::replace(&mut self.guarded, self.top);
        self.node(&parts.body, to)?;
        self.guarded = guarded;
        self.watch_from(open, |builder, watched| {
            let target = builder.here() + 1;
            builder.watch(watched, target, error, HandlerKind::Catch);
        });
        let end = self.emit(Op::Jump { target: 0 });
        self.rewind(mark);
        let open = self.here();
        self.scopes.push(Scope::Catch);
        match &parts.error {
            Some(Var::Local(local)) if !self.tree.locals[*local].captured => {
                self.slots[*local] = Slot::Register(error);
            }
            Some(var) => self.define(var, error, false)?,
            None => {}
        }
        self.statement(&parts.handler)?;
        self.unit_value(to);
        self.scopes.pop();
        let end_of_handler = self.here();
        self.watch_from(open, |builder, watched| {
            builder.watch(watched, end_of_handler, error, HandlerKind::Again);
        });
        self.emit(Op::EndCatch);
        self.rewind(mark);
        self.land(end);
        self.top = top;
        Ok(())
    }

    fn watch_from(&mut self, open: u32, watch: impl FnOnce(&mut Self, Watched)) {
        watch(
            self,
            Watched {
                ranges: Vec::new(),
                open,
            },
        );
    }

    pub fn with(&mut self, subject: &Node, body: &Node, to: Option<Reg>) -> Built<()> {
        let top = self.top;
        let register = self.temporary()?;
        let error = self.temporary()?;
        self.into(subject, register)?;
        self.emit_at(Op::Enter { subject: register }, subject.at);
        let open = self.here();
        self.scopes.push(Scope::With {
            subject: register,
            watched: Watched {
                ranges: Vec::new(),
                open,
            },
        });
        self.node(body, to)?;
        let Some(Scope::With { watched, .. }) = self.scopes.pop() else {
            unreachable!("scopes are left in the order in which they were entered")
        };
        let target = self.here() + 2;
        self.watch(watched, target, error, HandlerKind::Finally);
        self.emit_at(Op::Leave { subject: register }, subject.at);
        let end = self.emit(Op::Jump { target: 0 });
        self.emit_at(Op::Leave { subject: register }, subject.at);
        self.emit(Op::Rethrow { error });
        self.land(end);
        self.top = top;
        Ok(())
    }

    /// Undo what the scopes above `depth` have begun, innermost first, outside the ranges that watch them.
    pub fn leave_scopes(&mut self, depth: usize) -> Built<()> {
        let here = self.here();
        for scope in &mut self.scopes[depth..] {
            if let Scope::With { watched, .. } = scope {
                watched.ranges.push((watched.open, here));
            }
        }
        for index in (depth..self.scopes.len()).rev() {
            match &self.scopes[index] {
                Scope::With { subject, .. } => {
                    let subject = *subject;
                    self.emit(Op::Leave { subject });
                }
                Scope::Catch => {
                    self.emit(Op::EndCatch);
                }
                Scope::Loop(_) => {}
            }
        }
        Ok(())
    }

    /// After the jump out: code that follows is inside the scopes again.
    pub fn reopen_scopes(&mut self, depth: usize) {
        let here = self.here();
        for scope in &mut self.scopes[depth..] {
            if let Scope::With { watched, .. } = scope {
                watched.open = here;
            }
        }
    }
}
