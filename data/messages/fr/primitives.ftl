# Verrous, conditions, sémaphores, barrières, files.

lock-release-free = un verrou libre ne peut pas être libéré
    .hint = prenez d'abord le verrou ; libérez-le une fois par prise
condition-wait-free = on ne peut pas attendre sur une condition sans tenir son verrou
    .hint = tenez d'abord la condition : `with condition {"{"} … {"}"}`
condition-notify-free = on ne peut pas réveiller par une condition sans tenir son verrou
    .hint = tenez d'abord la condition : `with condition {"{"} … {"}"}`
rlock-release-foreign = ce verrou n'est pas tenu par ce thread : il ne peut pas le libérer
    .hint = seul le thread qui tient un `RLock` peut le libérer
semaphore-negative = la valeur initiale d'un sémaphore est >= 0
semaphore-release-count = n vaut au moins un
semaphore-bound = le sémaphore est libéré trop de fois
    .hint = chaque `release` d'un sémaphore borné suit un `acquire`
queue-timeout = 'timeout' ne peut pas être négatif
queue-empty-alone = la file est vide
queue-full-alone = la file est pleine
queue-shut-down-alone = la file est fermée
queue-task-done = task_done() est appelée trop de fois
    .hint = appelez-la une fois pour chaque élément mis
barrier-broken = la barrière est rompue
barrier-parties = le nombre de participants est > 0
time-nan = NaN n'est pas une durée
time-too-large = cette durée est trop longue
time-negative = une durée d'attente ne peut pas être négative
spawn-limit = limite de threads atteinte ({ $limit })
    .hint = attendre d'abord la fin de quelques threads (`join`), ou relancer avec un plus grand --max-threads
spawn-refused = impossible de démarrer un nouveau thread : { $reason }
spawn-stopped = impossible de démarrer un nouveau thread : le programme se termine
lock-timeout = une prise sans attente n'a pas de durée d'attente
semaphore-timeout = une prise sans attente n'a pas de durée d'attente

## Ce qu'il y a d'une primitive, dans les tables de l'invite

semaphore-value = valeur { $value }
event-set = levé
event-not-set = non levé
barrier-arrived = { $arrived } sur { $parties } arrivés
queue-items = { $count ->
    [one] { $count } élément
   *[other] { $count } éléments
}
queue-items-of = { $count } sur { $bound } éléments
