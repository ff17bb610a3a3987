//! Programs with much data: values that share their parts so that walking them takes for ever, huge ranges, large texts, long chains.

use super::grammar::Writer;
use super::values::PRELUDE;

impl Writer {
    pub fn data_program(&mut self) -> String {
        let mut text = PRELUDE.to_owned();
        for _ in 0..1 + self.choice(4) {
            let built = self.built();
            let value = self.one_of(&["a", "a", "[a, a]", "#{k: a}"]);
            text += &format!("{{ let a = (); {built}\n");
            for _ in 0..1 + self.choice(3) {
                let walk = self.walk().replace('A', value);
                text += &match self.choice(5) {
                    0 => {
                        format!("  let t = Thread(|x| {walk}, [1]); t.start(); t.join();\n")
                    }
                    1 => format!("  {walk};\n"),
                    _ => format!("  try {{ {walk}; }} catch (e) {{ print(e.kind); }}\n"),
                };
            }
            text += "  a = ();\n}\n";
        }
        text
    }

    /// Statements that put something large into `a`.
    fn built(&mut self) -> String {
        let count = self.one_of(&["10", "30", "60", "1000", "30000", "300000"]);
        let few = self.one_of(&["5", "20", "40", "64"]);
        match self.choice(16) {
            0 | 1 => format!("a = [1]; for i in 0..{few} {{ a = [a, a]; }}"),
            2 => format!("a = #{{}}; for i in 0..{few} {{ a = #{{l: a, r: a}}; }}"),
            3 => format!("for i in 0..{count} {{ a = [a]; }}"),
            4 => format!("for i in 0..{count} {{ a = #{{next: a}}; }}"),
            5 => format!("for i in 0..{count} {{ let b = a; a = || b; }}"),
            6 => {
                format!("for i in 0..{count} {{ let next = Made(); next.xs = a; a = next.twice; }}")
            }
            7 => format!("for i in 0..{count} {{ let next = Made(); next.xs = a; a = next; }}"),
            8 => format!("a = []; for i in 0..{count} {{ a.push(i); }}"),
            9 => format!("a = \"x\"; for i in 0..{few} {{ a += a; }}"),
            10 => format!("a = \"été\" * {count};"),
            11 => format!("a = 0..{};", self.extreme_number()),
            12 => format!("a = range({});", self.values(2)),
            13 => format!("for i in 0..{count} {{ a = f1.curry(a); }}"),
            14 => format!("for i in 0..{count} {{ a = Thread(f1, [a]); }}"),
            _ => format!("for i in 0..{count} {{ let q = Queue(); q.put(a); a = q; }}"),
        }
    }

    /// Something that has to look at all of `A`.
    fn walk(&mut self) -> String {
        match self.choice(12) {
            0 => self.one_of(OPERATIONS).to_owned(),
            1..=7 => {
                let method = self.one_of(WALKS).to_owned();
                method.replace('F', self.function())
            }
            8 => format!("A = {}", self.value()),
            9 => format!("for i in A {{ {}; }}", self.one_of(OPERATIONS)),
            10 => "loop { if -1 in A { break; } }".to_owned(),
            _ => format!(
                "list[{} for i in A]",
                self.one_of(&["i", "A", "[i, i]", "\"x\" * 1000"])
            ),
        }
    }
}

const OPERATIONS: &[&str] = &[
    "A == A",
    "A != [A]",
    "A < A",
    "[A] == [A]",
    "-1 in A",
    "A in [1, A]",
    "A + A",
    "A += A",
    "`${A}`",
    "\"\" + A",
    "A.next",
    "A[-1]",
    "switch A { 1 => 2, _ => 3 }",
    "throw A",
];

const WALKS: &[&str] = &[
    "print(A)",
    "debug(A)",
    "str(A)",
    "A.to_string()",
    "A.to_debug()",
    "len(A)",
    "A.len()",
    "sum(A)",
    "max(A)",
    "min([A, A])",
    "sorted(A)",
    "sorted([A, A, A])",
    "A.sort()",
    "[A, A].sort(F)",
    "A.reverse()",
    "reversed(A)",
    "A.index_of(-1)",
    "A.contains(-1)",
    "A.contains(A)",
    "A.extract(1)",
    "A.splice(0, 0, A)",
    "A.append(A)",
    "A.insert(0, A)",
    "A.pad(300000000, 0)",
    "A.pad(9223372036854775807, 'x')",
    "A.truncate(1)",
    "A.chop(2)",
    "A.split(1)",
    "A.split(\"x\")",
    "A.replace(\"x\", \"yy\")",
    "A.replace(\"\", A)",
    "A.find(\"q\")",
    "A.count(\"x\")",
    "A.strip()",
    "A.upper()",
    "A.encode()",
    "A.to_blob()",
    "A.chars()",
    "A.parse_json()",
    "A.to_json()",
    "A.dedup()",
    "A.map(F)",
    "A.filter(F)",
    "A.reduce(F)",
    "A.for_each(F)",
    "A.find_map(F)",
    "A.zip(A, F)",
    "A.drain(F)",
    "A.retain(F)",
    "A.keys()",
    "A.values()",
    "A.mixin(#{z: A})",
    "A.call(A)",
    "A.curry(A).call()",
    "enumerate(A)",
    "zip(A, A)",
    "all(A)",
    "any(A)",
    "round(A)",
    "int(A)",
    "format(\"{0:>100000}\", A)",
    "format(\"{0}\", A)",
    "\", \".join(A)",
    "type(A)",
    "eval(str(A))",
    "queue.put(A)",
    "Thread(f1, [A]).start()",
    "own.x = A",
    "Queue().put(A)",
    "PriorityQueue().put(A)",
    "stdout.write(str(A))",
    "A * 100000",
    "A * 9223372036854775807",
    "blob(9223372036854775807, 1)",
    "choice(A)",
    "shuffle(A)",
    "sample(A, 1000000)",
];
