//! What parses and what does not.

use rhai::ParseErrorType;

use super::parse;

fn message(source: &str) -> String {
    parse(source).expect_err(source).to_string()
}

#[test]
fn words_of_the_dialect_are_clear_errors_as_names() {
    for word in ["with", "class", "super"] {
        let sources = [
            format!("let {word} = 1"),
            format!("x.{word}"),
            format!("for {word} in x {{ }}"),
            format!("fn {word}() {{ }}"),
        ];
        for source in sources {
            let error = parse(&source).expect_err(&source);
            let reserved = ParseErrorType::Reserved(word.into());
            assert_eq!(*error.err_type(), reserved, "{source}");
        }
    }
}

#[test]
fn list_stays_a_name() {
    for source in [
        "let list = [1]; list[0] = 2; list.push(3); list[0]",
        "fn list() { } list(); x.list[0]; x.list = 3; |list| list[0]",
        "for list in list { list[list[0]] } `${list[0]}`",
    ] {
        parse(source).unwrap_or_else(|error| panic!("{error}\n{source}"));
    }
}

#[test]
fn mistakes_say_what_to_write() {
    let cases = [
        (
            "class A { fn run() {} }",
            "a method is written without `fn`: `name(…) { … }`",
        ),
        (
            "class A(B) { }",
            "a base class follows a colon: `class Name : Base { … }`",
        ),
        (
            "class A { x: 1 }",
            "Expecting '(' to start the parameters of this method",
        ),
        (
            "class A { let x = 1; }",
            "attributes are made in a method, such as `this.name = …` in `init`",
        ),
        (
            "class A { f(x y) { } }",
            "Expecting ')' to close the parameters of this method",
        ),
        (
            "class A { f() 3 }",
            "Expecting '{' to start the body of this method",
        ),
        (
            "class A { f() { }",
            "Expecting '}' to end this class, or a method such as `run() { … }`",
        ),
        (
            "super().init()",
            "`super` calls a method of the base class: `super.name(…)`",
        ),
        (
            "with lock c += 1;",
            "Expecting '{' to start a statement block",
        ),
        (
            "f()\nwith lock { }",
            "Expecting ';' to terminate this statement",
        ),
        (
            "list[x for x in y z]",
            "Expecting ']' to end this list comprehension",
        ),
        (
            "let x = (m.f) (1)",
            "Expecting ';' to terminate this statement",
        ),
        (
            "let x = g()(1)",
            "Expecting ';' to terminate this statement",
        ),
        (
            "let f = |x| { x }\n(m.f)(1)",
            "Expecting ';' to terminate this statement",
        ),
        (
            "(m.f)(1 2)",
            "Expecting ')' to close the arguments of this call",
        ),
        ("# comment", "'#' is a reserved symbol"),
    ];
    for (source, expected) in cases {
        let message = message(source);
        assert!(message.starts_with(expected), "{source}\n{message}");
    }
}

#[test]
fn places_are_kept_under_class_comments_and_beyond_ascii() {
    let source = "/// é\n/** è\n */ class A { }\n`é${1}`; /// ç\nclass B { } (";
    let error = parse(source).expect_err(source);
    assert_eq!(
        (error.position().line(), error.position().position()),
        (Some(5), Some(14))
    );
}

#[test]
fn identifiers_may_have_accents() {
    parse("let délai = 3; fn durée(été) { été } durée(délai)").expect("accents are letters");
}
