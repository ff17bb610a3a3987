//! The expressions of the grammar, type by type; statements are next door.

use super::Type::{self, Bool, Closure, Float, Int, Ints, Record, Text};
use super::{VALUES, Writer};

impl Writer {
    /// Mostly inside of a short array, now and then outside.
    pub(super) fn index(&mut self) -> String {
        ["0", "1", "-1", "2", "-3"][self.choose(5)].to_string()
    }

    pub(super) fn expression(&mut self, of: Type, depth: usize) -> String {
        let choice = self.choose(if depth == 0 { 4 } else { 20 });
        if choice == 0 {
            return self.literal(of, depth.saturating_sub(1));
        }
        if choice < 6 {
            if let Some(name) = self.variable(of, false) {
                return name;
            }
            return self.literal(of, depth.saturating_sub(1));
        }
        if [6, 16, 17].contains(&choice)
            && let Some(call) = self.call(of, depth)
        {
            return call;
        }
        if choice == 7 {
            let condition = self.expression(Bool, depth - 1);
            let (yes, no) = (
                self.expression(of, depth - 1),
                self.expression(of, depth - 1),
            );
            return format!("(if {condition} {{ {yes} }} else {{ {no} }})");
        }
        if choice == 8 {
            let (value, name) = (self.expression(of, depth - 1), self.fresh("t"));
            return format!("({{ let {name} = {value}; {name} }})");
        }
        if choice == 18 {
            let subject = self.expression(Int, depth - 1);
            let (a, b) = (
                self.expression(of, depth - 1),
                self.expression(of, depth - 1),
            );
            return format!("(switch {subject} {{ 0 | 7 => {a}, _ => {b} }})");
        }
        if choice == 19 {
            return format!("(loop {{ break {}; }})", self.expression(of, depth - 1));
        }
        match of {
            Int => self.int(depth - 1),
            Float => self.float(depth - 1),
            Text => self.string(depth - 1),
            Bool => self.bool(depth - 1),
            Ints => self.ints(depth - 1),
            Record => self.record(depth - 1),
            Closure => unreachable!("closures are made by `let_closure` only"),
        }
    }

    fn literal(&mut self, of: Type, depth: usize) -> String {
        match of {
            Int => ["0", "1", "2", "3", "7", "10", "(-1)", "(-4)", "100"][self.choose(9)].into(),
            Float => ["0.0", "1.0", "2.5", "(-0.75)", "10.0"][self.choose(5)].into(),
            Text => ["\"\"", "\"a\"", "\"bc\"", "\"Hello\"", "\"é!\""][self.choose(5)].into(),
            Bool => ["true", "false"][self.choose(2)].into(),
            Ints => {
                let items: Vec<_> = (0..self.choose(5))
                    .map(|_| self.expression(Int, depth))
                    .collect();
                format!("[{}]", items.join(", "))
            }
            Record => {
                let (n, s) = (self.expression(Int, depth), self.expression(Text, depth));
                let (l, m) = (self.expression(Ints, depth), self.expression(Int, depth));
                format!("#{{n: {n}, s: {s}, l: {l}, m: #{{n: {m}}}}}")
            }
            Closure => unreachable!("closures are made by `let_closure` only"),
        }
    }

    /// Call a function or a closure that gives the type.
    fn call(&mut self, of: Type, depth: usize) -> Option<String> {
        if of == Int
            && self.choose(2) == 1
            && let Some(closure) = self.variable(Closure, false)
        {
            let argument = self.expression(Int, depth - 1);
            return Some(format!("{closure}.call({argument})"));
        }
        let known: Vec<usize> = (0..self.functions.len())
            .filter(|&at| self.functions[at].gives == of)
            .collect();
        if known.is_empty() {
            return None;
        }
        let at = known[self.choose(known.len())];
        let takes = self.functions[at].takes.clone();
        let given = takes.iter().map(|&of| self.expression(of, depth - 1));
        let mut given: Vec<_> = given.collect();
        if let [first, second] = &given[..] {
            given[0] = self.before(first, second);
        }
        Some(format!("{}({})", self.functions[at].name, given.join(", ")))
    }

    /// May this argument change a variable that is to be read before? A mistake that is still open.
    fn is_open(&self, argument: &str) -> bool {
        self.careful && argument.contains(".call(")
    }

    /// A first argument that is surely evaluated before the second.
    fn before(&self, first: &str, second: &str) -> String {
        match self.is_open(second) {
            true => format!("({{ {first} }})"),
            false => first.to_string(),
        }
    }

    fn int(&mut self, depth: usize) -> String {
        let a = self.expression(Int, depth);
        match self.choose(18) {
            0 => format!("({a} + {})", self.expression(Int, depth)),
            1 => format!("({a} - {})", self.expression(Int, depth)),
            2 => format!("({a} * {})", self.expression(Int, depth)),
            3 => format!("({a} / {})", self.expression(Int, depth)),
            4 => format!("({a} % {})", self.expression(Int, depth)),
            5 => format!("(-{a})"),
            6 => format!("({a} & {})", self.expression(Int, depth)),
            7 => format!("({a} << {})", self.choose(5)),
            8 => format!("{}.len()", self.expression(Ints, depth)),
            9 => format!("{}[{}]", self.expression(Ints, depth), self.index()),
            10 => format!("{}.n", self.expression(Record, depth)),
            11 => format!("{}.m.n", self.expression(Record, depth)),
            12 => format!("{}.len()", self.expression(Text, depth)),
            13 => format!("({}.zzz ?? {a})", self.expression(Record, depth)),
            14 => {
                let b = self.expression(Int, depth);
                format!("max({}, {b})", self.before(&a, &b))
            }
            15 => {
                let start = if self.is_open(&a) { "0" } else { &a };
                format!(
                    "{}.reduce(|s, x| s + x, {start})",
                    self.expression(Ints, depth)
                )
            }
            16 => format!(
                "switch {a} {{ 0 => 5, 1..4 => {}, _ => {a} }}",
                self.choose(9)
            ),
            _ => format!("{}.to_int()", self.expression(Float, depth)),
        }
    }

    fn float(&mut self, depth: usize) -> String {
        let a = self.expression(Float, depth);
        match self.choose(6) {
            0 => format!("({a} + {})", self.expression(Float, depth)),
            1 => format!("({a} * {})", self.expression(Int, depth)),
            2 => format!("({} - {a})", self.expression(Int, depth)),
            3 => format!("({a} / {})", self.expression(Float, depth)),
            4 => format!("{}.to_float()", self.expression(Int, depth)),
            _ => format!("{a}.floor()"),
        }
    }

    fn string(&mut self, depth: usize) -> String {
        let a = self.expression(Text, depth);
        let of = VALUES[self.choose(VALUES.len())];
        match self.choose(8) {
            0 => format!("({a} + {})", self.expression(of, depth)),
            1 => format!("`<${{{}}}|${{{a}}}>`", self.expression(of, depth)),
            2 => format!("{a}.to_upper()"),
            3 => format!("type_of({})", self.expression(of, depth)),
            4 => format!("{a}[0..2]"),
            5 => format!("{}.s", self.expression(Record, depth)),
            6 => format!("{}.to_string()", self.expression(of, depth)),
            _ => format!("{a}.sub_string({})", self.index()),
        }
    }

    fn bool(&mut self, depth: usize) -> String {
        let of = [Int, Text, Float][self.choose(3)];
        let operator = ["<", "==", ">=", "!=", ">", "<="][self.choose(6)];
        match self.choose(7) {
            0 | 1 => {
                let (a, b) = (self.expression(of, depth), self.expression(of, depth));
                format!("({a} {operator} {b})")
            }
            2 => {
                let (a, b) = (self.expression(Bool, depth), self.expression(Bool, depth));
                format!("({a} && {b})")
            }
            3 => {
                let (a, b) = (self.expression(Bool, depth), self.expression(Bool, depth));
                format!("({a} || {b})")
            }
            4 => format!("!{}", self.expression(Bool, depth)),
            5 => {
                let (a, b) = (self.expression(Int, depth), self.expression(Ints, depth));
                let a = if self.is_open(&a) { "7" } else { &a };
                format!("({a} in {b})")
            }
            _ => {
                let (a, b) = (self.expression(Ints, depth), self.expression(Ints, depth));
                format!("({a} == {b})")
            }
        }
    }

    fn ints(&mut self, depth: usize) -> String {
        let a = self.expression(Ints, depth);
        match self.choose(7) {
            0 => format!("({a} + {})", self.expression(Ints, depth)),
            1 => {
                // The callback sees no array but its own, which is not the receiver's.
                let kept = std::mem::take(&mut self.variables);
                let parameter = self.fresh("p");
                self.declare(&parameter, Int, false);
                let body = self.expression(Int, depth);
                self.variables = kept;
                format!("{a}.map(|{parameter}| {body})")
            }
            2 => format!("{a}.filter(|x| x % 2 == {})", self.choose(2)),
            3 => format!("{}.l", self.expression(Record, depth)),
            4 => format!("{a}.extract({})", self.index()),
            5 => {
                let name = self.fresh("t");
                format!("({{ let {name} = {a}; {name}.sort(); {name} }})")
            }
            _ => {
                let (n, b) = (self.expression(Int, depth), self.expression(Int, depth));
                format!("[{n}, {b}, {n}]")
            }
        }
    }

    fn record(&mut self, depth: usize) -> String {
        let a = self.expression(Record, depth);
        match self.choose(3) {
            0 => format!("({a} + #{{n: {}}})", self.expression(Int, depth)),
            1 => format!("({a} + #{{m: #{{n: {}}}}})", self.expression(Int, depth)),
            _ => {
                let name = self.fresh("t");
                let n = self.expression(Int, depth);
                format!("({{ let {name} = {a}; {name}.l.push({n}); {name}.n += 1; {name} }})")
            }
        }
    }
}
