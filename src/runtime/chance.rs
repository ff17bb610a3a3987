//! The script's random numbers: one stream per world, the same on every machine for the same seed.

use parking_lot::Mutex;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// Stream numbers keep the script's chance and the scheduler's apart, although both start from the world's seed.
const SCRIPT: u64 = 1;
const SCHEDULER: u64 = 2;
const MODEL: u64 = 3;

/// The generator that the scheduler of a controlled world draws from.
pub(super) fn of_scheduler(seed: u64) -> ChaCha8Rng {
    stream(seed, SCHEDULER)
}

fn stream(seed: u64, number: u64) -> ChaCha8Rng {
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    generator.set_stream(number);
    generator
}

/// A source of random numbers that threads share.
pub struct Chance(Mutex<ChaCha8Rng>);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Chance(Mutex::new(stream(seed, SCRIPT)))
    }

    /// For a model of what is outside of the script: neither the script's draws nor the scheduler's change it.
    pub(super) fn of_model(seed: u64) -> Self {
        Chance(Mutex::new(stream(seed, MODEL)))
    }

    pub fn seed(&self, seed: u64) {
        *self.0.lock() = stream(seed, SCRIPT);
    }

    /// Uniform in `0.0..1.0`, with 53 random bits.
    pub fn unit(&self) -> f64 {
        (self.0.lock().next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Uniform in `0..bound`; 0 for a bound of 0.
    pub fn below(&self, bound: u64) -> u64 {
        if bound == 0 {
            return 0;
        }
        // Lemire's multiplication with rejection: no bias, and no dependence on the algorithms of a library version.
        let mut generator = self.0.lock();
        let rejected = bound.wrapping_neg() % bound;
        loop {
            let product = u128::from(generator.next_u64()) * u128::from(bound);
            if product as u64 >= rejected {
                return (product >> 64) as u64;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers() {
        let draw = |chance: &Chance| (0..20).map(|_| chance.below(1000)).collect::<Vec<_>>();
        let chance = Chance::new(7);
        let first = draw(&chance);
        chance.seed(7);
        assert_eq!(first, draw(&chance));
        assert_ne!(first, draw(&chance));
        // Written down, so that a new version of a dependency cannot change it unnoticed.
        assert_eq!(first[..4], [992, 9, 721, 528]);
    }

    #[test]
    fn numbers_stay_in_their_range() {
        let chance = Chance::new(1);
        assert!((0..10_000).all(|_| chance.below(3) < 3));
        assert!((0..10_000).all(|_| (0.0..1.0).contains(&chance.unit())));
        assert_eq!(chance.below(0), 0);
        assert!((0..100).any(|_| chance.below(u64::MAX) > u64::MAX / 2));
    }
}
