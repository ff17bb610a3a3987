//! The expressions of the grammar, by the type that they should have; one in twelve has any type at all.

use super::grammar::Writer;

impl Writer {
    /// An expression of any type.
    pub fn any(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self.leaf();
        }
        let inner = depth - 1;
        match self.choice(22) {
            0..=2 => self.leaf(),
            3..=6 => self.number(depth),
            7 => self.truth(depth),
            8 | 9 => self.array(depth),
            10 => format!("#{{a: {}, b: {}}}", self.any(inner), self.array(inner)),
            11 => format!("`<${{{}}}>`", self.any(inner)),
            12 => self.closure(inner),
            13 => format!(
                "f{}({}, {})",
                self.choice(2),
                self.number(inner),
                self.array(inner)
            ),
            14 => format!("({}).call({})", self.closure(inner), self.any(inner)),
            15 => format!("Fn(\"f{}\").curry({})", self.choice(2), self.any(inner)),
            16 => format!(
                "({}).{}({})",
                self.any(inner),
                self.one_of(METHODS),
                self.arguments(inner)
            ),
            17 => format!(
                "{}.{}({})",
                self.name(),
                self.one_of(METHODS),
                self.arguments(inner)
            ),
            18 => {
                let (test, yes, no) = (self.truth(inner), self.any(inner), self.any(inner));
                format!("if {test} {{ {yes} }} else {{ {no} }}")
            }
            19 => format!(
                "Made({}).{}",
                self.any(inner),
                self.one_of(&["run(1)", "n", "n.len()", "none"])
            ),
            20 => format!(
                "m{}",
                self.one_of(&[".a", ".b[0]", "?.c", "?.c?.d", ".c ?? 7", "[\"a\"]", ".a.b"])
            ),
            _ => format!("{{ {} {} }}", self.body(inner), self.any(inner)),
        }
    }

    pub fn number(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self.one_of(NUMBERS).to_owned();
        }
        let inner = depth - 1;
        match self.choice(12) {
            0..=2 => self.one_of(NUMBERS).to_owned(),
            3..=6 => format!(
                "({} {} {})",
                self.number(inner),
                self.one_of(ARITHMETIC),
                self.number(inner)
            ),
            7 => format!("-({})", self.number(inner)),
            8 => format!("{}.len()", self.array(inner)),
            9 => format!("xs[{}]", self.number(inner)),
            10 => format!("f{}({}, xs)", self.choice(2), self.number(inner)),
            _ => self.any(inner),
        }
    }

    pub fn truth(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self
                .one_of(&[
                    "false",
                    "true",
                    "n < 3",
                    "n == 1",
                    "xs.len() > 9",
                    "s == \"a\"",
                ])
                .to_owned();
        }
        let inner = depth - 1;
        match self.choice(8) {
            0 | 1 => self.truth(0),
            2 | 3 => format!(
                "{} {} {}",
                self.number(inner),
                self.one_of(COMPARISONS),
                self.number(inner)
            ),
            4 => format!("({} && {})", self.truth(inner), self.truth(inner)),
            5 => format!("({} || {})", self.truth(inner), self.truth(inner)),
            6 => format!("!({})", self.truth(inner)),
            _ => format!("({} in {})", self.any(inner), self.array(inner)),
        }
    }

    pub fn array(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self
                .one_of(&["xs", "[]", "[1, 2.5, \"a\"]", "m.b", "[[1], [2]]"])
                .to_owned();
        }
        let inner = depth - 1;
        match self.choice(8) {
            0 | 1 => self.array(0),
            2 => format!("[{}, {}]", self.any(inner), self.any(inner)),
            3 => format!("({} + {})", self.array(inner), self.array(inner)),
            4 => format!("{}.map(|x| {})", self.array(inner), self.any(inner)),
            5 => format!("{}.filter(|x| {})", self.array(inner), self.truth(inner)),
            6 => format!(
                "list[{} for n in {} if {}]",
                self.any(inner),
                self.sequence(inner),
                self.truth(inner)
            ),
            _ => self.any(inner),
        }
    }

    /// Something to loop over.
    pub fn sequence(&mut self, depth: usize) -> String {
        match self.choice(6) {
            0 | 1 => self
                .one_of(&["0..3", "1..=4", "5..1", "range(0, 9, 2)", "range(9, 0, -3)"])
                .to_owned(),
            2 => format!("0..{}", self.number(depth)),
            3 => self
                .one_of(&["s.chars()", "s", "m.keys()", "bits(5)", "enumerate(xs)"])
                .to_owned(),
            4 => self.array(depth),
            _ => self.any(depth),
        }
    }

    pub fn closure(&mut self, depth: usize) -> String {
        let parameters = self.one_of(&["||", "|x|", "|x, y|", "|n|"]);
        format!(
            "{parameters} {{ {} {} }}",
            self.body_of_closure(depth),
            self.any(depth)
        )
    }

    fn arguments(&mut self, depth: usize) -> String {
        match self.choice(6) {
            0 => String::new(),
            1 => self.any(depth),
            2 => format!("{}, {}", self.number(depth), self.any(depth)),
            3 => self.closure(depth),
            4 => format!("{}, {}", self.number(depth), self.number(depth)),
            _ => self.number(depth),
        }
    }

    fn leaf(&mut self) -> String {
        match self.choice(4) {
            0 => self.one_of(NUMBERS).to_owned(),
            1 | 2 => self.name().to_owned(),
            _ => self
                .one_of(&[
                    "()", "'é'", "\"a\"", "1.5", "lock", "f0", "[]", "#{}", "\"\"", "1..3",
                ])
                .to_owned(),
        }
    }
}

const NUMBERS: &[&str] = &[
    "0",
    "1",
    "2",
    "3",
    "n",
    "(-1)",
    "64",
    "1.5",
    "0.0",
    "9223372036854775807",
    "n",
    "100",
    "(-7)",
];

const ARITHMETIC: &[&str] = &[
    "+", "-", "*", "/", "%", "**", "&", "|", "^", "<<", ">>", "+", "-",
];

const COMPARISONS: &[&str] = &["<", "<=", ">", ">=", "==", "!="];

/// Functions of the standard packages that change what they are called on, call back, or take positions.
const METHODS: &[&str] = &[
    "len",
    "push",
    "pop",
    "shift",
    "insert",
    "remove",
    "map",
    "filter",
    "reduce",
    "reduce_rev",
    "sort",
    "some",
    "all",
    "for_each",
    "splice",
    "extract",
    "drain",
    "retain",
    "split",
    "chop",
    "truncate",
    "reverse",
    "index_of",
    "zip",
    "keys",
    "values",
    "mixin",
    "call",
    "curry",
    "sub_string",
    "crop",
    "replace",
    "to_upper",
    "set",
    "get",
    "bits",
    "get_bit",
    "set_bits",
    "abs",
    "to_string",
    "to_debug",
    "type_of",
    "is_shared",
    "chars",
    "dedup",
    "find",
    "pad",
    "append",
    "contains",
    "clear",
    "to_blob",
    "to_int",
    "to_float",
    "trim",
    "start",
    "join",
    "acquire",
    "locked",
];
