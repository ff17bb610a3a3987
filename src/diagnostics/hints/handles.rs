//! Methods and attributes that a lock, a queue, a pool, a set … does not have: what other languages call so is found among what its class has,
//! as the catalogue lists it.

use super::cause::Problem;
use super::look::{Look, when};
use super::meanings::{FORMS, MEANINGS};
use super::members::{Call, filled, method_call, missing_method};
use super::problem::raised_any;
use super::{Found, Member};
use crate::messages::Argument;

/// The class and the attribute that its object does not have.
fn missing_attribute<'a>(look: &Look<'a>) -> Option<(&'a str, &'a str)> {
    let Problem::Raised(message) = look.problem else {
        return None;
    };
    when(raised_any(look)? == "attribute-unknown")?;
    let text = |name: &str| match message.argument(name)? {
        Argument::Text(text) => Some(text.as_str()),
        _ => None,
    };
    Some((text("class")?, text("name")?))
}

/// The class and the name that its object does not have, as a method or an attribute.
fn missing<'a>(look: &Look<'a>) -> Option<(&'a str, &'a str)> {
    missing_method(look).or_else(|| missing_attribute(look))
}

/// The class of the library that this one is, or is derived from in the text.
fn library_class<'a>(look: &Look<'a>, class: &'a str) -> Option<(&'a str, Vec<Member>)> {
    let mut class = class;
    // Classes that derive from one another are broken.
    for _ in 0..8 {
        let members = look.members(class);
        if !members.is_empty() {
            return Some((class, members));
        }
        let is_head = |at: &usize| look.reads(*at, &["class", class, ":"]);
        class = look.at((0..look.tokens().len()).find(is_head)? + 3);
    }
    None
}

/// Without what languages write differently: `notifyAll`, `notify_all`, `NotifyAll`.
fn plain(name: &str) -> String {
    name.replace('_', "").to_lowercase()
}

fn is_in(names: &str, name: &str) -> bool {
    names.split(' ').any(|other| plain(other) == plain(name))
}

/// The member that somebody means who calls it `name` and gives so many arguments.
pub fn meant(members: &[Member], name: &str, arguments: usize) -> Option<Member> {
    let takes = |member: &&Member| match member.calls.is_empty() {
        true => arguments == 0,
        false => member.takes(arguments),
    };
    let alike = members
        .iter()
        .find(|member| plain(member.name) == plain(name));
    let alike = alike.filter(takes);
    alike.copied().or_else(|| {
        let rows = MEANINGS.iter().filter(|names| is_in(names, name));
        let mut ours = rows.flat_map(|names| names.split(' '));
        ours.find_map(|ours| {
            members
                .iter()
                .find(|member| member.name == ours)
                .filter(takes)
        })
        .copied()
    })
}

/// `lock.lock()`, `queue.push(3)`, `names.has("x")`, `future.value`
pub fn method_of_shared(look: &Look) -> Option<Found> {
    let (class, name) = missing(look)?;
    let (_, members) = library_class(look, class)?;
    let call = method_call(look)?;
    let form = || {
        let mut forms = FORMS.iter().filter(|(names, needs, _)| {
            is_in(names, name) && members.iter().any(|member| member.name == *needs)
        });
        forms.find_map(|(.., code)| {
            let mut arguments = call.arguments.clone();
            if let Some(first) = arguments
                .first_mut()
                .filter(|first| first.starts_with('|') && code.contains("$1."))
            {
                *first = format!("({first})");
            }
            filled(code, &call.receiver, &arguments)
        })
    };
    let code = form()
        .or_else(|| attribute(&call, name, &members))
        .or_else(|| {
            let arguments = spread(name, &call.arguments);
            let ours = meant(&members, name, arguments.len())?;
            Some(match ours.calls.is_empty() {
                true => format!("{}.{}", call.receiver, ours.name),
                false => format!("{}.{}({})", call.receiver, ours.name, arguments.join(", ")),
            })
        });
    Some(Found::words([code?]))
}

/// `t.getName()`, `t.setDaemon(true)`: an attribute is read and written by its name.
fn attribute(call: &Call, name: &str, members: &[Member]) -> Option<String> {
    let plain_name = plain(name);
    let named = |rest: Option<&str>| {
        let rest = rest?;
        let is_it = |member: &&Member| member.calls.is_empty() && plain(member.name) == rest;
        members.iter().find(is_it)
    };
    if let Some(member) = named(plain_name.strip_prefix("set"))
        && let [value] = &call.arguments[..]
    {
        return Some(format!("{}.{} = {value}", call.receiver, member.name));
    }
    let read =
        named(plain_name.strip_prefix("get")).or_else(|| named(plain_name.strip_prefix("is")));
    let member = read.filter(|_| call.arguments.is_empty())?;
    Some(format!("{}.{}", call.receiver, member.name))
}

/// `apply_async(f, [1, 2])`: what Python's pools take as a tuple stands after the function, one by one.
fn spread(name: &str, arguments: &[String]) -> Vec<String> {
    match arguments {
        [function, values] if name.starts_with("apply") => {
            let inside = values
                .strip_prefix('[')
                .and_then(|rest| rest.strip_suffix(']'));
            let inside = inside.map(str::trim).map(|inside| match inside {
                "" => vec![function.clone()],
                inside => vec![function.clone(), inside.to_string()],
            });
            inside.unwrap_or_else(|| arguments.to_vec())
        }
        _ => arguments.to_vec(),
    }
}

/// `log.addHandler(h)`: what Python's class has, and ours has not.
pub fn python_of_handle(look: &Look) -> Option<Found> {
    let (class, name) = missing(look)?;
    let (class, _) = library_class(look, class)?;
    let module = look.home_of(class).unwrap_or_default();
    let full = [
        format!("{module}.{class}.{name}"),
        format!("{class}.{name}"),
        format!("{module}.{name}"),
    ];
    Some(Found::words([full
        .iter()
        .find_map(|full| look.saying(full))?]))
}
