//! Statements of Python that have no block.

use super::Unsure;
use super::expression::{Reader, Value, level};
use super::lines::{Kind, Token};
use super::names::Names;
use std::collections::BTreeSet;

/// What a statement is read with.
pub struct Simple<'a> {
    pub source: &'a str,
    pub names: &'a Names,
    /// The names that the line declares.
    pub declares: BTreeSet<String>,
    /// What the error is called in the `catch` around.
    pub caught: Option<String>,
    /// A name for what is taken apart.
    pub pair: &'a dyn Fn() -> String,
}

/// The statements between these tokens, each with its `;`; nothing where none is needed here.
pub fn statements(simple: &mut Simple, tokens: &[Token]) -> Result<Option<String>, Unsure> {
    let source = simple.source;
    let word = |token: &Token| source[token.range.clone()].to_string();
    let mut parts = Vec::new();
    for part in apart(tokens, source, ";") {
        if !part.is_empty() {
            parts.extend(simple.statement(part, &word)?);
        }
    }
    Ok((!parts.is_empty()).then(|| parts.join(" ")))
}

/// The tokens between these symbols, where those stand in no bracket.
pub fn apart<'t>(tokens: &'t [Token], source: &str, symbol: &str) -> Vec<&'t [Token]> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (index, token) in tokens.iter().enumerate() {
        match &source[token.range.clone()] {
            "(" | "[" | "{" if token.kind == Kind::Symbol => depth += 1,
            ")" | "]" | "}" if token.kind == Kind::Symbol => depth = depth.saturating_sub(1),
            word if word == symbol && depth == 0 => {
                parts.push(&tokens[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    parts.push(&tokens[start..]);
    parts
}

impl Simple<'_> {
    fn statement(
        &mut self,
        tokens: &[Token],
        word: &dyn Fn(&Token) -> String,
    ) -> Result<Option<String>, Unsure> {
        let first = word(&tokens[0]);
        let second = tokens.get(1).map_or(String::new(), word);
        let rest = &tokens[1..];
        let text = match first.as_str() {
            "pass" | "global" | "nonlocal" => return Ok(None),
            "import" | "from" => return self.import(tokens).map(|()| None),
            "break" | "continue" if rest.is_empty() => first,
            "return" if rest.is_empty() => first,
            "return" => format!("return {}", self.read(rest)?.text),
            "del" => return self.delete(rest),
            "raise" => format!("throw {}", self.raised(rest)?),
            "assert" => {
                let parts: Result<Vec<String>, Unsure> = apart(rest, self.source, ",")
                    .into_iter()
                    .map(|part| Ok(self.read(part)?.text))
                    .collect();
                format!("assert({})", parts?.join(", "))
            }
            "print" if !rest.is_empty() && second != "(" && second != "=" && second != "." => {
                let value = self.read(rest)?;
                match value.items {
                    Some(items) => format!("print({})", items.join(", ")),
                    None => format!("print({})", value.text),
                }
            }
            _ => return self.assignment(tokens, word),
        };
        Ok(Some(text + ";"))
    }

    fn read(&self, tokens: &[Token]) -> Result<Value, Unsure> {
        let mut reader = Reader::new(self.source, tokens, self.names);
        let value = reader.list_or_value()?;
        reader.end()?;
        Ok(value)
    }

    /// Everything that is imported is there.
    fn import(&self, tokens: &[Token]) -> Result<(), Unsure> {
        let words: Vec<&str> = tokens
            .iter()
            .map(|token| &self.source[token.range.clone()])
            .collect();
        let end = words
            .iter()
            .position(|word| *word == "import")
            .ok_or(Unsure)?;
        let modules: Vec<String> = match end {
            0 => {
                let parts = words[1..].split(|word| *word == ",");
                parts
                    .map(|part| {
                        part.iter()
                            .take_while(|word| **word != "as")
                            .copied()
                            .collect()
                    })
                    .collect()
            }
            _ => vec![words[1..end].concat()],
        };
        let is_known = |module: &String| self.names.is_module(module);
        modules.iter().all(is_known).then_some(()).ok_or(Unsure)
    }

    fn delete(&self, tokens: &[Token]) -> Result<Option<String>, Unsure> {
        let value = self.read(tokens)?;
        if let Some(receiver) = value.text.strip_suffix(']')
            && let Some((receiver, key)) = receiver.rsplit_once('[')
        {
            return Ok(Some(format!("{receiver}.remove({key});")));
        }
        match tokens {
            [_] => Ok(None),
            _ => Err(Unsure),
        }
    }

    /// `raise ValueError("negative")`: the kind and the message of the error.
    fn raised(&self, tokens: &[Token]) -> Result<String, Unsure> {
        let word = |index: usize| {
            tokens
                .get(index)
                .map_or("", |token| &self.source[token.range.clone()])
        };
        let name = word(0);
        let is_class = name.starts_with(char::is_uppercase);
        match tokens.len() {
            0 => self.caught.clone().ok_or(Unsure),
            1 if is_class => Ok(format!("#{{kind: \"{name}\", message: \"\"}}")),
            1 => Ok(self.names.own(name)),
            3 if is_class && word(1) == "(" => Ok(format!("#{{kind: \"{name}\", message: \"\"}}")),
            count if is_class && word(1) == "(" && word(count - 1) == ")" => {
                let message = self.read(&tokens[2..count - 1])?;
                if message.items.is_some() {
                    return Err(Unsure);
                }
                Ok(format!("#{{kind: \"{name}\", message: {}}}", message.text))
            }
            _ => Err(Unsure),
        }
    }

    fn assignment(
        &mut self,
        tokens: &[Token],
        word: &dyn Fn(&Token) -> String,
    ) -> Result<Option<String>, Unsure> {
        let parts = apart(tokens, self.source, "=");
        if let [only] = parts[..] {
            return self.expression(only, word);
        }
        let (value, targets) = parts.split_last().ok_or(Unsure)?;
        let value = self.read(value)?;
        let Some((last, others)) = targets.split_last() else {
            return Err(Unsure);
        };
        let mut text = self.assign(last, &value)?;
        for target in others.iter().rev() {
            // The value is there already, under the last name.
            let name = self.target(last)?;
            text = format!("{text} {}", self.assign(target, &Value::atom(name))?);
        }
        Ok(Some(text))
    }

    /// A call, `x += 1`, `x: int`.
    fn expression(
        &mut self,
        tokens: &[Token],
        word: &dyn Fn(&Token) -> String,
    ) -> Result<Option<String>, Unsure> {
        let words: Vec<String> = tokens.iter().map(word).collect();
        if let [name, colon, ..] = &words[..]
            && tokens[0].kind == Kind::Word
            && colon == ":"
            && name != "lambda"
        {
            return Ok(None);
        }
        if let Some(at) = words.iter().position(|word| is_augmented(word)) {
            let value = self.read(&tokens[at + 1..])?;
            let target = self.target(&tokens[..at])?;
            let text = match words[at].as_str() {
                "/=" => format!(
                    "{target} = float({target}) / {}",
                    value.at_least(level::PRODUCT + 1)
                ),
                "//=" => format!("{target} /= {}", value.text),
                operator => format!("{target} {operator} {}", value.text),
            };
            return Ok(Some(text + ";"));
        }
        if let Some(at) = words
            .iter()
            .position(|word| word == "setDaemon" || word == "setName")
            && at > 1
            && words.get(at + 1).is_some_and(|word| word == "(")
            && words.last().is_some_and(|word| word == ")")
        {
            let receiver = self.read(&tokens[..at - 1])?.text;
            let value = self.read(&tokens[at + 2..tokens.len() - 1])?.text;
            let attribute = if words[at] == "setDaemon" {
                "daemon"
            } else {
                "name"
            };
            return Ok(Some(format!("{receiver}.{attribute} = {value};")));
        }
        let value = self.read(tokens)?;
        let is_call = value.text.ends_with(')');
        is_call.then(|| Some(value.text + ";")).ok_or(Unsure)
    }

    /// What is assigned to, as it is written here.
    fn target(&self, tokens: &[Token]) -> Result<String, Unsure> {
        // `x: int = 5`
        let annotated = apart(tokens, self.source, ":");
        let tokens = annotated.first().copied().unwrap_or(tokens);
        let value = self.read(tokens)?;
        let is_place =
            value.items.is_none() && !value.text.ends_with(')') && value.level == level::ATOM;
        is_place.then_some(value.text).ok_or(Unsure)
    }

    fn assign(&mut self, tokens: &[Token], value: &Value) -> Result<String, Unsure> {
        let bare = match tokens {
            [open, inside @ .., _] if matches!(&self.source[open.range.clone()], "(" | "[") => {
                inside
            }
            tokens => tokens,
        };
        let parts: Vec<&[Token]> = apart(bare, self.source, ",")
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        if parts.len() < 2 {
            return self.one(tokens, &value.text);
        }
        let targets: Result<Vec<String>, Unsure> =
            parts.iter().map(|part| self.target(part)).collect();
        let targets = targets?;
        if let Some(items) = value
            .items
            .as_ref()
            .filter(|items| items.len() == targets.len())
            && !items
                .iter()
                .any(|item| targets.iter().any(|target| mentions(item, target)))
        {
            let each: Result<Vec<String>, Unsure> = parts
                .iter()
                .zip(items)
                .map(|(part, item)| self.one(part, item))
                .collect();
            return Ok(each?.join(" "));
        }
        let pair = (self.pair)();
        let mut text = format!("let {pair} = {};", value.text);
        // What is called `_` is not looked at.
        let is_named = |(_, part): &(usize, &&[Token])| {
            part.len() != 1 || &self.source[part[0].range.clone()] != "_"
        };
        let named: Vec<(usize, &&[Token])> = parts.iter().enumerate().filter(is_named).collect();
        for (index, part) in named {
            let assigned = self.one(part, &format!("{pair}[{index}]"))?;
            text = format!("{text} {assigned}");
        }
        Ok(text)
    }

    fn one(&mut self, tokens: &[Token], value: &str) -> Result<String, Unsure> {
        let name = tokens
            .first()
            .map_or("", |token| &self.source[token.range.clone()]);
        let target = self.target(tokens)?;
        let is_name = target
            .chars()
            .all(|letter| letter.is_alphanumeric() || letter == '_');
        let word = match is_name && self.declares.remove(name) {
            true => "let ",
            false => "",
        };
        Ok(format!("{word}{target} = {value};"))
    }
}

fn is_augmented(word: &str) -> bool {
    matches!(
        word,
        "+=" | "-=" | "*=" | "/=" | "//=" | "%=" | "**=" | "&=" | "|=" | "^=" | "<<=" | ">>="
    )
}

/// Does the name stand in the text as a word?
fn mentions(text: &str, name: &str) -> bool {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.split(|letter| !is_word(letter)).any(|word| {
        name.split(|letter| !is_word(letter))
            .any(|part| part == word)
    })
}
