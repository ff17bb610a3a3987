//! What Python programmers type: one row each, in both languages, in the order in which they are tried.

use crate::engine::error::hints::{Hint, habits};
use crate::engine::error::language::Text;

pub const ROWS: &[Hint] = &[
    Hint {
        id: "comment",
        title: Some(Text {
            en: "`#` does not start a comment",
            fr: "`#` ne commence pas un commentaire",
        }),
        text: Text {
            en: "a comment starts with `//` here: type `{0}`",
            fr: "un commentaire commence ici par `//` : tapez `{0}`",
        },
        when: habits::comment,
    },
    Hint {
        id: "single_quotes",
        title: Some(Text {
            en: "single quotes hold one character",
            fr: "les apostrophes ne contiennent qu'un caractère",
        }),
        text: Text {
            en: "texts stand in double quotes: type `{0}`",
            fr: "un texte se met entre guillemets doubles : tapez `{0}`",
        },
        when: habits::single_quotes,
    },
    Hint {
        id: "comprehension",
        title: Some(Text {
            en: "this is Python's list comprehension",
            fr: "ceci est la liste en compréhension de Python",
        }),
        text: Text {
            en: "a list comprehension begins with `list`: type `{0}`",
            fr: "une liste en compréhension commence par `list` : tapez `{0}`",
        },
        when: habits::comprehension,
    },
    Hint {
        id: "lambda",
        title: Some(Text {
            en: "`lambda` is Python",
            fr: "`lambda`, c'est du Python",
        }),
        text: Text {
            en: "a closure has its parameters between bars: type `{0}`",
            fr: "une fermeture met ses paramètres entre barres : tapez `{0}`",
        },
        when: habits::lambda,
    },
    Hint {
        id: "formatted_text",
        title: Some(Text {
            en: "`f\"…\"` is Python",
            fr: "`f\"…\"`, c'est du Python",
        }),
        text: Text {
            en: "values go into a text in backticks as `${…}`: type {0}",
            fr: "les valeurs vont dans un texte entre accents graves, par `${…}` : tapez {0}",
        },
        when: habits::formatted_text,
    },
    Hint {
        id: "bytes",
        title: Some(Text {
            en: "`b\"…\"` is Python",
            fr: "`b\"…\"`, c'est du Python",
        }),
        text: Text {
            en: "type `{0}`: where Python wants bytes, texts will do; `{0}.to_blob()` makes bytes",
            fr: "tapez `{0}` : là où Python veut des octets, un texte convient ; `{0}.to_blob()` donne des octets",
        },
        when: habits::bytes,
    },
    Hint {
        id: "raw_text",
        title: Some(Text {
            en: "`{0}\"…\"` is Python",
            fr: "`{0}\"…\"`, c'est du Python",
        }),
        text: Text {
            en: "type `{1}`",
            fr: "tapez `{1}`",
        },
        when: habits::raw_text,
    },
    Hint {
        id: "function",
        title: Some(Text {
            en: "`{0}` does not define a function",
            fr: "`{0}` ne définit pas une fonction",
        }),
        text: Text {
            en: "a function is `fn`, its block stands in braces: type `{1}` and close the block with `}`",
            fr: "une fonction s'écrit `fn`, son bloc se met entre accolades : tapez `{1}` et fermez le bloc par `}`",
        },
        when: habits::function,
    },
    Hint {
        id: "import",
        title: Some(Text {
            en: "there is nothing to import",
            fr: "il n'y a rien à importer",
        }),
        text: Text {
            en: "`Thread`, `Lock`, `time::sleep` … are always there: remove this line",
            fr: "`Thread`, `Lock`, `time::sleep` … sont toujours là : supprimez cette ligne",
        },
        when: habits::import,
    },
    Hint {
        id: "class",
        title: Some(Text {
            en: "this is Python's way to begin a class",
            fr: "c'est en Python qu'une classe commence ainsi",
        }),
        text: Text {
            en: "type `{0}` and close the class with `}`; a method is `name(…) { … }`, the constructor `init(…) { … }`",
            fr: "tapez `{0}` et fermez la classe par `}` ; une méthode s'écrit `nom(…) { … }`, le constructeur `init(…) { … }`",
        },
        when: habits::class,
    },
    Hint {
        id: "else_if",
        title: Some(Text {
            en: "`elif` is `else if` here",
            fr: "`elif` s'écrit ici `else if`",
        }),
        text: Text {
            en: "type `{0}`",
            fr: "tapez `{0}`",
        },
        when: habits::else_if,
    },
    Hint {
        id: "word_operator",
        title: Some(Text {
            en: "`{0}` is `{1}` here",
            fr: "`{0}` s'écrit ici `{1}`",
        }),
        text: Text {
            en: "type `{2}`",
            fr: "tapez `{2}`",
        },
        when: habits::word_operator,
    },
    Hint {
        id: "except",
        title: Some(Text {
            en: "`except` is `catch` here",
            fr: "`except` s'écrit ici `catch`",
        }),
        text: Text {
            en: "type `{0}`: it catches every error, `e.kind` tells which",
            fr: "tapez `{0}` : il rattrape toute erreur, `e.kind` dit laquelle",
        },
        when: habits::except,
    },
    Hint {
        id: "finally",
        title: Some(Text {
            en: "there is no `finally`",
            fr: "il n'y a pas de `finally`",
        }),
        text: Text {
            en: "to release a lock in every case, use `with lock { … }`; else put the statements after the `try`",
            fr: "pour libérer un verrou dans tous les cas, utilisez `with lock { … }` ; sinon, mettez les instructions après le `try`",
        },
        when: habits::finally,
    },
    Hint {
        id: "block_on_one_line",
        title: Some(Text {
            en: "a block stands in braces, not after `:`",
            fr: "un bloc se met entre accolades, pas après `:`",
        }),
        text: Text {
            en: "type `{0}`",
            fr: "tapez `{0}`",
        },
        when: habits::block_on_one_line,
    },
    Hint {
        id: "block",
        title: Some(Text {
            en: "a block stands in braces, not after `:`",
            fr: "un bloc se met entre accolades, pas après `:`",
        }),
        text: Text {
            en: "type `{0}` and close the block with `}`",
            fr: "tapez `{0}` et fermez le bloc par `}`",
        },
        when: habits::block,
    },
    Hint {
        id: "thread_keywords",
        title: Some(Text {
            en: "there are no keyword arguments",
            fr: "il n'y a pas d'arguments nommés",
        }),
        text: Text {
            en: "the function comes first, its arguments in an array, options in a map: type `{0}`",
            fr: "d'abord la fonction, puis ses arguments dans un tableau, les options dans une table : tapez `{0}`",
        },
        when: habits::thread_keywords,
    },
    Hint {
        id: "print_keywords",
        title: Some(Text {
            en: "`print` has no option `{0}`",
            fr: "`print` n'a pas d'option `{0}`",
        }),
        text: Text {
            en: "`stdout.write(text)` writes a text as it is, without a new line",
            fr: "`stdout.write(texte)` écrit un texte tel quel, sans passer à la ligne",
        },
        when: habits::print_keywords,
    },
    Hint {
        id: "keywords",
        title: Some(Text {
            en: "there are no keyword arguments",
            fr: "il n'y a pas d'arguments nommés",
        }),
        text: Text {
            en: "give the values in their order: type `{0}`",
            fr: "donnez les valeurs dans l'ordre : tapez `{0}`",
        },
        when: habits::keywords,
    },
    Hint {
        id: "tuple",
        title: Some(Text {
            en: "there are no tuples",
            fr: "il n'y a pas de tuples",
        }),
        text: Text {
            en: "an array does what a tuple does: type `{0}`; or give names, `#{a: 1, b: 2}`",
            fr: "un tableau remplace le tuple : tapez `{0}` ; ou donnez des noms, `#{a: 1, b: 2}`",
        },
        when: habits::tuple,
    },
    Hint {
        id: "several_variables",
        title: Some(Text {
            en: "an assignment sets one variable",
            fr: "une affectation porte sur une seule variable",
        }),
        text: Text {
            en: "type `{0}`",
            fr: "tapez `{0}`",
        },
        when: habits::several_variables,
    },
    Hint {
        id: "slice",
        title: Some(Text {
            en: "`[a:b]` is Python",
            fr: "`[a:b]`, c'est du Python",
        }),
        text: Text {
            en: "of an array, type `{0}`; of a text, `{1}`",
            fr: "pour un tableau, tapez `{0}` ; pour un texte, `{1}`",
        },
        when: habits::slice,
    },
    Hint {
        id: "dictionary",
        title: Some(Text {
            en: "a map begins with `#{`",
            fr: "une table commence par `#{`",
        }),
        text: Text {
            en: "type `{0}`",
            fr: "tapez `{0}`",
        },
        when: habits::dictionary,
    },
    Hint {
        id: "conditional_value",
        title: Some(Text {
            en: "a choice between two values is an `if` with braces",
            fr: "un choix entre deux valeurs est un `if` avec des accolades",
        }),
        text: Text {
            en: "type `{0}`",
            fr: "tapez `{0}`",
        },
        when: habits::conditional_value,
    },
    Hint {
        id: "delete_item",
        title: Some(Text {
            en: "`del` is Python",
            fr: "`del`, c'est du Python",
        }),
        text: Text {
            en: "type `{0}`",
            fr: "tapez `{0}`",
        },
        when: habits::delete_item,
    },
    Hint {
        id: "delete_variable",
        title: Some(Text {
            en: "`del` is Python",
            fr: "`del`, c'est du Python",
        }),
        text: Text {
            en: "a variable needs no deleting: remove this line",
            fr: "une variable n'a pas besoin d'être supprimée : enlevez cette ligne",
        },
        when: habits::delete_variable,
    },
    Hint {
        id: "global",
        title: Some(Text {
            en: "`{0}` is not needed",
            fr: "`{0}` est inutile",
        }),
        text: Text {
            en: "functions see the variables of the script's top level: remove this line",
            fr: "les fonctions voient les variables du script : enlevez cette ligne",
        },
        when: habits::global,
    },
    Hint {
        id: "raise",
        title: Some(Text {
            en: "`raise` is `throw` here",
            fr: "`raise` s'écrit ici `throw`",
        }),
        text: Text {
            en: "type `{0}`",
            fr: "tapez `{0}`",
        },
        when: habits::raise,
    },
    Hint {
        id: "assert",
        title: Some(Text {
            en: "`assert` is Python",
            fr: "`assert`, c'est du Python",
        }),
        text: Text {
            en: "type `{0}`",
            fr: "tapez `{0}`",
        },
        when: habits::assert,
    },
    Hint {
        id: "print",
        title: Some(Text {
            en: "`print` needs parentheses",
            fr: "`print` demande des parenthèses",
        }),
        text: Text {
            en: "type `{0}`",
            fr: "tapez `{0}`",
        },
        when: habits::print,
    },
    Hint {
        id: "two_loop_variables",
        title: Some(Text {
            en: "this is Python's loop over pairs",
            fr: "ceci est la boucle de Python sur des couples",
        }),
        text: Text {
            en: "type `{0}`",
            fr: "tapez `{0}`",
        },
        when: habits::two_loop_variables,
    },
];
