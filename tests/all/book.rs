//! What the book shows is what happens: each block that is marked `console` is typed again, in a folder that holds the scripts and data of
//! the package and what the page has saved so far, and must print what stands below its commands.
//!
//! The last file that the line before a block names (`NAME.rhai`) is what the block is saved as. In what is printed, `…` stands for any text of a line, and a
//! line `…` for any lines. `BLESS=1 cargo test --test all book` writes what is printed into blocks that show something else.

use std::fmt::Write;
use std::io::Read;
use std::path::Path;
use std::process::Stdio;

use crate::binary::{BINARY, package, search_path, without_preferences};
use crate::papers::{pages, read, root};

/// Ends what one command has printed; the shell writes it.
const END: char = '\u{1e}';

/// A command of a page, and what the page shows below it.
#[derive(Debug, PartialEq)]
struct Step {
    command: String,
    shown: String,
}

/// A block between fences: where its lines are, and what it is for.
struct Block<'a> {
    first: usize,
    lines: Vec<&'a str>,
    language: &'a str,
    saved_as: Option<&'a str>,
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut found = Vec::new();
    let mut lines = page.lines().enumerate();
    let mut before = "";
    while let Some((number, line)) = lines.next() {
        let bare = line.trim_start();
        let Some(language) = bare.strip_prefix("```") else {
            before = if line.trim().is_empty() { before } else { line };
            continue;
        };
        let indent = line.len() - bare.len();
        let inside = lines.by_ref().map(|(_, line)| line);
        let inside = inside.take_while(|line| line.trim_start() != "```");
        let lines = inside
            .map(|line| line.get(indent..).unwrap_or(""))
            .collect();
        found.push(Block {
            first: number + 1,
            lines,
            language,
            saved_as: before.split('`').rfind(|name| is_file(name)),
        });
        before = "";
    }
    found
}

/// Is this the name of a file, rather than a piece of code or a path?
fn is_file(name: &str) -> bool {
    let ends = [".rhai", ".txt", ".json", ".toml"];
    ends.iter().any(|end| name.ends_with(end)) && !name.contains(['/', ' '])
}

/// The commands of a block, each after a `$`, with what stands below it.
fn steps(block: &Block) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for line in &block.lines {
        match (line.strip_prefix("$ "), steps.last_mut()) {
            (Some(command), _) => steps.push(Step {
                command: command.to_owned(),
                shown: String::new(),
            }),
            (None, Some(step)) => writeln!(step.shown, "{line}").expect("it is text"),
            (None, None) => panic!("a block opens with `{line}` in place of a command"),
        }
    }
    steps
}

/// What these commands print in one shell, each what it writes to either stream, in the order in which it does.
fn printed(steps: &[Step], folder: &Path, language: &str) -> Vec<String> {
    let mut script = String::new();
    for Step { command, .. } in steps {
        let line = format!("{command}\nstatus=$?; printf '\\036'; (exit $status)\n");
        script += &line;
    }
    let programs = root().join("tests/programs");
    let folders = [folder.join("bin"), programs, search_path().into()];
    let path = folders.map(|folder| folder.into_os_string());
    let (mut reader, writer) = std::io::pipe().expect("the system has pipes");
    let mut shell = without_preferences(std::process::Command::new("sh"));
    shell
        .args(["-c", &script])
        .current_dir(folder)
        .env("PATH", path.join(std::ffi::OsStr::new(":")))
        .env("SANDBOX_LANG", language)
        .stdout(writer.try_clone().expect("a pipe can be shared"))
        .stderr(writer)
        .stdin(Stdio::null());
    let mut shell_running = shell.spawn().expect("a shell is there");
    drop(shell);
    let mut all = String::new();
    let read = reader.read_to_string(&mut all);
    read.expect("what is printed is text");
    shell_running.wait().expect("it was started");
    all.split(END).map(str::to_owned).collect()
}

/// Does `printed` say what `shown` says, where `…` stands for anything?
fn agrees(shown: &[&str], printed: &[&str]) -> bool {
    match (shown, printed) {
        ([], []) => true,
        (["…", rest @ ..], _) => (0..=printed.len()).any(|skip| agrees(rest, &printed[skip..])),
        ([first, rest @ ..], [line, lines @ ..]) => line_agrees(first, line) && agrees(rest, lines),
        _ => false,
    }
}

fn line_agrees(shown: &str, line: &str) -> bool {
    let mut parts = shown.trim_end().split('…');
    let line = line.trim_end();
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = line.strip_prefix(first) else {
        return false;
    };
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        let Some(at) = rest.find(part) else {
            return false;
        };
        rest = &rest[at + part.len()..];
    }
    rest.is_empty()
}

/// The lines of a text without empty ones at the end.
fn lines(text: &str) -> Vec<&str> {
    text.trim_end().lines().collect()
}

/// A folder as the pages' commands find it.
fn work_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("the folder for temporary files can be written");
    let link = |from: &Path, to: &str| {
        std::os::unix::fs::symlink(from, folder.path().join(to)).expect("it can be linked");
    };
    std::fs::create_dir(folder.path().join("bin")).expect("it is new");
    link(Path::new(BINARY), "bin/sandbox");
    link(&package().join("scripts"), "scripts");
    link(&package().join("data"), "data");
    folder
}

/// What a page says that does not happen; and how many commands it shows. With `BLESS` the page is mended.
fn faults(page: &str, language: &str) -> (Vec<String>, usize) {
    let path = root().join(page);
    let text = read(&path);
    let folder = work_folder();
    let mut faults = Vec::new();
    let mut typed = 0;
    let mut mendings = Vec::new();
    for block in blocks(&text) {
        if let Some(name) = block.saved_as.filter(|_| block.language != "console") {
            let saved = std::fs::write(folder.path().join(name), block.lines.join("\n") + "\n");
            saved.unwrap_or_else(|error| panic!("{page}: cannot save `{name}`: {error}"));
        }
        if block.language != "console" {
            continue;
        }
        let steps = steps(&block);
        let told = printed(&steps, folder.path(), language);
        typed += steps.len();
        let mut written = String::new();
        let mut is_right = true;
        for (step, told) in steps.iter().zip(&told) {
            let agreed = agrees(&lines(&step.shown), &lines(told));
            is_right &= agreed;
            let kept = if agreed { &step.shown } else { told };
            written += &format!("$ {}\n{kept}", step.command);
            if !agreed {
                let Step { command, shown } = step;
                faults.push(format!(
                    "{page}: `{command}` is shown with\n{shown}and prints\n{told}"
                ));
            }
        }
        if !is_right {
            mendings.push((block.first, block.lines.len(), written));
        }
    }
    if std::env::var_os("BLESS").is_some() && !faults.is_empty() {
        let mut mended: Vec<String> = text.lines().map(str::to_owned).collect();
        for (first, count, written) in mendings.into_iter().rev() {
            let lines = written.trim_end().lines().map(|line| line.trim_end());
            mended.splice(first..first + count, lines.map(str::to_owned));
        }
        std::fs::write(&path, mended.join("\n") + "\n").expect("the page can be written");
        faults.clear();
    }
    (faults, typed)
}

/// Type all that the pages of one language show.
fn type_all(language: &str, fewest: usize) {
    let mut all_faults = Vec::new();
    let mut all_typed = 0;
    for page in pages(&format!("book/{language}")) {
        let (faults, typed) = faults(&page, language);
        all_faults.extend(faults);
        all_typed += typed;
    }
    assert!(all_faults.is_empty(), "{}", all_faults.join("\n"));
    assert!(all_typed >= fewest, "only {all_typed} commands");
}

#[test]
fn the_book_shows_what_its_commands_print() {
    type_all("en", 70);
}

#[test]
fn le_livre_montre_ce_que_ses_commandes_affichent() {
    type_all("fr", 70);
}

#[test]
fn the_first_pages_show_what_the_program_prints() {
    for (page, language) in [("README.md", "en"), ("LISEZMOI.md", "fr")] {
        let (faults, typed) = faults(page, language);
        assert!(faults.is_empty(), "{}", faults.join("\n"));
        assert!(typed >= 3, "{page}");
    }
}

#[test]
fn dots_stand_for_what_is_left_out() {
    assert!(agrees(&["a", "…", "d"], &["a", "b", "c", "d"]));
    assert!(agrees(&["a … c"], &["a b c"]) && !agrees(&["a … c"], &["a b d"]));
    assert!(!agrees(&["a"], &["a", "b"]) && !agrees(&["a", "b"], &["a"]));
    assert!(agrees(&["…"], &[]) && !agrees(&["a…b…c"], &["abx"]));
}
