//! Calls of the functions of Rhai's packages: found by name and types of the arguments, once per call site.
//! The corners of Rhai's `internals` that this needs are used here and nowhere else.

use super::convert::{check_depth, from_dynamic, sample, to_dynamic};
use super::own::register_own;
use crate::messages::message;
use crate::objects::abi::{check_memory, size};
use crate::objects::code::{Site, SiteCache, Types};
use crate::objects::error::{Error, ErrorKind};
use crate::objects::value::{Value, type_id, type_name};
use parking_lot::RwLock;
use rhai::{
    Caches, Dynamic, Engine, EvalAltResult, EvalContext, GlobalRuntimeState, ImmutableString,
    NativeCallContext, Position, RhaiFunc, Scope,
};
use smallvec::SmallVec;
use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, LazyLock};

type Found = Option<Arc<RhaiFunc>>;

/// The engine whose packages we call; it never runs a script.
static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let mut engine = Engine::new();
    // Interning takes a lock with time-outs, a trap between threads.
    engine.set_max_strings_interned(0);
    engine.set_max_expr_depths(0, 0);
    engine.on_print(|_| ());
    engine.on_debug(|_, _, _| ());
    register_own(&mut engine);
    engine
});

static STATE: LazyLock<GlobalRuntimeState> = LazyLock::new(|| ENGINE.new_global_runtime_state());

static FUNCTIONS: LazyLock<RwLock<HashMap<ImmutableString, HashMap<Types, Found>>>> =
    LazyLock::new(RwLock::default);

/// Names and numbers of parameters of the functions of the packages.
static SIGNATURES: LazyLock<HashSet<(String, usize)>> = LazyLock::new(|| {
    let listed = ENGINE.gen_fn_signatures(true);
    listed
        .iter()
        .filter_map(|signature| parse_signature(signature))
        .collect()
});

/// Is there any function of the packages with this name and number of arguments?
pub fn has_rhai(name: &str, arity: usize) -> bool {
    SIGNATURES.contains(&(name.to_string(), arity))
}

/// Does any function of the packages have this name?
pub fn is_rhai_name(name: &str) -> bool {
    static NAMES: LazyLock<HashSet<&str>> =
        LazyLock::new(|| SIGNATURES.iter().map(|(name, _)| name.as_str()).collect());
    NAMES.contains(name)
}

/// All names and numbers of parameters of the packages' functions, for lists and hints.
pub fn rhai_functions() -> impl Iterator<Item = (&'static str, usize)> {
    SIGNATURES
        .iter()
        .map(|(name, arity)| (name.as_str(), *arity))
}

/// `name(a: T, b: U<V, W>) -> R` → name and number of parameters.
fn parse_signature(signature: &str) -> Option<(String, usize)> {
    let (name, rest) = signature.split_once('(')?;
    let mut depth = 0usize;
    let mut count = 0;
    let mut some = false;
    for char in rest.chars() {
        match char {
            '<' | '(' | '[' => depth += 1,
            ')' if depth == 0 => break,
            '>' | ')' | ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => count += 1,
            char if !char.is_whitespace() => some = true,
            _ => {}
        }
    }
    Some((name.trim().to_string(), count + usize::from(some)))
}

/// Call a function of Rhai's packages by name.
///
/// With `by_reference`, `args[0]` is what the function may change in place; all other arguments are consumed.
/// `constant` says that the first argument is a constant, which only functions that leave it alone may take.
/// Errors: `ErrorFunctionNotFound` with Rhai's text for the types of the arguments (or its kin for getters, setters and indexers), what the
/// function itself raises, and a `RuntimeError` when it panics.
pub fn call_rhai(
    name: &str,
    args: &mut [&mut Value],
    by_reference: bool,
    constant: bool,
    cache: &SiteCache,
    at: Position,
) -> Result<Value, Error> {
    call_cached(name, args, by_reference, constant, Some(cache), at)
}

fn call_cached(
    name: &str,
    args: &mut [&mut Value],
    by_reference: bool,
    constant: bool,
    cache: Option<&SiteCache>,
    at: Position,
) -> Result<Value, Error> {
    for arg in args.iter_mut() {
        if let Value::Cell(cell) = &**arg {
            let value = cell.load().unwrap_or_default();
            **arg = value;
        }
    }
    let types: Types = args.iter().map(|arg| type_id(arg)).collect();
    if let Some(site) = cache.and_then(|cache| cache.first.get())
        && site.types == types
        && site.name == name
    {
        return run(&site.function, name, args, by_reference, constant, at);
    }
    let Some(function) = find(name, args, &types) else {
        return Err(not_found(name, args, at));
    };
    if let Some(cache) = cache
        && cache.first.get().is_none()
    {
        let _ = cache.first.set(Site {
            name: name.into(),
            types,
            function: function.clone(),
        });
    }
    run(&function, name, args, by_reference, constant, at)
}

/// [`call_rhai`] for a place that has no cache of its own.
pub(crate) fn call_uncached(
    name: &str,
    args: &mut [&mut Value],
    at: Position,
) -> Result<Value, Error> {
    call_cached(name, args, true, false, None, at)
}

/// Does Rhai have a function with this name for values like these?
pub(crate) fn exists(name: &str, args: &[&mut Value]) -> bool {
    let types: Types = args.iter().map(|arg| type_id(arg)).collect();
    find(name, args, &types).is_some()
}

fn find(name: &str, args: &[&mut Value], types: &Types) -> Found {
    if let Some(found) = FUNCTIONS
        .read()
        .get(name)
        .and_then(|by_types| by_types.get(types.as_slice()))
    {
        return found.clone();
    }
    let found = resolve(name, args);
    FUNCTIONS
        .write()
        .entry(name.into())
        .or_default()
        .insert(types.clone(), found.clone());
    found
}

/// Let Rhai look the function up, by calling it once on small values of the same types; its resolution cache then holds the function.
fn resolve(name: &str, args: &[&mut Value]) -> Found {
    let mut samples: SmallVec<[Dynamic; 4]> = args.iter().map(|arg| sample(arg)).collect();
    let mut caches = Caches::new();
    let cache = caches.fn_resolution_cache_mut();
    // Rhai keeps a function only when it meets it again, and knows that by these marks.
    for hash in 0..512 {
        cache.bloom_filter.mark(hash);
    }
    let mut global = ENGINE.new_global_runtime_state();
    let mut scope = Scope::new();
    let _ =
        catch_unwind(AssertUnwindSafe(|| {
            let mut samples: SmallVec<[&mut Dynamic; 4]> = samples.iter_mut().collect();
            EvalContext::new(&ENGINE, &mut global, &mut caches, &mut scope, None)
                .call_native_fn_raw(name, true, &mut samples)
        }));
    let entries = std::mem::take(&mut caches.fn_resolution_cache_mut().dict);
    let entry = entries.into_values().next()??;
    Some(Arc::new(entry.func))
}

fn run(
    function: &RhaiFunc,
    name: &str,
    args: &mut [&mut Value],
    by_reference: bool,
    constant: bool,
    at: Position,
) -> Result<Value, Error> {
    if constant && !function.is_pure() {
        return Err(constant_receiver(name, at));
    }
    check_memory()?;
    for arg in args.iter() {
        check_depth(arg).map_err(|error| error.at(at))?;
    }
    refuse_excess(name, args).map_err(|error| error.at(at))?;
    let in_place = by_reference && function.is_method();
    let mut values: SmallVec<[Dynamic; 4]> = args
        .iter_mut()
        .enumerate()
        .map(|(index, arg)| {
            to_dynamic(if index == 0 && by_reference && !in_place {
                arg.clone()
            } else {
                std::mem::take(&mut **arg)
            })
        })
        .collect();
    let result = catch_unwind(AssertUnwindSafe(|| {
        let mut values: SmallVec<[&mut Dynamic; 4]> = values.iter_mut().collect();
        let context = function
            .has_context()
            .then(|| NativeCallContext::new_with_all_fields(&ENGINE, name, None, &STATE, at));
        if let Some(function) = function.get_native_fn() {
            function(context, &mut values)
        } else if let Some(function) = function.get_plugin_fn() {
            function.call(context, &mut values)
        } else {
            Err(EvalAltResult::ErrorFunctionNotFound(name.to_string(), at).into())
        }
    }));
    if in_place && let Some(first) = values.first_mut() {
        *args[0] = from_dynamic(std::mem::take(first));
    }
    match result {
        // It went into Rhai's value, and our values have no room to bring it back.
        Ok(Ok(_)) if matches!(name, "set_tag" | "set$tag") => {
            Err(Error::runtime_error(message!("no-tags"))
                .with_hint(message!("no-tags.hint"))
                .at(at))
        }
        Ok(Ok(value)) => {
            let value = from_dynamic(value);
            size::check_made(&value).map_err(|error| error.at(at))?;
            Ok(value)
        }
        Ok(Err(error)) => {
            let malformed = (name == "parse_json").then(|| super::json::malformed(&error));
            Err(malformed
                .flatten()
                .unwrap_or_else(|| Error::from(error))
                .at(at))
        }
        Err(panic) => {
            Err(
                Error::runtime_error(message!("native-failed", name, what = panic_text(&*panic)))
                    .at(at),
            )
        }
    }
}

/// Refuse what the function would make, where the arguments tell how large that is.
fn refuse_excess(name: &str, args: &[&mut Value]) -> Result<(), Error> {
    let blob = || args.first().map_or(0, |first| size::blob_length(first));
    let number = || {
        let mut wanted = args.iter().filter_map(|arg| match &**arg {
            Value::Int(wanted) => usize::try_from(*wanted).ok(),
            _ => None,
        });
        wanted.next().unwrap_or(0)
    };
    match name {
        "blob" | "pad" => size::check_blob(number()),
        "to_array" => size::check_array(blob()),
        "parse_json" => match args.first() {
            Some(Value::Str(text)) if text.len() > size::PARTS => size::check_json(text),
            _ => Ok(()),
        },
        "append" | "+" | "+=" | "insert" | "push" | "splice" if blob() > 0 => {
            let all = args.iter().map(|arg| match &**arg {
                Value::Str(text) => text.len(),
                arg => size::blob_length(arg).max(1),
            });
            size::check_blob(all.sum())
        }
        _ => Ok(()),
    }
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> &str {
    if let Some(text) = panic.downcast_ref::<&str>() {
        text
    } else if let Some(text) = panic.downcast_ref::<String>() {
        text
    } else {
        "unknown reason"
    }
}

/// The error for changing a constant by a method.
pub(crate) fn constant_receiver(name: &str, at: Position) -> Error {
    Error::language(ErrorKind::changed_constant(name)).at(at)
}

/// The error that Rhai gives when it has no such function.
pub fn not_found(name: &str, args: &[&mut Value], at: Position) -> Error {
    let types = args.iter().map(|arg| type_name(arg)).collect();
    Error::language(ErrorKind::not_found(name, types)).at(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_of_arguments_are_known() {
        for (name, arity) in [
            ("len", 1),
            ("push", 2),
            ("range", 3),
            ("timestamp", 0),
            ("pad", 3),
            ("parse_int", 2),
            ("sub_string", 3),
        ] {
            assert!(has_rhai(name, arity), "{name}/{arity}");
        }
        assert!(!has_rhai("len", 3));
        assert!(!has_rhai("acquire", 1));
        assert!(rhai_functions().count() > 200);
    }

    #[test]
    fn a_panic_inside_a_function_is_an_error_and_the_receiver_survives() {
        let function = RhaiFunc::Method {
            func: Arc::new(|_: Option<NativeCallContext>, _: &mut [&mut Dynamic]| {
                panic!("no luck")
            }),
            has_context: false,
            is_pure: false,
            is_volatile: false,
        };
        let mut receiver = Value::Int(7);
        let at = Position::NONE;
        let error = run(&function, "fail", &mut [&mut receiver], true, false, at).unwrap_err();
        assert!(format!("{error:?}").contains("`fail` failed inside: no luck"));
        assert!(matches!(receiver, Value::Int(7)));
    }

    #[test]
    fn objects_and_closures_pass_through_and_come_back() {
        let closure = crate::objects::value::Closure::named("anon$1".into());
        let function = Value::Function(Arc::new(closure));
        let object = crate::border::catch_value(
            &Error::value_error("text"),
            crate::messages::Language::English,
        );
        let cache = SiteCache::default();
        let mut items = Value::array(vec![function, object]);
        let mut keys = [items.clone()];
        let text = |value: &Value| crate::objects::value::to_debug(value);
        let back = from_dynamic(to_dynamic(items.clone()));
        assert_eq!(text(&back), "[Fn(anon$1), ValueError: text]");
        let shown = call_rhai(
            "print",
            &mut [&mut items],
            true,
            false,
            &cache,
            Position::NONE,
        );
        assert_eq!(text(&shown.unwrap()), "\"[Fn(anon$1), ValueError: text]\"");
        let mut all: Vec<&mut Value> = vec![&mut items];
        all.extend(keys.iter_mut());
        let same = call_rhai("==", &mut all, true, false, &cache, Position::NONE);
        assert!(same.is_err_and(|error| error.is_unknown_function("==")));
    }
}
