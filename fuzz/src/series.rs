//! The programs of a seed, by number: the snippets as they are, then in turns one of each recipe and one snippet with changed tokens.

use std::io::Result;
use std::path::Path;

use sandbox::session::Runtime;

use super::case::{Case, RECIPES, Recipe};
use super::evaluate::CONTROLLED;
use super::mutate::{Snippets, bytes};

pub struct Series {
    pub snippets: Snippets,
    pub seed: u64,
    /// Programs of this recipe only.
    recipe: Option<Recipe>,
}

/// One of each recipe, and a mutated snippet.
pub const TURNS: u64 = RECIPES.len() as u64 + 1;

impl Series {
    /// With the snippets of these folders of the package.
    pub fn open(seed: u64, recipe: Option<Recipe>, folders: &[&str]) -> Result<Series> {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folders: Vec<_> = folders.iter().map(|folder| package.join(folder)).collect();
        let snippets = Snippets::read(&folders)?;
        Ok(Series {
            snippets,
            seed,
            recipe,
        })
    }

    pub fn case(&self, number: u64) -> Case {
        let turn = (number % TURNS) as usize;
        let recipe = match self.recipe {
            Some(recipe) => Some(recipe),
            None if number < self.snippets.count() => None,
            None => RECIPES.get(turn).copied(),
        };
        match recipe {
            None => Case::program(self.snippets.program(self.seed, number)),
            Some(recipe) => Case::cook(recipe, &bytes(self.seed, number)),
        }
    }

    /// Every other round runs on real threads, where chance is the machine's: a finding is one all the same.
    pub fn runtime(number: u64) -> Runtime {
        match (number / TURNS).is_multiple_of(2) {
            true => CONTROLLED,
            false => Runtime::Real,
        }
    }
}
