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
limit-points = limite de points d'ordonnancement atteinte
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
deadlock-waits-ended = attend { $what }, tenu par { $holder }, qui est terminé
deadlock-here = cette attente fait partie d'un interblocage et ne finirait jamais
deadlock-others-go-on = les autres threads continuent
deadlock-one-fails = l'attente du plus jeune d'entre eux échoue par une erreur de genre `Deadlock`, et les autres continuent (--on-deadlock=throw)
deadlock-failed = s'était terminé par une erreur

# Ce qu'il faut changer. $lock, $object, $first et $second sont des noms de variables, ou `Lock #3` ; $holder et $thread des threads.
deadlock-hint = conseil : { $advice }
deadlock-hint-again = le thread qui prend `{ $lock }` le tient déjà : le libérer d'abord, ou en faire un `RLock()`, que celui qui le tient peut reprendre
deadlock-hint-abandoned = { $holder } s'est terminé sans libérer `{ $lock }` : `with { $lock } { "{" } … { "}" }` le libère de quelque façon que le bloc finisse
deadlock-hint-cycle = chaque thread tient un verrou qu'un autre attend : prendre les verrous partout dans le même ordre, par exemple toujours { $order }
# $order : lock-order-two, ou lock-order-then pour trois et plus.
lock-order-two = `{ $first }` avant `{ $second }`
lock-order-first = d'abord `{ $lock }`
lock-order-then = { $before }, puis `{ $lock }`
lock-order-more = { $before }, et ainsi de suite
deadlock-hint-join-holding = { $holder } attend la fin de { $thread } alors qu'il tient `{ $lock }`, dont un autre a besoin : appeler `join()` après l'avoir libéré
deadlock-hint-wait-holding = { $holder } attend `{ $object }` alors qu'il tient `{ $lock }`, dont un autre a besoin : libérer `{ $lock }` avant d'attendre
deadlock-hint-joins = ces threads attendent la fin l'un de l'autre : un seul doit appeler `join()`
deadlock-hint-failed = { $thread } s'était terminé par une erreur : si les autres attendent ce qu'il devait faire, corriger d'abord cette erreur
deadlock-hint-failed-at = { $thread } s'était terminé par une erreur, ligne { $line } : si les autres attendent ce qu'il devait faire, corriger d'abord cette erreur
deadlock-hint-item = plus personne ne mettra rien dans la file `{ $object }` : que celui qui la remplit y mette une marque de fin par consommateur, ou appelle son `shutdown()` quand tout y est
deadlock-hint-room = la file `{ $object }` est pleine et plus personne n'y prendra rien : démarrer un consommateur, ou agrandir la file
deadlock-hint-task-done = le `join()` d'une file attend que `task_done()` ait été appelé une fois par élément de `{ $object }` : l'appeler après chaque `get()`
deadlock-hint-notify = plus personne n'appellera `notify()` sur `{ $object }` : notifier après chaque changement qu'un thread en attente regarde, et regarder avant d'attendre : `while !pret {"{"} condition.wait(); {"}"}`
deadlock-hint-set = plus personne n'appellera `set()` sur `{ $object }`
deadlock-hint-permit = plus personne ne libérera `{ $object }` : à chaque `acquire()` son `release()`, ce que `with` garantit
deadlock-hint-parties = { $count ->
    [one] il manque un thread à `{ $object }` : démarrer autant de threads que la barrière en attend
   *[other] il manque { $count } threads à `{ $object }` : démarrer autant de threads que la barrière en attend
}
deadlock-hint-nobody = plus personne ne fera ce que `{ $object }` attend
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

## Des verrous que les threads prennent dans des ordres différents

order-inverted = { $count ->
   *[other] avertissement : ordre des verrous : { $count } threads prennent les mêmes verrous dans des ordres différents, et s'attendraient pour toujours s'ils le faisaient au même moment
}
# $outer est un verrou, ou deadlock-since.
order-takes = prend { $inner } alors qu'il tient { $outer }
order-hint = prendre les verrous partout dans le même ordre, par exemple toujours { $order }
