# Ce qui est dit quand un programme échoue ou qu'on l'arrête : titres, limites, appels en cours, interblocages.

error = erreur
syntax-error = erreur de syntaxe
hint = conseil
did-you-mean = vouliez-vous dire `{ $name }` ?
line = ligne { $line }
thread-crashed = Exception dans le thread { $thread } :
thread-crashed-more = … et { $count ->
    [one] un autre thread s'est terminé
   *[other] { $number } autres threads se sont terminés
} par la même erreur que { $thread } : { $error }
internal-error =
    erreur interne dans { $thread } : { $what }
    C'est une faute de `sandbox`, non du script : merci de la signaler.

## Pourquoi un programme a été arrêté

interrupted = interrompu
run-ended = le programme est terminé
deadlock-somewhere = interblocage : aucun thread ne peut plus avancer
limit-call-depth = limite de profondeur atteinte : { $depth } appels sont ouverts (--max-call-depth)
limit-call-depth-alone = limite de profondeur atteinte (--max-call-depth)
limit-call-depth-stop = limite de profondeur d'appels atteinte dans un thread : l'exécution se termine
limit-native-depth = limite de profondeur atteinte : des fonctions natives comme `map`, `sort` ou `call` ont rappelé le script { $depth } fois, chaque appel dans le précédent
    .hint = une fonction qui passe par une telle fonction native à chaque niveau occupe la pile native : continuer par une boucle, ou appeler la fonction elle-même
limit-time = limite de temps atteinte : le script tourne depuis { $seconds } s (--max-time)
limit-operations = limite d'opérations atteinte : le script a fait { $count } opérations (--max-operations)
limit-output = limite d'affichage atteinte
limit-memory = limite de mémoire atteinte : le script utilise plus de { $size } Mio (--max-memory)
limit-at-line = { $limit } ; le thread principal en était à la ligne { $line }

## Les appels en cours

trace = appels, du plus récent au plus ancien :
# $function est le nom d'une fonction, ou le texte de trace-closure ; $place le texte de `line`, ou fichier:ligne.
trace-call = { $function } appelée { $place } : { $code }
trace-call-alone = { $function } appelée { $place }
trace-closure = une fermeture
trace-more = … encore { $count } appels
trace-more-of = … encore { $count } appels de { $function }

## La table d'un interblocage

deadlock = { $count ->
    [one] interblocage : { $count } thread ne peut plus avancer
   *[other] interblocage : { $count } threads ne peuvent plus avancer
}
# Une ligne : deadlock-holds, dont $waits est l'un des trois textes deadlock-waits…
deadlock-holds = tient { $things }, { $waits }
deadlock-since = { $what } depuis la ligne { $line }
deadlock-and = { $first } et { $second }
deadlock-waits = attend { $what }
deadlock-waits-held = attend { $what }, tenu par { $holder }
deadlock-more = … et { $count ->
    [one] un autre thread
   *[other] { $number } autres threads
} comme { $thread }
deadlock-others = … et encore { $count ->
    [one] un thread
   *[other] { $number } threads
}
deadlock-waits-itself = attend { $what }, qu'il tient lui-même
wait-join = la fin de { $thread }
wait-sleep = que le temps passe
wait-prompt = la ligne suivante
wait-queue = { $queue } ({ $why })
queue-named = la file "{ $name }"
queue-is-empty = vide
queue-is-full = pleine
queue-not-done = { $count ->
    [one] { $count } tâche inachevée
   *[other] { $count } tâches inachevées
}
at-line = { $place } : { $text }
main-gave-nothing = le thread principal n'a pas donné de valeur
thread-panicked = le thread a été perdu par une erreur interne : { $what }
wait-input = une ligne de l'entrée standard
wait-file = un fichier
wait-permission = une réponse sur une permission
