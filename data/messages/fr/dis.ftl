# Ce que `sandbox dis` dit des étapes d'un programme.

dis-top-level = { $file }, premier niveau
dis-function = { $name }, ligne { $line }
dis-watched = une erreur dans les étapes { $first } à { $last } → { $target }
dis-closure = { $to } = la fermeture de la ligne { $line }
dis-legend =
    Comment lire ceci : sous chaque ligne du script, les étapes dont elle est faite.
    { "  " }%3                    une valeur que l'appel en cours garde pour lui
    { "  " }load, store           lit, écrit une variable que les threads partagent : chacune est une étape indivisible
    { "  " }call %2 = f(%2, %3)   le résultat prend la place du premier argument
    { "  " }→ L1                  continue en L1 (après `if`, `unless` : seulement si c'est vrai, ou faux)
    Entre deux étapes, un autre thread peut passer.

## Pourquoi une étape est là

dis-read-shared = lit une variable que les threads partagent
dis-write = l'écrit
dis-read-captured = lit une variable que les fermetures partagent
dis-kept = sous la main pour les boucles qui s'en servent
dis-cell = la variable elle-même, pas sa valeur
dis-share = une variable que des fermetures peuvent atteindre
dis-declare = la variable existe à partir d'ici
dis-name = le nom de l'objet dans les messages
dis-point = un autre thread peut passer ici
dis-back = revient au début de la boucle
dis-check-bool = doit être true ou false
dis-iterate = ce qui donne les éléments un par un
dis-next = l'élément suivant, et un tour de plus ; à la fin, continue
dis-second = ce qui appartient à la clé, ou le nombre d'éléments passés
dis-range-start = le premier nombre ; aucun : quitte la boucle
dis-range-next = le nombre suivant, et un tour de plus
dis-put-path = sur place, en une étape
dis-update-path = sur place ; un attribut d'objet : lit, calcule, écrit
dis-grow = seulement un tableau ou une table ; sinon, continue dessous
dis-rethrow = l'erreur poursuit son chemin
dis-caught = l'erreur est traitée
dis-enter = un verrou : acquire
dis-leave = un verrou : release
dis-constant = une constante ne peut pas changer
