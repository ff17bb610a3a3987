# Les avertissements de `sandbox check`. Le nom d'un avertissement est la fin de son identifiant : check-busy-wait s'affiche
# `avertissement[busy-wait]`.

warning = avertissement
check-nothing = rien à signaler dans { $files ->
    [one] { $files } fichier
   *[other] { $files } fichiers
}
check-found = { $what } dans { $files ->
    [one] { $files } fichier
   *[other] { $files } fichiers
}
check-both = { $errors } et { $warnings }
check-errors = { $count ->
    [one] { $count } erreur
   *[other] { $count } erreurs
}
check-warnings = { $count ->
    [one] { $count } avertissement
   *[other] { $count } avertissements
}
check-no-scripts = aucun script dans `{ $folder }`
    .hint = le nom d'un script se termine par `.rhai`

## Noms

check-unknown-name = rien ne s'appelle `{ $name }`
    .hint = déclarer d'abord la variable : `let { $name } = …;`
    .function = une fonction se définit par `fn { $name }(…) {"{"} … {"}"}`
check-wrong-arguments = `{ $name }` prend { $count ->
    [one] { $count } argument
   *[other] { $count } arguments
}
    .hint = ici, elle en reçoit { $count }

## Variables

check-unused-variable = `{ $name }` n'est jamais lue
    .hint = supprimez-la ; ou nommez-la `_{ $name }` si c'est voulu
check-shadowed-variable = ce `{ $name }` est une nouvelle variable, qui masque celle de la ligne { $line }
    .hint = pour changer l'autre, tapez `{ $name } = …` sans `let`

## Verrous

check-lock-not-released = `{ $lock }` n'est pas relâché dans tous les cas
    .never = `{ $lock }` est acquis et jamais relâché
    .add = ajoutez `{ $lock }.release();`, ou tapez `with { $lock } {"{"} … {"}"}`
    .leaves = acquis ligne { $line }, il est encore tenu à ce `{ $with }` : relâchez-le avant, ou tapez `with { $lock } {"{"} … {"}"}`
    .next = acquis ligne { $line }, il est encore tenu au tour suivant de la boucle : relâchez-le avant, ou tapez `with { $lock } {"{"} … {"}"}`
    .turn = un tour de la boucle peut se terminer en tenant le verrou : `with { $lock } {"{"} … {"}"}` le relâche de toute façon
    .end = la fonction peut se terminer en tenant le verrou : `with { $lock } {"{"} … {"}"}` le relâche de toute façon
    .script = le script peut se terminer en tenant le verrou : `with { $lock } {"{"} … {"}"}` le relâche de toute façon
check-lock-held-on-error = `{ $lock }` reste tenu si la ligne { $line } échoue
    .hint = après une erreur dans `{ $what }`, personne ne le relâche : tapez `with { $lock } {"{"} … {"}"}`, qui le relâche dans tous les cas
check-lock-acquired-twice = `{ $lock }` est acquis par un thread qui le tient déjà : il s'attend lui-même, pour toujours
    .hint = il a été acquis ligne { $line } ; une fois suffit, ou bien faites-en un `RLock()`
    .call = `{ $function }` l'acquiert aussi, et il est tenu depuis la ligne { $line } : appelez-la après l'avoir relâché, ou faites-en un `RLock()`
check-lock-per-thread = chaque thread crée son propre `{ $name }` : ce verrou n'arrête personne
    .hint = créez un seul verrou au niveau du script, `let { $name } = Lock();`, commun à tous les threads
check-unlocked-read = `{ $name }` est lue sans le verrou sous lequel d'autres threads la changent
    .hint = tenez le verrou ici aussi : ce qui vient d'être lu peut ne plus être vrai à la ligne suivante

## Threads

check-thread-never-started = `{ $name }` n'est jamais démarré
    .hint = un thread ne travaille qu'à partir de `{ $name }.start();`
    .unnamed = un thread ne travaille qu'à partir de `start` : `{ $name }(…).start();`
    .list = aucun des threads de `{ $name }` n'est démarré
    .each = démarrez-les : `for t in { $name } {"{"} t.start(); {"}"}`
check-result-not-asked = personne ne demande ce que `{ $name }` donne : son résultat est perdu, et une erreur n'y est jamais vue
    .hint = gardez le futur et demandez : `let futur = { $pool }.submit({ $name }, …);`, puis `futur.result()`
check-map-not-asked = parcourez les résultats : `for resultat in { $pool }.map({ $name }, …) {"{"} … {"}"}`
check-pool-not-shut-down = personne ne ferme `{ $name }` : il attend d'autres tâches jusqu'à la fin du programme
    .hint = `with { $name } {"{"} … {"}"}` attend à sa fin que toutes les tâches soient faites, et `{ $name }.shutdown()` de même
check-waits-in-own-pool = une tâche de `{ $name }` attend ici une autre tâche de `{ $name }` : quand tous ses threads font ainsi, il n'en reste aucun pour celles-ci
    .hint = appelez la fonction elle-même, ou demandez le résultat hors du pool
check-thread-of-call = `{ $name }` est appelée ici même, par le thread courant ; le nouveau ne reçoit que son résultat
    .hint = donnez la fonction elle-même, sans parenthèses : `Thread({ $name })`
    .arguments = donnez la fonction d'une part, ses arguments de l'autre : `Thread({ $name }, [ … ])`
check-thread-arguments = les arguments d'un thread se donnent dans une liste
    .hint = tapez `[{ $value }]`
check-join-in-start-loop = `{ $name }` est attendu (join) dans la boucle qui le démarre : les threads se suivent au lieu d'être simultanés
    .hint = démarrez-les tous dans une boucle, puis attendez-les tous par `join` dans une seconde
check-read-before-join = `{ $name }` est lue alors qu'un thread y travaille peut-être encore
    .hint = attendez d'abord la fin du thread : `{ $thread }.join();`
    .unnamed = donnez un nom au thread, `let t = Thread(…);`, et attendez d'abord sa fin : `t.join();`
check-sleep-instead-of-join = ce `sleep` n'attend pas le thread qui change `{ $name }`, lue ligne { $line } : le thread peut durer plus longtemps
check-loop-variable-in-thread = tous les tours de la boucle partagent `{ $name }` : le thread verra la valeur du moment
    .hint = transmettez sa valeur, `Thread(f, [{ $name }])`, ou gardez une copie pour ce tour : `let copie = { $name };`
check-method-not-called = `{ $name }` est nommée, mais pas appelée : il ne se passe rien
    .hint = tapez `{ $written }()`

## Attentes

check-wait-without-while = après `{ $name }.wait()`, rien ne vérifie à nouveau que l'attente est finie
    .if = tapez `while` et non `if` : entre le signal et le retour de `wait`, un autre thread a pu passer avant
    .hint = tapez `while … {"{"} { $name }.wait(); {"}"}` : un signal déjà donné est perdu, et un autre thread peut passer avant
check-condition-not-held = `{ $name }.{ $method }()` sans tenir le verrou de la condition est une erreur
    .hint = tapez `with { $name } {"{"} … { $name }.{ $method }(); {"}"}`
check-busy-wait = cette boucle est une attente active : elle regarde sans cesse
    .join = `{ $name }.join();` attend la fin du thread sans occuper le processeur
    .event = `{ $name }.wait();` attend l'événement sans occuper le processeur
    .variable = que le thread qui change `{ $name }` réveille celui-ci : un `Event` (`wait`, `set`), une `Condition`, ou `join`
    .lock = que les autres réveillent ce thread : une `Condition`, avec `wait` ici et `notify` là où la situation change

## Nombres

check-integer-division = `{ $written }` vaut { $value } : entre nombres entiers, `/` laisse tomber le reste
    .hint = pour le quotient exact, tapez `{ $a }.0 / { $b }`

## Ce qui tourne, mais pas comme en Python

check-pair-in-for = `({ $first }, { $second })` ne déplie pas une paire : `{ $first }` est l'élément, `{ $second }` compte
    .numbered = les deux à la fois, sans `enumerate` : `for ({ $second }, { $first }) in { $of }`
    .hint = tapez `for pair in { $over } {"{"} let { $first } = pair[0]; let { $second } = pair[1]; … {"}"}`
check-chained-comparison = `{ $written }` compare un vrai ou faux avec un nombre
    .hint = tapez `{ $code }`
check-type-comparison = `type` donne un texte, `{ $name }` est une fonction : ils ne sont jamais égaux
    .hint = tapez `"{ $name }"`
    .text = aucun type ne s'appelle `{ $name }` : la comparaison est toujours fausse
check-nothing-kept = `{ $method }` change `{ $name }` elle-même et ne donne rien : `{ $kept }` vaut `()`
    .hint = tapez `{ $code }` : `{ $kept }` est alors une copie
check-copied-argument = `{ $function }` reçoit une copie de `{ $name }` : ce qu'elle y change se perd
    .hint = changez `{ $name }` elle-même dans la fonction, à la place de `{ $parameter }` : les fonctions voient les variables du script
    .closure = la fermeture reçoit une copie de `{ $name }` : ce qu'elle y change se perd
    .local = faites de `{ $name }` une variable du premier niveau du script, et changez-la dans la fonction
check-escape-in-template = entre accents graves, `{ $code }` reste tel quel
    .hint = aller à la ligne dans le texte, ou l'écrire entre guillemets : `"{ $code }"`

## Commentaires

check-unknown-warning = aucun avertissement ne s'appelle `{ $name }`
    .hint = le nom est entre crochets là où l'avertissement s'affiche : `// check: allow unused-variable`

## Réécrire ce qui est certain : `check --fix`

fix-nothing = rien dans `{ $file }` n'est assez certain pour être réécrit
fix-question = réécrire `{ $file }` ainsi ? [o/N]
fix-unasked = rien n'est encore changé : pour réécrire `{ $file }` ainsi, tapez `sandbox check --fix --yes { $file }`
fix-done = `{ $file }` est réécrit ; l'ancienne version est gardée dans `{ $copy }`
fix-more = il reste des fautes certaines : relancez `sandbox check --fix { $file }`
fix-notes = à relire, car la même ligne fait ici autre chose qu'en Python :
fix-note = ligne { $line } : { $what }
fix-note-alias = `{ $name } = { $other }` copie la liste ou la table ; en Python, les deux noms désignent la même
fix-note-division = `{ $sign }` arrondit vers zéro ; en Python, vers le bas : les nombres négatifs donnent autre chose
fix-note-parameter = `{ $function }` change `{ $name }`, qui n'est ici qu'une copie de ce qu'on lui donne : rendez la liste par `return`, ou faites-en une variable du script
fix-note-loop-variable = `{ $name }` est lue après la boucle, et n'existe plus ici : gardez-la dans une variable déclarée avant
fix-not-written = impossible de réécrire `{ $file }` : { $reason }
fix-no-file = `{ $file }` n'est pas un fichier que l'on peut réécrire
fix-changed = `{ $file }` a changé depuis qu'il a été lu : rien n'est réécrit
    .hint = relancez la commande
fix-needs-file = l'entrée standard ne peut pas être réécrite
    .hint = donnez le nom d'un fichier : `sandbox check --fix FICHIER`

## Fautes de frappe qui s'exécutent

check-sign-after-equals = `={ $sign }` affecte une valeur avec son signe : il n'ajoute et n'enlève rien
    .hint = tapez `{ $name } { $sign }= …`
check-assigned-to-itself = `{ $name } = { $name }` ne change rien
    .hint = enlevez cette ligne, ou affectez ce qui était voulu
    .object = pour que l'objet garde la valeur, tapez `this.{ $name } = { $name };`
check-value-in-quotes = entre guillemets doubles, la valeur de `{ $name }` n'est pas mise dans le texte
    .hint = les valeurs vont entre accents graves : tapez { $code }, accents graves compris
check-function-not-called = `{ $name }` est nommée, et n'est pas appelée
    .hint = pour l'appeler, tapez `{ $name }(…)`
check-power-as-xor = `{ $base }^{ $exponent }` est un ou exclusif, et vaut { $value }
    .hint = pour la puissance, tapez `{ $base } ** { $exponent }`
check-text-not-kept = `{ $method }` donne un nouveau texte et ne change pas `{ $name }`
    .hint = gardez-le : tapez `{ $code }`
