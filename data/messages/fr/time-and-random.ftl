# time et random.

randint-empty = intervalle vide dans randint({ $a }, { $b })
    .hint = le premier nombre ne doit pas dépasser le second
randrange-step = le pas de randrange() ne peut pas valoir zéro
randrange-empty = intervalle vide dans randrange({ $start }, { $stop })
choice-empty = rien à choisir : il n'y a aucun élément
sample-size = l'échantillon est plus grand que la population, ou négatif
sleep-negative = la durée de sleep ne peut pas être négative
seconds-out-of-range = `{ $name }` : `seconds` est hors des dates possibles
