//! Where an operation stands: at top level, in a function, in a closure or in a method; from an operation to a whole
//! program with the operation in a loop.

use std::fmt::Write;

/// One language's side of an operation.
pub struct Code {
    /// Stands at top level, before everything else.
    pub globals: &'static str,
    /// Stands where the loop stands, before it.
    pub locals: &'static str,
    /// What is measured; it sees the loop's variable `i`.
    pub body: &'static str,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Place {
    TopLevel,
    Function,
    Closure,
    Method,
}

impl Place {
    pub fn name(self) -> &'static str {
        match self {
            Place::TopLevel => "top level",
            Place::Function => "fn",
            Place::Closure => "closure",
            Place::Method => "method",
        }
    }
}

impl Code {
    /// The empty loop.
    pub const NOTHING: Code = Code {
        globals: "",
        locals: "",
        body: "",
    };

    pub fn rhai(&self, place: Place, turns: usize) -> String {
        let (globals, locals) = (self.globals, self.locals);
        let body = self.body;
        let inner = format!("{locals}\nfor i in 0..{turns} {{ {body} }}\n");
        let inner = match place {
            Place::TopLevel => inner,
            Place::Function => format!("fn place() {{\n{inner}}}\nplace();\n"),
            Place::Closure => format!("let place = || {{\n{inner}}};\nplace.call();\n"),
            Place::Method => {
                format!("class Place {{ init() {{ }} run() {{\n{inner}}} }}\nPlace().run();\n")
            }
        };
        format!("{globals}\n{inner}")
    }

    pub fn python(&self, place: Place, turns: usize) -> String {
        let body = match self.body {
            "" => "pass",
            body => body,
        };
        let mut inner = String::new();
        // What is said of globals in a function is refused where they stand.
        let locals = match (place, self.locals.starts_with("global ")) {
            (Place::TopLevel, true) => "",
            _ => self.locals,
        };
        push_indented(&mut inner, 0, locals);
        push_indented(&mut inner, 0, &format!("for i in range({turns}):"));
        push_indented(&mut inner, 1, body);
        let mut text = format!("{}\n", self.globals);
        match place {
            Place::TopLevel => text += &inner,
            // A closure and a method of Python run the same code as a function.
            Place::Function | Place::Closure | Place::Method => {
                text += "def place():\n";
                push_indented(&mut text, 1, &inner);
                text += "place()\n";
            }
        }
        text
    }
}

fn push_indented(text: &mut String, depth: usize, lines: &str) {
    for line in lines.lines() {
        let width = 4 * depth;
        writeln!(text, "{:width$}{line}", "").expect("a text takes what is written");
    }
}
