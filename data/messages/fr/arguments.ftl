# Ce que disent les fonctions de leurs arguments.

argument-wrong = `{ $name }` : `{ $parameter }` doit être { $wanted }, pas `{ $given }`
argument-receiver = `{ $name }` est appelée sur un objet d'un autre genre
option-unknown = option inconnue `{ $name }` de `{ $owner }` : { $remedy }
not-iterable = `{ $name }` : on ne peut pas parcourir `{ $kind }`
    .hint = donnez un tableau, un texte, une table ou un intervalle
items-too-many = `{ $name }` : trop d'éléments
arity = `{ $name }` prend { $count ->
    [one] { $count } argument
   *[other] { $count } arguments
}, pas { $given }
    .hint = ses paramètres sont `{ $name }({ $parameters })`
arity-least = `{ $name }` prend au moins { $count ->
    [one] { $count } argument
   *[other] { $count } arguments
}, pas { $given }
arity-most = `{ $name }` prend au plus { $count ->
    [one] { $count } argument
   *[other] { $count } arguments
}, pas { $given }
counts-or = { $first } ou { $last }
names-none = aucun
names-and = { $first } et { $last }
option-names = il y a { $names }
an-integer = un entier
a-number = un nombre
a-string = un texte
an-array = un tableau
a-map = une table
a-blob = une suite d'octets
a-timestamp = un instant
true-or-false = vrai ou faux
