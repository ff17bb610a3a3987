//! Statements of the grammar about places: natives in function style with every kind of first argument, missing keys, chains that end
//! at a `?.`, call-backs with any number of parameters.

use super::Type::{self, Int, Ints, Record, Text};
use super::Writer;

/// What opens, parts and closes a call whose first argument is a variable, until the program is written: see [`spell`].
const OPEN: char = '⟦';
const PART: char = '¦';
const CLOSE: char = '⟧';

/// Functions for call-backs by name, as many parameters as their names say.
const CALLED_BACK: &str = "fn cb0() { this += 1; true }
fn cb1(x) { x > 1 }
fn cb2(x, y) { 9 }
fn cb3(x, y, z) { x }
";

/// A native in function style, which changes its first argument: `push(a, 3)`.
fn changing(native: &str, first: &str, others: &str) -> String {
    format!("{OPEN}{native}{PART}{first}{PART}{others}{CLOSE}")
}

/// The text of a program for our engine, or for Rhai's evaluator.
///
/// The one place where the dialect's rule for first arguments is told to the tests: a native changes a variable in place also when a
/// closure has captured it (Rhai forgets the change), a part of data too (`push(m.k, 3)`: Rhai changes a copy), and refuses a constant
/// (Rhai changes a copy). Rhai's methods do all of it, so that it gets `a.push(3)` for `push(a, 3)` there.
pub(super) fn spell(text: &str, for_rhai: bool) -> String {
    let closures: Vec<&str> = text.lines().filter(|line| line.contains('|')).collect();
    let apart = |name: &str| {
        let declared = format!("const {name} = ");
        name != "this"
            && (name.contains(['.', '['])
                || text.contains(&declared)
                || closures.iter().any(|line| mentions(line, name)))
    };
    let mut spelled = String::with_capacity(text.len());
    if text.contains("Fn(\"cb") {
        spelled.push_str(CALLED_BACK);
    }
    let mut parts = text.split(OPEN);
    spelled.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (call, rest) = part.split_once(CLOSE).expect("what is opened is closed");
        let mut words = call.splitn(3, PART);
        let mut word = || words.next().unwrap_or_default();
        let (native, first, others) = (word(), word(), word());
        spelled += &match others {
            _ if for_rhai && apart(first) => format!("{first}.{native}({others})"),
            "" => format!("{native}({first})"),
            _ => format!("{native}({first}, {others})"),
        };
        spelled += rest;
    }
    spelled
}

fn mentions(text: &str, name: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.any(|word| word == name)
}

/// A native that changes a value of the type in place, and its other arguments; `P` is a value of the type that `takes` gives.
fn natives(of: Type) -> &'static [(&'static str, &'static str)] {
    match of {
        Ints => &[
            ("push", "P"),
            ("insert", "0, P"),
            ("append", "[P, P]"),
            ("pop", ""),
            ("reverse", ""),
            ("sort", ""),
            ("retain", "|x| x > 1"),
            ("for_each", "|| this += 1"),
        ],
        Text => &[("append", "P"), ("make_upper", ""), ("crop", "1")],
        Record => &[("set", "\"n\", P"), ("remove", "\"zzz\"")],
        _ => &[("set_bit", "2, true"), ("set_bit", "0, false")],
    }
}

impl Writer {
    /// A statement of a method's body that changes `this` by a native, for the parameter `P`.
    pub(super) fn change_of_this(&mut self, of: Type) -> String {
        let natives = natives(of);
        let (native, others) = natives[self.choose(natives.len())];
        match (others, self.choose(3)) {
            (_, 1) => format!("this.call({});", function(native, others)),
            ("", _) => format!("{native}(this);"),
            _ => format!("{native}(this, {others});"),
        }
    }

    /// A native in function style on a variable, a part of one, a constant; or handed on by a function pointer.
    pub(super) fn native_call(&mut self) {
        let of = [Ints, Text, Record, Int][self.choose(4)];
        let takes = if of == Text { Text } else { Int };
        let natives = natives(of);
        let (native, others) = natives[self.choose(natives.len())];
        let argument = self.expression(takes, 1);
        let others = others.replace('P', &argument);
        match self.choose(7) {
            0..=2 => {
                let Some(name) = self.variable(of, true) else {
                    return self.let_closure();
                };
                let call = changing(native, &name, &others);
                self.line(&format!("{call};{}", Self::shortened(&name, of)));
            }
            3 => {
                // Through a pointer the value is the method's receiver.
                let Some(name) = self.variable(of, true) else {
                    return self.let_closure();
                };
                let pointer = function(native, &others);
                self.line(&format!(
                    "{name}.call({pointer});{}",
                    Self::shortened(&name, of)
                ));
            }
            4 => {
                let name = self.fresh("k");
                let value = self.expression(of, 1);
                // These change any value, so that a constant refuses them.
                let (native, others) = match of {
                    Text => ("append", "\"x\"".to_string()),
                    Record => ("set", format!("\"zzz\", {argument}")),
                    _ => ("push", argument),
                };
                let call = match of {
                    Int => format!("abs({name})"),
                    _ => changing(native, &name, &others),
                };
                self.line(&format!("const {name} = {value};"));
                self.line(&format!(
                    "try {{ {call}; }} catch {{ print(\"refused\"); }} print({name});"
                ));
            }
            5 => {
                let Some(record) = self.variable(Record, true) else {
                    return self.let_closure();
                };
                let number = self.expression(Int, 1);
                let part = [".l", "[\"l\"]"][self.choose(2)];
                let call = changing("push", &format!("{record}{part}"), &number);
                self.line(&format!(
                    "{call}; {record}.l.call(Fn(\"push\"), {number}); print({record}.l);"
                ));
                self.line(&format!("{record}.l.truncate(12);"));
            }
            _ => {
                let name = self.fresh("v");
                let value = self.expression(of, 1);
                self.line(&format!(
                    "{{ let {name} = {value}; call(Fn(\"{native}\"), {name}{}{others}); print({name}); }}",
                    if others.is_empty() { "" } else { ", " },
                ));
            }
        }
    }

    /// Whatever is done with a key that is not there: the map stays as it was.
    pub(super) fn missing_key(&mut self) {
        let Some(record) = self.variable(Record, true) else {
            return self.let_closure();
        };
        let place = ["zzz", "m.zzz", "l[0].zzz"][self.choose(3)];
        let place = match self.choose(2) {
            0 => format!("{record}.{place}"),
            _ => format!("{record}[\"m\"][\"zzz\"]"),
        };
        let number = self.expression(Int, 0);
        let uses = [
            "PLACE.to_string()",
            "PLACE.nothing(N)",
            "PLACE.to_debug()",
            "PLACE.take()",
            "PLACE.is_shared()",
            "PLACE.call(|| this)",
            "PLACE.call(|| { this = 5; })",
            "PLACE[N]",
            "PLACE.c",
            "PLACE?.c.d(N)",
            "PLACE?.c.call(N).d",
            "PLACE?.c(N).d[0]",
            "PLACE?[N]",
            "PLACE.c = N",
            "PLACE[0] = N",
            "PLACE?.c = N",
            "PLACE?.c.d = N",
            "PLACE?.c += N",
            // Rhai leaves `()` behind when this fails, ours leaves nothing: known, and taken away.
            "{ try { PLACE += N; } catch { } REMOVE }",
            "PLACE = N; REMOVE",
        ];
        let what = uses[self.choose(uses.len())];
        let (map, key) = place
            .rsplit_once(".zzz")
            .map_or((format!("{record}[\"m\"]"), "zzz"), |(map, _)| {
                (map.to_string(), "zzz")
            });
        let remove = format!("{map}.remove(\"{key}\")");
        let what = what
            .replace("REMOVE", &remove)
            .replace("PLACE", &place)
            .replace('N', &number);
        let (value, error) = (self.fresh("x"), self.fresh("e"));
        let attempt = match what.contains(" = ") || what.contains(" += ") {
            true => format!("{what};"),
            false => format!("let {value} = {what}; print({value});"),
        };
        self.line(&format!(
            "try {{ {attempt} }} catch ({error}) {{ print({error}.error); }} print({record});"
        ));
    }

    /// A native that calls back, with functions of any number of parameters, on few items: many of them are not found.
    pub(super) fn call_back(&mut self) {
        let methods = [
            "for_each", "map", "filter", "some", "all", "find", "find_map", "index_of", "reduce",
            "drain", "retain", "dedup",
        ];
        let of_maps = ["map", "filter", "drain", "retain"];
        let functions = [
            "|| { this += 1; true }",
            "|x| x > 1",
            "|x, y| 9",
            "|x, y, z| x",
            "|x, y, z, w| true",
        ];
        let items = self.fresh("t");
        let (method, value) = match self.choose(4) {
            0 => (of_maps[self.choose(4)], "#{a: 1, b: 2}"),
            1 => (methods[self.choose(12)], "[[2, 1], [3]]"),
            _ => (methods[self.choose(12)], "[3, 1]"),
        };
        let natives = ["pop", "sort", "reverse", "push", "clear", "is_empty"];
        let mut function = match self.choose(3) {
            0 => functions[self.choose(5)].to_string(),
            1 => format!("Fn(\"{}\")", natives[self.choose(6)]),
            _ => format!("Fn(\"cb{}\")", self.choose(4)),
        };
        if self.choose(4) == 1 {
            function = format!("curry({function}, 7)");
        }
        let error = self.fresh("e");
        // After a failure nothing is said of the items: Rhai's `retain` of maps drops one.
        self.line(&format!("let {items} = {value};"));
        self.line(&format!(
            "try {{ print({items}.{method}({function})); print({items}); }} catch ({error}) {{ print(\"failed\"); }}"
        ));
    }
}

/// `Fn("push"), 3`: what calls a native by a pointer, now and then with its arguments curried.
fn function(native: &str, others: &str) -> String {
    match others {
        "" => format!("Fn(\"{native}\")"),
        _ if native == "push" => format!("curry(Fn(\"{native}\"), {others})"),
        _ => format!("Fn(\"{native}\"), {others}"),
    }
}
