//! Characters of a long text: how many there are, and where they stand. A loop that asks a long text for its length, or for one character
//! after the other, must not walk over all of it each time.

use super::work;

/// Of a text that is not all ASCII, the place of each so many-th character is noted.
const STRIDE: usize = 64;

/// What was found out of a text, and is kept beside it.
#[derive(Clone, Default)]
pub(super) struct Characters {
    count: usize,
    /// Where every [`STRIDE`]-th character begins; none for ASCII, where places of characters are those of bytes.
    marks: Option<Vec<u32>>,
}

impl Characters {
    pub fn of(text: &str) -> Characters {
        let mut characters = Characters::default();
        characters.look_on(text, 0);
        characters
    }

    /// Look at the text from a byte on; all before it is known.
    pub fn look_on(&mut self, text: &str, from: usize) {
        work::owe_bytes(text.len() - from);
        if self.marks.is_none() && text[from..].is_ascii() {
            self.count = text.len();
            return;
        }
        let (from, mut marks) = match self.marks.take() {
            Some(marks) => (from, marks),
            // Characters beyond ASCII, the first of them: all places are noted from now on.
            None => (0, Vec::new()),
        };
        if from == 0 {
            self.count = 0;
        }
        for (place, byte) in text.bytes().enumerate().skip(from) {
            if is_start(byte) {
                if self.count.is_multiple_of(STRIDE) {
                    marks.push(place as u32);
                }
                self.count += 1;
            }
        }
        self.marks = Some(marks);
    }

    /// The last character has been taken away.
    pub fn forget_last(&mut self) {
        self.count -= 1;
        if let Some(marks) = &mut self.marks {
            marks.truncate(self.count.div_ceil(STRIDE));
        }
    }

    pub fn count(&self) -> usize {
        self.count
    }

    /// Where a character begins; the end of the text when it has fewer.
    pub fn place_of(&self, text: &str, character: usize) -> usize {
        let Some(marks) = &self.marks else {
            return character.min(text.len());
        };
        if character >= self.count {
            return text.len();
        }
        let mark = marks[character / STRIDE] as usize;
        mark + place_in(&text[mark..], character % STRIDE)
    }

    /// How many characters begin before a byte.
    pub fn before(&self, text: &str, place: usize) -> usize {
        let Some(marks) = &self.marks else {
            return place;
        };
        let mark = marks.partition_point(|mark| *mark as usize <= place);
        let mark = mark.saturating_sub(1);
        let from = marks.get(mark).map_or(0, |from| *from as usize);
        mark * STRIDE + count(&text[from..place])
    }
}

/// Does a character begin with the byte?
#[inline(always)]
fn is_start(byte: u8) -> bool {
    byte as i8 >= -0x40
}

/// How many characters a text has.
#[inline]
pub(super) fn count(text: &str) -> usize {
    match text.is_ascii() {
        true => text.len(),
        false => text.bytes().filter(|byte| is_start(*byte)).count(),
    }
}

/// Where a character begins; the end of the text when it has fewer.
pub(super) fn place_in(text: &str, character: usize) -> usize {
    let place = text.char_indices().nth(character);
    place.map_or(text.len(), |(place, _)| place)
}
