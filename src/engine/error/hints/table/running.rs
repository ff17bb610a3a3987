//! Mistakes that show when the script runs: one row each, in both languages, in the order in which they are tried.

use crate::engine::error::hints::{Hint, running};
use crate::engine::error::language::Text;

pub const ROWS: &[Hint] = &[
    Hint {
        id: "module_name",
        title: Some(Text {
            en: "there is nothing to import",
            fr: "il n'y a rien à importer",
        }),
        text: Text {
            en: "`Thread`, `Lock`, `time::sleep` … are always there: remove this line",
            fr: "`Thread`, `Lock`, `time::sleep` … sont toujours là : supprimez cette ligne",
        },
        when: running::import,
    },
    Hint {
        id: "module_dot",
        title: None,
        text: Text {
            en: "type `{1}` for Python's `{0}`",
            fr: "tapez `{1}` au lieu de `{0}`, qui est du Python",
        },
        when: running::module_dot,
    },
    Hint {
        id: "absent_module",
        title: None,
        text: Text {
            en: "Python's module `{0}` does not exist here",
            fr: "le module `{0}` de Python n'existe pas ici",
        },
        when: running::absent_module,
    },
    Hint {
        id: "empty_map",
        title: None,
        text: Text {
            en: "the value before `[` is `()`, nothing; an empty map is `#{}`, since `{}` is an empty block",
            fr: "la valeur devant `[` est `()`, rien ; une table vide s'écrit `#{}`, car `{}` est un bloc vide",
        },
        when: running::empty_map,
    },
    Hint {
        id: "constant_name",
        title: None,
        text: Text {
            en: "Python's `{0}` is `{1}` here",
            fr: "`{0}`, en Python, s'écrit ici `{1}`",
        },
        when: running::constant_name,
    },
    Hint {
        id: "self",
        title: None,
        text: Text {
            en: "Python's `self` is `this` here, and no parameter: type `{0}`",
            fr: "`self`, en Python, s'écrit ici `this`, et n'est pas un paramètre : tapez `{0}`",
        },
        when: running::self_name,
    },
    Hint {
        id: "pass",
        title: None,
        text: Text {
            en: "an empty block is `{ }`: remove `pass`",
            fr: "un bloc vide s'écrit `{ }` : enlevez `pass`",
        },
        when: running::pass,
    },
    Hint {
        id: "out_of_sight",
        title: None,
        text: Text {
            en: "`{0}` of line {1} cannot be seen here: declare it before, and outside of the block",
            fr: "la variable `{0}` de la ligne {1} n'est pas visible d'ici : déclarez-la avant, et hors du bloc",
        },
        when: running::out_of_sight,
    },
    Hint {
        id: "similar_variable",
        title: None,
        text: Text {
            en: "did you mean `{0}`?",
            fr: "vouliez-vous dire `{0}` ?",
        },
        when: running::similar_variable,
    },
    Hint {
        id: "declare",
        title: None,
        text: Text {
            en: "the first time, declare the variable: type `{1}`",
            fr: "la première fois, déclarez la variable : tapez `{1}`",
        },
        when: running::declare,
    },
    Hint {
        id: "capital",
        title: None,
        text: Text {
            en: "capitals matter: type `{0}`",
            fr: "les majuscules comptent : tapez `{0}`",
        },
        when: running::capital,
    },
    Hint {
        id: "argument_count",
        title: None,
        text: Text {
            en: "`{0}` of line {2} has {1} parameter(s), {3} value(s) are given here",
            fr: "la fonction `{0}` de la ligne {2} a {1} paramètre(s), on lui donne ici {3} valeur(s)",
        },
        when: running::argument_count,
    },
    Hint {
        id: "trim",
        title: None,
        text: Text {
            en: "`trim()` changes the variable and gives nothing: type `strip()`",
            fr: "`trim()` modifie la variable et ne donne rien : tapez `strip()`",
        },
        when: running::trim,
    },
    Hint {
        id: "gives_nothing",
        title: None,
        text: Text {
            en: "`{0}(…)` changes the variable and gives nothing: make two statements of it",
            fr: "`{0}(…)` modifie la variable et ne donne rien : faites-en deux instructions",
        },
        when: running::gives_nothing,
    },
    Hint {
        id: "length_of_number",
        title: None,
        text: Text {
            en: "a number has no length; for its digits, `str(n).len()`",
            fr: "un nombre n'a pas de longueur ; pour ses chiffres, `str(n).len()`",
        },
        when: running::length_of_number,
    },
    Hint {
        id: "python_method",
        title: None,
        text: Text {
            en: "Python's `{0}` is `{1}` here",
            fr: "`{0}`, en Python, s'écrit ici `{1}`",
        },
        when: running::python_method,
    },
    Hint {
        id: "range_of_floats",
        title: None,
        text: Text {
            en: "start, end and step are all integers or all floats: `range(0.0, 2.5, 0.5)`",
            fr: "début, fin et pas sont tous entiers ou tous flottants : `range(0.0, 2.5, 0.5)`",
        },
        when: running::range_of_floats,
    },
    Hint {
        id: "inside",
        title: None,
        text: Text {
            en: "`in` looks into an array, a map, a text or a range, not into `{0}`",
            fr: "`in` cherche dans un tableau, une table, un texte ou un intervalle, pas dans `{0}`",
        },
        when: running::inside,
    },
    Hint {
        id: "nothing_in_operator",
        title: None,
        text: Text {
            en: "one side of `{0}` is `()`, nothing: is a `return` or a value missing?",
            fr: "un côté de `{0}` vaut `()`, rien : manque-t-il un `return` ou une valeur ?",
        },
        when: running::nothing_in_operator,
    },
    Hint {
        id: "text_in_operator",
        title: None,
        text: Text {
            en: "one side of `{0}` is a text: `int(text)` or `float(text)` makes a number of it",
            fr: "un côté de `{0}` est un texte : `int(texte)` ou `float(texte)` en fait un nombre",
        },
        when: running::text_in_operator,
    },
    Hint {
        id: "similar_function",
        title: None,
        text: Text {
            en: "did you mean `{0}`?",
            fr: "vouliez-vous dire `{0}` ?",
        },
        when: running::similar_function,
    },
    Hint {
        id: "similar_property",
        title: None,
        text: Text {
            en: "did you mean `{0}()`?",
            fr: "vouliez-vous dire `{0}()` ?",
        },
        when: running::similar_property,
    },
    Hint {
        id: "similar_module",
        title: None,
        text: Text {
            en: "did you mean `{0}`?",
            fr: "vouliez-vous dire `{0}` ?",
        },
        when: running::similar_module,
    },
    Hint {
        id: "bounds",
        title: None,
        text: Text {
            en: "the first has index 0, the last {0} or -1",
            fr: "le premier a l'indice 0, le dernier {0} ou -1",
        },
        when: running::bounds,
    },
    Hint {
        id: "recursion",
        title: None,
        text: Text {
            en: "a function that calls itself needs a case in which it does not",
            fr: "une fonction qui s'appelle elle-même doit avoir un cas où elle ne le fait pas",
        },
        when: running::recursion,
    },
    Hint {
        id: "condition",
        title: None,
        text: Text {
            en: "a condition is `true` or `false`: type `{0}`",
            fr: "une condition vaut `true` ou `false` : tapez `{0}`",
        },
        when: running::condition,
    },
    Hint {
        id: "overflow",
        title: None,
        text: Text {
            en: "integers have 64 bits here; floats go further: `2.0`",
            fr: "les entiers ont ici 64 bits ; les flottants vont plus loin : `2.0`",
        },
        when: running::overflow,
    },
    Hint {
        id: "loop_over_value",
        title: None,
        text: Text {
            en: "to count, type `for i in 0..n { … }`",
            fr: "pour compter, tapez `for i in 0..n { … }`",
        },
        when: running::loop_over_value,
    },
    Hint {
        id: "constant_variable",
        title: None,
        text: Text {
            en: "declare `{0}` by `let` if it must change",
            fr: "déclarez `{0}` par `let` s'il doit changer",
        },
        when: running::constant,
    },
    Hint {
        id: "unbound_this",
        title: None,
        text: Text {
            en: "`this` is the object of a method: call it as `object.method()`",
            fr: "`this` est l'objet d'une méthode : appelez-la par `objet.methode()`",
        },
        when: running::unbound_this,
    },
];
