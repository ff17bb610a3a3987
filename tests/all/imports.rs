//! `import` does on our engine what it does on Rhai's, both with their own resolver on the same folder of modules:
//! `tests/cases/imports`.

use std::path::{Path, PathBuf};

use rhai::module_resolvers::FileModuleResolver;
use tempfile::TempDir;

use crate::binary::sandbox;
use crate::corpus::{Snippet, cases, split};
use crate::differential::report;
use crate::oracle::{Oracle, on_a_deep_stack};
use crate::ours;

/// Scripts that differ, each with the reason.
const DIFFERENCES: &[(&str, &str)] = &[(
    "an_error_inside_is_caught",
    "a caught error names what went wrong; Rhai says `ErrorInFunctionCall`",
)];

/// Of two imports under one name, Rhai's parser means the older one as long as both stand in one text. Once an `eval` has defined a variable,
/// names are searched for when they are used, and the latest import counts, as it always does with us.
pub const LATEST_IMPORT: &str = "eval(\"let latest_import = 0;\"); ";

#[test]
fn imports_give_what_rhai_gives() {
    let wrong = on_a_deep_stack(|| {
        let folder = cases().join("imports");
        let modules = folder.join("modules");
        let mut oracle = Oracle::new();
        let resolver = FileModuleResolver::new_with_path(&modules);
        oracle.engine.set_module_resolver(resolver);
        let mut scripts = Vec::new();
        for file in ["scripts", "scopes"] {
            let text = std::fs::read_to_string(folder.join(format!("{file}.rhai")));
            scripts.extend(split(file, &text.expect("the cases exist")));
        }
        assert!(scripts.len() >= 60, "only {} scripts", scripts.len());
        let mut wrong = Vec::new();
        for Snippet { name, source } in &scripts {
            let expected = oracle.evaluate(&format!("{LATEST_IMPORT}{source}"));
            let found = ours::evaluate_in(Some(modules.clone()), source);
            let listed = DIFFERENCES
                .iter()
                .any(|(script, _)| name.ends_with(&format!("/{script}")));
            if expected.agrees_with(&found) == listed {
                wrong.push(report(name, source, &expected, &found));
            }
        }
        wrong
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A folder of its own for a test, gone afterwards.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Folder(tempfile::tempdir().expect("a temporary folder can be made"))
    }

    fn write(&self, file: &str, text: &str) -> PathBuf {
        let file = self.0.path().join(file);
        std::fs::create_dir_all(file.parent().expect("it is in the folder")).expect("it is ours");
        std::fs::write(&file, text).expect("it is ours");
        file
    }
}

/// What a script prints, and what is said to the person who runs it.
fn run(flags: &[&str], script: &Path) -> (String, String) {
    let run = sandbox()
        .args(["run", "--lang", "en"])
        .args(flags)
        .arg(script)
        .output()
        .expect("the binary can be started");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (text(run.stdout), text(run.stderr))
}

#[test]
#[cfg(unix)]
fn modules_lie_beside_the_real_file_of_a_script() {
    let folder = Folder::new();
    let print = "print(h::where_am_i());";
    let script = folder.write(
        "real/main.rhai",
        &format!("import \"helper\" as h; {print} eval(\"import \\\"helper\\\" as h; {print}\");"),
    );
    let stray = folder.write(
        "real/stray.rhai",
        &format!("import \"../links/helper\" as h; {print}"),
    );
    folder.write("real/helper.rhai", "fn where_am_i() { \"real\" }");
    folder.write("links/helper.rhai", "fn where_am_i() { \"links\" }");
    for (file, link) in [(&script, "main.rhai"), (&stray, "stray.rhai")] {
        let link = folder.0.path().join("links").join(link);
        std::os::unix::fs::symlink(file, &link).expect("links can be made");
    }
    let (output, errors) = run(&[], &folder.0.path().join("links/main.rhai"));
    assert_eq!((output.as_str(), errors.as_str()), ("real\nreal\n", ""));
    let (output, errors) = run(&[], &folder.0.path().join("links/stray.rhai"));
    assert!(
        output.is_empty() && errors.contains("NotCapable"),
        "{output}{errors}"
    );
}

#[test]
fn a_module_that_appears_later_is_found() {
    let folder = Folder::new();
    let later = folder.0.path().join("later.rhai");
    let text = r#"
        for i in 0..2 {
            try { import "later" as l; print(l::x()); } catch (e) { print(e.kind); }
            let file = open("LATER", "w");
            with file { file.write("fn x() { 7 }\n"); }
        }
    "#;
    let text = text.replace("LATER", &later.display().to_string());
    let script = folder.write("main.rhai", &text);
    let allow = format!("--allow-write={}", folder.0.path().display());
    let (output, errors) = run(&[&allow], &script);
    assert_eq!(
        (output.as_str(), errors.as_str()),
        ("ModuleNotFoundError\n7\n", "")
    );
}
