//! Broken syntax: one row each, in both languages, in the order in which they are tried.

use crate::engine::error::hints::{Hint, syntax};
use crate::engine::error::language::Text;

pub const ROWS: &[Hint] = &[
    Hint {
        id: "increment",
        title: Some(Text {
            en: "there is no operator `{0}`",
            fr: "l'opérateur `{0}` n'existe pas",
        }),
        text: Text {
            en: "type `{1}`",
            fr: "tapez `{1}`",
        },
        when: syntax::increment,
    },
    Hint {
        id: "open_text",
        title: Some(Text {
            en: "this text is not closed",
            fr: "ce texte n'est pas fermé",
        }),
        text: Text {
            en: "a text ends on the line where it begins, with `{0}`",
            fr: "un texte se termine sur la ligne où il commence, par `{0}`",
        },
        when: syntax::open_text,
    },
    Hint {
        id: "assign_in_condition",
        title: Some(Text {
            en: "`=` assigns, it does not compare",
            fr: "`=` affecte, il ne compare pas",
        }),
        text: Text {
            en: "to compare, type `==`",
            fr: "pour comparer, tapez `==`",
        },
        when: syntax::assign_in_condition,
    },
    Hint {
        id: "default_value",
        title: Some(Text {
            en: "parameters have no default values: `{1}`",
            fr: "les paramètres n'ont pas de valeur par défaut : `{1}`",
        }),
        text: Text {
            en: "`{0}` can be defined several times, with more or fewer parameters; the shorter one calls the longer one",
            fr: "`{0}` peut être définie plusieurs fois, avec plus ou moins de paramètres ; la plus courte appelle la plus longue",
        },
        when: syntax::default_value,
    },
    Hint {
        id: "type_after_name",
        title: Some(Text {
            en: "types are not declared",
            fr: "les types ne se déclarent pas",
        }),
        text: Text {
            en: "leave out `{0}`",
            fr: "supprimez `{0}`",
        },
        when: syntax::type_after_name,
    },
    Hint {
        id: "type_before_name",
        title: Some(Text {
            en: "a variable is declared by `let`, without its type",
            fr: "une variable se déclare par `let`, sans son type",
        }),
        text: Text {
            en: "type `{0}`",
            fr: "tapez `{0}`",
        },
        when: syntax::type_before_name,
    },
    Hint {
        id: "loop_in",
        title: Some(Text {
            en: "a `for` loop goes over values with `in`",
            fr: "une boucle `for` parcourt des valeurs avec `in`",
        }),
        text: Text {
            en: "type `for x in values { … }`, or `for i in 0..10 { … }` to count",
            fr: "tapez `for x in valeurs { … }`, ou `for i in 0..10 { … }` pour compter",
        },
        when: syntax::loop_in,
    },
    Hint {
        id: "null",
        title: Some(Text {
            en: "there is no `{0}`",
            fr: "`{0}` n'existe pas",
        }),
        text: Text {
            en: "the value that Python calls `None` is `()`",
            fr: "la valeur que Python appelle `None` s'écrit `()`",
        },
        when: syntax::null,
    },
    Hint {
        id: "var",
        title: Some(Text {
            en: "a variable is declared by `let`",
            fr: "une variable se déclare par `let`",
        }),
        text: Text {
            en: "type `let`",
            fr: "tapez `let`",
        },
        when: syntax::var,
    },
    Hint {
        id: "match",
        title: Some(Text {
            en: "`match` is `switch` here",
            fr: "`match` s'écrit ici `switch`",
        }),
        text: Text {
            en: "type `switch x { 1 => …, _ => … }`",
            fr: "tapez `switch x { 1 => …, _ => … }`",
        },
        when: syntax::match_word,
    },
    Hint {
        id: "decorator",
        title: Some(Text {
            en: "there are no decorators",
            fr: "il n'y a pas de décorateurs",
        }),
        text: Text {
            en: "call the function where you want what the decorator does",
            fr: "appelez la fonction là où vous voulez l'effet du décorateur",
        },
        when: syntax::decorator,
    },
    Hint {
        id: "reserved_name",
        title: None,
        text: Text {
            en: "the language keeps the word `{0}` for itself: take another name",
            fr: "le langage se réserve le mot `{0}` : prenez un autre nom",
        },
        when: syntax::reserved_name,
    },
    Hint {
        id: "quotient",
        title: Some(Text {
            en: "`//` starts a comment",
            fr: "`//` commence un commentaire",
        }),
        text: Text {
            en: "the quotient of two integers is an integer already: type `{0}`",
            fr: "le quotient de deux entiers est déjà entier : tapez `{0}`",
        },
        when: syntax::quotient,
    },
    Hint {
        id: "loop_over_a_number",
        title: Some(Text {
            en: "a number is nothing to go over",
            fr: "on ne peut pas parcourir un nombre",
        }),
        text: Text {
            en: "to count, type `for i in 0..{0}`",
            fr: "pour compter, tapez `for i in 0..{0}`",
        },
        when: syntax::loop_over_a_number,
    },
    Hint {
        id: "nothing_to_close",
        title: Some(Text {
            en: "nothing is open that this `{0}` could close",
            fr: "rien n'est ouvert que ce `{0}` puisse fermer",
        }),
        text: Text {
            en: "remove it, or look above for a bracket closed too early",
            fr: "enlevez-le, ou cherchez plus haut un bloc fermé trop tôt",
        },
        when: syntax::nothing_to_close,
    },
    Hint {
        id: "not_closed",
        title: Some(Text {
            en: "this `{0}` is not closed",
            fr: "ce `{0}` n'est pas fermé",
        }),
        text: Text {
            en: "type the `{1}` that belongs to the `{0}` of line {2}",
            fr: "tapez le `{1}` qui correspond au `{0}` de la ligne {2}",
        },
        when: syntax::not_closed,
    },
    Hint {
        id: "missing_comma",
        title: Some(Text {
            en: "a `,` is missing here",
            fr: "il manque une `,` ici",
        }),
        text: Text {
            en: "type `,` between the values",
            fr: "tapez `,` entre les valeurs",
        },
        when: syntax::missing_comma,
    },
    Hint {
        id: "missing_semicolon",
        title: Some(Text {
            en: "a `;` is missing at the end of this line",
            fr: "il manque un `;` à la fin de cette ligne",
        }),
        text: Text {
            en: "each statement ends with `;`",
            fr: "chaque instruction se termine par `;`",
        },
        when: syntax::missing_semicolon,
    },
    Hint {
        id: "two_statements",
        title: Some(Text {
            en: "something is missing between `{0}` and `{1}`",
            fr: "il manque quelque chose entre `{0}` et `{1}`",
        }),
        text: Text {
            en: "between two statements type `;`, between two values an operator",
            fr: "entre deux instructions tapez `;`, entre deux valeurs un opérateur",
        },
        when: syntax::two_statements,
    },
    Hint {
        id: "missing_block",
        title: Some(Text {
            en: "a `{` is missing here",
            fr: "il manque une `{` ici",
        }),
        text: Text {
            en: "the block of `{0}` stands in braces: `{ … }`",
            fr: "le bloc de `{0}` se met entre accolades : `{ … }`",
        },
        when: syntax::missing_block,
    },
    Hint {
        id: "constant",
        title: None,
        text: Text {
            en: "declare `{0}` by `let` if it must change",
            fr: "déclarez `{0}` par `let` s'il doit changer",
        },
        when: syntax::constant,
    },
];
