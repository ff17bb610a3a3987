//! Programs of all kinds, by a grammar: they parse, they mostly use what is declared, and values mostly have the type that
//! is asked for, so that the compiler and the machine are reached. Statements live here, expressions in `expressions.rs`.

use super::tape::Tape;

/// Turns choices into text. The first case of each choice is a leaf.
pub struct Writer {
    tape: Tape,
    /// How many loops of this function are open: `break` and `continue` parse only inside one.
    loops: usize,
}

/// Variables that every program declares: a number, an array, a map, a text; in functions some are parameters.
const NAMES: [&str; 4] = ["n", "xs", "m", "s"];

impl Writer {
    pub fn new(tape: Tape) -> Writer {
        Writer { tape, loops: 0 }
    }

    /// Have the choices run out?
    pub fn is_over(&self) -> bool {
        self.tape.left() == 0
    }

    /// A number below this bound.
    pub fn choice(&mut self, bound: usize) -> usize {
        self.tape.choose(bound)
    }

    pub fn one_of(&mut self, words: &[&'static str]) -> &'static str {
        self.tape.one_of(words)
    }

    pub fn name(&mut self) -> &'static str {
        self.one_of(&NAMES)
    }

    pub fn program(&mut self) -> String {
        let mut text =
            "let n = 1;\nlet xs = [1, 2, 3];\nlet m = #{a: 1, b: [2]};\nlet s = \"été\";\n"
                .to_owned();
        text += "let lock = Lock();\n";
        for number in 0..2 {
            let (body, value) = (self.body(2), self.any(1));
            text += &format!("fn f{number}(n, xs) {{ {body} return {value}; }}\n");
        }
        let (init, run) = (self.body(1), self.body(1));
        text += &format!(
            "class Made {{ init(n) {{ this.n = n; {init} }} run(n) {{ {run} this.n }} }}\n"
        );
        while !self.is_over() {
            text += &self.statement(3);
            text += "\n";
        }
        text.push_str(&self.any(2));
        text
    }

    /// Up to three statements.
    pub fn body(&mut self, depth: usize) -> String {
        let count = self.choice(4);
        (0..count).map(|_| self.statement(depth) + " ").collect()
    }

    fn body_of_loop(&mut self, depth: usize) -> String {
        self.loops += 1;
        let body = self.body(depth);
        self.loops -= 1;
        body
    }

    /// The body of a closure, where the loops around it do not count.
    pub fn body_of_closure(&mut self, depth: usize) -> String {
        let loops = std::mem::take(&mut self.loops);
        let body = self.body(depth);
        self.loops = loops;
        body
    }

    pub fn statement(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self.plain_statement(0);
        }
        let inner = depth - 1;
        match self.choice(18) {
            0..=7 => self.plain_statement(inner),
            8 => {
                let (test, yes, no) = (self.truth(inner), self.body(inner), self.body(inner));
                format!("if {test} {{ {yes} }} else {{ {no} }}")
            }
            9 => format!(
                "while {} {{ {} }}",
                self.truth(inner),
                self.body_of_loop(inner)
            ),
            10 => {
                let (body, test) = (self.body_of_loop(inner), self.truth(inner));
                format!("loop {{ {body} if {test} {{ break; }} }}")
            }
            11 => format!(
                "do {{ {} }} until {};",
                self.body_of_loop(inner),
                self.truth(inner)
            ),
            12 => {
                let head = self.one_of(&["n", "(n, i)", "m"]);
                let (over, body) = (self.sequence(inner), self.body_of_loop(inner));
                format!("for {head} in {over} {{ {body} }}")
            }
            13 => {
                let (body, handler) = (self.body(inner), self.body(inner));
                format!("try {{ {body} }} catch (s) {{ {handler} }}")
            }
            14 => self.switch(inner),
            15 => format!("with lock {{ {} }}", self.body(inner)),
            16 => {
                let (one, two) = (self.body_of_closure(inner), self.body_of_closure(inner));
                format!(
                    "{{ let t = Thread(|| {{ {one} }}); let u = Thread(|| {{ {two} }}); t.start(); u.start(); }}"
                )
            }
            _ => format!("{{ {} }}", self.body(inner)),
        }
    }

    /// A statement that holds no others.
    fn plain_statement(&mut self, depth: usize) -> String {
        let value = self.any(depth);
        match self.choice(14) {
            0 => format!("print({value});"),
            1..=3 => format!(
                "{} {} {value};",
                self.place(depth),
                self.one_of(ASSIGNMENTS)
            ),
            4 => format!("n += {};", self.number(depth)),
            5 => format!("xs.push({value});"),
            6 => format!("let {} = {value};", self.name()),
            7 => format!("const c = {value};"),
            8 => format!("return {value};"),
            9 => format!("throw {value};"),
            10 if self.loops > 0 => "break;".to_owned(),
            11 if self.loops > 0 => "continue;".to_owned(),
            12 => format!("eval({:?});", self.plain_statement_without_eval(depth)),
            _ => format!("{value};"),
        }
    }

    fn plain_statement_without_eval(&mut self, depth: usize) -> String {
        format!(
            "{} {} {};",
            self.place(depth),
            self.one_of(ASSIGNMENTS),
            self.any(depth)
        )
    }

    fn switch(&mut self, depth: usize) -> String {
        let mut text = format!("switch {} {{ ", self.any(depth));
        // The parser wants no numbers after ranges.
        let cases = match self.choice(2) {
            0 => &["1", "2 | 3", "\"a\"", "true", "'x'", "()", "-1"],
            _ => &["0..10", "5..=9", "\"a\"", "true", "'x'", "()", "-3..3"],
        };
        for _ in 0..self.choice(4) {
            let case = self.one_of(cases);
            let guard = match self.choice(2) {
                0 => String::new(),
                _ => format!("if {} ", self.truth(depth)),
            };
            text += &format!("{case} {guard}=> {{ {} }}, ", self.body(depth));
        }
        text.push_str(&format!("_ => {{ {} }} }}", self.body(depth)));
        text
    }

    /// What can be assigned to.
    fn place(&mut self, depth: usize) -> String {
        match self.choice(8) {
            0..=2 => self.name().to_owned(),
            3 => format!("xs[{}]", self.number(depth)),
            4 => "m.a".to_owned(),
            5 => format!("m.b[{}]", self.number(depth)),
            6 => format!("xs[{}].a", self.number(depth)),
            _ => format!("m[{:?}].b[0]", self.one_of(&["a", "b", "c"])),
        }
    }
}

const ASSIGNMENTS: &[&str] = &[
    "=", "=", "+=", "-=", "*=", "/=", "%=", "**=", "&=", "|=", "^=", "<<=", ">>=",
];
