# Les fonctions de base de Python et la console.

print-file = `print` : `file` doit être `stdout`, `stderr` ou un fichier ouvert
end-of-input = fin de l'entrée en lisant une ligne
stdin-write = impossible d'écrire dans stdin : il sert à lire
stdin-only = `{ $name }` ne s'emploie qu'avec `stdin`
int-base-without-text = int() ne prend une base qu'avec un texte
int-argument = l'argument de int() doit être un texte ou un nombre, pas `{ $kind }`
float-argument = l'argument de float() doit être un texte ou un nombre, pas `{ $kind }`
ord-argument = ord() attend un caractère, et reçoit un texte de longueur { $length }
chr-argument = l'argument de chr() n'est pas dans range(0x110000)
assertion = assertion fausse
int-of-nan = NaN n'est pas un nombre entier
int-of-infinity = l'infini n'est pas un nombre entier
int-of-large-float = ce flottant est trop grand pour un entier de 64 bits
int-literal = int() ne peut pas lire '{ $text }' en base { $base }
int-base = la base de int() va de 2 à 36, ou vaut 0
int-too-large = '{ $text }' est trop grand pour un entier de 64 bits
float-literal = float() ne peut pas lire '{ $text }'
empty-iterable = { $name }() ne trouve aucun élément
sum-of-texts = sum() n'additionne pas des textes
    .hint = utilisez `"".join(liste)`
sum-of-kind = sum() ne peut pas ajouter un `{ $kind }` à un nombre
no-order = `<` ne compare pas `{ $left }` et `{ $right }`
    .hint = donnez à la classe une méthode `compare(other)` : un nombre négatif quand l'objet vient d'abord, positif quand c'est l'autre
no-length = `{ $kind }` n'a pas de longueur : len() ne s'y applique pas
sorted-options = `sorted` : `options` doit être une table ou une fonction
key-missing = la table n'a pas de clé `{ $key }`
    .hint = `m.pop(clé, défaut)` donne alors le défaut ; `clé in m` le demande d'abord
not-in-array = { $value } n'est pas dans le tableau
    .hint = `index_of` donne alors -1 ; `x in xs` le demande d'abord
compare-gives = `compare` doit donner un nombre, pas `{ $kind }`
    .hint = négatif quand l'objet vient avant l'autre, positif quand il vient après : `compare(other) {"{"} this.rank - other.rank {"}"}`

## Ensembles, deques, dictionnaires

unhashable = ce type ne peut pas être une clé : `{ $kind }`
    .hint = les clés et les valeurs d'un ensemble sont des nombres, des textes, `true` et `false`, `()`, des tableaux de tout cela, et des objets : mettez une table dans un tableau, ou comme valeur
set-missing = l'ensemble n'a pas la valeur { $value }
    .hint = `discard` l'enlève si elle y est
set-empty = pop d'un ensemble vide
deque-empty = `{ $name }` : pop d'une deque vide
    .hint = `len(d) > 0` le dit avant ; des threads qui doivent attendre des éléments prennent une `Queue`
deque-index = l'indice d'une deque est un entier, pas `{ $kind }`
deque-range = indice hors de la deque : { $index }, pour { $length ->
    [0] aucun élément
    [one] un élément
   *[other] { $length } éléments
}
deque-missing = { $value } n'est pas dans la deque
deque-full = la deque a déjà sa taille maximale
deque-maxlen = maxlen ne peut pas être négatif
dict-missing = il n'y a pas d'entrée pour { $key }
    .hint = `d.get(clé)` et `d.pop(clé, défaut)` s'en passent ; `clé in d` le demande d'abord
dict-pairs = `{ $name }` veut une table, un dictionnaire ou des paires : `[["a", 1], ["b", 2]]`
counter-elements = `elements` veut des comptes entiers
