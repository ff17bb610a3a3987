//! French words in the place of the language's own: `si`, `sinon`, `afficher`, `vrai`.

use super::Found;
use super::declared::{functions, variables};
use super::look::{Look, when};
use super::problem::{parse, unknown_function, unknown_variable};
use super::rewrite::rhai_with;
use crate::lang::Token;

/// Words that begin statements or stand between values.
const WORDS: &[(&str, &str)] = &[
    ("si", "if"),
    ("sinon", "else"),
    ("tantque", "while"),
    ("pour", "for"),
    ("dans", "in"),
    ("soit", "let"),
    ("fonction", "fn"),
    ("classe", "class"),
    ("retourner", "return"),
    ("retourne", "return"),
    ("renvoyer", "return"),
    ("renvoie", "return"),
    ("essayer", "try"),
    ("attraper", "catch"),
    ("rattraper", "catch"),
    ("lancer", "throw"),
    ("lever", "throw"),
    ("alors", ""),
    ("boucle", "loop"),
    ("continuer", "continue"),
    ("avec", "with"),
    ("importer", "import"),
    ("et", "&&"),
    ("ou", "||"),
    ("non", "!"),
];

/// Names of values.
const VALUES: &[(&str, &str)] = &[
    ("vrai", "true"),
    ("Vrai", "true"),
    ("faux", "false"),
    ("Faux", "false"),
    ("nul", "()"),
    ("rien", "()"),
    ("aucun", "()"),
];

/// Names of functions and classes.
const FUNCTIONS: &[(&str, &str)] = &[
    ("afficher", "print"),
    ("affiche", "print"),
    ("ecrire", "print"),
    ("écrire", "print"),
    ("imprimer", "print"),
    ("lire", "input"),
    ("saisir", "input"),
    ("longueur", "len"),
    ("taille", "len"),
    ("attendre", "sleep"),
    ("dormir", "sleep"),
    ("Verrou", "Lock"),
    ("verrou", "Lock"),
    ("Fil", "Thread"),
    ("File", "Queue"),
    ("Semaphore", "Semaphore"),
    ("Sémaphore", "Semaphore"),
    ("Barriere", "Barrier"),
    ("Barrière", "Barrier"),
    ("entier", "int"),
    ("texte", "str"),
    ("somme", "sum"),
    ("maximum", "max"),
    ("minimum", "min"),
    ("trier", "sorted"),
    ("quitter", "exit"),
    ("aide", "help"),
];

fn ours(table: &'static [(&str, &str)], word: &str) -> Option<&'static str> {
    let (_, ours) = table.iter().find(|(french, _)| *french == word)?;
    Some(ours)
}

/// Words that are two in French: `tant que`, `sinon si`, `pour chaque`.
fn of_two(first: &str, second: &str) -> Option<&'static str> {
    match (first, second) {
        ("tant", "que") => Some("while"),
        ("sinon", "si") => Some("else if"),
        ("pour", "chaque") => Some("for"),
        ("sortir", "de") => Some("break"),
        _ => None,
    }
}

/// The French word that begins these tokens: how many tokens it has, and ours.
fn word(look: &Look, tokens: &[Token]) -> Option<(usize, &'static str)> {
    let at = |index: usize| tokens.get(index).map_or("", |token| look.word(token));
    match of_two(at(0), at(1)) {
        Some(ours) => Some((2, ours)),
        None => Some((1, ours(WORDS, at(0))?)),
    }
}

/// A line with a French word where the parser wanted another.
pub fn french_word(look: &Look) -> Option<Found> {
    parse(look)?;
    let line = look.line();
    let here = line.partition_point(|token| token.range.end <= look.offset);
    let own = variables(look);
    let is_own = |word: &str| own.iter().any(|(name, _)| *name == word);
    let found = |at: usize| {
        let (count, ours) = word(look, line.get(at..)?)?;
        (!is_own(look.word(&line[at]))).then_some((at, count, ours))
    };
    let begins = |at: &usize| *at == 0 || matches!(look.word(&line[*at - 1]), ";" | "{" | "}");
    let first = (0..line.len().min(here + 1)).rev().find(begins);
    // The word may be the one that the parser met, the one before it, or the one that begins the statement.
    let (at, count, ours) = [first, Some(here), here.checked_sub(1)]
        .into_iter()
        .flatten()
        .find_map(found)?;
    // A name that is called, or that stands where a value must, is another matter.
    let called = line
        .get(at + count)
        .is_some_and(|next| look.word(next) == "(")
        && !matches!(
            ours,
            "if" | "while" | "for" | "!" | "catch" | "else if" | "return" | "throw"
        );
    when(!called)?;
    let said = |word: &str, _: usize| {
        let ours = ours_of(word)?;
        (!is_own(word)).then_some(ours)
    };
    let mut code = rhai_with(look, line, &said);
    for (two, ours) in [
        ("tant que", "while"),
        ("else if", "else if"),
        ("for chaque", "for"),
        ("sortir de", "break"),
    ] {
        code = code.replace(two, ours);
    }
    let typed = look.source[line[at].range.start..line[at + count - 1].range.end].to_string();
    Some(Found::words([typed, ours.to_string(), code]).spanning(&line[at..at + count]))
}

fn ours_of(word: &str) -> Option<&'static str> {
    [WORDS, VALUES, FUNCTIONS]
        .into_iter()
        .find_map(|table| ours(table, word))
}

/// `vrai`, `afficher("x")`: a name that nothing has.
pub fn french_name(look: &Look) -> Option<Found> {
    let (name, ours) = match unknown_variable(look) {
        Some(name) => (name, ours(VALUES, name).or_else(|| ours(FUNCTIONS, name))?),
        None => {
            let call = unknown_function(look)?;
            let ours = ours(FUNCTIONS, call.name())?;
            (call.name(), ours)
        }
    };
    when(functions(look).iter().all(|(other, ..)| *other != name))?;
    Some(Found::words([name.to_string(), ours.to_string()]))
}
