# Les fonctions de Rhai : ce que fait chacune, en une phrase. Le reste est le commentaire de Rhai, en anglais.

## array

package-array-all = Dit si la fonction est vraie de tous les éléments.
package-array-append = Ajoute à la fin tous les éléments d'un autre tableau.
package-array-chop = Ne garde que les `len` derniers éléments.
package-array-clear = Retire tous les éléments.
package-array-contains = Dit si un élément est égal à la valeur ; `valeur in tableau` demande la même chose.
package-array-dedup = Retire les éléments égaux à celui qui les précède ; une fonction peut dire ce qui est égal.
package-array-drain = Retire une plage d'éléments, ou ceux dont la fonction est vraie, et les donne dans un tableau.
package-array-extract = Donne une copie d'une plage d'éléments.
package-array-filter = Donne un tableau des éléments dont la fonction est vraie.
package-array-find = Donne le premier élément dont la fonction est vraie, ou `()`.
package-array-find_map = Donne le premier résultat de la fonction qui n'est pas `()`.
package-array-for_each = Appelle la fonction avec chaque élément pour `this`.
package-array-get = Donne l'élément d'un indice, depuis la fin s'il est négatif, ou `()` s'il n'y en a pas.
package-array-index_of = Donne l'indice du premier élément égal à la valeur, ou dont la fonction est vraie ; -1 s'il n'y en a pas.
package-array-insert = Ajoute un élément à un indice ; les suivants se décalent.
package-array-is_empty = Dit s'il n'y a aucun élément.
package-array-len = Donne le nombre d'éléments.
package-array-map = Donne un tableau de ce que la fonction donne pour chaque élément.
package-array-order = Donne les éléments par ordre croissant, dans un nouveau tableau ; une fonction peut les comparer.
package-array-order_by = Donne les éléments dans l'ordre que dit la fonction, dans un nouveau tableau.
package-array-order_desc = Donne les éléments par ordre décroissant, dans un nouveau tableau.
package-array-pad = Ajoute des copies d'un élément jusqu'à ce qu'il y en ait `len`.
package-array-pop = Retire le dernier élément et le donne ; `()` s'il n'y en a pas.
package-array-push = Ajoute un élément à la fin.
package-array-reduce = Fait une seule valeur de toutes : la fonction prend le résultat jusque-là et l'élément suivant.
package-array-reduce_rev = Fait une seule valeur de toutes comme `reduce`, à partir du dernier élément.
package-array-remove = Retire l'élément d'un indice et le donne ; `()` s'il n'y en a pas.
package-array-retain = Ne garde qu'une plage d'éléments, ou ceux dont la fonction est vraie ; donne les autres.
package-array-reverse = Inverse l'ordre des éléments.
package-array-set = Met une valeur à un indice.
package-array-shift = Retire le premier élément et le donne ; `()` s'il n'y en a pas.
package-array-some = Dit si la fonction est vraie d'au moins un élément.
package-array-sort = Range les éléments par ordre croissant ; une fonction peut les comparer.
package-array-sort_by = Range les éléments dans l'ordre que dit la fonction.
package-array-sort_desc = Range les éléments par ordre décroissant.
package-array-splice = Met d'autres éléments à la place d'une plage.
package-array-split = Coupe le tableau à un indice et donne ce qui était derrière.
package-array-truncate = Ne garde que les `len` premiers éléments.
package-array-zip = Donne un tableau de ce que la fonction donne pour les paires de deux tableaux.

## string

package-string-append = Ajoute une valeur à la fin, comme texte.
package-string-bytes = Donne le nombre d'octets du texte en UTF-8.
package-string-chars = Parcourt les caractères, tous ou une plage.
package-string-clear = Vide le texte.
package-string-contains = Dit si le texte en contient un autre ; `partie in texte` demande la même chose.
package-string-crop = Ne garde qu'une plage de caractères.
package-string-ends_with = Dit si le texte se termine ainsi.
package-string-get = Donne le caractère d'un indice, depuis la fin s'il est négatif, ou `()`.
package-string-index_of = Donne l'indice où un texte apparaît d'abord, ou -1.
package-string-is_empty = Dit si le texte n'a aucun caractère.
package-string-len = Donne le nombre de caractères.
package-string-make_lower = Change le texte en minuscules.
package-string-make_upper = Change le texte en majuscules.
package-string-pad = Ajoute des caractères à la fin jusqu'à ce qu'il y en ait `len`.
package-string-parse_float = Fait un flottant du texte.
package-string-parse_int = Fait un entier du texte, en base 10 ou une autre.
package-string-parse_json = Fait une valeur d'un texte en JSON.
package-string-pop = Retire le dernier caractère, ou les `len` derniers, et le donne.
package-string-remove = Retire toutes les occurrences d'un texte.
package-string-replace = Change chaque occurrence d'un texte en un autre, sur place ; `replaced` donne un nouveau texte.
package-string-set = Met un caractère à un indice.
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
package-number-set_bits = Met un nombre dans une plage de bits de l'entier de la variable.
package-number-sign = Donne -1, 0 ou 1, selon que le nombre est négatif, nul ou positif.
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
package-map-fill_with = Ajoute les entrées d'une autre table dont les clés n'y sont pas encore.
package-map-filter = Donne une table des entrées dont la fonction est vraie.
package-map-get = Donne la valeur d'une clé, ou `()` s'il n'y en a pas.
package-map-is_empty = Dit s'il n'y a aucune entrée.
package-map-keys = Donne un tableau des clés.
package-map-len = Donne le nombre d'entrées.
package-map-map = Donne une table de ce que la fonction donne pour chaque entrée.
package-map-mixin = Reprend toutes les entrées d'une autre table ; ses valeurs l'emportent.
package-map-remove = Retire une clé et donne sa valeur ; `()` s'il n'y en a pas.
package-map-retain = Ne garde que les entrées dont la fonction est vraie ; donne les autres.
package-map-set = Donne une valeur à une clé.
package-map-to_json = Donne la table comme un texte en JSON.
package-map-values = Donne un tableau des valeurs.

## blob

package-blob-append = Ajoute à la fin des octets, un octet ou un texte.
package-blob-as_string = Donne le texte que sont les octets en UTF-8.
package-blob-blob = Fait des octets : aucun, ou `len` qui valent zéro ou la valeur.
package-blob-chop = Ne garde que les `len` derniers octets.
package-blob-clear = Retire tous les octets.
package-blob-contains = Dit si un octet a la valeur.
package-blob-drain = Retire une plage d'octets et les donne.
package-blob-extract = Donne une copie d'une plage d'octets.
package-blob-get = Donne l'octet d'un indice, depuis la fin s'il est négatif, ou 0.
package-blob-insert = Ajoute un octet à un indice ; les suivants se décalent.
package-blob-is_empty = Dit s'il n'y a aucun octet.
package-blob-len = Donne le nombre d'octets.
package-blob-pad = Ajoute des copies d'un octet jusqu'à ce qu'il y en ait `len`.
package-blob-parse_be_float = Lit un flottant dans une plage d'octets, l'octet de poids fort d'abord.
package-blob-parse_be_int = Lit un entier dans une plage d'octets, l'octet de poids fort d'abord.
package-blob-parse_le_float = Lit un flottant dans une plage d'octets, l'octet de poids faible d'abord.
package-blob-parse_le_int = Lit un entier dans une plage d'octets, l'octet de poids faible d'abord.
package-blob-pop = Retire le dernier octet et le donne ; 0 s'il n'y en a pas.
package-blob-push = Ajoute un octet à la fin.
package-blob-remove = Retire l'octet d'un indice et le donne ; 0 s'il n'y en a pas.
package-blob-retain = Ne garde qu'une plage d'octets ; donne les autres.
package-blob-reverse = Inverse l'ordre des octets.
package-blob-set = Met un octet à un indice.
package-blob-shift = Retire le premier octet et le donne ; 0 s'il n'y en a pas.
package-blob-splice = Met d'autres octets à la place d'une plage.
package-blob-split = Coupe les octets à un indice et donne ce qui était derrière.
package-blob-to_array = Donne un tableau des octets comme entiers.
package-blob-truncate = Ne garde que les `len` premiers octets.
package-blob-write_ascii = Écrit les caractères ASCII d'un texte dans une plage d'octets.
package-blob-write_be = Écrit un nombre dans une plage d'octets, l'octet de poids fort d'abord.
package-blob-write_le = Écrit un nombre dans une plage d'octets, l'octet de poids faible d'abord.
package-blob-write_utf8 = Écrit un texte en UTF-8 dans une plage d'octets.

## range

package-range-contains = Dit si l'intervalle contient un nombre.
package-range-end = Le nombre où l'intervalle se termine.
package-range-is_empty = Dit si l'intervalle ne contient aucun nombre.
package-range-is_exclusive = Dit si la fin est exclue : `0..3`.
package-range-is_inclusive = Dit si la fin est comprise : `0..=3`.
package-range-start = Le nombre où l'intervalle commence.

## Fn

package-Fn-is_anonymous = Dit si la fonction est anonyme.
package-Fn-name = Le nom de la fonction.

## any

package-any-take = Retire une valeur d'une variable ; il y reste `()`.
package-any-to_debug = Donne le texte qui montre la valeur dans un tableau : les textes entre guillemets.
package-any-to_string = Donne le texte que `print` affiche.
