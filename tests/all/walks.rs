//! `for` over what has no items: what the hint says to type works when it is typed, in both languages.

use crate::binary::{File, Run, command};

/// Output and errors of a script.
fn told(script: &str, language: &str) -> (String, String) {
    let file = File::new("walk.rhai", script);
    let mut command = command(&["run", "--max-time", "20", file.path()]);
    let told = command.env("SANDBOX_LANG", language).ended();
    (told.out, told.err)
}

#[test]
fn what_is_told_about_a_loop_works_when_it_is_typed() {
    for (start, wrong, rest, prints) in [
        ("", "for k in #{a: 1} {", " print(k); }", "a\n"),
        ("let n = 2;", "for i in n {", " print(i); }", "0\n1\n"),
        ("let n = 2;", "for i in n - 1 {", " print(i); }", "0\n"),
        (
            "let xs = [7, 8];",
            "for i in xs.len() {",
            " print(i); }",
            "0\n1\n",
        ),
        ("let x = 2.5;", "for i in x {", " print(i); }", "0\n1\n"),
        ("", "for i in 2.5 {", " print(i); }", "0\n1\n"),
        ("", "for i in 2 {", " print(i); }", "0\n1\n"),
        ("let f = || [7];", "for i in f {", " print(i); }", "7\n"),
        ("let c = 'x';", "for i in c {", " print(i); }", "x\n"),
        ("", "for i in 'x' {", " print(i); }", "x\n"),
    ] {
        for (language, word) in [("en", "type `"), ("fr", "tapez `")] {
            let (_, errors) = told(&format!("{start}{wrong}{rest}"), language);
            let hint = errors
                .split_once(word)
                .and_then(|(_, hint)| hint.split_once('`'));
            let Some((typed, _)) = hint else {
                panic!("{wrong}: no hint\n{errors}");
            };
            let typed = match wrong.ends_with('{') && !typed.contains('{') {
                true => format!("{typed} {{"),
                false => typed.to_string(),
            };
            let told = told(&format!("{start}{typed}{rest}"), language);
            assert_eq!(told, (prints.to_string(), String::new()), "{wrong} {typed}");
        }
    }
}

/// These had a hint before maps could be walked over.
#[test]
fn a_walk_over_a_map_does_what_the_loop_says() {
    for (script, prints) in [
        ("let m = #{a: 1, b: 2}; for k in m { print(k); }", "a\nb\n"),
        (
            "let m = #{a: 1, b: 2}; for (k, v) in m { print(k + v); }",
            "a1\nb2\n",
        ),
        ("let d = #{m: #{a: 1}}; for k in d.m { print(k); }", "a\n"),
        ("let d = [#{a: 1}]; for k in d[0] { print(k); }", "a\n"),
        ("fn f(x) { #{a: x} } for k in f(1) { print(k); }", "a\n"),
        (
            "let a = #{a: 1}; let b = #{b: 1}; for k in a + b { print(k); }",
            "a\nb\n",
        ),
        (
            "let m = #{a: 1}; print(list[k + \"!\" for k in m]);",
            "[\"a!\"]\n",
        ),
        (
            "class C { init() { this.m = #{a: 1}; } walk() { for k in this.m { print(k); } } } C().walk();",
            "a\n",
        ),
        (
            "fn walk(m) { for k in m { print(k); } } walk(#{a: 1});",
            "a\n",
        ),
    ] {
        let told = told(script, "en");
        assert_eq!(told, (prints.to_string(), String::new()), "{script}");
    }
}

#[test]
fn what_cannot_be_mended_is_named() {
    for (script, words) in [
        ("for x in Lock() { }", "this is `Lock`"),
        ("let t = Thread(|| 1); for x in t { }", "this is `Thread`"),
        ("class P { init() { } } for x in P() { }", "this is `P`"),
        ("let b = true; for x in b { }", "this is `bool`"),
        ("for x in true { }", "this is `bool`"),
        ("for x in timestamp() { }", "this is `timestamp`"),
        ("fn f() { } for x in f() { }", "`f()` is `()`"),
        ("let u; for x in u { }", "`u` is `()`"),
    ] {
        let (_, errors) = told(script, "en");
        assert!(errors.contains(words), "{script}\n{errors}");
    }
}
