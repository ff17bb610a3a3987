//! Names, numbers, texts, brackets of Python: what expressions are made of.

use super::Unsure;
use super::expression::{Reader, Value, is_keyword, level};
use super::lines::Kind;
use super::names::Holds;
use super::{calls, texts};

impl Reader<'_> {
    /// `x[1]`, `x[1:3]`
    pub fn index(&mut self, of: &Value) -> Result<Value, Unsure> {
        self.step();
        let receiver = of.at_least(level::ATOM);
        let start = match self.word(0) {
            ":" => None,
            _ => Some(self.value()?.text),
        };
        if self.take("]") {
            return Ok(Value::atom(format!("{receiver}[{}]", start.ok_or(Unsure)?)));
        }
        self.expect(":")?;
        let end = match self.word(0) {
            "]" => None,
            _ => Some(self.value()?.text),
        };
        self.expect("]")?;
        let start = start.unwrap_or_else(|| "0".to_string());
        let holds = of.holds;
        let text = match (holds, end) {
            (Holds::Text, end) => format!("{receiver}[{start}..{}]", end.unwrap_or_default()),
            (Holds::Array, None) => format!("{receiver}.extract({start})"),
            (Holds::Array, Some(end)) if end.starts_with('-') => {
                format!(
                    "{receiver}.extract({start}..{receiver}.len() - {})",
                    &end[1..]
                )
            }
            (Holds::Array, Some(end)) => format!("{receiver}.extract({start}..{end})"),
            _ => return Err(Unsure),
        };
        let mut value = Value::atom(text);
        value.holds = holds;
        Ok(value)
    }

    pub fn atom(&mut self) -> Result<Value, Unsure> {
        let word = self.word(0);
        match self.kind().ok_or(Unsure)? {
            Kind::Number => {
                self.step();
                Ok(Value::atom(number(word)?))
            }
            Kind::Text => self.text(),
            Kind::Word => self.name(),
            Kind::Symbol => match word {
                "(" => self.parentheses(),
                "[" => self.list(),
                "{" => self.map(),
                _ => Err(Unsure),
            },
        }
    }

    /// Texts that stand side by side are one.
    fn text(&mut self) -> Result<Value, Unsure> {
        let mut parts = Vec::new();
        while self.kind() == Some(Kind::Text) {
            parts.push(texts::text(self.step(), self.names)?);
        }
        let mut value = match &parts[..] {
            [one] => Value::atom(one.clone()),
            parts => Value::new(parts.join(" + "), level::SUM),
        };
        value.holds = Holds::Text;
        Ok(value)
    }

    fn name(&mut self) -> Result<Value, Unsure> {
        let name = self.step();
        match name {
            "True" => return Ok(Value::atom("true")),
            "False" => return Ok(Value::atom("false")),
            "None" => return Ok(Value::atom("()")),
            "super" => return calls::super_call(self),
            word if is_keyword(word) => return Err(Unsure),
            _ => {}
        }
        let Some(mut dotted) = self.names.python(name) else {
            let mut value = match self.word(0) {
                "(" => calls::call(self, &self.names.own(name), Some(name))?,
                _ => Value::atom(self.names.own(name)),
            };
            if value.text == name {
                value.holds = self.names.holds(name);
            }
            return Ok(value);
        };
        while self.names.is_module(&dotted) && self.word(0) == "." {
            self.step();
            dotted = format!("{dotted}.{}", self.step());
        }
        if self.word(0) == "(" {
            if let Some(function) = dotted.strip_prefix("math.") {
                return calls::math(self, function);
            }
            if let Some(value) = calls::of_json(self, &dotted)? {
                return Ok(value);
            }
            let ours = self.names.ours(&dotted).ok_or(Unsure)?;
            return calls::call(
                self,
                &ours,
                Some(dotted.rsplit('.').next().unwrap_or_default()),
            );
        }
        let mut value = Value::atom(self.names.ours(&dotted).ok_or(Unsure)?);
        value.holds = self.names.holds(name);
        if dotted == "sys.argv" {
            value.holds = Holds::Array;
        }
        Ok(value)
    }

    /// `(x)`, `(a, b)`, `(x for …)`
    fn parentheses(&mut self) -> Result<Value, Unsure> {
        self.step();
        if self.take(")") {
            return Ok(array(Vec::new()));
        }
        let before = self.gap();
        let first = self.value()?;
        if self.word(0) == "for" {
            let text = self.clauses(&first)?;
            self.expect(")")?;
            return Ok(Value::atom(text));
        }
        if self.word(0) != "," {
            let behind = self.gap();
            self.expect(")")?;
            let mut value = Value::atom(format!("({before}{}{behind})", first.text));
            value.holds = first.holds;
            return Ok(value);
        }
        let mut items = vec![first.text];
        while self.take(",") {
            if self.word(0) == ")" {
                break;
            }
            items.push(self.value()?.text);
        }
        self.expect(")")?;
        Ok(array(items))
    }

    fn list(&mut self) -> Result<Value, Unsure> {
        self.step();
        let mut text = String::from("[");
        let mut items = Vec::new();
        loop {
            text.push_str(&self.gap());
            if self.take("]") {
                break;
            }
            let value = self.value()?;
            if items.is_empty() && self.word(0) == "for" {
                let text = self.clauses(&value)?;
                self.expect("]")?;
                let mut value = Value::atom(text);
                value.holds = Holds::Array;
                return Ok(value);
            }
            text.push_str(&value.text);
            items.push(value.text);
            text.push_str(&self.gap());
            if self.take("]") {
                break;
            }
            self.expect(",")?;
            text.push(',');
        }
        text.push(']');
        let mut value = array(items);
        value.text = text;
        Ok(value)
    }

    /// The `for` and `if` parts behind the item of a comprehension.
    pub fn clauses(&mut self, item: &Value) -> Result<String, Unsure> {
        let mut text = format!("list[{}", item.text);
        loop {
            match self.word(0) {
                "for" => {
                    self.step();
                    let name = self.clause_name()?;
                    self.expect("in")?;
                    text.push_str(&format!(" for {name} in {}", self.or()?.text));
                }
                "if" => {
                    self.step();
                    text.push_str(&format!(" if {}", self.or()?.text));
                }
                _ => return Ok(text + "]"),
            }
        }
    }

    /// What a clause names; more than one name is not known to comprehensions.
    fn clause_name(&mut self) -> Result<String, Unsure> {
        if self.kind() != Some(Kind::Word) || self.word(1) != "in" {
            return Err(Unsure);
        }
        Ok(match self.step() {
            "_" => "_i".to_string(),
            name => self.names.own(name),
        })
    }

    /// `{1, 2}`, `{x for x in xs}`, from behind the brace on.
    fn set(&mut self) -> Result<Value, Unsure> {
        let first = self.value()?;
        let mut items = vec![first.text.clone()];
        let text = match self.word(0) {
            "for" => {
                let text = self.clauses(&first)?;
                self.expect("}")?;
                format!("set({text})")
            }
            _ => {
                while self.take(",") {
                    if self.word(0) == "}" {
                        break;
                    }
                    items.push(self.value()?.text);
                }
                self.expect("}")?;
                format!("set([{}])", items.join(", "))
            }
        };
        let mut value = Value::atom(text);
        value.holds = Holds::Handle;
        Ok(value)
    }

    /// Does a `:` stand between the braces that are open here, in no inner bracket? Nothing stands there in an empty map.
    fn is_map(&self) -> bool {
        let mut depth = 0_i32;
        for at in 0.. {
            match self.word(at) {
                "}" if depth == 0 => return at == 0,
                "" => return true,
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                ":" if depth == 0 => return true,
                _ => {}
            }
        }
        true
    }

    /// `{"a": 1}`
    fn map(&mut self) -> Result<Value, Unsure> {
        self.step();
        if !self.is_map() {
            return self.set();
        }
        let mut text = String::from("#{");
        loop {
            text.push_str(&self.gap());
            if self.take("}") {
                break;
            }
            if self.kind() != Some(Kind::Text) {
                return Err(Unsure);
            }
            let key = self.text()?;
            if key.level != level::ATOM || !key.text.starts_with('"') {
                return Err(Unsure);
            }
            self.expect(":")?;
            let gap = self.gap();
            text.push_str(&format!("{}:{gap}{}", key.text, self.value()?.text));
            text.push_str(&self.gap());
            if self.take("}") {
                break;
            }
            self.expect(",")?;
            text.push(',');
        }
        text.push('}');
        let mut value = Value::atom(text);
        value.holds = Holds::Map;
        Ok(value)
    }
}

/// `[…]`
pub fn array(items: Vec<String>) -> Value {
    let mut value = Value::atom(format!("[{}]", items.join(", ")));
    value.holds = Holds::Array;
    value.items = Some(items);
    value
}

fn number(word: &str) -> Result<String, Unsure> {
    if word.ends_with(['j', 'J']) {
        return Err(Unsure);
    }
    if let Some(fraction) = word.strip_prefix('.') {
        return Ok(format!("0.{fraction}"));
    }
    Ok(match word.strip_suffix('.') {
        Some(whole) => format!("{whole}.0"),
        None => word.to_string(),
    })
}
