//! Expressions of Python, read by precedence and written as the dialect's in the same breath. The blanks between the words stay.

use super::Unsure;
use super::atoms::array;
use super::calls;
use super::lines::{Kind, Line, Token, lines};
use super::names::{Holds, Names};

/// How tightly Rhai's operators bind.
pub mod level {
    pub const LOOSE: u8 = 0;
    pub const OR: u8 = 30;
    pub const AND: u8 = 60;
    pub const EQUAL: u8 = 90;
    pub const IN: u8 = 110;
    pub const COMPARE: u8 = 130;
    pub const SUM: u8 = 150;
    pub const PRODUCT: u8 = 180;
    pub const POWER: u8 = 190;
    pub const UNARY: u8 = 240;
    pub const ATOM: u8 = 255;
}

/// A part of an expression as the dialect writes it.
#[derive(Debug, Clone)]
pub struct Value {
    pub text: String,
    /// How tightly it holds together.
    pub level: u8,
    pub holds: Holds,
    /// The items of `[…]` or `(…)`, where it is that.
    pub items: Option<Vec<String>>,
}

impl Value {
    pub fn new(text: impl Into<String>, level: u8) -> Value {
        Value {
            text: text.into(),
            level,
            holds: Holds::Other,
            items: None,
        }
    }

    pub fn atom(text: impl Into<String>) -> Value {
        Value::new(text, level::ATOM)
    }

    /// In parentheses, unless it binds at least that tightly.
    pub fn at_least(&self, level: u8) -> String {
        match self.level >= level {
            true => self.text.clone(),
            false => format!("({})", self.text),
        }
    }
}

/// The translation of a whole text that is one expression.
pub fn translated(text: &str, names: &Names) -> Result<String, Unsure> {
    // A line feed in it is a blank.
    let whole = format!("({text})");
    let read = lines(&whole).ok_or(Unsure)?;
    let [Line { tokens, .. }] = &read[..] else {
        return Err(Unsure);
    };
    let mut reader = Reader::new(&whole, &tokens[1..tokens.len() - 1], names);
    let value = reader.list_or_value()?;
    reader.end()?;
    Ok(value.text)
}

/// Reads the tokens of one expression.
pub struct Reader<'a> {
    source: &'a str,
    tokens: &'a [Token],
    at: usize,
    /// How many values are being read, each inside of the one before.
    depth: usize,
    pub names: &'a Names,
}

/// Values nested more deeply are left: each takes a part of the native stack.
const DEEPEST: usize = 40;

impl<'a> Reader<'a> {
    pub fn new(source: &'a str, tokens: &'a [Token], names: &'a Names) -> Self {
        Reader {
            source,
            tokens,
            at: 0,
            depth: 0,
            names,
        }
    }

    pub fn word(&self, ahead: usize) -> &'a str {
        let token = self.tokens.get(self.at + ahead);
        token.map_or("", |token| &self.source[token.range.clone()])
    }

    pub fn kind(&self) -> Option<Kind> {
        self.tokens.get(self.at).map(|token| token.kind)
    }

    pub fn step(&mut self) -> &'a str {
        let word = self.word(0);
        self.at += 1;
        word
    }

    pub fn take(&mut self, word: &str) -> bool {
        let is_here = self.word(0) == word;
        self.at += usize::from(is_here);
        is_here
    }

    pub fn expect(&mut self, word: &str) -> Result<(), Unsure> {
        self.take(word).then_some(()).ok_or(Unsure)
    }

    pub fn end(&self) -> Result<(), Unsure> {
        (self.at >= self.tokens.len()).then_some(()).ok_or(Unsure)
    }

    /// What stands between the token here and the one before.
    pub fn gap(&self) -> String {
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        match (before, self.tokens.get(self.at)) {
            (Some(before), Some(here)) => blank(&self.source[before.range.end..here.range.start]),
            _ => String::new(),
        }
    }

    /// `a`, or `a, b`, which is an array.
    pub fn list_or_value(&mut self) -> Result<Value, Unsure> {
        let first = self.value()?;
        if self.word(0) != "," {
            return Ok(first);
        }
        let mut items = vec![first.text];
        while self.take(",") {
            if self.at >= self.tokens.len() || matches!(self.word(0), "=" | ")") {
                break;
            }
            items.push(self.value()?.text);
        }
        Ok(array(items))
    }

    pub fn value(&mut self) -> Result<Value, Unsure> {
        if self.depth >= DEEPEST {
            return Err(Unsure);
        }
        self.depth += 1;
        let value = self.whole_value();
        self.depth -= 1;
        value
    }

    fn whole_value(&mut self) -> Result<Value, Unsure> {
        if self.word(0) == "lambda" {
            return self.lambda();
        }
        let value = self.or()?;
        if self.word(0) != "if" {
            return Ok(value);
        }
        self.step();
        let condition = self.or()?.text;
        self.expect("else")?;
        let other = self.value()?.text;
        Ok(Value::new(
            format!("if {condition} {{ {} }} else {{ {other} }}", value.text),
            level::LOOSE,
        ))
    }

    fn lambda(&mut self) -> Result<Value, Unsure> {
        self.step();
        let mut parameters = Vec::new();
        while self.word(0) != ":" {
            if self.kind() != Some(Kind::Word) {
                return Err(Unsure);
            }
            parameters.push(self.names.own(self.step()));
            if !self.take(",") && self.word(0) != ":" {
                return Err(Unsure);
            }
        }
        self.step();
        let body = self.value()?;
        Ok(Value::new(
            format!("|{}| {}", parameters.join(", "), body.text),
            level::LOOSE,
        ))
    }

    pub fn or(&mut self) -> Result<Value, Unsure> {
        self.words("or", "||", level::OR, Self::and)
    }

    fn and(&mut self) -> Result<Value, Unsure> {
        self.words("and", "&&", level::AND, Self::not)
    }

    fn words(
        &mut self,
        python: &str,
        ours: &str,
        binds: u8,
        operand: fn(&mut Self) -> Result<Value, Unsure>,
    ) -> Result<Value, Unsure> {
        let mut left = operand(self)?;
        while self.word(0) == python {
            let before = self.gap();
            self.step();
            let behind = self.gap();
            let right = operand(self)?;
            let text = format!(
                "{}{before}{ours}{behind}{}",
                left.at_least(binds),
                right.at_least(binds + 1)
            );
            left = Value::new(text, binds);
        }
        Ok(left)
    }

    fn not(&mut self) -> Result<Value, Unsure> {
        if self.word(0) != "not" {
            return self.comparison();
        }
        self.step();
        if self.depth >= DEEPEST {
            return Err(Unsure);
        }
        self.depth += 1;
        let value = self.not()?;
        self.depth -= 1;
        Ok(Value::new(
            format!("!{}", value.at_least(level::UNARY)),
            level::UNARY,
        ))
    }

    /// `a < b`, `a in b`, `a < b < c`
    fn comparison(&mut self) -> Result<Value, Unsure> {
        let mut operands = vec![self.bits()?];
        let mut operators = Vec::new();
        loop {
            let before = self.gap();
            let (ours, used) = match (self.word(0), self.word(1)) {
                ("not", "in") => ("!in", 2),
                ("is", "not") => ("!=", 2),
                ("is", _) => ("==", 1),
                (operator @ ("in" | "<" | ">" | "<=" | ">=" | "==" | "!="), _) => (operator, 1),
                _ => break,
            };
            self.at += used;
            operators.push((before, ours, self.gap()));
            operands.push(self.bits()?);
        }
        let compare = |index: usize| {
            let (before, operator, behind) = &operators[index];
            let binds = match *operator {
                "==" | "!=" => level::EQUAL,
                "in" | "!in" => level::IN,
                _ => level::COMPARE,
            };
            let (left, right) = (&operands[index], &operands[index + 1]);
            let right = calls::type_name(left, right).unwrap_or_else(|| right.at_least(binds + 1));
            let text = format!(
                "{}{before}{operator}{behind}{right}",
                left.at_least(binds + 1)
            );
            Value::new(text, binds)
        };
        match operators.len() {
            0 => Ok(operands.remove(0)),
            1 => Ok(compare(0)),
            count => {
                // What stands in the middle is read twice.
                let is_simple = |value: &Value| !value.text.contains('(');
                if !operands[1..count].iter().all(is_simple) {
                    return Err(Unsure);
                }
                let parts: Vec<String> = (0..count).map(|index| compare(index).text).collect();
                Ok(Value::new(parts.join(" && "), level::AND))
            }
        }
    }

    /// `|`, `^`, `&`, which bind looser than comparisons here: always in parentheses beside other operators.
    fn bits(&mut self) -> Result<Value, Unsure> {
        let mut left = self.shift()?;
        while let operator @ ("|" | "^" | "&") = self.word(0) {
            let before = self.gap();
            self.step();
            let behind = self.gap();
            let right = self.shift()?;
            let text = format!(
                "{}{before}{operator}{behind}{}",
                left.at_least(level::UNARY),
                right.at_least(level::UNARY)
            );
            left = Value::new(text, level::OR);
        }
        Ok(left)
    }

    fn shift(&mut self) -> Result<Value, Unsure> {
        let mut left = self.sum()?;
        while let operator @ ("<<" | ">>") = self.word(0) {
            self.step();
            let right = self.sum()?;
            let text = format!(
                "{} {operator} {}",
                left.at_least(level::UNARY),
                right.at_least(level::UNARY)
            );
            left = Value::new(text, level::SUM - 1);
        }
        Ok(left)
    }

    fn sum(&mut self) -> Result<Value, Unsure> {
        let mut left = self.product()?;
        while let operator @ ("+" | "-") = self.word(0) {
            let before = self.gap();
            self.step();
            let behind = self.gap();
            let right = self.product()?;
            let text = format!(
                "{}{before}{operator}{behind}{}",
                left.at_least(level::SUM),
                right.at_least(level::SUM + 1)
            );
            let holds = left.holds;
            left = Value::new(text, level::SUM);
            left.holds = holds;
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<Value, Unsure> {
        let mut left = self.sign()?;
        while let operator @ ("*" | "/" | "//" | "%") = self.word(0) {
            let before = self.gap();
            self.step();
            let behind = self.gap();
            let right = self.sign()?;
            left = calls::product(&left, operator, &right, &before, &behind)?;
        }
        Ok(left)
    }

    fn sign(&mut self) -> Result<Value, Unsure> {
        match self.word(0) {
            "-" => {
                self.step();
                // `-2 ** 2` is `-(2 ** 2)`.
                let value = self.power()?;
                Ok(Value::new(
                    format!("-{}", value.at_least(level::UNARY)),
                    level::UNARY,
                ))
            }
            _ => self.power(),
        }
    }

    fn power(&mut self) -> Result<Value, Unsure> {
        let left = self.postfix()?;
        if self.word(0) != "**" {
            return Ok(left);
        }
        let before = self.gap();
        self.step();
        let behind = self.gap();
        if self.depth >= DEEPEST {
            return Err(Unsure);
        }
        self.depth += 1;
        let right = self.sign()?;
        self.depth -= 1;
        let text = format!(
            "{}{before}**{behind}{}",
            left.at_least(level::ATOM),
            right.at_least(level::ATOM)
        );
        Ok(Value::new(text, level::POWER))
    }

    /// A value and what follows it: `.name`, `(…)`, `[…]`.
    fn postfix(&mut self) -> Result<Value, Unsure> {
        let mut value = self.atom()?;
        loop {
            match self.word(0) {
                "(" => {
                    let callee = value.at_least(level::ATOM);
                    value = calls::call(self, &callee, None)?;
                }
                "[" => value = self.index(&value)?,
                "." => {
                    let dot = self.gap();
                    self.step();
                    if self.kind() != Some(Kind::Word) {
                        return Err(Unsure);
                    }
                    let name = self.step();
                    let receiver = value.at_least(level::ATOM);
                    value = match self.word(0) {
                        "(" => calls::method(self, &receiver, &dot, name, &value)?,
                        _ => {
                            let mut value = Value::atom(format!("{receiver}{dot}.{name}"));
                            value.holds = self.names.holds(&format!(".{name}"));
                            value
                        }
                    };
                }
                _ => return Ok(value),
            }
        }
    }
}

/// Blanks between two tokens: comments begin with `//`, and no `\` joins lines.
fn blank(gap: &str) -> String {
    let mut lines = Vec::new();
    for line in gap.split('\n') {
        lines.push(match line.split_once('#') {
            Some((before, comment)) => format!("{before}//{comment}"),
            None => line.replace('\\', "").trim_end_matches('\r').to_string(),
        });
    }
    match &lines[..] {
        [one] => one.clone(),
        lines => lines.join("\n"),
    }
}

/// The words that are no names in Python.
pub fn is_keyword(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
        "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
        "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with",
        "yield",
    ];
    WORDS.contains(&word)
}
