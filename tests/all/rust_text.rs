//! Just enough reading of Rust text for the tests about the house: no comments, no strings, imports. No rules live here.

use std::collections::BTreeSet;
use std::path::Path;

/// One path of this crate that a file names, in a `use` or in passing.
#[derive(Debug, PartialEq)]
pub struct Import {
    /// From the package's folder, with `/`.
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    /// The module that names it: `["engine", "lower", "walk"]`.
    pub module: Vec<String>,
    /// What it names, from the crate's root: `["runtime", "Wake"]`.
    pub path: Vec<String>,
    /// The name that it has there: that after `as`, else the last of the path.
    pub name: String,
    /// Is it a `pub use`, which hands the name on?
    pub is_handed_on: bool,
}

/// Every `.rs` file under `folder` as (path from the package's folder, text), sorted.
pub fn sources(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the source folder can be listed") {
            let path = entry
                .expect("the source folder can be listed to its end")
                .path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = std::fs::read_to_string(&path).expect("sources are UTF-8");
                let short = path
                    .strip_prefix(root)
                    .expect("it was found under the root");
                found.push((short.to_string_lossy().replace('\\', "/"), text));
            }
        }
    }
    found.sort();
    found
}

/// `source` with every comment, string and character blanked out, line by line where it was.
pub fn bare(source: &str) -> String {
    let text: Vec<char> = source.chars().collect();
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    while at < text.len() {
        let end = blank_end(&text, at);
        if end == at {
            out.push(text[at]);
            at += 1;
        } else {
            out.extend(
                text[at..end]
                    .iter()
                    .map(|&c| if c == '\n' { '\n' } else { ' ' }),
            );
            at = end;
        }
    }
    out
}

/// Where the comment or literal that starts at `at` ends; `at` itself when none starts there.
fn blank_end(text: &[char], at: usize) -> usize {
    let is = |offset: usize, c: char| text.get(at + offset) == Some(&c);
    let after_word = at > 0 && (text[at - 1].is_alphanumeric() || text[at - 1] == '_');
    match text[at] {
        '/' if is(1, '/') => (at..text.len())
            .find(|&i| text[i] == '\n')
            .unwrap_or(text.len()),
        '/' if is(1, '*') => comment_end(text, at),
        '"' => quoted_end(text, at, '"'),
        'r' if !after_word || text[at - 1] == 'b' => raw_end(text, at).unwrap_or(at),
        '\'' if is(1, '\\') || is(2, '\'') => quoted_end(text, at, '\''),
        _ => at,
    }
}

fn comment_end(text: &[char], at: usize) -> usize {
    let (mut depth, mut i) = (0, at);
    while i < text.len() {
        match (text[i], text.get(i + 1)) {
            ('/', Some('*')) => (depth, i) = (depth + 1, i + 2),
            ('*', Some('/')) => (depth, i) = (depth - 1, i + 2),
            _ => i += 1,
        }
        if depth == 0 {
            return i;
        }
    }
    i
}

fn quoted_end(text: &[char], at: usize, quote: char) -> usize {
    let mut i = at + 1;
    while i < text.len() && text[i] != quote {
        i += if text[i] == '\\' { 2 } else { 1 };
    }
    (i + 1).min(text.len())
}

fn raw_end(text: &[char], at: usize) -> Option<usize> {
    let hashes = text[at + 1..].iter().take_while(|&&c| c == '#').count();
    let open = at + 1 + hashes;
    if text.get(open) != Some(&'"') {
        return None;
    }
    let closes =
        |i: usize| text[i] == '"' && (1..=hashes).all(|offset| text.get(i + offset) == Some(&'#'));
    let close = (open + 1..text.len())
        .find(|&i| closes(i))
        .unwrap_or(text.len() - 1);
    Some((close + 1 + hashes).min(text.len()))
}

/// The words and signs of bare text, each with its line; `::` is one sign.
fn tokens(bare: &str) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for (index, line) in bare.lines().enumerate() {
        let mut rest = line.trim_start();
        while let Some(first) = rest.chars().next() {
            let is_word = |c: char| c.is_alphanumeric() || c == '_';
            let length = if is_word(first) {
                rest.find(|c| !is_word(c)).unwrap_or(rest.len())
            } else if rest.starts_with("::") {
                2
            } else {
                first.len_utf8()
            };
            found.push((index + 1, rest[..length].to_owned()));
            rest = rest[length..].trim_start();
        }
    }
    found
}

/// `bare` with each item under `#[cfg(test)]` blanked out, line by line where it was.
pub fn without_tests(bare: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut out = String::with_capacity(bare.len());
    let mut rest = bare;
    while let Some(start) = rest.find(MARK) {
        let item = &rest[start..];
        let mut depth = 0;
        let end = item.char_indices().find(|(_, c)| {
            depth += match c {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            depth == 0 && matches!(c, '}' | ';')
        });
        let end = end.map_or(item.len(), |(at, _)| at + 1);
        out.push_str(&rest[..start]);
        out.extend(item[..end].chars().filter(|c| *c == '\n'));
        rest = &item[end..];
    }
    out + rest
}

/// The sources, bare and without tests; those that only tests need are left out.
pub fn code(sources: &[(String, String)]) -> Vec<(String, String)> {
    let texts = sources.iter().map(|(file, text)| {
        let text = without_tests(&bare(text));
        (file.clone(), text)
    });
    let texts: Vec<(String, String)> = texts.collect();
    let mut known = BTreeSet::from([Vec::new(), vec!["main".to_owned()]]);
    for (file, text) in &texts {
        let module = module_of(file);
        let below = declared(text, &["mod"]).into_iter();
        known.extend(below.map(|name| [module.clone(), vec![name]].concat()));
    }
    let is_code = |(file, _): &(String, String)| {
        let module = module_of(file);
        (0..=module.len()).all(|end| known.contains(&module[..end]))
    };
    texts.into_iter().filter(is_code).collect()
}

/// The names that follow one of `keywords` in bare text: those of its items, `fn`, `struct` …, or of its files, `mod`.
pub fn declared(bare: &str, keywords: &[&str]) -> BTreeSet<String> {
    let tokens = tokens(bare);
    let pairs = tokens.windows(2);
    pairs
        .filter(|pair| keywords.contains(&pair[0].1.as_str()))
        .map(|pair| pair[1].1.clone())
        .collect()
}

/// Every path of this crate that the bare text of `file` names.
pub fn imports(file: &str, bare: &str) -> Vec<Import> {
    let below = declared(bare, &["mod"]);
    let tokens = tokens(bare);
    let word = |i: usize| tokens.get(i).map_or("", |(_, word)| word.as_str());
    let is_visibility = |i: usize| i > 1 && word(i - 1) == "in" && word(i - 2) == "(";
    let is_public = |i: usize| i > 0 && matches!(word(i - 1), "pub" | ")");
    let mut module = module_of(file);
    let mut inline_modules = Vec::new(); // the depths at which `mod name {` blocks opened
    let (mut depth, mut i) = (0, 0);
    let mut found = Vec::new();
    while i < tokens.len() {
        let mut paths = Vec::new();
        let line = tokens[i].0;
        let is_handed_on = word(i) == "use" && is_public(i);
        match word(i) {
            "{" => depth += 1,
            "}" => {
                depth -= 1;
                if inline_modules.last() == Some(&depth) {
                    inline_modules.pop();
                    module.pop();
                }
            }
            "mod" if word(i + 2) == "{" => {
                inline_modules.push(depth);
                module.push(word(i + 1).to_owned());
            }
            "use" => {
                i = use_tree(&tokens, i + 1, &[], &mut paths);
                i -= 1;
            }
            // `pub(in crate::x)` says who may look, and looks at nobody
            "crate" | "super" if word(i + 1) == "::" && !is_visibility(i) => {
                i = use_tree(&tokens, i, &[], &mut paths);
                i -= 1;
            }
            name if word(i + 1) == "::"
                && word(i.wrapping_sub(1)) != "::"
                && below.contains(name) =>
            {
                i = use_tree(&tokens, i, &[], &mut paths);
                i -= 1;
            }
            _ => {}
        }
        found.extend(paths.into_iter().filter_map(|(at, path, name)| {
            let is_below = path.first().is_some_and(|first| below.contains(first));
            let path = match is_below {
                true => [module.clone(), path].concat(),
                false => from_root(&module, path)?,
            };
            Some(Import {
                file: file.to_owned(),
                line: at.max(line),
                module: module.clone(),
                name: name.or_else(|| path.last().cloned()).unwrap_or_default(),
                path,
                is_handed_on,
            })
        }));
        i += 1;
    }
    found
}

/// Read one path, or a `{…}` of them, from `i` on; answer where it ended.
fn use_tree(
    tokens: &[(usize, String)],
    mut i: usize,
    prefix: &[String],
    found: &mut Vec<(usize, Vec<String>, Option<String>)>,
) -> usize {
    let word = |i: usize| tokens.get(i).map_or("", |(_, word)| word.as_str());
    let line = tokens.get(i).map_or(0, |(line, _)| *line);
    let mut path = prefix.to_vec();
    loop {
        match word(i) {
            "{" => {
                i += 1;
                while !matches!(word(i), "}" | "") {
                    i = use_tree(tokens, i, &path, found);
                    i += usize::from(word(i) == ",");
                }
                return i + 1;
            }
            "::" if path.is_empty() => i += 1,
            "" | ";" | "," | "}" => break,
            name => {
                path.push(name.to_owned());
                i += 1;
                if word(i) != "::" {
                    break;
                }
                i += 1;
                // `crate::f::<T>()`: the path ends before its types
                if !word(i).starts_with(|c: char| c.is_alphanumeric() || "_{*".contains(c)) {
                    break;
                }
            }
        }
    }
    let mut name = None;
    if word(i) == "as" {
        name = Some(word(i + 1).to_owned());
        i += 2;
    }
    found.push((line, path, name));
    i.max(1)
}

/// The module that `file` is: `src/vm/compile/mod.rs` is `vm::compile`.
pub fn module_of(file: &str) -> Vec<String> {
    let inner = file.trim_start_matches("src/").trim_end_matches(".rs");
    let mut module: Vec<String> = inner.split('/').map(str::to_owned).collect();
    if module
        .last()
        .is_some_and(|name| name == "mod" || name == "lib")
    {
        module.pop();
    }
    module
}

/// `path` as `module` writes it, from the crate's root; nothing for another crate's path.
fn from_root(module: &[String], path: Vec<String>) -> Option<Vec<String>> {
    let mut base = match path.first()?.as_str() {
        "crate" => {
            let names = path[1..].iter().filter(|name| *name != "self");
            return Some(names.cloned().collect());
        }
        "self" | "super" => module.to_vec(),
        _ => return None,
    };
    for name in path {
        match name.as_str() {
            "self" => {}
            "super" => drop(base.pop()),
            _ => base.push(name),
        }
    }
    Some(base)
}

#[test]
fn comments_strings_and_characters_are_blanked_in_place() {
    let text = "a /* \"x /* y */ */ b // c\n\"q \\\" \n\" r#\"raw \" \"# 'c' '\\'' 'life d";
    assert_eq!(bare(text).chars().count(), text.chars().count());
    assert_eq!(bare(text).lines().count(), text.lines().count());
    let words: Vec<String> = tokens(&bare(text))
        .into_iter()
        .map(|(_, word)| word)
        .collect();
    assert_eq!(words, ["a", "b", "'", "life", "d"]);
}

#[test]
fn grouped_relative_and_passing_paths_are_found_from_the_root() {
    let text = "use crate::{a::{B, c::*}, d as e};\nuse std::fmt;\npub(in crate::x) fn f() {\n\
                super::g::<u8>();\n}\nmod tests { use super::h; }\nuse self::k;\n";
    let found: Vec<(usize, String)> = imports("src/engine/lower.rs", text)
        .into_iter()
        .map(|import| (import.line, import.path.join("::")))
        .collect();
    let expected = [
        (1, "a::B"),
        (1, "a::c::*"),
        (1, "d"),
        (4, "engine::g"),
        (6, "engine::lower::h"),
        (7, "engine::lower::k"),
    ];
    assert_eq!(found, expected.map(|(line, path)| (line, path.to_owned())));
}

/// The arguments, as they are written, of each call of `name` (`raised`, `message!`) outside of comments and tests, with its line.
pub fn calls(source: &str, name: &str) -> Vec<(usize, Vec<String>)> {
    let text: Vec<char> = source.chars().collect();
    let blank: Vec<char> = bare(source).chars().collect();
    let tests = find(&blank, 0, "mod tests {").unwrap_or(blank.len());
    let opening = format!("{name}(");
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = find(&blank, at, &opening) {
        at = start + opening.chars().count();
        let is_part = start > 0 && (blank[start - 1].is_alphanumeric() || blank[start - 1] == '_');
        let is_definition = start > 2 && blank[start - 3..start] == ['f', 'n', ' '];
        if start > tests {
            break;
        }
        if is_part || is_definition {
            continue;
        }
        let line = 1 + text[..start].iter().filter(|c| **c == '\n').count();
        found.push((line, arguments(&text, &blank, at)));
    }
    found
}

/// The arguments from `start`, just after the opening bracket, to the bracket that closes it.
fn arguments(text: &[char], blank: &[char], start: usize) -> Vec<String> {
    let (mut depth, mut begin) = (0, start);
    let mut found = Vec::new();
    for at in start..blank.len() {
        let is_last = depth == 0 && matches!(blank[at], ')' | ']' | '}');
        if is_last || depth == 0 && blank[at] == ',' {
            let argument: String = text[begin..at].iter().collect();
            if !argument.trim().is_empty() {
                found.push(argument.trim().to_owned());
            }
            begin = at + 1;
        }
        match blank[at] {
            _ if is_last => break,
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
    }
    found
}

fn find(text: &[char], from: usize, wanted: &str) -> Option<usize> {
    let wanted: Vec<char> = wanted.chars().collect();
    let windows = text.get(from..)?.windows(wanted.len());
    windows
        .enumerate()
        .find(|(_, window)| *window == wanted)
        .map(|(at, _)| from + at)
}

#[test]
fn calls_are_found_with_their_arguments() {
    let text = "f(1);\n// f(2)\ng(f(\"a, b\", h(3, 4), |x| { x }), 5);\nfn f(x) {}\n#[cfg(test)]\nmod tests { f(6) }";
    let expected = [
        (1, vec!["1".to_owned()]),
        (
            3,
            vec!["\"a, b\"".into(), "h(3, 4)".into(), "|x| { x }".into()],
        ),
    ];
    assert_eq!(calls(text, "f"), expected);
}
