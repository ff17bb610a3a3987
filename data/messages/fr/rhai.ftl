# Ce que disent l'analyseur et le langage. Les textes anglais sont ceux de Rhai lui-même.

## À l'exécution

rhai-variable-unknown = variable inconnue : { $name }
rhai-variable-exists = la variable { $name } existe déjà
rhai-variable-forbidden = ce nom de variable est interdit : { $name }
rhai-function-unknown = fonction inconnue : { $signature }
rhai-no-order = des éléments de types différents ne peuvent pas être triés
rhai-no-order-of = des éléments de type { $kind } ne peuvent pas être triés
rhai-module-unknown = module inconnu : { $name }
rhai-property-unknown = propriété inconnue : { $name }
rhai-property-unknown-of = propriété inconnue : { $name } ({ $of })
rhai-index-unknown = indice inconnu : { $index }
rhai-type-wrong = type incorrect : { $actual } au lieu de { $wanted }
rhai-type-wrong-alone = type incorrect : { $actual }
rhai-type-wanted = type incorrect : { $wanted } est attendu
rhai-no-index = ce type n'a pas d'indices : { $name }
rhai-array-bounds = indice { $index } hors du tableau : { $count ->
    [0] il n'y a aucun élément
    [one] il n'y a qu'un élément
   *[other] il n'y a que { $count } éléments
}
rhai-text-bounds = indice { $index } hors du texte : { $count ->
    [0] il n'y a aucun caractère
    [one] il n'y a qu'un caractère
   *[other] il n'y a que { $count } caractères
}
rhai-bit-bounds = le bit { $index } n'existe pas : il y en a { $count }
rhai-not-iterable = `for` ne peut pas parcourir cette valeur
rhai-constant = la constante { $name } ne peut pas changer
rhai-constant-method = `{ $name }` changerait une constante
rhai-constant-property = la propriété { $name } d'une constante ne peut pas changer
rhai-constant-index = les éléments d'une constante ne peuvent pas changer
rhai-this-unbound = `this` ne désigne rien ici
rhai-too-large = donnée trop grande : { $name }
rhai-too-many-variables = trop de variables
rhai-too-many-modules = trop de modules
rhai-too-many-functions = trop de fonctions
rhai-terminated = le script a été arrêté
rhai-data-race = accès simultané à { $name }

## Calculs

rhai-by-zero = division par zéro : { $what }
rhai-by-zero-alone = division par zéro
rhai-remainder = reste d'une division par zéro : { $what }
rhai-overflow = résultat trop grand : { $what }
rhai-overflow-alone = résultat trop grand pour un entier
rhai-rounded-too-large = le nombre arrondi est trop grand pour un entier
rhai-negative-power = entier élevé à une puissance négative : { $what }
rhai-step-zero = le pas ne peut pas valoir zéro
rhai-timestamp-later = cet instant est dans le futur
rhai-sign-of-nan = NaN n'a pas de signe
rhai-square-root = { $x } n'a pas de racine carrée
rhai-logarithm = { $x } n'a pas de logarithme
rhai-radix = base impossible : { $radix }
rhai-not-an-integer = « { $text } » n'est pas un entier
rhai-not-a-float = « { $text } » n'est pas un nombre
rhai-arithmetic = calcul impossible : { $text }

## À la lecture du script

rhai-token-missing = `{ $token }` est attendu ici
rhai-symbol-missing = un symbole est attendu ici
rhai-incomplete = le script est incomplet
rhai-operator-unknown = opérateur inconnu : { $symbol }
rhai-reserved = `{ $word }` est réservé par le langage
rhai-expression-missing = une expression est attendue ici
rhai-variable-missing = un nom de variable est attendu ici
rhai-property-missing = un nom de propriété est attendu ici
rhai-function-name-missing = il manque le nom de la fonction
rhai-parameters-missing = il manque les paramètres de la fonction { $name }
rhai-body-missing = il manque le bloc de la fonction { $name }
rhai-closure-body-missing = il manque le bloc de la fonction anonyme
rhai-parameter-twice = la fonction { $name } a deux paramètres { $parameter }
rhai-function-exists = la fonction { $name } existe déjà avec { $count ->
    [0] zéro paramètre
    [one] un paramètre
   *[other] { $count } paramètres
}
rhai-function-inside = une fonction se définit au premier niveau du script, hors de tout bloc
rhai-export-inside = `export` n'a de sens qu'au premier niveau du script
rhai-doc-comment = un commentaire `///` précède une fonction
rhai-assignment = on ne peut pas affecter cette expression
rhai-property-twice = la propriété { $name } est donnée deux fois
rhai-variable-twice = le nom { $name } est donné deux fois
rhai-index-malformed = cet indice est mal écrit
rhai-capture-malformed = cette capture est mal écrite
rhai-switch-number = dans un `switch`, un nombre ne peut pas suivre un intervalle
rhai-switch-default = dans un `switch`, le cas `_` vient en dernier
rhai-switch-condition = ce cas de `switch` ne peut pas avoir de condition
rhai-break-outside = `break` et `continue` n'ont de sens que dans une boucle
rhai-too-deep = cette expression est trop imbriquée
rhai-literal-too-large = cette valeur est trop longue
rhai-unexpected = `{ $text }` est inattendu ici
rhai-text-open = ce texte n'est pas fermé
rhai-number = nombre mal écrit : { $text }
rhai-char = caractère mal écrit : { $text }
rhai-name = nom mal écrit : { $text }
rhai-escape = séquence d'échappement inconnue : { $text }
rhai-symbol = `{ $symbol }` n'est pas un symbole du langage
