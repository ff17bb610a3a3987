//! Text that somebody else wrote (names, paths, what a script throws) where a person reads it: nothing in it drives the terminal, hides, turns
//! the direction of reading, or looks like another line of a report. And what puts a terminal in order that a script has driven.

/// In one line, with all that could drive or deceive a terminal spelled out: `\n`, `\u{1b}`.
pub fn visible(text: &str) -> String {
    shown(text, |char| drives(char) || deceives(char))
}

/// The same for a text of several lines, which stay lines.
pub fn visible_lines(text: &str) -> String {
    let stays = |char| matches!(char, '\n' | '\t');
    shown(text, |char| {
        !stays(char) && (drives(char) || deceives(char))
    })
}

fn shown(text: &str, is_spelled: impl Fn(char) -> bool) -> String {
    let mut shown = String::with_capacity(text.len());
    for char in text.chars() {
        match is_spelled(char) {
            true => shown.extend(char.escape_default()),
            false => shown.push(char),
        }
    }
    shown
}

fn drives(char: char) -> bool {
    char.is_control()
}

/// Invisible characters, those that change the direction of reading, and separators of lines.
pub fn deceives(char: char) -> bool {
    matches!(char,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Can these bytes change more of a terminal than its text?
pub fn drives_terminal(bytes: &[u8]) -> bool {
    let is_upper_control = |two: &[u8]| two[0] == 0xc2 && matches!(two[1], 0x80..=0x9f);
    bytes.iter().any(|byte| matches!(byte, 0x0e | 0x0f | 0x1b))
        || bytes.windows(2).any(is_upper_control)
}

/// Ends what a script has left open on a terminal, so that what comes next can be read: an unfinished sequence, printing elsewhere, line-drawing
/// letters, colours and invisible text, a scrolling region, cut lines, inserting, the hidden cursor, frozen output, changed default colours.
/// Nothing is cleared, and the screen that is shown stays.
pub const READABLE: &str = concat!(
    "\x1b\\\x1b[4i\x0f\x1b(B\x1b[0m",
    "\x1b7\x1b[r\x1b8\x1b[?7h\x1b[4l\x1b[?25h\x1b[?2026l",
    "\x1b]104\x1b\\\x1b]110\x1b\\\x1b]111\x1b\\",
);

/// From the cursor on there shall be nothing under what comes next.
pub const CLEAR_BELOW: &str = "\r\x1b[J";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_drives_or_deceives_a_terminal_is_spelled() {
        for (text, line) in [
            ("Thread-1 (é)", "Thread-1 (é)"),
            ("a\nerror: b", "a\\nerror: b"),
            ("\x1b[8mx\u{9b}0m\r", "\\u{1b}[8mx\\u{9b}0m\\r"),
            (
                "safe\u{202e}txt\u{200b}\u{feff}",
                "safe\\u{202e}txt\\u{200b}\\u{feff}",
            ),
            ("\\n \"q\"", "\\n \"q\""),
        ] {
            assert_eq!(visible(text), line);
            assert_eq!(visible(&visible(text)), line);
        }
        assert_eq!(visible_lines("a\n\tb\x07"), "a\n\tb\\u{7}");
    }
}
