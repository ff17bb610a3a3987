//! Where assignments come from: folders and archives, and what may not be in them.

use super::{package, told};
use sandbox::grade::assignment::Assignment;
use std::io::Write;
use std::path::{Path, PathBuf};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TOML: &str = "format = 1\nsubmit = \"a.rhai\"\n[[check]]\nsound = true\n";

fn folder() -> (tempfile::TempDir, PathBuf) {
    let root = tempfile::tempdir().expect("a folder for the test");
    let path = root.path().join("mon devoir");
    std::fs::create_dir_all(path.join("files/sous")).expect("a folder can be made");
    write(&path.join("assignment.toml"), TOML);
    write(&path.join("files/sous/notes.txt"), "12");
    write(&path.join("files/.DS_Store"), "");
    (root, path)
}

fn write(path: &Path, text: &str) {
    std::fs::write(path, text).expect("a file can be written");
}

fn refused(path: &Path) -> String {
    told(&Assignment::read(path).expect_err("it is refused"))
}

fn archive(entries: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf) {
    let root = tempfile::tempdir().expect("a folder for the test");
    let path = root.path().join("devoir.zip");
    let file = std::fs::File::create(&path).expect("a file can be made");
    let mut zip = ZipWriter::new(file);
    for (name, text) in entries {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("an entry begins");
        zip.write_all(text.as_bytes()).expect("an entry is written");
    }
    zip.finish().expect("the archive ends");
    (root, path)
}

#[test]
fn a_folder_is_read_with_the_files_that_count() {
    let (_root, path) = folder();
    let (found, _) = Assignment::read(&path).unwrap_or_else(|wrong| panic!("{}", told(&wrong)));
    assert_eq!(found.id, "mon-devoir");
    assert_eq!(
        found.runs[0].files.keys().collect::<Vec<_>>(),
        ["sous/notes.txt"]
    );
}

#[test]
fn a_zip_is_the_same_with_and_without_a_folder_around_it() {
    for prefix in ["", "devoir1/"] {
        let entries = [
            (format!("{prefix}assignment.toml"), TOML),
            (format!("{prefix}files/notes.txt"), "12"),
            ("__MACOSX/._x".to_owned(), ""),
        ];
        let entries: Vec<(&str, &str)> = entries
            .iter()
            .map(|(name, text)| (name.as_str(), *text))
            .collect();
        let (_root, path) = archive(&entries);
        let (found, _) = Assignment::read(&path).unwrap_or_else(|wrong| panic!("{}", told(&wrong)));
        assert_eq!(found.id, "devoir");
        assert_eq!(found.runs[0].files["notes.txt"], b"12");
    }
}

#[test]
fn what_is_no_assignment_is_told() {
    let (_root, path) = folder();
    let file = path.join("assignment.toml");
    assert!(
        refused(&file).contains("name its folder: "),
        "{}",
        refused(&file)
    );
    assert!(refused(&path.join("files")).contains("has no assignment.toml"));
    assert!(refused(&path.join("rien")).contains("rien"));
    assert!(refused(&path.join("files/sous/notes.txt")).contains("is no zip that can be read"));
    assert!(refused(Path::new("/dev/null")).contains("is no file"));
    let (_root, path) = archive(&[("files/a.txt", "x")]);
    assert!(refused(&path).contains("no assignment.toml in the zip"));
    write(&file, "");
    std::fs::write(&file, b"format = 1\n\xff").expect("a file can be written");
    assert!(refused(file.parent().expect("a folder")).contains("line 2"));
}

#[test]
fn nothing_leads_out_of_an_assignment() {
    let (_root, path) = folder();
    std::os::unix::fs::symlink("/etc/passwd", path.join("files/mots")).expect("a link");
    assert!(
        refused(&path).contains("leads out of the assignment"),
        "{}",
        refused(&path)
    );
    std::fs::remove_file(path.join("files/mots")).expect("it is gone");
    std::os::unix::fs::symlink("notes.txt", path.join("files/sous/lien")).expect("a link");
    Assignment::read(&path).unwrap_or_else(|wrong| panic!("{}", told(&wrong)));
    for name in ["../a.rhai", "/etc/x", "files/../../x", "files\\..\\x"] {
        let (_root, path) = archive(&[("assignment.toml", TOML), (name, "x")]);
        let told = refused(&path);
        assert!(
            told.contains("leads out of the assignment"),
            "{name}: {told}"
        );
    }
}

#[test]
fn archives_that_grow_without_end_are_refused() {
    let large = "0".repeat(65 << 20);
    let (_root, path) = archive(&[("assignment.toml", TOML), ("files/large", &large)]);
    assert!(std::fs::metadata(&path).expect("it is there").len() < 1 << 20);
    assert!(refused(&path).contains("at most 64 MiB"));
    let names: Vec<String> = (0..1001).map(|number| format!("files/{number}")).collect();
    let entries: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    let (_root, path) = archive(&entries);
    assert!(refused(&path).contains("at most 1000 files"));
}

#[test]
fn texts_of_other_systems_are_read() {
    let toml = format!("\u{feff}{}", TOML.replace('\n', "\r\n"));
    Assignment::of(&package(&toml, &[])).unwrap_or_else(|wrong| panic!("{}", told(&wrong)));
}
