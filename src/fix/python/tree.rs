//! The lines of a Python text as a tree: a statement and the block that is indented below it.

use super::lines::{Kind, Line};

/// A statement, or a line that says nothing.
#[derive(Debug)]
pub struct Node {
    /// The index of its line.
    pub line: usize,
    /// What is indented below it.
    pub body: Vec<Node>,
}

pub struct Tree<'a> {
    pub source: &'a str,
    pub lines: &'a [Line],
}

/// Blocks nested more deeply are not read: each takes a part of the native stack.
const DEEPEST: usize = 40;

impl<'a> Tree<'a> {
    /// The statements of the whole text; nothing when a line is indented as no block is.
    pub fn nodes(&self) -> Option<Vec<Node>> {
        let mut at = 0;
        let nodes = self.block(&mut at, 0, 0)?;
        (at == self.lines.len()).then_some(nodes)
    }

    fn block(&self, at: &mut usize, indent: usize, depth: usize) -> Option<Vec<Node>> {
        if depth > DEEPEST {
            return None;
        }
        let mut nodes: Vec<Node> = Vec::new();
        while let Some(line) = self.lines.get(*at) {
            if line.tokens.is_empty() {
                nodes.push(Node {
                    line: *at,
                    body: Vec::new(),
                });
                *at += 1;
                continue;
            }
            if line.indent < indent {
                break;
            }
            if line.indent > indent {
                return None;
            }
            let header = *at;
            *at += 1;
            let mut body = Vec::new();
            if self.opens_block(header) {
                let inner = self.lines[*at..]
                    .iter()
                    .find(|line| !line.tokens.is_empty());
                let inner = inner.filter(|inner| inner.indent > indent)?.indent;
                body = self.block(at, inner, depth + 1)?;
                // Comments behind the block that are not indented like it, and empty lines, are not of it.
                let is_of_block = |node: &Node| {
                    let line = &self.lines[node.line];
                    !line.tokens.is_empty() || line.comment.is_some() && line.indent > indent
                };
                let kept = body
                    .iter()
                    .rposition(is_of_block)
                    .map_or(0, |last| last + 1);
                let behind = body.split_off(kept);
                nodes.push(Node { line: header, body });
                nodes.extend(behind);
                continue;
            }
            nodes.push(Node { line: header, body });
        }
        Some(nodes)
    }

    /// Does the line end in the `:` of a block?
    pub fn opens_block(&self, line: usize) -> bool {
        self.lines[line]
            .tokens
            .last()
            .is_some_and(|last| &self.source[last.range.clone()] == ":")
    }

    pub fn words(&self, line: usize) -> impl Iterator<Item = &'a str> {
        self.lines[line]
            .tokens
            .iter()
            .map(|token| &self.source[token.range.clone()])
    }

    pub fn first(&self, line: usize) -> &'a str {
        self.words(line).next().unwrap_or_default()
    }

    /// Is it a text that stands alone, which documents what it stands in?
    pub fn is_documentation(&self, line: usize) -> bool {
        matches!(&self.lines[line].tokens[..], [token] if token.kind == Kind::Text)
    }

    pub fn is_blank(&self, node: &Node) -> bool {
        self.lines[node.line].tokens.is_empty()
    }

    /// The last line of what stands in the block, at any depth.
    pub fn last_line(node: &Node) -> usize {
        node.body.last().map_or(node.line, Tree::last_line)
    }
}
