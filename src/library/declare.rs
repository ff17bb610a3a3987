//! How the library's natives are written down: one text holds a native's doc, name, parameters and body. No native is here.

use std::ops::RangeInclusive;

/// A list of natives:
///
/// ```text
/// natives! {
///     /// Wait for `seconds` seconds.
///     fn sleep(seconds) |call| { … }
///     /// Wait until the lock is free, then hold it.
///     fn acquire(blocking = true, timeout = -1) |call| { … }
///     /// Print the values.
///     fn print(values...) |call| { … }
/// }
/// ```
///
/// After its body, a method of a handle may say what a call without arguments does, when that needs only the handle and the thread. Such
/// calls, as loops around a lock make by the million, then take that way:
///
/// ```text
/// fn acquire(blocking = true, timeout = -1) |call| { … }
///     alone |lock: Lock, task| { … }
/// ```
///
/// In the same place a function may say what it gives for the commonest arguments: the first one, which is the receiver of a method, and the
/// others. For arguments that it gives nothing for, the body runs.
///
/// ```text
/// fn ord(character) |call| { … }
///     plain |character, others| { … }
/// ```
///
/// Parameters are written as a script's reader shall see them; a default makes one optional, and three dots take any number.
macro_rules! natives {
    ($($(#[doc = $doc:literal])+ fn $name:ident($($parameters:tt)*) |$call:ident| $body:block
        $(alone |$handle:ident: $type:ty, $task:ident| $alone:block)?
        $(plain |$first:ident, $others:ident| $plain:block)?)*) => {
        &[$($crate::library::declare::native! {
            $(#[doc = $doc])+ fn $name($($parameters)*) |$call| $body
            $(alone |$handle: $type, $task| $alone)?
            $(plain |$first, $others| $plain)?
        }),*]
    };
}

/// One native, as in `natives!`.
macro_rules! native {
    ($(#[doc = $doc:literal])+ fn $name:ident($($parameters:tt)*) |$call:ident| $body:block
        $(alone |$handle:ident: $type:ty, $task:ident| $alone:block)?
        $(plain |$first:ident, $others:ident| $plain:block)?) => {
        $crate::objects::abi::Native {
            name: stringify!($name),
            parameters: stringify!($($parameters)*),
            arity: $crate::library::declare::arity(stringify!($($parameters)*)),
            doc: concat!($($doc, "\n"),+),
            run: |$call: &mut $crate::objects::abi::Call<'_>| -> $crate::library::Answer { $body },
            alone: $crate::library::declare::native!(@alone $($handle $type, $task $alone)?),
            plain: $crate::library::declare::native!(@plain $($first, $others $plain)?),
        }
    };
    (@plain) => { None };
    (@plain $first:ident, $others:ident $plain:block) => {
        Some(|$first: &$crate::objects::value::Value, $others: &[$crate::objects::value::Value]|
            -> Option<$crate::objects::value::Value> { $plain })
    };
    (@alone) => { None };
    (@alone $handle:ident $type:ty, $task:ident $alone:block) => {
        Some(|object: &$crate::objects::value::Object, $task: &$crate::runtime::Task<'_>|
            -> $crate::library::Answer {
            let $handle = object
                .downcast::<$type>()
                .expect("a method is called on handles of its own class");
            $alone
        })
    };
}

/// A list of properties; `set` is optional, its new value is the first argument of the call:
///
/// ```text
/// properties! {
///     /// The thread's name.
///     name get |call| { … } set |call| { … }
/// }
/// ```
macro_rules! properties {
    ($($(#[doc = $doc:literal])+ $name:ident get |$get:ident| $getter:block
        $(set |$set:ident| $setter:block)?)*) => {
        &[$($crate::objects::abi::Property {
            name: stringify!($name),
            doc: concat!($($doc, "\n"),+),
            get: |$get: &mut $crate::objects::abi::Call<'_>| -> $crate::library::Answer { $getter },
            set: $crate::library::declare::properties!(@set $($set $setter)?),
        }),*]
    };
    (@set) => { None };
    (@set $set:ident $setter:block) => {
        Some(|$set: &mut $crate::objects::abi::Call<'_>| -> $crate::library::Answer { $setter })
    };
}

/// A list of constants, each with a function that gives its value for the run:
///
/// ```text
/// constants! {
///     /// The script's name and its arguments.
///     argv = |shared| { … }
/// }
/// ```
macro_rules! constants {
    ($($(#[doc = $doc:literal])+ $name:ident = |$shared:pat_param| $value:block)*) => {
        &[$($crate::library::Constant {
            name: stringify!($name),
            doc: concat!($($doc, "\n"),+),
            value: |$shared: &$crate::objects::abi::Shared| -> $crate::objects::value::Value { $value },
        }),*]
    };
}

/// The doc comment of a class or a module, as that of a native is written.
macro_rules! about {
    ($(#[doc = $doc:literal])+) => { concat!($($doc, "\n"),+) };
}

pub(crate) use {about, constants, native, natives, properties};

/// How many arguments a list of parameters takes.
pub const fn arity(parameters: &str) -> RangeInclusive<usize> {
    let text = parameters.as_bytes();
    let (mut least, mut most, mut any) = (0, 0, false);
    let (mut at, mut started, mut optional, mut depth) = (0, false, false, 0_u32);
    while at <= text.len() {
        let byte = if at < text.len() { text[at] } else { b',' };
        match byte {
            b',' if depth == 0 => {
                most += started as usize;
                least += (started && !optional) as usize;
                (started, optional) = (false, false);
            }
            b'=' => optional = true,
            b'.' if at + 2 < text.len() && text[at + 1] == b'.' && text[at + 2] == b'.' => {
                (any, optional) = (true, true);
            }
            b'(' | b'[' | b'{' => {
                depth += 1;
                started = true;
            }
            b')' | b']' | b'}' => depth -= 1,
            b' ' | b'\n' => {}
            _ => started = true,
        }
        at += 1;
    }
    RangeInclusive::new(least, if any { usize::MAX } else { most })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_tell_how_many_arguments_there_may_be() {
        assert_eq!(arity(""), 0..=0);
        assert_eq!(arity("seconds"), 1..=1);
        assert_eq!(arity("blocking = true, timeout = -1"), 0..=2);
        assert_eq!(arity("target = (), args = [], options = #{}"), 0..=3);
        assert_eq!(arity("a, b = 1.5"), 1..=2);
        assert_eq!(arity("values..."), 0..=usize::MAX);
        assert_eq!(arity("template, values..."), 1..=usize::MAX);
    }

    #[test]
    fn the_macro_keeps_what_was_written() {
        let list: &[crate::objects::abi::Native] = natives! {
            /// First sentence.
            ///
            /// More.
            fn acquire(blocking = true, timeout = -1) |_call| { Ok(true.into()) }
        };
        assert_eq!(list[0].name, "acquire");
        assert_eq!(list[0].parameters, "blocking = true, timeout = -1");
        assert_eq!(list[0].doc, " First sentence.\n\n More.\n");
    }
}
