//! The text of a program while it is written: lines, indented as their blocks are, and names that are used once.

#[derive(Default)]
pub(super) struct Page {
    pub text: String,
    pub indent: usize,
    names: usize,
}

impl Page {
    pub fn line(&mut self, text: &str) {
        for _ in 0..self.indent {
            self.text.push_str("    ");
        }
        self.text.push_str(text);
        self.text.push('\n');
    }

    pub fn fresh(&mut self, prefix: &str) -> String {
        self.names += 1;
        format!("{prefix}{}", self.names)
    }
}
