//! The model's classes, as a script writes them.

use super::{Body, Class, Expr, Init, Key, NAMES, SMALL};
use std::fmt;

const ATTRIBUTES: [&str; 2] = ["a", "b"];

pub fn parameters(count: usize) -> String {
    let names: Vec<String> = (0..count).map(|index| format!("p{index}")).collect();
    names.join(", ")
}

pub fn list(values: &[i64]) -> String {
    let values: Vec<String> = values.iter().map(i64::to_string).collect();
    values.join(", ")
}

fn arguments(values: &[Expr]) -> String {
    let values: Vec<String> = values.iter().map(Expr::to_string).collect();
    values.join(", ")
}

fn changes(f: &mut fmt::Formatter, changes: &[(usize, Expr)]) -> fmt::Result {
    for (attribute, value) in changes {
        let name = ATTRIBUTES[*attribute];
        writeln!(f, "        this.{name} = ({value}) % {SMALL};")?;
    }
    Ok(())
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        const SUM: &str = "reduce(|s, y| s + y, 0)";
        let name = |key: &Key| NAMES[key.0];
        match self {
            Expr::Int(int) => write!(f, "{int}"),
            Expr::Parameter(index) => write!(f, "p{index}"),
            Expr::Item => write!(f, "x"),
            Expr::Attribute(index) => write!(f, "this.{}", ATTRIBUTES[*index]),
            Expr::Sum(a, b) => write!(f, "({a} + {b})"),
            Expr::Difference(a, b) => write!(f, "({a} - {b})"),
            Expr::Product(a, b) => {
                write!(f, "(({a} % {SMALL}) * ({b} % {SMALL}) % {SMALL})")
            }
            Expr::This(key, values) => write!(f, "this.{}({})", name(key), arguments(values)),
            Expr::Super(key, values) => write!(f, "super.{}({})", name(key), arguments(values)),
            Expr::Mapped(items, body) => write!(f, "[{}].map(|x| {body}).{SUM}", list(items)),
            Expr::MappedMethod(items, name) => {
                write!(f, "[{}].map(this.{}).{SUM}", list(items), NAMES[*name])
            }
        }
    }
}

impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        changes(f, &self.changes)?;
        writeln!(f, "        ({}) % {SMALL}", self.result)
    }
}

impl fmt::Display for Init {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        if let Some(above) = &self.above {
            writeln!(f, "        super.init({});", arguments(above))?;
        }
        changes(f, &self.changes)
    }
}

/// The class of this number.
pub fn class(number: usize, class: &Class) -> String {
    let base = class
        .base
        .map_or_else(String::new, |base| format!(" : C{base}"));
    let mut text = format!("class C{number}{base} {{\n");
    for (count, init) in &class.inits {
        text += &format!("    init({}) {{\n{init}    }}\n", parameters(*count));
    }
    for ((name, count), body) in &class.methods {
        let name = NAMES[*name];
        text += &format!("    {name}({}) {{\n{body}    }}\n", parameters(*count));
    }
    if let Some(body) = &class.text {
        // The result is a part of the text.
        let number_of = body.result.to_string();
        let mut before = body.clone();
        before.result = Expr::Int(0);
        let before = before.to_string();
        let before = before
            .trim_end()
            .rsplit_once('\n')
            .map_or("", |(before, _)| before);
        text += &format!(
            "    to_string() {{\n{before}\n        `C{number}:${{({number_of}) % {SMALL}}}`\n    }}\n"
        );
    }
    if let Some(body) = &class.maker {
        text += &format!("    make(p0) {{ |x| ({body}) % {SMALL} }}\n");
    }
    text + "}\n"
}
