//! What a rewritten text of Python may do otherwise, for whoever reads the change: the same words run, and mean something else.

use super::lines::{self, Kind, Line, Token};
use super::names::{Holds, Names};
use super::tree::{Node, Tree};
use crate::messages::{Message, message};
use std::collections::BTreeSet;

/// What differs in a line of the old text, which is counted from 1.
pub struct Note {
    pub line: usize,
    pub what: Message,
}

/// Methods that change the list or dictionary before their dot.
const CHANGES: &[&str] = &[
    "append", "clear", "extend", "insert", "pop", "remove", "reverse", "sort", "update",
];

/// What differs, in the order of the text.
pub fn notes(source: &str, calls: fn(&str) -> Vec<String>) -> Vec<Note> {
    let Some(lines) = lines::lines(source) else {
        return Vec::new();
    };
    let names = Names::of(source, &lines, calls);
    let tree = Tree {
        source,
        lines: &lines,
    };
    let Some(nodes) = tree.nodes() else {
        return Vec::new();
    };
    let mut reader = Reader {
        tree,
        names: &names,
        notes: Vec::new(),
        has_division: false,
    };
    reader.block(&nodes);
    reader.notes.sort_by_key(|note| note.line);
    reader.notes
}

struct Reader<'a> {
    tree: Tree<'a>,
    names: &'a Names,
    notes: Vec<Note>,
    /// Division is told of once.
    has_division: bool,
}

impl<'a> Reader<'a> {
    fn block(&mut self, nodes: &[Node]) {
        for (at, node) in nodes.iter().enumerate() {
            self.alias(node.line);
            self.division(node.line);
            match self.tree.first(node.line) {
                "def" => self.changed_parameters(node),
                "for" => self.variable_behind_loop(nodes, at),
                _ => {}
            }
            self.block(&node.body);
        }
    }

    fn line(&self, line: usize) -> &'a Line {
        &self.tree.lines[line]
    }

    fn word(&self, token: &Token) -> &'a str {
        &self.tree.source[token.range.clone()]
    }

    fn note(&mut self, line: usize, what: Message) {
        let first = self.line(line).tokens.first();
        let at = first.map_or(self.line(line).range.start, |first| first.range.start);
        let line = self.tree.source[..at].matches('\n').count() + 1;
        self.notes.push(Note { line, what });
    }

    /// `b = a` of a list: two names for one list in Python, two lists here.
    fn alias(&mut self, line: usize) {
        let words: Vec<&str> = self.tree.words(line).collect();
        let [name, "=", other] = words[..] else {
            return;
        };
        if matches!(self.names.holds(other), Holds::Array | Holds::Map) {
            self.note(line, message!("fix-note-alias", name, other));
        }
    }

    /// `//` and `%` of what may be negative.
    fn division(&mut self, line: usize) {
        let tokens = &self.line(line).tokens;
        let divides = |at: usize| {
            let is_sign = matches!(self.word(&tokens[at]), "//" | "//=" | "%" | "%=");
            let left = at.checked_sub(1).map(|left| &tokens[left]);
            let is_number =
                |token: Option<&Token>| token.is_some_and(|token| token.kind == Kind::Number);
            let is_text = left.is_some_and(|left| left.kind == Kind::Text);
            is_sign && !is_text && !(is_number(left) && is_number(tokens.get(at + 1)))
        };
        if let Some(at) = (0..tokens.len()).find(|at| divides(*at))
            && !self.has_division
        {
            self.has_division = true;
            let sign = self.word(&tokens[at]).trim_end_matches('=');
            self.note(line, message!("fix-note-division", sign));
        }
    }

    /// A list that a function gets and changes: what it has here is a copy.
    fn changed_parameters(&mut self, node: &Node) {
        let words: Vec<&str> = self.tree.words(node.line).collect();
        let close = words
            .iter()
            .rposition(|word| *word == ")")
            .unwrap_or(words.len());
        let parameters: BTreeSet<&str> = (3..close)
            .filter(|at| matches!(words[at - 1], "(" | ","))
            .map(|at| words[at])
            .filter(|name| *name != "self")
            .collect();
        let changed: Vec<&str> = parameters
            .iter()
            .copied()
            .filter(|name| self.changes(&node.body, name))
            .collect();
        for name in changed {
            let function = words.get(1).copied().unwrap_or_default();
            self.note(node.line, message!("fix-note-parameter", function, name));
        }
    }

    fn changes(&self, nodes: &[Node], name: &str) -> bool {
        nodes.iter().any(|node| {
            let words: Vec<&str> = self.tree.words(node.line).collect();
            let by_method = words.windows(4).any(|part| {
                part[0] == name && part[1] == "." && CHANGES.contains(&part[2]) && part[3] == "("
            });
            let by_index = words.first() == Some(&name)
                && words.get(1) == Some(&"[")
                && words
                    .iter()
                    .any(|word| matches!(*word, "=" | "+=" | "-=" | "*="));
            by_method || by_index || self.changes(&node.body, name)
        })
    }

    /// `for i in …` and `i` behind it: here it ends with the loop.
    fn variable_behind_loop(&mut self, nodes: &[Node], at: usize) {
        let words: Vec<&str> = self.tree.words(nodes[at].line).collect();
        let Some(end) = words.iter().position(|word| *word == "in") else {
            return;
        };
        let targets = words[1..end]
            .iter()
            .filter(|word| !matches!(**word, "," | "(" | ")" | "_"));
        let used: Vec<&str> = targets
            .copied()
            .filter(|name| self.is_read(&nodes[at + 1..], name) == Some(true))
            .collect();
        for name in used {
            self.note(nodes[at].line, message!("fix-note-loop-variable", name));
        }
    }

    /// Is the name read before it is given another value? Nothing where neither happens.
    fn is_read(&self, nodes: &[Node], name: &str) -> Option<bool> {
        nodes.iter().find_map(|node| {
            let words: Vec<&str> = self.tree.words(node.line).collect();
            let is_given = match words.first() {
                Some(&"for") => words
                    .iter()
                    .take_while(|word| **word != "in")
                    .any(|word| *word == name),
                Some(&"def" | &"class" | &"import" | &"from") => return None,
                Some(first) => *first == name && words.get(1) == Some(&"="),
                None => return None,
            };
            let from = match is_given {
                true => words
                    .iter()
                    .position(|word| matches!(*word, "=" | "in"))
                    .map_or(words.len(), |at| at + 1),
                false => 0,
            };
            let is_attribute = |at: usize| at > 0 && words[at - 1] == ".";
            let is_in_own_loop = |at: usize| {
                words[at..].contains(&"for") || words[..at].contains(&"for") && words[0] != "for"
            };
            let reads = (from..words.len())
                .any(|at| words[at] == name && !is_attribute(at) && !is_in_own_loop(at));
            match (reads, is_given) {
                (true, _) => Some(true),
                (false, true) => Some(false),
                (false, false) => self.is_read(&node.body, name),
            }
        })
    }
}
