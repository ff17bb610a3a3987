//! Habits from languages other than Python, and slips of the fingers: `===`, `:=`, `=>`, `console.log`, one bracket too many.

use super::Found;
use super::look::{Look, split, when};
use super::members::chain_start;
use super::problem::{parse, run, unknown_function, unknown_variable};
use super::rewrite::rhai;
use super::running::braces;
use crate::lang::TokenKind;
use crate::objects::error::{ErrorKind, Mistake};

/// `===`, `!==`, `<>`, `=>`, `=<`, `:=`: the operators that are meant.
const OPERATORS: &[(&str, &str)] = &[
    ("===", "=="),
    ("!==", "!="),
    ("<>", "!="),
    ("=>", ">="),
    ("=<", "<="),
    (":=", "="),
];

/// An operator of another language, or one turned round; those that compare stand in a condition.
pub fn other_operator(look: &Look) -> Option<Found> {
    parse(look)?;
    let line = look.line();
    let here = line.partition_point(|token| token.range.end <= look.offset);
    let in_condition = matches!(look.first_word(look.statement()), "if" | "while" | "until")
        || line
            .iter()
            .any(|token| matches!(look.word(token), "if" | "while"));
    // `=<` are two tokens.
    let written = |at: usize| {
        let (first, second) = (line.get(at)?, line.get(at + 1));
        let pair = second.filter(|second| second.range.start == first.range.end);
        let pair = pair.map(|second| (format!("{}{}", look.word(first), look.word(second)), 2));
        let one = (look.word(first).to_string(), 1);
        let known = |written: &str| OPERATORS.iter().find(|(other, _)| *other == written);
        let (written, count) = [pair, Some(one)]
            .into_iter()
            .flatten()
            .find(|(written, _)| known(written).is_some())?;
        Some((at, count, known(&written)?.1, written))
    };
    let (at, count, ours, written) = [Some(here), here.checked_sub(1), here.checked_sub(2)]
        .into_iter()
        .flatten()
        .find_map(written)?;
    when(in_condition || !matches!(written.as_str(), "=>" | "=<"))?;
    let mut code = rhai(look, &line[..at]);
    code = format!("{code} {ours} {}", rhai(look, &line[at + count..]));
    Some(
        Found::words([written, ours.to_string(), code])
            .at(line[at].range.start..line[at + count - 1].range.end),
    )
}

/// `x => x + 1`, `(a, b) -> a`, `fn(x) { x }`, `function (x) { x }` as values.
pub fn function_value(look: &Look) -> Option<Found> {
    parse(look)?;
    let line = look.line();
    let word = |at: usize| line.get(at).map_or("", |token| look.word(token));
    let arrow = line
        .iter()
        .position(|token| matches!(look.word(token), "=>" | "->"));
    if let Some(arrow) = arrow {
        let touches = |at: usize| {
            (line.get(at + 1)).is_some_and(|next| line[at].range.end == next.range.start)
        };
        when(word(arrow) == "=>" || !(arrow > 0 && touches(arrow - 1) && touches(arrow)))?;
        when(!look.source.contains("switch") && word(0) != "fn")?;
        let start = match word(arrow.checked_sub(1)?) {
            ")" => line[..arrow]
                .iter()
                .rposition(|token| look.word(token) == "(")?,
            _ => arrow - 1,
        };
        let names: Vec<String> = split(look, &line[start..arrow], ",")
            .iter()
            .map(|part| rhai(look, part))
            .collect();
        let names = names.join(", ").replace(['(', ')'], "");
        let mut depth = 0_i32;
        let end = line[arrow + 1..].iter().position(|token| {
            match look.word(token) {
                "(" | "[" | "{" | "#{" => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                _ => {}
            }
            depth < 0 || depth == 0 && matches!(look.word(token), ";" | ",")
        });
        let end = end.map_or(line.len(), |length| arrow + 1 + length);
        let value = rhai(look, &line[arrow + 1..end]);
        when(!value.is_empty())?;
        let range = line[start].range.start..line[end - 1].range.end;
        return Some(Found::words([format!("|{names}| {value}")]).at(range));
    }
    let is_function = |at: &usize| {
        matches!(word(*at), "fn" | "function" | "func")
            && word(at + 1) == "("
            && *at > 0
            && matches!(word(at - 1), "=" | "(" | "," | "return" | ":")
    };
    let at = (0..line.len()).find(is_function)?;
    let first = look
        .tokens()
        .partition_point(|token| token.range.start < line[at].range.start);
    let close = look.closing(first + 1)?;
    let names = rhai(look, &look.tokens()[first + 2..close]);
    when(look.at(close + 1) == "{")?;
    let body = look.closing(close + 1)?;
    let is_short = look.tokens()[body].line == line[at].line;
    let code = match is_short {
        true => rhai(look, &look.tokens()[close + 1..=body]),
        false => "{ … }".to_string(),
    };
    Some(Found::words([format!("|{names}| {code}")]).at(line[at].range.clone()))
}

/// A name that cannot be one: a word of the language, with a digit first, with a `-`.
pub fn no_name(look: &Look) -> Option<Found> {
    let declares = |delta: isize| matches!(look.near(delta), "let" | "const" | "fn" | "for");
    let dashed = look.near(0) == "-" && look.is_word(1) && declares(-2) && look.near(2) == "=";
    if dashed {
        parse(look)?;
        let name = format!("{}_{}", look.near(-1), look.near(1));
        return Some(Found::words([
            format!("{}-{}", look.near(-1), look.near(1)),
            name,
        ]));
    }
    let word = look.near(0);
    // `9x = 1`: the parser reads a number, and then a name.
    let is_number = look.token(0)?.kind == TokenKind::Number && !word.starts_with("0x");
    let in_number =
        is_number && look.token(0)?.range.start < look.offset && word.contains(char::is_alphabetic);
    when(
        in_number && parse(look).is_some()
            || *parse(look)? == Mistake::VariableExpected && declares(-1),
    )?;
    let other = match look.token(0)?.kind {
        TokenKind::Number => {
            let name: String = word.chars().skip_while(char::is_ascii_digit).collect();
            when(!name.is_empty())?;
            let digits = word.len() - name.len();
            format!("{name}{}", &word[..digits])
        }
        TokenKind::Word => format!("{word}_"),
        _ => return None,
    };
    Some(Found::words([word.to_string(), other]))
}

/// `print(1));`
pub fn bracket_too_many(look: &Look) -> Option<Found> {
    when(matches!(parse(look)?, Mistake::Missing(token) if token == ";"))?;
    when(
        matches!(look.near(0), ")" | "]")
            && look.open_bracket().is_none_or(|open| look.at(open) == "{"),
    )?;
    Some(Found::words([look.near(0).to_string()]))
}

/// An `else` without an `if` before it.
pub fn lonely_else(look: &Look) -> Option<Found> {
    when(
        matches!(parse(look)?, Mistake::Unexpected(word) if word == "else")
            || [look.near(0), look.near(-1)]
                .iter()
                .any(|word| matches!(*word, "else" | "catch" | "elif" | "elsif" | "elseif")),
    )?;
    parse(look)?;
    let delta = match look.near(-1) {
        "elif" | "elsif" | "elseif" => -1,
        _ => 0,
    };
    when(matches!(
        look.near(delta),
        "else" | "catch" | "elif" | "elsif" | "elseif"
    ))?;
    when(matches!(look.near(delta - 1), "" | ";"))?;
    let first = if look.near(delta) == "catch" {
        "try"
    } else {
        "if"
    };
    Some(
        Found::words([look.near(delta).to_string(), first.to_string()])
            .at(look.token(delta)?.range.clone()),
    )
}

/// `except ValueError {` that no `try` stands before.
pub fn lonely_except(look: &Look) -> Option<Found> {
    parse(look)?;
    let delta = [0, -1]
        .into_iter()
        .find(|delta| look.near(*delta) == "except")?;
    when(matches!(look.near(delta - 1), "" | ";" | "{"))?;
    let code = "try { … } catch (e) {".to_string();
    Some(Found::words([code]).at(look.token(delta)?.range.clone()))
}

/// `console.log("x")`, `echo "x"`
pub fn other_print(look: &Look) -> Option<Found> {
    const OBJECTS: &[&str] = &["console", "System", "std", "Console", "fmt", "cout", "cerr"];
    if let Some(name) = unknown_variable(look) {
        when(OBJECTS.contains(&name))?;
    } else if parse(look).is_some() {
        when(matches!(look.near(-1), "echo" | "puts" | "say" | "cout") && look.starts_line_at(-1))?;
        let line = look.line();
        let value = rhai(look, line.get(1..)?);
        let value = value.trim_end_matches(';');
        return Some(Found::words([
            look.near(-1).to_string(),
            format!("print({value});"),
        ]));
    } else {
        let call = unknown_function(look)?;
        when(matches!(
            call.name(),
            "printf" | "println" | "puts" | "echo" | "write" | "log"
        ))?;
    }
    let line = look.line();
    let first = look.first_word(line).to_string();
    if let Some(stream) = line
        .iter()
        .position(|token| matches!(look.word(token), "cout" | "cerr"))
    {
        let parts = split(look, line.get(stream + 1..)?, "<<").into_iter();
        let parts = parts.map(|part| rhai(look, part).trim_end_matches(';').to_string());
        let parts: Vec<String> = parts
            .filter(|part| !part.is_empty() && !part.ends_with("endl"))
            .collect();
        return Some(Found::words([
            look.word(&line[stream]).to_string(),
            format!("print({});", parts.join(" + ")),
        ]));
    }
    let open = line.iter().position(|token| look.word(token) == "(")?;
    let inside = &line[open + 1..super::look::closing(look, line, open)?];
    let mut parts = split(look, inside, ",")
        .into_iter()
        .map(|part| rhai(look, part));
    let format = parts.next().unwrap_or_default();
    let values: Vec<String> = parts.collect();
    let places = braces(&format);
    let code = match values.is_empty() {
        true => format!("print({format});"),
        false if places.contains('{') => format!("print(format({places}, {}));", values.join(", ")),
        false => format!("print({format}, {});", values.join(", ")),
    };
    Some(Found::words([first, code]))
}

/// `unless`, `repeat`, `foreach`, `then`, `synchronized`: words of other languages.
pub fn other_word(look: &Look) -> Option<Found> {
    parse(look)?;
    let begins = look.first_word(look.statement());
    let begins = if look.near(-1) == ")" { begins } else { "" };
    let word = [look.near(-1), look.near(0), begins]
        .into_iter()
        .find(|word| {
            matches!(
                *word,
                "unless" | "repeat" | "foreach" | "then" | "synchronized" | "lock" | "using"
            ) || *word == "do" && look.near(0) == "do" && look.near(1) == "{"
        })?;
    let line = look.line();
    let at = line.iter().position(|token| look.word(token) == word)?;
    let block = line
        .iter()
        .position(|token| look.word(token) == "{")
        .unwrap_or(line.len());
    let rest = line.get(at + 1..block)?;
    let code = match word {
        "unless" => format!("if !({}) {{", rhai(look, rest)),
        "repeat" if rest.is_empty() => "loop {".to_string(),
        "repeat" => format!("for _i in 0..{} {{", rhai(look, rest)),
        "foreach" => format!("for {} {{", rhai(look, rest)),
        "then" if !rest.is_empty() => {
            format!("{} {{ {} }}", rhai(look, &line[..at]), rhai(look, rest))
        }
        "then" | "do" => format!("{} {{", rhai(look, &line[..at])),
        _ => {
            let inside = rest.get(1..)?;
            when(look.first_word(rest) == "(" && block < line.len())?;
            format!("with {} {{", rhai(look, inside.get(..inside.len() - 1)?))
        }
    };
    Some(Found::words([word.to_string(), code]).at(line[at].range.clone()))
}

/// `await f()`, `async fn`, `yield x`
pub fn asynchronous(look: &Look) -> Option<Found> {
    when(
        matches!(parse(look)?, Mistake::Reserved(word) if matches!(word.as_str(), "async" | "await")),
    )?;
    // `barrier.await()` of Java, `future.await` of Rust.
    if look.near(-1) == "." {
        let start = chain_start(look, look.here.checked_sub(2)?)?;
        let of = rhai(look, &look.tokens()[start..look.here - 1]);
        let name = if look.near(1) == "(" {
            "wait"
        } else {
            "result"
        };
        return Some(Found::words([
            look.near(0).to_string(),
            format!("{of}.{name}()"),
        ]));
    }
    let line = look.line();
    let at = line
        .iter()
        .position(|token| look.word(token) == look.near(0))?;
    let rest = rhai(look, line.get(at + 1..)?);
    when(!rest.is_empty())?;
    Some(Found::words([look.near(0).to_string(), rest]))
}

/// `"a" . "b"`, `"a" ++ "b"`
pub fn joined_texts(look: &Look) -> Option<Found> {
    parse(look)?;
    let (text, operator, value) = match (look.near(0), look.near(-1)) {
        ("++", _) if look.is_text(-1) => (-1, 0, 1),
        (_, "." | "++") if look.is_text(-2) => (-2, -1, 0),
        _ => return None,
    };
    when(!look.near(value).is_empty() && !look.near(operator).is_empty())?;
    let code = format!("{} + {}", look.near(text), look.near(value));
    Some(Found::words([code]))
}

/// `p->x`
pub fn arrow_member(look: &Look) -> Option<Found> {
    parse(look)?;
    let delta = [0, -1, 1]
        .into_iter()
        .find(|delta| look.near(*delta) == "->")?;
    when(look.is_word(delta - 1) && look.is_word(delta + 1))?;
    let code = format!("{}.{}", look.near(delta - 1), look.near(delta + 1));
    Some(Found::words([code]).at(look.token(delta)?.range.clone()))
}

/// `v[::-1]`
pub fn reversed_slice(look: &Look) -> Option<Found> {
    parse(look)?;
    let open = look.open_bracket()?;
    when(look.reads(open, &["[", "::", "-", "1", "]"]))?;
    let name = look.at(open.checked_sub(1)?);
    Some(
        Found::words([format!("reversed({name})")])
            .at(look.tokens()[open].range.start..look.tokens()[open + 4].range.end),
    )
}

/// `v[0][1] = 3`, where `v[0]` is a number.
pub fn items_of_number(look: &Look) -> Option<Found> {
    let is_bit = matches!(run(look)?, ErrorKind::WrongType { wanted, got } if wanted == "bool" && got != "bool");
    let line = look.line();
    let close = line.iter().position(|token| look.word(token) == "]")?;
    let indexed_twice = line
        .get(close + 1)
        .is_some_and(|token| look.word(token) == "[");
    when(is_bit && indexed_twice)?;
    let start = line[..close]
        .iter()
        .rposition(|token| look.word(token) == "[")?;
    let begin = start.checked_sub(1)?;
    let item = rhai(look, &line[begin..=close]);
    let equals = line.iter().position(|token| look.word(token) == "=")?;
    let end = line
        .iter()
        .position(|token| token.range.start > line[equals].range.start && look.word(token) == ";")
        .unwrap_or(line.len());
    let value = rhai(look, &line[equals + 1..end]);
    Some(Found::words([item.clone(), format!("{item} = {value};")]))
}

/// `class A(Base) {`
pub fn base_in_brackets(look: &Look) -> Option<Found> {
    parse(look)?;
    let line = look.line();
    let class = line.iter().position(|token| look.word(token) == "class")?;
    let word = |at: usize| line.get(at).map_or("", |token| look.word(token));
    when(word(class + 2) == "(" && line.iter().any(|token| look.word(token) == "{"))?;
    when(look.near(0) == "(" || look.near(-1) == word(class + 1))?;
    let code = match word(class + 3) {
        ")" => format!("class {} {{", word(class + 1)),
        // The last of `threading.Thread`.
        _ => {
            let close = super::look::closing(look, line, class + 2)?;
            let bases = split(look, &line[class + 3..close], ",");
            when(bases.len() == 1)?;
            let base = look.word(bases[0].last()?);
            format!("class {} : {base} {{", word(class + 1))
        }
    };
    Some(Found::words([code]))
}

/// `print("a", end="")`: the options stand in a map.
pub fn print_keywords(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == "=")?;
    let (name, open, close) = super::look::call(look)?;
    when(name == "print" && matches!(look.near(-1), "end" | "sep" | "flush" | "file"))?;
    let (mut values, mut options) = (Vec::new(), Vec::new());
    for part in split(look, &look.tokens()[open + 1..close], ",") {
        match part {
            [key, equals, value @ ..] if look.word(equals) == "=" => {
                let value = rhai(look, value).replace("sys.", "");
                options.push(format!("{}: {value}", look.word(key)));
            }
            value => values.push(rhai(look, value)),
        }
    }
    values.push(format!("#{{{}}}", options.join(", ")));
    Some(Found::words([format!("print({})", values.join(", "))]))
}
