//! What students hand in: classes, archives, names, encodings.

use super::fake::assignment;
use sandbox::grade::assignment::Assignment;
use sandbox::grade::reason::Reason;
use sandbox::grade::submission::{HandIn, Roster, read};
use std::io::Write;
use std::path::Path;
use zip::write::SimpleFileOptions;

fn server() -> Assignment {
    let mut assignment = assignment(Vec::new());
    assignment.submit = vec!["serveur.rhai".into()];
    assignment.extra = vec!["*.rhai".into()];
    assignment
}

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
    folder
}

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive
            .start_file(*name, SimpleFileOptions::default())
            .expect("an entry");
        archive.write_all(bytes).expect("an entry");
    }
    archive.finish().expect("an archive").into_inner()
}

fn read_as(assignment: &Assignment, path: &Path) -> Vec<HandIn> {
    read(path.to_str().expect("text"), assignment, &Roster::default()).expect("it can be read")
}

fn class(files: &[(&str, &[u8])]) -> Vec<HandIn> {
    read_as(&server(), folder(files).path())
}

fn names(class: &[HandIn]) -> Vec<(&str, &str)> {
    class
        .iter()
        .map(|hand_in| (hand_in.student.as_str(), hand_in.id.as_str()))
        .collect()
}

const MOODLE: &str = "DUPONT Amélie_123456_assignsubmission_file_/serveur.rhai";

#[test]
fn folders_of_moodle_are_a_class() {
    let class = class(&[
        (MOODLE, b"1"),
        (
            "LE_GALL Yann_7_assignsubmission_file_/Serveur (1).rhai",
            b"2",
        ),
        ("VIDE Paul_8_assignsubmission_file_/rapport.pdf", b"%PDF"),
        (
            "LE_GALL Yann_7_assignsubmission_onlinetext_/onlinetext.html",
            b"<p>",
        ),
        ("__MACOSX/DUPONT/._serveur.rhai", b"x"),
    ]);
    assert_eq!(
        names(&class),
        [
            ("DUPONT Amélie", "123456"),
            ("LE_GALL Yann", "7"),
            ("VIDE Paul", "8")
        ]
    );
    let file = &class[1].files[0];
    let taken = (file.name.as_str(), file.taken_as.as_deref());
    assert_eq!(taken, ("Serveur (1).rhai", Some("serveur.rhai")));
    assert_eq!(class[0].files[0].taken_as, None);
    assert_eq!(class[1].scripts["serveur.rhai"], "2");
    let problem = class[2]
        .problem
        .clone()
        .expect("nothing was handed in under the name");
    assert_eq!(problem.reason, Reason::MissingFile);
    assert!(
        problem
            .hint
            .expect("what was there")
            .fr
            .contains("rapport.pdf")
    );
}

#[test]
fn who_hands_in_nothing_is_there() {
    let files = folder(&[("anna/serveur.rhai", b"1")]);
    std::fs::create_dir(files.path().join("bert")).expect("a folder");
    let class = read_as(&server(), files.path());
    assert_eq!(names(&class), [("anna", ""), ("bert", "")]);
    let problem = class[1].problem.clone().expect("there is nothing");
    assert_eq!(problem.hint.expect("a hint").en, "nothing was handed in");
    assert!(read_as(&server(), folder(&[]).path()).is_empty());
}

#[test]
fn archives_of_a_class_and_in_it() {
    let inner = archive(&[("tp/serveur.rhai", b"3"), ("tp/outils.rhai", b"4")]);
    let packed = archive(&[
        (MOODLE, b"1"),
        ("ZED Zoé_9_assignsubmission_file_/rendu.zip", &inner),
        ("../../assignment.toml", b"evil"),
        ("/etc/serveur.rhai", b"evil"),
    ]);
    let file = folder(&[("rendus.zip", &packed)]);
    let class = read_as(&server(), &file.path().join("rendus.zip"));
    let zed = class
        .iter()
        .find(|hand_in| hand_in.id == "9")
        .expect("she is there");
    assert_eq!(
        (
            zed.scripts["serveur.rhai"].as_str(),
            zed.scripts["outils.rhai"].as_str()
        ),
        ("3", "4")
    );
    assert!(
        class
            .iter()
            .all(|hand_in| hand_in.scripts.values().all(|text| text != "evil"))
    );
    assert_eq!(
        class
            .iter()
            .filter(|hand_in| hand_in.problem.is_none())
            .count(),
        2
    );
    // One student's folder, which holds something else.
    let packed = archive(&[("anna/essai.rhai", b"1")]);
    let file = folder(&[("anna.zip", &packed)]);
    let one = read_as(&server(), &file.path().join("anna.zip"));
    assert_eq!(
        (names(&one), one[0].problem.is_some()),
        (vec![("anna", "")], true)
    );
    // An archive of one folder, as an archiver makes it of a class.
    let packed = archive(&[
        ("class/anna/serveur.rhai", b"1"),
        ("class/bert/serveur.rhai", b"2"),
    ]);
    let file = folder(&[("class.zip", &packed)]);
    assert_eq!(
        names(&read_as(&server(), &file.path().join("class.zip"))),
        [("anna", ""), ("bert", "")]
    );
    let broken = folder(&[("class.zip", b"PK no")]);
    let path = broken.path().join("class.zip");
    assert!(read(path.to_str().expect("text"), &server(), &Roster::default()).is_err());
}

#[test]
fn files_that_lie_flat_and_one_student() {
    assert_eq!(
        names(&class(&[
            ("anna.rhai", b"1"),
            ("bert.rhai", b"2"),
            ("notes.txt", b"")
        ])),
        [("anna", ""), ("bert", "")]
    );
    let one = class(&[
        ("serveur.rhai", b"1"),
        ("outils.rhai", b"2"),
        ("data/x.txt", b""),
    ]);
    assert_eq!(one.len(), 1);
    assert_eq!(one[0].scripts.len(), 2);
    assert_eq!(one[0].ignored, ["data/x.txt"]);
    let flat = class(&[
        (
            "DUPONT Amélie_1_assignsubmission_file_serveur_v2.rhai",
            b"1",
        ),
        ("X Y_2_assignsubmission_file_serveur.rhai", b"2"),
    ]);
    assert_eq!(names(&flat), [("DUPONT Amélie", "1"), ("X Y", "2")]);
    assert!(
        flat.iter()
            .all(|hand_in| hand_in.scripts.contains_key("serveur.rhai"))
    );
    // A page that a student of the list handed in beside the scripts of others is theirs, and no script.
    let flat = class(&[
        ("A B_1_assignsubmission_file_essai.rhai", b"1"),
        ("C D_2_assignsubmission_file_rapport.pdf", b"2"),
    ]);
    assert_eq!(names(&flat), [("A B", "1"), ("C D", "2")]);
    assert_eq!(flat[0].files[0].taken_as.as_deref(), Some("serveur.rhai"));
    let problem = flat[1].problem.clone().expect("it is no script");
    assert_eq!(problem.reason, Reason::MissingFile);
    // A script that is named is the program, whatever its name.
    let file = folder(&[("essai.rhai", b"1")]);
    let one = read_as(&server(), &file.path().join("essai.rhai"));
    assert_eq!(
        (one[0].student.as_str(), one[0].files[0].name.as_str()),
        ("essai", "essai.rhai")
    );
    assert_eq!(one[0].files[0].taken_as.as_deref(), Some("serveur.rhai"));
    // Two of a student's, of which none has the name: nobody guesses.
    let both = class(&[
        ("A B_1_assignsubmission_file_essai.rhai", b"1"),
        ("A B_1_assignsubmission_file_test.rhai", b"2"),
    ]);
    assert_eq!(both.len(), 1);
    let problem = both[0].problem.clone().expect("it may be either");
    assert_eq!(problem.reason, Reason::MissingFile);
}

/// What a folder with these files in it is told, in both languages, or nothing.
fn hint(files: &[(&str, &[u8])]) -> Option<(String, String)> {
    let problem = class(files).remove(0).problem?;
    assert_eq!(problem.reason, Reason::MissingFile);
    let hint = problem.hint.expect("a remedy");
    Some((hint.en, hint.fr))
}

#[test]
fn a_script_of_another_name_in_a_student_s_folder_is_missing_and_the_hint_tells_the_remedy() {
    let other: &[(&str, &[u8])] = &[("anna/essai.rhai", b"print(1);")];
    for other in [other, &[("anna/src/essai.rhai", b"1")]] {
        let (en, fr) = hint(other).expect("it is not called so");
        assert!(
            en.contains("essai.rhai") && en.contains("rename it"),
            "{en}"
        );
        assert!(fr.contains("essai.rhai") && fr.contains("renommer"), "{fr}");
    }
    let (en, _) = hint(&[("anna/rapport.pdf", b"%PDF")]).expect("it is no script");
    assert!(en.contains("hand in a script `serveur.rhai`"), "{en}");
    // What the hint says works: renamed, and by itself.
    assert_eq!(hint(&[("anna/serveur.rhai", b"print(1);")]), None);
    let files = folder(other);
    let one = read_as(&server(), &files.path().join("anna/essai.rhai"));
    assert_eq!(one[0].problem, None);
    assert_eq!(one[0].scripts["serveur.rhai"], "print(1);");
}

#[test]
fn the_right_file_is_found() {
    let picked = |files: &[(&str, &[u8])]| {
        let files: Vec<(String, &[u8])> = files
            .iter()
            .map(|(name, bytes)| (format!("anna/{name}"), *bytes))
            .collect();
        let files: Vec<(&str, &[u8])> = files
            .iter()
            .map(|(name, bytes)| (name.as_str(), *bytes))
            .collect();
        class(&files).remove(0)
    };
    let text = |files: &[(&str, &[u8])]| picked(files).scripts.get("serveur.rhai").cloned();
    assert_eq!(
        text(&[("serveur.rhai", b"1"), ("serveur (copie).rhai", b"2")]),
        Some("1".into())
    );
    assert_eq!(
        picked(&[("serveur.rhai", b"1"), ("serveur (copie).rhai", b"2")]).ignored,
        ["serveur (copie).rhai"]
    );
    assert_eq!(text(&[("src/Serveur.rhai", b"1")]), Some("1".into()));
    // Two that are nearly called so: nobody guesses.
    assert_eq!(
        text(&[("serveur_v2.rhai", b"1"), ("serveur (1).rhai", b"2")]),
        None
    );
}

#[test]
fn encodings_line_ends_and_what_is_no_text() {
    let file = |bytes: &[u8]| class(&[("anna/serveur.rhai", bytes)]).remove(0);
    let text = |bytes: &[u8]| {
        let hand_in = file(bytes);
        (
            hand_in.scripts["serveur.rhai"].clone(),
            hand_in.files[0].encoding.clone(),
        )
    };
    assert_eq!(text("é".as_bytes()), ("é".into(), "utf-8".into()));
    assert_eq!(text(b"\xef\xbb\xbfa"), ("a".into(), "utf-8".into()));
    assert_eq!(
        text(b"// \xe9t\xe9 \x80"),
        ("// été €".into(), "windows-1252".into())
    );
    assert_eq!(text(b"\xff\xfea\0\xe9\0"), ("aé".into(), "utf-16le".into()));
    assert_eq!(text(b"\xfe\xff\0a"), ("a".into(), "utf-16be".into()));
    for bytes in [&b"a\0b"[..], b"\xff\xfea", &vec![b'x'; 300 << 10]] {
        let hand_in = file(bytes);
        assert_eq!(
            hand_in.problem.expect("it is no script").reason,
            Reason::Syntax
        );
    }
    assert_ne!(
        file(b"a\r\nb").files[0].digest,
        file(b"a\nb").files[0].digest
    );
}

#[cfg(unix)]
#[test]
fn links_and_things_that_are_no_files_are_not_followed() {
    let outside = folder(&[("secret.rhai", b"secret")]);
    let class = folder(&[("anna/autre.rhai", b"1"), ("bert/serveur.rhai", b"2")]);
    std::os::unix::fs::symlink(
        outside.path().join("secret.rhai"),
        class.path().join("anna/serveur.rhai"),
    )
    .expect("a link");
    std::os::unix::fs::symlink(outside.path(), class.path().join("anna/ailleurs")).expect("a link");
    let fifo = class.path().join("bert/tuyau.rhai");
    rustix::fs::mknodat(
        rustix::fs::CWD,
        &fifo,
        rustix::fs::FileType::Fifo,
        0o600.into(),
        0,
    )
    .expect("a pipe");
    let sparse = std::fs::File::create(class.path().join("bert/grand.rhai")).expect("a file");
    sparse.set_len(4 << 30).expect("a sparse file");
    let class = read_as(&server(), class.path());
    assert_eq!(
        class[0].problem.clone().expect("a link is no file").reason,
        Reason::MissingFile
    );
    assert!(class[0].ignored.contains(&"serveur.rhai".to_string()));
    assert_eq!(class[1].scripts["serveur.rhai"], "2");
    assert!(class[1].ignored.contains(&"tuyau.rhai".to_string()));
}

#[test]
fn a_roster_gives_names() {
    let roster =
        Roster::read("\u{feff}id;nom;prénom\r\n123456;DURAND;Zoé;z@x.fr\r\nanna;Anna B.\r\n");
    let files = folder(&[
        ("A_123456_assignsubmission_file_/serveur.rhai", b"1"),
        ("anna/serveur.rhai", b"2"),
        ("carl/serveur.rhai", b"2"),
    ]);
    let path = files.path().to_str().expect("text").to_string();
    let class = read(&path, &server(), &roster).expect("it can be read");
    assert_eq!(
        names(&class),
        [("DURAND Zoé", "123456"), ("Anna B.", ""), ("carl", "")]
    );
}
