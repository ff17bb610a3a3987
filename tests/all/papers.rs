//! The papers agree with the house: the tables of scripts, the book's pages and what they include.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use sandbox::catalogue::with_reference;

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
    for page in [
        "book/en/the-scripts.md",
        "book/fr/the-scripts.md",
        "scripts/README.md",
    ] {
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

/// The folders of the book's pages.
const BOOK: [&str; 4] = ["book", "book/en", "book/fr", "book/contributors"];

/// The pages in this folder of the package, as paths from the package on.
pub fn pages(folder: &str) -> Vec<String> {
    let pages = names(&root().join(folder), ".md");
    pages
        .iter()
        .map(|page| format!("{folder}/{page}"))
        .collect()
}

#[test]
fn the_book_s_summary_names_every_page_and_no_other() {
    let pages: BTreeSet<String> = BOOK.iter().flat_map(|folder| pages(folder)).collect();
    let summary = read(&root().join("book/SUMMARY.md"));
    let mut linked: BTreeSet<String> = summary
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .map(|link| format!("book/{link}"))
        .collect();
    linked.insert("book/SUMMARY.md".to_owned());
    assert_eq!(linked, pages);
}

/// What two pages that say the same must have in common: how deep each heading is, what each block is marked as, what is included.
fn outline(page: &str) -> Vec<String> {
    let mut inside = false;
    let mut outline = Vec::new();
    for line in page.lines() {
        if let Some(mark) = line.strip_prefix("```") {
            inside = !inside;
            if inside {
                outline.push(format!("block {mark}"));
            }
        } else if line.starts_with("{{#include") || line == "<details>" {
            outline.push(line.to_owned());
        } else if !inside && line.starts_with('#') {
            let depth = line.split(' ').next().unwrap_or_default();
            outline.push(depth.to_owned());
        }
    }
    outline
}

#[test]
fn both_languages_have_the_same_pages_with_the_same_outline() {
    let english = names(&root().join("book/en"), ".md");
    assert_eq!(english, names(&root().join("book/fr"), ".md"));
    for page in english {
        let [english, french] = ["en", "fr"]
            .map(|language| outline(&read(&root().join("book").join(language).join(&page))));
        assert_eq!(english, french, "`{page}`");
    }
}

#[test]
fn what_the_book_includes_exists() {
    let mut included = 0;
    for page in BOOK.iter().flat_map(|folder| pages(folder)) {
        let page = root().join(page);
        for part in read(&page).split("{{#include ").skip(1) {
            let target = part.split("}}").next().unwrap_or_default();
            let file = target.split(".rhai:").next().unwrap_or_default();
            let folder = page.parent().expect("a page lies in a folder");
            assert!(
                folder.join(file).is_file(),
                "`{}` includes `{target}`, which is not there",
                page.display()
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
    let book = BOOK.iter().flat_map(|folder| self::pages(folder));
    pages.extend(book.map(|page| root().join(page)));
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
