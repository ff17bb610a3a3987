//! Statements of Python with a block: `if`, `for`, `while`, `with`, `try`.

use super::Unsure;
use super::expression::level;
use super::lines::{Kind, Token};
use super::names::Holds;
use super::simple::apart;
use super::tree::Node;
use super::writer::{Member, Writer};
use crate::builtins::gives_pairs;

/// Python's classes of errors that stand for one kind here, and that kind.
const KINDS: &[(&str, &str)] = &[
    ("AssertionError", "AssertionError"),
    ("AttributeError", "AttributeError"),
    ("BrokenPipeError", "BrokenPipe"),
    ("ConnectionRefusedError", "ConnectionRefused"),
    ("EOFError", "EOFError"),
    ("Empty", "Empty"),
    ("FileNotFoundError", "NotFound"),
    ("Full", "Full"),
    ("IndexError", "IndexError"),
    ("NameError", "NameError"),
    ("OverflowError", "OverflowError"),
    ("TimeoutError", "TimedOut"),
    ("TimeoutExpired", "TimeoutExpired"),
    ("TypeError", "TypeError"),
    ("ValueError", "ValueError"),
    ("ZeroDivisionError", "ZeroDivisionError"),
    ("timeout", "TimedOut"),
];

impl Writer<'_> {
    pub(super) fn choice(
        &mut self,
        nodes: &[Node],
        at: usize,
        shift: isize,
    ) -> Result<usize, Unsure> {
        let (chain, between, count) = self.chain(nodes, at, &["elif", "else"]);
        let mut members = Vec::new();
        for node in chain {
            let (head, _) = self.header(node.line)?;
            let head = match self.word(&head[0]) {
                "else" if head.len() == 1 => "else".to_string(),
                "else" => return Err(Unsure),
                word => {
                    let condition = self.condition(&head[1..])?;
                    format!(
                        "{} {condition}",
                        if word == "if" { "if" } else { "else if" }
                    )
                }
            };
            members.push(Member {
                node,
                head,
                begins: Vec::new(),
                ends: None,
            });
        }
        self.members(&members, &between, shift, "")?;
        Ok(count)
    }

    /// `for`, `while`, `with`
    pub(super) fn one_block(
        &mut self,
        nodes: &[Node],
        at: usize,
        shift: isize,
    ) -> Result<(), Unsure> {
        let node = &nodes[at];
        // An `else` behind a loop runs unless a `break` has left it.
        let next = nodes[at + 1..]
            .iter()
            .find(|node| !self.tree.is_blank(node));
        if next.is_some_and(|next| self.tree.first(next.line) == "else") {
            return Err(Unsure);
        }
        let (head, _) = self.header(node.line)?;
        let (head, begins, end) = match self.word(&head[0]) {
            "while" => (self.while_head(&head[1..])?, Vec::new(), String::new()),
            "with" => self.with(node.line, head, shift)?,
            _ => {
                let (head, begins) = self.for_head(head)?;
                (head, begins, String::new())
            }
        };
        self.members(
            &[Member {
                node,
                head,
                begins,
                ends: None,
            }],
            &[],
            shift,
            &end,
        )
    }

    /// A condition is `true` or `false`: `while 1:` is not one.
    fn while_head(&self, condition: &[Token]) -> Result<String, Unsure> {
        let condition = match self.condition(condition)? {
            one if one == "1" => "true".to_string(),
            text => text,
        };
        Ok(format!("while {condition}"))
    }

    /// A condition: `if names:` of a list asks whether it has items.
    fn condition(&self, tokens: &[Token]) -> Result<String, Unsure> {
        let has_items = |name: &Token| {
            matches!(
                self.names.holds(self.word(name)),
                Holds::Array | Holds::Map | Holds::Text
            )
        };
        match tokens {
            [name] if has_items(name) => Ok(format!("{}.len() > 0", self.value(tokens)?.text)),
            [not, name] if self.word(not) == "not" && has_items(name) => {
                Ok(format!("{}.len() == 0", self.value(&tokens[1..])?.text))
            }
            // What it holds is not known: `bool` asks as Python does.
            [name] if self.may_be_no_bool(name) => {
                Ok(format!("bool({})", self.value(tokens)?.text))
            }
            [not, name] if self.word(not) == "not" && self.may_be_no_bool(name) => {
                Ok(format!("!bool({})", self.value(&tokens[1..])?.text))
            }
            _ => Ok(self.value(tokens)?.text),
        }
    }

    fn may_be_no_bool(&self, name: &Token) -> bool {
        let word = self.word(name);
        name.kind == Kind::Word
            && !matches!(word, "True" | "False" | "None")
            && self.names.holds(word) != Holds::Bool
    }

    /// The head of a `for`, and the lines that its block begins with.
    fn for_head(&self, head: &[Token]) -> Result<(String, Vec<String>), Unsure> {
        let at = head
            .iter()
            .position(|token| self.word(token) == "in")
            .ok_or(Unsure)?;
        let targets: Vec<&Token> = head[1..at]
            .iter()
            .filter(|token| !matches!(self.word(token), "," | "(" | ")"))
            .collect();
        let over = &head[at + 1..];
        let name = |token: &Token| match self.word(token) {
            "_" => "_i".to_string(),
            name => self.names.own(name),
        };
        if let [first, second] = targets[..]
            && let [map @ .., dot, items, open, close] = over
            && [dot, items, open, close].map(|token| self.word(token)) == [".", "items", "(", ")"]
        {
            let (key, value) = (name(first), name(second));
            let map = self.value(map)?.at_least(level::ATOM);
            return Ok((format!("for ({key}, {value}) in {map}.items()"), Vec::new()));
        }
        if let [first, second] = targets[..]
            && self.is_most_common(over)
        {
            let (key, count) = (name(first), name(second));
            return Ok((
                format!("for ({key}, {count}) in {}", self.value(over)?.text),
                Vec::new(),
            ));
        }
        let of = self.value(over)?;
        match targets[..] {
            [one] => {
                let keys = if of.holds == Holds::Map {
                    ".keys()"
                } else {
                    ""
                };
                Ok((
                    format!("for {} in {}{keys}", name(one), of.text),
                    Vec::new(),
                ))
            }
            [first, second] => {
                let (first, second) = (name(first), name(second));
                let words: Vec<&str> = over.iter().map(|token| self.word(token)).collect();
                let is_simple = |text: &str| {
                    text.chars()
                        .all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '.'))
                };
                if let ["enumerate", "(", .., ")"] = words[..]
                    && let inside = &over[2..over.len() - 1]
                    && let [_] = apart(inside, self.tree.source, ",")[..]
                {
                    return Ok((
                        format!("for ({second}, {first}) in {}", self.value(inside)?.text),
                        Vec::new(),
                    ));
                }
                let pair = "pair";
                if self.names.assigned.contains(pair) || !is_simple(&first) {
                    return Err(Unsure);
                }
                let begins = format!("let {first} = {pair}[0]; let {second} = {pair}[1];");
                Ok((format!("for {pair} in {}", of.text), vec![begins]))
            }
            _ => Err(Unsure),
        }
    }

    /// `c.most_common(3)`: pairs, as the loop takes them apart.
    fn is_most_common(&self, over: &[Token]) -> bool {
        let words: Vec<&str> = over.iter().map(|token| self.word(token)).collect();
        let open = words.iter().rposition(|word| *word == "(");
        open.is_some_and(|open| {
            open >= 2
                && words[open - 2] == "."
                && gives_pairs(words[open - 1])
                && words.iter().skip(open).position(|word| *word == ")")
                    == Some(words.len() - 1 - open)
        })
    }

    /// `with a as b, c`: the head, and what follows the last brace. What is named is declared before.
    fn with(
        &mut self,
        line: usize,
        head: &[Token],
        shift: isize,
    ) -> Result<(String, Vec<String>, String), Unsure> {
        let parts = apart(&head[1..], self.tree.source, ",");
        let mut heads = Vec::new();
        let mut lines = Vec::new();
        for part in &parts {
            match &part[..] {
                [value @ .., word, name] if self.word(word) == "as" => {
                    let name = self.names.own(self.word(name));
                    lines.push(format!("let {name} = {};", self.value(value)?.text));
                    heads.push(format!("with {name}"));
                }
                value => heads.push(format!("with {}", self.value(value)?.text)),
            }
        }
        for declared in lines {
            let indent = self.indent(line, shift);
            self.out.push_str(&format!("{indent}{declared}\n"));
        }
        Ok((heads.join(" { "), Vec::new(), " }".repeat(parts.len() - 1)))
    }

    pub(super) fn attempt(
        &mut self,
        nodes: &[Node],
        at: usize,
        shift: isize,
    ) -> Result<usize, Unsure> {
        let (chain, between, count) = self.chain(nodes, at, &["except", "else", "finally"]);
        let word = |node: &Node| self.tree.first(node.line);
        let catches: Vec<&Node> = chain
            .iter()
            .copied()
            .filter(|node| word(node) == "except")
            .collect();
        let otherwise = chain.iter().copied().find(|node| word(node) == "else");
        let finally = chain.iter().copied().find(|node| word(node) == "finally");
        let inline = chain.iter().any(|node| node.body.is_empty());
        let [catch] = catches[..] else {
            return Err(Unsure);
        };
        if inline || finally.is_some() {
            return Err(Unsure);
        }
        let tokens = self.tokens(catch.line);
        let kinds = self.caught_kinds(tokens)?;
        let name = tokens
            .iter()
            .position(|token| self.word(token) == "as")
            .and_then(|at| tokens.get(at + 1));
        let name = name.map(|name| self.names.own(self.word(name)));
        // A bare `raise` in the block throws what was caught.
        let throws = self.throws(&catch.body);
        let name = name.or_else(|| (throws || !kinds.is_empty()).then(|| "error".to_string()));
        // Errors of other kinds go on.
        let caught = name.as_deref().unwrap_or_default();
        let begins = match &kinds[..] {
            [] => Vec::new(),
            [kind] => vec![format!(
                "if {caught}.kind != \"{kind}\" {{ throw {caught}; }}"
            )],
            kinds => {
                let kinds: Vec<String> = kinds.iter().map(|kind| format!("\"{kind}\"")).collect();
                let kinds = kinds.join(", ");
                vec![format!(
                    "if {caught}.kind !in [{kinds}] {{ throw {caught}; }}"
                )]
            }
        };
        let head = match &name {
            Some(name) => format!("catch ({name})"),
            None => "catch".to_string(),
        };
        self.caught
            .push(name.unwrap_or_else(|| "error".to_string()));
        let done = otherwise.map(|_| self.new_name("done"));
        if let Some(done) = &done {
            let indent = self.indent(nodes[at].line, shift);
            self.out.push_str(&format!("{indent}let {done} = false;\n"));
        }
        let members = [
            Member {
                node: chain[0],
                head: "try".to_string(),
                begins: Vec::new(),
                ends: done.as_ref().map(|done| format!("{done} = true;")),
            },
            Member {
                node: catch,
                head,
                begins,
                ends: None,
            },
        ];
        self.members(&members, &between[..1], shift, "")?;
        self.caught.pop();
        if let (Some(otherwise), Some(done)) = (otherwise, done) {
            let member = Member {
                node: otherwise,
                head: format!("if {done}"),
                begins: Vec::new(),
                ends: None,
            };
            self.members(&[member], &[], shift, "")?;
        }
        Ok(count)
    }

    /// The kinds of errors that an `except` names; none where it takes all. Unsure of classes that stand for several kinds, and of errors that are
    /// none here: a key that a map does not have gives `()`.
    fn caught_kinds(&self, tokens: &[Token]) -> Result<Vec<&'static str>, Unsure> {
        let end = tokens
            .iter()
            .position(|token| matches!(self.word(token), "as" | ":"));
        let words: Vec<&str> = tokens[1..end.unwrap_or(tokens.len())]
            .iter()
            .map(|token| self.word(token))
            .filter(|word| !matches!(*word, "(" | ")"))
            .collect();
        if matches!(words[..], [] | ["Exception" | "BaseException"]) {
            return Ok(Vec::new());
        }
        let classes = words
            .split(|word| *word == ",")
            .filter_map(|class| class.last());
        classes
            .map(|class| {
                let kind = KINDS.iter().find(|(python, _)| python == class);
                kind.map(|(_, ours)| *ours).ok_or(Unsure)
            })
            .collect()
    }

    fn throws(&self, nodes: &[Node]) -> bool {
        nodes
            .iter()
            .any(|node| self.tree.words(node.line).eq(["raise"]) || self.throws(&node.body))
    }
}
