//! How values look at the prompt: coloured, laid out over lines when they are long, cut with a count when they are large.

use crate::catalogue::{Paint, Role};
use crate::messages::{Language, message};
use crate::objects::value::{Value, to_debug};

/// Items of one array or map that are shown.
const MOST_ITEMS: usize = 100;
/// Lines that one value takes.
const MOST_LINES: usize = 200;
/// Characters of one text.
const MOST_CHARACTERS: usize = 2_000;
/// Deeper data is shown as `…`.
const DEPTH: usize = 20;

/// Shows values on a terminal of so many columns.
pub struct Show {
    pub paint: Paint,
    pub width: usize,
    pub language: Language,
}

impl Show {
    pub fn show(&self, value: &Value) -> String {
        let mut lines = Vec::new();
        self.lines(value, 0, "", "", DEPTH, &mut lines);
        if lines.len() > MOST_LINES {
            let left = lines.len() - MOST_LINES;
            lines.truncate(MOST_LINES);
            lines.push(self.more(left));
        }
        lines.join("\n")
    }

    /// What stands for all that is cut.
    fn more(&self, count: usize) -> String {
        let text = message!("repl-more", count).in_language(self.language);
        self.paint.role(Role::Dim, &text)
    }

    /// The value on one line when it fits, else one item a line.
    fn lines(
        &self,
        value: &Value,
        indent: usize,
        before: &str,
        after: &str,
        depth: usize,
        lines: &mut Vec<String>,
    ) {
        let pad = " ".repeat(indent);
        let (line, wide) = self.inline(value, depth);
        let rest = indent + visible(before) + after.len();
        let is_nested = matches!(value, Value::Array(_) | Value::Map(_));
        if !is_nested || rest + wide <= self.width || depth == 0 || lines.len() > MOST_LINES {
            lines.push(format!("{pad}{before}{line}{after}"));
            return;
        }
        match value {
            Value::Array(array) => {
                lines.push(format!("{pad}{before}["));
                let items: Vec<&Value> = array.iter().take(MOST_ITEMS).collect();
                if items
                    .iter()
                    .all(|item| !matches!(item, Value::Array(_) | Value::Map(_)))
                {
                    self.filled(&items, indent + 2, lines);
                } else {
                    for item in items {
                        self.lines(item, indent + 2, "", ",", depth - 1, lines);
                    }
                }
                self.cut(array.len(), indent + 2, lines);
                lines.push(format!("{pad}]{after}"));
            }
            Value::Map(map) => {
                lines.push(format!("{pad}{before}#{{"));
                for (key, item) in map.iter().take(MOST_ITEMS) {
                    let key = format!("{}: ", key_text(key));
                    self.lines(item, indent + 2, &key, ",", depth - 1, lines);
                }
                self.cut(map.len(), indent + 2, lines);
                lines.push(format!("{pad}}}{after}"));
            }
            _ => {}
        }
    }

    /// Short items, as many on a line as fit.
    fn filled(&self, items: &[&Value], indent: usize, lines: &mut Vec<String>) {
        let pad = " ".repeat(indent);
        let (mut line, mut used) = (String::new(), 0);
        for item in items {
            let (text, wide) = self.inline(item, 1);
            if used > 0 && indent + used + wide + 2 > self.width {
                lines.push(format!("{pad}{}", line.trim_end()));
                (line, used) = (String::new(), 0);
            }
            line += &format!("{text}, ");
            used += wide + 2;
        }
        if used > 0 {
            lines.push(format!("{pad}{}", line.trim_end()));
        }
    }

    fn cut(&self, length: usize, indent: usize, lines: &mut Vec<String>) {
        if length > MOST_ITEMS {
            let pad = " ".repeat(indent);
            lines.push(format!("{pad}{}", self.more(length - MOST_ITEMS)));
        }
    }

    /// The value on one line, and how many columns it takes. Of what is much too long for a line, only the start.
    fn inline(&self, value: &Value, depth: usize) -> (String, usize) {
        match value {
            Value::Array(array) => {
                let items = array.iter().map(|item| (String::new(), item));
                self.bracketed("[", "]", array.len(), items, depth)
            }
            Value::Map(map) => {
                let items = map
                    .iter()
                    .map(|(key, item)| (format!("{}: ", key_text(key)), item));
                self.bracketed("#{", "}", map.len(), items, depth)
            }
            Value::Str(text) if text.len() > MOST_CHARACTERS => {
                let count = text.chars().count();
                let start: String = text.chars().take(MOST_CHARACTERS).collect();
                let shown = self.paint.role(Role::Text, &format!("{start:?}"));
                let left = count.saturating_sub(MOST_CHARACTERS);
                (format!("{shown} {}", self.more(left)), MOST_CHARACTERS)
            }
            value => {
                let text = to_debug(value);
                let wide = text.chars().count();
                (self.paint.role(role_of(value), &text), wide)
            }
        }
    }

    fn bracketed<'v>(
        &self,
        open: &str,
        close: &str,
        length: usize,
        items: impl Iterator<Item = (String, &'v Value)>,
        depth: usize,
    ) -> (String, usize) {
        if depth == 0 && length > 0 {
            return (format!("{open}…{close}"), open.len() + 1 + close.len());
        }
        let (mut text, mut wide) = (open.to_string(), open.len());
        for (index, (key, item)) in items.enumerate() {
            if wide > self.width {
                // It will not fit anyhow.
                return (text, usize::MAX / 2);
            }
            if index > 0 {
                text += ", ";
                wide += 2;
            }
            let (shown, columns) = self.inline(item, depth - 1);
            text += &key;
            text += &shown;
            wide = wide.saturating_add(visible(&key)).saturating_add(columns);
        }
        text += close;
        (text, wide + close.len())
    }
}

fn key_text(key: &str) -> String {
    let is_name = key
        .chars()
        .all(|char| char.is_alphanumeric() || char == '_')
        && key.starts_with(|char: char| char.is_alphabetic() || char == '_');
    if is_name {
        key.to_string()
    } else {
        format!("{key:?}")
    }
}

fn visible(text: &str) -> usize {
    text.chars().count()
}

fn role_of(value: &Value) -> Role {
    match value {
        Value::Int(_) | Value::Float(_) => Role::Number,
        Value::Str(_) | Value::Char(_) => Role::Text,
        Value::Bool(_) | Value::Unit => Role::Keyword,
        _ => Role::Object,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: &Value, width: usize) -> String {
        let paint = Paint::new(false);
        let show = Show {
            paint,
            width,
            language: Language::English,
        };
        show.show(value)
    }

    fn numbers(count: i64) -> Value {
        Value::array((0..count).map(Value::Int).collect())
    }

    #[test]
    fn short_values_take_one_line_and_long_ones_several() {
        assert_eq!(shown(&numbers(5), 40), "[0, 1, 2, 3, 4]");
        assert_eq!(
            shown(&numbers(9), 12),
            "[\n  0, 1, 2,\n  3, 4, 5,\n  6, 7, 8,\n]"
        );
        let nested = Value::array(vec![numbers(3), numbers(3)]);
        assert_eq!(shown(&nested, 14), "[\n  [0, 1, 2],\n  [0, 1, 2],\n]");
    }

    #[test]
    fn large_values_are_cut_with_a_count() {
        let text = shown(&numbers(10_000), 80);
        assert!(text.ends_with("… 9900 more\n]"), "{text}");
        assert!(text.lines().count() < 12);
        let long = shown(&Value::string("é".repeat(5_000)), 80);
        assert!(long.ends_with("… 3000 more"));
        let mut deep = Value::Int(1);
        for _ in 0..200 {
            deep = Value::array(vec![deep]);
        }
        assert!(shown(&deep, 30).contains('…'));
    }
}
