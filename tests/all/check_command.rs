//! `sandbox check` and several mistakes at once as a newcomer meets them: words, reports in both languages, exit codes. Which warnings there
//! are is asked in `check`.

use crate::binary::{File, Run, command, run};

const LIVRAISON: &str = "\
let lock = Lock();
let stock = 300;
fn livrer(n) {
    lock.acquire();
    if n > stock {
        return 0;
    }
    stock -= n;
    lock.release();
    return n;
}
print(livrer(7 / 2), Stock);
";

/// Three functions with a mistake each, and a sound one.
const MISTAKES: &str = "\
fn a() {
    let x = ;
}
fn sound() { 1 }
fn b(n {
    n
}
fn c() {
    print(\"c\"
}
";

#[test]
fn warnings_are_told_in_english() {
    let file = File::new("livraison.rhai", LIVRAISON);
    let told = run(&["check", file.path()]);
    let path = file.path();
    let expected = format!(
        "\
warning[lock-not-released]: `lock` is not released on every way out
 --> {path}:6:9
  |
6 |         return 0;
  |         ^^^^^^
  |
  = hint: acquired at line 4, it is still held at this `return`: release it before, or write `with lock {{ … }}`

warning[integer-division]: `7 / 2` is 3: between whole numbers, `/` drops the rest
  --> {path}:12:14
   |
12 | print(livrer(7 / 2), Stock);
   |              ^^^^^
   |
   = hint: for the exact quotient write `7.0 / 2`

warning[unknown-name]: nothing has the name `Stock`
  --> {path}:12:22
   |
12 | print(livrer(7 / 2), Stock);
   |                      ^^^^^
   |
   = hint: did you mean `stock`?

3 warnings in 1 file
"
    );
    assert_eq!(
        (told.code, told.out.as_str(), told.err.as_str()),
        (Some(0), expected.as_str(), "")
    );
}

#[test]
fn warnings_are_told_in_french() {
    let file = File::new("livraison_fr.rhai", LIVRAISON);
    let told = run(&["--lang", "fr", "check", "--strict", file.path()]);
    for expected in [
        "avertissement[lock-not-released] : `lock` n'est pas relâché dans tous les cas\n",
        "  = conseil : acquis ligne 4, il est encore tenu à ce `return` : relâchez-le avant, ou tapez `with lock { … }`\n",
        "avertissement[integer-division] : `7 / 2` vaut 3 : entre nombres entiers, `/` laisse tomber le reste\n",
        "\n3 avertissements dans 1 fichier\n",
    ] {
        assert!(
            told.out.contains(expected),
            "no `{expected}` in\n{}",
            told.out
        );
    }
    assert_eq!(told.code, Some(1), "--strict counts warnings");
}

#[test]
fn all_independent_mistakes_are_told_by_check_and_by_run() {
    let file = File::new("trois.rhai", MISTAKES);
    let places = |text: &str| -> Vec<String> {
        let places = text
            .lines()
            .filter_map(|line| line.trim().strip_prefix("--> "));
        places.map(|place| place.replace(file.path(), "")).collect()
    };
    let checked = run(&["check", file.path()]);
    assert_eq!(
        places(&checked.out),
        [":2:13", ":5:5", ":9:10"],
        "{}",
        checked.out
    );
    assert!(
        checked.out.ends_with("\n\n3 errors in 1 file\n"),
        "{}",
        checked.out
    );
    assert_eq!((checked.code, checked.err.as_str()), (Some(1), ""));
    for words in [&["run", file.path()][..], &["-e", MISTAKES]] {
        let told = run(words);
        assert_eq!((told.code, told.out.as_str()), (Some(1), ""));
        assert_eq!(places(&told.err).len(), 3, "{}", told.err);
    }
}

#[test]
fn exit_codes_tell_what_was_found() {
    let sound = File::new("bien.rhai", "print(1);\n");
    let warned = File::new("division.rhai", "print(7 / 2);\n");
    let wrong = File::new("faux.rhai", "print(1\n");
    let base = File::new("base.rhai", "class A : Inconnue { run() { } }\n");
    let missing = sound.folder().join("absent.rhai");
    let missing = missing.to_str().expect("the path is text");
    let empty = sound.folder().join("vide");
    std::fs::create_dir_all(&empty).expect("the folder for temporary files can be written");
    let empty = empty.to_str().expect("the path is text");
    let cases: &[(&[&str], i32, &str)] = &[
        (&[sound.path()], 0, "nothing found in 1 file\n"),
        (&[warned.path()], 0, "1 warning in 1 file\n"),
        (&["--strict", warned.path()], 1, "1 warning in 1 file\n"),
        (&["--strict", sound.path()], 0, "nothing found in 1 file\n"),
        (
            &[wrong.path(), warned.path(), sound.path()],
            1,
            "1 error and 1 warning in 2 files\n",
        ),
        (&[base.path()], 1, "1 error in 1 file\n"),
        (&[missing, warned.path()], 2, "1 warning in 1 file\n"),
        (&[empty], 2, ""),
        (&[], 2, ""),
        (&["--stric", sound.path()], 2, ""),
    ];
    for (words, code, summary) in cases {
        let told = run(&[&["check"], *words].concat());
        assert_eq!(
            told.code,
            Some(*code),
            "{words:?}\n{}{}",
            told.out,
            told.err
        );
        assert!(told.out.ends_with(summary), "{words:?}\n{}", told.out);
        assert_eq!(told.err.is_empty(), *code != 2, "{words:?}\n{}", told.err);
    }
}

#[test]
fn a_folder_is_walked_in_the_order_of_its_names() {
    let first = File::new("dossier", "");
    for (name, text) in [
        ("b.rhai", "let x = 1;"),
        ("a.rhai", "print(7 / 2);"),
        ("c.txt", "let"),
        (".cache/d.rhai", "let"),
    ] {
        let path = first.folder().join(name);
        let folder = path.parent().expect("a file lies in a folder");
        std::fs::create_dir_all(folder).expect("the folder for temporary files can be written");
        std::fs::write(&path, text).expect("the folder for temporary files can be written");
    }
    let told = run(&["check", first.folder().to_str().expect("the path is text")]);
    let names: Vec<&str> = told
        .out
        .lines()
        .filter_map(|line| line.split('[').nth(1)?.split(']').next())
        .collect();
    assert_eq!(
        names,
        ["integer-division", "unused-variable"],
        "{}",
        told.out
    );
    assert!(told.out.ends_with("2 warnings in 2 files\n"));
}

#[test]
fn a_script_from_standard_input_is_checked_in_colour_when_asked() {
    let told = command(&["--color", "always", "check", "-"]).ended_after("print(7 / 2);");
    let out = told.out;
    assert!(
        out.contains("\x1b[") && out.contains("<stdin>:1:7"),
        "{out}"
    );
}

#[test]
fn nothing_is_run() {
    let file = File::new("effet.rhai", "print(\"lancé\"); exit(7);\n");
    let told = run(&["check", file.path()]);
    assert_eq!(
        (told.code, told.out.as_str()),
        (Some(0), "nothing found in 1 file\n")
    );
}
