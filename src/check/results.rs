//! What a thread computes, read before the thread has ended; a `sleep` where a `join` was meant.

use super::Finding;
use super::kinds::{Kind, spawn};
use super::program::{MethodCall, Place, Program, Thing, method_calls};
use super::uses::How;
use super::walk::{any, parts};
use crate::lang::hir::tree::{Callee, Expr, FunctionId, Node, Root, StepKind};
use crate::messages::message;
use std::collections::HashSet;
use std::ops::Range;

/// Methods after which more is known about other threads than before.
const MEETING: &[&str] = &[
    "accept",
    "acquire",
    "get",
    "is_alive",
    "is_set",
    "join",
    "recv",
    "task_done",
    "wait",
    "wait_for",
];

/// Methods with which a thread waits for a sign of somebody: it is not left to itself.
const HANDSHAKES: &[&str] = &["accept", "get", "recv", "wait", "wait_for"];

pub fn look(program: &Program) -> Vec<Finding> {
    if program.evaluates() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let habits: Vec<Habits> = program
        .functions()
        .map(|(id, _)| Habits::of(program, id))
        .collect();
    for (function, body) in program.functions() {
        let mut course = Course {
            program,
            habits: &habits,
            function,
            running: Vec::new(),
            loops: Vec::new(),
            findings: &mut findings,
        };
        course.go(&body.body);
    }
    findings
}

/// A thread that has been started and not been waited for.
struct Running {
    /// As it is called where it is started; none for one that has no name.
    name: Option<String>,
    writes: HashSet<Thing>,
    /// The loops around the start.
    loops: Vec<*const Node>,
    /// Where a `sleep` gave it time.
    slept: Option<Range<usize>>,
    told: bool,
}

/// The course of one function, in the order of its text.
struct Course<'p, 'a, 'f> {
    program: &'p Program<'a>,
    /// Of each function.
    habits: &'p [Habits],
    function: FunctionId,
    running: Vec<Running>,
    loops: Vec<*const Node>,
    findings: &'f mut Vec<Finding>,
}

impl<'a> Course<'_, 'a, '_> {
    fn go(&mut self, node: &'a Node) {
        let place = Place {
            function: self.function,
            node,
        };
        match &node.expr {
            Expr::For(_) | Expr::While(_) | Expr::Loop(_) | Expr::DoWhile { .. } => {
                self.loops.push(std::ptr::from_ref(node));
                self.inside(node);
                self.loops.pop();
            }
            Expr::With(_) => {
                self.running.clear();
                self.inside(node);
            }
            _ => {
                self.inside(node);
                self.act(place);
            }
        }
    }

    fn inside(&mut self, node: &'a Node) {
        for part in parts(node) {
            self.go(part);
        }
    }

    fn act(&mut self, place: Place<'a>) {
        let program = self.program;
        for call in method_calls(place) {
            if call.name == "start" {
                self.running.extend(self.started(&call));
            } else if MEETING.contains(&call.name) {
                self.running.clear();
            }
        }
        match &place.node.expr {
            Expr::Var(var) => self.read(place, program.thing(self.function, var)),
            Expr::Chain(chain) => {
                let head = program.head(self.function, chain);
                let is_handle = |thing: &Thing| {
                    matches!(
                        program.kinds.of(program, thing),
                        Kind::Handle(_) | Kind::Thread(_)
                    )
                };
                self.read(
                    place,
                    head.map(|(thing, _)| thing)
                        .filter(|thing| !is_handle(thing)),
                );
            }
            Expr::Call(call) => match &call.callee {
                Callee::Named(name) | Callee::Qualified(_, name) if name == "sleep" => {
                    let at = program.span_of(place.node);
                    for running in &mut self.running {
                        running.slept.get_or_insert(at.clone());
                    }
                }
                Callee::Variable(_) => self.running.clear(),
                _ => {}
            },
            _ => {}
        }
        // A closure may be called by whoever gets it.
        let handed = match &place.node.expr {
            Expr::Closure { function, .. } => Some(*function),
            _ => None,
        };
        if program
            .called(place)
            .into_iter()
            .chain(handed)
            .any(|called| self.reaches(called, |habits| habits.meets))
        {
            self.running.clear();
        }
    }

    /// Does the function, or one that it calls, do such a thing?
    fn reaches(&self, function: FunctionId, does: impl Fn(&Habits) -> bool) -> bool {
        let functions = self.program.reach(function).into_iter();
        functions.map(|function| &self.habits[function]).any(does)
    }

    fn started(&self, call: &MethodCall<'a>) -> Option<Running> {
        let program = self.program;
        let (target, is_daemon) = match program.kinds.of_receiver(program, call) {
            Kind::Thread(target) => (target?, is_daemon(program, call)),
            Kind::Instance(class) if program.is_thread_class(class) => {
                let mut inits = program.forms(class, "init");
                let sets_daemon =
                    inits.any(|init| any(&program.function(init).body, &is_daemon_set));
                (
                    program.method(class, "run", 0)?,
                    sets_daemon || is_daemon(program, call),
                )
            }
            _ => return None,
        };
        if is_daemon || self.reaches(target, |habits| habits.is_endless || habits.shakes) {
            return None;
        }
        Some(Running {
            name: match call.chain.root {
                Root::Value(_) => None,
                _ => Some(call.receiver_text(program).to_string()),
            },
            writes: program.uses.written_by(program, target),
            loops: self.loops.clone(),
            slept: None,
            told: false,
        })
    }

    fn read(&mut self, place: Place<'a>, thing: Option<Thing>) {
        let Some(thing) = thing else {
            return;
        };
        let program = self.program;
        let name = program.name(&thing).to_string();
        let name = name.trim_start_matches("this.");
        for running in &mut self.running {
            // A loop that began after the start watches the thread.
            let is_watch = self
                .loops
                .iter()
                .any(|outer| !running.loops.contains(outer));
            if running.told || is_watch || !running.writes.contains(&thing) {
                continue;
            }
            running.told = true;
            let line = place.node.at.line().unwrap_or_default();
            let thread = running.name.as_deref();
            let (at, title) = match &running.slept {
                Some(at) => (
                    at.clone(),
                    message!("check-sleep-instead-of-join", name, line),
                ),
                None => (
                    program.span_of(place.node),
                    message!("check-read-before-join", name),
                ),
            };
            let hint = match thread {
                Some(thread) => message!("check-read-before-join.hint", thread),
                None => message!("check-read-before-join.unnamed"),
            };
            self.findings.push(Finding::new(at, title, hint));
        }
    }
}

/// What a function does itself that tells how it stands to other threads.
struct Habits {
    /// It calls one of `MEETING`.
    meets: bool,
    /// It calls one of `HANDSHAKES`.
    shakes: bool,
    /// It has a loop without an end.
    is_endless: bool,
}

impl Habits {
    fn of(program: &Program, function: FunctionId) -> Habits {
        let body = &program.function(function).body;
        let calls = |methods: &[&str]| {
            any(body, &|node| {
                method_calls(Place { function, node }).any(|call| {
                    methods.contains(&call.name) && (call.name != "get" || is_queue(program, &call))
                })
            })
        };
        Habits {
            meets: calls(MEETING),
            shakes: calls(HANDSHAKES),
            is_endless: any(body, &|node| matches!(node.expr, Expr::Loop(_))),
        }
    }
}

/// `get` of a map is no waiting.
fn is_queue<'a>(program: &Program<'a>, call: &MethodCall<'a>) -> bool {
    matches!(
        program.kinds.of_receiver(program, call),
        Kind::Handle(_) | Kind::Unknown
    )
}

/// `t.daemon = true`, or a map of options.
fn is_daemon<'a>(program: &Program<'a>, call: &MethodCall<'a>) -> bool {
    if let Root::Value(root) = &call.chain.root
        && let Expr::Call(made) = &root.expr
        && spawn(
            program,
            Place {
                node: root,
                ..call.place
            },
        )
        .is_some()
    {
        return made.args.len() > 2;
    }
    let Some(thing) = call.receiver(program) else {
        return true;
    };
    let sets = program
        .uses
        .get(&thing)
        .iter()
        .any(|it| it.how == How::SetPart && is_daemon_set(it.place.node));
    let made_so = program.kinds.flows(&thing).iter().any(|flow| match flow {
        super::uses::Flow::Value(place) => match &place.node.expr {
            Expr::Call(made) => made.args.len() > 2,
            _ => false,
        },
        _ => false,
    });
    sets || made_so
}

fn is_daemon_set(node: &Node) -> bool {
    match &node.expr {
        Expr::Assign(assign) => match &assign.target {
            crate::lang::hir::tree::Target::Chain(chain) => chain.steps.last().is_some_and(
                |step| matches!(&step.kind, StepKind::Property(name) if name == "daemon"),
            ),
            _ => false,
        },
        _ => false,
    }
}
