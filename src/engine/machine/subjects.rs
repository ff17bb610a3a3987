//! `with`: entering and leaving its subject.

use super::{Machine, Outcome};
use crate::engine::code::Reg;
use crate::engine::error::Error;
use crate::engine::natives::Args;
use crate::engine::value::{ObjectKind, Value};
use crate::messages::message;
use crate::runtime::Stop;

/// How a subject is entered: by the first of these that its class has.
const ENTER: &[&str] = &["enter", "acquire"];

/// How a subject is left: by the first of these that its class has.
const LEAVE: &[&str] = &["leave", "release", "close"];

impl Machine<'_> {
    /// `with subject`: `enter` where the class has it, else `acquire`.
    pub(super) fn enter_subject(&mut self, subject: Reg) -> Outcome<()> {
        self.with_step(subject, ENTER)
    }

    pub(super) fn leave_subject(&mut self, subject: Reg) -> Outcome<()> {
        self.with_step(subject, LEAVE)
    }

    /// Leave the subject because of a stop: what a class of the script does there is left out, nothing waits, and what goes wrong is
    /// nobody's trouble any more.
    pub(super) fn leave_quietly(&mut self, subject: Reg) {
        // Nobody is left to use what the subject guards.
        if self.shared.world.is_stopped() {
            return;
        }
        if self.with_step_alone(subject, LEAVE).is_some() {
            return;
        }
        let value = self.register(subject).clone();
        let Value::Object(object) = &value else {
            return;
        };
        let scripted =
            |name: &&str| (object.as_instance()).is_some_and(|instance| instance.class.has(name));
        let Some(class) = object.native_class() else {
            return;
        };
        let Some(name) = LEAVE
            .iter()
            .find(|name| scripted(name) || class.method(name).is_some())
        else {
            return;
        };
        if scripted(name) {
            return;
        }
        // `release` never waits; in the others, what would wait hears of the stop again.
        if *name != "release" {
            self.task.interrupt_later(Stop::Interrupted);
        }
        let _ = self.call_method_of(&value, name, Args::new());
        self.shared.world.forget_interrupt(self.task.thread());
    }

    /// The step of a lock: no reference is counted.
    fn with_step_alone(&mut self, subject: Reg, names: &[&str]) -> Option<Outcome<()>> {
        let ObjectKind::Native(handle) = self.register(subject).as_object()?.kind() else {
            return None;
        };
        let native = names.iter().find_map(|name| handle.class().method(name))?;
        let alone = native.alone?;
        self.before_native(self.place(self.pc.saturating_sub(1)));
        let object = self.register(subject).as_object()?;
        Some(alone(object, self.task).map(drop))
    }

    fn with_step(&mut self, subject: Reg, names: &[&str]) -> Outcome<()> {
        if let Some(done) = self.with_step_alone(subject, names) {
            return done;
        }
        let value = self.register(subject).clone();
        let Value::Object(object) = &value else {
            return Err(Error::type_error(message!(
                "with-needs",
                kind = crate::engine::value::type_name(&value)
            )));
        };
        let has = |name: &&&str| {
            let scripted = object.as_instance().map(|instance| &instance.class);
            scripted.is_some_and(|class| class.has(name))
                || (object.native_class()).is_some_and(|class| class.method(name).is_some())
        };
        // What cannot be left is not entered.
        let is_left = LEAVE.iter().find(has);
        match (names.iter().find(has), is_left) {
            (Some(name), Some(_)) => self.call_method_of(&value, name, Args::new()).map(drop),
            (None, Some(&"close")) => Ok(()),
            _ => Err(Error::type_error(message!(
                "with-cannot-hold",
                class = object.class_name()
            ))),
        }
    }
}
