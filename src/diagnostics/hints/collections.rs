//! Sets, dictionaries and counters as Python writes them: `{1, 2}`, `{x: 1 for x in xs}`, `defaultdict(list)`, `s <= t`.

use super::Found;
use super::cause::Problem;
use super::look::{Look, call, split, when};
use super::members::{chain_end, chain_start, method_call};
use super::objects::first_value;
use super::problem::{
    parse, raised, raised_any, unknown_function, unknown_property, unknown_variable,
};
use super::rewrite::rhai;
use crate::builtins::gives_pairs;
use crate::lang::{Token, TokenKind};
use crate::messages::Argument;

/// The brace around the mistake that holds a comprehension: it, its `for`, and what closes it.
fn comprehension_in_braces(look: &Look) -> Option<(usize, usize, usize)> {
    parse(look)?;
    let open = look.open_bracket()?;
    let before = open.checked_sub(1).map_or("", |before| look.at(before));
    let is_value = matches!(before, "=" | "(" | "," | "return" | "in" | "[" | ":");
    when(look.at(open) == "#{" || look.at(open) == "{" && is_value)?;
    let close = look.closing(open)?;
    let mut depth = 0_i32;
    let each = (open + 1..close).find(|at| {
        match look.at(*at) {
            "(" | "[" | "{" | "#{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        depth == 0 && look.at(*at) == "for"
    })?;
    let has_in = (each..close).any(|at| look.at(at) == "in");
    when(has_in && each > open + 1)?;
    Some((open, each, close))
}

/// `{x for x in xs}`, `{x: x * x for x in xs}`
pub fn braced_comprehension(look: &Look) -> Option<Found> {
    let (open, each, close) = comprehension_in_braces(look)?;
    let tokens = look.tokens();
    let item = &tokens[open + 1..each];
    let range = tokens[open].range.start..tokens[close].range.end;
    let parts = split(look, item, ":");
    let [key, value] = parts[..] else {
        let inside = rhai(look, &tokens[open + 1..close]);
        return Some(Found::words([format!("set(list[{inside}])")]).at(range));
    };
    let declares = open >= 3 && look.at(open - 1) == "=" && look.at(open - 3) == "let";
    let name = if declares { look.at(open - 2) } else { "m" };
    let condition = (each..close).find(|at| look.at(*at) == "if");
    let head = &tokens[each..condition.unwrap_or(close)];
    let over = head.iter().position(|token| look.word(token) == "in")?;
    let names = rhai(look, &head[1..over]);
    let names = match names.contains(',') && !names.starts_with('(') {
        true => format!("({names})"),
        false => names,
    };
    let over = rhai(look, &head[over + 1..]);
    let key = match key {
        // A key is a text.
        [text] if text.kind == TokenKind::Text => rhai(look, key),
        key if look.first_word(key) == "str" => rhai(look, key),
        key => format!("str({})", rhai(look, key)),
    };
    let given = format!("{name}[{key}] = {};", rhai(look, value));
    let given = match condition {
        Some(at) => format!("if {} {{ {given} }}", rhai(look, &tokens[at + 1..close])),
        None => given,
    };
    let code = format!("let {name} = #{{}}; for {names} in {over} {{ {given} }}");
    Some(Found::words([code]).at(range))
}

/// `{1, 2}`: a set in Python, an array in C.
pub fn list_in_braces(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == ",")?;
    let open = look.open_bracket()?;
    when(
        look.at(open) == "{"
            && open > 0
            && matches!(look.at(open - 1), "=" | "(" | "," | "return" | "in"),
    )?;
    let close = look.closing(open)?;
    let inside = rhai(look, &look.tokens()[open + 1..close]);
    when(!inside.contains(';') && !inside.contains(':'))?;
    let range = look.tokens()[open].range.start..look.tokens()[close].range.end;
    Some(Found::words([format!("set([{inside}])"), format!("[{inside}]")]).at(range))
}

/// `defaultdict(list)`, `type_of(x) == list`: the name of a type that Python calls.
pub fn type_as_value(look: &Look) -> Option<Found> {
    let name = unknown_variable(look)?;
    when(look.near(0) == name && !matches!(look.near(1), "(" | "." | "::"))?;
    let (made, kind) = match name {
        "list" | "tuple" | "array" | "Array" => ("|| []", "\"array\""),
        "dict" | "map" | "object" => ("|| #{}", "\"map\""),
        _ => return None,
    };
    let code = match (look.near(-1), call(look)) {
        ("==" | "!=", _) => kind.to_string(),
        (_, Some(("defaultdict", ..))) => made.to_string(),
        (_, Some(("isinstance", open, close))) => {
            let value = split(look, look.tokens().get(open + 1..close)?, ",");
            format!("type_of({}) == {kind}", rhai(look, value.first()?))
        }
        _ => return None,
    };
    Some(Found::words([name.to_string(), code]))
}

/// `let s = {}; s.add(1)`: the braces are an empty block.
pub fn empty_braces(look: &Look) -> Option<Found> {
    let call = unknown_function(look)?;
    when(call.is_method() && call.receiver() == "()" && look.near(-1) == "." && look.is_word(-2))?;
    let name = look.near(-2);
    let value = first_value(look, name)?;
    when(matches!(value, [open, close] if look.word(open) == "{" && look.word(close) == "}"))?;
    let made = match call.name() {
        "add" | "discard" | "union" | "intersection" | "difference" | "issubset" => "set()",
        "push" | "append" | "pop" | "extend" | "insert" | "sort" | "shift" => "[]",
        _ => "#{}",
    };
    Some(Found::words([format!("let {name} = {made};")]))
}

/// `set(1, 2)`: the values stand in an array.
pub fn one_iterable(look: &Look) -> Option<Found> {
    when(raised_any(look)?.starts_with("arity"))?;
    let name = look.near(0);
    when(look.near(1) == "(" && look.near(-1) != ".")?;
    let takes_one = |parameters: &String| parameters.starts_with("iterable");
    when(look.names.calls?(name).iter().any(takes_one))?;
    let close = look.closing(look.here + 1)?;
    let inside = &look.tokens()[look.here + 2..close];
    when(split(look, inside, ",").len() > 1)?;
    Some(Found::words([format!("{name}([{}])", rhai(look, inside))]))
}

/// `s + t`, `s <= t` of sets, `d += [1]` of a deque: what their class has for it.
pub fn operator_of_handle(look: &Look) -> Option<Found> {
    let call = unknown_function(look)?;
    let [left_kind, right_kind] = &call.types[..] else {
        return None;
    };
    let (operator, sign) = match look.near(0).trim_end_matches('=') {
        sign if sign == call.name() => (look.here, look.near(0)),
        _ if look.near(0) == call.name() => (look.here, look.near(0)),
        _ => return None,
    };
    let has = |name: &str| look.has_member(left_kind, name);
    let start = chain_start(look, operator.checked_sub(1)?)?;
    let left = rhai(look, &look.tokens()[start..operator]);
    let end = chain_end(look, operator + 1)?;
    let mut right = rhai(look, &look.tokens()[operator + 1..=end]);
    if has("issubset") && right_kind != left_kind {
        when(matches!(right_kind.as_str(), "array" | "string" | "deque"))?;
        right = format!("set({right})");
    }
    let code = match sign {
        "+=" if has("extend") => format!("{left}.extend({right})"),
        "+" if has("union") => format!("{left} | {right}"),
        "+=" if has("union") => format!("{left} |= {right}"),
        "-" | "&" | "|" | "^" if has("union") => format!("{left} {sign} {right}"),
        "<=" if has("issubset") => format!("{left}.issubset({right})"),
        ">=" if has("issuperset") => format!("{left}.issuperset({right})"),
        "<" if has("issubset") => format!("({left}.issubset({right}) && {left} != {right})"),
        ">" if has("issuperset") => format!("({left}.issuperset({right}) && {left} != {right})"),
        _ => return None,
    };
    let range = look.tokens()[start].range.start..look.tokens()[end].range.end;
    Some(Found::words([code]).at(range))
}

/// `c.most_common(1).a`, `m.items().a`: pairs have no names; what they were made of has.
pub fn name_of_pairs(look: &Look) -> Option<Found> {
    let (name, kind) = unknown_property(look)?;
    when(kind == "array")?;
    let call = method_call(look)?;
    let place = match name {
        "key" | "first" | "left" | "fst" => Some(0),
        "value" | "second" | "right" | "snd" => Some(1),
        _ => None,
    };
    if let Some(place) = place {
        return Some(Found::words([
            name.to_string(),
            format!("{}[{place}]", call.receiver),
        ]));
    }
    let (before, method) = call.receiver.rsplit_once('.')?;
    when(gives_pairs(method.split('(').next()?) && !before.contains(['(', ' ']))?;
    Some(Found::words([
        name.to_string(),
        format!("{before}[\"{name}\"]"),
    ]))
}

/// Does the expression give pairs that a `for` takes apart?
pub fn walks_in_pairs(look: &Look, iterable: &[Token]) -> bool {
    let [.., dot, name, open, _] = iterable else {
        return with_arguments(look, iterable);
    };
    let is_call = look.word(dot) == "." && look.word(open) == "(";
    is_call && gives_pairs(look.word(name)) || with_arguments(look, iterable)
}

/// `c.most_common(2)`
fn with_arguments(look: &Look, iterable: &[Token]) -> bool {
    let open = iterable.iter().rposition(|token| look.word(token) == "(");
    open.is_some_and(|open| {
        let ends = super::look::closing(look, iterable, open) == iterable.len().checked_sub(1);
        ends && open >= 2
            && look.word(&iterable[open - 2]) == "."
            && gives_pairs(look.word(&iterable[open - 1]))
    })
}

/// `s[0]` of a set: its values have no places.
pub fn place_in_set(look: &Look) -> Option<Found> {
    let Problem::Raised(message) = look.problem else {
        return None;
    };
    when(message.id() == Some("object-index"))?;
    let Some(Argument::Text(class)) = message.argument("class") else {
        return None;
    };
    when(look.has_member(class, "contains"))?;
    let open = match look.near(0) {
        "[" => look.here,
        _ => look.open_bracket()?,
    };
    let close = look.closing(open)?;
    let start = chain_start(look, open.checked_sub(1)?)?;
    let tokens = look.tokens();
    let (of, place) = (
        rhai(look, &tokens[start..open]),
        rhai(look, &tokens[open + 1..close]),
    );
    let range = tokens[start].range.start..tokens[close].range.end;
    Some(Found::words([format!("list[item for item in {of}][{place}]")]).at(range))
}

/// `len(q)` of a queue.
pub fn length_of_handle(look: &Look) -> Option<Found> {
    let class = match unknown_function(look) {
        Some(call) => (call.name() == "len" && !call.is_method()).then(|| call.receiver())?,
        None => raised(look).filter(|(id, _)| *id == "no-length")?.1,
    };
    when(look.has_member(class, "qsize") && look.near(1) == "(")?;
    let close = look.closing(look.here + 1)?;
    let of = rhai(look, &look.tokens()[look.here + 2..close]);
    Some(Found::words([format!("{of}.qsize()")]))
}

/// `sum(futures)`, `f + 1`: the future in the place of what its task gives.
pub fn future_as_value(look: &Look) -> Option<Found> {
    if let Some((_, kind)) = raised(look) {
        when(kind == "Future" && look.near(1) == "(" && look.near(-1) != ".")?;
        let close = look.closing(look.here + 1)?;
        let inside = &look.tokens()[look.here + 2..close];
        let item = if rhai(look, inside) == "f" {
            "one"
        } else {
            "f"
        };
        let code = format!(
            "{}(list[{item}.result() for {item} in {}])",
            look.near(0),
            rhai(look, inside)
        );
        return Some(Found::words([code]));
    }
    let call = unknown_function(look)?;
    let sides = [call.types.first()?, call.types.get(1)?];
    when(look.near(0).starts_with(call.name()) && sides.iter().any(|kind| *kind == "Future"))?;
    let start = chain_start(look, look.here.checked_sub(1)?)?;
    let end = chain_end(look, look.here + 1)?;
    let side = |tokens: &[Token], kind: &str| {
        let result = if kind == "Future" { ".result()" } else { "" };
        format!("{}{result}", rhai(look, tokens))
    };
    let tokens = look.tokens();
    let (left, right) = (
        side(&tokens[start..look.here], sides[0]),
        side(&tokens[look.here + 1..=end], sides[1]),
    );
    let range = tokens[start].range.start..tokens[end].range.end;
    Some(Found::words([format!("{left} {} {right}", look.near(0))]).at(range))
}
