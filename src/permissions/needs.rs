//! What a script says in its head comment that it needs. Questions and refusals quote it; it never grants anything.
//!
//! ```text
//! //! allow-run: ping
//! //! allow-read: foot_2020.txt
//! ```

use super::Permission;

/// One line of the head comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    pub permission: Permission,
    /// As written, with single commas between; empty: everything.
    pub values: String,
}

/// Longer than this, what a script says is not quoted to its end.
const LONGEST: usize = 200;

/// What the comment at the head of a script states. Code ends it.
pub fn stated(script: &str) -> Vec<Need> {
    let head = script
        .lines()
        .map(str::trim)
        .take_while(|line| line.is_empty() || line.starts_with("//"));
    head.filter_map(need).collect()
}

fn need(line: &str) -> Option<Need> {
    let (name, values) = match line.strip_prefix("//!")?.trim().split_once(':') {
        Some((name, values)) => (name.trim(), values.trim()),
        None => (line.strip_prefix("//!")?.trim(), ""),
    };
    let name = name.strip_prefix("allow-")?;
    let permission = Permission::EACH
        .into_iter()
        .find(|permission| permission.name() == name)?;
    Some(Need {
        permission,
        values: values.to_string(),
    })
}

/// `run ping, read foot_2020.txt`; none when the script says nothing.
pub fn quoted(needs: &[Need]) -> Option<String> {
    if needs.is_empty() {
        return None;
    }
    let texts: Vec<String> = needs
        .iter()
        .map(|need| {
            format!("{} {}", need.permission.name(), need.values)
                .trim()
                .to_string()
        })
        .collect();
    let text = visible(&texts.join(", "));
    Some(match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    })
}

/// Text that somebody else wrote, in one line and fit to stand in quotes.
pub fn visible(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    for char in text.chars() {
        if matches!(char, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(char);
    }
    crate::messages::visible(&quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_comment_is_read_and_nothing_behind_it() {
        let script = "// !/usr/bin/env sandbox\n//! Ping, en parallèle.\n\n//! allow-run: ping\n//!allow-read : a.txt, b.txt\n//! allow-env\n//! allow-everything: x\n// allow-net: x\nlet x = 1;\n//! allow-write: y\n";
        assert_eq!(
            quoted(&stated(script)).as_deref(),
            Some("run ping, read a.txt, b.txt, env")
        );
        assert_eq!(quoted(&stated("print(1);")), None);
    }

    #[test]
    fn what_a_script_says_cannot_drive_the_terminal() {
        let needs = stated("//! allow-run: ping\u{1b}[2J\u{202e}\n");
        assert_eq!(quoted(&needs).unwrap(), r"run ping\u{1b}[2J\u{202e}");
        let long = stated(&format!("//! allow-run: {}", "x".repeat(5000)));
        assert_eq!(quoted(&long).unwrap().chars().count(), LONGEST + 1);
    }
}
