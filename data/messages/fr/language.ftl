# Fautes dans ce que ce langage ajoute à Rhai, et celles que le moteur trouve.

## Classes, à la lecture

syntax-base-class = une classe de base suit deux-points : `class Nom : Base {"{"} … {"}"}`
syntax-method-fn = une méthode s'écrit sans `fn` : `nom(…) {"{"} … {"}"}`
syntax-attribute = les attributs naissent dans une méthode, comme `this.nom = …` dans `init`
syntax-super = `super` appelle une méthode de la classe de base : `super.nom(…)`

uncaught = `throw` non rattrapé : { $text }
uncaught-nothing = `throw` non rattrapé

stack-size-fixed = la taille de la pile des threads ne se change pas
    .hint = les appels ne prennent pas de pile ici ; `sandbox run --max-call-depth N` dit jusqu'où ils peuvent aller
no-trace-functions = `{ $name }` n'existe pas ici : aucune fonction n'est appelée à chaque ligne
    .hint = `sandbox dis FILE` montre les étapes de chaque ligne, `sandbox run --seed N FILE` répète un ordre des threads
## Objets, appels, tailles

not-callable = une valeur de type `{ $kind }` ne s'appelle pas
    .variable = la variable `{ $name }` ne contient pas de fonction
assigned-to-copy = cet appel donne une copie, et ce qu'on affecte à une de ses parties serait perdu
    .hint = garder d'abord la copie dans une variable : `let x = …;`, puis affecter à une partie de `x`
base-unknown = la classe `{ $base }` est inconnue
    .hint = définissez `{ $base }` avant `{ $class }`, ou dérivez de `Thread`
base-not-in-module = le module `{ $module }` n'a pas de classe `{ $base }`
    .hint = un module donne les classes que son fichier définit, et celles de ses propres imports sous la forme `{ $module }::nom::Classe`
base-closed = la classe `{ $class }` ne peut pas dériver de `{ $name }`
method-unknown = `{ $class }` n'a pas de méthode `{ $name }`
    .hint = elle a : { $names }
module-function = le module `{ $module }` n'a pas de fonction `{ $name }`
class-without-init = `{ $class }` ne prend pas d'arguments : elle n'a pas d'`init`
class-gone = la classe `{ $class }` n'existe plus
base-method = la classe de base de `{ $class }` n'a pas de méthode `{ $name }`
property-fixed = la propriété `{ $name }` de `{ $class }` ne se modifie pas
attribute-unknown = `{ $class }` n'a pas d'attribut `{ $name }`
object-index = `{ $class }` n'a pas d'indices
with-needs = `with` a besoin d'un verrou, d'une condition, d'un sémaphore, d'un socket ou d'un fichier, pas d'une valeur de type `{ $kind }`
with-cannot-hold = `with` ne peut pas tenir un `{ $class }` : il n'a ni `acquire` et `release`, ni `enter` et `leave`
index-missing = il manque un indice
import-circle = le module `{ $path }` s'importe lui-même, en cercle
import-unreadable = impossible de lire le module { $file } : { $reason }
native-failed = `{ $name }` a échoué : { $what }
not-an-error = ce n'est pas une `Error`
data-nested = les données sont trop imbriquées
    .hint = les tableaux et tables peuvent s'emboîter ici sur 200 niveaux
data-large = les données ont trop d'éléments
stdin-unreadable = impossible de lire stdin : { $reason }
stream-unwritable = impossible d'écrire dans { $name } : { $reason }
size-text = le texte dépasserait { $most } Mio
size-blob = le blob dépasserait { $most } Mio
size-array = le tableau aurait plus de { $most } éléments
size-map = la map aurait plus de { $most } entrées
not-a-timestamp = ce n'est pas un instant
no-tags = ici, les valeurs n'ont pas d'étiquette (`tag`)
    .hint = gardez les deux dans une table : `#{"{"}value: x, tag: 5{"}"}`
## Classes et `eval`, à la compilation

eval-function = on ne définit ni fonction ni fermeture dans le texte d'un `eval`
class-in-block = la classe `{ $class }` se définit au premier niveau du script, pas dans un bloc
class-twice = la classe `{ $class }` est définie deux fois
method-twice = `{ $method }` de la classe `{ $class }` est définie deux fois { $count ->
    [0] sans paramètre
    [one] avec { $count } paramètre
   *[other] avec { $count } paramètres
} : aussi à la ligne { $line }
    .hint = une méthode peut exister une fois par nombre de paramètres : donnez un autre nom à l'une d'elles
to-string-kind = `{ $name }` de la classe `{ $class }` doit donner un texte, pas `{ $kind }`
    .hint = donnez le texte avec `return`, ou en dernière ligne sans `;` : `{ $name }() {"{"} "…" {"}"}`
class-method-alone = `{ $name }` de la classe `{ $class }` a besoin d'un objet de la classe
    .hint = donnez-le d'abord : `{ $class }.{ $name }(objet)`, ou appelez `objet.{ $name }()`
parameter-twice = la méthode `{ $method }` a deux paramètres nommés `{ $parameter }`
switch-too-large = trop de cas de `switch` à plusieurs motifs sont imbriqués
super-outside = `super` ne s'emploie que dans les méthodes d'une classe
super-without-base = la classe `{ $class }` n'a pas de classe de base que `super` puisse appeler

## Fonctions trop longues pour la machine

too-large-calls-before-operator = la fonction a trop d'appels avant cet opérateur
too-large-call-arguments = l'appel a trop d'arguments
too-large-method = la méthode est trop longue
too-large-method-calls = la fonction a trop d'appels de méthodes
too-large-parameters = la fonction a trop de paramètres
too-large-expression = l'expression est trop longue : découpez-la en étapes
too-large-constants = la fonction a trop de constantes
too-large-calls = la fonction a trop d'appels
too-large-chains = la fonction a trop de chaînes d'accès
too-large-switches = la fonction a trop de `switch`
too-large-variables = il y a trop de variables : 65 535 au plus peuvent être nommées
too-large-functions = il y a trop de fonctions et de fermetures : un fichier peut en avoir 65 535
too-large-cases = le `switch` a trop de cas : 65 535 au plus
source-too-large = le texte dépasse { $size } Kio
    .hint = `--max-source SIZE` fixe une limite plus haute ; des données se lisent mieux dans un fichier qu'elles ne s'écrivent dans un script
comment-open = ce commentaire n'est pas fermé
    .hint = il se termine par `*/`, et chaque `/*` à l'intérieur demande son propre `*/`
text-open = ce texte n'est pas fermé
    .backticks = un texte entre accents graves continue, d'une ligne à l'autre, jusqu'à l'accent grave suivant
    .raw = un texte qui commence ainsi se termine par `{ $end }`
interpolation-open = ce `${"{"}` n'est pas fermé
    .hint = il se termine par `{"}"}`, et le texte autour par un accent grave
for-over-map = une table donne ses clés par `keys()`, ses valeurs par `values()` : tapez `for { $names } in { $code }.{ $method }(){ $opens }`
for-over-number = pour compter, tapez `for { $name } in 0..{ $end }{ $opens }`
    .char = un caractère est seul ; pour en faire un texte, tapez `for { $name } in { $code }.to_string(){ $opens }`
for-over-nothing = `{ $code }` est `()`, rien : manque-t-il un `return` ou une valeur ?
for-over-function = une fonction donne sa valeur quand on l'appelle : tapez `for { $name } in { $code }(){ $opens }`
for-over-other = `for` parcourt les tableaux, textes, intervalles, blobs, files et fichiers ; ceci est `{ $kind }`

## JSON

json-malformed = ce texte n'est pas du JSON, ligne { $line }, colonne { $column } : { $what }
json-ends = il finit trop tôt
json-key = une clé est un texte entre guillemets doubles
json-value = une valeur est attendue
json-more = il y a quelque chose de trop
json-comma = la dernière virgule est de trop
json-number = ce nombre est mal écrit
json-expected = { $signs } est attendu
json-other = ce signe est mal écrit
