//! `with`: entering and leaving its subject.

use super::quick_methods::native_class;
use super::{Machine, Outcome};
use crate::messages::message;
use crate::objects::abi::{Alone, Args, NativeClass};
use crate::objects::code::Reg;
use crate::objects::error::Error;
use crate::objects::value::Value;
use crate::runtime::Stop;

/// How a subject is entered: by the first of these that its class has.
const ENTER: &[&str] = &["enter", "acquire"];

/// How a subject is left: by the first of these that its class has.
const LEAVE: &[&str] = &["leave", "release", "close"];

/// A native class whose handles are entered and left without arguments: locks.
pub(super) struct KnownSubject {
    class: &'static NativeClass,
    enter: Alone,
    leave: Alone,
}

impl KnownSubject {
    fn of(class: &'static NativeClass) -> Option<KnownSubject> {
        let step = |names: &[&str]| names.iter().find_map(|name| class.method(name))?.alone;
        Some(KnownSubject {
            class,
            enter: step(ENTER)?,
            leave: step(LEAVE)?,
        })
    }
}

impl Machine<'_> {
    /// `with subject`: `enter` where the class has it, else `acquire`.
    #[inline(never)]
    pub(super) fn enter_subject(&mut self, subject: Reg) -> Outcome<()> {
        match self.known_step(subject, |known| known.enter) {
            Some(done) => done,
            None => self.with_step(subject, ENTER),
        }
    }

    #[inline(never)]
    pub(super) fn leave_subject(&mut self, subject: Reg) -> Outcome<()> {
        match self.known_step(subject, |known| known.leave) {
            Some(done) => done,
            None => self.with_step(subject, LEAVE),
        }
    }

    /// The step of a lock of the class that this thread has met last: nothing is looked up, and no reference is counted.
    #[inline(always)]
    fn known_step(
        &mut self,
        subject: Reg,
        step: impl Fn(&KnownSubject) -> Alone,
    ) -> Option<Outcome<()>> {
        self.keep_nothing();
        let class = native_class(self.register(subject).as_object()?)?;
        if !(self.subject.as_ref()).is_some_and(|known| std::ptr::eq(known.class, class)) {
            self.subject = Some(KnownSubject::of(class)?);
        }
        let step = step(self.subject.as_ref()?);
        let line = self.place(self.pc.saturating_sub(1)).line();
        self.task.set_line(line.unwrap_or(0) as u32);
        let object = self.register(subject).as_object()?;
        Some(match step(object, self.task) {
            Ok(Value::Unit | Value::Bool(_)) => Ok(()),
            other => other.map(drop),
        })
    }

    /// Leave the subject because of a stop: what a class of the script does there is left out, nothing waits, and what goes wrong is
    /// nobody's trouble any more.
    pub(super) fn leave_quietly(&mut self, subject: Reg) {
        // Nobody is left to use what the subject guards.
        if self.shared.world.is_stopped() {
            return;
        }
        if self.known_step(subject, |known| known.leave).is_some() {
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

    fn with_step(&mut self, subject: Reg, names: &[&str]) -> Outcome<()> {
        let value = self.register(subject).clone();
        let Value::Object(object) = &value else {
            return Err(Error::type_error(message!(
                "with-needs",
                kind = crate::objects::value::type_name(&value)
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
