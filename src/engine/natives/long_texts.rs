//! Characters of texts: how many there are, and where they stand. A loop that asks a long text for its length, or for one character after the
//! other, must not walk over all of it each time: what was found out of the last few long texts is remembered, by each OS thread.

use super::meter;
use rhai::ImmutableString;
use std::cell::RefCell;
use std::ops::Range;

/// Shorter texts are looked through each time.
const LONG: usize = 512;
/// So many texts are remembered: loops compare two or three.
const KEPT: usize = 4;
/// Bytes that they may have together.
const MOST: usize = 1 << 26;
/// Of a text that is not all ASCII, the place of each so many-th character is noted.
const STRIDE: usize = 64;

/// What was found out of a text. It holds the text, which therefore cannot change meanwhile.
struct Known {
    text: ImmutableString,
    characters: usize,
    /// Where every [`STRIDE`]-th character begins; none for ASCII, where places of characters are those of bytes.
    marks: Option<Vec<u32>>,
}

thread_local! {
    /// The last found out first.
    static KNOWN: RefCell<Vec<Known>> = const { RefCell::new(Vec::new()) };
}

impl Known {
    fn new(text: &ImmutableString) -> Known {
        let mut known = Known {
            text: text.clone(),
            characters: 0,
            marks: None,
        };
        known.look_on(0);
        known
    }

    /// Look at the text from a byte on; all before it is known.
    fn look_on(&mut self, from: usize) {
        let text = self.text.as_str();
        meter::owe_bytes(text.len() - from);
        if self.marks.is_none() && text[from..].is_ascii() {
            self.characters = text.len();
            return;
        }
        let (from, mut marks) = match self.marks.take() {
            Some(marks) => (from, marks),
            // Characters beyond ASCII, the first of them: all places are noted from now on.
            None => (0, Vec::new()),
        };
        if from == 0 {
            self.characters = 0;
        }
        for (place, byte) in text.bytes().enumerate().skip(from) {
            if is_start(byte) {
                if self.characters.is_multiple_of(STRIDE) {
                    marks.push(place as u32);
                }
                self.characters += 1;
            }
        }
        self.marks = Some(marks);
    }

    /// Where a character begins; the end of the text when it has fewer.
    fn place_of(&self, character: usize) -> usize {
        let Some(marks) = &self.marks else {
            return character.min(self.text.len());
        };
        if character >= self.characters {
            return self.text.len();
        }
        let mark = marks[character / STRIDE] as usize;
        mark + place_in(&self.text[mark..], character % STRIDE)
    }

    /// How many characters begin before a byte.
    fn characters_before(&self, place: usize) -> usize {
        let Some(marks) = &self.marks else {
            return place;
        };
        let mark = marks.partition_point(|mark| *mark as usize <= place);
        let mark = mark.saturating_sub(1);
        mark * STRIDE + count(&self.text[marks[mark] as usize..place])
    }
}

/// Does a character begin with the byte?
#[inline(always)]
fn is_start(byte: u8) -> bool {
    byte as i8 >= -0x40
}

/// How many characters a text has.
#[inline]
fn count(text: &str) -> usize {
    match text.is_ascii() {
        true => text.len(),
        false => text.bytes().filter(|byte| is_start(*byte)).count(),
    }
}

fn place_in(text: &str, character: usize) -> usize {
    let place = text.char_indices().nth(character);
    place.map_or(text.len(), |(place, _)| place)
}

/// Ask what is known of a long text, which is found out when nobody has asked before.
#[inline(never)]
fn ask<R>(text: &ImmutableString, question: impl FnOnce(&Known) -> R) -> R {
    KNOWN.with_borrow_mut(|all| {
        if let Some(known) = all.iter().find(|known| known.text.ptr_eq(text)) {
            return question(known);
        }
        let known = Known::new(text);
        let answer = question(&known);
        remember(all, known);
        answer
    })
}

fn remember(all: &mut Vec<Known>, known: Known) {
    // Texts that nobody else has any more only take memory.
    all.retain_mut(|known| known.text.get_mut().is_none());
    if known.text.len() > MOST {
        return;
    }
    all.truncate(KEPT - 1);
    all.insert(0, known);
    while all.iter().map(|known| known.text.len()).sum::<usize>() > MOST {
        all.pop();
    }
}

/// Forget the text, which is about to change: what is remembered would have to be copied.
fn forget(text: &ImmutableString) -> Option<Known> {
    KNOWN.with_borrow_mut(|all| {
        let place = all.iter().position(|known| known.text.ptr_eq(text))?;
        Some(all.remove(place))
    })
}

/// Is the text one in which places of characters are those of bytes, and that shows at once?
#[inline]
pub(super) fn is_short_ascii(text: &str) -> bool {
    text.len() < LONG && text.is_ascii()
}

/// The number of characters in a text. It may be walked over, which [`meter::settle`] accounts for.
#[inline]
pub fn text_length(text: &ImmutableString) -> usize {
    match text.len() < LONG {
        true => count(text),
        false => ask(text, |known| known.characters),
    }
}

/// The character of a number, from the first.
#[inline]
pub(super) fn character(text: &ImmutableString, number: usize) -> Option<char> {
    if text.len() < LONG {
        return match text.is_ascii() {
            true => text.as_bytes().get(number).map(|byte| char::from(*byte)),
            false => text.chars().nth(number),
        };
    }
    let place = ask(text, |known| known.place_of(number));
    text[place..].chars().next()
}

/// The bytes of the characters in a range; what is beyond the end is left out.
pub(super) fn bytes_of(text: &ImmutableString, characters: Range<usize>) -> Range<usize> {
    let Range { start, end } = characters;
    if text.len() >= LONG {
        return ask(text, |known| {
            let first = known.place_of(start);
            first..known.place_of(end).max(first)
        });
    }
    if text.is_ascii() {
        let first = start.min(text.len());
        return first..end.min(text.len()).max(first);
    }
    let first = place_in(text, start);
    first..first + place_in(&text[first..], end.saturating_sub(start))
}

/// How many characters begin before a byte.
pub(super) fn characters_before(text: &ImmutableString, place: usize) -> usize {
    match text.len() < LONG {
        true => count(&text[..place]),
        false => ask(text, |known| known.characters_before(place)),
    }
}

/// Add to a text where it stands. What is known of it grows with it, so that a loop may add and ask in turns.
#[inline]
pub fn append(text: &mut ImmutableString, more: &str) {
    match text.len() < LONG {
        true => text.make_mut().push_str(more),
        false => append_long(text, more),
    }
}

#[inline(never)]
fn append_long(text: &mut ImmutableString, more: &str) {
    let from = text.len();
    let Some(Known {
        text: held,
        characters,
        marks,
    }) = forget(text)
    else {
        return text.make_mut().push_str(more);
    };
    // Whoever has the text is its only owner again, if nobody else has it.
    drop(held);
    text.make_mut().push_str(more);
    let mut known = Known {
        text: text.clone(),
        characters,
        marks,
    };
    known.look_on(from);
    KNOWN.with_borrow_mut(|all| remember(all, known));
}

/// Take the last character away.
pub(super) fn pop(text: &mut ImmutableString) -> Option<char> {
    let last = text.chars().next_back()?;
    if text.len() >= LONG {
        drop(forget(text));
    }
    text.make_mut().pop();
    Some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_what_a_walk_finds() {
        let pieces = [
            "abc",
            "é",
            "日本語",
            "😀x",
            "",
            "zzzzzzzzzzzzzzzzzzzzzzzzzzzz",
        ];
        for first in ["a", "é", "😀"] {
            let mut text = ImmutableString::from(first.repeat(300));
            for turn in 0..600 {
                append(&mut text, pieces[turn * 7 % pieces.len()]);
                let all: Vec<(usize, char)> = text.char_indices().collect();
                assert_eq!(text_length(&text), all.len());
                for number in [
                    0,
                    1,
                    turn,
                    63,
                    64,
                    65,
                    all.len() - 1,
                    all.len(),
                    all.len() + 70,
                ] {
                    let wanted = all.get(number);
                    assert_eq!(character(&text, number), wanted.map(|(_, char)| *char));
                    let place = wanted.map_or(text.len(), |(place, _)| *place);
                    assert_eq!(characters_before(&text, place), number.min(all.len()));
                    let end = all.get(number + 5).map_or(text.len(), |(place, _)| *place);
                    assert_eq!(bytes_of(&text, number..number + 5), place..end);
                }
                if turn % 50 == 0 {
                    assert_eq!(pop(&mut text), all.last().map(|(_, char)| *char));
                    assert_eq!(text_length(&text), all.len() - 1);
                }
            }
        }
    }

    #[test]
    fn adding_to_a_text_that_is_remembered_copies_nothing() {
        let mut text = ImmutableString::from("a".repeat(1 << 20));
        append(&mut text, "b");
        let place = text.as_ptr();
        for _ in 0..100 {
            assert_eq!(character(&text, 1 << 20), Some('b'));
            append(&mut text, "c");
        }
        assert_eq!(text.as_ptr(), place);
    }
}
