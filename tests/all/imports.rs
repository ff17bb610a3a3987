//! Where modules are looked for, and when. What importing does is asked by `tests/cases/imports` and `modules`.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::binary::{Run, sandbox};

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
    let mut command = sandbox();
    let run = command.arg("run").args(flags).arg(script).ended();
    (run.out, run.err)
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
