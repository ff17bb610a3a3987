//! Functions and classes of Python, and default values of parameters.

use super::Unsure;
use super::simple::apart;
use super::tree::Node;
use super::writer::{Member, Writer};

/// The name of a parameter, and its default value.
type Parameter = (String, Option<String>);

impl<'a> Writer<'a> {
    pub(super) fn function(&mut self, node: &Node, shift: isize) -> Result<(), Unsure> {
        let (name, parameters) = self.signature(node.line)?;
        let name = self.names.own(name);
        let list = parameters
            .iter()
            .map(|(name, _)| name.clone())
            .collect::<Vec<_>>()
            .join(", ");
        if self.depth == 0 {
            let head = format!("fn {name}({list})");
            self.members(
                &[Member {
                    node,
                    head,
                    begins: Vec::new(),
                    ends: None,
                }],
                &[],
                shift,
                "",
            )?;
            return self.defaults(
                node.line,
                &parameters,
                shift,
                |list| format!("fn {name}({list})"),
                &name,
            );
        }
        if parameters.iter().any(|(_, default)| default.is_some())
            || self.names.parameters.contains_key(&name) && self.calls_itself(node, &name)
        {
            return Err(Unsure);
        }
        let head = format!("let {name} = |{list}|");
        self.members(
            &[Member {
                node,
                head,
                begins: Vec::new(),
                ends: None,
            }],
            &[],
            shift,
            ";",
        )
    }

    fn calls_itself(&self, node: &Node, name: &str) -> bool {
        node.body.iter().any(|node| {
            self.tree.words(node.line).any(|word| word == name) || self.calls_itself(node, name)
        })
    }

    /// Parameters with default values: the function once more, for each number of them.
    fn defaults(
        &mut self,
        line: usize,
        parameters: &[(String, Option<String>)],
        shift: isize,
        head: impl Fn(&str) -> String,
        callee: &str,
    ) -> Result<(), Unsure> {
        let indent = self.indent(line, shift);
        for count in (0..parameters.len()).rev() {
            let Some(default) = &parameters[count].1 else {
                break;
            };
            let names: Vec<&str> = parameters[..count]
                .iter()
                .map(|(name, _)| name.as_str())
                .collect();
            let values: Vec<&str> = names.iter().copied().chain([default.as_str()]).collect();
            self.out.push_str(&format!(
                "{indent}{} {{ {callee}({}) }}\n",
                head(&names.join(", ")),
                values.join(", ")
            ));
        }
        Ok(())
    }

    /// The name of a `def`, and its parameters with their default values.
    fn signature(&self, line: usize) -> Result<(&'a str, Vec<Parameter>), Unsure> {
        let tokens = self.tokens(line);
        let (head, inline) = self.header(line)?;
        if !inline.is_empty() && self.word(&head[0]) != "def" {
            return Err(Unsure);
        }
        let name = self.word(head.get(1).ok_or(Unsure)?);
        let close = tokens
            .iter()
            .rposition(|token| self.word(token) == ")")
            .ok_or(Unsure)?;
        let mut parameters = Vec::new();
        for part in apart(tokens.get(3..close).ok_or(Unsure)?, self.tree.source, ",") {
            let Some(first) = part.first() else { continue };
            let parameter = self.word(first);
            if matches!(parameter, "*" | "**" | "/") {
                return Err(Unsure);
            }
            let default = part.iter().position(|token| self.word(token) == "=");
            let default = default.map(|at| self.value(&part[at + 1..])).transpose()?;
            // Another value would be made once in Python, at each call here.
            if default
                .as_ref()
                .is_some_and(|value| value.text.contains(['(', '[', '{']) && value.text != "()")
            {
                return Err(Unsure);
            }
            parameters.push((self.names.own(parameter), default.map(|value| value.text)));
        }
        Ok((name, parameters))
    }

    pub(super) fn class(&mut self, node: &Node, shift: isize) -> Result<(), Unsure> {
        if self.depth > 0 {
            return Err(Unsure);
        }
        let (head, inline) = self.header(node.line)?;
        let [_, name, bases @ ..] = head else {
            return Err(Unsure);
        };
        let bases = match bases {
            [] | [_, _] => Vec::new(),
            [_, inside @ .., _] => apart(inside, self.tree.source, ","),
            _ => return Err(Unsure),
        };
        if bases.len() > 1 || !inline.is_empty() && self.word(&inline[0]) != "pass" {
            return Err(Unsure);
        }
        let base = match bases.first() {
            Some(base) => {
                Some(self.value(base)?.text).filter(|base| base != "object" && base != "Exception")
            }
            None => None,
        };
        let base = base.map_or(String::new(), |base| format!(" : {base}"));
        let indent = self.indent(node.line, shift);
        let comment = self.comment(node.line);
        self.out.push_str(&format!(
            "{indent}class {}{base} {{{comment}\n",
            self.names.own(self.word(name))
        ));
        for node in &node.body {
            match self.tree.first(node.line) {
                _ if self.tree.is_blank(node) => self.comment_line(node.line, shift),
                _ if self.tree.is_documentation(node.line) => {
                    self.documentation(node.line, shift)?
                }
                "pass" => {}
                "def" => self.method_or_left(node, shift),
                _ => self.leave(node),
            }
        }
        self.out.push_str(&format!("{indent}}}\n"));
        Ok(())
    }

    /// One method that is not certain leaves the others.
    fn method_or_left(&mut self, node: &Node, shift: isize) {
        let (length, lefts, depth) = (self.out.len(), self.left.len(), self.depth);
        let caught = self.caught.len();
        if self.method(node, shift).is_err() {
            self.out.truncate(length);
            self.left.truncate(lefts);
            self.caught.truncate(caught);
            self.depth = depth;
            self.leave(node);
        }
    }

    fn method(&mut self, node: &Node, shift: isize) -> Result<(), Unsure> {
        let (name, parameters) = self.signature(node.line)?;
        let name = match name {
            "__init__" => "init",
            "__str__" | "__repr__" => "to_string",
            name if name.starts_with("__") => return Err(Unsure),
            name => name,
        };
        let this = self
            .tokens(node.line)
            .get(3)
            .map(|token| self.word(token))
            .ok_or(Unsure)?;
        let before = self.names.this.replace(Some(this.to_string()));
        // The first parameter is the object.
        let parameters = parameters.get(1..).ok_or(Unsure)?.to_vec();
        let list = parameters
            .iter()
            .map(|(name, _)| name.clone())
            .collect::<Vec<_>>()
            .join(", ");
        let head = format!("{name}({list})");
        self.depth += 1;
        let written = self.members(
            &[Member {
                node,
                head,
                begins: Vec::new(),
                ends: None,
            }],
            &[],
            shift,
            "",
        );
        self.depth -= 1;
        self.names.this.replace(before);
        written?;
        let callee = format!("this.{name}");
        self.defaults(
            node.line,
            &parameters,
            shift,
            |list| format!("{name}({list})"),
            &callee,
        )
    }
}
