//! Values of every kind as expressions, the extreme ones among them; and what a program must begin with to use them.

use super::grammar::Writer;

impl Writer {
    /// A value of any kind.
    pub fn value(&mut self) -> String {
        match self.choice(10) {
            0..=3 => self.one_of(PLAIN).to_owned(),
            4 | 5 => self.one_of(NUMBERS).to_owned(),
            6 => self.one_of(LARGE).to_owned(),
            7 => self.one_of(FUNCTIONS).to_owned(),
            8 => self.one_of(HANDLES).to_owned(),
            _ => {
                let (first, second) = (self.one_of(PLAIN), self.one_of(NUMBERS));
                match self.choice(3) {
                    0 => format!("[{first}, {second}]"),
                    1 => format!("#{{a: {first}, b: {second}}}"),
                    _ => format!("[[{first}], [{second}, {first}]]"),
                }
            }
        }
    }

    pub fn extreme_number(&mut self) -> &'static str {
        self.one_of(NUMBERS)
    }

    /// Something that can be called.
    pub fn function(&mut self) -> &'static str {
        self.one_of(FUNCTIONS)
    }

    /// So many values, with commas.
    pub fn values(&mut self, count: usize) -> String {
        let values: Vec<String> = (0..count).map(|_| self.value()).collect();
        values.join(", ")
    }
}

/// What the values name.
pub const PRELUDE: &str = r#"
fn f0() { 1 }
fn f1(x) { x }
fn f2(x, y) { x == y }
class Made {
    init() { this.n = 1; this.xs = [1, 2]; }
    run() { this.n += 1; }
    twice(x) { [x, x] }
    both(x, y) { x }
    to_string() { "made" }
}
class Kin : Made { twice(x) { super.twice(x) } }
let made = Kin();
let xs = [3, 1, 2];
let m = #{a: 1, b: [2], c: #{d: 3}};
let s = "été 42";
let bytes = blob(6, 1);
let shared = [1]; for i in 0..16 { shared = [shared, shared]; }
let deep = []; for i in 0..200 { deep = [deep]; }
let long = "ab" * 20000;
let many = list[i for i in 0..5000];
let lock = Lock(); let rlock = RLock(); let condition = Condition(); let semaphore = Semaphore(1);
let event = Event(); let barrier = Barrier(1); let queue = Queue(2); let stack = LifoQueue(); let own = local();
let thread = Thread(f0); let timer = Timer(0.01, f0);
"#;

const PLAIN: &[&str] = &[
    "()",
    "true",
    "false",
    "0",
    "1",
    "2",
    "\"\"",
    "\"a\"",
    "\"été\"",
    "'é'",
    "s",
    "xs",
    "m",
    "[]",
    "#{}",
    "1.5",
    "bytes",
    "blob()",
    "made",
    "0..3",
    "1..=2",
    "\"{0:>5}\"",
    "\"%Y\"",
    "\"xs\"",
    "\"a.b\"",
];

const NUMBERS: &[&str] = &[
    "-1",
    "3",
    "64",
    "255",
    "65536",
    "4294967296",
    "9223372036854775807",
    "(-9223372036854775807 - 1)",
    "0.0",
    "-0.0",
    "0.001",
    "1e308",
    "5e-324",
    "(0.0 / 0.0)",
    "(1.0 / 0.0)",
];

const LARGE: &[&str] = &[
    "shared",
    "deep",
    "long",
    "many",
    "0..20000000000",
    "(-9223372036854775807 - 1)..9223372036854775807",
    "0..=9223372036854775807",
    "range(0, 9223372036854775807, 3)",
    "blob(100000, 7)",
    "[many, many, long]",
    "enumerate(many)",
    "long.chars()",
];

const FUNCTIONS: &[&str] = &[
    "f0",
    "f1",
    "f2",
    "|| 1",
    "|x| x",
    "|x, y| x",
    "|x| throw x",
    "|| { loop { } }",
    "Fn(\"f1\")",
    "Fn(\"push\")",
    "Fn(\"none\")",
    "Fn(\"f2\").curry(1)",
    "made.twice",
    "made.both",
    "made.run",
    "Made",
    "Lock",
    "lock.acquire",
    "print",
    "len",
];

const HANDLES: &[&str] = &[
    "lock",
    "rlock",
    "condition",
    "semaphore",
    "event",
    "barrier",
    "queue",
    "stack",
    "own",
    "thread",
    "timer",
    "made",
    "current_thread()",
    "timestamp()",
    "stdout",
    "date(2024, 2, 29)",
    "datetime(2024, 2, 29)",
    "timedelta(1)",
    "socket()",
    "PriorityQueue()",
    "SimpleQueue()",
    "argv",
];
