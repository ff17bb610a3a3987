//! Choices, read from a tape of numbers: all programs are made of them, whoever asks: proptest, a fuzzer, or a seed.
//!
//! Choice 0 is always the simplest, and a tape at its end answers 0: a shorter or smaller tape is a simpler program, so that proptest and
//! libFuzzer shrink programs without knowing what they are.

pub struct Tape(std::vec::IntoIter<u16>);

impl Tape {
    pub fn new(numbers: &[u16]) -> Tape {
        let numbers: Vec<_> = numbers.into();
        Tape(numbers.into_iter())
    }

    pub fn of_bytes(bytes: &[u8]) -> Tape {
        let numbers = bytes.chunks(2).map(|pair| match *pair {
            [low, high] => u16::from_le_bytes([low, high]),
            _ => u16::from(pair[0]),
        });
        Tape(numbers.collect::<Vec<_>>().into_iter())
    }

    /// A number below `bound`.
    pub fn choose(&mut self, bound: usize) -> usize {
        self.0
            .next()
            .map_or(0, |number| usize::from(number) % bound)
    }

    pub fn one_of<'s>(&mut self, words: &[&'s str]) -> &'s str {
        words[self.choose(words.len())]
    }

    /// How many choices are left.
    pub fn left(&self) -> usize {
        self.0.len()
    }
}
