//! The ways through a function, followed for one lock: where is it held, where does a way end with it, what may fail in between?
//! Where the way depends on more than can be seen, nothing is said.

use super::locks::{Act, Lock, acts};
use super::program::{MethodCall, Place, Program, method_calls};
use super::risks::Risks;
use super::walk::{any, parts};
use crate::lang::hir::tree::{Callee, Expr, FunctionId, Node};
use rhai::Position;

/// What may be true of the lock at a place: a set of these; none where no way leads.
type State = u8;
const NOWHERE: State = 0;
const FREE: State = 1;
const HELD: State = 2;

/// What goes wrong on some way.
#[derive(Debug, Clone, PartialEq)]
pub enum Trouble {
    /// `return`, `throw`, `continue` … at this place with the lock in hand.
    Leaves { at: Position, with: &'static str },
    /// The end of the function, or of the loop's turn, is reached with the lock in hand.
    Ends { in_loop: bool },
    /// What happens here can fail while the lock is held.
    Fails { at: Position, what: String },
    /// It is acquired by who holds it.
    Twice { at: Position },
}

/// A trouble and where the lock was acquired.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub trouble: Trouble,
    pub acquired: Acquired,
}

/// From the name of the lock to `acquire`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Acquired {
    pub from: Position,
    pub to: Position,
}

pub struct Ways<'p, 'a> {
    program: &'p Program<'a>,
    risks: &'p Risks<'p, 'a>,
    function: FunctionId,
    lock: &'p Lock,
    /// Somebody else releases it: to acquire it twice is to wait for that.
    is_handed_over: bool,
    /// Where the lock was acquired last.
    acquired: Acquired,
    loops: Vec<Turns>,
    tries: Vec<Tried>,
    found: Vec<Found>,
    /// The ways depend on more than is seen here.
    unclear: bool,
}

/// The ways that leave a loop's body early.
#[derive(Default)]
struct Turns {
    breaks: State,
    continues: State,
    starts: State,
}

struct Tried {
    starts: State,
    thrown: State,
    handler_releases: bool,
}

/// Follow a lock through a function that acquires and releases it.
pub fn follow<'a>(
    program: &Program<'a>,
    risks: &Risks<'_, 'a>,
    function: FunctionId,
    lock: &Lock,
    is_handed_over: bool,
) -> Vec<Found> {
    let mut ways = Ways {
        program,
        risks,
        function,
        lock,
        is_handed_over,
        acquired: Acquired {
            from: Position::NONE,
            to: Position::NONE,
        },
        loops: Vec::new(),
        tries: Vec::new(),
        found: Vec::new(),
        unclear: false,
    };
    let end = ways.go(&program.function(function).body, FREE);
    if end & HELD != 0 {
        ways.tell(Trouble::Ends { in_loop: false });
    }
    // A name that stands for one lock and then for another tells nothing.
    let is_steady = lock.is_steady(program);
    match ways.unclear || !is_steady {
        true => Vec::new(),
        false => ways.found,
    }
}

impl<'a> Ways<'_, 'a> {
    fn tell(&mut self, trouble: Trouble) {
        let found = Found {
            trouble,
            acquired: self.acquired,
        };
        if !self.found.contains(&found) {
            self.found.push(found);
        }
    }

    fn place(&self, node: &'a Node) -> Place<'a> {
        Place {
            function: self.function,
            node,
        }
    }

    fn is_mine(&self, call: &MethodCall<'a>) -> bool {
        Lock::of_call(self.program, call).is_some_and(|(lock, _)| lock == *self.lock)
    }

    /// Does the node acquire or release the lock somewhere inside?
    fn touches(&self, node: &'a Node) -> bool {
        any(node, &|node| {
            method_calls(self.place(node))
                .any(|call| matches!(call.name, "acquire" | "release") && self.is_mine(&call))
        })
    }

    fn releases(&self, node: &'a Node) -> bool {
        any(node, &|node| {
            method_calls(self.place(node)).any(|call| call.name == "release" && self.is_mine(&call))
        })
    }

    /// The place of `lock.acquire(…)`, when that is all that the node is; and whether it is denied: `!lock.acquire(false)`.
    fn asks(&self, node: &'a Node) -> Option<(Acquired, bool)> {
        match &node.expr {
            Expr::Unary(operator, inner) if operator.name == "!" => {
                self.asks(inner).map(|(at, denied)| (at, !denied))
            }
            Expr::Chain(chain) => {
                let call = method_calls(self.place(node)).last()?;
                let is_last = call.index + 1 == chain.steps.len();
                (is_last && call.name == "acquire" && self.is_mine(&call))
                    .then(|| (acquired(&call), false))
            }
            _ => None,
        }
    }

    fn go(&mut self, node: &'a Node, state: State) -> State {
        if state == NOWHERE || self.unclear {
            return state;
        }
        match &node.expr {
            Expr::If(choice) => {
                let (condition, body, branch) = &**choice;
                let (yes, no) = self.condition(condition, state);
                let yes = self.go(body, yes);
                yes | branch.as_ref().map_or(no, |branch| self.go(branch, no))
            }
            Expr::Switch(switch) => {
                let state = self.go(&switch.value, state);
                let blocks = switch.cases.iter().map(|case| &case.block);
                let ends = blocks.fold(NOWHERE, |ends, block| ends | self.go(block, state));
                ends | switch
                    .default
                    .as_ref()
                    .map_or(state, |block| self.go(block, state))
            }
            Expr::And(nodes) | Expr::Or(nodes) | Expr::Coalesce(nodes) => {
                self.unclear |= nodes.iter().any(|node| self.touches(node));
                nodes.iter().fold(state, |state, node| self.go(node, state))
            }
            Expr::While(parts) => self.turns(Some(&parts.0), &parts.1, state).1,
            Expr::Loop(body) => self.turns(None, body, state).1,
            Expr::DoWhile {
                body, condition, ..
            } => {
                let state = self.go(body, state);
                self.unclear |= self.touches(body);
                self.go(condition, state)
            }
            Expr::For(parts) => {
                let state = self.go(&parts.iterable, state);
                let (starts, left) = self.turns(None, &parts.body, state);
                starts | left
            }
            Expr::Return(value) => {
                let state = value
                    .iter()
                    .fold(state, |state, value| self.go(value, state));
                self.leaves(state, node.at, "return")
            }
            Expr::Throw(value) => {
                let state = value
                    .iter()
                    .fold(state, |state, value| self.go(value, state));
                match self.tries.last_mut() {
                    Some(tried) => {
                        tried.thrown |= state;
                        NOWHERE
                    }
                    None => self.leaves(state, node.at, "throw"),
                }
            }
            Expr::Break(_) => {
                if let Some(turns) = self.loops.last_mut() {
                    turns.breaks |= state;
                }
                NOWHERE
            }
            Expr::Continue => {
                let starts = self.loops.last().map_or(state, |turns| turns.starts);
                if starts == FREE && state == HELD {
                    self.tell(Trouble::Leaves {
                        at: node.at,
                        with: "continue",
                    });
                    return NOWHERE;
                }
                if let Some(turns) = self.loops.last_mut() {
                    turns.continues |= state;
                }
                NOWHERE
            }
            Expr::Try(parts) => self.tried(&parts.body, &parts.handler, state),
            Expr::With(parts) => {
                let subject = Lock::of_subject(self.program, self.function, &parts.0);
                if subject.is_some_and(|(lock, _)| lock == *self.lock) {
                    self.unclear |= self.touches(&parts.1);
                }
                let state = self.go(&parts.0, state);
                self.go(&parts.1, state)
            }
            Expr::Closure { function, .. } => {
                let (acts, _) = acts(self.program, *function);
                let does = |wanted| {
                    acts.iter()
                        .any(|(lock, act, _)| lock == self.lock && *act == wanted)
                };
                self.unclear |= does(Act::Release) && !does(Act::Acquire);
                state
            }
            _ => {
                let state = parts(node)
                    .into_iter()
                    .fold(state, |state, part| self.go(part, state));
                self.acts(node, state)
            }
        }
    }

    /// The states in which a condition holds, and does not.
    fn condition(&mut self, condition: &'a Node, state: State) -> (State, State) {
        match self.asks(condition) {
            Some((at, denied)) if state == FREE => {
                self.acquired = at;
                if denied { (FREE, HELD) } else { (HELD, FREE) }
            }
            _ => {
                let state = self.go(condition, state);
                (state, state)
            }
        }
    }

    /// What calls do to the lock, and what they risk.
    fn acts(&mut self, node: &'a Node, mut state: State) -> State {
        let place = self.place(node);
        for call in method_calls(place) {
            match call.name {
                "acquire" if self.is_mine(&call) => {
                    self.unclear |= !call.args.is_empty();
                    match state {
                        FREE => {
                            self.acquired = acquired(&call);
                            state = HELD;
                        }
                        HELD if self.lock.is_plain(self.program) && !self.is_handed_over => {
                            self.tell(Trouble::Twice { at: call.step().at });
                        }
                        _ => self.unclear = true,
                    }
                }
                "release" if self.is_mine(&call) => match state {
                    HELD => state = FREE,
                    _ => self.unclear = true,
                },
                _ => {}
            }
        }
        if let Expr::Call(call) = &node.expr
            && matches!(&call.callee, Callee::Named(name) if name == "exit")
        {
            return NOWHERE;
        }
        for function in self.program.called(place) {
            self.unclear |= self.risks.acts_on(function, self.lock);
        }
        if state == HELD
            && let Some((at, what)) = self.risks.of(place)
        {
            self.fails(at, what);
        }
        state
    }

    fn fails(&mut self, at: Position, what: String) {
        if self.tries.iter().any(|tried| tried.handler_releases) {
            if let Some(tried) = self.tries.last_mut() {
                tried.thrown |= HELD;
            }
            return;
        }
        match self.tries.last_mut() {
            // It was held before, and still is after the `try`.
            Some(tried) if tried.starts & HELD != 0 => tried.thrown |= HELD,
            _ => self.tell(Trouble::Fails { at, what }),
        }
    }

    fn leaves(&mut self, state: State, at: Position, with: &'static str) -> State {
        if state & HELD != 0 {
            self.tell(Trouble::Leaves { at, with });
        }
        NOWHERE
    }

    fn tried(&mut self, body: &'a Node, handler: &'a Node, state: State) -> State {
        let handler_releases = self.releases(handler);
        self.tries.push(Tried {
            starts: state,
            thrown: NOWHERE,
            handler_releases,
        });
        let ends = self.go(body, state);
        let tried = self.tries.pop();
        let thrown = tried.map_or(NOWHERE, |tried| tried.thrown);
        // What the passes do not know can fail too; the handler may count on nothing but what it says itself.
        let caught = if thrown == NOWHERE || !handler_releases {
            thrown | state
        } else {
            thrown
        };
        ends | self.go(handler, caught)
    }

    /// A loop: the state at the start of its turns, and that of the ways that leave it.
    fn turns(
        &mut self,
        condition: Option<&'a Node>,
        body: &'a Node,
        state: State,
    ) -> (State, State) {
        let mut starts = state;
        let mut after = NOWHERE;
        // Each round can only add to what may be true.
        for _ in 0..3 {
            let (inside, outside) = match condition {
                Some(condition) => self.condition(condition, starts),
                None => (starts, NOWHERE),
            };
            self.loops.push(Turns {
                starts: inside,
                ..Turns::default()
            });
            let end = self.go(body, inside);
            let turns = self.loops.pop().unwrap_or_default();
            after |= outside | turns.breaks;
            let mut back = end | turns.continues;
            if inside == FREE && end & HELD != 0 {
                self.tell(Trouble::Ends { in_loop: true });
                back &= !HELD;
            }
            if starts | back == starts {
                break;
            }
            starts |= back;
        }
        (starts, after)
    }
}

fn acquired(call: &MethodCall) -> Acquired {
    Acquired {
        from: call.chain.root_at,
        to: call.step().at,
    }
}
