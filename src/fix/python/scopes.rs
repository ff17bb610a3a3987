//! Where variables are declared: Python declares none. A variable belongs to the function that assigns it; `let` stands at its first
//! assignment, or before the outermost block around all that uses it.

use super::lines::Kind;
use super::tree::{Node, Tree};
use std::collections::{BTreeMap, BTreeSet};

/// What to declare: with the assignment of a line, or in a line before it.
#[derive(Debug, Default)]
pub struct Declared {
    /// By line: the names that its assignment declares.
    pub with: BTreeMap<usize, BTreeSet<String>>,
    /// By line: the names to declare before it.
    pub before: BTreeMap<usize, Vec<String>>,
}

/// A place where a name stands: the lines of the statements around it, outermost first, and its own.
struct Event {
    name: String,
    path: Vec<usize>,
    line: usize,
    assigns: bool,
}

/// Declare all variables of a text.
pub fn declared(tree: &Tree, nodes: &[Node]) -> Declared {
    let mut declared = Declared::default();
    let mut events = Vec::new();
    let mut functions = Vec::new();
    collect(tree, nodes, &mut Vec::new(), &mut events, &mut functions);
    let mut of_top = BTreeSet::new();
    for function in &functions {
        of_top.extend(function_scope(tree, function, &mut declared));
    }
    let first = nodes
        .iter()
        .find(|node| is_code(tree, node))
        .map(|node| node.line);
    scope(tree, events, &BTreeSet::new(), &of_top, &mut declared);
    // What only functions assign, by `global`, must be there before.
    if let Some(first) = first {
        let top: BTreeSet<String> = (declared.with.values().flatten().cloned())
            .chain(declared.before.values().flatten().cloned())
            .collect();
        let missing = globals(tree, nodes)
            .into_iter()
            .filter(|name| !top.contains(name));
        let missing: Vec<String> = missing.collect();
        declared.before.entry(first).or_default().extend(missing);
    }
    declared
}

/// Is it a statement that stays in the text?
fn is_code(tree: &Tree, node: &Node) -> bool {
    !tree.is_blank(node)
        && !tree.is_documentation(node.line)
        && !matches!(tree.first(node.line), "import" | "from")
}

fn is_block(word: &str) -> bool {
    matches!(
        word,
        "if" | "elif" | "else" | "while" | "for" | "with" | "try" | "except"
    )
}

fn is_scope(word: &str) -> bool {
    matches!(word, "def" | "class")
}

/// Is it the `if __name__ == …` whose block is the top level?
pub fn is_main(tree: &Tree, node: &Node) -> bool {
    let mut words = tree.words(node.line);
    words.next() == Some("if") && words.next() == Some("__name__")
}

/// The names in these statements, and the functions among them, whose names are apart.
fn collect<'n>(
    tree: &Tree,
    nodes: &'n [Node],
    path: &mut Vec<usize>,
    events: &mut Vec<Event>,
    functions: &mut Vec<&'n Node>,
) {
    for node in nodes.iter().filter(|node| !tree.is_blank(node)) {
        match tree.first(node.line) {
            "class" => collect_functions(tree, &node.body, functions),
            "def" => functions.push(node),
            _ => {
                line_events(tree, node, path, events);
                let is_top = is_main(tree, node);
                if !is_top {
                    path.push(node.line);
                }
                collect(tree, &node.body, path, events, functions);
                if !is_top {
                    path.pop();
                }
            }
        }
    }
}

fn collect_functions<'n>(tree: &Tree, nodes: &'n [Node], functions: &mut Vec<&'n Node>) {
    functions.extend(
        nodes
            .iter()
            .filter(|node| !tree.is_blank(node) && tree.first(node.line) == "def"),
    );
}

/// The names of a line: first those that it reads, then those that it assigns.
fn line_events(tree: &Tree, node: &Node, path: &[usize], events: &mut Vec<Event>) {
    let mut assigned = assigned(tree, node.line);
    // The names that `for`, `with` and `except` give are no assignments.
    let bound = bound(tree, node.line);
    // `if x: y = 1` assigns inside of its block.
    let is_inline = node.body.is_empty() && is_block(tree.first(node.line));
    let event = |name: &str, assigns: bool| {
        let mut path = path.to_vec();
        if assigns && is_inline {
            path.push(node.line);
        }
        // A block's own line is read outside of it; what it binds is bound inside.
        if bound.contains(name) && !node.body.is_empty() {
            path.push(node.line);
        }
        Event {
            name: name.to_string(),
            path,
            line: node.line,
            assigns,
        }
    };
    let is_augmented = assigned.iter().any(|(_, augmented)| *augmented);
    let mut seen = assigned.clone();
    for name in names_in(tree, node.line) {
        match seen.iter().position(|(other, _)| *other == name) {
            // Its first occurrence is the assignment itself.
            Some(at) if !is_augmented => {
                seen.remove(at);
            }
            _ => events.push(event(&name, false)),
        }
    }
    assigned.retain(|(_, augmented)| !augmented);
    events.extend(assigned.iter().map(|(name, _)| event(name, true)));
}

/// The names that a line assigns, and whether that is done by `+=` and the like.
pub fn assigned(tree: &Tree, line: usize) -> Vec<(String, bool)> {
    let tokens = &tree.lines[line].tokens;
    let words: Vec<&str> = tree.words(line).collect();
    let mut names = Vec::new();
    let mut depth = 0_usize;
    let mut start = match words.iter().position(|word| *word == ":") {
        // `if x: y = 1`
        Some(colon)
            if matches!(
                words[0],
                "if" | "else" | "elif" | "while" | "for" | "with" | "try"
            ) =>
        {
            colon + 1
        }
        _ => 0,
    };
    for (index, word) in words.iter().enumerate() {
        match *word {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            ";" if depth == 0 => start = index + 1,
            "=" if depth == 0 => {
                let target = &words[start.min(index)..index];
                let annotation = target.iter().position(|word| *word == ":");
                let target = &target[..annotation.unwrap_or(target.len())];
                let is_plain = !target.iter().any(|word| matches!(*word, "." | "["));
                let offset = start.min(index);
                if is_plain {
                    let plain = target
                        .iter()
                        .enumerate()
                        .filter(|(at, _)| tokens[offset + at].kind == Kind::Word);
                    names.extend(plain.map(|(_, word)| (word.to_string(), false)));
                }
                start = index + 1;
            }
            operator
                if depth == 0
                    && operator.len() > 1
                    && operator.ends_with('=')
                    && !matches!(operator, "==" | "!=" | "<=" | ">=" | ":=") =>
            {
                if let [name] = &words[start.min(index)..index] {
                    names.push((name.to_string(), true));
                }
            }
            _ => {}
        }
    }
    names
}

/// The names that the line of a `for`, `with` or `except` binds for its block.
fn bound(tree: &Tree, line: usize) -> BTreeSet<String> {
    let words: Vec<&str> = tree.words(line).collect();
    let end = words
        .iter()
        .position(|word| *word == "in")
        .unwrap_or(words.len());
    match words[0] {
        "for" => words[1..end]
            .iter()
            .filter(|word| word.starts_with(char::is_alphabetic))
            .map(|word| word.to_string())
            .collect(),
        "except" => words
            .windows(2)
            .filter(|pair| pair[0] == "as")
            .map(|pair| pair[1].to_string())
            .collect(),
        _ => BTreeSet::new(),
    }
}

/// The names of variables in a line; those inside of `f"…"` too.
fn names_in(tree: &Tree, line: usize) -> Vec<String> {
    let tokens = &tree.lines[line].tokens;
    let word = |index: usize| {
        tokens
            .get(index)
            .map_or("", |token| &tree.source[token.range.clone()])
    };
    let mut names = Vec::new();
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate() {
        match (token.kind, word(index)) {
            (Kind::Symbol, "(" | "[" | "{") => depth += 1,
            (Kind::Symbol, ")" | "]" | "}") => depth = depth.saturating_sub(1),
            (Kind::Word, name) => {
                let is_attribute = index > 0 && word(index - 1) == ".";
                let is_key = depth > 0 && word(index + 1) == "=";
                if !is_attribute && !is_key && !super::expression::is_keyword(name) {
                    names.push(name.to_string());
                }
            }
            (Kind::Text, text) if text.starts_with(['f', 'F']) => {
                let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
                names.extend(text.split(|letter| !is_word(letter)).map(str::to_string));
            }
            _ => {}
        }
    }
    names
}

/// Declare the variables of a function; gives the names that it takes from outside.
fn function_scope(tree: &Tree, function: &Node, declared: &mut Declared) -> BTreeSet<String> {
    let mut events = Vec::new();
    let mut inner = Vec::new();
    collect(
        tree,
        &function.body,
        &mut Vec::new(),
        &mut events,
        &mut inner,
    );
    let mut own: BTreeSet<String> = parameters(tree, function.line);
    let outside = statements_of(tree, &function.body, &["global", "nonlocal"]);
    let mut free = BTreeSet::new();
    for node in &inner {
        // A function inside is a value of this one from its line on.
        own.insert(tree.words(node.line).nth(1).unwrap_or_default().to_string());
        for name in function_scope(tree, node, declared) {
            events.push(Event {
                name,
                path: Vec::new(),
                line: node.line,
                assigns: false,
            });
        }
    }
    events.sort_by_key(|event| event.line);
    let assigned: BTreeSet<String> = events
        .iter()
        .filter(|event| event.assigns)
        .map(|event| event.name.clone())
        .collect();
    for event in &events {
        if outside.contains(&event.name)
            || !assigned.contains(&event.name) && !own.contains(&event.name)
        {
            free.insert(event.name.clone());
        }
    }
    own.extend(outside);
    scope(tree, events, &own, &BTreeSet::new(), declared);
    free
}

fn parameters(tree: &Tree, line: usize) -> BTreeSet<String> {
    names_in(tree, line)
        .into_iter()
        .chain(
            tree.words(line)
                .collect::<Vec<_>>()
                .windows(2)
                .filter(|pair| pair[1] == "=")
                .map(|pair| pair[0].to_string()),
        )
        .collect()
}

/// The names behind these words, at any depth but not in functions inside.
fn statements_of(tree: &Tree, nodes: &[Node], words: &[&str]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for node in nodes.iter().filter(|node| !tree.is_blank(node)) {
        let first = tree.first(node.line);
        if words.contains(&first) {
            found.extend(
                tree.words(node.line)
                    .skip(1)
                    .filter(|word| *word != ",")
                    .map(str::to_string),
            );
        } else if !is_scope(first) {
            found.extend(statements_of(tree, &node.body, words));
        }
    }
    found
}

/// All names that some function declares as `global`.
fn globals(tree: &Tree, nodes: &[Node]) -> BTreeSet<String> {
    let mut found = statements_of(tree, nodes, &["global"]);
    for node in nodes.iter().filter(|node| !node.body.is_empty()) {
        found.extend(globals(tree, &node.body));
    }
    found
}

/// Declare what one function, or the top level, assigns. `own` is declared otherwise; `of_top` must be visible from everywhere.
fn scope(
    tree: &Tree,
    events: Vec<Event>,
    own: &BTreeSet<String>,
    of_top: &BTreeSet<String>,
    declared: &mut Declared,
) {
    let mut by_name: BTreeMap<String, Vec<Event>> = BTreeMap::new();
    for event in events {
        by_name.entry(event.name.clone()).or_default().push(event);
    }
    for (name, events) in by_name {
        if own.contains(&name) || !events.iter().any(|event| event.assigns) {
            continue;
        }
        let first = &events[0];
        let mut common = first.path.len();
        for event in &events[1..] {
            let same = first
                .path
                .iter()
                .zip(&event.path)
                .take_while(|(a, b)| a == b)
                .count();
            common = common.min(same);
        }
        if of_top.contains(&name) {
            common = 0;
        }
        if common == first.path.len() && first.assigns {
            declared.with.entry(first.line).or_default().insert(name);
            continue;
        }
        // In a loop, the next turn still sees what this one has set.
        let around = &first.path[..common];
        let is_loop = |line: &usize| matches!(tree.first(*line), "for" | "while");
        let outside = around.iter().position(is_loop).unwrap_or(common);
        let line = first.path.get(outside).copied().unwrap_or(first.line);
        declared
            .before
            .entry(chain_start(tree, line))
            .or_default()
            .push(name);
    }
}

/// The line of the `if` or `try` that an `elif`, `else` or `except` belongs to.
fn chain_start(tree: &Tree, line: usize) -> usize {
    let indent = tree.lines[line].indent;
    let mut at = line;
    while matches!(tree.first(at), "elif" | "else" | "except" | "finally") && at > 0 {
        at -= 1;
        while at > 0 && (tree.lines[at].tokens.is_empty() || tree.lines[at].indent > indent) {
            at -= 1;
        }
    }
    at
}
