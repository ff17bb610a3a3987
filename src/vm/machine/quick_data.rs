//! Functions and methods of data, where the call site knows that nothing else can be meant: they are called on the registers, and nothing
//! is looked up. What is not of that kind is left, untouched, to the general way.

use super::places::same_data;
use super::{Machine, Outcome};
use crate::builtins;
use crate::objects::abi::{Args, Word};
use crate::objects::code::{First, Linked, MethodSite, NameSite, PathRoot, Reg};
use crate::objects::value::{Cell, Key, Map, Value};
use rhai::Position;
use std::ops::Range;
use std::sync::atomic::Ordering::Relaxed;

/// A call of a function of data.
#[derive(Clone, Copy)]
struct WordCall<'a> {
    word: Word,
    /// Of a method: the key under which a map may have a function of its own, which is meant then.
    own: Option<&'a Key>,
    at: Position,
}

impl WordCall<'_> {
    /// Is the function of data meant, and not one that the map itself has?
    #[inline(always)]
    fn means_data(&self, receiver: &Value) -> bool {
        match (receiver, self.own) {
            (Value::Map(entries), Some(key)) => !has_own(entries, key),
            _ => true,
        }
    }
}

/// Has the map a function of its own under the key?
pub(super) fn has_own(entries: &Map, key: &Key) -> bool {
    matches!(entries.get(key), Some(Value::Function(_)))
}

impl Machine<'_> {
    /// A call by name whose site knows what is meant: a function of the library, or one of data. Nothing when it is something else.
    #[inline(never)]
    pub(super) fn known_name(
        &mut self,
        linked: &Linked,
        base: Reg,
        count: u8,
        name: u16,
    ) -> Option<Outcome<()>> {
        let site = &linked.function(self.function).names[name as usize];
        // Lines of a session and the text of an `eval` may define the name at any time.
        if linked.lines.is_some() || linked.caller.is_some() {
            return None;
        }
        match *site.native.get()? {
            Some(native) => {
                if let Some(plain) = native.plain
                    && native.arity.contains(&(count as usize))
                    && let Some(value) = self.plain_answer(linked, base, count, site, plain)
                {
                    self.register_mut(base).set(value);
                    return Some(Ok(()));
                }
                let args = match self.site_args(base, count, site) {
                    Ok(args) => args,
                    Err(error) => return Some(Err(error)),
                };
                let value = self.call_native(native, args, site.at);
                self.answer(base, value)
            }
            None => self.known_function(linked, base, count, site),
        }
    }

    fn known_function(
        &mut self,
        linked: &Linked,
        base: Reg,
        count: u8,
        site: &NameSite,
    ) -> Option<Outcome<()>> {
        let word = site.word?;
        let others = count.checked_sub(1)?;
        let root = match &site.first {
            None => PathRoot::Register(base),
            Some(First::Variable(path)) if !path.constant => path.root,
            _ => return None,
        };
        let call = WordCall {
            word,
            own: None,
            at: site.at,
        };
        self.known_word(linked, call, root, [base, base + 1], others)
    }

    /// A method of data at a site that knows its word.
    #[inline(never)]
    pub(super) fn known_data_method(
        &mut self,
        linked: &Linked,
        base: Reg,
        site: &MethodSite,
    ) -> Option<Outcome<()>> {
        let word = site.word?;
        if linked.lines.is_some()
            || linked.caller.is_some()
            || self.shared.typed_modules.load(Relaxed)
        {
            return None;
        }
        let from_library = site
            .library
            .get_or_init(|| self.library_first(&site.name, site.args as usize + 1));
        if from_library.is_some() {
            return None;
        }
        let call = WordCall {
            word,
            own: Some(&site.key),
            at: site.at,
        };
        self.known_word(linked, call, site.path.root, [base, base], site.args)
    }

    /// Call a function of data: the receiver stands at the root, its other arguments from `first` on, the result goes to `base`.
    #[inline(always)]
    fn known_word(
        &mut self,
        linked: &Linked,
        call: WordCall,
        root: PathRoot,
        [base, first]: [Reg; 2],
        count: u8,
    ) -> Option<Outcome<()>> {
        let first = self.base + first as usize;
        let args = first..first + count as usize;
        let value = match root {
            PathRoot::Register(register) => self.known_in_register(call, register, args)?,
            _ if builtins::is_calling(call.word)
                && builtins::may_call_back(&self.stack[args.clone()]) =>
            {
                self.known_of_cell(call, root, args)?
            }
            PathRoot::Global(index) => {
                self.known_in_cell(call, &linked.globals[index as usize], args)?
            }
            // The owner of the cell is put aside, so that the machine is free and no reference is counted.
            PathRoot::Capture(index) => {
                let closure = self.closure.take()?;
                let cell = &closure.captures[index as usize];
                let done = self.known_in_cell(call, cell, args);
                self.closure = Some(closure);
                done?
            }
            PathRoot::CellIn(register) => {
                let owner = std::mem::take(self.register_mut(register));
                let done = match &owner {
                    Value::Cell(cell) => self.known_in_cell(call, cell, args),
                    _ => None,
                };
                self.register_mut(register).put(owner);
                done?
            }
        };
        self.answer(base, value)
    }

    /// Put what a native has given into the register.
    #[inline(always)]
    pub(super) fn answer(&mut self, base: Reg, value: Outcome<Value>) -> Option<Outcome<()>> {
        match value {
            Ok(value) => {
                self.register_mut(base).set(value);
                Some(Ok(()))
            }
            Err(error) => Some(Err(error)),
        }
    }

    #[inline(always)]
    fn known_in_register(
        &mut self,
        call: WordCall,
        register: Reg,
        args: Range<usize>,
    ) -> Option<Outcome<Value>> {
        let WordCall { word, at, .. } = call;
        let place = self.base + register as usize;
        if !call.means_data(&self.stack[place]) {
            return None;
        }
        if let Some(seen) = builtins::look(word, &self.stack[place], &self.stack[args.clone()]) {
            return Some(Ok(seen));
        }
        match &self.stack[place] {
            Value::Str(text)
                if let Some(value) =
                    builtins::of_short_text(word, text, &self.stack[args.clone()]) =>
            {
                Some(Ok(value))
            }
            Value::Array(_) | Value::Map(_) | Value::Str(_) => {
                let mut receiver = std::mem::take(&mut self.stack[place]);
                let done = match builtins::calling_word(&receiver, word, &self.stack[args.clone()])
                {
                    Some(calling) => {
                        let args = self.taken(args);
                        Some(calling(self, &mut receiver, args, at))
                    }
                    None => builtins::known_method(word, &mut receiver, &mut self.stack[args], at),
                };
                self.stack[place].put(receiver);
                done
            }
            _ => None,
        }
    }

    /// Of what the cell holds: data is changed there, in one step under the cell.
    #[inline(always)]
    fn known_in_cell(
        &mut self,
        call: WordCall,
        cell: &Cell,
        args: Range<usize>,
    ) -> Option<Outcome<Value>> {
        if cell.is_constant() {
            return None;
        }
        let WordCall { word, at, .. } = call;
        let args = &mut self.stack[args];
        let known = |value: &mut Value| match call.means_data(value) {
            true => builtins::known_method(word, value, args, at),
            false => None,
        };
        match cell.update_data(known) {
            Some(done) => done,
            None => match cell.load()? {
                number @ (Value::Int(_) | Value::Float(_)) => {
                    builtins::known_of_number(word, &number, args).map(Ok)
                }
                _ => None,
            },
        }
    }

    /// As [`known_in_cell`](Self::known_in_cell), where an argument may be called: nothing is held while it runs. What has become of the
    /// data is put back when it is no longer what it was.
    #[inline(never)]
    fn known_of_cell(
        &mut self,
        call: WordCall,
        root: PathRoot,
        args: Range<usize>,
    ) -> Option<Outcome<Value>> {
        let cell = self.root_cell(root)?;
        if cell.is_constant() {
            return None;
        }
        let WordCall { word, at, .. } = call;
        let before = cell.load()?;
        if !call.means_data(&before) {
            return None;
        }
        let Some(calling) = builtins::calling_word(&before, word, &self.stack[args.clone()]) else {
            return self.known_in_cell(call, &cell, args);
        };
        let args = self.taken(args);
        let mut receiver = before.clone();
        let result = calling(self, &mut receiver, args, at);
        if !same_data(&before, &receiver) {
            drop(before);
            cell.store(receiver);
        }
        Some(result)
    }

    fn taken(&mut self, args: Range<usize>) -> Args {
        self.stack[args].iter_mut().map(std::mem::take).collect()
    }
}
