//! A program and its modules, made together: functions, classes, constants and function values go back and forth between them.

use super::case::Case;
use super::grammar::Writer;

impl Writer {
    pub fn with_modules(&mut self) -> Case {
        let one = self.module(&["two"]);
        let two = match self.choice(5) {
            // A circle, or a module that does not parse.
            0 => self.module(&["one"]),
            1 => self.any(2),
            _ => self.module(&[]),
        };
        let mut text = "let n = 1;\nlet xs = [1, 2, 3];\nlet m = #{a: 1, b: [2]};\nlet s = \"é\";\nlet lock = Lock();\n".to_owned();
        let body = self.body(1);
        text += &format!(
            "fn f0(n, xs) {{ {body} n }}\nfn f1(n, xs) {{ xs }}\nfn twice(x) {{ [x, x] }}\n"
        );
        text += self.one_of(&[
            "import \"one\" as one;\n",
            "import \"one\" as one; import \"two\" as two;\n",
            "import \"two\" as one; import \"one\" as two;\n",
            "import \"one\";\n",
            "{ import \"one\" as one; one::apply(twice, 1); }\nimport \"one\" as one;\n",
            "try { import \"two\" as two; } catch (e) { print(e); }\nimport \"one\" as one;\n",
        ]);
        text += &self.kin();
        text += &format!(
            "class Made {{ init(n) {{ this.n = n; }} run(n) {{ {} this.n }} }}\n",
            self.across()
        );
        while !self.is_over() {
            let step = match self.choice(5) {
                0 => self.statement(2),
                1 => format!("try {{ {} }} catch (e) {{ print(e); }}", self.across()),
                2 => format!(
                    "{{ let t = Thread(|| {{ {} }}); t.start(); t.join(); }}",
                    self.across()
                ),
                _ => self.across(),
            };
            text += &step;
            text.push('\n');
        }
        Case {
            text,
            modules: vec![("one", one), ("two", two)],
            is_session: self.choice(6) == 5,
        }
    }

    /// A class that inherits over a file's edge, or none.
    fn kin(&mut self) -> String {
        let base = self.one_of(&["one::Base", "one::Kin", "two::Base", "Made", "one::None"]);
        match self.choice(3) {
            0 => format!(
                "try {{ eval(\"class Heir : {base} {{ run(n) {{ super.run(n) }} }} Heir(1).run(2)\"); }} catch {{ }}\n"
            ),
            1 => format!("class Heir : {base} {{ run(n) {{ super.run(n) }} }}\n"),
            _ => String::new(),
        }
    }

    fn module(&mut self, imports: &[&'static str]) -> String {
        let mut text = String::new();
        for name in imports {
            let alias = self.one_of(&["two", "one", "inner"]);
            text += &format!("import {name:?} as {alias};\n");
        }
        let (number, value) = (self.extreme_number(), self.array(1));
        text += &format!(
            "let n = 2;\nlet xs = [4];\nlet m = #{{a: 1, b: [2]}};\nlet s = \"m\";\nlet lock = Lock();\nexport const N = {number};\nexport let state = {value};\n"
        );
        text += "fn apply(f, x) { f.call(x) }\nfn start(f) { let t = Thread(f); t.start(); t.join(); }\nfn sorted_by(xs, f) { xs.sort(f); xs }\n";
        text += "fn named(name, x) { Fn(name).call(x) }\nfn twice(x) { \"own\" }\nfn make() { |x| twice(x) }\nprivate fn hidden() { 1 }\nfn int.triple() { this * 3 }\nfn bump() { n += 1; state = n; n }\nfn run_text(text) { eval(text) }\n";
        let (body, value) = (self.body(2), self.any(1));
        text += &format!("fn f0(n, xs) {{ {body} return {value}; }}\nfn f1(n, xs) {{ n }}\n");
        let (init, run) = (self.body(1), self.body(1));
        text += &format!(
            "class Base {{ init(n) {{ this.n = n; {init} }} run(n) {{ {run} this.n }} }}\nclass Kin : Base {{ run(n) {{ super.run(n) }} }}\n"
        );
        for _ in 0..self.choice(3) {
            text += &self.statement(2);
            text.push('\n');
        }
        text
    }

    /// A statement that crosses the edge of a file.
    fn across(&mut self) -> String {
        let module = self.one_of(&["one", "one", "two", "global", "none"]);
        let function = match self.choice(3) {
            0 => self.function().to_owned(),
            1 => self.closure(1),
            _ => "twice".to_owned(),
        };
        let value = self.any(1);
        let text = self.one_of(&[
            "n",
            "twice(1)",
            "xs.map(twice)",
            "import \"two\" as x; x::N",
        ]);
        let call = match self.choice(20) {
            0 | 1 => format!("{module}::apply({function}, {value})"),
            2 => format!("{module}::start({function})"),
            3 => format!("{module}::sorted_by([3, 1, 2], {function})"),
            4 => format!(
                "{module}::named({:?}, {value})",
                self.one_of(&["twice", "f0", "push", "hidden", "print"])
            ),
            5 => format!("{module}::make().call({value})"),
            6 => format!("{module}::bump()"),
            7 => format!("{module}::run_text({text:?})"),
            8 => format!("{module}::N"),
            9 => format!("{module}::state"),
            10 => format!("{module}::Kin({value}).run(1)"),
            11 => format!("{module}::Base"),
            12 => format!("{module}::hidden()"),
            13 => "4.triple()".to_owned(),
            14 => format!("[1, 2].map({module}::twice)"),
            15 => format!("Fn(\"{module}::twice\").call(1)"),
            16 => format!("Heir({value}).run(1)"),
            17 => format!("{module}::f0({value}, xs)"),
            18 => format!("eval(\"{module}::apply(twice, 1)\")"),
            _ => format!("{{ import \"two\" as {module}; {module}::f0(1, []) }}"),
        };
        match self.choice(4) {
            0 => format!("print({call});"),
            1 => format!("xs = [{call}];"),
            _ => format!("{call};"),
        }
    }
}
