//! The operations: what people write, each with its twin in Python, where it is measured, and what to reach.

use crate::place::{Code, Place};

pub struct Operation {
    pub name: &'static str,
    /// Instructions to reach; none where the aim is CPython's own number.
    pub reach: Option<u32>,
    pub places: &'static [Place],
    pub rhai: Code,
    pub python: Code,
}

const EVERYWHERE: &[Place] = &[
    Place::TopLevel,
    Place::Function,
    Place::Closure,
    Place::Method,
];
const OUTSIDE_FUNCTIONS: &[Place] = &[Place::TopLevel, Place::Closure, Place::Method];
const IN_FUNCTION: &[Place] = &[Place::Function];

const fn code(globals: &'static str, locals: &'static str, body: &'static str) -> Code {
    Code {
        globals,
        locals,
        body,
    }
}

const fn operation(
    name: &'static str,
    reach: u32,
    places: &'static [Place],
    rhai: Code,
    python: Code,
) -> Operation {
    let reach = if reach == 0 { None } else { Some(reach) };
    Operation {
        name,
        reach,
        places,
        rhai,
        python,
    }
}

const RHAI_POINT: &str = "class P { init(x, y) { this.x = x; this.y = y; this.v = [1, 2, 3]; } nop() { } get() { return this.x; } }";
const PYTHON_POINT: &str = "class P:\n    def __init__(self, x, y):\n        self.x = x\n        self.y = y\n        self.v = [1, 2, 3]\n    def nop(self):\n        pass\n    def get(self):\n        return self.x";
const RHAI_MAP: &str =
    "let m = #{}; for j in 0..997 { m[`k${j}`] = j; } let k = \"k500\"; let x = 0;";
const PYTHON_MAP: &str = "m = {f'k{j}': j for j in range(997)}\nk = 'k500'\nx = 0";
const RHAI_ROWS: &str = "let a = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]; let j = 1; let x = 0;";
const PYTHON_ROWS: &str = "a = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]\nj = 1\nx = 0";
const RHAI_LIST: &str = "let r = [1, 2, 3]; let j = 1; let x = 0;";
const PYTHON_LIST: &str = "r = [1, 2, 3]\nj = 1\nx = 0";
const RHAI_GLOBALS: &str =
    "let xs = [1, 2, 3]; let n = 0; let l = Lock(); fn sees() { n + xs.len() }";
const PYTHON_GLOBALS: &str = "import threading\nxs = [1, 2, 3]\nn = 0\nl = threading.Lock()";

const RHAI_X: &str = "let x = 0;";
const PYTHON_X: &str = "x = 0";
const RHAI_F: &str = "fn f(x) { return x; }";
const PYTHON_F: &str = "def f(x):\n    return x";
const RHAI_O: &str = "let o = P(1, 2); let x = 0;";
const PYTHON_O: &str = "o = P(1, 2)\nx = 0";
const RHAI_HUNDRED: &str = "let xs = []; for j in 0..100 { xs.push(-j); } let x = 0;";
const PYTHON_HUNDRED: &str = "xs = [-j for j in range(100)]\nx = 0";

#[rustfmt::skip]
pub const OPERATIONS: &[Operation] = &[
    operation("f(i)", 150, IN_FUNCTION, code(RHAI_F, RHAI_X, "x = f(i);"), code(PYTHON_F, PYTHON_X, "x = f(i)")),
    operation("f(i)", 180, OUTSIDE_FUNCTIONS, code(RHAI_F, RHAI_X, "x = f(i);"), code(PYTHON_F, PYTHON_X, "x = f(i)")),
    operation("g.call(i), a closure", 0, EVERYWHERE, code("", "let g = |v| v; let x = 0;", "x = g.call(i);"), code("", "g = lambda v: v\nx = 0", "x = g(i)")),
    operation("local r[j]", 40, EVERYWHERE, code("", RHAI_LIST, "x = r[j];"), code("", PYTHON_LIST, "x = r[j]")),
    operation("local r[j] = i", 45, EVERYWHERE, code("", RHAI_LIST, "r[j] = i;"), code("", PYTHON_LIST, "r[j] = i")),
    operation("local a[j][j]", 80, EVERYWHERE, code("", RHAI_ROWS, "x = a[j][j];"), code("", PYTHON_ROWS, "x = a[j][j]")),
    operation("local a[1][1]", 80, IN_FUNCTION, code("", RHAI_ROWS, "x = a[1][1];"), code("", PYTHON_ROWS, "x = a[1][1]")),
    operation("local a[j][j] = i", 100, EVERYWHERE, code("", RHAI_ROWS, "a[j][j] = i;"), code("", PYTHON_ROWS, "a[j][j] = i")),
    operation("local r.len()", 39, EVERYWHERE, code("", RHAI_LIST, "x = r.len();"), code("", PYTHON_LIST, "x = len(r)")),
    operation("local r.push(i)", 60, EVERYWHERE, code("", "let r = [];", "r.push(i);"), code("", "r = []", "r.append(i)")),
    operation("global xs[1]", 0, EVERYWHERE, code(RHAI_GLOBALS, RHAI_X, "x = xs[1];"), code(PYTHON_GLOBALS, PYTHON_X, "x = xs[1]")),
    operation("global xs.len()", 120, EVERYWHERE, code(RHAI_GLOBALS, RHAI_X, "x = xs.len();"), code(PYTHON_GLOBALS, PYTHON_X, "x = len(xs)")),
    operation("global xs.push(i)", 160, EVERYWHERE, code(RHAI_GLOBALS, "", "xs.push(i);"), code(PYTHON_GLOBALS, "", "xs.append(i)")),
    operation("global n += 1", 90, EVERYWHERE, code(RHAI_GLOBALS, "", "n += 1;"), code(PYTHON_GLOBALS, "global n", "n += 1")),
    operation("i in xs, 100 items", 1500, EVERYWHERE, code("", RHAI_HUNDRED, "x = i in xs;"), code("", PYTHON_HUNDRED, "x = i in xs")),
    operation("l.acquire(); l.release()", 300, EVERYWHERE, code(RHAI_GLOBALS, "", "l.acquire(); l.release();"), code(PYTHON_GLOBALS, "", "l.acquire()\nl.release()")),
    operation("with l { }", 320, EVERYWHERE, code(RHAI_GLOBALS, "", "with l { }"), code(PYTHON_GLOBALS, "", "with l:\n    pass")),
    operation("p.x of a map", 120, EVERYWHERE, code("", "let p = #{x: 1, y: 2}; let x = 0;", "x = p.x;"), code("", "p = {'x': 1, 'y': 2}\nx = 0", "x = p['x']")),
    operation("m[k], 997 keys", 200, EVERYWHERE, code("", RHAI_MAP, "x = m[k];"), code("", PYTHON_MAP, "x = m[k]")),
    operation("m[k] = 1", 250, EVERYWHERE, code("", RHAI_MAP, "m[k] = 1;"), code("", PYTHON_MAP, "m[k] = 1")),
    operation("m[k] += 1", 350, EVERYWHERE, code("", RHAI_MAP, "m[k] += 1;"), code("", PYTHON_MAP, "m[k] += 1")),
    operation("k in m", 200, EVERYWHERE, code("", RHAI_MAP, "x = k in m;"), code("", PYTHON_MAP, "x = k in m")),
    operation("o.x", 120, EVERYWHERE, code(RHAI_POINT, RHAI_O, "x = o.x;"), code(PYTHON_POINT, PYTHON_O, "x = o.x")),
    operation("o.x = i", 0, EVERYWHERE, code(RHAI_POINT, RHAI_O, "o.x = i;"), code(PYTHON_POINT, PYTHON_O, "o.x = i")),
    operation("o.x += 1", 0, EVERYWHERE, code(RHAI_POINT, RHAI_O, "o.x += 1;"), code(PYTHON_POINT, PYTHON_O, "o.x += 1")),
    operation("o.v[1] = i", 0, EVERYWHERE, code(RHAI_POINT, RHAI_O, "o.v[1] = i;"), code(PYTHON_POINT, PYTHON_O, "o.v[1] = i")),
    operation("o.nop()", 0, EVERYWHERE, code(RHAI_POINT, RHAI_O, "o.nop();"), code(PYTHON_POINT, PYTHON_O, "o.nop()")),
    operation("o.get()", 250, EVERYWHERE, code(RHAI_POINT, RHAI_O, "x = o.get();"), code(PYTHON_POINT, PYTHON_O, "x = o.get()")),
    operation("P(1, 2)", 0, EVERYWHERE, code(RHAI_POINT, RHAI_X, "x = P(1, 2);"), code(PYTHON_POINT, PYTHON_X, "x = P(1, 2)")),
    operation("o == ()", 0, EVERYWHERE, code(RHAI_POINT, RHAI_O, "x = o == ();"), code(PYTHON_POINT, PYTHON_O, "x = o is None")),
    operation("abs(i)", 120, EVERYWHERE, code("", RHAI_X, "x = abs(i);"), code("", PYTHON_X, "x = abs(i)")),
    operation("`w${i}`", 400, EVERYWHERE, code("", RHAI_X, "x = `w${i}`;"), code("", PYTHON_X, "x = f'w{i}'")),
    operation("text.contains(t)", 250, EVERYWHERE, code("", "let text = \"un texte court\"; let t = \"court\"; let x = 0;", "x = text.contains(t);"), code("", "text = 'un texte court'\nt = 'court'\nx = 0", "x = t in text")),
    operation("text[j]", 0, IN_FUNCTION, code("", "let text = \"un texte court\"; let j = 5; let x = 0;", "x = text[j];"), code("", "text = 'un texte court'\nj = 5\nx = 0", "x = text[j]")),
    operation("text.split(\",\") into 10", 0, IN_FUNCTION, code("", "let text = \"a,b,c,d,e,f,g,h,i,j\"; let x = 0;", "x = text.split(\",\");"), code("", "text = 'a,b,c,d,e,f,g,h,i,j'\nx = 0", "x = text.split(',')")),
    operation("xs.map(|x| x * k), 3 items", 900, EVERYWHERE, code("", "let xs = [1, 2, 3]; let k = 2; let y = 0;", "y = xs.map(|x| x * k);"), code("", "xs = [1, 2, 3]\nk = 2\ny = 0", "y = list(map(lambda x: x * k, xs))")),
    operation("throw and catch", 0, EVERYWHERE, code("", RHAI_X, "try { throw 1; } catch (e) { x = e; }"), code("", PYTHON_X, "try:\n    raise ValueError(1)\nexcept ValueError as e:\n    x = 1")),
];
