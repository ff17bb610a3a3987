//! The items of whatever a script can loop over, for natives that loop over it too.

use crate::messages::message;
use crate::objects::abi::{Call, meter, size};
use crate::objects::error::Error;
use crate::objects::value::{Handle, Iteration, Value, iterate, type_name};

/// Items one after the other; a range makes them as they are asked for.
pub type Items = Box<dyn Iterator<Item = Result<Value, Error>>>;

impl Call<'_> {
    /// The items of an argument: what a `for` walks over, or the keys of a map.
    pub fn items(&mut self, index: usize) -> Result<Items, Error> {
        let value = self.take(index);
        self.items_of(value)
    }

    /// Visit each item of an argument that a `for` can walk over, as far as none fails.
    pub fn visit_items(
        &mut self,
        index: usize,
        mut visit: impl FnMut(&Value) -> Result<(), Error>,
    ) -> Result<(), Error> {
        match self.take(index) {
            Value::Array(items) => {
                for (seen, item) in items.iter().enumerate() {
                    self.count(seen)?;
                    visit(item)?;
                }
            }
            value => {
                for (seen, item) in self.items_of(value)?.enumerate() {
                    self.count(seen)?;
                    visit(&item?)?;
                }
            }
        }
        Ok(())
    }

    pub fn items_of(&mut self, value: Value) -> Result<Items, Error> {
        if let Value::Map(map) = value {
            let keys = map.into_iter();
            return Ok(Box::new(keys.map(|(key, _)| Ok(Value::Str(key.text())))));
        }
        if let Value::Object(object) = &value
            && let Some(walk) = object.handle().and_then(|handle| handle.walk())
        {
            return Ok(Box::new(walk));
        }
        if let Value::Object(object) = &value
            && let Some(handle) = object.as_iterable()
        {
            return self.items_of_handle(handle);
        }
        if let Value::Array(items) = value {
            return Ok(Box::new(Iteration::over(items)));
        }
        let kind = type_name(&value);
        match iterate(value, self.at) {
            Ok(items) => Ok(Box::new(items)),
            Err(error) if error.as_language().is_some() => {
                let message = message!("not-iterable", name = self.name, kind);
                Err(Error::type_error(message).with_hint(message!("not-iterable.hint")))
            }
            Err(error) => Err(error),
        }
    }

    /// All that a file still has, or a queue until it is shut down: they need the machine to give an item.
    fn items_of_handle(&mut self, handle: &dyn Handle) -> Result<Items, Error> {
        self.task();
        let mut all = Vec::new();
        while let Some(item) = handle.next_item(self.host)? {
            self.count(all.len())?;
            size::check_item(&all)?;
            all.push(item);
        }
        Ok(Box::new(all.into_iter().map(Ok)))
    }

    /// The items of an argument in an array. Ends when the run is stopped meanwhile.
    pub fn all_items(&mut self, index: usize) -> Result<Vec<Value>, Error> {
        if let Some(Value::Array(_)) = self.args.get(index) {
            return self.optional_array(index, "items");
        }
        let items = self.items(index)?;
        self.collect(items)
    }

    pub fn collect(&self, items: Items) -> Result<Vec<Value>, Error> {
        let mut all = Vec::with_capacity(items.size_hint().0.min(1 << 16));
        for item in items {
            self.count(all.len())?;
            size::check_item(&all)?;
            all.push(item?);
        }
        Ok(all)
    }

    /// To be called with the number of items seen: looks for a stop now and then.
    pub fn count(&self, seen: usize) -> Result<(), Error> {
        if seen % 4096 == 4095 {
            self.host.task().tick()?;
            meter::walk(4096)?;
        }
        if seen >= size::WALKED {
            return Err(Error::value_error(message!(
                "items-too-many",
                name = self.name
            )));
        }
        Ok(())
    }
}
