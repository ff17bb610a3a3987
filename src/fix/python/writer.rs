//! A Python text written anew, statement by statement: `:` and indentation become braces. What is not certain stays as it is.

use super::Unsure;
use super::expression::{Reader, Value};
use super::lines::Token;
use super::names::Names;
use super::scopes::{self, Declared};
use super::simple::{Simple, apart, statements};
use super::tree::{Node, Tree};
use std::cell::Cell;
use std::ops::Range;

pub struct Writer<'a> {
    pub tree: Tree<'a>,
    pub names: &'a Names,
    pub declared: Declared,
    pub out: String,
    /// The bytes of `out` that were left as they are.
    pub left: Vec<Range<usize>>,
    /// Blocks around, of which none is the top level.
    pub(super) depth: usize,
    /// What errors are called in the `catch` blocks around.
    pub(super) caught: Vec<String>,
    /// Names made so far.
    made: Cell<usize>,
}

/// A header and its block, of those that belong together.
pub(super) struct Member<'n> {
    pub node: &'n Node,
    /// What stands before the brace.
    pub head: String,
    /// Lines to begin the block with.
    pub begins: Vec<String>,
    /// A line to end it with.
    pub ends: Option<String>,
}

impl<'a> Writer<'a> {
    pub fn new(tree: Tree<'a>, names: &'a Names, declared: Declared) -> Self {
        Writer {
            tree,
            names,
            declared,
            out: String::new(),
            left: Vec::new(),
            depth: 0,
            caught: Vec::new(),
            made: Cell::new(0),
        }
    }

    /// Write a block, each line moved by so many columns.
    pub(super) fn block(&mut self, nodes: &[Node], shift: isize) {
        let mut at = 0;
        while at < nodes.len() {
            at += self.written_or_left(nodes, at, shift);
        }
    }

    /// Write the statement with this index of the top level; gives how many statements belong together.
    pub fn top(&mut self, nodes: &[Node], at: usize) -> usize {
        self.written_or_left(nodes, at, 0)
    }

    fn written_or_left(&mut self, nodes: &[Node], at: usize, shift: isize) -> usize {
        let (length, lefts, depth) = (self.out.len(), self.left.len(), self.depth);
        let caught = self.caught.len();
        match self.node(nodes, at, shift) {
            Ok(count) => count,
            Err(Unsure) => {
                self.out.truncate(length);
                self.left.truncate(lefts);
                self.caught.truncate(caught);
                self.depth = depth;
                self.leave(&nodes[at]);
                1
            }
        }
    }

    /// Write a statement as it is.
    pub fn leave(&mut self, node: &Node) {
        let lines = node.line..=Tree::last_line(node);
        let start = self.out.len();
        for line in lines {
            self.out
                .push_str(&self.tree.source[self.tree.lines[line].range.clone()]);
            self.out.push('\n');
        }
        self.left.push(start..self.out.len());
    }

    /// Write a statement with what belongs to it; gives how many of the nodes those are.
    fn node(&mut self, nodes: &[Node], at: usize, shift: isize) -> Result<usize, Unsure> {
        let node = &nodes[at];
        let line = node.line;
        if self.tree.is_blank(node) {
            self.comment_line(line, shift);
            return Ok(1);
        }
        if self.tree.is_documentation(line) {
            self.documentation(line, shift)?;
            return Ok(1);
        }
        if let Some(names) = self.declared.before.get(&line).cloned() {
            for name in names {
                let indent = self.indent(line, shift);
                self.out
                    .push_str(&format!("{indent}let {};\n", self.names.own(&name)));
            }
        }
        match self.tree.first(line) {
            "if" if scopes::is_main(&self.tree, node) => self.main(node, shift)?,
            "if" => return self.choice(nodes, at, shift),
            "for" | "while" | "with" => self.one_block(nodes, at, shift)?,
            "try" => return self.attempt(nodes, at, shift),
            "def" => self.function(node, shift)?,
            "class" => self.class(node, shift)?,
            "elif" | "else" | "except" | "finally" | "async" | "match" | "@" => return Err(Unsure),
            _ if !node.body.is_empty() => return Err(Unsure),
            _ => self.simple(line, shift)?,
        }
        Ok(1)
    }

    pub(super) fn source(&self, range: Range<usize>) -> &'a str {
        &self.tree.source[range]
    }

    pub(super) fn tokens(&self, line: usize) -> &'a [Token] {
        &self.tree.lines[line].tokens
    }

    /// The blanks before a line.
    pub(super) fn indent(&self, line: usize, shift: isize) -> String {
        let line = &self.tree.lines[line];
        let text = self.source(line.range.clone());
        let blanks = &text[..text.len() - text.trim_start().len()];
        match shift {
            0.. => format!("{blanks}{}", " ".repeat(shift.unsigned_abs())),
            _ => {
                let fewer = shift.unsigned_abs().min(blanks.len());
                // A tab is as wide as a level.
                let fewer = if blanks.starts_with('\t') {
                    fewer.min(1)
                } else {
                    fewer
                };
                blanks[fewer..].to_string()
            }
        }
    }

    /// The comment behind a line, with the blanks before it.
    pub(super) fn comment(&self, line: usize) -> String {
        let line = &self.tree.lines[line];
        let Some(comment) = &line.comment else {
            return String::new();
        };
        let end = line
            .tokens
            .last()
            .map_or(comment.start, |last| last.range.end);
        format!(
            "{}//{}",
            self.source(end..comment.start),
            self.source(comment.start + 1..comment.end)
        )
    }

    pub(super) fn comment_line(&mut self, line: usize, shift: isize) {
        let indent = self.indent(line, shift);
        let written = match self.comment(line).trim_start().strip_prefix("//") {
            // The line that names Python's interpreter.
            Some(comment) if comment.starts_with('!') => format!("{indent}// #{comment}"),
            Some(comment) => format!("{indent}//{comment}"),
            None => String::new(),
        };
        self.out.push_str(&written);
        self.out.push('\n');
    }

    pub(super) fn documentation(&mut self, line: usize, shift: isize) -> Result<(), Unsure> {
        let indent = self.indent(line, shift);
        let text = self.source(self.tokens(line)[0].range.clone());
        let quotes = text.find(['"', '\'']).ok_or(Unsure)?;
        let marks = if text[quotes..].starts_with("\"\"\"") || text[quotes..].starts_with("'''") {
            3
        } else {
            1
        };
        let inside = &text[quotes + marks..text.len() - marks];
        let lines: Vec<&str> = inside.trim_end().lines().collect();
        let skipped = usize::from(lines.first().is_some_and(|first| first.trim().is_empty()));
        for words in &lines[skipped..] {
            let words = words.trim();
            self.out.push_str(format!("{indent}// {words}").trim_end());
            self.out.push('\n');
        }
        Ok(())
    }

    fn simple(&mut self, line: usize, shift: isize) -> Result<(), Unsure> {
        let text = self.statements(line, self.tokens(line))?;
        let indent = self.indent(line, shift);
        let comment = self.comment(line);
        match text {
            Some(text) => self.out.push_str(&format!("{indent}{text}{comment}\n")),
            None if comment.is_empty() => {}
            None => self
                .out
                .push_str(&format!("{indent}{}\n", comment.trim_start())),
        }
        Ok(())
    }

    fn statements(&self, line: usize, tokens: &[Token]) -> Result<Option<String>, Unsure> {
        let pair = || self.new_name("pair");
        let mut simple = Simple {
            source: self.tree.source,
            names: self.names,
            declares: self.declared.with.get(&line).cloned().unwrap_or_default(),
            caught: self.caught.last().cloned(),
            pair: &pair,
        };
        statements(&mut simple, tokens)
    }

    /// A name that the text does not use yet.
    pub(super) fn new_name(&self, name: &str) -> String {
        self.made.set(self.made.get() + 1);
        match self.made.get() {
            1 if !self.names.assigned.contains(name) => name.to_string(),
            count => format!("{name}_{count}"),
        }
    }

    pub(super) fn value(&self, tokens: &[Token]) -> Result<Value, Unsure> {
        let mut reader = Reader::new(self.tree.source, tokens, self.names);
        let value = reader.list_or_value()?;
        reader.end()?;
        Ok(value)
    }

    pub(super) fn word(&self, token: &Token) -> &'a str {
        self.source(token.range.clone())
    }

    /// The tokens before the `:` of a block, and those behind it in the same line.
    pub(super) fn header(&self, line: usize) -> Result<(&'a [Token], &'a [Token]), Unsure> {
        let tokens = self.tokens(line);
        if self.tree.opens_block(line) {
            return Ok((&tokens[..tokens.len() - 1], &[]));
        }
        let head = apart(tokens, self.tree.source, ":")
            .first()
            .map_or(0, |head| head.len());
        let has_lambda = tokens[..head]
            .iter()
            .any(|token| self.word(token) == "lambda");
        if head == tokens.len() || has_lambda {
            return Err(Unsure);
        }
        Ok((&tokens[..head], &tokens[head + 1..]))
    }

    /// Write headers and blocks that belong together: `if` and `else`, `try` and `catch`.
    pub(super) fn members(
        &mut self,
        members: &[Member],
        between: &[&[Node]],
        shift: isize,
        end: &str,
    ) -> Result<(), Unsure> {
        let mut open = false;
        for (index, member) in members.iter().enumerate() {
            let line = member.node.line;
            let (_, inline) = self.header(line)?;
            let indent = self.indent(line, shift);
            let brace = if open { "} " } else { "" };
            let comment = self.comment(line);
            let head = &member.head;
            if inline.is_empty() {
                self.out
                    .push_str(&format!("{indent}{brace}{head} {{{comment}\n"));
                self.depth += 1;
                let first = member.node.body.first().map_or(line, |first| first.line);
                for begins in &member.begins {
                    let indent = self.indent(first, shift);
                    self.out.push_str(&format!("{indent}{begins}\n"));
                }
                self.block(&member.node.body, shift);
                if let Some(ends) = &member.ends {
                    let indent = self.indent(first, shift);
                    self.out.push_str(&format!("{indent}{ends}\n"));
                }
                self.depth -= 1;
                open = true;
            } else {
                let text = self.statements(line, inline)?.unwrap_or_default();
                let begins: String = member
                    .begins
                    .iter()
                    .map(|begins| format!("{begins} "))
                    .collect();
                self.out.push_str(&format!(
                    "{indent}{brace}{head} {{ {begins}{text} }}{comment}\n"
                ));
                open = false;
            }
            if let Some(between) = between.get(index) {
                self.block(between, shift);
            }
        }
        if open {
            let indent = self.indent(members[0].node.line, shift);
            self.out.push_str(&format!("{indent}}}{end}\n"));
        }
        Ok(())
    }

    /// The members of a chain that begins here, by the words that may follow; and the nodes between them.
    pub(super) fn chain<'n>(
        &self,
        nodes: &'n [Node],
        at: usize,
        words: &[&str],
    ) -> (Vec<&'n Node>, Vec<&'n [Node]>, usize) {
        let (mut members, mut between) = (vec![&nodes[at]], Vec::new());
        let mut end = at + 1;
        loop {
            let next = nodes[end..]
                .iter()
                .position(|node| !self.tree.is_blank(node));
            let Some(next) = next
                .map(|next| end + next)
                .filter(|next| words.contains(&self.tree.first(nodes[*next].line)))
            else {
                return (members, between, end - at);
            };
            between.push(&nodes[end..next]);
            members.push(&nodes[next]);
            end = next + 1;
        }
    }

    /// `if __name__ == "__main__":`: its block is the top level.
    fn main(&mut self, node: &Node, shift: isize) -> Result<(), Unsure> {
        let first = node
            .body
            .iter()
            .find(|node| !self.tree.is_blank(node))
            .ok_or(Unsure)?;
        let deeper = self.tree.lines[first.line].indent - self.tree.lines[node.line].indent;
        let comment = self.comment(node.line);
        if !comment.is_empty() {
            self.out.push_str(&format!("{}\n", comment.trim_start()));
        }
        self.block(&node.body, shift - deeper as isize);
        Ok(())
    }
}
