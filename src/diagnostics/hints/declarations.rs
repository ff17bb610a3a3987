//! Declarations as other languages write them: `String name = …`, `void f(int x) {`, `public class A {`, `let (a, b) = …`.

use super::Found;
use super::cause::Problem;
use super::expressions::{assignments, fresh_name};
use super::look::{Look, split, when};
use super::problem::{missing, parse};
use super::rewrite::rhai;
use crate::lang::{Token, TokenKind};
use crate::objects::error::Mistake;
use std::ops::Range;

/// Types of other languages, and words that other languages write before a declaration.
const TYPES: &[&str] = &[
    "int",
    "float",
    "double",
    "char",
    "bool",
    "boolean",
    "string",
    "String",
    "str",
    "long",
    "short",
    "unsigned",
    "var",
    "auto",
    "Integer",
    "Boolean",
    "Thread",
    "Lock",
    "Queue",
    "List",
    "void",
    "Map",
    "Set",
    "HashMap",
    "TreeMap",
    "HashSet",
    "TreeSet",
    "ArrayList",
    "LinkedList",
    "Deque",
    "ArrayDeque",
    "ConcurrentHashMap",
    "BlockingQueue",
    "ExecutorService",
    "Future",
    "AtomicInteger",
];

/// Words that begin another statement than a declaration.
const OTHERS: &[&str] = &[
    "if", "else", "while", "for", "loop", "do", "switch", "return", "throw", "try", "catch",
    "with", "import", "export", "new", "del", "global", "nonlocal", "raise", "assert", "print",
    "echo", "await", "async", "from", "foreach", "until", "unless", "yield", "not", "in", "elif",
    "except", "case", "goto",
];

/// The statement around the mistake up to its `;`, or to the end of its line: indices of its tokens.
pub fn whole_statement(look: &Look) -> Range<usize> {
    let first = look.statement().first().map_or(look.here, |first| {
        look.tokens()
            .partition_point(|token| token.range.start < first.range.start)
    });
    let line = look.tokens().get(first).map_or(0, |token| token.line);
    let mut depth = 0_usize;
    let mut end = first;
    while let Some(token) = look.tokens().get(end) {
        match look.word(token) {
            "(" | "[" | "{" | "#{" => depth += 1,
            ")" | "]" | "}" if depth > 0 => depth -= 1,
            "}" | ";" if depth == 0 => break,
            _ if depth == 0 && token.line > line => break,
            _ => {}
        }
        end += 1;
    }
    first..end
}

/// The last name of what stands before `=` or `;`, if types or other words stand before it: `List<Integer> xs`, `let mut x`.
fn declared_name<'a>(look: &Look<'a>, tokens: &[Token]) -> Option<&'a str> {
    let (name, before) = tokens.split_last()?;
    let first = look.word(before.first()?);
    when(
        name.kind == TokenKind::Word
            && before[0].kind == TokenKind::Word
            && !OTHERS.contains(&first),
    )?;
    let is_plain = before.len() == 1 && matches!(first, "let" | "const" | "fn" | "class");
    let is_type = |token: &Token| {
        token.kind == TokenKind::Word
            || matches!(look.word(token), "<" | ">" | "[" | "]" | "," | "*" | "&")
    };
    let is_words = before.iter().all(|token| token.kind == TokenKind::Word);
    when(!is_plain && (is_words || TYPES.contains(&first) && before.iter().all(is_type)))?;
    Some(look.word(name))
}

/// `String name = "Bob";`, `let mut x = 3;`, `int x;`
pub fn other_variable(look: &Look) -> Option<Found> {
    parse(look)?;
    when(directly_in_class(look).is_none())?;
    let statement = &look.tokens()[whole_statement(look)];
    let equals = statement.iter().position(|token| look.word(token) == "=");
    let names = &statement[..equals.unwrap_or(statement.len())];
    let name = declared_name(look, names)?;
    let before = rhai(look, &names[..names.len() - 1]);
    // `let my age = 3;`, `let x int = 3;`
    let name = match names {
        [_let, first, second] if matches!(look.first_word(names), "let" | "const") => {
            match (look.word(first), look.word(second)) {
                (first, second) if TYPES.contains(&second) => first.to_string(),
                (first, _) if TYPES.contains(&first) || first == "mut" => name.to_string(),
                (first, second) => format!("{first}_{second}"),
            }
        }
        _ => name.to_string(),
    };
    let code = match equals {
        Some(equals) => {
            let value = value(look, &statement[equals + 1..])?;
            format!("let {name} = {value};")
        }
        None => {
            when(TYPES.contains(&look.first_word(statement)))?;
            format!("let {name};")
        }
    };
    Some(Found::words([before, code]).spanning(&names[..names.len() - 1]))
}

/// A value; a list of C, `{1, 2}`, as an array.
fn value(look: &Look, tokens: &[Token]) -> Option<String> {
    let text = rhai(look, tokens);
    let text = text.strip_prefix("new ").unwrap_or(&text).to_string();
    when(!text.is_empty())?;
    const EMPTY: &[(&str, &str)] = &[
        ("ArrayList", "[]"),
        ("LinkedList", "[]"),
        ("Vector", "[]"),
        ("List", "[]"),
        ("HashMap", "#{}"),
        ("TreeMap", "#{}"),
        ("LinkedHashMap", "#{}"),
        ("ConcurrentHashMap", "#{}"),
        ("HashSet", "set()"),
        ("TreeSet", "set()"),
        ("ArrayDeque", "deque()"),
        ("LinkedBlockingQueue", "Queue()"),
        ("ConcurrentLinkedQueue", "Queue()"),
    ];
    let class = text.split(['<', '(', ' ']).next().unwrap_or_default();
    let empty = EMPTY.iter().find(|(name, _)| *name == class);
    let is_list = look.first_word(tokens) == "{"
        && tokens
            .iter()
            .all(|token| !matches!(look.word(token), ":" | ";"));
    match text
        .strip_prefix('{')
        .and_then(|text| text.strip_suffix('}'))
    {
        Some(items) if is_list => Some(format!("[{}]", items.trim())),
        _ if empty.is_some() => Some(empty?.1.to_string()),
        _ if ["HashMap", "TreeMap", "Map", "Dictionary"]
            .iter()
            .any(|map| text.starts_with(map)) =>
        {
            Some("#{}".to_string())
        }
        _ => Some(text),
    }
}

/// A function as its line begins it: the words before its `(`, its parameters, its brace.
struct Head<'a, 't> {
    words: &'t [Token],
    name: &'a str,
    parameters: Vec<&'t [Token]>,
    /// The tokens between `)` and `{`.
    result: &'t [Token],
    has_brace: bool,
}

fn head<'a, 't>(look: &Look<'a>, statement: &'t [Token]) -> Option<Head<'a, 't>> {
    let open = statement.iter().position(|token| look.word(token) == "(")?;
    let close = super::look::closing(look, statement, open)?;
    let words = &statement[..open];
    when(!words.is_empty() && words.iter().all(|word| word.kind == TokenKind::Word))?;
    when(
        words
            .iter()
            .all(|word| !matches!(look.word(word), "class" | "struct")),
    )?;
    when(!OTHERS.contains(&look.first_word(words)))?;
    let behind = &statement[close + 1..];
    let brace = behind.iter().position(|token| look.word(token) == "{");
    Some(Head {
        words,
        name: look.word(words.last()?),
        parameters: split(look, &statement[open + 1..close], ","),
        result: &behind[..brace.unwrap_or(behind.len())],
        has_brace: brace.is_some(),
    })
}

impl Head<'_, '_> {
    /// The names of the parameters without their types; none for `x = 1` and `*args`.
    fn names(&self, look: &Look) -> Option<Vec<String>> {
        let name = |part: &&[Token]| {
            let has = |word: &str| part.iter().any(|token| look.word(token) == word);
            when(!has("=") && !has("**") && !has("."))?;
            let token = match has(":") {
                true => part.first()?,
                false => part.last()?,
            };
            when(token.kind == TokenKind::Word)?;
            Some(look.word(token).to_string())
        };
        self.parameters.iter().map(name).collect()
    }

    fn has_types(&self, look: &Look) -> bool {
        let is_type = |part: &&[Token]| part.len() > 1 && !look.word(&part[0]).starts_with('*');
        self.parameters.iter().any(is_type)
    }
}

/// `int main() {`: a script needs none.
pub fn main_function(look: &Look) -> Option<Found> {
    parse(look)?;
    let statement = &look.tokens()[whole_statement(look)];
    let head = head(look, statement)?;
    when(head.name == "main" && head.words.len() > 1)?;
    when(!(head.words.len() == 2 && look.first_word(head.words) == "fn"))?;
    Some(Found::words([]).spanning(head.words))
}

/// `void f(int x) {`, `pub fn f(x: int) -> int {`, `static make() {` and `A(int x) {` in a class.
pub fn other_function(look: &Look) -> Option<Found> {
    parse(look)?;
    let statement = &look.tokens()[whole_statement(look)];
    let head = head(look, statement)?;
    let class = directly_in_class(look);
    let first = look.first_word(head.words);
    let plain = match (class, first) {
        (None, "fn") => 2,
        (None, "private") => 3,
        _ => 1,
    };
    let others = match class {
        Some(_) => !matches!(first, "fn" | "def" | "function") && head.words.len() > 1,
        None => {
            head.words.len() > plain.max(2)
                || head.words.len() == 2
                    && !matches!(first, "fn" | "def" | "function" | "func" | "fun")
        }
    };
    let has_result = look.first_word(head.result) == "->"
        || look.first_word(head.result) == ":" && head.result.len() > 1;
    when(others || head.words.len() == plain && (head.has_types(look) || has_result))?;
    // Two words and brackets may be a call.
    when(
        head.has_brace
            || look
                .tokens()
                .get(whole_statement(look).end)
                .is_some_and(|next| look.word(next) == "{"),
    )?;
    let names = head.names(look)?.join(", ");
    let brace = if head.has_brace { " {" } else { "" };
    let own = class.map(|class| look.at(class + 1));
    let code = match own {
        Some(class) if class == head.name => format!("init({names}){brace}"),
        Some(_) => format!("{}({names}){brace}", head.name),
        None => format!("fn {}({names}){brace}", head.name),
    };
    Some(Found::words([code]).spanning(head.words))
}

/// `fn f(x) => x + 1;`
pub fn short_function(look: &Look) -> Option<Found> {
    parse(look)?;
    let statement = &look.tokens()[whole_statement(look)];
    let head = head(look, statement)?;
    when(look.first_word(head.words) == "fn" && head.words.len() == 2 && !head.has_brace)?;
    let (arrow, value) = head.result.split_first()?;
    when(matches!(look.word(arrow), "=>" | "=" | "->" | ":") && !value.is_empty())?;
    let names = head.names(look)?.join(", ");
    let code = format!("fn {}({names}) {{ {} }}", head.name, rhai(look, value));
    Some(Found::words([code]).at(arrow.range.clone()))
}

/// `public class A extends B {`
pub fn other_class(look: &Look) -> Option<Found> {
    parse(look)?;
    let statement = look.statement();
    let class = statement
        .iter()
        .position(|token| matches!(look.word(token), "class" | "struct" | "interface"))?;
    when(
        (class > 0 || look.word(&statement[0]) != "class")
            && statement[..class]
                .iter()
                .all(|word| word.kind == TokenKind::Word),
    )?;
    let name = statement
        .get(class + 1)
        .filter(|name| name.kind == TokenKind::Word)?;
    let base = match statement.get(class + 2).map(|token| look.word(token)) {
        Some("extends" | "implements" | "inherits" | ":" | "(" | "<") => statement.get(class + 3),
        _ => None,
    };
    let base = base.map_or(String::new(), |base| format!(" : {}", look.word(base)));
    let words = rhai(look, &statement[..class.max(1)]);
    Some(
        Found::words([words, format!("class {}{base} {{", look.word(name))])
            .spanning(&statement[..class.max(1)]),
    )
}

/// `let (a, b) = …`, `let [a, b] = …`, `let {a, b} = …`, `[a, b] = …`
pub fn taken_apart(look: &Look) -> Option<Found> {
    parse(look)?;
    let line = look.line();
    let here = line.partition_point(|token| token.range.end <= look.offset);
    let is_bracket = |token: &Token| matches!(look.word(token), "(" | "[" | "{");
    let begins = |at: &usize| {
        *at == 0 || matches!(look.word(&line[*at - 1]), ";" | "{" | "}" | "let" | "const")
    };
    let open = (0..=here.min(line.len().checked_sub(1)?))
        .rev()
        .find(|at| is_bracket(&line[*at]) && begins(at))?;
    let declares = open > 0 && matches!(look.word(&line[open - 1]), "let" | "const");
    let close = super::look::closing(look, line, open)?;
    when(
        line.get(close + 1)
            .is_some_and(|equals| look.word(equals) == "="),
    )?;
    let names: Vec<String> = split(look, &line[open + 1..close], ",")
        .into_iter()
        .map(|part| rhai(look, part))
        .collect();
    let is_name = |name: &String| {
        name.chars()
            .all(|letter| letter.is_alphanumeric() || letter == '_')
    };
    let is_one = names.len() == 1 && look.word(&line[open]) == "(" && declares;
    when((names.len() > 1 || is_one) && names.iter().all(is_name))?;
    let rest = &line[close + 2..];
    let mut depth = 0_i32;
    let end = rest.iter().position(|token| {
        match look.word(token) {
            "(" | "[" | "{" | "#{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        depth < 0 || depth == 0 && look.word(token) == ";"
    });
    let value = &rest[..end.unwrap_or(rest.len())];
    when(!value.is_empty())?;
    let word = if declares { "let " } else { "" };
    let is_list = matches!(look.first_word(value), "[" | "(")
        && super::look::closing(look, value, 0) == Some(value.len() - 1);
    let code = if look.word(&line[open]) == "{" {
        let text = rhai(look, value);
        let (first, of) = match value {
            [_] => (String::new(), text),
            _ => {
                let name = fresh_name(look);
                (format!("let {name} = {text}; "), name.to_string())
            }
        };
        let all: Vec<String> = names
            .iter()
            .map(|name| format!("{word}{name} = {of}.{name};"))
            .collect();
        format!("{first}{}", all.join(" "))
    } else {
        let values: Vec<String> = match is_list {
            true => split(look, &value[1..value.len() - 1], ",")
                .into_iter()
                .map(|part| rhai(look, part))
                .collect(),
            false => vec![rhai(look, value)],
        };
        assignments(look, &names, &values, word)?
    };
    Some(Found::words([code]).spanning(&line[open..=close]))
}

/// `let x = y = 3;`
pub fn chained_assignment(look: &Look) -> Option<Found> {
    missing(look, &[";"])?;
    when(look.near(0) == "=" && look.is_word(-1) && look.near(-2) == "=")?;
    let statement = &look.tokens()[whole_statement(look)];
    let equals = statement.iter().position(|token| look.word(token) == "=")?;
    let target = rhai(look, &statement[..equals]);
    let inner = look.near(-1);
    let start = statement.partition_point(|token| token.range.end <= look.offset);
    let value = rhai(look, statement.get(start + 1..)?);
    when(!value.is_empty() && !value.contains(" = "))?;
    let known = super::declared::variables(look)
        .iter()
        .any(|(name, _)| *name == inner);
    let word = if known { "" } else { "let " };
    Some(Found::words([format!(
        "{word}{inner} = {value}; {target} = {inner};"
    )]))
}

/// `let x == 3;`, `let = 3;`, `let 3 = x;`
pub fn not_declared(look: &Look) -> Option<Found> {
    let declares = |delta: isize| matches!(look.near(delta), "let" | "const");
    let statement = whole_statement(look);
    let rest = |from: usize| {
        let value = rhai(
            look,
            look.tokens().get(from..statement.end).unwrap_or_default(),
        );
        (!value.is_empty()).then_some(value)
    };
    let code = if look.near(0) == "==" && declares(-2) {
        parse(look)?;
        format!(
            "{} {} = {};",
            look.near(-2),
            look.near(-1),
            rest(look.here + 1)?
        )
    } else {
        when(*parse(look)? == Mistake::VariableExpected && declares(-1))?;
        match (look.near(0), look.near(1), look.near(3)) {
            ("=", ..) => format!("{} x = {};", look.near(-1), rest(look.here + 1)?),
            (value, "=", ";" | "") if look.is_word(2) => {
                format!("{} {} = {value};", look.near(-1), look.near(2))
            }
            _ => return None,
        }
    };
    Some(Found::words([code]))
}

/// The class in whose braces, and no inner ones, the statement of the mistake stands: index of its `class`.
pub fn directly_in_class(look: &Look) -> Option<usize> {
    let statement = whole_statement(look).start;
    let class = look.class_around(statement)?;
    let open = (class..statement).find(|at| look.at(*at) == "{")?;
    let mut depth = 0;
    for at in open..statement {
        match look.at(at) {
            "(" | "[" | "{" | "#{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
    }
    (depth == 1).then_some(class)
}

/// `class A { count = 0; … }`, `class A { this.x = 3; }`, `class A { private int x; }`: what `init` begins with.
pub fn attribute_in_class(look: &Look) -> Option<Found> {
    parse(look)?;
    let class = directly_in_class(look)?;
    let statement = &look.tokens()[whole_statement(look)];
    let equals = statement
        .iter()
        .position(|token| matches!(look.word(token), "=" | ":"));
    let names = &statement[..equals.unwrap_or(statement.len())];
    let name = names.last().filter(|name| name.kind == TokenKind::Word)?;
    when(names.iter().all(|token| {
        token.kind == TokenKind::Word || matches!(look.word(token), "." | "<" | ">" | "[" | "]")
    }))?;
    when(!matches!(look.first_word(names), "fn" | "def" | "class"))?;
    let value = match equals {
        Some(equals) => value(look, &statement[equals + 1..])?,
        None => "0".to_string(),
    };
    let attribute = format!("this.{} = {value};", look.word(name));
    // The `init` that is there begins with it.
    let open = (class..look.tokens().len()).find(|at| look.at(*at) == "{")?;
    let end = look.closing(open).unwrap_or(look.tokens().len());
    let init = (open..end).find(|at| look.reads(*at, &["init", "("]));
    let code = match init.and_then(|init| Some((init, look.closing(init + 1)?))) {
        Some((init, close)) => {
            let head = rhai(look, &look.tokens()[init..=close]);
            format!("{head} {{ {attribute}")
        }
        None => format!("init() {{ {attribute} }}"),
    };
    Some(Found::words([code]).spanning(names))
}

/// `fn () {`, `fn f {`, `fn f(1) {`, `fn f(x, x) {`, `class {`, `class A : {`
pub fn unfinished_head(look: &Look) -> Option<Found> {
    use rhai::ParseErrorType as P;
    let Problem::Parse(syntax) = look.problem else {
        return None;
    };
    let code = match &*syntax.said {
        P::FnMissingName => "fn f(x) {".to_string(),
        P::FnMissingParams(name) => format!("fn {name}() {{"),
        P::FnDuplicatedParam(name, parameter) => format!("fn {name}({parameter}, {parameter}2) {{"),
        P::VariableExpected if look.near(-1) == "class" => "class A {".to_string(),
        P::VariableExpected if look.near(-1) == ":" && look.near(-3) == "class" => {
            format!("class {} {{", look.near(-2))
        }
        P::MissingToken(token, _) if token == ")" => {
            let (name, open, _) = super::look::call(look)?;
            let is_value = matches!(look.token(0)?.kind, TokenKind::Number | TokenKind::Text);
            when(super::look::is_definition(look, open) && is_value)?;
            format!("fn {name}(x) {{")
        }
        _ => return None,
    };
    Some(Found::words([code]))
}

/// `class A { get { … } }`
pub fn method_without_brackets(look: &Look) -> Option<Found> {
    missing(look, &["("])?;
    directly_in_class(look)?;
    when(look.near(0) == "{" && look.is_word(-1))?;
    Some(Found::words([format!("{}() {{", look.near(-1))]).at(look.token(-1)?.range.clone()))
}
