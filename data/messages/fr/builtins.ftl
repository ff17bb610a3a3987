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
no-length = `{ $kind }` n'a pas de longueur : len() ne s'y applique pas
sorted-options = `sorted` : `options` doit être une table ou une fonction
