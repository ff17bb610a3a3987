# Les fonctions de Rhai : ce que fait chacune, en une phrase, puis, sous `.rest`, les commentaires de Rhai en français, paragraphe par paragraphe.

## array

package-array-all = Dit si la fonction est vraie de tous les éléments.
    .rest =
        L'élément du tableau (modifiable) est `this`.

        Cette méthode est dite _pure_ : la fonction `filter` ne doit pas modifier les éléments du tableau.

        - `element` : une copie de l'élément du tableau
        - `index` _(facultatif)_ : l'indice actuel dans le tableau
package-array-append = Ajoute à la fin tous les éléments d'un autre tableau.
package-array-chop = Ne garde que les `len` derniers éléments.
    .rest =
        - Si `len` ≤ 0, le tableau est vidé.
        - Si `len` ≥ la longueur du tableau, le tableau n'est pas modifié.
package-array-clear = Retire tous les éléments.
package-array-contains = Dit si un élément est égal à la valeur ; `valeur in tableau` demande la même chose.
    .rest =
        L'opérateur `==` compare les éléments à `value` ; là où il n'est pas défini, la réponse est `false`.

        Cette fonction est aussi celle de l'opérateur `in`.
package-array-count = Compte les éléments égaux à la valeur.
package-array-dedup = Retire les éléments égaux à celui qui les précède ; une fonction peut dire ce qui est égal.
    .rest =
        L'opérateur `==` compare les éléments ; là où il n'est pas défini, la réponse est `false`.
package-array-drain = Retire une plage d'éléments, ou ceux dont la fonction est vraie, et les donne dans un tableau.
    .rest =
        L'élément du tableau (modifiable) est `this`.

        - `element` : une copie de l'élément du tableau
        - `index` _(facultatif)_ : l'indice actuel dans le tableau
package-array-extract = Donne une copie d'une plage d'éléments.
package-array-filter = Donne un tableau des éléments dont la fonction est vraie.
    .rest =
        L'élément du tableau (modifiable) est `this`.

        Cette méthode est dite _pure_ : la fonction `filter` ne doit pas modifier les éléments du tableau.

        - `element` : une copie de l'élément du tableau
        - `index` _(facultatif)_ : l'indice actuel dans le tableau
package-array-find = Donne le premier élément dont la fonction est vraie, ou `()`.
    .rest =
        L'élément du tableau (modifiable) est `this`.

        - `element` : une copie de l'élément du tableau
        - `index` _(facultatif)_ : l'indice actuel dans le tableau
package-array-find_map = Donne le premier résultat de la fonction qui n'est pas `()`.
    .rest =
        L'élément du tableau (modifiable) est `this`.

        Cette méthode est dite _pure_ : la fonction `mapper` ne doit pas modifier les éléments du tableau.

        - `element` : une copie de l'élément du tableau
        - `index` _(facultatif)_ : l'indice actuel dans le tableau
package-array-for_each = Appelle la fonction avec chaque élément pour `this`.
    .rest =
        - `this` : l'élément du tableau (modifiable)
        - `index` _(facultatif)_ : l'indice actuel dans le tableau
package-array-get = Donne l'élément d'un indice, depuis la fin s'il est négatif, ou `()` s'il n'y en a pas.
    .rest =
        - Si `index` < 0, la place se compte à partir de la fin du tableau (`-1` est le dernier élément).
        - Si `index` < -longueur du tableau, le résultat est `()`.
        - Si `index` ≥ la longueur du tableau, le résultat est `()`.
package-array-index = Donne l'indice du premier élément égal à la valeur, à partir de `start` et avant `stop` ; échoue par `ValueError` s'il n'y en a pas.
package-array-index_of = Donne l'indice du premier élément égal à la valeur, ou dont la fonction est vraie ; -1 s'il n'y en a pas.
    .rest =
        L'élément du tableau (modifiable) est `this`.

        Cette méthode est dite _pure_ : la fonction `filter` ne doit pas modifier les éléments du tableau.

        - `element` : une copie de l'élément du tableau
        - `index` _(facultatif)_ : l'indice actuel dans le tableau
package-array-insert = Ajoute un élément à un indice ; les suivants se décalent.
    .rest =
        - Si `index` < 0, la place se compte à partir de la fin du tableau (`-1` est le dernier élément).
        - Si `index` < -longueur du tableau, l'élément est ajouté au début du tableau.
        - Si `index` ≥ la longueur du tableau, l'élément est ajouté à la fin du tableau.
package-array-is_empty = Dit s'il n'y a aucun élément.
package-array-len = Donne le nombre d'éléments.
package-array-map = Donne un tableau de ce que la fonction donne pour chaque élément.
    .rest =
        L'élément du tableau (modifiable) est `this`.

        Cette méthode est dite _pure_ : la fonction `mapper` ne doit pas modifier les éléments du tableau.

        - `element` : une copie de l'élément du tableau
        - `index` _(facultatif)_ : l'indice actuel dans le tableau
package-array-order = Donne les éléments par ordre croissant, dans un nouveau tableau ; une fonction peut les comparer.
    .rest =
        Tous les éléments du tableau doivent être du même type.

        - les entiers
        - les nombres à virgule (flottants)
        - les nombres décimaux
        - les caractères
        - les textes
        - les booléens
        - `()`
package-array-order_by = Donne les éléments dans l'ordre que dit la fonction, dans un nouveau tableau.
    .rest =
        La fonction `comparer` doit définir un [ordre total](https://fr.wikipedia.org/wiki/Ordre_total).

        - `element1` : une copie de l'élément actuel, à comparer
        - `element2` : une copie de l'élément suivant, à comparer

        Un nombre entier :

        - un entier positif si `element1 > element2`
        - 0 si `element1 == element2`
        - un entier négatif si `element1 < element2`

        ou un booléen :

        - `true` si `element1 <= element2`
        - `false` si `element1 > element2`

        Un résultat de tout autre type donne un ordre imprévisible.

        Si la fonction `comparer` ne définit pas un [ordre total](https://fr.wikipedia.org/wiki/Ordre_total), c'est une erreur.
package-array-order_desc = Donne les éléments par ordre décroissant, dans un nouveau tableau.
    .rest =
        Tous les éléments du tableau doivent être du même type.

        - les entiers
        - les nombres à virgule (flottants)
        - les nombres décimaux
        - les caractères
        - les textes
        - les booléens
        - `()`
package-array-pad = Ajoute des copies d'un élément jusqu'à ce qu'il y en ait `len`.
    .rest =
        Si `len` ≤ la longueur du tableau, rien n'est ajouté.
package-array-pop = Retire le dernier élément et le donne ; `()` s'il n'y en a pas.
    .rest =
        Si le tableau est vide, le résultat est `()`.
package-array-push = Ajoute un élément à la fin.
    .rest =
        Si `item` est un tableau (`Array`), c'est `append`, plus précis, qui est appelé à la place.
package-array-reduce = Fait une seule valeur de toutes : la fonction prend le résultat jusque-là et l'élément suivant.
    .rest =
        - `result` : le résultat jusque-là, `()` au début
        - `element` : une copie de l'élément du tableau, qui est `this` s'il est omis
        - `index` _(facultatif)_ : l'indice actuel dans le tableau

        Cette méthode est dite _pure_ : la fonction `reducer` ne doit pas modifier les éléments du tableau.
package-array-reduce_rev = Fait une seule valeur de toutes comme `reduce`, à partir du dernier élément.
    .rest =
        - `result` : le résultat jusque-là, `()` au début
        - `element` : une copie de l'élément du tableau, qui est `this` s'il est omis
        - `index` _(facultatif)_ : l'indice actuel dans le tableau

        Cette méthode est dite _pure_ : la fonction `reducer` ne doit pas modifier les éléments du tableau.
package-array-remove = Retire l'élément d'un indice et le donne ; `()` s'il n'y en a pas.
    .rest =
        - Si `index` < 0, la place se compte à partir de la fin du tableau (`-1` est le dernier élément).
        - Si `index` < -longueur du tableau, le résultat est `()`.
        - Si `index` ≥ la longueur du tableau, le résultat est `()`.
package-array-retain = Ne garde qu'une plage d'éléments, ou ceux dont la fonction est vraie ; donne les autres.
    .rest =
        L'élément du tableau (modifiable) est `this`.

        - `element` : une copie de l'élément du tableau
        - `index` _(facultatif)_ : l'indice actuel dans le tableau
package-array-reverse = Inverse l'ordre des éléments.
package-array-set = Met une valeur à un indice.
    .rest =
        - Si `index` < 0, la place se compte à partir de la fin du tableau (`-1` est le dernier élément).
        - Si `index` < -longueur du tableau, le tableau n'est pas modifié.
        - Si `index` ≥ la longueur du tableau, le tableau n'est pas modifié.
package-array-shift = Retire le premier élément et le donne ; `()` s'il n'y en a pas.
    .rest =
        Si le tableau est vide, le résultat est `()`.
package-array-some = Dit si la fonction est vraie d'au moins un élément.
    .rest =
        L'élément du tableau (modifiable) est `this`.

        Cette méthode est dite _pure_ : la fonction `filter` ne doit pas modifier les éléments du tableau.

        - `element` : une copie de l'élément du tableau
        - `index` _(facultatif)_ : l'indice actuel dans le tableau
package-array-sort = Range les éléments par ordre croissant ; une fonction peut les comparer.
    .rest =
        Tous les éléments du tableau doivent être du même type.

        - les entiers
        - les nombres à virgule (flottants)
        - les nombres décimaux
        - les caractères
        - les textes
        - les booléens
        - `()`
package-array-sort_by = Range les éléments dans l'ordre que dit la fonction.
    .rest =
        La fonction `comparer` doit définir un [ordre total](https://fr.wikipedia.org/wiki/Ordre_total).

        - `element1` : une copie de l'élément actuel, à comparer
        - `element2` : une copie de l'élément suivant, à comparer

        Un nombre entier :

        - un entier positif si `element1 > element2`
        - 0 si `element1 == element2`
        - un entier négatif si `element1 < element2`

        ou un booléen :

        - `true` si `element1 <= element2`
        - `false` si `element1 > element2`

        Un résultat de tout autre type donne un ordre imprévisible.

        Si la fonction `comparer` ne définit pas un [ordre total](https://fr.wikipedia.org/wiki/Ordre_total), c'est une erreur.
package-array-sort_desc = Range les éléments par ordre décroissant.
    .rest =
        Tous les éléments du tableau doivent être du même type.

        - les entiers
        - les nombres à virgule (flottants)
        - les nombres décimaux
        - les caractères
        - les textes
        - les booléens
        - `()`
package-array-splice = Met d'autres éléments à la place d'une plage.
package-array-split = Coupe le tableau à un indice et donne ce qui était derrière.
    .rest =
        - Si `index` < 0, la place se compte à partir de la fin du tableau (`-1` est le dernier élément).
        - Si `index` vaut zéro, le tableau entier est coupé et donné comme résultat.
        - Si `index` < -longueur du tableau, le tableau entier est coupé et donné comme résultat.
        - Si `index` ≥ la longueur du tableau, rien n'est coupé du tableau et le résultat est un tableau vide.
package-array-truncate = Ne garde que les `len` premiers éléments.
    .rest =
        - Si `len` ≤ 0, le tableau est vidé.
        - Si `len` ≥ la longueur du tableau, le tableau n'est pas raccourci.
package-array-zip = Donne un tableau de ce que la fonction donne pour les paires de deux tableaux.
    .rest =
        - `array1` : un élément du premier tableau
        - `array2` : un élément du second tableau
        - `index` _(facultatif)_ : l'indice actuel dans le tableau

## string

package-string-append = Ajoute une valeur à la fin, comme texte.
package-string-bytes = Donne le nombre d'octets du texte en UTF-8.
package-string-chars = Parcourt les caractères, tous ou une plage.
package-string-clear = Vide le texte.
package-string-contains = Dit si le texte en contient un autre ; `partie in texte` demande la même chose.
package-string-crop = Ne garde qu'une plage de caractères.
package-string-ends_with = Dit si le texte se termine ainsi.
package-string-get = Donne le caractère d'un indice, depuis la fin s'il est négatif, ou `()`.
    .rest =
        - Si `index` < 0, la place se compte à partir de la fin du texte (`-1` est le dernier caractère).
        - Si `index` < -longueur du texte, le résultat est zéro.
        - Si `index` ≥ la longueur du texte, le résultat est zéro.
package-string-index_of = Donne l'indice où un texte apparaît d'abord, ou -1.
package-string-is_empty = Dit si le texte n'a aucun caractère.
package-string-len = Donne le nombre de caractères.
package-string-make_lower = Change le texte en minuscules.
package-string-make_upper = Change le texte en majuscules.
package-string-pad = Ajoute des caractères à la fin jusqu'à ce qu'il y en ait `len`.
    .rest =
        Si `len` ≤ la longueur du texte, rien n'est ajouté.
package-string-parse_float = Fait un flottant du texte.
package-string-parse_int = Fait un entier du texte, en base 10 ou une autre.
package-string-parse_json = Fait une valeur d'un texte en JSON.
package-string-pop = Retire le dernier caractère, ou les `len` derniers, et le donne.
    .rest =
        Si le texte est vide, le résultat est `()`.
package-string-remove = Retire toutes les occurrences d'un texte.
package-string-replace = Change chaque occurrence d'un texte en un autre, sur place ; `replaced` donne un nouveau texte.
package-string-set = Met un caractère à un indice.
    .rest =
        - Si `index` < 0, la place se compte à partir de la fin du texte (`-1` est le dernier caractère).
        - Si `index` < -longueur du texte, le texte n'est pas modifié.
        - Si `index` ≥ la longueur du texte, le texte n'est pas modifié.
package-string-split = Coupe le texte aux blancs, à un séparateur ou à un indice, et donne les morceaux.
package-string-split_rev = Coupe le texte à un séparateur et donne les morceaux, le dernier d'abord.
package-string-starts_with = Dit si le texte commence ainsi.
package-string-sub_string = Donne une copie d'une plage de caractères.
package-string-to_blob = Donne les octets du texte en UTF-8.
package-string-to_chars = Donne un tableau des caractères.
package-string-to_lower = Donne le texte en minuscules.
package-string-to_upper = Donne le texte en majuscules.
package-string-trim = Retire les blancs aux deux bouts, sur place ; `strip` donne un nouveau texte.
package-string-truncate = Ne garde que les `len` premiers caractères.
    .rest =
        - Si `len` ≤ 0, le texte est vidé.
        - Si `len` ≥ la longueur du texte, le texte n'est pas raccourci.

## char

package-char-make_lower = Change le caractère en minuscule.
package-char-make_upper = Change le caractère en majuscule.
package-char-to_lower = Donne le caractère en minuscule.
package-char-to_upper = Donne le caractère en majuscule.

## number

package-number-E = Donne le nombre e.
package-number-PI = Donne le nombre π.
package-number-abs = Donne le nombre sans son signe.
package-number-acos = Donne l'angle, en radians, dont le cosinus est x.
package-number-acosh = Donne le nombre dont le cosinus hyperbolique est x.
package-number-asin = Donne l'angle, en radians, dont le sinus est x.
package-number-asinh = Donne le nombre dont le sinus hyperbolique est x.
package-number-atan = Donne l'angle, en radians, dont la tangente est x ; avec deux nombres, l'angle du point.
package-number-atanh = Donne le nombre dont la tangente hyperbolique est x.
package-number-bits = Parcourt les bits d'un entier, en commençant par le plus faible.
package-number-ceiling = Donne le plus petit nombre entier qui n'est pas inférieur à x.
package-number-cos = Donne le cosinus d'un angle en radians.
package-number-cosh = Donne le cosinus hyperbolique.
package-number-exp = Donne e à la puissance x.
package-number-floor = Donne le plus grand nombre entier qui n'est pas supérieur à x.
package-number-fraction = Donne ce qui suit la virgule.
package-number-get_bit = Dit si un bit de l'entier vaut 1.
    .rest =
        Si `bit` < 0, la place se compte à partir du bit de poids fort (MSB).
package-number-get_bits = Donne une plage de bits de l'entier comme un nombre.
package-number-hypot = Donne l'hypoténuse d'un triangle rectangle de côtés x et y.
package-number-is_even = Dit si l'entier est pair.
package-number-is_finite = Dit si le flottant est fini.
package-number-is_infinite = Dit si le flottant est infini.
package-number-is_nan = Dit si le flottant n'est pas un nombre (NaN).
package-number-is_odd = Dit si l'entier est impair.
package-number-is_zero = Dit si le nombre est zéro.
package-number-ln = Donne le logarithme népérien.
package-number-log = Donne le logarithme en base 10, ou dans une autre base.
package-number-round = Donne le nombre entier le plus proche, comme flottant ; les moitiés s'éloignent de zéro.
package-number-set_bit = Met à 1 ou à 0 un bit de l'entier dans la variable.
    .rest =
        Si `bit` < 0, la place se compte à partir du bit de poids fort (MSB).
package-number-set_bits = Met un nombre dans une plage de bits de l'entier de la variable.
package-number-sign = Donne -1, 0 ou 1, selon que le nombre est négatif, nul ou positif.
    .rest =
        - `0` si le nombre est nul
        - `1` si le nombre est positif
        - `-1` si le nombre est négatif
package-number-sin = Donne le sinus d'un angle en radians.
package-number-sinh = Donne le sinus hyperbolique.
package-number-sqrt = Donne la racine carrée d'un flottant.
package-number-tan = Donne la tangente d'un angle en radians.
package-number-tanh = Donne la tangente hyperbolique.
package-number-to_binary = Donne l'entier en base 2, comme texte.
package-number-to_degrees = Donne en degrés un angle en radians.
package-number-to_float = Fait un flottant du nombre.
package-number-to_hex = Donne l'entier en base 16, comme texte.
package-number-to_int = Fait un entier du nombre ; un flottant perd ce qui suit la virgule.
package-number-to_octal = Donne l'entier en base 8, comme texte.
package-number-to_radians = Donne en radians un angle en degrés.

## map

package-map-clear = Retire toutes les entrées.
package-map-contains = Dit si la table a une clé ; `clé in table` demande la même chose.
package-map-drain = Retire les entrées dont la fonction est vraie, et les donne dans une table.
    .rest =
        - `key` : la clé actuelle
        - `value` _(facultatif)_ : une copie de la valeur (elle est `this` s'il est omis)
package-map-fill_with = Ajoute les entrées d'une autre table dont les clés n'y sont pas encore.
package-map-filter = Donne une table des entrées dont la fonction est vraie.
    .rest =
        - `key` : la clé actuelle
        - `value` _(facultatif)_ : une copie de la valeur (elle est `this` s'il est omis)
package-map-get = Donne la valeur d'une clé, ou `()` s'il n'y en a pas.
    .rest =
        Si la table n'a pas `property`, le résultat est `()`.
package-map-is_empty = Dit s'il n'y a aucune entrée.
package-map-items = Donne les paires de clés et de valeurs, un tableau de tableaux, dans l'ordre des clés.
package-map-keys = Donne un tableau des clés.
package-map-len = Donne le nombre d'entrées.
package-map-map = Donne une table de ce que la fonction donne pour chaque entrée.
    .rest =
        - `key` : la clé actuelle
        - `value` _(facultatif)_ : une copie de la valeur (elle est `this` s'il est omis)
package-map-mixin = Reprend toutes les entrées d'une autre table ; ses valeurs l'emportent.
package-map-pop = Enlève une clé et donne sa valeur ; `default` si elle est absente, et sans défaut une `KeyError`.
package-map-remove = Retire une clé et donne sa valeur ; `()` s'il n'y en a pas.
    .rest =
        Si la propriété n'existe pas, le résultat est `()`.
package-map-retain = Ne garde que les entrées dont la fonction est vraie ; donne les autres.
    .rest =
        - `key` : la clé actuelle
        - `value` _(facultatif)_ : une copie de la valeur (elle est `this` s'il est omis)
package-map-set = Donne une valeur à une clé.
    .rest =
        Si la table n'a pas `property`, elle y est ajoutée.
package-map-setdefault = Donne la valeur d'une clé ; une clé absente reçoit d'abord `default`.
package-map-to_json = Donne la table comme un texte en JSON.
    .rest =
        La table ne doit contenir que des valeurs de ces types : entiers (`INT`), flottants (`FLOAT`), textes (`ImmutableString`), `char`, `bool`, `()`, tableaux (`Array`), tables (`Map`).

        Les types que JSON ne connaît pas s'écrivent sous une forme qui peut rendre le résultat invalide.
package-map-update = Reprend toutes les entrées d'une autre table, comme `mixin`.
package-map-values = Donne un tableau des valeurs.

## blob

package-blob-append = Ajoute à la fin des octets, un octet ou un texte.
package-blob-as_string = Donne le texte que sont les octets en UTF-8.
    .rest =
        Les octets doivent être de l'UTF-8 correct, sinon c'est une erreur.
package-blob-blob = Fait des octets : aucun, ou `len` qui valent zéro ou la valeur.
package-blob-chop = Ne garde que les `len` derniers octets.
    .rest =
        - Si `len` ≤ 0, le blob est vidé.
        - Si `len` ≥ la longueur du blob, le blob n'est pas modifié.
package-blob-clear = Retire tous les octets.
package-blob-contains = Dit si un octet a la valeur.
package-blob-drain = Retire une plage d'octets et les donne.
package-blob-extract = Donne une copie d'une plage d'octets.
package-blob-get = Donne l'octet d'un indice, depuis la fin s'il est négatif, ou 0.
    .rest =
        - Si `index` < 0, la place se compte à partir de la fin du blob (`-1` est le dernier octet).
        - Si `index` < -longueur du blob, le résultat est zéro.
        - Si `index` ≥ la longueur du blob, le résultat est zéro.
package-blob-insert = Ajoute un octet à un indice ; les suivants se décalent.
    .rest =
        - Si `index` < 0, la place se compte à partir de la fin du blob (`-1` est le dernier octet).
        - Si `index` < -longueur du blob, l'octet est ajouté au début du blob.
        - Si `index` ≥ la longueur du blob, l'octet est ajouté à la fin du blob.

        Seuls les 8 bits de poids faible de `value` comptent ; tous les autres bits sont ignorés.
package-blob-is_empty = Dit s'il n'y a aucun octet.
package-blob-len = Donne le nombre d'octets.
package-blob-pad = Ajoute des copies d'un octet jusqu'à ce qu'il y en ait `len`.
    .rest =
        Si `len` ≤ la longueur du blob, rien n'est ajouté.

        Seuls les 8 bits de poids faible de `value` comptent ; tous les autres bits sont ignorés.
package-blob-parse_be_float = Lit un flottant dans une plage d'octets, l'octet de poids fort d'abord.
    .rest =
        - Si le nombre d'octets de `range` < le nombre d'octets de `FLOAT`, des zéros complètent.
        - Si le nombre d'octets de `range` > le nombre d'octets de `FLOAT`, les octets en trop sont ignorés.
package-blob-parse_be_int = Lit un entier dans une plage d'octets, l'octet de poids fort d'abord.
    .rest =
        - Si le nombre d'octets de `range` < le nombre d'octets de `INT`, des zéros complètent.
        - Si le nombre d'octets de `range` > le nombre d'octets de `INT`, les octets en trop sont ignorés.
package-blob-parse_le_float = Lit un flottant dans une plage d'octets, l'octet de poids faible d'abord.
    .rest =
        - Si le nombre d'octets de `range` < le nombre d'octets de `FLOAT`, des zéros complètent.
        - Si le nombre d'octets de `range` > le nombre d'octets de `FLOAT`, les octets en trop sont ignorés.
package-blob-parse_le_int = Lit un entier dans une plage d'octets, l'octet de poids faible d'abord.
    .rest =
        - Si le nombre d'octets de `range` < le nombre d'octets de `INT`, des zéros complètent.
        - Si le nombre d'octets de `range` > le nombre d'octets de `INT`, les octets en trop sont ignorés.
package-blob-pop = Retire le dernier octet et le donne ; 0 s'il n'y en a pas.
    .rest =
        Si le blob est vide, le résultat est 0.
package-blob-push = Ajoute un octet à la fin.
    .rest =
        Seuls les 8 bits de poids faible de `value` comptent ; tous les autres bits sont ignorés.
package-blob-remove = Retire l'octet d'un indice et le donne ; 0 s'il n'y en a pas.
    .rest =
        - Si `index` < 0, la place se compte à partir de la fin du blob (`-1` est le dernier octet).
        - Si `index` < -longueur du blob, le résultat est zéro.
        - Si `index` ≥ la longueur du blob, le résultat est zéro.
package-blob-retain = Ne garde qu'une plage d'octets ; donne les autres.
package-blob-reverse = Inverse l'ordre des octets.
package-blob-set = Met un octet à un indice.
    .rest =
        - Si `index` < 0, la place se compte à partir de la fin du blob (`-1` est le dernier octet).
        - Si `index` < -longueur du blob, le blob n'est pas modifié.
        - Si `index` ≥ la longueur du blob, le blob n'est pas modifié.
package-blob-shift = Retire le premier octet et le donne ; 0 s'il n'y en a pas.
    .rest =
        Si le blob est vide, le résultat est 0.
package-blob-splice = Met d'autres octets à la place d'une plage.
package-blob-split = Coupe les octets à un indice et donne ce qui était derrière.
    .rest =
        - Si `index` < 0, la place se compte à partir de la fin du blob (`-1` est le dernier octet).
        - Si `index` vaut zéro, le blob entier est coupé et donné comme résultat.
        - Si `index` < -longueur du blob, le blob entier est coupé et donné comme résultat.
        - Si `index` ≥ la longueur du blob, rien n'est coupé du blob et le résultat est un blob vide.
package-blob-to_array = Donne un tableau des octets comme entiers.
package-blob-truncate = Ne garde que les `len` premiers octets.
    .rest =
        - Si `len` ≤ 0, le blob est vidé.
        - Si `len` ≥ la longueur du blob, le blob n'est pas raccourci.
package-blob-write_ascii = Écrit les caractères ASCII d'un texte dans une plage d'octets.
    .rest =
        Chaque caractère ASCII devient un seul octet du blob. Les caractères non ASCII sont ignorés.

        - Si le nombre d'octets de `range` < la longueur de `string`, les octets en trop de `string` ne sont pas écrits.
        - Si le nombre d'octets de `range` > la longueur de `string`, les octets en trop de `range` ne sont pas modifiés.
package-blob-write_be = Écrit un nombre dans une plage d'octets, l'octet de poids fort d'abord.
    .rest =
        - Si le nombre d'octets de `range` < le nombre d'octets de `FLOAT`, les octets en trop de `FLOAT` ne sont pas écrits.
        - Si le nombre d'octets de `range` > le nombre d'octets de `FLOAT`, les octets en trop de `range` ne sont pas modifiés.
package-blob-write_le = Écrit un nombre dans une plage d'octets, l'octet de poids faible d'abord.
    .rest =
        - Si le nombre d'octets de `range` < le nombre d'octets de `FLOAT`, les octets en trop de `FLOAT` ne sont pas écrits.
        - Si le nombre d'octets de `range` > le nombre d'octets de `FLOAT`, les octets en trop de `range` ne sont pas modifiés.
package-blob-write_utf8 = Écrit un texte en UTF-8 dans une plage d'octets.
    .rest =
        - Si le nombre d'octets de `range` < la longueur de `string`, les octets en trop de `string` ne sont pas écrits.
        - Si le nombre d'octets de `range` > la longueur de `string`, les octets en trop de `range` ne sont pas modifiés.

## range

package-range-contains = Dit si l'intervalle contient un nombre.
package-range-end = Le nombre où l'intervalle se termine.
package-range-is_empty = Dit si l'intervalle ne contient aucun nombre.
package-range-is_exclusive = Dit si la fin est exclue : `0..3`.
package-range-is_inclusive = Dit si la fin est comprise : `0..=3`.
package-range-start = Le nombre où l'intervalle commence.

## Fn

package-Fn-is_anonymous = Dit si la fonction est une fermeture, sans nom.
package-Fn-name = Le nom de la fonction.

## any

package-any-take = Retire une valeur d'une variable ; il y reste `()`.
    .rest =
        La valeur d'origine est remplacée par `()`.
package-any-to_debug = Donne le texte qui montre la valeur dans un tableau : les textes entre guillemets.
package-any-to_string = Donne le texte que `print` affiche.
