//! The bytes on their way through a modelled connection, and how many of them one read gets.

use std::collections::VecDeque;

use crate::runtime::Chance;

/// How many bytes fit into one direction of a connection.
pub(super) const CAPACITY: usize = 64 << 10;

/// What is sent in one piece as small as this arrives in one piece: no network splits so little.
const WHOLE: usize = 4;

/// Bytes that were sent and not read yet.
#[derive(Default)]
pub(super) struct Pieces {
    bytes: VecDeque<u8>,
    /// How much is left of each piece that was sent, and whether it arrives whole.
    pieces: VecDeque<(usize, bool)>,
}

impl Pieces {
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    pub fn space(&self) -> usize {
        CAPACITY - self.bytes.len()
    }

    /// Take in as many of the bytes as there is space for.
    pub fn push(&mut self, bytes: &[u8]) -> usize {
        let length = bytes.len().min(self.space());
        if length > 0 {
            self.bytes.extend(&bytes[..length]);
            self.pieces.push_back((length, length <= WHOLE));
        }
        length
    }

    pub fn peek(&self, most: usize) -> Vec<u8> {
        self.bytes.iter().take(most).copied().collect()
    }

    /// Read at most `most` bytes, as many as chance wants: all that is there, or less.
    pub fn take(&mut self, most: usize, chance: &Chance) -> Vec<u8> {
        let most = most.min(self.bytes.len());
        let length = if most < 2 || chance.below(2) == 0 {
            most
        } else {
            self.whole(1 + chance.below(most as u64) as usize).min(most)
        };
        self.forget(length);
        self.bytes.drain(..length).collect()
    }

    /// The length, grown to the end of the small piece that it would split.
    fn whole(&self, length: usize) -> usize {
        let mut end = 0;
        for &(left, whole) in &self.pieces {
            end += left;
            if end >= length {
                return if whole { end } else { length };
            }
        }
        length
    }

    fn forget(&mut self, mut length: usize) {
        while length > 0
            && let Some((left, _)) = self.pieces.front_mut()
        {
            let step = length.min(*left);
            *left -= step;
            length -= step;
            if *left == 0 {
                self.pieces.pop_front();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_pieces_stay_whole_and_large_ones_are_split_by_chance() {
        let mut whole = 0;
        for seed in 0..200 {
            let chance = Chance::new(seed);
            let mut pieces = Pieces::default();
            pieces.push(b"18");
            assert_eq!(pieces.take(100, &chance), b"18");
            pieces.push(b"12");
            pieces.push(b"hello world");
            let first = pieces.take(100, &chance);
            assert!(!first.is_empty() && first.starts_with(b"12"));
            whole += usize::from(first.len() == 13);
            let mut all = first;
            while !pieces.is_empty() {
                all.extend(pieces.take(5, &chance));
            }
            assert_eq!(all, b"12hello world");
            assert!(pieces.pieces.is_empty());
        }
        assert!(
            (50..180).contains(&whole),
            "{whole} of 200 reads got everything"
        );
    }

    #[test]
    fn no_more_than_the_capacity_is_taken_in() {
        let mut pieces = Pieces::default();
        assert_eq!(pieces.push(&vec![0; CAPACITY + 1]), CAPACITY);
        assert_eq!((pieces.push(b"x"), pieces.space()), (0, 0));
    }
}
