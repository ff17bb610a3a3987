//! Classes of the script and their instances. The attributes of an instance are cells, which stand in the order of the class's slots.

use super::cycles::{Cycles, Place};
use super::{Cell, Object, Value};
use crate::objects::abi::NativeClass;
use crate::objects::code::{Linked, SlotCache};
use once_cell::race::OnceBox;
use parking_lot::{Mutex, RwLock};
use rhai::ImmutableString;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, OnceLock, Weak};

/// A class of the script, linked to its unit.
pub struct Class {
    pub name: ImmutableString,
    pub base: Option<Arc<Class>>,
    /// The native class at the root of the line, as `Thread`.
    pub native_base: Option<&'static NativeClass>,
    /// Method name → its forms, one for each number of parameters.
    pub methods: BTreeMap<ImmutableString, Vec<Form>>,
    /// The unit that defines it; the unit keeps its classes.
    pub unit: Weak<Linked>,
    /// Tells it apart from all other classes of the process, also from those that are gone: what call sites remember it by.
    pub id: ClassId,
    /// The forms of `init`, its own or its base's, that are functions of the class's unit.
    pub makers: Vec<Form>,
    pub slots: Slots,
    /// Where its instances are noted, once there is one.
    pub cycles: OnceLock<Arc<Cycles>>,
}

/// A method for one number of arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    pub params: usize,
    /// The function of the class's unit.
    pub function: usize,
}

/// The number of a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClassId(pub u32);

impl ClassId {
    pub fn fresh() -> Self {
        static LAST: AtomicU32 = AtomicU32::new(0);
        ClassId(LAST.fetch_add(1, Relaxed) + 1)
    }
}

/// The method that makes a new instance ready.
pub const INIT: &str = "init";

impl Class {
    /// The method that takes so many arguments, and the class of the line that defines it.
    pub fn find(self: &Arc<Self>, name: &str, arguments: usize) -> Option<(&Arc<Class>, usize)> {
        self.line(name).find_map(|(class, forms)| {
            let form = forms.iter().find(|form| form.params == arguments)?;
            Some((class, form.function))
        })
    }

    /// Does the line define a method of this name, for any number of arguments?
    pub fn has(self: &Arc<Self>, name: &str) -> bool {
        self.line(name).next().is_some()
    }

    /// The numbers of arguments that the method takes, each once, the least first.
    pub fn counts(self: &Arc<Self>, name: &str) -> Vec<usize> {
        let forms = self.line(name).flat_map(|(_, forms)| forms);
        let mut counts: Vec<usize> = forms.map(|form| form.params).collect();
        counts.sort_unstable();
        counts.dedup();
        counts
    }

    /// The classes of the line that define the method, the class itself first. As functions do, methods differ by their number of
    /// parameters: a class replaces those forms of its base's methods that it defines. `init` is different: a class that defines one is
    /// made by its own alone, since those of its base know nothing of its attributes.
    fn line<'c>(
        self: &'c Arc<Self>,
        name: &str,
    ) -> impl Iterator<Item = (&'c Arc<Class>, &'c [Form])> {
        let most = if name == INIT { 1 } else { usize::MAX };
        std::iter::successors(Some(self), |class| class.base.as_ref())
            .filter_map(move |class| Some((class, class.methods.get(name)?.as_slice())))
            .take(most)
    }

    /// Is this the unit that defines the class?
    #[inline(always)]
    pub fn is_of(&self, unit: &Arc<Linked>) -> bool {
        std::ptr::eq(self.unit.as_ptr(), Arc::as_ptr(unit))
    }
}

impl Drop for Class {
    /// A line of classes may be as long as a source allows.
    fn drop(&mut self) {
        let mut base = self.base.take();
        while let Some(mut class) = base.and_then(Arc::into_inner) {
            base = class.base.take();
        }
    }
}

/// An attribute that instances of a class have a cell for from the beginning.
#[derive(Debug, Clone)]
pub struct Slot {
    pub name: ImmutableString,
    /// Is it assigned by `init` alone? What it holds can then be read without a lock.
    pub once: bool,
}

/// The attributes that a class is known to give its instances: those that its methods assign, and those that instances were given later.
/// A slot stays what it is; new ones come at the end.
pub struct Slots {
    count: AtomicUsize,
    all: RwLock<Vec<Slot>>,
}

/// Attributes beyond are looked up by name.
const MOST_SLOTS: usize = 256;

impl Slots {
    pub fn new(mut slots: Vec<Slot>) -> Self {
        slots.truncate(MOST_SLOTS);
        Slots {
            count: AtomicUsize::new(slots.len()),
            all: RwLock::new(slots),
        }
    }

    pub fn all(&self) -> Vec<Slot> {
        self.all.read().clone()
    }

    /// The place of an attribute among the cells of an instance, and whether it is assigned by `init` alone.
    fn find(&self, name: &str) -> Option<(usize, bool)> {
        let all = self.all.read();
        let index = all.iter().position(|slot| slot.name == name)?;
        Some((index, all[index].once))
    }

    /// Instances that are made from now on have a cell for this attribute.
    fn learn(&self, name: &ImmutableString) {
        let mut all = self.all.write();
        if all.len() < MOST_SLOTS && !all.iter().any(|slot| slot.name == *name) {
            all.push(Slot {
                name: name.clone(),
                once: false,
            });
            self.count.store(all.len(), Relaxed);
        }
    }
}

/// An instance: its attributes are cells; a native base lives inside (the thread of a `class Clock : Thread`).
pub struct Instance {
    pub class: Arc<Class>,
    /// The number of the class.
    class_id: u32,
    pub(super) place: Place,
    pub base: Option<Object>,
    /// The attributes in the order of the class's slots. One whose cell is unset is not there. The first stand in the instance itself: most
    /// have few, and each piece of memory costs its time, when it is taken and when it is looked at.
    near: [Cell; NEAR],
    far: Box<[Cell]>,
    /// Attributes that have no cell in the instance: the class had no slot for them when it was made.
    more: OnceBox<More>,
}

/// So many attributes stand in an instance itself.
const NEAR: usize = 3;

type More = Mutex<BTreeMap<ImmutableString, triomphe::Arc<Cell>>>;

/// The cell of an attribute.
pub enum Attribute<'i> {
    Slot(&'i Cell),
    More(triomphe::Arc<Cell>),
}

impl std::ops::Deref for Attribute<'_> {
    type Target = Cell;

    fn deref(&self) -> &Cell {
        match self {
            Attribute::Slot(cell) => cell,
            Attribute::More(cell) => cell,
        }
    }
}

impl Instance {
    pub fn new(class: Arc<Class>, base: Option<Object>) -> Self {
        let count = class.slots.count.load(Relaxed);
        Instance {
            class_id: class.id.0,
            class,
            place: Place::default(),
            base,
            near: [const { Cell::unset() }; NEAR],
            far: match count {
                ..=NEAR => Box::default(),
                _ => std::iter::repeat_with(Cell::unset)
                    .take(count - NEAR)
                    .collect(),
            },
            more: OnceBox::new(),
        }
    }

    /// Its `init` has ended.
    #[inline(always)]
    pub fn settle(&self) {
        self.place.settle();
    }

    /// The cell of a slot of the class.
    #[inline(always)]
    fn cell(&self, slot: usize) -> Option<&Cell> {
        match self.near.get(slot) {
            Some(cell) => Some(cell),
            None => self.far.get(slot - NEAR),
        }
    }

    fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.near.iter().chain(&self.far)
    }

    /// The cells of all its attributes.
    pub(super) fn each_cell(&self, mut look: impl FnMut(&Cell)) {
        self.cells().for_each(&mut look);
        if let Some(more) = self.more.get() {
            let cells: Vec<_> = more.lock().values().cloned().collect();
            cells.iter().for_each(|cell| look(cell));
        }
    }

    /// It is being freed.
    #[inline(always)]
    pub(super) fn forget(&self) {
        if self.place.is_noted()
            && let Some(cycles) = self.class.cycles.get()
        {
            cycles.forget_object(&self.place);
        }
    }

    /// Give an attribute its value; `once` for one that only `init` assigns. What is held for good closes no cycle: see `cycles`.
    #[inline(always)]
    fn assign(&self, object: &Object, once: bool, cell: &Cell, value: Value) {
        let may_fix = once && matches!(value, Value::Object(_) | Value::Function(_));
        let rest = match may_fix && !self.place.is_settled() {
            true => cell.fix(value),
            false => Err(value),
        };
        if let Err(value) = rest {
            object.before_storing(&value);
            cell.store(value);
        }
    }

    /// What a place in the code knows of the instance's class.
    #[inline(always)]
    pub fn known(&self, places: &SlotCache) -> Option<usize> {
        places.get(self.class_id)
    }

    /// The attribute of this name, if the instance has it.
    pub fn attribute(&self, name: &str) -> Option<Attribute<'_>> {
        self.attribute_in(self.class.slots.find(name), name)
    }

    fn attribute_in(&self, slot: Option<(usize, bool)>, name: &str) -> Option<Attribute<'_>> {
        if let Some(cell) = slot.and_then(|(slot, _)| self.cell(slot)) {
            return cell.is_set().then_some(Attribute::Slot(cell));
        }
        let more = self.more.get()?.lock();
        more.get(name).cloned().map(Attribute::More)
    }

    /// Set an attribute of this instance, which is what `object` refers to.
    pub fn set_attribute(&self, object: &Object, name: &ImmutableString, value: Value) {
        let slots = &self.class.slots;
        let slot = slots.find(name).or_else(|| {
            slots.learn(name);
            slots.find(name)
        });
        if let Some((slot, once)) = slot
            && let Some(cell) = self.cell(slot)
        {
            return self.assign(object, once, cell, value);
        }
        object.before_storing(&value);
        let more = self.more.get_or_init(Box::default);
        let cell = more.lock().get(name.as_str()).cloned();
        match cell {
            Some(cell) => cell.store(value),
            None => {
                let cell = Cell::unset();
                cell.store(value);
                let lost = more.lock().insert(name.clone(), triomphe::Arc::new(cell));
                drop(lost);
            }
        }
    }

    /// The cell of the attribute that a place in the code names, by what the place knows of the class. Unset where the instance does not
    /// have the attribute; none where the cell must be looked up.
    #[inline(always)]
    pub fn known_cell(&self, known: &SlotCache) -> Option<&Cell> {
        self.cell(known.get(self.class_id)? >> 1)
    }

    /// The attribute that a place in the code names; the place then knows where the class keeps it.
    pub fn attribute_at(&self, name: &str, known: &SlotCache) -> Option<Attribute<'_>> {
        if let Some(cell) = self.known_cell(known)
            && cell.is_set()
        {
            return Some(Attribute::Slot(cell));
        }
        let slot = self.class.slots.find(name);
        if let Some((slot, once)) = slot
            && self.cell(slot).is_some()
        {
            known.put(self.class_id, slot << 1 | usize::from(once));
        }
        self.attribute_in(slot, name)
    }

    /// Give the attribute its first value, where nothing but the class can know of it. False when nothing has been done.
    pub fn declare_known(&self, object: &Object, known: &SlotCache, value: Value) -> bool {
        let Some(number) = known.get(self.class_id) else {
            return false;
        };
        let Some(cell) = self.cell(number >> 1) else {
            return false;
        };
        if self.base.is_some() {
            return false;
        }
        self.assign(object, number & 1 == 1, cell, value);
        true
    }

    /// As [`declare_known`](Self::declare_known), of a copy.
    pub fn begin_known(&self, object: &Object, known: &SlotCache, value: &Value) -> bool {
        match self.known_cell(known) {
            Some(cell) if self.base.is_none() && cell.begin(value) => true,
            Some(_) => self.declare_known(object, known, value.clone()),
            None => false,
        }
    }

    /// The names of its attributes, in their order.
    pub fn names(&self) -> Vec<ImmutableString> {
        let slots = self.class.slots.all.read();
        let cells = slots.iter().zip(self.cells());
        let set = cells.filter(|(_, cell)| cell.is_set());
        let mut names: Vec<_> = set.map(|(slot, _)| slot.name.clone()).collect();
        if let Some(more) = self.more.get() {
            names.extend(more.lock().keys().cloned());
        }
        names.sort_unstable();
        names
    }
}
