//! Sources and the trees that they become.

use super::{Environment, LowerErrorKind, Mode, lower};
use crate::lang::syntax::parse;

fn tree_in(environment: &Environment, source: &str) -> String {
    let ast = parse(source).unwrap_or_else(|error| panic!("{error}\n{source}"));
    lower(&ast, environment)
        .unwrap_or_else(|error| panic!("{error}\n{source}"))
        .to_string()
}

/// Each source becomes the tree of the lines below it.
fn check_in(environment: &Environment, cases: &[(&str, &[&str])]) {
    for (source, lines) in cases {
        let tree = tree_in(environment, source);
        assert_eq!(tree.lines().collect::<Vec<_>>(), *lines, "\n{source}");
    }
}

fn check(cases: &[(&str, &[&str])]) {
    check_in(&Environment::default(), cases);
}

fn error(source: &str) -> (LowerErrorKind, String) {
    let ast = parse(source).unwrap_or_else(|error| panic!("{error}\n{source}"));
    let error = lower(&ast, &Environment::default()).expect_err(source);
    (error.kind, format!("{:?}", error.at))
}

#[test]
fn each_let_is_a_variable_of_its_own_and_ends_with_its_block() {
    check(&[
        (
            "let x = 1; let y = x + 2; { let x = 3; x += y; } x",
            &["0 main/0 x y x: {(let %0:x 1) (let %1:y (+ %0:x 2)) \
               {(let %2:x 3) (+= %2:x %1:y)} %0:x}"],
        ),
        (
            "let x = 1; let x = x + 1; x",
            &["0 main/0 x x: {(let %0:x 1) (let %1:x (+ %0:x 1)) %1:x}"],
        ),
        (
            "if true { let x = 1; } else { x } print(x); x = 2",
            &["0 main/0 x: {(if true {(let %0:x 1)} {?x}) (print ?x) (= $x 2)}"],
        ),
        (
            "for (x, i) in [1] { x + i } x",
            &["0 main/0 i x: {(for %1:x %0:i in [1] {(+ %1:x %0:i)}) ?x}"],
        ),
        (
            "try { throw 3 } catch (e) { print(e) } e",
            &["0 main/0 e: {(try {(throw 3)} catch %0:e {(print %0:e)}) ?e}"],
        ),
        (
            "fn f(x) { let x = x; x } f(1)",
            &[
                "0 main/0: {(f=1 1)}",
                "1 named f/1 x x: {(let %1:x %0:x) %1:x}",
            ],
        ),
    ]);
}

#[test]
fn a_top_level_variable_is_a_global_when_a_function_reaches_it() {
    check(&[
        (
            "let c = 0; let n = 3; fn f() { c += 1; let n = 4; n } for i in 0..n { f() }",
            &[
                "global c",
                "0 main/0 n i: {(let @c 0) (let %0:n 3) (for %1:i in (.. 0 %0:n) {(f=1)})}",
                "1 named f/0 n: {(+= @c 1) (let %0:n 4) %0:n}",
            ],
        ),
        (
            "let c = 1; let f = || c; fn g() { || c } let c = 2;",
            &[
                "global c",
                "0 main/0 f: {(let @c 1) (let %0:f (closure 3)) (let @c 2)}",
                "1 named g/0: {(closure 2)}",
                "2 closure/0: {@c}",
                "3 closure/0: {@c}",
            ],
        ),
        (
            "{ let x = 1; } fn f() { x }",
            &["0 main/0 x: {{(let %0:x 1)}}", "1 named f/0: {?x}"],
        ),
        (
            "const C = 1; fn f() { C + global::C + global::D }",
            &[
                "global C!",
                "0 main/0: {(const @C 1)}",
                "1 named f/0: {(+ (+ @C @C) global::D)}",
            ],
        ),
        (
            "let a = 1; export a; let b = 2; export b as bb; export const c = 3; export d;",
            &[
                "global a export a",
                "global b export bb",
                "global c! export c",
                "0 main/0: {(let @a 1) (export) (let @b 2) (export) (const @c 3) ?d}",
            ],
        ),
    ]);
}

#[test]
fn a_closure_reaches_top_level_variables_that_are_declared_after_it() {
    check(&[
        (
            "let f = || y; let y = 1;",
            &[
                "global y",
                "0 main/0 f: {(let %0:f (closure 1)) (let @y 1)}",
                "1 closure/0: {@y}",
            ],
        ),
        (
            "let f = |n| if n == 0 { 1 } else { n * f(n - 1) };",
            &[
                "global f",
                "0 main/0: {(let @f (closure 1))}",
                "1 closure/1 n: {(if (== %0:n 0) {1} {(* %0:n (@f (- %0:n 1)))})}",
            ],
        ),
    ]);
}

#[test]
fn closures_capture_through_closures_and_blocks() {
    check(&[
        (
            "let x = 1; let f = || x + 1; f.call()",
            &[
                "0 main/0 x* f: {(let %0:x 1) (let %1:f (closure 1 %0:x)) %1:f.call()}",
                "1 closure/0 ^x: {(+ ^0:x 1)}",
            ],
        ),
        (
            "fn f(a) { |b| |c| a + b + c }",
            &[
                "0 main/0: {}",
                "1 named f/1 a*: {(closure 2 %0:a)}",
                "2 closure/1 b* ^a: {(closure 3 ^0:a %0:b)}",
                "3 closure/1 c ^a ^b: {(+ (+ ^0:a ^1:b) %0:c)}",
            ],
        ),
        (
            "let x = 1; || { let x = 2; || x }",
            &[
                "0 main/0 x: {(let %0:x 1) (closure 1)}",
                "1 closure/0 x*: {(let %0:x 2) (closure 2 %0:x)}",
                "2 closure/0 ^x: {^0:x}",
            ],
        ),
        (
            "const K = 1; let f = || { K = 2 }; g(|| 1)",
            &[
                "0 main/0 K!* f: {(const %0:K 1) (let %1:f (closure 1 %0:K)) (g (closure 2))}",
                "1 closure/0 ^K!: {(= ^0:K 2)}",
                "2 closure/0: {1}",
            ],
        ),
        (
            "for i in 0..3 { let j = i; ts.push(|| i + j); }",
            &[
                "0 main/0 i* j*: {(for %0:i in (.. 0 3) \
                 {(let %1:j %0:i) ?ts.push((closure 1 %0:i %1:j))})}",
                "1 closure/0 ^i ^j: {(+ ^0:i ^1:j)}",
            ],
        ),
        (
            "let c = 0; || { with lock { c += 1; list[z + c for z in 0..c] } }",
            &[
                "0 main/0 c*: {(let %0:c 0) (closure 1 %0:c)}",
                "1 closure/0 z ^c: {(with ?lock {(+= ^0:c 1) \
                 (list (+ %0:z ^0:c) for %0:z in (.. 0 ^0:c))})}",
            ],
        ),
        (
            "let w = 1; with lock { f(|| w) } list[|| x + w for x in xs]",
            &[
                "0 main/0 w* x*: {(let %0:w 1) (with ?lock {(f (closure 1 %0:w))}) \
                 (list (closure 2 %1:x %0:w) for %1:x in ?xs)}",
                "1 closure/0 ^w: {^0:w}",
                "2 closure/0 ^x ^w: {(+ ^0:x ^1:w)}",
            ],
        ),
    ]);
}

#[test]
fn calls_take_script_functions_then_variables_then_classes_then_names() {
    check(&[
        (
            "fn f(a) { a } let f = |a, b| a; f(1); f(1, 2); f(1, 2, 3); g(1); f",
            &[
                "0 main/0 f: {(let %0:f (closure 2)) (f=1 1) (%0:f 1 2) (%0:f 1 2 3) (g 1) %0:f}",
                "1 named f/1 a: {%0:a}",
                "2 closure/2 a b: {%0:a}",
            ],
        ),
        (
            "fn int.double() { this * 2 } private fn double(x) { x } 4.double(); double(3); double",
            &[
                "0 main/0: {4.double() (double=2 3) fn:double}",
                "1 named i64. double/0: {(* this 2)}",
                "2 named double/1 private x: {%0:x}",
            ],
        ),
        (
            "a::b::f(1); a::X; print(1); x in y; x !in y; -x + !y; curry(f, 1)",
            &[
                "0 main/0: {(a::b::f 1) a::X (print 1) (contains ?y ?x) (! (contains ?y ?x)) \
               (+ (- ?x) (! ?y)) (curry ?f 1)}",
            ],
        ),
    ]);
}

#[test]
fn chains_are_flat() {
    check(&[
        (
            "a[0].b.c(1, a[1])[2]; a?.b?[0]; f().x; \"s\"[0]; a[b[1]].c[d.e]; this_[0] += 1;",
            &["0 main/0: {?a[0].b.c(1 ?a[1])[2] ?a?.b?[0] (f).x \"s\"[0] \
               ?a[?b[1]].c[?d.e] (+= ?this_[0] 1)}"],
        ),
        (
            "fn f() { this.x.y = this[0]; this = 3; this }",
            &[
                "0 main/0: {}",
                "1 named f/0: {(= this.x.y this[0]) (= this 3) this}",
            ],
        ),
    ]);
}

#[test]
fn statements_keep_their_parts() {
    check(&[
        (
            "do { 1 } until true; do { } while x; while x { break 3; } loop { continue; } \
             while true { return; }",
            &[
                "0 main/0: {(do {1} until true) (do {} while ?x) (while ?x {(break 3)}) \
               (loop {(continue)}) (loop {(return)})}",
            ],
        ),
        (
            "import \"a\" as b; import \"c\"; `x${1}y`; #{a: 1, b: [2, 'c']}; x ?? return 3; \
             a && b && c || d",
            &[
                "0 main/0: {(import \"a\" as b) (import \"c\") (text \"x\" {1} \"y\") \
               #{a: 1, b: [2 'c']} (?? ?x {(return 3)}) (|| (&& ?a ?b ?c) ?d)}",
            ],
        ),
        (
            "switch x { 1 | 2 => 3, \"a\" if y => { let z = 1; z }, 3..=4 => 2, _ => || x }",
            &[
                "0 main/0 z: {(switch ?x 1 =>0 {3} 2 =>0 () \"a\" if ?y =>1 {(let %0:z 1) %0:z} \
                 3..=4 =>2 {2} 3..=4 =>2 () _ => {(closure 1)})}",
                "1 closure/0: {?x}",
            ],
        ),
        (
            "-1; +2; -2.5; 1 - -x; 2 ** 3; ();",
            &["0 main/0: {-1 2 -2.5 (- 1 (- ?x)) (** 2 3) ()}"],
        ),
    ]);
}

#[test]
fn functions_that_need_names_name_all_their_variables() {
    check(&[
        (
            "let l = 3; let m = 4; fn f(p) { eval(\"l + 1\"); let z = p; || z + l } m",
            &[
                "global l",
                "global m",
                "0 main/0: {(let @l 3) (let @m 4) @m}",
                "1 named f/1 by-name p: {(eval \"l + 1\") (let $z $p) (closure 2 $z)}",
                "2 closure/0 ^z: {(+ ^0:z @l)}",
            ],
        ),
        (
            "eval(\"let q = 1\"); print(q); let z = 1; let f = || || z + q; { let z = 2; z = q }",
            &[
                "0 main/0 by-name: {(eval \"let q = 1\") (print $q) (let $z 1) \
                 (let $f (closure 1 $z $q)) {(let $z 2) (= $z $q)}}",
                "1 closure/0 ^z ^q: {(closure 2 ^0:z ^1:q)}",
                "2 closure/0 ^z ^q: {(+ ^0:z ^1:q)}",
            ],
        ),
        (
            "fn f(x) { x + n } let n = 3; f!(4); f(5)",
            &[
                "global n",
                "0 main/0 by-name: {(let @n 3) (f!=1 4) (f=1 5)}",
                "1 named f/1 by-name x: {(+ $x $n)}",
            ],
        ),
        (
            "loop { switch x { 1 => break eval(\"3\"), _ => continue } }",
            &[
                "0 main/0 by-name: {(loop {(switch $x 1 =>0 {(break (eval \"3\"))} \
               _ => {(continue)})})}",
            ],
        ),
        (
            "fn f(n) { is_def_var(n) } fn g(n) { is_def_var(\"n\") && is_def_var(\"m\") } \
             is_def_var(\"m\"); let m = 1; is_def_var(\"m\")",
            &[
                "global m",
                "0 main/0: {false (let @m 1) true}",
                "1 named f/1 by-name n: {(is_def_var $n)}",
                "2 named g/1 n: {(&& true true)}",
            ],
        ),
    ]);
}

#[test]
fn classes_are_known_everywhere_and_methods_reach_top_level_variables() {
    check(&[(
        "let c = Clock(5); c.start(); let total = 3; \
         class Clock : Thread { init(interval) { super.init(); this.interval = interval; } \
         run() { let me = this; || super.run() + me.interval + total } } fn f() { Clock }",
        &[
            "global total",
            "class Clock : Thread init=2 run=3",
            "0 main/0 c: {(let %0:c (class:Clock 5)) %0:c.start() (let @total 3) (class Clock)}",
            "1 named f/0: {class:Clock}",
            "2 method init/1 interval: {(super Clock.init) (= this.interval %0:interval)}",
            "3 method run/0 me*: {(let %0:me this) (closure 4 %0:me)}",
            "4 closure/0 ^this ^me: {(+ (+ (super Clock.run) ^0:me.interval) @total)}",
        ],
    )]);
}

#[test]
fn comprehensions_open_a_scope() {
    check(&[
        (
            "let list = [1]; list[0] = 2; let v = list[3 * x for x in list if x > 3]; x",
            &["0 main/0 list x v: {(let %0:list [1]) (= %0:list[0] 2) \
               (let %2:v (list (* 3 %1:x) for %1:x in %0:list if (> %1:x 3))) ?x}"],
        ),
        (
            "list[list[i * j for i in a] for j in b if list[0] > 0 for k in j]; `${list[1]}`",
            &[
                "0 main/0 j k i: {(list (list (* %2:i %0:j) for %2:i in ?a) for %0:j in ?b \
               if (> ?list[0] 0) for %1:k in %0:j) (text {?list[1]})}",
            ],
        ),
    ]);
}

#[test]
fn a_line_of_a_session_knows_the_lines_before() {
    let environment = Environment {
        mode: Mode::Session,
        globals: &[("x".into(), false), ("K".into(), true)],
        functions: &[("f".into(), 1)],
        classes: &["Clock".into()],
    };
    check_in(
        &environment,
        &[
            (
                "let y = x + K; let x = 2; f(1); f; Clock(1); x(2); z",
                &[
                    "global y",
                    "global x existing",
                    "global K! existing",
                    "0 main/0: {(let @y (+ @x @K)) (let @x 2) (f 1) fn:f (Clock 1) (@x 2) $z}",
                ],
            ),
            (
                "eval(\"x\"); x = Clock; fn g() { f(x) } { let b = 1; }",
                &[
                    "global x existing",
                    "0 main/0 by-name: {(eval \"x\") (= $x $Clock) {(let $b 1)}}",
                    "1 named g/0: {(f @x)}",
                ],
            ),
        ],
    );
}

#[test]
fn the_text_of_an_eval_shares_the_variables_of_its_caller() {
    let environment = Environment {
        mode: Mode::Eval,
        ..Environment::default()
    };
    check_in(
        &environment,
        &[(
            "let x = y; { let z = x; x = z } f(x); x",
            &["0 main/0 by-name: {(let $x $y) {(let $z $x) (= $x $z)} (f $x) $x}"],
        )],
    );
    for source in ["fn f() { }", "let f = || 1;", "class A { f() { } }"] {
        let ast = parse(source).expect(source);
        let error = lower(&ast, &environment).expect_err(source);
        assert_eq!(error.kind, LowerErrorKind::FunctionInEval, "{source}");
    }
}

#[test]
fn mistakes_in_classes_are_found_with_their_place() {
    let name = |name: &str| name.into();
    let cases = [
        (
            "{ class A { } }",
            LowerErrorKind::ClassInBlock(name("A")),
            "1:3",
        ),
        (
            "fn f() { super.x() }",
            LowerErrorKind::SuperOutsideClass,
            "1:10",
        ),
        (
            "class A { f() { super.f() } }",
            LowerErrorKind::SuperWithoutBase(name("A")),
            "1:17",
        ),
        (
            "class A { f() { } f() { } }",
            LowerErrorKind::DuplicateMethod {
                class: name("A"),
                method: name("f"),
                parameters: 0,
                first: rhai::Position::new(1, 11),
            },
            "1:19",
        ),
        (
            "class A { f(x, x) { } }",
            LowerErrorKind::DuplicateParameter(name("f"), name("x")),
            "1:11",
        ),
        (
            "class A { } class A { }",
            LowerErrorKind::DuplicateClass(name("A")),
            "1:13",
        ),
    ];
    for (source, kind, at) in cases {
        assert_eq!(error(source), (kind, at.to_owned()), "{source}");
    }
}

#[test]
fn doc_comments_stay_with_functions_classes_and_methods() {
    let source = "/// A clock.\n/// It ticks.\nclass Clock {\n/** Start:\n * at once. */\nrun() { }\n}\n\
                  /// Twice.\nfn f(x) { 2 * x }";
    let unit = lower(&parse(source).expect(source), &Environment::default()).expect(source);
    assert_eq!(unit.classes[0].doc, ["A clock.", "It ticks."]);
    assert_eq!(unit.functions[1].doc, ["Twice."]);
    assert_eq!(unit.functions[2].doc, ["Start:", "at once."]);
}

#[test]
fn chain_steps_carry_the_places_that_rhai_reports() {
    use super::tree::Expr;
    let source = "a[1 + 2].b?.c(3)[d]";
    let unit = lower(&parse(source).expect(source), &Environment::default()).expect(source);
    let Expr::Block(nodes) = &unit.functions[0].body.expr else {
        panic!("a body is a block")
    };
    let Expr::Chain(chain) = &nodes[0].expr else {
        panic!("the statement is a chain")
    };
    let places = |f: fn(&super::tree::Step) -> rhai::Position| -> Vec<_> {
        chain
            .steps
            .iter()
            .map(|step| f(step).position().expect("a place"))
            .collect()
    };
    // Rhai places a binary operator's index at the operator.
    assert_eq!(places(|step| step.at), [5, 10, 13, 18]);
    assert_eq!(places(|step| step.operator_at), [2, 9, 11, 17]);
    assert_eq!(chain.root_at.position(), Some(1));
}
