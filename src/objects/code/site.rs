//! Places where code meets names: calls of natives, methods, and paths such as `a.b[1].c`, with what was found there last time.

use super::rhai_site::SiteCache;
use crate::objects::abi::{Native, NativeClass, Word};
use crate::objects::code::Reg;
use crate::objects::value::Key;
use rhai::{ImmutableString, Position};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// A call by name.
#[derive(Debug)]
pub struct NameSite {
    pub name: ImmutableString,
    /// `a::b` of `a::b::name(…)`.
    pub namespace: Vec<ImmutableString>,
    /// Where the first argument stands when it is more than a value: natives change it there.
    pub first: Option<First>,
    pub at: Position,
    /// The native of our library with this name.
    pub native: OnceLock<Option<&'static Native>>,
    /// The function of data that the name can mean.
    pub word: Option<Word>,
    /// Rhai's function for the types of the last arguments.
    pub cache: SiteCache,
}

/// The place of an argument that natives may change.
#[derive(Debug)]
pub enum First {
    /// A variable, at the root of a path without steps. It is read when the other arguments have been evaluated.
    Variable(Path),
    /// `this.items`, `a[0].k`: what the path leads to, by way of the indices that stand in registers from this one on. When another
    /// argument could change it, it has been evaluated in its turn as well; otherwise it is read when the call begins.
    Part {
        path: Path,
        first: Reg,
        evaluated: bool,
    },
    /// A variable of a module: its value is the argument, and must stay as it is.
    Constant,
}

impl NameSite {
    /// The argument that natives may change: `call(f, a)` hands on the second.
    pub fn place(&self) -> usize {
        usize::from(self.namespace.is_empty() && self.name == "call")
    }
}

/// A method call on the place that the path leads to.
#[derive(Debug)]
pub struct MethodSite {
    pub name: ImmutableString,
    /// The name as a key of maps, which may have a function of their own there.
    pub key: Key,
    pub path: Path,
    pub elvis: bool,
    pub args: u8,
    pub at: Position,
    /// Is the result used?
    pub wanted: bool,
    /// The receiver's class the first time, and its method, which takes so many arguments.
    pub native: OnceLock<(&'static NativeClass, &'static Native)>,
    /// Classes of the script, and the function of the running unit that is the method.
    pub scripts: SlotCache,
    /// `f.call(…)`.
    pub is_call: bool,
    /// A function of the library that serves as the method.
    pub library: OnceLock<Option<&'static Native>>,
    pub cache: SiteCache,
    /// What the machine does itself when the receiver is an array in a register.
    pub intrinsic: Option<Intrinsic>,
    /// May a function of Rhai's with the name change its receiver?
    pub changes: bool,
    /// Does a function of the unit have the name, so that it may be a script's method?
    pub scripted: bool,
    /// The method of data that the name can mean, where a variable or a temporary that may change stands before the dot and no function of
    /// the unit has the name.
    pub word: Option<Word>,
}

/// What a place in the code knows of the classes that came by last: a number for each, as the slot of an attribute. A few classes are
/// known; another one takes the place of one of them.
#[derive(Debug, Default)]
pub struct SlotCache([AtomicU64; CLASSES]);

const CLASSES: usize = 4;

impl SlotCache {
    /// The number for the class.
    #[inline(always)]
    pub fn get(&self, class: u32) -> Option<usize> {
        let first = self.0[0].load(Relaxed);
        if (first >> 32) as u32 == class {
            return Some(first as u32 as usize);
        }
        let mut others = self.0[1..].iter().map(|entry| entry.load(Relaxed));
        let found = others.find(|entry| (entry >> 32) as u32 == class)?;
        Some(found as u32 as usize)
    }

    /// Has no class come by yet?
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.0[0].load(Relaxed) == 0
    }

    /// Remember the number. Entries are written as wholes, so that no thread ever reads half of one.
    pub fn put(&self, class: u32, number: usize) {
        let entry = u64::from(class) << 32 | number as u64;
        let known = |of: &AtomicU64| (of.load(Relaxed) >> 32) as u32 == class;
        let free = |of: &AtomicU64| of.load(Relaxed) == 0;
        let place = self.0.iter().position(known);
        let place = place.or_else(|| self.0.iter().position(free));
        self.0[place.unwrap_or(class as usize % CLASSES)].store(entry, Relaxed);
    }
}

impl Clone for SlotCache {
    fn clone(&self) -> Self {
        SlotCache::default()
    }
}

/// Methods of arrays that need no look-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intrinsic {
    Push,
    Pop,
    Len,
}

impl Intrinsic {
    /// The method with this name and number of arguments.
    pub fn of(name: &str, args: usize) -> Option<Intrinsic> {
        Some(match (name, args) {
            ("push", 1) => Intrinsic::Push,
            ("pop", 0) => Intrinsic::Pop,
            ("len", 0) => Intrinsic::Len,
            _ => return None,
        })
    }

    pub fn changes(self) -> bool {
        self != Intrinsic::Len
    }
}

impl std::fmt::Debug for Native {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl std::fmt::Debug for NativeClass {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// `root.name[index]…`; the indices stand in consecutive registers.
#[derive(Debug, Clone)]
pub struct Path {
    pub root: PathRoot,
    pub root_at: Position,
    /// Declared by `const`: what would change it is refused.
    pub constant: bool,
    /// The root is what a call has given. Of data, that is a copy: an assignment would be lost.
    pub given: bool,
    /// The register of `register.name`, except in code for the controlled runtime, where a look at an attribute is a scheduling point.
    pub attribute_of: Option<Reg>,
    pub steps: Box<[PathStep]>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathRoot {
    /// A variable of this call only, or a temporary.
    Register(Reg),
    /// A register that holds a cell.
    CellIn(Reg),
    Capture(u16),
    Global(u16),
}

#[derive(Debug, Clone)]
pub enum PathStep {
    Property {
        name: ImmutableString,
        elvis: bool,
        at: Position,
        /// The name as a key of maps.
        key: Key,
        /// Where instances of the classes that came by keep the attribute.
        known: SlotCache,
    },
    Index {
        elvis: bool,
        at: Position,
        operator_at: Position,
    },
}

impl Path {
    /// `variable[index]`, where the variable stands in a cell.
    #[inline(always)]
    pub fn is_item_in_cell(&self) -> bool {
        !matches!(self.root, PathRoot::Register(_))
            && matches!(&*self.steps, [PathStep::Index { .. }])
    }

    /// How many of the steps are indices.
    pub fn indices(&self) -> usize {
        let is_index = |step: &&PathStep| matches!(step, PathStep::Index { .. });
        self.steps.iter().filter(is_index).count()
    }
}

impl PathStep {
    /// `?.` or `?[`: the chain ends here when what stands before is `()`.
    pub fn is_optional(&self) -> bool {
        match self {
            PathStep::Property { elvis, .. } | PathStep::Index { elvis, .. } => *elvis,
        }
    }
}
