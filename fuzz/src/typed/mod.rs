//! Random programs that end, in plain Rhai.
//!
//! Well typed as a rule; errors come from indices, divisions, overflows and `throw`.

mod expressions;
pub mod imports;
mod page;
mod places;
mod wilder;

use super::tape::Tape;
use page::Page;
use wilder::Method;

/// The types that the grammar keeps apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Type {
    Int,
    Float,
    Text,
    Bool,
    /// An array of integers.
    Ints,
    /// `#{n: int, s: text, l: ints, m: #{n: int}}`
    Record,
    /// A closure from an integer to an integer.
    Closure,
}
use Type::{Bool, Closure, Float, Int, Ints, Record, Text};

const VALUES: [Type; 6] = [Int, Text, Ints, Record, Bool, Float];

/// A program as each of the two engines reads it: the same, but for what the dialect has decided otherwise.
pub struct Program {
    pub ours: String,
    pub rhais: String,
}

/// Read `tape` as a program.
pub fn program(tape: Tape) -> Program {
    let mut writer = Writer {
        tape,
        variables: Vec::new(),
        functions: Vec::new(),
        methods: Vec::new(),
        page: Page::default(),
        loops: 0,
        returns: None,
        careful: std::env::var_os("SANDBOX_OPEN").is_none(),
    };
    for _ in 0..writer.choose(4) {
        writer.function();
    }
    for _ in 0..writer.choose(4) {
        writer.method();
    }
    for of in VALUES {
        let value = writer.expression(of, 1);
        let name = writer.fresh("v");
        writer.line(&format!("let {name} = {value};"));
        writer.declare(&name, of, false);
    }
    writer.let_closure();
    for _ in 0..3 + writer.choose(10) {
        writer.statement(3);
    }
    let kept = writer.variables.iter().filter(|v| v.of != Closure);
    let kept: Vec<_> = kept.map(|v| v.name.clone()).collect();
    writer.line(&format!("[{}]", kept.join(", ")));
    Program {
        ours: places::spell(&writer.page.text, false),
        rhais: places::spell(&writer.page.text, true),
    }
}

struct Variable {
    name: String,
    of: Type,
    constant: bool,
}

struct Function {
    name: String,
    takes: Vec<Type>,
    gives: Type,
}

struct Writer {
    tape: Tape,
    /// Those in scope, innermost last; a name may be there twice.
    variables: Vec<Variable>,
    functions: Vec<Function>,
    methods: Vec<Method>,
    page: Page,
    /// How many loops of this function are around.
    loops: usize,
    /// What the function around gives, if one is.
    returns: Option<Type>,
    /// Stay clear of what is known to differ by mistake, unless `SANDBOX_OPEN` is set.
    careful: bool,
}

impl Writer {
    /// A number below `bound`; 0 when the tape is at its end.
    fn choose(&mut self, bound: usize) -> usize {
        self.tape.choose(bound)
    }

    fn line(&mut self, text: &str) {
        self.page.line(text);
    }

    fn fresh(&mut self, prefix: &str) -> String {
        self.page.fresh(prefix)
    }

    /// A visible variable of type `of`: the latest of its name.
    fn variable(&mut self, of: Type, assigned: bool) -> Option<String> {
        let mut found: Vec<&Variable> = Vec::new();
        for (at, variable) in self.variables.iter().enumerate() {
            let hidden = self.variables[at + 1..]
                .iter()
                .any(|later| later.name == variable.name);
            if variable.of == of && !hidden && !(assigned && variable.constant) {
                found.push(variable);
            }
        }
        let names: Vec<String> = found.iter().rev().map(|v| v.name.clone()).collect();
        if names.is_empty() {
            return None;
        }
        let at = self.choose(names.len());
        Some(names[at].clone())
    }

    fn declare(&mut self, name: &str, of: Type, constant: bool) {
        self.variables.push(Variable {
            name: name.to_string(),
            of,
            constant,
        });
    }

    /// What keeps data short that would double in every turn of a loop.
    fn shortened(name: &str, of: Type) -> String {
        match of {
            Text | Ints => format!(" {name}.truncate(12);"),
            Record => format!(" {name}.l.truncate(12); {name}.s.truncate(12);"),
            _ => String::new(),
        }
    }

    /// `{`, statements, `}`: its variables end with it.
    fn block(&mut self, head: &str, depth: usize, tail: &str) {
        self.block_of(head, None, depth, tail);
    }

    /// A block that begins with this step.
    fn counted_block(&mut self, head: &str, depth: usize, step: &str, tail: &str) {
        self.block_of(head, Some(step), depth, tail);
    }

    fn block_of(&mut self, head: &str, step: Option<&str>, depth: usize, tail: &str) {
        self.line(&format!("{head}{{"));
        self.page.indent += 1;
        if let Some(step) = step {
            self.line(step);
        }
        let outer = self.variables.len();
        for _ in 0..1 + self.choose(3) {
            self.statement(depth.saturating_sub(1));
        }
        self.variables.truncate(outer);
        self.page.indent -= 1;
        self.line(&format!("}}{tail}"));
    }

    /// A function sees its parameters only, and calls those defined before it: it ends.
    fn function(&mut self) {
        let name = self.fresh("f");
        let takes: Vec<Type> = (0..self.choose(3))
            .map(|_| VALUES[self.choose(4)])
            .collect();
        let gives = VALUES[self.choose(4)];
        let outer = std::mem::take(&mut self.variables);
        let mut parameters = Vec::new();
        for &of in &takes {
            let parameter = self.fresh("p");
            self.declare(&parameter, of, false);
            parameters.push(parameter);
        }
        self.line(&format!("fn {name}({}) {{", parameters.join(", ")));
        self.page.indent += 1;
        self.returns = Some(gives);
        for _ in 0..self.choose(3) {
            self.statement(2);
        }
        if self.choose(3) == 1 {
            let (condition, value) = (self.expression(Bool, 1), self.expression(gives, 1));
            self.line(&format!("if {condition} {{ return {value}; }}"));
        }
        let value = self.expression(gives, 2);
        self.line(&value);
        self.returns = None;
        self.page.indent -= 1;
        self.line("}");
        self.variables = outer;
        self.functions.push(Function { name, takes, gives });
    }

    fn statement(&mut self, depth: usize) {
        if depth == 0 {
            return match self.choose(4) {
                0 => self.print(),
                1 => self.change(),
                2 => self.let_variable(),
                _ => self.leave(),
            };
        }
        match self.choose(29) {
            0 => self.let_variable(),
            1 | 2 => self.change(),
            3 => self.print(),
            4 => self.let_closure(),
            5 => self.if_statement(depth),
            6 => self.for_loop(depth),
            7 => self.while_loop(depth),
            8 => self.try_catch(depth),
            9 => self.switch_statement(depth),
            10 | 11 => self.change_inside(),
            12 => self.block("", depth, ""),
            13 => self.leave(),
            14 => self.do_loop(depth),
            15 => self.shadow(),
            16..=18 => self.method_call(),
            19 => self.eval(),
            20 | 21 => self.mixed(),
            22..=24 => self.native_call(),
            25 | 26 => self.missing_key(),
            27 => self.call_back(),
            _ => self.change(),
        }
    }

    fn print(&mut self) {
        let of = VALUES[self.choose(VALUES.len())];
        let value = self.expression(of, 2);
        self.line(&format!("print({value});"));
    }

    fn let_variable(&mut self) {
        let of = VALUES[self.choose(VALUES.len())];
        let value = self.expression(of, 3);
        let name = self.fresh("v");
        let constant = self.choose(10) == 9 && !(self.careful && [Ints, Record].contains(&of));
        match constant {
            true => self.line(&format!("const {name} = {value};")),
            false => self.line(&format!(
                "let {name} = {value};{}",
                Self::shortened(&name, of)
            )),
        }
        self.declare(&name, of, constant);
    }

    fn shadow(&mut self) {
        let of = VALUES[self.choose(VALUES.len())];
        let Some(name) = self.variable(of, false) else {
            return self.let_variable();
        };
        let new = VALUES[self.choose(VALUES.len())];
        let value = self.expression(new, 2);
        self.line(&format!(
            "let {name} = {value};{}",
            Self::shortened(&name, new)
        ));
        self.declare(&name, new, false);
    }

    /// A closure may read and write any variable around it, but is never run by a method of one.
    fn let_closure(&mut self) {
        let name = self.fresh("c");
        let parameter = self.fresh("p");
        let outer = self.variables.len();
        self.declare(&parameter, Int, false);
        let mut body = Vec::new();
        if let Some(counter) = self.variable(Int, true) {
            let added = self.expression(Int, 1);
            body.push(format!("{counter} += {added};"));
        }
        if self.choose(2) == 1
            && let Some(items) = self.variable(Ints, true)
        {
            body.push(format!("{items}.push({parameter});"));
        }
        body.push(self.expression(Int, 2));
        self.variables.truncate(outer);
        self.line(&format!(
            "let {name} = |{parameter}| {{ {} }};",
            body.join(" ")
        ));
        self.declare(&name, Closure, false);
    }

    fn change(&mut self) {
        let of = VALUES[self.choose(VALUES.len())];
        let Some(name) = self.variable(of, true) else {
            return self.let_variable();
        };
        let operators: &[&str] = match of {
            Int => &["=", "+=", "-=", "*=", "%=", "/=", "|=", "&=", "^="],
            Float => &["=", "+=", "-=", "*=", "/="],
            Text => &["=", "+="],
            Bool => &["=", "|=", "&=", "^="],
            Ints => &["=", "+="],
            _ => &["="],
        };
        let operator = operators[self.choose(operators.len())];
        let value = self.expression(of, 2);
        self.line(&format!(
            "{name} {operator} {value};{}",
            Self::shortened(&name, of)
        ));
    }

    /// Change a part of an array or a record, through chains of indices and properties.
    fn change_inside(&mut self) {
        let in_record = self.choose(2) == 1;
        let Some(name) = self.variable(if in_record { Record } else { Ints }, true) else {
            return self.let_variable();
        };
        let (place, of) = match (in_record, self.choose(5)) {
            (false, _) => (format!("{name}[{}]", self.index()), Int),
            (true, 0) => (format!("{name}.n"), Int),
            (true, 1) => (format!("{name}[\"s\"]"), Text),
            (true, 2) => (format!("{name}.m.n"), Int),
            (true, 3) => (format!("{name}.l[{}]", self.index()), Int),
            (true, _) => (format!("{name}[\"m\"][\"n\"]"), Int),
        };
        let list = if in_record { format!("{name}.l") } else { name };
        let number = self.expression(Int, 1);
        let value = self.expression(of, 2);
        let line = match self.choose(9) {
            0 => format!("{place} = {value};"),
            1 | 2 => format!("{place} += {value};"),
            3 => format!("{list}.push({number});"),
            4 => format!("{list}.insert({}, {number});", self.index()),
            5 => format!("{list}.pop();"),
            6 => format!("{list}.sort();"),
            7 => format!("{list}.reverse();"),
            _ => format!("{list} += [{number}, {number}];"),
        };
        self.line(&line);
    }

    fn if_statement(&mut self, depth: usize) {
        let condition = self.expression(Bool, 2);
        self.block(&format!("if {condition} "), depth, "");
        if self.choose(2) == 1 {
            self.block("else ", depth, "");
        }
    }

    fn for_loop(&mut self, depth: usize) {
        let name = self.fresh("i");
        let counter = self.fresh("k");
        let outer = self.variables.len();
        let header = match self.choose(6) {
            0 => format!("for {name} in 0..{} ", 1 + self.choose(4)),
            1 => format!("for {name} in {}..={} ", self.choose(3), self.choose(6)),
            2 => format!("for {name} in {} ", self.expression(Ints, 1)),
            3 => format!("for {name} in range({}, -3, -2) ", self.choose(4)),
            4 => format!("for ({name}, {counter}) in {} ", self.expression(Ints, 1)),
            _ => format!("for ({name}, {counter}) in 3..{} ", 3 + self.choose(4)),
        };
        self.declare(&name, Int, false);
        if header.contains(&counter) {
            self.declare(&counter, Int, false);
        }
        self.loops += 1;
        self.block(&header, depth, "");
        self.loops -= 1;
        self.variables.truncate(outer);
    }

    /// The counter has a name that no expression uses, so the loop ends.
    fn while_loop(&mut self, depth: usize) {
        let counter = self.fresh("w");
        let bound = 1 + self.choose(4);
        self.line(&format!("let {counter} = 0;"));
        self.loops += 1;
        if self.choose(2) == 0 {
            let condition = self.expression(Bool, 1);
            let head = format!("while ({counter} < {bound}) && {condition} ");
            self.counted_block(&head, depth, &format!("{counter} += 1;"), "");
        } else {
            let step = format!("{counter} += 1; if {counter} > {bound} {{ break; }}");
            self.counted_block("loop ", depth, &step, "");
        }
        self.loops -= 1;
    }

    fn do_loop(&mut self, depth: usize) {
        let counter = self.fresh("w");
        let bound = 1 + self.choose(3);
        self.line(&format!("let {counter} = 0;"));
        let tail = match self.choose(2) {
            0 => format!(" while {counter} < {bound};"),
            _ => format!(" until {counter} >= {bound};"),
        };
        self.loops += 1;
        // `continue` skips the condition of a `do`, so the body counts too.
        let step = format!("{counter} += 1; if {counter} > 4 {{ break; }}");
        self.counted_block("do ", depth, &step, &tail);
        self.loops -= 1;
    }

    fn try_catch(&mut self, depth: usize) {
        self.line("try {");
        self.page.indent += 1;
        let outer = self.variables.len();
        for _ in 0..1 + self.choose(3) {
            self.statement(depth - 1);
        }
        match self.choose(4) {
            0 => {}
            1 => {
                let value = self.expression(Int, 1);
                self.line(&format!("throw {value};"));
            }
            2 => self.line("[1, 2][5];"),
            _ => {
                let (condition, value) = (self.expression(Bool, 1), self.expression(Text, 1));
                self.line(&format!("if {condition} {{ throw {value}; }}"));
            }
        }
        self.variables.truncate(outer);
        self.page.indent -= 1;
        let name = self.fresh("e");
        self.line(&format!("}} catch ({name}) {{"));
        self.page.indent += 1;
        self.line(&format!(
            "print(if type_of({name}) == \"map\" {{ \"error\" }} else {{ {name} }});"
        ));
        for _ in 0..self.choose(2) {
            self.statement(depth - 1);
        }
        self.variables.truncate(outer);
        self.page.indent -= 1;
        self.line("}");
    }

    fn switch_statement(&mut self, depth: usize) {
        let subject = self.expression(Int, 2);
        self.line(&format!("switch {subject} {{"));
        self.page.indent += 1;
        if self.choose(2) == 1 {
            let guard = self.expression(Bool, 1);
            self.block(&format!("0 if {guard} => "), depth, "");
        }
        self.block("1 | 3 => ", depth, "");
        if self.choose(2) == 1 {
            self.block("-5..5 => ", depth, "");
        }
        if self.choose(2) == 1 {
            self.block("_ => ", depth, "");
        }
        self.page.indent -= 1;
        self.line("}");
    }

    /// Leave a loop, a function or the program.
    fn leave(&mut self) {
        let condition = self.expression(Bool, 1);
        let way = match self.choose(4) {
            0 | 1 if self.loops > 0 => "break".to_string(),
            2 if self.loops > 0 => "continue".to_string(),
            3 if let Some(of) = self.returns => format!("return {}", self.expression(of, 1)),
            _ => return self.print(),
        };
        self.line(&format!("if {condition} {{ {way}; }}"));
    }
}
