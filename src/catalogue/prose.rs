//! A doc comment taken apart: paragraphs, items, headings, examples. How they are shown is `page`'s and `book`'s.

/// A piece of a doc comment.
#[derive(Debug, PartialEq, Eq)]
pub enum Block {
    Heading(String),
    /// On one line.
    Paragraph(String),
    /// Of a list, on one line.
    Item(String),
    Code(Example),
    /// A line to be shown as it is: of a table.
    Line(String),
}

impl Block {
    /// Is it a sentence to be read?
    pub fn is_text(&self) -> bool {
        matches!(self, Block::Paragraph(_) | Block::Item(_) | Block::Line(_))
    }
}

/// A piece of code between fences.
#[derive(Debug, PartialEq, Eq, Clone)]
pub struct Example {
    /// What stands behind the opening fence.
    pub fence: String,
    pub code: String,
}

/// A doc comment without the space that follows each `///`.
pub fn unindented(doc: &str) -> String {
    let is_indented = |line: &str| line.starts_with(' ') || line.trim().is_empty();
    if !doc.lines().all(is_indented) {
        return doc.to_string();
    }
    let lines = doc
        .lines()
        .map(|line| line.strip_prefix(' ').unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

/// The pieces of a doc comment, in their order.
pub fn blocks(doc: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut fence: Option<Example> = None;
    let mut goes_on = false;
    for line in doc.lines() {
        let line = line.trim_end();
        let bare = line.trim_start();
        if let Some(mark) = bare.strip_prefix("```") {
            match fence.take() {
                Some(example) => found.push(Block::Code(example)),
                None => {
                    let fence_text = mark.trim().to_string();
                    fence = Some(Example {
                        fence: fence_text,
                        code: String::new(),
                    });
                }
            }
            goes_on = false;
            continue;
        }
        if let Some(example) = &mut fence {
            example.code += line;
            example.code.push('\n');
            continue;
        }
        if bare.is_empty() {
            goes_on = false;
        } else if bare.starts_with('#') {
            let heading = bare.trim_start_matches('#').trim();
            found.push(Block::Heading(heading.to_string()));
            goes_on = false;
        } else if bare.starts_with('|') {
            found.push(Block::Line(bare.to_string()));
            goes_on = false;
        } else if let Some(item) = bare.strip_prefix("* ").or(bare.strip_prefix("- ")) {
            found.push(Block::Item(item.trim().to_string()));
            goes_on = true;
        } else if goes_on && let Some(Block::Paragraph(text) | Block::Item(text)) = found.last_mut()
        {
            text.push(' ');
            text.push_str(bare);
        } else {
            found.push(Block::Paragraph(bare.to_string()));
            goes_on = true;
        }
    }
    found
}

/// The examples of a doc comment.
pub fn examples(doc: &str) -> Vec<Example> {
    let code = blocks(doc).into_iter().filter_map(|block| match block {
        Block::Code(example) => Some(example),
        _ => None,
    });
    code.collect()
}

/// What a doc comment says, without examples and headings: each paragraph, item and line of a table.
pub fn paragraphs(doc: &str) -> Vec<String> {
    let texts = blocks(doc).into_iter().filter_map(|block| match block {
        Block::Paragraph(text) | Block::Item(text) | Block::Line(text) => Some(text),
        Block::Heading(_) | Block::Code(_) => None,
    });
    texts.collect()
}

/// What a doc comment says first.
pub fn first_sentence(doc: &str) -> String {
    let first = blocks(doc).into_iter().find_map(|block| match block {
        Block::Paragraph(text) => Some(text),
        _ => None,
    });
    let text = first.unwrap_or_default();
    split_sentence(&text).0.to_string()
}

/// The first sentence, and what follows it.
pub fn split_sentence(text: &str) -> (&str, &str) {
    match text.find(". ") {
        Some(end) => (&text[..=end], text[end + 1..].trim_start()),
        None => (text, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doc_comment_has_its_pieces() {
        let doc = &unindented(
            " Wait. Then\n go.\n\n * one\n   more\n * two\n\n ```real\n f();\n\n g();\n ```\n",
        );
        let code = "f();\n\ng();\n".to_string();
        assert_eq!(
            blocks(doc),
            [
                Block::Paragraph("Wait. Then go.".into()),
                Block::Item("one more".into()),
                Block::Item("two".into()),
                Block::Code(Example {
                    fence: "real".into(),
                    code
                }),
            ]
        );
        assert_eq!(first_sentence(doc), "Wait.");
    }
}
