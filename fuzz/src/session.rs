//! Lines as somebody types them at the prompt: definitions that replace earlier ones, mistakes between them, threads that live on.

use super::case::Case;
use super::grammar::Writer;

impl Writer {
    pub fn session(&mut self) -> Case {
        let mut lines = vec![
            "let n = 1; let xs = [1, 2, 3]; let m = #{a: 1, b: [2]}; let s = \"été\"; let lock = Lock()"
                .to_owned(),
        ];
        while !self.is_over() && lines.len() < 40 {
            let line = self.line();
            lines.push(line.replace('\n', " "));
        }
        Case {
            text: lines.join("\n"),
            modules: Vec::new(),
            is_session: true,
        }
    }

    fn line(&mut self) -> String {
        match self.choice(16) {
            0..=2 => self.statement(2),
            3 | 4 => self.any(2),
            5 => format!("fn f{}(n, xs) {{ {} }}", self.choice(2), self.body(2)),
            6 => {
                let base = self.one_of(&["", " : Made", " : Thread", " : Other"]);
                let name = self.one_of(&["Made", "Other"]);
                format!(
                    "class {name}{base} {{ init(n) {{ this.n = n; }} run(n) {{ {} this.n }} }}",
                    self.body(1)
                )
            }
            7 => format!("const {} = {}", self.name(), self.any(1)),
            8 => format!("let {} = {}", self.name(), self.closure(1)),
            9 => format!("_ {} {}", self.one_of(&["+", "==", "??"]), self.any(1)),
            10 => format!(
                "let made = Made({}); made.run({})",
                self.any(1),
                self.number(1)
            ),
            11 => format!(
                "let t = Thread(|| {{ {} }}, #{{daemon: true}}); t.start()",
                self.body_of_closure(2)
            ),
            12 => self
                .one_of(&[
                    "t.join()",
                    "t.join(0.01)",
                    "lock.acquire()",
                    "lock.release()",
                    "with lock { lock.acquire() }",
                    "loop { n += 1 }",
                    "exit(3)",
                    "fn n() { 1 }",
                    "let f0 = 3",
                    "fn push(a, b) { 7 }",
                    "fn int.half() { this / 2 }",
                    "8.half()",
                    "threading::enumerate()",
                    "is_def_var(\"n\")",
                    "global::n",
                ])
                .to_owned(),
            13 => format!("eval({:?})", self.statement(1)),
            14 => {
                // Cut off anywhere.
                let whole = self.statement(2);
                let end = self.choice(whole.chars().count().max(1));
                whole.chars().take(end).collect()
            }
            _ => {
                let values = self.one_of(&["n", "xs", "m", "s", "f0", "made", "t", "_"]);
                values.to_owned()
            }
        }
    }
}
