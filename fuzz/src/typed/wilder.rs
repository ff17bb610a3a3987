//! Statements of the grammar beyond the usual: methods and their `this`, `eval`, operators on types that do not fit.

use super::Type::{self, Float, Int, Ints, Record, Text};
use super::{VALUES, Writer};

/// A script function that is called on a value: it takes one value of the type that it stores.
pub(super) struct Method {
    name: String,
    of: Type,
    takes: Type,
    gives: Type,
}

impl Writer {
    /// `fn m(p) { … this … }`, for one type or for all.
    pub(super) fn method(&mut self) {
        let of = [Int, Ints, Record, Text][self.choose(4)];
        let (name, parameter) = (self.fresh("m"), self.fresh("p"));
        let typed = match (self.choose(2), of) {
            (0, _) => "",
            (_, Int) => "int.",
            (_, Ints) => "array.",
            (_, Record) => "map.",
            _ => "string.",
        };
        let takes = if of == Text { Text } else { Int };
        let changes: &[&str] = match of {
            Int => &[
                "this += P;",
                "this = P - this;",
                "this *= 2;",
                "let t = this; this = t + P;",
            ],
            Ints => &[
                "this.push(P);",
                "this[0] = P;",
                "this += [P];",
                "this[-1] += P; this.sort();",
            ],
            Record => &[
                "this.n += P;",
                "this.l.push(P);",
                "this.m.n -= P;",
                "this.n = this.l.len();",
            ],
            _ => &[
                "this += P;",
                "this = P + this;",
                "this.make_upper();",
                "this[0] = 'z';",
            ],
        };
        let mut body = String::new();
        for _ in 0..1 + self.choose(2) {
            match self.choose(3) {
                2 => body += &self.change_of_this(of),
                _ => body += changes[self.choose(changes.len())],
            }
            body.push(' ');
        }
        if self.choose(4) == 1
            && let Some(other) = self.method_of(of)
        {
            body += &format!("this.{other}(P); ");
        }
        let (gives, value) = match self.choose(3) {
            0 => (of, "this"),
            1 => (takes, "P"),
            _ => (of, "let t = this; t"),
        };
        if self.choose(4) == 1 {
            body += &format!("if P == P {{ return {{ {value} }}; }} ");
        }
        let body = body.replace('P', &parameter);
        let value = value.replace('P', &parameter);
        self.line(&format!(
            "fn {typed}{name}({parameter}) {{ {body}{value} }}"
        ));
        self.methods.push(Method {
            name,
            of,
            takes,
            gives,
        });
    }

    /// A known method that takes what methods of this type take.
    fn method_of(&mut self, of: Type) -> Option<String> {
        let known: Vec<_> = self
            .methods
            .iter()
            .filter(|method| method.of == of)
            .collect();
        if known.is_empty() {
            return None;
        }
        let at = self.tape.left() % known.len();
        Some(known[at].name.clone())
    }

    /// Call a method on a variable, an element, a property or a value that nobody keeps.
    pub(super) fn method_call(&mut self) {
        if self.methods.is_empty() {
            return self.let_closure();
        }
        let at = self.choose(self.methods.len());
        let Method {
            name,
            of,
            takes,
            gives,
        } = &self.methods[at];
        let (name, of, takes, gives) = (name.clone(), *of, *takes, *gives);
        let inside = match of {
            Int => &["n", "m.n", "l[0]", "l[-1]"][..],
            Ints => &["l"],
            Text => &["s"],
            _ => &[],
        };
        let place = self.choose(if self.careful { 2 } else { 3 });
        let receiver = if place == 1 && !inside.is_empty() {
            let within = inside[self.choose(inside.len())];
            self.variable(Record, true)
                .map(|record| format!("{record}.{within}"))
        } else if place == 2 {
            Some(self.expression(of, 1)).filter(|text| !text.starts_with('-'))
        } else {
            self.variable(of, true)
        };
        let Some(receiver) = receiver else {
            return self.let_closure();
        };
        let argument = self.expression(takes, 1);
        if self.choose(2) == 1 {
            let variable = self.fresh("v");
            let short = Self::shortened(&variable, gives);
            self.line(&format!(
                "let {variable} = {receiver}.{name}({argument});{short}"
            ));
            self.declare(&variable, gives, false);
        } else {
            self.line(&format!("print({receiver}.{name}({argument}));"));
        }
        if receiver.chars().all(char::is_alphanumeric) {
            let short = Self::shortened(&receiver, of);
            self.line(short.trim());
        }
    }

    /// Text that is run: it sees and changes variables, and makes new ones.
    pub(super) fn eval(&mut self) {
        if self.careful && self.returns.is_some() {
            return self.let_closure();
        }
        let (variable, value) = (self.fresh("x"), self.expression(Int, 0));
        let text = match (self.choose(3), self.variable(Int, true)) {
            (0, _) => format!("let {variable} = {value}; {variable} + 1"),
            (1, Some(known)) => format!("{known} += 1; let {variable} = {known};"),
            _ => format!("let {variable} = 0; for i in 0..3 {{ {variable} += {value}; }}"),
        };
        let quoted = text.replace('\\', "\\\\").replace('"', "\\\"");
        // In a block of its own: Rhai loses count of the variables that `eval` adds to a scope.
        self.line(&format!(
            "{{ print(eval(\"{quoted}\")); print({variable}); }}"
        ));
    }

    /// Operators, indices and properties on whatever comes, caught.
    pub(super) fn mixed(&mut self) {
        let (one, two) = (VALUES[self.choose(6)], VALUES[self.choose(6)]);
        let (a, b) = (self.expression(one, 1), self.expression(two, 1));
        let (t, u) = (self.fresh("t"), self.fresh("u"));
        let attempt = match self.choose(5) {
            0 | 1 => {
                let operators = "+ - * / % ** == != < <= > >= & | ^ << >> && || in ??";
                let operators: Vec<_> = operators.split(' ').collect();
                let mut operator = operators[self.choose(operators.len())];
                // A text or an array times a number is ours.
                if operator == "*" && [one, two].iter().any(|kind| [Text, Ints].contains(kind)) {
                    operator = "+";
                }
                format!("print({t} {operator} {u});")
            }
            2 => format!("print({t}[{u}]);"),
            // Minus zero inside of an array is such a mistake.
            4 if self.careful && (one, two) == (Ints, Float) => format!("print({t});"),
            3 => format!("{t}[{u}] = 7; print({t});"),
            _ => format!("{t} += {u}; print({t}); print({t}.n); {t}.n = 1;"),
        };
        let error = self.fresh("e");
        self.line(&format!("let {t} = {a}; let {u} = {b};"));
        self.line(&format!(
            "try {{ {attempt} }} catch ({error}) {{ print({error}.error); }}"
        ));
    }
}
