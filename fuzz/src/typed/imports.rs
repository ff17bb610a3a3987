//! Random programs of three texts: a script and two modules that it imports, with the same names on all sides. They say who was called:
//! functions of modules and of the script handed to each other, imports in every kind of block, constants as `global::`, methods for types.
//!
//! Read from a tape as the other programs are. Each attempt prints what it gave, or that it failed.

use super::super::tape::Tape;
use super::page::Page;

/// A script, and the modules `one` and `two`.
#[derive(Debug)]
pub struct Program {
    pub script: String,
    pub modules: [(&'static str, String); 2],
}

/// Names that functions of all three texts have.
const SHARED: [&str; 3] = ["f", "g", "h"];
/// Names that only functions of the script have.
const OWN: [&str; 2] = ["p", "q"];
const ALIASES: [&str; 2] = ["a", "b"];
const MODULES: [&str; 2] = ["one", "two"];

/// What both modules have: functions that call what they are given.
const TAKERS: &str = r#"
fn apply(k, x) { k.call(x) }
fn apply_two(k, x, y) { k.call(x, y) }
fn word(k, x) { call(k, x) }
fn each(v, k) { v.map(k) }
fn keep(v, k) { v.filter(k) }
fn find(v, k) { v.find(k) }
fn fold(v, k) { v.reduce(k, 0) }
fn fold_back(v, k) { v.reduce_rev(k) }
fn entries(v, k) { #{a: v[0], b: 7}.map(k) }
fn evaluated(k, x) { eval("k.call(x)") }
fn inside(k, x) { let l = |y| k.call(y); [x].map(l) }
"#;

pub fn program(mut tape: Tape) -> Program {
    let one = Writer::new(&mut tape, "one").module();
    let two = Writer::new(&mut tape, "two").module();
    let script = Writer::new(&mut tape, "script").script();
    Program {
        script,
        modules: [("one", one), ("two", two)],
    }
}

/// How a function that is handed over will be called.
#[derive(Clone, Copy, PartialEq)]
enum Called {
    /// With as many arguments as it takes.
    AsIs,
    /// With fewer first, to see whether it takes the item as `this`.
    Searching,
}

struct Writer<'t> {
    tape: &'t mut Tape,
    unit: &'static str,
    page: Page,
    /// The functions of this text: name and number of parameters.
    functions: Vec<(String, usize)>,
    /// Variables that hold functions of one parameter, as far as they are visible.
    closures: Vec<String>,
    /// How many loops are around in this function.
    loops: usize,
    in_function: bool,
    /// Where ours differs by decision: methods for types end with the block that has imported them. Rhai goes on to find those that an
    /// `eval` in a block has imported, from a cache.
    stale: bool,
}

impl<'t> Writer<'t> {
    fn new(tape: &'t mut Tape, unit: &'static str) -> Self {
        Writer {
            tape,
            unit,
            page: Page::default(),
            functions: Vec::new(),
            closures: Vec::new(),
            loops: 0,
            in_function: false,
            stale: false,
        }
    }

    /// A number below `bound`; 0 when the tape is at its end.
    fn choose(&mut self, bound: usize) -> usize {
        self.tape.choose(bound)
    }

    fn one_of<'s>(&mut self, all: &[&'s str]) -> &'s str {
        self.tape.one_of(all)
    }

    fn line(&mut self, text: &str) {
        self.page.line(text);
    }

    fn fresh(&mut self, prefix: &str) -> String {
        self.page.fresh(prefix)
    }

    fn module(mut self) -> String {
        let unit = self.unit;
        let number = 1 + usize::from(unit == "two");
        if unit == "two" {
            self.line("import \"one\" as inner;");
        }
        self.line(&format!("export const N = {number};"));
        self.line(&format!("const HIDDEN = 4{number};"));
        if self.choose(3) > 0 {
            let access = ["", "", "private "][self.choose(3)];
            self.line(&format!(
                "{access}fn int.mark(x) {{ [\"{unit}.mark\", this, x, global::HIDDEN] }}"
            ));
        }
        self.helper();
        for name in SHARED {
            self.overloads(name);
        }
        self.page.text.push_str(TAKERS);
        if unit == "two" {
            self.line("fn pass(k, x) { inner::apply(k, x) }");
            self.line("fn pass_each(v, k) { inner::each(v, k) }");
        }
        self.page.text
    }

    /// A function that the others of the text call. Where ours differs by decision: it has a name of its own in each text. Of several
    /// functions of one name, Rhai may call that of the text that calls, or the one that it called last under the name; ours calls that of
    /// the text in which the call stands.
    fn helper(&mut self) {
        let unit = self.unit;
        self.line(&format!("fn {unit}_helper(x) {{ [\"{unit}_helper\", x] }}"));
    }

    /// Functions of a name, for one or two arguments or both, or none at all.
    fn overloads(&mut self, name: &str) {
        let arities: &[usize] = [&[1][..], &[2], &[1, 2], &[]][self.choose(4)];
        for &arity in arities {
            let access = match self.choose(6) {
                5 => "private ",
                _ => "",
            };
            let parameters = ["x", "x, y"][arity - 1];
            let value = self.body(name, arity);
            self.line(&format!("{access}fn {name}({parameters}) {{ {value} }}"));
            self.functions.push((name.into(), arity));
        }
    }

    /// What a function gives: who it is, its arguments, something else.
    fn body(&mut self, name: &str, arity: usize) -> String {
        let tag = format!(
            "\"{}.{name}/{arity}\", {}",
            self.unit,
            ["x", "x, y"][arity - 1]
        );
        let constant = self.constant_anywhere();
        match self.choose(6) {
            1 => format!("[{tag}, {constant}]"),
            2 => format!("[{tag}, [1].map(|z| [z, x, {constant}])]"),
            3 => format!("[{tag}, {}_helper(x)]", self.unit),
            4 if self.unit == "two" => format!("[{tag}, inner::N]"),
            5 if self.unit == "two" => {
                format!("let r = []; {{ import \"one\" as w; r.push(w::N); }} [{tag}, r]")
            }
            _ => format!("[{tag}]"),
        }
    }

    fn script(mut self) -> String {
        self.line("const X = 5;");
        self.helper();
        for name in SHARED.into_iter().chain(OWN) {
            self.overloads(name);
        }
        self.line("fn constant(x) { [x, global::X, [1].map(|z| z + global::X)] }");
        // Functions that use whatever is imported where they are called.
        for alias in ALIASES {
            self.line(&format!(
                "fn uses_{alias}(x) {{ try {{ [{alias}::N, {alias}::f(x)] }} catch {{ \"no {alias}\" }} }}"
            ));
        }
        if self.choose(4) == 1 {
            self.line("fn int.mark(x) { [\"script.mark\", this, x] }");
        } else if self.choose(4) == 1 {
            self.line("fn mark(x) { [\"script.mark of any\", this, x] }");
        }
        for number in 0..self.choose(3) {
            self.in_function = true;
            self.block(&format!("fn block{number}() "), 2, "");
            self.in_function = false;
            self.functions.push((format!("block{number}"), 0));
        }
        if self.choose(4) > 0 {
            self.import();
        }
        for _ in 0..3 + self.choose(8) {
            self.statement(3);
        }
        self.page.text
    }

    fn import(&mut self) {
        let (module, alias) = (self.one_of(&MODULES), self.one_of(&ALIASES));
        match self.choose(8) {
            7 => self.line(&format!("import \"{module}\";")),
            6 => {
                self.stale |= self.page.indent > 0;
                self.line(&format!("eval(\"import \\\"{module}\\\" as {alias};\");"));
            }
            _ => self.line(&format!("import \"{module}\" as {alias};")),
        }
    }

    /// `{`, statements, `}`: what it imports and declares ends with it.
    fn block(&mut self, head: &str, depth: usize, tail: &str) {
        self.line(&format!("{head}{{"));
        self.page.indent += 1;
        let outer = self.closures.len();
        if self.choose(2) == 1 {
            self.attempt();
        }
        if self.choose(3) > 0 {
            self.import();
        }
        for _ in 0..1 + self.choose(3) {
            self.statement(depth.saturating_sub(1));
        }
        self.closures.truncate(outer);
        self.page.indent -= 1;
        self.line(&format!("}}{tail}"));
    }

    fn statement(&mut self, depth: usize) {
        let choice = if depth == 0 { 0 } else { self.choose(16) };
        match choice {
            5 => self.block("", depth, ""),
            6 => {
                let truth = self.one_of(&["true", "false"]);
                self.block(&format!("if {truth} "), depth, "");
                self.block("else ", depth, "");
            }
            7 => {
                let item = self.fresh("i");
                self.looped(&format!("for {item} in 0..2 "), depth, "");
            }
            8 => {
                let counter = self.fresh("n");
                self.line(&format!("let {counter} = 0;"));
                let head = format!("while {counter} < 2 ");
                self.counted(&head, &counter, depth, "");
            }
            9 => {
                let counter = self.fresh("n");
                self.line(&format!("let {counter} = 0;"));
                let tail = format!(" while {counter} < 2;");
                self.counted("do ", &counter, depth, &tail);
            }
            10 => {
                self.line("switch 1 {");
                self.page.indent += 1;
                let pattern = self.one_of(&["1", "0", "0..5", "1 | 2"]);
                self.block(&format!("{pattern} => "), depth, "");
                self.block("_ => ", depth, "");
                self.page.indent -= 1;
                self.line("}");
            }
            11 => self.try_catch(depth),
            12 => self.closure(),
            13 => self.import(),
            14 => {
                let closure = self.fresh("c");
                let loops = std::mem::take(&mut self.loops);
                let outer = std::mem::replace(&mut self.in_function, true);
                self.block(&format!("let {closure} = || "), depth, ";");
                self.loops = loops;
                self.in_function = outer;
                self.line(&format!("{closure}.call();"));
            }
            15 => self.leave(),
            _ => self.attempt(),
        }
    }

    fn looped(&mut self, head: &str, depth: usize, tail: &str) {
        self.loops += 1;
        self.block(head, depth, tail);
        self.loops -= 1;
    }

    fn counted(&mut self, head: &str, counter: &str, depth: usize, tail: &str) {
        self.line(&format!("{head}{{"));
        self.page.indent += 1;
        self.line(&format!("{counter} += 1; if {counter} > 3 {{ break; }}"));
        self.looped("", depth, "");
        self.page.indent -= 1;
        self.line(&format!("}}{tail}"));
    }

    /// Both blocks are left in all ways.
    fn try_catch(&mut self, depth: usize) {
        self.line("try {");
        self.page.indent += 1;
        self.block("", depth, "");
        self.import();
        self.attempt();
        match self.choose(3) {
            1 => self.line("throw 1;"),
            2 => self.line("[][1];"),
            _ => {}
        }
        self.page.indent -= 1;
        self.block("} catch ", depth, "");
    }

    fn leave(&mut self) {
        match self.choose(4) {
            0 if self.loops > 0 => {
                self.line("if X == 5 { break; }".replace("X == 5", "true").as_str())
            }
            1 if self.loops > 0 => self.line("if true { continue; }"),
            2 if self.in_function => self.line("if true { return 3; }"),
            _ => self.attempt(),
        }
    }

    /// Print what an expression gives, or that it fails.
    fn attempt(&mut self) {
        let expression = self.expression();
        self.line(&format!(
            "try {{ print({expression}); }} catch {{ print(\"fails\"); }}"
        ));
    }

    fn closure(&mut self) {
        let name = self.fresh("c");
        let value = self.function_of_one();
        self.line(&format!("let {name} = {value};"));
        self.closures.push(name);
    }

    fn expression(&mut self) -> String {
        let alias = self.one_of(&ALIASES);
        match self.choose(17) {
            0 => format!("{alias}::N"),
            1 => format!("{alias}::{}(1)", self.one_of(&SHARED)),
            2 => format!("{alias}::{}(1, 2)", self.one_of(&SHARED)),
            3 => format!("uses_{alias}(1)"),
            4 => {
                let taker = self.one_of(&["apply", "word", "evaluated", "inside", "pass"]);
                format!("{alias}::{taker}({}, 3)", self.function_of_one())
            }
            5 | 6 => {
                let taker = self.one_of(&["each", "keep", "find", "pass_each"]);
                format!("{alias}::{taker}([1, 2], {})", self.function_of_one())
            }
            7 => {
                let taker = self.one_of(&["fold", "fold_back", "entries"]);
                format!(
                    "{alias}::{taker}([1, 2], {})",
                    self.function_of_two(Called::Searching)
                )
            }
            8 => format!(
                "{alias}::apply_two({}, 3, 4)",
                self.function_of_two(Called::AsIs)
            ),
            9 if self.choose(3) == 1 => "[1, 2].map(|x| [x, global::X])".to_string(),
            9 => format!("[1, 2].map({})", self.function_of_one()),
            10 if !self.stale => "4.mark(1)".to_string(),
            11 if !self.stale => "[1].map(|x| x.mark(global::X))".to_string(),
            12 => format!("{alias}::HIDDEN"),
            13 => format!("{alias}::inner::N"),
            14 if let Some((name, 0)) = self.functions.last().cloned() => match self.in_function {
                true => "global::X".to_string(),
                false => format!("{name}()"),
            },
            15 if let Some(closure) = self.closures.last() => format!("{closure}.call(5)"),
            16 if self.choose(2) == 1 => "constant(1)".to_string(),
            16 => format!("{}(1)", self.one_of(&SHARED)),
            _ => "global::X".to_string(),
        }
    }

    fn has(&self, name: &str, arity: usize) -> bool {
        let mut functions = self.functions.iter();
        functions.any(|(known, takes)| known == name && *takes == arity)
    }

    /// An expression whose value takes one argument.
    fn function_of_one(&mut self) -> String {
        let alias = self.one_of(&ALIASES);
        let name = self.pointed(1, Called::AsIs);
        match self.choose(10) {
            0 => format!("|x| [x, {}]", self.constant_anywhere()),
            1 => format!("uses_{alias}"),
            2 => format!("Fn(\"uses_{alias}\")"),
            3 => format!("|x| {alias}::f(x)"),
            4 if let Some(closure) = self.closures.last() => closure.clone(),
            5 if let Some(curried) = self.pointed(2, Called::Searching) => {
                format!("{curried}.curry(9)")
            }
            6 if let Some(name) = &name
                && OWN.contains(&name.as_str()) =>
            {
                format!("Fn(\"{name}\")")
            }
            7.. if let Some(name) = name => name,
            _ => format!("|x| [x, {alias}::N]"),
        }
    }

    fn function_of_two(&mut self, called: Called) -> String {
        let alias = self.one_of(&ALIASES);
        match self.choose(4) {
            0 => format!("|x, y| [x, y, {}]", self.constant_anywhere()),
            1 => format!("|x, y| [x, {alias}::N]"),
            _ => match self.pointed(2, called) {
                Some(name) => name,
                None => format!("|x, y| {alias}::f(x, y)"),
            },
        }
    }

    /// A function of the script that takes so many arguments, to be handed on by its name.
    fn pointed(&mut self, arity: usize, called: Called) -> Option<String> {
        let all: Vec<&str> = SHARED.into_iter().chain(OWN).collect();
        let name = self.one_of(&all);
        (self.has(name, arity) && self.means_the_same_everywhere(name, called))
            .then(|| name.to_string())
    }

    /// Where ours differs by decision: in a function or closure of the script, `global::` means the script's constants. For Rhai it means
    /// those of the module whose function calls it. So what may be handed to a module does not say `global::`.
    fn constant_anywhere(&self) -> &'static str {
        match self.unit {
            "script" => "55",
            _ => "global::HIDDEN",
        }
    }

    /// Where ours differs by decision: a name that was handed to a module means the function of the script. For Rhai that is so only
    /// when the one function of that name takes what it is given; else it is looked up where it is called, where the module's own comes
    /// first. So names of modules are handed on only if the script has one function of the name, which then is called with as many
    /// arguments as it takes. `tests/cases/modules` has the others.
    fn means_the_same_everywhere(&self, name: &str, called: Called) -> bool {
        let overloads = self.functions.iter().filter(|(known, _)| known == name);
        OWN.contains(&name) || called == Called::AsIs && overloads.count() == 1
    }
}
