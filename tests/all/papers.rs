//! The papers agree with the house: the tables of scripts, the book's pages and what they include.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use sandbox::catalogue::with_reference;

use crate::binary::{Run, sandbox_in};

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub fn read(path: &Path) -> String {
    std::fs::read_to_string(path)
        .unwrap_or_else(|error| panic!("cannot read `{}`: {error}", path.display()))
}

/// The files of `folder` whose names end in `end`.
fn names(folder: &Path, end: &str) -> BTreeSet<String> {
    std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("cannot list `{}`: {error}", folder.display()))
        .map(|entry| {
            entry
                .expect("a folder can be listed to its end")
                .file_name()
        })
        .map(|name| name.to_string_lossy().into_owned())
        .filter(|name| name.ends_with(end))
        .collect()
}

/// The scripts named in the first column of any table of `page`: lines that start with "| `x.rhai`".
fn scripts_in_tables(page: &str) -> BTreeSet<String> {
    page.lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .filter(|name| name.ends_with(".rhai"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_tables_of_scripts_name_every_script_and_no_other() {
    let scripts = names(&root().join("scripts"), ".rhai");
    for page in ["book/src/the-scripts.md", "scripts/README.md"] {
        assert_eq!(
            scripts_in_tables(&read(&root().join(page))),
            scripts,
            "the table in `{page}`"
        );
    }
}

#[test]
fn every_script_opens_with_its_name() {
    for name in names(&root().join("scripts"), ".rhai") {
        let text = read(&root().join("scripts").join(&name));
        let first = text.lines().next().unwrap_or_default();
        assert!(
            first.starts_with(&format!("//! {name}")),
            "`{name}` opens with `{first}`"
        );
    }
}

#[test]
fn the_book_s_summary_names_every_page_and_no_other() {
    let pages = names(&root().join("book/src"), ".md");
    let summary = read(&root().join("book/src/SUMMARY.md"));
    let mut linked: BTreeSet<String> = summary
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .map(|link| link.trim_start_matches("./").to_owned())
        .collect();
    linked.insert("SUMMARY.md".to_owned());
    assert_eq!(linked, pages);
}

#[test]
fn what_the_book_includes_exists() {
    let folder = root().join("book/src");
    let mut included = 0;
    for page in names(&folder, ".md") {
        for part in read(&folder.join(&page)).split("{{#include ").skip(1) {
            let target = part.split("}}").next().unwrap_or_default();
            let file = target.split(".rhai:").next().unwrap_or_default();
            assert!(
                folder.join(file).is_file(),
                "`{page}` includes `{target}`, which is not there"
            );
            included += 1;
        }
    }
    assert!(included > 0, "the book includes no script");
}

#[test]
fn links_of_the_papers_lead_to_files() {
    let mut pages: Vec<PathBuf> = [
        "README.md",
        "LISEZMOI.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "scripts/README.md",
    ]
    .map(|page| root().join(page))
    .into();
    pages.extend(
        names(&root().join("book/src"), ".md")
            .iter()
            .map(|page| root().join("book/src").join(page)),
    );
    let mut anchored = 0;
    for page in pages {
        for rest in built(&page).split("](").skip(1) {
            let link = rest.split(')').next().unwrap_or_default();
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            if link.contains(':') || link.contains(char::is_whitespace) {
                continue;
            }
            let target = match file {
                "" => page.clone(),
                file => page.parent().expect("a page lies in a folder").join(file),
            };
            let at = page.display();
            assert!(
                target.exists(),
                "`{at}` links to `{file}`, which is not there"
            );
            if !anchor.is_empty() {
                let there = anchors(&built(&target));
                assert!(
                    there.contains(anchor),
                    "`{at}` links to `{link}`: no such heading"
                );
                anchored += 1;
            }
        }
    }
    assert!(anchored > 0, "no link leads to a heading");
}

/// A page as the built book has it.
fn built(page: &Path) -> String {
    with_reference(&read(page))
}

/// What mdbook calls the headings of a page.
fn anchors(page: &str) -> BTreeSet<String> {
    let mut inside = false;
    let mut found = BTreeSet::new();
    for line in page.lines() {
        inside ^= line.starts_with("```");
        if let Some((_, heading)) = line
            .split_once("# ")
            .filter(|_| !inside && line.starts_with('#'))
        {
            let kept = |c: char| match c {
                ' ' => Some('-'),
                c if c.is_alphanumeric() || "_-".contains(c) => Some(c),
                _ => None,
            };
            found.insert(heading.to_lowercase().chars().filter_map(kept).collect());
        }
    }
    found
}

/// The words of a command line: split at spaces, but for what stands between single quotes; a comment ends it.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in line.split('\'').enumerate() {
        if index % 2 == 1 {
            words.push(part.to_owned());
            continue;
        }
        let said = part.split(" #").next().unwrap_or_default();
        words.extend(said.split_whitespace().map(str::to_owned));
        if said.len() < part.len() {
            break;
        }
    }
    words
}

/// Type all commands that a page shows, in a folder, and look for the lines that it shows below them; gives how many these were.
fn check_commands(page: &str, folder: &Path) -> usize {
    let text = read(&root().join(page));
    let mut shown = 0;
    for block in text.split("```text\n").skip(1) {
        let block = block.split("```").next().unwrap_or_default();
        for walk in block.split("$ sandbox ").skip(1) {
            let mut lines = walk.lines();
            let arguments = words(lines.next().unwrap_or_default());
            let told = sandbox_in(folder).args(&arguments).ended();
            let told = format!("{}{}", told.out, told.err);
            for line in lines {
                assert!(
                    told.contains(line),
                    "`{page}`: {arguments:?}: no `{line}` in\n{told}"
                );
                shown += 1;
            }
        }
    }
    shown
}

#[test]
fn the_first_pages_show_what_the_program_prints() {
    for page in ["README.md", "LISEZMOI.md"] {
        assert!(check_commands(page, &root()) > 5, "{page}");
    }
}

/// The scripts that a chapter calls by a name (`… \`banque.rhai\`:`, then the block) are saved under it.
#[test]
fn the_chapter_on_exploring_shows_what_the_program_prints() {
    let page = "book/src/exploring.md";
    let folder = tempfile::tempdir().expect("a folder");
    let text = read(&root().join(page));
    for (place, _) in text.match_indices("`:\n\n```rust,ignore\n") {
        let name = text[..place].rsplit('`').next().expect("it has a name");
        let block = text[place..].split("```").nth(1).expect("it has an end");
        let script = block.strip_prefix("rust,ignore\n").expect("it is a script");
        std::fs::write(folder.path().join(name), script).expect("it can be saved");
    }
    assert!(check_commands(page, folder.path()) > 20);
}
